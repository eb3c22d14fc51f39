/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Random evaluations on random forms, and the figures they leave, counted a second time from the rows themselves and the
 * words of design.md: nothing is shared with what counts in the store. */
#define G_LOG_DOMAIN "AttuneTest"

#include "config.h"

#include "attune-evaluations.h"
#include "attune-forms.h"
#include "attune-store-fixture.h"
#include "attune-upkeep.h"
#include "random-form.h"
#include "slow-score.h"

#include <sqlite3.h>
#include <string.h>

#define N_AGENTS 3

/* How many edits lie between two counts. */
#define STRIDE 60

enum
{
  N,
  N_NA,
  N_ERRORS,
  N_FAILS,
  SUM,
  SUM_SQUARES,
  N_NUMBERS
};

typedef struct
{
  AttuneStoreFixture parent;
  GRand *random;
  gint64 analyst;
  gint64 analyst2;
  gint64 agents[N_AGENTS];
  GArray *forms;       /* gint64 */
  GArray *evaluations; /* gint64 */
  guint n_forms;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  AttuneStoreFixture *parent = &self->parent;
  gint64 teams[2];

  attune_store_fixture_set_up (parent, data);
  self->random = g_rand_new_with_seed (20261122);
  self->forms = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->evaluations = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->analyst = attune_store_fixture_add_person (parent, "analyst", ATTUNE_ROLE_ANALYST, 0);
  self->analyst2 = attune_store_fixture_add_person (parent, "analyst-2", ATTUNE_ROLE_ANALYST, 0);
  teams[0] = attune_store_fixture_add_team (parent, "North", 0);
  teams[1] = attune_store_fixture_add_team (parent, "South", 0);
  for (guint i = 0; i < N_AGENTS; i++)
    {
      g_autofree char *name = g_strdup_printf ("agent-%u", i);

      self->agents[i] = attune_store_fixture_add_person (parent, name, ATTUNE_ROLE_AGENT,
                                                         i < 2 ? teams[i] : 0);
    }
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_rand_free (self->random);
  g_array_unref (self->forms);
  g_array_unref (self->evaluations);
  attune_store_fixture_tear_down (&self->parent, data);
}

/* Edits ------------------------------------------------------------------------------------------------------------ */

static guint
choose (Fixture *self, guint n)
{
  return (guint) g_rand_int_range (self->random, 0, (int) n);
}

static gint64
choose_id (Fixture *self, const GArray *ids)
{
  return g_array_index (ids, gint64, choose (self, ids->len));
}

static void
make_optional (json_t *section, json_t *question, gpointer data)
{
  json_object_set_new (question, "required", json_false ());
}

/* A form whose answers are never incomplete. */
static char *
make_form (Fixture *self, guint number)
{
  json_t *form = random_form_new (self->random);
  char *text;

  random_form_visit (form, make_optional, NULL);
  json_object_set_new (form, "id", json_sprintf ("form-%u", number));
  json_object_set_new (form, "release_days", json_integer (number % 2 == 0 ? 0 : 7));
  text = json_dumps (form, 0);
  json_decref (form);
  return text;
}

static void
add_form (Fixture *self)
{
  AttuneStore *store = self->parent.store;
  char *document = make_form (self, ++self->n_forms);
  gint64 form = ATTUNE_CALL_OK (create_form, store, self->parent.manager, document);

  ATTUNE_CALL_OK (publish_form, store, self->parent.manager, form, 1);
  g_array_append_val (self->forms, form);
  free (document);
}

/* Another revision, with other questions under the same ids. */
static void
publish_anew (Fixture *self)
{
  AttuneStore *store = self->parent.store;
  guint at = choose (self, self->forms->len);
  gint64 form = g_array_index (self->forms, gint64, at);
  g_autoptr (AttuneFormRecord)
    record = ATTUNE_CALL_OK (load_form, store, self->parent.manager, form);
  char *document = make_form (self, at + 1);
  gint64 rev = ATTUNE_CALL_OK (save_form_draft, store, self->parent.manager, form,
                               record->summary->rev, document);

  attune_id_source_set_now (self->parent.ids,
                            attune_id_source_now (self->parent.ids) + G_TIME_SPAN_MINUTE);
  ATTUNE_CALL_OK (publish_form, store, self->parent.manager, form, rev);
  free (document);
}

