/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-audio-error.h"

G_DEFINE_QUARK (attune - audio - error - quark, attune_audio_error)
