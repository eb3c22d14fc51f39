/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-store-fixture.h"
#include "attune-waiting.h"

/* Who may assign what to whom, what becomes of it, and that nothing is assigned twice. */

#define DAY (24 * G_TIME_SPAN_HOUR)
#define YES \
  "{\"format\":\"attune-answers\",\"version\":1,\"form\":\"f\",\"answers\":{\"q\":{\"option\":\"yes\"}}}"

enum
{
  AGENT,
  COLLEAGUE,
  COACH,
  OTHER_COACH,
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
  gint64 team;
  gint64 form;
  gint64 contact;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  static const char *const names[] = { "agent",     "colleague", "coach",   "other-coach",
                                       "evaluator", "analyst",   "manager", "auditor" };
  static const AttuneRoles roles[] = { ATTUNE_ROLE_AGENT,   ATTUNE_ROLE_AGENT,
                                       ATTUNE_ROLE_COACH,   ATTUNE_ROLE_COACH,
                                       ATTUNE_ROLE_ANALYST, ATTUNE_ROLE_ANALYST,
                                       ATTUNE_ROLE_MANAGER, ATTUNE_ROLE_AUDITOR };

  attune_store_fixture_set_up (&self->parent, data);
  self->people[COACH] = attune_store_fixture_add_person (&self->parent, "coach", ATTUNE_ROLE_COACH,
                                                         0);
  self->team = attune_store_fixture_add_team (&self->parent, "North", self->people[COACH]);
  for (guint i = 0; i < N_PEOPLE; i++)
    if (i != COACH)
      self->people[i] = attune_store_fixture_add_person (&self->parent, names[i], roles[i],
                                                         roles[i] == ATTUNE_ROLE_AGENT ? self->team
                                                                                       : 0);
  self->form = attune_store_fixture_add_form (&self->parent, "f");
  self->contact = attune_store_fixture_add_call (&self->parent, self->people[AGENT],
                                                 attune_id_source_now (self->parent.ids));
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  attune_store_fixture_assert_sound (self->parent.store);
  attune_store_fixture_tear_down (&self->parent, data);
}

static AttuneAssigned *
try_assign (Fixture *self, guint actor, guint assignee, gint64 due_at, GError **error)
{
  AttuneAssignedPart part = { self->contact, self->people[AGENT] };
  AttuneAssigning assigning = {
    &part, 1, self->form, self->people[assignee], ATTUNE_BASIS_RANDOM, due_at, "soon"
  };

  return ATTUNE_CALL (assign, self->parent.store, error, self->people[actor], &assigning);
}

/* By the coach. */
static gint64
assign_to (Fixture *self, guint assignee)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AttuneAssigned)
    assigned = try_assign (self, COACH, assignee, attune_id_source_now (self->parent.ids) + 3 * DAY,
                           &error);

  g_assert_no_error (error);
  g_assert_cmpuint (assigned->ids->len, ==, 1);
  return g_array_index (assigned->ids, gint64, 0);
}

static void
assert_refused (Fixture *self, guint actor, guint assignee, gint64 due_at, AttuneStoreError code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AttuneAssigned) assigned = try_assign (self, actor, assignee, due_at, &error);

  g_assert_error (error, ATTUNE_STORE_ERROR, (int) code);
  g_assert_null (assigned);
}

static GPtrArray *
list (Fixture *self, guint person, AttuneWaitingKind kind)
{
  return ATTUNE_CALL_OK (list_waiting, self->parent.store, self->people[person],
                         ATTUNE_WAITING_BIT (kind));
}

static guint
count (Fixture *self, guint person, AttuneWaitingKind kind)
{
  g_autoptr (GPtrArray) waiting = list (self, person, kind);

  return waiting->len;
}

static gint64
begin (Fixture *self, guint person)
{
  AttuneEvaluationSpec spec = { .interaction = self->contact,
                                .agent = self->people[AGENT],
                                .form = self->form };

  return ATTUNE_CALL_OK (start_evaluation, self->parent.store, self->people[person], &spec);
}

