/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-add-dialog.h"
#include "attune-add-item.h"
#include "attune-edit-dialog.h"
#include "attune-evaluate.h"
#include "attune-evaluations-page.h"
#include "attune-interaction-page.h"
#include "attune-interactions-page.h"
#include "attune-jump-dialog.h"
#include "attune-media-find.h"
#include "attune-person-chooser.h"
#include "attune-person-item.h"
#include "attune-person-popover.h"
#include "attune-query.h"
#include "attune-record-list.h"
#include "attune-sample.h"
#include "attune-screens.h"
#include "attune-test-support.h"

#include <string.h>

/* attune-decoder, as it was built. */
static const char *helper;

typedef struct
{
  AttuneStoreFixture store;
  AttuneSample sample;
  AttuneContext *context;
  gint64 form;
  AttuneDestination opened;
  int n_told;
  GClosure *undo;
  char *offered; /* what a toast offers */
  gint64 added;
  AttuneIngest *ingest;
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
offered_cb (Fixture *fixture, const char *message, const char *label, GClosure *action)
{
  g_free (fixture->offered);
  fixture->offered = g_strdup (label);
}

static void
added_cb (Fixture *fixture, gint64 interaction)
{
  fixture->added = interaction;
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
  g_signal_connect_swapped (fixture->context, "added", G_CALLBACK (added_cb), fixture);
  g_signal_connect_swapped (fixture->context, "offered", G_CALLBACK (offered_cb), fixture);
  fixture->ingest = g_object_new (ATTUNE_TYPE_INGEST, "cache-directory", fixture->store.folder,
                                  "helper", helper, NULL);
  attune_context_set_ingest (fixture->context, fixture->ingest);
  g_signal_connect_swapped (fixture->context, "undo-offered", G_CALLBACK (undo_offered_cb),
                            fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->undo, g_closure_unref);
  g_clear_pointer (&fixture->offered, g_free);
  g_clear_object (&fixture->ingest);
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

/* What stands above `window`. */
static GtkWindow *
find_dialog (gpointer window)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWindow) toplevel = g_list_model_get_item (toplevels, i);

      if (gtk_window_get_transient_for (toplevel) == window)
        return toplevel;
    }
  return NULL;
}

static gboolean
has_dialog (gpointer window)
{
  return find_dialog (window) != NULL;
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

  /* One agent, one form: one choice, and how the contact was come to. */
  g_assert_true (gtk_widget_activate_action (page, "interactions.evaluate", NULL));
  g_assert_true (attune_test_wait_until (has_dialog, window, 10));
  g_signal_emit_by_name (find_child (GTK_WIDGET (find_dialog (window)), GTK_TYPE_LIST_BOX),
                         "row-activated",
                         find_child (GTK_WIDGET (find_dialog (window)), ADW_TYPE_ACTION_ROW));
  g_assert_true (attune_test_wait_until (has_opened, fixture, 10));
  g_assert_cmpint (fixture->opened.kind, ==, ATTUNE_PAGE_EVALUATION);
  g_assert_cmpint (attune_store_fixture_get_int (&fixture->store, "SELECT basis FROM evaluation"),
                   ==, ATTUNE_BASIS_TARGETED);
  destroy (window, page);
}

static gboolean
is_focus_in_view (gpointer window)
{
  GtkWidget *focus = gtk_window_get_focus (window);

  return focus != NULL && gtk_widget_get_ancestor (focus, GTK_TYPE_COLUMN_VIEW) != NULL;
}

/* What was added is selected and has the focus, and what came with it is in view. */
static void
test_added (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page, *window, *list, *view, *focus;
  GtkAdjustment *adjustment;
  gint64 first;

  for (int i = 0; i < 40; i++)
    add_contact (fixture);
  page = attune_interactions_page_new (fixture->context, 0);
  window = show (page);
  list = find_child (page, ATTUNE_TYPE_RECORD_LIST);
  view = find_child (page, GTK_TYPE_COLUMN_VIEW);
  gtk_widget_grab_focus (view);
  first = add_contact (fixture);
  add_contact (fixture);
  attune_context_tell_added (fixture->context, first);
  attune_sample_settle (500);

  focus = gtk_window_get_focus (GTK_WINDOW (window));
  g_assert_cmpint (attune_record_list_get_selected_id (ATTUNE_RECORD_LIST (list)), ==, first);
  g_assert_true (is_focus_in_view (window));
  g_assert_true (gtk_widget_get_state_flags (focus) & GTK_STATE_FLAG_SELECTED);
  adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view));
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), ==, 0);
  destroy (window, page);
}

