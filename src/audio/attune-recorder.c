/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-recorder.h"

#include "attune-audio-error.h"
#include "attune-player-device.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <gst/gst.h>
#include <math.h>
#include <string.h>

#define DEFAULT_LIMIT_US (5 * 60 * (gint64) G_USEC_PER_SEC)

/* Speech of one voice, as telephones have it and better. */
#define RATE    48000
#define BITRATE 24000

/* How often the level is told, and what is no sound at all. */
#define LEVEL_INTERVAL_NS (50 * GST_MSECOND)
#define SILENCE_DB        (-60.0)

struct _AttuneRecorder
{
  GObject parent_instance;

  char *source;
  gint64 limit;

  GCancellable *opening; /* of the microphone, or NULL */
  GstElement *pipeline;  /* NULL while there is none */
  guint watch;
  char *path;

  AttuneRecorderState state;
  double level;
  gint64 duration;
};

G_DEFINE_FINAL_TYPE (AttuneRecorder, attune_recorder, G_TYPE_OBJECT)

enum
{
  PROP_SOURCE = 1,
  PROP_LIMIT,
  PROP_LEVEL,
  PROP_DURATION,
  PROP_STATE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  ENDED,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
set_state (AttuneRecorder *self, AttuneRecorderState state)
{
  if (self->state == state)
    return;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static void
set_level (AttuneRecorder *self, double level)
{
  self->level = level;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LEVEL]);
}

/* Lets go of the microphone. */
static void
close_pipeline (AttuneRecorder *self)
{
  g_clear_handle_id (&self->watch, g_source_remove);
  if (self->pipeline != NULL)
    gst_element_set_state (self->pipeline, GST_STATE_NULL);
  g_clear_pointer (&self->pipeline, gst_object_unref);
  g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
  set_level (self, 0.0);
}

static void
fail (AttuneRecorder *self, const GError *error)
{
  close_pipeline (self);
  if (self->path != NULL)
    g_unlink (self->path);
  set_state (self, ATTUNE_RECORDER_IDLE);
  g_signal_emit (self, signals[FAILED], 0, error);
}

/* --- The pipeline --- */

/* ALSA complains on the console when asked on a machine without a card that hears. */
static gboolean
has_capture (void)
{
  g_autofree char *devices = NULL;

  return g_file_get_contents ("/proc/asound/pcm", &devices, NULL, NULL) &&
         strstr (devices, "capture") != NULL;
}

static GstElement *
find_microphone (GError **error)
{
  const char *const names[] = { "pulsesrc", "pipewiresrc", "alsasrc" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      GstElement *source;

      if (g_str_equal (names[i], "alsasrc") && !has_capture ())
        continue;
      source = gst_element_factory_make (names[i], NULL);
      if (source == NULL)
        continue;
      gst_object_ref_sink (source);
      if (gst_element_set_state (source, GST_STATE_READY) != GST_STATE_CHANGE_FAILURE)
        return source;
      gst_element_set_state (source, GST_STATE_NULL);
      gst_object_unref (source);
    }
  g_set_error_literal (error, ATTUNE_AUDIO_ERROR, ATTUNE_AUDIO_ERROR_DEVICE,
                       _ ("No microphone was found. Connect one, or allow Attune to use it, and "
                          "try again."));
  return NULL;
}

static GstElement *
make_source (const char *name, GError **error)
{
  GstElement *source;

  if (name == NULL)
    return find_microphone (error);
  source = gst_element_factory_make (name, NULL);
  if (source == NULL)
    {
      g_set_error (error, ATTUNE_AUDIO_ERROR, ATTUNE_AUDIO_ERROR_CODEC,
                   _ ("GStreamer has no “%s” to listen to. Install its plugin."), name);
      return NULL;
    }
  if (g_object_class_find_property (G_OBJECT_GET_CLASS (source), "is-live") != NULL)
    g_object_set (source, "is-live", TRUE, NULL);
  return gst_object_ref_sink (source);
}

