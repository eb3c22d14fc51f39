/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-figures.h"
#include "attune-interval.h"
#include "attune-trend.h"

/* What some evaluations of one agent can carry, in numbers and in words; nothing is said that was not reckoned. */

/* Under this many scores there is no mean on a screen: with so few its interval is about as wide as the scale. */
#define ATTUNE_AGENT_LEAST_FOR_MEAN 5
/* Under this many there is no trend: chance alone makes a slope of them. */
#define ATTUNE_AGENT_LEAST_FOR_TREND 10
/* More than these, the latest, would take longer than a page may think. */
#define ATTUNE_AGENT_MOST_FOR_TREND 400
#define ATTUNE_AGENT_CONFIDENCE 0.95

typedef struct
{
  guint n_targeted;     /* picked for a reason: in no figure below */
  guint n_without_score;
  AttuneInterval mean;  /* percent, of the others; Student's */
  guint n_judged;       /* of these, on a form with a pass mark, */
  guint n_passed;       /* … and passed */
  AttuneInterval share; /* passed of judged, a fraction; Wilson's */
  gint64 first;         /* contact times of the first and last that the mean rests on */
  gint64 last;
  AttuneTrend trend;    /* of the same scores within each form, percent a month; n 0 where they are too few */
  gint64 trend_first;   /* since when */
  guint n_forms;        /* forms among them, */
  guint n_compared;     /* … those of them with scores to compare, */
  guint n_alone;        /* … scores with no other on their form to compare with, */
  guint n_older;        /* … and scores that are older than the trend */
  guint n_changes;      /* how often one of the forms began to score otherwise meanwhile, */
  gint64 changed_at;    /* … and when the revision that did so was published, the last time */
} AttuneAgentFindings;

AttuneAgentFindings attune_agent_findings_compute (const AttuneFigure *figures,
                                                   guint               n_figures);
/* Whether it is known that scores rise (1) or fall (-1); 0: no change can be told. By the test and by the interval. */
int                 attune_agent_findings_get_change (const AttuneAgentFindings *self);
/* One plain sentence about the trend; "" without any score. Owned by the caller. */
char *attune_agent_findings_say_trend (const AttuneAgentFindings *self,
                                       GTimeZone                 *zone);
/* The same and what the mean is: one or two plain sentences. Owned by the caller. */
char *attune_agent_findings_say    (const AttuneAgentFindings *self,
                                    GTimeZone                 *zone);
/* How it was reckoned and what was left out; "" where there is nothing to add. Owned by the caller. */
char *attune_agent_findings_detail (const AttuneAgentFindings *self,
                                    GTimeZone                 *zone);

/* "84 ± 3", with a decimal where less than one is uncertain; without an interval "84", without a value "–". Owned by the
 * caller. */
char *attune_agent_format_mean   (AttuneInterval mean);
/* "84 ± 3 (n 64)", or that it is too few to tell. Owned by the caller. */
char *attune_agent_format_mean_n (AttuneInterval mean);
