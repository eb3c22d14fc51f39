/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-form-words.h"

#include "attune-form.h"

const char *const attune_question_type_words[] = { "yes_no", "scale", "choice", "checklist",
                                                   "number", "text",  "date",   NULL };
const char *const attune_error_type_words[] = { "none", "customer", "business", "compliance",
                                                NULL };
const char *const attune_fail_scope_words[] = { "none", "section", "parent", "form", NULL };
const char *const attune_cause_words[] = { "agent", "process", "system", "policy", NULL };
const char *const attune_comment_words[] = { "none", "optional", "required", "required_below_full",
                                             NULL };
const char *const attune_mode_words[] = { "share", "points", NULL };
const char *const attune_weigh_by_words[] = { "question", "section", NULL };
const char *const attune_na_words[] = { "form", "section", "full", NULL };
const char *const attune_on_fail_words[] = { "zero", "keep", NULL };

const char *
attune_question_type_to_string (AttuneQuestionType type)
{
  return attune_question_type_words[type];
}

gboolean
attune_question_type_from_string (const char *word, AttuneQuestionType *out_type)
{
  for (guint i = 0; attune_question_type_words[i] != NULL; i++)
    {
      if (g_strcmp0 (attune_question_type_words[i], word) == 0)
        {
          *out_type = (AttuneQuestionType) i;
          return TRUE;
        }
    }
  return FALSE;
}

const char *
attune_error_type_to_string (AttuneErrorType type)
{
  return attune_error_type_words[type];
}

const char *
attune_cause_to_string (AttuneCause cause)
{
  return attune_cause_words[cause];
}

const char *
attune_fail_scope_to_string (AttuneFailScope scope)
{
  return attune_fail_scope_words[scope];
}
