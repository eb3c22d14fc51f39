/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-entries-private.h"

#include "attune-schema.h"
#include "attune-verb.h"

/* What an older Attune has written gets its entries here, row by row of every source. How far that is stands in `entry_gap`, in
 * the same batch as the entries, so that it goes on where it was broken off. */

/* How long a slice is to take, with its commit, and how many rows the first one has. */
#define AIM_US     (8 * G_TIME_SPAN_MILLISECOND)
#define FIRST_ROWS 16
#define MAX_ROWS   2048

typedef struct
{
  guint n_rows; /* of the next slice */
  guint n_slices;
  guint n_conflicts; /* one after another */
} Filling;

/* --- Anew ----------------------------------------------------------------------------------------------------------- */

static void
add_words_table (AttuneStore *store, AttuneBatch *batch)
{
  const AttuneTable *const *tables = attune_schema_get_tables ();

  for (guint i = 0; tables[i] != NULL; i++)
    {
      g_auto (GStrv) sql = NULL;

      if (!tables[i]->is_words)
        continue;
      attune_batch_add (
        batch, attune_batch_keep (batch, g_strdup_printf ("DROP TABLE %s", tables[i]->name)), "");
      sql = attune_db_table_to_sql (attune_store_get_db (store), tables[i]);
      for (guint j = 0; sql[j] != NULL; j++)
        attune_batch_add (batch, attune_batch_keep (batch, g_strdup (sql[j])), "");
    }
}

/* Words that are damaged can only go as a whole. */
static gboolean
empty (AttuneStore *store, GError **error)
{
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_WRITE);
  g_autoptr (AttuneResult) result = NULL;

  add_words_table (store, batch);
  attune_batch_add (batch, "DELETE FROM entry", "");
  attune_batch_add (batch, "DELETE FROM entry_gap", "");
  for (int i = 0; i < ATTUNE_N_SOURCES; i++)
    {
      attune_batch_add (batch,
                        "INSERT INTO entry_gap (source, after_id, after_part)"
                        " VALUES ($source, -1, -1)",
                        "");
      attune_batch_bind_int (batch, "source", i);
    }
  result = attune_db_run (attune_store_get_db (store), batch, error);
  return result != NULL;
}

/* --- Slices --------------------------------------------------------------------------------------------------------- */

/* FALSE where nothing is left, or with the error set. */
static gboolean
find_gap (AttuneStore *store, AttuneSourcePlace *out_place, GError **error)
{
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_READ);
  g_autoptr (AttuneResult) result = NULL;
  const AttuneRows *rows;

  attune_batch_add (batch,
                    "SELECT source, after_id, after_part FROM entry_gap WHERE source < $n"
                    " ORDER BY source LIMIT 1",
                    "iii");
  attune_batch_bind_int (batch, "n", ATTUNE_N_SOURCES);
  result = attune_store_read (store, batch, error);
  rows = result != NULL ? attune_result_rows (result, 0) : NULL;
  if (rows == NULL || attune_rows_get_n (rows) == 0)
    return FALSE;

  out_place->source = (AttuneEntrySource) attune_rows_get_int (rows, 0, 0);
  out_place->after_id = attune_rows_get_int (rows, 0, 1);
  out_place->after_part = attune_rows_get_int (rows, 0, 2);
  return TRUE;
}

/* From where the slice began to where it ended, unless another process has gone on from there. */
static void
move_gap (AttuneBatch *batch, const AttuneSourceSlice *slice, gboolean is_last)
{
  if (is_last)
    attune_batch_add (batch,
                      "DELETE FROM entry_gap WHERE source = $source AND after_id = $from"
                      " AND after_part = $part",
                      "");
  else
    {
      attune_batch_add (batch,
                        "UPDATE entry_gap SET after_id = $to, after_part = $to_part"
                        " WHERE source = $source AND after_id = $from AND after_part = $part",
                        "");
      attune_batch_bind_int (batch, "to", slice->to.after_id);
      attune_batch_bind_int (batch, "to_part", slice->to.after_part);
    }
  attune_batch_bind_int (batch, "source", slice->from.source);
  attune_batch_bind_int (batch, "from", slice->from.after_id);
  attune_batch_bind_int (batch, "part", slice->from.after_part);
  attune_batch_expect (batch, 1, ATTUNE_STORE_ERROR_CONFLICT, "");
}

static gboolean
fill_slice (AttuneStore *store, const AttuneSourcePlace *place, guint n_rows, GError **error)
{
  g_autoptr (AttuneSourceSlice) slice = attune_source_read (store, place, n_rows, error);
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_WRITE);
  g_autoptr (AttuneResult) result = NULL;

  if (slice == NULL)
    return FALSE;
  attune_source_slice_put (slice, batch);
  move_gap (batch, slice, slice->n_rows < n_rows);
  result = attune_db_run (attune_store_get_db (store), batch, error);
  return result != NULL;
}

static void
choose_rows (Filling *self, gint64 took_us)
{
  if (took_us > AIM_US)
    self->n_rows = MAX (self->n_rows / 2, 1);
  else if (took_us < AIM_US / 3)
    self->n_rows = MIN (self->n_rows * 2, MAX_ROWS);
}

/* Another process may change a row, or fill as well: then it is looked at again. */
static gboolean
is_worth_another (Filling *self, GError *source, GError **error)
{
  if (g_error_matches (source, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_CONFLICT) &&
      ++self->n_conflicts < ATTUNE_WRITE_ATTEMPTS)
    {
      g_error_free (source);
      return TRUE;
    }
  g_propagate_error (error, source);
  return FALSE;
}

static gboolean
fill_some (AttuneStore *store, AttuneArguments *arguments, GError **error)
{
  Filling *self = arguments->value;
  gint64 begin = g_get_monotonic_time ();
  GError *local_error = NULL;
  AttuneSourcePlace place;

  if (arguments->flag)
    {
      arguments->flag = FALSE;
      return attune_store_check_writable (store, error) && empty (store, error);
    }
  if (!find_gap (store, &place, error) || !attune_store_check_writable (store, error))
    return FALSE;
  if (!fill_slice (store, &place, self->n_rows, &local_error))
    return is_worth_another (self, local_error, error);

  self->n_conflicts = 0;
  self->n_slices++;
  choose_rows (self, g_get_monotonic_time () - begin);
  return TRUE;
}

static gint64
count_slices (AttuneStore *store, AttuneArguments *arguments, GError **error)
{
  return ((const Filling *) arguments->value)->n_slices;
}

static const AttuneVerb fill_search = {
  .priority = ATTUNE_PRIORITY_BACKGROUND,
  .slice = fill_some,
  .finish_int = count_slices,
  .free_value = g_free,
};

void
attune_store_fill_search_async (AttuneStore *self,
                                gboolean anew,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer data)
{
  Filling *filling = g_new0 (Filling, 1);

  filling->n_rows = FIRST_ROWS;
  attune_verb_start (&fill_search, self, &(AttuneArguments){ .flag = anew, .value = filling },
                     cancellable, callback, data);
}

gint64
attune_store_fill_search_finish (AttuneStore *self, GAsyncResult *result, GError **error)
{
  return attune_verb_finish_int (&fill_search, self, result, error);
}
