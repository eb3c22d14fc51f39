/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-sqlite-private.h"

#include <string.h>

/* Prepared statements that are kept; lists put statements together, so that their number has no end. */
#define MAX_STATEMENTS 256

typedef struct
{
  char *sql;
  sqlite3_stmt *statement;
} Kept;

static void
free_kept (gpointer data)
{
  Kept *kept = data;

  sqlite3_finalize (kept->statement);
  g_free (kept->sql);
  g_free (kept);
}

void
attune_sqlite_init_statements (AttuneSqlite *self)
{
  self->statements = g_hash_table_new (g_str_hash, g_str_equal);
  self->recent = g_queue_new ();
}

void
attune_sqlite_clear_statements (AttuneSqlite *self)
{
  g_clear_pointer (&self->statements, g_hash_table_unref);
  g_queue_free_full (g_steal_pointer (&self->recent), free_kept);
}

/* Makes room by letting go of the statement that has not been used for longest. */
static void
keep_statement (AttuneSqlite *self, const char *sql, sqlite3_stmt *statement)
{
  Kept *kept = g_new (Kept, 1);

  if (self->recent->length >= MAX_STATEMENTS)
    {
      Kept *oldest = g_queue_pop_tail (self->recent);

      g_hash_table_remove (self->statements, oldest->sql);
      free_kept (oldest);
    }

  *kept = (Kept){ g_strdup (sql), statement };
  g_queue_push_head (self->recent, kept);
  g_hash_table_insert (self->statements, kept->sql, self->recent->head);
}

static sqlite3_stmt *
prepare (AttuneSqlite *self, const char *sql, GError **error)
{
  GList *link = g_hash_table_lookup (self->statements, sql);
  sqlite3_stmt *statement = NULL;
  int code;

  if (link != NULL)
    {
      g_queue_unlink (self->recent, link);
      g_queue_push_head_link (self->recent, link);
      return ((Kept *) link->data)->statement;
    }

  code = sqlite3_prepare_v3 (self->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL);
  if (code != SQLITE_OK)
    {
      attune_sqlite_set_error (self, code, error);
      return NULL;
    }

  keep_statement (self, sql, statement);
  return statement;
}

/* Programmers' errors, told at the first run: a name too much or too few, another number of columns, a write in a read.
 * A parameter that is bound twice counts twice, and so is found too. */
static void
check_statement (const AttuneBatch *batch, const AttuneStatement *spec, sqlite3_stmt *statement)
{
  gsize n_columns = strlen (spec->row_types);

  if ((guint) sqlite3_bind_parameter_count (statement) != spec->n_parameters)
    g_error ("%u parameters for the %d of: %s", spec->n_parameters,
             sqlite3_bind_parameter_count (statement), spec->sql);
  if (n_columns > 0 && (gsize) sqlite3_column_count (statement) != n_columns)
    g_error ("row types “%s” for the %d columns of: %s", spec->row_types,
             sqlite3_column_count (statement), spec->sql);
  if (attune_batch_get_kind (batch) == ATTUNE_BATCH_READ && !sqlite3_stmt_readonly (statement))
    g_error ("a reading batch writes: %s", spec->sql);
}

static int
bind_value (sqlite3_stmt *statement, int index, const AttuneValue *value)
{
  gsize size;
  gconstpointer data;

  switch (value->type)
    {
    case ATTUNE_VALUE_NULL:
      return sqlite3_bind_null (statement, index);
    case ATTUNE_VALUE_INT:
      return sqlite3_bind_int64 (statement, index, value->integer);
    case ATTUNE_VALUE_REAL:
      return sqlite3_bind_double (statement, index, value->real);
    case ATTUNE_VALUE_TEXT:
      return sqlite3_bind_text (statement, index, value->text, -1, SQLITE_STATIC);
    case ATTUNE_VALUE_BLOB:
      data = g_bytes_get_data (value->blob, &size);
      return sqlite3_bind_blob64 (statement, index, data != NULL ? data : "", size, SQLITE_STATIC);
    }
  g_assert_not_reached ();
}

static gboolean
bind_parameters (AttuneSqlite *self,
                 sqlite3_stmt *statement,
                 const AttuneParameter *parameters,
                 guint n_parameters,
                 GError **error)
{
  for (guint i = 0; i < n_parameters; i++)
    {
      g_autofree char *name = g_strconcat ("$", parameters[i].name, NULL);
      int index = sqlite3_bind_parameter_index (statement, name);
      int code;

      if (index == 0)
        g_error ("no parameter %s in: %s", name, sqlite3_sql (statement));
      code = bind_value (statement, index, &parameters[i].value);
      if (code != SQLITE_OK)
        {
          attune_sqlite_set_error (self, code, error);
          return FALSE;
        }
    }
  return TRUE;
}

