/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune-Reports"

#include "config.h"

#include "attune-form-names.h"
#include "attune-form-preset.h"
#include "attune-form-report-private.h"

#include <glib/gi18n-lib.h>

#define SEPARATOR " · "

/* Takes `text` over. */
static void
append_taken (GString *line, char *text)
{
  if (line->len > 0)
    g_string_append (line, SEPARATOR);
  g_string_append (line, text);
  g_free (text);
}

static char *
finish_line (GString *line)
{
  return g_string_free (line, line->len == 0);
}

static char *
describe_percent (AttuneDecimal percent)
{
  g_autofree char *number = attune_decimal_format (percent);

  return g_strdup_printf (_ ("%s %%"), number);
}

static char *
describe_share (gint64 basis_points)
{
  g_autofree char *share = attune_form_weight_describe (basis_points);

  return g_strdup_printf (_ ("%s of the form"), share);
}

static char *
describe_points (AttuneDecimal points)
{
  g_autofree char *number = attune_decimal_format (points);

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "up to %s point", "up to %s points",
                                       points == ATTUNE_DECIMAL_ONE ? 1 : 2),
                          number);
}

static char *
describe_weight (AttuneDecimal weight)
{
  g_autofree char *number = attune_decimal_format (weight);

  return g_strdup_printf (_ ("Weight %s"), number);
}

char *
attune_form_paper_describe_revision (AttuneForm *form)
{
  guint revision = attune_form_get_revision (form);

  return revision > 0 ? g_strdup_printf (_ ("Revision %u"), revision) : g_strdup (_ ("Draft"));
}

char *
attune_form_paper_describe_fail_below (AttuneDecimal percent)
{
  g_autofree char *number = attune_decimal_format (percent);

  return g_strdup_printf (_ ("Below %s %% fails the form"), number);
}

/* Weights -------------------------------------------------------------------------------------- */

char *
attune_form_paper_weigh_section (const AttuneFormPaper *self, const AttuneFormSection *section)
{
  GString *line = g_string_new (NULL);
  gboolean in_points = self->scoring->mode == ATTUNE_SCORING_POINTS;
  gint64 share = 0;

  if ((in_points && section->weight != ATTUNE_DECIMAL_ONE) ||
      (!in_points && self->scoring->weigh_by == ATTUNE_WEIGH_BY_SECTION))
    append_taken (line, describe_weight (section->weight));
  for (guint i = section->first_question; i < section->end_question; i++)
    share += self->lint->weights[i];
  if (share > 0)
    append_taken (line, describe_share (share));
  return finish_line (line);
}

char *
attune_form_paper_weigh_question (const AttuneFormPaper *self, const AttuneFormQuestion *question)
{
  GString *line = g_string_new (NULL);
  gboolean in_points = self->scoring->mode == ATTUNE_SCORING_POINTS;
  gint64 share = self->lint->weights[question->index];

  if (question->bonus)
    append_taken (line, g_strdup (_ ("Bonus")));
  if (!question->can_score)
    {
      if (question->n_options > 0)
        append_taken (line, g_strdup (_ ("Not scored")));
      return finish_line (line);
    }
  if (in_points)
    append_taken (line,
                  describe_points (attune_form_question_get_best (question, self->scoring->mode)));
  else
    append_taken (line, describe_weight (question->weight));
  if (share > 0)
    append_taken (line, describe_share (share));
  return finish_line (line);
}

/* Questions ------------------------------------------------------------------------------------ */

char *
attune_form_paper_describe_question (const AttuneFormQuestion *question)
{
  GString *line = g_string_new (NULL);

  if (question->error_type != ATTUNE_ERROR_TYPE_NONE)
    /* Translators: to whom a fault in it matters: "Critical: Customer". */
    append_taken (line, g_strdup_printf (_ ("Critical: %s"),
                                         attune_error_type_get_name (question->error_type)));
  if (question->has_fail_below)
    append_taken (line, attune_form_paper_describe_fail_below (question->fail_below));
  if (!question->required)
    append_taken (line, g_strdup (_ ("May be left out")));
  return finish_line (line);
}

