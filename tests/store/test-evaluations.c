/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-bulk.h"
#include "attune-figures.h"
#include "attune-forms.h"
#include "attune-query.h"
#include "attune-store-fixture.h"
#include "attune-upkeep.h"

/* Two questions: "greeting" 60 %, "farewell" 40 %, pass 50. */
#define FORM                                                                                      \
  "{\"format\":\"attune-form\",\"version\":1,\"id\":\"calls\",\"title\":\"Calls\","               \
  "\"release_days\":%d,\"scoring\":{\"pass\":50},\"sections\":[{\"id\":\"s\",\"title\":\"S\","    \
  "\"questions\":[{\"id\":\"greeting\",\"type\":\"yes_no\",\"title\":\"Greeting\",\"weight\":60," \
  "\"na_allowed\":true},{\"id\":\"farewell\",\"type\":\"yes_no\",\"title\":\"Farewell\","         \
  "\"weight\":40,\"na_allowed\":true}]}]}"

#define ANSWERS(greeting, farewell)                                                            \
  "{\"format\":\"attune-answers\",\"version\":1,\"form\":\"calls\",\"answers\":{\"greeting\":" \
  "{\"option\":\"" greeting "\"},\"farewell\":{\"option\":\"" farewell "\"}}}"

typedef struct
{
  AttuneStoreFixture parent;
  gint64 coach;
  gint64 analyst;
  gint64 analyst2;
  gint64 agent;
  gint64 agent2;
  gint64 form;
  gint64 delayed_form; /* released seven days after */
} Fixture;

static gint64
publish (Fixture *self, const char *key, int release_days)
{
  AttuneStore *store = self->parent.store;
  g_autofree char *document = g_strdup_printf (FORM, release_days);
  g_auto (GStrv) parts = g_strsplit (document, "\"id\":\"calls\"", 2);
  g_autofree char *named = g_strdup_printf ("%s\"id\":\"%s\"%s", parts[0], key, parts[1]);
  gint64 form = ATTUNE_CALL_OK (create_form, store, self->parent.manager, named);
  g_autoptr (AttuneFormRecord)
    record = ATTUNE_CALL_OK (load_form, store, self->parent.manager, form);

  ATTUNE_CALL_OK (publish_form, store, self->parent.manager, form, record->summary->rev);
  return form;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  AttuneStore *store;
  gint64 team;

  attune_store_fixture_set_up (&self->parent, data);
  store = self->parent.store;
  self->coach = attune_store_fixture_add_person (&self->parent, "coach-1", ATTUNE_ROLE_COACH, 0);
  team = ATTUNE_CALL_OK (add_team, store, self->parent.manager, "Team", &self->coach, 1);
  self->agent = attune_store_fixture_add_person (&self->parent, "agent-1", ATTUNE_ROLE_AGENT, team);
  self->agent2 = attune_store_fixture_add_person (&self->parent, "agent-2", ATTUNE_ROLE_AGENT, 0);
  self->analyst = attune_store_fixture_add_person (&self->parent, "analyst-1", ATTUNE_ROLE_ANALYST,
                                                   0);
  self->analyst2 = attune_store_fixture_add_person (&self->parent, "analyst-2", ATTUNE_ROLE_ANALYST,
                                                    0);
  self->form = publish (self, "calls", 0);
  self->delayed_form = publish (self, "later", 7);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  attune_store_fixture_tear_down (&self->parent, data);
}

static gint64
add_contact (Fixture *self, gint64 agent)
{
  g_autoptr (GPtrArray)
    interactions = g_ptr_array_new_with_free_func ((GDestroyNotify) attune_interaction_free);
  g_autoptr (GArray) ids = NULL;
  AttuneInteraction *interaction = attune_interaction_new ();

  interaction->started_at = attune_id_source_now (self->parent.ids);
  g_ptr_array_add (interaction->parts, attune_part_new (agent, -1, -1));
  g_ptr_array_add (interactions, interaction);
  ids = ATTUNE_CALL_OK (add_interactions, self->parent.store, self->parent.manager, interactions);
  return g_array_index (ids, gint64, 0);
}

static gint64
start (Fixture *self, gint64 evaluator, gint64 agent, gint64 form)
{
  AttuneEvaluationSpec spec = { .interaction = add_contact (self, agent),
                                .agent = agent,
                                .form = form };

  return ATTUNE_CALL_OK (start_evaluation, self->parent.store, evaluator, &spec);
}

