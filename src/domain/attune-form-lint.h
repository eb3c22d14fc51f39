/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-score.h"

/* What stands to be said about a sound form. */
typedef struct
{
  GPtrArray *warnings; /* AttuneFault: things that are allowed and hardly meant */

  /* The least and the most that finished answers can score, in basis points; ATTUNE_SCORE_NONE where there is never a
   * score, or no limit. No score lies outside; where they are not exact, conditions may keep one from getting quite
   * there. */
  gint64 minimum;
  gint64 maximum;
  gboolean is_exact;

  /* One a question: its share of the form in basis points when everything is shown and answered. */
  gint64 *weights;
  guint n_weights;
} AttuneFormLint;

/* Owned by the caller. Takes milliseconds for the largest forms. */
AttuneFormLint *attune_form_lint (AttuneForm *form);
void            attune_form_lint_free (AttuneFormLint *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneFormLint, attune_form_lint_free)
