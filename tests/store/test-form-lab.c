/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-evaluations.h"
#include "attune-form-edit.h"
#include "attune-form-lab.h"
#include "attune-forms.h"
#include "attune-interactions.h"
#include "attune-store-fixture.h"
#include "attune-test-support.h"

#include <math.h>

#define FORM                                                                             \
  "{\"id\":\"calls\",\"title\":\"Calls\",\"release_days\":%d,\"scoring\":{\"pass\":80}," \
  "\"sections\":[{\"id\":\"s\",\"title\":\"S\",\"questions\":["                          \
  "{\"id\":\"a\",\"type\":\"yes_no\",\"title\":\"A\"},"                                  \
  "{\"id\":\"b\",\"type\":\"yes_no\",\"title\":\"B\"}]}]}"
#define ANSWERS                                                                         \
  "{\"format\":\"attune-answers\",\"version\":1,\"form\":\"calls\",\"answers\":{\"a\":" \
  "{\"option\":\"%s\"},\"b\":{\"option\":\"%s\"}}}"

typedef struct
{
  AttuneStoreFixture parent;
  gint64 analyst;
  gint64 agent;
  gint64 form;
} Fixture;

static void
publish (Fixture *self, int release_days)
{
  AttuneStore *store = self->parent.store;
  g_autofree char *document = g_strdup_printf (FORM, release_days);
  g_autoptr (AttuneFormRecord) record = NULL;
  gint64 rev = 1;

  if (self->form == 0)
    self->form = ATTUNE_CALL_OK (create_form, store, self->analyst, document);
  else
    {
      record = ATTUNE_CALL_OK (load_form, store, self->analyst, self->form);
      rev = ATTUNE_CALL_OK (save_form_draft, store, self->analyst, self->form, record->summary->rev,
                            document);
    }
  ATTUNE_CALL_OK (publish_form, store, self->analyst, self->form, rev);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  attune_store_fixture_set_up (&self->parent, data);
  self->analyst = attune_store_fixture_add_person (&self->parent, "analyst-1", ATTUNE_ROLE_ANALYST,
                                                   0);
  self->agent = attune_store_fixture_add_person (&self->parent, "agent-1", ATTUNE_ROLE_AGENT, 0);
  publish (self, 0);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  attune_store_fixture_tear_down (&self->parent, data);
}

/* A draft, or submitted where `is_done`. */
static void
evaluate (Fixture *self, gint64 evaluator, const char *a, const char *b, gboolean is_done)
{
  AttuneStore *store = self->parent.store;
  g_autofree char *answers = g_strdup_printf (ANSWERS, a, b);
  AttuneEvaluationSpec spec = {
    .interaction = attune_store_fixture_add_call (&self->parent, self->agent,
                                                  attune_id_source_now (self->parent.ids)),
    .agent = self->agent,
    .form = self->form,
  };
  gint64 id = ATTUNE_CALL_OK (start_evaluation, store, evaluator, &spec);
  gint64 rev = ATTUNE_CALL_OK (save_answers, store, evaluator, id, 1, answers);

  if (is_done)
    ATTUNE_CALL_OK (submit, store, evaluator, id, rev);
}

/* A weighs four times as much as B. */
static AttuneForm *
make_heavy (void)
{
  g_autofree char *document = g_strdup_printf (FORM, 0);
  g_autoptr (AttuneForm) form = attune_form_from_json (document, -1, NULL);

  return attune_form_set_decimal (form, (AttuneFormPlace){ "a", NULL, NULL }, "weight",
                                  4 * ATTUNE_DECIMAL_ONE, NULL);
}

static void
told_cb (double fraction, gpointer data)
{
  double *last = data;

  g_assert_cmpfloat (fraction, >=, *last);
  g_assert_cmpfloat (fraction, <=, 1.0);
  *last = fraction;
}

static AttuneFormLab *
try_form (Fixture *self, gint64 actor, guint most, double *fraction, GError **error)
{
  g_autoptr (AttuneForm) heavy = make_heavy ();

  return ATTUNE_CALL (try_form, self->parent.store, error, actor, self->form, heavy, most, told_cb,
                      fraction);
}

static void
test_nothing (Fixture *self, gconstpointer data)
{
  double fraction = 0.0;
  g_autoptr (AttuneFormLab) lab = try_form (self, self->analyst, 10, &fraction, NULL);

  g_assert_cmpuint (attune_form_trial_get_result (lab->trial).n, ==, 0);
  g_assert_cmpuint (attune_item_analysis_get_figures (lab->items, 0).n, ==, 0);
}

