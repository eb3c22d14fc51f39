/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-waiting.h"

#include "attune-access.h"
#include "attune-revision-cache.h"
#include "attune-self-private.h"
#include "attune-verb.h"

/* Rows of a slice: what may be seen of each is looked at one by one. */
#define SLICE_ROWS 128

/* How long a decision is news. */
#define NEWS_DAYS 14

/* What each kind is read by, beyond `after` and by id. */
enum
{
  ID,
  REV,
  EVALUATION,
  AGENT,
  AGENT_NAME,
  FORM,
  FORM_TITLE,
  ASSIGNEE,
  PERSON,
  REMARK,
  CONTACT_AT,
  SINCE,
  DUE,
  FORM_REVISION,
  STATE,
  CHANNEL,
  CUSTOMER,
  SUBJECT,
  INTERACTION
};
#define TYPES "iiiititittiiiiiitti"

#define CONTACT_COLUMNS ", i.channel, i.customer, i.subject, i.id"
#define EVALUATION_JOINS                                                                 \
  " JOIN interaction AS i ON i.id = e.interaction_id JOIN form AS f ON f.id = e.form_id" \
  " JOIN person AS g ON g.id = e.agent_id"
#define ASSIGNMENT_JOINS                                                                   \
  " JOIN interaction AS i ON i.id = aw.interaction_id JOIN form AS f ON f.id = aw.form_id" \
  " JOIN person AS g ON g.id = aw.agent_id"

/* The evaluation that the assignee has begun and not submitted. */
#define BEGUN(kind)                                                                              \
  "(SELECT e.id FROM evaluation AS e WHERE e.interaction_id = aw.interaction_id"                 \
  " AND e.agent_id = aw.agent_id AND e.form_id = aw.form_id AND e.evaluator_id = aw.assignee_id" \
  " AND e.kind = " kind " AND e.state = 0)"
#define STILL_ASSESSABLE                                                                    \
  "EXISTS (SELECT 1 FROM interaction_agent AS a WHERE a.interaction_id = aw.interaction_id" \
  " AND a.agent_id = aw.agent_id AND " ATTUNE_ACCESS_ASSESSING ")"
#define ANSWERED_LATELY                                                                         \
  "EXISTS (SELECT 1 FROM dispute AS d WHERE d.evaluation_id = e.id AND d.agent_id = e.agent_id" \
  " AND (d.state = 0 OR (d.state = 2 AND d.decided_at > $news)))"

