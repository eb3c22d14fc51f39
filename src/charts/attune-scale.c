/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune-Charts"

#include "config.h"

#include "attune-scale.h"

#include <math.h>

/**
 * attune_scale_new:
 * @minimum: the least value; not NaN
 * @maximum: the greatest value; equal ends are moved apart by half a unit each, so that every value maps
 *
 * Returns: a scale onto the stretch 0 to 1
 */
AttuneScale
attune_scale_new (AttuneScaleKind kind, double minimum, double maximum)
{
  AttuneScale self = { kind, MIN (minimum, maximum), MAX (minimum, maximum), 0, 1 };
  double half = MAX (0.5, fabs (minimum) * 1e-9);

  g_return_val_if_fail (isfinite (minimum) && isfinite (maximum), self);

  if (self.maximum - self.minimum < half * 1e-6)
    {
      self.minimum -= half;
      self.maximum += half;
    }
  return self;
}

/* From and to in microseconds UTC; a double holds them exactly until the year 2255. */
AttuneScale
attune_scale_new_time (gint64 from, gint64 to)
{
  return attune_scale_new (ATTUNE_SCALE_TIME, (double) from, (double) to);
}

void
attune_scale_set_range (AttuneScale *self, double start, double end)
{
  self->start = start;
  self->end = end;
}

double
attune_scale_map (const AttuneScale *self, double value)
{
  double share = (value - self->minimum) / (self->maximum - self->minimum);

  return self->start + share * (self->end - self->start);
}

/* The value at a position; the minimum where the stretch has no length. */
double
attune_scale_invert (const AttuneScale *self, double position)
{
  if (self->start == self->end)
    return self->minimum;
  return self->minimum +
         (position - self->start) / (self->end - self->start) * (self->maximum - self->minimum);
}

gboolean
attune_scale_contains (const AttuneScale *self, double value)
{
  return value >= self->minimum && value <= self->maximum;
}
