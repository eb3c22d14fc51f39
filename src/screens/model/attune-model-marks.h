/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-model-check.h"

/* What is shown beside every goal and behaviour: how many questions measure it, and what was found about it. */

typedef struct
{
  gboolean is_counted; /* FALSE: not known yet */
  guint n_questions;
  gboolean has_warning;
  gboolean has_hint;
  char *remark; /* what was found, a line each; NULL for nothing */
} AttuneModelMark;

typedef struct
{
  GArray *goals;      /* AttuneModelMark, by index */
  GArray *behaviours;
} AttuneModelMarks;

/* As `check` (nullable: nothing is known) says of `model`. Owned by the caller. */
AttuneModelMarks *attune_model_marks_new  (AttuneModel            *model,
                                           const AttuneModelCheck *check);
/* What `old` said of the parts of `from` that `to` still has; for while a check of `to` is on its way. */
AttuneModelMarks *attune_model_marks_carry (const AttuneModelMarks *old,
                                            AttuneModel            *from,
                                            AttuneModel            *to);
void              attune_model_marks_free (AttuneModelMarks *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneModelMarks, attune_model_marks_free)

const AttuneModelMark *attune_model_marks_get_goal      (const AttuneModelMarks *self,
                                                         guint                   goal);
const AttuneModelMark *attune_model_marks_get_behaviour (const AttuneModelMarks *self,
                                                         guint                   behaviour);