static AttuneEvaluation *
load (Fixture *self, gint64 actor, gint64 evaluation)
{
  return ATTUNE_CALL_OK (load_evaluation, self->parent.store, actor, evaluation);
}

/* `answers` as given to that form. */
static char *
address (Fixture *self, gint64 form, const char *answers)
{
  g_autoptr (GString) text = g_string_new (answers);

  if (form == self->delayed_form)
    g_string_replace (text, "\"form\":\"calls\"", "\"form\":\"later\"", 1);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* A submitted evaluation by the first analyst. */
static gint64
evaluate (Fixture *self, gint64 agent, gint64 form, const char *answers)
{
  g_autofree char *addressed = address (self, form, answers);
  gint64 id = start (self, self->analyst, agent, form);
  gint64 rev = ATTUNE_CALL_OK (save_answers, self->parent.store, self->analyst, id, 1, addressed);

  ATTUNE_CALL_OK (submit, self->parent.store, self->analyst, id, rev);
  return id;
}

static GArray *
get_series (Fixture *self, gint64 actor, gint64 agent)
{
  AttuneSeriesQuery query = { .agent = agent };

  return ATTUNE_CALL_OK (load_series, self->parent.store, actor, &query);
}

static guint
count_series (Fixture *self, gint64 actor, gint64 agent)
{
  g_autoptr (GArray) series = get_series (self, actor, agent);

  return series->len;
}

/* Publishes the form again with `what` in the place of `is`. */
static void
republish (Fixture *self, const char *is, const char *what)
{
  AttuneStore *store = self->parent.store;
  gint64 actor = self->parent.manager;
  g_autoptr (AttuneFormRecord) record = ATTUNE_CALL_OK (load_form, store, actor, self->form);
  g_autofree char *document = ATTUNE_CALL_OK (load_form_revision, store, actor,
                                              record->summary->latest_revision);
  g_autoptr (AttuneForm) form = attune_form_from_json (document, -1, NULL);
  g_autofree char *text = attune_form_to_json (form, NULL);
  g_auto (GStrv) parts = g_strsplit (text, is, 2);
  g_autofree char *changed = g_strjoinv (what, parts);
  gint64 rev;

  g_assert_cmpuint (g_strv_length (parts), ==, 2);
  rev = ATTUNE_CALL_OK (save_form_draft, store, actor, self->form, record->summary->rev, changed);
  ATTUNE_CALL_OK (publish_form, store, actor, self->form, rev);
}

/* Scores of revisions that score alike are of one scale, those of others begin one; other forms and agents do not matter. */
static void
test_scales (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *is, *what;
    guint number, scale;
  } rows[] = {
    { NULL, NULL, 1, 1 },
    { "\"Greeting\"", "\"Greeted\"", 2, 1 },
    { "\"weight\": 60", "\"weight\": 10", 3, 3 },
    { "\"Farewell\"", "\"Said goodbye\"", 4, 3 },
    { "\"weight\": 40", "\"weight\": 90", 5, 5 },
  };
  g_autoptr (GArray) series = NULL;
  g_autoptr (GArray) other = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      if (rows[i].is != NULL)
        republish (self, rows[i].is, rows[i].what);
      evaluate (self, self->agent, self->form, ANSWERS ("yes", "yes"));
    }
  evaluate (self, self->agent2, self->form, ANSWERS ("yes", "yes"));
  series = get_series (self, self->parent.manager, self->agent);
  g_assert_cmpuint (series->len, ==, G_N_ELEMENTS (rows));
  for (guint i = 0; i < series->len; i++)
    {
      const AttuneFigure *figure = &g_array_index (series, AttuneFigure, i);

      g_assert_cmpuint (figure->form_revision_number, ==, rows[i].number);
      g_assert_cmpuint (figure->scale, ==, rows[i].scale);
    }
  other = get_series (self, self->parent.manager, self->agent2);
  g_assert_cmpuint (g_array_index (other, AttuneFigure, 0).scale, ==, 5);
}

/* Asks for `n` saves in one go, as whoever leaves does, each of the answer before to the other question; the revs they
 * give, 0 for those refused. */
