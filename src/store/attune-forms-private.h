/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-forms.h"
#include "attune-verb.h"

/* Who changes forms. */
#define ATTUNE_FORM_EDITORS (ATTUNE_ROLE_ANALYST | ATTUNE_ROLE_MANAGER)

/* Sets ATTUNE_STORE_ERROR_INVALID from the faults of a document; returns FALSE. */
gboolean attune_forms_set_invalid      (GPtrArray *faults,
                                        GError   **error);
/* Fails the batch unless the form is there; removed ones only where they may be, for bringing one back. */
void     attune_forms_require          (AttuneBatch *batch,
                                        gint64       form,
                                        gboolean     may_be_removed);
/* Fails the batch unless `key` is free for `form` (0 for a new one). */
void     attune_forms_require_free_key (AttuneBatch *batch,
                                        const char  *key,
                                        gint64       form);
/* To the statement added last, which finds `form` by $form and $rev: it must be as the caller saw it. */
void     attune_forms_expect_rev       (AttuneBatch           *batch,
                                        const AttuneArguments *arguments);
/* Hands `source` (taken over) on, and names whoever was quicker in a conflict. */
void     attune_forms_propagate        (AttuneStore           *self,
                                        const AttuneArguments *arguments,
                                        GError                *source,
                                        GError               **error);
/* Commits; an error is handed on as above. */
gboolean attune_forms_commit           (AttuneStore           *self,
                                        AttuneWrite           *write,
                                        const AttuneArguments *arguments,
                                        GError               **error);

/* How many evaluations there are on each form that the actor may count, found out in slices: the value of a verb whose
 * `slice` and `free_value` these are. */
typedef struct _AttuneFormCount AttuneFormCount;

AttuneFormCount *attune_form_count_new     (void);
void             attune_form_count_free    (gpointer          self);
gboolean         attune_form_count_prepare (AttuneStore      *store,
                                            AttuneArguments  *arguments,
                                            GError          **error);
guint            attune_form_count_get     (AttuneFormCount  *self,
                                            gint64            form);

/* The channels that a form document names, as bits 1 << AttuneChannel; 0 where it names none, or none that is known: it
 * is for any. */
guint            attune_form_channels_parse (const char *const *channels);
/* Those of a published revision, on the worker's thread; 0 also where there is none. */
guint            attune_form_channels_get   (AttuneStore       *store,
                                             gint64             revision);
