/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-decoder-pipeline.h"

#include <gst/gst.h>
#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

/* More than any decoder needs, and less than a machine has to give. */
#define MEMORY_BYTES (G_GUINT64_CONSTANT (3) << 30)
#define CPU_SECONDS  3600

static void
limit (int resource, guint64 most)
{
  struct rlimit bound = { .rlim_cur = (rlim_t) most, .rlim_max = (rlim_t) most };

  setrlimit ((__rlimit_resource_t) resource, &bound);
}

/* Whatever a hostile file makes of this process, it gets no more than this of the machine. */
static void
limit_resources (gint64 most_bytes)
{
  limit (RLIMIT_CORE, 0);
  limit (RLIMIT_CPU, CPU_SECONDS);
  limit (RLIMIT_FSIZE, (guint64) most_bytes);
#ifndef __SANITIZE_ADDRESS__
  limit (RLIMIT_AS, MEMORY_BYTES);
#endif
}

/* avdec_opus decodes an hour four times as fast as opusdec, which stands before it in GStreamer's ranks. Newer releases
 * (seen in 1.26) hand it the stream's headers as sound, and end with “Could not decode stream” every other time. */
static gboolean
is_avdec_opus_sound (void)
{
  guint major, minor, micro, nano;

  gst_version (&major, &minor, &micro, &nano);
  return major == 1 && minor < 24;
}

static void
prefer (const char *name)
{
  GstPluginFeature *feature = gst_registry_lookup_feature (gst_registry_get (), name);

  if (feature == NULL)
    return;
  gst_plugin_feature_set_rank (feature, GST_RANK_PRIMARY + 100);
  gst_object_unref (feature);
}

static gboolean
parse_descriptor (const char *text, int *out_fd)
{
  guint64 value;

  if (!g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT, &value, NULL))
    return FALSE;
  *out_fd = (int) value;
  return TRUE;
}

int
main (int argc, char **argv)
{
  AttuneDecoderOutput *output;
  int input_fd, pcm_fd, record_fd;
  guint64 most_bytes;

  /* The registry of plug-ins is made, and there for all that come later. */
  if (argc == 2 && g_str_equal (argv[1], "ready"))
    {
      gst_init (NULL, NULL);
      return 0;
    }
  if (argc != 6 || !parse_descriptor (argv[1], &input_fd) || !parse_descriptor (argv[2], &pcm_fd) ||
      !parse_descriptor (argv[3], &record_fd) ||
      !g_ascii_string_to_unsigned (argv[4], 10, 0, G_MAXINT64, &most_bytes, NULL))
    {
      g_printerr ("attune-decoder is started by Attune: INPUT PCM RECORDS BYTES FORM\n");
      return 2;
    }

  signal (SIGPIPE, SIG_IGN);
  signal (SIGXFSZ, SIG_IGN);
  limit_resources ((gint64) most_bytes);
  gst_init (NULL, NULL);
  if (is_avdec_opus_sound ())
    prefer ("avdec_opus");

  output = attune_decoder_output_new (pcm_fd, record_fd, (gint64) most_bytes);
  attune_decoder_pipeline_run (input_fd, argv[5], output);
  /* Without tidying up: quicker, and a decoder that hangs cannot hold it. */
  _exit (attune_decoder_output_finish (output) ? 0 : 1);
}
