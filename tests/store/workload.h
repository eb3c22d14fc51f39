/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-sqlite.h"
#include "attune-store.h"

/* Saves, as a person makes them, on a disk that may fail; and the verdict on what is left afterwards. */

/* As g_test_init(), with a home in a folder of its own: a check's copy goes into the cache. */
void         workload_init   (int    *argc,
                              char ***argv);

/* Opens (or creates) the workspace at `path` as writer 7, through an engine with `options`. */
AttuneStore *workload_open   (const char                *path,
                              gboolean                   is_new,
                              const AttuneSqliteOptions *options,
                              GError                   **error);
/* Closes it and lets go of it. */
void         workload_close  (AttuneStore *store);
gint64       workload_get_manager (AttuneStore *store);
/* One save: a person with that external id. */
gboolean     workload_add    (AttuneStore *store,
                              gint64       manager,
                              const char  *external_id,
                              GError     **error);

typedef enum
{
  VERDICT_SOUND,
  VERDICT_LOST,    /* something acknowledged is not there */
  VERDICT_HALF,    /* a save is there in part */
  VERDICT_CORRUPT, /* it cannot be opened, or its check finds faults */
} Verdict;

/* Opens `path` as the program does, checks it and looks for everybody in `acknowledged` (external ids). `out_reason`
 * says why it is not sound. */
Verdict      workload_judge  (const char *path,
                              GPtrArray  *acknowledged,
                              char      **out_reason);
