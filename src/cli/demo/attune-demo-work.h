/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-demo-cast.h"

/* What people of the sample are to evaluate next: recent calls, by the manager. */
gboolean attune_demo_give_work (AttuneStore          *store,
                                const AttuneDemoCast *cast,
                                GError              **error);
