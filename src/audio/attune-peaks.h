/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-kernels.h"
#include "attune-pcm.h"

#include <gio/gio.h>

/* Low and high of every block of frames and every channel, and of every two blocks, four … up to the whole: an immutable
 * value, reference counted, to be shared between threads. Lows and highs are S16 samples. */
typedef struct _AttunePeaks AttunePeaks;

#define ATTUNE_TYPE_PEAKS (attune_peaks_get_type ())
/* The block that recordings are drawn from; finer than that, the samples themselves are read. */
#define ATTUNE_PEAKS_BLOCK 128

GType        attune_peaks_get_type (void);
/* Takes over `blocks`, an array of AttunePeak that holds `channels` peaks for each block in turn: as many blocks as
 * `n_frames` needs, the last one perhaps shorter. */
AttunePeaks *attune_peaks_new (guint   rate,
                               guint   channels,
                               guint   frames_per_block,
                               gint64  n_frames,
                               GArray *blocks);
AttunePeaks *attune_peaks_ref (AttunePeaks *self);
void         attune_peaks_unref (AttunePeaks *self);

guint      attune_peaks_get_rate (const AttunePeaks *self);
guint      attune_peaks_get_channels (const AttunePeaks *self);
guint      attune_peaks_get_frames_per_block (const AttunePeaks *self);
/* The frames covered: while a recording is still being ingested, those that were ready. */
gint64     attune_peaks_get_n_frames (const AttunePeaks *self);
gsize      attune_peaks_get_n_blocks (const AttunePeaks *self);
AttunePeak attune_peaks_get_block (const AttunePeaks *self,
                                   gsize              block,
                                   guint              channel);

/* Fills `out` with `n` peaks for frames [first, last) of a channel cut into `n` equal stretches: what a waveform `n` pixels
 * wide draws. The ends may be fractions and may lie outside the recording; a stretch with nothing in it gets
 * ATTUNE_PEAK_NONE (low above high). Wide stretches come from the blocks, at any zoom in time proportional to `n`; narrow
 * ones from the samples of `pcm` (may be NULL, then blocks are as fine as it gets), down to one sample: a stretch
 * narrower than a frame gets the frame it lies in. Reads at most `n` × 512 frames and never fails: frames that cannot be read
 * come from the blocks. */
void attune_peaks_query (const AttunePeaks *self,
                         AttunePcm         *pcm,
                         guint              channel,
                         double             first,
                         double             last,
                         gsize              n,
                         AttunePeak        *out);

/* audiowaveform's binary format, version 2: read by its tools and by peaks.js. `bits` is 8 or 16; with 8, values are divided
 * by 256 towards zero. Reading takes version 1 (one channel) too; what it claims is checked against what is there:
 * ATTUNE_AUDIO_ERROR_FORMAT. `name` stands for the file in messages. */
GBytes      *attune_peaks_to_dat (const AttunePeaks *self,
                                  guint              bits);
AttunePeaks *attune_peaks_new_from_dat (GBytes     *bytes,
                                        const char *name,
                                        GError    **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttunePeaks, attune_peaks_unref)
