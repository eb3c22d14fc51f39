/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-key-map.h"

#include <adwaita.h>

/* The page of the preferences with a row for each command and its keys. */
#define ATTUNE_TYPE_KEY_PAGE (attune_key_page_get_type ())
G_DECLARE_FINAL_TYPE (AttuneKeyPage, attune_key_page, ATTUNE, KEY_PAGE, AdwPreferencesPage)

GtkWidget *attune_key_page_new (AttuneKeyMap *keys);
