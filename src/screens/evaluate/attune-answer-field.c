/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-answer-field.h"

typedef struct
{
  /* owned */
  AttuneSheet *sheet;

  guint question;
  gboolean is_applying;
} AttuneAnswerFieldPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (AttuneAnswerField, attune_answer_field, ADW_TYPE_BIN)

#define PRIVATE(self) ((AttuneAnswerFieldPrivate *) attune_answer_field_get_instance_private (self))

static void
attune_answer_field_finalize (GObject *object)
{
  g_clear_object (&PRIVATE (ATTUNE_ANSWER_FIELD (object))->sheet);

  G_OBJECT_CLASS (attune_answer_field_parent_class)->finalize (object);
}

static void
attune_answer_field_class_init (AttuneAnswerFieldClass *class)
{
  G_OBJECT_CLASS (class)->finalize = attune_answer_field_finalize;
}

static void
attune_answer_field_init (AttuneAnswerField *self)
{
}

static GType
choose_type (AttuneQuestionType type)
{
  switch (type)
    {
    case ATTUNE_QUESTION_YES_NO:
    case ATTUNE_QUESTION_SCALE:
    case ATTUNE_QUESTION_CHOICE:
    case ATTUNE_QUESTION_CHECKLIST:
      return ATTUNE_TYPE_OPTION_FIELD;
    case ATTUNE_QUESTION_NUMBER:
      return ATTUNE_TYPE_NUMBER_FIELD;
    case ATTUNE_QUESTION_TEXT:
      return ATTUNE_TYPE_TEXT_FIELD;
    case ATTUNE_QUESTION_DATE:
      return ATTUNE_TYPE_DATE_FIELD;
    }
  g_return_val_if_reached (ATTUNE_TYPE_TEXT_FIELD);
}

GtkWidget *
attune_answer_field_new (AttuneSheet *sheet, guint question)
{
  const AttuneFormQuestion *asked = attune_form_get_question (attune_sheet_get_form (sheet),
                                                              question);
  AttuneAnswerField *self = g_object_new (choose_type (asked->type), NULL);

  PRIVATE (self)->sheet = g_object_ref (sheet);
  PRIVATE (self)->question = question;
  ATTUNE_ANSWER_FIELD_GET_CLASS (self)->build (self);
  return GTK_WIDGET (self);
}

void
attune_answer_field_move (AttuneAnswerField *self, guint question)
{
  PRIVATE (self)->question = question;
}

void
attune_answer_field_apply (AttuneAnswerField *self, const AttuneQuestionView *view)
{
  PRIVATE (self)->is_applying = TRUE;
  ATTUNE_ANSWER_FIELD_GET_CLASS (self)->apply (self, view);
  PRIVATE (self)->is_applying = FALSE;
}

const AttuneFormQuestion *
attune_answer_field_get_question (AttuneAnswerField *self)
{
  return attune_form_get_question (attune_sheet_get_form (PRIVATE (self)->sheet),
                                   PRIVATE (self)->question);
}

AttuneAnswers *
attune_answer_field_get_answers (AttuneAnswerField *self)
{
  return attune_sheet_get_answers (PRIVATE (self)->sheet);
}

void
attune_answer_field_edit (AttuneAnswerField *self, AttuneAnswers *answers)
{
  g_autoptr (AttuneAnswers) owned = answers;

  if (owned == NULL)
    return;
  attune_sheet_edit (PRIVATE (self)->sheet, owned);
  attune_answer_field_refuse (self, NULL, NULL);
}

gboolean
attune_answer_field_is_live (AttuneAnswerField *self)
{
  return !PRIVATE (self)->is_applying;
}

void
attune_answer_field_refuse (AttuneAnswerField *self, const char *text, const char *reason)
{
  attune_sheet_refuse (PRIVATE (self)->sheet, PRIVATE (self)->question, text, reason);
}

void
attune_answer_field_mark (AttuneAnswerField *self, GtkWidget *entry, const AttuneQuestionView *view)
{
  const char *reason = view->refusal != NULL ? view->refusal->reason : NULL;

  if (reason != NULL)
    gtk_widget_add_css_class (entry, "error");
  else
    gtk_widget_remove_css_class (entry, "error");
  gtk_widget_set_tooltip_text (entry, reason);
  gtk_accessible_update_state (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_INVALID,
                               reason != NULL ? GTK_ACCESSIBLE_INVALID_TRUE
                                              : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

gboolean
attune_answer_field_escape (AttuneAnswerField *self)
{
  AttuneQuestionView view;

  attune_question_view_init (&view, attune_sheet_get_state (PRIVATE (self)->sheet),
                             PRIVATE (self)->question);
  if (view.refusal == NULL)
    return FALSE;
  attune_answer_field_refuse (self, NULL, NULL);
  return TRUE;
}

/* Escape that gives up nothing goes on to whoever it is for. */
static gboolean
escape_cb (GtkWidget *entry, GVariant *arguments, gpointer self)
{
  return attune_answer_field_escape (self);
}

void
attune_answer_field_let_escape (AttuneAnswerField *self, GtkWidget *entry)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();
  GtkShortcutAction *action = gtk_callback_action_new (escape_cb, self, NULL);

  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (controller),
    gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0), action));
  gtk_widget_add_controller (entry, controller);
}
