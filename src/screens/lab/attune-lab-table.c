/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-lab-table.h"

#include "attune-column-header.h"
#include "attune-lab-row.h"
#include "attune-paced-model.h"
#include "attune-tab-stop.h"

#define BAR_WIDTH 90
/* No text asks for more, however long it is. */
#define MAX_CHARS        26
#define MAX_NUMBER_CHARS 14
/* Rows say something else for about this long at a time, before they are drawn again. */
#define SLICE_US      (2 * G_TIME_SPAN_MILLISECOND)
#define FILL_PRIORITY (G_PRIORITY_HIGH_IDLE + 15)
/* What a row is about is always to be told from others. */
#define FIRST_CHARS 16

struct _AttuneLabTable
{
  AdwBin parent_instance;

  /* template */
  AttuneTabStop *stop;
  GtkColumnView *view;

  /* owned */
  AttuneLabGrid *grid;
  GListStore *store; /* AttuneLabRow */
  GtkSortListModel *sorted;
  AttunePacedModel *rows;
  GtkSingleSelection *selection;
  char *detail;
  GPtrArray *
    kept; /* AttuneLabRow: rows that are there and are to say something else, in the order they stand in, … */
  GPtrArray
    *coming; /* … and what they and more rows are to say; NULL where nothing is to be done */
  guint n_filled;
  guint filler; /* source, 0 */
};

G_DEFINE_FINAL_TYPE (AttuneLabTable, attune_lab_table, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_DETAIL,
  PROP_TITLE,
  N_PROPERTIES
};

enum
{
  ACTIVATED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPERTIES];
static guint signals[N_SIGNALS];

/* Cells ---------------------------------------------------------------------------------------- */

/* Asked for only where the pointer rests: to set it for each cell takes longer than to fill it. */
static gboolean
query_tooltip_cb (GtkLabel *label, int x, int y, gboolean by_keys, GtkTooltip *tooltip)
{
  const char *text = gtk_label_get_text (label);

  gtk_tooltip_set_text (tooltip, text);
  return *text != '\0';
}

static GtkWidget *
create_label (AttuneLabColumnKind kind)
{
  GtkWidget *label = gtk_label_new (NULL);
  gboolean is_prose = kind == ATTUNE_LAB_COLUMN_PROSE;

  gtk_label_set_xalign (GTK_LABEL (label), kind == ATTUNE_LAB_COLUMN_NUMBER ? 1.0 : 0.0);
  gtk_label_set_wrap (GTK_LABEL (label), is_prose);
  if (is_prose)
    gtk_label_set_width_chars (GTK_LABEL (label), 24);
  else
    {
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_widget_set_has_tooltip (label, TRUE);
      g_signal_connect (label, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
      gtk_label_set_max_width_chars (GTK_LABEL (label), kind == ATTUNE_LAB_COLUMN_NUMBER
                                                          ? MAX_NUMBER_CHARS
                                                          : MAX_CHARS);
    }
  gtk_widget_add_css_class (label, "figure");
  return label;
}

/* The bar says nothing that the text beside it does not. */
static GtkWidget *
create_share (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *label = create_label (ATTUNE_LAB_COLUMN_NUMBER);
  GtkWidget *bar = g_object_new (GTK_TYPE_PROGRESS_BAR, "accessible-role",
                                 GTK_ACCESSIBLE_ROLE_PRESENTATION, "valign", GTK_ALIGN_CENTER,
                                 "width-request", BAR_WIDTH, NULL);

  gtk_label_set_width_chars (GTK_LABEL (label), 6);
  gtk_widget_add_css_class (bar, "share");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), bar);
  return box;
}

static AttuneLabColumnKind
get_kind (gpointer data)
{
  return (AttuneLabColumnKind) GPOINTER_TO_INT (data);
}

static guint
get_column (gpointer object)
{
  return GPOINTER_TO_UINT (g_object_get_data (object, "column"));
}

/* What the row of an item says in this column. */
static void
show_cell (GtkListItem *item)
{
  AttuneLabRow *row = gtk_list_item_get_item (item);
  AttuneLabGrid *grid = attune_lab_row_get_grid (row);
  guint column = get_column (item);
  AttuneLabColumnKind kind = get_kind (g_object_get_data (G_OBJECT (item), "kind"));
  guint index = attune_lab_row_get_index (row);
  const char *text = attune_lab_grid_get_text (grid, index, column);
  GtkWidget *child = gtk_list_item_get_child (item);

  gtk_list_item_set_activatable (item, attune_lab_grid_get_id (grid, index) != NULL);
  if (kind != ATTUNE_LAB_COLUMN_SHARE)
    {
      gtk_label_set_text (GTK_LABEL (child), text);
      return;
    }
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_first_child (child)), text);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (gtk_widget_get_last_child (child)),
                                 attune_lab_grid_get_value (grid, index, column));
}

