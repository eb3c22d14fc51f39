/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-table-picker.h"

#include "attune-compat.h"

#include <glib/gi18n.h>

/* So much of a table shows what its columns are. */
#define MAX_ROWS  60
#define MAX_CELLS 2400
/* Longer texts are cut in their cells, … */
#define MAX_CHARACTERS 60
/* … which are so wide at most. */
#define CELL_CHARACTERS 28
/* The lines that the header is looked for in. */
#define MAX_HEADERS 20
/* Cells are made in slices of about this long. */
#define SLICE_US (3 * G_TIME_SPAN_MILLISECOND)

struct _AttuneTablePicker
{
  AdwBin parent_instance;

  /* template */
  GtkGrid *grid;
  GtkDropDown *header;
  GtkDropDown *scores;
  GtkLabel *rest;

  /* owned */
  AttuneSheets *sheets;
  AttuneTableMapping *mapping;
  GPtrArray
    *pickers;       /* GtkDropDown, borrowed from the grid: one a column, as far as they are made */
  GPtrArray *cells; /* GtkLabel, likewise: row by row */
  GtkStringList *roles;

  const AttuneSheet *sheet; /* borrowed */
  guint n_rows;             /* that are shown */
  guint filler;             /* while cells are to be made */
  gboolean is_showing;
};

G_DEFINE_FINAL_TYPE (AttuneTablePicker, attune_table_picker, ADW_TYPE_BIN)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Looks ---------------------------------------------------------------------------------------- */

