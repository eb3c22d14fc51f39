/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-add-dialog.h"
#include "attune-add-item.h"
#include "attune-evaluate.h"
#include "attune-evaluations-page.h"
#include "attune-interactions-page.h"
#include "attune-jump-dialog.h"
#include "attune-query.h"
#include "attune-record-list.h"
#include "attune-sample.h"
#include "attune-screens.h"
#include "attune-test-support.h"

typedef struct
{
  AttuneStoreFixture store;
  AttuneSample sample;
  AttuneContext *context;
  gint64 form;
  AttuneDestination opened;
  int n_told;
  GClosure *undo;
} Fixture;

static void
opened_cb (Fixture *fixture, const AttuneDestination *destination)
{
  fixture->opened = *destination;
}

static void
told_cb (Fixture *fixture, const char *heading, const char *body)
{
  fixture->n_told++;
}

static void
undo_offered_cb (Fixture *fixture, const char *message, GClosure *undo)
{
  fixture->undo = g_closure_ref (undo);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  attune_store_fixture_set_up (&fixture->store, NULL);
  attune_sample_add (&fixture->store, &fixture->sample);
  fixture->form = attune_sample_add_form (&fixture->store, "calls", TRUE);
  fixture->context = attune_sample_new_context (&fixture->store, fixture->store.manager);
  g_signal_connect_swapped (fixture->context, "open", G_CALLBACK (opened_cb), fixture);
  g_signal_connect_swapped (fixture->context, "told", G_CALLBACK (told_cb), fixture);
  g_signal_connect_swapped (fixture->context, "undo-offered", G_CALLBACK (undo_offered_cb),
                            fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->undo, g_closure_unref);
  attune_sample_settle (100);
  g_assert_finalize_object (fixture->context);
  attune_store_fixture_tear_down (&fixture->store, NULL);
}

static gint64
add_contact (Fixture *fixture)
{
  g_autoptr (AttuneInteraction) contact = attune_interaction_new ();
  g_autoptr (GPtrArray) contacts = g_ptr_array_new ();
  g_autoptr (GArray) ids = NULL;

  g_ptr_array_add (contact->parts, attune_part_new (fixture->sample.agents[0], -1, -1));
  g_ptr_array_add (contacts, contact);
  ids = ATTUNE_CALL_OK (add_interactions, fixture->store.store, fixture->store.manager, contacts);
  return g_array_index (ids, gint64, 0);
}

static guint
count_contacts (Fixture *fixture)
{
  AttuneQuery query = { .kind = ATTUNE_LIST_INTERACTIONS };
  g_autoptr (GArray)
    ids = ATTUNE_CALL_OK (list_ids, fixture->store.store, fixture->store.manager, &query);

  return ids->len;
}

static GtkWidget *
show (GtkWidget *page)
{
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_default_size (GTK_WINDOW (window), 1000, 600);
  gtk_window_set_child (GTK_WINDOW (window), page);
  gtk_window_present (GTK_WINDOW (window));
  attune_sample_settle (300);
  return window;
}

static void
destroy (GtkWidget *window, GtkWidget *watched)
{
  g_object_add_weak_pointer (G_OBJECT (watched), (gpointer *) &watched);
  gtk_window_destroy (GTK_WINDOW (window));
  attune_sample_settle (150);
  g_assert_null (watched);
}

static gboolean
has_opened (gpointer data)
{
  return ((Fixture *) data)->opened.id != 0;
}

static gboolean
has_undo (gpointer data)
{
  return ((Fixture *) data)->undo != NULL;
}

static gboolean
was_told (gpointer data)
{
  return ((Fixture *) data)->n_told > 0;
}

static void
test_list (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page;
  GtkWidget *window;

  add_contact (fixture);
  page = attune_interactions_page_new (fixture->context, 0);
  window = show (page);
  g_assert_true (attune_page_search (ATTUNE_PAGE (page)));

  /* One agent, one form: straight to the evaluation. */
  g_assert_true (gtk_widget_activate_action (page, "interactions.evaluate", NULL));
  g_assert_true (attune_test_wait_until (has_opened, fixture, 10));
  g_assert_cmpint (fixture->opened.kind, ==, ATTUNE_PAGE_EVALUATION);
  destroy (window, page);
}

/* What was focused has gone: the first rows that come take it, so that the arrows work. */
static void
test_first_focus (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page;
  GtkWidget *window = gtk_window_new ();
  GtkWidget *focus;

  add_contact (fixture);
  page = attune_interactions_page_new (fixture->context, 0);
  gtk_window_set_child (GTK_WINDOW (window), page);
  gtk_window_present (GTK_WINDOW (window));
  attune_page_refresh (ATTUNE_PAGE (page));
  gtk_window_set_focus (GTK_WINDOW (window), NULL);
  attune_sample_settle (300);
  focus = gtk_window_get_focus (GTK_WINDOW (window));
  g_assert_nonnull (focus);
  g_assert_nonnull (gtk_widget_get_ancestor (focus, GTK_TYPE_COLUMN_VIEW));
  destroy (window, page);
}

