/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* What the trail says of rows that are not to change behind it: a seal each, the SHA-256 over everything that was
 * submitted or written. Seals stand at the beginning of an event's content, a line each, under a line of their own that
 * says so; a blank line and what people may read follow:
 *
 *   attune-seals 1
 *   evaluation ID REVISION SEAL
 *   note ID EVALUATION SEAL
 *
 *   {"format":"attune-answers",…}
 *
 * Events from before there were seals have the answers, or a note's text, alone. */

#define ATTUNE_SEAL_SIZE  32
#define ATTUNE_SEALS_LINE "attune-seals 1\n"

/* A submitted revision, and what its evaluation is about. Nothing is 0, and ATTUNE_SCORE_NONE of a score. */
typedef struct
{
  gint64 evaluation;
  gint64 interaction;
  gint64 agent;
  gint64 team;
  gint64 form;
  gint64 evaluator;
  gint64 kind;
  gint64 basis;
  gint64 contact_at;
  gint64 id;
  gint64 number;
  gint64 form_revision;
  gint64 reason;
  gint64 author;
  gint64 submitted_at;
  gint64 scorer_version;
  gint64 score;
  gint64 raw;
  gint64 critical;
  gint64 outcome;
  gint64 is_failed;
  gint64 error_types;
  const char *answers;
  const char *remark;
} AttuneSealedRevision;

/* A note on what is submitted; a place that it has none of is -1. */
typedef struct
{
  gint64 id;
  gint64 evaluation;
  gint64 author;
  gint64 from_us;
  gint64 to_us;
  gint64 kind;
  gint64 is_shared;
  gint64 created_at;
  gint64 is_removed;
  const char *question; /* may be NULL */
  const char *text;

  /* Since version 5, and part of the seal only where a note has any of them: one that has none is sealed as ever. */
  gint64 passage_from;
  gint64 passage_to;
  gint64 character_from;
  gint64 character_to;
  gint64 sound_us;
  const char *sound; /* may be NULL */
} AttuneSealedNote;

/* What of the above a note without text anchors and sound has, for initialisers. */
#define ATTUNE_SEALED_NOTE_PLAIN                                                                                       \
  .passage_from = -1, .passage_to = -1, .character_from = -1, .character_to = -1, .sound_us = -1

/* SHA-256 over the fields in the order above: integers as 8 bytes big-endian, texts with their length before them, -1 for
 * NULL. A note's two texts come before what there is since version 5. */
void attune_seal_revision (const AttuneSealedRevision *revision,
                           guint8                      seal[ATTUNE_SEAL_SIZE]);
void attune_seal_note     (const AttuneSealedNote     *note,
                           guint8                      seal[ATTUNE_SEAL_SIZE]);

/* The content of an event in the making. */
GString *attune_seals_new          (void);
void     attune_seals_add_revision (GString                    *self,
                                    const AttuneSealedRevision *revision);
void     attune_seals_add_note     (GString                    *self,
                                    const AttuneSealedNote     *note);
/* What people may read, once and at the end; NULL for nothing. */
void     attune_seals_add_text     (GString                    *self,
                                    const char                 *text);

/* One line of seals as it is read again. */
typedef struct
{
  gboolean is_note;
  gint64 id;         /* the evaluation's, or the note's */
  gint64 revision;   /* of an evaluation */
  gint64 evaluation; /* that a note is on */
  guint8 seal[ATTUNE_SEAL_SIZE];
} AttuneSealLine;

/* FALSE for anything else. */
gboolean attune_seal_line_parse (const char     *line,
                                 AttuneSealLine *out_line);
