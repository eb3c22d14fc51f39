/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune-Charts"

#include "config.h"

#include "attune-distribution-chart-private.h"

#include "attune-chart-table-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

double
attune_distribution_get_edge (const AttuneDistributionChart *self, guint bin)
{
  const AttuneDistributionSpec *spec = &self->spec;

  return spec->minimum + (spec->maximum - spec->minimum) * bin / spec->n_bins;
}

static guint
sum (const guint *counts, guint n)
{
  guint total = 0;

  for (guint i = 0; i < n; i++)
    total += counts[i];
  return total;
}

/* --- Words ------------------------------------------------------------------------------------------------------ */

/* "80–85", "over 100" */
static char *
say_bin (const AttuneDistributionChart *self, guint bin)
{
  g_autofree char *from = attune_ticks_format_number (attune_distribution_get_edge (self, bin), 0);
  g_autofree char *to = attune_ticks_format_number (attune_distribution_get_edge (self, bin + 1),
                                                    0);

  if (self->spec.is_open && bin == self->spec.n_bins - 1)
    /* Translators: scores above this one. */
    return g_strdup_printf (C_ ("scores", "over %s"), from);
  /* Translators: from one score to another. */
  return g_strdup_printf (C_ ("scores", "%1$s–%2$s"), from, to);
}

/* "+12", "−3", "0" */
static char *
say_difference (const AttuneDistributionChart *self, guint bin)
{
  int difference = (int) self->spec.after[bin] - (int) self->spec.before[bin];

  if (difference == 0)
    return g_strdup ("0");
  return g_strdup_printf ("%s%u", difference > 0 ? "+" : "−", (guint) ABS (difference));
}

static char *
distribution_describe_item (AttuneChart *chart, guint index)
{
  const AttuneDistributionChart *self = (const AttuneDistributionChart *) chart;
  g_autofree char *bin = say_bin (self, index);
  g_autofree char *difference = say_difference (self, index);

  /* Translators: what a column of a chart shows: %1$s are scores, "80–85"; %2$s "As scored" and %4$s "With the draft", each
   * with how many there are; %6$s by how many more or fewer, "+12". */
  return g_strdup_printf (_ ("%1$s\n%2$s: %3$u\n%4$s: %5$u (%6$s)"), bin, self->spec.before_name,
                          self->spec.before[index], self->spec.after_name, self->spec.after[index],
                          difference);
}

static guint
find_highest (const guint *counts, guint n)
{
  guint highest = 0;

  for (guint i = 1; i < n; i++)
    if (counts[i] > counts[highest])
      highest = i;
  return highest;
}

static void
say_series (const AttuneDistributionChart *self,
            const char *name,
            const guint *counts,
            GString *text)
{
  guint total = sum (counts, self->spec.n_bins);
  g_autofree char *bin = say_bin (self, find_highest (counts, self->spec.n_bins));

  if (text->len > 0)
    g_string_append_c (text, ' ');
  if (total == 0)
    /* Translators: %s is "As scored" or "With the draft". */
    g_string_append_printf (text, _ ("%s: no scores."), name);
  else
    /* Translators: %1$s is "As scored" or "With the draft", %3$s are scores, "80–85". */
    g_string_append_printf (text,
                            g_dngettext (GETTEXT_PACKAGE, "%1$s: %2$u score, at %3$s.",
                                         "%1$s: %2$u scores, most of them at %3$s.", total),
                            name, total, bin);
}

