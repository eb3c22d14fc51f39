/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-interactions-private.h"

#include "attune-access.h"
#include "attune-media-copy.h"

AttuneIntake *
attune_intake_new (const AttuneInteraction *const *interactions, guint n_interactions)
{
  AttuneIntake *self = g_new0 (AttuneIntake, 1);

  self->interactions = g_ptr_array_new_with_free_func ((GDestroyNotify) attune_interaction_free);
  for (guint i = 0; i < n_interactions; i++)
    g_ptr_array_add (self->interactions, attune_interaction_copy (interactions[i]));
  return self;
}

void
attune_intake_free (gpointer data)
{
  AttuneIntake *self = data;

  g_clear_pointer (&self->copy, attune_media_copy_free);
  g_ptr_array_unref (self->interactions);
  g_free (self);
}

static gboolean
is_to_be_copied (const AttuneMedia *media, AttuneStore *store)
{
  g_autofree char *folder = NULL;

  if (!media->is_copied || media->path == NULL)
    return FALSE;

  folder = g_strconcat (attune_store_get_media_folder (store), "/", NULL);
  return !g_str_has_prefix (media->path, folder);
}

/* The next recording that is yet to be copied, or NULL when none is left. */
static AttuneMedia *
find_next (AttuneIntake *self, AttuneStore *store)
{
  for (; self->i_interaction < self->interactions->len; self->i_interaction++, self->i_media = 0)
    {
      const AttuneInteraction *interaction = g_ptr_array_index (self->interactions,
                                                                self->i_interaction);

      for (; self->i_media < interaction->media->len; self->i_media++)
        {
          AttuneMedia *media = g_ptr_array_index (interaction->media, self->i_media);

          if (is_to_be_copied (media, store))
            return media;
        }
    }
  return NULL;
}

gboolean
attune_intake_has_files (const AttuneIntake *self, AttuneStore *store)
{
  AttuneIntake start = { .interactions = self->interactions };

  return find_next (&start, store) != NULL;
}

static gboolean
check (const AttuneIntake *self, AttuneStore *store, gint64 actor, GError **error)
{
  if (!attune_store_check_writable (store, error) ||
      !attune_access_check (store, actor, ATTUNE_INTERACTION_KEEPERS, error))
    return FALSE;

  for (guint i = 0; i < self->interactions->len; i++)
    {
      if (!attune_interaction_is_valid (g_ptr_array_index (self->interactions, i), error))
        return FALSE;
    }
  return TRUE;
}

static void
take_copy (AttuneIntake *self, AttuneMedia *media)
{
  g_free (media->path);
  g_free (media->sha256);
  media->path = g_strdup (attune_media_copy_get_path (self->copy));
  media->sha256 = g_strdup (attune_media_copy_get_sha256 (self->copy));
  media->size = attune_media_copy_get_size (self->copy);
  g_clear_pointer (&self->copy, attune_media_copy_free);
}

/* One slice of copying. TRUE when there is more of it. */
static gboolean
copy_some (AttuneIntake *self, AttuneStore *store, AttuneMedia *media, GError **error)
{
  GError *local_error = NULL;

  if (self->copy == NULL)
    self->copy = attune_media_copy_new (media->path, attune_store_get_media_folder (store),
                                        attune_store_get_location (store), error);
  if (self->copy == NULL)
    return FALSE;
  if (attune_media_copy_step (self->copy, &local_error))
    return TRUE;
  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }

  take_copy (self, media);
  return TRUE;
}

gboolean
attune_intake_prepare (AttuneStore *store, AttuneArguments *arguments, GError **error)
{
  AttuneIntake *self = arguments->value;
  AttuneMedia *media;

  if (!self->is_checked && !check (self, store, arguments->actor, error))
    return FALSE;

  self->is_checked = TRUE;
  media = find_next (self, store);
  return media != NULL && copy_some (self, store, media, error);
}
