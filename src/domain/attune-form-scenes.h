/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-form-reach.h"

/* What finished answers can show of a form, laid out for a search. Questions that conditions (or N/A of a whole section)
 * bind together make a group; a group has one scene for each way in which its conditions can turn out. Within a scene all
 * that is left is one choice a question, free of the others. */
typedef struct _AttuneFormScenes AttuneFormScenes;

/* The ways a question can go are bits of a mask: its answers, as far as conditions tell them apart, then N/A, then no
 * answer. A mask of 0 is a question that is hidden. */
#define ATTUNE_SCENE_MAX_ANSWERS 28

#define ATTUNE_SCENE_FREE_OPTION G_MAXUINT8

typedef struct
{
  const AttuneFormQuestion *question;
  guint group;
  guint n_answers;
  /* One an option: of a question with one answer which of them it belongs to, and ATTUNE_SCENE_FREE_OPTION where nobody
   * can come to it; of a checklist which bit of the answer's number says that it is ticked, ATTUNE_SCENE_FREE_OPTION where
   * no condition looks at it. */
  guint8 *places;
  gboolean is_looked_at; /* a condition rests on it */
  guint n_ticks;         /* of a checklist: how many options conditions look at */
} AttuneSceneQuestion;

/* A row of masks, one a member, then one a section of `sections`: whether it is marked N/A. */
typedef struct
{
  GArray *members;  /* of guint, rising: questions */
  GArray *sections; /* of guint: those that can be N/A over questions that cannot by themselves */
  GArray *rows;     /* of guint32 */
  guint n_scenes;
} AttuneSceneGroup;

struct _AttuneFormScenes
{
  AttuneForm *form; /* borrowed */
  AttuneSceneQuestion *questions;
  GPtrArray *groups; /* of AttuneSceneGroup */
};

/* Takes a moment for usual forms; where the scenes of a group are too many it has one, in which every question goes any
 * way that it ever can: more than there is, never less. `reach` is of the form. */
AttuneFormScenes *attune_form_scenes_new  (AttuneForm       *form,
                                           AttuneFormReach  *reach);
void              attune_form_scenes_free (AttuneFormScenes *self);

/* One scene: as many masks as the group has members and sections. */
guint32 *attune_scene_group_get_row (const AttuneSceneGroup *group,
                                     guint                   scene);

#define ATTUNE_SCENE_NA(question)     (1u << (question)->n_answers)
#define ATTUNE_SCENE_SILENT(question) (2u << (question)->n_answers)

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneFormScenes, attune_form_scenes_free)