/* What was focused has gone: the first rows that come take it, so that the arrows work. */
static void
test_first_focus (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page;
  GtkWidget *window = gtk_window_new ();

  add_contact (fixture);
  page = attune_interactions_page_new (fixture->context, 0);
  gtk_window_set_child (GTK_WINDOW (window), page);
  gtk_window_present (GTK_WINDOW (window));
  attune_page_refresh (ATTUNE_PAGE (page));
  gtk_window_set_focus (GTK_WINDOW (window), NULL);
  g_assert_true (attune_test_wait_until (is_focus_in_view, window, 10));
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
write_bytes (Fixture *fixture, const char *name, gconstpointer bytes, gsize size)
{
  g_autofree char *path = g_build_filename (fixture->store.folder, name, NULL);
  g_autofree char *folder = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, bytes, (gssize) size, NULL));
  return g_file_new_for_path (path);
}

static GFile *
write_text (Fixture *fixture, const char *name, const char *text)
{
  return write_bytes (fixture, name, text, strlen (text));
}

/* A second of silence, which begins as linear WAV does. */
static GFile *
write_wav (Fixture *fixture, const char *name)
{
  static const char header[] = "RIFF\xa4\x3e\0\0WAVEfmt \x10\0\0\0\1\0\1\0\x40\x1f\0\0\x80\x3e\0\0"
                               "\2\0\x10\0data\x80\x3e\0\0";
  char bytes[44 + 16000] = { 0 };

  memcpy (bytes, header, 44);
  return write_bytes (fixture, name, bytes, sizeof bytes);
}

static gboolean
was_added (gpointer data)
{
  return ((Fixture *) data)->added != 0;
}

static GtkWidget *
show_add (Fixture *fixture, GListStore *files)
{
  GtkWidget *dialog = attune_add_dialog_new (fixture->context, G_LIST_MODEL (files));

  gtk_window_present (GTK_WINDOW (dialog));
  return dialog;
}

static GtkWidget *
get_items (GtkWidget *dialog)
{
  return GTK_WIDGET (gtk_widget_get_template_child (dialog, ATTUNE_TYPE_ADD_DIALOG, "items"));
}

static guint
count_items (GtkWidget *dialog, gboolean is_wanted)
{
  guint n = 0;

  for (GtkWidget *i = gtk_widget_get_first_child (get_items (dialog)); i != NULL;
       i = gtk_widget_get_next_sibling (i))
    n += attune_add_item_is_wanted (ATTUNE_ADD_ITEM (i)) == is_wanted;
  return n;
}

typedef struct
{
  GtkWidget *dialog;
  guint n_items;
} Expected;

static gboolean
is_looked_through (gpointer data)
{
  const Expected *expected = data;
  guint n = 0;

  for (GtkWidget *i = gtk_widget_get_first_child (get_items (expected->dialog)); i != NULL;
       i = gtk_widget_get_next_sibling (i), n++)
    if (attune_add_item_is_waiting (ATTUNE_ADD_ITEM (i)))
      return FALSE;
  return n == expected->n_items;
}

static void
wait_for_items (GtkWidget *dialog, guint n_items)
{
  Expected expected = { dialog, n_items };

  g_assert_true (attune_test_wait_until (is_looked_through, &expected, 30));
  attune_sample_settle (100);
}

static gboolean
has_all_items (gpointer dialog)
{
  return count_items (dialog, TRUE) == ATTUNE_ADD_FILES_MAX;
}

static const char *
get_remark (GtkWidget *item)
{
  return adw_preferences_row_get_title (
    ADW_PREFERENCES_ROW (gtk_widget_get_template_child (item, ATTUNE_TYPE_ADD_ITEM, "remark")));
}

/* A recording named after its agent, its transcript, and things that are none: one contact with both. What is no recording
 * says so in its place, by its own name, and hinders nothing. */
