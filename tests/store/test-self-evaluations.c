/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-cast.h"
#include "attune-figures.h"
#include "attune-notes.h"
#include "attune-query.h"
#include "attune-waiting.h"

/* Neither side sees the other's until both are in, or the time is over: through every door, for everybody, at every step. */

#define DAY (24 * G_TIME_SPAN_HOUR)
#define SAID(said)                                                                                     \
  "{\"format\":\"attune-answers\",\"version\":1,\"form\":\"f\",\"answers\":{\"q\":{\"option\":\"" said \
  "\"}}}"

typedef struct
{
  AttuneStoreFixture parent;
  gint64 people[N_PEOPLE];
  gint64 form;
  gint64 interaction;
  gint64 request;
  gint64 own; /* the agent's, 0 until it is begun */
  gint64 assessment;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  attune_store_fixture_set_up (&self->parent, data);
  attune_cast_add (&self->parent, self->people);
  self->form = attune_store_fixture_add_form (&self->parent, "f");
  self->interaction = attune_store_fixture_add_call (&self->parent, self->people[AGENT],
                                                     attune_id_source_now (self->parent.ids));
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  attune_store_fixture_assert_sound (self->parent.store);
  attune_store_fixture_tear_down (&self->parent, data);
}

/* After the file itself was altered, which check would tell. */
static void
tear_down_altered (Fixture *self, gconstpointer data)
{
  attune_store_fixture_tear_down (&self->parent, data);
}

static void
ask (Fixture *self)
{
  AttuneSelfRequest request = { self->interaction, self->people[AGENT], self->form,
                                attune_id_source_now (self->parent.ids) + 7 * DAY, "Your view?" };

  self->request = ATTUNE_CALL_OK (request_self, self->parent.store, self->people[COACH], &request);
}

static gint64
begin (Fixture *self, guint person, AttuneEvaluationKind kind)
{
  AttuneEvaluationSpec spec = {
    .interaction = self->interaction, .agent = self->people[AGENT], .form = self->form, .kind = kind
  };

  return ATTUNE_CALL_OK (start_evaluation, self->parent.store, self->people[person], &spec);
}

static void
begin_own (Fixture *self)
{
  self->own = begin (self, AGENT, ATTUNE_EVALUATION_SELF);
}

static void
begin_assessment (Fixture *self)
{
  self->assessment = begin (self, EVALUATOR, ATTUNE_EVALUATION_ASSESSMENT);
}

static void
hand_in (Fixture *self, guint person, gint64 id, const char *answers)
{
  gint64 actor = self->people[person];
  gint64 rev = ATTUNE_CALL_OK (save_answers, self->parent.store, actor, id, 1, answers);

  ATTUNE_CALL_OK (submit, self->parent.store, actor, id, rev);
}

static void
hand_in_own (Fixture *self)
{
  hand_in (self, AGENT, self->own, SAID ("yes"));
}

static void
hand_in_assessment (Fixture *self)
{
  hand_in (self, EVALUATOR, self->assessment, SAID ("no"));
}

/* Its time is over; nothing comes of that until somebody asks for what is due. */
static void
let_pass (Fixture *self)
{
  attune_id_source_set_now (self->parent.ids, attune_id_source_now (self->parent.ids) + 8 * DAY);
}

static void
bring_due (Fixture *self)
{
  ATTUNE_CALL_OK (release_due, self->parent.store, self->people[ANALYST]);
}

static void
void_assessment (Fixture *self)
{
  g_autoptr (AttuneEvaluation)
    evaluation = ATTUNE_CALL_OK (load_evaluation, self->parent.store, self->people[MANAGER],
                                 self->assessment);

  ATTUNE_CALL_OK (void, self->parent.store, self->people[MANAGER], self->assessment,
                  evaluation->row->rev, "twice");
}

/* --- Doors ---------------------------------------------------------------------------------------------------------- */

typedef gboolean (*Door) (Fixture *self, gint64 actor, gint64 id);

static gboolean
is_loaded (Fixture *self, gint64 actor, gint64 id)
{
  g_autoptr (AttuneEvaluation)
    found = ATTUNE_CALL (load_evaluation, self->parent.store, NULL, actor, id);

  return found != NULL;
}

