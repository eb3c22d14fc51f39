/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-conflict-bar.h"
#include "attune-form-history.h"
#include "attune-form-landing.h"
#include "attune-form-outline.h"
#include "attune-form-page.h"
#include "attune-form-preview.h"
#include "attune-form-properties.h"
#include "attune-form-reading.h"
#include "attune-form-row.h"
#include "attune-form-saver.h"
#include "attune-forms.h"
#include "attune-model.h"
#include "attune-saving-label.h"
#include "attune-weight-bar.h"

/* Who may change forms. */
#define ATTUNE_FORM_EDITING (ATTUNE_ROLE_ANALYST | ATTUNE_ROLE_MANAGER)

struct _AttuneFormPage
{
  AttunePage parent_instance;

  /* template */
  GtkStack *stack;
  AdwStatusPage *status;
  GtkListView *outline;
  GtkListView *list;
  GtkMultiSelection *selection;
  GListStore *items;
  AttuneFormProperties *properties; /* to be set, … */
  AttuneFormReading *reading;       /* … or only to be read */
  GtkWidget *outline_pane;
  GtkWidget *properties_pane;
  GtkStack *side; /* properties or preview */
  AttuneFormPreview *preview;
  AttuneConflictBar *conflict;
  AttuneSavingLabel *saving;
  GtkLabel *range;
  GtkWidget *lint_bar;
  GtkBox *chips;
  GtkWidget *lab;
  AttuneWeightBar *weights;
  GtkWidget *edit;
  GtkWidget *publish;
  GtkWidget *undo;
  GtkWidget *redo;
  GtkMenuButton *add;
  GtkMenuButton *revisions;
  GtkMenuButton *more;
  GMenuModel *add_menu;
  GMenuModel *edit_menu;
  GtkLabel *empty;
  GtkText *stand_in; /* for the entry of a row that is not there yet */

  /* owned */
  AttuneFormRecord *record;
  AttuneFormHistory *history; /* NULL until a document is shown */
  AttuneSaver *saver;         /* NULL where one only reads */
  AttuneFormLint *lint;
  AttuneForm *published; /* the newest revision, where a draft of the next is shown */
  AttuneModel *
    model; /* the workspace's interaction model, NULL while it is not known and where there is none */
  GCancellable *cancellable;
  GCancellable *checking; /* the check that a thread is at; NULL for none */
  char
    *wanted; /* the place that is to be gone to: the id of a part, "" for the form; NULL for none */
  guint arriving;        /* goes there, */
  guint arriving_tries;  /* … or looks so many times more whether it is in view */
  gboolean is_following; /* it is selected already, perhaps with others, which stay so */
  char *entered;         /* the id of the part whose title stand_in stands for, NULL for none */
  char *entered_title;   /* which that was when it began to */
  guint entering;        /* waits for its row, */
  guint entering_frames; /* … for so many frames by now, */
  guint paste_frames;    /* … and so many more for what is pasted */
  GStrv taken;           /* what is dragged, NULL for nothing */
  guint lint_source;     /* while it is to be made anew, or shown */
  guint filler;          /* while rows of the outline are to be made */
  guint selector;        /* while rows are to be selected */

  double taken_at;   /* where the pointer was then */
  guint taken_depth; /* of what it was on */
  gint64 form;
  gint64 shown_revision; /* 0: the draft, or the newest there is */
  gboolean is_selecting;
  gboolean is_asking;     /* whether to publish, as soon as it is checked */
  gboolean is_publishing; /* as soon as everything is saved */
  gboolean is_discarding; /* as soon as no save is under way */
  gboolean is_retiring;   /* likewise, or coming back into use */
  gboolean shows_draft;
  gboolean is_naming;    /* the keys are in a title: that it is missing is not said */
  gboolean is_composing; /* stand_in holds what is not text yet */
  gboolean
    has_aside; /* a version that came too late is the step before, and kept until the next change */
};

/* attune-form-page.c */
AttuneForm *attune_form_page_get_form (AttuneFormPage *self);
gboolean attune_form_page_can_edit (AttuneFormPage *self);
/* Makes `form` (taken over) the newest step; a NULL form says `error`, which it takes over, instead. */
gboolean attune_form_page_take (AttuneFormPage *self,
                                AttuneForm *form,
                                const char *selection,
                                const char *merge,
                                GError *error);
