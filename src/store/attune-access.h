/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-people.h"
#include "attune-write.h"

/* Who sees what (design.md, section 1), as SQL conditions. Each relies on `$actor` being bound to the actor's id in the
 * same statement, and on the aliases said. Every verb reads through them, and a write names them in its guard, so that no
 * row reaches anybody whom it is not for. Whoever has several roles has the rights of all of them; whoever is removed, or
 * nobody, has none.
 *
 * ATTUNE_ACCESS_INTERACTION, of interaction `i`: agents their own once evaluated or asked for their self-evaluation,
 * coaches and deputies those of own teams, analysts and managers all.
 * ATTUNE_ACCESS_INTERACTION_KEPT, of interaction `i`: the same without agents; who may change it.
 * ATTUNE_ACCESS_EVALUATION, of evaluation `e`: by kind and state. Assessments: drafts are their evaluator's alone, also
 * when void; agents see their own released ones, but while their self-evaluation of the same contact is pending: asked for
 * or begun, and neither handed in nor over. That holds whatever other roles they have.
 * Self-evaluations: their agent's, and once an assessment of the same contact on the same form is in as well, or they were
 * revealed as their time was over, their coaches' and managers'. Calibration answers and masters: their author's (till there are reveals), never an agent's.
 * ATTUNE_ACCESS_COUNT, of evaluation `e`: whether it counts in numbers alone: as above, and auditors all submitted
 * assessments.
 * ATTUNE_ACCESS_DISPUTE, of dispute `d` on evaluation `e`: of what they see, agents their own, coaches those of own teams,
 * managers all, analysts those that are not about evaluations of their own, and these once they are no longer open.
 * ATTUNE_ACCESS_DECIDING, of evaluation `e`: whoever may decide a dispute about it, beside seeing it.
 * ATTUNE_ACCESS_ASSIGNING, of assignment `aw` of an assessment: whoever assigned it, while they may assess that part, and
 * managers.
 * ATTUNE_ACCESS_FORM, of form `f`: analysts and managers all, everybody else the published ones.
 * ATTUNE_ACCESS_PERSON, of person `p`: analysts, managers and auditors everybody (who draw, decide and read trails of all);
 * coaches whoever evaluates and coaches, and the agents of own teams, also those who have figures there from before;
 * agents themselves and the coaches of their team.
 * ATTUNE_ACCESS_TEAM, of team `t`: the same all, coaches their own, agents the one they are in.
 * ATTUNE_ACCESS_NOTE, of note `n` on evaluation `e`, beside ATTUNE_ACCESS_EVALUATION: private notes are their author's; what
 * the agent said whom the evaluation was about before is not for the one whom it is about now. */

/* The numbers are AttuneRoles': agent 1, coach 2, analyst 4, manager 8, auditor 16; and their sums. */
G_STATIC_ASSERT ((ATTUNE_ROLE_ANALYST | ATTUNE_ROLE_MANAGER) == 12);
G_STATIC_ASSERT ((ATTUNE_ROLE_COACH | ATTUNE_ROLE_ANALYST | ATTUNE_ROLE_MANAGER) == 14);
G_STATIC_ASSERT ((ATTUNE_ROLE_ANALYST | ATTUNE_ROLE_MANAGER | ATTUNE_ROLE_AUDITOR) == 28);
G_STATIC_ASSERT ((ATTUNE_ROLE_AGENT | ATTUNE_ROLE_COACH | ATTUNE_ROLE_ANALYST |
                  ATTUNE_ROLE_MANAGER | ATTUNE_ROLE_AUDITOR) == 31);

#define ATTUNE_ACCESS_HAS_ROLE(roles)                                                                                  \
  "EXISTS (SELECT 1 FROM person AS ap WHERE ap.id = $actor AND ap.removed_at IS NULL AND (ap.roles & " roles ") <> 0)"
#define ATTUNE_ACCESS_ANYBODY ATTUNE_ACCESS_HAS_ROLE ("31")
#define ATTUNE_ACCESS_QUALITY_TEAM ATTUNE_ACCESS_HAS_ROLE ("12")
#define ATTUNE_ACCESS_SELF(person) "(" person " = $actor AND " ATTUNE_ACCESS_ANYBODY ")"
/* `team` is one that the actor coaches, as its coach or a deputy. */
#define ATTUNE_ACCESS_OWN_TEAM(team)                                                                                   \
  "(EXISTS (SELECT 1 FROM team_coach AS ac WHERE ac.coach_id = $actor AND ac.team_id = " team ") AND "                 \
  ATTUNE_ACCESS_HAS_ROLE ("2") ")"

#define ATTUNE_ACCESS_INTERACTION_KEPT                                                                                 \
  "(" ATTUNE_ACCESS_QUALITY_TEAM                                                                                       \
  " OR EXISTS (SELECT 1 FROM interaction_agent AS aa WHERE aa.interaction_id = i.id AND "                              \
  ATTUNE_ACCESS_OWN_TEAM ("aa.team_id") "))"