static void
test_add (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_autoptr (GFile) recording = write_wav (fixture, "agent-01_2026-01-12_14-03.wav");
  g_autoptr (GFile) transcript = write_text (fixture, "agent-01_2026-01-12_14-03.vtt", "WEBVTT");
  g_autoptr (GFile) letter = write_text (fixture, "letter.opus", "Dear customer, no sound here.");
  g_autoptr (GFile) missing = g_file_new_for_path ("/nowhere/call.wav");
  g_autoptr (GFile) store = g_file_new_for_path (fixture->store.path);
  GtkWidget *dialog;

  g_list_store_append (files, transcript);
  g_list_store_append (files, recording);
  g_list_store_append (files, letter);
  g_list_store_append (files, missing);
  g_list_store_append (files, store);
  dialog = show_add (fixture, files);
  wait_for_items (dialog, 4);
  attune_sample_settle (100);
  g_assert_cmpuint (count_items (dialog, TRUE), ==, 1);
  g_assert_cmpuint (count_items (dialog, FALSE), ==, 3);
  for (GtkWidget *i = gtk_widget_get_first_child (get_items (dialog)); i != NULL;
       i = gtk_widget_get_next_sibling (i))
    if (g_str_has_suffix (attune_add_item_get_path (ATTUNE_ADD_ITEM (i)), "letter.opus"))
      g_assert_nonnull (strstr (get_remark (i), "letter.opus"));

  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &dialog);
  g_assert_true (gtk_widget_activate_action (dialog, "dialog.add", NULL));
  g_assert_true (attune_test_wait_until (was_added, fixture, 10));
  attune_sample_settle (100);
  g_assert_null (dialog);
  g_assert_cmpuint (count_contacts (fixture), ==, 1);
  g_assert_cmpint (attune_store_fixture_get_int (&fixture->store,
                                                 "SELECT count (*) FROM media WHERE name LIKE"
                                                 " 'agent-01\\_2026%' ESCAPE '\\'"),
                   ==, 2);
  g_assert_cmpint (attune_store_fixture_get_int (&fixture->store,
                                                 "SELECT duration_us FROM interaction"),
                   ==, G_USEC_PER_SEC);
  g_assert_null (attune_context_get_work (fixture->context));
  /* The list selects it, and it can be evaluated at once. */
  g_assert_cmpint (fixture->added, ==,
                   attune_store_fixture_get_int (&fixture->store, "SELECT id FROM interaction"));
  g_assert_cmpstr (fixture->offered, ==, "_Evaluate");
}

/* A folder is looked through, with the folders in it; what is in it twice or is neither is not taken. */
static void
test_folder (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_autoptr (GFile) one = write_wav (fixture, "calls/agent-01 1.wav");
  g_autoptr (GFile) two = write_wav (fixture, "calls/deep/agent-02 2.wav");
  g_autoptr (GFile) picture = write_text (fixture, "calls/picture.png", "x");
  g_autoptr (GFile) folder = g_file_get_parent (one);
  g_autoptr (GFile) empty = write_text (fixture, "nothing/here.png", "x");
  g_autoptr (GFile) other = g_file_get_parent (empty);
  GtkWidget *dialog, *remarks;

  g_list_store_append (files, folder);
  g_list_store_append (files, one);
  g_list_store_append (files, other);
  dialog = show_add (fixture, files);
  wait_for_items (dialog, 2);
  g_assert_cmpuint (count_items (dialog, TRUE), ==, 2);
  remarks = GTK_WIDGET (gtk_widget_get_template_child (dialog, ATTUNE_TYPE_ADD_DIALOG, "remarks"));
  g_assert_nonnull (strstr (gtk_label_get_label (GTK_LABEL (remarks)), "nothing"));
  g_assert_nonnull (strstr (gtk_label_get_label (GTK_LABEL (remarks)), "2 files"));
  destroy (dialog, dialog);
}

/* More than are taken at a time are told; nobody has to wait for all of them to go away again. */
static void
test_many (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  GtkWidget *dialog;

  for (guint i = 0; i < ATTUNE_ADD_FILES_MAX + 1; i++)
    {
      g_autofree char *name = g_strdup_printf ("many/agent-01 %03u.wav", i);
      g_autoptr (GFile) file = write_wav (fixture, name);

      g_list_store_append (files, file);
    }
  dialog = show_add (fixture, files);
  g_assert_true (attune_test_wait_until (has_all_items, dialog, 60));
  destroy (dialog, dialog);
}

static AttuneInteraction *
load_contact (Fixture *fixture, gint64 id)
{
  return ATTUNE_CALL_OK (load_interaction, fixture->store.store, fixture->store.manager, id);
}

