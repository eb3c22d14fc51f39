/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-people-private.h"

#include "attune-access.h"

AttunePerson *
attune_person_copy (const AttunePerson *self)
{
  AttunePerson *copy = g_new (AttunePerson, 1);

  *copy = *self;
  copy->external_id = g_strdup (self->external_id);
  copy->name = g_strdup (self->name);
  copy->team_name = g_strdup (self->team_name);
  return copy;
}

void
attune_person_free (AttunePerson *self)
{
  g_free (self->external_id);
  g_free (self->name);
  g_free (self->team_name);
  g_free (self);
}

void
attune_team_free (AttuneTeam *self)
{
  g_free (self->name);
  g_free (self);
}

static AttunePerson *
read_person (const AttuneRows *rows, guint row)
{
  AttunePerson *person = g_new0 (AttunePerson, 1);

  person->id = attune_rows_get_int (rows, row, 0);
  person->rev = attune_rows_get_int (rows, row, 1);
  person->external_id = attune_rows_dup_text (rows, row, 2);
  person->name = attune_rows_dup_text (rows, row, 3);
  person->roles = (AttuneRoles) attune_rows_get_int (rows, row, 4);
  person->team = attune_rows_get_int (rows, row, 5);
  person->team_name = attune_rows_dup_text (rows, row, 6);
  return person;
}

static gboolean
run_list_people (AttuneStore *self, GTask *task, gpointer arguments)
{
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_READ);
  g_autoptr (AttuneResult) result = NULL;
  GError *error = NULL;
  const AttuneRows *rows;
  GPtrArray *people;

  attune_batch_add (batch,
                    "SELECT p.id, p.rev, p.external_id, p.name, p.roles, p.team_id, t.name"
                    " FROM person AS p LEFT JOIN team AS t ON t.id = p.team_id"
                    " WHERE p.removed_at IS NULL ORDER BY p.id",
                    "iittiit");
  result = attune_store_read (self, batch, &error);
  if (result == NULL)
    {
      g_task_return_error (task, error);
      return FALSE;
    }

  rows = attune_result_rows (result, 0);
  people = g_ptr_array_new_full (attune_rows_get_n (rows), (GDestroyNotify) attune_person_free);
  for (guint i = 0; i < attune_rows_get_n (rows); i++)
    g_ptr_array_add (people, read_person (rows, i));
  g_task_return_pointer (task, people, (GDestroyNotify) g_ptr_array_unref);
  return FALSE;
}

void
attune_store_list_people_async (AttuneStore *self,
                                gint64 actor,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer data)
{
  GTask *task = g_task_new (self, cancellable, callback, data);

  g_task_set_source_tag (task, attune_store_list_people_async);
  attune_store_run (self, ATTUNE_PRIORITY_READ, task, run_list_people);
}

GPtrArray *
attune_store_list_people_finish (AttuneStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, attune_store_list_people_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static gboolean
run_list_teams (AttuneStore *self, GTask *task, gpointer arguments)
{
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_READ);
  g_autoptr (AttuneResult) result = NULL;
  GError *error = NULL;
  const AttuneRows *rows;
  GPtrArray *teams;

  attune_batch_add (batch, "SELECT id, rev, name FROM team WHERE removed_at IS NULL ORDER BY id",
                    "iit");
  result = attune_store_read (self, batch, &error);
  if (result == NULL)
    {
      g_task_return_error (task, error);
      return FALSE;
    }

  rows = attune_result_rows (result, 0);
  teams = g_ptr_array_new_full (attune_rows_get_n (rows), (GDestroyNotify) attune_team_free);
  for (guint i = 0; i < attune_rows_get_n (rows); i++)
    {
      AttuneTeam *team = g_new0 (AttuneTeam, 1);

      team->id = attune_rows_get_int (rows, i, 0);
      team->rev = attune_rows_get_int (rows, i, 1);
      team->name = attune_rows_dup_text (rows, i, 2);
      g_ptr_array_add (teams, team);
    }
  g_task_return_pointer (task, teams, (GDestroyNotify) g_ptr_array_unref);
  return FALSE;
}

void
attune_store_list_teams_async (AttuneStore *self,
                               gint64 actor,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer data)
{
  GTask *task = g_task_new (self, cancellable, callback, data);

  g_task_set_source_tag (task, attune_store_list_teams_async);
  attune_store_run (self, ATTUNE_PRIORITY_READ, task, run_list_teams);
}

