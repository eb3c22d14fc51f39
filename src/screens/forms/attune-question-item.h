/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-form.h"

#include <gio/gio.h>

/* A question in a list of widgets to pick from. Properties "title" ("12. Verified the customer") and "detail" (where it
 * stands and how it is answered), for bindings. */
#define ATTUNE_TYPE_QUESTION_ITEM (attune_question_item_get_type ())
G_DECLARE_FINAL_TYPE (AttuneQuestionItem, attune_question_item, ATTUNE, QUESTION_ITEM, GObject)

const char *attune_question_item_get_id (AttuneQuestionItem *self);
/* An AttuneFinderRank: by number and title first, then by section. */
int         attune_question_item_rank   (gpointer    self,
                                         const char *query);

/* "12. Verified the customer"; what has no title yet by its number alone. Owned by the caller. */
char       *attune_question_item_write_title (const AttuneFormQuestion *question);

/* Items of the first `n_questions` of the form, in its order. A GListStore, owned by the caller. */
GListModel *attune_question_items_new   (AttuneForm *form,
                                         guint       n_questions);
