/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-wave-layer.h"

/* The stretch that is selected. */
#define ATTUNE_TYPE_WAVE_SELECTION (attune_wave_selection_get_type ())
G_DECLARE_FINAL_TYPE (AttuneWaveSelection, attune_wave_selection, ATTUNE, WAVE_SELECTION, AttuneWaveLayer)
