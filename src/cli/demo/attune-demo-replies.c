/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-demo-replies.h"

#include "attune-answering.h"
#include "attune-cli-command.h"
#include "attune-query.h"

/* How many of an agent's newest evaluations are looked at for one that fits. */
#define MOST_TRIED 12
#define LEAST_PAST 8
#define SELF_TIME  (7 * 24 * G_TIME_SPAN_HOUR)

/* Does something with one evaluation, seen by its agent, and sets `out_is_done` if it fits. */
typedef gboolean (*Deed) (AttuneStore *store,
                          const AttuneDemoCast *cast,
                          const AttuneEvaluation *evaluation,
                          const char *words,
                          gboolean *out_is_done,
                          GError **error);

static gboolean
acknowledge (AttuneStore *store,
             const AttuneDemoCast *cast,
             const AttuneEvaluation *evaluation,
             const char *words,
             gboolean *out_is_done,
             GError **error)
{
  *out_is_done = TRUE;
  return ATTUNE_CLI_CALL (acknowledge, store, error, evaluation->row->agent, evaluation->row->id,
                          evaluation->row->rev, words);
}

/* The first question of one choice whose best answer was not given, answered so; NULL where there is none. */
static AttuneDisputeAnswer *
propose (AttuneAnswers *answers, const char *words)
{
  AttuneForm *form = attune_answers_get_form (answers);

  for (guint i = 0; i < attune_form_get_n_questions (form); i++)
    {
      const AttuneFormQuestion *question = attune_form_get_question (form, i);
      const AttuneAnswer *given = attune_answers_get (answers, i);
      g_autoptr (AttuneAnswers) better = NULL;
      g_autofree char *document = NULL;

      if (question->type > ATTUNE_QUESTION_SCALE || given->n_options != 1 ||
          given->options[0] == 0 ||
          (attune_answers_get_state (answers, i) & ATTUNE_STATE_APPLICABLE) == 0)
        continue;
      better = attune_answers_with_option (answers, i, 0);
      document = attune_dispute_extract (better, i);
      return attune_dispute_answer_new (question->id, document, words);
    }
  return NULL;
}

static AttuneAnswers *
read_answers (const AttuneEvaluation *evaluation)
{
  g_autoptr (AttuneForm) form = attune_form_from_json (evaluation->form_document, -1, NULL);

  return form != NULL ? attune_answers_from_json (form, evaluation->answers, -1, NULL) : NULL;
}

/* What can be disputed still; the dispute's id in `out_id`. */
static gboolean
open_dispute (AttuneStore *store,
              const AttuneEvaluation *evaluation,
              const char *words,
              gint64 *out_id,
              GError **error)
{
  g_autoptr (AttuneAnswering)
    answering = ATTUNE_CLI_CALL (load_answering, store, error, evaluation->row->agent,
                                 evaluation->row->id);
  g_autoptr (AttuneAnswers) answers = read_answers (evaluation);
  g_autoptr (GPtrArray)
    disputed = g_ptr_array_new_with_free_func ((GDestroyNotify) attune_dispute_answer_free);
  AttuneDisputeAnswer *proposal = answers != NULL ? propose (answers, words) : NULL;

  *out_id = 0;
  if (proposal != NULL)
    g_ptr_array_add (disputed, proposal);
  if (answering == NULL)
    return FALSE;
  if (proposal == NULL || !answering->can_dispute)
    return TRUE;
  *out_id = ATTUNE_CLI_CALL (open_dispute, store, error, evaluation->row->agent,
                             evaluation->row->id, evaluation->row->rev, disputed, "");
  return *out_id != 0;
}

static gboolean
dispute (AttuneStore *store,
         const AttuneDemoCast *cast,
         const AttuneEvaluation *evaluation,
         const char *words,
         gboolean *out_is_done,
         GError **error)
{
  gint64 id;

  if (!open_dispute (store, evaluation, words, &id, error))
    return FALSE;
  *out_is_done = id != 0;
  return TRUE;
}

/* By the first analyst who did not evaluate it. */
static gint64
choose_decider (const AttuneDemoCast *cast, const AttuneEvaluation *evaluation)
{
  return cast->analysts[0] != evaluation->row->evaluator ? cast->analysts[0] : cast->analysts[1];
}

static gboolean
dispute_and_decide (AttuneStore *store,
                    const AttuneDemoCast *cast,
                    const AttuneEvaluation *evaluation,
                    const char *words,
                    gboolean *out_is_done,
                    GError **error)
{
  gint64 decider = choose_decider (cast, evaluation);
  g_autoptr (AttuneDispute) opened = NULL;
  gint64 id;

  if (!open_dispute (store, evaluation, words, &id, error))
    return FALSE;
  *out_is_done = id != 0;
  if (id == 0)
    return TRUE;
  opened = ATTUNE_CLI_CALL (load_dispute, store, error, decider, id);
  if (opened == NULL)
    return FALSE;
  attune_dispute_answer_decide (g_ptr_array_index (opened->answers, 0), ATTUNE_DECISION_AS_PROPOSED,
                                NULL, "Heard again: it is there, though late.");
  return ATTUNE_CLI_CALL (decide_dispute, store, error, decider, id, opened->rev, opened->answers,
                          "The agent is right.") != 0;
}

