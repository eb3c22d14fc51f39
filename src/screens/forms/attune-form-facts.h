/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-form-lint.h"
#include "attune-model.h"

/* What is set about a part of a form, as lines to be read. */
typedef struct
{
  char *label; /* of a heading, its text; NULL where the value stands alone */
  char *value; /* NULL: a heading */
} AttuneFormFact;

void       attune_form_fact_free  (AttuneFormFact *self);

/* The facts of `element`, the id of a section or question, NULL for the form, in the order of the properties. `lint` and
 * `model` may be NULL: not known yet. Of AttuneFormFact; owned by the caller. */
GPtrArray *attune_form_facts_list (AttuneForm           *form,
                                   const AttuneFormLint *lint,
                                   AttuneModel          *model,
                                   const char           *element);
