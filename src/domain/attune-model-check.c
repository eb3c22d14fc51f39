/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-model-check.h"

#include "attune-form-names.h"

#include <glib/gi18n-lib.h>

/* So many questions of a form are told of one by one. */
#define MOST_OF_A_FORM 3

static void
add_finding (AttuneModelCheck *self,
             AttuneModelFindingKind kind,
             guint part,
             guint form,
             guint question)
{
  gboolean is_goal = kind == ATTUNE_MODEL_GOAL_UNSERVED;
  AttuneModelFinding finding = {
    kind,     is_goal ? part : ATTUNE_MODEL_NONE, is_goal ? ATTUNE_MODEL_NONE : part, form,
    question, form != ATTUNE_MODEL_NONE
  };

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

static gboolean
is_at_fault (AttuneModel *model, const AttuneFormQuestion *question, AttuneModelFindingKind kind)
{
  if (kind == ATTUNE_MODEL_QUESTION_UNRELATED)
    return question->behaviour == NULL && is_asked_for_behaviour (question);
  return question->behaviour != NULL &&
         attune_model_find_behaviour (model, question->behaviour) == ATTUNE_MODEL_NONE;
}

/* A few questions are told one by one; a whole form that was made without the model is one thing to see to. */
static void
check_form (AttuneModelCheck *self,
            AttuneModel *model,
            AttuneForm *form,
            guint index,
            AttuneModelFindingKind kind)
{
  guint first = self->findings->len, n;

  for (guint i = 0; i < attune_form_get_n_questions (form); i++)
    if (is_at_fault (model, attune_form_get_question (form, i), kind))
      add_finding (self, kind, ATTUNE_MODEL_NONE, index, i);

  n = self->findings->len - first;
  if (n <= MOST_OF_A_FORM)
    return;
  g_array_set_size (self->findings, first + 1);
  g_array_index (self->findings, AttuneModelFinding, first).n_questions = n;
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
    {
      check_form (self, model, forms[i], i, ATTUNE_MODEL_QUESTION_UNRELATED);
      check_form (self, model, forms[i], i, ATTUNE_MODEL_QUESTION_UNKNOWN);
    }
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
  AttuneForm *form = NULL;

  g_return_val_if_fail (finding != NULL && model != NULL, NULL);

  if (finding->goal != ATTUNE_MODEL_NONE)
    goal = attune_model_get_goal (model, finding->goal);
  if (finding->behaviour != ATTUNE_MODEL_NONE)
    behaviour = attune_model_get_behaviour (model, finding->behaviour);
  if (finding->question != ATTUNE_FORM_NONE)
    {
      form = forms[finding->form];
      question = attune_form_get_question (form, finding->question);
    }

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
      if (finding->n_questions > 1)
        return g_strdup_printf (_ ("%u questions of “%s” measure no behaviour."),
                                finding->n_questions, attune_form_get_title (form));
      return g_strdup_printf (_ ("The question “%s” measures no behaviour."),
                              name_question (question));
    case ATTUNE_MODEL_QUESTION_UNKNOWN:
      if (finding->n_questions > 1)
        return g_strdup_printf (_ (
                                  "%u questions of “%s” measure behaviours that the model does not "
                                  "have."),
                                finding->n_questions, attune_form_get_title (form));
      return g_strdup_printf (_ (
                                "The question “%s” measures a behaviour, “%s”, that the model does "
                                "not have."),
                              name_question (question), question->behaviour);
    }
  g_assert_not_reached ();
}
