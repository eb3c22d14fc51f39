/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-batch.h"
#include "attune-table.h"

/* One open database, whatever the engine. A handle belongs to one thread, the store's worker. */
typedef struct _AttuneDb AttuneDb;

typedef enum
{
  ATTUNE_DB_OPEN,   /* must be there */
  ATTUNE_DB_CREATE, /* must not be there */
} AttuneDbMode;

/* How backup goes on; returning FALSE stops it. Called between slices, so that a worker can do other things. */
typedef gboolean (*AttuneDbProgress) (double   fraction,
                                      gpointer data);

/* Opens the database at `location`, a path. Tells a file that is not there, not a database, another application's, cut
 * short, read-only, or on a network file system apart in its error. The version is whatever the file says. */
AttuneDb *attune_db_open  (const char  *location,
                           AttuneDbMode mode,
                           GError     **error);
void      attune_db_close (AttuneDb *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneDb, attune_db_close)

/* Runs all of the batch in one transaction, or nothing of it. */
AttuneResult *attune_db_run (AttuneDb          *self,
                             const AttuneBatch *batch,
                             GError           **error);

/* The version of the schema, 0 for an empty database. */
int      attune_db_get_version (AttuneDb *self);
/* Runs `statements` (NULL-terminated) and makes the database's version `version`, in one transaction. */
gboolean attune_db_migrate     (AttuneDb          *self,
                                int                version,
                                const char *const *statements,
                                GError           **error);
/* The DDL of `table` for this engine. */
GStrv    attune_db_table_to_sql (AttuneDb          *self,
                                 const AttuneTable *table);

/* A number that is another one when somebody else has written since it was last asked for. */
gint64   attune_db_get_data_version (AttuneDb *self);

/* Copies the whole database, as of one moment, to a new file at `path` in slices of at most 20 ms. */
gboolean attune_db_backup (AttuneDb        *self,
                           const char      *path,
                           AttuneDbProgress progress,
                           gpointer         data,
                           GError         **error);

/* Looks for damage in the engine's own structures; each finding is a sentence. Slow. */
GStrv    attune_db_find_damage (AttuneDb *self,
                                GError  **error);
