/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-page.h"

/* The list of all evaluations that the person may see. */
#define ATTUNE_TYPE_EVALUATIONS_PAGE (attune_evaluations_page_get_type ())
G_DECLARE_FINAL_TYPE (AttuneEvaluationsPage, attune_evaluations_page, ATTUNE, EVALUATIONS_PAGE, AttunePage)

GtkWidget *attune_evaluations_page_new (AttuneContext *context,
                                        gint64         id);
