/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-evaluations.h"

/* Figures: what counts is the current revision of a released assessment that is not void, dated by contact time. */

/* One value of an agent's series. Scores are basis points. */
typedef struct
{
  gint64 evaluation;
  gint64 contact_at;
  gint64 form;
  guint form_revision_number;
  gint64 published_at; /* when that revision was, */
  gint64 pass;         /* … and its mark, basis points; ATTUNE_SCORE_NONE for none */
  guint scale; /* the first of the agent's revisions from which scores on the form are alike: of one series by that only */
  AttuneBasis basis;
  gint64 score; /* ATTUNE_SCORE_NONE where there is none */
  gint64 raw;
  AttuneOutcome outcome;
  gboolean is_failed; /* by an option that fails the form */
} AttuneFigure;

typedef struct
{
  gint64 agent;
  gint64 form;                /* 0 for all */
  gint64 from;                /* contact time, 0 for open */
  gint64 to;                  /* exclusive, 0 for open */
  gboolean includes_targeted; /* targeted ones are left out unless asked for */
} AttuneSeriesQuery;

/* The values the actor may see, in order of contact time: a GArray of AttuneFigure. */
void    attune_store_load_series_async  (AttuneStore             *self,
                                         gint64                   actor,
                                         const AttuneSeriesQuery *query,
                                         GCancellable            *cancellable,
                                         GAsyncReadyCallback      callback,
                                         gpointer                 data);
GArray *attune_store_load_series_finish (AttuneStore  *self,
                                         GAsyncResult *result,
                                         GError      **error);

/* An agent with what the last `months` hold. */
typedef struct
{
  gint64 id;
  char *external_id;
  char *name;
  gint64 team;
  char *team_name;
  guint n;        /* counted evaluations in that time, random ones */
  gint64 mean;    /* of their scores, basis points; ATTUNE_SCORE_NONE for none, and for whom only `n` is */
  double deviation; /* standard deviation in basis points, 0 with fewer than two */
  gint64 last_contact_at; /* of a counted one, 0 for none */
} AttuneAgentSummary;

void attune_agent_summary_free (AttuneAgentSummary *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneAgentSummary, attune_agent_summary_free)

/* The agents that the actor may see, by id: managers and analysts all, coaches those of own teams, agents themselves;
 * auditors all too, with their count `n` alone.
 * Figures come from the rollups of the last `months` months up to now. AttuneAgentSummary. */
void       attune_store_list_agents_async  (AttuneStore        *self,
                                            gint64              actor,
                                            guint               months,
                                            GCancellable       *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer            data);
GPtrArray *attune_store_list_agents_finish (AttuneStore  *self,
                                            GAsyncResult *result,
                                            GError      **error);
