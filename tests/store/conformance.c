/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "AttuneTest"

#include "config.h"

#include "conformance.h"

#include "attune-test-support.h"

static const AttuneTable thing = {
  "thing",
  (const AttuneColumn[]){
    { "id", ATTUNE_VALUE_INT, ATTUNE_COLUMN_KEY, NULL },
    { "parent_id", ATTUNE_VALUE_INT, ATTUNE_COLUMN_NULLABLE, "thing" },
    { "i", ATTUNE_VALUE_INT, ATTUNE_COLUMN_NULLABLE, NULL },
    { "r", ATTUNE_VALUE_REAL, ATTUNE_COLUMN_NULLABLE, NULL },
    { "t", ATTUNE_VALUE_TEXT, ATTUNE_COLUMN_NULLABLE, NULL },
    { "b", ATTUNE_VALUE_BLOB, ATTUNE_COLUMN_NULLABLE, NULL },
    { "u", ATTUNE_VALUE_TEXT, ATTUNE_COLUMN_NULLABLE | ATTUNE_COLUMN_UNIQUE, NULL },
    { "must", ATTUNE_VALUE_INT, ATTUNE_COLUMN_PLAIN, NULL },
    { "flag", ATTUNE_VALUE_INT, ATTUNE_COLUMN_NULLABLE, NULL },
    { NULL },
  },
  (const AttuneIndex[]){ { "t", "flag = 1", TRUE }, { NULL } },
};

static const AttuneTable counter = {
  "counter",
  (const AttuneColumn[]){
    { "seq", ATTUNE_VALUE_INT, ATTUNE_COLUMN_KEY | ATTUNE_COLUMN_SERIAL, NULL },
    { "x", ATTUNE_VALUE_INT, ATTUNE_COLUMN_PLAIN, NULL },
    { NULL },
  },
};

static const AttuneTable entry_words = {
  "entry_words",
  (const AttuneColumn[]){ { "text", ATTUNE_VALUE_TEXT, ATTUNE_COLUMN_PLAIN, NULL },
                          { "folded", ATTUNE_VALUE_TEXT, ATTUNE_COLUMN_PLAIN, NULL },
                          { NULL } },
  NULL,
  TRUE,
};

const AttuneTable *const conformance_tables[] = { &thing, &counter, &entry_words, NULL };

static void
make_tables (AttuneDb *db)
{
  g_autoptr (GPtrArray) statements = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; conformance_tables[i] != NULL; i++)
    {
      g_autofree GStrv sql = attune_db_table_to_sql (db, conformance_tables[i]);

      for (guint j = 0; sql[j] != NULL; j++)
        g_ptr_array_add (statements, sql[j]);
    }
  g_ptr_array_add (statements, NULL);
  attune_db_migrate (
    db, &(AttuneDbStep){ .to = 1, .statements = (const char *const *) statements->pdata }, &error);
  g_assert_no_error (error);
}

void
conformance_set_up (Conformance *self, gconstpointer engine)
{
  g_autoptr (GError) error = NULL;

  self->engine = engine;
  self->folder = attune_test_folder_new ();
  self->location = g_build_filename (self->folder, "conformance.attune", NULL);
  self->db = self->engine->open (self->location, ATTUNE_DB_CREATE, 50, &error);
  g_assert_no_error (error);
  make_tables (self->db);
}

void
conformance_tear_down (Conformance *self, gconstpointer engine)
{
  g_clear_pointer (&self->db, attune_db_close);
  attune_test_folder_remove (self->folder);
  g_free (self->location);
}

AttuneResult *
conformance_run (AttuneDb *db, AttuneBatch *batch)
{
  g_autoptr (GError) error = NULL;
  AttuneResult *result = attune_db_run (db, batch, &error);

  g_assert_no_error (error);
  g_assert_nonnull (result);
  return result;
}

char *
conformance_fail (AttuneDb *db, AttuneBatch *batch, AttuneStoreError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (attune_db_run (db, batch, &error));
  g_assert_error (error, ATTUNE_STORE_ERROR, (int) code);
  g_assert_cmpstr (error->message, !=, "");
  return g_strdup (error->message);
}

void
conformance_execute (AttuneDb *db, const char *sql)
{
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_WRITE);
  g_autoptr (AttuneResult) result = NULL;

  attune_batch_add (batch, sql, "");
  result = conformance_run (db, batch);
}

gint64
conformance_get_int (AttuneDb *db, const char *sql)
{
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_READ);
  g_autoptr (AttuneResult) result = NULL;

  attune_batch_add (batch, sql, "i");
  result = conformance_run (db, batch);
  g_assert_cmpuint (attune_rows_get_n (attune_result_rows (result, 0)), ==, 1);
  return attune_rows_get_int (attune_result_rows (result, 0), 0, 0);
}

void
conformance_add (AttuneBatch *batch, gint64 id)
{
  attune_batch_add (batch, "INSERT INTO thing (id, must) VALUES ($id, 1)", "");
  attune_batch_bind_int (batch, "id", id);
}

void
conformance_add_test (const Engine *engine, const char *name, ConformanceTest test)
{
  g_autofree char *path = g_strdup_printf ("/store/conformance/%s/%s", engine->name, name);

  g_test_add (path, Conformance, engine, conformance_set_up, test, conformance_tear_down);
}
