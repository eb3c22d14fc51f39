/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-answering.h"

#include "attune-access.h"
#include "attune-disputes-private.h"
#include "attune-revision-cache.h"
#include "attune-self-private.h"
#include "attune-verb.h"

#include <glib/gi18n-lib.h>

/* The statements of a reading, and what the first of them says. */
enum
{
  STANDING,
  ACKNOWLEDGEMENTS,
  DISPUTE,
  REQUEST,
  OTHER
};

typedef struct
{
  AttuneEvaluationKind kind;
  AttuneEvaluationState state;
  gint64 created_at;
  gint64 shown_at; /* to its agent, 0 for not yet */
  guint dispute_days;
  gboolean is_own;       /* an assessment of the actor's own part, which they may answer */
  gboolean was_disputed; /* by its agent */
  gboolean was_answered; /* that, or acknowledged, be it before a correction */
  gboolean is_disputed;  /* now */
  gboolean may_ask;      /* for the agent's own, as far as rights go */
} Standing;

void
attune_acknowledgement_free (AttuneAcknowledgement *self)
{
  g_free (self->agent_name);
  g_free (self->comment);
  g_free (self);
}

void
attune_answering_free (AttuneAnswering *self)
{
  g_clear_pointer (&self->acknowledgements, g_ptr_array_unref);
  g_clear_pointer (&self->dispute, attune_dispute_free);
  g_free (self->asked_by);
  g_free (self->remark);
  g_free (self);
}

static void
bind (AttuneBatch *batch, const AttuneArguments *arguments)
{
  attune_batch_bind_int (batch, "id", arguments->subject);
  attune_batch_bind_int (batch, "actor", arguments->actor);
}

#define YES_IF(condition) "CASE WHEN " condition " THEN 1 ELSE 0 END"
#define IS_OWN            "e.kind = 0 AND e.state = 2 AND " ATTUNE_ACCESS_SELF ("e.agent_id")
#define MAY_ASK                                                               \
  "e.kind = 0 AND e.state <> 3 AND e.agent_id <> $actor AND EXISTS (SELECT 1" \
  " FROM interaction_agent AS a WHERE a.interaction_id = e.interaction_id"    \
  " AND a.agent_id = e.agent_id AND " ATTUNE_ACCESS_ASSESSING ")"
#define DISPUTED_BY_AGENT(more)                                                                      \
  "EXISTS (SELECT 1 FROM dispute AS d WHERE d.evaluation_id = e.id AND d.agent_id = e.agent_id" more \
  ")"

static void
add_standing (AttuneBatch *batch, const AttuneArguments *arguments)
{
  attune_batch_add (batch,
                    "SELECT e.kind, e.state, e.acknowledged_at, e.created_at, r.form_revision_id,"
                    " " YES_IF (IS_OWN) ", " YES_IF (DISPUTED_BY_AGENT (
                      "")) ","
                           " " YES_IF (DISPUTED_BY_AGENT (" AND d.state = 0")) ", " YES_IF (
                             MAY_ASK) ","
                                      " " YES_IF (ATTUNE_SELF_ANSWERED (
                                        "e")) " FROM evaluation AS e JOIN evaluation_revision AS r"
                                              " ON r.evaluation_id = e.id AND r.is_current = 1"
                                              " WHERE e.id = $id AND " ATTUNE_ACCESS_EVALUATION,
                    "iiiiiiiiii");
  bind (batch, arguments);
  attune_batch_expect (batch, 1, ATTUNE_STORE_ERROR_NOT_FOUND,
                       _ ("This evaluation is not there, or not for you to see."));
}

/* What somebody said whom the evaluation was about before is not for whom it is about now. */
#define OF_READER(agent) "(" agent " = e.agent_id OR e.agent_id <> $actor)"

static void
add_said (AttuneBatch *batch, const AttuneArguments *arguments)
{
  attune_batch_add (batch,
                    "SELECT k.revision_id, p.name, k.comment, k.at FROM acknowledgement AS k"
                    " JOIN evaluation AS e ON e.id = k.evaluation_id"
                    " JOIN person AS p ON p.id = k.agent_id WHERE k.evaluation_id = $id"
                    " AND " OF_READER ("k.agent_id") " AND " ATTUNE_ACCESS_EVALUATION
                                                     " ORDER BY k.at, k.revision_id, k.agent_id",
                    "itti");
  bind (batch, arguments);
  attune_batch_add (batch,
                    "SELECT d.id FROM dispute AS d JOIN evaluation AS e ON e.id = d.evaluation_id"
                    " WHERE d.evaluation_id = $id AND " OF_READER (
                      "d.agent_id") " AND " ATTUNE_ACCESS_DISPUTE
                                    " ORDER BY d.opened_at DESC, d.id DESC LIMIT 1",
                    "i");
  bind (batch, arguments);
}