static char *
make_answers (Fixture *self, const AttuneEvaluation *evaluation)
{
  json_t *form = json_loads (evaluation->form_document, 0, NULL);
  json_t *answers = random_answers_new (self->random, form);
  char *text = json_dumps (answers, 0);

  json_decref (answers);
  json_decref (form);
  return text;
}

/* A draft about a contact of the last months, near the ends of months as often as not. */
static void
start (Fixture *self)
{
  gint64 month = 31 * G_TIME_SPAN_DAY;
  gint64 at = attune_id_source_now (self->parent.ids) - choose (self, 3) * month -
              (gint64) choose (self, 6) * G_TIME_SPAN_HOUR;
  AttuneEvaluationSpec spec = { .form = choose_id (self, self->forms),
                                .agent = self->agents[choose (self, N_AGENTS)],
                                .basis = choose (self, 4) == 0 ? ATTUNE_BASIS_TARGETED
                                                               : ATTUNE_BASIS_RANDOM };
  gint64 id;

  if (choose (self, 10) == 0)
    spec.kind = ATTUNE_EVALUATION_CALIBRATION;
  spec.interaction = attune_store_fixture_add_call (&self->parent, spec.agent, at);
  id = ATTUNE_CALL_OK (start_evaluation, self->parent.store, self->analyst, &spec);
  g_array_append_val (self->evaluations, id);
}

/* The agent's own view of a contact that has been evaluated; there is one at most. */
static void
start_self (Fixture *self, const AttuneEvaluation *evaluation)
{
  AttuneEvaluationSpec spec = { .interaction = evaluation->row->interaction,
                                .agent = evaluation->row->agent,
                                .form = evaluation->row->form,
                                .kind = ATTUNE_EVALUATION_SELF };
  g_autoptr (GError) error = NULL;
  gint64 id = ATTUNE_CALL (start_evaluation, self->parent.store, &error, spec.agent, &spec);

  if (!g_error_matches (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_EXISTS))
    {
      g_assert_no_error (error);
      g_array_append_val (self->evaluations, id);
    }
}

/* The next thing that can be done to an evaluation as it stands. */
static gint64
change (Fixture *self, gint64 actor, const AttuneEvaluation *evaluation, const char *answers)
{
  AttuneStore *store = self->parent.store;
  gint64 id = evaluation->row->id;
  gint64 rev = evaluation->row->rev;
  guint lot = choose (self, 10);

  switch (evaluation->row->state)
    {
    case ATTUNE_EVALUATION_STATE_DRAFT:
      rev = ATTUNE_CALL_OK (save_answers, store, actor, id, rev, answers);
      return lot < 8 ? ATTUNE_CALL_OK (submit, store, actor, id, rev) : rev;
    case ATTUNE_EVALUATION_STATE_SUBMITTED:
      if (lot < 6)
        return ATTUNE_CALL_OK (release, store, actor, id, rev);
      break;
    case ATTUNE_EVALUATION_STATE_RELEASED:
      break;
    case ATTUNE_EVALUATION_STATE_VOID:
      return 1;
    }
  if (lot < 2)
    return ATTUNE_CALL_OK (void, store, actor, id, rev, "A reason");
  if (lot < 6)
    return ATTUNE_CALL_OK (revise, store, actor, id, rev, answers, ATTUNE_REVISION_CORRECTION, "");
  return ATTUNE_CALL_OK (revise, store, self->analyst2, id, rev, answers, ATTUNE_REVISION_DISPUTE,
                         "");
}

