/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-agent-findings.h"

#include "attune-format.h"
#include "attune-ticks.h"

#include <glib/gi18n.h>
#include <math.h>

/* A twelfth of a year, as the calendar has it. */
#define MONTH_US (30.436875 * 86400 * G_USEC_PER_SEC)

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

/* Scores that can be compared: of one form, as long as it scores alike. */
typedef struct
{
  gint64 form;
  guint scale;
  gint64
    published_at; /* the revision that it began with; 0 while none of its scores is of that one */
  guint n;
} Group;

/* The latest scores, the newest first. */
typedef struct
{
  double months[ATTUNE_AGENT_MOST_FOR_TREND];
  double scores[ATTUNE_AGENT_MOST_FOR_TREND];
  gint64 groups[ATTUNE_AGENT_MOST_FOR_TREND];
  guint n;
} Latest;

static guint
find_group (GArray *groups, const AttuneFigure *figure)
{
  Group group = { figure->form, figure->scale, 0, 0 };
  guint i = 0;

  for (i = 0; i < groups->len; i++)
    {
      const Group *other = &g_array_index (groups, Group, i);

      if (other->form == figure->form && other->scale == figure->scale)
        return i;
    }
  g_array_append_val (groups, group);
  return i;
}

static void
take_latest (AttuneAgentFindings *self,
             Latest *latest,
             GArray *groups,
             const AttuneFigure *figures,
             guint n_figures)
{
  for (guint i = n_figures; i-- > 0;)
    {
      guint group;

      if (figures[i].basis == ATTUNE_BASIS_TARGETED || figures[i].score == ATTUNE_SCORE_NONE)
        continue;
      if (latest->n == ATTUNE_AGENT_MOST_FOR_TREND)
        {
          self->n_older++;
          continue;
        }
      group = find_group (groups, &figures[i]);
      if (figures[i].form_revision_number == figures[i].scale)
        g_array_index (groups, Group, group).published_at = figures[i].published_at;
      g_array_index (groups, Group, group).n++;
      self->trend_first = figures[i].contact_at;
      latest->months[latest->n] = (figures[i].contact_at - figures[n_figures - 1].contact_at) /
                                  MONTH_US;
      latest->scores[latest->n] = figures[i].score / 100.0;
      latest->groups[latest->n++] = group;
    }
}

/* What has no other to be compared with goes. */
static void
leave_out_alone (Latest *latest, const GArray *groups)
{
  guint n = 0;

  for (guint i = 0; i < latest->n; i++)
    if (g_array_index (groups, Group, latest->groups[i]).n > 1)
      {
        latest->months[n] = latest->months[i];
        latest->scores[n] = latest->scores[i];
        latest->groups[n++] = latest->groups[i];
      }
  latest->n = n;
}

static gboolean
has_compared (const GArray *groups, gint64 form)
{
  for (guint i = 0; i < groups->len; i++)
    {
      const Group *group = &g_array_index (groups, Group, i);

      if (group->form == form && group->n > 1)
        return TRUE;
    }
  return FALSE;
}

/* A form changed with each scale of it but the first. */
static void
count_forms (AttuneAgentFindings *self, const GArray *groups)
{
  for (guint i = 0; i < groups->len; i++)
    {
      const Group *group = &g_array_index (groups, Group, i);
      gboolean has_older = FALSE;

      self->n_alone += group->n == 1;
      for (guint j = 0; j < groups->len; j++)
        {
          const Group *other = &g_array_index (groups, Group, j);

          has_older = has_older || (other->form == group->form && other->scale < group->scale);
        }
      self->n_forms += !has_older;
      self->n_compared += !has_older && has_compared (groups, group->form);
      self->n_changes += has_older;
      if (has_older)
        self->changed_at = MAX (self->changed_at, group->published_at);
    }
}

