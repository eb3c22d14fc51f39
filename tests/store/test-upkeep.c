/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "AttuneTest"

#include "config.h"

#include "attune-evaluations.h"
#include "attune-older.h"
#include "attune-schema.h"
#include "attune-store-fixture.h"
#include "attune-upkeep.h"
#include "workload.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <unistd.h>

/* Bytes, more than the workspace has. */
#define LONG_CALL (16 << 20)

#define ANSWERS                                                                         \
  "{\"format\":\"attune-answers\",\"version\":1,\"form\":\"calls\",\"answers\":{\"q\":" \
  "{\"option\":\"no\"}}}"

/* A workspace with an agent, two evaluations of them, a copied recording, and events of two writers. */
typedef struct
{
  AttuneStoreFixture parent;
  char *backup;
  char *recording; /* in the media folder */
} Fixture;

static void
evaluate (Fixture *self, gint64 agent, gint64 form, gint64 at)
{
  AttuneStore *store = self->parent.store;
  AttuneEvaluationSpec spec = { .interaction = attune_store_fixture_add_call (&self->parent, agent,
                                                                              at),
                                .agent = agent,
                                .form = form };
  gint64 id = ATTUNE_CALL_OK (start_evaluation, store, self->parent.manager, &spec);
  gint64 rev = ATTUNE_CALL_OK (save_answers, store, self->parent.manager, id, 1, ANSWERS);

  ATTUNE_CALL_OK (submit, store, self->parent.manager, id, rev);
}

static void
add_recording (Fixture *self)
{
  const char *folder = attune_store_get_media_folder (self->parent.store);

  self->recording = g_build_filename (folder, "inner", "call.wav", NULL);
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  {
    g_autofree char *inner = g_path_get_dirname (self->recording);

    g_assert_cmpint (g_mkdir_with_parents (inner, 0700), ==, 0);
  }
  g_assert_true (g_file_set_contents (self->recording, "RIFF", 4, NULL));
  attune_store_fixture_execute (
    &self->parent,
    "INSERT INTO media (id, rev, interaction_id, kind, path, name, is_copied, size)"
    " SELECT 1, 1, min (id), 0, 'inner/call.wav', 'call.wav', 1, 4 FROM interaction");
}

