/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-evaluation-table.h"

#include "attune-column-sort.h"
#include "attune-evaluation-item.h"
#include "attune-match.h"

struct _AttuneEvaluationTable
{
  AdwBin parent_instance;

  /* template */
  GtkScrolledWindow *scroller;
  GtkColumnView *view;
  GtkSingleSelection *selection;
  GtkSortListModel *sorted;
  GtkFilterListModel *filtered;
  GListStore *items;

  /* owned */
  GtkCustomFilter *filter;
  char *query;

  gboolean is_sortable;
};

G_DEFINE_FINAL_TYPE (AttuneEvaluationTable, attune_evaluation_table, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_SORTABLE,
  N_PROPS
};

enum
{
  ACTIVATED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static gboolean
is_wanted (gpointer item, gpointer data)
{
  AttuneEvaluationTable *self = data;

  return attune_match_test (attune_evaluation_item_get_search_text (item), self->query);
}

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

/* A table that is not sorted is short: it is as high as its rows, and its page scrolls. */
static void
attune_evaluation_table_constructed (GObject *object)
{
  static const char *const keys[] = { "time", "form", "evaluator", "score-value", NULL };
  AttuneEvaluationTable *self = ATTUNE_EVALUATION_TABLE (object);

  G_OBJECT_CLASS (attune_evaluation_table_parent_class)->constructed (object);

  if (self->is_sortable)
    {
      attune_column_sort (self->view, ATTUNE_TYPE_EVALUATION_ITEM, keys);
      gtk_sort_list_model_set_sorter (self->sorted, gtk_column_view_get_sorter (self->view));
    }
  else
    {
      gtk_scrolled_window_set_policy (self->scroller, GTK_POLICY_AUTOMATIC, GTK_POLICY_NEVER);
      gtk_widget_add_css_class (GTK_WIDGET (self->scroller), "card");
    }
}

static void
attune_evaluation_table_dispose (GObject *object)
{
  AttuneEvaluationTable *self = ATTUNE_EVALUATION_TABLE (object);

  g_clear_object (&self->filter);
  /* The bin's own child is one of the template's: it must not be unparented twice. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), ATTUNE_TYPE_EVALUATION_TABLE);

  G_OBJECT_CLASS (attune_evaluation_table_parent_class)->dispose (object);
}

static void
attune_evaluation_table_finalize (GObject *object)
{
  g_free (ATTUNE_EVALUATION_TABLE (object)->query);

  G_OBJECT_CLASS (attune_evaluation_table_parent_class)->finalize (object);
}

static void
attune_evaluation_table_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_SORTABLE:
      g_value_set_boolean (value, ATTUNE_EVALUATION_TABLE (object)->is_sortable);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
attune_evaluation_table_set_property (GObject *object,
                                      guint id,
                                      const GValue *value,
                                      GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_SORTABLE:
      ATTUNE_EVALUATION_TABLE (object)->is_sortable = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
attune_evaluation_table_class_init (AttuneEvaluationTableClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->constructed = attune_evaluation_table_constructed;
  object_class->dispose = attune_evaluation_table_dispose;
  object_class->finalize = attune_evaluation_table_finalize;
  object_class->get_property = attune_evaluation_table_get_property;
  object_class->set_property = attune_evaluation_table_set_property;

  properties[PROP_SORTABLE] = g_param_spec_boolean ("sortable", NULL, NULL, FALSE,
                                                    G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY |
                                                      G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);

  g_type_ensure (ATTUNE_TYPE_EVALUATION_ITEM);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/attuneqa/Attune/agents/attune-evaluation-table.ui");
  gtk_widget_class_bind_template_child (widget_class, AttuneEvaluationTable, scroller);
  gtk_widget_class_bind_template_child (widget_class, AttuneEvaluationTable, view);
  gtk_widget_class_bind_template_child (widget_class, AttuneEvaluationTable, selection);
  gtk_widget_class_bind_template_child (widget_class, AttuneEvaluationTable, sorted);
  gtk_widget_class_bind_template_child (widget_class, AttuneEvaluationTable, filtered);
  gtk_widget_class_bind_template_child (widget_class, AttuneEvaluationTable, items);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
}

static void
attune_evaluation_table_init (AttuneEvaluationTable *self)
{
  self->query = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));

  self->filter = gtk_custom_filter_new (is_wanted, self, NULL);
  gtk_filter_list_model_set_filter (self->filtered, GTK_FILTER (self->filter));
}

void
attune_evaluation_table_set_rows (AttuneEvaluationTable *self, GPtrArray *rows, GTimeZone *zone)
{
  g_return_if_fail (ATTUNE_IS_EVALUATION_TABLE (self));
  g_return_if_fail (rows != NULL);

  attune_evaluation_items_update (self->items, rows, zone);
}

void
attune_evaluation_table_search (AttuneEvaluationTable *self, const char *words)
{
  g_return_if_fail (ATTUNE_IS_EVALUATION_TABLE (self));

  g_free (self->query);
  self->query = attune_match_fold (words);
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  gtk_single_selection_set_selected (self->selection, 0);
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