static void
submit (Fixture *self, guint person, gint64 evaluation)
{
  gint64 actor = self->people[person];
  gint64 rev = ATTUNE_CALL_OK (save_answers, self->parent.store, actor, evaluation, 1, YES);

  ATTUNE_CALL_OK (submit, self->parent.store, actor, evaluation, rev);
}

/* --- Who ---------------------------------------------------------------------------------------------------------- */

static void
test_assigners (Fixture *self, gconstpointer data)
{
  static const char may[] = "--x-xxx-";

  for (guint i = 0; i < N_PEOPLE; i++)
    {
      g_autoptr (AttuneAssigned) assigned = NULL;

      g_test_message ("person %u", i);
      if (may[i] == '-')
        {
          assert_refused (self, i, ANALYST, 0, ATTUNE_STORE_ERROR_DENIED);
          continue;
        }
      assigned = try_assign (self, i, ANALYST, 0, NULL);
      g_assert_nonnull (assigned);
      ATTUNE_CALL_OK (take_back, self->parent.store, self->people[i], assigned->ids);
    }
}

static void
test_assignees (Fixture *self, gconstpointer data)
{
  static const char may[] = "--x-xxx-";

  for (guint i = 0; i < N_PEOPLE; i++)
    {
      g_autoptr (AttuneAssigned) assigned = NULL;

      g_test_message ("person %u", i);
      if (may[i] == '-')
        {
          assert_refused (self, MANAGER, i, 0, ATTUNE_STORE_ERROR_EXISTS);
          continue;
        }
      assigned = try_assign (self, MANAGER, i, 0, NULL);
      g_assert_nonnull (assigned);
      g_assert_cmpuint (count (self, i, ATTUNE_WAITING_ASSIGNMENTS), ==, 1);
      ATTUNE_CALL_OK (take_back, self->parent.store, self->people[MANAGER], assigned->ids);
      g_assert_cmpuint (count (self, i, ATTUNE_WAITING_ASSIGNMENTS), ==, 0);
    }
}

/* Nobody evaluates themself by the way of others. */
static void
test_not_oneself (Fixture *self, gconstpointer data)
{
  gint64 both = attune_store_fixture_add_person (&self->parent, "both",
                                                 ATTUNE_ROLE_AGENT | ATTUNE_ROLE_ANALYST, 0);
  AttuneAssignedPart part = {
    attune_store_fixture_add_call (&self->parent, both, attune_id_source_now (self->parent.ids)), 0
  };
  AttuneAssigning assigning = { &part, 1, self->form, both, ATTUNE_BASIS_RANDOM, 0, "" };

  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_EXISTS, assign, self->parent.store, self->people[MANAGER],
                     &assigning);
}

static void
test_wrong (Fixture *self, gconstpointer data)
{
  AttuneAssignedPart nowhere = { 1, 0 };
  AttuneAssignedPart nobody = { self->contact, self->people[COLLEAGUE] };
  AttuneAssignedPart part = { self->contact, 0 };
  AttuneAssigning assigning = { &nowhere, 1, self->form, self->people[ANALYST], 0, 0, NULL };
  gint64 manager = self->people[MANAGER];

  assert_refused (self, MANAGER, ANALYST, attune_id_source_now (self->parent.ids),
                  ATTUNE_STORE_ERROR_INVALID);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_DENIED, assign, self->parent.store, manager, &assigning);
  assigning.parts = &nobody;
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_DENIED, assign, self->parent.store, manager, &assigning);
  assigning.parts = &part;
  assigning.form = 1;
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_NOT_FOUND, assign, self->parent.store, manager, &assigning);
  assigning.form = self->form;
  assigning.assignee = 1;
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_EXISTS, assign, self->parent.store, manager, &assigning);
  attune_store_fixture_execute (&self->parent,
                                "UPDATE person SET removed_at = 1 WHERE external_id = 'analyst'");
  assigning.assignee = self->people[ANALYST];
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_EXISTS, assign, self->parent.store, manager, &assigning);
  g_assert_cmpint (attune_store_fixture_get_int (&self->parent, "SELECT count (*) FROM assignment"),
                   ==, 0);
}

/* --- What becomes of it ------------------------------------------------------------------------------------------- */

