/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-evaluations.h"

#include "attune-access.h"
#include "attune-assignments-private.h"
#include "attune-evaluation-record.h"
#include "attune-evaluation-row.h"
#include "attune-interactions-private.h"
#include "attune-place.h"
#include "attune-self-private.h"
#include "attune-verb.h"

#include <glib/gi18n-lib.h>

/* Beginning and opening an evaluation. Filling it in is in attune-evaluation-drafts.c, what changes its state in
 * attune-evaluation-verbs.c. */

/* Assessments are for analysts, managers and the coaches of the agent's team; a self-evaluation is the agent's, once
 * somebody has evaluated the contact on the form and the agent has not answered that yet, or asked for it. Of part `a` of a
 * contact. */
#define WAS_ASSESSED                                                                   \
  "EXISTS (SELECT 1 FROM evaluation AS ea WHERE ea.interaction_id = a.interaction_id"  \
  " AND ea.agent_id = a.agent_id AND ea.form_id = $form AND ea.kind = 0 AND ea.state " \
  "IN (1, 2) AND NOT " ATTUNE_SELF_ANSWERED ("ea") ")"
#define WAS_ASKED                                                         \
  "EXISTS (SELECT 1 FROM assignment AS aw WHERE aw.agent_id = a.agent_id" \
  " AND aw.interaction_id = a.interaction_id AND aw.form_id = $form AND " ATTUNE_ACCESS_WAITED ")"
#define MAY_START                                             \
  "(($kind = 0 AND " ATTUNE_ACCESS_ASSESSING ")"              \
  " OR ($kind = 1 AND " ATTUNE_ACCESS_SELF (                  \
    "a.agent_id") " AND (" WAS_ASSESSED " OR " WAS_ASKED "))" \
                  " OR ($kind IN (2, 3) AND " ATTUNE_ACCESS_HAS_ROLE ("14") "))"
#define STARTABLE                                                                              \
  " FROM interaction AS i JOIN interaction_agent AS a ON a.interaction_id = i.id"              \
  " WHERE i.id = $interaction AND a.agent_id = $agent AND i.removed_at IS NULL AND " MAY_START \
  " ORDER BY a.id LIMIT 1"

static void
bind_spec (AttuneBatch *batch, gint64 actor, const AttuneEvaluationSpec *spec)
{
  attune_batch_bind_int (batch, "actor", actor);
  attune_batch_bind_int (batch, "kind", spec->kind);
  attune_batch_bind_int (batch, "interaction", spec->interaction);
  attune_batch_bind_int (batch, "agent", spec->agent);
  attune_batch_bind_int (batch, "form", spec->form);
}

static void
expect_startable (AttuneBatch *batch)
{
  attune_batch_expect (batch, 1, ATTUNE_STORE_ERROR_DENIED,
                       _ ("This agent's part of the contact is not for you to evaluate."));
}

/* Finds what stands in the way of a new evaluation: the actor's own draft (then its id is returned), or another's, which
 * is an error that names its evaluator. 0 without an error when the way is free. */
static gint64
find_standing (AttuneStore *self, gint64 actor, const AttuneEvaluationSpec *spec, GError **error)
{
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_READ);
  g_autoptr (AttuneResult) result = NULL;
  const AttuneRows *rows;

  attune_batch_add (batch, "SELECT a.id" STARTABLE, "i");
  bind_spec (batch, actor, spec);
  expect_startable (batch);
  attune_batch_add (
    batch,
    "SELECT e.id, e.evaluator_id, e.state, p.name FROM evaluation AS e"
    " JOIN person AS p ON p.id = e.evaluator_id WHERE e.interaction_id = $interaction"
    " AND e.agent_id = $agent AND e.form_id = $form AND e.kind = $kind AND e.state <> 3"
    " AND ($kind IN (0, 1) OR e.evaluator_id = $actor) ORDER BY e.id LIMIT 1",
    "iiit");
  bind_spec (batch, actor, spec);
  result = attune_store_read (self, batch, error);
  if (result == NULL)
    return 0;

  rows = attune_result_rows (result, 1);
  if (attune_rows_get_n (rows) == 0)
    return 0;
  if (attune_rows_get_int (rows, 0, 1) == actor &&
      attune_rows_get_int (rows, 0, 2) == ATTUNE_EVALUATION_STATE_DRAFT)
    return attune_rows_get_int (rows, 0, 0);

  g_set_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_EXISTS,
               attune_rows_get_int (rows, 0, 2) == ATTUNE_EVALUATION_STATE_DRAFT
                 /* Translators: the name of a person. */
                 ? _ ("%s is evaluating this contact on this form already.")
                 : _ ("%s has evaluated this contact on this form already. Open that evaluation."),
               attune_rows_get_text (rows, 0, 3));
  return 0;
}

