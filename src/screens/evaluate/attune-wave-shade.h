/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-wave-layer.h"

/* Silence, and where both speak at once, behind the waves. */
#define ATTUNE_TYPE_WAVE_SHADE (attune_wave_shade_get_type ())
G_DECLARE_FINAL_TYPE (AttuneWaveShade, attune_wave_shade, ATTUNE, WAVE_SHADE, AttuneWaveLayer)
