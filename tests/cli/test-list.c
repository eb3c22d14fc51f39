/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "AttuneTest"

#include "config.h"

#include "attune-answering.h"
#include "attune-assignments.h"
#include "attune-evaluations.h"
#include "attune-models.h"
#include "attune-notes.h"
#include "attune-store-fixture.h"

#include <glib/gstdio.h>
#include <jansson.h>
#include <string.h>

static const char *cli;

/* A manager with the external id 1, a coach of one team, an agent in it and one in none, each agent with a call, of
 * which the first one's is evaluated and released. */
typedef struct
{
  AttuneStoreFixture store;
  char *call;
  char *evaluation;
} Fixture;

static char *
id_to_string (gint64 id)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT, id);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  AttuneEvaluationSpec spec = { 0 };
  AttuneNote note = { .from_us = 2500000, .to_us = 2500000, .text = (char *) "“Ääni”" };
  gint64 coach, team, other;

  attune_store_fixture_set_up (&self->store, data);
  coach = attune_store_fixture_add_person (&self->store, "coach-1", ATTUNE_ROLE_COACH, 0);
  team = attune_store_fixture_add_team (&self->store, "North", coach);
  spec.agent = attune_store_fixture_add_person (&self->store, "agent-01", ATTUNE_ROLE_AGENT, team);
  other = attune_store_fixture_add_person (&self->store, "agent-02", ATTUNE_ROLE_AGENT, 0);
  attune_store_fixture_add_person (&self->store, "auditor-1", ATTUNE_ROLE_AUDITOR, 0);
  attune_store_fixture_add_call (&self->store, other, G_USEC_PER_SEC);
  spec.interaction = attune_store_fixture_add_call (&self->store, spec.agent, 2 * G_USEC_PER_SEC);
  spec.form = attune_store_fixture_add_form (&self->store, "calls");
  note.evaluation = ATTUNE_CALL_OK (start_evaluation, self->store.store, self->store.manager,
                                    &spec);
  attune_note_free (ATTUNE_CALL_OK (save_note, self->store.store, self->store.manager, &note));
  attune_store_fixture_execute (&self->store, "UPDATE evaluation SET state = 2");
  attune_store_fixture_execute (&self->store, "UPDATE evaluation_revision SET submitted_at = 1");
  self->call = id_to_string (spec.interaction);
  self->evaluation = id_to_string (note.evaluation);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_free (self->call);
  g_free (self->evaluation);
  attune_store_fixture_tear_down (&self->store, data);
}

/* Runs "attune-cli WORDS", where @ stands for the workspace, & for the call and % for the evaluation. Returns what it
 * printed. */
static char *
run_line (Fixture *self, const char *words, int status, gboolean has_remarks)
{
  g_auto (GStrv) line = g_strsplit (words, " ", -1);
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *out = NULL;
  g_autofree char *err = NULL;

  g_ptr_array_add (arguments, (char *) cli);
  for (guint i = 0; line[i] != NULL; i++)
    g_ptr_array_add (arguments, g_str_equal (line[i], "@")   ? self->store.path
                                : g_str_equal (line[i], "&") ? self->call
                                : g_str_equal (line[i], "%") ? self->evaluation
                                                             : line[i]);
  g_ptr_array_add (arguments, NULL);

  process = g_subprocess_newv ((const char *const *) arguments->pdata,
                               G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE,
                               &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &out, &err, &error);
  g_assert_no_error (error);
  g_test_message ("%s: %s", words, err);
  g_assert_true (g_subprocess_get_if_exited (process));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, status);

  /* What is at fault is said on stderr, and nothing when all is well. */
  g_assert_true ((*err == '\0') == (status == 0 && !has_remarks));
  return g_steal_pointer (&out);
}

static char *
run (Fixture *self, const char *words, int status)
{
  return run_line (self, words, status, FALSE);
}

/* What is done all the same, with something to be said about it. */
static char *
run_with_remarks (Fixture *self, const char *words)
{
  return run_line (self, words, 0, TRUE);
}

static json_t *
run_json (Fixture *self, const char *words)
{
  g_autofree char *out = run (self, words, 0);
  json_t *json = json_loads (out, 0, NULL);

  g_assert_nonnull (json);
  return json;
}

