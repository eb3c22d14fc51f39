/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-evaluation-history.h"

#include "attune-access.h"
#include "attune-evaluations.h"
#include "attune-seal.h"
#include "attune-verb.h"

#include <glib/gi18n-lib.h>

/* What happened to an evaluation stands in the trail, by its id: an index finds it. */

/* The statements of a reading. */
enum
{
  STANDING,
  EVENTS,
  REQUESTS,
  OWN
};

/* An evaluation that is being told of. */
typedef struct
{
  AttuneStore *store;
  gint64 actor;
  gint64 interaction;
  gboolean is_own; /* the actor's own part */
  GPtrArray *events;
} Telling;

void
attune_history_event_free (AttuneHistoryEvent *self)
{
  g_free (self->person);
  g_free (self->agent);
  g_free (self->remark);
  g_free (self);
}

/* Takes `person` over. */
static AttuneHistoryEvent *
add_event (Telling *self, AttuneHistoryKind kind, gint64 at, char *person)
{
  AttuneHistoryEvent *event = g_new0 (AttuneHistoryEvent, 1);

  event->kind = kind;
  event->at = at;
  event->person = person;
  event->remark = g_strdup ("");
  g_ptr_array_add (self->events, event);
  return event;
}

static void
set_remark (AttuneHistoryEvent *event, const char *remark)
{
  g_free (event->remark);
  event->remark = g_strdup (remark != NULL ? remark : "");
}

/* --- Reading ------------------------------------------------------------------------------------------------------ */

static void
bind (AttuneBatch *batch, const AttuneArguments *arguments)
{
  attune_batch_bind_int (batch, "id", arguments->subject);
  attune_batch_bind_int (batch, "actor", arguments->actor);
}

static void
add_statements (AttuneBatch *batch, const AttuneArguments *arguments)
{
  attune_batch_add (batch,
                    "SELECT e.interaction_id, CASE WHEN e.agent_id = $actor THEN 1 ELSE 0 END,"
                    " e.created_at, p.name, e.state, e.released_at, (SELECT min (r.submitted_at)"
                    " FROM evaluation_revision AS r WHERE r.evaluation_id = e.id), e.kind"
                    " FROM evaluation AS e JOIN person AS p ON p.id = e.evaluator_id"
                    " WHERE e.id = $id AND " ATTUNE_ACCESS_EVALUATION,
                    "iiitiiii");
  bind (batch, arguments);
  attune_batch_expect (batch, 1, ATTUNE_STORE_ERROR_NOT_FOUND,
                       _ ("This evaluation is not there, or not for you to see."));
  attune_batch_add (batch,
                    "SELECT v.verb, v.at, p.name, CASE WHEN v.verb <> 'release-evaluation' THEN"
                    " c.content END FROM event AS v JOIN evaluation AS e ON e.id = v.subject_id"
                    " LEFT JOIN person AS p ON p.id = v.actor_id LEFT JOIN event_content AS c"
                    " ON c.writer = v.writer AND c.seq = v.seq WHERE v.subject_id = $id"
                    " AND v.verb IN ('submit-evaluation', 'set-release', 'release-evaluation',"
                    " 'move-evaluation', 'void-evaluation') AND " ATTUNE_ACCESS_EVALUATION
                    " ORDER BY v.at, v.writer, v.seq",
                    "titb");
  bind (batch, arguments);
  attune_batch_add (batch,
                    "SELECT aw.assigned_at, p.name, a.name, aw.due_at, aw.remark, aw.done_at,"
                    " aw.lapsed_at, aw.removed_at FROM evaluation AS e JOIN assignment AS aw"
                    " ON aw.interaction_id = e.interaction_id AND aw.agent_id = e.agent_id"
                    " AND aw.form_id = e.form_id JOIN person AS p ON p.id = aw.assigned_by"
                    " JOIN person AS a ON a.id = aw.agent_id WHERE e.id = $id AND e.kind IN (0, 1)"
                    " AND aw.kind = 1 AND " ATTUNE_ACCESS_EVALUATION " ORDER BY aw.id",
                    "ittitiii");
  bind (batch, arguments);
  attune_batch_add (batch,
                    "SELECT r.submitted_at, p.name FROM evaluation AS o JOIN evaluation AS e"
                    " ON e.interaction_id = o.interaction_id AND e.agent_id = o.agent_id"
                    " AND e.form_id = o.form_id JOIN evaluation_revision AS r"
                    " ON r.evaluation_id = e.id AND r.is_current = 1 JOIN person AS p"
                    " ON p.id = e.agent_id WHERE o.id = $id AND o.kind = 0 AND e.kind = 1"
                    " AND e.state IN (1, 2) AND NOT EXISTS (SELECT 1 FROM assignment AS aw"
                    " WHERE aw.evaluation_id = e.id AND aw.done_at IS NOT NULL)"
                    " AND " ATTUNE_ACCESS_EVALUATION,
                    "it");
  bind (batch, arguments);
}

