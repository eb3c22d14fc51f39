/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune-Charts"

#include "config.h"

#include "attune-link-chart-private.h"

#include "attune-chart-table-private.h"

#include <glib/gi18n-lib.h>

const AttuneLinkNode *
attune_link_chart_get_node (const AttuneLinkChart *self, guint node)
{
  return &g_array_index (self->nodes, AttuneLinkNode, node);
}

const AttuneLink *
attune_link_chart_get_link (const AttuneLinkChart *self, guint link)
{
  return &g_array_index (self->links, AttuneLink, link);
}

guint
attune_link_chart_find_column (const AttuneLinkChart *self, guint column)
{
  guint node = 0;

  while (node < self->nodes->len && attune_link_chart_get_node (self, node)->column < column)
    node++;
  return node;
}

/* --- Words ------------------------------------------------------------------------------------------------------ */

/* The titles of what the node is linked with in the column `step` away, with commas; "" for none. */
static char *
list_neighbours (const AttuneLinkChart *self, guint node, int step)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < self->links->len; i++)
    {
      const AttuneLink *link = attune_link_chart_get_link (self, i);
      guint own = step > 0 ? link->from : link->to;
      guint other = step > 0 ? link->to : link->from;

      if (own != node)
        continue;
      if (list->len > 0)
        g_string_append (list, C_ ("between two of a list", ", "));
      g_string_append (list, attune_link_chart_get_node (self, other)->title);
    }
  return g_string_free (g_steal_pointer (&list), FALSE);
}

static void
say_neighbours (const AttuneLinkChart *self, guint node, int step, GString *text)
{
  guint column = (guint) ((int) attune_link_chart_get_node (self, node)->column + step);
  g_autofree char *list = NULL;

  if (column >= self->n_columns)
    return;
  list = list_neighbours (self, node, step);
  g_string_append_printf (text, "\n%s: %s", self->columns[column],
                          *list != '\0' ? list : C_ ("parts that a part is linked with", "none"));
}

