/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-cli-store.h"
#include "attune-cli-values.h"
#include "attune-query.h"

#include <glib/gi18n.h>
#include <stdio.h>

#define BLOCK_SIZE     256
#define DEFAULT_MONTHS 6

/* One call of the command. Lists are printed as they are read: a million contacts need no more room than one. */
typedef struct
{
  AttuneStore *store;
  gint64 actor;
  gboolean json;
  int months;
  const char *const *columns; /* keys of what is printed as text */
  guint n_printed;
} Listing;

/* A text in a line of its own, between tabs. */
static void
print_cell (json_t *value)
{
  g_autofree char *text = NULL;

  if (json_is_string (value))
    text = g_strdup (json_string_value (value));
  else if (json_is_real (value))
    text = g_strdup_printf ("%.2f", json_real_value (value));
  else if (json_is_integer (value))
    text = g_strdup_printf ("%" JSON_INTEGER_FORMAT, json_integer_value (value));
  else if (json_is_boolean (value))
    text = g_strdup (json_is_true (value) ? _ ("yes") : _ ("no"));
  else if (json_is_array (value))
    {
      GString *words = g_string_new (NULL);

      for (gsize i = 0; i < json_array_size (value); i++)
        g_string_append_printf (words, "%s%s", i > 0 ? " " : "",
                                json_string_value (json_array_get (value, i)));
      text = g_string_free (words, FALSE);
    }
  else
    text = g_strdup ("–");
  g_print ("%s", g_strdelimit (text, "\t\r\n", ' '));
}

/* Prints one record and lets go of it. */
static void
print_record (Listing *self, json_t *record)
{
  self->n_printed++;
  if (self->json)
    {
      fputs (self->n_printed > 1 ? ",\n  " : "\n  ", stdout);
      attune_cli_print_json (record, 0);
      return;
    }

  for (guint i = 0; self->columns[i] != NULL; i++)
    {
      g_print ("%s", i > 0 ? "\t" : "");
      print_cell (json_object_get (record, self->columns[i]));
    }
  g_print ("\n");
  json_decref (record);
}

static gboolean
list_people (Listing *self, GError **error)
{
  g_autoptr (GPtrArray) people = ATTUNE_CLI_CALL (list_people, self->store, error, self->actor);

  for (guint i = 0; people != NULL && i < people->len; i++)
    print_record (self, attune_cli_person_to_json (g_ptr_array_index (people, i)));
  return people != NULL;
}

static gboolean
list_agents (Listing *self, GError **error)
{
  g_autoptr (GPtrArray)
    agents = ATTUNE_CLI_CALL (list_agents, self->store, error, self->actor, (guint) self->months);

  for (guint i = 0; agents != NULL && i < agents->len; i++)
    print_record (self, attune_cli_agent_to_json (g_ptr_array_index (agents, i)));
  return agents != NULL;
}

static gboolean
list_forms (Listing *self, GError **error)
{
  g_autoptr (GPtrArray) forms = ATTUNE_CLI_CALL (list_forms, self->store, error, self->actor);

  for (guint i = 0; forms != NULL && i < forms->len; i++)
    print_record (self, attune_cli_form_to_json (g_ptr_array_index (forms, i)));
  return forms != NULL;
}

static gboolean
list_block (Listing *self, AttuneListKind kind, const gint64 *ids, guint n_ids, GError **error)
{
  g_autoptr (GPtrArray)
    rows = ATTUNE_CLI_CALL (fetch_rows, self->store, error, self->actor, kind, ids, n_ids);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      gconstpointer row = g_ptr_array_index (rows, i);

      if (row != NULL)
        print_record (self, kind == ATTUNE_LIST_INTERACTIONS ? attune_cli_contact_row_to_json (row)
                                                             : attune_cli_evaluation_to_json (row));
    }
  return rows != NULL;
}