static void
test_lists (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *kind;
    const char *who;
    gsize n;
  } cases[] = {
    { "people", "1", 5 },
    { "people", "auditor-1", 5 },
    { "people", "coach-1", 3 },
    { "people", "agent-01", 2 },
    { "people", "agent-02", 1 },
    { "agents", "1", 2 },
    { "agents", "coach-1", 1 },
    { "agents", "agent-02", 1 },
    { "agents", "auditor-1", 2 },
    { "interactions", "1", 2 },
    { "interactions", "coach-1", 1 },
    { "interactions", "agent-01", 1 },
    { "interactions", "agent-02", 0 },
    { "interactions", "auditor-1", 0 },
    { "evaluations", "1", 1 },
    { "evaluations", "coach-1", 1 },
    { "evaluations", "agent-02", 0 },
    { "work", "agent-01", 0 },
    { "work", "agent-02", 0 },
    { "work", "coach-1", 0 },
    { "work", "auditor-1", 0 },
    { "forms", "1", 1 },
    { "forms", "auditor-1", 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = g_strdup_printf ("list %s @ --as %s --json", cases[i].kind,
                                                cases[i].who);
      g_autofree char *text_words = g_strdup_printf ("list %s @ --as %s", cases[i].kind,
                                                     cases[i].who);
      g_autofree char *text = run (self, text_words, 0);
      gsize n_lines = 0;
      json_t *json = run_json (self, words);

      g_assert_true (json_is_array (json));
      g_assert_cmpuint (json_array_size (json), ==, cases[i].n);
      for (const char *c = text; *c != '\0'; c++)
        n_lines += *c == '\n';
      g_assert_cmpuint (n_lines, ==, cases[i].n);
      for (gsize j = 0; j < cases[i].n; j++)
        g_assert_true (json_is_string (json_object_get (json_array_get (json, j), "id")));
      json_decref (json);
    }
}

static void
test_show (Fixture *self, gconstpointer data)
{
  json_t *person = run_json (self, "show person @ agent-01 --as 1 --json");
  json_t *call = run_json (self, "show interaction @ & --as coach-1 --json");
  json_t *evaluation = run_json (self, "show evaluation @ % --as 1 --json");
  json_t *to_agent = run_json (self, "show evaluation @ % --as agent-01 --json");
  json_t *form = run_json (self, "show form @ calls --as agent-01 --json");
  json_t *note = json_array_get (json_object_get (evaluation, "notes"), 0);
  const char *text;
  int number;

  g_assert_cmpint (json_unpack (person, "{s:s}", "team", &text), ==, 0);
  g_assert_cmpstr (text, ==, "North");
  g_assert_cmpint (json_unpack (call, "{s:s, s:[{s:s}]}", "started_at", &text, "agents",
                                "agent_name", &text),
                   ==, 0);
  g_assert_cmpstr (text, ==, "agent-01");
  g_assert_cmpstr (json_string_value (json_object_get (call, "started_at")), ==,
                   "1970-01-01T00:00:02Z");
  g_assert_cmpint (json_unpack (evaluation, "{s:{s:s}}", "answers", "form", &text), ==, 0);
  g_assert_cmpstr (text, ==, "calls");
  g_assert_true (json_is_null (json_object_get (evaluation, "score")));
  g_assert_cmpstr (json_string_value (json_object_get (note, "text")), ==, "“Ääni”");
  g_assert_cmpfloat (json_real_value (json_object_get (note, "from")), ==, 2.5);
  g_assert_cmpint (json_unpack (form, "{s:{s:i}}", "document", "revision", &number), ==, 0);
  g_assert_cmpint (number, ==, 1);

  /* The note is private: its writer's alone. */
  g_assert_cmpuint (json_array_size (json_object_get (to_agent, "notes")), ==, 0);
  json_decref (person);
  json_decref (call);
  json_decref (evaluation);
  json_decref (to_agent);
  json_decref (form);
}

