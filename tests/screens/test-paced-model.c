/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-paced-model.h"

/* What a view believes: built of nothing but what the model tells. */
typedef struct
{
  AttunePacedModel *model;
  GPtrArray *items;
  guint most; /* items told of at a time, among the first ones */
} Mirror;

static void
mirror_cb (GListModel *model, guint position, guint n_removed, guint n_added, Mirror *mirror)
{
  g_assert_cmpuint (position + n_removed, <=, mirror->items->len);
  if (n_removed > 0)
    g_ptr_array_remove_range (mirror->items, position, n_removed);
  for (guint i = 0; i < n_added; i++)
    g_ptr_array_insert (mirror->items, (int) (position + i),
                        g_list_model_get_item (model, position + i));
  if (position < 200)
    mirror->most = MAX (mirror->most, n_added);
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, mirror->items->len);
}

static void
mirror_init (Mirror *mirror)
{
  mirror->model = g_object_new (ATTUNE_TYPE_PACED_MODEL, NULL);
  mirror->items = g_ptr_array_new_with_free_func (g_object_unref);
  mirror->most = 0;
  g_signal_connect (mirror->model, "items-changed", G_CALLBACK (mirror_cb), mirror);
}

static void
mirror_clear (Mirror *mirror)
{
  g_assert_finalize_object (mirror->model);
  g_ptr_array_unref (mirror->items);
}

static void
check_items (const Mirror *mirror)
{
  for (guint i = 0; i < mirror->items->len; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (mirror->model), i);

      g_assert_true (item == g_ptr_array_index (mirror->items, i));
    }
}

static void
check_distinct (const Mirror *mirror)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < mirror->items->len; i++)
    g_assert_true (g_hash_table_add (seen, g_ptr_array_index (mirror->items, i)));
}

static void
settle (Mirror *mirror)
{
  while (!attune_paced_model_is_settled (mirror->model))
    g_main_context_iteration (NULL, TRUE);
}

static void
check_same (Mirror *mirror, GListModel *source)
{
  g_assert_true (attune_paced_model_is_settled (mirror->model));
  g_assert_cmpuint (mirror->items->len, ==, g_list_model_get_n_items (source));
  check_items (mirror);
  for (guint i = 0; i < mirror->items->len; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (source, i);

      g_assert_true (item == g_ptr_array_index (mirror->items, i));
    }
}

static void
splice (GListStore *store, guint position, guint n_removed, guint n_added)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n_added; i++)
    g_ptr_array_add (items, g_object_new (G_TYPE_OBJECT, NULL));
  g_list_store_splice (store, position, n_removed, items->pdata, n_added);
}

static GListStore *
create_store (guint n)
{
  GListStore *store = g_list_store_new (G_TYPE_OBJECT);

  splice (store, 0, 0, n);
  return store;
}

/* From one length to another, the second by a model of its own. */
static void
test_lengths (void)
{
  static const guint lengths[] = { 0, 1, 4, 48, 49, 255, 256, 257, 5000 };

  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    for (guint j = 0; j < G_N_ELEMENTS (lengths); j++)
      {
        g_autoptr (GListStore) one = create_store (lengths[i]);
        g_autoptr (GListStore) other = create_store (lengths[j]);
        Mirror mirror;

        mirror_init (&mirror);
        attune_paced_model_set_model (mirror.model, G_LIST_MODEL (one), 0);
        settle (&mirror);
        check_same (&mirror, G_LIST_MODEL (one));
        g_assert_true (attune_paced_model_get_model (mirror.model) == G_LIST_MODEL (one));
        attune_paced_model_set_model (mirror.model, G_LIST_MODEL (other),
                                      lengths[i] > 1000 ? 900 : 0);
        settle (&mirror);
        check_same (&mirror, G_LIST_MODEL (other));
        g_assert_cmpuint (mirror.most, <=, 8);
        mirror_clear (&mirror);
      }
}

/* What is shown stays until something takes its place, from the first row that has a widget on. */
static void
test_replace (void)
{
  g_autoptr (GListStore) one = create_store (1000);
  g_autoptr (GListStore) other = create_store (10);
  g_autoptr (GObject) kept = g_list_model_get_item (G_LIST_MODEL (one), 500);
  Mirror mirror;

  mirror_init (&mirror);
  attune_paced_model_set_model (mirror.model, G_LIST_MODEL (one), 0);
  attune_paced_model_settle (mirror.model);
  attune_paced_model_set_model (mirror.model, G_LIST_MODEL (other), 500);
  g_assert_false (attune_paced_model_is_settled (mirror.model));
  g_assert_true (g_ptr_array_index (mirror.items, 0) == kept);
  check_items (&mirror);
  attune_paced_model_settle (mirror.model);
  check_same (&mirror, G_LIST_MODEL (other));
  attune_paced_model_finish (mirror.model, 0);
  g_assert_cmpuint (mirror.items->len, ==, 10);
  settle (&mirror);
  g_assert_cmpuint (mirror.items->len, ==, 0);
  attune_paced_model_set_model (mirror.model, G_LIST_MODEL (one), 0);
  g_assert_true (attune_paced_model_is_settled (mirror.model));
  mirror_clear (&mirror);
}

