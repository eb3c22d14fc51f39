/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-wave-layer.h"

/* Dims what is none of the parts that are listened for. Property "is-overview": over the whole of the recording. */
#define ATTUNE_TYPE_WAVE_PART (attune_wave_part_get_type ())
G_DECLARE_FINAL_TYPE (AttuneWavePart, attune_wave_part, ATTUNE, WAVE_PART, AttuneWaveLayer)
