/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-store-fixture.h"
#include "attune-waiting.h"

/* What waits for whom, in which order, and until when; and that nobody sees what waits for others. */

#define DAY (24 * G_TIME_SPAN_HOUR)
#define SAID(said)                                                                                     \
  "{\"format\":\"attune-answers\",\"version\":1,\"form\":\"f\",\"answers\":{\"q\":{\"option\":\"" said \
  "\"}}}"

enum
{
  AGENT,
  COLLEAGUE,
  COACH,
  EVALUATOR,
  ANALYST,
  MANAGER,
  AUDITOR,
  N_PEOPLE
};

typedef struct
{
  AttuneStoreFixture parent;
  gint64 people[N_PEOPLE];
  gint64 form;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  static const char *const names[] = { "agent",   "colleague", "coach",  "evaluator",
                                       "analyst", "manager",   "auditor" };
  static const AttuneRoles roles[] = { ATTUNE_ROLE_AGENT,   ATTUNE_ROLE_AGENT,
                                       ATTUNE_ROLE_COACH,   ATTUNE_ROLE_ANALYST,
                                       ATTUNE_ROLE_ANALYST, ATTUNE_ROLE_MANAGER,
                                       ATTUNE_ROLE_AUDITOR };
  gint64 team;

  attune_store_fixture_set_up (&self->parent, data);
  self->people[COACH] = attune_store_fixture_add_person (&self->parent, "coach", ATTUNE_ROLE_COACH,
                                                         0);
  team = attune_store_fixture_add_team (&self->parent, "North", self->people[COACH]);
  for (guint i = 0; i < N_PEOPLE; i++)
    if (i != COACH)
      self->people[i] = attune_store_fixture_add_person (&self->parent, names[i], roles[i],
                                                         roles[i] == ATTUNE_ROLE_AGENT ? team : 0);
  self->form = attune_store_fixture_add_form (&self->parent, "f");
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  attune_store_fixture_assert_sound (self->parent.store);
  attune_store_fixture_tear_down (&self->parent, data);
}

static gint64
get_now (Fixture *self)
{
  return attune_id_source_now (self->parent.ids);
}

static void
wait_days (Fixture *self, int days)
{
  attune_id_source_set_now (self->parent.ids, get_now (self) + days * DAY);
}

static gint64
add_call (Fixture *self)
{
  return attune_store_fixture_add_call (&self->parent, self->people[AGENT], get_now (self));
}

static gint64
assign (Fixture *self, guint actor, guint assignee, gint64 due_at)
{
  AttuneAssignedPart part = { add_call (self), 0 };
  AttuneAssigning assigning = { &part,  1, self->form, self->people[assignee], ATTUNE_BASIS_RANDOM,
                                due_at, "" };
  g_autoptr (AttuneAssigned)
    assigned = ATTUNE_CALL_OK (assign, self->parent.store, self->people[actor], &assigning);

  return g_array_index (assigned->ids, gint64, 0);
}

static gint64
begin (Fixture *self, guint person, gint64 contact, AttuneEvaluationKind kind)
{
  AttuneEvaluationSpec spec = {
    .interaction = contact, .agent = self->people[AGENT], .form = self->form, .kind = kind
  };

  return ATTUNE_CALL_OK (start_evaluation, self->parent.store, self->people[person], &spec);
}

static gint64
hand_in (Fixture *self, guint person, gint64 evaluation, const char *said)
{
  gint64 actor = self->people[person];
  gint64 rev = ATTUNE_CALL_OK (save_answers, self->parent.store, actor, evaluation, 1, said);

  return ATTUNE_CALL_OK (submit, self->parent.store, actor, evaluation, rev);
}

/* A released evaluation of the agent's; its rev in `out_rev`. */
static gint64
evaluate (Fixture *self, gint64 *out_rev)
{
  gint64 id = begin (self, EVALUATOR, add_call (self), ATTUNE_EVALUATION_ASSESSMENT);

  *out_rev = hand_in (self, EVALUATOR, id, SAID ("no"));
  return id;
}

static gint64
dispute (Fixture *self, gint64 evaluation, gint64 rev)
{
  g_autoptr (GPtrArray)
    answers = g_ptr_array_new_with_free_func ((GDestroyNotify) attune_dispute_answer_free);

  g_ptr_array_add (answers, attune_dispute_answer_new ("q", SAID ("yes"), "I did"));
  return ATTUNE_CALL_OK (open_dispute, self->parent.store, self->people[AGENT], evaluation, rev,
                         answers, "Listen again");
}

static GPtrArray *
list (Fixture *self, guint person, guint kinds)
{
  return ATTUNE_CALL_OK (list_waiting, self->parent.store, self->people[person], kinds);
}

