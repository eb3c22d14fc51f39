/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-form-lint-private.h"

#include "attune-form-names.h"
#include "attune-form-private.h"
#include "attune-form-reach.h"
#include "attune-score-plan.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>

#define FULL_SCORE (100 * ATTUNE_DECIMAL_ONE)

/* --- Ranges -------------------------------------------------------------------------------------------------- */

/* A range in steps of the question's decimals, open ends as far as numbers go. */
typedef struct
{
  gint64 from;
  gint64 to;
} Span;

static gint64
get_step (const AttuneFormQuestion *question)
{
  gint64 step = ATTUNE_DECIMAL_ONE;

  for (guint i = 0; i < question->decimals; i++)
    step /= 10;
  return step;
}

/* The first and last number of the range that the question takes. */
static Span
get_span (const AttuneFormOption *range, gint64 step)
{
  gint64 from = range->has_from ? range->from : -ATTUNE_DECIMAL_MAX;
  gint64 to = range->has_to ? range->to : ATTUNE_DECIMAL_MAX;
  Span span = { from / step, to / step };

  span.from += from > 0 && from % step != 0;
  span.to -= to < 0 && to % step != 0;
  return span;
}

static int
compare_spans (gconstpointer a, gconstpointer b)
{
  const Span *left = a;
  const Span *right = b;

  return (left->from > right->from) - (left->from < right->from);
}

static void
warn_of_gap (AttuneLinting *linting, gint64 from, gint64 to, gint64 step)
{
  g_autofree char *first = attune_decimal_format (from * step);
  g_autofree char *last = attune_decimal_format (to * step);

  if (from == to)
    attune_lint_warn (linting, "ranges", _ ("no range takes %s"), first);
  else
    attune_lint_warn (linting, "ranges", _ ("no range takes %s to %s"), first, last);
}

/* Numbers between the least and the most of the ranges that none of them takes. */
static void
check_gaps (AttuneLinting *linting, const AttuneFormQuestion *question)
{
  gint64 step = get_step (question);
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (Span));
  gint64 end;

  for (guint i = 0; i < question->n_options; i++)
    {
      Span span = get_span (&question->options[i], step);

      if (span.from <= span.to)
        g_array_append_val (spans, span);
    }
  if (spans->len == 0)
    return;

  g_array_sort (spans, compare_spans);
  end = g_array_index (spans, Span, 0).to;
  for (guint i = 1; i < spans->len; i++)
    {
      const Span *span = &g_array_index (spans, Span, i);

      if (span->from > end + 1)
        warn_of_gap (linting, end + 1, span->from - 1, step);
      end = MAX (end, span->to);
    }
}

/* Whether the spans, by rising beginning, take all numbers of this one. */
static gboolean
is_covered (GArray *spans, Span span)
{
  for (guint i = 0; i < spans->len && span.from <= span.to; i++)
    {
      const Span *other = &g_array_index (spans, Span, i);

      if (other->from <= span.from && other->to >= span.from)
        span.from = other->to + 1;
    }
  return span.from > span.to;
}

static void
insert_span (GArray *spans, Span span)
{
  guint place = 0;

  while (place < spans->len && g_array_index (spans, Span, place).from < span.from)
    place++;
  g_array_insert_val (spans, place, span);
}

/* Ranges that come to nothing, since the first match wins. */
static void
check_coverage (AttuneLinting *linting, const AttuneFormQuestion *question)
{
  gint64 step = get_step (question);
  g_autoptr (GArray) earlier = g_array_new (FALSE, FALSE, sizeof (Span));

  for (guint i = 0; i < question->n_options; i++)
    {
      Span span = get_span (&question->options[i], step);

      if (is_covered (earlier, span))
        attune_lint_warn (linting, "ranges", _ ("no number comes to range %u"), i + 1);
      insert_span (earlier, span);
    }
}

static void
check_ranges (AttuneLinting *linting, const AttuneFormQuestion *question)
{
  if (question->n_options == 0)
    {
      if (question->scored)
        attune_lint_warn (linting, "ranges",
                          _ ("without ranges, the number is kept but not scored"));
      return;
    }
  check_gaps (linting, question);
  check_coverage (linting, question);
}

