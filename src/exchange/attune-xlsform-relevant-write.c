/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-xlsform-relevant.h"

#include <string.h>

static gboolean write_condition (AttuneForm *form,
                                 const AttuneFormCondition *condition,
                                 gboolean is_within,
                                 GString *text);

/* FALSE where no quotes serve. */
static gboolean
write_literal (const char *literal, GString *text)
{
  char quote = strchr (literal, '\'') == NULL ? '\'' : '"';

  if (quote == '"' && strchr (literal, '"') != NULL)
    return FALSE;
  g_string_append_printf (text, "%c%s%c", quote, literal, quote);
  return TRUE;
}

static gboolean
write_option (const AttuneFormQuestion *question, const char *option, GString *text)
{
  gboolean is_checklist = question->type == ATTUNE_QUESTION_CHECKLIST;

  g_string_append_printf (text, is_checklist ? "selected(${%s}, " : "${%s} = ", question->id);
  if (!write_literal (option, text))
    return FALSE;
  if (is_checklist)
    g_string_append_c (text, ')');
  return TRUE;
}

static gboolean
write_is (AttuneForm *form, const AttuneFormCondition *condition, gboolean is_within, GString *text)
{
  const AttuneFormQuestion *question = attune_form_get_question (form, condition->question);
  gboolean needs_parentheses = is_within && condition->n_options > 1;

  if (condition->n_options == 0)
    g_string_append (text, "false()");
  if (needs_parentheses)
    g_string_append_c (text, '(');
  for (guint i = 0; i < condition->n_options; i++)
    {
      g_string_append (text, i > 0 ? " or " : "");
      if (!write_option (question, question->options[condition->options[i]].id, text))
        return FALSE;
    }
  if (needs_parentheses)
    g_string_append_c (text, ')');
  return TRUE;
}

static gboolean
write_children (AttuneForm *form,
                const AttuneFormCondition *condition,
                gboolean is_within,
                GString *text)
{
  gboolean is_all = condition->kind == ATTUNE_CONDITION_ALL;
  gboolean needs_parentheses = is_within && condition->n_children > 1;

  if (condition->n_children == 0)
    g_string_append (text, is_all ? "true()" : "false()");
  if (needs_parentheses)
    g_string_append_c (text, '(');
  for (guint i = 0; i < condition->n_children; i++)
    {
      g_string_append (text, i == 0 ? "" : is_all ? " and " : " or ");
      if (!write_condition (form, &condition->children[i], TRUE, text))
        return FALSE;
    }
  if (needs_parentheses)
    g_string_append_c (text, ')');
  return TRUE;
}

static gboolean
can_be_named (AttuneForm *form, const AttuneFormCondition *condition)
{
  const char *id = attune_form_get_question (form, condition->question)->id;

  return strchr (id, '}') == NULL && !g_ascii_isspace (*id) &&
         !g_ascii_isspace (id[strlen (id) - 1]);
}

static gboolean
write_condition (AttuneForm *form,
                 const AttuneFormCondition *condition,
                 gboolean is_within,
                 GString *text)
{
  switch (condition->kind)
    {
    case ATTUNE_CONDITION_ALL:
    case ATTUNE_CONDITION_ANY:
      return write_children (form, condition, is_within, text);
    case ATTUNE_CONDITION_NOT:
      g_string_append (text, "not(");
      if (!write_condition (form, condition->children, FALSE, text))
        return FALSE;
      g_string_append_c (text, ')');
      return TRUE;
    case ATTUNE_CONDITION_IS:
      return can_be_named (form, condition) && write_is (form, condition, is_within, text);
    case ATTUNE_CONDITION_ANSWERED:
      g_string_append_printf (text, "${%s} != ''",
                              attune_form_get_question (form, condition->question)->id);
      return can_be_named (form, condition);
    case ATTUNE_CONDITION_NA:
      break;
    }
  return FALSE;
}

char *
attune_xlsform_relevant_write (AttuneForm *form, const AttuneFormCondition *condition)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (!write_condition (form, condition, FALSE, text))
    return NULL;
  return g_string_free (g_steal_pointer (&text), FALSE);
}
