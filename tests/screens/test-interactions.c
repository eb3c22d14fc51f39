/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-contact-sample.h"
#include "attune-evaluate.h"
#include "attune-evaluate-dialog.h"
#include "attune-evaluations-page.h"
#include "attune-interactions-page.h"
#include "attune-jump-dialog.h"
#include "attune-kept.h"
#include "attune-person-chooser.h"
#include "attune-record-list.h"
#include "attune-screens.h"
#include "attune-test-support.h"

static GtkWidget *
open_evaluate (GtkWidget *page, GtkWidget *window)
{
  g_assert_true (gtk_widget_activate_action (page, "interactions.evaluate", NULL));
  g_assert_true (attune_test_wait_until (attune_sample_has_dialog, window, 10));
  return GTK_WIDGET (attune_sample_find_dialog (window));
}

static GtkWidget *
get_part (GtkWidget *dialog, const char *name)
{
  return GTK_WIDGET (gtk_widget_get_template_child (dialog, ATTUNE_TYPE_EVALUATE_DIALOG, name));
}

static GtkWidget *
find_begin_row (GtkWidget *dialog)
{
  return attune_sample_find_child (get_part (dialog, "fresh"), ADW_TYPE_ACTION_ROW);
}

static gboolean
is_chosen (GtkWidget *dialog, const char *name)
{
  return gtk_check_button_get_active (GTK_CHECK_BUTTON (get_part (dialog, name)));
}

static void
test_list (AttuneContactSample *fixture, gconstpointer data)
{
  GtkWidget *page, *window, *dialog, *row;

  attune_contact_sample_add (fixture);
  page = attune_interactions_page_new (fixture->context, 0);
  window = attune_contact_sample_show (fixture, page);
  g_assert_true (attune_page_search (ATTUNE_PAGE (page)));

  /* One agent, one form: one choice, and it waits for how the contact was come to. */
  dialog = open_evaluate (page, window);
  row = find_begin_row (dialog);
  g_assert_false (gtk_widget_is_sensitive (row));
  g_assert_false (is_chosen (dialog, "random") || is_chosen (dialog, "targeted"));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (get_part (dialog, "targeted")), TRUE);
  g_assert_true (gtk_widget_is_sensitive (row));
  g_signal_emit_by_name (row, "activated");
  g_assert_true (attune_test_wait_until (attune_contact_sample_has_opened, fixture, 10));
  g_assert_cmpint (fixture->opened.kind, ==, ATTUNE_PAGE_EVALUATION);
  g_assert_cmpint (attune_store_fixture_get_int (&fixture->store, "SELECT basis FROM evaluation"),
                   ==, ATTUNE_BASIS_TARGETED);

  attune_sample_destroy (window, page);
}

/* It decides what counts: it is asked of each contact anew, whatever was said of the last. */
static void
test_basis_asked (AttuneContactSample *fixture, gconstpointer data)
{
  GtkWidget *page, *window, *dialog;

  ATTUNE_CALL_OK (save_kept, fixture->store.store, attune_context_get_actor (fixture->context),
                  "evaluate", 0, "random");
  attune_contact_sample_add (fixture);
  page = attune_interactions_page_new (fixture->context, 0);
  window = attune_contact_sample_show (fixture, page);
  g_assert_true (attune_page_search (ATTUNE_PAGE (page)));
  dialog = open_evaluate (page, window);
  g_assert_false (is_chosen (dialog, "random") || is_chosen (dialog, "targeted"));
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (dialog)) == get_part (dialog, "random_row"));
  g_signal_emit_by_name (get_part (dialog, "random_row"), "activated");
  gtk_check_button_set_active (GTK_CHECK_BUTTON (get_part (dialog, "random")), TRUE);
  g_signal_emit_by_name (find_begin_row (dialog), "activated");
  g_assert_true (attune_test_wait_until (attune_contact_sample_has_opened, fixture, 10));
  g_assert_cmpint (attune_store_fixture_get_int (&fixture->store, "SELECT basis FROM evaluation"),
                   ==, ATTUNE_BASIS_RANDOM);
  attune_sample_destroy (window, page);
}

static guint
count_dialogs (void)
{
  GListModel *windows = gtk_window_get_toplevels ();
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      n += ATTUNE_IS_EVALUATE_DIALOG (window);
    }
  return n;
}

