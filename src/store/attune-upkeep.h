/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-store.h"

/* What keeps a workspace sound: check, backup, restore. None needs an actor. */

typedef struct
{
  char *place;   /* "evaluation 123", "trail of writer 7, event 12", "file" */
  char *message;
} AttuneFinding;

typedef struct
{
  GPtrArray *findings; /* AttuneFinding */
  guint64 n_evaluations;
  guint64 n_rollups;
  guint64 n_events;
} AttuneCheckReport;

void attune_finding_free      (AttuneFinding *self);
void attune_check_report_free (AttuneCheckReport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneFinding, attune_finding_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneCheckReport, attune_check_report_free)

/* Called in the main context as the work goes on. */
typedef void (*AttuneProgress) (double   fraction,
                                gpointer data);

/* Looks at the engine's structures and references, scores every evaluation anew, recounts the rollups and follows every
 * chain of the trail. In the background, in slices. */
void               attune_store_check_async  (AttuneStore        *self,
                                              AttuneProgress      progress,
                                              gpointer            progress_data,
                                              GCancellable       *cancellable,
                                              GAsyncReadyCallback callback,
                                              gpointer            data);
AttuneCheckReport *attune_store_check_finish (AttuneStore  *self,
                                              GAsyncResult *result,
                                              GError      **error);

/* Copies the workspace, as of one moment, to a new file; recordings in the media folder go beside it. */
void     attune_store_backup_async  (AttuneStore        *self,
                                     const char         *path,
                                     AttuneProgress      progress,
                                     gpointer            progress_data,
                                     GCancellable       *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer            data);
gboolean attune_store_backup_finish (AttuneStore  *self,
                                     GAsyncResult *result,
                                     GError      **error);

/* Makes a new workspace at `location` out of a backup; neither is open. Refuses to write over anything. */
void     attune_store_restore_async  (const char         *backup,
                                      const char         *location,
                                      GCancellable       *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer            data);
gboolean attune_store_restore_finish (GAsyncResult *result,
                                      GError      **error);
