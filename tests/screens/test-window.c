/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-sample.h"
#include "attune-query.h"
#include "attune-screens.h"
#include "attune-sidebar.h"
#include "attune-test-support.h"
#include "attune-window.h"

typedef struct
{
  AttuneStoreFixture store;
  AttuneSample sample;
  AttuneWindow *window;
} Fixture;

static gboolean
is_asking (gpointer data)
{
  return g_str_equal (attune_window_get_stage (data), "who");
}

static gboolean
is_welcoming (gpointer data)
{
  return g_str_equal (attune_window_get_stage (data), "welcome");
}

static gboolean
is_working (gpointer data)
{
  return g_str_equal (attune_window_get_stage (data), "work");
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  attune_store_fixture_set_up (&fixture->store, NULL);
  attune_sample_add (&fixture->store, &fixture->sample);
  fixture->window = attune_window_new (NULL, NULL);
  g_object_add_weak_pointer (G_OBJECT (fixture->window), (gpointer *) &fixture->window);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  attune_sample_settle (50);
  g_assert_null (fixture->window);
  attune_store_fixture_tear_down (&fixture->store, NULL);
}

static AttunePerson *
find_person (Fixture *fixture, gint64 id)
{
  g_autoptr (AttuneContext) context = attune_sample_new_context (&fixture->store, id);

  return attune_person_copy (attune_context_get_person (context));
}

static void
test_welcome (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpstr (attune_window_get_stage (fixture->window), ==, "welcome");
  attune_sample_settle (50);
}

static void
test_missing (Fixture *fixture, gconstpointer data)
{
  attune_window_open (fixture->window, "/nowhere/at/all.attune");
  g_assert_cmpstr (attune_window_get_stage (fixture->window), ==, "opening");
  g_assert_true (attune_test_wait_until (is_welcoming, fixture->window, 10));
}

static void
test_work (Fixture *fixture, gconstpointer data)
{
  AttunePerson *manager = find_person (fixture, fixture->store.manager);

  attune_window_open (fixture->window, fixture->store.path);
  g_assert_true (attune_test_wait_until (is_asking, fixture->window, 10));
  g_assert_null (attune_window_get_context (fixture->window));

  attune_window_work_as (fixture->window, manager);
  g_assert_true (attune_test_wait_until (is_working, fixture->window, 10));
  g_assert_cmpint (attune_context_get_actor (attune_window_get_context (fixture->window)), ==,
                   fixture->store.manager);

  g_assert_true (
    gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.switch-person", NULL));
  g_assert_cmpstr (attune_window_get_stage (fixture->window), ==, "who");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.back", NULL));
  g_assert_cmpstr (attune_window_get_stage (fixture->window), ==, "work");
  attune_sample_settle (50);
  attune_person_free (manager);
}

static void
add_contact (Fixture *fixture)
{
  g_autoptr (AttuneInteraction) contact = attune_interaction_new ();
  g_autoptr (GPtrArray) contacts = g_ptr_array_new ();
  g_autoptr (GArray) ids = NULL;

  g_ptr_array_add (contact->parts, attune_part_new (fixture->sample.agents[0], -1, -1));
  g_ptr_array_add (contacts, contact);
  ids = ATTUNE_CALL_OK (add_interactions, fixture->store.store, fixture->store.manager, contacts);
}

static gboolean
is_in_a_list (gpointer window)
{
  GtkWidget *focus = gtk_window_get_focus (window);

  return focus != NULL && gtk_widget_get_ancestor (focus, GTK_TYPE_COLUMN_VIEW) != NULL;
}

/* The list that is opened takes the arrows, and the sidebar goes on showing what is open. */
static void
test_focus (Fixture *fixture, gconstpointer data)
{
  AttunePerson *manager = find_person (fixture, fixture->store.manager);
  GtkWidget *focus;
  GtkWidget *sidebar;
  GtkListBox *list;
  GtkListBoxRow *current;
  GtkListBoxRow *other;

  add_contact (fixture);
  attune_window_open (fixture->window, fixture->store.path);
  g_assert_true (attune_test_wait_until (is_asking, fixture->window, 10));
  attune_window_work_as (fixture->window, manager);
  attune_context_open (attune_window_get_context (fixture->window),
                       &(AttuneDestination){ ATTUNE_PAGE_INTERACTIONS, 0, -1 });
  g_assert_true (attune_test_wait_until (is_in_a_list, fixture->window, 10));
  focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));

  sidebar = GTK_WIDGET (
    gtk_widget_get_template_child (GTK_WIDGET (fixture->window), ATTUNE_TYPE_WINDOW, "sidebar"));
  list = GTK_LIST_BOX (gtk_widget_get_template_child (sidebar, ATTUNE_TYPE_SIDEBAR, "list"));
  current = gtk_list_box_get_selected_row (list);
  g_assert_nonnull (current);
  other = gtk_list_box_get_row_at_index (list, gtk_list_box_row_get_index (current) + 1);
  gtk_widget_grab_focus (GTK_WIDGET (other));
  gtk_list_box_select_row (list, other);
  g_assert_false (gtk_list_box_get_selected_row (list) == current);
  gtk_widget_grab_focus (focus);
  attune_sample_settle (50);
  g_assert_true (gtk_list_box_get_selected_row (list) == current);
  attune_person_free (manager);
}

