/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-player-engine-private.h"

#include "attune-audio-error.h"
#include "attune-player-device.h"

#include <glib/gi18n-lib.h>
#include <gst/app/gstappsrc.h>
#include <gst/audio/audio.h>

/* Sound is fed in blocks of a fiftieth of a second. */
#define BLOCKS_PER_SECOND 50
/* What must be ready of a recording still being decoded before it is played on from there, in seconds. */
#define READY_SECONDS   0.5
#define WAIT_MS         20
#define PREROLL_TIMEOUT (2 * GST_SECOND)
/* After this long without a device, the next play looks for one again. */
#define PROBE_INTERVAL_US (10 * G_USEC_PER_SEC)

struct _AttunePlayerEngine
{
  gatomicrefcount ref_count;
  gboolean is_silent;
  GMainContext *owner_context;
  GMainContext *context;
  GMainLoop *loop;

  /* Owner's thread only. */
  AttuneEngineEventFunc func;
  gpointer user_data;

  /* Engine thread only. */
  GstElement *given_sink;
  GstElement *pipeline;
  GstAppSrc *source;
  GstElement *sink; /* the pipeline's */
  char *device;     /* that it plays on, or NULL */
  GSource *bus_source;
  GSource *wait_source;
  guint pipeline_rate;
  gint64 probed_at;
  gboolean has_device;
  guint started_serial;
  guint32 seek_number;

  /* Under the mutex: what is wanted. */
  GMutex mutex;
  gboolean is_shut_down;
  gboolean is_wanted;
  AttuneTake take;
  guint speed;
  guint serial;

  /* Under the mutex: what is fed, and by whom it is heard once it is. */
  AttuneFeed *feed;
  guint feed_rate;
  gint64 fed;
  gboolean is_starved;
  guint heard_serial;
  GstElement *heard_pipeline;
};

typedef struct
{
  AttunePlayerEngine *engine;
  AttuneEngineEvent event;
} Delivery;

static void wake (AttunePlayerEngine *self, guint delay_ms);