char *
attune_form_paper_describe_option (const AttuneFormPaper *self,
                                   const AttuneFormQuestion *question,
                                   const AttuneFormOption *option)
{
  GString *line = g_string_new (NULL);

  if (question->can_score)
    append_taken (line, self->scoring->mode == ATTUNE_SCORING_POINTS
                          ? attune_decimal_format (option->score)
                          : describe_percent (option->score));
  if (option->is_bonus)
    append_taken (line, g_strdup (_ ("Bonus")));
  if (option->fail != ATTUNE_FAIL_NONE)
    append_taken (line, g_strdup (attune_fail_scope_get_name (option->fail)));
  if (option->is_error)
    append_taken (line, g_strdup (_ ("Error")));
  return finish_line (line);
}

/* Scoring -------------------------------------------------------------------------------------- */

static char *
describe_bands (const AttuneFormScoring *scoring)
{
  GString *line = g_string_new (NULL);

  for (guint i = 0; i < scoring->n_bands; i++)
    {
      g_autofree char *from = attune_decimal_format (scoring->bands[i].from);

      /* Translators: a band of scores by its name, and where it begins: "Good from 80 %". */
      append_taken (line, g_strdup_printf (_ ("%1$s from %2$s %%"), scoring->bands[i].label, from));
    }
  return finish_line (line);
}

/* "Pass mark: 80 %", the value left to the caller to take: nothing without one. */
static void
add_fact (const AttuneFormPaper *self, const char *label, char *value)
{
  g_autofree char *owned = value;
  g_autofree char *line = NULL;
  AttuneReportText text = { .style = ATTUNE_REPORT_STYLE_BODY, .space = 2 };

  if (value == NULL)
    return;
  /* Translators: what it is, and its value: "Pass mark: 80 %". */
  line = g_strdup_printf (_ ("%1$s: %2$s"), label, value);
  text.text = line;
  attune_report_add_text (self->report, &text);
}

static void
add_preset (const AttuneFormPaper *self)
{
  AttuneFormPreset preset = attune_form_find_preset (self->form);
  AttuneReportText text = { .style = ATTUNE_REPORT_STYLE_BODY, .space = 2 };

  if (preset == ATTUNE_FORM_PRESET_NONE)
    return;
  add_fact (self, _ ("Scores like"), g_strdup (attune_form_preset_get_name (preset)));
  text.text = attune_form_preset_get_meaning (preset);
  attune_report_add_text (self->report, &text);
}

static void
add_limits (const AttuneFormPaper *self)
{
  const AttuneFormScoring *scoring = self->scoring;

  if (!scoring->has_floor || scoring->floor != 0)
    add_fact (self, _ ("Least score"),
              scoring->has_floor ? describe_percent (scoring->floor) : g_strdup (_ ("no limit")));
  if (!scoring->has_cap || scoring->cap != 100 * ATTUNE_DECIMAL_ONE)
    add_fact (self, _ ("Highest score"),
              scoring->has_cap ? describe_percent (scoring->cap) : g_strdup (_ ("no limit")));
}

void
attune_form_paper_add_scoring (const AttuneFormPaper *self)
{
  const AttuneFormScoring *scoring = self->scoring;
  AttuneReportText heading = { .style = ATTUNE_REPORT_STYLE_SUBHEADING,
                               .space = 16,
                               .keeps_next = TRUE };

  heading.text = _ ("How It Scores");
  attune_report_begin_group (self->report);
  attune_report_add_text (self->report, &heading);
  add_preset (self);
  add_fact (self, _ ("Way of scoring"), g_strdup (attune_scoring_mode_get_name (scoring->mode)));
  if (scoring->mode == ATTUNE_SCORING_SHARE)
    add_fact (self, _ ("Weights"), g_strdup (attune_weigh_by_get_name (scoring->weigh_by)));
  else if (scoring->baseline != 0)
    add_fact (self, _ ("Baseline points"), attune_decimal_format (scoring->baseline));
  add_fact (self, _ ("Weight of an N/A"), g_strdup (attune_na_policy_get_name (scoring->na)));
  add_fact (self, _ ("A failed form"), g_strdup (attune_on_fail_get_name (scoring->on_fail)));
  add_limits (self);
  add_fact (self, _ ("Pass mark"), scoring->has_pass ? describe_percent (scoring->pass) : NULL);
  add_fact (self, _ ("Bands"), describe_bands (scoring));
  attune_report_end_group (self->report);
}
