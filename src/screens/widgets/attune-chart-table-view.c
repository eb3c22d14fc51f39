/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-chart-table-view.h"

#include "attune-chart-table-model.h"
#include "attune-column-header.h"
#include "attune-tab-stop.h"

/* Rows are made in slices of about this long, so many between looks at the clock. */
#define SLICE_US     (3 * G_TIME_SPAN_MILLISECOND)
#define ROWS_AT_ONCE 2
#define FIRST_ROWS   4
/* The toolkit makes widgets for no more rows than these. */
#define MOST_WIDGETS 256

struct _AttuneChartTableView
{
  AdwBin parent_instance;

  /* template */
  GtkColumnView *view;
  GtkSingleSelection *selection;
  GtkSliceListModel *rows; /* as many as there are widgets for as yet */

  /* owned */
  AttuneChart *chart;
  guint filler; /* while rows are to be made */

  guint wanted; /* the row to be selected as soon as it is made; or GTK_INVALID_LIST_POSITION */
};

G_DEFINE_FINAL_TYPE (AttuneChartTableView, attune_chart_table_view, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_CHART,
  N_PROPERTIES,
};

enum
{
  ACTIVATED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPERTIES];
static guint signals[N_SIGNALS];

/* Numbers stand under one another, words begin where one reads. */
static void
set_up_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer kind)
{
  gboolean is_number = GPOINTER_TO_INT (kind) == ATTUNE_CHART_COLUMN_NUMBER;
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), is_number ? 1.0 : 0.0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "figure");
  gtk_list_item_set_child (item, label);
}

static guint
get_column (GtkSignalListItemFactory *factory)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (factory), "column"));
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer kind)
{
  AttuneChartTableRow *row = gtk_list_item_get_item (item);
  const char *text = attune_chart_table_row_get_text (row, get_column (factory));

  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)), text != NULL ? text : "");
  gtk_list_item_set_activatable (item, attune_chart_table_row_get_id (row) != 0);
}

static void
add_column (AttuneChartTableView *self, AttuneChartTable *table, guint column)
{
  AttuneChartColumnKind kind = attune_chart_table_get_kind (table, column);
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) view_column = NULL;

  g_object_set_data (G_OBJECT (factory), "column", GUINT_TO_POINTER (column));
  g_signal_connect (factory, "setup", G_CALLBACK (set_up_cb), GINT_TO_POINTER (kind));
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), GINT_TO_POINTER (kind));
  view_column = gtk_column_view_column_new (attune_chart_table_get_title (table, column), factory);
  gtk_column_view_column_set_resizable (view_column, TRUE);
  gtk_column_view_column_set_expand (view_column,
                                     column + 1 == attune_chart_table_get_n_columns (table));
  gtk_column_view_append_column (self->view, view_column);
  if (kind == ATTUNE_CHART_COLUMN_NUMBER)
    attune_column_header_end (self->view, view_column);
}

static gboolean
has_columns_of (AttuneChartTableView *self, AttuneChartTable *table)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);
  guint n = attune_chart_table_get_n_columns (table);

  if (g_list_model_get_n_items (columns) != n)
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      if (g_strcmp0 (gtk_column_view_column_get_title (column),
                     attune_chart_table_get_title (table, i)) != 0)
        return FALSE;
    }
  return TRUE;
}

static void
make_columns (AttuneChartTableView *self, AttuneChartTable *table)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);

  if (has_columns_of (self, table))
    return;
  while (g_list_model_get_n_items (columns) > 0)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, 0);

      gtk_column_view_remove_column (self->view, column);
    }
  for (guint i = 0; i < attune_chart_table_get_n_columns (table); i++)
    add_column (self, table, i);
}

static void
select_wanted (AttuneChartTableView *self)
{
  guint wanted = self->wanted;

  if (wanted >= g_list_model_get_n_items (G_LIST_MODEL (self->rows)))
    return;
  self->wanted = GTK_INVALID_LIST_POSITION;
  gtk_single_selection_set_selected (self->selection, wanted);
  gtk_widget_activate_action (gtk_widget_get_last_child (GTK_WIDGET (self->view)),
                              "list.scroll-to-item", "u", wanted);
}

static gboolean
fill_cb (gpointer data)
{
  AttuneChartTableView *self = data;
  guint n = g_list_model_get_n_items (gtk_slice_list_model_get_model (self->rows));
  gint64 end = g_get_monotonic_time () + SLICE_US;
  guint size = gtk_slice_list_model_get_size (self->rows);

  while (size < n && g_get_monotonic_time () < end)
    {
      size = size < MOST_WIDGETS ? size + ROWS_AT_ONCE : n;
      gtk_slice_list_model_set_size (self->rows, size);
    }
  select_wanted (self);
  if (size < n)
    return G_SOURCE_CONTINUE;
  self->filler = 0;
  return G_SOURCE_REMOVE;
}

