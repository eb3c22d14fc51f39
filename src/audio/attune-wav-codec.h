/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* That what a WAV file holds under this format tag is not taken in, and what to do about it; `name` stands for the file.
 * ATTUNE_AUDIO_ERROR_FORMAT, owned by the caller. NULL where the kind is taken in, so that something else is wrong. */
GError *attune_wav_codec_to_error (guint       code,
                                   const char *name);
