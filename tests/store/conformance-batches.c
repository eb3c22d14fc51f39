/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "AttuneTest"

#include "config.h"

#include "conformance.h"

static void
test_empty (Conformance *self, gconstpointer data)
{
  g_autoptr (AttuneBatch) reading = attune_batch_new (ATTUNE_BATCH_READ);
  g_autoptr (AttuneBatch) writing = attune_batch_new (ATTUNE_BATCH_WRITE);
  g_autoptr (AttuneResult) first = conformance_run (self->db, reading);
  g_autoptr (AttuneResult) second = conformance_run (self->db, writing);
}

static void
test_returning (Conformance *self, gconstpointer data)
{
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_WRITE);
  g_autoptr (AttuneResult) result = NULL;

  attune_batch_add (batch,
                    "INSERT INTO thing (id, must) VALUES (1, 10), (2, 20), (3, 30)"
                    " RETURNING id, must",
                    "ii");
  attune_batch_add (batch, "UPDATE thing SET must = must + 1 WHERE id > 1 RETURNING must", "i");
  attune_batch_add (batch, "DELETE FROM thing WHERE id = 9 RETURNING id", "i");
  attune_batch_add (batch, "DELETE FROM thing WHERE id = 3", "");
  attune_batch_add (batch, "UPDATE thing SET must = 0", "");
  result = conformance_run (self->db, batch);

  g_assert_cmpuint (attune_rows_get_n (attune_result_rows (result, 0)), ==, 3);
  g_assert_cmpuint (attune_rows_get_n (attune_result_rows (result, 1)), ==, 2);
  g_assert_cmpuint (attune_rows_get_n (attune_result_rows (result, 2)), ==, 0);
  g_assert_cmpuint (attune_result_changes (result, 1), ==, 2);
  g_assert_cmpuint (attune_result_changes (result, 2), ==, 0);
  g_assert_cmpuint (attune_result_changes (result, 3), ==, 1);
  g_assert_cmpuint (attune_result_changes (result, 4), ==, 2);
}

static void
test_on_conflict (Conformance *self, gconstpointer data)
{
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_WRITE);
  g_autoptr (AttuneResult) result = NULL;

  conformance_add (batch, 1);
  attune_batch_add (batch, "INSERT INTO thing (id, must) VALUES (1, 2) ON CONFLICT DO NOTHING", "");
  attune_batch_expect (batch, 0, ATTUNE_STORE_ERROR_EXISTS, "nothing to do");
  attune_batch_add (batch,
                    "INSERT INTO thing (id, must) VALUES (1, 5) ON CONFLICT (id) DO UPDATE"
                    " SET must = thing.must + excluded.must RETURNING must",
                    "i");
  attune_batch_add (batch,
                    "INSERT INTO thing (id, must) VALUES (1, 7) ON CONFLICT (id) DO UPDATE"
                    " SET must = excluded.must WHERE thing.must = 99",
                    "");
  attune_batch_expect (batch, 0, ATTUNE_STORE_ERROR_EXISTS, "the condition holds it back");
  result = conformance_run (self->db, batch);
  g_assert_cmpint (attune_rows_get_int (attune_result_rows (result, 2), 0, 0), ==, 6);
}

/* Each way to break a rule of the tables, with the word for it. */
static void
test_constraints (Conformance *self, gconstpointer data)
{
  static const struct
  {
    const char *sql;
    AttuneStoreError code;
  } cases[] = {
    { "INSERT INTO thing (id, must) VALUES (1, 1)", ATTUNE_STORE_ERROR_EXISTS },
    { "INSERT INTO thing (id, must, u) VALUES (9, 1, 'taken')", ATTUNE_STORE_ERROR_EXISTS },
    { "INSERT INTO thing (id, must, t, flag) VALUES (9, 1, 'x', 1)", ATTUNE_STORE_ERROR_EXISTS },
    { "UPDATE thing SET flag = 1 WHERE id = 3", ATTUNE_STORE_ERROR_EXISTS },
    { "INSERT INTO thing (id, must) VALUES (9, NULL)", ATTUNE_STORE_ERROR_INVALID },
    { "INSERT INTO thing (id) VALUES (9)", ATTUNE_STORE_ERROR_INVALID },
    { "INSERT INTO thing (id, must, parent_id) VALUES (9, 1, 77)", ATTUNE_STORE_ERROR_NOT_FOUND },
    { "UPDATE thing SET parent_id = 77 WHERE id = 1", ATTUNE_STORE_ERROR_NOT_FOUND },
    { "DELETE FROM thing WHERE id = 1", ATTUNE_STORE_ERROR_NOT_FOUND },
  };

  conformance_execute (self->db, "INSERT INTO thing (id, must, u) VALUES (1, 1, 'taken')");
  conformance_execute (self->db, "INSERT INTO thing (id, must, parent_id, t, flag)"
                                 " VALUES (2, 1, 1, 'x', 1), (3, 1, NULL, 'x', 0)");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_WRITE);
      g_autofree char *message = NULL;

      attune_batch_add (batch, cases[i].sql, "");
      message = conformance_fail (self->db, batch, cases[i].code);
      g_assert_true (g_utf8_validate (message, -1, NULL));
    }
  g_assert_cmpint (conformance_get_int (self->db, "SELECT count(*) FROM thing"), ==, 3);

  /* What only looks alike is allowed: the partial index leaves flag 0 out, and NULLs are never equal. */
  conformance_execute (self->db, "INSERT INTO thing (id, must, t, flag) VALUES (4, 1, 'x', 0)");
  conformance_execute (self->db, "INSERT INTO thing (id, must, u) VALUES (5, 1, NULL)");
}