/* Self-evaluations and calibrations are submitted and left alone. */
static void
edit (Fixture *self)
{
  gint64 id = choose_id (self, self->evaluations);
  g_autofree char *sql = g_strdup_printf ("SELECT evaluator_id FROM evaluation WHERE id ="
                                          " %" G_GINT64_FORMAT,
                                          id);
  gint64 actor = attune_store_fixture_get_int (&self->parent, sql);
  g_autoptr (AttuneEvaluation)
    evaluation = ATTUNE_CALL_OK (load_evaluation, self->parent.store, actor, id);
  char *answers;

  if (evaluation->row->kind != ATTUNE_EVALUATION_ASSESSMENT &&
      evaluation->row->state != ATTUNE_EVALUATION_STATE_DRAFT)
    return;
  if (evaluation->row->state == ATTUNE_EVALUATION_STATE_RELEASED && choose (self, 8) == 0)
    {
      start_self (self, evaluation);
      return;
    }
  answers = make_answers (self, evaluation);
  g_assert_cmpint (change (self, actor, evaluation, answers), >, 0);
  free (answers);
}

/* The second count ------------------------------------------------------------------------------------------------- */

/* An evaluation that counts: what its figures stand under, and the numbers under each key. */
typedef struct
{
  GHashTable *numbers; /* key -> gint64[N_NUMBERS] */
  gint64 agent;
  gint64 team;
  gint64 form;
  int month;
  int basis;
  GHashTable *ids; /* "form question" -> id */
} Count;

static gint64 *
get_numbers (Count *self, gint64 question, const char *option)
{
  char *key = option != NULL ? g_strdup_printf ("option %" G_GINT64_FORMAT " %" G_GINT64_FORMAT
                                                " %d %" G_GINT64_FORMAT " %d %s",
                                                self->agent, question, self->month, self->team,
                                                self->basis, option)
                             : g_strdup_printf ("figures %" G_GINT64_FORMAT " %" G_GINT64_FORMAT
                                                " %d %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %d",
                                                self->agent, question, self->month, self->form,
                                                self->team, self->basis);
  gint64 *numbers = g_hash_table_lookup (self->numbers, key);

  if (numbers == NULL)
    {
      numbers = g_new0 (gint64, N_NUMBERS);
      g_hash_table_insert (self->numbers, g_steal_pointer (&key), numbers);
    }
  g_free (key);
  return numbers;
}

static void
add_score (gint64 *numbers, gint64 score)
{
  numbers[N] += 1;
  numbers[SUM] += score;
  numbers[SUM_SQUARES] += score * score;
}

static void
count_question (const SlowQuestion *question, gpointer data)
{
  Count *self = data;
  g_autofree char *name = g_strdup_printf ("%" G_GINT64_FORMAT " %s", self->form, question->id);
  gint64 *id = g_hash_table_lookup (self->ids, name);

  g_assert_nonnull (id);
  if (question->state == 'n')
    get_numbers (self, *id, NULL)[N_NA] += 1;
  if (question->state != 'a')
    return;

  if (question->counts)
    add_score (get_numbers (self, *id, NULL), question->score);
  get_numbers (self, *id, NULL)[N_ERRORS] += question->has_error;
  for (size_t i = 0; i < json_array_size (question->chosen); i++)
    {
      json_t *option = json_object_get (json_array_get (question->chosen, i), "id");

      if (option != NULL)
        get_numbers (self, *id, json_string_value (option))[N] += 1;
    }
}

static void
count_evaluation (Count *self, const char *document, const char *answers_text)
{
  json_t *form = json_loads (document, 0, NULL);
  json_t *answers = json_loads (answers_text, 0, NULL);
  SlowScore score = slow_score (form, answers);
  gint64 *numbers = get_numbers (self, 0, NULL);

  if (score.score == SLOW_NONE)
    numbers[N_NA] += 1;
  else
    add_score (numbers, score.score);
  numbers[N_ERRORS] += score.errors[0] + score.errors[1] + score.errors[2] > 0;
  numbers[N_FAILS] += score.form_failed;
  slow_score_visit (form, answers, count_question, self);
  json_decref (answers);
  json_decref (form);
}

