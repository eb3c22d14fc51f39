/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-form-extent.h"

#include "attune-best-ratio.h"
#include "attune-score-private.h"

#include <stdlib.h>

#define FULL_SCORE (100 * ATTUNE_DECIMAL_ONE)

/* The score is a ratio: what is earned over what is possible, each a sum of what questions bring. Questions that may
 * leave make it a choice which sums: the best choice is searched for. The least ratio is the greatest of the negated
 * one. */

typedef struct
{
  AttuneForm *form;
  const AttuneFormScoring *scoring;
  const AttuneScorePlan *plan;
  gboolean is_least;
  gboolean *can_show; /* one a question */
  gboolean *can_fail; /* one a section: it, or the one above it, can be failed */
  gboolean can_fail_form;
  AttuneBestRatio *search;
  mpz_t bonus; /* of share mode: weight × score */
} Extent;

/* `earned` is negated here where the least is looked for. */
static void
add_way (Extent *extent, const mpq_t earned, const mpq_t possible, gboolean applies)
{
  mpq_t wanted;

  mpq_init (wanted);
  mpq_set (wanted, earned);
  if (extent->is_least)
    mpq_neg (wanted, wanted);
  attune_best_ratio_add_way (extent->search, wanted, possible, applies);
  mpq_clear (wanted);
}

static void
add_leaving (Extent *extent)
{
  mpq_t nothing;

  mpq_init (nothing);
  add_way (extent, nothing, nothing, FALSE);
  mpq_clear (nothing);
}

/* --- Questions ----------------------------------------------------------------------------------------------- */

static gboolean
is_conditional (AttuneForm *form, const AttuneFormQuestion *question)
{
  guint above = question->section;

  if (question->show_if != NULL)
    return TRUE;
  while (above != ATTUNE_FORM_NONE)
    {
      const AttuneFormSection *section = attune_form_get_section (form, above);

      if (section->show_if != NULL)
        return TRUE;
      above = section->parent;
    }
  return FALSE;
}

/* Hidden or left unanswered in finished answers: its weight leaves under every policy. */
static gboolean
can_be_absent (Extent *extent, const AttuneFormQuestion *question)
{
  return !question->required || is_conditional (extent->form, question);
}

/* The best or worst that an answer can be worth. */
static AttuneDecimal
get_extreme (Extent *extent, const AttuneFormQuestion *question)
{
  AttuneDecimal extreme = 0;

  for (guint i = 0; i < question->n_options; i++)
    {
      AttuneDecimal score = question->options[i].score;

      if (question->type == ATTUNE_QUESTION_CHECKLIST)
        extreme += extent->is_least ? MIN (score, 0) : MAX (score, 0);
      else if (i == 0 || (extent->is_least ? score < extreme : score > extreme))
        extreme = score;
    }
  if (extent->scoring->mode == ATTUNE_SCORING_SHARE)
    extreme = CLAMP (extreme, 0, FULL_SCORE);
  if (extent->is_least && extent->can_fail[question->section])
    extreme = MIN (extreme, 0);
  return extreme;
}

static void
set_earned (Extent *extent, const AttuneFormQuestion *question, mpq_t earned)
{
  mpq_set_z (earned, extent->plan->weights[question->index]);
  mpz_mul_si (mpq_numref (earned), mpq_numref (earned), get_extreme (extent, question));
}

static void
add_question (Extent *extent, const AttuneFormQuestion *question)
{
  gboolean is_na = attune_form_can_be_na (extent->form, question);
  gboolean is_full = extent->scoring->na == ATTUNE_NA_FULL;
  mpq_t earned, possible;

  attune_best_ratio_begin_part (extent->search);
  mpq_inits (earned, possible, NULL);
  set_earned (extent, question, earned);
  mpq_set_z (possible, extent->plan->fulls[question->index]);
  if (question->bonus)
    mpq_set_ui (possible, 0, 1);
  add_way (extent, earned, possible, !question->bonus);

  if (can_be_absent (extent, question) || (is_na && (!is_full || question->bonus)))
    add_leaving (extent);
  if (is_na && is_full && !question->bonus)
    {
      mpq_set (earned, possible);
      if (extent->is_least && extent->can_fail[question->section])
        mpq_set_ui (earned, 0, 1);
      add_way (extent, earned, possible, FALSE);
    }
  mpq_clears (earned, possible, NULL);
}

