/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-contact-sample.h"
#include "attune-edit-dialog.h"
#include "attune-interactions-page.h"
#include "attune-record-list.h"
#include "attune-screens.h"
#include "attune-test-support.h"

#include <X11/extensions/XTest.h>
#include <X11/keysym.h>
#include <gdk/x11/gdkx.h>

#define N_CONTACTS 12

/* The list of contacts in a window that has the keyboard. */
typedef struct
{
  AttuneContactSample *sample;
  GtkWidget *page;
  GtkWidget *window;
  AttuneRecordList *list;
  GtkWidget *rows;
} Shown;

static gboolean
is_active (gpointer window)
{
  return gtk_window_is_active (window);
}

static Shown
show (AttuneContactSample *sample)
{
  Shown shown = { .sample = sample };

  for (int i = 0; i < N_CONTACTS; i++)
    attune_contact_sample_add (sample);
  shown.page = attune_interactions_page_new (sample->context, 0);
  shown.window = attune_contact_sample_show (sample, shown.page);
  shown.list = attune_sample_find_child (shown.page, ATTUNE_TYPE_RECORD_LIST);
  shown.rows = gtk_widget_get_last_child (
    attune_sample_find_child (shown.page, GTK_TYPE_COLUMN_VIEW));
  g_assert_true (attune_test_wait_until (is_active, shown.window, 10));
  g_assert_true (attune_test_wait_until (attune_contact_sample_is_read, shown.list, 10));
  return shown;
}

static void
set_key (Shown *shown, KeySym key, gboolean is_down)
{
  Display *display = gdk_x11_display_get_xdisplay (gtk_widget_get_display (shown->window));

  XTestFakeKeyEvent (display, XKeysymToKeycode (display, key), is_down, CurrentTime);
  XFlush (display);
  attune_sample_settle (60);
}

static void
type (Shown *shown, KeySym key)
{
  set_key (shown, key, TRUE);
  set_key (shown, key, FALSE);
}

static void
type_with (Shown *shown, KeySym modifier, KeySym key)
{
  set_key (shown, modifier, TRUE);
  type (shown, key);
  set_key (shown, modifier, FALSE);
}

static GtkWidget *
get_focus (Shown *shown)
{
  return gtk_window_get_focus (GTK_WINDOW (shown->window));
}

static gboolean
is_in_rows (gpointer data)
{
  Shown *shown = data;

  return get_focus (shown) != NULL && gtk_widget_get_parent (get_focus (shown)) == shown->rows;
}

/* The ring is around one row, and that is the selected one. */
static void
assert_one (Shown *shown)
{
  g_assert_true (attune_test_wait_until (is_in_rows, shown, 10));
  for (GtkWidget *i = gtk_widget_get_first_child (shown->rows); i != NULL;
       i = gtk_widget_get_next_sibling (i))
    g_assert_true (((gtk_widget_get_state_flags (i) & GTK_STATE_FLAG_SELECTED) != 0) ==
                   (i == get_focus (shown)));
}

static GtkWidget *
get_row (Shown *shown, guint n)
{
  GtkWidget *row = gtk_widget_get_first_child (shown->rows);

  while (n-- > 0)
    row = gtk_widget_get_next_sibling (row);
  return row;
}

static gboolean
is_removed (Shown *shown, gint64 id)
{
  g_autofree char *sql = g_strdup_printf ("SELECT removed_at IS NOT NULL FROM interaction "
                                          "WHERE id = %" G_GINT64_FORMAT,
                                          id);

  return attune_store_fixture_get_int (&shown->sample->store, sql) == 1;
}

/* However the focus comes to a row, a key acts on that one. */
static void
test_focus_selects (AttuneContactSample *fixture, gconstpointer data)
{
  Shown shown = show (fixture);

  for (guint i = 0; i < 6; i++)
    {
      g_assert_true (gtk_widget_grab_focus (get_row (&shown, (i * 5) % N_CONTACTS)));
      assert_one (&shown);
    }
  for (guint i = 0; i < 3; i++)
    {
      type_with (&shown, XK_Control_L, XK_Up);
      assert_one (&shown);
    }
  attune_sample_destroy (shown.window, shown.page);
}

/* What is removed is what the ring is around, and the ring goes on to a row that is selected. */
static void
test_remove_ringed (AttuneContactSample *fixture, gconstpointer data)
{
  Shown shown = show (fixture);
  gint64 id;

  g_assert_true (attune_record_list_search (shown.list));
  type (&shown, XK_Down);
  assert_one (&shown);
  for (guint i = 0; i < 3; i++)
    {
      type (&shown, XK_Down);
      id = attune_record_list_get_selected_id (shown.list);
      assert_one (&shown);
      type (&shown, XK_Delete);
      attune_sample_settle (300);
      g_assert_cmpuint (attune_contact_sample_count (fixture), ==, N_CONTACTS - 1 - i);
      g_assert_true (is_removed (&shown, id));
      assert_one (&shown);
    }
  attune_sample_destroy (shown.window, shown.page);
}

