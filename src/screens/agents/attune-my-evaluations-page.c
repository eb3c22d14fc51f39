/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-my-evaluations-page.h"

#include "attune-evaluation-table.h"
#include "attune-query.h"

#include <glib/gi18n.h>

/* Somebody's own of many years; the page says so where there are more. */
#define MOST 1000

/* Changes come in bursts: they are read together. */
#define RELOAD_DELAY_MS 150

struct _AttuneMyEvaluationsPage
{
  AttunePage parent_instance;

  /* template */
  GtkSearchEntry *search;
  GtkStack *stack;
  AdwStatusPage *failed;
  AttuneEvaluationTable *table;
  GtkLabel *rest;

  /* owned */
  GCancellable *cancellable;
  guint reload_source;

  guint count;
  gboolean is_loading;
  gboolean is_stale; /* something changed while loading */
  gboolean is_loaded;
};

G_DEFINE_FINAL_TYPE (AttuneMyEvaluationsPage, attune_my_evaluations_page, ATTUNE_TYPE_PAGE)

static void load (AttuneMyEvaluationsPage *self);

static AttuneContext *
get_context (AttuneMyEvaluationsPage *self)
{
  return attune_page_get_context (ATTUNE_PAGE (self));
}

static void
update_stack (AttuneMyEvaluationsPage *self)
{
  g_autofree char *count = g_strdup_printf (ngettext ("%u evaluation", "%u evaluations",
                                                      self->count),
                                            self->count);
  gboolean is_empty = attune_evaluation_table_get_n (self->table) == 0;

  if (!self->is_loaded)
    return;
  if (g_strcmp0 (attune_page_get_subtitle (ATTUNE_PAGE (self)), count) != 0)
    attune_page_set_subtitle (ATTUNE_PAGE (self), count);
  gtk_widget_set_visible (GTK_WIDGET (self->rest), self->count > MOST);
  gtk_stack_set_visible_child_name (self->stack, self->count == 0 ? "none"
                                                 : is_empty       ? "nothing-found"
                                                                  : "evaluations");
}

static void
fail (AttuneMyEvaluationsPage *self, const GError *error)
{
  if (self->is_loaded)
    attune_context_report (get_context (self), _ ("Your evaluations could not be read"), error);
  else
    {
      adw_status_page_set_description (self->failed, error->message);
      gtk_stack_set_visible_child_name (self->stack, "failed");
    }
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AttuneMyEvaluationsPage) self = user_data;
  g_autoptr (GError) error = NULL;
  guint count = 0;
  g_autoptr (GPtrArray)
    rows = attune_store_list_first_finish (ATTUNE_STORE (source), result, &count, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  self->is_loading = FALSE;
  if (rows == NULL)
    fail (self, error);
  else
    {
      self->is_loaded = TRUE;
      self->count = count;
      attune_evaluation_table_set_rows (self->table, rows,
                                        attune_context_get_time_zone (get_context (self)));
      update_stack (self);
    }
  if (self->is_stale)
    load (self);
}

static void
load (AttuneMyEvaluationsPage *self)
{
  AttuneContext *context = get_context (self);
  gint64 actor = attune_context_get_actor (context);
  AttuneQuery query = { .kind = ATTUNE_LIST_EVALUATIONS, .is_descending = TRUE, .agent = actor };

  self->is_stale = self->is_loading;
  if (self->is_loading)
    return;

  self->is_loading = TRUE;
  attune_store_list_first_async (attune_context_get_store (context), actor, &query, MOST,
                                 self->cancellable, listed_cb, g_object_ref (self));
}

static gboolean
reload_cb (gpointer data)
{
  AttuneMyEvaluationsPage *self = data;

  self->reload_source = 0;
  load (self);
  return G_SOURCE_REMOVE;
}

