/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-form-reach.h"

/* The least and the most that finished answers can score, in basis points: ATTUNE_SCORE_NONE where no answers give a
 * score, or where there is no limit. Each question is taken by itself: at its best or worst, or gone where a condition
 * or N/A lets it go. So no score lies outside, but conditions may keep one from getting quite there. */
typedef struct
{
  gint64 minimum;
  gint64 maximum;
} AttuneFormExtent;

/* `reach` is of the form. */
AttuneFormExtent attune_form_get_extent (AttuneForm      *form,
                                         AttuneFormReach *reach);