static void
test_expectations (Conformance *self, gconstpointer data)
{
  static const struct
  {
    const char *sql;
    const char *row_types;
    guint n;
    gboolean holds;
  } cases[] = {
    { "UPDATE thing SET must = 2 WHERE id = 1", "", 1, TRUE },
    { "UPDATE thing SET must = 2 WHERE id = 1", "", 0, FALSE },
    { "UPDATE thing SET must = 2 WHERE id = 9", "", 1, FALSE },
    { "UPDATE thing SET must = 2 WHERE id = 9", "", 0, TRUE },
    { "UPDATE thing SET must = 2", "", 2, TRUE },
    { "UPDATE thing SET must = 2", "", ATTUNE_ANY_CHANGES, TRUE },
    { "SELECT id FROM thing", "i", 2, TRUE },
    { "SELECT id FROM thing", "i", 1, FALSE },
    { "SELECT id FROM thing WHERE id = 9", "i", 1, FALSE },
    { "UPDATE thing SET must = 3 WHERE id = 1 RETURNING id", "i", 1, TRUE },
  };

  conformance_execute (self->db, "INSERT INTO thing (id, must) VALUES (1, 1), (2, 1)");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_WRITE);
      g_autoptr (AttuneResult) result = NULL;
      g_autofree char *message = NULL;

      attune_batch_add (batch, cases[i].sql, cases[i].row_types);
      attune_batch_expect (batch, cases[i].n, ATTUNE_STORE_ERROR_CONFLICT, "somebody was faster");
      if (cases[i].holds)
        result = conformance_run (self->db, batch);
      else
        message = conformance_fail (self->db, batch, ATTUNE_STORE_ERROR_CONFLICT);
      if (message != NULL)
        g_assert_cmpstr (message, ==, "somebody was faster");
    }
}

/* Statements that fail in several ways, at every place of a batch: nothing of it remains. */
static void
test_rollback (Conformance *self, gconstpointer data)
{
  static const struct
  {
    const char *sql;
    gboolean expects;
    AttuneStoreError code;
  } faults[] = {
    { "INSERT INTO thing (id, must) VALUES (1000, 1)", FALSE, ATTUNE_STORE_ERROR_EXISTS },
    { "UPDATE thing SET parent_id = 77 WHERE id = 1000", FALSE, ATTUNE_STORE_ERROR_NOT_FOUND },
    { "UPDATE thing SET must = 5 WHERE id = 77", TRUE, ATTUNE_STORE_ERROR_DENIED },
    { "INSERT INTO nowhere (id) VALUES (1)", FALSE, ATTUNE_STORE_ERROR_CORRUPT },
    { "INSERT INTO thing (unheard) VALUES (1)", FALSE, ATTUNE_STORE_ERROR_CORRUPT },
    { "UPDATE thing SET unheard = 1", FALSE, ATTUNE_STORE_ERROR_CORRUPT },
    { "INSERT INTO thing (id, must) VALUES (1", FALSE, ATTUNE_STORE_ERROR_INTERNAL },
    { "UPDATE thing SET must = nothing_known (1)", FALSE, ATTUNE_STORE_ERROR_INTERNAL },
  };
  enum
  {
    N_PLACES = 8
  };

  conformance_execute (self->db, "INSERT INTO thing (id, must) VALUES (1000, 1)");
  for (guint i = 0; i < G_N_ELEMENTS (faults) * N_PLACES; i++)
    {
      g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_WRITE);
      g_autofree char *message = NULL;

      for (guint place = 0; place < N_PLACES; place++)
        {
          if (place == i % N_PLACES)
            attune_batch_add (batch, faults[i / N_PLACES].sql, "");
          else
            conformance_add (batch, place + 1);
          if (place == i % N_PLACES && faults[i / N_PLACES].expects)
            attune_batch_expect (batch, 1, faults[i / N_PLACES].code, "no");
        }
      message = conformance_fail (self->db, batch, faults[i / N_PLACES].code);
      g_assert_cmpint (conformance_get_int (self->db, "SELECT count(*) FROM thing"), ==, 1);
      g_assert_cmpint (conformance_get_int (self->db, "SELECT must FROM thing"), ==, 1);
    }
  conformance_execute (self->db, "UPDATE thing SET must = 2");
}

