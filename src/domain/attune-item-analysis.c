/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-item-analysis.h"

#include "attune-answers-private.h"
#include "attune-form-lint.h"
#include "attune-form-names.h"

#include <glib/gi18n-lib.h>
#include <gsl/gsl_cdf.h>
#include <math.h>

#define CONFIDENCE 0.95
#define SURE       0.01
#define MATTERS    10.0 /* points of 100 that evaluators' means lie apart */
#define ALWAYS     0.90 /* a share of one answer above this, surely, tells hardly anything */
#define NA_MOSTLY  0.50
#define WEAK       0.10 /* a correlation surely below this is none to speak of */
#define MIN_PAIRS  4

/* One evaluator's answers to one question, in percent of it. */
typedef struct
{
  gint64 id;
  guint n;
  double mean;
  double squares; /* about the mean */
} Judge;

/* Sums over all answers to one question; x is its score in percent, y that of the rest of the form. */
typedef struct
{
  guint n;
  guint n_na;
  guint n_answered; /* scored or not */
  guint n_pairs;
  double mean_x, mean_y;
  double xx, yy, xy;  /* about the means */
  GHashTable *chosen; /* what was chosen, a GBytes of option indices, to how often */
  GHashTable *judges;
} Item;

struct _AttuneItemAnalysis
{
  AttuneForm *form;
  AttuneFormLint *lint; /* for the weights */
  Item *items;
  double *
    scores; /* of the evaluation being added: percent of each question, NaN where it does not count */
  guint n;
};

/* --- Adding ---------------------------------------------------------------------------------------------------- */

AttuneItemAnalysis *
attune_item_analysis_new (AttuneForm *form)
{
  AttuneItemAnalysis *self = g_new0 (AttuneItemAnalysis, 1);

  g_return_val_if_fail (form != NULL, NULL);

  self->form = attune_form_ref (form);
  self->lint = attune_form_lint (form);
  self->n = attune_form_get_n_questions (form);
  self->items = g_new0 (Item, self->n + 1);
  self->scores = g_new0 (double, self->n + 1);
  for (guint i = 0; i < self->n; i++)
    {
      self->items[i].chosen = g_hash_table_new_full (g_bytes_hash, g_bytes_equal,
                                                     (GDestroyNotify) g_bytes_unref, NULL);
      self->items[i].judges = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);
    }
  return self;
}

void
attune_item_analysis_free (AttuneItemAnalysis *self)
{
  for (guint i = 0; i < self->n; i++)
    {
      g_hash_table_unref (self->items[i].chosen);
      g_hash_table_unref (self->items[i].judges);
    }
  g_clear_pointer (&self->lint, attune_form_lint_free);
  g_clear_pointer (&self->form, attune_form_unref);
  g_free (self->items);
  g_free (self->scores);
  g_free (self);
}

/* What the answer earns, in percent of the most the question can give; NaN where that is nothing. */
static double
score_answer (AttuneItemAnalysis *self,
              const AttuneFormQuestion *question,
              const AttuneAnswer *answer)
{
  AttuneScoringMode mode = attune_form_get_scoring (self->form)->mode;
  AttuneDecimal best = mode == ATTUNE_SCORING_SHARE
                         ? 100 * ATTUNE_DECIMAL_ONE
                         : attune_form_question_get_best (question, mode);

  if (best <= 0)
    return NAN;
  return 100.0 * (double) attune_answer_get_worth (answer, question, mode) / (double) best;
}

/* Welford's way, for two series at once. */
static void
add_pair (Item *item, double x, double y)
{
  double from_x = x - item->mean_x;
  double from_y = y - item->mean_y;

  item->n_pairs++;
  item->mean_x += from_x / item->n_pairs;
  item->mean_y += from_y / item->n_pairs;
  item->xx += from_x * (x - item->mean_x);
  item->yy += from_y * (y - item->mean_y);
  item->xy += from_x * (y - item->mean_y);
}

