/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-media-find.h"

#include "attune-add-files.h"
#include "attune-compat.h"
#include "attune-digest.h"
#include "attune-interactions.h"

#include <gio/gio.h>
#include <glib/gi18n.h>

/* What is asked for, one after the other. */
typedef struct
{
  GTask *task; /* returns as this goes, wherever that is */
  gboolean is_found;
  GtkWidget *parent; /* the task's */
  AttuneContext *context;
  gint64 id;
  gint64 media;
  AttuneInteraction *interaction;
  char *path; /* the file that was chosen */
} Finding;

static void
finding_free (Finding *finding)
{
  g_task_return_boolean (finding->task, finding->is_found);
  g_object_unref (finding->task);
  g_object_unref (finding->context);
  g_clear_pointer (&finding->interaction, attune_interaction_free);
  g_free (finding->path);
  g_free (finding);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Finding, finding_free)

static AttuneMedia *
get_media (Finding *finding)
{
  return attune_interaction_find_media (finding->interaction, finding->media);
}

static void
fail (Finding *finding, const GError *error)
{
  attune_context_report (finding->context, _ ("The file could not be taken"), error);
}

static void
updated_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Finding) finding = data;
  g_autoptr (GError) error = NULL;

  if (attune_store_update_interaction_finish (ATTUNE_STORE (source), result, &error) == 0)
    {
      fail (finding, error);
      return;
    }
  finding->is_found = TRUE;
  attune_context_say (finding->context, get_media (finding)->sha256 != NULL
                                          ? _ ("The file is there again")
                                          : _ ("The file is there again, as far as anybody "
                                               "knows: nothing was known of it before"));
}

static void
tell_other (Finding *finding)
{
  g_autofree char *name = g_filename_display_basename (finding->path);
  g_autofree char *body = g_strdup_printf (
    _ ("“%s” is not the file that was added as “%s”: its contents differ, and notes would point at "
       "other words. Choose the original. If this is a recording of its own, add it."),
    name, get_media (finding)->name);

  attune_tell (finding->parent, _ ("This Is Another File"), body);
}

static void
digested_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Finding) finding = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *digest = attune_digest_file_finish (result, &error);
  AttuneMedia *media = get_media (finding);
  AttuneInteraction *interaction = finding->interaction;
  AttuneContext *context = finding->context;

  if (digest == NULL)
    {
      fail (finding, error);
      return;
    }
  if (media->sha256 != NULL && g_ascii_strcasecmp (digest, media->sha256) != 0)
    {
      tell_other (finding);
      return;
    }

  g_free (media->path);
  media->path = g_strdup (finding->path);
  attune_store_update_interaction_async (attune_context_get_store (context),
                                         attune_context_get_actor (context), interaction, NULL,
                                         updated_cb, g_steal_pointer (&finding));
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Finding) finding = data;
  g_autoptr (GError) error = NULL;

  finding->interaction = attune_store_load_interaction_finish (ATTUNE_STORE (source), result,
                                                               &error);
  if (finding->interaction == NULL)
    fail (finding, error);
  else if (get_media (finding) != NULL)
    {
      const char *path = finding->path;

      attune_digest_file_async (path, NULL, digested_cb, g_steal_pointer (&finding));
    }
}

/* Looks at the file without opening it first: it might be the workspace. */
static void
gathered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Finding) finding = data;
  g_autoptr (AttuneAddFiles) found = attune_add_files_gather_finish (result, NULL);
  AttuneContext *context = finding->context;
  gint64 id = finding->id;
  AttuneAddFile *file;

  if (found == NULL || found->files->len == 0)
    return;
  file = g_ptr_array_index (found->files, 0);
  if (file->trouble != NULL)
    {
      attune_tell (finding->parent, file->name, file->trouble);
      return;
    }
  finding->path = g_strdup (file->path);
  attune_store_load_interaction_async (attune_context_get_store (context),
                                       attune_context_get_actor (context), id, NULL, loaded_cb,
                                       g_steal_pointer (&finding));
}

static void
take (Finding *finding, GListModel *files)
{
  attune_add_files_gather_async (files,
                                 attune_store_get_location (
                                   attune_context_get_store (finding->context)),
                                 NULL, gathered_cb, finding);
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Finding) finding = data;
  g_autoptr (GListModel) files = attune_choose_files_finish (result);

  if (files != NULL && g_list_model_get_n_items (files) > 0)
    take (g_steal_pointer (&finding), files);
}

/* Takes over `task`, whose source is the widget above which it happens. */
static Finding *
finding_new (GTask *task, AttuneContext *context, gint64 interaction, gint64 media)
{
  Finding *finding = g_new0 (Finding, 1);

  finding->task = task;
  finding->parent = g_task_get_source_object (task);
  finding->context = g_object_ref (context);
  finding->id = interaction;
  finding->media = media;
  return finding;
}

void
attune_media_find_async (GtkWidget *parent,
                         AttuneContext *context,
                         gint64 interaction,
                         gint64 media,
                         GAsyncReadyCallback callback,
                         gpointer data)
{
  GTask *task = g_task_new (parent, NULL, callback, data);
  AttuneFileRequest request = {
    .title = _ ("Choose the File"),
    .accept = _ ("_Choose"),
    .action = GTK_FILE_CHOOSER_ACTION_OPEN,
  };

  g_task_set_source_tag (task, attune_media_find_async);
  attune_choose_files_async (parent, &request, chosen_cb,
                             finding_new (task, context, interaction, media));
}

gboolean
attune_media_find_finish (GtkWidget *parent, GAsyncResult *result)
{
  g_return_val_if_fail (g_task_is_valid (result, parent), FALSE);

  return g_task_propagate_boolean (G_TASK (result), NULL);
}

void
attune_media_take_async (GtkWidget *parent,
                         AttuneContext *context,
                         gint64 interaction,
                         gint64 media,
                         GListModel *files,
                         GAsyncReadyCallback callback,
                         gpointer data)
{
  GTask *task = g_task_new (parent, NULL, callback, data);

  g_task_set_source_tag (task, attune_media_take_async);
  take (finding_new (task, context, interaction, media), files);
}