static gboolean
list_query (Listing *self, AttuneListKind kind, GError **error)
{
  AttuneQuery query = { .kind = kind };
  g_autoptr (GArray) ids = ATTUNE_CLI_CALL (list_ids, self->store, error, self->actor, &query);
  gboolean is_done = ids != NULL;

  for (guint i = 0; is_done && i < ids->len; i += BLOCK_SIZE)
    is_done = list_block (self, kind, &g_array_index (ids, gint64, i),
                          MIN (BLOCK_SIZE, ids->len - i), error);
  return is_done;
}

static gboolean
list_interactions (Listing *self, GError **error)
{
  return list_query (self, ATTUNE_LIST_INTERACTIONS, error);
}

static gboolean
list_evaluations (Listing *self, GError **error)
{
  return list_query (self, ATTUNE_LIST_EVALUATIONS, error);
}

static const struct
{
  const char *name;
  gboolean (*list) (Listing *self, GError **error);
  const char *columns[10];
} kinds[] = {
  { "people", list_people, { "id", "external_id", "name", "roles", "team" } },
  { "agents", list_agents, { "id", "external_id", "name", "team", "n", "mean" } },
  { "interactions",
    list_interactions,
    { "id", "started_at", "channel", "agents", "customer", "subject", "evaluations" } },
  { "evaluations",
    list_evaluations,
    { "id", "contact_at", "agent_name", "evaluator_name", "form_title", "state", "score",
      "outcome" } },
  { "forms", list_forms, { "id", "key", "title", "revision", "published_at", "evaluations" } },
};

static int
find_kind (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (g_str_equal (kinds[i].name, name))
        return (int) i;
    }
  attune_cli_fail (ATTUNE_CLI_CALL_AT_FAULT,
                   "There is no list of “%s”. Name one of: people, agents, interactions, "
                   "evaluations, forms.",
                   name);
  return -1;
}

static AttuneCliStatus
list (Listing *self, int kind)
{
  g_autoptr (GError) error = NULL;
  gboolean is_done;

  if (self->json)
    fputs ("[", stdout);
  is_done = kinds[kind].list (self, &error);
  if (self->json)
    fputs (self->n_printed > 0 ? "\n]\n" : "]\n", stdout);
  return is_done ? ATTUNE_CLI_DONE
                 : attune_cli_fail (ATTUNE_CLI_DATA_AT_FAULT, "%s", error->message);
}

static AttuneCliStatus
run (int n_arguments, char **arguments)
{
  g_autofree char *who = NULL;
  Listing self = { .months = DEFAULT_MONTHS };
  const GOptionEntry entries[] = {
    { .long_name = "json", .arg_data = &self.json },
    { .long_name = "as", .arg = G_OPTION_ARG_STRING, .arg_data = &who },
    { .long_name = "months", .arg = G_OPTION_ARG_INT, .arg_data = &self.months },
    { NULL }
  };
  g_auto (GStrv) positional = NULL;
  AttuneCliStatus status;
  int kind;

  if (!attune_cli_parse (&attune_cli_list, arguments, entries, 2, 2, &positional))
    return ATTUNE_CLI_CALL_AT_FAULT;
  kind = find_kind (positional[0]);
  if (kind < 0)
    return ATTUNE_CLI_CALL_AT_FAULT;
  if (self.months < 1 || self.months > 1200)
    return attune_cli_fail (ATTUNE_CLI_CALL_AT_FAULT, "--months goes from 1 to 1200.");

  status = attune_cli_open_store_as (positional[1], who, &self.store, &self.actor);
  if (status != ATTUNE_CLI_DONE)
    return status;
  self.columns = kinds[kind].columns;
  status = list (&self, kind);
  attune_cli_close_store (self.store);
  return status;
}

const AttuneCliCommand attune_cli_list = {
  .words = "list",
  .usage = "people|agents|interactions|evaluations|forms STORE --as PERSON [--months N] [--json]",
  .summary = "List what a person may see of a workspace",
  .run = run,
};
