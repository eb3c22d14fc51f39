/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-page.h"

/* The list of forms, and new ones. */
#define ATTUNE_TYPE_FORMS_PAGE (attune_forms_page_get_type ())
G_DECLARE_FINAL_TYPE (AttuneFormsPage, attune_forms_page, ATTUNE, FORMS_PAGE, AttunePage)

GtkWidget *attune_forms_page_new      (AttuneContext *context,
                                       gint64         id);
/* "Revision 3 · draft", "Draft", "Retired · revision 3". Owned by the caller. */
char      *attune_forms_page_describe (guint    latest_number,
                                       gboolean has_draft,
                                       gboolean is_retired);
