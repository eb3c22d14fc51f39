/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-form-page-private.h"
#include "attune-kept.h"
#include "attune-sample.h"
#include "attune-query.h"
#include "attune-recent.h"
#include "attune-screens.h"
#include "attune-sidebar.h"
#include "attune-test-support.h"
#include "attune-window.h"

#include <X11/extensions/XTest.h>
#include <X11/keysym.h>
#include <gdk/x11/gdkx.h>

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
  if (fixture->window != NULL)
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

static gboolean
shows_agent (gpointer window)
{
  AttunePage *page = attune_window_get_page (window);

  return page != NULL && g_strcmp0 (G_OBJECT_TYPE_NAME (page), "AttuneAgentPage") == 0;
}

static gboolean
shows_forms (gpointer window)
{
  AttunePage *page = attune_window_get_page (window);

  return page != NULL && g_strcmp0 (G_OBJECT_TYPE_NAME (page), "AttuneFormsPage") == 0;
}

/* Whoever jumps comes back to where they were, twice even to the same page; by the sidebar one begins anew. */
static void
test_jump_back (Fixture *fixture, gconstpointer data)
{
  AttunePerson *manager = find_person (fixture, fixture->store.manager);
  AttuneDestination agent = { ATTUNE_PAGE_AGENT, fixture->sample.agents[0], -1, FALSE };
  AttuneDestination forms = { ATTUNE_PAGE_FORMS, 0, -1, TRUE };
  AttuneContext *context;

  attune_window_open (fixture->window, fixture->store.path);
  g_assert_true (attune_test_wait_until (is_asking, fixture->window, 10));
  attune_window_work_as (fixture->window, manager);
  g_assert_true (attune_test_wait_until (is_working, fixture->window, 10));
  context = attune_window_get_context (fixture->window);
  for (guint i = 0; i < 2; i++)
    {
      attune_context_open (context, &agent);
      g_assert_true (attune_test_wait_until (shows_agent, fixture->window, 10));
      attune_sample_settle (100);
      attune_context_open (context, &forms);
      g_assert_true (attune_test_wait_until (shows_forms, fixture->window, 10));
      agent.is_jump = TRUE;
    }
  for (guint i = 0; i < 20; i++)
    {
      attune_context_open (context, i % 2 == 0 ? &agent : &forms);
      attune_sample_settle (20);
    }
  g_assert_true (attune_test_wait_until (shows_forms, fixture->window, 10));
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.back", NULL);
  g_assert_true (attune_test_wait_until (shows_agent, fixture->window, 10));
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.back", NULL);
  g_assert_true (attune_test_wait_until (shows_forms, fixture->window, 10));

  forms.is_jump = FALSE;
  attune_context_open (context, &(AttuneDestination){ ATTUNE_PAGE_AGENTS, 0, -1, FALSE });
  attune_sample_settle (200);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.back", NULL);
  attune_sample_settle (200);
  g_assert_false (shows_forms (fixture->window) || shows_agent (fixture->window));
  attune_person_free (manager);
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

static AttuneContext *
begin_working (Fixture *fixture)
{
  AttunePerson *manager = find_person (fixture, fixture->store.manager);

  attune_window_open (fixture->window, fixture->store.path);
  g_assert_true (attune_test_wait_until (is_asking, fixture->window, 10));
  attune_window_work_as (fixture->window, manager);
  attune_person_free (manager);
  attune_sample_settle (50);
  return attune_window_get_context (fixture->window);
}

static gboolean
has_label (GtkWidget *widget, const char *text)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget) &&
      g_strcmp0 (gtk_label_get_text (GTK_LABEL (widget)), text) == 0)
    return TRUE;
  for (GtkWidget *i = gtk_widget_get_first_child (widget); i != NULL;
       i = gtk_widget_get_next_sibling (i))
    if (has_label (i, text))
      return TRUE;
  return FALSE;
}

static gboolean
says_names (gpointer window)
{
  return has_label (window, "Q&A <fi>");
}

static gboolean
offers_names (gpointer window)
{
  return has_label (window, "Q&A <en>");
}

/* Names of forms and people are said as they are, whatever they hold. */
static void
test_toasts (Fixture *fixture, gconstpointer data)
{
  AttuneContext *context = begin_working (fixture);
  int n = 0;

  attune_context_say (context, "Q&A <fi>");
  g_assert_true (attune_test_wait_until (says_names, fixture->window, 10));
  attune_context_offer_undo (context, "Q&A <en>", G_CALLBACK (count_cb), &n, NULL);
  g_assert_true (attune_test_wait_until (offers_names, fixture->window, 10));
}

/* What is left in the list of contacts. */
typedef struct
{
  Fixture *fixture;
  guint n;
} Contacts;

