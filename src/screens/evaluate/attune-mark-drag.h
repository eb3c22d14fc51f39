/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-wave-marks.h"

/* A note that is pressed on the waveform: chosen at once, moved by one of its edges once the pointer has gone far enough, and
 * played when it is pressed twice. A value, all zero at first. */
typedef struct
{
  gint64 id; /* 0: none is pressed */
  AttuneNoteEdges edges;
  AttuneNoteEdge edge;
  gint64 pressed_us; /* the place on the recording */
  gboolean has_moved;
  gint64 last_id; /* pressed before, and when */
  gint64 last_at;
} AttuneMarkDrag;

/* FALSE where there is no note at these pixels. One of somebody else's is chosen, and not moved. */
gboolean attune_mark_drag_begin  (AttuneMarkDrag  *self,
                                  AttuneWaveMarks *marks,
                                  double           x,
                                  double           y,
                                  gint64           double_us);
void     attune_mark_drag_update (AttuneMarkDrag  *self,
                                  AttuneWaveMarks *marks,
                                  double           x,
                                  double           dx);
/* Lets go of it, or (unless `is_kept`) puts it back. */
void     attune_mark_drag_end    (AttuneMarkDrag  *self,
                                  AttuneWaveMarks *marks,
                                  gboolean         is_kept);