static GstElement *
make_caps (void)
{
  g_autoptr (GstCaps) caps = gst_caps_new_simple ("audio/x-raw", "rate", G_TYPE_INT, RATE,
                                                  "channels", G_TYPE_INT, 1, NULL);
  GstElement *filter = gst_element_factory_make ("capsfilter", NULL);

  if (filter != NULL)
    g_object_set (filter, "caps", caps, NULL);
  return filter;
}

/* `element` with an integer property set, where there is such an element. */
static GstElement *
make (const char *name, const char *property, gint64 value)
{
  GstElement *element = gst_element_factory_make (name, NULL);
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, value);

  if (element != NULL && property != NULL)
    gst_util_set_object_arg (G_OBJECT (element), property, text);
  return element;
}

static GstElement *
make_file (const char *path)
{
  GstElement *sink = gst_element_factory_make ("filesink", NULL);

  if (sink != NULL)
    g_object_set (sink, "location", path, "sync", FALSE, NULL);
  return sink;
}

/* Takes `source` over. NULL with the error set. */
static GstElement *
make_pipeline (GstElement *source, const char *path, GError **error)
{
  GstElement *const rest[] = {
    make ("audioconvert", NULL, 0),
    make ("audioresample", NULL, 0),
    make_caps (),
    make ("level", "interval", LEVEL_INTERVAL_NS),
    make ("opusenc", "bitrate", BITRATE),
    make ("oggmux", NULL, 0),
    make_file (path),
  };
  GstElement *pipeline = gst_object_ref_sink (gst_pipeline_new (NULL));
  GstElement *last = NULL;
  gboolean is_whole = attune_player_device_chain (pipeline, source, &last, error);

  gst_object_unref (source);
  for (guint i = 0; i < G_N_ELEMENTS (rest); i++)
    {
      if (is_whole)
        is_whole = attune_player_device_chain (pipeline, rest[i], &last, error);
      else if (rest[i] != NULL)
        gst_object_unref (gst_object_ref_sink (rest[i]));
    }
  if (is_whole)
    return pipeline;

  gst_element_set_state (pipeline, GST_STATE_NULL);
  gst_object_unref (pipeline);
  return NULL;
}

/* --- While it runs --- */

/* Decibels of the loudest channel as a share of what can be heard. */
static double
read_level (const GstStructure *structure)
{
  const GValue *value = gst_structure_get_value (structure, "rms");
  GValueArray *channels = value != NULL ? g_value_get_boxed (value) : NULL;
  double db = channels != NULL && channels->n_values > 0 ? g_value_get_double (channels->values)
                                                         : SILENCE_DB;

  return isfinite (db) ? CLAMP (1.0 - db / SILENCE_DB, 0.0, 1.0) : 0.0;
}

static void
take_level (AttuneRecorder *self, const GstStructure *structure)
{
  guint64 end = 0;
  guint64 length = 0;

  if (!gst_structure_has_name (structure, "level"))
    return;
  set_level (self, read_level (structure));
  if (gst_structure_get_uint64 (structure, "running-time", &end) &&
      gst_structure_get_uint64 (structure, "duration", &length))
    self->duration = (gint64) ((end + length) / GST_USECOND);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DURATION]);
  if (self->duration >= self->limit)
    attune_recorder_stop (self);
}

static void
end (AttuneRecorder *self)
{
  close_pipeline (self);
  set_state (self, ATTUNE_RECORDER_IDLE);
  g_signal_emit (self, signals[ENDED], 0);
}

static void
fail_by_message (AttuneRecorder *self, GstMessage *message)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (GError) error = NULL;

  gst_message_parse_error (message, &reason, NULL);
  error = g_error_new (ATTUNE_AUDIO_ERROR, ATTUNE_AUDIO_ERROR_DEVICE,
                       /* Translators: %s is what the system says. */
                       _ ("What was spoken could not be taken down: %s Check the microphone, and "
                          "speak again."),
                       reason->message);
  fail (self, error);
}