/* Rows that have widgets are bound anew, the others come by and by. */
static void
show_rows (AttuneChartTableView *self, GListModel *model)
{
  guint size = g_list_model_get_n_items (G_LIST_MODEL (self->rows));

  g_clear_handle_id (&self->filler, g_source_remove);
  self->wanted = GTK_INVALID_LIST_POSITION;
  gtk_slice_list_model_set_size (self->rows, MAX (size, FIRST_ROWS));
  gtk_slice_list_model_set_model (self->rows, model);
  if (model != NULL)
    self->filler = g_idle_add (fill_cb, self);
}

static void
activated_cb (AttuneChartTableView *self, guint position)
{
  g_autoptr (AttuneChartTableRow)
    row = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (row != NULL && attune_chart_table_row_get_id (row) != 0)
    g_signal_emit (self, signals[ACTIVATED], 0, attune_chart_table_row_get_id (row),
                   (guint) ATTUNE_CHART_PART_VALUE);
}

static gboolean
attune_chart_table_view_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (adw_bin_get_child (ADW_BIN (widget)));
}

static void
attune_chart_table_view_dispose (GObject *object)
{
  g_clear_handle_id (&ATTUNE_CHART_TABLE_VIEW (object)->filler, g_source_remove);
  g_clear_pointer (&ATTUNE_CHART_TABLE_VIEW (object)->chart, attune_chart_unref);
  gtk_widget_dispose_template (GTK_WIDGET (object), ATTUNE_TYPE_CHART_TABLE_VIEW);

  G_OBJECT_CLASS (attune_chart_table_view_parent_class)->dispose (object);
}

static void
attune_chart_table_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_CHART:
      g_value_set_boxed (value, ATTUNE_CHART_TABLE_VIEW (object)->chart);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
attune_chart_table_view_set_property (GObject *object,
                                      guint id,
                                      const GValue *value,
                                      GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_CHART:
      attune_chart_table_view_set_chart (ATTUNE_CHART_TABLE_VIEW (object),
                                         g_value_get_boxed (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
attune_chart_table_view_class_init (AttuneChartTableViewClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->dispose = attune_chart_table_view_dispose;
  object_class->get_property = attune_chart_table_view_get_property;
  object_class->set_property = attune_chart_table_view_set_property;
  widget_class->grab_focus = attune_chart_table_view_grab_focus;

  properties[PROP_CHART] = g_param_spec_boxed ("chart", NULL, NULL, ATTUNE_TYPE_CHART,
                                               G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY |
                                                 G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  signals[ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_UINT);

  gtk_widget_class_set_css_name (widget_class, "charttable");
  g_type_ensure (ATTUNE_TYPE_TAB_STOP);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/attuneqa/Attune/widgets/attune-chart-table-view.ui");
  gtk_widget_class_bind_template_child (widget_class, AttuneChartTableView, view);
  gtk_widget_class_bind_template_child (widget_class, AttuneChartTableView, selection);
  gtk_widget_class_bind_template_child (widget_class, AttuneChartTableView, rows);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
}

static void
attune_chart_table_view_init (AttuneChartTableView *self)
{
  self->wanted = GTK_INVALID_LIST_POSITION;
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
attune_chart_table_view_set_chart (AttuneChartTableView *self, AttuneChart *chart)
{
  g_autoptr (AttuneChartTable) table = NULL;
  g_autoptr (AttuneChartTableModel) model = NULL;
  g_autofree char *sentence = NULL;

  g_return_if_fail (ATTUNE_IS_CHART_TABLE_VIEW (self));

  if (self->chart == chart)
    return;

  g_clear_pointer (&self->chart, attune_chart_unref);
  if (chart != NULL)
    {
      self->chart = attune_chart_ref (chart);
      table = attune_chart_tabulate (chart);
      sentence = attune_chart_describe (chart);
      model = attune_chart_table_model_new (table);
    }
  /* Rows first: those of another kind of table know nothing of the new columns. */
  if (table == NULL || !has_columns_of (self, table))
    show_rows (self, NULL);
  if (table != NULL)
    make_columns (self, table);
  show_rows (self, G_LIST_MODEL (model));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  sentence != NULL ? sentence : "", -1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHART]);
}

void
attune_chart_table_view_read (AttuneChartTableView *self, gint64 id)
{
  GListModel *all;
  guint n;

  g_return_if_fail (ATTUNE_IS_CHART_TABLE_VIEW (self));
  g_return_if_fail (id != 0);

  all = gtk_slice_list_model_get_model (self->rows);
  n = all != NULL ? g_list_model_get_n_items (all) : 0;
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (AttuneChartTableRow) row = g_list_model_get_item (all, i);

      if (attune_chart_table_row_get_id (row) != id)
        continue;
      self->wanted = i;
      select_wanted (self);
      return;
    }
}

gint64
attune_chart_table_view_get_id (AttuneChartTableView *self)
{
  AttuneChartTableRow *row;

  g_return_val_if_fail (ATTUNE_IS_CHART_TABLE_VIEW (self), 0);

  row = gtk_single_selection_get_selected_item (self->selection);
  return row != NULL ? attune_chart_table_row_get_id (row) : 0;
}
