/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-status.h"

void
attune_status_say (AdwStatusPage *page, const char *text)
{
  g_autofree char *markup = text != NULL ? g_markup_escape_text (text, -1) : NULL;

  adw_status_page_set_description (page, markup);
}

void
attune_status_tell (AdwStatusPage *page, const char *icon, const char *title, const char *text)
{
  adw_status_page_set_icon_name (page, icon);
  adw_status_page_set_title (page, title);
  attune_status_say (page, text);
}
