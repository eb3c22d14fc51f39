/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-note-panel.h"

/* For the panel's own files: attune-note-panel.c has the one being written, attune-note-panel-rows.c those that are there. */

/* Characters of a note's words, or of those that one is to be on. */
#define ATTUNE_NOTE_QUOTE_LENGTH 90

struct _AttuneNotePanel
{
  GtkWidget parent_instance;

  /* template */
  GtkScrolledWindow *scroller;
  GtkListBox *list;
  GtkLabel *empty;
  GtkWidget *writing;
  GtkWidget *choices;
  GtkLabel *quote;
  GtkLabel *moment;
  GtkEntry *entry;
  GtkToggleButton *praise;
  GtkToggleButton *improve;
  GtkToggleButton *question_kind;
  GtkToggleButton *plain;
  GtkToggleButton *link;
  GtkToggleButton *privacy;
  GtkLabel *privacy_note;
  AttuneNoteTools *tools;

  /* owned */
  AttuneNoteBook *book;
  AttuneForm *form;
  AttuneTranscript *transcript;
  char *agent;

  gint64 place_from_us; /* where a note begun now would be */
  gint64 place_to_us;
  gboolean is_place_on_text;
  AttuneStretch place_stretch;
  gboolean is_on_text; /* the same of the one being written */
  gint64 transcript_media; /* of the text that is shown, and of the one that was as the note was begun */
  gint64 text_media;
  AttuneStretch stretch;
  gint64 from_us; /* where the one being written is */
  gint64 to_us;
  gint64 duration_us;
  gint64 speaking;
  gboolean is_pinned; /* one is begun, though nothing is written yet */
  gboolean is_writing;
  guint place_question;
  guint question;
  gint64 current;
  gboolean may_add;
  gboolean is_listening; /* there is a recording that notes have their moment in */
  guint n_filled;        /* notes that have their row */
  guint filler;          /* makes the rest, 0 */
};

/* Makes the rows those of the book, in slices; what is written in one stays. */
void attune_note_panel_fill             (AttuneNotePanel *self);
/* Keeps them in the order of the notes. */
void attune_note_panel_sort             (AttuneNotePanel *self);
/* Shows in all rows whether their clips can be played, and which words they are on. */
void attune_note_panel_show_clips       (AttuneNotePanel *self);
void attune_note_panel_show_quotes      (AttuneNotePanel *self);
void attune_note_panel_row_activated_cb (AttuneNotePanel *self,
                                         GtkListBoxRow   *row);