static void
add_bonus_points (Extent *extent, const AttuneFormQuestion *question)
{
  gboolean can_leave = can_be_absent (extent, question) ||
                       attune_form_can_be_na (extent->form, question);
  AttuneDecimal extreme = CLAMP (get_extreme (extent, question), 0, FULL_SCORE);

  if (extent->is_least && can_leave)
    return;
  mpz_addmul_ui (extent->bonus, extent->plan->weights[question->index], (unsigned long) extreme);
}

static gboolean
counts (Extent *extent, const AttuneFormQuestion *question)
{
  return question->can_score && extent->can_show[question->index];
}

/* --- Sections, where one keeps its weight over an N/A -------------------------------------------------------- */

/* The questions of a section, the most telling first. */
typedef struct
{
  AttuneDecimal extreme;
  const mpz_t *weight;
  gboolean must_apply;
} Member;

static int
compare_members (gconstpointer a, gconstpointer b)
{
  const Member *left = a;
  const Member *right = b;

  return (left->extreme < right->extreme) - (left->extreme > right->extreme);
}

/* The best average over some members, all that must apply among them; FALSE where there is no weight. */
static gboolean
find_ratio (Extent *extent, GArray *members, mpq_t out_ratio)
{
  mpq_t earned, weight, score;
  gboolean found;

  mpq_inits (earned, weight, score, NULL);
  for (guint i = 0; i < members->len; i++)
    {
      const Member *member = &g_array_index (members, Member, i);

      if (!member->must_apply)
        continue;
      mpz_addmul_ui (mpq_numref (earned), *member->weight, (unsigned long) member->extreme);
      mpz_add (mpq_numref (weight), mpq_numref (weight), *member->weight);
    }
  for (guint i = 0; i < members->len; i++)
    {
      guint place = extent->is_least ? members->len - 1 - i : i;
      const Member *member = &g_array_index (members, Member, place);
      int order;

      if (member->must_apply || mpz_sgn (*member->weight) == 0)
        continue;
      mpq_set_si (score, member->extreme, 1);
      mpq_mul (score, score, weight);
      order = mpq_cmp (score, earned);
      if (mpq_sgn (weight) > 0 && (extent->is_least ? order >= 0 : order <= 0))
        break;
      mpz_addmul_ui (mpq_numref (earned), *member->weight, (unsigned long) member->extreme);
      mpz_add (mpq_numref (weight), mpq_numref (weight), *member->weight);
    }

  found = mpq_sgn (weight) > 0;
  if (found)
    mpq_div (out_ratio, earned, weight);
  mpq_clears (earned, weight, score, NULL);
  return found;
}

/* The ways of the section with `weight` to share out: at its best ratio. */
static void
add_section_way (Extent *extent, const mpq_t ratio, const mpz_t weight)
{
  mpq_t earned, possible;

  mpq_inits (earned, possible, NULL);
  mpq_set_z (possible, weight);
  mpq_mul (earned, ratio, possible);
  mpz_mul_ui (mpq_numref (possible), mpq_numref (possible), FULL_SCORE);
  add_way (extent, earned, possible, TRUE);
  mpq_clears (earned, possible, NULL);
}

static void
add_section (Extent *extent, const AttuneFormSection *section)
{
  g_autoptr (GArray) members = g_array_new (FALSE, FALSE, sizeof (Member));
  gboolean must_apply = FALSE;
  mpz_t least, most;
  mpq_t ratio;

  mpz_inits (least, most, NULL);
  mpq_init (ratio);
  for (guint i = section->first_question; i < section->first_question + section->n_questions; i++)
    {
      const AttuneFormQuestion *question = attune_form_get_question (extent->form, i);
      Member member = { 0, &extent->plan->weights[i], FALSE };

      if (!counts (extent, question) || question->bonus)
        continue;
      member.extreme = get_extreme (extent, question);
      member.must_apply = !can_be_absent (extent, question) &&
                          !attune_form_can_be_na (extent->form, question);
      /* One without weight cannot hold the section's: it leaves when all others are N/A. */
      must_apply = must_apply || (member.must_apply && mpz_sgn (*member.weight) > 0);
      mpz_add (most, most, *member.weight);
      if (!can_be_absent (extent, question))
        mpz_add (least, least, *member.weight);
      g_array_append_val (members, member);
    }
  g_array_sort (members, compare_members);

  if (find_ratio (extent, members, ratio))
    {
      attune_best_ratio_begin_part (extent->search);
      add_section_way (extent, ratio, most);
      if (mpz_sgn (least) > 0)
        add_section_way (extent, ratio, least);
      if (!must_apply)
        add_leaving (extent);
    }
  mpq_clear (ratio);
  mpz_clears (least, most, NULL);
}

