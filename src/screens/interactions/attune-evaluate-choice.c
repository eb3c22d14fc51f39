/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-evaluate-choice.h"

#include "attune-format.h"

#include <glib/gi18n.h>

void
attune_evaluate_choice_free (AttuneEvaluateChoice *self)
{
  g_free (self->title);
  g_free (self->detail);
  g_free (self);
}

static AttuneEvaluateChoice *
choose_existing (const AttuneEvaluationRow *row)
{
  AttuneEvaluateChoice *self = g_new0 (AttuneEvaluateChoice, 1);
  g_autofree char *score = attune_format_score (row->score);

  self->evaluation = row->id;
  self->agent = row->agent;
  self->form = row->form;
  /* Translators: of an evaluation: the agent and the form. */
  self->title = g_strdup_printf (_ ("%s · %s"), row->agent_name, row->form_title);
  if (row->state == ATTUNE_EVALUATION_STATE_DRAFT)
    /* Translators: a draft of an evaluation and who makes it. */
    self->detail = g_strdup_printf (_ ("Draft by %s"), row->evaluator_name);
  else
    /* Translators: an evaluation: its state, score and who made it. */
    self->detail = g_strdup_printf (_ ("%s, %s, by %s"), attune_format_state (row->state), score,
                                    row->evaluator_name);
  return self;
}

static const AttuneHeld *
find_held (GPtrArray *held, gint64 agent, gint64 form)
{
  for (guint i = 0; i < held->len; i++)
    {
      const AttuneHeld *one = g_ptr_array_index (held, i);

      if (one->agent == agent && one->form == form)
        return one;
    }
  return NULL;
}

static AttuneEvaluateChoice *
choose_new (const AttunePart *part, const AttuneFormSummary *form, GPtrArray *held)
{
  const AttuneHeld *holder = find_held (held, part->agent, form->id);
  AttuneEvaluateChoice *self = g_new0 (AttuneEvaluateChoice, 1);

  self->agent = part->agent;
  self->form = form->id;
  self->title = g_strdup_printf (_ ("%s · %s"), part->agent_name, form->title);
  self->is_held = holder != NULL;
  if (holder != NULL)
    /* Translators: the name of a person, who has begun the same evaluation. */
    self->detail = g_strdup_printf (_ ("%s is evaluating this already"), holder->evaluator_name);
  else
    self->detail = g_strdup ("");
  return self;
}

static gboolean
is_published (const AttuneFormSummary *form)
{
  return form->latest_number > 0;
}

static gboolean
is_in_use (const AttuneFormSummary *form)
{
  return is_published (form) && !form->is_retired;
}

/* A form that names no channel is for any; on one that is retired nothing new begins. */
static gboolean
is_for (const AttuneFormSummary *form, AttuneChannel channel)
{
  return is_in_use (form) && (form->channels == 0 || (form->channels & 1u << channel) != 0);
}

static gboolean
is_assessed (GPtrArray *evaluations, gint64 agent, gint64 form)
{
  for (guint i = 0; i < evaluations->len; i++)
    {
      const AttuneEvaluationRow *row = g_ptr_array_index (evaluations, i);

      if (row != NULL && row->kind == ATTUNE_EVALUATION_ASSESSMENT && row->agent == agent &&
          row->form == form && row->state != ATTUNE_EVALUATION_STATE_VOID)
        return TRUE;
    }
  return FALSE;
}

/* Somebody may have had the contact twice. */
static gboolean
is_first_part (const AttuneInteraction *interaction, guint part)
{
  gint64 agent = ((const AttunePart *) g_ptr_array_index (interaction->parts, part))->agent;

  for (guint i = 0; i < part; i++)
    if (((const AttunePart *) g_ptr_array_index (interaction->parts, i))->agent == agent)
      return FALSE;
  return TRUE;
}

GPtrArray *
attune_evaluate_choices_new (const AttuneInteraction *interaction,
                             GPtrArray *forms,
                             GPtrArray *evaluations,
                             GPtrArray *held,
                             gboolean may_evaluate)
{
  GPtrArray *choices = g_ptr_array_new_with_free_func (
    (GDestroyNotify) attune_evaluate_choice_free);

  for (guint i = 0; i < evaluations->len; i++)
    if (g_ptr_array_index (evaluations, i) != NULL)
      g_ptr_array_add (choices, choose_existing (g_ptr_array_index (evaluations, i)));
  for (guint i = 0; may_evaluate && i < interaction->parts->len; i++)
    for (guint j = 0; j < forms->len; j++)
      {
        const AttunePart *part = g_ptr_array_index (interaction->parts, i);
        const AttuneFormSummary *form = g_ptr_array_index (forms, j);

        if (is_first_part (interaction, i) && is_for (form, interaction->channel) &&
            !is_assessed (evaluations, part->agent, form->id))
          g_ptr_array_add (choices, choose_new (part, form, held));
      }
  return choices;
}

static gboolean
has_form (GPtrArray *forms, gboolean (*is_such) (const AttuneFormSummary *form))
{
  for (guint i = 0; i < forms->len; i++)
    if (is_such (g_ptr_array_index (forms, i)))
      return TRUE;
  return FALSE;
}

const char *
attune_evaluate_explain_nothing (const AttuneInteraction *interaction,
                                 GPtrArray *forms,
                                 gboolean may_evaluate)
{
  if (!may_evaluate)
    return _ ("Evaluations are begun by coaches, analysts and managers");
  if (interaction->parts->len == 0)
    return _ ("This contact has no agent to evaluate");
  if (has_form (forms, is_in_use))
    return _ ("No published form is for contacts of this channel");
  if (has_form (forms, is_published))
    return _ ("Every published form is retired: bring one back into use first");
  return _ ("Publish a form first");
}