/* Pressed twice, it is asked once, also while the question stands; afterwards it can be asked again. */
static void
test_evaluate_twice (AttuneContactSample *fixture, gconstpointer data)
{
  GtkWidget *page, *window;

  attune_contact_sample_add (fixture);
  page = attune_interactions_page_new (fixture->context, 0);
  window = attune_contact_sample_show (fixture, page);
  gtk_widget_activate_action (page, "interactions.evaluate", NULL);
  gtk_widget_activate_action (page, "interactions.evaluate", NULL);
  attune_sample_settle (300);
  g_assert_cmpuint (count_dialogs (), ==, 1);
  gtk_widget_activate_action (page, "interactions.evaluate", NULL);
  attune_sample_settle (300);
  g_assert_cmpuint (count_dialogs (), ==, 1);
  gtk_window_destroy (attune_sample_find_dialog (window));
  attune_sample_settle (100);
  gtk_window_destroy (GTK_WINDOW (open_evaluate (page, window)));
  attune_sample_destroy (window, page);
}

/* Whoever has gone elsewhere meanwhile is asked nothing there. */
static void
test_evaluate_left (AttuneContactSample *fixture, gconstpointer data)
{
  GtkWidget *page, *window;

  attune_contact_sample_add (fixture);
  page = attune_interactions_page_new (fixture->context, 0);
  window = attune_contact_sample_show (fixture, page);
  gtk_widget_activate_action (page, "interactions.evaluate", NULL);
  gtk_widget_set_visible (page, FALSE);
  attune_sample_settle (300);
  g_assert_cmpuint (count_dialogs (), ==, 0);
  gtk_widget_set_visible (page, TRUE);
  gtk_window_destroy (GTK_WINDOW (open_evaluate (page, window)));
  attune_sample_destroy (window, page);
}

static void
keep_chosen_cb (GtkWidget *dialog, guint position, guint basis, guint *out_position)
{
  *out_position = position;
}

/* What has begun comes first, and has the focus; it needs no answer about the contact. */
static void
test_existing_first (AttuneContactSample *fixture, gconstpointer data)
{
  AttuneEvaluateChoice fresh = { .title = "A · Calls", .detail = "" };
  AttuneEvaluateChoice draft = { .evaluation = 5, .title = "A · Chats", .detail = "Draft by E" };
  g_autoptr (GPtrArray) choices = g_ptr_array_new ();
  GtkWidget *dialog, *row;
  guint position = G_MAXUINT;

  g_ptr_array_add (choices, &fresh);
  g_ptr_array_add (choices, &draft);
  dialog = attune_evaluate_dialog_new (choices);
  g_signal_connect (dialog, "chosen", G_CALLBACK (keep_chosen_cb), &position);
  gtk_window_present (GTK_WINDOW (dialog));
  attune_sample_settle (200);
  row = attune_sample_find_child (get_part (dialog, "existing"), ADW_TYPE_ACTION_ROW);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (dialog)) == row);
  g_assert_false (gtk_widget_is_sensitive (find_begin_row (dialog)));
  g_signal_emit_by_name (row, "activated");
  g_assert_cmpuint (position, ==, 1);
}

/* Where all is held by others there is nothing to choose, but the reason to read and the way out. */
static void
test_all_held (AttuneContactSample *fixture, gconstpointer data)
{
  AttuneEvaluateChoice held = { .title = "A · Calls",
                                .detail = "E is evaluating this already",
                                .is_held = TRUE };
  g_autoptr (GPtrArray) choices = g_ptr_array_new ();
  GtkWidget *row, *dialog, *focus;

  g_ptr_array_add (choices, &held);
  dialog = attune_evaluate_dialog_new (choices);
  gtk_window_present (GTK_WINDOW (dialog));
  attune_sample_settle (200);
  row = find_begin_row (dialog);
  focus = gtk_window_get_focus (GTK_WINDOW (dialog));
  g_assert_true (gtk_widget_is_sensitive (row));
  g_assert_false (gtk_list_box_row_get_activatable (GTK_LIST_BOX_ROW (row)));
  g_assert_nonnull (focus);
  g_assert_true (gtk_widget_get_mapped (focus));
  g_assert_cmpstr (gtk_actionable_get_action_name (GTK_ACTIONABLE (focus)), ==, "window.close");
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static gboolean
press (GtkWidget *dialog, guint key)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (dialog);
  gboolean is_taken = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (!is_taken && GTK_IS_EVENT_CONTROLLER_KEY (controller) &&
          gtk_event_controller_get_propagation_phase (controller) == GTK_PHASE_CAPTURE)
        g_signal_emit_by_name (controller, "key-pressed", key, 0, 0, &is_taken);
    }
  return is_taken;
}

