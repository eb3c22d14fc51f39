/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-talk-map.h"

#include <stdlib.h>

/* Levels in hundredths of a decibel, as AttuneLevels has them. */
#define ON_ABOVE_FLOOR  1000
#define ON_LOWEST       (-5500)
#define ON_HIGHEST      (-4000)
#define OFF_BELOW_ON    600
#define OFF_ABOVE_FLOOR 400
/* A channel whose loudest is no further than this above its floor never pauses, or never speaks. */
#define STEADY           1000
#define FLOOR_PERCENTILE 10
/* Steps of a hundredth of a second. */
#define LONGEST_PAUSE  30
#define SHORTEST_SOUND 5

struct _AttuneTalkMap
{
  gatomicrefcount ref_count;
  guint rate;
  guint channels;
  gint64 n_frames;

  /* Arrays of AttuneSpan; `speech` holds one a channel. */
  GPtrArray *speech;
  GArray *silence;
  GArray *overtalk;
};

typedef struct
{
  int on;
  int off;
} Threshold;

typedef struct
{
  gint64 frame;
  int change;
} Edge;

G_DEFINE_BOXED_TYPE (AttuneTalkMap, attune_talk_map, attune_talk_map_ref, attune_talk_map_unref)

static gint16
get_level (const AttuneLevels *levels, gsize step, guint channel)
{
  return g_array_index (levels->values, gint16, step * levels->channels + channel);
}

/* The levels above which a channel begins to speak and below which it ends. The floor is what a tenth of its steps stay
 * below; a floor that is itself loud does not count as one, so that steady noise is heard as sound. */
static Threshold
find_threshold (const AttuneLevels *levels, guint channel, gsize n_steps)
{
  g_autofree guint *counts = g_new0 (guint, 1 - ATTUNE_LEVEL_SILENT);
  int loudest = ATTUNE_LEVEL_SILENT;
  int floor = ATTUNE_LEVEL_SILENT;
  gsize below = 0;
  int on;

  for (gsize i = 0; i < n_steps; i++)
    {
      int level = CLAMP (get_level (levels, i, channel), ATTUNE_LEVEL_SILENT, 0);

      counts[level - ATTUNE_LEVEL_SILENT]++;
      loudest = MAX (loudest, level);
    }
  while (floor < 0 &&
         (below += counts[floor - ATTUNE_LEVEL_SILENT]) * 100 < n_steps * FLOOR_PERCENTILE)
    floor++;

  if (loudest - floor < STEADY)
    return (Threshold){ ON_LOWEST, ON_LOWEST - OFF_BELOW_ON };

  on = CLAMP (floor + ON_ABOVE_FLOOR, ON_LOWEST, ON_HIGHEST);
  return (Threshold){ on, MIN (on, MAX (on - OFF_BELOW_ON, floor + OFF_ABOVE_FLOOR)) };
}

/* Whether each step sounds: those above `on`, and those around them that stay above `off`. */
static void
mark_sound (const AttuneLevels *levels,
            guint channel,
            Threshold threshold,
            gsize n_steps,
            guint8 *sounds)
{
  for (gsize i = 0; i < n_steps; i++)
    {
      int level = get_level (levels, i, channel);

      sounds[i] = level >= threshold.on || (level >= threshold.off && i > 0 && sounds[i - 1]);
    }
  for (gsize i = n_steps; i-- > 1;)
    if (sounds[i] && get_level (levels, i - 1, channel) >= threshold.off)
      sounds[i - 1] = TRUE;
}

/* The runs of sound in steps, those apart by no more than a pause joined, those too short left out. The end is where the
 * sound ended: bridging reaches over a gap but never past the last sound. */
static GArray *
join_sounds (const guint8 *sounds, gsize n_steps)
{
  GArray *runs = g_array_new (FALSE, FALSE, sizeof (AttuneSpan));

  for (gsize i = 0; i < n_steps;)
    {
      AttuneSpan run = { .start = (gint64) i };
      AttuneSpan *last = runs->len > 0 ? &g_array_index (runs, AttuneSpan, runs->len - 1) : NULL;

      if (!sounds[i])
        {
          i++;
          continue;
        }
      while (i < n_steps && sounds[i])
        i++;
      run.end = (gint64) i;
      if (run.end - run.start < SHORTEST_SOUND)
        continue;
      if (last != NULL && run.start - last->end < LONGEST_PAUSE)
        last->end = run.end;
      else
        g_array_append_val (runs, run);
    }
  return runs;
}

static GArray *
find_speech (const AttuneLevels *levels, guint channel)
{
  gsize n_steps = levels->values->len / levels->channels;
  g_autofree guint8 *sounds = g_new0 (guint8, n_steps + 1);
  GArray *spans;

  mark_sound (levels, channel, find_threshold (levels, channel, n_steps), n_steps, sounds);
  spans = join_sounds (sounds, n_steps);
  for (guint i = 0; i < spans->len; i++)
    {
      AttuneSpan *span = &g_array_index (spans, AttuneSpan, i);

      span->start = attune_levels_get_frame (levels, span->start);
      span->end = attune_levels_get_frame (levels, span->end);
    }
  return spans;
}

static int
compare_edges (const void *a, const void *b)
{
  const Edge *left = a, *right = b;

  return (left->frame > right->frame) - (left->frame < right->frame);
}

static GArray *
collect_edges (const AttuneTalkMap *self)
{
  GArray *edges = g_array_new (FALSE, FALSE, sizeof (Edge));

  for (guint c = 0; c < self->channels; c++)
    {
      const GArray *spans = g_ptr_array_index (self->speech, c);

      for (guint i = 0; i < spans->len; i++)
        {
          const AttuneSpan *span = &g_array_index (spans, AttuneSpan, i);
          Edge ends[] = { { span->start, 1 }, { span->end, -1 } };

          g_array_append_vals (edges, ends, 2);
        }
    }
  g_array_sort (edges, compare_edges);
  return edges;
}

