/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-form-extent-private.h"

#include <math.h>
#include <string.h>

#define MAX_STEPS   60
#define TINY        ATTUNE_EXTENT_TINY
#define MAX_LEAVERS 8

/* --- A scene ------------------------------------------------------------------------------------------------- */

static gboolean
is_counted (const AttuneExtentSearch *self, guint question)
{
  const AttuneFormSection *section;

  if (self->only_section == ATTUNE_FORM_NONE)
    return TRUE;
  /* Bonuses add to the form, not to their section. */
  section = attune_form_get_section (self->extent.form, self->only_section);
  return question >= section->first_question && question < section->end_question &&
         !attune_form_get_question (self->extent.form, question)->bonus;
}

static double
get_gain (const AttuneExtentSearch *self, guint question, guint way, gboolean is_failed)
{
  const AttuneExtentWay *found = &self->extent.questions[question].ways[way];

  if (!is_counted (self, question))
    return 0.0;
  return is_failed ? found->when_failed : found->earned;
}

static double
get_cost (const AttuneExtentSearch *self, guint question, guint way)
{
  return is_counted (self, question) ? self->extent.questions[question].ways[way].possible : 0.0;
}

/* For the least, sections are failed wherever they can be. */
static void
mark_failed (AttuneExtentSearch *self, const AttuneSceneGroup *group, const guint32 *row)
{
  for (guint i = 0; i < group->members->len; i++)
    {
      guint question = g_array_index (group->members, guint, i);
      guint section = attune_form_get_question (self->extent.form, question)->section;

      self->failed[section] = FALSE;
      section = attune_form_get_section (self->extent.form, section)->parent;
      if (section != ATTUNE_FORM_NONE)
        self->failed[section] = FALSE;
    }
  for (guint i = 0; self->extent.is_least && i < group->members->len; i++)
    {
      guint question = g_array_index (group->members, guint, i);
      guint section = attune_form_get_question (self->extent.form, question)->section;
      const AttuneExtentQuestion *found = &self->extent.questions[question];

      if ((row[i] & found->fails_parent & found->allowed) != 0)
        section = attune_form_get_section (self->extent.form, section)->parent;
      if ((row[i] & found->fails_section & found->allowed) != 0)
        self->failed[section] = TRUE;
    }
}

gboolean
attune_extent_is_failed (const AttuneExtentSearch *self, guint question)
{
  guint section = attune_form_get_question (self->extent.form, question)->section;
  guint parent = attune_form_get_section (self->extent.form, section)->parent;

  return self->failed[section] || (parent != ATTUNE_FORM_NONE && self->failed[parent]);
}

/* The best of some ways, the first of equal ones; -1 where there is none. */
static int
find_way (AttuneExtentSearch *self,
          guint question,
          guint32 ways,
          AttuneExtentGuess guess,
          double *out_value)
{
  const AttuneExtentQuestion *found = &self->extent.questions[question];
  gboolean fails = attune_extent_is_failed (self, question);
  int best = -1;

  for (gint way = -1; (way = g_bit_nth_lsf (ways, way)) >= 0;)
    {
      double sign = self->extent.is_least ? -1.0 : 1.0;
      double value = guess.scale * get_gain (self, question, (guint) way, fails) -
                     guess.ratio * get_cost (self, question, (guint) way);

      value += sign * found->ways[way].bonus * TINY;
      if (best >= 0 && value <= *out_value)
        continue;
      best = way;
      *out_value = value;
    }
  return best;
}

static guint32
get_applying (const AttuneExtentSearch *self, guint question, guint32 ways)
{
  guint32 answers = ATTUNE_SCENE_NA (&self->extent.scenes->questions[question]) - 1;
  const AttuneFormQuestion *found = attune_form_get_question (self->extent.form, question);

  return found->can_score && !found->bonus ? ways & answers : 0;
}

static void
take_way (AttuneExtentSearch *self, AttuneExtentSum *sum, guint question, guint way)
{
  gboolean fails = attune_extent_is_failed (self, question);

  sum->earned += get_gain (self, question, way, fails);
  sum->possible += get_cost (self, question, way);
  sum->applies = sum->applies || self->extent.questions[question].ways[way].applies;
  self->chosen[question] = (guint8) way;
}

