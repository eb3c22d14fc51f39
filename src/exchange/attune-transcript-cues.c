/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-transcript-import-private.h"

#include "attune-cue-reader.h"
#include "attune-name-prefixes.h"
#include "attune-speaker.h"

/* What goes on from cue to cue. */
typedef struct
{
  AttuneTranscriptReading *reading;
  AttuneNamePrefixes *prefixes;
  const AttuneCue *cue;
} Telling;

static void
look_cb (const char *name, const char *text, gpointer data)
{
  if (*name == '\0')
    attune_name_prefixes_add (data, text);
}

static void
add_cb (const char *voice, const char *text, gpointer data)
{
  Telling *self = data;
  const char *rest = text;
  g_autofree char *name = *voice != '\0' ? g_strdup (voice)
                                         : attune_name_prefixes_take (self->prefixes, text, &rest);
  AttunePassage passage = { self->cue->from_us, self->cue->to_us, ATTUNE_SPEAKER_OTHER,
                            name != NULL ? name : "", name != NULL ? rest : text };

  passage.speaker = attune_speaker_guess (passage.name);
  attune_transcript_reading_add (self->reading, &passage);
}

static void
read_cues (AttuneTranscriptReading *self, AttuneCueFormat format)
{
  g_autoptr (GPtrArray) cues = attune_cues_read (self->bytes, format, self->faults, self->remarks);
  g_autoptr (AttuneNamePrefixes) prefixes = attune_name_prefixes_new ();
  Telling telling = { self, prefixes, NULL };

  for (guint i = 0; cues != NULL && i < cues->len; i++)
    attune_cue_visit_voices (((AttuneCue *) g_ptr_array_index (cues, i))->payload, look_cb,
                             prefixes);
  for (guint i = 0; cues != NULL && self->faults->len == 0 && i < cues->len; i++)
    {
      telling.cue = g_ptr_array_index (cues, i);
      attune_cue_visit_voices (telling.cue->payload, add_cb, &telling);
    }
}

void
attune_transcript_read_vtt (AttuneTranscriptReading *self)
{
  read_cues (self, ATTUNE_CUES_WEBVTT);
}

void
attune_transcript_read_srt (AttuneTranscriptReading *self)
{
  read_cues (self, ATTUNE_CUES_SRT);
}
