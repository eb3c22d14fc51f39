/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-notes-private.h"

#include "attune-access.h"
#include "attune-entries-private.h"
#include "attune-evaluations.h"
#include "attune-policies-private.h"

#include <glib/gi18n-lib.h>

/* What a note hangs on, as far as the verbs that change it must know beforehand. */
typedef struct
{
  gint64 evaluation;
  gint64 author;
  AttuneEvaluationKind kind;
  AttuneEvaluationState state;
} Ground;

static gboolean
take_ground (AttuneStore *self, AttuneBatch *batch, Ground *out_ground, GError **error)
{
  g_autoptr (AttuneResult) result = attune_store_read (self, batch, error);
  const AttuneRows *rows;

  if (result == NULL)
    return FALSE;

  rows = attune_result_rows (result, 0);
  out_ground->evaluation = attune_rows_get_int (rows, 0, 0);
  out_ground->author = attune_rows_get_int (rows, 0, 1);
  out_ground->kind = (AttuneEvaluationKind) attune_rows_get_int (rows, 0, 2);
  out_ground->state = (AttuneEvaluationState) attune_rows_get_int (rows, 0, 3);
  return TRUE;
}

/* Of a note to come: the evaluation, and the actor as its author. */
static gboolean
find_evaluation (AttuneStore *self, gint64 actor, gint64 evaluation, Ground *out, GError **error)
{
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_READ);

  attune_batch_add (batch,
                    "SELECT e.id, $actor, e.kind, e.state FROM evaluation AS e"
                    " WHERE e.id = $evaluation AND " ATTUNE_ACCESS_EVALUATION,
                    "iiii");
  attune_batch_bind_int (batch, "actor", actor);
  attune_batch_bind_int (batch, "evaluation", evaluation);
  attune_batch_expect (batch, 1, ATTUNE_STORE_ERROR_NOT_FOUND,
                       _ ("This evaluation is not there, or not for you to see."));
  return take_ground (self, batch, out, error);
}

/* Of a note that is there, which only its author may change. */
static gboolean
find_note (AttuneStore *self, gint64 actor, gint64 note, Ground *out, GError **error)
{
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_READ);

  attune_batch_add (batch,
                    "SELECT e.id, n.author_id, e.kind, e.state FROM note AS n"
                    " JOIN evaluation AS e ON e.id = n.evaluation_id WHERE n.id = $note"
                    " AND " ATTUNE_ACCESS_EVALUATION " AND " ATTUNE_ACCESS_NOTE,
                    "iiii");
  attune_batch_bind_int (batch, "actor", actor);
  attune_batch_bind_int (batch, "note", note);
  attune_batch_expect (batch, 1, ATTUNE_STORE_ERROR_NOT_FOUND,
                       _ ("This note is not there, or not for you to see."));
  if (!take_ground (self, batch, out, error))
    return FALSE;
  if (out->author == actor)
    return TRUE;

  g_set_error_literal (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_DENIED,
                       _ ("This is somebody else's note. Write one of your own."));
  return FALSE;
}

static gboolean
is_valid (const AttuneNote *note, GError **error)
{
  const char *fault = NULL;

  if (note->from_us == -1 ? note->to_us != -1 : note->from_us < 0 || note->to_us < note->from_us)
    fault = _ ("A note must not end before it begins. Choose its place again.");
  else if (note->sound != NULL && note->sound_us <= 0)
    fault = _ ("Nothing is to be heard of what was spoken. Speak again, or write.");
  else if ((guint) note->kind > ATTUNE_NOTE_PLAIN)
    fault = _ ("The note's kind is unknown. Choose one of the list.");

  if (fault != NULL)
    g_set_error_literal (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_INVALID, fault);
  return fault == NULL;
}

static void
require_question (AttuneBatch *batch, gint64 evaluation, const char *question)
{
  if (question == NULL)
    return;

  attune_batch_add (batch,
                    "SELECT q.id FROM question AS q JOIN evaluation AS e ON e.form_id = q.form_id"
                    " WHERE e.id = $evaluation AND q.key = $question",
                    "i");
  attune_batch_bind_int (batch, "evaluation", evaluation);
  attune_batch_bind_text (batch, "question", question);
  attune_batch_expect (batch, 1, ATTUNE_STORE_ERROR_INVALID,
                       _ ("The form has no such question. Link the note to another one."));
}