static void
test_create (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->store.folder, "new.attune", NULL);

  attune_window_create (fixture->window, path, "New", "Eva Luator", "Europe/Helsinki");
  g_assert_true (attune_test_wait_until (is_working, fixture->window, 10));
  g_assert_cmpstr (attune_context_get_person (attune_window_get_context (fixture->window))->name,
                   ==, "Eva Luator");
}

static void
test_replace (Fixture *fixture, gconstpointer data)
{
  attune_window_open (fixture->window, "/nowhere/at/all.attune");
  attune_window_open (fixture->window, fixture->store.path);
  g_assert_true (attune_test_wait_until (is_asking, fixture->window, 10));
  attune_sample_settle (50);
  g_assert_cmpstr (attune_window_get_location (fixture->window), ==, fixture->store.path);
}

static gboolean
count_cb (gpointer data)
{
  (*(int *) data)++;
  return TRUE;
}

static void
test_context (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AttuneContext)
    context = attune_sample_new_context (&fixture->store, fixture->store.manager);
  g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "No.");
  g_autoptr (GError) cancelled = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "No.");
  g_autoptr (AttuneWork) work = NULL;
  int n = 0;

  g_signal_connect_swapped (context, "told", G_CALLBACK (count_cb), &n);
  attune_context_report (context, "It failed", error);
  attune_context_report (context, "It failed", error);
  attune_context_report (context, "It failed", cancelled);
  g_assert_cmpint (n, ==, 1);

  work = attune_context_begin_work (context, "Copying", NULL);
  g_assert_true (attune_context_get_work (context) == work);
  attune_work_set_fraction (work, 0.5);
  attune_work_end (work);
  g_assert_null (attune_context_get_work (context));
}

static void
keep_undo_cb (GClosure **kept, const char *message, GClosure *undo)
{
  *kept = g_closure_ref (undo);
}

static void
test_undo (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AttuneContext)
    context = attune_sample_new_context (&fixture->store, fixture->store.manager);
  GClosure *undo = NULL;
  int n = 0;

  g_signal_connect_swapped (context, "undo-offered", G_CALLBACK (keep_undo_cb), &undo);
  attune_context_offer_undo (context, "Removed", G_CALLBACK (count_cb), &n, NULL);
  g_assert_nonnull (undo);
  g_closure_invoke (undo, NULL, 0, NULL, NULL);
  g_closure_invoke (undo, NULL, 0, NULL, NULL);
  g_assert_cmpint (n, ==, 1);
  g_closure_unref (undo);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv);
  attune_screens_init ();

#define ADD(name, function) \
  g_test_add ("/screens/window/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("welcome", test_welcome);
  ADD ("missing", test_missing);
  ADD ("work", test_work);
  ADD ("focus", test_focus);
  ADD ("create", test_create);
  ADD ("replace", test_replace);
  ADD ("context", test_context);
  ADD ("undo", test_undo);
  return g_test_run ();
}
