/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-evaluate-page-private.h"

#include "attune-status.h"
#include "attune-weak.h"

#include <glib/gi18n.h>

static AttuneContext *
get_context (AttuneEvaluatePage *self)
{
  return attune_page_get_context (ATTUNE_PAGE (self));
}

/* --- The parts, made while the draft is read --- */

static void
make_listen_pane (AttuneEvaluatePage *self)
{
  self->listen = g_object_new (ATTUNE_TYPE_LISTEN_PANE, NULL);
  gtk_box_prepend (self->left, GTK_WIDGET (self->listen));
  attune_evaluate_page_bind_place (self);
}

static void
make_note_panel (AttuneEvaluatePage *self)
{
  self->note_panel = g_object_new (ATTUNE_TYPE_NOTE_PANEL, NULL);
  gtk_box_append (self->note_frame, GTK_WIDGET (self->note_panel));
}

/* Before the questions are there nothing of the page takes the focus: the first is the question. */
static void
form_built_cb (AttuneEvaluatePage *self)
{
  gtk_widget_set_can_focus (GTK_WIDGET (self->stack), TRUE);
}

static void
make_form_pane (AttuneEvaluatePage *self)
{
  self->form_pane = g_object_new (ATTUNE_TYPE_FORM_PANE, NULL);
  self->score_bar = g_object_new (ATTUNE_TYPE_SCORE_BAR, NULL);
  attune_form_pane_set_shows_guidance (self->form_pane, self->shows_guidance);
  g_signal_connect_object (self->form_pane, "built", G_CALLBACK (form_built_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (self->judging, GTK_WIDGET (self->form_pane));
  gtk_box_append (self->judging, GTK_WIDGET (self->score_bar));
}

/* --- The draft, shown in them --- */

static void
show_draft (AttuneEvaluatePage *self)
{
  self->draft = g_steal_pointer (&self->opened);
  attune_evaluate_page_open_notes (self);
  attune_evaluate_page_resume_refusals (self);
  attune_evaluate_page_follow_draft (self);
}

/* Without a recording the notes have the side to themselves, and the form takes the room. */
static void
take_room (AttuneEvaluatePage *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->listen), FALSE);
  attune_note_panel_set_is_listening (self->note_panel, FALSE);
}

/* Where one was, or where it was asked for; the first time where the agent's first part begins. */
static gint64
find_start (AttuneEvaluatePage *self, GPtrArray *parts)
{
  const AttuneEvaluation *evaluation = attune_draft_get_evaluation (self->draft);
  gboolean was_there = evaluation->place_us > 0 || evaluation->place_question != NULL;

  if (self->start_us >= 0)
    return self->start_us;
  return was_there || parts->len == 0
           ? evaluation->place_us
           : ((const AttunePart *) g_ptr_array_index (parts, 0))->from_us;
}

static void
show_parts (AttuneEvaluatePage *self, GPtrArray *parts)
{
  g_autoptr (GArray) stretches = g_array_new (FALSE, FALSE, sizeof (AttuneWaveStretch));

  for (guint i = 0; i < parts->len; i++)
    {
      const AttunePart *part = g_ptr_array_index (parts, i);
      AttuneWaveStretch stretch = { part->from_us, part->to_us };

      g_array_append_val (stretches, stretch);
    }
  attune_wave_view_set_parts (attune_waveform_get_view (
                                attune_listen_pane_get_waveform (self->listen)),
                              (const AttuneWaveStretch *) (gpointer) stretches->data,
                              stretches->len);
}

static void
open_recording (AttuneEvaluatePage *self)
{
  const AttuneEvaluation *evaluation = attune_draft_get_evaluation (self->draft);
  g_autoptr (GPtrArray) parts = attune_evaluate_page_list_parts (self);
  gint64 position = find_start (self, parts);

  show_parts (self, parts);
  self->opened_contact = evaluation->interaction->id;
  self->has_recording = attune_listen_pane_open (self->listen, get_context (self),
                                                 evaluation->interaction, position);
  if (!self->has_recording)
    take_room (self);
  attune_evaluate_page_place_note (self);
}

/* Where one was in the other contact says nothing here. */
void
attune_evaluate_page_follow_contact (AttuneEvaluatePage *self)
{
  gint64 contact = attune_draft_get_evaluation (self->draft)->interaction->id;

  if (self->opened_contact == 0 || self->opened_contact == contact)
    return;
  self->start_us = 0;
  gtk_widget_set_visible (GTK_WIDGET (self->listen), TRUE);
  attune_note_panel_set_is_listening (self->note_panel, TRUE);
  open_recording (self);
  attune_evaluate_page_load_text (self);
}

