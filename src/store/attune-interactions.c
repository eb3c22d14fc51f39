/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-interactions-private.h"

#include "attune-access.h"

#include <glib/gi18n-lib.h>

static void
add_row_statement (AttuneBatch *batch, gint64 interaction)
{
  attune_batch_add (batch,
                    "SELECT id, rev, external_id, channel, started_at, coalesce (duration_us, -1),"
                    " customer, subject, source, removed_at FROM interaction WHERE id = $id",
                    "iitiiittti");
  attune_batch_bind_int (batch, "id", interaction);
  attune_batch_expect (batch, 1, ATTUNE_STORE_ERROR_NOT_FOUND,
                       _ ("The contact is not there any more. Choose another one."));
}

static void
add_parts_statement (AttuneBatch *batch, gint64 interaction)
{
  attune_batch_add (batch,
                    "SELECT a.agent_id, p.name, a.team_id, coalesce (a.from_us, -1),"
                    " coalesce (a.to_us, -1) FROM interaction_agent AS a"
                    " JOIN person AS p ON p.id = a.agent_id WHERE a.interaction_id = $id"
                    " ORDER BY a.from_us NULLS FIRST, a.id",
                    "itiii");
  attune_batch_bind_int (batch, "id", interaction);
}

static void
add_media_statement (AttuneBatch *batch, gint64 actor, gint64 interaction)
{
  attune_batch_add (batch,
                    "SELECT m.id, m.rev, m.kind, m.path, m.is_copied, m.sha256,"
                    " coalesce (m.size, -1), coalesce (m.agent_channel, CAST (l.value AS BIGINT),"
                    " -1), m.name FROM media AS m JOIN interaction AS i ON i.id = m.interaction_id"
                    " LEFT JOIN place AS l ON i.source <> '' AND l.person_id = $actor"
                    " AND l.subject_id = 0 AND l.key = " ATTUNE_PLACE_AGENT_CHANNEL "i.source"
                    " WHERE m.interaction_id = $id AND m.removed_at IS NULL ORDER BY m.id",
                    "iiitibiit");
  attune_batch_bind_int (batch, "actor", actor);
  attune_batch_bind_int (batch, "id", interaction);
}

static gpointer
read_part (const AttuneRows *rows, guint row)
{
  AttunePart *part = attune_part_new (attune_rows_get_int (rows, row, 0),
                                      attune_rows_get_int (rows, row, 3),
                                      attune_rows_get_int (rows, row, 4));

  part->agent_name = attune_rows_dup_text (rows, row, 1);
  part->team = attune_rows_get_int (rows, row, 2);
  return part;
}

/* What is in the workspace itself has no path; nor has what is in a damaged one. */
static char *
find_path (AttuneStore *store, const char *path)
{
  return path != NULL && *path != '\0'
           ? g_canonicalize_filename (path, attune_store_get_media_folder (store))
           : g_strdup ("");
}

static AttuneMedia *
read_media (AttuneStore *store, const AttuneRows *rows, guint row)
{
  AttuneMedia *media = g_new0 (AttuneMedia, 1);
  GBytes *sha256 = attune_rows_get_blob (rows, row, 5);

  media->id = attune_rows_get_int (rows, row, 0);
  media->rev = attune_rows_get_int (rows, row, 1);
  media->kind = (AttuneMediaKind) attune_rows_get_int (rows, row, 2);
  media->path = find_path (store, attune_rows_get_text (rows, row, 3));
  media->name = attune_rows_dup_text (rows, row, 8);
  if (media->name != NULL && *media->name == '\0' && *media->path != '\0')
    {
      g_free (media->name);
      media->name = g_filename_display_basename (media->path);
    }
  media->is_copied = attune_rows_get_int (rows, row, 4) != 0;
  media->sha256 = sha256 != NULL ? attune_hex_from_bytes (sha256) : NULL;
  media->size = attune_rows_get_int (rows, row, 6);
  media->agent_channel = (AttuneAgentChannel) attune_rows_get_int (rows, row, 7);
  return media;
}

static AttuneInteraction *
take_interaction (AttuneStore *store, const AttuneResult *result)
{
  const AttuneRows *rows = attune_result_rows (result, 0);
  const AttuneRows *media = attune_result_rows (result, 2);
  AttuneInteraction *interaction = g_new0 (AttuneInteraction, 1);

  interaction->id = attune_rows_get_int (rows, 0, 0);
  interaction->rev = attune_rows_get_int (rows, 0, 1);
  interaction->external_id = attune_rows_dup_text (rows, 0, 2);
  interaction->channel = (AttuneChannel) attune_rows_get_int (rows, 0, 3);
  interaction->started_at = attune_rows_get_int (rows, 0, 4);
  interaction->duration_us = attune_rows_get_int (rows, 0, 5);
  interaction->customer = attune_rows_dup_text (rows, 0, 6);
  interaction->subject = attune_rows_dup_text (rows, 0, 7);
  interaction->source = attune_rows_dup_text (rows, 0, 8);
  interaction->is_removed = !attune_rows_is_null (rows, 0, 9);
  interaction->parts = attune_verb_collect (result, 1, read_part,
                                            (GDestroyNotify) attune_part_free);
  interaction->media = g_ptr_array_new_with_free_func ((GDestroyNotify) attune_media_free);
  for (guint i = 0; i < attune_rows_get_n (media); i++)
    g_ptr_array_add (interaction->media, read_media (store, media, i));
  return interaction;
}

