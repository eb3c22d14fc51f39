/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-notes-private.h"

#include "attune-access.h"
#include "attune-evaluations.h"
#include "attune-policies-private.h"

#include <glib/gi18n-lib.h>

AttuneNote *
attune_note_copy (const AttuneNote *self)
{
  AttuneNote *copy = g_memdup2 (self, sizeof *self);

  copy->author_name = g_strdup (self->author_name);
  copy->question = g_strdup (self->question);
  copy->text = g_strdup (self->text);
  copy->sound = g_strdup (self->sound);
  return copy;
}

void
attune_note_free (AttuneNote *self)
{
  g_free (self->author_name);
  g_free (self->question);
  g_free (self->text);
  g_free (self->sound);
  g_free (self);
}

void
attune_note_bind (AttuneBatch *batch, const AttuneNote *note)
{
  attune_batch_bind_known (batch, "from", note->from_us);
  attune_batch_bind_known (batch, "to", note->to_us);
  attune_batch_bind_text (batch, "question", note->question);
  attune_batch_bind_int (batch, "kind", note->kind);
  attune_batch_bind_int (batch, "shared", note->is_shared ? 1 : 0);
  attune_batch_bind_text (batch, "text", note->text != NULL ? note->text : "");
}

/* A place in the text, -1 of a note that has none. */
static gint64
get_place (const AttuneNote *note, guint place)
{
  return note->is_on_text ? (gint64) place : -1;
}

void
attune_note_bind_stretch (AttuneBatch *batch, const AttuneNote *note)
{
  const AttuneStretch *stretch = &note->stretch;

  attune_batch_bind_known (batch, "passage_from", get_place (note, stretch->passage_from));
  attune_batch_bind_known (batch, "passage_to", get_place (note, stretch->passage_to));
  attune_batch_bind_known (batch, "character_from", get_place (note, stretch->character_from));
  attune_batch_bind_known (batch, "character_to", get_place (note, stretch->character_to));
  attune_batch_bind_id (batch, "text_id", note->is_on_text ? note->text_media : 0);
}

void
attune_note_bind_sound (AttuneBatch *batch, const AttuneNote *note)
{
  attune_batch_bind_text (batch, "sound", note->sound);
  attune_batch_bind_known (batch, "sound_us", note->sound != NULL ? note->sound_us : -1);
}

AttuneSealedNote
attune_note_seal (const AttuneNote *note, gint64 id, gint64 evaluation, gint64 author)
{
  return (AttuneSealedNote){
    .id = id,
    .evaluation = evaluation,
    .author = author,
    .from_us = note->from_us,
    .to_us = note->to_us,
    .kind = note->kind,
    .is_shared = note->is_shared ? 1 : 0,
    .created_at = note->created_at,
    .question = note->question,
    .text = note->text != NULL ? note->text : "",
    .passage_from = get_place (note, note->stretch.passage_from),
    .passage_to = get_place (note, note->stretch.passage_to),
    .character_from = get_place (note, note->stretch.character_from),
    .character_to = get_place (note, note->stretch.character_to),
    .sound_us = note->sound != NULL ? note->sound_us : -1,
    .sound = note->sound,
  };
}

AttuneSealedNote
attune_note_read_seal (const AttuneRows *rows, guint row)
{
  return (AttuneSealedNote){
    .id = attune_rows_get_int (rows, row, 0),
    .evaluation = attune_rows_get_int (rows, row, 1),
    .author = attune_rows_get_int (rows, row, 2),
    .from_us = attune_rows_get_int (rows, row, 3),
    .to_us = attune_rows_get_int (rows, row, 4),
    .kind = attune_rows_get_int (rows, row, 5),
    .is_shared = attune_rows_get_int (rows, row, 6),
    .created_at = attune_rows_get_int (rows, row, 7),
    .is_removed = attune_rows_get_int (rows, row, 8),
    .question = attune_rows_get_text (rows, row, 9),
    .text = attune_rows_get_text (rows, row, 10),
    .passage_from = attune_rows_get_int (rows, row, 11),
    .passage_to = attune_rows_get_int (rows, row, 12),
    .character_from = attune_rows_get_int (rows, row, 13),
    .character_to = attune_rows_get_int (rows, row, 14),
    .sound_us = attune_rows_get_int (rows, row, 15),
    .sound = attune_rows_get_text (rows, row, 16),
  };
}

