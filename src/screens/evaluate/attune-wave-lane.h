/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-wave-layer.h"

/* The wave of one channel, in the colour of the style: full where the channel speaks, faint elsewhere. Drawn in device
 * pixels, so that it is crisp at any scale. An overview shows the whole recording whatever the axis. */
#define ATTUNE_TYPE_WAVE_LANE (attune_wave_lane_get_type ())
G_DECLARE_FINAL_TYPE (AttuneWaveLane, attune_wave_lane, ATTUNE, WAVE_LANE, AttuneWaveLayer)

void attune_wave_lane_set_channel (AttuneWaveLane *self,
                                   guint           channel);
