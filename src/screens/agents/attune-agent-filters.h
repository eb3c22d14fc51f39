/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-trend-chart.h"

/* How somebody looks at an agent's scores; kept for them from one agent to the next. */
typedef struct
{
  AttuneTrendView view;
  gboolean shows_table;
  gint64 form;  /* 0 for all */
  guint months; /* up to now, 0 for all time */
  gboolean shows_targeted;
} AttuneAgentFilters;

#define ATTUNE_AGENT_FILTERS_INIT { .months = 6, .shows_targeted = TRUE }

/* "values", "weeks", "months"; and back, ATTUNE_TREND_VALUES for anything else. */
const char     *attune_agent_view_to_string   (AttuneTrendView view);
AttuneTrendView attune_agent_view_from_string (const char *name);

gboolean           attune_agent_filters_equal     (const AttuneAgentFilters *self,
                                                   const AttuneAgentFilters *other);
/* As the workspace keeps them. Owned by the caller. */
char              *attune_agent_filters_to_text   (const AttuneAgentFilters *self);
/* What the text does not say, or says wrong, is as in ATTUNE_AGENT_FILTERS_INIT. */
AttuneAgentFilters attune_agent_filters_from_text (const char *text);
