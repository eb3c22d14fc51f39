/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What searching a workspace of two hundred thousand passages costs, beside a SELECT that looks through the same texts for the same
 * letters; and how long somebody else waits while it goes on. */
#include "config.h"

#include "attune-search.h"
#include "attune-store-fixture.h"

#include <locale.h>
#include <stdlib.h>

#define N_CONTACTS 2000
#define N_PASSAGES 100 /* a contact */
#define N_ROUNDS   3

/* A search takes at most this share of the bare one's time, one in which everything has to be looked at so many times as
 * much. Somebody else waits for two slices at the most. */
#define MOST_SHARE 0.8
#define MOST_WHOLE 15.0
#define MOST_WAIT  40.0

/* What is said: twelve words of some thousand each, among them one that is in every third passage, one in every tenth, and one
 * that is in twelve. */
#define TEXT                                                                                           \
  "'w' || (n.i * 7919 % 4001) || ' x' || (n.i * 104729 % 997) || CASE n.i % 3 WHEN 0 THEN ' laskun' "  \
  "ELSE ' puhelun' END || CASE n.i % 10 WHEN 0 THEN ' sää' ELSE ' saatava' END || CASE n.i % 18000 " \
  "WHEN 1 THEN ' hylje' ELSE ' kala' END || ' y' || (n.i * 31 % 2003) || ' ja sitten v' || (n.i % "    \
  "811) || ' on aivan z' || (n.i * 17 % 1009) || ' täällä'"

static void
fill (AttuneStoreFixture *fixture)
{
  static const char *const statements[] = {
    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " G_STRINGIFY (
      N_CONTACTS) ") INSERT INTO interaction (id, rev, channel, started_at, day, duration_us,"
                  " customer, subject, search, source, created_by, created_at) SELECT i, 1, 0,"
                  " i * 60000000, 20260101, 0, 'C-' || i, '', '', '', (SELECT min (id) FROM"
                  " person), 0 FROM n",
    "INSERT INTO interaction_agent (id, interaction_id, agent_id, team_id) SELECT i.id, i.id, a.id,"
    " a.team_id FROM interaction AS i JOIN (SELECT id, team_id, row_number () OVER (ORDER BY id)"
    " - 1 AS place FROM person WHERE roles = 1) AS a ON a.place = i.id % 100",
    "INSERT INTO media (id, rev, interaction_id, kind, path, is_copied, name) SELECT 100000000 + id,"
    " 1, id, 1, '', 0, '' FROM interaction",
    "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < " G_STRINGIFY (N_CONTACTS) " * " G_STRINGIFY (
      N_PASSAGES) " - 1) INSERT INTO passage (media_id, seq,"
                  " interaction_id, from_us, speaker, name, text) SELECT 100000001 + n.i / " G_STRINGIFY (
                    N_PASSAGES) ", n.i % " G_STRINGIFY (N_PASSAGES) ", 1 + n.i / " G_STRINGIFY (N_PASSAGES) ", n.i, n.i % 2, '', " TEXT
                                                                                                            " FROM n",
    "INSERT INTO entry (kind, interaction_id, subject_id, part, question) SELECT 1, interaction_id,"
    " media_id, seq, '' FROM passage",
    "INSERT INTO entry_words (rowid, text, folded) SELECT s.id, t.text, replace (replace (t.text,"
    " 'ä', 'a'), 'Ä', 'a') FROM entry AS s JOIN passage AS t ON t.media_id = s.subject_id"
    " AND t.seq = s.part",
    "ANALYZE",
  };

  for (guint i = 0; i < G_N_ELEMENTS (statements); i++)
    attune_store_fixture_execute (fixture, statements[i]);
}

/* One agent, and another hundred, a team for ten of them. */
static gint64
set_up (AttuneStoreFixture *fixture)
{
  gint64 agent = 0;
  gint64 team = 0;

  attune_store_fixture_set_up (fixture, NULL);
  for (guint i = 0; i < 100; i++)
    {
      g_autofree char *name = g_strdup_printf ("agent-%02u", i);

      if (i % 10 == 0)
        team = attune_store_fixture_add_team (fixture, name, 0);
      agent = attune_store_fixture_add_person (fixture, name, ATTUNE_ROLE_AGENT, team);
    }
  fill (fixture);
  return agent;
}