static gboolean
is_left (gpointer data)
{
  Contacts *contacts = data;
  AttuneQuery query = { .kind = ATTUNE_LIST_INTERACTIONS };
  g_autoptr (GArray) ids = ATTUNE_CALL_OK (list_ids, contacts->fixture->store.store,
                                           contacts->fixture->store.manager, &query);

  return ids->len == contacts->n;
}

static void
assert_left (Fixture *fixture, guint n)
{
  Contacts contacts = { fixture, n };

  g_assert_true (attune_test_wait_until (is_left, &contacts, 10));
  attune_sample_settle (200);
}

static void
set_key (Fixture *fixture, KeySym key, gboolean is_down)
{
  Display *display = gdk_x11_display_get_xdisplay (
    gtk_widget_get_display (GTK_WIDGET (fixture->window)));

  XTestFakeKeyEvent (display, XKeysymToKeycode (display, key), is_down, CurrentTime);
  XFlush (display);
  attune_sample_settle (60);
}

static void
type (Fixture *fixture, KeySym key)
{
  set_key (fixture, key, TRUE);
  set_key (fixture, key, FALSE);
}

static void
type_undo (Fixture *fixture)
{
  set_key (fixture, XK_Control_L, TRUE);
  type (fixture, XK_z);
  set_key (fixture, XK_Control_L, FALSE);
}

static gboolean
is_active (gpointer window)
{
  return gtk_window_is_active (window);
}

/* Ctrl+Z takes back what was removed, the last first, and nothing else when there is nothing left. */
static void
test_undo_by_key (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AttunePerson) manager = find_person (fixture, fixture->store.manager);

  for (int i = 0; i < 3; i++)
    add_contact (fixture);
  attune_window_open (fixture->window, fixture->store.path);
  g_assert_true (attune_test_wait_until (is_asking, fixture->window, 10));
  attune_window_work_as (fixture->window, manager);
  attune_context_open (attune_window_get_context (fixture->window),
                       &(AttuneDestination){ ATTUNE_PAGE_INTERACTIONS, 0, -1 });
  g_assert_true (attune_test_wait_until (is_in_a_list, fixture->window, 10));
  g_assert_true (attune_test_wait_until (is_active, fixture->window, 10));
  assert_left (fixture, 3);
  for (guint left = 2; left > 0; left--)
    {
      g_assert_true (attune_test_wait_until (is_in_a_list, fixture->window, 10));
      attune_sample_settle (200);
      type (fixture, XK_Delete);
      assert_left (fixture, left);
    }
  for (guint left = 2; left <= 3; left++)
    {
      type_undo (fixture);
      assert_left (fixture, left);
    }
  type_undo (fixture);
  assert_left (fixture, 3);
}

/* Leaving -------------------------------------------------------------------------------------- */

static gboolean
is_leaving (gpointer window)
{
  return g_str_equal (attune_window_get_stage (window), "leaving");
}

static gboolean
is_gone (gpointer place)
{
  return *(AttuneWindow **) place == NULL;
}

static void
close_window (Fixture *fixture)
{
  gtk_window_close (GTK_WINDOW (fixture->window));
}

static void
activate (Fixture *fixture, const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), action, NULL));
}

/* Where nothing would be lost nobody waits. */
static void
test_leave (Fixture *fixture, gconstpointer data)
{
  begin_working (fixture);
  close_window (fixture);
  g_assert_null (fixture->window);
}

/* Long work is waited for, whichever way the workspace is left. */
static void
test_leave_work (Fixture *fixture, gconstpointer data)
{
  AttuneContext *context = begin_working (fixture);
  g_autoptr (AttuneWork) work = attune_context_begin_work (context, "Adding contacts", NULL);

  close_window (fixture);
  g_assert_cmpstr (attune_window_get_stage (fixture->window), ==, "work");
  g_assert_true (attune_test_wait_until (is_leaving, fixture->window, 10));
  attune_window_open (fixture->window, "/nowhere/at/all.attune");
  g_assert_cmpstr (attune_window_get_location (fixture->window), ==, fixture->store.path);
  activate (fixture, "win.stay");
  g_assert_cmpstr (attune_window_get_stage (fixture->window), ==, "work");

  close_window (fixture);
  attune_work_end (work);
  g_assert_true (attune_test_wait_until (is_gone, &fixture->window, 10));
}

