/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-application.h"

#include "attune-accelerators.h"
#include "attune-key-map.h"
#include "attune-recent.h"
#include "attune-screens.h"
#include "attune-window.h"

#include <glib/gi18n.h>

struct _AttuneApplication
{
  AdwApplication parent_instance;

  /* owned */
  GSettings *settings;

  /* borrowed */
  AttuneKeyMap *keys;
};

G_DEFINE_FINAL_TYPE (AttuneApplication, attune_application, ADW_TYPE_APPLICATION)

static const GOptionEntry options[] = {
  { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Print the version and exit"), NULL },
  { NULL },
};

static AttuneWindow *
create_window (AttuneApplication *self)
{
  return attune_window_new (GTK_APPLICATION (self), self->settings);
}

/* The window on `location`, if there is one. */
static GtkWindow *
find_window (AttuneApplication *self, const char *location)
{
  for (GList *i = gtk_application_get_windows (GTK_APPLICATION (self)); i != NULL; i = i->next)
    if (ATTUNE_IS_WINDOW (i->data) &&
        g_strcmp0 (attune_window_get_location (i->data), location) == 0)
      return i->data;
  return NULL;
}

static void
open_location (AttuneApplication *self, const char *location)
{
  GtkWindow *window = find_window (self, location);

  if (window == NULL)
    {
      window = GTK_WINDOW (create_window (self));
      attune_window_open (ATTUNE_WINDOW (window), location);
    }
  gtk_window_present (window);
}

static void
attune_application_activate (GApplication *application)
{
  AttuneApplication *self = ATTUNE_APPLICATION (application);
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (application));
  g_autofree char *last = attune_recent_get_last (self->settings);

  if (window != NULL)
    {
      gtk_window_present (window);
      return;
    }

  open_location (self, last);
}

static void
attune_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  for (int i = 0; i < n_files; i++)
    {
      g_autofree char *path = g_file_get_path (files[i]);
      g_autofree char *uri = g_file_get_uri (files[i]);

      open_location (ATTUNE_APPLICATION (application), path != NULL ? path : uri);
    }
}

static int
attune_application_handle_local_options (GApplication *application, GVariantDict *dict)
{
  if (g_variant_dict_contains (dict, "version"))
    {
      g_autofree char *line = g_strdup_printf ("attune %s\n", PACKAGE_VERSION);

      fputs (line, stdout);
      return 0;
    }

  if (!gtk_init_check ())
    {
      g_printerr ("%s\n",
                  _ ("attune: there is no display to open a window on. Run it in a desktop session "
                     "or over “ssh -X”; without a display, use attune-cli."));
      return 1;
    }
  return -1;
}

static void
new_window_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  AttuneApplication *self = data;
  GtkWindow *active = gtk_application_get_active_window (GTK_APPLICATION (self));
  AttuneWindow *window = create_window (self);

  if (ATTUNE_IS_WINDOW (active))
    attune_window_open (window, attune_window_get_location (ATTUNE_WINDOW (active)));
  gtk_window_present (GTK_WINDOW (window));
}

static void
quit_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GList *windows = g_list_copy (gtk_application_get_windows (data));

  for (GList *i = windows; i != NULL; i = i->next)
    gtk_window_close (i->data);
  g_list_free (windows);
}

static const GActionEntry actions[] = {
  { .name = "new-window", .activate = new_window_action },
  { .name = "quit", .activate = quit_action },
};

/* Menus show the keys of their commands. The commands themselves are the page's, which no window can run by name. */
static void
show_page_keys (AttuneApplication *self)
{
  for (const AttuneEvaluateKey *i = attune_evaluate_keys_get (); i->action != NULL; i++)
    if (i->scope == ATTUNE_KEYS_EVERYWHERE)
      gtk_application_set_accels_for_action (GTK_APPLICATION (self), i->action,
                                             attune_key_map_get_keys (self->keys, i->action));
}

static void
attune_application_startup (GApplication *application)
{
  AttuneApplication *self = ATTUNE_APPLICATION (application);

  G_APPLICATION_CLASS (attune_application_parent_class)->startup (application);

  attune_screens_init ();
  self->settings = attune_screens_new_settings ();
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  for (const AttuneAccelerator *i = attune_accelerators_get (); i->action != NULL; i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (self), i->action, i->keys);
  self->keys = attune_key_map_get (self->settings);
  g_signal_connect_object (self->keys, "changed", G_CALLBACK (show_page_keys), self,
                           G_CONNECT_SWAPPED);
  show_page_keys (self);
}

static void
attune_application_dispose (GObject *object)
{
  g_clear_object (&ATTUNE_APPLICATION (object)->settings);

  G_OBJECT_CLASS (attune_application_parent_class)->dispose (object);
}

static void
attune_application_class_init (AttuneApplicationClass *class)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = attune_application_dispose;
  application_class->activate = attune_application_activate;
  application_class->open = attune_application_open;
  application_class->handle_local_options = attune_application_handle_local_options;
  application_class->startup = attune_application_startup;
}

static void
attune_application_init (AttuneApplication *self)
{
  g_application_add_main_option_entries (G_APPLICATION (self), options);
  g_application_set_option_context_parameter_string (G_APPLICATION (self), _ ("[WORKSPACE]"));
}

AttuneApplication *
attune_application_new (void)
{
  return g_object_new (ATTUNE_TYPE_APPLICATION, "application-id", APPLICATION_ID, "flags",
                       G_APPLICATION_HANDLES_OPEN, "resource-base-path", "/org/attuneqa/Attune",
                       NULL);
}
