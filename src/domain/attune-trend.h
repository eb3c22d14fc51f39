/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-interval.h"

/* Whether values rise or fall with something, mostly with time, and how fast: without an assumption about how they are
 * spread, and with no single odd value deciding. */
typedef struct
{
  guint n;              /* how many values it rests on */
  guint n_groups;       /* … and how many groups of them have a pair to compare */
  AttuneInterval slope; /* of y for each 1 of x */
  gint64 s;             /* Mann and Kendall's S: pairs that rise less pairs that fall */
  double z;             /* S in standard deviations, corrected for continuity */
  double p;             /* how often chance alone gives an S as far from 0 or farther, either way */
  double tau;           /* Kendall's tau-b, -1 to 1 */
} AttuneTrend;

/* The trend of `n` values `y` at `x`, all finite, in any order; `confidence` is a fraction between 0 and 1, such as 0.95.
 *
 * The slope is Theil and Sen's: the median of the slopes of all pairs of different x (Theil 1950; Sen 1968, JASA 63:1379).
 * Its interval is Sen's: the slopes at the ranks (N ∓ C) / 2, rounded, the upper one further on by one, where N counts the
 * pairs and C is the normal quantile times the standard deviation of S. `low` and `high` are NaN where so few pairs reach
 * no such rank (fewer than 5 values at 0.95): nobody can say then how sure the slope is.
 *
 * S, z and p are those of Mann's test (1945; Kendall 1975) with the variance for ties in y, and in x where several values
 * share one (Kendall 1970, Rank Correlation Methods, section 4.3). p is of the normal distribution, two-sided: close from 10
 * values on, a little too great below.
 *
 * Without two different x the slope is NaN, without two different x and two different y z, p and tau are too: nothing
 * can be told. Takes time and memory by n². */
AttuneTrend attune_trend_compute (const double *x,
                                  const double *y,
                                  guint         n,
                                  double        confidence);

/* The same where only values of one group can be compared, such as scores of one form: value i is in group `groups[i]`, any
 * number. A step from one group to another says nothing; what rises within each of them rises.
 *
 * S and its variance are the sums of those of the groups, as of the seasons in Hirsch, Slack & Smith (1982, Water Resources
 * Research 18:107). The slope is the median of the slopes of all pairs within groups, its interval at the ranks above with
 * the summed variance. tau is S of its greatest: with sqrt (ΣX ΣY) below it, X and Y the pairs of a group that differ in x,
 * and in y. A group with a single value, or without two different x, adds nothing. With all values in one group, this is the
 * trend above to the last bit. Takes time by Σn² of the groups, and as much memory. */
AttuneTrend attune_trend_compute_within (const double *x,
                                         const double *y,
                                         const gint64 *groups,
                                         guint         n,
                                         double        confidence);
