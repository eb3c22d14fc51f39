/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-jump-dialog.h"

#include "attune-dismantle.h"
#include "attune-finder.h"
#include "attune-form-names.h"
#include "attune-format.h"
#include "attune-forms.h"
#include "attune-jump-item.h"
#include "attune-let-go.h"
#include "attune-pages.h"
#include "attune-person-item.h"
#include "attune-query.h"
#include "attune-tab-stop.h"

#include <glib/gi18n.h>

/* Contacts are looked for from so many letters on, and so many are shown. */
#define LEAST_LETTERS 2
#define MOST_CONTACTS 8

struct _AttuneJumpDialog
{
  AdwWindow parent_instance;

  /* template */
  AttuneFinder *finder;
  GListStore *items;    /* AttuneJumpItem */
  GListStore *contacts; /* AttuneJumpItem: those that what is typed finds */
  GtkEditable *search;

  /* owned */
  AttuneContext *context;
  GListStore *rest; /* AttuneJumpItem: the one that searches everything */
  GCancellable *cancellable;
  GCancellable *searching; /* NULL unless contacts are being looked for */
  char *text;              /* what they are looked for by */
  gboolean is_awaited;     /* Return was pressed before they were found */
  guint closing;           /* source that ends the dialog, 0 */
};

G_DEFINE_FINAL_TYPE (AttuneJumpDialog, attune_jump_dialog, ADW_TYPE_WINDOW)

static int
rank (gpointer item, const char *query)
{
  return attune_jump_item_rank (item, query);
}

static void
activated_cb (AttuneJumpDialog *self, AttuneJumpItem *item)
{
  gtk_window_close (GTK_WINDOW (self));
  attune_context_open (self->context, attune_jump_item_get_destination (item));
}

static void
search_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  attune_finder_search (ATTUNE_JUMP_DIALOG (widget)->finder);
}

static gboolean
destroy_cb (gpointer data)
{
  AttuneJumpDialog *self = data;

  if (!attune_dismantle (GTK_WIDGET (self)))
    return G_SOURCE_CONTINUE;

  self->closing = 0;
  attune_let_go_inside (GTK_WIDGET (self));
  gtk_window_destroy (GTK_WINDOW (self));
  return G_SOURCE_REMOVE;
}

/* It is gone from the screen at once, and its rows after that. */
static gboolean
attune_jump_dialog_close_request (GtkWindow *window)
{
  AttuneJumpDialog *self = ATTUNE_JUMP_DIALOG (window);

  gtk_widget_set_visible (GTK_WIDGET (window), FALSE);
  if (self->closing == 0)
    self->closing = g_idle_add (destroy_cb, self);
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
add (GPtrArray *items,
     AttuneDestination destination,
     const char *title,
     const char *detail,
     const char *icon_name)
{
  destination.is_jump = TRUE;
  g_ptr_array_add (items, attune_jump_item_new (&destination, title, detail, icon_name));
}

/* All at once, for every change is a search. */
static void
append (AttuneJumpDialog *self, GPtrArray *items)
{
  g_list_store_splice (self->items, g_list_model_get_n_items (G_LIST_MODEL (self->items)), 0,
                       items->pdata, items->len);
}

static void
add_page (GPtrArray *items, const AttunePageInfo *info)
{
  add (items, (AttuneDestination){ info->kind, 0, -1 }, _ (info->title), _ ("Page"),
       info->icon_name);
}

/* Those of the sidebar, and the one that only another page leads to. */
static void
add_pages (AttuneJumpDialog *self)
{
  AttuneRoles roles = attune_context_get_person (self->context)->roles;
  g_autofree const AttunePageInfo **pages = attune_pages_for_roles (roles);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; pages[i] != NULL; i++)
    add_page (items, pages[i]);
  if (attune_pages_find (ATTUNE_PAGE_MODEL) != NULL)
    add_page (items, attune_pages_find (ATTUNE_PAGE_MODEL));
  append (self, items);
}

static void
people_listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneJumpDialog) self = data;
  g_autoptr (GPtrArray)
    people = attune_store_list_people_finish (ATTUNE_STORE (source), result, NULL);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GListModel) agents = NULL;

  if (people == NULL || self->context == NULL)
    return;

  agents = attune_person_items_new (people, ATTUNE_ROLE_AGENT, NULL);
  for (guint i = 0; i < g_list_model_get_n_items (agents); i++)
    {
      g_autoptr (AttunePersonItem) item = g_list_model_get_item (agents, i);
      const AttunePerson *person = attune_person_item_get_person (item);

      add (items, (AttuneDestination){ ATTUNE_PAGE_AGENT, person->id, -1 }, person->name,
           attune_person_item_get_detail (item), "attune-agent-symbolic");
    }
  append (self, items);
}

