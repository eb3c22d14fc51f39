/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-answer-picker.h"

#include "attune-answer-field.h"

#include <glib/gi18n.h>

struct _AttuneAnswerPicker
{
  GtkBox parent_instance;

  /* borrowed: children */
  AttuneAnswerField *field;
  GtkCheckButton *na; /* NULL where it is not allowed */

  /* owned */
  AttuneSheet *sheet;

  guint question;
  gboolean is_applying;
};

G_DEFINE_FINAL_TYPE (AttuneAnswerPicker, attune_answer_picker, GTK_TYPE_BOX)

static void
apply (AttuneAnswerPicker *self)
{
  AttuneQuestionView view;

  attune_question_view_init (&view, attune_sheet_get_state (self->sheet), self->question);
  attune_answer_field_apply (self->field, &view);
  if (self->na == NULL)
    return;
  self->is_applying = TRUE;
  gtk_check_button_set_active (self->na, view.answer->na);
  self->is_applying = FALSE;
}

static void
na_toggled_cb (AttuneAnswerPicker *self)
{
  g_autoptr (AttuneAnswers) answers = NULL;

  if (self->is_applying)
    return;
  answers = attune_answers_with_na (attune_sheet_get_answers (self->sheet), self->question,
                                    gtk_check_button_get_active (self->na));
  attune_sheet_edit (self->sheet, answers);
}

static void
attune_answer_picker_dispose (GObject *object)
{
  g_clear_object (&ATTUNE_ANSWER_PICKER (object)->sheet);

  G_OBJECT_CLASS (attune_answer_picker_parent_class)->dispose (object);
}

static void
attune_answer_picker_class_init (AttuneAnswerPickerClass *class)
{
  G_OBJECT_CLASS (class)->dispose = attune_answer_picker_dispose;
}

static void
attune_answer_picker_init (AttuneAnswerPicker *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  gtk_widget_add_css_class (GTK_WIDGET (self), "answer-picker");
}

GtkWidget *
attune_answer_picker_new (AttuneSheet *sheet, guint question)
{
  AttuneAnswerPicker *self = g_object_new (ATTUNE_TYPE_ANSWER_PICKER, NULL);

  self->sheet = g_object_ref (sheet);
  self->question = question;
  self->field = ATTUNE_ANSWER_FIELD (attune_answer_field_new (sheet, question));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->field));
  if (attune_form_get_question (attune_sheet_get_form (sheet), question)->na_allowed)
    {
      self->na = GTK_CHECK_BUTTON (gtk_check_button_new_with_label (_ ("Not applicable")));
      gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->na));
      g_signal_connect_object (self->na, "toggled", G_CALLBACK (na_toggled_cb), self,
                               G_CONNECT_SWAPPED);
    }
  g_signal_connect_object (sheet, "changed", G_CALLBACK (apply), self, G_CONNECT_SWAPPED);
  apply (self);
  return GTK_WIDGET (self);
}
