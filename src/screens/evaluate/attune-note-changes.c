/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-note-changes.h"

#define MOST_STEPS  100
#define LONGEST_GAP G_TIME_SPAN_SECOND

typedef struct
{
  AttuneNote *old;
  AttuneNote *now;
} Step;

struct _AttuneNoteChanges
{
  GPtrArray *steps; /* Step, the oldest first */
  guint n_done;     /* the rest was undone */
  gint64 last_at;
  gboolean goes_on; /* the last step */
};

static void
free_step (gpointer data)
{
  Step *step = data;

  attune_note_free (step->old);
  attune_note_free (step->now);
  g_free (step);
}

AttuneNoteChanges *
attune_note_changes_new (void)
{
  AttuneNoteChanges *self = g_new0 (AttuneNoteChanges, 1);

  self->steps = g_ptr_array_new_with_free_func (free_step);
  return self;
}

void
attune_note_changes_free (AttuneNoteChanges *self)
{
  g_ptr_array_unref (self->steps);
  g_free (self);
}

/* The step that `now` goes on with, or NULL. */
static Step *
find_current (AttuneNoteChanges *self, const AttuneNote *now, gint64 time)
{
  Step *step = self->n_done > 0 ? g_ptr_array_index (self->steps, self->n_done - 1) : NULL;

  return step != NULL && self->goes_on && step->now->id == now->id &&
             time - self->last_at <= LONGEST_GAP
           ? step
           : NULL;
}

void
attune_note_changes_push (AttuneNoteChanges *self,
                          const AttuneNote *old,
                          const AttuneNote *now,
                          gboolean goes_on,
                          gint64 time)
{
  Step *step = goes_on ? find_current (self, now, time) : NULL;

  g_ptr_array_set_size (self->steps, (int) self->n_done);
  self->last_at = time;
  self->goes_on = goes_on;
  if (step != NULL)
    {
      attune_note_free (step->now);
      step->now = attune_note_copy (now);
      return;
    }

  step = g_new0 (Step, 1);
  step->old = attune_note_copy (old);
  step->now = attune_note_copy (now);
  if (self->steps->len == MOST_STEPS)
    g_ptr_array_remove_index (self->steps, 0);
  g_ptr_array_add (self->steps, step);
  self->n_done = self->steps->len;
}

const AttuneNote *
attune_note_changes_undo (AttuneNoteChanges *self)
{
  if (self->n_done == 0)
    return NULL;
  self->goes_on = FALSE;
  return ((Step *) g_ptr_array_index (self->steps, --self->n_done))->old;
}

const AttuneNote *
attune_note_changes_redo (AttuneNoteChanges *self)
{
  if (self->n_done == self->steps->len)
    return NULL;
  self->goes_on = FALSE;
  return ((Step *) g_ptr_array_index (self->steps, self->n_done++))->now;
}

gboolean
attune_note_is_same (const AttuneNote *a, const AttuneNote *b)
{
  return a->from_us == b->from_us && a->to_us == b->to_us && a->kind == b->kind &&
         a->is_shared == b->is_shared && g_strcmp0 (a->question, b->question) == 0 &&
         g_strcmp0 (a->text, b->text) == 0;
}
