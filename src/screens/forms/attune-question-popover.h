/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* Questions of a form, and a field to find one by its number, its words or its section. Emits "chosen" with the id of the
 * one that was chosen. */
#define ATTUNE_TYPE_QUESTION_POPOVER (attune_question_popover_get_type ())
G_DECLARE_FINAL_TYPE (AttuneQuestionPopover, attune_question_popover, ATTUNE, QUESTION_POPOVER, GtkPopover)

GtkWidget *attune_question_popover_new           (void);
/* What is listed (AttuneQuestionItem), and the id of the one it opens at, nullable; from when it is shown next. */
void       attune_question_popover_set_questions (AttuneQuestionPopover *self,
                                                  GListModel            *questions,
                                                  const char            *chosen);
