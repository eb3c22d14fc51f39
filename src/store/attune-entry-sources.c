/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-entries-private.h"

#include "attune-revision-cache.h"

#include <glib/gi18n-lib.h>

AttuneEntry *
attune_entry_copy (const AttuneEntry *self)
{
  AttuneEntry *copy = g_memdup2 (self, sizeof *self);

  copy->question = g_strdup (self->question);
  copy->text = g_strdup (self->text);
  return copy;
}

void
attune_entry_free (AttuneEntry *self)
{
  g_free ((char *) self->question);
  g_free ((char *) self->text);
  g_free (self);
}

/* What there is nothing to be found in has no entry. */
static void
list (GPtrArray *entries, const AttuneEntry *entry)
{
  if (attune_entry_is_worth (entry->text))
    g_ptr_array_add (entries, attune_entry_copy (entry));
}

/* --- What a revision says ------------------------------------------------------------------------------------------- */

static GPtrArray *
create_list (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) attune_entry_free);
}

/* An answer that is text, and the comment on it. */
static char *
join_words (const AttuneAnswer *answer)
{
  gboolean has_text = answer->has_value && attune_entry_is_worth (answer->text);
  gboolean has_comment = attune_entry_is_worth (answer->comment);

  return g_strconcat (has_text ? answer->text : "", has_text && has_comment ? "\n" : "",
                      has_comment ? answer->comment : "", NULL);
}

GPtrArray *
attune_entries_list_revision (gint64 evaluation,
                              gint64 revision,
                              AttuneAnswers *answers,
                              const char *remark)
{
  GPtrArray *entries = create_list ();
  AttuneForm *form = attune_answers_get_form (answers);
  AttuneEntry entry = { .kind = ATTUNE_ENTRY_COMMENT,
                        .evaluation = evaluation,
                        .subject = revision };

  for (guint i = 0; i < attune_form_get_n_questions (form); i++)
    {
      g_autofree char *words = join_words (attune_answers_get (answers, i));

      if ((attune_answers_get_state (answers, i) & ATTUNE_STATE_SHOWN) == 0)
        continue;
      entry.question = attune_form_get_question (form, i)->id;
      entry.text = words;
      list (entries, &entry);
    }

  entry.kind = ATTUNE_ENTRY_REMARK;
  entry.question = NULL;
  entry.text = remark;
  list (entries, &entry);
  return entries;
}

/* --- Sources -------------------------------------------------------------------------------------------------------- */

/* The first columns are the row's id and part, its rev, whether it is open, and the contact or evaluation that it is of. */
#define N_FIRST     6
#define FIRST_TYPES "iiiiii"

/* A table whose rows have texts, in order behind $id, passages behind ($id, $part). */
typedef struct
{
  const char *select;
  const char *types;
  const char
    *table; /* whose revs say that they are as they were read; NULL for rows that never change */
  AttuneEntryKind kinds[2]; /* of its entries, by the row's id */
  void (*list) (AttuneStore *store, const AttuneRows *rows, guint row, GPtrArray *entries);
} Source;

static AttuneEntry
begin_entry (const AttuneRows *rows, guint row, AttuneEntryKind kind)
{
  return (AttuneEntry){ .kind = kind,
                        .interaction = attune_rows_get_int (rows, row, 4),
                        .evaluation = attune_rows_get_int (rows, row, 5),
                        .subject = attune_rows_get_int (rows, row, 0),
                        .part = (guint) attune_rows_get_int (rows, row, 1) };
}

static void
list_one (GPtrArray *entries, const AttuneRows *rows, guint row, AttuneEntryKind kind)
{
  AttuneEntry entry = begin_entry (rows, row, kind);

  entry.text = attune_rows_get_text (rows, row, N_FIRST);
  list (entries, &entry);
}

