/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-question-popover.h"

#include "attune-finder.h"
#include "attune-question-item.h"

struct _AttuneQuestionPopover
{
  GtkPopover parent_instance;

  /* template */
  GtkSearchEntry *search;
  GtkStack *stack;
  AttuneFinder *finder;

  /* owned */
  GListModel *questions; /* AttuneQuestionItem */
  char *chosen;          /* nullable */
};

G_DEFINE_FINAL_TYPE (AttuneQuestionPopover, attune_question_popover, GTK_TYPE_POPOVER)

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What it opens at; NULL for none. Owned by the caller. */
static AttuneQuestionItem *
find_question (AttuneQuestionPopover *self)
{
  guint n = g_list_model_get_n_items (self->questions);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (AttuneQuestionItem) item = g_list_model_get_item (self->questions, i);

      if (g_strcmp0 (attune_question_item_get_id (item), self->chosen) == 0)
        return g_steal_pointer (&item);
    }
  return NULL;
}

/* Callbacks ------------------------------------------------------------------------------------ */

static void
activated_cb (AttuneQuestionPopover *self, AttuneQuestionItem *item)
{
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[CHOSEN], 0, attune_question_item_get_id (item));
}

/* Opens at the one that is chosen, else the first, all of them listed. */
static void
shown_cb (AttuneQuestionPopover *self)
{
  g_autoptr (AttuneQuestionItem) item = find_question (self);

  attune_finder_start (self->finder, self->questions, attune_question_item_rank, TRUE);
  attune_finder_clear (self->finder);
  if (item != NULL)
    attune_finder_select (self->finder, item);
  gtk_stack_set_visible_child_name (self->stack, attune_finder_get_n_found (self->finder) > 0
                                                   ? "found"
                                                   : "nothing-found");
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

/* ---------------------------------------------------------------------------------------------- */

static void
attune_question_popover_dispose (GObject *object)
{
  AttuneQuestionPopover *self = ATTUNE_QUESTION_POPOVER (object);

  g_clear_object (&self->questions);
  g_clear_pointer (&self->chosen, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), ATTUNE_TYPE_QUESTION_POPOVER);
  G_OBJECT_CLASS (attune_question_popover_parent_class)->dispose (object);
}

static void
attune_question_popover_class_init (AttuneQuestionPopoverClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->dispose = attune_question_popover_dispose;

  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/attuneqa/Attune/forms/attune-question-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, AttuneQuestionPopover, search);
  gtk_widget_class_bind_template_child (widget_class, AttuneQuestionPopover, stack);
  gtk_widget_class_bind_template_child (widget_class, AttuneQuestionPopover, finder);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, shown_cb);
}

static void
attune_question_popover_init (AttuneQuestionPopover *self)
{
  g_type_ensure (ATTUNE_TYPE_FINDER);
  g_type_ensure (ATTUNE_TYPE_QUESTION_ITEM);
  self->questions = G_LIST_MODEL (g_list_store_new (ATTUNE_TYPE_QUESTION_ITEM));
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
attune_question_popover_new (void)
{
  return g_object_new (ATTUNE_TYPE_QUESTION_POPOVER, NULL);
}

void
attune_question_popover_set_questions (AttuneQuestionPopover *self,
                                       GListModel *questions,
                                       const char *chosen)
{
  g_return_if_fail (ATTUNE_IS_QUESTION_POPOVER (self));
  g_return_if_fail (G_IS_LIST_MODEL (questions));

  g_set_object (&self->questions, questions);
  g_free (self->chosen);
  self->chosen = g_strdup (chosen);
}
