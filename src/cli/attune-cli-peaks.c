/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-cli-audio.h"
#include "attune-cli-command.h"
#include "attune-peaks-builder.h"
#include "attune-source.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <jansson.h>
#include <stdio.h>

/* What audiowaveform does unless told otherwise. */
#define DEFAULT_SAMPLES_PER_PIXEL 256
#define DEFAULT_BITS              16

typedef struct
{
  char *output;
  int samples_per_pixel;
  int bits;
  gboolean is_split;
  gboolean aac;
  gboolean json;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->output);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static void
print_json (const AttunePeaks *peaks)
{
  double seconds = (double) attune_peaks_get_n_frames (peaks) /
                   (double) attune_peaks_get_rate (peaks);
  json_t *object = json_pack ("{s:f, s:i, s:i, s:I}", "seconds", seconds, "rate",
                              (int) attune_peaks_get_rate (peaks), "channels",
                              (int) attune_peaks_get_channels (peaks), "blocks",
                              (json_int_t) attune_peaks_get_n_blocks (peaks));
  char *text = json_dumps (object, JSON_INDENT (2) | JSON_REAL_PRECISION (15));

  puts (text);
  free (text);
  json_decref (object);
}

static void
print_text (const AttunePeaks *peaks, const char *output)
{
  g_autofree char *seconds = g_strdup_printf ("%.2f", (double) attune_peaks_get_n_frames (peaks) /
                                                        (double) attune_peaks_get_rate (peaks));
  gsize n_blocks = attune_peaks_get_n_blocks (peaks);
  guint n_channels = attune_peaks_get_channels (peaks);
  g_autofree char *number = g_strdup_printf ("%" G_GSIZE_FORMAT, n_blocks);
  /* Translators: a number. */
  g_autofree char *blocks = g_strdup_printf (ngettext ("%s block", "%s blocks", n_blocks), number);
  g_autofree char *channels = g_strdup_printf (ngettext ("%u channel", "%u channels", n_channels),
                                               n_channels);

  /* Translators: a file name, "12 blocks", "2 channels", a number of seconds, a sample rate. */
  g_print (_ ("%s: %s of %s, %s s at %u Hz.\n"), output, blocks, channels, seconds,
           attune_peaks_get_rate (peaks));
}

/* The recording's sound: in place if it can be read there, or else decoded. NULL after saying why not. */
static AttunePcm *
open_sound (AttuneIngest *ingest, const char *path)
{
  g_auto (AttuneSource) source = { .fd = -1 };
  g_autoptr (AttuneRecording) recording = NULL;
  g_autoptr (GError) error = NULL;

  if (!attune_source_open (path, NULL, &source, &error))
    {
      attune_cli_fail (ATTUNE_CLI_DATA_AT_FAULT, "%s", error->message);
      return NULL;
    }
  if (source.kind != ATTUNE_WAV_LINEAR)
    {
      recording = attune_cli_load_recording (ingest, path);
      return recording != NULL ? attune_pcm_ref (attune_recording_get_pcm (recording)) : NULL;
    }
  if (!attune_ingest_check_length (ingest, source.name, source.layout.rate, source.layout.n_frames,
                                   &error))
    {
      attune_cli_fail (ATTUNE_CLI_DATA_AT_FAULT, "%s", error->message);
      return NULL;
    }
  if (source.warning != NULL)
    attune_cli_fail (ATTUNE_CLI_DONE, "%s", source.warning);
  return attune_source_steal_pcm (&source);
}

static AttuneCliStatus
write_peaks (AttuneIngest *ingest, const char *path, const Options *options)
{
  g_autoptr (AttunePcm) pcm = open_sound (ingest, path);
  g_autoptr (AttunePeaks) peaks = NULL;
  g_autoptr (GBytes) dat = NULL;
  g_autoptr (GError) error = NULL;
  gconstpointer data;
  gsize size;

  if (pcm == NULL)
    return ATTUNE_CLI_DATA_AT_FAULT;
  peaks = attune_peaks_new_from_pcm (pcm, (guint) options->samples_per_pixel, !options->is_split,
                                     NULL, &error);
  if (peaks == NULL)
    return attune_cli_fail (ATTUNE_CLI_DATA_AT_FAULT, "%s", error->message);

  dat = attune_peaks_to_dat (peaks, (guint) options->bits);
  data = g_bytes_get_data (dat, &size);
  if (!g_file_set_contents (options->output, data, (gssize) size, NULL))
    return attune_cli_fail (ATTUNE_CLI_DATA_AT_FAULT,
                            _ ("“%s” cannot be written. Check that its folder is there and may be "
                               "written to, and that the disk has room"),
                            options->output);

  if (options->json)
    print_json (peaks);
  else
    print_text (peaks, options->output);
  return ATTUNE_CLI_DONE;
}

/* Whether both paths lead to one file, by whatever names. */
static gboolean
is_same_file (const char *first, const char *second)
{
  GStatBuf left;
  GStatBuf right;

  return g_stat (first, &left) == 0 && g_stat (second, &right) == 0 &&
         left.st_dev == right.st_dev && left.st_ino == right.st_ino;
}

static AttuneCliStatus
run_peaks (int n_arguments, char **arguments)
{
  g_auto (Options)
    options = { .samples_per_pixel = DEFAULT_SAMPLES_PER_PIXEL, .bits = DEFAULT_BITS };
  const GOptionEntry entries[] = {
    { .long_name = "output",
      .short_name = 'o',
      .arg = G_OPTION_ARG_FILENAME,
      .arg_data = &options.output },
    { .long_name = "samples-per-pixel",
      .arg = G_OPTION_ARG_INT,
      .arg_data = &options.samples_per_pixel },
    { .long_name = "bits", .arg = G_OPTION_ARG_INT, .arg_data = &options.bits },
    { .long_name = "split-channels", .arg_data = &options.is_split },
    { .long_name = "aac", .arg_data = &options.aac },
    { .long_name = "json", .arg_data = &options.json },
    { NULL },
  };
  g_autoptr (AttuneIngest) ingest = NULL;
  g_auto (GStrv) paths = NULL;
  AttuneCliStatus status;

  if (!attune_cli_parse (&attune_cli_peaks, arguments, entries, 1, 1, &paths))
    return ATTUNE_CLI_CALL_AT_FAULT;
  if (options.output != NULL && is_same_file (paths[0], options.output))
    return attune_cli_fail (ATTUNE_CLI_CALL_AT_FAULT,
                            _ ("“%s” is the recording itself. Name another file for the peaks."),
                            options.output);
  if (options.output == NULL)
    return attune_cli_fail (ATTUNE_CLI_CALL_AT_FAULT,
                            _ ("Say where to write the peaks: -o OUT.dat"));
  if (options.samples_per_pixel < 1)
    return attune_cli_fail (ATTUNE_CLI_CALL_AT_FAULT,
                            _ ("--samples-per-pixel must be at least 1."));
  if (options.bits != 8 && options.bits != 16)
    return attune_cli_fail (ATTUNE_CLI_CALL_AT_FAULT, _ ("--bits must be 8 or 16."));

  ingest = g_object_new (ATTUNE_TYPE_INGEST, "takes-aac", options.aac, NULL);
  status = write_peaks (ingest, paths[0], &options);
  attune_ingest_settle (ingest);
  return status;
}

const AttuneCliCommand attune_cli_peaks = {
  "peaks",
  "AUDIO -o OUT.dat [--samples-per-pixel N] [--bits 8|16] [--split-channels] [--aac] [--json]",
  "Write a recording's waveform as audiowaveform's data, version 2",
  run_peaks,
};
