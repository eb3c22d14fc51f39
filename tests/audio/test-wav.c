/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-audio-error.h"
#include "attune-audio-test.h"

#include <string.h>
#include <unistd.h>

/* A file is described by words: four letters are written as they are, "=N" is N in 32 bits, ":N" in 16, ".N" as N zero
 * bytes. */
static GByteArray *
build (const char *words)
{
  g_auto (GStrv) parts = g_strsplit (words, " ", -1);
  GByteArray *bytes = g_byte_array_new ();

  for (guint i = 0; parts[i] != NULL; i++)
    {
      guint32 value = (guint32) g_ascii_strtoull (parts[i] + 1, NULL, 0);
      guint8 little[] = { (guint8) value, (guint8) (value >> 8), (guint8) (value >> 16),
                          (guint8) (value >> 24) };

      if (parts[i][0] == '=')
        g_byte_array_append (bytes, little, 4);
      else if (parts[i][0] == ':')
        g_byte_array_append (bytes, little, 2);
      else if (parts[i][0] == '.')
        g_byte_array_set_size (bytes, bytes->len + value);
      else
        {
          g_autofree char *four = g_strdup_printf ("%-4s", parts[i]);

          g_byte_array_append (bytes, (const guint8 *) four, 4);
        }
    }
  return bytes;
}

#define PCM16        "fmt =16 :1 :2 =8000 =32000 :4 :16 "
#define SUBFORMAT(n) ":" #n " :0 :0 :16 :128 :43520 :14336 :29083 "

typedef struct
{
  const char *name;
  const char *words;
  AttuneWavKind kind;
  int error;
  AttuneSampleKind sample;
  guint channels;
  gint64 offset;
  gint64 n_frames;
  gboolean is_cut;
} Case;

