/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-form-lint.h"

#include <gtk/gtk.h>

/* One line of a form as the designer shows it: a section or a question. Filled anew when the form changes, the same
 * object as long as its part is there. Emits "changed", and "edit-requested" when its title is to be edited. */
#define ATTUNE_TYPE_FORM_ITEM (attune_form_item_get_type ())
G_DECLARE_FINAL_TYPE (AttuneFormItem, attune_form_item, ATTUNE, FORM_ITEM, GObject)

const char *attune_form_item_get_id      (AttuneFormItem *self);
gboolean    attune_form_item_is_section  (AttuneFormItem *self);
guint       attune_form_item_get_depth   (AttuneFormItem *self);
/* Of a question, "12"; of a section "". */
const char *attune_form_item_get_number  (AttuneFormItem *self);
const char *attune_form_item_get_title   (AttuneFormItem *self);
/* The answers, as evaluators see them: "○ Yes   ○ No   ○ N/A". */
const char *attune_form_item_get_preview (AttuneFormItem *self);
/* Weight and marks: "10 % · ⚠ Compliance". */
const char *attune_form_item_get_note    (AttuneFormItem *self);
void        attune_form_item_request_edit (AttuneFormItem *self);

/* Brings `items` (AttuneFormItem) in line with `form`: what stays keeps its object, what moves or is new is one splice.
 * `lint` (nullable) gives the weights. Rows cost, so of those that are only added there are `most` at once, and of those
 * that go a few: FALSE where some are left for the next call. */
gboolean    attune_form_outline_update   (GListStore           *items,
                                          AttuneForm           *form,
                                          const AttuneFormLint *lint,
                                          guint                 most);
/* Adds to `rows` where those of `ids` (a set of strings) stand that are there. */
void        attune_form_outline_find_all (GListModel *items,
                                          GHashTable *ids,
                                          GtkBitset  *rows);
/* What a section or question weighs of the form, in basis points. */
gint64      attune_form_outline_weigh    (AttuneForm           *form,
                                          const AttuneFormLint *lint,
                                          const char           *id);
/* Where the part stands, or G_MAXUINT. */
guint       attune_form_outline_find     (GListModel *items,
                                          const char *id);
/* The id of the section or question that a JSON pointer into the document means; NULL for the form itself. */
const char *attune_form_outline_resolve  (AttuneForm *form,
                                          const char *pointer);
