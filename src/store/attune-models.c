/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-models.h"

#include "attune-access.h"
#include "attune-forms-private.h"
#include "attune-kept.h"
#include "attune-place.h"

#include <glib/gi18n-lib.h>

/* There is one row at most. */
#define THE_MODEL 1

void
attune_model_record_free (AttuneModelRecord *self)
{
  g_clear_pointer (&self->model, attune_model_unref);
  g_free (self->changed_by);
  g_free (self);
}

/* --- Reading ------------------------------------------------------------------------------------------------- */

static gpointer
read_model (AttuneStore *self, AttuneArguments *arguments, GError **error)
{
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_READ);
  g_autoptr (AttuneResult) result = NULL;
  g_autoptr (AttuneModelRecord) record = g_new0 (AttuneModelRecord, 1);
  const AttuneRows *rows;

  attune_batch_add (batch,
                    "SELECT m.rev, m.document, p.name, m.changed_at FROM interaction_model AS m"
                    " JOIN person AS p ON p.id = m.changed_by WHERE " ATTUNE_ACCESS_ANYBODY,
                    "itti");
  attune_batch_bind_int (batch, "actor", arguments->actor);
  result = attune_store_read (self, batch, error);
  if (result == NULL)
    return NULL;

  rows = attune_result_rows (result, 0);
  if (attune_rows_get_n (rows) == 0)
    return g_steal_pointer (&record);
  record->model = attune_model_from_json (attune_rows_get_text (rows, 0, 1), -1, error);
  if (record->model == NULL)
    return NULL;
  record->rev = attune_rows_get_int (rows, 0, 0);
  record->changed_by = attune_rows_dup_text (rows, 0, 2);
  record->changed_at = attune_rows_get_int (rows, 0, 3);
  return g_steal_pointer (&record);
}

static const AttuneVerb load_model = {
  .priority = ATTUNE_PRIORITY_READ,
  .finish_pointer = read_model,
  .free_result = (GDestroyNotify) attune_model_record_free,
};

void
attune_store_load_model_async (AttuneStore *self,
                               gint64 actor,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer data)
{
  attune_verb_start (&load_model, self, &(AttuneArguments){ .actor = actor }, cancellable, callback,
                     data);
}

AttuneModelRecord *
attune_store_load_model_finish (AttuneStore *self, GAsyncResult *result, GError **error)
{
  return attune_verb_finish_pointer (&load_model, self, result, error);
}

/* --- Writing --------------------------------------------------------------------------------------------------- */

/* A model on its way into the store. */
typedef struct
{
  AttuneRev *rev;
  AttuneModel *model;
} Saving;

static void
free_saving (gpointer data)
{
  Saving *saving = data;

  attune_rev_unref (saving->rev);
  attune_model_unref (saving->model);
  g_free (saving);
}

/* The first one, where nobody made one meanwhile; or the next of the one that was seen. */
static void
add_model (AttuneWrite *write, gint64 rev, const char *document)
{
  AttuneBatch *batch = attune_write_get_batch (write);

  if (rev == 0)
    attune_batch_add (batch,
                      "INSERT INTO interaction_model (id, rev, document, changed_by, changed_at)"
                      " SELECT $id, 1, $document, $actor, $now"
                      " WHERE NOT EXISTS (SELECT 1 FROM interaction_model)",
                      "");
  else
    attune_batch_add (batch,
                      "UPDATE interaction_model SET rev = rev + 1, document = $document,"
                      " changed_by = $actor, changed_at = $now WHERE id = $id AND rev = $rev",
                      "");
  attune_batch_bind_int (batch, "id", THE_MODEL);
  if (rev != 0)
    attune_batch_bind_int (batch, "rev", rev);
  attune_batch_bind_text (batch, "document", document);
  attune_batch_bind_int (batch, "actor", attune_write_get_actor (write));
  attune_batch_bind_int (batch, "now", attune_write_get_now (write));
  attune_batch_expect (batch, 1, ATTUNE_STORE_ERROR_CONFLICT,
                       _ ("The interaction model has been changed meanwhile. Open it again to see "
                          "how."));
}

/* Hands the error on, and names in a conflict who was quicker. */
static void
propagate (AttuneStore *self, gint64 actor, GError *source, GError **error)
{
  g_autoptr (AttuneModelRecord) record = NULL;

  if (g_error_matches (source, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_CONFLICT))
    record = read_model (self, &(AttuneArguments){ .actor = actor }, NULL);
  if (record == NULL || record->changed_by == NULL)
    {
      g_propagate_error (error, source);
      return;
    }

  g_set_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_CONFLICT,
               /* Translators: %s is a person's name. */
               _ ("%s has changed the interaction model meanwhile. Open it again to see how."),
               record->changed_by);
  g_error_free (source);
}

static gint64
write_model (AttuneStore *self, AttuneArguments *arguments, GError **error)
{
  Saving *saving = arguments->value;
  g_autofree char *document = attune_model_to_json (saving->model, NULL);
  g_autoptr (AttuneWrite) write = attune_write_new (self, arguments->actor);
  gint64 rev = attune_rev_get (saving->rev);
  GError *local_error = NULL;

  attune_access_require (attune_write_get_batch (write), arguments->actor, ATTUNE_FORM_EDITORS);
  add_model (write, rev, document);
  attune_write_changed (write, ATTUNE_CHANGE_MODEL, THE_MODEL);
  if (!attune_write_commit (write, &local_error))
    {
      if (g_error_matches (local_error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_CONFLICT))
        attune_place_keep (self, arguments->actor, ATTUNE_PLACE_SCREEN ATTUNE_KEPT_MODEL_ASIDE, 0,
                           document, NULL);
      propagate (self, arguments->actor, local_error, error);
      return 0;
    }
  attune_rev_set (saving->rev, rev + 1);
  return rev + 1;
}

static const AttuneVerb keep_model = {
  .priority = ATTUNE_PRIORITY_WRITE,
  .finish_int = write_model,
  .free_value = free_saving,
};

void
attune_store_keep_model_async (AttuneStore *self,
                               gint64 actor,
                               AttuneRev *rev,
                               AttuneModel *model,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer data)
{
  Saving *saving;

  g_return_if_fail (rev != NULL && model != NULL);

  saving = g_new0 (Saving, 1);
  saving->rev = attune_rev_ref (rev);
  saving->model = attune_model_ref (model);
  attune_verb_start (&keep_model, self, &(AttuneArguments){ .actor = actor, .value = saving },
                     cancellable, callback, data);
}

gint64
attune_store_keep_model_finish (AttuneStore *self, GAsyncResult *result, GError **error)
{
  return attune_verb_finish_int (&keep_model, self, result, error);
}