static void
set_class (GtkWidget *widget, const char *name, gboolean has_class)
{
  if (has_class)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

/* A header stands out; what stays behind is dim. */
static void
style_cell (AttuneTablePicker *self, guint row, guint column)
{
  GtkWidget *cell = g_ptr_array_index (self->cells, row * self->mapping->n_columns + column);
  gboolean has_header = self->mapping->header != ATTUNE_TABLE_NO_HEADER;

  set_class (cell, "heading", has_header && row == self->mapping->header);
  set_class (cell, "dim-label",
             (has_header && row < self->mapping->header) ||
               self->mapping->roles[column] == ATTUNE_TABLE_IGNORE);
}

static void
style_cells (AttuneTablePicker *self)
{
  for (guint i = 0; i < self->cells->len; i++)
    style_cell (self, i / self->mapping->n_columns, i % self->mapping->n_columns);
}

static void
show_roles (AttuneTablePicker *self)
{
  self->is_showing = TRUE;
  for (guint i = 0; i < self->pickers->len; i++)
    gtk_drop_down_set_selected (g_ptr_array_index (self->pickers, i), self->mapping->roles[i]);
  self->is_showing = FALSE;
  style_cells (self);
}

/* Callbacks ------------------------------------------------------------------------------------ */

static void
picked_cb (AttuneTablePicker *self)
{
  if (self->is_showing)
    return;

  for (guint i = 0; i < self->pickers->len; i++)
    self->mapping->roles[i] = gtk_drop_down_get_selected (g_ptr_array_index (self->pickers, i));
  style_cells (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Another header says anew what the columns are. */
static void
header_cb (AttuneTablePicker *self)
{
  guint selected = gtk_drop_down_get_selected (self->header);

  if (self->is_showing || self->mapping == NULL || selected == GTK_INVALID_LIST_POSITION)
    return;

  self->mapping->header = selected == 0 ? ATTUNE_TABLE_NO_HEADER : selected - 1;
  attune_table_guess_roles (self->sheet, self->mapping);
  show_roles (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
scores_cb (AttuneTablePicker *self)
{
  if (self->is_showing || self->mapping == NULL)
    return;

  self->mapping->scores = gtk_drop_down_get_selected (self->scores);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Cells ---------------------------------------------------------------------------------------- */

/* In one line, as far as it is of use in a cell. */
static char *
shorten (const char *text)
{
  glong n = g_utf8_strlen (text, -1);
  g_autofree char *start = g_utf8_substring (text, 0, MIN (n, MAX_CHARACTERS));

  g_strdelimit (start, "\n\r\t", ' ');
  return n > MAX_CHARACTERS ? g_strconcat (start, "…", NULL) : g_steal_pointer (&start);
}

static void
add_line_number (AttuneTablePicker *self, guint row)
{
  g_autofree char *text = g_strdup_printf ("%u", attune_sheet_get_line (self->sheet, row));
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_widget_add_css_class (label, "line-number");
  gtk_grid_attach (self->grid, label, 0, (int) row + 1, 1, 1);
}

static void
add_cell (AttuneTablePicker *self, guint row, guint column)
{
  const char *text = attune_sheet_get_text (self->sheet, row, column);
  g_autofree char *shown = shorten (text);
  glong n = g_utf8_strlen (shown, -1);
  GtkWidget *label = gtk_label_new (shown);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), (int) MIN (n, CELL_CHARACTERS));
  gtk_label_set_max_width_chars (GTK_LABEL (label), CELL_CHARACTERS);
  gtk_widget_add_css_class (label, "cell");
  if (n > CELL_CHARACTERS)
    gtk_widget_set_tooltip_text (label, text);
  gtk_grid_attach (self->grid, label, (int) column + 1, (int) row + 1, 1, 1);
  g_ptr_array_add (self->cells, label);
  style_cell (self, row, column);
}

static void
add_picker (AttuneTablePicker *self, guint column)
{
  GtkWidget *picker = gtk_drop_down_new (G_LIST_MODEL (g_object_ref (self->roles)), NULL);
  g_autofree char *letters = attune_sheet_column_to_string (column);
  /* Translators: what a column of a table is; the %s are its letters, "B". */
  g_autofree char *name = g_strdup_printf (_ ("Column %s"), letters);

  gtk_drop_down_set_selected (GTK_DROP_DOWN (picker), self->mapping->roles[column]);
  gtk_widget_set_tooltip_text (picker, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (picker), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  attune_name_drop_downs (picker);
  gtk_grid_attach (self->grid, picker, (int) column + 1, 0, 1, 1);
  g_ptr_array_add (self->pickers, picker);
  g_signal_connect_object (picker, "notify::selected", G_CALLBACK (picked_cb), self,
                           G_CONNECT_SWAPPED);
}

/* The next thing that is missing: a picker, then the cells row by row. FALSE where all is there. */
static gboolean
add_next (AttuneTablePicker *self)
{
  guint n = self->cells->len;

  if (self->pickers->len < self->mapping->n_columns)
    add_picker (self, self->pickers->len);
  else if (n < self->n_rows * self->mapping->n_columns)
    {
      if (n % self->mapping->n_columns == 0)
        add_line_number (self, n / self->mapping->n_columns);
      add_cell (self, n / self->mapping->n_columns, n % self->mapping->n_columns);
    }
  else
    return FALSE;
  return TRUE;
}

static gboolean
fill_cb (gpointer data)
{
  AttuneTablePicker *self = data;
  gint64 end = g_get_monotonic_time () + SLICE_US;

  while (g_get_monotonic_time () < end)
    if (!add_next (self))
      {
        self->filler = 0;
        return G_SOURCE_REMOVE;
      }
  return G_SOURCE_CONTINUE;
}

static void
clear (AttuneTablePicker *self)
{
  GtkWidget *child;

  g_clear_handle_id (&self->filler, g_source_remove);
  g_ptr_array_set_size (self->pickers, 0);
  g_ptr_array_set_size (self->cells, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->grid))) != NULL)
    gtk_grid_remove (self->grid, child);
}

static void
list_headers (AttuneTablePicker *self)
{
  /* Translators: of a table: no line of it is a header. */
  g_autoptr (GtkStringList) names = gtk_string_list_new ((const char *[]){ _ ("None"), NULL });
  guint n = MIN (attune_sheet_get_n_rows (self->sheet), MAX_HEADERS);

  if (self->mapping->header != ATTUNE_TABLE_NO_HEADER)
    n = MAX (n, self->mapping->header + 1);
  for (guint i = 0; i < n; i++)
    {
      /* Translators: a line of a table. */
      char *name = g_strdup_printf (_ ("Line %u"), attune_sheet_get_line (self->sheet, i));

      gtk_string_list_take (names, name);
    }
  gtk_drop_down_set_model (self->header, G_LIST_MODEL (names));
}

static void
show_rest (AttuneTablePicker *self)
{
  guint n = attune_sheet_get_n_rows (self->sheet);
  g_autofree char *text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                                        "The first %u of %u lines are shown.",
                                                        "The first %u of %u lines are shown.", n),
                                           self->n_rows, n);

  gtk_label_set_label (self->rest, text);
  gtk_widget_set_visible (GTK_WIDGET (self->rest), n > self->n_rows);
}

