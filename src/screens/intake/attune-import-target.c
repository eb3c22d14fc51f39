/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-import-target.h"

#include "attune-form-template.h"
#include "attune-kept.h"

#include <glib/gi18n.h>

void
attune_import_target_free (AttuneImportTarget *self)
{
  g_strfreev (self->keys);
  g_strfreev (self->titles);
  g_free (self);
}

const AttuneFormSummary *
attune_import_find_existing (GPtrArray *forms, AttuneFormImport *import)
{
  const char *key = attune_form_get_id (attune_form_import_get_form (import));

  if (!attune_form_import_has_own_id (import))
    return NULL;
  for (guint i = 0; forms != NULL && i < forms->len; i++)
    {
      const AttuneFormSummary *form = g_ptr_array_index (forms, i);

      if (g_strcmp0 (form->key, key) == 0)
        return form;
    }
  return NULL;
}

char *
attune_import_describe_existing (const AttuneFormSummary *existing)
{
  if (existing->has_draft)
    /* Translators: the first %s is the title of a form, the second its id. */
    return g_strdup_printf (
      _ ("“%s” has the id “%s” already, and a draft. As its next revision this "
         "one takes the place of that draft, which Undo brings back."),
      existing->title, existing->key);
  /* Translators: the first %s is the title of a form, the second its id. */
  return g_strdup_printf (_ ("“%s” has the id “%s” already."), existing->title, existing->key);
}

AttuneImportTarget *
attune_import_target_new_form (GPtrArray *forms, const char *key)
{
  AttuneImportTarget *self = g_new0 (AttuneImportTarget, 1);
  g_autoptr (GStrvBuilder) keys = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) titles = g_strv_builder_new ();

  for (guint i = 0; forms != NULL && i < forms->len; i++)
    {
      const AttuneFormSummary *form = g_ptr_array_index (forms, i);

      g_strv_builder_add (keys, form->key);
      g_strv_builder_add (titles, form->title);
    }
  if (key != NULL)
    g_strv_builder_add (keys, key);
  self->keys = g_strv_builder_end (keys);
  self->titles = g_strv_builder_end (titles);
  return self;
}

AttuneImportTarget *
attune_import_target_new_revision (const AttuneFormSummary *existing)
{
  AttuneImportTarget *self = g_new0 (AttuneImportTarget, 1);

  self->form = existing->id;
  return self;
}

/* Storing -------------------------------------------------------------------------------------- */

typedef struct
{
  AttuneContext *context;
  char *document;
  gint64 form; /* 0: a new one */
  gint64 rev;
} Storing;

static void
storing_free (gpointer data)
{
  Storing *self = data;

  g_object_unref (self->context);
  g_free (self->document);
  g_free (self);
}

static void
return_form (GTask *task, gint64 form, GError *error)
{
  if (form == 0)
    g_task_return_error (task, error);
  else
    g_task_return_int (task, form);
}

static void
created_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  gint64 form = attune_store_create_form_finish (ATTUNE_STORE (source), result, &error);

  return_form (task, form, error);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Storing *storing = g_task_get_task_data (task);
  GError *error = NULL;
  gint64 rev = attune_store_save_form_draft_finish (ATTUNE_STORE (source), result, &error);

  return_form (task, rev != 0 ? storing->form : 0, error);
}

static void
save (GTask *task)
{
  Storing *storing = g_task_get_task_data (task);

  attune_store_save_form_draft_async (attune_context_get_store (storing->context),
                                      attune_context_get_actor (storing->context), storing->form,
                                      storing->rev, storing->document, NULL, saved_cb,
                                      g_object_ref (task));
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;

  if (attune_store_save_kept_finish (ATTUNE_STORE (source), result, &error))
    save (task);
  else
    g_task_return_error (task, error);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Storing *storing = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (AttuneFormRecord)
    record = attune_store_load_form_finish (ATTUNE_STORE (source), result, &error);

  if (record == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  storing->rev = record->summary->rev;
  if (record->draft != NULL)
    attune_store_save_kept_async (ATTUNE_STORE (source),
                                  attune_context_get_actor (storing->context),
                                  ATTUNE_KEPT_FORM_ASIDE, storing->form, record->draft, NULL,
                                  kept_cb, g_object_ref (task));
  else
    save (task);
}

static char *
adopt (AttuneFormImport *import, const char *text, const AttuneImportTarget *target)
{
  const char *const *keys = (const char *const *) target->keys;
  const char *const *titles = (const char *const *) target->titles;

  return attune_form_import_has_own_id (import)
           ? attune_form_template_adopt (text, keys, titles)
           : attune_form_template_adopt_nameless (text, keys, titles);
}

void
attune_import_store_async (AttuneContext *context,
                           AttuneFormImport *import,
                           const AttuneImportTarget *target,
                           GAsyncReadyCallback callback,
                           gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, data);
  g_autofree char *text = attune_form_to_json (attune_form_import_get_form (import), NULL);
  Storing *storing = g_new0 (Storing, 1);
  AttuneStore *store = attune_context_get_store (context);
  gint64 actor = attune_context_get_actor (context);

  storing->context = g_object_ref (context);
  storing->form = target->form;
  g_task_set_source_tag (task, attune_import_store_async);
  g_task_set_task_data (task, storing, storing_free);
  if (target->form != 0)
    {
      storing->document = g_steal_pointer (&text);
      attune_store_load_form_async (store, actor, target->form, NULL, loaded_cb,
                                    g_object_ref (task));
      return;
    }
  storing->document = adopt (import, text, target);
  attune_store_create_form_async (store, actor, storing->document, NULL, created_cb,
                                  g_object_ref (task));
}

gint64
attune_import_store_finish (GAsyncResult *result, GError **error)
{
  gint64 form = g_task_propagate_int (G_TASK (result), error);

  return MAX (form, 0);
}