static gboolean
is_revision_loaded (Fixture *self, gint64 actor, gint64 id)
{
  g_autofree char *sql = g_strdup_printf (
    "SELECT id FROM evaluation_revision WHERE evaluation_id = %" G_GINT64_FORMAT, id);
  gint64 revision = attune_store_fixture_get_int (&self->parent, sql);
  g_autofree char *found = ATTUNE_CALL (load_revision, self->parent.store, NULL, actor, revision);

  return found != NULL;
}

static gboolean
is_listed (Fixture *self, gint64 actor, gint64 id)
{
  AttuneQuery query = { ATTUNE_LIST_EVALUATIONS };
  g_autoptr (GArray) ids = ATTUNE_CALL_OK (list_ids, self->parent.store, actor, &query);

  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, gint64, i) == id)
      return TRUE;
  return FALSE;
}

static gboolean
is_fetched (Fixture *self, gint64 actor, gint64 id)
{
  g_autoptr (GPtrArray)
    rows = ATTUNE_CALL_OK (fetch_rows, self->parent.store, actor, ATTUNE_LIST_EVALUATIONS, &id, 1);

  return g_ptr_array_index (rows, 0) != NULL;
}

static gboolean
are_notes_listed (Fixture *self, gint64 actor, gint64 id)
{
  g_autoptr (GPtrArray) notes = ATTUNE_CALL (list_notes, self->parent.store, NULL, actor, id);

  return notes != NULL;
}

static gboolean
is_answering_loaded (Fixture *self, gint64 actor, gint64 id)
{
  g_autoptr (AttuneAnswering)
    found = ATTUNE_CALL (load_answering, self->parent.store, NULL, actor, id);

  return found != NULL;
}

static const Door doors[] = { is_loaded,  is_revision_loaded, is_listed,
                              is_fetched, are_notes_listed,   is_answering_loaded };

static void
assert_seen (Fixture *self, gint64 id, const char *expected)
{
  for (guint i = 0; id != 0 && i < G_N_ELEMENTS (doors); i++)
    {
      char seen[N_PEOPLE + 1] = { 0 };

      for (guint j = 0; j < N_PEOPLE; j++)
        seen[j] = doors[i](self, self->people[j], id) ? 'x' : '-';
      g_test_message ("door %u", i);
      g_assert_cmpstr (seen, ==, expected);
    }
}

static gboolean
is_compared (Fixture *self, gint64 actor)
{
  g_autoptr (AttuneGap)
    gap = ATTUNE_CALL (load_gap, self->parent.store, NULL, actor, self->assessment);

  return gap != NULL;
}

static gboolean
is_in_series (Fixture *self, gint64 actor)
{
  AttuneSeriesQuery query = { self->people[AGENT], .includes_targeted = TRUE };
  g_autoptr (GArray) series = ATTUNE_CALL_OK (load_series, self->parent.store, actor, &query);

  return series->len > 0;
}

/* Whether the trail has a self-evaluation's words, beside its seal. */
static gboolean
is_in_trail (Fixture *self)
{
  return attune_store_fixture_get_int (&self->parent,
                                       "SELECT count (*) FROM event_content WHERE CAST (content AS"
                                       " TEXT) LIKE '%\"option\":\"yes\"%'") > 0;
}

typedef void (*Step) (Fixture *self);

/* After each step: who sees the agent's own, who the assessment, who both side by side, whose series has it, and whether the
 * trail has the agent's words. Agent, colleague, coach, other coach, evaluator, analyst, manager, auditor. */
typedef struct
{
  Step step;
  const char *own;
  const char *assessment;
  const char *gap;
  const char *series;
  gboolean is_in_trail;
} State;

#define NOBODY "--------"
#define STAFF  "--x-xxx-"

