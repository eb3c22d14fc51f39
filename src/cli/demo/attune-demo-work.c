/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-demo-work.h"

#include "attune-assignments.h"
#include "attune-cli-command.h"
#include "attune-forms.h"
#include "attune-query.h"

/* The end of the sample's last day, in Helsinki. */
#define TONIGHT (ATTUNE_DEMO_NOW + 10 * G_TIME_SPAN_HOUR)
#define NEVER   (-1)
/* The coach of the agent's team, where others are analysts. */
#define THEIR_COACH ATTUNE_DEMO_ANALYSTS

static const struct
{
  guint agent;
  guint evaluator;
  int days; /* from tonight, or NEVER */
  AttuneBasis basis;
  const char *remark;
} works[] = {
  { 0, 0, 1, ATTUNE_BASIS_TARGETED, "Before the one-to-one on Wednesday, please." },
  { 3, THEIR_COACH, 3, ATTUNE_BASIS_RANDOM, "You know this one best." },
  { 6, 0, 4, ATTUNE_BASIS_RANDOM, "" },
  { 7, 0, 4, ATTUNE_BASIS_RANDOM, "" },
  { 8, 1, 2, ATTUNE_BASIS_RANDOM, "" },
  { 9, THEIR_COACH, 6, ATTUNE_BASIS_RANDOM, "" },
  { 10, 1, 7, ATTUNE_BASIS_TARGETED, "The customer has written to us about this call." },
  { 12, 2, NEVER, ATTUNE_BASIS_RANDOM, "When there is time." },
};

static gint64
find_form (AttuneStore *store, const AttuneDemoCast *cast, GError **error)
{
  g_autoptr (GPtrArray) forms = ATTUNE_CLI_CALL (list_forms, store, error, cast->manager);

  for (guint i = 0; forms != NULL && i < forms->len; i++)
    {
      const AttuneFormSummary *form = g_ptr_array_index (forms, i);

      if ((form->channels & 1u << ATTUNE_CHANNEL_CALL) != 0)
        return form->id;
    }
  return 0;
}

static gint64
find_evaluator (const AttuneDemoCast *cast, guint work)
{
  const AttuneDemoAgent *agent = &g_array_index (cast->agents, AttuneDemoAgent, works[work].agent);

  if (works[work].evaluator < ATTUNE_DEMO_ANALYSTS)
    return cast->analysts[works[work].evaluator];
  for (guint i = 0; i < ATTUNE_DEMO_TEAMS; i++)
    if (cast->teams[i] == agent->team)
      return cast->coaches[i];
  return cast->manager;
}

/* The agent's newest call that nobody has evaluated, if there is one. */
static gboolean
give (AttuneStore *store, const AttuneDemoCast *cast, gint64 form, guint work, GError **error)
{
  AttuneQuery query = {
    .kind = ATTUNE_LIST_INTERACTIONS,
    .is_descending = TRUE,
    .agent = g_array_index (cast->agents, AttuneDemoAgent, works[work].agent).id,
    .channels = 1u << ATTUNE_CHANNEL_CALL,
    .only_unevaluated = TRUE
  };
  g_autoptr (GArray) ids = ATTUNE_CLI_CALL (list_ids, store, error, cast->manager, &query);
  AttuneAssignedPart part = { 0, query.agent };
  AttuneAssigning assigning = { &part,
                                1,
                                form,
                                find_evaluator (cast, work),
                                works[work].basis,
                                works[work].days == NEVER
                                  ? 0
                                  : TONIGHT + works[work].days * G_TIME_SPAN_DAY,
                                works[work].remark };
  g_autoptr (AttuneAssigned) assigned = NULL;

  if (ids == NULL || ids->len == 0)
    return ids != NULL;
  part.interaction = g_array_index (ids, gint64, 0);
  assigned = ATTUNE_CLI_CALL (assign, store, error, cast->manager, &assigning);
  return assigned != NULL;
}

gboolean
attune_demo_give_work (AttuneStore *store, const AttuneDemoCast *cast, GError **error)
{
  gint64 form = find_form (store, cast, error);

  if (form == 0)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (works); i++)
    if (!give (store, cast, form, i, error))
      return FALSE;
  return TRUE;
}
