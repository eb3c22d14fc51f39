/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune-Charts"

#include "config.h"

#include "attune-trend-chart-private.h"
#include "attune-trend-means.h"

#define GREATEST_VALUE 1e12 /* beyond it a value is no score */
#define MANY           1000 /* values from which means help to read them */
#define LEAST_PERIOD   (G_GINT64_CONSTANT (86400) * G_USEC_PER_SEC)
#define PICK_DISTANCE  24.0 /* how far from a mark it is still meant */

static gboolean
is_score (double value)
{
  return isfinite (value) && fabs (value) <= GREATEST_VALUE;
}

static int
compare_points (gconstpointer a, gconstpointer b)
{
  const AttuneTrendPoint *one = a;
  const AttuneTrendPoint *other = b;

  if (one->time != other->time)
    return one->time < other->time ? -1 : 1;
  return (one->id > other->id) - (one->id < other->id);
}

static int
compare_markers (gconstpointer a, gconstpointer b)
{
  const AttuneTrendMarker *one = a;
  const AttuneTrendMarker *other = b;

  return (one->time > other->time) - (one->time < other->time);
}

static const char *
keep_text (AttuneTrendChart *self, const char *text)
{
  return text && *text ? g_string_chunk_insert_const (self->texts, text) : NULL;
}

static void
copy_points (AttuneTrendChart *self, const AttuneTrendSpec *spec)
{
  gboolean is_sorted = TRUE;

  for (gsize i = 0; i < spec->n_points; i++)
    {
      AttuneTrendPoint point = spec->points[i];

      if (!is_score (point.value))
        {
          self->n_without_score += (point.flags & ATTUNE_TREND_TARGETED) == 0;
          continue;
        }
      point.time = attune_calendar_clamp (point.time);
      point.note = keep_text (self, point.note);
      is_sorted = is_sorted &&
                  (self->points->len == 0 ||
                   compare_points (attune_trend_get_point (self, self->points->len - 1), &point) <=
                     0);
      g_array_append_val (self->points, point);
    }
  if (!is_sorted)
    g_array_sort (self->points, compare_points);
}

static void
copy_markers (AttuneTrendChart *self, const AttuneTrendSpec *spec)
{
  for (gsize i = 0; i < spec->n_markers; i++)
    {
      AttuneTrendMarker marker = spec->markers[i];

      marker.time = attune_calendar_clamp (marker.time);
      marker.label = keep_text (self, marker.label);
      g_array_append_val (self->markers, marker);
    }
  g_array_sort (self->markers, compare_markers);
}

static void
copy_limits (AttuneTrendChart *self, const AttuneTrendSpec *spec)
{
  for (gsize i = 0; i < spec->n_limits; i++)
    {
      const AttuneTrendLimits *limits = &spec->limits[i];

      if (is_score (limits->mean) && is_score (limits->lower) && is_score (limits->upper))
        g_array_append_val (self->limits, *limits);
    }
}

/* The points' own period, if none is asked for; a day at least, so that one moment has room around it. */
static void
choose_period (AttuneTrendChart *self, const AttuneTrendSpec *spec)
{
  gint64 short_by;

  if (spec->from < spec->to)
    {
      self->from = attune_calendar_clamp (spec->from);
      self->to = attune_calendar_clamp (spec->to);
    }
  else if (self->points->len > 0)
    {
      self->from = attune_trend_get_point (self, 0)->time;
      self->to = attune_trend_get_point (self, self->points->len - 1)->time;
    }
  short_by = LEAST_PERIOD - (self->to - self->from);
  if (short_by > 0)
    {
      self->from -= short_by / 2;
      self->to += short_by - short_by / 2;
    }
}

/* Values beyond the period asked for are not shown, told or counted. */
static void
drop_outside (AttuneTrendChart *self)
{
  GArray *points = self->points;
  guint first = 0;
  guint end = points->len;

  while (first < end && attune_trend_get_point (self, first)->time < self->from)
    first++;
  while (end > first && attune_trend_get_point (self, end - 1)->time > self->to)
    end--;
  g_array_set_size (points, end);
  if (first > 0)
    g_array_remove_range (points, 0, first);
  for (guint i = self->markers->len; i-- > 0;)
    {
      gint64 time = g_array_index (self->markers, AttuneTrendMarker, i).time;

      if (time < self->from || time > self->to)
        g_array_remove_index (self->markers, i);
    }
}