static gboolean
ask_self (AttuneStore *store,
          const AttuneDemoCast *cast,
          const AttuneEvaluation *evaluation,
          const char *words,
          gboolean *out_is_done,
          GError **error)
{
  AttuneSelfRequest request = { evaluation->row->interaction, evaluation->row->agent,
                                evaluation->row->form, ATTUNE_DEMO_NOW + SELF_TIME, words };

  *out_is_done = TRUE;
  return ATTUNE_CLI_CALL (request_self, store, error, cast->manager, &request) != 0;
}

/* Of the agent's own accord, kinder to themself in one answer. */
static gboolean
evaluate_self (AttuneStore *store,
               const AttuneDemoCast *cast,
               const AttuneEvaluation *evaluation,
               const char *words,
               gboolean *out_is_done,
               GError **error)
{
  gint64 agent = evaluation->row->agent;
  AttuneEvaluationSpec spec = { .interaction = evaluation->row->interaction,
                                .agent = agent,
                                .form = evaluation->row->form,
                                .kind = ATTUNE_EVALUATION_SELF };
  g_autoptr (AttuneAnswers) answers = read_answers (evaluation);
  AttuneDisputeAnswer *better = answers != NULL ? propose (answers, words) : NULL;
  g_autoptr (GPtrArray)
    changes = g_ptr_array_new_with_free_func ((GDestroyNotify) attune_dispute_answer_free);
  g_autoptr (AttuneAnswers) own = NULL;
  g_autofree char *document = NULL;
  gint64 id;
  gint64 rev;

  *out_is_done = better != NULL;
  if (better == NULL)
    return TRUE;
  attune_dispute_answer_decide (better, ATTUNE_DECISION_AS_PROPOSED, NULL, NULL);
  g_ptr_array_add (changes, better);
  own = attune_dispute_resolve (answers, changes, error);
  document = own != NULL ? attune_answers_to_json (own, NULL) : NULL;
  id = document != NULL ? ATTUNE_CLI_CALL (start_evaluation, store, error, agent, &spec) : 0;
  rev = id != 0 ? ATTUNE_CLI_CALL (save_answers, store, error, agent, id, 1, document) : 0;
  return rev != 0 && ATTUNE_CLI_CALL (submit, store, error, agent, id, rev) != 0;
}

static const struct
{
  guint agent;
  Deed deed;
  const char *words;
} deeds[] = {
  { 0, acknowledge, "Thank you, I will watch the hold times." },
  { 1, acknowledge, "" },
  { 2, acknowledge, "Clear, and fair." },
  { 5, dispute, "I did say so, right after the customer found the invoice." },
  { 7, dispute_and_decide, "It is at the very end of the call." },
  { 10, ask_self, "How did this one go for you? We talk about it next week." },
  { 14, evaluate_self, "" },
};

/* The newest one of the agent's that fits. */
static gboolean
do_deed (AttuneStore *store, const AttuneDemoCast *cast, guint i, GError **error)
{
  gint64 agent = g_array_index (cast->agents, AttuneDemoAgent, deeds[i].agent).id;
  AttuneQuery query = { .kind = ATTUNE_LIST_EVALUATIONS,
                        .is_descending = TRUE,
                        .agent = agent,
                        .states = 1u << ATTUNE_EVALUATION_STATE_RELEASED };
  g_autoptr (GArray) ids = ATTUNE_CLI_CALL (list_ids, store, error, agent, &query);
  gboolean is_done = FALSE;

  /* Who has only a few has nothing to say to them. */
  if (ids != NULL && ids->len < LEAST_PAST)
    return TRUE;
  for (guint j = 0; ids != NULL && j < MIN (ids->len, MOST_TRIED) && !is_done; j++)
    {
      g_autoptr (AttuneEvaluation)
        evaluation = ATTUNE_CLI_CALL (load_evaluation, store, error, agent,
                                      g_array_index (ids, gint64, j));

      if (evaluation == NULL ||
          !deeds[i].deed (store, cast, evaluation, deeds[i].words, &is_done, error))
        return FALSE;
    }
  return ids != NULL;
}

gboolean
attune_demo_reply (AttuneStore *store, const AttuneDemoCast *cast, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (deeds); i++)
    if (!do_deed (store, cast, i, error))
      return FALSE;
  return TRUE;
}
