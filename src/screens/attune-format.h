/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-evaluations.h"
#include "attune-people.h"

#include <gtk/gtk.h>

/* Values as words for people, in their language. All texts are owned by the caller unless they are const. */

typedef enum
{
  ATTUNE_TIME_SHORT, /* "12 May 14:03", with the year when it is not this one */
  ATTUNE_TIME_DAY,   /* "12 May 2026" */
  ATTUNE_TIME_MONTH, /* "May 2026" */
  ATTUNE_TIME_LONG,  /* "Tuesday, 12 May 2026, 14:03" */
} AttuneTimeStyle;

/* A moment, microseconds UTC, in the workspace's zone; "" for 0. */
char *attune_format_time     (gint64          time,
                              GTimeZone      *zone,
                              AttuneTimeStyle style);
/* "6:42" or "1:06:42"; "–" while unknown (negative). */
char *attune_format_duration (gint64 duration_us);
/* Basis points as whole percent without a sign, "72"; "–" for ATTUNE_SCORE_NONE. */
char *attune_format_score    (gint64 basis_points);
/* The same with a decimal where it is not whole, "79.6", for where a whole percent would hide on which side of a mark it
 * stands. */
char *attune_format_score_finely (gint64 basis_points);
/* A finding as a sentence of its own begins: "the form has no questions" with a capital letter. */
char *attune_format_capital  (const char *text);
/* "Manager, Analyst"; the most powerful first. */
char *attune_format_roles    (AttuneRoles roles);

const char *attune_format_channel      (AttuneChannel channel);
/* Appends the words for all channels, in the order of AttuneChannel. */
void        attune_format_append_channels (GtkStringList *list);
const char *attune_format_state        (AttuneEvaluationState state);
/* Pass ●, fail ○, or ◐ where it `is_borderline` (attune_score_is_borderline()), none "". */
const char *attune_format_outcome_mark (AttuneOutcome outcome,
                                        gboolean      is_borderline);