static gint64
find_newest_revision (AttuneStore *self, gint64 form, GError **error)
{
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_READ);
  g_autoptr (AttuneResult) result = NULL;

  attune_batch_add (batch,
                    "SELECT r.id FROM form_revision AS r JOIN form AS f ON f.id = r.form_id"
                    " WHERE r.form_id = $form AND r.retired_at IS NULL AND f.removed_at IS NULL"
                    " ORDER BY r.number DESC LIMIT 1",
                    "i");
  attune_batch_bind_int (batch, "form", form);
  attune_batch_expect (
    batch, 1, ATTUNE_STORE_ERROR_NOT_FOUND,
    _ ("This form is not in use: it has not been published, or was retired. Choose "
       "another one."));
  result = attune_store_read (self, batch, error);
  return result != NULL ? attune_rows_get_int (attune_result_rows (result, 0), 0, 0) : 0;
}

static void
add_evaluation (AttuneWrite *write, gint64 id, const AttuneEvaluationSpec *spec)
{
  AttuneBatch *batch = attune_write_get_batch (write);

  attune_batch_add (batch,
                    ATTUNE_EVALUATION_INSERT
                    " SELECT $id, 1, i.id, a.agent_id, a.team_id, $form, $actor, $kind, $basis, 0,"
                    " i.started_at, i.day / 100, $now, NULL, NULL" STARTABLE,
                    "");
  attune_batch_bind_int (batch, "id", id);
  bind_spec (batch, attune_write_get_actor (write), spec);
  attune_batch_bind_int (batch, "basis", spec->basis);
  attune_batch_bind_int (batch, "now", attune_write_get_now (write));
  expect_startable (batch);
}

static void
add_draft (AttuneWrite *write, gint64 id, const AttuneRevision *revision)
{
  AttuneBatch *batch = attune_write_get_batch (write);
  g_autoptr (AttuneAnswers) answers = attune_answers_new (revision->form);
  g_autofree char *document = attune_answers_to_json (answers, NULL);

  attune_batch_add (batch,
                    ATTUNE_REVISION_INSERT
                    " SELECT $id, e.id, 1, 1, $revision, $answers, 0, '', e.evaluator_id, $now,"
                    " NULL, $version, $score, $raw, $critical, $outcome, $failed, $errors, 0,"
                    " e.agent_id, e.team_id, e.form_id, e.basis, e.contact_at"
                    " FROM evaluation AS e WHERE e.id = $evaluation",
                    "");
  attune_batch_bind_int (batch, "id", attune_write_next_id (write));
  attune_batch_bind_int (batch, "evaluation", id);
  attune_batch_bind_int (batch, "revision", revision->id);
  attune_batch_bind_text (batch, "answers", document);
  attune_batch_bind_int (batch, "now", attune_write_get_now (write));
  attune_evaluation_record_bind_figures (batch, NULL);
}

/* A revision published meanwhile is the one to evaluate on. */
static void
require_newest (AttuneBatch *batch, gint64 revision)
{
  attune_batch_add (batch,
                    "SELECT r.id FROM form_revision AS r JOIN form AS f ON f.id = r.form_id"
                    " WHERE r.id = $revision AND r.retired_at IS NULL AND f.removed_at IS NULL",
                    "i");
  attune_batch_bind_int (batch, "revision", revision);
  attune_batch_expect (batch, 1, ATTUNE_STORE_ERROR_CONFLICT,
                       _ ("The form has been published anew or removed meanwhile. Try again."));
}

/* Of calibrations and masters an evaluator has one each; assessments and self-evaluations are held by their index. */
static void
require_none_standing (AttuneBatch *batch, gint64 actor, const AttuneEvaluationSpec *spec)
{
  attune_batch_add (batch,
                    "SELECT e.id FROM evaluation AS e WHERE e.interaction_id = $interaction"
                    " AND e.agent_id = $agent AND e.form_id = $form AND e.kind = $kind"
                    " AND e.state <> 3 AND ($kind IN (0, 1) OR e.evaluator_id = $actor) LIMIT 1",
                    "i");
  bind_spec (batch, actor, spec);
  attune_batch_expect (batch, 0, ATTUNE_STORE_ERROR_CONFLICT,
                       _ ("This contact is being evaluated on this form already."));
}

