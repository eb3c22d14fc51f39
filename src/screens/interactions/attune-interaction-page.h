/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-page.h"

/* One contact: who had it, when, with whom, what there is of it, and its evaluations; to evaluate, change or remove it. */
#define ATTUNE_TYPE_INTERACTION_PAGE (attune_interaction_page_get_type ())
G_DECLARE_FINAL_TYPE (AttuneInteractionPage, attune_interaction_page, ATTUNE, INTERACTION_PAGE, AttunePage)

GtkWidget *attune_interaction_page_new (AttuneContext *context,
                                        gint64         interaction);
/* What was dropped (GFile): offers to add it to the contact. FALSE while there is none to add it to. */
gboolean   attune_interaction_page_take_files (AttuneInteractionPage *self,
                                               GSList                *files);
/* A transcript that was dropped (GFile) becomes the contact's. FALSE where it is none, or nobody's to keep. */
gboolean   attune_interaction_page_take_text (AttuneInteractionPage *self,
                                              GSList                *files);
