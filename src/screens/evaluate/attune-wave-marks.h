/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-note-edges.h"
#include "attune-wave-layer.h"

/* The notes, as flags at their place. */
#define ATTUNE_TYPE_WAVE_MARKS (attune_wave_marks_get_type ())
G_DECLARE_FINAL_TYPE (AttuneWaveMarks, attune_wave_marks, ATTUNE, WAVE_MARKS, AttuneWaveLayer)

/* The note whose flag or stretch is at these pixels, or 0. */
gint64 attune_wave_marks_pick (AttuneWaveMarks *self,
                               double           x,
                               double           y);
/* Which edge of the note `id` would be dragged from there. */
AttuneNoteEdge attune_wave_marks_pick_edge (AttuneWaveMarks *self,
                                            gint64           id,
                                            double           x,
                                            double           y);
