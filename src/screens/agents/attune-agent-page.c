/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-agent-page.h"

#include "attune-agent-state.h"
#include "attune-chart-export.h"
#include "attune-chart-table-view.h"
#include "attune-chart-view.h"
#include "attune-evaluation-table.h"
#include "attune-kept.h"

#include <glib/gi18n.h>

#define KEPT_AS "agent"

/* Changes come in bursts: they are read together. */
#define RELOAD_DELAY_MS 150

struct _AttuneAgentPage
{
  AttunePage parent_instance;

  /* template */
  GtkStack *stack;
  AdwStatusPage *failed;
  AdwStatusPage *none;
  GtkLabel *sentence;
  GtkLabel *detail;
  GtkLabel *note;
  GtkDropDown *form;
  GtkDropDown *period;
  GtkStack *picture;
  AttuneChartView *chart_view;
  AttuneChartTableView *table_view;
  GtkWidget *latest_pane;
  GtkWidget *all;
  AttuneEvaluationTable *latest;

  /* owned */
  GCancellable *cancellable;
  AttuneAgentData *data;
  GError *error;
  AttuneAgentState *state;
  guint reload_source;

  gint64 agent;
  AttuneAgentFilters filters;
  gboolean is_own;
  gboolean has_filters; /* those kept have been read */
  gboolean is_loading;
  gboolean is_stale; /* something changed while loading */
  gboolean is_applying;
};

G_DEFINE_FINAL_TYPE (AttuneAgentPage, attune_agent_page, ATTUNE_TYPE_PAGE)

enum
{
  PROP_0,
  PROP_AGENT,
  PROP_IS_OWN,
  PROP_VIEW,
  PROP_LAYOUT,
  PROP_MONTHS,
  PROP_TARGETED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* The periods to choose from, in the order of the drop-down. */
static const guint periods[] = { 3, 6, 12, 0 };

static void load (AttuneAgentPage *self);

static AttuneContext *
get_context (AttuneAgentPage *self)
{
  return attune_page_get_context (ATTUNE_PAGE (self));
}

/* State -> widgets ---------------------------------------------------------------------------- */

static void
show_text (GtkLabel *label, const char *text)
{
  text = text != NULL ? text : "";
  if (!g_str_equal (gtk_label_get_text (label), text))
    gtk_label_set_text (label, text);
  gtk_widget_set_visible (GTK_WIDGET (label), *text != '\0');
}

static void
apply_titles (AttuneAgentPage *self, const AttuneAgentState *state)
{
  if (state->stage == ATTUNE_AGENT_STAGE_LOADING || state->stage == ATTUNE_AGENT_STAGE_FAILED)
    return;
  if (!self->is_own)
    attune_page_set_title (ATTUNE_PAGE (self), state->title);
  if (g_strcmp0 (attune_page_get_subtitle (ATTUNE_PAGE (self)), state->subtitle) != 0)
    attune_page_set_subtitle (ATTUNE_PAGE (self), state->subtitle);
}

static void
apply_filters (AttuneAgentPage *self, const AttuneAgentState *old, const AttuneAgentState *new)
{
  guint period = 0;

  if (old == NULL || !g_strv_equal ((const char *const *) old->form_titles,
                                    (const char *const *) new->form_titles))
    {
      g_autoptr (GtkStringList)
        titles = gtk_string_list_new ((const char *const *) new->form_titles);

      gtk_drop_down_set_model (self->form, G_LIST_MODEL (titles));
    }
  gtk_drop_down_set_selected (self->form, new->form);
  /* With one form there is nothing to choose. */
  gtk_widget_set_visible (GTK_WIDGET (self->form), new->form_ids->len > 2);

  while (period + 1 < G_N_ELEMENTS (periods) && periods[period] != new->filters.months)
    period++;
  gtk_drop_down_set_selected (self->period, period);
}

static const char *
get_picture_name (const AttuneAgentState *state)
{
  if (state->stage == ATTUNE_AGENT_STAGE_OUTSIDE)
    return "outside";
  return state->filters.shows_table ? "table" : "chart";
}

static void
apply_stage (AttuneAgentPage *self, const AttuneAgentState *state)
{
  gboolean has_content = state->stage == ATTUNE_AGENT_STAGE_OUTSIDE ||
                         state->stage == ATTUNE_AGENT_STAGE_SHOWN;

  adw_status_page_set_description (self->failed, state->problem);
  gtk_stack_set_visible_child_name (self->stack, has_content
                                                   ? "content"
                                                   : attune_agent_stage_to_string (state->stage));
  gtk_stack_set_visible_child_name (self->picture, get_picture_name (state));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "agent.export", state->chart != NULL);
}

