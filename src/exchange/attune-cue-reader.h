/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-domain-error.h"

/* Cues of WebVTT (https://www.w3.org/TR/webvtt1/) and SubRip files: transcripts, and labels on a recording. */

#define ATTUNE_CUES_MAX       100000
#define ATTUNE_CUES_MAX_BYTES (32 * 1024 * 1024)

typedef enum
{
  ATTUNE_CUES_WEBVTT,
  ATTUNE_CUES_SRT,
} AttuneCueFormat;

typedef struct
{
  guint line;     /* where its times stand */
  gint64 from_us;
  gint64 to_us;   /* -1 where the file says less than `from_us` */
  char *id;       /* "" for none; of SubRip, the number */
  char *payload;  /* with its mark-up, lines apart by "\n" */
} AttuneCue;

void attune_cue_free (AttuneCue *self);

/* The cues of a file in its order (AttuneCue), as many as can be read: each line that was passed over is among the remarks, and
 * so is how many notes, styles and regions were left out. NULL with faults where it has no cue, or is too large. */
GPtrArray *attune_cues_read (GBytes         *bytes,
                             AttuneCueFormat format,
                             GPtrArray      *faults,
                             GPtrArray      *remarks);

/* "01:02:03.450" or "2:03,4", all of `text` but the space around it; FALSE for anything else. */
gboolean   attune_cue_time_parse (const char *text,
                                  gint64     *out_us);

/* What is said in a payload, without mark-up, on one line. Owned by the caller. */
char      *attune_cue_to_text (const char *payload);

/* Who says what in a payload: once for each voice span (<v Name>), in order; `name` is "" before the first. */
typedef void (*AttuneCueVoice) (const char *name,
                                const char *text,
                                gpointer    data);
void       attune_cue_visit_voices (const char    *payload,
                                    AttuneCueVoice visit,
                                    gpointer       data);