/* Work that was waited for and failed says so in a window that is still there. */
static void
test_leave_failed_work (Fixture *fixture, gconstpointer data)
{
  AttuneContext *context = begin_working (fixture);
  g_autoptr (AttuneWork) work = attune_context_begin_work (context, "Adding contacts", NULL);
  g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_NO_SPACE, "Full.");

  close_window (fixture);
  g_assert_true (attune_test_wait_until (is_leaving, fixture->window, 10));
  attune_work_end (work);
  attune_context_report (context, "The contacts could not be added", error);
  g_assert_true (attune_test_wait_until (is_working, fixture->window, 10));
  g_assert_true (attune_window_get_context (fixture->window) == context);
}

/* Work that one began before another took over is waited for as well, and its failure is said. */
static void
test_leave_former_work (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AttuneContext) former = g_object_ref (begin_working (fixture));
  g_autoptr (AttuneWork) work = attune_context_begin_work (former, "Adding contacts", NULL);
  g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_NO_SPACE, "Full.");
  AttunePerson *agent = find_person (fixture, fixture->sample.agents[0]);

  attune_window_work_as (fixture->window, agent);
  attune_person_free (agent);
  close_window (fixture);
  g_assert_true (attune_test_wait_until (is_leaving, fixture->window, 10));
  attune_work_end (work);
  attune_context_report (former, "The contacts could not be added", error);
  g_assert_true (attune_test_wait_until (is_working, fixture->window, 10));
  g_assert_null (attune_context_get_work (attune_window_get_context (fixture->window)));
}

/* Who will not wait need not. */
static void
test_leave_now (Fixture *fixture, gconstpointer data)
{
  AttuneContext *context = begin_working (fixture);
  g_autoptr (AttuneWork) work = attune_context_begin_work (context, "Adding contacts", NULL);

  attune_window_open (fixture->window, NULL);
  g_assert_true (attune_test_wait_until (is_leaving, fixture->window, 10));
  activate (fixture, "win.leave-now");
  g_assert_cmpstr (attune_window_get_stage (fixture->window), ==, "welcome");
}

static gboolean
can_add (gpointer window)
{
  AttunePage *page = attune_window_get_page (window);

  return ATTUNE_IS_FORM_PAGE (page) && attune_form_page_can_edit (ATTUNE_FORM_PAGE (page));
}

static AttuneFormPage *
change_form (Fixture *fixture, gint64 form)
{
  AttuneContext *context = begin_working (fixture);
  AttunePage *page;

  attune_context_open (context, &(AttuneDestination){ ATTUNE_PAGE_FORM, form, -1 });
  g_assert_true (attune_test_wait_until (can_add, fixture->window, 10));
  page = attune_window_get_page (fixture->window);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (page), "form.add-section", NULL));
  return ATTUNE_FORM_PAGE (page);
}

/* That the store's draft is the form shown last. */
static void
assert_kept (Fixture *fixture, gint64 form, AttuneForm *shown)
{
  g_autoptr (AttuneFormRecord)
    record = ATTUNE_CALL_OK (load_form, fixture->store.store, fixture->store.manager, form);
  g_autoptr (AttuneForm) kept = attune_form_from_json (record->draft, -1, NULL);

  g_assert_true (attune_form_equal (kept, shown));
}

static gboolean
is_at_last (gpointer window)
{
  AttunePage *page = attune_window_get_page (window);
  const char *const *selected;
  AttuneForm *form;
  guint n;

  if (!ATTUNE_IS_FORM_PAGE (page) || ATTUNE_FORM_PAGE (page)->history == NULL)
    return FALSE;
  form = attune_form_page_get_form (ATTUNE_FORM_PAGE (page));
  selected = attune_form_page_get_selected (ATTUNE_FORM_PAGE (page));
  n = attune_form_get_n_questions (form);
  return g_strcmp0 (selected[0], attune_form_get_question (form, n - 1)->id) == 0;
}

/* A form is opened at a question of it; whoever asked need not keep its name. */
static void
test_open_place (Fixture *fixture, gconstpointer data)
{
  gint64 id = attune_sample_add_form (&fixture->store, "calls", FALSE);
  g_autofree char *text = attune_sample_read_form ("calls");
  g_autoptr (AttuneForm) form = attune_form_from_json (text, -1, NULL);
  char *place = g_strdup (
    attune_form_get_question (form, attune_form_get_n_questions (form) - 1)->id);

  attune_context_open_form_at (begin_working (fixture), id, place);
  memset (place, '-', strlen (place));
  g_free (place);
  g_assert_true (attune_test_wait_until (is_at_last, fixture->window, 10));
}

/* What was changed a moment ago is saved before the window goes. */
static void
test_leave_unsaved (Fixture *fixture, gconstpointer data)
{
  gint64 form = attune_sample_add_form (&fixture->store, "calls", FALSE);
  AttuneFormPage *page = change_form (fixture, form);
  g_autoptr (AttuneForm) shown = attune_form_ref (attune_form_page_get_form (page));

  close_window (fixture);
  g_assert_true (attune_test_wait_until (is_gone, &fixture->window, 10));
  assert_kept (fixture, form, shown);
}