/* The same with several parts selected. */
gboolean attune_form_page_take_all (AttuneFormPage *self,
                                    AttuneForm *form,
                                    const char *const *selected,
                                    const char *merge,
                                    GError *error);
/* The same with those selected that are so now. */
gboolean attune_form_page_take_kept (AttuneFormPage *self,
                                     AttuneForm *form,
                                     const char *merge,
                                     GError *error);
/* What is selected, in the order of the form; empty for the form itself. Borrowed. */
const char *const *attune_form_page_get_selected (AttuneFormPage *self);
/* Has the newest step saved. */
void attune_form_page_save (AttuneFormPage *self);
/* Shows the history's form as it is now. */
void attune_form_page_apply (AttuneFormPage *self);
/* Shows what the check found out about it. */
void attune_form_page_show_check (AttuneFormPage *self);
void attune_form_page_select (AttuneFormPage *self, const char *id);
/* Brings the first of what is selected into view. */
void attune_form_page_reveal (AttuneFormPage *self);
void attune_form_page_select_all (AttuneFormPage *self, const char *const *ids);
/* Has what the keys are on in a list selected, so that what is shown beside it is about that. */
void attune_form_page_select_focused (AttuneFormPage *self);
void attune_form_page_update_actions (AttuneFormPage *self);

/* attune-form-page-check.c */
/* Soon, once for many changes. */
void attune_form_page_queue_check (AttuneFormPage *self);
/* The one that is to be made begins at once. */
void attune_form_page_hurry_check (AttuneFormPage *self);
/* Neither makes nor takes one: for another form, or at the end. */
void attune_form_page_forget_check (AttuneFormPage *self);

/* attune-form-page-elsewhere.c */
/* Takes what somebody else has made of the draft meanwhile, where nothing here is unsaved. */
void attune_form_page_look_elsewhere (AttuneFormPage *self);
void attune_form_page_store_changed  (AttunePage *page, guint kind, gint64 id);
/* Shows what is said of titles as soon as the keys leave them. */
void attune_form_page_update_findings (AttuneFormPage *self);
/* Its findings, a line each. Owned by the caller. */
char *attune_form_page_list_findings (AttuneFormPage *self);
/* What the check said of the form as it is; NULL while it has not yet. */
const AttuneFormLint *attune_form_page_get_lint (AttuneFormPage *self);

/* Whether the lab is for who works here, and has anything to show. */
gboolean attune_form_page_can_open_lab (AttuneFormPage *self);
void attune_form_page_install_lab (AttuneFormPageClass *class);

/* attune-form-page-load.c */
void attune_form_page_load (AttuneFormPage *self);
/* Whether there is nothing to publish: the draft says what the newest revision says. */
gboolean attune_form_page_is_unchanged (AttuneFormPage *self);
/* Says how the draft stands to the newest revision. */
void attune_form_page_show_standing (AttuneFormPage *self);

/* attune-form-page-edit.c */
void attune_form_page_install_edits (AttuneFormPageClass *class);
void attune_form_page_add_keys (AttuneFormPage *self);

/* attune-form-page-title.c */
/* Puts the keys into the title of a part. What is typed at once is in it, wherever its row is. */
void attune_form_page_edit_title (AttuneFormPage *self, const char *id);
/* The same for a part that was just made. */
void attune_form_page_enter_title (AttuneFormPage *self, const char *id);
/* Makes what was typed so far the title, or not. The keys stay where they are. */
void attune_form_page_keep_title (AttuneFormPage *self);
void attune_form_page_drop_title (AttuneFormPage *self);
/* The keys have moved. */
void attune_form_page_title_left (AttuneFormPage *self);
void attune_form_page_title_activate_cb (AttuneFormPage *self);
gboolean attune_form_page_title_key_cb (AttuneFormPage *self, guint key);
gboolean attune_form_page_title_unused_key_cb (AttuneFormPage *self,
                                               guint key,
                                               guint code,
                                               GdkModifierType state);
