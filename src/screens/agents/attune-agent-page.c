/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-agent-page-private.h"

#include "attune-compat.h"
#include "attune-kept.h"
#include "attune-status.h"

#include <glib/gi18n.h>

/* Changes come in bursts: they are read together. */
#define RELOAD_DELAY_MS 150

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

static AttuneContext *
get_context (AttuneAgentPage *self)
{
  return attune_page_get_context (ATTUNE_PAGE (self));
}

void
attune_agent_page_notify_filters (AttuneAgentPage *self)
{
  for (guint i = PROP_VIEW; i < N_PROPS; i++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
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

  while (period + 1 < ATTUNE_AGENT_N_PERIODS &&
         attune_agent_page_periods[period] != new->filters.months)
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

static gboolean
has_latest (const AttuneAgentState *state)
{
  return state->data != NULL && state->data->latest != NULL && state->data->latest->len > 0;
}

/* A table of all evaluations has the latest of them already. */
static gboolean
shows_latest (const AttuneAgentState *state)
{
  return has_latest (state) &&
         !(state->filters.shows_table && state->filters.view == ATTUNE_TREND_VALUES &&
           state->stage == ATTUNE_AGENT_STAGE_SHOWN);
}

static void
apply_stage (AttuneAgentPage *self, const AttuneAgentState *state)
{
  gboolean has_content = state->stage == ATTUNE_AGENT_STAGE_OUTSIDE ||
                         state->stage == ATTUNE_AGENT_STAGE_SHOWN;

  attune_status_say (self->failed, state->problem);
  gtk_stack_set_visible_child_name (self->stack, has_content
                                                   ? "content"
                                                   : attune_agent_stage_to_string (state->stage));
  gtk_stack_set_visible_child_name (self->picture, get_picture_name (state));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "agent.export", state->chart != NULL);
  /* Means are of what was drawn at random: with them there is nothing to show or hide. */
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "agent.targeted",
                                 state->filters.view == ATTUNE_TREND_VALUES);
  gtk_widget_set_visible (self->latest_pane, shows_latest (state));
}

static void
apply_latest (AttuneAgentPage *self, const AttuneAgentState *state)
{
  if (has_latest (state))
    attune_evaluation_table_set_rows (self->latest, state->data->latest,
                                      attune_context_get_time_zone (get_context (self)));
}

/* The picture is what the page is for: whoever just came has it under the keys. */
static void
enter_picture (AttuneAgentPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self)) &&
      !gtk_widget_is_ancestor (focus, GTK_WIDGET (self->stack)))
    gtk_widget_child_focus (GTK_WIDGET (self->picture), GTK_DIR_TAB_FORWARD);
}

/* What was read in the chart is read in the table, and the other way round. */
static void
carry_over (AttuneAgentPage *self, gboolean to_table)
{
  AttuneChart *chart = attune_chart_view_get_chart (self->chart_view);
  gint64 id = to_table ? 0 : attune_chart_table_view_get_id (self->table_view);
  AttuneChartItem item;

  if (!to_table && id != 0)
    attune_chart_view_read (self->chart_view, ATTUNE_CHART_PART_VALUE, id);
  if (to_table && chart != NULL &&
      attune_chart_get_item (chart, attune_chart_view_get_item (self->chart_view), &item) &&
      item.part == ATTUNE_CHART_PART_VALUE && item.id != 0)
    attune_chart_table_view_read (self->table_view, item.id);
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
  gtk_widget_set_visible (self->reckoned, gtk_widget_get_visible (GTK_WIDGET (self->detail)) ||
                                            gtk_widget_get_visible (GTK_WIDGET (self->note)));
  attune_chart_view_set_chart (self->chart_view, new->chart);
  /* A table that is not seen makes nothing of the chart: its rows cost. */
  if (new->filters.shows_table)
    attune_chart_table_view_set_chart (self->table_view, new->chart);
  if (old == NULL || old->data != new->data)
    apply_latest (self, new);
  apply_stage (self, new);
  self->is_applying = FALSE;
  if (old != NULL && old->filters.shows_table != new->filters.shows_table)
    carry_over (self, new->filters.shows_table);
  if (new->stage == ATTUNE_AGENT_STAGE_SHOWN && (old == NULL || old->stage != new->stage))
    enter_picture (self);
}

void
attune_agent_page_update (AttuneAgentPage *self)
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
  attune_agent_page_update (self);
  if (self->is_stale)
    attune_agent_page_load (self);
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
  attune_agent_page_notify_filters (self);
  attune_agent_page_load (self);
}

void
attune_agent_page_load (AttuneAgentPage *self)
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
    attune_store_load_kept_async (store, actor, ATTUNE_AGENT_KEPT_AS, 0, self->cancellable,
                                  filters_loaded_cb, g_object_ref (self));
}

static gboolean
reload_cb (gpointer data)
{
  AttuneAgentPage *self = data;

  self->reload_source = 0;
  attune_agent_page_load (self);
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

/* Back from what was opened: it is what is read, until somebody goes on. */
static void
read_chosen (AttuneAgentPage *self)
{
  if (self->chosen.id != 0)
    attune_chart_view_read (self->chart_view, self->chosen.part, self->chosen.id);
  self->chosen.id = 0;
}

static void
attune_agent_page_refresh (AttunePage *page)
{
  read_chosen (ATTUNE_AGENT_PAGE (page));
  attune_agent_page_load (ATTUNE_AGENT_PAGE (page));
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
  attune_agent_page_update (self);
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
  attune_agent_page_set_filters (self, &filters);
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
  gtk_widget_class_bind_template_child (widget_class, AttuneAgentPage, reckoned);
  gtk_widget_class_bind_template_child (widget_class, AttuneAgentPage, form);
  gtk_widget_class_bind_template_child (widget_class, AttuneAgentPage, period);
  gtk_widget_class_bind_template_child (widget_class, AttuneAgentPage, picture);
  gtk_widget_class_bind_template_child (widget_class, AttuneAgentPage, chart_view);
  gtk_widget_class_bind_template_child (widget_class, AttuneAgentPage, table_view);
  gtk_widget_class_bind_template_child (widget_class, AttuneAgentPage, latest_pane);
  gtk_widget_class_bind_template_child (widget_class, AttuneAgentPage, all);
  gtk_widget_class_bind_template_child (widget_class, AttuneAgentPage, latest);
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
  g_type_ensure (ATTUNE_TYPE_CHART_VIEW);
  g_type_ensure (ATTUNE_TYPE_CHART_TABLE_VIEW);
  g_type_ensure (ATTUNE_TYPE_EVALUATION_TABLE);
  bind_template (widget_class);
  attune_agent_page_install_actions (widget_class);
}

static void
attune_agent_page_init (AttuneAgentPage *self)
{
  self->cancellable = g_cancellable_new ();
  self->filters = (AttuneAgentFilters) ATTUNE_AGENT_FILTERS_INIT;
  gtk_widget_init_template (GTK_WIDGET (self));
  attune_name_drop_downs (GTK_WIDGET (self));
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
