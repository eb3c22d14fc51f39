/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-peaks.h"

/* Finds peaks of frames that arrive piece by piece. For one thread at a time. */
typedef struct _AttunePeaksBuilder AttunePeaksBuilder;

/* With `is_mixed` the channels are made one before (the mean of each frame), as audiowaveform does unless told to split. */
AttunePeaksBuilder *attune_peaks_builder_new (guint    rate,
                                              guint    channels,
                                              guint    frames_per_block,
                                              gboolean is_mixed);
void                attune_peaks_builder_free (AttunePeaksBuilder *self);
void                attune_peaks_builder_feed (AttunePeaksBuilder *self,
                                               const gint16       *samples,
                                               gsize               n_frames);
/* The peaks of all that was fed so far, a last short block included; feeding may go on. */
AttunePeaks        *attune_peaks_builder_get_peaks (AttunePeaksBuilder *self);

/* Builds the peaks of a complete `pcm` in one go. NULL when it cannot be read. */
AttunePeaks *attune_peaks_new_from_pcm (AttunePcm    *pcm,
                                        guint         frames_per_block,
                                        gboolean      is_mixed,
                                        GCancellable *cancellable,
                                        GError      **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttunePeaksBuilder, attune_peaks_builder_free)
