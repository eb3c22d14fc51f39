/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-draft.h"

#include "attune-place-keeper.h"

struct _AttuneDraft
{
  GObject parent_instance;

  AttuneStore *store;
  gint64 actor;
  AttuneEvaluation *evaluation;
  AttuneSheet *sheet;
  AttuneAnswers *aside; /* of the actor's own, which came too late; or NULL */

  AttuneSaver *saver;
  AttunePlaceKeeper *place;

  AttuneDraftStatus status;
  char *message;
  AttuneEvaluation *theirs; /* what somebody else made of it, while it is not decided */
  GError *missed;           /* why that, or what became of it by a verb, could not be read */
  gboolean is_looking;      /* it is on its way */
  guint retry;
  guint check;

  gboolean is_acting; /* a verb is under way */
  gboolean is_gone;   /* it could not be found any more */
  gboolean is_stale;  /* a verb is done, and what became of it was not read yet */
};

/* For attune_draft_open_async (): an open draft of what was read. Takes `evaluation` over; `aside` may be NULL. */
AttuneDraft *attune_draft_new (AttuneStore      *store,
                               gint64            actor,
                               AttuneEvaluation *evaluation,
                               AttuneAnswers    *answers,
                               AttuneAnswers    *aside);

/* Shows what the store has; FALSE when it cannot be read. Takes `evaluation` over. */
gboolean     attune_draft_show_evaluation (AttuneDraft      *self,
                                           AttuneEvaluation *evaluation,
                                           GError          **error);
/* Reads what the store has, where somebody else may have changed it. */
void         attune_draft_look_for_theirs (AttuneDraft *self);
/* A verb is done, but what became of it could not be read: that is tried again until it can. Takes `error` over. */
void         attune_draft_miss_outcome (AttuneDraft *self,
                                        GError      *error);
