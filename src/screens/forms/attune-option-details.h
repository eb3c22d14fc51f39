/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-form.h"

#include <adwaita.h>

/* What else is to be set about an option or a range than its label and score: what it fails, whether it is an error or a
 * bonus (by the actions "option.fail", "option.error" and "option.bonus" of the row it is in), its guidance, and the reasons
 * to pick from. */
#define ATTUNE_TYPE_OPTION_DETAILS (attune_option_details_get_type ())
G_DECLARE_FINAL_TYPE (AttuneOptionDetails, attune_option_details, ATTUNE, OPTION_DETAILS, AdwBin)

/* `fail_menu` is what it can fail. */
GtkWidget *attune_option_details_new    (GMenuModel          *fail_menu);
/* Shows option `index` of `question`. Reasons are made by and by, for they may be many. */
void       attune_option_details_update (AttuneOptionDetails *self,
                                         AttuneForm          *form,
                                         guint                question,
                                         guint                index);
