/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-sample.h"
#include "attune-screens.h"
#include "attune-test-support.h"
#include "attune-wave-paint.h"
#include "attune-waveform.h"

#include <X11/extensions/XTest.h>
#include <adwaita.h>
#include <gdk/x11/gdkx.h>
#include <math.h>
#include <stdio.h>

#define RATE    8000
#define SECONDS 60
#define SECOND  ((gint64) G_USEC_PER_SEC)

typedef struct
{
  char *folder;
  GtkWidget *window;
  AttuneWaveform *waveform;
  AttuneWaveView *view;
  AttuneIngest *ingest;
  AttuneRecording *recording;
  gint64 sought; /* -1: nothing yet */
  gint64 activated;
  gint64 expected_from;
  gint64 expected;
} Fixture;

/* A linear WAV of two channels: a tone on the left in even seconds, on the right in odd ones. */
static char *
write_wav (const char *folder, guint seconds)
{
  char *path = g_build_filename (folder, "call.wav", NULL);
  guint32 bytes = seconds * RATE * 4;
  guint32 header[11] = { 0x46464952, bytes + 36, 0x45564157, 0x20746d66, 16,   0x00020001,
                         RATE,       RATE * 4,   0x00100004, 0x61746164, bytes };
  g_autofree gint16 *second = g_new0 (gint16, RATE * 2);
  FILE *file = fopen (path, "wb");

  fwrite (header, sizeof header, 1, file);
  for (guint s = 0; s < seconds; s++)
    {
      for (guint i = 0; i < RATE; i++)
        {
          second[i * 2 + s % 2] = (gint16) (12000 * sin (i * 0.4));
          second[i * 2 + 1 - s % 2] = 0;
        }
      fwrite (second, 4, RATE, file);
    }
  fclose (file);
  return path;
}

static void
seek_cb (Fixture *fixture, gint64 us)
{
  fixture->sought = us;
  attune_wave_view_set_position (fixture->view, us, FALSE);
}

static void
mark_cb (Fixture *fixture, gint64 id)
{
  fixture->activated = id;
}

static gboolean
is_complete (gpointer data)
{
  return attune_recording_is_complete (data);
}

static gboolean
is_laid_out (gpointer data)
{
  return gtk_widget_get_mapped (data) && gtk_widget_get_width (data) > 300;
}

static void
open_recording (Fixture *fixture, guint seconds)
{
  g_autofree char *path = write_wav (fixture->folder, seconds);
  g_autofree char *cache = g_build_filename (fixture->folder, "cache", NULL);

  fixture->ingest = g_object_new (ATTUNE_TYPE_INGEST, "cache-directory", cache, NULL);
  fixture->recording = attune_recording_new (fixture->ingest, path);
  attune_recording_load_async (fixture->recording, NULL, NULL, NULL);
  g_assert_true (attune_test_wait_until (is_complete, fixture->recording, 20));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = attune_test_folder_new ();
  open_recording (fixture, SECONDS);
  fixture->waveform = g_object_ref_sink (g_object_new (ATTUNE_TYPE_WAVEFORM, NULL));
  fixture->view = attune_waveform_get_view (fixture->waveform);
  fixture->sought = -1;
  g_signal_connect_swapped (fixture->view, "seek", G_CALLBACK (seek_cb), fixture);
  g_signal_connect_swapped (fixture->view, "mark-activated", G_CALLBACK (mark_cb), fixture);
  attune_wave_view_set_recording (fixture->view, fixture->recording);
  attune_waveform_set_channels (fixture->waveform, 0, 1, TRUE);

  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 700, 260);
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->waveform));
  gtk_window_present (GTK_WINDOW (fixture->window));
  g_assert_true (attune_test_wait_until (is_laid_out, fixture->waveform, 10));
  attune_sample_settle (100);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_assert_finalize_object (fixture->waveform);
  g_object_unref (fixture->recording);
  attune_ingest_settle (fixture->ingest);
  g_object_unref (fixture->ingest);
  attune_test_folder_remove (fixture->folder);
}

/* --- Real input --- */

static Display *
get_display (Fixture *fixture)
{
  return gdk_x11_display_get_xdisplay (gtk_widget_get_display (fixture->window));
}

