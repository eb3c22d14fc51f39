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

/* Comes in the sink's own thread, where it must not be asked anything. */
static void
moved_cb (GstElement *sink)
{
  gst_element_post_message (sink,
                            gst_message_new_application (GST_OBJECT (sink),
                                                         gst_structure_new_empty ("attune-moved")));
}

static gboolean
tells_device (GstElement *sink)
{
  return g_object_class_find_property (G_OBJECT_GET_CLASS (sink), "current-device") != NULL;
}

void
attune_player_device_watch (GstElement *sink)
{
  if (tells_device (sink))
    g_signal_connect (sink, "notify::current-device", G_CALLBACK (moved_cb), NULL);
}

char *
attune_player_device_dup_name (GstElement *sink)
{
  char *name = NULL;

  if (tells_device (sink))
    g_object_get (sink, "current-device", &name, NULL);
  return name;
}

static gboolean
is_named (GstDevice *device, const char *name)
{
  g_autofree char *own = NULL;

  if (g_object_class_find_property (G_OBJECT_GET_CLASS (device), "internal-name") != NULL)
    g_object_get (device, "internal-name", &own, NULL);
  return g_strcmp0 (own, name) == 0;
}

gboolean
attune_player_device_is_there (const char *name)
{
  g_autoptr (GstDeviceProvider)
    provider = gst_device_provider_factory_get_by_name ("pulsedeviceprovider");
  GList *devices = provider != NULL ? gst_device_provider_get_devices (provider) : NULL;
  gboolean is_there = devices == NULL;

  for (GList *i = devices; i != NULL && !is_there; i = i->next)
    is_there = is_named (i->data, name);
  g_list_free_full (devices, gst_object_unref);
  return is_there;
}
