/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-decoder-pipeline.h"

#include "attune-decoder-elements.h"

#include <gst/app/gstappsrc.h>
#include <gst/audio/audio.h>
#include <gst/pbutils/missing-plugins.h>
#include <time.h>
#include <unistd.h>

#define READ_BYTES (64 * 1024)
/* How often a pipeline whose end may not be told is looked at. What counts is time of the processor, not of the clock: one
 * that has not had its turn on a busy machine is not at its end. */
#define LOOK_TIME    (100 * GST_MSECOND)
#define IDLE_CPU_US  2000
#define IDLE_LOOKS   5
#define SILENT_LOOKS 100
/* How often the expected length is asked for anew. */
#define EXPECT_BUFFERS 1000

/* What comes without a header, as telephone systems write it. */
typedef struct
{
  const char *name;
  const char *caps;
  const char *element;
  gsize frame_bytes;
} BareForm;

static const BareForm bare_forms[] = {
  { ATTUNE_DECODER_FORM_GSM, "audio/x-gsm, rate=8000, channels=1", "gsmdec", 33 },
  { ATTUNE_DECODER_FORM_MULAW, "audio/x-mulaw, rate=8000, channels=1", "mulawdec", 1 },
  { ATTUNE_DECODER_FORM_ALAW, "audio/x-alaw, rate=8000, channels=1", "alawdec", 1 },
};

typedef struct
{
  AttuneDecoderOutput *output;
  int input_fd;
  const BareForm *bare;
  gboolean takes_aac;
  GstElement *pipeline;
  GstAppSrc *source;
  GstElement *head;

  /* Streaming thread only. */
  int rate;
  guint64 n_buffers;
  gboolean is_refused;

  char *missing_text;
  char *error_text;

  /* Atomic: there is something to decode with; all of the file was read; all there is has gone into the decoder. */
  int has_codec;
  int is_read;
  int is_drained;
  int has_pictures;
  int has_others; /* streams that may be sound */
} Decoder;

/* How long nothing has come, in looks: at all, and without any work on it. */
typedef struct
{
  gint64 n_bytes;
  gint64 cpu_us;
  guint n_silent;
  guint n_idle;
} Watch;

static GstPadProbeReturn
event_cb (GstPad *pad, GstPadProbeInfo *info, gpointer user_data)
{
  Decoder *decoder = user_data;

  if (GST_EVENT_TYPE (gst_pad_probe_info_get_event (info)) == GST_EVENT_EOS)
    g_atomic_int_set (&decoder->is_drained, TRUE);
  return GST_PAD_PROBE_OK;
}

/* FFmpeg's Opus decoder holds back the end of speech and gives it when there is nothing more to come; GStreamer 1.22 then
 * takes it for sound without a packet, and posts an error over a recording that was decoded to its last packet. */
static void
watch_avdec_opus (Decoder *decoder, GstElement *element)
{
  g_autoptr (GstPad) pad = gst_element_get_static_pad (element, "sink");

  gst_pad_add_probe (pad, GST_PAD_PROBE_TYPE_EVENT_DOWNSTREAM, event_cb, decoder, NULL);
}

/* What a file of several streams holds, whether anything decodes it or not. */
static void
stream_added_cb (GstElement *demuxer, GstPad *pad, gpointer user_data)
{
  Decoder *decoder = user_data;
  g_autoptr (GstCaps) caps = gst_pad_get_current_caps (pad);
  const char *media = caps != NULL && !gst_caps_is_any (caps) && !gst_caps_is_empty (caps)
                        ? gst_structure_get_name (gst_caps_get_structure (caps, 0))
                        : "";

  if (g_str_has_prefix (media, "video/") || g_str_has_prefix (media, "image/"))
    g_atomic_int_set (&decoder->has_pictures, TRUE);
  else
    g_atomic_int_set (&decoder->has_others, TRUE);
}

static void
element_added_cb (GstBin *pipeline, GstBin *bin, GstElement *element, gpointer user_data)
{
  Decoder *decoder = user_data;
  GstElementFactory *factory = gst_element_get_factory (element);

  if (factory == NULL || GST_IS_BIN (element))
    return;
  if (gst_element_factory_list_is_type (factory, GST_ELEMENT_FACTORY_TYPE_DECODER))
    g_atomic_int_set (&decoder->has_codec, TRUE);
  if (gst_element_factory_list_is_type (factory, GST_ELEMENT_FACTORY_TYPE_DEMUXER))
    g_signal_connect (element, "pad-added", G_CALLBACK (stream_added_cb), decoder);
  if (g_str_equal (GST_OBJECT_NAME (factory), "avdec_opus"))
    watch_avdec_opus (decoder, element);
  attune_decoder_elements_prepare (element);
}

