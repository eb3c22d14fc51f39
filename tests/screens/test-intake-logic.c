/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-form-edit.h"
#include "attune-form-save.h"
#include "attune-form-template.h"
#include "attune-await.h"
#include "attune-import-dialog.h"
#include "attune-import-reading.h"
#include "attune-import-target.h"
#include "attune-intake-line.h"
#include "attune-intake-words.h"
#include "attune-ready-model.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define TABLE \
  "Weight;Question;Section;Answers\n10;Greeted;Opening;Yes (100) / No (0)\n20;Closed;End;Yes/No\n"
#define FORM                                                                                     \
  "{\"id\":\"f\",\"title\":\"Form\",\"sections\":[{\"id\":\"s\",\"title\":\"S\",\"questions\":[" \
  "{\"id\":\"q\",\"type\":\"yes_no\",\"title\":\"Q\",\"weight\":3},"                             \
  "{\"id\":\"r\",\"type\":\"checklist\",\"title\":\"R\",\"na_allowed\":false,"                   \
  "\"show_if\":{\"question\":\"q\",\"is\":[\"yes\"]},\"options\":["                              \
  "{\"id\":\"a\",\"label\":\"A\",\"score\":60},"                                                 \
  "{\"id\":\"b\",\"label\":\"B\",\"score\":0,\"fail\":\"form\"}]},"                              \
  "{\"id\":\"t\",\"type\":\"text\",\"title\":\"T\"}]}]}"

/* What a text is read as, by the kind that is asked for. */
static AttuneImportReading *
read_text (const char *text, AttuneFormSource source)
{
  g_autoptr (AttuneImportRequest) request = attune_import_request_new ();

  request->bytes = g_bytes_new (text, strlen (text));
  request->source = source;
  return attune_import_read (request);
}

static const struct
{
  const char *name;
  const char *text;
  AttuneFormSource asked;
  AttuneFormSource found;
  gboolean has_form;
  gboolean has_table;
} readings[] = {
  { "empty", "", ATTUNE_FORM_SOURCE_ANY, ATTUNE_FORM_SOURCE_TABLE, FALSE, FALSE },
  { "form", FORM, ATTUNE_FORM_SOURCE_ANY, ATTUNE_FORM_SOURCE_ATTUNE, TRUE, FALSE },
  { "form as another", FORM, ATTUNE_FORM_SOURCE_GENESYS, ATTUNE_FORM_SOURCE_GENESYS, FALSE, FALSE },
  { "no JSON", "{\"id\":", ATTUNE_FORM_SOURCE_ANY, ATTUNE_FORM_SOURCE_ANY, FALSE, FALSE },
  { "unknown JSON", "{\"a\":1}", ATTUNE_FORM_SOURCE_ANY, ATTUNE_FORM_SOURCE_ANY, FALSE, FALSE },
  { "table", TABLE, ATTUNE_FORM_SOURCE_ANY, ATTUNE_FORM_SOURCE_TABLE, TRUE, TRUE },
  { "table as XLSForm", TABLE, ATTUNE_FORM_SOURCE_XLSFORM, ATTUNE_FORM_SOURCE_XLSFORM, FALSE,
    FALSE },
  { "without a header", "Was it good?\nWas it kind?\n", ATTUNE_FORM_SOURCE_ANY,
    ATTUNE_FORM_SOURCE_TABLE, TRUE, TRUE },
  { "XLSForm as a table", "type,name,label\ntext,q,Why?\n", ATTUNE_FORM_SOURCE_TABLE,
    ATTUNE_FORM_SOURCE_TABLE, TRUE, TRUE },
};

static void
test_read (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (readings); i++)
    {
      g_autoptr (AttuneImportReading) reading = read_text (readings[i].text, readings[i].asked);

      g_test_message ("%s", readings[i].name);
      g_assert_cmpint (reading->source, ==, readings[i].found);
      g_assert_cmpint (reading->import != NULL, ==, readings[i].has_form);
      g_assert_cmpint (reading->lint != NULL, ==, readings[i].has_form);
      g_assert_cmpint (reading->faults->len > 0, ==, !readings[i].has_form);
      g_assert_cmpint (reading->mapping != NULL, ==, readings[i].has_table);
    }
}

