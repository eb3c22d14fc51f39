/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-intake-words.h"

#include "attune-form-describe.h"
#include "attune-form-names.h"
#include "attune-form-preset.h"
#include "attune-intake-line.h"

#include <glib/gi18n.h>

#define GAP  "   "
#define NBSP "\302\240"

const char *
attune_intake_get_source_name (AttuneFormSource source)
{
  switch (source)
    {
    case ATTUNE_FORM_SOURCE_ANY:
      break;
    case ATTUNE_FORM_SOURCE_ATTUNE:
      return _ ("Attune form");
    case ATTUNE_FORM_SOURCE_AMAZON_CONNECT:
      return "Amazon Connect";
    case ATTUNE_FORM_SOURCE_GENESYS:
      return "Genesys Cloud";
    case ATTUNE_FORM_SOURCE_XLSFORM:
      return "XLSForm";
    case ATTUNE_FORM_SOURCE_TABLE:
      /* Translators: a kind of file: a plain table of questions, from a spreadsheet. */
      return _ ("Table");
    }
  /* Translators: a kind of file, in a list: what kind it is is found out by what it holds. */
  return _ ("Found out");
}

static void
append_part (GString *text, char *part)
{
  g_string_append_printf (text, "%s%s", text->len > 0 ? NBSP "· " : "", part);
  g_free (part);
}

static void
append_range (GString *text, const AttuneFormLint *lint)
{
  if (lint == NULL || lint->minimum == ATTUNE_SCORE_NONE || lint->maximum == ATTUNE_SCORE_NONE)
    return;
  /* Translators: the least and the most that a form can score, in percent; “within” where they may not be reached. */
  append_part (text, g_strdup_printf (lint->is_exact ? _ ("scores from %.*f to %.*f")
                                                     : _ ("scores within %.*f to %.*f"),
                                      lint->minimum % 100 != 0, (double) lint->minimum / 100,
                                      lint->maximum % 100 != 0, (double) lint->maximum / 100));
}

char *
attune_intake_describe_form (AttuneForm *form, const AttuneFormLint *lint)
{
  GString *text = g_string_new (NULL);
  guint n_sections = attune_form_get_n_sections (form);
  guint n_questions = attune_form_get_n_questions (form);
  AttuneFormPreset preset = attune_form_find_preset (form);

  append_part (text, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u section", "%u sections",
                                                   n_sections),
                                      n_sections));
  append_part (text, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u question", "%u questions",
                                                   n_questions),
                                      n_questions));
  append_part (text,
               g_strdup (preset != ATTUNE_FORM_PRESET_NONE
                           ? attune_form_preset_get_name (preset)
                           : attune_scoring_mode_get_name (attune_form_get_scoring (form)->mode)));
  append_range (text, lint);
  return g_string_free (text, FALSE);
}

/* Answers ------------------------------------------------------------------------------------- */

static const char *
find_bullet (AttuneQuestionType type)
{
  switch (type)
    {
    case ATTUNE_QUESTION_YES_NO:
    case ATTUNE_QUESTION_SCALE:
    case ATTUNE_QUESTION_CHOICE:
      return "○" NBSP;
    case ATTUNE_QUESTION_CHECKLIST:
      return "☐" NBSP;
    case ATTUNE_QUESTION_NUMBER:
    case ATTUNE_QUESTION_TEXT:
    case ATTUNE_QUESTION_DATE:
      break;
    }
  return "";
}

static void
append_option (GString *text, const AttuneFormQuestion *question, const AttuneFormOption *option)
{
  g_autofree char *label = attune_form_option_describe (option);
  g_autofree char *score = attune_decimal_format (option->score);
  const char *fail = attune_form_describe_fail (attune_form_option_get_fail (option));

  g_string_append_printf (text, "%s%s%s", text->len > 0 ? GAP : "", find_bullet (question->type),
                          label);
  if (question->can_score)
    g_string_append_printf (text, NBSP "%s", score);
  if (*fail != '\0')
    g_string_append_printf (text, NBSP "(%s)", fail);
}

char *
attune_intake_describe_answers (const AttuneFormQuestion *question)
{
  GString *text = g_string_new (NULL);

  if (question->type >= ATTUNE_QUESTION_NUMBER)
    g_string_append (text, attune_question_type_get_name (question->type));
  for (guint i = 0; i < question->n_options; i++)
    append_option (text, question, &question->options[i]);
  if (question->na_allowed)
    g_string_append_printf (text, GAP "%s%s", find_bullet (question->type), _ ("N/A"));
  return g_string_free (text, FALSE);
}

char *
attune_intake_describe_condition (AttuneForm *form, const AttuneFormCondition *condition)
{
  g_autofree char *words = NULL;

  if (condition == NULL)
    return g_strdup ("");

  words = attune_form_condition_describe (form, condition);
  /* Translators: a question is shown only under a condition: "“Verified” is No". */
  return g_strdup_printf (_ ("Shown if %s"), words);
}

/* Faults --------------------------------------------------------------------------------------- */

char *
attune_intake_describe_place (const AttuneFault *fault)
{
  if (fault->line > 0)
    /* Translators: a place in a file */
    return g_strdup_printf (_ ("Line %u, column %u"), fault->line, fault->column);
  return g_strdup (fault->place);
}

char *
attune_intake_join_lines (GListModel *lines)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (lines); i++)
    {
      g_autoptr (AttuneIntakeLine) line = g_list_model_get_item (lines, i);
      g_autofree char *words = attune_intake_line_to_text (line);

      g_string_append_printf (text, "%s\n", words);
    }
  return g_string_free (text, FALSE);
}
