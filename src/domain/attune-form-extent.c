/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-form-extent.h"

#include "attune-form-extent-private.h"

#include <math.h>
#include <string.h>

#define MAX_BONUSES 64 /* what bonus questions can add together, tried one by one */
#define MAX_FAILS   16 /* answers that fail the form, tried one by one */
#define TINY        ATTUNE_EXTENT_TINY
#define MOST_POINTS 1e15

/* The score is a ratio: what is earned over what is possible, each a sum of what questions bring. Found by Dinkelbach's
 * method: for a guess of the ratio every group takes its scene, and every question in it its way, with the most of
 * earned − guess · possible, and the ratio of those is the next guess. What is found is then answered and scored: only
 * where the scorer comes to the same it is called exact. The least is the most of the negated score. */

/* --- Answers ------------------------------------------------------------------------------------------------- */

static void
answer_question (AttuneAnswerEntry *entry, const AttuneFormQuestion *question, GArray *options)
{
  switch (question->type)
    {
    case ATTUNE_QUESTION_TEXT:
      attune_answer_entry_set_text (entry, "x");
      break;
    case ATTUNE_QUESTION_DATE:
      attune_answer_entry_set_date (entry, "2000-01-01");
      break;
    case ATTUNE_QUESTION_NUMBER:
    case ATTUNE_QUESTION_YES_NO:
    case ATTUNE_QUESTION_SCALE:
    case ATTUNE_QUESTION_CHOICE:
    case ATTUNE_QUESTION_CHECKLIST:
      attune_answer_entry_set_options (entry, (const guint *) (gpointer) options->data,
                                       options->len);
      entry->answer.has_value = TRUE;
      break;
    }
}

/* `failing` is a question that is to fail the form, or ATTUNE_FORM_NONE. */
static void
give_answers (AttuneExtentSearch *self,
              AttuneAnswers *answers,
              const AttuneSceneGroup *group,
              guint failing)
{
  g_autoptr (GArray) options = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < group->members->len; i++)
    {
      guint index = g_array_index (group->members, guint, i);
      const AttuneSceneQuestion *scene = &self->extent.scenes->questions[index];
      guint way = self->chosen[index];
      AttuneExtentWish wish = index == failing                        ? ATTUNE_EXTENT_FAIL_FORM
                              : attune_extent_is_failed (self, index) ? ATTUNE_EXTENT_FAIL_SECTION
                                                                      : ATTUNE_EXTENT_BEST;

      if (way > scene->n_answers)
        continue;
      answers->entries[index] = attune_answer_entry_new ();
      if (way == scene->n_answers)
        answers->entries[index]->answer.na = scene->question->na_allowed;
      else if (attune_extent_choose (&self->extent, index, way, wish, options))
        answer_question (answers->entries[index], scene->question, options);
    }
}

static void
mark_sections (AttuneAnswers *answers, const AttuneSceneGroup *group, guint scene)
{
  const guint32 *row = attune_scene_group_get_row (group, scene);

  for (guint i = 0; i < group->sections->len; i++)
    answers->section_na[g_array_index (group->sections, guint, i)] = row[group->members->len + i] !=
                                                                     0;
}

/* What finished answers by self->best score; FALSE where they are none or have no score. */
static gboolean
score_best (AttuneExtentSearch *self,
            AttuneExtentGuess guess,
            guint failing,
            AttuneScoreFigures *out_figures)
{
  g_autoptr (AttuneAnswers) answers = attune_answers_allocate (self->extent.form);
  AttuneExtentSum sum;

  for (guint i = 0; i < self->groups->len; i++)
    {
      const AttuneSceneGroup *group = g_ptr_array_index (self->groups, i);

      if (!attune_extent_sum_scene (self, group, self->best[i], guess, &sum))
        return FALSE;
      give_answers (self, answers, group, failing);
      mark_sections (answers, group, self->best[i].scene);
    }
  attune_answers_settle (answers);
  attune_scorer_run (self->scorer, answers, out_figures);
  return out_figures->complete && out_figures->score != ATTUNE_SCORE_NONE;
}

/* --- Bonuses of share mode ------------------------------------------------------------------------------------ */

/* The different bonuses that the group's scenes have. */
static GArray *
list_bonuses (AttuneExtentSearch *self, guint group)
{
  const AttuneSceneGroup *found = g_ptr_array_index (self->groups, group);
  GArray *list = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < found->n_scenes; i++)
    {
      double bonus = attune_extent_get_bonus (self, found, i);
      gboolean is_new = TRUE;

      for (guint j = 0; j < list->len; j++)
        is_new = is_new && fabs (g_array_index (list, double, j) - bonus) >= TINY;
      if (is_new)
        g_array_append_val (list, bonus);
    }
  return list;
}

