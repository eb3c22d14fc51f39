/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-upkeep-private.h"

#include "attune-hex.h"
#include "attune-transcript.h"

#include <glib/gi18n-lib.h>

/* What was said or written in contacts. A text is kept with the SHA-256 of its passages, and does not change. */

/* Passages of one read. */
#define PAGE 500

static gint64
get_known (const AttuneRows *rows, guint row, guint column)
{
  return attune_rows_is_null (rows, row, column) ? -1 : attune_rows_get_int (rows, row, column);
}

static void
take_passage (AttuneTranscriptBuilder *builder, const AttuneRows *rows, guint row)
{
  AttunePassage passage = { get_known (rows, row, 1), get_known (rows, row, 2),
                            (AttuneSpeaker) attune_rows_get_int (rows, row, 3),
                            attune_rows_get_text (rows, row, 4),
                            attune_rows_get_text (rows, row, 5) };

  attune_transcript_builder_add (builder, &passage);
}

/* The passages from `seq` on; NULL where they cannot be read, which is told elsewhere. */
static AttuneResult *
read_passages (AttuneCheck *self, gint64 media, gint64 seq)
{
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_READ);

  attune_batch_add (batch,
                    "SELECT seq, from_us, to_us, speaker, name, text FROM passage"
                    " WHERE media_id = $media AND seq > $seq ORDER BY seq LIMIT $limit",
                    "iiiitt");
  attune_batch_bind_int (batch, "media", media);
  attune_batch_bind_int (batch, "seq", seq);
  attune_batch_bind_int (batch, "limit", PAGE);
  return attune_store_read (self->store, batch, NULL);
}

/* Of what there is now, as it was taken when it was kept. Owned by the caller. */
static char *
sum_passages (AttuneCheck *self, gint64 media)
{
  AttuneTranscriptBuilder *builder = attune_transcript_builder_new ();
  g_autoptr (AttuneTranscript) transcript = NULL;
  gint64 seq = -1;
  guint n;

  do
    {
      g_autoptr (AttuneResult) result = read_passages (self, media, seq);
      const AttuneRows *rows = result != NULL ? attune_result_rows (result, 0) : NULL;

      n = rows != NULL ? attune_rows_get_n (rows) : 0;
      for (guint i = 0; i < n; i++)
        take_passage (builder, rows, i);
      if (n > 0)
        seq = attune_rows_get_int (rows, n - 1, 0);
    }
  while (n == PAGE);
  transcript = attune_transcript_builder_end (builder);
  return attune_transcript_get_sha256 (transcript);
}

static void
check_text (AttuneCheck *self, const AttuneRows *rows, guint row)
{
  gint64 media = attune_rows_get_int (rows, row, 0);
  GBytes *kept = attune_rows_get_blob (rows, row, 1);
  g_autofree char *expected = kept != NULL ? attune_hex_from_bytes (kept) : NULL;
  g_autofree char *sum = sum_passages (self, media);

  if (g_strcmp0 (sum, expected) != 0)
    attune_check_add (self, g_strdup_printf ("media %" G_GINT64_FORMAT, media),
                      _ ("Its words are not those that were kept: a passage was altered, put here "
                         "or taken away."));
}

/* What has a path is a file, of which no passages are kept. */
static const AttuneCheckedRows texts = {
  "SELECT id, sha256 FROM media WHERE kind = 1 AND path = '' AND removed_at IS NULL AND id > $last"
  " ORDER BY id LIMIT $limit",
  "ib",
  check_text,
};

gboolean
attune_check_texts (AttuneCheck *self, GError **error)
{
  return attune_check_rows (self, &texts, error);
}