static gboolean
message_cb (GstBus *bus, GstMessage *message, gpointer data)
{
  g_autoptr (AttuneRecorder) self = g_object_ref (data);

  switch ((int) GST_MESSAGE_TYPE (message))
    {
    case GST_MESSAGE_ELEMENT:
      take_level (self, gst_message_get_structure (message));
      break;
    case GST_MESSAGE_EOS:
      end (self);
      break;
    case GST_MESSAGE_ERROR:
      fail_by_message (self, message);
      break;
    default:
      break;
    }
  return self->watch != 0;
}

static void
run (AttuneRecorder *self, GstElement *pipeline)
{
  g_autoptr (GstBus) bus = gst_element_get_bus (pipeline);

  self->pipeline = pipeline;
  self->watch = gst_bus_add_watch (bus, message_cb, self);
  set_state (self, ATTUNE_RECORDER_SPEAKING);
  /* What goes wrong from here on is told on the bus. */
  gst_element_set_state (pipeline, GST_STATE_PLAYING);
}

/* --- Opening, in a thread: a sound server may take its time --- */

static void
open_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  AttuneRecorder *self = source;
  GError *error = NULL;
  GstElement *microphone, *pipeline;

  gst_init (NULL, NULL);
  microphone = make_source (self->source, &error);
  pipeline = microphone != NULL ? make_pipeline (microphone, data, &error) : NULL;
  if (pipeline != NULL)
    g_task_return_pointer (task, pipeline, gst_object_unref);
  else
    g_task_return_error (task, error);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  AttuneRecorder *self = ATTUNE_RECORDER (source);
  g_autoptr (GError) error = NULL;
  GstElement *pipeline;

  /* Whoever gave it up may have begun another since: then this is not what is waited for. */
  if (g_task_get_cancellable (G_TASK (result)) != self->opening)
    {
      pipeline = g_task_propagate_pointer (G_TASK (result), NULL);
      if (pipeline != NULL)
        gst_element_set_state (pipeline, GST_STATE_NULL);
      g_clear_pointer (&pipeline, gst_object_unref);
      return;
    }
  pipeline = g_task_propagate_pointer (G_TASK (result), &error);
  g_clear_object (&self->opening);
  if (pipeline != NULL)
    run (self, pipeline);
  else
    fail (self, error);
}

/* --- The object --- */

static void
attune_recorder_dispose (GObject *object)
{
  attune_recorder_cancel (ATTUNE_RECORDER (object));

  G_OBJECT_CLASS (attune_recorder_parent_class)->dispose (object);
}

static void
attune_recorder_finalize (GObject *object)
{
  AttuneRecorder *self = ATTUNE_RECORDER (object);

  g_free (self->source);
  g_free (self->path);

  G_OBJECT_CLASS (attune_recorder_parent_class)->finalize (object);
}