/* How many of the kind wait for each, in the order of people. */
static void
assert_waiting (Fixture *self, AttuneWaitingKind kind, const char *expected)
{
  char found[N_PEOPLE + 1] = { 0 };

  for (guint i = 0; i < N_PEOPLE; i++)
    {
      g_autoptr (GPtrArray) waiting = list (self, i, ATTUNE_WAITING_BIT (kind));

      g_assert_cmpuint (waiting->len, <, 10);
      found[i] = (char) ('0' + waiting->len);
      for (guint j = 0; j < waiting->len; j++)
        g_assert_cmpint (((AttuneWaiting *) g_ptr_array_index (waiting, j))->kind, ==, kind);
    }
  g_assert_cmpstr (found, ==, expected);
}

static void
test_nothing (Fixture *self, gconstpointer data)
{
  for (guint i = 0; i < N_PEOPLE; i++)
    {
      g_autoptr (GPtrArray) all = list (self, i, ATTUNE_WAITING_ALL);
      g_autoptr (GPtrArray) none = list (self, i, 0);

      g_assert_cmpuint (all->len, ==, 0);
      g_assert_cmpuint (none->len, ==, 0);
    }
}

static void
test_order (Fixture *self, gconstpointer data)
{
  gint64 now = get_now (self);
  gint64 never = assign (self, MANAGER, EVALUATOR, 0);
  gint64 later = assign (self, MANAGER, EVALUATOR, now + 9 * DAY);
  gint64 soon = assign (self, COACH, EVALUATOR, now + 2 * DAY);
  gint64 draft;
  g_autoptr (GPtrArray) waiting = NULL;

  wait_days (self, 3);
  draft = begin (self, EVALUATOR, add_call (self), ATTUNE_EVALUATION_ASSESSMENT);
  waiting = list (self, EVALUATOR, ATTUNE_WAITING_TO_DO);
  {
    const gint64 expected[] = { soon, later, never, draft };

    g_assert_cmpuint (waiting->len, ==, G_N_ELEMENTS (expected));
    for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
      {
        const AttuneWaiting *one = g_ptr_array_index (waiting, i);

        g_assert_cmpint (one->id, ==, expected[i]);
        g_assert_true (one->is_late == (i == 0));
        g_assert_true (one->is_begun == (one->id == draft));
        g_assert_cmpint (one->agent, ==, self->people[AGENT]);
        g_assert_cmpstr (one->agent_name, ==, "agent");
        g_assert_cmpstr (one->form_title, !=, "");
        g_assert_nonnull (one->subject);
      }
  }
}