/* Released and submitted ones count, on whichever revision; drafts do not. */
static void
test_all (Fixture *self, gconstpointer data)
{
  double fraction = 0.0;
  g_autoptr (AttuneFormLab) lab = NULL;
  AttuneFormTrialResult result;
  AttuneItemFigures figures;

  for (guint i = 0; i < 60; i++)
    evaluate (self, self->analyst, "yes", "no", TRUE);
  publish (self, 7);
  for (guint i = 0; i < 60; i++)
    evaluate (self, self->parent.manager, i % 2 ? "no" : "yes", "yes", TRUE);
  evaluate (self, self->analyst, "no", "no", FALSE);

  lab = try_form (self, self->analyst, 1000, &fraction, NULL);
  result = attune_form_trial_get_result (lab->trial);
  g_assert_cmpuint (result.n, ==, 120);
  /* 50 become 80 and pass; of the others one half stays full, the other half has 20 instead of 50. */
  g_assert_cmpuint (result.outcomes[ATTUNE_OUTCOME_FAIL][ATTUNE_OUTCOME_PASS], ==, 60);
  g_assert_cmpuint (result.outcomes[ATTUNE_OUTCOME_PASS][ATTUNE_OUTCOME_PASS], ==, 30);
  g_assert_cmpuint (result.outcomes[ATTUNE_OUTCOME_FAIL][ATTUNE_OUTCOME_FAIL], ==, 30);
  g_assert_cmpuint (result.before[10], ==, 90);
  g_assert_cmpuint (result.after[16], ==, 60);
  g_assert_cmpuint (result.after[4], ==, 30);
  g_assert_cmpfloat (fraction, ==, 1.0);

  figures = attune_item_analysis_get_figures (lab->items, 0);
  g_assert_cmpuint (figures.n, ==, 120);
  g_assert_cmpfloat (figures.most.value, ==, 0.75);
  g_assert_cmpuint (figures.n_evaluators, ==, 2);
  g_assert_cmpfloat_with_epsilon (figures.spread, 50.0, 1e-9);
}

/* The newest are taken. */
static void
test_most (Fixture *self, gconstpointer data)
{
  double fraction = 0.0;
  g_autoptr (AttuneFormLab) lab = NULL;

  for (guint i = 0; i < 70; i++)
    evaluate (self, self->analyst, i < 10 ? "no" : "yes", "yes", TRUE);
  lab = try_form (self, self->parent.manager, 60, &fraction, NULL);
  g_assert_cmpuint (attune_form_trial_get_result (lab->trial).n, ==, 60);
  g_assert_cmpfloat (attune_item_analysis_get_figures (lab->items, 0).most.value, ==, 1.0);
  g_assert_cmpfloat (fraction, ==, 1.0);
}

/* … by when they were submitted, whatever their ids; ids part those of one moment. */
static void
test_newest (Fixture *self, gconstpointer data)
{
  double fraction = 0.0;
  g_autoptr (AttuneFormLab) lab = NULL;
  g_autoptr (AttuneFormLab) later = NULL;

  for (guint i = 0; i < 130; i++)
    evaluate (self, self->analyst, i < 70 ? "no" : "yes", "yes", TRUE);
  attune_store_fixture_execute (&self->parent,
                                "UPDATE evaluation_revision SET submitted_at = 5000");
  lab = try_form (self, self->analyst, 60, &fraction, NULL);
  g_assert_cmpfloat (attune_item_analysis_get_figures (lab->items, 0).most.value, ==, 1.0);
  g_assert_cmpuint (attune_item_analysis_get_figures (lab->items, 0).top, ==, 0);

  attune_store_fixture_execute (&self->parent,
                                "UPDATE evaluation_revision SET submitted_at = 6000 WHERE id IN"
                                " (SELECT id FROM evaluation_revision ORDER BY id LIMIT 70)");
  fraction = 0.0;
  later = try_form (self, self->analyst, 70, &fraction, NULL);
  g_assert_cmpuint (attune_form_trial_get_result (later->trial).n, ==, 70);
  g_assert_cmpfloat (attune_item_analysis_get_figures (later->items, 0).most.value, ==, 1.0);
  g_assert_cmpuint (attune_item_analysis_get_figures (later->items, 0).top, ==, 1);
}