/* Assignment `aw` is neither done nor over; is a self-evaluation, kind 1, that is waited for. */
#define ATTUNE_ACCESS_OPEN "aw.done_at IS NULL AND aw.lapsed_at IS NULL AND aw.removed_at IS NULL"
#define ATTUNE_ACCESS_WAITED "aw.kind = 1 AND " ATTUNE_ACCESS_OPEN

#define ATTUNE_ACCESS_INTERACTION                                                                                      \
  "(" ATTUNE_ACCESS_INTERACTION_KEPT                                                                                   \
  " OR EXISTS (SELECT 1 FROM assignment AS aw WHERE aw.interaction_id = i.id"                                  \
  " AND aw.agent_id = $actor AND " ATTUNE_ACCESS_WAITED " AND " ATTUNE_ACCESS_ANYBODY ")"                          \
  " OR EXISTS (SELECT 1 FROM evaluation AS ae WHERE ae.interaction_id = i.id AND " ATTUNE_ACCESS_SELF ("ae.agent_id")  \
  " AND ((ae.kind = 0 AND ae.state = 2) OR (ae.kind = 1 AND ae.state <> 3))))"

/* Kinds: assessment 0, self 1, calibration 2, master 3. States: draft 0, submitted 1, released 2, void 3. */
#define ATTUNE_ACCESS_WAS_SUBMITTED                                                                                    \
  "(e.state IN (1, 2) OR (e.state = 3 AND EXISTS (SELECT 1 FROM evaluation_revision AS ar"                             \
  " WHERE ar.evaluation_id = e.id AND ar.submitted_at IS NOT NULL)))"

/* The agent owes a self-evaluation of the contact, begun or asked for; that of `e`. */
#define ATTUNE_ACCESS_PENDING_OF(agent, interaction)                                                                   \
  "(EXISTS (SELECT 1 FROM evaluation AS ao WHERE ao.interaction_id = " interaction                                     \
  " AND ao.agent_id = " agent " AND ao.kind = 1 AND ao.state = 0)"                                                     \
  " OR EXISTS (SELECT 1 FROM assignment AS aw WHERE aw.agent_id = " agent                                              \
  " AND aw.interaction_id = " interaction " AND " ATTUNE_ACCESS_WAITED "))"
#define ATTUNE_ACCESS_PENDING ATTUNE_ACCESS_PENDING_OF ("e.agent_id", "e.interaction_id")

#define ATTUNE_ACCESS_ASSESSMENT                                                                                       \
  "((((" ATTUNE_ACCESS_QUALITY_TEAM " OR " ATTUNE_ACCESS_OWN_TEAM ("e.team_id") ") AND " ATTUNE_ACCESS_WAS_SUBMITTED   \
  ") OR (e.state IN (0, 3) AND e.evaluator_id = $actor AND " ATTUNE_ACCESS_HAS_ROLE ("14") ")"                         \
  " OR (e.state = 2 AND " ATTUNE_ACCESS_SELF ("e.agent_id") "))"                                                       \
  " AND (e.agent_id <> $actor OR NOT " ATTUNE_ACCESS_PENDING "))"

#define ATTUNE_ACCESS_SELF_EVALUATION                                                                                  \
  "(" ATTUNE_ACCESS_SELF ("e.agent_id")                                                                                \
  " OR (e.state IN (1, 2) AND (" ATTUNE_ACCESS_HAS_ROLE ("8") " OR " ATTUNE_ACCESS_OWN_TEAM ("e.team_id") ")"          \
  " AND (e.state = 2 OR EXISTS (SELECT 1 FROM evaluation AS ao WHERE ao.interaction_id = e.interaction_id"             \
  " AND ao.agent_id = e.agent_id AND ao.form_id = e.form_id AND ao.kind = 0 AND ao.state IN (1, 2)))))"

#define ATTUNE_ACCESS_EVALUATION                                                                                       \
  "((e.kind = 0 AND " ATTUNE_ACCESS_ASSESSMENT ") OR (e.kind = 1 AND " ATTUNE_ACCESS_SELF_EVALUATION ")"               \
  " OR (e.kind IN (2, 3) AND e.evaluator_id = $actor AND " ATTUNE_ACCESS_HAS_ROLE ("14") "))"

/* Who may assess part `a` of a contact, whether `person` may, and of the drafts `e` of assessments those that keep the actor from doing so. */
#define ATTUNE_ACCESS_ASSESSING "(" ATTUNE_ACCESS_HAS_ROLE ("12") " OR " ATTUNE_ACCESS_OWN_TEAM ("a.team_id") ")"
#define ATTUNE_ACCESS_ASSESSED_BY(person)                                                                              \
  "EXISTS (SELECT 1 FROM person AS ap WHERE ap.id = " person " AND ap.removed_at IS NULL AND ap.id <> a.agent_id"      \
  " AND ((ap.roles & 12) <> 0 OR ((ap.roles & 2) <> 0 AND EXISTS (SELECT 1 FROM team_coach AS ac"                      \
  " WHERE ac.coach_id = ap.id AND ac.team_id = a.team_id))))"
