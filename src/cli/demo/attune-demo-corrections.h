/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-demo-cast.h"

/* Has a few released evaluations corrected by the manager, each with a remark on why: those of some agents, as far as they
 * have any. */
gboolean attune_demo_correct (AttuneStore          *store,
                              const AttuneDemoCast *cast,
                              GError              **error);
