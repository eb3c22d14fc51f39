/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-model.h"

/* Changes to an interaction model, as pure functions: each gives a new model and leaves the old one alone. None can make a
 * faulty model: what would is refused, with ATTUNE_DOMAIN_ERROR_REFUSED that names the fault. */

typedef enum
{
  ATTUNE_MODEL_GOALS,
  ATTUNE_MODEL_BEHAVIOURS,
} AttuneModelKind;

/* An empty model. */
AttuneModel *attune_model_new (const char *id,
                               const char *title);

/* A new goal or behaviour at `position` (beyond the last: at the end). `out_id` (nullable, owned by the caller) gets the
 * fresh id. */
AttuneModel *attune_model_add (AttuneModel     *self,
                               AttuneModelKind  kind,
                               guint            position,
                               const char      *title,
                               char           **out_id,
                               GError         **error);

/* Takes one away; with a goal, what served it. */
AttuneModel *attune_model_remove (AttuneModel    *self,
                                  AttuneModelKind kind,
                                  const char     *id,
                                  GError        **error);

/* Moves one to `position`, counted with it already taken away. */
AttuneModel *attune_model_move (AttuneModel    *self,
                                AttuneModelKind kind,
                                const char     *id,
                                guint           position,
                                GError        **error);

/* `key` is "title", "description" or, of a goal, "outcome", whose value may be NULL. */
AttuneModel *attune_model_set_string (AttuneModel    *self,
                                      AttuneModelKind kind,
                                      const char     *id,
                                      const char     *key,
                                      const char     *value,
                                      GError        **error);

/* What the goal's outcome is to reach; NULL: no target. */
AttuneModel *attune_model_set_target (AttuneModel         *self,
                                      const char          *goal,
                                      const AttuneDecimal *target,
                                      GError             **error);

AttuneModel *attune_model_set_serves (AttuneModel *self,
                                      const char  *behaviour,
                                      const char  *goal,
                                      gboolean     serves,
                                      GError     **error);
