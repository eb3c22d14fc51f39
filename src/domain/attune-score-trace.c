/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-score-private.h"

#include "attune-form-names.h"

#include <glib/gi18n-lib.h>

/* Sentences being gathered. */
typedef struct
{
  AttuneScore *score;
  AttuneForm *form;
  const AttuneFormScoring *scoring;
  GStrvBuilder *sentences;
} Trace;

static void
say (Trace *trace, char *sentence)
{
  g_strv_builder_add (trace->sentences, sentence);
  g_free (sentence);
}

char *
attune_format_hundredths (gint64 hundredths)
{
  if (hundredths % 100 == 0)
    return g_strdup_printf ("%" G_GINT64_FORMAT, hundredths / 100);
  return g_strdup_printf ("%.2f", (double) hundredths / 100);
}

static char *
format_decimal (AttuneDecimal decimal)
{
  return g_strdup_printf ("%.*f", (int) attune_decimal_count_places (decimal),
                          attune_decimal_to_double (decimal));
}

char *
attune_answer_describe (const AttuneAnswer *answer, const AttuneFormQuestion *question)
{
  g_autoptr (GString) words = g_string_new (NULL);

  if (question->type == ATTUNE_QUESTION_NUMBER)
    return format_decimal (answer->number);
  if (question->type == ATTUNE_QUESTION_DATE)
    return g_strdup (answer->date);
  if (question->type == ATTUNE_QUESTION_CHECKLIST && answer->n_options == 0)
    return g_strdup (C_ ("options of a checklist", "none"));

  for (guint i = 0; i < answer->n_options; i++)
    {
      if (i > 0)
        g_string_append (words, ", ");
      g_string_append (words, question->options[answer->options[i]].label);
    }
  return g_string_free (g_steal_pointer (&words), FALSE);
}

/* --- Questions ----------------------------------------------------------------------------------------------- */

static void
say_answer (Trace *trace, const AttuneFormQuestion *question)
{
  const AttuneScorePart *part = &trace->score->questions[question->index];
  const AttuneAnswer *answer = attune_answers_get (trace->score->answers, question->index);
  g_autofree char *words = attune_answer_describe (answer, question);
  g_autofree char *score = attune_format_hundredths (part->score);
  g_autofree char *weight = attune_format_hundredths (part->effective_weight);
  g_autofree char *points = attune_format_hundredths (part->contribution);

  if (question->bonus && trace->scoring->mode == ATTUNE_SCORING_SHARE)
    /* Translators: question, answer, its score, percentage points */
    say (trace, g_strdup_printf (_ ("“%s”: %s scores %s of 100; as a bonus it adds %s points."),
                                 attune_form_question_get_name (question), words, score, points));
  else if (question->bonus)
    /* Translators: question, answer, its points */
    say (trace, g_strdup_printf (_ ("“%s”: %s earns %s points on top, as a bonus."),
                                 attune_form_question_get_name (question), words, score));
  else if (trace->scoring->mode == ATTUNE_SCORING_POINTS)
    {
      AttuneDecimal best = attune_form_question_get_best (question, ATTUNE_SCORING_POINTS);
      g_autofree char *most = format_decimal (best);

      /* Translators: question, answer, its points, most points, weight in percent, percentage points */
      say (trace,
           g_strdup_printf (
             _ ("“%s”: %s earns %s of %s points; with %s %% of the form it gives %s points."),
             attune_form_question_get_name (question), words, score, most, weight, points));
    }
  else
    /* Translators: question, answer, its score, weight in percent, percentage points */
    say (trace, g_strdup_printf (
                  _ ("“%s”: %s scores %s of 100; with %s %% of the form it gives %s points."),
                  attune_form_question_get_name (question), words, score, weight, points));
}

