/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-wave-layer.h"

/* The times above a waveform. */
#define ATTUNE_TYPE_WAVE_RULER (attune_wave_ruler_get_type ())
G_DECLARE_FINAL_TYPE (AttuneWaveRuler, attune_wave_ruler, ATTUNE, WAVE_RULER, AttuneWaveLayer)
