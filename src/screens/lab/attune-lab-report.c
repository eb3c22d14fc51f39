/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-lab-report.h"

#include "attune-form-lint.h"
#include "attune-form-na.h"
#include "attune-form-names.h"
#include "attune-form-outline.h"
#include "attune-format.h"
#include "attune-lab-words.h"
#include "attune-ticks.h"

#include <glib/gi18n.h>
#include <math.h>

/* --- Weights ---------------------------------------------------------------------------------------------------- */

static gint64
find_most (const gint64 *shares, guint n)
{
  gint64 most = 1;

  for (guint i = 0; i < n; i++)
    most = MAX (most, shares[i]);
  return most;
}

/* A form's weights in basis points, borrowed. */
typedef struct
{
  AttuneForm *form;
  const gint64 *shares;
  guint n;
} Weights;

static Weights
weigh (AttuneForm *form, const AttuneFormLint *lint)
{
  return (Weights){ form, lint->weights, lint->n_weights };
}

/* What a question weighs in a form; -1 where it is not in it. */
static gint64
find_weight (const Weights *weights, const char *id)
{
  guint question = attune_form_find_question (weights->form, id);

  return question != ATTUNE_FORM_NONE ? weights->shares[question] : -1;
}

static gboolean
have_other_weights (const Weights *weights, const Weights *published)
{
  for (guint i = 0; published->form != NULL && i < weights->n; i++)
    if (find_weight (published, attune_form_get_question (weights->form, i)->id) !=
        weights->shares[i])
      return TRUE;
  return FALSE;
}

static char *
say_weight (const Weights *weights, guint question)
{
  const AttuneFormQuestion *found = attune_form_get_question (weights->form, question);

  if (!found->can_score)
    return g_strdup ("–");
  if (found->bonus)
    /* Translators: in the place of a weight: the question only ever adds to the score. */
    return g_strdup (C_ ("weight", "bonus"));
  return attune_form_weight_describe (weights->shares[question]);
}

/* "Needs › Opening", so that a section inside another is told from its namesakes. */
static char *
say_section (AttuneForm *form, guint section)
{
  const AttuneFormSection *found = attune_form_get_section (form, section);
  const char *title = attune_lab_name_section (found);

  if (found->parent == ATTUNE_FORM_NONE)
    return g_strdup (title);
  return g_strdup_printf ("%s › %s",
                          attune_lab_name_section (attune_form_get_section (form, found->parent)),
                          title);
}

/* What the revision in use says of the question. */
static void
take_before (AttuneLabGrid *grid, const Weights *published, const char *id)
{
  guint question = attune_form_find_question (published->form, id);

  if (question == ATTUNE_FORM_NONE)
    /* Translators: in the place of a weight: the question is new. */
    attune_lab_grid_take (grid, g_strdup (C_ ("question", "new")), NAN);
  else
    attune_lab_grid_take (grid, say_weight (published, question),
                          (double) published->shares[question]);
}

static AttuneLabGrid *
list_questions (const Weights *weights, const Weights *published)
{
  const AttuneLabColumn columns[] = {
    { _ ("Question"), ATTUNE_LAB_COLUMN_TEXT },
    { _ ("Section"), ATTUNE_LAB_COLUMN_TEXT },
    { _ ("Weight"), ATTUNE_LAB_COLUMN_SHARE },
    { _ ("In Use Now"), ATTUNE_LAB_COLUMN_NUMBER },
  };
  gboolean has_before = have_other_weights (weights, published);
  double most = (double) find_most (weights->shares, weights->n);
  AttuneLabGrid *grid = attune_lab_grid_new (columns, has_before ? 4 : 3);

  for (guint i = 0; i < weights->n; i++)
    {
      const AttuneFormQuestion *question = attune_form_get_question (weights->form, i);

      attune_lab_grid_add_row (grid, question->id, NULL);
      attune_lab_grid_take (grid, g_strdup (attune_lab_name_question (question)), NAN);
      attune_lab_grid_take (grid, say_section (weights->form, question->section), NAN);
      attune_lab_grid_take (grid, say_weight (weights, i), (double) weights->shares[i] / most);
      if (has_before)
        take_before (grid, published, question->id);
    }
  return grid;
}

/* --- Sections --------------------------------------------------------------------------------------------------- */

static gint64
sum_section (const Weights *weights, const AttuneFormSection *section)
{
  gint64 sum = 0;

  for (guint i = section->first_question; i < section->end_question; i++)
    sum += weights->shares[i];
  return sum;
}

static gint64 *
weigh_sections (const Weights *weights)
{
  guint n = attune_form_get_n_sections (weights->form);
  gint64 *shares = g_new0 (gint64, n + 1);

  for (guint i = 0; i < n; i++)
    shares[i] = sum_section (weights, attune_form_get_section (weights->form, i));
  return shares;
}

