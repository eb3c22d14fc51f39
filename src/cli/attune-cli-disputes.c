/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-cli-disputes.h"

#include "attune-answering.h"

static const char *const states[] = { "open", "withdrawn", "decided", "dropped" };
static const char *const decisions[] = { "keep", "as_proposed", "otherwise" };
static const char *const self_states[] = { "none", "waited", "in", "open", "lapsed" };

G_STATIC_ASSERT (G_N_ELEMENTS (states) == ATTUNE_N_DISPUTE_STATES);
G_STATIC_ASSERT (G_N_ELEMENTS (self_states) == ATTUNE_SELF_LAPSED + 1);

static json_t *
row_to_json (const AttuneDisputeRow *row)
{
  json_t *json = json_pack ("{s:o, s:o, s:s, s:s, s:s, s:o}", "id", attune_cli_id_to_json (row->id),
                            "evaluation", attune_cli_id_to_json (row->evaluation), "agent_name",
                            row->agent_name, "evaluator_name", row->evaluator_name, "form_title",
                            row->form_title, "contact_at",
                            attune_cli_time_to_json (row->contact_at));
  json_t *rest = json_pack ("{s:s, s:o, s:o, s:I, s:I, s:b}", "state", states[row->state],
                            "opened_at", attune_cli_time_to_json (row->opened_at), "decided_at",
                            attune_cli_time_to_json (row->decided_at), "questions",
                            (json_int_t) row->n_questions, "changed", (json_int_t) row->n_changed,
                            "can_decide", row->can_decide);

  json_object_update (json, rest);
  json_decref (rest);
  return json;
}

gboolean
attune_cli_list_disputes (const AttuneCliCall *call,
                          AttuneCliTake take,
                          gpointer data,
                          GError **error)
{
  g_autoptr (GPtrArray) rows = ATTUNE_CLI_CALL (list_disputes, call->store, error, call->actor, 0);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    take (row_to_json (g_ptr_array_index (rows, i)), data);
  return rows != NULL;
}

/* The answer to its one question, out of a document. */
static json_t *
answer_to_json (const char *document, const char *question)
{
  json_t *json = document != NULL ? json_loads (document, 0, NULL) : NULL;
  json_t *answer = json != NULL ? json_object_get (json_object_get (json, "answers"), question)
                                : NULL;

  json_incref (answer);
  json_decref (json);
  return answer != NULL ? answer : json_null ();
}

static json_t *
disputed_to_json (const AttuneDisputeAnswer *answer, const char *given)
{
  return json_pack ("{s:s, s:o, s:o, s:s, s:o, s:o, s:s}", "question", answer->question, "given",
                    answer_to_json (given, answer->question), "proposed",
                    answer_to_json (answer->proposed, answer->question), "reason", answer->reason,
                    "decision",
                    answer->decision >= 0 ? json_string (decisions[answer->decision])
                                          : json_null (),
                    "decided", answer_to_json (answer->decided, answer->question), "remark",
                    answer->remark);
}

static json_t *
dispute_to_json (const AttuneDispute *dispute)
{
  json_t *answers = json_array ();
  json_t *json = json_pack ("{s:o, s:o, s:s, s:s, s:s, s:o}", "id",
                            attune_cli_id_to_json (dispute->id), "evaluation",
                            attune_cli_id_to_json (dispute->evaluation), "agent_name",
                            dispute->agent_name, "state", states[dispute->state], "reason",
                            dispute->reason, "opened_at",
                            attune_cli_time_to_json (dispute->opened_at));
  json_t *rest = json_pack ("{s:s?, s:o, s:s, s:b, s:o}", "decided_by", dispute->decider_name,
                            "decided_at", attune_cli_time_to_json (dispute->decided_at), "remark",
                            dispute->remark, "can_decide", dispute->can_decide, "answers", answers);

  for (guint i = 0; i < dispute->answers->len; i++)
    json_array_append_new (answers, disputed_to_json (g_ptr_array_index (dispute->answers, i),
                                                      dispute->given));
  json_object_update (json, rest);
  json_decref (rest);
  return json;
}

json_t *
attune_cli_show_dispute (AttuneCliCall *call, GError **error)
{
  g_autoptr (AttuneDispute)
    dispute = ATTUNE_CLI_CALL (load_dispute, call->store, error, call->actor, call->id);

  return dispute != NULL ? dispute_to_json (dispute) : NULL;
}

static json_t *
acknowledgements_to_json (GPtrArray *acknowledgements)
{
  json_t *array = json_array ();

  for (guint i = 0; i < acknowledgements->len; i++)
    {
      const AttuneAcknowledgement *said = g_ptr_array_index (acknowledgements, i);

      json_array_append_new (array, json_pack ("{s:o, s:s, s:s, s:o}", "revision",
                                               attune_cli_id_to_json (said->revision), "agent_name",
                                               said->agent_name, "comment", said->comment, "at",
                                               attune_cli_time_to_json (said->at)));
    }
  return array;
}

gboolean
attune_cli_add_answering (const AttuneCliCall *call, json_t *evaluation, GError **error)
{
  g_autoptr (AttuneAnswering)
    answering = ATTUNE_CLI_CALL (load_answering, call->store, error, call->actor, call->id);

  if (answering == NULL)
    return FALSE;
  json_object_set_new (evaluation, "acknowledgements",
                       acknowledgements_to_json (answering->acknowledgements));
  json_object_set_new (evaluation, "dispute_until",
                       attune_cli_time_to_json (answering->dispute_deadline));
  json_object_set_new (evaluation, "dispute",
                       answering->dispute != NULL ? dispute_to_json (answering->dispute)
                                                  : json_null ());
  json_object_set_new (evaluation, "self_evaluation", json_string (self_states[answering->self]));
  json_object_set_new (evaluation, "self_due_at", attune_cli_time_to_json (answering->self_due_at));
  json_object_set_new (evaluation, "other_side",
                       answering->other != 0 ? attune_cli_id_to_json (answering->other)
                                             : json_null ());
  return TRUE;
}
