/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-page.h"

/* What waits for the person, the first due first, each a key press away: what they were assigned, drafts, disputes, evaluations
 * to read and to make of themselves; and what they gave to others, to be changed or taken back. */
#define ATTUNE_TYPE_MY_WORK_PAGE (attune_my_work_page_get_type ())
G_DECLARE_FINAL_TYPE (AttuneMyWorkPage, attune_my_work_page, ATTUNE, MY_WORK_PAGE, AttunePage)

/* `id` is not looked at. */
GtkWidget *attune_my_work_page_new (AttuneContext *context,
                                    gint64         id);
