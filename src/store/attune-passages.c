/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-passages-private.h"

#include "attune-fold.h"

static void
insert (AttuneBatch *batch,
        gint64 media,
        gint64 interaction,
        guint number,
        const AttunePassage *passage)
{
  g_autofree char *search = attune_fold (passage->text);

  attune_batch_add (batch,
                    "INSERT INTO passage (media_id, seq, interaction_id, from_us, to_us, speaker,"
                    " name, text, search) VALUES ($media, $seq, $interaction, $from, $to, $speaker,"
                    " $name, $text, $search)",
                    "");
  attune_batch_bind_int (batch, "media", media);
  attune_batch_bind_int (batch, "seq", number);
  attune_batch_bind_int (batch, "interaction", interaction);
  attune_batch_bind_known (batch, "from", passage->from_us);
  attune_batch_bind_known (batch, "to", passage->to_us);
  attune_batch_bind_int (batch, "speaker", passage->speaker);
  attune_batch_bind_text (batch, "name", passage->name);
  attune_batch_bind_text (batch, "text", passage->text);
  attune_batch_bind_text (batch, "search", search);
}

void
attune_passages_insert (AttuneWrite *write,
                        gint64 media,
                        gint64 interaction,
                        const AttuneTranscript *transcript,
                        guint from,
                        guint to)
{
  for (guint i = from; i < to; i++)
    insert (attune_write_get_batch (write), media, interaction, i,
            attune_transcript_get (transcript, i));
}
