/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-xlsform-table.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* “Label::English (en)” as "label" and "English (en)". Both owned by the caller. */
static char *
split_name (const char *text, char **out_language)
{
  const char *mark = strstr (text, "::");
  g_autofree char *name = g_strndup (text, mark != NULL ? (gsize) (mark - text) : strlen (text));
  char *folded;

  *out_language = mark != NULL ? g_strstrip (g_strdup (mark + 2)) : NULL;
  folded = g_ascii_strdown (g_strstrip (name), -1);
  return g_strdelimit (folded, " ", '_');
}

static guint
find_header (const AttuneSheet *sheet)
{
  for (guint row = 0; row < attune_sheet_get_n_rows (sheet); row++)
    {
      for (guint column = 0; column < attune_sheet_get_n_columns (sheet); column++)
        {
          if (*attune_sheet_get_text (sheet, row, column) != '\0')
            return row;
        }
    }
  return 0;
}

/* Labels without a language are those of the default one; without these, the first language serves. */
static void
settle_language (AttuneXlsformTable *self)
{
  const char *first = NULL;
  gboolean has_plain = FALSE;

  for (guint i = 0; i < self->names->len; i++)
    {
      const char *language = g_ptr_array_index (self->languages, i);

      if (!g_str_equal (g_ptr_array_index (self->names, i), "label"))
        continue;
      if (language != NULL && g_strcmp0 (language, self->language) == 0)
        return;
      has_plain |= language == NULL;
      if (first == NULL)
        first = language;
    }
  g_free (self->language);
  self->language = has_plain ? NULL : g_strdup (first);
}

void
attune_xlsform_table_init (AttuneXlsformTable *self,
                           AttuneSheets *sheets,
                           const char *title,
                           const char *language)
{
  self->sheet = attune_sheets_find_sheet (sheets, title);
  self->title = title;
  self->names = g_ptr_array_new_with_free_func (g_free);
  self->languages = g_ptr_array_new_with_free_func (g_free);
  self->language = g_strdup (language);
  if (self->sheet == NULL)
    return;

  self->header = find_header (self->sheet);
  for (guint i = 0; i < attune_sheet_get_n_columns (self->sheet); i++)
    {
      char *column_language;

      g_ptr_array_add (self->names,
                       split_name (attune_sheet_get_text (self->sheet, self->header, i),
                                   &column_language));
      g_ptr_array_add (self->languages, column_language);
    }
  settle_language (self);
}

void
attune_xlsform_table_clear (AttuneXlsformTable *self)
{
  g_clear_pointer (&self->names, g_ptr_array_unref);
  g_clear_pointer (&self->languages, g_ptr_array_unref);
  g_clear_pointer (&self->language, g_free);
}

guint
attune_xlsform_table_get_n_rows (const AttuneXlsformTable *self)
{
  return self->sheet != NULL ? attune_sheet_get_n_rows (self->sheet) : 0;
}

static gboolean
is_column (const AttuneXlsformTable *self, guint column, const char *name)
{
  return g_str_equal (g_ptr_array_index (self->names, column), name);
}

static gboolean
is_read (const AttuneXlsformTable *self, guint column)
{
  return g_strcmp0 (g_ptr_array_index (self->languages, column), self->language) == 0;
}

gboolean
attune_xlsform_table_has (const AttuneXlsformTable *self, const char *column)
{
  for (guint i = 0; i < self->names->len; i++)
    {
      if (is_column (self, i, column))
        return TRUE;
    }
  return FALSE;
}

const char *
attune_xlsform_table_get (const AttuneXlsformTable *self, guint row, const char *column)
{
  const char *plain = "";
  const char *first = "";

  for (guint i = 0; i < self->names->len; i++)
    {
      const char *text = is_column (self, i, column) ? attune_sheet_get_text (self->sheet, row, i)
                                                     : "";

      if (*text != '\0' && is_read (self, i))
        return text;
      if (*plain == '\0' && g_ptr_array_index (self->languages, i) == NULL)
        plain = text;
      if (*first == '\0')
        first = text;
    }
  return *plain != '\0' ? plain : first;
}

char *
attune_xlsform_table_dup (const AttuneXlsformTable *self, guint row, const char *column)
{
  return g_strstrip (g_strdup (attune_xlsform_table_get (self, row, column)));
}

void
attune_xlsform_table_say (const AttuneXlsformTable *self,
                          GPtrArray *faults,
                          guint row,
                          const char *format,
                          ...)
{
  g_autofree char *message = NULL;
  g_autofree char *place = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  if (row == ATTUNE_XLSFORM_NO_ROW)
    place = g_strdup (self->title);
  else
    /* Translators: a place in a workbook: the name of a sheet and a row */
    place = g_strdup_printf (_ ("%s, row %u"), self->title,
                             attune_sheet_get_line (self->sheet, row));
  attune_faults_add (faults, place, "%s", message);
}

static gboolean
is_known (const AttuneXlsformTable *self, guint column, const char *const *known)
{
  return g_strv_contains (known, g_ptr_array_index (self->names, column));
}

void
attune_xlsform_table_remark_cells (const AttuneXlsformTable *self,
                                   guint row,
                                   const char *const *known,
                                   GPtrArray *remarks)
{
  for (guint i = 0; i < self->names->len; i++)
    {
      const char *text = attune_sheet_get_text (self->sheet, row, i);

      if (*text != '\0' && !is_known (self, i, known))
        attune_xlsform_table_say (self, remarks, row,
                                  _ ("there is no place for the column “%s”: %s"),
                                  attune_sheet_get_text (self->sheet, self->header, i), text);
    }
}

static gboolean
has_texts (const AttuneXlsformTable *self, guint column)
{
  for (guint row = self->header + 1; row < attune_xlsform_table_get_n_rows (self); row++)
    {
      if (*attune_sheet_get_text (self->sheet, row, column) != '\0')
        return TRUE;
    }
  return FALSE;
}

/* Whether the column repeats in another language what is read in one. */
static gboolean
is_translation (const AttuneXlsformTable *self, guint column)
{
  for (guint i = 0; i < self->names->len; i++)
    {
      if (i != column && is_column (self, i, g_ptr_array_index (self->names, column)) &&
          is_read (self, i) && !is_read (self, column))
        return TRUE;
    }
  return FALSE;
}

void
attune_xlsform_table_remark_columns (const AttuneXlsformTable *self,
                                     const char *const *known,
                                     GPtrArray *remarks)
{
  for (guint i = 0; i < self->names->len; i++)
    {
      const char *header = attune_sheet_get_text (self->sheet, self->header, i);

      if (known != NULL && !is_known (self, i, known) && has_texts (self, i))
        attune_xlsform_table_say (self, remarks, ATTUNE_XLSFORM_NO_ROW,
                                  _ ("there is no place for the column “%s”"), header);
      else if (is_translation (self, i) && has_texts (self, i))
        attune_xlsform_table_say (self, remarks, ATTUNE_XLSFORM_NO_ROW,
                                  _ ("a form has one language; the column “%s” stays behind"),
                                  header);
    }
}