/* Columns that are picked otherwise, of sheets that were read before, and a title. */
static void
test_read_again (void)
{
  g_autoptr (AttuneImportReading) first = read_text (TABLE, ATTUNE_FORM_SOURCE_ANY);
  g_autoptr (AttuneImportRequest) request = attune_import_request_new ();
  g_autoptr (AttuneImportReading) again = NULL;
  AttuneForm *form;

  g_assert_cmpstr (attune_form_get_question (attune_form_import_get_form (first->import), 0)->title,
                   ==, "Greeted");
  g_assert_cmpuint (first->remarks->len, ==, 0);
  request->sheets = attune_sheets_ref (first->sheets);
  request->source = ATTUNE_FORM_SOURCE_TABLE;
  request->sheet = first->sheet;
  request->title = g_strdup ("Mine");
  request->mapping = attune_table_mapping_copy (first->mapping);
  request->mapping->roles[0] = ATTUNE_TABLE_IGNORE;
  request->mapping->roles[1] = ATTUNE_TABLE_SECTION;
  request->mapping->roles[2] = ATTUNE_TABLE_QUESTION;
  again = attune_import_read (request);
  g_assert_nonnull (again->import);
  form = attune_form_import_get_form (again->import);
  g_assert_cmpstr (attune_form_get_title (form), ==, "Mine");
  g_assert_cmpstr (attune_form_get_section (form, 0)->title, ==, "Greeted");
  g_assert_cmpstr (attune_form_get_question (form, 0)->title, ==, "Opening");
  g_assert_cmpint (attune_form_get_question (form, 0)->weight, ==, ATTUNE_DECIMAL_ONE);
  g_assert_cmpuint (again->remarks->len, ==, 1);
}

/* What is no file, no longer there, a workspace or too large is said; nothing is opened. */
static void
test_files (void)
{
  g_autofree char *folder = g_dir_make_tmp ("attune-intake-XXXXXX", NULL);
  g_autofree char *store = g_build_filename (folder, "a.attune", NULL);
  g_autofree char *copy = g_build_filename (folder, "same.json", NULL);
  g_autofree char *large = g_build_filename (folder, "large.csv", NULL);
  g_autofree char *good = g_build_filename (folder, "good.csv", NULL);
  g_autofree char *missing = g_build_filename (folder, "missing.csv", NULL);
  const char *const paths[] = { folder, store, copy, large, missing, good };

  g_assert_true (g_file_set_contents (store, FORM, -1, NULL));
  g_assert_true (g_file_set_contents (large, TABLE, -1, NULL));
  g_assert_true (g_file_set_contents (good, TABLE, -1, NULL));
  g_assert_cmpint (link (store, copy), ==, 0);
  g_assert_cmpint (truncate (large, ATTUNE_FORM_IMPORT_MAX_BYTES + 1), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (AttuneImportRequest) request = attune_import_request_new ();
      g_autoptr (AttuneImportReading) reading = NULL;

      request->file = g_file_new_for_path (paths[i]);
      request->name = g_path_get_basename (paths[i]);
      request->location = g_strdup (store);
      reading = attune_import_read (request);
      g_test_message ("%s", paths[i]);
      g_assert_cmpuint (reading->faults->len, ==, paths[i] == good ? 0 : 1);
      g_assert_cmpint (reading->import != NULL, ==, paths[i] == good);
      if (reading->import != NULL)
        g_assert_cmpstr (reading->title, ==, "good");
    }
  for (guint i = 1; i < G_N_ELEMENTS (paths); i++)
    g_unlink (paths[i]);
  g_rmdir (folder);
}

