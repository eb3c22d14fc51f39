/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-sheet.h"

#include <gtk/gtk.h>

/* One question's answer alone, given with the form's own widget, and N/A where it may be. It follows the sheet. */
#define ATTUNE_TYPE_ANSWER_PICKER (attune_answer_picker_get_type ())
G_DECLARE_FINAL_TYPE (AttuneAnswerPicker, attune_answer_picker, ATTUNE, ANSWER_PICKER, GtkBox)

GtkWidget *attune_answer_picker_new (AttuneSheet *sheet,
                                     guint        question);
