/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-answering-words.h"
#include "attune-evaluation-history.h"

/* What became of the evaluation, a line each: "24 Nov 14:03: released by Mika Aho". Pure functions. */

/* Owned by the caller. */
char *attune_history_event_to_words (const AttuneHistoryEvent  *event,
                                     const AttuneEvaluationRow *row,
                                     GTimeZone                 *zone);
/* Of `events` (AttuneHistoryEvent) and what was said to it (nullable): AttuneAnsweringLine, newest first. */
GPtrArray *attune_history_list_lines (GPtrArray                 *events,
                                      const AttuneAnswering     *answering,
                                      const AttuneEvaluationRow *row,
                                      GTimeZone                 *zone);
