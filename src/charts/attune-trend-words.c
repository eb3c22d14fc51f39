/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune-Charts"

#include "config.h"

#include "attune-chart-table-private.h"
#include "attune-trend-chart-private.h"
#include "attune-trend-means.h"

#include <glib/gi18n-lib.h>

static char *
format_time (const AttuneTrendChart *self, gint64 time, AttuneTrendTimeKind kind)
{
  if (self->spec.format_time)
    return self->spec.format_time (time, self->spec.time_zone, kind);
  return attune_calendar_format (time, self->spec.time_zone,
                                 kind == ATTUNE_TREND_TIME_DAY ? "%F" : "%F %H:%M");
}

char *
attune_trend_format_date (const AttuneTrendChart *self, gint64 time)
{
  return format_time (self, time, ATTUNE_TREND_TIME_DAY);
}

/* Whole percents; decimals only where rounding would carry the value over the pass line. */
char *
attune_trend_format_value (const AttuneTrendChart *self, double value)
{
  double pass = self->spec.pass;
  int decimals = 0;

  while (decimals < 2 && !isnan (pass) && value != pass)
    {
      double unit = pow (10, decimals);
      double rounded = round (value * unit) / unit;

      if ((value < pass) == (rounded < pass))
        break;
      decimals++;
    }
  return attune_ticks_format_number (value, decimals);
}

const char *
attune_trend_get_level_name (AttuneTrendLevel level)
{
  switch (level)
    {
    case ATTUNE_TREND_LEVEL_PLAIN:
      return "";
    case ATTUNE_TREND_LEVEL_PASS:
      return C_ ("score", "passed");
    case ATTUNE_TREND_LEVEL_BORDERLINE:
      return C_ ("score", "not passed, close");
    case ATTUNE_TREND_LEVEL_BELOW:
      return C_ ("score", "not passed");
    case ATTUNE_TREND_LEVEL_FAILED:
      return C_ ("score", "not passed, failed");
    }
  g_assert_not_reached ();
}

const char *
attune_trend_get_outcome_name (AttuneTrendLevel level)
{
  switch (level)
    {
    case ATTUNE_TREND_LEVEL_PLAIN:
      return "";
    case ATTUNE_TREND_LEVEL_PASS:
      return C_ ("evaluation", "Passed");
    case ATTUNE_TREND_LEVEL_BORDERLINE:
    case ATTUNE_TREND_LEVEL_BELOW:
      return C_ ("evaluation", "Not Passed");
    case ATTUNE_TREND_LEVEL_FAILED:
      return C_ ("evaluation", "Not Passed, failed");
    }
  g_assert_not_reached ();
}

/* What the strokes of the means stand for. */
const char *
attune_trend_get_mean_name (const AttuneTrendChart *self)
{
  if (self->step.unit == ATTUNE_CALENDAR_WEEK)
    return C_ ("chart", "mean of the week");
  if (self->step.unit == ATTUNE_CALENDAR_YEAR)
    return C_ ("chart", "mean of the year");
  return self->step.count == 1 ? C_ ("chart", "mean of the month")
                               : C_ ("chart", "mean of the quarter");
}

static const char *
get_marker_name (AttuneTrendMarkerKind kind)
{
  switch (kind)
    {
    case ATTUNE_TREND_MARKER_COACHING:
      return C_ ("chart", "Coaching");
    case ATTUNE_TREND_MARKER_FORM:
      return C_ ("chart", "Form revision");
    case ATTUNE_TREND_MARKER_EVALUATOR:
      return C_ ("chart", "Evaluator");
    }
  g_assert_not_reached ();
}

static char *
describe_marker (const AttuneTrendChart *self, const AttuneTrendMarker *marker)
{
  g_autofree char *date = attune_trend_format_date (self, marker->time);

  if (!marker->label)
    return g_strdup_printf ("%s\n%s", get_marker_name (marker->kind), date);
  return g_strdup_printf ("%s\n%s\n%s", marker->label, get_marker_name (marker->kind), date);
}

static double
find_margin (const AttuneTrendChart *self, const AttuneTrendMean *mean)
{
  return self->spec.find_margin
           ? self->spec.find_margin (mean->n, attune_trend_mean_deviation (mean))
           : NAN;
}

