/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-answering.h"
#include "attune-history-words.h"
#include "attune-move-words.h"
#include "attune-release-words.h"
#include "attune-releases.h"
#include "attune-store-fixture.h"
#include "attune-test-support.h"

#include <string.h>

/* When evaluations are released, what moving one does, and how its history is told: without a display. */

#define DAY G_TIME_SPAN_DAY
#define NOW \
  (G_GINT64_CONSTANT (1767261600) * G_TIME_SPAN_SECOND) /* 1 January 2026, 12:00 in Helsinki */
#define NOON (NOW + DAY)

static void
test_release (void)
{
  static const struct
  {
    AttuneRelease release;
    gint64 time;
    gint64 verb;
  } cases[] = {
    { { ATTUNE_RELEASE_AT_ONCE, 0, 0 }, 0, 1 },
    { { ATTUNE_RELEASE_AT_ONCE, 7, NOON }, 0, 1 },
    { { ATTUNE_RELEASE_AS_FORM, 0, NOON }, 0, 0 },
    { { ATTUNE_RELEASE_AS_FORM, 2, 0 }, NOW + 2 * DAY, 0 },
    { { ATTUNE_RELEASE_ON_DAY, 2, NOON }, NOON, NOON },
    { { ATTUNE_RELEASE_ON_DAY, 2, NOW }, 0, 1 },
    { { ATTUNE_RELEASE_ON_DAY, 2, NOW - DAY }, 0, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_cmpint (attune_release_find_time (&cases[i].release, NOW), ==, cases[i].time);
      g_assert_cmpint (attune_release_to_verb (&cases[i].release, NOW), ==, cases[i].verb);
    }
}

/* A day begins when the workspace's does, also where the clocks are changed. */
static void
test_release_day (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Helsinki");
  g_autoptr (GTimeZone) here = g_time_zone_new_utc ();
  g_autoptr (GDateTime) winter = g_date_time_new (here, 2026, 1, 2, 23, 30, 0);
  g_autoptr (GDateTime) summer = g_date_time_new (here, 2026, 7, 1, 0, 0, 0);

  g_assert_cmpint (attune_release_find_day (winter, zone) / G_TIME_SPAN_SECOND, ==, 1767304800);
  g_assert_cmpint (attune_release_find_day (summer, zone) / G_TIME_SPAN_SECOND, ==, 1782853200);
}

static void
test_release_words (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autofree char *at_once = attune_release_to_words ("Mika", 0, zone);
  g_autofree char *later = attune_release_to_words ("Mika", NOON, zone);
  g_autofree char *waits = attune_release_due_to_words (0, zone);
  g_autofree char *due = attune_release_due_to_words (NOON, zone);
  g_autofree char *one = attune_release_days_to_words (1);
  g_autofree char *two = attune_release_days_to_words (2);

  g_assert_cmpstr (at_once, ==, "Mika can read it at once.");
  g_assert_true (g_str_has_prefix (later, "Mika can read it from 2 Jan"));
  g_assert_cmpstr (waits, ==, "Submitted, not released yet");
  g_assert_true (g_str_has_prefix (due, "Submitted, to be released on 2 Jan"));
  g_assert_cmpstr (one, ==, "As the form says: after 1 day");
  g_assert_cmpstr (two, ==, "As the form says: after 2 days");
}

/* --- History ------------------------------------------------------------------------------------------------------ */

static void
test_history_words (void)
{
  static const struct
  {
    AttuneHistoryEvent event;
    AttuneEvaluationKind kind;
    const char *words;
  } cases[] = {
    { { ATTUNE_HISTORY_BEGUN, NOW, (char *) "Eva" }, 0, "begun by Eva" },
    { { ATTUNE_HISTORY_RELEASE_SET, NOW, (char *) "Eva", NULL, 0, NOON },
      0,
      "Eva set its release to 2 Jan" },
    { { ATTUNE_HISTORY_RELEASED, NOW, (char *) "Eva" }, 0, "released by Eva" },
    { { ATTUNE_HISTORY_RELEASED, NOW }, 0, "released, as its day had come" },
    { { ATTUNE_HISTORY_RELEASED_AT_ONCE, NOW }, 0, "released at once" },
    { { ATTUNE_HISTORY_RELEASED, NOW }, ATTUNE_EVALUATION_SELF, "open to both sides" },
    { { ATTUNE_HISTORY_MOVED, NOW, (char *) "Eva" }, 0, "moved here by Eva" },
    { { ATTUNE_HISTORY_MOVED, NOW, (char *) "Eva", (char *) "Bea" },
      0,
      "moved here by Eva, from Bea" },
    { { ATTUNE_HISTORY_MOVED, NOW, (char *) "Eva", (char *) "Bea", NOON },
      0,
      "moved here by Eva, from Bea, contact of 2 Jan" },
    { { ATTUNE_HISTORY_MOVED, NOW, (char *) "Eva", (char *) "Aino", NOON },
      0,
      "moved here by Eva, from the contact of 2 Jan" },
    { { ATTUNE_HISTORY_VOIDED, NOW, (char *) "Eva" }, 0, "made void by Eva" },
    { { ATTUNE_HISTORY_VOIDED, NOW }, 0, "made void" },
    { { ATTUNE_HISTORY_SELF_ASKED, NOW, (char *) "Eva", (char *) "Aino", 0, NOON },
      0,
      "Eva asked Aino for their own evaluation, until 2 Jan" },
    { { ATTUNE_HISTORY_SELF_TAKEN_BACK, NOW, NULL, (char *) "Aino" },
      0,
      "Aino no longer asked for their own evaluation" },
    { { ATTUNE_HISTORY_SELF_DONE, NOW, NULL, (char *) "Aino" },
      0,
      "Aino handed in their own evaluation" },
    { { ATTUNE_HISTORY_SELF_LAPSED, NOW, NULL, (char *) "Aino" },
      0,
      "the time for an evaluation by Aino themself was over" },
  };
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      AttuneHistoryEvent event = cases[i].event;
      AttuneEvaluationRow row = { .kind = cases[i].kind, .agent_name = (char *) "Aino" };
      g_autofree char *plain = NULL;
      g_autofree char *quoted = NULL;

      event.remark = (char *) "";
      plain = attune_history_event_to_words (&event, &row, zone);
      event.remark = (char *) "Why";
      quoted = attune_history_event_to_words (&event, &row, zone);
      g_assert_true (g_str_has_prefix (plain, "1 Jan"));
      if (strstr (plain, cases[i].words) == NULL)
        g_error ("“%s” is not in “%s”", cases[i].words, plain);
      g_assert_true (g_str_has_suffix (quoted, "\n“Why”"));
    }
}

