/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-locale.h"

#include <glib.h>
#include <libintl.h>
#include <locale.h>

/* The folder of translations in the build folder that the program runs from; NULL where it is installed. */
static char *
find_built (void)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = program != NULL ? g_path_get_dirname (program) : NULL;
  g_autofree char *ninja = folder != NULL ? g_build_filename (folder, "build.ninja", NULL) : NULL;

  if (ninja == NULL || !g_file_test (ninja, G_FILE_TEST_IS_REGULAR))
    return NULL;
  return g_build_filename (folder, "po", NULL);
}

void
attune_locale_set_up (void)
{
  g_autofree char *built = find_built ();

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, built != NULL ? built : LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}
