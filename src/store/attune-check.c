/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-upkeep-private.h"

#include "attune-media-backup.h"
#include "attune-schema.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

/* How much of the whole is taking the copy. */
#define COPY_SHARE 0.3

void
attune_finding_free (AttuneFinding *self)
{
  g_free (self->place);
  g_free (self->message);
  g_free (self);
}

void
attune_check_report_free (AttuneCheckReport *self)
{
  g_ptr_array_unref (self->findings);
  g_free (self);
}

static AttuneCheckReport *
create_report (void)
{
  AttuneCheckReport *self = g_new0 (AttuneCheckReport, 1);

  self->findings = g_ptr_array_new_with_free_func ((GDestroyNotify) attune_finding_free);
  return self;
}

static void
add_finding (AttuneCheckReport *report, char *place, const char *message)
{
  AttuneFinding *finding = g_new (AttuneFinding, 1);

  *finding = (AttuneFinding){ place, g_strdup (message) };
  if (report->n_findings++ < ATTUNE_MAX_FINDINGS)
    g_ptr_array_add (report->findings, finding);
  else
    attune_finding_free (finding);
}

void
attune_check_add (AttuneCheck *self, char *place, const char *message)
{
  add_finding (self->report, place, message);
}

gboolean
attune_check_is_cancelled (AttuneCheck *self, GError **error)
{
  return g_cancellable_set_error_if_cancelled (self->cancellable, error);
}

gboolean
attune_check_file (AttuneCheck *self, GError **error)
{
  g_auto (GStrv) damage = attune_db_find_damage (attune_store_get_db (self->store),
                                                 attune_schema_get_tables (), error);

  if (damage == NULL)
    return FALSE;
  for (guint i = 0; damage[i] != NULL; i++)
    attune_check_add (self, g_strdup ("file"), damage[i]);
  return TRUE;
}

static void
check_recording (AttuneCheck *self, const AttuneRows *rows, guint row)
{
  const char *path = attune_rows_get_text (rows, row, 1);
  g_autofree char *full_path = g_build_filename (self->media_folder, path, NULL);
  g_autofree char *message = NULL;
  GStatBuf status;

  if (!attune_media_backup_is_inside (path))
    message = g_strdup_printf (_ ("“%s” is not in the media folder."), path);
  else if (g_stat (full_path, &status) != 0)
    message = g_strdup_printf (_ ("The recording “%s” is missing. Put it back, from a backup."),
                               full_path);
  else if (!attune_rows_is_null (rows, row, 2) &&
           attune_rows_get_int (rows, row, 2) != (gint64) status.st_size)
    message = g_strdup_printf (_ ("The recording “%s” has another size than when it was added."),
                               full_path);
  if (message != NULL)
    attune_check_add (self,
                      g_strdup_printf ("media %" G_GINT64_FORMAT,
                                       attune_rows_get_int (rows, row, 0)),
                      message);
}

gboolean
attune_check_media (AttuneCheck *self, GError **error)
{
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_READ);
  g_autoptr (AttuneResult) result = NULL;
  const AttuneRows *rows;

  attune_batch_add (batch,
                    "SELECT id, path, size FROM media WHERE is_copied = 1 AND removed_at IS NULL"
                    " ORDER BY id",
                    "iti");
  result = attune_store_read (self->store, batch, error);
  if (result == NULL)
    return FALSE;

  rows = attune_result_rows (result, 0);
  for (guint i = 0; i < attune_rows_get_n (rows); i++)
    check_recording (self, rows, i);
  return TRUE;
}

/* The verbs: a backup into a folder of its own, a store opened on it, the check on that store's thread. --------------- */

typedef struct
{
  AttuneUpkeepProgress progress;
  GTask *task; /* the caller's */
  char *location;
  char *media_folder;
  gboolean is_found; /* there is a workspace to be checked */
  char *folder;
  char *path;
  AttuneStore *copy;
  AttuneCheckReport *report;
} Checking;

