/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune-Charts"

#include "config.h"

#include "attune-chart-table-private.h"
#include "attune-trend-chart-private.h"
#include "attune-trend-means.h"

#include <glib/gi18n-lib.h>

static char *
format_moment (const AttuneTrendChart *self, gint64 time)
{
  /* Translators: the moment of a contact, for g_date_time_format(): 12 May 2026, 14:03 */
  return attune_calendar_format (time, self->spec.time_zone, _ ("%-d %B %Y, %H:%M"));
}

char *
attune_trend_format_date (const AttuneTrendChart *self, gint64 time)
{
  /* Translators: a day, for g_date_time_format(): 12 May 2026 */
  return attune_calendar_format (time, self->spec.time_zone, _ ("%-d %B %Y"));
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
  g_autofree char *moment = format_moment (self, point->time);
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

/* How many passed; `out_n` is how many have an outcome at all. */
static guint
count_passes (const AttuneTrendChart *self, guint *out_n)
{
  guint n = 0;

  *out_n = 0;
  for (guint i = 0; i < self->points->len; i++)
    {
      AttuneTrendLevel level = attune_trend_get_level (self, attune_trend_get_point (self, i));

      n += level == ATTUNE_TREND_LEVEL_PASS;
      *out_n += level != ATTUNE_TREND_LEVEL_PLAIN;
    }
  return n;
}

/* "" where not all have an outcome. */
static char *
say_passes (const AttuneTrendChart *self)
{
  g_autofree char *pass = attune_ticks_format_number (self->spec.pass, 0);
  guint n_judged;
  guint n = count_passes (self, &n_judged);
  double percent = n_judged > 0 ? 100.0 * n / n_judged : 0;

  if (n_judged < self->points->len)
    return g_strdup ("");
  if (isnan (self->spec.pass))
    /* Translators: 20 of 27 passed (74 %). */
    return g_strdup_printf (_ ("%u of %u passed (%.0f %%)."), n, n_judged, percent);
  /* Translators: 20 of 27 passed (74 %), the pass mark is 80. */
  return g_strdup_printf (_ ("%u of %u passed (%.0f %%), the pass mark is %s."), n, n_judged,
                          percent, pass);
}

static char *
say_range (const AttuneTrendChart *self)
{
  guint n = self->points->len;
  double least = attune_trend_get_point (self, 0)->value;
  double greatest = least;
  g_autofree char *from = attune_trend_format_date (self, attune_trend_get_point (self, 0)->time);
  g_autofree char *to = attune_trend_format_date (self, attune_trend_get_point (self, n - 1)->time);
  g_autofree char *low = NULL;
  g_autofree char *high = NULL;

  for (guint i = 1; i < n; i++)
    {
      least = MIN (least, attune_trend_get_point (self, i)->value);
      greatest = MAX (greatest, attune_trend_get_point (self, i)->value);
    }
  low = attune_trend_format_value (self, least);
  high = attune_trend_format_value (self, greatest);
  /* Translators: 27 evaluations from 3 January 2026 to 12 May 2026, scores 48 to 96. */
  return g_strdup_printf (ngettext ("%u evaluation from %s to %s, scores %s to %s.",
                                    "%u evaluations from %s to %s, scores %s to %s.", n),
                          n, from, to, low, high);
}

char *
attune_trend_describe (AttuneChart *chart)
{
  AttuneTrendChart *self = (AttuneTrendChart *) chart;
  GString *text;
  g_autofree char *range = NULL;
  g_autofree char *passes = NULL;

  if (self->points->len < 2)
    return attune_trend_say_few (self);
  range = say_range (self);
  passes = say_passes (self);
  text = g_string_new (self->spec.finding);
  g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", range);
  if (*passes != '\0')
    g_string_append_printf (text, " %s", passes);
  if (self->n_without_score > 0)
    {
      g_autofree char *without = say_without_score (self->n_without_score);

      g_string_append_printf (text, " %s", without);
    }
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
  for (guint i = 0; i < self->means->len; i++)
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

AttuneChartTable *
attune_trend_tabulate (AttuneChart *chart)
{
  AttuneTrendChart *self = (AttuneTrendChart *) chart;
  AttuneChartTable *table;

  if (attune_trend_shows_means (self))
    return tabulate_means (self);
  table = attune_chart_table_new ();
  attune_chart_table_add_column (table, C_ ("table", "Date"), ATTUNE_CHART_COLUMN_TIME);
  attune_chart_table_add_column (table, C_ ("table", "Score"), ATTUNE_CHART_COLUMN_NUMBER);
  attune_chart_table_add_column (table, C_ ("table", "Outcome"), ATTUNE_CHART_COLUMN_TEXT);
  attune_chart_table_add_column (table, C_ ("table", "Note"), ATTUNE_CHART_COLUMN_TEXT);
  for (guint i = 0; i < self->points->len; i++)
    {
      const AttuneTrendPoint *point = attune_trend_get_point (self, i);

      attune_chart_table_add_row (table, point->id);
      attune_chart_table_take_number (table, (double) point->time,
                                      format_moment (self, point->time));
      attune_chart_table_take_number (table, point->value,
                                      attune_trend_format_value (self, point->value));
      attune_chart_table_add_text (table, attune_trend_get_outcome_name (
                                            attune_trend_get_level (self, point)));
      attune_chart_table_add_text (table, point->note);
    }
  return table;
}
