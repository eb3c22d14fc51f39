/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-levels.h"
#include "attune-pcm.h"
#include "attune-peaks.h"
#include "attune-talk-map.h"

/* One pass over a sound for all that is wanted of it; it can follow a sound that still grows. One thread at a time. */
typedef struct _AttuneAnalysis AttuneAnalysis;

AttuneAnalysis *attune_analysis_new (AttunePcm *pcm);
void            attune_analysis_free (AttuneAnalysis *self);

/* Goes on for at most about a quarter of a second of work. `out_is_level` tells whether all frames ready by now were seen. */
gboolean attune_analysis_advance (AttuneAnalysis *self,
                                  gboolean       *out_is_level,
                                  GError        **error);
/* The peaks of what was seen so far. */
AttunePeaks   *attune_analysis_get_peaks (AttuneAnalysis *self);
/* Ends it: the levels, borrowed. */
AttuneLevels  *attune_analysis_finish (AttuneAnalysis *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneAnalysis, attune_analysis_free)
