/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-table-form.h"

#include <glib/gi18n-lib.h>

const AttuneSheet *
attune_table_find_sheet (AttuneSheets *sheets, AttuneTableMapping **out_mapping)
{
  const AttuneSheet *first = NULL;

  for (guint i = 0; i < attune_sheets_get_n_sheets (sheets); i++)
    {
      const AttuneSheet *sheet = attune_sheets_get_sheet (sheets, i);
      g_autoptr (AttuneTableMapping) mapping = attune_table_guess_mapping (sheet);

      if (mapping->header != ATTUNE_TABLE_NO_HEADER &&
          attune_table_mapping_has (mapping, ATTUNE_TABLE_QUESTION))
        {
          *out_mapping = g_steal_pointer (&mapping);
          return sheet;
        }
      if (first == NULL && attune_sheet_get_n_rows (sheet) > 0)
        first = sheet;
    }
  if (first != NULL)
    *out_mapping = attune_table_guess_mapping (first);
  return first;
}

char *
attune_table_make_title (const char *name)
{
  g_autofree char *base = name != NULL ? g_path_get_basename (name) : NULL;
  char *dot = base != NULL ? g_strrstr (base, ".") : NULL;

  if (dot != NULL && dot > base)
    *dot = '\0';
  return base != NULL ? g_steal_pointer (&base) : g_strdup (_ ("Form"));
}

void
attune_table_remark_others (AttuneSheets *sheets, const AttuneSheet *taken, GPtrArray *remarks)
{
  for (guint i = 0; i < attune_sheets_get_n_sheets (sheets); i++)
    {
      const AttuneSheet *sheet = attune_sheets_get_sheet (sheets, i);

      if (sheet != taken && attune_sheet_get_n_rows (sheet) > 0)
        attune_faults_add (remarks, "", _ ("only the sheet “%s” is read; “%s” stays behind"),
                           attune_sheet_get_name (taken), attune_sheet_get_name (sheet));
    }
}
