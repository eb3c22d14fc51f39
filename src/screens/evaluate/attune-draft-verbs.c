/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-draft-private.h"

#include <glib/gi18n.h>

/* Submitting, releasing, voiding, correcting. */

/* Why nothing can be submitted while there are two sides. Owned by the caller. */
static GError *
make_conflict_error (void)
{
  return g_error_new_literal (ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_CONFLICT,
                              _ ("The evaluation was changed elsewhere. Choose what to keep "
                                 "first, then submit."));
}

/* Why nothing can be done at the moment; NULL where it can. Owned by the caller. */
static GError *
make_pending_error (AttuneDraft *self)
{
  if (self->is_acting)
    return g_error_new_literal (G_IO_ERROR, G_IO_ERROR_PENDING,
                                _ ("Something else is being done with this evaluation. Try again "
                                   "in a moment."));
  if (self->is_stale)
    return g_error_new_literal (G_IO_ERROR, G_IO_ERROR_PENDING,
                                _ ("What was done with this evaluation last could not be read yet. "
                                   "Try again in a moment."));
  return NULL;
}

/* Whether the verb of `task` may begin: one does at a time. Otherwise it ends here, with `refusal` (nullable, taken over) or
 * because there is another. */
static gboolean
begin_act (GTask *task, GError *refusal)
{
  AttuneDraft *self = g_task_get_source_object (task);
  GError *pending = make_pending_error (self);
  GError *error = pending != NULL ? pending : refusal;

  if (error == NULL)
    {
      self->is_acting = TRUE;
      return TRUE;
    }
  if (error != refusal)
    g_clear_error (&refusal);
  g_task_return_error (task, error);
  g_object_unref (task);
  return FALSE;
}

static gboolean
done_cb (gpointer data)
{
  g_autoptr (GTask) task = data;

  g_task_return_boolean (task, TRUE);
  return G_SOURCE_REMOVE;
}

/* The store has done it: that it cannot be read now is another matter. Whoever waits is told in a turn of the loop of its
 * own: together with what changes here, what it changes would hold the loop for more than a frame. */
static void
reload_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  AttuneDraft *self = g_task_get_source_object (data);
  GError *error = NULL;
  AttuneEvaluation *evaluation = attune_store_load_evaluation_finish (ATTUNE_STORE (source), result,
                                                                      &error);

  self->is_acting = FALSE;
  if (evaluation == NULL || !attune_draft_show_evaluation (self, evaluation, &error))
    attune_draft_miss_outcome (self, error);
  g_idle_add (done_cb, data);
}

static void
fail_act (GTask *task, GError *error)
{
  AttuneDraft *self = g_task_get_source_object (task);

  self->is_acting = FALSE;
  attune_sheet_set_can_edit (self->sheet, self->evaluation->can_edit);
  if (g_error_matches (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_CONFLICT))
    attune_draft_look_for_theirs (self);
  g_task_return_error (task, error);
  g_object_unref (task);
}

static void
finish_act (GTask *task, GError *error)
{
  AttuneDraft *self = g_task_get_source_object (task);

  if (error != NULL)
    fail_act (task, error);
  else
    attune_store_load_evaluation_async (self->store, self->actor, self->evaluation->row->id, NULL,
                                        reload_cb, task);
}

static void
submitted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GError *error = NULL;

  attune_store_submit_on_finish (ATTUNE_STORE (source), result, &error);
  finish_act (data, error);
}

static void
settled_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  AttuneDraft *self = g_task_get_source_object (task);
  GError *error = NULL;
  gint64 rev = attune_saver_settle_finish (ATTUNE_SAVER (source), result, &error);

  if (rev != 0)
    attune_store_submit_on_async (self->store, self->actor, self->evaluation->row->id, rev,
                                  *(const gint64 *) g_task_get_task_data (task),
                                  g_task_get_cancellable (task), submitted_cb, task);
  else
    fail_act (task, error);
}

