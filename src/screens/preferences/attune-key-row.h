/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-key-map.h"

#include <adwaita.h>

/* A command and its keys, each of which can be pressed to be another, with one more and with those it came with. Until a key
 * that is another command's is wanted, it says whose, and asks. */
#define ATTUNE_TYPE_KEY_ROW (attune_key_row_get_type ())
G_DECLARE_FINAL_TYPE (AttuneKeyRow, attune_key_row, ATTUNE, KEY_ROW, AdwActionRow)

GtkWidget *attune_key_row_new (AttuneKeyMap *keys,
                               const char   *action);

const char *attune_key_row_get_action (AttuneKeyRow *self);
/* Waits for a key instead of the `index`th, or for one more. */
void        attune_key_row_listen     (AttuneKeyRow *self,
                                       guint         index);
gboolean    attune_key_row_is_listening (AttuneKeyRow *self);
/* What the keyboard does while it waits; `needs_alt_gr`: it takes a third level of the keyboard. A test presses so too. */
void        attune_key_row_press      (AttuneKeyRow   *self,
                                       guint           key,
                                       GdkModifierType modifiers,
                                       gboolean        needs_alt_gr);
