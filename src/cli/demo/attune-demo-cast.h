/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-demo.h"

/* The people of the sample, all of them invented. */
#define ATTUNE_DEMO_TEAMS 3
#define ATTUNE_DEMO_COACHES 4
#define ATTUNE_DEMO_ANALYSTS 3

typedef struct
{
  gint64 id;
  gint64 team;
} AttuneDemoAgent;

typedef struct
{
  gint64 manager;
  gint64 coaches[ATTUNE_DEMO_COACHES];
  gint64 analysts[ATTUNE_DEMO_ANALYSTS];
  gint64 teams[ATTUNE_DEMO_TEAMS];
  GArray *agents; /* AttuneDemoAgent */
} AttuneDemoCast;

/* Adds `n_agents` agents and everybody else to an empty workspace. */
AttuneDemoCast *attune_demo_cast_create (AttuneStore *store,
                                         guint        n_agents,
                                         GError     **error);
void            attune_demo_cast_free   (AttuneDemoCast *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneDemoCast, attune_demo_cast_free)
