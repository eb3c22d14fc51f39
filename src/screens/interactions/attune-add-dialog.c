/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-add-dialog.h"

#include "attune-add-guess.h"
#include "attune-add-item.h"
#include "attune-compat.h"
#include "attune-format.h"

#include <glib/gi18n.h>

#define N_CHANNELS 5

struct _AttuneAddDialog
{
  AdwWindow parent_instance;

  /* template */
  GtkBox *items;
  AdwComboRow *channel;
  GtkWidget *copy_row;
  GtkSwitch *copy;
  GtkLabel *trouble;

  /* owned */
  AttuneContext *context;
  GListModel *files; /* GFile, nullable */
  GPtrArray *people;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (AttuneAddDialog, attune_add_dialog, ADW_TYPE_WINDOW)

static GtkWidget *
get_first (AttuneAddDialog *self)
{
  return gtk_widget_get_first_child (GTK_WIDGET (self->items));
}

static void
changed_cb (AttuneAddDialog *self)
{
  gboolean is_complete = get_first (self) != NULL;

  for (GtkWidget *i = get_first (self); i != NULL; i = gtk_widget_get_next_sibling (i))
    is_complete = is_complete && attune_add_item_is_complete (ATTUNE_ADD_ITEM (i));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.add", is_complete);
}

static void
removed_cb (AttuneAddDialog *self, GtkWidget *item)
{
  gtk_box_remove (self->items, item);
  changed_cb (self);
}

/* Adding --------------------------------------------------------------------------------------- */

/* What goes on when the dialog is gone. */
typedef struct
{
  AttuneContext *context;
  AttuneWork *work;
} Adding;

static void
added_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Adding *adding = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray)
    ids = attune_store_add_interactions_finish (ATTUNE_STORE (source), result, &error);

  attune_work_end (adding->work);
  if (ids == NULL)
    attune_context_report (adding->context, _ ("The contacts could not be added"), error);
  else
    {
      g_autofree char *text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u contact added",
                                                            "%u contacts added", ids->len),
                                               ids->len);

      attune_context_say (adding->context, text);
    }
  g_object_unref (adding->work);
  g_object_unref (adding->context);
  g_free (adding);
}

static void
add_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneAddDialog *self = ATTUNE_ADD_DIALOG (widget);
  g_autoptr (GPtrArray)
    interactions = g_ptr_array_new_with_free_func ((GDestroyNotify) attune_interaction_free);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Adding *adding = g_new0 (Adding, 1);

  for (GtkWidget *i = get_first (self); i != NULL; i = gtk_widget_get_next_sibling (i))
    g_ptr_array_add (interactions,
                     attune_add_item_create (ATTUNE_ADD_ITEM (i),
                                             adw_combo_row_get_selected (self->channel),
                                             gtk_switch_get_active (self->copy)));
  adding->context = g_object_ref (self->context);
  adding->work = attune_context_begin_work (self->context, _ ("Adding contacts"), cancellable);
  attune_store_add_interactions_async (attune_context_get_store (self->context),
                                       attune_context_get_actor (self->context), interactions,
                                       cancellable, added_cb, adding);
  gtk_window_destroy (GTK_WINDOW (self));
}

/* What there is to add ------------------------------------------------------------------------- */

static void
add_trouble (GString *trouble, const char *format, GFile *file)
{
  g_autofree char *name = g_file_get_parse_name (file);
  g_autofree char *base = g_path_get_basename (name);

  if (trouble->len > 0)
    g_string_append_c (trouble, '\n');
  g_string_append_printf (trouble, "“%s”: %s", base, format);
}

