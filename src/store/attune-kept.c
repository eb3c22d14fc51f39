/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-kept.h"

#include "attune-place.h"
#include "attune-verb.h"

/* Keys of the table of places that are a screen's own begin so, apart from those of evaluations and recordings. */
static char *
make_key (const char *key)
{
  return g_strconcat (ATTUNE_PLACE_SCREEN, key, NULL);
}

static gpointer
load_kept (AttuneStore *self, AttuneArguments *arguments, GError **error)
{
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_READ);
  g_autoptr (AttuneResult) result = NULL;
  const AttuneRows *rows;

  attune_place_add_reading (batch, arguments->actor, arguments->value, arguments->subject);
  result = attune_store_read (self, batch, error);
  if (result == NULL)
    return NULL;

  rows = attune_result_rows (result, 0);
  return attune_rows_get_n (rows) > 0 ? attune_rows_dup_text (rows, 0, 0) : g_strdup ("");
}

static gint64
save_kept (AttuneStore *self, AttuneArguments *arguments, GError **error)
{
  return attune_place_keep (self, arguments->actor, arguments->value, arguments->subject,
                            arguments->text, error);
}

static const AttuneVerb load_verb = {
  .priority = ATTUNE_PRIORITY_READ,
  .finish_pointer = load_kept,
  .free_result = g_free,
  .free_value = g_free,
};

static const AttuneVerb save_verb = {
  .priority = ATTUNE_PRIORITY_WRITE,
  .finish_int = save_kept,
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
                       .actor = actor, .subject = subject, .value = make_key (key) },
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
                       .actor = actor, .subject = subject, .text = text, .value = make_key (key) },
                     cancellable, callback, data);
}

gboolean
attune_store_save_kept_finish (AttuneStore *self, GAsyncResult *result, GError **error)
{
  return attune_verb_finish_boolean (&save_verb, self, result, error);
}
