/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-form-reach.h"

#include <string.h>

/* How many steps one search may take, and how many conditions it may look at, before it gives in. */
#define MAX_STEPS 2000
#define MAX_LOOKS 20000

/* Own condition, section's, and that of the section above. */
#define MAX_GOALS 3

/* A backtracking search over answers to the questions that conditions look at. What is not decided yet is unknown, and
 * conditions are evaluated in three values, so that only questions that matter are ever decided. */

typedef enum
{
  TRUTH_NO,
  TRUTH_UNKNOWN,
  TRUTH_YES,
} Truth;

typedef enum
{
  CHOICE_UNDECIDED,
  CHOICE_SILENT,
  CHOICE_NA,
  CHOICE_ANSWERED,
} Choice;

/* What a condition that is still unknown waits for: a question, and of a checklist that is answered an option. */
typedef struct
{
  guint question;
  guint option;
} Wanted;

typedef struct
{
  Choice choice;
  guint option;  /* of a question with one answer */
  guint8 *picks; /* of a checklist: a Truth each option */

  /* Whether it is shown, by what is decided; and where that is unknown, what it waits for. */
  Truth shown;
  Wanted wanted;
} Decision;

typedef struct
{
  AttuneForm *form;
  const AttuneFormCondition *goals[MAX_GOALS];
  guint n_goals;
  Decision *decisions;   /* one a question */
  gboolean *is_relevant; /* one a question: the goals look at it, directly or not */
  guint n_steps;
  guint n_looks;
} Search;

static Truth
negate (Truth truth)
{
  return TRUTH_YES - truth;
}

/* Looks up what settle_shown() found, since conditions only look back. */
static Truth
evaluate_shown (Search *search, guint question, Wanted *wanted)
{
  const Decision *decision = &search->decisions[question];

  if (decision->shown == TRUTH_UNKNOWN)
    *wanted = decision->wanted;
  return decision->shown;
}

static Truth
evaluate_options (Search *search, const AttuneFormCondition *condition, Wanted *wanted)
{
  const Decision *decision = &search->decisions[condition->question];
  Truth truth = TRUTH_NO;

  for (guint i = 0; i < condition->n_options; i++)
    {
      guint option = condition->options[i];
      Truth picked = decision->picks != NULL      ? (Truth) decision->picks[option]
                     : decision->option == option ? TRUTH_YES
                                                  : TRUTH_NO;

      if (picked == TRUTH_UNKNOWN)
        *wanted = (Wanted){ condition->question, option };
      truth = MAX (truth, picked);
    }
  return truth;
}

static Truth
evaluate_answer (Search *search, const AttuneFormCondition *condition, Wanted *wanted)
{
  const Decision *decision = &search->decisions[condition->question];

  if (decision->choice == CHOICE_UNDECIDED)
    {
      *wanted = (Wanted){ condition->question, ATTUNE_FORM_NONE };
      return TRUTH_UNKNOWN;
    }
  if (condition->kind == ATTUNE_CONDITION_NA)
    return decision->choice == CHOICE_NA ? TRUTH_YES : TRUTH_NO;
  if (decision->choice != CHOICE_ANSWERED)
    return TRUTH_NO;
  return condition->kind == ATTUNE_CONDITION_ANSWERED
           ? TRUTH_YES
           : evaluate_options (search, condition, wanted);
}

static Truth
evaluate (Search *search, const AttuneFormCondition *condition, Wanted *wanted)
{
  Truth truth;

  search->n_looks++;
  switch (condition->kind)
    {
    case ATTUNE_CONDITION_ALL:
      truth = TRUTH_YES;
      for (guint i = 0; i < condition->n_children && truth != TRUTH_NO; i++)
        truth = MIN (truth, evaluate (search, &condition->children[i], wanted));
      return truth;
    case ATTUNE_CONDITION_ANY:
      truth = TRUTH_NO;
      for (guint i = 0; i < condition->n_children && truth != TRUTH_YES; i++)
        truth = MAX (truth, evaluate (search, &condition->children[i], wanted));
      return truth;
    case ATTUNE_CONDITION_NOT:
      return negate (evaluate (search, condition->children, wanted));
    case ATTUNE_CONDITION_IS:
    case ATTUNE_CONDITION_ANSWERED:
    case ATTUNE_CONDITION_NA:
      truth = evaluate_answer (search, condition, wanted);
      return truth == TRUTH_NO ? TRUTH_NO
                               : MIN (truth, evaluate_shown (search, condition->question, wanted));
    }
  g_assert_not_reached ();
}

