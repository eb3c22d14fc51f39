/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "AttuneTest"

#include "config.h"

#include "import-test.h"

#include "attune-form-lint.h"
#include "attune-score.h"
#include "form-checks.h"

#include <string.h>

static char *
quote (const char *text)
{
  return g_strdelimit (g_strdup (text), "'", '"');
}

char *
import_test_list_places (GPtrArray *faults)
{
  g_autoptr (GString) places = g_string_new (NULL);

  for (guint i = 0; i < faults->len; i++)
    {
      const AttuneFault *fault = g_ptr_array_index (faults, i);

      g_assert_cmpuint (strlen (fault->message), >, 0);
      g_assert_true (g_utf8_validate (fault->message, -1, NULL));
      g_string_append_printf (places, " %s", *fault->place != '\0' ? fault->place : ".");
    }
  return g_string_free (g_steal_pointer (&places), FALSE);
}

AttuneFormImport *
import_test_read (const char *text, AttuneFormSource source)
{
  g_autofree char *json = quote (text);
  g_autoptr (GBytes) bytes = g_bytes_new (json, strlen (json));
  g_autoptr (GPtrArray) faults = attune_faults_new ();
  AttuneFormImport *import = attune_form_import_bytes (bytes, "form.json", source, faults);

  for (guint i = 0; i < faults->len; i++)
    {
      g_autofree char *line = attune_fault_describe (g_ptr_array_index (faults, i));

      g_test_message ("%s", line);
    }
  g_assert_nonnull (import);
  g_assert_cmpuint (faults->len, ==, 0);
  import_test_check (import);
  return import;
}

void
import_test_refuse (const char *name, const char *text, AttuneFormSource source, const char *places)
{
  g_autofree char *json = quote (text);
  g_autoptr (GBytes) bytes = g_bytes_new (json, strlen (json));
  g_autoptr (GPtrArray) faults = attune_faults_new ();
  g_autoptr (AttuneFormImport) import = attune_form_import_bytes (bytes, NULL, source, faults);
  g_autofree char *found = import_test_list_places (faults);

  g_test_message ("%s", name);
  g_assert_null (import);
  if (!g_str_equal (found, places))
    g_test_fail_printf ("%s: expected “%s”, got “%s”", name, places, found);
}

void
import_test_refusals (const ImportTestPlaces *rows, guint n_rows, AttuneFormSource source)
{
  for (guint i = 0; i < n_rows; i++)
    import_test_refuse (rows[i].name, rows[i].text, source, rows[i].places);
}

void
import_test_remarks (const ImportTestPlaces *rows, guint n_rows, AttuneFormSource source)
{
  for (guint i = 0; i < n_rows; i++)
    {
      g_autoptr (AttuneFormImport) import = import_test_read (rows[i].text, source);
      g_autofree char *places = import_test_list_places (attune_form_import_get_remarks (import));

      g_test_message ("%s", rows[i].name);
      g_assert_cmpstr (places, ==, rows[i].places);
    }
}

void
import_test_score (const char *name,
                   AttuneForm *form,
                   const char *answers,
                   gint64 score,
                   gboolean fails)
{
  g_autofree char *json = quote (answers);
  g_autofree char *document = g_strdup_printf ("{\"answers\":%s}", json);
  g_autoptr (GError) error = NULL;
  g_autoptr (AttuneAnswers) read = attune_answers_from_json (form, document, -1, &error);
  g_autoptr (AttuneScore) scored = NULL;

  g_test_message ("%s", name);
  g_assert_no_error (error);
  scored = attune_score_new (read);
  g_assert_cmpint (attune_score_get_figures (scored)->score, ==, score);
  g_assert_cmpint (attune_score_get_figures (scored)->outcome == ATTUNE_OUTCOME_FAIL, ==, fails);
}

void
import_test_scores (const ImportTestScore *rows, guint n_rows, AttuneFormSource source)
{
  for (guint i = 0; i < n_rows; i++)
    {
      g_autoptr (AttuneFormImport) import = import_test_read (rows[i].form, source);

      import_test_score (rows[i].name, attune_form_import_get_form (import), rows[i].answers,
                         rows[i].score, rows[i].fails);
    }
}

void
import_test_check (AttuneFormImport *import)
{
  AttuneForm *form = attune_form_import_get_form (import);
  GPtrArray *remarks = attune_form_import_get_remarks (import);
  gsize length;
  g_autofree char *text = attune_form_to_json (form, &length);
  g_autoptr (GBytes) bytes = g_bytes_new (text, length);
  g_autoptr (GPtrArray) faults = attune_faults_new ();
  g_autoptr (AttuneFormImport)
    again = attune_form_import_bytes (bytes, NULL, ATTUNE_FORM_SOURCE_ANY, faults);
  g_autoptr (AttuneFormLint) lint = attune_form_lint (form);
  g_autofree char *places = import_test_list_places (remarks);
  g_autofree char *text_again = NULL;

  g_assert_cmpuint (faults->len, ==, 0);
  g_assert_nonnull (again);
  g_assert_cmpint (attune_form_import_get_source (again), ==, ATTUNE_FORM_SOURCE_ATTUNE);
  g_assert_true (attune_form_equal (form, attune_form_import_get_form (again)));
  text_again = attune_form_to_json (attune_form_import_get_form (again), NULL);
  g_assert_cmpstr (text, ==, text_again);
  check_workbook (form);
  g_assert_cmpuint (lint->n_weights, ==, attune_form_get_n_questions (form));
  g_assert_nonnull (places);
}
