/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-form-names.h"

#include <glib/gi18n-lib.h>

/* --- Settings -------------------------------------------------------------------------------------------------- */

const char *
attune_question_type_get_name (AttuneQuestionType type)
{
  switch (type)
    {
    case ATTUNE_QUESTION_YES_NO:
      return _ ("Yes or no");
    case ATTUNE_QUESTION_SCALE:
      return _ ("Scale");
    case ATTUNE_QUESTION_CHOICE:
      return _ ("Choice of one");
    case ATTUNE_QUESTION_CHECKLIST:
      return _ ("Checklist");
    case ATTUNE_QUESTION_NUMBER:
      return _ ("Number");
    case ATTUNE_QUESTION_TEXT:
      return _ ("Text");
    case ATTUNE_QUESTION_DATE:
      return _ ("Date");
    }
  g_assert_not_reached ();
}

const char *
attune_error_type_get_name (AttuneErrorType type)
{
  switch (type)
    {
    case ATTUNE_ERROR_TYPE_NONE:
      return _ ("Not critical");
    case ATTUNE_ERROR_TYPE_CUSTOMER:
      return _ ("Customer");
    case ATTUNE_ERROR_TYPE_BUSINESS:
      return _ ("Business");
    case ATTUNE_ERROR_TYPE_COMPLIANCE:
      return _ ("Compliance");
    }
  g_assert_not_reached ();
}

const char *
attune_fail_scope_get_name (AttuneFailScope scope)
{
  switch (scope)
    {
    case ATTUNE_FAIL_NONE:
      return _ ("Fails nothing");
    case ATTUNE_FAIL_SECTION:
      return _ ("Fails its section");
    case ATTUNE_FAIL_PARENT:
      return _ ("Fails the section above");
    case ATTUNE_FAIL_FORM:
      return _ ("Fails the form");
    }
  g_assert_not_reached ();
}

const char *
attune_cause_get_name (AttuneCause cause)
{
  switch (cause)
    {
    case ATTUNE_CAUSE_AGENT:
      return _ ("Agent");
    case ATTUNE_CAUSE_PROCESS:
      return _ ("Process");
    case ATTUNE_CAUSE_SYSTEM:
      return _ ("System");
    case ATTUNE_CAUSE_POLICY:
      return _ ("Policy");
    }
  g_assert_not_reached ();
}

const char *
attune_comment_rule_get_name (AttuneCommentRule rule)
{
  switch (rule)
    {
    case ATTUNE_COMMENT_NONE:
      return _ ("No comment");
    case ATTUNE_COMMENT_OPTIONAL:
      return _ ("Comment if wanted");
    case ATTUNE_COMMENT_REQUIRED:
      return _ ("Comment always");
    case ATTUNE_COMMENT_REQUIRED_BELOW_FULL:
      return _ ("Comment below full marks");
    }
  g_assert_not_reached ();
}

const char *
attune_scoring_mode_get_name (AttuneScoringMode mode)
{
  switch (mode)
    {
    case ATTUNE_SCORING_SHARE:
      return _ ("Percent by weights");
    case ATTUNE_SCORING_POINTS:
      return _ ("Points");
    }
  g_assert_not_reached ();
}

const char *
attune_weigh_by_get_name (AttuneWeighBy weigh_by)
{
  switch (weigh_by)
    {
    case ATTUNE_WEIGH_BY_QUESTION:
      return _ ("By question");
    case ATTUNE_WEIGH_BY_SECTION:
      return _ ("By section");
    }
  g_assert_not_reached ();
}

const char *
attune_na_policy_get_name (AttuneNaPolicy policy)
{
  switch (policy)
    {
    case ATTUNE_NA_FORM:
      return _ ("Leaves, and all others weigh more");
    case ATTUNE_NA_SECTION:
      return _ ("Leaves, and its section keeps its weight");
    case ATTUNE_NA_FULL:
      return _ ("Counts as full marks");
    }
  g_assert_not_reached ();
}

const char *
attune_on_fail_get_name (AttuneOnFail on_fail)
{
  switch (on_fail)
    {
    case ATTUNE_ON_FAIL_ZERO:
      return _ ("The score becomes 0");
    case ATTUNE_ON_FAIL_KEEP:
      return _ ("The score stays");
    }
  g_assert_not_reached ();
}

/* --- Options --------------------------------------------------------------------------------------------------- */

const char *
attune_form_question_get_name (const AttuneFormQuestion *question)
{
  g_return_val_if_fail (question != NULL, "");

  return *question->title != '\0' ? question->title : _ ("Untitled question");
}

