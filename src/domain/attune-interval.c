/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-interval.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

static const AttuneInterval unknown = { NAN, NAN, NAN, 0 };

/* What lies above, on either side: half of what is left out. */
static double
get_upper_tail (double confidence)
{
  return (1.0 - confidence) / 2.0;
}

AttuneInterval
attune_interval_of_mean (guint n, double mean, double deviation, double confidence)
{
  AttuneInterval interval = unknown;
  double margin;

  g_return_val_if_fail (confidence > 0.0 && confidence < 1.0, unknown);
  g_return_val_if_fail (n < 2 || deviation >= 0.0, unknown);

  if (n == 0)
    return interval;

  interval.value = mean;
  interval.n = n;
  if (n == 1)
    return interval;

  margin = gsl_cdf_tdist_Qinv (get_upper_tail (confidence), n - 1) * deviation / sqrt (n);
  interval.low = mean - margin;
  interval.high = mean + margin;
  return interval;
}

AttuneInterval
attune_interval_of_values (const double *values, guint n, double confidence)
{
  double mean = 0.0;
  double squares = 0.0;

  g_return_val_if_fail (values != NULL || n == 0, unknown);

  /* Welford's way: no difference of large sums. */
  for (guint i = 0; i < n; i++)
    {
      double before = values[i] - mean;

      mean += before / (i + 1);
      squares += before * (values[i] - mean);
    }
  return attune_interval_of_mean (n, mean, n > 1 ? sqrt (squares / (n - 1)) : 0.0, confidence);
}

AttuneInterval
attune_interval_of_proportion (guint k, guint n, double confidence)
{
  double z, share, middle, margin, scale;

  g_return_val_if_fail (confidence > 0.0 && confidence < 1.0, unknown);
  g_return_val_if_fail (k <= n, unknown);

  if (n == 0)
    return unknown;

  z = gsl_cdf_ugaussian_Qinv (get_upper_tail (confidence));
  share = (double) k / n;
  scale = 1.0 + z * z / n;
  middle = (share + z * z / (2.0 * n)) / scale;
  margin = z * sqrt (share * (1.0 - share) / n + z * z / (4.0 * n * (double) n)) / scale;
  /* Rounding must not carry an end beyond what a share can be. */
  return (AttuneInterval){ share, k == 0 ? 0.0 : middle - margin, k == n ? 1.0 : middle + margin,
                           n };
}