static void
apply_latest (AttuneAgentPage *self, const AttuneAgentState *state)
{
  gboolean has_any = state->data != NULL && state->data->latest != NULL &&
                     state->data->latest->len > 0;

  gtk_widget_set_visible (self->latest_pane, has_any);
  if (has_any)
    attune_evaluation_table_set_rows (self->latest, state->data->latest,
                                      attune_context_get_time_zone (get_context (self)));
}

static void
apply (AttuneAgentPage *self, const AttuneAgentState *old, const AttuneAgentState *new)
{
  self->is_applying = TRUE;
  apply_titles (self, new);
  apply_filters (self, old, new);
  show_text (self->sentence, new->sentence);
  show_text (self->detail, new->detail);
  show_text (self->note, new->note);
  /* A view that is not seen makes nothing of the chart: rows of a table cost. */
  attune_chart_view_set_chart (self->chart_view, new->chart);
  attune_chart_table_view_set_chart (self->table_view,
                                     new->filters.shows_table ? new->chart : NULL);
  if (old == NULL || old->data != new->data)
    apply_latest (self, new);
  apply_stage (self, new);
  self->is_applying = FALSE;
}

static void
update (AttuneAgentPage *self)
{
  AttuneAgentInput input = { .data = self->data,
                             .error = self->error,
                             .filters = self->filters,
                             .zone = attune_context_get_time_zone (get_context (self)),
                             .now = g_get_real_time () };
  AttuneAgentState *old = self->state;

  self->state = attune_agent_state_new (&input, old);
  apply (self, old, self->state);
  g_clear_pointer (&old, attune_agent_state_free);
}

/* Reading ------------------------------------------------------------------------------------- */

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AttuneAgentPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AttuneAgentData) data = attune_agent_data_load_finish (result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  self->is_loading = FALSE;
  g_clear_error (&self->error);
  if (data != NULL)
    {
      g_clear_pointer (&self->data, attune_agent_data_unref);
      self->data = g_steal_pointer (&data);
    }
  else if (self->data != NULL)
    attune_context_report (get_context (self), _ ("The scores could not be read"), error);
  self->error = g_steal_pointer (&error);
  update (self);
  if (self->is_stale)
    load (self);
}

static void
filters_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AttuneAgentPage) self = user_data;
  g_autofree char *text = attune_store_load_kept_finish (ATTUNE_STORE (source), result, NULL);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  self->is_loading = FALSE;
  self->has_filters = TRUE;
  self->filters = attune_agent_filters_from_text (text);
  for (guint i = PROP_VIEW; i < N_PROPS; i++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
  load (self);
}

static void
load (AttuneAgentPage *self)
{
  AttuneContext *context = get_context (self);
  AttuneStore *store = attune_context_get_store (context);
  gint64 actor = attune_context_get_actor (context);

  self->is_stale = self->is_loading;
  if (self->is_loading)
    return;

  self->is_loading = TRUE;
  if (self->has_filters)
    attune_agent_data_load_async (store, actor, self->agent, self->cancellable, loaded_cb,
                                  g_object_ref (self));
  else
    attune_store_load_kept_async (store, actor, KEPT_AS, 0, self->cancellable, filters_loaded_cb,
                                  g_object_ref (self));
}