static void
write_as_other (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  AttuneStore *other = attune_store_fixture_open (self->parent.path,
                                                  &(AttuneStoreOptions){ .writer = 9 });

  workload_add (other, self->parent.manager, "theirs", &error);
  g_assert_no_error (error);
  attune_store_fixture_close (other);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  gint64 agent;
  gint64 form;

  attune_store_fixture_set_up (&self->parent, data);
  self->backup = g_build_filename (self->parent.folder, "backup.attune", NULL);
  agent = attune_store_fixture_add_person (&self->parent, "agent", ATTUNE_ROLE_AGENT, 0);
  form = attune_store_fixture_add_form (&self->parent, "calls");
  evaluate (self, agent, form, attune_id_source_now (self->parent.ids));
  evaluate (self, agent, form, attune_id_source_now (self->parent.ids) + G_TIME_SPAN_HOUR);
  add_recording (self);
  write_as_other (self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_free (self->backup);
  g_free (self->recording);
  attune_store_fixture_tear_down (&self->parent, data);
}

static void
assert_sound (AttuneStore *store)
{
  g_autoptr (AttuneCheckReport) report = ATTUNE_CALL_OK (check, store, NULL, NULL);

  attune_store_fixture_assert_sound (store);
  g_assert_cmpuint (report->n_evaluations, ==, 2);
  g_assert_cmpuint (report->n_events, >, 5);
  g_assert_cmpuint (report->n_rollups, >, 0);
}

/* Checks -------------------------------------------------------------------------------------------------------------- */

static void
test_sound (Fixture *self, gconstpointer data)
{
  assert_sound (self->parent.store);
}

/* What somebody may do to a file behind Attune's back, and where it must show. */
static const struct
{
  const char *sql;
  const char *place;
} damages[] = {
  /* Flip */
  { "UPDATE event SET verb = 'x' WHERE writer = 7 AND seq = 3", "trail of writer 7, event 3" },
  { "UPDATE event SET at = at + 1 WHERE writer = 7 AND seq = 3", "trail of writer 7, event 3" },
  { "UPDATE event SET actor_id = 5 WHERE writer = 7 AND seq = 3", "trail of writer 7, event 3" },
  { "UPDATE event SET subject_id = 5 WHERE writer = 7 AND seq = 3", "trail of writer 7, event 3" },
  { "UPDATE event SET heads = '8:1:00' WHERE writer = 7 AND seq = 3",
    "trail of writer 7, event 3" },
  { "UPDATE event SET content_hash = zeroblob (32) WHERE writer = 7 AND seq = 2",
    "trail of writer 7, event 2" },
  { "UPDATE event SET previous = zeroblob (32) WHERE writer = 7 AND seq = 3",
    "trail of writer 7, event 3" },
  { "UPDATE event SET hash = zeroblob (32) WHERE writer = 7 AND seq = 3",
    "trail of writer 7, event 3" },
  { "UPDATE event SET hash = x'00' WHERE writer = 7 AND seq = 3", "trail of writer 7, event 3" },
  { "UPDATE event_content SET content = x'00' WHERE writer = 7 AND seq = 2",
    "trail of writer 7, event 2" },
  { "UPDATE event_content SET salt = zeroblob (16) WHERE writer = 7 AND seq = 2",
    "trail of writer 7, event 2" },
  { "UPDATE event_content SET salt = x'00' WHERE writer = 7 AND seq = 2",
    "trail of writer 7, event 2" },
  /* Drop */
  { "UPDATE event_content SET seq = 0 - seq WHERE writer = 7 AND seq = 2",
    "trail of writer 7, event 2" },
  { "DELETE FROM event WHERE writer = 7 AND seq = 3", "trail of writer 7, event 4" },
  { "DELETE FROM event WHERE writer = 7 AND seq = 1", "trail of writer 7, event 2" },
  { "DELETE FROM event WHERE writer = 7 AND seq = 2; DELETE FROM event_content WHERE seq = 2",
    "trail of writer 7, event 3" },
  { "DELETE FROM event WHERE writer = 9", "trail of writer 9, event 0" },
  /* Reorder */
  { "UPDATE event SET seq = CASE seq WHEN 3 THEN -4 ELSE -3 END WHERE writer = 7 AND seq IN (3, 4);"
    "UPDATE event SET seq = -seq WHERE writer = 7 AND seq < 0",
    "trail of writer 7, event 3" },
  /* Insert */
  { "UPDATE event SET seq = -seq - 1 WHERE writer = 7 AND seq >= 3;"
    "UPDATE event SET seq = -seq WHERE seq < 0;"
    "INSERT INTO event SELECT writer, 3, at, actor_id, 'forged', subject_id, NULL, heads, previous,"
    " hash FROM event WHERE writer = 7 AND seq = 2",
    "trail of writer 7, event 3" },
  { "INSERT INTO event SELECT writer, seq + 1, at, actor_id, 'forged', subject_id, NULL, heads,"
    " hash, hash FROM event WHERE writer = 9",
    "trail of writer 9, event 2" },
  /* Truncate, also with the written end moved along: then the other chain has seen more. */
  { "DELETE FROM event WHERE writer = 9; DELETE FROM trail_head WHERE writer = 9;"
    "UPDATE trail_head SET writer = 9 WHERE writer = 7",
    "trail of writer 9, event 0" },
  { "DELETE FROM event_content WHERE writer = 7 AND seq = (SELECT max (seq) FROM event"
    " WHERE writer = 7); DELETE FROM event WHERE writer = 7 AND seq = (SELECT max (seq)"
    " FROM event WHERE writer = 7);"
    "UPDATE trail_head SET seq = (SELECT max (seq) FROM event AS e WHERE e.writer = 7), hash ="
    " (SELECT hash FROM event AS e WHERE e.writer = 7 ORDER BY seq DESC LIMIT 1) WHERE writer = 7",
    "trail of writer 9, event 1" },
  { "DELETE FROM trail_head WHERE writer = 9", "trail of writer 9, event 1" },
  /* Figures */
  { "UPDATE evaluation_revision SET score = 5 WHERE id = (SELECT min (id) FROM"
    " evaluation_revision)",
    "evaluation " },
  { "UPDATE evaluation_revision SET raw = NULL", "evaluation " },
  { "UPDATE evaluation_revision SET outcome = 1 - outcome", "evaluation " },
  { "UPDATE evaluation_revision SET is_failed = 1", "evaluation " },
  { "UPDATE evaluation_revision SET error_types = 2", "evaluation " },
  { "UPDATE evaluation_revision SET is_counted = 0", "evaluation " },
  { "UPDATE evaluation_revision SET agent_id = 5", "evaluation " },
  { "UPDATE evaluation_revision SET answers = replace (answers, '\"no\"', '\"yes\"')",
    "evaluation " },
  { "UPDATE evaluation_revision SET answers = '{'", "evaluation " },
  { "UPDATE evaluation SET state = 3", "evaluation " },
  { "UPDATE evaluation_revision SET is_current = 0", "evaluation " },
  { "UPDATE rollup SET n = n + 1 WHERE question_id = 0", "rollup " },
  { "UPDATE rollup SET sum_squares = sum_squares - 1 WHERE question_id <> 0", "rollup " },
  { "DELETE FROM rollup", "rollup " },
  { "DELETE FROM rollup_option", "rollup_option " },
  { "UPDATE rollup_option SET n = 7", "rollup_option " },
  { "INSERT INTO rollup SELECT agent_id, question_id, 209901, form_id, team_id, basis, n, n_na,"
    " n_errors, n_fails, sum, sum_squares FROM rollup",
    "rollup " },
  /* The file */
  { "DELETE FROM question", "evaluation " },
  { "DELETE FROM person WHERE external_id = 'agent'", "file" },
  { "DROP INDEX evaluation_1", "file" },
  { "DROP TABLE note", "file" },
  { "ALTER TABLE team RENAME COLUMN name TO title", "file" },
  { "CREATE TRIGGER t AFTER INSERT ON event BEGIN DELETE FROM event; END", "file" },
  { "CREATE VIEW v AS SELECT 1", "file" },
  /* Recordings */
  { "UPDATE media SET path = 'elsewhere.wav'", "media 1" },
  { "UPDATE media SET path = '../../../../etc/passwd'", "media 1" },
  { "UPDATE media SET size = 5", "media 1" },
};

static void
run_behind (const char *path, const char *sql)
{
  sqlite3 *handle = NULL;
  char *message = NULL;

  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  sqlite3_exec (handle, sql, NULL, NULL, &message);
  if (message != NULL)
    g_error ("%s: %s", sql, message);
  sqlite3_close (handle);
}

static gboolean
has_place (const AttuneCheckReport *report, const char *place)
{
  for (guint i = 0; i < report->findings->len; i++)
    {
      const AttuneFinding *finding = g_ptr_array_index (report->findings, i);

      if (g_str_has_prefix (finding->place, place) && *finding->message != '\0')
        return TRUE;
    }
  return FALSE;
}

/* A content that is gone is missed; the chain, which holds no more of it than the hash, is whole without. */
static void
test_missing_content (Fixture *self, gconstpointer data)
{
  g_autoptr (AttuneCheckReport) report = NULL;
  const AttuneFinding *finding;

  attune_store_fixture_execute (&self->parent,
                                "DELETE FROM event_content WHERE writer = 7 AND seq = 2");
  report = ATTUNE_CALL_OK (check, self->parent.store, NULL, NULL);
  g_assert_cmpuint (report->findings->len, ==, 1);
  finding = g_ptr_array_index (report->findings, 0);
  g_assert_cmpstr (finding->place, ==, "trail of writer 7, event 2");
  g_assert_cmpstr (finding->message, ==, "Its content is missing.");
}

static AttuneCheckReport *
check_file (const char *path, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  attune_store_check_file_async (path, NULL, NULL, NULL, attune_await_cb, &result);
  return attune_store_check_file_finish (attune_await (&result), error);
}

/* Of the workspace, or where it does not open any more, of its file. */
static AttuneCheckReport *
check_path (const char *path)
{
  g_autoptr (GError) error = NULL;
  AttuneStore *store = workload_open (path, FALSE, NULL, &error);
  AttuneCheckReport *report;

  if (store == NULL)
    {
      g_assert_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_CORRUPT);
      g_clear_error (&error);
      report = check_file (path, &error);
      g_assert_no_error (error);
      return report;
    }

  report = ATTUNE_CALL_OK (check, store, NULL, NULL);
  workload_close (store);
  return report;
}

