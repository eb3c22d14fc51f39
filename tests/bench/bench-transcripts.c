/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A transcript of 10,000 passages: reading its file, keeping it, reading it back, finding the passage that is heard and a
 * word in all of them, each beside the least that such work takes; and what a save waits while it is kept. */
#include "config.h"

#include "attune-evaluations.h"
#include "attune-forms.h"
#include "attune-store-fixture.h"
#include "attune-text-needle.h"
#include "attune-transcript-import.h"
#include "attune-transcripts.h"

#include <locale.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#define N_PASSAGES 10000
#define N_ROUNDS   3
#define N_LOOKUPS  1000000

/* Of the bare cost: what is read is checked and cut into passages, what is kept is folded for search, audited and written
 * in slices, each with its own sync. */
#define MOST_READING   12.0
#define MOST_KEEPING   30.0
#define MOST_LOADING   4.0
#define MOST_FOLLOWING 4.0
#define MOST_SEARCHING 6.0
#define MOST_WAIT_MS   25.0

static double
get_ms (gint64 since)
{
  return (double) (g_get_monotonic_time () - since) / 1000.0;
}

static gboolean
say (const char *what, double ours, double bare, double most)
{
  gboolean is_good = ours / bare <= most;

  g_print ("%-28s %8.2f ms, bare %8.2f ms: %5.2f times (held to %.0f)%s\n", what, ours, bare,
           ours / bare, most, is_good ? "" : "  BEYOND");
  return is_good;
}

static char *
write_vtt (void)
{
  GString *text = g_string_new ("WEBVTT\n\n");

  for (guint i = 0; i < N_PASSAGES; i++)
    g_string_append_printf (
      text,
      "%02u:%02u:%02u.000 --> %02u:%02u:%02u.900\n<v %s>Hyvää päivää, this is "
      "what was said at number %u, and it goes on for a line or two.\n\n",
      i / 3600, i / 60 % 60, i % 60, i / 3600, i / 60 % 60, i % 60,
      i % 2 == 0 ? "Agent" : "Customer", i);
  return g_string_free (text, FALSE);
}

/* --- Reading a file --- */

/* Checked, cut into lines, and the passages put together that are in them. */
static double
measure_bare_reading (const char *text, AttuneTranscript *transcript)
{
  gint64 since = g_get_monotonic_time ();
  AttuneTranscriptBuilder *builder = attune_transcript_builder_new ();
  g_autoptr (AttuneTranscript) again = NULL;
  g_auto (GStrv) lines = NULL;

  g_assert_true (g_utf8_validate (text, -1, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; i < N_PASSAGES; i++)
    attune_transcript_builder_add (builder, attune_transcript_get (transcript, i));
  again = attune_transcript_builder_end (builder);
  return get_ms (since);
}

static double
measure_reading (GBytes *bytes, AttuneTranscript **out_transcript)
{
  g_autoptr (GPtrArray) faults = attune_faults_new ();
  gint64 since = g_get_monotonic_time ();
  g_autoptr (AttuneTranscriptImport)
    import = attune_transcript_import_bytes (bytes, ATTUNE_TRANSCRIPT_SOURCE_ANY, faults);
  double ms = get_ms (since);

  g_assert_nonnull (import);
  g_assert_cmpuint (attune_transcript_get_n (import->transcript), ==, N_PASSAGES);
  if (*out_transcript == NULL)
    *out_transcript = attune_transcript_ref (import->transcript);
  return ms;
}

/* --- Keeping it, and reading it back --- */

static void
execute (sqlite3 *db, const char *sql)
{
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
}

/* The same columns into a file of their own, and the words into an index of their own, in one transaction. */
static double
measure_bare_keeping (sqlite3 *db, AttuneTranscript *transcript)
{
  sqlite3_stmt *statement;
  gint64 since;

  execute (db, "DROP TABLE IF EXISTS passage");
  execute (db, "CREATE TABLE passage (media, seq, begins, ends, speaker, name, text, search,"
               " PRIMARY KEY (media, seq)) WITHOUT ROWID");
  execute (db, "DROP TABLE IF EXISTS words");
  execute (db, "CREATE VIRTUAL TABLE words USING fts5 (search, content = '')");
  since = g_get_monotonic_time ();
  execute (db, "BEGIN");
  sqlite3_prepare_v2 (db, "INSERT INTO passage VALUES (1, ?, ?, ?, ?, ?, ?, ?)", -1, &statement,
                      NULL);
  for (guint i = 0; i < N_PASSAGES; i++)
    {
      const AttunePassage *passage = attune_transcript_get (transcript, i);

      sqlite3_bind_int64 (statement, 1, i);
      sqlite3_bind_int64 (statement, 2, passage->from_us);
      sqlite3_bind_int64 (statement, 3, passage->to_us);
      sqlite3_bind_int64 (statement, 4, passage->speaker);
      sqlite3_bind_text (statement, 5, passage->name, -1, SQLITE_STATIC);
      sqlite3_bind_text (statement, 6, passage->text, -1, SQLITE_STATIC);
      sqlite3_bind_text (statement, 7, passage->text, -1, SQLITE_STATIC);
      g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_DONE);
      sqlite3_reset (statement);
    }
  sqlite3_finalize (statement);
  execute (db, "INSERT INTO words (rowid, search) SELECT seq + 1, search FROM passage");
  execute (db, "COMMIT");
  return get_ms (since);
}

