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
 *   acknowledgement ID EVALUATION SEAL
 *   dispute ID EVALUATION SEAL
 *   from INTERACTION AGENT
 *   release TIME 0
 *
 *   {"format":"attune-answers",…}
 *
 * The last two are marks: what a moved evaluation was about before, and when one is to be released. Events from before there were seals have the answers, or a note's text,
 * alone. */

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

/* An agent's word on a revision. */
typedef struct
{
  gint64 id;
  gint64 evaluation;
  gint64 revision;
  gint64 agent;
  gint64 at;
  const char *comment;
} AttuneSealedAcknowledgement;

/* One question of a dispute. */
typedef struct
{
  const char *question;
  const char *proposed;
  const char *reason;
  gint64 decision;     /* -1 for none */
  const char *decided; /* may be NULL */
  const char *remark;
} AttuneSealedDisputeAnswer;

/* A dispute with its questions, in the order of their ids. One that was dropped is sealed as it was, open. */
typedef struct
{
  gint64 id;
  gint64 evaluation;
  gint64 revision;
  gint64 agent;
  gint64 state;
  gint64 opened_at;
  gint64 decided_by;
  gint64 decided_at;
  gint64 decided_revision;
  const char *reason;
  const char *remark;
  const AttuneSealedDisputeAnswer *answers;
  guint n_answers;
} AttuneSealedDispute;

/* SHA-256 over the fields in the order above: integers as 8 bytes big-endian, texts with their length before them, -1 for
 * NULL. A note's two texts come before what there is since version 5. */
void attune_seal_revision (const AttuneSealedRevision *revision,
                           guint8                      seal[ATTUNE_SEAL_SIZE]);
void attune_seal_note     (const AttuneSealedNote     *note,
                           guint8                      seal[ATTUNE_SEAL_SIZE]);
void attune_seal_acknowledgement (const AttuneSealedAcknowledgement *acknowledgement,
                                  guint8                             seal[ATTUNE_SEAL_SIZE]);
void attune_seal_dispute         (const AttuneSealedDispute         *dispute,
                                  guint8                             seal[ATTUNE_SEAL_SIZE]);

/* The content of an event in the making. */
GString *attune_seals_new          (void);
void     attune_seals_add_revision (GString                    *self,
                                    const AttuneSealedRevision *revision);
void     attune_seals_add_note     (GString                    *self,
                                    const AttuneSealedNote     *note);
void     attune_seals_add_acknowledgement (GString                           *self,
                                           const AttuneSealedAcknowledgement *acknowledgement);
void     attune_seals_add_dispute         (GString                           *self,
                                           const AttuneSealedDispute         *dispute);
/* Of the two words that are no seal. */
#define ATTUNE_MARK_FROM    "from"
#define ATTUNE_MARK_RELEASE "release"
void     attune_seals_add_mark            (GString                           *self,
                                           const char                        *word,
                                           gint64                             one,
                                           gint64                             other);
/* What people may read, once and at the end; NULL for nothing. */
void     attune_seals_add_text     (GString                    *self,
                                    const char                 *text);

/* One line of seals as it is read again. */
typedef enum
{
  ATTUNE_SEAL_EVALUATION,
  ATTUNE_SEAL_NOTE,
  ATTUNE_SEAL_ACKNOWLEDGEMENT,
  ATTUNE_SEAL_DISPUTE,
} AttuneSealKind;

typedef struct
{
  AttuneSealKind kind;
  gint64 id;         /* of what is sealed: of an evaluation, the revision's */
  gint64 evaluation; /* that it is of, or on */
  guint8 seal[ATTUNE_SEAL_SIZE];
} AttuneSealLine;

/* FALSE for anything else. */
gboolean attune_seal_line_parse (const char     *line,
                                 AttuneSealLine *out_line);

/* Of a content that begins with seals: the mark of that word, FALSE where it has none; and what people may read of it, within
 * the content, "" for nothing. */
gboolean    attune_seals_find_mark (const char *content,
                                    const char *word,
                                    gint64     *out_one,
                                    gint64     *out_other);
const char *attune_seals_find_text (const char *content);
