/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-question-choices.h"

#include "attune-choice-item.h"
#include "attune-form-names.h"

#include <glib/gi18n.h>

char *
attune_question_write_title (const AttuneFormQuestion *question)
{
  g_return_val_if_fail (question != NULL, NULL);

  /* Translators: the number of a question, and the question. */
  return g_strdup_printf (_ ("%u. %s"), question->index + 1,
                          attune_form_question_get_name (question));
}

GListModel *
attune_question_choices_new (AttuneForm *form, guint n_questions)
{
  GListStore *store = g_list_store_new (ATTUNE_TYPE_CHOICE_ITEM);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_val_if_fail (form != NULL, NULL);

  for (guint i = 0; i < n_questions; i++)
    {
      const AttuneFormQuestion *question = attune_form_get_question (form, i);
      g_autofree char *title = attune_question_write_title (question);
      g_autofree char *detail = g_strdup_printf (
        "%s · %s", attune_form_section_get_name (attune_form_get_section (form, question->section)),
        attune_question_type_get_name (question->type));

      g_ptr_array_add (items, attune_choice_item_new (question->id, title, detail));
    }
  g_list_store_splice (store, 0, 0, items->pdata, items->len);
  return G_LIST_MODEL (store);
}