static void
attune_table_picker_dispose (GObject *object)
{
  AttuneTablePicker *self = ATTUNE_TABLE_PICKER (object);

  g_clear_handle_id (&self->filler, g_source_remove);
  G_OBJECT_CLASS (attune_table_picker_parent_class)->dispose (object);
  /* Behind the parent, which lets go of the child itself. */
  gtk_widget_dispose_template (GTK_WIDGET (self), ATTUNE_TYPE_TABLE_PICKER);
}

static void
attune_table_picker_finalize (GObject *object)
{
  AttuneTablePicker *self = ATTUNE_TABLE_PICKER (object);

  g_clear_pointer (&self->sheets, attune_sheets_unref);
  g_clear_pointer (&self->mapping, attune_table_mapping_free);
  g_ptr_array_unref (self->pickers);
  g_ptr_array_unref (self->cells);
  g_object_unref (self->roles);

  G_OBJECT_CLASS (attune_table_picker_parent_class)->finalize (object);
}

static void
attune_table_picker_class_init (AttuneTablePickerClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->dispose = attune_table_picker_dispose;
  object_class->finalize = attune_table_picker_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/attuneqa/Attune/intake/attune-table-picker.ui");
  gtk_widget_class_bind_template_child (widget_class, AttuneTablePicker, grid);
  gtk_widget_class_bind_template_child (widget_class, AttuneTablePicker, header);
  gtk_widget_class_bind_template_child (widget_class, AttuneTablePicker, scores);
  gtk_widget_class_bind_template_child (widget_class, AttuneTablePicker, rest);
  gtk_widget_class_bind_template_callback (widget_class, header_cb);
  gtk_widget_class_bind_template_callback (widget_class, scores_cb);
}

static void
attune_table_picker_init (AttuneTablePicker *self)
{
  self->pickers = g_ptr_array_new ();
  self->cells = g_ptr_array_new ();
  self->roles = gtk_string_list_new (NULL);
  for (guint i = 0; i < ATTUNE_N_TABLE_ROLES; i++)
    gtk_string_list_append (self->roles, attune_table_role_get_label ((AttuneTableRole) i));
  self->is_showing = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  attune_name_drop_downs (GTK_WIDGET (self));
  self->is_showing = FALSE;
}

void
attune_table_picker_show (AttuneTablePicker *self,
                          AttuneSheets *sheets,
                          guint sheet,
                          const AttuneTableMapping *mapping)
{
  const AttuneSheet *shown;
  gboolean is_other;

  g_return_if_fail (ATTUNE_IS_TABLE_PICKER (self));
  g_return_if_fail (sheets != NULL && mapping != NULL);

  shown = attune_sheets_get_sheet (sheets, sheet);
  is_other = shown != self->sheet;
  g_clear_pointer (&self->mapping, attune_table_mapping_free);
  self->mapping = attune_table_mapping_copy (mapping);
  attune_sheets_ref (sheets);
  g_clear_pointer (&self->sheets, attune_sheets_unref);
  self->sheets = sheets;
  self->sheet = shown;

  self->is_showing = TRUE;
  if (is_other)
    {
      self->n_rows = MIN (MIN (attune_sheet_get_n_rows (shown), MAX_ROWS),
                          MAX_CELLS / MAX (mapping->n_columns, 1));
      clear (self);
      list_headers (self);
      show_rest (self);
      self->filler = g_idle_add (fill_cb, self);
    }
  gtk_drop_down_set_selected (self->header,
                              mapping->header == ATTUNE_TABLE_NO_HEADER ? 0 : mapping->header + 1);
  gtk_drop_down_set_selected (self->scores, mapping->scores);
  show_roles (self);
}

const AttuneTableMapping *
attune_table_picker_get_mapping (AttuneTablePicker *self)
{
  g_return_val_if_fail (ATTUNE_IS_TABLE_PICKER (self), NULL);

  return self->mapping;
}
