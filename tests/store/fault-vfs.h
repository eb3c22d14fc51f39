/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* A SQLite VFS over the system's own, for whole processes: it writes down everything that is done to a database and its
 * journal, so that the files can be rebuilt as a power cut would have left them, and it fails on demand. */
#define FAULT_VFS "attune-fault"

void fault_vfs_register (void);

/* Each write takes that much longer, so that a process can be killed in the middle of a commit. */
void fault_vfs_set_write_delay (guint microseconds);

/* Power cuts ------------------------------------------------------------------------------------------------------- */

/* Everything done to files since fault_vfs_start_log(), in order. */
typedef struct _FaultLog FaultLog;

void      fault_vfs_start_log (void);
/* Notes that something has been acknowledged; marks count from 1. */
void      fault_vfs_mark      (void);
FaultLog *fault_vfs_take_log  (void);
void      fault_log_free      (FaultLog *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FaultLog, fault_log_free)

guint fault_log_get_length (const FaultLog *self);
/* How many marks stand among the first `at` events. */
guint fault_log_count_marks (const FaultLog *self,
                             guint           at);
/* Makes `path` and its journal what a power cut after the first `at` events leaves: all that had been synced, and of what
 * had not a random part, some of it torn at 512 bytes. */
void  fault_log_rebuild    (const FaultLog *self,
                            guint           at,
                            GRand          *random,
                            const char     *path);

/* Failures --------------------------------------------------------------------------------------------------------- */

typedef enum
{
  FAULT_NONE,
  FAULT_EIO,    /* any call fails */
  FAULT_ENOSPC, /* calls that want room fail */
} Fault;

/* The `nth` call from now on fails (0: the next one); and, if it lasts, all after it. */
void     fault_vfs_arm       (Fault    fault,
                              guint    nth,
                              gboolean is_lasting);
/* Ends the trouble. Returns whether there has been any since it was armed. */
gboolean fault_vfs_disarm    (void);
