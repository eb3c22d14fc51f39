/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-record-list.h"

#include "attune-format.h"
#include "attune-paced-model.h"
#include "attune-period.h"
#include "attune-person-item.h"
#include "attune-record-columns.h"

#include <glib/gi18n.h>

#define N_CHANNELS 5
#define N_STATES   4
/* A pause in typing before the list is asked anew. */
#define TYPING_MS 150

struct _AttuneRecordList
{
  AdwBin parent_instance;

  /* template */
  GtkSearchEntry *search;
  GtkDropDown *agents;
  GtkDropDown *channels;
  GtkDropDown *states;
  GtkDropDown *periods;
  GtkDropDown *orders;
  GtkToggleButton *unevaluated;
  GtkButton *clear;
  GtkLabel *count;
  GtkStack *stack;
  GtkColumnView *view;
  GtkSingleSelection *selection;
  AdwStatusPage *empty;
  AdwStatusPage *failed;

  /* owned */
  AttuneContext *context;
  GCancellable *cancellable;
  AttuneList *list; /* what was asked for last */
  AttunePacedModel *rows;
  GListModel *people; /* AttunePersonItem, in the order of the drop-down, without "Everybody" */
  guint typing;
  guint focusing; /* hands the focus to the first rows, 0 */

  AttuneListKind kind;
  gint64 own;
  gboolean is_filling;
  gboolean has_rows;
};

G_DEFINE_FINAL_TYPE (AttuneRecordList, attune_record_list, ADW_TYPE_BIN)

enum
{
  ACTIVATED,
  SELECTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* The query ------------------------------------------------------------------------------------ */

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
    .text = filter->text,
  };

  return query;
}

static gint64
get_agent (AttuneRecordList *self)
{
  guint selected = gtk_drop_down_get_selected (self->agents);
  g_autoptr (AttunePersonItem) item = NULL;

  if (self->own != 0)
    return self->own;
  if (self->people != NULL && selected != GTK_INVALID_LIST_POSITION && selected > 0)
    item = g_list_model_get_item (self->people, selected - 1);
  return item != NULL ? attune_person_item_get_person (item)->id : 0;
}

static AttuneRecordFilter
get_filter (AttuneRecordList *self)
{
  AttuneRecordFilter filter = {
    .channel = gtk_drop_down_get_selected (self->channels),
    .state = gtk_drop_down_get_selected (self->states),
    .period = gtk_drop_down_get_selected (self->periods),
    .order = gtk_drop_down_get_selected (self->orders),
    .agent = get_agent (self),
    .only_unevaluated = gtk_toggle_button_get_active (self->unevaluated),
    .text = gtk_editable_get_text (GTK_EDITABLE (self->search)),
  };

  return filter;
}

static gboolean
is_filtering (const AttuneRecordFilter *filter, gint64 own)
{
  return filter->channel != 0 || filter->state != 0 || filter->period != 0 ||
         filter->agent != own || filter->only_unevaluated || *filter->text != '\0';
}

/* Showing -------------------------------------------------------------------------------------- */

static char *
describe_count (AttuneListKind kind, guint n)
{
  if (kind == ATTUNE_LIST_INTERACTIONS)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%'u interaction", "%'u interactions", n),
                            n);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%'u evaluation", "%'u evaluations", n), n);
}

static void
show_stack (AttuneRecordList *self)
{
  AttuneRecordFilter filter = get_filter (self);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  const char *name = "list";

  if (n == 0 && attune_list_get_error (self->list) != NULL)
    name = "failed";
  else if (n == 0 && !attune_list_is_loading (self->list))
    name = is_filtering (&filter, self->own) ? "nothing" : "empty";
  gtk_stack_set_visible_child_name (self->stack, name);
  gtk_widget_set_visible (GTK_WIDGET (self->clear), is_filtering (&filter, self->own));
}

/* Nobody has chosen where the focus is: it went with what was hidden, or waits in or around the empty list. */
static gboolean
is_focus_free (AttuneRecordList *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (root == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self->view)))
    return FALSE;
  return focus == NULL || !gtk_widget_get_mapped (focus) ||
         gtk_widget_is_ancestor (GTK_WIDGET (self), focus) ||
         gtk_widget_is_ancestor (focus, GTK_WIDGET (self->stack));
}

