/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-agent-page-private.h"

#include "attune-chart-export.h"
#include "attune-kept.h"

#include <glib/gi18n.h>

const guint attune_agent_page_periods[ATTUNE_AGENT_N_PERIODS] = { 3, 6, 12, 0 };

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AttuneContext) context = user_data;
  g_autoptr (GError) error = NULL;

  if (!attune_store_save_kept_finish (ATTUNE_STORE (source), result, &error))
    attune_context_report (context, _ ("The view could not be kept"), error);
}

void
attune_agent_page_set_filters (AttuneAgentPage *self, const AttuneAgentFilters *filters)
{
  AttuneContext *context = attune_page_get_context (ATTUNE_PAGE (self));
  g_autofree char *text = attune_agent_filters_to_text (filters);

  if (attune_agent_filters_equal (&self->filters, filters))
    return;

  self->filters = *filters;
  attune_agent_page_notify_filters (self);
  attune_agent_page_update (self);
  attune_store_save_kept_async (attune_context_get_store (context),
                                attune_context_get_actor (context), ATTUNE_AGENT_KEPT_AS, 0, text,
                                NULL, kept_cb, g_object_ref (context));
}

static void
choose_form (AttuneAgentPage *self, gint64 form)
{
  AttuneAgentFilters filters = self->filters;

  filters.form = form;
  attune_agent_page_set_filters (self, &filters);
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

  if (self->is_applying || selected >= ATTUNE_AGENT_N_PERIODS)
    return;
  filters.months = attune_agent_page_periods[selected];
  attune_agent_page_set_filters (self, &filters);
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
  attune_agent_page_set_filters (self, &filters);
}

static void
toggle_layout_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneAgentPage *self = ATTUNE_AGENT_PAGE (widget);

  g_object_set (self, "layout", self->filters.shows_table ? "chart" : "table", NULL);
  gtk_widget_grab_focus (gtk_stack_get_visible_child (self->picture));
}

static void
retry_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  attune_agent_page_load (ATTUNE_AGENT_PAGE (widget));
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
  attune_chart_export (widget, attune_page_get_context (ATTUNE_PAGE (self)), self->state->chart,
                       kind, file);
}

static void
my_evaluations_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  attune_context_open (attune_page_get_context (ATTUNE_PAGE (widget)),
                       &(AttuneDestination){ ATTUNE_PAGE_MY_EVALUATIONS, 0, -1 });
}

static void
evaluation_activated_cb (AttuneAgentPage *self, gint64 evaluation)
{
  attune_context_open_evaluation (attune_page_get_context (ATTUNE_PAGE (self)), evaluation);
}

/* Of the chart and of the table alike. */
static void
activated_cb (AttuneAgentPage *self, gint64 id, guint part)
{
  self->chosen = (AttuneChartItem){ .id = id, .part = (AttuneChartPart) part };
  if (part == ATTUNE_CHART_PART_VALUE)
    attune_context_open_evaluation (attune_page_get_context (ATTUNE_PAGE (self)), id);
  else if (part == ATTUNE_CHART_PART_MARKER)
    attune_context_open_form (attune_page_get_context (ATTUNE_PAGE (self)), id);
}

void
attune_agent_page_install_actions (GtkWidgetClass *widget_class)
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
  gtk_widget_class_bind_template_callback (widget_class, period_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, form_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, evaluation_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
}
