/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-page.h"

/* An evaluation: listening on the left, judging on the right. A draft of one's own is filled in; any other is read. */
#define ATTUNE_TYPE_EVALUATE_PAGE (attune_evaluate_page_get_type ())
G_DECLARE_FINAL_TYPE (AttuneEvaluatePage, attune_evaluate_page, ATTUNE, EVALUATE_PAGE, AttunePage)

GtkWidget *attune_evaluate_page_new (AttuneContext *context,
                                     gint64         evaluation);
/* What was dropped (GFile): a transcript becomes the contact's. FALSE where it is none, or nobody's to keep. */
gboolean   attune_evaluate_page_take_files (AttuneEvaluatePage *self,
                                            GSList             *files);
