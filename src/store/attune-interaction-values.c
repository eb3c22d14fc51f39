/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-interactions-private.h"

#include <glib/gi18n-lib.h>

/* The years that a contact can be of: whatever the zone, its day has four digits of year. */
#define MIN_STARTED_AT G_GINT64_CONSTANT (0)
#define MAX_STARTED_AT (G_GINT64_CONSTANT (253402128000) * G_USEC_PER_SEC)

AttunePart *
attune_part_new (gint64 agent, gint64 from_us, gint64 to_us)
{
  AttunePart *self = g_new0 (AttunePart, 1);

  self->agent = agent;
  self->from_us = from_us;
  self->to_us = to_us;
  return self;
}

static gpointer
copy_part (gconstpointer source, gpointer data)
{
  const AttunePart *part = source;
  AttunePart *copy = g_memdup2 (part, sizeof *part);

  copy->agent_name = g_strdup (part->agent_name);
  return copy;
}

void
attune_part_free (AttunePart *self)
{
  g_free (self->agent_name);
  g_free (self);
}

AttuneMedia *
attune_media_new (AttuneMediaKind kind, const char *path)
{
  AttuneMedia *self = g_new0 (AttuneMedia, 1);

  self->kind = kind;
  self->path = g_canonicalize_filename (path, NULL);
  self->name = g_filename_display_basename (path);
  self->size = -1;
  self->agent_channel = ATTUNE_AGENT_CHANNEL_UNKNOWN;
  return self;
}

AttuneMedia *
attune_media_new_text (const char *name, AttuneTranscript *transcript)
{
  AttuneMedia *self = g_new0 (AttuneMedia, 1);

  self->kind = ATTUNE_MEDIA_TRANSCRIPT;
  self->path = g_strdup ("");
  self->name = g_strdup (name);
  self->sha256 = attune_transcript_get_sha256 (transcript);
  self->size = -1;
  self->agent_channel = ATTUNE_AGENT_CHANNEL_UNKNOWN;
  self->transcript = attune_transcript_ref (transcript);
  return self;
}

static gpointer
copy_media (gconstpointer source, gpointer data)
{
  const AttuneMedia *media = source;
  AttuneMedia *copy = g_memdup2 (media, sizeof *media);

  copy->path = g_strdup (media->path);
  copy->name = g_strdup (media->name);
  copy->sha256 = g_strdup (media->sha256);
  if (media->transcript != NULL)
    copy->transcript = attune_transcript_ref (media->transcript);
  return copy;
}

void
attune_media_free (AttuneMedia *self)
{
  g_free (self->path);
  g_free (self->name);
  g_free (self->sha256);
  g_clear_pointer (&self->transcript, attune_transcript_unref);
  g_free (self);
}

AttuneInteraction *
attune_interaction_new (void)
{
  AttuneInteraction *self = g_new0 (AttuneInteraction, 1);

  self->started_at = g_get_real_time ();
  self->duration_us = -1;
  self->customer = g_strdup ("");
  self->subject = g_strdup ("");
  self->source = g_strdup ("");
  self->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) attune_part_free);
  self->media = g_ptr_array_new_with_free_func ((GDestroyNotify) attune_media_free);
  return self;
}

/* g_ptr_array_copy() leaves the copy without a free function. */
static GPtrArray *
copy_all (GPtrArray *values, GCopyFunc copy, GDestroyNotify free_value)
{
  GPtrArray *copies = g_ptr_array_copy (values, copy, NULL);

  g_ptr_array_set_free_func (copies, free_value);
  return copies;
}

AttuneInteraction *
attune_interaction_copy (const AttuneInteraction *self)
{
  AttuneInteraction *copy = g_memdup2 (self, sizeof *self);

  copy->external_id = g_strdup (self->external_id);
  copy->customer = g_strdup (self->customer);
  copy->subject = g_strdup (self->subject);
  copy->source = g_strdup (self->source);
  copy->parts = copy_all (self->parts, copy_part, (GDestroyNotify) attune_part_free);
  copy->media = copy_all (self->media, copy_media, (GDestroyNotify) attune_media_free);
  return copy;
}

