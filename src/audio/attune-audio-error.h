/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#define ATTUNE_AUDIO_ERROR (attune_audio_error_quark ())

/* What can go wrong with a recording. Every message names the file and says what to do. */
typedef enum
{
  ATTUNE_AUDIO_ERROR_OPEN,         /* missing, unreadable, or no regular file */
  ATTUNE_AUDIO_ERROR_FORMAT,       /* not a recording, or damaged beyond reading */
  ATTUNE_AUDIO_ERROR_EMPTY,        /* a recording that holds no sound */
  ATTUNE_AUDIO_ERROR_CODEC,        /* its decoder is not installed */
  ATTUNE_AUDIO_ERROR_SWITCHED_OFF, /* M4A or AAC, while that is not taken in */
  ATTUNE_AUDIO_ERROR_LIMIT,        /* longer, larger or slower than is allowed */
  ATTUNE_AUDIO_ERROR_HELPER,       /* attune-decoder is missing or died */
  ATTUNE_AUDIO_ERROR_CACHE,        /* the cache folder cannot be written */
  ATTUNE_AUDIO_ERROR_CHANGED,      /* the file changed while it was read */
  ATTUNE_AUDIO_ERROR_DEVICE,       /* the sound device failed while playing */
} AttuneAudioError;

GQuark attune_audio_error_quark (void);
