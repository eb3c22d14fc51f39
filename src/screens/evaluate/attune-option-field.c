/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-answer-field.h"
#include "attune-evaluate-words.h"

#include <glib/gi18n.h>

/* Up to this many short options stand side by side; up to this many stand below each other; more are a list to open. */
#define MOST_SEGMENTS        7
#define MOST_SEGMENT_LETTERS 36
#define MOST_LINES           14

struct _AttuneOptionField
{
  AttuneAnswerField parent_instance;

  /* Buttons, one an option; or the list */
  GPtrArray *buttons;
  GtkDropDown *drop_down;
};

G_DEFINE_FINAL_TYPE (AttuneOptionField, attune_option_field, ATTUNE_TYPE_ANSWER_FIELD)

/* Two of the three have the same property, but no common type for it. */
static gboolean
is_active (GtkWidget *button)
{
  return GTK_IS_CHECK_BUTTON (button) ? gtk_check_button_get_active (GTK_CHECK_BUTTON (button))
                                      : gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (button));
}

static void
set_active (GtkWidget *button, gboolean active)
{
  if (GTK_IS_CHECK_BUTTON (button))
    gtk_check_button_set_active (GTK_CHECK_BUTTON (button), active);
  else
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), active);
}

static void
toggled_cb (AttuneOptionField *self, GtkWidget *button)
{
  AttuneAnswerField *field = ATTUNE_ANSWER_FIELD (self);
  const AttuneFormQuestion *question = attune_answer_field_get_question (field);
  guint option;

  if (!attune_answer_field_is_live (field) || !g_ptr_array_find (self->buttons, button, &option))
    return;

  /* In a group of radio buttons the one that was chosen reports too. */
  if (GTK_IS_CHECK_BUTTON (button) && question->type != ATTUNE_QUESTION_CHECKLIST &&
      !is_active (button))
    return;
  attune_answer_field_edit (field,
                            attune_answers_with_toggled (attune_answer_field_get_answers (field),
                                                         question->index, option));
}

static void
selected_cb (AttuneOptionField *self, GParamSpec *pspec, GtkDropDown *drop_down)
{
  AttuneAnswerField *field = ATTUNE_ANSWER_FIELD (self);
  AttuneAnswers *answers = attune_answer_field_get_answers (field);
  guint index = attune_answer_field_get_question (field)->index;
  guint selected = gtk_drop_down_get_selected (drop_down);

  if (!attune_answer_field_is_live (field) || selected == GTK_INVALID_LIST_POSITION)
    return;
  attune_answer_field_edit (field, selected == 0
                                     ? attune_answers_with_cleared (answers, index)
                                     : attune_answers_with_option (answers, index, selected - 1));
}

/* --- What it says --- */

/* What fails says so before it is chosen. */
static char *
write_option (const AttuneFormOption *option)
{
  const char *fails = attune_fail_scope_to_words (attune_form_option_get_fail (option));

  return fails != NULL ? g_strdup_printf ("%s  ⚠ %s", option->label, fails)
                       : g_strdup (option->label);
}

/* The same, with the option's own words first to the eye too. */
static void
set_markup (GtkWidget *label, const AttuneFormOption *option)
{
  const char *fails = attune_fail_scope_to_words (attune_form_option_get_fail (option));
  g_autofree char *markup = NULL;

  if (fails == NULL)
    return;
  markup = g_markup_printf_escaped ("%s  <span size=\"smaller\" weight=\"normal\">⚠ %s</span>",
                                    option->label, fails);
  gtk_label_set_markup (GTK_LABEL (label), markup);
}

static gboolean
fits_side_by_side (const AttuneFormQuestion *question)
{
  glong letters = 0;

  if (question->type == ATTUNE_QUESTION_CHECKLIST || question->n_options > MOST_SEGMENTS)
    return FALSE;
  for (guint i = 0; i < question->n_options; i++)
    {
      g_autofree char *text = write_option (&question->options[i]);

      letters += g_utf8_strlen (text, -1) + 2;
    }
  return letters <= MOST_SEGMENT_LETTERS;
}

static char *
describe_option (const AttuneFormOption *option, guint index)
{
  g_autofree char *key = index < 10 ? g_strdup_printf ("%u", (index + 1) % 10) : NULL;
  gboolean has_guidance = option->guidance != NULL && option->guidance[0] != '\0';

  if (key == NULL)
    return has_guidance ? g_strdup (option->guidance) : NULL;
  if (!has_guidance)
    /* Translators: tooltip of an answer; %s is the digit to press. */
    return g_strdup_printf (_ ("Press %s"), key);
  return g_strdup_printf ("%s\n%s", option->guidance, key);
}

