/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-transcripts.h"

#include "attune-access.h"
#include "attune-interactions-private.h"
#include "attune-passages-private.h"
#include "attune-speaker.h"

#include <glib/gi18n-lib.h>
#include <jansson.h>

/* Passages of the first slice that is written; how long it took tells how many come next. */
#define FIRST_SLICE 64

void
attune_kept_transcript_free (AttuneKeptTranscript *self)
{
  g_free (self->name);
  g_clear_pointer (&self->transcript, attune_transcript_unref);
  g_free (self);
}

/* --- Loading --- */

/* A text that is being read. */
typedef struct
{
  gboolean is_found;
  gint64 media;
  gint64 rev;
  char *name;
  AttuneTranscriptBuilder *builder;
  guint slice;
} Loading;

static void
free_loading (gpointer data)
{
  Loading *self = data;

  g_free (self->name);
  g_clear_pointer (&self->builder, attune_transcript_builder_free);
  g_free (self);
}

static gboolean
find_text (AttuneStore *store, AttuneArguments *arguments, GError **error)
{
  Loading *self = arguments->value;
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_READ);
  g_autoptr (AttuneResult) result = NULL;
  const AttuneRows *rows;

  attune_batch_add (batch,
                    "SELECT i.id FROM interaction AS i WHERE i.id = $id"
                    " AND " ATTUNE_ACCESS_INTERACTION,
                    "i");
  attune_batch_bind_int (batch, "actor", arguments->actor);
  attune_batch_bind_int (batch, "id", arguments->subject);
  attune_batch_expect (batch, 1, ATTUNE_STORE_ERROR_NOT_FOUND,
                       _ ("The contact is not there, or not for you to see."));
  attune_batch_add (batch, "SELECT m.id, m.rev, m.name" ATTUNE_PASSAGES_CURRENT, "iit");
  attune_batch_bind_int (batch, "interaction", arguments->subject);
  result = attune_store_read (store, batch, error);
  if (result == NULL)
    return FALSE;

  self->is_found = TRUE;
  rows = attune_result_rows (result, 1);
  if (attune_rows_get_n (rows) == 0)
    return FALSE;
  self->media = attune_rows_get_int (rows, 0, 0);
  self->rev = attune_rows_get_int (rows, 0, 1);
  self->name = attune_rows_dup_text (rows, 0, 2);
  return TRUE;
}

static gint64
get_known (const AttuneRows *rows, guint row, guint column)
{
  return attune_rows_is_null (rows, row, column) ? -1 : attune_rows_get_int (rows, row, column);
}

static void
take_passages (Loading *self, const AttuneRows *rows)
{
  for (guint i = 0; i < attune_rows_get_n (rows); i++)
    {
      AttunePassage passage = { get_known (rows, i, 0), get_known (rows, i, 1),
                                (AttuneSpeaker) attune_rows_get_int (rows, i, 2),
                                attune_rows_get_text (rows, i, 3),
                                attune_rows_get_text (rows, i, 4) };

      /* What a newer Attune has kept. */
      if ((guint) passage.speaker > ATTUNE_SPEAKER_OTHER)
        passage.speaker = ATTUNE_SPEAKER_OTHER;
      attune_transcript_builder_add (self->builder, &passage);
    }
}

static gboolean
read_some (AttuneStore *store, AttuneArguments *arguments, GError **error)
{
  Loading *self = arguments->value;
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_READ);
  g_autoptr (AttuneResult) result = NULL;
  gint64 begin = g_get_monotonic_time ();
  guint wanted = self->slice;
  guint n;

  if (!self->is_found)
    return find_text (store, arguments, error);

  attune_batch_add (batch,
                    "SELECT from_us, to_us, speaker, name, text FROM passage"
                    " WHERE media_id = $media AND seq >= $from ORDER BY seq LIMIT $limit",
                    "iiitt");
  attune_batch_bind_int (batch, "media", self->media);
  attune_batch_bind_int (batch, "from", attune_transcript_builder_get_n (self->builder));
  attune_batch_bind_int (batch, "limit", wanted);
  result = attune_store_read (store, batch, error);
  if (result == NULL)
    return FALSE;

  n = attune_transcript_builder_get_n (self->builder);
  take_passages (self, attune_result_rows (result, 0));
  self->slice = attune_verb_choose_slice (wanted, g_get_monotonic_time () - begin);
  return attune_transcript_builder_get_n (self->builder) == n + wanted;
}

