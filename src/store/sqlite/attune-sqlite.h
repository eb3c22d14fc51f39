/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-db.h"

/* What a test needs to hold the engine to: another VFS, the two settings whose absence must show, and less patience. NULL
 * members are the engine's own choice. */
typedef struct
{
  const char *vfs;
  const char *journal_mode;
  const char *synchronous;
  int busy_timeout_ms; /* how long another process is waited for; 0 for the engine's own choice */
} AttuneSqliteOptions;

/* The SQLite engine: a file at `path`. `options` may be NULL. */
AttuneDb *attune_sqlite_open (const char                *path,
                              AttuneDbMode               mode,
                              const AttuneSqliteOptions *options,
                              GError                   **error);
/* Refuses a place where ATTUNE_DB_CREATE could make none, without opening anything. */
gboolean  attune_sqlite_check_new_place (const char *path,
                                         GError    **error);
/* Takes the file and its journal away. */
void      attune_sqlite_remove (const char *path);
