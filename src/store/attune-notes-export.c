/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-notes-export.h"

#include "attune-access.h"
#include "attune-notes-private.h"

#include <glib/gi18n-lib.h>

/* Reading goes on from evaluation to evaluation, and in each from note to note. */
typedef struct
{
  GPtrArray *records;
  gint64 last; /* the note that was read last */
  guint n;     /* of the next slice */
  gboolean is_checked;
} Export;

void
attune_note_record_free (AttuneNoteRecord *self)
{
  attune_note_free (self->note);
  g_free (self->external_id);
  g_free (self->agent_name);
  g_free (self);
}

static Export *
new_export (void)
{
  Export *self = g_new0 (Export, 1);

  self->records = g_ptr_array_new_with_free_func ((GDestroyNotify) attune_note_record_free);
  self->n = ATTUNE_FIRST_SLICE;
  return self;
}

static void
free_export (gpointer data)
{
  Export *self = data;

  g_ptr_array_unref (self->records);
  g_free (self);
}

static AttuneNoteRecord *
read_record (AttuneStore *store, const AttuneRows *rows, guint row)
{
  AttuneNoteRecord *record = g_new0 (AttuneNoteRecord, 1);

  record->note = attune_note_read (store, rows, row);
  record->interaction = attune_rows_get_int (rows, row, ATTUNE_NOTE_N);
  record->external_id = attune_rows_dup_text (rows, row, ATTUNE_NOTE_N + 1);
  record->agent_name = attune_rows_dup_text (rows, row, ATTUNE_NOTE_N + 2);
  return record;
}

static AttuneResult *
read_slice (AttuneStore *store,
            const Export *self,
            const AttuneArguments *arguments,
            GError **error)
{
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_READ);

  attune_batch_add (batch,
                    "SELECT " ATTUNE_NOTE_COLUMNS
                    ", e.interaction_id, coalesce (i.external_id, ''), a.name FROM note AS n"
                    " JOIN person AS p ON p.id = n.author_id"
                    " JOIN evaluation AS e ON e.id = n.evaluation_id"
                    " JOIN interaction AS i ON i.id = e.interaction_id"
                    " JOIN person AS a ON a.id = e.agent_id"
                    " WHERE n.id > $last AND n.removed_at IS NULL"
                    " AND ($evaluation = 0 OR n.evaluation_id = $evaluation)"
                    " AND (n.is_shared = 1 OR $private = 1)"
                    " AND " ATTUNE_ACCESS_EVALUATION " AND " ATTUNE_ACCESS_NOTE
                    " ORDER BY n.id LIMIT $n",
                    ATTUNE_NOTE_TYPES "itt");
  attune_batch_bind_int (batch, "actor", arguments->actor);
  attune_batch_bind_int (batch, "evaluation", arguments->subject);
  attune_batch_bind_int (batch, "private", arguments->flag ? 1 : 0);
  attune_batch_bind_int (batch, "last", self->last);
  attune_batch_bind_int (batch, "n", self->n);
  return attune_store_read (store, batch, error);
}

static gboolean
check (AttuneStore *store, const AttuneArguments *arguments, GError **error)
{
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_READ);
  g_autoptr (AttuneResult) result = NULL;

  if (arguments->subject == 0)
    return TRUE;
  attune_batch_add (batch,
                    "SELECT e.id FROM evaluation AS e WHERE e.id = $evaluation"
                    " AND " ATTUNE_ACCESS_EVALUATION,
                    "i");
  attune_batch_bind_int (batch, "actor", arguments->actor);
  attune_batch_bind_int (batch, "evaluation", arguments->subject);
  attune_batch_expect (batch, 1, ATTUNE_STORE_ERROR_NOT_FOUND,
                       _ ("This evaluation is not there, or not for you to see."));
  result = attune_store_read (store, batch, error);
  return result != NULL;
}

static gboolean
export_some (AttuneStore *store, AttuneArguments *arguments, GError **error)
{
  Export *self = arguments->value;
  gint64 start = g_get_monotonic_time ();
  g_autoptr (AttuneResult) result = NULL;
  const AttuneRows *rows;
  guint n;

  if (!self->is_checked && !check (store, arguments, error))
    return FALSE;
  self->is_checked = TRUE;
  result = read_slice (store, self, arguments, error);
  if (result == NULL)
    return FALSE;

  rows = attune_result_rows (result, 0);
  n = attune_rows_get_n (rows);
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (self->records, read_record (store, rows, i));
  if (n < self->n)
    return FALSE;
  self->last = attune_rows_get_int (rows, n - 1, 0);
  self->n = attune_verb_choose_slice (n, g_get_monotonic_time () - start);
  return TRUE;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const AttuneNoteRecord *left = *(const AttuneNoteRecord *const *) a;
  const AttuneNoteRecord *right = *(const AttuneNoteRecord *const *) b;
  const gint64 keys[][2] = {
    { left->interaction, right->interaction },
    { left->note->evaluation, right->note->evaluation },
    { left->note->from_us, right->note->from_us },
    { left->note->id, right->note->id },
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (keys[i][0] != keys[i][1])
      return keys[i][0] < keys[i][1] ? -1 : 1;
  return 0;
}

static gpointer
finish (AttuneStore *store, AttuneArguments *arguments, GError **error)
{
  Export *self = arguments->value;

  g_ptr_array_sort (self->records, compare);
  return g_ptr_array_ref (self->records);
}

static const AttuneVerb export_notes = {
  .priority = ATTUNE_PRIORITY_READ,
  .slice = export_some,
  .finish_pointer = finish,
  .free_result = (GDestroyNotify) g_ptr_array_unref,
  .free_value = free_export,
};

void
attune_store_export_notes_async (AttuneStore *self,
                                 gint64 actor,
                                 gint64 evaluation,
                                 gboolean with_private,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer data)
{
  attune_verb_start (&export_notes, self,
                     &(AttuneArguments){ .actor = actor,
                                         .subject = evaluation,
                                         .flag = with_private,
                                         .value = new_export () },
                     cancellable, callback, data);
}

GPtrArray *
attune_store_export_notes_finish (AttuneStore *self, GAsyncResult *result, GError **error)
{
  return attune_verb_finish_pointer (&export_notes, self, result, error);
}
