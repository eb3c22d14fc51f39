/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-chart-table-view.h"
#include "attune-chart-view.h"
#include "attune-conflict-bar.h"
#include "attune-history.h"
#include "attune-model-editor.h"
#include "attune-model-grid.h"
#include "attune-model-list.h"
#include "attune-model-page.h"
#include "attune-model-picture.h"
#include "attune-model-saver.h"
#include "attune-models.h"
#include "attune-saving-label.h"

/* Who may change the model. */
#define ATTUNE_MODEL_EDITING (ATTUNE_ROLE_ANALYST | ATTUNE_ROLE_MANAGER)

struct _AttuneModelPage
{
  AttunePage parent_instance;

  /* template */
  GtkStack *stack;
  AdwStatusPage *status;
  GtkStack *views;
  GtkStack *picture_views;
  GtkToggleButton *grid_toggle;
  GtkToggleButton *picture_toggle;
  AttuneModelGrid *grid;
  AttuneModelEditor *editor;
  AttuneModelList *questions;
  GtkPopoverMenu *menu;
  AttuneChartView *chart;
  AttuneChartTableView *table;
  AttuneConflictBar *conflict;
  AttuneSavingLabel *saving;
  GtkLabel *empty;
  GtkWidget *lint_bar;
  GtkMenuButton *summary;
  AttuneModelList *findings;
  GtkBox *chips;
  GtkWidget *view_switch;
  GtkWidget *undo;
  GtkWidget *redo;
  GtkMenuButton *add;
  GtkMenuButton *more;

  /* owned */
  AttuneHistory *history;      /* of AttuneModel; NULL until there is one */
  AttuneSaver *saver;          /* NULL where one only reads */
  AttuneModelBase *base;       /* NULL until the forms are read */
  AttuneModelReview *review;   /* the newest there is, maybe of a model before */
  AttuneModelPicture *picture; /* of the review; NULL while nobody looks at it */
  GCancellable *cancellable;
  GCancellable *reviewing;
  char *view; /* "grid", "picture" or "table" */

  guint review_source; /* while one is to be made */
  guint n_base_loads;  /* under way */
  gboolean is_applying;
  gboolean
    has_aside; /* a version that came too late is the step before, and kept until the next change */
};

/* attune-model-page.c */
AttuneModel *attune_model_page_get_model (AttuneModelPage *self);
gboolean attune_model_page_can_edit (AttuneModelPage *self);
/* Makes `model` (taken over) the newest step, with the cursor at `spot`; a NULL model says `error`, which it takes over,
 * instead. */
gboolean attune_model_page_take (AttuneModelPage *self,
                                 AttuneModel *model,
                                 AttuneModelSpot spot,
                                 const char *merge,
                                 GError *error);
/* Has the newest step saved. */
void attune_model_page_save (AttuneModelPage *self);
/* Shows the history's model as it is now. */
void attune_model_page_apply (AttuneModelPage *self);
void attune_model_page_update_actions (AttuneModelPage *self);
/* Goes to a place of the grid, whatever is shown now. */
void attune_model_page_go (AttuneModelPage *self, AttuneModelSpot spot);

/* attune-model-page-edit.c */
void attune_model_page_install_edits (AttuneModelPageClass *class);
void attune_model_page_add_keys (AttuneModelPage *self);
/* What Return does at the cursor. */
void attune_model_page_activate (AttuneModelPage *self);

/* attune-model-page-load.c */
void attune_model_page_load (AttuneModelPage *self);
void attune_model_page_install_start (AttuneModelPageClass *class);

/* attune-model-page-paper.c */
void attune_model_page_install_paper (AttuneModelPageClass *class);
/* Likewise, where somebody else changed it and nothing is unsaved here. */
void attune_model_page_follow (AttuneModelPage *self);

/* attune-model-page-check.c */
void attune_model_page_init_findings (AttuneModelPage *self);
/* Reads the forms anew, and checks the model against them. */
void attune_model_page_load_base (AttuneModelPage *self);
/* Soon, once for many changes. */
void attune_model_page_queue_review (AttuneModelPage *self);
/* The review of the model as it is now; NULL while there is none. */
const AttuneModelReview *attune_model_page_get_review (AttuneModelPage *self);
/* Shows picture and table of the newest review, if anybody looks at them. */
void attune_model_page_update_picture (AttuneModelPage *self);
