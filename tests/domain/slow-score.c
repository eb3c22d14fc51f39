/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "AttuneTest"

#include "config.h"

#include "slow-score.h"

#include "random-form.h"

#include <gmp.h>
#include <math.h>

/* One question as it stands. */
typedef struct
{
  json_t *question;
  json_t *section;
  json_t *parent; /* section above the section, or NULL */
  json_t *answer;
  char state; /* hidden, unanswered, n/a or answered: one of "huna" */
  gboolean counts;
  gboolean bonus;
  gboolean critical;
  mpq_t weight;
  mpq_t earned; /* before weight, share mode: of 100 */
  mpq_t most;
} Row;

typedef struct
{
  json_t *form;
  json_t *scoring;
  json_t *answers;
  json_t *marks; /* of sections */
  GPtrArray *rows;
  const char *mode;
  const char *na;
} Slow;

static const char *
get_word (json_t *object, const char *key, const char *fallback)
{
  const char *word = json_string_value (json_object_get (object, key));

  return word != NULL ? word : fallback;
}

static gboolean
get_flag (json_t *object, const char *key, gboolean fallback)
{
  json_t *flag = json_object_get (object, key);

  return flag != NULL ? json_is_true (flag) : fallback;
}

static void
set_number (mpq_t fraction, json_t *number, double fallback)
{
  double value = number != NULL ? json_number_value (number) : fallback;

  mpq_set_si (fraction, lround (value * 10000), 10000);
  mpq_canonicalize (fraction);
}

static Row *
find_row (Slow *slow, const char *id)
{
  for (guint i = 0; i < slow->rows->len; i++)
    {
      Row *row = g_ptr_array_index (slow->rows, i);

      if (g_str_equal (get_word (row->question, "id", ""), id))
        return row;
    }
  g_assert_not_reached ();
}

/* --- What is chosen ------------------------------------------------------------------------------------------ */

