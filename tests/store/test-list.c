/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-id-diff.h"
#include "attune-list.h"
#include "attune-store-fixture.h"

#define N_MANY 5000

typedef struct
{
  AttuneStoreFixture store;
  gint64 agent;
  AttuneList *list;
  guint n_changes; /* times that the list said it changed */
  guint position;  /* and what it said last */
  guint n_removed;
  guint n_added;
  guint n_notifies;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  attune_store_fixture_set_up (&self->store, data);
  self->agent = attune_store_fixture_add_person (&self->store, "Mika", ATTUNE_ROLE_AGENT, 0);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  if (self->list != NULL)
    g_assert_finalize_object (self->list);
  attune_store_fixture_tear_down (&self->store, data);
}

static void
items_changed_cb (GListModel *model, guint position, guint n_removed, guint n_added, gpointer data)
{
  Fixture *self = data;

  self->n_changes++;
  self->position = position;
  self->n_removed = n_removed;
  self->n_added = n_added;
}

static void
value_cb (AttuneListRow *row, GParamSpec *pspec, gpointer data)
{
  ((Fixture *) data)->n_notifies++;
}

static void
open_list (Fixture *self, const AttuneQuery *query)
{
  self->list = attune_list_new (self->store.store, self->store.manager, query);
  g_signal_connect (self->list, "items-changed", G_CALLBACK (items_changed_cb), self);
}

static gboolean
is_loaded (gpointer data)
{
  return !attune_list_is_loading (((Fixture *) data)->list);
}

static void
wait_until_loaded (Fixture *self)
{
  g_assert_true (attune_test_wait_until (is_loaded, self, 10));
}

static gboolean
has_items (gpointer data)
{
  return g_list_model_get_n_items (G_LIST_MODEL (((Fixture *) data)->list)) > 0;
}

/* Long enough for changes to have been gathered and read. */
static void
settle (void)
{
  attune_test_settle (300);
}

/* What a test waits for: so many changes, so many notifies. */
typedef struct
{
  const Fixture *fixture;
  guint n_changes;
  guint n_notifies;
} Awaited;

static gboolean
has_come (gpointer data)
{
  const Awaited *awaited = data;

  return awaited->fixture->n_changes >= awaited->n_changes &&
         awaited->fixture->n_notifies >= awaited->n_notifies;
}

/* Waits for them, and a moment more for those that must not come. */
static void
wait_for (Fixture *self, guint n_changes, guint n_notifies)
{
  Awaited awaited = { self, n_changes, n_notifies };

  g_assert_true (attune_test_wait_until (has_come, &awaited, 10));
  settle ();
}

static AttuneListRow *
get (Fixture *self, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (self->list), position);
}

static guint
count (Fixture *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->list));
}

/* Where `id` stands, or G_MAXUINT. */
static guint
find (Fixture *self, gint64 id)
{
  return attune_list_find (self->list, id);
}

static void
assert_changed (Fixture *self, guint n_changes, guint position, guint n_removed, guint n_added)
{
  g_assert_cmpuint (self->n_changes, ==, n_changes);
  if (n_changes == 0)
    return;
  g_assert_cmpuint (self->position, ==, position);
  g_assert_cmpuint (self->n_removed, ==, n_removed);
  g_assert_cmpuint (self->n_added, ==, n_added);
}

/* Contacts 1 to `n` of the first `n` microseconds. */
static void
add_many (Fixture *self, guint n)
{
  g_autofree char *sql = g_strdup_printf (
    "INSERT INTO interaction (id, rev, channel, started_at, day, customer, subject, search, source,"
    " created_by, created_at) WITH RECURSIVE n (x) AS (VALUES (1) UNION ALL SELECT x + 1 FROM n"
    " WHERE x < %u) SELECT x, 1, 0, x, 19700101, 'c' || x, '', '', '',"
    " (SELECT id FROM person LIMIT 1), 0 FROM n",
    n);

  attune_store_fixture_execute (&self->store, sql);
}

static void
test_empty (Fixture *self, gconstpointer data)
{
  open_list (self, &(AttuneQuery){ ATTUNE_LIST_INTERACTIONS });
  g_assert_true (attune_list_is_loading (self->list));
  wait_until_loaded (self);
  settle ();
  assert_changed (self, 0, 0, 0, 0);
  g_assert_null (get (self, 0));
  g_assert_null (attune_list_get_error (self->list));
  g_assert_cmpuint (find (self, 1), ==, G_MAXUINT);
  g_assert_true (g_list_model_get_item_type (G_LIST_MODEL (self->list)) == ATTUNE_TYPE_LIST_ROW);
}