static void
pad_added_cb (GstElement *decodebin, GstPad *pad, gpointer user_data)
{
  Decoder *decoder = user_data;
  g_autoptr (GstPad) sink = gst_element_get_static_pad (decoder->head, "sink");
  g_autoptr (GstCaps) caps = gst_pad_get_current_caps (pad);

  /* The first sound there is; further ones and pictures stay unlinked. */
  if (caps == NULL || gst_pad_is_linked (sink) ||
      !g_str_has_prefix (gst_structure_get_name (gst_caps_get_structure (caps, 0)), "audio/x-raw"))
    return;
  gst_pad_link (pad, sink);
}

/* Now and then, since it is asked all the way up. */
static void
note_expected (Decoder *decoder)
{
  guint64 rate = (guint64) decoder->rate;
  gint64 duration;

  if (decoder->n_buffers++ % EXPECT_BUFFERS != 0)
    return;
  if (gst_element_query_duration (decoder->pipeline, GST_FORMAT_TIME, &duration) && duration > 0)
    attune_decoder_output_set_expected (decoder->output,
                                        (gint64) gst_util_uint64_scale_round ((guint64) duration,
                                                                              rate, GST_SECOND));
}

static GstPadProbeReturn
take_buffer (Decoder *decoder, GstPad *pad, GstBuffer *buffer)
{
  gboolean is_taken;
  GstMapInfo map;

  if (!gst_buffer_map (buffer, &map, GST_MAP_READ))
    return GST_PAD_PROBE_DROP;

  is_taken = attune_decoder_output_write (decoder->output, map.data, map.size);
  gst_buffer_unmap (buffer, &map);
  note_expected (decoder);
  if (!is_taken && !decoder->is_refused)
    {
      decoder->is_refused = TRUE;
      gst_element_post_message (decoder->pipeline,
                                gst_message_new_application (GST_OBJECT (decoder->pipeline),
                                                             gst_structure_new_empty ("woken")));
    }
  return GST_PAD_PROBE_DROP;
}

/* Stands where the sink would: what comes goes no further. */
static GstPadProbeReturn
sink_cb (GstPad *pad, GstPadProbeInfo *info, gpointer user_data)
{
  Decoder *decoder = user_data;
  GstAudioInfo format;
  GstCaps *caps;

  if (GST_PAD_PROBE_INFO_TYPE (info) & GST_PAD_PROBE_TYPE_BUFFER)
    return take_buffer (decoder, pad, GST_PAD_PROBE_INFO_BUFFER (info));

  if (GST_EVENT_TYPE (GST_PAD_PROBE_INFO_EVENT (info)) == GST_EVENT_CAPS)
    {
      gst_event_parse_caps (GST_PAD_PROBE_INFO_EVENT (info), &caps);
      if (gst_audio_info_from_caps (&format, caps))
        {
          decoder->rate = format.rate;
          attune_decoder_output_set_info (decoder->output, &format);
        }
    }
  return GST_PAD_PROBE_OK;
}

static GstElement *
add_element (Decoder *decoder, const char *name)
{
  GstElement *element = gst_element_factory_make (name, NULL);

  if (element == NULL)
    attune_decoder_output_fail (decoder->output, ATTUNE_DECODER_FAULT_NO_PLUGINS, name);
  else
    gst_bin_add (GST_BIN (decoder->pipeline), element);
  return element;
}

/* convert ! filter ! sink, where convert has nothing to do but for decoders that keep the channels apart. */
static gboolean
build_tail (Decoder *decoder)
{
  g_autoptr (GstCaps)
    caps = gst_caps_new_simple ("audio/x-raw", "layout", G_TYPE_STRING, "interleaved", NULL);
  GstElement *filter = add_element (decoder, "capsfilter");
  GstElement *sink = add_element (decoder, "fakesink");
  g_autoptr (GstPad) pad = NULL;

  decoder->head = add_element (decoder, "audioconvert");
  if (filter == NULL || sink == NULL || decoder->head == NULL)
    return FALSE;

  g_object_set (filter, "caps", caps, NULL);
  g_object_set (sink, "sync", FALSE, "async", FALSE, NULL);
  pad = gst_element_get_static_pad (sink, "sink");
  gst_pad_add_probe (pad, GST_PAD_PROBE_TYPE_BUFFER | GST_PAD_PROBE_TYPE_EVENT_DOWNSTREAM, sink_cb,
                     decoder, NULL);
  return gst_element_link_many (decoder->head, filter, sink, NULL);
}

