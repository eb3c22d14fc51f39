/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "AttuneTest"

#include "config.h"

#include "attune-older.h"
#include "attune-schema.h"
#include "attune-upkeep.h"
#include "upkeep-sample.h"
#include "workload.h"

#include <string.h>

static void
test_sound (UpkeepSample *self, gconstpointer data)
{
  upkeep_sample_assert_sound (self->parent.store);
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
test_missing_content (UpkeepSample *self, gconstpointer data)
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
test_damages (UpkeepSample *self, gconstpointer data)
{
  g_autofree char *contents = NULL;
  gsize size;

  attune_store_close (self->parent.store);
  g_assert_true (g_file_get_contents (self->parent.path, &contents, &size, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_autoptr (AttuneCheckReport) report = NULL;

      g_assert_true (g_file_set_contents (self->parent.path, contents, (gssize) size, NULL));
      upkeep_sample_run_behind (self->parent.path, damages[i].sql);
      report = check_path (self->parent.path);
      if (!has_place (report, damages[i].place))
        g_error ("%u findings, none at “%s”, after: %s", report->findings->len, damages[i].place,
                 damages[i].sql);
    }
}

static void
test_busy_check (UpkeepSample *self, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (AttuneCheckReport) report = NULL;
  UpkeepProgress seen = { 0 };
  guint n_saves = 0;

  upkeep_sample_make_large (self);
  attune_store_check_async (self->parent.store, upkeep_sample_progress_cb, &seen, NULL,
                            attune_await_cb, &result);
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
test_cancelled_check (UpkeepSample *self, gconstpointer data)
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

/* A file that is only looked at stays as it was, whoever wrote it. */
static void
test_check_file (UpkeepSample *self, gconstpointer data)
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
      upkeep_sample_assert_no_leavings (self);
    }
}

static void
test_check_file_at_fault (UpkeepSample *self, gconstpointer data)
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
  upkeep_sample_run_behind (self->parent.path, "DROP INDEX evaluation_1; DELETE FROM question");
  report = check_file (self->parent.path, &error);
  g_assert_no_error (error);
  g_assert_true (has_place (report, "file"));
  g_assert_true (has_place (report, "evaluation "));
}

int
main (int argc, char **argv)
{
  workload_init (&argc, &argv);

#define ADD(name, function)                                                             \
  g_test_add ("/store/check/" name, UpkeepSample, NULL, upkeep_sample_set_up, function, \
              upkeep_sample_tear_down)
  ADD ("sound", test_sound);
  ADD ("missing-content", test_missing_content);
  ADD ("damages", test_damages);
  ADD ("busy-check", test_busy_check);
  ADD ("cancelled-check", test_cancelled_check);
  ADD ("check-file", test_check_file);
  ADD ("check-file-at-fault", test_check_file_at_fault);
#undef ADD

  return g_test_run ();
}