/* Of the latest scores, which come last. */
static void
find_trend (AttuneAgentFindings *self, const AttuneFigure *figures, guint n_figures)
{
  g_autoptr (GArray) groups = g_array_new (FALSE, FALSE, sizeof (Group));
  Latest latest = { .n = 0 };

  take_latest (self, &latest, groups, figures, n_figures);
  count_forms (self, groups);
  leave_out_alone (&latest, groups);
  if (latest.n >= ATTUNE_AGENT_LEAST_FOR_TREND)
    self->trend = attune_trend_compute_within (latest.months, latest.scores, latest.groups,
                                               latest.n, ATTUNE_AGENT_CONFIDENCE);
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
  find_trend (&self, figures, n_figures);
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

int
attune_agent_findings_get_change (const AttuneAgentFindings *self)
{
  const AttuneInterval *slope = &self->trend.slope;

  /* What could not be reckoned is NaN, which is neither less nor greater. */
  if (self->trend.n == 0 || !(self->trend.p < 1.0 - ATTUNE_AGENT_CONFIDENCE))
    return 0;
  return (slope->low > 0.0) - (slope->high < 0.0);
}

static void
add_sentence (GString *text, char *sentence)
{
  g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", sentence);
  g_free (sentence);
}

/* Points a month: to a tenth, and not said to be nothing where it is something. */
static char *
format_slope (double slope)
{
  if (slope == 0.0)
    return attune_ticks_format_number (0.0, 0);
  return attune_ticks_format_number (slope, fabs (slope) < 0.1 ? 2 : 1);
}

/* How the trend was or was not found. */
static char *
say_change (const AttuneAgentFindings *self, GTimeZone *zone)
{
  const AttuneInterval *slope = &self->trend.slope;
  int change = attune_agent_findings_get_change (self);
  g_autofree char *since = attune_format_time (self->trend_first, zone, ATTUNE_TIME_MONTH);
  g_autofree char *value = NULL;
  g_autofree char *low = NULL;
  g_autofree char *high = NULL;

  if (self->trend.n == 0)
    /* Translators: whether scores rise or fall cannot be told yet; the %s is a month, "June 2026". */
    return g_strdup_printf (_ ("Too few to tell a change since %s."), since);
  if (change == 0)
    /* Translators: scores neither rise nor fall for certain; the %s is a month, "June 2026". */
    return g_strdup_printf (_ ("No detectable change since %s."), since);

  value = format_slope (fabs (slope->value));
  low = format_slope (MIN (fabs (slope->low), fabs (slope->high)));
  high = format_slope (MAX (fabs (slope->low), fabs (slope->high)));
  if (change > 0)
    /* Translators: "Rising since June 2026 by 1.2 points a month (0.4 to 2.0)." */
    return g_strdup_printf (_ ("Rising since %s by %s points a month (%s to %s)."), since, value,
                            low, high);
  /* Translators: "Falling since June 2026 by 1.2 points a month (0.4 to 2.0)." */
  return g_strdup_printf (_ ("Falling since %s by %s points a month (%s to %s)."), since, value,
                          low, high);
}

/* That a form scores otherwise since some day: what is before and what is behind are not compared. */
static char *
say_forms_changed (const AttuneAgentFindings *self, GTimeZone *zone)
{
  g_autofree char *day = attune_format_time (self->changed_at, zone, ATTUNE_TIME_DAY);

  if (self->n_changes > 1)
    /* Translators: behind a sentence on how scores changed; the number is always more than one, the %s is a day. */
    return g_strdup_printf (ngettext ("Forms changed %u time, last on %s.",
                                      "Forms changed %u times, last on %s.", self->n_changes),
                            self->n_changes, day);
  if (self->n_forms > 1)
    /* Translators: behind a sentence on how scores changed; one of several forms, the %s is a day. */
    return g_strdup_printf (_ ("One form changed on %s."), day);
  /* Translators: behind a sentence on how scores changed; the %s is a day. */
  return g_strdup_printf (_ ("The form changed on %s."), day);
}

char *
attune_agent_findings_say_trend (const AttuneAgentFindings *self, GTimeZone *zone)
{
  GString *text = g_string_new (NULL);

  if (self->mean.n == 0)
    return g_string_free (text, FALSE);

  add_sentence (text, say_change (self, zone));
  if (self->n_compared > 1 && self->trend.n > 0)
    /* Translators: behind a sentence on how scores changed: those of different forms were not compared. */
    add_sentence (text,
                  g_strdup_printf (ngettext ("Compared within %u form.",
                                             "Compared within each of %u forms.", self->n_compared),
                                   self->n_compared));
  if (self->n_changes > 0)
    add_sentence (text, say_forms_changed (self, zone));
  return g_string_free (text, FALSE);
}

static char *
say_few (const AttuneAgentFindings *self, const char *first, const char *last)
{
  if (self->mean.n == 1)
    /* Translators: the %s is a day. */
    return g_strdup_printf (_ ("Too few to tell: one evaluation drawn at random, on %s."), first);
  /* Translators: the first %s is a day, the second a later one. */
  return g_strdup_printf (
    ngettext ("Too few to tell: %u evaluation drawn at random from %s to %s.",
              "Too few to tell: %u evaluations drawn at random from %s to %s.", self->mean.n),
    self->mean.n, first, last);
}

static char *
say_mean (const AttuneAgentFindings *self)
{
  guint n = self->mean.n;
  g_autofree char *mean = attune_agent_format_mean (self->mean);

  if (self->n_judged == 0)
    /* Translators: "Mean score 84 ± 3 over 64 evaluations drawn at random." */
    return g_strdup_printf (ngettext ("Mean score %s over %u evaluation drawn at random.",
                                      "Mean score %s over %u evaluations drawn at random.", n),
                            mean, n);
  /* Translators: "Mean score 84 ± 3 over 64 evaluations drawn at random; 50 of 64 passed (78 %)." */
  return g_strdup_printf (
    ngettext ("Mean score %s over %u evaluation drawn at random; %u of %u passed (%.0f %%).",
              "Mean score %s over %u evaluations drawn at random; %u of %u passed (%.0f %%).", n),
    mean, n, self->n_passed, self->n_judged, 100.0 * self->share.value);
}

char *
attune_agent_findings_say (const AttuneAgentFindings *self, GTimeZone *zone)
{
  guint n = self->mean.n;
  g_autofree char *first = attune_format_time (self->first, zone, ATTUNE_TIME_DAY);
  g_autofree char *last = attune_format_time (self->last, zone, ATTUNE_TIME_DAY);
  g_autofree char *trend = attune_agent_findings_say_trend (self, zone);
  g_autofree char *mean = NULL;

  if (n == 0)
    return say_none (self);
  if (n < ATTUNE_AGENT_LEAST_FOR_MEAN)
    return say_few (self, first, last);
  mean = say_mean (self);
  return g_strdup_printf ("%s %s", trend, mean);
}

/* What was reckoned to how sure a figure, one after the other. */
static char *
list_intervals (const AttuneAgentFindings *self)
{
  const AttuneInterval *slope = &self->trend.slope;
  GString *list = g_string_new (_ ("± for the mean (Student’s t)"));

  if (self->n_judged > 0)
    {
      g_string_append (list, _ (", "));
      /* Translators: the numbers are the two ends of an interval, in percent. */
      g_string_append_printf (list, _ ("%.0f to %.0f %% for the share passed (Wilson)"),
                              100.0 * self->share.low, 100.0 * self->share.high);
    }
  if (self->trend.n > 0 && !isnan (slope->low) && !isnan (slope->high))
    {
      g_autofree char *low = format_slope (slope->low);
      g_autofree char *high = format_slope (slope->high);

      g_string_append (list, _ (", "));
      /* Translators: the numbers are the two ends of an interval, the first one mostly below zero. */
      g_string_append_printf (list, _ ("%s to %s points a month for the trend (Theil–Sen)"), low,
                              high);
    }
  return g_string_free (list, FALSE);
}

/* From when until when, and how sure the figures are, or what would be needed for some. */
static char *
say_confidence (const AttuneAgentFindings *self, const char *first, const char *last)
{
  g_autofree char *intervals = list_intervals (self);

  if (self->mean.n < ATTUNE_AGENT_LEAST_FOR_MEAN)
    return g_strdup_printf (ngettext ("A mean is given from %u score on.",
                                      "A mean is given from %u scores on.",
                                      ATTUNE_AGENT_LEAST_FOR_MEAN),
                            ATTUNE_AGENT_LEAST_FOR_MEAN);
  /* Translators: the first two %s are days; then come intervals, "± for the mean (Student’s t), …". */
  return g_strdup_printf (_ ("Contacts of %s to %s. 95 %% confidence intervals: %s."), first, last,
                          intervals);
}

static char *
say_trend_needs (void)
{
  return g_strdup_printf (ngettext ("A trend is given from %u score on.",
                                    "A trend is given from %u scores on.",
                                    ATTUNE_AGENT_LEAST_FOR_TREND),
                          ATTUNE_AGENT_LEAST_FOR_TREND);
}

static char *
say_latest (const AttuneAgentFindings *self)
{
  /* Translators: the trend leaves older evaluations out. */
  return g_strdup_printf (ngettext ("The trend is that of the latest %u score.",
                                    "The trend is that of the latest %u scores.",
                                    self->mean.n - self->n_older),
                          self->mean.n - self->n_older);
}

static char *
say_alone (const AttuneAgentFindings *self)
{
  /* Translators: the trend compares scores of the same form, as long as that form scores alike. */
  return g_strdup_printf (ngettext ("%u score stands alone on its form and is compared with none.",
                                    "%u scores stand alone on their form and are compared with "
                                    "none.",
                                    self->n_alone),
                          self->n_alone);
}

char *
attune_agent_findings_detail (const AttuneAgentFindings *self, GTimeZone *zone)
{
  g_autofree char *first = attune_format_time (self->first, zone, ATTUNE_TIME_DAY);
  g_autofree char *last = attune_format_time (self->last, zone, ATTUNE_TIME_DAY);
  GString *text = g_string_new (NULL);

  if (self->mean.n > 0)
    add_sentence (text, say_confidence (self, first, last));
  if (self->mean.n >= ATTUNE_AGENT_LEAST_FOR_MEAN && self->trend.n == 0)
    add_sentence (text, say_trend_needs ());
  if (self->trend.n > 0 && self->n_older > 0)
    add_sentence (text, say_latest (self));
  if (self->n_alone > 0 && self->n_alone < self->mean.n)
    add_sentence (text, say_alone (self));
  if (self->mean.n > 0 && self->n_without_score > 0)
    add_sentence (text, g_strdup_printf (ngettext ("%u evaluation has no score.",
                                                   "%u evaluations have no score.",
                                                   self->n_without_score),
                                         self->n_without_score));
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
  return g_strdup_printf ("%s\u00a0±\u00a0%s", value, plus);
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
