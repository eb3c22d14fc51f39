/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-form-diff.h"

/* Two forms, of which the same part is looked at. */
typedef struct
{
  AttuneForm *before;
  AttuneForm *after;
} Pair;

static gboolean
is_same_limit (gboolean has_one, AttuneDecimal one, gboolean has_other, AttuneDecimal other)
{
  return has_one == has_other && (!has_one || one == other);
}

static gboolean
is_same_id (const char *one, const char *other)
{
  return g_strcmp0 (one, other) == 0;
}

/* Questions and options may stand at other places. */
static gboolean
names_same (const Pair *pair, const AttuneFormCondition *before, const AttuneFormCondition *after)
{
  const AttuneFormQuestion *old = attune_form_get_question (pair->before, before->question);
  const AttuneFormQuestion *new = attune_form_get_question (pair->after, after->question);

  if (!is_same_id (old->id, new->id) || before->n_options != after->n_options)
    return FALSE;
  for (guint i = 0; i < before->n_options; i++)
    if (!is_same_id (old->options[before->options[i]].id, new->options[after->options[i]].id))
      return FALSE;
  return TRUE;
}

static gboolean
is_same_condition (const Pair *pair,
                   const AttuneFormCondition *before,
                   const AttuneFormCondition *after)
{
  if (before == NULL || after == NULL)
    return before == after;
  if (before->kind != after->kind || before->n_children != after->n_children)
    return FALSE;
  if (before->kind >= ATTUNE_CONDITION_IS)
    return names_same (pair, before, after);
  for (guint i = 0; i < before->n_children; i++)
    if (!is_same_condition (pair, &before->children[i], &after->children[i]))
      return FALSE;
  return TRUE;
}

/* The id of a section, NULL for none. */
static const char *
get_section_id (AttuneForm *form, guint section)
{
  return section != ATTUNE_FORM_NONE ? attune_form_get_section (form, section)->id : NULL;
}

static gboolean
is_same_section (const Pair *pair, const AttuneFormSection *before)
{
  guint index = attune_form_find_section (pair->after, before->id);
  const AttuneFormSection *after;

  if (index == ATTUNE_FORM_NONE)
    return FALSE;
  after = attune_form_get_section (pair->after, index);
  return before->weight == after->weight &&
         is_same_limit (before->has_fail_below, before->fail_below, after->has_fail_below,
                        after->fail_below) &&
         is_same_id (get_section_id (pair->before, before->parent),
                     get_section_id (pair->after, after->parent)) &&
         is_same_condition (pair, before->show_if, after->show_if);
}

/* And what that lies in. */
static gboolean
has_same_sections (const Pair *pair, const AttuneFormQuestion *before)
{
  const AttuneFormSection *section;

  for (guint i = before->section; i != ATTUNE_FORM_NONE; i = section->parent)
    {
      section = attune_form_get_section (pair->before, i);
      if (!is_same_section (pair, section))
        return FALSE;
    }
  return TRUE;
}

/* Of questions whose options are worth the same. */
static gboolean
has_same_fails (const AttuneFormQuestion *before, const AttuneFormQuestion *after)
{
  for (guint i = 0; i < before->n_options; i++)
    {
      const AttuneFormOption *option = &before->options[i];
      guint other = option->id != NULL ? attune_form_question_find_option (after, option->id) : i;

      if (option->fail != after->options[other].fail)
        return FALSE;
    }
  return TRUE;
}

/* What can neither score nor fail anything: where it is asked, others may hang on it, and it may come and go. */
static gboolean
is_remark (const AttuneFormQuestion *question)
{
  return question->n_options == 0 && !question->can_score;
}

static gboolean
is_same_worth (const Pair *pair, const AttuneFormQuestion *before, const AttuneFormQuestion *after)
{
  return before->can_score == after->can_score && before->bonus == after->bonus &&
         before->weight == after->weight &&
         is_same_limit (before->has_fail_below, before->fail_below, after->has_fail_below,
                        after->fail_below) &&
         is_same_id (get_section_id (pair->before, before->section),
                     get_section_id (pair->after, after->section)) &&
         has_same_sections (pair, before) && !attune_form_question_breaks (before, after) &&
         has_same_fails (before, after);
}

static gboolean
is_same_question (const Pair *pair, const AttuneFormQuestion *before)
{
  guint index = attune_form_find_question (pair->after, before->id);
  const AttuneFormQuestion *after;

  if (index == ATTUNE_FORM_NONE)
    return is_remark (before);
  after = attune_form_get_question (pair->after, index);
  if (!is_same_condition (pair, before->show_if, after->show_if))
    return FALSE;
  return (is_remark (before) && is_remark (after)) || is_same_worth (pair, before, after);
}

static gboolean
is_same_scoring (const Pair *pair)
{
  const AttuneFormScoring *before = attune_form_get_scoring (pair->before);
  const AttuneFormScoring *after = attune_form_get_scoring (pair->after);

  return before->mode == after->mode && before->weigh_by == after->weigh_by &&
         before->na == after->na && before->on_fail == after->on_fail &&
         before->baseline == after->baseline &&
         is_same_limit (before->has_floor, before->floor, after->has_floor, after->floor) &&
         is_same_limit (before->has_cap, before->cap, after->has_cap, after->cap);
}

static guint
count_scored (AttuneForm *form)
{
  guint n = 0;

  for (guint i = 0; i < attune_form_get_n_questions (form); i++)
    n += !is_remark (attune_form_get_question (form, i));
  return n;
}

gboolean
attune_form_scores_alike (AttuneForm *before, AttuneForm *after)
{
  const Pair pair = { before, after };

  g_return_val_if_fail (before != NULL && after != NULL, FALSE);

  if (!is_same_scoring (&pair) || count_scored (before) != count_scored (after))
    return FALSE;
  for (guint i = 0; i < attune_form_get_n_questions (before); i++)
    if (!is_same_question (&pair, attune_form_get_question (before, i)))
      return FALSE;
  return TRUE;
}
