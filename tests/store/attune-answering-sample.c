/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "AttuneTest"

#include "config.h"

#include "attune-answering-sample.h"

#include "attune-forms.h"

/* Two questions, 60 % and 40 %; "no" to the second asks a third. */
#define FORM                                                                                   \
  "{\"format\":\"attune-form\",\"version\":1,\"id\":\"calls\",\"title\":\"Calls\","            \
  "\"dispute_days\":14,\"scoring\":{\"pass\":50},\"sections\":[{\"id\":\"s\",\"title\":\"S\"," \
  "\"questions\":[{\"id\":\"greeting\",\"type\":\"yes_no\",\"title\":\"Greeting\","            \
  "\"weight\":60},{\"id\":\"farewell\",\"type\":\"yes_no\",\"title\":\"Farewell\","            \
  "\"weight\":40},{\"id\":\"why\",\"type\":\"yes_no\",\"title\":\"Because of the customer\","  \
  "\"scored\":false,\"show_if\":{\"question\":\"greeting\",\"is\":[\"no\"]}}]}]}"

static void
publish (AttuneAnsweringSample *self)
{
  AttuneStore *store = self->parent.store;
  g_autoptr (AttuneFormRecord) record = NULL;

  self->form = ATTUNE_CALL_OK (create_form, store, self->parent.manager, FORM);
  record = ATTUNE_CALL_OK (load_form, store, self->parent.manager, self->form);
  ATTUNE_CALL_OK (publish_form, store, self->parent.manager, self->form, record->summary->rev);
}

/* A released evaluation by the evaluator. */
gint64
attune_answering_sample_evaluate (AttuneAnsweringSample *self, gint64 *out_rev)
{
  AttuneStore *store = self->parent.store;
  gint64 now = attune_id_source_now (self->parent.ids);
  AttuneEvaluationSpec spec = {
    .interaction = attune_store_fixture_add_call (&self->parent, self->people[AGENT], now),
    .agent = self->people[AGENT],
    .form = self->form,
  };
  gint64 id = ATTUNE_CALL_OK (start_evaluation, store, self->people[EVALUATOR], &spec);
  gint64 rev = ATTUNE_CALL_OK (save_answers, store, self->people[EVALUATOR], id, 1, GIVEN);

  *out_rev = ATTUNE_CALL_OK (submit, store, self->people[EVALUATOR], id, rev);
  return id;
}

void
attune_answering_sample_set_up (AttuneAnsweringSample *self, gconstpointer data)
{
  attune_store_fixture_set_up (&self->parent, data);
  attune_cast_add (&self->parent, self->people);
  publish (self);
  self->evaluation = attune_answering_sample_evaluate (self, &self->rev);
}

void
attune_answering_sample_tear_down (AttuneAnsweringSample *self, gconstpointer data)
{
  attune_store_fixture_assert_sound (self->parent.store);
  attune_store_fixture_tear_down (&self->parent, data);
}

GPtrArray *
attune_answering_sample_make_answers (const char *question,
                                      const char *proposed,
                                      const char *reason)
{
  GPtrArray *answers = g_ptr_array_new_with_free_func ((GDestroyNotify) attune_dispute_answer_free);

  g_ptr_array_add (answers, attune_dispute_answer_new (question, proposed, reason));
  return answers;
}

gint64
attune_answering_sample_dispute (AttuneAnsweringSample *self)
{
  g_autoptr (GPtrArray)
    answers = attune_answering_sample_make_answers ("farewell", ONE ("farewell", "yes"),
                                                    "I said goodbye at 6:40");

  return ATTUNE_CALL_OK (open_dispute, self->parent.store, self->people[AGENT], self->evaluation,
                         self->rev, answers, "Please listen again");
}

AttuneEvaluation *
attune_answering_sample_load (AttuneAnsweringSample *self, guint person)
{
  return ATTUNE_CALL_OK (load_evaluation, self->parent.store, self->people[person],
                         self->evaluation);
}

AttuneAnswering *
attune_answering_sample_load_answering (AttuneAnsweringSample *self, guint person)
{
  return ATTUNE_CALL_OK (load_answering, self->parent.store, self->people[person],
                         self->evaluation);
}

gint64
attune_answering_sample_get_mean (AttuneAnsweringSample *self)
{
  return attune_store_fixture_get_int (&self->parent,
                                       "SELECT coalesce (sum (sum), 0) FROM rollup WHERE"
                                       " question_id = 0");
}