static gboolean
is_shown (gpointer widget)
{
  return gtk_widget_get_visible (widget);
}

static gboolean
is_saved (gpointer data)
{
  return attune_store_fixture_get_int (&((Fixture *) data)->store, "SELECT rev FROM interaction") ==
         2;
}

/* What is changed is changed, what is not stays exactly; a letter does not become a recording. */
static void
test_edit (Fixture *fixture, gconstpointer data)
{
  gint64 id = add_contact (fixture);
  g_autoptr (AttuneInteraction) before = load_contact (fixture, id);
  g_autoptr (AttuneInteraction) after = NULL;
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_autoptr (GFile) recording = write_wav (fixture, "call one.wav");
  g_autoptr (GFile) letter = write_text (fixture, "letter.wav", "Dear customer");
  GtkWidget *dialog = attune_edit_dialog_new (fixture->context, before);
  GtkWidget *trouble, *customer;

  gtk_window_present (GTK_WINDOW (dialog));
  attune_sample_settle (300);
  g_list_store_append (files, letter);
  attune_edit_dialog_add (ATTUNE_EDIT_DIALOG (dialog), G_LIST_MODEL (files));
  trouble = GTK_WIDGET (gtk_widget_get_template_child (dialog, ATTUNE_TYPE_EDIT_DIALOG, "trouble"));
  g_assert_true (attune_test_wait_until (is_shown, trouble, 20));
  g_assert_nonnull (strstr (gtk_label_get_label (GTK_LABEL (trouble)), "letter.wav"));

  g_list_store_remove_all (files);
  g_list_store_append (files, recording);
  attune_edit_dialog_add (ATTUNE_EDIT_DIALOG (dialog), G_LIST_MODEL (files));
  g_assert_true (attune_test_wait_until (
    is_shown, gtk_widget_get_template_child (dialog, ATTUNE_TYPE_EDIT_DIALOG, "media"), 20));
  customer = GTK_WIDGET (gtk_widget_get_template_child (find_child (dialog, ATTUNE_TYPE_ADD_ITEM),
                                                        ATTUNE_TYPE_ADD_ITEM, "customer"));
  gtk_editable_set_text (GTK_EDITABLE (customer), "C-9");
  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &dialog);
  g_assert_true (gtk_widget_activate_action (dialog, "dialog.save", NULL));
  g_assert_true (attune_test_wait_until (is_saved, fixture, 10));
  attune_sample_settle (200);
  g_assert_null (dialog);

  after = load_contact (fixture, id);
  g_assert_cmpint (after->started_at, ==, before->started_at);
  g_assert_cmpstr (after->customer, ==, "C-9");
  g_assert_cmpuint (after->media->len, ==, 1);
  g_assert_cmpstr (((AttuneMedia *) g_ptr_array_index (after->media, 0))->name, ==, "call one.wav");
  g_assert_true (((AttuneMedia *) g_ptr_array_index (after->media, 0))->is_copied);
}

/* The buttons beside the heading are come to by Tab. */
static void
test_header_keys (Fixture *fixture, gconstpointer data)
{
  gint64 id = add_contact (fixture);
  g_autoptr (AttuneInteraction) contact = load_contact (fixture, id);
  GtkWidget *dialog = attune_edit_dialog_new (fixture->context, contact);
  GtkWidget *takeover;
  gboolean was_reached = FALSE;

  gtk_window_present (GTK_WINDOW (dialog));
  attune_sample_settle (300);
  takeover = GTK_WIDGET (gtk_widget_get_template_child (find_child (dialog, ATTUNE_TYPE_ADD_ITEM),
                                                        ATTUNE_TYPE_ADD_ITEM, "takeover"));
  for (int i = 0; i < 30 && !was_reached; i++)
    {
      g_signal_emit_by_name (dialog, "move-focus", GTK_DIR_TAB_FORWARD);
      was_reached = gtk_window_get_focus (GTK_WINDOW (dialog)) == takeover;
    }
  g_assert_true (was_reached);
  gtk_window_destroy (GTK_WINDOW (dialog));
  attune_sample_settle (100);
}

static gint64
get_rev (Fixture *fixture)
{
  return attune_store_fixture_get_int (&fixture->store, "SELECT rev FROM interaction");
}

static gboolean
was_told (gpointer data)
{
  return ((Fixture *) data)->n_told > 0;
}

