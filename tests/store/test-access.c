/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-figures.h"
#include "attune-forms.h"
#include "attune-notes.h"
#include "attune-query.h"
#include "attune-store-fixture.h"

/* The table of design.md, section 1, as data: every reading verb is a door, and through each of them each of the cast
 * sees just what the table says. A string of the expected has one character a person, in this order; x sees, - does
 * not. */
enum
{
  AGENT,       /* whom it is about, in the team North */
  COLLEAGUE,   /* of the same team */
  COACH,       /* of North */
  DEPUTY,      /* of North's coach */
  OTHER_COACH, /* of another team */
  EVALUATOR,   /* an analyst, who wrote it */
  ANALYST,
  MANAGER,
  AUDITOR,
  COACH_AGENT, /* coaches another team, is an agent of North */
  LAPSED,      /* coached North, has no such role any more */
  REMOVED,     /* a manager and coach of North who has been removed */
  NOBODY,
  N_PEOPLE
};

/* The ids of the rows under judgement. */
#define INTERACTION 11
#define SUBJECT     100
#define COMPANION   200

typedef struct
{
  AttuneStoreFixture store;
  gint64 people[N_PEOPLE];
  gint64 team;
  gint64 form;
  gint64 revision;
} Fixture;

static void run_sql (Fixture *self, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
run_sql (Fixture *self, const char *format, ...)
{
  g_autofree char *sql = NULL;
  va_list arguments;

  va_start (arguments, format);
  sql = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  attune_store_fixture_execute (&self->store, sql);
}

static void
add_coach (Fixture *self, guint person, gboolean is_deputy)
{
  run_sql (self,
           "INSERT INTO team_coach (team_id, coach_id, is_deputy) VALUES (%" G_GINT64_FORMAT
           ", %" G_GINT64_FORMAT ", %d)",
           self->team, self->people[person], is_deputy);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *name;
    AttuneRoles roles;
  } cast[] = {
    [AGENT] = { "agent", ATTUNE_ROLE_AGENT },
    [COLLEAGUE] = { "colleague", ATTUNE_ROLE_AGENT },
    [COACH] = { "coach", ATTUNE_ROLE_COACH },
    [DEPUTY] = { "deputy", ATTUNE_ROLE_COACH },
    [OTHER_COACH] = { "other-coach", ATTUNE_ROLE_COACH },
    [EVALUATOR] = { "evaluator", ATTUNE_ROLE_ANALYST },
    [ANALYST] = { "analyst", ATTUNE_ROLE_ANALYST },
    [MANAGER] = { "manager", ATTUNE_ROLE_MANAGER },
    [AUDITOR] = { "auditor", ATTUNE_ROLE_AUDITOR },
    [COACH_AGENT] = { "coach-agent", ATTUNE_ROLE_COACH | ATTUNE_ROLE_AGENT },
    [LAPSED] = { "lapsed", ATTUNE_ROLE_AUDITOR },
    [REMOVED] = { "removed", ATTUNE_ROLE_MANAGER | ATTUNE_ROLE_COACH },
  };

  attune_store_fixture_set_up (&self->store, data);
  self->team = attune_store_fixture_add_team (&self->store, "North", 0);
  for (guint i = 0; i < G_N_ELEMENTS (cast); i++)
    self->people[i] = attune_store_fixture_add_person (&self->store, cast[i].name, cast[i].roles,
                                                       cast[i].roles & ATTUNE_ROLE_AGENT
                                                         ? self->team
                                                         : 0);
  add_coach (self, COACH, FALSE);
  add_coach (self, DEPUTY, TRUE);
  add_coach (self, LAPSED, FALSE);
  add_coach (self, REMOVED, FALSE);
  attune_store_fixture_add_team (&self->store, "South", self->people[OTHER_COACH]);
  attune_store_fixture_add_team (&self->store, "East", self->people[COACH_AGENT]);
  run_sql (self, "UPDATE person SET removed_at = 1 WHERE external_id = 'removed'");

  self->form = attune_store_fixture_add_form (&self->store, "f");
  self->revision = attune_store_fixture_get_int (&self->store, "SELECT id FROM form_revision");
  run_sql (self,
           "INSERT INTO interaction (id, rev, channel, started_at, day, customer, subject, search,"
           " source, created_by, created_at) VALUES (%d, 1, 0, 500, 19700101, '', '', '', '',"
           " %" G_GINT64_FORMAT ", 0)",
           INTERACTION, self->people[MANAGER]);
  run_sql (self,
           "INSERT INTO interaction_agent (id, interaction_id, agent_id, team_id)"
           " VALUES (%d, %d, %" G_GINT64_FORMAT ", %" G_GINT64_FORMAT ")",
           INTERACTION, INTERACTION, self->people[AGENT], self->team);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  attune_store_fixture_tear_down (&self->store, data);
}

