/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-interactions-page.h"

#include "attune-assign-dialog.h"
#include "attune-contact-remove.h"
#include "attune-edit-dialog.h"
#include "attune-evaluate.h"
#include "attune-record-list.h"

#include <glib/gi18n.h>

struct _AttuneInteractionsPage
{
  AttunePage parent_instance;

  /* template */
  AttuneRecordList *list;

  /* owned */
  GCancellable *editing; /* the contact that is read to be edited, NULL for none */
};

G_DEFINE_FINAL_TYPE (AttuneInteractionsPage, attune_interactions_page, ATTUNE_TYPE_PAGE)

static void
activated_cb (AttuneInteractionsPage *self, gint64 id)
{
  attune_context_open_interaction (attune_page_get_context (ATTUNE_PAGE (self)), id);
}

static void
evaluate_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneInteractionsPage *self = ATTUNE_INTERACTIONS_PAGE (widget);
  gint64 id = attune_record_list_get_selected_id (self->list);

  if (id != 0)
    attune_evaluate (widget, attune_page_get_context (ATTUNE_PAGE (self)), id);
}

static void
edited_loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneInteractionsPage) self = data;
  g_autoptr (GError) error = NULL;
  AttuneContext *context = attune_page_get_context (ATTUNE_PAGE (self));
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autoptr (AttuneInteraction)
    interaction = attune_store_load_interaction_finish (ATTUNE_STORE (source), result, &error);

  g_clear_object (&self->editing);
  if (interaction == NULL)
    attune_context_report (context, _ ("The contact could not be read"), error);
  else if (root != NULL && !interaction->is_removed)
    attune_edit_dialog_show (GTK_WINDOW (root), context, interaction);
}

static void
edit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneInteractionsPage *self = ATTUNE_INTERACTIONS_PAGE (widget);
  AttuneContext *context = attune_page_get_context (ATTUNE_PAGE (self));
  gint64 id = attune_record_list_get_selected_id (self->list);

  if (id == 0 || self->editing != NULL)
    return;
  self->editing = g_cancellable_new ();
  attune_store_load_interaction_async (attune_context_get_store (context),
                                       attune_context_get_actor (context), id, self->editing,
                                       edited_loaded_cb, g_object_ref (self));
}

static void
assign (AttuneInteractionsPage *self, const GArray *ids)
{
  AttuneContext *context = attune_page_get_context (ATTUNE_PAGE (self));
  GtkWidget *dialog = attune_assign_dialog_new (context, ids);

  attune_assign_dialog_show (ATTUNE_ASSIGN_DIALOG (dialog), GTK_WIDGET (self));
}

static void
assign_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneInteractionsPage *self = ATTUNE_INTERACTIONS_PAGE (widget);
  gint64 id = attune_record_list_get_selected_id (self->list);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_array_append_val (ids, id);
  if (id != 0)
    assign (self, ids);
}

/* All that the filters leave, as long as it is no more than somebody may mean. */
static void
assign_listed_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneInteractionsPage *self = ATTUNE_INTERACTIONS_PAGE (widget);
  guint n;
  g_autoptr (GArray) ids = attune_record_list_list_ids (self->list, ATTUNE_ASSIGN_MAX, &n);
  g_autofree char *message = NULL;

  if (n > 0 && n <= ATTUNE_ASSIGN_MAX)
    assign (self, ids);
  if (n <= ATTUNE_ASSIGN_MAX)
    return;
  message = g_strdup_printf (
    _ ("At most %'u contacts can be assigned at once: filter the list first"), ATTUNE_ASSIGN_MAX);
  attune_context_say (attune_page_get_context (ATTUNE_PAGE (self)), message);
}

static void
selected_cb (AttuneInteractionsPage *self)
{
  gboolean has_selection = attune_record_list_get_selected_id (self->list) != 0;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "interactions.evaluate", has_selection);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "interactions.assign", has_selection);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "interactions.assign-listed", has_selection);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "interactions.edit", has_selection);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "interactions.remove", has_selection);
}

static void
remove_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneInteractionsPage *self = ATTUNE_INTERACTIONS_PAGE (widget);
  const AttuneInteractionRow *row = attune_record_list_get_selected_value (self->list);

  if (row != NULL)
    attune_contact_remove (attune_page_get_context (ATTUNE_PAGE (self)), row->id, row->rev, NULL,
                           NULL);
}

/* ---------------------------------------------------------------------------------------------- */

static gboolean
attune_interactions_page_search (AttunePage *page)
{
  return attune_record_list_search (ATTUNE_INTERACTIONS_PAGE (page)->list);
}

static void
attune_interactions_page_dispose (GObject *object)
{
  g_cancellable_cancel (ATTUNE_INTERACTIONS_PAGE (object)->editing);
  G_OBJECT_CLASS (attune_interactions_page_parent_class)->dispose (object);
  /* Behind the parent, which lets go of the child itself. */
  gtk_widget_dispose_template (GTK_WIDGET (object), ATTUNE_TYPE_INTERACTIONS_PAGE);
}

static void
attune_interactions_page_class_init (AttuneInteractionsPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = attune_interactions_page_dispose;
  ATTUNE_PAGE_CLASS (class)->search = attune_interactions_page_search;

  g_type_ensure (ATTUNE_TYPE_RECORD_LIST);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/attuneqa/Attune/interactions/attune-interactions-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AttuneInteractionsPage, list);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_install_action (widget_class, "interactions.evaluate", NULL, evaluate_action);
  gtk_widget_class_install_action (widget_class, "interactions.assign", NULL, assign_action);
  gtk_widget_class_install_action (widget_class, "interactions.assign-listed", NULL,
                                   assign_listed_action);
  gtk_widget_class_install_action (widget_class, "interactions.edit", NULL, edit_action);
  gtk_widget_class_install_action (widget_class, "interactions.remove", NULL, remove_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_e, GDK_CONTROL_MASK,
                                       "interactions.evaluate", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_a, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "interactions.assign", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F2, 0, "interactions.edit", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "interactions.remove",
                                       NULL);
}

static void
attune_interactions_page_init (AttuneInteractionsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static GtkWidget *
create_add_button (void)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Add Recordings…"));

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.add-recordings");
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "pill");
  return button;
}

GtkWidget *
attune_interactions_page_new (AttuneContext *context, gint64 id)
{
  AttuneInteractionsPage *self = g_object_new (ATTUNE_TYPE_INTERACTIONS_PAGE, "context", context,
                                               NULL);

  attune_record_list_set_empty (self->list, "attune-interactions-symbolic", _ ("No Contacts Yet"),
                                _ (
                                  "Drop recordings on the window, or add them here. A contact that "
                                  "was seen side by side needs no recording."),
                                create_add_button ());
  attune_record_list_start (self->list, context, ATTUNE_LIST_INTERACTIONS, 0);
  g_signal_connect_object (context, "added", G_CALLBACK (attune_record_list_select), self->list,
                           G_CONNECT_SWAPPED);
  selected_cb (self);
  return GTK_WIDGET (self);
}
