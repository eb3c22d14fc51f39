/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-interactions.h"
#include "attune-people.h"

/* What can be told of a recording before anybody says anything, from its name and its file: pure functions. */

typedef enum
{
  ATTUNE_FILE_UNKNOWN,
  ATTUNE_FILE_AUDIO,
  ATTUNE_FILE_TRANSCRIPT,
} AttuneFileKind;

/* By the suffix, whatever its case. */
AttuneFileKind attune_add_guess_kind  (const char *name);
/* The day and time that stand in the name ("2026-05-12_14-03", "20260512140305"), in `zone`; else `modified`.
 * Microseconds UTC. */
gint64         attune_add_guess_time  (const char *name,
                                       gint64      modified,
                                       GTimeZone  *zone);
/* The agent whose external id, or every word of whose name, stands in the name; 0 for none or several. `people` are
 * AttunePerson. */
gint64         attune_add_guess_agent (const char *name,
                                       GPtrArray  *people);

/* "2026-05-12 14:03" in `zone`, and back (seconds left out). FALSE where the text is no time. */
char          *attune_add_write_time  (gint64      time,
                                       GTimeZone  *zone);
gboolean       attune_add_read_time   (const char *text,
                                       GTimeZone  *zone,
                                       gint64     *out_time);
/* "4:10" or "1:04:10" as microseconds. FALSE where the text is no such thing. */
gboolean       attune_add_read_offset (const char *text,
                                       gint64     *out_offset);