/* To a place on the waveform that shows `us`. */
static void
point_at (Fixture *fixture, gint64 us, double y)
{
  GtkNative *native = gtk_widget_get_native (GTK_WIDGET (fixture->waveform));
  Window window = gdk_x11_surface_get_xid (gtk_native_get_surface (native));
  double x = attune_time_axis_to_pixel (attune_wave_view_get_axis (fixture->view), (double) us);
  double shift_x, shift_y, native_x, native_y;
  int root_x, root_y;
  Window child;

  gtk_native_get_surface_transform (native, &shift_x, &shift_y);
  g_assert_true (gtk_widget_translate_coordinates (GTK_WIDGET (fixture->waveform),
                                                   GTK_WIDGET (native), x, y, &native_x,
                                                   &native_y));
  XTranslateCoordinates (get_display (fixture), window, DefaultRootWindow (get_display (fixture)),
                         (int) round (native_x + shift_x), (int) (native_y + shift_y), &root_x,
                         &root_y, &child);
  XTestFakeMotionEvent (get_display (fixture), -1, root_x, root_y, CurrentTime);
  XFlush (get_display (fixture));
  attune_sample_settle (60);
}

static void
set_button (Fixture *fixture, guint button, gboolean is_down)
{
  XTestFakeButtonEvent (get_display (fixture), button, is_down, CurrentTime);
  XFlush (get_display (fixture));
  attune_sample_settle (100);
}

static void
set_key (Fixture *fixture, KeySym key, gboolean is_down)
{
  XTestFakeKeyEvent (get_display (fixture), XKeysymToKeycode (get_display (fixture), key), is_down,
                     CurrentTime);
  XFlush (get_display (fixture));
  attune_sample_settle (60);
}

static void
type (Fixture *fixture, KeySym key)
{
  set_key (fixture, key, TRUE);
  set_key (fixture, key, FALSE);
}

static gboolean
is_active (gpointer data)
{
  return gtk_window_is_active (GTK_WINDOW (((Fixture *) data)->window));
}

static gint64
get_pixel_us (Fixture *fixture)
{
  AttuneTimeAxis axis = attune_wave_view_get_axis (fixture->view);

  return (gint64) (axis.span_us / axis.width);
}

/* The pointer's way through X server and window manager takes its time. */
static gboolean
has_sought (gpointer data)
{
  Fixture *fixture = data;

  return ABS (fixture->sought - fixture->expected) <= 3 * get_pixel_us (fixture);
}

static void
expect_seek (Fixture *fixture, gint64 us)
{
  fixture->expected = us;
  g_assert_true (attune_test_wait_until (has_sought, fixture, 5));
}

static gboolean
has_selected (gpointer data)
{
  Fixture *fixture = data;
  gint64 from, to;

  return attune_wave_view_get_selection (fixture->view, &from, &to) &&
         ABS (from - fixture->expected_from) <= 3 * get_pixel_us (fixture) &&
         ABS (to - fixture->expected) <= 3 * get_pixel_us (fixture);
}

static void
expect_selection (Fixture *fixture, gint64 from, gint64 to)
{
  fixture->expected_from = from;
  fixture->expected = to;
  g_assert_true (attune_test_wait_until (has_selected, fixture, 5));
}

#define assert_near(a, b, reach) g_assert_cmpint (ABS ((a) - (b)), <=, (reach))

static void
test_seek (Fixture *fixture, gconstpointer data)
{
  g_assert_true (attune_test_wait_until (is_active, fixture, 10));
  point_at (fixture, 20 * SECOND, 100);
  set_button (fixture, 1, TRUE);
  expect_seek (fixture, 20 * SECOND);
  point_at (fixture, 30 * SECOND, 100);
  point_at (fixture, 35 * SECOND, 100);
  expect_seek (fixture, 35 * SECOND);
  set_button (fixture, 1, FALSE);
  g_assert_false (attune_wave_view_get_selection (fixture->view, NULL, NULL));
  g_assert_true (gtk_widget_is_focus (GTK_WIDGET (fixture->waveform)));
}

