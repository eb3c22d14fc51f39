/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-sheets-builder.h"

#include "attune-csv-reader.h"
#include "attune-xlsx-reader.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define ZIP_MARK  "PK"
#define OLE_MARK  "\xD0\xCF\x11\xE0"
#define MARK_SIZE 4

typedef struct
{
  guint row;
  guint column;
  const char *text;
} Cell;

struct _AttuneSheet
{
  char *name;
  GArray *cells;  /* Cell each, by row and column */
  GArray *starts; /* guint each: where the cells of a row begin; one more than there are rows */
  GArray *lines;  /* guint each, as far as they were said */
  guint n_columns;
};

struct _AttuneSheets
{
  gatomicrefcount references;
  GPtrArray *sheets; /* AttuneSheet each */
  GStringChunk *texts;
};

struct _AttuneSheetsBuilder
{
  AttuneSheets *sheets;
  AttuneSheet *sheet; /* borrowed: the one begun last */
  gboolean is_sorted; /* … and whether its cells came in order */
  gsize n_cells;
  gsize n_text_bytes;
};

G_DEFINE_BOXED_TYPE (AttuneSheets, attune_sheets, attune_sheets_ref, attune_sheets_unref)

/* --- The value ----------------------------------------------------------------------------------------------- */

static void
sheet_free (AttuneSheet *sheet)
{
  g_free (sheet->name);
  g_array_unref (sheet->cells);
  g_array_unref (sheet->starts);
  g_array_unref (sheet->lines);
  g_free (sheet);
}

AttuneSheets *
attune_sheets_ref (AttuneSheets *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
attune_sheets_unref (AttuneSheets *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->references))
    return;
  g_ptr_array_unref (self->sheets);
  g_string_chunk_free (self->texts);
  g_free (self);
}

guint
attune_sheets_get_n_sheets (AttuneSheets *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->sheets->len;
}

const AttuneSheet *
attune_sheets_get_sheet (AttuneSheets *self, guint sheet)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (sheet < self->sheets->len, NULL);

  return g_ptr_array_index (self->sheets, sheet);
}

const AttuneSheet *
attune_sheets_find_sheet (AttuneSheets *self, const char *name)
{
  g_autofree char *wanted = g_utf8_casefold (name, -1);

  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < self->sheets->len; i++)
    {
      const AttuneSheet *sheet = g_ptr_array_index (self->sheets, i);
      g_autofree char *folded = g_utf8_casefold (sheet->name, -1);

      if (g_str_equal (g_strstrip (folded), wanted))
        return sheet;
    }
  return NULL;
}

const char *
attune_sheet_get_name (const AttuneSheet *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->name;
}

guint
attune_sheet_get_n_rows (const AttuneSheet *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->starts->len - 1;
}

guint
attune_sheet_get_n_columns (const AttuneSheet *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_columns;
}

const char *
attune_sheet_get_text (const AttuneSheet *self, guint row, guint column)
{
  guint low;
  guint high;

  g_return_val_if_fail (self != NULL, "");

  if (row >= attune_sheet_get_n_rows (self))
    return "";
  low = g_array_index (self->starts, guint, row);
  high = g_array_index (self->starts, guint, row + 1);
  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      const Cell *cell = &g_array_index (self->cells, Cell, middle);

      if (cell->column == column)
        return cell->text;
      if (cell->column < column)
        low = middle + 1;
      else
        high = middle;
    }
  return "";
}

guint
attune_sheet_get_line (const AttuneSheet *self, guint row)
{
  g_return_val_if_fail (self != NULL, 0);

  return row < self->lines->len ? g_array_index (self->lines, guint, row) : row + 1;
}

char *
attune_sheet_column_to_string (guint column)
{
  char letters[8];
  guint at = sizeof letters - 1;

  letters[at] = '\0';
  for (guint64 rest = (guint64) column + 1; rest > 0; rest = (rest - 1) / 26)
    letters[--at] = (char) ('A' + (rest - 1) % 26);
  return g_strdup (letters + at);
}

