/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-decoder-client.h"

#include "attune-audio-error.h"

#include <glib/gi18n-lib.h>

/* What people call a kind of recording that is taken in, and the Debian package that can decode it. */
typedef struct
{
  const char *media;
  const char *label;
  const char *package;
} Codec;

static const Codec codecs[] = {
  { "audio/x-opus", "Opus", "gstreamer1.0-libav" },
  { "audio/x-vorbis", "Vorbis", "gstreamer1.0-plugins-base" },
  { "application/ogg", "Ogg", "gstreamer1.0-plugins-base" },
  { "audio/ogg", "Ogg", "gstreamer1.0-plugins-base" },
  { "audio/mpeg1", "MP3", "gstreamer1.0-plugins-good" },
  { "audio/mpeg2", "AAC", "gstreamer1.0-libav" },
  { "audio/mpeg4", "AAC", "gstreamer1.0-libav" },
  { "audio/x-flac", "FLAC", "gstreamer1.0-plugins-good" },
  { "audio/x-gsm", "GSM", "gstreamer1.0-plugins-bad" },
  { "audio/ms-gsm", "GSM", "gstreamer1.0-libav" },
  { "audio/x-mulaw", "µ-law", "gstreamer1.0-plugins-good" },
  { "audio/x-alaw", "A-law", "gstreamer1.0-plugins-good" },
  { "audio/x-adpcm", "ADPCM", "gstreamer1.0-plugins-bad" },
  { "audio/x-wav", "WAV", "gstreamer1.0-plugins-good" },
  { "audio/x-au", "AU", "gstreamer1.0-plugins-good" },
  { "audio/x-m4a", "M4A", "gstreamer1.0-plugins-good" },
  { "video/quicktime", "MP4", "gstreamer1.0-plugins-good" },
};

/* GStreamer's own elements that the helper builds on. */
static const Codec elements[] = {
  { "gsmdec", "GSM", "gstreamer1.0-plugins-bad" },
  { "mulawdec", "µ-law", "gstreamer1.0-plugins-good" },
  { "alawdec", "A-law", "gstreamer1.0-plugins-good" },
};

static const Codec *
find_codec (const Codec *table, gsize n, const char *media)
{
  for (gsize i = 0; i < n; i++)
    if (g_str_equal (table[i].media, media))
      return &table[i];
  return NULL;
}

static GError *
make_missing_error (const char *label, const char *package, const char *name)
{
  return g_error_new (
    ATTUNE_AUDIO_ERROR, ATTUNE_AUDIO_ERROR_CODEC,
    /* Translators: a file name, a kind of recording ("Opus"), a package's name. */
    _ ("“%s” needs a decoder for %s that is not installed. Install the Debian package %s."), name,
    label, package);
}

static GError *
make_not_audio_error (const char *name)
{
  return g_error_new (ATTUNE_AUDIO_ERROR, ATTUNE_AUDIO_ERROR_FORMAT,
                      _ ("“%s” is not a recording, or too damaged to tell. Choose an audio file."),
                      name);
}

/* No decoder that may be used takes `media`: one is not installed, or it is no kind that is taken in, or no sound. */
static GError *
make_undecodable_error (const char *media, const char *name)
{
  const Codec *codec = find_codec (codecs, G_N_ELEMENTS (codecs), media);

  if (codec != NULL)
    return make_missing_error (codec->label, codec->package, name);
  if (!g_str_has_prefix (media, "audio/") && !g_str_has_prefix (media, "video/"))
    return make_not_audio_error (name);
  return g_error_new (
    ATTUNE_AUDIO_ERROR, ATTUNE_AUDIO_ERROR_FORMAT,
    _ ("“%s” is of a kind that is not taken in (%s). Convert it to WAV, FLAC, MP3 or Opus."), name,
    media);
}

gboolean
attune_decoder_words_get (guint index, const char **out_media, const char **out_package)
{
  if (index >= G_N_ELEMENTS (codecs))
    return FALSE;

  *out_media = codecs[index].media;
  *out_package = codecs[index].package;
  return TRUE;
}

GError *
attune_decoder_fault_to_error (const AttuneDecoderRecord *record, const char *name)
{
  const char *text = record->text;
  const Codec *element;

  switch ((AttuneDecoderFault) record->fault)
    {
    case ATTUNE_DECODER_FAULT_MISSING:
      return make_undecodable_error (text, name);
    case ATTUNE_DECODER_FAULT_NO_PLUGINS:
      element = find_codec (elements, G_N_ELEMENTS (elements), text);
      return make_missing_error (element != NULL ? element->label : text,
                                 element != NULL ? element->package : "gstreamer1.0-plugins-base",
                                 name);
    case ATTUNE_DECODER_FAULT_SWITCHED_OFF:
      return g_error_new (
        ATTUNE_AUDIO_ERROR, ATTUNE_AUDIO_ERROR_SWITCHED_OFF,
        /* Translators: a file name. The words in quotes are those of the switch in Preferences. */
        _ ("“%s” is an M4A, MP4 or AAC file, and taking these in is switched off. Switch on "
           "“Take In M4A and AAC” in Preferences, or convert it to FLAC, MP3 or Opus."),
        name);
    case ATTUNE_DECODER_FAULT_TOO_LARGE:
      return g_error_new (
        ATTUNE_AUDIO_ERROR, ATTUNE_AUDIO_ERROR_LIMIT,
        _ ("“%s” is too large to be decoded here. Make room on the disk of your cache "
           "folder, or cut the recording into parts."),
        name);
    case ATTUNE_DECODER_FAULT_CANNOT_WRITE:
      return g_error_new (
        ATTUNE_AUDIO_ERROR, ATTUNE_AUDIO_ERROR_CACHE,
        _ ("What was decoded of “%s” cannot be kept: %s. Make room on the disk of your "
           "cache folder."),
        name, text);
    case ATTUNE_DECODER_FAULT_NO_SOUND:
      return g_error_new (ATTUNE_AUDIO_ERROR, ATTUNE_AUDIO_ERROR_FORMAT,
                          _ (
                            "“%s” holds pictures but no sound. Choose a file with the sound of the "
                            "contact."),
                          name);
    case ATTUNE_DECODER_FAULT_DAMAGED:
      return g_error_new (ATTUNE_AUDIO_ERROR, ATTUNE_AUDIO_ERROR_FORMAT,
                          _ ("“%s” is damaged: %s. Export it again from where it came."), name,
                          text);
    case ATTUNE_DECODER_FAULT_NONE:
    case ATTUNE_DECODER_FAULT_NOT_AUDIO:
      break;
    }
  return make_not_audio_error (name);
}
