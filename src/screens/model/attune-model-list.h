/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-model-review.h"

#include <gtk/gtk.h>

/* A popover that lists something about an interaction model (AttuneModelItem), to be found by typing: the questions that
 * measure a part of it, or all that was found. Emits "chosen" (AttuneModelItem) and closes. */
#define ATTUNE_TYPE_MODEL_LIST (attune_model_list_get_type ())
G_DECLARE_FINAL_TYPE (AttuneModelList, attune_model_list, ATTUNE, MODEL_LIST, GtkPopover)

GtkWidget *attune_model_list_new (void);
/* What is listed from when it is shown next. */
void       attune_model_list_set (AttuneModelList *self,
                                  const char      *heading,
                                  GListModel      *items);

/* The first `most` of all that was found: warnings first, then hints. Owned by the caller. */
GListModel *attune_model_list_findings  (const AttuneModelReview *review,
                                         guint                    most);
/* The questions in an array of AttuneModelQuestion. Owned by the caller. */
GListModel *attune_model_list_questions (const AttuneModelReview *review,
                                         const GArray            *questions);
