/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-list.h"
#include "attune-store-fixture.h"

/* More than one block of 256. */
#define N_CONTACTS 600

typedef struct
{
  AttuneStoreFixture parent;
  gint64 agent;
  AttuneList *list;
  guint n_changes;
  guint last_position;
  guint last_removed;
  guint last_added;
} Fixture;

static void
changed_cb (GListModel *model, guint position, guint removed, guint added, gpointer data)
{
  Fixture *self = data;

  self->n_changes++;
  self->last_position = position;
  self->last_removed = removed;
  self->last_added = added;
}

static gint64
add_contacts (Fixture *self, guint n)
{
  g_autoptr (GPtrArray)
    interactions = g_ptr_array_new_with_free_func ((GDestroyNotify) attune_interaction_free);
  g_autoptr (GArray) ids = NULL;

  for (guint i = 0; i < n; i++)
    {
      AttuneInteraction *interaction = attune_interaction_new ();
      gint64 now = attune_id_source_now (self->parent.ids) + G_TIME_SPAN_MINUTE;

      attune_id_source_set_now (self->parent.ids, now);
      interaction->started_at = now;
      g_ptr_array_add (interaction->parts, attune_part_new (self->agent, -1, -1));
      g_ptr_array_add (interactions, interaction);
    }
  ids = ATTUNE_CALL_OK (add_interactions, self->parent.store, self->parent.manager, interactions);
  return g_array_index (ids, gint64, 0);
}

static gboolean
is_loaded (gpointer data)
{
  return !attune_list_is_loading (((Fixture *) data)->list);
}

static void
open_list (Fixture *self)
{
  AttuneQuery query = { .kind = ATTUNE_LIST_INTERACTIONS };

  self->list = attune_list_new (self->parent.store, self->parent.manager, &query);
  g_signal_connect (self->list, "items-changed", G_CALLBACK (changed_cb), self);
  g_assert_true (attune_test_wait_until (is_loaded, self, 10));
  g_assert_null (attune_list_get_error (self->list));
}

static void
set_up (Fixture *self, gconstpointer data)
{
  attune_store_fixture_set_up (&self->parent, data);
  self->agent = attune_store_fixture_add_person (&self->parent, "agent-1", ATTUNE_ROLE_AGENT, 0);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  if (self->list != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->list, self);
      while (g_main_context_iteration (NULL, FALSE))
        ;
      g_assert_finalize_object (self->list);
    }
  attune_store_fixture_tear_down (&self->parent, data);
}

static void
test_empty (Fixture *self, gconstpointer data)
{
  open_list (self);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->list)), ==, 0);
  g_assert_cmpuint (self->n_changes, ==, 0);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (self->list), 0));
  g_assert_cmpuint (attune_list_find (self->list, 1), ==, G_MAXUINT);
}

static gboolean
is_filled (gpointer data)
{
  return attune_list_row_get_value (data) != NULL;
}

static void
test_rows (Fixture *self, gconstpointer data)
{
  g_autoptr (AttuneListRow) first = NULL;
  g_autoptr (AttuneListRow) again = NULL;
  g_autoptr (AttuneListRow) last = NULL;
  const AttuneInteractionRow *value;

  add_contacts (self, N_CONTACTS);
  open_list (self);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->list)), ==, N_CONTACTS);
  /* The first page, then the rest. */
  g_assert_cmpuint (self->n_changes, ==, 2);
  g_assert_cmpuint (self->last_removed, ==, 0);

  first = g_list_model_get_item (G_LIST_MODEL (self->list), 0);
  again = g_list_model_get_item (G_LIST_MODEL (self->list), 0);
  last = g_list_model_get_item (G_LIST_MODEL (self->list), N_CONTACTS - 1);
  g_assert_true (first == again);
  g_assert_true (attune_test_wait_until (is_filled, first, 10));
  g_assert_true (attune_test_wait_until (is_filled, last, 10));

  value = attune_list_row_get_value (last);
  g_assert_cmpint (value->id, ==, attune_list_row_get_id (last));
  g_assert_cmpstr (value->agents, ==, "agent-1");
  g_assert_cmpuint (attune_list_find (self->list, value->id), ==, N_CONTACTS - 1);
}

static gboolean
has_one_more (gpointer data)
{
  Fixture *self = data;

  return g_list_model_get_n_items (G_LIST_MODEL (self->list)) == N_CONTACTS + 1 && is_loaded (self);
}

/* What is new is told as one row, and rows that are held stay. */
static void
test_change (Fixture *self, gconstpointer data)
{
  g_autoptr (AttuneListRow) held = NULL;

  add_contacts (self, N_CONTACTS);
  open_list (self);
  held = g_list_model_get_item (G_LIST_MODEL (self->list), 5);
  self->n_changes = 0;

  add_contacts (self, 1);
  g_assert_true (attune_test_wait_until (has_one_more, self, 10));
  g_assert_cmpuint (self->n_changes, ==, 1);
  g_assert_cmpuint (self->last_position, ==, N_CONTACTS);
  g_assert_cmpuint (self->last_removed, ==, 0);
  g_assert_cmpuint (self->last_added, ==, 1);
  g_assert_true (attune_test_wait_until (is_filled, held, 10));
}

/* A row outlives its list. */
static void
test_row_outlives (Fixture *self, gconstpointer data)
{
  g_autoptr (AttuneListRow) row = NULL;

  add_contacts (self, 3);
  open_list (self);
  row = g_list_model_get_item (G_LIST_MODEL (self->list), 1);
  g_assert_true (attune_test_wait_until (is_filled, row, 10));
  g_signal_handlers_disconnect_by_data (self->list, self);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (g_steal_pointer (&self->list));
  g_assert_nonnull (attune_list_row_get_value (row));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/store/list/empty", Fixture, NULL, set_up, test_empty, tear_down);
  g_test_add ("/store/list/rows", Fixture, NULL, set_up, test_rows, tear_down);
  g_test_add ("/store/list/change", Fixture, NULL, set_up, test_change, tear_down);
  g_test_add ("/store/list/row-outlives", Fixture, NULL, set_up, test_row_outlives, tear_down);

  return g_test_run ();
}