#define MAY_WITHDRAW                                                                              \
  "((aw.assigned_by = $actor AND " ATTUNE_ACCESS_HAS_ROLE ("14") ") OR " ATTUNE_ACCESS_HAS_ROLE ( \
    "8") ") AND NOT " ATTUNE_SELF_BEGUN ("aw")

static void
add_self (AttuneBatch *batch, const AttuneArguments *arguments)
{
  attune_batch_add (
    batch,
    "SELECT aw.id, aw.rev, aw.due_at, p.name, aw.remark, aw.done_at, aw.lapsed_at,"
    " " YES_IF (
      MAY_WITHDRAW) " FROM evaluation AS e JOIN assignment AS aw"
                    " ON aw.interaction_id = e.interaction_id AND aw.agent_id = e.agent_id"
                    " AND aw.form_id = e.form_id JOIN person AS p ON p.id = aw.assigned_by"
                    " WHERE e.id = $id AND e.kind IN (0, 1) AND aw.kind = 1"
                    " AND aw.removed_at IS NULL AND " ATTUNE_ACCESS_EVALUATION
                    " ORDER BY aw.id DESC LIMIT 1",
    "iiittiii");
  bind (batch, arguments);
  attune_batch_add (batch,
                    "SELECT e.id FROM evaluation AS o JOIN evaluation AS e"
                    " ON e.interaction_id = o.interaction_id AND e.agent_id = o.agent_id"
                    " AND e.form_id = o.form_id WHERE o.id = $id AND o.kind IN (0, 1)"
                    " AND e.kind = 1 - o.kind AND o.state IN (1, 2) AND e.state IN (1, 2)"
                    " AND " ATTUNE_ACCESS_EVALUATION " ORDER BY e.id DESC LIMIT 1",
                    "i");
  bind (batch, arguments);
}

static gpointer
read_acknowledgement (const AttuneRows *rows, guint row)
{
  AttuneAcknowledgement *self = g_new0 (AttuneAcknowledgement, 1);

  self->revision = attune_rows_get_int (rows, row, 0);
  self->agent_name = attune_rows_dup_text (rows, row, 1);
  self->comment = attune_rows_dup_text (rows, row, 2);
  self->at = attune_rows_get_int (rows, row, 3);
  return self;
}

static gboolean
read_standing (AttuneStore *self, const AttuneRows *rows, Standing *out, GError **error)
{
  const AttuneRevision *revision = attune_store_get_revision (self,
                                                              attune_rows_get_int (rows, 0, 4),
                                                              error);

  if (revision == NULL)
    return FALSE;
  out->kind = (AttuneEvaluationKind) attune_rows_get_int (rows, 0, 0);
  out->state = (AttuneEvaluationState) attune_rows_get_int (rows, 0, 1);
  out->created_at = attune_rows_get_int (rows, 0, 3);
  out->dispute_days = attune_form_get_dispute_days (revision->form);
  out->is_own = attune_rows_get_int (rows, 0, 5) != 0;
  out->was_disputed = attune_rows_get_int (rows, 0, 6) != 0;
  out->is_disputed = attune_rows_get_int (rows, 0, 7) != 0;
  out->may_ask = attune_rows_get_int (rows, 0, 8) != 0;
  out->was_answered = attune_rows_get_int (rows, 0, 9) != 0;
  return TRUE;
}

static void
settle_answers (AttuneAnswering *answering, const Standing *standing, AttuneStore *self)
{
  gint64 now = attune_id_source_now (attune_store_get_ids (self));
  gboolean is_writable = attune_store_check_writable (self, NULL);

  if (standing->kind == ATTUNE_EVALUATION_ASSESSMENT &&
      standing->state == ATTUNE_EVALUATION_STATE_RELEASED)
    answering->dispute_deadline = attune_dispute_deadline (attune_store_get_time_zone (self),
                                                           standing->shown_at,
                                                           standing->dispute_days);
  answering->is_disputed = standing->is_disputed;
  answering->can_acknowledge = is_writable && standing->is_own && answering->acknowledged_at == 0 &&
                               !standing->is_disputed;
  answering->can_dispute = is_writable && standing->is_own && !standing->was_disputed &&
                           now < answering->dispute_deadline;
}