/* Puts one evaluation of the contact into the file, as a whole. */
static void
add_evaluation (Fixture *self,
                gint64 id,
                AttuneEvaluationKind kind,
                AttuneEvaluationState state,
                gboolean was_submitted)
{
  gint64 evaluator = self->people[kind == ATTUNE_EVALUATION_SELF ? AGENT : EVALUATOR];

  run_sql (self,
           "INSERT INTO evaluation (id, rev, interaction_id, agent_id, team_id, form_id,"
           " evaluator_id, kind, basis, state, contact_at, month, created_at)"
           " VALUES (%" G_GINT64_FORMAT ", 1, %d, %" G_GINT64_FORMAT ", %" G_GINT64_FORMAT
           ", %" G_GINT64_FORMAT ", %" G_GINT64_FORMAT ", %d, 0, %d, 500, 197001, 0)",
           id, INTERACTION, self->people[AGENT], self->team, self->form, evaluator, kind, state);
  run_sql (self,
           "INSERT INTO evaluation_revision (id, evaluation_id, number, is_current,"
           " form_revision_id, answers, reason, remark, author_id, created_at, submitted_at,"
           " is_failed, error_types, is_counted, agent_id, team_id, form_id, basis, contact_at)"
           " VALUES (%" G_GINT64_FORMAT ", %" G_GINT64_FORMAT ", 1, 1, %" G_GINT64_FORMAT
           ", '{}', 0, '', %" G_GINT64_FORMAT ", 0, %s, 0, 0, %d, %" G_GINT64_FORMAT
           ", %" G_GINT64_FORMAT ", %" G_GINT64_FORMAT ", 0, 500)",
           id + 1, id, self->revision, evaluator, was_submitted ? "7" : "NULL",
           kind == ATTUNE_EVALUATION_ASSESSMENT && state == ATTUNE_EVALUATION_STATE_RELEASED,
           self->people[AGENT], self->team, self->form);
}

/* Whether what a verb gives, which is freed, is there at all; if not, because it is not to be found. */
#define IS_FOUND(free_value, verb, ...)                                                   \
  ({                                                                                      \
    g_autoptr (GError) found_error = NULL;                                                \
    __auto_type found = ATTUNE_CALL (verb, self->store.store, &found_error, __VA_ARGS__); \
    if (found == NULL)                                                                    \
      g_assert_error (found_error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_NOT_FOUND);     \
    g_clear_pointer (&found, free_value);                                                 \
    found_error == NULL;                                                                  \
  })

static gboolean
is_loaded (Fixture *self, gint64 actor)
{
  return IS_FOUND (attune_evaluation_free, load_evaluation, actor, SUBJECT);
}

static gboolean
is_revision_loaded (Fixture *self, gint64 actor)
{
  return IS_FOUND (g_free, load_revision, actor, SUBJECT + 1);
}

static gboolean
are_notes_listed (Fixture *self, gint64 actor)
{
  return IS_FOUND (g_ptr_array_unref, list_notes, actor, SUBJECT);
}