/* Begins anew, where nothing stands in the way of it. */
static gint64
begin_evaluation (AttuneStore *self, gint64 actor, const AttuneEvaluationSpec *spec, GError **error)
{
  gint64 newest = find_newest_revision (self, spec->form, error);
  const AttuneRevision *revision = newest != 0 ? attune_store_get_revision (self, newest, error)
                                               : NULL;
  g_autoptr (AttuneWrite) write = NULL;
  gint64 id;

  if (revision == NULL)
    return 0;

  write = attune_write_new (self, actor);
  id = attune_write_next_id (write);
  require_none_standing (attune_write_get_batch (write), actor, spec);
  require_newest (attune_write_get_batch (write), newest);
  add_evaluation (write, id, spec);
  add_draft (write, id, revision);
  if (spec->kind == ATTUNE_EVALUATION_SELF)
    attune_self_begin (write, id);
  else if (spec->kind == ATTUNE_EVALUATION_ASSESSMENT)
    attune_assignment_begin (write, id);
  attune_write_changed (write, ATTUNE_CHANGE_EVALUATION, id);
  attune_write_changed (write, ATTUNE_CHANGE_INTERACTION, spec->interaction);
  return attune_write_commit (write, error) ? id : 0;
}

static gint64
attempt_start (AttuneStore *self, gint64 actor, const AttuneEvaluationSpec *spec, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  gint64 standing = find_standing (self, actor, spec, &local_error);

  if (local_error == NULL)
    return standing != 0 ? standing : begin_evaluation (self, actor, spec, error);

  g_propagate_error (error, g_steal_pointer (&local_error));
  return 0;
}

/* Whoever comes in between is met at the next attempt. */
gint64
attune_evaluation_start (AttuneStore *self,
                         gint64 actor,
                         const AttuneEvaluationSpec *spec,
                         GError **error)
{
  guint attempts_left = ATTUNE_WRITE_ATTEMPTS;

  for (;;)
    {
      GError *local_error = NULL;
      gint64 id = attempt_start (self, actor, spec, &local_error);

      if (id != 0 || !attune_write_try_again (&attempts_left, local_error, error))
        return id;
    }
}

static gint64
start_evaluation (AttuneStore *self, AttuneArguments *arguments, GError **error)
{
  return attune_evaluation_start (self, arguments->actor, arguments->value, error);
}

void
attune_held_free (AttuneHeld *self)
{
  g_free (self->evaluator_name);
  g_free (self);
}

static gpointer
list_held (AttuneStore *self, AttuneArguments *arguments, GError **error)
{
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_READ);
  g_autoptr (AttuneResult) result = NULL;
  GPtrArray *all;

  attune_batch_add (batch,
                    "SELECT e.agent_id, e.form_id, p.name FROM evaluation AS e"
                    " JOIN person AS p ON p.id = e.evaluator_id WHERE e.interaction_id = $id"
                    " AND " ATTUNE_ACCESS_HELD " ORDER BY e.id",
                    "iit");
  attune_batch_bind_int (batch, "id", arguments->subject);
  attune_batch_bind_int (batch, "actor", arguments->actor);
  result = attune_store_read (self, batch, error);
  if (result == NULL)
    return NULL;

  all = g_ptr_array_new_with_free_func ((GDestroyNotify) attune_held_free);
  for (guint i = 0; i < attune_rows_get_n (attune_result_rows (result, 0)); i++)
    {
      const AttuneRows *rows = attune_result_rows (result, 0);
      AttuneHeld *held = g_new0 (AttuneHeld, 1);

      held->agent = attune_rows_get_int (rows, i, 0);
      held->form = attune_rows_get_int (rows, i, 1);
      held->evaluator_name = attune_rows_dup_text (rows, i, 2);
      g_ptr_array_add (all, held);
    }
  return all;
}

static const AttuneVerb list_held_verb = {
  .priority = ATTUNE_PRIORITY_READ,
  .finish_pointer = list_held,
  .free_result = (GDestroyNotify) g_ptr_array_unref,
};

