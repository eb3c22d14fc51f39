/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-evaluate-page.h"
#include "attune-sample.h"

/* A contact and a draft of its evaluation by the analyst, and the page on it in a window. */
typedef struct
{
  AttuneStoreFixture store;
  AttuneSample sample;
  AttuneContext *context;
  gint64 form;
  gint64 interaction;
  gint64 start_us; /* where the page is asked to begin, 0: where one was */
  gint64 evaluation;
  GtkWindow *window;
  AttuneEvaluatePage *page;
} AttuneEvaluateSample;

/* With `recording` (nullable) as the file of the contact's sound, and `form` ("calls") or a document of one's own. */
void attune_evaluate_sample_set_up    (AttuneEvaluateSample *self,
                                       const char           *recording,
                                       const char           *form);
/* Opens the page in a window of its own and waits until all of it is there. */
void attune_evaluate_sample_show      (AttuneEvaluateSample *self,
                                       int                   width,
                                       int                   height);
/* Leaves the page as the window does, destroys it and asserts that nothing holds it. */
void attune_evaluate_sample_hide      (AttuneEvaluateSample *self);
void attune_evaluate_sample_tear_down (AttuneEvaluateSample *self);

/* Runs the main loop until `is_reached` of `data`; fails the test after a minute. */
void attune_evaluate_sample_wait      (gboolean (*is_reached) (gpointer data),
                                       gpointer data);

/* A form of yes-or-no questions with guidance, for set_up; free it with g_free(). */
char *attune_evaluate_sample_write_form (int n_sections,
                                         int n_questions);
