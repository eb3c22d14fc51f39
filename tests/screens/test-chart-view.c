/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-chart-view.h"
#include "attune-screens.h"
#include "attune-test-support.h"
#include "attune-trend-chart.h"

#include <X11/extensions/XTest.h>
#include <adwaita.h>
#include <gdk/x11/gdkx.h>

#define DAY      (G_GINT64_CONSTANT (86400) * G_USEC_PER_SEC)
#define START    (G_GINT64_CONSTANT (1767571200) * G_USEC_PER_SEC) /* 5 January 2026 */
#define N_POINTS 8

typedef struct
{
  GtkWidget *window;
  AttuneChartView *view;
  AttuneChart *chart;
  gint64 activated; /* 0: nothing yet */
  guint part;
  guint n_item_notifies;
} Fixture;

static AttuneChart *
create_chart (void)
{
  AttuneTrendPoint points[N_POINTS] = { 0 };
  AttuneTrendMarker marker = { 900, START + 20 * DAY, ATTUNE_TREND_MARKER_COACHING, "Empathy" };
  AttuneTrendSpec spec = ATTUNE_TREND_SPEC_INIT;

  for (guint i = 0; i < N_POINTS; i++)
    points[i] = (AttuneTrendPoint){ 100 + i, START + i * 10 * DAY, 70 + i * 3 };
  spec.points = points;
  spec.n_points = N_POINTS;
  spec.markers = &marker;
  spec.n_markers = 1;
  spec.pass = 80;
  return attune_trend_chart_new (&spec);
}

static void
activated_cb (Fixture *fixture, gint64 id, guint part)
{
  fixture->activated = id;
  fixture->part = part;
}

static void
item_notify_cb (Fixture *fixture)
{
  fixture->n_item_notifies++;
}

static gboolean
is_laid_out (gpointer data)
{
  return gtk_widget_get_mapped (data) && gtk_widget_get_width (data) > 300;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->chart = create_chart ();
  fixture->view = g_object_ref_sink (ATTUNE_CHART_VIEW (attune_chart_view_new ()));
  fixture->window = gtk_window_new ();
  g_signal_connect_swapped (fixture->view, "activated", G_CALLBACK (activated_cb), fixture);
  g_signal_connect_swapped (fixture->view, "notify::item", G_CALLBACK (item_notify_cb), fixture);
  attune_chart_view_set_chart (fixture->view, fixture->chart);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 640, 320);
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->view));
  gtk_window_present (GTK_WINDOW (fixture->window));
  g_assert_true (attune_test_wait_until (is_laid_out, fixture->view, 10));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_assert_finalize_object (fixture->view);
  attune_chart_unref (fixture->chart);
}

/* Where an item lies in the view. */
static void
find_item (Fixture *fixture, guint index, double *out_x, double *out_y)
{
  GtkWidget *view = GTK_WIDGET (fixture->view);
  g_autoptr (AttuneChartGeometry)
    geometry = attune_chart_layout (fixture->chart, attune_chart_view_get_theme (fixture->view),
                                    gtk_widget_get_width (view), gtk_widget_get_height (view));

  g_assert_true (attune_chart_geometry_get_anchor (geometry, index, out_x, out_y));
}

static GtkEventController *
get_controller (Fixture *fixture, GType type)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (fixture->view));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (controller, type))
        return controller;
    }
  g_assert_not_reached ();
}

static gboolean
press (Fixture *fixture, guint key)
{
  gboolean is_handled = FALSE;

  g_signal_emit_by_name (get_controller (fixture, GTK_TYPE_EVENT_CONTROLLER_KEY), "key-pressed",
                         key, 0, 0, &is_handled);
  return is_handled;
}

static void
test_keys (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    guint key;
    guint item;
    gboolean is_handled;
  } steps[] = {
    { GDK_KEY_Return, ATTUNE_CHART_NO_ITEM, FALSE },
    { GDK_KEY_Escape, ATTUNE_CHART_NO_ITEM, FALSE },
    { GDK_KEY_Right, 0, TRUE },
    { GDK_KEY_Left, 0, TRUE },
    { GDK_KEY_Up, 0, FALSE },
    { GDK_KEY_Right, 1, TRUE },
    { GDK_KEY_KP_Right, 2, TRUE },
    { GDK_KEY_Down, N_POINTS, TRUE },
    { GDK_KEY_Down, N_POINTS, FALSE },
    { GDK_KEY_Up, 2, TRUE },
    { GDK_KEY_End, N_POINTS - 1, TRUE },
    { GDK_KEY_Right, N_POINTS - 1, TRUE },
    { GDK_KEY_Home, 0, TRUE },
    { GDK_KEY_a, 0, FALSE },
    { GDK_KEY_Escape, ATTUNE_CHART_NO_ITEM, TRUE },
    { GDK_KEY_Left, N_POINTS - 1, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_assert_cmpint (press (fixture, steps[i].key), ==, steps[i].is_handled);
      g_assert_cmpuint (attune_chart_view_get_item (fixture->view), ==, steps[i].item);
    }
  g_assert_cmpint (fixture->activated, ==, 0);
  g_assert_true (press (fixture, GDK_KEY_Return));
  g_assert_cmpint (fixture->activated, ==, 100 + N_POINTS - 1);
  g_assert_cmpuint (fixture->part, ==, ATTUNE_CHART_PART_VALUE);
  attune_chart_view_set_item (fixture->view, N_POINTS);
  g_assert_true (press (fixture, GDK_KEY_space));
  g_assert_cmpint (fixture->activated, ==, 900);
  g_assert_cmpuint (fixture->part, ==, ATTUNE_CHART_PART_MARKER);
}

