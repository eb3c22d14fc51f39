/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-form.h"

#include <jansson.h>

/* What a form is made of. The document is the truth, and is never changed once the form is there; everything else is
 * read from it, and strings point into it. */
struct _AttuneForm
{
  gatomicrefcount references;

  json_t *document;
  GPtrArray *blocks; /* arrays that sections, questions and conditions point to */
  GArray *sections;
  GArray *section_positions; /* guint each: where among its like the section stands */
  GArray *questions;
  GHashTable *elements; /* id -> ATTUNE_ELEMENT */

  const char *id;
  const char *title;
  const char *description;
  const char *language;
  const char **channels;
  guint revision;
  guint release_days;
  guint dispute_days;
  AttuneFormScoring scoring;

  gsize most_bytes; /* no less than the compact document has */

  gsize plan_once;
  struct _AttuneScorePlan *plan; /* made when first asked for, by attune-score-plan.c */
};

/* An index of a section or question as a pointer that is never NULL. */
#define ATTUNE_ELEMENT(index, is_section) GUINT_TO_POINTER (((index) + 1) * 2 + (is_section))
#define ATTUNE_ELEMENT_IS_SECTION(element) (GPOINTER_TO_UINT (element) % 2 == 1)
#define ATTUNE_ELEMENT_INDEX(element) (GPOINTER_TO_UINT (element) / 2 - 1)

/* Reads a document that is an object already; takes a reference of its own. NULL and faults as attune_form_parse(). */
AttuneForm *attune_form_from_document (json_t    *document,
                                       GPtrArray *faults);

/* Whether an answer that is worth so much stays below the question's `fail_below` percent of the most it can give. */
gboolean attune_form_question_falls_below (const AttuneFormQuestion *question,
                                           AttuneScoringMode         mode,
                                           AttuneDecimal             worth);

/* The JSON pointer of a section or question. Owned by the caller. */
char *attune_form_section_place (AttuneForm *self,
                                 guint       section);
char *attune_form_question_place (AttuneForm *self,
                                  guint       question);

/* A zeroed array that lives as long as the form. */
gpointer attune_form_allocate (AttuneForm *self,
                               gsize       n,
                               gsize       size);
