/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-person-popover.h"

#include "attune-finder.h"
#include "attune-person-item.h"
#include "attune-tab-stop.h"

struct _AttunePersonPopover
{
  GtkPopover parent_instance;

  /* template */
  GtkSearchEntry *search;
  GtkStack *stack;
  AttuneFinder *finder;

  /* owned */
  GListModel *people; /* AttunePersonItem */

  gint64 person;
};

G_DEFINE_FINAL_TYPE (AttunePersonPopover, attune_person_popover, GTK_TYPE_POPOVER)

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Whom it opens at; NULL for nobody. Owned by the caller. */
static AttunePersonItem *
find_person (AttunePersonPopover *self)
{
  guint n = g_list_model_get_n_items (self->people);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (AttunePersonItem) item = g_list_model_get_item (self->people, i);

      if (attune_person_item_get_person (item)->id == self->person)
        return g_steal_pointer (&item);
    }
  return NULL;
}

/* Callbacks ------------------------------------------------------------------------------------ */

static void
activated_cb (AttunePersonPopover *self, AttunePersonItem *item)
{
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[CHOSEN], 0, item);
}

/* The entry keeps Escape to itself: it takes away what was typed, and then closes. */
static void
search_stopped_cb (AttunePersonPopover *self)
{
  if (!attune_finder_stop (self->finder))
    gtk_popover_popdown (GTK_POPOVER (self));
}

/* Opens at the one who is chosen, everybody listed. */
static void
shown_cb (AttunePersonPopover *self)
{
  g_autoptr (AttunePersonItem) item = find_person (self);

  attune_finder_start (self->finder, self->people, attune_person_item_rank, FALSE);
  attune_finder_clear (self->finder);
  attune_finder_select (self->finder, item);
  gtk_stack_set_visible_child_name (self->stack, attune_finder_get_n_found (self->finder) > 0
                                                   ? "found"
                                                   : "nothing-found");
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

/* ---------------------------------------------------------------------------------------------- */

static void
attune_person_popover_dispose (GObject *object)
{
  AttunePersonPopover *self = ATTUNE_PERSON_POPOVER (object);

  g_clear_object (&self->people);
  gtk_widget_dispose_template (GTK_WIDGET (self), ATTUNE_TYPE_PERSON_POPOVER);
  G_OBJECT_CLASS (attune_person_popover_parent_class)->dispose (object);
}

static void
attune_person_popover_class_init (AttunePersonPopoverClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->dispose = attune_person_popover_dispose;

  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, ATTUNE_TYPE_PERSON_ITEM);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/attuneqa/Attune/widgets/attune-person-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, AttunePersonPopover, search);
  gtk_widget_class_bind_template_child (widget_class, AttunePersonPopover, stack);
  gtk_widget_class_bind_template_child (widget_class, AttunePersonPopover, finder);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_stopped_cb);
  gtk_widget_class_bind_template_callback (widget_class, shown_cb);
}

static void
attune_person_popover_init (AttunePersonPopover *self)
{
  g_type_ensure (ATTUNE_TYPE_FINDER);
  g_type_ensure (ATTUNE_TYPE_PERSON_ITEM);
  g_type_ensure (ATTUNE_TYPE_TAB_STOP);
  self->people = G_LIST_MODEL (g_list_store_new (ATTUNE_TYPE_PERSON_ITEM));
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
attune_person_popover_new (void)
{
  return g_object_new (ATTUNE_TYPE_PERSON_POPOVER, NULL);
}

void
attune_person_popover_set_people (AttunePersonPopover *self, GListModel *people, gint64 person)
{
  g_return_if_fail (ATTUNE_IS_PERSON_POPOVER (self));

  g_clear_object (&self->people);
  self->people = people != NULL ? g_object_ref (people)
                                : G_LIST_MODEL (g_list_store_new (ATTUNE_TYPE_PERSON_ITEM));
  self->person = person;
}
