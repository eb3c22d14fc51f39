/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-older.h"

#include "attune-schema.h"

#include <sqlite3.h>
#include <string.h>

/* What takes the version after a step's index back to that version. Statements end with a semicolon. */
static const char *const steps[] = {
  NULL,
  "ALTER TABLE media DROP COLUMN name;",
  "DROP TABLE interaction_model;",
  "DROP INDEX evaluation_revision_5;",
  "DROP TABLE acknowledgement; DROP TABLE dispute_answer; DROP TABLE dispute;"
  "DROP TABLE assignment; DROP TABLE passage;"
  "DROP TABLE entry_words; DROP TABLE entry; DROP TABLE entry_gap;"
  "ALTER TABLE note DROP COLUMN passage_from; ALTER TABLE note DROP COLUMN passage_to;"
  "ALTER TABLE note DROP COLUMN character_from; ALTER TABLE note DROP COLUMN character_to;"
  "ALTER TABLE note DROP COLUMN sound; ALTER TABLE note DROP COLUMN sound_us;"
  "ALTER TABLE note DROP COLUMN about_id; ALTER TABLE note DROP COLUMN text_id;"
  "ALTER TABLE workspace DROP COLUMN policies;"
  "DROP INDEX evaluation_12; DROP INDEX evaluation_11; ALTER TABLE evaluation DROP COLUMN acknowledged_at;"
  /* A text was a file before. */
  "DELETE FROM media WHERE kind = 1 AND path = '';",
};
G_STATIC_ASSERT (G_N_ELEMENTS (steps) == ATTUNE_SCHEMA_VERSION);

static char *
join_steps (int from, int version)
{
  GString *sql = g_string_new (NULL);

  for (int i = from - 1; i >= version; i--)
    g_string_append (sql, steps[i]);
  return g_string_free (sql, FALSE);
}

GStrv
attune_older_list_steps (int version)
{
  g_autofree char *sql = join_steps (ATTUNE_SCHEMA_VERSION, version);

  /* No empty statement after the last semicolon. */
  sql[strlen (sql) - 1] = '\0';
  return g_strsplit (sql, ";", -1);
}

void
attune_older_make (const char *path, int from, int version)
{
  g_autofree char *steps_back = join_steps (from, version);
  g_autofree char *sql = g_strdup_printf ("%s PRAGMA user_version = %d", steps_back, version);
  sqlite3 *handle = NULL;
  char *message = NULL;

  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  sqlite3_exec (handle, sql, NULL, NULL, &message);
  if (message != NULL)
    g_error ("%s: %s", sql, message);
  sqlite3_close (handle);
}