static char *
distribution_describe (AttuneChart *chart)
{
  const AttuneDistributionChart *self = (const AttuneDistributionChart *) chart;
  g_autoptr (GString) text = g_string_new (self->spec.finding);

  say_series (self, self->spec.before_name, self->spec.before, text);
  say_series (self, self->spec.after_name, self->spec.after, text);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static AttuneChartTable *
distribution_tabulate (AttuneChart *chart)
{
  const AttuneDistributionChart *self = (const AttuneDistributionChart *) chart;
  AttuneChartTable *table = attune_chart_table_new ();

  attune_chart_table_add_column (table, _ ("Score"), ATTUNE_CHART_COLUMN_TEXT);
  attune_chart_table_add_column (table, self->spec.before_name, ATTUNE_CHART_COLUMN_NUMBER);
  attune_chart_table_add_column (table, self->spec.after_name, ATTUNE_CHART_COLUMN_NUMBER);
  attune_chart_table_add_column (table, _ ("Difference"), ATTUNE_CHART_COLUMN_NUMBER);
  for (guint i = 0; i < self->spec.n_bins; i++)
    {
      g_autofree char *bin = say_bin (self, i);

      attune_chart_table_add_row (table, 0);
      attune_chart_table_add_text (table, bin);
      attune_chart_table_take_number (table, self->spec.before[i],
                                      attune_ticks_format_number (self->spec.before[i], 0));
      attune_chart_table_take_number (table, self->spec.after[i],
                                      attune_ticks_format_number (self->spec.after[i], 0));
      attune_chart_table_take_number (table, (double) self->spec.after[i] - self->spec.before[i],
                                      say_difference (self, i));
    }
  return table;
}

/* --- Items ------------------------------------------------------------------------------------------------------ */

static guint
distribution_get_n_items (AttuneChart *chart)
{
  return ((AttuneDistributionChart *) chart)->spec.n_bins;
}

static void
distribution_get_item (AttuneChart *chart, guint index, AttuneChartItem *out_item)
{
  out_item->part = ATTUNE_CHART_PART_SUMMARY;
  out_item->id = 0;
}

/* Anywhere above or below a column will do. */
static guint
distribution_pick (AttuneChart *chart, const AttuneChartGeometry *geometry, double x, double y)
{
  const AttuneDistributionChart *self = (const AttuneDistributionChart *) chart;
  const AttuneDistributionGeometry *distribution = (const AttuneDistributionGeometry *) geometry;
  const cairo_rectangle_t *plot = &geometry->plot;
  double score;

  if (x < plot->x || x > plot->x + plot->width || y < plot->y || y > plot->y + plot->height)
    return ATTUNE_CHART_NO_ITEM;
  score = attune_scale_invert (&distribution->scores.scale, x);
  for (guint i = 0; i < self->spec.n_bins; i++)
    if (score <= attune_distribution_get_edge (self, i + 1))
      return i;
  return self->spec.n_bins - 1;
}

static guint
distribution_step (AttuneChart *chart,
                   const AttuneChartGeometry *geometry,
                   guint index,
                   AttuneChartStep step)
{
  const AttuneScale *scale = &((const AttuneDistributionGeometry *) geometry)->scores.scale;
  guint last = geometry->n_anchors - 1;
  gboolean is_mirrored = scale->start > scale->end;

  if (step == ATTUNE_CHART_STEP_FIRST || step == ATTUNE_CHART_STEP_LAST || index > last)
    return step == ATTUNE_CHART_STEP_LAST ? last : 0;
  if (step == ATTUNE_CHART_STEP_UP || step == ATTUNE_CHART_STEP_DOWN)
    return index;
  if ((step == ATTUNE_CHART_STEP_RIGHT) != is_mirrored)
    return MIN (index + 1, last);
  return index > 0 ? index - 1 : 0;
}

/* --- The chart -------------------------------------------------------------------------------------------------- */

static void
distribution_finalize (AttuneChart *chart)
{
  AttuneDistributionSpec *spec = &((AttuneDistributionChart *) chart)->spec;

  g_free ((guint *) spec->before);
  g_free ((guint *) spec->after);
  g_free ((char *) spec->before_name);
  g_free ((char *) spec->after_name);
  g_free ((char *) spec->finding);
  g_free (chart);
}

static const AttuneChartClass distribution_class = {
  .name = "distribution",
  .finalize = distribution_finalize,
  .layout = attune_distribution_layout,
  .draw = attune_distribution_draw,
  .draw_item = attune_distribution_draw_item,
  .pick = distribution_pick,
  .step = distribution_step,
  .get_n_items = distribution_get_n_items,
  .get_item = distribution_get_item,
  .describe_item = distribution_describe_item,
  .describe = distribution_describe,
  .tabulate = distribution_tabulate,
};

AttuneChart *
attune_distribution_chart_new (const AttuneDistributionSpec *spec)
{
  AttuneDistributionChart *self;

  g_return_val_if_fail (spec != NULL && spec->n_bins > 0, NULL);
  g_return_val_if_fail (spec->before != NULL && spec->after != NULL, NULL);
  g_return_val_if_fail (spec->before_name != NULL && spec->after_name != NULL, NULL);
  g_return_val_if_fail (spec->minimum < spec->maximum, NULL);

  self = g_new0 (AttuneDistributionChart, 1);
  attune_chart_init (&self->parent, &distribution_class);
  self->spec = *spec;
  self->spec.before = g_memdup2 (spec->before, sizeof (guint) * spec->n_bins);
  self->spec.after = g_memdup2 (spec->after, sizeof (guint) * spec->n_bins);
  self->spec.before_name = g_strdup (spec->before_name);
  self->spec.after_name = g_strdup (spec->after_name);
  self->spec.finding = g_strdup (spec->finding);
  return &self->parent;
}
