/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-answering-sample.h"
#include "attune-waiting.h"

/* Acknowledging and disputing: who may do what when, and what comes of it. */

typedef AttuneAnsweringSample Fixture;

#define DAY (24 * G_TIME_SPAN_HOUR)

static GPtrArray *
make_decision (const char *question, AttuneDecision decision, const char *decided)
{
  GPtrArray *answers = attune_answering_sample_make_answers (question, NULL, NULL);

  attune_dispute_answer_decide (g_ptr_array_index (answers, 0), decision, decided, "Heard");
  return answers;
}

static void
test_acknowledge (Fixture *self, gconstpointer data)
{
  AttuneStore *store = self->parent.store;
  g_autoptr (AttuneAnswering) before = attune_answering_sample_load_answering (self, AGENT);
  g_autoptr (AttuneAnswering) after = NULL;
  g_autoptr (AttuneAnswering) corrected = NULL;
  const AttuneAcknowledgement *said;

  g_assert_true (before->can_acknowledge && before->can_dispute);
  for (guint i = COLLEAGUE; i < N_PEOPLE; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (
        ATTUNE_CALL (acknowledge, store, &error, self->people[i], self->evaluation, self->rev, ""));
      g_assert_nonnull (error);
    }
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_CONFLICT, acknowledge, store, self->people[AGENT],
                     self->evaluation, self->rev + 1, "");

  ATTUNE_CALL_OK (acknowledge, store, self->people[AGENT], self->evaluation, self->rev, "Thanks");
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_EXISTS, acknowledge, store, self->people[AGENT],
                     self->evaluation, self->rev, "Again");
  after = attune_answering_sample_load_answering (self, COACH);
  said = g_ptr_array_index (after->acknowledgements, 0);
  g_assert_cmpuint (after->acknowledgements->len, ==, 1);
  g_assert_cmpstr (said->comment, ==, "Thanks");
  g_assert_cmpint (after->acknowledged_at, ==, said->at);

  /* It was of that revision alone, and did not keep anybody from correcting it. */
  ATTUNE_CALL_OK (revise, store, self->people[EVALUATOR], self->evaluation, self->rev,
                  HEAD "\"greeting\":{\"option\":\"yes\"},\"farewell\":{\"option\":\"yes\"}}}",
                  ATTUNE_REVISION_CORRECTION, "misheard");
  corrected = attune_answering_sample_load_answering (self, AGENT);
  g_assert_true (corrected->can_acknowledge);
  g_assert_cmpuint (corrected->acknowledgements->len, ==, 1);
}

/* What a dispute must be, and when. */
static void
test_opening (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *question;
    const char *proposed;
    const char *reason;
  } wrong[] = {
    { "nothing", ONE ("farewell", "yes"), "r" },
    { "farewell", ONE ("farewell", "no"), "r" },
    { "farewell", ONE ("greeting", "no"), "r" },
    { "farewell", ONE ("farewell", "yes"), " \n" },
    { "farewell", ONE ("farewell", "maybe"), "r" },
    { "farewell", NULL, "r" },
    { "farewell", "{", "r" },
  };
  AttuneStore *store = self->parent.store;
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (GPtrArray)
    right = attune_answering_sample_make_answers ("farewell", ONE ("farewell", "yes"), "r");
  g_autoptr (GPtrArray) twice = attune_dispute_answers_copy (right);

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GPtrArray)
        answers = attune_answering_sample_make_answers (wrong[i].question, wrong[i].proposed,
                                                        wrong[i].reason);

      g_test_message ("case %u", i);
      ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_INVALID, open_dispute, store, self->people[AGENT],
                         self->evaluation, self->rev, answers, "");
    }
  g_ptr_array_add (twice, attune_dispute_answer_copy (g_ptr_array_index (right, 0)));
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_INVALID, open_dispute, store, self->people[AGENT],
                     self->evaluation, self->rev, twice, "");
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_INVALID, open_dispute, store, self->people[AGENT],
                     self->evaluation, self->rev, none, "");
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_CONFLICT, open_dispute, store, self->people[AGENT],
                     self->evaluation, self->rev - 1, right, "");
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_NOT_FOUND, open_dispute, store, self->people[COLLEAGUE],
                     self->evaluation, self->rev, right, "");
  for (guint i = EVALUATOR; i <= MANAGER; i++)
    ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_DENIED, open_dispute, store, self->people[i],
                       self->evaluation, self->rev, right, "");

  ATTUNE_CALL_OK (open_dispute, store, self->people[AGENT], self->evaluation, self->rev, right, "");
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_EXISTS, open_dispute, store, self->people[AGENT],
                     self->evaluation, self->rev, right, "");
}

