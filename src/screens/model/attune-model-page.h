/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-page.h"

/* The interaction model of the workspace: as a grid to be edited, as a picture, and as a table. */
#define ATTUNE_TYPE_MODEL_PAGE (attune_model_page_get_type ())
G_DECLARE_FINAL_TYPE (AttuneModelPage, attune_model_page, ATTUNE, MODEL_PAGE, AttunePage)

GtkWidget *attune_model_page_new (AttuneContext *context,
                                  gint64         id);