static void
offer_force (AttuneExtentSum *sum, double loss, guint member)
{
  if (sum->forced != ATTUNE_FORM_NONE && loss >= sum->loss)
    return;
  sum->loss = loss;
  sum->forced = member;
}

static void
add_member (AttuneExtentSearch *self,
            AttuneExtentSum *sum,
            guint question,
            guint32 ways,
            AttuneExtentGuess guess,
            gboolean is_forced,
            guint member)
{
  guint32 applying = get_applying (self, question, ways);
  double value = 0.0, other = 0.0;
  int way = find_way (self, question, is_forced ? applying : ways, guess, &value);

  sum->value += value;
  take_way (self, sum, question, (guint) way);
  if (applying != 0 && find_way (self, question, applying, guess, &other) >= 0)
    offer_force (sum, value - other, member);
}

/* --- A section that keeps its weight over an N/A -------------------------------------------------------------- */

typedef struct
{
  guint question;
  guint32 ways;
  int answer;  /* -1 where it cannot apply */
  double gain; /* of a weight of 1 */
  double weight;
  gboolean must_apply;
  gboolean is_in;
} Member;

static int
compare_members (gconstpointer a, gconstpointer b)
{
  const Member *left = a;
  const Member *right = b;

  if (left->must_apply != right->must_apply)
    return right->must_apply - left->must_apply;
  return (left->gain < right->gain) - (left->gain > right->gain);
}

static Member
make_member (AttuneExtentSearch *self, guint question, guint32 ways)
{
  Member member = { question, ways, -1 };
  guint32 applying = get_applying (self, question, ways);
  double value = 0.0;

  member.weight = is_counted (self, question)
                    ? attune_extent_to_double (&self->extent, self->extent.plan->fulls[question])
                    : 0.0;
  member.must_apply = applying != 0 && applying == ways;
  if (applying != 0)
    {
      member.answer = find_way (self, question, applying, (AttuneExtentGuess){ 1.0, 0.0 }, &value);
      if (member.weight > 0.0)
        member.gain = get_gain (self, question, (guint) member.answer,
                                attune_extent_is_failed (self, question)) /
                      member.weight;
    }
  return member;
}

/* What of a section applies: all that must, of those that may also stay without an answer the ones in `leavers`, by their
 * place among them, and of those that would else be N/A, and keep their weight, whatever raises the average. */
typedef struct
{
  guint32 leavers;
  gboolean needs_one; /* the best of the latter applies where nothing else does */
  gboolean wants_weight;
  gboolean applies;
  double average;
  double kept;
  double value;
} Choice;

static gboolean
can_stay_silent (AttuneExtentSearch *self, const Member *member)
{
  return (member->ways & ATTUNE_SCENE_SILENT (&self->extent.scenes->questions[member->question])) !=
         0;
}

static gboolean
is_leaver (AttuneExtentSearch *self, const Member *member)
{
  return member->answer >= 0 && !member->must_apply && member->weight > 0.0 &&
         can_stay_silent (self, member);
}

static void
mark_in (AttuneExtentSearch *self, Member *members, guint n, Choice *choice)
{
  double gain = 0.0, weight = 0.0;
  guint n_leavers = 0;

  for (guint i = 0; i < n; i++)
    {
      Member *member = &members[i];

      member->is_in = member->answer >= 0 && member->must_apply;
      if (is_leaver (self, member))
        member->is_in = (choice->leavers >> n_leavers++ & 1) != 0;
      if (!member->is_in)
        continue;
      gain += member->gain * member->weight;
      weight += member->weight;
    }
  for (guint i = 0; i < n; i++)
    {
      Member *member = &members[i];

      if (member->is_in || member->answer < 0 || member->weight <= 0.0 ||
          is_leaver (self, member) ||
          (weight > 0.0 ? member->gain < gain / weight : !choice->needs_one))
        continue;
      member->is_in = TRUE;
      gain += member->gain * member->weight;
      weight += member->weight;
    }
  choice->applies = weight > 0.0;
  choice->average = weight > 0.0 ? gain / weight : 0.0;
}

