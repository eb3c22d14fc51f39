/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-form.h"

/* A condition while somebody picks it, part by part: a tree of tests of a question and of groups of them. Other than the
 * condition of a form it may be incomplete, with a test that names no question or no answer yet; such parts are kept here
 * and left out of what is written. "Not" is no part of its own: it stands before one, as often as the document has it.
 * Questions and options are named by their ids, so that it outlives changes of the form. */
typedef struct _AttuneConditionPart AttuneConditionPart;

struct _AttuneConditionPart
{
  AttuneConditionKind kind; /* never ATTUNE_CONDITION_NOT */
  AttuneConditionPart *parent; /* borrowed, NULL at the top */

  /* owned */
  GPtrArray *parts;   /* of a group; NULL of a test */
  char *question;     /* of a test: an id, NULL while none is picked */
  GPtrArray *options; /* of a test: the ids wanted, any of which will do */
  GPtrArray *nots;    /* json_t: the objects around it that negate it */
  gpointer object;    /* json_t: the object it was read from, whose other keys are kept; NULL for a new one */

  gboolean is_implied; /* of the group at the top: it is not written around a single part */
  gboolean is_empty;   /* the document has it without parts or options, and so it stays until it gets some */
};

/* The condition of the section or question `element`, as a group even where it is a single test, or none. Owned by the
 * caller. NULL where the form has no such part. */
AttuneConditionPart *attune_condition_part_read (AttuneForm *form,
                                                 const char *element);
void                 attune_condition_part_free (AttuneConditionPart *self);

gboolean attune_condition_part_is_group (const AttuneConditionPart *self);
/* Whether an odd number of "not" stands before it. */
gboolean attune_condition_part_is_negated (const AttuneConditionPart *self);
/* How many groups it is in: 0 at the top. */
guint    attune_condition_part_get_depth (const AttuneConditionPart *self);

/* A new test, or a group with one, at the end of the group; borrowed, as it belongs to the group. */
AttuneConditionPart *attune_condition_part_add_test (AttuneConditionPart *self);
AttuneConditionPart *attune_condition_part_add_group (AttuneConditionPart *self);
/* Takes a part out of its group and frees it; with it each group that is left without parts, but not the top. */
void                 attune_condition_part_remove (AttuneConditionPart *self);

/* All or any of a group, or not. Of a test: is, answered, na, or not. */
void attune_condition_part_set_kind (AttuneConditionPart *self,
                                     AttuneConditionKind  kind,
                                     gboolean             is_negated);
/* Has the test ask `question`, an id: another one with no options picked, and where it cannot be asked for what the test
 * asked, for the first thing it can. */
void attune_condition_part_set_question (AttuneConditionPart *self,
                                         AttuneForm          *form,
                                         const char          *question);
/* Wants an option, an id, or no longer does. */
void attune_condition_part_set_option (AttuneConditionPart *self,
                                       AttuneForm          *form,
                                       const char          *option,
                                       gboolean             is_wanted);
gboolean attune_condition_part_wants (const AttuneConditionPart *self,
                                      const char                *option);

/* How many questions come before `element`: these, from the first on, can be asked in its condition. */
guint    attune_condition_count_questions (AttuneForm *form,
                                           const char *element);
/* Whether a question can be asked for that: only options can be picked, and only what may be N/A is. */
gboolean attune_condition_can_ask (AttuneForm               *form,
                                   const AttuneFormQuestion *question,
                                   AttuneConditionKind       kind);
/* Whether the test, or anything in the group, can be written into the condition of `element`. */
gboolean attune_condition_part_is_complete (const AttuneConditionPart *self,
                                            AttuneForm                *form,
                                            const char                *element);

/* The condition of `element` as JSON for attune_form_set_json(), incomplete parts left out; NULL where nothing is left.
 * Owned by the caller. */
char    *attune_condition_part_write (const AttuneConditionPart *self,
                                      AttuneForm                *form,
                                      const char                *element);
/* A new form with what is complete as the condition of `element`; NULL and ATTUNE_DOMAIN_ERROR_REFUSED where it is refused. */
AttuneForm *attune_condition_part_apply (const AttuneConditionPart *self,
                                         AttuneForm                *form,
                                         const char                *element,
                                         GError                   **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneConditionPart, attune_condition_part_free)
