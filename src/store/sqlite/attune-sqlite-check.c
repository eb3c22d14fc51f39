/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-sqlite-private.h"

#include <glib/gi18n-lib.h>

/* How many findings of one kind are told: what is badly damaged would tell one for every page. */
#define MAX_FINDINGS 100

typedef void (*TellRow) (sqlite3_stmt *row, GPtrArray *findings);

/* Lets `tell` see each row of `sql`, whose `?1`, if any, is `argument`. */
static gboolean
tell_rows (AttuneSqlite *self,
           const char *sql,
           const char *argument,
           TellRow tell,
           GPtrArray *findings,
           GError **error)
{
  guint most = findings->len + MAX_FINDINGS;
  sqlite3_stmt *statement = NULL;
  int code = sqlite3_prepare_v2 (self->handle, sql, -1, &statement, NULL);

  if (code == SQLITE_OK && argument != NULL)
    code = sqlite3_bind_text (statement, 1, argument, -1, SQLITE_STATIC);
  if (code == SQLITE_OK)
    {
      while (findings->len < most && (code = sqlite3_step (statement)) == SQLITE_ROW)
        tell (statement, findings);
    }
  if ((code & 0xff) == SQLITE_CORRUPT || (code & 0xff) == SQLITE_NOTADB)
    g_ptr_array_add (findings, g_strdup (sqlite3_errmsg (self->handle)));
  else if (code != SQLITE_OK && code != SQLITE_DONE && code != SQLITE_ROW)
    attune_sqlite_set_error (self, code, error);
  else
    code = SQLITE_OK;
  sqlite3_finalize (statement);
  return code == SQLITE_OK || (code & 0xff) == SQLITE_CORRUPT || (code & 0xff) == SQLITE_NOTADB;
}

static const char *
get_text (sqlite3_stmt *row, int column)
{
  const char *text = (const char *) sqlite3_column_text (row, column);

  return text != NULL ? text : "";
}

static void
tell_damage (sqlite3_stmt *row, GPtrArray *findings)
{
  if (g_strcmp0 (get_text (row, 0), "ok") != 0)
    g_ptr_array_add (findings, g_strdup (get_text (row, 0)));
}

static void
tell_reference (sqlite3_stmt *row, GPtrArray *findings)
{
  g_ptr_array_add (findings,
                   g_strdup_printf (_ ("Row %s of “%s” points at a row of “%s” that is not there."),
                                    get_text (row, 1), get_text (row, 0), get_text (row, 2)));
}

static void
tell_stranger (sqlite3_stmt *row, GPtrArray *findings)
{
  g_ptr_array_add (findings,
                   g_strdup_printf (_ ("The %s “%s” is not Attune's: somebody has added it."),
                                    get_text (row, 0), get_text (row, 1)));
}

static void
tell_name (sqlite3_stmt *row, GPtrArray *findings)
{
  g_ptr_array_add (findings, g_strdup (get_text (row, 0)));
}

static char *
describe_column (const AttuneColumn *column)
{
  gboolean is_serial = (column->flags & ATTUNE_COLUMN_SERIAL) != 0;
  gboolean is_null = is_serial || (column->flags & ATTUNE_COLUMN_NULLABLE) != 0;

  return g_strdup_printf ("%s %s %d %d", column->name,
                          is_serial ? "INTEGER" : attune_sqlite_type_name (column->type), !is_null,
                          (column->flags & ATTUNE_COLUMN_KEY) != 0);
}

/* Compares the columns with their description, whatever statements have made them: new or by way of migrations. */
static gboolean
check_columns (AttuneSqlite *self, const AttuneTable *table, GPtrArray *findings, GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_free);
  gboolean is_same = TRUE;
  guint n = 0;

  if (!tell_rows (self,
                  "SELECT name || ' ' || type || ' ' || \"notnull\" || ' ' || (pk > 0)"
                  " FROM pragma_table_info (?1)",
                  table->name, tell_name, found, error))
    return FALSE;

  for (; table->columns[n].name != NULL; n++)
    {
      g_autofree char *expected = describe_column (&table->columns[n]);

      is_same = is_same && g_ptr_array_find_with_equal_func (found, expected, g_str_equal, NULL);
    }
  if (!is_same || found->len != n)
    g_ptr_array_add (findings,
                     g_strdup_printf (_ ("The table “%s” is missing or altered."), table->name));
  return TRUE;
}

/* FTS5 keeps what it is made of in tables of its own, and looks through them by way of a statement that would write. */
static gboolean
check_words (AttuneSqlite *self, const AttuneTable *table, GPtrArray *findings, GError **error)
{
  g_auto (GStrv) expected = attune_sqlite_words_to_sql (table);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *look = NULL;
  guint n_findings = findings->len;

  if (!tell_rows (self, "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql = ?1",
                  expected[0], tell_name, found, error))
    return FALSE;
  if (found->len == 0)
    {
      g_ptr_array_add (findings,
                       g_strdup_printf (_ ("The table “%s” is missing or altered."), table->name));
      return TRUE;
    }
  if (sqlite3_db_readonly (self->handle, "main"))
    return TRUE;

  look = g_strdup_printf ("INSERT INTO %s (%s) VALUES ('integrity-check')", table->name,
                          table->name);
  if (!tell_rows (self, look, NULL, tell_name, findings, error))
    return FALSE;
  if (findings->len > n_findings)
    {
      g_ptr_array_set_size (findings, (int) n_findings);
      g_ptr_array_add (findings,
                       g_strdup_printf (_ ("The words of “%s” are damaged, so that a search does "
                                           "not find all there is. Make the index of searching "
                                           "anew (attune-cli search --rebuild)."),
                                        table->name));
    }
  return TRUE;
}

static gboolean
check_indexes (AttuneSqlite *self, const AttuneTable *table, GPtrArray *findings, GError **error)
{
  g_auto (GStrv) expected = attune_sqlite_table_to_sql (&self->parent, table);

  for (guint i = 1; expected[i] != NULL; i++)
    {
      g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_free);

      if (!tell_rows (self, "SELECT name FROM sqlite_schema WHERE type = 'index' AND sql = ?1",
                      expected[i], tell_name, found, error))
        return FALSE;
      if (found->len == 0)
        g_ptr_array_add (findings,
                         g_strdup_printf (_ ("An index of the table “%s” is missing or altered."),
                                          table->name));
    }
  return TRUE;
}

GStrv
attune_sqlite_find_damage (AttuneDb *db, const AttuneTable *const *tables, GError **error)
{
  AttuneSqlite *self = (AttuneSqlite *) db;
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func (g_free);

  if (!tell_rows (self, "PRAGMA integrity_check", NULL, tell_damage, findings, error) ||
      !tell_rows (self, "PRAGMA foreign_key_check", NULL, tell_reference, findings, error) ||
      !tell_rows (self, "SELECT type, name FROM sqlite_schema WHERE type IN ('trigger', 'view')",
                  NULL, tell_stranger, findings, error))
    return NULL;
  for (guint i = 0; tables != NULL && tables[i] != NULL; i++)
    {
      if (tables[i]->is_words ? !check_words (self, tables[i], findings, error)
                              : !check_columns (self, tables[i], findings, error) ||
                                  !check_indexes (self, tables[i], findings, error))
        return NULL;
    }

  g_ptr_array_add (findings, NULL);
  return (GStrv) g_ptr_array_steal (findings, NULL);
}