static void
remove_copy (Checking *self)
{
  attune_db_remove (self->path);
  (void) g_rmdir (self->folder);
}

static void
free_checking (Checking *self)
{
  remove_copy (self);
  g_clear_object (&self->copy);
  g_clear_pointer (&self->report, attune_check_report_free);
  g_object_unref (self->task);
  g_free (self->location);
  g_free (self->media_folder);
  g_free (self->folder);
  g_free (self->path);
  g_free (self);
}

static void
return_report (Checking *self)
{
  g_task_return_pointer (self->task, g_steal_pointer (&self->report),
                         (GDestroyNotify) attune_check_report_free);
  free_checking (self);
}

/* What cannot be read for damage is a finding; everything else means that there was no check. */
static void
return_failure (Checking *self, GError *error)
{
  if (self->is_found && (g_error_matches (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_CORRUPT) ||
                         g_error_matches (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_NOT_STORE)))
    {
      add_finding (self->report, g_strdup ("file"), error->message);
      g_error_free (error);
      return_report (self);
      return;
    }

  g_task_return_error (self->task, error);
  free_checking (self);
}

static gboolean
run_check (AttuneStore *copy, GTask *task, gpointer data)
{
  static gboolean (*const parts[]) (AttuneCheck *, GError **) = {
    attune_check_file,     attune_check_media,  attune_check_sounds,      attune_check_strays,
    attune_check_texts,    attune_check_trail,  attune_check_rights,      attune_check_answering,
    attune_check_contents, attune_check_search, attune_check_evaluations,
  };
  Checking *self = data;
  g_autoptr (AttunePins) pins = attune_pins_new ();
  AttuneCheck check = { copy, self->media_folder, self->report, g_task_get_cancellable (self->task),
                        pins };
  GError *error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      attune_upkeep_tell (&self->progress, self->task,
                          COPY_SHARE + (1.0 - COPY_SHARE) * i / G_N_ELEMENTS (parts));
      if (attune_check_is_cancelled (&check, &error) || !parts[i](&check, &error))
        {
          g_task_return_error (task, error);
          return FALSE;
        }
    }
  g_task_return_boolean (task, TRUE);
  return FALSE;
}

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Checking *self = data;
  GError *error = NULL;

  attune_store_close (self->copy);
  if (g_task_propagate_boolean (G_TASK (result), &error))
    return_report (self);
  else
    return_failure (self, error);
}

static void
copy_opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Checking *self = data;
  GError *error = NULL;
  GTask *task;

  self->copy = attune_store_open_finish (result, &error);
  /* Open, it needs no name: whatever happens to this process, no second workspace is left behind. */
  remove_copy (self);
  if (self->copy == NULL)
    {
      return_failure (self, error);
      return;
    }

  task = g_task_new (self->copy, g_task_get_cancellable (self->task), checked_cb, self);
  g_task_set_task_data (task, self, NULL);
  attune_store_run (self->copy, ATTUNE_PRIORITY_WRITE, task, run_check);
}

static void
open_copy (Checking *self)
{
  attune_store_open_async (self->path, NULL, g_task_get_cancellable (self->task), copy_opened_cb,
                           self);
}

static void
copied_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Checking *self = data;
  GError *error = NULL;

  if (attune_store_snapshot_finish (ATTUNE_STORE (source), result, &error))
    open_copy (self);
  else
    return_failure (self, error);
}

static void
copying_cb (double fraction, gpointer data)
{
  Checking *self = data;

  if (self->progress.function != NULL)
    self->progress.function (fraction * COPY_SHARE, self->progress.data);
}

/* A folder that only this user can look into, in the cache. */
static char *
make_folder (GError **error)
{
  g_autofree char *parent = g_build_filename (g_get_user_cache_dir (), "attune", NULL);
  g_autofree char *folder = g_build_filename (parent, "check-XXXXXX", NULL);

  g_mkdir_with_parents (parent, 0700);
  if (g_mkdtemp (folder) != NULL)
    return g_steal_pointer (&folder);

  g_set_error (
    error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_READ_ONLY,
    _ ("“%s”, where the check would work on a copy, cannot be written. Make it writable, or "
       "set XDG_CACHE_HOME to a folder that is."),
    parent);
  return NULL;
}

