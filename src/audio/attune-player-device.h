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

/* Where sound goes on over another device when its own is gone (PulseAudio and PipeWire move it, from a headset to the
 * loudspeakers), posts an application message "attune-moved" on the sink's bus for every move, wherever it comes from. */
void     attune_player_device_watch    (GstElement *sink);
/* The device that is played on, NULL while it is not known. Owned by the caller. */
char    *attune_player_device_dup_name (GstElement *sink);
/* Whether it is still plugged in; takes some milliseconds. TRUE where nobody knows. */
gboolean attune_player_device_is_there (const char *name);
