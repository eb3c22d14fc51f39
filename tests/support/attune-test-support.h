/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/* How much longer everything takes than without a sanitizer. */
#ifdef __SANITIZE_ADDRESS__
#define ATTUNE_TEST_SLOWNESS 8
#else
#define ATTUNE_TEST_SLOWNESS 1
#endif

/* How long tests may take. ATTUNE_TEST_TIER names the tier: `quick` (the default, ./dev test), `ci` (.ci/run) or `soak`
 * (./dev soak). Whatever repeats itself (faults, cuts, random edits, mutants) takes its count from here, so that
 * the quick tier stays under its eight minutes and the others are thorough. */
typedef enum
{
  ATTUNE_TEST_TIER_QUICK,
  ATTUNE_TEST_TIER_CI,
  ATTUNE_TEST_TIER_SOAK,
} AttuneTestTier;

AttuneTestTier attune_test_tier (void);

/* The one of the three that belongs to the tier. */
guint attune_test_count (guint quick,
                         guint ci,
                         guint soak);

/* A fresh folder under the system's temporary one. attune_test_folder_remove() takes it away with all that is in it. */
char *attune_test_folder_new (void);
void  attune_test_folder_remove (char *folder);

/* Makes a locale such as "fi_FI" in `folder`, as few systems have any besides their own, and takes it for everything:
 * FALSE where there are no sources of locales to make it of. attune_test_leave_locale() goes back to C.UTF-8. */
gboolean attune_test_enter_locale (const char *folder,
                                   const char *name);
void     attune_test_leave_locale (void);

/* Runs the main context for so long. Time in which the program's threads had to wait for a processor is added, so that as much
 * happens on a busy machine as on a quiet one. */
void     attune_test_settle (guint milliseconds);
/* Runs the main context until `is_reached` says TRUE of `data`; FALSE when that takes longer than `seconds`, waiting for a processor not
 * counted. */
gboolean attune_test_wait_until (gboolean (*is_reached) (gpointer data),
                                 gpointer data,
                                 double   seconds);

/* How long this thread has worked, in microseconds: however busy the machine is, this counts no waiting. */
gint64 attune_test_get_work (void);