static void
test_compare (Fixture *self, gconstpointer data)
{
  static const struct
  {
    AttuneWaiting a;
    AttuneWaiting b;
    int order;
  } cases[] = {
    { { .due_at = 1 }, { .due_at = 2 }, -1 },
    { { .due_at = 0 }, { .due_at = G_MAXINT64 }, 1 },
    { { .due_at = 5, .since = 2 }, { .due_at = 5, .since = 1 }, 1 },
    { { .since = 1, .id = 9 }, { .since = 1, .id = 10 }, -1 },
    { { .due_at = 5, .since = 2, .id = 3 }, { .due_at = 5, .since = 2, .id = 3 }, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_cmpint (attune_waiting_compare (&cases[i].a, &cases[i].b), ==, cases[i].order);
      g_assert_cmpint (attune_waiting_compare (&cases[i].b, &cases[i].a), ==, -cases[i].order);
    }
}

/* Agent, colleague, coach, evaluator, analyst, manager, auditor. */
static void
test_whose (Fixture *self, gconstpointer data)
{
  AttuneSelfRequest request = { 0 };
  gint64 rev;
  gint64 evaluation;

  assign (self, COACH, EVALUATOR, 0);
  assert_waiting (self, ATTUNE_WAITING_ASSIGNMENTS, "0001000");
  assert_waiting (self, ATTUNE_WAITING_GIVEN, "0010010");
  assign (self, ANALYST, ANALYST, 0);
  assert_waiting (self, ATTUNE_WAITING_ASSIGNMENTS, "0001100");
  assert_waiting (self, ATTUNE_WAITING_GIVEN, "0010020");

  begin (self, COACH, add_call (self), ATTUNE_EVALUATION_ASSESSMENT);
  assert_waiting (self, ATTUNE_WAITING_DRAFTS, "0010000");

  request = (AttuneSelfRequest){ add_call (self), self->people[AGENT], self->form,
                                 get_now (self) + DAY, "" };
  ATTUNE_CALL_OK (request_self, self->parent.store, self->people[COACH], &request);
  assert_waiting (self, ATTUNE_WAITING_SELF_EVALUATIONS, "1000000");

  evaluation = evaluate (self, &rev);
  assert_waiting (self, ATTUNE_WAITING_ACKNOWLEDGEMENTS, "1000000");
  dispute (self, evaluation, rev);
  assert_waiting (self, ATTUNE_WAITING_ACKNOWLEDGEMENTS, "0000000");
  assert_waiting (self, ATTUNE_WAITING_OWN_DISPUTES, "1000000");
  assert_waiting (self, ATTUNE_WAITING_DISPUTES, "0000110");
}

/* What is removed waits for nobody, and neither does what waits for somebody who is. */
static void
test_removed (Fixture *self, gconstpointer data)
{
  assign (self, COACH, EVALUATOR, 0);
  begin (self, EVALUATOR, add_call (self), ATTUNE_EVALUATION_ASSESSMENT);
  attune_store_fixture_execute (&self->parent, "UPDATE interaction SET removed_at = 1");
  assert_waiting (self, ATTUNE_WAITING_ASSIGNMENTS, "0000000");
  assert_waiting (self, ATTUNE_WAITING_DRAFTS, "0000000");
  assert_waiting (self, ATTUNE_WAITING_GIVEN, "0000000");
  attune_store_fixture_execute (&self->parent, "UPDATE interaction SET removed_at = NULL");
  attune_store_fixture_execute (&self->parent,
                                "UPDATE person SET removed_at = 1 WHERE external_id = 'evaluator'");
  assert_waiting (self, ATTUNE_WAITING_ASSIGNMENTS, "0000000");
  assert_waiting (self, ATTUNE_WAITING_DRAFTS, "0000000");
  assert_waiting (self, ATTUNE_WAITING_GIVEN, "0010010");
}

/* An evaluation waits to be read as long as it can be disputed, and no longer. */
static void
test_reading (Fixture *self, gconstpointer data)
{
  gint64 rev;
  g_autoptr (GPtrArray) waiting = NULL;
  const AttuneWaiting *one;

  evaluate (self, &rev);
  waiting = list (self, AGENT, ATTUNE_WAITING_ALL);
  g_assert_cmpuint (waiting->len, ==, 1);
  one = g_ptr_array_index (waiting, 0);
  g_assert_cmpint (one->due_at, >, get_now (self) + 13 * DAY);
  g_assert_cmpint (one->due_at, <=, get_now (self) + 15 * DAY);
  g_assert_false (one->is_begun);
  wait_days (self, 13);
  assert_waiting (self, ATTUNE_WAITING_ACKNOWLEDGEMENTS, "1000000");
  wait_days (self, 3);
  assert_waiting (self, ATTUNE_WAITING_ACKNOWLEDGEMENTS, "0000000");
}

/* What the agent begins themself of an evaluation takes its place, until it is in. */
static void
test_self (Fixture *self, gconstpointer data)
{
  gint64 contact = add_call (self);
  gint64 evaluation = begin (self, EVALUATOR, contact, ATTUNE_EVALUATION_ASSESSMENT);
  gint64 own;
  g_autoptr (GPtrArray) waiting = NULL;
  const AttuneWaiting *one;

  hand_in (self, EVALUATOR, evaluation, SAID ("no"));
  assert_waiting (self, ATTUNE_WAITING_ACKNOWLEDGEMENTS, "1000000");
  own = begin (self, AGENT, contact, ATTUNE_EVALUATION_SELF);
  assert_waiting (self, ATTUNE_WAITING_ACKNOWLEDGEMENTS, "0000000");
  waiting = list (self, AGENT, ATTUNE_WAITING_ALL);
  g_assert_cmpuint (waiting->len, ==, 1);
  one = g_ptr_array_index (waiting, 0);
  g_assert_cmpint (one->kind, ==, ATTUNE_WAITING_DRAFTS);
  g_assert_cmpint (one->evaluation, ==, own);
  g_assert_true (one->is_own);
  g_assert_cmpint (one->due_at, >, get_now (self));
  hand_in (self, AGENT, own, SAID ("yes"));
  assert_waiting (self, ATTUNE_WAITING_DRAFTS, "0000000");
  assert_waiting (self, ATTUNE_WAITING_ACKNOWLEDGEMENTS, "1000000");
}

/* One that is asked for is begun by its assignment, which goes on naming it. */
static void
test_asked (Fixture *self, gconstpointer data)
{
  AttuneSelfRequest request = { add_call (self), self->people[AGENT], self->form,
                                get_now (self) + DAY, "Your view?" };
  gint64 id = ATTUNE_CALL_OK (request_self, self->parent.store, self->people[COACH], &request);
  gint64 own;
  g_autoptr (GPtrArray) waiting = NULL;
  const AttuneWaiting *one;

  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_NOT_FOUND, begin_assignment, self->parent.store,
                     self->people[COLLEAGUE], id);
  own = ATTUNE_CALL_OK (begin_assignment, self->parent.store, self->people[AGENT], id);
  waiting = list (self, AGENT, ATTUNE_WAITING_ALL);
  g_assert_cmpuint (waiting->len, ==, 1);
  one = g_ptr_array_index (waiting, 0);
  g_assert_cmpint (one->kind, ==, ATTUNE_WAITING_SELF_EVALUATIONS);
  g_assert_cmpint (one->evaluation, ==, own);
  g_assert_true (one->is_begun);
  g_assert_cmpstr (one->remark, ==, "Your view?");
}

