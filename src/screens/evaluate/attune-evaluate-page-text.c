/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-evaluate-page-private.h"

#include "attune-speaker.h"
#include "attune-transcript-take.h"
#include "attune-weak.h"

#include <glib/gi18n.h>

/* Who keeps contacts. */
#define KEEPING (ATTUNE_ROLE_COACH | ATTUNE_ROLE_ANALYST | ATTUNE_ROLE_MANAGER)

static AttuneContext *
get_context (AttuneEvaluatePage *self)
{
  return attune_page_get_context (ATTUNE_PAGE (self));
}

static const AttuneInteraction *
get_interaction (AttuneEvaluatePage *self)
{
  return attune_draft_get_evaluation (self->draft)->interaction;
}

static gboolean
may_keep (AttuneEvaluatePage *self)
{
  return attune_context_has_role (get_context (self), KEEPING);
}

/* --- The notes, or the text: one above the entry --- */

static void
switched_cb (AttuneEvaluatePage *self)
{
  gboolean shows_text = gtk_toggle_button_get_active (self->shows_text);

  gtk_widget_set_visible (GTK_WIDGET (self->text), shows_text || self->has_text_alone);
  attune_note_panel_set_shows_notes (self->note_panel, !shows_text);
}

static GtkWidget *
make_toggle (const char *label, GtkToggleButton *group)
{
  GtkWidget *button = gtk_toggle_button_new_with_mnemonic (label);

  gtk_widget_set_hexpand (button, TRUE);
  gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), group);
  return button;
}

static void
make_switch (AttuneEvaluatePage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *notes = make_toggle (_ ("N_otes"), NULL);

  self->shows_text = GTK_TOGGLE_BUTTON (make_toggle (_ ("_Transcript"), GTK_TOGGLE_BUTTON (notes)));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (notes), TRUE);
  gtk_widget_add_css_class (box, "linked");
  gtk_widget_add_css_class (box, "text-switch");
  gtk_box_append (GTK_BOX (box), notes);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->shows_text));
  gtk_box_prepend (self->note_frame, box);
  gtk_widget_set_visible (box, FALSE);
  g_signal_connect_object (self->shows_text, "toggled", G_CALLBACK (switched_cb), self,
                           G_CONNECT_SWAPPED);
}

/* --- What is done with it --- */

static void
seek_cb (AttuneEvaluatePage *self, gint64 us)
{
  if (self->has_recording)
    attune_listen_pane_seek (self->listen, us);
}

static void
note_chosen_cb (AttuneEvaluatePage *self, gint64 id)
{
  attune_evaluate_page_choose_note (self, id, TRUE);
}

static void
selected_cb (AttuneEvaluatePage *self)
{
  if (self->draft != NULL)
    attune_evaluate_page_place_note (self);
}

static void
add_asked_cb (AttuneEvaluatePage *self)
{
  attune_transcript_choose (GTK_WIDGET (self), get_context (self), get_interaction (self));
}

static void
told_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneContext) context = data;
  g_autoptr (GError) error = NULL;

  if (attune_store_keep_speakers_finish (ATTUNE_STORE (source), result, &error) == 0)
    attune_context_report (context, _ ("Who the agent is could not be kept"), error);
}

static void
agent_told_cb (AttuneEvaluatePage *self, const char *name)
{
  AttuneTranscript *transcript = attune_transcript_panel_get_transcript (self->text);
  g_autoptr (AttuneTranscript) known = attune_transcript_with_agent (transcript, name);

  attune_store_keep_speakers_async (attune_context_get_store (get_context (self)),
                                    attune_context_get_actor (get_context (self)), self->text_media,
                                    self->text_rev, known, NULL, told_cb,
                                    g_object_ref (get_context (self)));
}

