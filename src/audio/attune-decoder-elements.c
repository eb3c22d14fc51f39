/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-decoder-elements.h"

/* What decodebin's "autoplug-select" may answer; the enumeration is not in a public header. */
#define SELECT_TRY  0
#define SELECT_SKIP 2

#define OPUS_RATE 48000

/* The elements that decodebin may use; everything else in the registry, whatever is installed, stays out of reach of a
 * hostile file. */
static const char *const allowed[] = {
  "adpcmdec",
  "alawdec",
  "apedemux",
  "auparse",
  "avdec_adpcm_g726",
  "avdec_adpcm_ima_wav",
  "avdec_adpcm_ms",
  "avdec_g722",
  "avdec_gsm",
  "avdec_gsm_ms",
  "avdec_mp3float",
  "avdec_opus",
  "avdec_pcm_alaw",
  "avdec_pcm_mulaw",
  "flacdec",
  "flacparse",
  "gsmdec",
  "id3demux",
  "mpegaudioparse",
  "mpg123audiodec",
  "mulawdec",
  "oggdemux",
  "oggparse",
  "opusdec",
  "opusparse",
  "vorbisdec",
  "vorbisparse",
  "wavparse",
  NULL,
};

/* Those of M4A and AAC: large, and seldom needed, so that they are let near a stranger's file only where that is wished. */
static const char *const allowed_for_aac[] = {
  "aacparse", "avdec_aac", "avdec_alac", "faad", "fdkaacdec", "qtdemux", NULL,
};

/* What such files say that they hold. */
static const char *const aac_media[] = {
  "application/x-3gp", "audio/mpeg2", "audio/mpeg4",     "audio/x-alac",
  "audio/x-m4a",       "video/mj2",   "video/quicktime", NULL,
};

gboolean
attune_decoder_elements_allow (GstElementFactory *factory, gboolean takes_aac)
{
  const char *name = GST_OBJECT_NAME (factory);

  return g_strv_contains (allowed, name) || (takes_aac && g_strv_contains (allowed_for_aac, name));
}

gboolean
attune_decoder_elements_are_aac (const char *media)
{
  return g_strv_contains (aac_media, media);
}

static int
autoplug_select_cb (GstElement *decodebin,
                    GstPad *pad,
                    GstCaps *caps,
                    GstElementFactory *factory,
                    gpointer data)
{
  return attune_decoder_elements_allow (factory, GPOINTER_TO_INT (data)) ? SELECT_TRY : SELECT_SKIP;
}

static GstPadProbeReturn
seeking_cb (GstPad *pad, GstPadProbeInfo *info, gpointer user_data)
{
  GstQuery *query = GST_PAD_PROBE_INFO_QUERY (info);
  GstFormat format;

  if (GST_QUERY_TYPE (query) != GST_QUERY_SEEKING)
    return GST_PAD_PROBE_OK;
  gst_query_parse_seeking (query, &format, NULL, NULL, NULL);
  gst_query_set_seeking (query, format, FALSE, 0, -1);
  return GST_PAD_PROBE_HANDLED;
}

/* To learn how long a file is, oggdemux looks at its end first and has a second thread seek back to the beginning. Until
 * that has had its turn, pages of the end go on to be decoded, and are heard before the beginning: more of them the busier
 * the machine is. A file that cannot be sought in is read once, from its beginning to its end. */
static void
forbid_seeking (GstElement *element)
{
  g_autoptr (GstPad) pad = gst_element_get_static_pad (element, "sink");

  gst_pad_add_probe (pad, GST_PAD_PROBE_TYPE_QUERY_UPSTREAM | GST_PAD_PROBE_TYPE_PUSH, seeking_cb,
                     NULL, NULL);
}

static GstPadProbeReturn
opus_caps_cb (GstPad *pad, GstPadProbeInfo *info, gpointer user_data)
{
  GstQuery *query = GST_PAD_PROBE_INFO_QUERY (info);
  g_autoptr (GstCaps) caps = NULL;

  if (GST_QUERY_TYPE (query) != GST_QUERY_CAPS)
    return GST_PAD_PROBE_OK;
  caps = gst_caps_new_simple ("audio/x-raw", "rate", G_TYPE_INT, OPUS_RATE, NULL);
  gst_query_set_caps_result (query, caps);
  return GST_PAD_PROBE_HANDLED;
}

/* opusdec decodes at the rate that a file claims to have been recorded at, where nothing else is wanted, FFmpeg's at Opus's
 * own: a recording is to have the same frames with either. */
static void
fix_opus_rate (GstElement *element)
{
  g_autoptr (GstPad) pad = gst_element_get_static_pad (element, "src");

  gst_pad_add_probe (pad, GST_PAD_PROBE_TYPE_QUERY_DOWNSTREAM | GST_PAD_PROBE_TYPE_PUSH,
                     opus_caps_cb, NULL, NULL);
}

void
attune_decoder_elements_restrict (GstElement *decodebin, gboolean takes_aac)
{
  g_signal_connect (decodebin, "autoplug-select", G_CALLBACK (autoplug_select_cb),
                    GINT_TO_POINTER (takes_aac));
}

void
attune_decoder_elements_prepare (GstElement *element)
{
  const char *name = GST_OBJECT_NAME (gst_element_get_factory (element));

  if (g_str_equal (name, "oggdemux"))
    forbid_seeking (element);
  else if (g_str_equal (name, "opusdec"))
    fix_opus_rate (element);
}
