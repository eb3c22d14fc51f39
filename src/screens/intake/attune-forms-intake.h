/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-page.h"

/* Installs on the page of forms what takes forms in: "forms.template", "forms.import" and "forms.paste", of which the first
 * ends in "forms.new". */
void attune_forms_intake_install  (GtkWidgetClass *class);
/* Takes a file that is dropped on the page. */
void attune_forms_intake_set_up   (AttunePage *page,
                                   gboolean    may_edit);
