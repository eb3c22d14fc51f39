/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-cli-store.h"

#include "attune-cli-values.h"
#include "attune-people.h"

AttuneStore *
attune_cli_open_store (const char *path)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  AttuneStore *store;

  attune_store_open_async (path, NULL, NULL, attune_cli_await_cb, &result);
  store = attune_store_open_finish (attune_cli_await (&result), &error);
  if (store == NULL)
    attune_cli_fail (ATTUNE_CLI_DATA_AT_FAULT, "%s", error->message);
  return store;
}

/* An external id before an id, for external ids may be numbers. 0 for nobody. */
static gint64
find_person (GPtrArray *people, const char *who)
{
  gint64 id = 0;
  gint64 found = 0;

  g_ascii_string_to_signed (who, 10, 1, G_MAXINT64, &id, NULL);
  for (guint i = 0; i < people->len; i++)
    {
      const AttunePerson *person = g_ptr_array_index (people, i);

      if (g_str_equal (person->external_id, who))
        return person->id;
      if (person->id == id)
        found = id;
    }
  return found;
}

AttuneCliStatus
attune_cli_open_store_as (const char *path,
                          const char *who,
                          AttuneStore **out_store,
                          gint64 *out_actor)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) people = NULL;
  AttuneStore *store;
  gint64 actor;

  if (who == NULL)
    return attune_cli_fail (ATTUNE_CLI_CALL_AT_FAULT,
                            "Say who asks: --as PERSON, an external id such as “manager-1”.");
  store = attune_cli_open_store (path);
  if (store == NULL)
    return ATTUNE_CLI_DATA_AT_FAULT;

  people = ATTUNE_CLI_CALL (list_people, store, &error, 0);
  actor = people != NULL ? find_person (people, who) : 0;
  if (actor == 0)
    {
      attune_cli_close_store (store);
      if (error != NULL)
        return attune_cli_fail (ATTUNE_CLI_DATA_AT_FAULT, "%s", error->message);
      return attune_cli_fail (ATTUNE_CLI_CALL_AT_FAULT,
                              "The workspace “%s” does not know “%s”. Give an external id, or an "
                              "id.",
                              path, who);
    }

  *out_store = store;
  *out_actor = actor;
  return ATTUNE_CLI_DONE;
}

void
attune_cli_close_store (AttuneStore *store)
{
  attune_store_close (store);
  g_object_unref (store);
}

AttuneCliStatus
attune_cli_end_copy (const char *path, GStrv missing, gboolean json)
{
  g_autofree char *place = g_filename_display_name (path);
  json_t *array = json_array ();
  guint n = missing != NULL ? g_strv_length (missing) : 0;

  for (guint i = 0; i < n; i++)
    {
      json_array_append_new (array, json_string (missing[i]));
      attune_cli_fail (ATTUNE_CLI_DATA_AT_FAULT,
                       "The recording “%s” is not there any more and was left out.", missing[i]);
    }
  if (json)
    attune_cli_print_json (json_pack ("{s:s, s:O}", "file", place, "missing", array),
                           JSON_INDENT (2));
  json_decref (array);
  return n > 0 ? ATTUNE_CLI_DATA_AT_FAULT : ATTUNE_CLI_DONE;
}
