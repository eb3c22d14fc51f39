/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-passage-item.h"

struct _AttunePassageItem
{
  GObject parent_instance;

  /* owned */
  AttuneTranscript *transcript;
  GArray *matches;
  GArray *marks;

  guint index;
  int match;
  gboolean is_current;
};

G_DEFINE_FINAL_TYPE (AttunePassageItem, attune_passage_item, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
attune_passage_item_finalize (GObject *object)
{
  AttunePassageItem *self = ATTUNE_PASSAGE_ITEM (object);

  attune_transcript_unref (self->transcript);
  g_clear_pointer (&self->matches, g_array_unref);
  g_clear_pointer (&self->marks, g_array_unref);

  G_OBJECT_CLASS (attune_passage_item_parent_class)->finalize (object);
}

static void
attune_passage_item_class_init (AttunePassageItemClass *class)
{
  G_OBJECT_CLASS (class)->finalize = attune_passage_item_finalize;

  signals[CHANGED] = g_signal_new ("changed", ATTUNE_TYPE_PASSAGE_ITEM, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
attune_passage_item_init (AttunePassageItem *self)
{
  self->match = -1;
}

AttunePassageItem *
attune_passage_item_new (AttuneTranscript *transcript, guint index)
{
  AttunePassageItem *self = g_object_new (ATTUNE_TYPE_PASSAGE_ITEM, NULL);

  self->transcript = attune_transcript_ref (transcript);
  self->index = index;
  return self;
}

guint
attune_passage_item_get_index (AttunePassageItem *self)
{
  return self->index;
}

const AttunePassage *
attune_passage_item_get_passage (AttunePassageItem *self)
{
  return attune_transcript_get (self->transcript, self->index);
}

gboolean
attune_passage_item_begins_turn (AttunePassageItem *self)
{
  const AttunePassage *passage = attune_passage_item_get_passage (self);
  const AttunePassage *before;

  if (self->index == 0)
    return TRUE;
  before = attune_transcript_get (self->transcript, self->index - 1);
  return before->speaker != passage->speaker || g_strcmp0 (before->name, passage->name) != 0;
}

gboolean
attune_passage_item_is_current (AttunePassageItem *self)
{
  return self->is_current;
}

void
attune_passage_item_set_is_current (AttunePassageItem *self, gboolean is_current)
{
  if (self->is_current == is_current)
    return;
  self->is_current = is_current;
  g_signal_emit (self, signals[CHANGED], 0);
}

GArray *
attune_passage_item_get_matches (AttunePassageItem *self)
{
  return self->matches;
}

int
attune_passage_item_get_match (AttunePassageItem *self)
{
  return self->match;
}

static gboolean
replace (GArray **array, GArray *by)
{
  if (*array == by)
    return FALSE;
  if (by != NULL)
    g_array_ref (by);
  g_clear_pointer (array, g_array_unref);
  *array = by;
  return TRUE;
}

void
attune_passage_item_set_matches (AttunePassageItem *self, GArray *matches)
{
  if (!replace (&self->matches, matches))
    return;
  self->match = -1;
  g_signal_emit (self, signals[CHANGED], 0);
}

void
attune_passage_item_set_match (AttunePassageItem *self, int match)
{
  if (self->match == match)
    return;
  self->match = match;
  g_signal_emit (self, signals[CHANGED], 0);
}

GArray *
attune_passage_item_get_marks (AttunePassageItem *self)
{
  return self->marks;
}

void
attune_passage_item_set_marks (AttunePassageItem *self, GArray *marks)
{
  if (replace (&self->marks, marks))
    g_signal_emit (self, signals[CHANGED], 0);
}