/* --- The builder --------------------------------------------------------------------------------------------- */

static int
compare_cells (gconstpointer a, gconstpointer b)
{
  const Cell *left = a;
  const Cell *right = b;

  if (left->row != right->row)
    return left->row < right->row ? -1 : 1;
  return (left->column > right->column) - (left->column < right->column);
}

/* Of cells for one place, only the last stays. */
static void
drop_repeated_cells (AttuneSheet *sheet)
{
  guint n_kept = 0;

  for (guint i = 0; i < sheet->cells->len; i++)
    {
      Cell cell = g_array_index (sheet->cells, Cell, i);

      if (n_kept > 0 && compare_cells (&g_array_index (sheet->cells, Cell, n_kept - 1), &cell) == 0)
        n_kept--;
      g_array_index (sheet->cells, Cell, n_kept++) = cell;
    }
  g_array_set_size (sheet->cells, n_kept);
}

static void
end_sheet (AttuneSheetsBuilder *self)
{
  AttuneSheet *sheet = self->sheet;

  if (sheet == NULL)
    return;

  if (!self->is_sorted)
    {
      /* This one keeps equals in their order, as qsort() does not. */
      g_array_sort (sheet->cells, compare_cells);
      drop_repeated_cells (sheet);
    }
  for (guint i = 0; i < sheet->cells->len; i++)
    {
      const Cell *cell = &g_array_index (sheet->cells, Cell, i);

      while (sheet->starts->len <= cell->row)
        g_array_append_val (sheet->starts, i);
      sheet->n_columns = MAX (sheet->n_columns, cell->column + 1);
    }
  g_array_append_val (sheet->starts, sheet->cells->len);
  self->sheet = NULL;
}

AttuneSheetsBuilder *
attune_sheets_builder_new (void)
{
  AttuneSheetsBuilder *self = g_new0 (AttuneSheetsBuilder, 1);

  self->sheets = g_new0 (AttuneSheets, 1);
  g_atomic_ref_count_init (&self->sheets->references);
  self->sheets->sheets = g_ptr_array_new_with_free_func ((GDestroyNotify) sheet_free);
  self->sheets->texts = g_string_chunk_new (16 * 1024);
  return self;
}

void
attune_sheets_builder_free (AttuneSheetsBuilder *self)
{
  g_clear_pointer (&self->sheets, attune_sheets_unref);
  g_free (self);
}

gboolean
attune_sheets_builder_begin_sheet (AttuneSheetsBuilder *self, const char *name, GError **error)
{
  if (self->sheets->sheets->len == ATTUNE_SHEETS_MAX_SHEETS)
    {
      g_set_error (error, ATTUNE_EXCHANGE_ERROR, ATTUNE_EXCHANGE_ERROR_REFUSED,
                   _ ("there are more than %d sheets"), ATTUNE_SHEETS_MAX_SHEETS);
      return FALSE;
    }

  end_sheet (self);
  self->sheet = g_new0 (AttuneSheet, 1);
  self->sheet->name = g_strdup (name);
  self->sheet->cells = g_array_new (FALSE, FALSE, sizeof (Cell));
  self->sheet->starts = g_array_new (FALSE, FALSE, sizeof (guint));
  self->sheet->lines = g_array_new (FALSE, FALSE, sizeof (guint));
  self->is_sorted = TRUE;
  g_ptr_array_add (self->sheets->sheets, self->sheet);
  return TRUE;
}

