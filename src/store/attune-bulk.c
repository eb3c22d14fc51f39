/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-bulk.h"

#include "attune-access.h"
#include "attune-entries-private.h"
#include "attune-evaluation-record.h"
#include "attune-interactions-private.h"
#include "attune-notes-private.h"
#include "attune-verb.h"

#include <glib/gi18n-lib.h>

AttuneBulkItem *
attune_bulk_item_new (void)
{
  return g_new0 (AttuneBulkItem, 1);
}

void
attune_bulk_item_free (AttuneBulkItem *self)
{
  g_clear_pointer (&self->interaction, attune_interaction_free);
  g_clear_pointer (&self->notes, g_ptr_array_unref);
  g_free (self->answers);
  g_free (self);
}

/* A batch in the making. */
typedef struct
{
  AttuneStore *store;
  AttuneWrite *write;
  AttuneRollup *rollup;
  GString *seals; /* what the trail says was added */
} Import;

/* The item's evaluation, as what the changing verbs go by. */
static AttuneEvaluationRecord *
make_record (Import *self, const AttuneBulkItem *item, gint64 interaction, GError **error)
{
  g_autoptr (AttuneEvaluationRecord) record = g_new0 (AttuneEvaluationRecord, 1);

  record->form_revision = attune_store_get_revision (self->store, item->form_revision, error);
  if (record->form_revision == NULL)
    return NULL;

  record->id = attune_write_next_id (self->write);
  record->revision_id = attune_write_next_id (self->write);
  record->interaction = interaction;
  record->kind = item->kind;
  record->state = item->state;
  record->evaluator = item->evaluator;
  record->contact_at = item->interaction->started_at;
  record->key = (AttuneRollupKey){
    .agent = item->agent,
    .form = record->form_revision->form_id,
    .month = attune_store_get_day (self->store, record->contact_at) / 100,
    .basis = item->basis,
  };
  for (guint i = 0; i < item->interaction->parts->len; i++)
    {
      const AttunePart *part = g_ptr_array_index (item->interaction->parts, i);

      if (part->agent == item->agent)
        record->key.team = part->team;
    }
  return g_steal_pointer (&record);
}

static void
add_evaluation (Import *self, const AttuneBulkItem *item, const AttuneEvaluationRecord *record)
{
  AttuneBatch *batch = attune_write_get_batch (self->write);

  attune_batch_add (batch,
                    ATTUNE_EVALUATION_INSERT
                    " VALUES ($id, 1, $interaction, $agent, $team, $form, $evaluator,"
                    " $kind, $basis, $state, $contact, $month, $at,"
                    " CASE WHEN $state = 2 THEN $at END, CASE WHEN $state = 3 THEN $at END)",
                    "");
  attune_batch_bind_int (batch, "id", record->id);
  attune_batch_bind_int (batch, "interaction", record->interaction);
  attune_batch_bind_int (batch, "agent", record->key.agent);
  attune_batch_bind_id (batch, "team", record->key.team);
  attune_batch_bind_int (batch, "form", record->key.form);
  attune_batch_bind_int (batch, "evaluator", record->evaluator);
  attune_batch_bind_int (batch, "kind", record->kind);
  attune_batch_bind_int (batch, "basis", record->key.basis);
  attune_batch_bind_int (batch, "state", record->state);
  attune_batch_bind_int (batch, "contact", record->contact_at);
  attune_batch_bind_int (batch, "month", record->key.month);
  attune_batch_bind_int (batch, "at", item->submitted_at);
}

static void
add_revision (Import *self,
              const AttuneBulkItem *item,
              const AttuneEvaluationRecord *record,
              AttuneAnswers *answers)
{
  AttuneBatch *batch = attune_write_get_batch (self->write);
  gboolean is_draft = record->state == ATTUNE_EVALUATION_STATE_DRAFT;
  AttuneSealedRevision sealed;
  AttuneScoreFigures figures;

  attune_batch_add (batch,
                    ATTUNE_REVISION_INSERT
                    " VALUES ($id, $evaluation, 1, 1, $revision, $answers, 0, '', $author, $at,"
                    " $submitted, $version, $score, $raw, $critical, $outcome, $failed, $errors,"
                    " $counted, $agent, $team, $form, $basis, $contact)",
                    "");
  attune_batch_bind_int (batch, "id", record->revision_id);
  attune_batch_bind_int (batch, "evaluation", record->id);
  attune_batch_bind_int (batch, "revision", record->form_revision->id);
  attune_batch_bind_text (batch, "answers", item->answers);
  attune_batch_bind_int (batch, "author", record->evaluator);
  attune_batch_bind_int (batch, "at", item->submitted_at);
  attune_batch_bind_id (batch, "submitted", is_draft ? 0 : item->submitted_at);
  attune_batch_bind_int (batch, "counted", attune_evaluation_record_counts (record, record->state));
  attune_batch_bind_int (batch, "agent", record->key.agent);
  attune_batch_bind_id (batch, "team", record->key.team);
  attune_batch_bind_int (batch, "form", record->key.form);
  attune_batch_bind_int (batch, "basis", record->key.basis);
  attune_batch_bind_int (batch, "contact", record->contact_at);
  attune_scorer_run (record->form_revision->scorer, answers, &figures);
  attune_evaluation_record_bind_figures (batch, is_draft ? NULL : &figures);
  if (is_draft)
    return;
  attune_entries_add_revision (batch, record->id, record->revision_id, answers, NULL);
  sealed = attune_evaluation_record_seal (record, item->answers, item->submitted_at, &figures);
  attune_seals_add_revision (self->seals, &sealed);
}