/* Until the end of the fourteenth day, and not after. */
static void
test_deadline (Fixture *self, gconstpointer data)
{
  AttuneStore *store = self->parent.store;
  g_autoptr (GPtrArray)
    answers = attune_answering_sample_make_answers ("farewell", ONE ("farewell", "yes"), "r");
  g_autoptr (AttuneAnswering) before = attune_answering_sample_load_answering (self, AGENT);
  g_autoptr (AttuneAnswering) after = NULL;
  gint64 last = before->dispute_deadline;

  g_assert_cmpint (last, >, attune_id_source_now (self->parent.ids) + 14 * DAY);
  g_assert_cmpint (last, <=, attune_id_source_now (self->parent.ids) + 15 * DAY);
  attune_id_source_set_now (self->parent.ids, last);
  after = attune_answering_sample_load_answering (self, AGENT);
  g_assert_false (after->can_dispute);
  g_assert_true (after->can_acknowledge);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_INVALID, open_dispute, store, self->people[AGENT],
                     self->evaluation, self->rev, answers, "");
  attune_id_source_set_now (self->parent.ids, last - G_TIME_SPAN_SECOND);
  ATTUNE_CALL_OK (open_dispute, store, self->people[AGENT], self->evaluation, self->rev, answers,
                  "");
}

/* The time runs from when the agent could see it: however their own evaluation came and went before, and not from what they
 * began after that. */
static void
begin_own (Fixture *self, gint64 interaction, gint64 *out_id)
{
  AttuneEvaluationSpec spec = { .interaction = interaction,
                                .agent = self->people[AGENT],
                                .form = self->form,
                                .kind = ATTUNE_EVALUATION_SELF };

  *out_id = ATTUNE_CALL_OK (start_evaluation, self->parent.store, self->people[AGENT], &spec);
}

typedef enum
{
  UNASKED,
  ASKED_AND_WITHDRAWN,
  ASKED_AND_LAPSED,
  ASKED_AND_DONE,
  BEGUN_AND_DONE,
  BEGUN_AND_VOIDED,
  BEGUN_AND_LAPSED,
  SEEN_AND_BEGUN,
} Hiding;

static void
wait_days (Fixture *self, guint days)
{
  attune_id_source_set_now (self->parent.ids, attune_id_source_now (self->parent.ids) + days * DAY);
}

/* Begins to hide the assessment that is to be released, and ends 20 days later, but for one that time ends after 14. */
static void
hide (Fixture *self, Hiding hiding, gint64 interaction, gint64 *request, gint64 *own)
{
  AttuneSelfRequest asked = { interaction, self->people[AGENT], self->form,
                              attune_id_source_now (self->parent.ids) + 19 * DAY, "" };

  if (hiding >= ASKED_AND_WITHDRAWN && hiding <= ASKED_AND_DONE)
    *request = ATTUNE_CALL_OK (request_self, self->parent.store, self->people[COACH], &asked);
  if (hiding >= ASKED_AND_DONE && hiding <= BEGUN_AND_LAPSED)
    begin_own (self, interaction, own);
}

