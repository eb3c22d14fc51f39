/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-form-facts.h"

#include "attune-form-describe.h"
#include "attune-form-names.h"
#include "attune-form-outline.h"

#include <glib/gi18n.h>

void
attune_form_fact_free (AttuneFormFact *self)
{
  g_free (self->label);
  g_free (self->value);
  g_free (self);
}

/* Takes `value` over. */
static void
add_taken (GPtrArray *facts, const char *label, char *value)
{
  AttuneFormFact *fact = g_new0 (AttuneFormFact, 1);

  fact->label = g_strdup (label);
  fact->value = value;
  g_ptr_array_add (facts, fact);
}

static void
add_heading (GPtrArray *facts, const char *text)
{
  add_taken (facts, text, NULL);
}

static void
add_text (GPtrArray *facts, const char *label, const char *value)
{
  add_taken (facts, label, g_strdup (value));
}

static void
add_truth (GPtrArray *facts, const char *label, gboolean value)
{
  add_text (facts, label, value ? _ ("Yes") : _ ("No"));
}

static void
add_count (GPtrArray *facts, const char *label, guint value)
{
  add_taken (facts, label, g_strdup_printf ("%u", value));
}

/* A text of its own below a heading; nothing where there is none. */
static void
add_prose (GPtrArray *facts, const char *heading, const char *text)
{
  if (text == NULL || *text == '\0')
    return;

  add_heading (facts, heading);
  add_text (facts, NULL, text);
}

/* "3 · 12 % of the form". */
static void
add_weight (GPtrArray *facts, AttuneDecimal weight, gint64 basis_points)
{
  g_autofree char *number = attune_decimal_format (weight);
  g_autofree char *share = basis_points > 0 ? attune_form_describe_share (basis_points) : NULL;

  add_taken (facts, _ ("Weight"), g_strconcat (number, share != NULL ? " · " : "", share, NULL));
}

/* Questions ------------------------------------------------------------------------------------ */

static void
append_fact (GString *text, const char *fact)
{
  g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", fact);
}

static void
append_line (GString *text, const char *line)
{
  g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", line);
}

/* "Forgot it (Agent)". */
static void
append_reason (GString *text, const AttuneFormReason *reason)
{
  g_autofree char *named = NULL;

  /* Translators: a reason to pick for an answer, and whose cause it is: "Forgot it (Agent)". */
  named = g_strdup_printf (C_ ("reason", "%1$s (%2$s)"), reason->label,
                           attune_cause_get_name (reason->cause));
  g_string_append_printf (text, "\n• %s", named);
}

/* What an answer is worth and does, "0 · Fails the form · Error", and below that what is said of it and why it can be so. */
static char *
describe_option (const AttuneFormOption *option, gboolean has_score)
{
  GString *text = g_string_new (NULL);
  g_autofree char *score = attune_decimal_format (option->score);

  if (has_score)
    g_string_append (text, score);
  if (has_score && option->is_bonus)
    append_fact (text, _ ("Bonus"));
  if (option->fail != ATTUNE_FAIL_NONE)
    append_fact (text, attune_form_describe_fail (option->fail));
  if (option->is_error)
    append_fact (text, _ ("Error"));
  if (option->guidance != NULL && *option->guidance != '\0')
    append_line (text, option->guidance);
  if (option->n_reasons > 0)
    append_line (text, _ ("Reasons to pick from:"));
  for (guint i = 0; i < option->n_reasons; i++)
    append_reason (text, &option->reasons[i]);
  return g_string_free (text, FALSE);
}

static void
add_options (GPtrArray *facts, const AttuneFormQuestion *question)
{
  if (question->n_options == 0)
    return;

  add_heading (facts, question->type == ATTUNE_QUESTION_NUMBER ? _ ("Ranges") : _ ("Answers"));
  for (guint i = 0; i < question->n_options; i++)
    {
      g_autofree char *label = attune_form_option_describe (&question->options[i]);

      add_taken (facts, label, describe_option (&question->options[i], question->scored));
    }
}

static void
add_answering (GPtrArray *facts, const AttuneFormQuestion *question)
{
  add_heading (facts, _ ("Answering"));
  add_truth (facts, _ ("Required"), question->required);
  add_truth (facts, _ ("N/A allowed"), question->na_allowed);
  add_text (facts, _ ("Comment"), attune_comment_rule_get_name (question->comment));
  if (question->type == ATTUNE_QUESTION_NUMBER)
    add_count (facts, _ ("Decimal places"), question->decimals);
}

/* The percent below which an answer, or a section, fails the form. */
static void
add_fail_below (GPtrArray *facts, const char *label, gboolean has_any, AttuneDecimal percent)
{
  g_autofree char *number = attune_decimal_to_string (percent);

  if (has_any)
    /* Translators: an answer worth less than that percent fails the form. */
    add_taken (facts, label, g_strdup_printf (_ ("below %s %%"), number));
}

static void
add_scoring (GPtrArray *facts,
             AttuneForm *form,
             const AttuneFormLint *lint,
             const AttuneFormQuestion *question)
{
  gboolean in_points = attune_form_get_scoring (form)->mode == ATTUNE_SCORING_POINTS;

  if (question->type == ATTUNE_QUESTION_TEXT || question->type == ATTUNE_QUESTION_DATE)
    return;

  add_heading (facts, _ ("Scoring"));
  add_truth (facts, _ ("Counts in the score"), question->scored);
  if (question->bonus)
    add_taken (facts, _ ("Bonus"), attune_form_describe_bonus (question->weight));
  else if (question->scored && !in_points)
    add_weight (facts, question->weight,
                lint != NULL && question->index < lint->n_weights ? lint->weights[question->index]
                                                                  : 0);
  if (question->error_type != ATTUNE_ERROR_TYPE_NONE)
    add_text (facts, _ ("Critical"), attune_error_type_get_name (question->error_type));
  add_fail_below (facts, _ ("Low answers fail the form"), question->has_fail_below,
                  question->fail_below);
}