static void
keep_answers (Fixture *self,
              gint64 id,
              AttuneRev *rev,
              AttuneAnswers **answers,
              guint n,
              gint64 *out_revs)
{
  GAsyncResult *results[4] = { NULL };

  for (guint i = 0; i < n; i++)
    attune_store_keep_answers_async (self->parent.store, self->analyst, id, rev, answers[i], NULL,
                                     attune_await_cb, &results[i]);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GError) error = NULL;

      out_revs[i] = attune_store_keep_answers_finish (self->parent.store,
                                                      attune_await (&results[i]), &error);
      if (out_revs[i] == 0)
        g_assert_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_CONFLICT);
      g_clear_object (&results[i]);
    }
}

static AttuneAnswers *
read_answers (const AttuneEvaluation *evaluation, const char *document)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AttuneForm) form = attune_form_from_json (evaluation->form_document, -1, &error);
  AttuneAnswers *answers = attune_answers_from_json (form, document, -1, &error);

  g_assert_no_error (error);
  return answers;
}

/* One after the other on top of each other, and none of them over what somebody else saved. */
static void
test_keep (Fixture *self, gconstpointer data)
{
  AttuneStore *store = self->parent.store;
  gint64 id = start (self, self->analyst, self->agent, self->form);
  g_autoptr (AttuneEvaluation) fresh = load (self, self->analyst, id);
  g_autoptr (AttuneEvaluation) kept = NULL;
  g_autoptr (AttuneEvaluation) theirs = NULL;
  g_autoptr (AttuneAnswers) first = read_answers (fresh, ANSWERS ("yes", "no"));
  g_autoptr (AttuneAnswers) second = read_answers (fresh, ANSWERS ("no", "no"));
  g_autoptr (AttuneAnswers) aside = NULL;
  AttuneAnswers *both[] = { first, second };
  g_autoptr (AttuneRev) rev = attune_rev_new (fresh->row->rev);
  gint64 revs[2];

  keep_answers (self, id, rev, both, 2, revs);
  g_assert_cmpint (revs[0], ==, fresh->row->rev + 1);
  g_assert_cmpint (revs[1], ==, fresh->row->rev + 2);
  kept = load (self, self->analyst, id);
  g_assert_null (kept->aside);
  g_assert_cmpint (kept->row->rev, ==, revs[1]);

  ATTUNE_CALL_OK (save_answers, store, self->analyst, id, revs[1], ANSWERS ("yes", "yes"));
  keep_answers (self, id, rev, both, 2, revs);
  g_assert_cmpint (revs[0], ==, 0);
  g_assert_cmpint (revs[1], ==, 0);
  theirs = load (self, self->analyst, id);
  g_assert_cmpstr (theirs->answers, ==, ANSWERS ("yes", "yes"));
  aside = read_answers (fresh, theirs->aside);
  g_assert_true (attune_answers_equal (aside, second));
}

/* Everybody has their own, and it is forgotten at one's own word. */
static void
test_aside (Fixture *self, gconstpointer data)
{
  AttuneStore *store = self->parent.store;
  gint64 id = start (self, self->analyst, self->agent, self->form);
  const char *const words[] = { ANSWERS ("yes", "no"), ANSWERS ("no", "no"), NULL, NULL };

  ATTUNE_CALL_OK (keep_aside, store, self->parent.manager, id, ANSWERS ("yes", "yes"));
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autoptr (AttuneEvaluation) own = NULL;

      ATTUNE_CALL_OK (keep_aside, store, self->analyst, id, words[i]);
      own = load (self, self->analyst, id);
      g_assert_cmpstr (own->aside, ==, words[i]);
    }
}