/* F2 edits the contact, in one window however often it is pressed. */
static void
test_edit (AttuneContactSample *fixture, gconstpointer data)
{
  Shown shown = show (fixture);
  GtkWindow *dialog;

  g_assert_true (attune_record_list_search (shown.list));
  type (&shown, XK_Down);
  type (&shown, XK_F2);
  g_assert_true (attune_test_wait_until (attune_sample_has_dialog, shown.window, 10));
  dialog = attune_sample_find_dialog (shown.window);
  g_assert_true (ATTUNE_IS_EDIT_DIALOG (dialog));
  attune_sample_settle (200);
  gtk_window_destroy (dialog);
  g_assert_false (attune_sample_has_dialog (shown.window));

  for (int i = 0; i < 2; i++)
    g_assert_true (gtk_widget_activate_action (shown.page, "interactions.edit", NULL));
  g_assert_true (attune_test_wait_until (attune_sample_has_dialog, shown.window, 10));
  attune_sample_settle (200);
  gtk_window_destroy (attune_sample_find_dialog (shown.window));
  g_assert_false (attune_sample_has_dialog (shown.window));
  attune_sample_destroy (shown.window, shown.page);
}

/* The list is one stop: Tab goes past it, and back to the row that was left. */
static void
test_tab (AttuneContactSample *fixture, gconstpointer data)
{
  Shown shown = show (fixture);
  gint64 id;

  g_assert_true (attune_record_list_search (shown.list));
  type (&shown, XK_Down);
  type (&shown, XK_Down);
  id = attune_record_list_get_selected_id (shown.list);
  type (&shown, XK_Tab);
  g_assert_false (is_in_rows (&shown));
  g_assert_cmpint (attune_record_list_get_selected_id (shown.list), ==, id);
  type_with (&shown, XK_Shift_L, XK_Tab);
  assert_one (&shown);
  g_assert_cmpint (attune_record_list_get_selected_id (shown.list), ==, id);
  type_with (&shown, XK_Shift_L, XK_Tab);
  g_assert_false (is_in_rows (&shown));
  type (&shown, XK_Tab);
  assert_one (&shown);
  attune_sample_destroy (shown.window, shown.page);
}

/* A list of choices opens on what is chosen: the arrows go on from there. */
static void
test_choice (AttuneContactSample *fixture, gconstpointer data)
{
  static const char *const words[] = { "one", "two", "three", "four", NULL };
  GtkWidget *window = gtk_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *choices[] = { gtk_drop_down_new_from_strings (words), adw_combo_row_new () };

  adw_combo_row_set_model (ADW_COMBO_ROW (choices[1]),
                           gtk_drop_down_get_model (GTK_DROP_DOWN (choices[0])));
  gtk_box_append (GTK_BOX (box), choices[0]);
  gtk_box_append (GTK_BOX (box), list);
  gtk_list_box_append (GTK_LIST_BOX (list), choices[1]);
  gtk_window_set_child (GTK_WINDOW (window), box);
  gtk_window_present (GTK_WINDOW (window));
  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    for (guint chosen = 2; chosen != G_MAXUINT; chosen--)
      {
        GtkWidget *focus;

        g_object_set (choices[i], "selected", chosen, NULL);
        gtk_widget_grab_focus (choices[i]);
        if (ADW_IS_COMBO_ROW (choices[i]))
          adw_action_row_activate (ADW_ACTION_ROW (choices[i]));
        else
          g_object_set (gtk_widget_get_first_child (choices[i]), "active", TRUE, NULL);
        attune_sample_settle (200);
        focus = gtk_window_get_focus (GTK_WINDOW (window));
        g_assert_nonnull (gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER));
        g_assert_true ((gtk_widget_get_state_flags (focus) & GTK_STATE_FLAG_SELECTED) != 0);
        gtk_popover_popdown (GTK_POPOVER (gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER)));
        attune_sample_settle (100);
      }
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv);
  attune_screens_init ();

  ATTUNE_ADD_CONTACT_TEST ("/screens/list-keys/focus-selects", test_focus_selects);
  ATTUNE_ADD_CONTACT_TEST ("/screens/list-keys/remove-ringed", test_remove_ringed);
  ATTUNE_ADD_CONTACT_TEST ("/screens/list-keys/tab", test_tab);
  ATTUNE_ADD_CONTACT_TEST ("/screens/list-keys/edit", test_edit);
  ATTUNE_ADD_CONTACT_TEST ("/screens/list-keys/choice", test_choice);
  return g_test_run ();
}