static void
release_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GError *error = NULL;

  attune_store_release_finish (ATTUNE_STORE (source), result, &error);
  finish_act (data, error);
}

static void
release_set_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GError *error = NULL;

  attune_store_set_release_finish (ATTUNE_STORE (source), result, &error);
  finish_act (data, error);
}

static void
moved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GError *error = NULL;

  attune_store_move_evaluation_finish (ATTUNE_STORE (source), result, &error);
  finish_act (data, error);
}

static void
void_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GError *error = NULL;

  attune_store_void_finish (ATTUNE_STORE (source), result, &error);
  finish_act (data, error);
}

static void
corrected_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GError *error = NULL;

  attune_store_revise_finish (ATTUNE_STORE (source), result, &error);
  finish_act (data, error);
}

void
attune_draft_submit_async (AttuneDraft *self,
                           gint64 release_at,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer data)
{
  GTask *task = g_task_new (self, cancellable, callback, data);
  gboolean is_decided = self->theirs == NULL && self->evaluation->can_edit;

  g_task_set_source_tag (task, attune_draft_submit_async);
  g_task_set_task_data (task, g_memdup2 (&release_at, sizeof release_at), g_free);
  if (!begin_act (task, is_decided ? NULL : make_conflict_error ()))
    return;
  attune_sheet_set_can_edit (self->sheet, FALSE);
  attune_saver_settle_async (self->saver, cancellable, settled_cb, task);
}

void
attune_draft_release_async (AttuneDraft *self,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer data)
{
  GTask *task = g_task_new (self, cancellable, callback, data);

  g_task_set_source_tag (task, attune_draft_release_async);
  if (begin_act (task, NULL))
    attune_store_release_async (self->store, self->actor, self->evaluation->row->id,
                                attune_saver_get_rev (self->saver), cancellable, release_cb, task);
}

void
attune_draft_set_release_async (AttuneDraft *self,
                                gint64 release_at,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer data)
{
  GTask *task = g_task_new (self, cancellable, callback, data);

  g_task_set_source_tag (task, attune_draft_set_release_async);
  if (begin_act (task, NULL))
    attune_store_set_release_async (self->store, self->actor, self->evaluation->row->id,
                                    attune_saver_get_rev (self->saver), release_at, cancellable,
                                    release_set_cb, task);
}

void
attune_draft_move_async (AttuneDraft *self,
                         gint64 interaction,
                         gint64 agent,
                         const char *reason,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer data)
{
  GTask *task = g_task_new (self, cancellable, callback, data);

  g_task_set_source_tag (task, attune_draft_move_async);
  if (begin_act (task, NULL))
    attune_store_move_evaluation_async (self->store, self->actor, self->evaluation->row->id,
                                        attune_saver_get_rev (self->saver), interaction, agent,
                                        reason, cancellable, moved_cb, task);
}

void
attune_draft_void_async (AttuneDraft *self,
                         const char *reason,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer data)
{
  GTask *task = g_task_new (self, cancellable, callback, data);

  g_task_set_source_tag (task, attune_draft_void_async);
  if (begin_act (task, NULL))
    attune_store_void_async (self->store, self->actor, self->evaluation->row->id,
                             attune_saver_get_rev (self->saver), reason, cancellable, void_cb,
                             task);
}

void
attune_draft_correct_async (AttuneDraft *self,
                            AttuneAnswers *answers,
                            const char *remark,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer data)
{
  GTask *task = g_task_new (self, cancellable, callback, data);
  g_autofree char *document = attune_answers_to_json (answers, NULL);

  g_task_set_source_tag (task, attune_draft_correct_async);
  if (!begin_act (task, NULL))
    return;
  attune_store_revise_async (self->store, self->actor, self->evaluation->row->id,
                             attune_saver_get_rev (self->saver), document,
                             ATTUNE_REVISION_CORRECTION, remark, cancellable, corrected_cb, task);
}

gboolean
attune_draft_act_finish (AttuneDraft *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
