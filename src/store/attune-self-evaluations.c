/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-self-evaluations.h"

#include "attune-access.h"
#include "attune-revision-cache.h"
#include "attune-self-private.h"
#include "attune-verb.h"

#include <glib/gi18n-lib.h>

/* --- Asking ------------------------------------------------------------------------------------------------------- */

static void
free_request (gpointer data)
{
  AttuneSelfRequest *request = data;

  g_free ((char *) request->remark);
  g_free (request);
}

/* Of the contact, agent and form there may be no row of what `select` reads, or the batch fails. */
static void
require_none (AttuneBatch *batch,
              const AttuneSelfRequest *request,
              const char *select,
              AttuneStoreError code,
              const char *message)
{
  attune_batch_add (batch, select, "i");
  attune_batch_bind_int (batch, "interaction", request->interaction);
  attune_batch_bind_int (batch, "agent", request->agent);
  attune_batch_bind_int (batch, "form", request->form);
  attune_batch_expect (batch, 0, code, message);
}

#define OF_PART(alias)                                                              \
  alias ".interaction_id = $interaction AND " alias ".agent_id = $agent AND " alias \
        ".form_id = $form"

static void
require_unknown (AttuneBatch *batch, const AttuneSelfRequest *request)
{
  require_none (batch, request,
                "SELECT aw.id FROM assignment AS aw WHERE " OF_PART (
                  "aw") " AND " ATTUNE_ACCESS_WAITED " LIMIT 1",
                ATTUNE_STORE_ERROR_EXISTS,
                _ ("This agent has been asked for their self-evaluation of this contact "
                   "already."));
  require_none (batch, request,
                "SELECT e.id FROM evaluation AS e WHERE " OF_PART (
                  "e") " AND e.kind = 1 AND e.state IN (1, 2) LIMIT 1",
                ATTUNE_STORE_ERROR_EXISTS,
                _ ("This agent has evaluated this contact themself already."));
  require_none (
    batch, request,
    "SELECT e.id FROM evaluation AS e WHERE " OF_PART (
      "e") " AND e.kind = 0 AND e.state IN (1, 2) AND " ATTUNE_SELF_ANSWERED ("e") " LIMIT 1",
    ATTUNE_STORE_ERROR_INVALID,
    _ ("The agent has answered the evaluation of this contact already, and so knows "
       "its answers. Choose another contact."));
}

static void
require_form (AttuneBatch *batch, gint64 form)
{
  attune_batch_add (batch,
                    "SELECT r.id FROM form_revision AS r JOIN form AS f ON f.id = r.form_id"
                    " WHERE f.id = $form AND r.retired_at IS NULL AND f.removed_at IS NULL LIMIT 1",
                    "i");
  attune_batch_bind_int (batch, "form", form);
  attune_batch_expect (batch, 1, ATTUNE_STORE_ERROR_NOT_FOUND,
                       _ ("This form is not in use: it has not been published, or was retired. "
                          "Choose another one."));
}

#define ASKABLE                                                                   \
  " FROM interaction AS i JOIN interaction_agent AS a ON a.interaction_id = i.id" \
  " WHERE i.id = $interaction AND a.agent_id = $agent AND i.removed_at IS NULL"   \
  " AND a.agent_id <> $actor AND " ATTUNE_ACCESS_ASSESSING " ORDER BY a.id LIMIT 1"

static void
bind_part (AttuneWrite *write, const AttuneSelfRequest *request)
{
  AttuneBatch *batch = attune_write_get_batch (write);

  attune_batch_bind_int (batch, "actor", attune_write_get_actor (write));
  attune_batch_bind_int (batch, "interaction", request->interaction);
  attune_batch_bind_int (batch, "agent", request->agent);
  attune_batch_expect (batch, 1, ATTUNE_STORE_ERROR_DENIED,
                       _ ("Only somebody else who may evaluate this agent's part of the contact "
                          "can ask for that."));
}

/* First of all, so that nobody else learns what stands in the way. */
static void
require_right (AttuneWrite *write, const AttuneSelfRequest *request)
{
  attune_batch_add (attune_write_get_batch (write), "SELECT a.id" ASKABLE, "i");
  bind_part (write, request);
}

/* What the agent may have begun of their own accord is what is asked for. */
static void
add_request (AttuneWrite *write, gint64 id, const AttuneSelfRequest *request)
{
  AttuneBatch *batch = attune_write_get_batch (write);

  attune_batch_add (
    batch,
    "INSERT INTO assignment (id, rev, kind, interaction_id, agent_id, form_id, assignee_id, basis,"
    " due_at, remark, assigned_by, assigned_at, evaluation_id) SELECT $id, 1, 1, i.id, a.agent_id,"
    " $form, a.agent_id, 0, $due, $remark, $actor, $now, (SELECT e.id FROM evaluation AS e"
    " WHERE e.interaction_id = i.id AND e.agent_id = a.agent_id AND e.form_id = $form"
    " AND e.kind = 1 AND e.state = 0)" ASKABLE,
    "");
  attune_batch_bind_int (batch, "id", id);
  attune_batch_bind_int (batch, "form", request->form);
  attune_batch_bind_int (batch, "due", request->due_at);
  attune_batch_bind_text (batch, "remark", request->remark);
  attune_batch_bind_int (batch, "now", attune_write_get_now (write));
  bind_part (write, request);
}