void
attune_store_list_held_async (AttuneStore *self,
                              gint64 actor,
                              gint64 interaction,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer data)
{
  attune_verb_start (&list_held_verb, self,
                     &(AttuneArguments){ .actor = actor, .subject = interaction }, cancellable,
                     callback, data);
}

GPtrArray *
attune_store_list_held_finish (AttuneStore *self, GAsyncResult *result, GError **error)
{
  return attune_verb_finish_pointer (&list_held_verb, self, result, error);
}

static gpointer
read_revision_info (const AttuneRows *rows, guint row)
{
  AttuneRevisionInfo *info = g_new0 (AttuneRevisionInfo, 1);

  info->id = attune_rows_get_int (rows, row, 0);
  info->number = (guint) attune_rows_get_int (rows, row, 1);
  info->is_current = attune_rows_get_int (rows, row, 2) != 0;
  info->reason = (AttuneRevisionReason) attune_rows_get_int (rows, row, 3);
  info->remark = attune_rows_dup_text (rows, row, 4);
  info->author = attune_rows_dup_text (rows, row, 5);
  info->submitted_at = attune_rows_get_int (rows, row, 6);
  info->score = attune_rows_is_null (rows, row, 7) ? ATTUNE_SCORE_NONE
                                                   : attune_rows_get_int (rows, row, 7);
  return info;
}

static void
add_contents (AttuneBatch *batch, const AttuneArguments *arguments)
{
  attune_batch_add (batch,
                    "SELECT e.interaction_id, e.release_due, e.void_reason, r.form_revision_id,"
                    " f.document, r.answers,"
                    " CASE WHEN e.evaluator_id = $actor AND e.state = 0 THEN 1 ELSE 0 END"
                    " FROM evaluation AS e JOIN evaluation_revision AS r"
                    " ON r.evaluation_id = e.id AND r.is_current = 1"
                    " JOIN form_revision AS f ON f.id = r.form_revision_id"
                    " WHERE e.id = $id AND " ATTUNE_ACCESS_EVALUATION,
                    "iititti");
  attune_batch_bind_int (batch, "id", arguments->subject);
  attune_batch_bind_int (batch, "actor", arguments->actor);
  attune_batch_expect (batch, 1, ATTUNE_STORE_ERROR_NOT_FOUND,
                       _ ("This evaluation is not there, or not for you to see."));
  attune_batch_add (batch,
                    "SELECT r.id, r.number, r.is_current, r.reason, r.remark, p.name,"
                    " r.submitted_at, r.score FROM evaluation_revision AS r"
                    " JOIN person AS p ON p.id = r.author_id WHERE r.evaluation_id = $id"
                    " ORDER BY r.number DESC",
                    "iiiittii");
  attune_batch_bind_int (batch, "id", arguments->subject);
  attune_place_add_reading (batch, arguments->actor, ATTUNE_PLACE_EVALUATION, arguments->subject);
  attune_batch_add (batch,
                    "SELECT " ATTUNE_EVALUATION_ROW_COLUMNS
                    " FROM evaluation AS e " ATTUNE_EVALUATION_ROW_JOINS " WHERE e.id = $id",
                    ATTUNE_EVALUATION_ROW_TYPES);
  attune_batch_bind_int (batch, "id", arguments->subject);
  attune_place_add_reading (batch, arguments->actor, ATTUNE_PLACE_ASIDE, arguments->subject);
}

/* A place is "microseconds question", the question possibly empty. */
static void
read_place (AttuneEvaluation *self, const AttuneRows *rows)
{
  char *rest = NULL;

  if (attune_rows_get_n (rows) == 0)
    return;
  self->place_us = g_ascii_strtoll (attune_rows_get_text (rows, 0, 0), &rest, 10);
  if (rest != NULL && rest[0] == ' ' && rest[1] != '\0')
    self->place_question = g_strdup (rest + 1);
}

/* Forgotten ones are empty. */
static void
read_aside (AttuneEvaluation *self, const AttuneRows *rows)
{
  if (attune_rows_get_n (rows) > 0 && attune_rows_get_text (rows, 0, 0)[0] != '\0')
    self->aside = attune_rows_dup_text (rows, 0, 0);
}