/* --- What became of it -------------------------------------------------------------------------------------------- */

/* Owned by the caller. */
static char *
dup_content (const AttuneRows *rows, guint row)
{
  GBytes *content = attune_rows_get_blob (rows, row, 3);

  return content != NULL ? g_strndup (g_bytes_get_data (content, NULL), g_bytes_get_size (content))
                         : g_strdup ("");
}

static void
add_release_day (Telling *self, const AttuneRows *rows, guint row)
{
  g_autofree char *content = dup_content (rows, row);
  gint64 until;
  gint64 nothing;

  if (!self->is_own && attune_seals_find_mark (content, ATTUNE_MARK_RELEASE, &until, &nothing))
    add_event (self, ATTUNE_HISTORY_RELEASE_SET, attune_rows_get_int (rows, row, 1),
               attune_rows_dup_text (rows, row, 2))
      ->until = until;
}

/* What it was about before, as far as the actor may see either. */
static void
take_from (Telling *self, AttuneHistoryEvent *event, gint64 interaction, gint64 agent)
{
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_READ);
  g_autoptr (AttuneResult) result = NULL;
  const AttuneRows *rows;

  attune_batch_add (batch,
                    "SELECT (SELECT p.name FROM person AS p WHERE p.id = $agent"
                    " AND " ATTUNE_ACCESS_PERSON "), (SELECT i.started_at FROM interaction AS i"
                    " WHERE i.id = $interaction AND " ATTUNE_ACCESS_INTERACTION ")",
                    "ti");
  attune_batch_bind_int (batch, "agent", agent);
  attune_batch_bind_int (batch, "interaction", interaction);
  attune_batch_bind_int (batch, "actor", self->actor);
  result = attune_store_read (self->store, batch, NULL);
  if (result == NULL)
    return;
  rows = attune_result_rows (result, 0);
  event->agent = attune_rows_dup_text (rows, 0, 0);
  event->contact_at = interaction != self->interaction ? attune_rows_get_int (rows, 0, 1) : 0;
}

static void
add_move (Telling *self, const AttuneRows *rows, guint row)
{
  g_autofree char *content = dup_content (rows, row);
  AttuneHistoryEvent *event = add_event (self, ATTUNE_HISTORY_MOVED,
                                         attune_rows_get_int (rows, row, 1),
                                         attune_rows_dup_text (rows, row, 2));
  gint64 interaction;
  gint64 agent;

  if (self->is_own)
    return;
  set_remark (event, attune_seals_find_text (content));
  if (attune_seals_find_mark (content, ATTUNE_MARK_FROM, &interaction, &agent))
    take_from (self, event, interaction, agent);
}

static void
add_void (Telling *self, const AttuneRows *rows, guint row)
{
  g_autofree char *content = dup_content (rows, row);

  set_remark (add_event (self, ATTUNE_HISTORY_VOIDED, attune_rows_get_int (rows, row, 1),
                         attune_rows_dup_text (rows, row, 2)),
              content);
}

/* The last first, as it is told. TRUE where one of them is a release. */
static gboolean
add_events (Telling *self, const AttuneRows *rows)
{
  gboolean is_released = FALSE;

  for (guint i = attune_rows_get_n (rows); i-- > 0;)
    {
      const char *verb = attune_rows_get_text (rows, i, 0);

      if (g_str_equal (verb, "move-evaluation"))
        add_move (self, rows, i);
      else if (g_str_equal (verb, "void-evaluation"))
        add_void (self, rows, i);
      else if (!g_str_equal (verb, "release-evaluation"))
        add_release_day (self, rows, i);
      else
        {
          add_event (self, ATTUNE_HISTORY_RELEASED, attune_rows_get_int (rows, i, 1),
                     attune_rows_dup_text (rows, i, 2));
          is_released = TRUE;
        }
    }
  return is_released;
}