/* An agent is a person with figures, for whom they are; for auditors a count. */
static void
test_show_agent (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *who;
    gboolean has_mean;
  } cases[] = { { "1", TRUE }, { "coach-1", TRUE }, { "auditor-1", FALSE } };

  attune_store_fixture_execute (
    &self->store, "INSERT INTO rollup SELECT agent_id, 0, 209901, form_id, team_id, 0, 2, 0, 0, 0,"
                  " 15000, 125000000 FROM evaluation");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = g_strdup_printf ("show agent @ agent-01 --as %s --json",
                                                cases[i].who);
      json_t *agent = run_json (self, words);

      g_assert_cmpint (json_integer_value (json_object_get (agent, "n")), ==, 2);
      g_assert_cmpstr (json_string_value (json_object_get (agent, "team")), ==, "North");
      g_assert_true (json_is_array (json_object_get (agent, "roles")));
      g_assert_true (json_is_null (json_object_get (agent, "last_contact_at")));
      g_assert_cmpint (json_is_null (json_object_get (agent, "mean")), ==, !cases[i].has_mean);
      g_assert_cmpint (json_is_null (json_object_get (agent, "deviation")), ==, !cases[i].has_mean);
      if (cases[i].has_mean)
        g_assert_cmpfloat (json_number_value (json_object_get (agent, "mean")), ==, 75.0);
      json_decref (agent);
    }
}

static void
test_wrong (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *words;
    int status;
  } cases[] = {
    { "list", 2 },
    { "list people", 2 },
    { "list people @", 2 },
    { "list people @ --as", 2 },
    { "list people @ --as nobody", 2 },
    { "list people @ --as 404", 2 },
    { "list nothing @ --as 1", 2 },
    { "list people @ @ --as 1", 2 },
    { "list agents @ --as 1 --months 0", 2 },
    { "list agents @ --as 1 --months -5", 2 },
    { "list people @ --as 1 --months 3", 2 },
    { "list interactions @ --as 1 --months 3", 2 },
    { "list evaluations @ --as 1 --months 3", 2 },
    { "list forms @ --as 1 --months 3", 2 },
    { "show agent @ agent-01 --as 1 --months 3", 2 },
    { "show agent @ 1 --as 1", 1 },
    { "show agent @ coach-1 --as 1", 1 },
    { "show agent @ agent-02 --as coach-1", 1 },
    { "list people /nowhere.attune --as 1", 1 },
    { "show", 2 },
    { "show evaluation @ %", 2 },
    { "show evaluation @ % --as nobody", 2 },
    { "show nothing @ 1 --as 1", 2 },
    { "show evaluation @ --as 1", 2 },
    { "show evaluation @ % --as agent-02", 1 },
    { "show evaluation @ 404 --as 1", 1 },
    { "show evaluation @ x --as 1", 1 },
    { "show interaction @ & --as auditor-1", 1 },
    { "show interaction @ -5 --as 1", 2 },
    { "show person @ nobody --as 1", 1 },
    { "show form @ nothing --as 1", 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *out = run (self, cases[i].words, cases[i].status);

      g_assert_cmpstr (out, ==, "");
    }
}