/* What became of it and what was said to it, the newest first. */
static void
test_history_lines (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  AttuneEvaluationRow row = { .agent_name = (char *) "Aino" };
  AttuneHistoryEvent released = { ATTUNE_HISTORY_RELEASED, NOW, NULL, .remark = (char *) "" };
  AttuneHistoryEvent voided = { ATTUNE_HISTORY_VOIDED, NOW + 2, NULL, .remark = (char *) "" };
  AttuneAcknowledgement seen = { .agent_name = (char *) "Aino",
                                 .comment = (char *) "",
                                 .at = NOW + 1 };
  g_autoptr (GPtrArray) events = g_ptr_array_new ();
  g_autoptr (GPtrArray) said = g_ptr_array_new ();
  AttuneAnswering answering = { .acknowledgements = said };
  g_autoptr (GPtrArray) alone = NULL;
  g_autoptr (GPtrArray) all = NULL;

  g_ptr_array_add (events, &voided);
  g_ptr_array_add (events, &released);
  g_ptr_array_add (said, &seen);
  alone = attune_history_list_lines (events, NULL, &row, zone);
  all = attune_history_list_lines (events, &answering, &row, zone);
  g_assert_cmpuint (alone->len, ==, 2);
  g_assert_cmpuint (all->len, ==, 3);
  for (guint i = 0; i < all->len; i++)
    g_assert_cmpint (((AttuneAnsweringLine *) g_ptr_array_index (all, i))->at, ==, NOW + 2 - i);
}

