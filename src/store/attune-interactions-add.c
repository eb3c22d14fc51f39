/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-interactions-private.h"

#include "attune-access.h"
#include "attune-entries-private.h"
#include "attune-fold.h"
#include "attune-passages-private.h"

#include <glib/gi18n-lib.h>
#include <jansson.h>
#include <string.h>

void
attune_interaction_require (AttuneBatch *batch, gint64 actor, gint64 interaction)
{
  attune_access_require (batch, actor, ATTUNE_INTERACTION_KEEPERS);
  attune_batch_add (batch,
                    "SELECT i.id FROM interaction AS i WHERE i.id = $id"
                    " AND " ATTUNE_ACCESS_INTERACTION_KEPT,
                    "i");
  attune_batch_bind_int (batch, "actor", actor);
  attune_batch_bind_int (batch, "id", interaction);
  attune_batch_expect (batch, 1, ATTUNE_STORE_ERROR_NOT_FOUND,
                       _ ("The contact is not there, or not for you to change."));
}

void
attune_interaction_require_free_id (AttuneBatch *batch, const AttuneInteraction *interaction)
{
  g_autofree char *message = NULL;

  if (interaction->external_id == NULL)
    return;

  message = g_strdup_printf (_ ("There is a contact with the id “%s” already, perhaps a removed "
                                "one. Open that one."),
                             interaction->external_id);
  attune_batch_add (batch,
                    "SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM interaction"
                    " WHERE external_id = $external AND id <> $id)",
                    "i");
  attune_batch_bind_text (batch, "external", interaction->external_id);
  attune_batch_bind_int (batch, "id", interaction->id);
  attune_batch_expect (batch, 1, ATTUNE_STORE_ERROR_EXISTS, message);
}

void
attune_interaction_require_unevaluated (AttuneBatch *batch, gint64 interaction, const char *message)
{
  attune_batch_add (batch,
                    "SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM evaluation"
                    " WHERE interaction_id = $id AND state <> 3)",
                    "i");
  attune_batch_bind_int (batch, "id", interaction);
  attune_batch_expect (batch, 1, ATTUNE_STORE_ERROR_INVALID, message);
}

void
attune_interaction_expect_rev (AttuneBatch *batch, gint64 interaction, gint64 rev)
{
  attune_batch_bind_int (batch, "id", interaction);
  attune_batch_bind_int (batch, "rev", rev);
  attune_batch_expect (batch, 1, ATTUNE_STORE_ERROR_CONFLICT,
                       _ ("The contact has been changed meanwhile. Open it again to see how."));
}

void
attune_interaction_bind (AttuneWrite *write, const AttuneInteraction *interaction)
{
  AttuneBatch *batch = attune_write_get_batch (write);
  AttuneStore *store = attune_write_get_store (write);
  g_autofree char *customer = attune_fold (interaction->customer);
  g_autofree char *subject = attune_fold (interaction->subject);
  g_autofree char *search = g_strjoin ("\n", customer, subject, NULL);

  attune_batch_bind_text (batch, "external", interaction->external_id);
  attune_batch_bind_int (batch, "channel", interaction->channel);
  attune_batch_bind_int (batch, "started", interaction->started_at);
  attune_batch_bind_int (batch, "day", attune_store_get_day (store, interaction->started_at));
  attune_batch_bind_known (batch, "duration", interaction->duration_us);
  attune_batch_bind_text (batch, "customer", interaction->customer ? interaction->customer : "");
  attune_batch_bind_text (batch, "subject", interaction->subject ? interaction->subject : "");
  attune_batch_bind_text (batch, "search", search);
  attune_batch_bind_text (batch, "source", interaction->source ? interaction->source : "");
}

static gint64
add_row (AttuneWrite *write, const AttuneInteraction *interaction)
{
  AttuneBatch *batch = attune_write_get_batch (write);
  gint64 id = attune_write_next_id (write);

  attune_batch_add (batch,
                    "INSERT INTO interaction (id, rev, external_id, channel, started_at, day,"
                    " duration_us, customer, subject, search, source, created_by, created_at)"
                    " VALUES ($id, 1, $external, $channel, $started, $day, $duration, $customer,"
                    " $subject, $search, $source, $actor, $now)",
                    "");
  attune_batch_bind_int (batch, "id", id);
  attune_batch_bind_int (batch, "actor", attune_write_get_actor (write));
  attune_batch_bind_int (batch, "now", attune_write_get_now (write));
  attune_interaction_bind (write, interaction);
  attune_entries_add_interaction (batch, id, interaction);
  return id;
}

