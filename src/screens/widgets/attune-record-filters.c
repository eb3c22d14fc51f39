/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-record-filters.h"

#include "attune-compat.h"
#include "attune-format.h"
#include "attune-period.h"
#include "attune-person-chooser.h"
#include "attune-person-item.h"

#include <glib/gi18n.h>

#define N_STATES 4

struct _AttuneRecordFilters
{
  AdwBin parent_instance;

  /* template */
  AttunePersonChooser *agents;
  GtkDropDown *channels;
  GtkDropDown *states;
  GtkDropDown *periods;
  GtkDropDown *orders;
  GtkToggleButton *unevaluated;
  GtkToggleButton *recorded;

  /* owned */
  GCancellable *cancellable;

  AttuneListKind kind;
  gint64 own;
  gboolean is_filling;
};

G_DEFINE_FINAL_TYPE (AttuneRecordFilters, attune_record_filters, ADW_TYPE_BIN)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const struct
{
  const char *name;
  AttuneSortKey sort;
  gboolean is_descending;
} orders[][3] = {
  [ATTUNE_LIST_INTERACTIONS] = { { N_ ("Newest first"), ATTUNE_SORT_TIME, TRUE },
                                 { N_ ("Oldest first"), ATTUNE_SORT_TIME, FALSE },
                                 { N_ ("Longest first"), ATTUNE_SORT_DURATION, TRUE } },
  [ATTUNE_LIST_EVALUATIONS] = { { N_ ("Newest first"), ATTUNE_SORT_TIME, TRUE },
                                { N_ ("Oldest first"), ATTUNE_SORT_TIME, FALSE },
                                { N_ ("Lowest score first"), ATTUNE_SORT_SCORE, FALSE } },
};

static gint64
get_agent (AttuneRecordFilters *self)
{
  return self->own != 0 ? self->own : attune_person_chooser_get_person (self->agents);
}

static void
filter_changed_cb (AttuneRecordFilters *self)
{
  if (!self->is_filling)
    g_signal_emit (self, signals[CHANGED], 0);
}

static AttunePersonItem *
create_everybody (void)
{
  return attune_person_item_new (&(AttunePerson){ .name = (char *) _ ("Every agent") });
}

static void
people_listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneRecordFilters) self = data;
  g_autoptr (GPtrArray)
    people = attune_store_list_people_finish (ATTUNE_STORE (source), result, NULL);
  g_autoptr (AttunePersonItem) everybody = NULL;
  g_autoptr (GListModel) agents = NULL;

  if (people == NULL || self->agents == NULL)
    return;

  everybody = create_everybody ();
  agents = attune_person_items_new (people, ATTUNE_ROLE_AGENT, NULL);
  g_list_store_insert (G_LIST_STORE (agents), 0, everybody);
  attune_person_chooser_set_people (self->agents, agents);
}

static void
attune_record_filters_dispose (GObject *object)
{
  AttuneRecordFilters *self = ATTUNE_RECORD_FILTERS (object);

  self->is_filling = TRUE;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (attune_record_filters_parent_class)->dispose (object);
  /* Behind the parent, which lets go of the child itself. */
  gtk_widget_dispose_template (GTK_WIDGET (self), ATTUNE_TYPE_RECORD_FILTERS);
}

static void
attune_record_filters_class_init (AttuneRecordFiltersClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = attune_record_filters_dispose;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (ATTUNE_TYPE_PERSON_CHOOSER);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/attuneqa/Attune/widgets/attune-record-filters.ui");
  gtk_widget_class_bind_template_child (widget_class, AttuneRecordFilters, agents);
  gtk_widget_class_bind_template_child (widget_class, AttuneRecordFilters, channels);
  gtk_widget_class_bind_template_child (widget_class, AttuneRecordFilters, states);
  gtk_widget_class_bind_template_child (widget_class, AttuneRecordFilters, periods);
  gtk_widget_class_bind_template_child (widget_class, AttuneRecordFilters, orders);
  gtk_widget_class_bind_template_child (widget_class, AttuneRecordFilters, unevaluated);
  gtk_widget_class_bind_template_child (widget_class, AttuneRecordFilters, recorded);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
}

static void
attune_record_filters_init (AttuneRecordFilters *self)
{
  self->cancellable = g_cancellable_new ();
  self->is_filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  attune_name_drop_downs (GTK_WIDGET (self));
}

