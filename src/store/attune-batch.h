/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-store-error.h"

/* A batch is statements with their parameters, run in one transaction: all of it or nothing. Nothing is decided between
 * the statements, so that a server needs two round trips at most. It is built and read on any one thread at a time.
 *
 * SQL names its parameters `$name`. `row_types` names what each returned column holds: `i` a 64-bit integer, `r` a
 * double, `t` text, `b` bytes; any cell may be NULL. It is "" for a statement that returns no rows. SQL text has to
 * outlive the batch: give a literal, or attune_batch_keep() it. */
typedef enum
{
  ATTUNE_BATCH_READ,
  ATTUNE_BATCH_WRITE,
} AttuneBatchKind;

typedef enum
{
  ATTUNE_VALUE_NULL,
  ATTUNE_VALUE_INT,
  ATTUNE_VALUE_REAL,
  ATTUNE_VALUE_TEXT,
  ATTUNE_VALUE_BLOB,
} AttuneValueType;

typedef struct
{
  AttuneValueType type;
  union
  {
    gint64 integer;
    double real;
    char *text;
    GBytes *blob;
  };
} AttuneValue;

#define ATTUNE_ANY_CHANGES G_MAXUINT

typedef struct _AttuneBatch AttuneBatch;

AttuneBatch *attune_batch_new  (AttuneBatchKind kind);
void         attune_batch_free (AttuneBatch *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneBatch, attune_batch_free)

/* Adds a statement; its index is what attune_result_rows() wants. The bind functions and attune_batch_expect() go to
 * the statement added last. */
guint attune_batch_add       (AttuneBatch *self,
                              const char  *sql,
                              const char  *row_types);
void  attune_batch_bind_int  (AttuneBatch *self,
                              const char  *name,
                              gint64       value);
void  attune_batch_bind_real (AttuneBatch *self,
                              const char  *name,
                              double       value);
/* NULL binds NULL. Text that is not valid UTF-8 makes the whole batch fail with ATTUNE_STORE_ERROR_INVALID when run. */
void  attune_batch_bind_text (AttuneBatch *self,
                              const char  *name,
                              const char  *value);
void  attune_batch_bind_blob (AttuneBatch *self,
                              const char  *name,
                              GBytes      *value);
void  attune_batch_bind_null (AttuneBatch *self,
                              const char  *name);
/* Binds `value`, or NULL where it is 0: for references, whose ids are never 0. */
void  attune_batch_bind_id   (AttuneBatch *self,
                              const char  *name,
                              gint64       value);

/* Binds `value`, or NULL where it is negative: for lengths, sizes and places that may be unknown. */
void  attune_batch_bind_known (AttuneBatch *self,
                               const char  *name,
                               gint64       value);

/* The statement must change (or return) exactly `n_rows` rows, or the whole batch is rolled back with `code` and the
 * message `what`: how an update proves that the rev it saw is still the one (ATTUNE_STORE_ERROR_CONFLICT). */
void  attune_batch_expect    (AttuneBatch     *self,
                              guint            n_rows,
                              AttuneStoreError code,
                              const char      *what);

guint attune_batch_get_n_statements (const AttuneBatch *self);
/* Takes off all statements from the `n_statements`th on, with their parameters. */
void  attune_batch_truncate  (AttuneBatch *self,
                              guint        n_statements);

/* Takes `sql` into the batch's keeping and returns it, for statements that are put together. */
const char *attune_batch_keep (AttuneBatch *self,
                               char        *sql);

/* What one statement returned; owned by the result. Rows and columns count from 0. */
typedef struct _AttuneRows AttuneRows;

guint       attune_rows_get_n    (const AttuneRows *self);
gboolean    attune_rows_is_null  (const AttuneRows *self,
                                  guint             row,
                                  guint             column);
/* NULL reads as 0, 0.0, NULL, NULL. Text and bytes stay the result's. */
gint64      attune_rows_get_int  (const AttuneRows *self,
                                  guint             row,
                                  guint             column);
double      attune_rows_get_real (const AttuneRows *self,
                                  guint             row,
                                  guint             column);
const char *attune_rows_get_text (const AttuneRows *self,
                                  guint             row,
                                  guint             column);
GBytes     *attune_rows_get_blob (const AttuneRows *self,
                                  guint             row,
                                  guint             column);
char       *attune_rows_dup_text (const AttuneRows *self,
                                  guint             row,
                                  guint             column);

typedef struct _AttuneResult AttuneResult;

void              attune_result_free (AttuneResult *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneResult, attune_result_free)
const AttuneRows *attune_result_rows (const AttuneResult *self,
                                      guint               statement);
/* How many rows the statement inserted, updated or deleted. */
guint             attune_result_changes (const AttuneResult *self,
                                         guint               statement);
