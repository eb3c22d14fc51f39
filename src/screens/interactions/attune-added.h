/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-context.h"

/* Says that contacts were added (`ids` of gint64, at least one), shows lists where the first is, and offers to evaluate
 * it. */
void attune_added_tell (AttuneContext *context,
                        GArray        *ids);
