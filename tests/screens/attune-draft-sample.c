/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-draft-sample.h"

#include "attune-await.h"

void
attune_draft_sample_set_up (AttuneEvaluateSample *sample, gconstpointer data)
{
  attune_evaluate_sample_set_up (sample, NULL, "calls");
}

void
attune_draft_sample_tear_down (AttuneEvaluateSample *sample, gconstpointer data)
{
  attune_evaluate_sample_tear_down (sample);
}

AttuneDraft *
attune_draft_sample_open (AttuneEvaluateSample *sample)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  AttuneDraft *draft;

  attune_draft_open_async (sample->store.store, sample->sample.analyst, sample->evaluation, NULL,
                           attune_await_cb, &result);
  draft = attune_draft_open_finish (attune_await (&result), &error);
  g_assert_no_error (error);
  return draft;
}

void
attune_draft_sample_answer (AttuneDraft *draft, guint question, guint option)
{
  AttuneSheet *sheet = attune_draft_get_sheet (draft);
  g_autoptr (AttuneAnswers)
    answers = attune_answers_with_option (attune_sheet_get_answers (sheet), question, option);

  attune_sheet_edit (sheet, answers);
}

guint
attune_draft_sample_get_option (AttuneDraft *draft, guint question)
{
  const AttuneAnswer *given = attune_answers_get (attune_sheet_get_answers (
                                                    attune_draft_get_sheet (draft)),
                                                  question);

  return given->n_options == 1 ? given->options[0] : ATTUNE_FORM_NONE;
}

gboolean
attune_draft_sample_is_saved (gpointer draft)
{
  return attune_draft_get_status (draft) == ATTUNE_DRAFT_SAVED;
}