static void
settle_shown (Search *search, const AttuneFormQuestion *question)
{
  Decision *decision = &search->decisions[question->index];
  guint above = question->section;

  decision->shown = TRUTH_YES;
  if (question->show_if != NULL)
    decision->shown = evaluate (search, question->show_if, &decision->wanted);
  while (above != ATTUNE_FORM_NONE && decision->shown != TRUTH_NO)
    {
      const AttuneFormSection *section = attune_form_get_section (search->form, above);

      if (section->show_if != NULL)
        decision->shown = MIN (decision->shown,
                               evaluate (search, section->show_if, &decision->wanted));
      above = section->parent;
    }
}

static gboolean find_answers (Search *search);

static gboolean
try_pick (Search *search, Wanted wanted)
{
  guint8 *pick = &search->decisions[wanted.question].picks[wanted.option];

  *pick = TRUTH_YES;
  if (find_answers (search))
    return TRUE;
  *pick = TRUTH_NO;
  if (find_answers (search))
    return TRUE;
  *pick = TRUTH_UNKNOWN;
  return FALSE;
}

/* Each option of a question with one answer; just "answered" of the others. */
static gboolean
try_answers (Search *search, const AttuneFormQuestion *question, Decision *decision)
{
  gboolean has_one_answer = question->type < ATTUNE_QUESTION_CHECKLIST;
  guint n_answers = has_one_answer ? question->n_options : 1;

  decision->choice = CHOICE_ANSWERED;
  if (question->type == ATTUNE_QUESTION_CHECKLIST && decision->picks == NULL)
    {
      decision->picks = g_new0 (guint8, question->n_options);
      for (guint i = 0; i < question->n_options; i++)
        decision->picks[i] = TRUTH_UNKNOWN;
    }
  for (decision->option = 0; decision->option < n_answers; decision->option++)
    {
      if (find_answers (search))
        return TRUE;
    }
  return FALSE;
}

static gboolean
try_choices (Search *search, guint index)
{
  const AttuneFormQuestion *question = attune_form_get_question (search->form, index);
  Decision *decision = &search->decisions[index];

  if (try_answers (search, question, decision))
    return TRUE;
  decision->choice = CHOICE_NA;
  if (attune_form_can_be_na (search->form, question) && find_answers (search))
    return TRUE;
  decision->choice = CHOICE_SILENT;
  if (find_answers (search))
    return TRUE;
  decision->choice = CHOICE_UNDECIDED;
  return FALSE;
}

/* Whether the goals can be met with what is decided so far. */
static gboolean
find_answers (Search *search)
{
  Wanted wanted = { ATTUNE_FORM_NONE, ATTUNE_FORM_NONE };
  Truth truth = TRUTH_YES;

  if (++search->n_steps > MAX_STEPS || search->n_looks > MAX_LOOKS)
    return TRUE;

  for (guint i = 0; i < attune_form_get_n_questions (search->form); i++)
    {
      if (search->is_relevant[i])
        settle_shown (search, attune_form_get_question (search->form, i));
    }
  for (guint i = 0; i < search->n_goals && truth != TRUTH_NO; i++)
    truth = MIN (truth, evaluate (search, search->goals[i], &wanted));
  if (truth != TRUTH_UNKNOWN)
    return truth == TRUTH_YES;

  return wanted.option != ATTUNE_FORM_NONE ? try_pick (search, wanted)
                                           : try_choices (search, wanted.question);
}

static void
mark_relevant (Search *search, const AttuneFormCondition *condition)
{
  if (condition == NULL)
    return;
  if (condition->kind >= ATTUNE_CONDITION_IS)
    search->is_relevant[condition->question] = TRUE;
  for (guint i = 0; i < condition->n_children; i++)
    mark_relevant (search, &condition->children[i]);
}

/* Conditions look back, so going backwards meets every question before those that its own condition looks at. */
static void
mark_all_relevant (Search *search)
{
  for (guint i = 0; i < search->n_goals; i++)
    mark_relevant (search, search->goals[i]);
  for (guint i = attune_form_get_n_questions (search->form); i-- > 0;)
    {
      const AttuneFormQuestion *question = attune_form_get_question (search->form, i);
      guint above = question->section;

      if (!search->is_relevant[i])
        continue;
      mark_relevant (search, question->show_if);
      while (above != ATTUNE_FORM_NONE)
        {
          const AttuneFormSection *section = attune_form_get_section (search->form, above);

          mark_relevant (search, section->show_if);
          above = section->parent;
        }
    }
}

static gboolean
run_search (Search *search)
{
  guint n_questions = attune_form_get_n_questions (search->form);
  g_autofree gboolean *is_relevant = g_new0 (gboolean, n_questions + 1);
  gboolean found;

  search->is_relevant = is_relevant;
  search->decisions = g_new0 (Decision, n_questions);
  mark_all_relevant (search);
  found = find_answers (search);
  for (guint i = 0; i < n_questions; i++)
    g_free (search->decisions[i].picks);
  g_free (search->decisions);
  return found;
}