static double
time_bare (AttuneStoreFixture *fixture, const char *letters)
{
  gint64 start = g_get_monotonic_time ();
  g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM passage WHERE text LIKE '%%%s%%'",
                                          letters);

  attune_store_fixture_get_int (fixture, sql);
  return (double) (g_get_monotonic_time () - start) / 1000.0;
}

/* Somebody who asks for something small again and again. */
typedef struct
{
  AttuneStore *store;
  gint64 asked_at;
  double longest;
  gboolean is_over;
  gboolean is_waiting;
} Other;

static void ask (Other *self);

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Other *self = data;
  g_autoptr (GPtrArray)
    teams = attune_store_list_teams_finish (ATTUNE_STORE (source), result, NULL);

  self->longest = MAX (self->longest, (double) (g_get_monotonic_time () - self->asked_at) / 1000.0);
  self->is_waiting = FALSE;
  if (!self->is_over)
    ask (self);
}

static void
ask (Other *self)
{
  self->asked_at = g_get_monotonic_time ();
  self->is_waiting = TRUE;
  attune_store_list_teams_async (self->store, 0, NULL, answered_cb, self);
}

static double
time_search (AttuneStoreFixture *fixture,
             gint64 actor,
             const char *words,
             guint expected,
             double *longest)
{
  gint64 start = g_get_monotonic_time ();
  Other other = { fixture->store };
  g_autoptr (AttuneHits) hits = NULL;
  double took;

  ask (&other);
  hits = ATTUNE_CALL_OK (search, fixture->store, actor, words, 0, ATTUNE_HITS_MAX);
  took = (double) (g_get_monotonic_time () - start) / 1000.0;
  other.is_over = TRUE;
  while (other.is_waiting)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (hits->hits->len, ==, expected);
  *longest = other.longest;
  return took;
}

static const struct
{
  const char *words;
  const char *letters;
  guint expected;
  gboolean is_agent; /* who sees none of it, so that all that matches is looked at */
} cases[] = {
  { "laskun", "laskun", ATTUNE_HITS_MAX, FALSE },
  { "sää", "sää", ATTUNE_HITS_MAX, FALSE },
  { "hylje", "hylje", 12, FALSE },
  { "hyl", "hyl", 12, FALSE },
  { "hy", "hy", 12, FALSE },
  { "\"hylje y42\"", "hylje", 0, FALSE },
  { "lask", "lask", ATTUNE_HITS_MAX, FALSE },
  { "nowhere", "nowhere", 0, FALSE },
  { "w77 x1", "w77", 64, FALSE },
  { "laskun sää", "laskun", ATTUNE_HITS_MAX, FALSE },
  { "laskun", "laskun", 0, TRUE },
  { "lask saat", "lask", 0, TRUE },
};

static gboolean
measure (AttuneStoreFixture *fixture, gint64 agent, guint i)
{
  double bare = G_MAXDOUBLE;
  double search = G_MAXDOUBLE;
  double wait = G_MAXDOUBLE;
  double most = cases[i].is_agent ? MOST_WHOLE : MOST_SHARE;

  for (guint round = 0; round < N_ROUNDS; round++)
    {
      double longest;

      bare = MIN (bare, time_bare (fixture, cases[i].letters));
      search = MIN (search, time_search (fixture, cases[i].is_agent ? agent : fixture->manager,
                                         cases[i].words, cases[i].expected, &longest));
      wait = MIN (wait, longest);
    }
  g_print ("%s%s: %.1f ms beside %.0f ms of looking through: %.3f (at most %.2f); others wait %.1f"
           " ms (at most %.0f)\n",
           cases[i].words, cases[i].is_agent ? " (nothing to be seen)" : "", search, bare,
           search / bare, most, wait, MOST_WAIT);
  return search <= most * bare && wait <= MOST_WAIT;
}

int
main (void)
{
  AttuneStoreFixture fixture = { 0 };
  gboolean is_held = TRUE;
  gint64 agent;

  setlocale (LC_ALL, "");
  agent = set_up (&fixture);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    is_held = measure (&fixture, agent, i) && is_held;
  attune_store_fixture_tear_down (&fixture, NULL);
  return is_held ? EXIT_SUCCESS : EXIT_FAILURE;
}