/* Never said to be smaller than it is; with a decimal where it is less than one. */
static char *
format_margin (double margin)
{
  int decimals = margin < 1 ? 1 : 0;

  if (isnan (margin))
    return g_strdup ("");
  return attune_ticks_format_number (decimals > 0 ? MAX (margin, 0.1) : margin, decimals);
}

/* "82 ± 9 (n 11)", as far as it is known. */
static char *
say_mean (const AttuneTrendChart *self, const AttuneTrendMean *mean)
{
  double margin = find_margin (self, mean);
  g_autofree char *value = attune_trend_format_value (self, mean->mean);
  g_autofree char *plus = format_margin (margin);

  if (!self->spec.find_margin)
    /* Translators: the mean of a week or month and what it rests on: Mean 82 (n 11) */
    return g_strdup_printf (_ ("Mean %s (n %u)"), value, mean->n);
  if (isnan (margin))
    /* Translators: likewise, of few: nobody can say how sure the mean is. */
    return g_strdup_printf (_ ("Mean %s (n %u, too few to tell)"), value, mean->n);
  /* Translators: likewise with its interval: Mean 82 ± 9 (n 11) */
  return g_strdup_printf (_ ("Mean %s ± %s (n %u)"), value, plus, mean->n);
}

static char *
describe_mean (const AttuneTrendChart *self, const AttuneTrendMean *mean)
{
  g_autofree char *value = say_mean (self, mean);
  g_autofree char *from = attune_trend_format_date (self, mean->from);
  g_autofree char *last = attune_trend_format_date (self, MAX (mean->from, mean->to - 1));

  /* Translators: a mean, "Mean 82 ± 9 (n 11)", and from and until when: 1 May 2026 – 31 May 2026 */
  return g_strdup_printf (_ ("%s\n%s – %s"), value, from, last);
}

static char *
describe_point (const AttuneTrendChart *self, const AttuneTrendPoint *point)
{
  AttuneTrendLevel level = attune_trend_get_level (self, point);
  g_autofree char *value = attune_trend_format_value (self, point->value);
  g_autofree char *moment = format_time (self, point->time, ATTUNE_TREND_TIME_MOMENT);
  GString *text = g_string_new (value);

  if (level != ATTUNE_TREND_LEVEL_PLAIN)
    g_string_append_printf (text, " · %s", attune_trend_get_level_name (level));
  g_string_append_printf (text, "\n%s", moment);
  if (point->note)
    g_string_append_printf (text, "\n%s", point->note);
  if (point->flags & ATTUNE_TREND_TARGETED)
    g_string_append_printf (text, "\n%s", _ ("Picked for a reason, left out of means"));
  if (point->flags & ATTUNE_TREND_SIGNAL)
    g_string_append_printf (text, "\n%s", _ ("Out of the ordinary"));
  return g_string_free (text, FALSE);
}

char *
attune_trend_describe_item (AttuneChart *chart, guint index)
{
  AttuneTrendChart *self = (AttuneTrendChart *) chart;
  guint n_readings = attune_trend_get_n_readings (self);

  if (index >= n_readings)
    return describe_marker (self,
                            &g_array_index (self->markers, AttuneTrendMarker, index - n_readings));
  if (attune_trend_shows_means (self))
    return describe_mean (self, &g_array_index (self->means, AttuneTrendMean, index));
  return describe_point (self, attune_trend_get_point (self, index));
}

static char *
say_without_score (guint n)
{
  return g_strdup_printf (ngettext ("%u evaluation has no score.", "%u evaluations have no score.",
                                    n),
                          n);
}

/* What stands in place of a picture, and in its description: of no value or one. */
char *
attune_trend_say_few (const AttuneTrendChart *self)
{
  g_autofree char *without = say_without_score (self->n_without_score);
  g_autofree char *value = NULL;
  g_autofree char *date = NULL;

  if (self->points->len == 0)
    return self->n_without_score > 0 ? g_steal_pointer (&without)
                                     : g_strdup (_ ("No evaluations in this period."));
  value = attune_trend_format_value (self, attune_trend_get_point (self, 0)->value);
  date = attune_trend_format_date (self, attune_trend_get_point (self, 0)->time);
  /* Translators: the first %s is a score, the second a day */
  return g_strdup_printf (_ ("One evaluation: %s on %s. Two or more make a trend."), value, date);
}