/* How an own dispute stands: who decides is told when it is decided, and then it is read or grows old. */
static void
test_own_dispute (Fixture *self, gconstpointer data)
{
  AttuneStore *store = self->parent.store;
  gint64 rev;
  gint64 evaluation = evaluate (self, &rev);
  gint64 id = dispute (self, evaluation, rev);
  g_autoptr (AttuneDispute)
    opened = ATTUNE_CALL_OK (load_dispute, store, self->people[ANALYST], id);
  g_autoptr (GPtrArray) before = list (self, AGENT, ATTUNE_WAITING_ALL);
  g_autoptr (GPtrArray) after = NULL;
  const AttuneWaiting *one = g_ptr_array_index (before, 0);

  g_assert_cmpuint (before->len, ==, 1);
  g_assert_false (one->is_decided);
  g_assert_null (one->person);
  attune_dispute_answer_decide (g_ptr_array_index (opened->answers, 0), ATTUNE_DECISION_KEEP, NULL,
                                "");
  ATTUNE_CALL_OK (decide_dispute, store, self->people[ANALYST], id, opened->rev, opened->answers,
                  "It stays");
  after = list (self, AGENT, ATTUNE_WAITING_ALL);
  g_assert_cmpuint (after->len, ==, 1);
  one = g_ptr_array_index (after, 0);
  g_assert_cmpint (one->kind, ==, ATTUNE_WAITING_OWN_DISPUTES);
  g_assert_true (one->is_decided);
  g_assert_cmpstr (one->person, ==, "analyst");
  g_assert_cmpstr (one->remark, ==, "It stays");
  wait_days (self, 15);
  assert_waiting (self, ATTUNE_WAITING_OWN_DISPUTES, "0000000");
  assert_waiting (self, ATTUNE_WAITING_DISPUTES, "0000000");
}

/* More than a slice of them, each once. */
static void
test_many (Fixture *self, gconstpointer data)
{
  gint64 now = get_now (self);
  AttuneAssignedPart parts[300];
  AttuneAssigning assigning = { parts,
                                G_N_ELEMENTS (parts),
                                self->form,
                                self->people[EVALUATOR],
                                ATTUNE_BASIS_RANDOM,
                                now + DAY,
                                "" };
  g_autoptr (AttuneAssigned) assigned = NULL;
  g_autoptr (GPtrArray) waiting = NULL;
  g_autoptr (GHashTable) ids = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    parts[i] = (AttuneAssignedPart){ add_call (self), self->people[AGENT] };
  assigned = ATTUNE_CALL_OK (assign, self->parent.store, self->people[MANAGER], &assigning);
  g_assert_cmpuint (assigned->ids->len, ==, G_N_ELEMENTS (parts));
  waiting = list (self, EVALUATOR, ATTUNE_WAITING_ALL);
  for (guint i = 0; i < waiting->len; i++)
    g_hash_table_add (ids, &((AttuneWaiting *) g_ptr_array_index (waiting, i))->id);
  g_assert_cmpuint (waiting->len, ==, G_N_ELEMENTS (parts));
  g_assert_cmpuint (g_hash_table_size (ids), ==, G_N_ELEMENTS (parts));
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*run) (Fixture *self, gconstpointer data);
  } tests[] = {
    { "/store/waiting/nothing", test_nothing },
    { "/store/waiting/order", test_order },
    { "/store/waiting/compare", test_compare },
    { "/store/waiting/whose", test_whose },
    { "/store/waiting/removed", test_removed },
    { "/store/waiting/reading", test_reading },
    { "/store/waiting/self", test_self },
    { "/store/waiting/asked", test_asked },
    { "/store/waiting/own-dispute", test_own_dispute },
    { "/store/waiting/many", test_many },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, Fixture, NULL, set_up, tests[i].run, tear_down);
  return g_test_run ();
}
