/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-trend.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>

static const AttuneInterval unknown = { NAN, NAN, NAN, 0 };

/* What groups of equal values take from the variance of S: Σt(t-1)(2t+5), Σt(t-1), Σt(t-1)(t-2). */
typedef struct
{
  double fives;
  double pairs;
  double triples;
} Ties;

static int
compare_values (gconstpointer a, gconstpointer b)
{
  double one = *(const double *) a;
  double other = *(const double *) b;

  return (one > other) - (one < other);
}

static Ties
count_ties (const double *values, guint n)
{
  g_autofree double *sorted = g_memdup2 (values, n * sizeof (double));
  Ties ties = { 0 };
  guint first = 0;

  qsort (sorted, n, sizeof (double), compare_values);
  for (guint i = 1; i <= n; i++)
    {
      double t = i - first;

      if (i < n && sorted[i] == sorted[first])
        continue;
      ties.fives += t * (t - 1.0) * (2.0 * t + 5.0);
      ties.pairs += t * (t - 1.0);
      ties.triples += t * (t - 1.0) * (t - 2.0);
      first = i;
    }
  return ties;
}

static double
find_variance (guint n, Ties x, Ties y)
{
  double m = n;
  double variance = (m * (m - 1.0) * (2.0 * m + 5.0) - x.fives - y.fives) / 18.0;

  variance += x.pairs * y.pairs / (2.0 * m * (m - 1.0));
  if (n > 2)
    variance += x.triples * y.triples / (9.0 * m * (m - 1.0) * (m - 2.0));
  return variance;
}

/* The value at `rank` of `values`, both from 0, up to `last`; the lesser come to stand before it, the greater after.
 * Hoare's selection. */
static double
select_rank (double *values, gssize last, gssize rank)
{
  gssize first = 0;

  while (first < last)
    {
      double pivot = values[first + (last - first) / 2];
      gssize i = first;
      gssize j = last;

      while (i <= j)
        {
          double value;

          while (values[i] < pivot)
            i++;
          while (values[j] > pivot)
            j--;
          if (i > j)
            break;
          value = values[i];
          values[i++] = values[j];
          values[j--] = value;
        }
      if (rank <= j)
        last = j;
      else if (rank >= i)
        first = i;
      else
        break;
    }
  return values[rank];
}

/* What the groups gave so far. */
typedef struct
{
  GArray *slopes; /* double, of all pairs of different x */
  gint64 s;
  double variance;
  double x_pairs; /* twice the pairs that differ in x, */
  double y_pairs; /* … and in y */
  guint n_groups; /* that have a pair */
} Sums;

/* The slopes of all pairs of different x, and S. */
static void
add_slopes (Sums *self, const double *x, const double *y, guint n)
{
  for (guint i = 0; i + 1 < n; i++)
    for (guint j = i + 1; j < n; j++)
      {
        double slope = (y[j] - y[i]) / (x[j] - x[i]);

        if (x[j] == x[i])
          continue;
        self->s += (slope > 0.0) - (slope < 0.0);
        g_array_append_val (self->slopes, slope);
      }
}

/* Two values or more. */
static void
add_group (Sums *self, const double *x, const double *y, guint n)
{
  Ties x_ties = count_ties (x, n);
  Ties y_ties = count_ties (y, n);
  double all = n * (n - 1.0);

  if (x_ties.pairs == all)
    return;
  /* Of equal values there is nothing to vary, whatever rounding leaves. */
  if (y_ties.pairs < all)
    self->variance += find_variance (n, x_ties, y_ties);
  self->x_pairs += all - x_ties.pairs;
  self->y_pairs += all - y_ties.pairs;
  self->n_groups++;
  add_slopes (self, x, y, n);
}