static Checking *
create_checking (GTask *task,
                 const char *location,
                 const char *media_folder,
                 AttuneUpkeepProgress progress,
                 GError **error)
{
  char *folder = make_folder (error);
  Checking *self;

  if (folder == NULL)
    return NULL;

  self = g_new0 (Checking, 1);
  self->progress = progress;
  self->task = g_object_ref (task);
  self->location = g_strdup (location);
  self->media_folder = g_strdup (media_folder);
  self->folder = folder;
  self->path = g_build_filename (folder, "copy.attune", NULL);
  self->report = create_report ();
  return self;
}

void
attune_store_check_async (AttuneStore *self,
                          AttuneProgress progress,
                          gpointer progress_data,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);
  GError *error = NULL;
  Checking *checking;

  g_task_set_source_tag (task, attune_store_check_async);
  checking = create_checking (task, attune_store_get_location (self),
                              attune_store_get_media_folder (self),
                              (AttuneUpkeepProgress){ progress, progress_data }, &error);
  if (checking == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  checking->is_found = TRUE;
  attune_store_snapshot_async (self, checking->path, copying_cb, checking, cancellable, copied_cb,
                               checking);
}

AttuneCheckReport *
attune_store_check_finish (AttuneStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, attune_store_check_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* What a crash left half written cannot be read before it is taken back, for which the file is written. */
static AttuneDb *
open_file (const char *location, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  AttuneDb *db = attune_db_open (location, ATTUNE_DB_READ, &local_error);

  if (db == NULL && g_error_matches (local_error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_READ_ONLY))
    return attune_db_open (location, ATTUNE_DB_OPEN, error);
  if (db == NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  return db;
}

static gboolean
bring_up_to_date (Checking *self, GError **error)
{
  g_autoptr (AttuneDb) copy = attune_db_open (self->path, ATTUNE_DB_OPEN, error);

  return copy != NULL && attune_schema_upgrade_copy (copy, self->location, error);
}

static gboolean
copy_file (Checking *self, GTask *task, GError **error)
{
  g_autoptr (AttuneDb) db = open_file (self->location, error);
  g_autoptr (AttuneDbBackup) backup = NULL;
  double fraction = 0.0;

  self->is_found = db != NULL;
  if (db != NULL)
    backup = attune_db_backup_begin (db, self->path, error);
  if (backup == NULL)
    return FALSE;
  while (fraction < 1.0)
    {
      if (g_cancellable_set_error_if_cancelled (g_task_get_cancellable (task), error) ||
          !attune_db_backup_step (backup, &fraction, error))
        return FALSE;
      attune_upkeep_tell (&self->progress, self->task, fraction * COPY_SHARE);
    }
  return attune_db_backup_finish (backup, error) && bring_up_to_date (self, error);
}

static void
copy_file_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (copy_file (data, task, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
file_copied_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Checking *self = data;
  GError *error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    open_copy (self);
  else
    return_failure (self, error);
}

void
attune_store_check_file_async (const char *location,
                               AttuneProgress progress,
                               gpointer progress_data,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);
  g_autoptr (GTask) copying = NULL;
  g_autofree char *path = attune_store_resolve (location);
  g_autofree char *media_folder = attune_store_choose_media_folder (path);
  GError *error = NULL;
  Checking *checking;

  g_task_set_source_tag (task, attune_store_check_file_async);
  if (!attune_store_check_location (location, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  checking = create_checking (task, path, media_folder,
                              (AttuneUpkeepProgress){ progress, progress_data }, &error);
  if (checking == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  copying = g_task_new (NULL, cancellable, file_copied_cb, checking);
  g_task_set_task_data (copying, checking, NULL);
  g_task_run_in_thread (copying, copy_file_in_thread);
}

AttuneCheckReport *
attune_store_check_file_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, attune_store_check_file_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