static const State assessed_first[] = {
  { ask, NULL, NULL, NOBODY, NOBODY, FALSE },
  { begin_assessment, NULL, "----x---", NOBODY, NOBODY, FALSE },
  { hand_in_assessment, NULL, STAFF, NOBODY, STAFF, FALSE },
  { begin_own, "x-------", STAFF, NOBODY, STAFF, FALSE },
  { hand_in_own, "x-x---x-", "x-x-xxx-", "x-x---x-", "x-x-xxx-", TRUE },
};
static const State own_first[] = {
  { ask, NULL, NULL, NOBODY, NOBODY, FALSE },
  { begin_assessment, NULL, "----x---", NOBODY, NOBODY, FALSE },
  { begin_own, "x-------", "----x---", NOBODY, NOBODY, FALSE },
  { hand_in_own, "x-------", "----x---", NOBODY, NOBODY, FALSE },
  { hand_in_assessment, "x-x---x-", "x-x-xxx-", "x-x---x-", "x-x-xxx-", TRUE },
  { void_assessment, "x-x---x-", STAFF, NOBODY, NOBODY, TRUE },
};
static const State agent_late[] = {
  { ask, NULL, NULL, NOBODY, NOBODY, FALSE },
  { begin_assessment, NULL, "----x---", NOBODY, NOBODY, FALSE },
  { begin_own, "x-------", "----x---", NOBODY, NOBODY, FALSE },
  { hand_in_assessment, "x-------", STAFF, NOBODY, STAFF, FALSE },
  { let_pass, "x-------", STAFF, NOBODY, STAFF, FALSE },
  { bring_due, "x-------", "x-x-xxx-", NOBODY, "x-x-xxx-", FALSE },
};
static const State assessment_late[] = {
  { ask, NULL, NULL, NOBODY, NOBODY, FALSE },
  { begin_assessment, NULL, "----x---", NOBODY, NOBODY, FALSE },
  { begin_own, "x-------", "----x---", NOBODY, NOBODY, FALSE },
  { hand_in_own, "x-------", "----x---", NOBODY, NOBODY, FALSE },
  { let_pass, "x-------", "----x---", NOBODY, NOBODY, FALSE },
  { bring_due, "x-x---x-", "----x---", NOBODY, NOBODY, TRUE },
};
static const State never_begun[] = {
  { ask, NULL, NULL, NOBODY, NOBODY, FALSE },
  { begin_assessment, NULL, "----x---", NOBODY, NOBODY, FALSE },
  { hand_in_assessment, NULL, STAFF, NOBODY, STAFF, FALSE },
  { bring_due, NULL, STAFF, NOBODY, STAFF, FALSE },
  { let_pass, NULL, STAFF, NOBODY, STAFF, FALSE },
  { bring_due, NULL, "x-x-xxx-", NOBODY, "x-x-xxx-", FALSE },
};
/* Of the agent's own accord: what was released is hidden again. */
static const State unasked[] = {
  { begin_assessment, NULL, "----x---", NOBODY, NOBODY, FALSE },
  { hand_in_assessment, NULL, "x-x-xxx-", NOBODY, "x-x-xxx-", FALSE },
  { begin_own, "x-------", STAFF, NOBODY, STAFF, FALSE },
  { hand_in_own, "x-x---x-", "x-x-xxx-", "x-x---x-", "x-x-xxx-", TRUE },
};

typedef struct
{
  const State *states;
  guint n_states;
} Course;

static const Course courses[] = {
  { assessed_first, G_N_ELEMENTS (assessed_first) },
  { own_first, G_N_ELEMENTS (own_first) },
  { agent_late, G_N_ELEMENTS (agent_late) },
  { assessment_late, G_N_ELEMENTS (assessment_late) },
  { never_begun, G_N_ELEMENTS (never_begun) },
  { unasked, G_N_ELEMENTS (unasked) },
};

static void
assert_state (Fixture *self, const State *state)
{
  char compared[N_PEOPLE + 1] = { 0 };
  char series[N_PEOPLE + 1] = { 0 };

  if (state->own != NULL)
    assert_seen (self, self->own, state->own);
  if (state->assessment != NULL)
    assert_seen (self, self->assessment, state->assessment);
  for (guint i = 0; i < N_PEOPLE; i++)
    {
      compared[i] = is_compared (self, self->people[i]) ? 'x' : '-';
      series[i] = is_in_series (self, self->people[i]) ? 'x' : '-';
    }
  g_assert_cmpstr (compared, ==, state->gap);
  g_assert_cmpstr (series, ==, state->series);
  g_assert_true (is_in_trail (self) == state->is_in_trail);
}