const char *
attune_sheets_builder_keep (AttuneSheetsBuilder *self,
                            const char *text,
                            gsize length,
                            GError **error)
{
  if (length > ATTUNE_SHEETS_MAX_CELL_BYTES)
    {
      g_set_error (error, ATTUNE_EXCHANGE_ERROR, ATTUNE_EXCHANGE_ERROR_REFUSED,
                   _ ("the text of a cell is longer than %d KiB"),
                   ATTUNE_SHEETS_MAX_CELL_BYTES / 1024);
      return NULL;
    }
  self->n_text_bytes += length + 1;
  if (self->n_text_bytes > ATTUNE_SHEETS_MAX_TEXT_BYTES)
    {
      g_set_error (error, ATTUNE_EXCHANGE_ERROR, ATTUNE_EXCHANGE_ERROR_REFUSED,
                   _ ("there are more than %d MiB of text"),
                   ATTUNE_SHEETS_MAX_TEXT_BYTES / 1024 / 1024);
      return NULL;
    }
  return g_string_chunk_insert_len (self->sheets->texts, text, (gssize) length);
}

static gboolean
check_place (AttuneSheetsBuilder *self, guint row, guint column, GError **error)
{
  if (row >= ATTUNE_SHEETS_MAX_ROWS)
    g_set_error (error, ATTUNE_EXCHANGE_ERROR, ATTUNE_EXCHANGE_ERROR_REFUSED,
                 _ ("there is something beyond row %d, and no more are read"),
                 ATTUNE_SHEETS_MAX_ROWS);
  else if (column >= ATTUNE_SHEETS_MAX_COLUMNS)
    g_set_error (error, ATTUNE_EXCHANGE_ERROR, ATTUNE_EXCHANGE_ERROR_REFUSED,
                 _ ("there is something beyond column %d, and no more are read"),
                 ATTUNE_SHEETS_MAX_COLUMNS);
  else if (self->n_cells == ATTUNE_SHEETS_MAX_CELLS)
    g_set_error (error, ATTUNE_EXCHANGE_ERROR, ATTUNE_EXCHANGE_ERROR_REFUSED,
                 _ ("there are more than %d cells"), ATTUNE_SHEETS_MAX_CELLS);
  else
    return TRUE;
  return FALSE;
}

gboolean
attune_sheets_builder_put (AttuneSheetsBuilder *self,
                           guint row,
                           guint column,
                           const char *kept,
                           GError **error)
{
  Cell cell = { row, column, kept };
  GArray *cells = self->sheet->cells;

  if (*kept == '\0')
    return TRUE;
  if (!check_place (self, row, column, error))
    return FALSE;

  if (cells->len > 0 && compare_cells (&g_array_index (cells, Cell, cells->len - 1), &cell) >= 0)
    self->is_sorted = FALSE;
  g_array_append_val (cells, cell);
  self->n_cells++;
  return TRUE;
}

gboolean
attune_sheets_builder_add (AttuneSheetsBuilder *self,
                           guint row,
                           guint column,
                           const char *text,
                           GError **error)
{
  const char *kept = attune_sheets_builder_keep (self, text, strlen (text), error);

  return kept != NULL && attune_sheets_builder_put (self, row, column, kept, error);
}

void
attune_sheets_builder_set_line (AttuneSheetsBuilder *self, guint row, guint line)
{
  GArray *lines = self->sheet->lines;

  while (lines->len <= row)
    {
      guint next = lines->len == row ? line : lines->len + 1;

      g_array_append_val (lines, next);
    }
}

AttuneSheets *
attune_sheets_builder_end (AttuneSheetsBuilder *self)
{
  AttuneSheets *sheets;

  end_sheet (self);
  sheets = g_steal_pointer (&self->sheets);
  g_free (self);
  return sheets;
}

/* --- Reading ------------------------------------------------------------------------------------------------- */

gboolean
attune_sheets_is_workbook (GBytes *bytes)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  if (data == NULL)
    return FALSE;
  return size >= MARK_SIZE && (memcmp (data, OLE_MARK, MARK_SIZE) == 0 ||
                               (memcmp (data, ZIP_MARK, 2) == 0 && data[2] < 9));
}

AttuneSheets *
attune_sheets_read (GBytes *bytes, const char *name, GError **error)
{
  g_return_val_if_fail (bytes != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  if (attune_sheets_is_workbook (bytes))
    return attune_xlsx_read (bytes, error);
  return attune_csv_read (bytes, name, error);
}