static void
require_unchanged (AttuneWrite *write, gint64 evaluation, guint n_notes, gint64 sum_revs)
{
  AttuneBatch *batch = attune_write_get_batch (write);

  attune_batch_add (batch,
                    "SELECT 1 FROM (SELECT count (*) AS n, coalesce (sum (n.rev), 0) AS revs"
                    " FROM note AS n WHERE n.evaluation_id = $evaluation) AS s"
                    " WHERE s.n = $n AND s.revs = $revs",
                    "i");
  attune_batch_bind_int (batch, "evaluation", evaluation);
  attune_batch_bind_int (batch, "n", n_notes);
  attune_batch_bind_int (batch, "revs", sum_revs);
  attune_batch_expect (batch, 1, ATTUNE_STORE_ERROR_CONFLICT,
                       _ ("The notes have been changed meanwhile. Look at them, then try again."));
}

/* What of a note does not stay: its place in the recording, its words in the text. FALSE where it has none of these. */
static gboolean
lift (AttuneSealedNote *note, const AttuneNoteLifting *lifting)
{
  gboolean is_lifted = FALSE;

  if (lifting->of_recording && note->from_us >= 0)
    {
      note->from_us = note->to_us = -1;
      is_lifted = TRUE;
    }
  if (lifting->of_text && note->passage_from >= 0)
    {
      note->passage_from = note->passage_to = -1;
      note->character_from = note->character_to = -1;
      is_lifted = TRUE;
    }
  return is_lifted;
}

/* Of those that `lifting` changes, as they become; of all with none. */
static gboolean
seal_notes (AttuneWrite *write,
            gint64 evaluation,
            const AttuneNoteLifting *lifting,
            GString *seals,
            GError **error)
{
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_READ);
  g_autoptr (AttuneResult) result = NULL;
  const AttuneRows *rows;
  gint64 sum_revs = 0;

  attune_batch_add (batch,
                    "SELECT " ATTUNE_NOTE_SEAL_COLUMNS ", n.rev FROM note AS n"
                    " WHERE n.evaluation_id = $evaluation ORDER BY n.id",
                    ATTUNE_NOTE_SEAL_TYPES "i");
  attune_batch_bind_int (batch, "evaluation", evaluation);
  result = attune_store_read (attune_write_get_store (write), batch, error);
  if (result == NULL)
    return FALSE;

  rows = attune_result_rows (result, 0);
  for (guint i = 0; i < attune_rows_get_n (rows); i++)
    {
      AttuneSealedNote sealed = attune_note_read_seal (rows, i);

      if (lifting == NULL || lift (&sealed, lifting))
        attune_seals_add_note (seals, &sealed);
      sum_revs += attune_rows_get_int (rows, i, ATTUNE_NOTE_SEAL_N);
    }
  require_unchanged (write, evaluation, attune_rows_get_n (rows), sum_revs);
  return TRUE;
}

gboolean
attune_notes_seal_all (AttuneWrite *write, gint64 evaluation, GString *seals, GError **error)
{
  return seal_notes (write, evaluation, NULL, seals, error);
}

gboolean
attune_notes_lift (AttuneWrite *write,
                   gint64 evaluation,
                   const AttuneNoteLifting *lifting,
                   GString *seals,
                   GError **error)
{
  AttuneBatch *batch = attune_write_get_batch (write);

  if (!seal_notes (write, evaluation, lifting, seals, error))
    return FALSE;

  attune_batch_add (batch,
                    "UPDATE note SET rev = rev + 1,"
                    " from_us = CASE WHEN $recording = 1 THEN NULL ELSE from_us END,"
                    " to_us = CASE WHEN $recording = 1 THEN NULL ELSE to_us END,"
                    " passage_from = CASE WHEN $text = 1 THEN NULL ELSE passage_from END,"
                    " passage_to = CASE WHEN $text = 1 THEN NULL ELSE passage_to END,"
                    " character_from = CASE WHEN $text = 1 THEN NULL ELSE character_from END,"
                    " character_to = CASE WHEN $text = 1 THEN NULL ELSE character_to END"
                    " WHERE evaluation_id = $evaluation"
                    " AND (($recording = 1 AND from_us IS NOT NULL)"
                    " OR ($text = 1 AND passage_from IS NOT NULL))",
                    "");
  attune_batch_bind_int (batch, "recording", lifting->of_recording ? 1 : 0);
  attune_batch_bind_int (batch, "text", lifting->of_text ? 1 : 0);
  attune_batch_bind_int (batch, "evaluation", evaluation);
  attune_write_changed (write, ATTUNE_CHANGE_NOTE, evaluation);
  return TRUE;
}

