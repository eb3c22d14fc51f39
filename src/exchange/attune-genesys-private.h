/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-form-intake-private.h"

/* Genesys Cloud's evaluation forms: the EvaluationForm of its platform API, version 2. Its conditions name answers by
 * position, so that all that stands in the document is laid out before any of it is read. */

/* A question where it stands: `id` is the one it gets here. */
typedef struct
{
  json_t *node; /* any JSON */
  json_t *group;
  char *id;
  guint index; /* among all */
  guint group_index;
  gboolean is_checklist; /* of a “multiple select”: what is not selected gives nothing */
  GArray *looks_at;      /* guint: indices of questions that it and its group rest on; made when first asked for */
} AttuneGenesysQuestion;

typedef struct
{
  AttuneFormIntake intake;
  GPtrArray *questions;    /* AttuneGenesysQuestion, all of them in order */
  GArray *group_starts;    /* guint: where among them each group begins; one more at the end */
  GPtrArray *group_ids;    /* owned strings */
  gboolean has_weights;    /* some group has one: elsewhere it is 0, else all are 1 */
  gboolean has_contexts;   /* some part has a contextId */
  AttuneDecimal critical_weight; /* of the first group with a critical question; -1 before */
  gboolean has_uneven_critical;  /* critical questions stand in groups of other weights */
} AttuneGenesys;

/* The id of a part, or `prefix` and its number where it has none. Owned by the caller. */
char *attune_genesys_make_id (json_t     *part,
                              const char *prefix,
                              guint       number);

/* A fault where a part has an id that cannot be one. */
void attune_genesys_check_id (AttuneFormIntake *intake,
                              json_t           *part);

/* The answer to one option of a “multiple select” question that stands for “Selected” or “Unselected”; NULL where there
 * is none. */
json_t *attune_genesys_find_state (json_t     *option,
                                   const char *state);

/* Adds our question, or the several that it takes, to `made`; the reader stands at the question. */
void attune_genesys_read_question (AttuneGenesys               *self,
                                   const AttuneGenesysQuestion *question,
                                   AttuneDecimal                group_weight,
                                   json_t                      *made);

/* Our condition for the visibilityCondition of a question or, where `question` is NULL, of the group that has
 * `first_index`; NULL where there is none, or none that can be carried over. */
json_t *attune_genesys_read_visibility (AttuneGenesys               *self,
                                        json_t                      *part,
                                        const AttuneGenesysQuestion *question,
                                        guint                        group);
