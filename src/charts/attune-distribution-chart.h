/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-chart.h"

G_BEGIN_DECLS

/* How many scores fell where, before and after a change: a wide pale column and, in front of it, a narrow one for each bin,
 * with the pass line. Items are the bins, by rising scores. */

typedef struct
{
  double minimum, maximum; /* what the bins span, in equal steps; minimum < maximum */
  guint n_bins;            /* one at least */
  const guint *before;     /* how many, by bin */
  const guint *after;
  double pass_before;      /* NaN: none */
  double pass_after;
  const char *before_name; /* what both are called: "As scored", */
  const char *after_name;  /* … "With the draft" */
  const char *finding;     /* what it comes to, in a sentence; or NULL */
  gboolean is_open;        /* the last bin has all that is above where it begins */
} AttuneDistributionSpec;

/* Takes copies. */
AttuneChart *attune_distribution_chart_new (const AttuneDistributionSpec *spec);

G_END_DECLS