static void
take_members (AttuneExtentSearch *self,
              AttuneExtentSum *sum,
              const Member *members,
              guint n,
              gboolean wants_weight)
{
  for (guint i = 0; i < n; i++)
    {
      const AttuneSceneQuestion *scene = &self->extent.scenes->questions[members[i].question];
      guint32 leaving = members[i].ways & ~(ATTUNE_SCENE_NA (scene) - 1);
      guint way;

      if (members[i].is_in)
        {
          self->chosen[members[i].question] = (guint8) members[i].answer;
          sum->applies = TRUE;
          continue;
        }
      /* N/A keeps its weight in the section, no answer takes it along. */
      way = scene->n_answers;
      if ((leaving & ATTUNE_SCENE_NA (scene)) == 0 ||
          (!wants_weight && (leaving & ATTUNE_SCENE_SILENT (scene)) != 0))
        way++;
      self->chosen[members[i].question] = (guint8) way;
    }
}

static double
sum_weights (AttuneExtentSearch *self, const Member *members, guint n, gboolean wants_weight)
{
  double weight = 0.0;

  for (guint i = 0; i < n; i++)
    {
      const AttuneSceneQuestion *scene = &self->extent.scenes->questions[members[i].question];
      gboolean can_be_na = (members[i].ways & ATTUNE_SCENE_NA (scene)) != 0;
      gboolean can_leave = (members[i].ways & ATTUNE_SCENE_SILENT (scene)) != 0;

      if (members[i].is_in || (can_be_na && (wants_weight || !can_leave)))
        weight += members[i].weight;
    }
  return weight;
}

static void
weigh_choice (AttuneExtentSearch *self,
              Member *members,
              guint n,
              AttuneExtentGuess guess,
              Choice *choice)
{
  mark_in (self, members, n, choice);
  choice->wants_weight = guess.scale * choice->average > guess.ratio;
  choice->kept = choice->applies ? sum_weights (self, members, n, choice->wants_weight) : 0.0;
  choice->value = choice->kept * (guess.scale * choice->average - guess.ratio);
}

static void
try_choice (AttuneExtentSearch *self,
            GArray *list,
            AttuneExtentGuess guess,
            Choice choice,
            Choice *best)
{
  weigh_choice (self, (Member *) (gpointer) list->data, list->len, guess, &choice);
  if (choice.applies && (!best->applies || choice.value > best->value))
    *best = choice;
}

/* Whoever applies without having to adds weight too, and is not to be told from a lower average by order alone: all of them
 * are tried with and without each other, as long as they are few. */
static Choice
find_choice (AttuneExtentSearch *self, GArray *list, AttuneExtentGuess guess)
{
  Choice best = { 0 };
  guint n_leavers = 0;

  for (guint i = 0; i < list->len; i++)
    n_leavers += is_leaver (self, &g_array_index (list, Member, i));
  if (n_leavers > MAX_LEAVERS)
    {
      /* In the order of what they gain, the best first. */
      self->is_rough = TRUE;
      n_leavers = MIN (n_leavers, 31);
      for (guint i = 0; i <= n_leavers; i++)
        try_choice (self, list, guess, (Choice){ (1u << i) - 1, TRUE }, &best);
      return best;
    }
  for (guint32 leavers = 0; leavers < 1u << n_leavers; leavers++)
    try_choice (self, list, guess, (Choice){ leavers, TRUE }, &best);
  return best;
}

static gboolean
can_all_leave (const Member *members, guint n)
{
  for (guint i = 0; i < n; i++)
    if (members[i].must_apply && members[i].weight > 0.0)
      return FALSE;
  return TRUE;
}

static void
add_section (AttuneExtentSearch *self,
             AttuneExtentSum *sum,
             GArray *list,
             AttuneExtentGuess guess,
             gboolean is_forced,
             guint member)
{
  Member *members = (Member *) (gpointer) list->data;
  Choice choice;

  g_array_sort (list, compare_members);
  choice = find_choice (self, list, guess);
  if (choice.applies && can_all_leave (members, list->len))
    {
      offer_force (sum, MAX (0.0, -choice.value), member);
      if (choice.value < 0.0 && !is_forced)
        choice = (Choice){ 0 };
    }
  else if (list->len > 0 && members[0].answer >= 0)
    offer_force (sum, 0.0, member);
  weigh_choice (self, members, list->len, guess, &choice);
  sum->value += choice.value;
  sum->earned += choice.kept * choice.average;
  sum->possible += choice.kept;
  take_members (self, sum, members, list->len, choice.wants_weight);
}