static gboolean
has_id (Fixture *self, gint64 actor, AttuneListKind kind, gint64 id)
{
  AttuneQuery query = { kind };
  g_autoptr (GArray) ids = ATTUNE_CALL_OK (list_ids, self->store.store, actor, &query);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  guint count = 0;
  gboolean is_there = FALSE;

  for (guint i = 0; i < ids->len; i++)
    is_there |= g_array_index (ids, gint64, i) == id;

  /* The count gives nothing away either. */
  attune_store_list_first_async (self->store.store, actor, &query, 9, NULL, attune_await_cb,
                                 &result);
  rows = attune_store_list_first_finish (self->store.store, attune_await (&result), &count, NULL);
  g_assert_cmpuint (count, ==, ids->len);
  g_assert_cmpuint (rows->len, ==, ids->len);
  return is_there;
}

static gboolean
is_listed (Fixture *self, gint64 actor)
{
  return has_id (self, actor, ATTUNE_LIST_EVALUATIONS, SUBJECT);
}

static gboolean
is_fetched_as (Fixture *self, gint64 actor, AttuneListKind kind, gint64 id)
{
  g_autoptr (GPtrArray) rows = ATTUNE_CALL_OK (fetch_rows, self->store.store, actor, kind, &id, 1);

  return g_ptr_array_index (rows, 0) != NULL;
}

static gboolean
is_fetched (Fixture *self, gint64 actor)
{
  return is_fetched_as (self, actor, ATTUNE_LIST_EVALUATIONS, SUBJECT);
}

/* Filters must not tell of what is not to be seen. */
static gboolean
is_asked_for (Fixture *self, gint64 actor)
{
  AttuneQuery query = { ATTUNE_LIST_INTERACTIONS, .form = self->form };
  g_autoptr (GArray) ids = ATTUNE_CALL_OK (list_ids, self->store.store, actor, &query);

  return ids->len > 0;
}

static gboolean
is_contact_loaded (Fixture *self, gint64 actor)
{
  return IS_FOUND (attune_interaction_free, load_interaction, actor, INTERACTION);
}

static gboolean
is_contact_listed (Fixture *self, gint64 actor)
{
  return has_id (self, actor, ATTUNE_LIST_INTERACTIONS, INTERACTION);
}

static gboolean
is_contact_fetched (Fixture *self, gint64 actor)
{
  return is_fetched_as (self, actor, ATTUNE_LIST_INTERACTIONS, INTERACTION);
}

typedef gboolean (*Door) (Fixture *self, gint64 actor);

/* A door and its name, for whoever reads of a failure. */
#define DOOR(function)  \
  {                     \
#function, function \
  }

static const struct
{
  const char *name;
  Door open;
} evaluation_doors[] = {
  DOOR (is_loaded), DOOR (is_revision_loaded), DOOR (are_notes_listed),
  DOOR (is_listed), DOOR (is_fetched),
};

static const struct
{
  const char *name;
  Door open;
} contact_doors[] = {
  DOOR (is_contact_loaded),
  DOOR (is_contact_listed),
  DOOR (is_contact_fetched),
};

static void
assert_door (Fixture *self, const char *name, Door open, const char *expected)
{
  char seen[N_PEOPLE + 1] = { 0 };

  for (guint i = 0; i < N_PEOPLE; i++)
    seen[i] = open (self, self->people[i]) ? 'x' : '-';
  g_test_message ("%s", name);
  g_assert_cmpstr (seen, ==, expected);
}

#define ASSESSMENT  ATTUNE_EVALUATION_ASSESSMENT
#define SELF        ATTUNE_EVALUATION_SELF
#define CALIBRATION ATTUNE_EVALUATION_CALIBRATION
#define MASTER      ATTUNE_EVALUATION_MASTER
#define DRAFT       ATTUNE_EVALUATION_STATE_DRAFT
#define SUBMITTED   ATTUNE_EVALUATION_STATE_SUBMITTED
#define RELEASED    ATTUNE_EVALUATION_STATE_RELEASED
#define VOID        ATTUNE_EVALUATION_STATE_VOID
#define NONE        -1

