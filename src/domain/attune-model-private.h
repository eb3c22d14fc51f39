/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-model.h"

#include <jansson.h>

/* The document is the truth, and is never changed once the model is there; the rest is read from it, and strings point
 * into it. */
struct _AttuneModel
{
  gatomicrefcount references;
  json_t *document;
  const char *id;
  const char *title;
  const char *description;
  AttuneModelGoal *goals;
  guint n_goals;
  AttuneModelBehaviour *behaviours;
  guint n_behaviours;
};

/* Reads a document that is an object already; takes a reference of its own. NULL and faults as attune_model_parse(). */
AttuneModel *attune_model_from_document (json_t    *document,
                                         GPtrArray *faults);