static GstPadProbeReturn
source_event_cb (GstPad *pad, GstPadProbeInfo *info, gpointer user_data)
{
  Decoder *decoder = user_data;

  if (GST_EVENT_TYPE (GST_PAD_PROBE_INFO_EVENT (info)) == GST_EVENT_EOS)
    g_atomic_int_set (&decoder->is_read, TRUE);
  return GST_PAD_PROBE_OK;
}

/* fdsrc ! decodebin ! … */
static gboolean
build_any (Decoder *decoder, int input_fd)
{
  GstElement *source = add_element (decoder, "fdsrc");
  GstElement *decodebin = add_element (decoder, "decodebin");
  g_autoptr (GstCaps) caps = gst_caps_new_empty_simple ("audio/x-raw");
  g_autoptr (GstPad) pad = NULL;

  if (source == NULL || decodebin == NULL)
    return FALSE;

  pad = gst_element_get_static_pad (source, "src");
  gst_pad_add_probe (pad, GST_PAD_PROBE_TYPE_EVENT_DOWNSTREAM, source_event_cb, decoder, NULL);

  g_object_set (source, "fd", input_fd, "blocksize", READ_BYTES, NULL);
  g_object_set (decodebin, "caps", caps, "expose-all-streams", FALSE, NULL);
  attune_decoder_elements_restrict (decodebin, decoder->takes_aac);
  g_signal_connect (decodebin, "pad-added", G_CALLBACK (pad_added_cb), decoder);
  return gst_element_link (source, decodebin);
}

/* fdsrc cannot say of what has no header what it is, nor make time of it: appsrc ! DECODER ! … */
static gboolean
build_bare (Decoder *decoder, const BareForm *form)
{
  GstElement *source = add_element (decoder, "appsrc");
  GstElement *element = add_element (decoder, form->element);
  g_autoptr (GstCaps) caps = gst_caps_from_string (form->caps);

  if (source == NULL || element == NULL)
    return FALSE;

  g_object_set (source, "caps", caps, "format", GST_FORMAT_TIME, "block", TRUE, "max-bytes",
                (guint64) READ_BYTES, NULL);
  decoder->source = GST_APP_SRC (source);
  return gst_element_link_many (source, element, decoder->head, NULL);
}

static gpointer
feed_thread (gpointer data)
{
  Decoder *decoder = data;
  gsize size = READ_BYTES - READ_BYTES % decoder->bare->frame_bytes;
  gsize n = size;

  while (n == size)
    {
      guint8 *bytes = g_malloc (size);
      ssize_t got;

      for (n = 0; n < size && (got = read (decoder->input_fd, bytes + n, size - n)) > 0;)
        n += (gsize) got;
      /* A last frame cut short says nothing. */
      n -= n % decoder->bare->frame_bytes;
      if (n == 0)
        g_free (bytes);
      else if (gst_app_src_push_buffer (decoder->source, gst_buffer_new_wrapped (bytes, n)) !=
               GST_FLOW_OK)
        return NULL;
    }
  gst_app_src_end_of_stream (decoder->source);
  return NULL;
}

/* Keeps what kind of stream nothing decodes, sound before all else: it is only a fault when nothing else is heard. */
static void
note_missing (Decoder *decoder, GstMessage *message)
{
  const GstStructure *details = gst_message_get_structure (message);
  g_autoptr (GstCaps) caps = NULL;
  const char *media;
  int version = 0;

  if (!gst_structure_get (details, "detail", GST_TYPE_CAPS, &caps, NULL) ||
      gst_caps_is_empty (caps))
    return;
  media = gst_structure_get_name (gst_caps_get_structure (caps, 0));
  gst_structure_get_int (gst_caps_get_structure (caps, 0), "mpegversion", &version);
  if (decoder->missing_text != NULL && !g_str_has_prefix (media, "audio/"))
    return;

  g_free (decoder->missing_text);
  decoder->missing_text = version != 0 ? g_strdup_printf ("%s%d", media, version)
                                       : g_strdup (media);
}

/* Keeps the first error; what it means is known when all that was decoded before it has come. */
static void
note_error (Decoder *decoder, GstMessage *message)
{
  g_autoptr (GError) error = NULL;

  gst_message_parse_error (message, &error, NULL);
  if (decoder->error_text == NULL &&
      !(g_atomic_int_get (&decoder->is_drained) &&
        g_error_matches (error, GST_STREAM_ERROR, GST_STREAM_ERROR_DECODE)))
    decoder->error_text = g_strdup (error->message);
}