static gboolean
reload_cb (gpointer data)
{
  AttuneAgentPage *self = data;

  self->reload_source = 0;
  load (self);
  return G_SOURCE_REMOVE;
}

static void
attune_agent_page_store_changed (AttunePage *page, guint kind, gint64 id)
{
  AttuneAgentPage *self = ATTUNE_AGENT_PAGE (page);

  /* A page that is not seen reads when it is come back to. */
  if (kind == ATTUNE_CHANGE_NOTE || self->reload_source != 0 ||
      !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  self->reload_source = g_timeout_add (RELOAD_DELAY_MS, reload_cb, self);
}

static void
attune_agent_page_refresh (AttunePage *page)
{
  load (ATTUNE_AGENT_PAGE (page));
}

/* Filters ------------------------------------------------------------------------------------- */

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AttuneContext) context = user_data;
  g_autoptr (GError) error = NULL;

  if (!attune_store_save_kept_finish (ATTUNE_STORE (source), result, &error))
    attune_context_report (context, _ ("The view could not be kept"), error);
}

static void
set_filters (AttuneAgentPage *self, const AttuneAgentFilters *filters)
{
  AttuneContext *context = get_context (self);
  g_autofree char *text = attune_agent_filters_to_text (filters);

  if (attune_agent_filters_equal (&self->filters, filters))
    return;

  self->filters = *filters;
  for (guint i = PROP_VIEW; i < N_PROPS; i++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
  update (self);
  attune_store_save_kept_async (attune_context_get_store (context),
                                attune_context_get_actor (context), KEPT_AS, 0, text, NULL, kept_cb,
                                g_object_ref (context));
}

static void
choose_form (AttuneAgentPage *self, gint64 form)
{
  AttuneAgentFilters filters = self->filters;

  filters.form = form;
  set_filters (self, &filters);
}

static void
form_selected_cb (AttuneAgentPage *self)
{
  guint selected = gtk_drop_down_get_selected (self->form);

  if (!self->is_applying && self->state != NULL && selected < self->state->form_ids->len)
    choose_form (self, g_array_index (self->state->form_ids, gint64, selected));
}

static void
period_selected_cb (AttuneAgentPage *self)
{
  AttuneAgentFilters filters = self->filters;
  guint selected = gtk_drop_down_get_selected (self->period);

  if (self->is_applying || selected >= G_N_ELEMENTS (periods))
    return;
  filters.months = periods[selected];
  set_filters (self, &filters);
}

static void
form_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  choose_form (ATTUNE_AGENT_PAGE (widget), g_variant_get_int64 (parameter));
}

static void
show_all_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneAgentPage *self = ATTUNE_AGENT_PAGE (widget);
  AttuneAgentFilters filters = self->filters;

  filters.form = 0;
  filters.months = 0;
  filters.shows_targeted = TRUE;
  set_filters (self, &filters);
}

static void
toggle_layout_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneAgentPage *self = ATTUNE_AGENT_PAGE (widget);

  g_object_set (self, "layout", self->filters.shows_table ? "chart" : "table", NULL);
}

static void
retry_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  load (ATTUNE_AGENT_PAGE (widget));
}

static void
export_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneAgentPage *self = ATTUNE_AGENT_PAGE (widget);
  AttuneExportKind kind;
  g_autofree char *file = NULL;

  if (self->state == NULL || self->state->chart == NULL ||
      !attune_export_kind_from_string (g_variant_get_string (parameter, NULL), &kind))
    return;

  /* Translators: the name of a file with somebody's chart; the %s is who. */
  file = g_strdup_printf (_ ("%s – Scores"), self->state->title);
  attune_chart_export (widget, get_context (self), self->state->chart, kind, file);
}

static void
my_evaluations_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  attune_context_open (get_context (ATTUNE_AGENT_PAGE (widget)),
                       &(AttuneDestination){ ATTUNE_PAGE_MY_EVALUATIONS, 0, -1 });
}

static void
evaluation_activated_cb (AttuneAgentPage *self, gint64 evaluation)
{
  attune_context_open_evaluation (get_context (self), evaluation);
}

