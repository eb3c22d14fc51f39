/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-form-lint.h"

#include "attune-form-extent.h"
#include "attune-form-lint-private.h"
#include "attune-form-names.h"
#include "attune-form-private.h"
#include "attune-json-reader.h"
#include "attune-score-private.h"

#include <glib/gi18n-lib.h>

void
attune_lint_warn (AttuneLinting *linting, const char *key, const char *format, ...)
{
  g_autofree char *message = NULL;
  g_autoptr (GString) place = g_string_new (linting->place);
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  if (key != NULL)
    attune_json_pointer_append (place, key);
  attune_faults_add (linting->warnings, place->str, "%s", message);
}

/* --- The form ------------------------------------------------------------------------------------------------ */

/* Its label, or where it begins. Owned by the caller. */
static char *
name_band (const AttuneFormBand *band)
{
  g_autofree char *from = attune_decimal_format (band->from);

  /* Translators: a band of the score without a label; %s is the percent it begins at. */
  return *band->label != '\0' ? g_strdup (band->label) : g_strdup_printf (_ ("from %s"), from);
}

static void
check_band (AttuneLinting *linting,
            const AttuneFormBand *band,
            const AttuneFormBand *above,
            gint64 minimum,
            gint64 maximum)
{
  g_autofree char *key = g_strdup_printf ("%u", band->place);
  g_autofree char *name = name_band (band);
  g_autofree char *above_name = above != NULL ? name_band (above) : NULL;

  if (*band->label == '\0')
    attune_lint_warn (linting, key, _ ("a band has no label"));
  if (above != NULL && band->from == above->from)
    attune_lint_warn (linting, key, _ ("the bands “%s” and “%s” begin at the same score"), name,
                      above_name);
  else if (maximum != ATTUNE_SCORE_NONE && band->from > maximum * 100)
    attune_lint_warn (linting, key, _ ("no score reaches the band “%s”"), name);
  else if (above != NULL && minimum != ATTUNE_SCORE_NONE && above->from <= minimum * 100)
    attune_lint_warn (linting, key, _ ("every score is above the band “%s”"), name);
}

/* Each is named by its place in the document. */
static void
check_bands (AttuneLinting *linting, gint64 minimum, gint64 maximum)
{
  const AttuneFormScoring *scoring = linting->scoring;
  const AttuneFormBand *bands = scoring->bands;

  linting->place = "/scoring/bands";
  for (guint i = 0; i < scoring->n_bands; i++)
    check_band (linting, &bands[i], i + 1 < scoring->n_bands ? &bands[i + 1] : NULL, minimum,
                maximum);
  /* One alone is a distinction, several are a scale. */
  if (scoring->n_bands > 1 && minimum != ATTUNE_SCORE_NONE && bands[0].from > minimum * 100)
    {
      g_autofree char *from = attune_decimal_format (bands[0].from);

      /* Translators: %s is a percentage, the least that has a band. */
      attune_lint_warn (linting, NULL, _ ("a score below %s falls in no band"), from);
    }
}

static void
check_pass (AttuneLinting *linting, gint64 minimum, gint64 maximum)
{
  const AttuneFormScoring *scoring = linting->scoring;

  if (!scoring->has_pass)
    return;
  if (maximum != ATTUNE_SCORE_NONE && scoring->pass > maximum * 100)
    attune_lint_warn (linting, "pass", _ ("no answers can reach the pass mark"));
  else if (minimum != ATTUNE_SCORE_NONE && scoring->pass <= minimum * 100)
    attune_lint_warn (linting, "pass", _ ("every score reaches the pass mark"));
}

static gboolean
can_score (AttuneForm *form)
{
  for (guint i = 0; i < attune_form_get_n_questions (form); i++)
    {
      const AttuneFormQuestion *question = attune_form_get_question (form, i);

      if (question->can_score && !question->bonus)
        return TRUE;
    }
  return FALSE;
}

static void
check_form (AttuneLinting *linting, gint64 minimum, gint64 maximum)
{
  linting->place = "";
  if (*attune_form_get_title (linting->form) == '\0')
    attune_lint_warn (linting, "title", _ ("the form has no title"));
  if (attune_form_get_n_questions (linting->form) == 0)
    attune_lint_warn (linting, NULL, _ ("the form has no questions"));
  else if (!can_score (linting->form))
    attune_lint_warn (linting, NULL, _ ("no question counts, so there is never a score"));
  else if (maximum == ATTUNE_SCORE_NONE && linting->scoring->has_cap)
    attune_lint_warn (linting, NULL, _ ("no answers weigh anything, so there is never a score"));

  linting->place = "/scoring";
  if (linting->scoring->mode == ATTUNE_SCORING_SHARE && linting->scoring->baseline != 0)
    attune_lint_warn (linting, "baseline", _ ("a baseline only means something in points mode"));
  check_pass (linting, minimum, maximum);
  check_bands (linting, minimum, maximum);
}