/* --- Options ------------------------------------------------------------------------------------------------- */

static void
check_labels (AttuneLinting *linting, const AttuneFormQuestion *question)
{
  for (guint i = 0; i < question->n_options; i++)
    {
      const char *label = question->options[i].label;

      if (*label == '\0' && question->type != ATTUNE_QUESTION_NUMBER)
        attune_lint_warn (linting, "options", _ ("an option has no label"));
      for (guint j = 0; j < i && *label != '\0'; j++)
        {
          if (g_str_equal (label, question->options[j].label))
            attune_lint_warn (linting, "options", _ ("two options are called “%s”"), label);
        }
    }
}

static void
check_scores (AttuneLinting *linting, const AttuneFormQuestion *question)
{
  const char *key = question->type == ATTUNE_QUESTION_NUMBER ? "ranges" : "options";
  gboolean is_checklist = question->type == ATTUNE_QUESTION_CHECKLIST;

  if (linting->scoring->mode != ATTUNE_SCORING_SHARE || !question->can_score)
    return;
  for (guint i = 0; i < question->n_options && !is_checklist; i++)
    {
      const AttuneFormOption *option = &question->options[i];

      if (option->score < 0 || option->score > FULL_SCORE)
        attune_lint_warn (linting, key, _ ("the score of “%s” is held within 0 and 100"),
                          option->label);
    }
  if (attune_form_question_get_best (question, ATTUNE_SCORING_SHARE) < FULL_SCORE &&
      !question->bonus)
    attune_lint_warn (linting, key, _ ("no answer to “%s” gets the full 100"),
                      attune_form_question_get_name (question));
}

static void
check_fails (AttuneLinting *linting, const AttuneFormQuestion *question)
{
  const AttuneFormSection *section = attune_form_get_section (linting->form, question->section);
  const char *key = question->type == ATTUNE_QUESTION_NUMBER ? "ranges" : "options";
  gboolean has_error = FALSE;

  for (guint i = 0; i < question->n_options; i++)
    {
      const AttuneFormOption *option = &question->options[i];

      has_error = has_error || option->is_error;
      if (option->fail == ATTUNE_FAIL_PARENT && section->parent == ATTUNE_FORM_NONE)
        attune_lint_warn (
          linting, key,
          _ ("“%s” fails the parent of a section that has none: it fails “%s” itself"),
          option->label, attune_form_section_get_name (section));
    }
  if (has_error && question->error_type == ATTUNE_ERROR_TYPE_NONE)
    attune_lint_warn (linting, "error_type",
                      _ ("errors of “%s” are not counted while it has no error type"),
                      attune_form_question_get_name (question));
  if (!has_error && question->error_type != ATTUNE_ERROR_TYPE_NONE && question->n_options > 0)
    attune_lint_warn (linting, "error_type", _ ("no answer to “%s” is marked as an error"),
                      attune_form_question_get_name (question));
}

/* What is written and does nothing. */
static void
check_idle (AttuneLinting *linting, const AttuneFormQuestion *question)
{
  const char *key = question->type == ATTUNE_QUESTION_NUMBER ? "ranges" : "options";

  if (question->has_fail_below && !question->can_score)
    attune_lint_warn (linting, "fail_below",
                      _ ("“%s” does not count, so that it stays below nothing"),
                      attune_form_question_get_name (question));
  for (guint i = 0; i < question->n_options && linting->scoring->mode == ATTUNE_SCORING_SHARE; i++)
    {
      if (question->options[i].is_bonus)
        attune_lint_warn (linting, key, _ ("a bonus answer only means something in points mode"));
    }
}

