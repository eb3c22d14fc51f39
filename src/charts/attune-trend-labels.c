/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune-Charts"

#include "config.h"

#include "attune-trend-chart-private.h"

#include <glib/gi18n-lib.h>

#define GREATEST_SIDE 0.3 /* of the width: lines are not labelled at the side beyond it */
#define SIDE_FROM     14  /* ems of width from which they are */
#define LEAST_CUT     4   /* ems that must be left of a label that is cut short */
#define MOST_SIDES    4
#define MOST_KEYS     8

/* A line's label at the end of it. */
typedef struct
{
  PangoLayout *text; /* owned */
  AttuneChartInk ink;
  double value;
  cairo_rectangle_t size;
} SideLabel;

/* What a mark means. */
typedef struct
{
  AttuneChartShape shape;
  AttuneChartInk ink;
  PangoLayout *text; /* owned */
  double width;      /* of the text */
} Key;

static PangoLayout *
set_text (const AttuneTrendLayout *layout, AttuneChartTextSize size, const char *text)
{
  return attune_chart_theme_create_layout (layout->theme, size, text);
}

static SideLabel
make_side_label (const AttuneTrendLayout *layout,
                 const char *format,
                 double value,
                 AttuneChartInk ink)
{
  g_autofree char *number = attune_trend_format_value (layout->chart, value);
  g_autoptr (GString) text = g_string_new (format);
  SideLabel label = { NULL, ink, value };

  g_string_replace (text, "%s", number, 1);
  label.text = set_text (layout, ATTUNE_CHART_TEXT_SMALL, text->str);
  label.size = attune_chart_measure (label.text);
  return label;
}

/* The limits that hold at the end of what is shown. */
static const AttuneTrendLimits *
find_last_limits (const AttuneTrendChart *chart)
{
  const AttuneTrendLimits *last = NULL;

  for (guint i = 0; i < chart->limits->len; i++)
    {
      const AttuneTrendLimits *limits = &g_array_index (chart->limits, AttuneTrendLimits, i);

      if (limits->from <= chart->to && (limits->to == 0 || limits->to >= chart->to))
        last = limits;
    }
  return last;
}

/* In order of importance: what comes later gives way. */
static guint
make_side_labels (const AttuneTrendLayout *layout, SideLabel labels[MOST_SIDES])
{
  const AttuneTrendLimits *limits = find_last_limits (layout->chart);
  guint n = 0;

  if (layout->trend->parent.width < layout->em * SIDE_FROM)
    return 0;
  if (!isnan (layout->chart->spec.pass))
    /* Translators: beside the pass line of a chart; %s is a score */
    labels[n++] = make_side_label (layout, _ ("Pass %s"), layout->chart->spec.pass,
                                   ATTUNE_CHART_INK_GREEN);
  if (limits)
    {
      /* Translators: beside the mean line of a chart; %s is a score */
      labels[n++] = make_side_label (layout, _ ("Mean %s"), limits->mean, ATTUNE_CHART_INK_BLUE);
      /* Translators: beside the lower limit of ordinary variation; %s is a score */
      labels[n++] = make_side_label (layout, _ ("Lower %s"), limits->lower, ATTUNE_CHART_INK_MUTED);
      /* Translators: beside the upper limit of ordinary variation; %s is a score */
      labels[n++] = make_side_label (layout, _ ("Upper %s"), limits->upper, ATTUNE_CHART_INK_MUTED);
    }
  return n;
}

/* How much of the width the labels of the lines take, with their distance from the plot; 0 without any. */
double
attune_trend_measure_sides (const AttuneTrendLayout *layout)
{
  SideLabel labels[MOST_SIDES];
  guint n = make_side_labels (layout, labels);
  double width = 0;

  for (guint i = 0; i < n; i++)
    {
      width = MAX (width, labels[i].size.width + layout->em * 0.6);
      g_object_unref (labels[i].text);
    }
  return width <= layout->trend->parent.width * GREATEST_SIDE ? width : 0;
}

static gboolean
try_side_label (const AttuneTrendLayout *layout, const SideLabel *label, double x, double top)
{
  AttuneChartGeometry *geometry = &layout->trend->parent;
  double foot = geometry->plot.y + geometry->plot.height;

  return top >= 0 && top + label->size.height / 2 <= foot &&
         attune_chart_labels_add (&geometry->labels, g_object_ref (label->text), x, top,
                                  label->ink);
}

/* Each at its line, or moved by up to a line's height where another stands, or left out. */
void
attune_trend_place_sides (const AttuneTrendLayout *layout)
{
  const cairo_rectangle_t *plot = &layout->trend->parent.plot;
  SideLabel labels[MOST_SIDES];
  guint n = make_side_labels (layout, labels);
  double x = plot->x + plot->width + layout->em * 0.5;

  for (guint i = 0; i < n; i++)
    {
      double top = attune_scale_map (&layout->trend->values.scale, labels[i].value) -
                   labels[i].size.height / 2;
      gboolean is_placed = FALSE;

      for (double shift = 0; !is_placed && shift <= labels[i].size.height; shift += 1)
        is_placed = try_side_label (layout, &labels[i], x, top - shift) ||
                    try_side_label (layout, &labels[i], x, top + shift);
      g_object_unref (labels[i].text);
    }
}