static const char *const selects[] = {
  [ATTUNE_WAITING_DISPUTES] =
    "SELECT d.id, d.rev, e.id, e.agent_id, g.name, e.form_id, f.title, 0, p.name, d.reason,"
    " e.contact_at, d.opened_at, 0, 0, 0" CONTACT_COLUMNS " FROM dispute AS d"
    " JOIN evaluation AS e ON e.id = d.evaluation_id" EVALUATION_JOINS
    " JOIN person AS p ON p.id = d.agent_id WHERE d.state = 0 AND " ATTUNE_ACCESS_DECIDING
    " AND " ATTUNE_ACCESS_DISPUTE " AND d.id > $after ORDER BY d.id LIMIT $n",
  [ATTUNE_WAITING_SELF_EVALUATIONS] = "SELECT aw.id, aw.rev, " BEGUN (
    "1") ", aw.agent_id, g.name, aw.form_id, f.title, 0, p.name,"
         " aw.remark, i.started_at, aw.assigned_at, aw.due_at, 0, 0" CONTACT_COLUMNS
         " FROM assignment AS aw" ASSIGNMENT_JOINS " JOIN person AS p ON p.id = aw.assigned_by"
         " WHERE " ATTUNE_ACCESS_SELF (
           "aw.assignee_id") " AND aw.assignee_id = $actor"
                             " AND " ATTUNE_ACCESS_WAITED
                             " AND i.removed_at IS NULL AND aw.id > $after"
                             " ORDER BY aw.id LIMIT $n",
  [ATTUNE_WAITING_ACKNOWLEDGEMENTS] =
    "SELECT e.id, e.rev, e.id, e.agent_id, g.name, e.form_id, f.title, 0, p.name, '',"
    " e.contact_at, e.released_at, 0, r.form_revision_id, 0" CONTACT_COLUMNS
    " FROM evaluation AS e JOIN evaluation_revision AS r ON r.evaluation_id = e.id"
    " AND r.is_current = 1" EVALUATION_JOINS " JOIN person AS p ON p.id = e.evaluator_id"
    " WHERE e.kind = 0 AND e.state = 2 AND e.acknowledged_at IS NULL AND e.agent_id = $actor"
    " AND NOT " ANSWERED_LATELY " AND " ATTUNE_ACCESS_EVALUATION
    " AND e.id > $after ORDER BY e.id LIMIT $n",
  [ATTUNE_WAITING_ASSIGNMENTS] = "SELECT aw.id, aw.rev, " BEGUN (
    "0") ", aw.agent_id, g.name, aw.form_id, f.title, 0, p.name,"
         " aw.remark, i.started_at, aw.assigned_at, aw.due_at, 0, 0" CONTACT_COLUMNS
         " FROM assignment AS aw" ASSIGNMENT_JOINS " JOIN person AS p ON p.id = aw.assigned_by"
         " WHERE aw.kind = 0 AND aw.assignee_id = $actor AND " ATTUNE_ACCESS_OPEN
         " AND i.removed_at IS NULL AND " STILL_ASSESSABLE
         " AND aw.id > $after ORDER BY aw.id LIMIT $n",
  [ATTUNE_WAITING_DRAFTS] =
    "SELECT e.id, e.rev, e.id, e.agent_id, g.name, e.form_id, f.title, 0, NULL, '', e.contact_at,"
    " e.created_at, 0, 0, e.kind" CONTACT_COLUMNS " FROM evaluation AS e" EVALUATION_JOINS
    " WHERE e.state = 0 AND e.evaluator_id = $actor AND e.kind IN (0, 1)"
    " AND i.removed_at IS NULL AND " ATTUNE_ACCESS_EVALUATION
    " AND NOT EXISTS (SELECT 1 FROM assignment AS aw WHERE aw.evaluation_id = e.id"
    " AND aw.assignee_id = $actor AND " ATTUNE_ACCESS_OPEN ")"
    " AND e.id > $after ORDER BY e.id LIMIT $n",
  [ATTUNE_WAITING_OWN_DISPUTES] =
    "SELECT d.id, d.rev, e.id, e.agent_id, g.name, e.form_id, f.title, 0, p.name, d.remark,"
    " e.contact_at, coalesce (d.decided_at, d.opened_at), 0, 0, d.state" CONTACT_COLUMNS
    " FROM dispute AS d JOIN evaluation AS e ON e.id = d.evaluation_id" EVALUATION_JOINS
    " LEFT JOIN person AS p ON p.id = d.decided_by WHERE d.agent_id = $actor"
    " AND e.agent_id = d.agent_id AND (d.state = 0 OR (d.state = 2 AND d.decided_at > $news"
    " AND e.acknowledged_at IS NULL)) AND " ATTUNE_ACCESS_DISPUTE
    " AND d.id > $after ORDER BY d.id LIMIT $n",
  [ATTUNE_WAITING_GIVEN] = "SELECT aw.id, aw.rev, " BEGUN (
    "0") ", aw.agent_id, g.name, aw.form_id, f.title,"
         " aw.assignee_id, p.name, aw.remark, i.started_at, aw.assigned_at, aw.due_at, 0,"
         " 0" CONTACT_COLUMNS " FROM assignment AS aw" ASSIGNMENT_JOINS
         " JOIN person AS p ON p.id = aw.assignee_id WHERE aw.kind = 0 AND " ATTUNE_ACCESS_OPEN
         " AND aw.assignee_id <> $actor AND i.removed_at IS NULL AND " ATTUNE_ACCESS_ASSIGNING
         " AND aw.id > $after ORDER BY aw.id LIMIT $n",
};
G_STATIC_ASSERT (G_N_ELEMENTS (selects) == ATTUNE_N_WAITING_KINDS);

