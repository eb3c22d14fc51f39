/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "AttuneTest"

#include "config.h"

#include "attune-answering.h"
#include "attune-evaluation-history.h"
#include "attune-store-fixture.h"

/* When evaluations are released, what moving one does to both agents, and how all of it is told: to whom. */

#define DAY (24 * G_TIME_SPAN_HOUR)
#define SAID \
  "{\"format\":\"attune-answers\",\"version\":1,\"form\":\"f\",\"answers\":{\"q\":{\"option\":\"yes\"}}}"

typedef struct
{
  AttuneStoreFixture parent;
  gint64 agent;
  gint64 colleague;
  gint64 coach;
  gint64 other_coach;
  gint64 evaluator;
  gint64 form;
  gint64 call; /* of both agents */
  gint64 evaluation;
  gint64 rev;
} Fixture;

static void
pass (Fixture *self, gint64 time)
{
  attune_id_source_set_now (self->parent.ids, attune_id_source_now (self->parent.ids) + time);
}

static gint64
add_call (Fixture *self)
{
  AttuneInteraction *interaction = attune_interaction_new ();
  g_autoptr (GPtrArray)
    interactions = g_ptr_array_new_with_free_func ((GDestroyNotify) attune_interaction_free);
  g_autoptr (GArray) ids = NULL;

  interaction->started_at = attune_id_source_now (self->parent.ids);
  g_ptr_array_add (interaction->parts, attune_part_new (self->agent, -1, -1));
  g_ptr_array_add (interaction->parts, attune_part_new (self->colleague, -1, -1));
  g_ptr_array_add (interactions, interaction);
  ids = ATTUNE_CALL_OK (add_interactions, self->parent.store, self->parent.manager, interactions);
  return g_array_index (ids, gint64, 0);
}

/* A draft with its answer given. */
static void
set_up (Fixture *self, gconstpointer data)
{
  AttuneEvaluationSpec spec = { 0 };

  attune_store_fixture_set_up (&self->parent, data);
  self->coach = attune_store_fixture_add_person (&self->parent, "coach", ATTUNE_ROLE_COACH, 0);
  self->other_coach = attune_store_fixture_add_person (&self->parent, "other", ATTUNE_ROLE_COACH,
                                                       0);
  self->evaluator = attune_store_fixture_add_person (&self->parent, "Eva", ATTUNE_ROLE_ANALYST, 0);
  self->agent = attune_store_fixture_add_person (&self->parent, "Aino", ATTUNE_ROLE_AGENT,
                                                 attune_store_fixture_add_team (&self->parent,
                                                                                "North",
                                                                                self->coach));
  self->colleague = attune_store_fixture_add_person (
    &self->parent, "Bea", ATTUNE_ROLE_AGENT,
    attune_store_fixture_add_team (&self->parent, "South", self->other_coach));
  self->form = attune_store_fixture_add_form (&self->parent, "f");
  self->call = add_call (self);
  spec.interaction = self->call;
  spec.agent = self->agent;
  spec.form = self->form;
  self->evaluation = ATTUNE_CALL_OK (start_evaluation, self->parent.store, self->evaluator, &spec);
  self->rev = ATTUNE_CALL_OK (save_answers, self->parent.store, self->evaluator, self->evaluation,
                              1, SAID);
  pass (self, G_TIME_SPAN_HOUR);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  attune_store_fixture_assert_sound (self->parent.store);
  attune_store_fixture_tear_down (&self->parent, data);
}

static void
submit_in (Fixture *self, gint64 time)
{
  self->rev = ATTUNE_CALL_OK (submit_on, self->parent.store, self->evaluator, self->evaluation,
                              self->rev,
                              time != 0 ? attune_id_source_now (self->parent.ids) + time : 0);
}

static AttuneEvaluationState
get_state (Fixture *self)
{
  return (AttuneEvaluationState) attune_store_fixture_get_int (&self->parent,
                                                               "SELECT state FROM evaluation");
}

static GPtrArray *
list (Fixture *self, gint64 actor)
{
  return ATTUNE_CALL_OK (list_history, self->parent.store, actor, self->evaluation);
}

static const AttuneHistoryEvent *
get (GPtrArray *events, guint i)
{
  g_assert_cmpuint (i, <, events->len);
  return g_ptr_array_index (events, i);
}