static gboolean
focus_cb (gpointer data)
{
  AttuneRecordList *self = data;

  self->focusing = 0;
  if (is_focus_free (self))
    gtk_widget_grab_focus (GTK_WIDGET (self->view));
  return G_SOURCE_REMOVE;
}

/* The view hears of its rows after this, hence not at once. */
static void
rows_changed_cb (AttuneRecordList *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->rows));

  if (n > 0 && !self->has_rows && self->focusing == 0)
    self->focusing = g_idle_add_full (G_PRIORITY_DEFAULT, focus_cb, self, NULL);
  self->has_rows = n > 0;
}

static gboolean
is_known (AttuneList *list)
{
  return g_list_model_get_n_items (G_LIST_MODEL (list)) > 0 || !attune_list_is_loading (list) ||
         attune_list_get_error (list) != NULL;
}

/* What was shown till now stays until there is something to show in its place, which begins at the top. */
static void
show_rows (AttuneRecordList *self)
{
  if (attune_paced_model_get_model (self->rows) == G_LIST_MODEL (self->list) ||
      !is_known (self->list))
    return;

  attune_paced_model_set_model (self->rows, G_LIST_MODEL (self->list),
                                attune_record_columns_find_first (self->view));
  gtk_single_selection_set_selected (self->selection, 0);
  gtk_widget_activate_action (gtk_widget_get_last_child (GTK_WIDGET (self->view)),
                              "list.scroll-to-item", "u", 0u);
}

static void
count_changed_cb (AttuneRecordList *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  gboolean has_failed = n == 0 && attune_list_get_error (self->list) != NULL;
  g_autofree char *text = has_failed ? NULL : describe_count (self->kind, n);

  if (!is_known (self->list))
    return;

  gtk_label_set_label (self->count, text != NULL ? text : "");
  show_stack (self);
  show_rows (self);
}

/* An empty list says so in its place; over rows that are shown still, a message does. */
static void
error_changed_cb (AttuneRecordList *self)
{
  const GError *error = attune_list_get_error (self->list);

  if (error != NULL && g_list_model_get_n_items (G_LIST_MODEL (self->list)) > 0)
    attune_context_report (self->context, _ ("The list could not be read"), error);
  adw_status_page_set_description (self->failed, error != NULL ? error->message : NULL);
  count_changed_cb (self);
}

static void
release_list (AttuneRecordList *self)
{
  if (self->list == NULL)
    return;

  g_signal_handlers_disconnect_by_data (self->list, self);
  g_clear_object (&self->list);
}

static void
ask (AttuneRecordList *self)
{
  AttuneRecordFilter filter = get_filter (self);
  AttuneQuery query = attune_record_filter_to_query (&filter, self->kind, g_get_real_time (),
                                                     attune_context_get_time_zone (self->context));

  g_clear_handle_id (&self->typing, g_source_remove);
  release_list (self);
  self->list = attune_list_new (attune_context_get_store (self->context),
                                attune_context_get_actor (self->context), &query);
  g_signal_connect_swapped (self->list, "items-changed", G_CALLBACK (count_changed_cb), self);
  g_signal_connect_swapped (self->list, "notify::is-loading", G_CALLBACK (count_changed_cb), self);
  g_signal_connect_swapped (self->list, "notify::error", G_CALLBACK (error_changed_cb), self);
  count_changed_cb (self);
}

/* Callbacks ------------------------------------------------------------------------------------ */

static void
filter_changed_cb (AttuneRecordList *self)
{
  if (!self->is_filling && self->context != NULL)
    ask (self);
}

static gboolean
typing_cb (gpointer data)
{
  AttuneRecordList *self = data;

  self->typing = 0;
  ask (self);
  return G_SOURCE_REMOVE;
}

static void
search_changed_cb (AttuneRecordList *self)
{
  if (self->is_filling || self->context == NULL)
    return;

  g_clear_handle_id (&self->typing, g_source_remove);
  self->typing = g_timeout_add (TYPING_MS, typing_cb, self);
}