/* Where the reading is. */
typedef struct
{
  guint kinds; /* that are left */
  gint64 after;
  GPtrArray *found;
} Reading;

static void
free_reading (gpointer data)
{
  Reading *reading = data;

  g_clear_pointer (&reading->found, g_ptr_array_unref);
  g_free (reading);
}

void
attune_waiting_free (AttuneWaiting *self)
{
  g_free (self->agent_name);
  g_free (self->form_title);
  g_free (self->person);
  g_free (self->remark);
  g_free (self->customer);
  g_free (self->subject);
  g_free (self);
}

static int
compare_times (gint64 a, gint64 b)
{
  return (a > b) - (a < b);
}

int
attune_waiting_compare (const AttuneWaiting *a, const AttuneWaiting *b)
{
  int order = (a->due_at == 0) - (b->due_at == 0);

  if (order == 0)
    order = compare_times (a->due_at, b->due_at);
  if (order == 0)
    order = compare_times (a->since, b->since);
  return order != 0 ? order : compare_times (a->id, b->id);
}

static AttuneWaiting *
read_waiting (const AttuneRows *rows, guint row, AttuneWaitingKind kind)
{
  AttuneWaiting *self = g_new0 (AttuneWaiting, 1);

  self->kind = kind;
  self->id = attune_rows_get_int (rows, row, ID);
  self->rev = attune_rows_get_int (rows, row, REV);
  self->evaluation = attune_rows_get_int (rows, row, EVALUATION);
  self->interaction = attune_rows_get_int (rows, row, INTERACTION);
  self->agent = attune_rows_get_int (rows, row, AGENT);
  self->agent_name = attune_rows_dup_text (rows, row, AGENT_NAME);
  self->form = attune_rows_get_int (rows, row, FORM);
  self->form_title = attune_rows_dup_text (rows, row, FORM_TITLE);
  self->assignee = attune_rows_get_int (rows, row, ASSIGNEE);
  self->person = attune_rows_dup_text (rows, row, PERSON);
  self->remark = attune_rows_dup_text (rows, row, REMARK);
  self->contact_at = attune_rows_get_int (rows, row, CONTACT_AT);
  self->channel = (AttuneChannel) attune_rows_get_int (rows, row, CHANNEL);
  self->customer = attune_rows_dup_text (rows, row, CUSTOMER);
  self->subject = attune_rows_dup_text (rows, row, SUBJECT);
  self->since = attune_rows_get_int (rows, row, SINCE);
  self->due_at = attune_rows_get_int (rows, row, DUE);
  return self;
}

/* Until when an evaluation waits to be read, 0 where that cannot be told. */
static gint64
find_deadline (AttuneStore *self, gint64 form_revision, gint64 evaluation)
{
  const AttuneRevision *revision = attune_store_get_revision (self, form_revision, NULL);
  gint64 shown_at;
  guint days;

  if (revision == NULL || !attune_self_find_shown (self, evaluation, &shown_at, NULL))
    return 0;
  days = attune_form_get_dispute_days (revision->form);
  return attune_dispute_deadline (attune_store_get_time_zone (self), shown_at,
                                  days != 0 ? days : ATTUNE_WAITING_READING_DAYS);
}