void
attune_interaction_free (AttuneInteraction *self)
{
  g_free (self->external_id);
  g_free (self->customer);
  g_free (self->subject);
  g_free (self->source);
  g_clear_pointer (&self->parts, g_ptr_array_unref);
  g_clear_pointer (&self->media, g_ptr_array_unref);
  g_free (self);
}

AttuneMedia *
attune_interaction_find_media (const AttuneInteraction *self, gint64 id)
{
  for (guint i = 0; i < self->media->len; i++)
    {
      AttuneMedia *media = g_ptr_array_index (self->media, i);

      if (media->id == id)
        return media;
    }
  return NULL;
}

void
attune_interaction_row_free (AttuneInteractionRow *self)
{
  g_free (self->agents);
  g_free (self->customer);
  g_free (self->subject);
  g_free (self);
}

static gboolean
is_same_part (const AttunePart *part, const AttunePart *other)
{
  return part->agent == other->agent && part->from_us == other->from_us &&
         part->to_us == other->to_us;
}

static const char *
find_fault_in_parts (const AttuneInteraction *self)
{
  if (self->parts->len == 0)
    return _ ("A contact needs the agent who had it. Choose an agent.");

  for (guint i = 0; i < self->parts->len; i++)
    {
      const AttunePart *part = g_ptr_array_index (self->parts, i);
      gboolean is_whole = part->from_us == -1 && part->to_us == -1;

      if (!is_whole && (part->from_us < 0 || (part->to_us != -1 && part->to_us <= part->from_us)))
        return _ ("An agent's part of a contact must end after it begins. Change its times.");
      for (guint j = 0; j < i; j++)
        {
          if (is_same_part (part, g_ptr_array_index (self->parts, j)))
            return _ ("The same agent stands twice in a contact. Take one away, or change when "
                      "each part begins and ends.");
        }
    }
  return NULL;
}

static gboolean
has_part (const AttuneInteraction *self, const AttunePart *part)
{
  for (guint i = 0; self != NULL && i < self->parts->len; i++)
    {
      if (is_same_part (part, g_ptr_array_index (self->parts, i)))
        return TRUE;
    }
  return FALSE;
}

gboolean
attune_interaction_holds_parts (const AttuneInteraction *self,
                                const AttuneInteraction *old,
                                GError **error)
{
  gint64 seconds = self->duration_us / G_USEC_PER_SEC;

  for (guint i = 0; self->duration_us >= 0 && i < self->parts->len; i++)
    {
      const AttunePart *part = g_ptr_array_index (self->parts, i);

      if (part->from_us < self->duration_us || part->from_us <= 0 || has_part (old, part))
        continue;
      g_set_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_INVALID,
                   /* Translators: minutes and seconds. */
                   _ ("An agent's part begins after the contact has ended, which is %d:%02d long. "
                      "Change when the part begins."),
                   (int) (seconds / 60), (int) (seconds % 60));
      return FALSE;
    }
  return TRUE;
}

/* A text that is in the workspace has no file. */
static gboolean
has_place (const AttuneMedia *media)
{
  gboolean is_text = media->kind == ATTUNE_MEDIA_TRANSCRIPT &&
                     (media->id != 0 || media->transcript != NULL);

  return media->path != NULL &&
         (g_path_is_absolute (media->path) || (is_text && *media->path == '\0'));
}

static const char *
find_fault (const AttuneInteraction *self)
{
  if ((guint) self->channel > ATTUNE_CHANNEL_SIDE_BY_SIDE)
    return _ ("The contact's channel is unknown. Choose one of the list.");
  if (self->started_at < MIN_STARTED_AT || self->started_at > MAX_STARTED_AT)
    return _ ("The contact's time is out of range. Choose a day from 1970 on.");
  if (self->duration_us < -1)
    return _ ("The contact's length is less than nothing. Leave it out if it is not known.");

  for (guint i = 0; i < self->media->len; i++)
    {
      const AttuneMedia *media = g_ptr_array_index (self->media, i);

      if (!has_place (media))
        return _ ("A recording of the contact has no place. Choose its file again.");
    }
  return find_fault_in_parts (self);
}

gboolean
attune_interaction_is_valid (const AttuneInteraction *self, GError **error)
{
  const char *fault = find_fault (self);

  if (fault == NULL)
    return self->id != 0 || attune_interaction_holds_parts (self, NULL, error);

  g_set_error_literal (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_INVALID, fault);
  return FALSE;
}