static const Case cases[] = {
  { "plain", "RIFF =76 WAVE " PCM16 "data =40 .40", ATTUNE_WAV_LINEAR, -1, ATTUNE_SAMPLE_S16, 2, 44,
    10, FALSE },
  { "one-frame", "RIFF =40 WAVE " PCM16 "data =4 .4", ATTUNE_WAV_LINEAR, -1, ATTUNE_SAMPLE_S16, 2,
    44, 1, FALSE },
  { "8-bit", "RIFF =0 WAVE fmt =16 :1 :1 =8000 =8000 :1 :8 data =7 .7", ATTUNE_WAV_LINEAR, -1,
    ATTUNE_SAMPLE_U8, 1, 44, 7, FALSE },
  { "24-bit", "RIFF =0 WAVE fmt =16 :1 :2 =8000 =48000 :6 :24 data =12 .12", ATTUNE_WAV_LINEAR, -1,
    ATTUNE_SAMPLE_S24, 2, 44, 2, FALSE },
  { "32-bit", "RIFF =0 WAVE fmt =16 :1 :1 =8000 =32000 :4 :32 data =12 .12", ATTUNE_WAV_LINEAR, -1,
    ATTUNE_SAMPLE_S32, 1, 44, 3, FALSE },
  { "20-in-24", "RIFF =0 WAVE fmt =16 :1 :1 =8000 =24000 :3 :20 data =12 .12", ATTUNE_WAV_LINEAR,
    -1, ATTUNE_SAMPLE_S24, 1, 44, 4, FALSE },
  { "wrong-block", "RIFF =0 WAVE fmt =16 :1 :2 =8000 =32000 :0 :16 data =12 .12", ATTUNE_WAV_LINEAR,
    -1, ATTUNE_SAMPLE_S16, 2, 44, 3, FALSE },
  { "extensible",
    "RIFF =0 WAVE fmt =40 :65534 :2 =8000 =32000 :4 :16 :22 :16 =3 " SUBFORMAT (1) "data =8 .8",
    ATTUNE_WAV_LINEAR, -1, ATTUNE_SAMPLE_S16, 2, 68, 2, FALSE },
  { "extensible-float",
    "RIFF =0 WAVE fmt =40 :65534 :2 =8000 =64000 :8 :32 :22 :32 =3 " SUBFORMAT (3) "data =8 .8",
    ATTUNE_WAV_CODED, -1 },
  { "odd-chunk", "RIFF =0 WAVE LIST =3 .4 " PCM16 "data =8 .8", ATTUNE_WAV_LINEAR, -1,
    ATTUNE_SAMPLE_S16, 2, 56, 2, FALSE },
  { "chunk-after", "RIFF =60 WAVE " PCM16 "data =8 .8 LIST =4 .4", ATTUNE_WAV_LINEAR, -1,
    ATTUNE_SAMPLE_S16, 2, 44, 2, FALSE },
  { "cut", "RIFF =76 WAVE " PCM16 "data =40 .30", ATTUNE_WAV_LINEAR, -1, ATTUNE_SAMPLE_S16, 2, 44,
    7, TRUE },
  { "size-unknown", "RIFF =0xFFFFFFFF WAVE " PCM16 "data =0xFFFFFFFF .22", ATTUNE_WAV_LINEAR, -1,
    ATTUNE_SAMPLE_S16, 2, 44, 5, FALSE },
  { "size-open", "RIFF =0x7FFFFFFF WAVE " PCM16 "data =0x7FFFFFDB .22", ATTUNE_WAV_LINEAR, -1,
    ATTUNE_SAMPLE_S16, 2, 44, 5, FALSE },
  { "never-closed", "RIFF =0 WAVE " PCM16 "data =0 .16", ATTUNE_WAV_LINEAR, -1, ATTUNE_SAMPLE_S16,
    2, 44, 4, FALSE },
  { "rf64",
    "RF64 =0xFFFFFFFF WAVE ds64 =28 =100 =0 =16 =0 =4 =0 =0 " PCM16
    "data =0xFFFFFFFF .16 LIST =4 .4",
    ATTUNE_WAV_LINEAR, -1, ATTUNE_SAMPLE_S16, 2, 80, 4, FALSE },
  { "mulaw", "RIFF =0 WAVE fmt =16 :7 :1 =8000 =8000 :1 :8 data =8 .8", ATTUNE_WAV_CODED, -1 },
  { "gsm", "RIFF =0 WAVE fmt =20 :49 :1 =8000 =1625 :65 :0 :2 :320 data =65 .65", ATTUNE_WAV_CODED,
    -1 },
  { "nothing", "", ATTUNE_WAV_NONE, -1 },
  { "not-wav", "OggS .40", ATTUNE_WAV_NONE, -1 },
  { "avi", "RIFF =40 AVI .40", ATTUNE_WAV_NONE, -1 },
  { "header-only", "RIFF =4 WAVE", ATTUNE_WAV_NONE, ATTUNE_AUDIO_ERROR_FORMAT },
  { "no-data", "RIFF =28 WAVE " PCM16, ATTUNE_WAV_NONE, ATTUNE_AUDIO_ERROR_FORMAT },
  { "no-format", "RIFF =28 WAVE data =8 .8", ATTUNE_WAV_NONE, ATTUNE_AUDIO_ERROR_FORMAT },
  { "short-format", "RIFF =28 WAVE fmt =8 :1 :2 =8000 data =8 .8", ATTUNE_WAV_NONE,
    ATTUNE_AUDIO_ERROR_FORMAT },
  { "no-channels", "RIFF =0 WAVE fmt =16 :1 :0 =8000 =32000 :4 :16 data =8 .8", ATTUNE_WAV_NONE,
    ATTUNE_AUDIO_ERROR_FORMAT },
  { "many-channels", "RIFF =0 WAVE fmt =16 :1 :60000 =8000 =32000 :4 :16 data =8 .8",
    ATTUNE_WAV_NONE, ATTUNE_AUDIO_ERROR_FORMAT },
  { "no-rate", "RIFF =0 WAVE fmt =16 :1 :2 =0 =32000 :4 :16 data =8 .8", ATTUNE_WAV_NONE,
    ATTUNE_AUDIO_ERROR_FORMAT },
  { "absurd-rate", "RIFF =0 WAVE fmt =16 :1 :2 =0xFFFFFFFF =32000 :4 :16 data =8 .8",
    ATTUNE_WAV_NONE, ATTUNE_AUDIO_ERROR_FORMAT },
  { "absurd-bits", "RIFF =0 WAVE fmt =16 :1 :2 =8000 =32000 :0 :999 data =8 .8", ATTUNE_WAV_NONE,
    ATTUNE_AUDIO_ERROR_FORMAT },
  { "no-bits", "RIFF =0 WAVE fmt =16 :1 :1 =8000 =32000 :0 :0 data =8 .8", ATTUNE_WAV_NONE,
    ATTUNE_AUDIO_ERROR_FORMAT },
  { "empty", "RIFF =36 WAVE " PCM16 "data =0", ATTUNE_WAV_NONE, ATTUNE_AUDIO_ERROR_EMPTY },
  { "empty-with-list", "RIFF =48 WAVE " PCM16 "data =0 LIST =4 .4", ATTUNE_WAV_NONE,
    ATTUNE_AUDIO_ERROR_EMPTY },
  { "half-a-frame", "RIFF =38 WAVE " PCM16 "data =2 .2", ATTUNE_WAV_NONE,
    ATTUNE_AUDIO_ERROR_EMPTY },
  { "huge-chunk", "RIFF =0 WAVE LIST =0xFFFFFFFF " PCM16 "data =8 .8", ATTUNE_WAV_NONE,
    ATTUNE_AUDIO_ERROR_FORMAT },
};

