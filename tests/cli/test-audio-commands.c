/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-test-support.h"

#include <jansson.h>
#include <math.h>
#include <string.h>
#include <sys/wait.h>

static const char *program;
static const char *sample; /* a recording in Opus */

typedef struct
{
  char *folder;
  char *call;
} Fixture;

/* Eight seconds of two channels at 8 kHz: left speaks in the first and third, right in the third and fifth. */
static char *
make_call (const char *folder)
{
  enum
  {
    RATE = 8000,
    FRAMES = 8 * RATE
  };
  const guint8 header[44] = { 'R', 'I', 'F',  'F',  0x24, 0xE8, 3,   0,    'W',  'A', 'V',
                              'E', 'f', 'm',  't',  ' ',  16,   0,   0,    0,    1,   0,
                              2,   0,   0x40, 0x1F, 0,    0,    0,   0x7D, 0,    0,   4,
                              0,   16,  0,    'd',  'a',  't',  'a', 0,    0xE8, 3,   0 };
  g_autofree guint8 *bytes = g_malloc0 (sizeof header + FRAMES * 4);
  gint16 *samples = (gint16 *) (bytes + sizeof header);
  char *path = g_build_filename (folder, "call.wav", NULL);

  memcpy (bytes, header, sizeof header);
  for (guint i = 0; i < FRAMES; i++)
    {
      gint16 value = (gint16) (10000.0 * sin (i * 0.3));
      guint second = i / RATE;

      samples[2 * i] = second == 0 || second == 2 ? GINT16_TO_LE (value) : 0;
      samples[2 * i + 1] = second == 2 || second == 4 ? GINT16_TO_LE (value) : 0;
    }
  g_assert_true (
    g_file_set_contents (path, (char *) bytes, (gssize) sizeof header + FRAMES * 4, NULL));
  return path;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = attune_test_folder_new ();
  fixture->call = make_call (fixture->folder);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_free (fixture->call);
  attune_test_folder_remove (fixture->folder);
}

/* Runs attune-cli with these words in the fixture's folder, its cache there too; returns its exit status. */
static int
run (Fixture *fixture, const char *words, char **out_output, char **out_errors)
{
  g_autofree char *line = g_strdup_printf ("%s %s", program, words);
  g_auto (GStrv) arguments = NULL;
  g_auto (GStrv)
    environment = g_environ_setenv (g_get_environ (), "XDG_CACHE_HOME", fixture->folder, TRUE);
  g_autoptr (GError) error = NULL;
  int status;

  g_assert_true (g_shell_parse_argv (line, NULL, &arguments, NULL));
  g_spawn_sync (fixture->folder, arguments, environment, G_SPAWN_DEFAULT, NULL, NULL, out_output,
                out_errors, &status, &error);
  g_assert_no_error (error);
  g_assert_true (WIFEXITED (status));
  return WEXITSTATUS (status);
}

static void
test_peaks (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *options;
    guint bits, channels, blocks, per_pixel;
  } rows[] = {
    { "", 16, 1, 250, 256 },
    { "--split-channels", 16, 2, 250, 256 },
    { "--bits 8", 8, 1, 250, 256 },
    { "--bits 8 --split-channels --samples-per-pixel 1000", 8, 2, 64, 1000 },
    { "--samples-per-pixel 999999", 16, 1, 1, 999999 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *words = g_strdup_printf ("peaks call.wav -o out.dat %s --json",
                                                rows[i].options);
      g_autofree char *path = g_build_filename (fixture->folder, "out.dat", NULL);
      g_autofree char *output = NULL, *errors = NULL, *dat = NULL;
      gsize size;
      guint32 header[6];
      json_t *object;

      g_assert_cmpint (run (fixture, words, &output, &errors), ==, 0);
      g_assert_cmpstr (errors, ==, "");
      g_assert_true (g_file_get_contents (path, &dat, &size, NULL));
      memcpy (header, dat, sizeof header);
      g_assert_cmpuint (GUINT32_FROM_LE (header[0]), ==, 2);
      g_assert_cmpuint (GUINT32_FROM_LE (header[1]), ==, rows[i].bits == 8);
      g_assert_cmpuint (GUINT32_FROM_LE (header[2]), ==, 8000);
      g_assert_cmpuint (GUINT32_FROM_LE (header[3]), ==, rows[i].per_pixel);
      g_assert_cmpuint (GUINT32_FROM_LE (header[4]), ==, rows[i].blocks);
      g_assert_cmpuint (GUINT32_FROM_LE (header[5]), ==, rows[i].channels);
      g_assert_cmpuint (size, ==, 24 + rows[i].blocks * rows[i].channels * rows[i].bits / 4);

      object = json_loads (output, 0, NULL);
      g_assert_cmpfloat (json_number_value (json_object_get (object, "seconds")), ==, 8.0);
      g_assert_cmpint (json_integer_value (json_object_get (object, "rate")), ==, 8000);
      g_assert_cmpint (json_integer_value (json_object_get (object, "channels")), ==,
                       rows[i].channels);
      g_assert_cmpint (json_integer_value (json_object_get (object, "blocks")), ==, rows[i].blocks);
      json_decref (object);
    }
}

