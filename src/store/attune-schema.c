/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-schema.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

/* Recordings keep the name they came with. */
static const char *const to_2[] = {
  "ALTER TABLE media ADD COLUMN name TEXT NOT NULL DEFAULT ''",
  NULL,
};

/* There is an interaction model. */
static const char *const to_3[] = {
  "CREATE TABLE interaction_model (id INTEGER NOT NULL, rev INTEGER NOT NULL, document TEXT NOT NULL,"
  " changed_by INTEGER NOT NULL REFERENCES person (id), changed_at INTEGER NOT NULL, PRIMARY KEY (id))",
  NULL,
};

/* Steps from the versions before; the first has none. */
static const AttuneMigration own_migrations[] = { { 2, to_2 }, { 3, to_3 }, { 0 } };

static gboolean
create_tables (AttuneDb *db, int version, GError **error)
{
  g_autoptr (GPtrArray) statements = g_ptr_array_new_with_free_func (g_free);

  for (const AttuneTable *const *table = attune_schema_get_tables (); *table != NULL; table++)
    {
      g_autofree GStrv sql = attune_db_table_to_sql (db, *table);

      for (guint i = 0; sql[i] != NULL; i++)
        g_ptr_array_add (statements, sql[i]);
    }
  g_ptr_array_add (statements, NULL);
  return attune_db_migrate (db, version, (const char *const *) statements->pdata, error);
}

static gboolean
take_copy (AttuneDb *db, const char *location, int version, GError **error)
{
  g_autofree char *path = g_strdup_printf ("%s.version-%d", location, version);

  /* An older copy, of an attempt that failed, lacks what has been written since. */
  (void) g_unlink (path);
  return attune_db_copy (db, path, error);
}

static void
set_newer (const char *location, int current, int version, GError **error)
{
  g_set_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_NEWER,
               _ ("“%s” was last written by a newer Attune (its version is %d, this one knows "
                  "%d). Update Attune to open it."),
               location, current, version);
}

gboolean
attune_schema_apply (AttuneDb *db,
                     const char *location,
                     int version,
                     const AttuneMigration *migrations,
                     GError **error)
{
  int current = attune_db_get_version (db, error);

  if (current < 0)
    return FALSE;
  if (current == version)
    return TRUE;
  if (current > version)
    {
      set_newer (location, current, version, error);
      return FALSE;
    }
  if (current == 0)
    return create_tables (db, version, error);
  if (!take_copy (db, location, current, error))
    return FALSE;

  for (guint i = 0; migrations[i].version != 0; i++)
    {
      if (migrations[i].version > current &&
          !attune_db_migrate (db, migrations[i].version, migrations[i].statements, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
attune_schema_upgrade (AttuneDb *db, const char *location, GError **error)
{
  return attune_schema_apply (db, location, ATTUNE_SCHEMA_VERSION, own_migrations, error);
}

gboolean
attune_schema_check (AttuneDb *db, const char *location, GError **error)
{
  int current = attune_db_get_version (db, error);

  if (current > ATTUNE_SCHEMA_VERSION)
    set_newer (location, current, ATTUNE_SCHEMA_VERSION, error);
  else if (current >= 0 && current < ATTUNE_SCHEMA_VERSION)
    g_set_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_READ_ONLY,
                 _ ("“%s” was last written by an older Attune and has to be brought up to date, "
                    "but cannot be written. Copy it to another place, and open the copy."),
                 location);
  return current == ATTUNE_SCHEMA_VERSION;
}
