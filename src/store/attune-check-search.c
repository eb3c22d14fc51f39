/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-upkeep-private.h"

#include "attune-entries-private.h"

#include <glib/gi18n-lib.h>

/* Rows of one read. */
#define PAGE 200

/* What becomes of the check of searching. */
typedef struct
{
  AttuneCheck *check;
  gint64 n_expected;
} Look;

static void
add_difference (Look *self, const AttuneEntry *entry)
{
  static const char *const kinds[] = {
    "interaction", "media", "note", "revision", "revision", "revision", "dispute", "dispute",
  };
  G_STATIC_ASSERT (G_N_ELEMENTS (kinds) == ATTUNE_N_ENTRY_KINDS);

  attune_check_add (self->check,
                    g_strdup_printf ("%s %" G_GINT64_FORMAT, kinds[entry->kind], entry->subject),
                    _ ("A search does not find it by its words. Make the index of searching anew "
                       "(attune-cli search --rebuild)."));
}

static void
add_comparison (AttuneBatch *batch, const AttuneEntry *entry)
{
  attune_batch_add (batch,
                    "SELECT w.text, w.folded FROM entry AS s JOIN entry_words AS w"
                    " ON w.rowid = s.id WHERE s.subject_id = $subject AND s.kind = $kind"
                    " AND s.part = $part AND s.question = $question"
                    " AND coalesce (s.interaction_id, 0) = $interaction"
                    " AND coalesce (s.evaluation_id, 0) = $evaluation",
                    "tt");
  attune_batch_bind_int (batch, "subject", entry->subject);
  attune_batch_bind_int (batch, "kind", entry->kind);
  attune_batch_bind_int (batch, "part", entry->part);
  attune_batch_bind_text (batch, "question", entry->question != NULL ? entry->question : "");
  attune_batch_bind_int (batch, "interaction", entry->interaction);
  attune_batch_bind_int (batch, "evaluation", entry->evaluation);
}

static gboolean
is_entered (const AttuneEntry *entry, const AttuneRows *rows)
{
  g_autofree char *text = attune_entry_compose (entry->text);
  g_autofree char *folded = attune_entry_fold (text);

  return attune_rows_get_n (rows) == 1 &&
         g_strcmp0 (attune_rows_get_text (rows, 0, 0), text) == 0 &&
         g_strcmp0 (attune_rows_get_text (rows, 0, 1), folded) == 0;
}

static gboolean
compare (Look *self, const AttuneSourceSlice *slice, GError **error)
{
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_READ);
  g_autoptr (AttuneResult) result = NULL;

  for (guint i = 0; i < slice->entries->len; i++)
    add_comparison (batch, g_ptr_array_index (slice->entries, i));
  result = attune_store_read (self->check->store, batch, error);
  if (result == NULL)
    return FALSE;

  for (guint i = 0; i < slice->entries->len; i++)
    {
      const AttuneEntry *entry = g_ptr_array_index (slice->entries, i);

      if (!is_entered (entry, attune_result_rows (result, i)))
        add_difference (self, entry);
    }
  self->n_expected += slice->entries->len;
  return TRUE;
}

static gboolean
check_source (Look *self, AttuneEntrySource source, GError **error)
{
  AttuneSourcePlace place = { source, -1, -1 };
  guint n;

  do
    {
      g_autoptr (AttuneSourceSlice) slice = NULL;

      if (attune_check_is_cancelled (self->check, error))
        return FALSE;
      slice = attune_source_read (self->check->store, &place, PAGE, error);
      if (slice == NULL || !compare (self, slice, error))
        return FALSE;
      place = slice->to;
      n = slice->n_rows;
    }
  while (n == PAGE);
  return TRUE;
}

static gboolean
count (Look *self, gint64 *out_n_gaps, gint64 *out_n_entries, gint64 *out_n_words, GError **error)
{
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_READ);
  g_autoptr (AttuneResult) result = NULL;
  const AttuneRows *rows;

  attune_batch_add (batch,
                    "SELECT (SELECT count (*) FROM entry_gap), (SELECT count (*) FROM entry),"
                    " (SELECT count (*) FROM entry_words)",
                    "iii");
  result = attune_store_read (self->check->store, batch, error);
  if (result == NULL)
    return FALSE;

  rows = attune_result_rows (result, 0);
  *out_n_gaps = attune_rows_get_int (rows, 0, 0);
  *out_n_entries = attune_rows_get_int (rows, 0, 1);
  *out_n_words = attune_rows_get_int (rows, 0, 2);
  return TRUE;
}

/* What is still to be made ready is compared once it is; until then nothing can be said. */
gboolean
attune_check_search (AttuneCheck *check, GError **error)
{
  Look self = { check, 0 };
  gint64 n_gaps;
  gint64 n_entries;
  gint64 n_words;

  if (!count (&self, &n_gaps, &n_entries, &n_words, error))
    return FALSE;
  if (n_gaps > 0)
    return TRUE;
  for (int i = 0; i < ATTUNE_N_SOURCES; i++)
    if (!check_source (&self, (AttuneEntrySource) i, error))
      return FALSE;

  if (n_entries != n_words || n_entries > self.n_expected)
    attune_check_add (check, g_strdup ("search"),
                      _ ("A search finds what is not there any more, or not to be found. Make its "
                         "index anew (attune-cli search --rebuild)."));
  return TRUE;
}
