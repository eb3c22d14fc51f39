/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-screens.h"

#include "attune-choice-focus.h"
#include "attune-compat.h"
#include "attune-late-menu.h"
#include "attune-navigation.h"

/* How far above the program the build folder can be: tests lie in tests/screens. */
#define MAX_FOLDERS_UP 3

void
attune_screens_init (void)
{
  static GtkCssProvider *provider;
  GdkDisplay *display = gdk_display_get_default ();

  g_return_if_fail (display != NULL);

  if (provider != NULL)
    return;

  adw_init ();
  attune_choice_focus_init ();
  g_type_ensure (ATTUNE_TYPE_LATE_MENU);
  g_type_ensure (ATTUNE_TYPE_SPLIT);
  g_type_ensure (ATTUNE_TYPE_NAVIGATION);

  /* An application finds styles and icons by itself, under its resource path. */
  provider = gtk_css_provider_new ();
  if (g_application_get_default () != NULL)
    return;

  gtk_css_provider_load_from_resource (provider, "/org/attuneqa/Attune/style.css");
  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (display),
                                    "/org/attuneqa/Attune/icons");
}

/* The schemas compiled beside the program, where it runs from a build folder. */
static GSettingsSchemaSource *
find_build_source (void)
{
  GSettingsSchemaSource *parent = g_settings_schema_source_get_default ();
  g_autofree char *folder = g_file_read_link ("/proc/self/exe", NULL);

  for (guint i = 0; folder != NULL && i <= MAX_FOLDERS_UP; i++)
    {
      g_autofree char *above = g_path_get_dirname (folder);
      g_autofree char *data = g_build_filename (above, "data", NULL);
      g_autofree char *compiled = g_build_filename (data, "gschemas.compiled", NULL);

      if (g_file_test (compiled, G_FILE_TEST_IS_REGULAR))
        return g_settings_schema_source_new_from_directory (data, parent, TRUE, NULL);
      g_free (folder);
      folder = g_steal_pointer (&above);
    }
  return NULL;
}

GSettings *
attune_screens_new_settings (void)
{
  GSettingsSchemaSource *installed = g_settings_schema_source_get_default ();
  GSettingsSchemaSource *built = find_build_source ();
  GSettingsSchemaSource *source = built != NULL ? built : installed;
  g_autoptr (GSettingsSchema) schema = NULL;
  GSettings *settings = NULL;

  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, APPLICATION_ID, TRUE);
  if (schema != NULL)
    settings = g_settings_new_full (schema, NULL, NULL);
  g_clear_pointer (&built, g_settings_schema_source_unref);
  return settings;
}