#define ATTUNE_ACCESS_HELD                                                                                             \
  "(e.kind = 0 AND e.state = 0 AND e.evaluator_id <> $actor AND EXISTS (SELECT 1 FROM interaction_agent AS a"          \
  " WHERE a.interaction_id = e.interaction_id AND a.agent_id = e.agent_id AND " ATTUNE_ACCESS_ASSESSING "))"

#define ATTUNE_ACCESS_ASSIGNING                                                                                        \
  "(" ATTUNE_ACCESS_HAS_ROLE ("8") " OR (aw.assigned_by = $actor AND EXISTS (SELECT 1 FROM interaction_agent AS a"     \
  " WHERE a.interaction_id = aw.interaction_id AND a.agent_id = aw.agent_id AND " ATTUNE_ACCESS_ASSESSING ")))"

#define ATTUNE_ACCESS_COUNT                                                                                            \
  "((e.kind = 0 AND e.state IN (1, 2) AND " ATTUNE_ACCESS_HAS_ROLE ("16") ") OR " ATTUNE_ACCESS_EVALUATION ")"

/* Dispute states: open 0. */
#define ATTUNE_ACCESS_DISPUTE                                                                                          \
  "(" ATTUNE_ACCESS_EVALUATION " AND (" ATTUNE_ACCESS_SELF ("d.agent_id") " OR " ATTUNE_ACCESS_OWN_TEAM ("e.team_id")  \
  " OR " ATTUNE_ACCESS_HAS_ROLE ("8")                                                                                  \
  " OR ((e.evaluator_id <> $actor OR d.state <> 0) AND " ATTUNE_ACCESS_HAS_ROLE ("4") ")))"
#define ATTUNE_ACCESS_DECIDING                                                                                         \
  "(e.evaluator_id <> $actor AND e.agent_id <> $actor AND " ATTUNE_ACCESS_QUALITY_TEAM ")"

#define ATTUNE_ACCESS_FORM                                                                                             \
  "(" ATTUNE_ACCESS_QUALITY_TEAM " OR (" ATTUNE_ACCESS_ANYBODY                                                         \
  " AND EXISTS (SELECT 1 FROM form_revision AS af WHERE af.form_id = f.id)))"

#define ATTUNE_ACCESS_KNOWS_ALL ATTUNE_ACCESS_HAS_ROLE ("28")
#define ATTUNE_ACCESS_MEMBER_OF(team)                                                                                  \
  "EXISTS (SELECT 1 FROM person AS am WHERE am.id = $actor AND am.removed_at IS NULL AND am.team_id = " team ")"

#define ATTUNE_ACCESS_PERSON                                                                                           \
  "(" ATTUNE_ACCESS_KNOWS_ALL " OR " ATTUNE_ACCESS_SELF ("p.id")                                                       \
  " OR ((p.roles & 14) <> 0 AND " ATTUNE_ACCESS_HAS_ROLE ("2") ")"                                                     \
  " OR " ATTUNE_ACCESS_OWN_TEAM ("p.team_id")                                                                          \
  " OR EXISTS (SELECT 1 FROM rollup AS ar WHERE ar.agent_id = p.id AND ar.question_id = 0 AND "                        \
  ATTUNE_ACCESS_OWN_TEAM ("ar.team_id") ")"                                                                            \
  " OR ((p.roles & 2) <> 0 AND EXISTS (SELECT 1 FROM team_coach AS at WHERE at.coach_id = p.id AND "                   \
  ATTUNE_ACCESS_MEMBER_OF ("at.team_id") ")))"

#define ATTUNE_ACCESS_TEAM                                                                                             \
  "(" ATTUNE_ACCESS_KNOWS_ALL " OR " ATTUNE_ACCESS_OWN_TEAM ("t.id") " OR " ATTUNE_ACCESS_MEMBER_OF ("t.id") ")"

#define ATTUNE_ACCESS_NOTE                                                                                             \
  "(n.author_id = $actor OR (n.is_shared = 1"                                                                          \
  " AND (e.agent_id <> $actor OR coalesce (n.about_id, 0) <> n.author_id)))"

/* Adds a statement that fails the batch with ATTUNE_STORE_ERROR_DENIED unless the actor has one of `roles`. */
void attune_access_require (AttuneBatch *batch,
                            gint64       actor,
                            AttuneRoles  roles);

/* Whether the actor has one of `roles` now, for a verb that must know before it writes; ATTUNE_STORE_ERROR_DENIED. */
gboolean attune_access_check (AttuneStore *store,
                              gint64       actor,
                              AttuneRoles  roles,
                              GError     **error);