/* --- Moving ------------------------------------------------------------------------------------------------------- */

static AttuneInteraction *
make_contact (gint64 id, const gint64 *agents, guint n_agents)
{
  AttuneInteraction *contact = attune_interaction_new ();

  contact->id = id;
  contact->started_at = NOW;
  g_free (contact->customer);
  contact->customer = g_strdup ("C-1");
  for (guint i = 0; i < n_agents; i++)
    {
      AttunePart *part = attune_part_new (agents[i], -1, -1);

      part->agent_name = g_strdup_printf ("Agent %d", (int) agents[i]);
      g_ptr_array_add (contact->parts, part);
    }
  return contact;
}

/* Everybody once, but where it is. */
static void
test_move_targets (void)
{
  static const gint64 agents[] = { 1, 2, 1, 2, 3 };
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  AttuneEvaluationRow row = { .interaction = 10, .agent = 1 };
  g_autoptr (AttuneInteraction) same = make_contact (10, agents, 5);
  g_autoptr (AttuneInteraction) other = make_contact (11, agents, 5);
  g_autoptr (AttuneInteraction) empty = make_contact (12, agents, 0);
  g_autoptr (GPtrArray)
    targets = g_ptr_array_new_with_free_func ((GDestroyNotify) attune_move_target_free);
  const AttuneMoveTarget *first;

  attune_move_append_targets (targets, same, &row, zone);
  g_assert_cmpuint (targets->len, ==, 2);
  first = g_ptr_array_index (targets, 0);
  g_assert_cmpint (first->agent, ==, 2);
  g_assert_cmpstr (first->agent_name, ==, "Agent 2");
  g_assert_nonnull (strstr (first->contact, " · C-1"));
  attune_move_append_targets (targets, other, &row, zone);
  attune_move_append_targets (targets, empty, &row, zone);
  attune_move_append_targets (targets, other, &row, zone);
  g_assert_cmpuint (targets->len, ==, 5);
}

