/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-answers.h"
#include "attune-interactions.h"
#include "attune-search.h"
#include "attune-write.h"

/* What is searched: the rows of `entry` and `entry_words`, which every verb that writes a text keeps in the same batch. They
 * follow the texts alone. Whether a text has been removed, is void or not for somebody, the search asks; what is blind has no
 * entries before it is revealed. On the worker's thread. */

/* A text. Of a contact it names that, of an evaluation that. */
typedef struct
{
  AttuneEntryKind kind;
  gint64 interaction;
  gint64 evaluation;
  gint64 subject; /* the contact, text (media), note, revision or dispute that it is in */
  guint part;     /* the passage */
  const char *question;
  const char *text;
} AttuneEntry;

/* Of evaluation `e`: whether what it says may be searched for by whoever sees it. Assessments, and self-evaluations once they
 * have been revealed, be they void by now. Kinds: assessment 0, self 1. */
#define ATTUNE_ENTRY_IS_OPEN "(e.kind = 0 OR (e.kind = 1 AND e.released_at IS NOT NULL))"

/* A copy with texts of its own, and its end. */
AttuneEntry *attune_entry_copy (const AttuneEntry *self);
void         attune_entry_free (AttuneEntry *self);

/* Whether there is anything to be found. */
gboolean attune_entry_is_worth (const char *text);
/* As it is entered: composed; and as attune_fold() has it, "" where it is all ASCII. The caller's. */
char    *attune_entry_compose  (const char *text);
char    *attune_entry_fold     (const char *text);
/* What is searched of a contact. The caller's. */
char    *attune_entry_describe (const char *customer,
                                const char *subject,
                                const char *external_id);

/* Adds the statements that enter a text, which must not be there. One of an evaluation is entered if that is open by then. A
 * text without anything to be found is not. */
void attune_entry_add        (AttuneBatch       *batch,
                              const AttuneEntry *entry);
/* Takes all texts of that kind and subject out. */
void attune_entries_take_out (AttuneBatch    *batch,
                              AttuneEntryKind kind,
                              gint64          subject);
/* The one text of that kind and subject, in place of what there was. */
void attune_entry_put        (AttuneBatch       *batch,
                              const AttuneEntry *entry);

void attune_entries_add_interaction (AttuneBatch             *batch,
                                     gint64                   id,
                                     const AttuneInteraction *interaction);
/* What a submitted revision says, hidden questions aside; `remark` may be NULL. */
GPtrArray *attune_entries_list_revision (gint64         evaluation,
                                         gint64         revision,
                                         AttuneAnswers *answers,
                                         const char    *remark);
void attune_entries_add_revision    (AttuneBatch   *batch,
                                     gint64         evaluation,
                                     gint64         revision,
                                     AttuneAnswers *answers,
                                     const char    *remark);
void attune_entries_remove_revision (AttuneBatch *batch,
                                     gint64       revision);
/* Everything that a self-evaluation says, which the write reveals before. */
gboolean attune_entries_reveal (AttuneWrite *write,
                                gint64       evaluation,
                                GError     **error);

/* --- Everything that there is to be entered ---------------------------------------------------------------------- */

/* What texts come from; the numbers are in workspaces that are being filled. */
typedef enum
{
  ATTUNE_SOURCE_INTERACTIONS = 0,
  ATTUNE_SOURCE_PASSAGES = 1,
  ATTUNE_SOURCE_NOTES = 2,
  ATTUNE_SOURCE_EVALUATIONS = 3,
  ATTUNE_SOURCE_ACKNOWLEDGEMENTS = 4,
  ATTUNE_SOURCE_DISPUTES = 5,
} AttuneEntrySource;
#define ATTUNE_N_SOURCES (ATTUNE_SOURCE_DISPUTES + 1)

/* Where a walk over a source is: behind that row. */
typedef struct
{
  AttuneEntrySource source;
  gint64 after_id;
  gint64 after_part;
} AttuneSourcePlace;

/* Some rows of a source, and the texts that they should have. */
typedef struct
{
  AttuneSourcePlace from;
  AttuneSourcePlace to;
  guint n_rows;
  gint64 sum_revs;
  GArray *subjects;   /* gint64: of these all entries are known */
  GPtrArray *entries; /* AttuneEntry, with texts of their own */
} AttuneSourceSlice;

/* The next `n` rows at the most; NULL with the error set. */
AttuneSourceSlice *attune_source_read    (AttuneStore             *store,
                                          const AttuneSourcePlace *place,
                                          guint                    n,
                                          GError                 **error);
void               attune_source_slice_free (AttuneSourceSlice *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneSourceSlice, attune_source_slice_free)
/* Adds the condition that the rows are as they were read, and puts their texts in place of what there was. */
void               attune_source_slice_put  (const AttuneSourceSlice *self,
                                             AttuneBatch             *batch);
