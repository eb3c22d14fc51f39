/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-edit-dialog.h"

#include "attune-add-item.h"
#include "attune-compat.h"
#include "attune-contact-words.h"
#include "attune-format.h"
#include "attune-person-item.h"
#include "attune-present.h"

#include <glib/gi18n.h>

struct _AttuneEditDialog
{
  AdwWindow parent_instance;

  /* template */
  AdwBin *fields;
  AdwComboRow *channel;
  GtkListBox *media;
  GtkSwitch *copy;
  GtkWidget *copy_row;
  GtkLabel *trouble;

  /* borrowed */
  AttuneAddItem *item; /* NULL until the agents are known */

  /* owned */
  AttuneContext *context;
  AttuneInteraction *interaction; /* as it is to be */
  GCancellable *cancellable;

  guint n_probes;
  gboolean is_saving;
};

G_DEFINE_FINAL_TYPE (AttuneEditDialog, attune_edit_dialog, ADW_TYPE_WINDOW)

static void
changed_cb (AttuneEditDialog *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.save",
                                 self->item != NULL && !self->is_saving && self->n_probes == 0 &&
                                   attune_add_item_is_complete (self->item));
}

static void
show_trouble (AttuneEditDialog *self, const char *text)
{
  gtk_label_set_label (self->trouble, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), text != NULL);
}

/* Recordings ----------------------------------------------------------------------------------- */

static void show_media (AttuneEditDialog *self);

static void
drop_media_cb (AttuneEditDialog *self, GtkWidget *button)
{
  GtkWidget *row = gtk_widget_get_ancestor (button, ADW_TYPE_ACTION_ROW);

  g_ptr_array_remove_index (self->interaction->media,
                            (guint) gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row)));
  show_media (self);
}

static GtkWidget *
create_drop_button (AttuneEditDialog *self, const AttuneMedia *media)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("list-remove-symbolic");
  g_autofree char *label = g_strdup_printf (_ ("Take “%s” away"), media->name);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, label);
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (drop_media_cb), self, G_CONNECT_SWAPPED);
  return button;
}

static void
append_media_row (AttuneEditDialog *self, const AttuneMedia *media)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *detail = attune_contact_describe_media (media);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), media->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), detail);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 2);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), create_drop_button (self, media));
  gtk_list_box_append (self->media, row);
}

static gboolean
has_new_media (AttuneEditDialog *self)
{
  for (guint i = 0; i < self->interaction->media->len; i++)
    if (((const AttuneMedia *) g_ptr_array_index (self->interaction->media, i))->id == 0)
      return TRUE;
  return FALSE;
}

static void
show_media (AttuneEditDialog *self)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->media))) != NULL)
    gtk_list_box_remove (self->media, row);
  for (guint i = 0; i < self->interaction->media->len; i++)
    append_media_row (self, g_ptr_array_index (self->interaction->media, i));
  gtk_widget_set_visible (GTK_WIDGET (self->media), self->interaction->media->len > 0);
  gtk_widget_set_visible (self->copy_row, has_new_media (self));
}

static void
add_media (AttuneEditDialog *self, const char *path)
{
  g_ptr_array_add (self->interaction->media, attune_media_new (ATTUNE_MEDIA_AUDIO, path));
  show_media (self);
}

/* What is probed, and for whom. */
typedef struct
{
  AttuneEditDialog *dialog;
  char *path;
} Probing;

static void
probed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Probing *probing = data;
  g_autoptr (AttuneEditDialog) self = probing->dialog;
  g_autofree char *path = probing->path;
  g_autoptr (GError) error = NULL;
  g_autoptr (AttuneProbe) probe = attune_probe_file_finish (result, &error);

  g_free (probing);
  self->n_probes--;
  if (self->context == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  show_trouble (self, probe == NULL ? error->message : probe->warning);
  if (probe != NULL)
    {
      if (self->interaction->duration_us < 0)
        {
          self->interaction->duration_us = probe->duration_us;
          attune_add_item_set_duration (self->item, probe->duration_us);
        }
      add_media (self, path);
    }
  changed_cb (self);
}

