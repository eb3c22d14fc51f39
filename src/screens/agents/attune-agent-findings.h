/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-figures.h"
#include "attune-interval.h"

/* What some evaluations of one agent can carry, in numbers and in words; nothing is said that was not reckoned. */

/* Under this many scores there is no mean on a screen: with so few its interval is about as wide as the scale. */
#define ATTUNE_AGENT_LEAST_FOR_MEAN 5
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
} AttuneAgentFindings;

AttuneAgentFindings attune_agent_findings_compute (const AttuneFigure *figures,
                                                   guint               n_figures);
/* One plain sentence. Owned by the caller. */
char *attune_agent_findings_say    (const AttuneAgentFindings *self,
                                    GTimeZone                 *zone);
/* How it was reckoned and what was left out; "" where there is nothing to add. Owned by the caller. */
char *attune_agent_findings_detail (const AttuneAgentFindings *self);

/* "84 ± 3", with a decimal where less than one is uncertain; without an interval "84", without a value "–". Owned by the
 * caller. */
char *attune_agent_format_mean   (AttuneInterval mean);
/* "84 ± 3 (n 64)", or that it is too few to tell. Owned by the caller. */
char *attune_agent_format_mean_n (AttuneInterval mean);