static void
test_small (Fixture *self, gconstpointer data)
{
  g_autoptr (AttuneListRow) row = NULL;
  g_autoptr (AttuneListRow) again = NULL;
  const AttuneInteractionRow *value;

  add_many (self, 3);
  open_list (self, &(AttuneQuery){ ATTUNE_LIST_INTERACTIONS, .is_descending = TRUE });
  wait_until_loaded (self);
  settle ();
  assert_changed (self, 1, 0, 0, 3);
  row = get (self, 0);
  again = get (self, 0);
  g_assert_true (row == again);
  g_assert_cmpint (attune_list_row_get_id (row), ==, 3);
  value = attune_list_row_get_value (row);
  g_assert_cmpstr (value->customer, ==, "c3");
  g_assert_cmpuint (find (self, 1), ==, 2);
  g_assert_null (get (self, 3));
}

static void
test_large (Fixture *self, gconstpointer data)
{
  g_autoptr (AttuneListRow) first = NULL;
  g_autoptr (AttuneListRow) far = NULL;
  g_autoptr (AttuneListRow) again = NULL;
  g_autoptr (AttuneListRow) next = NULL;
  const AttuneInteractionRow *value;

  add_many (self, N_MANY);
  open_list (self, &(AttuneQuery){ ATTUNE_LIST_INTERACTIONS });
  g_assert_true (attune_test_wait_until (has_items, self, 10));
  g_assert_true (attune_list_is_loading (self->list));

  /* The first page is there at once, whatever is further on comes with the ids. */
  assert_changed (self, 1, 0, 0, 64);
  first = get (self, 63);
  g_assert_nonnull (attune_list_row_get_value (first));
  g_assert_null (get (self, 64));

  wait_until_loaded (self);
  assert_changed (self, 2, 64, 0, N_MANY - 64);
  again = get (self, 63);
  g_assert_true (again == first);
  far = get (self, 4000);
  g_assert_null (attune_list_row_get_value (far));
  g_assert_cmpint (attune_list_row_get_id (far), ==, 4001);
  g_signal_connect (far, "notify::value", G_CALLBACK (value_cb), self);
  wait_for (self, 2, 1);
  g_assert_cmpuint (self->n_notifies, ==, 1);
  value = attune_list_row_get_value (far);
  g_assert_cmpint (value->id, ==, 4001);

  /* The rest of the block has come with it. */
  next = get (self, 4001);
  g_assert_nonnull (attune_list_row_get_value (next));
}

static void
test_scroll (Fixture *self, gconstpointer data)
{
  add_many (self, N_MANY);
  open_list (self, &(AttuneQuery){ ATTUNE_LIST_INTERACTIONS });
  wait_until_loaded (self);
  settle ();

  for (guint i = 0; i < N_MANY; i++)
    g_object_unref (get (self, i));
  settle ();
  for (guint i = N_MANY - 100; i < N_MANY; i++)
    {
      g_autoptr (AttuneListRow) row = get (self, i);

      g_assert_cmpint (attune_list_row_get_id (row), ==, i + 1);
      g_assert_nonnull (attune_list_row_get_value (row));
    }
}

static void
test_changes (Fixture *self, gconstpointer data)
{
  AttuneStore *store = self->store.store;
  gint64 first = attune_store_fixture_add_call (&self->store, self->agent, 100);
  gint64 second = attune_store_fixture_add_call (&self->store, self->agent, 200);
  gint64 third;
  g_autoptr (AttuneListRow) row = NULL;
  g_autoptr (AttuneListRow) other = NULL;
  g_autoptr (AttuneInteraction) interaction = NULL;

  settle ();
  open_list (self, &(AttuneQuery){ ATTUNE_LIST_INTERACTIONS });
  wait_until_loaded (self);
  row = get (self, 0);
  other = get (self, 1);
  g_signal_connect (row, "notify::value", G_CALLBACK (value_cb), self);
  assert_changed (self, 1, 0, 0, 2);

  /* One comes, where it belongs; the others stay what they are. */
  third = attune_store_fixture_add_call (&self->store, self->agent, 150);
  wait_for (self, 2, 0);
  assert_changed (self, 2, 1, 0, 1);
  g_assert_cmpuint (find (self, third), ==, 1);
  g_assert_cmpuint (self->n_notifies, ==, 0);

  /* One is changed in its place. */
  interaction = ATTUNE_CALL_OK (load_interaction, store, self->store.manager, first);
  g_free (interaction->customer);
  interaction->customer = g_strdup ("new");
  interaction->rev = ATTUNE_CALL_OK (update_interaction, store, self->store.manager, interaction);
  wait_for (self, 2, 1);
  assert_changed (self, 2, 1, 0, 1);
  g_assert_cmpuint (self->n_notifies, ==, 1);
  g_assert_cmpstr (((const AttuneInteractionRow *) attune_list_row_get_value (row))->customer, ==,
                   "new");

  /* One moves to the end. */
  interaction->started_at = 900;
  ATTUNE_CALL_OK (update_interaction, store, self->store.manager, interaction);
  wait_for (self, 4, 1);
  assert_changed (self, 4, 2, 0, 1);
  g_assert_cmpuint (find (self, first), ==, 2);
  g_assert_true (get (self, 2) == row);
  g_object_unref (row);

  /* One goes. */
  ATTUNE_CALL_OK (remove_interaction, store, self->store.manager, second, 1, TRUE);
  wait_for (self, 5, 1);
  assert_changed (self, 5, 1, 1, 0);
  g_assert_cmpuint (count (self), ==, 2);
  g_assert_cmpint (attune_list_row_get_id (other), ==, second);
}

