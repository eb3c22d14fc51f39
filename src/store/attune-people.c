/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-people-private.h"

#include "attune-access.h"
#include "attune-rights.h"
#include "attune-verb.h"

#include <glib/gi18n-lib.h>

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

static gpointer
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

static gpointer
read_people (AttuneStore *self, AttuneArguments *arguments, GError **error)
{
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_READ);
  g_autoptr (AttuneResult) result = NULL;

  attune_batch_add (batch,
                    "SELECT p.id, p.rev, p.external_id, p.name, p.roles, p.team_id, t.name"
                    " FROM person AS p LEFT JOIN team AS t ON t.id = p.team_id"
                    " WHERE p.removed_at IS NULL AND ($actor = 0 OR " ATTUNE_ACCESS_PERSON ")"
                    " ORDER BY p.id",
                    "iittiit");
  attune_batch_bind_int (batch, "actor", arguments->actor);
  result = attune_store_read (self, batch, error);
  if (result == NULL)
    return NULL;
  return attune_verb_collect (result, 0, read_person, (GDestroyNotify) attune_person_free);
}

static const AttuneVerb list_people = {
  .priority = ATTUNE_PRIORITY_READ,
  .finish_pointer = read_people,
  .free_result = (GDestroyNotify) g_ptr_array_unref,
};

void
attune_store_list_people_async (AttuneStore *self,
                                gint64 actor,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer data)
{
  attune_verb_start (&list_people, self, &(AttuneArguments){ .actor = actor }, cancellable,
                     callback, data);
}

GPtrArray *
attune_store_list_people_finish (AttuneStore *self, GAsyncResult *result, GError **error)
{
  return attune_verb_finish_pointer (&list_people, self, result, error);
}

static gpointer
read_team (const AttuneRows *rows, guint row)
{
  AttuneTeam *team = g_new0 (AttuneTeam, 1);

  team->id = attune_rows_get_int (rows, row, 0);
  team->rev = attune_rows_get_int (rows, row, 1);
  team->name = attune_rows_dup_text (rows, row, 2);
  return team;
}

static gpointer
read_teams (AttuneStore *self, AttuneArguments *arguments, GError **error)
{
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_READ);
  g_autoptr (AttuneResult) result = NULL;

  attune_batch_add (batch,
                    "SELECT t.id, t.rev, t.name FROM team AS t WHERE t.removed_at IS NULL"
                    " AND " ATTUNE_ACCESS_TEAM " ORDER BY t.id",
                    "iit");
  attune_batch_bind_int (batch, "actor", arguments->actor);
  result = attune_store_read (self, batch, error);
  if (result == NULL)
    return NULL;
  return attune_verb_collect (result, 0, read_team, (GDestroyNotify) attune_team_free);
}

static const AttuneVerb list_teams = {
  .priority = ATTUNE_PRIORITY_READ,
  .finish_pointer = read_teams,
  .free_result = (GDestroyNotify) g_ptr_array_unref,
};

void
attune_store_list_teams_async (AttuneStore *self,
                               gint64 actor,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer data)
{
  attune_verb_start (&list_teams, self, &(AttuneArguments){ .actor = actor }, cancellable, callback,
                     data);
}

GPtrArray *
attune_store_list_teams_finish (AttuneStore *self, GAsyncResult *result, GError **error)
{
  return attune_verb_finish_pointer (&list_teams, self, result, error);
}

gint64
attune_people_add (AttuneWrite *write, const AttunePersonSpec *spec)
{
  AttuneBatch *batch = attune_write_get_batch (write);
  gint64 id = attune_write_next_id (write);
  g_autofree char *rights = attune_rights_describe_person (spec);

  attune_batch_add (batch,
                    "INSERT INTO person (id, rev, external_id, name, roles, team_id)"
                    " VALUES ($id, 1, $external, $name, $roles, $team)",
                    "");
  attune_batch_bind_int (batch, "id", id);
  attune_batch_bind_text (batch, "external", spec->external_id);
  attune_batch_bind_text (batch, "name", spec->name);
  attune_batch_bind_int (batch, "roles", spec->roles);
  attune_batch_bind_id (batch, "team", spec->team);
  attune_write_audit (write, "add-person", id, rights);
  attune_write_changed (write, ATTUNE_CHANGE_PEOPLE, id);
  return id;
}

/* A person to add, kept for the worker. */
static AttunePersonSpec *
copy_spec (const AttunePersonSpec *spec)
{
  AttunePersonSpec *copy = g_memdup2 (spec, sizeof *spec);

  copy->external_id = g_strdup (spec->external_id);
  copy->name = g_strdup (spec->name);
  return copy;
}

static void
free_spec (gpointer data)
{
  AttunePersonSpec *spec = data;

  g_free ((char *) spec->external_id);
  g_free ((char *) spec->name);
  g_free (spec);
}