static void
show (Fixture *self, Hiding hiding, gint64 request, gint64 own)
{
  AttuneStore *store = self->parent.store;
  gint64 agent = self->people[AGENT];
  gint64 rev;

  switch (hiding)
    {
    case ASKED_AND_WITHDRAWN:
      ATTUNE_CALL_OK (withdraw_request, store, self->people[COACH], request, 1);
      break;
    case ASKED_AND_DONE:
    case BEGUN_AND_DONE:
      rev = ATTUNE_CALL_OK (save_answers, store, agent, own, 1, GIVEN);
      ATTUNE_CALL_OK (submit, store, agent, own, rev);
      break;
    case BEGUN_AND_VOIDED:
      ATTUNE_CALL_OK (void, store, agent, own, 1, "no");
      break;
    case ASKED_AND_LAPSED:
    case BEGUN_AND_LAPSED:
      ATTUNE_CALL_OK (release_due, store, self->people[ANALYST]);
      break;
    case UNASKED:
    case SEEN_AND_BEGUN:
      break;
    }
}

static void
test_hidden (Fixture *self, gconstpointer data)
{
  static const struct
  {
    Hiding hiding;
    guint days; /* that pass before it is shown */
    gboolean is_open;
  } cases[] = {
    { UNASKED, 20, FALSE },         { ASKED_AND_WITHDRAWN, 20, TRUE },
    { ASKED_AND_LAPSED, 20, TRUE }, { ASKED_AND_DONE, 18, TRUE },
    { BEGUN_AND_DONE, 13, TRUE },   { BEGUN_AND_VOIDED, 13, TRUE },
    { BEGUN_AND_LAPSED, 20, TRUE }, { SEEN_AND_BEGUN, 20, FALSE },
  };
  AttuneStore *store = self->parent.store;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AttuneEvaluation) seen = NULL;
      g_autoptr (AttuneAnswering) before = NULL;
      g_autoptr (AttuneAnswering) answering = NULL;
      g_autoptr (AttuneAnswering) after = NULL;
      gint64 request = 0;
      gint64 own = 0;

      g_test_message ("case %u", i);
      self->evaluation = attune_answering_sample_evaluate (self, &self->rev);
      seen = attune_answering_sample_load (self, EVALUATOR);
      hide (self, cases[i].hiding, seen->row->interaction, &request, &own);
      before = attune_answering_sample_load_answering (self, COACH);
      wait_days (self, cases[i].days);
      show (self, cases[i].hiding, request, own);
      if (cases[i].hiding == SEEN_AND_BEGUN)
        {
          begin_own (self, seen->row->interaction, &own);
          ATTUNE_CALL_OK (void, store, self->people[AGENT], own, 1, "no");
        }
      answering = attune_answering_sample_load_answering (self, AGENT);
      g_assert_true (answering->can_dispute == cases[i].is_open);
      if (!cases[i].is_open)
        continue;
      g_assert_cmpint (before->dispute_deadline, ==, 0);
      wait_days (self, 13);
      attune_answering_sample_dispute (self);
    }
}

/* Who sees what of it: a character a person, in their order; x sees, - does not. */
static gboolean
is_loaded (Fixture *self, gint64 actor, gint64 id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AttuneDispute)
    found = ATTUNE_CALL (load_dispute, self->parent.store, &error, actor, id);

  return found != NULL;
}

static gboolean
is_listed (Fixture *self, gint64 actor, gint64 id)
{
  g_autoptr (GPtrArray) rows = ATTUNE_CALL_OK (list_disputes, self->parent.store, actor, 0);

  return rows->len > 0;
}

static gboolean
is_shown (Fixture *self, gint64 actor, gint64 id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AttuneAnswering)
    answering = ATTUNE_CALL (load_answering, self->parent.store, &error, actor, self->evaluation);

  return answering != NULL && answering->dispute != NULL;
}

static gboolean
is_counted (Fixture *self, gint64 actor, gint64 id)
{
  g_autoptr (GArray) counts = ATTUNE_CALL_OK (count_disputes, self->parent.store, actor);
  guint n = 0;

  for (guint i = 0; i < counts->len; i++)
    n += g_array_index (counts, guint, i);
  return n > 0;
}