/* Asked for their own evaluation, an agent sees nothing of the other until theirs is in; disputes are for whom section 1 says. */
static void
test_blind (Fixture *self, gconstpointer data)
{
  gint64 evaluation = g_ascii_strtoll (self->evaluation, NULL, 10);
  AttuneSelfRequest request = { g_ascii_strtoll (self->call, NULL, 10), 0, 0,
                                attune_id_source_now (self->store.ids) + G_TIME_SPAN_DAY, "" };
  g_autoptr (AttuneEvaluation)
    whole = ATTUNE_CALL_OK (load_evaluation, self->store.store, self->store.manager, evaluation);
  AttuneEvaluationSpec spec = { .kind = ATTUNE_EVALUATION_SELF };
  json_t *json;
  gint64 own;

  request.agent = spec.agent = whole->row->agent;
  request.form = spec.form = whole->row->form;
  spec.interaction = request.interaction;
  ATTUNE_CALL_OK (request_self, self->store.store, self->store.manager, &request);
  g_free (run (self, "show evaluation @ % --as agent-01", 1));
  json = run_json (self, "list evaluations @ --as agent-01 --json");
  g_assert_cmpuint (json_array_size (json), ==, 0);
  json_decref (json);

  own = ATTUNE_CALL_OK (start_evaluation, self->store.store, spec.agent, &spec);
  ATTUNE_CALL_OK (save_answers, self->store.store, spec.agent, own, 1,
                  "{\"format\":\"attune-answers\",\"version\":1,\"form\":\"calls\",\"answers\":"
                  "{\"q\":{\"option\":\"yes\"}}}");
  json = run_json (self, "list evaluations @ --as coach-1 --json");
  g_assert_cmpuint (json_array_size (json), ==, 1);
  json_decref (json);
  ATTUNE_CALL_OK (submit, self->store.store, spec.agent, own, 2);

  json = run_json (self, "list evaluations @ --as coach-1 --json");
  g_assert_cmpuint (json_array_size (json), ==, 2);
  json_decref (json);
  json = run_json (self, "show evaluation @ % --as agent-01 --json");
  g_assert_cmpstr (json_string_value (json_object_get (json, "self_evaluation")), ==, "open");
  g_assert_true (json_is_string (json_object_get (json, "other_side")));
  json_decref (json);
}

static void
test_disputes (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *words;
    guint n;
  } rows[] = {
    { "list disputes @ --as agent-01 --json", 1 },  { "list disputes @ --as agent-02 --json", 0 },
    { "list disputes @ --as coach-1 --json", 1 },   { "list disputes @ --as 1 --json", 1 },
    { "list disputes @ --as auditor-1 --json", 0 },
  };
  gint64 evaluation = g_ascii_strtoll (self->evaluation, NULL, 10);
  g_autoptr (GPtrArray)
    answers = g_ptr_array_new_with_free_func ((GDestroyNotify) attune_dispute_answer_free);
  g_autoptr (AttuneEvaluation) whole = NULL;
  g_autofree char *words = NULL;
  json_t *json;
  gint64 id;

  attune_store_fixture_execute (&self->store,
                                "UPDATE evaluation SET released_at = 1767225600000000");
  whole = ATTUNE_CALL_OK (load_evaluation, self->store.store, self->store.manager, evaluation);
  g_ptr_array_add (answers,
                   attune_dispute_answer_new ("q",
                                              "{\"format\":\"attune-answers\",\"version\":1,"
                                              "\"form\":\"calls\",\"answers\":{\"q\":{\"option\":"
                                              "\"yes\"}}}",
                                              "I did"));
  id = ATTUNE_CALL_OK (open_dispute, self->store.store, whole->row->agent, evaluation,
                       whole->row->rev, answers, "");
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      json = run_json (self, rows[i].words);
      g_assert_cmpuint (json_array_size (json), ==, rows[i].n);
      json_decref (json);
    }
  words = g_strdup_printf ("show dispute @ %" G_GINT64_FORMAT " --as coach-1 --json", id);
  json = run_json (self, words);
  g_assert_cmpstr (json_string_value (json_object_get (json, "state")), ==, "open");
  json_decref (json);
}

static void
test_by_id (Fixture *self, gconstpointer data)
{
  g_autofree char *words = g_strdup_printf ("list people @ --as %" G_GINT64_FORMAT,
                                            self->store.manager);
  g_autofree char *out = run (self, words, 0);

  g_assert_nonnull (strstr (out, "Ann Koski\tcoach analyst manager\t"));
}

