/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-form-reach.h"

/* The least and the most that finished answers can score, in basis points: ATTUNE_SCORE_NONE where no answers give a
 * score, or where there is no limit. No score lies outside. Where it is exact there are answers that score each; where it
 * is not, the conditions are too many to try out, or fails and N/A too entangled, and scores may not get quite there. */
typedef struct
{
  gint64 minimum;
  gint64 maximum;
  gboolean is_exact;
} AttuneFormExtent;

/* `reach` is of the form. */
AttuneFormExtent attune_form_get_extent (AttuneForm      *form,
                                         AttuneFormReach *reach);