static void
test_course (Fixture *self, gconstpointer data)
{
  const Course *course = data;

  for (guint i = 0; i < course->n_states; i++)
    {
      g_test_message ("step %u", i);
      course->states[i].step (self);
      assert_state (self, &course->states[i]);
    }
  /* Nothing of the agent's own is counted anywhere. */
  g_assert_cmpint (attune_store_fixture_get_int (&self->parent, "SELECT count (*) FROM rollup WHERE"
                                                                " question_id = 0 AND sum > 0"),
                   ==, 0);
}

/* Words said on what is blind are not in the trail either. */
static void
test_notes (Fixture *self, gconstpointer data)
{
  AttuneNote note = { .from_us = -1, .to_us = -1, .is_shared = TRUE, .text = (char *) "my secret" };

  ask (self);
  begin_own (self);
  hand_in_own (self);
  note.evaluation = self->own;
  attune_note_free (ATTUNE_CALL_OK (save_note, self->parent.store, self->people[AGENT], &note));
  g_assert_cmpint (attune_store_fixture_get_int (&self->parent,
                                                 "SELECT count (*) FROM event_content WHERE CAST"
                                                 " (content AS TEXT) LIKE '%my secret%'"),
                   ==, 0);
}

static void
test_requests (Fixture *self, gconstpointer data)
{
  AttuneStore *store = self->parent.store;
  gint64 now = attune_id_source_now (self->parent.ids);
  AttuneSelfRequest request = { self->interaction, self->people[AGENT], self->form, now + DAY, "" };
  AttuneSelfRequest late = { self->interaction, self->people[AGENT], self->form, now, "" };
  AttuneSelfRequest formless = { self->interaction, self->people[AGENT], 1, now + DAY, "" };
  static const guint strangers[] = { AGENT, COLLEAGUE, OTHER_COACH, AUDITOR };

  for (guint i = 0; i < G_N_ELEMENTS (strangers); i++)
    ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_DENIED, request_self, store, self->people[strangers[i]],
                       &request);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_INVALID, request_self, store, self->people[COACH], &late);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_NOT_FOUND, request_self, store, self->people[COACH],
                     &formless);
  ask (self);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_EXISTS, request_self, store, self->people[MANAGER],
                     &request);

  /* Whoever asked takes it back; then it may be asked again. */
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_DENIED, withdraw_request, store, self->people[ANALYST],
                     self->request, 1);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_CONFLICT, withdraw_request, store, self->people[COACH],
                     self->request, 2);
  ATTUNE_CALL_OK (withdraw_request, store, self->people[COACH], self->request, 1);
  ask (self);
  begin_own (self);
  hand_in_own (self);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_EXISTS, request_self, store, self->people[MANAGER],
                     &request);
}

/* A request that something came of stays, whoever asked and whatever they have seen of it; once that is taken away again, it
 * can go. */
static void
test_begun (Fixture *self, gconstpointer data)
{
  AttuneStore *store = self->parent.store;
  g_autoptr (AttuneAnswering) before = NULL;
  g_autoptr (AttuneAnswering) begun = NULL;
  gint64 rev;

  begin_assessment (self);
  hand_in_assessment (self);
  ask (self);
  before = ATTUNE_CALL_OK (load_answering, store, self->people[COACH], self->assessment);
  g_assert_true (before->can_withdraw_request);
  begin_own (self);
  begun = ATTUNE_CALL_OK (load_answering, store, self->people[COACH], self->assessment);
  rev = begun->assignment_rev;
  g_assert_false (begun->can_withdraw_request);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_CONFLICT, withdraw_request, store, self->people[COACH],
                     self->request, rev);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_CONFLICT, withdraw_request, store, self->people[MANAGER],
                     self->request, rev);
  ATTUNE_CALL_OK (void, store, self->people[AGENT], self->own, 1, "not now");
  ATTUNE_CALL_OK (withdraw_request, store, self->people[COACH], self->request, rev);
  assert_seen (self, self->assessment, "x-x-xxx-");
}