static void
say_na (Trace *trace, const AttuneFormQuestion *question)
{
  const AttuneScorePart *part = &trace->score->questions[question->index];
  g_autofree char *points = attune_format_hundredths (part->contribution);
  AttuneNaPolicy policy = trace->scoring->na;

  if (policy == ATTUNE_NA_SECTION && trace->scoring->mode == ATTUNE_SCORING_POINTS)
    policy = ATTUNE_NA_FORM;

  switch (policy)
    {
    case ATTUNE_NA_FORM:
      say (trace, g_strdup_printf (_ ("“%s” is N/A: it leaves, and all others weigh more."),
                                   attune_form_question_get_name (question)));
      break;
    case ATTUNE_NA_SECTION:
      say (trace,
           g_strdup_printf (
             _ ("“%s” is N/A: it leaves, and the rest of its section takes over its weight."),
             attune_form_question_get_name (question)));
      break;
    case ATTUNE_NA_FULL:
      say (trace, g_strdup_printf (_ ("“%s” is N/A: it counts as full marks and gives %s points."),
                                   attune_form_question_get_name (question), points));
      break;
    }
}

static void
say_fails (Trace *trace, const AttuneFormQuestion *question)
{
  const AttuneAnswer *answer = attune_answers_get (trace->score->answers, question->index);

  for (guint i = 0; i < answer->n_options; i++)
    {
      const AttuneFormOption *option = &question->options[answer->options[i]];
      const AttuneFormSection *section = attune_form_get_section (trace->form, question->section);

      if (option->fail == ATTUNE_FAIL_PARENT && section->parent != ATTUNE_FORM_NONE)
        section = attune_form_get_section (trace->form, section->parent);
      if (option->fail == ATTUNE_FAIL_FORM)
        say (trace, g_strdup_printf (_ ("“%s” fails the whole form."),
                                     attune_form_question_get_name (question)));
      else if (option->fail != ATTUNE_FAIL_NONE)
        /* Translators: question, section */
        say (trace, g_strdup_printf (_ ("“%s” fails the section “%s”."),
                                     attune_form_question_get_name (question),
                                     attune_form_section_get_name (section)));
    }
}

/* What is worth too little: a question, or a section. */
static void
say_fall (Trace *trace, const char *title, AttuneDecimal fail_below)
{
  g_autofree char *bound = format_decimal (fail_below);

  /* Translators: question or section, percent */
  say (trace,
       g_strdup_printf (_ ("“%s” stays below %s %%, which fails the whole form."), title, bound));
}

static void
say_sections (Trace *trace)
{
  for (guint i = 0; i < trace->score->answers->n_sections; i++)
    {
      const AttuneFormSection *section = attune_form_get_section (trace->form, i);

      if (trace->score->sections[i].fails_form)
        say_fall (trace, attune_form_section_get_name (section), section->fail_below);
    }
}

static void
say_question (Trace *trace, const AttuneFormQuestion *question)
{
  AttuneState state = attune_answers_get_state (trace->score->answers, question->index);

  if ((state & ATTUNE_STATE_APPLICABLE) != 0)
    say_answer (trace, question);
  else if ((state & ATTUNE_STATE_NA) != 0 && question->can_score && !question->bonus)
    say_na (trace, question);
  if (trace->score->questions[question->index].failed)
    say_fails (trace, question);
  if (trace->score->questions[question->index].fails_form)
    say_fall (trace, attune_form_question_get_name (question), question->fail_below);
}

static void
say_absent (Trace *trace)
{
  guint n_hidden = 0;
  guint n_missing = trace->score->figures.n_missing;

  for (guint i = 0; i < trace->score->answers->n_questions; i++)
    n_hidden += (attune_answers_get_state (trace->score->answers, i) & ATTUNE_STATE_SHOWN) == 0;

  if (n_hidden > 0)
    say (trace,
         g_strdup_printf (ngettext ("%u question is hidden by a condition and does not count.",
                                    "%u questions are hidden by conditions and do not count.",
                                    n_hidden),
                          n_hidden));
  if (n_missing > 0)
    say (trace,
         g_strdup_printf (ngettext ("%u required question is not answered yet.",
                                    "%u required questions are not answered yet.", n_missing),
                          n_missing));
}

/* --- The sum ------------------------------------------------------------------------------------------------- */