static void
show_failure (AttuneEvaluatePage *self, const char *message)
{
  attune_status_say (self->failure, message);
  gtk_stack_set_visible_child_name (self->stack, "failure");
  gtk_widget_set_can_focus (GTK_WIDGET (self->stack), TRUE);
}

void
attune_evaluate_page_close_draft (AttuneEvaluatePage *self, const char *message)
{
  self->is_gone = TRUE;
  attune_page_leave (ATTUNE_PAGE (self));
  attune_listen_pane_close (self->listen);
  gtk_widget_set_visible (GTK_WIDGET (self->history_button), FALSE);
  attune_page_set_title (ATTUNE_PAGE (self), _ ("Evaluation"));
  attune_page_set_subtitle (ATTUNE_PAGE (self), "");
  show_failure (self, message);
}

static void
enter_place (AttuneEvaluatePage *self)
{
  const AttuneEvaluation *evaluation = attune_draft_get_evaluation (self->draft);
  AttuneSheetState *state = attune_sheet_get_state (attune_draft_get_sheet (self->draft));
  guint question = ATTUNE_FORM_NONE;

  /* To be read, from its beginning. */
  if (!evaluation->can_edit)
    {
      attune_form_pane_enter (self->form_pane, 0);
      return;
    }
  if (evaluation->place_question != NULL)
    question = attune_form_find_question (attune_sheet_state_get_form (state),
                                          evaluation->place_question);
  if (question == ATTUNE_FORM_NONE)
    question = attune_sheet_state_find_open (state);
  if (question == ATTUNE_FORM_NONE)
    question = attune_sheet_state_find_missing (state, ATTUNE_FORM_NONE);
  if (question == ATTUNE_FORM_NONE)
    question = attune_sheet_state_find_next (state, 1);
  if (question != ATTUNE_FORM_NONE)
    attune_form_pane_enter (self->form_pane, question);
}

static void
show_sheet (AttuneEvaluatePage *self)
{
  AttuneSheet *sheet = attune_draft_get_sheet (self->draft);

  attune_evaluate_page_open_speech (self);
  attune_form_pane_set_sheet (self->form_pane, sheet);
  attune_form_pane_set_notes (self->form_pane, attune_note_book_get_notes (self->book));
  attune_score_bar_set_sheet (self->score_bar, sheet);
  gtk_stack_set_visible_child_name (self->stack, "evaluation");
  enter_place (self);
  attune_evaluate_page_resume_correction (self);
  attune_evaluate_page_find_leftovers (self);
}

/* --- In steps --- */

/* All that opening takes here, one a turn of the loop: together it would hold it for several frames. */
static void (*const steps[]) (AttuneEvaluatePage *self) = {
  make_listen_pane,
  make_note_panel,
  make_form_pane,
  attune_evaluate_page_make_text,
  show_draft,
  open_recording,
  show_sheet,
  attune_evaluate_page_load_text,
  attune_evaluate_page_end_opening,
};

#define FIRST_STEP_WITH_DRAFT 4

static gboolean
step_cb (gpointer data)
{
  AttuneEvaluatePage *self = data;
  gboolean is_waiting = self->step == FIRST_STEP_WITH_DRAFT && self->opened == NULL;

  if (!is_waiting)
    steps[self->step++](self);
  if (!is_waiting && self->step < G_N_ELEMENTS (steps))
    return G_SOURCE_CONTINUE;
  self->stepper = 0;
  return G_SOURCE_REMOVE;
}

static void
go_on (AttuneEvaluatePage *self)
{
  if (self->stepper == 0)
    self->stepper = g_idle_add (step_cb, self);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneEvaluatePage) self = attune_weak_take (data);
  g_autoptr (GError) error = NULL;
  g_autoptr (AttuneDraft) draft = attune_draft_open_finish (result, &error);

  if (self == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;
  self->is_loading = FALSE;
  if (draft == NULL)
    {
      show_failure (self, error->message);
      return;
    }
  self->opened = g_steal_pointer (&draft);
  go_on (self);
}

void
attune_evaluate_page_open (AttuneEvaluatePage *self)
{
  if (self->is_loading || self->opened != NULL)
    return;

  self->is_loading = TRUE;
  attune_draft_open_async (attune_context_get_store (get_context (self)),
                           attune_context_get_actor (get_context (self)), self->evaluation,
                           self->cancellable, opened_cb, attune_weak_new (self));
  go_on (self);
}