static void
assert_number (json_t *object, const char *key, double expected)
{
  g_assert_true (json_is_number (json_object_get (object, key)));
  g_assert_cmpfloat_with_epsilon (json_number_value (json_object_get (object, key)), expected, 0.1);
}

static void
test_talk (Fixture *fixture, gconstpointer data)
{
  g_autofree char *output = NULL, *errors = NULL, *text = NULL;
  json_t *object, *channels;

  g_assert_cmpint (run (fixture, "talk call.wav --json", &output, &errors), ==, 0);
  g_assert_cmpstr (errors, ==, "");
  object = json_loads (output, 0, NULL);
  assert_number (object, "seconds", 8);
  assert_number (object, "silence_seconds", 5);
  assert_number (object, "overtalk_seconds", 1);
  assert_number (object, "longest_silence_seconds", 3);
  channels = json_object_get (object, "channels");
  g_assert_cmpuint (json_array_size (channels), ==, 2);
  for (guint c = 0; c < 2; c++)
    {
      assert_number (json_array_get (channels, c), "channel", c);
      assert_number (json_array_get (channels, c), "speech_seconds", 2);
      assert_number (json_array_get (channels, c), "share", 0.25);
    }
  json_decref (object);

  g_assert_cmpint (run (fixture, "talk call.wav", &text, NULL), ==, 0);
  g_assert_nonnull (strstr (text, "25 %"));
}

static void
test_faults (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *words;
    int status;
    const char *says;
  } rows[] = {
    { "peaks", 2, "Usage" },
    { "peaks call.wav", 2, "-o" },
    { "peaks call.wav other.wav -o out.dat", 2, "Usage" },
    { "peaks call.wav -o out.dat --bits 12", 2, "--bits" },
    { "peaks call.wav -o out.dat --samples-per-pixel 0", 2, "--samples-per-pixel" },
    { "peaks call.wav -o out.dat --samples-per-pixel many", 2, "many" },
    { "peaks call.wav -o out.dat --louder", 2, "louder" },
    { "peaks missing.wav -o out.dat", 1, "missing.wav" },
    { "peaks call.wav -o no/such/folder/out.dat", 1,
      "no/such/folder/out.dat” cannot be written. Check" },
    { "talk", 2, "Usage" },
    { "talk missing.mp3", 1, "missing.mp3" },
    { "talk .", 1, "." },
    { "talk empty.wav --json", 1, "empty.wav" },
    { "talk text.mp3 --json", 1, "text.mp3" },
    { "peaks text.mp3 -o out.dat", 1, "text.mp3" },
  };
  g_autofree char *empty = g_build_filename (fixture->folder, "empty.wav", NULL);
  g_autofree char *letter = g_build_filename (fixture->folder, "text.mp3", NULL);
  g_autofree char *out = g_build_filename (fixture->folder, "out.dat", NULL);

  g_assert_true (g_file_set_contents (empty, "", 0, NULL));
  g_assert_true (
    g_file_set_contents (letter, "Dear Sir or Madam, this is no recording.\n", -1, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *output = NULL, *errors = NULL;

      g_assert_cmpint (run (fixture, rows[i].words, &output, &errors), ==, rows[i].status);
      g_assert_cmpstr (output, ==, "");
      g_assert_nonnull (strstr (errors, rows[i].says));
      g_assert_false (g_file_test (out, G_FILE_TEST_EXISTS));
    }
}

/* M4A is asked for by a word of the command line, which whoever lacks it is told. */
static void
test_aac (Fixture *fixture, gconstpointer data)
{
  static const char beginning[] = "\0\0\0\x18"
                                  "ftypM4A \0\0\0\0M4A mp42";
  g_autofree char *path = g_build_filename (fixture->folder, "call.m4a", NULL);
  g_autofree char *errors = NULL, *talk_errors = NULL, *asked_errors = NULL;

  g_assert_true (g_file_set_contents (path, beginning, sizeof beginning - 1, NULL));
  g_assert_cmpint (run (fixture, "peaks call.m4a -o out.dat", NULL, &errors), ==, 1);
  g_assert_nonnull (strstr (errors, "call.m4a"));
  g_assert_nonnull (strstr (errors, "--aac"));
  g_assert_cmpint (run (fixture, "talk call.m4a", NULL, &talk_errors), ==, 1);
  g_assert_cmpstr (talk_errors, ==, errors);
  /* With it, what is said is what is wrong with this one. */
  g_assert_cmpint (run (fixture, "talk call.m4a --aac", NULL, &asked_errors), ==, 1);
  g_assert_nonnull (strstr (asked_errors, "call.m4a"));
  g_assert_null (strstr (asked_errors, "--aac"));
}

