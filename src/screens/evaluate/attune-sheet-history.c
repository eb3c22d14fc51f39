/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-sheet-history.h"

#define MOST_STEPS  200
#define LONGEST_GAP G_TIME_SPAN_SECOND

struct _AttuneSheetHistory
{
  GPtrArray *before; /* AttuneAnswers, the oldest first */
  GPtrArray *after;  /* what was undone, the newest first */
  guint typed;       /* the question the last step was typed into, or ATTUNE_FORM_NONE */
  gint64 typed_at;
};

AttuneSheetHistory *
attune_sheet_history_new (void)
{
  AttuneSheetHistory *self = g_new0 (AttuneSheetHistory, 1);

  self->before = g_ptr_array_new_with_free_func ((GDestroyNotify) attune_answers_unref);
  self->after = g_ptr_array_new_with_free_func ((GDestroyNotify) attune_answers_unref);
  self->typed = ATTUNE_FORM_NONE;
  return self;
}

void
attune_sheet_history_free (AttuneSheetHistory *self)
{
  g_ptr_array_unref (self->before);
  g_ptr_array_unref (self->after);
  g_free (self);
}

/* The one question whose words alone differ, or ATTUNE_FORM_NONE. Answers that did not change are shared. */
static guint
find_typed (AttuneAnswers *old, AttuneAnswers *now)
{
  guint n = attune_form_get_n_questions (attune_answers_get_form (now));
  guint typed = ATTUNE_FORM_NONE;

  for (guint i = 0; i < n; i++)
    {
      const AttuneAnswer *a = attune_answers_get (old, i);
      const AttuneAnswer *b = attune_answers_get (now, i);

      if (a == b)
        continue;
      if (typed != ATTUNE_FORM_NONE ||
          (g_strcmp0 (a->text, b->text) == 0 && g_strcmp0 (a->comment, b->comment) == 0))
        return ATTUNE_FORM_NONE;
      typed = i;
    }
  return typed;
}

void
attune_sheet_history_push (AttuneSheetHistory *self,
                           AttuneAnswers *old,
                           AttuneAnswers *now,
                           gint64 time)
{
  guint typed = find_typed (old, now);
  gboolean goes_on = typed != ATTUNE_FORM_NONE && typed == self->typed &&
                     time - self->typed_at <= LONGEST_GAP;

  self->typed = typed;
  self->typed_at = time;
  g_ptr_array_set_size (self->after, 0);
  if (goes_on)
    return;
  if (self->before->len == MOST_STEPS)
    g_ptr_array_remove_index (self->before, 0);
  g_ptr_array_add (self->before, attune_answers_ref (old));
}

void
attune_sheet_history_clear (AttuneSheetHistory *self)
{
  g_ptr_array_set_size (self->before, 0);
  g_ptr_array_set_size (self->after, 0);
  self->typed = ATTUNE_FORM_NONE;
}

/* The last of `from`, for which `now` goes to `to`. */
static AttuneAnswers *
step (AttuneSheetHistory *self, GPtrArray *from, GPtrArray *to, AttuneAnswers *now)
{
  if (from->len == 0)
    return NULL;

  self->typed = ATTUNE_FORM_NONE;
  g_ptr_array_add (to, attune_answers_ref (now));
  return g_ptr_array_steal_index (from, from->len - 1);
}

AttuneAnswers *
attune_sheet_history_undo (AttuneSheetHistory *self, AttuneAnswers *now)
{
  return step (self, self->before, self->after, now);
}

AttuneAnswers *
attune_sheet_history_redo (AttuneSheetHistory *self, AttuneAnswers *now)
{
  return step (self, self->after, self->before, now);
}
