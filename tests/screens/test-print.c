/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands on the pages is asked of pdftotext and pdfinfo, of poppler-utils. */
#include "config.h"

#include "attune-form-report.h"
#include "attune-report-save.h"
#include "attune-await.h"
#include "attune-test-support.h"

#include <glib/gstdio.h>
#include <string.h>

static char *template_path;

static AttuneReport *
create_report (void)
{
  g_autofree char *document = NULL;
  g_autoptr (AttuneForm) form = NULL;

  g_assert_true (g_file_get_contents (template_path, &document, NULL, NULL));
  form = attune_form_from_json (document, -1, NULL);
  g_assert_nonnull (form);
  return attune_form_report_new (form);
}

static char *
ask (const char *program, const char *option, const char *path)
{
  g_autoptr (GError) error = NULL;
  const char *const command[] = { program, option, path, "-", NULL };
  g_autoptr (GSubprocess) process = NULL;
  char *text = NULL;

  process = g_subprocess_newv (command, G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, &text, NULL, &error));
  g_assert_no_error (error);
  return text;
}

static char *
create_path (const char *name)
{
  g_autofree char *folder = g_dir_make_tmp ("attune-print-XXXXXX", NULL);

  return g_build_filename (folder, name, NULL);
}

static void
remove_file (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* Printed into a file. */
static GtkPrintOperationResult export(const char *path, GtkPageSetup *setup, GError **error)
{
  GtkPrintOperation *operation = attune_print_operation_new (create_report (), "Calls 3");
  GtkPrintOperationResult result;

  if (setup != NULL)
    gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_export_filename (operation, path);
  result = gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_EXPORT, NULL, error);
  g_object_unref (operation);
  return result;
}

/* The same pages as those of the PDF. */
static void
test_same (void)
{
  g_autofree char *printed_path = create_path ("printed.pdf");
  g_autofree char *written_path = create_path ("written.pdf");
  g_autoptr (AttuneReport) report = create_report ();
  g_autoptr (GError) error = NULL;
  g_autofree char *printed = NULL;
  g_autofree char *written = NULL;
  guint n_feeds = 0;

  g_assert_cmpint (export(printed_path, NULL, &error), ==, GTK_PRINT_OPERATION_RESULT_APPLY);
  g_assert_no_error (error);
  g_assert_true (attune_report_write (report, written_path, 0, &error));
  g_assert_no_error (error);
  printed = ask ("pdftotext", "-raw", printed_path);
  written = ask ("pdftotext", "-raw", written_path);
  g_assert_cmpstr (printed, ==, written);
  for (const char *p = printed; *p != '\0'; p++)
    n_feeds += *p == '\f';
  g_assert_cmpuint (n_feeds, ==, attune_report_get_n_pages (report));
  g_assert_cmpuint (n_feeds, >, 1);
  remove_file (printed_path);
  remove_file (written_path);
}

/* Where something is drawn on the first page, in points: the extent of its words. */
static void
measure (const char *path, double *out_left, double *out_right, double *out_bottom)
{
  g_autofree char *words = ask ("pdftotext", "-bbox", path);
  double least_x, least_y, most_x, most_y;

  *out_left = G_MAXDOUBLE;
  *out_right = *out_bottom = 0;
  for (const char *p = words; (p = strstr (p, "<word ")) != NULL; p++)
    {
      g_assert_cmpint (sscanf (p, "<word xMin=\"%lf\" yMin=\"%lf\" xMax=\"%lf\" yMax=\"%lf\"",
                               &least_x, &least_y, &most_x, &most_y),
                       ==, 4);
      *out_left = MIN (*out_left, least_x);
      *out_right = MAX (*out_right, most_x);
      *out_bottom = MAX (*out_bottom, most_y);
    }
}

/* On smaller paper everything is smaller, and in the middle. */
static void
test_paper (void)
{
  static const char *const papers[] = { GTK_PAPER_NAME_LETTER, GTK_PAPER_NAME_A5,
                                        GTK_PAPER_NAME_A3 };

  for (guint i = 0; i < G_N_ELEMENTS (papers); i++)
    {
      g_autofree char *path = create_path ("page.pdf");
      g_autoptr (GtkPageSetup) setup = gtk_page_setup_new ();
      GtkPaperSize *paper = gtk_paper_size_new (papers[i]);
      double width = gtk_paper_size_get_width (paper, GTK_UNIT_POINTS);
      double height = gtk_paper_size_get_height (paper, GTK_UNIT_POINTS);
      double scale = MIN (width / ATTUNE_REPORT_WIDTH, height / ATTUNE_REPORT_HEIGHT);
      double left, right, bottom;
      double edge = (width - scale * ATTUNE_REPORT_WIDTH) / 2 + scale * ATTUNE_REPORT_MARGIN;

      gtk_page_setup_set_paper_size (setup, paper);
      gtk_paper_size_free (paper);
      g_assert_cmpint (export(path, setup, NULL), ==, GTK_PRINT_OPERATION_RESULT_APPLY);
      measure (path, &left, &right, &bottom);
      g_assert_cmpfloat_with_epsilon (left, edge, 2);
      g_assert_cmpfloat (right, <=, width - edge + 2);
      g_assert_cmpfloat (bottom, <, height);
      remove_file (path);
    }
}

/* What cannot be written is an error that says so. */
static void
test_failure (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (export("/nowhere/at/all.pdf", NULL, &error), ==,
                   GTK_PRINT_OPERATION_RESULT_ERROR);
  g_assert_nonnull (error);
}

static void
test_name (void)
{
  g_autoptr (GtkPrintOperation)
    operation = attune_print_operation_new (create_report (), "Calls/Chats 3");
  GtkPrintSettings *settings = gtk_print_operation_get_print_settings (operation);

  g_assert_cmpstr (gtk_print_settings_get (settings, GTK_PRINT_SETTINGS_OUTPUT_BASENAME), ==,
                   "Calls-Chats 3");
}

static AttuneReport *
make_report (gpointer data)
{
  return create_report ();
}

static gboolean
save (const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GAsyncResult) result = NULL;

  attune_report_save_to_async (file, make_report, NULL, attune_await_cb, &result);
  return attune_report_save_to_finish (attune_await (&result), error);
}

/* Saved on another thread; over what was there, too. */
static void
test_save (void)
{
  g_autofree char *path = create_path ("saved.pdf");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *text = NULL;

      g_assert_true (save (path, &error));
      g_assert_no_error (error);
      text = ask ("pdftotext", "-raw", path);
      g_assert_nonnull (strstr (text, "Customer calls"));
    }
  remove_file (path);
  g_assert_false (save ("/nowhere/at/all.pdf", &error));
  g_assert_nonnull (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  template_path = argv[1];
  g_test_add_func ("/screens/print/same", test_same);
  g_test_add_func ("/screens/print/paper", test_paper);
  g_test_add_func ("/screens/print/failure", test_failure);
  g_test_add_func ("/screens/print/name", test_name);
  g_test_add_func ("/screens/print/save", test_save);
  return g_test_run ();
}
