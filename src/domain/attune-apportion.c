/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-apportion.h"

#include <stdlib.h>

typedef struct
{
  guint index;
  gint64 remainder;
} Rest;

/* The largest first, of equal ones the first. */
static int
compare_rests (gconstpointer a, gconstpointer b)
{
  const Rest *one = a;
  const Rest *other = b;

  if (one->remainder != other->remainder)
    return one->remainder < other->remainder ? 1 : -1;
  return (one->index > other->index) - (one->index < other->index);
}

static gint64
sum_parts (const gint64 *parts, guint n)
{
  gint64 sum = 0;

  for (guint i = 0; i < n; i++)
    sum += MAX (parts[i], 0);
  return sum;
}

void
attune_apportion (const gint64 *parts, guint n, gint64 whole, gint64 *out_shares)
{
  gint64 sum = sum_parts (parts, n);
  gint64 left = whole;
  g_autofree Rest *rests = g_new (Rest, n + 1);

  g_return_if_fail (whole >= 0);

  for (guint i = 0; i < n; i++)
    {
      gint64 product = MAX (parts[i], 0) * whole;

      out_shares[i] = sum > 0 ? product / sum : 0;
      rests[i] = (Rest){ i, sum > 0 ? product % sum : 0 };
      left -= out_shares[i];
    }
  if (sum == 0)
    return;
  qsort (rests, n, sizeof (Rest), compare_rests);
  for (guint i = 0; i < n && left > 0; i++, left--)
    out_shares[rests[i].index]++;
}