/* The form as it was published, by its key and by its id; in a kind of file that there is. */
static void
test_export (Fixture *self, gconstpointer data)
{
  g_autofree char *folder = g_path_get_dirname (self->store.path);
  g_autofree char *path = g_build_filename (folder, "form.json", NULL);
  g_autofree char *paper = g_build_filename (folder, "form.PDF", NULL);
  g_autofree char *other = g_build_filename (folder, "form.doc", NULL);
  g_autofree char *good = g_strdup_printf ("form export @ calls --as agent-01 -o %s", path);
  g_autofree char *draft = g_strdup_printf ("form export @ calls --draft --as 1 -o %s", path);
  g_autofree char *missing = g_strdup_printf ("form export @ nix --as 1 -o %s", path);
  g_autofree char *nobody = g_strdup_printf ("form export @ calls -o %s", path);
  g_autofree char *print = g_strdup_printf ("form export @ calls --as 1 -o %s", paper);
  g_autofree char *kind = g_strdup_printf ("form export @ calls --as 1 -o %s", other);
  g_autofree char *pages = NULL;
  g_autofree char *out = run (self, good, 0);
  json_t *form = json_load_file (path, 0, NULL);

  g_assert_cmpstr (out, ==, "");
  g_assert_cmpstr (json_string_value (json_object_get (form, "id")), ==, "calls");
  json_decref (form);

  g_free (run (self, print, 0));
  g_assert_true (g_file_get_contents (paper, &pages, NULL, NULL));
  g_assert_true (g_str_has_prefix (pages, "%PDF"));

  g_free (run (self, draft, 1));
  g_free (run (self, missing, 1));
  g_free (run (self, nobody, 2));
  g_free (run (self, kind, 2));
  g_free (run (self, "form export @ calls --as 1", 2));
  g_free (run (self, "form export @ calls --as 1 -o /nowhere/at/all.json", 1));
  g_free (run (self, "form export @ calls --as 1 -o /nowhere/at/all.pdf", 1));
  g_assert_false (g_file_test (other, G_FILE_TEST_EXISTS));
}

