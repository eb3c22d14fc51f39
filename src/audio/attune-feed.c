/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-feed.h"

#include <math.h>

/* Frames fed from `fed` on are those of the recording from `source` on, until the next piece. */
typedef struct
{
  gint64 fed;
  gint64 source;
} Piece;

struct _AttuneFeed
{
  AttuneTake take;
  float *gains;
  gint16 *samples;
  gsize n_samples;

  gint64 fed;
  gint64 source;
  GArray *pieces;
};

void
attune_take_copy (const AttuneTake *take, AttuneTake *out_copy)
{
  *out_copy = *take;
  attune_pcm_ref (out_copy->pcm);
  if (out_copy->skipped != NULL)
    g_array_ref (out_copy->skipped);
}

void
attune_take_clear (AttuneTake *take)
{
  g_clear_pointer (&take->pcm, attune_pcm_unref);
  g_clear_pointer (&take->skipped, g_array_unref);
}

void
attune_balance_gains (guint channels, guint agent, guint customer, double balance, float *gains)
{
  double solo = ABS (balance);
  float kept[] = { (float) MIN (1.0, 1.0 - balance), (float) MIN (1.0, 1.0 + balance) };
  float crossed[] = { (float) MAX (0.0, -balance), (float) MAX (0.0, balance) };
  guint who[2];
  gboolean is_agent_left;

  who[0] = MIN (agent, channels - 1);
  who[1] = MIN (customer, channels - 1);
  is_agent_left = who[0] <= who[1];

  for (guint c = 0; c < channels; c++)
    gains[c] = gains[channels + c] = (float) (1.0 - solo);
  if (who[0] == who[1])
    {
      gains[who[0]] = gains[channels + who[0]] = 1.0F;
      return;
    }

  for (guint i = 0; i < 2; i++)
    {
      gboolean is_left = (i == 0) == is_agent_left;

      gains[(is_left ? 0 : channels) + who[i]] = kept[i];
      gains[(is_left ? channels : 0) + who[i]] = crossed[i];
    }
}

AttuneFeed *
attune_feed_new (const AttuneTake *take)
{
  AttuneFeed *self = g_new0 (AttuneFeed, 1);
  guint channels = attune_pcm_get_channels (take->pcm);
  Piece first = { 0, take->start };

  attune_take_copy (take, &self->take);
  self->gains = g_new (float, 2 * channels);
  attune_balance_gains (channels, take->agent, take->customer, take->balance, self->gains);
  self->source = take->start;
  self->pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  g_array_append_val (self->pieces, first);
  return self;
}

void
attune_feed_free (AttuneFeed *self)
{
  attune_take_clear (&self->take);
  g_free (self->gains);
  g_free (self->samples);
  g_array_unref (self->pieces);
  g_free (self);
}

static void
jump (AttuneFeed *self, gint64 source)
{
  Piece piece = { self->fed, source };
  Piece *last = &g_array_index (self->pieces, Piece, self->pieces->len - 1);

  self->source = source;
  if (last->fed == self->fed)
    *last = piece;
  else
    g_array_append_val (self->pieces, piece);
}

/* The first skipped span that ends behind `frame`, or NULL. */
static const AttuneSpan *
find_skipped (const AttuneFeed *self, gint64 frame)
{
  const GArray *spans = self->take.skipped;
  guint low = 0, high = spans != NULL ? spans->len : 0;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (spans, AttuneSpan, middle).end <= frame)
        low = middle + 1;
      else
        high = middle;
    }
  return spans != NULL && low < spans->len ? &g_array_index (spans, AttuneSpan, low) : NULL;
}

/* Moves over a loop's end and over what is skipped to the next frame to be heard; returns up to where they are heard
 * without another move, or -1 at the end. */
static gint64
find_run (AttuneFeed *self)
{
  const AttuneTake *take = &self->take;
  gint64 end = attune_pcm_is_complete (take->pcm) ? attune_pcm_get_n_frames (take->pcm)
                                                  : G_MAXINT64;
  gint64 loop_end = MIN (take->loop_end, end);
  gboolean has_loop = loop_end > take->loop_start;
  const AttuneSpan *skipped;

  if (take->stop >= 0)
    end = MIN (end, take->stop);
  if (has_loop && self->source == loop_end && self->fed > 0)
    jump (self, take->loop_start);
  if (has_loop && self->source < loop_end)
    end = MIN (end, loop_end);

  skipped = find_skipped (self, self->source);
  if (skipped != NULL && !(has_loop && self->source >= take->loop_start && self->source < loop_end))
    {
      if (skipped->start <= self->source)
        {
          gint64 target = skipped->end;

          /* A skip never leaps into the middle of the loop, nor over its end. */
          if (has_loop && self->source < take->loop_start)
            target = MIN (target, take->loop_start);
          jump (self, MIN (target, end));
          return self->source < end ? find_run (self) : -1;
        }
      end = MIN (end, skipped->start);
    }
  return self->source < end ? end : -1;
}

static void
mix (const AttuneFeed *self, gsize n, gint16 *out)
{
  guint channels = attune_pcm_get_channels (self->take.pcm);

  for (gsize i = 0; i < n; i++)
    for (guint side = 0; side < 2; side++)
      {
        float sum = 0.0F;

        for (guint c = 0; c < channels; c++)
          sum += self->samples[i * channels + c] * self->gains[side * channels + c];
        out[2 * i + side] = (gint16) lrintf (CLAMP (sum, -32768.0F, 32767.0F));
      }
}

AttuneFeedResult
attune_feed_read (AttuneFeed *self, gsize most, gint16 *out, gsize *out_n, GError **error)
{
  gint64 end = find_run (self);
  gsize n;

  if (end < 0)
    return ATTUNE_FEED_END;
  end = MIN (end, attune_pcm_get_n_frames (self->take.pcm));
  if (end <= self->source)
    return ATTUNE_FEED_STARVED;

  n = MIN (most, (gsize) (end - self->source));
  if (n > self->n_samples)
    {
      self->samples = g_renew (gint16, self->samples, n * attune_pcm_get_channels (self->take.pcm));
      self->n_samples = n;
    }
  if (!attune_pcm_read (self->take.pcm, self->source, n, self->samples, error))
    return ATTUNE_FEED_FAILED;

  mix (self, n, out);
  self->fed += (gint64) n;
  self->source += (gint64) n;
  *out_n = n;
  return ATTUNE_FEED_BLOCK;
}

gint64
attune_feed_get_source (AttuneFeed *self, gint64 fed)
{
  guint low = 0, high = self->pieces->len;
  const Piece *piece;

  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (self->pieces, Piece, middle).fed <= fed)
        low = middle;
      else
        high = middle;
    }
  piece = &g_array_index (self->pieces, Piece, low);
  return piece->source + MIN (fed, self->fed) - piece->fed;
}