static gint64
request_self (AttuneStore *self, AttuneArguments *arguments, GError **error)
{
  const AttuneSelfRequest *request = arguments->value;
  g_autoptr (AttuneWrite) write = attune_write_new (self, arguments->actor);
  AttuneBatch *batch = attune_write_get_batch (write);
  gint64 id = attune_write_next_id (write);

  if (request->due_at <= attune_write_get_now (write))
    {
      g_set_error_literal (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_INVALID,
                           _ ("The self-evaluation would be due in the past. Choose a later day."));
      return 0;
    }
  require_right (write, request);
  require_form (batch, request->form);
  require_unknown (batch, request);
  add_request (write, id, request);
  attune_write_audit (write, "request-self-evaluation", id, NULL);
  attune_write_changed (write, ATTUNE_CHANGE_EVALUATION, 0);
  attune_write_changed (write, ATTUNE_CHANGE_INTERACTION, request->interaction);
  return attune_write_commit (write, error) ? id : 0;
}

static gint64
withdraw_request (AttuneStore *self, AttuneArguments *arguments, GError **error)
{
  g_autoptr (AttuneWrite) write = attune_write_new (self, arguments->actor);
  AttuneBatch *batch = attune_write_get_batch (write);

  attune_batch_add (batch,
                    "SELECT aw.id FROM assignment AS aw WHERE aw.id = $id AND aw.kind = 1"
                    " AND (aw.assigned_by = $actor AND " ATTUNE_ACCESS_HAS_ROLE (
                      "14") " OR " ATTUNE_ACCESS_HAS_ROLE ("8") ")",
                    "i");
  attune_batch_bind_int (batch, "id", arguments->subject);
  attune_batch_bind_int (batch, "actor", arguments->actor);
  attune_batch_expect (batch, 1, ATTUNE_STORE_ERROR_DENIED,
                       _ ("Only whoever asked for it, or a manager, can take that back."));
  attune_batch_add (batch,
                    "UPDATE assignment SET rev = rev + 1, removed_at = $now WHERE id = $id"
                    " AND rev = $rev AND done_at IS NULL AND lapsed_at IS NULL"
                    " AND removed_at IS NULL AND NOT " ATTUNE_SELF_BEGUN ("assignment"),
                    "");
  attune_batch_bind_int (batch, "now", attune_write_get_now (write));
  attune_batch_bind_int (batch, "id", arguments->subject);
  attune_batch_bind_int (batch, "rev", arguments->rev);
  attune_batch_expect (batch, 1, ATTUNE_STORE_ERROR_CONFLICT,
                       _ ("The self-evaluation was begun, handed in, or is over meanwhile. Look "
                          "at it again."));
  attune_write_audit (write, "withdraw-request", arguments->subject, NULL);
  attune_write_changed (write, ATTUNE_CHANGE_EVALUATION, 0);
  attune_write_changed (write, ATTUNE_CHANGE_INTERACTION, 0);
  return attune_write_commit (write, error) ? arguments->rev + 1 : 0;
}

/* --- Comparing ---------------------------------------------------------------------------------------------------- */

void
attune_gap_free (AttuneGap *self)
{
  g_free (self->evaluator_name);
  g_free (self->agent_name);
  g_clear_pointer (&self->answers, attune_answers_unref);
  g_clear_pointer (&self->self_answers, attune_answers_unref);
  g_free (self);
}

GArray *
attune_gap_list_items (const AttuneGap *self)
{
  GArray *items = g_array_new (FALSE, TRUE, sizeof (AttuneGapItem));
  g_autoptr (AttuneScore) score = attune_score_new (self->answers);
  g_autoptr (AttuneScore) self_score = attune_score_new (self->self_answers);
  guint n = attune_form_get_n_questions (attune_answers_get_form (self->answers));

  for (guint i = 0; i < n; i++)
    {
      AttuneState shown = attune_answers_get_state (self->answers, i) |
                          attune_answers_get_state (self->self_answers, i);
      AttuneGapItem item = { .question = i,
                             .score = attune_score_get_question (score, i)->score,
                             .self_score = attune_score_get_question (self_score, i)->score };

      if ((shown & ATTUNE_STATE_SHOWN) == 0)
        continue;
      item.gap = item.score == ATTUNE_SCORE_NONE || item.self_score == ATTUNE_SCORE_NONE
                   ? ATTUNE_SCORE_NONE
                   : item.self_score - item.score;
      item.differs = attune_answers_differ_at (self->answers, self->self_answers, i);
      g_array_append_val (items, item);
    }
  return items;
}