/* Forms of one title are told apart by their versions. */
static char *
describe_form (const AttuneFormSummary *form)
{
  if (form->latest_number == 0)
    return g_strdup (_ ("Form · not published yet"));
  if (form->is_retired)
    /* Translators: a form that is no longer in use, and the number of its last revision. */
    return g_strdup_printf (_ ("Form · revision %u, retired"), form->latest_number);
  if (form->has_draft)
    /* Translators: a form, the number of its latest published revision, and that the next one is being made. */
    return g_strdup_printf (_ ("Form · revision %u, being changed"), form->latest_number);
  /* Translators: a form and the number of its latest published revision. */
  return g_strdup_printf (_ ("Form · revision %u"), form->latest_number);
}

static void
forms_listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneJumpDialog) self = data;
  g_autoptr (GPtrArray)
    forms = attune_store_list_forms_finish (ATTUNE_STORE (source), result, NULL);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  if (forms == NULL || self->context == NULL)
    return;

  for (guint i = 0; i < forms->len; i++)
    {
      const AttuneFormSummary *form = g_ptr_array_index (forms, i);
      g_autofree char *detail = describe_form (form);

      add (items, (AttuneDestination){ ATTUNE_PAGE_FORM, form->id, -1 },
           attune_form_name_title (form->title), detail, "attune-form-symbolic");
    }
  append (self, items);
}

/* "C-57370 · Outage in the evening", what there is of it. */
static char *
name_contact (const AttuneInteractionRow *row)
{
  if (row->customer[0] != '\0' && row->subject[0] != '\0')
    return g_strdup_printf ("%s · %s", row->customer, row->subject);
  if (row->customer[0] != '\0' || row->subject[0] != '\0')
    return g_strconcat (row->customer, row->subject, NULL);
  return g_strdup (attune_format_channel (row->channel));
}

static void
add_contact (AttuneJumpDialog *self, GPtrArray *items, const AttuneInteractionRow *row)
{
  g_autofree char *title = name_contact (row);
  g_autofree char *when = attune_format_time (row->started_at,
                                              attune_context_get_time_zone (self->context),
                                              ATTUNE_TIME_SHORT);
  g_autofree char *detail = g_strdup_printf ("%s · %s · %s", attune_format_channel (row->channel),
                                             row->agents, when);

  add (items, (AttuneDestination){ ATTUNE_PAGE_INTERACTION, row->id, -1 }, title, detail,
       "attune-interactions-symbolic");
}

static void
show_contacts (AttuneJumpDialog *self, GPtrArray *rows)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    if (g_ptr_array_index (rows, i) != NULL)
      add_contact (self, items, g_ptr_array_index (rows, i));
  g_list_store_splice (self->contacts, 0, g_list_model_get_n_items (G_LIST_MODEL (self->contacts)),
                       items->pdata, items->len);
}

/* Last of all, once it is known what else there is: Return is not to go there by mistake. */
static void
offer_search (AttuneJumpDialog *self)
{
  const AttunePageInfo *info = attune_pages_find (ATTUNE_PAGE_SEARCH);
  AttuneDestination destination = { ATTUNE_PAGE_SEARCH, 0, -1, TRUE, self->text };
  g_autoptr (AttuneJumpItem) item = NULL;
  g_autofree char *title = NULL;

  if (*self->text == '\0' || !attune_context_has_role (self->context, info->roles))
    return;
  /* Translators: the %s is what was typed. */
  title = g_strdup_printf (_ ("Search everything for “%s”"), self->text);
  item = attune_jump_item_new (&destination, title, "", info->icon_name);
  attune_jump_item_set_is_last (item);
  g_list_store_append (self->rest, item);
}

static void
contacts_found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneJumpDialog) self = data;
  g_autoptr (GError) error = NULL;
  gboolean is_whole;
  g_autoptr (GPtrArray)
    rows = attune_store_list_page_finish (ATTUNE_STORE (source), result, &is_whole, &error);
  g_autoptr (AttuneJumpItem) first = NULL;

  if (self->context == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->searching);
  show_contacts (self, rows);
  offer_search (self);
  first = g_list_model_get_item (G_LIST_MODEL (self->contacts), 0);
  if (self->is_awaited && self->closing == 0 && first != NULL)
    activated_cb (self, first);
}