typedef void (*ReadRow) (sqlite3_stmt *row, gpointer data);

static void
read_rows (Fixture *self, const char *sql, ReadRow read_row, gpointer data)
{
  sqlite3 *handle = NULL;
  sqlite3_stmt *statement = NULL;

  g_assert_cmpint (sqlite3_open (self->parent.path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (handle, sql, -1, &statement, NULL), ==, SQLITE_OK);
  while (sqlite3_step (statement) == SQLITE_ROW)
    read_row (statement, data);
  g_assert_cmpint (sqlite3_finalize (statement), ==, SQLITE_OK);
  sqlite3_close (handle);
}

static void
read_question (sqlite3_stmt *row, gpointer data)
{
  gint64 id = sqlite3_column_int64 (row, 2);

  g_hash_table_insert (data,
                       g_strdup_printf ("%" G_GINT64_FORMAT " %s",
                                        (gint64) sqlite3_column_int64 (row, 0),
                                        sqlite3_column_text (row, 1)),
                       g_memdup2 (&id, sizeof id));
}

static int
get_month (gint64 at)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Helsinki");
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (at / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, zone);

  return g_date_time_get_year (local) * 100 + g_date_time_get_month (local);
}

static void
read_evaluation (sqlite3_stmt *row, gpointer data)
{
  Count *self = data;

  self->agent = sqlite3_column_int64 (row, 0);
  self->team = sqlite3_column_int64 (row, 1);
  self->form = sqlite3_column_int64 (row, 2);
  self->month = get_month (sqlite3_column_int64 (row, 3));
  self->basis = sqlite3_column_int (row, 4);
  count_evaluation (self, (const char *) sqlite3_column_text (row, 5),
                    (const char *) sqlite3_column_text (row, 6));
}

/* What counts, by the contact and not by what the evaluation has noted of it: the current revision of a released assessment
 * that is not void. */
static const char select_counted[] =
  "SELECT a.agent_id, coalesce (a.team_id, 0), e.form_id, i.started_at, e.basis, f.document,"
  " r.answers FROM evaluation AS e JOIN evaluation_revision AS r ON r.evaluation_id = e.id"
  " JOIN form_revision AS f ON f.id = r.form_revision_id"
  " JOIN interaction AS i ON i.id = e.interaction_id JOIN interaction_agent AS a"
  " ON a.interaction_id = i.id AND a.agent_id = e.agent_id WHERE e.kind = 0 AND e.state = 2"
  " AND r.number = (SELECT max (number) FROM evaluation_revision WHERE evaluation_id = e.id)";

static GHashTable *
count_slowly (Fixture *self)
{
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  Count count = { g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free), .ids = ids };

  read_rows (self, "SELECT form_id, key, id FROM question", read_question, ids);
  read_rows (self, select_counted, read_evaluation, &count);
  return count.numbers;
}

/* The comparison --------------------------------------------------------------------------------------------------- */

/* A row of the store's, which has to be one of the count's; those are taken out as they are found. */
static void
compare_row (sqlite3_stmt *row, gpointer data)
{
  static const gint64 zeros[N_NUMBERS];
  const char *key = (const char *) sqlite3_column_text (row, 0);
  const gint64 *numbers = g_hash_table_lookup (data, key);

  for (guint i = 0; i < N_NUMBERS; i++)
    {
      gint64 kept = sqlite3_column_int64 (row, 1 + (int) i);
      gint64 counted = (numbers != NULL ? numbers : zeros)[i];

      if (kept != counted)
        g_error ("%s: number %u is kept as %" G_GINT64_FORMAT ", but is %" G_GINT64_FORMAT, key, i,
                 kept, counted);
    }
  g_hash_table_remove (data, key);
}

