/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-note-panel.h"

#include "attune-begun-note.h"
#include "attune-evaluate-words.h"
#include "attune-form-names.h"
#include "attune-key-map.h"
#include "attune-note-edges.h"
#include "attune-note-editor.h"
#include "attune-note-row.h"
#include "attune-scroll.h"
#include "attune-template.h"
#include "attune-time-words.h"

#include <glib/gi18n.h>

#define N_KINDS 4

/* How long one slice of making rows may take, in microseconds. */
#define SLICE_US 4000

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

/* --- The list --- */

static void
row_changed_cb (AttuneNotePanel *self, const AttuneNote *note)
{
  g_signal_emit (self, signals[NOTE_CHANGED], 0, note, FALSE);
}

static void
row_edge_cb (AttuneNotePanel *self, int edge, gint64 by_us, AttuneNoteRow *row)
{
  g_autoptr (AttuneNote) note = attune_note_copy (attune_note_row_get_note (row));
  AttuneNoteEdges edges = attune_note_edges_move ((AttuneNoteEdges){ note->from_us, note->to_us },
                                                  (AttuneNoteEdge) edge, by_us, self->duration_us);

  note->from_us = edges.from_us;
  note->to_us = edges.to_us;
  g_signal_emit (self, signals[NOTE_CHANGED], 0, note, TRUE);
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
  g_signal_emit (self, signals[NOTE_CHANGED], 0, note, FALSE);
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
  g_signal_emit (self, signals[PLAY_ASKED], 0, attune_note_row_get_note (row));
}

static void
row_speech_cb (AttuneNotePanel *self, AttuneNoteRow *row)
{
  g_signal_emit (self, signals[SPEECH_ASKED], 0, attune_note_row_get_note (row));
}

static void
row_removed_cb (AttuneNotePanel *self, AttuneNoteRow *row)
{
  g_signal_emit (self, signals[REMOVE_ASKED], 0, attune_note_row_get_note (row)->id);
}

static void
row_retry_cb (AttuneNotePanel *self, AttuneNoteRow *row)
{
  attune_note_book_retry (self->book, attune_note_row_get_note (row)->id);
}

static void
row_question_cb (AttuneNotePanel *self, AttuneNoteRow *row)
{
  g_signal_emit (self, signals[QUESTION_CHOSEN], 0, attune_note_row_get_note (row)->question);
}

static void
row_activated_cb (AttuneNotePanel *self, GtkListBoxRow *row)
{
  g_signal_emit (self, signals[NOTE_CHOSEN], 0, attune_note_row_get_note (ATTUNE_NOTE_ROW (row)));
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

/* --- On the text --- */

/* Of a note's words, or of those that one is to be on. */
#define QUOTE_LENGTH 90

/* What the list takes at most of the room that it shares with a text. */
#define HEIGHT_BELOW_TEXT 150

static void
quote_row (AttuneNotePanel *self, AttuneNoteRow *row)
{
  const AttuneNote *note = attune_note_row_get_note (row);
  g_autofree char *quote = note->is_on_text && self->transcript != NULL
                             ? attune_transcript_quote (self->transcript, &note->stretch,
                                                        QUOTE_LENGTH)
                             : NULL;

  attune_note_row_set_quote (row, quote);
}

/* What a note that is written, or begun now, is on. */
static void
show_quote (AttuneNotePanel *self)
{
  gboolean is_begun = self->is_writing || self->is_pinned;
  gboolean is_on_text = is_begun ? self->is_on_text : self->is_place_on_text;
  const AttuneStretch *stretch = is_begun ? &self->stretch : &self->place_stretch;
  g_autofree char *words = is_on_text && self->transcript != NULL
                             ? attune_transcript_quote (self->transcript, stretch, QUOTE_LENGTH)
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
attune_note_panel_set_transcript (AttuneNotePanel *self, AttuneTranscript *transcript)
{
  g_clear_pointer (&self->transcript, attune_transcript_unref);
  if (transcript != NULL)
    self->transcript = attune_transcript_ref (transcript);
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->list)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (ATTUNE_IS_NOTE_ROW (row))
      quote_row (self, ATTUNE_NOTE_ROW (row));
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

/* --- Rows --- */

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

static void
book_changed_cb (AttuneNotePanel *self)
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

  gtk_widget_set_visible (GTK_WIDGET (self->link), question != ATTUNE_FORM_NONE);
  if (question == ATTUNE_FORM_NONE)
    return;
  label = g_strdup_printf (_ ("→ Question %u"), question + 1);
  gtk_button_set_label (GTK_BUTTON (self->link), label);
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
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
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
  gtk_list_box_set_sort_func (self->list, compare_rows, NULL, NULL);
  self->is_listening = TRUE;
  show_moment (self);
  show_hint (self);
}

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
  for_each_row (self, show_can_play);
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
    g_signal_handlers_disconnect_by_func (self->book, book_changed_cb, self);
  g_set_object (&self->book, book);
  g_clear_pointer (&self->form, attune_form_unref);
  self->form = form != NULL ? attune_form_ref (form) : NULL;
  self->may_add = may_add;
  gtk_widget_set_visible (self->writing, may_add);
  gtk_widget_set_visible (self->choices, may_add);
  show_empty (self);
  if (book == NULL)
    return;
  g_signal_connect_object (book, "changed", G_CALLBACK (book_changed_cb), self, G_CONNECT_SWAPPED);
  book_changed_cb (self);
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
attune_note_panel_choose (AttuneNotePanel *self, gint64 id)
{
  AttuneNoteRow *row = find_row (self, id);

  if (row == NULL)
    return;
  gtk_list_box_select_row (self->list, GTK_LIST_BOX_ROW (row));
  attune_scroll_to (self->scroller, GTK_WIDGET (row));
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
  note->kind = get_kind (self);
  note->is_shared = !gtk_toggle_button_get_active (self->privacy);
  note->question = is_linked && self->question != ATTUNE_FORM_NONE
                     ? g_strdup (attune_form_get_question (self->form, self->question)->id)
                     : NULL;
  note->text = g_strdup ("");
  return note;
}