static void
check_options (AttuneLinting *linting, const AttuneFormQuestion *question)
{
  if (question->type == ATTUNE_QUESTION_YES_NO && question->n_options != 2)
    attune_lint_warn (linting, "options", _ ("a yes/no question should have two options"));
  else if (question->n_options == 1 && question->type < ATTUNE_QUESTION_CHECKLIST)
    attune_lint_warn (linting, "options", _ ("with one option there is nothing to choose"));
  check_labels (linting, question);
  check_scores (linting, question);
  check_fails (linting, question);
}

/* --- Whether it matters -------------------------------------------------------------------------------------- */

static gboolean
looks_at (const AttuneFormCondition *condition, guint question)
{
  if (condition == NULL)
    return FALSE;
  if (condition->kind >= ATTUNE_CONDITION_IS)
    return condition->question == question;
  for (guint i = 0; i < condition->n_children; i++)
    {
      if (looks_at (&condition->children[i], question))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_looked_at (AttuneForm *form, guint question)
{
  for (guint i = question + 1; i < attune_form_get_n_questions (form); i++)
    {
      if (looks_at (attune_form_get_question (form, i)->show_if, question))
        return TRUE;
    }
  for (guint i = 0; i < attune_form_get_n_sections (form); i++)
    {
      if (looks_at (attune_form_get_section (form, i)->show_if, question))
        return TRUE;
    }
  return FALSE;
}

static gboolean
has_consequences (const AttuneFormQuestion *question)
{
  if (question->has_fail_below && question->fail_below > 0)
    return TRUE;
  for (guint i = 0; i < question->n_options; i++)
    {
      const AttuneFormOption *option = &question->options[i];

      if (option->fail != ATTUNE_FAIL_NONE ||
          (option->is_error && question->error_type != ATTUNE_ERROR_TYPE_NONE))
        return TRUE;
    }
  return FALSE;
}

static gboolean
has_difference (const AttuneFormQuestion *question)
{
  for (guint i = 0; i < question->n_options; i++)
    {
      if (question->options[i].score !=
          (question->type == ATTUNE_QUESTION_CHECKLIST ? 0 : question->options[0].score))
        return TRUE;
    }
  return FALSE;
}

static void
check_effect (AttuneLinting *linting, const AttuneFormQuestion *question)
{
  const AttuneScorePlan *plan = attune_form_get_score_plan (linting->form);

  if (!question->can_score || has_consequences (question) ||
      is_looked_at (linting->form, question->index))
    return;
  if (mpz_sgn (plan->weights[question->index]) == 0)
    attune_lint_warn (linting, "weight", _ ("“%s” cannot matter: it weighs nothing"),
                      attune_form_question_get_name (question));
  else if (!has_difference (question))
    attune_lint_warn (linting, NULL, _ ("“%s” cannot matter: all its answers score the same"),
                      attune_form_question_get_name (question));
}

static void
check_condition (AttuneLinting *linting, const AttuneFormQuestion *question)
{
  if (question->show_if != NULL && !attune_form_reach_can_hold (linting->reach, question->show_if))
    attune_lint_warn (linting, "show_if", _ ("this condition can never hold"));
  else if (question->show_if != NULL &&
           !attune_form_reach_can_show_question (linting->reach, question->index))
    attune_lint_warn (linting, "show_if",
                      _ ("this condition and that of the section can never both hold"));
}

void
attune_lint_check_question (AttuneLinting *linting, const AttuneFormQuestion *question)
{
  g_autofree char *place = attune_form_question_place (linting->form, question->index);

  linting->place = place;
  if (*question->title == '\0')
    attune_lint_warn (linting, "title", _ ("the question has no title"));
  if (question->type == ATTUNE_QUESTION_NUMBER)
    check_ranges (linting, question);
  if (question->type <= ATTUNE_QUESTION_NUMBER && question->n_options > 0)
    check_options (linting, question);
  if (linting->scoring->mode == ATTUNE_SCORING_POINTS && question->weight != ATTUNE_DECIMAL_ONE &&
      question->can_score)
    attune_lint_warn (linting, "weight", _ ("in points mode the weight of “%s” has no effect"),
                      attune_form_question_get_name (question));
  check_idle (linting, question);
  check_condition (linting, question);
  check_effect (linting, question);
}
