/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-choice-popover.h"

#include "attune-choice-item.h"
#include "attune-finder.h"

struct _AttuneChoicePopover
{
  GtkPopover parent_instance;

  /* template */
  GtkSearchEntry *search;
  GtkStack *stack;
  AttuneFinder *finder;

  /* owned */
  GListModel *items; /* AttuneChoiceItem */
  char *chosen;      /* nullable */
};

G_DEFINE_FINAL_TYPE (AttuneChoicePopover, attune_choice_popover, GTK_TYPE_POPOVER)

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What it opens at; NULL for none. Owned by the caller. */
static AttuneChoiceItem *
find_chosen (AttuneChoicePopover *self)
{
  guint n = g_list_model_get_n_items (self->items);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (AttuneChoiceItem) item = g_list_model_get_item (self->items, i);

      if (g_strcmp0 (attune_choice_item_get_id (item), self->chosen) == 0)
        return g_steal_pointer (&item);
    }
  return NULL;
}

static void
activated_cb (AttuneChoicePopover *self, AttuneChoiceItem *item)
{
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[CHOSEN], 0, attune_choice_item_get_id (item));
}

/* The entry keeps Escape to itself: it takes away what was typed, and then closes. */
static void
search_stopped_cb (AttuneChoicePopover *self)
{
  if (!attune_finder_stop (self->finder))
    gtk_popover_popdown (GTK_POPOVER (self));
}

/* Opens at the one that is chosen, else the first, all of them listed. */
static void
shown_cb (AttuneChoicePopover *self)
{
  g_autoptr (AttuneChoiceItem) item = find_chosen (self);

  attune_finder_start (self->finder, self->items, attune_choice_item_rank, TRUE);
  attune_finder_clear (self->finder);
  if (item != NULL)
    attune_finder_select (self->finder, item);
  gtk_stack_set_visible_child_name (self->stack, attune_finder_get_n_found (self->finder) > 0
                                                   ? "found"
                                                   : "nothing-found");
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

static void
attune_choice_popover_dispose (GObject *object)
{
  AttuneChoicePopover *self = ATTUNE_CHOICE_POPOVER (object);

  g_clear_object (&self->items);
  g_clear_pointer (&self->chosen, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), ATTUNE_TYPE_CHOICE_POPOVER);
  G_OBJECT_CLASS (attune_choice_popover_parent_class)->dispose (object);
}

static void
attune_choice_popover_class_init (AttuneChoicePopoverClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = attune_choice_popover_dispose;

  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/attuneqa/Attune/forms/attune-choice-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, AttuneChoicePopover, search);
  gtk_widget_class_bind_template_child (widget_class, AttuneChoicePopover, stack);
  gtk_widget_class_bind_template_child (widget_class, AttuneChoicePopover, finder);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_stopped_cb);
  gtk_widget_class_bind_template_callback (widget_class, shown_cb);
}

static void
attune_choice_popover_init (AttuneChoicePopover *self)
{
  g_type_ensure (ATTUNE_TYPE_FINDER);
  g_type_ensure (ATTUNE_TYPE_CHOICE_ITEM);
  self->items = G_LIST_MODEL (g_list_store_new (ATTUNE_TYPE_CHOICE_ITEM));
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
attune_choice_popover_new (void)
{
  return g_object_new (ATTUNE_TYPE_CHOICE_POPOVER, NULL);
}

void
attune_choice_popover_set_items (AttuneChoicePopover *self, GListModel *items, const char *chosen)
{
  g_return_if_fail (ATTUNE_IS_CHOICE_POPOVER (self));
  g_return_if_fail (G_IS_LIST_MODEL (items));

  g_set_object (&self->items, items);
  g_free (self->chosen);
  self->chosen = g_strdup (chosen);
}
