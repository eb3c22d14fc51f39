/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* A figure with the interval that it is known to, and the count that it rests on. `value` is NaN where there is
 * nothing to reckon with, `low` and `high` where it cannot be said how sure the value is. */
typedef struct
{
  double value;
  double low;
  double high;
  guint n;
} AttuneInterval;

/* The mean of `n` values from their mean and standard deviation (n - 1 in its denominator), with Student's interval:
 * mean ± t (n - 1) · deviation / √n. One value has a mean and no interval. The interval is not held within any scale.
 * `confidence` is a fraction between 0 and 1, such as 0.95. */
AttuneInterval attune_interval_of_mean       (guint  n,
                                              double mean,
                                              double deviation,
                                              double confidence);
/* The same from the values themselves. */
AttuneInterval attune_interval_of_values     (const double *values,
                                              guint         n,
                                              double        confidence);
/* The share `k` of `n`, a fraction, with Wilson's score interval (Wilson 1927; Newcombe 1998, method 3), which lies
 * within 0 and 1 and is never of no width. */
AttuneInterval attune_interval_of_proportion (guint  k,
                                              guint  n,
                                              double confidence);