static void
test_lines (void)
{
  g_autoptr (AttuneForm) form = attune_form_from_json (FORM, -1, NULL);
  g_autoptr (AttuneFormLint) lint = attune_form_lint (form);
  g_autoptr (GListModel) lines = attune_intake_list_form (form, lint);
  g_autofree char *summary = attune_intake_describe_form (form, lint);
  static const struct
  {
    const char *title;
    const char *detail;
    const char *note;
  } expected[] = {
    { "S", "", "100\302\240%" },
    { "Q", "○\302\240Yes\302\240100   ○\302\240No\302\2400   ○\302\240N/A", "75\302\240%" },
    { "R",
      "☐\302\240A\302\24060   ☐\302\240B\302\2400\302\240(Fails the form)\nShown if “Q” is Yes",
      "can\302\240fail\342\200\203shown\302\240if\342\200\20325\302\240%" },
    { "T", "Text   N/A", "" },
  };

  g_assert_cmpuint (g_list_model_get_n_items (lines), ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autoptr (AttuneIntakeLine) line = g_list_model_get_item (lines, i);
      g_auto (GStrv) classes = NULL;

      g_object_get (line, "classes", &classes, NULL);
      g_assert_cmpstr (classes[1], ==, i == 0 ? "section" : "question");
      g_assert_cmpstr (attune_intake_line_get_title (line), ==, expected[i].title);
      g_assert_cmpstr (attune_intake_line_get_detail (line), ==, expected[i].detail);
      g_assert_cmpstr (attune_intake_line_get_note (line), ==, expected[i].note);
    }
  g_assert_nonnull (strstr (summary, "1 section"));
  g_assert_nonnull (strstr (summary, "3 questions"));
}

/* Faults go to the clipboard a line each, with their places. */
static void
test_faults (void)
{
  g_autoptr (GPtrArray) faults = attune_faults_new ();
  g_autoptr (GListModel) lines = NULL;
  g_autofree char *text = NULL;

  attune_faults_add (faults, "/sections/0", "it is wrong");
  attune_faults_add (faults, "", "all of it is");
  ((AttuneFault *) g_ptr_array_index (faults, 1))->line = 3;
  ((AttuneFault *) g_ptr_array_index (faults, 1))->column = 7;
  attune_faults_add (faults, "", "nobody knows where");
  lines = attune_intake_list_faults (faults);
  text = attune_intake_join_lines (lines);
  g_assert_cmpstr (
    text, ==, "/sections/0: it is wrong\nLine 3, column 7: all of it is\nnobody knows where\n");
}

static AttuneFormSummary *
create_summary (const char *key, const char *title, gint64 id, gboolean has_draft)
{
  AttuneFormSummary *form = g_new0 (AttuneFormSummary, 1);

  form->id = id;
  form->key = g_strdup (key);
  form->title = g_strdup (title);
  form->has_draft = has_draft;
  return form;
}

/* An Amazon Connect form with the id, NULL for one that is made up of its title. */
static AttuneImportReading *
read_with_id (const char *id)
{
  g_autofree char *own = id != NULL ? g_strdup_printf ("\"EvaluationFormId\":\"%s\",", id)
                                    : g_strdup ("");
  g_autofree char *text = g_strdup_printf (
    "{%s\"Title\":\"F\",\"Items\":[{\"Section\":{\"Title\":\"S\",\"RefId\":\"s\",\"Items\":[]}}]}",
    own);

  return read_text (text, ATTUNE_FORM_SOURCE_ANY);
}

static const AttuneFormSummary *
find_existing (GPtrArray *forms, const char *id)
{
  g_autoptr (AttuneImportReading) reading = read_with_id (id);

  return attune_import_find_existing (forms, reading->import);
}

/* A taken id leads to the next revision, or to an id of its own. */
static void
test_target (void)
{
  g_autoptr (GPtrArray)
    forms = g_ptr_array_new_with_free_func ((GDestroyNotify) attune_form_summary_free);
  g_autoptr (AttuneImportTarget) new_form = NULL;
  g_autoptr (AttuneImportTarget) revision = NULL;
  g_autofree char *quiet = NULL;
  g_autofree char *warned = NULL;

  g_ptr_array_add (forms, create_summary ("f", "Form", 7, FALSE));
  g_ptr_array_add (forms, create_summary ("g", "Other", 8, TRUE));
  g_assert_null (find_existing (forms, "h"));
  g_assert_null (find_existing (NULL, "f"));
  g_assert_null (find_existing (forms, NULL));
  quiet = attune_import_describe_existing (find_existing (forms, "f"));
  warned = attune_import_describe_existing (find_existing (forms, "g"));
  g_assert_null (strstr (quiet, "draft"));
  g_assert_nonnull (strstr (warned, "draft"));
  revision = attune_import_target_new_revision (find_existing (forms, "g"));
  g_assert_cmpint (revision->form, ==, 8);
  new_form = attune_import_target_new_form (forms, "removed");
  g_assert_cmpint (new_form->form, ==, 0);
  g_assert_cmpuint (g_strv_length (new_form->keys), ==, 3);
  g_assert_cmpuint (g_strv_length (new_form->titles), ==, 2);
}

