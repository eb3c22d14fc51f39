/* SPDX-License-Identifier: GPL-3.0-or-later */
/* replay FOLDER…: gives a fuzz target every file of the folders, whole and cut off at sixteen places, as a TAP test. */
#define G_LOG_DOMAIN "AttuneTest"

#include "config.h"

#include "fuzz-target.h"

#include <string.h>

#define N_CUTS 16

static void
replay_file (const char *path)
{
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;
  gsize size;

  g_file_get_contents (path, &contents, &size, &error);
  g_assert_no_error (error);

  for (gsize i = 0; i <= N_CUTS; i++)
    {
      gsize cut = size * i / N_CUTS;
      /* The exact bytes, so that a read beyond them is one beyond the allocation. */
      g_autofree guint8 *part = g_malloc (MAX (cut, 1));

      memcpy (part, contents, cut);
      g_assert_cmpint (LLVMFuzzerTestOneInput (part, cut), ==, 0);
    }
}

static void
test_file (gconstpointer path)
{
  replay_file (path);
}

static void
add_folder (const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &error);
  const char *name;

  g_assert_no_error (error);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      char *path = g_build_filename (folder, name, NULL);
      g_autofree char *test_path = g_strconcat ("/replay/", name, NULL);

      g_test_add_data_func_full (test_path, path, test_file, g_free);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (int i = 1; i < argc; i++)
    add_folder (argv[i]);

  return g_test_run ();
}
