/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-history.h"

#define MERGE_TIME (2 * G_TIME_SPAN_SECOND)

typedef struct
{
  GType type;
  gpointer document;
  GStrv selected; /* never NULL */
  char *merge;
  gint64 at;
} Step;

struct _AttuneHistory
{
  GType type; /* of the documents */
  GPtrArray *steps;
  guint position;
};

static void
free_step (gpointer data)
{
  Step *step = data;

  g_boxed_free (step->type, step->document);
  g_strfreev (step->selected);
  g_free (step->merge);
  g_free (step);
}

/* One id, or none, as a list. */
static GStrv
create_list (const char *id)
{
  const char *const ids[] = { id, NULL };

  return g_strdupv ((GStrv) ids);
}

static void
insert (AttuneHistory *self,
        guint position,
        gconstpointer document,
        const char *selection,
        const char *merge,
        gint64 now)
{
  Step *step = g_new0 (Step, 1);

  *step = (Step){ self->type, g_boxed_copy (self->type, document), create_list (selection),
                  g_strdup (merge), now };
  g_ptr_array_insert (self->steps, (int) position, step);
}

static Step *
get_step (AttuneHistory *self)
{
  return g_ptr_array_index (self->steps, self->position);
}

AttuneHistory *
attune_history_new (GType type, gconstpointer document)
{
  AttuneHistory *self;

  g_return_val_if_fail (G_TYPE_IS_BOXED (type) && document != NULL, NULL);

  self = g_new0 (AttuneHistory, 1);
  self->type = type;
  self->steps = g_ptr_array_new_with_free_func (free_step);
  insert (self, 0, document, NULL, NULL, 0);
  return self;
}

void
attune_history_free (AttuneHistory *self)
{
  g_ptr_array_unref (self->steps);
  g_free (self);
}

gpointer
attune_history_get_document (AttuneHistory *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return get_step (self)->document;
}

const char *
attune_history_get_selection (AttuneHistory *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return get_step (self)->selected[0];
}

void
attune_history_select (AttuneHistory *self, const char *selection)
{
  const char *const ids[] = { selection, NULL };

  attune_history_select_all (self, ids);
}

const char *const *
attune_history_get_selected (AttuneHistory *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return (const char *const *) get_step (self)->selected;
}

void
attune_history_select_all (AttuneHistory *self, const char *const *selections)
{
  g_auto (GStrv) old = NULL;

  g_return_if_fail (self != NULL && selections != NULL);

  old = get_step (self)->selected;
  get_step (self)->selected = g_strdupv ((GStrv) selections);
}

static gboolean
is_continued (AttuneHistory *self, const char *merge, gint64 now)
{
  const Step *step = get_step (self);

  return merge != NULL && self->position > 0 && self->position + 1 == self->steps->len &&
         g_strcmp0 (step->merge, merge) == 0 && now - step->at < MERGE_TIME;
}

void
attune_history_push (AttuneHistory *self,
                     gconstpointer document,
                     const char *selection,
                     const char *merge,
                     gint64 now)
{
  g_autofree char *kept = NULL;

  g_return_if_fail (self != NULL && document != NULL);

  kept = g_strdup (selection);
  if (is_continued (self, merge, now))
    g_ptr_array_set_size (self->steps, self->position);
  else
    g_ptr_array_set_size (self->steps, self->position + 1);
  insert (self, self->steps->len, document, kept, merge, now);
  self->position = self->steps->len - 1;
}

void
attune_history_put_under (AttuneHistory *self, gconstpointer document)
{
  g_return_if_fail (self != NULL && document != NULL);

  insert (self, self->position, document, NULL, NULL, 0);
  self->position++;
}

gboolean
attune_history_can_undo (AttuneHistory *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->position > 0;
}

gboolean
attune_history_can_redo (AttuneHistory *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->position + 1 < self->steps->len;
}

gboolean
attune_history_undo (AttuneHistory *self)
{
  if (!attune_history_can_undo (self))
    return FALSE;

  self->position--;
  return TRUE;
}

gboolean
attune_history_redo (AttuneHistory *self)
{
  if (!attune_history_can_redo (self))
    return FALSE;

  self->position++;
  return TRUE;
}