static void
test_select (Fixture *fixture, gconstpointer data)
{
  g_assert_true (attune_test_wait_until (is_active, fixture, 10));
  point_at (fixture, 40 * SECOND, 100);
  set_key (fixture, XK_Shift_L, TRUE);
  set_button (fixture, 1, TRUE);
  point_at (fixture, 35 * SECOND, 100);
  point_at (fixture, 30 * SECOND, 100);
  expect_selection (fixture, 30 * SECOND, 40 * SECOND);
  set_button (fixture, 1, FALSE);
  set_key (fixture, XK_Shift_L, FALSE);
  g_assert_cmpint (fixture->sought, ==, -1);

  /* Its edge can be taken and moved, without Shift. */
  point_at (fixture, 40 * SECOND, 100);
  set_button (fixture, 1, TRUE);
  point_at (fixture, 45 * SECOND, 100);
  point_at (fixture, 50 * SECOND, 100);
  expect_selection (fixture, 30 * SECOND, 50 * SECOND);
  set_button (fixture, 1, FALSE);
}

static void
test_wheel (Fixture *fixture, gconstpointer data)
{
  AttuneTimeAxis before = attune_wave_view_get_axis (fixture->view);
  AttuneTimeAxis after;
  double x;

  g_assert_true (attune_test_wait_until (is_active, fixture, 10));
  point_at (fixture, 15 * SECOND, 100);
  set_key (fixture, XK_Control_L, TRUE);
  for (int i = 0; i < 5; i++)
    {
      set_button (fixture, 4, TRUE);
      set_button (fixture, 4, FALSE);
    }
  set_key (fixture, XK_Control_L, FALSE);
  after = attune_wave_view_get_axis (fixture->view);
  g_assert_cmpfloat (after.span_us, <, before.span_us / 2);
  x = attune_time_axis_to_pixel (after, 15e6);
  g_assert_cmpfloat_with_epsilon (x, attune_time_axis_to_pixel (before, 15e6), 3.0);

  /* Without Ctrl it scrolls. */
  before = after;
  set_button (fixture, 5, TRUE);
  set_button (fixture, 5, FALSE);
  after = attune_wave_view_get_axis (fixture->view);
  g_assert_cmpfloat (after.start_us, >, before.start_us);
  g_assert_cmpfloat (after.span_us, ==, before.span_us);
}

static void
test_marks (Fixture *fixture, gconstpointer data)
{
  static const AttuneWaveMark marks[] = {
    { 7, 10 * SECOND, 10 * SECOND, ATTUNE_NOTE_PRAISE },
    { 8, 30 * SECOND, 45 * SECOND, ATTUNE_NOTE_IMPROVE },
    { 9, 50 * SECOND, 50 * SECOND, ATTUNE_NOTE_QUESTION },
    { 10, 55 * SECOND, 55 * SECOND, ATTUNE_NOTE_PLAIN },
  };

  g_assert_true (attune_test_wait_until (is_active, fixture, 10));
  attune_wave_view_set_marks (fixture->view, marks, G_N_ELEMENTS (marks));
  attune_wave_view_choose_mark (fixture->view, 9);
  attune_sample_settle (50);
  point_at (fixture, 30 * SECOND, 5);
  set_button (fixture, 1, TRUE);
  set_button (fixture, 1, FALSE);
  g_assert_cmpint (fixture->activated, ==, 8);
  g_assert_cmpint (fixture->sought, ==, -1);
}

static void
test_keys (Fixture *fixture, gconstpointer data)
{
  gint64 from, to;

  g_assert_true (attune_test_wait_until (is_active, fixture, 10));
  gtk_widget_grab_focus (GTK_WIDGET (fixture->waveform));
  attune_wave_view_seek (fixture->view, 20 * SECOND);
  type (fixture, XK_i);
  attune_wave_view_seek (fixture->view, 25 * SECOND);
  type (fixture, XK_o);
  g_assert_true (attune_wave_view_get_selection (fixture->view, &from, &to));
  g_assert_cmpint (from, ==, 20 * SECOND);
  g_assert_cmpint (to, ==, 25 * SECOND);
  type (fixture, XK_Escape);
  g_assert_false (attune_wave_view_get_selection (fixture->view, NULL, NULL));

  type (fixture, XK_minus);
  g_assert_true (attune_time_axis_is_whole (attune_wave_view_get_axis (fixture->view)));
  type (fixture, XK_KP_Add);
  g_assert_false (attune_time_axis_is_whole (attune_wave_view_get_axis (fixture->view)));
  type (fixture, XK_0);
  g_assert_true (attune_time_axis_is_whole (attune_wave_view_get_axis (fixture->view)));
  type (fixture, XK_End);
  g_assert_cmpint (fixture->sought, ==, SECONDS * SECOND);
  type (fixture, XK_Home);
  g_assert_cmpint (fixture->sought, ==, 0);
  type (fixture, XK_Right);
  g_assert_cmpint (fixture->sought, >, 0);
}

