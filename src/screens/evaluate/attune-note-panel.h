/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-form.h"
#include "attune-note-book.h"
#include "attune-note-tools.h"
#include "attune-transcript.h"

#include <gtk/gtk.h>

/* The notes on an evaluation in order of time, and the entry that adds one where the playhead was when typing began, or on
 * the selection. A leading +, -, ? or ! says its kind.
 *
 * "note-chosen" (const AttuneNote *), "question-chosen" (const char *id), "remove-asked" (gint64 id), "play-asked" and
 * "speech-asked" (const AttuneNote *): its clip, what is spoken of it; "note-changed" (const AttuneNote *now, gboolean goes_on):
 * what one is to be, and whether more of it may follow at once; "begun" () before a note begins, to be told the place of now; "edited" () as a note is written, "sent" () when Return finished
 * it. */
#define ATTUNE_TYPE_NOTE_PANEL (attune_note_panel_get_type ())
G_DECLARE_FINAL_TYPE (AttuneNotePanel, attune_note_panel, ATTUNE, NOTE_PANEL, GtkWidget)

void attune_note_panel_set_book (AttuneNotePanel *self,
                                 AttuneNoteBook  *book,
                                 AttuneForm      *form,
                                 gboolean         may_add);
/* Whether whoever looks at the note may change it. */
gboolean attune_note_panel_may_edit (AttuneNotePanel  *self,
                                     const AttuneNote *note);
/* Whom the notes are about: named where a private note is written. */
void attune_note_panel_set_agent (AttuneNotePanel *self,
                                  const char      *name);

/* What a note that is begun now would be about. `from_us` -1: there is no sound, it is on the whole. */
void attune_note_panel_set_place (AttuneNotePanel *self,
                                  gint64           from_us,
                                  gint64           to_us);
/* The words of the text that a note begun now would be on, NULL for none. */
void attune_note_panel_set_stretch (AttuneNotePanel     *self,
                                    const AttuneStretch *stretch);
/* What the words of notes are words of, NULL for none: rows quote them; `media` as attune-transcripts.h has it. */
void attune_note_panel_set_transcript (AttuneNotePanel  *self,
                                       AttuneTranscript *transcript,
                                       gint64            media);
/* Whether the notes are shown above the entry, as they are at first: something else may be. */
void attune_note_panel_set_shows_notes (AttuneNotePanel *self,
                                        gboolean         shows_notes);
/* Whether it shares the room with a text, which takes what it can. */
void attune_note_panel_set_is_below_text (AttuneNotePanel *self,
                                          gboolean         is_below_text);
/* Where the playhead is: the last note before it is marked. */
void attune_note_panel_set_position (AttuneNotePanel *self,
                                     gint64           us);
/* How long the recording is, 0 where that is not known; what edges are held within. */
void attune_note_panel_set_duration (AttuneNotePanel *self,
                                     gint64           us);
/* Which note's speech is being heard, 0 for none. */
void attune_note_panel_set_speaking (AttuneNotePanel *self,
                                     gint64           id);
void attune_note_panel_set_question (AttuneNotePanel *self,
                                     guint            question);
/* Whether there is a recording to listen to, as there is at first: what the hints speak of. */
void attune_note_panel_set_is_listening (AttuneNotePanel *self,
                                         gboolean         is_listening);
/* Puts the cursor behind what is written. Where nothing is, the note is on the place of now, however long it takes to write the
 * first letter. */
void attune_note_panel_enter (AttuneNotePanel *self);
/* The note that is being written, to go on with it another time (an AttuneBegunNote's text); "" for none. */
char *attune_note_panel_dup_unfinished (AttuneNotePanel *self);
/* Goes on with such a note, unless another has been begun. */
void attune_note_panel_resume (AttuneNotePanel *self,
                               const char      *unfinished);
/* Saves what is written as the note it is, as Return does. Returns FALSE where there is nothing. */
gboolean attune_note_panel_finish (AttuneNotePanel *self);
/* Empties the entry. */
void attune_note_panel_give_up (AttuneNotePanel *self);
void attune_note_panel_choose (AttuneNotePanel *self,
                               gint64           id);

AttuneNoteTools *attune_note_panel_get_tools (AttuneNotePanel *self);
gboolean         attune_note_panel_may_add (AttuneNotePanel *self);
/* A note to be spoken now: where one would be written, of the kind, the question and the sharing that are chosen. Owned by the
 * caller. */
AttuneNote      *attune_note_panel_make_spoken (AttuneNotePanel *self);