/* One side, with whoever gave it; each is read by the rights to itself. */
static void
add_side (AttuneBatch *batch, const AttuneArguments *arguments, AttuneEvaluationKind kind)
{
  attune_batch_add (batch,
                    "SELECT e.id, r.form_revision_id, r.answers, r.score, p.name"
                    " FROM evaluation AS o JOIN evaluation AS e"
                    " ON e.interaction_id = o.interaction_id AND e.agent_id = o.agent_id"
                    " AND e.form_id = o.form_id JOIN evaluation_revision AS r"
                    " ON r.evaluation_id = e.id AND r.is_current = 1"
                    " JOIN person AS p ON p.id = e.evaluator_id"
                    " WHERE o.id = $id AND e.kind = $kind AND e.state IN (1, 2)"
                    " AND " ATTUNE_ACCESS_EVALUATION,
                    "iitit");
  attune_batch_bind_int (batch, "id", arguments->subject);
  attune_batch_bind_int (batch, "kind", kind);
  attune_batch_bind_int (batch, "actor", arguments->actor);
  attune_batch_expect (batch, 1, ATTUNE_STORE_ERROR_NOT_FOUND,
                       _ ("There is nothing to compare yet, or not for you to see: both sides "
                          "have to be in."));
}

static AttuneAnswers *
parse_side (AttuneStore *self, const AttuneRows *rows, GError **error)
{
  const AttuneRevision *revision = attune_store_get_revision (self,
                                                              attune_rows_get_int (rows, 0, 1),
                                                              error);

  return revision != NULL
           ? attune_answers_from_json (revision->form, attune_rows_get_text (rows, 0, 2), -1, error)
           : NULL;
}

static gint64
read_score (const AttuneRows *rows)
{
  return attune_rows_is_null (rows, 0, 3) ? ATTUNE_SCORE_NONE : attune_rows_get_int (rows, 0, 3);
}

static gpointer
load_gap (AttuneStore *self, AttuneArguments *arguments, GError **error)
{
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_READ);
  g_autoptr (AttuneResult) result = NULL;
  g_autoptr (AttuneGap) gap = g_new0 (AttuneGap, 1);
  g_autoptr (AttuneAnswers) own = NULL;
  const AttuneRows *one;
  const AttuneRows *other;

  add_side (batch, arguments, ATTUNE_EVALUATION_ASSESSMENT);
  add_side (batch, arguments, ATTUNE_EVALUATION_SELF);
  result = attune_store_read (self, batch, error);
  if (result == NULL)
    return NULL;

  one = attune_result_rows (result, 0);
  other = attune_result_rows (result, 1);
  gap->answers = parse_side (self, one, error);
  own = gap->answers != NULL ? parse_side (self, other, error) : NULL;
  if (own == NULL)
    return NULL;
  gap->self_answers = attune_answers_rebase (own, attune_answers_get_form (gap->answers), NULL);
  gap->assessment = attune_rows_get_int (one, 0, 0);
  gap->self_evaluation = attune_rows_get_int (other, 0, 0);
  gap->score = read_score (one);
  gap->self_score = read_score (other);
  gap->evaluator_name = attune_rows_dup_text (one, 0, 4);
  gap->agent_name = attune_rows_dup_text (other, 0, 4);
  return g_steal_pointer (&gap);
}

static const AttuneVerb request_verb = {
  .priority = ATTUNE_PRIORITY_WRITE,
  .finish_int = request_self,
  .free_value = free_request,
};

static const AttuneVerb withdraw_verb = { .priority = ATTUNE_PRIORITY_WRITE,
                                          .finish_int = withdraw_request };

static const AttuneVerb gap_verb = {
  .priority = ATTUNE_PRIORITY_READ,
  .finish_pointer = load_gap,
  .free_result = (GDestroyNotify) attune_gap_free,
};

void
attune_store_request_self_async (AttuneStore *self,
                                 gint64 actor,
                                 const AttuneSelfRequest *request,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer data)
{
  AttuneSelfRequest *copy = g_memdup2 (request, sizeof *request);

  copy->remark = g_strdup (request->remark != NULL ? request->remark : "");
  attune_verb_start (&request_verb, self, &(AttuneArguments){ .actor = actor, .value = copy },
                     cancellable, callback, data);
}

gint64
attune_store_request_self_finish (AttuneStore *self, GAsyncResult *result, GError **error)
{
  return attune_verb_finish_int (&request_verb, self, result, error);
}

void
attune_store_withdraw_request_async (AttuneStore *self,
                                     gint64 actor,
                                     gint64 assignment,
                                     gint64 rev,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer data)
{
  attune_verb_start (&withdraw_verb, self,
                     &(AttuneArguments){ .actor = actor, .subject = assignment, .rev = rev },
                     cancellable, callback, data);
}

gint64
attune_store_withdraw_request_finish (AttuneStore *self, GAsyncResult *result, GError **error)
{
  return attune_verb_finish_int (&withdraw_verb, self, result, error);
}

void
attune_store_load_gap_async (AttuneStore *self,
                             gint64 actor,
                             gint64 evaluation,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer data)
{
  attune_verb_start (&gap_verb, self, &(AttuneArguments){ .actor = actor, .subject = evaluation },
                     cancellable, callback, data);
}

AttuneGap *
attune_store_load_gap_finish (AttuneStore *self, GAsyncResult *result, GError **error)
{
  return attune_verb_finish_pointer (&gap_verb, self, result, error);
}
