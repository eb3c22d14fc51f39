/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-link-chart.h"
#include "attune-model-geometry.h"
#include "attune-model-review.h"

/* An interaction model as a picture: from goals through behaviours to the questions that measure them. Where there are more
 * questions than can be looked at, the last column has their forms. An immutable value. */
typedef struct
{
  AttuneChart *chart;
  GArray *targets; /* AttuneModelTarget: what node 1, 2, 3, … stands for */
} AttuneModelPicture;

typedef struct
{
  gint64 form;          /* where it is a form or a question, else 0 */
  char *question;       /* its id; NULL where it is none */
  AttuneModelSpot spot; /* of a goal or behaviour */
} AttuneModelTarget;

/* So many questions stand one by one. */
#define ATTUNE_MODEL_PICTURE_MAX_QUESTIONS 60
/* And so many forms; what is beyond them is told in the chart's sentence. */
#define ATTUNE_MODEL_PICTURE_MAX_FORMS 100

AttuneModelPicture      *attune_model_picture_new  (const AttuneModelReview *review);
void                     attune_model_picture_free (AttuneModelPicture *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneModelPicture, attune_model_picture_free)

/* What the node with the id `id` stands for; NULL for none. */
const AttuneModelTarget *attune_model_picture_find (const AttuneModelPicture *self,
                                                    gint64                    id);