static gboolean
is_waiting (Fixture *self, gint64 actor, gint64 id)
{
  g_autoptr (GPtrArray) waiting = ATTUNE_CALL_OK (list_waiting, self->parent.store, actor,
                                                  ATTUNE_WAITING_BIT (ATTUNE_WAITING_DISPUTES));

  return waiting->len > 0;
}

static void
assert_seen (Fixture *self, gint64 id, const char *seen, const char *counted, const char *waiting)
{
  static const struct
  {
    gboolean (*open) (Fixture *self, gint64 actor, gint64 id);
    guint column;
  } doors[] = {
    { is_loaded, 0 }, { is_listed, 0 }, { is_shown, 0 }, { is_counted, 1 }, { is_waiting, 2 }
  };
  const char *expected[] = { seen, counted, waiting };

  for (guint i = 0; i < G_N_ELEMENTS (doors); i++)
    {
      char found[N_PEOPLE + 1] = { 0 };

      for (guint j = 0; j < N_PEOPLE; j++)
        found[j] = doors[i].open (self, self->people[j], id) ? 'x' : '-';
      g_test_message ("door %u", i);
      g_assert_cmpstr (found, ==, expected[doors[i].column]);
    }
}

static void
test_rights (Fixture *self, gconstpointer data)
{
  AttuneStore *store = self->parent.store;
  gint64 id = attune_answering_sample_dispute (self);
  g_autoptr (GPtrArray) keep = make_decision ("farewell", ATTUNE_DECISION_KEEP, NULL);

  /* agent, colleague, coach, other coach, evaluator, analyst, manager, auditor */
  assert_seen (self, id, "x-x--xx-", "x-x--xxx", "-----xx-");
  for (guint i = 0; i < N_PEOPLE; i++)
    {
      g_autoptr (GError) error = NULL;

      if (i == ANALYST || i == MANAGER)
        continue;
      g_assert_cmpint (ATTUNE_CALL (decide_dispute, store, &error, self->people[i], id, 1, keep,
                                    ""),
                       ==, 0);
      g_assert_true (g_error_matches (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_DENIED) ||
                     g_error_matches (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_NOT_FOUND));
    }
  ATTUNE_CALL_OK (decide_dispute, store, self->people[ANALYST], id, 1, keep, "");
  assert_seen (self, id, "x-x-xxx-", "x-x-xxxx", "--------");
}

static void
test_withdrawing (Fixture *self, gconstpointer data)
{
  AttuneStore *store = self->parent.store;
  gint64 id = attune_answering_sample_dispute (self);

  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_DENIED, withdraw_dispute, store, self->people[MANAGER], id,
                     1);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_CONFLICT, withdraw_dispute, store, self->people[AGENT], id,
                     2);
  g_assert_cmpint (ATTUNE_CALL_OK (withdraw_dispute, store, self->people[AGENT], id, 1), ==, 2);
  assert_seen (self, id, "x-x-xxx-", "x-x-xxxx", "--------");
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_CONFLICT, withdraw_dispute, store, self->people[AGENT], id,
                     2);
}