static void
test_damages (Fixture *self, gconstpointer data)
{
  g_autofree char *contents = NULL;
  gsize size;

  attune_store_close (self->parent.store);
  g_assert_true (g_file_get_contents (self->parent.path, &contents, &size, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_autoptr (AttuneCheckReport) report = NULL;

      g_assert_true (g_file_set_contents (self->parent.path, contents, (gssize) size, NULL));
      run_behind (self->parent.path, damages[i].sql);
      report = check_path (self->parent.path);
      if (!has_place (report, damages[i].place))
        g_error ("%u findings, none at “%s”, after: %s", report->findings->len, damages[i].place,
                 damages[i].sql);
    }
}

/* A check of a workspace in use: what is saved meanwhile goes through at once, and is no fault. */
typedef struct
{
  double last;
  guint n;
} Seen;

static void
progress_cb (double fraction, gpointer data)
{
  Seen *seen = data;

  g_assert_cmpfloat (fraction, >=, seen->last);
  g_assert_cmpfloat (fraction, <=, 1.0);
  seen->last = fraction;
  seen->n++;
}

static void
make_large (Fixture *self)
{
  attune_store_fixture_execute (
    &self->parent, "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 8000)"
                   " INSERT INTO place (person_id, key, subject_id, value, at)"
                   " SELECT (SELECT min (id) FROM person), 'large', i, hex (zeroblob (2000)), 0"
                   " FROM n");
}

static void
test_busy_check (Fixture *self, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (AttuneCheckReport) report = NULL;
  Seen seen = { 0 };
  guint n_saves = 0;

  make_large (self);
  attune_store_check_async (self->parent.store, progress_cb, &seen, NULL, attune_await_cb, &result);
  while (result == NULL)
    {
      g_autofree char *external_id = g_strdup_printf ("meanwhile-%u", n_saves++);

      workload_add (self->parent.store, self->parent.manager, external_id, &error);
      g_assert_no_error (error);
    }
  report = attune_store_check_finish (self->parent.store, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report->n_findings, ==, 0);
  g_assert_cmpuint (n_saves, >, 2);
  g_assert_cmpuint (seen.n, >, 3);
}

static void
cancel_cb (double fraction, gpointer cancellable)
{
  if (fraction > 0.35)
    g_cancellable_cancel (cancellable);
}

static void
test_cancelled_check (Fixture *self, gconstpointer data)
{
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;

      attune_store_check_async (self->parent.store, cancel_cb, cancellable, cancellable,
                                attune_await_cb, &result);
      if (i == 0)
        g_cancellable_cancel (cancellable);
      g_assert_null (
        attune_store_check_finish (self->parent.store, attune_await (&result), &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    }
}

/* Backup and restore ------------------------------------------------------------------------------------------------- */

static gboolean
back_up (Fixture *self, GStrv *out_missing, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  attune_store_backup_async (self->parent.store, self->backup, NULL, NULL, NULL, attune_await_cb,
                             &result);
  return attune_store_backup_finish (self->parent.store, attune_await (&result), out_missing,
                                     error);
}

static gboolean
restore (const char *backup, const char *location, GStrv *out_missing, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  attune_store_restore_async (backup, location, NULL, attune_await_cb, &result);
  return attune_store_restore_finish (attune_await (&result), out_missing, error);
}

static void
assert_file (const char *path, const char *contents)
{
  g_autofree char *found = NULL;

  g_assert_true (g_file_get_contents (path, &found, NULL, NULL));
  g_assert_cmpstr (found, ==, contents);
}

static void
test_round_trip (Fixture *self, gconstpointer data)
{
  g_autofree char *location = g_build_filename (self->parent.folder, "restored.attune", NULL);
  g_autofree char *recording = g_build_filename (self->parent.folder, "restored.media", "inner",
                                                 "call.wav", NULL);
  g_auto (GStrv) missing = NULL;
  g_autoptr (GError) error = NULL;
  AttuneStore *store;

  g_assert_true (back_up (self, &missing, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (missing), ==, 0);
  g_clear_pointer (&missing, g_strfreev);

  g_assert_true (restore (self->backup, location, &missing, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (missing), ==, 0);
  assert_file (recording, "RIFF");
  store = workload_open (location, FALSE, NULL, &error);
  g_assert_no_error (error);
  assert_sound (store);
  workload_add (store, self->parent.manager, "later", &error);
  g_assert_no_error (error);
  workload_close (store);
}

static void
assert_no_leavings (Fixture *self)
{
  g_autoptr (GDir) dir = g_dir_open (self->parent.folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_assert_null (strstr (name, ".partial"));
      g_assert_null (strstr (name, ".version-"));
    }
}

/* Backups outlive the Attune that wrote them. */
static void
test_older_backups (Fixture *self, gconstpointer data)
{
  for (int i = 1; i < ATTUNE_SCHEMA_VERSION; i++)
    {
      g_autofree char *location = g_strdup_printf ("%s/restored-%d.attune", self->parent.folder, i);
      g_autofree char *recording = g_strdup_printf ("%s/restored-%d.media/inner/call.wav",
                                                    self->parent.folder, i);
      g_autofree char *media = g_build_filename (self->parent.folder, "backup.media", NULL);
      g_autoptr (GError) error = NULL;
      AttuneStore *store;

      g_assert_true (back_up (self, NULL, &error));
      attune_older_make (self->backup, ATTUNE_SCHEMA_VERSION, i);
      g_assert_true (restore (self->backup, location, NULL, &error));
      g_assert_no_error (error);
      assert_file (recording, "RIFF");
      assert_no_leavings (self);

      store = workload_open (location, FALSE, NULL, &error);
      g_assert_no_error (error);
      assert_sound (store);
      workload_close (store);
      assert_no_leavings (self);
      g_unlink (self->backup);
      attune_test_folder_remove (g_steal_pointer (&media));
    }
}

/* What is wrong with an older one shows all the same: in its pages, its references, or on the way. */
static void
test_older_damages (Fixture *self, gconstpointer data)
{
  static const char *const faults[] = {
    "DELETE FROM person WHERE external_id = 'agent'",
    "DROP TABLE media",
    "CREATE VIEW v AS SELECT 1",
    "DROP INDEX evaluation_1",
  };

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *location = g_build_filename (self->parent.folder, "restored.attune", NULL);
      g_autofree char *media = g_build_filename (self->parent.folder, "backup.media", NULL);
      g_autoptr (GError) error = NULL;

      g_assert_true (back_up (self, NULL, &error));
      attune_older_make (self->backup, ATTUNE_SCHEMA_VERSION, 1);
      run_behind (self->backup, faults[i]);
      g_assert_false (restore (self->backup, location, NULL, &error));
      g_assert_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_CORRUPT);
      g_assert_nonnull (strstr (error->message, self->backup));
      g_assert_false (g_file_test (location, G_FILE_TEST_EXISTS));
      assert_no_leavings (self);
      g_unlink (self->backup);
      attune_test_folder_remove (g_steal_pointer (&media));
    }
}

/* A file that is only looked at stays as it was, whoever wrote it. */
static void
test_check_file (Fixture *self, gconstpointer data)
{
  attune_store_close (self->parent.store);
  for (int i = ATTUNE_SCHEMA_VERSION; i >= 1; i--)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (AttuneCheckReport) report = NULL;
      g_autofree char *before = NULL;
      g_autofree char *after = NULL;
      gsize n_before, n_after;

      if (i < ATTUNE_SCHEMA_VERSION)
        attune_older_make (self->parent.path, i + 1, i);
      g_assert_true (g_file_get_contents (self->parent.path, &before, &n_before, NULL));
      report = check_file (self->parent.path, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (report->n_findings, ==, 0);
      g_assert_cmpuint (report->n_evaluations, ==, 2);
      g_assert_true (g_file_get_contents (self->parent.path, &after, &n_after, NULL));
      g_assert_cmpmem (before, n_before, after, n_after);
      assert_no_leavings (self);
    }
}

static void
test_check_file_at_fault (Fixture *self, gconstpointer data)
{
  g_autofree char *nowhere = g_build_filename (self->parent.folder, "nowhere.attune", NULL);
  g_autofree char *diary = g_build_filename (self->parent.folder, "diary.attune", NULL);
  g_autoptr (AttuneCheckReport) report = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (check_file (nowhere, &error));
  g_assert_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_true (g_file_set_contents (diary, "Dear diary", -1, NULL));
  g_assert_null (check_file (diary, &error));
  g_assert_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_NOT_STORE);
  g_clear_error (&error);

  attune_store_close (self->parent.store);
  run_behind (self->parent.path, "DROP INDEX evaluation_1; DELETE FROM question");
  report = check_file (self->parent.path, &error);
  g_assert_no_error (error);
  g_assert_true (has_place (report, "file"));
  g_assert_true (has_place (report, "evaluation "));
}

/* Two at once, to one name: one of them gets it, with the recordings; the other takes nothing of it away. */
static void
test_two_backups (Fixture *self, gconstpointer data)
{
  g_autofree char *copied = g_build_filename (self->parent.folder, "backup.media", "inner",
                                              "call.wav", NULL);
  g_autoptr (GAsyncResult) first = NULL;
  g_autoptr (GAsyncResult) second = NULL;
  g_autoptr (GError) error = NULL;
  AttuneStore *store;
  guint n_done;

  attune_store_backup_async (self->parent.store, self->backup, NULL, NULL, NULL, attune_await_cb,
                             &first);
  attune_store_backup_async (self->parent.store, self->backup, NULL, NULL, NULL, attune_await_cb,
                             &second);
  n_done = attune_store_backup_finish (self->parent.store, attune_await (&first), NULL, &error);
  n_done += attune_store_backup_finish (self->parent.store, attune_await (&second), NULL,
                                        n_done == 1 ? &error : NULL);
  g_assert_cmpuint (n_done, ==, 1);
  g_assert_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_EXISTS);
  g_clear_error (&error);
  assert_no_leavings (self);
  assert_file (copied, "RIFF");

  store = workload_open (self->backup, FALSE, NULL, &error);
  g_assert_no_error (error);
  assert_sound (store);
  workload_close (store);
}

