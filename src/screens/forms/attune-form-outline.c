/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-form-outline.h"

#include <glib/gi18n.h>
#include <math.h>
#include <stdlib.h>

struct _AttuneFormItem
{
  GObject parent_instance;

  /* owned */
  char *id;
  char *number;
  char *title;
  char *preview;
  char *note;

  gboolean is_section;
  guint depth;
};

G_DEFINE_FINAL_TYPE (AttuneFormItem, attune_form_item, G_TYPE_OBJECT)

enum
{
  CHANGED,
  EDIT_REQUESTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
attune_form_item_finalize (GObject *object)
{
  AttuneFormItem *self = ATTUNE_FORM_ITEM (object);

  g_free (self->id);
  g_free (self->number);
  g_free (self->title);
  g_free (self->preview);
  g_free (self->note);

  G_OBJECT_CLASS (attune_form_item_parent_class)->finalize (object);
}

static void
attune_form_item_class_init (AttuneFormItemClass *class)
{
  G_OBJECT_CLASS (class)->finalize = attune_form_item_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[EDIT_REQUESTED] = g_signal_new ("edit-requested", G_TYPE_FROM_CLASS (class),
                                          G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
attune_form_item_init (AttuneFormItem *self)
{
}

const char *
attune_form_item_get_id (AttuneFormItem *self)
{
  return self->id;
}

gboolean
attune_form_item_is_section (AttuneFormItem *self)
{
  return self->is_section;
}

guint
attune_form_item_get_depth (AttuneFormItem *self)
{
  return self->depth;
}

const char *
attune_form_item_get_number (AttuneFormItem *self)
{
  return self->number;
}

const char *
attune_form_item_get_title (AttuneFormItem *self)
{
  return self->title;
}

const char *
attune_form_item_get_preview (AttuneFormItem *self)
{
  return self->preview;
}

const char *
attune_form_item_get_note (AttuneFormItem *self)
{
  return self->note;
}

void
attune_form_item_request_edit (AttuneFormItem *self)
{
  g_return_if_fail (ATTUNE_IS_FORM_ITEM (self));

  g_signal_emit (self, signals[EDIT_REQUESTED], 0);
}

/* Words ---------------------------------------------------------------------------------------- */

const char *
attune_form_outline_type_name (AttuneQuestionType type)
{
  switch (type)
    {
    case ATTUNE_QUESTION_YES_NO:
      return _ ("Yes or no");
    case ATTUNE_QUESTION_SCALE:
      return _ ("Scale");
    case ATTUNE_QUESTION_CHOICE:
      return _ ("Choice of one");
    case ATTUNE_QUESTION_CHECKLIST:
      return _ ("Checklist");
    case ATTUNE_QUESTION_NUMBER:
      return _ ("Number");
    case ATTUNE_QUESTION_TEXT:
      return _ ("Text");
    case ATTUNE_QUESTION_DATE:
      return _ ("Date");
    }
  return "";
}

const char *
attune_form_outline_error_name (AttuneErrorType type)
{
  switch (type)
    {
    case ATTUNE_ERROR_TYPE_NONE:
      return _ ("Not critical");
    case ATTUNE_ERROR_TYPE_CUSTOMER:
      return _ ("Customer");
    case ATTUNE_ERROR_TYPE_BUSINESS:
      return _ ("Business");
    case ATTUNE_ERROR_TYPE_COMPLIANCE:
      return _ ("Compliance");
    }
  return "";
}

static char *
describe_range (const AttuneFormOption *range)
{
  g_autofree char *from = range->has_from ? attune_decimal_to_string (range->from) : NULL;
  g_autofree char *to = range->has_to ? attune_decimal_to_string (range->to) : NULL;

  if (range->label != NULL && *range->label != '\0')
    return g_strdup (range->label);
  if (from != NULL && to != NULL)
    return g_strdup_printf ("%s–%s", from, to);
  if (from != NULL)
    return g_strdup_printf ("≥ %s", from);
  return to != NULL ? g_strdup_printf ("≤ %s", to) : g_strdup ("…");
}

static const char *
find_bullet (AttuneQuestionType type)
{
  switch (type)
    {
    case ATTUNE_QUESTION_YES_NO:
    case ATTUNE_QUESTION_SCALE:
    case ATTUNE_QUESTION_CHOICE:
      return "○\302\240";
    case ATTUNE_QUESTION_CHECKLIST:
      return "☐\302\240";
    case ATTUNE_QUESTION_NUMBER:
    case ATTUNE_QUESTION_TEXT:
    case ATTUNE_QUESTION_DATE:
      break;
    }
  return "";
}

#define GAP "   "

static char *
describe_answers (const AttuneFormQuestion *question)
{
  GString *text = g_string_new (NULL);

  if (question->type >= ATTUNE_QUESTION_NUMBER)
    g_string_append (text, attune_form_outline_type_name (question->type));
  for (guint i = 0; i < question->n_options; i++)
    {
      g_autofree char *range = question->type == ATTUNE_QUESTION_NUMBER
                                 ? describe_range (&question->options[i])
                                 : NULL;

      g_string_append_printf (text, "%s%s%s", text->len > 0 ? GAP : "",
                              find_bullet (question->type),
                              range != NULL ? range : question->options[i].label);
    }
  if (question->na_allowed)
    g_string_append_printf (text, GAP "%s%s", find_bullet (question->type), _ ("N/A"));
  return g_string_free (text, FALSE);
}

static void
append_note (GString *note, const char *text)
{
  g_string_append_printf (note, "%s%s", note->len > 0 ? " · " : "", text);
}

static void
append_weight (GString *note, gint64 basis_points)
{
  g_autofree char *text = NULL;

  if (basis_points <= 0)
    return;
  /* Translators: what a question or section weighs of the whole form, "12 %". */
  text = g_strdup_printf (_ ("%.*f %%"), basis_points < 1000 && basis_points % 100 != 0 ? 1 : 0,
                          (double) basis_points / 100);
  append_note (note, text);
}

static gboolean
fails_something (const AttuneFormQuestion *question)
{
  for (guint i = 0; i < question->n_options; i++)
    if (question->options[i].fail != ATTUNE_FAIL_NONE)
      return TRUE;
  return FALSE;
}

static char *
describe_question (const AttuneFormQuestion *question, AttuneFormLint *lint)
{
  GString *note = g_string_new (NULL);

  if (fails_something (question))
    /* Translators: an answer to the question can fail the section or the form. */
    append_note (note, _ ("can fail"));
  if (question->error_type != ATTUNE_ERROR_TYPE_NONE)
    {
      g_autofree char *critical = g_strconcat (
        "⚠ ", attune_form_outline_error_name (question->error_type), NULL);

      append_note (note, critical);
    }
  if (question->show_if != NULL)
    append_note (note, _ ("shown if"));
  if (question->bonus)
    append_note (note, _ ("bonus"));
  if (lint != NULL && question->index < lint->n_weights)
    append_weight (note, lint->weights[question->index]);
  return g_string_free (note, FALSE);
}

static char *
describe_section (AttuneForm *form, const AttuneFormSection *section, AttuneFormLint *lint)
{
  GString *note = g_string_new (NULL);
  gint64 weight = 0;

  for (guint i = section->first_question; lint != NULL && i < section->end_question; i++)
    weight += i < lint->n_weights ? lint->weights[i] : 0;
  if (section->show_if != NULL)
    append_note (note, _ ("shown if"));
  append_weight (note, weight);
  return g_string_free (note, FALSE);
}

/* Keeping in line ------------------------------------------------------------------------------ */

static gboolean
take (char **field, char *value)
{
  gboolean differs = g_strcmp0 (*field, value) != 0;

  g_free (*field);
  *field = value;
  return differs;
}

static gboolean
fill_section (AttuneFormItem *self,
              AttuneForm *form,
              const AttuneFormSection *section,
              AttuneFormLint *lint)
{
  gboolean differs = self->depth != section->depth;

  self->depth = section->depth;
  differs |= take (&self->title, g_strdup (section->title));
  differs |= take (&self->number, g_strdup (""));
  differs |= take (&self->preview, g_strdup (""));
  if (lint != NULL || self->note == NULL)
    differs |= take (&self->note, describe_section (form, section, lint));
  return differs;
}

static gboolean
fill_question (AttuneFormItem *self,
               AttuneForm *form,
               const AttuneFormQuestion *question,
               AttuneFormLint *lint)
{
  guint depth = attune_form_get_section (form, question->section)->depth + 1;
  gboolean differs = self->depth != depth;

  self->depth = depth;
  differs |= take (&self->title, g_strdup (question->title));
  differs |= take (&self->number, g_strdup_printf ("%u", question->index + 1));
  differs |= take (&self->preview, describe_answers (question));
  if (lint != NULL || self->note == NULL)
    differs |= take (&self->note, describe_question (question, lint));
  return differs;
}

/* What the outline shows, in order: each section, its questions, then its sub-sections. */
static GPtrArray *
list_ids (AttuneForm *form, GArray *is_section)
{
  GPtrArray *ids = g_ptr_array_new ();
  gboolean yes = TRUE;
  gboolean no = FALSE;

  for (guint i = 0; i < attune_form_get_n_sections (form); i++)
    {
      const AttuneFormSection *section = attune_form_get_section (form, i);

      g_ptr_array_add (ids, (gpointer) section->id);
      g_array_append_val (is_section, yes);
      for (guint j = 0; j < section->n_questions; j++)
        {
          const AttuneFormQuestion *question = attune_form_get_question (form,
                                                                         section->first_question +
                                                                           j);

          g_ptr_array_add (ids, (gpointer) question->id);
          g_array_append_val (is_section, no);
        }
    }
  return ids;
}

static AttuneFormItem *
get_item (GListStore *items, guint position)
{
  g_autoptr (AttuneFormItem) item = g_list_model_get_item (G_LIST_MODEL (items), position);

  return item;
}

static void
splice (GListStore *items, GPtrArray *ids, GArray *is_section, guint head, guint tail)
{
  guint n_old = g_list_model_get_n_items (G_LIST_MODEL (items));
  g_autoptr (GPtrArray) added = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = head; i < n_old - tail; i++)
    {
      AttuneFormItem *item = get_item (items, i);

      g_hash_table_insert (known, item->id, item);
    }
  for (guint i = head; i < ids->len - tail; i++)
    {
      AttuneFormItem *item = g_hash_table_lookup (known, g_ptr_array_index (ids, i));

      if (item == NULL)
        {
          item = g_object_new (ATTUNE_TYPE_FORM_ITEM, NULL);
          item->id = g_strdup (g_ptr_array_index (ids, i));
          item->is_section = g_array_index (is_section, gboolean, i);
          g_ptr_array_add (added, item);
        }
      else
        g_ptr_array_add (added, g_object_ref (item));
    }
  g_list_store_splice (items, head, n_old - head - tail, added->pdata, added->len);
}

static void
update_structure (GListStore *items, AttuneForm *form)
{
  g_autoptr (GArray) is_section = g_array_new (FALSE, FALSE, sizeof (gboolean));
  g_autoptr (GPtrArray) ids = list_ids (form, is_section);
  guint n_old = g_list_model_get_n_items (G_LIST_MODEL (items));
  guint least = MIN (n_old, ids->len);
  guint head = 0;
  guint tail = 0;

  while (head < least && g_str_equal (get_item (items, head)->id, g_ptr_array_index (ids, head)))
    head++;
  while (tail < least - head && g_str_equal (get_item (items, n_old - 1 - tail)->id,
                                             g_ptr_array_index (ids, ids->len - 1 - tail)))
    tail++;
  if (head < n_old || head < ids->len)
    splice (items, ids, is_section, head, tail);
}

/* The values of an item that is not in a model yet, or is. */
static gboolean
fill (AttuneFormItem *item, AttuneForm *form, AttuneFormLint *lint)
{
  if (item->is_section)
    return fill_section (item, form,
                         attune_form_get_section (form, attune_form_find_section (form, item->id)),
                         lint);
  return fill_question (item, form,
                        attune_form_get_question (form, attune_form_find_question (form, item->id)),
                        lint);
}

void
attune_form_outline_update (GListStore *items, AttuneForm *form, AttuneFormLint *lint)
{
  guint n;

  g_return_if_fail (G_IS_LIST_STORE (items));
  g_return_if_fail (form != NULL);

  update_structure (items, form);
  n = g_list_model_get_n_items (G_LIST_MODEL (items));
  for (guint i = 0; i < n; i++)
    {
      AttuneFormItem *item = get_item (items, i);

      if (fill (item, form, lint))
        g_signal_emit (item, signals[CHANGED], 0);
    }
}

guint
attune_form_outline_find (GListModel *items, const char *id)
{
  guint n = g_list_model_get_n_items (items);

  for (guint i = 0; id != NULL && i < n; i++)
    if (g_str_equal (get_item (G_LIST_STORE (items), i)->id, id))
      return i;
  return G_MAXUINT;
}

/* The `nth` section among those under `parent`, or NULL. */
static const AttuneFormSection *
find_nth_section (AttuneForm *form, guint parent, guint nth)
{
  for (guint i = 0; i < attune_form_get_n_sections (form); i++)
    {
      const AttuneFormSection *section = attune_form_get_section (form, i);

      if (section->parent == parent && nth-- == 0)
        return section;
    }
  return NULL;
}

const char *
attune_form_outline_resolve (AttuneForm *form, const char *pointer)
{
  g_auto (GStrv) parts = g_strsplit (pointer, "/", -1);
  const AttuneFormSection *section = NULL;

  for (guint i = 1; parts[0] != NULL && parts[i] != NULL && parts[i + 1] != NULL; i += 2)
    {
      guint nth = (guint) strtoul (parts[i + 1], NULL, 10);

      if (g_str_equal (parts[i], "sections"))
        section = find_nth_section (form, section != NULL ? section->index : ATTUNE_FORM_NONE, nth);
      else if (g_str_equal (parts[i], "questions") && section != NULL && nth < section->n_questions)
        return attune_form_get_question (form, section->first_question + nth)->id;
      else
        break;
      if (section == NULL)
        return NULL;
    }
  return section != NULL ? section->id : NULL;
}
