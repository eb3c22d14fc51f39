/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as a workbook: its sheets are read within the limits, or there is a reason. A workbook that is an XLSForm
 * becomes a form or has faults, and the form can be written and read again. */
#define G_LOG_DOMAIN "AttuneTest"

#include "config.h"

#include "fuzz-target.h"

#include "attune-xlsform.h"
#include "attune-xlsx-reader.h"

#include <string.h>

static void
check_sheets (AttuneSheets *sheets)
{
  for (guint i = 0; i < attune_sheets_get_n_sheets (sheets); i++)
    {
      const AttuneSheet *sheet = attune_sheets_get_sheet (sheets, i);
      guint n_rows = attune_sheet_get_n_rows (sheet);
      guint n_columns = attune_sheet_get_n_columns (sheet);

      g_assert_cmpuint (n_rows, <=, ATTUNE_SHEETS_MAX_ROWS);
      g_assert_cmpuint (n_columns, <=, ATTUNE_SHEETS_MAX_COLUMNS);
      for (guint cell = 0; cell < MIN (n_rows * n_columns, 10000); cell++)
        g_assert_true (
          g_utf8_validate (attune_sheet_get_text (sheet, cell / n_columns, cell % n_columns), -1,
                           NULL));
    }
}

static void
check_form (AttuneSheets *sheets)
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
  g_assert_cmpuint (faults->len, ==, 0);
  written = attune_xlsform_write (form, remarks);
  again = attune_xlsform_read (written, "form", remarks, faults);
  g_assert_nonnull (again);
  g_assert_cmpuint (attune_form_get_n_questions (again), ==, attune_form_get_n_questions (form));
  g_assert_cmpuint (attune_form_get_n_sections (again), ==, attune_form_get_n_sections (form));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (AttuneSheets) sheets = attune_xlsx_read (bytes, &error);

  if (sheets == NULL)
    {
      g_assert_nonnull (error);
      return 0;
    }
  check_sheets (sheets);
  check_form (sheets);
  return 0;
}
