/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gst/gst.h>

/* What a player's pipeline ends in. */

/* The sound server or, without one, the card, ready; NULL where there is neither. Owned by the caller. */
GstElement *attune_player_device_find      (void);
/* What takes as long as it would be heard. Owned by the caller. */
GstElement *attune_player_device_new_clock (void);
/* Adds `element` (NULL: its plugin is not installed, and the error says which package has it) behind `last`. */
gboolean    attune_player_device_chain     (GstElement  *pipeline,
                                            GstElement  *element,
                                            GstElement **last,
                                            GError     **error);