/* Without the model it is only known by its id. */
static void
add_behaviour (GPtrArray *facts, AttuneModel *model, const char *id)
{
  guint index = model != NULL && id != NULL ? attune_model_find_behaviour (model, id)
                                            : ATTUNE_MODEL_NONE;

  if (id == NULL)
    return;
  add_heading (facts, _ ("Interaction Model"));
  add_text (facts, _ ("Measures"),
            index != ATTUNE_MODEL_NONE
              ? attune_model_behaviour_get_name (attune_model_get_behaviour (model, index))
              : id);
}

static void
add_condition (GPtrArray *facts, AttuneForm *form, const AttuneFormCondition *condition)
{
  if (condition != NULL)
    /* Translators: the heading above the condition on which a question or section is asked. */
    add_taken (facts, _ ("Shown if"), attune_form_condition_describe (form, condition));
}

static void
list_question (GPtrArray *facts,
               AttuneForm *form,
               const AttuneFormLint *lint,
               AttuneModel *model,
               const AttuneFormQuestion *question)
{
  add_heading (facts, _ ("Question"));
  add_text (facts, NULL, attune_form_question_get_name (question));
  add_text (facts, _ ("Kind of answer"), attune_question_type_get_name (question->type));
  add_condition (facts, form, question->show_if);
  add_options (facts, question);
  add_prose (facts, _ ("Guidance"), question->guidance);
  add_behaviour (facts, model, question->behaviour);
  add_answering (facts, question);
  add_scoring (facts, form, lint, question);
}

/* Sections and the form ------------------------------------------------------------------------ */

static void
list_section (GPtrArray *facts,
              AttuneForm *form,
              const AttuneFormLint *lint,
              const AttuneFormSection *section)
{
  const AttuneFormScoring *scoring = attune_form_get_scoring (form);

  add_heading (facts, _ ("Section"));
  add_text (facts, NULL, attune_form_section_get_name (section));
  if (scoring->mode == ATTUNE_SCORING_POINTS || scoring->weigh_by == ATTUNE_WEIGH_BY_SECTION)
    add_weight (facts, section->weight,
                lint != NULL ? attune_form_outline_weigh (form, lint, section->id) : 0);
  add_truth (facts, _ ("N/A allowed"), section->na_allowed);
  add_fail_below (facts, _ ("A low score fails the form"), section->has_fail_below,
                  section->fail_below);
  add_condition (facts, form, section->show_if);
}

static void
add_scores (GPtrArray *facts, const AttuneFormScoring *scoring)
{
  add_heading (facts, _ ("Score"));
  add_text (facts, _ ("Way of scoring"), attune_scoring_mode_get_name (scoring->mode));
  if (scoring->mode == ATTUNE_SCORING_SHARE)
    add_text (facts, _ ("Weights"), attune_weigh_by_get_name (scoring->weigh_by));
  else
    add_taken (facts, _ ("Baseline points"), attune_decimal_format (scoring->baseline));
  add_text (facts, _ ("Weight of an N/A"), attune_na_policy_get_name (scoring->na));
}

static void
add_bands (GPtrArray *facts, const AttuneFormScoring *scoring)
{
  if (scoring->n_bands > 0)
    add_heading (facts, _ ("Bands"));
  for (guint i = 0; i < scoring->n_bands; i++)
    {
      g_autofree char *from = attune_decimal_format (scoring->bands[i].from);

      /* Translators: the percent a band of the score begins at. */
      add_taken (facts, scoring->bands[i].label, g_strdup_printf (_ ("from %s"), from));
    }
}

static void
list_form (GPtrArray *facts, AttuneForm *form)
{
  const AttuneFormScoring *scoring = attune_form_get_scoring (form);

  add_heading (facts, _ ("Form"));
  add_text (facts, NULL, attune_form_name_title (attune_form_get_title (form)));
  add_prose (facts, _ ("Description"), attune_form_get_description (form));
  add_scores (facts, scoring);
  add_heading (facts, _ ("Pass and Fail"));
  add_taken (facts, _ ("Pass mark"),
             scoring->has_pass ? attune_decimal_format (scoring->pass)
                               : g_strdup (C_ ("pass mark", "none")));
  add_text (facts, _ ("A failed form"), attune_on_fail_get_name (scoring->on_fail));
  add_bands (facts, scoring);
  add_heading (facts, _ ("After Submitting"));
  add_count (facts, _ ("Days until the agent sees it"), attune_form_get_release_days (form));
  add_count (facts, _ ("Days to dispute"), attune_form_get_dispute_days (form));
}

GPtrArray *
attune_form_facts_list (AttuneForm *form,
                        const AttuneFormLint *lint,
                        AttuneModel *model,
                        const char *element)
{
  GPtrArray *facts = g_ptr_array_new_with_free_func ((GDestroyNotify) attune_form_fact_free);
  guint question;
  guint section;

  g_return_val_if_fail (form != NULL, facts);

  if (element == NULL)
    list_form (facts, form);
  else if ((question = attune_form_find_question (form, element)) != ATTUNE_FORM_NONE)
    list_question (facts, form, lint, model, attune_form_get_question (form, question));
  else if ((section = attune_form_find_section (form, element)) != ATTUNE_FORM_NONE)
    list_section (facts, form, lint, attune_form_get_section (form, section));
  return facts;
}
