/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-model-marks.h"

static void
clear_mark (gpointer data)
{
  g_clear_pointer (&((AttuneModelMark *) data)->remark, g_free);
}

static GArray *
create_marks (guint n)
{
  GArray *marks = g_array_sized_new (FALSE, TRUE, sizeof (AttuneModelMark), n);

  g_array_set_clear_func (marks, clear_mark);
  g_array_set_size (marks, n);
  return marks;
}

static AttuneModelMarks *
create (AttuneModel *model)
{
  AttuneModelMarks *self = g_new0 (AttuneModelMarks, 1);

  self->goals = create_marks (attune_model_get_n_goals (model));
  self->behaviours = create_marks (attune_model_get_n_behaviours (model));
  return self;
}

static void
count (GArray *marks, const guint *n_questions)
{
  for (guint i = 0; i < marks->len; i++)
    {
      AttuneModelMark *mark = &g_array_index (marks, AttuneModelMark, i);

      mark->is_counted = TRUE;
      mark->n_questions = n_questions[i];
    }
}

/* Those of questions are no part's. */
static void
add_finding (AttuneModelMarks *self, AttuneModel *model, const AttuneModelFinding *finding)
{
  AttuneModelMark *mark = NULL;
  g_autofree char *text = NULL;
  char *joined;

  if (finding->goal != ATTUNE_MODEL_NONE)
    mark = &g_array_index (self->goals, AttuneModelMark, finding->goal);
  else if (finding->behaviour != ATTUNE_MODEL_NONE)
    mark = &g_array_index (self->behaviours, AttuneModelMark, finding->behaviour);
  if (mark == NULL)
    return;

  text = attune_model_finding_describe (finding, model, NULL);
  joined = mark->remark != NULL ? g_strjoin ("\n", mark->remark, text, NULL)
                                : g_steal_pointer (&text);
  g_free (mark->remark);
  mark->remark = joined;
  if (attune_model_finding_is_hint (finding))
    mark->has_hint = TRUE;
  else
    mark->has_warning = TRUE;
}

AttuneModelMarks *
attune_model_marks_new (AttuneModel *model, const AttuneModelCheck *check)
{
  AttuneModelMarks *self;

  g_return_val_if_fail (model != NULL, NULL);

  self = create (model);
  if (check == NULL)
    return self;

  count (self->goals, check->goal_questions);
  count (self->behaviours, check->n_questions);
  for (guint i = 0; i < check->findings->len; i++)
    add_finding (self, model, &g_array_index (check->findings, AttuneModelFinding, i));
  return self;
}

static void
carry (GArray *to, guint index, const GArray *from, guint old)
{
  AttuneModelMark *mark = &g_array_index (to, AttuneModelMark, index);

  if (old >= from->len)
    return;
  *mark = g_array_index (from, AttuneModelMark, old);
  mark->remark = g_strdup (mark->remark);
}

AttuneModelMarks *
attune_model_marks_carry (const AttuneModelMarks *old, AttuneModel *from, AttuneModel *to)
{
  AttuneModelMarks *self;

  g_return_val_if_fail (old != NULL && from != NULL && to != NULL, NULL);

  self = create (to);
  for (guint i = 0; i < self->goals->len; i++)
    carry (self->goals, i, old->goals,
           attune_model_find_goal (from, attune_model_get_goal (to, i)->id));
  for (guint i = 0; i < self->behaviours->len; i++)
    carry (self->behaviours, i, old->behaviours,
           attune_model_find_behaviour (from, attune_model_get_behaviour (to, i)->id));
  return self;
}

void
attune_model_marks_free (AttuneModelMarks *self)
{
  g_array_unref (self->goals);
  g_array_unref (self->behaviours);
  g_free (self);
}

const AttuneModelMark *
attune_model_marks_get_goal (const AttuneModelMarks *self, guint goal)
{
  g_return_val_if_fail (self != NULL && goal < self->goals->len, NULL);

  return &g_array_index (self->goals, AttuneModelMark, goal);
}

const AttuneModelMark *
attune_model_marks_get_behaviour (const AttuneModelMarks *self, guint behaviour)
{
  g_return_val_if_fail (self != NULL && behaviour < self->behaviours->len, NULL);

  return &g_array_index (self->behaviours, AttuneModelMark, behaviour);
}
