/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a list of a million contacts costs, with a text to look for: until its first page is there, and until it is all
 * there, beside a bare SELECT that looks through the same rows. */
#include "config.h"

#include "attune-list.h"
#include "attune-store-fixture.h"

#include <locale.h>
#include <sqlite3.h>
#include <stdlib.h>

#define N_CONTACTS 1000000
#define N_AGENTS   100
#define N_ROUNDS   3

/* The first page comes in this share of the bare search's time, and everything in so many times as much. */
#define MOST_FIRST 0.10
#define MOST_WHOLE 4.0

/* Contacts a minute apart, newest ids last, of everybody in turn. */
static void
fill (AttuneStoreFixture *fixture)
{
  g_autofree char *contacts = g_strdup_printf (
    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d)"
    " INSERT INTO interaction (id, rev, channel, started_at, day, duration_us, customer, subject,"
    " search, source, created_by, created_at) SELECT i, 1, i %% 4, i * 60000000, 20260101,"
    " i %% 600 * 1000000, 'C-' || i, CASE i %% 8 WHEN 0 THEN 'Refund' ELSE 'Question about a bill'"
    " END, 'c-' || i || ' ' || CASE i %% 8 WHEN 0 THEN 'refund' ELSE 'question about a bill' END,"
    " '', (SELECT min (id) FROM person), 0 FROM n",
    N_CONTACTS);

  attune_store_fixture_execute (fixture, contacts);
  attune_store_fixture_execute (
    fixture, "INSERT INTO interaction_agent (id, interaction_id, agent_id, team_id)"
             " SELECT i.id, i.id, a.id, a.team_id FROM interaction AS i JOIN (SELECT id, team_id,"
             " row_number () OVER (ORDER BY id) - 1 AS place FROM person WHERE roles = 1) AS a"
             " ON a.place = i.id % " G_STRINGIFY (N_AGENTS));
  attune_store_fixture_execute (fixture, "ANALYZE");
}

static void
set_up (AttuneStoreFixture *fixture)
{
  gint64 team = 0;

  attune_store_fixture_set_up (fixture, NULL);
  for (guint i = 0; i < N_AGENTS; i++)
    {
      g_autofree char *name = g_strdup_printf ("Agent Number-%02u", i);

      if (i % 10 == 0)
        team = attune_store_fixture_add_team (fixture, name, 0);
      attune_store_fixture_add_person (fixture, name, ATTUNE_ROLE_AGENT, team);
    }
  fill (fixture);
}

/* Milliseconds of looking through all rows for a text, as plainly as it can be done. */
static double
time_bare (AttuneStoreFixture *fixture, const char *text)
{
  gint64 start = g_get_monotonic_time ();
  g_autofree char *sql = g_strdup_printf (
    "SELECT count(*) FROM (SELECT id FROM interaction WHERE removed_at IS NULL"
    " AND search LIKE '%%%s%%' ORDER BY started_at DESC, id DESC)",
    text);

  attune_store_fixture_get_int (fixture, sql);
  return (double) (g_get_monotonic_time () - start) / 1000.0;
}

typedef struct
{
  gint64 start;
  double first;
} Watch;

static void
items_changed_cb (GListModel *list, guint position, guint n_removed, guint n_added, gpointer data)
{
  Watch *watch = data;

  if (watch->first <= 0.0)
    watch->first = (double) (g_get_monotonic_time () - watch->start) / 1000.0;
}

/* Milliseconds until the first rows and until all of a list, which has `expected` of them. */
static void
time_list (AttuneStoreFixture *fixture,
           const char *text,
           guint expected,
           double *out_first,
           double *out_whole)
{
  AttuneQuery query = { .kind = ATTUNE_LIST_INTERACTIONS, .is_descending = TRUE, .text = text };
  Watch watch = { .start = g_get_monotonic_time () };
  g_autoptr (AttuneList) list = attune_list_new (fixture->store, fixture->manager, &query);

  g_signal_connect (list, "items-changed", G_CALLBACK (items_changed_cb), &watch);
  while (attune_list_is_loading (list))
    g_main_context_iteration (NULL, TRUE);
  *out_whole = (double) (g_get_monotonic_time () - watch.start) / 1000.0;
  *out_first = watch.first > 0.0 ? watch.first : *out_whole;
  g_assert_no_error (attune_list_get_error (list));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, expected);
}

static const struct
{
  const char *text;
  guint expected;
  gboolean is_held; /* whether there is a page long before the end */
} cases[] = {
  { "", N_CONTACTS, TRUE },
  { "refund", N_CONTACTS / 8, TRUE },
  { "number-07", N_CONTACTS / N_AGENTS, TRUE },
  { "c-77777", 11, FALSE },
  { "nowhere", 0, FALSE },
};

/* The best of some rounds: what else the machine does only ever adds. */
static gboolean
measure (AttuneStoreFixture *fixture, guint i)
{
  double bare = G_MAXDOUBLE;
  double first = G_MAXDOUBLE;
  double whole = G_MAXDOUBLE;

  for (guint round = 0; round < N_ROUNDS; round++)
    {
      double this_bare = time_bare (fixture, cases[i].text);
      double this_first;
      double this_whole;

      time_list (fixture, cases[i].text, cases[i].expected, &this_first, &this_whole);
      bare = MIN (bare, this_bare);
      first = MIN (first, this_first);
      whole = MIN (whole, this_whole);
    }
  g_print ("“%s”: first page %.0f ms, all %u of them %.0f ms, bare search %.0f ms: %.2f (at most"
           " %.2f) and %.1f times (at most %.1f)\n",
           cases[i].text, first, cases[i].expected, whole, bare, first / bare, MOST_FIRST,
           whole / bare, MOST_WHOLE);
  return (!cases[i].is_held || first <= MOST_FIRST * bare) && whole <= MOST_WHOLE * bare;
}

int
main (void)
{
  AttuneStoreFixture fixture = { 0 };
  gboolean is_held = TRUE;

  setlocale (LC_ALL, "");
  set_up (&fixture);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    is_held = measure (&fixture, i) && is_held;
  attune_store_fixture_tear_down (&fixture, NULL);
  return is_held ? EXIT_SUCCESS : EXIT_FAILURE;
}
