/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-form-import-private.h"
#include "attune-table-form.h"

#include <glib/gi18n-lib.h>

/* Only what has a known header is taken for a table unasked: any text has lines. */
static gboolean
recognises (const AttuneFormFile *file)
{
  g_autoptr (AttuneTableMapping) mapping = NULL;

  return attune_table_find_sheet (file->sheets, &mapping) != NULL &&
         mapping->header != ATTUNE_TABLE_NO_HEADER &&
         attune_table_mapping_has (mapping, ATTUNE_TABLE_QUESTION);
}

static AttuneForm *
read (const AttuneFormFile *file, GPtrArray *remarks, GPtrArray *faults)
{
  g_autoptr (AttuneTableMapping) mapping = NULL;
  const AttuneSheet *sheet = attune_table_find_sheet (file->sheets, &mapping);
  g_autofree char *title = attune_table_make_title (file->name);
  g_autoptr (AttuneFormImport) import = NULL;
  GPtrArray *own;

  if (sheet == NULL)
    {
      attune_faults_add (faults, "", _ ("the table is empty"));
      return NULL;
    }
  attune_table_remark_others (file->sheets, sheet, remarks);
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
  .source = ATTUNE_FORM_SOURCE_TABLE,
  .word = "table",
  .recognises = recognises,
  .read = read,
};
