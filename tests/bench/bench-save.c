/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a save costs: the answers of a draft of 26 questions, kept as an evaluator clicks, beside the bare cost of having
 * a page written and synced on the same disk; alone, and while a backup runs. */
#include "config.h"

#include "attune-await.h"
#include "attune-evaluations.h"
#include "attune-forms.h"
#include "attune-store-fixture.h"
#include "attune-upkeep.h"

#include <fcntl.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define N_QUESTIONS 26
#define N_ROUNDS    6
#define N_SAVES     75 /* of a round */
#define MOST_SYNCS  10.0

static int
compare_times (gconstpointer a, gconstpointer b)
{
  double first = *(const double *) a;
  double second = *(const double *) b;

  return first < second ? -1 : first > second;
}

static double
get_quantile (GArray *times, double share)
{
  g_array_sort (times, compare_times);
  return g_array_index (times, double, (guint) ((times->len - 1) * share));
}

static void
take_time (GArray *times, gint64 start)
{
  double microseconds = (double) (g_get_monotonic_time () - start);

  g_array_append_val (times, microseconds);
}

/* --- The floor ------------------------------------------------------------------------------------------------ */

static int
open_page (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "page", NULL);
  int fd = open (path, O_RDWR | O_CREAT, 0600);

  g_assert_cmpint (fd, >=, 0);
  return fd;
}

static void
sync_page (int fd, guint n, GArray *times)
{
  char page[4096];
  gint64 start;

  memset (page, (int) n, sizeof page);
  start = g_get_monotonic_time ();
  g_assert_cmpint (pwrite (fd, page, sizeof page, 0), ==, sizeof page);
  g_assert_cmpint (fdatasync (fd), ==, 0);
  take_time (times, start);
}

/* --- The save ------------------------------------------------------------------------------------------------- */

static gint64
publish_form (AttuneStoreFixture *fixture)
{
  g_autoptr (GString) text = g_string_new (
    "{\"format\":\"attune-form\",\"version\":1,\"id\":\"calls\",\"title\":\"Calls\",\"sections\":"
    "[{\"id\":\"s\",\"title\":\"S\",\"questions\":[");
  gint64 form;

  for (guint i = 0; i < N_QUESTIONS; i++)
    g_string_append_printf (text, "%s{\"id\":\"q%u\",\"type\":\"yes_no\",\"title\":\"Q\"}",
                            i > 0 ? "," : "", i);
  g_string_append (text, "]}]}");
  form = ATTUNE_CALL_OK (create_form, fixture->store, fixture->manager, text->str);
  ATTUNE_CALL_OK (publish_form, fixture->store, fixture->manager, form, 1);
  return form;
}

static char *
make_answers (guint n)
{
  GString *text = g_string_new (
    "{\"format\":\"attune-answers\",\"version\":1,\"form\":\"calls\",\"answers\":{");

  for (guint i = 0; i < N_QUESTIONS; i++)
    g_string_append_printf (text, "%s\"q%u\":{\"option\":\"%s\"}", i > 0 ? "," : "", i,
                            (n >> (i % 16)) & 1 ? "yes" : "no");
  g_string_append (text, "}}");
  return g_string_free (text, FALSE);
}

typedef struct
{
  AttuneStoreFixture *fixture;
  gint64 evaluation;
  gint64 rev;
  guint n;
} Draft;

static void
save_once (Draft *self, GArray *times)
{
  g_autofree char *answers = make_answers (self->n++);
  gint64 start = g_get_monotonic_time ();

  self->rev = ATTUNE_CALL_OK (save_answers, self->fixture->store, self->fixture->manager,
                              self->evaluation, self->rev, answers);
  take_time (times, start);
}

/* Some 40 MB, so that a backup takes a while. */
static void
save_during_backup (Draft *self, GArray *times)
{
  g_autofree char *path = g_build_filename (self->fixture->folder, "backup.attune", NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  attune_store_fixture_execute (
    self->fixture, "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 9000)"
                   " INSERT INTO place (person_id, key, subject_id, value, at)"
                   " SELECT (SELECT min (id) FROM person), 'large', i, hex (zeroblob (2000)), 0"
                   " FROM n");
  attune_store_backup_async (self->fixture->store, path, NULL, NULL, NULL, attune_await_cb,
                             &result);
  do
    save_once (self, times);
  while (result == NULL);
  g_assert_true (attune_store_backup_finish (self->fixture->store, result, NULL, &error));
}

/* As the fixture of the tests, but on a disk: theirs is in memory. */
static void
set_up (AttuneStoreFixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) people = NULL;

  fixture->folder = g_dir_make_tmp ("attune-bench-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "bench.attune", NULL);
  attune_store_create_async (fixture->path,
                             &(AttuneWorkspaceSpec){ "Bench", "UTC", "Ann Koski", FALSE }, NULL,
                             NULL, attune_await_cb, &result);
  fixture->store = attune_store_open_finish (attune_await (&result), &error);
  g_assert_no_error (error);
  people = ATTUNE_CALL_OK (list_people, fixture->store, 0);
  fixture->manager = ((AttunePerson *) g_ptr_array_index (people, 0))->id;
}

/* One round of saves and syncs in turns, so that whatever else the machine does falls on both. Returns how many of the
 * one a save costs. */
static double
measure_round (Draft *self, int page)
{
  g_autoptr (GArray) syncs = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) saves = g_array_new (FALSE, FALSE, sizeof (double));
  double ratio;

  for (guint i = 0; i < N_SAVES; i++)
    {
      sync_page (page, i, syncs);
      save_once (self, saves);
    }
  ratio = get_quantile (saves, 0.5) / get_quantile (syncs, 0.5);
  g_print ("save: %.0f µs, a page written and synced %.0f µs: %.1f times\n",
           get_quantile (saves, 0.5), get_quantile (syncs, 0.5), ratio);
  return ratio;
}

int
main (void)
{
  AttuneStoreFixture fixture = { 0 };
  g_autoptr (GArray) busy_saves = g_array_new (FALSE, FALSE, sizeof (double));
  AttuneEvaluationSpec spec = { 0 };
  Draft draft = { .fixture = &fixture, .rev = 1 };
  double ratio = G_MAXDOUBLE;
  int page;

  setlocale (LC_ALL, "");
  set_up (&fixture);
  spec.agent = attune_store_fixture_add_person (&fixture, "agent", ATTUNE_ROLE_AGENT, 0);
  spec.form = publish_form (&fixture);
  spec.interaction = attune_store_fixture_add_call (&fixture, spec.agent, 0);
  draft.evaluation = ATTUNE_CALL_OK (start_evaluation, fixture.store, fixture.manager, &spec);

  page = open_page (fixture.folder);
  for (guint i = 0; i < N_ROUNDS; i++)
    {
      double of_round = measure_round (&draft, page);

      ratio = MIN (ratio, of_round);
    }
  close (page);
  save_during_backup (&draft, busy_saves);

  /* What else the machine does only ever adds: the quietest round is the truest. */
  g_print ("a save costs %.1f syncs (at most %.0f)\n", ratio, MOST_SYNCS);
  g_print ("save during a backup: %.0f µs, the slowest of %u %.1f ms\n",
           get_quantile (busy_saves, 0.5), busy_saves->len,
           get_quantile (busy_saves, 1.0) / 1000.0);
  attune_store_fixture_tear_down (&fixture, NULL);
  return ratio <= MOST_SYNCS ? EXIT_SUCCESS : EXIT_FAILURE;
}
