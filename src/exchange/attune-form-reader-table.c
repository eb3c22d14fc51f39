/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-form-import-private.h"
#include "attune-table-form.h"

#include <glib/gi18n-lib.h>

/* The first sheet that has a question column under a header; else the first that holds anything, or NULL. */
static const AttuneSheet *
find_sheet (AttuneSheets *sheets, AttuneTableMapping **out_mapping)
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

/* Only what has a known header is taken for a table unasked: any text has lines. */
static gboolean
recognises (const AttuneFormFile *file)
{
  g_autoptr (AttuneTableMapping) mapping = NULL;

  return find_sheet (file->sheets, &mapping) != NULL && mapping->header != ATTUNE_TABLE_NO_HEADER &&
         attune_table_mapping_has (mapping, ATTUNE_TABLE_QUESTION);
}

/* “folder/Billing calls.xlsx” as “Billing calls”. */
static char *
make_title (const char *name)
{
  g_autofree char *base = name != NULL ? g_path_get_basename (name) : NULL;
  char *dot = base != NULL ? g_strrstr (base, ".") : NULL;

  if (dot != NULL && dot > base)
    *dot = '\0';
  return base != NULL ? g_steal_pointer (&base) : g_strdup (_ ("Form"));
}

static void
remark_other_sheets (AttuneSheets *sheets, const AttuneSheet *taken, GPtrArray *remarks)
{
  for (guint i = 0; i < attune_sheets_get_n_sheets (sheets); i++)
    {
      const AttuneSheet *sheet = attune_sheets_get_sheet (sheets, i);

      if (sheet != taken && attune_sheet_get_n_rows (sheet) > 0)
        attune_faults_add (remarks, "", _ ("only the sheet “%s” is read; “%s” stays behind"),
                           attune_sheet_get_name (taken), attune_sheet_get_name (sheet));
    }
}

static AttuneForm *
read (const AttuneFormFile *file, GPtrArray *remarks, GPtrArray *faults)
{
  g_autoptr (AttuneTableMapping) mapping = NULL;
  const AttuneSheet *sheet = find_sheet (file->sheets, &mapping);
  g_autofree char *title = make_title (file->name);
  g_autoptr (AttuneFormImport) import = NULL;
  GPtrArray *own;

  if (sheet == NULL)
    {
      attune_faults_add (faults, "", _ ("the table is empty"));
      return NULL;
    }
  remark_other_sheets (file->sheets, sheet, remarks);
  import = attune_table_to_form (sheet, mapping, title, faults);
  if (import == NULL)
    return NULL;

  own = attune_form_import_get_remarks (import);
  for (guint i = 0; i < own->len; i++)
    {
      const AttuneFault *remark = g_ptr_array_index (own, i);

      attune_faults_add (remarks, remark->place, "%s", remark->message);
    }
  return attune_form_ref (attune_form_import_get_form (import));
}

const AttuneFormReader attune_form_reader_table = {
  ATTUNE_FORM_SOURCE_TABLE, "table", recognises, read, FALSE,
};
