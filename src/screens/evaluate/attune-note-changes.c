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

gboolean
attune_note_changes_undo (AttuneNoteChanges *self, AttuneNoteStep *out_step)
{
  const Step *step;

  if (self->n_done == 0)
    return FALSE;
  self->goes_on = FALSE;
  step = g_ptr_array_index (self->steps, --self->n_done);
  *out_step = (AttuneNoteStep){ step->now, step->old };
  return TRUE;
}

gboolean
attune_note_changes_redo (AttuneNoteChanges *self, AttuneNoteStep *out_step)
{
  const Step *step;

  if (self->n_done == self->steps->len)
    return FALSE;
  self->goes_on = FALSE;
  step = g_ptr_array_index (self->steps, self->n_done++);
  *out_step = (AttuneNoteStep){ step->old, step->now };
  return TRUE;
}

/* What a person can change of a note at once: both edges are one place. */
typedef enum
{
  PLACE,
  KIND,
  SHARING,
  QUESTION,
  TEXT,
  N_PARTS
} Part;

static gboolean
is_part_same (const AttuneNote *a, const AttuneNote *b, Part part)
{
  switch (part)
    {
    case PLACE:
      return a->from_us == b->from_us && a->to_us == b->to_us;
    case KIND:
      return a->kind == b->kind;
    case SHARING:
      return a->is_shared == b->is_shared;
    case QUESTION:
      return g_strcmp0 (a->question, b->question) == 0;
    case TEXT:
      return g_strcmp0 (a->text, b->text) == 0;
    case N_PARTS:
      break;
    }
  g_return_val_if_reached (TRUE);
}

static void
take_part (AttuneNote *note, const AttuneNote *from, Part part)
{
  switch (part)
    {
    case PLACE:
      note->from_us = from->from_us;
      note->to_us = from->to_us;
      break;
    case KIND:
      note->kind = from->kind;
      break;
    case SHARING:
      note->is_shared = from->is_shared;
      break;
    case QUESTION:
      g_free (note->question);
      note->question = g_strdup (from->question);
      break;
    case TEXT:
      g_free (note->text);
      note->text = g_strdup (from->text);
      break;
    case N_PARTS:
      break;
    }
}

gboolean
attune_note_step_take (const AttuneNoteStep *self, AttuneNote *note)
{
  for (guint i = 0; i < N_PARTS; i++)
    if (!is_part_same (self->from, self->to, i) && !is_part_same (self->from, note, i) &&
        !is_part_same (self->to, note, i))
      return FALSE;
  for (guint i = 0; i < N_PARTS; i++)
    if (!is_part_same (self->from, self->to, i))
      take_part (note, self->to, i);
  return TRUE;
}

gboolean
attune_note_is_same (const AttuneNote *a, const AttuneNote *b)
{
  for (guint i = 0; i < N_PARTS; i++)
    if (!is_part_same (a, b, i))
      return FALSE;
  return TRUE;
}
