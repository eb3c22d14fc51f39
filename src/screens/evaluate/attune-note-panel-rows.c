/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-note-panel-private.h"

#include "attune-note-edges.h"
#include "attune-note-editor.h"
#include "attune-note-row.h"
#include "attune-scroll.h"

/* How long one slice of making rows may take, in microseconds. */
#define SLICE_US 4000

/* --- What is done with one --- */

static void
row_changed_cb (AttuneNotePanel *self, const AttuneNote *note)
{
  g_signal_emit_by_name (self, "note-changed", note, FALSE);
}

static void
row_edge_cb (AttuneNotePanel *self, int edge, gint64 by_us, AttuneNoteRow *row)
{
  g_autoptr (AttuneNote) note = attune_note_copy (attune_note_row_get_note (row));
  AttuneNoteEdges edges = attune_note_edges_move ((AttuneNoteEdges){ note->from_us, note->to_us },
                                                  (AttuneNoteEdge) edge, by_us, self->duration_us);

  note->from_us = edges.from_us;
  note->to_us = edges.to_us;
  g_signal_emit_by_name (self, "note-changed", note, TRUE);
}

/* To the question one is at; from that, where it is linked to it. */
static void
row_link_cb (AttuneNotePanel *self, AttuneNoteRow *row)
{
  g_autoptr (AttuneNote) note = attune_note_copy (attune_note_row_get_note (row));
  const char *id = self->place_question != ATTUNE_FORM_NONE
                     ? attune_form_get_question (self->form, self->place_question)->id
                     : NULL;
  gboolean is_linked = g_strcmp0 (note->question, id) == 0;

  g_free (note->question);
  note->question = is_linked ? NULL : g_strdup (id);
  g_signal_emit_by_name (self, "note-changed", note, FALSE);
}

static void
row_change_cb (AttuneNotePanel *self, AttuneNoteRow *row)
{
  GtkWidget *editor = attune_note_editor_new (attune_note_row_get_note (row), self->form,
                                              self->is_listening ? self->duration_us : -1,
                                              self->agent);

  g_signal_connect_object (editor, "done", G_CALLBACK (row_changed_cb), self, G_CONNECT_SWAPPED);
  attune_note_row_open (row, editor);
}

static void
row_play_cb (AttuneNotePanel *self, AttuneNoteRow *row)
{
  g_signal_emit_by_name (self, "play-asked", attune_note_row_get_note (row));
}

static void
row_speech_cb (AttuneNotePanel *self, AttuneNoteRow *row)
{
  g_signal_emit_by_name (self, "speech-asked", attune_note_row_get_note (row));
}

static void
row_removed_cb (AttuneNotePanel *self, AttuneNoteRow *row)
{
  g_signal_emit_by_name (self, "remove-asked", attune_note_row_get_note (row)->id);
}

static void
row_retry_cb (AttuneNotePanel *self, AttuneNoteRow *row)
{
  attune_note_book_retry (self->book, attune_note_row_get_note (row)->id);
}

static void
row_question_cb (AttuneNotePanel *self, AttuneNoteRow *row)
{
  g_signal_emit_by_name (self, "question-chosen", attune_note_row_get_note (row)->question);
}

void
attune_note_panel_row_activated_cb (AttuneNotePanel *self, GtkListBoxRow *row)
{
  g_signal_emit_by_name (self, "note-chosen", attune_note_row_get_note (ATTUNE_NOTE_ROW (row)));
}

static guint
get_question_number (AttuneNotePanel *self, const AttuneNote *note)
{
  guint question = note->question != NULL ? attune_form_find_question (self->form, note->question)
                                          : ATTUNE_FORM_NONE;

  return question != ATTUNE_FORM_NONE ? question + 1 : 0;
}

static AttuneNoteRow *
find_row (AttuneNotePanel *self, gint64 id)
{
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->list)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (ATTUNE_IS_NOTE_ROW (row) && attune_note_row_get_note (ATTUNE_NOTE_ROW (row))->id == id)
      return ATTUNE_NOTE_ROW (row);
  return NULL;
}

