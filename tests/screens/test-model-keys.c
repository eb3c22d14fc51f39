/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-form-sample.h"
#include "attune-model-page-private.h"
#include "attune-model-template.h"
#include "attune-screens.h"
#include "attune-test-support.h"

#include <X11/extensions/XTest.h>
#include <X11/keysym.h>
#include <gdk/x11/gdkx.h>

static gboolean
is_reviewed (gpointer data)
{
  return attune_model_page_get_review (data) != NULL;
}

static gboolean
is_active (gpointer window)
{
  return gtk_window_is_active (window);
}

static void
set_key (AttuneModelPage *page, KeySym key, gboolean is_down)
{
  Display *display = gdk_x11_display_get_xdisplay (gtk_widget_get_display (GTK_WIDGET (page)));

  XTestFakeKeyEvent (display, XKeysymToKeycode (display, key), is_down, CurrentTime);
  XFlush (display);
  attune_sample_settle (80);
}

/* The key with as many of Control and Shift as there are bits. */
static void
type (AttuneModelPage *page, KeySym key, GdkModifierType modifiers)
{
  if ((modifiers & GDK_CONTROL_MASK) != 0)
    set_key (page, XK_Control_L, TRUE);
  if ((modifiers & GDK_SHIFT_MASK) != 0)
    set_key (page, XK_Shift_L, TRUE);
  set_key (page, key, TRUE);
  set_key (page, key, FALSE);
  if ((modifiers & GDK_SHIFT_MASK) != 0)
    set_key (page, XK_Shift_L, FALSE);
  if ((modifiers & GDK_CONTROL_MASK) != 0)
    set_key (page, XK_Control_L, FALSE);
}

/* In a window that has the keyboard, which is on the first behaviour. */
static AttuneModelPage *
open_page (AttuneFormSample *sample)
{
  g_autoptr (AttuneModel) model = attune_model_template_create ("ready");
  g_autoptr (AttuneRev) rev = attune_rev_new (0);
  AttuneModelPage *page;

  ATTUNE_CALL_OK (keep_model, sample->store.store, sample->store.manager, rev, model);
  attune_form_sample_show (sample, attune_model_page_new (sample->context, 0));
  page = ATTUNE_MODEL_PAGE (sample->page);
  g_assert_true (attune_test_wait_until (is_reviewed, page, 10));
  g_assert_true (attune_test_wait_until (is_active, sample->window, 10));
  g_assert_true (gtk_widget_has_focus (GTK_WIDGET (page->grid)));
  return page;
}

static void
assert_cursor (AttuneModelPage *page, int row, int column)
{
  AttuneModelSpot spot = attune_model_grid_get_cursor (page->grid);

  g_assert_cmpint (spot.row, ==, row);
  g_assert_cmpint (spot.column, ==, column);
}

static gboolean
serves (AttuneModelPage *page, guint behaviour, guint goal)
{
  return attune_model_serves (attune_model_page_get_model (page), behaviour, goal);
}

static const char *
get_title (AttuneModelPage *page, guint behaviour)
{
  return attune_model_get_behaviour (attune_model_page_get_model (page), behaviour)->title;
}

/* Around the grid, ticking and taking back on the way. */
static void
test_grid (AttuneFormSample *sample, gconstpointer data)
{
  AttuneModelPage *page = open_page (sample);

  assert_cursor (page, 0, -1);
  type (page, XK_Right, 0);
  type (page, XK_Right, 0);
  type (page, XK_Down, 0);
  type (page, XK_Down, 0);
  assert_cursor (page, 2, 1);
  type (page, XK_space, 0);
  g_assert_true (serves (page, 2, 1));
  type (page, XK_Return, 0);
  g_assert_false (serves (page, 2, 1));
  type (page, XK_z, GDK_CONTROL_MASK);
  g_assert_true (serves (page, 2, 1));
  type (page, XK_Delete, 0);
  g_assert_false (serves (page, 2, 1));
  type (page, XK_z, GDK_CONTROL_MASK);
  type (page, XK_z, GDK_CONTROL_MASK);
  g_assert_false (serves (page, 2, 1));
  type (page, XK_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK);
  g_assert_true (serves (page, 2, 1));
  assert_cursor (page, 2, 1);
  type (page, XK_Home, 0);
  assert_cursor (page, 2, -1);
  type (page, XK_End, GDK_CONTROL_MASK);
  assert_cursor (page, 6, 4);
}

/* Behaviours are added, named, moved and taken away without a hand on the pointer. */
static void
test_parts (AttuneFormSample *sample, gconstpointer data)
{
  AttuneModelPage *page = open_page (sample);
  g_autofree char *before = attune_model_to_json (attune_model_page_get_model (page), NULL);
  g_autofree char *after = NULL;

  type (page, XK_Return, GDK_CONTROL_MASK);
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (page->editor)));
  type (page, XK_a, 0);
  type (page, XK_b, 0);
  g_assert_cmpstr (get_title (page, 1), ==, "ab");
  type (page, XK_Return, 0);
  attune_sample_settle (300);
  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (page->editor)));
  g_assert_true (gtk_widget_has_focus (GTK_WIDGET (page->grid)));
  assert_cursor (page, 1, -1);

  type (page, XK_Down, GDK_CONTROL_MASK | GDK_SHIFT_MASK);
  assert_cursor (page, 2, -1);
  g_assert_cmpstr (get_title (page, 2), ==, "ab");
  type (page, XK_F2, 0);
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (page->editor)));
  type (page, XK_c, 0);
  g_assert_cmpstr (get_title (page, 2), ==, "c");
  type (page, XK_Escape, 0);
  attune_sample_settle (300);
  type (page, XK_Delete, 0);
  after = attune_model_to_json (attune_model_page_get_model (page), NULL);
  g_assert_cmpstr (after, ==, before);
}

/* What is said of a place is heard as well. */
static void
test_views (AttuneFormSample *sample, gconstpointer data)
{
  AttuneModelPage *page = open_page (sample);

  type (page, XK_Right, 0);
  gtk_test_accessible_assert_property (page->grid, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "“Respond with a smile and thank for the contact” serves "
                                       "“Customer satisfaction”");
  type (page, XK_t, GDK_CONTROL_MASK);
  g_assert_cmpstr (page->view, ==, "picture");
  type (page, XK_t, GDK_CONTROL_MASK);
  g_assert_cmpstr (page->view, ==, "table");
  type (page, XK_t, GDK_CONTROL_MASK);
  g_assert_cmpstr (page->view, ==, "grid");
  type (page, XK_End, 0);
  type (page, XK_Return, 0);
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (page->questions)));
  type (page, XK_Return, 0);
  attune_sample_settle (100);
  g_assert_cmpint (sample->opened, ==, sample->form);
}

static void
test_menu (AttuneFormSample *sample, gconstpointer data)
{
  AttuneModelPage *page = open_page (sample);

  type (page, XK_F10, GDK_SHIFT_MASK);
  attune_sample_settle (200);
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (page->menu)));
  type (page, XK_Escape, 0);
  attune_sample_settle (300);
  g_assert_true (gtk_widget_has_focus (GTK_WIDGET (page->grid)));
}

#define ADD(name, function)                                                                   \
  g_test_add ("/screens/model-keys/" name, AttuneFormSample, NULL, attune_form_sample_set_up, \
              function, attune_form_sample_tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv);
  attune_screens_init ();

  ADD ("grid", test_grid);
  ADD ("parts", test_parts);
  ADD ("views", test_views);
  ADD ("menu", test_menu);
  return g_test_run ();
}