static const struct
{
  AttuneEvaluationKind kind;
  AttuneEvaluationState state;
  int
    companion; /* the state of the self-evaluation beside an assessment, and the other way round */
  gboolean was_submitted;
  const char *
    evaluation; /* agent, colleague, coach, deputy, other coach, evaluator, analyst, manager, auditor, */
  const char *contact; /* coach and agent, lapsed coach, removed manager, nobody */
} cases[] = {
  { ASSESSMENT, DRAFT, NONE, FALSE, "-----x-------", "--xx-xxx-----" },
  { ASSESSMENT, SUBMITTED, NONE, TRUE, "--xx-xxx-----", "--xx-xxx-----" },
  { ASSESSMENT, RELEASED, NONE, TRUE, "x-xx-xxx-----", "x-xx-xxx-----" },
  { ASSESSMENT, RELEASED, DRAFT, TRUE, "--xx-xxx-----", "x-xx-xxx-----" },
  { ASSESSMENT, RELEASED, SUBMITTED, TRUE, "x-xx-xxx-----", "x-xx-xxx-----" },
  { ASSESSMENT, RELEASED, VOID, TRUE, "x-xx-xxx-----", "x-xx-xxx-----" },
  { ASSESSMENT, SUBMITTED, DRAFT, TRUE, "--xx-xxx-----", "x-xx-xxx-----" },
  { ASSESSMENT, VOID, NONE, TRUE, "--xx-xxx-----", "--xx-xxx-----" },
  { ASSESSMENT, VOID, NONE, FALSE, "-----x-------", "--xx-xxx-----" },
  { SELF, DRAFT, NONE, FALSE, "x------------", "x-xx-xxx-----" },
  { SELF, DRAFT, SUBMITTED, FALSE, "x------------", "x-xx-xxx-----" },
  { SELF, DRAFT, RELEASED, FALSE, "x------------", "x-xx-xxx-----" },
  { SELF, SUBMITTED, NONE, TRUE, "x------------", "x-xx-xxx-----" },
  { SELF, SUBMITTED, DRAFT, TRUE, "x------------", "x-xx-xxx-----" },
  { SELF, SUBMITTED, SUBMITTED, TRUE, "x-xx---x-----", "x-xx-xxx-----" },
  { SELF, SUBMITTED, RELEASED, TRUE, "x-xx---x-----", "x-xx-xxx-----" },
  { SELF, RELEASED, RELEASED, TRUE, "x-xx---x-----", "x-xx-xxx-----" },
  { SELF, SUBMITTED, VOID, TRUE, "x------------", "x-xx-xxx-----" },
  { SELF, VOID, RELEASED, TRUE, "x------------", "x-xx-xxx-----" },
  { CALIBRATION, DRAFT, NONE, FALSE, "-----x-------", "--xx-xxx-----" },
  { CALIBRATION, SUBMITTED, NONE, TRUE, "-----x-------", "--xx-xxx-----" },
  { CALIBRATION, RELEASED, NONE, TRUE, "-----x-------", "--xx-xxx-----" },
  { MASTER, DRAFT, NONE, FALSE, "-----x-------", "--xx-xxx-----" },
  { MASTER, SUBMITTED, NONE, TRUE, "-----x-------", "--xx-xxx-----" },
  { MASTER, RELEASED, NONE, TRUE, "-----x-------", "--xx-xxx-----" },
};

