/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Random forms and answers, scored by Attune and by a slow second reckoning that shares nothing with it. */
#define G_LOG_DOMAIN "AttuneTest"

#include "config.h"

#include "attune-form-lint.h"
#include "attune-score.h"
#include "attune-test-support.h"
#include "random-form.h"
#include "slow-score.h"

#define N_ANSWERS 5

static AttuneForm *
read_form (json_t *node)
{
  g_autofree char *text = json_dumps (node, 0);
  g_autoptr (GError) error = NULL;
  AttuneForm *form = attune_form_from_json (text, -1, &error);

  g_assert_no_error (error);
  return form;
}

static AttuneAnswers *
read_answers (AttuneForm *form, json_t *node)
{
  g_autofree char *text = json_dumps (node, 0);
  g_autoptr (GError) error = NULL;
  AttuneAnswers *answers = attune_answers_from_json (form, text, -1, &error);

  g_assert_no_error (error);
  return answers;
}

static void
fail_with (json_t *form, json_t *answers)
{
  g_autofree char *form_text = json_dumps (form, 0);
  g_autofree char *answers_text = json_dumps (answers, 0);

  g_test_message ("form: %s", form_text);
  g_test_message ("answers: %s", answers_text);
  g_test_fail ();
}

static gboolean
agree (const AttuneScoreFigures *figures, const SlowScore *slow)
{
  return figures->score == slow->score && figures->raw == slow->raw &&
         figures->critical_score == slow->critical && figures->form_failed == slow->form_failed &&
         figures->n_missing == slow->n_missing && figures->errors[1] == slow->errors[0] &&
         figures->errors[2] == slow->errors[1] && figures->errors[3] == slow->errors[2];
}

/* No finished answers score outside of what lint says the form can give. */
static gboolean
is_within (const AttuneScoreFigures *figures, const AttuneFormLint *lint)
{
  if (!figures->complete || figures->score == ATTUNE_SCORE_NONE)
    return TRUE;
  return (lint->minimum == ATTUNE_SCORE_NONE || figures->score >= lint->minimum) &&
         (lint->maximum == ATTUNE_SCORE_NONE || figures->score <= lint->maximum);
}

static void
check_form (GRand *random)
{
  json_t *node = random_form_new (random);
  g_autoptr (AttuneForm) form = read_form (node);
  g_autoptr (AttuneScorer) scorer = attune_scorer_new (form);
  g_autoptr (AttuneFormLint) lint = attune_form_lint (form);

  for (guint i = 0; i < N_ANSWERS; i++)
    {
      json_t *answers_node = random_answers_new (random, node);
      g_autoptr (AttuneAnswers) answers = read_answers (form, answers_node);
      g_autoptr (AttuneScore) score = attune_score_new (answers);
      SlowScore slow = slow_score (node, answers_node);
      AttuneScoreFigures figures;

      attune_scorer_run (scorer, answers, &figures);
      g_assert_cmpmem (&figures, sizeof figures, attune_score_get_figures (score), sizeof figures);
      if (!agree (&figures, &slow))
        {
          g_test_message ("score %" G_GINT64_FORMAT " raw %" G_GINT64_FORMAT
                          " critical %" G_GINT64_FORMAT ", slowly %" G_GINT64_FORMAT
                          " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT,
                          figures.score, figures.raw, figures.critical_score, slow.score, slow.raw,
                          slow.critical);
          fail_with (node, answers_node);
        }
      if (!is_within (&figures, lint))
        {
          g_test_message ("score %" G_GINT64_FORMAT " outside %" G_GINT64_FORMAT
                          " to %" G_GINT64_FORMAT,
                          figures.score, lint->minimum, lint->maximum);
          fail_with (node, answers_node);
        }
      json_decref (answers_node);
    }
  json_decref (node);
}

static void
test_random (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20261121);
  guint n_forms = attune_test_count (3000, 20000, 1000000);

  for (guint i = 0; i < n_forms && !g_test_failed (); i++)
    check_form (random);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/score/random", test_random);
  return g_test_run ();
}