static void
report_missing (Decoder *decoder)
{
  gboolean is_off = !decoder->takes_aac && attune_decoder_elements_are_aac (decoder->missing_text);

  attune_decoder_output_fail (decoder->output,
                              is_off ? ATTUNE_DECODER_FAULT_SWITCHED_OFF
                                     : ATTUNE_DECODER_FAULT_MISSING,
                              decoder->missing_text);
}

static void
report_error (Decoder *decoder)
{
  if (g_atomic_int_get (&decoder->has_pictures) && !g_atomic_int_get (&decoder->has_others) &&
      !attune_decoder_output_has_format (decoder->output))
    attune_decoder_output_fail (decoder->output, ATTUNE_DECODER_FAULT_NO_SOUND, "");
  if (decoder->error_text == NULL)
    return;
  if (attune_decoder_output_has_format (decoder->output))
    attune_decoder_output_fail (decoder->output, ATTUNE_DECODER_FAULT_DAMAGED, decoder->error_text);
  else if (decoder->missing_text != NULL)
    report_missing (decoder);
  else
    attune_decoder_output_fail (decoder->output, ATTUNE_DECODER_FAULT_NOT_AUDIO,
                                decoder->error_text);
}

static gint64
get_cpu_us (void)
{
  struct timespec used = { 0 };

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &used);
  return (gint64) used.tv_sec * G_USEC_PER_SEC + used.tv_nsec / 1000;
}

/* Whether nothing has come for so long that nothing will. */
static gboolean
is_still (Decoder *decoder, Watch *watch)
{
  gint64 n_bytes = attune_decoder_output_get_n_bytes (decoder->output);
  gint64 cpu_us = get_cpu_us ();
  gboolean is_silent = n_bytes == watch->n_bytes;
  gboolean is_idle = is_silent && cpu_us - watch->cpu_us < IDLE_CPU_US;

  watch->n_silent = is_silent ? watch->n_silent + 1 : 0;
  watch->n_idle = is_idle ? watch->n_idle + 1 : 0;
  watch->n_bytes = n_bytes;
  watch->cpu_us = cpu_us;
  return watch->n_idle >= IDLE_LOOKS || watch->n_silent >= SILENT_LOOKS;
}

/* What was decoded before an error is still on its way, and a demuxer that a damaged file has confused may swallow the end:
 * then, and when all was read, it is over as soon as nothing comes any more. */
static void
await_end (Decoder *decoder)
{
  g_autoptr (GstBus) bus = gst_element_get_bus (decoder->pipeline);
  gboolean has_failed = FALSE;
  Watch watch = { 0 };
  const GstMessageType types = GST_MESSAGE_EOS | GST_MESSAGE_ERROR | GST_MESSAGE_ELEMENT |
                               GST_MESSAGE_APPLICATION;

  for (;;)
    {
      g_autoptr (GstMessage) message = gst_bus_timed_pop_filtered (bus, LOOK_TIME, types);

      if (message == NULL)
        {
          if (is_still (decoder, &watch) && (has_failed || g_atomic_int_get (&decoder->is_read)))
            return;
        }
      else if (gst_is_missing_plugin_message (message))
        note_missing (decoder, message);
      else if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_ERROR)
        {
          note_error (decoder, message);
          has_failed = TRUE;
          if (!g_atomic_int_get (&decoder->has_codec))
            return;
        }
      else if (GST_MESSAGE_TYPE (message) != GST_MESSAGE_ELEMENT)
        return;
    }
}

static const BareForm *
find_bare_form (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (bare_forms); i++)
    if (g_str_equal (name, bare_forms[i].name))
      return &bare_forms[i];
  return NULL;
}

void
attune_decoder_pipeline_run (int input_fd, const char *form, AttuneDecoderOutput *output)
{
  /* What streams on while the process ends still knows it. */
  static Decoder decoder;
  gboolean is_built;

  decoder = (Decoder){
    .output = output,
    .input_fd = input_fd,
    .bare = find_bare_form (form),
    .takes_aac = g_str_equal (form, ATTUNE_DECODER_FORM_ANY_OR_AAC),
  };
  decoder.pipeline = gst_object_ref_sink (gst_pipeline_new (NULL));
  g_signal_connect (decoder.pipeline, "deep-element-added", G_CALLBACK (element_added_cb),
                    &decoder);
  is_built = build_tail (&decoder) && (decoder.bare != NULL ? build_bare (&decoder, decoder.bare)
                                                            : build_any (&decoder, input_fd));
  if (is_built)
    {
      gst_element_set_state (decoder.pipeline, GST_STATE_PLAYING);
      if (decoder.bare != NULL)
        g_thread_unref (g_thread_new ("feed", feed_thread, &decoder));
      await_end (&decoder);
      report_error (&decoder);
    }
}
