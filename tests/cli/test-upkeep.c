/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "AttuneTest"

#include "config.h"

#include "attune-store-fixture.h"

#include <glib/gstdio.h>
#include <jansson.h>
#include <string.h>

static const char *cli;

/* What one call of attune-cli printed, and how it ended. */
typedef struct
{
  int status;
  char *out;
  char *err;
} Outcome;

static void
outcome_clear (Outcome *outcome)
{
  g_free (outcome->out);
  g_free (outcome->err);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Outcome, outcome_clear)

static Outcome
run (const char *first, const char *second, const char *third, const char *fourth)
{
  const char *line[] = { cli, first, second, third, fourth, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess)
    process = g_subprocess_newv (line,
                                 G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE,
                                 &error);
  Outcome outcome = { 0 };

  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &outcome.out, &outcome.err, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  outcome.status = g_subprocess_get_exit_status (process);
  return outcome;
}

typedef struct
{
  AttuneStoreFixture parent;
  char *backup;
  char *restored;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  attune_store_fixture_set_up (&self->parent, data);
  self->backup = g_build_filename (self->parent.folder, "backup.attune", NULL);
  self->restored = g_build_filename (self->parent.folder, "restored.attune", NULL);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_free (self->backup);
  g_free (self->restored);
  attune_store_fixture_tear_down (&self->parent, data);
}

static void
assert_ended (const Outcome *outcome, int status)
{
  if (outcome->status != status)
    g_error ("ended with %d: %s", outcome->status, outcome->err);
  /* What is at fault is said on stderr, and nothing when all is well. */
  g_assert_cmpint (*outcome->err == '\0', ==, status == 0);
}

static json_int_t
get_count (const char *text, const char *key)
{
  json_t *report = json_loads (text, 0, NULL);
  json_t *value = json_object_get (report, key);
  json_int_t count = json_is_array (value) ? (json_int_t) json_array_size (value)
                                           : json_integer_value (value);

  g_assert_nonnull (value);
  json_decref (report);
  return count;
}

static void
test_sound (Fixture *self, gconstpointer data)
{
  g_auto (Outcome) text = run ("check", self->parent.path, NULL, NULL);
  g_auto (Outcome) json = run ("check", self->parent.path, "--json", NULL);

  assert_ended (&text, 0);
  assert_ended (&json, 0);
  g_assert_cmpstr (text.out, !=, "");
  g_assert_cmpint (get_count (json.out, "findings"), ==, 0);
  g_assert_cmpint (get_count (json.out, "n_findings"), ==, 0);
  g_assert_cmpint (get_count (json.out, "evaluations"), ==, 0);
  g_assert_cmpint (get_count (json.out, "rollups"), ==, 0);
  g_assert_cmpint (get_count (json.out, "events"), ==, 2);
}

static void
test_faults (Fixture *self, gconstpointer data)
{
  g_auto (Outcome) text = { 0 };
  g_auto (Outcome) json = { 0 };

  attune_store_fixture_execute (&self->parent, "UPDATE event SET verb = 'forged' WHERE seq = 2");
  text = run ("check", self->parent.path, NULL, NULL);
  json = run ("check", self->parent.path, "--json", NULL);
  assert_ended (&text, 1);
  assert_ended (&json, 1);
  g_assert_nonnull (strstr (text.err, "trail of writer 7, event 2"));
  /* What the trail says of rights went with the event. */
  g_assert_nonnull (strstr (text.err, "Nothing in the trail says that it was added"));
  g_assert_cmpint (get_count (json.out, "findings"), ==, 2);
}