static void
test_two_restores (Fixture *self, gconstpointer data)
{
  g_autofree char *location = g_build_filename (self->parent.folder, "restored.attune", NULL);
  g_autofree char *copied = g_build_filename (self->parent.folder, "restored.media", "inner",
                                              "call.wav", NULL);
  GAsyncResult *results[4] = { NULL };
  g_autoptr (GError) error = NULL;
  AttuneStore *store;
  guint n_done = 0;

  g_assert_true (back_up (self, NULL, &error));
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    attune_store_restore_async (self->backup, location, NULL, attune_await_cb, &results[i]);
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autoptr (GError) refusal = NULL;

      if (attune_store_restore_finish (attune_await (&results[i]), NULL, &refusal))
        n_done++;
      else
        g_assert_error (refusal, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_EXISTS);
      g_object_unref (results[i]);
    }
  g_assert_cmpuint (n_done, ==, 1);
  assert_no_leavings (self);
  assert_file (copied, "RIFF");

  store = workload_open (location, FALSE, NULL, &error);
  g_assert_no_error (error);
  assert_sound (store);
  workload_close (store);
}

static void
test_missing_recording (Fixture *self, gconstpointer data)
{
  g_auto (GStrv) missing = NULL;
  g_autoptr (GError) error = NULL;

  g_unlink (self->recording);
  g_assert_true (back_up (self, &missing, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (missing[0], ==, "inner/call.wav");
  g_assert_cmpstr (missing[1], ==, NULL);
}

/* A disk that gets full while recordings are copied: what, where and what to do are said, and nothing is left. */
static void
test_full_disk (Fixture *self, gconstpointer data)
{
  g_autofree char *media = g_build_filename (self->parent.folder, "backup.media", NULL);
  g_autofree char *location = g_build_filename (self->parent.folder, "restored.attune", NULL);
  g_autofree char *restored = g_build_filename (self->parent.folder, "restored.media", NULL);
  g_autofree char *long_call = g_malloc0 (LONG_CALL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) restore_error = NULL;
  struct rlimit before, full;

  g_assert_true (g_file_set_contents (self->recording, long_call, LONG_CALL, NULL));
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  full = (struct rlimit){ LONG_CALL / 2, before.rlim_max };
  signal (SIGXFSZ, SIG_IGN);

  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &full), ==, 0);
  g_assert_false (back_up (self, NULL, &error));
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
  g_assert_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_FULL);
  g_assert_nonnull (strstr (error->message, "backup.media/inner/call.wav"));
  g_assert_nonnull (strstr (error->message, "Make room"));
  g_assert_false (g_file_test (self->backup, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (media, G_FILE_TEST_EXISTS));

  g_assert_true (back_up (self, NULL, NULL));
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &full), ==, 0);
  g_assert_false (restore (self->backup, location, NULL, &restore_error));
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
  g_assert_error (restore_error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_FULL);
  g_assert_nonnull (strstr (restore_error->message, "restored.media/inner/call.wav"));
  g_assert_false (g_file_test (location, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (restored, G_FILE_TEST_EXISTS));
}

