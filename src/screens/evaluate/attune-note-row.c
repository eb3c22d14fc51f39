/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-note-row.h"

#include "attune-evaluate-words.h"
#include "attune-time-words.h"

#include <glib/gi18n.h>

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

  /* owned */
  AttuneNote *note;

  gboolean may_edit;
};

G_DEFINE_FINAL_TYPE (AttuneNoteRow, attune_note_row, GTK_TYPE_LIST_BOX_ROW)

enum
{
  EDITED,
  REMOVED,
  QUESTION_CHOSEN,
  RETRY_ASKED,
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

static void
entry_activated_cb (AttuneNoteRow *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  end_editing (self);
  if (text[0] != '\0' && strcmp (text, self->note->text) != 0)
    g_signal_emit (self, signals[EDITED], 0, text);
}

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

  signals[EDITED] = g_signal_new ("edited", ATTUNE_TYPE_NOTE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[REMOVED] = g_signal_new ("removed", ATTUNE_TYPE_NOTE_ROW, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[QUESTION_CHOSEN] = g_signal_new ("question-chosen", ATTUNE_TYPE_NOTE_ROW,
                                           G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[RETRY_ASKED] = g_signal_new ("retry-asked", ATTUNE_TYPE_NOTE_ROW, G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 0);

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
  gtk_widget_class_bind_template_callback (widget_class, entry_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_key_cb);
  gtk_widget_class_bind_template_callback (widget_class, question_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, unsaved_clicked_cb);
  gtk_widget_class_install_action (widget_class, "note.edit", NULL, edit_action);
  gtk_widget_class_install_action (widget_class, "note.remove", NULL, remove_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F2, 0, "note.edit", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "note.remove", NULL);
}

static void
attune_note_row_init (AttuneNoteRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
show_note (AttuneNoteRow *self, guint question_number)
{
  const AttuneNote *note = self->note;
  g_autofree char *time = note->from_us >= 0 ? attune_time_to_words (note->from_us) : NULL;
  g_autofree char *number = g_strdup_printf ("→ %u", question_number);
  g_autofree char *question = g_strdup_printf (_ ("Go to question %u"), question_number);
  /* Translators: how a note is read out: its kind, its time, its text. */
  g_autofree char *spoken = g_strdup_printf (_ ("%1$s, %2$s: %3$s"),
                                             attune_note_kind_to_words (note->kind),
                                             time != NULL ? time : "", note->text);

  gtk_label_set_label (self->time, time != NULL ? time : "–");
  gtk_label_set_label (self->symbol, attune_note_kind_to_symbol (note->kind));
  gtk_widget_add_css_class (GTK_WIDGET (self->symbol), attune_note_kind_to_class (note->kind));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->symbol), attune_note_kind_to_words (note->kind));
  gtk_label_set_label (self->text, note->text);
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

gboolean
attune_note_row_is_editing (AttuneNoteRow *self)
{
  return gtk_stack_get_visible_child (self->stack) == GTK_WIDGET (self->entry);
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
attune_note_row_set_may_edit (AttuneNoteRow *self, gboolean may_edit)
{
  self->may_edit = may_edit;
  gtk_widget_set_visible (self->actions, may_edit);
  if (!may_edit)
    gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->text));
}
