/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-passage-list.h"

struct _AttunePassageList
{
  GObject parent_instance;

  /* owned */
  AttuneTranscript *transcript;
  GPtrArray *items; /* AttunePassageItem or NULL, one a passage */
  GArray *marks;    /* AttuneTextMark */
};

static GType
get_item_type (GListModel *model)
{
  return ATTUNE_TYPE_PASSAGE_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return ATTUNE_PASSAGE_LIST (model)->items->len;
}

static gpointer
get_item (GListModel *model, guint index)
{
  AttunePassageList *self = ATTUNE_PASSAGE_LIST (model);

  return index < self->items->len ? g_object_ref (attune_passage_list_get (self, index)) : NULL;
}

static void
init_list_model (GListModelInterface *interface)
{
  interface->get_item_type = get_item_type;
  interface->get_n_items = get_n_items;
  interface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (AttunePassageList,
                               attune_passage_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, init_list_model))

static void
attune_passage_list_finalize (GObject *object)
{
  AttunePassageList *self = ATTUNE_PASSAGE_LIST (object);

  attune_transcript_unref (self->transcript);
  g_ptr_array_unref (self->items);
  g_array_unref (self->marks);

  G_OBJECT_CLASS (attune_passage_list_parent_class)->finalize (object);
}

static void
attune_passage_list_class_init (AttunePassageListClass *class)
{
  G_OBJECT_CLASS (class)->finalize = attune_passage_list_finalize;
}

static void
attune_passage_list_init (AttunePassageList *self)
{
  self->marks = g_array_new (FALSE, FALSE, sizeof (AttuneTextMark));
}

static void
free_item (gpointer item)
{
  g_clear_object (&item);
}

AttunePassageList *
attune_passage_list_new (AttuneTranscript *transcript)
{
  AttunePassageList *self = g_object_new (ATTUNE_TYPE_PASSAGE_LIST, NULL);
  guint n = attune_transcript_get_n (transcript);

  self->transcript = attune_transcript_ref (transcript);
  self->items = g_ptr_array_new_full (n, free_item);
  g_ptr_array_set_size (self->items, (int) n);
  return self;
}

/* What of the notes is in passage `index`; NULL for nothing. */
static GArray *
collect_marks (AttunePassageList *self, guint index)
{
  GArray *marks = NULL;

  for (guint i = 0; i < self->marks->len; i++)
    {
      const AttuneTextMark *mark = &g_array_index (self->marks, AttuneTextMark, i);
      AttunePassageMark piece = { mark->note, mark->kind, { 0, 0 } };

      if (!attune_stretch_meet (&mark->stretch, index, &piece.span.from, &piece.span.to))
        continue;
      if (marks == NULL)
        marks = g_array_new (FALSE, FALSE, sizeof (AttunePassageMark));
      g_array_append_val (marks, piece);
    }
  return marks;
}

static void
mark_item (AttunePassageList *self, AttunePassageItem *item)
{
  g_autoptr (GArray) marks = collect_marks (self, attune_passage_item_get_index (item));

  if (marks != NULL || attune_passage_item_get_marks (item) != NULL)
    attune_passage_item_set_marks (item, marks);
}

AttunePassageItem *
attune_passage_list_get (AttunePassageList *self, guint index)
{
  g_return_val_if_fail (index < self->items->len, NULL);

  if (g_ptr_array_index (self->items, index) == NULL)
    {
      AttunePassageItem *item = attune_passage_item_new (self->transcript, index);

      g_ptr_array_index (self->items, index) = item;
      mark_item (self, item);
    }
  return g_ptr_array_index (self->items, index);
}

void
attune_passage_list_set_marks (AttunePassageList *self, const AttuneTextMark *marks, guint n_marks)
{
  g_array_set_size (self->marks, 0);
  if (n_marks > 0)
    g_array_append_vals (self->marks, marks, n_marks);
  for (guint i = 0; i < self->items->len; i++)
    if (g_ptr_array_index (self->items, i) != NULL)
      mark_item (self, g_ptr_array_index (self->items, i));
}