/* The arrows stop at the first row and the last: what lies between is left to the lists. */
static void
test_arrows_stop (AttuneContactSample *fixture, gconstpointer data)
{
  AttuneEvaluateChoice fresh = { .title = "A · Calls", .detail = "" };
  g_autoptr (GPtrArray) choices = g_ptr_array_new ();
  GtkWidget *dialog;

  g_ptr_array_add (choices, &fresh);
  dialog = attune_evaluate_dialog_new (choices);
  gtk_window_present (GTK_WINDOW (dialog));
  attune_sample_settle (200);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (dialog)) == get_part (dialog, "random_row"));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (get_part (dialog, "random")), TRUE);
  gtk_widget_grab_focus (find_begin_row (dialog));
  g_assert_true (press (dialog, GDK_KEY_Down));
  g_assert_false (press (dialog, GDK_KEY_Up));
  gtk_widget_grab_focus (get_part (dialog, "random_row"));
  g_assert_true (press (dialog, GDK_KEY_Up));
  g_assert_false (press (dialog, GDK_KEY_Down));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static gboolean
is_focus_in_view (gpointer window)
{
  GtkWidget *focus = gtk_window_get_focus (window);

  return focus != NULL && gtk_widget_get_ancestor (focus, GTK_TYPE_COLUMN_VIEW) != NULL;
}

/* What was added is selected and has the focus, and what came with it is in view. */
static void
test_added (AttuneContactSample *fixture, gconstpointer data)
{
  GtkWidget *page, *window, *list, *view, *focus;
  GtkAdjustment *adjustment;
  gint64 first;

  for (int i = 0; i < 40; i++)
    attune_contact_sample_add (fixture);
  page = attune_interactions_page_new (fixture->context, 0);
  window = attune_contact_sample_show (fixture, page);
  list = attune_sample_find_child (page, ATTUNE_TYPE_RECORD_LIST);
  view = attune_sample_find_child (page, GTK_TYPE_COLUMN_VIEW);
  gtk_widget_grab_focus (view);
  first = attune_contact_sample_add (fixture);
  attune_contact_sample_add (fixture);
  attune_context_tell_added (fixture->context, first);
  attune_sample_settle (500);

  focus = gtk_window_get_focus (GTK_WINDOW (window));
  g_assert_cmpint (attune_record_list_get_selected_id (ATTUNE_RECORD_LIST (list)), ==, first);
  g_assert_true (is_focus_in_view (window));
  g_assert_true (gtk_widget_get_state_flags (focus) & GTK_STATE_FLAG_SELECTED);
  adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view));
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), ==, 0);
  attune_sample_destroy (window, page);
}

/* What was focused has gone: the first rows that come take it, so that the arrows work. */
static void
test_first_focus (AttuneContactSample *fixture, gconstpointer data)
{
  GtkWidget *page;
  GtkWidget *window = gtk_window_new ();

  attune_contact_sample_add (fixture);
  page = attune_interactions_page_new (fixture->context, 0);
  gtk_window_set_child (GTK_WINDOW (window), page);
  gtk_window_present (GTK_WINDOW (window));
  attune_page_refresh (ATTUNE_PAGE (page));
  gtk_window_set_focus (GTK_WINDOW (window), NULL);
  g_assert_true (attune_test_wait_until (is_focus_in_view, window, 10));
  attune_sample_destroy (window, page);
}

static void
test_remove (AttuneContactSample *fixture, gconstpointer data)
{
  GtkWidget *page;
  GtkWidget *window;

  attune_contact_sample_add (fixture);
  page = attune_interactions_page_new (fixture->context, 0);
  window = attune_contact_sample_show (fixture, page);
  g_assert_true (attune_test_wait_until (attune_contact_sample_is_read,
                                         attune_sample_find_child (page, ATTUNE_TYPE_RECORD_LIST),
                                         10));
  g_assert_true (gtk_widget_activate_action (page, "interactions.remove", NULL));
  g_assert_true (attune_test_wait_until (attune_contact_sample_has_undo, fixture, 10));
  g_assert_cmpuint (attune_contact_sample_count (fixture), ==, 0);
  g_closure_invoke (fixture->undo, NULL, 0, NULL, NULL);
  attune_sample_settle (200);
  g_assert_cmpuint (attune_contact_sample_count (fixture), ==, 1);
  attune_sample_destroy (window, page);
}

