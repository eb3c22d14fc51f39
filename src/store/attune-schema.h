/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-db.h"

/* The version of the tables that this Attune writes. */
#define ATTUNE_SCHEMA_VERSION 5

/* One step of the way from an older version: what makes `version` out of the one before. New tables come first, as they
 * were in that version, each engine's DDL from the one description; then the statements. Either may be NULL. */
typedef struct
{
  int version;
  const char *const *statements;
  const AttuneTable *const *new_tables; /* NULL-terminated */
} AttuneMigration;

/* All tables, NULL-terminated; a table stands after those it points at. */
const AttuneTable *const *attune_schema_get_tables (void);

/* Brings `db` to `version` by `migrations` (ascending, ended by version 0), or makes the tables in an empty one. Before
 * anything is changed a copy is taken beside `location`, named after the old version. A newer one is refused with
 * ATTUNE_STORE_ERROR_NEWER. */
gboolean attune_schema_apply   (AttuneDb              *db,
                                const char            *location,
                                int                    version,
                                const AttuneMigration *migrations,
                                GError               **error);
/* As above, to ATTUNE_SCHEMA_VERSION by this Attune's own steps. */
gboolean attune_schema_upgrade (AttuneDb   *db,
                                const char *location,
                                GError    **error);
/* As above for a copy of the workspace at `location`, of which no further one is kept. */
gboolean attune_schema_upgrade_copy (AttuneDb   *db,
                                     const char *location,
                                     GError    **error);
/* Refuses what is not of this version, for a database that cannot be upgraded because it cannot be written. */
gboolean attune_schema_check   (AttuneDb   *db,
                                const char *location,
                                GError    **error);
