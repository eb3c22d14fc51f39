/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-passage-search.h"

/* How long one slice may take, in microseconds. */
#define SLICE_US 3000

typedef struct
{
  guint passage;
  guint number; /* among those of the passage */
} Match;

struct _AttunePassageSearch
{
  GObject parent_instance;

  /* owned */
  AttuneTranscript *transcript;
  AttunePassageList *list;
  AttuneTextNeedle *needle; /* NULL for nothing to look for */
  GArray *matches;          /* Match */

  guint next; /* passage to look through */
  int current;
  guint source;
};

G_DEFINE_FINAL_TYPE (AttunePassageSearch, attune_passage_search, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
attune_passage_search_dispose (GObject *object)
{
  AttunePassageSearch *self = ATTUNE_PASSAGE_SEARCH (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_object (&self->list);

  G_OBJECT_CLASS (attune_passage_search_parent_class)->dispose (object);
}

static void
attune_passage_search_finalize (GObject *object)
{
  AttunePassageSearch *self = ATTUNE_PASSAGE_SEARCH (object);

  attune_transcript_unref (self->transcript);
  g_clear_pointer (&self->needle, attune_text_needle_free);
  g_array_unref (self->matches);

  G_OBJECT_CLASS (attune_passage_search_parent_class)->finalize (object);
}

static void
attune_passage_search_class_init (AttunePassageSearchClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->dispose = attune_passage_search_dispose;
  object_class->finalize = attune_passage_search_finalize;

  signals[CHANGED] = g_signal_new ("changed", ATTUNE_TYPE_PASSAGE_SEARCH, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
attune_passage_search_init (AttunePassageSearch *self)
{
  self->matches = g_array_new (FALSE, FALSE, sizeof (Match));
  self->current = -1;
}

AttunePassageSearch *
attune_passage_search_new (AttuneTranscript *transcript, AttunePassageList *list)
{
  AttunePassageSearch *self = g_object_new (ATTUNE_TYPE_PASSAGE_SEARCH, NULL);

  self->transcript = attune_transcript_ref (transcript);
  self->list = g_object_ref (list);
  return self;
}

static void
look_through (AttunePassageSearch *self, guint index)
{
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (AttuneTextSpan));
  guint n = attune_text_needle_find (self->needle,
                                     attune_transcript_get (self->transcript, index)->text, spans);

  if (n == 0)
    return;
  for (guint i = 0; i < n; i++)
    {
      Match match = { index, i };

      g_array_append_val (self->matches, match);
    }
  attune_passage_item_set_matches (attune_passage_list_get (self->list, index), spans);
}

static gboolean
look_cb (gpointer data)
{
  AttunePassageSearch *self = data;
  gint64 end = g_get_monotonic_time () + SLICE_US;
  guint n = attune_transcript_get_n (self->transcript);

  while (self->next < n && g_get_monotonic_time () < end)
    look_through (self, self->next++);
  if (self->next >= n)
    self->source = 0;
  g_signal_emit (self, signals[CHANGED], 0);
  return self->next < n ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static void
forget_matches (AttunePassageSearch *self)
{
  for (guint i = 0; i < self->matches->len; i++)
    attune_passage_item_set_matches (
      attune_passage_list_get (self->list, g_array_index (self->matches, Match, i).passage), NULL);
  g_array_set_size (self->matches, 0);
  self->current = -1;
}

void
attune_passage_search_set_words (AttunePassageSearch *self, const char *words)
{
  g_clear_handle_id (&self->source, g_source_remove);
  forget_matches (self);
  g_clear_pointer (&self->needle, attune_text_needle_free);
  self->needle = attune_text_needle_new (words);
  self->next = 0;
  if (self->needle != NULL)
    self->source = g_idle_add (look_cb, self);
  else
    g_signal_emit (self, signals[CHANGED], 0);
}

gboolean
attune_passage_search_is_done (AttunePassageSearch *self)
{
  return self->source == 0;
}

guint
attune_passage_search_get_n (AttunePassageSearch *self)
{
  return self->matches->len;
}

int
attune_passage_search_get_current (AttunePassageSearch *self)
{
  return self->current;
}

static void
mark (AttunePassageSearch *self, int current)
{
  const Match *old = self->current >= 0 ? &g_array_index (self->matches, Match, self->current)
                                        : NULL;
  const Match *now = &g_array_index (self->matches, Match, current);

  if (old != NULL)
    attune_passage_item_set_match (attune_passage_list_get (self->list, old->passage), -1);
  attune_passage_item_set_match (attune_passage_list_get (self->list, now->passage),
                                 (int) now->number);
  self->current = current;
}

static int
find_from (AttunePassageSearch *self, guint from)
{
  for (guint i = 0; i < self->matches->len; i++)
    if (g_array_index (self->matches, Match, i).passage >= from)
      return (int) i;
  return 0;
}

int
attune_passage_search_step (AttunePassageSearch *self, int direction, guint from)
{
  int n = (int) self->matches->len;

  if (n == 0)
    return -1;
  mark (self, self->current < 0 ? find_from (self, from) : (self->current + direction + n) % n);
  g_signal_emit (self, signals[CHANGED], 0);
  return (int) g_array_index (self->matches, Match, self->current).passage;
}
