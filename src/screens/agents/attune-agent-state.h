/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-agent-data.h"
#include "attune-agent-filters.h"
#include "attune-agent-findings.h"

/* What the page of an agent shows, as a value: from what was read and how it is looked at, by a pure function. */
typedef enum
{
  ATTUNE_AGENT_STAGE_LOADING,
  ATTUNE_AGENT_STAGE_FAILED,
  ATTUNE_AGENT_STAGE_NONE,    /* no evaluation at all */
  ATTUNE_AGENT_STAGE_OUTSIDE, /* none that the filters let through */
  ATTUNE_AGENT_STAGE_SHOWN,
} AttuneAgentStage;

typedef struct
{
  AttuneAgentData *data; /* NULL until it has been read */
  const GError *error;   /* why it could not be; NULL */
  AttuneAgentFilters filters;
  GTimeZone *zone;
  gint64 now;
} AttuneAgentInput;

typedef struct
{
  AttuneAgentStage stage;
  AttuneAgentFilters filters; /* with a form that is there to choose */
  char *title;                /* the agent's name */
  char *subtitle;             /* their team; "" */
  char *sentence;
  char *detail; /* how it was reckoned; "" */
  char *note;   /* about the pass line; "" */
  char *problem; /* what went wrong; "" */
  GStrv form_titles; /* to choose from; the first is for all */
  GArray *form_ids;  /* gint64 beside them, the first 0 */
  guint form;        /* the one chosen */
  AttuneChart *chart; /* NULL unless shown */

  /* what the chart was made of */
  AttuneAgentData *data;
  GArray *figures;
  /* what was said, and of which: those that the chart leaves out are told of too; NULL unless shown */
  AttuneAgentFindings findings;
  GArray *counted;
} AttuneAgentState;

/* Where the chart would be the same as the one of `previous` (nullable), it is that one. */
AttuneAgentState *attune_agent_state_new  (const AttuneAgentInput *input,
                                           const AttuneAgentState *previous);
void              attune_agent_state_free (AttuneAgentState *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneAgentState, attune_agent_state_free)

/* "loading", "failed", "none", "outside", "shown": the page of the stack that shows it. */
const char *attune_agent_stage_to_string (AttuneAgentStage stage);
