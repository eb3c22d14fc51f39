/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-write.h"

#include "attune-hex.h"
#include "attune-trail.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* How often a write is built anew on a trail whose end another process has moved. */
#define MAX_ATTEMPTS 20

typedef struct
{
  const char *verb;
  gint64 subject;
  GBytes *content;
} PendingEvent;

typedef struct
{
  AttuneChangeKind kind;
  gint64 id;
} PendingChange;

struct _AttuneWrite
{
  AttuneStore *store; /* borrowed */
  gint64 actor;
  gint64 now;
  AttuneBatch *batch;
  AttuneResult *result;
  GArray *events;  /* PendingEvent */
  GArray *changes; /* PendingChange */
  guint first_change_statement;
};

static void
clear_event (gpointer data)
{
  PendingEvent *event = data;

  g_clear_pointer (&event->content, g_bytes_unref);
}

static AttuneWrite *
create_write (AttuneStore *store, gint64 actor, gint64 command, gboolean is_lasting)
{
  AttuneWrite *self = g_new0 (AttuneWrite, 1);

  self->store = store;
  self->actor = actor;
  self->now = attune_id_source_now (attune_store_get_ids (store));
  self->batch = attune_batch_new (ATTUNE_BATCH_WRITE);
  self->events = g_array_new (FALSE, TRUE, sizeof (PendingEvent));
  g_array_set_clear_func (self->events, clear_event);
  self->changes = g_array_new (FALSE, TRUE, sizeof (PendingChange));

  attune_batch_add (self->batch,
                    "INSERT INTO command (id, at, is_lasting) VALUES ($command, $now, $lasting)"
                    " ON CONFLICT DO NOTHING",
                    "");
  attune_batch_bind_int (self->batch, "command", command);
  attune_batch_bind_int (self->batch, "now", self->now);
  attune_batch_bind_int (self->batch, "lasting", is_lasting);
  attune_batch_expect (self->batch, 1, ATTUNE_STORE_ERROR_REPEATED,
                       _ ("This has been saved before; nothing was done again."));
  return self;
}

AttuneWrite *
attune_write_new (AttuneStore *store, gint64 actor)
{
  return create_write (store, actor, attune_id_source_next (attune_store_get_ids (store)), FALSE);
}

AttuneWrite *
attune_write_new_for_command (AttuneStore *store, gint64 actor, gint64 command)
{
  return create_write (store, actor, command, TRUE);
}

void
attune_write_free (AttuneWrite *self)
{
  attune_batch_free (self->batch);
  g_clear_pointer (&self->result, attune_result_free);
  g_array_unref (self->events);
  g_array_unref (self->changes);
  g_free (self);
}

AttuneBatch *
attune_write_get_batch (AttuneWrite *self)
{
  return self->batch;
}

AttuneStore *
attune_write_get_store (AttuneWrite *self)
{
  return self->store;
}

gint64
attune_write_get_actor (AttuneWrite *self)
{
  return self->actor;
}

gint64
attune_write_get_now (AttuneWrite *self)
{
  return self->now;
}

gint64
attune_write_next_id (AttuneWrite *self)
{
  return attune_id_source_next (attune_store_get_ids (self->store));
}

void
attune_write_audit (AttuneWrite *self, const char *verb, gint64 subject, const char *content)
{
  PendingEvent event = { verb, subject,
                         content != NULL ? g_bytes_new (content, strlen (content)) : NULL };

  g_array_append_val (self->events, event);
}

void
attune_write_changed (AttuneWrite *self, AttuneChangeKind kind, gint64 id)
{
  PendingChange change = { kind, id };

  g_array_append_val (self->changes, change);
}

static void
append_head (GString *heads, const AttuneRows *rows, guint row)
{
  g_autofree char *hash = attune_hex_from_bytes (attune_rows_get_blob (rows, row, 2));

  g_string_append_printf (heads, "%s%" G_GINT64_FORMAT ":%" G_GINT64_FORMAT ":%s",
                          heads->len > 0 ? "," : "", attune_rows_get_int (rows, row, 0),
                          attune_rows_get_int (rows, row, 1), hash);
}

static void
take_heads (AttuneWrite *self, AttuneTrailHead *head, const AttuneRows *rows)
{
  GString *heads = g_string_new (NULL);

  head->seq = 0;
  memset (head->hash, 0, sizeof head->hash);
  for (guint i = 0; i < attune_rows_get_n (rows); i++)
    {
      GBytes *hash = attune_rows_get_blob (rows, i, 2);

      if (attune_rows_get_int (rows, i, 0) != attune_store_get_writer (self->store))
        append_head (heads, rows, i);
      else if (g_bytes_get_size (hash) == ATTUNE_TRAIL_HASH_SIZE)
        {
          head->seq = attune_rows_get_int (rows, i, 1);
          memcpy (head->hash, g_bytes_get_data (hash, NULL), ATTUNE_TRAIL_HASH_SIZE);
        }
    }
  g_free (head->heads);
  head->heads = g_string_free (heads, FALSE);
  head->is_known = TRUE;
}

