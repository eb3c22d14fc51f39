/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-form-intake-private.h"

/* Amazon Connect's evaluation forms: what CreateEvaluationForm takes, DescribeEvaluationForm gives and the console
 * exports. The shapes are those of its API, version 2017-08-08. */

/* ScoringStrategy.Mode. */
typedef enum
{
  ATTUNE_AMAZON_BY_QUESTION,
  ATTUNE_AMAZON_BY_SECTION,
  ATTUNE_AMAZON_POINTS,
} AttuneAmazonMode;

/* A question by its RefId, found before any is read, so that a condition can tell a later one from none. */
typedef struct
{
  json_t *node;
  GPtrArray *sources; /* AttuneAmazonQuestion that its enablement rests on; made when first asked for */
  guint index; /* in the order of our form: a section's own questions before those of its sub-sections */
} AttuneAmazonQuestion;

typedef struct
{
  AttuneFormIntake intake;
  AttuneAmazonMode mode;
  gboolean is_scored;
  /* Where some part has a weight, one that has none weighs 0; else all are equal. */
  gboolean has_question_weights;
  gboolean has_section_weights; /* of top sections */
  GHashTable *questions; /* RefId -> AttuneAmazonQuestion, owned */
  GHashTable *sections;  /* all RefIds of sections */
  guint n_dropdowns;
} AttuneAmazon;

/* The sections above a question, by their RefId: what an automatic fail can aim at. */
typedef struct
{
  const char *section;
  const char *parent;   /* NULL in a top section */
  gboolean is_excluded; /* the section counts for nothing */
} AttuneAmazonPlace;

/* Our sections into the list “sections” of `form`; the reader stands at the items. */
void attune_amazon_read_items (AttuneAmazon *self,
                               json_t       *items,
                               json_t       *form);

/* The list of a question's options, NULL where it has none. */
json_t *attune_amazon_get_options (json_t *question);

/* Our question, or NULL where it cannot be made; the reader stands at the question. */
json_t *attune_amazon_read_question (AttuneAmazon            *self,
                                     json_t                  *question,
                                     const AttuneAmazonPlace *place);

/* Our condition for its Enablement, or NULL where there is none (or none that can be carried over). */
json_t *attune_amazon_read_enablement (AttuneAmazon *self,
                                       json_t       *question);
