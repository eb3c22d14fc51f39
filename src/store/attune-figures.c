/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-figures.h"

#include "attune-access.h"
#include "attune-form-diff.h"
#include "attune-verb.h"

#include <math.h>

void
attune_agent_summary_free (AttuneAgentSummary *self)
{
  g_free (self->external_id);
  g_free (self->name);
  g_free (self->team_name);
  g_free (self);
}

/* Whose counted values the actor sees: managers and analysts all, coaches what was of an own team then, agents their own; but
 * nobody those of a contact that they still have to evaluate themselves, asked for or begun. Of revision `r`. */
#define CONTACT    "(SELECT e.interaction_id FROM evaluation AS e WHERE e.id = r.evaluation_id)"
#define IS_PENDING ATTUNE_ACCESS_PENDING_OF ("r.agent_id", CONTACT)
#define MAY_SEE_VALUE                                                                                     \
  "((" ATTUNE_ACCESS_HAS_ROLE ("12") " OR " ATTUNE_ACCESS_OWN_TEAM (                                      \
    "r.team_id") " OR " ATTUNE_ACCESS_SELF ("r.agent_id") ")"                                             \
                                                          " AND (r.agent_id <> $actor OR NOT " IS_PENDING \
                                                          "))"

static AttuneFigure
read_figure (const AttuneRows *rows, guint row)
{
  AttuneFigure figure = {
    .evaluation = attune_rows_get_int (rows, row, 0),
    .contact_at = attune_rows_get_int (rows, row, 1),
    .form = attune_rows_get_int (rows, row, 2),
    .form_revision_number = (guint) attune_rows_get_int (rows, row, 3),
    .basis = (AttuneBasis) attune_rows_get_int (rows, row, 4),
    .score = ATTUNE_SCORE_NONE,
    .raw = ATTUNE_SCORE_NONE,
    .pass = ATTUNE_SCORE_NONE,
    .outcome = (AttuneOutcome) attune_rows_get_int (rows, row, 7),
    .is_failed = attune_rows_get_int (rows, row, 8) != 0,
    .published_at = attune_rows_get_int (rows, row, 9),
  };

  if (!attune_rows_is_null (rows, row, 5))
    figure.score = attune_rows_get_int (rows, row, 5);
  if (!attune_rows_is_null (rows, row, 6))
    figure.raw = attune_rows_get_int (rows, row, 6);
  if (!attune_rows_is_null (rows, row, 10))
    figure.pass = attune_rows_get_int (rows, row, 10);
  return figure;
}

/* A revision of a form that the agent was evaluated on, and the one whose scale it has. */
typedef struct
{
  gint64 form;
  guint number;
  guint scale;
} Scale;

/* Of the forms with several revisions, in order: the form, the number, the document. What cannot be read stands alone. */
static GArray *
find_scales (const AttuneRows *rows)
{
  GArray *scales = g_array_new (FALSE, FALSE, sizeof (Scale));
  g_autoptr (AttuneForm) before = NULL;

  for (guint i = 0; i < attune_rows_get_n (rows); i++)
    {
      const char *document = attune_rows_get_text (rows, i, 2);
      AttuneForm *after = attune_form_from_json (document, -1, NULL);
      Scale scale = { attune_rows_get_int (rows, i, 0), (guint) attune_rows_get_int (rows, i, 1),
                      (guint) attune_rows_get_int (rows, i, 1) };
      const Scale *last = i > 0 ? &g_array_index (scales, Scale, i - 1) : NULL;

      if (last != NULL && last->form == scale.form && before != NULL && after != NULL &&
          attune_form_scores_alike (before, after))
        scale.scale = last->scale;
      g_array_append_val (scales, scale);
      g_clear_pointer (&before, attune_form_unref);
      before = after;
    }
  return scales;
}

static void
set_scale (AttuneFigure *figure, const GArray *scales)
{
  figure->scale = figure->form_revision_number;
  for (guint i = 0; i < scales->len; i++)
    {
      const Scale *scale = &g_array_index (scales, Scale, i);

      if (scale->form == figure->form && scale->number == figure->form_revision_number)
        figure->scale = scale->scale;
    }
}

#define COUNTED_OF_AGENT \
  "FROM evaluation_revision AS r WHERE r.is_counted = 1 AND r.agent_id = $agent"

static void
ask_for_revisions (AttuneBatch *batch, gint64 agent)
{
  attune_batch_add (batch,
                    "SELECT f.form_id, f.number, f.document FROM form_revision AS f"
                    " WHERE f.id IN (SELECT r.form_revision_id " COUNTED_OF_AGENT ")"
                    " AND f.form_id IN (SELECT r.form_id " COUNTED_OF_AGENT
                    " GROUP BY r.form_id HAVING count (DISTINCT r.form_revision_id) > 1)"
                    " ORDER BY f.form_id, f.number",
                    "iit");
  attune_batch_bind_int (batch, "agent", agent);
}

