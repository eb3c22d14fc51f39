/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

/* Has `page` say `text`, nullable, as it is: what a status page takes is markup, and an error or a name may hold "&". */
void attune_status_say (AdwStatusPage *page, const char *text);
/* Likewise, with another icon and title. */
void attune_status_tell (AdwStatusPage *page,
                         const char *icon,
                         const char *title,
                         const char *text);
