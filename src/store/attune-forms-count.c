/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-forms-private.h"

#include "attune-access.h"

struct _AttuneFormCount
{
  GHashTable *counts; /* form id -> how many, by pointers into themselves */
  gint64 id;          /* of the evaluation counted last */
  guint slice;
};

/* A form with its number of evaluations. */
typedef struct
{
  gint64 form;
  guint n;
} Tally;

AttuneFormCount *
attune_form_count_new (void)
{
  AttuneFormCount *self = g_new0 (AttuneFormCount, 1);

  self->counts = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);
  self->slice = ATTUNE_FIRST_SLICE;
  return self;
}

void
attune_form_count_free (gpointer data)
{
  AttuneFormCount *self = data;

  g_hash_table_unref (self->counts);
  g_free (self);
}

guint
attune_form_count_get (AttuneFormCount *self, gint64 form)
{
  const Tally *tally = g_hash_table_lookup (self->counts, &form);

  return tally != NULL ? tally->n : 0;
}

static void
count (AttuneFormCount *self, gint64 form)
{
  Tally *tally = g_hash_table_lookup (self->counts, &form);

  if (tally == NULL)
    {
      tally = g_new0 (Tally, 1);
      tally->form = form;
      g_hash_table_insert (self->counts, &tally->form, tally);
    }
  tally->n++;
}

static guint
read_slice (AttuneFormCount *self, AttuneStore *store, gint64 actor, GError **error)
{
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_READ);
  g_autoptr (AttuneResult) result = NULL;
  const AttuneRows *rows;

  attune_batch_add (batch,
                    "SELECT e.id, e.form_id, CASE WHEN e.kind = 0 AND e.state IN (1, 2)"
                    " AND " ATTUNE_ACCESS_COUNT " THEN 1 ELSE 0 END FROM evaluation AS e"
                    " WHERE e.id > $id ORDER BY e.id LIMIT $n",
                    "iii");
  attune_batch_bind_int (batch, "actor", actor);
  attune_batch_bind_int (batch, "id", self->id);
  attune_batch_bind_int (batch, "n", self->slice);
  result = attune_store_read (store, batch, error);
  if (result == NULL)
    return 0;

  rows = attune_result_rows (result, 0);
  for (guint i = 0; i < attune_rows_get_n (rows); i++)
    {
      self->id = attune_rows_get_int (rows, i, 0);
      if (attune_rows_get_int (rows, i, 2) != 0)
        count (self, attune_rows_get_int (rows, i, 1));
    }
  return attune_rows_get_n (rows);
}

gboolean
attune_form_count_prepare (AttuneStore *store, AttuneArguments *arguments, GError **error)
{
  AttuneFormCount *self = arguments->value;
  gint64 start = g_get_monotonic_time ();
  gboolean is_full = read_slice (self, store, arguments->actor, error) == self->slice;

  self->slice = attune_verb_choose_slice (self->slice, g_get_monotonic_time () - start);
  return is_full;
}
