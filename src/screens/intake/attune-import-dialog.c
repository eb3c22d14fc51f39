/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-import-dialog-private.h"

#include "attune-compat.h"
#include "attune-dismantle.h"
#include "attune-let-go.h"
#include "attune-present.h"
#include "attune-weak.h"

#include <glib/gi18n.h>
#include <string.h>

G_DEFINE_FINAL_TYPE (AttuneImportDialog, attune_import_dialog, ADW_TYPE_WINDOW)

void
attune_import_dialog_update_actions (AttuneImportDialog *self)
{
  gboolean has_form = self->reading != NULL && self->reading->import != NULL;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.import",
                                 has_form && !self->is_reading && !self->is_storing &&
                                   self->forms != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.choose", !self->is_storing);
  attune_import_dialog_arrive (self);
}

void
attune_import_dialog_say (AttuneImportDialog *self, const char *trouble)
{
  if (trouble != NULL)
    gtk_label_set_label (self->trouble_text, trouble);
  gtk_revealer_set_reveal_child (self->trouble, trouble != NULL);
}

/* Reading -------------------------------------------------------------------------------------- */

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneImportDialog) self = attune_weak_take (data);
  AttuneImportReading *reading = attune_import_read_finish (result, NULL);

  /* Cancelled: gone, or something else is read by now. */
  if (reading == NULL)
    return;
  if (self == NULL || self->stack == NULL)
    {
      attune_import_reading_free (reading);
      return;
    }

  self->is_reading = FALSE;
  g_clear_pointer (&self->reading, attune_import_reading_free);
  self->reading = reading;
  if (reading->bytes != NULL && self->request->bytes == NULL)
    self->request->bytes = g_bytes_ref (reading->bytes);
  if (reading->sheets != NULL && self->request->sheets == NULL)
    self->request->sheets = attune_sheets_ref (reading->sheets);
  attune_import_dialog_apply (self);
  attune_import_dialog_update_actions (self);
}

void
attune_import_dialog_read (AttuneImportDialog *self, gboolean is_new)
{
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->is_reading = TRUE;
  attune_import_dialog_say (self, NULL);
  if (is_new)
    {
      gtk_spinner_start (self->spinner);
      gtk_stack_set_visible_child_name (self->stack, "reading");
      /* Not Cancel, which Enter would press. */
      gtk_widget_grab_focus (self->waiting);
      self->is_arriving = TRUE;
    }
  attune_import_read_async (self->request, self->cancellable, read_cb, attune_weak_new (self));
  attune_import_dialog_update_actions (self);
}

static void
begin (AttuneImportDialog *self, const char *name)
{
  g_clear_pointer (&self->request, attune_import_request_free);
  g_clear_pointer (&self->taken, g_free);
  self->request = attune_import_request_new ();
  self->request->name = g_strdup (name);
  self->request->location = g_strdup (
    attune_store_get_location (attune_context_get_store (self->context)));
  adw_window_title_set_subtitle (self->heading, name != NULL ? name : "");
}

void
attune_import_dialog_read_file (AttuneImportDialog *self, GFile *file)
{
  g_autofree char *name = NULL;
  g_autofree char *shown = NULL;

  g_return_if_fail (ATTUNE_IS_IMPORT_DIALOG (self));
  g_return_if_fail (G_IS_FILE (file));

  name = g_file_get_basename (file);
  shown = name != NULL ? g_filename_display_name (name) : NULL;
  begin (self, shown);
  self->request->file = g_object_ref (file);
  attune_import_dialog_read (self, TRUE);
}

void
attune_import_dialog_read_text (AttuneImportDialog *self, const char *text)
{
  g_return_if_fail (ATTUNE_IS_IMPORT_DIALOG (self));
  g_return_if_fail (text != NULL);

  begin (self, NULL);
  self->request->bytes = g_bytes_new (text, strlen (text));
  /* Whatever is no known form is a table. */
  attune_import_dialog_read (self, TRUE);
}

/* What is read as what ------------------------------------------------------------------------- */

/* Another kind begins with what was found out, not with what was picked for the one before. */
static void
forget_picks (AttuneImportDialog *self)
{
  g_clear_pointer (&self->request->mapping, attune_table_mapping_free);
  self->request->sheet = ATTUNE_IMPORT_ANY_SHEET;
}

