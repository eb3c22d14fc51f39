/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-upkeep-private.h"

#include "attune-hex.h"
#include "attune-trail.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Events of one read. */
#define PAGE 500

enum
{
  WRITER,
  SEQ,
  AT,
  ACTOR,
  VERB,
  SUBJECT,
  CONTENT_HASH,
  HEADS,
  PREVIOUS,
  HASH,
  SALT,
  CONTENT
};

/* Following one chain after the other. */
typedef struct
{
  AttuneCheck *check;
  gint64 writer; /* of the chain that is being followed */
  gint64 seq;    /* of its newest event so far, 0 for none */
  GBytes *hash;
  GHashTable *seen; /* "writer:seq:hex" heads that have been found good */
} Walk;

static char *
name_event (gint64 writer, gint64 seq)
{
  return g_strdup_printf ("trail of writer %" G_GINT64_FORMAT ", event %" G_GINT64_FORMAT, writer,
                          seq);
}

static gboolean
is_hash (GBytes *bytes, const guint8 *hash)
{
  return bytes != NULL && g_bytes_get_size (bytes) == ATTUNE_TRAIL_HASH_SIZE &&
         memcmp (g_bytes_get_data (bytes, NULL), hash, ATTUNE_TRAIL_HASH_SIZE) == 0;
}

static const char *
get_text (const AttuneRows *rows, guint row, guint column)
{
  const char *text = attune_rows_get_text (rows, row, column);

  return text != NULL ? text : "";
}

static gboolean
has_true_hash (const AttuneRows *rows, guint row)
{
  GBytes *content_hash = attune_rows_get_blob (rows, row, CONTENT_HASH);
  GBytes *previous = attune_rows_get_blob (rows, row, PREVIOUS);
  guint8 hash[ATTUNE_TRAIL_HASH_SIZE];
  AttuneTrailEvent event = { .writer = attune_rows_get_int (rows, row, WRITER),
                             .seq = attune_rows_get_int (rows, row, SEQ),
                             .at = attune_rows_get_int (rows, row, AT),
                             .actor = attune_rows_get_int (rows, row, ACTOR),
                             .verb = get_text (rows, row, VERB),
                             .subject = attune_rows_get_int (rows, row, SUBJECT),
                             .heads = get_text (rows, row, HEADS) };

  if (previous == NULL || g_bytes_get_size (previous) != ATTUNE_TRAIL_HASH_SIZE ||
      (content_hash != NULL && g_bytes_get_size (content_hash) != ATTUNE_TRAIL_HASH_SIZE))
    return FALSE;

  memcpy (event.previous, g_bytes_get_data (previous, NULL), ATTUNE_TRAIL_HASH_SIZE);
  event.content_hash = content_hash != NULL ? g_bytes_get_data (content_hash, NULL) : NULL;
  attune_trail_hash_event (&event, hash);
  return is_hash (attune_rows_get_blob (rows, row, HASH), hash);
}

/* Whether the event never had a content, or still has it. Nothing takes one away by itself. */
static gboolean
has_content (const AttuneRows *rows, guint row)
{
  return attune_rows_get_blob (rows, row, CONTENT_HASH) == NULL ||
         attune_rows_get_blob (rows, row, CONTENT) != NULL;
}

static gboolean
has_true_content (const AttuneRows *rows, guint row)
{
  GBytes *content = attune_rows_get_blob (rows, row, CONTENT);
  GBytes *salt = attune_rows_get_blob (rows, row, SALT);
  guint8 hash[ATTUNE_TRAIL_HASH_SIZE];

  if (content == NULL)
    return TRUE;
  if (salt == NULL || g_bytes_get_size (salt) != ATTUNE_TRAIL_SALT_SIZE)
    return FALSE;

  attune_trail_hash_content (g_bytes_get_data (salt, NULL), g_bytes_get_data (content, NULL),
                             g_bytes_get_size (content), hash);
  return is_hash (attune_rows_get_blob (rows, row, CONTENT_HASH), hash);
}

