/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-evaluations.h"
#include "attune-note-kind.h"
#include "attune-search-terms.h"
#include "attune-transcript.h"

/* What a text that is searched for is. */
typedef enum
{
  ATTUNE_ENTRY_INTERACTION,     /* a contact's customer, subject and external id */
  ATTUNE_ENTRY_PASSAGE,         /* what was said or written in it */
  ATTUNE_ENTRY_NOTE,
  ATTUNE_ENTRY_COMMENT,         /* on an answer, or an answer that is text */
  ATTUNE_ENTRY_REMARK,          /* why the evaluation was changed */
  ATTUNE_ENTRY_ACKNOWLEDGEMENT, /* the agent's word to it */
  ATTUNE_ENTRY_DISPUTE,         /* why the agent disputes it, or one of its answers */
  ATTUNE_ENTRY_DECISION,        /* and what was said to that */
} AttuneEntryKind;
#define ATTUNE_N_ENTRY_KINDS (ATTUNE_ENTRY_DECISION + 1)

/* The numbers are in every workspace: kinds are added at the end, and none ever changes. */
G_STATIC_ASSERT (ATTUNE_ENTRY_INTERACTION == 0 && ATTUNE_ENTRY_PASSAGE == 1 && ATTUNE_ENTRY_NOTE == 2);
G_STATIC_ASSERT (ATTUNE_ENTRY_COMMENT == 3 && ATTUNE_ENTRY_REMARK == 4);
G_STATIC_ASSERT (ATTUNE_ENTRY_ACKNOWLEDGEMENT == 5 && ATTUNE_ENTRY_DISPUTE == 6 && ATTUNE_ENTRY_DECISION == 7);

/* How well it answers to what is looked for. */
typedef enum
{
  ATTUNE_HIT_EXACT,  /* the words as they were typed, but for their case */
  ATTUNE_HIT_FOLDED, /* with other marks on their letters */
  ATTUNE_HIT_PREFIX, /* words that begin so */
} AttuneHitRank;

/* A text that was found, and where. */
typedef struct
{
  AttuneEntryKind kind;
  AttuneHitRank rank;
  AttuneExcerpt *excerpt;

  gint64 interaction;
  AttuneChannel channel;
  gint64 started_at;
  char *customer;
  char *subject;
  char *agents; /* of an evaluation its agent, of a contact all of them */
  gint64 seen_evaluation; /* the newest of the contact that the actor may see and that is not void, 0 for none */

  gint64 evaluation; /* 0 for what is in the contact */
  AttuneEvaluationKind evaluation_kind;
  gint64 form_revision; /* the current one of the evaluation, 0 for none */
  char *form_title;
  char *author;   /* of a note, otherwise NULL */
  gint64 note;    /* 0 for none */
  AttuneNoteKind note_kind;
  char *question; /* its id, NULL for none */
  char *question_title;
  int passage;    /* its number, of a note on the text its first; -1 for none */
  AttuneSpeaker speaker;
  gint64 from_us; /* in the recording, -1 where there is no such place */
} AttuneHit;

void attune_hit_free (AttuneHit *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneHit, attune_hit_free)

typedef struct
{
  GPtrArray *hits;     /* AttuneHit: exact ones first, then the others, each from the newest contact on */
  gboolean is_cut;     /* there are others, which were not looked at */
  gboolean is_partial; /* not everything has been made ready for searching yet */
} AttuneHits;

void attune_hits_free (AttuneHits *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneHits, attune_hits_free)

/* Of most searches one or two pages; what else there is asks for more words. */
#define ATTUNE_HITS_MAX 200

/* Looks for `words` (attune-search-terms.h) in what the actor may see: contacts that are there, notes, and of evaluations that
 * are not void what their current revisions, acknowledgements and disputes say; nothing of drafts but the actor's own notes.
 * What is blind cannot be found before it is revealed, not even by whoever wrote it. `kinds` are bits
 * 1 << AttuneEntryKind, 0 for all. At most `n`, of which those that are newest in the workspace are taken where there are more
 * of one rank. In slices. */
void        attune_store_search_async  (AttuneStore        *self,
                                        gint64              actor,
                                        const char         *words,
                                        guint               kinds,
                                        guint               n,
                                        GCancellable       *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer            data);
AttuneHits *attune_store_search_finish (AttuneStore  *self,
                                        GAsyncResult *result,
                                        GError      **error);

/* Makes ready for searching what an older Attune has written, or, `anew`, everything, whatever there was. In slices behind
 * everything else; what has been done stays when it is cancelled. Verbs keep it so from then on. Returns how many slices there
 * were to do. Needs no actor. */
gint64 attune_store_fill_search_finish (AttuneStore        *self,
                                        GAsyncResult       *result,
                                        GError            **error);
void   attune_store_fill_search_async  (AttuneStore        *self,
                                        gboolean            anew,
                                        GCancellable       *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer            data);