static void
fill_drop_downs (AttuneRecordFilters *self)
{
  g_autoptr (GtkStringList) channels = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) states = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) periods = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autoptr (GListStore) everybody = g_list_store_new (ATTUNE_TYPE_PERSON_ITEM);
  g_autoptr (AttunePersonItem) item = create_everybody ();

  gtk_string_list_append (channels, _ ("Every channel"));
  attune_format_append_channels (channels);
  gtk_string_list_append (states, _ ("Every state"));
  for (guint i = 0; i < N_STATES; i++)
    gtk_string_list_append (states, attune_format_state ((AttuneEvaluationState) i));
  for (guint i = 0; i < ATTUNE_N_PERIODS; i++)
    gtk_string_list_append (periods, attune_period_get_name ((AttunePeriod) i));
  for (guint i = 0; i < G_N_ELEMENTS (orders[self->kind]); i++)
    gtk_string_list_append (names, _ (orders[self->kind][i].name));

  g_list_store_append (everybody, item);
  attune_person_chooser_set_people (self->agents, G_LIST_MODEL (everybody));
  gtk_drop_down_set_model (self->channels, G_LIST_MODEL (channels));
  gtk_drop_down_set_model (self->states, G_LIST_MODEL (states));
  gtk_drop_down_set_model (self->periods, G_LIST_MODEL (periods));
  gtk_drop_down_set_model (self->orders, G_LIST_MODEL (names));
}

GtkWidget *
attune_record_filters_new (AttuneContext *context, AttuneListKind kind, gint64 own)
{
  AttuneRecordFilters *self = g_object_new (ATTUNE_TYPE_RECORD_FILTERS, NULL);

  self->kind = kind;
  self->own = own;
  fill_drop_downs (self);
  gtk_widget_set_visible (gtk_widget_get_parent (GTK_WIDGET (self->agents)), own == 0);
  gtk_widget_set_visible (gtk_widget_get_parent (GTK_WIDGET (self->states)),
                          kind == ATTUNE_LIST_EVALUATIONS && own == 0);
  gtk_widget_set_visible (gtk_widget_get_parent (GTK_WIDGET (self->unevaluated)),
                          kind == ATTUNE_LIST_INTERACTIONS);
  gtk_widget_set_visible (gtk_widget_get_parent (GTK_WIDGET (self->recorded)),
                          kind == ATTUNE_LIST_INTERACTIONS);
  self->is_filling = FALSE;
  if (own == 0)
    attune_store_list_people_async (attune_context_get_store (context),
                                    attune_context_get_actor (context), self->cancellable,
                                    people_listed_cb, g_object_ref (self));
  return GTK_WIDGET (self);
}

AttuneQuery
attune_record_filter_to_query (const AttuneRecordFilter *filter,
                               AttuneListKind kind,
                               gint64 now,
                               GTimeZone *zone)
{
  guint order = MIN (filter->order, G_N_ELEMENTS (orders[kind]) - 1);
  AttuneQuery query = {
    .kind = kind,
    .sort = orders[kind][order].sort,
    .is_descending = orders[kind][order].is_descending,
    .agent = filter->agent,
    .from = attune_period_get_start (filter->period, now, zone),
    .channels = filter->channel > 0 ? 1u << (filter->channel - 1) : 0,
    .states = filter->state > 0 && kind == ATTUNE_LIST_EVALUATIONS ? 1u << (filter->state - 1) : 0,
    .only_unevaluated = filter->only_unevaluated && kind == ATTUNE_LIST_INTERACTIONS,
    .only_recorded = filter->only_recorded && kind == ATTUNE_LIST_INTERACTIONS,
    .text = filter->text,
  };

  return query;
}

gboolean
attune_record_filter_is_any (const AttuneRecordFilter *filter, gint64 own)
{
  return filter->channel != 0 || filter->state != 0 || filter->period != 0 ||
         filter->agent != own || filter->only_unevaluated || filter->only_recorded ||
         (filter->text != NULL && *filter->text != '\0');
}

AttuneRecordFilter
attune_record_filters_get (AttuneRecordFilters *self)
{
  AttuneRecordFilter filter = { 0 };

  g_return_val_if_fail (ATTUNE_IS_RECORD_FILTERS (self), filter);

  filter.channel = gtk_drop_down_get_selected (self->channels);
  filter.state = gtk_drop_down_get_selected (self->states);
  filter.period = gtk_drop_down_get_selected (self->periods);
  filter.order = gtk_drop_down_get_selected (self->orders);
  filter.agent = get_agent (self);
  filter.only_unevaluated = gtk_toggle_button_get_active (self->unevaluated);
  filter.only_recorded = gtk_toggle_button_get_active (self->recorded);
  return filter;
}

void
attune_record_filters_clear (AttuneRecordFilters *self)
{
  g_return_if_fail (ATTUNE_IS_RECORD_FILTERS (self));

  self->is_filling = TRUE;
  attune_person_chooser_set_person (self->agents, 0, NULL);
  gtk_drop_down_set_selected (self->channels, 0);
  gtk_drop_down_set_selected (self->states, 0);
  gtk_drop_down_set_selected (self->periods, 0);
  gtk_toggle_button_set_active (self->unevaluated, FALSE);
  gtk_toggle_button_set_active (self->recorded, FALSE);
  self->is_filling = FALSE;
}
