/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-lab-words.h"

#include "attune-evaluation-item.h"
#include "attune-form-names.h"
#include "attune-format.h"
#include "attune-ticks.h"

#include <glib/gi18n.h>
#include <math.h>

char *
attune_lab_say_range (const AttuneFormLint *lint)
{
  g_autofree char *minimum = attune_format_score (lint->minimum);
  g_autofree char *maximum = attune_format_score (lint->maximum);

  if (lint->minimum == ATTUNE_SCORE_NONE && lint->maximum == ATTUNE_SCORE_NONE)
    return g_strdup (_ ("No question counts in a score yet"));
  if (lint->maximum == ATTUNE_SCORE_NONE)
    /* Translators: a form without a greatest score. */
    return g_strdup_printf (_ ("Scores from %s on"), minimum);
  if (!lint->is_exact)
    /* Translators: no score lies outside of these two, but they may not be reached: "Scores within 0 to 100". */
    return g_strdup_printf (_ ("Scores within %s to %s"), minimum, maximum);
  /* Translators: the least and the greatest score that a form can give, "Scores from 0 to 100". */
  return g_strdup_printf (_ ("Scores from %s to %s"), minimum, maximum);
}

const char *
attune_lab_name_question (const AttuneFormQuestion *question)
{
  return attune_form_question_get_name (question);
}

const char *
attune_lab_name_section (const AttuneFormSection *section)
{
  return attune_form_section_get_name (section);
}

/* Questions --------------------------------------------------------------------------------------- */

char *
attune_lab_say_correlation (AttuneInterval correlation)
{
  g_autofree char *value = NULL;
  g_autofree char *plus = NULL;

  if (isnan (correlation.value) || isnan (correlation.low))
    return g_strdup ("–");
  value = attune_ticks_format_number (correlation.value, 2);
  plus = attune_ticks_format_number ((correlation.high - correlation.low) / 2.0, 2);
  /* Translators: a correlation with half its confidence interval, "0.31 ± 0.12". */
  return g_strdup_printf (_ ("%s ± %s"), value, plus);
}

char *
attune_lab_say_correlation_n (AttuneInterval correlation)
{
  g_autofree char *text = attune_lab_say_correlation (correlation);

  /* Translators: a figure with its interval, and the count that it rests on: "0.31 ± 0.12 (n 40)". */
  return g_strdup_printf (_ ("%s (n %u)"), text, correlation.n);
}

char *
attune_lab_say_percent (AttuneInterval share)
{
  if (isnan (share.value))
    return g_strdup ("–");
  /* Translators: a share in percent. */
  return g_strdup_printf (_ ("%.0f %%"), 100.0 * share.value);
}

char *
attune_lab_say_share (AttuneInterval share)
{
  if (isnan (share.value))
    return g_strdup ("–");
  /* Translators: a share with its confidence interval and the count that it rests on, "12 % (8–17, n 120)". */
  return g_strdup_printf (_ ("%.0f %% (%.0f–%.0f, n %u)"), 100.0 * share.value, 100.0 * share.low,
                          100.0 * share.high, share.n);
}

char *
attune_lab_say_too_few (guint n)
{
  /* Translators: n is how many there are. */
  return g_strdup_printf (_ ("Too few to tell (n %u)"), n);
}

const char *
attune_lab_name_remark (AttuneItemRemarkKind kind)
{
  switch (kind)
    {
    case ATTUNE_ITEM_ALWAYS_SAME:
      return C_ ("about a question", "Always the same");
    case ATTUNE_ITEM_OFTEN_NA:
      return C_ ("about a question", "Mostly N/A");
    case ATTUNE_ITEM_UNRELATED:
      return C_ ("about a question", "Goes its own way");
    case ATTUNE_ITEM_CONTRARY:
      return C_ ("about a question", "Goes against the rest");
    case ATTUNE_ITEM_EVALUATORS:
      return C_ ("about a question", "Evaluators differ");
    }
  g_assert_not_reached ();
}

/* What if ----------------------------------------------------------------------------------------- */

static guint
count_scored_anew (const AttuneFormTrialResult *result)
{
  guint n = 0;

  n += result->outcomes[ATTUNE_OUTCOME_NONE][ATTUNE_OUTCOME_PASS];
  n += result->outcomes[ATTUNE_OUTCOME_NONE][ATTUNE_OUTCOME_FAIL];
  n += result->outcomes[ATTUNE_OUTCOME_PASS][ATTUNE_OUTCOME_NONE];
  n += result->outcomes[ATTUNE_OUTCOME_FAIL][ATTUNE_OUTCOME_NONE];
  return n;
}

static void
append_count (GString *list, char *text, guint n)
{
  g_autofree char *owned = text;

  if (n == 0)
    return;
  if (list->len > 0)
    g_string_append (list, C_ ("between two of a list", ", "));
  g_string_append (list, owned);
}

/* "12 from pass to fail, 3 from fail to pass" */
static char *
list_outcomes (const AttuneFormTrialResult *result)
{
  guint failing = result->outcomes[ATTUNE_OUTCOME_PASS][ATTUNE_OUTCOME_FAIL];
  guint passing = result->outcomes[ATTUNE_OUTCOME_FAIL][ATTUNE_OUTCOME_PASS];
  guint scored = count_scored_anew (result);
  GString *list = g_string_new (NULL);

  append_count (list, g_strdup_printf (_ ("%'u from pass to fail"), failing), failing);
  append_count (list, g_strdup_printf (_ ("%'u from fail to pass"), passing), passing);
  append_count (list,
                g_strdup_printf (ngettext ("%'u gains or loses a score", "%'u gain or lose a score",
                                           scored),
                                 scored),
                scored);
  return g_string_free (list, FALSE);
}

