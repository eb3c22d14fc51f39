/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-batch.h"

/* The one description of the tables, from which each engine makes its own DDL. */
typedef enum
{
  ATTUNE_COLUMN_PLAIN = 0,
  ATTUNE_COLUMN_KEY = 1 << 0,      /* part of the primary key */
  ATTUNE_COLUMN_NULLABLE = 1 << 1, /* may be NULL; every other column is NOT NULL */
  ATTUNE_COLUMN_UNIQUE = 1 << 2,
  ATTUNE_COLUMN_SERIAL = 1 << 3,   /* an integer key that the engine counts up, never twice the same */
} AttuneColumnFlags;

typedef struct
{
  const char *name;
  AttuneValueType type;
  AttuneColumnFlags flags;
  const char *references; /* a table whose `id` it holds, or NULL */
} AttuneColumn;

typedef struct
{
  const char *columns; /* "agent_id, contact_at" */
  const char *where;   /* the condition of a partial index, or NULL */
  gboolean is_unique;
} AttuneIndex;

/* `columns` ends with a NULL name, `indexes` with NULL columns. A table of words has nothing but columns of text, in which an
 * engine finds rows by their words (attune_db_match_words()), and an integer key `rowid`. */
typedef struct
{
  const char *name;
  const AttuneColumn *columns;
  const AttuneIndex *indexes;
  gboolean is_words;
} AttuneTable;

/* The statements that make a table and its indexes, for an engine whose type names are `type_names` by AttuneValueType
 * and whose counting key column reads `serial`. Free with g_strfreev(). */
typedef struct
{
  const char *type_names[5];
  const char *serial;
} AttuneDialect;

GStrv attune_table_to_sql (const AttuneTable   *table,
                           const AttuneDialect *dialect);