static void
list_interaction (AttuneStore *store, const AttuneRows *rows, guint row, GPtrArray *entries)
{
  AttuneEntry entry = begin_entry (rows, row, ATTUNE_ENTRY_INTERACTION);
  g_autofree char *text = attune_entry_describe (attune_rows_get_text (rows, row, N_FIRST),
                                                 attune_rows_get_text (rows, row, N_FIRST + 1),
                                                 attune_rows_get_text (rows, row, N_FIRST + 2));

  entry.text = text;
  list (entries, &entry);
}

static void
list_passage (AttuneStore *store, const AttuneRows *rows, guint row, GPtrArray *entries)
{
  list_one (entries, rows, row, ATTUNE_ENTRY_PASSAGE);
}

static void
list_note (AttuneStore *store, const AttuneRows *rows, guint row, GPtrArray *entries)
{
  list_one (entries, rows, row, ATTUNE_ENTRY_NOTE);
}

static void
list_acknowledgement (AttuneStore *store, const AttuneRows *rows, guint row, GPtrArray *entries)
{
  list_one (entries, rows, row, ATTUNE_ENTRY_ACKNOWLEDGEMENT);
}

/* Answers that do not fit their form any more are for the check to tell. */
static void
list_evaluation (AttuneStore *store, const AttuneRows *rows, guint row, GPtrArray *entries)
{
  const AttuneRevision *form = attune_store_get_revision (
    store, attune_rows_get_int (rows, row, N_FIRST + 1), NULL);
  g_autoptr (AttuneAnswers) answers = NULL;
  g_autoptr (GPtrArray) found = NULL;

  if (form != NULL)
    answers = attune_answers_from_json (form->form, attune_rows_get_text (rows, row, N_FIRST + 2),
                                        -1, NULL);
  if (answers == NULL)
    return;

  found = attune_entries_list_revision (attune_rows_get_int (rows, row, 5),
                                        attune_rows_get_int (rows, row, N_FIRST), answers,
                                        attune_rows_get_text (rows, row, N_FIRST + 3));
  g_ptr_array_extend_and_steal (entries, g_steal_pointer (&found));
}

/* A row for each question, and one for the whole, whose question is "". */
static void
list_dispute (AttuneStore *store, const AttuneRows *rows, guint row, GPtrArray *entries)
{
  AttuneEntry entry = begin_entry (rows, row, ATTUNE_ENTRY_DISPUTE);

  entry.part = 0;
  entry.question = attune_rows_get_text (rows, row, N_FIRST);
  entry.text = attune_rows_get_text (rows, row, N_FIRST + 1);
  list (entries, &entry);
  entry.kind = ATTUNE_ENTRY_DECISION;
  entry.text = attune_rows_get_text (rows, row, N_FIRST + 2);
  list (entries, &entry);
}