/* $text_id is the contact's text, and has such a stretch: of evaluation $evaluation. */
#define HAS_STRETCH                                                                   \
  "SELECT f.media_id FROM evaluation AS e JOIN passage AS f"                          \
  " ON f.interaction_id = e.interaction_id JOIN media AS m ON m.id = f.media_id"      \
  " JOIN passage AS l ON l.media_id = f.media_id WHERE e.id = $evaluation"            \
  " AND m.id = $text_id AND m.removed_at IS NULL AND f.seq = $passage_from"           \
  " AND l.seq = $passage_to AND f.seq <= l.seq AND $character_from < length (f.text)" \
  " AND $character_to > 0 AND $character_to <= length (l.text)"                       \
  " AND (f.seq < l.seq OR $character_from < $character_to) LIMIT 1"

static void
require_stretch (AttuneBatch *batch, gint64 evaluation, const AttuneNote *note)
{
  if (!note->is_on_text)
    return;

  attune_batch_add (batch, HAS_STRETCH, "i");
  attune_batch_bind_int (batch, "evaluation", evaluation);
  attune_note_bind_stretch (batch, note);
  attune_batch_expect (batch, 1, ATTUNE_STORE_ERROR_INVALID,
                       _ ("The words that the note is on are not there any more. Select others."));
}

/* The words of a note that comes back may have gone meanwhile. */
static void
require_text (AttuneBatch *batch, gint64 note)
{
  attune_batch_add (batch,
                    "SELECT n.id FROM note AS n LEFT JOIN media AS m ON m.id = n.text_id"
                    " WHERE n.id = $note AND (n.passage_from IS NULL OR m.removed_at IS NULL"
                    " AND m.id IS NOT NULL)",
                    "i");
  attune_batch_bind_int (batch, "note", note);
  attune_batch_expect (batch, 1, ATTUNE_STORE_ERROR_INVALID,
                       _ (
                         "The words that the note was on are not there any more, so it cannot come "
                         "back. Write another one."));
}

/* Adds the condition that the ground is as it was: what the trail is told goes by it. */
static void
require_ground (AttuneWrite *write, const Ground *ground)
{
  AttuneBatch *batch = attune_write_get_batch (write);

  attune_batch_add (batch,
                    "SELECT e.id FROM evaluation AS e WHERE e.id = $evaluation AND e.state = $state"
                    " AND " ATTUNE_ACCESS_EVALUATION,
                    "i");
  attune_batch_bind_int (batch, "evaluation", ground->evaluation);
  attune_batch_bind_int (batch, "state", ground->state);
  attune_batch_bind_int (batch, "actor", attune_write_get_actor (write));
  attune_batch_expect (batch, 1, ATTUNE_STORE_ERROR_CONFLICT,
                       _ ("The evaluation has been changed meanwhile. Look at it again."));
}

/* What is said of a draft is not said yet; what is private or blind stays out of the trail, where others read: there it
 * has the seal alone. */
static void
audit (AttuneWrite *write,
       const char *verb,
       const Ground *ground,
       const AttuneSealedNote *note,
       const char *text)
{
  g_autoptr (GString) seals = attune_seals_new ();
  gboolean is_open = ground->kind == ATTUNE_EVALUATION_ASSESSMENT ||
                     (ground->kind == ATTUNE_EVALUATION_SELF &&
                      ground->state == ATTUNE_EVALUATION_STATE_RELEASED);

  if (ground->state == ATTUNE_EVALUATION_STATE_DRAFT)
    return;
  attune_seals_add_note (seals, note);
  attune_seals_add_text (seals, is_open ? text : NULL);
  attune_write_audit (write, verb, note->id, seals->str);
}