/* One extreme, as it is found. */
typedef struct
{
  AttuneExtentFound found;
  double percent;
  AttuneExtentGuess guess;
  AttuneExtentTaken *taken;
} Extreme;

static void
try_bonuses (AttuneExtentSearch *self, double bonus, Extreme *extreme)
{
  AttuneExtentGuess guess = { 0.0, 0.0 };
  double ratio = 0.0;
  AttuneExtentFound found = attune_extent_find_ratio (self, &ratio, &guess);
  double percent = ratio * 100.0 + (self->extent.is_least ? -bonus : bonus);

  if (found == ATTUNE_EXTENT_NONE ||
      (extreme->found != ATTUNE_EXTENT_NONE && percent <= extreme->percent))
    {
      if (found == ATTUNE_EXTENT_NO_LIMIT)
        extreme->found = found;
      return;
    }
  extreme->found = extreme->found == ATTUNE_EXTENT_NO_LIMIT ? ATTUNE_EXTENT_NO_LIMIT : found;
  extreme->percent = percent;
  extreme->guess = guess;
  memcpy (extreme->taken, self->best, self->groups->len * sizeof *self->best);
}

/* Goes through what bonuses there can be together, from the group `group` on. */
static void
go_through (AttuneExtentSearch *self, GPtrArray *bonuses, guint group, double sum, Extreme *extreme)
{
  const GArray *list;

  if (group == self->groups->len)
    {
      try_bonuses (self, sum, extreme);
      return;
    }
  list = g_ptr_array_index (bonuses, group);
  for (guint i = 0; i < list->len; i++)
    {
      double bonus = g_array_index (list, double, i);

      self->bonuses[group] = list->len > 1 ? bonus : NAN;
      go_through (self, bonuses, group + 1, sum + bonus, extreme);
    }
  self->bonuses[group] = NAN;
}

/* Where they are too many: each group's best by itself. */
static double
add_up_best (AttuneExtentSearch *self, GPtrArray *bonuses)
{
  double sum = 0.0;

  for (guint i = 0; i < bonuses->len; i++)
    {
      const GArray *list = g_ptr_array_index (bonuses, i);
      double best = list->len > 0 ? g_array_index (list, double, 0) : 0.0;

      for (guint j = 1; j < list->len; j++)
        best = self->extent.is_least ? MIN (best, g_array_index (list, double, j))
                                     : MAX (best, g_array_index (list, double, j));
      sum += best;
    }
  return sum;
}

/* The average of shares lies between the least and the most that a question can have. */
static void
widen (AttuneExtentSearch *self, GPtrArray *bonuses, Extreme *extreme)
{
  double bonus = add_up_best (self, bonuses);

  extreme->percent = self->extent.is_least ? -bonus : 100.0 + bonus;
}

static void
search (AttuneExtentSearch *self, Extreme *extreme)
{
  g_autoptr (GPtrArray) bonuses = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  guint n = 1;

  for (guint i = 0; i < self->groups->len; i++)
    {
      GArray *list = list_bonuses (self, i);

      g_ptr_array_add (bonuses, list);
      n = MIN (n * list->len, MAX_BONUSES + 1);
    }
  if (n <= MAX_BONUSES)
    go_through (self, bonuses, 0, 0.0, extreme);
  else
    try_bonuses (self, add_up_best (self, bonuses), extreme);
  if (self->is_rough && extreme->found == ATTUNE_EXTENT_FOUND)
    widen (self, bonuses, extreme);
}

/* --- Failing the form ----------------------------------------------------------------------------------------- */

/* Whether the scene, with this question failing the form, gives finished answers with a score. */
static gboolean
fails_in (AttuneExtentSearch *self, guint group, guint scene, guint member)
{
  const AttuneSceneGroup *found = g_ptr_array_index (self->groups, group);
  guint question = g_array_index (found->members, guint, member);
  AttuneExtentQuestion *weighed = &self->extent.questions[question];
  guint32 *row = attune_scene_group_get_row (found, scene);
  guint32 mask = row[member];
  guint32 allowed = weighed->allowed;
  AttuneExtentGuess guess = { 0.0, -1.0 };
  AttuneScoreFigures figures;
  gboolean fails;

  row[member] = mask & weighed->fails_form;
  weighed->allowed |= weighed->fails_form;
  fails = attune_extent_take_scenes (self, guess);
  if (fails)
    {
      memcpy (self->best, self->taken, self->groups->len * sizeof *self->best);
      self->best[group] = (AttuneExtentTaken){ scene, ATTUNE_FORM_NONE };
      fails = score_best (self, guess, question, &figures) && figures.form_failed;
    }
  row[member] = mask;
  weighed->allowed = allowed;
  return fails;
}

