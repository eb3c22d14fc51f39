/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-note-kind.h"
#include "attune-transcript.h"

/* A note as files have it. */
typedef struct
{
  gint64 from_us; /* -1 for a note on the whole */
  gint64 to_us;   /* as from_us for a single moment */
  AttuneNoteKind kind;
  gboolean is_shared;
  char *question; /* question id, NULL for none */
  char *text;

  /* Where it comes from, as far as that is known; not all files say it. */
  char *author;      /* a name */
  char *agent;       /* whom it is about, likewise */
  char *evaluation;  /* ids */
  char *interaction;
  gint64 created_at; /* microseconds UTC, or 0 */
  gboolean is_spoken;
  gboolean is_on_text;   /* on a stretch of the contact's text, beside its place in time or in its stead */
  AttuneStretch stretch;
  guint line; /* of the file it was read from */
} AttuneNoteItem;

AttuneNoteItem *attune_note_item_new  (void);
void            attune_note_item_free (AttuneNoteItem *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneNoteItem, attune_note_item_free)

/* An array that owns AttuneNoteItems. */
GPtrArray      *attune_note_items_new (void);

/* Sets the ids it comes from; a contact goes by its external id where it has one (nullable). */
void            attune_note_item_set_origin (AttuneNoteItem *self,
                                             gint64          evaluation,
                                             gint64          interaction,
                                             const char     *external_id);

/* Adds to `remarks` how many of `items` have no place in time, as files of labels need it, and what they are on instead. */
void            attune_note_items_tell_left_out (GPtrArray *items,
                                                 GPtrArray *remarks);

/* The whole note but its place and author as one line, where a file has room for no more: a leading "+ ", "- ", "? " or "! "
 * says its kind, a last "[id]" its question, and "[private]" behind that that it is its author's alone. What a person wrote
 * that looks so is told apart. New lines are U+2028. Owned by the caller. */
char           *attune_note_item_to_label   (const AttuneNoteItem *self);
/* Takes kind, question, sharing and text from such a line, whoever wrote it. */
void            attune_note_item_take_label (AttuneNoteItem *self,
                                             const char     *label);
/* The question was none of the form: what stood in brackets belongs to the text. */
void            attune_note_item_give_up_question (AttuneNoteItem *self);