/* A recording that was moved is known by its contents, not by its name; another one is refused. */
static void
test_find (Fixture *fixture, gconstpointer data)
{
  gint64 id = add_contact (fixture);
  g_autoptr (AttuneInteraction) contact = load_contact (fixture, id);
  g_autoptr (AttuneInteraction) after = NULL;
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_autoptr (GFile) moved = write_text (fixture, "elsewhere/renamed.wav", "sound");
  g_autoptr (GFile) other = write_text (fixture, "call.wav", "other");
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "sound", -1);
  AttuneMedia *media = attune_media_new (ATTUNE_MEDIA_AUDIO, "/nowhere/call.wav");
  GtkWidget *window = show (gtk_label_new ("parent"));
  GtkWindow *told;

  media->sha256 = g_strdup (hash);
  g_ptr_array_add (contact->media, media);
  ATTUNE_CALL_OK (update_interaction, fixture->store.store, fixture->store.manager, contact);
  after = load_contact (fixture, id);
  media = g_ptr_array_index (after->media, 0);

  g_list_store_append (files, other);
  attune_media_take_async (window, fixture->context, id, media->id, G_LIST_MODEL (files), NULL,
                           NULL);
  g_assert_true (attune_test_wait_until (has_dialog, window, 10));
  g_assert_cmpint (get_rev (fixture), ==, 2);
  told = find_dialog (window);
  gtk_window_destroy (told);

  g_list_store_remove_all (files);
  g_list_store_append (files, moved);
  attune_media_take_async (window, fixture->context, id, media->id, G_LIST_MODEL (files), NULL,
                           NULL);
  g_assert_true (attune_test_wait_until (was_told, fixture, 10));
  g_assert_cmpint (get_rev (fixture), ==, 3);
  g_clear_pointer (&after, attune_interaction_free);
  after = load_contact (fixture, id);
  media = g_ptr_array_index (after->media, 0);
  g_assert_cmpstr (media->name, ==, "call.wav");
  g_assert_true (g_str_has_suffix (media->path, "elsewhere/renamed.wav"));
  destroy (window, window);
}

/* Any part of a name finds a person; what does not match anybody chooses nobody. */
static void
test_chooser (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *text;
    guint agent; /* 1 and more, 0 for nobody */
  } cases[] = { { "xyz", 0 }, { "aho", 1 }, { "zaneta", 2 }, { "AGENT-04", 4 }, { "no way", 0 } };
  g_autoptr (GPtrArray) people = ATTUNE_CALL_OK (list_people, fixture->store.store, 0);
  g_autoptr (GListModel) agents = attune_person_items_new (people, ATTUNE_ROLE_AGENT, NULL);
  GtkWidget *chooser = attune_person_chooser_new ();
  GtkWidget *window = show (chooser);
  GtkWidget *popover;
  gpointer button, search;

  attune_person_chooser_set_people (ATTUNE_PERSON_CHOOSER (chooser), agents);
  button = gtk_widget_get_template_child (chooser, ATTUNE_TYPE_PERSON_CHOOSER, "button");
  /* It is not made before it is wanted. */
  g_assert_null (gtk_menu_button_get_popover (button));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 before = attune_person_chooser_get_person (ATTUNE_PERSON_CHOOSER (chooser));

      gtk_menu_button_popup (button);
      popover = GTK_WIDGET (gtk_menu_button_get_popover (button));
      search = gtk_widget_get_template_child (popover, ATTUNE_TYPE_PERSON_POPOVER, "search");
      gtk_editable_set_text (search, cases[i].text);
      g_signal_emit_by_name (search, "search-changed");
      g_signal_emit_by_name (search, "activate");
      g_assert_cmpint (attune_person_chooser_get_person (ATTUNE_PERSON_CHOOSER (chooser)), ==,
                       cases[i].agent > 0 ? fixture->sample.agents[cases[i].agent - 1] : before);
      gtk_menu_button_popdown (button);
    }
  destroy (window, chooser);
}

static gboolean
is_length_shown (gpointer page)
{
  GtkListBox *media = GTK_LIST_BOX (
    gtk_widget_get_template_child (page, ATTUNE_TYPE_INTERACTION_PAGE, "media"));
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (media, 1);

  return row != NULL &&
         g_str_has_prefix (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), "0:01 · ");
}