/* A contact has one text: what notes may point at goes by its removal alone. */
static void
take_text (AttuneEditDialog *self, const AttuneAddFile *file)
{
  for (guint i = 0; i < self->interaction->media->len; i++)
    if (((AttuneMedia *) g_ptr_array_index (self->interaction->media, i))->kind ==
        ATTUNE_MEDIA_TRANSCRIPT)
      {
        show_trouble (self, _ ("The contact has a text already. Remove that first."));
        return;
      }
  g_ptr_array_add (self->interaction->media, attune_media_new_text (file->name, file->transcript));
  show_media (self);
}

static void
take_file (AttuneEditDialog *self, const AttuneAddFile *file)
{
  Probing *probing;

  if (file->trouble != NULL)
    {
      /* Translators: a file, and what is wrong with it. */
      g_autofree char *text = g_strdup_printf (_ ("“%s”: %s"), file->name, file->trouble);

      show_trouble (self, text);
      return;
    }
  if (file->kind == ATTUNE_FILE_TRANSCRIPT)
    {
      take_text (self, file);
      return;
    }
  probing = g_new0 (Probing, 1);
  *probing = (Probing){ g_object_ref (self), g_strdup (file->path) };
  self->n_probes++;
  attune_probe_file_async (attune_context_get_ingest (self->context), file->path, self->cancellable,
                           probed_cb, probing);
}

static void
gathered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneEditDialog) self = data;
  g_autoptr (AttuneAddFiles) found = attune_add_files_gather_finish (result, NULL);

  if (found == NULL || self->context == NULL)
    return;
  show_trouble (self, found->remarks->len > 0 ? g_ptr_array_index (found->remarks, 0) : NULL);
  for (guint i = 0; i < found->files->len; i++)
    take_file (self, g_ptr_array_index (found->files, i));
  changed_cb (self);
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneEditDialog) self = data;
  g_autoptr (GListModel) files = attune_choose_files_finish (result);

  if (files != NULL && self->context != NULL)
    attune_edit_dialog_add (self, files);
}

static void
add_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  static const char *const types[] = { "audio/*", "text/vtt", "text/plain", NULL };
  AttuneFileRequest request = {
    .title = _ ("Add Recordings"),
    .accept = _ ("_Add"),
    .action = GTK_FILE_CHOOSER_ACTION_OPEN,
    .is_multiple = TRUE,
    .filter_name = _ ("Recordings and transcripts"),
    .mime_types = types,
  };

  attune_choose_files_async (widget, &request, chosen_cb, g_object_ref (widget));
}

/* Saving --------------------------------------------------------------------------------------- */

/* What goes on when the dialog is gone. */
typedef struct
{
  AttuneEditDialog *dialog;
  AttuneContext *context;
  AttuneWork *work;
} Saving;

static void
free_saving (Saving *saving)
{
  g_object_unref (saving->dialog);
  g_object_unref (saving->context);
  g_object_unref (saving->work);
  g_free (saving);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Saving, free_saving)

/* What was said stays in the dialog, to be changed and tried again; once that is closed, the window tells. */
static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Saving) saving = data;
  g_autoptr (GError) error = NULL;
  AttuneEditDialog *self = saving->dialog;
  gboolean is_saved = attune_store_update_interaction_finish (ATTUNE_STORE (source), result,
                                                              &error) != 0;

  attune_work_end (saving->work);
  self->is_saving = FALSE;
  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    {
      if (!is_saved)
        attune_context_report (saving->context, _ ("The contact could not be saved"), error);
    }
  else if (is_saved)
    gtk_window_destroy (GTK_WINDOW (self));
  else
    {
      show_trouble (self, error->message);
      changed_cb (self);
    }
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneEditDialog *self = ATTUNE_EDIT_DIALOG (widget);
  Saving *saving = g_new0 (Saving, 1);

  attune_add_item_apply (self->item, self->interaction);
  self->interaction->channel = adw_combo_row_get_selected (self->channel);
  for (guint i = 0; i < self->interaction->media->len; i++)
    {
      AttuneMedia *media = g_ptr_array_index (self->interaction->media, i);

      if (media->id == 0)
        media->is_copied = gtk_switch_get_active (self->copy);
    }
  *saving = (Saving){ g_object_ref (self), g_object_ref (self->context),
                      attune_context_begin_work (self->context, _ ("Saving the contact"), NULL) };
  self->is_saving = TRUE;
  changed_cb (self);
  attune_store_update_interaction_async (attune_context_get_store (self->context),
                                         attune_context_get_actor (self->context),
                                         self->interaction, NULL, saved_cb, saving);
}