static AttuneCalendarStep
choose_step (const AttuneTrendChart *self)
{
  double days = (self->to - self->from) / (86400.0 * G_USEC_PER_SEC);

  if (self->spec.view == ATTUNE_TREND_WEEKS ||
      (self->spec.view == ATTUNE_TREND_VALUES && days < 400))
    return (AttuneCalendarStep){ ATTUNE_CALENDAR_WEEK, 1 };
  if (self->spec.view == ATTUNE_TREND_MONTHS || days < 8 * 366)
    return (AttuneCalendarStep){ ATTUNE_CALENDAR_MONTH, 1 };
  if (days < 30 * 366)
    return (AttuneCalendarStep){ ATTUNE_CALENDAR_MONTH, 3 };
  return (AttuneCalendarStep){ ATTUNE_CALENDAR_YEAR, 1 };
}

static void
trend_finalize (AttuneChart *chart)
{
  AttuneTrendChart *self = (AttuneTrendChart *) chart;

  g_array_unref (self->points);
  g_array_unref (self->markers);
  g_array_unref (self->limits);
  g_array_unref (self->means);
  g_string_chunk_free (self->texts);
  g_time_zone_unref (self->spec.time_zone);
  g_free (self);
}

static guint
trend_get_n_items (AttuneChart *chart)
{
  AttuneTrendChart *self = (AttuneTrendChart *) chart;

  return attune_trend_get_n_readings (self) + attune_trend_get_n_markers (self);
}

static void
trend_get_item (AttuneChart *chart, guint index, AttuneChartItem *out_item)
{
  AttuneTrendChart *self = (AttuneTrendChart *) chart;
  guint n_readings = attune_trend_get_n_readings (self);

  if (index >= n_readings)
    {
      out_item->part = ATTUNE_CHART_PART_MARKER;
      out_item->id = g_array_index (self->markers, AttuneTrendMarker, index - n_readings).id;
    }
  else if (attune_trend_shows_means (self))
    {
      out_item->part = ATTUNE_CHART_PART_SUMMARY;
      out_item->id = 0;
    }
  else
    {
      out_item->part = ATTUNE_CHART_PART_VALUE;
      out_item->id = attune_trend_get_point (self, index)->id;
    }
}

static guint
trend_pick (AttuneChart *chart, const AttuneChartGeometry *geometry, double x, double y)
{
  guint nearest = ATTUNE_CHART_NO_ITEM;
  double least = PICK_DISTANCE * PICK_DISTANCE;

  for (guint i = 0; i < geometry->n_anchors; i++)
    {
      double dx = geometry->anchors[i].x - x;
      double dy = geometry->anchors[i].y - y;
      double distance = dx * dx + dy * dy;

      /* Of marks on one spot the one on top, which is the later. */
      if (distance <= least)
        {
          least = distance;
          nearest = i;
        }
    }
  return nearest;
}

/* The item of [from, end) that lies nearest to the same height of time. */
static guint
find_nearest (const AttuneChartGeometry *geometry, guint from, guint end, double x)
{
  guint nearest = from;

  for (guint i = from; i < end; i++)
    if (fabs (geometry->anchors[i].x - x) < fabs (geometry->anchors[nearest].x - x))
      nearest = i;
  return nearest;
}

/* Left and right go along the values or along the lane; up and down between the two. */
static guint
trend_step (AttuneChart *chart,
            const AttuneChartGeometry *geometry,
            guint index,
            AttuneChartStep step)
{
  AttuneTrendChart *self = (AttuneTrendChart *) chart;
  const AttuneTrendGeometry *trend = (const AttuneTrendGeometry *) geometry;
  guint n_items = geometry->n_anchors;
  guint n_readings = MIN (attune_trend_get_n_readings (self), n_items);
  gboolean is_mirrored = trend->times.scale.start > trend->times.scale.end;
  gboolean is_marker = index < n_items && index >= n_readings;
  guint first = is_marker ? n_readings : 0;
  guint end = is_marker ? n_items : n_readings;

  if (n_items == 0)
    return ATTUNE_CHART_NO_ITEM;
  if (is_mirrored && (step == ATTUNE_CHART_STEP_LEFT || step == ATTUNE_CHART_STEP_RIGHT))
    step = step == ATTUNE_CHART_STEP_LEFT ? ATTUNE_CHART_STEP_RIGHT : ATTUNE_CHART_STEP_LEFT;
  if (index >= n_items)
    return step == ATTUNE_CHART_STEP_LEFT || step == ATTUNE_CHART_STEP_LAST ? n_readings - 1 : 0;
  switch (step)
    {
    case ATTUNE_CHART_STEP_LEFT:
      return index > first ? index - 1 : first;
    case ATTUNE_CHART_STEP_RIGHT:
      return index + 1 < end ? index + 1 : end - 1;
    case ATTUNE_CHART_STEP_FIRST:
      return first;
    case ATTUNE_CHART_STEP_LAST:
      return end - 1;
    case ATTUNE_CHART_STEP_UP:
      return is_marker ? find_nearest (geometry, 0, n_readings, geometry->anchors[index].x) : index;
    case ATTUNE_CHART_STEP_DOWN:
      return is_marker || n_readings == n_items
               ? index
               : find_nearest (geometry, n_readings, n_items, geometry->anchors[index].x);
    }
  g_assert_not_reached ();
}

