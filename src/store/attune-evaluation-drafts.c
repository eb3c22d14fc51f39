/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-evaluations.h"

#include "attune-evaluation-record.h"
#include "attune-place.h"
#include "attune-verb.h"

#include <glib/gi18n-lib.h>

/* Filling in an evaluation: its answers, where the writer is, and what came too late. */

#define FILL_IN_MESSAGE N_ ("Only the evaluator can fill in an evaluation, and only a draft.")

static gint64
write_answers (AttuneStore *self, AttuneArguments *arguments, GError **error)
{
  g_autoptr (AttuneEvaluationRecord)
    record = attune_evaluation_record_read (self, arguments->actor, arguments->subject, error);
  g_autoptr (AttuneAnswers) answers = NULL;
  g_autoptr (AttuneWrite) write = NULL;
  AttuneBatch *batch;

  if (record == NULL)
    return 0;
  if (record->state != ATTUNE_EVALUATION_STATE_DRAFT || record->evaluator != arguments->actor)
    {
      g_set_error_literal (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_DENIED,
                           _ (FILL_IN_MESSAGE));
      return 0;
    }
  answers = attune_evaluation_record_parse (record, arguments->text, error);
  if (answers == NULL)
    return 0;

  record->rev = arguments->rev;
  write = attune_write_new (self, arguments->actor);
  batch = attune_write_get_batch (write);
  attune_evaluation_record_require (record, write,
                                    ATTUNE_EVALUATION_RIGHT ("e.evaluator_id = $actor"),
                                    _ (FILL_IN_MESSAGE));
  attune_evaluation_record_set_state (record, write, ATTUNE_EVALUATION_STATE_DRAFT);
  attune_batch_add (batch,
                    "UPDATE evaluation_revision SET answers = $answers WHERE id = $id"
                    " AND submitted_at IS NULL",
                    "");
  attune_batch_bind_text (batch, "answers", arguments->text);
  attune_batch_bind_int (batch, "id", record->revision_id);
  attune_batch_expect (batch, 1, ATTUNE_STORE_ERROR_CONFLICT,
                       _ ("This evaluation has been submitted meanwhile. Open it again."));
  return attune_write_commit (write, error) ? record->rev + 1 : 0;
}

/* Answers on their way into the store. */
typedef struct
{
  AttuneRev *rev;
  AttuneAnswers *answers;
} Saving;

static void
free_saving (gpointer data)
{
  Saving *saving = data;

  attune_rev_unref (saving->rev);
  attune_answers_unref (saving->answers);
  g_free (saving);
}

static gint64
keep_aside (AttuneStore *self, AttuneArguments *arguments, GError **error)
{
  return attune_place_keep (self, arguments->actor, ATTUNE_PLACE_ASIDE, arguments->subject,
                            arguments->text, error);
}

/* Whether the draft went on without this save, or came to its end. */
static gboolean
is_too_late (const GError *error)
{
  return g_error_matches (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_CONFLICT) ||
         g_error_matches (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_DENIED);
}

/* Here and not by whoever asks, who may be gone by now: whatever cannot be put aside is still in the error. */
static gint64
keep_answers (AttuneStore *self, AttuneArguments *arguments, GError **error)
{
  Saving *saving = arguments->value;
  g_autofree char *document = attune_answers_to_json (saving->answers, NULL);
  GError *local_error = NULL;
  gint64 rev;

  arguments->text = document;
  arguments->rev = attune_rev_get (saving->rev);
  rev = write_answers (self, arguments, &local_error);
  if (rev != 0)
    attune_rev_set (saving->rev, rev);
  else if (is_too_late (local_error))
    keep_aside (self, arguments, NULL);
  arguments->text = NULL;
  if (local_error != NULL)
    g_propagate_error (error, local_error);
  return rev;
}

static gint64
save_place (AttuneStore *self, AttuneArguments *arguments, GError **error)
{
  return attune_place_keep (self, arguments->actor, ATTUNE_PLACE_EVALUATION, arguments->subject,
                            arguments->text, error);
}

static const AttuneVerb answers_verb = { .priority = ATTUNE_PRIORITY_WRITE,
                                         .finish_int = write_answers };

static const AttuneVerb keep_verb = {
  .priority = ATTUNE_PRIORITY_WRITE,
  .finish_int = keep_answers,
  .free_value = free_saving,
};

static const AttuneVerb aside_verb = { .priority = ATTUNE_PRIORITY_WRITE,
                                       .finish_int = keep_aside };
static const AttuneVerb place_verb = { .priority = ATTUNE_PRIORITY_WRITE,
                                       .finish_int = save_place };

void
attune_store_save_answers_async (AttuneStore *self,
                                 gint64 actor,
                                 gint64 evaluation,
                                 gint64 rev,
                                 const char *answers,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer data)
{
  attune_verb_start (&answers_verb, self,
                     &(AttuneArguments){
                       .actor = actor, .subject = evaluation, .rev = rev, .text = answers },
                     cancellable, callback, data);
}

gint64
attune_store_save_answers_finish (AttuneStore *self, GAsyncResult *result, GError **error)
{
  return attune_verb_finish_int (&answers_verb, self, result, error);
}

void
attune_store_keep_answers_async (AttuneStore *self,
                                 gint64 actor,
                                 gint64 evaluation,
                                 AttuneRev *rev,
                                 AttuneAnswers *answers,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer data)
{
  Saving *saving = g_new0 (Saving, 1);

  saving->rev = attune_rev_ref (rev);
  saving->answers = attune_answers_ref (answers);
  attune_verb_start (&keep_verb, self,
                     &(AttuneArguments){ .actor = actor, .subject = evaluation, .value = saving },
                     cancellable, callback, data);
}

gint64
attune_store_keep_answers_finish (AttuneStore *self, GAsyncResult *result, GError **error)
{
  return attune_verb_finish_int (&keep_verb, self, result, error);
}

void
attune_store_keep_aside_async (AttuneStore *self,
                               gint64 actor,
                               gint64 evaluation,
                               const char *answers,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer data)
{
  attune_verb_start (&aside_verb, self,
                     &(AttuneArguments){ .actor = actor,
                                         .subject = evaluation,
                                         .text = answers != NULL ? answers : "" },
                     cancellable, callback, data);
}

gboolean
attune_store_keep_aside_finish (AttuneStore *self, GAsyncResult *result, GError **error)
{
  return attune_verb_finish_boolean (&aside_verb, self, result, error);
}

void
attune_store_save_place_async (AttuneStore *self,
                               gint64 actor,
                               gint64 evaluation,
                               const char *question,
                               gint64 position_us,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer data)
{
  g_autofree char *place = g_strdup_printf ("%" G_GINT64_FORMAT " %s", position_us,
                                            question != NULL ? question : "");

  attune_verb_start (&place_verb, self,
                     &(AttuneArguments){ .actor = actor, .subject = evaluation, .text = place },
                     cancellable, callback, data);
}

gboolean
attune_store_save_place_finish (AttuneStore *self, GAsyncResult *result, GError **error)
{
  return attune_verb_finish_boolean (&place_verb, self, result, error);
}
