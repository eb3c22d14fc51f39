/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-store-private.h"

#include "attune-changes.h"
#include "attune-installation.h"
#include "attune-people-private.h"
#include "attune-revision-cache.h"
#include "attune-schema.h"
#include "attune-write.h"

#include <glib/gi18n-lib.h>

/* How often a file is asked whether another process has written to it, in milliseconds. */
#define WATCH_INTERVAL_MS 500

struct _AttuneStore
{
  GObject parent_instance;

  /* Set before the first verb, then only read */
  char *location;
  char *media_folder;
  char *name;
  GTimeZone *time_zone;
  gboolean is_sample;
  gint64 writer;
  GMainContext *context;

  /* Main context only */
  AttuneWorker *worker;
  GSource *watch;

  /* Any thread, atomically */
  int is_closing;
  int is_looking;

  /* Worker thread only */
  AttuneDb *db;
  AttuneIdSource *ids;
  AttuneTrailHead trail_head;
  GHashTable *revisions;
  AttuneFeedState feed;
};

G_DEFINE_FINAL_TYPE (AttuneStore, attune_store, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* A verb on its way to the worker. */
typedef struct
{
  AttuneStore *store;
  AttunePriority priority;
  GTask *task;
  AttuneStoreWork work;
  GDestroyNotify abandon;
  gboolean has_begun;
} Call;

static gboolean
unref_task (gpointer data)
{
  g_object_unref (data);
  return G_SOURCE_REMOVE;
}

void
attune_store_release_task (GTask *task)
{
  g_main_context_invoke_full (g_task_get_context (task), G_PRIORITY_DEFAULT, unref_task, task,
                              NULL);
}

static void
return_closed (GTask *task)
{
  g_task_return_new_error (task, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_CLOSED, "%s",
                           _ ("The workspace has been closed."));
}

/* Whether the call need not go on. It has let go of what it held, and returned through its task, then. */
static gboolean
is_given_up (Call *call)
{
  gboolean is_closing = call->priority == ATTUNE_PRIORITY_BACKGROUND &&
                        g_atomic_int_get (&call->store->is_closing);

  if (!is_closing && !g_cancellable_is_cancelled (g_task_get_cancellable (call->task)))
    return FALSE;

  if (call->has_begun && call->abandon != NULL)
    call->abandon (g_task_get_task_data (call->task));
  if (is_closing || !g_task_return_error_if_cancelled (call->task))
    return_closed (call->task);
  return TRUE;
}

static gboolean
run_call (gpointer data)
{
  Call *call = data;

  if (!is_given_up (call))
    {
      call->has_begun = TRUE;
      if (call->work (call->store, call->task, g_task_get_task_data (call->task)))
        return G_SOURCE_CONTINUE;
    }

  attune_store_release_task (call->task);
  g_free (call);
  return G_SOURCE_REMOVE;
}

char *
attune_store_choose_media_folder (const char *location)
{
  g_autofree char *stem = g_str_has_suffix (location, ".attune")
                            ? g_strndup (location, strlen (location) - strlen (".attune"))
                            : g_strdup (location);

  return g_strconcat (stem, ".media", NULL);
}

void
attune_store_run_in_slices (AttuneStore *self,
                            AttunePriority priority,
                            GTask *task,
                            AttuneStoreWork work,
                            GDestroyNotify abandon)
{
  Call *call;

  if (self->worker == NULL)
    {
      return_closed (task);
      g_object_unref (task);
      return;
    }

  call = g_new0 (Call, 1);
  *call = (Call){ self, priority, task, work, abandon, FALSE };
  attune_worker_push (self->worker, priority, run_call, call);
}

void
attune_store_run (AttuneStore *self, AttunePriority priority, GTask *task, AttuneStoreWork work)
{
  attune_store_run_in_slices (self, priority, task, work, NULL);
}

AttuneDb *
attune_store_get_db (AttuneStore *self)
{
  return self->db;
}

AttuneIdSource *
attune_store_get_ids (AttuneStore *self)
{
  return self->ids;
}

gint64
attune_store_get_writer (AttuneStore *self)
{
  return self->writer;
}

GHashTable *
attune_store_get_revision_cache (AttuneStore *self)
{
  return self->revisions;
}

AttuneTrailHead *
attune_store_get_trail_head (AttuneStore *self)
{
  return &self->trail_head;
}

AttuneFeedState *
attune_store_get_feed (AttuneStore *self)
{
  return &self->feed;
}

AttuneResult *
attune_store_read (AttuneStore *self, const AttuneBatch *batch, GError **error)
{
  return attune_db_run (self->db, batch, error);
}

int
attune_store_get_day (AttuneStore *self, gint64 at)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (at / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, self->time_zone);

  return g_date_time_get_year (local) * 10000 + g_date_time_get_month (local) * 100 +
         g_date_time_get_day_of_month (local);
}

/* One change on its way to the main context. */
typedef struct
{
  GWeakRef store;
  AttuneChangeKind kind;
  gint64 id;
} Notice;

static void
free_notice (gpointer data)
{
  Notice *notice = data;

  g_weak_ref_clear (&notice->store);
  g_free (notice);
}

