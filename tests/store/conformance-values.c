/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "AttuneTest"

#include "config.h"

#include "conformance.h"

#include <float.h>
#include <math.h>
#include <string.h>

static const char insert_all[] =
  "INSERT INTO thing (id, i, r, t, b, must) VALUES ($id, $i, $r, $t, $b, 1) RETURNING i, r, t, b";
static const char select_all[] = "SELECT i, r, t, b FROM thing WHERE id = $id";

/* Puts one row of values in, and returns the result of RETURNING (statement 0) and SELECT (1) over it. */
static AttuneResult *
round_trip (Conformance *self,
            gint64 id,
            const gint64 *i,
            const double *r,
            const char *t,
            GBytes *b)
{
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_WRITE);

  attune_batch_add (batch, insert_all, "irtb");
  attune_batch_bind_int (batch, "id", id);
  if (i != NULL)
    attune_batch_bind_int (batch, "i", *i);
  else
    attune_batch_bind_null (batch, "i");
  if (r != NULL)
    attune_batch_bind_real (batch, "r", *r);
  else
    attune_batch_bind_null (batch, "r");
  attune_batch_bind_text (batch, "t", t);
  attune_batch_bind_blob (batch, "b", b);
  attune_batch_add (batch, select_all, "irtb");
  attune_batch_bind_int (batch, "id", id);
  return conformance_run (self->db, batch);
}

static void
test_integers (Conformance *self, gconstpointer data)
{
  static const gint64 values[] = { 0,          1,          -1,
                                   G_MAXINT32, G_MININT32, (gint64) G_MAXUINT32 + 1,
                                   G_MAXINT64, G_MININT64, G_GINT64_CONSTANT (9007199254740993) };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autoptr (AttuneResult) result = round_trip (self, i + 1, &values[i], NULL, NULL, NULL);

      g_assert_cmpint (attune_rows_get_int (attune_result_rows (result, 0), 0, 0), ==, values[i]);
      g_assert_cmpint (attune_rows_get_int (attune_result_rows (result, 1), 0, 0), ==, values[i]);
    }
}

static void
test_reals (Conformance *self, gconstpointer data)
{
  static const double values[] = { 0.0, 4.0, -4.0, 0.1, 1e15, 1e300, DBL_MIN, DBL_MAX, 1.0 / 3 };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autoptr (AttuneResult) result = round_trip (self, i + 1, NULL, &values[i], NULL, NULL);

      /* A whole number must come back as a double from RETURNING too. */
      g_assert_cmpfloat (attune_rows_get_real (attune_result_rows (result, 0), 0, 1), ==,
                         values[i]);
      g_assert_cmpfloat (attune_rows_get_real (attune_result_rows (result, 1), 0, 1), ==,
                         values[i]);
    }
}

static void
test_texts (Conformance *self, gconstpointer data)
{
  g_autofree char *long_text = g_strnfill (1 << 20, 'x');
  const char *values[] = { "",        "plain", "it's “quoted” \"twice\"", "ä ö å 漢字 🎧",
                           "a\nb\tc", "$name", "'; DROP TABLE thing; --", long_text };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autoptr (AttuneResult) result = round_trip (self, i + 1, NULL, NULL, values[i], NULL);

      g_assert_cmpstr (attune_rows_get_text (attune_result_rows (result, 0), 0, 2), ==, values[i]);
      g_assert_cmpstr (attune_rows_get_text (attune_result_rows (result, 1), 0, 2), ==, values[i]);
      g_assert_false (attune_rows_is_null (attune_result_rows (result, 1), 0, 2));
    }
}

static void
test_wrong_text (Conformance *self, gconstpointer data)
{
  static const char *const values[] = { "\xff", "ab\xc3", "\xed\xa0\x80", "ok\x80ok" };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_WRITE);
      g_autofree char *message = NULL;

      conformance_add (batch, 1);
      attune_batch_add (batch, "UPDATE thing SET t = $remark WHERE id = 1", "");
      attune_batch_bind_text (batch, "remark", values[i]);
      message = conformance_fail (self->db, batch, ATTUNE_STORE_ERROR_INVALID);
      g_assert_nonnull (strstr (message, "remark"));
    }
  g_assert_cmpint (conformance_get_int (self->db, "SELECT count(*) FROM thing"), ==, 0);
}

static void
test_blobs (Conformance *self, gconstpointer data)
{
  static const guint8 zeros[] = { 0, 0, 0, 0 };
  static const guint8 mixed[] = { 1, 0, 255, 0, 128, 'x' };
  g_autofree guint8 *large = g_malloc0 (1 << 20);
  const struct
  {
    const guint8 *bytes;
    gsize size;
  } values[] = { { mixed, 0 }, { zeros, 4 }, { mixed, 6 }, { large, 1 << 20 } };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (values[i].bytes, values[i].size);
      g_autoptr (AttuneResult) result = round_trip (self, i + 1, NULL, NULL, NULL, bytes);

      for (guint statement = 0; statement < 2; statement++)
        {
          const AttuneRows *rows = attune_result_rows (result, statement);

          g_assert_false (attune_rows_is_null (rows, 0, 3));
          g_assert_true (g_bytes_equal (attune_rows_get_blob (rows, 0, 3), bytes));
        }
    }
}