static void
take_row (AttuneStore *self, Reading *reading, const AttuneRows *rows, guint row, int kind)
{
  g_autoptr (AttuneWaiting) waiting = read_waiting (rows, row, (AttuneWaitingKind) kind);
  gint64 now = attune_id_source_now (attune_store_get_ids (self));
  gint64 state = attune_rows_get_int (rows, row, STATE);

  reading->after = waiting->id;
  if (kind == ATTUNE_WAITING_ACKNOWLEDGEMENTS)
    {
      waiting->due_at = find_deadline (self, attune_rows_get_int (rows, row, FORM_REVISION),
                                       waiting->evaluation);
      if (waiting->due_at <= now)
        return;
    }
  waiting->is_own = kind == ATTUNE_WAITING_DRAFTS && state == ATTUNE_EVALUATION_SELF;
  if (waiting->is_own)
    waiting->due_at = attune_self_get_own_due (waiting->since);
  waiting->is_late = waiting->due_at != 0 && waiting->due_at <= now;
  waiting->is_begun = kind == ATTUNE_WAITING_DRAFTS ||
                      (kind != ATTUNE_WAITING_ACKNOWLEDGEMENTS && kind != ATTUNE_WAITING_DISPUTES &&
                       kind != ATTUNE_WAITING_OWN_DISPUTES && waiting->evaluation != 0);
  waiting->is_decided = kind == ATTUNE_WAITING_OWN_DISPUTES && state == ATTUNE_DISPUTE_DECIDED;
  g_ptr_array_add (reading->found, g_steal_pointer (&waiting));
}

/* One slice: the next rows of the first kind that is left. */
static gboolean
read_next (AttuneStore *self, AttuneArguments *arguments, GError **error)
{
  Reading *reading = arguments->value;
  int kind = g_bit_nth_lsf (reading->kinds, -1);
  g_autoptr (AttuneBatch) batch = NULL;
  g_autoptr (AttuneResult) result = NULL;
  const AttuneRows *rows;

  if (kind < 0)
    return FALSE;

  batch = attune_batch_new (ATTUNE_BATCH_READ);
  attune_batch_add (batch, selects[kind], TYPES);
  attune_batch_bind_int (batch, "actor", arguments->actor);
  attune_batch_bind_int (batch, "after", reading->after);
  attune_batch_bind_int (batch, "n", SLICE_ROWS);
  if (kind == ATTUNE_WAITING_ACKNOWLEDGEMENTS || kind == ATTUNE_WAITING_OWN_DISPUTES)
    attune_batch_bind_int (batch, "news",
                           attune_id_source_now (attune_store_get_ids (self)) -
                             NEWS_DAYS * G_TIME_SPAN_DAY);
  result = attune_store_read (self, batch, error);
  if (result == NULL)
    return FALSE;

  rows = attune_result_rows (result, 0);
  for (guint i = 0; i < attune_rows_get_n (rows); i++)
    take_row (self, reading, rows, i, kind);
  if (attune_rows_get_n (rows) < SLICE_ROWS)
    {
      reading->kinds &= ~ATTUNE_WAITING_BIT (kind);
      reading->after = 0;
    }
  return TRUE;
}

static int
compare_cb (gconstpointer a, gconstpointer b)
{
  return attune_waiting_compare (*(AttuneWaiting *const *) a, *(AttuneWaiting *const *) b);
}

static gpointer
sort_found (AttuneStore *self, AttuneArguments *arguments, GError **error)
{
  Reading *reading = arguments->value;

  g_ptr_array_sort (reading->found, compare_cb);
  return g_steal_pointer (&reading->found);
}

static const AttuneVerb waiting_verb = {
  .priority = ATTUNE_PRIORITY_READ,
  .slice = read_next,
  .finish_pointer = sort_found,
  .free_result = (GDestroyNotify) g_ptr_array_unref,
  .free_value = free_reading,
};

void
attune_store_list_waiting_async (AttuneStore *self,
                                 gint64 actor,
                                 guint kinds,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer data)
{
  Reading *reading;

  g_return_if_fail ((kinds & ~ATTUNE_WAITING_ALL) == 0);

  reading = g_new0 (Reading, 1);
  reading->kinds = kinds;
  reading->found = g_ptr_array_new_with_free_func ((GDestroyNotify) attune_waiting_free);
  attune_verb_start (&waiting_verb, self, &(AttuneArguments){ .actor = actor, .value = reading },
                     cancellable, callback, data);
}

GPtrArray *
attune_store_list_waiting_finish (AttuneStore *self, GAsyncResult *result, GError **error)
{
  return attune_verb_finish_pointer (&waiting_verb, self, result, error);
}
