/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-form-lint.h"

#include <gio/gio.h>

/* A line of a list that is only read: a section or question of a form as it will be, or what stays behind. Properties
 * "title", "detail", "note" and "has-detail", "has-note", "has-title" (text and whether there is any), "classes" (GStrv, by
 * which it is drawn). */
#define ATTUNE_TYPE_INTAKE_LINE (attune_intake_line_get_type ())
G_DECLARE_FINAL_TYPE (AttuneIntakeLine, attune_intake_line, ATTUNE, INTAKE_LINE, GObject)

/* A line for each section and question, in their order; owned by the caller. */
GListModel *attune_intake_list_form   (AttuneForm           *form,
                                       const AttuneFormLint *lint);
/* A line for each AttuneFault; owned by the caller. */
GListModel *attune_intake_list_faults (GPtrArray *faults);

const char *attune_intake_line_get_title  (AttuneIntakeLine *self);
const char *attune_intake_line_get_detail (AttuneIntakeLine *self);
const char *attune_intake_line_get_note   (AttuneIntakeLine *self);
/* All of it in one line, "/Items/0: the section has no title". Owned by the caller. */
char       *attune_intake_line_to_text    (AttuneIntakeLine *self);