static AttuneSelfState
choose_self_state (const AttuneAnswering *answering,
                   const Standing *standing,
                   const AttuneRows *asked)
{
  gboolean was_asked = attune_rows_get_n (asked) > 0;

  if (answering->other != 0)
    return ATTUNE_SELF_OPEN;
  if (standing->kind == ATTUNE_EVALUATION_SELF)
    switch (standing->state)
      {
      case ATTUNE_EVALUATION_STATE_DRAFT:
        return ATTUNE_SELF_WAITED;
      case ATTUNE_EVALUATION_STATE_SUBMITTED:
        return ATTUNE_SELF_IN;
      case ATTUNE_EVALUATION_STATE_RELEASED:
        return ATTUNE_SELF_OPEN;
      case ATTUNE_EVALUATION_STATE_VOID:
        return ATTUNE_SELF_LAPSED;
      }
  if (!was_asked)
    return ATTUNE_SELF_NONE;
  if (!attune_rows_is_null (asked, 0, 5))
    return ATTUNE_SELF_IN;
  return attune_rows_is_null (asked, 0, 6) ? ATTUNE_SELF_WAITED : ATTUNE_SELF_LAPSED;
}

static void
take_self (AttuneAnswering *answering,
           const Standing *standing,
           const AttuneRows *asked,
           gboolean is_writable)
{
  gboolean is_open;

  answering->self = choose_self_state (answering, standing, asked);
  answering->can_ask_self = is_writable && standing->may_ask && !standing->was_answered &&
                            (answering->self == ATTUNE_SELF_NONE ||
                             answering->self == ATTUNE_SELF_LAPSED);
  if (standing->kind == ATTUNE_EVALUATION_SELF && standing->state == ATTUNE_EVALUATION_STATE_DRAFT)
    answering->self_due_at = attune_self_get_own_due (standing->created_at);
  if (attune_rows_get_n (asked) == 0)
    return;
  is_open = attune_rows_is_null (asked, 0, 5) && attune_rows_is_null (asked, 0, 6);
  answering->assignment = attune_rows_get_int (asked, 0, 0);
  answering->assignment_rev = attune_rows_get_int (asked, 0, 1);
  if (is_open || answering->self_due_at == 0)
    answering->self_due_at = attune_rows_get_int (asked, 0, 2);
  answering->asked_by = attune_rows_dup_text (asked, 0, 3);
  answering->remark = attune_rows_dup_text (asked, 0, 4);
  answering->can_withdraw_request = is_writable && is_open &&
                                    attune_rows_get_int (asked, 0, 7) != 0;
}

static gpointer
load_answering (AttuneStore *self, AttuneArguments *arguments, GError **error)
{
  g_autoptr (AttuneAnswering) answering = g_new0 (AttuneAnswering, 1);
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_READ);
  g_autoptr (AttuneResult) result = NULL;
  const AttuneRows *rows;
  Standing standing;

  add_standing (batch, arguments);
  add_said (batch, arguments);
  add_self (batch, arguments);
  result = attune_store_read (self, batch, error);
  if (result == NULL ||
      !read_standing (self, attune_result_rows (result, STANDING), &standing, error) ||
      !attune_self_find_shown (self, arguments->subject, &standing.shown_at, error))
    return NULL;

  answering->evaluation = arguments->subject;
  answering->acknowledged_at = attune_rows_get_int (attune_result_rows (result, STANDING), 0, 2);
  answering->acknowledgements = attune_verb_collect (result, ACKNOWLEDGEMENTS, read_acknowledgement,
                                                     (GDestroyNotify) attune_acknowledgement_free);
  rows = attune_result_rows (result, DISPUTE);
  if (attune_rows_get_n (rows) > 0)
    answering->dispute = attune_dispute_read (self, arguments->actor,
                                              attune_rows_get_int (rows, 0, 0), NULL);
  rows = attune_result_rows (result, OTHER);
  answering->other = attune_rows_get_n (rows) > 0 ? attune_rows_get_int (rows, 0, 0) : 0;
  settle_answers (answering, &standing, self);
  take_self (answering, &standing, attune_result_rows (result, REQUEST),
             attune_store_check_writable (self, NULL));
  return g_steal_pointer (&answering);
}

static const AttuneVerb load_verb = {
  .priority = ATTUNE_PRIORITY_READ,
  .finish_pointer = load_answering,
  .free_result = (GDestroyNotify) attune_answering_free,
};

void
attune_store_load_answering_async (AttuneStore *self,
                                   gint64 actor,
                                   gint64 evaluation,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer data)
{
  attune_verb_start (&load_verb, self, &(AttuneArguments){ .actor = actor, .subject = evaluation },
                     cancellable, callback, data);
}

AttuneAnswering *
attune_store_load_answering_finish (AttuneStore *self, GAsyncResult *result, GError **error)
{
  return attune_verb_finish_pointer (&load_verb, self, result, error);
}
