/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-answering.h"

/* How it stands between the people of an evaluation, in the reader's language. Pure; texts are the caller's. */

/* What the notice over an evaluation is about. */
typedef enum
{
  ATTUNE_STANDING_NOTHING,
  ATTUNE_STANDING_DECIDE,     /* the reader may decide a dispute */
  ATTUNE_STANDING_OWN_DISPUTE, /* theirs is open */
  ATTUNE_STANDING_DISPUTED,   /* somebody's is, for others to decide */
  ATTUNE_STANDING_ANSWER,     /* the reader's own, not acknowledged yet */
  ATTUNE_STANDING_BLIND,      /* a self-evaluation is under way, and neither side sees the other's */
  ATTUNE_STANDING_BOTH,       /* both sides can be compared */
} AttuneStanding;

AttuneStanding attune_answering_find_standing (const AttuneAnswering     *self,
                                               const AttuneEvaluationRow *row);
/* NULL for nothing. */
char *attune_answering_to_words (const AttuneAnswering     *self,
                                 const AttuneEvaluationRow *row,
                                 GTimeZone                 *zone);

/* "12 May 2026", the last day before an end. */
char *attune_deadline_to_words (gint64     deadline,
                                GTimeZone *zone);

/* One thing that was said to an evaluation, as its history has it. */
typedef struct
{
  gint64 at;
  char *words;
  gboolean is_dispute; /* there is more of it to read */
} AttuneAnsweringLine;

void attune_answering_line_free (AttuneAnsweringLine *self);

/* AttuneAnsweringLine, newest first. */
GPtrArray *attune_answering_list_lines (const AttuneAnswering *self,
                                        GTimeZone             *zone);

/* A dispute in full, question by question: what was given, proposed and decided, and why. */
char *attune_dispute_to_words (const AttuneDispute *dispute,
                               AttuneForm          *form);

/* What is said of one question there: "Given: No". */
char *attune_given_to_words (AttuneAnswers *answers,
                             guint          question);
char *attune_document_to_words (AttuneForm *form,
                                const char *document,
                                const char *question);
