/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-question-item.h"

#include "attune-form-names.h"
#include "attune-match.h"

#include <glib/gi18n.h>

/* What only the section matches comes after what the title does. */
#define DETAIL_RANK 3

struct _AttuneQuestionItem
{
  GObject parent_instance;

  /* owned */
  char *id;
  char *title;
  char *detail;
  char *folded_title;
  char *folded_text;
};

G_DEFINE_FINAL_TYPE (AttuneQuestionItem, attune_question_item, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_DETAIL,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
attune_question_item_finalize (GObject *object)
{
  AttuneQuestionItem *self = ATTUNE_QUESTION_ITEM (object);

  g_free (self->id);
  g_free (self->title);
  g_free (self->detail);
  g_free (self->folded_title);
  g_free (self->folded_text);

  G_OBJECT_CLASS (attune_question_item_parent_class)->finalize (object);
}

static void
attune_question_item_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  AttuneQuestionItem *self = ATTUNE_QUESTION_ITEM (object);

  switch (id)
    {
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_DETAIL:
      g_value_set_string (value, self->detail);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
attune_question_item_class_init (AttuneQuestionItemClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->finalize = attune_question_item_finalize;
  object_class->get_property = attune_question_item_get_property;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL,
                                                G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_DETAIL] = g_param_spec_string ("detail", NULL, NULL, NULL,
                                                 G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
attune_question_item_init (AttuneQuestionItem *self)
{
}

static AttuneQuestionItem *
create (AttuneForm *form, guint index)
{
  AttuneQuestionItem *self = g_object_new (ATTUNE_TYPE_QUESTION_ITEM, NULL);
  const AttuneFormQuestion *question = attune_form_get_question (form, index);
  const AttuneFormSection *section = attune_form_get_section (form, question->section);
  g_autofree char *text = NULL;

  self->id = g_strdup (question->id);
  self->title = attune_question_item_write_title (question);
  self->detail = g_strdup_printf ("%s · %s", section->title,
                                  attune_question_type_get_name (question->type));
  text = g_strconcat (self->title, " ", section->title, NULL);
  self->folded_title = attune_match_fold (question->title);
  self->folded_text = attune_match_fold (text);
  return self;
}

const char *
attune_question_item_get_id (AttuneQuestionItem *self)
{
  g_return_val_if_fail (ATTUNE_IS_QUESTION_ITEM (self), NULL);

  return self->id;
}

int
attune_question_item_rank (gpointer item, const char *query)
{
  AttuneQuestionItem *self = item;
  int rank = attune_match_rank (self->folded_title, query);

  if (rank >= 0)
    return rank;
  rank = attune_match_rank (self->folded_text, query);
  return rank < 0 ? -1 : rank == 0 ? 0 : DETAIL_RANK + rank;
}

char *
attune_question_item_write_title (const AttuneFormQuestion *question)
{
  g_return_val_if_fail (question != NULL, NULL);

  if (*question->title == '\0')
    /* Translators: a question that has no title yet, by its number. */
    return g_strdup_printf (_ ("%u. No title yet"), question->index + 1);
  /* Translators: the number of a question, and the question. */
  return g_strdup_printf (_ ("%u. %s"), question->index + 1, question->title);
}

GListModel *
attune_question_items_new (AttuneForm *form, guint n_questions)
{
  GListStore *store = g_list_store_new (ATTUNE_TYPE_QUESTION_ITEM);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_val_if_fail (form != NULL, NULL);

  for (guint i = 0; i < n_questions; i++)
    g_ptr_array_add (items, create (form, i));
  g_list_store_splice (store, 0, 0, items->pdata, items->len);
  return G_LIST_MODEL (store);
}
