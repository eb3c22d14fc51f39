/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-sqlite-private.h"

/* Instructions of SQLite's machine between two questions: some tens of microseconds. */
#define STOP_INTERVAL 4000

/* The pauses between two looks at a file that another process holds, in milliseconds; the last one again and again. */
static const int pauses[] = { 1, 2, 5, 10, 15, 20, 25, 25, 25, 50, 50, 100 };

gboolean
attune_sqlite_is_stopped (AttuneSqlite *self)
{
  return self->should_stop != NULL && self->should_stop (self->stop_data);
}

static int
progress_cb (void *data)
{
  return attune_sqlite_is_stopped (data);
}

/* SQLite's own timeout, but for the question. */
static int
busy_cb (void *data, int n_before)
{
  AttuneSqlite *self = data;
  gint64 now = g_get_monotonic_time ();
  int waited_ms;

  if (n_before == 0)
    self->busy_since = now;
  waited_ms = (int) ((now - self->busy_since) / 1000);
  if (waited_ms >= self->busy_timeout_ms || attune_sqlite_is_stopped (self))
    return 0;

  sqlite3_sleep (MIN (pauses[MIN ((guint) n_before, G_N_ELEMENTS (pauses) - 1)],
                      self->busy_timeout_ms - waited_ms));
  return 1;
}

void
attune_sqlite_init_patience (AttuneSqlite *self, int busy_timeout_ms)
{
  self->busy_timeout_ms = busy_timeout_ms;
  sqlite3_busy_handler (self->handle, busy_cb, self);
}

void
attune_sqlite_set_stop (AttuneDb *db, AttuneDbStop should_stop, gpointer data)
{
  AttuneSqlite *self = (AttuneSqlite *) db;

  self->should_stop = should_stop;
  self->stop_data = data;
  sqlite3_progress_handler (self->handle, STOP_INTERVAL, should_stop != NULL ? progress_cb : NULL,
                            self);
}