const char *
attune_form_section_get_name (const AttuneFormSection *section)
{
  g_return_val_if_fail (section != NULL, "");

  return *section->title != '\0' ? section->title : _ ("Untitled section");
}

const char *
attune_form_name_title (const char *title)
{
  g_return_val_if_fail (title != NULL, "");

  return *title != '\0' ? title : _ ("Untitled form");
}

char *
attune_form_option_describe (const AttuneFormOption *option)
{
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  g_return_val_if_fail (option != NULL, NULL);

  if (option->id != NULL || *option->label != '\0')
    return g_strdup (option->label);
  from = option->has_from ? attune_decimal_format (option->from) : g_strdup ("…");
  to = option->has_to ? attune_decimal_format (option->to) : g_strdup ("…");
  return g_strdup_printf ("%s–%s", from, to);
}

/* --- Conditions ------------------------------------------------------------------------------------------------ */

/* "Yes", "No or Partly", "A, B or C". */
static char *
list_options (const AttuneFormQuestion *question, const AttuneFormCondition *condition)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < condition->n_options; i++)
    {
      if (i > 0 && i + 1 == condition->n_options)
        g_string_append (list, C_ ("between the last two of a list", " or "));
      else if (i > 0)
        g_string_append (list, C_ ("between two of a list", ", "));
      g_string_append (list, question->options[condition->options[i]].label);
    }
  return g_string_free (g_steal_pointer (&list), FALSE);
}

/* Its parts with `between` them; those that have parts themselves in brackets. */
static char *
join (AttuneForm *form, const AttuneFormCondition *condition, const char *between)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < condition->n_children; i++)
    {
      const AttuneFormCondition *child = &condition->children[i];
      g_autofree char *words = attune_form_condition_describe (form, child);
      gboolean is_group = child->kind <= ATTUNE_CONDITION_ANY && child->n_children > 1 &&
                          condition->n_children > 1;

      if (i > 0)
        g_string_append (text, between);
      g_string_append_printf (text, is_group ? "(%s)" : "%s", words);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
describe_question (AttuneForm *form, const AttuneFormCondition *condition)
{
  const AttuneFormQuestion *question = attune_form_get_question (form, condition->question);
  g_autofree char *options = NULL;

  if (condition->kind == ATTUNE_CONDITION_ANSWERED)
    return g_strdup_printf (_ ("“%s” is answered"), attune_form_question_get_name (question));
  if (condition->kind == ATTUNE_CONDITION_NA)
    return g_strdup_printf (_ ("“%s” is N/A"), attune_form_question_get_name (question));
  options = list_options (question, condition);
  if (question->type == ATTUNE_QUESTION_CHECKLIST)
    return g_strdup_printf (_ ("“%s” has %s"), attune_form_question_get_name (question), options);
  return g_strdup_printf (_ ("“%s” is %s"), attune_form_question_get_name (question), options);
}

char *
attune_form_condition_describe (AttuneForm *form, const AttuneFormCondition *condition)
{
  g_autofree char *inner = NULL;

  g_return_val_if_fail (form != NULL && condition != NULL, NULL);

  switch (condition->kind)
    {
    case ATTUNE_CONDITION_ALL:
      return condition->n_children > 0
               ? join (form, condition, C_ ("between two conditions", ", and "))
               : g_strdup (_ ("always"));
    case ATTUNE_CONDITION_ANY:
      return condition->n_children > 0
               ? join (form, condition, C_ ("between two conditions", ", or "))
               : g_strdup (_ ("never"));
    case ATTUNE_CONDITION_NOT:
      inner = attune_form_condition_describe (form, &condition->children[0]);
      return g_strdup_printf (_ ("not (%s)"), inner);
    case ATTUNE_CONDITION_IS:
    case ATTUNE_CONDITION_ANSWERED:
    case ATTUNE_CONDITION_NA:
      return describe_question (form, condition);
    }
  g_assert_not_reached ();
}

char *
attune_form_weight_describe (gint64 basis_points)
{
  gint64 tenths = (basis_points + 5) / 10;
  gboolean has_decimal = tenths < 100 && basis_points % 100 != 0;

  /* Translators: what a question or section weighs of the whole form, "12 %". */
  return g_strdup_printf (_ ("%.*f %%"), has_decimal,
                          has_decimal ? (double) tenths / 10
                                      : (double) ((basis_points + 50) / 100));
}