static gboolean
is_targeted (const AttuneTrendPoint *point)
{
  return (point->flags & ATTUNE_TREND_TARGETED) != 0;
}

/* What is said of the values together is said of those that means count, too. */
typedef struct
{
  guint n, n_judged, n_passed, n_targeted;
  const AttuneTrendPoint *first, *last;
  double least, greatest;
} Summary;

static void
count_point (Summary *summary, const AttuneTrendChart *self, const AttuneTrendPoint *point)
{
  AttuneTrendLevel level = attune_trend_get_level (self, point);

  if (is_targeted (point))
    {
      summary->n_targeted++;
      return;
    }
  if (summary->n == 0)
    summary->first = point;
  summary->last = point;
  summary->least = summary->n == 0 ? point->value : MIN (summary->least, point->value);
  summary->greatest = summary->n == 0 ? point->value : MAX (summary->greatest, point->value);
  summary->n++;
  summary->n_passed += level == ATTUNE_TREND_LEVEL_PASS;
  summary->n_judged += level != ATTUNE_TREND_LEVEL_PLAIN;
}

static Summary
summarise (const AttuneTrendChart *self)
{
  Summary summary = { 0 };

  for (guint i = 0; i < self->points->len; i++)
    count_point (&summary, self, attune_trend_get_point (self, i));
  return summary;
}

static char *
say_passes (const AttuneTrendChart *self, const Summary *summary)
{
  g_autofree char *pass = attune_ticks_format_number (self->spec.pass, 0);
  guint n = summary->n_judged;
  double percent = n > 0 ? 100.0 * summary->n_passed / n : 0;

  if (isnan (self->spec.pass))
    /* Translators: 20 of 27 passed (74 %). */
    return g_strdup_printf (_ ("%u of %u passed (%.0f %%)."), summary->n_passed, n, percent);
  /* Translators: 20 of 27 passed (74 %), the pass mark is 80. */
  return g_strdup_printf (_ ("%u of %u passed (%.0f %%), the pass mark is %s."), summary->n_passed,
                          n, percent, pass);
}

static char *
say_range (const AttuneTrendChart *self, const Summary *summary)
{
  guint n = summary->n;
  g_autofree char *from = attune_trend_format_date (self, summary->first->time);
  g_autofree char *to = attune_trend_format_date (self, summary->last->time);
  g_autofree char *low = attune_trend_format_value (self, summary->least);
  g_autofree char *high = attune_trend_format_value (self, summary->greatest);

  /* Translators: 27 evaluations drawn at random from 3 Jan 2026 to 12 May 2026, scores 48 to 96. */
  return g_strdup_printf (
    ngettext ("%u evaluation drawn at random from %s to %s, scores %s to %s.",
              "%u evaluations drawn at random from %s to %s, scores %s to %s.", n),
    n, from, to, low, high);
}

static char *
say_targeted (guint n)
{
  return g_strdup_printf (ngettext ("%u more was picked for a reason and counts in none of this.",
                                    "%u more were picked for a reason and count in none of this.",
                                    n),
                          n);
}

static void
add_sentence (GString *text, char *sentence)
{
  g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", sentence);
  g_free (sentence);
}

static char *
say_only_targeted (guint n)
{
  return g_strdup_printf (ngettext ("%u evaluation, picked for a reason: no figure counts it.",
                                    "%u evaluations, picked for a reason: no figure counts them.",
                                    n),
                          n);
}

char *
attune_trend_describe (AttuneChart *chart)
{
  AttuneTrendChart *self = (AttuneTrendChart *) chart;
  Summary summary = summarise (self);
  GString *text;

  if (self->points->len < 2)
    return attune_trend_say_few (self);
  text = g_string_new (self->spec.finding);
  if (summary.n == 0)
    add_sentence (text, say_only_targeted (summary.n_targeted));
  else
    add_sentence (text, say_range (self, &summary));
  /* Some without an outcome would make a share of nobody knows what. */
  if (summary.n > 0 && summary.n_judged == summary.n)
    add_sentence (text, say_passes (self, &summary));
  if (self->n_without_score > 0)
    add_sentence (text, say_without_score (self->n_without_score));
  if (summary.n > 0 && summary.n_targeted > 0)
    add_sentence (text, say_targeted (summary.n_targeted));
  return g_string_free (text, FALSE);
}