static void
set_up_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer kind)
{
  GtkWidget *child = get_kind (kind) == ATTUNE_LAB_COLUMN_SHARE ? create_share ()
                                                                : create_label (get_kind (kind));

  if (get_column (factory) == 0)
    gtk_label_set_width_chars (GTK_LABEL (child), FIRST_CHARS);
  g_object_set_data (G_OBJECT (item), "column", GUINT_TO_POINTER (get_column (factory)));
  g_object_set_data (G_OBJECT (item), "kind", kind);
  gtk_list_item_set_child (item, child);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  g_signal_connect_object (gtk_list_item_get_item (item), "changed", G_CALLBACK (show_cell), item,
                           G_CONNECT_SWAPPED);
  show_cell (item);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), show_cell, item);
}

/* Columns -------------------------------------------------------------------------------------- */

static int
compare_rows (gconstpointer a, gconstpointer b, gpointer column)
{
  AttuneLabRow *one = (AttuneLabRow *) a;
  AttuneLabRow *other = (AttuneLabRow *) b;

  /* While some rows say already what comes next; all are compared again behind that. */
  if (attune_lab_row_get_grid (one) != attune_lab_row_get_grid (other))
    return 0;
  return attune_lab_grid_compare (attune_lab_row_get_grid (one), GPOINTER_TO_UINT (column),
                                  attune_lab_row_get_index (one), attune_lab_row_get_index (other));
}

static gboolean
has_prose (AttuneLabGrid *grid)
{
  for (guint i = 0; i < attune_lab_grid_get_n_columns (grid); i++)
    if (attune_lab_grid_get_kind (grid, i) == ATTUNE_LAB_COLUMN_PROSE)
      return TRUE;
  return FALSE;
}

static void
add_column (AttuneLabTable *self, guint column)
{
  AttuneLabColumnKind kind = attune_lab_grid_get_kind (self->grid, column);
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkSorter)
    sorter = GTK_SORTER (gtk_custom_sorter_new (compare_rows, GUINT_TO_POINTER (column), NULL));
  g_autoptr (GtkColumnViewColumn) added = NULL;

  g_object_set_data (G_OBJECT (factory), "column", GUINT_TO_POINTER (column));
  g_signal_connect (factory, "setup", G_CALLBACK (set_up_cb), GINT_TO_POINTER (kind));
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);
  added = gtk_column_view_column_new (attune_lab_grid_get_title (self->grid, column), factory);
  gtk_column_view_column_set_resizable (added, TRUE);
  gtk_column_view_column_set_expand (added, kind == ATTUNE_LAB_COLUMN_PROSE ||
                                              (column == 0 && !has_prose (self->grid)));
  gtk_column_view_column_set_sorter (added, sorter);
  gtk_column_view_append_column (self->view, added);
  if (kind == ATTUNE_LAB_COLUMN_NUMBER)
    attune_column_header_end (self->view, added);
}

static gboolean
has_columns_of (AttuneLabTable *self, AttuneLabGrid *grid)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);
  guint n = attune_lab_grid_get_n_columns (grid);

  if (g_list_model_get_n_items (columns) != n)
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      if (g_strcmp0 (gtk_column_view_column_get_title (column),
                     attune_lab_grid_get_title (grid, i)) != 0)
        return FALSE;
    }
  return TRUE;
}

static void
make_columns (AttuneLabTable *self)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);

  while (g_list_model_get_n_items (columns) > 0)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, 0);

      gtk_column_view_remove_column (self->view, column);
    }
  for (guint i = 0; i < attune_lab_grid_get_n_columns (self->grid); i++)
    add_column (self, i);
}

/* Callbacks ------------------------------------------------------------------------------------ */

static const char *
find_detail (AttuneLabTable *self)
{
  AttuneLabRow *row = gtk_single_selection_get_selected_item (self->selection);

  return row != NULL ? attune_lab_grid_get_detail (attune_lab_row_get_grid (row),
                                                   attune_lab_row_get_index (row))
                     : NULL;
}

static void
selected_cb (AttuneLabTable *self)
{
  const char *detail = find_detail (self);

  if (g_strcmp0 (detail, self->detail) == 0)
    return;
  g_free (self->detail);
  self->detail = g_strdup (detail);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DETAIL]);
}

