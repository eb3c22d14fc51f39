/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* How linear samples lie in a file; all little-endian and interleaved. */
typedef enum
{
  ATTUNE_SAMPLE_U8,
  ATTUNE_SAMPLE_S16,
  ATTUNE_SAMPLE_S24,
  ATTUNE_SAMPLE_S32,
} AttuneSampleKind;

typedef enum
{
  ATTUNE_WAV_NONE,   /* not a WAV file at all */
  ATTUNE_WAV_CODED,  /* a WAV file whose samples need a decoder (µ-law, GSM, ADPCM, floats …) */
  ATTUNE_WAV_LINEAR, /* linear PCM that can be read where it lies */
} AttuneWavKind;

/* Where the sound of a linear WAV file lies. */
typedef struct
{
  AttuneSampleKind sample;
  guint            rate;     /* frames a second, 1 to 768,000 */
  guint            channels; /* 1 to 32 */
  gint64           offset;   /* of the first frame, in bytes */
  gint64           n_frames; /* whole frames that are really there, at least 1 */
  gboolean         is_cut;   /* the file claims more of them than there are */
  guint            code;     /* the format tag */
} AttuneWavLayout;

guint attune_sample_kind_get_size (AttuneSampleKind kind);

/* Reads the chunks of the file behind `fd`, whose size is `size`, by pread alone (its offset stays). A header is believed
 * only as far as the file bears it out: a data chunk that claims more than is there, or 0 or 0xFFFFFFFF because the
 * recorder never finished it, ends with the file. RIFF and RF64, WAVE_FORMAT_PCM and WAVE_FORMAT_EXTENSIBLE.
 *
 * `out_layout` is set for ATTUNE_WAV_LINEAR only, its `code` for ATTUNE_WAV_CODED too. Returns ATTUNE_WAV_NONE with `error` set when it is a WAV file but
 * none that can be read (ATTUNE_AUDIO_ERROR_FORMAT, _EMPTY, _OPEN); `name` stands for it in the message. */
AttuneWavKind attune_wav_parse (int              fd,
                                gint64           size,
                                const char      *name,
                                AttuneWavLayout *out_layout,
                                GError         **error);
