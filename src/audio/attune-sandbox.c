/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-sandbox.h"

#include <gio/gio.h>

/* Of the environment only this goes in: what says where programs, plug-ins and their registry are, and what tests set. */
static const char *const kept_variables[] = {
  "PATH",         "LANG",         "LC_ALL",        "LD_LIBRARY_PATH",
  "GST_REGISTRY", "GST_DEBUG",    "G_DEBUG",       "GST_PLUGIN_SYSTEM_PATH",
  "ASAN_OPTIONS", "LSAN_OPTIONS", "UBSAN_OPTIONS", "GST_PLUGIN_PATH",
};

/* Folders that are links into /usr where the system has them merged. */
static const char *const system_folders[] = { "/bin", "/lib", "/lib32", "/lib64", "/sbin" };

/* What the dynamic linker goes by. */
static const char *const system_files[] = { "/etc/ld.so.cache", "/etc/alternatives" };

/* One to three; NULL for those that are not. */
static void
add (GPtrArray *words, const char *first, const char *second, const char *third)
{
  const char *all[] = { first, second, third };

  for (guint i = 0; i < G_N_ELEMENTS (all) && all[i] != NULL; i++)
    g_ptr_array_add (words, g_strdup (all[i]));
}

static void
add_system (GPtrArray *words)
{
  add (words, "--ro-bind", "/usr", "/usr");
  for (guint i = 0; i < G_N_ELEMENTS (system_folders); i++)
    {
      g_autofree char *target = g_file_read_link (system_folders[i], NULL);

      if (target != NULL)
        add (words, "--symlink", target, system_folders[i]);
      else
        add (words, "--ro-bind-try", system_folders[i], system_folders[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (system_files); i++)
    add (words, "--ro-bind-try", system_files[i], system_files[i]);
}

static void
add_environment (GPtrArray *words)
{
  add (words, "--clearenv", NULL, NULL);
  add (words, "--setenv", "HOME", "/tmp");
  add (words, "--setenv", "XDG_CACHE_HOME", g_get_user_cache_dir ());
  for (guint i = 0; i < G_N_ELEMENTS (kept_variables); i++)
    if (g_getenv (kept_variables[i]) != NULL)
      add (words, "--setenv", kept_variables[i], g_getenv (kept_variables[i]));
}

/* The words up to the program's own. What comes later covers what came before. */
static GPtrArray *
create_words (const char *bubblewrap)
{
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);

  add (words, bubblewrap, NULL, NULL);
  add (words, "--unshare-all", "--die-with-parent", NULL);
  add (words, "--cap-drop", "ALL", NULL);
  add_environment (words);
  add (words, "--proc", "/proc", NULL);
  add (words, "--dev", "/dev", NULL);
  add (words, "--tmpfs", "/tmp", NULL);
  add_system (words);
  add (words, "--chdir", "/", NULL);
  return words;
}

static gboolean
works (const char *bubblewrap)
{
  g_autoptr (GPtrArray) words = create_words (bubblewrap);
  g_autoptr (GSubprocess) process = NULL;

  add (words, "--", "/usr/bin/true", NULL);
  g_ptr_array_add (words, NULL);
  process = g_subprocess_newv ((const char *const *) words->pdata,
                               G_SUBPROCESS_FLAGS_STDOUT_SILENCE |
                                 G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                               NULL);
  return process != NULL && g_subprocess_wait_check (process, NULL, NULL);
}

/* Its path where it is there and works, else NULL. */
static const char *
find_bubblewrap (void)
{
  static gsize is_tried = 0;
  static char *found = NULL;

  if (g_once_init_enter (&is_tried))
    {
      g_autofree char *path = g_find_program_in_path ("bwrap");

      if (path != NULL && works (path))
        found = g_steal_pointer (&path);
      else
        g_info ("Recordings are decoded without a sandbox: bubblewrap is not there or cannot work");
      g_once_init_leave (&is_tried, 1);
    }
  return found;
}

GStrv
attune_sandbox_wrap (const char *const *words, const char *const *shown)
{
  const char *bubblewrap = find_bubblewrap ();
  g_autoptr (GPtrArray) all = NULL;

  g_return_val_if_fail (words != NULL && words[0] != NULL && shown != NULL, NULL);

  if (bubblewrap == NULL)
    return g_strdupv ((GStrv) words);
  all = create_words (bubblewrap);
  for (guint i = 0; shown[i] != NULL; i++)
    add (all, "--ro-bind-try", shown[i], shown[i]);
  add (all, "--ro-bind-try", words[0], words[0]);
  add (all, "--", NULL, NULL);
  for (guint i = 0; words[i] != NULL; i++)
    g_ptr_array_add (all, g_strdup (words[i]));
  g_ptr_array_add (all, NULL);
  return (GStrv) g_ptr_array_free (g_steal_pointer (&all), FALSE);
}

gboolean
attune_sandbox_is_there (void)
{
  return find_bubblewrap () != NULL;
}
