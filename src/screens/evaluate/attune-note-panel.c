/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-note-panel-private.h"

#include "attune-begun-note.h"
#include "attune-evaluate-words.h"
#include "attune-form-names.h"
#include "attune-key-map.h"
#include "attune-template.h"
#include "attune-time-words.h"

#include <glib/gi18n.h>

#define N_KINDS 4

G_DEFINE_FINAL_TYPE (AttuneNotePanel, attune_note_panel, GTK_TYPE_WIDGET)

enum
{
  NOTE_CHOSEN,
  QUESTION_CHOSEN,
  REMOVE_ASKED,
  PLAY_ASKED,
  SPEECH_ASKED,
  NOTE_CHANGED,
  BEGUN,
  EDITED,
  SENT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What the list takes at most of the room that it shares with a text. */
#define HEIGHT_BELOW_TEXT 150

/* What a note that is written, or begun now, is on. */
static void
show_quote (AttuneNotePanel *self)
{
  gboolean is_begun = self->is_writing || self->is_pinned;
  gboolean is_on_text = is_begun ? self->is_on_text : self->is_place_on_text;
  const AttuneStretch *stretch = is_begun ? &self->stretch : &self->place_stretch;
  g_autofree char *words = is_on_text && self->transcript != NULL
                             ? attune_transcript_quote (self->transcript, stretch,
                                                        ATTUNE_NOTE_QUOTE_LENGTH)
                             : NULL;
  g_autofree char *quote = words != NULL ? g_strdup_printf (_ ("“%s”"), words) : NULL;

  gtk_label_set_label (self->quote, quote != NULL ? quote : "");
  gtk_widget_set_visible (GTK_WIDGET (self->quote), quote != NULL);
}

void
attune_note_panel_set_stretch (AttuneNotePanel *self, const AttuneStretch *stretch)
{
  if ((stretch != NULL) == self->is_place_on_text &&
      (stretch == NULL || memcmp (stretch, &self->place_stretch, sizeof *stretch) == 0))
    return;
  self->is_place_on_text = stretch != NULL;
  if (stretch != NULL)
    self->place_stretch = *stretch;
  show_quote (self);
}

void
attune_note_panel_set_transcript (AttuneNotePanel *self, AttuneTranscript *transcript, gint64 media)
{
  self->transcript_media = media;
  g_clear_pointer (&self->transcript, attune_transcript_unref);
  if (transcript != NULL)
    self->transcript = attune_transcript_ref (transcript);
  attune_note_panel_show_quotes (self);
  show_quote (self);
}

void
attune_note_panel_set_shows_notes (AttuneNotePanel *self, gboolean shows_notes)
{
  gtk_widget_set_visible (GTK_WIDGET (self->scroller), shows_notes);
}

void
attune_note_panel_set_is_below_text (AttuneNotePanel *self, gboolean is_below_text)
{
  gtk_scrolled_window_set_max_content_height (self->scroller,
                                              is_below_text ? HEIGHT_BELOW_TEXT : -1);
  gtk_widget_set_vexpand (GTK_WIDGET (self->scroller), !is_below_text);
}

/* --- The entry --- */

static void
show_moment (AttuneNotePanel *self)
{
  gboolean is_begun = self->is_writing || self->is_pinned;
  gint64 from = is_begun ? self->from_us : self->place_from_us;
  gint64 to = is_begun ? self->to_us : self->place_to_us;
  g_autofree char *begin = from >= 0 ? attune_time_to_words (from) : NULL;
  g_autofree char *end = to > from ? attune_time_to_words (to) : NULL;
  g_autofree char *words = begin == NULL ? NULL
                           : end != NULL ? g_strdup_printf ("%s–%s", begin, end)
                                         : g_strdup (begin);

  /* Every tick asks; a label that stays the same is not laid out again. */
  if (g_strcmp0 (words != NULL ? words : "", gtk_label_get_label (self->moment)) == 0)
    return;
  gtk_label_set_label (self->moment, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->moment), words != NULL);
}

static void
show_link (AttuneNotePanel *self)
{
  guint question = self->is_writing || self->is_pinned ? self->question : self->place_question;
  g_autofree char *label = NULL;
  g_autofree char *words = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->link), question != ATTUNE_FORM_NONE);
  if (question == ATTUNE_FORM_NONE)
    return;
  label = g_strdup_printf ("→ %u", question + 1);
  words = g_strdup_printf (_ ("Link to Question %u"), question + 1);
  gtk_button_set_label (GTK_BUTTON (self->link), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->link), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->link),
                               attune_form_question_get_name (
                                 attune_form_get_question (self->form, question)));
}

