/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-jump-dialog.h"

#include "attune-forms.h"
#include "attune-jump-item.h"
#include "attune-match.h"
#include "attune-pages.h"
#include "attune-person-item.h"

#include <glib/gi18n.h>

struct _AttuneJumpDialog
{
  AdwWindow parent_instance;

  /* template */
  GtkSearchEntry *search;
  GtkStack *stack;
  GtkListView *list;
  GtkSingleSelection *selection;
  GListStore *found;

  /* owned */
  AttuneContext *context;
  GCancellable *cancellable;
  GPtrArray *items; /* AttuneJumpItem */
};

G_DEFINE_FINAL_TYPE (AttuneJumpDialog, attune_jump_dialog, ADW_TYPE_WINDOW)

static void
search_changed_cb (AttuneJumpDialog *self)
{
  g_autofree char *query = attune_match_fold (gtk_editable_get_text (GTK_EDITABLE (self->search)));
  g_autoptr (GPtrArray) found = attune_jump_items_find (self->items, query);

  g_list_store_splice (self->found, 0, g_list_model_get_n_items (G_LIST_MODEL (self->found)),
                       found->pdata, found->len);
  gtk_single_selection_set_selected (self->selection, 0);
  gtk_stack_set_visible_child_name (self->stack, found->len > 0 ? "found" : "empty");
}

static void
go (AttuneJumpDialog *self, guint position)
{
  g_autoptr (AttuneJumpItem)
    item = g_list_model_get_item (G_LIST_MODEL (self->selection), position);
  g_autoptr (AttuneContext) context = g_object_ref (self->context);

  if (item == NULL)
    return;

  gtk_window_destroy (GTK_WINDOW (self));
  attune_context_open (context, attune_jump_item_get_destination (item));
}

static void
activated_cb (AttuneJumpDialog *self, guint position)
{
  go (self, position);
}

static void
entry_activated_cb (AttuneJumpDialog *self)
{
  go (self, gtk_single_selection_get_selected (self->selection));
}

static gboolean
entry_key_cb (AttuneJumpDialog *self, guint key)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  guint old = gtk_single_selection_get_selected (self->selection);
  gint64 new = (gint64) old + (key == GDK_KEY_Down ? 1 : -1);

  if (key != GDK_KEY_Down && key != GDK_KEY_Up)
    return GDK_EVENT_PROPAGATE;

  if (old != GTK_INVALID_LIST_POSITION && new >= 0 && new < n)
    {
      gtk_single_selection_set_selected (self->selection, (guint) new);
      gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", (guint) new);
    }
  return GDK_EVENT_STOP;
}

static char *
get_title_cb (gpointer row, AttuneJumpItem *item)
{
  return g_strdup (item != NULL ? attune_jump_item_get_title (item) : "");
}

static char *
get_detail_cb (gpointer row, AttuneJumpItem *item)
{
  return g_strdup (item != NULL ? attune_jump_item_get_detail (item) : "");
}

static char *
get_icon_cb (gpointer row, AttuneJumpItem *item)
{
  return g_strdup (item != NULL ? attune_jump_item_get_icon_name (item) : NULL);
}

static void
add (AttuneJumpDialog *self,
     AttuneDestination destination,
     const char *title,
     const char *detail,
     const char *icon_name)
{
  g_ptr_array_add (self->items, attune_jump_item_new (&destination, title, detail, icon_name));
}

static void
add_pages (AttuneJumpDialog *self)
{
  AttuneRoles roles = attune_context_get_person (self->context)->roles;
  g_autofree const AttunePageInfo **pages = attune_pages_for_roles (roles);

  for (guint i = 0; pages[i] != NULL; i++)
    add (self, (AttuneDestination){ pages[i]->kind, 0, -1 }, _ (pages[i]->title), _ ("Page"),
         pages[i]->icon_name);
}

static void
people_listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneJumpDialog) self = data;
  g_autoptr (GPtrArray)
    people = attune_store_list_people_finish (ATTUNE_STORE (source), result, NULL);
  g_autoptr (GListModel) items = NULL;

  if (people == NULL || self->items == NULL)
    return;

  items = attune_person_items_new (people, ATTUNE_ROLE_AGENT, NULL);
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (AttunePersonItem) item = g_list_model_get_item (items, i);
      const AttunePerson *person = attune_person_item_get_person (item);

      add (self, (AttuneDestination){ ATTUNE_PAGE_AGENT, person->id, -1 }, person->name,
           attune_person_item_get_detail (item), "attune-agent-symbolic");
    }
  search_changed_cb (self);
}

static void
forms_listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneJumpDialog) self = data;
  g_autoptr (GPtrArray)
    forms = attune_store_list_forms_finish (ATTUNE_STORE (source), result, NULL);

  if (forms == NULL || self->items == NULL)
    return;

  for (guint i = 0; i < forms->len; i++)
    {
      const AttuneFormSummary *form = g_ptr_array_index (forms, i);

      add (self, (AttuneDestination){ ATTUNE_PAGE_FORM, form->id, -1 }, form->title, _ ("Form"),
           "attune-form-symbolic");
    }
  search_changed_cb (self);
}

static void
attune_jump_dialog_dispose (GObject *object)
{
  AttuneJumpDialog *self = ATTUNE_JUMP_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (attune_jump_dialog_parent_class)->dispose (object);
  /* Behind the parent, which lets go of the child itself. */
  gtk_widget_dispose_template (GTK_WIDGET (self), ATTUNE_TYPE_JUMP_DIALOG);
}

static void
attune_jump_dialog_class_init (AttuneJumpDialogClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = attune_jump_dialog_dispose;

  g_type_ensure (ATTUNE_TYPE_JUMP_ITEM);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/attuneqa/Attune/attune-jump-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, AttuneJumpDialog, search);
  gtk_widget_class_bind_template_child (widget_class, AttuneJumpDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, AttuneJumpDialog, list);
  gtk_widget_class_bind_template_child (widget_class, AttuneJumpDialog, selection);
  gtk_widget_class_bind_template_child (widget_class, AttuneJumpDialog, found);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_key_cb);
  gtk_widget_class_bind_template_callback (widget_class, get_title_cb);
  gtk_widget_class_bind_template_callback (widget_class, get_detail_cb);
  gtk_widget_class_bind_template_callback (widget_class, get_icon_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
attune_jump_dialog_init (AttuneJumpDialog *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
attune_jump_dialog_new (AttuneContext *context)
{
  AttuneJumpDialog *self;
  gint64 actor;

  g_return_val_if_fail (ATTUNE_IS_CONTEXT (context), NULL);

  self = g_object_new (ATTUNE_TYPE_JUMP_DIALOG, NULL);
  self->context = g_object_ref (context);
  add_pages (self);
  search_changed_cb (self);

  actor = attune_context_get_actor (context);
  if (attune_pages_find (ATTUNE_PAGE_AGENT) != NULL &&
      attune_context_has_role (context, attune_pages_find (ATTUNE_PAGE_AGENT)->roles))
    attune_store_list_people_async (attune_context_get_store (context), actor, self->cancellable,
                                    people_listed_cb, g_object_ref (self));
  attune_store_list_forms_async (attune_context_get_store (context), actor, self->cancellable,
                                 forms_listed_cb, g_object_ref (self));
  return GTK_WIDGET (self);
}

void
attune_jump_dialog_show (GtkWindow *parent, AttuneContext *context)
{
  GtkWidget *dialog = attune_jump_dialog_new (context);

  gtk_window_set_transient_for (GTK_WINDOW (dialog), parent);
  gtk_window_present (GTK_WINDOW (dialog));
}
