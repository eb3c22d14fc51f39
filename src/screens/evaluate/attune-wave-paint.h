/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-peaks.h"
#include "attune-talk-map.h"

/* The picture of one channel, column by column: pure, so that it can be measured and tested without a screen. */
typedef struct
{
  guint32 speech; /* premultiplied ARGB, as in a Cairo image */
  guint32 rest;   /* where the channel does not speak */
  double gain;    /* what loudness is multiplied by */
} AttuneWaveInk;

/* Paints `n` columns of `height` rows into `pixels`, all of which are written. Columns touch, so that at any zoom the
 * wave is one line; what is silent is a line one row thick. `is_speech` (nullable: all of it) holds a byte a column. */
void attune_wave_paint (const AttunePeak    *columns,
                        const guint8        *is_speech,
                        gsize                n,
                        int                  height,
                        const AttuneWaveInk *ink,
                        guint32             *pixels);

/* Marks which of `n` columns across frames [first, last) touch a span. */
void attune_wave_mark_spans (const AttuneSpan *spans,
                             gsize             n_spans,
                             double            first,
                             double            last,
                             gsize             n,
                             guint8           *out_marks);

/* What brings the loudest of all channels close to full height, between 1 and 12. */
double attune_wave_choose_gain (const AttunePeaks *peaks);
