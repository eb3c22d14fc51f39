/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-store-fixture.h"

#include "attune-forms.h"
#include "attune-interactions.h"
#include "attune-upkeep.h"

#include <sqlite3.h>

#define START (G_GINT64_CONSTANT (1767225600) * G_TIME_SPAN_SECOND)

static gint64
find_first_person (AttuneStore *store)
{
  g_autoptr (GPtrArray) people = ATTUNE_CALL_OK (list_people, store, 0);

  return ((AttunePerson *) g_ptr_array_index (people, 0))->id;
}

void
attune_store_fixture_set_up (AttuneStoreFixture *self, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  AttuneStoreOptions options = { attune_id_source_new_seeded (1, START), 7 };

  self->ids = options.ids;
  self->folder = attune_test_folder_new ();
  self->path = g_build_filename (self->folder, "test.attune", NULL);
  attune_store_create_async (self->path,
                             &(AttuneWorkspaceSpec){ "Test", "Europe/Helsinki", "Ann Koski",
                                                     FALSE },
                             &options, NULL, attune_await_cb, &result);
  self->store = attune_store_open_finish (attune_await (&result), &error);
  g_assert_no_error (error);
  self->manager = find_first_person (self->store);
}

AttuneStore *
attune_store_fixture_open (const char *path, AttuneStoreOptions *options)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  AttuneStore *store;

  attune_store_open_async (path, options, NULL, attune_await_cb, &result);
  store = attune_store_open_finish (attune_await (&result), &error);
  g_assert_no_error (error);
  return store;
}

void
attune_store_fixture_close (AttuneStore *store)
{
  attune_store_close (store);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (store);
}

void
attune_store_fixture_tear_down (AttuneStoreFixture *self, gconstpointer data)
{
  attune_store_fixture_close (self->store);
  attune_test_folder_remove (self->folder);
  g_free (self->path);
}

gint64
attune_store_fixture_add_person (AttuneStoreFixture *self,
                                 const char *external_id,
                                 AttuneRoles roles,
                                 gint64 team)
{
  AttunePersonSpec spec = { external_id, external_id, roles, team };

  return ATTUNE_CALL_OK (add_person, self->store, self->manager, &spec);
}

gint64
attune_store_fixture_add_team (AttuneStoreFixture *self, const char *name, gint64 coach)
{
  return ATTUNE_CALL_OK (add_team, self->store, self->manager, name, &coach, coach != 0 ? 1 : 0);
}

gint64
attune_store_fixture_add_form (AttuneStoreFixture *self, const char *key)
{
  g_autofree char *document = g_strdup_printf (
    "{\"format\":\"attune-form\",\"version\":1,\"id\":\"%s\",\"title\":\"%s\",\"sections\":[{"
    "\"id\":\"s\",\"title\":\"S\",\"questions\":[{\"id\":\"q\",\"type\":\"yes_no\","
    "\"title\":\"Q\"}]}]}",
    key, key);
  gint64 form = ATTUNE_CALL_OK (create_form, self->store, self->manager, document);

  ATTUNE_CALL_OK (publish_form, self->store, self->manager, form, 1);
  return form;
}

gint64
attune_store_fixture_add_call (AttuneStoreFixture *self, gint64 agent, gint64 started_at)
{
  g_autoptr (AttuneInteraction) interaction = attune_interaction_new ();
  g_autoptr (GPtrArray) interactions = g_ptr_array_new ();
  g_autoptr (GArray) ids = NULL;

  interaction->started_at = started_at;
  g_ptr_array_add (interaction->parts, attune_part_new (agent, -1, -1));
  g_ptr_array_add (interactions, interaction);
  ids = ATTUNE_CALL_OK (add_interactions, self->store, self->manager, interactions);
  return g_array_index (ids, gint64, 0);
}

static sqlite3_stmt *
prepare (AttuneStoreFixture *self, const char *sql, sqlite3 **out_handle)
{
  sqlite3_stmt *statement = NULL;

  g_assert_cmpint (sqlite3_open (self->path, out_handle), ==, SQLITE_OK);
  sqlite3_busy_timeout (*out_handle, 5000);
  if (sqlite3_prepare_v2 (*out_handle, sql, -1, &statement, NULL) != SQLITE_OK)
    g_error ("%s: %s", sql, sqlite3_errmsg (*out_handle));
  return statement;
}

gint64
attune_store_fixture_get_int (AttuneStoreFixture *self, const char *sql)
{
  sqlite3 *handle = NULL;
  sqlite3_stmt *statement = prepare (self, sql, &handle);
  gint64 value;

  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  value = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);
  sqlite3_close (handle);
  return value;
}

void
attune_store_fixture_execute (AttuneStoreFixture *self, const char *sql)
{
  sqlite3 *handle = NULL;
  sqlite3_stmt *statement = prepare (self, sql, &handle);

  if (sqlite3_step (statement) != SQLITE_DONE)
    g_error ("%s: %s", sql, sqlite3_errmsg (handle));
  sqlite3_finalize (statement);
  sqlite3_close (handle);
}

void
attune_store_fixture_assert_sound (AttuneStore *store)
{
  g_autoptr (AttuneCheckReport) report = ATTUNE_CALL_OK (check, store, NULL, NULL);

  if (report->n_findings > 0)
    {
      const AttuneFinding *finding = g_ptr_array_index (report->findings, 0);

      g_error ("%s: %s", finding->place, finding->message);
    }
}