static void
test_draft (Fixture *self, gconstpointer data)
{
  AttuneStore *store = self->parent.store;
  gint64 id = start (self, self->analyst, self->agent, self->form);
  g_autoptr (AttuneEvaluation) fresh = load (self, self->analyst, id);
  g_autoptr (AttuneEvaluation) saved = NULL;
  gint64 rev;

  g_assert_true (fresh->can_edit);
  g_assert_cmpint (fresh->row->state, ==, ATTUNE_EVALUATION_STATE_DRAFT);
  g_assert_cmpint (fresh->row->score, ==, ATTUNE_SCORE_NONE);
  g_assert_cmpstr (fresh->row->agent_name, ==, "agent-1");
  g_assert_cmpstr (fresh->row->team_name, ==, "Team");
  g_assert_cmpuint (fresh->revisions->len, ==, 1);
  g_assert_null (fresh->place_question);

  rev = ATTUNE_CALL_OK (save_answers, store, self->analyst, id, fresh->row->rev,
                        ANSWERS ("yes", "no"));
  g_assert_cmpint (rev, ==, fresh->row->rev + 1);
  ATTUNE_CALL_OK (save_place, store, self->analyst, id, "farewell", 161500000);

  saved = load (self, self->analyst, id);
  g_assert_cmpstr (saved->answers, ==, ANSWERS ("yes", "no"));
  g_assert_cmpstr (saved->place_question, ==, "farewell");
  g_assert_cmpint (saved->place_us, ==, 161500000);

  /* The rev seen before is stale; another's draft is nobody's business; wrong answers are refused. */
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_CONFLICT, save_answers, store, self->analyst, id,
                     fresh->row->rev, ANSWERS ("no", "no"));
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_NOT_FOUND, save_answers, store, self->analyst2, id, rev,
                     ANSWERS ("no", "no"));
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_INVALID, save_answers, store, self->analyst, id, rev,
                     ANSWERS ("maybe", "no"));
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_NOT_FOUND, load_evaluation, store, self->agent, id);
}

/* What the list says of a contact: evaluations that one sees, and drafts of others in the way. */
static void
assert_listed (Fixture *self, gint64 actor, gint64 interaction, guint n_evaluations, guint n_held)
{
  g_autoptr (GPtrArray) rows = ATTUNE_CALL_OK (fetch_rows, self->parent.store, actor,
                                               ATTUNE_LIST_INTERACTIONS, &interaction, 1);
  const AttuneInteractionRow *row = g_ptr_array_index (rows, 0);

  g_assert_cmpuint (row->n_evaluations, ==, n_evaluations);
  g_assert_cmpuint (row->n_held, ==, n_held);
}

static void
test_start_twice (Fixture *self, gconstpointer data)
{
  AttuneStore *store = self->parent.store;
  AttuneEvaluationSpec spec = { .interaction = add_contact (self, self->agent),
                                .agent = self->agent,
                                .form = self->form };
  gint64 id = ATTUNE_CALL_OK (start_evaluation, store, self->analyst, &spec);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) own = ATTUNE_CALL_OK (list_held, store, self->analyst, spec.interaction);
  g_autoptr (GPtrArray) held = ATTUNE_CALL_OK (list_held, store, self->analyst2, spec.interaction);
  g_autoptr (GPtrArray) none = ATTUNE_CALL_OK (list_held, store, self->agent, spec.interaction);

  /* Whom it keeps from beginning is told, and nobody else. */
  g_assert_cmpuint (own->len, ==, 0);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (held->len, ==, 1);
  g_assert_cmpint (((AttuneHeld *) held->pdata[0])->agent, ==, self->agent);
  g_assert_cmpint (((AttuneHeld *) held->pdata[0])->form, ==, self->form);
  g_assert_cmpstr (((AttuneHeld *) held->pdata[0])->evaluator_name, ==, "analyst-1");

  assert_listed (self, self->analyst, spec.interaction, 1, 0);
  assert_listed (self, self->analyst2, spec.interaction, 0, 1);

  g_assert_cmpint (ATTUNE_CALL_OK (start_evaluation, store, self->analyst, &spec), ==, id);
  ATTUNE_CALL (start_evaluation, store, &error, self->analyst2, &spec);
  g_assert_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_EXISTS);
  g_assert_nonnull (strstr (error->message, "analyst-1"));

  spec.agent = self->agent2; /* took no part */
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_DENIED, start_evaluation, store, self->analyst, &spec);
  spec.agent = self->agent;
  spec.form = 12345;
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_NOT_FOUND, start_evaluation, store, self->analyst, &spec);
}

