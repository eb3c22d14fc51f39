/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-evaluation-table.h"

#include "attune-column-header.h"
#include "attune-evaluation-item.h"
#include "attune-tab-stop.h"

struct _AttuneEvaluationTable
{
  AdwBin parent_instance;

  /* template */
  GtkColumnView *view;
  GtkColumnViewColumn *score_column;
  GtkSingleSelection *selection;
  GListStore *items;
};

G_DEFINE_FINAL_TYPE (AttuneEvaluationTable, attune_evaluation_table, ADW_TYPE_BIN)

enum
{
  ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
open (AttuneEvaluationTable *self, guint position)
{
  g_autoptr (AttuneEvaluationItem)
    item = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (item != NULL)
    g_signal_emit (self, signals[ACTIVATED], 0, attune_evaluation_item_get_id (item));
}

static void
activated_cb (AttuneEvaluationTable *self, guint position)
{
  open (self, position);
}

static void
attune_evaluation_table_dispose (GObject *object)
{
  AttuneEvaluationTable *self = ATTUNE_EVALUATION_TABLE (object);

  /* The bin's own child is one of the template's: it must not be unparented twice. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), ATTUNE_TYPE_EVALUATION_TABLE);

  G_OBJECT_CLASS (attune_evaluation_table_parent_class)->dispose (object);
}

static void
attune_evaluation_table_class_init (AttuneEvaluationTableClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->dispose = attune_evaluation_table_dispose;

  signals[ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);

  g_type_ensure (ATTUNE_TYPE_EVALUATION_ITEM);
  g_type_ensure (ATTUNE_TYPE_TAB_STOP);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/attuneqa/Attune/agents/attune-evaluation-table.ui");
  gtk_widget_class_bind_template_child (widget_class, AttuneEvaluationTable, view);
  gtk_widget_class_bind_template_child (widget_class, AttuneEvaluationTable, score_column);
  gtk_widget_class_bind_template_child (widget_class, AttuneEvaluationTable, selection);
  gtk_widget_class_bind_template_child (widget_class, AttuneEvaluationTable, items);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
}

static void
attune_evaluation_table_init (AttuneEvaluationTable *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  attune_column_header_end (self->view, self->score_column);
}

void
attune_evaluation_table_set_rows (AttuneEvaluationTable *self, GPtrArray *rows, GTimeZone *zone)
{
  g_return_if_fail (ATTUNE_IS_EVALUATION_TABLE (self));
  g_return_if_fail (rows != NULL);

  attune_evaluation_items_update (self->items, rows, zone);
}

guint
attune_evaluation_table_get_n (AttuneEvaluationTable *self)
{
  g_return_val_if_fail (ATTUNE_IS_EVALUATION_TABLE (self), 0);

  return g_list_model_get_n_items (G_LIST_MODEL (self->selection));
}

void
attune_evaluation_table_open (AttuneEvaluationTable *self)
{
  g_return_if_fail (ATTUNE_IS_EVALUATION_TABLE (self));

  open (self, gtk_single_selection_get_selected (self->selection));
}