static gpointer
end_loading (AttuneStore *store, AttuneArguments *arguments, GError **error)
{
  Loading *self = arguments->value;
  AttuneKeptTranscript *kept = g_new0 (AttuneKeptTranscript, 1);

  kept->media = self->media;
  kept->rev = self->rev;
  kept->name = g_steal_pointer (&self->name);
  if (self->media != 0)
    kept->transcript = attune_transcript_builder_end (g_steal_pointer (&self->builder));
  return kept;
}

static const AttuneVerb load_transcript = {
  .priority = ATTUNE_PRIORITY_READ,
  .slice = read_some,
  .finish_pointer = end_loading,
  .free_result = (GDestroyNotify) attune_kept_transcript_free,
  .free_value = free_loading,
};

void
attune_store_load_transcript_async (AttuneStore *self,
                                    gint64 actor,
                                    gint64 interaction,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer data)
{
  Loading *loading = g_new0 (Loading, 1);

  loading->builder = attune_transcript_builder_new ();
  loading->slice = ATTUNE_FIRST_SLICE;
  attune_verb_start (&load_transcript, self,
                     &(AttuneArguments){ .actor = actor, .subject = interaction, .value = loading },
                     cancellable, callback, data);
}

AttuneKeptTranscript *
attune_store_load_transcript_finish (AttuneStore *self, GAsyncResult *result, GError **error)
{
  return attune_verb_finish_pointer (&load_transcript, self, result, error);
}

/* --- Keeping --- */

/* A text on its way into the workspace. */
typedef struct
{
  AttuneTranscript *transcript;
  char *name;
  gint64 instead_of;
  gint64 media; /* whose row is removed until all of it is there; 0 before there is one */
  guint n_written;
  guint slice;
} Keeping;

static void
free_keeping (gpointer data)
{
  Keeping *self = data;

  attune_transcript_unref (self->transcript);
  g_free (self->name);
  g_free (self);
}

/* What a note points at stays what it is. */
void
attune_passages_require_unnoted (AttuneBatch *batch, gint64 interaction)
{
  attune_batch_add (batch,
                    "SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM note AS n JOIN evaluation AS e"
                    " ON e.id = n.evaluation_id WHERE e.interaction_id = $interaction"
                    " AND e.state <> 3 AND n.removed_at IS NULL AND n.passage_from IS NOT NULL)",
                    "i");
  attune_batch_bind_int (batch, "interaction", interaction);
  attune_batch_expect (batch, 1, ATTUNE_STORE_ERROR_INVALID,
                       _ ("Notes point at words of this text, so it stays as it is. Remove these "
                          "notes first, or void their evaluations."));
}

/* Whoever replaces a text has seen it. */
static void
require_current (AttuneBatch *batch, gint64 interaction, gint64 media)
{
  attune_batch_add (batch,
                    "SELECT 1 WHERE coalesce ((SELECT m.id" ATTUNE_PASSAGES_CURRENT
                    "), 0) = $media",
                    "i");
  attune_batch_bind_int (batch, "interaction", interaction);
  attune_batch_bind_int (batch, "media", media);
  attune_batch_expect (batch, 1, ATTUNE_STORE_ERROR_CONFLICT,
                       _ ("The text of this contact was replaced or taken away meanwhile. Look at "
                          "it, then repeat what you did."));
}

static gint64
insert_media (AttuneWrite *write, gint64 interaction, const Keeping *self)
{
  AttuneBatch *batch = attune_write_get_batch (write);
  g_autofree char *sum = attune_transcript_get_sha256 (self->transcript);
  g_autoptr (GBytes) sha256 = attune_hex_to_bytes (sum, ATTUNE_SHA256_SIZE);
  gint64 id = attune_write_next_id (write);

  attune_batch_add (batch,
                    "INSERT INTO media (id, rev, interaction_id, kind, path, name, is_copied,"
                    " sha256, removed_at) VALUES ($id, 1, $interaction, 1, '', $name, 0, $sha256,"
                    " $now)",
                    "");
  attune_batch_bind_int (batch, "id", id);
  attune_batch_bind_int (batch, "interaction", interaction);
  attune_batch_bind_text (batch, "name", self->name);
  attune_batch_bind_blob (batch, "sha256", sha256);
  attune_batch_bind_int (batch, "now", attune_write_get_now (write));
  return id;
}

static gboolean
check_transcript (const Keeping *self, GError **error)
{
  if (attune_transcript_get_n (self->transcript) > 0)
    return TRUE;
  g_set_error_literal (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_INVALID,
                       _ ("There is nothing in this text. Choose another one."));
  return FALSE;
}

