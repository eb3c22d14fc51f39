/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-model-check.h"

#include "attune-form-names.h"

#include <glib/gi18n-lib.h>

static void
add_finding (AttuneModelCheck *self,
             AttuneModelFindingKind kind,
             guint part,
             guint form,
             guint question)
{
  gboolean is_goal = kind == ATTUNE_MODEL_GOAL_UNSERVED;
  AttuneModelFinding finding = { kind, is_goal ? part : ATTUNE_MODEL_NONE,
                                 is_goal ? ATTUNE_MODEL_NONE : part, form, question };

  g_array_append_val (self->findings, finding);
}

/* Questions whose answers say something of a behaviour: text and dates do not. */
static gboolean
is_asked_for_behaviour (const AttuneFormQuestion *question)
{
  return question->can_score && question->error_type != ATTUNE_ERROR_TYPE_COMPLIANCE;
}

static void
count_form (AttuneModelCheck *self, AttuneModel *model, AttuneForm *form)
{
  for (guint i = 0; i < attune_form_get_n_questions (form); i++)
    {
      const AttuneFormQuestion *question = attune_form_get_question (form, i);
      guint behaviour = attune_model_find_behaviour (model, question->behaviour);

      if (behaviour != ATTUNE_MODEL_NONE)
        self->n_questions[behaviour]++;
    }
}

static void
check_form (AttuneModelCheck *self, AttuneModel *model, AttuneForm *form, guint index)
{
  for (guint i = 0; i < attune_form_get_n_questions (form); i++)
    {
      const AttuneFormQuestion *question = attune_form_get_question (form, i);

      if (question->behaviour == NULL && is_asked_for_behaviour (question))
        add_finding (self, ATTUNE_MODEL_QUESTION_UNRELATED, ATTUNE_MODEL_NONE, index, i);
      else if (question->behaviour != NULL &&
               attune_model_find_behaviour (model, question->behaviour) == ATTUNE_MODEL_NONE)
        add_finding (self, ATTUNE_MODEL_QUESTION_UNKNOWN, ATTUNE_MODEL_NONE, index, i);
    }
}

static void
check_goals (AttuneModelCheck *self, AttuneModel *model)
{
  for (guint goal = 0; goal < attune_model_get_n_goals (model); goal++)
    {
      gboolean is_served = FALSE;

      for (guint i = 0; i < attune_model_get_n_behaviours (model); i++)
        {
          if (!attune_model_serves (model, i, goal))
            continue;
          is_served = TRUE;
          self->goal_questions[goal] += self->n_questions[i];
        }
      if (!is_served)
        add_finding (self, ATTUNE_MODEL_GOAL_UNSERVED, goal, ATTUNE_MODEL_NONE, ATTUNE_FORM_NONE);
    }
}

static void
check_behaviours (AttuneModelCheck *self, AttuneModel *model)
{
  for (guint i = 0; i < attune_model_get_n_behaviours (model); i++)
    {
      if (self->n_questions[i] == 0)
        add_finding (self, ATTUNE_MODEL_BEHAVIOUR_UNMEASURED, i, ATTUNE_MODEL_NONE,
                     ATTUNE_FORM_NONE);
      if (attune_model_get_behaviour (model, i)->n_serves == 0)
        add_finding (self, ATTUNE_MODEL_BEHAVIOUR_AIMLESS, i, ATTUNE_MODEL_NONE, ATTUNE_FORM_NONE);
    }
}

AttuneModelCheck *
attune_model_check (AttuneModel *model, AttuneForm *const *forms, guint n_forms)
{
  AttuneModelCheck *self = g_new0 (AttuneModelCheck, 1);

  g_return_val_if_fail (model != NULL && (forms != NULL || n_forms == 0), NULL);

  self->findings = g_array_new (FALSE, FALSE, sizeof (AttuneModelFinding));
  self->n_questions = g_new0 (guint, attune_model_get_n_behaviours (model) + 1);
  self->goal_questions = g_new0 (guint, attune_model_get_n_goals (model) + 1);
  for (guint i = 0; i < n_forms; i++)
    count_form (self, model, forms[i]);
  check_goals (self, model);
  check_behaviours (self, model);
  for (guint i = 0; i < n_forms; i++)
    check_form (self, model, forms[i], i);
  return self;
}

void
attune_model_check_free (AttuneModelCheck *self)
{
  g_clear_pointer (&self->findings, g_array_unref);
  g_clear_pointer (&self->n_questions, g_free);
  g_clear_pointer (&self->goal_questions, g_free);
  g_free (self);
}

gboolean
attune_model_finding_is_hint (const AttuneModelFinding *finding)
{
  g_return_val_if_fail (finding != NULL, FALSE);

  return finding->kind == ATTUNE_MODEL_BEHAVIOUR_AIMLESS;
}

static const char *
name_question (const AttuneFormQuestion *question)
{
  return attune_form_question_get_name (question);
}

char *
attune_model_finding_describe (const AttuneModelFinding *finding,
                               AttuneModel *model,
                               AttuneForm *const *forms)
{
  const AttuneModelGoal *goal = NULL;
  const AttuneModelBehaviour *behaviour = NULL;
  const AttuneFormQuestion *question = NULL;

  g_return_val_if_fail (finding != NULL && model != NULL, NULL);

  if (finding->goal != ATTUNE_MODEL_NONE)
    goal = attune_model_get_goal (model, finding->goal);
  if (finding->behaviour != ATTUNE_MODEL_NONE)
    behaviour = attune_model_get_behaviour (model, finding->behaviour);
  if (finding->question != ATTUNE_FORM_NONE)
    question = attune_form_get_question (forms[finding->form], finding->question);

  switch (finding->kind)
    {
    case ATTUNE_MODEL_GOAL_UNSERVED:
      return g_strdup_printf (_ ("No behaviour serves the goal “%s”."),
                              attune_model_goal_get_name (goal));
    case ATTUNE_MODEL_BEHAVIOUR_UNMEASURED:
      return g_strdup_printf (_ ("No question measures “%s”."),
                              attune_model_behaviour_get_name (behaviour));
    case ATTUNE_MODEL_BEHAVIOUR_AIMLESS:
      return g_strdup_printf (_ ("“%s” serves no goal. That may be meant."),
                              attune_model_behaviour_get_name (behaviour));
    case ATTUNE_MODEL_QUESTION_UNRELATED:
      return g_strdup_printf (_ ("The question “%s” measures no behaviour."),
                              name_question (question));
    case ATTUNE_MODEL_QUESTION_UNKNOWN:
      return g_strdup_printf (_ (
                                "The question “%s” measures a behaviour, “%s”, that the model does "
                                "not have."),
                              name_question (question), question->behaviour);
    }
  g_assert_not_reached ();
}