/* --- The form ------------------------------------------------------------------------------------------------ */

static void
gather_parts (Extent *extent)
{
  gboolean by_section = extent->scoring->na == ATTUNE_NA_SECTION &&
                        extent->scoring->mode == ATTUNE_SCORING_SHARE;

  for (guint i = 0; i < attune_form_get_n_questions (extent->form); i++)
    {
      const AttuneFormQuestion *question = attune_form_get_question (extent->form, i);

      if (!counts (extent, question))
        continue;
      if (question->bonus && extent->scoring->mode == ATTUNE_SCORING_SHARE)
        add_bonus_points (extent, question);
      else if (!by_section)
        add_question (extent, question);
    }
  for (guint i = 0; by_section && i < attune_form_get_n_sections (extent->form); i++)
    add_section (extent, attune_form_get_section (extent->form, i));
}

static void
note_fail (Extent *extent, const AttuneFormSection *section, AttuneFailScope scope)
{
  gboolean is_parent = scope == ATTUNE_FAIL_PARENT && section->parent != ATTUNE_FORM_NONE;

  if (scope == ATTUNE_FAIL_FORM)
    extent->can_fail_form = TRUE;
  else if (scope != ATTUNE_FAIL_NONE)
    extent->can_fail[is_parent ? section->parent : section->index] = TRUE;
}

/* Whether an answer can be worth less than so many percent of what the question gives at most. */
static gboolean
can_fall_below (Extent *extent, const AttuneFormQuestion *question, AttuneDecimal percent)
{
  AttuneDecimal most = extent->scoring->mode == ATTUNE_SCORING_SHARE
                         ? FULL_SCORE
                         : attune_form_question_get_best (question, extent->scoring->mode);

  if (!question->can_score || !extent->can_show[question->index])
    return FALSE;
  return attune_decimal_to_double (get_extreme (extent, question)) * 100 <
         attune_decimal_to_double (most) * attune_decimal_to_double (percent);
}

/* What `fail_below` can do. A section is taken to stay below when one of its questions can: others may leave. */
static void
note_falls (Extent *extent)
{
  extent->is_least = TRUE;
  for (guint i = 0; i < attune_form_get_n_questions (extent->form); i++)
    {
      const AttuneFormQuestion *question = attune_form_get_question (extent->form, i);
      guint above = question->section;

      if (question->has_fail_below && can_fall_below (extent, question, question->fail_below))
        extent->can_fail_form = TRUE;
      while (above != ATTUNE_FORM_NONE)
        {
          const AttuneFormSection *section = attune_form_get_section (extent->form, above);

          if (section->has_fail_below && can_fall_below (extent, question, section->fail_below))
            extent->can_fail_form = TRUE;
          above = section->parent;
        }
    }
}

static void
look_around (Extent *extent, AttuneFormReach *reach)
{
  guint n_sections = attune_form_get_n_sections (extent->form);

  for (guint i = 0; i < attune_form_get_n_questions (extent->form); i++)
    {
      const AttuneFormQuestion *question = attune_form_get_question (extent->form, i);

      extent->can_show[i] = attune_form_reach_can_show_question (reach, i);
      for (guint j = 0; extent->can_show[i] && j < question->n_options; j++)
        note_fail (extent, attune_form_get_section (extent->form, question->section),
                   question->options[j].fail);
    }
  for (guint i = 0; i < n_sections; i++)
    {
      guint parent = attune_form_get_section (extent->form, i)->parent;

      if (parent != ATTUNE_FORM_NONE && extent->can_fail[parent])
        extent->can_fail[i] = TRUE;
    }
  note_falls (extent);
}