static gint64
insert_note (AttuneWrite *write, const AttuneNote *note)
{
  AttuneBatch *batch = attune_write_get_batch (write);
  gint64 id = note->fresh_id != 0 ? note->fresh_id : attune_write_next_id (write);

  attune_batch_add (batch,
                    ATTUNE_NOTE_INSERT
                    " SELECT $id, 1, e.id, $actor, $from, $to,"
                    " $question, $kind, $shared, $text, $now, $sound, $sound_us,"
                    " $passage_from, $passage_to, $character_from, $character_to,"
                    " e.agent_id, $text_id FROM evaluation AS e"
                    " WHERE e.id = $evaluation AND " ATTUNE_ACCESS_EVALUATION,
                    "");
  attune_batch_bind_int (batch, "id", id);
  attune_batch_bind_int (batch, "evaluation", note->evaluation);
  attune_batch_bind_int (batch, "actor", attune_write_get_actor (write));
  attune_batch_bind_int (batch, "now", attune_write_get_now (write));
  attune_note_bind (batch, note);
  attune_note_bind_sound (batch, note);
  attune_note_bind_stretch (batch, note);
  attune_batch_expect (batch, 1, ATTUNE_STORE_ERROR_NOT_FOUND,
                       _ ("This evaluation is not there, or not for you to see."));
  attune_entry_add (batch, &(AttuneEntry){ .kind = ATTUNE_ENTRY_NOTE,
                                           .evaluation = note->evaluation,
                                           .subject = id,
                                           .text = note->text });
  return id;
}

/* To the update of a note added last: it must be the actor's own, as it was seen. */
static void
expect_own_rev (AttuneWrite *write, gint64 note, gint64 rev)
{
  AttuneBatch *batch = attune_write_get_batch (write);

  attune_batch_bind_int (batch, "id", note);
  attune_batch_bind_int (batch, "rev", rev);
  attune_batch_bind_int (batch, "actor", attune_write_get_actor (write));
  attune_batch_expect (batch, 1, ATTUNE_STORE_ERROR_CONFLICT,
                       _ ("The note has been changed or taken away meanwhile. Look at it again."));
}

static void
update_note (AttuneWrite *write, const AttuneNote *note)
{
  AttuneBatch *batch = attune_write_get_batch (write);

  attune_batch_add (batch,
                    "UPDATE note SET rev = rev + 1, from_us = $from, to_us = $to,"
                    " question = $question, kind = $kind, is_shared = $shared, text = $text"
                    " WHERE id = $id AND rev = $rev AND author_id = $actor AND removed_at IS NULL",
                    "");
  attune_note_bind (batch, note);
  expect_own_rev (write, note->id, note->rev);
}

/* What the trail would say of a note that is there. `out_result` holds its texts; the caller's. */
static gboolean
read_sealed (AttuneStore *self,
             gint64 note,
             AttuneResult **out_result,
             AttuneSealedNote *out_sealed,
             GError **error)
{
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_READ);

  attune_batch_add (batch, "SELECT " ATTUNE_NOTE_SEAL_COLUMNS " FROM note AS n WHERE n.id = $id",
                    ATTUNE_NOTE_SEAL_TYPES);
  attune_batch_bind_int (batch, "id", note);
  *out_result = attune_store_read (self, batch, error);
  if (*out_result == NULL)
    return FALSE;

  *out_sealed = attune_note_read_seal (attune_result_rows (*out_result, 0), 0);
  return TRUE;
}

/* A change leaves of a note what update_note() does not write. */
static void
change_sealed (AttuneSealedNote *sealed, const AttuneNote *note)
{
  sealed->from_us = note->from_us;
  sealed->to_us = note->to_us;
  sealed->kind = note->kind;
  sealed->is_shared = note->is_shared ? 1 : 0;
  sealed->is_removed = 0;
  sealed->question = note->question;
  sealed->text = note->text != NULL ? note->text : "";
}

static gboolean
find_ground (AttuneStore *self, gint64 actor, const AttuneNote *note, Ground *out, GError **error)
{
  return note->id == 0 ? find_evaluation (self, actor, note->evaluation, out, error)
                       : find_note (self, actor, note->id, out, error);
}