static void
test_evaluations (Fixture *self, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      AttuneEvaluationKind other = cases[i].kind == ASSESSMENT ? SELF : ASSESSMENT;

      g_test_message ("case %u", i);
      add_evaluation (self, SUBJECT, cases[i].kind, cases[i].state, cases[i].was_submitted);
      if (cases[i].companion != NONE)
        add_evaluation (self, COMPANION, other, (AttuneEvaluationState) cases[i].companion,
                        cases[i].companion != DRAFT);

      for (guint j = 0; j < G_N_ELEMENTS (evaluation_doors); j++)
        assert_door (self, evaluation_doors[j].name, evaluation_doors[j].open, cases[i].evaluation);
      for (guint j = 0; j < G_N_ELEMENTS (contact_doors); j++)
        assert_door (self, contact_doors[j].name, contact_doors[j].open, cases[i].contact);
      if (cases[i].companion == NONE)
        assert_door (self, "is_asked_for", is_asked_for, cases[i].evaluation);

      run_sql (self, "DELETE FROM evaluation_revision");
      run_sql (self, "DELETE FROM evaluation");
    }
}

/* Values in figures: what counts, for those who see the evaluation. */
static gboolean
is_in_series (Fixture *self, gint64 actor)
{
  AttuneSeriesQuery query = { self->people[AGENT], .includes_targeted = TRUE };
  g_autoptr (GArray) series = ATTUNE_CALL_OK (load_series, self->store.store, actor, &query);

  return series->len > 0;
}

/* The count beside a form: numbers are for auditors too. */
static gboolean
is_counted (Fixture *self, gint64 actor)
{
  g_autoptr (GPtrArray) forms = ATTUNE_CALL_OK (list_forms, self->store.store, actor);

  return forms->len > 0 && ((AttuneFormSummary *) g_ptr_array_index (forms, 0))->n_evaluations > 0;
}

static void
test_figures (Fixture *self, gconstpointer data)
{
  static const struct
  {
    AttuneEvaluationKind kind;
    AttuneEvaluationState state;
    int companion;
    const char *series;
    const char *count;
  } figures[] = {
    { ASSESSMENT, DRAFT, NONE, "-------------", "-------------" },
    { ASSESSMENT, SUBMITTED, NONE, "-------------", "--xx-xxxx-x--" },
    { ASSESSMENT, RELEASED, NONE, "x-xx-xxx-----", "x-xx-xxxx-x--" },
    { ASSESSMENT, RELEASED, DRAFT, "--xx-xxx-----", "--xx-xxxx-x--" },
    { ASSESSMENT, VOID, NONE, "-------------", "-------------" },
    { SELF, RELEASED, NONE, "-------------", "-------------" },
    { CALIBRATION, RELEASED, NONE, "-------------", "-------------" },
    { MASTER, RELEASED, NONE, "-------------", "-------------" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    {
      g_test_message ("case %u", i);
      add_evaluation (self, SUBJECT, figures[i].kind, figures[i].state, TRUE);
      if (figures[i].companion != NONE)
        add_evaluation (self, COMPANION, SELF, (AttuneEvaluationState) figures[i].companion, FALSE);
      assert_door (self, "is_in_series", is_in_series, figures[i].series);
      assert_door (self, "is_counted", is_counted, figures[i].count);
      run_sql (self, "DELETE FROM evaluation_revision");
      run_sql (self, "DELETE FROM evaluation");
    }
}

static gboolean
is_form_listed (Fixture *self, gint64 actor)
{
  g_autoptr (GPtrArray) forms = ATTUNE_CALL_OK (list_forms, self->store.store, actor);

  return forms->len > 0;
}

static gboolean
is_form_loaded (Fixture *self, gint64 actor)
{
  return IS_FOUND (attune_form_record_free, load_form, actor, self->form);
}

static gboolean
is_form_read (Fixture *self, gint64 actor)
{
  return IS_FOUND (g_free, load_form_revision, actor, self->revision);
}

static gboolean
is_draft_seen (Fixture *self, gint64 actor)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AttuneFormRecord)
    record = ATTUNE_CALL (load_form, self->store.store, &error, actor, self->form);

  g_assert_true (record == NULL || (record->draft != NULL) == record->summary->has_draft);
  return record != NULL && record->draft != NULL;
}

