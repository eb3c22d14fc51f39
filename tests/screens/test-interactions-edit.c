/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-add-item.h"
#include "attune-contact-sample.h"
#include "attune-edit-dialog.h"
#include "attune-interaction-page.h"
#include "attune-media-find.h"
#include "attune-screens.h"
#include "attune-test-support.h"

#include <string.h>

static gboolean
is_shown (gpointer widget)
{
  return gtk_widget_get_visible (widget);
}

/* What is changed is changed, what is not stays exactly; a letter does not become a recording. */
static void
test_edit (AttuneContactSample *fixture, gconstpointer data)
{
  gint64 id = attune_contact_sample_add (fixture);
  g_autoptr (AttuneInteraction) before = attune_contact_sample_load (fixture, id);
  g_autoptr (AttuneInteraction) after = NULL;
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_autoptr (GFile) recording = attune_contact_sample_write_wav (fixture, "call one.wav");
  g_autoptr (GFile)
    letter = attune_contact_sample_write_text (fixture, "letter.wav", "Dear customer");
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
  customer = GTK_WIDGET (
    gtk_widget_get_template_child (attune_sample_find_child (dialog, ATTUNE_TYPE_ADD_ITEM),
                                   ATTUNE_TYPE_ADD_ITEM, "customer"));
  gtk_editable_set_text (GTK_EDITABLE (customer), "C-9");
  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &dialog);
  g_assert_true (gtk_widget_activate_action (dialog, "dialog.save", NULL));
  g_assert_true (attune_test_wait_until (attune_contact_sample_is_saved, fixture, 10));
  attune_sample_settle (200);
  g_assert_null (dialog);

  after = attune_contact_sample_load (fixture, id);
  g_assert_cmpint (after->started_at, ==, before->started_at);
  g_assert_cmpstr (after->customer, ==, "C-9");
  g_assert_cmpuint (after->media->len, ==, 1);
  g_assert_cmpstr (((AttuneMedia *) g_ptr_array_index (after->media, 0))->name, ==, "call one.wav");
  g_assert_true (((AttuneMedia *) g_ptr_array_index (after->media, 0))->is_copied);
}

/* The buttons beside the heading are come to by Tab. */
static void
test_header_keys (AttuneContactSample *fixture, gconstpointer data)
{
  gint64 id = attune_contact_sample_add (fixture);
  g_autoptr (AttuneInteraction) contact = attune_contact_sample_load (fixture, id);
  GtkWidget *dialog = attune_edit_dialog_new (fixture->context, contact);
  GtkWidget *takeover;
  gboolean was_reached = FALSE;

  gtk_window_present (GTK_WINDOW (dialog));
  attune_sample_settle (300);
  takeover = GTK_WIDGET (
    gtk_widget_get_template_child (attune_sample_find_child (dialog, ATTUNE_TYPE_ADD_ITEM),
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
get_rev (AttuneContactSample *fixture)
{
  return attune_store_fixture_get_int (&fixture->store, "SELECT rev FROM interaction");
}

/* A recording that was moved is known by its contents, not by its name; another one is refused. */
static void
test_find (AttuneContactSample *fixture, gconstpointer data)
{
  gint64 id = attune_contact_sample_add (fixture);
  g_autoptr (AttuneInteraction) contact = attune_contact_sample_load (fixture, id);
  g_autoptr (AttuneInteraction) after = NULL;
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_autoptr (GFile)
    moved = attune_contact_sample_write_text (fixture, "elsewhere/renamed.wav", "sound");
  g_autoptr (GFile) other = attune_contact_sample_write_text (fixture, "call.wav", "other");
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "sound", -1);
  AttuneMedia *media = attune_media_new (ATTUNE_MEDIA_AUDIO, "/nowhere/call.wav");
  GtkWidget *window = attune_contact_sample_show (fixture, gtk_label_new ("parent"));
  GtkWindow *told;

  media->sha256 = g_strdup (hash);
  g_ptr_array_add (contact->media, media);
  ATTUNE_CALL_OK (update_interaction, fixture->store.store, fixture->store.manager, contact);
  after = attune_contact_sample_load (fixture, id);
  media = g_ptr_array_index (after->media, 0);

  g_list_store_append (files, other);
  attune_media_take_async (window, fixture->context, id, media->id, G_LIST_MODEL (files), NULL,
                           NULL);
  g_assert_true (attune_test_wait_until (attune_sample_has_dialog, window, 10));
  g_assert_cmpint (get_rev (fixture), ==, 2);
  told = attune_sample_find_dialog (window);
  gtk_window_destroy (told);

  g_list_store_remove_all (files);
  g_list_store_append (files, moved);
  attune_media_take_async (window, fixture->context, id, media->id, G_LIST_MODEL (files), NULL,
                           NULL);
  g_assert_true (attune_test_wait_until (attune_contact_sample_was_told, fixture, 10));
  g_assert_cmpint (get_rev (fixture), ==, 3);
  g_clear_pointer (&after, attune_interaction_free);
  after = attune_contact_sample_load (fixture, id);
  media = g_ptr_array_index (after->media, 0);
  g_assert_cmpstr (media->name, ==, "call.wav");
  g_assert_true (g_str_has_suffix (media->path, "elsewhere/renamed.wav"));
  attune_sample_destroy (window, window);
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
test_drop (AttuneContactSample *fixture, gconstpointer data)
{
  gint64 id = attune_contact_sample_add (fixture);
  g_autoptr (AttuneInteraction) after = NULL;
  g_autoptr (GFile) recording = attune_contact_sample_write_wav (fixture, "dropped.wav");
  g_autoptr (GFile) other = attune_contact_sample_write_wav (fixture, "other.wav");
  GSList last = { other, NULL };
  GSList files = { recording, &last };
  GtkWidget *page = attune_interaction_page_new (fixture->context, id);
  GtkWidget *window = attune_contact_sample_show (fixture, page);
  GtkWidget *dialog;

  /* Nothing to add it to, yet. */
  g_assert_false (attune_interaction_page_take_files (ATTUNE_INTERACTION_PAGE (page), &files));
  attune_page_refresh (ATTUNE_PAGE (page));
  attune_sample_settle (300);
  g_assert_true (attune_interaction_page_take_files (ATTUNE_INTERACTION_PAGE (page), &files));
  dialog = GTK_WIDGET (attune_sample_find_dialog (window));
  g_assert_true (ATTUNE_IS_EDIT_DIALOG (dialog));
  g_assert_true (attune_test_wait_until (has_two_media, dialog, 20));
  attune_sample_settle (100);
  g_assert_true (gtk_widget_activate_action (dialog, "dialog.save", NULL));
  g_assert_true (attune_test_wait_until (attune_contact_sample_is_saved, fixture, 10));

  after = attune_contact_sample_load (fixture, id);
  g_assert_cmpuint (attune_contact_sample_count (fixture), ==, 1);
  g_assert_cmpuint (after->media->len, ==, 2);
  g_assert_true (attune_test_wait_until (is_length_shown, page, 20));
  attune_sample_settle (200);
  attune_sample_destroy (window, page);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv);
  attune_screens_init ();

  ATTUNE_ADD_CONTACT_TEST ("/screens/edit/edit", test_edit);
  ATTUNE_ADD_CONTACT_TEST ("/screens/edit/header-keys", test_header_keys);
  ATTUNE_ADD_CONTACT_TEST ("/screens/edit/drop", test_drop);
  ATTUNE_ADD_CONTACT_TEST ("/screens/edit/find", test_find);
  return g_test_run ();
}