#define MARK_TEXT "A copy of an Attune workspace's recordings that is not finished.\n"

/* What a backup that was killed has left does not keep the next from its place: it bears a mark that nobody holds. */
static void
test_interrupted (Fixture *self, gconstpointer data)
{
  g_autofree char *media = g_build_filename (self->parent.folder, "backup.media", NULL);
  g_autofree char *inner = g_build_filename (media, "inner", NULL);
  g_autofree char *mark = g_build_filename (media, ".attune-unfinished", NULL);
  g_autofree char *half = g_build_filename (inner, "half.wav", NULL);
  g_autofree char *copied = g_build_filename (inner, "call.wav", NULL);
  g_autofree char *left = g_strconcat (self->backup, ".partial-ABC123", NULL);
  g_autofree char *own = g_strconcat (self->backup, ".partial-of-mine", NULL);
  g_autoptr (GError) error = NULL;
  int held;

  g_assert_true (g_file_set_contents (left, "SQL", 3, NULL));
  g_assert_true (g_file_set_contents (own, "mine", 4, NULL));

  g_assert_cmpint (g_mkdir_with_parents (inner, 0700), ==, 0);
  g_assert_true (g_file_set_contents (half, "RI", 2, NULL));
  g_assert_false (back_up (self, NULL, &error));
  g_assert_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_EXISTS);
  g_clear_error (&error);
  g_assert_true (g_file_set_contents (mark, "somebody else's", -1, NULL));
  g_assert_false (back_up (self, NULL, &error));
  g_assert_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_EXISTS);
  g_clear_error (&error);
  assert_file (half, "RI");

  g_assert_true (g_file_set_contents (mark, MARK_TEXT, -1, NULL));
  held = g_open (mark, O_RDWR | O_CLOEXEC, 0);
  g_assert_cmpint (flock (held, LOCK_EX), ==, 0);
  g_assert_false (back_up (self, NULL, &error));
  g_assert_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_EXISTS);
  g_clear_error (&error);
  assert_file (half, "RI");

  close (held);
  g_assert_true (back_up (self, NULL, &error));
  g_assert_no_error (error);
  g_assert_false (g_file_test (half, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (mark, G_FILE_TEST_EXISTS));
  assert_file (copied, "RIFF");
  g_assert_false (g_file_test (left, G_FILE_TEST_EXISTS));
  assert_file (own, "mine");
}