GPtrArray *
attune_store_list_teams_finish (AttuneStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, attune_store_list_teams_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

gint64
attune_people_add (AttuneWrite *write, const AttunePersonSpec *spec)
{
  AttuneBatch *batch = attune_write_get_batch (write);
  gint64 id = attune_write_next_id (write);

  attune_batch_add (batch,
                    "INSERT INTO person (id, rev, external_id, name, roles, team_id)"
                    " VALUES ($id, 1, $external, $name, $roles, $team)",
                    "");
  attune_batch_bind_int (batch, "id", id);
  attune_batch_bind_text (batch, "external", spec->external_id);
  attune_batch_bind_text (batch, "name", spec->name);
  attune_batch_bind_int (batch, "roles", spec->roles);
  attune_batch_bind_id (batch, "team", spec->team);
  attune_write_audit (write, "add-person", id, spec->name);
  attune_write_changed (write, ATTUNE_CHANGE_PEOPLE, id);
  return id;
}

/* The arguments of both adding verbs. */
typedef struct
{
  gint64 actor;
  char *external_id;
  char *name;
  AttuneRoles roles;
  gint64 team;
  GArray *coaches; /* gint64 */
} AddCall;

static void
free_add_call (gpointer data)
{
  AddCall *call = data;

  g_free (call->external_id);
  g_free (call->name);
  g_clear_pointer (&call->coaches, g_array_unref);
  g_free (call);
}

static void
return_written_id (AttuneWrite *write, GTask *task, gint64 id)
{
  GError *error = NULL;

  if (attune_write_commit (write, &error))
    g_task_return_int (task, (gssize) id);
  else
    g_task_return_error (task, error);
}

static gint64
propagate_id (GAsyncResult *result, GError **error)
{
  gssize id = g_task_propagate_int (G_TASK (result), error);

  return MAX (id, 0);
}

static gboolean
run_add_person (AttuneStore *self, GTask *task, gpointer arguments)
{
  const AddCall *call = arguments;
  g_autoptr (AttuneWrite) write = attune_write_new (self, call->actor);
  gint64 id;

  attune_access_require (attune_write_get_batch (write), call->actor, ATTUNE_ROLE_MANAGER);
  id = attune_people_add (write, &(AttunePersonSpec){ call->external_id, call->name, call->roles,
                                                      call->team });
  return_written_id (write, task, id);
  return FALSE;
}

void
attune_store_add_person_async (AttuneStore *self,
                               gint64 actor,
                               const AttunePersonSpec *spec,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer data)
{
  GTask *task = g_task_new (self, cancellable, callback, data);
  AddCall *call = g_new0 (AddCall, 1);

  call->actor = actor;
  call->external_id = g_strdup (spec->external_id);
  call->name = g_strdup (spec->name);
  call->roles = spec->roles;
  call->team = spec->team;
  g_task_set_task_data (task, call, free_add_call);
  g_task_set_source_tag (task, attune_store_add_person_async);
  attune_store_run (self, ATTUNE_PRIORITY_WRITE, task, run_add_person);
}

gint64
attune_store_add_person_finish (AttuneStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), 0);
  g_return_val_if_fail (g_async_result_is_tagged (result, attune_store_add_person_async), 0);

  return propagate_id (result, error);
}

static void
add_coach (AttuneBatch *batch, gint64 team, gint64 coach)
{
  attune_batch_add (
    batch, "INSERT INTO team_coach (team_id, coach_id, is_deputy) VALUES ($team, $coach, 0)", "");
  attune_batch_bind_int (batch, "team", team);
  attune_batch_bind_int (batch, "coach", coach);
}

static gboolean
run_add_team (AttuneStore *self, GTask *task, gpointer arguments)
{
  const AddCall *call = arguments;
  g_autoptr (AttuneWrite) write = attune_write_new (self, call->actor);
  AttuneBatch *batch = attune_write_get_batch (write);
  gint64 id = attune_write_next_id (write);

  attune_access_require (batch, call->actor, ATTUNE_ROLE_MANAGER);
  attune_batch_add (batch, "INSERT INTO team (id, rev, name) VALUES ($id, 1, $name)", "");
  attune_batch_bind_int (batch, "id", id);
  attune_batch_bind_text (batch, "name", call->name);
  for (guint i = 0; i < call->coaches->len; i++)
    add_coach (batch, id, g_array_index (call->coaches, gint64, i));
  attune_write_audit (write, "add-team", id, call->name);
  attune_write_changed (write, ATTUNE_CHANGE_PEOPLE, id);
  return_written_id (write, task, id);
  return FALSE;
}

void
attune_store_add_team_async (AttuneStore *self,
                             gint64 actor,
                             const char *name,
                             const gint64 *coaches,
                             guint n_coaches,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer data)
{
  GTask *task = g_task_new (self, cancellable, callback, data);
  AddCall *call = g_new0 (AddCall, 1);

  call->actor = actor;
  call->name = g_strdup (name);
  call->coaches = g_array_sized_new (FALSE, FALSE, sizeof (gint64), n_coaches);
  if (n_coaches > 0)
    g_array_append_vals (call->coaches, coaches, n_coaches);
  g_task_set_task_data (task, call, free_add_call);
  g_task_set_source_tag (task, attune_store_add_team_async);
  attune_store_run (self, ATTUNE_PRIORITY_WRITE, task, run_add_team);
}

gint64
attune_store_add_team_finish (AttuneStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), 0);
  g_return_val_if_fail (g_async_result_is_tagged (result, attune_store_add_team_async), 0);

  return propagate_id (result, error);
}
