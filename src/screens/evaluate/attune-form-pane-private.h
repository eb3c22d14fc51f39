/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-form-pane.h"
#include "attune-question-row.h"
#include "attune-section-group.h"

/* Jobs are sections, and questions above them. */
#define ATTUNE_QUESTION_JOB 0x10000u

struct _AttuneFormPane
{
  GtkWidget parent_instance;

  /* template */
  GtkScrolledWindow *scroller;
  GtkBox *sections;

  /* owned */
  AttuneSheet *sheet;
  GPtrArray *rows;   /* AttuneQuestionRow by question, NULL while not made; borrowed */
  GPtrArray *groups; /* AttuneSectionGroup by section, likewise */
  GArray *jobs;      /* guint: what is to be made, in turn */
  guint next_job;
  guint builder;
  GPtrArray *notes;    /* AttuneNote, nullable */
  AttuneSheet *other;  /* what the sheet is compared with, nullable */
  guint wanted;        /* the question to enter when it is made */
  gpointer left;       /* weak: what had the focus when that was asked for */
  gboolean keeps_keys; /* it is only to be shown: the keys stay where they are */
  gboolean shows_guidance;
  guint place;   /* the question to bring into view when it is made, without the cursor */
  guint entered; /* the question to bring into view when it is laid out */
};

/* attune-form-pane.c */
/* Makes the row of the question, or says its place in the one that is there. */
void     attune_form_pane_make_row (AttuneFormPane *self,
                                    guint           question);
/* Puts what is made where it belongs; FALSE where that is not made itself. */
gboolean attune_form_pane_place_row (AttuneFormPane *self,
                                     guint           question);
gboolean attune_form_pane_place_group (AttuneFormPane *self,
                                       guint           section);
/* The rows of the section that are not there yet become jobs, */
void     attune_form_pane_queue_rows (AttuneFormPane *self,
                                      guint           section);
/* … which are taken on from now. */
void     attune_form_pane_start_builder (AttuneFormPane *self);

/* attune-form-pane-follow.c */
/* The sheet went over to another revision of its form: what looks the same there stays, moved to where it belongs now, and
 * only what does not is made anew. */
void     attune_form_pane_follow_form (AttuneFormPane   *self,
                                       AttuneSheetState *old,
                                       AttuneSheetState *now);