/* -1 where no question can fail the form by an answer, 1 where one does, 0 where that was not found out. */
static int
try_fails (AttuneExtentSearch *self)
{
  guint n_tried = 0;

  for (guint i = 0; i < self->groups->len; i++)
    {
      const AttuneSceneGroup *group = g_ptr_array_index (self->groups, i);

      for (guint j = 0; j < group->n_scenes; j++)
        for (guint k = 0; k < group->members->len; k++)
          {
            guint question = g_array_index (group->members, guint, k);
            guint32 mask = attune_scene_group_get_row (group, j)[k];

            if ((mask & self->extent.questions[question].fails_form) == 0)
              continue;
            if (fails_in (self, i, j, k))
              return 1;
            if (++n_tried == MAX_FAILS)
              return 0;
          }
    }
  return n_tried > 0 ? 0 : -1;
}

/* Whether a section can fall below what fails the form: as try_fails(). */
static int
try_section (AttuneExtentSearch *self, guint section)
{
  Extreme extreme = { .taken = g_newa (AttuneExtentTaken, self->groups->len) };
  AttuneDecimal bound = attune_form_get_section (self->extent.form, section)->fail_below;
  AttuneScoreFigures figures;

  extreme.found = ATTUNE_EXTENT_NONE;
  self->only_section = section;
  try_bonuses (self, 0.0, &extreme);
  self->only_section = ATTUNE_FORM_NONE;
  if (self->is_rough)
    return 0;
  if (extreme.found == ATTUNE_EXTENT_NONE ||
      -extreme.percent > attune_decimal_to_double (bound) + TINY)
    return -1;
  memcpy (self->best, extreme.taken, self->groups->len * sizeof *self->best);
  return score_best (self, extreme.guess, ATTUNE_FORM_NONE, &figures) && figures.form_failed ? 1
                                                                                             : 0;
}

static gboolean
is_checklist_bound (const AttuneFormQuestion *question)
{
  return question->has_fail_below && question->can_score &&
         question->type == ATTUNE_QUESTION_CHECKLIST;
}

static int
try_all_fails (AttuneExtentSearch *self)
{
  int most = try_fails (self);

  attune_extent_weigh (&self->extent, TRUE);
  for (guint i = 0; most < 1 && i < attune_form_get_n_sections (self->extent.form); i++)
    if (attune_form_get_section (self->extent.form, i)->has_fail_below)
      most = MAX (most, try_section (self, i));
  for (guint i = 0; most < 0 && i < attune_form_get_n_questions (self->extent.form); i++)
    if (is_checklist_bound (attune_form_get_question (self->extent.form, i)))
      most = 0;
  return most;
}

/* --- The form ------------------------------------------------------------------------------------------------ */

/* Held within the form's limits, in basis points. */
static double
finish (const AttuneExtentSearch *self, double percent)
{
  const AttuneFormScoring *scoring = self->extent.scoring;

  if (self->extent.is_least)
    percent = -percent;
  if (scoring->has_floor)
    percent = MAX (percent, attune_decimal_to_double (scoring->floor));
  if (scoring->has_cap)
    percent = MIN (percent, attune_decimal_to_double (scoring->cap));
  return CLAMP (percent * 100.0, -MOST_POINTS, MOST_POINTS);
}

/* What the scorer came to, where that is as good as what was found; never rounded inwards where it is not. */
static gint64
settle (const AttuneExtentSearch *self,
        double points,
        const AttuneScoreFigures *figures,
        gboolean *is_exact)
{
  double slack = TINY * MAX (1.0, fabs (points));

  *is_exact = figures != NULL && fabs ((double) figures->score - points) <= 0.5 + slack;
  if (*is_exact)
    return figures->score;
  return llround (points + (self->extent.is_least ? -slack : slack));
}

/* Where there is no limit but the form's own. */
static gint64
get_bound (const AttuneExtentSearch *self)
{
  const AttuneFormScoring *scoring = self->extent.scoring;

  if (self->extent.is_least)
    return scoring->has_floor ? scoring->floor / 100 : ATTUNE_SCORE_NONE;
  return scoring->has_cap ? scoring->cap / 100 : ATTUNE_SCORE_NONE;
}

