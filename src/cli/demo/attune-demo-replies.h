/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-demo-cast.h"

/* Has some agents answer evaluations of theirs, as far as they have any: a few have seen theirs, one disputes and waits, one
 * disputed and got an answer; one is asked for their own evaluation, one has handed theirs in. */
gboolean attune_demo_reply (AttuneStore          *store,
                             const AttuneDemoCast *cast,
                             GError              **error);
