/* SPDX-License-Identifier: GPL-3.0-or-later */
/* check-ui TYPES FILE…: has GtkBuilder build each .ui FILE, with libadwaita's types known. TYPES is a file of lines
 * "AttuneName ParentName", parents first: Attune's own types, which stand-ins of that parent take the place of here.
 * tests/support/check-ui.py prepares both. */
#define G_LOG_DOMAIN "AttuneTest"

#include "config.h"

#include <adwaita.h>

static GType
find_type (const char *name)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new ();

  return gtk_builder_get_type_from_name (builder, name);
}

static void
register_stand_in (const char *name, const char *parent_name)
{
  GTypeQuery parent;

  g_type_query (find_type (parent_name), &parent);
  if (parent.type == G_TYPE_INVALID)
    g_error ("%s is to stand in for %s, but there is no such type", parent_name, name);

  g_type_register_static_simple (parent.type, name, parent.class_size, NULL, parent.instance_size,
                                 NULL, 0);
}

static void
register_stand_ins (const char *path)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;

  if (!g_file_get_contents (path, &text, NULL, &error))
    g_error ("%s", error->message);

  lines = g_strsplit (g_strchomp (text), "\n", -1);
  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      g_auto (GStrv) names = g_strsplit (lines[i], " ", 2);

      register_stand_in (names[0], names[1]);
    }
}

/* The class of the file's template, or NULL where it has none. */
static char *
find_template_class (const char *text)
{
  g_autoptr (GRegex) regex = g_regex_new ("<template[^>]*\\bclass=\"([^\"]+)\"", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  return g_regex_match (regex, text, 0, &match) ? g_match_info_fetch (match, 1) : NULL;
}

static gboolean
build (const char *path, GError **error)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new ();
  g_autofree char *text = NULL;
  g_autofree char *template_class = NULL;
  g_autoptr (GObject) object = NULL;

  if (!g_file_get_contents (path, &text, NULL, error))
    return FALSE;

  template_class = find_template_class (text);
  if (template_class == NULL)
    return gtk_builder_add_from_string (builder, text, -1, error);

  object = g_object_ref_sink (g_object_new (find_type (template_class), NULL));
  return gtk_builder_extend_with_template (builder, object, G_OBJECT_TYPE (object), text, -1,
                                           error);
}

int
main (int argc, char **argv)
{
  int n_faults = 0;

  adw_init ();
  register_stand_ins (argv[1]);

  for (int i = 2; i < argc; i++)
    {
      g_autoptr (GError) error = NULL;

      if (!build (argv[i], &error))
        {
          g_printerr ("%s: %s\n", argv[i], error->message);
          n_faults++;
        }
    }
  return n_faults == 0 ? 0 : 1;
}
