/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

/* The page of the preferences on how recordings are played. */
#define ATTUNE_TYPE_PLAYBACK_PAGE (attune_playback_page_get_type ())
G_DECLARE_FINAL_TYPE (AttunePlaybackPage, attune_playback_page, ATTUNE, PLAYBACK_PAGE, AdwPreferencesPage)

GtkWidget *attune_playback_page_new (GSettings *settings);
