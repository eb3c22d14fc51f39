/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-passage-list.h"
#include "attune-passage-row.h"

#include <gtk/gtk.h>

/* What was said or written in a contact, to be read along with the recording, or by itself. It follows what is heard until
 * whoever reads scrolls, and again when they ask for it; it can be looked through; words of it can be selected, for notes.
 *
 * "seek" (gint64 us): a passage was chosen; "note-chosen" (gint64 id): words that a note is on were; "selected" (): other words are
 * selected now, or none; "agent-told" (const char *name): who of those that nobody knows is the agent; "add-asked" (): there is
 * no text, and there is to be one. */
#define ATTUNE_TYPE_TRANSCRIPT_PANEL (attune_transcript_panel_get_type ())
G_DECLARE_FINAL_TYPE (AttuneTranscriptPanel, attune_transcript_panel, ATTUNE, TRANSCRIPT_PANEL, GtkWidget)

/* `asks`: whoever reads may say which of two unknown people is the agent. */
void attune_transcript_panel_set_transcript (AttuneTranscriptPanel *self,
                                             AttuneTranscript      *transcript,
                                             AttuneTextKind         kind,
                                             gboolean               asks);
/* NULL while there is none. */
AttuneTranscript *attune_transcript_panel_get_transcript (AttuneTranscriptPanel *self);

/* Where the playhead is. */
void     attune_transcript_panel_set_position (AttuneTranscriptPanel *self,
                                               gint64                 us);
gboolean attune_transcript_panel_is_following (AttuneTranscriptPanel *self);
void     attune_transcript_panel_follow (AttuneTranscriptPanel *self);

/* The notes on words of it; and which one is looked at, 0 for none: its words are brought into view. */
void attune_transcript_panel_set_marks (AttuneTranscriptPanel *self,
                                        const AttuneTextMark  *marks,
                                        guint                  n_marks);
void attune_transcript_panel_show_stretch (AttuneTranscriptPanel *self,
                                           const AttuneStretch   *stretch);

/* The words that are selected: of one passage, or several whole passages. FALSE for none. */
gboolean attune_transcript_panel_get_stretch (AttuneTranscriptPanel *self,
                                              AttuneStretch         *out_stretch);
void     attune_transcript_panel_unselect (AttuneTranscriptPanel *self);

/* Puts the cursor into the search; into the text. */
void attune_transcript_panel_search (AttuneTranscriptPanel *self);
void attune_transcript_panel_enter (AttuneTranscriptPanel *self);