static void
test_who_starts (Fixture *self, gconstpointer data)
{
  AttuneStore *store = self->parent.store;
  AttuneEvaluationSpec own = { .interaction = add_contact (self, self->agent),
                               .agent = self->agent,
                               .form = self->form };
  AttuneEvaluationSpec foreign = { .interaction = add_contact (self, self->agent2),
                                   .agent = self->agent2,
                                   .form = self->form };

  ATTUNE_CALL_OK (start_evaluation, store, self->coach, &own);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_DENIED, start_evaluation, store, self->coach, &foreign);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_DENIED, start_evaluation, store, self->agent2, &foreign);
  /* A self-evaluation is the agent's own, and of a contact that somebody has evaluated. */
  foreign.kind = ATTUNE_EVALUATION_SELF;
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_DENIED, start_evaluation, store, self->agent, &foreign);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_DENIED, start_evaluation, store, self->agent2, &foreign);
}

static void
test_submit (Fixture *self, gconstpointer data)
{
  AttuneStore *store = self->parent.store;
  gint64 id = start (self, self->analyst, self->agent, self->form);
  g_autoptr (AttuneEvaluation) seen = NULL;
  g_autoptr (GArray) series = NULL;
  g_autoptr (GError) error = NULL;
  gint64 rev;

  ATTUNE_CALL (submit, store, &error, self->analyst, id, 1);
  g_assert_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "“Greeting”, “Farewell”"));

  rev = ATTUNE_CALL_OK (save_answers, store, self->analyst, id, 1, ANSWERS ("yes", "no"));
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_CONFLICT, submit, store, self->analyst, id, 1);
  rev = ATTUNE_CALL_OK (submit, store, self->analyst, id, rev);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_DENIED, submit, store, self->analyst, id, rev);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_DENIED, save_answers, store, self->analyst, id, rev,
                     ANSWERS ("yes", "yes"));

  seen = load (self, self->agent, id);
  g_assert_cmpint (seen->row->state, ==, ATTUNE_EVALUATION_STATE_RELEASED);
  g_assert_cmpint (seen->row->score, ==, 6000);
  g_assert_cmpint (seen->row->outcome, ==, ATTUNE_OUTCOME_PASS);
  g_assert_false (seen->can_edit);

  series = get_series (self, self->agent, self->agent);
  g_assert_cmpuint (series->len, ==, 1);
  g_assert_cmpint (g_array_index (series, AttuneFigure, 0).evaluation, ==, id);
  g_assert_cmpint (g_array_index (series, AttuneFigure, 0).score, ==, 6000);
  g_assert_cmpuint (count_series (self, self->agent2, self->agent), ==, 0);
  g_assert_cmpuint (count_series (self, self->coach, self->agent), ==, 1);
}

static void
test_release (Fixture *self, gconstpointer data)
{
  AttuneStore *store = self->parent.store;
  gint64 first = evaluate (self, self->agent, self->delayed_form, ANSWERS ("yes", "yes"));
  gint64 second = evaluate (self, self->agent, self->delayed_form, ANSWERS ("yes", "yes"));
  g_autoptr (AttuneEvaluation) held = load (self, self->analyst, first);

  g_assert_cmpint (held->row->state, ==, ATTUNE_EVALUATION_STATE_SUBMITTED);
  g_assert_cmpint (held->release_due, >, 0);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_NOT_FOUND, load_evaluation, store, self->agent, first);
  g_assert_cmpuint (count_series (self, self->coach, self->agent), ==, 0);
  g_assert_cmpint (ATTUNE_CALL_OK (release_due, store, self->parent.manager), ==, 0);

  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_DENIED, release, store, self->analyst2, first,
                     held->row->rev);
  ATTUNE_CALL_OK (release, store, self->coach, first, held->row->rev);
  g_assert_cmpuint (count_series (self, self->agent, self->agent), ==, 1);

  attune_id_source_set_now (self->parent.ids,
                            attune_id_source_now (self->parent.ids) + 8 * G_TIME_SPAN_DAY);
  g_assert_cmpint (ATTUNE_CALL_OK (release_due, store, self->parent.manager), ==, 1);
  g_assert_cmpuint (count_series (self, self->agent, self->agent), ==, 2);
  attune_evaluation_free (load (self, self->agent, second));
}

