/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-who-page.h"

#include "attune-finder.h"
#include "attune-person-item.h"
#include "attune-tab-stop.h"

#include <glib/gi18n.h>

struct _AttuneWhoPage
{
  AdwBin parent_instance;

  /* template */
  AdwWindowTitle *window_title;
  GtkSearchEntry *search;
  AttuneFinder *finder;
};

G_DEFINE_FINAL_TYPE (AttuneWhoPage, attune_who_page, ADW_TYPE_BIN)

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
activated_cb (AttuneWhoPage *self, AttunePersonItem *item)
{
  g_signal_emit (self, signals[CHOSEN], 0, attune_person_item_get_person (item));
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
  G_OBJECT_CLASS (attune_who_page_parent_class)->dispose (object);
  /* Behind the parent, which lets go of the child itself. */
  gtk_widget_dispose_template (GTK_WIDGET (object), ATTUNE_TYPE_WHO_PAGE);
}

static void
attune_who_page_class_init (AttuneWhoPageClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->dispose = attune_who_page_dispose;

  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);

  g_type_ensure (ATTUNE_TYPE_FINDER);
  g_type_ensure (ATTUNE_TYPE_PERSON_ITEM);
  g_type_ensure (ATTUNE_TYPE_TAB_STOP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/attuneqa/Attune/who/attune-who-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AttuneWhoPage, window_title);
  gtk_widget_class_bind_template_child (widget_class, AttuneWhoPage, search);
  gtk_widget_class_bind_template_child (widget_class, AttuneWhoPage, finder);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, get_name_cb);
  gtk_widget_class_bind_template_callback (widget_class, get_detail_cb);
}

static void
attune_who_page_init (AttuneWhoPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
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
  items = attune_person_items_new (people, (AttuneRoles) ~0, last);
  attune_finder_start (self->finder, items, attune_person_item_rank, FALSE);
  attune_finder_clear (self->finder);
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

void
attune_who_page_search (AttuneWhoPage *self)
{
  g_return_if_fail (ATTUNE_IS_WHO_PAGE (self));

  attune_finder_search (self->finder);
}