static gpointer
load_evaluation (AttuneStore *self, AttuneArguments *arguments, GError **error)
{
  g_autoptr (AttuneEvaluation) evaluation = g_new0 (AttuneEvaluation, 1);
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_READ);
  g_autoptr (AttuneResult) result = NULL;
  const AttuneRows *rows;

  add_contents (batch, arguments);
  result = attune_store_read (self, batch, error);
  if (result == NULL)
    return NULL;

  rows = attune_result_rows (result, 0);
  evaluation->release_due = attune_rows_get_int (rows, 0, 1);
  evaluation->void_reason = attune_rows_dup_text (rows, 0, 2);
  evaluation->form_revision = attune_rows_get_int (rows, 0, 3);
  evaluation->form_document = attune_rows_dup_text (rows, 0, 4);
  evaluation->answers = attune_rows_dup_text (rows, 0, 5);
  evaluation->can_edit = attune_rows_get_int (rows, 0, 6) != 0 &&
                         attune_store_check_writable (self, NULL);
  evaluation->revisions = attune_verb_collect (result, 1, read_revision_info,
                                               (GDestroyNotify) attune_revision_info_free);
  read_place (evaluation, attune_result_rows (result, 2));
  read_aside (evaluation, attune_result_rows (result, 4));

  evaluation->row = attune_evaluation_row_read (attune_result_rows (result, 3), 0);
  evaluation->interaction = attune_interaction_read (self, arguments->actor,
                                                     attune_rows_get_int (rows, 0, 0), error);
  return evaluation->interaction != NULL ? g_steal_pointer (&evaluation) : NULL;
}

static gpointer
load_revision (AttuneStore *self, AttuneArguments *arguments, GError **error)
{
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_READ);
  g_autoptr (AttuneResult) result = NULL;

  attune_batch_add (batch,
                    "SELECT r.answers FROM evaluation_revision AS r JOIN evaluation AS e"
                    " ON e.id = r.evaluation_id WHERE r.id = $id AND " ATTUNE_ACCESS_EVALUATION,
                    "t");
  attune_batch_bind_int (batch, "id", arguments->subject);
  attune_batch_bind_int (batch, "actor", arguments->actor);
  attune_batch_expect (batch, 1, ATTUNE_STORE_ERROR_NOT_FOUND,
                       _ ("This revision is not there, or not for you to see."));
  result = attune_store_read (self, batch, error);
  return result != NULL ? attune_rows_dup_text (attune_result_rows (result, 0), 0, 0) : NULL;
}

static const AttuneVerb start_verb = {
  .priority = ATTUNE_PRIORITY_WRITE,
  .finish_int = start_evaluation,
  .free_value = g_free,
};

static const AttuneVerb load_verb = {
  .priority = ATTUNE_PRIORITY_READ,
  .finish_pointer = load_evaluation,
  .free_result = (GDestroyNotify) attune_evaluation_free,
};

static const AttuneVerb load_revision_verb = {
  .priority = ATTUNE_PRIORITY_READ,
  .finish_pointer = load_revision,
  .free_result = g_free,
};

void
attune_store_start_evaluation_async (AttuneStore *self,
                                     gint64 actor,
                                     const AttuneEvaluationSpec *spec,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer data)
{
  attune_verb_start (&start_verb, self,
                     &(AttuneArguments){ .actor = actor, .value = g_memdup2 (spec, sizeof *spec) },
                     cancellable, callback, data);
}

gint64
attune_store_start_evaluation_finish (AttuneStore *self, GAsyncResult *result, GError **error)
{
  return attune_verb_finish_int (&start_verb, self, result, error);
}

void
attune_store_load_evaluation_async (AttuneStore *self,
                                    gint64 actor,
                                    gint64 evaluation,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer data)
{
  attune_verb_start (&load_verb, self, &(AttuneArguments){ .actor = actor, .subject = evaluation },
                     cancellable, callback, data);
}

AttuneEvaluation *
attune_store_load_evaluation_finish (AttuneStore *self, GAsyncResult *result, GError **error)
{
  return attune_verb_finish_pointer (&load_verb, self, result, error);
}

void
attune_store_load_revision_async (AttuneStore *self,
                                  gint64 actor,
                                  gint64 revision,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer data)
{
  attune_verb_start (&load_revision_verb, self,
                     &(AttuneArguments){ .actor = actor, .subject = revision }, cancellable,
                     callback, data);
}

char *
attune_store_load_revision_finish (AttuneStore *self, GAsyncResult *result, GError **error)
{
  return attune_verb_finish_pointer (&load_revision_verb, self, result, error);
}