static AttuneNote *
commit_note (AttuneStore *self, AttuneWrite *write, const Ground *ground, gint64 id, GError **error)
{
  AttuneBatch *batch = attune_write_get_batch (write);
  guint statement = attune_batch_add (batch, ATTUNE_NOTE_SELECT " WHERE n.id = $id",
                                      ATTUNE_NOTE_TYPES);

  attune_batch_bind_int (batch, "id", id);
  attune_write_changed (write, ATTUNE_CHANGE_NOTE, ground->evaluation);
  return attune_write_commit (write, error)
           ? attune_note_read (self, attune_write_get_rows (write, statement), 0)
           : NULL;
}

static AttuneNote *
attempt_new_note (AttuneStore *self,
                  gint64 actor,
                  const AttuneNote *note,
                  const Ground *ground,
                  GError **error)
{
  g_autoptr (AttuneWrite) write = note->fresh_id != 0
                                    ? attune_write_new_for_command (self, actor, note->fresh_id)
                                    : attune_write_new (self, actor);
  AttuneSealedNote sealed;
  gint64 id;

  require_ground (write, ground);
  require_question (attune_write_get_batch (write), ground->evaluation, note->question);
  require_stretch (attune_write_get_batch (write), ground->evaluation, note);
  if (note->sound != NULL)
    attune_policy_require (attune_write_get_batch (write), ATTUNE_POLICY_SPOKEN_NOTES);
  id = insert_note (write, note);
  sealed = attune_note_seal (note, id, ground->evaluation, ground->author);
  sealed.created_at = attune_write_get_now (write);
  audit (write, "add-note", ground, &sealed, note->is_shared ? note->text : NULL);
  return commit_note (self, write, ground, id, error);
}

static AttuneNote *
attempt_change (AttuneStore *self,
                gint64 actor,
                const AttuneNote *note,
                const Ground *ground,
                GError **error)
{
  g_autoptr (AttuneWrite) write = attune_write_new (self, actor);
  g_autoptr (AttuneResult) result = NULL;
  AttuneSealedNote sealed;
  gboolean is_reworded;

  if (!read_sealed (self, note->id, &result, &sealed, error))
    return NULL;
  is_reworded = g_strcmp0 (sealed.text, note->text != NULL ? note->text : "") != 0;
  change_sealed (&sealed, note);
  require_ground (write, ground);
  require_question (attune_write_get_batch (write), ground->evaluation, note->question);
  update_note (write, note);
  if (is_reworded)
    attune_entry_put (attune_write_get_batch (write),
                      &(AttuneEntry){ .kind = ATTUNE_ENTRY_NOTE,
                                      .evaluation = ground->evaluation,
                                      .subject = note->id,
                                      .text = note->text });
  audit (write, "change-note", ground, &sealed, note->is_shared ? note->text : NULL);
  return commit_note (self, write, ground, note->id, error);
}

static AttuneNote *
attempt_note (AttuneStore *self, gint64 actor, const AttuneNote *note, GError **error)
{
  Ground ground;

  if (!find_ground (self, actor, note, &ground, error))
    return NULL;
  return note->id == 0 ? attempt_new_note (self, actor, note, &ground, error)
                       : attempt_change (self, actor, note, &ground, error);
}

/* The actor's note that was added under that id before: what was lost was only the answer. */
static AttuneNote *
read_added (AttuneStore *self, gint64 actor, gint64 id, GError **error)
{
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_READ);
  g_autoptr (AttuneResult) result = NULL;

  attune_batch_add (batch,
                    ATTUNE_NOTE_SELECT " WHERE n.id = $id AND n.author_id = $actor"
                                       " AND n.removed_at IS NULL",
                    ATTUNE_NOTE_TYPES);
  attune_batch_bind_int (batch, "id", id);
  attune_batch_bind_int (batch, "actor", actor);
  attune_batch_expect (batch, 1, ATTUNE_STORE_ERROR_NOT_FOUND,
                       _ ("This note has been added and taken away again meanwhile."));
  result = attune_store_read (self, batch, error);
  return result != NULL ? attune_note_read (self, attune_result_rows (result, 0), 0) : NULL;
}