static AttunePlayerEngine *
engine_ref (AttunePlayerEngine *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

static void
engine_unref (AttunePlayerEngine *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  attune_take_clear (&self->take);
  g_clear_pointer (&self->feed, attune_feed_free);
  g_main_context_unref (self->owner_context);
  g_main_context_unref (self->context);
  g_main_loop_unref (self->loop);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

/* --- Telling the owner --- */

static gboolean
deliver_cb (gpointer data)
{
  Delivery *delivery = data;

  if (delivery->engine->func != NULL)
    delivery->engine->func (&delivery->event, delivery->engine->user_data);
  return G_SOURCE_REMOVE;
}

static void
delivery_free (gpointer data)
{
  Delivery *delivery = data;

  g_clear_error (&delivery->event.error);
  engine_unref (delivery->engine);
  g_free (delivery);
}

/* Takes over the event's error. */
static void
deliver (AttunePlayerEngine *self, AttuneEngineEvent event)
{
  Delivery *delivery = g_new0 (Delivery, 1);
  g_autoptr (GSource) source = g_idle_source_new ();

  delivery->engine = engine_ref (self);
  delivery->event = event;
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, deliver_cb, delivery, delivery_free);
  g_source_set_static_name (source, "attune: player");
  g_source_attach (source, self->owner_context);
}

/* Where the `fed`-th frame fed comes from: before anything is fed, where the take begins. The mutex is held. */
static gint64
get_source (AttunePlayerEngine *self, gint64 fed)
{
  return self->feed != NULL ? attune_feed_get_source (self->feed, fed) : self->take.start;
}

/* --- In the streaming thread --- */

/* The mutex is held. */
static void
push_block (AttunePlayerEngine *self, GstAppSrc *source, const gint16 *samples, gsize n)
{
  GstBuffer *buffer = gst_buffer_new_memdup (samples, n * 2 * sizeof (gint16));
  guint64 end = (guint64) self->fed + n;

  GST_BUFFER_PTS (buffer) = gst_util_uint64_scale_round ((guint64) self->fed, GST_SECOND,
                                                         self->feed_rate);
  GST_BUFFER_DURATION (buffer) = gst_util_uint64_scale_round (end, GST_SECOND, self->feed_rate) -
                                 GST_BUFFER_PTS (buffer);
  self->fed = (gint64) end;
  gst_app_src_push_buffer (source, buffer);
}

static void
need_data_cb (GstAppSrc *source, guint length, gpointer user_data)
{
  AttunePlayerEngine *self = user_data;
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  gsize most = self->feed_rate / BLOCKS_PER_SECOND + 1;
  g_autofree gint16 *samples = g_new (gint16, 2 * most);
  g_autoptr (GError) error = NULL;
  gsize n;

  if (self->feed == NULL)
    return;

  switch (attune_feed_read (self->feed, most, samples, &n, &error))
    {
    case ATTUNE_FEED_BLOCK:
      push_block (self, source, samples, n);
      break;
    case ATTUNE_FEED_STARVED:
      self->is_starved = TRUE;
      wake (self, 0);
      break;
    case ATTUNE_FEED_END:
      gst_app_src_end_of_stream (source);
      break;
    case ATTUNE_FEED_FAILED:
      gst_element_post_message (GST_ELEMENT (source),
                                gst_message_new_error (GST_OBJECT (source), error, NULL));
      break;
    }
}

/* Called while nothing flows, and before anything of the new take is asked for: the one moment to change over. */
static gboolean
seek_data_cb (GstAppSrc *source, guint64 offset, gpointer user_data)
{
  AttunePlayerEngine *self = user_data;
  G_GNUC_UNUSED g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  g_clear_pointer (&self->feed, attune_feed_free);
  self->feed = attune_feed_new (&self->take);
  self->feed_rate = attune_pcm_get_rate (self->take.pcm);
  self->fed = 0;
  self->is_starved = FALSE;
  return TRUE;
}

/* --- In the engine's thread --- */

static void
clear_source (GSource **source)
{
  if (*source != NULL)
    g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

static void
tear_down (AttunePlayerEngine *self)
{
  g_mutex_lock (&self->mutex);
  gst_clear_object (&self->heard_pipeline);
  self->heard_serial = 0;
  g_mutex_unlock (&self->mutex);

  clear_source (&self->bus_source);
  if (self->pipeline != NULL)
    gst_element_set_state (self->pipeline, GST_STATE_NULL);
  gst_clear_object (&self->pipeline);
  self->source = NULL;
  self->sink = NULL;
  g_clear_pointer (&self->device, g_free);

  g_mutex_lock (&self->mutex);
  g_clear_pointer (&self->feed, attune_feed_free);
  g_mutex_unlock (&self->mutex);
}

/* Takes over `error`. */
static void
fail (AttunePlayerEngine *self, GError *error)
{
  AttuneEngineEvent event = { .kind = ATTUNE_ENGINE_FAILED, .serial = self->started_serial };

  event.position = attune_player_engine_get_position (self, self->started_serial);
  event.error = error;
  g_mutex_lock (&self->mutex);
  if (self->serial == self->started_serial)
    self->is_wanted = FALSE;
  g_mutex_unlock (&self->mutex);

  tear_down (self);
  deliver (self, event);
}

static void
handle_error (AttunePlayerEngine *self, GstMessage *message)
{
  g_autoptr (GError) error = NULL;

  gst_message_parse_error (message, &error, NULL);
  if (error->domain == ATTUNE_AUDIO_ERROR)
    {
      fail (self, g_steal_pointer (&error));
      return;
    }
  fail (self, g_error_new (
                ATTUNE_AUDIO_ERROR, ATTUNE_AUDIO_ERROR_DEVICE,
                _ ("The sound device failed (%s). Check that it is plugged in, then play again."),
                error->message));
}

static void
handle_end (AttunePlayerEngine *self)
{
  AttuneEngineEvent event = { .kind = ATTUNE_ENGINE_ENDED, .serial = self->started_serial };

  gst_element_set_state (self->pipeline, GST_STATE_PAUSED);
  g_mutex_lock (&self->mutex);
  event.position = get_source (self, self->fed);
  if (self->serial == self->started_serial)
    self->is_wanted = FALSE;
  g_mutex_unlock (&self->mutex);

  deliver (self, event);
}

/* Whoever listened with a headset does not want the room to hear the rest. A move to what was plugged in is none. */
static void
handle_move (AttunePlayerEngine *self)
{
  g_autofree char *before = g_steal_pointer (&self->device);

  self->device = attune_player_device_dup_name (self->sink);
  if (before == NULL || g_strcmp0 (before, self->device) == 0 ||
      attune_player_device_is_there (before))
    return;
  fail (self, g_error_new_literal (ATTUNE_AUDIO_ERROR, ATTUNE_AUDIO_ERROR_DEVICE,
                                   _ ("The sound device was unplugged. Play again to listen on "
                                      "another one.")));
}

static gboolean
bus_cb (GstBus *bus, GstMessage *message, gpointer user_data)
{
  AttunePlayerEngine *self = user_data;

  if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_ERROR)
    handle_error (self, message);
  else if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_EOS &&
           gst_message_get_seqnum (message) == self->seek_number)
    handle_end (self);
  else if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_APPLICATION)
    handle_move (self);
  return self->bus_source != NULL ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static GstElement *