static void
test_turn (Fixture *fixture, gconstpointer data)
{
  gint64 from, to;

  attune_wave_view_find_turn (fixture->view, 4 * SECOND + SECOND / 2, &from, &to);
  assert_near (from, 4 * SECOND, SECOND / 10);
  assert_near (to, 5 * SECOND, SECOND / 10);
}

/* One frame at every zoom, as the lanes draw it: two channels of a wide window on a double-density screen. */
static double
measure_frame (Fixture *fixture,
               double span_us,
               guint8 *marks,
               AttunePeak *columns,
               guint32 *pixels,
               gsize n,
               int height)
{
  double duration = (double) attune_wave_view_get_duration_us (fixture->view);
  double frames_per_us = RATE / 1e6;
  double first = (duration - span_us) / 3 * frames_per_us;
  gint64 start = attune_test_get_work ();

  for (guint channel = 0; channel < 2; channel++)
    {
      gsize n_spans;
      const AttuneSpan *spans = attune_talk_map_get_speech (attune_wave_view_get_talk_map (
                                                              fixture->view),
                                                            channel, &n_spans);

      attune_peaks_query (attune_wave_view_get_peaks (fixture->view),
                          attune_wave_view_get_pcm (fixture->view), channel, first,
                          first + span_us * frames_per_us, n, columns);
      attune_wave_mark_spans (spans, n_spans, first, first + span_us * frames_per_us, n, marks);
      attune_wave_paint (columns, marks, n, height, &(AttuneWaveInk){ 0xff0072b2, 0x73003350, 2.0 },
                         pixels);
    }
  return (double) (attune_test_get_work () - start) / 1e3;
}

static void
test_speed (void)
{
  Fixture fixture = { 0 };
  gsize n = 2880;
  int height = 136;
  g_autofree guint8 *marks = g_new (guint8, n);
  g_autofree AttunePeak *columns = g_new (AttunePeak, n);
  g_autofree guint32 *pixels = g_new (guint32, n * height);
  double worst = 0;

  fixture.folder = attune_test_folder_new ();
  open_recording (&fixture, 3600);
  fixture.view = attune_wave_view_new ();
  attune_wave_view_set_recording (fixture.view, fixture.recording);
  for (double span = 3600e6; span >= 1e4; span /= 3)
    {
      double best = G_MAXDOUBLE;

      for (int i = 0; i < 5; i++)
        best = MIN (best, measure_frame (&fixture, span, marks, columns, pixels, n, height));
      g_test_message ("%.3f s across %zu columns: %.2f ms", span / 1e6, n, best);
      worst = MAX (worst, best);
    }
  g_test_minimized_result (worst, "worst frame of an hour: %.2f ms", worst);
#ifndef __SANITIZE_ADDRESS__
  g_assert_cmpfloat (worst, <=, 8.0);
#endif

  g_object_unref (fixture.view);
  g_object_unref (fixture.recording);
  attune_ingest_settle (fixture.ingest);
  g_object_unref (fixture.ingest);
  attune_test_folder_remove (fixture.folder);
}

/* A waveform without any sound, and one channel alone, draw too. */
static void
test_empty (Fixture *fixture, gconstpointer data)
{
  attune_wave_view_set_recording (fixture->view, NULL);
  attune_waveform_set_channels (fixture->waveform, 0, 0, FALSE);
  attune_waveform_zoom (fixture->waveform, 10);
  attune_wave_view_seek (fixture->view, 5);
  attune_sample_settle (50);
  g_assert_cmpint (fixture->sought, ==, 0);
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  attune_screens_init ();

  ADD ("/waveform/seek", test_seek);
  ADD ("/waveform/select", test_select);
  ADD ("/waveform/wheel", test_wheel);
  ADD ("/waveform/marks", test_marks);
  ADD ("/waveform/keys", test_keys);
  ADD ("/waveform/turn", test_turn);
  ADD ("/waveform/empty", test_empty);
  g_test_add_func ("/waveform/speed", test_speed);

  return g_test_run ();
}
