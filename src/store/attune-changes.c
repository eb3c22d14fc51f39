/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-changes.h"

/* From how many changes at once listeners are told "several" of each kind. */
#define SEVERAL 256

/* How long the feed is kept for processes that look again, and commands for those that repeat them. */
#define CHANGE_DAYS  7
#define COMMAND_DAYS 90

/* Rows of a slice. */
#define PRUNE_ROWS 1000

gboolean
attune_changes_begin (AttuneStore *store, GError **error)
{
  AttuneFeedState *feed = attune_store_get_feed (store);
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_READ);
  g_autoptr (AttuneResult) result = NULL;

  feed->data_version = attune_db_get_data_version (attune_store_get_db (store));
  attune_batch_add (batch, "SELECT coalesce (max (seq), 0) FROM change", "i");
  result = attune_store_read (store, batch, error);
  if (result == NULL)
    return FALSE;

  feed->seen = attune_rows_get_int (attune_result_rows (result, 0), 0, 0);
  return TRUE;
}

static void
tell_each (AttuneStore *store, const AttuneRows *rows)
{
  for (guint i = 0; i < attune_rows_get_n (rows); i++)
    attune_store_emit_changed (store, (AttuneChangeKind) attune_rows_get_int (rows, i, 1),
                               attune_rows_get_int (rows, i, 2));
}

static void
tell_several (AttuneStore *store)
{
  for (guint kind = 0; kind < ATTUNE_N_CHANGE_KINDS; kind++)
    attune_store_emit_changed (store, (AttuneChangeKind) kind, 0);
}

static gboolean
read_feed (AttuneStore *store, AttuneFeedState *feed)
{
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_READ);
  g_autoptr (AttuneResult) result = NULL;
  const AttuneRows *ends;
  const AttuneRows *rows;

  attune_batch_add (batch, "SELECT coalesce (min (seq), 0), coalesce (max (seq), 0) FROM change",
                    "ii");
  attune_batch_add (batch,
                    "SELECT seq, kind, subject_id FROM change WHERE seq > $seen ORDER BY seq"
                    " LIMIT $limit",
                    "iii");
  attune_batch_bind_int (batch, "seen", feed->seen);
  attune_batch_bind_int (batch, "limit", SEVERAL);
  result = attune_store_read (store, batch, NULL);
  if (result == NULL)
    return FALSE;

  ends = attune_result_rows (result, 0);
  rows = attune_result_rows (result, 1);
  if (attune_rows_get_n (rows) == SEVERAL || attune_rows_get_int (ends, 0, 0) > feed->seen + 1)
    tell_several (store);
  else
    tell_each (store, rows);
  feed->seen = MAX (feed->seen, attune_rows_get_int (ends, 0, 1));
  return TRUE;
}

void
attune_changes_look (AttuneStore *store)
{
  AttuneFeedState *feed = attune_store_get_feed (store);
  gint64 version = attune_db_get_data_version (attune_store_get_db (store));

  if (version == feed->data_version)
    return;

  attune_store_get_trail_head (store)->is_known = FALSE;
  /* What could not be read now, because another process holds the file, is read at the next look. */
  if (read_feed (store, feed))
    feed->data_version = version;
}

/* The oldest rows come first by key, so that no index by time is needed. The newest change stays, for whoever looks
 * later to see that there have been others before it. */
static const char
  prune_changes[] = "DELETE FROM change WHERE at < $before AND seq < (SELECT max (seq) FROM change)"
                    " AND seq IN (SELECT seq FROM change ORDER BY seq LIMIT $limit)";
static const char prune_commands[] =
  "DELETE FROM command WHERE at < $before"
  " AND id IN (SELECT id FROM command WHERE is_lasting = 0 ORDER BY id LIMIT $limit)";

static void
add_pruning (AttuneBatch *batch, const char *sql, gint64 before)
{
  attune_batch_add (batch, sql, "");
  attune_batch_bind_int (batch, "before", before);
  attune_batch_bind_int (batch, "limit", PRUNE_ROWS);
}

static gboolean
has_old_rows (AttuneStore *store, gint64 change_before, gint64 command_before)
{
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_READ);
  g_autoptr (AttuneResult) result = NULL;

  attune_batch_add (batch,
                    "SELECT 1 FROM change WHERE at < $change AND seq ="
                    " (SELECT min (seq) FROM change) AND seq < (SELECT max (seq) FROM change)"
                    " UNION ALL SELECT 1 FROM command WHERE at < $command AND id ="
                    " (SELECT min (id) FROM command WHERE is_lasting = 0)",
                    "i");
  attune_batch_bind_int (batch, "change", change_before);
  attune_batch_bind_int (batch, "command", command_before);
  result = attune_store_read (store, batch, NULL);
  return result != NULL && attune_rows_get_n (attune_result_rows (result, 0)) > 0;
}

static gboolean
run_prune (AttuneStore *store, GTask *task, gpointer arguments)
{
  gint64 now = attune_id_source_now (attune_store_get_ids (store));
  gint64 change_before = now - CHANGE_DAYS * G_TIME_SPAN_DAY;
  gint64 command_before = now - COMMAND_DAYS * G_TIME_SPAN_DAY;
  g_autoptr (AttuneBatch) batch = NULL;
  g_autoptr (AttuneResult) result = NULL;

  if (has_old_rows (store, change_before, command_before))
    {
      batch = attune_batch_new (ATTUNE_BATCH_WRITE);
      add_pruning (batch, prune_changes, change_before);
      add_pruning (batch, prune_commands, command_before);
      result = attune_db_run (attune_store_get_db (store), batch, NULL);
    }

  /* What fails here is told by the next write, and what is left is left for the first write after the next opening. */
  if (result != NULL &&
      (attune_result_changes (result, 0) > 0 || attune_result_changes (result, 1) > 0))
    return TRUE;

  g_task_return_boolean (task, TRUE);
  return FALSE;
}

void
attune_changes_prune (AttuneStore *store)
{
  GTask *task = g_task_new (store, NULL, NULL, NULL);

  g_task_set_source_tag (task, attune_changes_prune);
  attune_store_run (store, ATTUNE_PRIORITY_BACKGROUND, task, run_prune);
}