static void
add_judgement (Item *item, gint64 evaluator, double x)
{
  Judge *judge = g_hash_table_lookup (item->judges, &evaluator);
  double from_mean;

  if (judge == NULL)
    {
      judge = g_new0 (Judge, 1);
      judge->id = evaluator;
      g_hash_table_insert (item->judges, &judge->id, judge);
    }
  judge->n++;
  from_mean = x - judge->mean;
  judge->mean += from_mean / judge->n;
  judge->squares += from_mean * (x - judge->mean);
}

/* Options are 256 at the most. */
static void
add_choice (Item *item, const AttuneAnswer *answer)
{
  guint8 options[ATTUNE_FORM_MAX_OPTIONS];
  g_autoptr (GBytes) key = NULL;
  guint n;

  for (guint i = 0; i < answer->n_options; i++)
    options[i] = (guint8) answer->options[i];
  key = g_bytes_new (options, answer->n_options);
  n = GPOINTER_TO_UINT (g_hash_table_lookup (item->chosen, key));
  g_hash_table_insert (item->chosen, g_steal_pointer (&key), GUINT_TO_POINTER (n + 1));
}

static void
add_answer (AttuneItemAnalysis *self, AttuneAnswers *answers, guint question)
{
  AttuneState state = attune_answers_get_state (answers, question);
  const AttuneAnswer *answer = attune_answers_get (answers, question);
  Item *item = &self->items[question];

  self->scores[question] = NAN;
  item->n_na += (state & ATTUNE_STATE_NA) != 0;
  item->n_answered += (state & ATTUNE_STATE_ANSWERED) != 0;
  if ((state & ATTUNE_STATE_APPLICABLE) == 0)
    return;
  item->n++;
  add_choice (item, answer);
  self->scores[question] = score_answer (self, attune_form_get_question (self->form, question),
                                         answer);
}

void
attune_item_analysis_add (AttuneItemAnalysis *self, AttuneAnswers *answers, gint64 evaluator)
{
  double total = 0.0;
  double weights = 0.0;

  g_return_if_fail (self != NULL && answers != NULL);
  g_return_if_fail (attune_answers_get_form (answers) == self->form);

  for (guint i = 0; i < self->n; i++)
    {
      add_answer (self, answers, i);
      if (isnan (self->scores[i]))
        continue;
      total += (double) self->lint->weights[i] * self->scores[i];
      weights += (double) self->lint->weights[i];
    }
  for (guint i = 0; i < self->n; i++)
    {
      double own = (double) self->lint->weights[i];

      if (isnan (self->scores[i]))
        continue;
      add_judgement (&self->items[i], evaluator, self->scores[i]);
      if (weights - own > 0.0)
        add_pair (&self->items[i], self->scores[i],
                  (total - own * self->scores[i]) / (weights - own));
    }
}

/* --- Figures --------------------------------------------------------------------------------------------------- */

static AttuneInterval
correlate (const Item *item)
{
  AttuneInterval interval = { NAN, NAN, NAN, item->n_pairs };
  double margin;
  double z;

  if (item->n_pairs < MIN_PAIRS || item->xx <= 0.0 || item->yy <= 0.0)
    return interval;
  interval.value = CLAMP (item->xy / sqrt (item->xx * item->yy), -1.0, 1.0);
  z = atanh (interval.value);
  margin = gsl_cdf_ugaussian_Qinv ((1.0 - CONFIDENCE) / 2.0) / sqrt (item->n_pairs - 3.0);
  interval.low = isinf (z) ? interval.value : tanh (z - margin);
  interval.high = isinf (z) ? interval.value : tanh (z + margin);
  return interval;
}

static void
compare_judges (const Item *item, AttuneItemFigures *figures)
{
  double low = INFINITY, high = -INFINITY, within = 0.0, between = 0.0, sum = 0.0;
  guint n = 0;
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, item->judges);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const Judge *judge = value;

      if (judge->n < ATTUNE_ITEM_MIN_BY_EVALUATOR)
        continue;
      figures->n_evaluators++;
      n += judge->n;
      low = MIN (low, judge->mean);
      high = MAX (high, judge->mean);
      within += judge->squares;
      sum += judge->n * judge->mean;
    }
  if (figures->n_evaluators < 2)
    return;

  g_hash_table_iter_init (&iter, item->judges);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const Judge *judge = value;

      if (judge->n >= ATTUNE_ITEM_MIN_BY_EVALUATOR)
        between += judge->n * (judge->mean - sum / n) * (judge->mean - sum / n);
    }
  figures->spread = high - low;
  if (within > 0.0)
    figures->spread_p = gsl_cdf_fdist_Q (between / (figures->n_evaluators - 1) /
                                           (within / (n - figures->n_evaluators)),
                                         figures->n_evaluators - 1, n - figures->n_evaluators);
  else if (between > 0.0)
    figures->spread_p = 0.0;
}