void attune_form_page_title_preedit_cb (AttuneFormPage *self, const char *preedit);
void attune_form_page_title_paste_cb (AttuneFormPage *self);
void attune_form_page_title_changed_cb (AttuneFormPage *self);

/* attune-form-page-bands.c */
void attune_form_page_install_bands (AttuneFormPageClass *class);

/* attune-form-page-condition.c */
void attune_form_page_install_conditions (AttuneFormPageClass *class);

/* attune-form-page-place.c */
/* An AttunePage.go_to. */
void attune_form_page_go_to (AttunePage *page, const char *place);
/* Goes where was asked for last, if that is still to be done. */
void attune_form_page_arrive (AttuneFormPage *self);
/* Brings what is selected into view, and the keys to it where they are on a row: what they act on is what is seen. */
void attune_form_page_follow (AttuneFormPage *self);
/* Goes nowhere that was asked for before. */
void attune_form_page_stay (AttuneFormPage *self);
/* The row of a part in the form, NULL while it has none. */
AttuneFormRow *attune_form_page_find_row (AttuneFormPage *self, const char *id);
/* Whether all of the row of a part is to be seen in the form. */
gboolean attune_form_page_is_in_view (AttuneFormPage *self, const char *id);

/* attune-form-page-scale.c */
void attune_form_page_install_scales (AttuneFormPageClass *class);

/* attune-form-page-preview.c */
void attune_form_page_install_preview (AttuneFormPageClass *class);
void attune_form_page_set_up_preview (AttuneFormPage *self);
/* Whether the preview is shown, not the properties. */
gboolean attune_form_page_previews (AttuneFormPage *self);
/* Tells it of the form and of what is selected. */
void attune_form_page_show_preview (AttuneFormPage *self);
/* Puts the cursor into what is shown there. */
void attune_form_page_enter_side (AttuneFormPage *self);
void attune_form_page_previewed_cb (AttuneFormPage *self, const char *id);

/* attune-form-page-group.c */
void attune_form_page_install_groups (AttuneFormPageClass *class);
/* Whether what acts on the selection can. */
void attune_form_page_update_groups (AttuneFormPage *self);

/* attune-form-page-settings.c */
void attune_form_page_install_settings (AttuneFormPageClass *class);
/* Has the interaction model read, for questions to name what they measure. */
void attune_form_page_load_model (AttuneFormPage *self);

/* attune-form-page-reasons.c */
void attune_form_page_install_reasons (AttuneFormPageClass *class);

/* attune-form-page-drag.c */
/* These are dragged, from the pointer at `x`. */
void attune_form_page_take_up (AttuneFormPage *self, const char *const *ids, double x);
/* They no longer are. */
void attune_form_page_let_down (AttuneFormPage *self);
gboolean attune_form_page_has_taken (AttuneFormPage *self);
/* In words for people. Owned by the caller. */
char *attune_form_page_describe_taken (AttuneFormPage *self);
/* Where they would go from that part of the row of `id`; FALSE where they cannot. */
gboolean attune_form_page_find_landing (AttuneFormPage *self,
                                        const char *id,
                                        double fraction,
                                        double x,
                                        AttuneFormLanding *out_landing);
/* Moves them there, as a step. */
void attune_form_page_land (AttuneFormPage *self, const AttuneFormLanding *landing);

/* attune-form-page-publish.c */
void attune_form_page_install_publishing (AttuneFormPageClass *class);

/* attune-form-page-draft.c */
void attune_form_page_install_drafts (AttuneFormPageClass *class);
/* Makes `document` the draft in the store, over what was read from there, and shows it. With a `message` (nullable) that
 * is said as soon as it is there, with Undo: to have `before` (NULL: none) as the draft again, unless anybody has changed
 * it since. */
void attune_form_page_store_draft (AttuneFormPage *self,
                                   const char *document,
                                   const char *message,
                                   const char *before);

/* attune-form-page-retire.c */
void attune_form_page_install_retiring (AttuneFormPageClass *class);
/* Whether the form can be taken out of use, and back. */
void attune_form_page_update_retiring (AttuneFormPage *self);

/* attune-form-page-restore.c */
void attune_form_page_install_restoring (AttuneFormPageClass *class);

/* attune-form-page-export.c */
void attune_form_page_install_exporting (AttuneFormPageClass *class);
