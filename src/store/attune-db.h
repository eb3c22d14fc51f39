/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-batch.h"
#include "attune-search-terms.h"
#include "attune-table.h"

/* One open database, whatever the engine. A handle belongs to one thread, the store's worker. */
typedef struct _AttuneDb AttuneDb;

typedef enum
{
  ATTUNE_DB_OPEN,   /* must be there */
  ATTUNE_DB_CREATE, /* must not be there */
  ATTUNE_DB_READ,   /* must be there; is not changed, and may lie where nothing can be written */
} AttuneDbMode;

/* Opens the database at `location`, a path. Tells a file that is not there, not a database, another application's, cut
 * short, read-only, or on a network file system apart in its error. The version is whatever the file says. */
AttuneDb *attune_db_open  (const char  *location,
                           AttuneDbMode mode,
                           GError     **error);
void      attune_db_close (AttuneDb *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneDb, attune_db_close)

/* Refuses a place where ATTUNE_DB_CREATE could make none. */
gboolean  attune_db_check_place (const char *location,
                                 GError    **error);
/* Takes a database that nobody has open away, with all that belongs to it. */
void      attune_db_remove (const char *location);

/* `should_stop` is asked while a statement goes on and while another process is waited for: when it says TRUE the batch
 * ends with ATTUNE_STORE_ERROR_CLOSED. On the handle's thread. */
typedef gboolean (*AttuneDbStop) (gpointer data);
void attune_db_set_stop (AttuneDb    *self,
                         AttuneDbStop should_stop,
                         gpointer     data);

/* Runs all of the batch in one transaction, or nothing of it. */
AttuneResult *attune_db_run (AttuneDb          *self,
                             const AttuneBatch *batch,
                             GError           **error);

/* The version of the schema, 0 for an empty database; -1 with the error set where it cannot be read. */
int      attune_db_get_version (AttuneDb *self,
                                GError  **error);
/* What takes a database from one version to another. */
typedef struct
{
  int from;
  int to;
  const char *const *statements; /* NULL-terminated */
  const char *copy; /* where what it is before is copied to, in place of an older copy; NULL: nowhere */
} AttuneDbStep;

/* Takes the step in one transaction, in which nobody else writes. Where the version is not `from` any more, because another
 * process has taken it, nothing is done, which is success. */
gboolean attune_db_migrate     (AttuneDb           *self,
                                const AttuneDbStep *step,
                                GError            **error);
/* The DDL of `table` for this engine. */
GStrv    attune_db_table_to_sql (AttuneDb          *self,
                                 const AttuneTable *table);

/* How the words of a row of `entry_words` are those that are looked for; each but the first leaves out what nothing but the
 * one before could find. */
typedef enum
{
  ATTUNE_WORD_MATCH_EXACT,  /* as they are written, but for their case */
  ATTUNE_WORD_MATCH_FOLDED, /* whole words as well, as attune_fold() has them */
  ATTUNE_WORD_MATCH_PREFIX, /* as above, and words that only begin so */
} AttuneWordMatch;

/* What a row of `entry_words` fulfils for the words bound as `$match`: an SQL condition. */
const char *attune_db_get_words_condition (AttuneDb *self);
/* What to bind; the caller's. NULL where nothing is found in this way that was not in the ways before it. */
char       *attune_db_match_words         (AttuneDb                *self,
                                           const AttuneSearchTerms *terms,
                                           AttuneWordMatch          match);

/* A number that is another one when somebody else has written since it was last asked for; -1 where it cannot be read. */
gint64   attune_db_get_data_version (AttuneDb *self);

/* A copy of the whole database in the making. What this handle writes meanwhile gets into the copy; where another process
 * writes, the copy begins anew, so that it is always as of one moment. It stands under a name of its own, beside `path` and
 * beginning with it, until it is whole and on the disk. */
typedef struct _AttuneDbBackup AttuneDbBackup;

/* Refuses with ATTUNE_STORE_ERROR_EXISTS where `path` is there already. */
AttuneDbBackup *attune_db_backup_begin  (AttuneDb   *self,
                                         const char *path,
                                         GError    **error);
/* Copies for at most 20 ms. `out_fraction` is below 1 while there is something left to copy. */
gboolean        attune_db_backup_step   (AttuneDbBackup *self,
                                         double         *out_fraction,
                                         GError        **error);
/* After a step that told 1: waits for the disk and gives the copy its name. It no longer touches the database, so that
 * another thread may do the waiting, and attune_db_backup_free() after it. */
gboolean        attune_db_backup_finish (AttuneDbBackup *self,
                                         GError        **error);
/* Takes away what has not been finished. */
void            attune_db_backup_free   (AttuneDbBackup *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneDbBackup, attune_db_backup_free)

/* All of the above in one go: for a database that nobody else waits for. */
gboolean        attune_db_copy          (AttuneDb   *self,
                                         const char *path,
                                         GError    **error);

/* Looks for damage in the engine's own structures, for rows that point at rows that are not there, and for what differs
 * from `tables` (NULL-terminated; NULL for a version whose tables are not known any more); each finding is a sentence. Slow, and in one go. */
GStrv    attune_db_find_damage (AttuneDb                 *self,
                                const AttuneTable *const *tables,
                                GError                  **error);

/* Cheap, at opening: whether a workspace that is to be written is without what must not be in one, such as triggers and views
 * that Attune has not made, and whole to its end. A check or a backup may read it all the same. */
gboolean attune_db_check_shape (AttuneDb *self,
                                GError  **error);