/* Enter, as a click, opens the contact that is chosen. */
static void
test_open (AttuneContactSample *fixture, gconstpointer data)
{
  gint64 id = attune_contact_sample_add (fixture);
  GtkWidget *page = attune_interactions_page_new (fixture->context, 0);
  GtkWidget *window = attune_contact_sample_show (fixture, page);
  GtkWidget *view;

  attune_sample_settle (300);
  view = attune_sample_find_child (page, GTK_TYPE_COLUMN_VIEW);
  g_assert_true (
    gtk_widget_activate_action (gtk_widget_get_last_child (view), "list.activate-item", "u", 0u));
  g_assert_cmpint (fixture->opened.kind, ==, ATTUNE_PAGE_INTERACTION);
  g_assert_cmpint (fixture->opened.id, ==, id);
  attune_sample_destroy (window, page);
}

static void
test_empty (AttuneContactSample *fixture, gconstpointer data)
{
  GtkWidget *page = attune_evaluations_page_new (fixture->context, 0);
  GtkWidget *window = attune_contact_sample_show (fixture, page);

  g_assert_true (attune_page_search (ATTUNE_PAGE (page)));
  attune_sample_destroy (window, page);
}

static const char *
get_shown (GtkWidget *list)
{
  return gtk_stack_get_visible_child_name (
    GTK_STACK (gtk_widget_get_template_child (list, ATTUNE_TYPE_RECORD_LIST, "stack")));
}

/* A list that cannot be read is not an empty one, and can be asked for again. */
static void
test_unreadable (AttuneContactSample *fixture, gconstpointer data)
{
  GtkWidget *page, *window, *list, *retry;

  attune_contact_sample_add (fixture);
  attune_store_fixture_execute (&fixture->store, "ALTER TABLE interaction RENAME TO away");
  page = attune_interactions_page_new (fixture->context, 0);
  window = attune_contact_sample_show (fixture, page);
  list = attune_sample_find_child (page, ATTUNE_TYPE_RECORD_LIST);
  g_assert_cmpstr (get_shown (list), ==, "failed");

  attune_store_fixture_execute (&fixture->store, "ALTER TABLE away RENAME TO interaction");
  retry = attune_sample_find_child (
    GTK_WIDGET (gtk_widget_get_template_child (list, ATTUNE_TYPE_RECORD_LIST, "failed")),
    GTK_TYPE_BUTTON);
  g_signal_emit_by_name (retry, "clicked");
  attune_sample_settle (300);
  g_assert_cmpstr (get_shown (list), ==, "list");
  g_assert_cmpint (attune_record_list_get_selected_id (ATTUNE_RECORD_LIST (list)), !=, 0);
  attune_sample_destroy (window, page);
}

/* The agent is found by typing; "Every agent" is one to choose as others are. */
static void
test_agent_filter (AttuneContactSample *fixture, gconstpointer data)
{
  GtkWidget *page, *window, *list, *chooser, *label;

  attune_contact_sample_add (fixture);
  page = attune_interactions_page_new (fixture->context, 0);
  window = attune_contact_sample_show (fixture, page);
  list = attune_sample_find_child (page, ATTUNE_TYPE_RECORD_LIST);
  chooser = attune_sample_find_child (page, ATTUNE_TYPE_PERSON_CHOOSER);
  label = GTK_WIDGET (gtk_widget_get_template_child (chooser, ATTUNE_TYPE_PERSON_CHOOSER, "label"));
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (label)), ==, "Every agent");

  attune_person_chooser_set_person (ATTUNE_PERSON_CHOOSER (chooser), fixture->sample.agents[1],
                                    NULL);
  attune_sample_settle (300);
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (label)), !=, "Every agent");
  g_assert_cmpstr (get_shown (list), ==, "nothing");
  attune_person_chooser_set_person (ATTUNE_PERSON_CHOOSER (chooser), 0, NULL);
  attune_sample_settle (300);
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (label)), ==, "Every agent");
  g_assert_cmpstr (get_shown (list), ==, "list");
  attune_sample_destroy (window, page);
}