static void
test_doing (Fixture *self, gconstpointer data)
{
  AttuneStore *store = self->parent.store;
  gint64 id = assign_to (self, EVALUATOR);
  gint64 evaluation;
  g_autoptr (AttuneEvaluation) whole = NULL;

  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_NOT_FOUND, begin_assignment, store, self->people[ANALYST],
                     id);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_NOT_FOUND, begin_assignment, store, self->people[COACH],
                     id);
  evaluation = ATTUNE_CALL_OK (begin_assignment, store, self->people[EVALUATOR], id);
  whole = ATTUNE_CALL_OK (load_evaluation, store, self->people[EVALUATOR], evaluation);
  g_assert_cmpint (whole->row->basis, ==, ATTUNE_BASIS_RANDOM);
  g_assert_cmpint (ATTUNE_CALL_OK (begin_assignment, store, self->people[EVALUATOR], id), ==,
                   evaluation);
  {
    g_autoptr (GPtrArray) waiting = list (self, EVALUATOR, ATTUNE_WAITING_ASSIGNMENTS);
    const AttuneWaiting *first = g_ptr_array_index (waiting, 0);

    g_assert_cmpint (first->evaluation, ==, evaluation);
    g_assert_true (first->is_begun);
    g_assert_cmpstr (first->person, ==, "coach");
    g_assert_cmpstr (first->remark, ==, "soon");
  }
  g_assert_cmpuint (count (self, EVALUATOR, ATTUNE_WAITING_DRAFTS), ==, 0);
  submit (self, EVALUATOR, evaluation);
  g_assert_cmpuint (count (self, EVALUATOR, ATTUNE_WAITING_ASSIGNMENTS), ==, 0);
  g_assert_cmpuint (count (self, COACH, ATTUNE_WAITING_GIVEN), ==, 0);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_NOT_FOUND, begin_assignment, store, self->people[EVALUATOR],
                     id);
  assert_refused (self, COACH, ANALYST, 0, ATTUNE_STORE_ERROR_EXISTS);
}

/* Begun from elsewhere it is the same one. */
static void
test_begun_elsewhere (Fixture *self, gconstpointer data)
{
  gint64 evaluation;

  assign_to (self, EVALUATOR);
  evaluation = begin (self, EVALUATOR);
  g_assert_cmpuint (count (self, EVALUATOR, ATTUNE_WAITING_DRAFTS), ==, 0);
  submit (self, EVALUATOR, evaluation);
  g_assert_cmpuint (count (self, EVALUATOR, ATTUNE_WAITING_ASSIGNMENTS), ==, 0);
}

/* What stood before is what is assigned; somebody else's keeps it from being assigned. */
static void
test_begun_before (Fixture *self, gconstpointer data)
{
  gint64 evaluation = begin (self, EVALUATOR);
  g_autoptr (GPtrArray) waiting = NULL;

  assert_refused (self, COACH, ANALYST, 0, ATTUNE_STORE_ERROR_EXISTS);
  assign_to (self, EVALUATOR);
  waiting = list (self, EVALUATOR, ATTUNE_WAITING_ASSIGNMENTS);
  g_assert_cmpint (((AttuneWaiting *) g_ptr_array_index (waiting, 0))->evaluation, ==, evaluation);
  g_assert_cmpuint (count (self, EVALUATOR, ATTUNE_WAITING_DRAFTS), ==, 0);
}

/* Somebody else may be faster: it is done then. */
static void
test_done_by_other (Fixture *self, gconstpointer data)
{
  gint64 id = assign_to (self, EVALUATOR);
  gint64 evaluation = begin (self, ANALYST);

  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_EXISTS, begin_assignment, self->parent.store,
                     self->people[EVALUATOR], id);
  submit (self, ANALYST, evaluation);
  g_assert_cmpuint (count (self, EVALUATOR, ATTUNE_WAITING_ASSIGNMENTS), ==, 0);
}