static void
test_layout (gconstpointer data)
{
  const Case *expected = data;
  g_autoptr (GByteArray) bytes = build (expected->words);
  int fd = attune_audio_test_file (bytes->data, bytes->len);
  g_autoptr (GError) error = NULL;
  AttuneWavLayout layout = { 0 };
  AttuneWavKind kind = attune_wav_parse (fd, bytes->len, "call.wav", &layout, &error);

  close (fd);
  g_assert_cmpint (kind, ==, expected->kind);
  if (expected->error >= 0)
    {
      g_assert_error (error, ATTUNE_AUDIO_ERROR, expected->error);
      g_assert_nonnull (strstr (error->message, "call.wav"));
      return;
    }
  g_assert_no_error (error);
  if (kind != ATTUNE_WAV_LINEAR)
    return;

  g_assert_cmpint (layout.sample, ==, expected->sample);
  g_assert_cmpuint (layout.rate, ==, 8000);
  g_assert_cmpuint (layout.channels, ==, expected->channels);
  g_assert_cmpint (layout.offset, ==, expected->offset);
  g_assert_cmpint (layout.n_frames, ==, expected->n_frames);
  g_assert_cmpint (layout.is_cut, ==, expected->is_cut);
}

/* A file may end anywhere. */
static void
test_cut_anywhere (void)
{
  g_autoptr (GByteArray) bytes = build (
    "RIFF =0 WAVE LIST =3 .4 fmt =40 :65534 :2 =8000 =32000 :4 :16 :22 :16 =3 " SUBFORMAT (
      1) "data =8 .8");

  for (gsize size = 0; size <= bytes->len; size++)
    {
      int fd = attune_audio_test_file (bytes->data, size);
      g_autoptr (GError) error = NULL;
      AttuneWavLayout layout;

      if (attune_wav_parse (fd, (gint64) size, "call.wav", &layout, &error) == ATTUNE_WAV_LINEAR)
        g_assert_cmpint (layout.offset + layout.n_frames * 4, <=, size);
      else if (size >= 12)
        g_assert_nonnull (error);
      close (fd);
    }
}

int
main (int argc, char **argv)
{
  attune_audio_test_init (&argc, &argv);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/wav/layout/%s", cases[i].name);

      g_test_add_data_func (path, &cases[i], test_layout);
    }
  g_test_add_func ("/wav/cut-anywhere", test_cut_anywhere);
  return g_test_run ();
}
