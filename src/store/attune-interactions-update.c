/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-interactions-private.h"

#include "attune-access.h"
#include "attune-entries-private.h"
#include "attune-passages-private.h"

#include <glib/gi18n-lib.h>

static void
update_row (AttuneWrite *write, const AttuneInteraction *interaction)
{
  AttuneBatch *batch = attune_write_get_batch (write);

  attune_interaction_require_free_id (batch, interaction);
  attune_batch_add (batch,
                    "UPDATE interaction SET rev = rev + 1, external_id = $external,"
                    " channel = $channel, started_at = $started, day = $day,"
                    " duration_us = $duration, customer = $customer, subject = $subject,"
                    " search = $search, source = $source WHERE id = $id AND rev = $rev",
                    "");
  attune_interaction_bind (write, interaction);
  attune_interaction_expect_rev (batch, interaction->id, interaction->rev);
  attune_entries_take_out (batch, ATTUNE_ENTRY_INTERACTION, interaction->id);
  attune_entries_add_interaction (batch, interaction->id, interaction);
}

/* How well an existing part answers to a wanted one. */
typedef enum
{
  MATCH_NONE,
  MATCH_AGENT,
  MATCH_WHOLE,
} Match;

static Match
compare_parts (const AttunePart *part, const AttunePart *wanted)
{
  if (part->agent != wanted->agent)
    return MATCH_NONE;
  return part->from_us == wanted->from_us && part->to_us == wanted->to_us ? MATCH_WHOLE
                                                                          : MATCH_AGENT;
}

/* Takes the first of `parts` (AttunePart; NULL where taken already) that matches at least so well. */
static gboolean
take_match (GPtrArray *parts, const AttunePart *wanted, Match least, const AttunePart **out_part)
{
  for (guint i = 0; i < parts->len; i++)
    {
      const AttunePart *part = g_ptr_array_index (parts, i);

      if (part == NULL || compare_parts (part, wanted) < least)
        continue;
      *out_part = part;
      g_ptr_array_index (parts, i) = NULL;
      return TRUE;
    }
  return FALSE;
}

/* The condition that finds `part` in its interaction: parts have no names outside of the store. */
#define IS_PART                                                \
  " WHERE interaction_id = $interaction AND agent_id = $agent" \
  " AND coalesce (from_us, -1) = $from AND coalesce (to_us, -1) = $to"

static void
bind_part (AttuneBatch *batch, gint64 interaction, const AttunePart *part)
{
  attune_batch_bind_int (batch, "interaction", interaction);
  attune_batch_bind_int (batch, "agent", part->agent);
  attune_batch_bind_int (batch, "from", part->from_us);
  attune_batch_bind_int (batch, "to", part->to_us);
}

static void
move_part (AttuneBatch *batch, gint64 interaction, const AttunePart *part, const AttunePart *wanted)
{
  attune_batch_add (batch,
                    "UPDATE interaction_agent SET from_us = $new_from, to_us = $new_to" IS_PART,
                    "");
  bind_part (batch, interaction, part);
  attune_batch_bind_known (batch, "new_from", wanted->from_us);
  attune_batch_bind_known (batch, "new_to", wanted->to_us);
}

static void
remove_part (AttuneBatch *batch, gint64 interaction, const AttunePart *part)
{
  attune_batch_add (batch, "DELETE FROM interaction_agent" IS_PART, "");
  bind_part (batch, interaction, part);
}

/* Whoever has been evaluated in this contact has a part in it. */
static void
require_evaluated_parts (AttuneBatch *batch, gint64 interaction)
{
  attune_batch_add (batch,
                    "SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM evaluation AS e"
                    " WHERE e.interaction_id = $id AND e.state <> 3"
                    " AND NOT EXISTS (SELECT 1 FROM interaction_agent AS a"
                    " WHERE a.interaction_id = e.interaction_id AND a.agent_id = e.agent_id))",
                    "i");
  attune_batch_bind_int (batch, "id", interaction);
  attune_batch_expect (batch, 1, ATTUNE_STORE_ERROR_INVALID,
                       _ ("An agent's part of this contact has been evaluated and stays. Void the "
                          "evaluation before you take the agent away."));
}

/* Parts that stay keep their team, those whose times change too; the others are judged as new ones are. */
static void
update_parts (AttuneWrite *write,
              const AttuneInteraction *old,
              const AttuneInteraction *interaction)
{
  AttuneBatch *batch = attune_write_get_batch (write);
  g_autoptr (GPtrArray) left = g_ptr_array_copy (old->parts, NULL, NULL);
  g_autoptr (GPtrArray) wanted = g_ptr_array_new ();
  const AttunePart *match;

  g_ptr_array_set_free_func (left, NULL);
  for (guint i = 0; i < interaction->parts->len; i++)
    {
      if (!take_match (left, g_ptr_array_index (interaction->parts, i), MATCH_WHOLE, &match))
        g_ptr_array_add (wanted, g_ptr_array_index (interaction->parts, i));
    }
  for (guint i = 0; i < wanted->len; i++)
    {
      const AttunePart *part = g_ptr_array_index (wanted, i);

      if (take_match (left, part, MATCH_AGENT, &match))
        move_part (batch, interaction->id, match, part);
      else
        attune_interaction_add_part (write, interaction->id, part);
    }
  for (guint i = 0; i < left->len; i++)
    {
      if (g_ptr_array_index (left, i) != NULL)
        remove_part (batch, interaction->id, g_ptr_array_index (left, i));
    }
  require_evaluated_parts (batch, interaction->id);
}