gboolean
attune_note_panel_may_edit (AttuneNotePanel *self, const AttuneNote *note)
{
  return self->may_add && attune_note_book_may_edit (self->book, note);
}

static void
connect_row (AttuneNotePanel *self, GtkWidget *row)
{
  g_signal_connect_object (row, "changed", G_CALLBACK (row_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "edge-moved", G_CALLBACK (row_edge_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "link-asked", G_CALLBACK (row_link_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "change-asked", G_CALLBACK (row_change_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "play-asked", G_CALLBACK (row_play_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "speech-asked", G_CALLBACK (row_speech_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "removed", G_CALLBACK (row_removed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "question-chosen", G_CALLBACK (row_question_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "retry-asked", G_CALLBACK (row_retry_cb), self, G_CONNECT_SWAPPED);
}

/* --- Rows --- */

static void
quote_row (AttuneNotePanel *self, AttuneNoteRow *row)
{
  const AttuneNote *note = attune_note_row_get_note (row);
  g_autofree char *quote = note->is_on_text && self->transcript != NULL
                             ? attune_transcript_quote (self->transcript, &note->stretch,
                                                        ATTUNE_NOTE_QUOTE_LENGTH)
                             : NULL;

  attune_note_row_set_quote (row, quote);
}

static GtkWidget *
make_row (AttuneNotePanel *self, const AttuneNote *note)
{
  GtkWidget *row = attune_note_row_new (note, get_question_number (self, note),
                                        attune_note_panel_may_edit (self, note));

  connect_row (self, row);
  attune_note_row_set_can_play (ATTUNE_NOTE_ROW (row), self->is_listening);
  attune_note_row_set_is_speaking (ATTUNE_NOTE_ROW (row), note->id == self->speaking);
  attune_note_row_set_is_current (ATTUNE_NOTE_ROW (row), note->id == self->current);
  attune_note_row_set_is_saved (ATTUNE_NOTE_ROW (row),
                                attune_note_book_is_saved (self->book, note->id));
  quote_row (self, ATTUNE_NOTE_ROW (row));
  return row;
}

/* What is written in a row stays there, whatever becomes of its note meanwhile. */
static void
update_row (AttuneNotePanel *self, AttuneNoteRow *row, const AttuneNote *note)
{
  if (!(self->may_add && attune_note_row_is_editing (row)))
    {
      attune_note_row_set_note (row, note, get_question_number (self, note));
      quote_row (self, row);
      gtk_list_box_row_changed (GTK_LIST_BOX_ROW (row));
    }
  attune_note_row_set_may_edit (row, attune_note_panel_may_edit (self, note));
  attune_note_row_set_is_saved (row, attune_note_book_is_saved (self->book, note->id));
}

/* Rows stay where their notes do: they may have the focus. */
static void
update_rows (AttuneNotePanel *self)
{
  GtkWidget *next;

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->list)); row != NULL;
       row = next)
    {
      const AttuneNote *note;

      next = gtk_widget_get_next_sibling (row);
      if (!ATTUNE_IS_NOTE_ROW (row))
        continue;
      note = attune_note_book_find (self->book,
                                    attune_note_row_get_note (ATTUNE_NOTE_ROW (row))->id);
      if (note != NULL)
        update_row (self, ATTUNE_NOTE_ROW (row), note);
      else
        gtk_list_box_remove (self->list, row);
    }
}

static int
compare_rows (GtkListBoxRow *a, GtkListBoxRow *b, gpointer data)
{
  const AttuneNote *left = attune_note_row_get_note (ATTUNE_NOTE_ROW (a));
  const AttuneNote *right = attune_note_row_get_note (ATTUNE_NOTE_ROW (b));

  return attune_note_book_compare (&left, &right);
}

/* The rows that are there are in the order of the notes: one that differs is missing, unless it is written in. */
static gboolean
fill_cb (gpointer data)
{
  AttuneNotePanel *self = data;
  GPtrArray *notes = attune_note_book_get_notes (self->book);
  gint64 end = g_get_monotonic_time () + SLICE_US;

  for (; self->n_filled < notes->len; self->n_filled++)
    {
      const AttuneNote *note = g_ptr_array_index (notes, self->n_filled);
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, (int) self->n_filled);

      if (g_get_monotonic_time () > end)
        return G_SOURCE_CONTINUE;
      if ((row == NULL || attune_note_row_get_note (ATTUNE_NOTE_ROW (row))->id != note->id) &&
          find_row (self, note->id) == NULL)
        gtk_list_box_insert (self->list, make_row (self, note), (int) self->n_filled);
    }
  self->filler = 0;
  return G_SOURCE_REMOVE;
}

void
attune_note_panel_fill (AttuneNotePanel *self)
{
  gboolean is_empty = attune_note_book_get_notes (self->book)->len == 0;

  update_rows (self);
  gtk_widget_set_visible (GTK_WIDGET (self->list), !is_empty);
  gtk_widget_set_visible (GTK_WIDGET (self->empty), is_empty);
  self->n_filled = 0;
  g_clear_handle_id (&self->filler, g_source_remove);
  if (fill_cb (self))
    self->filler = g_idle_add (fill_cb, self);
}

void
attune_note_panel_sort (AttuneNotePanel *self)
{
  gtk_list_box_set_sort_func (self->list, compare_rows, NULL, NULL);
}

/* --- What all of them show --- */

static void
for_each_row (AttuneNotePanel *self, void (*show) (AttuneNotePanel *, AttuneNoteRow *))
{
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->list)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (ATTUNE_IS_NOTE_ROW (row))
      show (self, ATTUNE_NOTE_ROW (row));
}

static void
show_can_play (AttuneNotePanel *self, AttuneNoteRow *row)
{
  attune_note_row_set_can_play (row, self->is_listening);
}

static void
show_is_speaking (AttuneNotePanel *self, AttuneNoteRow *row)
{
  attune_note_row_set_is_speaking (row, attune_note_row_get_note (row)->id == self->speaking);
}

void
attune_note_panel_show_clips (AttuneNotePanel *self)
{
  for_each_row (self, show_can_play);
}

void
attune_note_panel_show_quotes (AttuneNotePanel *self)
{
  for_each_row (self, quote_row);
}

/* The last note that has begun, unless another begins at the same moment. */
static gint64
find_current (AttuneNotePanel *self, gint64 us)
{
  GPtrArray *notes = attune_note_book_get_notes (self->book);
  gint64 id = 0;

  for (guint i = 0; i < notes->len; i++)
    {
      const AttuneNote *note = g_ptr_array_index (notes, i);

      if (note->from_us >= 0 && note->from_us <= us)
        id = note->id;
    }
  return id;
}

void
attune_note_panel_set_position (AttuneNotePanel *self, gint64 us)
{
  gint64 current = self->book != NULL ? find_current (self, us) : 0;
  AttuneNoteRow *row;

  if (current == self->current)
    return;
  row = find_row (self, self->current);
  if (row != NULL)
    attune_note_row_set_is_current (row, FALSE);
  self->current = current;
  row = find_row (self, current);
  if (row == NULL)
    return;
  attune_note_row_set_is_current (row, TRUE);
  /* Whoever is in the list looks where they look. */
  if (gtk_widget_get_focus_child (GTK_WIDGET (self->list)) == NULL)
    attune_scroll_to (self->scroller, GTK_WIDGET (row));
}

void
attune_note_panel_set_duration (AttuneNotePanel *self, gint64 us)
{
  self->duration_us = us;
}

void
attune_note_panel_set_speaking (AttuneNotePanel *self, gint64 id)
{
  self->speaking = id;
  for_each_row (self, show_is_speaking);
}

void
attune_note_panel_choose (AttuneNotePanel *self, gint64 id)
{
  AttuneNoteRow *row = find_row (self, id);

  if (row == NULL)
    return;
  gtk_list_box_select_row (self->list, GTK_LIST_BOX_ROW (row));
  attune_scroll_to (self->scroller, GTK_WIDGET (row));
}
