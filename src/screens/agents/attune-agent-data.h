/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-figures.h"

/* Everything a page shows of an agent, read from the store: an immutable value, counted by references. */

/* A form that some of the agent's evaluations were made on. */
typedef struct
{
  gint64 id;
  char *title; /* "" where the form is no longer there to be read */
  double pass; /* percent, of its newest revision; NaN for none */
} AttuneAgentForm;

typedef struct
{
  gint64 agent;
  char *name;
  char *team_name;   /* NULL for none */
  GArray *figures;   /* AttuneFigure, by contact time; targeted ones too */
  GPtrArray *forms;  /* AttuneAgentForm, by title */
  GPtrArray *latest; /* AttuneEvaluationRow, the newest first: a few, those that are not released yet too */
} AttuneAgentData;

AttuneAgentData *attune_agent_data_ref   (AttuneAgentData *self);
void             attune_agent_data_unref (AttuneAgentData *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneAgentData, attune_agent_data_unref)

/* NULL where the data do not know it. */
const AttuneAgentForm *attune_agent_data_find_form (const AttuneAgentData *self,
                                                    gint64                 form);

/* What the actor may see of an agent. ATTUNE_STORE_ERROR_NOT_FOUND where nobody has that id. */
void             attune_agent_data_load_async  (AttuneStore        *store,
                                                gint64              actor,
                                                gint64              agent,
                                                GCancellable       *cancellable,
                                                GAsyncReadyCallback callback,
                                                gpointer            data);
AttuneAgentData *attune_agent_data_load_finish (GAsyncResult *result,
                                                GError      **error);
