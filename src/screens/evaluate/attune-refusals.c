/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-refusals.h"

/* A question's id, what was typed, and why it was not taken. */
#define ONE_TYPE "(sss)"
#define ALL_TYPE "a" ONE_TYPE

static void
free_refusal (AttuneRefusal *self)
{
  g_free (self->text);
  g_free (self->reason);
  g_free (self);
}

static void
add (GPtrArray *self, guint question, const char *text, const char *reason)
{
  AttuneRefusal *refusal = g_new (AttuneRefusal, 1);

  *refusal = (AttuneRefusal){ question, g_strdup (text), g_strdup (reason) };
  g_ptr_array_add (self, refusal);
}

/* NULL where there is nothing in it. */
static GPtrArray *
keep_filled (GPtrArray *self)
{
  if (self->len > 0)
    return self;
  g_ptr_array_unref (self);
  return NULL;
}

GPtrArray *
attune_refusals_with (GPtrArray *self, guint question, const char *text, const char *reason)
{
  GPtrArray *other = g_ptr_array_new_with_free_func ((GDestroyNotify) free_refusal);

  for (guint i = 0; self != NULL && i < self->len; i++)
    {
      const AttuneRefusal *refusal = g_ptr_array_index (self, i);

      if (refusal->question != question)
        add (other, refusal->question, refusal->text, refusal->reason);
    }
  if (text != NULL)
    add (other, question, text, reason);
  return keep_filled (other);
}

GPtrArray *
attune_refusals_beside (GPtrArray *self, AttuneAnswers *answers)
{
  guint n = attune_form_get_n_questions (attune_answers_get_form (answers));
  GPtrArray *other;

  if (self == NULL)
    return NULL;
  other = g_ptr_array_new_with_free_func ((GDestroyNotify) free_refusal);
  for (guint i = 0; i < self->len; i++)
    {
      const AttuneRefusal *refusal = g_ptr_array_index (self, i);
      const AttuneAnswer *answer = refusal->question < n
                                     ? attune_answers_get (answers, refusal->question)
                                     : NULL;

      if (answer != NULL && !answer->has_value && !answer->na)
        add (other, refusal->question, refusal->text, refusal->reason);
    }
  return keep_filled (other);
}

const AttuneRefusal *
attune_refusals_find (GPtrArray *self, guint question)
{
  for (guint i = 0; self != NULL && i < self->len; i++)
    {
      const AttuneRefusal *refusal = g_ptr_array_index (self, i);

      if (refusal->question == question)
        return refusal;
    }
  return NULL;
}

char *
attune_refusals_to_text (GPtrArray *self, AttuneForm *form)
{
  g_auto (GVariantBuilder) builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE (ALL_TYPE));
  g_autoptr (GVariant) all = NULL;

  if (self == NULL)
    return g_strdup ("");
  for (guint i = 0; i < self->len; i++)
    {
      const AttuneRefusal *refusal = g_ptr_array_index (self, i);

      g_variant_builder_add (&builder, ONE_TYPE,
                             attune_form_get_question (form, refusal->question)->id, refusal->text,
                             refusal->reason);
    }
  all = g_variant_ref_sink (g_variant_builder_end (&builder));
  return g_variant_print (all, FALSE);
}

GPtrArray *
attune_refusals_from_text (const char *text, AttuneForm *form)
{
  g_autoptr (GVariant) all = g_variant_parse (G_VARIANT_TYPE (ALL_TYPE), text, NULL, NULL, NULL);
  GPtrArray *self = g_ptr_array_new_with_free_func ((GDestroyNotify) free_refusal);
  GVariantIter iter;
  const char *id, *typed, *reason;

  if (all != NULL)
    {
      g_variant_iter_init (&iter, all);
      while (g_variant_iter_next (&iter, "(&s&s&s)", &id, &typed, &reason))
        {
          guint question = attune_form_find_question (form, id);

          if (question != ATTUNE_FORM_NONE)
            add (self, question, typed, reason);
        }
    }
  return keep_filled (self);
}
