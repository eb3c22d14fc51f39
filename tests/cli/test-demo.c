/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-figures.h"
#include "attune-forms.h"
#include "attune-query.h"
#include "attune-store-fixture.h"

#include <sqlite3.h>

/* 12 August 2026: agent-07 was coached. */
#define COACHING (G_GINT64_CONSTANT (1786492800) * G_TIME_SPAN_SECOND)

static const char *cli;

/* Runs attune-cli with `arguments`, NULL-terminated; returns its exit status. */
static int
run_cli (const char *const *arguments)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) line = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;

  g_strv_builder_add (builder, cli);
  for (guint i = 0; arguments[i] != NULL; i++)
    g_strv_builder_add (builder, arguments[i]);
  line = g_strv_builder_end (builder);
  process = g_subprocess_newv ((const char *const *) line,
                               G_SUBPROCESS_FLAGS_STDOUT_SILENCE |
                                 G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                               &error);
  g_assert_no_error (error);
  g_subprocess_wait (process, NULL, &error);
  g_assert_no_error (error);
  return g_subprocess_get_exit_status (process);
}

static char *
get_hash (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  g_file_get_contents (path, &contents, &length, &error);
  g_assert_no_error (error);
  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (guchar *) contents, length);
}

/* The sample, made once for all tests. */
static char *folder;
static char *path;
static char *hash; /* as it was made: opening it may tidy up */

static AttuneStore *
open_sample (void)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  AttuneStore *store;

  attune_store_open_async (path, NULL, NULL, attune_await_cb, &result);
  store = attune_store_open_finish (attune_await (&result), &error);
  g_assert_no_error (error);
  return store;
}

static AttunePerson *
find_person (AttuneStore *store, const char *external_id)
{
  g_autoptr (GPtrArray) people = ATTUNE_CALL_OK (list_people, store, 0);

  for (guint i = 0; i < people->len; i++)
    {
      AttunePerson *person = g_ptr_array_index (people, i);

      if (g_str_equal (person->external_id, external_id))
        return attune_person_copy (person);
    }
  g_error ("nobody is %s", external_id);
}

static void
test_same_bytes (void)
{
  g_autofree char *other = g_build_filename (folder, "other.attune", NULL);
  const char *const arguments[] = { "demo", other, NULL };
  g_autofree char *second = NULL;

  g_assert_cmpint (run_cli (arguments), ==, 0);
  second = get_hash (folder, "other.attune");
  g_assert_cmpstr (hash, ==, second);
  /* Nothing is written over. */
  g_assert_cmpint (run_cli (arguments), ==, 1);
}

static void
test_calls (void)
{
  const char *const bad[] = { "demo", NULL };
  const char *const negative[] = { "demo", "x.attune", "--evaluations", "-1", NULL };
  const char *const nowhere[] = { "demo", "/nonexistent/x.attune", NULL };

  g_assert_cmpint (run_cli (bad), ==, 2);
  g_assert_cmpint (run_cli (negative), ==, 2);
  g_assert_cmpint (run_cli (nowhere), ==, 1);
}

static void
test_people (void)
{
  g_autoptr (AttuneStore) store = open_sample ();
  static const struct
  {
    const char *kind;
    AttuneRoles role;
    guint n;
  } expected[] = {
    { "agent-%02u", ATTUNE_ROLE_AGENT, 24 },  { "coach-%u", ATTUNE_ROLE_COACH, 4 },
    { "analyst-%u", ATTUNE_ROLE_ANALYST, 3 }, { "manager-%u", ATTUNE_ROLE_MANAGER, 1 },
    { "auditor-%u", ATTUNE_ROLE_AUDITOR, 1 },
  };

  g_assert_true (attune_store_is_sample (store));
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      for (guint j = 1; j <= expected[i].n; j++)
        {
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
          g_autofree char *external_id = g_strdup_printf (expected[i].kind, j);
#pragma GCC diagnostic pop
          g_autoptr (AttunePerson) person = find_person (store, external_id);

          g_assert_cmpint (person->roles, ==, expected[i].role);
        }
    }
  attune_store_close (store);
}

