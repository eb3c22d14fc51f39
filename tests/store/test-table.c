/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "AttuneTest"

#include "config.h"

#include "attune-schema.h"
#include "attune-table.h"

#include <string.h>

static const AttuneDialect dialect = {
  .type_names = { NULL, "INT8", "FLOAT8", "TEXT", "BYTEA" },
  .serial = "SERIAL KEY",
};

static void
assert_sql (const AttuneTable *table, const char *const *expected)
{
  g_auto (GStrv) sql = attune_table_to_sql (table, &dialect);

  for (guint i = 0; i < MAX (g_strv_length (sql), g_strv_length ((GStrv) expected)); i++)
    g_assert_cmpstr (sql[i], ==, expected[i]);
}

static void
test_columns (void)
{
  const AttuneTable table = {
    "t",
    (const AttuneColumn[]){
      { "id", ATTUNE_VALUE_INT, ATTUNE_COLUMN_KEY, NULL },
      { "r", ATTUNE_VALUE_REAL, ATTUNE_COLUMN_PLAIN, NULL },
      { "t", ATTUNE_VALUE_TEXT, ATTUNE_COLUMN_NULLABLE | ATTUNE_COLUMN_UNIQUE, NULL },
      { "b", ATTUNE_VALUE_BLOB, ATTUNE_COLUMN_NULLABLE, NULL },
      { "o_id", ATTUNE_VALUE_INT, ATTUNE_COLUMN_PLAIN, "o" },
      { NULL },
    },
  };

  assert_sql (&table, (const char *const[]){
                        "CREATE TABLE t (id INT8 NOT NULL, r FLOAT8 NOT NULL, t TEXT UNIQUE,"
                        " b BYTEA, o_id INT8 NOT NULL REFERENCES o (id), PRIMARY KEY (id))",
                        NULL });
}

static void
test_keys (void)
{
  const AttuneTable none = {
    "n", (const AttuneColumn[]){ { "x", ATTUNE_VALUE_INT, ATTUNE_COLUMN_PLAIN, NULL }, { NULL } }
  };
  const AttuneTable two = {
    "w",
    (const AttuneColumn[]){ { "x", ATTUNE_VALUE_INT, ATTUNE_COLUMN_KEY, NULL },
                            { "z", ATTUNE_VALUE_INT, ATTUNE_COLUMN_PLAIN, NULL },
                            { "y", ATTUNE_VALUE_TEXT, ATTUNE_COLUMN_KEY, NULL },
                            { NULL } },
  };
  const AttuneTable serial = {
    "s",
    (const AttuneColumn[]){
      { "seq", ATTUNE_VALUE_INT, ATTUNE_COLUMN_KEY | ATTUNE_COLUMN_SERIAL, NULL }, { NULL } },
  };

  assert_sql (&none, (const char *const[]){ "CREATE TABLE n (x INT8 NOT NULL)", NULL });
  assert_sql (&two, (const char *const[]){ "CREATE TABLE w (x INT8 NOT NULL, z INT8 NOT NULL,"
                                           " y TEXT NOT NULL, PRIMARY KEY (x, y))",
                                           NULL });
  assert_sql (&serial, (const char *const[]){ "CREATE TABLE s (seq SERIAL KEY)", NULL });
}

static void
test_indexes (void)
{
  const AttuneTable table = {
    "t",
    (const AttuneColumn[]){ { "a", ATTUNE_VALUE_INT, ATTUNE_COLUMN_PLAIN, NULL }, { NULL } },
    (const AttuneIndex[]){ { "a", NULL, FALSE },
                           { "a, b", "a > 0", FALSE },
                           { "b", "a = 1 AND b <> 3", TRUE },
                           { NULL } },
  };

  assert_sql (&table, (const char *const[]){
                        "CREATE TABLE t (a INT8 NOT NULL)", "CREATE INDEX t_1 ON t (a)",
                        "CREATE INDEX t_2 ON t (a, b) WHERE a > 0",
                        "CREATE UNIQUE INDEX t_3 ON t (b) WHERE a = 1 AND b <> 3", NULL });
}

/* What Attune's own tables promise: each stands after those it points at, and has a key. */
static void
test_own_tables (void)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  for (const AttuneTable *const *table = attune_schema_get_tables (); *table != NULL; table++)
    {
      gboolean has_key = (*table)->is_words;

      g_assert_true (g_hash_table_add (names, (gpointer) (*table)->name));
      for (const AttuneColumn *column = (*table)->columns; column->name != NULL; column++)
        {
          has_key = has_key || (column->flags & ATTUNE_COLUMN_KEY);
          if (column->references != NULL)
            g_assert_true (g_hash_table_contains (names, column->references));
        }
      g_assert_true (has_key);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/store/table/columns", test_columns);
  g_test_add_func ("/store/table/keys", test_keys);
  g_test_add_func ("/store/table/indexes", test_indexes);
  g_test_add_func ("/store/table/own", test_own_tables);

  return g_test_run ();
}
