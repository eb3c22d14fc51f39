/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* How loud every hundredth of a second of every channel is: what a talk map is made of. It grows as it is fed. */
typedef struct
{
  guint   rate;
  guint   channels;
  gint64  n_frames;
  /* gint16, `channels` values a step: the power without its constant part in hundredths of a decibel against a full
   * square wave, at least ATTUNE_LEVEL_SILENT. */
  GArray *values;

  /* What the step that the last frames begin has summed up so far. */
  double *sums;
  double *squares;
  gint64  n_open;
} AttuneLevels;

#define ATTUNE_LEVELS_PER_SECOND 100
#define ATTUNE_LEVEL_SILENT      (-12000)

AttuneLevels *attune_levels_new (guint rate,
                                 guint channels);
void          attune_levels_free (AttuneLevels *self);
void          attune_levels_feed (AttuneLevels *self,
                                  const gint16 *samples,
                                  gsize         n_frames);
/* Counts a last, shorter step too. Nothing may be fed afterwards. */
void          attune_levels_finish (AttuneLevels *self);

/* The first frame of step `step`: steps are whole frames and never drift from the hundredths at any rate. */
static inline gint64
attune_levels_get_frame (const AttuneLevels *self,
                         gint64              step)
{
  return MIN (step * self->rate / ATTUNE_LEVELS_PER_SECOND, self->n_frames);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneLevels, attune_levels_free)