/* Of the chart and of the table alike. */
static void
activated_cb (AttuneAgentPage *self, gint64 id, guint part)
{
  if (part == ATTUNE_CHART_PART_VALUE)
    attune_context_open_evaluation (get_context (self), id);
  else if (part == ATTUNE_CHART_PART_MARKER)
    attune_context_open_form (get_context (self), id);
}

/* Object -------------------------------------------------------------------------------------- */

static void
attune_agent_page_constructed (GObject *object)
{
  AttuneAgentPage *self = ATTUNE_AGENT_PAGE (object);

  G_OBJECT_CLASS (attune_agent_page_parent_class)->constructed (object);

  if (self->is_own)
    attune_page_set_title (ATTUNE_PAGE (self), _ ("My Quality"));
  else
    adw_status_page_set_description (self->none, _ ("Scores appear here as soon as an evaluation "
                                                    "that you may see is released."));
  gtk_widget_set_visible (self->all, self->is_own);
  update (self);
}

static void
attune_agent_page_dispose (GObject *object)
{
  AttuneAgentPage *self = ATTUNE_AGENT_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->reload_source, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), ATTUNE_TYPE_AGENT_PAGE);

  G_OBJECT_CLASS (attune_agent_page_parent_class)->dispose (object);
}

static void
attune_agent_page_finalize (GObject *object)
{
  AttuneAgentPage *self = ATTUNE_AGENT_PAGE (object);

  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);
  g_clear_pointer (&self->data, attune_agent_data_unref);
  g_clear_pointer (&self->state, attune_agent_state_free);

  G_OBJECT_CLASS (attune_agent_page_parent_class)->finalize (object);
}

static void
attune_agent_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  AttuneAgentPage *self = ATTUNE_AGENT_PAGE (object);

  switch (id)
    {
    case PROP_AGENT:
      g_value_set_int64 (value, self->agent);
      break;
    case PROP_IS_OWN:
      g_value_set_boolean (value, self->is_own);
      break;
    case PROP_VIEW:
      g_value_set_static_string (value, attune_agent_view_to_string (self->filters.view));
      break;
    case PROP_LAYOUT:
      g_value_set_static_string (value, self->filters.shows_table ? "table" : "chart");
      break;
    case PROP_MONTHS:
      g_value_set_int (value, (int) self->filters.months);
      break;
    case PROP_TARGETED:
      g_value_set_boolean (value, self->filters.shows_targeted);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
attune_agent_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  AttuneAgentPage *self = ATTUNE_AGENT_PAGE (object);
  AttuneAgentFilters filters = self->filters;

  switch (id)
    {
    case PROP_AGENT:
      self->agent = g_value_get_int64 (value);
      return;
    case PROP_IS_OWN:
      self->is_own = g_value_get_boolean (value);
      return;
    case PROP_VIEW:
      filters.view = attune_agent_view_from_string (g_value_get_string (value));
      break;
    case PROP_LAYOUT:
      filters.shows_table = g_strcmp0 (g_value_get_string (value), "table") == 0;
      break;
    case PROP_MONTHS:
      filters.months = (guint) g_value_get_int (value);
      break;
    case PROP_TARGETED:
      filters.shows_targeted = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }
  set_filters (self, &filters);
}