static void
test_void (Fixture *self, gconstpointer data)
{
  AttuneStore *store = self->parent.store;
  gint64 id = evaluate (self, self->agent, self->form, ANSWERS ("yes", "yes"));
  g_autoptr (AttuneEvaluation) before = load (self, self->analyst, id);
  g_autoptr (AttuneEvaluation) after = NULL;
  AttuneEvaluationSpec again = { .interaction = before->row->interaction,
                                 .agent = self->agent,
                                 .form = self->form };

  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_DENIED, void, store, self->analyst2, id, before->row->rev,
                     "x");
  ATTUNE_CALL_OK (void, store, self->analyst, id, before->row->rev, "Wrong contact");
  after = load (self, self->analyst, id);
  g_assert_cmpint (after->row->state, ==, ATTUNE_EVALUATION_STATE_VOID);
  g_assert_cmpstr (after->void_reason, ==, "Wrong contact");
  g_assert_cmpuint (count_series (self, self->analyst, self->agent), ==, 0);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_INVALID, void, store, self->analyst, id, after->row->rev,
                     "x");

  /* The contact is free for another evaluation then. */
  ATTUNE_CALL_OK (start_evaluation, store, self->analyst2, &again);
}

static void
test_revise (Fixture *self, gconstpointer data)
{
  AttuneStore *store = self->parent.store;
  gint64 id = evaluate (self, self->agent, self->form, ANSWERS ("yes", "no"));
  g_autoptr (AttuneEvaluation) before = load (self, self->analyst, id);
  g_autoptr (AttuneEvaluation) after = NULL;
  g_autofree char *old = NULL;
  const AttuneRevisionInfo *info;

  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_DENIED, revise, store, self->analyst, id, before->row->rev,
                     ANSWERS ("yes", "yes"), ATTUNE_REVISION_DISPUTE, "");
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_DENIED, revise, store, self->agent, id, before->row->rev,
                     ANSWERS ("yes", "yes"), ATTUNE_REVISION_DISPUTE, "");
  ATTUNE_CALL_OK (revise, store, self->analyst2, id, before->row->rev, ANSWERS ("yes", "yes"),
                  ATTUNE_REVISION_DISPUTE, "The farewell is there at 6:40");

  after = load (self, self->agent, id);
  g_assert_cmpint (after->row->score, ==, 10000);
  g_assert_cmpuint (after->revisions->len, ==, 2);
  info = g_ptr_array_index (after->revisions, 0);
  g_assert_true (info->is_current);
  g_assert_cmpstr (info->author, ==, "analyst-2");
  g_assert_cmpint (info->reason, ==, ATTUNE_REVISION_DISPUTE);
  info = g_ptr_array_index (after->revisions, 1);
  g_assert_cmpint (info->score, ==, 6000);
  old = ATTUNE_CALL_OK (load_revision, store, self->agent, info->id);
  g_assert_cmpstr (old, ==, ANSWERS ("yes", "no"));
  g_assert_cmpuint (count_series (self, self->agent, self->agent), ==, 1);
}

/* Of what is judged blind the trail has the seal alone: also of its corrections. */
static void
test_revise_blind (Fixture *self, gconstpointer data)
{
  static const char *const
    sql = "SELECT count(*) FROM event_content WHERE instr (content, CAST ('farewell' AS BLOB)) > 0";
  AttuneStore *store = self->parent.store;
  gint64 id = evaluate (self, self->agent, self->form, ANSWERS ("yes", "no"));
  g_autoptr (AttuneEvaluation) open = load (self, self->analyst, id);
  g_autoptr (AttuneEvaluation) blind = NULL;
  gint64 n = attune_store_fixture_get_int (&self->parent, sql);

  ATTUNE_CALL_OK (revise, store, self->analyst, id, open->row->rev, ANSWERS ("no", "no"),
                  ATTUNE_REVISION_CORRECTION, "Open");
  g_assert_cmpint (attune_store_fixture_get_int (&self->parent, sql), ==, n + 1);

  id = evaluate (self, self->agent2, self->form, ANSWERS ("yes", "no"));
  attune_store_fixture_execute (&self->parent,
                                "UPDATE evaluation SET kind = 2 WHERE id = (SELECT max (id) FROM"
                                " evaluation)");
  n = attune_store_fixture_get_int (&self->parent, sql);
  blind = load (self, self->analyst, id);
  ATTUNE_CALL_OK (revise, store, self->analyst, id, blind->row->rev, ANSWERS ("no", "no"),
                  ATTUNE_REVISION_CORRECTION, "Blind");
  g_assert_cmpint (attune_store_fixture_get_int (&self->parent, sql), ==, n);
}