static gboolean
is_chosen (json_t *answer, const char *option)
{
  json_t *options = json_object_get (answer, "options");

  if (g_strcmp0 (get_word (answer, "option", NULL), option) == 0)
    return TRUE;
  for (size_t i = 0; i < json_array_size (options); i++)
    {
      if (g_str_equal (json_string_value (json_array_get (options, i)), option))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_in_range (json_t *range, double number)
{
  json_t *from = json_object_get (range, "from");
  json_t *to = json_object_get (range, "to");

  return (!json_is_number (from) || number >= json_number_value (from)) &&
         (!json_is_number (to) || number <= json_number_value (to));
}

/* The options or the range that the answer takes; owned by the caller. */
static json_t *
list_chosen (Slow *slow, json_t *question, json_t *answer)
{
  gboolean is_number = g_str_equal (get_word (question, "type", ""), "number");
  json_t *all = is_number ? json_incref (json_object_get (question, "ranges"))
                          : random_form_get_options (question, slow->mode);
  json_t *chosen = json_array ();

  for (size_t i = 0; i < json_array_size (all); i++)
    {
      json_t *option = json_array_get (all, i);
      json_t *number = json_object_get (answer, "number");

      if (is_number && number != NULL && json_array_size (chosen) == 0 &&
          is_in_range (option, json_number_value (number)))
        json_array_append (chosen, option);
      else if (!is_number && is_chosen (answer, get_word (option, "id", "")))
        json_array_append (chosen, option);
    }
  json_decref (all);
  return chosen;
}

/* --- What is shown ------------------------------------------------------------------------------------------- */

static gboolean
holds (Slow *slow, json_t *condition)
{
  json_t *list = json_object_get (condition, "all");
  gboolean want_all = list != NULL;
  Row *row;

  if (condition == NULL)
    return TRUE;
  if (json_object_get (condition, "not") != NULL)
    return !holds (slow, json_object_get (condition, "not"));
  if (list == NULL)
    list = json_object_get (condition, "any");
  if (list != NULL)
    {
      guint n_true = 0;

      for (size_t i = 0; i < json_array_size (list); i++)
        n_true += holds (slow, json_array_get (list, i));
      return want_all ? n_true == json_array_size (list) : n_true > 0;
    }

  row = find_row (slow, get_word (condition, "question", ""));
  if (json_object_get (condition, "na") != NULL)
    return row->state == 'n';
  if (row->state != 'a')
    return FALSE;
  if (json_object_get (condition, "answered") != NULL)
    return TRUE;
  list = json_object_get (condition, "is");
  for (size_t i = 0; i < json_array_size (list); i++)
    {
      if (is_chosen (row->answer, json_string_value (json_array_get (list, i))))
        return TRUE;
    }
  return FALSE;
}

static void
free_row (Row *row)
{
  mpq_clears (row->weight, row->earned, row->most, NULL);
  g_free (row);
}

static gboolean
has_value (json_t *answer)
{
  static const char *const keys[] = { "option", "options", "number", "text", "date" };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      if (json_object_get (answer, keys[i]) != NULL)
        return TRUE;
    }
  return FALSE;
}

/* Earned and most, before any weight. */
static void
fill_worth (Slow *slow, Row *row)
{
  gboolean is_checklist = g_str_equal (get_word (row->question, "type", ""), "checklist");
  gboolean is_number = g_str_equal (get_word (row->question, "type", ""), "number");
  gboolean is_share = g_str_equal (slow->mode, "share");
  json_t *chosen = list_chosen (slow, row->question, row->answer);
  json_t *all = is_number ? json_incref (json_object_get (row->question, "ranges"))
                          : random_form_get_options (row->question, slow->mode);
  mpq_t one;

  mpq_init (one);
  for (size_t i = 0; i < json_array_size (chosen); i++)
    {
      set_number (one, json_object_get (json_array_get (chosen, i), "score"), 0);
      mpq_add (row->earned, row->earned, one);
    }
  for (size_t i = 0; i < json_array_size (all); i++)
    {
      set_number (one, json_object_get (json_array_get (all, i), "score"), 0);
      if (!is_share && get_flag (json_array_get (all, i), "bonus", FALSE))
        continue;
      if (is_checklist && mpq_sgn (one) > 0)
        mpq_add (row->most, row->most, one);
      else if (!is_checklist && mpq_cmp (one, row->most) > 0)
        mpq_set (row->most, one);
    }
  if (is_share)
    {
      mpq_set_ui (row->most, 100, 1);
      if (mpq_sgn (row->earned) < 0)
        mpq_set_ui (row->earned, 0, 1);
      if (mpq_cmp (row->earned, row->most) > 0)
        mpq_set (row->earned, row->most);
    }
  mpq_clear (one);
  json_decref (all);
  json_decref (chosen);
}

static void
add_row (Slow *slow, json_t *parent, json_t *section, json_t *question, gboolean shown, gboolean na)
{
  const char *type = get_word (question, "type", "");
  Row *row = g_new0 (Row, 1);

  row->question = question;
  row->section = section;
  row->parent = parent;
  row->answer = json_object_get (slow->answers, get_word (question, "id", ""));
  mpq_inits (row->weight, row->earned, row->most, NULL);
  row->bonus = get_flag (question, "bonus", FALSE);
  row->critical = !g_str_equal (get_word (question, "error_type", "none"), "none");
  row->counts = get_flag (question, "scored", TRUE) && !g_str_equal (type, "text") &&
                (!g_str_equal (type, "number") || json_object_get (question, "ranges") != NULL);

  if (!shown || !holds (slow, json_object_get (question, "show_if")))
    row->state = 'h';
  else if (na || get_flag (row->answer, "na", FALSE))
    row->state = 'n';
  else
    row->state = has_value (row->answer) ? 'a' : 'u';
  fill_worth (slow, row);
  g_ptr_array_add (slow->rows, row);
}

static void
add_rows (Slow *slow, json_t *above, json_t *node, gboolean shown, gboolean na)
{
  json_t *sections = json_object_get (node, "sections");

  for (size_t i = 0; i < json_array_size (sections); i++)
    {
      json_t *section = json_array_get (sections, i);
      json_t *questions = json_object_get (section, "questions");
      json_t *mark = json_object_get (slow->marks, get_word (section, "id", ""));
      gboolean is_shown = shown && holds (slow, json_object_get (section, "show_if"));
      gboolean is_na = na || get_flag (mark, "na", FALSE);

      for (size_t j = 0; j < json_array_size (questions); j++)
        add_row (slow, above, section, json_array_get (questions, j), is_shown, is_na);
      add_rows (slow, section, section, is_shown, is_na);
    }
}

/* --- Weights ------------------------------------------------------------------------------------------------- */

static gboolean
has_counting (Slow *slow, json_t *section)
{
  for (guint i = 0; i < slow->rows->len; i++)
    {
      Row *row = g_ptr_array_index (slow->rows, i);

      if ((row->section == section || row->parent == section) && row->counts && !row->bonus)
        return TRUE;
    }
  return FALSE;
}

static void
sum_items (Slow *slow, json_t *section, mpq_t sum)
{
  json_t *sections = json_object_get (section, "sections");
  mpq_t one;

  mpq_init (one);
  mpq_set_ui (sum, 0, 1);
  for (guint i = 0; i < slow->rows->len; i++)
    {
      Row *row = g_ptr_array_index (slow->rows, i);

      if (row->section != section || !row->counts || row->bonus)
        continue;
      set_number (one, json_object_get (row->question, "weight"), 1);
      mpq_add (sum, sum, one);
    }
  for (size_t i = 0; i < json_array_size (sections); i++)
    {
      if (!has_counting (slow, json_array_get (sections, i)))
        continue;
      set_number (one, json_object_get (json_array_get (sections, i), "weight"), 1);
      mpq_add (sum, sum, one);
    }
  mpq_clear (one);
}

/* From the question upwards: its part of its section, that one's part of the section above, and so on. */
static void
weigh_by_section (Slow *slow, Row *row)
{
  mpq_t sum;

  mpq_init (sum);
  set_number (row->weight, json_object_get (row->question, "weight"), 1);
  for (json_t *section = row->section; section != NULL;)
    {
      json_t *above = section == row->section ? row->parent : NULL;

      sum_items (slow, section, sum);
      if (mpq_sgn (sum) == 0)
        mpq_set_ui (row->weight, 0, 1);
      else
        mpq_div (row->weight, row->weight, sum);
      set_number (sum, json_object_get (section, "weight"), 1);
      mpq_mul (row->weight, row->weight, sum);
      section = above;
    }
  mpq_clear (sum);
}

static void
multiply_sections (Row *row)
{
  mpq_t one;

  mpq_init (one);
  set_number (row->weight, json_object_get (row->section, "weight"), 1);
  if (row->parent != NULL)
    {
      set_number (one, json_object_get (row->parent, "weight"), 1);
      mpq_mul (row->weight, row->weight, one);
    }
  mpq_clear (one);
}

static void
weigh (Slow *slow)
{
  for (guint i = 0; i < slow->rows->len; i++)
    {
      Row *row = g_ptr_array_index (slow->rows, i);

      if (g_str_equal (slow->mode, "points"))
        multiply_sections (row);
      else if (g_str_equal (get_word (slow->scoring, "weigh_by", "question"), "section") &&
               !row->bonus)
        weigh_by_section (slow, row);
      else
        set_number (row->weight, json_object_get (row->question, "weight"), 1);
    }
}

/* Under the policy `section` an applicable question weighs more by what is N/A beside it. */
static void
get_effective_weight (Slow *slow, Row *row, mpq_t weight)
{
  mpq_t all, applicable;

  mpq_set (weight, row->weight);
  if (!g_str_equal (slow->na, "section") || g_str_equal (slow->mode, "points"))
    return;

  mpq_inits (all, applicable, NULL);
  for (guint i = 0; i < slow->rows->len; i++)
    {
      Row *other = g_ptr_array_index (slow->rows, i);

      if (other->section != row->section || !other->counts || other->bonus)
        continue;
      if (other->state == 'a' || other->state == 'n')
        mpq_add (all, all, other->weight);
      if (other->state == 'a')
        mpq_add (applicable, applicable, other->weight);
    }
  if (mpq_sgn (applicable) > 0)
    {
      mpq_mul (weight, weight, all);
      mpq_div (weight, weight, applicable);
    }
  mpq_clears (all, applicable, NULL);
}

/* --- Fails --------------------------------------------------------------------------------------------------- */

static gboolean
fails (Slow *slow, Row *row, const char *scope)
{
  json_t *chosen;
  gboolean found = FALSE;

  if (row->state != 'a')
    return FALSE;
  chosen = list_chosen (slow, row->question, row->answer);
  for (size_t i = 0; i < json_array_size (chosen); i++)
    found = found || g_str_equal (get_word (json_array_get (chosen, i), "fail", "none"), scope);
  json_decref (chosen);
  return found;
}

static gboolean
is_failed (Slow *slow, json_t *section)
{
  for (guint i = 0; i < slow->rows->len; i++)
    {
      Row *row = g_ptr_array_index (slow->rows, i);

      if (row->section == section && fails (slow, row, "section"))
        return TRUE;
      if ((row->parent == section || (row->parent == NULL && row->section == section)) &&
          fails (slow, row, "parent"))
        return TRUE;
    }
  return FALSE;
}

/* --- Sums ---------------------------------------------------------------------------------------------------- */

/* What one row brings to both sums; FALSE where it stays out. */
static gboolean
get_sums (Slow *slow, Row *row, gboolean critical_only, mpq_t earned, mpq_t possible)
{
  gboolean is_full = row->state == 'n' && g_str_equal (slow->na, "full");

  if (!row->counts || row->bonus || (critical_only && !row->critical) ||
      (row->state != 'a' && !is_full))
    return FALSE;

  get_effective_weight (slow, row, possible);
  mpq_mul (earned, possible, is_full ? row->most : row->earned);
  mpq_mul (possible, possible, row->most);
  return TRUE;
}

static void
sum_section (Slow *slow, json_t *section, gboolean critical_only, gboolean with_fails, mpq_t earned)
{
  json_t *sections = json_object_get (section, "sections");
  mpq_t one, possible;

  mpq_inits (one, possible, NULL);
  mpq_set_ui (earned, 0, 1);
  for (guint i = 0; i < slow->rows->len; i++)
    {
      Row *row = g_ptr_array_index (slow->rows, i);

      if (row->section == section && get_sums (slow, row, critical_only, one, possible))
        mpq_add (earned, earned, one);
    }
  for (size_t i = 0; i < json_array_size (sections); i++)
    {
      sum_section (slow, json_array_get (sections, i), critical_only, with_fails, one);
      mpq_add (earned, earned, one);
    }
  if (with_fails && mpq_sgn (earned) > 0 && is_failed (slow, section))
    mpq_set_ui (earned, 0, 1);
  mpq_clears (one, possible, NULL);
}

/* The denominator; FALSE where nothing applies. */
static gboolean
sum_possible (Slow *slow, gboolean critical_only, mpq_t possible)
{
  gboolean applies = FALSE;
  mpq_t earned, one;

  mpq_inits (earned, one, NULL);
  mpq_set_ui (possible, 0, 1);
  for (guint i = 0; i < slow->rows->len; i++)
    {
      Row *row = g_ptr_array_index (slow->rows, i);

      if (!get_sums (slow, row, critical_only, earned, one))
        continue;
      mpq_add (possible, possible, one);
      applies = applies || row->state == 'a';
    }
  mpq_clears (earned, one, NULL);
  return applies;
}

static void
add_bonus (Slow *slow, mpq_t sum)
{
  mpq_t one;

  mpq_init (one);
  for (guint i = 0; i < slow->rows->len; i++)
    {
      Row *row = g_ptr_array_index (slow->rows, i);

      if (!row->counts || !row->bonus || row->state != 'a')
        continue;
      mpq_mul (one, row->weight, row->earned);
      mpq_add (sum, sum, one);
    }
  mpq_clear (one);
}

static void
hold (Slow *slow, mpq_t percent)
{
  json_t *floor_value = json_object_get (slow->scoring, "floor");
  json_t *cap_value = json_object_get (slow->scoring, "cap");
  mpq_t bound;

  mpq_init (bound);
  set_number (bound, floor_value, 0);
  if (!json_is_null (floor_value) && mpq_cmp (percent, bound) < 0)
    mpq_set (percent, bound);
  set_number (bound, cap_value, 100);
  if (!json_is_null (cap_value) && mpq_cmp (percent, bound) > 0)
    mpq_set (percent, bound);
  mpq_clear (bound);
}

/* By digits: cut after the second place, and look at what was cut off. */
static gint64
round_percent (const mpq_t percent)
{
  gint64 rounded;
  mpz_t quotient, rest;

  mpz_inits (quotient, rest, NULL);
  mpz_mul_ui (quotient, mpq_numref (percent), 100);
  mpz_tdiv_qr (quotient, rest, quotient, mpq_denref (percent));
  mpz_mul_ui (rest, rest, 2);
  rounded = mpz_get_si (quotient);
  if (mpz_cmpabs (rest, mpq_denref (percent)) >= 0)
    rounded += mpq_sgn (percent);
  mpz_clears (quotient, rest, NULL);
  return rounded;
}

static gint64
reckon (Slow *slow, gboolean critical_only, gboolean with_fails)
{
  gboolean is_points = g_str_equal (slow->mode, "points");
  json_t *sections = json_object_get (slow->form, "sections");
  gint64 result = SLOW_NONE;
  gboolean applies;
  mpq_t earned, possible, one;

  mpq_inits (earned, possible, one, NULL);
  applies = sum_possible (slow, critical_only, possible);
  for (size_t i = 0; i < json_array_size (sections); i++)
    {
      sum_section (slow, json_array_get (sections, i), critical_only, with_fails, one);
      mpq_add (earned, earned, one);
    }
  if (is_points && !critical_only)
    {
      set_number (one, json_object_get (slow->scoring, "baseline"), 0);
      mpq_add (earned, earned, one);
      mpq_add (possible, possible, one);
      add_bonus (slow, earned);
    }
  if (applies && mpq_sgn (possible) > 0)
    {
      mpq_div (earned, earned, possible);
      mpq_set_ui (one, 100, 1);
      mpq_mul (earned, earned, one);
      if (!is_points && !critical_only)
        {
          mpq_set_ui (one, 0, 1);
          add_bonus (slow, one);
          mpz_mul_ui (mpq_denref (one), mpq_denref (one), 100);
          mpq_canonicalize (one);
          mpq_add (earned, earned, one);
        }
      hold (slow, earned);
      result = round_percent (earned);
    }
  mpq_clears (earned, possible, one, NULL);
  return result;
}

/* --- What stays below ---------------------------------------------------------------------------------------- */

static gboolean
is_below (json_t *part, mpq_t earned, mpq_t possible)
{
  json_t *percent = json_object_get (part, "fail_below");
  gboolean below;
  mpq_t bound;

  if (percent == NULL || mpq_sgn (possible) <= 0)
    return FALSE;
  mpq_init (bound);
  set_number (bound, percent, 0);
  mpq_mul (bound, bound, possible);
  mpz_mul_ui (mpq_denref (bound), mpq_denref (bound), 100);
  mpq_canonicalize (bound);
  below = mpq_cmp (earned, bound) < 0;
  mpq_clear (bound);
  return below;
}

static gboolean
section_is_below (Slow *slow, json_t *section)
{
  gboolean below;
  mpq_t earned, possible, one, all;

  mpq_inits (earned, possible, one, all, NULL);
  sum_section (slow, section, FALSE, TRUE, earned);
  for (guint i = 0; i < slow->rows->len; i++)
    {
      Row *row = g_ptr_array_index (slow->rows, i);

      if ((row->section == section || row->parent == section) &&
          get_sums (slow, row, FALSE, one, possible))
        mpq_add (all, all, possible);
    }
  below = is_below (section, earned, all);
  mpq_clears (earned, possible, one, all, NULL);
  return below;
}

static gboolean
any_is_below (Slow *slow, json_t *node)
{
  json_t *sections = json_object_get (node, "sections");
  gboolean below = FALSE;

  for (size_t i = 0; i < json_array_size (sections); i++)
    {
      json_t *section = json_array_get (sections, i);

      below = below || section_is_below (slow, section) || any_is_below (slow, section);
    }
  for (guint i = 0; node == slow->form && i < slow->rows->len; i++)
    {
      Row *row = g_ptr_array_index (slow->rows, i);

      below = below || (row->counts && row->state == 'a' &&
                        is_below (row->question, row->earned, row->most));
    }
  return below;
}

/* --- The whole ----------------------------------------------------------------------------------------------- */

static void
count (Slow *slow, Row *row, SlowScore *result)
{
  static const char *const types[] = { "customer", "business", "compliance" };
  json_t *chosen = list_chosen (slow, row->question, row->answer);

  for (size_t i = 0; i < json_array_size (chosen) && row->state == 'a'; i++)
    {
      for (guint type = 0; type < G_N_ELEMENTS (types); type++)
        {
          if (g_str_equal (get_word (row->question, "error_type", "none"), types[type]) &&
              get_flag (json_array_get (chosen, i), "error", FALSE))
            result->errors[type]++;
        }
    }
  json_decref (chosen);
  result->form_failed = result->form_failed || fails (slow, row, "form");
  result->n_missing += row->state == 'u' && get_flag (row->question, "required", TRUE);
}

static void
take (Slow *slow, json_t *form, json_t *answers, GPtrArray *rows)
{
  *slow = (Slow){ form,
                  json_object_get (form, "scoring"),
                  json_object_get (answers, "answers"),
                  json_object_get (answers, "sections"),
                  rows,
                  NULL,
                  NULL };
  slow->mode = get_word (slow->scoring, "mode", "share");
  slow->na = get_word (slow->scoring, "na", "form");
  add_rows (slow, NULL, form, TRUE, FALSE);
}

SlowScore
slow_score (json_t *form, json_t *answers)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) free_row);
  Slow slow;
  SlowScore result = { 0 };

  take (&slow, form, answers, rows);
  weigh (&slow);
  for (guint i = 0; i < rows->len; i++)
    count (&slow, g_ptr_array_index (rows, i), &result);

  result.form_failed = result.form_failed || any_is_below (&slow, form);
  result.raw = reckon (&slow, FALSE, FALSE);
  result.score = reckon (&slow, FALSE, TRUE);
  result.critical = reckon (&slow, TRUE, TRUE);
  if (result.form_failed && result.score != SLOW_NONE &&
      g_str_equal (get_word (slow.scoring, "on_fail", "zero"), "zero"))
    result.score = 0;
  return result;
}

static gint64
get_own_score (const Row *row)
{
  gint64 score;
  mpq_t percent;

  if (mpq_sgn (row->most) <= 0)
    return 0;
  mpq_init (percent);
  mpq_set_ui (percent, 100, 1);
  mpq_mul (percent, percent, row->earned);
  mpq_div (percent, percent, row->most);
  score = round_percent (percent);
  mpq_clear (percent);
  return score;
}

void
slow_score_visit (json_t *form, json_t *answers, SlowVisit visit, gpointer data)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) free_row);
  Slow slow;

  take (&slow, form, answers, rows);
  for (guint i = 0; i < rows->len; i++)
    {
      Row *row = g_ptr_array_index (rows, i);
      SlowQuestion question = { get_word (row->question, "id", ""), row->state, row->counts };
      SlowScore errors = { 0 };

      question.chosen = list_chosen (&slow, row->question, row->answer);
      question.score = get_own_score (row);
      count (&slow, row, &errors);
      question.has_error = errors.errors[0] + errors.errors[1] + errors.errors[2] > 0;
      visit (&question, data);
      json_decref (question.chosen);
    }
}