static gboolean
has_two_media (gpointer dialog)
{
  return gtk_list_box_get_row_at_index (
           GTK_LIST_BOX (gtk_widget_get_template_child (dialog, ATTUNE_TYPE_EDIT_DIALOG, "media")),
           1) != NULL;
}

/* What is dropped on a contact's page is offered to it, and kept when that is saved. Of several recordings each tells how
 * long it is. */
static void
test_drop (Fixture *fixture, gconstpointer data)
{
  gint64 id = add_contact (fixture);
  g_autoptr (AttuneInteraction) after = NULL;
  g_autoptr (GFile) recording = write_wav (fixture, "dropped.wav");
  g_autoptr (GFile) other = write_wav (fixture, "other.wav");
  GSList last = { other, NULL };
  GSList files = { recording, &last };
  GtkWidget *page = attune_interaction_page_new (fixture->context, id);
  GtkWidget *window = show (page);
  GtkWidget *dialog;

  /* Nothing to add it to, yet. */
  g_assert_false (attune_interaction_page_take_files (ATTUNE_INTERACTION_PAGE (page), &files));
  attune_page_refresh (ATTUNE_PAGE (page));
  attune_sample_settle (300);
  g_assert_true (attune_interaction_page_take_files (ATTUNE_INTERACTION_PAGE (page), &files));
  dialog = GTK_WIDGET (find_dialog (window));
  g_assert_true (ATTUNE_IS_EDIT_DIALOG (dialog));
  g_assert_true (attune_test_wait_until (has_two_media, dialog, 20));
  attune_sample_settle (100);
  g_assert_true (gtk_widget_activate_action (dialog, "dialog.save", NULL));
  g_assert_true (attune_test_wait_until (is_saved, fixture, 10));

  after = load_contact (fixture, id);
  g_assert_cmpuint (count_contacts (fixture), ==, 1);
  g_assert_cmpuint (after->media->len, ==, 2);
  g_assert_true (attune_test_wait_until (is_length_shown, page, 20));
  attune_sample_settle (200);
  destroy (window, page);
}

/* Enter, as a click, opens the contact that is chosen. */
static void
test_open (Fixture *fixture, gconstpointer data)
{
  gint64 id = add_contact (fixture);
  GtkWidget *page = attune_interactions_page_new (fixture->context, 0);
  GtkWidget *window = show (page);
  GtkWidget *view;

  attune_sample_settle (300);
  view = find_child (page, GTK_TYPE_COLUMN_VIEW);
  g_assert_true (
    gtk_widget_activate_action (gtk_widget_get_last_child (view), "list.activate-item", "u", 0u));
  g_assert_cmpint (fixture->opened.kind, ==, ATTUNE_PAGE_INTERACTION);
  g_assert_cmpint (fixture->opened.id, ==, id);
  destroy (window, page);
}

static void
open_chooser (GtkWidget *chooser, gpointer *out_search)
{
  gpointer button = gtk_widget_get_template_child (chooser, ATTUNE_TYPE_PERSON_CHOOSER, "button");

  gtk_menu_button_popup (button);
  *out_search = gtk_widget_get_template_child (GTK_WIDGET (gtk_menu_button_get_popover (button)),
                                               ATTUNE_TYPE_PERSON_POPOVER, "search");
}

static GListModel *
add_agents (Fixture *fixture, guint n)
{
  g_autoptr (GPtrArray) people = NULL;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("further-%02u", i);

      attune_store_fixture_add_person (&fixture->store, name, ATTUNE_ROLE_AGENT, 0);
    }
  people = ATTUNE_CALL_OK (list_people, fixture->store.store, 0);
  return attune_person_items_new (people, ATTUNE_ROLE_AGENT, NULL);
}

static double
get_scroll (gpointer search)
{
  GtkWidget *popover = gtk_widget_get_ancestor (search, GTK_TYPE_POPOVER);
  GtkWidget *list = find_child (popover, GTK_TYPE_LIST_VIEW);

  return gtk_adjustment_get_value (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (list)));
}

/* It opens at whoever is chosen: Return changes nothing, neither at once nor when everybody is listed; nor does it choose
 * anybody where nobody was. */
