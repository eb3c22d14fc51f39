/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-lab-history.h"

#include "attune-distribution-chart.h"
#include "attune-form-names.h"
#include "attune-format.h"
#include "attune-lab-words.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* --- Questions in use ------------------------------------------------------------------------------------------- */

/* What is said of one question. */
typedef struct
{
  AttuneFormLab *lab;
  const AttuneFormQuestion *question;
  AttuneItemFigures figures;
  GString *remarks; /* in a word or two each */
  GString *detail;
} Use;

static void
add_remark (Use *use, const AttuneItemRemark *remark)
{
  g_autofree char *words = attune_item_analysis_describe (use->lab->items, remark);

  if (use->remarks->len > 0)
    g_string_append (use->remarks, " · ");
  g_string_append (use->remarks, attune_lab_name_remark (remark->kind));
  if (use->detail->len > 0)
    g_string_append_c (use->detail, '\n');
  g_string_append_printf (use->detail, "%s %s", words, attune_item_remark_advise (remark->kind));
}

static void
add_remarks (Use *use, const GArray *remarks)
{
  for (guint i = 0; i < remarks->len; i++)
    {
      const AttuneItemRemark *remark = &g_array_index (remarks, AttuneItemRemark, i);

      if (remark->question == use->question->index)
        add_remark (use, remark);
    }
  if (use->figures.n >= ATTUNE_ITEM_MIN_ANSWERS)
    {
      if (use->detail->len == 0)
        g_string_append_printf (use->detail, _ ("Nothing stands out about “%s”."),
                                attune_lab_name_question (use->question));
      return;
    }
  if (use->remarks->len == 0)
    {
      g_autofree char *too_few = attune_lab_say_too_few (use->figures.n);

      g_string_append (use->remarks, too_few);
    }
  if (use->detail->len > 0)
    g_string_append_c (use->detail, '\n');
  /* Translators: %1$s is the title of a question; the numbers are answers that there are, and that it takes. */
  g_string_append_printf (use->detail,
                          ngettext ("“%1$s” has %2$u answer that counts, too few to tell more: "
                                    "that takes %3$u.",
                                    "“%1$s” has %2$u answers that count, too few to tell more: "
                                    "that takes %3$u.",
                                    use->figures.n),
                          attune_lab_name_question (use->question), use->figures.n,
                          ATTUNE_ITEM_MIN_ANSWERS);
}

static char *
say_most (const Use *use)
{
  const AttuneItemFigures *figures = &use->figures;
  g_autofree char *label = attune_item_analysis_describe_top (use->lab->items,
                                                              use->question->index);
  g_autofree char *share = NULL;

  if (label == NULL)
    return g_strdup ("–");
  share = attune_lab_say_percent (figures->most);
  /* Translators: an answer and how often it is given, "Yes: 97 %". */
  return g_strdup_printf (_ ("%1$s: %2$s"), label, share);
}

/* The points of 100 that evaluators' means lie apart. */
static char *
say_spread (const AttuneItemFigures *figures)
{
  return isnan (figures->spread) ? g_strdup ("–") : g_strdup_printf ("%.0f", figures->spread);
}

/* All figures with what they rest on, in one line. */
static void
say_figures (Use *use)
{
  const AttuneItemFigures *figures = &use->figures;
  g_autofree char *most = attune_lab_say_share (figures->most);
  g_autofree char *na = attune_lab_say_share (figures->na);
  g_autofree char *with_rest = attune_lab_say_correlation_n (figures->item_total);
  g_autofree char *spread = say_spread (figures);

  /* Translators: figures of one question: how often its most common answer is given, how often it is N/A, how its answers go
   * along with the rest of the form, and how far the means of so many evaluators lie apart. */
  g_string_append_printf (use->detail,
                          _ ("\nMost common answer %1$s · N/A %2$s · with the rest %3$s · "
                             "evaluators apart %4$s of 100 (%5$u evaluators)"),
                          most, na, with_rest, spread, figures->n_evaluators);
}

