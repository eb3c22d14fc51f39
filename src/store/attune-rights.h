/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-people.h"

/* What the trail says of who may do what: a text about a person or a team as they are from then on. What it says is what
 * `check` holds the rows to. A text of another kind, from before there were these, begins otherwise and tells nothing. */
#define ATTUNE_RIGHTS_OF_PERSON "attune-person 1\n"
#define ATTUNE_RIGHTS_OF_TEAM   "attune-team 1\n"

/* Who has a team. */
typedef struct
{
  gint64 person;
  gboolean is_deputy;
} AttuneCoach;

/* Owned by the caller. */
char *attune_rights_describe_person (const AttunePersonSpec *person);
/* `coaches` (AttuneCoach) by person. */
char *attune_rights_describe_team   (const char             *name,
                                     const GArray           *coaches);
