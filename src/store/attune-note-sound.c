/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-notes-private.h"
#include "attune-policies-private.h"

AttuneNoteSaving *
attune_note_saving_new (const AttuneNote *note)
{
  AttuneNoteSaving *self = g_new0 (AttuneNoteSaving, 1);

  self->note = attune_note_copy (note);
  return self;
}

void
attune_note_saving_free (AttuneNoteSaving *self)
{
  g_clear_pointer (&self->copy, attune_media_copy_free);
  attune_note_free (self->note);
  g_free (self);
}

static gboolean
begin_copy (AttuneStore *store, AttuneNoteSaving *self, GError **error)
{
  if (!attune_store_check_writable (store, error) ||
      !attune_policy_check (store, ATTUNE_POLICY_SPOKEN_NOTES, error))
    return FALSE;

  self->copy = attune_media_copy_new (self->note->sound, attune_store_get_media_folder (store),
                                      attune_store_get_location (store), error);
  return self->copy != NULL;
}

static void
take_copy (AttuneNoteSaving *self)
{
  g_free (self->note->sound);
  self->note->sound = g_path_get_basename (attune_media_copy_get_path (self->copy));
  g_clear_pointer (&self->copy, attune_media_copy_free);
}

gboolean
attune_note_saving_copy (AttuneStore *store, AttuneArguments *arguments, GError **error)
{
  AttuneNoteSaving *self = arguments->value;
  GError *local_error = NULL;

  if (self->copy == NULL && !begin_copy (store, self, error))
    return FALSE;
  if (attune_media_copy_step (self->copy, &local_error))
    return TRUE;
  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }

  take_copy (self);
  return FALSE;
}

char *
attune_note_find_sound (AttuneStore *store, const char *name)
{
  return name != NULL ? g_build_filename (attune_store_get_media_folder (store), name, NULL) : NULL;
}