static gpointer
write_note (AttuneStore *self, AttuneArguments *arguments, GError **error)
{
  const AttuneNoteSaving *saving = arguments->value;
  guint attempts_left = ATTUNE_WRITE_ATTEMPTS;

  if (!is_valid (saving->note, error))
    return NULL;

  for (;;)
    {
      GError *local_error = NULL;
      AttuneNote *saved = attempt_note (self, arguments->actor, saving->note, &local_error);

      if (g_error_matches (local_error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_REPEATED))
        {
          g_clear_error (&local_error);
          saved = read_added (self, arguments->actor, saving->note->fresh_id, &local_error);
        }
      if (saved != NULL || !attune_write_try_again (&attempts_left, local_error, error))
        return saved;
    }
}

static gboolean
is_added (AttuneStore *self, gint64 actor, gint64 id)
{
  g_autoptr (AttuneNote) note = id != 0 ? read_added (self, actor, id, NULL) : NULL;

  return note != NULL;
}

/* No file goes into the workspace before it is known that its note may. */
static gboolean
prepare_note (AttuneStore *self, AttuneArguments *arguments, GError **error)
{
  const AttuneNoteSaving *saving = arguments->value;
  const AttuneNote *note = saving->note;
  Ground ground;

  if (note->id != 0 || note->sound == NULL)
    return FALSE;
  if (saving->copy == NULL && is_added (self, arguments->actor, note->fresh_id))
    return FALSE;
  if (saving->copy == NULL &&
      (!is_valid (note, error) || !find_ground (self, arguments->actor, note, &ground, error)))
    return FALSE;
  return attune_note_saving_copy (self, arguments, error);
}

static const AttuneVerb save_note = {
  .priority = ATTUNE_PRIORITY_WRITE,
  .slice = prepare_note,
  .finish_pointer = write_note,
  .free_result = (GDestroyNotify) attune_note_free,
  .free_value = (GDestroyNotify) attune_note_saving_free,
};

void
attune_store_save_note_async (AttuneStore *self,
                              gint64 actor,
                              const AttuneNote *note,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer data)
{
  attune_verb_start (&save_note, self,
                     &(AttuneArguments){ .actor = actor, .value = attune_note_saving_new (note) },
                     cancellable, callback, data);
}

AttuneNote *
attune_store_save_note_finish (AttuneStore *self, GAsyncResult *result, GError **error)
{
  return attune_verb_finish_pointer (&save_note, self, result, error);
}

/* --- Many at once --- */

static gboolean
are_valid (GPtrArray *notes, GError **error)
{
  if (notes->len > ATTUNE_NOTES_MAX)
    {
      g_set_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_INVALID,
                   _ ("There are more than %d notes at once. Add fewer."), ATTUNE_NOTES_MAX);
      return FALSE;
    }
  for (guint i = 0; i < notes->len; i++)
    if (!is_valid (g_ptr_array_index (notes, i), error))
      return FALSE;
  return TRUE;
}

static void
add_note (AttuneWrite *write, const Ground *ground, const AttuneNote *given)
{
  AttuneNote note = *given;
  AttuneSealedNote sealed;
  gint64 id;

  note.evaluation = ground->evaluation;
  note.sound = NULL;
  note.fresh_id = 0;
  require_question (attune_write_get_batch (write), ground->evaluation, note.question);
  id = insert_note (write, &note);
  sealed = attune_note_seal (&note, id, ground->evaluation, ground->author);
  sealed.created_at = attune_write_get_now (write);
  audit (write, "add-note", ground, &sealed, note.is_shared ? note.text : NULL);
}

static gboolean
attempt_notes (AttuneStore *self, const AttuneArguments *arguments, GError **error)
{
  GPtrArray *notes = arguments->value;
  g_autoptr (AttuneWrite) write = NULL;
  Ground ground;

  if (!find_evaluation (self, arguments->actor, arguments->subject, &ground, error))
    return FALSE;
  write = attune_write_new (self, arguments->actor);
  require_ground (write, &ground);
  for (guint i = 0; i < notes->len; i++)
    add_note (write, &ground, g_ptr_array_index (notes, i));
  attune_write_changed (write, ATTUNE_CHANGE_NOTE, ground.evaluation);
  return attune_write_commit (write, error);
}