/* How many evaluations the agent's own summary counts, and that it names no contact where it counts none. */
static guint
count_own_summary (Fixture *self)
{
  g_autoptr (GPtrArray) agents = ATTUNE_CALL_OK (list_agents, self->parent.store, self->agent, 6);
  const AttuneAgentSummary *summary = g_ptr_array_index (agents, 0);

  g_assert_cmpuint (agents->len, ==, 1);
  g_assert_true ((summary->n == 0) == (summary->last_contact_at == 0));
  return summary->n;
}

static void
test_self_evaluation_first (Fixture *self, gconstpointer data)
{
  AttuneStore *store = self->parent.store;
  gint64 id = evaluate (self, self->agent, self->form, ANSWERS ("yes", "no"));
  g_autoptr (AttuneEvaluation) seen = load (self, self->agent, id);
  AttuneEvaluationSpec spec = { .interaction = seen->row->interaction,
                                .agent = self->agent,
                                .form = self->form,
                                .kind = ATTUNE_EVALUATION_SELF };
  gint64 own = ATTUNE_CALL_OK (start_evaluation, store, self->agent, &spec);
  gint64 rev = ATTUNE_CALL_OK (save_answers, store, self->agent, own, 1, ANSWERS ("yes", "yes"));

  /* The assessment is kept back while the agent's own is pending, also from the figures. */
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_NOT_FOUND, load_evaluation, store, self->agent, id);
  g_assert_cmpuint (count_series (self, self->agent, self->agent), ==, 0);
  g_assert_cmpuint (count_own_summary (self), ==, 0);
  ATTUNE_CALL_OK (submit, store, self->agent, own, rev);
  attune_evaluation_free (load (self, self->agent, id));
  /* Self-evaluations enter no figure. */
  g_assert_cmpuint (count_own_summary (self), ==, 1);
  g_assert_cmpuint (count_series (self, self->agent, self->agent), ==, 1);
}

static void
test_agents (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GPtrArray) own = NULL;
  const AttuneAgentSummary *summary;

  attune_evaluation_free (
    load (self, self->analyst, evaluate (self, self->agent, self->form, ANSWERS ("yes", "yes"))));
  evaluate (self, self->agent, self->form, ANSWERS ("yes", "no"));
  all = ATTUNE_CALL_OK (list_agents, self->parent.store, self->parent.manager, 6);
  g_assert_cmpuint (all->len, ==, 2);
  summary = g_ptr_array_index (all, 0);
  g_assert_cmpint (summary->id, ==, self->agent);
  g_assert_cmpuint (summary->n, ==, 2);
  g_assert_cmpint (summary->mean, ==, 8000);
  g_assert_cmpfloat_with_epsilon (summary->deviation, 2828.427, 0.001);
  summary = g_ptr_array_index (all, 1);
  g_assert_cmpuint (summary->n, ==, 0);
  g_assert_cmpint (summary->mean, ==, ATTUNE_SCORE_NONE);

  own = ATTUNE_CALL_OK (list_agents, self->parent.store, self->coach, 6);
  g_assert_cmpuint (own->len, ==, 1);
}

/* One random step on an evaluation; what is not possible in its state is refused and changes nothing. */
static void
take_random_step (Fixture *self, GRand *random, GArray *evaluations)
{
  static const char *const answers[] = { ANSWERS ("yes", "yes"), ANSWERS ("yes", "no"),
                                         ANSWERS ("no", "yes"), ANSWERS ("no", "no") };
  AttuneStore *store = self->parent.store;
  const char *drawn = answers[g_rand_int_range (random, 0, 4)];
  g_autofree char *given = NULL;
  gint64 id;
  g_autoptr (AttuneEvaluation) seen = NULL;

  if (evaluations->len == 0 || g_rand_int_range (random, 0, 4) == 0)
    {
      gboolean is_delayed = g_rand_boolean (random);

      id = start (self, self->analyst, g_rand_boolean (random) ? self->agent : self->agent2,
                  is_delayed ? self->delayed_form : self->form);
      g_array_append_val (evaluations, id);
      return;
    }

  id = g_array_index (evaluations, gint64, g_rand_int_range (random, 0, (gint32) evaluations->len));
  seen = load (self, self->analyst, id);
  given = address (self, seen->row->form, drawn);
  switch (g_rand_int_range (random, 0, 5))
    {
    case 0:
    case 1:
      ATTUNE_CALL (save_answers, store, NULL, self->analyst, id, seen->row->rev, given);
      break;
    case 2:
      ATTUNE_CALL (submit, store, NULL, self->analyst, id, seen->row->rev);
      break;
    case 3:
      ATTUNE_CALL (revise, store, NULL, self->analyst2, id, seen->row->rev, given,
                   ATTUNE_REVISION_DISPUTE, "");
      break;
    default:
      if (g_rand_boolean (random))
        ATTUNE_CALL (release, store, NULL, self->analyst, id, seen->row->rev);
      else if (g_rand_int_range (random, 0, 6) == 0)
        ATTUNE_CALL (void, store, NULL, self->analyst, id, seen->row->rev, "test");
    }
}