static void
test_forms (Fixture *self, gconstpointer data)
{
  static const char *const everybody = "xxxxxxxxxxx--";
  static const char *const editors = "-----xxx-----";

  assert_door (self, "is_form_listed", is_form_listed, everybody);
  assert_door (self, "is_form_loaded", is_form_loaded, everybody);
  assert_door (self, "is_form_read", is_form_read, everybody);
  run_sql (self, "UPDATE form SET draft = '{}', draft_at = 1");
  assert_door (self, "is_draft_seen", is_draft_seen, editors);
  run_sql (self, "DELETE FROM form_revision");
  assert_door (self, "is_form_listed", is_form_listed, editors);
  assert_door (self, "is_form_loaded", is_form_loaded, editors);
}

/* The agent whose figures are asked for is in North. NULL where the actor does not see them. */
static AttuneAgentSummary *
find_agent (Fixture *self, gint64 actor)
{
  g_autoptr (GPtrArray) agents = ATTUNE_CALL_OK (list_agents, self->store.store, actor, 6);

  for (guint i = 0; i < agents->len; i++)
    {
      if (((AttuneAgentSummary *) g_ptr_array_index (agents, i))->id == self->people[AGENT])
        return g_ptr_array_steal_index_fast (agents, i);
    }
  return NULL;
}

static gboolean
is_agent_listed (Fixture *self, gint64 actor)
{
  g_autoptr (AttuneAgentSummary) agent = find_agent (self, actor);

  return agent != NULL;
}

static gboolean
is_agent_counted (Fixture *self, gint64 actor)
{
  g_autoptr (AttuneAgentSummary) agent = find_agent (self, actor);

  return agent != NULL && agent->n == 2;
}

/* What tells of contents. */
static gboolean
is_agent_measured (Fixture *self, gint64 actor)
{
  g_autoptr (AttuneAgentSummary) agent = find_agent (self, actor);

  return agent != NULL && (agent->mean != ATTUNE_SCORE_NONE || agent->deviation > 0.0 ||
                           agent->last_contact_at != 0);
}

static void
test_agents (Fixture *self, gconstpointer data)
{
  assert_door (self, "is_agent_listed", is_agent_listed, "x-xx-xxxx-x--");
  run_sql (self,
           "INSERT INTO rollup VALUES (%" G_GINT64_FORMAT ", 0, 209901, 1, %" G_GINT64_FORMAT
           ", 0, 2, 0, 0, 0, 15000, 125000000)",
           self->people[AGENT], self->team);
  /* Agents' own are made of their values, of which there are none. */
  assert_door (self, "is_agent_counted", is_agent_counted, "--xx-xxxx-x--");
  assert_door (self, "is_agent_measured", is_agent_measured, "--xx-xxx-----");
}

/* Whom everybody may know of: one row a person looked for. Actor 0 is the page on which people say who they are. */
static gint64 wanted;