static const AttuneChartClass trend_class = {
  .name = "trend",
  .finalize = trend_finalize,
  .layout = attune_trend_layout,
  .draw = attune_trend_draw,
  .draw_item = attune_trend_draw_item,
  .pick = trend_pick,
  .step = trend_step,
  .get_n_items = trend_get_n_items,
  .get_item = trend_get_item,
  .describe_item = attune_trend_describe_item,
  .describe = attune_trend_describe,
  .tabulate = attune_trend_tabulate,
};

const AttuneTrendPoint *
attune_trend_get_point (const AttuneTrendChart *self, guint index)
{
  return &g_array_index (self->points, AttuneTrendPoint, index);
}

/* How a point stands to the pass line; by the exact value, never by a rounded one. */
static gboolean
has_passed (const AttuneTrendChart *self, const AttuneTrendPoint *point)
{
  if (point->flags & (ATTUNE_TREND_PASSED | ATTUNE_TREND_NOT_PASSED))
    return (point->flags & ATTUNE_TREND_PASSED) != 0;
  return point->value >= self->spec.pass;
}

AttuneTrendLevel
attune_trend_get_level (const AttuneTrendChart *self, const AttuneTrendPoint *point)
{
  if (point->flags & ATTUNE_TREND_FAILED)
    return ATTUNE_TREND_LEVEL_FAILED;
  if (has_passed (self, point))
    return ATTUNE_TREND_LEVEL_PASS;
  if ((point->flags & ATTUNE_TREND_BORDERLINE) != 0 ||
      (point->value < self->spec.pass && point->value >= self->spec.pass - self->spec.borderline))
    return ATTUNE_TREND_LEVEL_BORDERLINE;
  if (isnan (self->spec.pass) && !(point->flags & ATTUNE_TREND_NOT_PASSED))
    return ATTUNE_TREND_LEVEL_PLAIN;
  return ATTUNE_TREND_LEVEL_BELOW;
}

/* With fewer than two values there is nothing to take means of. */
gboolean
attune_trend_shows_means (const AttuneTrendChart *self)
{
  return self->spec.view != ATTUNE_TREND_VALUES && self->points->len > 1 && self->means->len > 0;
}

/* How many items stand for scores: values or means. The markers follow them. */
guint
attune_trend_get_n_readings (const AttuneTrendChart *self)
{
  return attune_trend_shows_means (self) ? self->means->len : self->points->len;
}

/* Where words stand in for the picture, there is no lane. */
guint
attune_trend_get_n_markers (const AttuneTrendChart *self)
{
  return self->points->len > 1 ? self->markers->len : 0;
}

/**
 * attune_trend_chart_new:
 * @spec: what it shows; copied
 *
 * Values that are no number, or are greater than a million million, count as without a score: they are told in words and
 * not drawn.
 *
 * Returns: (transfer full): the chart
 */
AttuneChart *
attune_trend_chart_new (const AttuneTrendSpec *spec)
{
  AttuneTrendChart *self;

  g_return_val_if_fail (spec != NULL, NULL);
  g_return_val_if_fail (spec->points != NULL || spec->n_points == 0, NULL);

  self = g_new0 (AttuneTrendChart, 1);
  attune_chart_init (&self->parent, &trend_class);
  self->spec = *spec;
  self->spec.time_zone = spec->time_zone ? g_time_zone_ref (spec->time_zone)
                                         : g_time_zone_new_utc ();
  if (!is_score (self->spec.pass))
    self->spec.pass = NAN;
  self->texts = g_string_chunk_new (256);
  self->points = g_array_sized_new (FALSE, FALSE, sizeof (AttuneTrendPoint), spec->n_points);
  self->markers = g_array_new (FALSE, FALSE, sizeof (AttuneTrendMarker));
  self->limits = g_array_new (FALSE, FALSE, sizeof (AttuneTrendLimits));
  copy_points (self, spec);
  copy_markers (self, spec);
  copy_limits (self, spec);
  choose_period (self, spec);
  drop_outside (self);
  self->step = choose_step (self);
  self->spec.finding = keep_text (self, spec->finding);
  self->spec.note_title = keep_text (self, spec->note_title);
  if (self->spec.view != ATTUNE_TREND_VALUES || self->points->len >= MANY)
    self->means = attune_trend_means_compute (
      (const AttuneTrendPoint *) (gpointer) self->points->data, self->points->len,
      choose_step (self), self->spec.time_zone);
  else
    self->means = g_array_new (FALSE, FALSE, sizeof (double));
  self->spec.points = NULL;
  self->spec.markers = NULL;
  self->spec.limits = NULL;
  return &self->parent;
}
