/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-db.h"

#include <gio/gio.h>

/* The one thread that owns a store's handle. What is pushed runs in the order of its priority, then of its coming; work
 * that goes on in slices goes to the end of its own priority after each of them. */
typedef enum
{
  ATTUNE_PRIORITY_WRITE,
  ATTUNE_PRIORITY_READ,       /* somebody is looking at it */
  ATTUNE_PRIORITY_BACKGROUND, /* imports, backups, checks: in slices of at most 20 ms */
} AttunePriority;

#define ATTUNE_N_PRIORITIES 3

typedef struct _AttuneWorker AttuneWorker;

/* Runs on the worker's thread. Returns TRUE to be called again for its next slice, after whatever is more urgent. */
typedef gboolean (*AttuneWork) (gpointer data);

AttuneWorker *attune_worker_new  (void);
/* Lets what is pushed finish, ends the thread and waits for it. Not to be called on the worker's own thread. */
void          attune_worker_free (AttuneWorker *self);
void          attune_worker_push (AttuneWorker  *self,
                                  AttunePriority priority,
                                  AttuneWork     work,
                                  gpointer       data);
gboolean      attune_worker_is_current (AttuneWorker *self);