static const Source sources[] = {
  [ATTUNE_SOURCE_INTERACTIONS] = {
    "SELECT i.id, 0, i.rev, 1, i.id, 0, i.customer, i.subject, i.external_id"
    " FROM interaction AS i WHERE i.id > $id ORDER BY i.id LIMIT $n",
    FIRST_TYPES "ttt", "interaction", { ATTUNE_ENTRY_INTERACTION, ATTUNE_ENTRY_INTERACTION },
    list_interaction,
  },
  [ATTUNE_SOURCE_PASSAGES] = {
    "SELECT t.media_id, t.seq, 0, 1, t.interaction_id, 0, t.text FROM passage AS t"
    " WHERE (t.media_id, t.seq) > ($id, $part) ORDER BY t.media_id, t.seq LIMIT $n",
    FIRST_TYPES "t", NULL, { ATTUNE_ENTRY_PASSAGE, ATTUNE_ENTRY_PASSAGE }, list_passage,
  },
  [ATTUNE_SOURCE_NOTES] = {
    "SELECT n.id, 0, n.rev, " ATTUNE_ENTRY_IS_OPEN ", 0, e.id, n.text FROM note AS n"
    " JOIN evaluation AS e ON e.id = n.evaluation_id WHERE n.id > $id"
    " ORDER BY n.id LIMIT $n",
    FIRST_TYPES "t", "note", { ATTUNE_ENTRY_NOTE, ATTUNE_ENTRY_NOTE }, list_note,
  },
  [ATTUNE_SOURCE_EVALUATIONS] = {
    "SELECT e.id, 0, e.rev, " ATTUNE_ENTRY_IS_OPEN " AND r.submitted_at IS NOT NULL, 0, e.id,"
    " r.id, r.form_revision_id, r.answers, r.remark FROM evaluation AS e"
    " JOIN evaluation_revision AS r ON r.evaluation_id = e.id AND r.is_current = 1"
    " WHERE e.id > $id ORDER BY e.id LIMIT $n",
    FIRST_TYPES "iitt", "evaluation", { ATTUNE_ENTRY_COMMENT, ATTUNE_ENTRY_REMARK },
    list_evaluation,
  },
  [ATTUNE_SOURCE_ACKNOWLEDGEMENTS] = {
    "SELECT k.id, 0, 0, 1, 0, k.evaluation_id, k.comment FROM acknowledgement AS k"
    " WHERE k.id > $id ORDER BY k.id LIMIT $n",
    FIRST_TYPES "t", NULL, { ATTUNE_ENTRY_ACKNOWLEDGEMENT, ATTUNE_ENTRY_ACKNOWLEDGEMENT },
    list_acknowledgement,
  },
  [ATTUNE_SOURCE_DISPUTES] = {
    "SELECT d.id, 0, d.rev, 1, 0, d.evaluation_id, '', d.reason, d.remark FROM dispute AS d"
    " WHERE d.id > $id ORDER BY d.id LIMIT $n",
    FIRST_TYPES "ttt", "dispute", { ATTUNE_ENTRY_DISPUTE, ATTUNE_ENTRY_DECISION }, list_dispute,
  },
};
G_STATIC_ASSERT (G_N_ELEMENTS (sources) == ATTUNE_N_SOURCES);

/* What a dispute says of its questions. */
static gboolean
list_dispute_answers (AttuneStore *store, AttuneSourceSlice *self, GError **error)
{
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_READ);
  g_autoptr (AttuneResult) result = NULL;
  const AttuneRows *rows;

  attune_batch_add (batch,
                    "SELECT d.id, 0, 0, 1, 0, d.evaluation_id, a.question, a.reason, a.remark"
                    " FROM dispute_answer AS a JOIN dispute AS d ON d.id = a.dispute_id"
                    " WHERE d.id > $from AND d.id <= $to ORDER BY d.id, a.question",
                    FIRST_TYPES "ttt");
  attune_batch_bind_int (batch, "from", self->from.after_id);
  attune_batch_bind_int (batch, "to", self->to.after_id);
  result = attune_store_read (store, batch, error);
  if (result == NULL)
    return FALSE;

  rows = attune_result_rows (result, 0);
  for (guint i = 0; i < attune_rows_get_n (rows); i++)
    list_dispute (store, rows, i, self->entries);
  return TRUE;
}

static void
take_rows (AttuneSourceSlice *self, AttuneStore *store, const AttuneRows *rows)
{
  const Source *source = &sources[self->from.source];

  self->n_rows = attune_rows_get_n (rows);
  for (guint i = 0; i < self->n_rows; i++)
    {
      gint64 id = attune_rows_get_int (rows, i, 0);

      if (id != self->to.after_id)
        g_array_append_val (self->subjects, id);
      self->to.after_id = id;
      self->to.after_part = attune_rows_get_int (rows, i, 1);
      self->sum_revs += attune_rows_get_int (rows, i, 2);
      if (self->from.source == ATTUNE_SOURCE_EVALUATIONS)
        {
          gint64 revision = attune_rows_get_int (rows, i, N_FIRST);

          g_array_index (self->subjects, gint64, self->subjects->len - 1) = revision;
        }
      if (attune_rows_get_int (rows, i, 3) != 0)
        source->list (store, rows, i, self->entries);
    }
}

