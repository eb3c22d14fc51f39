/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-upkeep-private.h"

#include "attune-media-backup.h"
#include "attune-media-hold.h"
#include "attune-schema.h"
#include "attune-sync.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

/* Progress --------------------------------------------------------------------------------------------------------- */

typedef struct
{
  AttuneProgress function;
  gpointer data;
  double fraction;
} Notice;

static gboolean
deliver_notice (gpointer data)
{
  const Notice *notice = data;

  notice->function (notice->fraction, notice->data);
  return G_SOURCE_REMOVE;
}

void
attune_upkeep_tell (const AttuneUpkeepProgress *self, GTask *task, double fraction)
{
  Notice notice = { self->function, self->data, fraction };

  if (self->function != NULL)
    attune_store_invoke (g_task_get_context (task), deliver_notice,
                         g_memdup2 (&notice, sizeof notice), g_free);
}

/* Backup ----------------------------------------------------------------------------------------------------------- */

typedef struct
{
  AttuneUpkeepProgress progress;
  char *path;
  char *media_folder;     /* NULL: without recordings */
  AttuneDbBackup *backup; /* on the store's thread until all is copied */
  GPtrArray *media;       /* copied recordings, as of the same moment */
  GPtrArray *missing;
  GError *error; /* how it ended, until the main context is told */
} Backup;

static void
free_backup (gpointer data)
{
  Backup *call = data;

  g_clear_pointer (&call->backup, attune_db_backup_free);
  g_clear_pointer (&call->media, g_ptr_array_unref);
  g_clear_error (&call->error);
  g_ptr_array_unref (call->missing);
  g_free (call->media_folder);
  g_free (call->path);
  g_free (call);
}

static void
abandon_backup (gpointer data)
{
  Backup *call = data;

  g_clear_pointer (&call->backup, attune_db_backup_free);
}

/* Of the recordings' folder, if there is one: it stays where what they belong to has its name. */
static void
give_up_hold (int hold, const char *folder, gboolean stays)
{
  if (hold >= 0 && stays)
    attune_media_hold_settle (hold, folder);
  else if (hold >= 0)
    attune_media_hold_abandon (hold, folder);
}

static gboolean
finish (Backup *call, GCancellable *cancellable, GError **error)
{
  g_autofree char *target = attune_store_choose_media_folder (call->path);
  int hold = -1;
  gboolean is_done;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (call->media != NULL && call->media->len > 0 &&
      !attune_media_backup_all (call->media, call->media_folder, target, call->missing, &hold,
                                cancellable, error))
    return FALSE;
  is_done = attune_db_backup_finish (call->backup, error);
  give_up_hold (hold, target, is_done);
  return is_done;
}

/* In the main context: no other thread holds the task, and with it the store, any more. */
static gboolean
complete (gpointer data)
{
  g_autoptr (GTask) task = data;
  Backup *call = g_task_get_task_data (task);

  if (call->error == NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&call->error));
  return G_SOURCE_REMOVE;
}

/* The recordings, and the wait for the disk, on a thread of their own. */
static gpointer
finish_in_thread (gpointer data)
{
  GTask *task = data;
  Backup *call = g_task_get_task_data (task);

  finish (call, g_task_get_cancellable (task), &call->error);
  /* What came to nothing is gone when that is told. All pages are copied: the store's thread has no part in it any more. */
  abandon_backup (call);
  attune_store_invoke (g_task_get_context (task), complete, task, NULL);
  return NULL;
}

/* One slice. TRUE while there are more; FALSE with the error set when it fails. */
static gboolean
copy_slice (AttuneStore *store, GTask *task, Backup *call, GError **error)
{
  double fraction = 0.0;

  if (call->backup == NULL)
    {
      call->backup = attune_db_backup_begin (attune_store_get_db (store), call->path, error);
      return call->backup != NULL;
    }
  if (!attune_db_backup_step (call->backup, &fraction, error))
    return FALSE;

  attune_upkeep_tell (&call->progress, task, fraction);
  if (fraction < 1.0)
    return TRUE;

  if (call->media_folder != NULL)
    call->media = attune_media_backup_list (attune_store_get_db (store), error);
  return FALSE;
}

