/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-form-private.h"

#include "attune-form-words.h"
#include "attune-json-reader.h"
#include "attune-score-plan.h"

#include <gmp.h>

#include <string.h>

G_DEFINE_BOXED_TYPE (AttuneForm, attune_form, attune_form_ref, attune_form_unref)

gpointer
attune_form_allocate (AttuneForm *self, gsize n, gsize size)
{
  gpointer block = g_malloc0_n (n, size);

  g_ptr_array_add (self->blocks, block);
  return block;
}

AttuneForm *
attune_form_parse (const char *text, gssize length, GPtrArray *faults)
{
  g_autoptr (AttuneJson) document = NULL;
  g_autoptr (AttuneForm) self = NULL;
  guint n_before;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (faults != NULL, NULL);

  n_before = faults->len;
  document = attune_json_load_whole (text, length, ATTUNE_FORM_MAX_BYTES, faults);
  if (document == NULL)
    return NULL;
  self = attune_form_from_document (document, faults);
  if (faults->len > n_before)
    return NULL;
  self->most_bytes = length < 0 ? strlen (text) : (gsize) length;
  return g_steal_pointer (&self);
}

AttuneForm *
attune_form_from_json (const char *text, gssize length, GError **error)
{
  g_autoptr (GPtrArray) faults = attune_faults_new ();
  AttuneForm *self = attune_form_parse (text, length, faults);

  if (self == NULL)
    attune_faults_to_error (faults, error);
  return self;
}

char *
attune_form_to_json (AttuneForm *self, gsize *out_length)
{
  g_return_val_if_fail (self != NULL, NULL);

  return attune_json_dump_within (self->document, ATTUNE_FORM_MAX_BYTES, out_length);
}

AttuneForm *
attune_form_ref (AttuneForm *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
attune_form_unref (AttuneForm *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->references))
    return;

  g_clear_pointer (&self->plan, attune_score_plan_free);
  g_clear_pointer (&self->elements, g_hash_table_unref);
  g_clear_pointer (&self->questions, g_array_unref);
  g_clear_pointer (&self->section_positions, g_array_unref);
  g_clear_pointer (&self->sections, g_array_unref);
  g_clear_pointer (&self->blocks, g_ptr_array_unref);
  g_clear_pointer (&self->document, json_decref);
  g_free (self);
}

gboolean
attune_form_equal (AttuneForm *self, AttuneForm *other)
{
  g_return_val_if_fail (self != NULL && other != NULL, FALSE);

  return self == other || json_equal (self->document, other->document);
}

const char *
attune_form_get_id (AttuneForm *self)
{
  return self->id;
}

guint
attune_form_get_revision (AttuneForm *self)
{
  return self->revision;
}

const char *
attune_form_get_title (AttuneForm *self)
{
  return self->title;
}

const char *
attune_form_get_description (AttuneForm *self)
{
  return self->description;
}

const char *
attune_form_get_language (AttuneForm *self)
{
  return self->language;
}

const char *const *
attune_form_get_channels (AttuneForm *self)
{
  return self->channels;
}

guint
attune_form_get_release_days (AttuneForm *self)
{
  return self->release_days;
}

guint
attune_form_get_dispute_days (AttuneForm *self)
{
  return self->dispute_days;
}

const AttuneFormScoring *
attune_form_get_scoring (AttuneForm *self)
{
  return &self->scoring;
}

guint
attune_form_get_n_sections (AttuneForm *self)
{
  return self->sections->len;
}

const AttuneFormSection *
attune_form_get_section (AttuneForm *self, guint section)
{
  g_return_val_if_fail (section < self->sections->len, NULL);

  return &g_array_index (self->sections, AttuneFormSection, section);
}

guint
attune_form_get_n_questions (AttuneForm *self)
{
  return self->questions->len;
}

const AttuneFormQuestion *
attune_form_get_question (AttuneForm *self, guint question)
{
  g_return_val_if_fail (question < self->questions->len, NULL);

  return &g_array_index (self->questions, AttuneFormQuestion, question);
}

guint
attune_form_find_question (AttuneForm *self, const char *id)
{
  gpointer element = g_hash_table_lookup (self->elements, id);

  if (element == NULL || ATTUNE_ELEMENT_IS_SECTION (element))
    return ATTUNE_FORM_NONE;
  return ATTUNE_ELEMENT_INDEX (element);
}