static void
add_use (AttuneLabGrid *grid, const Use *use)
{
  const AttuneItemFigures *figures = &use->figures;
  gboolean is_enough = figures->n >= ATTUNE_ITEM_MIN_ANSWERS;

  attune_lab_grid_add_row (grid, use->question->id, use->detail->str);
  attune_lab_grid_take (grid, g_strdup (attune_lab_name_question (use->question)), NAN);
  attune_lab_grid_take (grid, g_strdup (use->remarks->str), NAN);
  attune_lab_grid_take (grid, g_strdup_printf ("%'u", figures->n), figures->n);
  attune_lab_grid_take (grid, say_most (use), figures->most.value);
  attune_lab_grid_take (grid, attune_lab_say_percent (figures->na), figures->na.value);
  attune_lab_grid_take (grid,
                        is_enough ? attune_lab_say_correlation (figures->item_total)
                                  : g_strdup ("–"),
                        is_enough ? figures->item_total.value : NAN);
  attune_lab_grid_take (grid, is_enough ? say_spread (figures) : g_strdup ("–"),
                        is_enough ? figures->spread : NAN);
}

static gboolean
has_remark (const GArray *remarks, guint question)
{
  for (guint i = 0; i < remarks->len; i++)
    if (g_array_index (remarks, AttuneItemRemark, i).question == question)
      return TRUE;
  return FALSE;
}

static void
add_question (AttuneLabGrid *grid, AttuneFormLab *lab, guint question, const GArray *remarks)
{
  Use use = { lab, attune_form_get_question (lab->form, question),
              attune_item_analysis_get_figures (lab->items, question), g_string_new (NULL),
              g_string_new (NULL) };

  add_remarks (&use, remarks);
  if (use.figures.n > 0)
    say_figures (&use);
  add_use (grid, &use);
  g_string_free (use.remarks, TRUE);
  g_string_free (use.detail, TRUE);
}

static AttuneLabGrid *
list_use (AttuneFormLab *lab)
{
  const AttuneLabColumn columns[] = {
    { _ ("Question"), ATTUNE_LAB_COLUMN_TEXT },
    { _ ("What Stands Out"), ATTUNE_LAB_COLUMN_TEXT },
    { _ ("Answers"), ATTUNE_LAB_COLUMN_NUMBER },
    { _ ("Most Common"), ATTUNE_LAB_COLUMN_NUMBER },
    { _ ("N/A"), ATTUNE_LAB_COLUMN_NUMBER },
    /* Translators: how far answers to a question go along with the rest of the form. */
    { _ ("With the Rest"), ATTUNE_LAB_COLUMN_NUMBER },
    /* Translators: how far evaluators' means lie apart. */
    { _ ("Apart"), ATTUNE_LAB_COLUMN_NUMBER },
  };
  AttuneLabGrid *grid = attune_lab_grid_new (columns, G_N_ELEMENTS (columns));
  g_autoptr (GArray) remarks = attune_item_analysis_get_remarks (lab->items);

  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < attune_form_get_n_questions (lab->form); i++)
      if (attune_form_get_question (lab->form, i)->can_score &&
          has_remark (remarks, i) == (pass == 0))
        add_question (grid, lab, i, remarks);
  return grid;
}

/* --- What if ---------------------------------------------------------------------------------------------------- */

static double
get_pass (AttuneForm *form)
{
  const AttuneFormScoring *scoring = form != NULL ? attune_form_get_scoring (form) : NULL;

  return scoring != NULL && scoring->has_pass ? (double) scoring->pass / ATTUNE_DECIMAL_ONE : NAN;
}

#define WIDTH (100.0 / ATTUNE_FORM_TRIAL_BINS)

/* The bins up to 100, and behind them one for what is above. */
static void
split_bins (const guint *bins, guint n_over, guint *out_bins)
{
  memcpy (out_bins, bins, ATTUNE_FORM_TRIAL_BINS * sizeof *bins);
  out_bins[ATTUNE_FORM_TRIAL_BINS - 1] -= n_over;
  out_bins[ATTUNE_FORM_TRIAL_BINS] = n_over;
}

static AttuneChart *
create_chart (AttuneFormLab *lab, AttuneForm *published, const AttuneFormTrialResult *result)
{
  double pass = get_pass (lab->form);
  gboolean has_over = result->n_over_before > 0 || result->n_over_after > 0;
  guint before[ATTUNE_FORM_TRIAL_BINS + 1];
  guint after[ATTUNE_FORM_TRIAL_BINS + 1];
  AttuneDistributionSpec spec = {
    .minimum = 0,
    .maximum = has_over ? 100 + WIDTH : 100,
    .n_bins = ATTUNE_FORM_TRIAL_BINS + has_over,
    .is_open = has_over,
    .before = before,
    .after = after,
    .pass_before = published != NULL ? get_pass (published) : pass,
    .pass_after = pass,
    .before_name = _ ("As scored"),
    .after_name = _ ("On this form"),
  };
  g_autofree char *finding = attune_lab_say_outcomes (result);

  split_bins (result->before, result->n_over_before, before);
  split_bins (result->after, result->n_over_after, after);
  spec.finding = finding;
  return attune_distribution_chart_new (&spec);
}