/* A few that come or go are told of at once, also in the middle; many are not, where they would get widgets. */
static void
test_changes (void)
{
  g_autoptr (GListStore) store = create_store (1000);
  g_autoptr (GtkAdjustment)
    adjustment = g_object_ref_sink (gtk_adjustment_new (0, 0, 10000, 1, 100, 100));
  Mirror mirror;

  mirror_init (&mirror);
  attune_paced_model_set_adjustment (mirror.model, adjustment);
  attune_paced_model_set_model (mirror.model, G_LIST_MODEL (store), 0);
  attune_paced_model_settle (mirror.model);
  splice (store, 3, 1, 2);
  check_same (&mirror, G_LIST_MODEL (store));
  splice (store, 600, 300, 5);
  check_same (&mirror, G_LIST_MODEL (store));

  splice (store, 3, 100, 200);
  g_assert_false (attune_paced_model_is_settled (mirror.model));
  check_items (&mirror);
  settle (&mirror);
  check_same (&mirror, G_LIST_MODEL (store));
  g_assert_cmpuint (mirror.most, <=, 8);

  gtk_adjustment_set_value (adjustment, 5000);
  splice (store, 3, 100, 200);
  check_same (&mirror, G_LIST_MODEL (store));
  mirror_clear (&mirror);
}

static gboolean
is_even (gpointer item, gpointer data)
{
  return GPOINTER_TO_UINT (g_object_get_data (item, "number")) % GPOINTER_TO_UINT (data) == 0;
}

static int
compare_backwards (gconstpointer a, gconstpointer b, gpointer data)
{
  guint one = GPOINTER_TO_UINT (g_object_get_data ((gpointer) a, "number"));
  guint other = GPOINTER_TO_UINT (g_object_get_data ((gpointer) b, "number"));

  return (one < other) - (one > other);
}

/* The same items, others of them and in another order: none is ever shown twice. */
static void
test_filter (void)
{
  g_autoptr (GListStore) store = create_store (150);
  g_autoptr (GtkFilterListModel) filtered = NULL;
  g_autoptr (GtkSortListModel) sorted = NULL;
  Mirror mirror;

  for (guint i = 0; i < 150; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (store), i);

      g_object_set_data (item, "number", GUINT_TO_POINTER (i));
    }
  filtered = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (store)), NULL);
  sorted = gtk_sort_list_model_new (g_object_ref (G_LIST_MODEL (filtered)), NULL);
  mirror_init (&mirror);
  attune_paced_model_set_model (mirror.model, G_LIST_MODEL (sorted), 0);
  settle (&mirror);
  for (guint i = 1; i < 40; i++)
    {
      g_autoptr (GtkFilter) filter = GTK_FILTER (
        gtk_custom_filter_new (is_even, GUINT_TO_POINTER (i * 7 % 5 + 1), NULL));
      g_autoptr (GtkSorter) sorter = GTK_SORTER (
        i % 3 == 0 ? gtk_custom_sorter_new (compare_backwards, NULL, NULL) : NULL);

      gtk_filter_list_model_set_filter (filtered, filter);
      gtk_sort_list_model_set_sorter (sorted, sorter);
      for (guint j = 0; j < i % 8 && !attune_paced_model_is_settled (mirror.model); j++)
        {
          g_main_context_iteration (NULL, FALSE);
          check_distinct (&mirror);
        }
    }
  settle (&mirror);
  check_same (&mirror, G_LIST_MODEL (sorted));
  mirror_clear (&mirror);
}

/* Whatever happens while it grows, what a view has heard is what there is, and all arrives. */
static void
test_random (void)
{
  for (guint seed = 0; seed < 100; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      g_autoptr (GListStore) store = create_store ((guint) g_rand_int_range (rand, 0, 600));
      Mirror mirror;

      mirror_init (&mirror);
      attune_paced_model_set_model (mirror.model, G_LIST_MODEL (store), 0);
      for (guint i = 0; i < 60; i++)
        {
          int n = (int) g_list_model_get_n_items (G_LIST_MODEL (store));
          int position = g_rand_int_range (rand, 0, n + 1);
          int most = g_rand_boolean (rand) ? 3 : 200;
          int n_removed = g_rand_int_range (rand, 0, most);

          splice (store, (guint) position, (guint) MIN (n - position, n_removed),
                  (guint) g_rand_int_range (rand, 0, most));
          check_items (&mirror);
          check_distinct (&mirror);
          if (g_rand_boolean (rand))
            g_main_context_iteration (NULL, FALSE);
          check_items (&mirror);
        }
      settle (&mirror);
      check_same (&mirror, G_LIST_MODEL (store));
      mirror_clear (&mirror);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/screens/paced-model/lengths", test_lengths);
  g_test_add_func ("/screens/paced-model/replace", test_replace);
  g_test_add_func ("/screens/paced-model/changes", test_changes);
  g_test_add_func ("/screens/paced-model/filter", test_filter);
  g_test_add_func ("/screens/paced-model/random", test_random);
  return g_test_run ();
}