/* What was chosen most, of equal ones the first in the question's order; NULL where nothing was. */
static GBytes *
find_top (const Item *item, guint *out_n)
{
  GBytes *top = NULL;
  GHashTableIter iter;
  gpointer key, value;

  *out_n = 0;
  g_hash_table_iter_init (&iter, item->chosen);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      guint n = GPOINTER_TO_UINT (value);

      if (n < *out_n || (n == *out_n && g_bytes_compare (key, top) > 0))
        continue;
      top = key;
      *out_n = n;
    }
  return top;
}

AttuneItemFigures
attune_item_analysis_get_figures (AttuneItemAnalysis *self, guint question)
{
  const Item *item = &self->items[question];
  AttuneItemFigures figures = {
    .n = item->n, .top = ATTUNE_FORM_NONE, .spread = NAN, .spread_p = NAN
  };
  guint n_top;
  GBytes *top;

  top = find_top (item, &n_top);
  if (top != NULL &&
      attune_form_get_question (self->form, question)->type != ATTUNE_QUESTION_CHECKLIST)
    figures.top = *(const guint8 *) g_bytes_get_data (top, NULL);
  figures.na = attune_interval_of_proportion (item->n_na, item->n_answered + item->n_na,
                                              CONFIDENCE);
  figures.most = attune_interval_of_proportion (n_top, item->n, CONFIDENCE);
  figures.item_total = correlate (item);
  compare_judges (item, &figures);
  return figures;
}

/* "Greeting, Name" */
static char *
list_options (const AttuneFormQuestion *question, GBytes *chosen)
{
  GString *list = g_string_new (NULL);
  gsize n;
  const guint8 *options = g_bytes_get_data (chosen, &n);

  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *label = attune_form_option_describe (&question->options[options[i]]);

      g_string_append_printf (list, "%s%s", i > 0 ? C_ ("between two of a list", ", ") : "", label);
    }
  return g_string_free (list, FALSE);
}

char *
attune_item_analysis_describe_top (AttuneItemAnalysis *self, guint question)
{
  const AttuneFormQuestion *asked;
  GBytes *top;
  guint n_top;

  g_return_val_if_fail (self != NULL && question < self->n, NULL);

  asked = attune_form_get_question (self->form, question);
  top = find_top (&self->items[question], &n_top);
  if (top == NULL)
    return NULL;
  if (g_bytes_get_size (top) == 0)
    /* Translators: an answer to a checklist: no step of it is ticked. */
    return g_strdup (C_ ("checklist", "None"));
  if (asked->n_options > 1 && g_bytes_get_size (top) == asked->n_options)
    /* Translators: an answer to a checklist: every step of it is ticked. */
    return g_strdup (C_ ("checklist", "All"));
  return list_options (asked, top);
}

/* --- Words ----------------------------------------------------------------------------------------------------- */

static void
add_remark (GArray *remarks, AttuneItemRemarkKind kind, guint question)
{
  AttuneItemRemark remark = { kind, question };

  g_array_append_val (remarks, remark);
}