static void
append_item (AttuneAddDialog *self, const char *path, gint64 modified)
{
  GtkWidget *item = attune_add_item_new (self->context, self->people, path, modified);

  g_signal_connect_object (item, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (item, "removed", G_CALLBACK (removed_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->items, item);
}

/* Whether both are the same but for the suffix. */
static gboolean
is_same_stem (const char *left, const char *right)
{
  const char *left_dot = strrchr (left, '.');
  const char *right_dot = strrchr (right, '.');

  return left_dot != NULL && right_dot != NULL && left_dot - left == right_dot - right &&
         strncmp (left, right, (gsize) (left_dot - left)) == 0;
}

static gboolean
attach_transcript (AttuneAddDialog *self, const char *path)
{
  for (GtkWidget *i = get_first (self); i != NULL; i = gtk_widget_get_next_sibling (i))
    {
      const char *recording = attune_add_item_get_path (ATTUNE_ADD_ITEM (i));

      if (recording != NULL && is_same_stem (recording, path))
        {
          attune_add_item_set_transcript (ATTUNE_ADD_ITEM (i), path);
          return TRUE;
        }
    }
  return FALSE;
}

/* One file, of the kind this turn is about; says what is wrong with others. */
static void
take_file (AttuneAddDialog *self, GFile *file, AttuneFileKind turn, GString *trouble)
{
  g_autofree char *path = g_file_get_path (file);
  g_autoptr (GFileInfo) info = NULL;
  g_autoptr (GDateTime) modified = NULL;
  AttuneFileKind kind = path != NULL ? attune_add_guess_kind (path) : ATTUNE_FILE_UNKNOWN;

  if (kind != turn)
    return;
  if (path == NULL)
    {
      add_trouble (trouble, _ ("it is not on this computer; copy it here first"), file);
      return;
    }

  info = g_file_query_info (file,
                            G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE
                                                           "," G_FILE_ATTRIBUTE_TIME_MODIFIED,
                            G_FILE_QUERY_INFO_NONE, NULL, NULL);
  if (info == NULL)
    add_trouble (trouble, _ ("the file is not there, or cannot be read"), file);
  else if (g_file_info_get_file_type (info) == G_FILE_TYPE_DIRECTORY)
    add_trouble (trouble, _ ("it is a folder; drop the recordings in it"), file);
  else if (kind == ATTUNE_FILE_UNKNOWN)
    add_trouble (trouble, _ ("Attune knows no recordings or transcripts of this kind"), file);
  else if (g_file_info_get_size (info) == 0)
    add_trouble (trouble, _ ("the file is empty"), file);
  else if (kind == ATTUNE_FILE_AUDIO || !attach_transcript (self, path))
    {
      modified = g_file_info_get_modification_date_time (info);
      append_item (self, path, g_date_time_to_unix (modified) * G_USEC_PER_SEC);
    }
}

static void
take_files (AttuneAddDialog *self)
{
  static const AttuneFileKind turns[] = { ATTUNE_FILE_AUDIO, ATTUNE_FILE_TRANSCRIPT,
                                          ATTUNE_FILE_UNKNOWN };
  g_autoptr (GString) trouble = g_string_new (NULL);
  guint n = self->files != NULL ? g_list_model_get_n_items (self->files) : 0;

  for (guint turn = 0; turn < G_N_ELEMENTS (turns); turn++)
    for (guint i = 0; i < n; i++)
      {
        g_autoptr (GFile) file = g_list_model_get_item (self->files, i);

        take_file (self, file, turns[turn], trouble);
      }
  if (n == 0)
    append_item (self, NULL, g_get_real_time ());

  gtk_widget_set_visible (self->copy_row, n > 0);
  adw_combo_row_set_selected (self->channel,
                              n > 0 ? ATTUNE_CHANNEL_CALL : ATTUNE_CHANNEL_SIDE_BY_SIDE);
  gtk_label_set_label (self->trouble, trouble->str);
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), trouble->len > 0);
  changed_cb (self);
}

static void
people_listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneAddDialog) self = data;
  g_autoptr (GError) error = NULL;
  GPtrArray *people = attune_store_list_people_finish (ATTUNE_STORE (source), result, &error);

  if (self->context == NULL)
    {
      g_clear_pointer (&people, g_ptr_array_unref);
      return;
    }
  if (people == NULL)
    {
      attune_context_report (self->context, _ ("The agents could not be read"), error);
      return;
    }

  self->people = people;
  take_files (self);
}

