/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-wave-layer.h"

/* The playhead. */
#define ATTUNE_TYPE_WAVE_CURSOR (attune_wave_cursor_get_type ())
G_DECLARE_FINAL_TYPE (AttuneWaveCursor, attune_wave_cursor, ATTUNE, WAVE_CURSOR, AttuneWaveLayer)