make_sink (AttunePlayerEngine *self)
{
  GstElement *sink;

  self->probed_at = g_get_monotonic_time ();
  self->has_device = self->given_sink != NULL;
  if (self->given_sink != NULL)
    return gst_object_ref (self->given_sink);

  sink = self->is_silent ? NULL : attune_player_device_find ();
  self->has_device = sink != NULL;
  if (sink == NULL)
    sink = attune_player_device_new_clock ();
  return sink;
}

static void
set_up_source (AttunePlayerEngine *self, guint rate)
{
  GstAppSrcCallbacks callbacks = { .need_data = need_data_cb, .seek_data = seek_data_cb };
  g_autoptr (GstCaps)
    caps = gst_caps_new_simple ("audio/x-raw", "format", G_TYPE_STRING, GST_AUDIO_NE (S16),
                                "layout", G_TYPE_STRING, "interleaved", "rate", G_TYPE_INT,
                                (int) rate, "channels", G_TYPE_INT, 2, NULL);

  g_object_set (self->source, "format", GST_FORMAT_TIME, NULL);
  gst_app_src_set_stream_type (self->source, GST_APP_STREAM_TYPE_SEEKABLE);
  gst_app_src_set_caps (self->source, caps);
  gst_app_src_set_callbacks (self->source, &callbacks, self, NULL);
  self->pipeline_rate = rate;
}

static gboolean
build (AttunePlayerEngine *self, guint rate, GError **error)
{
  const char *const names[] = { "appsrc", "scaletempo", "audioconvert", "audioresample" };
  g_autoptr (GstBus) bus = NULL;
  g_autoptr (GstElement) sink = NULL;
  GstElement *last = NULL;

  self->pipeline = gst_object_ref_sink (gst_pipeline_new (NULL));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if (!attune_player_device_chain (self->pipeline, gst_element_factory_make (names[i], NULL),
                                       &last, error))
        return FALSE;
      if (i == 0)
        self->source = GST_APP_SRC (last);
    }
  set_up_source (self, rate);
  sink = make_sink (self);
  if (!attune_player_device_chain (self->pipeline, sink, &last, error))
    return FALSE;
  self->sink = last;
  attune_player_device_watch (self->sink);

  bus = gst_element_get_bus (self->pipeline);
  self->bus_source = gst_bus_create_watch (bus);
  g_source_set_callback (self->bus_source, G_SOURCE_FUNC (bus_cb), self, NULL);
  g_source_attach (self->bus_source, self->context);
  deliver (self,
           (AttuneEngineEvent){ .kind = ATTUNE_ENGINE_DEVICE, .has_device = self->has_device });
  return TRUE;
}

