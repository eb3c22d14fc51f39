/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-answer-field.h"

#include "attune-form-names.h"

#include <glib/gi18n.h>

#define WIDTH_CHARS 8

struct _AttuneNumberField
{
  AttuneAnswerField parent_instance;

  GtkEntry *entry;
  GtkLabel *range;
};

G_DEFINE_FINAL_TYPE (AttuneNumberField, attune_number_field, ATTUNE_TYPE_ANSWER_FIELD)

/* Both points are understood, whatever the locale. */
static gboolean
read_number (const char *text, AttuneDecimal *out_number)
{
  return attune_decimal_from_string (text, '.', out_number) ||
         attune_decimal_from_string (text, ',', out_number);
}

static void
changed_cb (AttuneNumberField *self)
{
  AttuneAnswerField *field = ATTUNE_ANSWER_FIELD (self);
  AttuneAnswers *answers = attune_answer_field_get_answers (field);
  guint index = attune_answer_field_get_question (field)->index;
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autoptr (GError) error = NULL;
  AttuneAnswers *edited = NULL;
  AttuneDecimal number;

  if (!attune_answer_field_is_live (field))
    return;

  if (text[0] == '\0')
    edited = attune_answers_with_cleared (answers, index);
  else if (read_number (text, &number))
    edited = attune_answers_with_number (answers, index, number, &error);
  else
    error = g_error_new (ATTUNE_DOMAIN_ERROR, ATTUNE_DOMAIN_ERROR_REFUSED, "%s",
                         _ ("This is not a number."));
  if (error != NULL)
    attune_answer_field_refuse (field, text, error->message);
  else
    attune_answer_field_edit (field, edited);
}

static void
attune_number_field_build (AttuneAnswerField *field)
{
  AttuneNumberField *self = ATTUNE_NUMBER_FIELD (field);
  const AttuneFormQuestion *question = attune_answer_field_get_question (field);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->entry = GTK_ENTRY (gtk_entry_new ());
  gtk_entry_set_input_purpose (self->entry, GTK_INPUT_PURPOSE_NUMBER);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), WIDTH_CHARS);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->entry), WIDTH_CHARS);
  gtk_widget_add_css_class (GTK_WIDGET (self->entry), "numeric");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  attune_form_question_get_name (question), -1);
  g_signal_connect_object (self->entry, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  attune_answer_field_let_escape (field, GTK_WIDGET (self->entry));

  self->range = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->range, 0);
  gtk_label_set_wrap (self->range, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->range), "dim-label");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->entry));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->range));
  adw_bin_set_child (ADW_BIN (self), box);
}

static char *
choose_text (const AttuneQuestionView *view)
{
  if (view->refusal != NULL)
    return g_strdup (view->refusal->text);
  return view->answer->has_value && !view->answer->na
           ? attune_decimal_format_entry (view->answer->number)
           : g_strdup ("");
}

static void
attune_number_field_apply (AttuneAnswerField *field, const AttuneQuestionView *view)
{
  AttuneNumberField *self = ATTUNE_NUMBER_FIELD (field);
  const AttuneFormQuestion *question = attune_answer_field_get_question (field);
  const char *shown = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  gboolean has_number = view->answer->has_value && !view->answer->na;
  g_autofree char *text = choose_text (view);
  AttuneDecimal typed;

  /* "2,0" is left as it was typed. */
  if (!g_str_equal (shown, text) &&
      !(has_number && read_number (shown, &typed) && typed == view->answer->number))
    gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  attune_answer_field_mark (field, GTK_WIDGET (self->entry), view);
  gtk_label_set_label (self->range, view->chosen != ATTUNE_FORM_NONE
                                      ? question->options[view->chosen].label
                                      : "");
}

static void
attune_number_field_class_init (AttuneNumberFieldClass *class)
{
  AttuneAnswerFieldClass *field_class = ATTUNE_ANSWER_FIELD_CLASS (class);

  field_class->build = attune_number_field_build;
  field_class->apply = attune_number_field_apply;
}

static void
attune_number_field_init (AttuneNumberField *self)
{
}