static void
attune_recorder_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  AttuneRecorder *self = ATTUNE_RECORDER (object);

  switch (property_id)
    {
    case PROP_SOURCE:
      g_value_set_string (value, self->source);
      break;
    case PROP_LIMIT:
      g_value_set_int64 (value, self->limit);
      break;
    case PROP_LEVEL:
      g_value_set_double (value, self->level);
      break;
    case PROP_DURATION:
      g_value_set_int64 (value, self->duration);
      break;
    case PROP_STATE:
      g_value_set_int (value, self->state);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
attune_recorder_set_property (GObject *object,
                              guint property_id,
                              const GValue *value,
                              GParamSpec *pspec)
{
  AttuneRecorder *self = ATTUNE_RECORDER (object);

  switch (property_id)
    {
    case PROP_SOURCE:
      self->source = g_value_dup_string (value);
      break;
    case PROP_LIMIT:
      self->limit = g_value_get_int64 (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
attune_recorder_class_init (AttuneRecorderClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  const GParamFlags constructed = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY |
                                  G_PARAM_STATIC_STRINGS;

  object_class->dispose = attune_recorder_dispose;
  object_class->finalize = attune_recorder_finalize;
  object_class->get_property = attune_recorder_get_property;
  object_class->set_property = attune_recorder_set_property;

  properties[PROP_SOURCE] = g_param_spec_string ("source", NULL, NULL, NULL, constructed);
  properties[PROP_LIMIT] = g_param_spec_int64 ("limit", NULL, NULL, 0, G_MAXINT64, DEFAULT_LIMIT_US,
                                               constructed);
  properties[PROP_LEVEL] = g_param_spec_double ("level", NULL, NULL, 0.0, 1.0, 0.0, readable);
  properties[PROP_DURATION] = g_param_spec_int64 ("duration", NULL, NULL, 0, G_MAXINT64, 0,
                                                  readable);
  properties[PROP_STATE] = g_param_spec_int ("state", NULL, NULL, ATTUNE_RECORDER_IDLE,
                                             ATTUNE_RECORDER_ENDING, ATTUNE_RECORDER_IDLE,
                                             readable);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[ENDED] = g_signal_new ("ended", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
attune_recorder_init (AttuneRecorder *self)
{
}

AttuneRecorder *
attune_recorder_new (void)
{
  return g_object_new (ATTUNE_TYPE_RECORDER, NULL);
}

void
attune_recorder_start (AttuneRecorder *self, const char *path)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (ATTUNE_IS_RECORDER (self));
  g_return_if_fail (path != NULL);

  if (self->state != ATTUNE_RECORDER_IDLE)
    return;
  g_free (self->path);
  self->path = g_strdup (path);
  self->duration = 0;
  self->opening = g_cancellable_new ();
  set_state (self, ATTUNE_RECORDER_STARTING);
  task = g_task_new (self, self->opening, opened_cb, NULL);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_source_tag (task, attune_recorder_start);
  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_run_in_thread (task, open_in_thread);
}

void
attune_recorder_stop (AttuneRecorder *self)
{
  g_return_if_fail (ATTUNE_IS_RECORDER (self));

  if (self->state == ATTUNE_RECORDER_STARTING ||
      (self->state == ATTUNE_RECORDER_SPEAKING && self->duration == 0))
    {
      g_autoptr (GError)
        error = g_error_new_literal (ATTUNE_AUDIO_ERROR, ATTUNE_AUDIO_ERROR_EMPTY,
                                     _ ("Nothing was heard yet. Speak again, a little longer."));

      fail (self, error);
    }
  else if (self->state == ATTUNE_RECORDER_SPEAKING)
    {
      set_state (self, ATTUNE_RECORDER_ENDING);
      gst_element_send_event (self->pipeline, gst_event_new_eos ());
    }
}

void
attune_recorder_cancel (AttuneRecorder *self)
{
  g_return_if_fail (ATTUNE_IS_RECORDER (self));

  if (self->state == ATTUNE_RECORDER_IDLE)
    return;
  close_pipeline (self);
  if (self->path != NULL)
    g_unlink (self->path);
  set_state (self, ATTUNE_RECORDER_IDLE);
}

AttuneRecorderState
attune_recorder_get_state (AttuneRecorder *self)
{
  g_return_val_if_fail (ATTUNE_IS_RECORDER (self), ATTUNE_RECORDER_IDLE);

  return self->state;
}

double
attune_recorder_get_level (AttuneRecorder *self)
{
  g_return_val_if_fail (ATTUNE_IS_RECORDER (self), 0.0);

  return self->level;
}

gint64
attune_recorder_get_duration (AttuneRecorder *self)
{
  g_return_val_if_fail (ATTUNE_IS_RECORDER (self), 0);

  return self->duration;
}

gint64
attune_recorder_get_limit (AttuneRecorder *self)
{
  g_return_val_if_fail (ATTUNE_IS_RECORDER (self), 0);

  return self->limit;
}