/* `kinds` is a list that ends with -1, newest first. */
static void
assert_kinds (GPtrArray *events, const int *kinds)
{
  guint n = 0;

  for (; kinds[n] != -1; n++)
    g_assert_cmpint (get (events, n)->kind, ==, kinds[n]);
  g_assert_cmpuint (events->len, ==, n);
}
#define KINDS(...) ((const int[]){ __VA_ARGS__, -1 })

/* --- Release ------------------------------------------------------------------------------------------------------ */

static void
test_at_once (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GPtrArray) own = NULL;

  submit_in (self, 0);
  g_assert_cmpint (get_state (self), ==, ATTUNE_EVALUATION_STATE_RELEASED);
  all = list (self, self->evaluator);
  assert_kinds (all, KINDS (ATTUNE_HISTORY_RELEASED_AT_ONCE, ATTUNE_HISTORY_BEGUN));
  g_assert_cmpstr (get (all, 1)->person, ==, "Eva");
  own = list (self, self->agent);
  assert_kinds (own, KINDS (ATTUNE_HISTORY_RELEASED_AT_ONCE));
}

/* Whatever the form says, a day can be chosen: not too far away, and what is past is at once. */
static void
test_on_a_day (Fixture *self, gconstpointer data)
{
  AttuneStore *store = self->parent.store;
  gint64 now = attune_id_source_now (self->parent.ids);
  g_autoptr (GPtrArray) events = NULL;

  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_INVALID, submit_on, store, self->evaluator,
                     self->evaluation, self->rev, now + 367 * DAY);
  submit_in (self, 3 * DAY);
  g_assert_cmpint (get_state (self), ==, ATTUNE_EVALUATION_STATE_SUBMITTED);
  g_assert_null (ATTUNE_CALL (load_evaluation, store, NULL, self->agent, self->evaluation));
  g_assert_null (ATTUNE_CALL (list_history, store, NULL, self->agent, self->evaluation));
  events = list (self, self->coach);
  assert_kinds (events, KINDS (ATTUNE_HISTORY_RELEASE_SET, ATTUNE_HISTORY_BEGUN));
  g_assert_cmpint (get (events, 0)->until, ==, now + 3 * DAY);
  g_assert_cmpstr (get (events, 0)->person, ==, "Eva");
}

static void
test_past_day (Fixture *self, gconstpointer data)
{
  submit_in (self, -DAY);
  g_assert_cmpint (get_state (self), ==, ATTUNE_EVALUATION_STATE_RELEASED);
}

/* By the evaluator, the team's coach and managers, of what waits alone, to a day to come. */
static void
test_another_day (Fixture *self, gconstpointer data)
{
  AttuneStore *store = self->parent.store;
  gint64 now = attune_id_source_now (self->parent.ids);
  g_autoptr (GPtrArray) events = NULL;
  gint64 analyst = attune_store_fixture_add_person (&self->parent, "ann", ATTUNE_ROLE_ANALYST, 0);

  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_INVALID, set_release, store, self->evaluator,
                     self->evaluation, self->rev, now + DAY);
  submit_in (self, 3 * DAY);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_INVALID, set_release, store, self->evaluator,
                     self->evaluation, self->rev, now);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_INVALID, set_release, store, self->evaluator,
                     self->evaluation, self->rev, now + 3 * DAY);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_INVALID, set_release, store, self->evaluator,
                     self->evaluation, self->rev, now + 367 * DAY);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_DENIED, set_release, store, analyst, self->evaluation,
                     self->rev, now + DAY);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_NOT_FOUND, set_release, store, self->other_coach,
                     self->evaluation, self->rev, now + DAY);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_CONFLICT, set_release, store, self->coach, self->evaluation,
                     self->rev - 1, now + DAY);
  self->rev = ATTUNE_CALL_OK (set_release, store, self->coach, self->evaluation, self->rev,
                              now + DAY);

  /* On that day, whoever asks. */
  pass (self, DAY);
  g_assert_cmpint (ATTUNE_CALL_OK (release_due, store, 0), ==, 1);
  g_assert_cmpint (get_state (self), ==, ATTUNE_EVALUATION_STATE_RELEASED);
  events = list (self, self->parent.manager);
  assert_kinds (events, KINDS (ATTUNE_HISTORY_RELEASED, ATTUNE_HISTORY_RELEASE_SET,
                               ATTUNE_HISTORY_RELEASE_SET, ATTUNE_HISTORY_BEGUN));
  g_assert_null (get (events, 0)->person);
  g_assert_cmpstr (get (events, 1)->person, ==, "coach");
  g_assert_cmpint (get (events, 1)->until, ==, now + DAY);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_INVALID, set_release, store, self->coach, self->evaluation,
                     self->rev + 1, now + 5 * DAY);
}