static void
show_privacy (AttuneNotePanel *self)
{
  gboolean is_private = gtk_toggle_button_get_active (self->privacy);
  g_autofree char *words = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->privacy_note), is_private);
  g_signal_emit (self, signals[EDITED], 0);
  if (!is_private)
    return;
  words = attune_note_sharing_to_words (FALSE, self->agent);
  gtk_label_set_label (self->privacy_note, words);
}

static AttuneNoteKind
get_kind (AttuneNotePanel *self)
{
  if (gtk_toggle_button_get_active (self->praise))
    return ATTUNE_NOTE_PRAISE;
  if (gtk_toggle_button_get_active (self->improve))
    return ATTUNE_NOTE_IMPROVE;
  if (gtk_toggle_button_get_active (self->question_kind))
    return ATTUNE_NOTE_QUESTION;
  return ATTUNE_NOTE_PLAIN;
}

static void
set_kind (AttuneNotePanel *self, AttuneNoteKind kind)
{
  GtkToggleButton *const buttons[N_KINDS] = {
    [ATTUNE_NOTE_PRAISE] = self->praise,
    [ATTUNE_NOTE_IMPROVE] = self->improve,
    [ATTUNE_NOTE_QUESTION] = self->question_kind,
    [ATTUNE_NOTE_PLAIN] = self->plain,
  };

  gtk_toggle_button_set_active (buttons[kind], TRUE);
}

/* The note is where one is now. */
static void
pin (AttuneNotePanel *self)
{
  g_signal_emit (self, signals[BEGUN], 0);
  self->from_us = self->place_from_us;
  self->to_us = self->place_to_us;
  self->question = self->place_question;
  self->is_on_text = self->is_place_on_text;
  self->stretch = self->place_stretch;
  self->text_media = self->transcript_media;
}

static void
entry_changed_cb (AttuneNotePanel *self)
{
  gboolean is_writing = gtk_editable_get_text (GTK_EDITABLE (self->entry))[0] != '\0';

  if (is_writing && !self->is_writing && !self->is_pinned)
    pin (self);
  if (!is_writing && self->is_writing)
    self->is_pinned = FALSE;
  self->is_writing = is_writing;
  show_moment (self);
  show_quote (self);
  show_link (self);
  g_signal_emit (self, signals[EDITED], 0);
}