/* Reads the ends of all chains, unless they are known. */
static gboolean
find_heads (AttuneWrite *self, AttuneTrailHead *head, GError **error)
{
  g_autoptr (AttuneBatch) batch = NULL;
  g_autoptr (AttuneResult) result = NULL;

  if (head->is_known)
    return TRUE;

  batch = attune_batch_new (ATTUNE_BATCH_READ);
  attune_batch_add (batch, "SELECT writer, seq, hash FROM trail_head ORDER BY writer", "iib");
  result = attune_store_read (self->store, batch, error);
  if (result == NULL)
    return FALSE;

  take_heads (self, head, attune_result_rows (result, 0));
  return TRUE;
}

/* Another process of this installation may have put its event in this one's place meanwhile. */
static void
expect_unmoved (AttuneBatch *batch)
{
  attune_batch_expect (batch, 1, ATTUNE_STORE_ERROR_MOVED,
                       _ ("Another Attune keeps writing to this workspace. Try again."));
}

static void
add_content (AttuneWrite *self, const AttuneTrailEvent *event, GBytes *salt, GBytes *content)
{
  attune_batch_add (self->batch,
                    "INSERT INTO event_content (writer, seq, salt, content)"
                    " VALUES ($writer, $seq, $salt, $content)",
                    "");
  attune_batch_bind_int (self->batch, "writer", event->writer);
  attune_batch_bind_int (self->batch, "seq", event->seq);
  attune_batch_bind_blob (self->batch, "salt", salt);
  attune_batch_bind_blob (self->batch, "content", content);
}

static void
add_event (AttuneWrite *self, const AttuneTrailEvent *event, const guint8 *hash)
{
  AttuneBatch *batch = self->batch;
  g_autoptr (GBytes) hash_bytes = g_bytes_new (hash, ATTUNE_TRAIL_HASH_SIZE);
  g_autoptr (GBytes) previous = g_bytes_new (event->previous, ATTUNE_TRAIL_HASH_SIZE);
  g_autoptr (GBytes) content_hash = event->content_hash != NULL
                                      ? g_bytes_new (event->content_hash, ATTUNE_TRAIL_HASH_SIZE)
                                      : NULL;

  attune_batch_add (batch,
                    "INSERT INTO event (writer, seq, at, actor_id, verb, subject_id, content_hash,"
                    " heads, previous, hash) VALUES ($writer, $seq, $at, $actor, $verb, $subject,"
                    " $content, $heads, $previous, $hash) ON CONFLICT DO NOTHING",
                    "");
  attune_batch_bind_int (batch, "writer", event->writer);
  attune_batch_bind_int (batch, "seq", event->seq);
  attune_batch_bind_int (batch, "at", event->at);
  attune_batch_bind_int (batch, "actor", event->actor);
  attune_batch_bind_text (batch, "verb", event->verb);
  attune_batch_bind_int (batch, "subject", event->subject);
  attune_batch_bind_blob (batch, "content", content_hash);
  attune_batch_bind_text (batch, "heads", event->heads);
  attune_batch_bind_blob (batch, "previous", previous);
  attune_batch_bind_blob (batch, "hash", hash_bytes);
  expect_unmoved (batch);
}

static void
move_head (AttuneWrite *self, gint64 seen, const AttuneTrailHead *head)
{
  g_autoptr (GBytes) hash = g_bytes_new (head->hash, ATTUNE_TRAIL_HASH_SIZE);

  attune_batch_add (self->batch,
                    "INSERT INTO trail_head (writer, seq, hash) VALUES ($writer, $seq, $hash)"
                    " ON CONFLICT (writer) DO UPDATE SET seq = excluded.seq, hash = excluded.hash"
                    " WHERE trail_head.seq = $seen",
                    "");
  attune_batch_bind_int (self->batch, "writer", attune_store_get_writer (self->store));
  attune_batch_bind_int (self->batch, "seq", head->seq);
  attune_batch_bind_blob (self->batch, "hash", hash);
  attune_batch_bind_int (self->batch, "seen", seen);
  expect_unmoved (self->batch);
}