/* From right to left the left arrow goes on in time. */
static void
test_right_to_left (Fixture *fixture, gconstpointer data)
{
  gtk_widget_set_direction (GTK_WIDGET (fixture->view), GTK_TEXT_DIR_RTL);
  g_assert_true (attune_chart_theme_is_right_to_left (attune_chart_view_get_theme (fixture->view)));
  attune_chart_view_set_item (fixture->view, 3);
  g_assert_true (press (fixture, GDK_KEY_Left));
  g_assert_cmpuint (attune_chart_view_get_item (fixture->view), ==, 4);
  gtk_widget_set_direction (GTK_WIDGET (fixture->view), GTK_TEXT_DIR_NONE);
}

static void
test_item (Fixture *fixture, gconstpointer data)
{
  attune_chart_view_set_item (fixture->view, 2);
  attune_chart_view_set_item (fixture->view, 2);
  g_assert_cmpuint (fixture->n_item_notifies, ==, 1);
  attune_chart_view_set_item (fixture->view, 5000);
  g_assert_cmpuint (attune_chart_view_get_item (fixture->view), ==, ATTUNE_CHART_NO_ITEM);
  g_assert_cmpuint (fixture->n_item_notifies, ==, 2);
  attune_chart_view_read (fixture->view, ATTUNE_CHART_PART_MARKER, 900);
  g_assert_cmpuint (attune_chart_view_get_item (fixture->view), ==, N_POINTS);
  attune_chart_view_read (fixture->view, ATTUNE_CHART_PART_VALUE, 900);
  g_assert_cmpuint (attune_chart_view_get_item (fixture->view), ==, N_POINTS);
  attune_chart_view_set_item (fixture->view, 1);
  attune_chart_view_set_chart (fixture->view, NULL);
  g_assert_cmpuint (attune_chart_view_get_item (fixture->view), ==, ATTUNE_CHART_NO_ITEM);
  g_assert_false (press (fixture, GDK_KEY_Right));
  g_assert_null (attune_chart_view_get_chart (fixture->view));
}

static void
test_accessible (Fixture *fixture, gconstpointer data)
{
  g_autofree char *sentence = attune_chart_describe (fixture->chart);

  gtk_test_accessible_assert_role (fixture->view, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_test_accessible_assert_property (fixture->view, GTK_ACCESSIBLE_PROPERTY_LABEL, sentence);
  attune_chart_view_set_item (fixture->view, 0);
  gtk_test_accessible_assert_property (fixture->view, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "70 · not passed, 2026-01-05 00:00");
  attune_chart_view_set_item (fixture->view, ATTUNE_CHART_NO_ITEM);
  g_assert_false (gtk_test_accessible_has_property (GTK_ACCESSIBLE (fixture->view),
                                                    GTK_ACCESSIBLE_PROPERTY_DESCRIPTION));
}

static void
test_schemes (Fixture *fixture, gconstpointer data)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();

  adw_style_manager_set_color_scheme (manager, ADW_COLOR_SCHEME_FORCE_DARK);
  g_assert_cmpint (attune_chart_theme_get_scheme (attune_chart_view_get_theme (fixture->view)), ==,
                   ATTUNE_CHART_SCHEME_DARK);
  adw_style_manager_set_color_scheme (manager, ADW_COLOR_SCHEME_FORCE_LIGHT);
  g_assert_cmpint (attune_chart_theme_get_scheme (attune_chart_view_get_theme (fixture->view)), ==,
                   ATTUNE_CHART_SCHEME_LIGHT);
  adw_style_manager_set_color_scheme (manager, ADW_COLOR_SCHEME_DEFAULT);
}

/* A .ui file may name it, its chart bound or set later. */
static void
test_builder (void)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_string (
    "<interface><object class='AttuneChartView' id='view'>"
    "<property name='hexpand'>1</property></object></interface>",
    -1);
  GtkWidget *view = GTK_WIDGET (gtk_builder_get_object (builder, "view"));

  g_assert_true (ATTUNE_IS_CHART_VIEW (view));
  g_assert_true (gtk_widget_get_hexpand (view));
}

