/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-model-base.h"

#include "attune-forms.h"

struct _AttuneModelBase
{
  GPtrArray *forms; /* AttuneForm */
  GArray *ids;      /* gint64 */
};

static void
clear_base (gpointer data)
{
  AttuneModelBase *self = data;

  g_ptr_array_unref (self->forms);
  g_array_unref (self->ids);
}

AttuneModelBase *
attune_model_base_ref (AttuneModelBase *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
attune_model_base_unref (AttuneModelBase *self)
{
  g_atomic_rc_box_release_full (self, clear_base);
}

static AttuneModelBase *
create (void)
{
  AttuneModelBase *self = g_atomic_rc_box_new0 (AttuneModelBase);

  self->forms = g_ptr_array_new_with_free_func ((GDestroyNotify) attune_form_unref);
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  return self;
}

AttuneModelBase *
attune_model_base_new (AttuneForm *const *forms, const gint64 *ids, guint n_forms)
{
  AttuneModelBase *self = create ();

  g_return_val_if_fail (n_forms == 0 || (forms != NULL && ids != NULL), self);

  for (guint i = 0; i < n_forms; i++)
    g_ptr_array_add (self->forms, attune_form_ref (forms[i]));
  g_array_append_vals (self->ids, ids, n_forms);
  return self;
}

guint
attune_model_base_get_n_forms (AttuneModelBase *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->forms->len;
}

AttuneForm *const *
attune_model_base_get_forms (AttuneModelBase *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return (AttuneForm *const *) self->forms->pdata;
}

gint64
attune_model_base_get_id (AttuneModelBase *self, guint form)
{
  g_return_val_if_fail (self != NULL && form < self->ids->len, 0);

  return g_array_index (self->ids, gint64, form);
}

/* Loading ------------------------------------------------------------------------------------------ */

/* What is read so far. */
typedef struct
{
  gint64 actor;
  GPtrArray *summaries; /* AttuneFormSummary */
  guint next;
  GPtrArray *documents; /* texts … */
  GArray *ids;          /* … of these forms */
} Loading;

static void
free_loading (gpointer data)
{
  Loading *loading = data;

  g_clear_pointer (&loading->summaries, g_ptr_array_unref);
  g_ptr_array_unref (loading->documents);
  g_array_unref (loading->ids);
  g_free (loading);
}

/* Not where people wait for their keys: a form of five hundred questions takes a while. */
static void
parse_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Loading *loading = data;
  AttuneModelBase *self = create ();

  for (guint i = 0; i < loading->documents->len; i++)
    {
      AttuneForm *form = attune_form_from_json (g_ptr_array_index (loading->documents, i), -1,
                                                NULL);

      if (form == NULL)
        continue;
      g_ptr_array_add (self->forms, form);
      g_array_append_val (self->ids, g_array_index (loading->ids, gint64, i));
    }
  g_task_return_pointer (task, self, (GDestroyNotify) attune_model_base_unref);
}

static void load_next (GTask *task);

/* Takes over the task; `document` (taken over, nullable: it has gone meanwhile) is of the form that was asked for. */
static void
take (GTask *task, char *document, GError *error)
{
  Loading *loading = g_task_get_task_data (task);
  const AttuneFormSummary *summary = g_ptr_array_index (loading->summaries, loading->next);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
      g_error_matches (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_CLOSED))
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }

  g_clear_error (&error);
  if (document != NULL)
    {
      g_ptr_array_add (loading->documents, document);
      g_array_append_val (loading->ids, summary->id);
    }
  loading->next++;
  load_next (task);
}

static void
revision_loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GError *error = NULL;
  char *document = attune_store_load_form_revision_finish (ATTUNE_STORE (source), result, &error);

  take (data, document, error);
}

static void
load_revision (GTask *task, gint64 revision)
{
  Loading *loading = g_task_get_task_data (task);

  attune_store_load_form_revision_async (g_task_get_source_object (task), loading->actor, revision,
                                         g_task_get_cancellable (task), revision_loaded_cb, task);
}

static void
form_loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GError *error = NULL;
  g_autoptr (AttuneFormRecord)
    record = attune_store_load_form_finish (ATTUNE_STORE (source), result, &error);

  if (record != NULL && record->draft == NULL && record->summary->latest_revision != 0)
    load_revision (data, record->summary->latest_revision);
  else
    take (data, record != NULL ? g_steal_pointer (&record->draft) : NULL, error);
}

static gboolean
is_in_use (const AttuneFormSummary *summary)
{
  return summary->has_draft || (!summary->is_retired && summary->latest_revision != 0);
}

static void
load_next (GTask *task)
{
  Loading *loading = g_task_get_task_data (task);
  const AttuneFormSummary *summary;

  while (loading->next < loading->summaries->len &&
         !is_in_use (g_ptr_array_index (loading->summaries, loading->next)))
    loading->next++;
  if (loading->next == loading->summaries->len)
    {
      g_task_run_in_thread (task, parse_thread);
      g_object_unref (task);
      return;
    }

  summary = g_ptr_array_index (loading->summaries, loading->next);
  if (summary->has_draft)
    attune_store_load_form_async (g_task_get_source_object (task), loading->actor, summary->id,
                                  g_task_get_cancellable (task), form_loaded_cb, task);
  else
    load_revision (task, summary->latest_revision);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Loading *loading = g_task_get_task_data (task);
  GError *error = NULL;

  loading->summaries = attune_store_list_forms_finish (ATTUNE_STORE (source), result, &error);
  if (loading->summaries == NULL)
    g_task_return_error (task, error);
  else
    load_next (g_steal_pointer (&task));
}

void
attune_model_base_load_async (AttuneStore *store,
                              gint64 actor,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer data)
{
  GTask *task = g_task_new (store, cancellable, callback, data);
  Loading *loading = g_new0 (Loading, 1);

  g_return_if_fail (ATTUNE_IS_STORE (store));

  loading->actor = actor;
  loading->documents = g_ptr_array_new_with_free_func (g_free);
  loading->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_task_set_source_tag (task, attune_model_base_load_async);
  g_task_set_task_data (task, loading, free_loading);
  attune_store_list_forms_async (store, actor, cancellable, listed_cb, task);
}

AttuneModelBase *
attune_model_base_load_finish (AttuneStore *store, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