/* --- Sections ------------------------------------------------------------------------------------------------ */

static gboolean
counts_anything (AttuneForm *form, const AttuneFormSection *section)
{
  for (guint i = section->first_question; i < section->end_question; i++)
    {
      const AttuneFormQuestion *question = attune_form_get_question (form, i);

      if (question->can_score && !question->bonus)
        return TRUE;
    }
  return FALSE;
}

static void
check_section (AttuneLinting *linting, const AttuneFormSection *section)
{
  g_autofree char *place = attune_form_section_place (linting->form, section->index);
  gboolean is_weighed = linting->scoring->mode == ATTUNE_SCORING_POINTS ||
                        linting->scoring->weigh_by == ATTUNE_WEIGH_BY_SECTION;

  linting->place = place;
  if (*section->title == '\0')
    attune_lint_warn (linting, "title", _ ("the section has no title"));
  if (section->first_question == section->end_question)
    attune_lint_warn (linting, NULL, _ ("the section “%s” has no questions"),
                      attune_form_section_get_name (section));
  if (is_weighed && section->weight == 0 && section->first_question != section->end_question)
    attune_lint_warn (linting, "weight", _ ("with a weight of 0, nothing in “%s” counts"),
                      attune_form_section_get_name (section));
  else if (!is_weighed && section->weight != ATTUNE_DECIMAL_ONE)
    attune_lint_warn (linting, "weight",
                      _ ("the weight of “%s” has no effect while questions are weighed one by one"),
                      attune_form_section_get_name (section));

  if (section->has_fail_below && !counts_anything (linting->form, section))
    attune_lint_warn (linting, "fail_below",
                      _ ("nothing in “%s” counts, so that it stays below nothing"),
                      attune_form_section_get_name (section));
  if (section->show_if == NULL)
    return;
  if (!attune_form_reach_can_hold (linting->reach, section->show_if))
    attune_lint_warn (linting, "show_if", _ ("this condition can never hold"));
  else if (!attune_form_reach_can_show_section (linting->reach, section->index))
    attune_lint_warn (linting, "show_if",
                      _ ("this condition and that of the section above can never both hold"));
}

/* --- Weights ------------------------------------------------------------------------------------------------- */

static void
weigh (AttuneFormLint *self, AttuneForm *form)
{
  const AttuneFormScoring *scoring = attune_form_get_scoring (form);
  const AttuneScorePlan *plan = attune_form_get_score_plan (form);
  mpz_t sum;
  mpq_t share;

  mpz_init (sum);
  mpq_init (share);
  if (scoring->mode == ATTUNE_SCORING_POINTS)
    mpz_mul_si (sum, plan->unit, scoring->baseline);
  for (guint i = 0; i < self->n_weights; i++)
    {
      const AttuneFormQuestion *question = attune_form_get_question (form, i);

      if (question->can_score && !question->bonus)
        mpz_add (sum, sum, plan->fulls[i]);
    }
  for (guint i = 0; i < self->n_weights; i++)
    {
      const AttuneFormQuestion *question = attune_form_get_question (form, i);

      if (!question->can_score || question->bonus || mpz_sgn (sum) <= 0)
        continue;
      mpz_mul_ui (mpq_numref (share), plan->fulls[i], 100);
      mpz_set (mpq_denref (share), sum);
      mpq_canonicalize (share);
      self->weights[i] = attune_round_to_hundredths (share);
    }
  mpq_clear (share);
  mpz_clear (sum);
}

/* --- All of it ----------------------------------------------------------------------------------------------- */

AttuneFormLint *
attune_form_lint (AttuneForm *form)
{
  g_autoptr (AttuneFormReach) reach = NULL;
  AttuneFormLint *self;
  AttuneFormExtent extent;
  AttuneLinting linting;

  g_return_val_if_fail (form != NULL, NULL);

  self = g_new0 (AttuneFormLint, 1);
  self->warnings = attune_faults_new ();
  self->n_weights = attune_form_get_n_questions (form);
  self->weights = g_new0 (gint64, self->n_weights);
  weigh (self, form);

  reach = attune_form_reach_new (form);
  extent = attune_form_get_extent (form, reach);
  self->minimum = extent.minimum;
  self->maximum = extent.maximum;
  self->is_exact = extent.is_exact;

  linting = (AttuneLinting){ form, reach, attune_form_get_scoring (form), self->warnings, "" };
  check_form (&linting, self->minimum, self->maximum);
  for (guint i = 0; i < attune_form_get_n_sections (form); i++)
    {
      const AttuneFormSection *section = attune_form_get_section (form, i);

      check_section (&linting, section);
      for (guint j = 0; j < section->n_questions; j++)
        attune_lint_check_question (&linting,
                                    attune_form_get_question (form, section->first_question + j));
    }
  return self;
}

void
attune_form_lint_free (AttuneFormLint *self)
{
  g_ptr_array_unref (self->warnings);
  g_free (self->weights);
  g_free (self);
}
