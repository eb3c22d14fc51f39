/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-store-object.h"

#include "attune-changes.h"
#include "attune-revision-cache.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>

/* How often a file is asked whether another process has written to it, in milliseconds. */
#define WATCH_INTERVAL_MS 500

G_DEFINE_FINAL_TYPE (AttuneStore, attune_store, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

char *
attune_store_resolve (const char *location)
{
  g_autofree char *full = g_canonicalize_filename (location, NULL);
  g_autofree char *folder = g_path_get_dirname (full);
  g_autofree char *name = g_path_get_basename (full);
  /* Allocated by the system's own allocator, which is GLib's too. */
  g_autofree char *real = realpath (full, NULL);
  g_autofree char *real_folder = real == NULL ? realpath (folder, NULL) : NULL;

  if (real != NULL)
    return g_steal_pointer (&real);
  return real_folder != NULL ? g_build_filename (real_folder, name, NULL) : g_steal_pointer (&full);
}

char *
attune_store_choose_media_folder (const char *location)
{
  g_autofree char *stem = g_str_has_suffix (location, ".attune")
                            ? g_strndup (location, strlen (location) - strlen (".attune"))
                            : g_strdup (location);

  return g_strconcat (stem, ".media", NULL);
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

gboolean
attune_store_check_writable (AttuneStore *self, GError **error)
{
  if (self->read_only_reason == NULL)
    return TRUE;

  g_set_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_READ_ONLY,
               /* Translators: what follows is why, and what to do about it. */
               _ ("Nothing was saved: the workspace can only be read. %s"), self->read_only_reason);
  return FALSE;
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

  if (self == NULL)
    return G_SOURCE_REMOVE;
  g_signal_emit (self, signals[CHANGED], 0, notice->kind, notice->id);
  if (self->may_be_old && self->worker != NULL)
    {
      self->may_be_old = FALSE;
      attune_changes_prune (self);
    }
  return G_SOURCE_REMOVE;
}

void
attune_store_emit_changed (AttuneStore *self, AttuneChangeKind kind, gint64 id)
{
  Notice *notice = g_new0 (Notice, 1);

  g_weak_ref_init (&notice->store, self);
  notice->kind = kind;
  notice->id = id;
  attune_store_invoke (self->context, deliver_notice, notice, free_notice);
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

void
attune_store_start_watch (AttuneStore *self)
{
  self->watch = g_timeout_source_new (WATCH_INTERVAL_MS);
  g_source_set_callback (self->watch, watch_cb, self, NULL);
  g_source_attach (self->watch, self->context);
}

void
attune_store_stop_watch (AttuneStore *self)
{
  if (self->watch != NULL)
    g_source_destroy (self->watch);
  g_clear_pointer (&self->watch, g_source_unref);
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
  g_free (self->read_only_reason);

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
attune_store_get_read_only_reason (AttuneStore *self)
{
  return self->read_only_reason;
}

const char *
attune_store_get_media_folder (AttuneStore *self)
{
  return self->media_folder;
}