static void
source_cb (AttuneImportDialog *self)
{
  if (self->is_showing || self->request == NULL)
    return;

  self->request->source = attune_import_dialog_get_source (self);
  forget_picks (self);
  attune_import_dialog_read (self, FALSE);
}

static void
sheet_cb (AttuneImportDialog *self)
{
  if (self->is_showing || self->request == NULL)
    return;

  forget_picks (self);
  self->request->sheet = gtk_drop_down_get_selected (self->sheets);
  attune_import_dialog_read (self, FALSE);
}

/* The columns are picked, or the title is typed: the same table is read anew. */
static void
mapped_cb (AttuneImportDialog *self)
{
  const AttuneTableMapping *mapping = attune_table_picker_get_mapping (self->picker);

  if (self->is_showing || self->request == NULL || self->reading == NULL || mapping == NULL)
    return;

  g_clear_pointer (&self->request->mapping, attune_table_mapping_free);
  self->request->mapping = attune_table_mapping_copy (mapping);
  self->request->sheet = self->reading->sheet;
  self->request->source = ATTUNE_FORM_SOURCE_TABLE;
  g_free (self->request->title);
  self->request->title = g_strdup (gtk_editable_get_text (self->title_entry));
  attune_import_dialog_read (self, FALSE);
}

static void
title_cb (AttuneImportDialog *self)
{
  mapped_cb (self);
}

/* Where it comes from -------------------------------------------------------------------------- */

static void
read_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneImportDialog *self = ATTUNE_IMPORT_DIALOG (widget);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->pasted);
  g_autofree char *text = NULL;
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  g_strchug (text);
  if (*text != '\0')
    attune_import_dialog_read_text (self, text);
}

/* What is pasted into the empty page is read at once, from the clipboard itself. */
static void
text_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneImportDialog) self = attune_weak_take (data);
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);

  if (self == NULL || self->stack == NULL || text == NULL)
    return;

  /* One word is hardly a scorecard, but may be the beginning of one that is typed. */
  if (strpbrk (text, "\t\n{") != NULL)
    attune_import_dialog_read_text (self, text);
}

static void
paste_cb (AttuneImportDialog *self)
{
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (self)), NULL, text_read_cb,
                                 attune_weak_new (self));
}

static void
paste_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneImportDialog *self = ATTUNE_IMPORT_DIALOG (widget);

  if (!self->is_storing)
    paste_cb (self);
}

static const AttuneFileRequest *
get_file_request (void)
{
  static const char *const suffixes[] = { "json", "xlsx", "csv", "tsv", "txt", NULL };
  static AttuneFileRequest request;

  request = (AttuneFileRequest){
    .title = _ ("Import a Form"),
    .accept = _ ("_Open"),
    .action = GTK_FILE_CHOOSER_ACTION_OPEN,
    .filter_name = _ ("Forms and tables"),
    .suffixes = suffixes,
  };
  return &request;
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneImportDialog) self = attune_weak_take (data);
  g_autoptr (GListModel) files = attune_choose_files_finish (result);
  g_autoptr (GFile) file = files != NULL ? g_list_model_get_item (files, 0) : NULL;

  if (self != NULL && self->stack != NULL && file != NULL && !self->is_storing)
    attune_import_dialog_read_file (self, file);
}

static void
choose_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  attune_choose_files_async (widget, get_file_request (), chosen_cb, attune_weak_new (widget));
}

static gboolean
drop_cb (AttuneImportDialog *self, const GValue *value)
{
  GSList *files = g_value_get_boxed (value);

  if (files == NULL || self->is_storing)
    return FALSE;

  attune_import_dialog_read_file (self, files->data);
  return TRUE;
}

/* ---------------------------------------------------------------------------------------------- */

static gboolean
destroy_cb (gpointer data)
{
  AttuneImportDialog *self = data;

  if (!attune_dismantle (GTK_WIDGET (self)))
    return G_SOURCE_CONTINUE;

  self->closing = 0;
  attune_let_go_inside (GTK_WIDGET (self));
  gtk_window_destroy (GTK_WINDOW (self));
  return G_SOURCE_REMOVE;
}