/* A recording that is written over, or taken away, is as the caller saw it. */
static void
expect_media_rev (AttuneBatch *batch, const AttuneMedia *media)
{
  attune_batch_bind_int (batch, "id", media->id);
  attune_batch_bind_int (batch, "rev", media->rev);
  attune_batch_expect (batch, 1, ATTUNE_STORE_ERROR_CONFLICT,
                       _ ("A recording of the contact has been changed meanwhile. Open it again "
                          "to see how."));
}

static void
update_one_media (AttuneWrite *write, gint64 interaction, const AttuneMedia *media)
{
  AttuneBatch *batch = attune_write_get_batch (write);

  attune_batch_add (batch,
                    "UPDATE media SET rev = rev + 1, kind = $kind, path = $path, name = $name,"
                    " is_copied = $copied, sha256 = $sha256, size = $size"
                    " WHERE id = $id AND rev = $rev AND interaction_id = $interaction"
                    " AND removed_at IS NULL",
                    "");
  attune_interaction_bind_media (write, interaction, media);
  expect_media_rev (batch, media);
}

/* Size and sum are no matter: they are facts about the file, found by listening, and change with it alone. */
static gboolean
is_same_media (const AttuneMedia *media, const AttuneMedia *other)
{
  return other != NULL && media->kind == other->kind && media->is_copied == other->is_copied &&
         g_strcmp0 (media->path, other->path) == 0 && g_strcmp0 (media->name, other->name) == 0;
}

static void
remove_media (AttuneWrite *write, const AttuneMedia *media)
{
  AttuneBatch *batch = attune_write_get_batch (write);

  attune_batch_add (batch,
                    "UPDATE media SET rev = rev + 1, removed_at = $now"
                    " WHERE id = $id AND rev = $rev AND removed_at IS NULL",
                    "");
  attune_batch_bind_int (batch, "now", attune_write_get_now (write));
  expect_media_rev (batch, media);
}

/* What is the same is left alone: listening may find out more about it meanwhile. */
static void
update_media (AttuneWrite *write,
              const AttuneInteraction *old,
              const AttuneInteraction *interaction)
{
  for (guint i = 0; i < old->media->len; i++)
    {
      const AttuneMedia *media = g_ptr_array_index (old->media, i);

      if (attune_interaction_find_media (interaction, media->id) != NULL)
        continue;
      if (media->kind == ATTUNE_MEDIA_TRANSCRIPT)
        attune_passages_require_unnoted (attune_write_get_batch (write), interaction->id);
      remove_media (write, media);
    }
  for (guint i = 0; i < interaction->media->len; i++)
    {
      const AttuneMedia *media = g_ptr_array_index (interaction->media, i);

      if (media->id == 0)
        attune_interaction_add_media (write, interaction->id, media);
      else if (!is_same_media (media, attune_interaction_find_media (old, media->id)))
        update_one_media (write, interaction->id, media);
    }
}

static gint64
write_update (AttuneStore *self, AttuneArguments *arguments, GError **error)
{
  const AttuneIntake *intake = arguments->value;
  const AttuneInteraction *interaction = g_ptr_array_index (intake->interactions, 0);
  g_autoptr (AttuneInteraction)
    old = attune_interaction_read (self, arguments->actor, interaction->id, error);
  g_autofree char *description = attune_interaction_describe (interaction);
  g_autoptr (AttuneWrite) write = NULL;
  AttuneBatch *batch;

  if (old == NULL || !attune_interaction_holds_parts (interaction, old, error))
    return 0;

  write = attune_write_new (self, arguments->actor);
  batch = attune_write_get_batch (write);
  attune_interaction_require (batch, arguments->actor, interaction->id);
  update_row (write, interaction);
  if (interaction->started_at != old->started_at)
    attune_interaction_require_unevaluated (
      batch, interaction->id,
      _ ("The contact has been evaluated, and figures go by its time. Void its evaluations before "
         "you change the time."));
  update_parts (write, old, interaction);
  update_media (write, old, interaction);
  attune_write_audit (write, "update-interaction", interaction->id, description);
  attune_write_changed (write, ATTUNE_CHANGE_INTERACTION, interaction->id);
  return attune_write_commit (write, error) ? interaction->rev + 1 : 0;
}

static const AttuneVerb update_interaction = {
  .priority = ATTUNE_PRIORITY_WRITE,
  .slice = attune_intake_prepare,
  .finish_int = write_update,
  .free_value = attune_intake_free,
};

void
attune_store_update_interaction_async (AttuneStore *self,
                                       gint64 actor,
                                       const AttuneInteraction *interaction,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer data)
{
  AttuneIntake *intake = attune_intake_new (&interaction, 1);

  attune_verb_start (&update_interaction, self,
                     &(AttuneArguments){ .actor = actor,
                                         .value = intake,
                                         .is_background = attune_intake_has_files (intake, self) },
                     cancellable, callback, data);
}

gint64
attune_store_update_interaction_finish (AttuneStore *self, GAsyncResult *result, GError **error)
{
  return attune_verb_finish_int (&update_interaction, self, result, error);
}