/* --- Moving ------------------------------------------------------------------------------------------------------- */

/* Both acknowledge the same answers, each their own; the one whom it goes back to has done so already. */
static void
test_moved (Fixture *self, gconstpointer data)
{
  AttuneStore *store = self->parent.store;
  g_autoptr (AttuneAnswering) before = NULL;
  g_autoptr (AttuneAnswering) back = NULL;

  submit_in (self, 0);
  ATTUNE_CALL_OK (acknowledge, store, self->agent, self->evaluation, self->rev, "Seen");
  self->rev = ATTUNE_CALL_OK (move_evaluation, store, self->evaluator, self->evaluation, self->rev,
                              self->call, self->colleague, "The other one spoke");
  g_assert_null (ATTUNE_CALL (load_evaluation, store, NULL, self->agent, self->evaluation));
  g_assert_null (ATTUNE_CALL (list_history, store, NULL, self->agent, self->evaluation));
  before = ATTUNE_CALL_OK (load_answering, store, self->colleague, self->evaluation);
  g_assert_true (before->can_acknowledge);
  g_assert_cmpuint (before->acknowledgements->len, ==, 0);
  ATTUNE_CALL_OK (acknowledge, store, self->colleague, self->evaluation, self->rev, "Mine");
  self->rev = ATTUNE_CALL_OK (move_evaluation, store, self->evaluator, self->evaluation, self->rev,
                              self->call, self->agent, "It was her after all");
  back = ATTUNE_CALL_OK (load_answering, store, self->agent, self->evaluation);
  g_assert_false (back->can_acknowledge);
  g_assert_cmpint (back->acknowledged_at, !=, 0);
}

/* Who it was about before is for those to know who know that person; why, for everybody but the agent. */
static void
test_moved_history (Fixture *self, gconstpointer data)
{
  AttuneStore *store = self->parent.store;
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GPtrArray) team = NULL;
  g_autoptr (GPtrArray) own = NULL;
  gint64 first_at = attune_store_fixture_get_int (&self->parent,
                                                  "SELECT contact_at FROM evaluation");
  gint64 call;

  submit_in (self, 0);
  pass (self, DAY);
  call = attune_store_fixture_add_call (&self->parent, self->colleague,
                                        attune_id_source_now (self->parent.ids));
  ATTUNE_CALL_OK (move_evaluation, store, self->evaluator, self->evaluation, self->rev, call,
                  self->colleague, "Mixed up");
  all = list (self, self->parent.manager);
  assert_kinds (all, KINDS (ATTUNE_HISTORY_MOVED, ATTUNE_HISTORY_RELEASED_AT_ONCE,
                            ATTUNE_HISTORY_BEGUN));
  g_assert_cmpstr (get (all, 0)->person, ==, "Eva");
  g_assert_cmpstr (get (all, 0)->agent, ==, "Aino");
  g_assert_cmpint (get (all, 0)->contact_at, ==, first_at);
  g_assert_cmpstr (get (all, 0)->remark, ==, "Mixed up");

  team = list (self, self->other_coach);
  g_assert_null (get (team, 0)->agent);
  g_assert_cmpstr (get (team, 0)->remark, ==, "Mixed up");
  own = list (self, self->colleague);
  assert_kinds (own, KINDS (ATTUNE_HISTORY_MOVED, ATTUNE_HISTORY_RELEASED_AT_ONCE));
  g_assert_null (get (own, 0)->agent);
  g_assert_cmpint (get (own, 0)->contact_at, ==, 0);
  g_assert_cmpstr (get (own, 0)->remark, ==, "");
}