static void
require_nobody (AttuneBatch *batch)
{
  attune_batch_add (batch, "SELECT id FROM person LIMIT 1", "i");
  attune_batch_expect (batch, 0, ATTUNE_STORE_ERROR_DENIED,
                       _ ("Say who you are: only a manager can add people."));
}

static gint64
write_person (AttuneStore *self, AttuneArguments *arguments, GError **error)
{
  g_autoptr (AttuneWrite) write = attune_write_new (self, arguments->actor);
  gint64 id;

  if (arguments->actor != 0)
    attune_access_require (attune_write_get_batch (write), arguments->actor, ATTUNE_ROLE_MANAGER);
  else
    require_nobody (attune_write_get_batch (write));
  id = attune_people_add (write, arguments->value);
  return attune_write_commit (write, error) ? id : 0;
}

static const AttuneVerb add_person = {
  .priority = ATTUNE_PRIORITY_WRITE,
  .finish_int = write_person,
  .free_value = free_spec,
};

void
attune_store_add_person_async (AttuneStore *self,
                               gint64 actor,
                               const AttunePersonSpec *spec,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer data)
{
  attune_verb_start (&add_person, self,
                     &(AttuneArguments){ .actor = actor, .value = copy_spec (spec) }, cancellable,
                     callback, data);
}

gint64
attune_store_add_person_finish (AttuneStore *self, GAsyncResult *result, GError **error)
{
  return attune_verb_finish_int (&add_person, self, result, error);
}

static int
compare_coaches (gconstpointer a, gconstpointer b)
{
  const AttuneCoach *one = a;
  const AttuneCoach *other = b;

  return (one->person > other->person) - (one->person < other->person);
}

static void
set_coaching (AttuneBatch *batch, gint64 team, gint64 person, AttuneCoaching coaching)
{
  if (coaching == ATTUNE_COACHING_NONE)
    attune_batch_add (batch, "DELETE FROM team_coach WHERE team_id = $team AND coach_id = $coach",
                      "");
  else
    {
      attune_batch_add (batch,
                        "INSERT INTO team_coach (team_id, coach_id, is_deputy)"
                        " VALUES ($team, $coach, $deputy) ON CONFLICT (team_id, coach_id)"
                        " DO UPDATE SET is_deputy = excluded.is_deputy",
                        "");
      attune_batch_bind_int (batch, "deputy", coaching == ATTUNE_COACHING_DEPUTY);
    }
  attune_batch_bind_int (batch, "team", team);
  attune_batch_bind_int (batch, "coach", person);
}

static gint64
write_team (AttuneStore *self, AttuneArguments *arguments, GError **error)
{
  const GArray *coaches = arguments->value;
  g_autoptr (AttuneWrite) write = attune_write_new (self, arguments->actor);
  AttuneBatch *batch = attune_write_get_batch (write);
  gint64 id = attune_write_next_id (write);
  g_autoptr (GArray) sorted = g_array_new (FALSE, FALSE, sizeof (AttuneCoach));
  g_autofree char *rights = NULL;

  attune_access_require (batch, arguments->actor, ATTUNE_ROLE_MANAGER);
  attune_batch_add (batch, "INSERT INTO team (id, rev, name) VALUES ($id, 1, $name)", "");
  attune_batch_bind_int (batch, "id", id);
  attune_batch_bind_text (batch, "name", arguments->text);
  for (guint i = 0; i < coaches->len; i++)
    {
      AttuneCoach coach = { g_array_index (coaches, gint64, i), FALSE };

      set_coaching (batch, id, coach.person, ATTUNE_COACHING_COACH);
      g_array_append_val (sorted, coach);
    }
  g_array_sort (sorted, compare_coaches);
  rights = attune_rights_describe_team (arguments->text, sorted);
  attune_write_audit (write, "add-team", id, rights);
  attune_write_changed (write, ATTUNE_CHANGE_PEOPLE, id);
  return attune_write_commit (write, error) ? id : 0;
}

static const AttuneVerb add_team = {
  .priority = ATTUNE_PRIORITY_WRITE,
  .finish_int = write_team,
  .free_value = (GDestroyNotify) g_array_unref,
};

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
  GArray *copy = g_array_sized_new (FALSE, FALSE, sizeof (gint64), n_coaches);

  if (n_coaches > 0)
    g_array_append_vals (copy, coaches, n_coaches);
  attune_verb_start (&add_team, self,
                     &(AttuneArguments){ .actor = actor, .text = name, .value = copy }, cancellable,
                     callback, data);
}

gint64
attune_store_add_team_finish (AttuneStore *self, GAsyncResult *result, GError **error)
{
  return attune_verb_finish_int (&add_team, self, result, error);
}

/* What a person is to be to a team. */
typedef struct
{
  gint64 person;
  AttuneCoaching coaching;
} Appointment;

