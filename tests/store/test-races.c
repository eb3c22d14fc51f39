/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "AttuneTest"

#include "config.h"

#include "attune-db-provider.h"
#include "attune-evaluations.h"
#include "attune-forms.h"
#include "attune-notes.h"
#include "attune-sqlite.h"
#include "attune-store-fixture.h"

/* What another process does between the reading and the writing of a verb must not get past the verb's rules. The store
 * under test has an engine that carries out a statement of the other's just before the first write it is given. */

#define FORM                                                                        \
  "{\"format\":\"attune-form\",\"version\":1,\"id\":\"later\",\"title\":\"Later\"," \
  "\"release_days\":7,\"sections\":[{\"id\":\"s\",\"title\":\"S\",\"questions\":[{" \
  "\"id\":\"q\",\"type\":\"yes_no\",\"title\":\"Q\",\"required\":false}]}]}"
#define ANSWERS(option)                                                                  \
  "{\"format\":\"attune-answers\",\"version\":1,\"form\":\"later\",\"answers\":{\"q\":{" \
  "\"option\":\"" option "\"}}}"

/* The engine ------------------------------------------------------------------------------------------------------- */

static AttuneStoreFixture *other_process;
static const char *const *intrusion; /* statements, NULL-terminated; NULL when done */
static const char *intrusion_at; /* how the reading begins before which they come; NULL: a write */
static AttuneResult *(*engine_run) (AttuneDb *self, const AttuneBatch *batch, GError **error);

/* By default what a verb writes, not what the store tidies up meanwhile. */
static gboolean
is_of_verb (const AttuneBatch *batch)
{
  const char *sql = attune_batch_get_statement (batch, 0)->sql;

  if (intrusion_at != NULL)
    return attune_batch_get_kind (batch) == ATTUNE_BATCH_READ &&
           g_str_has_prefix (sql, intrusion_at);
  return attune_batch_get_kind (batch) == ATTUNE_BATCH_WRITE &&
         g_str_has_prefix (sql, "INSERT INTO command");
}

static AttuneResult *
run_after_other (AttuneDb *self, const AttuneBatch *batch, GError **error)
{
  const char *const *statements = intrusion;

  if (statements != NULL && is_of_verb (batch))
    {
      intrusion = NULL;
      for (; *statements != NULL; statements++)
        attune_store_fixture_execute (other_process, *statements);
    }
  return engine_run (self, batch, error);
}

static AttuneDb *
open_racing_db (const char *location, gboolean is_new, GError **error)
{
  static AttuneDbProvider provider;
  AttuneDb *db = attune_sqlite_open (location, ATTUNE_DB_OPEN, NULL, error);

  g_assert_nonnull (db);
  provider = *db->provider;
  engine_run = provider.run;
  provider.run = run_after_other;
  db->provider = &provider;
  return db;
}

/* The cast --------------------------------------------------------------------------------------------------------- */

typedef struct
{
  AttuneStoreFixture parent;
  AttuneStore *store; /* the one under test */
  gint64 coach;
  gint64 analyst;
  gint64 analyst2;
  gint64 agent;
  gint64 form;
  gint64 contact;
  gint64 id; /* the analyst's evaluation */
  gint64 rev;
  AttuneNote *note; /* the coach's */
} Fixture;

typedef gint64 (*Act) (Fixture *self, GError **error);

typedef struct
{
  const char *name;
  AttuneEvaluationState state; /* in which the evaluation stands before */
  Act act;
  const char *intrusion[3];
  int error;         /* ATTUNE_STORE_ERROR_…, SUCCEEDS, or DOES_NONE where that is no error */
  const char *truth; /* an SQL condition on the file that must hold afterwards */
  const char *at;    /* NULL: before the verb's first write */
} Race;

