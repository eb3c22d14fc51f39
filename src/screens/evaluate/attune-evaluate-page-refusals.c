/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-evaluate-page-private.h"

#include "attune-weak.h"

static AttuneSheet *
get_sheet (AttuneEvaluatePage *self)
{
  return attune_draft_get_sheet (self->draft);
}

static void
sheet_changed_cb (AttuneEvaluatePage *self, AttuneSheetState *old, AttuneSheetState *now)
{
  g_autofree char *text = NULL;

  if (attune_sheet_state_get_refusals (old) == attune_sheet_state_get_refusals (now))
    return;
  text = attune_refusals_to_text (attune_sheet_state_get_refusals (now),
                                  attune_sheet_state_get_form (now));
  attune_unfinished_set (self->unfinished_answers, text);
}

/* What was answered or typed since then stands. */
static void
resume (AttuneSheet *sheet, const AttuneRefusal *refusal)
{
  AttuneQuestionView view;

  attune_question_view_init (&view, attune_sheet_get_state (sheet), refusal->question);
  if (view.refusal == NULL && !view.answer->has_value && !view.answer->na)
    attune_sheet_refuse (sheet, refusal->question, refusal->text, refusal->reason);
}

static void
refusals_loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneEvaluatePage) self = attune_weak_take (data);
  g_autofree char *text = attune_store_load_kept_finish (ATTUNE_STORE (source), result, NULL);
  g_autoptr (GPtrArray) refusals = NULL;

  if (self == NULL || self->draft == NULL || text == NULL)
    return;
  refusals = attune_refusals_from_text (text, attune_sheet_get_form (get_sheet (self)));
  for (guint i = 0; refusals != NULL && i < refusals->len; i++)
    resume (get_sheet (self), g_ptr_array_index (refusals, i));
}

void
attune_evaluate_page_resume_refusals (AttuneEvaluatePage *self)
{
  AttuneContext *context = attune_page_get_context (ATTUNE_PAGE (self));
  AttuneStore *store = attune_context_get_store (context);
  gint64 actor = attune_context_get_actor (context);

  self->unfinished_answers = attune_unfinished_new (store, actor, ATTUNE_REFUSALS_KEPT_AS,
                                                    self->evaluation);
  g_signal_connect_object (get_sheet (self), "changed", G_CALLBACK (sheet_changed_cb), self,
                           G_CONNECT_SWAPPED);
  if (attune_draft_get_evaluation (self->draft)->can_edit)
    attune_store_load_kept_async (store, actor, ATTUNE_REFUSALS_KEPT_AS, self->evaluation,
                                  self->cancellable, refusals_loaded_cb, attune_weak_new (self));
}
