/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-passages-private.h"

#include "attune-entries-private.h"

static void
insert (AttuneWrite *write,
        gint64 media,
        gint64 interaction,
        guint number,
        const AttunePassage *passage)
{
  AttuneBatch *batch = attune_write_get_batch (write);

  attune_batch_add (batch,
                    "INSERT INTO passage (media_id, seq, interaction_id, from_us, to_us, speaker,"
                    " name, text) VALUES ($media, $seq, $interaction, $from, $to, $speaker, $name,"
                    " $text)",
                    "");
  attune_batch_bind_int (batch, "media", media);
  attune_batch_bind_int (batch, "seq", number);
  attune_batch_bind_int (batch, "interaction", interaction);
  attune_batch_bind_known (batch, "from", passage->from_us);
  attune_batch_bind_known (batch, "to", passage->to_us);
  attune_batch_bind_int (batch, "speaker", passage->speaker);
  attune_batch_bind_text (batch, "name", passage->name);
  attune_batch_bind_text (batch, "text", passage->text);
  attune_entry_add (batch, &(AttuneEntry){ .kind = ATTUNE_ENTRY_PASSAGE,
                                           .interaction = interaction,
                                           .subject = media,
                                           .part = number,
                                           .text = passage->text });
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
    insert (write, media, interaction, i, attune_transcript_get (transcript, i));
}