/* --- A group ------------------------------------------------------------------------------------------------- */

static gboolean
is_weighed_by_section (const AttuneExtentSearch *self, guint question)
{
  const AttuneFormQuestion *found = attune_form_get_question (self->extent.form, question);

  return self->extent.by_section && found->can_score && !found->bonus;
}

gboolean
attune_extent_sum_scene (AttuneExtentSearch *self,
                         const AttuneSceneGroup *group,
                         AttuneExtentTaken taken,
                         AttuneExtentGuess guess,
                         AttuneExtentSum *sum)
{
  const guint32 *row = attune_scene_group_get_row (group, taken.scene);
  g_autoptr (GArray) list = self->extent.by_section ? g_array_new (FALSE, FALSE, sizeof (Member))
                                                    : NULL;
  guint first = 0;

  *sum = (AttuneExtentSum){ .forced = ATTUNE_FORM_NONE };
  mark_failed (self, group, row);
  for (guint i = 0; i < group->members->len; i++)
    {
      guint question = g_array_index (group->members, guint, i);
      guint section = attune_form_get_question (self->extent.form, question)->section;
      guint32 ways = row[i] & self->extent.questions[question].allowed;
      guint next = i + 1 < group->members->len ? g_array_index (group->members, guint, i + 1) : 0;

      if (ways == 0 && row[i] != 0)
        return FALSE;
      if (ways == 0)
        self->chosen[question] = G_MAXUINT8;
      else if (is_weighed_by_section (self, question))
        {
          Member member = make_member (self, question, ways);

          if (list->len == 0)
            first = i;
          g_array_append_val (list, member);
        }
      else
        add_member (self, sum, question, ways, guess, taken.forced == i, i);
      if (list != NULL && list->len > 0 &&
          (i + 1 == group->members->len ||
           attune_form_get_question (self->extent.form, next)->section != section))
        {
          add_section (self, sum, list, guess, taken.forced == first, first);
          g_array_set_size (list, 0);
        }
    }
  return TRUE;
}

double
attune_extent_get_bonus (const AttuneExtentSearch *self, const AttuneSceneGroup *group, guint scene)
{
  const guint32 *row = attune_scene_group_get_row (group, scene);
  double sum = 0.0;

  for (guint i = 0; i < group->members->len; i++)
    {
      guint question = g_array_index (group->members, guint, i);
      const AttuneExtentQuestion *found = &self->extent.questions[question];
      gboolean is_first = TRUE;
      double best = 0.0;

      for (gint way = -1; (way = g_bit_nth_lsf (row[i] & found->allowed, way)) >= 0;)
        {
          double bonus = found->ways[way].bonus;

          if (is_first || (self->extent.is_least ? bonus < best : bonus > best))
            best = bonus;
          is_first = FALSE;
        }
      sum += best;
    }
  return sum;
}

static gboolean
is_open (const AttuneExtentSearch *self, guint group, guint scene)
{
  const AttuneSceneGroup *found = g_ptr_array_index (self->groups, group);

  return isnan (self->bonuses[group]) ||
         fabs (attune_extent_get_bonus (self, found, scene) - self->bonuses[group]) < TINY;
}

typedef struct
{
  AttuneExtentTaken taken;
  double value;
  gboolean applies;
  AttuneExtentTaken applying;
  double applying_value;
} GroupBest;

static void
try_scene (AttuneExtentSearch *self,
           guint group,
           guint scene,
           AttuneExtentGuess guess,
           GroupBest *best)
{
  AttuneExtentTaken taken = { scene, ATTUNE_FORM_NONE };
  AttuneExtentSum sum;

  if (!attune_extent_sum_scene (self, g_ptr_array_index (self->groups, group), taken, guess, &sum))
    return;
  if (best->taken.scene == ATTUNE_FORM_NONE || sum.value > best->value ||
      (sum.value >= best->value && sum.applies && !best->applies))
    {
      best->taken = taken;
      best->value = sum.value;
      best->applies = sum.applies;
    }
  if (!sum.applies && sum.forced == ATTUNE_FORM_NONE)
    return;
  if (!sum.applies)
    {
      taken.forced = sum.forced;
      sum.value -= sum.loss;
    }
  if (best->applying.scene == ATTUNE_FORM_NONE || sum.value > best->applying_value)
    {
      best->applying = taken;
      best->applying_value = sum.value;
    }
}

