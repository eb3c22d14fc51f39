/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-form-na.h"

#include "attune-form-names.h"
#include "attune-score-private.h"

#include <glib/gi18n-lib.h>

/* So many sections are named in a sentence; the rest is a number. */
#define MAX_NAMED 4

static gboolean
carries_weight (AttuneForm *form, guint question)
{
  const AttuneFormQuestion *found = attune_form_get_question (form, question);

  return found->can_score && !found->bonus;
}

/* Whether the question can be N/A while what is outside the section is answered: by itself, or by a section from its own
 * up to this one. */
static gboolean
can_leave (AttuneForm *form, const AttuneFormQuestion *question, guint section)
{
  guint above = question->section;

  if (question->na_allowed)
    return TRUE;
  while (above != ATTUNE_FORM_NONE)
    {
      const AttuneFormSection *found = attune_form_get_section (form, above);

      if (found->na_allowed)
        return TRUE;
      above = above != section ? found->parent : ATTUNE_FORM_NONE;
    }
  return FALSE;
}

/* Whether all that counts in the section can be N/A; `out_n` is how many questions that are. */
static gboolean
can_be_na (AttuneForm *form, const AttuneFormSection *section, guint *out_n)
{
  gboolean can = TRUE;

  *out_n = 0;
  for (guint i = section->first_question; i < section->end_question; i++)
    {
      if (!carries_weight (form, i))
        continue;
      *out_n += 1;
      can = can && can_leave (form, attune_form_get_question (form, i), section->index);
    }
  return can;
}

static guint
count_all (AttuneForm *form)
{
  guint n = 0;

  for (guint i = 0; i < attune_form_get_n_questions (form); i++)
    n += carries_weight (form, i);
  return n;
}

/* --- Shares ------------------------------------------------------------------------------------------------------- */

/* What the questions of `section` weigh, those of `left_out` (nullable) left out. */
static void
sum_fulls (AttuneForm *form,
           const AttuneFormSection *section,
           const AttuneFormSection *left_out,
           mpz_t out_sum)
{
  const AttuneScorePlan *plan = attune_form_get_score_plan (form);

  mpz_set_ui (out_sum, 0);
  for (guint i = section->first_question; i < section->end_question; i++)
    {
      if (left_out != NULL && i >= left_out->first_question && i < left_out->end_question)
        continue;
      if (carries_weight (form, i))
        mpz_add (out_sum, out_sum, plan->fulls[i]);
    }
}

/* The denominator of the whole form. */
static void
sum_form (AttuneForm *form, const AttuneFormSection *left_out, mpz_t out_sum)
{
  const AttuneFormScoring *scoring = attune_form_get_scoring (form);
  AttuneFormSection all = { .end_question = attune_form_get_n_questions (form) };
  mpz_t baseline;

  sum_fulls (form, &all, left_out, out_sum);
  if (scoring->mode != ATTUNE_SCORING_POINTS)
    return;
  mpz_init (baseline);
  mpz_mul_si (baseline, attune_form_get_score_plan (form)->unit, scoring->baseline);
  mpz_add (out_sum, out_sum, baseline);
  mpz_clear (baseline);
}

/* Basis points; 0 where there is no denominator. */
static gint64
divide (const mpz_t part, const mpz_t whole)
{
  gint64 share;
  mpq_t ratio;

  if (mpz_sgn (whole) <= 0)
    return 0;
  mpq_init (ratio);
  mpz_mul_ui (mpq_numref (ratio), part, 100);
  mpz_set (mpq_denref (ratio), whole);
  mpq_canonicalize (ratio);
  share = attune_round_to_hundredths (ratio);
  mpq_clear (ratio);
  return share;
}

/* The share of every section without `section`, of a form with or without it. */
static void
share_out (AttuneForm *form, const AttuneFormSection *section, const mpz_t whole, gint64 *shares)
{
  mpz_t part;

  mpz_init (part);
  for (guint i = 0; i < attune_form_get_n_sections (form); i++)
    {
      sum_fulls (form, attune_form_get_section (form, i), section, part);
      shares[i] = divide (part, whole);
    }
  mpz_clear (part);
}