static void
test_remove (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page;
  GtkWidget *window;

  add_contact (fixture);
  page = attune_interactions_page_new (fixture->context, 0);
  window = show (page);
  g_assert_true (gtk_widget_activate_action (page, "interactions.remove", NULL));
  g_assert_true (attune_test_wait_until (has_undo, fixture, 10));
  g_assert_cmpuint (count_contacts (fixture), ==, 0);
  g_closure_invoke (fixture->undo, NULL, 0, NULL, NULL);
  attune_sample_settle (200);
  g_assert_cmpuint (count_contacts (fixture), ==, 1);
  destroy (window, page);
}

static void
test_empty (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = attune_evaluations_page_new (fixture->context, 0);
  GtkWidget *window = show (page);

  g_assert_true (attune_page_search (ATTUNE_PAGE (page)));
  destroy (window, page);
}

static GtkWidget *
find_child (GtkWidget *widget, GType type)
{
  GtkWidget *found = NULL;

  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_child (child, type);
  return found;
}

static const char *
get_shown (GtkWidget *list)
{
  return gtk_stack_get_visible_child_name (
    GTK_STACK (gtk_widget_get_template_child (list, ATTUNE_TYPE_RECORD_LIST, "stack")));
}

/* A list that cannot be read is not an empty one, and can be asked for again. */
static void
test_unreadable (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page, *window, *list, *retry;

  add_contact (fixture);
  attune_store_fixture_execute (&fixture->store, "ALTER TABLE interaction RENAME TO away");
  page = attune_interactions_page_new (fixture->context, 0);
  window = show (page);
  list = find_child (page, ATTUNE_TYPE_RECORD_LIST);
  g_assert_cmpstr (get_shown (list), ==, "failed");

  attune_store_fixture_execute (&fixture->store, "ALTER TABLE away RENAME TO interaction");
  retry = find_child (GTK_WIDGET (
                        gtk_widget_get_template_child (list, ATTUNE_TYPE_RECORD_LIST, "failed")),
                      GTK_TYPE_BUTTON);
  g_signal_emit_by_name (retry, "clicked");
  attune_sample_settle (300);
  g_assert_cmpstr (get_shown (list), ==, "list");
  g_assert_cmpint (attune_record_list_get_selected_id (ATTUNE_RECORD_LIST (list)), !=, 0);
  destroy (window, page);
}

static GFile *
write_file (Fixture *fixture, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (fixture->store.folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return g_file_new_for_path (path);
}

/* A recording named after its agent, its transcript, and things that are none: one contact with both. */
static void
test_add (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_autoptr (GFile) recording = write_file (fixture, "agent-01_2026-01-12_14-03.wav", "RIFF");
  g_autoptr (GFile) transcript = write_file (fixture, "agent-01_2026-01-12_14-03.vtt", "WEBVTT");
  g_autoptr (GFile) picture = write_file (fixture, "picture.png", "x");
  g_autoptr (GFile) missing = g_file_new_for_path ("/nowhere/call.wav");
  GtkWidget *dialog;

  g_list_store_append (files, transcript);
  g_list_store_append (files, recording);
  g_list_store_append (files, picture);
  g_list_store_append (files, missing);
  dialog = attune_add_dialog_new (fixture->context, G_LIST_MODEL (files));
  gtk_window_present (GTK_WINDOW (dialog));
  attune_sample_settle (300);
  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &dialog);
  g_assert_true (gtk_widget_activate_action (dialog, "dialog.add", NULL));
  g_assert_true (attune_test_wait_until (was_told, fixture, 10));
  attune_sample_settle (100);
  g_assert_null (dialog);
  g_assert_cmpuint (count_contacts (fixture), ==, 1);
  g_assert_null (attune_context_get_work (fixture->context));
}

/* Nothing is added while nobody is chosen. */
static void
test_incomplete (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog = attune_add_dialog_new (fixture->context, NULL);

  gtk_window_present (GTK_WINDOW (dialog));
  attune_sample_settle (300);
  gtk_widget_activate_action (dialog, "dialog.add", NULL);
  g_assert_cmpuint (count_contacts (fixture), ==, 0);
  destroy (dialog, dialog);
}

static void
test_jump (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog = attune_jump_dialog_new (fixture->context);

  gtk_window_present (GTK_WINDOW (dialog));
  attune_sample_settle (300);
  destroy (dialog, dialog);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv);
  attune_screens_init ();

#define ADD(name, function) \
  g_test_add ("/screens/interactions/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("list", test_list);
  ADD ("first-focus", test_first_focus);
  ADD ("remove", test_remove);
  ADD ("empty", test_empty);
  ADD ("unreadable", test_unreadable);
  ADD ("add", test_add);
  ADD ("incomplete", test_incomplete);
  ADD ("jump", test_jump);
  return g_test_run ();
}