/* One that was void is begun anew. */
static void
test_void (Fixture *self, gconstpointer data)
{
  AttuneStore *store = self->parent.store;
  gint64 id = assign_to (self, EVALUATOR);
  gint64 first = ATTUNE_CALL_OK (begin_assignment, store, self->people[EVALUATOR], id);
  gint64 second;

  ATTUNE_CALL_OK (void, store, self->people[EVALUATOR], first, 1, "wrong one");
  g_assert_cmpuint (count (self, EVALUATOR, ATTUNE_WAITING_ASSIGNMENTS), ==, 1);
  second = ATTUNE_CALL_OK (begin_assignment, store, self->people[EVALUATOR], id);
  g_assert_cmpint (second, !=, first);
}

static void
test_changing (Fixture *self, gconstpointer data)
{
  AttuneStore *store = self->parent.store;
  gint64 id = assign_to (self, EVALUATOR);
  gint64 due = attune_id_source_now (self->parent.ids) + 5 * DAY;
  AttuneAssignmentChange change = { self->people[ANALYST], due, "please" };
  AttuneAssignmentChange nobody = { self->people[AUDITOR], due, "" };
  AttuneAssignmentChange past = { self->people[ANALYST], 1, "" };
  AttuneAssignmentChange never = { self->people[ANALYST], 0, NULL };
  g_autoptr (GPtrArray) waiting = NULL;
  const AttuneWaiting *first;

  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_DENIED, change_assignment, store, self->people[EVALUATOR],
                     id, 1, &change);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_DENIED, change_assignment, store, self->people[ANALYST], id,
                     1, &change);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_INVALID, change_assignment, store, self->people[COACH], id,
                     1, &nobody);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_INVALID, change_assignment, store, self->people[COACH], id,
                     1, &past);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_CONFLICT, change_assignment, store, self->people[COACH], id,
                     7, &change);
  g_assert_cmpint (ATTUNE_CALL_OK (change_assignment, store, self->people[COACH], id, 1, &change),
                   ==, 2);
  g_assert_cmpuint (count (self, EVALUATOR, ATTUNE_WAITING_ASSIGNMENTS), ==, 0);
  waiting = list (self, ANALYST, ATTUNE_WAITING_ASSIGNMENTS);
  g_assert_cmpuint (waiting->len, ==, 1);
  first = g_ptr_array_index (waiting, 0);
  g_assert_cmpint (first->due_at, ==, due);
  g_assert_cmpstr (first->remark, ==, "please");

  /* A day that has passed meanwhile may stay, and no other one in the past be set. */
  attune_id_source_set_now (self->parent.ids, due + DAY);
  change.remark = "now";
  ATTUNE_CALL_OK (change_assignment, store, self->people[MANAGER], id, 2, &change);
  ATTUNE_CALL_OK (change_assignment, store, self->people[MANAGER], id, 3, &never);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_INVALID, change_assignment, store, self->people[MANAGER],
                     id, 4, &change);

  ATTUNE_CALL_OK (begin_assignment, store, self->people[ANALYST], id);
  change = (AttuneAssignmentChange){ self->people[EVALUATOR], 0, "" };
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_INVALID, change_assignment, store, self->people[MANAGER],
                     id, 5, &change);
}

static void
test_removing (Fixture *self, gconstpointer data)
{
  AttuneStore *store = self->parent.store;
  gint64 id = assign_to (self, EVALUATOR);
  gint64 other;

  for (guint i = 0; i < N_PEOPLE; i++)
    if (i != COACH && i != MANAGER)
      ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_DENIED, remove_assignment, store, self->people[i], id,
                         1, TRUE);
  g_assert_cmpint (ATTUNE_CALL_OK (remove_assignment, store, self->people[COACH], id, 1, TRUE), ==,
                   2);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_CONFLICT, remove_assignment, store, self->people[COACH], id,
                     1, TRUE);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_CONFLICT, remove_assignment, store, self->people[COACH], id,
                     2, TRUE);
  g_assert_cmpuint (count (self, EVALUATOR, ATTUNE_WAITING_ASSIGNMENTS), ==, 0);
  g_assert_cmpint (ATTUNE_CALL_OK (remove_assignment, store, self->people[COACH], id, 2, FALSE), ==,
                   3);
  g_assert_cmpuint (count (self, EVALUATOR, ATTUNE_WAITING_ASSIGNMENTS), ==, 1);

  ATTUNE_CALL_OK (remove_assignment, store, self->people[MANAGER], id, 3, TRUE);
  other = assign_to (self, ANALYST);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_EXISTS, remove_assignment, store, self->people[COACH], id,
                     4, FALSE);
  ATTUNE_CALL_OK (remove_assignment, store, self->people[COACH], other, 1, TRUE);
  submit (self, ANALYST, begin (self, ANALYST));
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_EXISTS, remove_assignment, store, self->people[COACH], id,
                     4, FALSE);
}

