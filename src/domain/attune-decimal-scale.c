/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-decimal-scale.h"

/* Two decimals multiplied. */
__extension__ typedef __int128 Wide;

AttuneDecimal
attune_decimal_scale (AttuneDecimal value, AttuneDecimal factor, AttuneDecimal divisor)
{
  Wide product = (Wide) value * factor;
  Wide half = divisor / 2;
  Wide quotient;

  g_return_val_if_fail (divisor > 0, 0);

  quotient = (product + (product < 0 ? -half : half)) / divisor;
  return (AttuneDecimal) CLAMP (quotient, -(Wide) ATTUNE_DECIMAL_MAX, (Wide) ATTUNE_DECIMAL_MAX);
}
