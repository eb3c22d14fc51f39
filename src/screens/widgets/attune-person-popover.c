/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-person-popover.h"

#include "attune-match.h"
#include "attune-paced-model.h"
#include "attune-person-item.h"

struct _AttunePersonPopover
{
  GtkPopover parent_instance;

  /* template */
  GtkSearchEntry *search;
  GtkStack *stack;
  GtkListView *list;
  GtkSingleSelection *selection;
  GtkFilterListModel *filtered;

  /* owned */
  GListModel *people; /* AttunePersonItem */
  GtkCustomFilter *filter;
  AttunePacedModel *rows; /* those of `filtered`, a few at a time */
  char *query;            /* folded */

  gint64 person;
};

G_DEFINE_FINAL_TYPE (AttunePersonPopover, attune_person_popover, GTK_TYPE_POPOVER)

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
is_wanted (gpointer item, gpointer data)
{
  AttunePersonPopover *self = data;

  return self->query == NULL || *self->query == '\0' ||
         attune_match_test (attune_person_item_get_text (item), self->query);
}

static void
choose (AttunePersonPopover *self, guint position)
{
  g_autoptr (AttunePersonItem)
    item = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (item == NULL)
    return;
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[CHOSEN], 0, item);
}

/* Callbacks ------------------------------------------------------------------------------------ */

static void
search_changed_cb (AttunePersonPopover *self)
{
  g_free (self->query);
  self->query = attune_match_fold (gtk_editable_get_text (GTK_EDITABLE (self->search)));
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  gtk_stack_set_visible_child_name (self->stack,
                                    g_list_model_get_n_items (G_LIST_MODEL (self->filtered)) > 0
                                      ? "people"
                                      : "nobody");
  if (g_list_model_get_n_items (G_LIST_MODEL (self->selection)) > 0)
    {
      gtk_single_selection_set_selected (self->selection, 0);
      gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", 0u);
    }
}

/* What was typed counts, also while its rows are on their way. */
static void
search_activated_cb (AttunePersonPopover *self)
{
  guint selected;

  attune_paced_model_settle (self->rows);
  selected = gtk_single_selection_get_selected (self->selection);
  if (selected != GTK_INVALID_LIST_POSITION)
    choose (self, selected);
}

static void
move (AttunePersonPopover *self, int by)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  guint selected = gtk_single_selection_get_selected (self->selection);
  int next;

  if (n == 0 || selected == GTK_INVALID_LIST_POSITION)
    return;
  next = CLAMP ((int) selected + by, 0, (int) n - 1);
  gtk_single_selection_set_selected (self->selection, (guint) next);
  gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", (guint) next);
}

/* The arrows move in the list while typing goes on. */
static gboolean
search_key_cb (AttunePersonPopover *self, guint key)
{
  if (key != GDK_KEY_Down && key != GDK_KEY_Up)
    return GDK_EVENT_PROPAGATE;

  move (self, key == GDK_KEY_Down ? 1 : -1);
  return GDK_EVENT_STOP;
}

static void
list_activated_cb (AttunePersonPopover *self, guint position)
{
  choose (self, position);
}

static void
closed_cb (AttunePersonPopover *self)
{
  gtk_filter_list_model_set_model (self->filtered, NULL);
}

/* Opens at the one who is chosen, everybody listed. */
static void
shown_cb (AttunePersonPopover *self)
{
  gtk_filter_list_model_set_model (self->filtered, self->people);
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  search_changed_cb (self);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->selection)); i++)
    {
      g_autoptr (AttunePersonItem) item = g_list_model_get_item (G_LIST_MODEL (self->selection), i);

      if (attune_person_item_get_person (item)->id != self->person)
        continue;
      gtk_single_selection_set_selected (self->selection, i);
      gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", i);
    }
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

/* ---------------------------------------------------------------------------------------------- */

static void
attune_person_popover_dispose (GObject *object)
{
  AttunePersonPopover *self = ATTUNE_PERSON_POPOVER (object);

  g_clear_object (&self->people);
  gtk_widget_dispose_template (GTK_WIDGET (self), ATTUNE_TYPE_PERSON_POPOVER);
  g_clear_object (&self->filter);
  g_clear_object (&self->rows);
  G_OBJECT_CLASS (attune_person_popover_parent_class)->dispose (object);
}

static void
attune_person_popover_finalize (GObject *object)
{
  g_free (ATTUNE_PERSON_POPOVER (object)->query);

  G_OBJECT_CLASS (attune_person_popover_parent_class)->finalize (object);
}

static void
attune_person_popover_class_init (AttunePersonPopoverClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->dispose = attune_person_popover_dispose;
  object_class->finalize = attune_person_popover_finalize;

  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, ATTUNE_TYPE_PERSON_ITEM);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/attuneqa/Attune/widgets/attune-person-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, AttunePersonPopover, search);
  gtk_widget_class_bind_template_child (widget_class, AttunePersonPopover, stack);
  gtk_widget_class_bind_template_child (widget_class, AttunePersonPopover, list);
  gtk_widget_class_bind_template_child (widget_class, AttunePersonPopover, selection);
  gtk_widget_class_bind_template_child (widget_class, AttunePersonPopover, filtered);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_key_cb);
  gtk_widget_class_bind_template_callback (widget_class, list_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, closed_cb);
}

static void
attune_person_popover_init (AttunePersonPopover *self)
{
  g_type_ensure (ATTUNE_TYPE_PERSON_ITEM);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->filter = gtk_custom_filter_new (is_wanted, self, NULL);
  gtk_filter_list_model_set_filter (self->filtered, GTK_FILTER (self->filter));
  self->rows = g_object_new (ATTUNE_TYPE_PACED_MODEL, NULL);
  attune_paced_model_set_adjustment (self->rows,
                                     gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->list)));
  attune_paced_model_set_model (self->rows, G_LIST_MODEL (self->filtered), 0);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->rows));
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

  g_set_object (&self->people, people);
  self->person = person;
}
