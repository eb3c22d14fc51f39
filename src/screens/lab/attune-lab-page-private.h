/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-chart-table-view.h"
#include "attune-chart-view.h"
#include "attune-forms.h"
#include "attune-lab-history.h"
#include "attune-lab-page.h"
#include "attune-lab-report.h"
#include "attune-lab-table.h"

typedef enum
{
  ATTUNE_LAB_VIEW_QUESTIONS,
  ATTUNE_LAB_VIEW_SECTIONS,
  ATTUNE_LAB_VIEW_FINDINGS,
  ATTUNE_LAB_VIEW_USE,
  ATTUNE_LAB_VIEW_WHAT_IF,
} AttuneLabView;

#define ATTUNE_LAB_N_VIEWS 5

struct _AttuneLabPage
{
  AttunePage parent_instance;

  /* template */
  GtkStack *stack;
  AdwStatusPage *failed;
  GtkStack *views;
  GtkLabel *sentence;
  GtkMenuButton *sort;
  GtkButton *findings_toggle;
  GtkWidget *history_bar;
  GtkWidget *layouts;
  GtkDropDown *most;
  GtkWidget *work;
  GtkProgressBar *progress;
  AttuneLabTable *questions;
  AttuneLabTable *sections;
  GtkStack *findings_stack;
  AttuneLabTable *findings;
  AdwStatusPage *history_status;
  GtkWidget *again;
  AttuneLabTable *use;
  GtkLabel *detail;
  GtkBox *panes;
  GtkStack *picture;
  AttuneChartView *chart;
  AttuneChartTableView *chart_table;
  GtkStack *changes_stack;
  AttuneLabTable *changes;

  /* owned */
  GCancellable *cancellable; /* of all but the trial */
  GCancellable *trial;       /* of what is being tried, NULL while nothing is */
  AttuneForm *document;
  AttuneForm *published; /* the revision in use, where it is another than the document */
  AttuneLabReport *report;
  AttuneLabHistory *history;

  gint64 form;
  AttuneLabView view;
  guint shown_most;      /* the choice that `history` is of */
  gboolean shows_table;
  gboolean is_loading;
  gboolean has_revision; /* some revision was published, so that there can be evaluations */
  gboolean is_choosing;  /* the choice is being set, not made */
};

/* attune-lab-page.c */
/* Shows what the view that is chosen shows, and which of it can be had. */
void attune_lab_page_update (AttuneLabPage *self);
void attune_lab_page_fail   (AttuneLabPage *self,
                             const GError  *error);

/* attune-lab-page-load.c */
void attune_lab_page_load   (AttuneLabPage *self);

/* attune-lab-page-try.c */
/* Tries the form on as many evaluations as are chosen, in the place of what is being tried. */
void attune_lab_page_try        (AttuneLabPage *self);
void attune_lab_page_cancel     (AttuneLabPage *self);
void attune_lab_page_show_trial (AttuneLabPage *self);