/* Adds the pending events after `head` and moves it. */
static void
add_events (AttuneWrite *self, AttuneTrailHead *head)
{
  for (guint i = 0; i < self->events->len; i++)
    {
      const PendingEvent *pending = &g_array_index (self->events, PendingEvent, i);
      guint8 salt[ATTUNE_TRAIL_SALT_SIZE];
      guint8 content_hash[ATTUNE_TRAIL_HASH_SIZE];
      g_autoptr (GBytes) salt_bytes = NULL;
      AttuneTrailEvent event = { .writer = attune_store_get_writer (self->store),
                                 .seq = head->seq + 1,
                                 .at = self->now,
                                 .actor = self->actor,
                                 .verb = pending->verb,
                                 .subject = pending->subject,
                                 .heads = head->heads };

      memcpy (event.previous, head->hash, ATTUNE_TRAIL_HASH_SIZE);
      if (pending->content != NULL)
        {
          attune_id_source_fill (attune_store_get_ids (self->store), salt, sizeof salt);
          salt_bytes = g_bytes_new (salt, sizeof salt);
          attune_trail_hash_content (salt, g_bytes_get_data (pending->content, NULL),
                                     g_bytes_get_size (pending->content), content_hash);
          event.content_hash = content_hash;
        }

      attune_trail_hash_event (&event, head->hash);
      head->seq = event.seq;
      add_event (self, &event, head->hash);
      if (pending->content != NULL)
        add_content (self, &event, salt_bytes, pending->content);
    }
}

static void
add_changes (AttuneWrite *self)
{
  self->first_change_statement = attune_batch_get_n_statements (self->batch);
  for (guint i = 0; i < self->changes->len; i++)
    {
      const PendingChange *change = &g_array_index (self->changes, PendingChange, i);

      attune_batch_add (self->batch,
                        "INSERT INTO change (kind, subject_id, at) VALUES ($kind, $id, $now)"
                        " RETURNING seq",
                        "i");
      attune_batch_bind_int (self->batch, "kind", change->kind);
      attune_batch_bind_int (self->batch, "id", change->id);
      attune_batch_bind_int (self->batch, "now", self->now);
    }
}

/* One attempt, from the trail's end as it is known now. */
static gboolean
attempt (AttuneWrite *self, guint n_own_statements, GError **error)
{
  AttuneTrailHead *known = attune_store_get_trail_head (self->store);
  AttuneTrailHead head;

  if (!find_heads (self, known, error))
    return FALSE;

  head = *known;
  attune_batch_truncate (self->batch, n_own_statements);
  add_events (self, &head);
  if (head.seq != known->seq)
    move_head (self, known->seq, &head);
  add_changes (self);

  self->result = attune_db_run (attune_store_get_db (self->store), self->batch, error);
  if (self->result == NULL)
    return FALSE;

  *known = head;
  return TRUE;
}

/* Tells the listeners now, and not again when another process's changes are read from the feed: unless such ones came
 * in between, as the feed is read from one place on. */
static void
tell_changes (AttuneWrite *self)
{
  AttuneFeedState *feed = attune_store_get_feed (self->store);

  for (guint i = 0; i < self->changes->len; i++)
    {
      const PendingChange *change = &g_array_index (self->changes, PendingChange, i);
      gint64 seq = attune_rows_get_int (attune_result_rows (self->result,
                                                            self->first_change_statement + i),
                                        0, 0);

      if (seq == feed->seen + 1)
        feed->seen = seq;
      attune_store_emit_changed (self->store, change->kind, change->id);
    }
}

gboolean
attune_write_commit (AttuneWrite *self, GError **error)
{
  guint n_own_statements = attune_batch_get_n_statements (self->batch);

  if (!attune_store_check_writable (self->store, error))
    return FALSE;

  for (guint i = 0;; i++)
    {
      g_autoptr (GError) local_error = NULL;

      g_clear_pointer (&self->result, attune_result_free);
      if (attempt (self, n_own_statements, &local_error))
        break;

      attune_store_get_trail_head (self->store)->is_known = FALSE;
      if (i + 1 == MAX_ATTEMPTS ||
          !g_error_matches (local_error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_MOVED))
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
    }

  tell_changes (self);
  return TRUE;
}

gboolean
attune_write_try_again (guint *attempts_left, GError *source, GError **error)
{
  if (--*attempts_left > 0 &&
      g_error_matches (source, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_CONFLICT))
    {
      g_error_free (source);
      return TRUE;
    }
  g_propagate_error (error, source);
  return FALSE;
}

const AttuneRows *
attune_write_get_rows (AttuneWrite *self, guint statement)
{
  return attune_result_rows (self->result, statement);
}