static void
test_move_words (void)
{
  static const struct
  {
    AttuneEvaluationState state;
    gint64 interaction;
    gint64 agent;
    gboolean has_dispute;
    const char *says[3];
    const char * not ;
  } cases[] = {
    { ATTUNE_EVALUATION_STATE_RELEASED,
      10,
      2,
      FALSE,
      { "Aino no longer sees it", "Bea sees it from now on" },
      "notes" },
    { ATTUNE_EVALUATION_STATE_RELEASED,
      11,
      2,
      TRUE,
      { "Bea sees it from now on", "notes go along", "dispute by Aino ends" },
      "once it is" },
    { ATTUNE_EVALUATION_STATE_SUBMITTED,
      10,
      2,
      FALSE,
      { "Bea sees it once it is released" },
      "no longer" },
    { ATTUNE_EVALUATION_STATE_RELEASED,
      11,
      1,
      FALSE,
      { "It stays with Aino", "notes go along" },
      "no longer" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      AttuneEvaluationRow row = { .interaction = 10,
                                  .agent = 1,
                                  .agent_name = (char *) "Aino",
                                  .state = cases[i].state,
                                  .has_dispute = cases[i].has_dispute,
                                  .dispute = ATTUNE_DISPUTE_OPEN };
      AttuneMoveTarget target = { cases[i].interaction, cases[i].agent,
                                  (char *) (cases[i].agent == 1 ? "Aino" : "Bea"), NULL };
      g_autofree char *words = attune_move_outcome_to_words (&row, &target);

      for (guint j = 0; j < 3 && cases[i].says[j] != NULL; j++)
        if (strstr (words, cases[i].says[j]) == NULL)
          g_error ("“%s” is not in “%s”", cases[i].says[j], words);
      g_assert_null (strstr (words, cases[i].not ));
    }
}

/* --- Time --------------------------------------------------------------------------------------------------------- */

#define SAID \
  "{\"format\":\"attune-answers\",\"version\":1,\"form\":\"f\",\"answers\":{\"q\":{\"option\":\"yes\"}}}"

static gboolean
is_reached (gpointer data)
{
  AttuneStoreFixture *fixture = data;

  return attune_store_fixture_get_int (fixture,
                                       "SELECT count(*) FROM evaluation WHERE state = 2") == 1 &&
         attune_store_fixture_get_int (fixture,
                                       "SELECT count(*) FROM assignment WHERE lapsed_at > 0") == 1;
}

/* An evaluation that is to be released in a day, and a self-evaluation asked for until then. */
static gint64
prepare (AttuneStoreFixture *fixture, gint64 agent, gint64 until)
{
  AttuneSelfRequest request = { .agent = agent, .due_at = until };
  AttuneEvaluationSpec spec = { .agent = agent };
  gint64 id;
  gint64 rev;

  spec.form = request.form = attune_store_fixture_add_form (fixture, "f");
  spec.interaction = attune_store_fixture_add_call (fixture, agent, NOW);
  request.interaction = attune_store_fixture_add_call (fixture, agent, NOW + 1);
  id = ATTUNE_CALL_OK (start_evaluation, fixture->store, fixture->manager, &spec);
  rev = ATTUNE_CALL_OK (save_answers, fixture->store, fixture->manager, id, 1, SAID);
  ATTUNE_CALL_OK (submit_on, fixture->store, fixture->manager, id, rev, until);
  ATTUNE_CALL_OK (request_self, fixture->store, fixture->manager, &request);
  return id;
}

/* While the program runs, what becomes due is done by somebody who asks for it, and nothing before. */
static void
test_time (void)
{
  AttuneStoreFixture fixture = { 0 };
  AttuneReleases *releases;
  g_autoptr (AttuneAnswering) before = NULL;
  g_autoptr (AttuneAnswering) after = NULL;
  gint64 agent;
  gint64 id;
  gint64 until;

  attune_store_fixture_set_up (&fixture, NULL);
  until = attune_id_source_now (fixture.ids) + DAY;
  agent = attune_store_fixture_add_person (&fixture, "Aino", ATTUNE_ROLE_AGENT, 0);
  id = prepare (&fixture, agent, until);
  releases = attune_releases_start (fixture.store, 20);
  g_assert_cmpint (ATTUNE_CALL_OK (release_due, fixture.store, 0), ==, 0);
  g_assert_false (is_reached (&fixture));
  attune_id_source_set_now (fixture.ids, until);
  g_assert_true (attune_test_wait_until (is_reached, &fixture, 60));

  /* The time to dispute passes by itself: no figure hangs on it. */
  before = ATTUNE_CALL_OK (load_answering, fixture.store, agent, id);
  g_assert_true (before->can_dispute);
  attune_id_source_set_now (fixture.ids, before->dispute_deadline);
  after = ATTUNE_CALL_OK (load_answering, fixture.store, agent, id);
  g_assert_false (after->can_dispute);
  attune_releases_stop (releases);
  attune_store_fixture_assert_sound (fixture.store);
  attune_store_fixture_tear_down (&fixture, NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/flow/release", test_release);
  g_test_add_func ("/flow/release-day", test_release_day);
  g_test_add_func ("/flow/release-words", test_release_words);
  g_test_add_func ("/flow/history-words", test_history_words);
  g_test_add_func ("/flow/history-lines", test_history_lines);
  g_test_add_func ("/flow/move-targets", test_move_targets);
  g_test_add_func ("/flow/move-words", test_move_words);
  g_test_add_func ("/flow/time", test_time);

  return g_test_run ();
}
