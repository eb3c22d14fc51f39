/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-agent-page.h"
#include "attune-agent-state.h"
#include "attune-chart-table-view.h"
#include "attune-chart-view.h"
#include "attune-evaluation-table.h"

/* What the filters are kept under. */
#define ATTUNE_AGENT_KEPT_AS "agent"
#define ATTUNE_AGENT_N_PERIODS 4

struct _AttuneAgentPage
{
  AttunePage parent_instance;

  /* template */
  GtkStack *stack;
  AdwStatusPage *failed;
  AdwStatusPage *none;
  GtkLabel *sentence;
  GtkLabel *detail;
  GtkLabel *note;
  GtkWidget *reckoned; /* the button to both */
  GtkDropDown *form;
  GtkDropDown *period;
  GtkStack *picture;
  AttuneChartView *chart_view;
  AttuneChartTableView *table_view;
  GtkWidget *latest_pane;
  GtkWidget *all;
  AttuneEvaluationTable *latest;

  /* owned */
  GCancellable *cancellable;
  AttuneAgentData *data;
  GError *error;
  AttuneAgentState *state;
  guint reload_source;

  gint64 agent;
  AttuneChartItem chosen; /* what was opened last, to be come back to; its id is 0 for nothing */
  AttuneAgentFilters filters;
  gboolean is_own;
  gboolean has_filters; /* those kept have been read */
  gboolean is_loading;
  gboolean is_stale; /* something changed while loading */
  gboolean is_applying;
};

/* attune-agent-page.c */
/* Reads everything anew. */
void attune_agent_page_load           (AttuneAgentPage *self);
/* Shows what was read, as the filters want it. */
void attune_agent_page_update         (AttuneAgentPage *self);
void attune_agent_page_notify_filters (AttuneAgentPage *self);

/* attune-agent-page-actions.c */
/* Months to choose from, 0 for all time, in the order of the drop-down. */
extern const guint attune_agent_page_periods[ATTUNE_AGENT_N_PERIODS];

/* Shows it that way, and keeps it so for this person. */
void attune_agent_page_set_filters     (AttuneAgentPage          *self,
                                        const AttuneAgentFilters *filters);
void attune_agent_page_install_actions (GtkWidgetClass *widget_class);
