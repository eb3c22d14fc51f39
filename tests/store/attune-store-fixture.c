/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-store-fixture.h"

#include "attune-await.h"
#include "attune-people.h"
#include "attune-test-support.h"

#define START (G_GINT64_CONSTANT (1767225600) * G_TIME_SPAN_SECOND)

static gint64
find_first_person (AttuneStore *store)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) people = NULL;

  attune_store_list_people_async (store, 0, NULL, attune_await_cb, &result);
  people = attune_store_list_people_finish (store, attune_await (&result), &error);
  g_assert_no_error (error);
  return ((AttunePerson *) g_ptr_array_index (people, 0))->id;
}

void
attune_store_fixture_set_up (AttuneStoreFixture *self, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  AttuneStoreOptions options = { attune_id_source_new_seeded (1, START), 7 };

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
