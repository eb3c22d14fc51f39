/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-score-private.h"

#include "attune-json-reader.h"

static void
write_hundredths (json_t *object, const char *key, gint64 hundredths)
{
  json_object_set_new_nocheck (object, key,
                               hundredths == ATTUNE_SCORE_NONE
                                 ? json_null ()
                                 : json_real ((double) hundredths / 100));
}

static void
write_text (json_t *object, const char *key, const char *text)
{
  json_object_set_new_nocheck (object, key,
                               text != NULL ? json_string_nocheck (text) : json_null ());
}

static const char *
get_outcome_word (AttuneOutcome outcome)
{
  switch (outcome)
    {
    case ATTUNE_OUTCOME_NONE:
      return NULL;
    case ATTUNE_OUTCOME_PASS:
      return "pass";
    case ATTUNE_OUTCOME_FAIL:
      return "fail";
    }
  g_assert_not_reached ();
}

static json_t *
write_part (const AttuneScorePart *part)
{
  json_t *object = json_object ();

  json_object_set_new_nocheck (object, "applicable", json_boolean (part->applicable));
  write_hundredths (object, "effective_weight", part->effective_weight);
  write_hundredths (object, "score", part->score);
  write_hundredths (object, "contribution", part->contribution);
  return object;
}

static json_t *
write_sections (AttuneScore *self)
{
  json_t *object = json_object ();

  for (guint i = 0; i < self->answers->n_sections; i++)
    {
      json_t *part = write_part (&self->sections[i]);

      json_object_set_new_nocheck (part, "failed", json_boolean (self->sections[i].failed));
      json_object_set_new_nocheck (object, attune_form_get_section (self->answers->form, i)->id,
                                   part);
    }
  return object;
}

static json_t *
write_questions (AttuneScore *self)
{
  json_t *object = json_object ();

  for (guint i = 0; i < self->answers->n_questions; i++)
    json_object_set_new_nocheck (object, attune_form_get_question (self->answers->form, i)->id,
                                 write_part (&self->questions[i]));
  return object;
}

static json_t *
write_failed (AttuneScore *self)
{
  json_t *array = json_array ();

  for (guint i = 0; i < self->answers->n_questions; i++)
    {
      const char *id = attune_form_get_question (self->answers->form, i)->id;

      if (self->questions[i].failed)
        json_array_append_new (array, json_string_nocheck (id));
    }
  return array;
}

static json_t *
write_missing (AttuneScore *self)
{
  json_t *array = json_array ();

  for (guint i = 0; i < self->answers->n_questions; i++)
    {
      const char *id = attune_form_get_question (self->answers->form, i)->id;

      if ((attune_answers_get_state (self->answers, i) & ATTUNE_STATE_MISSING) != 0)
        json_array_append_new (array, json_string_nocheck (id));
    }
  return array;
}

static json_t *
write_errors (AttuneScore *self)
{
  json_t *object = json_object ();

  for (guint type = ATTUNE_ERROR_TYPE_CUSTOMER; type < ATTUNE_N_ERROR_TYPES; type++)
    json_object_set_new_nocheck (object, attune_error_type_to_string ((AttuneErrorType) type),
                                 json_integer (self->figures.errors[type]));
  return object;
}

static json_t *
write_trace (AttuneScore *self)
{
  g_auto (GStrv) sentences = attune_score_trace (self);
  json_t *array = json_array ();

  for (guint i = 0; sentences[i] != NULL; i++)
    json_array_append_new (array, json_string_nocheck (sentences[i]));
  return array;
}

char *
attune_score_to_json (AttuneScore *self)
{
  g_autoptr (AttuneJson) object = json_object ();
  const AttuneScoreFigures *figures = &self->figures;

  g_return_val_if_fail (self != NULL, NULL);

  write_hundredths (object, "score", figures->score);
  write_hundredths (object, "raw", figures->raw);
  write_hundredths (object, "critical_score", figures->critical_score);
  write_text (object, "outcome", get_outcome_word (figures->outcome));
  json_object_set_new_nocheck (object, "failed", write_failed (self));
  json_object_set_new_nocheck (object, "complete", json_boolean (figures->complete));
  json_object_set_new_nocheck (object, "missing", write_missing (self));
  write_text (object, "band", attune_score_get_band (self));
  json_object_set_new_nocheck (object, "errors", write_errors (self));
  json_object_set_new_nocheck (object, "sections", write_sections (self));
  json_object_set_new_nocheck (object, "questions", write_questions (self));
  json_object_set_new_nocheck (object, "trace", write_trace (self));
  return attune_json_dump (object, TRUE, NULL);
}