/* A failed form scores 0, which can be more or less than all others. */
static gint64
reckon_with_fails (AttuneExtentSearch *self, gint64 extreme, gboolean *is_exact)
{
  gboolean is_least = self->extent.is_least;
  int fails;

  if (self->extent.scoring->on_fail != ATTUNE_ON_FAIL_ZERO ||
      (extreme != ATTUNE_SCORE_NONE && (is_least ? extreme <= 0 : extreme >= 0)))
    return extreme;
  fails = try_all_fails (self);
  self->extent.is_least = is_least;
  if (fails < 0)
    return extreme;
  *is_exact = fails > 0;
  return 0;
}

static gint64
find_extreme (AttuneExtentSearch *self, gboolean is_least, gboolean *is_exact)
{
  Extreme extreme = { .taken = g_newa (AttuneExtentTaken, self->groups->len + 1) };
  AttuneScoreFigures figures;
  gboolean is_scored;
  gint64 bound;

  *is_exact = TRUE;
  extreme.found = ATTUNE_EXTENT_NONE;
  self->is_rough = FALSE;
  attune_extent_weigh (&self->extent, is_least);
  search (self, &extreme);
  if (extreme.found == ATTUNE_EXTENT_NONE)
    return reckon_with_fails (self, ATTUNE_SCORE_NONE, is_exact);

  memcpy (self->best, extreme.taken, self->groups->len * sizeof *self->best);
  is_scored = score_best (self, extreme.guess, ATTUNE_FORM_NONE, &figures);
  bound = get_bound (self);
  if (extreme.found == ATTUNE_EXTENT_FOUND)
    bound = settle (self, finish (self, extreme.percent), is_scored ? &figures : NULL, is_exact);
  else
    *is_exact = is_scored && bound == figures.score;
  /* Where the answers found fail the form after all, they have come to the least there is. */
  if (is_scored && is_least && figures.form_failed && figures.score == 0 && bound > 0)
    {
      *is_exact = TRUE;
      return 0;
    }
  return bound != ATTUNE_SCORE_NONE ? reckon_with_fails (self, bound, is_exact) : bound;
}

static void
prepare (AttuneExtentSearch *self, AttuneForm *form, AttuneFormReach *reach)
{
  guint n_groups;

  self->extent.form = form;
  self->extent.scoring = attune_form_get_scoring (form);
  self->extent.plan = attune_form_get_score_plan (form);
  self->extent.scenes = attune_form_scenes_new (form, reach);
  self->extent.by_section = self->extent.scoring->na == ATTUNE_NA_SECTION &&
                            self->extent.scoring->mode == ATTUNE_SCORING_SHARE;
  self->extent.questions = g_new0 (AttuneExtentQuestion, attune_form_get_n_questions (form) + 1);
  self->groups = self->extent.scenes->groups;
  n_groups = self->groups->len + 1;
  self->failed = g_new0 (guint8, attune_form_get_n_sections (form) + 1);
  self->chosen = g_new0 (guint8, attune_form_get_n_questions (form) + 1);
  self->taken = g_new0 (AttuneExtentTaken, n_groups);
  self->best = g_new0 (AttuneExtentTaken, n_groups);
  self->bonuses = g_new0 (double, n_groups);
  for (guint i = 0; i < n_groups; i++)
    self->bonuses[i] = NAN;
  self->only_section = ATTUNE_FORM_NONE;
  self->scorer = attune_scorer_new (form);
}

static void
clear (AttuneExtentSearch *self)
{
  for (guint i = 0; i < attune_form_get_n_questions (self->extent.form); i++)
    g_free (self->extent.questions[i].ways);
  g_free (self->extent.questions);
  attune_form_scenes_free (self->extent.scenes);
  attune_scorer_free (self->scorer);
  g_free (self->failed);
  g_free (self->chosen);
  g_free (self->taken);
  g_free (self->best);
  g_free (self->bonuses);
}

AttuneFormExtent
attune_form_get_extent (AttuneForm *form, AttuneFormReach *reach)
{
  AttuneExtentSearch self = { 0 };
  AttuneFormExtent result;
  gboolean is_exact;

  prepare (&self, form, reach);
  result.minimum = find_extreme (&self, TRUE, &is_exact);
  result.is_exact = is_exact;
  result.maximum = find_extreme (&self, FALSE, &is_exact);
  result.is_exact = result.is_exact && is_exact;
  clear (&self);
  return result;
}
