/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-player-private.h"

#include "attune-frames.h"

#define DEFAULT_SPEED     10
#define DEFAULT_REWIND_US (2 * G_USEC_PER_SEC)
/* What is left of a skipped silence at each end, so that the words around it keep their breath. */
#define SKIP_MARGIN_US (G_USEC_PER_SEC / 4)

G_DEFINE_FINAL_TYPE (AttunePlayer, attune_player, G_TYPE_OBJECT)

enum
{
  ENDED,
  FAILED,
  N_SIGNALS
};

static GParamSpec *properties[ATTUNE_PLAYER_N_PROPS];
static guint signals[N_SIGNALS];

void
attune_player_notify (AttunePlayer *self, guint property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

gint64
attune_player_clamp_frame (AttunePlayer *self, gint64 frame)
{
  return CLAMP (frame, 0, attune_pcm_get_n_frames (self->pcm));
}

GArray *
attune_player_find_skipped (AttunePlayer *self, gint64 least_us)
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
void
attune_player_start (AttunePlayer *self)
{
  g_autoptr (GArray) skipped = attune_player_find_skipped (self, self->skip_silence);
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

void
attune_player_restart (AttunePlayer *self)
{
  if (self->serial == 0)
    return;

  self->held = attune_player_get_position (self);
  attune_player_start (self);
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
  attune_player_notify (self, ATTUNE_PLAYER_PROP_PLAYING);
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
      attune_player_notify (self, ATTUNE_PLAYER_PROP_HAS_DEVICE);
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
    case ATTUNE_PLAYER_PROP_PLAYING:
      g_value_set_boolean (value, self->serial != 0);
      break;
    case ATTUNE_PLAYER_PROP_SPEED_TENTHS:
      g_value_set_uint (value, self->speed);
      break;
    case ATTUNE_PLAYER_PROP_BALANCE:
      g_value_set_double (value, self->balance);
      break;
    case ATTUNE_PLAYER_PROP_SKIP_SILENCE:
      g_value_set_int64 (value, self->skip_silence);
      break;
    case ATTUNE_PLAYER_PROP_REWIND:
      g_value_set_int64 (value, self->rewind);
      break;
    case ATTUNE_PLAYER_PROP_LOOP_START:
      g_value_set_int64 (value, self->loop_start);
      break;
    case ATTUNE_PLAYER_PROP_LOOP_END:
      g_value_set_int64 (value, self->loop_end);
      break;
    case ATTUNE_PLAYER_PROP_HAS_DEVICE:
      g_value_set_boolean (value, self->has_device);
      break;
    case ATTUNE_PLAYER_PROP_SILENT:
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
    case ATTUNE_PLAYER_PROP_SPEED_TENTHS:
      attune_player_set_speed (self, g_value_get_uint (value));
      break;
    case ATTUNE_PLAYER_PROP_BALANCE:
      attune_player_set_balance (self, g_value_get_double (value));
      break;
    case ATTUNE_PLAYER_PROP_SKIP_SILENCE:
      attune_player_set_skip_silence (self, g_value_get_int64 (value));
      break;
    case ATTUNE_PLAYER_PROP_REWIND:
      attune_player_set_rewind (self, g_value_get_int64 (value));
      break;
    case ATTUNE_PLAYER_PROP_SILENT:
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

  properties[ATTUNE_PLAYER_PROP_PLAYING] = g_param_spec_boolean ("playing", NULL, NULL, FALSE,
                                                                 readable);
  properties[ATTUNE_PLAYER_PROP_SPEED_TENTHS] = g_param_spec_uint ("speed-tenths", NULL, NULL,
                                                                   ATTUNE_PLAYER_SPEED_MIN,
                                                                   ATTUNE_PLAYER_SPEED_MAX,
                                                                   DEFAULT_SPEED, writable);
  properties[ATTUNE_PLAYER_PROP_BALANCE] = g_param_spec_double ("balance", NULL, NULL, -1.0, 1.0,
                                                                0.0, writable);
  properties[ATTUNE_PLAYER_PROP_SKIP_SILENCE] = g_param_spec_int64 ("skip-silence", NULL, NULL, 0,
                                                                    G_MAXINT64, 0, writable);
  properties[ATTUNE_PLAYER_PROP_REWIND] = g_param_spec_int64 ("rewind", NULL, NULL, 0, G_MAXINT64,
                                                              DEFAULT_REWIND_US, writable);
  properties[ATTUNE_PLAYER_PROP_LOOP_START] = g_param_spec_int64 ("loop-start", NULL, NULL, 0,
                                                                  G_MAXINT64, 0, readable);
  properties[ATTUNE_PLAYER_PROP_LOOP_END] = g_param_spec_int64 ("loop-end", NULL, NULL, 0,
                                                                G_MAXINT64, 0, readable);
  properties[ATTUNE_PLAYER_PROP_HAS_DEVICE] = g_param_spec_boolean ("has-device", NULL, NULL, TRUE,
                                                                    readable);
  properties[ATTUNE_PLAYER_PROP_SILENT] = g_param_spec_boolean ("silent", NULL, NULL, FALSE,
                                                                G_PARAM_READWRITE |
                                                                  G_PARAM_CONSTRUCT_ONLY |
                                                                  G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, ATTUNE_PLAYER_N_PROPS, properties);

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
    attune_player_restart (self);
}

void
attune_player_set_channels (AttunePlayer *self, guint agent, guint customer)
{
  g_return_if_fail (ATTUNE_IS_PLAYER (self));

  if (agent == self->agent && customer == self->customer)
    return;

  self->agent = agent;
  self->customer = customer;
  attune_player_restart (self);
}

void
attune_player_play (AttunePlayer *self)
{
  g_return_if_fail (ATTUNE_IS_PLAYER (self));

  if (self->pcm == NULL || self->serial != 0)
    return;

  if (attune_pcm_is_complete (self->pcm) && self->held >= attune_pcm_get_n_frames (self->pcm))
    self->held = 0;
  attune_player_start (self);
  attune_player_notify (self, ATTUNE_PLAYER_PROP_PLAYING);
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
  self->held = attune_player_clamp_frame (self, first);
  self->range_end = MAX (last, self->held);
  attune_player_start (self);
  if (!was_playing)
    attune_player_notify (self, ATTUNE_PLAYER_PROP_PLAYING);
}

void
attune_player_seek (AttunePlayer *self, gint64 frame)
{
  g_return_if_fail (ATTUNE_IS_PLAYER (self));

  if (self->pcm == NULL)
    return;

  self->held = attune_player_clamp_frame (self, frame);
  self->range_end = -1;
  if (self->serial != 0)
    attune_player_start (self);
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

gboolean
attune_player_has_device (AttunePlayer *self)
{
  g_return_val_if_fail (ATTUNE_IS_PLAYER (self), FALSE);

  return self->has_device;
}