static void
bind_part (AttuneWrite *write, gint64 interaction, const AttunePart *part)
{
  AttuneBatch *batch = attune_write_get_batch (write);

  attune_batch_bind_int (batch, "id", attune_write_next_id (write));
  attune_batch_bind_int (batch, "interaction", interaction);
  attune_batch_bind_int (batch, "agent", part->agent);
  attune_batch_bind_known (batch, "from", part->from_us);
  attune_batch_bind_known (batch, "to", part->to_us);
}

void
attune_interaction_add_part (AttuneWrite *write, gint64 interaction, const AttunePart *part)
{
  AttuneBatch *batch = attune_write_get_batch (write);

  attune_batch_add (batch,
                    "SELECT id FROM person WHERE id = $agent AND removed_at IS NULL"
                    " AND (roles & 1) <> 0",
                    "i");
  attune_batch_bind_int (batch, "agent", part->agent);
  attune_batch_expect (batch, 1, ATTUNE_STORE_ERROR_NOT_FOUND,
                       _ ("There is no such agent. Choose one of the list."));

  attune_batch_add (batch,
                    "INSERT INTO interaction_agent (id, interaction_id, agent_id, team_id, from_us,"
                    " to_us) SELECT $id, $interaction, p.id, p.team_id, $from, $to"
                    " FROM person AS p WHERE p.id = $agent AND (" ATTUNE_ACCESS_QUALITY_TEAM
                    " OR " ATTUNE_ACCESS_OWN_TEAM ("p.team_id") ")",
                    "");
  attune_batch_bind_int (batch, "actor", attune_write_get_actor (write));
  bind_part (write, interaction, part);
  attune_batch_expect (batch, 1, ATTUNE_STORE_ERROR_DENIED,
                       _ ("This agent is not in a team of yours. Choose one who is, or ask an "
                          "analyst or a manager."));
}

static void
add_given_part (AttuneWrite *write, gint64 interaction, const AttunePart *part)
{
  AttuneBatch *batch = attune_write_get_batch (write);

  attune_batch_add (batch,
                    "INSERT INTO interaction_agent (id, interaction_id, agent_id, team_id, from_us,"
                    " to_us) VALUES ($id, $interaction, $agent, $team, $from, $to)",
                    "");
  attune_batch_bind_id (batch, "team", part->team);
  bind_part (write, interaction, part);
}

static char *
shorten_path (AttuneStore *store, const AttuneMedia *media)
{
  g_autofree char *folder = g_strconcat (attune_store_get_media_folder (store), "/", NULL);
  gboolean is_inside = media->is_copied && g_str_has_prefix (media->path, folder);

  return g_strdup (is_inside ? media->path + strlen (folder) : media->path);
}

void
attune_interaction_bind_media (AttuneWrite *write, gint64 interaction, const AttuneMedia *media)
{
  AttuneBatch *batch = attune_write_get_batch (write);
  g_autofree char *path = shorten_path (attune_write_get_store (write), media);
  g_autoptr (GBytes) sha256 = attune_hex_to_bytes (media->sha256, ATTUNE_SHA256_SIZE);

  attune_batch_bind_int (batch, "interaction", interaction);
  attune_batch_bind_int (batch, "kind", media->kind);
  attune_batch_bind_text (batch, "path", path);
  attune_batch_bind_text (batch, "name", media->name != NULL ? media->name : "");
  attune_batch_bind_int (batch, "copied", media->is_copied);
  attune_batch_bind_blob (batch, "sha256", sha256);
  attune_batch_bind_known (batch, "size", media->size);
}

void
attune_interaction_add_media (AttuneWrite *write, gint64 interaction, const AttuneMedia *media)
{
  AttuneBatch *batch = attune_write_get_batch (write);
  gint64 id = attune_write_next_id (write);

  attune_batch_add (batch,
                    "INSERT INTO media (id, rev, interaction_id, kind, path, name, is_copied,"
                    " sha256, size, agent_channel) VALUES ($id, 1, $interaction, $kind, $path,"
                    " $name, $copied, $sha256, $size, $channel)",
                    "");
  attune_batch_bind_int (batch, "id", id);
  attune_interaction_bind_media (write, interaction, media);
  attune_batch_bind_known (batch, "channel", media->agent_channel);
  if (media->transcript != NULL)
    attune_passages_insert (write, id, interaction, media->transcript, 0,
                            attune_transcript_get_n (media->transcript));
}