/* Nothing is written over, by backup or restore. */
static void
test_in_the_way (Fixture *self, gconstpointer data)
{
  g_autofree char *media = g_build_filename (self->parent.folder, "backup.media", NULL);
  g_autofree char *location = g_build_filename (self->parent.folder, "restored.attune", NULL);
  g_autofree char *own = g_strdup (self->backup);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (media, "mine", 4, NULL));
  g_assert_false (back_up (self, NULL, &error));
  g_assert_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_EXISTS);
  g_clear_error (&error);
  g_assert_false (g_file_test (self->backup, G_FILE_TEST_EXISTS));
  g_unlink (media);

  g_assert_true (g_file_set_contents (self->backup, "mine", 4, NULL));
  g_assert_false (back_up (self, NULL, &error));
  g_assert_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_EXISTS);
  g_clear_error (&error);
  assert_file (self->backup, "mine");
  g_assert_false (restore (self->backup, location, NULL, &error));
  g_assert_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_NOT_STORE);
  g_clear_error (&error);

  g_assert_false (restore (own, self->parent.path, NULL, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  assert_sound (self->parent.store);
}

static void
test_bad_backups (Fixture *self, gconstpointer data)
{
  g_autofree char *location = g_build_filename (self->parent.folder, "restored.attune", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (restore (self->backup, location, NULL, &error));
  g_assert_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);

  g_assert_true (back_up (self, NULL, &error));
  run_behind (self->backup, "DROP INDEX evaluation_1");
  g_assert_false (restore (self->backup, location, NULL, &error));
  g_assert_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_CORRUPT);
  g_clear_error (&error);
  run_behind (self->backup, "PRAGMA user_version = 1000");
  g_assert_false (restore (self->backup, location, NULL, &error));
  g_assert_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_NEWER);
  g_assert_false (g_file_test (location, G_FILE_TEST_EXISTS));
}