/* Whoever it is about has no hand in it, whatever other roles they have; nor is that theirs who coach them in another team. */
static void
test_about_oneself (Fixture *self, gconstpointer data)
{
  AttuneStore *store = self->parent.store;
  gint64 manager = attune_store_fixture_add_person (
    &self->parent, "both", ATTUNE_ROLE_AGENT | ATTUNE_ROLE_MANAGER | ATTUNE_ROLE_COACH, 0);
  gint64 team = attune_store_fixture_add_team (&self->parent, "Own", manager);
  gint64 about = evaluate (self, manager, self->form, ANSWERS ("no", "no"));
  gint64 later = evaluate (self, manager, self->delayed_form, ANSWERS ("no", "no"));
  gint64 contact = add_contact (self, self->agent);
  g_autoptr (AttuneEvaluation) seen = load (self, manager, about);
  g_autoptr (AttuneEvaluation) waiting = load (self, self->analyst, later);
  gint64 rev = seen->row->rev;
  g_autofree char *own_team = g_strdup_printf ("UPDATE evaluation SET team_id = %" G_GINT64_FORMAT
                                               " WHERE agent_id = %" G_GINT64_FORMAT,
                                               team, manager);

  attune_store_fixture_execute (&self->parent, own_team);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_DENIED, void, store, manager, about, rev, "no");
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_DENIED, revise, store, manager, about, rev,
                     ANSWERS ("yes", "yes"), ATTUNE_REVISION_CORRECTION, "");
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_DENIED, move_evaluation, store, manager, about, rev,
                     contact, self->agent, "not me");
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_DENIED, release, store, manager, later, waiting->row->rev);
  ATTUNE_CALL_OK (void, store, self->parent.manager, about, rev, "yes");
}

/* After any walk through drafts, submissions, releases, disputes and voids the rollups are what a recount gives. */
static void
test_rollup_is_recount (Fixture *self, gconstpointer data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20);
  g_autoptr (GArray) evaluations = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (AttuneCheckReport) report = NULL;
  guint n_steps = attune_test_count (5000, 5000, 50000);

  for (guint i = 0; i < n_steps; i++)
    {
      take_random_step (self, random, evaluations);
      if (i % 500 == 499)
        attune_id_source_set_now (self->parent.ids,
                                  attune_id_source_now (self->parent.ids) + 9 * G_TIME_SPAN_DAY);
    }
  ATTUNE_CALL_OK (release_due, self->parent.store, self->parent.manager);

  report = ATTUNE_CALL_OK (check, self->parent.store, NULL, NULL);
  for (guint i = 0; i < report->findings->len; i++)
    g_test_message ("%s", ((AttuneFinding *) g_ptr_array_index (report->findings, i))->message);
  g_assert_cmpuint (report->findings->len, ==, 0);
  g_assert_cmpuint (report->n_evaluations, >, evaluations->len / 5);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function) \
  g_test_add ("/store/evaluations/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("draft", test_draft);
  ADD ("keep", test_keep);
  ADD ("aside", test_aside);
  ADD ("start-twice", test_start_twice);
  ADD ("who-starts", test_who_starts);
  ADD ("submit", test_submit);
  ADD ("release", test_release);
  ADD ("void", test_void);
  ADD ("revise", test_revise);
  ADD ("revise-blind", test_revise_blind);
  ADD ("self-evaluation-first", test_self_evaluation_first);
  ADD ("about-oneself", test_about_oneself);
  ADD ("scales", test_scales);
  ADD ("agents", test_agents);
  ADD ("rollup-is-recount", test_rollup_is_recount);
#undef ADD

  return g_test_run ();
}