char *
attune_lab_say_outcomes (const AttuneFormTrialResult *result)
{
  guint changed = attune_form_trial_count_changed (result);
  guint rescored = result->n - result->n_same;
  g_autofree char *list = NULL;

  if (changed == 0 && rescored == 0)
    return g_strdup_printf (ngettext ("The one evaluation would score just as it did.",
                                      "All %'u evaluations would score just as they did.",
                                      result->n),
                            result->n);
  if (changed == 0)
    /* Translators: of so many evaluations (the second number), so many would score otherwise (the first). */
    return g_strdup_printf (ngettext ("%1$'u of %2$'u evaluations would score otherwise; none "
                                      "would change outcome.",
                                      "%1$'u of %2$'u evaluations would score otherwise; none "
                                      "would change outcome.",
                                      rescored),
                            rescored, result->n);
  list = list_outcomes (result);
  /* Translators: of so many evaluations (the second number), so many would change outcome (the first); then a list. */
  return g_strdup_printf (ngettext ("%1$'u of %2$'u evaluations would change outcome: %3$s.",
                                    "%1$'u of %2$'u evaluations would change outcome: %3$s.",
                                    changed),
                          changed, result->n, list);
}

char *
attune_lab_say_difference (AttuneInterval difference)
{
  double margin = (difference.high - difference.low) / 2.0;
  int decimals = margin >= 1.0 || isnan (margin) ? 0 : margin >= 0.1 ? 1 : 2;
  double value = fabs (difference.value);
  const char *sign = difference.value > 0.0 ? "+" : "−";
  g_autofree char *number = NULL;
  g_autofree char *plus = NULL;

  if (isnan (difference.value))
    return g_strdup ("–");
  number = attune_ticks_format_number (value, decimals);
  if (value < 0.5 * pow (10, -decimals))
    sign = "";
  if (isnan (margin))
    return g_strconcat (sign, number, NULL);
  plus = attune_ticks_format_number (margin, decimals);
  return g_strdup_printf ("%s%s ± %s", sign, number, plus);
}

static void
append_sentence (GString *text, char *sentence)
{
  g_autofree char *owned = sentence;

  if (text->len > 0)
    g_string_append_c (text, ' ');
  g_string_append (text, owned);
}

static void
append_mean (GString *text, const AttuneFormTrialResult *result)
{
  g_autofree char *difference = attune_lab_say_difference (result->difference);

  if (isnan (result->mean_before) || result->n_same == result->n)
    return;
  if (lround (result->mean_before) == lround (result->mean_after))
    {
      /* Translators: %1$.0f is a score, %2$s by how much it would be more or less: "+0.3 ± 0.1"; n is a count. */
      append_sentence (text,
                       g_strdup_printf (_ ("The mean score would stay at %1$.0f (%2$s, n %3$u)."),
                                        result->mean_after, difference, result->difference.n));
      return;
    }
  /* Translators: %1$.0f and %2$.0f are scores, %3$s by how much that is more or less: "−4 ± 1"; n is a count. */
  append_sentence (
    text,
    g_strdup_printf (_ ("The mean score would go from %1$.0f to %2$.0f (%3$s, n %4$u)."),
                     result->mean_before, result->mean_after, difference, result->difference.n));
}

/* How many would change among others like these. */
static void
append_share (GString *text, const AttuneFormTrialResult *result)
{
  AttuneInterval share = attune_form_trial_get_changed_share (result);

  if (result->n_same == result->n && share.value == 0.0)
    return;
  if (result->n < ATTUNE_ITEM_MIN_ANSWERS)
    append_sentence (text, g_strdup (_ ("These are too few to tell what would become of others.")));
  else
    /* Translators: from so much to so much percent. */
    append_sentence (text,
                     g_strdup_printf (_ ("Of more evaluations like these, %1$.0f to %2$.0f %% "
                                         "would change outcome."),
                                      floor (100.0 * share.low), ceil (100.0 * share.high)));
}

char *
attune_lab_say_details (const AttuneFormTrialResult *result, guint n_unread)
{
  GString *text = g_string_new (NULL);

  if (result->n > 0)
    {
      append_mean (text, result);
      append_share (text, result);
    }
  if (result->n_lost > 0)
    append_sentence (text,
                     g_strdup_printf (ngettext ("%'u has an answer that this form does not take.",
                                                "%'u have answers that this form does not take.",
                                                result->n_lost),
                                      result->n_lost));
  if (n_unread > 0)
    append_sentence (
      text,
      g_strdup_printf (ngettext ("%'u evaluation could not be read and was left out.",
                                 "%'u evaluations could not be read and were left out.", n_unread),
                       n_unread));
  return g_string_free (text, FALSE);
}

char *
attune_lab_say_outcome (AttuneOutcome before, AttuneOutcome after)
{
  g_autofree char *one = attune_evaluation_format_outcome (before);
  g_autofree char *other = attune_evaluation_format_outcome (after);

  if (before == after)
    return g_strdup ("");
  /* Translators: an outcome that there is not. */
  return g_strdup_printf ("%s → %s", *one != '\0' ? one : C_ ("outcome", "none"),
                          *other != '\0' ? other : C_ ("outcome", "none"));
}
