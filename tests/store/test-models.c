/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-kept.h"
#include "attune-model-edit.h"
#include "attune-models.h"
#include "attune-store-fixture.h"

#include <string.h>

typedef struct
{
  AttuneStoreFixture store;
  gint64 analyst;
  gint64 agent;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  attune_store_fixture_set_up (&self->store, data);
  self->analyst = attune_store_fixture_add_person (&self->store, "Mika Aho", ATTUNE_ROLE_ANALYST,
                                                   0);
  self->agent = attune_store_fixture_add_person (&self->store, "Liisa", ATTUNE_ROLE_AGENT, 0);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  attune_store_fixture_tear_down (&self->store, data);
}

static AttuneModelRecord *
load (Fixture *self, gint64 actor)
{
  return ATTUNE_CALL_OK (load_model, self->store.store, actor);
}

static void
test_none (Fixture *self, gconstpointer data)
{
  g_autoptr (AttuneModelRecord) record = load (self, self->agent);

  g_assert_cmpint (record->rev, ==, 0);
  g_assert_null (record->model);
}

/* One save after the other, without waiting for any; everybody reads the last. */
static void
test_saves (Fixture *self, gconstpointer data)
{
  g_autoptr (AttuneRev) rev = attune_rev_new (0);
  g_autoptr (AttuneModel) first = attune_model_new ("m", "Model");
  g_autoptr (AttuneModel)
    second = attune_model_add (first, ATTUNE_MODEL_GOALS, 0, "Ääni", NULL, NULL);
  g_autoptr (AttuneModelRecord) record = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  attune_store_keep_model_async (self->store.store, self->analyst, rev, first, NULL, NULL, NULL);
  attune_store_keep_model_async (self->store.store, self->store.manager, rev, second, NULL,
                                 attune_await_cb, &result);
  g_assert_cmpint (attune_store_keep_model_finish (self->store.store, attune_await (&result), NULL),
                   ==, 2);

  record = load (self, self->agent);
  g_assert_cmpint (record->rev, ==, 2);
  g_assert_true (attune_model_equal (record->model, second));
  g_assert_cmpstr (record->changed_by, ==, "Ann Koski");
  g_assert_cmpint (record->changed_at, >, 0);
}

/* Two who began on the same: the second is told by whom, and nothing is overwritten. Also where there was none yet. */
static void
test_conflict (Fixture *self, gconstpointer data)
{
  g_autoptr (AttuneModel) mine = attune_model_new ("m", "Mine");
  g_autoptr (AttuneModel) theirs = attune_model_new ("m", "Theirs");

  for (gint64 seen = 0; seen < 2; seen++)
    {
      g_autoptr (AttuneRev) rev = attune_rev_new (seen);
      g_autoptr (AttuneRev) late = attune_rev_new (seen);
      g_autoptr (AttuneModelRecord) record = NULL;
      g_autoptr (AttuneModel) kept = NULL;
      g_autofree char *aside = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (ATTUNE_CALL_OK (keep_model, self->store.store, self->analyst, rev, mine), ==,
                       seen + 1);
      g_assert_cmpint (ATTUNE_CALL (keep_model, self->store.store, &error, self->store.manager,
                                    late, theirs),
                       ==, 0);
      g_assert_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_CONFLICT);
      g_assert_nonnull (strstr (error->message, "Mika Aho"));
      record = load (self, self->store.manager);
      g_assert_true (attune_model_equal (record->model, mine));

      /* What came too late waits for its writer. */
      aside = ATTUNE_CALL_OK (load_kept, self->store.store, self->store.manager,
                              ATTUNE_KEPT_MODEL_ASIDE, 0);
      kept = attune_model_from_json (aside, -1, NULL);
      g_assert_true (attune_model_equal (kept, theirs));
    }
}

static void
test_rights (Fixture *self, gconstpointer data)
{
  g_autoptr (AttuneRev) rev = attune_rev_new (0);
  g_autoptr (AttuneModel) model = attune_model_new ("m", "M");
  g_autoptr (AttuneModelRecord) record = NULL;

  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_DENIED, keep_model, self->store.store, self->agent, rev,
                     model);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_DENIED, keep_model, self->store.store, 0, rev, model);
  /* What failed moves nothing: the next save is still the first. */
  g_assert_cmpint (ATTUNE_CALL_OK (keep_model, self->store.store, self->analyst, rev, model), ==,
                   1);
  record = load (self, 12345);
  g_assert_null (record->model);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/models/none", Fixture, NULL, set_up, test_none, tear_down);
  g_test_add ("/models/saves", Fixture, NULL, set_up, test_saves, tear_down);
  g_test_add ("/models/conflict", Fixture, NULL, set_up, test_conflict, tear_down);
  g_test_add ("/models/rights", Fixture, NULL, set_up, test_rights, tear_down);
  return g_test_run ();
}
