/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-model-base.h"
#include "attune-model-check.h"

#include <gio/gio.h>

/* A check of a model, with what was checked: what it found names goals, behaviours and questions by their places in those.
 * Immutable. */
typedef struct
{
  AttuneModel *model;
  AttuneModelBase *base;
  AttuneModelCheck *check;
} AttuneModelReview;

/* A question that measures something, by form and place in it. */
typedef struct
{
  guint form;
  guint question;
} AttuneModelQuestion;

void attune_model_review_free (AttuneModelReview *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneModelReview, attune_model_review_free)

/* Takes references. */
AttuneModelReview *attune_model_review_new (AttuneModel     *model,
                                            AttuneModelBase *base);

/* The same on another thread: there may be thousands of questions. `callback` has no source. */
void               attune_model_review_make_async  (AttuneModel        *model,
                                                    AttuneModelBase    *base,
                                                    GCancellable       *cancellable,
                                                    GAsyncReadyCallback callback,
                                                    gpointer            data);
AttuneModelReview *attune_model_review_make_finish (GAsyncResult *result,
                                                    GError      **error);

/* The questions that measure a behaviour, or those that measure any that serves a goal, form by form. AttuneModelQuestion;
 * owned by the caller. */
GArray *attune_model_review_list_of_behaviour (const AttuneModelReview *self,
                                               guint                    behaviour);
GArray *attune_model_review_list_of_goal      (const AttuneModelReview *self,
                                               guint                    goal);

/* How many warnings there are, and hints: what may be meant. */
void    attune_model_review_count (const AttuneModelReview *self,
                                   guint                   *out_warnings,
                                   guint                   *out_hints);
/* The title, or "Untitled question". */
const char *attune_model_review_name_question (const AttuneFormQuestion *question);
/* "Hint: …" for what is one. Owned by the caller. */
char   *attune_model_review_say   (const AttuneModelReview  *self,
                                   const AttuneModelFinding *finding);
