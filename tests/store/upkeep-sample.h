/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-store-fixture.h"

/* A workspace with an agent, two evaluations of them, a copied recording, and events of two writers. */
typedef struct
{
  AttuneStoreFixture parent;
  char *backup;    /* where one is to go */
  char *recording; /* in the media folder */
} UpkeepSample;

/* What was said of how far it is. */
typedef struct
{
  double last;
  guint n;
} UpkeepProgress;

void upkeep_sample_set_up            (UpkeepSample *self,
                                      gconstpointer data);
void upkeep_sample_tear_down         (UpkeepSample *self,
                                      gconstpointer data);

/* `store` checks as sound, and is this workspace. */
void upkeep_sample_assert_sound      (AttuneStore *store);

/* Nothing that was not finished lies beside the workspace. */
void upkeep_sample_assert_no_leavings (UpkeepSample *self);

/* So that what reads all of it takes many turns. */
void upkeep_sample_make_large        (UpkeepSample *self);

/* What somebody may do to a file behind Attune's back. */
void upkeep_sample_run_behind        (const char *path,
                                      const char *sql);

/* Asserts that it only goes on; `data` is an UpkeepProgress. */
void upkeep_sample_progress_cb       (double fraction,
                                      gpointer data);