/* How far a label to the right of a marker may go, until the next label, mark or the end of the plot. */
static double
find_room (const AttuneChartGeometry *geometry, double x, double y)
{
  double end = geometry->plot.x + geometry->plot.width;

  for (guint i = 0; i < geometry->labels.items->len; i++)
    {
      const cairo_rectangle_t *area = &attune_chart_labels_get (&geometry->labels, i)->area;

      if (area->y <= y && area->y + area->height >= y && area->x >= x)
        end = MIN (end, area->x - geometry->labels.gap);
    }
  return end - x;
}

/* Whole to the right of its mark, or whole to the left; else, if it may, cut short to the right. */
static gboolean
add_marker_label (const AttuneTrendLayout *layout,
                  const char *text,
                  AttuneChartPoint at,
                  gboolean may_be_cut)
{
  AttuneChartGeometry *geometry = &layout->trend->parent;
  double reach = layout->trend->mark_radius * 1.3 + geometry->labels.gap + 0.5;
  double room = find_room (geometry, at.x + reach, at.y);
  g_autoptr (PangoLayout) label = set_text (layout, ATTUNE_CHART_TEXT_SMALL, text);
  cairo_rectangle_t size = attune_chart_measure (label);
  double left = at.x + reach;

  if (size.width > room && at.x - reach - size.width >= geometry->plot.x && !may_be_cut)
    left = at.x - reach - size.width;
  else if (size.width > room)
    {
      if (!may_be_cut || room < layout->em * LEAST_CUT)
        return FALSE;
      pango_layout_set_ellipsize (label, PANGO_ELLIPSIZE_END);
      pango_layout_set_width (label, (int) (room * PANGO_SCALE));
    }
  return attune_chart_labels_add (&geometry->labels, g_object_ref (label), left,
                                  at.y - size.height / 2, ATTUNE_CHART_INK_MUTED);
}

static void
reserve_markers (AttuneTrendGeometry *trend, guint first)
{
  double reach = trend->mark_radius * 1.3;

  for (guint i = first; i < trend->parent.n_anchors; i++)
    {
      AttuneChartPoint at = trend->parent.anchors[i];
      cairo_rectangle_t area = { at.x - reach, at.y - reach, 2 * reach, 2 * reach };

      attune_chart_labels_reserve (&trend->parent.labels, &area);
    }
}

/* Labels stand beside their marks, clear of all marks; whole ones first, then others cut short in the room that is left.
 * Where there is none, the mark's readout tells. */
void
attune_trend_place_marker_labels (const AttuneTrendLayout *layout)
{
  AttuneTrendGeometry *trend = layout->trend;
  guint first = attune_trend_get_n_readings (layout->chart);
  guint n_markers = trend->parent.n_anchors - first;
  g_autofree gboolean *is_done = g_new0 (gboolean, n_markers + 1);

  if (isnan (trend->lane))
    return;
  reserve_markers (trend, first);
  for (guint round = 0; round < 2; round++)
    for (guint i = 0; i < n_markers; i++)
      {
        const char *label = g_array_index (layout->chart->markers, AttuneTrendMarker, i).label;

        if (label && !is_done[i])
          is_done[i] = add_marker_label (layout, label, trend->parent.anchors[first + i],
                                         round == 1);
      }
}

static void
add_mark (AttuneTrendGeometry *trend,
          AttuneChartShape shape,
          AttuneChartInk ink,
          double x,
          double y)
{
  AttuneTrendMark mark = { shape, ink, { x, y } };

  g_array_append_val (trend->marks, mark);
}

static Key
make_key (const AttuneTrendLayout *layout,
          AttuneChartShape shape,
          AttuneChartInk ink,
          const char *text)
{
  Key key = { shape, ink, set_text (layout, ATTUNE_CHART_TEXT_SMALL, text) };

  key.width = attune_chart_measure (key.text).width;
  return key;
}

static gboolean
has_targeted (const AttuneTrendChart *chart)
{
  for (guint i = 0; i < chart->points->len; i++)
    if (attune_trend_get_point (chart, i)->flags & ATTUNE_TREND_TARGETED)
      return TRUE;
  return FALSE;
}