/* --- Many --------------------------------------------------------------------------------------------------------- */

#define N_CONTACTS 40

static void
test_many (Fixture *self, gconstpointer data)
{
  AttuneStore *store = self->parent.store;
  gint64 now = attune_id_source_now (self->parent.ids);
  AttuneAssignedPart parts[N_CONTACTS];
  AttuneAssigning assigning = {
    parts, N_CONTACTS, self->form, self->people[EVALUATOR], ATTUNE_BASIS_TARGETED, now + DAY, ""
  };
  g_autoptr (AttuneAssigned) first = NULL;
  g_autoptr (AttuneAssigned) second = NULL;
  g_autoptr (GPtrArray) waiting = NULL;
  g_autofree char *sql = NULL;

  /* Both of the team had the third one; the agent had the fourth twice; the last is named twice. */
  for (guint i = 0; i + 1 < N_CONTACTS; i++)
    parts[i] = (AttuneAssignedPart){
      attune_store_fixture_add_call (&self->parent, self->people[AGENT], now + i), 0
    };
  parts[N_CONTACTS - 1] = parts[N_CONTACTS - 2];
  sql = g_strdup_printf (
    "INSERT INTO interaction_agent (id, interaction_id, agent_id, team_id) SELECT 77, %" G_GINT64_FORMAT
    ", id, team_id FROM person WHERE external_id = 'colleague' UNION ALL SELECT 78, %" G_GINT64_FORMAT
    ", id, team_id FROM person WHERE external_id = 'agent'",
    parts[2].interaction, parts[3].interaction);
  attune_store_fixture_execute (&self->parent, sql);

  first = ATTUNE_CALL_OK (assign, store, self->people[COACH], &assigning);
  g_assert_cmpuint (first->ids->len, ==, N_CONTACTS);
  g_assert_cmpuint (count (self, EVALUATOR, ATTUNE_WAITING_ASSIGNMENTS), ==, N_CONTACTS);
  g_assert_cmpuint (count (self, COACH, ATTUNE_WAITING_GIVEN), ==, N_CONTACTS);

  /* Again nothing; with one more of which somebody else has begun and one that is free, that one. */
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_EXISTS, assign, store, self->people[COACH], &assigning);
  parts[0] = (AttuneAssignedPart){ self->contact, 0 };
  begin (self, ANALYST);
  parts[1].interaction = attune_store_fixture_add_call (&self->parent, self->people[AGENT], now);
  second = ATTUNE_CALL_OK (assign, store, self->people[COACH], &assigning);
  g_assert_cmpuint (second->ids->len, ==, 1);
  g_assert_cmpuint (second->n_evaluated, ==, 1);
  g_assert_cmpuint (second->n_assigned, >=, N_CONTACTS - 2);
  g_assert_cmpuint (second->n_foreign, ==, 0);

  /* All are taken back, or none. */
  ATTUNE_CALL_OK (begin_assignment, store, self->people[EVALUATOR],
                  g_array_index (second->ids, gint64, 0));
  g_array_append_vals (first->ids, second->ids->data, 1);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_CONFLICT, take_back, store, self->people[COACH],
                     first->ids);
  g_assert_cmpuint (count (self, EVALUATOR, ATTUNE_WAITING_ASSIGNMENTS), ==, N_CONTACTS + 1);
  g_array_set_size (first->ids, N_CONTACTS);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_DENIED, take_back, store, self->people[ANALYST],
                     first->ids);
  g_assert_cmpint (ATTUNE_CALL_OK (take_back, store, self->people[COACH], first->ids), ==,
                   N_CONTACTS);
  waiting = list (self, EVALUATOR, ATTUNE_WAITING_ASSIGNMENTS);
  g_assert_cmpuint (waiting->len, ==, 1);
}