/* One is changed, scored anew, and moves the figures; what was stays readable. */
static void
test_deciding (Fixture *self, gconstpointer data)
{
  AttuneStore *store = self->parent.store;
  gint64 id = attune_answering_sample_dispute (self);
  g_autoptr (GPtrArray) decision = make_decision ("farewell", ATTUNE_DECISION_AS_PROPOSED, NULL);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (AttuneEvaluation) before = attune_answering_sample_load (self, AGENT);
  g_autoptr (AttuneEvaluation) after = NULL;
  g_autoptr (AttuneDispute) decided = NULL;
  g_autofree char *old = NULL;
  const AttuneRevisionInfo *newest;

  g_assert_cmpint (before->row->score, ==, 6000);
  g_assert_cmpint (attune_answering_sample_get_mean (self), ==, 6000);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_INVALID, decide_dispute, store, self->people[ANALYST], id,
                     1, none, "");
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_CONFLICT, decide_dispute, store, self->people[ANALYST], id,
                     2, decision, "");
  ATTUNE_CALL_OK (decide_dispute, store, self->people[ANALYST], id, 1, decision, "Fair");
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_CONFLICT, decide_dispute, store, self->people[MANAGER], id,
                     1, decision, "");

  after = attune_answering_sample_load (self, AGENT);
  newest = g_ptr_array_index (after->revisions, 0);
  g_assert_cmpint (after->row->score, ==, 10000);
  g_assert_cmpint (attune_answering_sample_get_mean (self), ==, 10000);
  g_assert_cmpint (newest->reason, ==, ATTUNE_REVISION_DISPUTE);
  g_assert_cmpstr (newest->remark, ==, "Fair");
  /* The evaluator's comment is still there. */
  g_assert_nonnull (strstr (after->answers, "hung up"));
  old = ATTUNE_CALL_OK (load_revision, store, self->people[AGENT],
                        ((AttuneRevisionInfo *) g_ptr_array_index (after->revisions, 1))->id);
  g_assert_cmpstr (old, ==, GIVEN);
  decided = ATTUNE_CALL_OK (load_dispute, store, self->people[AGENT], id);
  g_assert_cmpint (decided->state, ==, ATTUNE_DISPUTE_DECIDED);
  g_assert_cmpint (decided->decided_revision, ==, newest->id);
  g_assert_cmpint (after->row->dispute, ==, ATTUNE_DISPUTE_DECIDED);
}

/* With every answer kept there is no new revision. */
static void
test_keeping (Fixture *self, gconstpointer data)
{
  gint64 id = attune_answering_sample_dispute (self);
  g_autoptr (GPtrArray) decision = make_decision ("farewell", ATTUNE_DECISION_KEEP, NULL);
  g_autoptr (AttuneEvaluation) after = NULL;
  g_autoptr (AttuneDispute) decided = NULL;

  ATTUNE_CALL_OK (decide_dispute, self->parent.store, self->people[MANAGER], id, 1, decision, "");
  after = attune_answering_sample_load (self, AGENT);
  decided = ATTUNE_CALL_OK (load_dispute, self->parent.store, self->people[AGENT], id);
  g_assert_cmpuint (after->revisions->len, ==, 1);
  g_assert_cmpint (after->row->rev, ==, self->rev);
  g_assert_cmpint (decided->decided_revision, ==, 0);
  g_assert_cmpstr (((AttuneDisputeAnswer *) g_ptr_array_index (decided->answers, 0))->remark, ==,
                   "Heard");
}

/* A decision that asks another question has to answer it, and may; nothing else. */
static void
test_asking_further (Fixture *self, gconstpointer data)
{
  AttuneStore *store = self->parent.store;
  g_autoptr (GPtrArray)
    answers = attune_answering_sample_make_answers ("greeting", ONE ("greeting", "no"),
                                                    "I did not");
  gint64 id = ATTUNE_CALL_OK (open_dispute, store, self->people[AGENT], self->evaluation, self->rev,
                              answers, "");
  g_autoptr (GPtrArray) decision = make_decision ("greeting", ATTUNE_DECISION_AS_PROPOSED, NULL);
  g_autoptr (GPtrArray)
    other = make_decision ("farewell", ATTUNE_DECISION_OTHERWISE, ONE ("farewell", "yes"));
  g_autoptr (GPtrArray)
    further = make_decision ("why", ATTUNE_DECISION_OTHERWISE, ONE ("why", "yes"));
  g_autoptr (AttuneEvaluation) after = NULL;

  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_INVALID, decide_dispute, store, self->people[ANALYST], id,
                     1, decision, "");
  g_ptr_array_add (decision, attune_dispute_answer_copy (g_ptr_array_index (further, 0)));
  g_ptr_array_add (other, attune_dispute_answer_copy (g_ptr_array_index (decision, 0)));
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_INVALID, decide_dispute, store, self->people[ANALYST], id,
                     1, other, "");
  ATTUNE_CALL_OK (decide_dispute, store, self->people[ANALYST], id, 1, decision, "");
  after = attune_answering_sample_load (self, AGENT);
  g_assert_cmpint (after->row->score, ==, 0);
}

