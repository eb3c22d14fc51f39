/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-key-map.h"

/* Plays for as long as a key, or a pedal that sends one, is held. It knows of the repeats that a held key sends, hears the
 * release wherever the focus has gone in the window meanwhile, and takes leaving the window for a release.
 *
 * "pressed" and "released" come in turn. */
#define ATTUNE_TYPE_HELD_KEY (attune_held_key_get_type ())
G_DECLARE_FINAL_TYPE (AttuneHeldKey, attune_held_key, ATTUNE, HELD_KEY, GObject)

/* Listens to what is pressed in `widget`, for the command that plays while its key is held; where `settings` (nullable) say
 * "play-while-held", for the one that plays or pauses too. It lives as long as the widget. Borrowed. */
AttuneHeldKey *attune_held_key_new (GtkWidget    *widget,
                                    AttuneKeyMap *map,
                                    GSettings    *settings);

gboolean attune_held_key_is_held (AttuneHeldKey *self);
/* What the keyboard does; a test presses so too. Whether the press was for this. */
gboolean attune_held_key_press   (AttuneHeldKey  *self,
                                  guint           key,
                                  guint           code,
                                  GdkModifierType state);
void     attune_held_key_release (AttuneHeldKey *self,
                                  guint          code);
