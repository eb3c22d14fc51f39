/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-form-history.h"

#define MERGE_TIME (2 * G_TIME_SPAN_SECOND)

typedef struct
{
  AttuneForm *form;
  GStrv selected; /* never NULL */
  char *merge;
  gint64 at;
} Step;

struct _AttuneFormHistory
{
  GPtrArray *steps;
  guint position;
};

static void
free_step (gpointer data)
{
  Step *step = data;

  attune_form_unref (step->form);
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
append (AttuneFormHistory *self,
        AttuneForm *form,
        const char *selection,
        const char *merge,
        gint64 now)
{
  Step *step = g_new0 (Step, 1);

  *step = (Step){ attune_form_ref (form), create_list (selection), g_strdup (merge), now };
  g_ptr_array_add (self->steps, step);
}

static Step *
get_step (AttuneFormHistory *self)
{
  return g_ptr_array_index (self->steps, self->position);
}

AttuneFormHistory *
attune_form_history_new (AttuneForm *form)
{
  AttuneFormHistory *self = g_new0 (AttuneFormHistory, 1);

  self->steps = g_ptr_array_new_with_free_func (free_step);
  append (self, form, NULL, NULL, 0);
  return self;
}

void
attune_form_history_free (AttuneFormHistory *self)
{
  g_ptr_array_unref (self->steps);
  g_free (self);
}

AttuneForm *
attune_form_history_get_form (AttuneFormHistory *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return get_step (self)->form;
}

const char *
attune_form_history_get_selection (AttuneFormHistory *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return get_step (self)->selected[0];
}

void
attune_form_history_select (AttuneFormHistory *self, const char *selection)
{
  const char *const ids[] = { selection, NULL };

  attune_form_history_select_all (self, ids);
}

const char *const *
attune_form_history_get_selected (AttuneFormHistory *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return (const char *const *) get_step (self)->selected;
}

void
attune_form_history_select_all (AttuneFormHistory *self, const char *const *ids)
{
  g_auto (GStrv) old = NULL;

  g_return_if_fail (self != NULL && ids != NULL);

  old = get_step (self)->selected;
  get_step (self)->selected = g_strdupv ((GStrv) ids);
}

static gboolean
is_continued (AttuneFormHistory *self, const char *merge, gint64 now)
{
  const Step *step = get_step (self);

  return merge != NULL && self->position > 0 && self->position + 1 == self->steps->len &&
         g_strcmp0 (step->merge, merge) == 0 && now - step->at < MERGE_TIME;
}

void
attune_form_history_push (AttuneFormHistory *self,
                          AttuneForm *form,
                          const char *selection,
                          const char *merge,
                          gint64 now)
{
  g_autofree char *kept = NULL;

  g_return_if_fail (self != NULL && form != NULL);

  kept = g_strdup (selection);
  if (is_continued (self, merge, now))
    g_ptr_array_set_size (self->steps, self->position);
  else
    g_ptr_array_set_size (self->steps, self->position + 1);
  append (self, form, kept, merge, now);
  self->position = self->steps->len - 1;
}

gboolean
attune_form_history_can_undo (AttuneFormHistory *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->position > 0;
}

gboolean
attune_form_history_can_redo (AttuneFormHistory *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->position + 1 < self->steps->len;
}

gboolean
attune_form_history_undo (AttuneFormHistory *self)
{
  if (!attune_form_history_can_undo (self))
    return FALSE;

  self->position--;
  return TRUE;
}

gboolean
attune_form_history_redo (AttuneFormHistory *self)
{
  if (!attune_form_history_can_redo (self))
    return FALSE;

  self->position++;
  return TRUE;
}