static void
look_at (GArray *remarks, guint question, const AttuneItemFigures *figures)
{
  if (figures->na.n >= ATTUNE_ITEM_MIN_ANSWERS && figures->na.low > NA_MOSTLY)
    add_remark (remarks, ATTUNE_ITEM_OFTEN_NA, question);
  if (figures->n < ATTUNE_ITEM_MIN_ANSWERS)
    return;

  if (figures->most.low > ALWAYS)
    add_remark (remarks, ATTUNE_ITEM_ALWAYS_SAME, question);
  else if (figures->item_total.high < 0.0)
    add_remark (remarks, ATTUNE_ITEM_CONTRARY, question);
  else if (figures->item_total.high < WEAK)
    add_remark (remarks, ATTUNE_ITEM_UNRELATED, question);
  if (figures->spread_p < SURE && figures->spread >= MATTERS)
    add_remark (remarks, ATTUNE_ITEM_EVALUATORS, question);
}

GArray *
attune_item_analysis_get_remarks (AttuneItemAnalysis *self)
{
  GArray *remarks = g_array_new (FALSE, FALSE, sizeof (AttuneItemRemark));

  g_return_val_if_fail (self != NULL, remarks);

  for (guint i = 0; i < self->n; i++)
    {
      AttuneItemFigures figures = attune_item_analysis_get_figures (self, i);

      look_at (remarks, i, &figures);
    }
  return remarks;
}

static int
to_percent (double share)
{
  return (int) lround (100.0 * share);
}

char *
attune_item_analysis_describe (AttuneItemAnalysis *self, const AttuneItemRemark *remark)
{
  AttuneItemFigures figures;
  const AttuneFormQuestion *question;
  g_autofree char *answer = NULL;

  g_return_val_if_fail (self != NULL && remark != NULL && remark->question < self->n, NULL);

  figures = attune_item_analysis_get_figures (self, remark->question);
  question = attune_form_get_question (self->form, remark->question);
  switch (remark->kind)
    {
    case ATTUNE_ITEM_ALWAYS_SAME:
      answer = attune_item_analysis_describe_top (self, remark->question);
      return g_strdup_printf (
        _ ("“%s” is answered “%s” in %d %% of %u evaluations, so it tells them "
           "hardly apart."),
        attune_form_question_get_name (question), answer, to_percent (figures.most.value),
        figures.n);
    case ATTUNE_ITEM_OFTEN_NA:
      return g_strdup_printf (_ (
                                "“%s” is N/A in %d %% of %u evaluations. A condition could show it "
                                "only where it applies."),
                              attune_form_question_get_name (question),
                              to_percent (figures.na.value), figures.na.n);
    case ATTUNE_ITEM_UNRELATED:
      return g_strdup_printf (
        _ ("“%s” has no relation to the rest of the form: correlation %.2f (%.2f "
           "to %.2f, n %u)."),
        attune_form_question_get_name (question), figures.item_total.value, figures.item_total.low,
        figures.item_total.high, figures.item_total.n);
    case ATTUNE_ITEM_CONTRARY:
      return g_strdup_printf (_ (
                                "“%s” goes against the rest of the form: correlation %.2f (%.2f to "
                                "%.2f, n %u). Are its answers the right way round?"),
                              attune_form_question_get_name (question), figures.item_total.value,
                              figures.item_total.low, figures.item_total.high,
                              figures.item_total.n);
    case ATTUNE_ITEM_EVALUATORS:
      return g_strdup_printf (
        _ ("Evaluators judge “%s” differently: their means lie up to %.0f points "
           "apart (%u evaluators, p %s)."),
        attune_form_question_get_name (question), figures.spread, figures.n_evaluators,
        figures.spread_p < 0.001 ? "< 0.001" : "< 0.01");
    }
  g_assert_not_reached ();
}

const char *
attune_item_remark_advise (AttuneItemRemarkKind kind)
{
  switch (kind)
    {
    case ATTUNE_ITEM_ALWAYS_SAME:
      return _ ("Ask for more than everybody does, or leave it out.");
    case ATTUNE_ITEM_OFTEN_NA:
      return _ ("Show it by a condition only where it applies.");
    case ATTUNE_ITEM_UNRELATED:
      return _ ("Say in its guidance what counts, or ask whether it belongs here.");
    case ATTUNE_ITEM_CONTRARY:
      return _ ("Look whether its answers are scored the right way round.");
    case ATTUNE_ITEM_EVALUATORS:
      return _ ("Calibrate it, and say in its guidance what counts.");
    }
  g_assert_not_reached ();
}