/* ---------------------------------------------------------------------------------------------- */

static void
people_listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneEditDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray)
    people = attune_store_list_people_finish (ATTUNE_STORE (source), result, &error);
  g_autoptr (GListModel) agents = NULL;
  GtkWidget *item;

  if (self->context == NULL)
    return;
  if (people == NULL)
    {
      show_trouble (self, error->message);
      return;
    }

  agents = attune_person_items_new (people, ATTUNE_ROLE_AGENT, NULL);
  item = attune_add_item_new (self->context, agents, self->interaction->started_at);
  self->item = ATTUNE_ADD_ITEM (item);
  attune_add_item_fill (self->item, self->interaction);
  g_signal_connect_object (item, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (self->fields, item);
  gtk_widget_grab_focus (item);
  changed_cb (self);
}

static void
attune_edit_dialog_dispose (GObject *object)
{
  AttuneEditDialog *self = ATTUNE_EDIT_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->context);
  self->item = NULL;
  G_OBJECT_CLASS (attune_edit_dialog_parent_class)->dispose (object);
  /* Behind the parent, which lets go of the child itself. */
  gtk_widget_dispose_template (GTK_WIDGET (object), ATTUNE_TYPE_EDIT_DIALOG);
}

static void
attune_edit_dialog_finalize (GObject *object)
{
  AttuneEditDialog *self = ATTUNE_EDIT_DIALOG (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->interaction, attune_interaction_free);

  G_OBJECT_CLASS (attune_edit_dialog_parent_class)->finalize (object);
}

static void
attune_edit_dialog_class_init (AttuneEditDialogClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = attune_edit_dialog_dispose;
  G_OBJECT_CLASS (class)->finalize = attune_edit_dialog_finalize;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/attuneqa/Attune/interactions/attune-edit-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, AttuneEditDialog, fields);
  gtk_widget_class_bind_template_child (widget_class, AttuneEditDialog, channel);
  gtk_widget_class_bind_template_child (widget_class, AttuneEditDialog, media);
  gtk_widget_class_bind_template_child (widget_class, AttuneEditDialog, copy);
  gtk_widget_class_bind_template_child (widget_class, AttuneEditDialog, copy_row);
  gtk_widget_class_bind_template_child (widget_class, AttuneEditDialog, trouble);
  gtk_widget_class_install_action (widget_class, "dialog.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "dialog.add-recordings", NULL, add_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK,
                                       "dialog.save", NULL);
}

static void
attune_edit_dialog_init (AttuneEditDialog *self)
{
  g_autoptr (GtkStringList) channels = gtk_string_list_new (NULL);

  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  attune_format_append_channels (channels);
  adw_combo_row_set_model (self->channel, G_LIST_MODEL (channels));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.save", FALSE);
}

GtkWidget *
attune_edit_dialog_new (AttuneContext *context, const AttuneInteraction *interaction)
{
  AttuneEditDialog *self = g_object_new (ATTUNE_TYPE_EDIT_DIALOG, NULL);

  self->context = g_object_ref (context);
  self->interaction = attune_interaction_copy (interaction);
  adw_combo_row_set_selected (self->channel, interaction->channel);
  show_media (self);
  attune_store_list_people_async (attune_context_get_store (context),
                                  attune_context_get_actor (context), self->cancellable,
                                  people_listed_cb, g_object_ref (self));
  return GTK_WIDGET (self);
}

void
attune_edit_dialog_show (GtkWindow *parent,
                         AttuneContext *context,
                         const AttuneInteraction *interaction)
{
  GtkWidget *dialog = attune_edit_dialog_new (context, interaction);

  gtk_window_set_transient_for (GTK_WINDOW (dialog), parent);
  attune_present (GTK_WINDOW (dialog));
}

void
attune_edit_dialog_add (AttuneEditDialog *self, GListModel *files)
{
  g_return_if_fail (ATTUNE_IS_EDIT_DIALOG (self));

  attune_add_files_gather_async (files,
                                 attune_store_get_location (
                                   attune_context_get_store (self->context)),
                                 self->cancellable, gathered_cb, g_object_ref (self));
}