static void
require_coach (AttuneBatch *batch, gint64 person)
{
  attune_batch_add (batch,
                    "SELECT id FROM person WHERE id = $person AND removed_at IS NULL"
                    " AND (roles & 2) <> 0",
                    "i");
  attune_batch_bind_int (batch, "person", person);
  attune_batch_expect (batch, 1, ATTUNE_STORE_ERROR_INVALID,
                       _ ("Only a person with the role of a coach can have a team. Give them the "
                          "role first."));
}

/* The team as it will be: what of it is read here is what the batch finds, or its rev is another. Owned by the caller; NULL
 * with the error set. */
static char *
describe_appointed (AttuneStore *self, gint64 team, const Appointment *appointment, GError **error)
{
  g_autoptr (GArray) coaches = g_array_new (FALSE, FALSE, sizeof (AttuneCoach));
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_READ);
  g_autoptr (AttuneResult) result = NULL;
  AttuneCoach appointed = { appointment->person, appointment->coaching == ATTUNE_COACHING_DEPUTY };
  const AttuneRows *rows;

  attune_batch_add (batch, "SELECT name FROM team WHERE id = $team", "t");
  attune_batch_bind_int (batch, "team", team);
  attune_batch_add (batch,
                    "SELECT coach_id, is_deputy FROM team_coach WHERE team_id = $team"
                    " AND coach_id <> $person",
                    "ii");
  attune_batch_bind_int (batch, "team", team);
  attune_batch_bind_int (batch, "person", appointment->person);
  result = attune_store_read (self, batch, error);
  if (result == NULL)
    return NULL;

  rows = attune_result_rows (result, 1);
  for (guint i = 0; i < attune_rows_get_n (rows); i++)
    {
      AttuneCoach coach = { attune_rows_get_int (rows, i, 0),
                            attune_rows_get_int (rows, i, 1) != 0 };

      g_array_append_val (coaches, coach);
    }
  if (appointment->coaching != ATTUNE_COACHING_NONE)
    g_array_append_val (coaches, appointed);
  g_array_sort (coaches, compare_coaches);
  rows = attune_result_rows (result, 0);
  return attune_rights_describe_team (
    attune_rows_get_n (rows) > 0 ? attune_rows_get_text (rows, 0, 0) : "", coaches);
}

static gint64
write_appointment (AttuneStore *self, AttuneArguments *arguments, GError **error)
{
  const Appointment *appointment = arguments->value;
  g_autofree char *rights = describe_appointed (self, arguments->subject, appointment, error);
  g_autoptr (AttuneWrite) write = NULL;
  AttuneBatch *batch;

  if (rights == NULL)
    return 0;
  write = attune_write_new (self, arguments->actor);
  batch = attune_write_get_batch (write);
  attune_access_require (batch, arguments->actor, ATTUNE_ROLE_MANAGER);
  attune_batch_add (batch, "SELECT id FROM team WHERE id = $team AND removed_at IS NULL", "i");
  attune_batch_bind_int (batch, "team", arguments->subject);
  attune_batch_expect (batch, 1, ATTUNE_STORE_ERROR_NOT_FOUND,
                       _ ("The team is not there any more. Choose another one."));
  attune_batch_add (batch, "UPDATE team SET rev = rev + 1 WHERE id = $team AND rev = $rev", "");
  attune_batch_bind_int (batch, "team", arguments->subject);
  attune_batch_bind_int (batch, "rev", arguments->rev);
  attune_batch_expect (batch, 1, ATTUNE_STORE_ERROR_CONFLICT,
                       _ ("Somebody changed this team meanwhile. Look at it again."));
  if (appointment->coaching != ATTUNE_COACHING_NONE)
    require_coach (batch, appointment->person);
  set_coaching (batch, arguments->subject, appointment->person, appointment->coaching);
  attune_write_audit (write, "appoint", arguments->subject, rights);
  attune_write_changed (write, ATTUNE_CHANGE_PEOPLE, arguments->subject);
  return attune_write_commit (write, error) ? arguments->rev + 1 : 0;
}

static const AttuneVerb appoint = {
  .priority = ATTUNE_PRIORITY_WRITE,
  .finish_int = write_appointment,
  .free_value = g_free,
};

void
attune_store_appoint_async (AttuneStore *self,
                            gint64 actor,
                            gint64 team,
                            gint64 rev,
                            gint64 person,
                            AttuneCoaching coaching,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer data)
{
  Appointment appointment = { person, coaching };

  attune_verb_start (&appoint, self,
                     &(AttuneArguments){ .actor = actor,
                                         .subject = team,
                                         .rev = rev,
                                         .value = g_memdup2 (&appointment, sizeof appointment) },
                     cancellable, callback, data);
}

gint64
attune_store_appoint_finish (AttuneStore *self, GAsyncResult *result, GError **error)
{
  return attune_verb_finish_int (&appoint, self, result, error);
}