/* Whatever is under way when a list goes comes to nothing, and holds nothing. */
static void
test_disposed (Fixture *self, gconstpointer data)
{
  g_autoptr (AttuneListRow) row = NULL;

  add_many (self, N_MANY);
  open_list (self, &(AttuneQuery){ ATTUNE_LIST_INTERACTIONS });
  g_assert_finalize_object (g_steal_pointer (&self->list));

  open_list (self, &(AttuneQuery){ ATTUNE_LIST_INTERACTIONS });
  g_assert_true (attune_test_wait_until (has_items, self, 10));
  row = get (self, 3);
  g_assert_finalize_object (g_steal_pointer (&self->list));

  /* A row outlives its list. */
  g_assert_nonnull (attune_list_row_get_value (row));
  g_clear_object (&row);

  open_list (self, &(AttuneQuery){ ATTUNE_LIST_INTERACTIONS });
  wait_until_loaded (self);
  settle ();
  attune_store_fixture_add_call (&self->store, self->agent, 1);
  row = get (self, 3000);
  g_assert_finalize_object (g_steal_pointer (&self->list));
  settle ();
  g_assert_null (attune_list_row_get_value (row));
}

static void
test_closed (Fixture *self, gconstpointer data)
{
  attune_store_close (self->store.store);
  open_list (self, &(AttuneQuery){ ATTUNE_LIST_EVALUATIONS, .text = "x" });
  wait_until_loaded (self);
  g_assert_error (attune_list_get_error (self->list), ATTUNE_STORE_ERROR,
                  ATTUNE_STORE_ERROR_CLOSED);
  g_assert_cmpuint (count (self), ==, 0);
}

static void
tell_of_change (Fixture *self)
{
  g_signal_emit_by_name (self->store.store, "changed", (int) ATTUNE_CHANGE_PEOPLE, (gint64) 0);
}

static gboolean
has_failed (gpointer data)
{
  return attune_list_get_error (((Fixture *) data)->list) != NULL;
}

static gboolean
has_recovered (gpointer data)
{
  return attune_list_get_error (((Fixture *) data)->list) == NULL;
}

static void
count_notify_cb (AttuneList *list, GParamSpec *pspec, gpointer data)
{
  (*(guint *) data)++;
}

/* A reading that fails keeps what is shown; the next one that succeeds is the end of the trouble. */
static void
test_failure (Fixture *self, gconstpointer data)
{
  guint n_notifies = 0;

  attune_store_fixture_add_call (&self->store, self->agent, 100);
  open_list (self, &(AttuneQuery){ ATTUNE_LIST_INTERACTIONS });
  g_signal_connect (self->list, "notify::error", G_CALLBACK (count_notify_cb), &n_notifies);
  wait_until_loaded (self);
  attune_store_fixture_execute (&self->store, "ALTER TABLE interaction RENAME TO away");
  tell_of_change (self);
  g_assert_true (attune_test_wait_until (has_failed, self, 10));
  settle ();
  g_assert_cmpuint (count (self), ==, 1);
  g_assert_cmpuint (n_notifies, >=, 1);

  n_notifies = 0;
  attune_store_fixture_execute (&self->store, "ALTER TABLE away RENAME TO interaction");
  tell_of_change (self);
  g_assert_true (attune_test_wait_until (has_recovered, self, 10));
  g_assert_cmpuint (n_notifies, >=, 1);
  g_assert_cmpuint (count (self), ==, 1);
}