/* What is damaged is left out and counted, and the others are tried. */
static void
test_damaged (Fixture *self, gconstpointer data)
{
  double fraction = 0.0;
  g_autoptr (AttuneFormLab) lab = NULL;

  for (guint i = 0; i < 4; i++)
    evaluate (self, self->analyst, "yes", "no", TRUE);
  attune_store_fixture_execute (&self->parent,
                                "UPDATE evaluation_revision SET outcome = 99 WHERE id ="
                                " (SELECT min (id) FROM evaluation_revision)");
  attune_store_fixture_execute (&self->parent,
                                "UPDATE evaluation_revision SET answers = '{' WHERE id ="
                                " (SELECT max (id) FROM evaluation_revision)");
  lab = try_form (self, self->analyst, 10, &fraction, NULL);
  g_assert_cmpuint (lab->n_unread, ==, 2);
  g_assert_cmpuint (attune_form_trial_get_result (lab->trial).n, ==, 2);
  g_assert_cmpfloat (fraction, ==, 1.0);
}

static void
test_refused (Fixture *self, gconstpointer data)
{
  double fraction = 0.0;
  g_autoptr (GError) error = NULL;
  g_autoptr (AttuneForm) heavy = make_heavy ();

  g_assert_null (try_form (self, self->agent, 10, &fraction, &error));
  g_assert_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_DENIED);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_NOT_FOUND, try_form, self->parent.store, self->analyst, 99,
                     heavy, 10, NULL, NULL);
}

static void
test_cancelled (Fixture *self, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (AttuneForm) heavy = make_heavy ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  evaluate (self, self->analyst, "yes", "no", TRUE);
  attune_store_try_form_async (self->parent.store, self->analyst, self->form, heavy, 10, NULL, NULL,
                               cancellable, attune_await_cb, &result);
  g_cancellable_cancel (cancellable);
  g_assert_null (attune_store_try_form_finish (self->parent.store, attune_await (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* 500 questions that each rest on the one before. */
static AttuneForm *
make_chain (void)
{
  g_autoptr (GString)
    text = g_string_new ("{\"id\":\"calls\",\"title\":\"Calls\",\"sections\":[{\"id\":\"s\","
                         "\"title\":\"S\",\"questions\":[{\"id\":\"q0\",\"type\":\"yes_no\","
                         "\"title\":\"Q\"}");

  for (guint i = 1; i < 500; i++)
    g_string_append_printf (text,
                            ",{\"id\":\"q%u\",\"type\":\"yes_no\",\"title\":\"Q\","
                            "\"show_if\":{\"question\":\"q%u\",\"is\":[\"no\"]}}",
                            i, i - 1);
  g_string_append (text, "]}]}");
  return attune_form_from_json (text->str, -1, NULL);
}

static void
tried_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(AttuneFormLab **) data = attune_store_try_form_finish (ATTUNE_STORE (source), result, NULL);
}

static gboolean
has_lab (gpointer data)
{
  return *(AttuneFormLab **) data != NULL;
}

/* However long it takes to look through the form: whoever asks goes on. */
static void
test_waits_for_nothing (Fixture *self, gconstpointer data)
{
  g_autoptr (AttuneForm) chain = make_chain ();
  AttuneFormLab *lab = NULL;
  gint64 start = attune_test_get_work ();

  attune_store_try_form_async (self->parent.store, self->analyst, self->form, chain, 100, NULL,
                               NULL, NULL, tried_cb, &lab);
  g_assert_true (attune_test_wait_until (has_lab, &lab, 20));
  start = attune_test_get_work () - start;
  g_test_message ("asking: %.1f ms", (double) start / 1000);
  g_assert_cmpint (start, <, 8 * ATTUNE_TEST_SLOWNESS * G_TIME_SPAN_MILLISECOND);
  attune_form_lab_free (lab);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/form-lab/nothing", Fixture, NULL, set_up, test_nothing, tear_down);
  g_test_add ("/form-lab/all", Fixture, NULL, set_up, test_all, tear_down);
  g_test_add ("/form-lab/most", Fixture, NULL, set_up, test_most, tear_down);
  g_test_add ("/form-lab/newest", Fixture, NULL, set_up, test_newest, tear_down);
  g_test_add ("/form-lab/damaged", Fixture, NULL, set_up, test_damaged, tear_down);
  g_test_add ("/form-lab/refused", Fixture, NULL, set_up, test_refused, tear_down);
  g_test_add ("/form-lab/cancelled", Fixture, NULL, set_up, test_cancelled, tear_down);
  g_test_add ("/form-lab/waits-for-nothing", Fixture, NULL, set_up, test_waits_for_nothing,
              tear_down);
  return g_test_run ();
}
