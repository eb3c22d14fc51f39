/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-bulk.h"
#include "attune-demo-cast.h"

#include <gsl/gsl_rng.h>

/* The forms of the sample, as they were published. */
typedef struct
{
  AttuneForm *form;
  gint64 revision;
} AttuneDemoForm;

typedef struct
{
  AttuneDemoForm calls;         /* until the form change */
  AttuneDemoForm calls_changed; /* from then on */
  AttuneDemoForm chats;
} AttuneDemoForms;

/* What all contacts are drawn with. */
typedef struct
{
  const AttuneDemoCast *cast;
  const AttuneDemoForms *forms;
  gsl_rng *random;
} AttuneDemoDraw;

/* The `number`th of `n_all` contacts of the agent numbered `agent`, evenly spread over the half year, with its
 * evaluation; of some, one was transferred to a colleague. Never NULL. */
AttuneBulkItem *attune_demo_draw_evaluated (const AttuneDemoDraw *self,
                                            guint                 agent,
                                            guint                 number,
                                            guint                 n_all);
/* Divides a contact, of a known duration, between its agent, who has it first, and the one numbered `agent`, who takes it
 * over at that place. */
void            attune_demo_transfer       (const AttuneDemoDraw *self,
                                            AttuneInteraction    *interaction,
                                            guint                 agent,
                                            gint64                at_us);
/* A recent contact of that agent that nobody has evaluated yet. */
AttuneBulkItem *attune_demo_draw_open      (const AttuneDemoDraw *self,
                                            guint                 agent);