static gboolean
deliver_notice (gpointer data)
{
  Notice *notice = data;
  g_autoptr (AttuneStore) self = g_weak_ref_get (&notice->store);

  if (self != NULL)
    g_signal_emit (self, signals[CHANGED], 0, notice->kind, notice->id);
  return G_SOURCE_REMOVE;
}

void
attune_store_emit_changed (AttuneStore *self, AttuneChangeKind kind, gint64 id)
{
  Notice *notice = g_new0 (Notice, 1);

  g_weak_ref_init (&notice->store, self);
  notice->kind = kind;
  notice->id = id;
  g_main_context_invoke_full (self->context, G_PRIORITY_DEFAULT, deliver_notice, notice,
                              free_notice);
}

static gboolean
look_for_changes (gpointer data)
{
  AttuneStore *self = data;

  attune_changes_look (self);
  g_atomic_int_set (&self->is_looking, FALSE);
  return G_SOURCE_REMOVE;
}

/* While the last look has not come about, because another process holds the file, there is no point in more of them. */
static gboolean
watch_cb (gpointer data)
{
  AttuneStore *self = data;

  if (g_atomic_int_compare_and_exchange (&self->is_looking, FALSE, TRUE))
    attune_worker_push (self->worker, ATTUNE_PRIORITY_READ, look_for_changes, self);
  return G_SOURCE_CONTINUE;
}

static void
start_watch (AttuneStore *self)
{
  self->watch = g_timeout_source_new (WATCH_INTERVAL_MS);
  g_source_set_callback (self->watch, watch_cb, self, NULL);
  g_source_attach (self->watch, self->context);
}

void
attune_store_close (AttuneStore *self)
{
  g_return_if_fail (ATTUNE_IS_STORE (self));

  if (self->watch != NULL)
    g_source_destroy (self->watch);
  g_clear_pointer (&self->watch, g_source_unref);
  g_atomic_int_set (&self->is_closing, TRUE);
  g_clear_pointer (&self->worker, attune_worker_free);
  g_clear_pointer (&self->db, attune_db_close);
}

static void
attune_store_finalize (GObject *object)
{
  AttuneStore *self = ATTUNE_STORE (object);

  attune_store_close (self);
  g_clear_pointer (&self->ids, attune_id_source_free);
  g_clear_pointer (&self->time_zone, g_time_zone_unref);
  g_free (self->trail_head.heads);
  g_hash_table_unref (self->revisions);
  g_main_context_unref (self->context);
  g_free (self->location);
  g_free (self->media_folder);
  g_free (self->name);

  G_OBJECT_CLASS (attune_store_parent_class)->finalize (object);
}

static void
attune_store_class_init (AttuneStoreClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->finalize = attune_store_finalize;

  signals[CHANGED] = g_signal_new ("changed", ATTUNE_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 2, G_TYPE_INT, G_TYPE_INT64);
}

static void
attune_store_init (AttuneStore *self)
{
  self->context = g_main_context_ref_thread_default ();
  self->revisions = attune_revision_cache_new ();
}

/* What opening needs beside the store itself. */
typedef struct
{
  AttuneDbMode mode;
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
                    "INSERT INTO workspace (id, rev, name, time_zone, is_sample, created_at)"
                    " VALUES (1, 1, $name, $zone, $sample, $now)",
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
  self->time_zone = g_time_zone_new_identifier (attune_rows_get_text (rows, 0, 1));
  if (self->time_zone == NULL)
    self->time_zone = g_time_zone_new_utc ();
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

static gboolean
create_on_worker (AttuneStore *self, const Opening *opening, GError **error)
{
  return attune_schema_upgrade (self->db, self->location, error) &&
         write_first_rows (self, opening, error) && read_workspace (self, error);
}

static gboolean
open_on_worker (AttuneStore *self, const Opening *opening, GError **error)
{
  self->db = open_db (self, opening, error);
  if (self->db == NULL)
    return FALSE;
  if (opening->mode != ATTUNE_DB_CREATE)
    return attune_schema_upgrade (self->db, self->location, error) && read_workspace (self, error);
  if (create_on_worker (self, opening, error))
    return TRUE;

  /* A workspace that could not be finished is none. */
  g_clear_pointer (&self->db, attune_db_close);
  attune_db_remove (self->location);
  return FALSE;
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

  self->location = g_canonicalize_filename (location, NULL);
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

  start_watch (self);
  /* A new workspace has nothing old, and stays the same bytes when it is made the same way. */
  if (opening->mode == ATTUNE_DB_OPEN)
    attune_changes_prune (self);
  return g_object_ref (self);
}

const char *
attune_store_get_location (AttuneStore *self)
{
  return self->location;
}

const char *
attune_store_get_name (AttuneStore *self)
{
  return self->name;
}

gboolean
attune_store_is_sample (AttuneStore *self)
{
  return self->is_sample;
}

GTimeZone *
attune_store_get_time_zone (AttuneStore *self)
{
  return self->time_zone;
}

const char *
attune_store_get_media_folder (AttuneStore *self)
{
  return self->media_folder;
}