static void
attune_my_evaluations_page_store_changed (AttunePage *page, guint kind, gint64 id)
{
  AttuneMyEvaluationsPage *self = ATTUNE_MY_EVALUATIONS_PAGE (page);

  /* A page that is not seen reads when it is come back to. */
  if (kind == ATTUNE_CHANGE_NOTE || self->reload_source != 0 ||
      !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  self->reload_source = g_timeout_add (RELOAD_DELAY_MS, reload_cb, self);
}

static void
attune_my_evaluations_page_refresh (AttunePage *page)
{
  load (ATTUNE_MY_EVALUATIONS_PAGE (page));
}

static gboolean
attune_my_evaluations_page_search (AttunePage *page)
{
  return gtk_widget_grab_focus (GTK_WIDGET (ATTUNE_MY_EVALUATIONS_PAGE (page)->search));
}

static void
retry_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  load (ATTUNE_MY_EVALUATIONS_PAGE (widget));
}

static void
search_changed_cb (AttuneMyEvaluationsPage *self)
{
  attune_evaluation_table_search (self->table, gtk_editable_get_text (GTK_EDITABLE (self->search)));
  update_stack (self);
}

static void
search_activated_cb (AttuneMyEvaluationsPage *self)
{
  attune_evaluation_table_open (self->table);
}

static void
search_stopped_cb (AttuneMyEvaluationsPage *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  gtk_widget_child_focus (GTK_WIDGET (self->table), GTK_DIR_TAB_FORWARD);
}

static void
activated_cb (AttuneMyEvaluationsPage *self, gint64 evaluation)
{
  attune_context_open_evaluation (get_context (self), evaluation);
}

static void
attune_my_evaluations_page_dispose (GObject *object)
{
  AttuneMyEvaluationsPage *self = ATTUNE_MY_EVALUATIONS_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->reload_source, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), ATTUNE_TYPE_MY_EVALUATIONS_PAGE);

  G_OBJECT_CLASS (attune_my_evaluations_page_parent_class)->dispose (object);
}

static void
attune_my_evaluations_page_finalize (GObject *object)
{
  g_clear_object (&ATTUNE_MY_EVALUATIONS_PAGE (object)->cancellable);

  G_OBJECT_CLASS (attune_my_evaluations_page_parent_class)->finalize (object);
}

static void
attune_my_evaluations_page_class_init (AttuneMyEvaluationsPageClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  AttunePageClass *page_class = ATTUNE_PAGE_CLASS (class);

  object_class->dispose = attune_my_evaluations_page_dispose;
  object_class->finalize = attune_my_evaluations_page_finalize;
  page_class->refresh = attune_my_evaluations_page_refresh;
  page_class->store_changed = attune_my_evaluations_page_store_changed;
  page_class->search = attune_my_evaluations_page_search;

  gtk_widget_class_install_action (widget_class, "my-evaluations.retry", NULL, retry_action);
  g_type_ensure (ATTUNE_TYPE_EVALUATION_TABLE);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/attuneqa/Attune/agents/attune-my-evaluations-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AttuneMyEvaluationsPage, search);
  gtk_widget_class_bind_template_child (widget_class, AttuneMyEvaluationsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, AttuneMyEvaluationsPage, failed);
  gtk_widget_class_bind_template_child (widget_class, AttuneMyEvaluationsPage, table);
  gtk_widget_class_bind_template_child (widget_class, AttuneMyEvaluationsPage, rest);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_stopped_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
}

static void
attune_my_evaluations_page_init (AttuneMyEvaluationsPage *self)
{
  g_autofree char *rest = NULL;

  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_entry_set_key_capture_widget (self->search, GTK_WIDGET (self));
  rest = g_strdup_printf (ngettext ("Shown is the newest %d.", "Shown are the newest %d.", MOST),
                          MOST);
  gtk_label_set_text (self->rest, rest);
}

GtkWidget *
attune_my_evaluations_page_new (AttuneContext *context, gint64 id)
{
  return g_object_new (ATTUNE_TYPE_MY_EVALUATIONS_PAGE, "context", context, NULL);
}
