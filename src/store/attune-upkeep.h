/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-store.h"

/* What keeps a workspace sound: check, backup, restore. None needs an actor. */

typedef struct
{
  char *place; /* "evaluation 123", "trail of writer 7, event 12", "file" */
  char *message;
} AttuneFinding;

typedef struct
{
  GPtrArray *findings; /* AttuneFinding, at most ATTUNE_MAX_FINDINGS */
  guint64 n_findings;  /* with those beyond */
  guint64 n_evaluations;
  guint64 n_rollups;
  guint64 n_events;
} AttuneCheckReport;

#define ATTUNE_MAX_FINDINGS 1000

void attune_finding_free      (AttuneFinding *self);
void attune_check_report_free (AttuneCheckReport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneFinding, attune_finding_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneCheckReport, attune_check_report_free)

/* Called in the main context as the work goes on. */
typedef void (*AttuneProgress) (double   fraction,
                                gpointer data);

/* Looks at the engine's structures and references, scores every evaluation anew, recounts the rollups, follows every
 * chain of the trail and looks for copied recordings. It works on a copy, as of one moment, that it takes in slices: so
 * that nobody waits for it, and what is saved meanwhile is not mistaken for a fault. The copy lies in the user's cache
 * folder, which must have room for it, and is gone as soon as it is open. */
void               attune_store_check_async  (AttuneStore        *self,
                                              AttuneProgress      progress,
                                              gpointer            progress_data,
                                              GCancellable       *cancellable,
                                              GAsyncReadyCallback callback,
                                              gpointer            data);
AttuneCheckReport *attune_store_check_finish (AttuneStore  *self,
                                              GAsyncResult *result,
                                              GError      **error);

/* The same for a workspace that is not open. It is only read, and what an older Attune wrote is brought up to date in the
 * copy alone; no more than what a crash left half written in it is taken back. */
void               attune_store_check_file_async  (const char         *location,
                                                   AttuneProgress      progress,
                                                   gpointer            progress_data,
                                                   GCancellable       *cancellable,
                                                   GAsyncReadyCallback callback,
                                                   gpointer            data);
AttuneCheckReport *attune_store_check_file_finish (GAsyncResult *result,
                                                   GError      **error);

/* Copies the workspace, as of one moment, to a new file; recordings in the media folder go beside it. The file has its
 * name only once everything is on the disk. */
void     attune_store_backup_async  (AttuneStore        *self,
                                     const char         *path,
                                     AttuneProgress      progress,
                                     gpointer            progress_data,
                                     GCancellable       *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer            data);
/* `out_missing` (nullable) is the recordings that were not in the media folder any more; free with g_strfreev(). */
gboolean attune_store_backup_finish (AttuneStore  *self,
                                     GAsyncResult *result,
                                     GStrv        *out_missing,
                                     GError      **error);

/* Makes a new workspace at `location` out of a backup; neither is open. Refuses to write over anything, and to restore
 * what is damaged. What an older Attune wrote is brought up to date on the way. */
void     attune_store_restore_async  (const char         *backup,
                                      const char         *location,
                                      GCancellable       *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer            data);
/* `out_missing` as above. */
gboolean attune_store_restore_finish (GAsyncResult *result,
                                      GStrv        *out_missing,
                                      GError      **error);
