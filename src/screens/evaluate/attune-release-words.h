/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-evaluations.h"

/* When an evaluation is released to its agent: as it is chosen, as the store takes it, and in words. Pure functions; times are
 * microseconds UTC. */

typedef enum
{
  ATTUNE_RELEASE_AT_ONCE,
  ATTUNE_RELEASE_AS_FORM,
  ATTUNE_RELEASE_ON_DAY,
} AttuneReleaseKind;

typedef struct
{
  AttuneReleaseKind kind;
  guint form_days; /* after which the form releases */
  gint64 day;      /* where the chosen day begins */
} AttuneRelease;

/* When the agent can read what is submitted at `now`; 0 for at once, as for a day that has begun. */
gint64 attune_release_find_time (const AttuneRelease *self,
                                 gint64               now);
/* The same as attune_store_submit_on_async() takes it. */
gint64 attune_release_to_verb   (const AttuneRelease *self,
                                 gint64               now);

/* Where the day that a calendar shows begins in the zone. */
gint64 attune_release_find_day  (GDateTime *day,
                                 GTimeZone *zone);

/* "Mika Aho can read it at once."; with `at`, a time to come, "from 24 Nov 00:00 on". Owned by the caller. */
char *attune_release_to_words   (const char *agent,
                                 gint64      at,
                                 GTimeZone  *zone);
/* "As the form says: after 3 days". */
char *attune_release_days_to_words (guint days);
/* The line of what is submitted and waits, "Submitted, released from 24 Nov 00:00 on"; `due` 0 for no day. */
char *attune_release_due_to_words  (gint64     due,
                                    GTimeZone *zone);
