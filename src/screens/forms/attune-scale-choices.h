/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-form.h"

#include <gtk/gtk.h>

/* What questions can take their answers from: the ready scales, then the questions of the form that have answers, each with
 * what they are; without a question that is all of `questions`, NULL-terminated. A GListStore of AttuneChoiceItem, owned by
 * the caller. */
GListModel *attune_scale_choices_new (AttuneForm        *form,
                                      const char *const *questions);

/* Asks for what was chosen of them, by "form.use-scale" (its word) or "form.use-answers" (the id of the question). */
void        attune_scale_choices_use (GtkWidget  *widget,
                                      const char *chosen);