/* What `sql` counts in the closed workspace at `location`. */
static int
count (const char *location, const char *sql)
{
  sqlite3 *handle;
  sqlite3_stmt *statement;
  int n;

  g_assert_cmpint (sqlite3_open (location, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (handle, sql, -1, &statement, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  n = sqlite3_column_int (statement, 0);
  sqlite3_finalize (statement);
  sqlite3_close (handle);
  return n;
}

/* As many as were asked for, those of the calls that can be listened to among them. */
static void
test_numbers (void)
{
  static const int numbers[] = { 0, 1, 2, 3, 60 };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autofree char *name = g_strdup_printf ("few-%d.attune", numbers[i]);
      g_autofree char *number = g_strdup_printf ("%d", numbers[i]);
      g_autofree char *few = g_build_filename (folder, name, NULL);

      g_assert_cmpint (run_cli (
                         (const char *const[]){ "demo", few, "--evaluations", number, NULL }),
                       ==, 0);
      g_assert_cmpint (count (few, "SELECT count (*) FROM evaluation"), ==, numbers[i]);
    }
}

/* Calls that two had, one of them with a recording, and evaluations that were corrected, each with its reason. */
static void
test_special (void)
{
  static const struct
  {
    const char *sql;
    int least;
    int most;
  } rows[] = {
    { "SELECT count (*) FROM (SELECT interaction_id FROM interaction_agent WHERE from_us IS NOT"
      " NULL AND to_us > from_us GROUP BY interaction_id HAVING count (DISTINCT agent_id) = 2)",
      4, 10 },
    { "SELECT count (*) FROM interaction_agent AS a JOIN interaction_agent AS b"
      " ON b.interaction_id = a.interaction_id AND b.from_us = a.to_us AND b.agent_id <> a.agent_id"
      " JOIN media AS m ON m.interaction_id = a.interaction_id AND m.kind = 0",
      1, 1 },
    { "SELECT count (*) FROM acknowledgement", 3, 3 },
    { "SELECT count (*) FROM dispute WHERE state = 0", 1, 1 },
    { "SELECT count (*) FROM dispute WHERE state = 2 AND decided_revision_id IS NOT NULL", 1, 1 },
    { "SELECT count (*) FROM assignment WHERE kind = 1 AND done_at IS NULL", 1, 1 },
    { "SELECT count (*) FROM assignment WHERE kind = 0 AND done_at IS NULL", 8, 8 },
    { "SELECT count (DISTINCT assignee_id) FROM assignment WHERE kind = 0", 4, 5 },
    { "SELECT count (*) FROM evaluation WHERE kind = 1 AND state = 2", 1, 1 },
    { "SELECT count (*) FROM evaluation_revision WHERE number = 2 AND is_current = 1 AND reason = 2"
      " AND length (remark) > 20",
      4, 4 },
    { "SELECT count (*) FROM evaluation_revision AS a JOIN evaluation_revision AS b"
      " ON b.evaluation_id = a.evaluation_id AND b.number = 2 AND b.score > a.score"
      " WHERE a.number = 1 AND b.reason = 2",
      4, 4 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_assert_cmpint (count (path, rows[i].sql), >=, rows[i].least);
      g_assert_cmpint (count (path, rows[i].sql), <=, rows[i].most);
    }
}

/* What check says of it, as made. */
static void
test_sound (void)
{
  g_assert_cmpint (run_cli ((const char *const[]){ "check", path, NULL }), ==, 0);
}

static void
test_forms_and_evaluations (void)
{
  g_autoptr (AttuneStore) store = open_sample ();
  g_autoptr (AttunePerson) manager = find_person (store, "manager-1");
  g_autoptr (GPtrArray) forms = ATTUNE_CALL_OK (list_forms, store, manager->id);
  guint n_evaluations = 0;
  guint n_revisions = 0;

  g_assert_cmpuint (forms->len, ==, 2);
  for (guint i = 0; i < forms->len; i++)
    {
      const AttuneFormSummary *form = g_ptr_array_index (forms, i);

      n_evaluations += form->n_evaluations;
      n_revisions += form->latest_number;
    }
  g_assert_cmpuint (n_evaluations, >=, 1500);
  g_assert_cmpuint (n_revisions, ==, 3);
  attune_store_close (store);
}

/* Mean raw score of the agent's values between the two times, in percent. */
static double
get_mean (AttuneStore *store, gint64 actor, const char *external_id, gint64 from, gint64 to)
{
  g_autoptr (AttunePerson) agent = find_person (store, external_id);
  AttuneSeriesQuery query = { .agent = agent->id, .from = from, .to = to };
  g_autoptr (GArray) series = ATTUNE_CALL_OK (load_series, store, actor, &query);
  double sum = 0.0;

  g_assert_cmpuint (series->len, >, 10);
  for (guint i = 0; i < series->len; i++)
    sum += (double) g_array_index (series, AttuneFigure, i).raw / 100.0;
  return sum / series->len;
}

static void
test_stories (void)
{
  g_autoptr (AttuneStore) store = open_sample ();
  g_autoptr (AttunePerson) manager = find_person (store, "manager-1");
  gint64 late = COACHING + 60 * G_TIME_SPAN_DAY;

  g_assert_cmpfloat (get_mean (store, manager->id, "agent-07", COACHING, 0) -
                       get_mean (store, manager->id, "agent-07", 0, COACHING),
                     >, 8.0);
  g_assert_cmpfloat (get_mean (store, manager->id, "agent-15", 0, COACHING) -
                       get_mean (store, manager->id, "agent-15", late, 0),
                     >, 8.0);
  attune_store_close (store);
}

static void
test_recordings (void)
{
  static const char *const names[] = { "billing", "outage", "cancellation", "address" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *sound = g_strconcat (folder, "/sample.media/", names[i], ".opus", NULL);

      g_assert_true (g_file_test (sound, G_FILE_TEST_IS_REGULAR));
    }
}

/* Every recorded call has its words, by agent and customer, within its length; a few chats and an e-mail are their words alone. */
static void
test_texts (void)
{
  g_assert_cmpint (count (path, "SELECT count (*) FROM media AS r WHERE r.kind = 0 AND EXISTS ("
                                "SELECT 1 FROM passage AS s JOIN media AS m ON m.id = s.media_id"
                                " WHERE m.interaction_id = r.interaction_id AND m.path = ''"
                                " AND s.speaker = 0) AND EXISTS (SELECT 1 FROM passage AS s"
                                " WHERE s.interaction_id = r.interaction_id AND s.speaker = 1)"),
                   ==, 4);
  g_assert_cmpint (count (path,
                          "SELECT count (DISTINCT i.id * 10 + i.channel) FROM interaction AS i"
                          " JOIN passage AS s ON s.interaction_id = i.id WHERE i.channel <> 0"),
                   ==, 3);
  g_assert_cmpint (count (path, "SELECT count (*) FROM passage AS s JOIN interaction AS i"
                                " ON i.id = s.interaction_id WHERE s.to_us > i.duration_us"),
                   ==, 0);
}

/* Two at once, to one name: one of them makes it, and the other takes nothing of it away. */
static void
test_two_at_once (void)
{
  g_autofree char *both = g_build_filename (folder, "both.attune", NULL);
  g_autofree char *sound = g_build_filename (folder, "both.media", "billing.opus", NULL);
  GSubprocess *runs[2];
  guint n_made = 0;

  for (guint i = 0; i < G_N_ELEMENTS (runs); i++)
    runs[i] = g_subprocess_new (G_SUBPROCESS_FLAGS_STDERR_SILENCE, NULL, cli, "demo", both,
                                "--evaluations", "30", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (runs); i++)
    {
      g_assert_true (g_subprocess_wait (runs[i], NULL, NULL));
      g_assert_true (g_subprocess_get_if_exited (runs[i]));
      n_made += g_subprocess_get_exit_status (runs[i]) == 0;
      g_object_unref (runs[i]);
    }

  g_assert_cmpuint (n_made, ==, 1);
  g_assert_true (g_file_test (sound, G_FILE_TEST_IS_REGULAR));
  g_assert_cmpint (run_cli ((const char *const[]){ "check", both, NULL }), ==, 0);
}

static void
test_no_leavings (void)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    g_assert_null (strstr (name, ".partial"));
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  cli = argv[1];
  folder = attune_test_folder_new ();
  path = g_build_filename (folder, "sample.attune", NULL);
  g_assert_cmpint (run_cli ((const char *const[]){ "demo", path, NULL }), ==, 0);
  hash = get_hash (folder, "sample.attune");

  g_test_add_func ("/cli/demo/people", test_people);
  g_test_add_func ("/cli/demo/forms-and-evaluations", test_forms_and_evaluations);
  g_test_add_func ("/cli/demo/special", test_special);
  g_test_add_func ("/cli/demo/sound", test_sound);
  g_test_add_func ("/cli/demo/numbers", test_numbers);
  g_test_add_func ("/cli/demo/stories", test_stories);
  g_test_add_func ("/cli/demo/recordings", test_recordings);
  g_test_add_func ("/cli/demo/texts", test_texts);
  g_test_add_func ("/cli/demo/calls", test_calls);
  g_test_add_func ("/cli/demo/same-bytes", test_same_bytes);
  g_test_add_func ("/cli/demo/two-at-once", test_two_at_once);
  g_test_add_func ("/cli/demo/no-leavings", test_no_leavings);

  status = g_test_run ();
  attune_test_folder_remove (folder);
  g_free (path);
  g_free (hash);
  return status;
}
