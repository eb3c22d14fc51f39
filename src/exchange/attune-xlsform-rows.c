/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-xlsform-rows.h"

#include "attune-domain-error.h"
#include "attune-xlsx-writer.h"

#include <glib/gi18n-lib.h>

void
attune_xlsform_rows_init (AttuneXlsformRows *self, const char *const *columns, GPtrArray *remarks)
{
  self->columns = columns;
  self->n_columns = g_strv_length ((GStrv) columns);
  self->cells = g_ptr_array_new_with_free_func (g_free);
  self->remarks = remarks;
}

void
attune_xlsform_rows_clear (AttuneXlsformRows *self)
{
  g_clear_pointer (&self->cells, g_ptr_array_unref);
}

void
attune_xlsform_rows_begin (AttuneXlsformRows *self)
{
  g_ptr_array_set_size (self->cells, (int) (self->cells->len + self->n_columns));
}

static void
put (AttuneXlsformRows *self, const char *column, char *text)
{
  guint first = self->cells->len - self->n_columns;

  for (guint i = 0; i < self->n_columns; i++)
    {
      if (g_str_equal (self->columns[i], column))
        {
          g_free (g_ptr_array_index (self->cells, first + i));
          g_ptr_array_index (self->cells, first + i) = text;
          return;
        }
    }
  g_assert_not_reached ();
}

void
attune_xlsform_rows_set (AttuneXlsformRows *self,
                         const char *column,
                         const char *text,
                         const char *place)
{
  if (g_utf8_strlen (text, -1) > ATTUNE_XLSX_MAX_CELL_LENGTH)
    {
      attune_faults_add (self->remarks, place,
                         _ ("the text for the column “%s” is cut: a cell holds %d characters"),
                         column, ATTUNE_XLSX_MAX_CELL_LENGTH);
      put (self, column, g_utf8_substring (text, 0, ATTUNE_XLSX_MAX_CELL_LENGTH));
    }
  else
    put (self, column, g_strdup (text));
}

void
attune_xlsform_rows_set_boolean (AttuneXlsformRows *self, const char *column, gboolean value)
{
  put (self, column, g_strdup (value ? "yes" : "no"));
}

void
attune_xlsform_rows_set_decimal (AttuneXlsformRows *self, const char *column, AttuneDecimal value)
{
  put (self, column, attune_decimal_to_string (value));
}

static const char *
get (AttuneXlsformRows *self, guint row, guint column)
{
  const char *text = g_ptr_array_index (self->cells, row * self->n_columns + column);

  return text != NULL ? text : "";
}

static gboolean
is_used (AttuneXlsformRows *self, guint column)
{
  for (guint row = 0; row < self->cells->len / self->n_columns; row++)
    {
      if (*get (self, row, column) != '\0')
        return TRUE;
    }
  return FALSE;
}

void
attune_xlsform_rows_build (AttuneXlsformRows *self,
                           AttuneSheetsBuilder *builder,
                           const char *title,
                           guint n_always)
{
  g_autoptr (GError) error = NULL;
  guint at = 0;

  attune_sheets_builder_begin_sheet (builder, title, &error);
  for (guint column = 0; column < self->n_columns; column++)
    {
      if (column >= n_always && !is_used (self, column))
        continue;
      attune_sheets_builder_add (builder, 0, at, self->columns[column], NULL);
      for (guint row = 0; row < self->cells->len / self->n_columns && error == NULL; row++)
        attune_sheets_builder_add (builder, row + 1, at, get (self, row, column), &error);
      at++;
    }
  if (error != NULL)
    attune_faults_add (self->remarks, title, "%s", error->message);
}