void
attune_evaluate_page_make_text (AttuneEvaluatePage *self)
{
  self->text = g_object_new (ATTUNE_TYPE_TRANSCRIPT_PANEL, "vexpand", TRUE, "visible", FALSE, NULL);
  gtk_box_prepend (self->note_frame, GTK_WIDGET (self->text));
  make_switch (self);
  g_signal_connect_object (self->text, "seek", G_CALLBACK (seek_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->text, "note-chosen", G_CALLBACK (note_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->text, "selected", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->text, "agent-told", G_CALLBACK (agent_told_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->text, "add-asked", G_CALLBACK (add_asked_cb), self,
                           G_CONNECT_SWAPPED);
}

/* --- Where it is --- */

static AttuneTextKind
choose_kind (AttuneEvaluatePage *self)
{
  if (self->has_recording)
    return ATTUNE_TEXT_CALL;
  return get_interaction (self)->channel == ATTUNE_CHANNEL_EMAIL ? ATTUNE_TEXT_LETTER
                                                                 : ATTUNE_TEXT_CHAT;
}

/* Beside a recording the text takes turns with the notes; without one it is what the contact is, and both are there. */
static void
arrange (AttuneEvaluatePage *self)
{
  gboolean takes_turns = self->has_recording && (self->has_text || may_keep (self));

  if (self->has_text_alone != (self->has_text && !self->has_recording))
    gtk_widget_queue_resize (GTK_WIDGET (self->paned));
  self->has_text_alone = self->has_text && !self->has_recording;
  attune_note_panel_set_is_below_text (self->note_panel, self->has_text_alone);
  self->is_divider_placed = self->is_divider_placed && !self->has_text_alone;
  gtk_widget_set_visible (gtk_widget_get_parent (GTK_WIDGET (self->shows_text)), takes_turns);
  if (!takes_turns)
    gtk_toggle_button_set_active (self->shows_text, FALSE);
  switched_cb (self);
}

static void
show_text (AttuneEvaluatePage *self, const AttuneKeptTranscript *kept)
{
  AttuneTranscript *shown = attune_transcript_panel_get_transcript (self->text);

  self->has_text = kept->transcript != NULL;
  self->text_media = kept->media;
  self->text_rev = kept->rev;
  /* A change of something else of the contact leaves what is being read where it is. */
  if (shown == NULL || kept->transcript == NULL ||
      !attune_transcript_equal (shown, kept->transcript))
    attune_transcript_panel_set_transcript (self->text, kept->transcript, choose_kind (self),
                                            may_keep (self));
  attune_note_panel_set_transcript (self->note_panel, kept->transcript, kept->media);
  arrange (self);
  attune_evaluate_page_mark_text (self);
  if (self->has_recording)
    attune_transcript_panel_set_position (self->text,
                                          attune_listen_pane_get_position (self->listen));
  attune_evaluate_page_place_note (self);
  attune_evaluate_page_find_place (self);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneEvaluatePage) self = attune_weak_take (data);
  g_autoptr (GError) error = NULL;
  g_autoptr (AttuneKeptTranscript)
    kept = attune_store_load_transcript_finish (ATTUNE_STORE (source), result, &error);

  if (self == NULL || self->draft == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;
  if (kept != NULL)
    show_text (self, kept);
  else
    attune_context_report (get_context (self), _ ("The text of the contact could not be read"),
                           error);
}

void
attune_evaluate_page_load_text (AttuneEvaluatePage *self)
{
  if (self->text == NULL)
    return;
  attune_store_load_transcript_async (attune_context_get_store (get_context (self)),
                                      attune_context_get_actor (get_context (self)),
                                      get_interaction (self)->id, self->cancellable, loaded_cb,
                                      attune_weak_new (self));
}

/* --- Notes on it --- */

void
attune_evaluate_page_mark_text (AttuneEvaluatePage *self)
{
  g_autoptr (GArray) marks = g_array_new (FALSE, FALSE, sizeof (AttuneTextMark));
  GPtrArray *notes = self->book != NULL ? attune_note_book_get_notes (self->book) : NULL;

  for (guint i = 0; notes != NULL && i < notes->len; i++)
    {
      const AttuneNote *note = g_ptr_array_index (notes, i);
      AttuneTextMark mark = { note->id, note->kind, note->stretch };

      if (note->is_on_text)
        g_array_append_val (marks, mark);
    }
  attune_transcript_panel_set_marks (self->text, (const AttuneTextMark *) (gpointer) marks->data,
                                     marks->len);
}

gboolean
attune_evaluate_page_place_on_text (AttuneEvaluatePage *self)
{
  AttuneStretch stretch;
  gint64 from = -1;
  gint64 to = -1;

  if (self->text == NULL || !attune_transcript_panel_get_stretch (self->text, &stretch))
    {
      attune_note_panel_set_stretch (self->note_panel, NULL);
      return FALSE;
    }
  if (self->has_recording)
    attune_transcript_get_times (attune_transcript_panel_get_transcript (self->text), &stretch,
                                 &from, &to);
  attune_note_panel_set_stretch (self->note_panel, &stretch);
  attune_note_panel_set_place (self->note_panel, from, to);
  return TRUE;
}

void
attune_evaluate_page_show_words (AttuneEvaluatePage *self, const AttuneNote *note)
{
  if (note->is_on_text)
    attune_transcript_panel_show_stretch (self->text, &note->stretch);
}

/* --- From elsewhere --- */

gboolean
attune_evaluate_page_search_text (AttuneEvaluatePage *self)
{
  if (!self->has_text)
    return FALSE;
  if (!self->has_text_alone)
    gtk_toggle_button_set_active (self->shows_text, TRUE);
  attune_transcript_panel_search (self->text);
  return TRUE;
}

gboolean
attune_evaluate_page_take_files (AttuneEvaluatePage *self, GSList *files)
{
  g_return_val_if_fail (ATTUNE_IS_EVALUATE_PAGE (self), FALSE);

  if (self->draft == NULL || !may_keep (self) || !attune_transcript_takes (files))
    return FALSE;
  attune_transcript_take_file (get_context (self), get_interaction (self), files->data);
  return TRUE;
}
