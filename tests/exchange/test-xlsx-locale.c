/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-sheets-builder.h"
#include "attune-test-support.h"
#include "attune-xlsx-writer.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

/* A part of a workbook as text; "" where there is none. Owned by the caller. */
static char *
unpack (GBytes *workbook, const char *part)
{
  struct archive *archive = archive_read_new ();
  struct archive_entry *entry;
  GString *text = g_string_new (NULL);
  char buffer[4096];
  la_ssize_t n;

  archive_read_support_format_zip (archive);
  g_assert_cmpint (archive_read_open_memory (archive, g_bytes_get_data (workbook, NULL),
                                             g_bytes_get_size (workbook)),
                   ==, ARCHIVE_OK);
  while (archive_read_next_header (archive, &entry) == ARCHIVE_OK)
    {
      if (!g_str_equal (archive_entry_pathname (entry), part))
        continue;
      while ((n = archive_read_data (archive, buffer, sizeof buffer)) > 0)
        g_string_append_len (text, buffer, n);
    }
  archive_read_free (archive);
  return g_string_free (text, FALSE);
}

static GBytes *
write_numbers (void)
{
  static const char *const columns[] = { "weight", NULL };
  AttuneSheetsBuilder *builder = attune_sheets_builder_new ();
  g_autoptr (AttuneSheets) sheets = NULL;
  g_autoptr (GError) error = NULL;
  GBytes *workbook;

  g_assert_true (attune_sheets_builder_begin_sheet (builder, "Sheet", &error));
  g_assert_true (attune_sheets_builder_add (builder, 0, 0, "weight", &error));
  g_assert_true (attune_sheets_builder_add (builder, 1, 0, "2.5", &error));
  g_assert_true (attune_sheets_builder_add (builder, 2, 0, "-0.0625", &error));
  sheets = attune_sheets_builder_end (builder);
  workbook = attune_xlsx_write (sheets, columns, &error);
  g_assert_no_error (error);
  return workbook;
}

/* The same file, whatever the locale that it is written in, which is left as it was. */
static void
test_numbers (void)
{
  g_autoptr (GBytes) plain = write_numbers ();
  g_autofree char *expected = unpack (plain, "xl/worksheets/sheet1.xml");
  g_autofree char *actual = NULL;
  g_autoptr (GBytes) workbook = NULL;
  g_autofree char *number = NULL;
  char *folder = attune_test_folder_new ();

  g_assert_nonnull (strstr (expected, "<v>2.5</v>"));
  g_assert_nonnull (strstr (expected, "<v>-0.0625</v>"));
  if (!attune_test_enter_locale (folder, "fi_FI"))
    g_test_skip ("the sources of locales (package locales) are not installed");
  else
    {
      workbook = write_numbers ();
      actual = unpack (workbook, "xl/worksheets/sheet1.xml");
      g_assert_cmpstr (actual, ==, expected);
      number = g_strdup_printf ("%.1f", 2.5);
      g_assert_cmpstr (number, ==, "2,5");
    }
  attune_test_leave_locale ();
  attune_test_folder_remove (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/xlsx/locale/numbers", test_numbers);
  return g_test_run ();
}