static gboolean
write_some (AttuneStore *store, AttuneArguments *arguments, GError **error)
{
  Keeping *self = arguments->value;
  guint n = attune_transcript_get_n (self->transcript);
  guint to = MIN (self->n_written + self->slice, n);
  gint64 begin = g_get_monotonic_time ();
  g_autoptr (AttuneWrite) write = NULL;
  gint64 media = self->media;

  if (!check_transcript (self, error))
    return FALSE;

  write = attune_write_new (store, arguments->actor);
  attune_interaction_require (attune_write_get_batch (write), arguments->actor, arguments->subject);
  if (media == 0)
    {
      require_current (attune_write_get_batch (write), arguments->subject, self->instead_of);
      attune_passages_require_unnoted (attune_write_get_batch (write), arguments->subject);
      media = insert_media (write, arguments->subject, self);
    }
  attune_passages_insert (write, media, arguments->subject, self->transcript, self->n_written, to);
  if (!attune_write_commit (write, error))
    return FALSE;

  self->media = media;
  self->n_written = to;
  self->slice = attune_verb_choose_slice (self->slice, g_get_monotonic_time () - begin);
  return to < n;
}

/* Everything else that is the contact's text goes. Whoever has the contact open sees that it has changed. */
static void
clear_place (AttuneWrite *write, gint64 interaction)
{
  AttuneBatch *batch = attune_write_get_batch (write);

  attune_passages_require_unnoted (batch, interaction);
  attune_batch_add (batch,
                    "UPDATE media SET rev = rev + 1, removed_at = $now"
                    " WHERE interaction_id = $interaction AND kind = 1 AND removed_at IS NULL",
                    "");
  attune_batch_bind_int (batch, "interaction", interaction);
  attune_batch_bind_int (batch, "now", attune_write_get_now (write));
  attune_batch_add (batch, "UPDATE interaction SET rev = rev + 1 WHERE id = $interaction", "");
  attune_batch_bind_int (batch, "interaction", interaction);
}

/* What the trail has of a text: not its words, which are personal, but what tells them from others. */
static void
audit (AttuneWrite *write,
       const char *verb,
       gint64 interaction,
       gint64 media,
       const char *name,
       const AttuneTranscript *transcript)
{
  g_autofree char *sum = attune_transcript_get_sha256 (transcript);
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, media);
  json_t *json = json_pack ("{s:s, s:s, s:i, s:s}", "media", id, "name", name, "passages",
                            (int) attune_transcript_get_n (transcript), "sha256", sum);
  char *text = json != NULL ? json_dumps (json, JSON_COMPACT) : NULL;

  attune_write_audit (write, verb, interaction, text);
  attune_write_changed (write, ATTUNE_CHANGE_INTERACTION, interaction);
  free (text);
  json_decref (json);
}

static gint64
end_keeping (AttuneStore *store, AttuneArguments *arguments, GError **error)
{
  const Keeping *self = arguments->value;
  g_autoptr (AttuneWrite) write = attune_write_new (store, arguments->actor);
  AttuneBatch *batch = attune_write_get_batch (write);

  attune_interaction_require (batch, arguments->actor, arguments->subject);
  require_current (batch, arguments->subject, self->instead_of);
  clear_place (write, arguments->subject);
  attune_batch_add (batch, "UPDATE media SET removed_at = NULL WHERE id = $media", "");
  attune_batch_bind_int (batch, "media", self->media);
  audit (write, "keep-transcript", arguments->subject, self->media, self->name, self->transcript);
  return attune_write_commit (write, error) ? self->media : 0;
}

static const AttuneVerb keep_transcript = {
  .priority = ATTUNE_PRIORITY_WRITE,
  .slice = write_some,
  .finish_int = end_keeping,
  .free_value = free_keeping,
};

void
attune_store_keep_transcript_async (AttuneStore *self,
                                    gint64 actor,
                                    gint64 interaction,
                                    gint64 instead_of,
                                    const char *name,
                                    AttuneTranscript *transcript,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer data)
{
  Keeping *keeping = g_new0 (Keeping, 1);

  keeping->transcript = attune_transcript_ref (transcript);
  keeping->slice = FIRST_SLICE;
  keeping->name = g_strdup (name);
  keeping->instead_of = instead_of;
  attune_verb_start (&keep_transcript, self,
                     &(AttuneArguments){ .actor = actor, .subject = interaction, .value = keeping },
                     cancellable, callback, data);
}

gint64
attune_store_keep_transcript_finish (AttuneStore *self, GAsyncResult *result, GError **error)
{
  return attune_verb_finish_int (&keep_transcript, self, result, error);
}

/* --- Saying who speaks --- */