/* Whether the event that `head` ("writer:seq:hex") names is there, with that hash. */
static gboolean
find_head (Walk *self, const char *head, gboolean *out_is_there, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (head, ":", -1);
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_READ);
  g_autoptr (AttuneResult) result = NULL;
  g_autofree char *hex = NULL;

  *out_is_there = FALSE;
  if (g_strv_length (parts) != 3)
    return TRUE;

  attune_batch_add (batch, "SELECT hash FROM event WHERE writer = $writer AND seq = $seq", "b");
  attune_batch_bind_int (batch, "writer", g_ascii_strtoll (parts[0], NULL, 10));
  attune_batch_bind_int (batch, "seq", g_ascii_strtoll (parts[1], NULL, 10));
  result = attune_store_read (self->check->store, batch, error);
  if (result == NULL)
    return FALSE;
  if (attune_rows_get_n (attune_result_rows (result, 0)) == 0)
    return TRUE;

  hex = attune_hex_from_bytes (attune_rows_get_blob (attune_result_rows (result, 0), 0, 0));
  *out_is_there = g_str_equal (hex, parts[2]);
  return TRUE;
}

/* What this event's writer had seen of the other chains must still stand there. */
static gboolean
check_heads (Walk *self, const AttuneRows *rows, guint row, GError **error)
{
  g_auto (GStrv) heads = g_strsplit (get_text (rows, row, HEADS), ",", -1);

  for (guint i = 0; heads[i] != NULL; i++)
    {
      gboolean is_there;

      if (g_hash_table_contains (self->seen, heads[i]))
        continue;
      if (!find_head (self, heads[i], &is_there, error))
        return FALSE;
      /* Told once, not by every event after it. */
      g_hash_table_add (self->seen, g_strdup (heads[i]));
      if (!is_there)
        attune_check_add (self->check, name_event (self->writer, self->seq),
                          _ ("It has seen an event of another writer that is not there any more, "
                             "or is another one now."));
    }
  return TRUE;
}

static void
check_place (Walk *self, const AttuneRows *rows, guint row)
{
  static const guint8 nothing[ATTUNE_TRAIL_HASH_SIZE] = { 0 };
  gint64 seq = attune_rows_get_int (rows, row, SEQ);
  GBytes *previous = attune_rows_get_blob (rows, row, PREVIOUS);
  const guint8 *expected = self->hash != NULL ? g_bytes_get_data (self->hash, NULL) : nothing;

  if (seq != self->seq + 1)
    attune_check_add (self->check, name_event (self->writer, seq),
                      _ ("Events before it are missing."));
  else if (!is_hash (previous, expected))
    attune_check_add (self->check, name_event (self->writer, seq),
                      _ ("It does not follow the event before it: one of the two was altered or "
                         "put here."));
}

/* Remembers an event as the one before the next. */
static void
step (Walk *self, gint64 seq, GBytes *hash)
{
  self->seq = seq;
  g_clear_pointer (&self->hash, g_bytes_unref);
  if (hash != NULL && g_bytes_get_size (hash) == ATTUNE_TRAIL_HASH_SIZE)
    self->hash = g_bytes_ref (hash);
}

/* Remembers what the event says of rows, unless that was altered. */
static void
take_pins (Walk *self, const AttuneRows *rows, guint row)
{
  AttunePinEvent event = { .writer = attune_rows_get_int (rows, row, WRITER),
                           .at = attune_rows_get_int (rows, row, AT),
                           .actor = attune_rows_get_int (rows, row, ACTOR),
                           .verb = get_text (rows, row, VERB),
                           .subject = attune_rows_get_int (rows, row, SUBJECT),
                           .content = attune_rows_get_blob (rows, row, CONTENT) };

  if (has_content (rows, row) && has_true_content (rows, row))
    attune_pins_take (self->check->pins, &event);
  else
    attune_pins_mark_incomplete (self->check->pins);
}