static void
test_jump (AttuneContactSample *fixture, gconstpointer data)
{
  GtkWidget *dialog = attune_jump_dialog_new (fixture->context);

  gtk_window_present (GTK_WINDOW (dialog));
  attune_sample_settle (300);
  attune_sample_destroy (dialog, dialog);
}

static gpointer
find_in_jump (GtkWidget *dialog, const char *name)
{
  return gtk_widget_get_template_child (dialog, ATTUNE_TYPE_JUMP_DIALOG, name);
}

static gboolean
has_contact (gpointer dialog)
{
  return g_list_model_get_n_items (G_LIST_MODEL (find_in_jump (dialog, "contacts"))) == 1;
}

static gboolean
has_no_contact (gpointer dialog)
{
  return g_list_model_get_n_items (G_LIST_MODEL (find_in_jump (dialog, "contacts"))) == 0;
}

/* What is typed finds contacts too, in the store; Return that comes before they do opens the first as soon as it is there. */
static void
test_jump_contact (AttuneContactSample *fixture, gconstpointer data)
{
  GtkWidget *dialog;
  GtkEditable *search;
  gint64 id = attune_contact_sample_add (fixture);

  attune_store_fixture_execute (
    &fixture->store,
    "UPDATE interaction SET customer = 'C-57370', subject = 'Outage', search = 'c-57370 outage'");
  dialog = attune_jump_dialog_new (fixture->context);
  gtk_window_present (GTK_WINDOW (dialog));
  attune_sample_settle (300);
  search = find_in_jump (dialog, "search");
  gtk_editable_set_text (search, "Outage");
  g_assert_true (attune_test_wait_until (has_contact, dialog, 10));
  gtk_editable_set_text (search, "zebra");
  g_assert_true (attune_test_wait_until (has_no_contact, dialog, 10));

  gtk_editable_set_text (search, "C-57370");
  g_signal_emit_by_name (search, "activate");
  g_assert_true (attune_test_wait_until (attune_contact_sample_has_opened, fixture, 10));
  g_assert_cmpint (fixture->opened.kind, ==, ATTUNE_PAGE_INTERACTION);
  g_assert_cmpint (fixture->opened.id, ==, id);
  g_assert_true (fixture->opened.is_jump);
  attune_sample_settle (300);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv);
  attune_screens_init ();

  ATTUNE_ADD_CONTACT_TEST ("/screens/interactions/list", test_list);
  ATTUNE_ADD_CONTACT_TEST ("/screens/interactions/basis-asked", test_basis_asked);
  ATTUNE_ADD_CONTACT_TEST ("/screens/interactions/evaluate-twice", test_evaluate_twice);
  ATTUNE_ADD_CONTACT_TEST ("/screens/interactions/evaluate-left", test_evaluate_left);
  ATTUNE_ADD_CONTACT_TEST ("/screens/interactions/existing-first", test_existing_first);
  ATTUNE_ADD_CONTACT_TEST ("/screens/interactions/all-held", test_all_held);
  ATTUNE_ADD_CONTACT_TEST ("/screens/interactions/arrows-stop", test_arrows_stop);
  ATTUNE_ADD_CONTACT_TEST ("/screens/interactions/first-focus", test_first_focus);
  ATTUNE_ADD_CONTACT_TEST ("/screens/interactions/added", test_added);
  ATTUNE_ADD_CONTACT_TEST ("/screens/interactions/remove", test_remove);
  ATTUNE_ADD_CONTACT_TEST ("/screens/interactions/empty", test_empty);
  ATTUNE_ADD_CONTACT_TEST ("/screens/interactions/agent-filter", test_agent_filter);
  ATTUNE_ADD_CONTACT_TEST ("/screens/interactions/unreadable", test_unreadable);
  ATTUNE_ADD_CONTACT_TEST ("/screens/interactions/open", test_open);
  ATTUNE_ADD_CONTACT_TEST ("/screens/interactions/jump", test_jump);
  ATTUNE_ADD_CONTACT_TEST ("/screens/interactions/jump-contact", test_jump_contact);
  return g_test_run ();
}