guint
attune_form_find_section (AttuneForm *self, const char *id)
{
  gpointer element = g_hash_table_lookup (self->elements, id);

  if (element == NULL || !ATTUNE_ELEMENT_IS_SECTION (element))
    return ATTUNE_FORM_NONE;
  return ATTUNE_ELEMENT_INDEX (element);
}

guint
attune_form_question_find_option (const AttuneFormQuestion *question, const char *id)
{
  for (guint i = 0; i < question->n_options; i++)
    {
      if (question->options[i].id != NULL && g_str_equal (question->options[i].id, id))
        return i;
    }
  return ATTUNE_FORM_NONE;
}

guint
attune_form_question_find_range (const AttuneFormQuestion *question, AttuneDecimal number)
{
  for (guint i = 0; i < question->n_options; i++)
    {
      const AttuneFormOption *range = &question->options[i];

      if ((!range->has_from || number >= range->from) && (!range->has_to || number <= range->to))
        return i;
    }
  return ATTUNE_FORM_NONE;
}

AttuneFailScope
attune_form_option_get_fail (const AttuneFormOption *option)
{
  g_return_val_if_fail (option != NULL, ATTUNE_FAIL_NONE);

  return option->falls_below ? ATTUNE_FAIL_FORM : option->fail;
}

gboolean
attune_form_question_falls_below (const AttuneFormQuestion *question,
                                  AttuneScoringMode mode,
                                  AttuneDecimal worth)
{
  AttuneDecimal most = mode == ATTUNE_SCORING_SHARE
                         ? 100 * ATTUNE_DECIMAL_ONE
                         : attune_form_question_get_best (question, mode);
  gboolean falls_below;
  mpz_t earned, bound;

  if (!question->has_fail_below || !question->can_score || most == 0)
    return FALSE;

  mpz_init_set_si (earned, worth);
  mpz_init_set_si (bound, most);
  mpz_mul_ui (earned, earned, 100 * ATTUNE_DECIMAL_ONE);
  mpz_mul_si (bound, bound, question->fail_below);
  falls_below = mpz_cmp (earned, bound) < 0;
  mpz_clears (earned, bound, NULL);
  return falls_below;
}

AttuneDecimal
attune_form_question_get_best (const AttuneFormQuestion *question, AttuneScoringMode mode)
{
  AttuneDecimal best = 0;

  for (guint i = 0; i < question->n_options; i++)
    {
      AttuneDecimal score = question->options[i].score;

      if (question->options[i].is_bonus && mode == ATTUNE_SCORING_POINTS)
        continue;
      if (question->type == ATTUNE_QUESTION_CHECKLIST)
        best += MAX (score, 0);
      else
        best = MAX (best, score);
    }
  return mode == ATTUNE_SCORING_SHARE ? MIN (best, 100 * ATTUNE_DECIMAL_ONE) : best;
}

char *
attune_form_section_place (AttuneForm *self, guint section)
{
  const AttuneFormSection *value = attune_form_get_section (self, section);
  guint position = g_array_index (self->section_positions, guint, section);
  g_autofree char *parent = NULL;

  if (value->parent != ATTUNE_FORM_NONE)
    parent = attune_form_section_place (self, value->parent);
  return g_strdup_printf ("%s/sections/%u", parent != NULL ? parent : "", position);
}

char *
attune_form_question_place (AttuneForm *self, guint question)
{
  const AttuneFormQuestion *value = attune_form_get_question (self, question);
  const AttuneFormSection *section = attune_form_get_section (self, value->section);
  g_autofree char *place = attune_form_section_place (self, value->section);

  return g_strdup_printf ("%s/questions/%u", place, question - section->first_question);
}

gboolean
attune_form_can_be_na (AttuneForm *self, const AttuneFormQuestion *question)
{
  guint above = question->section;

  if (question->na_allowed)
    return TRUE;
  while (above != ATTUNE_FORM_NONE)
    {
      const AttuneFormSection *section = attune_form_get_section (self, above);

      if (section->na_allowed)
        return TRUE;
      above = section->parent;
    }
  return FALSE;
}
