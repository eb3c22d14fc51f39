/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-interactions-private.h"

#include "attune-access.h"
#include "attune-place.h"

#include <glib/gi18n-lib.h>

/* The statement that finds the recording's contact, and whether any of the facts is news. */
#define SELECT_NEWS                                                                  \
  "SELECT i.id, CASE WHEN ($sha256 IS NOT NULL AND (m.sha256 IS NULL OR m.sha256 <>" \
  " $sha256)) OR ($size IS NOT NULL AND coalesce (m.size, -1) <> $size)"             \
  " OR ($channel IS NOT NULL AND coalesce (m.agent_channel, -1) <> $channel)"        \
  " OR ($duration IS NOT NULL AND i.duration_us IS NULL) THEN 1 ELSE 0 END"          \
  " FROM media AS m JOIN interaction AS i ON i.id = m.interaction_id"                \
  " WHERE m.id = $id AND m.removed_at IS NULL AND " ATTUNE_ACCESS_INTERACTION

static void
bind_facts (AttuneBatch *batch, const AttuneArguments *arguments, const AttuneMediaFacts *facts)
{
  g_autoptr (GBytes) sha256 = attune_hex_to_bytes (facts->sha256, ATTUNE_SHA256_SIZE);

  attune_batch_bind_int (batch, "actor", arguments->actor);
  attune_batch_bind_int (batch, "id", arguments->subject);
  attune_batch_bind_blob (batch, "sha256", sha256);
  attune_batch_bind_known (batch, "size", facts->size);
  attune_batch_bind_known (batch, "channel", facts->agent_channel);
}

/* The id of the recording's contact, 0 with the error set; what is known already need not be written again. */
static gint64
find_interaction (AttuneStore *self,
                  const AttuneArguments *arguments,
                  const AttuneMediaFacts *facts,
                  gboolean *out_is_news,
                  GError **error)
{
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_READ);
  g_autoptr (AttuneResult) result = NULL;

  attune_batch_add (batch, SELECT_NEWS, "ii");
  bind_facts (batch, arguments, facts);
  attune_batch_bind_known (batch, "duration", facts->duration_us);
  attune_batch_expect (batch, 1, ATTUNE_STORE_ERROR_NOT_FOUND,
                       _ ("The recording is not there, or not for you to hear."));
  result = attune_store_read (self, batch, error);
  if (result == NULL)
    return 0;

  *out_is_news = attune_rows_get_int (attune_result_rows (result, 0), 0, 1) != 0;
  return attune_rows_get_int (attune_result_rows (result, 0), 0, 0);
}

/* Who may keep the contact of a recording may keep what was found out about it; those who only hear their own leave its
 * rows alone. */
#define MAY_KEEP                                                                             \
  " AND EXISTS (SELECT 1 FROM media AS km JOIN interaction AS i ON i.id = km.interaction_id" \
  " WHERE km.id = $id AND " ATTUNE_ACCESS_INTERACTION_KEPT ")"

static void
update_media (AttuneBatch *batch, const AttuneArguments *arguments, const AttuneMediaFacts *facts)
{
  attune_batch_add (batch,
                    "UPDATE media SET rev = rev + 1, sha256 = coalesce ($sha256, sha256),"
                    " size = coalesce ($size, size),"
                    " agent_channel = coalesce ($channel, agent_channel)"
                    " WHERE id = $id" MAY_KEEP,
                    "");
  bind_facts (batch, arguments, facts);
}

/* The length of the recording is the contact's where nobody has said otherwise; whoever has the contact open to be changed
 * is told of it, and does not take it back. */
static void
update_duration (AttuneBatch *batch, const AttuneArguments *arguments, gint64 duration_us)
{
  if (duration_us < 0)
    return;

  attune_batch_add (
    batch,
    "UPDATE interaction SET rev = rev + 1, duration_us = $duration WHERE duration_us IS NULL"
    " AND id = (SELECT interaction_id FROM media WHERE id = $id)" MAY_KEEP,
    "");
  attune_batch_bind_int (batch, "actor", arguments->actor);
  attune_batch_bind_int (batch, "id", arguments->subject);
  attune_batch_bind_int (batch, "duration", duration_us);
}

/* What is so in one recording of a source is so in the next: for this person. */
static void
save_channel_map (AttuneWrite *write, const AttuneArguments *arguments, AttuneAgentChannel channel)
{
  AttuneBatch *batch = attune_write_get_batch (write);

  if (channel == ATTUNE_AGENT_CHANNEL_UNKNOWN)
    return;

  attune_batch_add (batch,
                    ATTUNE_PLACE_INSERT
                    " SELECT $actor, " ATTUNE_PLACE_AGENT_CHANNEL "i.source, 0, $channel, $now"
                    " FROM media AS m JOIN interaction AS i ON i.id = m.interaction_id"
                    " WHERE m.id = $id AND i.source <> ''" ATTUNE_PLACE_REPLACE,
                    "");
  attune_batch_bind_int (batch, "actor", arguments->actor);
  attune_batch_bind_int (batch, "id", arguments->subject);
  attune_batch_bind_int (batch, "now", attune_write_get_now (write));
  attune_batch_bind_text (batch, "channel", channel == ATTUNE_AGENT_CHANNEL_LEFT ? "0" : "1");
}

static gint64
write_facts (AttuneStore *self, AttuneArguments *arguments, GError **error)
{
  const AttuneMediaFacts *facts = arguments->value;
  gboolean is_news = FALSE;
  gint64 interaction = find_interaction (self, arguments, facts, &is_news, error);
  g_autoptr (AttuneWrite) write = NULL;

  if (interaction == 0 || !is_news || !attune_store_check_writable (self, NULL))
    return interaction;

  write = attune_write_new (self, arguments->actor);
  update_media (attune_write_get_batch (write), arguments, facts);
  update_duration (attune_write_get_batch (write), arguments, facts->duration_us);
  save_channel_map (write, arguments, facts->agent_channel);
  attune_write_changed (write, ATTUNE_CHANGE_INTERACTION, interaction);
  return attune_write_commit (write, error);
}

static void
free_facts (gpointer data)
{
  AttuneMediaFacts *facts = data;

  g_free ((char *) facts->sha256);
  g_free (facts);
}

static const AttuneVerb set_media_facts = {
  .priority = ATTUNE_PRIORITY_WRITE,
  .finish_int = write_facts,
  .free_value = free_facts,
};

void
attune_store_set_media_facts_async (AttuneStore *self,
                                    gint64 actor,
                                    const AttuneMediaFacts *facts,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer data)
{
  AttuneMediaFacts *copy = g_memdup2 (facts, sizeof *facts);

  copy->sha256 = g_strdup (facts->sha256);
  attune_verb_start (&set_media_facts, self,
                     &(AttuneArguments){ .actor = actor, .subject = facts->media, .value = copy },
                     cancellable, callback, data);
}

gboolean
attune_store_set_media_facts_finish (AttuneStore *self, GAsyncResult *result, GError **error)
{
  return attune_verb_finish_boolean (&set_media_facts, self, result, error);
}
