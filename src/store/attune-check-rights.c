/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-upkeep-private.h"

#include "attune-rights.h"

#include <glib/gi18n-lib.h>

static void
judge (AttuneCheck *self, const char *kind, gint64 id, const char *rights)
{
  const char *message = NULL;

  switch (attune_pins_judge_rights (self->pins, id, rights))
    {
    case ATTUNE_PIN_DIFFERS:
      message = _ ("The trail says otherwise who may do what: another name, other roles, another "
                   "team or other coaches.");
      break;
    case ATTUNE_PIN_ABSENT:
      message = _ ("Nothing in the trail says that it was added.");
      break;
    case ATTUNE_PIN_HOLDS:
      return;
    }
  attune_check_add (self, g_strdup_printf ("%s %" G_GINT64_FORMAT, kind, id), message);
}

static AttuneResult *
read_all (AttuneCheck *self, const char *select, const char *types, GError **error)
{
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_READ);

  attune_batch_add (batch, select, types);
  return attune_store_read (self->store, batch, error);
}

static gboolean
check_people (AttuneCheck *self, GError **error)
{
  g_autoptr (AttuneResult) result = read_all (
    self, "SELECT id, external_id, name, roles, COALESCE (team_id, 0) FROM person ORDER BY id",
    "ittii", error);
  const AttuneRows *rows;

  if (result == NULL)
    return FALSE;
  rows = attune_result_rows (result, 0);
  for (guint i = 0; i < attune_rows_get_n (rows); i++)
    {
      AttunePersonSpec person = { attune_rows_get_text (rows, i, 1),
                                  attune_rows_get_text (rows, i, 2),
                                  attune_rows_get_int (rows, i, 3),
                                  attune_rows_get_int (rows, i, 4) };
      g_autofree char *rights = attune_rights_describe_person (&person);

      judge (self, "person", attune_rows_get_int (rows, i, 0), rights);
    }
  return TRUE;
}

static void
check_team (AttuneCheck *self, const AttuneRows *rows, guint first, const GArray *coaches)
{
  g_autofree char *rights = attune_rights_describe_team (attune_rows_get_text (rows, first, 1),
                                                         coaches);

  judge (self, "team", attune_rows_get_int (rows, first, 0), rights);
}

/* A row a coach, of a team without one a row without. */
static gboolean
check_teams (AttuneCheck *self, GError **error)
{
  g_autoptr (AttuneResult) result = read_all (
    self,
    "SELECT t.id, t.name, COALESCE (c.coach_id, 0), COALESCE (c.is_deputy, 0) FROM team AS t"
    " LEFT JOIN team_coach AS c ON c.team_id = t.id ORDER BY t.id, c.coach_id",
    "itii", error);
  g_autoptr (GArray) coaches = g_array_new (FALSE, FALSE, sizeof (AttuneCoach));
  const AttuneRows *rows;
  guint n;

  if (result == NULL)
    return FALSE;
  rows = attune_result_rows (result, 0);
  n = attune_rows_get_n (rows);
  for (guint i = 0; i < n; i++)
    {
      AttuneCoach coach = { attune_rows_get_int (rows, i, 2),
                            attune_rows_get_int (rows, i, 3) != 0 };

      if (coach.person != 0)
        g_array_append_val (coaches, coach);
      if (i + 1 < n && attune_rows_get_int (rows, i + 1, 0) == attune_rows_get_int (rows, i, 0))
        continue;
      check_team (self, rows, i, coaches);
      g_array_set_size (coaches, 0);
    }
  return TRUE;
}

gboolean
attune_check_rights (AttuneCheck *self, GError **error)
{
  return check_people (self, error) && check_teams (self, error);
}
