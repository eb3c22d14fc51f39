/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-player-device.h"

#include "attune-audio-error.h"

#include <glib/gi18n-lib.h>

/* ALSA complains on the console when asked on a machine without a sound card. */
static gboolean
has_card (void)
{
  g_autofree char *devices = NULL;

  return g_file_get_contents ("/proc/asound/pcm", &devices, NULL, NULL) && devices[0] != '\0';
}

/* Not autoaudiosink, which tries every sink there is, for a second, and lets some of them write on the console. */
GstElement *
attune_player_device_find (void)
{
  const char *const names[] = { "pulsesink", "pipewiresink", "alsasink" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      GstElement *sink;

      if (g_str_equal (names[i], "alsasink") && !has_card ())
        continue;
      sink = gst_element_factory_make (names[i], NULL);
      if (sink == NULL)
        continue;
      gst_object_ref_sink (sink);
      if (gst_element_set_state (sink, GST_STATE_READY) != GST_STATE_CHANGE_FAILURE)
        return sink;
      gst_element_set_state (sink, GST_STATE_NULL);
      gst_object_unref (sink);
    }
  return NULL;
}

GstElement *
attune_player_device_new_clock (void)
{
  GstElement *sink = gst_element_factory_make ("fakesink", NULL);

  g_object_set (gst_object_ref_sink (sink), "sync", TRUE, NULL);
  return sink;
}

gboolean
attune_player_device_chain (GstElement *pipeline,
                            GstElement *element,
                            GstElement **last,
                            GError **error)
{
  if (element == NULL)
    {
      g_set_error (error, ATTUNE_AUDIO_ERROR, ATTUNE_AUDIO_ERROR_CODEC,
                   _ (
                     "Playing needs GStreamer's base and good plugins. Install the Debian packages "
                     "gstreamer1.0-plugins-base and gstreamer1.0-plugins-good."));
      return FALSE;
    }

  gst_bin_add (GST_BIN (pipeline), element);
  if (*last != NULL)
    gst_element_link (*last, element);
  *last = element;
  return TRUE;
}