static void
add_evaluation (Fixture *self, AttuneEvaluationState state)
{
  AttuneStore *store = self->parent.store;
  AttuneEvaluationSpec spec = { .interaction = self->contact,
                                .agent = self->agent,
                                .form = self->form };

  self->id = ATTUNE_CALL_OK (start_evaluation, store, self->analyst, &spec);
  self->rev = ATTUNE_CALL_OK (save_answers, store, self->analyst, self->id, 1, ANSWERS ("yes"));
  if (state == ATTUNE_EVALUATION_STATE_DRAFT)
    return;

  self->rev = ATTUNE_CALL_OK (submit, store, self->analyst, self->id, self->rev);
  self->note = ATTUNE_CALL_OK (save_note, store, self->coach,
                               &(AttuneNote){ .evaluation = self->id,
                                              .from_us = -1,
                                              .to_us = -1,
                                              .is_shared = TRUE,
                                              .text = (char *) "Well done" });
}

static void
set_up (Fixture *self, gconstpointer data)
{
  const Race *race = data;
  AttuneStore *store;
  gint64 team;

  attune_store_fixture_set_up (&self->parent, NULL);
  store = self->parent.store;
  self->coach = attune_store_fixture_add_person (&self->parent, "coach", ATTUNE_ROLE_COACH, 0);
  self->analyst = attune_store_fixture_add_person (&self->parent, "analyst", ATTUNE_ROLE_ANALYST,
                                                   0);
  self->analyst2 = attune_store_fixture_add_person (&self->parent, "analyst-2", ATTUNE_ROLE_ANALYST,
                                                    0);
  team = attune_store_fixture_add_team (&self->parent, "Team", self->coach);
  self->agent = attune_store_fixture_add_person (&self->parent, "agent", ATTUNE_ROLE_AGENT, team);
  self->form = ATTUNE_CALL_OK (create_form, store, self->parent.manager, FORM);
  ATTUNE_CALL_OK (publish_form, store, self->parent.manager, self->form, 1);
  self->contact = attune_store_fixture_add_call (&self->parent, self->agent, 1000);
  if (race->state != ATTUNE_EVALUATION_STATE_VOID)
    add_evaluation (self, race->state);

  other_process = &self->parent;
  self->store = attune_store_fixture_open (self->parent.path,
                                           &(AttuneStoreOptions){ .writer = 8,
                                                                  .open_db = open_racing_db });
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  intrusion = NULL;
  g_clear_pointer (&self->note, attune_note_free);
  attune_store_fixture_close (self->store);
  attune_store_fixture_tear_down (&self->parent, data);
}

/* What is done ----------------------------------------------------------------------------------------------------- */

static gint64
act_release (Fixture *self, GError **error)
{
  return ATTUNE_CALL (release, self->store, error, self->coach, self->id, self->rev);
}

static gint64
act_release_due (Fixture *self, GError **error)
{
  return ATTUNE_CALL (release_due, self->store, error, 0);
}

static gint64
act_submit (Fixture *self, GError **error)
{
  return ATTUNE_CALL (submit, self->store, error, self->analyst, self->id, self->rev);
}

/* With a note of the analyst's own that was there before. */
static gint64
act_submit_noted (Fixture *self, GError **error)
{
  self->note = ATTUNE_CALL_OK (
    save_note, self->parent.store, self->analyst,
    &(AttuneNote){ .evaluation = self->id, .from_us = -1, .to_us = -1, .text = (char *) "Mine" });
  return act_submit (self, error);
}

static gint64
act_save_answers (Fixture *self, GError **error)
{
  return ATTUNE_CALL (save_answers, self->store, error, self->analyst, self->id, self->rev,
                      ANSWERS ("no"));
}

static gint64
act_void (Fixture *self, GError **error)
{
  return ATTUNE_CALL (void, self->store, error, self->analyst, self->id, self->rev, "A reason");
}

static gint64
act_correct (Fixture *self, GError **error)
{
  return ATTUNE_CALL (revise, self->store, error, self->analyst, self->id, self->rev,
                      ANSWERS ("no"), ATTUNE_REVISION_CORRECTION, "");
}

static gint64
act_decide (Fixture *self, GError **error)
{
  return ATTUNE_CALL (revise, self->store, error, self->analyst2, self->id, self->rev,
                      ANSWERS ("no"), ATTUNE_REVISION_DISPUTE, "");
}

