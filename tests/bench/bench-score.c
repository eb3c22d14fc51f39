/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A million answers: 25,000 evaluations of a form of 40 questions. Scoring them exactly, beside the same sums over plain
 * doubles; reading them, beside jansson alone; a what-if of 10,000 evaluations under another draft; and a change to a
 * form of 500 questions. */
#include "config.h"

#include "attune-form-edit.h"
#include "attune-form-lint.h"
#include "attune-score.h"

#include <jansson.h>
#include <string.h>

#define N_QUESTIONS          40
#define N_EVALUATIONS        25000
#define N_WHAT_IF            10000
#define MOST_SCORING_SECONDS 1.0
#define MOST_WHAT_IF_SECONDS 2.0
#define MOST_EDIT_SECONDS    0.008

/* --- What is scored ------------------------------------------------------------------------------------------ */

/* Five sections of eight questions, some of them N/A, with an error type, a fail or a condition. */
static AttuneForm *
create_form (void)
{
  g_autoptr (GString) text = g_string_new (
    "{\"id\":\"f\",\"title\":\"F\",\"scoring\":{\"na\":\"section\",\"weigh_by\":\"section\","
    "\"pass\":80},\"sections\":[");

  for (guint i = 0; i < N_QUESTIONS; i++)
    {
      if (i % 8 == 0)
        g_string_append_printf (text,
                                "%s{\"id\":\"s%u\",\"title\":\"S\",\"weight\":%u,\"questions\":[",
                                i > 0 ? "]}," : "", i, 10 + i);
      g_string_append_printf (text,
                              "%s{\"id\":\"q%u\",\"title\":\"Q\",\"type\":\"scale\",\"weight\":%u,"
                              "\"error_type\":\"%s\",%s\"options\":["
                              "{\"id\":\"full\",\"score\":100},{\"id\":\"half\",\"score\":50},"
                              "{\"id\":\"none\",\"score\":0,\"error\":true%s}]}",
                              i % 8 > 0 ? "," : "", i, i % 7 + 1, i % 3 == 0 ? "customer" : "none",
                              i % 8 == 5
                                ? "\"show_if\":{\"not\":{\"question\":\"q0\",\"na\":true}},"
                                : "",
                              i == 17 ? ",\"fail\":\"section\"" : "");
    }
  g_string_append (text, "]}]}");
  return attune_form_from_json (text->str, -1, NULL);
}

static char *
create_answers (GRand *random)
{
  static const char *const options[] = { "full", "full", "half", "none" };
  GString *text = g_string_new ("{\"format\":\"attune-answers\",\"version\":1,\"answers\":{");

  for (guint i = 0; i < N_QUESTIONS; i++)
    {
      g_string_append_printf (text, "%s\"q%u\":", i > 0 ? "," : "", i);
      if (g_rand_int_range (random, 0, 20) == 0)
        g_string_append (text, "{\"na\":true}");
      else
        g_string_append_printf (text, "{\"option\":\"%s\"}",
                                options[g_rand_int_range (random, 0, G_N_ELEMENTS (options))]);
    }
  g_string_append (text, "}}");
  return g_string_free (text, FALSE);
}

/* --- Measuring ----------------------------------------------------------------------------------------------- */

