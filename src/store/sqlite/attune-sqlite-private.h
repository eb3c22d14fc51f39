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
  gboolean was_there; /* a file bore that name when it was opened */
  GHashTable *statements; /* SQL text -> link of `recent` */
  GQueue *recent;         /* the statements kept, the one used last at the head */
  int busy_timeout_ms;
  gint64 busy_since; /* monotonic time, of the wait under way */
  AttuneDbStop should_stop; /* may be NULL */
  gpointer stop_data;
} AttuneSqlite;

/* Turns what SQLite says about `path`, open as `handle`, into the store's words. `code` may be an extended one. */
void     attune_sqlite_set_path_error (const char *path,
                                       sqlite3    *handle,
                                       int         code,
                                       GError    **error);
void     attune_sqlite_set_error      (AttuneSqlite *self,
                                       int           code,
                                       GError      **error);

gboolean attune_sqlite_execute        (AttuneSqlite *self,
                                       const char   *sql,
                                       GError      **error);
/* The integer that a PRAGMA or other one-row statement returns. */
gboolean attune_sqlite_get_int        (AttuneSqlite *self,
                                       const char   *sql,
                                       gint64       *out_value,
                                       GError      **error);

/* What ends a statement early: somebody's wish, and another process that holds the file for too long. */
void     attune_sqlite_init_patience   (AttuneSqlite *self,
                                        int           busy_timeout_ms);
void     attune_sqlite_set_stop        (AttuneDb    *db,
                                        AttuneDbStop should_stop,
                                        gpointer     data);
gboolean attune_sqlite_is_stopped      (AttuneSqlite *self);

/* The prepared statements that are kept. */
void     attune_sqlite_init_statements  (AttuneSqlite *self);
void     attune_sqlite_clear_statements (AttuneSqlite *self);

AttuneResult   *attune_sqlite_run           (AttuneDb          *db,
                                             const AttuneBatch *batch,
                                             GError           **error);
AttuneDbBackup *attune_sqlite_backup_begin  (AttuneDb   *db,
                                             const char *path,
                                             GError    **error);
gboolean        attune_sqlite_backup_step   (AttuneDbBackup *backup,
                                             double         *out_fraction,
                                             GError        **error);
gboolean        attune_sqlite_backup_finish (AttuneDbBackup *backup,
                                             GError        **error);
void            attune_sqlite_backup_free   (AttuneDbBackup *backup);
GStrv           attune_sqlite_find_damage   (AttuneDb                 *db,
                                             const AttuneTable *const *tables,
                                             GError                  **error);
const char     *attune_sqlite_type_name     (AttuneValueType type);
GStrv           attune_sqlite_table_to_sql  (AttuneDb          *db,
                                             const AttuneTable *table);

/* Tables of words are FTS5's. */
GStrv       attune_sqlite_words_to_sql        (const AttuneTable *table);
const char *attune_sqlite_get_words_condition (AttuneDb *db);
char       *attune_sqlite_match_words         (AttuneDb                *db,
                                               const AttuneSearchTerms *terms,
                                               AttuneWordMatch          match);

/* Says where the file at `path` cannot be opened as `mode` asks, without opening it. */
gboolean attune_sqlite_check_place (const char  *path,
                                    AttuneDbMode mode,
                                    GError     **error);
/* Refuses a place where locks cannot be relied upon. */
gboolean attune_sqlite_check_locks (const char *path,
                                    GError    **error);
gboolean attune_sqlite_has_locks   (const char  *path);
/* Says that there is something at `path` already. */
void     attune_sqlite_set_exists  (const char  *path,
                                    GError     **error);

typedef enum
{
  ATTUNE_DRIVE_LOCAL,
  ATTUNE_DRIVE_NETWORK,
  ATTUNE_DRIVE_FUSE, /* made up by a program, whose locks are its own affair */
} AttuneDrive;

/* `type` is what statfs() gives, `name` what the system calls the file system; NULL where it is not known. */
AttuneDrive attune_sqlite_judge_file_system (gint64      type,
                                             const char *name);
/* The name of the file system on a device, of what /proc/self/mountinfo says; NULL where it does not. */
char       *attune_sqlite_find_mount_type   (const char *mounts,
                                             guint       major_number,
                                             guint       minor_number);
