/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-wave-view.h"

#include "attune-frames.h"
#include "attune-wave-paint.h"

#include <string.h>

/* What is looped where nobody is known to speak: this much on both sides of the position. */
#define TURN_HALF_US (3 * G_USEC_PER_SEC)

/* Whoever is this close to an edge is there. */
#define EDGE_REACH_US (50 * 1000)

/* Speech this close together is one turn. */
#define TURN_GAP_US (800 * 1000)

struct _AttuneWaveView
{
  GObject parent_instance;

  AttunePeaks *peaks;
  AttunePcm *pcm;
  AttuneTalkMap *talk_map;
  guint rate;
  guint channels;
  double gain;

  AttuneTimeAxis axis;
  gint64 position_us;
  GArray *parts; /* AttuneWaveStretch, as they were given */
  gint64 from_us;
  gint64 to_us;
  GArray *marks; /* AttuneWaveMark */
  gint64 chosen;
};

G_DEFINE_FINAL_TYPE (AttuneWaveView, attune_wave_view, G_TYPE_OBJECT)

enum
{
  CHANGED,
  SEEK,
  MARK_ACTIVATED,
  MARK_PLAYED,
  MARK_MOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
emit_changed (AttuneWaveView *self, guint change)
{
  g_signal_emit (self, signals[CHANGED], 0, change);
}

static void
clear_sound (AttuneWaveView *self)
{
  g_clear_pointer (&self->peaks, attune_peaks_unref);
  g_clear_pointer (&self->pcm, attune_pcm_unref);
  g_clear_pointer (&self->talk_map, attune_talk_map_unref);
  self->rate = 0;
  self->channels = 0;
}

static void
attune_wave_view_finalize (GObject *object)
{
  AttuneWaveView *self = ATTUNE_WAVE_VIEW (object);

  clear_sound (self);
  g_array_unref (self->parts);
  g_array_unref (self->marks);

  G_OBJECT_CLASS (attune_wave_view_parent_class)->finalize (object);
}

static void
attune_wave_view_class_init (AttuneWaveViewClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->finalize = attune_wave_view_finalize;

  signals[CHANGED] = g_signal_new ("changed", ATTUNE_TYPE_WAVE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[SEEK] = g_signal_new ("seek", ATTUNE_TYPE_WAVE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[MARK_ACTIVATED] = g_signal_new ("mark-activated", ATTUNE_TYPE_WAVE_VIEW,
                                          G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                          G_TYPE_INT64);
  signals[MARK_PLAYED] = g_signal_new ("mark-played", ATTUNE_TYPE_WAVE_VIEW, G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[MARK_MOVED] = g_signal_new ("mark-moved", ATTUNE_TYPE_WAVE_VIEW, G_SIGNAL_RUN_LAST, 0,
                                      NULL, NULL, NULL, G_TYPE_NONE, 4, G_TYPE_INT64, G_TYPE_INT64,
                                      G_TYPE_INT64, G_TYPE_BOOLEAN);
}

static void
attune_wave_view_init (AttuneWaveView *self)
{
  self->axis = attune_time_axis_new (0, 1);
  self->marks = g_array_new (FALSE, FALSE, sizeof (AttuneWaveMark));
  self->gain = 1.0;
  self->parts = g_array_new (FALSE, FALSE, sizeof (AttuneWaveStretch));
}

AttuneWaveView *
attune_wave_view_new (void)
{
  return g_object_new (ATTUNE_TYPE_WAVE_VIEW, NULL);
}

static void
take_sound (AttuneWaveView *self, AttuneRecording *recording)
{
  AttunePeaks *peaks = attune_recording_get_peaks (recording);
  AttunePcm *pcm = attune_recording_get_pcm (recording);
  AttuneTalkMap *talk_map = attune_recording_get_talk_map (recording);

  self->peaks = peaks != NULL ? attune_peaks_ref (peaks) : NULL;
  self->pcm = pcm != NULL ? attune_pcm_ref (pcm) : NULL;
  self->talk_map = talk_map != NULL ? attune_talk_map_ref (talk_map) : NULL;
  self->rate = attune_recording_get_rate (recording);
  self->channels = attune_recording_get_channels (recording);
  self->gain = peaks != NULL ? attune_wave_choose_gain (peaks) : 1.0;
}

void
attune_wave_view_set_recording (AttuneWaveView *self, AttuneRecording *recording)
{
  gint64 duration_us = 0;

  clear_sound (self);
  if (recording != NULL)
    take_sound (self, recording);
  if (self->rate > 0)
    duration_us = attune_frames_to_us (attune_recording_get_n_frames (recording), self->rate);

  self->axis = attune_time_axis_with_duration (self->axis, duration_us);
  emit_changed (self, ATTUNE_WAVE_CHANGE_SOUND | ATTUNE_WAVE_CHANGE_AXIS);
}

AttunePeaks *
attune_wave_view_get_peaks (AttuneWaveView *self)
{
  return self->peaks;
}

AttunePcm *
attune_wave_view_get_pcm (AttuneWaveView *self)
{
  return self->pcm;
}

AttuneTalkMap *
attune_wave_view_get_talk_map (AttuneWaveView *self)
{
  return self->talk_map;
}

guint
attune_wave_view_get_rate (AttuneWaveView *self)
{
  return self->rate;
}

guint
attune_wave_view_get_channels (AttuneWaveView *self)
{
  return self->channels;
}

double
attune_wave_view_get_gain (AttuneWaveView *self)
{
  return self->gain;
}

gint64
attune_wave_view_get_duration_us (AttuneWaveView *self)
{
  return self->axis.duration_us;
}

AttuneTimeAxis
attune_wave_view_get_axis (AttuneWaveView *self)
{
  return self->axis;
}

void
attune_wave_view_set_axis (AttuneWaveView *self, AttuneTimeAxis axis)
{
  if (attune_time_axis_equal (axis, self->axis))
    return;

  self->axis = axis;
  emit_changed (self, ATTUNE_WAVE_CHANGE_AXIS);
}

gint64
attune_wave_view_get_position (AttuneWaveView *self)
{
  return self->position_us;
}

void
attune_wave_view_set_position (AttuneWaveView *self, gint64 us, gboolean is_playing)
{
  gint64 before = self->position_us;
  double left = attune_time_axis_to_pixel (self->axis, before);

  if (us == before)
    return;

  self->position_us = us;
  emit_changed (self, ATTUNE_WAVE_CHANGE_POSITION);

  /* Whoever scrolled away while it plays wants to look there, not to be pulled back. */
  if (!is_playing || (left >= 0.0 && left <= self->axis.width))
    attune_wave_view_set_axis (self, attune_time_axis_reveal (self->axis, us, is_playing));
}

void
attune_wave_view_seek (AttuneWaveView *self, gint64 us)
{
  g_signal_emit (self, signals[SEEK], 0, CLAMP (us, 0, self->axis.duration_us));
}

void
attune_wave_view_set_parts (AttuneWaveView *self, const AttuneWaveStretch *parts, gsize n)
{
  if (n == self->parts->len &&
      (n == 0 || memcmp (parts, self->parts->data, n * sizeof parts[0]) == 0))
    return;

  g_array_set_size (self->parts, 0);
  if (n > 0)
    g_array_append_vals (self->parts, parts, (guint) n);
  emit_changed (self, ATTUNE_WAVE_CHANGE_PART);
}

static int
compare_stretches (gconstpointer a, gconstpointer b)
{
  gint64 one = ((const AttuneWaveStretch *) a)->from_us;
  gint64 other = ((const AttuneWaveStretch *) b)->from_us;

  return (one > other) - (one < other);
}

/* Puts those that touch together; they are in order. */
static void
join_stretches (GArray *stretches)
{
  for (guint i = 1; i < stretches->len;)
    {
      AttuneWaveStretch *before = &g_array_index (stretches, AttuneWaveStretch, i - 1);
      const AttuneWaveStretch *after = &g_array_index (stretches, AttuneWaveStretch, i);

      if (after->from_us > before->to_us)
        {
          i++;
          continue;
        }
      before->to_us = MAX (before->to_us, after->to_us);
      g_array_remove_index (stretches, i);
    }
}

GArray *
attune_wave_view_dup_parts (AttuneWaveView *self)
{
  gint64 duration = self->axis.duration_us;
  GArray *stretches = g_array_new (FALSE, FALSE, sizeof (AttuneWaveStretch));
  const AttuneWaveStretch *first;

  for (guint i = 0; i < self->parts->len; i++)
    {
      AttuneWaveStretch part = g_array_index (self->parts, AttuneWaveStretch, i);

      part.from_us = MAX (part.from_us, 0);
      part.to_us = part.to_us >= 0 ? MIN (part.to_us, duration) : duration;
      if (part.from_us < part.to_us)
        g_array_append_val (stretches, part);
    }
  g_array_sort (stretches, compare_stretches);
  join_stretches (stretches);
  first = (const AttuneWaveStretch *) (gpointer) stretches->data;
  if (stretches->len == 1 && first->from_us == 0 && first->to_us == duration)
    g_array_set_size (stretches, 0);
  return stretches;
}

gint64
attune_wave_view_find_edge (AttuneWaveView *self, gboolean is_end)
{
  g_autoptr (GArray) parts = attune_wave_view_dup_parts (self);
  gint64 beginning = 0;

  for (guint i = 0; i < parts->len; i++)
    {
      const AttuneWaveStretch *part = &g_array_index (parts, AttuneWaveStretch, i);

      if (is_end && self->position_us < part->to_us - EDGE_REACH_US)
        return part->to_us;
      if (self->position_us > part->from_us + EDGE_REACH_US)
        beginning = part->from_us;
    }
  return is_end ? self->axis.duration_us : beginning;
}

void
attune_wave_view_set_selection (AttuneWaveView *self, gint64 from_us, gint64 to_us)
{
  gint64 from = CLAMP (MIN (from_us, to_us), 0, self->axis.duration_us);
  gint64 to = CLAMP (MAX (from_us, to_us), 0, self->axis.duration_us);

  if (from == self->from_us && to == self->to_us)
    return;

  self->from_us = from;
  self->to_us = to;
  emit_changed (self, ATTUNE_WAVE_CHANGE_SELECTION);
}

gboolean
attune_wave_view_get_selection (AttuneWaveView *self, gint64 *out_from_us, gint64 *out_to_us)
{
  if (out_from_us != NULL)
    *out_from_us = self->from_us;
  if (out_to_us != NULL)
    *out_to_us = self->to_us;
  return self->from_us < self->to_us;
}

/* Widens the turn by the spans of a channel that hold `frame`, with what is close around them. */
static gboolean
find_speech (AttuneWaveView *self, guint channel, gint64 frame, AttuneSpan *turn)
{
  gint64 gap = attune_us_to_frames (TURN_GAP_US, self->rate);
  gsize n;
  const AttuneSpan *spans = attune_talk_map_get_speech (self->talk_map, channel, &n);
  gsize i = 0;

  while (i < n && spans[i].end + gap / 2 <= frame)
    i++;
  if (i == n || spans[i].start - gap / 2 > frame)
    return FALSE;

  *turn = spans[i];
  for (gsize j = i; j > 0 && turn->start - spans[j - 1].end <= gap; j--)
    turn->start = spans[j - 1].start;
  for (gsize j = i + 1; j < n && spans[j].start - turn->end <= gap; j++)
    turn->end = spans[j].end;
  return TRUE;
}

void
attune_wave_view_find_turn (AttuneWaveView *self, gint64 us, gint64 *out_from_us, gint64 *out_to_us)
{
  AttuneSpan turn;

  *out_from_us = MAX (us - TURN_HALF_US, 0);
  *out_to_us = MIN (us + TURN_HALF_US, self->axis.duration_us);
  if (self->talk_map == NULL)
    return;

  for (guint channel = 0; channel < self->channels; channel++)
    if (find_speech (self, channel, attune_us_to_frames (us, self->rate), &turn))
      {
        *out_from_us = attune_frames_to_us (turn.start, self->rate);
        *out_to_us = attune_frames_to_us (turn.end, self->rate);
        return;
      }
}

void
attune_wave_view_set_marks (AttuneWaveView *self, const AttuneWaveMark *marks, gsize n)
{
  g_array_set_size (self->marks, 0);
  if (n > 0)
    g_array_append_vals (self->marks, marks, (guint) n);
  emit_changed (self, ATTUNE_WAVE_CHANGE_MARKS);
}

const AttuneWaveMark *
attune_wave_view_get_marks (AttuneWaveView *self, gsize *out_n)
{
  *out_n = self->marks->len;
  return (const AttuneWaveMark *) (gpointer) self->marks->data;
}

void
attune_wave_view_choose_mark (AttuneWaveView *self, gint64 id)
{
  if (self->chosen == id)
    return;

  self->chosen = id;
  emit_changed (self, ATTUNE_WAVE_CHANGE_MARKS);
}

gint64
attune_wave_view_get_chosen_mark (AttuneWaveView *self)
{
  return self->chosen;
}

void
attune_wave_view_activate_mark (AttuneWaveView *self, gint64 id)
{
  g_signal_emit (self, signals[MARK_ACTIVATED], 0, id);
}

void
attune_wave_view_play_mark (AttuneWaveView *self, gint64 id)
{
  g_signal_emit (self, signals[MARK_PLAYED], 0, id);
}

static AttuneWaveMark *
find_mark (AttuneWaveView *self, gint64 id)
{
  for (guint i = 0; i < self->marks->len; i++)
    {
      AttuneWaveMark *mark = &g_array_index (self->marks, AttuneWaveMark, i);

      if (mark->id == id)
        return mark;
    }
  return NULL;
}

const AttuneWaveMark *
attune_wave_view_find_mark (AttuneWaveView *self, gint64 id)
{
  return find_mark (self, id);
}

void
attune_wave_view_move_mark (AttuneWaveView *self,
                            gint64 id,
                            gint64 from_us,
                            gint64 to_us,
                            gboolean is_final)
{
  AttuneWaveMark *mark = find_mark (self, id);

  if (mark == NULL)
    return;
  if (mark->from_us != from_us || mark->to_us != to_us)
    {
      mark->from_us = from_us;
      mark->to_us = to_us;
      emit_changed (self, ATTUNE_WAVE_CHANGE_MARKS);
    }
  g_signal_emit (self, signals[MARK_MOVED], 0, id, from_us, to_us, is_final);
}

/* Marks of one moment follow each other by their ids. */
static gboolean
is_before (const AttuneWaveMark *a, gint64 from_us, gint64 id)
{
  return a->from_us < from_us || (a->from_us == from_us && a->id < id);
}

gint64
attune_wave_view_find_next_mark (AttuneWaveView *self, int direction)
{
  const AttuneWaveMark *chosen = find_mark (self, self->chosen);
  gboolean is_there = chosen != NULL && ABS (chosen->from_us - self->position_us) < EDGE_REACH_US;
  gint64 from_us = is_there ? chosen->from_us : self->position_us;
  gint64 id = is_there ? chosen->id : 0;
  const AttuneWaveMark *best = NULL;

  for (guint i = 0; i < self->marks->len; i++)
    {
      const AttuneWaveMark *mark = &g_array_index (self->marks, AttuneWaveMark, i);
      gboolean is_earlier = is_before (mark, from_us, id);

      if (mark->from_us < 0 || mark->id == id || is_earlier != (direction < 0))
        continue;
      if (best == NULL || is_before (mark, best->from_us, best->id) == (direction > 0))
        best = mark;
    }
  return best != NULL ? best->id : 0;
}