/* --- What was found ------------------------------------------------------------------------------------------ */

/* Conditions that are to hold together: what is searched for, and what a search is known by afterwards. */
typedef struct
{
  const AttuneFormCondition *goals[MAX_GOALS];
  guint n_goals;
} Goals;

struct _AttuneFormReach
{
  AttuneForm *form;
  GHashTable *
    found; /* Goals -> whether there are answers: many parts rest on the same, and are asked about again */
};

static guint
hash_condition (const AttuneFormCondition *condition)
{
  guint hash = condition->kind * 31 + condition->question;

  for (guint i = 0; i < condition->n_options; i++)
    hash = hash * 31 + condition->options[i];
  for (guint i = 0; i < condition->n_children; i++)
    hash = hash * 31 + hash_condition (&condition->children[i]);
  return hash;
}

static gboolean
is_same_condition (const AttuneFormCondition *one, const AttuneFormCondition *other)
{
  if (one->kind != other->kind || one->question != other->question ||
      one->n_options != other->n_options || one->n_children != other->n_children)
    return FALSE;
  for (guint i = 0; i < one->n_options; i++)
    if (one->options[i] != other->options[i])
      return FALSE;
  for (guint i = 0; i < one->n_children; i++)
    if (!is_same_condition (&one->children[i], &other->children[i]))
      return FALSE;
  return TRUE;
}

static guint
hash_goals (gconstpointer key)
{
  const Goals *goals = key;
  guint hash = goals->n_goals;

  for (guint i = 0; i < goals->n_goals; i++)
    hash = hash * 31 + hash_condition (goals->goals[i]);
  return hash;
}

static gboolean
is_same (gconstpointer one, gconstpointer other)
{
  const Goals *goals = one;
  const Goals *other_goals = other;

  if (goals->n_goals != other_goals->n_goals)
    return FALSE;
  for (guint i = 0; i < goals->n_goals; i++)
    if (!is_same_condition (goals->goals[i], other_goals->goals[i]))
      return FALSE;
  return TRUE;
}

static gboolean
can_hold (AttuneFormReach *self, const Goals *goals)
{
  Search search = { .form = self->form, .n_goals = goals->n_goals };
  gpointer found;

  if (goals->n_goals == 0)
    return TRUE;
  if (g_hash_table_lookup_extended (self->found, goals, NULL, &found))
    return GPOINTER_TO_INT (found);

  memcpy (search.goals, goals->goals, sizeof goals->goals);
  found = GINT_TO_POINTER (run_search (&search));
  g_hash_table_insert (self->found, g_memdup2 (goals, sizeof *goals), found);
  return GPOINTER_TO_INT (found);
}

static void
add_goals_of_section (AttuneForm *form, Goals *goals, guint above)
{
  while (above != ATTUNE_FORM_NONE)
    {
      const AttuneFormSection *section = attune_form_get_section (form, above);

      if (section->show_if != NULL)
        goals->goals[goals->n_goals++] = section->show_if;
      above = section->parent;
    }
}

AttuneFormReach *
attune_form_reach_new (AttuneForm *form)
{
  AttuneFormReach *self;

  g_return_val_if_fail (form != NULL, NULL);

  self = g_new0 (AttuneFormReach, 1);
  self->form = attune_form_ref (form);
  self->found = g_hash_table_new_full (hash_goals, is_same, g_free, NULL);
  return self;
}

void
attune_form_reach_free (AttuneFormReach *self)
{
  g_hash_table_unref (self->found);
  attune_form_unref (self->form);
  g_free (self);
}

gboolean
attune_form_reach_can_hold (AttuneFormReach *self, const AttuneFormCondition *condition)
{
  Goals goals = { { condition }, 1 };

  g_return_val_if_fail (self != NULL && condition != NULL, TRUE);

  return can_hold (self, &goals);
}

gboolean
attune_form_reach_can_show_question (AttuneFormReach *self, guint question)
{
  const AttuneFormQuestion *value;
  Goals goals = { { NULL }, 0 };

  g_return_val_if_fail (self != NULL, TRUE);

  value = attune_form_get_question (self->form, question);
  if (value->show_if != NULL)
    goals.goals[goals.n_goals++] = value->show_if;
  add_goals_of_section (self->form, &goals, value->section);
  return can_hold (self, &goals);
}

gboolean
attune_form_reach_can_show_section (AttuneFormReach *self, guint section)
{
  Goals goals = { { NULL }, 0 };

  g_return_val_if_fail (self != NULL, TRUE);

  add_goals_of_section (self->form, &goals, section);
  return can_hold (self, &goals);
}