static void
search_activated_cb (AttuneRecordList *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static gboolean
search_key_cb (AttuneRecordList *self, guint key)
{
  if (key != GDK_KEY_Down)
    return GDK_EVENT_PROPAGATE;

  gtk_widget_grab_focus (GTK_WIDGET (self->view));
  return GDK_EVENT_STOP;
}

static void
clear_cb (AttuneRecordList *self)
{
  self->is_filling = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  gtk_drop_down_set_selected (self->agents, 0);
  gtk_drop_down_set_selected (self->channels, 0);
  gtk_drop_down_set_selected (self->states, 0);
  gtk_drop_down_set_selected (self->periods, 0);
  gtk_toggle_button_set_active (self->unevaluated, FALSE);
  self->is_filling = FALSE;
  ask (self);
}

static void
activated_cb (AttuneRecordList *self, guint position)
{
  g_autoptr (AttuneListRow) row = g_list_model_get_item (G_LIST_MODEL (self->rows), position);

  if (row != NULL)
    g_signal_emit (self, signals[ACTIVATED], 0, attune_list_row_get_id (row));
}

static void
selected_cb (AttuneRecordList *self)
{
  g_signal_emit (self, signals[SELECTED], 0);
}

static void
people_listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneRecordList) self = data;
  g_autoptr (GPtrArray)
    people = attune_store_list_people_finish (ATTUNE_STORE (source), result, NULL);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  if (people == NULL || self->context == NULL)
    return;

  self->is_filling = TRUE;
  g_clear_object (&self->people);
  self->people = attune_person_items_new (people, ATTUNE_ROLE_AGENT, NULL);
  gtk_string_list_append (names, _ ("Every agent"));
  for (guint i = 0; i < g_list_model_get_n_items (self->people); i++)
    {
      g_autoptr (AttunePersonItem) item = g_list_model_get_item (self->people, i);

      gtk_string_list_append (names, attune_person_item_get_person (item)->name);
    }
  gtk_drop_down_set_model (self->agents, G_LIST_MODEL (names));
  self->is_filling = FALSE;
}

/* ---------------------------------------------------------------------------------------------- */

static void
attune_record_list_dispose (GObject *object)
{
  AttuneRecordList *self = ATTUNE_RECORD_LIST (object);

  g_clear_handle_id (&self->typing, g_source_remove);
  g_clear_handle_id (&self->focusing, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  release_list (self);
  if (self->rows != NULL)
    g_signal_handlers_disconnect_by_data (self->rows, self);
  g_clear_object (&self->rows);
  g_clear_object (&self->people);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (attune_record_list_parent_class)->dispose (object);
  /* Behind the parent, which lets go of the child itself. */
  gtk_widget_dispose_template (GTK_WIDGET (self), ATTUNE_TYPE_RECORD_LIST);
}

static void
attune_record_list_class_init (AttuneRecordListClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = attune_record_list_dispose;

  signals[ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[SELECTED] = g_signal_new ("selected", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/attuneqa/Attune/widgets/attune-record-list.ui");
  gtk_widget_class_bind_template_child (widget_class, AttuneRecordList, search);
  gtk_widget_class_bind_template_child (widget_class, AttuneRecordList, agents);
  gtk_widget_class_bind_template_child (widget_class, AttuneRecordList, channels);
  gtk_widget_class_bind_template_child (widget_class, AttuneRecordList, states);
  gtk_widget_class_bind_template_child (widget_class, AttuneRecordList, periods);
  gtk_widget_class_bind_template_child (widget_class, AttuneRecordList, orders);
  gtk_widget_class_bind_template_child (widget_class, AttuneRecordList, unevaluated);
  gtk_widget_class_bind_template_child (widget_class, AttuneRecordList, clear);
  gtk_widget_class_bind_template_child (widget_class, AttuneRecordList, count);
  gtk_widget_class_bind_template_child (widget_class, AttuneRecordList, stack);
  gtk_widget_class_bind_template_child (widget_class, AttuneRecordList, view);
  gtk_widget_class_bind_template_child (widget_class, AttuneRecordList, selection);
  gtk_widget_class_bind_template_child (widget_class, AttuneRecordList, empty);
  gtk_widget_class_bind_template_child (widget_class, AttuneRecordList, failed);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_key_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_cb);
  gtk_widget_class_bind_template_callback (widget_class, ask);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
}

static void
attune_record_list_init (AttuneRecordList *self)
{
  self->cancellable = g_cancellable_new ();
  self->rows = g_object_new (ATTUNE_TYPE_PACED_MODEL, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));

  attune_paced_model_set_adjustment (self->rows,
                                     gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->view)));
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->rows));
  g_signal_connect_swapped (self->rows, "items-changed", G_CALLBACK (rows_changed_cb), self);
}

