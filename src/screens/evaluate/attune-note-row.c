/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-note-row.h"

#include "attune-evaluate-words.h"
#include "attune-time-words.h"

#include <glib/gi18n.h>
#include <string.h>

/* How far a key moves an edge. */
#define STEP_MS 100

struct _AttuneNoteRow
{
  GtkListBoxRow parent_instance;

  /* template */
  GtkLabel *time;
  GtkLabel *symbol;
  GtkStack *stack;
  GtkLabel *text;
  GtkEntry *entry;
  GtkWidget *private;
  GtkWidget *unsaved;
  GtkButton *question;
  GtkWidget *actions;
  GtkButton *play;
  GtkButton *speech;

  /* owned */
  AttuneNote *note;
  GtkWidget *popover; /* while it is open, or NULL */

  guint closing; /* takes it away */
  gboolean may_edit;
  gboolean can_play;
};

G_DEFINE_FINAL_TYPE (AttuneNoteRow, attune_note_row, GTK_TYPE_LIST_BOX_ROW)

enum
{
  REMOVED,
  QUESTION_CHOSEN,
  RETRY_ASKED,
  PLAY_ASKED,
  SPEECH_ASKED,
  CHANGE_ASKED,
  LINK_ASKED,
  CHANGED,
  EDGE_MOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
end_editing (AttuneNoteRow *self)
{
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->text));
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
edit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneNoteRow *self = ATTUNE_NOTE_ROW (widget);

  if (!self->may_edit)
    return;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), self->note->text);
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->entry));
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
remove_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (ATTUNE_NOTE_ROW (widget)->may_edit)
    g_signal_emit (widget, signals[REMOVED], 0);
}

/* What is spoken needs no words. */
static void
entry_activated_cb (AttuneNoteRow *self)
{
  g_autoptr (AttuneNote) note = attune_note_copy (self->note);

  g_free (note->text);
  note->text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  end_editing (self);
  if ((note->text[0] != '\0' || note->sound != NULL) && strcmp (note->text, self->note->text) != 0)
    g_signal_emit (self, signals[CHANGED], 0, note);
}

/* --- Keys --- */

static void
play_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneNoteRow *self = ATTUNE_NOTE_ROW (widget);

  if (self->can_play && self->note->from_us >= 0)
    g_signal_emit (self, signals[PLAY_ASKED], 0);
  else if (self->note->sound != NULL)
    g_signal_emit (self, signals[SPEECH_ASKED], 0);
  else
    gtk_widget_error_bell (widget);
}

static void
speech_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (ATTUNE_NOTE_ROW (widget)->note->sound != NULL)
    g_signal_emit (widget, signals[SPEECH_ASKED], 0);
}

static void
change_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (ATTUNE_NOTE_ROW (widget)->may_edit)
    g_signal_emit (widget, signals[CHANGE_ASKED], 0);
}

static void
link_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (ATTUNE_NOTE_ROW (widget)->may_edit)
    g_signal_emit (widget, signals[LINK_ASKED], 0);
}

static void
share_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneNoteRow *self = ATTUNE_NOTE_ROW (widget);
  g_autoptr (AttuneNote) note = attune_note_copy (self->note);

  note->is_shared = !note->is_shared;
  if (self->may_edit)
    g_signal_emit (self, signals[CHANGED], 0, note);
}

static gboolean
kind_key_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  AttuneNoteRow *self = ATTUNE_NOTE_ROW (widget);
  g_autoptr (AttuneNote) note = attune_note_copy (self->note);

  note->kind = (AttuneNoteKind) g_variant_get_int32 (arguments);
  if (self->may_edit && note->kind != self->note->kind)
    g_signal_emit (self, signals[CHANGED], 0, note);
  return self->may_edit;
}

static gboolean
edge_key_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  AttuneNoteRow *self = ATTUNE_NOTE_ROW (widget);
  int edge, by_ms;

  g_variant_get (arguments, "(ii)", &edge, &by_ms);
  if (!self->may_edit || self->note->from_us < 0)
    return FALSE;
  g_signal_emit (self, signals[EDGE_MOVED], 0, edge, by_ms * (gint64) G_TIME_SPAN_MILLISECOND);
  return TRUE;
}

