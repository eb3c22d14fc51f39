/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-agent-findings.h"

#include "attune-format.h"
#include "attune-ticks.h"

#include <glib/gi18n.h>
#include <math.h>

static void
take_figure (AttuneAgentFindings *self, GArray *scores, const AttuneFigure *figure)
{
  double percent = figure->score / 100.0;

  if (figure->basis == ATTUNE_BASIS_TARGETED)
    {
      self->n_targeted++;
      return;
    }
  if (figure->score == ATTUNE_SCORE_NONE)
    {
      self->n_without_score++;
      return;
    }
  g_array_append_val (scores, percent);
  if (scores->len == 1 || figure->contact_at < self->first)
    self->first = figure->contact_at;
  if (scores->len == 1 || figure->contact_at > self->last)
    self->last = figure->contact_at;
  self->n_judged += figure->outcome != ATTUNE_OUTCOME_NONE;
  self->n_passed += figure->outcome == ATTUNE_OUTCOME_PASS;
}

AttuneAgentFindings
attune_agent_findings_compute (const AttuneFigure *figures, guint n_figures)
{
  AttuneAgentFindings self = { 0 };
  g_autoptr (GArray) scores = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < n_figures; i++)
    take_figure (&self, scores, &figures[i]);
  self.mean = attune_interval_of_values ((const double *) scores->data, scores->len,
                                         ATTUNE_AGENT_CONFIDENCE);
  self.share = attune_interval_of_proportion (self.n_passed, self.n_judged,
                                              ATTUNE_AGENT_CONFIDENCE);
  return self;
}

/* Without any score. */
static char *
say_none (const AttuneAgentFindings *self)
{
  if (self->n_without_score > 0)
    return g_strdup_printf (ngettext ("No score: nothing in %u evaluation applied.",
                                      "No score: nothing in %u evaluations applied.",
                                      self->n_without_score),
                            self->n_without_score);
  if (self->n_targeted > 0)
    return g_strdup_printf (
      ngettext ("Only %u targeted evaluation: picked for a reason, it says nothing about the rest.",
                "Only %u targeted evaluations: picked for a reason, they say nothing about the "
                "rest.",
                self->n_targeted),
      self->n_targeted);
  return g_strdup (_ ("No evaluations."));
}

static char *
say_few (const AttuneAgentFindings *self, const char *first, const char *last)
{
  if (self->mean.n == 1)
    /* Translators: the %s is a day. */
    return g_strdup_printf (_ ("Too few to tell: one evaluation, on %s."), first);
  /* Translators: the first %s is a day, the second a later one. */
  return g_strdup_printf (ngettext ("Too few to tell: %u evaluation from %s to %s.",
                                    "Too few to tell: %u evaluations from %s to %s.", self->mean.n),
                          self->mean.n, first, last);
}

char *
attune_agent_findings_say (const AttuneAgentFindings *self, GTimeZone *zone)
{
  guint n = self->mean.n;
  g_autofree char *first = attune_format_time (self->first, zone, ATTUNE_TIME_DAY);
  g_autofree char *last = attune_format_time (self->last, zone, ATTUNE_TIME_DAY);
  g_autofree char *mean = attune_agent_format_mean (self->mean);

  if (n == 0)
    return say_none (self);
  if (n < ATTUNE_AGENT_LEAST_FOR_MEAN)
    return say_few (self, first, last);
  if (self->n_judged == 0)
    /* Translators: "Mean score 84 ± 3 over 64 evaluations from 24 May 2026 to 19 Nov 2026." */
    return g_strdup_printf (ngettext ("Mean score %s over %u evaluation from %s to %s.",
                                      "Mean score %s over %u evaluations from %s to %s.", n),
                            mean, n, first, last);
  /* Translators: "Mean score 84 ± 3 over 64 evaluations from 24 May 2026 to 19 Nov 2026; 50 of 64 passed (78 %)." */
  return g_strdup_printf (
    ngettext ("Mean score %s over %u evaluation from %s to %s; %u of %u passed (%.0f %%).",
              "Mean score %s over %u evaluations from %s to %s; %u of %u passed (%.0f %%).", n),
    mean, n, first, last, self->n_passed, self->n_judged, 100.0 * self->share.value);
}

static void
add_sentence (GString *text, char *sentence)
{
  g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", sentence);
  g_free (sentence);
}

/* What the interval is, or what would be needed for one. */
static char *
say_confidence (const AttuneAgentFindings *self)
{
  if (self->mean.n < ATTUNE_AGENT_LEAST_FOR_MEAN)
    return g_strdup_printf (ngettext ("A mean is given from %u score on.",
                                      "A mean is given from %u scores on.",
                                      ATTUNE_AGENT_LEAST_FOR_MEAN),
                            ATTUNE_AGENT_LEAST_FOR_MEAN);
  if (self->n_judged == 0)
    /* xgettext:no-c-format */
    return g_strdup (_ ("±: the 95 % confidence interval of the mean (Student’s t)."));
  /* Translators: the numbers are the two ends of an interval, in percent. */
  return g_strdup_printf (_ ("95 %% confidence intervals: ± for the mean (Student’s t), %.0f to "
                             "%.0f %% for the share passed (Wilson)."),
                          100.0 * self->share.low, 100.0 * self->share.high);
}

char *
attune_agent_findings_detail (const AttuneAgentFindings *self)
{
  GString *text = g_string_new (NULL);

  if (self->mean.n > 0)
    {
      add_sentence (text, say_confidence (self));
      if (self->n_without_score > 0)
        add_sentence (text, g_strdup_printf (ngettext ("%u evaluation has no score.",
                                                       "%u evaluations have no score.",
                                                       self->n_without_score),
                                             self->n_without_score));
    }
  if (self->n_targeted > 0 && self->mean.n + self->n_without_score > 0)
    add_sentence (text, g_strdup_printf (ngettext ("%u targeted evaluation is left out of figures.",
                                                   "%u targeted evaluations are left out of "
                                                   "figures.",
                                                   self->n_targeted),
                                         self->n_targeted));
  return g_string_free (text, FALSE);
}

char *
attune_agent_format_mean (AttuneInterval mean)
{
  double margin = (mean.high - mean.low) / 2.0;
  int decimals = margin > 0.0 && margin < 1.0 ? 1 : 0;
  g_autofree char *value = NULL;
  g_autofree char *plus = NULL;

  if (isnan (mean.value))
    return g_strdup ("–");
  if (isnan (margin))
    return attune_ticks_format_number (mean.value, 0);

  value = attune_ticks_format_number (mean.value, decimals);
  /* A margin is never said to be smaller than it is. */
  plus = attune_ticks_format_number (MAX (margin, decimals > 0 ? 0.1 : 0.0), decimals);
  return g_strdup_printf ("%s ± %s", value, plus);
}

char *
attune_agent_format_mean_n (AttuneInterval mean)
{
  g_autofree char *text = attune_agent_format_mean (mean);

  if (mean.n == 0)
    return g_strdup ("–");
  if (mean.n < ATTUNE_AGENT_LEAST_FOR_MEAN)
    /* Translators: in a narrow column; n is how many there are. */
    return g_strdup_printf (_ ("too few to tell (n %u)"), mean.n);
  /* Translators: a mean with its interval, "84 ± 3", and the count that it rests on. */
  return g_strdup_printf (_ ("%s (n %u)"), text, mean.n);
}
