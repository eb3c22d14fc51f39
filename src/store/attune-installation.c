/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-installation.h"

#include "attune-id-source.h"

static gint64
read_id (const char *path)
{
  g_autofree char *text = NULL;
  guint64 id = 0;

  if (g_file_get_contents (path, &text, NULL, NULL))
    g_ascii_string_to_unsigned (g_strchomp (text), 10, 1, G_MAXINT64, &id, NULL);
  return (gint64) id;
}

static gint64
make_id (const char *path)
{
  g_autoptr (AttuneIdSource) ids = attune_id_source_new ();
  gint64 id = attune_id_source_next (ids);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT "\n", id);

  g_mkdir_with_parents (folder, 0700);
  g_file_set_contents_full (path, text, -1,
                            G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600,
                            NULL);
  return id;
}

gint64
attune_installation_get_id (void)
{
  static gsize id = 0;

  if (g_once_init_enter (&id))
    {
      g_autofree char *path = g_build_filename (g_get_user_data_dir (), "attune", "installation",
                                                NULL);
      gint64 found = read_id (path);

      g_once_init_leave (&id, (gsize) (found != 0 ? found : make_id (path)));
    }
  return (gint64) id;
}
