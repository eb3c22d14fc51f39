/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-store.h"
#include "attune-worker.h"

/* What verbs are made of. A verb makes a GTask with its arguments as task data and gives it to attune_store_run(); `work`
 * then runs on the worker's thread, where alone the functions below may be called, and returns through the task. It
 * returns TRUE, without having returned through the task, to be called again for its next slice. */
typedef gboolean (*AttuneStoreWork) (AttuneStore *self,
                                     GTask       *task,
                                     gpointer     arguments);

void attune_store_run (AttuneStore    *self,
                       AttunePriority  priority,
                       GTask          *task,
                       AttuneStoreWork work);

/* The same for work that holds something of the worker's between its slices: `abandon` lets go of that, on the worker's
 * thread, where the task is cancelled or the store closed before `work` has returned FALSE. */
void attune_store_run_in_slices (AttuneStore    *self,
                                 AttunePriority  priority,
                                 GTask          *task,
                                 AttuneStoreWork work,
                                 GDestroyNotify  abandon);

/* Calls `function` in `context`, later and never on the calling thread: g_main_context_invoke() would call it there and
 * then whenever nobody happens to run the context. From any thread. */
void attune_store_invoke (GMainContext  *context,
                          GSourceFunc    function,
                          gpointer       data,
                          GDestroyNotify free_data);

/* Gives another thread's reference back: a task holds the store, whose last reference must not go on a thread that the
 * store waits for, nor behind the back of its owner. */
void attune_store_release_task (GTask *task);

/* Whether `location` is a path: an address (http://…) is refused in words, instead of being looked for as one. */
gboolean attune_store_check_location (const char *location,
                                      GError    **error);

/* Where the file is that `location` names, whatever links lead to it: its media folder, its journal and its copies are beside
 * the file. A file that is not there yet is in its folder. */
char *attune_store_resolve (const char *location);
/* The media folder of a workspace at `location`, a resolved one. */
char *attune_store_choose_media_folder (const char *location);

/* On the worker's thread. */
AttuneDb       *attune_store_get_db     (AttuneStore *self);
AttuneIdSource *attune_store_get_ids    (AttuneStore *self);
gint64          attune_store_get_writer (AttuneStore *self);
/* Runs a batch of one reading statement's worth or more; as attune_db_run(). */
AttuneResult   *attune_store_read       (AttuneStore       *self,
                                         const AttuneBatch *batch,
                                         GError           **error);
/* FALSE with ATTUNE_STORE_ERROR_READ_ONLY where nothing can be written. */
gboolean        attune_store_check_writable (AttuneStore *self,
                                             GError     **error);
/* A day (yyyymmdd) of the workspace's zone, of a time in microseconds UTC; divided by 100 it is the month. */
int             attune_store_get_day    (AttuneStore *self,
                                         gint64       at);
/* Published revisions by id, as attune-revision-cache.h fills it. */
GHashTable     *attune_store_get_revision_cache (AttuneStore *self);
/* Tells the listeners in the main context. */
void            attune_store_emit_changed (AttuneStore     *self,
                                           AttuneChangeKind kind,
                                           gint64           id);

/* How far the feed of changes has been told on; see attune-changes.h. */
typedef struct
{
  gint64 seen;         /* the newest change told, or this process's own */
  gint64 data_version; /* attune_db_get_data_version() then */
} AttuneFeedState;

AttuneFeedState *attune_store_get_feed (AttuneStore *self);

/* The end of this writer's chain as last seen, kept between writes; see attune-write.h. */
typedef struct
{
  gboolean is_known;
  gint64 seq;
  guint8 hash[32];
  char *heads; /* the other chains' ends, as AttuneTrailEvent has them; owned */
} AttuneTrailHead;

AttuneTrailHead *attune_store_get_trail_head (AttuneStore *self);