static gint64
write_notes (AttuneStore *self, AttuneArguments *arguments, GError **error)
{
  GPtrArray *notes = arguments->value;
  guint attempts_left = ATTUNE_WRITE_ATTEMPTS;

  if (!are_valid (notes, error))
    return 0;
  for (;;)
    {
      GError *local_error = NULL;

      if (attempt_notes (self, arguments, &local_error))
        return notes->len;
      if (!attune_write_try_again (&attempts_left, local_error, error))
        return 0;
    }
}

static const AttuneVerb add_notes = {
  .priority = ATTUNE_PRIORITY_WRITE,
  .finish_int = write_notes,
  .free_value = (GDestroyNotify) g_ptr_array_unref,
};

void
attune_store_add_notes_async (AttuneStore *self,
                              gint64 actor,
                              gint64 evaluation,
                              GPtrArray *notes,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer data)
{
  attune_verb_start (&add_notes, self,
                     &(AttuneArguments){
                       .actor = actor, .subject = evaluation, .value = g_ptr_array_ref (notes) },
                     cancellable, callback, data);
}

gint64
attune_store_add_notes_finish (AttuneStore *self, GAsyncResult *result, GError **error)
{
  return attune_verb_finish_int (&add_notes, self, result, error);
}

/* --- Removing --- */

/* The note read here is the one that is removed or put back: the write holds its rev. */
static gboolean
audit_removal (AttuneStore *self,
               AttuneWrite *write,
               const AttuneArguments *arguments,
               const Ground *ground,
               GError **error)
{
  g_autoptr (AttuneResult) result = NULL;
  AttuneSealedNote sealed;

  if (!read_sealed (self, arguments->subject, &result, &sealed, error))
    return FALSE;
  sealed.is_removed = arguments->flag ? 1 : 0;
  audit (write, arguments->flag ? "remove-note" : "restore-note", ground, &sealed, NULL);
  return TRUE;
}

static gint64
attempt_removal (AttuneStore *self, const AttuneArguments *arguments, GError **error)
{
  g_autoptr (AttuneWrite) write = NULL;
  AttuneBatch *batch;
  Ground ground;

  if (!find_note (self, arguments->actor, arguments->subject, &ground, error))
    return 0;

  write = attune_write_new (self, arguments->actor);
  batch = attune_write_get_batch (write);
  require_ground (write, &ground);
  if (!arguments->flag)
    require_text (batch, arguments->subject);
  attune_batch_add (batch,
                    "UPDATE note SET rev = rev + 1, removed_at = $removed"
                    " WHERE id = $id AND rev = $rev AND author_id = $actor",
                    "");
  attune_batch_bind_id (batch, "removed", arguments->flag ? attune_write_get_now (write) : 0);
  expect_own_rev (write, arguments->subject, arguments->rev);
  if (!audit_removal (self, write, arguments, &ground, error))
    return 0;
  attune_write_changed (write, ATTUNE_CHANGE_NOTE, ground.evaluation);
  return attune_write_commit (write, error) ? arguments->rev + 1 : 0;
}

static gint64
write_removal (AttuneStore *self, AttuneArguments *arguments, GError **error)
{
  guint attempts_left = ATTUNE_WRITE_ATTEMPTS;

  for (;;)
    {
      GError *local_error = NULL;
      gint64 rev = attempt_removal (self, arguments, &local_error);

      if (rev != 0 || !attune_write_try_again (&attempts_left, local_error, error))
        return rev;
    }
}

static const AttuneVerb remove_note = {
  .priority = ATTUNE_PRIORITY_WRITE,
  .finish_int = write_removal,
};

void
attune_store_remove_note_async (AttuneStore *self,
                                gint64 actor,
                                gint64 note,
                                gint64 rev,
                                gboolean is_removed,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer data)
{
  attune_verb_start (&remove_note, self,
                     &(AttuneArguments){
                       .actor = actor, .subject = note, .rev = rev, .flag = is_removed },
                     cancellable, callback, data);
}

gint64
attune_store_remove_note_finish (AttuneStore *self, GAsyncResult *result, GError **error)
{
  return attune_verb_finish_int (&remove_note, self, result, error);
}