/* Real input ------------------------------------------------------------------------------------------------- */

static Display *
get_display (Fixture *fixture)
{
  return gdk_x11_display_get_xdisplay (gtk_widget_get_display (fixture->window));
}

static void
move_pointer (Fixture *fixture, double x, double y)
{
  GtkNative *native = gtk_widget_get_native (GTK_WIDGET (fixture->view));
  Display *display = get_display (fixture);
  Window window = gdk_x11_surface_get_xid (gtk_native_get_surface (native));
  Window child;
  double shift_x, shift_y, native_x, native_y;
  int root_x, root_y;

  gtk_native_get_surface_transform (native, &shift_x, &shift_y);
  g_assert_true (gtk_widget_translate_coordinates (GTK_WIDGET (fixture->view), GTK_WIDGET (native),
                                                   x, y, &native_x, &native_y));
  XTranslateCoordinates (display, window, DefaultRootWindow (display), (int) (native_x + shift_x),
                         (int) (native_y + shift_y), &root_x, &root_y, &child);
  XTestFakeMotionEvent (display, -1, root_x, root_y, CurrentTime);
  XFlush (display);
}

static gboolean
never (gpointer data)
{
  return FALSE;
}

/* As slowly as a hand: the window manager has the first word on a button, and may miss a hasty release. */
static void
click (Fixture *fixture)
{
  XTestFakeButtonEvent (get_display (fixture), 1, True, CurrentTime);
  XFlush (get_display (fixture));
  attune_test_wait_until (never, NULL, 0.1);
  XTestFakeButtonEvent (get_display (fixture), 1, False, CurrentTime);
  XFlush (get_display (fixture));
}

static void
type (Fixture *fixture, KeySym key)
{
  KeyCode code = XKeysymToKeycode (get_display (fixture), key);

  XTestFakeKeyEvent (get_display (fixture), code, True, CurrentTime);
  XTestFakeKeyEvent (get_display (fixture), code, False, 20);
  XFlush (get_display (fixture));
}

/* Before that the window manager may still move it. */
static gboolean
is_active (gpointer data)
{
  return gtk_window_is_active (GTK_WINDOW (((Fixture *) data)->window));
}

static gboolean
reads_third (gpointer data)
{
  return attune_chart_view_get_item (((Fixture *) data)->view) == 3;
}

static gboolean
reads_fourth (gpointer data)
{
  return attune_chart_view_get_item (((Fixture *) data)->view) == 4;
}

static gboolean
reads_nothing (gpointer data)
{
  return attune_chart_view_get_item (((Fixture *) data)->view) == ATTUNE_CHART_NO_ITEM;
}

static gboolean
has_activated (gpointer data)
{
  return ((Fixture *) data)->activated != 0;
}

static void
test_pointer (Fixture *fixture, gconstpointer data)
{
  double x, y;

  g_assert_true (attune_test_wait_until (is_active, fixture, 10));
  find_item (fixture, 3, &x, &y);
  move_pointer (fixture, 4, 4);
  move_pointer (fixture, x + 3, y + 3);
  g_assert_true (attune_test_wait_until (reads_third, fixture, 5));
  click (fixture);
  g_assert_true (attune_test_wait_until (has_activated, fixture, 5));
  g_assert_cmpint (fixture->activated, ==, 103);
  g_assert_true (gtk_widget_has_focus (GTK_WIDGET (fixture->view)));

  type (fixture, GDK_KEY_Right);
  g_assert_true (attune_test_wait_until (reads_fourth, fixture, 5));
  fixture->activated = 0;
  type (fixture, GDK_KEY_Return);
  g_assert_true (attune_test_wait_until (has_activated, fixture, 5));
  g_assert_cmpint (fixture->activated, ==, 104);

  move_pointer (fixture, 4, 4);
  g_assert_true (attune_test_wait_until (reads_nothing, fixture, 5));
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  attune_screens_init ();
  g_type_ensure (ATTUNE_TYPE_CHART_VIEW);
  g_test_add ("/screens/chart-view/keys", Fixture, NULL, set_up, test_keys, tear_down);
  g_test_add ("/screens/chart-view/right-to-left", Fixture, NULL, set_up, test_right_to_left,
              tear_down);
  g_test_add ("/screens/chart-view/item", Fixture, NULL, set_up, test_item, tear_down);
  g_test_add ("/screens/chart-view/accessible", Fixture, NULL, set_up, test_accessible, tear_down);
  g_test_add ("/screens/chart-view/schemes", Fixture, NULL, set_up, test_schemes, tear_down);
  g_test_add_func ("/screens/chart-view/builder", test_builder);
  g_test_add ("/screens/chart-view/pointer", Fixture, NULL, set_up, test_pointer, tear_down);
  return g_test_run ();
}