static gpointer
load_series (AttuneStore *self, AttuneArguments *arguments, GError **error)
{
  const AttuneSeriesQuery *query = arguments->value;
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_READ);
  g_autoptr (AttuneResult) result = NULL;
  g_autoptr (GArray) scales = NULL;
  const AttuneRows *rows;
  GArray *series;

  attune_batch_add (
    batch,
    "SELECT r.evaluation_id, r.contact_at, r.form_id, f.number, r.basis, r.score,"
    " r.raw, r.outcome, r.is_failed, f.published_at, f.pass FROM evaluation_revision AS r"
    " JOIN form_revision AS f ON f.id = r.form_revision_id"
    " WHERE r.is_counted = 1 AND r.agent_id = $agent AND r.contact_at >= $from"
    " AND r.contact_at < $to AND ($form = 0 OR r.form_id = $form)"
    " AND ($targeted = 1 OR r.basis = 0) AND " MAY_SEE_VALUE
    " ORDER BY r.contact_at, r.evaluation_id",
    "iiiiiiiiiii");
  attune_batch_bind_int (batch, "agent", query->agent);
  attune_batch_bind_int (batch, "from", query->from);
  attune_batch_bind_int (batch, "to", query->to != 0 ? query->to : G_MAXINT64);
  attune_batch_bind_int (batch, "form", query->form);
  attune_batch_bind_int (batch, "targeted", query->includes_targeted != FALSE);
  attune_batch_bind_int (batch, "actor", arguments->actor);
  ask_for_revisions (batch, query->agent);
  result = attune_store_read (self, batch, error);
  if (result == NULL)
    return NULL;

  rows = attune_result_rows (result, 0);
  scales = find_scales (attune_result_rows (result, 1));
  series = g_array_sized_new (FALSE, FALSE, sizeof (AttuneFigure), attune_rows_get_n (rows));
  for (guint i = 0; i < attune_rows_get_n (rows); i++)
    {
      AttuneFigure figure = read_figure (rows, i);

      set_scale (&figure, scales);
      g_array_append_val (series, figure);
    }
  return series;
}

static const AttuneVerb series_verb = {
  .priority = ATTUNE_PRIORITY_READ,
  .finish_pointer = load_series,
  .free_result = (GDestroyNotify) g_array_unref,
  .free_value = g_free,
};

void
attune_store_load_series_async (AttuneStore *self,
                                gint64 actor,
                                const AttuneSeriesQuery *query,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer data)
{
  attune_verb_start (&series_verb, self,
                     &(AttuneArguments){ .actor = actor,
                                         .value = g_memdup2 (query, sizeof *query) },
                     cancellable, callback, data);
}

GArray *
attune_store_load_series_finish (AttuneStore *self, GAsyncResult *result, GError **error)
{
  return attune_verb_finish_pointer (&series_verb, self, result, error);
}

/* The standard deviation of n values, from their sum and sum of squares. */
static double
get_deviation (gint64 n, double sum, double squares)
{
  double variance;

  if (n < 2)
    return 0.0;
  variance = (squares - sum * sum / (double) n) / (double) (n - 1);
  return variance > 0.0 ? sqrt (variance) : 0.0;
}

/* From a count, a sum and a sum of squares, in the columns from `column` on. */
static void
set_figures (AttuneAgentSummary *agent, const AttuneRows *rows, guint row, guint column)
{
  gint64 n = attune_rows_get_int (rows, row, column);
  double sum = (double) attune_rows_get_int (rows, row, column + 1);

  agent->n = (guint) n;
  agent->mean = n > 0 ? (gint64) round (sum / (double) n) : ATTUNE_SCORE_NONE;
  agent->deviation = get_deviation (n, sum, (double) attune_rows_get_int (rows, row, column + 2));
}

static gpointer
read_agent (const AttuneRows *rows, guint row)
{
  AttuneAgentSummary *agent = g_new0 (AttuneAgentSummary, 1);

  agent->id = attune_rows_get_int (rows, row, 0);
  agent->external_id = attune_rows_dup_text (rows, row, 1);
  agent->name = attune_rows_dup_text (rows, row, 2);
  agent->team = attune_rows_get_int (rows, row, 3);
  agent->team_name = attune_rows_dup_text (rows, row, 4);
  set_figures (agent, rows, row, 5);
  agent->last_contact_at = attune_rows_get_int (rows, row, 8);
  if (agent->n == 0)
    agent->n = (guint) attune_rows_get_int (rows, row, 9);
  return agent;
}

/* The month (yyyymm) `months` - 1 before the one of `day` (yyyymmdd): that many in all, with its own. */
static int
get_first_month (int day, guint months)
{
  int count = day / 10000 * 12 + day / 100 % 100 - 1 - ((int) MAX (months, 1) - 1);

  return count / 12 * 100 + count % 12 + 1;
}

