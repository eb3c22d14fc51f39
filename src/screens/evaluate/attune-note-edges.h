/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Where a note stands on the recording, and how its edges move: equal ones are a single moment. */
typedef struct
{
  gint64 from_us;
  gint64 to_us;
} AttuneNoteEdges;

typedef enum
{
  ATTUNE_NOTE_EDGE_FROM, /* of a moment, all of it */
  ATTUNE_NOTE_EDGE_TO,
} AttuneNoteEdge;

/* The edges after one of them moved by `by_us`: held within the recording, of `duration_us` (0: not known), and in order. A
 * note on the whole (-1) stays that. */
AttuneNoteEdges attune_note_edges_move (AttuneNoteEdges edges,
                                        AttuneNoteEdge  edge,
                                        gint64          by_us,
                                        gint64          duration_us);

/* What is played of a note: the stretch, or around a moment what led to it. Within the recording likewise. */
AttuneNoteEdges attune_note_edges_get_clip (AttuneNoteEdges edges,
                                            gint64          duration_us);