static void
test_nulls (Conformance *self, gconstpointer data)
{
  g_autoptr (AttuneResult) result = round_trip (self, 1, NULL, NULL, NULL, NULL);

  for (guint statement = 0; statement < 2; statement++)
    {
      const AttuneRows *rows = attune_result_rows (result, statement);

      for (guint column = 0; column < 4; column++)
        g_assert_true (attune_rows_is_null (rows, 0, column));
      g_assert_cmpint (attune_rows_get_int (rows, 0, 0), ==, 0);
      g_assert_cmpfloat (attune_rows_get_real (rows, 0, 1), ==, 0.0);
      g_assert_null (attune_rows_get_text (rows, 0, 2));
      g_assert_null (attune_rows_dup_text (rows, 0, 2));
      g_assert_null (attune_rows_get_blob (rows, 0, 3));
    }
}

static void
test_ids (Conformance *self, gconstpointer data)
{
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_WRITE);
  g_autoptr (AttuneResult) result = NULL;

  conformance_add (batch, 5);
  attune_batch_add (batch, "UPDATE thing SET parent_id = $parent WHERE id = 5 RETURNING parent_id",
                    "i");
  attune_batch_bind_id (batch, "parent", 0);
  attune_batch_add (batch, "UPDATE thing SET parent_id = $parent WHERE id = 5 RETURNING parent_id",
                    "i");
  attune_batch_bind_id (batch, "parent", 5);
  result = conformance_run (self->db, batch);
  g_assert_true (attune_rows_is_null (attune_result_rows (result, 1), 0, 0));
  g_assert_cmpint (attune_rows_get_int (attune_result_rows (result, 2), 0, 0), ==, 5);
}

/* Names bind by themselves: neither their order in the SQL nor the order of the bind calls says anything. */
static void
test_names (Conformance *self, gconstpointer data)
{
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_WRITE);
  g_autoptr (AttuneResult) result = NULL;
  const AttuneRows *rows;

  conformance_add (batch, 1);
  attune_batch_add (batch, "UPDATE thing SET i = $2 WHERE id = $1 RETURNING i", "i");
  attune_batch_bind_int (batch, "1", 1);
  attune_batch_bind_int (batch, "2", 20);
  attune_batch_add (batch,
                    "UPDATE thing SET i = $again, must = $again, r = $real, t = $text"
                    " WHERE id = $id AND i < $again RETURNING i, must, r, t",
                    "iirt");
  attune_batch_bind_text (batch, "text", "x");
  attune_batch_bind_int (batch, "again", 30);
  attune_batch_bind_real (batch, "real", 2.0);
  attune_batch_bind_int (batch, "id", 1);
  result = conformance_run (self->db, batch);

  g_assert_cmpint (attune_rows_get_int (attune_result_rows (result, 1), 0, 0), ==, 20);
  rows = attune_result_rows (result, 2);
  g_assert_cmpint (attune_rows_get_int (rows, 0, 0), ==, 30);
  g_assert_cmpint (attune_rows_get_int (rows, 0, 1), ==, 30);
  g_assert_cmpfloat (attune_rows_get_real (rows, 0, 2), ==, 2.0);
  g_assert_cmpstr (attune_rows_get_text (rows, 0, 3), ==, "x");
}

/* The SQL that both engines share: NULLS said, sums cast, conditions as 0 and 1. */
static void
test_expressions (Conformance *self, gconstpointer data)
{
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_READ);
  g_autoptr (AttuneResult) result = NULL;

  conformance_execute (self->db, "INSERT INTO thing (id, i, must) VALUES (1, 5, 1), (2, NULL, 1),"
                                 " (3, 4, 1)");
  attune_batch_add (batch, "SELECT id FROM thing ORDER BY i NULLS FIRST, id", "i");
  attune_batch_add (batch, "SELECT id FROM thing ORDER BY i DESC NULLS LAST, id", "i");
  attune_batch_add (batch, "SELECT CAST(sum(i) AS BIGINT), count(i), avg(i * 1.0) FROM thing",
                    "iir");
  attune_batch_add (batch, "SELECT CASE WHEN i IS NULL THEN 1 ELSE 0 END FROM thing WHERE id = 2",
                    "i");
  result = conformance_run (self->db, batch);

  g_assert_cmpint (attune_rows_get_int (attune_result_rows (result, 0), 0, 0), ==, 2);
  g_assert_cmpint (attune_rows_get_int (attune_result_rows (result, 1), 0, 0), ==, 1);
  g_assert_cmpint (attune_rows_get_int (attune_result_rows (result, 1), 2, 0), ==, 2);
  g_assert_cmpint (attune_rows_get_int (attune_result_rows (result, 2), 0, 0), ==, 9);
  g_assert_cmpint (attune_rows_get_int (attune_result_rows (result, 2), 0, 1), ==, 2);
  g_assert_cmpfloat (attune_rows_get_real (attune_result_rows (result, 2), 0, 2), ==, 4.5);
  g_assert_cmpint (attune_rows_get_int (attune_result_rows (result, 3), 0, 0), ==, 1);
}

void
conformance_add_value_tests (const Engine *engine)
{
  conformance_add_test (engine, "integers", test_integers);
  conformance_add_test (engine, "reals", test_reals);
  conformance_add_test (engine, "texts", test_texts);
  conformance_add_test (engine, "wrong-text", test_wrong_text);
  conformance_add_test (engine, "blobs", test_blobs);
  conformance_add_test (engine, "nulls", test_nulls);
  conformance_add_test (engine, "ids", test_ids);
  conformance_add_test (engine, "names", test_names);
  conformance_add_test (engine, "expressions", test_expressions);
}
