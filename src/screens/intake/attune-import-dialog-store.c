/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-import-dialog-private.h"

#include "attune-import-target.h"
#include "attune-remarks-dialog.h"
#include "attune-weak.h"

#include <glib/gi18n.h>

/* The forms there are ------------------------------------------------------------------------- */

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneImportDialog) self = attune_weak_take (data);
  g_autoptr (GError) error = NULL;
  GPtrArray *forms = attune_store_list_forms_finish (ATTUNE_STORE (source), result, &error);

  if (self == NULL || self->stack == NULL)
    {
      g_clear_pointer (&forms, g_ptr_array_unref);
      return;
    }
  if (forms == NULL)
    {
      attune_import_dialog_say (self, error->message);
      return;
    }

  g_clear_pointer (&self->forms, g_ptr_array_unref);
  self->forms = forms;
  attune_import_dialog_show_existing (self);
  attune_import_dialog_update_actions (self);
}

void
attune_import_dialog_list_forms (AttuneImportDialog *self)
{
  attune_store_list_forms_async (attune_context_get_store (self->context),
                                 attune_context_get_actor (self->context), self->listing, listed_cb,
                                 attune_weak_new (self));
}

/* Storing -------------------------------------------------------------------------------------- */

/* What is still to be known when the dialog has gone. */
typedef struct
{
  GWeakRef dialog;
  GWeakRef parent;
  AttuneContext *context;
  GPtrArray *remarks; /* AttuneFault */
  char *key;
} Storing;

static void
storing_free (Storing *self)
{
  g_weak_ref_clear (&self->dialog);
  g_weak_ref_clear (&self->parent);
  g_object_unref (self->context);
  g_ptr_array_unref (self->remarks);
  g_free (self->key);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Storing, storing_free)

static void
free_storing (gpointer data)
{
  storing_free (data);
}

static char *
describe_remarks (const Storing *storing)
{
  guint n = storing->remarks->len;

  /* Translators: the number counts what could not be carried over into a form that was imported. */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "Imported as a draft; %u thing stayed behind",
                                       "Imported as a draft; %u things stayed behind", n),
                          n);
}

static void
show_details_cb (Storing *storing)
{
  g_autoptr (GtkWindow) parent = g_weak_ref_get (&storing->parent);
  g_autofree char *heading = describe_remarks (storing);

  if (parent != NULL)
    attune_remarks_dialog_show (parent, _ ("What Stayed Behind"), heading, storing->remarks);
}

static void
tell (Storing *storing)
{
  AttuneContext *context = storing->context;
  g_autofree char *message = NULL;

  if (storing->remarks->len == 0)
    {
      attune_context_say (context, _ ("Imported as a draft"));
      storing_free (storing);
      return;
    }
  message = describe_remarks (storing);
  attune_context_offer (context, message, _ ("_Details"), G_CALLBACK (show_details_cb), storing,
                        free_storing);
}

/* The id may be that of a form which was removed, and is on no list: the next attempt takes another one. */
static void
fail (AttuneImportDialog *self, const Storing *storing, const GError *error)
{
  g_autofree char *text = NULL;

  self->is_storing = FALSE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->stack), TRUE);
  if (g_error_matches (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_EXISTS) && self->taken == NULL)
    {
      self->taken = g_strdup (storing->key);
      /* Translators: the %s is the id of a form. */
      text = g_strdup_printf (
        _ ("The id “%s” belongs to another form, perhaps a removed one. Import "
           "again and this one gets an id of its own."),
        storing->key);
    }
  attune_import_dialog_say (self, text != NULL ? text : error->message);
  attune_import_dialog_list_forms (self);
  attune_import_dialog_update_actions (self);
}

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Storing) storing = data;
  g_autoptr (AttuneImportDialog) self = g_weak_ref_get (&storing->dialog);
  g_autoptr (GError) error = NULL;
  gint64 form = attune_import_store_finish (result, &error);

  if (form == 0 && self != NULL && self->stack != NULL)
    fail (self, storing, error);
  else if (form == 0)
    attune_context_report (storing->context, _ ("The form could not be imported"), error);
  if (form == 0)
    return;

  if (self != NULL && self->stack != NULL)
    gtk_window_close (GTK_WINDOW (self));
  attune_context_open_form (storing->context, form);
  tell (g_steal_pointer (&storing));
}

static AttuneImportTarget *
choose_target (AttuneImportDialog *self)
{
  const AttuneFormSummary *existing = attune_import_find_existing (self->forms,
                                                                   self->reading->import);

  return existing != NULL && gtk_check_button_get_active (self->as_revision)
           ? attune_import_target_new_revision (existing)
           : attune_import_target_new_form (self->forms, self->taken);
}

static void
import_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneImportDialog *self = ATTUNE_IMPORT_DIALOG (widget);
  AttuneFormImport *import = self->reading->import;
  g_autoptr (AttuneImportTarget) target = choose_target (self);
  Storing *storing = g_new0 (Storing, 1);

  g_weak_ref_init (&storing->dialog, self);
  g_weak_ref_init (&storing->parent, gtk_window_get_transient_for (GTK_WINDOW (self)));
  storing->context = g_object_ref (self->context);
  storing->remarks = g_ptr_array_ref (self->reading->remarks);
  storing->key = g_strdup (attune_form_get_id (attune_form_import_get_form (import)));
  self->is_storing = TRUE;
  /* An entry is to let go of the keys before it can have none. */
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->stack), FALSE);
  attune_import_dialog_say (self, NULL);
  attune_import_dialog_update_actions (self);
  attune_import_store_async (self->context, import, target, stored_cb, storing);
}

void
attune_import_dialog_install_store (GtkWidgetClass *class)
{
  gtk_widget_class_install_action (class, "dialog.import", NULL, import_action);
}
