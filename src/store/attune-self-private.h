/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-evaluation-record.h"
#include "attune-write.h"

/* What an assessment and the agent's own of the same part of a contact, on the same form, are to each other. Neither side
 * sees the other's before both are in; that is the moment at which the self-evaluation is revealed, which the verb that
 * brings it about says. */

/* The agent of assessment `alias` has answered it, one of its revisions, and so knows it. */
#define ATTUNE_SELF_ANSWERED(alias)                                                                    \
  "(EXISTS (SELECT 1 FROM acknowledgement AS ak WHERE ak.evaluation_id = " alias ".id"                 \
  " AND ak.agent_id = " alias ".agent_id) OR EXISTS (SELECT 1 FROM dispute AS ad"                      \
  " WHERE ad.evaluation_id = " alias ".id AND ad.agent_id = " alias ".agent_id))"
/* What assignment `alias` asks for is begun, and not handed in. */
#define ATTUNE_SELF_BEGUN(alias)                                                                       \
  "EXISTS (SELECT 1 FROM evaluation AS ab WHERE ab.interaction_id = " alias ".interaction_id"          \
  " AND ab.agent_id = " alias ".agent_id AND ab.form_id = " alias ".form_id AND ab.kind = 1"           \
  " AND ab.state = 0)"

/* The other of the two, provided that it is in. Of a self-evaluation, only one that is not revealed yet. */
typedef struct
{
  gint64 id;     /* 0 for none */
  char *answers; /* the document, of a self-evaluation */
} AttuneCompanion;

void attune_companion_clear (AttuneCompanion *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AttuneCompanion, attune_companion_clear)

/* The contact, agent and form of the record. */
gboolean attune_companion_find    (AttuneCompanion              *self,
                                   AttuneStore                  *store,
                                   const AttuneEvaluationRecord *record,
                                   GError                      **error);
/* Adds the condition that nothing has come in or gone meanwhile. */
void     attune_companion_require (const AttuneCompanion        *self,
                                   AttuneWrite                  *write,
                                   const AttuneEvaluationRecord *record);
/* Of a self-evaluation: reveals it, with its answers for the trail, and to who searches. */
gboolean attune_companion_reveal  (const AttuneCompanion        *self,
                                   AttuneWrite                  *write,
                                   GError                      **error);

/* Ties a self-evaluation that is begun to what asked for it, if anything. */
void attune_self_begin   (AttuneWrite *write,
                          gint64       evaluation);
/* What was asked for is done, and until it is revealed its time is that of what asked for it. */
void attune_self_hand_in (AttuneWrite *write,
                          gint64       evaluation,
                          gboolean     is_revealed);

/* When the agent could see a released assessment first: at its release, or as soon as no self-evaluation of theirs was
 * pending any more. 0 as long as it is hidden from them, and of one that is not released. */
gboolean attune_self_find_shown (AttuneStore *store,
                                 gint64       assessment,
                                 gint64      *out_shown_at,
                                 GError     **error);

/* When a self-evaluation that nobody asked for is over, which was begun then. */
gint64 attune_self_get_own_due (gint64 created_at);

/* Where the walk over what time has ended is: requests, then what was begun of an agent's own accord. */
typedef struct
{
  gboolean is_in_own;
  gint64 due;
  gint64 id;
} AttuneLapsing;

/* Ends the next one whose time is over, with what was begun for it; what cannot be ended is `out_failure` then. FALSE
 * after the last one, or with the error set. */
gboolean attune_self_lapse_next (AttuneStore   *store,
                                 gint64         actor,
                                 AttuneLapsing *lapsing,
                                 GError       **out_failure,
                                 GError       **error);
