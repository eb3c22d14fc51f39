/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-evaluate-page-private.h"

#include "attune-weak.h"

#include <glib/gi18n.h>

static AttuneContext *
get_context (AttuneEvaluatePage *self)
{
  return attune_page_get_context (ATTUNE_PAGE (self));
}

static void
show_marks (AttuneEvaluatePage *self)
{
  GPtrArray *notes = attune_note_book_get_notes (self->book);
  g_autoptr (GArray) marks = g_array_new (FALSE, FALSE, sizeof (AttuneWaveMark));

  for (guint i = 0; i < notes->len; i++)
    {
      const AttuneNote *note = g_ptr_array_index (notes, i);
      AttuneWaveMark mark = { note->id, note->from_us, note->to_us, note->kind };

      if (note->from_us >= 0)
        g_array_append_val (marks, mark);
    }
  attune_wave_view_set_marks (attune_waveform_get_view (
                                attune_listen_pane_get_waveform (self->listen)),
                              (const AttuneWaveMark *) (gpointer) marks->data, marks->len);
}

static void
notes_changed_cb (AttuneEvaluatePage *self)
{
  attune_form_pane_set_notes (self->form_pane, attune_note_book_get_notes (self->book));
  show_marks (self);
  attune_evaluate_page_show_leftovers (self);
}

void
attune_evaluate_page_choose_note (AttuneEvaluatePage *self, gint64 id, gboolean seeks)
{
  AttuneNote *note = attune_note_book_find (self->book, id);

  if (note == NULL)
    return;
  attune_note_panel_choose (self->note_panel, id);
  attune_wave_view_choose_mark (attune_waveform_get_view (
                                  attune_listen_pane_get_waveform (self->listen)),
                                id);
  if (seeks && note->from_us >= 0 && self->has_recording)
    attune_listen_pane_seek (self->listen, note->from_us);
}

static void
note_chosen_cb (AttuneEvaluatePage *self, const AttuneNote *note)
{
  attune_evaluate_page_choose_note (self, note->id, TRUE);
}

static void
note_id_chosen_cb (AttuneEvaluatePage *self, gint64 id)
{
  attune_evaluate_page_choose_note (self, id, TRUE);
}

static void
question_chosen_cb (AttuneEvaluatePage *self, const char *id)
{
  AttuneSheet *sheet = attune_evaluate_page_get_sheet (self);
  guint question = attune_form_find_question (attune_sheet_get_form (sheet), id);

  if (question != ATTUNE_FORM_NONE)
    attune_form_pane_enter (self->form_pane, question);
}

static void
note_remove_cb (AttuneEvaluatePage *self, gint64 id)
{
  attune_note_book_remove (self->book, id);
}

/* What Undo needs: the note outlives the page it was removed on. */
typedef struct
{
  AttuneNoteBook *book;
  AttuneEvaluatePage *page; /* weak */
  gint64 id;
} Removal;

static void
restore_note (gpointer data)
{
  Removal *removal = data;

  attune_note_book_restore (removal->book, removal->id);
}

static void
free_removal (gpointer data)
{
  Removal *removal = data;

  if (removal->page != NULL && removal->page->note_removal == removal)
    removal->page->note_removal = NULL;
  g_clear_weak_pointer (&removal->page);
  g_object_unref (removal->book);
  g_free (removal);
}

static void
note_removed_cb (AttuneEvaluatePage *self, gint64 id)
{
  Removal *removal = g_new0 (Removal, 1);

  removal->book = g_object_ref (self->book);
  removal->id = id;
  g_set_weak_pointer (&removal->page, self);
  self->note_removal = removal;
  attune_context_offer_undo (get_context (self), _ ("Note removed"), G_CALLBACK (restore_note),
                             removal, free_removal);
}

gboolean
attune_evaluate_page_undo_note (AttuneEvaluatePage *self)
{
  if (self->note_removal == NULL)
    return FALSE;
  self->note_removal = NULL;
  return gtk_widget_activate_action (GTK_WIDGET (self), "win.undo", NULL);
}

/* --- The note that is being written --- */

static void
note_edited_cb (AttuneEvaluatePage *self)
{
  g_autofree char *unfinished = attune_note_panel_dup_unfinished (self->note_panel);

  attune_unfinished_set (self->unfinished_note, unfinished);
}

static void
note_sent_cb (AttuneEvaluatePage *self)
{
  attune_unfinished_flush (self->unfinished_note);
}

static void
unfinished_loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneEvaluatePage) self = attune_weak_take (data);
  g_autofree char *unfinished = attune_store_load_kept_finish (ATTUNE_STORE (source), result, NULL);

  if (self != NULL && self->book != NULL && unfinished != NULL && unfinished[0] != '\0')
    attune_note_panel_resume (self->note_panel, unfinished);
}

static void
resume_note (AttuneEvaluatePage *self)
{
  AttuneStore *store = attune_context_get_store (get_context (self));
  gint64 actor = attune_context_get_actor (get_context (self));

  self->unfinished_note = attune_unfinished_new (store, actor, ATTUNE_NOTE_KEPT_AS,
                                                 self->evaluation);
  g_signal_connect_object (self->note_panel, "edited", G_CALLBACK (note_edited_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->note_panel, "sent", G_CALLBACK (note_sent_cb), self,
                           G_CONNECT_SWAPPED);
  if (attune_draft_get_evaluation (self->draft)->can_edit)
    attune_store_load_kept_async (store, actor, ATTUNE_NOTE_KEPT_AS, self->evaluation,
                                  self->cancellable, unfinished_loaded_cb, attune_weak_new (self));
}

void
attune_evaluate_page_open_notes (AttuneEvaluatePage *self)
{
  self->book = attune_note_book_new (get_context (self), self->evaluation);
  g_signal_connect_object (self->book, "changed", G_CALLBACK (notes_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->book, "removed", G_CALLBACK (note_removed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->note_panel, "note-chosen", G_CALLBACK (note_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->note_panel, "question-chosen", G_CALLBACK (question_chosen_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->note_panel, "remove-asked", G_CALLBACK (note_remove_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->form_pane, "note-chosen", G_CALLBACK (note_id_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  attune_note_panel_set_agent (self->note_panel,
                               attune_draft_get_evaluation (self->draft)->row->agent_name);
  attune_note_book_load (self->book);
  resume_note (self);
  g_signal_connect_object (attune_waveform_get_view (
                             attune_listen_pane_get_waveform (self->listen)),
                           "mark-activated", G_CALLBACK (note_id_chosen_cb), self,
                           G_CONNECT_SWAPPED);
}
