/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-revision-cache.h"

#include <glib/gi18n-lib.h>

static void
free_revision (gpointer data)
{
  AttuneRevision *revision = data;

  g_clear_pointer (&revision->scorer, attune_scorer_free);
  g_clear_pointer (&revision->form, attune_form_unref);
  g_free (revision->questions);
  g_free (revision);
}

GHashTable *
attune_revision_cache_new (void)
{
  return g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, free_revision);
}

/* Finds the number of each of the form's questions among rows (id, key). */
static gboolean
match_questions (AttuneRevision *revision, const AttuneRows *rows, GError **error)
{
  guint n_questions = attune_form_get_n_questions (revision->form);

  revision->questions = g_new0 (gint64, n_questions + 1);
  for (guint i = 0; i < attune_rows_get_n (rows); i++)
    {
      guint index = attune_form_find_question (revision->form, attune_rows_get_text (rows, i, 1));

      if (index != ATTUNE_FORM_NONE)
        revision->questions[index] = attune_rows_get_int (rows, i, 0);
    }

  for (guint i = 0; i < n_questions; i++)
    {
      if (revision->questions[i] != 0)
        continue;
      g_set_error (
        error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_CORRUPT,
        _ ("The question “%s” of “%s” has no number. Restore the workspace from a backup."),
        attune_form_get_question (revision->form, i)->id, attune_form_get_title (revision->form));
      return FALSE;
    }
  return TRUE;
}

static gboolean
fill_revision (AttuneRevision *revision, const AttuneResult *result, GError **error)
{
  const AttuneRows *rows = attune_result_rows (result, 0);

  revision->form_id = attune_rows_get_int (rows, 0, 0);
  revision->number = (guint) attune_rows_get_int (rows, 0, 1);
  revision->form = attune_form_from_json (attune_rows_get_text (rows, 0, 2), -1, error);
  if (revision->form == NULL)
    return FALSE;

  revision->scorer = attune_scorer_new (revision->form);
  return match_questions (revision, attune_result_rows (result, 1), error);
}

const AttuneRevision *
attune_store_get_revision (AttuneStore *self, gint64 id, GError **error)
{
  GHashTable *cache = attune_store_get_revision_cache (self);
  AttuneRevision *revision = g_hash_table_lookup (cache, &id);
  g_autoptr (AttuneBatch) batch = NULL;
  g_autoptr (AttuneResult) result = NULL;

  if (revision != NULL)
    return revision;

  batch = attune_batch_new (ATTUNE_BATCH_READ);
  attune_batch_add (batch, "SELECT form_id, number, document FROM form_revision WHERE id = $id",
                    "iit");
  attune_batch_bind_int (batch, "id", id);
  attune_batch_expect (batch, 1, ATTUNE_STORE_ERROR_NOT_FOUND,
                       _ ("This revision of the form is not there. Choose another one."));
  attune_batch_add (batch,
                    "SELECT q.id, q.key FROM question AS q JOIN form_revision AS r"
                    " ON r.form_id = q.form_id WHERE r.id = $id",
                    "it");
  attune_batch_bind_int (batch, "id", id);
  result = attune_store_read (self, batch, error);
  if (result == NULL)
    return NULL;

  revision = g_new0 (AttuneRevision, 1);
  revision->id = id;
  if (!fill_revision (revision, result, error))
    {
      free_revision (revision);
      return NULL;
    }
  g_hash_table_insert (cache, &revision->id, revision);
  return revision;
}
