/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "AttuneTest"

#include "config.h"

#include "attune-worker.h"

/* What has run, a letter a job, and a gate that holds the worker until all jobs are queued. */
typedef struct
{
  AttuneWorker *worker;
  GMutex mutex;
  GCond cond;
  gboolean is_open;
  GString *log;
} Fixture;

typedef struct
{
  Fixture *fixture;
  char letter;
  guint n_slices;
  char pushes; /* a write pushed from within the first slice, as another thread would */
} Job;

static gboolean
wait_at_gate (gpointer data)
{
  Fixture *fixture = data;

  g_mutex_lock (&fixture->mutex);
  while (!fixture->is_open)
    g_cond_wait (&fixture->cond, &fixture->mutex);
  g_mutex_unlock (&fixture->mutex);
  return FALSE;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_mutex_init (&fixture->mutex);
  g_cond_init (&fixture->cond);
  fixture->log = g_string_new (NULL);
  fixture->worker = attune_worker_new ();
  attune_worker_push (fixture->worker, ATTUNE_PRIORITY_WRITE, wait_at_gate, fixture);
}

static void
open_gate (Fixture *fixture)
{
  g_mutex_lock (&fixture->mutex);
  fixture->is_open = TRUE;
  g_cond_broadcast (&fixture->cond);
  g_mutex_unlock (&fixture->mutex);
}

/* Freeing the worker lets everything run first. */
static void
assert_log (Fixture *fixture, const char *expected)
{
  open_gate (fixture);
  attune_worker_free (fixture->worker);
  fixture->worker = NULL;
  g_assert_cmpstr (fixture->log->str, ==, expected);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_null (fixture->worker);
  g_string_free (fixture->log, TRUE);
  g_cond_clear (&fixture->cond);
  g_mutex_clear (&fixture->mutex);
}

static gboolean run_job (gpointer data);

static void
push (Fixture *fixture, AttunePriority priority, Job job)
{
  job.fixture = fixture;
  attune_worker_push (fixture->worker, priority, run_job, g_memdup2 (&job, sizeof job));
}

static gboolean
run_job (gpointer data)
{
  Job *job = data;

  g_assert_true (attune_worker_is_current (job->fixture->worker));
  g_string_append_c (job->fixture->log, job->letter);
  if (job->pushes != '\0')
    push (job->fixture, ATTUNE_PRIORITY_WRITE, (Job){ .letter = job->pushes });
  job->pushes = '\0';
  if (job->n_slices > 1)
    {
      job->n_slices--;
      return TRUE;
    }
  g_free (job);
  return FALSE;
}

static void
test_priorities (Fixture *fixture, gconstpointer data)
{
  push (fixture, ATTUNE_PRIORITY_BACKGROUND, (Job){ .letter = 'b' });
  push (fixture, ATTUNE_PRIORITY_READ, (Job){ .letter = 'r' });
  push (fixture, ATTUNE_PRIORITY_WRITE, (Job){ .letter = 'w' });
  push (fixture, ATTUNE_PRIORITY_BACKGROUND, (Job){ .letter = 'B' });
  push (fixture, ATTUNE_PRIORITY_READ, (Job){ .letter = 'R' });
  push (fixture, ATTUNE_PRIORITY_WRITE, (Job){ .letter = 'W' });
  assert_log (fixture, "wWrRbB");
}

/* A save that comes while something goes on in slices, or while reads are queued, runs before the next of them. */
static void
test_yields (Fixture *fixture, gconstpointer data)
{
  push (fixture, ATTUNE_PRIORITY_BACKGROUND, (Job){ .letter = 'b', .n_slices = 3, .pushes = 'w' });
  push (fixture, ATTUNE_PRIORITY_READ, (Job){ .letter = 'r', .pushes = 'W' });
  push (fixture, ATTUNE_PRIORITY_READ, (Job){ .letter = 's' });
  assert_log (fixture, "rWsbwbb");
}

static void
test_takes_turns (Fixture *fixture, gconstpointer data)
{
  push (fixture, ATTUNE_PRIORITY_BACKGROUND, (Job){ .letter = 'a', .n_slices = 3 });
  push (fixture, ATTUNE_PRIORITY_BACKGROUND, (Job){ .letter = 'b', .n_slices = 2 });
  assert_log (fixture, "ababa");
}

static void
test_nothing (Fixture *fixture, gconstpointer data)
{
  assert_log (fixture, "");
}

static void
test_is_current (Fixture *fixture, gconstpointer data)
{
  g_assert_false (attune_worker_is_current (fixture->worker));
  assert_log (fixture, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function) \
  g_test_add ("/store/worker/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("priorities", test_priorities);
  ADD ("yields", test_yields);
  ADD ("takes-turns", test_takes_turns);
  ADD ("nothing", test_nothing);
  ADD ("is-current", test_is_current);
#undef ADD

  return g_test_run ();
}