static void
test_chooser_opens (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GListModel) agents = add_agents (fixture, 30);
  g_autoptr (AttunePersonItem)
    last = g_list_model_get_item (agents, g_list_model_get_n_items (agents) - 1);
  gint64 wanted[] = { 0, attune_person_item_get_person (last)->id };
  AttunePersonChooser *chooser = ATTUNE_PERSON_CHOOSER (attune_person_chooser_new ());
  GtkWidget *window = show (GTK_WIDGET (chooser));
  gpointer search;

  attune_person_chooser_set_people (chooser, agents);
  for (guint i = 0; i < G_N_ELEMENTS (wanted) * 2; i++)
    {
      attune_person_chooser_set_person (chooser, wanted[i / 2], NULL);
      open_chooser (GTK_WIDGET (chooser), &search);
      attune_sample_settle (i % 2 == 0 ? 0 : 300);
      if (i % 2 == 1)
        g_assert_true ((get_scroll (search) > 0) == (wanted[i / 2] != 0));
      g_signal_emit_by_name (search, "activate");
      g_assert_cmpint (attune_person_chooser_get_person (chooser), ==, wanted[i / 2]);
      gtk_popover_popdown (GTK_POPOVER (gtk_widget_get_ancestor (search, GTK_TYPE_POPOVER)));
      attune_sample_settle (100);
    }
  destroy (window, GTK_WIDGET (chooser));
}

static const char *
get_stage (GtkWidget *page)
{
  return gtk_stack_get_visible_child_name (
    GTK_STACK (gtk_widget_get_template_child (page, ATTUNE_TYPE_INTERACTION_PAGE, "stack")));
}

/* One contact, followed while it changes, down to its removal elsewhere. */
static void
test_contact (Fixture *fixture, gconstpointer data)
{
  gint64 id = add_contact (fixture);
  g_autoptr (AttuneInteraction) contact = load_contact (fixture, id);
  GtkWidget *page = attune_interaction_page_new (fixture->context, id);
  GtkWidget *window;
  gint64 rev;

  attune_page_refresh (ATTUNE_PAGE (page));
  window = show (page);
  g_assert_cmpstr (get_stage (page), ==, "contact");
  g_assert_nonnull (strstr (attune_page_get_title (ATTUNE_PAGE (page)), "Mika Aho"));

  g_signal_emit_by_name (
    gtk_widget_get_template_child (page, ATTUNE_TYPE_INTERACTION_PAGE, "agents"), "row-activated",
    find_child (GTK_WIDGET (
                  gtk_widget_get_template_child (page, ATTUNE_TYPE_INTERACTION_PAGE, "agents")),
                ADW_TYPE_ACTION_ROW));
  g_assert_cmpint (fixture->opened.kind, ==, ATTUNE_PAGE_AGENT);
  g_assert_cmpint (fixture->opened.id, ==, fixture->sample.agents[0]);

  g_free (contact->subject);
  contact->subject = g_strdup ("Moved");
  rev = ATTUNE_CALL_OK (update_interaction, fixture->store.store, fixture->store.manager, contact);
  attune_sample_settle (400);
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (gtk_widget_get_template_child (
                     page, ATTUNE_TYPE_INTERACTION_PAGE, "subject"))),
                   ==, "Moved");
  ATTUNE_CALL_OK (remove_interaction, fixture->store.store, fixture->store.manager, id, rev, TRUE);
  attune_sample_settle (400);
  g_assert_cmpstr (get_stage (page), ==, "removed");
  destroy (window, page);
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
#if ADW_CHECK_VERSION(1, 5, 0)
  /* It warns of the heading of its own AdwMessageDialog. */
  g_log_set_always_fatal (G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_ERROR);
#endif
  helper = g_getenv ("ATTUNE_DECODER");
  attune_screens_init ();

#define ADD(name, function) \
  g_test_add ("/screens/interactions/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("list", test_list);
  ADD ("first-focus", test_first_focus);
  ADD ("added", test_added);
  ADD ("remove", test_remove);
  ADD ("empty", test_empty);
  ADD ("unreadable", test_unreadable);
  ADD ("add", test_add);
  ADD ("folder", test_folder);
  ADD ("many", test_many);
  ADD ("incomplete", test_incomplete);
  ADD ("edit", test_edit);
  ADD ("header-keys", test_header_keys);
  ADD ("contact", test_contact);
  ADD ("drop", test_drop);
  ADD ("open", test_open);
  ADD ("find", test_find);
  ADD ("chooser", test_chooser);
  ADD ("chooser-opens", test_chooser_opens);
  ADD ("jump", test_jump);
  return g_test_run ();
}
