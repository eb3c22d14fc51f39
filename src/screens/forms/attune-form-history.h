/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-form.h"

/* The steps of editing a form: an immutable document each, so that undo and redo go as far as one likes and give the same
 * bytes again. Every step knows what was selected. */
typedef struct _AttuneFormHistory AttuneFormHistory;

AttuneFormHistory *attune_form_history_new  (AttuneForm *form);
void               attune_form_history_free (AttuneFormHistory *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneFormHistory, attune_form_history_free)

AttuneForm *attune_form_history_get_form      (AttuneFormHistory *self);
/* The id of the section or question that was selected, the first of several; NULL for the form itself. */
const char *attune_form_history_get_selection (AttuneFormHistory *self);
void        attune_form_history_select        (AttuneFormHistory *self,
                                               const char        *selection);
/* All that were, NULL-terminated; empty for the form itself. Borrowed. */
const char *const *attune_form_history_get_selected (AttuneFormHistory *self);
void               attune_form_history_select_all   (AttuneFormHistory *self,
                                                     const char *const *ids);

/* Makes `form` the newest step; what was undone is gone. Where `merge` (nullable) is that of the step before and that one
 * is younger than two seconds at `now` (microseconds), both are one step: a word is typed, not its letters. */
void     attune_form_history_push     (AttuneFormHistory *self,
                                       AttuneForm        *form,
                                       const char        *selection,
                                       const char        *merge,
                                       gint64             now);
gboolean attune_form_history_can_undo (AttuneFormHistory *self);
gboolean attune_form_history_can_redo (AttuneFormHistory *self);
/* FALSE where there is nothing to undo or redo. */
gboolean attune_form_history_undo     (AttuneFormHistory *self);
gboolean attune_form_history_redo     (AttuneFormHistory *self);