static gboolean
may_see_contacts (AttuneJumpDialog *self)
{
  const AttunePageInfo *info = attune_pages_find (ATTUNE_PAGE_INTERACTION);

  return self->context != NULL && attune_context_has_role (self->context, info->roles);
}

/* Contacts are many: only those are read that are asked for, and of these the latest. */
static void
look_for_contacts (AttuneJumpDialog *self)
{
  AttuneQuery query = { .kind = ATTUNE_LIST_INTERACTIONS,
                        .is_descending = TRUE,
                        .text = self->text };

  g_cancellable_cancel (self->searching);
  g_clear_object (&self->searching);
  if (g_utf8_strlen (self->text, -1) < LEAST_LETTERS)
    {
      show_contacts (self, NULL);
      return;
    }
  self->searching = g_cancellable_new ();
  attune_store_list_page_async (attune_context_get_store (self->context),
                                attune_context_get_actor (self->context), &query, MOST_CONTACTS,
                                self->searching, contacts_found_cb, g_object_ref (self));
}

static void
search_changed_cb (AttuneJumpDialog *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (self->search)));

  if (self->context == NULL || g_strcmp0 (text, self->text) == 0)
    return;
  g_free (self->text);
  self->text = g_steal_pointer (&text);
  self->is_awaited = FALSE;
  g_list_store_remove_all (self->rest);
  if (may_see_contacts (self))
    look_for_contacts (self);
  if (self->searching == NULL)
    offer_search (self);
}

/* Whoever types and presses Return in one go is taken to the contact as soon as it is found, where nothing else was. */
static void
search_activated_cb (AttuneJumpDialog *self)
{
  search_changed_cb (self);
  self->is_awaited = self->searching != NULL;
}

/* All that can be found: what was read as the dialog opened, and what contacts are found meanwhile. */
static GListModel *
join_items (AttuneJumpDialog *self)
{
  GListStore *models = g_list_store_new (G_TYPE_LIST_MODEL);

  g_list_store_append (models, self->items);
  g_list_store_append (models, self->contacts);
  g_list_store_append (models, self->rest);
  return G_LIST_MODEL (gtk_flatten_list_model_new (G_LIST_MODEL (models)));
}

static void
attune_jump_dialog_dispose (GObject *object)
{
  AttuneJumpDialog *self = ATTUNE_JUMP_DIALOG (object);

  g_clear_handle_id (&self->closing, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_cancellable_cancel (self->searching);
  g_clear_object (&self->searching);
  g_clear_pointer (&self->text, g_free);
  g_clear_object (&self->rest);
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
  GTK_WINDOW_CLASS (class)->close_request = attune_jump_dialog_close_request;

  g_type_ensure (ATTUNE_TYPE_FINDER);
  g_type_ensure (ATTUNE_TYPE_JUMP_ITEM);
  g_type_ensure (ATTUNE_TYPE_TAB_STOP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/attuneqa/Attune/attune-jump-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, AttuneJumpDialog, finder);
  gtk_widget_class_bind_template_child (widget_class, AttuneJumpDialog, items);
  gtk_widget_class_bind_template_child (widget_class, AttuneJumpDialog, contacts);
  gtk_widget_class_bind_template_child (widget_class, AttuneJumpDialog, search);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, get_title_cb);
  gtk_widget_class_bind_template_callback (widget_class, get_detail_cb);
  gtk_widget_class_bind_template_callback (widget_class, get_icon_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  /* What opens it begins anew while it is open. */
  gtk_widget_class_install_action (widget_class, "jump.search", NULL, search_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_k, GDK_CONTROL_MASK, "jump.search",
                                       NULL);
}

static void
attune_jump_dialog_init (AttuneJumpDialog *self)
{
  self->cancellable = g_cancellable_new ();
  self->rest = g_list_store_new (ATTUNE_TYPE_JUMP_ITEM);
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
attune_jump_dialog_new (AttuneContext *context)
{
  g_autoptr (GListModel) all = NULL;
  AttuneJumpDialog *self;
  gint64 actor;

  g_return_val_if_fail (ATTUNE_IS_CONTEXT (context), NULL);

  self = g_object_new (ATTUNE_TYPE_JUMP_DIALOG, NULL);
  self->context = g_object_ref (context);
  add_pages (self);
  all = join_items (self);
  attune_finder_start (self->finder, all, rank, TRUE);

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
