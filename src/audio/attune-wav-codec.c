/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-wav-codec.h"

#include "attune-audio-error.h"

#include <glib/gi18n-lib.h>

/* The kinds that are decoded here: linear, MS ADPCM, floats, A-law, µ-law, IMA ADPCM, GSM, MPEG, AAC, G.722. */
static const guint taken[] = { 0x0001, 0x0002, 0x0003, 0x0006, 0x0007, 0x0011, 0x0031,
                               0x0032, 0x0050, 0x0055, 0x00FF, 0x0065, 0x028F };

/* What telephone systems and recorders write besides, and whether ffmpeg reads it under that tag. */
static const struct
{
  guint code;
  const char *label;
  gboolean is_read_by_ffmpeg;
} kinds[] = {
  { 0x0010, "OKI ADPCM", TRUE },
  { 0x0014, "G.726 ADPCM", TRUE },
  { 0x0017, "Dialogic OKI ADPCM", TRUE },
  { 0x0020, "Yamaha ADPCM", TRUE },
  { 0x0022, "TrueSpeech", TRUE },
  { 0x0038, "AMR", TRUE },
  { 0x0040, "G.726 ADPCM", TRUE },
  { 0x0041, "G.728", FALSE },
  { 0x0042, "G.723.1", TRUE },
  { 0x0045, "G.726 ADPCM", TRUE },
  { 0x0057, "AMR", TRUE },
  { 0x0058, "AMR-WB", TRUE },
  { 0x0059, "G.723.1", FALSE },
  { 0x0064, "G.726 ADPCM", TRUE },
  { 0x0069, "Xbox ADPCM", TRUE },
  { 0x0083, "G.729", TRUE },
  { 0x0085, "G.726 ADPCM", FALSE },
  { 0x0093, "G.723.1", FALSE },
  { 0x0111, "G.723.1", TRUE },
  { 0x0112, "Siren", FALSE },
  { 0x0123, "G.723.1", FALSE },
  { 0x0130, "ACELP", TRUE },
  { 0x0133, "G.729", FALSE },
  { 0x0134, "G.729", FALSE },
  { 0x0140, "G.726 ADPCM", FALSE },
  { 0x0160, "Windows Media Audio", TRUE },
  { 0x0161, "Windows Media Audio", TRUE },
  { 0x028E, "Siren", TRUE },
  { 0x1600, "AAC", TRUE },
  { 0x7A21, "AMR", FALSE },
  { 0x7A22, "AMR", FALSE },
  { 0xA100, "G.723.1", TRUE },
  { 0xA109, "Speex", TRUE },
  { 0xF1AC, "FLAC", TRUE },
};

static GError *
make_known_error (const char *label, gboolean is_read_by_ffmpeg, const char *name)
{
  if (is_read_by_ffmpeg)
    return g_error_new (
      ATTUNE_AUDIO_ERROR, ATTUNE_AUDIO_ERROR_FORMAT,
      /* Translators: a file name, a way of storing sound such as "G.729". The command stays as it is. */
      _ ("“%s” holds %s, which is not taken in. Export it as PCM (linear) WAV, or convert it with "
         "“ffmpeg -i OLD.wav NEW.flac” (Debian package ffmpeg)."),
      name, label);
  return g_error_new (
    ATTUNE_AUDIO_ERROR, ATTUNE_AUDIO_ERROR_FORMAT,
    _ ("“%s” holds %s, which is not taken in. Export it as PCM (linear) WAV from the system that "
       "recorded it."),
    name, label);
}

GError *
attune_wav_codec_to_error (guint code, const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (taken); i++)
    if (taken[i] == code)
      return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (kinds[i].code == code)
      return make_known_error (kinds[i].label, kinds[i].is_read_by_ffmpeg, name);

  return g_error_new (
    ATTUNE_AUDIO_ERROR, ATTUNE_AUDIO_ERROR_FORMAT,
    /* Translators: a file name, the number of a way of storing sound in WAV files. */
    _ (
      "“%s” is a WAV file of a kind that is not known (format %#06x). Export it as PCM (linear) WAV "
      "from the system that recorded it."),
    name, code);
}