static gint64
save_note (Fixture *self, gint64 actor, const AttuneNote *note, GError **error)
{
  g_autoptr (AttuneNote) saved = ATTUNE_CALL (save_note, self->store, error, actor, note);

  return saved != NULL ? saved->id : 0;
}

static gint64
act_add_note (Fixture *self, GError **error)
{
  return save_note (self, self->analyst,
                    &(AttuneNote){ .evaluation = self->id,
                                   .from_us = -1,
                                   .to_us = -1,
                                   .is_shared = TRUE,
                                   .text = (char *) "Mine" },
                    error);
}

static gint64
act_change_note (Fixture *self, GError **error)
{
  return save_note (self, self->coach, self->note, error);
}

static gint64
act_remove_note (Fixture *self, GError **error)
{
  return ATTUNE_CALL (remove_note, self->store, error, self->coach, self->note->id, self->note->rev,
                      TRUE);
}

static gint64
start (Fixture *self, AttuneEvaluationKind kind, GError **error)
{
  AttuneEvaluationSpec spec = {
    .interaction = self->contact, .agent = self->agent, .form = self->form, .kind = kind
  };

  return ATTUNE_CALL (start_evaluation, self->store, error, self->analyst, &spec);
}

static gint64
act_start (Fixture *self, GError **error)
{
  return start (self, ATTUNE_EVALUATION_ASSESSMENT, error);
}

static gint64
act_start_calibration (Fixture *self, GError **error)
{
  return start (self, ATTUNE_EVALUATION_CALIBRATION, error);
}

/* The table -------------------------------------------------------------------------------------------------------- */

#define DRAFT     ATTUNE_EVALUATION_STATE_DRAFT
#define SUBMITTED ATTUNE_EVALUATION_STATE_SUBMITTED
#define NOT_THERE ATTUNE_EVALUATION_STATE_VOID
#define DENIED    ATTUNE_STORE_ERROR_DENIED
#define CONFLICT  ATTUNE_STORE_ERROR_CONFLICT
#define NOT_FOUND ATTUNE_STORE_ERROR_NOT_FOUND
#define EXISTS_BY ATTUNE_STORE_ERROR_EXISTS
#define SUCCEEDS  -1
#define DOES_NONE -2

#define LEAVE_TEAM      "DELETE FROM team_coach"
#define DISMISS(person) "UPDATE person SET removed_at = 1 WHERE external_id = '" person "'"
#define DEMOTE(person)  "UPDATE person SET roles = 1 WHERE external_id = '" person "'"
#define VOID_IT         "UPDATE evaluation SET state = 3, rev = rev + 1"
#define REVISE_IT       "UPDATE evaluation SET rev = rev + 1"
#define HAND_OVER \
  "UPDATE evaluation SET evaluator_id = (SELECT id FROM person WHERE external_id = 'analyst-2')"
#define SUBMIT_IT "UPDATE evaluation SET state = 1, rev = rev + 1"
#define PUBLISH_ANEW                                                                    \
  "INSERT INTO form_revision (id, rev, form_id, number, title, document, published_at," \
  " published_by) SELECT id + 1, 1, form_id, 2, title, document, 5, published_by FROM form_revision"
#define RETIRE      "UPDATE form_revision SET retired_at = 5 WHERE number = 1"
#define REMOVE_FORM "UPDATE form SET removed_at = 5, rev = rev + 1"
#define START_IT(person, kind)                                                               \
  "INSERT INTO evaluation (id, rev, interaction_id, agent_id, form_id, evaluator_id, kind,"  \
  " basis, state, contact_at, month, created_at) SELECT 5, 1, a.interaction_id, a.agent_id," \
  " f.id, p.id, " kind ", 0, 0, 1000, 197001, 0 FROM interaction_agent AS a, form AS f,"     \
  " person AS p WHERE p.external_id = '" person "'"

/* How the reading of an evaluation's record begins. */
#define READ_RECORD "SELECT e.id, e.rev, e.kind"