AttuneNote *
attune_note_read (AttuneStore *store, const AttuneRows *rows, guint row)
{
  AttuneNote *note = g_new0 (AttuneNote, 1);

  note->id = attune_rows_get_int (rows, row, 0);
  note->rev = attune_rows_get_int (rows, row, 1);
  note->evaluation = attune_rows_get_int (rows, row, 2);
  note->author = attune_rows_get_int (rows, row, 3);
  note->author_name = attune_rows_dup_text (rows, row, 4);
  note->from_us = attune_rows_get_int (rows, row, 5);
  note->to_us = attune_rows_get_int (rows, row, 6);
  note->question = attune_rows_dup_text (rows, row, 7);
  note->kind = (AttuneNoteKind) attune_rows_get_int (rows, row, 8);
  note->is_shared = attune_rows_get_int (rows, row, 9) != 0;
  note->text = attune_rows_dup_text (rows, row, 10);
  note->created_at = attune_rows_get_int (rows, row, 11);
  note->sound = attune_note_find_sound (store, attune_rows_get_text (rows, row, 12));
  note->sound_us = attune_rows_get_int (rows, row, 13);
  note->is_on_text = !attune_rows_is_null (rows, row, 14);
  note->text_media = attune_rows_get_int (rows, row, 18);
  note->stretch.passage_from = (guint) attune_rows_get_int (rows, row, 14);
  note->stretch.passage_to = (guint) attune_rows_get_int (rows, row, 15);
  note->stretch.character_from = (guint) attune_rows_get_int (rows, row, 16);
  note->stretch.character_to = (guint) attune_rows_get_int (rows, row, 17);
  return note;
}

static void
require_evaluation (AttuneBatch *batch, gint64 actor, gint64 evaluation)
{
  attune_batch_add (batch,
                    "SELECT e.id FROM evaluation AS e WHERE e.id = $evaluation"
                    " AND " ATTUNE_ACCESS_EVALUATION,
                    "i");
  attune_batch_bind_int (batch, "actor", actor);
  attune_batch_bind_int (batch, "evaluation", evaluation);
  attune_batch_expect (batch, 1, ATTUNE_STORE_ERROR_NOT_FOUND,
                       _ ("This evaluation is not there, or not for you to see."));
}

static gpointer
read_notes (AttuneStore *self, AttuneArguments *arguments, GError **error)
{
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_READ);
  g_autoptr (AttuneResult) result = NULL;
  const AttuneRows *rows;
  GPtrArray *notes;

  require_evaluation (batch, arguments->actor, arguments->subject);
  attune_batch_add (
    batch,
    ATTUNE_NOTE_SELECT
    " JOIN evaluation AS e ON e.id = n.evaluation_id WHERE n.evaluation_id = $evaluation AND n.removed_at IS NULL"
    " AND " ATTUNE_ACCESS_NOTE " ORDER BY n.from_us NULLS FIRST, n.created_at, n.id",
    ATTUNE_NOTE_TYPES);
  attune_batch_bind_int (batch, "actor", arguments->actor);
  attune_batch_bind_int (batch, "evaluation", arguments->subject);
  result = attune_store_read (self, batch, error);
  if (result == NULL)
    return NULL;
  rows = attune_result_rows (result, 1);
  notes = g_ptr_array_new_with_free_func ((GDestroyNotify) attune_note_free);
  for (guint i = 0; i < attune_rows_get_n (rows); i++)
    g_ptr_array_add (notes, attune_note_read (self, rows, i));
  return notes;
}

static const AttuneVerb list_notes = {
  .priority = ATTUNE_PRIORITY_READ,
  .finish_pointer = read_notes,
  .free_result = (GDestroyNotify) g_ptr_array_unref,
};

void
attune_store_list_notes_async (AttuneStore *self,
                               gint64 actor,
                               gint64 evaluation,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer data)
{
  attune_verb_start (&list_notes, self, &(AttuneArguments){ .actor = actor, .subject = evaluation },
                     cancellable, callback, data);
}

GPtrArray *
attune_store_list_notes_finish (AttuneStore *self, GAsyncResult *result, GError **error)
{
  return attune_verb_finish_pointer (&list_notes, self, result, error);
}
