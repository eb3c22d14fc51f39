/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-pages.h"

#include "attune-agent-page.h"
#include "attune-agents-page.h"
#include "attune-evaluate-page.h"
#include "attune-evaluations-page.h"
#include "attune-form-page.h"
#include "attune-forms-page.h"
#include "attune-interaction-page.h"
#include "attune-interactions-page.h"
#include "attune-lab-page.h"
#include "attune-model-page.h"
#include "attune-my-evaluations-page.h"
#include "attune-my-work-page.h"
#include "attune-search-page.h"

#include <glib/gi18n.h>

#define AGENT      ATTUNE_ROLE_AGENT
#define EVALUATING (ATTUNE_ROLE_COACH | ATTUNE_ROLE_ANALYST | ATTUNE_ROLE_MANAGER)
#define DESIGNING  (ATTUNE_ROLE_ANALYST | ATTUNE_ROLE_MANAGER)
#define EVERYBODY  (AGENT | EVALUATING | ATTUNE_ROLE_AUDITOR)

/* Every page, in the order of the sidebar. */
static const AttunePageInfo pages[] = {
  { ATTUNE_PAGE_MY_WORK, ATTUNE_PAGE_GROUP_FIRST, ATTUNE_PAGE_MY_WORK, N_ ("My Work"),
    "attune-my-work-symbolic", AGENT | EVALUATING, attune_my_work_page_new, "work" },
  { ATTUNE_PAGE_MY_QUALITY, ATTUNE_PAGE_GROUP_OWN, ATTUNE_PAGE_MY_QUALITY, N_ ("My Quality"),
    "attune-trend-symbolic", AGENT, attune_my_quality_page_new, "agent" },
  { ATTUNE_PAGE_MY_EVALUATIONS, ATTUNE_PAGE_GROUP_OWN, ATTUNE_PAGE_MY_EVALUATIONS,
    N_ ("My Evaluations"), "attune-evaluations-symbolic", AGENT, attune_my_evaluations_page_new,
    "lists" },
  { ATTUNE_PAGE_INTERACTIONS, ATTUNE_PAGE_GROUP_WORK, ATTUNE_PAGE_INTERACTIONS, N_ ("Interactions"),
    "attune-interactions-symbolic", EVALUATING, attune_interactions_page_new, "lists" },
  { ATTUNE_PAGE_EVALUATIONS, ATTUNE_PAGE_GROUP_WORK, ATTUNE_PAGE_EVALUATIONS, N_ ("Evaluations"),
    "attune-evaluations-symbolic", EVALUATING, attune_evaluations_page_new, "lists" },
  { ATTUNE_PAGE_AGENTS, ATTUNE_PAGE_GROUP_WORK, ATTUNE_PAGE_AGENTS, N_ ("Agents"),
    "attune-agent-symbolic", EVALUATING, attune_agents_page_new, "lists" },
  { ATTUNE_PAGE_SEARCH, ATTUNE_PAGE_GROUP_WORK, ATTUNE_PAGE_SEARCH, N_ ("Search"),
    "system-search-symbolic", AGENT | EVALUATING, attune_search_page_new, "lists" },
  { ATTUNE_PAGE_AGENT, ATTUNE_PAGE_GROUP_NONE, ATTUNE_PAGE_AGENTS, N_ ("Agent"),
    "attune-agent-symbolic", EVALUATING, attune_agent_page_new, "agent" },
  { ATTUNE_PAGE_INTERACTION, ATTUNE_PAGE_GROUP_NONE, ATTUNE_PAGE_INTERACTIONS, N_ ("Contact"),
    "attune-interactions-symbolic", EVALUATING, attune_interaction_page_new, "lists" },
  { ATTUNE_PAGE_FORMS, ATTUNE_PAGE_GROUP_WORK, ATTUNE_PAGE_FORMS, N_ ("Forms"),
    "attune-form-symbolic", EVERYBODY, attune_forms_page_new, "forms" },
  { ATTUNE_PAGE_FORM, ATTUNE_PAGE_GROUP_NONE, ATTUNE_PAGE_FORMS, N_ ("Form"),
    "attune-form-symbolic", EVERYBODY, attune_form_page_new, "designing" },
  { ATTUNE_PAGE_FORM_LAB, ATTUNE_PAGE_GROUP_NONE, ATTUNE_PAGE_FORMS, N_ ("Form Lab"),
    "attune-form-symbolic", DESIGNING, attune_lab_page_new, "lab" },
  { ATTUNE_PAGE_MODEL, ATTUNE_PAGE_GROUP_NONE, ATTUNE_PAGE_FORMS, N_ ("Interaction Model"),
    "attune-model-symbolic", EVERYBODY, attune_model_page_new, "forms" },
  { ATTUNE_PAGE_EVALUATION, ATTUNE_PAGE_GROUP_NONE, ATTUNE_N_PAGES, N_ ("Evaluation"),
    "attune-evaluate-symbolic", AGENT | EVALUATING, attune_evaluate_page_new, "evaluating" },
  { .kind = ATTUNE_N_PAGES },
};

const AttunePageInfo *
attune_pages_find (AttunePageKind kind)
{
  for (const AttunePageInfo *i = pages; i->kind != ATTUNE_N_PAGES; i++)
    if (i->kind == kind)
      return i;
  return NULL;
}

const AttunePageInfo **
attune_pages_for_roles (AttuneRoles roles)
{
  const AttunePageInfo **shown = g_new0 (const AttunePageInfo *, G_N_ELEMENTS (pages));
  guint n = 0;

  for (const AttunePageInfo *i = pages; i->kind != ATTUNE_N_PAGES; i++)
    if (i->group != ATTUNE_PAGE_GROUP_NONE && (i->roles & roles) != 0)
      shown[n++] = i;
  return shown;
}
