/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as a form: it is read, or there are faults that say why not. What was read can be linted, scored, changed,
 * written and read again. */
#define G_LOG_DOMAIN "AttuneTest"

#include "config.h"

#include "fuzz-target.h"

#include "attune-form-edit.h"
#include "attune-form-lint.h"
#include "attune-score.h"

/* The first option of each question that has some, and N/A where there is none. */
static AttuneAnswers *
answer_all (AttuneForm *form)
{
  AttuneAnswers *answers = attune_answers_new (form);

  for (guint i = 0; i < attune_form_get_n_questions (form); i++)
    {
      const AttuneFormQuestion *question = attune_form_get_question (form, i);
      AttuneAnswers *longer;

      if (question->type < ATTUNE_QUESTION_CHECKLIST)
        longer = attune_answers_with_option (answers, i, 0);
      else if (question->na_allowed)
        longer = attune_answers_with_na (answers, i, TRUE);
      else
        longer = attune_answers_with_comment (answers, i, "Said");
      attune_answers_unref (answers);
      answers = longer;
    }
  return answers;
}

static void
check_score (AttuneForm *form)
{
  g_autoptr (AttuneAnswers) answers = answer_all (form);
  g_autofree char *text = attune_answers_to_json (answers, NULL);
  g_autoptr (AttuneAnswers) again = attune_answers_from_json (form, text, -1, NULL);
  g_autoptr (AttuneScore) score = attune_score_new (answers);
  g_autofree char *json = attune_score_to_json (score);
  g_autoptr (AttuneFormLint) lint = attune_form_lint (form);

  g_assert_true (attune_answers_equal (answers, again));
  g_assert_nonnull (json);
  g_assert_cmpuint (lint->n_weights, ==, attune_form_get_n_questions (form));
}

static void
check_changes (AttuneForm *form)
{
  AttuneFormPlace place = { NULL };

  for (guint i = 0; i < MIN (attune_form_get_n_questions (form), 4); i++)
    {
      g_autoptr (AttuneForm) copied = NULL;
      g_autoptr (AttuneForm) removed = NULL;

      place.element = attune_form_get_question (form, i)->id;
      copied = attune_form_duplicate (form, place, NULL, NULL);
      removed = attune_form_remove (form, place, NULL);
      g_assert_true (copied == NULL || attune_form_get_n_questions (copied) ==
                                         attune_form_get_n_questions (form) + 1);
      g_assert_true (removed == NULL || attune_form_get_n_questions (removed) ==
                                          attune_form_get_n_questions (form) - 1);
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AttuneForm) form = attune_form_from_json ((const char *) data, (gssize) size, &error);

  if (form == NULL)
    {
      g_assert_nonnull (error);
      return 0;
    }

  g_autofree char *text = attune_form_to_json (form, NULL);
  g_autoptr (AttuneForm) again = attune_form_from_json (text, -1, NULL);
  g_assert_nonnull (again);
  g_assert_true (attune_form_equal (form, again));
  check_score (form);
  check_changes (form);
  return 0;
}
