/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-my-evaluations-page.h"

#include "attune-record-list.h"

#include <glib/gi18n.h>

struct _AttuneMyEvaluationsPage
{
  AttunePage parent_instance;

  /* template */
  AttuneRecordList *list;
};

G_DEFINE_FINAL_TYPE (AttuneMyEvaluationsPage, attune_my_evaluations_page, ATTUNE_TYPE_PAGE)

static void
activated_cb (AttuneMyEvaluationsPage *self, gint64 id)
{
  attune_context_open_evaluation (attune_page_get_context (ATTUNE_PAGE (self)), id);
}

static gboolean
attune_my_evaluations_page_search (AttunePage *page)
{
  return attune_record_list_search (ATTUNE_MY_EVALUATIONS_PAGE (page)->list);
}

static void
attune_my_evaluations_page_dispose (GObject *object)
{
  G_OBJECT_CLASS (attune_my_evaluations_page_parent_class)->dispose (object);
  /* Behind the parent, which lets go of the child itself. */
  gtk_widget_dispose_template (GTK_WIDGET (object), ATTUNE_TYPE_MY_EVALUATIONS_PAGE);
}

static void
attune_my_evaluations_page_class_init (AttuneMyEvaluationsPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = attune_my_evaluations_page_dispose;
  ATTUNE_PAGE_CLASS (class)->search = attune_my_evaluations_page_search;

  g_type_ensure (ATTUNE_TYPE_RECORD_LIST);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/attuneqa/Attune/agents/attune-my-evaluations-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AttuneMyEvaluationsPage, list);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
}

static void
attune_my_evaluations_page_init (AttuneMyEvaluationsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
attune_my_evaluations_page_new (AttuneContext *context, gint64 id)
{
  AttuneMyEvaluationsPage *self = g_object_new (ATTUNE_TYPE_MY_EVALUATIONS_PAGE, "context", context,
                                                NULL);

  attune_record_list_set_empty (self->list, "attune-evaluations-symbolic", _ ("No Evaluations Yet"),
                                _ ("Evaluations appear here as soon as they are released to you."),
                                NULL);
  attune_record_list_start (self->list, context, ATTUNE_LIST_EVALUATIONS,
                            attune_context_get_actor (context));
  return GTK_WIDGET (self);
}