static void
add_button (AttuneOptionField *self, GtkBox *box, GtkWidget *button, guint index)
{
  const AttuneFormOption *option = &attune_answer_field_get_question (ATTUNE_ANSWER_FIELD (self))
                                      ->options[index];
  g_autofree char *tooltip = describe_option (option, index);

  /* To what is visible a tooltip is given only after asking the display three times where the pointer is. */
  g_object_set (button, "visible", FALSE, "tooltip-text", tooltip, "visible", TRUE, NULL);
  g_signal_connect_object (button, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  g_ptr_array_add (self->buttons, button);
  gtk_box_append (box, button);
}

static void
build_segments (AttuneOptionField *self, const AttuneFormQuestion *question)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_add_css_class (box, "linked");
  gtk_widget_add_css_class (box, "answer-segments");
  gtk_widget_set_halign (box, GTK_ALIGN_START);
  for (guint i = 0; i < question->n_options; i++)
    {
      g_autofree char *text = write_option (&question->options[i]);
      GtkWidget *button = gtk_toggle_button_new_with_label (text);
      GtkLabel *label = GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button)));

      set_markup (GTK_WIDGET (label), &question->options[i]);
      /* What fails may take long words to say: they break into lines before they widen the window. */
      gtk_label_set_wrap (label, TRUE);
      gtk_label_set_justify (label, GTK_JUSTIFY_CENTER);
      add_button (self, GTK_BOX (box), button, i);
    }
  adw_bin_set_child (ADW_BIN (self), box);
}

static void
build_lines (AttuneOptionField *self, const AttuneFormQuestion *question)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  for (guint i = 0; i < question->n_options; i++)
    {
      g_autofree char *text = write_option (&question->options[i]);
      GtkWidget *button = gtk_check_button_new_with_label (text);
      GtkWidget *label = gtk_widget_get_last_child (button);

      set_markup (label, &question->options[i]);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
      if (i > 0 && question->type != ATTUNE_QUESTION_CHECKLIST)
        gtk_check_button_set_group (GTK_CHECK_BUTTON (button),
                                    g_ptr_array_index (self->buttons, 0));
      add_button (self, GTK_BOX (box), button, i);
    }
  adw_bin_set_child (ADW_BIN (self), box);
}

static void
build_drop_down (AttuneOptionField *self, const AttuneFormQuestion *question)
{
  GtkStringList *labels = gtk_string_list_new (NULL);
  GtkExpression *label = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");

  gtk_string_list_append (labels, _ ("Not answered"));
  for (guint i = 0; i < question->n_options; i++)
    {
      g_autofree char *text = write_option (&question->options[i]);

      gtk_string_list_append (labels, text);
    }
  self->drop_down = GTK_DROP_DOWN (gtk_drop_down_new (G_LIST_MODEL (labels), label));
  gtk_drop_down_set_enable_search (self->drop_down, TRUE);
  gtk_widget_set_halign (GTK_WIDGET (self->drop_down), GTK_ALIGN_START);
  g_signal_connect_object (self->drop_down, "notify::selected", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->drop_down));
}

static void
attune_option_field_build (AttuneAnswerField *field)
{
  AttuneOptionField *self = ATTUNE_OPTION_FIELD (field);
  const AttuneFormQuestion *question = attune_answer_field_get_question (field);

  if (fits_side_by_side (question))
    build_segments (self, question);
  else if (question->n_options <= MOST_LINES || question->type == ATTUNE_QUESTION_CHECKLIST)
    build_lines (self, question);
  else
    build_drop_down (self, question);
}

static void
attune_option_field_apply (AttuneAnswerField *field, const AttuneQuestionView *view)
{
  AttuneOptionField *self = ATTUNE_OPTION_FIELD (field);
  const AttuneAnswer *answer = view->answer;
  gboolean is_na = (view->state & ATTUNE_STATE_NA) != 0;

  if (self->drop_down != NULL)
    {
      gboolean has_one = !is_na && answer->has_value && answer->n_options == 1;

      gtk_drop_down_set_selected (self->drop_down, has_one ? answer->options[0] + 1 : 0);
      return;
    }
  for (guint i = 0; i < self->buttons->len; i++)
    {
      gboolean is_chosen = FALSE;

      for (guint j = 0; j < answer->n_options && !is_na; j++)
        is_chosen |= answer->options[j] == i;
      set_active (g_ptr_array_index (self->buttons, i), is_chosen);
    }
}

static void
attune_option_field_finalize (GObject *object)
{
  g_ptr_array_unref (ATTUNE_OPTION_FIELD (object)->buttons);

  G_OBJECT_CLASS (attune_option_field_parent_class)->finalize (object);
}

static void
attune_option_field_class_init (AttuneOptionFieldClass *class)
{
  AttuneAnswerFieldClass *field_class = ATTUNE_ANSWER_FIELD_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = attune_option_field_finalize;
  field_class->build = attune_option_field_build;
  field_class->apply = attune_option_field_apply;
}

static void
attune_option_field_init (AttuneOptionField *self)
{
  self->buttons = g_ptr_array_new ();
}
