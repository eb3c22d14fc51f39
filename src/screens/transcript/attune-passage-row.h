/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-passage-item.h"

#include <gtk/gtk.h>

/* What a text is, which is how it is set. */
typedef enum
{
  ATTUNE_TEXT_CALL,   /* of a recording: with its times */
  ATTUNE_TEXT_CHAT,   /* messages of two sides */
  ATTUNE_TEXT_LETTER, /* an e-mail, or anything written */
} AttuneTextKind;

/* A passage as people read it: who, when, the words, which can be selected.
 *
 * "activated" (): it was clicked; "mark-activated" (gint64 note): the words of a note were; "selected" (guint from, guint to): these
 * characters of it are now, none with two that are the same. */
#define ATTUNE_TYPE_PASSAGE_ROW (attune_passage_row_get_type ())
G_DECLARE_FINAL_TYPE (AttunePassageRow, attune_passage_row, ATTUNE, PASSAGE_ROW, GtkWidget)

GtkWidget         *attune_passage_row_new (AttuneTextKind kind);
/* Shows `item` from now on; NULL lets go of it. */
void               attune_passage_row_set_item (AttunePassageRow  *self,
                                                AttunePassageItem *item);
AttunePassageItem *attune_passage_row_get_item (AttunePassageRow *self);
/* What of it is selected; FALSE for nothing. */
gboolean           attune_passage_row_get_selection (AttunePassageRow *self,
                                                     guint            *out_from,
                                                     guint            *out_to);
/* Selects these characters, none where `from` is `to`. */
void               attune_passage_row_select (AttunePassageRow *self,
                                              guint             from,
                                              guint             to);