static gboolean
run_backup (AttuneStore *store, GTask *task, gpointer data)
{
  Backup *call = data;
  GError *error = NULL;

  if (copy_slice (store, task, call, &error))
    return TRUE;

  if (error == NULL)
    {
      g_thread_unref (g_thread_new ("attune-backup", finish_in_thread, g_object_ref (task)));
      return FALSE;
    }
  abandon_backup (call);
  g_task_return_error (task, error);
  return FALSE;
}

static void
start_backup (GTask *task,
              const char *path,
              const char *media_folder,
              AttuneProgress progress,
              gpointer progress_data)
{
  Backup *call = g_new0 (Backup, 1);

  call->progress = (AttuneUpkeepProgress){ progress, progress_data };
  call->path = attune_store_resolve (path);
  call->media_folder = g_strdup (media_folder);
  call->missing = g_ptr_array_new_with_free_func (g_free);
  g_task_set_task_data (task, call, free_backup);
  attune_store_run_in_slices (g_task_get_source_object (task), ATTUNE_PRIORITY_BACKGROUND, task,
                              run_backup, abandon_backup);
}

void
attune_store_backup_async (AttuneStore *self,
                           const char *path,
                           AttuneProgress progress,
                           gpointer progress_data,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer data)
{
  GTask *task = g_task_new (self, cancellable, callback, data);

  g_task_set_source_tag (task, attune_store_backup_async);
  start_backup (task, path, attune_store_get_media_folder (self), progress, progress_data);
}

void
attune_store_snapshot_async (AttuneStore *self,
                             const char *path,
                             AttuneProgress progress,
                             gpointer progress_data,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer data)
{
  GTask *task = g_task_new (self, cancellable, callback, data);

  g_task_set_source_tag (task, attune_store_snapshot_async);
  start_backup (task, path, NULL, progress, progress_data);
}

gboolean
attune_store_snapshot_finish (AttuneStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, attune_store_snapshot_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static GStrv
take_missing (GPtrArray *missing)
{
  g_ptr_array_add (missing, NULL);
  return g_strdupv ((char **) missing->pdata);
}

gboolean
attune_store_backup_finish (AttuneStore *self,
                            GAsyncResult *result,
                            GStrv *out_missing,
                            GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, attune_store_backup_async), FALSE);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  if (out_missing != NULL)
    *out_missing = take_missing (((Backup *) g_task_get_task_data (G_TASK (result)))->missing);
  return TRUE;
}

/* Restore ---------------------------------------------------------------------------------------------------------- */

typedef struct
{
  char *backup;
  char *location;
  GPtrArray *missing;
} Restore;

static void
free_restore (gpointer data)
{
  Restore *call = data;

  g_free (call->backup);
  g_free (call->location);
  g_ptr_array_unref (call->missing);
  g_free (call);
}

static gboolean
set_damaged (const Restore *call, const char *what, GError **error)
{
  g_set_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_CORRUPT,
               _ ("“%s” is damaged, so that nothing was restored: %s Choose another backup."),
               call->backup, what);
  return FALSE;
}

/* `tables` are those of the version that `db` has; NULL where they are not known any more. */
static gboolean
check_soundness (AttuneDb *db,
                 const Restore *call,
                 const AttuneTable *const *tables,
                 GError **error)
{
  g_auto (GStrv) damage = attune_db_find_damage (db, tables, error);

  if (damage == NULL)
    return FALSE;
  return damage[0] == NULL || set_damaged (call, damage[0], error);
}

static gboolean
check_backup (AttuneDb *db, const Restore *call, int version, GError **error)
{
  if (version < 0)
    return FALSE;
  if (version <= ATTUNE_SCHEMA_VERSION)
    return check_soundness (db, call,
                            version == ATTUNE_SCHEMA_VERSION ? attune_schema_get_tables () : NULL,
                            error);

  g_set_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_NEWER,
               _ ("“%s” was written by a newer Attune. Update Attune to restore it."),
               call->backup);
  return FALSE;
}

