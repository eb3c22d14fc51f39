/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-xlsform-cells.h"

#include "attune-table-number.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
fault (const AttuneXlsformRow *self, const char *column, const char *text)
{
  attune_xlsform_table_say (self->table, self->faults, self->row,
                            /* Translators: what a cell says, and the name of its column */
                            _ ("“%s” is nothing that the column “%s” can say"), text, column);
}

gboolean
attune_xlsform_row_read_decimal (const AttuneXlsformRow *self,
                                 const char *column,
                                 AttuneDecimal *out_decimal)
{
  const char *text = attune_xlsform_table_get (self->table, self->row, column);

  if (*text == '\0')
    return FALSE;
  if (attune_table_number_parse (text, out_decimal))
    return TRUE;
  fault (self, column, text);
  return FALSE;
}

gboolean
attune_xlsform_parse_boolean (const char *text, gboolean *out_value)
{
  static const char *const trues[] = { "yes", "true", "true()", "1", "y", NULL };
  static const char *const falses[] = { "no", "false", "false()", "0", "n", NULL };
  g_autofree char *word = g_strstrip (g_ascii_strdown (text, -1));

  *out_value = g_strv_contains (trues, word);
  return *out_value || g_strv_contains (falses, word);
}

gboolean
attune_xlsform_row_read_boolean (const AttuneXlsformRow *self,
                                 const char *column,
                                 gboolean fallback)
{
  const char *text = attune_xlsform_table_get (self->table, self->row, column);
  gboolean value;

  if (*text == '\0')
    return fallback;
  if (attune_xlsform_parse_boolean (text, &value))
    return value;
  fault (self, column, text);
  return fallback;
}

guint
attune_xlsform_row_read_count (const AttuneXlsformRow *self,
                               const char *column,
                               guint fallback,
                               guint most)
{
  AttuneDecimal value;

  if (!attune_xlsform_row_read_decimal (self, column, &value))
    return fallback;
  if (value >= 0 && value % ATTUNE_DECIMAL_ONE == 0 && value / ATTUNE_DECIMAL_ONE <= (gint64) most)
    return (guint) (value / ATTUNE_DECIMAL_ONE);
  fault (self, column, attune_xlsform_table_get (self->table, self->row, column));
  return fallback;
}

int
attune_xlsform_row_read_word (const AttuneXlsformRow *self,
                              const char *column,
                              const char *const *words,
                              int fallback)
{
  g_autofree char *text = attune_xlsform_table_dup (self->table, self->row, column);

  if (*text == '\0')
    return fallback;
  for (int i = 0; words[i] != NULL; i++)
    {
      if (g_ascii_strcasecmp (words[i], text) == 0)
        return i;
    }
  fault (self, column, text);
  return fallback;
}