/* Adds [start, end) to `spans`, joined with the last one if it ends there. */
static void
add_span (GArray *spans, gint64 start, gint64 end)
{
  AttuneSpan span = { start, end };
  AttuneSpan *last = spans->len > 0 ? &g_array_index (spans, AttuneSpan, spans->len - 1) : NULL;

  if (end <= start)
    return;
  if (last != NULL && last->end == start)
    last->end = end;
  else
    g_array_append_val (spans, span);
}

/* Walks along all edges, counting who speaks between one and the next. */
static void
find_silence_and_overtalk (AttuneTalkMap *self)
{
  g_autoptr (GArray) edges = collect_edges (self);
  gint64 at = 0;
  int n_speaking = 0;

  for (guint i = 0; i <= edges->len; i++)
    {
      Edge edge = { self->n_frames, 0 };

      if (i < edges->len)
        edge = g_array_index (edges, Edge, i);
      if (n_speaking == 0)
        add_span (self->silence, at, edge.frame);
      else if (n_speaking > 1)
        add_span (self->overtalk, at, edge.frame);
      n_speaking += edge.change;
      at = edge.frame;
    }
}

AttuneTalkMap *
attune_talk_map_new (const AttuneLevels *levels)
{
  AttuneTalkMap *self;

  g_return_val_if_fail (levels != NULL, NULL);

  self = g_new0 (AttuneTalkMap, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->rate = levels->rate;
  self->channels = levels->channels;
  self->n_frames = levels->n_frames;
  self->speech = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  self->silence = g_array_new (FALSE, FALSE, sizeof (AttuneSpan));
  self->overtalk = g_array_new (FALSE, FALSE, sizeof (AttuneSpan));
  for (guint c = 0; c < self->channels; c++)
    g_ptr_array_add (self->speech, find_speech (levels, c));
  find_silence_and_overtalk (self);
  return self;
}

AttuneTalkMap *
attune_talk_map_ref (AttuneTalkMap *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
attune_talk_map_unref (AttuneTalkMap *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_ptr_array_unref (self->speech);
  g_array_unref (self->silence);
  g_array_unref (self->overtalk);
  g_free (self);
}

guint
attune_talk_map_get_rate (const AttuneTalkMap *self)
{
  return self->rate;
}

guint
attune_talk_map_get_channels (const AttuneTalkMap *self)
{
  return self->channels;
}

gint64
attune_talk_map_get_n_frames (const AttuneTalkMap *self)
{
  return self->n_frames;
}

static const AttuneSpan *
get_spans (const GArray *spans, gsize *out_n)
{
  *out_n = spans->len;
  return (const AttuneSpan *) spans->data;
}

const AttuneSpan *
attune_talk_map_get_speech (const AttuneTalkMap *self, guint channel, gsize *out_n)
{
  g_return_val_if_fail (channel < self->channels, NULL);

  return get_spans (g_ptr_array_index (self->speech, channel), out_n);
}

const AttuneSpan *
attune_talk_map_get_silence (const AttuneTalkMap *self, gsize *out_n)
{
  return get_spans (self->silence, out_n);
}

const AttuneSpan *
attune_talk_map_get_overtalk (const AttuneTalkMap *self, gsize *out_n)
{
  return get_spans (self->overtalk, out_n);
}

static double
get_total_seconds (const AttuneTalkMap *self, const GArray *spans)
{
  gint64 total = 0;

  for (guint i = 0; i < spans->len; i++)
    total += g_array_index (spans, AttuneSpan, i).end - g_array_index (spans, AttuneSpan, i).start;
  return (double) total / self->rate;
}

double
attune_talk_map_get_seconds (const AttuneTalkMap *self)
{
  return (double) self->n_frames / self->rate;
}

double
attune_talk_map_get_speech_seconds (const AttuneTalkMap *self, guint channel)
{
  g_return_val_if_fail (channel < self->channels, 0.0);

  return get_total_seconds (self, g_ptr_array_index (self->speech, channel));
}

double
attune_talk_map_get_share (const AttuneTalkMap *self, guint channel)
{
  if (self->n_frames == 0)
    return 0.0;
  return attune_talk_map_get_speech_seconds (self, channel) / attune_talk_map_get_seconds (self);
}

double
attune_talk_map_get_silence_seconds (const AttuneTalkMap *self)
{
  return get_total_seconds (self, self->silence);
}

double
attune_talk_map_get_overtalk_seconds (const AttuneTalkMap *self)
{
  return get_total_seconds (self, self->overtalk);
}

double
attune_talk_map_get_longest_silence_seconds (const AttuneTalkMap *self)
{
  gint64 longest = 0;

  for (guint i = 0; i < self->silence->len; i++)
    {
      AttuneSpan span = g_array_index (self->silence, AttuneSpan, i);

      longest = MAX (longest, span.end - span.start);
    }
  return (double) longest / self->rate;
}

GArray *
attune_talk_map_get_skipped (const AttuneTalkMap *self, gint64 least, gint64 margin)
{
  GArray *skipped = g_array_new (FALSE, FALSE, sizeof (AttuneSpan));

  for (guint i = 0; i < self->silence->len; i++)
    {
      AttuneSpan span = g_array_index (self->silence, AttuneSpan, i);

      if (span.end - span.start > least)
        add_span (skipped, span.start + margin, span.end - margin);
    }
  return skipped;
}
