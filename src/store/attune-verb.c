/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-verb.h"

#define SLICE_US  (10 * G_TIME_SPAN_MILLISECOND)
#define MIN_SLICE 64
#define MAX_SLICE 65536

/* A verb under way: the task's data. */
typedef struct
{
  const AttuneVerb *verb;
  AttuneArguments arguments;
  char *text;
} Call;

static void
free_call (gpointer data)
{
  Call *call = data;

  if (call->verb->free_value != NULL && call->arguments.value != NULL)
    call->verb->free_value (call->arguments.value);
  g_free (call->text);
  g_free (call);
}

static void
return_pointer (AttuneStore *self, GTask *task, Call *call)
{
  GError *error = NULL;
  gpointer value = call->verb->finish_pointer (self, &call->arguments, &error);

  /* One of the two, or nobody would be told that nothing came of it. */
  g_assert ((value == NULL) == (error != NULL));
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, value, call->verb->free_result);
}

/* Boxed, because a task's own integer is no wider than a pointer. */
static void
return_int (AttuneStore *self, GTask *task, Call *call)
{
  GError *error = NULL;
  gint64 value = call->verb->finish_int (self, &call->arguments, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_memdup2 (&value, sizeof value), g_free);
}

static gboolean
run_call (AttuneStore *self, GTask *task, gpointer data)
{
  Call *call = data;
  GError *error = NULL;

  if (call->verb->slice != NULL && call->verb->slice (self, &call->arguments, &error))
    return TRUE;

  if (error != NULL)
    g_task_return_error (task, error);
  else if (call->verb->finish_pointer != NULL)
    return_pointer (self, task, call);
  else
    return_int (self, task, call);
  return FALSE;
}

void
attune_verb_start (const AttuneVerb *verb,
                   AttuneStore *self,
                   const AttuneArguments *arguments,
                   GCancellable *cancellable,
                   GAsyncReadyCallback callback,
                   gpointer data)
{
  GTask *task;
  Call *call;

  g_return_if_fail (ATTUNE_IS_STORE (self));

  call = g_new0 (Call, 1);
  call->verb = verb;
  call->text = g_strdup (arguments->text);
  call->arguments = *arguments;
  call->arguments.text = call->text;

  task = g_task_new (self, cancellable, callback, data);
  g_task_set_source_tag (task, (gpointer) verb);
  g_task_set_task_data (task, call, free_call);
  attune_store_run (self, arguments->is_background ? ATTUNE_PRIORITY_BACKGROUND : verb->priority,
                    task, run_call);
}

gpointer
attune_verb_finish_pointer (const AttuneVerb *verb,
                            AttuneStore *self,
                            GAsyncResult *result,
                            GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, (gpointer) verb), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

gint64
attune_verb_finish_int (const AttuneVerb *verb,
                        AttuneStore *self,
                        GAsyncResult *result,
                        GError **error)
{
  g_autofree gint64 *value = attune_verb_finish_pointer (verb, self, result, error);

  return value != NULL ? *value : 0;
}

gboolean
attune_verb_finish_boolean (const AttuneVerb *verb,
                            AttuneStore *self,
                            GAsyncResult *result,
                            GError **error)
{
  g_autofree gint64 *value = attune_verb_finish_pointer (verb, self, result, error);

  return value != NULL;
}

GPtrArray *
attune_verb_collect (const AttuneResult *result,
                     guint statement,
                     AttuneRowReader read_row,
                     GDestroyNotify free_row)
{
  const AttuneRows *rows = attune_result_rows (result, statement);
  GPtrArray *values = g_ptr_array_new_full (attune_rows_get_n (rows), free_row);

  for (guint i = 0; i < attune_rows_get_n (rows); i++)
    g_ptr_array_add (values, read_row (rows, i));
  return values;
}

guint
attune_verb_choose_slice (guint n, gint64 took_us)
{
  if (took_us > SLICE_US)
    return MAX (n / 2, MIN_SLICE);
  if (took_us < SLICE_US / 3)
    return MIN (n * 2, MAX_SLICE);
  return n;
}