static double
measure_bare_loading (sqlite3 *db)
{
  gint64 since = g_get_monotonic_time ();
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  sqlite3_stmt *statement;

  sqlite3_prepare_v2 (db, "SELECT begins, ends, speaker, name, text FROM passage ORDER BY seq", -1,
                      &statement, NULL);
  while (sqlite3_step (statement) == SQLITE_ROW)
    {
      g_ptr_array_add (texts, g_strdup ((const char *) sqlite3_column_text (statement, 3)));
      g_ptr_array_add (texts, g_strdup ((const char *) sqlite3_column_text (statement, 4)));
    }
  sqlite3_finalize (statement);
  g_assert_cmpuint (texts->len, ==, 2 * N_PASSAGES);
  return get_ms (since);
}

/* The text that the call has, 0 for none. */
static gint64
find_text (AttuneStoreFixture *fixture, gint64 call)
{
  g_autofree char *sql = g_strdup_printf (
    "SELECT coalesce (max (id), 0) FROM media WHERE kind = 1 AND removed_at IS NULL"
    " AND interaction_id = %" G_GINT64_FORMAT,
    call);

  return attune_store_fixture_get_int (fixture, sql);
}

static double
measure_keeping (AttuneStoreFixture *fixture, gint64 call, AttuneTranscript *transcript)
{
  gint64 before = find_text (fixture, call);
  gint64 since = g_get_monotonic_time ();

  ATTUNE_CALL_OK (keep_transcript, fixture->store, fixture->manager, call, before, "long.vtt",
                  transcript);
  return get_ms (since);
}

static double
measure_loading (AttuneStoreFixture *fixture, gint64 call)
{
  gint64 since = g_get_monotonic_time ();
  g_autoptr (AttuneKeptTranscript)
    kept = ATTUNE_CALL_OK (load_transcript, fixture->store, fixture->manager, call);
  double ms = get_ms (since);

  g_assert_cmpuint (attune_transcript_get_n (kept->transcript), ==, N_PASSAGES);
  return ms;
}

/* --- Following what is heard --- */

static int
compare_times (gconstpointer a, gconstpointer b)
{
  gint64 one = *(const gint64 *) a, other = *(const gint64 *) b;

  return (one > other) - (one < other);
}

static double
measure_bare_following (AttuneTranscript *transcript)
{
  g_autofree gint64 *times = g_new (gint64, N_PASSAGES);
  volatile gsize found = 0;
  gint64 since;

  for (guint i = 0; i < N_PASSAGES; i++)
    times[i] = attune_transcript_get (transcript, i)->from_us;
  since = g_get_monotonic_time ();
  for (guint i = 0; i < N_LOOKUPS; i++)
    {
      gint64 wanted = (gint64) (i * 7919u % N_PASSAGES) * G_USEC_PER_SEC;

      found += bsearch (&wanted, times, N_PASSAGES, sizeof *times, compare_times) != NULL;
    }
  return get_ms (since);
}

static double
measure_following (AttuneTranscript *transcript)
{
  gint64 since = g_get_monotonic_time ();

  for (guint i = 0; i < N_LOOKUPS; i++)
    {
      guint wanted = i * 7919u % N_PASSAGES;

      g_assert_cmpint (attune_transcript_find_at (transcript, (gint64) wanted * G_USEC_PER_SEC), ==,
                       (int) wanted);
    }
  return get_ms (since);
}

/* --- Looking for a word --- */

/* Without regard to case, as plainly as it can be done. */
static double
measure_bare_searching (AttuneTranscript *transcript)
{
  gint64 since = g_get_monotonic_time ();
  guint n = 0;

  for (guint i = 0; i < N_PASSAGES; i++)
    {
      g_autofree char *folded = g_utf8_casefold (attune_transcript_get (transcript, i)->text, -1);

      n += strstr (folded, "number 4999,") != NULL;
    }
  g_assert_cmpuint (n, ==, 1);
  return get_ms (since);
}

static double
measure_searching (AttuneTranscript *transcript)
{
  gint64 since = g_get_monotonic_time ();
  g_autoptr (AttuneTextNeedle) needle = attune_text_needle_new ("Number 4999,");
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (AttuneTextSpan));
  guint n = 0;

  for (guint i = 0; i < N_PASSAGES; i++)
    n += attune_text_needle_find (needle, attune_transcript_get (transcript, i)->text, spans);
  g_assert_cmpuint (n, ==, 1);
  return get_ms (since);
}

/* --- A save meanwhile --- */

typedef struct
{
  AttuneStoreFixture *fixture;
  gint64 evaluation;
  gint64 rev;
} Draft;