AttuneSourceSlice *
attune_source_read (AttuneStore *store, const AttuneSourcePlace *place, guint n, GError **error)
{
  const Source *source = &sources[place->source];
  g_autoptr (AttuneSourceSlice) self = g_new0 (AttuneSourceSlice, 1);
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_READ);
  g_autoptr (AttuneResult) result = NULL;

  self->from = self->to = *place;
  self->entries = create_list ();
  self->subjects = g_array_new (FALSE, FALSE, sizeof (gint64));
  attune_batch_add (batch, source->select, source->types);
  attune_batch_bind_int (batch, "id", place->after_id);
  if (place->source == ATTUNE_SOURCE_PASSAGES)
    attune_batch_bind_int (batch, "part", place->after_part);
  attune_batch_bind_int (batch, "n", n);
  result = attune_store_read (store, batch, error);
  if (result == NULL)
    return NULL;

  take_rows (self, store, attune_result_rows (result, 0));
  if (place->source == ATTUNE_SOURCE_DISPUTES && !list_dispute_answers (store, self, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
attune_source_slice_free (AttuneSourceSlice *self)
{
  g_ptr_array_unref (self->entries);
  g_array_unref (self->subjects);
  g_free (self);
}

static void
require_unchanged (const AttuneSourceSlice *self, AttuneBatch *batch)
{
  const char *table = sources[self->from.source].table;

  if (table == NULL)
    return;

  attune_batch_add (
    batch,
    attune_batch_keep (
      batch, g_strdup_printf ("SELECT 1 FROM (SELECT count (*) AS n, coalesce (sum (c.rev), 0)"
                              " AS revs FROM %s AS c WHERE c.id > $from AND c.id <= $to) AS s"
                              " WHERE s.n = $n AND s.revs = $revs",
                              table)),
    "i");
  attune_batch_bind_int (batch, "from", self->from.after_id);
  attune_batch_bind_int (batch, "to", self->to.after_id);
  attune_batch_bind_int (batch, "n", self->n_rows);
  attune_batch_bind_int (batch, "revs", self->sum_revs);
  attune_batch_expect (batch, 1, ATTUNE_STORE_ERROR_CONFLICT,
                       _ ("The workspace was changed meanwhile. Try again."));
}

/* A text that goes on from the slice before is not taken out with what that has entered. */
static void
take_out_passages (const AttuneSourceSlice *self, AttuneBatch *batch)
{
  static const char *const statements[] = {
    "DELETE FROM entry_words WHERE rowid IN (SELECT s.id FROM entry AS s"
    " WHERE s.kind = 1 AND s.subject_id = $subject AND s.part = $part)",
    "DELETE FROM entry WHERE kind = 1 AND subject_id = $subject AND part = $part",
  };

  for (guint i = 0; i < self->entries->len; i++)
    {
      const AttuneEntry *entry = g_ptr_array_index (self->entries, i);

      for (guint j = 0; j < G_N_ELEMENTS (statements); j++)
        {
          attune_batch_add (batch, statements[j], "");
          attune_batch_bind_int (batch, "subject", entry->subject);
          attune_batch_bind_int (batch, "part", entry->part);
        }
    }
}

void
attune_source_slice_put (const AttuneSourceSlice *self, AttuneBatch *batch)
{
  const Source *source = &sources[self->from.source];

  require_unchanged (self, batch);
  if (self->from.source == ATTUNE_SOURCE_PASSAGES)
    take_out_passages (self, batch);
  else
    for (guint i = 0; i < self->subjects->len; i++)
      {
        gint64 subject = g_array_index (self->subjects, gint64, i);

        attune_entries_take_out (batch, source->kinds[0], subject);
        if (source->kinds[1] != source->kinds[0])
          attune_entries_take_out (batch, source->kinds[1], subject);
      }
  for (guint i = 0; i < self->entries->len; i++)
    attune_entry_add (batch, g_ptr_array_index (self->entries, i));
}