/* ---------------------------------------------------------------------------------------------- */

static void
attune_add_dialog_dispose (GObject *object)
{
  AttuneAddDialog *self = ATTUNE_ADD_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->context);
  g_clear_object (&self->files);
  g_clear_pointer (&self->people, g_ptr_array_unref);
  G_OBJECT_CLASS (attune_add_dialog_parent_class)->dispose (object);
  /* Behind the parent, which lets go of the child itself. */
  gtk_widget_dispose_template (GTK_WIDGET (self), ATTUNE_TYPE_ADD_DIALOG);
}

static void
attune_add_dialog_class_init (AttuneAddDialogClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = attune_add_dialog_dispose;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/attuneqa/Attune/interactions/attune-add-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, AttuneAddDialog, items);
  gtk_widget_class_bind_template_child (widget_class, AttuneAddDialog, channel);
  gtk_widget_class_bind_template_child (widget_class, AttuneAddDialog, copy_row);
  gtk_widget_class_bind_template_child (widget_class, AttuneAddDialog, copy);
  gtk_widget_class_bind_template_child (widget_class, AttuneAddDialog, trouble);
  gtk_widget_class_install_action (widget_class, "dialog.add", NULL, add_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "dialog.add",
                                       NULL);
}

static void
attune_add_dialog_init (AttuneAddDialog *self)
{
  g_autoptr (GtkStringList) channels = gtk_string_list_new (NULL);

  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < N_CHANNELS; i++)
    gtk_string_list_append (channels, attune_format_channel ((AttuneChannel) i));
  adw_combo_row_set_model (self->channel, G_LIST_MODEL (channels));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.add", FALSE);
}

GtkWidget *
attune_add_dialog_new (AttuneContext *context, GListModel *files)
{
  AttuneAddDialog *self = g_object_new (ATTUNE_TYPE_ADD_DIALOG, NULL);

  self->context = g_object_ref (context);
  self->files = files != NULL ? g_object_ref (files) : NULL;
  attune_store_list_people_async (attune_context_get_store (context),
                                  attune_context_get_actor (context), self->cancellable,
                                  people_listed_cb, g_object_ref (self));
  return GTK_WIDGET (self);
}

void
attune_add_dialog_show (GtkWindow *parent, AttuneContext *context, GListModel *files)
{
  GtkWidget *dialog = attune_add_dialog_new (context, files);

  gtk_window_set_transient_for (GTK_WINDOW (dialog), parent);
  gtk_window_present (GTK_WINDOW (dialog));
}

void
attune_add_dialog_show_files (GtkWindow *parent, AttuneContext *context, GSList *files)
{
  g_autoptr (GListStore) list = g_list_store_new (G_TYPE_FILE);

  for (GSList *i = files; i != NULL; i = i->next)
    g_list_store_append (list, i->data);
  attune_add_dialog_show (parent, context, G_LIST_MODEL (list));
}

/* Where chosen files go. */
typedef struct
{
  GtkWindow *parent;
  AttuneContext *context;
} Choosing;

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Choosing *choosing = data;
  g_autoptr (GListModel) files = attune_choose_files_finish (result);

  if (files != NULL && g_list_model_get_n_items (files) > 0)
    attune_add_dialog_show (choosing->parent, choosing->context, files);
  g_object_unref (choosing->parent);
  g_object_unref (choosing->context);
  g_free (choosing);
}

void
attune_add_dialog_choose (GtkWindow *parent, AttuneContext *context)
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
  Choosing *choosing = g_new0 (Choosing, 1);

  *choosing = (Choosing){ g_object_ref (parent), g_object_ref (context) };
  attune_choose_files_async (GTK_WIDGET (parent), &request, chosen_cb, choosing);
}