/* A transcript goes to the contact it is named with, and what is said of it says so. */
static void
test_transcript (Fixture *self, gconstpointer data)
{
  static const char text[] = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Agent>Päivää\n\nlost\n";
  g_autofree char *folder = g_path_get_dirname (self->store.path);
  g_autofree char *file = g_build_filename (folder, "call.vtt", NULL);
  g_autofree char *empty = g_build_filename (folder, "empty.srt", NULL);
  const struct
  {
    const char *words; /* after the file */
    const char *file;
    int status;
  } wrong[] = {
    { "--interaction & --as agent-01", file, 1 },
    { "--interaction & --as auditor-1", file, 1 },
    { "--interaction 404 --as 1", file, 1 },
    { "--interaction & --as 1", empty, 1 },
    { "--interaction & --as 1 --from contact-lens", file, 1 },
    { "--interaction & --as 1", "/nowhere/at/all.vtt", 1 },
    { "--interaction & --as 1 --from doc", file, 2 },
    { "--interaction & --as nobody", file, 2 },
    { "--interaction &", file, 2 },
    { "--as 1", file, 2 },
  };
  g_autofree char *good = g_strdup_printf (
    "import transcript @ %s --interaction & --as coach-1 --json", file);
  g_autofree char *out = NULL;
  json_t *json;

  g_assert_true (g_file_set_contents (file, text, -1, NULL));
  g_assert_true (g_file_set_contents (empty, "", -1, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autofree char *line = g_strdup_printf ("import transcript @ %s %s", wrong[i].file,
                                               wrong[i].words);

      g_free (run (self, line, wrong[i].status));
    }
  g_assert_cmpint (attune_store_fixture_get_int (&self->store, "SELECT count (*) FROM passage"), ==,
                   0);

  out = run_with_remarks (self, good);
  json = json_loads (out, 0, NULL);
  g_assert_cmpstr (json_string_value (json_object_get (json, "interaction")), ==, self->call);
  g_assert_cmpstr (json_string_value (json_object_get (json, "source")), ==, "vtt");
  g_assert_cmpint (json_integer_value (json_object_get (json, "passages")), ==, 1);
  g_assert_cmpuint (json_array_size (json_object_get (json, "remarks")), ==, 1);
  json_decref (json);
  g_assert_cmpint (attune_store_fixture_get_int (
                     &self->store, "SELECT count (*) FROM passage WHERE text = 'Päivää'"
                                   " AND from_us = 1000000 AND speaker = 0"),
                   ==, 1);
}

static void
keep_model (Fixture *self)
{
  static const char
    text[] = "{\"format\":\"attune-model\",\"version\":1,\"id\":\"m\",\"title\":\"M\","
             "\"goals\":[{\"id\":\"g\",\"title\":\"Satisfaction\"}],"
             "\"behaviours\":[{\"id\":\"b\",\"title\":\"Smile\",\"serves\":[\"g\"]}]}";
  g_autoptr (AttuneModel) model = attune_model_from_json (text, -1, NULL);
  g_autoptr (AttuneRev) rev = attune_rev_new (0);

  ATTUNE_CALL_OK (keep_model, self->store.store, self->store.manager, rev, model);
}

/* The interaction model, for everybody; in a kind of file that there is. */
static void
test_export_model (Fixture *self, gconstpointer data)
{
  g_autofree char *folder = g_path_get_dirname (self->store.path);
  g_autofree char *path = g_build_filename (folder, "model.json", NULL);
  g_autofree char *paper = g_build_filename (folder, "model.PDF", NULL);
  g_autofree char *good = g_strdup_printf ("model export @ --as agent-01 -o %s", path);
  g_autofree char *nobody = g_strdup_printf ("model export @ -o %s", path);
  g_autofree char *print = g_strdup_printf ("model export @ --as 1 -o %s", paper);
  g_autofree char *pages = NULL;
  json_t *model;

  g_free (run (self, good, 1)); /* there is none yet */
  keep_model (self);
  g_free (run (self, good, 0));
  model = json_load_file (path, 0, NULL);
  g_assert_cmpstr (json_string_value (json_object_get (model, "id")), ==, "m");
  json_decref (model);
  g_free (run (self, print, 0));
  g_assert_true (g_file_get_contents (paper, &pages, NULL, NULL));
  g_assert_true (g_str_has_prefix (pages, "%PDF"));

  g_free (run (self, nobody, 2));
  g_free (run (self, "model export @ --as 1", 2));
  g_free (run (self, "model export @ --as 1 -o model.doc", 2));
  g_free (run (self, "model export @ calls --as 1 -o model.json", 2));
  g_free (run (self, "model export @ --as 1 -o /nowhere/at/all.json", 1));
  g_free (run (self, "model export @ --as 1 -o /nowhere/at/all.pdf", 1));
}

/* What a changed form would make of what was evaluated; for those who edit forms alone. */
static void
test_try (Fixture *self, gconstpointer data)
{
  g_autofree char *folder = g_path_get_dirname (self->store.path);
  g_autofree char *path = g_build_filename (folder, "form.json", NULL);
  g_autofree char *export = g_strdup_printf ("form export @ calls --as 1 -o %s", path);
  g_autofree char *good = g_strdup_printf ("form try @ calls %s --as 1 --json", path);
  g_autofree char *text = g_strdup_printf ("form try @ calls %s --as 1 --last 5", path);
  g_autofree char *agent = g_strdup_printf ("form try @ calls %s --as agent-01", path);
  g_autofree char *missing = g_strdup_printf ("form try @ nix %s --as 1", path);
  g_autofree char *none = g_strdup_printf ("form try @ calls %s --as 1 --last 0", path);
  g_autofree char *words = NULL;
  json_t *object;

  g_free (run (self, export, 0));
  words = run (self, good, 0);
  object = json_loads (words, 0, NULL);
  g_assert_cmpint (json_integer_value (json_object_get (object, "n")), ==, 1);
  g_assert_cmpint (json_integer_value (json_object_get (object, "same")), ==, 1);
  g_assert_cmpint (json_integer_value (json_object_get (object, "changed_outcome")), ==, 0);
  g_assert_cmpuint (json_array_size (json_object_get (object, "before")), ==, 20);
  json_decref (object);

  g_free (run (self, text, 0));
  g_free (run (self, agent, 1));
  g_free (run (self, missing, 1));
  g_free (run (self, none, 2));
  g_free (run (self, "form try @ calls /nowhere/at/all.json --as 1", 1));
}

static char *
export_notes (Fixture *self, const char *name, const char *rest, gboolean has_remarks)
{
  g_autofree char *path = g_build_filename (self->store.folder, name, NULL);
  g_autofree char *words = g_strdup_printf ("export notes @ -o %s %s", path, rest);
  char *text = NULL;

  g_unlink (path);
  g_free (run_line (self, words, 0, has_remarks));
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

/* Private notes go to their own writer, who asks for them, and to nobody else. */
static void
test_export_notes (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *name;
    const char *rest;
    const char *expected; /* in the file; NULL: nothing of a note */
    gboolean has_remarks;
  } cases[] = {
    { "n.txt", "--as 1 --evaluation %", "? Shared [q]", FALSE },
    { "n.txt", "--as 1 --evaluation % --private",
      "2.500000\t2.500000\t+ “Ääni” [private]\n3.000000\t4.000000\t? Shared [q]\n", FALSE },
    { "n.vtt", "--as agent-01 --evaluation % --private", "? Shared [q]", FALSE },
    { "n.json", "--as coach-1 --private", "\"Shared\"", FALSE },
    { "n.csv", "--as 1 --private", "“Ääni”", FALSE },
    { "n.csv", "--as agent-02 --private", NULL, FALSE },
  };
  AttuneNote shared = { .from_us = 3 * G_USEC_PER_SEC,
                        .to_us = 4 * G_USEC_PER_SEC,
                        .kind = ATTUNE_NOTE_QUESTION,
                        .is_shared = TRUE,
                        .question = (char *) "q",
                        .text = (char *) "Shared" };

  shared.evaluation = g_ascii_strtoll (self->evaluation, NULL, 10);
  attune_note_free (ATTUNE_CALL_OK (save_note, self->store.store, self->store.manager, &shared));
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = export_notes (self, cases[i].name, cases[i].rest,
                                            cases[i].has_remarks);

      if (cases[i].expected != NULL)
        g_assert_nonnull (strstr (text, cases[i].expected));
      if (strstr (cases[i].rest, "--private") == NULL || strstr (cases[i].rest, "--as 1") == NULL)
        g_assert_null (strstr (text, "Ääni"));
      if (strstr (cases[i].rest, "agent-02") != NULL)
        g_assert_null (strstr (text, "Shared"));
    }

  g_free (run (self, "export notes @ --as 1", 2));
  g_free (run (self, "export notes @ -o /tmp/n.txt --as 1", 2));
  g_free (run (self, "export notes @ -o n.doc --as 1", 2));
  g_free (run (self, "export notes @ -o n.csv --evaluation x --as 1", 2));
  g_free (run (self, "export notes @ -o n.csv --evaluation 404 --as 1", 1));
  g_free (run (self, "export notes @ -o n.csv --evaluation % --as agent-02", 1));
  g_free (run (self, "export notes @ -o n.csv", 2));
}

