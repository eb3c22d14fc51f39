/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-contact-sample.h"

#include "attune-query.h"
#include "attune-record-list.h"

#include <string.h>

static void
opened_cb (AttuneContactSample *self, const AttuneDestination *destination)
{
  self->opened = *destination;
}

static void
told_cb (AttuneContactSample *self, const char *heading, const char *body)
{
  self->n_told++;
}

static void
undo_offered_cb (AttuneContactSample *self, const char *message, GClosure *undo)
{
  g_clear_pointer (&self->undo, g_closure_unref);
  self->undo = g_closure_ref (undo);
}

static void
offered_cb (AttuneContactSample *self, const char *message, const char *label, GClosure *action)
{
  g_free (self->offered);
  self->offered = g_strdup (label);
}

static void
added_cb (AttuneContactSample *self, gint64 interaction)
{
  self->added = interaction;
}

static void
back_cb (AttuneContactSample *self)
{
  self->n_back++;
}

void
attune_contact_sample_set_up (AttuneContactSample *self, gconstpointer data)
{
  attune_store_fixture_set_up (&self->store, NULL);
  attune_sample_add (&self->store, &self->sample);
  self->form = attune_sample_add_form (&self->store, "calls", TRUE);
  self->context = attune_sample_new_context (&self->store, self->store.manager);
  g_signal_connect_swapped (self->context, "open", G_CALLBACK (opened_cb), self);
  g_signal_connect_swapped (self->context, "told", G_CALLBACK (told_cb), self);
  g_signal_connect_swapped (self->context, "added", G_CALLBACK (added_cb), self);
  g_signal_connect_swapped (self->context, "offered", G_CALLBACK (offered_cb), self);
  self->ingest = g_object_new (ATTUNE_TYPE_INGEST, "cache-directory", self->store.folder, "helper",
                               g_getenv ("ATTUNE_DECODER"), NULL);
  attune_context_set_ingest (self->context, self->ingest);
  g_signal_connect_swapped (self->context, "undo-offered", G_CALLBACK (undo_offered_cb), self);
}

void
attune_contact_sample_tear_down (AttuneContactSample *self, gconstpointer data)
{
  g_clear_pointer (&self->undo, g_closure_unref);
  g_clear_pointer (&self->offered, g_free);
  g_clear_object (&self->ingest);
  attune_sample_settle (100);
  g_assert_finalize_object (self->context);
  attune_store_fixture_tear_down (&self->store, NULL);
}

gint64
attune_contact_sample_add (AttuneContactSample *self)
{
  g_autoptr (AttuneInteraction) contact = attune_interaction_new ();
  g_autoptr (GPtrArray) contacts = g_ptr_array_new ();
  g_autoptr (GArray) ids = NULL;

  g_ptr_array_add (contact->parts, attune_part_new (self->sample.agents[0], -1, -1));
  g_ptr_array_add (contacts, contact);
  ids = ATTUNE_CALL_OK (add_interactions, self->store.store, self->store.manager, contacts);
  return g_array_index (ids, gint64, 0);
}

AttuneInteraction *
attune_contact_sample_load (AttuneContactSample *self, gint64 id)
{
  return ATTUNE_CALL_OK (load_interaction, self->store.store, self->store.manager, id);
}

guint
attune_contact_sample_count (AttuneContactSample *self)
{
  AttuneQuery query = { .kind = ATTUNE_LIST_INTERACTIONS };
  g_autoptr (GArray)
    ids = ATTUNE_CALL_OK (list_ids, self->store.store, self->store.manager, &query);

  return ids->len;
}

GtkWidget *
attune_contact_sample_show (AttuneContactSample *self, GtkWidget *content)
{
  GtkWidget *window = gtk_window_new ();
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();
  g_autoptr (GSimpleAction) back = g_simple_action_new ("back", NULL);

  g_signal_connect_swapped (back, "activate", G_CALLBACK (back_cb), self);
  g_action_map_add_action (G_ACTION_MAP (actions), G_ACTION (back));
  gtk_widget_insert_action_group (window, "win", G_ACTION_GROUP (actions));
  gtk_window_set_default_size (GTK_WINDOW (window), 1000, 600);
  gtk_window_set_child (GTK_WINDOW (window), content);
  gtk_window_present (GTK_WINDOW (window));
  attune_sample_settle (300);
  return window;
}

gboolean
attune_contact_sample_is_read (gpointer list)
{
  return attune_record_list_get_selected_value (list) != NULL;
}

gboolean
attune_contact_sample_has_opened (gpointer self)
{
  return ((AttuneContactSample *) self)->opened.id != 0;
}

gboolean
attune_contact_sample_has_undo (gpointer self)
{
  return ((AttuneContactSample *) self)->undo != NULL;
}

gboolean
attune_contact_sample_was_told (gpointer self)
{
  return ((AttuneContactSample *) self)->n_told > 0;
}

gboolean
attune_contact_sample_was_added (gpointer self)
{
  return ((AttuneContactSample *) self)->added != 0;
}

gboolean
attune_contact_sample_is_saved (gpointer self)
{
  return attune_store_fixture_get_int (&((AttuneContactSample *) self)->store,
                                       "SELECT rev FROM interaction") == 2;
}

static GFile *
write_bytes (AttuneContactSample *self, const char *name, gconstpointer bytes, gsize size)
{
  g_autofree char *path = g_build_filename (self->store.folder, name, NULL);
  g_autofree char *folder = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, bytes, (gssize) size, NULL));
  return g_file_new_for_path (path);
}

GFile *
attune_contact_sample_write_text (AttuneContactSample *self, const char *name, const char *text)
{
  return write_bytes (self, name, text, strlen (text));
}

GFile *
attune_contact_sample_write_wav (AttuneContactSample *self, const char *name)
{
  static const char header[] = "RIFF\xa4\x3e\0\0WAVEfmt \x10\0\0\0\1\0\1\0\x40\x1f\0\0\x80\x3e\0\0"
                               "\2\0\x10\0data\x80\x3e\0\0";
  char bytes[44 + 16000] = { 0 };

  memcpy (bytes, header, 44);
  return write_bytes (self, name, bytes, sizeof bytes);
}
