/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <math.h>

#include "attune-chart.h"

G_BEGIN_DECLS

/* Scores over time: each evaluation a mark whose shape and colour say whether it passed and how it stands to the pass
 * line, with the limits of ordinary variation behind them and what happened meanwhile on a lane below. */

typedef enum
{
  ATTUNE_TREND_FAILED = 1 << 0,   /* an option failed the form, whatever the score */
  ATTUNE_TREND_TARGETED = 1 << 1, /* picked for a reason, not drawn at random: left out of means */
  ATTUNE_TREND_SIGNAL = 1 << 2,   /* a rule of the limits flags it */
  /* Its own outcome, which goes before how it stands to the line: it may have been judged by another. */
  ATTUNE_TREND_PASSED = 1 << 3,
  ATTUNE_TREND_NOT_PASSED = 1 << 4,
  ATTUNE_TREND_BORDERLINE = 1 << 5, /* not passed by the mark it was judged by, a little below that */
} AttuneTrendFlags;

typedef struct
{
  gint64 id;    /* the evaluation's */
  gint64 time;  /* of the contact, microseconds UTC */
  double value; /* percent (basis points / 100); NaN: it has no score */
  AttuneTrendFlags flags;
  const char *note; /* what its readout adds, "Billing calls"; or NULL */
} AttuneTrendPoint;

typedef enum
{
  ATTUNE_TREND_MARKER_COACHING,
  ATTUNE_TREND_MARKER_FORM,      /* a form revision */
  ATTUNE_TREND_MARKER_EVALUATOR, /* another evaluator from here */
} AttuneTrendMarkerKind;

typedef struct
{
  gint64 id;
  gint64 time;
  AttuneTrendMarkerKind kind;
  const char *label; /* "Empathy", "Revision 4" */
} AttuneTrendMarker;

/* Mean and natural process limits from a re-baseline to the next. */
typedef struct
{
  gint64 from;
  gint64 to; /* 0: until the end */
  double mean, lower, upper;
} AttuneTrendLimits;

typedef enum
{
  ATTUNE_TREND_VALUES, /* each evaluation; what is picked is an evaluation */
  ATTUNE_TREND_WEEKS,  /* the mean of each week over quiet values; what is picked is a week */
  ATTUNE_TREND_MONTHS,
} AttuneTrendView;

typedef enum
{
  ATTUNE_TREND_TIME_MOMENT, /* of a contact */
  ATTUNE_TREND_TIME_DAY,
} AttuneTrendTimeKind;

/* Everything is copied. Begin with ATTUNE_TREND_SPEC_INIT. */
typedef struct
{
  const AttuneTrendPoint *points; /* in any order */
  gsize n_points;
  const AttuneTrendMarker *markers;
  gsize n_markers;
  const AttuneTrendLimits *limits;
  gsize n_limits;
  AttuneTrendView view;
  double pass;             /* NaN (as in ATTUNE_TREND_SPEC_INIT): the form has none */
  double borderline;       /* this much below pass is borderline; 0: the points' flags say which are */
  double minimum, maximum; /* the scale's ends; the axis keeps within where the values do */
  gint64 from, to;         /* the period shown; 0, 0: that of the points */
  GTimeZone *time_zone;    /* the workspace's; NULL: UTC */
  /* How far a mean of `n` values of that standard deviation may be off, either way; NaN: too few to tell. NULL: the
   * readout of a mean does not say. */
  double (*find_margin) (guint n, double deviation);
  /* The words for a time, so that they are those of whatever stands around the chart; owned by the caller. NULL: as ISO
   * 8601 has them. */
  char *(*format_time) (gint64 time, GTimeZone *zone, AttuneTrendTimeKind kind);
  const char *note_title;  /* what heads the points' notes in the table; NULL: they stand in none */
  const char *finding;     /* a sentence that says what the limits and tests found, said before all else; or NULL */
} AttuneTrendSpec;

#define ATTUNE_TREND_SPEC_INIT \
  { .pass = NAN, .borderline = 5, .minimum = 0, .maximum = 100 }

AttuneChart *attune_trend_chart_new (const AttuneTrendSpec *spec);

G_END_DECLS
