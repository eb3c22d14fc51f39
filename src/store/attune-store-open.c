/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-store-object.h"

#include "attune-changes.h"
#include "attune-installation.h"
#include "attune-people-private.h"
#include "attune-schema.h"
#include "attune-write.h"

#include <glib/gi18n-lib.h>

/* What opening needs beside the store itself. */
typedef struct
{
  AttuneDbMode mode;
  char *asked; /* the location, as it was given */
  AttuneDb *(*open_db) (const char *location, gboolean is_new, GError **error);
  char *name;
  char *time_zone;
  char *person;
  gboolean is_sample;
} Opening;

static void
free_opening (gpointer data)
{
  Opening *opening = data;

  g_free (opening->asked);
  g_free (opening->name);
  g_free (opening->time_zone);
  g_free (opening->person);
  g_free (opening);
}

static gboolean
write_first_rows (AttuneStore *self, const Opening *opening, GError **error)
{
  g_autoptr (AttuneWrite) write = attune_write_new (self, 0);
  AttuneBatch *batch = attune_write_get_batch (write);
  gint64 now = attune_id_source_now (self->ids);

  attune_batch_add (batch,
                    "INSERT INTO workspace (id, rev, name, time_zone, is_sample, created_at,"
                    " policies) VALUES (1, 1, $name, $zone, $sample, $now, 0)",
                    "");
  attune_batch_bind_text (batch, "name", opening->name);
  attune_batch_bind_text (batch, "zone", opening->time_zone);
  attune_batch_bind_int (batch, "sample", opening->is_sample);
  attune_batch_bind_int (batch, "now", now);
  attune_write_audit (write, "create-workspace", 1, opening->name);

  if (opening->person != NULL)
    attune_people_add (write,
                       &(AttunePersonSpec){
                         .external_id = "1",
                         .name = opening->person,
                         .roles = ATTUNE_ROLE_MANAGER | ATTUNE_ROLE_ANALYST | ATTUNE_ROLE_COACH,
                       });
  return attune_write_commit (write, error);
}

/* Days and months go by the zone, so that nothing may be written without it. */
static void
take_time_zone (AttuneStore *self, const char *name)
{
  self->time_zone = g_time_zone_new_identifier (name);
  if (self->time_zone != NULL)
    return;

  self->time_zone = g_time_zone_new_utc ();
  if (self->read_only_reason == NULL)
    self->read_only_reason = g_strdup_printf (
      _ ("Its time zone “%s” is not known on this computer, and times are shown in UTC. Install "
         "the computer's time zone data (tzdata), then open the workspace again."),
      name);
}

static gboolean
is_time_zone (const char *name, GError **error)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (name);

  if (zone != NULL)
    return TRUE;

  g_set_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_INVALID,
               _ ("“%s” is not a time zone that this computer knows. Choose one such as "
                  "“Europe/Helsinki”."),
               name);
  return FALSE;
}

static gboolean
read_workspace (AttuneStore *self, GError **error)
{
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_READ);
  g_autoptr (AttuneResult) result = NULL;
  g_autofree char *incomplete = g_strdup_printf (
    _ ("“%s” lacks its description: making it was never finished, or it is damaged. Restore it "
       "from a backup, or delete it and create the workspace anew."),
    self->location);
  const AttuneRows *rows;

  attune_batch_add (batch, "SELECT name, time_zone, is_sample FROM workspace WHERE id = 1", "tti");
  attune_batch_expect (batch, 1, ATTUNE_STORE_ERROR_CORRUPT, incomplete);
  result = attune_db_run (self->db, batch, error);
  if (result == NULL)
    return FALSE;

  rows = attune_result_rows (result, 0);
  self->name = attune_rows_dup_text (rows, 0, 0);
  take_time_zone (self, attune_rows_get_text (rows, 0, 1));
  self->is_sample = attune_rows_get_int (rows, 0, 2) != 0;
  return attune_changes_begin (self, error);
}

static AttuneDb *
open_db (AttuneStore *self, const Opening *opening, GError **error)
{
  if (opening->open_db != NULL)
    return opening->open_db (self->location, opening->mode == ATTUNE_DB_CREATE, error);
  return attune_db_open (self->location, opening->mode, error);
}

/* What cannot be written can perhaps be read; `reason`, why not, is kept then. */
static AttuneDb *
open_for_reading (AttuneStore *self, const GError *reason)
{
  AttuneDb *db;

  if (!g_error_matches (reason, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_READ_ONLY))
    return NULL;

  db = attune_db_open (self->location, ATTUNE_DB_READ, NULL);
  if (db != NULL)
    self->read_only_reason = g_strdup (reason->message);
  return db;
}