/* It is gone from the screen at once, and its rows after that. */
static gboolean
attune_import_dialog_close_request (GtkWindow *window)
{
  AttuneImportDialog *self = ATTUNE_IMPORT_DIALOG (window);

  gtk_widget_set_visible (GTK_WIDGET (window), FALSE);
  if (self->closing == 0)
    self->closing = g_idle_add (destroy_cb, self);
  return GDK_EVENT_STOP;
}

static void
attune_import_dialog_dispose (GObject *object)
{
  AttuneImportDialog *self = ATTUNE_IMPORT_DIALOG (object);

  g_clear_handle_id (&self->closing, g_source_remove);
  self->is_showing = TRUE;
  g_cancellable_cancel (self->cancellable);
  g_cancellable_cancel (self->listing);
  G_OBJECT_CLASS (attune_import_dialog_parent_class)->dispose (object);
  /* Behind the parent, which lets go of the child itself. */
  gtk_widget_dispose_template (GTK_WIDGET (self), ATTUNE_TYPE_IMPORT_DIALOG);
}

static void
attune_import_dialog_finalize (GObject *object)
{
  AttuneImportDialog *self = ATTUNE_IMPORT_DIALOG (object);

  g_clear_object (&self->context);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->listing);
  g_clear_pointer (&self->request, attune_import_request_free);
  g_clear_pointer (&self->reading, attune_import_reading_free);
  g_clear_pointer (&self->forms, g_ptr_array_unref);
  g_free (self->taken);

  G_OBJECT_CLASS (attune_import_dialog_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/attuneqa/Attune/intake/attune-import-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, AttuneImportDialog, heading);
  gtk_widget_class_bind_template_child (widget_class, AttuneImportDialog, accept);
  gtk_widget_class_bind_template_child (widget_class, AttuneImportDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, AttuneImportDialog, waiting);
  gtk_widget_class_bind_template_child (widget_class, AttuneImportDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, AttuneImportDialog, trouble);
  gtk_widget_class_bind_template_child (widget_class, AttuneImportDialog, trouble_text);
  gtk_widget_class_bind_template_child (widget_class, AttuneImportDialog, pasted);
  gtk_widget_class_bind_template_child (widget_class, AttuneImportDialog, sources);
  gtk_widget_class_bind_template_child (widget_class, AttuneImportDialog, sheet_box);
  gtk_widget_class_bind_template_child (widget_class, AttuneImportDialog, sheets);
  gtk_widget_class_bind_template_child (widget_class, AttuneImportDialog, title_box);
  gtk_widget_class_bind_template_child (widget_class, AttuneImportDialog, title_entry);
  gtk_widget_class_bind_template_child (widget_class, AttuneImportDialog, other);
  gtk_widget_class_bind_template_child (widget_class, AttuneImportDialog, picker);
  gtk_widget_class_bind_template_child (widget_class, AttuneImportDialog, outcome);
  gtk_widget_class_bind_template_child (widget_class, AttuneImportDialog, preview);
  gtk_widget_class_bind_template_child (widget_class, AttuneImportDialog, form_title);
  gtk_widget_class_bind_template_child (widget_class, AttuneImportDialog, summary);
  gtk_widget_class_bind_template_child (widget_class, AttuneImportDialog, paced);
  gtk_widget_class_bind_template_child (widget_class, AttuneImportDialog, scroller);
  gtk_widget_class_bind_template_child (widget_class, AttuneImportDialog, remarks);
  gtk_widget_class_bind_template_child (widget_class, AttuneImportDialog, existing);
  gtk_widget_class_bind_template_child (widget_class, AttuneImportDialog, existing_text);
  gtk_widget_class_bind_template_child (widget_class, AttuneImportDialog, as_revision);
  gtk_widget_class_bind_template_child (widget_class, AttuneImportDialog, as_form);
  gtk_widget_class_bind_template_callback (widget_class, source_cb);
  gtk_widget_class_bind_template_callback (widget_class, sheet_cb);
  gtk_widget_class_bind_template_callback (widget_class, mapped_cb);
  gtk_widget_class_bind_template_callback (widget_class, title_cb);
  gtk_widget_class_bind_template_callback (widget_class, paste_cb);
}