static void
open (AttuneLabTable *self, guint position)
{
  g_autoptr (AttuneLabRow) row = g_list_model_get_item (G_LIST_MODEL (self->rows), position);
  const char *id = row != NULL ? attune_lab_grid_get_id (attune_lab_row_get_grid (row),
                                                         attune_lab_row_get_index (row))
                               : NULL;

  if (id != NULL)
    g_signal_emit (self, signals[ACTIVATED], 0, id);
}

static void
activated_cb (AttuneLabTable *self, guint position)
{
  open (self, position);
}

static void
stop_filling (AttuneLabTable *self)
{
  g_clear_handle_id (&self->filler, g_source_remove);
  g_clear_pointer (&self->kept, g_ptr_array_unref);
  g_clear_pointer (&self->coming, g_ptr_array_unref);
}

static gboolean
attune_lab_table_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (ATTUNE_LAB_TABLE (widget)->stop));
}

static void
attune_lab_table_dispose (GObject *object)
{
  AttuneLabTable *self = ATTUNE_LAB_TABLE (object);

  if (self->selection != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->selection, self);
      gtk_sort_list_model_set_model (self->sorted, NULL);
    }
  stop_filling (self);
  g_clear_object (&self->selection);
  g_clear_object (&self->rows);
  g_clear_object (&self->sorted);
  g_clear_object (&self->store);
  g_clear_pointer (&self->grid, attune_lab_grid_unref);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), ATTUNE_TYPE_LAB_TABLE);

  G_OBJECT_CLASS (attune_lab_table_parent_class)->dispose (object);
}

static void
attune_lab_table_finalize (GObject *object)
{
  g_free (ATTUNE_LAB_TABLE (object)->detail);

  G_OBJECT_CLASS (attune_lab_table_parent_class)->finalize (object);
}

static void
attune_lab_table_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_DETAIL:
      g_value_set_string (value, attune_lab_table_get_detail (ATTUNE_LAB_TABLE (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
attune_lab_table_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_TITLE:
      gtk_accessible_update_property (GTK_ACCESSIBLE (ATTUNE_LAB_TABLE (object)->view),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, g_value_get_string (value),
                                      -1);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
attune_lab_table_class_init (AttuneLabTableClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->dispose = attune_lab_table_dispose;
  object_class->finalize = attune_lab_table_finalize;
  object_class->get_property = attune_lab_table_get_property;
  object_class->set_property = attune_lab_table_set_property;
  widget_class->grab_focus = attune_lab_table_grab_focus;

  properties[PROP_DETAIL] = g_param_spec_string ("detail", NULL, NULL, "",
                                                 G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, "",
                                                G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  signals[ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (ATTUNE_TYPE_TAB_STOP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/attuneqa/Attune/lab/attune-lab-table.ui");
  gtk_widget_class_bind_template_child (widget_class, AttuneLabTable, stop);
  gtk_widget_class_bind_template_child (widget_class, AttuneLabTable, view);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
}

static void
attune_lab_table_init (AttuneLabTable *self)
{
  GtkSorter *sorter;

  gtk_widget_init_template (GTK_WIDGET (self));
  sorter = gtk_column_view_get_sorter (self->view);
  self->store = g_list_store_new (ATTUNE_TYPE_LAB_ROW);
  self->sorted = gtk_sort_list_model_new (g_object_ref (G_LIST_MODEL (self->store)),
                                          g_object_ref (sorter));
  self->rows = g_object_new (ATTUNE_TYPE_PACED_MODEL, NULL);
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->rows)));
  attune_paced_model_set_model (self->rows, G_LIST_MODEL (self->sorted), 0);
  attune_paced_model_set_adjustment (self->rows,
                                     gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->view)));
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
}

static int
compare_in_order (gconstpointer a, gconstpointer b, gpointer sorter)
{
  AttuneLabRow *one = *(AttuneLabRow *const *) a;
  AttuneLabRow *other = *(AttuneLabRow *const *) b;
  GtkOrdering order = gtk_sorter_compare (sorter, one, other);

  if (order != GTK_ORDERING_EQUAL)
    return (int) order;
  return attune_lab_row_get_index (one) < attune_lab_row_get_index (other) ? -1 : 1;
}

/* What the rows of a grid say, in the order that is asked for. */
static GPtrArray *
list_rows (AttuneLabTable *self, AttuneLabGrid *grid)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; grid != NULL && i < attune_lab_grid_get_n_rows (grid); i++)
    g_ptr_array_add (rows, attune_lab_row_new (grid, i));
  g_ptr_array_sort_with_data (rows, compare_in_order, gtk_column_view_get_sorter (self->view));
  return rows;
}