static double
get_seconds (gint64 start)
{
  return (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
}

static double
time_scoring (AttuneForm *form, GPtrArray *answers, gint64 *out_sum)
{
  g_autoptr (AttuneScorer) scorer = attune_scorer_new (form);
  gint64 start = g_get_monotonic_time ();

  for (guint i = 0; i < answers->len; i++)
    {
      AttuneScoreFigures figures;

      attune_scorer_run (scorer, g_ptr_array_index (answers, i), &figures);
      *out_sum += figures.score;
    }
  return get_seconds (start);
}

/* No rules but shown and weight: the least that any scorer does. */
static double
time_doubles (AttuneForm *form, GPtrArray *answers, double *out_sum)
{
  gint64 start = g_get_monotonic_time ();

  for (guint i = 0; i < answers->len; i++)
    {
      double earned = 0;
      double possible = 0;

      for (guint j = 0; j < N_QUESTIONS; j++)
        {
          const AttuneFormQuestion *question = attune_form_get_question (form, j);
          const AttuneAnswer *answer = attune_answers_get (g_ptr_array_index (answers, i), j);

          if (!answer->has_value || answer->na)
            continue;
          earned += (double) question->weight *
                    (double) question->options[answer->options[0]].score;
          possible += (double) question->weight;
        }
      *out_sum += possible > 0 ? earned / possible : 0;
    }
  return get_seconds (start);
}

static double
time_reading (AttuneForm *form, GPtrArray *texts, GPtrArray *answers)
{
  gint64 start = g_get_monotonic_time ();

  for (guint i = 0; i < texts->len; i++)
    g_ptr_array_add (answers,
                     attune_answers_from_json (form, g_ptr_array_index (texts, i), -1, NULL));
  return get_seconds (start);
}

static double
time_jansson (GPtrArray *texts)
{
  gint64 start = g_get_monotonic_time ();

  for (guint i = 0; i < texts->len; i++)
    json_decref (json_loads (g_ptr_array_index (texts, i), JSON_REJECT_DUPLICATES, NULL));
  return get_seconds (start);
}

static double
time_what_if (AttuneForm *form, GPtrArray *answers, gint64 *out_sum)
{
  AttuneFormPlace place = { "q3", NULL, NULL };
  gint64 start = g_get_monotonic_time ();
  g_autoptr (AttuneForm) draft = attune_form_set_decimal (form, place, "weight", 250000, NULL);
  g_autoptr (AttuneScorer) scorer = attune_scorer_new (draft);

  for (guint i = 0; i < N_WHAT_IF; i++)
    {
      g_autoptr (AttuneAnswers)
        rebased = attune_answers_rebase (g_ptr_array_index (answers, i), draft, NULL);
      AttuneScoreFigures figures;

      attune_scorer_run (scorer, rebased, &figures);
      *out_sum += figures.score;
    }
  return get_seconds (start);
}

/* What one key press in the designer costs, and the lint after it: the slowest of a few. */
static double
time_editing (void)
{
  g_autoptr (AttuneForm) form = attune_form_new ("f", "F", "S");
  double slowest = 0;

  for (guint i = 0; i < ATTUNE_FORM_MAX_QUESTIONS; i++)
    {
      AttuneForm *longer = attune_form_add_question (form, "section-1", i, ATTUNE_QUESTION_SCALE,
                                                     "A question", NULL, NULL);

      attune_form_unref (form);
      form = longer;
    }
  for (guint i = 0; i < 20; i++)
    {
      AttuneFormPlace place = { attune_form_get_question (form, 25 * i)->id, NULL, NULL };
      gint64 start = g_get_monotonic_time ();
      g_autoptr (AttuneForm)
        changed = attune_form_set_string (form, place, "title", "Another", NULL);
      g_autoptr (AttuneFormLint) lint = attune_form_lint (changed);

      slowest = MAX (slowest, get_seconds (start));
      g_assert (lint->warnings->len == 0);
    }
  return slowest;
}

static gboolean
tell (const char *what, double seconds, double most)
{
  g_print ("%-28s %8.4f s, held to %g s: %.2f\n", what, seconds, most, seconds / most);
  return seconds <= most;
}

int
main (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  g_autoptr (AttuneForm) form = create_form ();
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray)
    answers = g_ptr_array_new_with_free_func ((GDestroyNotify) attune_answers_unref);
  double scoring, doubles, reading, jansson, what_if;
  double plain = 0;
  gint64 exact = 0;
  gboolean is_met = TRUE;

  for (guint i = 0; i < N_EVALUATIONS; i++)
    g_ptr_array_add (texts, create_answers (random));

  reading = time_reading (form, texts, answers);
  jansson = time_jansson (texts);
  scoring = time_scoring (form, answers, &exact);
  doubles = time_doubles (form, answers, &plain);
  what_if = time_what_if (form, answers, &exact);

  is_met &= tell ("score 1 M answers", scoring, MOST_SCORING_SECONDS);
  is_met &= tell ("what if, 10,000 evaluations", what_if, MOST_WHAT_IF_SECONDS);
  is_met &= tell ("edit one of 500 questions", time_editing (), MOST_EDIT_SECONDS);
  g_print ("%-28s %8.4f of the sums over plain doubles, unheld\n", "score 1 M answers",
           scoring / doubles);
  g_print ("%-28s %8.4f of jansson alone (%.3f s), unheld\n", "read 1 M answers", reading / jansson,
           reading);
  /* So that no sum is left out for being of no use. */
  return is_met && exact != 0 && plain > 0 ? 0 : 1;
}