static AttuneInterval
find_slope (double *slopes, gssize count, guint n, double reach)
{
  gssize below = (gssize) round ((count - reach) / 2.0);
  gssize above = (gssize) round ((count + reach) / 2.0) + 1;
  AttuneInterval slope = unknown;

  if (count == 0)
    return slope;

  slope.n = n;
  slope.value = select_rank (slopes, count - 1, count / 2);
  if (count % 2 == 0)
    slope.value = (slope.value + select_rank (slopes, count / 2, count / 2 - 1)) / 2.0;
  if (below < 1 || above > count)
    return slope;
  slope.low = select_rank (slopes, count - 1, below - 1);
  slope.high = select_rank (slopes, count - 1, above - 1);
  return slope;
}

static double
sign_of (gint64 s)
{
  return (s > 0) - (s < 0);
}

static AttuneTrend
find_trend (const Sums *sums, guint n, double confidence)
{
  AttuneTrend trend = { n, sums->n_groups, unknown, sums->s, NAN, NAN, NAN };
  double deviation = sqrt (sums->variance);
  double quantile = gsl_cdf_ugaussian_Qinv ((1.0 - confidence) / 2.0);

  trend.slope = find_slope ((double *) sums->slopes->data, sums->slopes->len, n,
                            quantile * deviation);
  if (!(sums->variance > 0.0))
    return trend;
  trend.tau = 2.0 * trend.s / sqrt (sums->x_pairs * sums->y_pairs);
  trend.z = (trend.s - sign_of (trend.s)) / deviation;
  trend.p = 2.0 * gsl_cdf_ugaussian_Q (fabs (trend.z));
  return trend;
}

AttuneTrend
attune_trend_compute (const double *x, const double *y, guint n, double confidence)
{
  AttuneTrend trend = { n, 0, unknown, 0, NAN, NAN, NAN };
  g_autoptr (GArray) slopes = NULL;
  Sums sums = { 0 };

  g_return_val_if_fail (confidence > 0.0 && confidence < 1.0, trend);
  g_return_val_if_fail ((x != NULL && y != NULL) || n == 0, trend);

  if (n < 2)
    return trend;

  sums.slopes = slopes = g_array_sized_new (FALSE, FALSE, sizeof (double), n * (n - 1) / 2);
  add_group (&sums, x, y, n);
  return find_trend (&sums, n, confidence);
}

typedef struct
{
  gint64 group;
  guint index;
} Place;

/* By group; in one, as they were given. */
static int
compare_places (gconstpointer a, gconstpointer b)
{
  const Place *one = a;
  const Place *other = b;

  if (one->group != other->group)
    return one->group > other->group ? 1 : -1;
  return (one->index > other->index) - (one->index < other->index);
}

static Place *
sort_places (const gint64 *groups, guint n)
{
  Place *places = g_new (Place, n);

  for (guint i = 0; i < n; i++)
    places[i] = (Place){ groups[i], i };
  qsort (places, n, sizeof (Place), compare_places);
  return places;
}

AttuneTrend
attune_trend_compute_within (const double *x,
                             const double *y,
                             const gint64 *groups,
                             guint n,
                             double confidence)
{
  AttuneTrend trend = { n, 0, unknown, 0, NAN, NAN, NAN };
  g_autofree Place *places = NULL;
  g_autofree double *values = NULL;
  g_autoptr (GArray) slopes = g_array_new (FALSE, FALSE, sizeof (double));
  Sums sums = { .slopes = slopes };
  guint first = 0;

  g_return_val_if_fail (confidence > 0.0 && confidence < 1.0, trend);
  g_return_val_if_fail ((x != NULL && y != NULL && groups != NULL) || n == 0, trend);

  if (n < 2)
    return trend;

  places = sort_places (groups, n);
  values = g_new (double, 2 * (gsize) n);
  for (guint i = 0; i < n; i++)
    {
      values[i] = x[places[i].index];
      values[n + i] = y[places[i].index];
    }
  for (guint i = 1; i <= n; i++)
    if (i == n || places[i].group != places[first].group)
      {
        if (i - first > 1)
          add_group (&sums, values + first, values + n + first, i - first);
        first = i;
      }
  return find_trend (&sums, n, confidence);
}
