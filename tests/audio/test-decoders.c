/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-decoder-client.h"
#include "attune-decoder-elements.h"

#include <string.h>

/* What people are told to install, and the source that GStreamer says its elements come from. */
static const struct
{
  const char *package;
  const char *source;
} packages[] = {
  { "gstreamer1.0-plugins-base", "gst-plugins-base" },
  { "gstreamer1.0-plugins-good", "gst-plugins-good" },
  { "gstreamer1.0-plugins-bad", "gst-plugins-bad" },
  { "gstreamer1.0-libav", "gst-libav" },
};

static const char *
find_source (const char *package)
{
  for (guint i = 0; i < G_N_ELEMENTS (packages); i++)
    if (g_str_equal (packages[i].package, package))
      return packages[i].source;
  g_error ("no source is known of %s", package);
}

/* "audio/mpeg4" is MPEG of version 4. */
static GstCaps *
make_caps (const char *media)
{
  if (!g_str_has_prefix (media, "audio/mpeg"))
    return gst_caps_new_empty_simple (media);
  return gst_caps_new_simple ("audio/mpeg", "mpegversion", G_TYPE_INT,
                              g_ascii_digit_value (media[strlen (media) - 1]), NULL);
}

static gboolean
is_from (GstElementFactory *factory, const char *source)
{
  g_autoptr (GstPlugin) plugin = gst_plugin_feature_get_plugin (GST_PLUGIN_FEATURE (factory));

  return plugin != NULL && g_strcmp0 (gst_plugin_get_source (plugin), source) == 0;
}

/* How many elements of `source` take `media`, and how many of them may be used, with M4A and AAC switched on or not. */
static void
count_elements (const char *media,
                const char *source,
                gboolean takes_aac,
                guint *out_n,
                guint *out_n_allowed)
{
  GList *all = gst_element_factory_list_get_elements (GST_ELEMENT_FACTORY_TYPE_DECODABLE,
                                                      GST_RANK_MARGINAL);
  g_autoptr (GstCaps) caps = make_caps (media);
  GList *fit = gst_element_factory_list_filter (all, caps, GST_PAD_SINK, FALSE);

  *out_n = *out_n_allowed = 0;
  for (GList *item = fit; item != NULL; item = item->next)
    if (is_from (item->data, source))
      {
        *out_n += 1;
        *out_n_allowed += attune_decoder_elements_allow (item->data, takes_aac) ? 1 : 0;
      }
  gst_plugin_feature_list_free (fit);
  gst_plugin_feature_list_free (all);
}

/* Whoever installs the package that is named for a kind of recording can have it decoded: M4A and AAC once they are switched
 * on, and nothing of theirs before. */
static void
test_words (void)
{
  const char *media, *package;
  guint n_kinds = 0;

  for (; attune_decoder_words_get (n_kinds, &media, &package); n_kinds++)
    {
      guint n, n_allowed, n_off;

      count_elements (media, find_source (package), FALSE, &n, &n_off);
      count_elements (media, find_source (package), TRUE, &n, &n_allowed);
      g_test_message ("%s: %u elements of %s, %u allowed", media, n, package, n_allowed);
      g_assert_cmpuint (n, >, 0);
      g_assert_cmpuint (n_allowed, >, 0);
      g_assert_cmpuint (n_off, ==, attune_decoder_elements_are_aac (media) ? 0 : n_allowed);
    }
  g_assert_cmpuint (n_kinds, >, 10);
}

/* What has nothing to do with recordings stays out of reach. */
static void
test_others (void)
{
  static const char *const names[] = { "videoconvert", "pngdec", "avdec_h264", "filesrc",
                                       "fakesink" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GstElementFactory) factory = gst_element_factory_find (names[i]);

      if (factory != NULL)
        g_assert_false (attune_decoder_elements_allow (factory, TRUE));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gst_init (NULL, NULL);
  g_test_add_func ("/decoders/words", test_words);
  g_test_add_func ("/decoders/others", test_others);
  return g_test_run ();
}
