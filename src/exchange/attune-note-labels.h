/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-domain-error.h"
#include "attune-note-item.h"

/* Notes as labels of Audacity: a line each of two times in seconds and a text, with tabs between. Exact to the microsecond. */

/* Notes on the whole have no place there, and are left out: among the remarks. Owned by the caller. */
char      *attune_note_labels_write (GPtrArray *items,
                                     GPtrArray *remarks);
/* The items of a file (AttuneNoteItem) in its order, as many as can be read: each line that was passed over is among the
 * remarks. NULL with faults where there is none, or it is too large. */
GPtrArray *attune_note_labels_read  (GBytes    *bytes,
                                     GPtrArray *faults,
                                     GPtrArray *remarks);

/* The same as WebVTT, where notes bear their authors. Times are rounded to the millisecond; a moment is as long as that. */
char      *attune_note_cues_write   (GPtrArray *items,
                                     GPtrArray *remarks);
GPtrArray *attune_note_cues_read    (GBytes    *bytes,
                                     GPtrArray *faults,
                                     GPtrArray *remarks);