AttuneFormNa *
attune_form_na_new (AttuneForm *form, guint section)
{
  const AttuneFormSection *found = attune_form_get_section (form, section);
  gboolean is_full = attune_form_get_scoring (form)->na == ATTUNE_NA_FULL;
  AttuneFormNa *self = g_new0 (AttuneFormNa, 1);
  guint n_inside;
  gboolean can = can_be_na (form, found, &n_inside);
  mpz_t whole, rest, own;

  self->n_sections = attune_form_get_n_sections (form);
  self->before = g_new0 (gint64, self->n_sections + 1);
  self->after = g_new0 (gint64, self->n_sections + 1);
  mpz_inits (whole, rest, own, NULL);
  sum_form (form, NULL, whole);
  sum_form (form, found, rest);
  sum_fulls (form, found, NULL, own);
  self->share = divide (own, whole);
  share_out (form, found, whole, self->before);

  if (n_inside == 0)
    self->kind = ATTUNE_FORM_NA_NOTHING;
  else if (!can)
    self->kind = ATTUNE_FORM_NA_NEVER;
  else if (n_inside == count_all (form) || mpz_sgn (is_full ? whole : rest) <= 0)
    self->kind = ATTUNE_FORM_NA_NO_SCORE;
  else if (mpz_sgn (own) == 0)
    self->kind = ATTUNE_FORM_NA_NOTHING;
  else
    self->kind = is_full ? ATTUNE_FORM_NA_FULL : ATTUNE_FORM_NA_LEAVES;
  if (self->kind == ATTUNE_FORM_NA_LEAVES)
    share_out (form, found, rest, self->after);
  else if (self->kind != ATTUNE_FORM_NA_NO_SCORE)
    share_out (form, NULL, whole, self->after);
  mpz_clears (whole, rest, own, NULL);
  return self;
}

void
attune_form_na_free (AttuneFormNa *self)
{
  g_free (self->before);
  g_free (self->after);
  g_free (self);
}

/* --- Words -------------------------------------------------------------------------------------------------------- */

const char *
attune_form_na_kind_to_string (AttuneFormNaKind kind)
{
  static const char *const words[] = { "never", "nothing", "leaves", "full", "no_score" };

  g_return_val_if_fail (kind <= ATTUNE_FORM_NA_NO_SCORE, NULL);

  return words[kind];
}

/* Whole percent; of what is less than one, its tenths. */
static char *
say_percent (gint64 basis_points)
{
  if (basis_points > 0 && basis_points < 95)
    return g_strdup_printf ("%.1f", (double) basis_points / 100.0);
  return g_strdup_printf ("%.0f", (double) basis_points / 100.0);
}

static void
name_section (const AttuneFormNa *self,
              AttuneForm *form,
              guint other,
              gboolean is_rest,
              GString *list)
{
  const char *title = attune_form_section_get_name (attune_form_get_section (form, other));
  g_autofree char *before = say_percent (self->before[other]);
  g_autofree char *after = say_percent (self->after[other]);

  if (list->len > 0)
    g_string_append (list, C_ ("between two of a list", ", "));
  if (is_rest)
    /* Translators: what is left of a section when one inside it is N/A, with its share of the form before and after, in percent. */
    g_string_append_printf (list, _ ("the rest of “%1$s” %2$s → %3$s %%"), title, before, after);
  else
    /* Translators: a section with its share of the form before and after another is N/A, in percent. */
    g_string_append_printf (list, _ ("“%1$s” %2$s → %3$s %%"), title, before, after);
}

/* Where the share goes: the sections at the top, and what is left of the one above. */
static char *
list_others (const AttuneFormNa *self, AttuneForm *form, guint section)
{
  guint parent = attune_form_get_section (form, section)->parent;
  g_autoptr (GString) list = g_string_new (NULL);
  guint n_named = 0, n_more = 0;

  for (guint i = 0; i < self->n_sections; i++)
    {
      if (attune_form_get_section (form, i)->parent != ATTUNE_FORM_NONE || self->after[i] == 0)
        continue;
      if (n_named++ < MAX_NAMED)
        name_section (self, form, i, i == parent, list);
      else
        n_more++;
    }
  if (n_more > 0)
    {
      g_string_append (list, C_ ("between two of a list", ", "));
      g_string_append_printf (list,
                              g_dngettext (GETTEXT_PACKAGE, "and %u more", "and %u more", n_more),
                              n_more);
    }
  return g_string_free (g_steal_pointer (&list), FALSE);
}

char *
attune_form_na_describe (const AttuneFormNa *self, AttuneForm *form, guint section)
{
  g_autofree char *share = say_percent (self->share);
  g_autofree char *others = NULL;

  switch (self->kind)
    {
    case ATTUNE_FORM_NA_NEVER:
      return g_strdup (
        _ ("It cannot be N/A as a whole: something in it that counts must be answered."));
    case ATTUNE_FORM_NA_NOTHING:
      return g_strdup (_ ("Nothing in it counts, so the score stays as it is."));
    case ATTUNE_FORM_NA_LEAVES:
      others = list_others (self, form, section);
      if (*others == '\0')
        return g_strdup_printf (_ ("Its %s %% leave the score."), share);
      /* Translators: %1$s is a share in percent, %2$s a list of sections. */
      return g_strdup_printf (_ ("Its %1$s %% go to the others: %2$s."), share, others);
    case ATTUNE_FORM_NA_FULL:
      return g_strdup_printf (_ ("Its %s %% count as fully met; the others keep their shares."),
                              share);
    case ATTUNE_FORM_NA_NO_SCORE:
      return g_strdup (_ ("Nothing else counts, so there is no score."));
    }
  g_assert_not_reached ();
}