/* An agent who has answered knows the answers, and goes on doing so after a correction. */
static void
test_answered (Fixture *self, gconstpointer data)
{
  AttuneStore *store = self->parent.store;
  AttuneEvaluationSpec spec = { .interaction = self->interaction,
                                .agent = self->people[AGENT],
                                .form = self->form,
                                .kind = ATTUNE_EVALUATION_SELF };
  AttuneSelfRequest request = { self->interaction, self->people[AGENT], self->form,
                                attune_id_source_now (self->parent.ids) + DAY, "" };
  g_autoptr (AttuneEvaluation) seen = NULL;
  g_autoptr (AttuneAnswering) answering = NULL;

  begin_assessment (self);
  hand_in_assessment (self);
  seen = ATTUNE_CALL_OK (load_evaluation, store, self->people[AGENT], self->assessment);
  ATTUNE_CALL_OK (acknowledge, store, self->people[AGENT], self->assessment, seen->row->rev, "");
  ATTUNE_CALL_OK (revise, store, self->people[EVALUATOR], self->assessment, seen->row->rev,
                  SAID ("yes"), ATTUNE_REVISION_CORRECTION, "");
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_DENIED, start_evaluation, store, self->people[AGENT],
                     &spec);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_INVALID, request_self, store, self->people[COACH],
                     &request);
  answering = ATTUNE_CALL_OK (load_answering, store, self->people[COACH], self->assessment);
  g_assert_false (answering->can_ask_self);
}

/* What is owed, until it is handed in; and the contact can be opened for it. */
static void
test_owing (Fixture *self, gconstpointer data)
{
  AttuneStore *store = self->parent.store;
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) begun = NULL;
  g_autoptr (GPtrArray) after = NULL;
  g_autoptr (AttuneInteraction) contact = NULL;
  const AttuneWaiting *waiting;

  g_assert_null (
    ATTUNE_CALL (load_interaction, store, NULL, self->people[AGENT], self->interaction));
  ask (self);
  contact = ATTUNE_CALL_OK (load_interaction, store, self->people[AGENT], self->interaction);
  before = ATTUNE_CALL_OK (list_waiting, store, self->people[AGENT],
                           ATTUNE_WAITING_BIT (ATTUNE_WAITING_SELF_EVALUATIONS));
  g_assert_cmpuint (before->len, ==, 1);
  waiting = g_ptr_array_index (before, 0);
  g_assert_cmpint (waiting->evaluation, ==, 0);
  g_assert_cmpint (waiting->interaction, ==, self->interaction);
  g_assert_cmpstr (waiting->person, ==, "coach");
  g_assert_cmpstr (waiting->remark, ==, "Your view?");
  begin_own (self);
  begun = ATTUNE_CALL_OK (list_waiting, store, self->people[AGENT],
                          ATTUNE_WAITING_BIT (ATTUNE_WAITING_SELF_EVALUATIONS));
  g_assert_cmpint (((AttuneWaiting *) g_ptr_array_index (begun, 0))->evaluation, ==, self->own);
  hand_in_own (self);
  after = ATTUNE_CALL_OK (list_waiting, store, self->people[AGENT],
                          ATTUNE_WAITING_BIT (ATTUNE_WAITING_SELF_EVALUATIONS));
  g_assert_cmpuint (after->len, ==, 0);
}

/* A fault in the file, and how it goes again. */
typedef struct
{
  const char *wrong;
  const char *right;
  const char *seen; /* meanwhile, of what the agent began of their own accord */
  guint n_later;
} Fault;

#define OVERFLOW "THEN abs (-9223372036854775807 - 1) END)"
static const Fault faults[] = {
  { "CREATE INDEX w ON assignment (CASE WHEN lapsed_at IS NOT NULL " OVERFLOW, "DROP INDEX w",
    "x-x-xxx-", 1 },
  { "CREATE INDEX w ON evaluation (CASE WHEN voided_at IS NOT NULL " OVERFLOW, "DROP INDEX w",
    STAFF, 1 },
  { "ALTER TABLE assignment RENAME TO elsewhere", "ALTER TABLE elsewhere RENAME TO assignment",
    STAFF, 2 },
};