static void
test_adopt (void)
{
  static const struct
  {
    const char *key;
    const char *title;
    const char *got_key;
    const char *got_title;
  } rows[] = {
    { "other", "Other", "f", "Form" },
    { "other", "Form", "f", "Form" },
    { "f", "Other", "f-2", "Form" },
    { "f", "Form", "f-2", "Form 2" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const char *const keys[] = { rows[i].key, NULL };
      const char *const titles[] = { rows[i].title, NULL };
      g_autofree char *document = attune_form_template_adopt (FORM, keys, titles);
      g_autoptr (AttuneForm) form = attune_form_from_json (document, -1, NULL);

      g_assert_cmpstr (attune_form_get_id (form), ==, rows[i].got_key);
      g_assert_cmpstr (attune_form_get_title (form), ==, rows[i].got_title);
      g_assert_cmpuint (attune_form_get_revision (form), ==, 0);
      g_assert_cmpuint (attune_form_get_n_questions (form), ==, 3);
    }
}

/* One whose id was made up gets an id of its own, and where the title is there a title too. */
static void
test_adopt_nameless (void)
{
  static const char *const none[] = { NULL };
  static const char *const titles[] = { "Form", NULL };
  g_autofree char *first = attune_form_template_adopt_nameless (FORM, none, none);
  g_autofree char *second = attune_form_template_adopt_nameless (FORM, none, titles);
  g_autoptr (AttuneForm) form = attune_form_from_json (first, -1, NULL);
  g_autoptr (AttuneForm) other = attune_form_from_json (second, -1, NULL);

  g_assert_true (g_str_has_prefix (attune_form_get_id (form), "f-"));
  g_assert_true (g_str_has_prefix (attune_form_get_id (other), "f-"));
  g_assert_cmpstr (attune_form_get_id (form), !=, attune_form_get_id (other));
  g_assert_cmpstr (attune_form_get_title (form), ==, "Form");
  g_assert_cmpstr (attune_form_get_title (other), ==, "Form 2");
  g_assert_cmpuint (attune_form_get_n_questions (other), ==, 3);
}

/* Every template is there, says what it is for, and rests on behaviours that the ready model has. */
static void
test_templates (void)
{
  const char *const *names = attune_form_template_list ();
  g_autoptr (AttuneModel) model = attune_ready_model_load ();

  g_assert_cmpuint (g_strv_length ((char **) names), ==, 3);
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autoptr (AttuneForm) form = attune_form_template_load (names[i]);

      g_assert_cmpuint (strlen (attune_form_template_describe (names[i])), >, 20);
      for (guint j = 0; j < attune_form_get_n_questions (form); j++)
        {
          const char *behaviour = attune_form_get_question (form, j)->behaviour;

          g_assert_true (behaviour == NULL ||
                         attune_model_find_behaviour (model, behaviour) != ATTUNE_MODEL_NONE);
        }
    }
  g_assert_cmpstr (attune_form_template_describe ("none"), ==, "");
}

static void
test_names (void)
{
  g_assert_true (attune_import_dialog_takes_name ("a.json"));
  g_assert_true (attune_import_dialog_takes_name ("Scorecard.XLSX"));
  g_assert_true (attune_import_dialog_takes_name (".csv"));
  g_assert_false (attune_import_dialog_takes_name ("talk.txt"));
  g_assert_false (attune_import_dialog_takes_name ("call.wav"));
  g_assert_false (attune_import_dialog_takes_name (""));
}