/* What cannot be saved is asked about, and can be saved yet. */
static void
test_leave_failing (Fixture *fixture, gconstpointer data)
{
  gint64 form = attune_sample_add_form (&fixture->store, "calls", FALSE);
  AttuneFormPage *page = change_form (fixture, form);
  g_autoptr (AttuneForm) shown = attune_form_ref (attune_form_page_get_form (page));

  attune_store_fixture_execute (&fixture->store, "ALTER TABLE form RENAME TO hidden");
  close_window (fixture);
  g_assert_true (attune_test_wait_until (is_leaving, fixture->window, 10));
  attune_sample_settle (400);
  g_assert_true (is_leaving (fixture->window));
  activate (fixture, "win.stay");
  g_assert_true (attune_form_page_get_form (page) == shown);

  attune_store_fixture_execute (&fixture->store, "ALTER TABLE hidden RENAME TO form");
  close_window (fixture);
  g_assert_true (attune_test_wait_until (is_gone, &fixture->window, 10));
  assert_kept (fixture, form, shown);
}

static gboolean
has_conflict (gpointer page)
{
  return attune_saver_get_state (ATTUNE_FORM_PAGE (page)->saver) == ATTUNE_SAVING_CONFLICT;
}

/* What came too late is put aside by the store: nobody is held up for it. */
static void
test_leave_late (Fixture *fixture, gconstpointer data)
{
  gint64 form = attune_sample_add_form (&fixture->store, "calls", FALSE);
  g_autofree char *theirs = attune_sample_read_form ("chats");
  AttuneFormPage *page = change_form (fixture, form);
  g_autofree char *mine = attune_form_to_json (attune_form_page_get_form (page), NULL);
  g_autofree char *kept = NULL;

  ATTUNE_CALL_OK (save_form_draft, fixture->store.store, fixture->sample.analyst, form,
                  page->record->summary->rev, theirs);
  g_assert_true (attune_test_wait_until (has_conflict, page, 10));
  close_window (fixture);
  g_assert_true (attune_test_wait_until (is_gone, &fixture->window, 10));
  kept = ATTUNE_CALL_OK (load_kept, fixture->store.store, fixture->store.manager,
                         ATTUNE_KEPT_FORM_ASIDE, form);
  g_assert_cmpstr (kept, ==, mine);
}

/* A file's name is any bytes: with warnings fatal, that nothing is said on the console is what is tested. */
static void
test_bytes (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->store.folder, "x\xfe.attune", NULL);
  g_autofree char *missing = g_build_filename (fixture->store.folder, "letter\xfd.attune", NULL);
  g_autoptr (GSettings) settings = attune_screens_new_settings ();
  AttuneWindow *window = attune_window_new (NULL, settings);
  g_autofree char *contents = NULL;
  g_autofree char *last = NULL;
  gsize size = 0;

  g_assert_nonnull (settings);
  g_assert_true (g_file_get_contents (fixture->store.path, &contents, &size, NULL));
  g_assert_true (g_file_set_contents (path, contents, (gssize) size, NULL));
  gtk_window_present (GTK_WINDOW (window));
  attune_window_open (window, path);
  g_assert_true (attune_test_wait_until (is_asking, window, 10));
  last = attune_recent_get_last (settings);
  g_assert_cmpstr (last, ==, path);
  attune_window_open (window, missing);
  g_assert_true (attune_test_wait_until (is_welcoming, window, 10));
  attune_sample_settle (100);
  attune_recent_forget (settings, path);
  gtk_window_destroy (GTK_WINDOW (window));
  attune_sample_settle (50);
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
  ADD ("bytes", test_bytes);
  ADD ("work", test_work);
  ADD ("jump-back", test_jump_back);
  ADD ("focus", test_focus);
  ADD ("create", test_create);
  ADD ("replace", test_replace);
  ADD ("context", test_context);
  ADD ("toasts", test_toasts);
  ADD ("undo", test_undo);
  ADD ("undo/by-key", test_undo_by_key);
  ADD ("leave", test_leave);
  ADD ("leave/work", test_leave_work);
  ADD ("leave/failed-work", test_leave_failed_work);
  ADD ("leave/former-work", test_leave_former_work);
  ADD ("leave/now", test_leave_now);
  ADD ("open-place", test_open_place);
  ADD ("leave/unsaved", test_leave_unsaved);
  ADD ("leave/failing", test_leave_failing);
  ADD ("leave/late", test_leave_late);
  return g_test_run ();
}