static void
test_void (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) events = NULL;

  submit_in (self, 0);
  pass (self, DAY);
  ATTUNE_CALL_OK (void, self->parent.store, self->parent.manager, self->evaluation, self->rev,
                  "A test call");
  events = list (self, self->evaluator);
  assert_kinds (events, KINDS (ATTUNE_HISTORY_VOIDED, ATTUNE_HISTORY_RELEASED_AT_ONCE,
                               ATTUNE_HISTORY_BEGUN));
  g_assert_cmpstr (get (events, 0)->remark, ==, "A test call");
  g_assert_cmpstr (get (events, 0)->person, ==, "Ann Koski");
}

/* --- The agent's own ---------------------------------------------------------------------------------------------- */

static gint64
ask (Fixture *self, gint64 until)
{
  AttuneSelfRequest request = { self->call, self->agent, self->form, until, "Your view?" };

  return ATTUNE_CALL_OK (request_self, self->parent.store, self->coach, &request);
}

/* The agent's own, handed in. */
static void
evaluate_self (Fixture *self)
{
  AttuneStore *store = self->parent.store;
  AttuneEvaluationSpec spec = { self->call, self->agent, self->form, ATTUNE_EVALUATION_SELF };
  gint64 own = ATTUNE_CALL_OK (start_evaluation, store, self->agent, &spec);
  gint64 rev = ATTUNE_CALL_OK (save_answers, store, self->agent, own, 1, SAID);

  ATTUNE_CALL_OK (submit, store, self->agent, own, rev);
}

/* Asked, taken back, asked again, lapsed, asked once more and done. */
static void
test_self (Fixture *self, gconstpointer data)
{
  AttuneStore *store = self->parent.store;
  gint64 now;
  gint64 asked;
  g_autoptr (GPtrArray) events = NULL;

  submit_in (self, 0);
  pass (self, DAY);
  now = attune_id_source_now (self->parent.ids);
  asked = ask (self, now + DAY);
  ATTUNE_CALL_OK (withdraw_request, store, self->coach, asked, 1);
  pass (self, 1);
  ask (self, now + DAY);
  pass (self, DAY);
  ATTUNE_CALL_OK (release_due, store, 0);
  pass (self, 1);
  ask (self, now + 5 * DAY);
  pass (self, 1);
  evaluate_self (self);
  events = list (self, self->evaluator);
  assert_kinds (events, KINDS (ATTUNE_HISTORY_SELF_DONE, ATTUNE_HISTORY_SELF_ASKED,
                               ATTUNE_HISTORY_SELF_LAPSED, ATTUNE_HISTORY_SELF_ASKED,
                               ATTUNE_HISTORY_SELF_TAKEN_BACK, ATTUNE_HISTORY_SELF_ASKED,
                               ATTUNE_HISTORY_RELEASED_AT_ONCE, ATTUNE_HISTORY_BEGUN));
  g_assert_cmpstr (get (events, 0)->agent, ==, "Aino");
  g_assert_cmpstr (get (events, 1)->person, ==, "coach");
  g_assert_cmpstr (get (events, 1)->remark, ==, "Your view?");
  g_assert_cmpint (get (events, 1)->until, ==, now + 5 * DAY);
}

/* What nobody asked for is told to whoever may see it. */
static void
test_own_accord (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) open = NULL;
  g_autoptr (GPtrArray) analyst = NULL;

  submit_in (self, 0);
  pass (self, 1);
  evaluate_self (self);
  open = list (self, self->coach);
  assert_kinds (open, KINDS (ATTUNE_HISTORY_SELF_DONE, ATTUNE_HISTORY_RELEASED_AT_ONCE,
                             ATTUNE_HISTORY_BEGUN));
  analyst = list (self, self->evaluator);
  assert_kinds (analyst, KINDS (ATTUNE_HISTORY_RELEASED_AT_ONCE, ATTUNE_HISTORY_BEGUN));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function) \
  g_test_add ("/store/evaluation-history/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("at-once", test_at_once);
  ADD ("on-a-day", test_on_a_day);
  ADD ("past-day", test_past_day);
  ADD ("another-day", test_another_day);
  ADD ("moved", test_moved);
  ADD ("moved-history", test_moved_history);
  ADD ("void", test_void);
  ADD ("self", test_self);
  ADD ("own-accord", test_own_accord);
#undef ADD

  return g_test_run ();
}