/* How many hits a person has, by the command line as through every other door. */
static gsize
count_hits (Fixture *self, const char *words)
{
  json_t *json = run_json (self, words);
  gsize n = json_array_size (json_object_get (json, "hits"));

  g_assert_true (json_is_false (json_object_get (json, "cut")));
  json_decref (json);
  return n;
}

static void
test_search (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *words;
    gsize n;
  } cases[] = {
    { "search @ zebra --as 1 --json", 0 },
    { "search @ gannet --as 1 --json", 1 },
    { "search @ GÄNN --as 1 --json", 1 },
    { "search @ gannet two --as 1 --json", 1 },
    { "search @ two gannet zebra --as 1 --json", 0 },
    { "search @ gannet --as 1 --kind note --json", 1 },
    { "search @ gannet --as 1 --kind comment --json", 0 },
    { "search @ gannet --as coach-1 --json", 1 },
    { "search @ gannet --as agent-01 --json", 1 },
    { "search @ gannet --as agent-02 --json", 0 },
    { "search @ gannet --as auditor-1 --json", 0 },
  };
  static const struct
  {
    const char *words;
    int status;
  } wrong[] = {
    { "search", 2 },
    { "search @", 2 },
    { "search @ --as 1", 2 },
    { "search @ gannet", 2 },
    { "search @ gannet --as nobody", 2 },
    { "search @ gannet --as 1 --kind nothing", 2 },
    { "search @ gannet --rebuild", 2 },
    { "search /nowhere.attune gannet --as 1", 1 },
    { "search /nowhere.attune --rebuild", 1 },
  };
  AttuneNote note = { .evaluation = g_ascii_strtoll (self->evaluation, NULL, 10),
                      .from_us = 61 * G_USEC_PER_SEC,
                      .to_us = 61 * G_USEC_PER_SEC,
                      .is_shared = TRUE,
                      .text = (char *) "Two gannets" };
  g_autofree char *lines = NULL;

  attune_note_free (ATTUNE_CALL_OK (save_note, self->store.store, self->store.manager, &note));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpuint (count_hits (self, cases[i].words), ==, cases[i].n);
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_free (run (self, wrong[i].words, wrong[i].status));

  lines = run (self, "search @ gannet --as 1", 0);
  g_assert_true (g_str_has_prefix (lines, "note\t"));
  g_assert_nonnull (strstr (lines, "\t1:01\t"));
  g_assert_true (g_str_has_suffix (lines, "\tTwo gannets\n"));
  g_free (run (self, "search @ --rebuild", 0));
  g_assert_cmpuint (count_hits (self, "search @ gannet --as 1 --json"), ==, 1);
}