/* While one is open, its evaluation waits for who decides. */
static void
test_waiting (Fixture *self, gconstpointer data)
{
  AttuneStore *store = self->parent.store;
  gint64 id = attune_answering_sample_dispute (self);
  g_autoptr (AttuneDispute) dropped = NULL;

  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_INVALID, revise, store, self->people[EVALUATOR],
                     self->evaluation, self->rev, GIVEN, ATTUNE_REVISION_CORRECTION, "");
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_DENIED, void, store, self->people[EVALUATOR],
                     self->evaluation, self->rev, "away with it");
  ATTUNE_CALL_OK (void, store, self->people[MANAGER], self->evaluation, self->rev, "wrong call");
  dropped = ATTUNE_CALL_OK (load_dispute, store, self->people[MANAGER], id);
  g_assert_cmpint (dropped->state, ==, ATTUNE_DISPUTE_DROPPED);
  g_assert_cmpint (attune_answering_sample_get_mean (self), ==, 0);
}

/* Who disputes answers does not acknowledge them, until that is decided or taken back. */
static void
test_acknowledging_disputed (Fixture *self, gconstpointer data)
{
  AttuneStore *store = self->parent.store;
  gint64 id = attune_answering_sample_dispute (self);

  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_INVALID, acknowledge, store, self->people[AGENT],
                     self->evaluation, self->rev, "");
  ATTUNE_CALL_OK (withdraw_dispute, store, self->people[AGENT], id, 1);
  ATTUNE_CALL_OK (acknowledge, store, self->people[AGENT], self->evaluation, self->rev, "");
}

static void
test_unacknowledged (Fixture *self, gconstpointer data)
{
  AttuneStore *store = self->parent.store;
  gint64 rev;
  gint64 second = attune_answering_sample_evaluate (self, &rev);
  g_autoptr (GPtrArray)
    waiting = ATTUNE_CALL_OK (list_waiting, store, self->people[AGENT],
                              ATTUNE_WAITING_BIT (ATTUNE_WAITING_ACKNOWLEDGEMENTS));
  g_autoptr (GPtrArray) one = NULL;
  g_autoptr (GPtrArray)
    others = ATTUNE_CALL_OK (list_waiting, store, self->people[COACH],
                             ATTUNE_WAITING_BIT (ATTUNE_WAITING_ACKNOWLEDGEMENTS));
  const AttuneWaiting *newest = g_ptr_array_index (waiting, 1);

  g_assert_cmpuint (waiting->len, ==, 2);
  g_assert_cmpuint (others->len, ==, 0);
  g_assert_cmpint (newest->evaluation, ==, second);
  g_assert_cmpint (newest->due_at, >, attune_id_source_now (self->parent.ids));
  ATTUNE_CALL_OK (acknowledge, store, self->people[AGENT], second, rev, "");
  one = ATTUNE_CALL_OK (list_waiting, store, self->people[AGENT],
                        ATTUNE_WAITING_BIT (ATTUNE_WAITING_ACKNOWLEDGEMENTS));
  g_assert_cmpuint (one->len, ==, 1);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*run) (Fixture *self, gconstpointer data);
  } tests[] = {
    { "/store/answering/acknowledge", test_acknowledge },
    { "/store/answering/opening", test_opening },
    { "/store/answering/deadline", test_deadline },
    { "/store/answering/hidden", test_hidden },
    { "/store/answering/rights", test_rights },
    { "/store/answering/withdrawing", test_withdrawing },
    { "/store/answering/deciding", test_deciding },
    { "/store/answering/keeping", test_keeping },
    { "/store/answering/asking-further", test_asking_further },
    { "/store/answering/waiting", test_waiting },
    { "/store/answering/acknowledging-disputed", test_acknowledging_disputed },
    { "/store/answering/unacknowledged", test_unacknowledged },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, Fixture, NULL, attune_answering_sample_set_up, tests[i].run,
                attune_answering_sample_tear_down);
  return g_test_run ();
}