/* Steps that do not go through show that the tables are not those of their version; the disk has its own say. */
static gboolean
bring_up_to_date (const Restore *call, const char *path, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (AttuneDb) db = attune_db_open (path, ATTUNE_DB_OPEN, error);

  if (db == NULL)
    return FALSE;
  if (attune_schema_upgrade_copy (db, call->backup, &local_error))
    return check_soundness (db, call, attune_schema_get_tables (), error);
  if (!g_error_matches (local_error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_FULL) &&
      !g_error_matches (local_error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_IO))
    return set_damaged (call, local_error->message, error);

  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
copy_pages (AttuneDb *db, const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (AttuneDbBackup) copy = attune_db_backup_begin (db, path, error);
  double fraction = 0.0;

  if (copy == NULL)
    return FALSE;
  while (fraction < 1.0)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
          !attune_db_backup_step (copy, &fraction, error))
        return FALSE;
    }
  return attune_db_backup_finish (copy, error);
}

static gboolean
give_name (const Restore *call, const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (call->location);
  int number;

  if (attune_sync_rename (path, call->location))
    {
      (void) attune_sync_folder (folder);
      return TRUE;
    }

  number = errno;
  /* Made by somebody else in the meantime: told as where it had been there before. */
  if (number != EEXIST || attune_db_check_place (call->location, error))
    g_set_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_IO,
                 _ ("“%s” could not be written: %s. Choose another place."), call->location,
                 g_strerror (number));
  return FALSE;
}

/* The recordings, then the name. */
static gboolean
settle (AttuneDb *db,
        const Restore *call,
        const char *path,
        GCancellable *cancellable,
        GError **error)
{
  g_autoptr (GPtrArray) media = attune_media_backup_list (db, error);
  g_autofree char *from = attune_store_choose_media_folder (call->backup);
  g_autofree char *to = attune_store_choose_media_folder (call->location);
  int hold = -1;
  gboolean is_done;

  if (media == NULL || (media->len > 0 && !attune_media_backup_all (media, from, to, call->missing,
                                                                    &hold, cancellable, error)))
    return FALSE;
  is_done = give_name (call, path, error);
  give_up_hold (hold, to, is_done);
  return is_done;
}

/* A copy that no-one else knows of becomes the workspace when it is whole and up to date. */
static gboolean
restore_in_folder (AttuneDb *db,
                   const Restore *call,
                   int version,
                   const char *path,
                   GCancellable *cancellable,
                   GError **error)
{
  return copy_pages (db, path, cancellable, error) &&
         (version == ATTUNE_SCHEMA_VERSION || bring_up_to_date (call, path, error)) &&
         settle (db, call, path, cancellable, error);
}

static gboolean
restore (Restore *call, GCancellable *cancellable, GError **error)
{
  g_autoptr (AttuneDb) db = attune_db_open (call->backup, ATTUNE_DB_READ, error);
  int version = db != NULL ? attune_db_get_version (db, error) : -1;
  g_autofree char *folder = NULL;
  g_autofree char *path = NULL;
  gboolean is_done;

  if (!check_backup (db, call, version, error) || !attune_db_check_place (call->location, error))
    return FALSE;
  folder = attune_sync_make_folder (call->location);
  if (folder == NULL)
    {
      g_set_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_IO,
                   _ ("“%s” could not be written: %s. Choose another place."), call->location,
                   g_strerror (errno));
      return FALSE;
    }

  path = g_build_filename (folder, "restored.attune", NULL);
  is_done = restore_in_folder (db, call, version, path, cancellable, error);
  attune_db_remove (path);
  (void) g_rmdir (folder);
  return is_done;
}

static void
restore_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (restore (data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
attune_store_restore_async (const char *backup,
                            const char *location,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);
  Restore *call = g_new0 (Restore, 1);
  GError *error = NULL;

  call->backup = attune_store_resolve (backup);
  call->location = attune_store_resolve (location);
  call->missing = g_ptr_array_new_with_free_func (g_free);
  g_task_set_source_tag (task, attune_store_restore_async);
  g_task_set_task_data (task, call, free_restore);
  if (!attune_store_check_location (backup, &error) ||
      !attune_store_check_location (location, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  g_task_run_in_thread (task, restore_in_thread);
}

gboolean
attune_store_restore_finish (GAsyncResult *result, GStrv *out_missing, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, attune_store_restore_async), FALSE);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  if (out_missing != NULL)
    *out_missing = take_missing (((Restore *) g_task_get_task_data (G_TASK (result)))->missing);
  return TRUE;
}