static void
attune_import_dialog_class_init (AttuneImportDialogClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->dispose = attune_import_dialog_dispose;
  object_class->finalize = attune_import_dialog_finalize;
  GTK_WINDOW_CLASS (class)->close_request = attune_import_dialog_close_request;

  g_type_ensure (ATTUNE_TYPE_PACED_MODEL);
  g_type_ensure (ATTUNE_TYPE_REMARK_LIST);
  g_type_ensure (ATTUNE_TYPE_TABLE_PICKER);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "dialog.choose", NULL, choose_action);
  gtk_widget_class_install_action (widget_class, "dialog.read", NULL, read_action);
  gtk_widget_class_install_action (widget_class, "dialog.paste", NULL, paste_action);
  attune_import_dialog_install_store (widget_class);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_o, GDK_CONTROL_MASK, "dialog.choose",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_v, GDK_CONTROL_MASK, "dialog.paste",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK,
                                       "dialog.import", NULL);
}

static void
attune_import_dialog_init (AttuneImportDialog *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  self->cancellable = g_cancellable_new ();
  self->listing = g_cancellable_new ();
  self->is_showing = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  attune_name_drop_downs (GTK_WIDGET (self));
  self->is_showing = FALSE;
  g_signal_connect_swapped (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

GtkWidget *
attune_import_dialog_new (AttuneContext *context)
{
  AttuneImportDialog *self = g_object_new (ATTUNE_TYPE_IMPORT_DIALOG, NULL);

  g_return_val_if_fail (ATTUNE_IS_CONTEXT (context), NULL);

  g_set_object (&self->context, context);
  attune_import_dialog_list_forms (self);
  attune_import_dialog_update_actions (self);
  return GTK_WIDGET (self);
}

static AttuneImportDialog *
show (GtkWindow *parent, AttuneContext *context)
{
  GtkWidget *dialog = attune_import_dialog_new (context);

  gtk_window_set_transient_for (GTK_WINDOW (dialog), parent);
  attune_present (GTK_WINDOW (dialog));
  return ATTUNE_IMPORT_DIALOG (dialog);
}

void
attune_import_dialog_show_file (GtkWindow *parent, AttuneContext *context, GFile *file)
{
  attune_import_dialog_read_file (show (parent, context), file);
}

/* Only where the clipboard holds rows, which need no other page then. */
void
attune_import_dialog_paste (GtkWindow *parent, AttuneContext *context)
{
  AttuneImportDialog *self = show (parent, context);

  gtk_widget_grab_focus (GTK_WIDGET (self->pasted));
  paste_cb (self);
}

typedef struct
{
  GtkWindow *parent;
  AttuneContext *context;
} Choosing;

static void
chosen_first_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Choosing *choosing = data;
  g_autoptr (GListModel) files = attune_choose_files_finish (result);
  g_autoptr (GFile) file = files != NULL ? g_list_model_get_item (files, 0) : NULL;

  if (file != NULL)
    attune_import_dialog_show_file (choosing->parent, choosing->context, file);
  g_object_unref (choosing->parent);
  g_object_unref (choosing->context);
  g_free (choosing);
}

void
attune_import_dialog_choose (GtkWindow *parent, AttuneContext *context)
{
  Choosing *choosing = g_new0 (Choosing, 1);

  *choosing = (Choosing){ g_object_ref (parent), g_object_ref (context) };
  attune_choose_files_async (GTK_WIDGET (parent), get_file_request (), chosen_first_cb, choosing);
}

gboolean
attune_import_dialog_takes_name (const char *name)
{
  g_autofree char *folded = NULL;

  g_return_val_if_fail (name != NULL, FALSE);

  folded = g_ascii_strdown (name, -1);
  for (guint i = 0; get_file_request ()->suffixes[i] != NULL; i++)
    {
      g_autofree char *ending = g_strconcat (".", get_file_request ()->suffixes[i], NULL);

      if (g_str_has_suffix (folded, ending) && !g_str_equal (ending, ".txt"))
        return TRUE;
    }
  return FALSE;
}