/* All rows that were there say what they are to say: the others follow. */
static void
finish_filling (AttuneLabTable *self)
{
  guint n = self->kept->len;

  if (self->coming->len > n)
    g_list_store_splice (self->store, n, 0, self->coming->pdata + n, self->coming->len - n);
  stop_filling (self);
  gtk_sorter_changed (gtk_column_view_get_sorter (self->view), GTK_SORTER_CHANGE_DIFFERENT);
  selected_cb (self);
}

static gboolean
fill_cb (gpointer data)
{
  AttuneLabTable *self = data;
  gint64 end = g_get_monotonic_time () + SLICE_US;

  while (self->n_filled < self->kept->len && g_get_monotonic_time () < end)
    {
      attune_lab_row_take_over (g_ptr_array_index (self->kept, self->n_filled),
                                g_ptr_array_index (self->coming, self->n_filled));
      self->n_filled++;
    }
  if (self->n_filled < self->kept->len)
    return G_SOURCE_CONTINUE;
  self->filler = 0;
  finish_filling (self);
  return G_SOURCE_REMOVE;
}

/* Rows that are there say something else by and by, in the order they stand in: to make the widgets of one and to take those
 * of another away takes longer than a frame. Takes `rows` over. */
static void
fill (AttuneLabTable *self, GPtrArray *rows)
{
  guint n_before = g_list_model_get_n_items (G_LIST_MODEL (self->store));
  guint n_kept = MIN (n_before, rows->len);

  stop_filling (self);
  if (n_before > n_kept)
    g_list_store_splice (self->store, n_kept, n_before - n_kept, NULL, 0);
  self->coming = rows;
  self->kept = g_ptr_array_new_with_free_func (g_object_unref);
  self->n_filled = 0;
  for (guint i = 0; i < n_kept; i++)
    g_ptr_array_add (self->kept, g_list_model_get_item (G_LIST_MODEL (self->sorted), i));
  if (n_kept > 0)
    self->filler = g_idle_add_full (FILL_PRIORITY, fill_cb, self, NULL);
  else
    finish_filling (self);
}

void
attune_lab_table_set_grid (AttuneLabTable *self, AttuneLabGrid *grid)
{
  g_return_if_fail (ATTUNE_IS_LAB_TABLE (self));

  if (self->grid == grid)
    return;
  /* Rows of another kind of table know nothing of the new columns. */
  if (grid != NULL && !has_columns_of (self, grid))
    {
      g_list_store_remove_all (self->store);
      attune_paced_model_settle (self->rows);
    }
  g_clear_pointer (&self->grid, attune_lab_grid_unref);
  self->grid = grid != NULL ? attune_lab_grid_ref (grid) : NULL;
  if (grid != NULL && !has_columns_of (self, grid))
    make_columns (self);
  fill (self, list_rows (self, grid));
}

AttuneLabGrid *
attune_lab_table_get_grid (AttuneLabTable *self)
{
  g_return_val_if_fail (ATTUNE_IS_LAB_TABLE (self), NULL);

  return self->grid;
}

void
attune_lab_table_sort (AttuneLabTable *self, guint column, GtkSortType order)
{
  g_autoptr (GtkColumnViewColumn) found = NULL;

  g_return_if_fail (ATTUNE_IS_LAB_TABLE (self));

  found = g_list_model_get_item (gtk_column_view_get_columns (self->view), column);
  gtk_column_view_sort_by_column (self->view, found, order);
}

guint
attune_lab_table_get_row (AttuneLabTable *self, guint position)
{
  g_autoptr (AttuneLabRow) row = NULL;

  g_return_val_if_fail (ATTUNE_IS_LAB_TABLE (self), G_MAXUINT);

  row = g_list_model_get_item (G_LIST_MODEL (self->rows), position);
  return row != NULL ? attune_lab_row_get_index (row) : G_MAXUINT;
}

const char *
attune_lab_table_get_detail (AttuneLabTable *self)
{
  g_return_val_if_fail (ATTUNE_IS_LAB_TABLE (self), NULL);

  return self->detail != NULL ? self->detail : "";
}

void
attune_lab_table_open (AttuneLabTable *self)
{
  g_return_if_fail (ATTUNE_IS_LAB_TABLE (self));

  open (self, gtk_single_selection_get_selected (self->selection));
}
