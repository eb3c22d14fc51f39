/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-evaluations-page.h"

#include "attune-move-dialog.h"
#include "attune-record-list.h"

#include <glib/gi18n.h>

struct _AttuneEvaluationsPage
{
  AttunePage parent_instance;

  /* template */
  AttuneRecordList *list;
};

G_DEFINE_FINAL_TYPE (AttuneEvaluationsPage, attune_evaluations_page, ATTUNE_TYPE_PAGE)

static void
activated_cb (AttuneEvaluationsPage *self, gint64 id)
{
  attune_context_open_evaluation (attune_page_get_context (ATTUNE_PAGE (self)), id);
}

static void
open_agent_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneEvaluationsPage *self = ATTUNE_EVALUATIONS_PAGE (widget);
  const AttuneEvaluationRow *row = attune_record_list_get_selected_value (self->list);

  if (row != NULL)
    attune_context_open_agent (attune_page_get_context (ATTUNE_PAGE (self)), row->agent);
}

static void
move_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneEvaluationsPage *self = ATTUNE_EVALUATIONS_PAGE (widget);
  AttuneContext *context = attune_page_get_context (ATTUNE_PAGE (self));
  const AttuneEvaluationRow *row = attune_record_list_get_selected_value (self->list);

  if (row != NULL && attune_move_is_possible (context, row))
    attune_move_dialog_open (widget, context, NULL, row);
  else if (row != NULL)
    attune_context_say (context, _ ("Submitted evaluations are moved by their evaluator or a "
                                    "manager"));
}

static void
selected_cb (AttuneEvaluationsPage *self)
{
  gboolean has_selection = attune_record_list_get_selected_id (self->list) != 0;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "evaluations.move", has_selection);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "evaluations.open-agent", has_selection);
}

static gboolean
attune_evaluations_page_search (AttunePage *page)
{
  return attune_record_list_search (ATTUNE_EVALUATIONS_PAGE (page)->list);
}

static void
attune_evaluations_page_dispose (GObject *object)
{
  G_OBJECT_CLASS (attune_evaluations_page_parent_class)->dispose (object);
  /* Behind the parent, which lets go of the child itself. */
  gtk_widget_dispose_template (GTK_WIDGET (object), ATTUNE_TYPE_EVALUATIONS_PAGE);
}

static void
attune_evaluations_page_class_init (AttuneEvaluationsPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = attune_evaluations_page_dispose;
  ATTUNE_PAGE_CLASS (class)->search = attune_evaluations_page_search;

  g_type_ensure (ATTUNE_TYPE_RECORD_LIST);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/attuneqa/Attune/evaluations/attune-evaluations-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AttuneEvaluationsPage, list);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_install_action (widget_class, "evaluations.open-agent", NULL, open_agent_action);
  gtk_widget_class_install_action (widget_class, "evaluations.move", NULL, move_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_g, GDK_CONTROL_MASK,
                                       "evaluations.open-agent", NULL);
}

static void
attune_evaluations_page_init (AttuneEvaluationsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  selected_cb (self);
}

GtkWidget *
attune_evaluations_page_new (AttuneContext *context, gint64 id)
{
  AttuneEvaluationsPage *self = g_object_new (ATTUNE_TYPE_EVALUATIONS_PAGE, "context", context,
                                              NULL);

  attune_record_list_set_empty (self->list, "attune-evaluations-symbolic", _ ("No Evaluations Yet"),
                                _ ("Choose a contact under Interactions and evaluate it."), NULL);
  attune_record_list_start (self->list, context, ATTUNE_LIST_EVALUATIONS, 0);
  return GTK_WIDGET (self);
}
