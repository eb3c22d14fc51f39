/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-scale-choices.h"

#include "attune-choice-item.h"
#include "attune-form-names.h"
#include "attune-form-scale.h"
#include "attune-question-choices.h"

#include <glib/gi18n.h>
#include <string.h>

/* What the id of a choice begins with: ids of questions may be anything. */
#define SCALE    "scale/"
#define QUESTION "question/"

static AttuneChoiceItem *
create_scale (AttuneReadyScale scale)
{
  g_autofree char *id = g_strconcat (SCALE, attune_ready_scale_to_string (scale), NULL);

  return attune_choice_item_new (id, attune_ready_scale_get_name (scale), _ ("Ready scale"));
}

static AttuneChoiceItem *
create_question (const AttuneFormQuestion *question)
{
  g_autofree char *id = g_strconcat (QUESTION, question->id, NULL);
  g_autofree char *title = attune_question_write_title (question);
  g_autofree char *answers = attune_form_question_describe_answers (question);
  g_autofree char *detail = g_strdup_printf ("%s · %s",
                                             attune_question_type_get_name (question->type),
                                             answers);

  return attune_choice_item_new (id, title, detail);
}

static gboolean
is_all_of (const char *id, const char *const *questions)
{
  return questions[0] != NULL && questions[1] == NULL && g_str_equal (questions[0], id);
}

GListModel *
attune_scale_choices_new (AttuneForm *form, const char *const *questions)
{
  GListStore *store = g_list_store_new (ATTUNE_TYPE_CHOICE_ITEM);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_val_if_fail (form != NULL && questions != NULL, G_LIST_MODEL (store));

  for (guint i = 0; i < ATTUNE_N_READY_SCALES; i++)
    g_ptr_array_add (items, create_scale ((AttuneReadyScale) i));
  for (guint i = 0; i < attune_form_get_n_questions (form); i++)
    {
      const AttuneFormQuestion *question = attune_form_get_question (form, i);

      if (attune_form_question_has_answers (question) && !is_all_of (question->id, questions))
        g_ptr_array_add (items, create_question (question));
    }
  g_list_store_splice (store, 0, 0, items->pdata, items->len);
  return G_LIST_MODEL (store);
}

void
attune_scale_choices_use (GtkWidget *widget, const char *chosen)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (chosen != NULL);

  if (g_str_has_prefix (chosen, SCALE))
    gtk_widget_activate_action (widget, "form.use-scale", "s", chosen + strlen (SCALE));
  else if (g_str_has_prefix (chosen, QUESTION))
    gtk_widget_activate_action (widget, "form.use-answers", "s", chosen + strlen (QUESTION));
}
