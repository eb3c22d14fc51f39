/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-draft.h"
#include "attune-evaluate-sample.h"

/* What the tests of drafts have in common: the sample of an evaluation on the form "calls", without a page. */

/* As g_test_add() takes them; `data` is not looked at. */
void attune_draft_sample_set_up    (AttuneEvaluateSample *sample,
                                    gconstpointer         data);
void attune_draft_sample_tear_down (AttuneEvaluateSample *sample,
                                    gconstpointer         data);

#define ATTUNE_ADD_DRAFT_TEST(path, function)                               \
  g_test_add (path, AttuneEvaluateSample, NULL, attune_draft_sample_set_up, \
              function, attune_draft_sample_tear_down)

/* The draft as the analyst opens it, each time anew. Owned by the caller. */
AttuneDraft *attune_draft_sample_open       (AttuneEvaluateSample *sample);
void         attune_draft_sample_answer     (AttuneDraft          *draft,
                                             guint                 question,
                                             guint                 option);
/* The only option that is chosen, or ATTUNE_FORM_NONE. */
guint        attune_draft_sample_get_option (AttuneDraft          *draft,
                                             guint                 question);
/* To be waited for; `draft` is an AttuneDraft. */
gboolean     attune_draft_sample_is_saved   (gpointer              draft);