static gint64
finish (Extent *extent, mpq_t ratio)
{
  const AttuneFormScoring *scoring = extent->scoring;
  gint64 percent;
  mpq_t bonus;

  mpq_init (bonus);
  if (extent->is_least)
    mpq_neg (ratio, ratio);
  mpz_mul_ui (mpq_numref (ratio), mpq_numref (ratio), 100);
  mpq_canonicalize (ratio);
  mpz_set (mpq_numref (bonus), extent->bonus);
  mpz_set_ui (mpq_denref (bonus), ATTUNE_DECIMAL_ONE * ATTUNE_DECIMAL_ONE * 100);
  mpq_canonicalize (bonus);
  mpq_add (ratio, ratio, bonus);

  mpq_set_si (bonus, scoring->floor, ATTUNE_DECIMAL_ONE);
  mpq_canonicalize (bonus);
  if (scoring->has_floor && mpq_cmp (ratio, bonus) < 0)
    mpq_set (ratio, bonus);
  mpq_set_si (bonus, scoring->cap, ATTUNE_DECIMAL_ONE);
  mpq_canonicalize (bonus);
  if (scoring->has_cap && mpq_cmp (ratio, bonus) > 0)
    mpq_set (ratio, bonus);
  percent = attune_round_to_hundredths (ratio);
  mpq_clear (bonus);
  return percent;
}

/* Where there is no limit but the form's own. */
static gint64
get_bound (Extent *extent)
{
  const AttuneFormScoring *scoring = extent->scoring;

  if (extent->is_least)
    return scoring->has_floor ? scoring->floor / 100 : ATTUNE_SCORE_NONE;
  return scoring->has_cap ? scoring->cap / 100 : ATTUNE_SCORE_NONE;
}

/* In points mode the baseline is in both sums. */
static void
add_baseline (Extent *extent)
{
  mpq_t baseline;

  if (extent->scoring->mode != ATTUNE_SCORING_POINTS)
    return;

  mpq_init (baseline);
  mpz_mul_si (mpq_numref (baseline), extent->plan->unit, extent->scoring->baseline);
  attune_best_ratio_begin_part (extent->search);
  add_way (extent, baseline, baseline, FALSE);
  mpq_clear (baseline);
}

static gint64
find_extreme (Extent *extent, gboolean is_least)
{
  gint64 extreme = ATTUNE_SCORE_NONE;
  g_autoptr (AttuneBestRatio) search = attune_best_ratio_new ();
  mpq_t ratio;

  extent->is_least = is_least;
  mpz_set_ui (extent->bonus, 0);
  extent->search = search;
  add_baseline (extent);
  gather_parts (extent);

  mpq_init (ratio);
  switch (attune_best_ratio_find (search, ratio))
    {
    case ATTUNE_BEST_RATIO_FOUND:
      extreme = finish (extent, ratio);
      break;
    case ATTUNE_BEST_RATIO_NO_LIMIT:
      extreme = get_bound (extent);
      break;
    case ATTUNE_BEST_RATIO_NONE:
      break;
    }
  mpq_clear (ratio);

  /* A failed form scores 0, which also is the most of one that otherwise takes points away. */
  if (extreme != ATTUNE_SCORE_NONE && extent->can_fail_form &&
      extent->scoring->on_fail == ATTUNE_ON_FAIL_ZERO)
    extreme = is_least ? MIN (extreme, 0) : MAX (extreme, 0);
  return extreme;
}

AttuneFormExtent
attune_form_get_extent (AttuneForm *form, AttuneFormReach *reach)
{
  g_autofree gboolean *can_show = g_new0 (gboolean, attune_form_get_n_questions (form) + 1);
  g_autofree gboolean *can_fail = g_new0 (gboolean, attune_form_get_n_sections (form) + 1);
  Extent extent = { .form = form, .can_show = can_show, .can_fail = can_fail };
  AttuneFormExtent result;

  extent.scoring = attune_form_get_scoring (form);
  extent.plan = attune_form_get_score_plan (form);
  mpz_init (extent.bonus);
  look_around (&extent, reach);
  result.minimum = find_extreme (&extent, TRUE);
  result.maximum = find_extreme (&extent, FALSE);
  mpz_clear (extent.bonus);
  return result;
}