AttuneLabHistory *
attune_lab_history_new (AttuneFormLab *lab, AttuneForm *published)
{
  AttuneLabHistory *self = g_new0 (AttuneLabHistory, 1);
  AttuneFormTrialResult result = attune_form_trial_get_result (lab->trial);

  self->n = result.n;
  self->outcomes = attune_lab_say_outcomes (&result);
  self->details = attune_lab_say_details (&result, lab->n_unread);
  self->use = list_use (lab);
  self->changes = attune_form_trial_list_changes (lab->trial);
  if (result.n_before > 0 || result.n_after > 0)
    self->chart = create_chart (lab, published, &result);
  return self;
}

void
attune_lab_history_free (AttuneLabHistory *self)
{
  g_free (self->outcomes);
  g_free (self->details);
  g_clear_pointer (&self->use, attune_lab_grid_unref);
  g_clear_pointer (&self->chart, attune_chart_unref);
  g_clear_pointer (&self->changes, g_array_unref);
  g_free (self);
}

/* --- The evaluations that change the most ------------------------------------------------------------------------- */

static char *
say_change (const AttuneFormTrialChange *change)
{
  gint64 before = change->before;
  gint64 after = change->after;
  gint64 points;

  if (before == ATTUNE_SCORE_NONE || after == ATTUNE_SCORE_NONE)
    return g_strdup ("–");
  points = (gint64) lround (fabs ((double) (after - before)) / 100.0);
  if (points == 0)
    return g_strdup (after == before ? "0" : "< 1");
  return g_strdup_printf ("%s%" G_GINT64_FORMAT, after > before ? "+" : "−", points);
}

/* Where the outcome changes, 79.6 does not stand as the 80 that would pass. */
static char *
say_score (const AttuneFormTrialChange *change, gint64 score)
{
  return change->outcome_before != change->outcome_after ? attune_format_score_finely (score)
                                                         : attune_format_score (score);
}

static double
get_number (gint64 score)
{
  return score != ATTUNE_SCORE_NONE ? (double) score : NAN;
}

static void
add_change (AttuneLabGrid *grid,
            const AttuneFormTrialChange *change,
            const AttuneEvaluationRow *row,
            GTimeZone *zone)
{
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, change->id);

  attune_lab_grid_add_row (grid, id, NULL);
  attune_lab_grid_take (grid, g_strdup (row->agent_name), NAN);
  attune_lab_grid_take (grid, attune_format_time (row->contact_at, zone, ATTUNE_TIME_SHORT),
                        (double) row->contact_at);
  attune_lab_grid_take (grid, say_score (change, change->before), get_number (change->before));
  attune_lab_grid_take (grid, say_score (change, change->after), get_number (change->after));
  attune_lab_grid_take (grid, say_change (change),
                        get_number (change->after) - get_number (change->before));
  attune_lab_grid_take (grid,
                        attune_lab_say_outcome (change->outcome_before, change->outcome_after),
                        NAN);
}

AttuneLabGrid *
attune_lab_history_list_changes (const GArray *changes, const GPtrArray *rows, GTimeZone *zone)
{
  const AttuneLabColumn columns[] = {
    { _ ("Agent"), ATTUNE_LAB_COLUMN_TEXT },    { _ ("Contact"), ATTUNE_LAB_COLUMN_NUMBER },
    { _ ("Before"), ATTUNE_LAB_COLUMN_NUMBER }, { _ ("After"), ATTUNE_LAB_COLUMN_NUMBER },
    { _ ("Change"), ATTUNE_LAB_COLUMN_NUMBER }, { _ ("Outcome"), ATTUNE_LAB_COLUMN_TEXT },
  };
  AttuneLabGrid *grid = attune_lab_grid_new (columns, G_N_ELEMENTS (columns));

  g_return_val_if_fail (changes->len == rows->len, grid);

  for (guint i = 0; i < changes->len; i++)
    if (g_ptr_array_index (rows, i) != NULL)
      add_change (grid, &g_array_index (changes, AttuneFormTrialChange, i),
                  g_ptr_array_index (rows, i), zone);
  return grid;
}