#define NOTE_IT                                                                           \
  "INSERT INTO note (id, rev, evaluation_id, author_id, question, kind, is_shared, text," \
  " created_at) SELECT 5, 1, id, evaluator_id, NULL, 3, 1, 'Theirs', 1 FROM evaluation"

#define IS_SUBMITTED "(SELECT state FROM evaluation) = 1"
#define IS_VOID      "(SELECT state FROM evaluation) = 3"
#define IS_UNCOUNTED_VOID                                                        \
  IS_VOID " AND (SELECT is_counted FROM evaluation_revision) = 0 AND NOT EXISTS" \
          " (SELECT 1 FROM rollup WHERE n <> 0)"
#define IS_DRAFT     "(SELECT state FROM evaluation) = 0"
#define IS_UNREVISED "(SELECT count(*) FROM evaluation_revision) = 1"
#define IS_ANSWERED  "(SELECT answers FROM evaluation_revision) LIKE '%yes%'"
#define HAS_ONE_NOTE "(SELECT count(*) FROM note WHERE rev = 1 AND removed_at IS NULL) = 1"
#define HAS_NO_NOTE  "NOT EXISTS (SELECT 1 FROM note)"
#define IS_TOLD      "EXISTS (SELECT 1 FROM event WHERE verb = 'add-note')"

