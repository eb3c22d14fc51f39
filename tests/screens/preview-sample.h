/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-form-pane.h"
#include "attune-form-sample.h"

/* The page of a form with its preview. The second question is shown where the first is answered with no; the third asks
 * why. */
AttuneFormPage *preview_sample_open      (AttuneFormSample *sample);

/* NULL while nothing is previewed. */
AttuneFormPane *preview_sample_get_pane  (AttuneFormPage   *page);
AttuneSheet    *preview_sample_get_sheet (AttuneFormPage   *page);
/* Of what is answered there, in basis points. */
gint64          preview_sample_get_score (AttuneFormPage   *page);

/* Waits until the pane has the form that the page has. */
void            preview_sample_wait      (AttuneFormPage   *page);
/* Makes `form` the page's, as somebody's change of it; NULL changes nothing. Takes it over. */
void            preview_sample_take      (AttuneFormPage   *page,
                                          AttuneForm       *form);
/* At a question of the preview. */
void            preview_sample_press     (AttuneFormPage   *page,
                                          guint             question,
                                          guint             key);
