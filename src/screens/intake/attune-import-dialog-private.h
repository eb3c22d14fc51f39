/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-import-dialog.h"
#include "attune-import-reading.h"
#include "attune-paced-model.h"
#include "attune-remark-list.h"
#include "attune-table-picker.h"

struct _AttuneImportDialog
{
  AdwWindow parent_instance;

  /* template */
  AdwWindowTitle *heading;
  GtkWidget *accept;
  GtkStack *stack;
  GtkWidget *waiting;
  GtkSpinner *spinner;
  GtkRevealer *trouble;
  GtkLabel *trouble_text;
  GtkTextView *pasted;
  GtkDropDown *sources;
  GtkWidget *sheet_box;
  GtkDropDown *sheets;
  GtkWidget *title_box;
  GtkEditable *title_entry;
  GtkWidget *other; /* chooses another file */
  AttuneTablePicker *picker;
  GtkWidget *outcome;
  GtkWidget *preview;
  GtkLabel *form_title;
  GtkLabel *summary;
  AttunePacedModel *paced;
  GtkScrolledWindow *scroller;
  AttuneRemarkList *remarks;
  GtkWidget *existing;
  GtkLabel *existing_text;
  GtkCheckButton *as_revision;
  GtkCheckButton *as_form;

  /* owned */
  AttuneContext *context;
  AttuneImportRequest *request; /* what was read last, or is being read */
  AttuneImportReading *reading; /* what came of it; NULL until something did */
  GPtrArray *forms;             /* AttuneFormSummary; NULL until they are known */
  GCancellable *cancellable;    /* of what is being read */
  GCancellable *listing;
  char *taken;                  /* an id that turned out to be taken by a form that is on no list */

  gboolean is_reading;
  gboolean is_showing;
  gboolean is_storing;
  gboolean is_arriving; /* what was read is shown, and the keys are still to come to it */
  guint closing; /* while its rows go, before it does */
};

/* attune-import-dialog.c */
/* Reads what the request says; keeps what is shown until that is there, unless `is_new`. */
void attune_import_dialog_read           (AttuneImportDialog *self,
                                          gboolean            is_new);
/* Whether it can be imported now. */
void attune_import_dialog_update_actions (AttuneImportDialog *self);
/* Says what went wrong above what is shown; NULL: nothing. */
void attune_import_dialog_say            (AttuneImportDialog *self,
                                          const char         *trouble);

/* attune-import-dialog-show.c */
/* Shows what was read. */
void attune_import_dialog_apply          (AttuneImportDialog *self);
/* Gives the keys to what is to be decided about what was read, once, as soon as it can be. */
void attune_import_dialog_arrive         (AttuneImportDialog *self);
/* Shows which form has the id already. */
void attune_import_dialog_show_existing  (AttuneImportDialog *self);
/* The kind of file that is chosen. */
AttuneFormSource attune_import_dialog_get_source (AttuneImportDialog *self);

/* attune-import-dialog-store.c */
void attune_import_dialog_list_forms     (AttuneImportDialog *self);
void attune_import_dialog_install_store  (GtkWidgetClass *class);