/* The marks that are in the picture, and only those. */
static guint
make_keys (const AttuneTrendLayout *layout, Key keys[MOST_KEYS])
{
  const AttuneTrendChart *chart = layout->chart;
  gboolean shows_means = attune_trend_shows_means (chart);
  gboolean is_dense = layout->trend->is_dense;
  gboolean is_there[ATTUNE_TREND_N_LEVELS] = { FALSE };
  guint n = 0;

  for (guint i = 0; i < chart->points->len; i++)
    is_there[attune_trend_get_level (chart, attune_trend_get_point (chart, i))] = TRUE;
  if (shows_means || is_dense)
    keys[n++] = make_key (layout, ATTUNE_CHART_SHAPE_DASH, ATTUNE_CHART_INK_BLUE,
                          attune_trend_get_mean_name (chart));
  if (is_dense)
    keys[n++] = make_key (
      layout, ATTUNE_CHART_SHAPE_SQUARE, ATTUNE_CHART_INK_THREAD,
      /* Translators: what the height of a bar in a chart of very many scores shows */
      _ ("lowest to highest"));
  for (AttuneTrendLevel level = ATTUNE_TREND_LEVEL_PASS; level < ATTUNE_TREND_N_LEVELS; level++)
    {
      AttuneChartInk ink = shows_means && !is_dense ? ATTUNE_CHART_INK_MUTED
                                                    : attune_trend_get_level_ink (level);

      if (is_there[level] && !is_dense)
        keys[n++] = make_key (layout, attune_trend_get_level_shape (level), ink,
                              attune_trend_get_level_name (level));
      else if (is_there[level] && level == ATTUNE_TREND_LEVEL_FAILED)
        keys[n++] = make_key (layout, ATTUNE_CHART_SHAPE_TICK, ink,
                              attune_trend_get_level_name (level));
    }
  if (!is_dense && !shows_means && has_targeted (chart))
    keys[n++] = make_key (
      layout, attune_trend_get_level_shape (ATTUNE_TREND_LEVEL_PASS), ATTUNE_CHART_INK_MUTED,
      /* Translators: the grey marks in a chart: picked for a reason, not drawn at random */
      _ ("targeted"));
  return n;
}

/* At the upper end of the plot; all of it or, without room, nothing. */
static void
place_keys (const AttuneTrendLayout *layout, double left)
{
  AttuneTrendGeometry *trend = layout->trend;
  double em = layout->em;
  Key keys[MOST_KEYS];
  guint n = make_keys (layout, keys);
  double x = trend->parent.plot.x + trend->parent.plot.width + em;
  gboolean has_room;

  for (guint i = 0; i < n; i++)
    x -= keys[i].width + em * 1.9;
  has_room = x >= left + em;
  for (guint i = 0; i < n; i++)
    {
      if (has_room)
        {
          add_mark (trend, keys[i].shape, keys[i].ink, x + em * 0.3, layout->line / 2);
          attune_chart_labels_add (&trend->parent.labels, g_object_ref (keys[i].text), x + em * 0.9,
                                   0, ATTUNE_CHART_INK_MUTED);
        }
      x += keys[i].width + em * 1.9;
      g_object_unref (keys[i].text);
    }
}

/* The name of the vertical axis, and the key. */
void
attune_trend_place_caption (const AttuneTrendLayout *layout)
{
  /* Translators: over the vertical axis of a chart of scores */
  PangoLayout *title = set_text (layout, ATTUNE_CHART_TEXT_SMALL, _ ("Score, %"));
  double width = attune_chart_measure (title).width;

  attune_chart_labels_add (&layout->trend->parent.labels, title, 0, 0, ATTUNE_CHART_INK_MUTED);
  place_keys (layout, width);
}

/* A paragraph in the middle; as much of it as there is room for. Returns its top. */
static double
place_paragraph (const AttuneTrendLayout *layout, const char *text)
{
  AttuneChartGeometry *geometry = &layout->trend->parent;
  PangoLayout *paragraph = set_text (layout, ATTUNE_CHART_TEXT_BODY, text);
  double room = geometry->height - layout->trend->reach * 5;
  double top;

  pango_layout_set_width (paragraph, (int) (geometry->width * 0.9 * PANGO_SCALE));
  pango_layout_set_wrap (paragraph, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_ellipsize (paragraph, PANGO_ELLIPSIZE_END);
  pango_layout_set_height (paragraph, (int) (MAX (1, room) * PANGO_SCALE));
  pango_layout_set_alignment (paragraph, PANGO_ALIGN_CENTER);
  top = (geometry->height - attune_chart_measure (paragraph).height) / 2;
  attune_chart_labels_add (&geometry->labels, paragraph, geometry->width * 0.05, top,
                           ATTUNE_CHART_INK_MUTED);
  return top;
}

/* Too few values for a picture are said in words, under the mark of the single one, which can be opened. */
void
attune_trend_place_words (const AttuneTrendLayout *layout)
{
  AttuneTrendGeometry *trend = layout->trend;
  g_autofree char *text = attune_trend_say_few (layout->chart);
  double top = place_paragraph (layout, text);

  if (layout->chart->points->len == 1)
    {
      AttuneTrendLevel level = attune_trend_get_level (layout->chart,
                                                       attune_trend_get_point (layout->chart, 0));
      AttuneChartPoint at = { trend->parent.width / 2,
                              MAX (trend->reach, top - trend->reach * 1.2) };

      trend->parent.n_anchors = 1;
      trend->parent.anchors = g_memdup2 (&at, sizeof at);
      add_mark (trend, attune_trend_get_level_shape (level), attune_trend_get_level_ink (level),
                at.x, at.y);
    }
}
