/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Preloaded into the decoder, makes its threads advance unevenly, as they do on a busy machine: now and then a buffer waits,
 * and who seeks waits long. What is decoded must not depend on it. */
#define _GNU_SOURCE

#include <dlfcn.h>
#include <gst/gst.h>

#define SEEK_US 20000
#define MOST_US 1500
#define ONE_IN  16
#define SEED    "UNEVEN_SEED"

static void
nap (void)
{
  static GMutex mutex;
  static GRand *rand;
  guint us = 0;

  g_mutex_lock (&mutex);
  if (rand == NULL)
    rand = g_rand_new_with_seed ((guint32) g_ascii_strtoull (g_getenv (SEED), NULL, 10));
  if (g_rand_int_range (rand, 0, ONE_IN) == 0)
    us = (guint) g_rand_int_range (rand, 0, MOST_US);
  g_mutex_unlock (&mutex);
  if (us > 0)
    g_usleep (us);
}

GstFlowReturn
gst_pad_push (GstPad *pad, GstBuffer *buffer)
{
  static GstFlowReturn (*push) (GstPad *, GstBuffer *);

  if (push == NULL)
    push = (GstFlowReturn (*) (GstPad *, GstBuffer *)) dlsym (RTLD_NEXT, "gst_pad_push");
  nap ();
  return push (pad, buffer);
}

gboolean
gst_pad_push_event (GstPad *pad, GstEvent *event)
{
  static gboolean (*push) (GstPad *, GstEvent *);

  if (push == NULL)
    push = (gboolean (*) (GstPad *, GstEvent *)) dlsym (RTLD_NEXT, "gst_pad_push_event");
  if (GST_EVENT_TYPE (event) == GST_EVENT_SEEK)
    {
      gint64 start;

      gst_event_parse_seek (event, NULL, NULL, NULL, NULL, &start, NULL, NULL);
      if (start <= 1)
        g_usleep (SEEK_US);
    }
  return push (pad, event);
}