static AttuneChartTable *
tabulate_means (const AttuneTrendChart *self)
{
  AttuneChartTable *table = attune_chart_table_new ();

  attune_chart_table_add_column (table, C_ ("table", "From"), ATTUNE_CHART_COLUMN_TIME);
  attune_chart_table_add_column (table, C_ ("table", "Mean"), ATTUNE_CHART_COLUMN_NUMBER);
  if (self->spec.find_margin)
    attune_chart_table_add_column (table, C_ ("table", "±"), ATTUNE_CHART_COLUMN_NUMBER);
  attune_chart_table_add_column (table, C_ ("table", "Evaluations"), ATTUNE_CHART_COLUMN_NUMBER);
  for (guint i = self->means->len; i-- > 0;)
    {
      const AttuneTrendMean *mean = &g_array_index (self->means, AttuneTrendMean, i);

      attune_chart_table_add_row (table, 0);
      attune_chart_table_take_number (table, (double) mean->from,
                                      attune_trend_format_date (self, mean->from));
      attune_chart_table_take_number (table, mean->mean,
                                      attune_trend_format_value (self, mean->mean));
      if (self->spec.find_margin)
        attune_chart_table_take_number (table, find_margin (self, mean),
                                        format_margin (find_margin (self, mean)));
      attune_chart_table_take_number (table, mean->n, attune_ticks_format_number (mean->n, 0));
    }
  return table;
}

static gboolean
has_targeted (const AttuneTrendChart *self)
{
  for (guint i = 0; i < self->points->len; i++)
    if (is_targeted (attune_trend_get_point (self, i)))
      return TRUE;
  return FALSE;
}

static gboolean
has_notes (const AttuneTrendChart *self)
{
  for (guint i = 0; self->spec.note_title && i < self->points->len; i++)
    if (attune_trend_get_point (self, i)->note)
      return TRUE;
  return FALSE;
}

/* The newest first, as lists have them. */
static AttuneChartTable *
tabulate_points (const AttuneTrendChart *self)
{
  AttuneChartTable *table = attune_chart_table_new ();
  gboolean has_basis = has_targeted (self);
  gboolean has_note = has_notes (self);

  attune_chart_table_add_column (table, C_ ("table", "Date"), ATTUNE_CHART_COLUMN_TIME);
  attune_chart_table_add_column (table, C_ ("table", "Score"), ATTUNE_CHART_COLUMN_NUMBER);
  attune_chart_table_add_column (table, C_ ("table", "Outcome"), ATTUNE_CHART_COLUMN_TEXT);
  if (has_note)
    attune_chart_table_add_column (table, self->spec.note_title, ATTUNE_CHART_COLUMN_TEXT);
  if (has_basis)
    attune_chart_table_add_column (table, C_ ("table", "Basis"), ATTUNE_CHART_COLUMN_TEXT);
  for (guint i = self->points->len; i-- > 0;)
    {
      const AttuneTrendPoint *point = attune_trend_get_point (self, i);

      attune_chart_table_add_row (table, point->id);
      attune_chart_table_take_number (table, (double) point->time,
                                      format_time (self, point->time, ATTUNE_TREND_TIME_MOMENT));
      attune_chart_table_take_number (table, point->value,
                                      attune_trend_format_value (self, point->value));
      attune_chart_table_add_text (table, attune_trend_get_outcome_name (
                                            attune_trend_get_level (self, point)));
      if (has_note)
        attune_chart_table_add_text (table, point->note);
      if (has_basis)
        attune_chart_table_add_text (table, is_targeted (point) ? C_ ("basis", "Targeted")
                                                                : C_ ("basis", "Random"));
    }
  return table;
}

AttuneChartTable *
attune_trend_tabulate (AttuneChart *chart)
{
  const AttuneTrendChart *self = (const AttuneTrendChart *) chart;

  return attune_trend_shows_means (self) ? tabulate_means (self) : tabulate_points (self);
}