/* Saves go through while a large workspace is copied, and what had been saved before it began is in the copy. */
static void
test_busy_backup (Fixture *self, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) acknowledged = g_ptr_array_new_with_free_func (g_free);
  Seen seen = { 0 };
  guint n_saves = 0;

  make_large (self);
  attune_store_backup_async (self->parent.store, self->backup, progress_cb, &seen, NULL,
                             attune_await_cb, &result);
  while (result == NULL)
    {
      g_autofree char *external_id = g_strdup_printf ("meanwhile-%u", n_saves++);

      workload_add (self->parent.store, self->parent.manager, external_id, &error);
      g_assert_no_error (error);
    }
  g_assert_true (attune_store_backup_finish (self->parent.store, result, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_saves, >, 2);
  g_assert_cmpuint (seen.n, >, 2);
  g_assert_cmpfloat (seen.last, ==, 1.0);
  {
    AttuneStore *store = workload_open (self->backup, FALSE, NULL, &error);

    g_assert_no_error (error);
    assert_sound (store);
    workload_close (store);
  }
}

static void
assert_no_copy (Fixture *self)
{
  g_autoptr (GDir) dir = g_dir_open (self->parent.folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    g_assert_false (g_str_has_prefix (name, "backup"));
}

static void
cancel_soon_cb (double fraction, gpointer cancellable)
{
  g_cancellable_cancel (cancellable);
}

static void
test_cancelled_backup (Fixture *self, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) closed_result = NULL;
  g_autoptr (GError) error = NULL;

  make_large (self);
  attune_store_backup_async (self->parent.store, self->backup, cancel_soon_cb, cancellable,
                             cancellable, attune_await_cb, &result);
  g_assert_false (
    attune_store_backup_finish (self->parent.store, attune_await (&result), NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  assert_no_copy (self);

  attune_store_backup_async (self->parent.store, self->backup, NULL, NULL, NULL, attune_await_cb,
                             &closed_result);
  attune_store_close (self->parent.store);
  g_assert_false (
    attune_store_backup_finish (self->parent.store, attune_await (&closed_result), NULL, &error));
  g_assert_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_CLOSED);
  assert_no_copy (self);
}

int
main (int argc, char **argv)
{
  workload_init (&argc, &argv);

#define ADD(name, function) \
  g_test_add ("/store/upkeep/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("sound", test_sound);
  ADD ("missing-content", test_missing_content);
  ADD ("damages", test_damages);
  ADD ("busy-check", test_busy_check);
  ADD ("cancelled-check", test_cancelled_check);
  ADD ("round-trip", test_round_trip);
  ADD ("older-backups", test_older_backups);
  ADD ("older-damages", test_older_damages);
  ADD ("check-file", test_check_file);
  ADD ("check-file-at-fault", test_check_file_at_fault);
  ADD ("two-backups", test_two_backups);
  ADD ("two-restores", test_two_restores);
  ADD ("missing-recording", test_missing_recording);
  ADD ("interrupted", test_interrupted);
  ADD ("in-the-way", test_in_the_way);
  ADD ("bad-backups", test_bad_backups);
  ADD ("full-disk", test_full_disk);
  ADD ("busy-backup", test_busy_backup);
  ADD ("cancelled-backup", test_cancelled_backup);
#undef ADD

  return g_test_run ();
}