static const Race races[] = {
  { "release/quiet",
    SUBMITTED,
    act_release,
    { NULL },
    SUCCEEDS,
    "(SELECT state FROM evaluation) = 2" },
  { "release/coach-leaves", SUBMITTED, act_release, { LEAVE_TEAM }, DENIED, IS_SUBMITTED },
  { "release/coach-dismissed",
    SUBMITTED,
    act_release,
    { DISMISS ("coach") },
    DENIED,
    IS_SUBMITTED },
  { "release/voided", SUBMITTED, act_release, { VOID_IT }, CONFLICT, IS_VOID },
  { "release-due/quiet",
    SUBMITTED,
    act_release_due,
    { NULL },
    SUCCEEDS,
    "(SELECT state FROM evaluation) = 2 AND (SELECT is_counted FROM evaluation_revision) = 1" },
  { "release-due/voided", SUBMITTED, act_release_due, { VOID_IT }, DOES_NONE, IS_UNCOUNTED_VOID },
  { "release-due/voided-before",
    SUBMITTED,
    act_release_due,
    { VOID_IT },
    DOES_NONE,
    IS_UNCOUNTED_VOID,
    READ_RECORD },
  { "release/revised", SUBMITTED, act_release, { REVISE_IT }, CONFLICT, IS_SUBMITTED },
  { "submit/dismissed", DRAFT, act_submit, { DISMISS ("analyst") }, DENIED, IS_DRAFT },
  { "submit/handed-over", DRAFT, act_submit, { HAND_OVER }, DENIED, IS_DRAFT },
  { "submit/submitted", DRAFT, act_submit, { SUBMIT_IT }, CONFLICT, IS_SUBMITTED },
  { "submit/noted", DRAFT, act_submit_noted, { NULL }, SUCCEEDS, IS_SUBMITTED },
  { "submit/note-added", DRAFT, act_submit, { NOTE_IT }, CONFLICT, IS_DRAFT },
  { "submit/note-changed",
    DRAFT,
    act_submit_noted,
    { "UPDATE note SET rev = rev + 1, text = 'Theirs'" },
    CONFLICT,
    IS_DRAFT },
  { "answers/dismissed", DRAFT, act_save_answers, { DISMISS ("analyst") }, DENIED, IS_ANSWERED },
  { "answers/submitted", DRAFT, act_save_answers, { SUBMIT_IT }, CONFLICT, IS_ANSWERED },
  { "void/demoted", SUBMITTED, act_void, { DEMOTE ("analyst") }, DENIED, IS_SUBMITTED },
  { "void/handed-over", SUBMITTED, act_void, { HAND_OVER }, DENIED, IS_SUBMITTED },
  { "void/voided",
    SUBMITTED,
    act_void,
    { VOID_IT },
    CONFLICT,
    "(SELECT void_reason FROM evaluation) IS NULL" },
  { "correct/demoted", SUBMITTED, act_correct, { DEMOTE ("analyst") }, DENIED, IS_UNREVISED },
  { "correct/handed-over", SUBMITTED, act_correct, { HAND_OVER }, DENIED, IS_UNREVISED },
  { "correct/voided", SUBMITTED, act_correct, { VOID_IT }, CONFLICT, IS_UNREVISED },
  { "decide/quiet",
    SUBMITTED,
    act_decide,
    { NULL },
    SUCCEEDS,
    "(SELECT sum (is_current) FROM evaluation_revision WHERE number IN (1, 2)) = 1" },
  { "decide/demoted", SUBMITTED, act_decide, { DEMOTE ("analyst-2") }, DENIED, IS_UNREVISED },
  { "decide/own", SUBMITTED, act_decide, { HAND_OVER }, DENIED, IS_UNREVISED },
  { "note/change-leaves", SUBMITTED, act_change_note, { LEAVE_TEAM }, NOT_FOUND, HAS_ONE_NOTE },
  { "note/change-removed",
    SUBMITTED,
    act_change_note,
    { "UPDATE note SET rev = 7" },
    CONFLICT,
    "(SELECT rev FROM note) = 7" },
  { "note/remove-leaves", SUBMITTED, act_remove_note, { LEAVE_TEAM }, NOT_FOUND, HAS_ONE_NOTE },
  { "note/add-dismissed", DRAFT, act_add_note, { DISMISS ("analyst") }, NOT_FOUND, HAS_NO_NOTE },
  { "note/add-draft", DRAFT, act_add_note, { NULL }, SUCCEEDS, "NOT " IS_TOLD },
  { "note/add-submitted", DRAFT, act_add_note, { SUBMIT_IT }, SUCCEEDS, IS_TOLD },
  { "start/published",
    NOT_THERE,
    act_start,
    { PUBLISH_ANEW, RETIRE },
    SUCCEEDS,
    "(SELECT f.number FROM evaluation_revision AS r JOIN form_revision AS f"
    " ON f.id = r.form_revision_id) = 2" },
  { "start/form-removed",
    NOT_THERE,
    act_start,
    { REMOVE_FORM },
    NOT_FOUND,
    "NOT EXISTS (SELECT 1 FROM evaluation)" },
  { "start/contact-removed",
    NOT_THERE,
    act_start,
    { "UPDATE interaction SET removed_at = 5" },
    DENIED,
    "NOT EXISTS (SELECT 1 FROM evaluation)" },
  { "start/other-started",
    NOT_THERE,
    act_start,
    { START_IT ("analyst-2", "0") },
    EXISTS_BY,
    "(SELECT count(*) FROM evaluation) = 1" },
  { "start/calibration-twice",
    NOT_THERE,
    act_start_calibration,
    { START_IT ("analyst", "2") },
    SUCCEEDS,
    "(SELECT count(*) FROM evaluation) = 1" },
  { "start/calibration-other",
    NOT_THERE,
    act_start_calibration,
    { START_IT ("analyst-2", "2") },
    SUCCEEDS,
    "(SELECT count(*) FROM evaluation) = 2" },
};

static void
test_race (Fixture *self, gconstpointer data)
{
  const Race *race = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *truth = g_strconcat ("SELECT ", race->truth, NULL);
  gint64 done;

  intrusion_at = race->at;
  intrusion = race->intrusion;
  done = race->act (self, &error);
  g_assert_null (intrusion);
  if (race->error == SUCCEEDS || race->error == DOES_NONE)
    g_assert_no_error (error);
  else
    g_assert_error (error, ATTUNE_STORE_ERROR, race->error);
  g_assert_cmpint (done != 0, ==, race->error == SUCCEEDS);
  g_assert_cmpint (attune_store_fixture_get_int (&self->parent, truth), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (races); i++)
    {
      g_autofree char *path = g_strconcat ("/store/races/", races[i].name, NULL);

      g_test_add (path, Fixture, &races[i], set_up, test_race, tear_down);
    }

  return g_test_run ();
}
