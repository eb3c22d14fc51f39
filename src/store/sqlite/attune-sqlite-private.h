/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-db-provider.h"
#include "attune-sqlite.h"

#include <sqlite3.h>

#define ATTUNE_SQLITE_APPLICATION_ID 0x4174746e /* "Attn" */

typedef struct
{
  AttuneDb parent;
  sqlite3 *handle;
  char *path;
  GHashTable *statements; /* SQL text -> sqlite3_stmt */
} AttuneSqlite;

/* Turns what SQLite says about `self` now into the store's words. */
void     attune_sqlite_set_error (AttuneSqlite *self,
                                  int           code,
                                  GError      **error);
gboolean attune_sqlite_execute   (AttuneSqlite *self,
                                  const char   *sql,
                                  GError      **error);
/* The integer that a PRAGMA or other one-row statement returns; `otherwise` where there is none. */
gint64   attune_sqlite_get_int   (AttuneSqlite *self,
                                  const char   *sql,
                                  gint64        otherwise);
AttuneResult *attune_sqlite_run  (AttuneDb          *db,
                                  const AttuneBatch *batch,
                                  GError           **error);
gboolean attune_sqlite_backup    (AttuneDb        *db,
                                  const char      *path,
                                  AttuneDbProgress progress,
                                  gpointer         data,
                                  GError         **error);

/* TRUE for a file system type, as statfs() gives it, whose locks cannot be relied upon. */
gboolean attune_sqlite_is_network_file_system (gint64 type);
