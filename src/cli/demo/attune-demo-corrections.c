/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-demo-corrections.h"

#include "attune-cli-command.h"
#include "attune-evaluations.h"
#include "attune-query.h"

/* Basis points. */
#define FULL_SCORE 10000

/* What was heard again, and how the question should have been answered. */
typedef struct
{
  guint agent;
  const char *question;
  const char *option;
  const char *remark;
} Correction;

static const Correction corrections[] = {
  { 3, "next-steps", "always", "Heard again: who calls back, and when, is said at the very end." },
  { 9, "summary", "yes", "The summary is there, before the customer asks about the price." },
  { 12, "farewell", "yes", "The line was cut; the farewell is in the customer's channel." },
  { 20, "empathy", "always", "Agreed in the talk with the coach: the pause was meant to be one." },
};

/* The answers with the one that is corrected; NULL where there is nothing to correct, or nothing would come of it. */
static char *
correct_answers (const Correction *correction, const AttuneEvaluation *evaluation)
{
  g_autoptr (AttuneForm) form = attune_form_from_json (evaluation->form_document, -1, NULL);
  g_autoptr (AttuneAnswers) answers = NULL;
  g_autoptr (AttuneAnswers) corrected = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  guint question;

  question = form != NULL ? attune_form_find_question (form, correction->question)
                          : ATTUNE_FORM_NONE;
  if (question == ATTUNE_FORM_NONE || evaluation->row->score >= FULL_SCORE)
    return NULL;
  answers = attune_answers_from_json (form, evaluation->answers, -1, NULL);
  if (answers == NULL ||
      (attune_answers_get_state (answers, question) & ATTUNE_STATE_APPLICABLE) == 0)
    return NULL;

  corrected = attune_answers_with_option (
    answers, question,
    attune_form_question_find_option (attune_form_get_question (form, question),
                                      correction->option));
  before = attune_answers_to_json (answers, NULL);
  after = attune_answers_to_json (corrected, NULL);
  return g_str_equal (before, after) ? NULL : g_steal_pointer (&after);
}

/* Sets `out_is_done` once one was corrected. */
static gboolean
correct_one (AttuneStore *store,
             gint64 manager,
             const Correction *correction,
             gint64 id,
             gboolean *out_is_done,
             GError **error)
{
  g_autoptr (AttuneEvaluation)
    evaluation = ATTUNE_CLI_CALL (load_evaluation, store, error, manager, id);
  g_autofree char *answers = NULL;

  if (evaluation == NULL)
    return FALSE;
  answers = correct_answers (correction, evaluation);
  *out_is_done = answers != NULL;
  return answers == NULL ||
         ATTUNE_CLI_CALL (revise, store, error, manager, id, evaluation->row->rev, answers,
                          ATTUNE_REVISION_CORRECTION, correction->remark) != 0;
}

gboolean
attune_demo_correct (AttuneStore *store, const AttuneDemoCast *cast, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (corrections); i++)
    {
      AttuneQuery query = {
        .kind = ATTUNE_LIST_EVALUATIONS,
        .agent = g_array_index (cast->agents, AttuneDemoAgent, corrections[i].agent).id,
        .states = 1u << ATTUNE_EVALUATION_STATE_RELEASED,
      };
      g_autoptr (GArray) ids = ATTUNE_CLI_CALL (list_ids, store, error, cast->manager, &query);
      gboolean is_done = FALSE;

      if (ids == NULL)
        return FALSE;
      for (guint j = 0; j < ids->len && !is_done; j++)
        {
          if (!correct_one (store, cast->manager, &corrections[i], g_array_index (ids, gint64, j),
                            &is_done, error))
            return FALSE;
        }
    }
  return TRUE;
}