gint64
attune_interaction_insert (AttuneWrite *write, const AttuneInteraction *interaction)
{
  gint64 id = add_row (write, interaction);

  for (guint i = 0; i < interaction->parts->len; i++)
    add_given_part (write, id, g_ptr_array_index (interaction->parts, i));
  for (guint i = 0; i < interaction->media->len; i++)
    attune_interaction_add_media (write, id, g_ptr_array_index (interaction->media, i));
  return id;
}

/* Ids are strings, as everywhere in JSON. */
static json_t *
describe_part (const AttunePart *part)
{
  g_autofree char *agent = g_strdup_printf ("%" G_GINT64_FORMAT, part->agent);

  return json_pack ("{s:s, s:I, s:I}", "agent", agent, "from_us", (json_int_t) part->from_us,
                    "to_us", (json_int_t) part->to_us);
}

char *
attune_interaction_describe (const AttuneInteraction *interaction)
{
  json_t *json = json_pack ("{s:s?, s:i, s:I, s:I, s:s?, s:s?, s:s?, s:[], s:[]}", "external_id",
                            interaction->external_id, "channel", interaction->channel, "started_at",
                            (json_int_t) interaction->started_at, "duration_us",
                            (json_int_t) interaction->duration_us, "customer",
                            interaction->customer, "subject", interaction->subject, "source",
                            interaction->source, "parts", "media");
  char *text = NULL;

  for (guint i = 0; json != NULL && i < interaction->parts->len; i++)
    json_array_append_new (json_object_get (json, "parts"),
                           describe_part (g_ptr_array_index (interaction->parts, i)));
  for (guint i = 0; json != NULL && i < interaction->media->len; i++)
    {
      const AttuneMedia *media = g_ptr_array_index (interaction->media, i);

      json_array_append_new (json_object_get (json, "media"),
                             json_pack ("{s:s, s:s?, s:s?}", "path", media->path, "name",
                                        media->name, "sha256", media->sha256));
    }

  /* What is not UTF-8 makes no JSON; the batch refuses it, and tells which text it is. */
  if (json != NULL)
    text = json_dumps (json, JSON_COMPACT);
  json_decref (json);
  return text;
}

static gint64
add_interaction (AttuneWrite *write, const AttuneInteraction *interaction)
{
  g_autofree char *description = attune_interaction_describe (interaction);
  gint64 id;

  attune_interaction_require_free_id (attune_write_get_batch (write), interaction);
  id = add_row (write, interaction);
  for (guint i = 0; i < interaction->parts->len; i++)
    attune_interaction_add_part (write, id, g_ptr_array_index (interaction->parts, i));
  for (guint i = 0; i < interaction->media->len; i++)
    attune_interaction_add_media (write, id, g_ptr_array_index (interaction->media, i));
  attune_write_audit (write, "add-interaction", id, description);
  attune_write_changed (write, ATTUNE_CHANGE_INTERACTION, id);
  return id;
}

static gpointer
write_interactions (AttuneStore *self, AttuneArguments *arguments, GError **error)
{
  const AttuneIntake *intake = arguments->value;
  g_autoptr (AttuneWrite) write = attune_write_new (self, arguments->actor);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  attune_access_require (attune_write_get_batch (write), arguments->actor,
                         ATTUNE_INTERACTION_KEEPERS);
  for (guint i = 0; i < intake->interactions->len; i++)
    {
      gint64 id = add_interaction (write, g_ptr_array_index (intake->interactions, i));

      g_array_append_val (ids, id);
    }
  return attune_write_commit (write, error) ? g_steal_pointer (&ids) : NULL;
}

static const AttuneVerb add_interactions = {
  .priority = ATTUNE_PRIORITY_WRITE,
  .slice = attune_intake_prepare,
  .finish_pointer = write_interactions,
  .free_result = (GDestroyNotify) g_array_unref,
  .free_value = attune_intake_free,
};

void
attune_store_add_interactions_async (AttuneStore *self,
                                     gint64 actor,
                                     GPtrArray *interactions,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer data)
{
  AttuneIntake *intake = attune_intake_new ((gconstpointer) interactions->pdata, interactions->len);

  attune_verb_start (&add_interactions, self,
                     &(AttuneArguments){ .actor = actor,
                                         .value = intake,
                                         .is_background = attune_intake_has_files (intake, self) },
                     cancellable, callback, data);
}

GArray *
attune_store_add_interactions_finish (AttuneStore *self, GAsyncResult *result, GError **error)
{
  return attune_verb_finish_pointer (&add_interactions, self, result, error);
}
