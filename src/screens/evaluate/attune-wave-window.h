/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-wave-layer.h"

/* On the strip with the whole recording: which part of it the waveform shows. */
#define ATTUNE_TYPE_WAVE_WINDOW (attune_wave_window_get_type ())
G_DECLARE_FINAL_TYPE (AttuneWaveWindow, attune_wave_window, ATTUNE, WAVE_WINDOW, AttuneWaveLayer)