/* A list whose first reading fails comes with the next change. */
static void
test_late (Fixture *self, gconstpointer data)
{
  attune_store_fixture_add_call (&self->store, self->agent, 100);
  attune_store_fixture_execute (&self->store, "ALTER TABLE interaction RENAME TO away");
  open_list (self, &(AttuneQuery){ ATTUNE_LIST_INTERACTIONS });
  g_assert_true (attune_test_wait_until (has_failed, self, 10));
  wait_until_loaded (self);
  g_assert_cmpuint (count (self), ==, 0);

  attune_store_fixture_execute (&self->store, "ALTER TABLE away RENAME TO interaction");
  tell_of_change (self);
  g_assert_true (attune_test_wait_until (has_items, self, 10));
  g_assert_no_error (attune_list_get_error (self->list));
}

/* "abc" as ids. */
static GArray *
make_ids (const char *text)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (const char *c = text; *c != '\0'; c++)
    {
      gint64 id = *c;

      g_array_append_val (ids, id);
    }
  return ids;
}

static char *
apply (const char *from, const char *to, const GArray *splices)
{
  GString *text = g_string_new (from);

  for (guint i = 0; i < splices->len; i++)
    {
      const AttuneSplice *splice = &g_array_index (splices, AttuneSplice, i);

      g_string_erase (text, splice->position, splice->n_removed);
      g_string_insert_len (text, splice->position, to + splice->position, splice->n_added);
    }
  return g_string_free (text, FALSE);
}

static void
test_diff (void)
{
  static const struct
  {
    const char *from;
    const char *to;
    guint most;
    guint n_splices;
  } cases[] = {
    { "", "", 9, 0 },
    { "abc", "abc", 9, 0 },
    { "", "abc", 9, 1 },
    { "abc", "", 9, 1 },
    { "abc", "abxc", 9, 1 },
    { "abc", "xabc", 9, 1 },
    { "abc", "abcx", 9, 1 },
    { "abc", "ac", 9, 1 },
    { "abc", "bc", 9, 1 },
    { "abc", "ab", 9, 1 },
    { "abc", "bca", 9, 2 },
    { "abc", "cab", 9, 2 },
    { "abcdef", "axcdyf", 9, 2 },
    { "abcd", "wxyz", 9, 1 },
    { "abcdefgh", "bXdYfZh", 9, 4 },
    { "abcdefgh", "bXdYfZh", 3, 1 },
    { "abcdefgh", "aXcYeZgh", 2, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GArray) from = make_ids (cases[i].from);
      g_autoptr (GArray) to = make_ids (cases[i].to);
      g_autoptr (GArray) splices = attune_id_diff (from, to, cases[i].most);
      g_autofree char *applied = apply (cases[i].from, cases[i].to, splices);

      g_test_message ("%s to %s", cases[i].from, cases[i].to);
      g_assert_cmpstr (applied, ==, cases[i].to);
      g_assert_cmpuint (splices->len, ==, cases[i].n_splices);
    }
}

static void
test_random_diffs (void)
{
  for (guint round = 0; round < 2000; round++)
    {
      GString *from = g_string_new ("abcdefghijklmnopqrstuvwxyz");
      GString *to = g_string_new (from->str);
      g_autoptr (GArray) from_ids = NULL;
      g_autoptr (GArray) to_ids = NULL;
      g_autoptr (GArray) splices = NULL;
      g_autofree char *applied = NULL;

      for (int edits = g_test_rand_int_range (0, 8); edits > 0; edits--)
        {
          gsize from_place = (gsize) g_test_rand_int_range (0, (gint32) to->len);
          char moved = to->str[from_place];

          g_string_erase (to, (gssize) from_place, 1);
          if (g_test_rand_bit ())
            g_string_insert_c (to, g_test_rand_int_range (0, (gint32) to->len + 1), moved);
        }
      from_ids = make_ids (from->str);
      to_ids = make_ids (to->str);
      splices = attune_id_diff (from_ids, to_ids, (guint) g_test_rand_int_range (1, 9));
      applied = apply (from->str, to->str, splices);
      g_assert_cmpstr (applied, ==, to->str);
      g_string_free (from, TRUE);
      g_string_free (to, TRUE);
    }
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*run) (Fixture *self, gconstpointer data);
  } tests[] = {
    { "/store/list/empty", test_empty },     { "/store/list/small", test_small },
    { "/store/list/large", test_large },     { "/store/list/scroll", test_scroll },
    { "/store/list/changes", test_changes }, { "/store/list/disposed", test_disposed },
    { "/store/list/closed", test_closed },   { "/store/list/failure", test_failure },
    { "/store/list/late", test_late },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, Fixture, NULL, set_up, tests[i].run, tear_down);
  g_test_add_func ("/store/list/diff", test_diff);
  g_test_add_func ("/store/list/random-diffs", test_random_diffs);
  return g_test_run ();
}