static void
compare (Fixture *self)
{
  g_autoptr (GHashTable) numbers = count_slowly (self);
  GHashTableIter iter;
  gpointer key, value;

  read_rows (self,
             "SELECT 'figures ' || agent_id || ' ' || question_id || ' ' || month || ' ' || form_id"
             " || ' ' || team_id || ' ' || basis, n, n_na, n_errors, n_fails, sum, sum_squares"
             " FROM rollup UNION ALL SELECT 'option ' || agent_id || ' ' || question_id || ' ' ||"
             " month || ' ' || team_id || ' ' || basis || ' ' || option, n, 0, 0, 0, 0, 0"
             " FROM rollup_option",
             compare_row, numbers);

  g_hash_table_iter_init (&iter, numbers);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      static const gint64 zeros[N_NUMBERS];

      if (memcmp (value, zeros, sizeof zeros) != 0)
        g_error ("%s: not kept", (char *) key);
    }
}

/* A count that never meets these would prove nothing. */
static void
assert_variety (Fixture *self)
{
  static const char *const sums[] = {
    "SELECT count (*) FROM rollup WHERE question_id <> 0 AND n_na > 1",
    "SELECT count (*) FROM rollup WHERE question_id <> 0 AND n_errors > 1",
    "SELECT count (*) FROM rollup WHERE question_id <> 0 AND sum < 0",
    "SELECT count (*) FROM rollup WHERE question_id = 0 AND n > 2",
    "SELECT count (*) FROM rollup WHERE question_id = 0 AND n_na > 0",
    "SELECT count (*) FROM rollup WHERE question_id = 0 AND n_fails > 1",
    "SELECT count (*) FROM rollup WHERE basis = 1 AND n > 0",
    "SELECT count (*) FROM rollup WHERE n = 0 AND n_na = 0 AND sum_squares = 0",
    "SELECT count (*) FROM rollup_option WHERE n > 1",
    "SELECT count (DISTINCT month) - 2 FROM rollup",
    "SELECT count (*) FROM evaluation WHERE state = 3 AND released_at IS NOT NULL",
    "SELECT count (*) FROM evaluation_revision WHERE number > 2",
    "SELECT count (*) FROM evaluation WHERE kind = 1 AND state = 2",
  };

  for (guint i = 0; i < G_N_ELEMENTS (sums); i++)
    {
      if (attune_store_fixture_get_int (&self->parent, sums[i]) <= 0)
        g_error ("None: %s", sums[i]);
    }
}

static void
test_random (Fixture *self, gconstpointer data)
{
  guint n_edits = attune_test_count (1000, 5000, 50000);
  g_autoptr (AttuneCheckReport) report = NULL;

  for (guint i = 0; i < 4; i++)
    add_form (self);
  for (guint i = 0; i < n_edits; i++)
    {
      guint lot = choose (self, 100);

      if (i < 10 || lot < 25)
        start (self);
      else if (lot == 98)
        publish_anew (self);
      else if (lot == 99)
        add_form (self);
      else
        edit (self);
      if (i % STRIDE == 0)
        compare (self);
    }
  compare (self);
  assert_variety (self);
  report = ATTUNE_CALL_OK (check, self->parent.store, NULL, NULL);
  for (guint i = 0; i < report->findings->len; i++)
    {
      const AttuneFinding *finding = g_ptr_array_index (report->findings, i);

      g_test_message ("%s: %s", finding->place, finding->message);
    }
  g_assert_cmpuint (report->n_findings, ==, 0);
}

/* Nothing evaluated: no figures. */
static void
test_none (Fixture *self, gconstpointer data)
{
  add_form (self);
  compare (self);
  g_assert_cmpint (attune_store_fixture_get_int (&self->parent,
                                                 "SELECT (SELECT count (*) FROM rollup) +"
                                                 " (SELECT count (*) FROM rollup_option)"),
                   ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/store/rollups/none", Fixture, NULL, set_up, test_none, tear_down);
  g_test_add ("/store/rollups/random", Fixture, NULL, set_up, test_random, tear_down);

  return g_test_run ();
}