static GroupBest
find_scene (AttuneExtentSearch *self, guint group, AttuneExtentGuess guess)
{
  const AttuneSceneGroup *found = g_ptr_array_index (self->groups, group);
  GroupBest best = { .taken = { ATTUNE_FORM_NONE, ATTUNE_FORM_NONE },
                     .applying = { ATTUNE_FORM_NONE, ATTUNE_FORM_NONE } };

  for (guint i = 0; i < found->n_scenes; i++)
    if (is_open (self, group, i))
      try_scene (self, group, i, guess, &best);
  return best;
}

gboolean
attune_extent_take_scenes (AttuneExtentSearch *self, AttuneExtentGuess guess)
{
  guint cheapest = ATTUNE_FORM_NONE;
  AttuneExtentTaken forced = { ATTUNE_FORM_NONE, ATTUNE_FORM_NONE };
  double least = 0.0;
  gboolean applies = FALSE;

  for (guint i = 0; i < self->groups->len; i++)
    {
      GroupBest best = find_scene (self, i, guess);
      double loss = best.value - best.applying_value;

      if (best.taken.scene == ATTUNE_FORM_NONE)
        return FALSE;
      self->taken[i] = best.taken;
      applies = applies || best.applies;
      if (best.applying.scene == ATTUNE_FORM_NONE ||
          (cheapest != ATTUNE_FORM_NONE && loss >= least))
        continue;
      cheapest = i;
      forced = best.applying;
      least = loss;
    }
  if (!applies && cheapest != ATTUNE_FORM_NONE)
    self->taken[cheapest] = forced;
  return applies || cheapest != ATTUNE_FORM_NONE;
}

/* In points mode the baseline is in both sums. */
static double
get_baseline (const AttuneExtentSearch *self)
{
  if (self->extent.scoring->mode != ATTUNE_SCORING_POINTS || self->only_section != ATTUNE_FORM_NONE)
    return 0.0;
  return attune_extent_to_double (&self->extent, self->extent.plan->unit) *
         (double) self->extent.scoring->baseline;
}

static void
sum_taken (AttuneExtentSearch *self,
           const AttuneExtentTaken *taken,
           AttuneExtentGuess guess,
           double *out_earned,
           double *out_possible)
{
  double baseline = get_baseline (self);
  AttuneExtentSum sum;

  *out_possible = baseline;
  *out_earned = self->extent.is_least ? -baseline : baseline;
  for (guint i = 0; i < self->groups->len; i++)
    {
      attune_extent_sum_scene (self, g_ptr_array_index (self->groups, i), taken[i], guess, &sum);
      *out_earned += sum.earned;
      *out_possible += sum.possible;
    }
}

AttuneExtentFound
attune_extent_find_ratio (AttuneExtentSearch *self, double *out_ratio, AttuneExtentGuess *out_guess)
{
  AttuneExtentGuess guess = { 0.0, -1.0 };
  double earned, possible, ratio = 0.0;

  for (guint i = 0; i < MAX_STEPS; i++)
    {
      if (!attune_extent_take_scenes (self, guess))
        return ATTUNE_EXTENT_NONE;
      sum_taken (self, self->taken, guess, &earned, &possible);
      /* A baseline below 0 leaves nothing to divide by in some answers, past which others can be better. */
      if (possible <= 1e-13)
        return i == 0                                          ? ATTUNE_EXTENT_NONE
               : earned > TINY || get_baseline (self) < -1e-13 ? ATTUNE_EXTENT_NO_LIMIT
                                                               : ATTUNE_EXTENT_FOUND;
      if (i > 0 && earned / possible <= ratio + 1e-13 * MAX (1.0, fabs (ratio)))
        return ATTUNE_EXTENT_FOUND;
      ratio = earned / possible;
      *out_ratio = ratio;
      *out_guess = guess;
      memcpy (self->best, self->taken, self->groups->len * sizeof *self->best);
      guess = (AttuneExtentGuess){ 1.0, ratio };
    }
  return ATTUNE_EXTENT_FOUND;
}
