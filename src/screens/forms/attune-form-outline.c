/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-form-outline.h"

#include "attune-form-describe.h"

#include <stdlib.h>

struct _AttuneFormItem
{
  GObject parent_instance;

  /* owned */
  AttuneForm *form; /* what the words are of */
  char *id;
  char *number; /* NULL until somebody asks, as what follows */
  char *preview;
  char *note;

  gboolean is_section;
  guint index; /* among the sections or questions of the form */
  gint64 weight;
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
forget_words (AttuneFormItem *self)
{
  g_clear_pointer (&self->number, g_free);
  g_clear_pointer (&self->preview, g_free);
  g_clear_pointer (&self->note, g_free);
}

static void
attune_form_item_finalize (GObject *object)
{
  AttuneFormItem *self = ATTUNE_FORM_ITEM (object);

  g_clear_pointer (&self->form, attune_form_unref);
  g_free (self->id);
  forget_words (self);

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

static const AttuneFormSection *
get_section (AttuneFormItem *self)
{
  return attune_form_get_section (self->form, self->index);
}

static const AttuneFormQuestion *
get_question (AttuneFormItem *self)
{
  return attune_form_get_question (self->form, self->index);
}

static guint
find_depth (AttuneForm *form, const AttuneFormQuestion *question)
{
  return attune_form_get_section (form, question->section)->depth + 1;
}

guint
attune_form_item_get_depth (AttuneFormItem *self)
{
  return self->is_section ? get_section (self)->depth
                          : find_depth (self->form, get_question (self));
}

const char *
attune_form_item_get_number (AttuneFormItem *self)
{
  if (self->number == NULL)
    self->number = self->is_section ? g_strdup ("") : g_strdup_printf ("%u", self->index + 1);
  return self->number;
}

const char *
attune_form_item_get_title (AttuneFormItem *self)
{
  return self->is_section ? get_section (self)->title : get_question (self)->title;
}

const char *
attune_form_item_get_preview (AttuneFormItem *self)
{
  if (self->preview == NULL)
    self->preview = self->is_section ? g_strdup ("")
                                     : attune_form_describe_answers (get_question (self));
  return self->preview;
}

const char *
attune_form_item_get_note (AttuneFormItem *self)
{
  if (self->note == NULL)
    self->note = self->is_section
                   ? attune_form_describe_section (get_section (self), self->weight)
                   : attune_form_describe_question (get_question (self), self->weight);
  return self->note;
}

void
attune_form_item_request_edit (AttuneFormItem *self)
{
  g_return_if_fail (ATTUNE_IS_FORM_ITEM (self));

  g_signal_emit (self, signals[EDIT_REQUESTED], 0);
}

/* Keeping in line ------------------------------------------------------------------------------ */

static gboolean
has_same_options (const AttuneFormQuestion *one, const AttuneFormQuestion *other)
{
  if (one->n_options != other->n_options)
    return FALSE;
  for (guint i = 0; i < one->n_options; i++)
    {
      const AttuneFormOption *a = &one->options[i];
      const AttuneFormOption *b = &other->options[i];

      if (g_strcmp0 (a->label, b->label) != 0 || a->fail != b->fail || a->has_from != b->has_from ||
          a->has_to != b->has_to || a->from != b->from || a->to != b->to)
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_same_question (const AttuneFormQuestion *one, const AttuneFormQuestion *other)
{
  return one->index == other->index && one->type == other->type && one->bonus == other->bonus &&
         one->na_allowed == other->na_allowed && one->error_type == other->error_type &&
         (one->show_if != NULL) == (other->show_if != NULL) &&
         g_str_equal (one->title, other->title) && has_same_options (one, other);
}

static gboolean
is_same_section (const AttuneFormSection *one, const AttuneFormSection *other)
{
  return (one->show_if != NULL) == (other->show_if != NULL) &&
         g_str_equal (one->title, other->title);
}

gint64
attune_form_outline_weigh (AttuneForm *form, const AttuneFormLint *lint, const char *id)
{
  guint question = attune_form_find_question (form, id);
  guint section = attune_form_find_section (form, id);
  gint64 weight = 0;

  if (question != ATTUNE_FORM_NONE)
    return question < lint->n_weights ? lint->weights[question] : 0;
  if (section == ATTUNE_FORM_NONE)
    return 0;
  for (guint i = attune_form_get_section (form, section)->first_question;
       i < attune_form_get_section (form, section)->end_question && i < lint->n_weights; i++)
    weight += lint->weights[i];
  return weight;
}

/* Whether what the item says of its own form is so of the other too; words cost more than comparing. */
static gboolean
is_current (AttuneFormItem *self, AttuneForm *form, guint index)
{
  const AttuneFormQuestion *question;
  const AttuneFormSection *section;

  if (self->form == NULL)
    return FALSE;
  if (self->is_section)
    {
      section = attune_form_get_section (form, index);
      return get_section (self)->depth == section->depth &&
             is_same_section (get_section (self), section);
    }

  question = attune_form_get_question (form, index);
  return find_depth (self->form, get_question (self)) == find_depth (form, question) &&
         is_same_question (get_question (self), question);
}

/* What an item that is not in a model yet, or is, stands for. Gives whether that is another now. */
static gboolean
fill (AttuneFormItem *self, AttuneForm *form, const AttuneFormLint *lint)
{
  guint index = self->is_section ? attune_form_find_section (form, self->id)
                                 : attune_form_find_question (form, self->id);
  gint64 weight = lint != NULL ? attune_form_outline_weigh (form, lint, self->id) : self->weight;
  gboolean is_kept = weight == self->weight && is_current (self, form, index);

  self->index = index;
  self->weight = weight;
  if (self->form != form)
    {
      g_clear_pointer (&self->form, attune_form_unref);
      self->form = attune_form_ref (form);
    }
  if (!is_kept)
    forget_words (self);
  return !is_kept;
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

/* Of one change from the old rows to the new: the rows before `head` and the last `tail` stay. */
typedef struct
{
  AttuneForm *form;
  const AttuneFormLint *lint;
  GPtrArray *ids;
  GArray *is_section;
  guint head;
  guint tail;
  guint most;
} Change;

static AttuneFormItem *
create_item (const Change *change, guint position)
{
  AttuneFormItem *item = g_object_new (ATTUNE_TYPE_FORM_ITEM, NULL);

  item->id = g_strdup (g_ptr_array_index (change->ids, position));
  item->is_section = g_array_index (change->is_section, gboolean, position);
  fill (item, change->form, change->lint);
  return item;
}

/* Gives whether nothing is left to be added. Where rows are only added, there are `most` at once. */
static gboolean
splice (GListStore *items, const Change *change)
{
  guint n_removed = g_list_model_get_n_items (G_LIST_MODEL (items)) - change->head - change->tail;
  guint n_added = change->ids->len - change->head - change->tail;
  guint n = n_removed == 0 ? MIN (n_added, change->most) : n_added;
  g_autoptr (GPtrArray) added = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = change->head; i < change->head + n_removed; i++)
    {
      AttuneFormItem *item = get_item (items, i);

      g_hash_table_insert (known, item->id, item);
    }
  for (guint i = change->head; i < change->head + n; i++)
    {
      AttuneFormItem *item = g_hash_table_lookup (known, g_ptr_array_index (change->ids, i));

      g_ptr_array_add (added, item != NULL ? g_object_ref (item) : create_item (change, i));
    }
  g_list_store_splice (items, change->head, n_removed, added->pdata, added->len);
  return n == n_added;
}

static gboolean
is_gone (GListStore *items, guint position, AttuneForm *form)
{
  const AttuneFormItem *item = get_item (items, position);

  return (item->is_section ? attune_form_find_section (form, item->id)
                           : attune_form_find_question (form, item->id)) == ATTUNE_FORM_NONE;
}

/* Takes away `most` rows of what the form no longer has. Gives whether none is left. */
static gboolean
remove_gone (GListStore *items, AttuneForm *form, guint most)
{
  guint end = g_list_model_get_n_items (G_LIST_MODEL (items));

  while (end > 0)
    {
      guint start = end;

      while (start > 0 && end - start < most && is_gone (items, start - 1, form))
        start--;
      most -= end - start;
      if (start < end)
        g_list_store_splice (items, start, end - start, NULL, 0);
      if (start > 0 && is_gone (items, start - 1, form))
        return FALSE;
      end = start > 0 ? start - 1 : 0;
    }
  return TRUE;
}

static gboolean
update_structure (GListStore *items, AttuneForm *form, const AttuneFormLint *lint, guint most)
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
  if (head == n_old && head == ids->len)
    return TRUE;
  return splice (items, &(Change){ form, lint, ids, is_section, head, tail, most });
}

gboolean
attune_form_outline_update (GListStore *items,
                            AttuneForm *form,
                            const AttuneFormLint *lint,
                            guint most)
{
  gboolean is_complete;
  guint n;

  g_return_val_if_fail (G_IS_LIST_STORE (items), TRUE);
  g_return_val_if_fail (form != NULL && most > 0, TRUE);

  if (!remove_gone (items, form, most))
    return FALSE;
  is_complete = update_structure (items, form, lint, most);
  n = g_list_model_get_n_items (G_LIST_MODEL (items));
  for (guint i = 0; i < n; i++)
    {
      AttuneFormItem *item = get_item (items, i);

      if (fill (item, form, lint))
        g_signal_emit (item, signals[CHANGED], 0);
    }
  return is_complete;
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

void
attune_form_outline_find_all (GListModel *items, GHashTable *ids, GtkBitset *rows)
{
  guint n = g_list_model_get_n_items (items);
  guint n_left = g_hash_table_size (ids);

  for (guint i = 0; n_left > 0 && i < n; i++)
    if (g_hash_table_contains (ids, get_item (G_LIST_STORE (items), i)->id))
      {
        gtk_bitset_add (rows, i);
        n_left--;
      }
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