/* What can be used all the same is, with a word about it. */
static void
test_cut_short (Fixture *fixture, gconstpointer data)
{
  g_autofree char *output = NULL, *errors = NULL, *bytes = NULL;
  g_autofree char *path = g_build_filename (fixture->folder, "cut.wav", NULL);

  g_assert_true (g_file_get_contents (fixture->call, &bytes, NULL, NULL));
  g_assert_true (g_file_set_contents (path, bytes, 44 + 4 * 12000, NULL));
  g_assert_cmpint (run (fixture, "talk cut.wav --json", &output, &errors), ==, 0);
  g_assert_nonnull (strstr (output, "1.5"));
  g_assert_nonnull (strstr (errors, "cut.wav"));
}

/* Coded or not, and by either command, that a recording is cut is said once. */
static void
test_said_once (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    double part; /* of the recording that is left */
    int status;
  } rows[] = { { 0.5, 0 }, { 0.002, 1 } };
  g_autofree char *path = g_build_filename (fixture->folder, "cut.opus", NULL);
  g_autofree char *bytes = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (sample, &bytes, &size, NULL));
  for (guint i = 0; i < 2 * G_N_ELEMENTS (rows); i++)
    {
      const char *words = i % 2 == 0 ? "talk cut.opus" : "peaks cut.opus -o out.dat";
      gsize left = (gsize) ((double) size * rows[i / 2].part);
      g_autofree char *errors = NULL;
      const char *first;

      g_assert_true (g_file_set_contents (path, bytes, (gssize) left, NULL));
      g_assert_cmpint (run (fixture, words, NULL, &errors), ==, rows[i / 2].status);
      first = strstr (errors, "cut short");
      g_assert_nonnull (first);
      g_assert_cmpstr (strchr (first, '\n'), ==, "\n");
      g_assert_true (strchr (errors, '\n') == strrchr (errors, '\n'));
    }
}

/* One limit for all commands: a day, and at one frame a second eight bits are little for it. */
static void
test_too_long (Fixture *fixture, gconstpointer data)
{
  enum
  {
    FRAMES = 25 * 60 * 60
  };
  guint8 header[44] = { 'R', 'I', 'F', 'F', 0, 0, 0, 0, 'W', 'A', 'V', 'E', 'f', 'm',
                        't', ' ', 16,  0,   0, 0, 1, 0, 1,   0,   1,   0,   0,   0,
                        1,   0,   0,   0,   1, 0, 8, 0, 'd', 'a', 't', 'a' };
  g_autofree guint8 *bytes = g_malloc0 (sizeof header + FRAMES);
  g_autofree char *path = g_build_filename (fixture->folder, "long.wav", NULL);
  g_autofree char *talk = NULL, *peaks = NULL;
  guint32 size = GUINT32_TO_LE (FRAMES), whole = GUINT32_TO_LE (FRAMES + 36);

  memcpy (header + 4, &whole, sizeof whole);
  memcpy (header + 40, &size, sizeof size);
  memcpy (bytes, header, sizeof header);
  g_assert_true (g_file_set_contents (path, (char *) bytes, (gssize) sizeof header + FRAMES, NULL));
  g_assert_cmpint (run (fixture, "talk long.wav", NULL, &talk), ==, 1);
  g_assert_cmpint (run (fixture, "peaks long.wav -o out.dat", NULL, &peaks), ==, 1);
  g_assert_nonnull (strstr (talk, "24 hours"));
  g_assert_cmpstr (peaks, ==, talk);
}

static void
test_numbers (Fixture *fixture, gconstpointer data)
{
  g_autofree char *mixed = NULL, *split = NULL;

  g_assert_cmpint (run (fixture, "peaks call.wav -o out.dat --samples-per-pixel 999999", &mixed,
                        NULL),
                   ==, 0);
  g_assert_nonnull (strstr (mixed, " 1 block of 1 channel, "));
  g_assert_cmpint (run (fixture, "peaks call.wav -o out.dat --split-channels", &split, NULL), ==,
                   0);
  g_assert_nonnull (strstr (split, " 250 blocks of 2 channels, "));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 3);
  program = g_canonicalize_filename (argv[1], NULL);
  sample = g_canonicalize_filename (argv[2], NULL);
  g_test_add ("/cli/peaks", Fixture, NULL, set_up, test_peaks, tear_down);
  g_test_add ("/cli/talk", Fixture, NULL, set_up, test_talk, tear_down);
  g_test_add ("/cli/audio-faults", Fixture, NULL, set_up, test_faults, tear_down);
  g_test_add ("/cli/aac", Fixture, NULL, set_up, test_aac, tear_down);
  g_test_add ("/cli/cut-short", Fixture, NULL, set_up, test_cut_short, tear_down);
  g_test_add ("/cli/said-once", Fixture, NULL, set_up, test_said_once, tear_down);
  g_test_add ("/cli/too-long", Fixture, NULL, set_up, test_too_long, tear_down);
  g_test_add ("/cli/numbers", Fixture, NULL, set_up, test_numbers, tear_down);
  return g_test_run ();
}
