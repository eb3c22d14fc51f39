/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-recent.h"

#define MAX_RECENT 8

char *
attune_recent_to_key (const char *location)
{
  char *address = g_utf8_validate (location, -1, NULL) ? g_strdup (location)
                                                       : g_filename_to_uri (location, NULL, NULL);

  return address != NULL ? address : g_utf8_make_valid (location, -1);
}

char *
attune_recent_from_key (const char *key)
{
  char *location = g_str_has_prefix (key, "file://") ? g_filename_from_uri (key, NULL, NULL) : NULL;

  return location != NULL ? location : g_strdup (key);
}

static GStrv
load_keys (GSettings *settings)
{
  return settings != NULL ? g_settings_get_strv (settings, "recent-stores") : g_new0 (char *, 1);
}

GStrv
attune_recent_list (GSettings *settings)
{
  GStrv list = load_keys (settings);

  for (guint i = 0; list[i] != NULL; i++)
    {
      g_autofree char *key = list[i];

      list[i] = attune_recent_from_key (key);
    }
  return list;
}

char *
attune_recent_get_last (GSettings *settings)
{
  g_autofree char *key = settings != NULL ? g_settings_get_string (settings, "last-store") : NULL;

  return key != NULL && key[0] != '\0' ? attune_recent_from_key (key) : NULL;
}

GStrv
attune_recent_with (const char *const *locations, const char *location, guint max)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  guint n = 0;

  if (location != NULL && max > 0)
    {
      g_strv_builder_add (builder, location);
      n++;
    }
  for (guint i = 0; locations[i] != NULL && n < max; i++)
    if (g_strcmp0 (locations[i], location) != 0)
      {
        g_strv_builder_add (builder, locations[i]);
        n++;
      }
  return g_strv_builder_end (builder);
}

void
attune_recent_add (GSettings *settings, const char *location)
{
  g_autofree char *key = attune_recent_to_key (location);
  g_auto (GStrv) old = load_keys (settings);
  g_auto (GStrv) new = attune_recent_with ((const char *const *) old, key, MAX_RECENT);

  if (settings == NULL)
    return;

  g_settings_set_strv (settings, "recent-stores", (const char *const *) new);
  g_settings_set_string (settings, "last-store", key);
}

void
attune_recent_forget (GSettings *settings, const char *location)
{
  g_autofree char *key = attune_recent_to_key (location);
  g_auto (GStrv) old = load_keys (settings);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) new = NULL;
  g_autofree char *last = NULL;

  if (settings == NULL)
    return;

  for (guint i = 0; old[i] != NULL; i++)
    if (g_strcmp0 (old[i], key) != 0)
      g_strv_builder_add (builder, old[i]);
  new = g_strv_builder_end (builder);
  g_settings_set_strv (settings, "recent-stores", (const char *const *) new);

  last = g_settings_get_string (settings, "last-store");
  if (g_strcmp0 (last, key) == 0)
    g_settings_set_string (settings, "last-store", "");
}

char *
attune_recent_get_person (GSettings *settings, const char *location)
{
  g_autofree char *place = attune_recent_to_key (location);
  g_autoptr (GVariant) people = NULL;
  char *external_id = NULL;

  if (settings == NULL)
    return NULL;

  people = g_settings_get_value (settings, "last-people");
  g_variant_lookup (people, place, "s", &external_id);
  return external_id;
}

void
attune_recent_set_person (GSettings *settings, const char *location, const char *external_id)
{
  g_autofree char *place = attune_recent_to_key (location);
  g_autoptr (GVariant) people = NULL;
  GVariantBuilder builder;
  GVariantIter iter;
  const char *key;
  const char *value;

  if (settings == NULL)
    return;

  people = g_settings_get_value (settings, "last-people");
  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{ss}"));
  g_variant_builder_add (&builder, "{ss}", place, external_id);
  g_variant_iter_init (&iter, people);
  while (g_variant_iter_next (&iter, "{&s&s}", &key, &value))
    if (g_strcmp0 (key, place) != 0)
      g_variant_builder_add (&builder, "{ss}", key, value);
  g_settings_set_value (settings, "last-people", g_variant_builder_end (&builder));
}
