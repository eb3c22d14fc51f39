/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-schema-tables.h"
#include "attune-schema.h"

#include <glib/gi18n-lib.h>

/* Recordings keep the name they came with. */
static const char *const to_2[] = {
  "ALTER TABLE media ADD COLUMN name TEXT NOT NULL DEFAULT ''",
  NULL,
};

/* There is an interaction model. */
static const AttuneTable interaction_model_3 = {
  "interaction_model",
  (const AttuneColumn[]){ { "id", ATTUNE_VALUE_INT, ATTUNE_COLUMN_KEY, NULL },
                          { "rev", ATTUNE_VALUE_INT, 0, NULL },
                          { "document", ATTUNE_VALUE_TEXT, 0, NULL },
                          { "changed_by", ATTUNE_VALUE_INT, 0, "person" },
                          { "changed_at", ATTUNE_VALUE_INT, 0, NULL },
                          { NULL } },
};
static const AttuneTable *const new_in_3[] = { &interaction_model_3, NULL };

/* What a form's newest evaluations are found by. */
static const char *const to_4[] = {
  "CREATE INDEX evaluation_revision_5 ON evaluation_revision"
  " (form_id, submitted_at, evaluation_id) WHERE is_current = 1",
  NULL,
};

/* People answer evaluations, have things to do, read what was said and search. What there is to be found is entered later, in
 * slices: contacts, notes and evaluations are what these versions have of it. */
static const char *const to_5[] = {
  "ALTER TABLE note ADD COLUMN passage_from INTEGER",
  "ALTER TABLE note ADD COLUMN passage_to INTEGER",
  "ALTER TABLE note ADD COLUMN character_from INTEGER",
  "ALTER TABLE note ADD COLUMN character_to INTEGER",
  "ALTER TABLE note ADD COLUMN sound TEXT",
  "ALTER TABLE note ADD COLUMN sound_us INTEGER",
  "ALTER TABLE note ADD COLUMN about_id INTEGER",
  "ALTER TABLE note ADD COLUMN text_id INTEGER",
  "UPDATE note SET about_id = (SELECT e.agent_id FROM evaluation AS e WHERE e.id = evaluation_id)",
  "ALTER TABLE workspace ADD COLUMN policies INTEGER NOT NULL DEFAULT 0",
  "ALTER TABLE evaluation ADD COLUMN acknowledged_at INTEGER",
  "CREATE INDEX evaluation_11 ON evaluation (agent_id, released_at, id)"
  " WHERE kind = 0 AND state = 2 AND acknowledged_at IS NULL",
  "INSERT INTO entry_gap (source, after_id, after_part) VALUES (0, -1, -1), (2, -1, -1), (3, -1,"
  " -1)",
  "CREATE INDEX evaluation_12 ON evaluation (created_at, id) WHERE kind = 1 AND state = 0",
  NULL,
};
static const AttuneTable *const new_in_5[] = {
  &attune_table_passage,     &attune_table_assignment,     &attune_table_acknowledgement,
  &attune_table_dispute,     &attune_table_dispute_answer, &attune_table_entry,
  &attune_table_entry_words, &attune_table_entry_gap,      NULL,
};

/* Steps from the versions before; the first has none. */
static const AttuneMigration own_migrations[] = { { 2, to_2 },
                                                  { 3, NULL, new_in_3 },
                                                  { 4, to_4 },
                                                  { 5, to_5, new_in_5 },
                                                  { 0 } };

/* The DDL of `tables` and then `statements`, either of which may be NULL; NULL-terminated. */
static GPtrArray *
list_statements (AttuneDb *db, const AttuneTable *const *tables, const char *const *statements)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; tables != NULL && tables[i] != NULL; i++)
    {
      g_autofree GStrv sql = attune_db_table_to_sql (db, tables[i]);

      for (guint j = 0; sql[j] != NULL; j++)
        g_ptr_array_add (list, sql[j]);
    }
  for (guint i = 0; statements != NULL && statements[i] != NULL; i++)
    g_ptr_array_add (list, g_strdup (statements[i]));
  g_ptr_array_add (list, NULL);
  return list;
}

static gboolean
take_step (AttuneDb *db, int from, const AttuneMigration *step, const char *copy, GError **error)
{
  g_autoptr (GPtrArray) statements = list_statements (db, step->new_tables, step->statements);

  return attune_db_migrate (db,
                            &(AttuneDbStep){ from, step->version,
                                             (const char *const *) statements->pdata, copy },
                            error);
}

static void
set_newer (const char *location, int current, int version, GError **error)
{
  g_set_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_NEWER,
               _ ("“%s” was last written by a newer Attune (its version is %d, this one knows "
                  "%d). Update Attune to open it."),
               location, current, version);
}

static const AttuneMigration *
find_next (const AttuneMigration *migrations, int current)
{
  while (migrations->version <= current)
    {
      g_assert (migrations->version != 0);
      migrations++;
    }
  return migrations;
}

/* Step by step, each from where the database is by then: another process may be on the same way. `copy`, NULL for none, is
 * taken before the first. */
static gboolean
climb (AttuneDb *db,
       int current,
       int version,
       const AttuneMigration *migrations,
       const char *copy,
       GError **error)
{
  for (; current >= 0 && current < version; current = attune_db_get_version (db, error))
    {
      if (!take_step (db, current, find_next (migrations, current), copy, error))
        return FALSE;
      copy = NULL;
    }
  return current >= 0;
}

static gboolean
apply (AttuneDb *db,
       const char *location,
       int version,
       const AttuneMigration *migrations,
       gboolean keeps_copy,
       GError **error)
{
  const AttuneMigration all[] = { { version, NULL, attune_schema_get_tables () }, { 0 } };
  int current = attune_db_get_version (db, error);
  g_autofree char *copy = keeps_copy && current > 0
                            ? g_strdup_printf ("%s.version-%d", location, current)
                            : NULL;

  if (current < 0)
    return FALSE;
  if (current <= version)
    return climb (db, current, version, current == 0 ? all : migrations, copy, error);

  set_newer (location, current, version, error);
  return FALSE;
}

gboolean
attune_schema_apply (AttuneDb *db,
                     const char *location,
                     int version,
                     const AttuneMigration *migrations,
                     GError **error)
{
  return apply (db, location, version, migrations, TRUE, error);
}

gboolean
attune_schema_upgrade (AttuneDb *db, const char *location, GError **error)
{
  return apply (db, location, ATTUNE_SCHEMA_VERSION, own_migrations, TRUE, error);
}

gboolean
attune_schema_upgrade_copy (AttuneDb *db, const char *location, GError **error)
{
  return apply (db, location, ATTUNE_SCHEMA_VERSION, own_migrations, FALSE, error);
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