/* What cannot be ended, or not even be found, is told, and met again; the one does not stand in the way of the other. */
static void
test_fault (Fixture *self, gconstpointer data)
{
  const Fault *fault = data;
  AttuneStore *store = self->parent.store;
  gint64 now = attune_id_source_now (self->parent.ids);
  AttuneSelfRequest request = { attune_store_fixture_add_call (&self->parent, self->people[AGENT],
                                                               now),
                                self->people[AGENT], self->form, now + 7 * DAY, "" };
  g_autoptr (GError) error = NULL;

  begin_assessment (self);
  hand_in_assessment (self);
  begin_own (self);
  ATTUNE_CALL_OK (request_self, store, self->people[COACH], &request);
  attune_id_source_set_now (self->parent.ids, now + 15 * DAY);
  attune_store_fixture_execute (&self->parent, fault->wrong);
  g_assert_cmpint (ATTUNE_CALL (release_due, store, &error, self->people[ANALYST]), ==, 0);
  g_assert_nonnull (error);
  attune_store_fixture_execute (&self->parent, fault->right);
  assert_seen (self, self->assessment, fault->seen);
  g_assert_cmpint (ATTUNE_CALL_OK (release_due, store, self->people[ANALYST]), ==, fault->n_later);
  assert_seen (self, self->assessment, "x-x-xxx-");
}

/* What is handed in stays: it can neither be released, revised, nor made void by its agent. */
static void
test_staying (Fixture *self, gconstpointer data)
{
  AttuneStore *store = self->parent.store;
  g_autoptr (AttuneEvaluation) own = NULL;

  ask (self);
  begin_own (self);
  hand_in_own (self);
  own = ATTUNE_CALL_OK (load_evaluation, store, self->people[AGENT], self->own);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_INVALID, release, store, self->people[AGENT], self->own,
                     own->row->rev);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_INVALID, revise, store, self->people[AGENT], self->own,
                     own->row->rev, SAID ("no"), ATTUNE_REVISION_CORRECTION, "");
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_INVALID, void, store, self->people[AGENT], self->own,
                     own->row->rev, "no");
}

static void
test_gap (Fixture *self, gconstpointer data)
{
  g_autoptr (AttuneGap) gap = NULL;
  g_autoptr (GArray) items = NULL;
  const AttuneGapItem *item;

  ask (self);
  begin_assessment (self);
  begin_own (self);
  hand_in_own (self);
  hand_in_assessment (self);
  gap = ATTUNE_CALL_OK (load_gap, self->parent.store, self->people[COACH], self->own);
  g_assert_cmpint (gap->assessment, ==, self->assessment);
  g_assert_cmpint (gap->self_evaluation, ==, self->own);
  g_assert_cmpint (gap->score, ==, 0);
  g_assert_cmpint (gap->self_score, ==, 10000);
  items = attune_gap_list_items (gap);
  g_assert_cmpuint (items->len, ==, 1);
  item = &g_array_index (items, AttuneGapItem, 0);
  g_assert_cmpint (item->gap, ==, 10000);
  g_assert_true (item->differs);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/store/self/assessed-first", Fixture, &courses[0], set_up, test_course, tear_down);
  g_test_add ("/store/self/own-first", Fixture, &courses[1], set_up, test_course, tear_down);
  g_test_add ("/store/self/agent-late", Fixture, &courses[2], set_up, test_course, tear_down);
  g_test_add ("/store/self/assessment-late", Fixture, &courses[3], set_up, test_course, tear_down);
  g_test_add ("/store/self/never-begun", Fixture, &courses[4], set_up, test_course, tear_down);
  g_test_add ("/store/self/unasked", Fixture, &courses[5], set_up, test_course, tear_down);
  g_test_add ("/store/self/notes", Fixture, NULL, set_up, test_notes, tear_down);
  g_test_add ("/store/self/requests", Fixture, NULL, set_up, test_requests, tear_down);
  g_test_add ("/store/self/begun", Fixture, NULL, set_up, test_begun, tear_down);
  g_test_add ("/store/self/answered", Fixture, NULL, set_up, test_answered, tear_down);
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *name = g_strdup_printf ("/store/self/fault/%u", i);

      g_test_add (name, Fixture, &faults[i], set_up, test_fault, tear_down_altered);
    }
  g_test_add ("/store/self/owing", Fixture, NULL, set_up, test_owing, tear_down);
  g_test_add ("/store/self/staying", Fixture, NULL, set_up, test_staying, tear_down);
  g_test_add ("/store/self/gap", Fixture, NULL, set_up, test_gap, tear_down);
  return g_test_run ();
}
