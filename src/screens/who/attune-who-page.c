/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-who-page.h"

#include "attune-match.h"
#include "attune-person-item.h"

#include <glib/gi18n.h>

struct _AttuneWhoPage
{
  AdwBin parent_instance;

  /* template */
  AdwWindowTitle *window_title;
  GtkSearchEntry *search;
  GtkStack *stack;
  GtkListView *list;
  GtkSingleSelection *selection;
  GtkFilterListModel *filtered;

  /* owned */
  GtkCustomFilter *filter;
  char *query;
};

G_DEFINE_FINAL_TYPE (AttuneWhoPage, attune_who_page, ADW_TYPE_BIN)

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
is_wanted (gpointer item, gpointer data)
{
  AttuneWhoPage *self = data;

  return attune_match_test (attune_person_item_get_text (item), self->query);
}

static void
update_stack (AttuneWhoPage *self)
{
  gboolean is_empty = g_list_model_get_n_items (G_LIST_MODEL (self->filtered)) == 0;

  gtk_stack_set_visible_child_name (self->stack, is_empty ? "empty" : "people");
}

static void
search_changed_cb (AttuneWhoPage *self)
{
  g_free (self->query);
  self->query = attune_match_fold (gtk_editable_get_text (GTK_EDITABLE (self->search)));
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  gtk_single_selection_set_selected (self->selection, 0);
  update_stack (self);
}

static void
choose (AttuneWhoPage *self, guint position)
{
  g_autoptr (AttunePersonItem)
    item = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (item != NULL)
    g_signal_emit (self, signals[CHOSEN], 0, attune_person_item_get_person (item));
}

static void
activated_cb (AttuneWhoPage *self, guint position)
{
  choose (self, position);
}

static void
entry_activated_cb (AttuneWhoPage *self)
{
  choose (self, gtk_single_selection_get_selected (self->selection));
}

static void
move_selection (AttuneWhoPage *self, int step)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  guint old = gtk_single_selection_get_selected (self->selection);
  gint64 new = (gint64) old + step;

  if (old == GTK_INVALID_LIST_POSITION || new < 0 || new >= n)
    return;

  gtk_single_selection_set_selected (self->selection, (guint) new);
  gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", (guint) new);
}

static gboolean
entry_key_cb (AttuneWhoPage *self, guint key)
{
  if (key != GDK_KEY_Down && key != GDK_KEY_Up)
    return GDK_EVENT_PROPAGATE;

  move_selection (self, key == GDK_KEY_Down ? 1 : -1);
  return GDK_EVENT_STOP;
}

static char *
get_name_cb (gpointer row, AttunePersonItem *item)
{
  return g_strdup (item != NULL ? attune_person_item_get_person (item)->name : "");
}

static char *
get_detail_cb (gpointer row, AttunePersonItem *item)
{
  return g_strdup (item != NULL ? attune_person_item_get_detail (item) : "");
}

static void
attune_who_page_dispose (GObject *object)
{
  AttuneWhoPage *self = ATTUNE_WHO_PAGE (object);

  g_clear_object (&self->filter);
  G_OBJECT_CLASS (attune_who_page_parent_class)->dispose (object);
  /* Behind the parent, which lets go of the child itself. */
  gtk_widget_dispose_template (GTK_WIDGET (self), ATTUNE_TYPE_WHO_PAGE);
}

static void
attune_who_page_finalize (GObject *object)
{
  g_free (ATTUNE_WHO_PAGE (object)->query);

  G_OBJECT_CLASS (attune_who_page_parent_class)->finalize (object);
}

static void
attune_who_page_class_init (AttuneWhoPageClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->dispose = attune_who_page_dispose;
  object_class->finalize = attune_who_page_finalize;

  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);

  g_type_ensure (ATTUNE_TYPE_PERSON_ITEM);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/attuneqa/Attune/who/attune-who-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AttuneWhoPage, window_title);
  gtk_widget_class_bind_template_child (widget_class, AttuneWhoPage, search);
  gtk_widget_class_bind_template_child (widget_class, AttuneWhoPage, stack);
  gtk_widget_class_bind_template_child (widget_class, AttuneWhoPage, list);
  gtk_widget_class_bind_template_child (widget_class, AttuneWhoPage, selection);
  gtk_widget_class_bind_template_child (widget_class, AttuneWhoPage, filtered);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_key_cb);
  gtk_widget_class_bind_template_callback (widget_class, get_name_cb);
  gtk_widget_class_bind_template_callback (widget_class, get_detail_cb);
}

static void
attune_who_page_init (AttuneWhoPage *self)
{
  self->query = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));

  self->filter = gtk_custom_filter_new (is_wanted, self, NULL);
  gtk_filter_list_model_set_filter (self->filtered, GTK_FILTER (self->filter));
  gtk_search_entry_set_key_capture_widget (self->search, GTK_WIDGET (self));
}

GtkWidget *
attune_who_page_new (void)
{
  return g_object_new (ATTUNE_TYPE_WHO_PAGE, NULL);
}

void
attune_who_page_ask (AttuneWhoPage *self, const char *name, GPtrArray *people, const char *last)
{
  g_autoptr (GListModel) items = NULL;

  g_return_if_fail (ATTUNE_IS_WHO_PAGE (self));
  g_return_if_fail (people != NULL);

  adw_window_title_set_title (self->window_title, name);
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  items = attune_person_items_new (people, (AttuneRoles) ~0, last);
  gtk_filter_list_model_set_model (self->filtered, items);
  gtk_single_selection_set_selected (self->selection, 0);
  update_stack (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

void
attune_who_page_search (AttuneWhoPage *self)
{
  g_return_if_fail (ATTUNE_IS_WHO_PAGE (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}
