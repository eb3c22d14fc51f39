/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-store-private.h"

/* The store's insides, for the files it is made of: attune-store.c (the object and what it tells), attune-store-open.c
 * and attune-store-run.c (verbs on their way, closing). */
struct _AttuneStore
{
  GObject parent_instance;

  /* Set before the first verb, then only read */
  char *location;
  char *media_folder;
  char *name;
  char *read_only_reason; /* NULL where it can be written */
  GTimeZone *time_zone;
  gboolean is_sample;
  gint64 writer;
  GMainContext *context;

  /* Main context only */
  AttuneWorker *worker; /* NULL once closed */
  GSource *watch;
  gboolean may_be_old; /* what is kept for a time alone was not looked through since the store was opened */

  /* Any thread, atomically */
  int is_closing;
  int is_looking;

  /* Worker thread only */
  AttuneDb *db;
  AttuneIdSource *ids;
  AttuneTrailHead trail_head;
  GHashTable *revisions;
  AttuneFeedState feed;
  AttunePriority running; /* the priority of the verb under way */
};

/* Asks from time to time whether another process has written. */
void attune_store_start_watch (AttuneStore *self);
void attune_store_stop_watch  (AttuneStore *self);
/* Whether a reading under way is to end: for attune_db_set_stop(). On the worker's thread. */
gboolean attune_store_is_to_stop (gpointer store);
