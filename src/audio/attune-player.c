/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-player-private.h"

#include "attune-frames.h"
#include "attune-player-engine-private.h"

#define DEFAULT_SPEED     10
#define DEFAULT_REWIND_US (2 * G_USEC_PER_SEC)
/* What is left of a skipped silence at each end, so that the words around it keep their breath. */
#define SKIP_MARGIN_US (G_USEC_PER_SEC / 4)

struct _AttunePlayer
{
  GObject parent_instance;

  /* Settings. */
  gboolean is_silent;
  guint speed;
  double balance;
  gint64 skip_silence;
  gint64 rewind;
  guint agent;
  guint customer;

  /* Owned. */
  AttunePlayerEngine *engine;
  AttunePcm *pcm;
  AttuneTalkMap *talk_map;

  /* `held` is the position while nothing plays; `serial` the take that does, or 0. */
  gint64 held;
  guint serial;
  gint64 range_end;
  gint64 loop_start;
  gint64 loop_end;
  gboolean has_device;
};

G_DEFINE_FINAL_TYPE (AttunePlayer, attune_player, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_PLAYING,
  PROP_SPEED_TENTHS,
  PROP_BALANCE,
  PROP_SKIP_SILENCE,
  PROP_REWIND,
  PROP_LOOP_START,
  PROP_LOOP_END,
  PROP_HAS_DEVICE,
  PROP_SILENT,
  N_PROPS
};