static void
add_note (Import *self, const AttuneNote *note, const AttuneEvaluationRecord *record)
{
  AttuneBatch *batch = attune_write_get_batch (self->write);
  gint64 id = attune_write_next_id (self->write);
  AttuneSealedNote sealed = attune_note_seal (note, id, record->id, record->evaluator);

  attune_batch_add (
    batch,
    ATTUNE_NOTE_INSERT
    " VALUES ($id, 1, $evaluation, $author, $from, $to,"
    " $question, $kind, $shared, $text, $at, NULL, NULL,"
    " $passage_from, $passage_to, $character_from, $character_to, $about, $text_id)",
    "");
  attune_batch_bind_int (batch, "id", id);
  attune_batch_bind_int (batch, "evaluation", record->id);
  attune_batch_bind_int (batch, "author", record->evaluator);
  attune_batch_bind_int (batch, "about", record->key.agent);
  attune_note_bind (batch, note);
  attune_note_bind_stretch (batch, note);
  attune_batch_bind_int (batch, "at", note->created_at);
  attune_entry_add (batch, &(AttuneEntry){ .kind = ATTUNE_ENTRY_NOTE,
                                           .evaluation = record->id,
                                           .subject = id,
                                           .text = note->text });
  if (record->state != ATTUNE_EVALUATION_STATE_DRAFT)
    attune_seals_add_note (self->seals, &sealed);
}

static gboolean
add_item (Import *self, const AttuneBulkItem *item, GError **error)
{
  gint64 interaction = attune_interaction_insert (self->write, item->interaction);
  g_autoptr (AttuneEvaluationRecord) record = NULL;
  g_autoptr (AttuneAnswers) answers = NULL;

  if (item->form_revision == 0)
    return TRUE;
  record = make_record (self, item, interaction, error);
  if (record == NULL)
    return FALSE;
  answers = attune_evaluation_record_parse (record, item->answers, error);
  if (answers == NULL)
    return FALSE;

  add_evaluation (self, item, record);
  add_revision (self, item, record, answers);
  for (guint i = 0; item->notes != NULL && i < item->notes->len; i++)
    add_note (self, g_ptr_array_index (item->notes, i), record);
  if (attune_evaluation_record_counts (record, record->state))
    attune_rollup_add (self->rollup, &record->key, record->form_revision, answers, 1);
  return TRUE;
}

static gboolean
commit (Import *self, gint64 number, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  attune_rollup_write (self->rollup, attune_write_get_batch (self->write));
  attune_write_audit (self->write, "import", number, self->seals->str);
  attune_write_changed (self->write, ATTUNE_CHANGE_INTERACTION, 0);
  attune_write_changed (self->write, ATTUNE_CHANGE_EVALUATION, 0);
  if (attune_write_commit (self->write, &local_error) ||
      g_error_matches (local_error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_REPEATED))
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gint64
add_bulk (AttuneStore *store, AttuneArguments *arguments, GError **error)
{
  GPtrArray *items = arguments->value;
  g_autoptr (AttuneWrite)
    write = attune_write_new_for_command (store, arguments->actor, arguments->subject);
  g_autoptr (AttuneRollup) rollup = attune_rollup_new ();
  g_autoptr (GString) seals = attune_seals_new ();
  Import self = { store, write, rollup, seals };

  attune_access_require (attune_write_get_batch (write), arguments->actor,
                         ATTUNE_ROLE_MANAGER | ATTUNE_ROLE_ANALYST);
  for (guint i = 0; i < items->len; i++)
    {
      if (!add_item (&self, g_ptr_array_index (items, i), error))
        return 0;
    }
  return commit (&self, arguments->subject, error);
}

static const AttuneVerb bulk_verb = {
  .priority = ATTUNE_PRIORITY_BACKGROUND,
  .finish_int = add_bulk,
  .free_value = (GDestroyNotify) g_ptr_array_unref,
};

void
attune_store_add_bulk_async (AttuneStore *self,
                             gint64 actor,
                             gint64 import,
                             GPtrArray *items,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer data)
{
  attune_verb_start (&bulk_verb, self,
                     &(AttuneArguments){
                       .actor = actor, .subject = import, .value = g_ptr_array_ref (items) },
                     cancellable, callback, data);
}

gboolean
attune_store_add_bulk_finish (AttuneStore *self, GAsyncResult *result, GError **error)
{
  return attune_verb_finish_boolean (&bulk_verb, self, result, error);
}
