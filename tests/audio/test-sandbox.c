/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE

#include "config.h"

#include "attune-audio-test.h"
#include "attune-decoder-client.h"
#include "attune-sandbox.h"
#include "attune-test-support.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A folder that is shown in the sandbox and one that is not, each with a file "word". */
typedef struct
{
  char *shown;
  char *hidden;
} Fixture;

static char *
create_folder (const char *word)
{
  char *folder = attune_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "word", NULL);

  g_assert_true (g_file_set_contents (path, word, -1, NULL));
  return folder;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->shown = create_folder ("shown");
  self->hidden = create_folder ("hidden");
  g_setenv ("ATTUNE_TEST_SECRET", "secret", TRUE);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_unsetenv ("ATTUNE_TEST_SECRET");
  attune_test_folder_remove (self->shown);
  attune_test_folder_remove (self->hidden);
}

/* What `script` says there; it knows the folders as $1 and $2, and this process as $3. */
static char *
run (Fixture *self, const char *script)
{
  g_autofree char *pid = g_strdup_printf ("%d", (int) getpid ());
  const char *words[] = { "/bin/sh", "-c", script, "sh", self->shown, self->hidden, pid, NULL };
  const char *shown[] = { self->shown, "/nowhere/at-all", NULL };
  g_auto (GStrv) all = attune_sandbox_wrap (words, shown);
  g_autoptr (GError) error = NULL;
  char *output = NULL;

  g_spawn_sync (NULL, all, NULL, G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, &output, NULL, NULL,
                &error);
  g_assert_no_error (error);
  return g_strchomp (output);
}

static const struct
{
  const char *name;
  const char *script;
  const char *says;
} cases[] = {
  { "reads", "cat $1/word", "shown" },
  { "reads-no-other", "cat $2/word || echo no", "no" },
  { "reads-no-home", "ls /root /home /etc/passwd /var || echo no", "no" },
  { "writes-not", "echo altered >$1/word || echo no", "no" },
  { "removes-not", "rm $1/word || echo no", "no" },
  { "makes-not", "touch $1/new || touch /usr/new || echo no", "no" },
  { "own-room", "echo mine >/tmp/word && cat /tmp/word", "mine" },
  { "no-network", "grep -c : /proc/net/dev", "1" },
  { "no-others", "kill -0 $3 || echo no", "no" },
  { "no-environment", "echo \"${ATTUNE_TEST_SECRET:-no}\"", "no" },
};

static void
test_case (Fixture *self, gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autofree char *path = g_build_filename (self->shown, "word", NULL);
  g_autofree char *output = NULL;
  g_autofree char *word = NULL;

  if (!attune_sandbox_is_there ())
    {
      g_test_skip ("there is no bubblewrap that works here");
      return;
    }
  output = run (self, cases[i].script);
  g_assert_cmpstr (output, ==, cases[i].says);
  g_assert_true (g_file_get_contents (path, &word, NULL, NULL));
  g_assert_cmpstr (word, ==, "shown");
}

/* What is handed over is there: a helper has its input and its output as descriptors. */
static void
test_descriptors (Fixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->hidden, "word", NULL);
  g_autofree char *command = g_strdup_printf ("exec 3<>'%s'; exec \"$@\"", path);
  const char *words[] = { "/bin/sh", "-c", "cat <&3; echo ' and more' >&3", NULL };
  const char *shown[] = { NULL };
  g_auto (GStrv) all = attune_sandbox_wrap (words, shown);
  g_autoptr (GPtrArray) outer = g_ptr_array_new ();
  g_autofree char *output = NULL;
  g_autofree char *word = NULL;

  g_ptr_array_add (outer, (gpointer) "/bin/sh");
  g_ptr_array_add (outer, (gpointer) "-c");
  g_ptr_array_add (outer, command);
  g_ptr_array_add (outer, (gpointer) "sh");
  for (guint i = 0; all[i] != NULL; i++)
    g_ptr_array_add (outer, all[i]);
  g_ptr_array_add (outer, NULL);
  g_assert_true (g_spawn_sync (NULL, (char **) outer->pdata, NULL, G_SPAWN_LEAVE_DESCRIPTORS_OPEN,
                               NULL, NULL, &output, NULL, NULL, NULL));
  g_assert_cmpstr (output, ==, "hidden");
  g_assert_true (g_file_get_contents (path, &word, NULL, NULL));
  g_assert_cmpstr (word, ==, "hidden and more\n");
}

