/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune-Reports"

#include "config.h"

#include "attune-form-names.h"
#include "attune-form-report-private.h"

#include <glib/gi18n-lib.h>

#define QUESTION_SPACE 12.0
#define NOTE_SPACE     2.0
#define TEXT_LINES     3 /* of an answer in words */

/* Answers, with what their texts are kept in. */
typedef struct
{
  GArray *choices; /* AttuneReportChoice */
  GPtrArray *texts;
} Choices;

static void
choices_init (Choices *self)
{
  self->choices = g_array_new (FALSE, FALSE, sizeof (AttuneReportChoice));
  self->texts = g_ptr_array_new_with_free_func (g_free);
}

/* Takes both texts over. */
static void
choices_add (Choices *self, AttuneReportMark mark, char *text, char *detail)
{
  AttuneReportChoice choice = { .mark = mark, .text = text, .detail = detail };

  g_array_append_val (self->choices, choice);
  g_ptr_array_add (self->texts, text);
  g_ptr_array_add (self->texts, detail);
}

/* Puts those gathered on paper and begins anew. */
static void
choices_flush (Choices *self, AttuneReport *report, guint indent)
{
  attune_report_add_choices (report, (const AttuneReportChoice *) self->choices->data,
                             self->choices->len, indent);
  g_array_set_size (self->choices, 0);
  g_ptr_array_set_size (self->texts, 0);
}

static void
choices_clear (Choices *self)
{
  g_array_unref (self->choices);
  g_ptr_array_unref (self->texts);
}

void
attune_form_paper_add_note (const AttuneFormPaper *self, const char *text, guint indent)
{
  AttuneReportText note = {
    .style = ATTUNE_REPORT_STYLE_NOTE, .text = text, .space = NOTE_SPACE, .indent = indent
  };

  if (text != NULL && *text != '\0')
    attune_report_add_text (self->report, &note);
}

void
attune_form_paper_add_condition (const AttuneFormPaper *self,
                                 const AttuneFormCondition *condition,
                                 guint indent)
{
  g_autofree char *words = NULL;
  g_autofree char *line = NULL;

  if (condition == NULL)
    return;
  words = attune_form_condition_describe (self->form, condition);
  line = g_strdup_printf (_ ("Shown if %s"), words);
  attune_form_paper_add_note (self, line, indent);
}

/* Answers -------------------------------------------------------------------------------------- */

static AttuneReportMark
get_mark (AttuneQuestionType type)
{
  switch (type)
    {
    case ATTUNE_QUESTION_YES_NO:
    case ATTUNE_QUESTION_SCALE:
    case ATTUNE_QUESTION_CHOICE:
      return ATTUNE_REPORT_MARK_CIRCLE;
    case ATTUNE_QUESTION_CHECKLIST:
      return ATTUNE_REPORT_MARK_SQUARE;
    case ATTUNE_QUESTION_NUMBER:
    case ATTUNE_QUESTION_TEXT:
    case ATTUNE_QUESTION_DATE:
      return ATTUNE_REPORT_MARK_NONE;
    }
  g_assert_not_reached ();
}

/* What is written rather than ticked. */
static void
add_room (const AttuneFormPaper *self, const AttuneFormQuestion *question)
{
  if (question->type == ATTUNE_QUESTION_TEXT)
    attune_report_add_lines (self->report, NULL, TEXT_LINES, 1);
  else if (get_mark (question->type) == ATTUNE_REPORT_MARK_NONE)
    attune_report_add_lines (self->report, attune_question_type_get_name (question->type), 1, 1);
}

static void
add_reasons (const AttuneFormPaper *self, Choices *choices, const AttuneFormOption *option)
{
  for (guint i = 0; i < option->n_reasons; i++)
    choices_add (choices, ATTUNE_REPORT_MARK_SQUARE, g_strdup (option->reasons[i].label),
                 g_strdup (attune_cause_get_name (option->reasons[i].cause)));
  choices_flush (choices, self->report, 2);
}

static gboolean
says_more (const AttuneFormQuestion *question)
{
  for (guint i = 0; i < question->n_options; i++)
    {
      if (question->options[i].n_reasons > 0 || *question->options[i].guidance != '\0')
        return TRUE;
    }
  return FALSE;
}

/* Answers that are but labels stand side by side; where one says more, each has lines of its own. */
static void
add_answers (const AttuneFormPaper *self, const AttuneFormQuestion *question)
{
  AttuneReportMark mark = get_mark (question->type);
  gboolean are_apart = says_more (question);
  Choices choices;

  choices_init (&choices);
  add_room (self, question);
  for (guint i = 0; i < question->n_options; i++)
    {
      const AttuneFormOption *option = &question->options[i];

      choices_add (&choices, mark, attune_form_option_describe (option),
                   attune_form_paper_describe_option (self, question, option));
      if (!are_apart)
        continue;
      choices_flush (&choices, self->report, 1);
      attune_form_paper_add_note (self, option->guidance, 2);
      add_reasons (self, &choices, option);
    }
  if (attune_form_can_be_na (self->form, question))
    choices_add (&choices, ATTUNE_REPORT_MARK_CIRCLE, g_strdup (_ ("N/A")), NULL);
  choices_flush (&choices, self->report, 1);
  choices_clear (&choices);
}

static void
add_comment (const AttuneFormPaper *self, const AttuneFormQuestion *question)
{
  if (question->comment != ATTUNE_COMMENT_NONE)
    attune_report_add_lines (self->report, attune_comment_rule_get_name (question->comment),
                             question->comment == ATTUNE_COMMENT_REQUIRED ? 2 : 1, 1);
}

void
attune_form_paper_add_question (const AttuneFormPaper *self, const AttuneFormQuestion *question)
{
  g_autofree char *number = g_strdup_printf ("%u", question->index + 1);
  g_autofree char *weight = attune_form_paper_weigh_question (self, question);
  g_autofree char *facts = attune_form_paper_describe_question (question);
  AttuneReportText title = { .style = ATTUNE_REPORT_STYLE_STRONG,
                             .text = attune_form_question_get_name (question),
                             .lead = number,
                             .trail = weight,
                             .indent = 1,
                             .space = QUESTION_SPACE,
                             .keeps_next = TRUE };

  attune_report_begin_group (self->report);
  attune_report_add_text (self->report, &title);
  attune_form_paper_add_note (self, question->guidance, 1);
  attune_form_paper_add_condition (self, question->show_if, 1);
  attune_form_paper_add_note (self, facts, 1);
  add_answers (self, question);
  add_comment (self, question);
  attune_report_end_group (self->report);
}