/* What no event tells: a release with the submission, and when somebody began. */
static void
add_standing (Telling *self, const AttuneRows *rows, gboolean is_released)
{
  gint64 submitted_at = attune_rows_get_int (rows, 0, 6);

  if (!is_released && attune_rows_get_int (rows, 0, 5) != 0 && submitted_at != 0)
    add_event (self, ATTUNE_HISTORY_RELEASED_AT_ONCE, submitted_at, NULL);
  if (!self->is_own || attune_rows_get_int (rows, 0, 7) == ATTUNE_EVALUATION_SELF)
    add_event (self, ATTUNE_HISTORY_BEGUN, attune_rows_get_int (rows, 0, 2),
               attune_rows_dup_text (rows, 0, 3));
}

/* --- The agent's own ---------------------------------------------------------------------------------------------- */

static void
add_request (Telling *self, const AttuneRows *rows, guint row)
{
  static const AttuneHistoryKind ends[] = { ATTUNE_HISTORY_SELF_DONE, ATTUNE_HISTORY_SELF_LAPSED,
                                            ATTUNE_HISTORY_SELF_TAKEN_BACK };
  AttuneHistoryEvent *asked;

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    if (!attune_rows_is_null (rows, row, 5 + i))
      add_event (self, ends[i], attune_rows_get_int (rows, row, 5 + i), NULL)
        ->agent = attune_rows_dup_text (rows, row, 2);
  asked = add_event (self, ATTUNE_HISTORY_SELF_ASKED, attune_rows_get_int (rows, row, 0),
                     attune_rows_dup_text (rows, row, 1));
  asked->agent = attune_rows_dup_text (rows, row, 2);
  asked->until = attune_rows_get_int (rows, row, 3);
  set_remark (asked, attune_rows_get_text (rows, row, 4));
}

/* What nobody asked for. */
static void
add_own (Telling *self, const AttuneRows *rows)
{
  for (guint i = 0; i < attune_rows_get_n (rows); i++)
    add_event (self, ATTUNE_HISTORY_SELF_DONE, attune_rows_get_int (rows, i, 0), NULL)
      ->agent = attune_rows_dup_text (rows, i, 1);
}

static int
compare_events (gconstpointer a, gconstpointer b)
{
  const AttuneHistoryEvent *const *one = a;
  const AttuneHistoryEvent *const *other = b;

  return ((*other)->at > (*one)->at) - ((*other)->at < (*one)->at);
}

static gpointer
list_history (AttuneStore *store, AttuneArguments *arguments, GError **error)
{
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_READ);
  g_autoptr (AttuneResult) result = NULL;
  Telling self = { store, arguments->actor };
  const AttuneRows *standing;
  const AttuneRows *requests;
  gboolean is_released;

  add_statements (batch, arguments);
  result = attune_store_read (store, batch, error);
  if (result == NULL)
    return NULL;

  standing = attune_result_rows (result, STANDING);
  requests = attune_result_rows (result, REQUESTS);
  self.interaction = attune_rows_get_int (standing, 0, 0);
  self.is_own = attune_rows_get_int (standing, 0, 1) != 0;
  self.events = g_ptr_array_new_with_free_func ((GDestroyNotify) attune_history_event_free);
  is_released = add_events (&self, attune_result_rows (result, EVENTS));
  add_standing (&self, standing, is_released);
  for (guint i = attune_rows_get_n (requests); i-- > 0;)
    add_request (&self, requests, i);
  add_own (&self, attune_result_rows (result, OWN));
  g_ptr_array_sort (self.events, compare_events);
  return self.events;
}

static const AttuneVerb list_verb = {
  .priority = ATTUNE_PRIORITY_READ,
  .finish_pointer = list_history,
  .free_result = (GDestroyNotify) g_ptr_array_unref,
};

void
attune_store_list_history_async (AttuneStore *self,
                                 gint64 actor,
                                 gint64 evaluation,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer data)
{
  attune_verb_start (&list_verb, self, &(AttuneArguments){ .actor = actor, .subject = evaluation },
                     cancellable, callback, data);
}

GPtrArray *
attune_store_list_history_finish (AttuneStore *self, GAsyncResult *result, GError **error)
{
  return attune_verb_finish_pointer (&list_verb, self, result, error);
}