static const struct
{
  const char *title;
  int revision;
  const char *name;
} names[] = {
  { "Billing calls", 3, "Billing calls 3.json" },
  { "Billing calls", 0, "Billing calls.json" },
  { "a/b: \\c?", 0, "a-b- -c-.json" },
  { " ", 2, "form.json" },
  { ".hidden", 0, "form.json" },
};

static void
test_save_names (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (AttuneForm) form = attune_form_new ("f", names[i].title, "S");
      g_autofree char *text = attune_form_to_json (form, NULL);
      g_auto (GStrv) parts = g_strsplit (text, "\"revision\": 0", 2);
      g_autofree char *revision = g_strdup_printf ("\"revision\": %d", names[i].revision);
      g_autofree char *document = g_strjoinv (revision, parts);
      g_autoptr (AttuneForm) numbered = attune_form_from_json (document, -1, NULL);
      g_autofree char *name = attune_form_save_name (numbered, "json");

      g_assert_cmpstr (name, ==, names[i].name);
    }
}

/* What is written comes back the same; where it cannot be written that is said. */
static void
test_save (void)
{
  static const char *const kinds[] = { "json", "xlsx" };
  g_autofree char *folder = g_dir_make_tmp ("attune-intake-XXXXXX", NULL);
  g_autoptr (AttuneForm) form = attune_form_template_load ("calls");

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *name = attune_form_save_name (form, kinds[i]);
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *nowhere = g_build_filename (folder, "none", name, NULL);
      g_autoptr (GPtrArray) remarks = attune_faults_new ();
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GAsyncResult) failed = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (AttuneImportRequest) request = attune_import_request_new ();
      g_autoptr (AttuneImportReading) reading = NULL;

      attune_form_write_async (form, kinds[i], path, remarks, attune_await_cb, &result);
      g_assert_true (attune_form_write_finish (attune_await (&result), &error));
      g_assert_no_error (error);
      request->file = g_file_new_for_path (path);
      reading = attune_import_read (request);
      g_assert_nonnull (reading->import);
      g_assert_cmpstr (attune_form_get_id (attune_form_import_get_form (reading->import)), ==,
                       attune_form_get_id (form));
      g_unlink (path);

      attune_form_write_async (form, kinds[i], nowhere, remarks, attune_await_cb, &failed);
      g_assert_false (attune_form_write_finish (attune_await (&failed), &error));
      g_assert_nonnull (error);
    }
  g_rmdir (folder);
}

/* Paper is not read back. */
static void
test_save_paper (void)
{
  g_autofree char *folder = g_dir_make_tmp ("attune-intake-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "calls.pdf", NULL);
  g_autoptr (AttuneForm) form = attune_form_template_load ("calls");
  g_autoptr (GPtrArray) remarks = attune_faults_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *contents = NULL;

  attune_form_write_async (form, "pdf", path, remarks, attune_await_cb, &result);
  g_assert_true (attune_form_write_finish (attune_await (&result), &error));
  g_assert_no_error (error);
  g_assert_cmpuint (remarks->len, ==, 0);
  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_true (g_str_has_prefix (contents, "%PDF"));
  g_unlink (path);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/screens/intake/read", test_read);
  g_test_add_func ("/screens/intake/read-again", test_read_again);
  g_test_add_func ("/screens/intake/files", test_files);
  g_test_add_func ("/screens/intake/lines", test_lines);
  g_test_add_func ("/screens/intake/faults", test_faults);
  g_test_add_func ("/screens/intake/target", test_target);
  g_test_add_func ("/screens/intake/adopt", test_adopt);
  g_test_add_func ("/screens/intake/adopt-nameless", test_adopt_nameless);
  g_test_add_func ("/screens/intake/templates", test_templates);
  g_test_add_func ("/screens/intake/names", test_names);
  g_test_add_func ("/screens/intake/save-names", test_save_names);
  g_test_add_func ("/screens/intake/save", test_save);
  g_test_add_func ("/screens/intake/save-paper", test_save_paper);

  return g_test_run ();
}