static gboolean
open_handle (AttuneStore *self, const Opening *opening, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  self->db = open_db (self, opening, &local_error);
  if (self->db == NULL && opening->mode == ATTUNE_DB_OPEN)
    self->db = open_for_reading (self, local_error);
  if (self->db == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  attune_db_set_stop (self->db, attune_store_is_to_stop, self);
  return TRUE;
}

static gboolean
create_on_worker (AttuneStore *self, const Opening *opening, GError **error)
{
  if (!is_time_zone (opening->time_zone, error) || !open_handle (self, opening, error))
    return FALSE;
  if (attune_schema_upgrade (self->db, self->location, error) &&
      write_first_rows (self, opening, error) && read_workspace (self, error))
    return TRUE;

  /* A workspace that could not be finished is none. */
  g_clear_pointer (&self->db, attune_db_close);
  attune_db_remove (self->location);
  return FALSE;
}

gboolean
attune_store_check_location (const char *location, GError **error)
{
  if (strstr (location, "://") == NULL || !g_uri_is_valid (location, G_URI_FLAGS_NONE, NULL))
    return TRUE;

  g_set_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_NOT_STORE,
               _ (
                 "“%s” is an address, not a file of this computer. Copy the workspace to a disk of "
                 "this computer, and open it there."),
               location);
  return FALSE;
}

static gboolean
open_on_worker (AttuneStore *self, const Opening *opening, GError **error)
{
  if (!attune_store_check_location (opening->asked, error))
    return FALSE;
  if (opening->mode == ATTUNE_DB_CREATE)
    return create_on_worker (self, opening, error);
  if (!open_handle (self, opening, error) ||
      (self->read_only_reason == NULL && !attune_db_check_shape (self->db, error)))
    return FALSE;
  return (self->read_only_reason != NULL
            ? attune_schema_check (self->db, self->location, error)
            : attune_schema_upgrade (self->db, self->location, error)) &&
         read_workspace (self, error);
}

static gboolean
run_open (AttuneStore *self, GTask *task, gpointer arguments)
{
  g_autoptr (GError) error = NULL;

  if (open_on_worker (self, arguments, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
  return FALSE;
}

static void
start_opening (const char *location,
               Opening *opening,
               AttuneStoreOptions *options,
               GCancellable *cancellable,
               GAsyncReadyCallback callback,
               gpointer data)
{
  g_autoptr (AttuneStore) self = g_object_new (ATTUNE_TYPE_STORE, NULL);
  GTask *task = g_task_new (self, cancellable, callback, data);

  g_task_set_source_tag (task, start_opening);
  g_task_set_task_data (task, opening, free_opening);

  opening->asked = g_strdup (location);
  self->location = attune_store_resolve (location);
  self->media_folder = attune_store_choose_media_folder (self->location);
  self->ids = options != NULL && options->ids != NULL ? g_steal_pointer (&options->ids)
                                                      : attune_id_source_new ();
  self->writer = options != NULL && options->writer != 0 ? options->writer
                                                         : attune_installation_get_id ();
  opening->open_db = options != NULL ? options->open_db : NULL;
  self->worker = attune_worker_new ();
  attune_store_run (self, ATTUNE_PRIORITY_WRITE, task, run_open);
}

void
attune_store_open_async (const char *location,
                         AttuneStoreOptions *options,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer data)
{
  Opening *opening = g_new0 (Opening, 1);

  opening->mode = ATTUNE_DB_OPEN;
  start_opening (location, opening, options, cancellable, callback, data);
}

void
attune_store_create_async (const char *location,
                           const AttuneWorkspaceSpec *spec,
                           AttuneStoreOptions *options,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer data)
{
  Opening *opening = g_new0 (Opening, 1);

  opening->mode = ATTUNE_DB_CREATE;
  opening->name = g_strdup (spec->name);
  opening->time_zone = g_strdup (spec->time_zone);
  opening->person = g_strdup (spec->person);
  opening->is_sample = spec->is_sample;
  start_opening (location, opening, options, cancellable, callback, data);
}

AttuneStore *
attune_store_open_finish (GAsyncResult *result, GError **error)
{
  AttuneStore *self;
  const Opening *opening;

  g_return_val_if_fail (g_async_result_is_tagged (result, start_opening), NULL);

  self = g_task_get_source_object (G_TASK (result));
  opening = g_task_get_task_data (G_TASK (result));
  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;

  attune_store_start_watch (self);
  /* A new workspace has nothing old, and stays the same bytes when it is made the same way; and whoever only looks at one writes
   * nothing. */
  self->may_be_old = opening->mode == ATTUNE_DB_OPEN && self->read_only_reason == NULL;
  return g_object_ref (self);
}
