/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "AttuneTest"

#include "config.h"

#include "attune-sqlite.h"
#include "conformance.h"

#include <sqlite3.h>

static AttuneDb *
open_sqlite (const char *location, AttuneDbMode mode, int patience_ms, GError **error)
{
  return attune_sqlite_open (location, mode,
                             &(AttuneSqliteOptions){ .busy_timeout_ms = patience_ms }, error);
}

static gpointer
hold_sqlite (const char *location)
{
  sqlite3 *handle = NULL;

  g_assert_cmpint (sqlite3_open (location, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, "BEGIN EXCLUSIVE", NULL, NULL, NULL), ==, SQLITE_OK);
  return handle;
}

static void
release_sqlite (gpointer held)
{
  sqlite3_exec (held, "ROLLBACK", NULL, NULL, NULL);
  sqlite3_close (held);
}

static const Engine engines[] = {
  { "sqlite", open_sqlite, hold_sqlite, release_sqlite },
};

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (engines); i++)
    {
      conformance_add_value_tests (&engines[i]);
      conformance_add_batch_tests (&engines[i]);
      conformance_add_db_tests (&engines[i]);
      conformance_add_word_tests (&engines[i]);
    }
  return g_test_run ();
}