/* Each call at fault ends with 2, data at fault with 1; neither leaves anything behind. */
static void
test_refusals (Fixture *self, gconstpointer data)
{
  const char *path = self->parent.path;
  g_autofree char *diary = g_build_filename (self->parent.folder, "diary.txt", NULL);
  const struct
  {
    const char *words[4];
    int status;
  } cases[] = {
    { { "check", NULL, NULL, NULL }, 2 },
    { { "check", path, path, NULL }, 2 },
    { { "check", path, "--loudly", NULL }, 2 },
    { { "backup", path, NULL, NULL }, 2 },
    { { "backup", path, self->backup, path }, 2 },
    { { "restore", NULL, NULL, NULL }, 2 },
    { { "demo", "", NULL, NULL }, 2 },
    { { "backup", path, "", NULL }, 2 },
    { { "form", NULL, NULL, NULL }, 2 },
    { { "check", "/nowhere/at.all", NULL, NULL }, 1 },
    { { "check", "http://example.com/x.attune", NULL, NULL }, 1 },
    { { "check", diary, NULL, NULL }, 1 },
    { { "check", self->parent.folder, NULL, NULL }, 1 },
    { { "backup", diary, self->backup, NULL }, 1 },
    { { "backup", path, path, NULL }, 1 },
    { { "backup", path, "/nowhere/at.all", NULL }, 1 },
    { { "restore", self->backup, self->restored, NULL }, 1 },
    { { "restore", diary, self->restored, NULL }, 1 },
    { { "restore", path, diary, NULL }, 1 },
  };

  g_assert_true (g_file_set_contents (diary, "Dear diary,\n", -1, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Outcome)
        outcome = run (cases[i].words[0], cases[i].words[1], cases[i].words[2], cases[i].words[3]);

      assert_ended (&outcome, cases[i].status);
      g_assert_cmpstr (outcome.out, ==, "");
    }
  g_assert_false (g_file_test (self->backup, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (self->restored, G_FILE_TEST_EXISTS));
}

static void
test_round_trip (Fixture *self, gconstpointer data)
{
  g_auto (Outcome) backup = run ("backup", self->parent.path, self->backup, NULL);
  g_auto (Outcome) again = run ("backup", self->parent.path, self->backup, NULL);
  g_auto (Outcome) restore = run ("restore", self->backup, self->restored, NULL);
  g_auto (Outcome) restore_again = run ("restore", self->backup, self->restored, NULL);
  g_auto (Outcome) check = run ("check", self->restored, "--json", NULL);

  assert_ended (&backup, 0);
  assert_ended (&again, 1);
  assert_ended (&restore, 0);
  assert_ended (&restore_again, 1);
  assert_ended (&check, 0);
  g_assert_cmpint (get_count (check.out, "events"), ==, 2);
}

/* With --json the commands that make a workspace say which, and what it lacks. */
static void
test_json (Fixture *self, gconstpointer data)
{
  g_auto (Outcome) backup = run ("backup", self->parent.path, self->backup, "--json");
  g_auto (Outcome) restore = run ("restore", self->backup, self->restored, "--json");
  json_t *report = json_loads (backup.out, 0, NULL);

  assert_ended (&backup, 0);
  assert_ended (&restore, 0);
  g_assert_cmpstr (json_string_value (json_object_get (report, "file")), ==, self->backup);
  g_assert_cmpint (get_count (backup.out, "missing"), ==, 0);
  g_assert_cmpint (get_count (restore.out, "missing"), ==, 0);
  json_decref (report);
}

/* A word that is the beginning of commands names them. */
static void
test_group (Fixture *self, gconstpointer data)
{
  static const char *const words[] = { "form diff", "form export", "form import", "form lint",
                                       "form try" };
  g_auto (Outcome) outcome = run ("form", NULL, NULL, NULL);
  g_auto (Outcome) other = run ("form", "dance", NULL, NULL);

  assert_ended (&outcome, 2);
  assert_ended (&other, 2);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_assert_nonnull (strstr (outcome.err, words[i]));
      g_assert_nonnull (strstr (other.err, words[i]));
    }
}

/* A copied recording that is gone is told, and the rest is backed up all the same. */
static void
test_missing_recording (Fixture *self, gconstpointer data)
{
  g_auto (Outcome) backup = { 0 };
  gint64 agent = attune_store_fixture_add_person (&self->parent, "agent", ATTUNE_ROLE_AGENT, 0);
  gint64 call = attune_store_fixture_add_call (&self->parent, agent, 0);
  g_autofree char *sql = g_strdup_printf (
    "INSERT INTO media (id, rev, interaction_id, kind, path, name, is_copied)"
    " VALUES (1, 1, %" G_GINT64_FORMAT ", 0, 'gone.wav', 'gone.wav', 1)",
    call);

  attune_store_fixture_execute (&self->parent, sql);
  backup = run ("backup", self->parent.path, self->backup, NULL);
  g_assert_cmpint (backup.status, ==, 1);
  g_assert_nonnull (strstr (backup.err, "gone.wav"));
  g_assert_true (g_file_test (self->backup, G_FILE_TEST_IS_REGULAR));
}

/* Where a check has no room of its own, the way out is said. */
static void
test_no_cache (Fixture *self, gconstpointer data)
{
  g_auto (Outcome) outcome = { 0 };

  g_setenv ("XDG_CACHE_HOME", "/proc/nowhere", TRUE);
  outcome = run ("check", self->parent.path, NULL, NULL);
  g_unsetenv ("XDG_CACHE_HOME");
  assert_ended (&outcome, 1);
  g_assert_nonnull (strstr (outcome.err, "“/proc/nowhere/attune”"));
  g_assert_nonnull (strstr (outcome.err, "XDG_CACHE_HOME"));
}

/* A sample that cannot be made is told of by the name that was asked for. */
static void
test_no_sample (Fixture *self, gconstpointer data)
{
  static const char *const places[] = { "/proc/all.attune", "/proc/all" };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_auto (Outcome) outcome = run ("demo", places[i], "--evaluations", "10");

      assert_ended (&outcome, 1);
      g_assert_nonnull (strstr (outcome.err, places[i]));
      g_assert_null (strstr (outcome.err, "partial"));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  cli = argv[1];

#define ADD(name, function) \
  g_test_add ("/cli/upkeep/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("sound", test_sound);
  ADD ("faults", test_faults);
  ADD ("refusals", test_refusals);
  ADD ("round-trip", test_round_trip);
  ADD ("json", test_json);
  ADD ("group", test_group);
  ADD ("missing-recording", test_missing_recording);
  ADD ("no-cache", test_no_cache);
  ADD ("no-sample", test_no_sample);
#undef ADD

  return g_test_run ();
}