/* Text comes in by the store's door alone, but a damaged or made-up file may hold anything. */
static char *
read_text (sqlite3_stmt *statement, int column)
{
  const char *text = (const char *) sqlite3_column_text (statement, column);

  return g_utf8_validate (text, -1, NULL) ? g_strdup (text) : g_utf8_make_valid (text, -1);
}

static void
read_cell (sqlite3_stmt *statement, int column, char type, AttuneValue *cell)
{
  if (sqlite3_column_type (statement, column) == SQLITE_NULL)
    return;

  switch (type)
    {
    case 'i':
      cell->type = ATTUNE_VALUE_INT;
      cell->integer = sqlite3_column_int64 (statement, column);
      break;
    case 'r':
      cell->type = ATTUNE_VALUE_REAL;
      cell->real = sqlite3_column_double (statement, column);
      break;
    case 't':
      cell->type = ATTUNE_VALUE_TEXT;
      cell->text = read_text (statement, column);
      break;
    case 'b':
      cell->type = ATTUNE_VALUE_BLOB;
      cell->blob = g_bytes_new (sqlite3_column_blob (statement, column),
                                sqlite3_column_bytes (statement, column));
      break;
    default:
      g_assert_not_reached ();
    }
}

/* Steps to the end. Returns how many rows came, or -1 with the error set. */
static int
step_through (AttuneSqlite *self,
              sqlite3_stmt *statement,
              const char *row_types,
              AttuneResult *result,
              guint index,
              GError **error)
{
  int n_rows = 0;
  int code;

  while ((code = sqlite3_step (statement)) == SQLITE_ROW)
    {
      AttuneValue *row;

      n_rows++;
      if (row_types[0] == '\0')
        continue;
      row = attune_result_add_row (result, index);
      for (int i = 0; row_types[i] != '\0'; i++)
        read_cell (statement, i, row_types[i], &row[i]);
    }
  if (code == SQLITE_DONE)
    return n_rows;

  attune_sqlite_set_error (self, code, error);
  return -1;
}

static gboolean
run_statement (AttuneSqlite *self,
               const AttuneBatch *batch,
               guint index,
               AttuneResult *result,
               GError **error)
{
  const AttuneStatement *spec = attune_batch_get_statement (batch, index);
  const AttuneParameter *parameters = attune_batch_get_parameters (batch, spec);
  sqlite3_stmt *statement = prepare (self, spec->sql, error);
  int changes_before = sqlite3_total_changes (self->handle);
  int n_rows = -1;
  int n_changes;

  if (statement == NULL)
    return FALSE;

  check_statement (batch, spec, statement);
  if (bind_parameters (self, statement, parameters, spec->n_parameters, error))
    n_rows = step_through (self, statement, spec->row_types, result, index, error);
  sqlite3_reset (statement);
  sqlite3_clear_bindings (statement);
  if (n_rows < 0)
    return FALSE;

  n_changes = sqlite3_total_changes (self->handle) - changes_before;
  attune_result_set_changes (result, index, n_changes);
  return attune_statement_holds (spec, spec->row_types[0] != '\0' ? n_rows : n_changes, error);
}

static gboolean
run_statements (AttuneSqlite *self, const AttuneBatch *batch, AttuneResult *result, GError **error)
{
  for (guint i = 0; i < attune_batch_get_n_statements (batch); i++)
    {
      if (!run_statement (self, batch, i, result, error))
        return FALSE;
    }
  return attune_sqlite_execute (self, "COMMIT", error);
}

AttuneResult *
attune_sqlite_run (AttuneDb *db, const AttuneBatch *batch, GError **error)
{
  AttuneSqlite *self = (AttuneSqlite *) db;
  g_autoptr (AttuneResult) result = attune_result_new (batch);
  gboolean is_write = attune_batch_get_kind (batch) == ATTUNE_BATCH_WRITE;

  if (!attune_sqlite_execute (self, is_write ? "BEGIN IMMEDIATE" : "BEGIN", error))
    return NULL;
  if (run_statements (self, batch, result, error))
    return g_steal_pointer (&result);

  /* A full disk or a failing one may have rolled back already: then there is nothing to roll back, which is no error. */
  if (!sqlite3_get_autocommit (self->handle))
    attune_sqlite_execute (self, "ROLLBACK", NULL);
  return NULL;
}