static void
say_points (Trace *trace)
{
  const AttuneScoreSteps *steps = &trace->score->steps;
  g_autofree char *earned = attune_format_hundredths (steps->earned);
  g_autofree char *possible = attune_format_hundredths (steps->possible);
  g_autofree char *baseline = format_decimal (trace->scoring->baseline);
  g_autofree char *percent = attune_format_hundredths (steps->after_fails);

  if (trace->scoring->baseline == 0)
    /* Translators: points earned, points possible, percent */
    say (trace, g_strdup_printf (_ ("%s of %s points are %s %%."), earned, possible, percent));
  else
    /* Translators: points earned, points possible, the baseline, percent */
    say (trace,
         g_strdup_printf (_ ("%s of %s points, with a baseline of %s on both sides, are %s %%."),
                          earned, possible, baseline, percent));
}

static void
say_base (Trace *trace)
{
  const AttuneScoreSteps *steps = &trace->score->steps;
  g_autofree char *base = attune_format_hundredths (steps->base);
  g_autofree char *after = attune_format_hundredths (steps->after_fails);

  if (trace->scoring->mode == ATTUNE_SCORING_POINTS)
    say_points (trace);
  else
    say (trace, g_strdup_printf (_ ("Together the answers give %s %%."), base));

  if (steps->after_fails != steps->base)
    say (trace,
         g_strdup_printf (_ ("Failed sections earn nothing: %s %% becomes %s %%."), base, after));
}

static void
say_bounds (Trace *trace)
{
  const AttuneScoreSteps *steps = &trace->score->steps;
  g_autofree char *bonus = attune_format_hundredths (steps->bonus);
  g_autofree char *total = attune_format_hundredths (steps->after_bonus);
  g_autofree char *bounded = attune_format_hundredths (steps->after_bounds);

  if (steps->bonus != 0)
    /* Translators: points of bonus, percent */
    say (trace, g_strdup_printf (_ ("Bonus questions add %s points: %s %%."), bonus, total));
  if (steps->after_bounds > steps->after_bonus)
    say (trace, g_strdup_printf (_ ("The form gives no less than %s %%."), bounded));
  else if (steps->after_bounds < steps->after_bonus)
    say (trace, g_strdup_printf (_ ("The form gives no more than %s %%."), bounded));
}

static void
say_verdict (Trace *trace)
{
  const AttuneScoreFigures *figures = &trace->score->figures;
  g_autofree char *score = attune_format_hundredths (figures->score);
  g_autofree char *pass = format_decimal (trace->scoring->pass);
  const char *band = attune_score_get_band (trace->score);

  if (figures->form_failed && trace->scoring->on_fail == ATTUNE_ON_FAIL_KEEP)
    say (trace, g_strdup (_ ("The form is failed; the score stays.")));

  if (figures->form_failed && trace->scoring->on_fail == ATTUNE_ON_FAIL_ZERO)
    say (trace, g_strdup (_ ("The form is failed, so the score is 0.")));
  else
    say (trace, g_strdup_printf (_ ("The score is %s %%."), score));
  if (!figures->form_failed && trace->scoring->has_pass)
    say (trace, g_strdup_printf (figures->outcome == ATTUNE_OUTCOME_PASS
                                   ? _ ("It reaches the pass mark of %s %%.")
                                   : _ ("It does not reach the pass mark of %s %%."),
                                 pass));
  if (band != NULL)
    say (trace, g_strdup_printf (_ ("It falls in the band “%s”."), band));
}

GStrv
attune_score_trace (AttuneScore *self)
{
  g_autoptr (GStrvBuilder) sentences = g_strv_builder_new ();
  Trace trace = { self, NULL, NULL, sentences };

  g_return_val_if_fail (self != NULL, NULL);

  trace.form = attune_answers_get_form (self->answers);
  trace.scoring = attune_form_get_scoring (trace.form);
  for (guint i = 0; i < self->answers->n_questions; i++)
    say_question (&trace, attune_form_get_question (trace.form, i));
  say_sections (&trace);
  say_absent (&trace);

  if (self->figures.score == ATTUNE_SCORE_NONE)
    say (&trace, g_strdup (_ ("Nothing that is answered counts, so there is no score.")));
  else
    {
      say_base (&trace);
      say_bounds (&trace);
      say_verdict (&trace);
    }
  return g_strv_builder_end (sentences);
}