/* --- Given up --- */

/* How many processes have `word` among theirs. */
static guint
count_processes (const char *word)
{
  g_autoptr (GDir) proc = g_dir_open ("/proc", 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (proc)) != NULL)
    {
      g_autofree char *path = g_strdup_printf ("/proc/%s/cmdline", name);
      g_autofree char *words = NULL;
      gsize size;

      if (g_ascii_isdigit (name[0]) && g_file_get_contents (path, &words, &size, NULL))
        n += memmem (words, size, word, strlen (word)) != NULL;
    }
  return n;
}

/* What was killed takes its time to go on a busy machine; what was forgotten never goes. */
static void
wait_until_none_has (const char *word)
{
  gint64 last = g_get_monotonic_time () + G_USEC_PER_SEC * 60;

  while (count_processes (word) > 0 && g_get_monotonic_time () < last)
    g_usleep (G_USEC_PER_SEC / 50);
  g_assert_cmpuint (count_processes (word), ==, 0);
}

/* However early a load is given up, nothing that it began goes on: not a helper that would never end. */
static void
test_given_up (Fixture *self, gconstpointer data)
{
  g_autofree char *helper = g_build_filename (self->hidden, "decoder", NULL);
  g_autoptr (AttuneIngest) ingest = g_object_new (ATTUNE_TYPE_INGEST, "cache-directory",
                                                  self->hidden, "helper", helper, NULL);
  int input = attune_audio_test_file ("RIFF", 4);
  int pcm = attune_audio_test_file ("", 0);

  g_assert_true (
    g_file_set_contents (helper, "#!/bin/sh\n[ $1 = ready ] || sleep 600\n", -1, NULL));
  g_assert_cmpint (chmod (helper, 0755), ==, 0);
  for (guint i = 0; i < 100; i++)
    {
      g_autoptr (GError) error = NULL;
      AttuneDecoderClient *client = attune_decoder_client_new (ingest, input, pcm, 1000, "any",
                                                               &error);

      g_assert_no_error (error);
      g_usleep (i * 50);
      attune_decoder_client_free (client);
    }
  wait_until_none_has (helper);
  close (input);
  close (pcm);
}

/* A system whose plug-ins cannot be looked through in time does not hold what is loaded. */
static void
test_registry (Fixture *self, gconstpointer data)
{
  g_autofree char *helper = g_build_filename (self->hidden, "decoder", NULL);
  g_autofree char *registry = g_build_filename (self->hidden, "registry", NULL);
  g_autofree char *before = g_strdup (g_getenv ("GST_REGISTRY"));
  g_autoptr (AttuneIngest)
    ingest = g_object_new (ATTUNE_TYPE_INGEST, "cache-directory", self->hidden, "helper", helper,
                           "patience", 1, NULL);
  int input = attune_audio_test_file ("RIFF", 4);
  int pcm = attune_audio_test_file ("", 0);
  g_autoptr (GError) error = NULL;
  AttuneDecoderClient *client;

  g_assert_true (g_file_set_contents (helper, "#!/bin/sh\nexec sleep 600\n", -1, NULL));
  g_assert_cmpint (chmod (helper, 0755), ==, 0);
  g_setenv ("GST_REGISTRY", registry, TRUE);
  client = attune_decoder_client_new (ingest, input, pcm, 1000, "any", &error);
  if (before != NULL)
    g_setenv ("GST_REGISTRY", before, TRUE);
  else
    g_unsetenv ("GST_REGISTRY");
  g_assert_no_error (error);
  attune_decoder_client_free (client);
  close (input);
  close (pcm);
}

int
main (int argc, char **argv)
{
  attune_audio_test_init (&argc, &argv);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/sandbox/%s", cases[i].name);

      g_test_add (path, Fixture, GSIZE_TO_POINTER (i), set_up, test_case, tear_down);
    }
  g_test_add ("/sandbox/given-up", Fixture, NULL, set_up, test_given_up, tear_down);
  g_test_add ("/sandbox/registry", Fixture, NULL, set_up, test_registry, tear_down);
  g_test_add ("/sandbox/descriptors", Fixture, NULL, set_up, test_descriptors, tear_down);
  return g_test_run ();
}
