/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-note-edges.h"

/* What is played of a moment: whoever notes something has just heard it. */
#define BEFORE_US (3 * G_USEC_PER_SEC)
#define AFTER_US  (2 * G_USEC_PER_SEC)

/* 0 and the duration; what is negative has gone below 0. */
static gint64
hold (gint64 us, gint64 duration_us)
{
  us = MAX (us, 0);
  return duration_us > 0 ? MIN (us, duration_us) : us;
}

AttuneNoteEdges
attune_note_edges_move (AttuneNoteEdges edges,
                        AttuneNoteEdge edge,
                        gint64 by_us,
                        gint64 duration_us)
{
  if (edges.from_us < 0)
    return edges;

  if (edge == ATTUNE_NOTE_EDGE_TO)
    edges.to_us = MAX (hold (edges.to_us + by_us, duration_us), edges.from_us);
  else if (edges.from_us == edges.to_us)
    edges.from_us = edges.to_us = hold (edges.from_us + by_us, duration_us);
  else
    edges.from_us = MIN (hold (edges.from_us + by_us, duration_us), edges.to_us);
  return edges;
}

AttuneNoteEdges
attune_note_edges_get_clip (AttuneNoteEdges edges, gint64 duration_us)
{
  if (edges.from_us >= 0 && edges.from_us == edges.to_us)
    {
      edges.to_us = hold (edges.to_us + AFTER_US, duration_us);
      edges.from_us = hold (edges.from_us - BEFORE_US, duration_us);
    }
  return edges;
}
