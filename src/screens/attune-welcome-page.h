/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

/* What the window shows while no workspace is open: the recent ones, Open and New, or why one did not open. Its buttons
 * are the window's actions; a recent one is opened by "win.open-location". */
#define ATTUNE_TYPE_WELCOME_PAGE (attune_welcome_page_get_type ())
G_DECLARE_FINAL_TYPE (AttuneWelcomePage, attune_welcome_page, ATTUNE, WELCOME_PAGE, AdwBin)

/* `locations` are the recent ones; `error` says why `location` did not open, both NULL at first. */
void attune_welcome_page_show (AttuneWelcomePage  *self,
                               const char *const  *locations,
                               const char         *location,
                               const GError       *error);
