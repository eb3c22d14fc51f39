/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

/* The steps of editing a document: an immutable value each, so that undo and redo go as far as one likes and give the same
 * bytes again. Every step knows what was selected. */
typedef struct _AttuneHistory AttuneHistory;

/* `type` is the boxed type of all documents, whose copy is a reference. */
AttuneHistory *attune_history_new  (GType         type,
                                    gconstpointer document);
void           attune_history_free (AttuneHistory *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneHistory, attune_history_free)

/* The document of the step one is at; belongs to the history. */
gpointer    attune_history_get_document  (AttuneHistory *self);
/* What was selected, in whatever way the caller says it, the first of several; NULL for nothing. */
const char *attune_history_get_selection (AttuneHistory *self);
void        attune_history_select        (AttuneHistory *self,
                                          const char    *selection);
/* All that were, NULL-terminated; borrowed. */
const char *const *attune_history_get_selected (AttuneHistory *self);
void               attune_history_select_all   (AttuneHistory     *self,
                                                const char *const *selections);

/* Makes `document` the newest step; what was undone is gone. Where `merge` (nullable) is that of the step before and that
 * one is younger than two seconds at `now` (microseconds), both are one step: a word is typed, not its letters. */
void     attune_history_push     (AttuneHistory *self,
                                  gconstpointer  document,
                                  const char    *selection,
                                  const char    *merge,
                                  gint64         now);
/* Makes `document` the step before the one one is at, for Undo to come to; what is selected stays so. */
void     attune_history_put_under (AttuneHistory *self,
                                   gconstpointer  document);
gboolean attune_history_can_undo (AttuneHistory *self);
gboolean attune_history_can_redo (AttuneHistory *self);
/* FALSE where there is nothing to undo or redo. */
gboolean attune_history_undo     (AttuneHistory *self);
gboolean attune_history_redo     (AttuneHistory *self);