enum
{
  ENDED,
  FAILED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void
notify (AttunePlayer *self, guint property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static gint64
clamp_frame (AttunePlayer *self, gint64 frame)
{
  return CLAMP (frame, 0, attune_pcm_get_n_frames (self->pcm));
}

/* Owned, or NULL when nothing is skipped. */
static GArray *
find_skipped (AttunePlayer *self, gint64 least_us)
{
  guint rate;

  if (least_us == 0 || self->talk_map == NULL)
    return NULL;

  rate = attune_talk_map_get_rate (self->talk_map);
  return attune_talk_map_get_skipped (self->talk_map,
                                      MAX (attune_us_to_frames (least_us, rate),
                                           attune_us_to_frames (2 * SKIP_MARGIN_US, rate)),
                                      attune_us_to_frames (SKIP_MARGIN_US, rate));
}

/* Makes what is heard from `self->held` on what the settings say. */
static void
start (AttunePlayer *self)
{
  g_autoptr (GArray) skipped = find_skipped (self, self->skip_silence);
  const AttuneTake take = {
    .pcm = self->pcm,
    .start = self->held,
    .stop = self->range_end,
    .loop_start = self->loop_start,
    .loop_end = self->loop_end,
    .skipped = skipped,
    .agent = self->agent,
    .customer = self->customer,
    .balance = self->balance,
  };

  self->serial = attune_player_engine_play (self->engine, &take, self->speed);
}

static void
restart (AttunePlayer *self)
{
  if (self->serial == 0)
    return;

  self->held = attune_player_get_position (self);
  start (self);
}

static void
stop (AttunePlayer *self, gint64 held)
{
  self->held = held;
  self->range_end = -1;
  if (self->serial == 0)
    return;

  self->serial = 0;
  attune_player_engine_stop (self->engine);
  notify (self, PROP_PLAYING);
}

static void
engine_event_cb (const AttuneEngineEvent *event, gpointer user_data)
{
  AttunePlayer *self = user_data;
  G_GNUC_UNUSED g_autoptr (AttunePlayer) kept = g_object_ref (self);

  switch (event->kind)
    {
    case ATTUNE_ENGINE_DEVICE:
      if (self->has_device == event->has_device)
        break;
      self->has_device = event->has_device;
      notify (self, PROP_HAS_DEVICE);
      break;
    case ATTUNE_ENGINE_ENDED:
      if (event->serial != self->serial)
        break;
      stop (self, event->position);
      g_signal_emit (self, signals[ENDED], 0);
      break;
    case ATTUNE_ENGINE_FAILED:
      if (event->serial != self->serial)
        break;
      stop (self, event->position);
      g_signal_emit (self, signals[FAILED], 0, event->error);
      break;
    }
}

static void
attune_player_constructed (GObject *object)
{
  AttunePlayer *self = ATTUNE_PLAYER (object);

  G_OBJECT_CLASS (attune_player_parent_class)->constructed (object);

  self->engine = attune_player_engine_new (self->is_silent, NULL, engine_event_cb, self);
}

static void
attune_player_dispose (GObject *object)
{
  AttunePlayer *self = ATTUNE_PLAYER (object);

  self->serial = 0;
  g_clear_pointer (&self->engine, attune_player_engine_shut_down);
  g_clear_pointer (&self->pcm, attune_pcm_unref);
  g_clear_pointer (&self->talk_map, attune_talk_map_unref);

  G_OBJECT_CLASS (attune_player_parent_class)->dispose (object);
}

static void
attune_player_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  AttunePlayer *self = ATTUNE_PLAYER (object);

  switch (property_id)
    {
    case PROP_PLAYING:
      g_value_set_boolean (value, self->serial != 0);
      break;
    case PROP_SPEED_TENTHS:
      g_value_set_uint (value, self->speed);
      break;
    case PROP_BALANCE:
      g_value_set_double (value, self->balance);
      break;
    case PROP_SKIP_SILENCE:
      g_value_set_int64 (value, self->skip_silence);
      break;
    case PROP_REWIND:
      g_value_set_int64 (value, self->rewind);
      break;
    case PROP_LOOP_START:
      g_value_set_int64 (value, self->loop_start);
      break;
    case PROP_LOOP_END:
      g_value_set_int64 (value, self->loop_end);
      break;
    case PROP_HAS_DEVICE:
      g_value_set_boolean (value, self->has_device);
      break;
    case PROP_SILENT:
      g_value_set_boolean (value, self->is_silent);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
attune_player_set_property (GObject *object,
                            guint property_id,
                            const GValue *value,
                            GParamSpec *pspec)
{
  AttunePlayer *self = ATTUNE_PLAYER (object);

  switch (property_id)
    {
    case PROP_SPEED_TENTHS:
      attune_player_set_speed (self, g_value_get_uint (value));
      break;
    case PROP_BALANCE:
      attune_player_set_balance (self, g_value_get_double (value));
      break;
    case PROP_SKIP_SILENCE:
      attune_player_set_skip_silence (self, g_value_get_int64 (value));
      break;
    case PROP_REWIND:
      attune_player_set_rewind (self, g_value_get_int64 (value));
      break;
    case PROP_SILENT:
      self->is_silent = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
attune_player_class_init (AttunePlayerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  const GParamFlags writable = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->constructed = attune_player_constructed;
  object_class->dispose = attune_player_dispose;
  object_class->get_property = attune_player_get_property;
  object_class->set_property = attune_player_set_property;

  properties[PROP_PLAYING] = g_param_spec_boolean ("playing", NULL, NULL, FALSE, readable);
  properties[PROP_SPEED_TENTHS] = g_param_spec_uint ("speed-tenths", NULL, NULL,
                                                     ATTUNE_PLAYER_SPEED_MIN,
                                                     ATTUNE_PLAYER_SPEED_MAX, DEFAULT_SPEED,
                                                     writable);
  properties[PROP_BALANCE] = g_param_spec_double ("balance", NULL, NULL, -1.0, 1.0, 0.0, writable);
  properties[PROP_SKIP_SILENCE] = g_param_spec_int64 ("skip-silence", NULL, NULL, 0, G_MAXINT64, 0,
                                                      writable);
  properties[PROP_REWIND] = g_param_spec_int64 ("rewind", NULL, NULL, 0, G_MAXINT64,
                                                DEFAULT_REWIND_US, writable);
  properties[PROP_LOOP_START] = g_param_spec_int64 ("loop-start", NULL, NULL, 0, G_MAXINT64, 0,
                                                    readable);
  properties[PROP_LOOP_END] = g_param_spec_int64 ("loop-end", NULL, NULL, 0, G_MAXINT64, 0,
                                                  readable);
  properties[PROP_HAS_DEVICE] = g_param_spec_boolean ("has-device", NULL, NULL, TRUE, readable);
  properties[PROP_SILENT] = g_param_spec_boolean ("silent", NULL, NULL, FALSE,
                                                  G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY |
                                                    G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[ENDED] = g_signal_new ("ended", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
attune_player_init (AttunePlayer *self)
{
  self->speed = DEFAULT_SPEED;
  self->rewind = DEFAULT_REWIND_US;
  self->customer = 1;
  self->range_end = -1;
  self->has_device = TRUE;
}

AttunePlayer *
attune_player_new (void)
{
  return g_object_new (ATTUNE_TYPE_PLAYER, NULL);
}

AttunePlayer *
attune_player_new_for_sink (GstElement *sink)
{
  AttunePlayer *self = g_object_new (ATTUNE_TYPE_PLAYER, "silent", TRUE, NULL);

  attune_player_engine_shut_down (self->engine);
  self->engine = attune_player_engine_new (TRUE, sink, engine_event_cb, self);
  return self;
}

void
attune_player_set_pcm (AttunePlayer *self, AttunePcm *pcm)
{
  g_return_if_fail (ATTUNE_IS_PLAYER (self));

  if (pcm == self->pcm)
    return;

  stop (self, 0);
  attune_player_set_loop (self, 0, 0);
  g_clear_pointer (&self->talk_map, attune_talk_map_unref);
  g_clear_pointer (&self->pcm, attune_pcm_unref);
  if (pcm != NULL)
    self->pcm = attune_pcm_ref (pcm);
}

void
attune_player_set_talk_map (AttunePlayer *self, AttuneTalkMap *talk_map)
{
  g_return_if_fail (ATTUNE_IS_PLAYER (self));

  if (talk_map == self->talk_map)
    return;

  g_clear_pointer (&self->talk_map, attune_talk_map_unref);
  if (talk_map != NULL)
    self->talk_map = attune_talk_map_ref (talk_map);
  if (self->skip_silence > 0)
    restart (self);
}

void
attune_player_set_channels (AttunePlayer *self, guint agent, guint customer)
{
  g_return_if_fail (ATTUNE_IS_PLAYER (self));

  if (agent == self->agent && customer == self->customer)
    return;

  self->agent = agent;
  self->customer = customer;
  restart (self);
}

void
attune_player_play (AttunePlayer *self)
{
  g_return_if_fail (ATTUNE_IS_PLAYER (self));

  if (self->pcm == NULL || self->serial != 0)
    return;

  if (attune_pcm_is_complete (self->pcm) && self->held >= attune_pcm_get_n_frames (self->pcm))
    self->held = 0;
  start (self);
  notify (self, PROP_PLAYING);
}

void
attune_player_pause (AttunePlayer *self)
{
  gint64 position, least = 0;

  g_return_if_fail (ATTUNE_IS_PLAYER (self));

  if (self->serial == 0)
    return;

  position = attune_player_get_position (self);
  if (position >= self->loop_start && position < self->loop_end)
    least = self->loop_start;
  stop (self, MAX (position - attune_us_to_frames (self->rewind, attune_pcm_get_rate (self->pcm)),
                   least));
}

gboolean
attune_player_is_playing (AttunePlayer *self)
{
  g_return_val_if_fail (ATTUNE_IS_PLAYER (self), FALSE);

  return self->serial != 0;
}

void
attune_player_play_range (AttunePlayer *self, gint64 first, gint64 last)
{
  gboolean was_playing;

  g_return_if_fail (ATTUNE_IS_PLAYER (self));
  g_return_if_fail (first <= last);

  if (self->pcm == NULL)
    return;

  was_playing = self->serial != 0;
  self->held = clamp_frame (self, first);
  self->range_end = MAX (last, self->held);
  start (self);
  if (!was_playing)
    notify (self, PROP_PLAYING);
}

void
attune_player_seek (AttunePlayer *self, gint64 frame)
{
  g_return_if_fail (ATTUNE_IS_PLAYER (self));

  if (self->pcm == NULL)
    return;

  self->held = clamp_frame (self, frame);
  self->range_end = -1;
  if (self->serial != 0)
    start (self);
}

void
attune_player_seek_us (AttunePlayer *self, gint64 us)
{
  g_return_if_fail (ATTUNE_IS_PLAYER (self));

  if (self->pcm != NULL)
    attune_player_seek (self, attune_us_to_frames (us, attune_pcm_get_rate (self->pcm)));
}

gint64
attune_player_get_position (AttunePlayer *self)
{
  g_return_val_if_fail (ATTUNE_IS_PLAYER (self), 0);

  if (self->serial == 0)
    return self->held;
  return attune_player_engine_get_position (self->engine, self->serial);
}

gint64
attune_player_get_position_us (AttunePlayer *self)
{
  g_return_val_if_fail (ATTUNE_IS_PLAYER (self), 0);

  if (self->pcm == NULL)
    return 0;
  return attune_frames_to_us (attune_player_get_position (self), attune_pcm_get_rate (self->pcm));
}

void
attune_player_set_speed (AttunePlayer *self, guint tenths)
{
  g_return_if_fail (ATTUNE_IS_PLAYER (self));

  tenths = CLAMP (tenths, ATTUNE_PLAYER_SPEED_MIN, ATTUNE_PLAYER_SPEED_MAX);
  if (tenths == self->speed)
    return;

  self->speed = tenths;
  restart (self);
  notify (self, PROP_SPEED_TENTHS);
}

guint
attune_player_get_speed (AttunePlayer *self)
{
  g_return_val_if_fail (ATTUNE_IS_PLAYER (self), 0);

  return self->speed;
}

void
attune_player_set_loop (AttunePlayer *self, gint64 start_frame, gint64 end_frame)
{
  gint64 position;

  g_return_if_fail (ATTUNE_IS_PLAYER (self));

  if (self->pcm == NULL || start_frame >= end_frame)
    start_frame = end_frame = 0;
  if (start_frame == self->loop_start && end_frame == self->loop_end)
    return;

  position = attune_player_get_position (self);
  self->loop_start = MAX (start_frame, 0);
  self->loop_end = end_frame;
  if (self->loop_end > self->loop_start &&
      (position < self->loop_start || position >= self->loop_end))
    position = clamp_frame (self, self->loop_start);
  self->held = position;
  self->range_end = -1;
  if (self->serial != 0)
    start (self);
  notify (self, PROP_LOOP_START);
  notify (self, PROP_LOOP_END);
}

gboolean
attune_player_get_loop (AttunePlayer *self, gint64 *out_start, gint64 *out_end)
{
  g_return_val_if_fail (ATTUNE_IS_PLAYER (self), FALSE);

  if (self->loop_end <= self->loop_start)
    return FALSE;

  *out_start = self->loop_start;
  *out_end = self->loop_end;
  return TRUE;
}

void
attune_player_set_balance (AttunePlayer *self, double balance)
{
  g_return_if_fail (ATTUNE_IS_PLAYER (self));

  balance = CLAMP (balance, -1.0, 1.0);
  if (G_APPROX_VALUE (balance, self->balance, 1e-9))
    return;

  self->balance = balance;
  restart (self);
  notify (self, PROP_BALANCE);
}

double
attune_player_get_balance (AttunePlayer *self)
{
  g_return_val_if_fail (ATTUNE_IS_PLAYER (self), 0.0);

  return self->balance;
}

void
attune_player_set_skip_silence (AttunePlayer *self, gint64 least_us)
{
  g_return_if_fail (ATTUNE_IS_PLAYER (self));

  least_us = MAX (least_us, 0);
  if (least_us == self->skip_silence)
    return;

  self->skip_silence = least_us;
  restart (self);
  notify (self, PROP_SKIP_SILENCE);
}

gint64
attune_player_get_skip_silence (AttunePlayer *self)
{
  g_return_val_if_fail (ATTUNE_IS_PLAYER (self), 0);

  return self->skip_silence;
}

gint64
attune_player_get_saved_us (AttunePlayer *self)
{
  g_autoptr (GArray) skipped = NULL;
  gint64 saved = 0;

  g_return_val_if_fail (ATTUNE_IS_PLAYER (self), 0);

  skipped = find_skipped (self, self->skip_silence);
  if (skipped == NULL)
    return 0;

  for (guint i = 0; i < skipped->len; i++)
    saved += g_array_index (skipped, AttuneSpan, i).end -
             g_array_index (skipped, AttuneSpan, i).start;
  return attune_frames_to_us (saved, attune_talk_map_get_rate (self->talk_map));
}

void
attune_player_set_rewind (AttunePlayer *self, gint64 us)
{
  g_return_if_fail (ATTUNE_IS_PLAYER (self));

  us = MAX (us, 0);
  if (us == self->rewind)
    return;

  self->rewind = us;
  notify (self, PROP_REWIND);
}

gint64
attune_player_get_rewind (AttunePlayer *self)
{
  g_return_val_if_fail (ATTUNE_IS_PLAYER (self), 0);

  return self->rewind;
}

gboolean
attune_player_has_device (AttunePlayer *self)
{
  g_return_val_if_fail (ATTUNE_IS_PLAYER (self), FALSE);

  return self->has_device;
}