static AttuneLabGrid *
list_sections (const Weights *weights)
{
  const AttuneLabColumn columns[] = {
    { _ ("Section"), ATTUNE_LAB_COLUMN_TEXT },
    { _ ("Weight"), ATTUNE_LAB_COLUMN_SHARE },
    { _ ("If All of It Is N/A"), ATTUNE_LAB_COLUMN_PROSE },
  };
  AttuneLabGrid *grid = attune_lab_grid_new (columns, G_N_ELEMENTS (columns));
  guint n = attune_form_get_n_sections (weights->form);
  g_autofree gint64 *shares = weigh_sections (weights);
  double most = (double) find_most (shares, n);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (AttuneFormNa) na = attune_form_na_new (weights->form, i);

      attune_lab_grid_add_row (grid, attune_form_get_section (weights->form, i)->id, NULL);
      attune_lab_grid_take (grid, say_section (weights->form, i), NAN);
      attune_lab_grid_take (grid, attune_form_weight_describe (shares[i]),
                            (double) shares[i] / most);
      attune_lab_grid_take (grid, attune_form_na_describe (na, weights->form, i), NAN);
    }
  return grid;
}

/* --- Findings --------------------------------------------------------------------------------------------------- */

static char *
say_place (AttuneForm *form, const char *id)
{
  guint index = id != NULL ? attune_form_find_question (form, id) : ATTUNE_FORM_NONE;

  if (index != ATTUNE_FORM_NONE)
    return g_strdup (attune_lab_name_question (attune_form_get_question (form, index)));
  index = id != NULL ? attune_form_find_section (form, id) : ATTUNE_FORM_NONE;
  if (index != ATTUNE_FORM_NONE)
    return say_section (form, index);
  return g_strdup (_ ("The form"));
}

static AttuneLabGrid *
list_findings (AttuneForm *form, const AttuneFormLint *lint)
{
  const AttuneLabColumn columns[] = {
    { _ ("Where"), ATTUNE_LAB_COLUMN_TEXT },
    { _ ("What Is Found"), ATTUNE_LAB_COLUMN_PROSE },
  };
  AttuneLabGrid *grid = attune_lab_grid_new (columns, G_N_ELEMENTS (columns));

  for (guint i = 0; i < lint->warnings->len; i++)
    {
      const AttuneFault *fault = g_ptr_array_index (lint->warnings, i);
      const char *id = attune_form_outline_resolve (form, fault->place);

      attune_lab_grid_add_row (grid, id != NULL ? id : "", NULL);
      attune_lab_grid_take (grid, say_place (form, id), NAN);
      attune_lab_grid_take (grid, attune_format_capital (fault->message), NAN);
    }
  return grid;
}

/* --- All of it -------------------------------------------------------------------------------------------------- */

static guint
count_counting (AttuneForm *form)
{
  guint n = 0;

  for (guint i = 0; i < attune_form_get_n_questions (form); i++)
    n += attune_form_get_question (form, i)->can_score;
  return n;
}

static char *
say_heaviest (const Weights *weights)
{
  guint heaviest = 0;
  g_autofree char *percent = NULL;

  for (guint i = 1; i < weights->n; i++)
    if (weights->shares[i] > weights->shares[heaviest])
      heaviest = i;
  if (weights->n == 0 || weights->shares[heaviest] == 0)
    return g_strdup ("");
  percent = attune_form_weight_describe (weights->shares[heaviest]);
  /* Translators: the title of a question, and its share of the form: "12 %". */
  return g_strdup_printf (_ (" None weighs more than “%1$s” with %2$s."),
                          attune_lab_name_question (
                            attune_form_get_question (weights->form, heaviest)),
                          percent);
}

static char *
say_form (const Weights *weights, const AttuneFormLint *lint)
{
  g_autofree char *range = attune_lab_say_range (lint);
  g_autofree char *heaviest = say_heaviest (weights);
  guint n = weights->n;
  guint n_counting = count_counting (weights->form);

  /* Translators: %1$s "Scores from 0 to 100", %2$u of %3$u questions count, %4$s another sentence or nothing. */
  return g_strdup_printf (ngettext ("%1$s. %2$u of %3$u question counts.%4$s",
                                    "%1$s. %2$u of %3$u questions count.%4$s", n),
                          range, n_counting, n, heaviest);
}

AttuneLabReport *
attune_lab_report_new (AttuneForm *form, AttuneForm *published)
{
  AttuneLabReport *self = g_new0 (AttuneLabReport, 1);
  g_autoptr (AttuneFormLint) lint = attune_form_lint (form);
  g_autoptr (AttuneFormLint) old_lint = published != NULL ? attune_form_lint (published) : NULL;
  Weights weights = weigh (form, lint);
  Weights old = { 0 };

  if (published != NULL)
    old = weigh (published, old_lint);
  self->sentence = say_form (&weights, lint);
  self->questions = list_questions (&weights, &old);
  self->sections = list_sections (&weights);
  self->findings = list_findings (form, lint);
  return self;
}

void
attune_lab_report_free (AttuneLabReport *self)
{
  g_free (self->sentence);
  g_clear_pointer (&self->questions, attune_lab_grid_unref);
  g_clear_pointer (&self->sections, attune_lab_grid_unref);
  g_clear_pointer (&self->findings, attune_lab_grid_unref);
  g_free (self);
}
