/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-sheet.h"

#include <adwaita.h>

/* A sheet to fill in or to read, section by section. Long forms are made in slices while the page lives on; sections of a
 * long form begin folded and are made when they are opened.
 *
 * "note-chosen" (gint64 id): the place of a note was pressed.
 * "built": all that is open has been made, and what was to be entered is entered next. */
#define ATTUNE_TYPE_FORM_PANE (attune_form_pane_get_type ())
G_DECLARE_FINAL_TYPE (AttuneFormPane, attune_form_pane, ATTUNE, FORM_PANE, GtkWidget)

/* NULL empties it. Another one of the same form is shown where the one before was read, and one that goes over to another
 * revision of its form is followed. */
void     attune_form_pane_set_sheet (AttuneFormPane *self,
                                     AttuneSheet    *sheet);
/* Of the next sheet every answer that differs from those of `other` (of the same form, nullable) is marked, and said how it is
 * there. */
void     attune_form_pane_set_other (AttuneFormPane *self,
                                     AttuneAnswers  *other);
AttuneSheet *attune_form_pane_get_sheet (AttuneFormPane *self);
/* An array of AttuneNote in order of time, shown at the questions they are linked to. */
void     attune_form_pane_set_notes (AttuneFormPane *self,
                                     GPtrArray      *notes);
/* Opens the question's section, shows the question and puts the cursor there, as soon as it is made. */
void     attune_form_pane_enter (AttuneFormPane *self,
                                 guint           question);
/* Likewise, but leaves the cursor where it is. */
void     attune_form_pane_show (AttuneFormPane *self,
                                guint           question);
gboolean attune_form_pane_enter_reasons (AttuneFormPane *self,
                                         guint           question);
gboolean attune_form_pane_enter_comment (AttuneFormPane *self,
                                         guint           question);
/* Whether the cursor is in a comment, beside the answer. */
gboolean attune_form_pane_is_commenting (AttuneFormPane *self);
void     attune_form_pane_set_shows_guidance (AttuneFormPane *self,
                                              gboolean        shows_guidance);
/* Everything that is open has been made, and the question that was entered is in view. */
gboolean attune_form_pane_is_built (AttuneFormPane *self);

/* attune-form-pane-keys.c: what the keys do while nobody types. */
/* Answers, clears, makes N/A or comments on the question that keys answer; FALSE where the key means nothing. */
gboolean attune_form_pane_press_key (AttuneFormPane *self,
                                     guint           key);
/* Enters the next question that is shown (1), or the one before (-1); FALSE at the ends. */
gboolean attune_form_pane_step (AttuneFormPane *self,
                                int             direction);