/* What is assigned waits for whom it is assigned to; who gave it waits for it. */
static void
test_work (Fixture *self, gconstpointer data)
{
  gint64 coach = attune_store_fixture_get_int (
    &self->store, "SELECT id FROM person WHERE external_id = 'coach-1'");
  AttuneAssignedPart part = { g_ascii_strtoll (self->call, NULL, 10), 0 };
  AttuneAssigning assigning = { &part, 1, 0, coach, ATTUNE_BASIS_RANDOM, 0, "By\tFriday" };
  json_t *json;
  const char *kind;
  const char *person;
  g_autofree char *text = NULL;

  assigning.form = attune_store_fixture_add_form (&self->store, "chats");
  attune_assigned_free (
    ATTUNE_CALL_OK (assign, self->store.store, self->store.manager, &assigning));
  json = run_json (self, "list work @ --as coach-1 --json");
  g_assert_cmpint (json_unpack (json, "[{s:s, s:s, s:n}]", "kind", &kind, "person", &person,
                                "due_at"),
                   ==, 0);
  g_assert_cmpstr (kind, ==, "assignment");
  g_assert_cmpstr (person, ==, "Ann Koski");
  json_decref (json);
  json = run_json (self, "list work @ --as 1 --json");
  g_assert_cmpint (json_unpack (json, "[{s:s}]", "kind", &kind), ==, 0);
  g_assert_cmpstr (kind, ==, "given");
  json_decref (json);
  text = run (self, "list work @ --as coach-1", 0);
  g_assert_nonnull (strstr (text, "assignment\tagent-01"));
  g_assert_nonnull (strstr (text, "By Friday\n"));
  g_free (run (self, "show work @ % --as 1", 2));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  cli = argv[1];

  g_test_add ("/cli/list/lists", Fixture, NULL, set_up, test_lists, tear_down);
  g_test_add ("/cli/list/show", Fixture, NULL, set_up, test_show, tear_down);
  g_test_add ("/cli/list/show-agent", Fixture, NULL, set_up, test_show_agent, tear_down);
  g_test_add ("/cli/list/wrong", Fixture, NULL, set_up, test_wrong, tear_down);
  g_test_add ("/cli/list/export", Fixture, NULL, set_up, test_export, tear_down);
  g_test_add ("/cli/list/export-model", Fixture, NULL, set_up, test_export_model, tear_down);
  g_test_add ("/cli/list/transcript", Fixture, NULL, set_up, test_transcript, tear_down);
  g_test_add ("/cli/list/export-notes", Fixture, NULL, set_up, test_export_notes, tear_down);
  g_test_add ("/cli/list/try", Fixture, NULL, set_up, test_try, tear_down);
  g_test_add ("/cli/list/blind", Fixture, NULL, set_up, test_blind, tear_down);
  g_test_add ("/cli/list/disputes", Fixture, NULL, set_up, test_disputes, tear_down);
  g_test_add ("/cli/list/search", Fixture, NULL, set_up, test_search, tear_down);
  g_test_add ("/cli/list/work", Fixture, NULL, set_up, test_work, tear_down);
  g_test_add ("/cli/list/by-id", Fixture, NULL, set_up, test_by_id, tear_down);
  return g_test_run ();
}
