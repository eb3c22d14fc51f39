/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-model-review.h"

#include "attune-form-names.h"

#include <glib/gi18n.h>

void
attune_model_review_free (AttuneModelReview *self)
{
  attune_model_unref (self->model);
  attune_model_base_unref (self->base);
  g_clear_pointer (&self->check, attune_model_check_free);
  g_free (self);
}

static AttuneModelReview *
create (AttuneModel *model, AttuneModelBase *base)
{
  AttuneModelReview *self = g_new0 (AttuneModelReview, 1);

  self->model = attune_model_ref (model);
  self->base = attune_model_base_ref (base);
  return self;
}

static void
check (AttuneModelReview *self)
{
  self->check = attune_model_check (self->model, attune_model_base_get_forms (self->base),
                                    attune_model_base_get_n_forms (self->base));
}

AttuneModelReview *
attune_model_review_new (AttuneModel *model, AttuneModelBase *base)
{
  AttuneModelReview *self;

  g_return_val_if_fail (model != NULL && base != NULL, NULL);

  self = create (model, base);
  check (self);
  return self;
}

static void
check_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  AttuneModelReview *asked = data;
  AttuneModelReview *self = create (asked->model, asked->base);

  check (self);
  g_task_return_pointer (task, self, (GDestroyNotify) attune_model_review_free);
}

void
attune_model_review_make_async (AttuneModel *model,
                                AttuneModelBase *base,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);

  g_return_if_fail (model != NULL && base != NULL);

  g_task_set_source_tag (task, attune_model_review_make_async);
  g_task_set_task_data (task, create (model, base), (GDestroyNotify) attune_model_review_free);
  g_task_run_in_thread (task, check_thread);
}

AttuneModelReview *
attune_model_review_make_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Questions ---------------------------------------------------------------------------------------- */

/* Those of the behaviours for which `is_wanted` has TRUE. */
static GArray *
list (const AttuneModelReview *self, const gboolean *is_wanted)
{
  GArray *questions = g_array_new (FALSE, FALSE, sizeof (AttuneModelQuestion));

  for (guint i = 0; i < attune_model_base_get_n_forms (self->base); i++)
    {
      AttuneForm *form = attune_model_base_get_forms (self->base)[i];

      for (guint j = 0; j < attune_form_get_n_questions (form); j++)
        {
          const char *id = attune_form_get_question (form, j)->behaviour;
          guint behaviour = id != NULL ? attune_model_find_behaviour (self->model, id)
                                       : ATTUNE_MODEL_NONE;
          AttuneModelQuestion question = { i, j };

          if (behaviour != ATTUNE_MODEL_NONE && is_wanted[behaviour])
            g_array_append_val (questions, question);
        }
    }
  return questions;
}

GArray *
attune_model_review_list_of_behaviour (const AttuneModelReview *self, guint behaviour)
{
  g_autofree gboolean *is_wanted = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (behaviour < attune_model_get_n_behaviours (self->model), NULL);

  is_wanted = g_new0 (gboolean, attune_model_get_n_behaviours (self->model));
  is_wanted[behaviour] = TRUE;
  return list (self, is_wanted);
}

GArray *
attune_model_review_list_of_goal (const AttuneModelReview *self, guint goal)
{
  g_autofree gboolean *is_wanted = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (goal < attune_model_get_n_goals (self->model), NULL);

  is_wanted = g_new0 (gboolean, attune_model_get_n_behaviours (self->model) + 1);
  for (guint i = 0; i < attune_model_get_n_behaviours (self->model); i++)
    is_wanted[i] = attune_model_serves (self->model, i, goal);
  return list (self, is_wanted);
}

/* Findings ------------------------------------------------------------------------------------------ */

void
attune_model_review_count (const AttuneModelReview *self, guint *out_warnings, guint *out_hints)
{
  guint n_hints = 0;

  g_return_if_fail (self != NULL);

  for (guint i = 0; i < self->check->findings->len; i++)
    n_hints += attune_model_finding_is_hint (
      &g_array_index (self->check->findings, AttuneModelFinding, i));
  *out_hints = n_hints;
  *out_warnings = self->check->findings->len - n_hints;
}

const char *
attune_model_review_name_question (const AttuneFormQuestion *question)
{
  return attune_form_question_get_name (question);
}

char *
attune_model_review_say (const AttuneModelReview *self, const AttuneModelFinding *finding)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (self != NULL && finding != NULL, NULL);

  text = attune_model_finding_describe (finding, self->model,
                                        attune_model_base_get_forms (self->base));
  if (!attune_model_finding_is_hint (finding))
    return g_steal_pointer (&text);
  /* Translators: before a sentence about something that may be meant, and need not be changed. */
  return g_strdup_printf (_ ("Hint: %s"), text);
}
