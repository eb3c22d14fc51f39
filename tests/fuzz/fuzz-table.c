/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as a table that was pasted: read, its columns guessed, seen beforehand, and made a form or refused with a
 * reason. The same bytes are also the rows of an XLSForm's survey, sheets apart by lines of “%”. */
#define G_LOG_DOMAIN "AttuneTest"

#include "config.h"

#include "fuzz-target.h"

#include "attune-csv-reader.h"
#include "attune-sheets-builder.h"
#include "attune-table-form.h"
#include "attune-xlsform.h"

#include <string.h>

static void
check_table (const AttuneSheet *sheet)
{
  g_autoptr (AttuneTableMapping) mapping = attune_table_guess_mapping (sheet);
  g_autoptr (AttuneTablePreview) preview = attune_table_preview (sheet, mapping);
  g_autoptr (GPtrArray) faults = attune_faults_new ();
  g_autoptr (AttuneFormImport) import = attune_table_to_form (sheet, mapping, "Table", faults);

  if (import == NULL)
    {
      g_assert_cmpuint (faults->len, >, 0);
      return;
    }
  g_assert_cmpuint (attune_form_get_n_questions (attune_form_import_get_form (import)), ==,
                    preview->items->len);
}

/* The sheet as three: the rows up to the first that begins with “%” are the survey, then come choices and settings. */
static AttuneSheets *
take_apart (const AttuneSheet *sheet)
{
  static const char *const names[] = { "survey", "choices", "settings", NULL };
  AttuneSheetsBuilder *builder = attune_sheets_builder_new ();
  guint at = 0;
  guint first = 0;

  attune_sheets_builder_begin_sheet (builder, names[0], NULL);
  for (guint row = 0; row < attune_sheet_get_n_rows (sheet); row++)
    {
      if (*attune_sheet_get_text (sheet, row, 0) == '%' && names[at + 1] != NULL)
        {
          attune_sheets_builder_begin_sheet (builder, names[++at], NULL);
          first = row + 1;
          continue;
        }
      for (guint column = 0; column < attune_sheet_get_n_columns (sheet); column++)
        attune_sheets_builder_add (builder, row - first, column,
                                   attune_sheet_get_text (sheet, row, column), NULL);
    }
  return attune_sheets_builder_end (builder);
}

static void
check_xlsform (AttuneSheets *sheets)
{
  g_autoptr (GPtrArray) remarks = attune_faults_new ();
  g_autoptr (GPtrArray) faults = attune_faults_new ();
  g_autoptr (AttuneForm) form = attune_xlsform_read (sheets, "form", remarks, faults);
  g_autoptr (AttuneSheets) written = NULL;
  g_autoptr (AttuneForm) again = NULL;

  if (form == NULL)
    {
      g_assert_cmpuint (faults->len, >, 0);
      return;
    }
  written = attune_xlsform_write (form, remarks);
  again = attune_xlsform_read (written, "form", remarks, faults);
  g_assert_nonnull (again);
  g_assert_cmpuint (attune_form_get_n_questions (again), ==, attune_form_get_n_questions (form));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (AttuneSheets) sheets = attune_csv_read (bytes, "table", &error);
  g_autoptr (AttuneSheets) apart = NULL;

  if (sheets == NULL)
    {
      g_assert_nonnull (error);
      return 0;
    }
  check_table (attune_sheets_get_sheet (sheets, 0));
  apart = take_apart (attune_sheets_get_sheet (sheets, 0));
  check_xlsform (apart);
  return 0;
}