static gboolean
check_event (Walk *self, const AttuneRows *rows, guint row, GError **error)
{
  gint64 writer = attune_rows_get_int (rows, row, WRITER);

  if (writer != self->writer || self->check->report->n_events == 0)
    {
      self->writer = writer;
      step (self, 0, NULL);
    }

  self->check->report->n_events++;
  check_place (self, rows, row);
  step (self, attune_rows_get_int (rows, row, SEQ), attune_rows_get_blob (rows, row, HASH));
  if (!has_true_hash (rows, row))
    attune_check_add (self->check, name_event (writer, self->seq),
                      _ ("It was altered: its hash does not fit."));
  if (!has_content (rows, row))
    attune_check_add (self->check, name_event (writer, self->seq), _ ("Its content is missing."));
  if (!has_true_content (rows, row))
    attune_check_add (self->check, name_event (writer, self->seq),
                      _ ("Its content was altered: its hash does not fit."));
  take_pins (self, rows, row);
  return check_heads (self, rows, row, error);
}

/* Reads the next page after (writer, seq), and returns how many events it had, or -1. */
static int
check_page (Walk *self, gint64 writer, gint64 seq, GError **error)
{
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_READ);
  g_autoptr (AttuneResult) result = NULL;
  const AttuneRows *rows;

  attune_batch_add (batch,
                    "SELECT e.writer, e.seq, e.at, e.actor_id, e.verb, e.subject_id,"
                    " e.content_hash, e.heads, e.previous, e.hash, c.salt, c.content"
                    " FROM event AS e LEFT JOIN event_content AS c"
                    " ON c.writer = e.writer AND c.seq = e.seq"
                    " WHERE (e.writer, e.seq) > ($writer, $seq) ORDER BY e.writer, e.seq"
                    " LIMIT $limit",
                    "iiiitibtbbbb");
  attune_batch_bind_int (batch, "writer", writer);
  attune_batch_bind_int (batch, "seq", seq);
  attune_batch_bind_int (batch, "limit", PAGE);
  result = attune_store_read (self->check->store, batch, error);
  if (result == NULL || attune_check_is_cancelled (self->check, error))
    return -1;

  rows = attune_result_rows (result, 0);
  for (guint i = 0; i < attune_rows_get_n (rows); i++)
    {
      if (!check_event (self, rows, i, error))
        return -1;
    }
  return (int) attune_rows_get_n (rows);
}

/* Each chain must reach to the end that was written down for it, and no content may stand without its event. */
static gboolean
check_ends (AttuneCheck *self, GError **error)
{
  static const char *const messages[] = {
    N_ ("The trail does not end where it was last written: events after it are missing, or it "
        "was put here."),
    N_ ("Its content is here, but the event is missing."),
  };
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_READ);
  g_autoptr (AttuneResult) result = NULL;

  attune_batch_add (batch,
                    "SELECT l.writer, l.last FROM (SELECT a.writer, max (a.seq) AS last"
                    " FROM (SELECT writer, seq FROM event UNION ALL"
                    " SELECT writer, 0 FROM trail_head) AS a GROUP BY a.writer) AS l"
                    " WHERE NOT EXISTS (SELECT 1 FROM trail_head AS h JOIN event AS e"
                    " ON e.writer = h.writer AND e.seq = h.seq AND e.hash = h.hash"
                    " WHERE h.writer = l.writer AND h.seq = l.last) ORDER BY l.writer",
                    "ii");
  attune_batch_add (batch,
                    "SELECT c.writer, c.seq FROM event_content AS c WHERE NOT EXISTS (SELECT 1"
                    " FROM event AS e WHERE e.writer = c.writer AND e.seq = c.seq)",
                    "ii");
  result = attune_store_read (self->store, batch, error);
  if (result == NULL)
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (messages); i++)
    {
      const AttuneRows *rows = attune_result_rows (result, i);

      for (guint row = 0; row < attune_rows_get_n (rows); row++)
        attune_check_add (self,
                          name_event (attune_rows_get_int (rows, row, 0),
                                      attune_rows_get_int (rows, row, 1)),
                          _ (messages[i]));
    }
  return TRUE;
}

gboolean
attune_check_trail (AttuneCheck *self, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Walk walk = { .check = self, .writer = G_MININT64, .seq = G_MININT64, .seen = seen };
  int n;

  do
    n = check_page (&walk, walk.writer, walk.seq, error);
  while (n == PAGE);

  g_clear_pointer (&walk.hash, g_bytes_unref);
  return n >= 0 && check_ends (self, error);
}