static Draft
begin_draft (AttuneStoreFixture *fixture, gint64 agent, gint64 call)
{
  AttuneEvaluationSpec spec = { .agent = agent, .interaction = call };
  Draft draft = { .fixture = fixture, .rev = 1 };

  spec.form = ATTUNE_CALL_OK (
    create_form, fixture->store, fixture->manager,
    "{\"format\":\"attune-form\",\"version\":1,\"id\":\"calls\",\"title\":\"Calls\",\"sections\":["
    "{\"id\":\"s\",\"title\":\"S\",\"questions\":[{\"id\":\"q\",\"type\":\"yes_no\","
    "\"title\":\"Q\"}]}]}");
  ATTUNE_CALL_OK (publish_form, fixture->store, fixture->manager, spec.form, 1);
  draft.evaluation = ATTUNE_CALL_OK (start_evaluation, fixture->store, fixture->manager, &spec);
  return draft;
}

/* The longest of the saves that fall into the work whose result comes to lie in `result`. */
static double
save_until (Draft *self, GAsyncResult **result, guint *out_n)
{
  double longest = 0.0;

  for (*out_n = 0; *result == NULL; (*out_n)++)
    {
      gint64 since = g_get_monotonic_time ();

      self->rev = ATTUNE_CALL_OK (save_answers, self->fixture->store, self->fixture->manager,
                                  self->evaluation, self->rev,
                                  *out_n % 2 == 0
                                    ? "{\"format\":\"attune-answers\",\"version\":1,"
                                      "\"form\":\"calls\",\"answers\":{\"q\":{\"option\":\"no\"}}}"
                                    : "{\"format\":\"attune-answers\",\"version\":1,"
                                      "\"form\":\"calls\",\"answers\":{}}");
      longest = MAX (longest, get_ms (since));
    }
  return longest;
}

static double
save_while_keeping (Draft *self, gint64 call, AttuneTranscript *transcript, guint *out_n)
{
  AttuneStore *store = self->fixture->store;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  double longest;

  attune_store_keep_transcript_async (store, self->fixture->manager, call,
                                      find_text (self->fixture, call), "again.vtt", transcript,
                                      NULL, attune_await_cb, &result);
  longest = save_until (self, &result, out_n);
  g_assert_cmpint (attune_store_keep_transcript_finish (store, result, &error), >, 0);
  return longest;
}

static gboolean
say_wait (const char *what, double ms, guint n)
{
  gboolean is_good = ms <= MOST_WAIT_MS;

  g_print ("%-28s %8.2f ms, the longest of %u (held to %.0f)%s\n", what, ms, n, MOST_WAIT_MS,
           is_good ? "" : "  BEYOND");
  return is_good;
}

int
main (void)
{
  AttuneStoreFixture fixture = { 0 };
  g_autofree char *text = write_vtt ();
  g_autofree char *path = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (AttuneTranscript) transcript = NULL;
  double best[10];
  double keeping_wait = G_MAXDOUBLE;
  guint n_keeping = 0;
  gboolean is_good = TRUE;
  gint64 agent, call;
  sqlite3 *db;
  Draft draft;

  setlocale (LC_ALL, "");
  attune_store_fixture_set_up (&fixture, NULL);
  agent = attune_store_fixture_add_person (&fixture, "agent", ATTUNE_ROLE_AGENT, 0);
  call = attune_store_fixture_add_call (&fixture, agent, 0);
  draft = begin_draft (&fixture, agent, call);
  path = g_build_filename (fixture.folder, "bare.db", NULL);
  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  execute (db, "PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = FULL");
  for (guint i = 0; i < G_N_ELEMENTS (best); i++)
    best[i] = G_MAXDOUBLE;

  /* Turn and turn about; what else the machine does only ever adds: the quickest of each is the truest. */
  for (guint i = 0; i < N_ROUNDS; i++)
    {
      best[0] = MIN (best[0], measure_reading (bytes, &transcript));
      best[1] = MIN (best[1], measure_bare_reading (text, transcript));
      best[2] = MIN (best[2], measure_keeping (&fixture, call, transcript));
      best[3] = MIN (best[3], measure_bare_keeping (db, transcript));
      best[4] = MIN (best[4], measure_loading (&fixture, call));
      best[5] = MIN (best[5], measure_bare_loading (db));
      best[6] = MIN (best[6], measure_following (transcript));
      best[7] = MIN (best[7], measure_bare_following (transcript));
      best[8] = MIN (best[8], measure_searching (transcript));
      best[9] = MIN (best[9], measure_bare_searching (transcript));
      keeping_wait = MIN (keeping_wait, save_while_keeping (&draft, call, transcript, &n_keeping));
    }
  is_good &= say ("reading the file", best[0], best[1], MOST_READING);
  is_good &= say ("keeping it", best[2], best[3], MOST_KEEPING);
  is_good &= say ("reading it back", best[4], best[5], MOST_LOADING);
  is_good &= say ("a million looks at the time", best[6], best[7], MOST_FOLLOWING);
  is_good &= say ("finding a word", best[8], best[9], MOST_SEARCHING);
  is_good &= say_wait ("a save while it is kept", keeping_wait, n_keeping);
  sqlite3_close (db);
  attune_store_fixture_tear_down (&fixture, NULL);
  return is_good ? EXIT_SUCCESS : EXIT_FAILURE;
}
