/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-answer-field.h"

#include "attune-form-names.h"
#include "attune-prose.h"

struct _AttuneTextField
{
  AttuneAnswerField parent_instance;

  AttuneProse *prose;
};

G_DEFINE_FINAL_TYPE (AttuneTextField, attune_text_field, ATTUNE_TYPE_ANSWER_FIELD)

/* Spaces alone answer nothing. */
static gboolean
is_blank (const char *text)
{
  while (g_unichar_isspace (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  return *text == '\0';
}

static void
edited_cb (AttuneTextField *self)
{
  AttuneAnswerField *field = ATTUNE_ANSWER_FIELD (self);
  AttuneAnswers *answers = attune_answer_field_get_answers (field);
  guint index = attune_answer_field_get_question (field)->index;
  g_autofree char *text = attune_prose_dup_text (self->prose);

  attune_answer_field_edit (field, is_blank (text)
                                     ? attune_answers_with_cleared (answers, index)
                                     : attune_answers_with_text (answers, index, text));
}

static void
attune_text_field_build (AttuneAnswerField *field)
{
  AttuneTextField *self = ATTUNE_TEXT_FIELD (field);

  self->prose = ATTUNE_PROSE (
    attune_prose_new (attune_form_question_get_name (attune_answer_field_get_question (field)),
                      NULL));
  g_signal_connect_object (self->prose, "edited", G_CALLBACK (edited_cb), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->prose));
}

static void
attune_text_field_apply (AttuneAnswerField *field, const AttuneQuestionView *view)
{
  const char *text = view->answer->text;

  attune_prose_set_text (ATTUNE_TEXT_FIELD (field)->prose,
                         text != NULL && !view->answer->na ? text : "");
}

static void
attune_text_field_class_init (AttuneTextFieldClass *class)
{
  AttuneAnswerFieldClass *field_class = ATTUNE_ANSWER_FIELD_CLASS (class);

  field_class->build = attune_text_field_build;
  field_class->apply = attune_text_field_apply;
}

static void
attune_text_field_init (AttuneTextField *self)
{
}
