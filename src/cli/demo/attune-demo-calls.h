/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-demo-contacts.h"

/* The calls of the sample that can be listened to, with their transcripts: their recordings are put into `folder`, the
 * workspace's media folder. At most `most_evaluated` of them are evaluated, the others wait. An array of AttuneBulkItem. */
GPtrArray *attune_demo_calls_create (const AttuneDemoDraw *draw,
                                     const char           *folder,
                                     guint                 most_evaluated,
                                     GError              **error);