static gboolean
is_stale (AttunePlayerEngine *self, guint rate)
{
  gboolean is_to_probe = !self->is_silent && !self->has_device && self->heard_pipeline == NULL &&
                         g_get_monotonic_time () - self->probed_at > PROBE_INTERVAL_US;

  return self->pipeline != NULL && (self->pipeline_rate != rate || is_to_probe);
}

/* A flushing seek to 0 at the wanted rate, sent to the source itself: the sink then empties what it held. */
static gboolean
send_seek (AttunePlayerEngine *self, guint speed)
{
  GstEvent *event = gst_event_new_seek (speed / 10.0, GST_FORMAT_TIME,
                                        GST_SEEK_FLAG_FLUSH | GST_SEEK_FLAG_ACCURATE,
                                        GST_SEEK_TYPE_SET, 0, GST_SEEK_TYPE_NONE, -1);

  self->seek_number = gst_event_get_seqnum (event);
  return gst_element_send_event (GST_ELEMENT (self->source), event);
}

static void
start_take (AttunePlayerEngine *self, guint serial, guint rate, guint speed)
{
  GError *error = NULL;
  gboolean is_sought;

  self->started_serial = serial;
  if (is_stale (self, rate))
    tear_down (self);
  if (self->pipeline == NULL && !build (self, rate, &error))
    {
      fail (self, error);
      return;
    }

  /* What fails here says so on the bus. */
  is_sought = gst_element_set_state (self->pipeline, GST_STATE_PAUSED) !=
                GST_STATE_CHANGE_FAILURE &&
              send_seek (self, speed);
  if (!is_sought)
    return;
  gst_element_set_state (self->pipeline, GST_STATE_PLAYING);
  gst_element_get_state (self->pipeline, NULL, NULL, PREROLL_TIMEOUT);

  g_mutex_lock (&self->mutex);
  gst_object_replace ((GstObject **) &self->heard_pipeline, GST_OBJECT (self->pipeline));
  self->heard_serial = serial;
  g_mutex_unlock (&self->mutex);
}

/* The mutex is held. */
static gboolean
is_ready (AttunePlayerEngine *self)
{
  AttunePcm *pcm = self->take.pcm;
  gint64 ahead = (gint64) (READY_SECONDS * attune_pcm_get_rate (pcm));

  return attune_pcm_is_complete (pcm) || attune_pcm_get_n_frames (pcm) >= self->take.start + ahead;
}

/* Goes on later from where it is heard now: the sound ran out ahead of the decoder. */
static void
hold_take (AttunePlayerEngine *self)
{
  gint64 position = attune_player_engine_get_position (self, self->started_serial);

  gst_element_set_state (self->pipeline, GST_STATE_PAUSED);
  g_mutex_lock (&self->mutex);
  if (self->serial == self->started_serial)
    self->take.start = position;
  self->heard_serial = 0;
  self->is_starved = FALSE;
  g_mutex_unlock (&self->mutex);
  self->started_serial = 0;
}

static gboolean
update_cb (gpointer data)
{
  AttunePlayerEngine *self = data;
  gboolean is_shut_down, is_wanted, is_starved, is_ready_now;
  guint serial, speed, rate = 0;

  g_mutex_lock (&self->mutex);
  is_shut_down = self->is_shut_down;
  is_wanted = self->is_wanted;
  serial = self->serial;
  speed = self->speed;
  is_starved = self->is_starved;
  is_ready_now = is_wanted && is_ready (self);
  if (is_wanted)
    rate = attune_pcm_get_rate (self->take.pcm);
  g_mutex_unlock (&self->mutex);

  if (is_shut_down)
    g_main_loop_quit (self->loop);
  else if (!is_wanted)
    {
      if (self->pipeline != NULL)
        gst_element_set_state (self->pipeline, GST_STATE_PAUSED);
    }
  else if (serial != self->started_serial && is_ready_now)
    start_take (self, serial, rate, speed);
  else if (serial != self->started_serial)
    wake (self, WAIT_MS);
  else if (is_starved)
    {
      hold_take (self);
      wake (self, WAIT_MS);
    }
  return G_SOURCE_REMOVE;
}