static void
add_keys (GtkWidgetClass *class)
{
  static const struct
  {
    guint key;
    AttuneNoteKind kind;
  } kinds[] = {
    { GDK_KEY_plus, ATTUNE_NOTE_PRAISE },       { GDK_KEY_KP_Add, ATTUNE_NOTE_PRAISE },
    { GDK_KEY_minus, ATTUNE_NOTE_IMPROVE },     { GDK_KEY_KP_Subtract, ATTUNE_NOTE_IMPROVE },
    { GDK_KEY_question, ATTUNE_NOTE_QUESTION }, { GDK_KEY_exclam, ATTUNE_NOTE_PLAIN },
  };
  static const struct
  {
    guint key;
    int by_ms;
  } arrows[] = { { GDK_KEY_Left, -STEP_MS },
                 { GDK_KEY_Right, STEP_MS },
                 { GDK_KEY_KP_Left, -STEP_MS },
                 { GDK_KEY_KP_Right, STEP_MS } };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      gtk_widget_class_add_binding (class, kinds[i].key, 0, kind_key_cb, "i", kinds[i].kind);
      gtk_widget_class_add_binding (class, kinds[i].key, GDK_SHIFT_MASK, kind_key_cb, "i",
                                    kinds[i].kind);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (arrows); i++)
    {
      gtk_widget_class_add_binding (class, arrows[i].key, GDK_CONTROL_MASK, edge_key_cb, "(ii)",
                                    ATTUNE_NOTE_EDGE_FROM, arrows[i].by_ms);
      gtk_widget_class_add_binding (class, arrows[i].key, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                    edge_key_cb, "(ii)", ATTUNE_NOTE_EDGE_TO, arrows[i].by_ms);
    }
  gtk_widget_class_add_binding_action (class, GDK_KEY_F2, 0, "note.edit", NULL);
  gtk_widget_class_add_binding_action (class, GDK_KEY_Delete, 0, "note.remove", NULL);
  gtk_widget_class_add_binding_action (class, GDK_KEY_space, 0, "note.play", NULL);
  gtk_widget_class_add_binding_action (class, GDK_KEY_KP_Space, 0, "note.play", NULL);
  gtk_widget_class_add_binding_action (class, GDK_KEY_t, 0, "note.change", NULL);
  gtk_widget_class_add_binding_action (class, GDK_KEY_l, 0, "note.link", NULL);
  gtk_widget_class_add_binding_action (class, GDK_KEY_p, 0, "note.share", NULL);
  gtk_widget_class_add_binding_action (class, GDK_KEY_s, 0, "note.speech", NULL);
}

/* --- The widget --- */

static gboolean
entry_key_cb (AttuneNoteRow *self, guint key)
{
  if (key != GDK_KEY_Escape)
    return FALSE;
  end_editing (self);
  return TRUE;
}

static void
question_clicked_cb (AttuneNoteRow *self)
{
  g_signal_emit (self, signals[QUESTION_CHOSEN], 0);
}

static void
unsaved_clicked_cb (AttuneNoteRow *self)
{
  g_signal_emit (self, signals[RETRY_ASKED], 0);
}

static void
attune_note_row_dispose (GObject *object)
{
  AttuneNoteRow *self = ATTUNE_NOTE_ROW (object);

  g_clear_handle_id (&self->closing, g_source_remove);
  g_clear_pointer (&self->popover, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (object), ATTUNE_TYPE_NOTE_ROW);

  G_OBJECT_CLASS (attune_note_row_parent_class)->dispose (object);
}

static void
attune_note_row_finalize (GObject *object)
{
  g_clear_pointer (&ATTUNE_NOTE_ROW (object)->note, attune_note_free);

  G_OBJECT_CLASS (attune_note_row_parent_class)->finalize (object);
}

