/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-kept.h"

#include "attune-verb.h"

/* Keys of the table of places that are a screen's own begin so, apart from those of evaluations and recordings. */
#define SCREEN_KEY "'screen:' || $key"

static gpointer
load_kept (AttuneStore *self, AttuneArguments *arguments, GError **error)
{
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_READ);
  g_autoptr (AttuneResult) result = NULL;
  const AttuneRows *rows;

  attune_batch_add (batch,
                    "SELECT value FROM place WHERE person_id = $actor AND key = " SCREEN_KEY
                    " AND subject_id = $subject",
                    "t");
  attune_batch_bind_int (batch, "actor", arguments->actor);
  attune_batch_bind_text (batch, "key", arguments->value);
  attune_batch_bind_int (batch, "subject", arguments->subject);
  result = attune_store_read (self, batch, error);
  if (result == NULL)
    return NULL;

  rows = attune_result_rows (result, 0);
  return attune_rows_get_n (rows) > 0 ? attune_rows_dup_text (rows, 0, 0) : g_strdup ("");
}

static gint64
save_kept (AttuneStore *self, AttuneArguments *arguments, GError **error)
{
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_WRITE);
  g_autoptr (AttuneResult) result = NULL;

  attune_batch_add (batch,
                    "INSERT INTO place (person_id, key, subject_id, value, at)"
                    " VALUES ($actor, " SCREEN_KEY ", $subject, $value, $now)"
                    " ON CONFLICT (person_id, key, subject_id)"
                    " DO UPDATE SET value = excluded.value, at = excluded.at",
                    "");
  attune_batch_bind_int (batch, "actor", arguments->actor);
  attune_batch_bind_text (batch, "key", arguments->value);
  attune_batch_bind_int (batch, "subject", arguments->subject);
  attune_batch_bind_text (batch, "value", arguments->text);
  attune_batch_bind_int (batch, "now", attune_id_source_now (attune_store_get_ids (self)));
  result = attune_db_run (attune_store_get_db (self), batch, error);
  return result != NULL;
}

static const AttuneVerb load_verb = {
  .priority = ATTUNE_PRIORITY_READ,
  .read = load_kept,
  .free_result = g_free,
  .free_value = g_free,
};

static const AttuneVerb save_verb = {
  .priority = ATTUNE_PRIORITY_WRITE,
  .write = save_kept,
  .free_value = g_free,
};

void
attune_store_load_kept_async (AttuneStore *self,
                              gint64 actor,
                              const char *key,
                              gint64 subject,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer data)
{
  attune_verb_start (&load_verb, self,
                     &(AttuneArguments){
                       .actor = actor, .subject = subject, .value = g_strdup (key) },
                     cancellable, callback, data);
}

char *
attune_store_load_kept_finish (AttuneStore *self, GAsyncResult *result, GError **error)
{
  return attune_verb_finish_pointer (&load_verb, self, result, error);
}

void
attune_store_save_kept_async (AttuneStore *self,
                              gint64 actor,
                              const char *key,
                              gint64 subject,
                              const char *text,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer data)
{
  attune_verb_start (&save_verb, self,
                     &(AttuneArguments){
                       .actor = actor, .subject = subject, .text = text, .value = g_strdup (key) },
                     cancellable, callback, data);
}

gboolean
attune_store_save_kept_finish (AttuneStore *self, GAsyncResult *result, GError **error)
{
  return attune_verb_finish_boolean (&save_verb, self, result, error);
}
