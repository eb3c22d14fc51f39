/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-context.h"

/* How much there is to do for the person of a context, kept up to date by what changes in the store. Properties "n", and
 * "n-late": how much of that is late. */
#define ATTUNE_TYPE_WORK_COUNT (attune_work_count_get_type ())
G_DECLARE_FINAL_TYPE (AttuneWorkCount, attune_work_count, ATTUNE, WORK_COUNT, GObject)

AttuneWorkCount *attune_work_count_new (AttuneContext *context);