static void
attune_note_row_class_init (AttuneNoteRowClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->dispose = attune_note_row_dispose;
  object_class->finalize = attune_note_row_finalize;

  signals[REMOVED] = g_signal_new ("removed", ATTUNE_TYPE_NOTE_ROW, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[QUESTION_CHOSEN] = g_signal_new ("question-chosen", ATTUNE_TYPE_NOTE_ROW,
                                           G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[RETRY_ASKED] = g_signal_new ("retry-asked", ATTUNE_TYPE_NOTE_ROW, G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 0);

  signals[PLAY_ASKED] = g_signal_new ("play-asked", ATTUNE_TYPE_NOTE_ROW, G_SIGNAL_RUN_LAST, 0,
                                      NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SPEECH_ASKED] = g_signal_new ("speech-asked", ATTUNE_TYPE_NOTE_ROW, G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CHANGE_ASKED] = g_signal_new ("change-asked", ATTUNE_TYPE_NOTE_ROW, G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[LINK_ASKED] = g_signal_new ("link-asked", ATTUNE_TYPE_NOTE_ROW, G_SIGNAL_RUN_LAST, 0,
                                      NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CHANGED] = g_signal_new ("changed", ATTUNE_TYPE_NOTE_ROW, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[EDGE_MOVED] = g_signal_new ("edge-moved", ATTUNE_TYPE_NOTE_ROW, G_SIGNAL_RUN_LAST, 0,
                                      NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_INT, G_TYPE_INT64);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/attuneqa/Attune/evaluate/attune-note-row.ui");
  gtk_widget_class_bind_template_child (widget_class, AttuneNoteRow, time);
  gtk_widget_class_bind_template_child (widget_class, AttuneNoteRow, symbol);
  gtk_widget_class_bind_template_child (widget_class, AttuneNoteRow, stack);
  gtk_widget_class_bind_template_child (widget_class, AttuneNoteRow, text);
  gtk_widget_class_bind_template_child (widget_class, AttuneNoteRow, entry);
  gtk_widget_class_bind_template_child (widget_class, AttuneNoteRow, private);
  gtk_widget_class_bind_template_child (widget_class, AttuneNoteRow, unsaved);
  gtk_widget_class_bind_template_child (widget_class, AttuneNoteRow, question);
  gtk_widget_class_bind_template_child (widget_class, AttuneNoteRow, actions);
  gtk_widget_class_bind_template_child (widget_class, AttuneNoteRow, play);
  gtk_widget_class_bind_template_child (widget_class, AttuneNoteRow, speech);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_key_cb);
  gtk_widget_class_bind_template_callback (widget_class, question_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, unsaved_clicked_cb);
  gtk_widget_class_install_action (widget_class, "note.edit", NULL, edit_action);
  gtk_widget_class_install_action (widget_class, "note.remove", NULL, remove_action);
  gtk_widget_class_install_action (widget_class, "note.play", NULL, play_action);
  gtk_widget_class_install_action (widget_class, "note.speech", NULL, speech_action);
  gtk_widget_class_install_action (widget_class, "note.change", NULL, change_action);
  gtk_widget_class_install_action (widget_class, "note.link", NULL, link_action);
  gtk_widget_class_install_action (widget_class, "note.share", NULL, share_action);
  add_keys (widget_class);
}

static void
attune_note_row_init (AttuneNoteRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* "0:04", "0:04–0:09"; NULL for a note on the whole. */
static char *
time_to_words (const AttuneNote *note)
{
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  if (note->from_us < 0)
    return NULL;
  from = attune_time_to_words (note->from_us);
  to = attune_time_to_words (note->to_us);
  return note->to_us > note->from_us ? g_strdup_printf ("%s–%s", from, to)
                                     : g_steal_pointer (&from);
}

static void
show_speech (AttuneNoteRow *self)
{
  g_autofree char *length = attune_time_to_words (self->note->sound_us);

  gtk_widget_set_visible (GTK_WIDGET (self->speech), self->note->sound != NULL);
  gtk_button_set_label (self->speech, length);
  gtk_label_set_label (self->text, self->note->text[0] != '\0' || self->note->sound == NULL
                                     ? self->note->text
                                     : _ ("Spoken"));
}

static void
show_kind (AttuneNoteRow *self)
{
  for (guint kind = 0; kind <= ATTUNE_NOTE_PLAIN; kind++)
    gtk_widget_remove_css_class (GTK_WIDGET (self->symbol),
                                 attune_note_kind_to_class ((AttuneNoteKind) kind));
  gtk_label_set_label (self->symbol, attune_note_kind_to_symbol (self->note->kind));
  gtk_widget_add_css_class (GTK_WIDGET (self->symbol),
                            attune_note_kind_to_class (self->note->kind));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->symbol),
                               attune_note_kind_to_words (self->note->kind));
}

static void
show_note (AttuneNoteRow *self, guint question_number)
{
  const AttuneNote *note = self->note;
  g_autofree char *time = time_to_words (note);
  g_autofree char *number = g_strdup_printf ("→ %u", question_number);
  g_autofree char *question = g_strdup_printf (_ ("Go to question %u"), question_number);
  /* Translators: how a note is read out: its kind, its time, its text. */
  g_autofree char *spoken = g_strdup_printf (_ ("%1$s, %2$s: %3$s"),
                                             attune_note_kind_to_words (note->kind),
                                             time != NULL ? time : "",
                                             note->text[0] != '\0' ? note->text : _ ("Spoken"));

  gtk_label_set_label (self->time, time != NULL ? time : "–");
  show_kind (self);
  show_speech (self);
  gtk_widget_set_visible (GTK_WIDGET (self->play), self->can_play && note->from_us >= 0);
  gtk_widget_set_visible (self->private, !note->is_shared);
  gtk_widget_set_visible (GTK_WIDGET (self->question), question_number > 0);
  gtk_button_set_label (self->question, number);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->question), question);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->question), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  question, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

