/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-context.h"

#include <adwaita.h>

/* Who works, and where one can go: only what the person's roles can use. Emits "activated" when a page was chosen. */
#define ATTUNE_TYPE_SIDEBAR (attune_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (AttuneSidebar, attune_sidebar, ATTUNE, SIDEBAR, AdwBin)

void attune_sidebar_set_context (AttuneSidebar *self,
                                 AttuneContext *context);
/* Marks the page that is shown; ATTUNE_N_PAGES for none. */
void attune_sidebar_set_current (AttuneSidebar *self,
                                 AttunePageKind kind);
