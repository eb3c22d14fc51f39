/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-context.h"

/* How one kind of record is taken off its list and brought back: the store's verb, and words (N_()) for people. */
typedef struct
{
  void   (*remove_async)  (AttuneStore        *store,
                           gint64              actor,
                           gint64              record,
                           gint64              rev,
                           gboolean            is_removed,
                           GCancellable       *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer            data);
  gint64 (*remove_finish) (AttuneStore  *store,
                           GAsyncResult *result,
                           GError      **error);

  const char *removed;          /* "Form removed" */
  const char *not_removed;      /* "The form could not be removed" */
  const char *not_brought_back; /* "The form could not be brought back" */
} AttuneRemoval;

/* Whether the record is off its list now. */
typedef void (*AttuneRemovalTold) (gpointer data,
                                   gboolean is_removed);

/* Takes the record off its list and offers to bring it back, as it was left: never over what somebody else did to it
 * meanwhile. `removal` is static. `told` (nullable) is called with `data`, an object, which is kept until then. */
void attune_removal_start (const AttuneRemoval *removal,
                           AttuneContext       *context,
                           gint64               record,
                           gint64               rev,
                           AttuneRemovalTold    told,
                           gpointer             data);