GtkWidget *
attune_note_row_new (const AttuneNote *note, guint question_number, gboolean may_edit)
{
  AttuneNoteRow *self = g_object_new (ATTUNE_TYPE_NOTE_ROW, NULL);

  self->note = attune_note_copy (note);
  show_note (self, question_number);
  attune_note_row_set_may_edit (self, may_edit);
  return GTK_WIDGET (self);
}

const AttuneNote *
attune_note_row_get_note (AttuneNoteRow *self)
{
  return self->note;
}

void
attune_note_row_set_note (AttuneNoteRow *self, const AttuneNote *note, guint question_number)
{
  AttuneNote *copy = attune_note_copy (note);

  attune_note_free (self->note);
  self->note = copy;
  show_note (self, question_number);
}

void
attune_note_row_set_can_play (AttuneNoteRow *self, gboolean can_play)
{
  self->can_play = can_play;
  gtk_widget_set_visible (GTK_WIDGET (self->play), can_play && self->note->from_us >= 0);
}

void
attune_note_row_set_is_speaking (AttuneNoteRow *self, gboolean is_speaking)
{
  if (is_speaking)
    gtk_widget_add_css_class (GTK_WIDGET (self->speech), "speaking");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->speech), "speaking");
}

static gboolean
close_cb (gpointer data)
{
  AttuneNoteRow *self = data;

  self->closing = 0;
  g_clear_pointer (&self->popover, gtk_widget_unparent);
  return G_SOURCE_REMOVE;
}

/* Not within its own signal. */
static void
popover_closed_cb (AttuneNoteRow *self)
{
  if (self->closing == 0)
    self->closing = g_idle_add (close_cb, self);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

void
attune_note_row_open (AttuneNoteRow *self, GtkWidget *popover)
{
  g_clear_handle_id (&self->closing, g_source_remove);
  g_clear_pointer (&self->popover, gtk_widget_unparent);
  self->popover = popover;
  gtk_widget_set_parent (popover, GTK_WIDGET (self));
  g_signal_connect_object (popover, "closed", G_CALLBACK (popover_closed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_popover_popup (GTK_POPOVER (popover));
}

gboolean
attune_note_row_is_editing (AttuneNoteRow *self)
{
  return self->popover != NULL ||
         gtk_stack_get_visible_child (self->stack) == GTK_WIDGET (self->entry);
}

void
attune_note_row_set_is_current (AttuneNoteRow *self, gboolean is_current)
{
  if (is_current)
    gtk_widget_add_css_class (GTK_WIDGET (self), "current");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "current");
}

void
attune_note_row_set_is_saved (AttuneNoteRow *self, gboolean is_saved)
{
  gtk_widget_set_visible (self->unsaved, !is_saved);
}

void
attune_note_row_set_quote (AttuneNoteRow *self, const char *quote)
{
  g_autoptr (PangoAttrList) look = pango_attr_list_new ();
  g_autofree char *words = quote != NULL && *quote != '\0' ? g_strdup_printf (_ ("“%s”"), quote)
                                                           : NULL;
  g_autofree char *both = NULL;
  PangoAttribute *attributes[] = { pango_attr_style_new (PANGO_STYLE_ITALIC),
                                   pango_attr_foreground_alpha_new (0xa000),
                                   pango_attr_scale_new (0.92) };

  show_speech (self);
  for (guint i = 0; i < G_N_ELEMENTS (attributes); i++)
    {
      attributes[i]->end_index = words != NULL ? (guint) strlen (words) : 0;
      pango_attr_list_insert (look, attributes[i]);
    }
  gtk_label_set_attributes (self->text, look);
  if (words == NULL)
    return;
  both = g_strjoin ("\n", words, gtk_label_get_label (self->text), NULL);
  gtk_label_set_label (self->text, both);
}

void
attune_note_row_set_may_edit (AttuneNoteRow *self, gboolean may_edit)
{
  self->may_edit = may_edit;
  gtk_widget_set_visible (self->actions, may_edit);
  if (!may_edit)
    gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->text));
}
