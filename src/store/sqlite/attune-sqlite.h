/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-db.h"

/* What a test needs to hold the engine to: another VFS, and the two settings whose absence must show. NULL members are
 * the engine's own choice. */
typedef struct
{
  const char *vfs;
  const char *journal_mode;
  const char *synchronous;
} AttuneSqliteOptions;

/* The SQLite engine: a file at `path`. `options` may be NULL. */
AttuneDb *attune_sqlite_open (const char                *path,
                              AttuneDbMode               mode,
                              const AttuneSqliteOptions *options,
                              GError                   **error);