/* The contact of a text, and what that is called. The name is the caller's. */
static gint64
find_interaction (AttuneStore *store, gint64 media, char **out_name, GError **error)
{
  g_autoptr (AttuneBatch) batch = attune_batch_new (ATTUNE_BATCH_READ);
  g_autoptr (AttuneResult) result = NULL;

  attune_batch_add (batch, "SELECT interaction_id, name FROM media WHERE id = $media AND kind = 1",
                    "it");
  attune_batch_bind_int (batch, "media", media);
  attune_batch_expect (batch, 1, ATTUNE_STORE_ERROR_NOT_FOUND,
                       _ ("The text is not there any more."));
  result = attune_store_read (store, batch, error);
  if (result == NULL)
    return 0;
  if (out_name != NULL)
    *out_name = attune_rows_dup_text (attune_result_rows (result, 0), 0, 1);
  return attune_rows_get_int (attune_result_rows (result, 0), 0, 0);
}

static void
expect_seen (AttuneBatch *batch, const AttuneArguments *arguments)
{
  attune_batch_bind_int (batch, "id", arguments->subject);
  attune_batch_bind_int (batch, "rev", arguments->rev);
  attune_batch_expect (batch, 1, ATTUNE_STORE_ERROR_CONFLICT,
                       _ ("The text has been changed meanwhile. Open the contact again to see "
                          "how."));
}

static void
touch_interaction (AttuneWrite *write, gint64 interaction)
{
  AttuneBatch *batch = attune_write_get_batch (write);

  attune_batch_add (batch, "UPDATE interaction SET rev = rev + 1 WHERE id = $interaction", "");
  attune_batch_bind_int (batch, "interaction", interaction);
}

static void
set_part (AttuneBatch *batch, gint64 media, const AttunePassage *passage)
{
  attune_batch_add (batch,
                    "UPDATE passage SET speaker = $speaker WHERE media_id = $media"
                    " AND name = $name AND speaker <> $speaker",
                    "");
  attune_batch_bind_int (batch, "speaker", passage->speaker);
  attune_batch_bind_int (batch, "media", media);
  attune_batch_bind_text (batch, "name", passage->name);
}

/* A name is one part, wherever it speaks. */
static void
set_parts (AttuneBatch *batch, gint64 media, const AttuneTranscript *transcript)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < attune_transcript_get_n (transcript); i++)
    {
      const AttunePassage *passage = attune_transcript_get (transcript, i);

      if (*passage->name != '\0' && g_hash_table_add (seen, (gpointer) passage->name))
        set_part (batch, media, passage);
    }
}

static void
set_sum (AttuneWrite *write, const AttuneArguments *arguments)
{
  AttuneBatch *batch = attune_write_get_batch (write);
  AttuneTranscript *transcript = arguments->value;
  g_autofree char *sum = attune_transcript_get_sha256 (transcript);
  g_autoptr (GBytes) sha256 = attune_hex_to_bytes (sum, ATTUNE_SHA256_SIZE);

  attune_batch_add (batch,
                    "UPDATE media SET rev = rev + 1, sha256 = $sha256 WHERE id = $id"
                    " AND rev = $rev AND removed_at IS NULL AND $n = (SELECT count (*)"
                    " FROM passage AS p WHERE p.media_id = media.id)",
                    "");
  attune_batch_bind_blob (batch, "sha256", sha256);
  attune_batch_bind_int (batch, "n", attune_transcript_get_n (transcript));
  expect_seen (batch, arguments);
}

static gint64
write_speakers (AttuneStore *store, AttuneArguments *arguments, GError **error)
{
  g_autofree char *name = NULL;
  gint64 interaction = find_interaction (store, arguments->subject, &name, error);
  g_autoptr (AttuneWrite) write = NULL;

  if (interaction == 0)
    return 0;

  write = attune_write_new (store, arguments->actor);
  attune_interaction_require (attune_write_get_batch (write), arguments->actor, interaction);
  set_sum (write, arguments);
  set_parts (attune_write_get_batch (write), arguments->subject, arguments->value);
  touch_interaction (write, interaction);
  audit (write, "keep-speakers", interaction, arguments->subject, name, arguments->value);
  return attune_write_commit (write, error) ? arguments->rev + 1 : 0;
}

static const AttuneVerb keep_speakers = {
  .priority = ATTUNE_PRIORITY_WRITE,
  .finish_int = write_speakers,
  .free_value = (GDestroyNotify) attune_transcript_unref,
};

