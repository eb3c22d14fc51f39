/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-installation.h"

#include "attune-id-source.h"

#include <string.h>

static gint64
read_id (const char *path)
{
  g_autofree char *text = NULL;
  guint64 id = 0;

  if (g_file_get_contents (path, &text, NULL, NULL))
    g_ascii_string_to_unsigned (g_strchomp (text), 10, 1, G_MAXINT64, &id, NULL);
  return (gint64) id;
}

/* Keeps `id`; FALSE where it cannot be kept. */
static gboolean
keep_id (const char *path, gint64 id)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT "\n", id);

  g_mkdir_with_parents (folder, 0700);
  return g_file_set_contents_full (path, text, -1,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                   0600, NULL);
}

/* The computer's own id, or its name. */
static char *
name_computer (void)
{
  char *id = NULL;

  if (g_file_get_contents ("/etc/machine-id", &id, NULL, NULL) && *g_strstrip (id) != '\0')
    return id;
  g_free (id);
  return g_strdup (g_get_host_name ());
}

/* The same at every call by this person on this computer, and nothing that tells who or which they are. */
static gint64
derive_id (const char *path)
{
  g_autofree char *computer = name_computer ();
  g_autofree char *whose = g_strconcat (g_get_user_name (), "\n", path, NULL);
  g_autofree char *digest = g_compute_hmac_for_string (G_CHECKSUM_SHA256, (const guint8 *) computer,
                                                       strlen (computer), whose, -1);
  g_autofree char *head = g_strndup (digest, 15);

  return (gint64) g_ascii_strtoull (head, NULL, 16) + 1;
}

gint64
attune_installation_find_id (const char *path)
{
  gint64 id = read_id (path);
  g_autoptr (AttuneIdSource) ids = NULL;

  if (id != 0)
    return id;

  ids = attune_id_source_new ();
  id = attune_id_source_next (ids);
  return keep_id (path, id) ? id : derive_id (path);
}

gint64
attune_installation_get_id (void)
{
  static gsize id = 0;

  if (g_once_init_enter (&id))
    {
      g_autofree char *path = g_build_filename (g_get_user_data_dir (), "attune", "installation",
                                                NULL);

      g_once_init_leave (&id, (gsize) attune_installation_find_id (path));
    }
  return (gint64) id;
}