/* One contact that is not the actor's to assess keeps all from being assigned. */
static void
test_foreign (Fixture *self, gconstpointer data)
{
  gint64 stranger = attune_store_fixture_add_person (&self->parent, "stranger", ATTUNE_ROLE_AGENT,
                                                     0);
  AttuneAssignedPart parts[] = {
    { self->contact, 0 },
    { attune_store_fixture_add_call (&self->parent, stranger,
                                     attune_id_source_now (self->parent.ids)),
      0 },
  };
  AttuneAssigning assigning = { parts, 2, self->form, self->people[COACH], 0, 0, "" };
  g_autoptr (AttuneAssigned) assigned = NULL;

  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_DENIED, assign, self->parent.store, self->people[COACH],
                     &assigning);
  assigned = ATTUNE_CALL_OK (assign, self->parent.store, self->people[ANALYST], &assigning);
  g_assert_cmpuint (assigned->ids->len, ==, 1);
  g_assert_cmpuint (assigned->n_foreign, ==, 1);
}

/* Whoever no longer may assess it does not see it any more, nor begins it; who gave it gives it to another. */
static void
test_rights_lost (Fixture *self, gconstpointer data)
{
  AttuneStore *store = self->parent.store;
  g_autoptr (AttuneAssigned) assigned = try_assign (self, MANAGER, COACH, 0, NULL);
  gint64 id = g_array_index (assigned->ids, gint64, 0);
  AttuneAssignmentChange change = { self->people[ANALYST], 0, "" };

  ATTUNE_CALL_OK (appoint, store, self->people[MANAGER], self->team, 1, self->people[COACH],
                  ATTUNE_COACHING_NONE);
  g_assert_cmpuint (count (self, COACH, ATTUNE_WAITING_ASSIGNMENTS), ==, 0);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_DENIED, begin_assignment, store, self->people[COACH], id);
  g_assert_cmpuint (count (self, MANAGER, ATTUNE_WAITING_GIVEN), ==, 1);
  ATTUNE_CALL_OK (change_assignment, store, self->people[MANAGER], id, 1, &change);
  g_assert_cmpuint (count (self, ANALYST, ATTUNE_WAITING_ASSIGNMENTS), ==, 1);
}

/* Told to who listens, and to the trail. */
static void
test_told (Fixture *self, gconstpointer data)
{
  gint64 id = assign_to (self, EVALUATOR);

  ATTUNE_CALL_OK (remove_assignment, self->parent.store, self->people[COACH], id, 1, TRUE);
  g_assert_cmpint (attune_store_fixture_get_int (&self->parent,
                                                 "SELECT count (*) FROM event WHERE verb IN"
                                                 " ('assign-evaluation', 'take-assignment-back')"),
                   ==, 2);
  g_assert_cmpint (attune_store_fixture_get_int (&self->parent,
                                                 "SELECT count (*) FROM change WHERE kind = 7"),
                   ==, 2);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*run) (Fixture *self, gconstpointer data);
  } tests[] = {
    { "/store/assignments/assigners", test_assigners },
    { "/store/assignments/assignees", test_assignees },
    { "/store/assignments/not-oneself", test_not_oneself },
    { "/store/assignments/wrong", test_wrong },
    { "/store/assignments/doing", test_doing },
    { "/store/assignments/begun-elsewhere", test_begun_elsewhere },
    { "/store/assignments/begun-before", test_begun_before },
    { "/store/assignments/done-by-other", test_done_by_other },
    { "/store/assignments/void", test_void },
    { "/store/assignments/changing", test_changing },
    { "/store/assignments/removing", test_removing },
    { "/store/assignments/many", test_many },
    { "/store/assignments/foreign", test_foreign },
    { "/store/assignments/rights-lost", test_rights_lost },
    { "/store/assignments/told", test_told },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, Fixture, NULL, set_up, tests[i].run, tear_down);
  return g_test_run ();
}