static gboolean
has_focus (AttuneNotePanel *self)
{
  return (gtk_widget_get_state_flags (GTK_WIDGET (self->entry)) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0;
}

/* One note may follow the other, so Return stays: the way back to the question is said where the next would be. */
static void
show_hint (AttuneNotePanel *self)
{
  const char *words = self->is_listening ? _ ("Note here") : _ ("Note");
  g_autofree char *with_key = attune_key_map_add_key (attune_key_map_of (self), "evaluate.note",
                                                      words);
  const char *hint = with_key;

  if (has_focus (self))
    hint = _ ("Write a note, or Esc to answer");
  else if (self->is_pinned && !self->is_writing)
    {
      self->is_pinned = FALSE;
      show_moment (self);
      show_link (self);
    }
  if (g_strcmp0 (gtk_entry_get_placeholder_text (self->entry), hint) != 0)
    gtk_entry_set_placeholder_text (self->entry, hint);
}

static void
entry_activated_cb (AttuneNotePanel *self)
{
  if (attune_note_panel_finish (self))
    g_signal_emit (self, signals[SENT], 0);
}

/* What is written, as far as it is. Its texts are borrowed. */
static AttuneBegunNote
get_begun (AttuneNotePanel *self)
{
  return (AttuneBegunNote){
    .from_us = self->from_us,
    .to_us = self->to_us,
    .kind = get_kind (self),
    .is_private = gtk_toggle_button_get_active (self->privacy),
    .is_linked = gtk_toggle_button_get_active (self->link),
    .question = self->question != ATTUNE_FORM_NONE
                  ? attune_form_get_question (self->form, self->question)->id
                  : "",
    .text = gtk_editable_get_text (GTK_EDITABLE (self->entry)),
    .is_on_text = self->is_on_text,
    .text_media = self->text_media,
    .stretch = self->stretch,
  };
}

gboolean
attune_note_panel_finish (AttuneNotePanel *self)
{
  AttuneBegunNote begun;
  g_autoptr (AttuneNote) note = NULL;

  if (self->book == NULL || !self->may_add)
    return FALSE;
  begun = get_begun (self);
  note = attune_begun_note_finish (&begun, self->form);
  if (note == NULL)
    return FALSE;
  attune_note_book_save (self->book, note);
  attune_note_panel_give_up (self);
  return TRUE;
}

static void
attune_note_panel_dispose (GObject *object)
{
  AttuneNotePanel *self = ATTUNE_NOTE_PANEL (object);

  g_clear_handle_id (&self->filler, g_source_remove);
  g_clear_object (&self->book);
  attune_template_dispose (GTK_WIDGET (self), ATTUNE_TYPE_NOTE_PANEL);

  G_OBJECT_CLASS (attune_note_panel_parent_class)->dispose (object);
}

static void
attune_note_panel_finalize (GObject *object)
{
  AttuneNotePanel *self = ATTUNE_NOTE_PANEL (object);

  g_clear_pointer (&self->form, attune_form_unref);
  g_clear_pointer (&self->transcript, attune_transcript_unref);
  g_free (self->agent);

  G_OBJECT_CLASS (attune_note_panel_parent_class)->finalize (object);
}

static void
attune_note_panel_class_init (AttuneNotePanelClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->dispose = attune_note_panel_dispose;
  object_class->finalize = attune_note_panel_finalize;

  signals[NOTE_CHOSEN] = g_signal_new ("note-chosen", ATTUNE_TYPE_NOTE_PANEL, G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[QUESTION_CHOSEN] = g_signal_new ("question-chosen", ATTUNE_TYPE_NOTE_PANEL,
                                           G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                           G_TYPE_STRING);
  signals[REMOVE_ASKED] = g_signal_new ("remove-asked", ATTUNE_TYPE_NOTE_PANEL, G_SIGNAL_RUN_LAST,
                                        0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[PLAY_ASKED] = g_signal_new ("play-asked", ATTUNE_TYPE_NOTE_PANEL, G_SIGNAL_RUN_LAST, 0,
                                      NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[SPEECH_ASKED] = g_signal_new ("speech-asked", ATTUNE_TYPE_NOTE_PANEL, G_SIGNAL_RUN_LAST,
                                        0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[NOTE_CHANGED] = g_signal_new ("note-changed", ATTUNE_TYPE_NOTE_PANEL, G_SIGNAL_RUN_LAST,
                                        0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_POINTER,
                                        G_TYPE_BOOLEAN);
  signals[BEGUN] = g_signal_new ("begun", ATTUNE_TYPE_NOTE_PANEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
  signals[EDITED] = g_signal_new ("edited", ATTUNE_TYPE_NOTE_PANEL, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
  signals[SENT] = g_signal_new ("sent", ATTUNE_TYPE_NOTE_PANEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);

  g_type_ensure (ATTUNE_TYPE_NOTE_TOOLS);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/attuneqa/Attune/evaluate/attune-note-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, AttuneNotePanel, scroller);
  gtk_widget_class_bind_template_child (widget_class, AttuneNotePanel, list);
  gtk_widget_class_bind_template_child (widget_class, AttuneNotePanel, empty);
  gtk_widget_class_bind_template_child (widget_class, AttuneNotePanel, writing);
  gtk_widget_class_bind_template_child (widget_class, AttuneNotePanel, choices);
  gtk_widget_class_bind_template_child (widget_class, AttuneNotePanel, tools);
  gtk_widget_class_bind_template_child (widget_class, AttuneNotePanel, quote);
  gtk_widget_class_bind_template_child (widget_class, AttuneNotePanel, moment);
  gtk_widget_class_bind_template_child (widget_class, AttuneNotePanel, entry);
  gtk_widget_class_bind_template_child (widget_class, AttuneNotePanel, praise);
  gtk_widget_class_bind_template_child (widget_class, AttuneNotePanel, improve);
  gtk_widget_class_bind_template_child (widget_class, AttuneNotePanel, question_kind);
  gtk_widget_class_bind_template_child (widget_class, AttuneNotePanel, plain);
  gtk_widget_class_bind_template_child (widget_class, AttuneNotePanel, link);
  gtk_widget_class_bind_template_child (widget_class, AttuneNotePanel, privacy);
  gtk_widget_class_bind_template_child (widget_class, AttuneNotePanel, privacy_note);
  gtk_widget_class_bind_template_callback (widget_class, attune_note_panel_row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_hint);
  gtk_widget_class_bind_template_callback (widget_class, show_privacy);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "notepanel");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
attune_note_panel_init (AttuneNotePanel *self)
{
  self->place_from_us = -1;
  self->place_to_us = -1;
  self->place_question = ATTUNE_FORM_NONE;
  self->question = ATTUNE_FORM_NONE;
  gtk_widget_init_template (GTK_WIDGET (self));
  attune_note_panel_sort (self);
  self->is_listening = TRUE;
  show_moment (self);
  show_hint (self);
}

static void
show_empty (AttuneNotePanel *self)
{
  g_autofree char *key = attune_key_map_dup_label (attune_key_map_of (self), "evaluate.note");
  g_autofree char *words = NULL;

  if (key == NULL || !self->may_add)
    words = g_strdup (_ ("No notes"));
  else if (self->is_listening)
    /* Translators: %s is a key, such as Ctrl+M. */
    words = g_strdup_printf (_ ("No notes yet. Press %s while listening: what you write is kept "
                                "with the second you heard."),
                             key);
  else
    /* Translators: %s is a key, such as Ctrl+M. */
    words = g_strdup_printf (_ ("No notes yet. Press %s: what you write is kept with the question "
                                "you are at."),
                             key);
  gtk_label_set_label (self->empty, words);
}

void
attune_note_panel_set_is_listening (AttuneNotePanel *self, gboolean is_listening)
{
  self->is_listening = is_listening;
  attune_note_panel_show_clips (self);
  show_empty (self);
  show_hint (self);
}

void
attune_note_panel_set_book (AttuneNotePanel *self,
                            AttuneNoteBook *book,
                            AttuneForm *form,
                            gboolean may_add)
{
  if (self->book == book && self->form == form && self->may_add == may_add)
    return;
  if (self->book != NULL)
    g_signal_handlers_disconnect_by_func (self->book, attune_note_panel_fill, self);
  g_set_object (&self->book, book);
  g_clear_pointer (&self->form, attune_form_unref);
  self->form = form != NULL ? attune_form_ref (form) : NULL;
  self->may_add = may_add;
  gtk_widget_set_visible (self->writing, may_add);
  gtk_widget_set_visible (self->choices, may_add);
  show_empty (self);
  if (book == NULL)
    return;
  g_signal_connect_object (book, "changed", G_CALLBACK (attune_note_panel_fill), self,
                           G_CONNECT_SWAPPED);
  attune_note_panel_fill (self);
}

void
attune_note_panel_set_agent (AttuneNotePanel *self, const char *name)
{
  g_free (self->agent);
  self->agent = g_strdup (name);
}

void
attune_note_panel_set_place (AttuneNotePanel *self, gint64 from_us, gint64 to_us)
{
  self->place_from_us = from_us;
  self->place_to_us = to_us;
  show_moment (self);
}

void
attune_note_panel_set_question (AttuneNotePanel *self, guint question)
{
  self->place_question = question;
  show_link (self);
}

void
attune_note_panel_enter (AttuneNotePanel *self)
{
  if (!self->is_writing)
    {
      pin (self);
      self->is_pinned = TRUE;
      show_moment (self);
      show_link (self);
    }
  if (has_focus (self))
    return;
  /* What was begun goes on where it ends: selected, the next letter would wipe it. */
  gtk_entry_grab_focus_without_selecting (self->entry);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
}

void
attune_note_panel_give_up (AttuneNotePanel *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  gtk_toggle_button_set_active (self->link, TRUE);
}

char *
attune_note_panel_dup_unfinished (AttuneNotePanel *self)
{
  AttuneBegunNote begun = get_begun (self);

  return attune_begun_note_to_text (&begun);
}

void
attune_note_panel_resume (AttuneNotePanel *self, const char *unfinished)
{
  g_autoptr (AttuneBegunNote) begun = attune_begun_note_from_text (unfinished);

  if (begun == NULL || self->is_writing || self->form == NULL)
    return;
  self->from_us = begun->from_us;
  self->to_us = begun->to_us;
  self->question = attune_form_find_question (self->form, begun->question);
  self->is_on_text = begun->is_on_text;
  self->text_media = begun->text_media;
  self->stretch = begun->stretch;
  self->is_writing = self->is_pinned = TRUE;
  show_quote (self);
  set_kind (self, begun->kind);
  gtk_toggle_button_set_active (self->privacy, begun->is_private);
  gtk_toggle_button_set_active (self->link, begun->is_linked);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), begun->text);
}

AttuneNoteTools *
attune_note_panel_get_tools (AttuneNotePanel *self)
{
  return self->tools;
}

gboolean
attune_note_panel_may_add (AttuneNotePanel *self)
{
  return self->may_add;
}

AttuneNote *
attune_note_panel_make_spoken (AttuneNotePanel *self)
{
  AttuneNote *note = g_new0 (AttuneNote, 1);
  gboolean is_linked = gtk_toggle_button_get_active (self->link);

  if (!self->is_writing)
    pin (self);
  note->from_us = self->from_us;
  note->to_us = self->to_us;
  note->text_media = self->text_media;
  note->kind = get_kind (self);
  note->is_on_text = self->is_on_text;
  note->stretch = self->stretch;
  note->is_shared = !gtk_toggle_button_get_active (self->privacy);
  note->question = is_linked && self->question != ATTUNE_FORM_NONE
                     ? g_strdup (attune_form_get_question (self->form, self->question)->id)
                     : NULL;
  note->text = g_strdup ("");
  return note;
}