AttuneInteraction *
attune_interaction_read (AttuneStore *store, gint64 actor, gint64 interaction, GError **error)
{
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_READ);
  g_autoptr (AttuneResult) result = NULL;

  add_row_statement (batch, interaction);
  add_parts_statement (batch, interaction);
  add_media_statement (batch, actor, interaction);
  result = attune_store_read (store, batch, error);
  return result != NULL ? take_interaction (store, result) : NULL;
}

static gpointer
read_interaction (AttuneStore *self, AttuneArguments *arguments, GError **error)
{
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_READ);
  g_autoptr (AttuneResult) result = NULL;

  attune_batch_add (batch,
                    "SELECT i.id FROM interaction AS i WHERE i.id = $id"
                    " AND " ATTUNE_ACCESS_INTERACTION,
                    "i");
  attune_batch_bind_int (batch, "actor", arguments->actor);
  attune_batch_bind_int (batch, "id", arguments->subject);
  attune_batch_expect (batch, 1, ATTUNE_STORE_ERROR_NOT_FOUND,
                       _ ("The contact is not there, or not for you to see."));
  result = attune_store_read (self, batch, error);
  if (result == NULL)
    return NULL;
  return attune_interaction_read (self, arguments->actor, arguments->subject, error);
}

static const AttuneVerb load_interaction = {
  .priority = ATTUNE_PRIORITY_READ,
  .finish_pointer = read_interaction,
  .free_result = (GDestroyNotify) attune_interaction_free,
};

void
attune_store_load_interaction_async (AttuneStore *self,
                                     gint64 actor,
                                     gint64 interaction,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer data)
{
  attune_verb_start (&load_interaction, self,
                     &(AttuneArguments){ .actor = actor, .subject = interaction }, cancellable,
                     callback, data);
}

AttuneInteraction *
attune_store_load_interaction_finish (AttuneStore *self, GAsyncResult *result, GError **error)
{
  return attune_verb_finish_pointer (&load_interaction, self, result, error);
}

static gint64
find_by_word (AttuneStore *self, AttuneArguments *arguments, GError **error)
{
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_READ);
  g_autoptr (AttuneResult) result = NULL;
  gint64 id = 0;

  g_ascii_string_to_signed (arguments->text, 10, 1, G_MAXINT64, &id, NULL);
  attune_batch_add (batch,
                    "SELECT i.id FROM interaction AS i WHERE (i.external_id = $word OR i.id = $id)"
                    " AND " ATTUNE_ACCESS_INTERACTION
                    " ORDER BY CASE WHEN i.external_id = $word THEN 0 ELSE 1 END LIMIT 1",
                    "i");
  attune_batch_bind_int (batch, "actor", arguments->actor);
  attune_batch_bind_text (batch, "word", arguments->text);
  attune_batch_bind_int (batch, "id", id);
  attune_batch_expect (batch, 1, ATTUNE_STORE_ERROR_NOT_FOUND,
                       _ ("The contact is not there, or not for you to see."));
  result = attune_store_read (self, batch, error);
  return result != NULL ? attune_rows_get_int (attune_result_rows (result, 0), 0, 0) : 0;
}

static const AttuneVerb find_interaction = {
  .priority = ATTUNE_PRIORITY_READ,
  .finish_int = find_by_word,
};

void
attune_store_find_interaction_async (AttuneStore *self,
                                     gint64 actor,
                                     const char *word,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer data)
{
  attune_verb_start (&find_interaction, self, &(AttuneArguments){ .actor = actor, .text = word },
                     cancellable, callback, data);
}

gint64
attune_store_find_interaction_finish (AttuneStore *self, GAsyncResult *result, GError **error)
{
  return attune_verb_finish_int (&find_interaction, self, result, error);
}

static gint64
write_removal (AttuneStore *self, AttuneArguments *arguments, GError **error)
{
  g_autoptr (AttuneWrite) write = attune_write_new (self, arguments->actor);
  AttuneBatch *batch = attune_write_get_batch (write);

  attune_interaction_require (batch, arguments->actor, arguments->subject);
  if (arguments->flag)
    attune_interaction_require_unevaluated (
      batch, arguments->subject,
      _ ("The contact has been evaluated. Void its evaluations before you remove it."));
  attune_batch_add (batch,
                    "UPDATE interaction SET rev = rev + 1, removed_at = $removed"
                    " WHERE id = $id AND rev = $rev",
                    "");
  attune_batch_bind_id (batch, "removed", arguments->flag ? attune_write_get_now (write) : 0);
  attune_interaction_expect_rev (batch, arguments->subject, arguments->rev);
  attune_write_audit (write, arguments->flag ? "remove-interaction" : "restore-interaction",
                      arguments->subject, NULL);
  attune_write_changed (write, ATTUNE_CHANGE_INTERACTION, arguments->subject);
  return attune_write_commit (write, error) ? arguments->rev + 1 : 0;
}

static const AttuneVerb remove_interaction = {
  .priority = ATTUNE_PRIORITY_WRITE,
  .finish_int = write_removal,
};

void
attune_store_remove_interaction_async (AttuneStore *self,
                                       gint64 actor,
                                       gint64 interaction,
                                       gint64 rev,
                                       gboolean is_removed,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer data)
{
  attune_verb_start (&remove_interaction, self,
                     &(AttuneArguments){
                       .actor = actor, .subject = interaction, .rev = rev, .flag = is_removed },
                     cancellable, callback, data);
}

gint64
attune_store_remove_interaction_finish (AttuneStore *self, GAsyncResult *result, GError **error)
{
  return attune_verb_finish_int (&remove_interaction, self, result, error);
}
