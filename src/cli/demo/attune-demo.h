/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-store.h"

/* The sample workspace: a fictional firm, Northwind, with half a year of evaluations that have something in them. One
 * seed makes all of it, so that it is the same every time.
 *
 * What is to be found in it: agent-07 improves after a coaching on empathy and questions on 12 August; agent-15 drifts
 * downward all the time; analyst-1 is lenient, analyst-3 strict, analyst-2 neither; the form for calls has a second
 * revision since 1 September. */

/* 20 November 2026, 12:00 UTC: the sample's "now". */
#define ATTUNE_DEMO_NOW (G_GINT64_CONSTANT (1795176000) * G_TIME_SPAN_SECOND)
/* 20 May: where it begins. */
#define ATTUNE_DEMO_START (ATTUNE_DEMO_NOW - 184 * G_TIME_SPAN_DAY)
/* 12 August and 1 September of that year, 00:00 UTC. */
#define ATTUNE_DEMO_COACHING (G_GINT64_CONSTANT (1786492800) * G_TIME_SPAN_SECOND)
#define ATTUNE_DEMO_FORM_CHANGE (G_GINT64_CONSTANT (1788220800) * G_TIME_SPAN_SECOND)

#define ATTUNE_DEMO_EVALUATIONS 1562
#define ATTUNE_DEMO_AGENTS 24
#define ATTUNE_DEMO_EVALUATIONS_PER_AGENT 500

typedef void (*AttuneDemoProgress) (guint    n_done,
                                    guint    n_all,
                                    gpointer data);

/* Makes a new workspace at `location` with `n_evaluations` evaluations in all, running the main context meanwhile; beyond
 * 12,000 the number of agents grows, 500 evaluations each. */
gboolean attune_demo_create (const char        *location,
                             guint              n_evaluations,
                             AttuneDemoProgress progress,
                             gpointer           progress_data,
                             GError           **error);