static char *
link_describe_item (AttuneChart *chart, guint index)
{
  const AttuneLinkChart *self = (const AttuneLinkChart *) chart;
  const AttuneLinkNode *node = attune_link_chart_get_node (self, index);
  g_autoptr (GString) text = g_string_new (node->title);

  if (node->note != NULL)
    g_string_append_printf (text, " · %s", node->note);
  say_neighbours (self, index, -1, text);
  say_neighbours (self, index, 1, text);
  if (node->remark != NULL)
    g_string_append_printf (text, "\n⚠ %s", node->remark);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
link_describe (AttuneChart *chart)
{
  const AttuneLinkChart *self = (const AttuneLinkChart *) chart;
  g_autoptr (GString) text = g_string_new (self->finding);

  for (guint i = 0; i < self->n_columns; i++)
    {
      guint n = attune_link_chart_find_column (self, i + 1) -
                attune_link_chart_find_column (self, i);

      if (text->len > 0)
        g_string_append_c (text, ' ');
      g_string_append_printf (text, "%s: %u.", self->columns[i], n);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static AttuneChartTable *
link_tabulate (AttuneChart *chart)
{
  const AttuneLinkChart *self = (const AttuneLinkChart *) chart;
  AttuneChartTable *table = attune_chart_table_new ();

  attune_chart_table_add_column (table, _ ("Kind"), ATTUNE_CHART_COLUMN_TEXT);
  attune_chart_table_add_column (table, _ ("Title"), ATTUNE_CHART_COLUMN_TEXT);
  attune_chart_table_add_column (table, _ ("Comes from"), ATTUNE_CHART_COLUMN_TEXT);
  attune_chart_table_add_column (table, _ ("Leads to"), ATTUNE_CHART_COLUMN_TEXT);
  attune_chart_table_add_column (table, _ ("Remark"), ATTUNE_CHART_COLUMN_TEXT);
  for (guint i = 0; i < self->nodes->len; i++)
    {
      const AttuneLinkNode *node = attune_link_chart_get_node (self, i);
      g_autofree char *before = list_neighbours (self, i, -1);
      g_autofree char *after = list_neighbours (self, i, 1);

      attune_chart_table_add_row (table, node->id);
      attune_chart_table_add_text (table, self->columns[node->column]);
      attune_chart_table_add_text (table, node->title);
      attune_chart_table_add_text (table, before);
      attune_chart_table_add_text (table, after);
      attune_chart_table_add_text (table, node->remark != NULL ? node->remark : "");
    }
  return table;
}

/* --- Items ------------------------------------------------------------------------------------------------------ */

static guint
link_get_n_items (AttuneChart *chart)
{
  return ((AttuneLinkChart *) chart)->nodes->len;
}

static void
link_get_item (AttuneChart *chart, guint index, AttuneChartItem *out_item)
{
  out_item->part = ATTUNE_CHART_PART_NODE;
  out_item->id = attune_link_chart_get_node ((AttuneLinkChart *) chart, index)->id;
}

static guint
link_pick (AttuneChart *chart, const AttuneChartGeometry *geometry, double x, double y)
{
  const AttuneLinkGeometry *link = (const AttuneLinkGeometry *) geometry;

  for (guint i = 0; i < geometry->n_anchors; i++)
    {
      const cairo_rectangle_t *box = &link->boxes[i];

      if (x >= box->x && x <= box->x + box->width && y >= box->y && y <= box->y + box->height)
        return i;
    }
  return ATTUNE_CHART_NO_ITEM;
}

/* The node of a column that stands nearest to the height of another. */
static guint
find_beside (const AttuneLinkChart *self,
             const AttuneChartGeometry *geometry,
             guint index,
             int step)
{
  guint column = (guint) ((int) attune_link_chart_get_node (self, index)->column + step);
  guint nearest = index;
  double least = G_MAXDOUBLE;

  if (column >= self->n_columns)
    return index;
  for (guint i = attune_link_chart_find_column (self, column);
       i < attune_link_chart_find_column (self, column + 1); i++)
    {
      double distance = ABS (geometry->anchors[i].y - geometry->anchors[index].y);

      if (distance >= least)
        continue;
      least = distance;
      nearest = i;
    }
  return nearest;
}

/* Up and down go along a column, left and right to the next one, whichever way the columns run. */
static guint
link_step (AttuneChart *chart,
           const AttuneChartGeometry *geometry,
           guint index,
           AttuneChartStep step)
{
  const AttuneLinkChart *self = (const AttuneLinkChart *) chart;
  int onward = ((const AttuneLinkGeometry *) geometry)->is_mirrored ? -1 : 1;
  guint column;

  if (index >= geometry->n_anchors)
    return step == ATTUNE_CHART_STEP_LAST ? geometry->n_anchors - 1 : 0;
  column = attune_link_chart_get_node (self, index)->column;
  switch (step)
    {
    case ATTUNE_CHART_STEP_LEFT:
      return find_beside (self, geometry, index, -onward);
    case ATTUNE_CHART_STEP_RIGHT:
      return find_beside (self, geometry, index, onward);
    case ATTUNE_CHART_STEP_UP:
      return index > attune_link_chart_find_column (self, column) ? index - 1 : index;
    case ATTUNE_CHART_STEP_DOWN:
      return index + 1 < attune_link_chart_find_column (self, column + 1) ? index + 1 : index;
    case ATTUNE_CHART_STEP_FIRST:
      return 0;
    case ATTUNE_CHART_STEP_LAST:
      return geometry->n_anchors - 1;
    }
  g_assert_not_reached ();
}

/* --- The chart ---------------------------------------------------------------------------------------------------- */

static void
link_finalize (AttuneChart *chart)
{
  AttuneLinkChart *self = (AttuneLinkChart *) chart;

  g_strfreev (self->columns);
  g_array_unref (self->nodes);
  g_array_unref (self->links);
  g_string_chunk_free (self->texts);
  g_free (self);
}

static const AttuneChartClass link_class = {
  .name = "links",
  .finalize = link_finalize,
  .layout = attune_link_layout,
  .draw = attune_link_draw,
  .draw_item = attune_link_draw_item,
  .pick = link_pick,
  .step = link_step,
  .get_n_items = link_get_n_items,
  .get_item = link_get_item,
  .describe_item = link_describe_item,
  .describe = link_describe,
  .tabulate = link_tabulate,
};

static const char *
keep_text (AttuneLinkChart *self, const char *text)
{
  return text != NULL && *text != '\0' ? g_string_chunk_insert_const (self->texts, text) : NULL;
}

/* The nodes by column, and where each of the spec's came to stand (G_MAXUINT: nowhere). */
static void
copy_nodes (AttuneLinkChart *self, const AttuneLinkSpec *spec, guint *places)
{
  for (gsize i = 0; i < spec->n_nodes; i++)
    places[i] = G_MAXUINT;
  for (guint column = 0; column < self->n_columns; column++)
    {
      for (gsize i = 0; i < spec->n_nodes; i++)
        {
          AttuneLinkNode node = spec->nodes[i];

          if (node.column != column)
            continue;
          node.title = g_string_chunk_insert_const (self->texts, node.title);
          node.note = keep_text (self, node.note);
          node.remark = keep_text (self, node.remark);
          places[i] = self->nodes->len;
          g_array_append_val (self->nodes, node);
        }
    }
}

static void
copy_links (AttuneLinkChart *self, const AttuneLinkSpec *spec, const guint *places)
{
  for (gsize i = 0; i < spec->n_links; i++)
    {
      AttuneLink link = spec->links[i];

      if (link.from >= spec->n_nodes || link.to >= spec->n_nodes)
        continue;
      link = (AttuneLink){ places[link.from], places[link.to] };
      if (link.from != G_MAXUINT && link.to != G_MAXUINT &&
          attune_link_chart_get_node (self, link.to)->column ==
            attune_link_chart_get_node (self, link.from)->column + 1)
        g_array_append_val (self->links, link);
    }
}

AttuneChart *
attune_link_chart_new (const AttuneLinkSpec *spec)
{
  AttuneLinkChart *self;
  g_autofree guint *places = NULL;

  g_return_val_if_fail (spec != NULL && spec->columns != NULL, NULL);
  g_return_val_if_fail (g_strv_length ((GStrv) spec->columns) >= 2, NULL);

  self = g_new0 (AttuneLinkChart, 1);
  attune_chart_init (&self->parent, &link_class);
  self->columns = g_strdupv ((GStrv) spec->columns);
  self->n_columns = g_strv_length (self->columns);
  self->nodes = g_array_new (FALSE, FALSE, sizeof (AttuneLinkNode));
  self->links = g_array_new (FALSE, FALSE, sizeof (AttuneLink));
  self->texts = g_string_chunk_new (256);
  self->finding = keep_text (self, spec->finding);
  places = g_new (guint, spec->n_nodes + 1);
  copy_nodes (self, spec, places);
  copy_links (self, spec, places);
  return &self->parent;
}