/* What the actor's rights over others show of the rollups; an agent's own figures are made of the values. Auditors are told
 * how many there are of all, and no more. */
#define VISIBLE_ROLLUP \
  "(" ATTUNE_ACCESS_HAS_ROLE ("12") " OR " ATTUNE_ACCESS_OWN_TEAM ("u.team_id") ")"

#define COUNTED_ROLLUP "(" VISIBLE_ROLLUP " OR " ATTUNE_ACCESS_HAS_ROLE ("16") ")"
#define SUM_OF_VISIBLE(column) \
  " CAST (coalesce (sum (CASE WHEN " VISIBLE_ROLLUP " THEN u." column " END), 0) AS BIGINT),"

static void
add_agents (AttuneBatch *batch, gint64 actor, int month)
{
  attune_batch_add (
    batch,
    "SELECT p.id, p.external_id, p.name, p.team_id, t.name," SUM_OF_VISIBLE ("n")
      SUM_OF_VISIBLE ("sum") SUM_OF_VISIBLE (
        "sum_squares") " (SELECT r.contact_at FROM evaluation_revision AS r WHERE r.agent_id = p.id"
                       " AND r.is_counted = 1 AND " MAY_SEE_VALUE
                       " ORDER BY r.contact_at DESC LIMIT 1),"
                       " CAST (coalesce (sum (u.n), 0) AS BIGINT)"
                       " FROM person AS p LEFT JOIN team AS t ON t.id = p.team_id"
                       " LEFT JOIN rollup AS u ON u.agent_id = p.id AND u.question_id = 0"
                       " AND u.basis = 0 AND u.month >= $month AND " COUNTED_ROLLUP
                       " WHERE (p.roles & 1) <> 0 AND p.removed_at IS NULL"
                       " AND (" ATTUNE_ACCESS_KNOWS_ALL
                       " OR " ATTUNE_ACCESS_SELF ("p.id") " OR " ATTUNE_ACCESS_OWN_TEAM (
                         "p.team_id") ")"
                                      " GROUP BY p.id, p.external_id, p.name, p.team_id, t.name ORDER BY p.id",
    "ittitiiiii");
  attune_batch_bind_int (batch, "actor", actor);
  attune_batch_bind_int (batch, "month", month);
}

/* The actor's own values, without those that are kept back from them: what the rollups cannot tell apart. */
static void
add_own_figures (AttuneBatch *batch, gint64 actor, int month)
{
  attune_batch_add (batch,
                    "SELECT CAST (count (r.score) AS BIGINT),"
                    " CAST (coalesce (sum (r.score), 0) AS BIGINT),"
                    " CAST (coalesce (sum (r.score * r.score), 0) AS BIGINT)"
                    " FROM evaluation_revision AS r JOIN evaluation AS o ON o.id = r.evaluation_id"
                    " WHERE r.is_counted = 1 AND r.agent_id = $actor AND r.basis = 0"
                    " AND o.month >= $month AND " MAY_SEE_VALUE,
                    "iii");
  attune_batch_bind_int (batch, "actor", actor);
  attune_batch_bind_int (batch, "month", month);
}

static gpointer
list_agents (AttuneStore *self, AttuneArguments *arguments, GError **error)
{
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_READ);
  g_autoptr (AttuneResult) result = NULL;
  gint64 now = attune_id_source_now (attune_store_get_ids (self));
  int month = get_first_month (attune_store_get_day (self, now), (guint) arguments->subject);
  GPtrArray *agents;

  add_agents (batch, arguments->actor, month);
  add_own_figures (batch, arguments->actor, month);
  result = attune_store_read (self, batch, error);
  if (result == NULL)
    return NULL;

  agents = attune_verb_collect (result, 0, read_agent, (GDestroyNotify) attune_agent_summary_free);
  for (guint i = 0; i < agents->len; i++)
    {
      AttuneAgentSummary *agent = g_ptr_array_index (agents, i);

      if (agent->id == arguments->actor)
        set_figures (agent, attune_result_rows (result, 1), 0, 0);
    }
  return agents;
}

static const AttuneVerb agents_verb = {
  .priority = ATTUNE_PRIORITY_READ,
  .finish_pointer = list_agents,
  .free_result = (GDestroyNotify) g_ptr_array_unref,
};

void
attune_store_list_agents_async (AttuneStore *self,
                                gint64 actor,
                                guint months,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer data)
{
  attune_verb_start (&agents_verb, self, &(AttuneArguments){ .actor = actor, .subject = months },
                     cancellable, callback, data);
}

GPtrArray *
attune_store_list_agents_finish (AttuneStore *self, GAsyncResult *result, GError **error)
{
  return attune_verb_finish_pointer (&agents_verb, self, result, error);
}