static void
install_properties (GObjectClass *object_class)
{
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GParamFlags construct = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  properties[PROP_AGENT] = g_param_spec_int64 ("agent", NULL, NULL, 0, G_MAXINT64, 0, construct);
  properties[PROP_IS_OWN] = g_param_spec_boolean ("is-own", NULL, NULL, FALSE, construct);
  properties[PROP_VIEW] = g_param_spec_string ("view", NULL, NULL, "values", flags);
  properties[PROP_LAYOUT] = g_param_spec_string ("layout", NULL, NULL, "chart", flags);
  properties[PROP_MONTHS] = g_param_spec_int ("months", NULL, NULL, 0, 1200, 6, flags);
  properties[PROP_TARGETED] = g_param_spec_boolean ("targeted", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_property_action (widget_class, "agent.view", "view");
  gtk_widget_class_install_property_action (widget_class, "agent.layout", "layout");
  gtk_widget_class_install_property_action (widget_class, "agent.months", "months");
  gtk_widget_class_install_property_action (widget_class, "agent.targeted", "targeted");
  gtk_widget_class_install_action (widget_class, "agent.form", "x", form_action);
  gtk_widget_class_install_action (widget_class, "agent.show-all", NULL, show_all_action);
  gtk_widget_class_install_action (widget_class, "agent.toggle-layout", NULL, toggle_layout_action);
  gtk_widget_class_install_action (widget_class, "agent.my-evaluations", NULL,
                                   my_evaluations_action);
  gtk_widget_class_install_action (widget_class, "agent.retry", NULL, retry_action);
  gtk_widget_class_install_action (widget_class, "agent.export", "s", export_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_t, GDK_CONTROL_MASK,
                                       "agent.toggle-layout", NULL);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/attuneqa/Attune/agents/attune-agent-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AttuneAgentPage, stack);
  gtk_widget_class_bind_template_child (widget_class, AttuneAgentPage, failed);
  gtk_widget_class_bind_template_child (widget_class, AttuneAgentPage, none);
  gtk_widget_class_bind_template_child (widget_class, AttuneAgentPage, sentence);
  gtk_widget_class_bind_template_child (widget_class, AttuneAgentPage, detail);
  gtk_widget_class_bind_template_child (widget_class, AttuneAgentPage, note);
  gtk_widget_class_bind_template_child (widget_class, AttuneAgentPage, form);
  gtk_widget_class_bind_template_child (widget_class, AttuneAgentPage, period);
  gtk_widget_class_bind_template_child (widget_class, AttuneAgentPage, picture);
  gtk_widget_class_bind_template_child (widget_class, AttuneAgentPage, chart_view);
  gtk_widget_class_bind_template_child (widget_class, AttuneAgentPage, table_view);
  gtk_widget_class_bind_template_child (widget_class, AttuneAgentPage, latest_pane);
  gtk_widget_class_bind_template_child (widget_class, AttuneAgentPage, all);
  gtk_widget_class_bind_template_child (widget_class, AttuneAgentPage, latest);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, evaluation_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, form_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, period_selected_cb);
}

static void
attune_agent_page_class_init (AttuneAgentPageClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  AttunePageClass *page_class = ATTUNE_PAGE_CLASS (class);

  object_class->constructed = attune_agent_page_constructed;
  object_class->dispose = attune_agent_page_dispose;
  object_class->finalize = attune_agent_page_finalize;
  object_class->get_property = attune_agent_page_get_property;
  object_class->set_property = attune_agent_page_set_property;
  page_class->refresh = attune_agent_page_refresh;
  page_class->store_changed = attune_agent_page_store_changed;

  install_properties (object_class);
  install_actions (widget_class);
  g_type_ensure (ATTUNE_TYPE_CHART_VIEW);
  g_type_ensure (ATTUNE_TYPE_CHART_TABLE_VIEW);
  g_type_ensure (ATTUNE_TYPE_EVALUATION_TABLE);
  bind_template (widget_class);
}

static void
attune_agent_page_init (AttuneAgentPage *self)
{
  self->cancellable = g_cancellable_new ();
  self->filters = (AttuneAgentFilters) ATTUNE_AGENT_FILTERS_INIT;
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
attune_agent_page_new (AttuneContext *context, gint64 agent)
{
  return g_object_new (ATTUNE_TYPE_AGENT_PAGE, "context", context, "agent", agent, NULL);
}

GtkWidget *
attune_my_quality_page_new (AttuneContext *context, gint64 id)
{
  return g_object_new (ATTUNE_TYPE_AGENT_PAGE, "context", context, "agent",
                       attune_context_get_actor (context), "is-own", TRUE, NULL);
}