static gboolean
is_person_listed (Fixture *self, gint64 actor)
{
  g_autoptr (GPtrArray) people = ATTUNE_CALL_OK (list_people, self->store.store, actor);

  for (guint i = 0; i < people->len; i++)
    {
      if (((AttunePerson *) g_ptr_array_index (people, i))->id == wanted)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_team_listed (Fixture *self, gint64 actor)
{
  g_autoptr (GPtrArray) teams = ATTUNE_CALL_OK (list_teams, self->store.store, actor);

  for (guint i = 0; i < teams->len; i++)
    {
      if (((AttuneTeam *) g_ptr_array_index (teams, i))->id == self->team)
        return TRUE;
    }
  return FALSE;
}

static void
test_people (Fixture *self, gconstpointer data)
{
  static const struct
  {
    guint person;
    const char *expected;
  } rows[] = {
    { AGENT, "x-xx-xxxx-x-x" },       { COLLEAGUE, "-xxx-xxxx-x-x" },
    { COACH, "xxxxxxxxxxx-x" },       { DEPUTY, "xxxxxxxxxxx-x" },
    { OTHER_COACH, "--xxxxxxxxx-x" }, { EVALUATOR, "--xxxxxxxxx-x" },
    { MANAGER, "--xxxxxxxxx-x" },     { AUDITOR, "-----xxxx-x-x" },
    { COACH_AGENT, "--xxxxxxxxx-x" }, { LAPSED, "-----xxxx-x-x" },
    { REMOVED, "-------------" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      wanted = self->people[rows[i].person];
      g_test_message ("row %u", i);
      assert_door (self, "is_person_listed", is_person_listed, rows[i].expected);
    }
  assert_door (self, "is_team_listed", is_team_listed, "xxxx-xxxxxx--");

  /* Who has left a team is known there by the figures left behind. */
  run_sql (self, "UPDATE person SET team_id = NULL WHERE external_id = 'agent'");
  wanted = self->people[AGENT];
  assert_door (self, "is_person_listed", is_person_listed, "x----xxxx-x-x");
  run_sql (self,
           "INSERT INTO rollup VALUES (%" G_GINT64_FORMAT ", 0, 197001, 1, %" G_GINT64_FORMAT
           ", 0, 1, 0, 0, 0, 0, 0)",
           self->people[AGENT], self->team);
  assert_door (self, "is_person_listed", is_person_listed, "x-xx-xxxx-x-x");
}

/* Teams are those of the contact's time: who has left keeps the past with the old coach. */
static void
test_team_of_the_time (Fixture *self, gconstpointer data)
{
  run_sql (self, "UPDATE person SET team_id = (SELECT id FROM team WHERE name = 'South')"
                 " WHERE external_id = 'agent'");
  add_evaluation (self, SUBJECT, ASSESSMENT, RELEASED, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (evaluation_doors); i++)
    assert_door (self, evaluation_doors[i].name, evaluation_doors[i].open, "x-xx-xxx-----");
  for (guint i = 0; i < G_N_ELEMENTS (contact_doors); i++)
    assert_door (self, contact_doors[i].name, contact_doors[i].open, "x-xx-xxx-----");
}

/* Private notes are their writer's, whoever else sees the evaluation. */
static guint
count_notes (Fixture *self, gint64 actor)
{
  g_autoptr (GPtrArray) notes = ATTUNE_CALL_OK (list_notes, self->store.store, actor, SUBJECT);

  return notes->len;
}

static void
test_notes (Fixture *self, gconstpointer data)
{
  static const guint readers[] = { AGENT, COACH, DEPUTY, EVALUATOR, ANALYST, MANAGER };
  AttuneNote note = { .evaluation = SUBJECT, .from_us = -1, .to_us = -1 };

  add_evaluation (self, SUBJECT, ASSESSMENT, RELEASED, TRUE);
  attune_note_free (ATTUNE_CALL_OK (save_note, self->store.store, self->people[COACH], &note));
  note.is_shared = TRUE;
  attune_note_free (ATTUNE_CALL_OK (save_note, self->store.store, self->people[COACH], &note));
  for (guint i = 0; i < G_N_ELEMENTS (readers); i++)
    g_assert_cmpuint (count_notes (self, self->people[readers[i]]), ==,
                      readers[i] == COACH ? 2 : 1);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*run) (Fixture *self, gconstpointer data);
  } tests[] = {
    { "/store/access/evaluations", test_evaluations },
    { "/store/access/figures", test_figures },
    { "/store/access/forms", test_forms },
    { "/store/access/agents", test_agents },
    { "/store/access/people", test_people },
    { "/store/access/team-of-the-time", test_team_of_the_time },
    { "/store/access/notes", test_notes },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, Fixture, NULL, set_up, tests[i].run, tear_down);
  return g_test_run ();
}