static void
fill_drop_downs (AttuneRecordList *self)
{
  g_autoptr (GtkStringList) channels = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) states = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) periods = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_string_list_append (channels, _ ("Every channel"));
  for (guint i = 0; i < N_CHANNELS; i++)
    gtk_string_list_append (channels, attune_format_channel ((AttuneChannel) i));
  gtk_string_list_append (states, _ ("Every state"));
  for (guint i = 0; i < N_STATES; i++)
    gtk_string_list_append (states, attune_format_state ((AttuneEvaluationState) i));
  for (guint i = 0; i < ATTUNE_N_PERIODS; i++)
    gtk_string_list_append (periods, attune_period_get_name ((AttunePeriod) i));
  for (guint i = 0; i < G_N_ELEMENTS (orders[self->kind]); i++)
    gtk_string_list_append (names, _ (orders[self->kind][i].name));

  gtk_drop_down_set_model (self->channels, G_LIST_MODEL (channels));
  gtk_drop_down_set_model (self->states, G_LIST_MODEL (states));
  gtk_drop_down_set_model (self->periods, G_LIST_MODEL (periods));
  gtk_drop_down_set_model (self->orders, G_LIST_MODEL (names));
}

void
attune_record_list_start (AttuneRecordList *self,
                          AttuneContext *context,
                          AttuneListKind kind,
                          gint64 own)
{
  g_return_if_fail (ATTUNE_IS_RECORD_LIST (self));
  g_return_if_fail (self->context == NULL);

  self->kind = kind;
  self->own = own;
  self->is_filling = TRUE;
  fill_drop_downs (self);
  gtk_widget_set_visible (gtk_widget_get_parent (GTK_WIDGET (self->agents)), own == 0);
  gtk_widget_set_visible (gtk_widget_get_parent (GTK_WIDGET (self->states)),
                          kind == ATTUNE_LIST_EVALUATIONS && own == 0);
  gtk_widget_set_visible (gtk_widget_get_parent (GTK_WIDGET (self->unevaluated)),
                          kind == ATTUNE_LIST_INTERACTIONS);
  self->is_filling = FALSE;

  self->context = g_object_ref (context);
  attune_record_columns_add (self->view, context, kind);
  if (own == 0)
    attune_store_list_people_async (attune_context_get_store (context),
                                    attune_context_get_actor (context), self->cancellable,
                                    people_listed_cb, g_object_ref (self));
  ask (self);
}

gboolean
attune_record_list_search (AttuneRecordList *self)
{
  g_return_val_if_fail (ATTUNE_IS_RECORD_LIST (self), FALSE);

  return gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

static AttuneListRow *
get_selected (AttuneRecordList *self)
{
  return gtk_single_selection_get_selected_item (self->selection);
}

gint64
attune_record_list_get_selected_id (AttuneRecordList *self)
{
  g_return_val_if_fail (ATTUNE_IS_RECORD_LIST (self), 0);

  return get_selected (self) != NULL ? attune_list_row_get_id (get_selected (self)) : 0;
}

gconstpointer
attune_record_list_get_selected_value (AttuneRecordList *self)
{
  g_return_val_if_fail (ATTUNE_IS_RECORD_LIST (self), NULL);

  return get_selected (self) != NULL ? attune_list_row_get_value (get_selected (self)) : NULL;
}

void
attune_record_list_set_empty (AttuneRecordList *self,
                              const char *icon_name,
                              const char *title,
                              const char *description,
                              GtkWidget *child)
{
  g_return_if_fail (ATTUNE_IS_RECORD_LIST (self));

  adw_status_page_set_icon_name (self->empty, icon_name);
  adw_status_page_set_title (self->empty, title);
  adw_status_page_set_description (self->empty, description);
  adw_status_page_set_child (self->empty, child);
}
