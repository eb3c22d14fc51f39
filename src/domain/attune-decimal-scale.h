/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-decimal.h"

/* value · factor / divisor, half away from zero, within what a document may hold; `divisor` is more than 0. */
AttuneDecimal attune_decimal_scale (AttuneDecimal value,
                                    AttuneDecimal factor,
                                    AttuneDecimal divisor);