static void
wake (AttunePlayerEngine *self, guint delay_ms)
{
  g_autoptr (GSource) source = delay_ms > 0 ? g_timeout_source_new (delay_ms)
                                            : g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, update_cb, self, NULL);
  g_source_set_static_name (source, "attune: player engine");
  g_source_attach (source, self->context);
}

static gpointer
engine_thread (gpointer data)
{
  AttunePlayerEngine *self = data;

  g_main_context_push_thread_default (self->context);
  gst_init (NULL, NULL);
  g_main_loop_run (self->loop);
  tear_down (self);
  if (self->given_sink != NULL)
    gst_element_set_state (self->given_sink, GST_STATE_NULL);
  gst_clear_object (&self->given_sink);
  g_main_context_pop_thread_default (self->context);
  engine_unref (self);
  return NULL;
}

/* --- For the owner --- */

AttunePlayerEngine *
attune_player_engine_new (gboolean is_silent,
                          GstElement *sink,
                          AttuneEngineEventFunc func,
                          gpointer user_data)
{
  AttunePlayerEngine *self = g_new0 (AttunePlayerEngine, 1);

  g_atomic_ref_count_init (&self->ref_count);
  g_mutex_init (&self->mutex);
  self->is_silent = is_silent;
  self->given_sink = sink != NULL ? gst_object_ref_sink (sink) : NULL;
  self->func = func;
  self->user_data = user_data;
  self->owner_context = g_main_context_ref_thread_default ();
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  g_thread_unref (g_thread_new ("attune-player", engine_thread, engine_ref (self)));
  return self;
}

void
attune_player_engine_shut_down (AttunePlayerEngine *self)
{
  self->func = NULL;
  g_mutex_lock (&self->mutex);
  self->is_shut_down = TRUE;
  self->is_wanted = FALSE;
  g_mutex_unlock (&self->mutex);

  wake (self, 0);
  engine_unref (self);
}

guint
attune_player_engine_play (AttunePlayerEngine *self, const AttuneTake *take, guint speed)
{
  guint serial;

  g_mutex_lock (&self->mutex);
  attune_take_clear (&self->take);
  attune_take_copy (take, &self->take);
  self->speed = speed;
  self->is_wanted = TRUE;
  self->serial = MAX (self->serial + 1, 1);
  serial = self->serial;
  g_mutex_unlock (&self->mutex);

  wake (self, 0);
  return serial;
}

void
attune_player_engine_stop (AttunePlayerEngine *self)
{
  g_mutex_lock (&self->mutex);
  self->is_wanted = FALSE;
  g_mutex_unlock (&self->mutex);

  wake (self, 0);
}

gint64
attune_player_engine_get_position (AttunePlayerEngine *self, guint serial)
{
  g_autoptr (GstElement) pipeline = NULL;
  gint64 time = 0;
  gint64 position;

  g_mutex_lock (&self->mutex);
  if (serial == self->heard_serial && self->heard_pipeline != NULL)
    pipeline = gst_object_ref (self->heard_pipeline);
  g_mutex_unlock (&self->mutex);

  /* Asked without the mutex, which the streaming thread needs to answer. */
  if (pipeline != NULL && !gst_element_query_position (pipeline, GST_FORMAT_TIME, &time))
    time = 0;

  g_mutex_lock (&self->mutex);
  if (pipeline != NULL && serial == self->heard_serial)
    position = get_source (self,
                           (gint64) gst_util_uint64_scale_round ((guint64) MAX (time, 0),
                                                                 self->feed_rate, GST_SECOND));
  else
    position = self->take.start;
  g_mutex_unlock (&self->mutex);
  return position;
}