static void
test_big_batch (Conformance *self, gconstpointer data)
{
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_WRITE);
  g_autoptr (AttuneResult) result = NULL;

  for (gint64 i = 1; i <= 20000; i++)
    {
      attune_batch_add (batch,
                        "INSERT INTO thing (id, i, t, must) VALUES ($id, $i, $t, 1) RETURNING i",
                        "i");
      attune_batch_bind_int (batch, "id", i);
      attune_batch_bind_int (batch, "i", -i);
      attune_batch_bind_text (batch, "t", "some text");
    }
  result = conformance_run (self->db, batch);
  g_assert_cmpint (attune_rows_get_int (attune_result_rows (result, 19999), 0, 0), ==, -20000);
  g_assert_cmpint (conformance_get_int (self->db, "SELECT CAST(sum(i) AS BIGINT) FROM thing"), ==,
                   -200010000);
}

/* More different statements than any cache of prepared ones keeps, each used again afterwards. */
static void
test_many_statements (Conformance *self, gconstpointer data)
{
  for (guint round = 0; round < 2; round++)
    {
      g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_READ);
      g_autoptr (AttuneResult) result = NULL;

      for (int i = 0; i < 700; i++)
        attune_batch_add (batch, attune_batch_keep (batch, g_strdup_printf ("SELECT %d", i)), "i");
      result = conformance_run (self->db, batch);
      for (guint i = 0; i < 700; i++)
        g_assert_cmpint (attune_rows_get_int (attune_result_rows (result, i), 0, 0), ==, i);
    }
}

static void
test_read_after_write (Conformance *self, gconstpointer data)
{
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_WRITE);
  g_autoptr (AttuneResult) result = NULL;

  attune_batch_add (batch, "SELECT count(*) FROM thing", "i");
  conformance_add (batch, 1);
  attune_batch_add (batch, "SELECT count(*) FROM thing", "i");
  result = conformance_run (self->db, batch);
  g_assert_cmpint (attune_rows_get_int (attune_result_rows (result, 0), 0, 0), ==, 0);
  g_assert_cmpint (attune_rows_get_int (attune_result_rows (result, 2), 0, 0), ==, 1);
  g_assert_cmpint (conformance_get_int (self->db, "SELECT count(*) FROM thing"), ==, 1);
}

static void
test_serial (Conformance *self, gconstpointer data)
{
  gint64 last = 0;

  for (guint i = 0; i < 5; i++)
    {
      g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_WRITE);
      g_autoptr (AttuneResult) result = NULL;
      gint64 seq;

      attune_batch_add (batch, "INSERT INTO counter (x) VALUES (1) RETURNING seq", "i");
      /* Taking the newest away must not give its number to the next. */
      attune_batch_add (batch, "DELETE FROM counter", "");
      result = conformance_run (self->db, batch);
      seq = attune_rows_get_int (attune_result_rows (result, 0), 0, 0);
      g_assert_cmpint (seq, >, last);
      last = seq;
    }
}

/* A batch can be run again, and cut back and filled anew, as a write does whose trail has moved. */
static void
test_reuse (Conformance *self, gconstpointer data)
{
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_WRITE);
  guint n;

  conformance_add (batch, 1);
  n = attune_batch_get_n_statements (batch);
  for (gint64 i = 0; i < 3; i++)
    {
      g_autoptr (AttuneResult) result = NULL;

      attune_batch_truncate (batch, n);
      attune_batch_add (batch, "UPDATE thing SET t = $t, i = $i WHERE id = 1 RETURNING i", "i");
      attune_batch_bind_text (batch, "t", "again");
      attune_batch_bind_int (batch, "i", i);
      result = conformance_run (self->db, batch);
      g_assert_cmpint (attune_rows_get_int (attune_result_rows (result, 1), 0, 0), ==, i);
      conformance_execute (self->db, "DELETE FROM thing");
    }
}

void
conformance_add_batch_tests (const Engine *engine)
{
  conformance_add_test (engine, "empty", test_empty);
  conformance_add_test (engine, "returning", test_returning);
  conformance_add_test (engine, "on-conflict", test_on_conflict);
  conformance_add_test (engine, "constraints", test_constraints);
  conformance_add_test (engine, "expectations", test_expectations);
  conformance_add_test (engine, "rollback", test_rollback);
  conformance_add_test (engine, "big-batch", test_big_batch);
  conformance_add_test (engine, "many-statements", test_many_statements);
  conformance_add_test (engine, "read-after-write", test_read_after_write);
  conformance_add_test (engine, "serial", test_serial);
  conformance_add_test (engine, "reuse", test_reuse);
}
