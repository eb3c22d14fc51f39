/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-mark-drag.h"

#include <math.h>

/* Less is a hand that is not quite still. */
#define LEAST_PIXELS 4.0

static AttuneWaveView *
get_view (AttuneWaveMarks *marks)
{
  return attune_wave_layer_get_view (ATTUNE_WAVE_LAYER (marks));
}

static gint64
to_us (AttuneWaveMarks *marks, double x)
{
  return attune_time_axis_to_us (attune_wave_view_get_axis (get_view (marks)), x);
}

gboolean
attune_mark_drag_begin (AttuneMarkDrag *self,
                        AttuneWaveMarks *marks,
                        double x,
                        double y,
                        gint64 double_us)
{
  gint64 id = attune_wave_marks_pick (marks, x, y);
  gint64 now = g_get_monotonic_time ();
  const AttuneWaveMark *mark = attune_wave_view_find_mark (get_view (marks), id);
  gboolean is_second = id == self->last_id && now - self->last_at <= double_us;

  self->id = 0;
  self->has_moved = FALSE;
  if (mark == NULL)
    return FALSE;

  self->id = mark->is_own ? id : 0;
  self->edges = (AttuneNoteEdges){ mark->from_us, mark->to_us };
  self->edge = attune_wave_marks_pick_edge (marks, id, x, y);
  self->pressed_us = to_us (marks, x);
  self->last_id = is_second ? 0 : id;
  self->last_at = now;
  if (is_second)
    attune_wave_view_play_mark (get_view (marks), id);
  else
    attune_wave_view_activate_mark (get_view (marks), id);
  return TRUE;
}

static AttuneNoteEdges
find_edges (AttuneMarkDrag *self, AttuneWaveMarks *marks, double x)
{
  return attune_note_edges_move (self->edges, self->edge, to_us (marks, x) - self->pressed_us,
                                 attune_wave_view_get_duration_us (get_view (marks)));
}

void
attune_mark_drag_update (AttuneMarkDrag *self, AttuneWaveMarks *marks, double x, double dx)
{
  AttuneNoteEdges edges;

  if (self->id == 0 || (!self->has_moved && fabs (dx) < LEAST_PIXELS))
    return;
  self->has_moved = TRUE;
  edges = find_edges (self, marks, x + dx);
  attune_wave_view_move_mark (get_view (marks), self->id, edges.from_us, edges.to_us, FALSE);
}

void
attune_mark_drag_end (AttuneMarkDrag *self, AttuneWaveMarks *marks, gboolean is_kept)
{
  const AttuneWaveMark *mark = attune_wave_view_find_mark (get_view (marks), self->id);
  gint64 id = self->id;

  self->id = 0;
  if (mark == NULL || !self->has_moved)
    return;
  if (is_kept)
    attune_wave_view_move_mark (get_view (marks), id, mark->from_us, mark->to_us, TRUE);
  else
    attune_wave_view_move_mark (get_view (marks), id, self->edges.from_us, self->edges.to_us,
                                FALSE);
}
