/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-evaluate-page-private.h"

#include "attune-frames.h"
#include "attune-note-edges.h"
#include "attune-weak.h"

#include <glib/gi18n.h>

static AttuneContext *
get_context (AttuneEvaluatePage *self)
{
  return attune_page_get_context (ATTUNE_PAGE (self));
}

/* As the panel has it: who may not add to the evaluation changes nothing on it. */
static gboolean
may_change (AttuneEvaluatePage *self, const AttuneNote *note)
{
  return attune_note_panel_may_edit (self->note_panel, note);
}

static void
show_marks (AttuneEvaluatePage *self)
{
  GPtrArray *notes = attune_note_book_get_notes (self->book);
  g_autoptr (GArray) marks = g_array_new (FALSE, FALSE, sizeof (AttuneWaveMark));

  for (guint i = 0; i < notes->len; i++)
    {
      const AttuneNote *note = g_ptr_array_index (notes, i);
      AttuneWaveMark mark = { note->id, note->from_us, note->to_us, note->kind,
                              may_change (self, note) };

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
  attune_evaluate_page_mark_text (self);
  attune_evaluate_page_show_leftovers (self);
  attune_evaluate_page_find_place (self);
}

/* Notes and answers are two views of one thing. */
static void
show_question (AttuneEvaluatePage *self, const AttuneNote *note)
{
  AttuneSheet *sheet = attune_evaluate_page_get_sheet (self);
  guint question = sheet != NULL && note->question != NULL
                     ? attune_form_find_question (attune_sheet_get_form (sheet), note->question)
                     : ATTUNE_FORM_NONE;

  if (question != ATTUNE_FORM_NONE)
    attune_form_pane_show (self->form_pane, question);
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
  show_question (self, note);
  attune_evaluate_page_show_words (self, note);
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

/* --- Hearing it --- */

/* Its clip, or silence where that is what plays. */
static void
play_clip (AttuneEvaluatePage *self, gint64 id)
{
  AttuneNote *note = attune_note_book_find (self->book, id);
  AttunePlayer *player = attune_listen_pane_get_player (self->listen);
  AttuneWaveView *view = attune_waveform_get_view (attune_listen_pane_get_waveform (self->listen));
  AttuneNoteEdges clip;

  if (note == NULL || note->from_us < 0 || player == NULL ||
      attune_wave_view_get_pcm (view) == NULL)
    return;
  if (attune_player_is_playing (player) && self->playing_note == id)
    {
      attune_player_pause (player);
      return;
    }
  attune_evaluate_page_choose_note (self, id, FALSE);
  clip = attune_note_edges_get_clip ((AttuneNoteEdges){ note->from_us, note->to_us },
                                     attune_wave_view_get_duration_us (view));
  self->playing_note = id;
  attune_player_play_range (player,
                            attune_us_to_frames (clip.from_us, attune_wave_view_get_rate (view)),
                            attune_us_to_frames (clip.to_us, attune_wave_view_get_rate (view)));
}

static void
play_cb (AttuneEvaluatePage *self, const AttuneNote *note)
{
  play_clip (self, note->id);
}

/* --- Changing it --- */

static void
change_note (AttuneEvaluatePage *self, const AttuneNote *now, gboolean goes_on)
{
  const AttuneNote *old = attune_note_book_find (self->book, now->id);

  if (old == NULL || attune_note_is_same (old, now))
    return;
  attune_note_changes_push (self->note_changes, old, now, goes_on, g_get_monotonic_time ());
  self->n_note_changes++;
  self->n_note_undone = 0;
  self->note_removal = NULL;
  if (goes_on)
    attune_note_book_save_soon (self->book, now);
  else
    attune_note_book_save (self->book, now);
}

static void
note_changed_cb (AttuneEvaluatePage *self, const AttuneNote *now, gboolean goes_on)
{
  change_note (self, now, goes_on);
}

static void
mark_moved_cb (AttuneEvaluatePage *self, gint64 id, gint64 from_us, gint64 to_us, gboolean is_final)
{
  const AttuneNote *old = attune_note_book_find (self->book, id);
  g_autoptr (AttuneNote) now = NULL;

  if (old == NULL || !is_final)
    return;
  /* It may have been submitted while it was dragged. */
  if (!may_change (self, old))
    {
      show_marks (self);
      return;
    }
  now = attune_note_copy (old);
  now->from_us = from_us;
  now->to_us = to_us;
  change_note (self, now, FALSE);
}

/* What the step changed is as it was or is to be again, and nothing else: the rest may have been changed elsewhere. FALSE
 * where the note is not there any more. */
static gboolean
take_step (AttuneEvaluatePage *self, const AttuneNoteStep *step)
{
  const AttuneNote *shown = attune_note_book_find (self->book, step->to->id);
  g_autoptr (AttuneNote) now = NULL;

  if (shown == NULL)
    return FALSE;
  now = attune_note_copy (shown);
  if (!attune_note_step_take (step, now))
    attune_context_say (get_context (self), _ ("The note has been changed elsewhere since."));
  else if (!attune_note_is_same (shown, now))
    attune_note_book_save (self->book, now);
  attune_evaluate_page_choose_note (self, step->to->id, FALSE);
  return TRUE;
}

void
attune_evaluate_page_leave_notes (AttuneEvaluatePage *self)
{
  self->note_removal = NULL;
  self->n_note_changes = self->n_note_undone = 0;
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
attune_evaluate_page_undo_note (AttuneEvaluatePage *self, gboolean is_any)
{
  AttuneNoteStep step;

  if (self->note_removal != NULL)
    {
      self->note_removal = NULL;
      return gtk_widget_activate_action (GTK_WIDGET (self), "win.undo", NULL);
    }
  if (self->note_changes == NULL || (self->n_note_changes == 0 && !is_any) ||
      !attune_note_changes_undo (self->note_changes, &step) || !take_step (self, &step))
    return FALSE;
  self->n_note_changes -= MIN (self->n_note_changes, 1);
  self->n_note_undone++;
  return TRUE;
}

gboolean
attune_evaluate_page_redo_note (AttuneEvaluatePage *self)
{
  AttuneNoteStep step;

  if (self->n_note_undone == 0 || !attune_note_changes_redo (self->note_changes, &step) ||
      !take_step (self, &step))
    return FALSE;
  self->n_note_undone--;
  self->n_note_changes++;
  return TRUE;
}

/* --- The note that is being written --- */

static void
note_edited_cb (AttuneEvaluatePage *self)
{
  g_autofree char *unfinished = attune_note_panel_dup_unfinished (self->note_panel);

  attune_unfinished_set (self->unfinished_note, unfinished);
}

/* A stretch that has its note is let go: the next note is where one listens by then. What is repeated stays. */
static void
release_selection (AttuneEvaluatePage *self)
{
  AttunePlayer *player = attune_listen_pane_get_player (self->listen);
  AttuneWaveView *view = attune_waveform_get_view (attune_listen_pane_get_waveform (self->listen));
  gint64 start, end;

  if (player == NULL || !attune_player_get_loop (player, &start, &end))
    attune_wave_view_set_selection (view, 0, 0);
}

static void
note_sent_cb (AttuneEvaluatePage *self)
{
  attune_unfinished_flush (self->unfinished_note);
  release_selection (self);
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

static void
view_changed_cb (AttuneEvaluatePage *self, guint change, AttuneWaveView *view)
{
  if ((change & (ATTUNE_WAVE_CHANGE_SOUND | ATTUNE_WAVE_CHANGE_AXIS)) != 0)
    attune_note_panel_set_duration (self->note_panel, attune_wave_view_get_duration_us (view));
}

static void
connect_view (AttuneEvaluatePage *self, AttuneWaveView *view)
{
  g_signal_connect_object (view, "mark-activated", G_CALLBACK (note_id_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "mark-played", G_CALLBACK (play_clip), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "mark-moved", G_CALLBACK (mark_moved_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "changed", G_CALLBACK (view_changed_cb), self, G_CONNECT_SWAPPED);
}

void
attune_evaluate_page_open_notes (AttuneEvaluatePage *self)
{
  self->book = attune_note_book_new (get_context (self), self->evaluation);
  self->note_changes = attune_note_changes_new ();
  g_signal_connect_object (self->book, "changed", G_CALLBACK (notes_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->book, "removed", G_CALLBACK (note_removed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->note_panel, "note-chosen", G_CALLBACK (note_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->note_panel, "question-chosen", G_CALLBACK (question_chosen_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->note_panel, "play-asked", G_CALLBACK (play_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->note_panel, "note-changed", G_CALLBACK (note_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->note_panel, "begun", G_CALLBACK (attune_evaluate_page_place_note),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->note_panel, "remove-asked", G_CALLBACK (note_remove_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->form_pane, "note-chosen", G_CALLBACK (note_id_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  attune_note_panel_set_agent (self->note_panel,
                               attune_draft_get_evaluation (self->draft)->row->agent_name);
  attune_note_book_load (self->book);
  resume_note (self);
  connect_view (self, attune_waveform_get_view (attune_listen_pane_get_waveform (self->listen)));
}