void
attune_store_keep_speakers_async (AttuneStore *self,
                                  gint64 actor,
                                  gint64 media,
                                  gint64 rev,
                                  AttuneTranscript *transcript,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer data)
{
  attune_verb_start (&keep_speakers, self,
                     &(AttuneArguments){ .actor = actor,
                                         .subject = media,
                                         .rev = rev,
                                         .value = attune_transcript_ref (transcript) },
                     cancellable, callback, data);
}

gint64
attune_store_keep_speakers_finish (AttuneStore *self, GAsyncResult *result, GError **error)
{
  return attune_verb_finish_int (&keep_speakers, self, result, error);
}

/* --- Removing --- */

static void
move (AttuneWrite *write, const AttuneArguments *arguments, gboolean is_removed)
{
  AttuneBatch *batch = attune_write_get_batch (write);

  attune_batch_add (batch,
                    "UPDATE media SET rev = rev + 1, removed_at = $removed"
                    " WHERE id = $id AND rev = $rev",
                    "");
  attune_batch_bind_id (batch, "removed", is_removed ? attune_write_get_now (write) : 0);
  expect_seen (batch, arguments);
}

static gint64
commit_move (AttuneWrite *write,
             const AttuneArguments *arguments,
             const char *verb,
             gint64 interaction,
             GError **error)
{
  attune_write_audit (write, verb, interaction, NULL);
  attune_write_changed (write, ATTUNE_CHANGE_INTERACTION, interaction);
  return attune_write_commit (write, error) ? arguments->rev + 1 : 0;
}

static gint64
write_removal (AttuneStore *store, AttuneArguments *arguments, GError **error)
{
  gint64 interaction = find_interaction (store, arguments->subject, NULL, error);
  g_autoptr (AttuneWrite) write = NULL;

  if (interaction == 0)
    return 0;

  write = attune_write_new (store, arguments->actor);
  attune_interaction_require (attune_write_get_batch (write), arguments->actor, interaction);
  /* The row that is moved first is not among those that make room for it. */
  move (write, arguments, TRUE);
  clear_place (write, interaction);
  return commit_move (write, arguments, "remove-transcript", interaction, error);
}

static gint64
write_restoring (AttuneStore *store, AttuneArguments *arguments, GError **error)
{
  gint64 interaction = find_interaction (store, arguments->subject, NULL, error);
  const gint64 *instead_of = arguments->value;
  g_autoptr (AttuneWrite) write = NULL;

  if (interaction == 0)
    return 0;

  write = attune_write_new (store, arguments->actor);
  attune_interaction_require (attune_write_get_batch (write), arguments->actor, interaction);
  require_current (attune_write_get_batch (write), interaction, *instead_of);
  clear_place (write, interaction);
  move (write, arguments, FALSE);
  return commit_move (write, arguments, "restore-transcript", interaction, error);
}

static const AttuneVerb remove_transcript = {
  .priority = ATTUNE_PRIORITY_WRITE,
  .finish_int = write_removal,
};

static const AttuneVerb restore_transcript = {
  .priority = ATTUNE_PRIORITY_WRITE,
  .finish_int = write_restoring,
  .free_value = g_free,
};

void
attune_store_remove_transcript_async (AttuneStore *self,
                                      gint64 actor,
                                      gint64 media,
                                      gint64 rev,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer data)
{
  attune_verb_start (&remove_transcript, self,
                     &(AttuneArguments){ .actor = actor, .subject = media, .rev = rev },
                     cancellable, callback, data);
}

gint64
attune_store_remove_transcript_finish (AttuneStore *self, GAsyncResult *result, GError **error)
{
  return attune_verb_finish_int (&remove_transcript, self, result, error);
}

void
attune_store_restore_transcript_async (AttuneStore *self,
                                       gint64 actor,
                                       gint64 media,
                                       gint64 rev,
                                       gint64 instead_of,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer data)
{
  attune_verb_start (&restore_transcript, self,
                     &(AttuneArguments){ .actor = actor,
                                         .subject = media,
                                         .rev = rev,
                                         .value = g_memdup2 (&instead_of, sizeof instead_of) },
                     cancellable, callback, data);
}

gint64
attune_store_restore_transcript_finish (AttuneStore *self, GAsyncResult *result, GError **error)
{
  return attune_verb_finish_int (&restore_transcript, self, result, error);
}

AttuneTranscript *
attune_transcript_name_agents (AttuneTranscript *transcript, const AttuneInteraction *interaction)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < interaction->parts->len; i++)
    {
      const AttunePart *part = g_ptr_array_index (interaction->parts, i);

      if (part->agent_name != NULL)
        g_ptr_array_add (names, part->agent_name);
    }
  g_ptr_array_add (names, NULL);
  return attune_transcript_with_agents (transcript, (const char *const *) names->pdata);
}
