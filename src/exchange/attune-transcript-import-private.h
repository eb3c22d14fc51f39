/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-json-reader.h"
#include "attune-transcript-import.h"

/* One reading of a file. A reader fills the builder and, where it knows them, subject and time; what stops it is a fault. */
typedef struct
{
  GBytes *bytes;
  json_t *json; /* of JSON sources, the document */
  AttuneTranscriptBuilder *builder;
  GPtrArray *faults;
  GPtrArray *remarks;
  char *subject;
  gint64 started_at;
} AttuneTranscriptReading;

void attune_transcript_read_vtt (AttuneTranscriptReading *self);
void attune_transcript_read_srt (AttuneTranscriptReading *self);
void attune_transcript_read_contact_lens (AttuneTranscriptReading *self);
void attune_transcript_read_json (AttuneTranscriptReading *self);
void attune_transcript_read_eml (AttuneTranscriptReading *self);
void attune_transcript_read_text (AttuneTranscriptReading *self);

/* Adds what `name` wrote, a passage a paragraph. */
void attune_transcript_add_paragraphs (AttuneTranscriptReading *self,
                                       const char              *name,
                                       const char              *text);

/* Adds a passage; a fault where the transcript is as large as one may be, and FALSE. */
gboolean attune_transcript_reading_add (AttuneTranscriptReading *self,
                                        const AttunePassage     *passage);

/* Whether the document is of these. */
gboolean attune_transcript_is_contact_lens (json_t *json);

/* "2026-11-20T10:02:15.250Z", microseconds UTC; FALSE for anything else. */
gboolean attune_transcript_parse_moment (const char *text,
                                         gint64     *out_at);
