/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-page.h"

/* A form: its draft to design, or a published revision to read. */
#define ATTUNE_TYPE_FORM_PAGE (attune_form_page_get_type ())
G_DECLARE_FINAL_TYPE (AttuneFormPage, attune_form_page, ATTUNE, FORM_PAGE, AttunePage)

GtkWidget *attune_form_page_new (AttuneContext *context,
                                 gint64         form);
