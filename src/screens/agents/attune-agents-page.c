/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-agents-page.h"

#include "attune-agent-item.h"
#include "attune-agent-trend.h"
#include "attune-column-header.h"
#include "attune-column-sort.h"
#include "attune-finder.h"
#include "attune-format.h"
#include "attune-match.h"
#include "attune-status.h"
#include "attune-tab-stop.h"

#include <glib/gi18n.h>

/* This month and the five before it: as the store counts them. */
#define MONTHS 6

/* Changes come in bursts: they are read together. */
#define RELOAD_DELAY_MS 300

struct _AttuneAgentsPage
{
  AttunePage parent_instance;

  /* template */
  GtkSearchEntry *search;
  GtkStack *stack;
  AdwStatusPage *failed;
  AttuneTabStop *rows_stop;
  GtkColumnView *view;
  GtkColumnViewColumn *name_column;
  GtkColumnViewColumn *team_column;
  GtkColumnViewColumn *count_column;
  AttuneFinder *finder;
  GListStore *items;
  GtkLabel *explanation;

  /* owned */
  GCancellable *cancellable;
  guint reload_source;
  guint focusing; /* hands the focus to the first rows, 0 */

  gboolean is_loading;
  gboolean is_stale; /* something changed while loading */
  gboolean is_loaded;
};

G_DEFINE_FINAL_TYPE (AttuneAgentsPage, attune_agents_page, ATTUNE_TYPE_PAGE)

static void load (AttuneAgentsPage *self);

static AttuneContext *
get_context (AttuneAgentsPage *self)
{
  return attune_page_get_context (ATTUNE_PAGE (self));
}

static int
rank (gpointer item, const char *query)
{
  return attune_match_test (attune_agent_item_get_search_text (item), query) ? 0 : -1;
}

static char *
describe_count (guint n_found, guint n)
{
  if (n_found == n)
    return g_strdup_printf (ngettext ("%'u agent", "%'u agents", n), n);
  /* Translators: how many agents the search found, of how many. */
  return g_strdup_printf (ngettext ("%'u of %'u agent", "%'u of %'u agents", n), n_found, n);
}

static void
found_cb (AttuneAgentsPage *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->items));
  g_autofree char *count = describe_count (attune_finder_get_n_found (self->finder), n);

  if (!self->is_loaded)
    return;
  if (g_strcmp0 (attune_page_get_subtitle (ATTUNE_PAGE (self)), count) != 0)
    attune_page_set_subtitle (ATTUNE_PAGE (self), count);
  if (n == 0)
    gtk_stack_set_visible_child_name (self->stack, "none");
}

/* What the figures are of, and how they were reckoned. */
static void
explain (AttuneAgentsPage *self)
{
  GTimeZone *zone = attune_context_get_time_zone (get_context (self));
  g_autofree char *day = attune_format_time (attune_agent_trend_begin (MONTHS, zone,
                                                                       g_get_real_time ()),
                                             zone, ATTUNE_TIME_DAY);
  /* Translators: the %s is a day. */
  g_autofree char *text = g_strdup_printf (
    _ ("Contacts since %s, without targeted evaluations. ± is "
       "the 95 %% confidence interval of the mean (Student’s "
       "t), n the evaluations that it rests on."),
    day);

  if (!g_str_equal (gtk_label_get_text (self->explanation), text))
    gtk_label_set_text (self->explanation, text);
}

static void
fail (AttuneAgentsPage *self, const GError *error)
{
  if (self->is_loaded)
    attune_context_report (get_context (self), _ ("The agents could not be read"), error);
  else
    {
      attune_status_say (self->failed, error->message);
      gtk_stack_set_visible_child_name (self->stack, "failed");
    }
}

/* Whoever opens the page wants the rows; what is typed there goes to the search all the same. */
static gboolean
focus_cb (gpointer data)
{
  AttuneAgentsPage *self = data;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  self->focusing = 0;
  if ((focus == NULL || gtk_widget_is_ancestor (focus, GTK_WIDGET (self->search))) &&
      gtk_widget_get_mapped (GTK_WIDGET (self->rows_stop)) &&
      *gtk_editable_get_text (GTK_EDITABLE (self->search)) == '\0')
    gtk_widget_grab_focus (GTK_WIDGET (self->rows_stop));
  return G_SOURCE_REMOVE;
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AttuneAgentsPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray)
    agents = attune_store_list_agents_finish (ATTUNE_STORE (source), result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  self->is_loading = FALSE;
  if (agents == NULL)
    fail (self, error);
  else
    {
      if (!self->is_loaded)
        self->focusing = g_idle_add (focus_cb, self);
      self->is_loaded = TRUE;
      attune_agent_items_update (self->items, agents,
                                 attune_context_get_time_zone (get_context (self)));
      explain (self);
      found_cb (self);
    }
  if (self->is_stale)
    load (self);
}

static void
load (AttuneAgentsPage *self)
{
  AttuneContext *context = get_context (self);

  self->is_stale = self->is_loading;
  if (self->is_loading)
    return;

  self->is_loading = TRUE;
  attune_store_list_agents_async (attune_context_get_store (context),
                                  attune_context_get_actor (context), MONTHS, self->cancellable,
                                  listed_cb, g_object_ref (self));
}

static gboolean
reload_cb (gpointer data)
{
  AttuneAgentsPage *self = data;

  self->reload_source = 0;
  load (self);
  return G_SOURCE_REMOVE;
}

static void
attune_agents_page_store_changed (AttunePage *page, guint kind, gint64 id)
{
  AttuneAgentsPage *self = ATTUNE_AGENTS_PAGE (page);

  /* A page that is not seen reads when it is come back to. */
  if ((kind != ATTUNE_CHANGE_PEOPLE && kind != ATTUNE_CHANGE_EVALUATION) ||
      self->reload_source != 0 || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  self->reload_source = g_timeout_add (RELOAD_DELAY_MS, reload_cb, self);
}

static void
attune_agents_page_refresh (AttunePage *page)
{
  load (ATTUNE_AGENTS_PAGE (page));
}

static gboolean
attune_agents_page_search (AttunePage *page)
{
  return attune_finder_search (ATTUNE_AGENTS_PAGE (page)->finder);
}

static void
retry_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  load (ATTUNE_AGENTS_PAGE (widget));
}

/* What a click on a header does, for who has no pointer. */
static void
sort_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneAgentsPage *self = ATTUNE_AGENTS_PAGE (widget);
  const char *key = g_variant_get_string (parameter, NULL);
  GtkColumnViewColumn *column = g_str_equal (key, "name")   ? self->name_column
                                : g_str_equal (key, "team") ? self->team_column
                                                            : self->count_column;

  gtk_column_view_sort_by_column (self->view, column,
                                  g_str_equal (key, "most") ? GTK_SORT_DESCENDING
                                                            : GTK_SORT_ASCENDING);
}

static void
activated_cb (AttuneAgentsPage *self, AttuneAgentItem *item)
{
  attune_context_open_agent (get_context (self), attune_agent_item_get_id (item));
}

static void
search_stopped_cb (AttuneAgentsPage *self)
{
  attune_finder_clear (self->finder);
  gtk_widget_grab_focus (GTK_WIDGET (self->rows_stop));
}

static void
attune_agents_page_dispose (GObject *object)
{
  AttuneAgentsPage *self = ATTUNE_AGENTS_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->reload_source, g_source_remove);
  g_clear_handle_id (&self->focusing, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), ATTUNE_TYPE_AGENTS_PAGE);

  G_OBJECT_CLASS (attune_agents_page_parent_class)->dispose (object);
}

static void
attune_agents_page_finalize (GObject *object)
{
  AttuneAgentsPage *self = ATTUNE_AGENTS_PAGE (object);

  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (attune_agents_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/attuneqa/Attune/agents/attune-agents-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AttuneAgentsPage, search);
  gtk_widget_class_bind_template_child (widget_class, AttuneAgentsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, AttuneAgentsPage, failed);
  gtk_widget_class_bind_template_child (widget_class, AttuneAgentsPage, rows_stop);
  gtk_widget_class_bind_template_child (widget_class, AttuneAgentsPage, view);
  gtk_widget_class_bind_template_child (widget_class, AttuneAgentsPage, name_column);
  gtk_widget_class_bind_template_child (widget_class, AttuneAgentsPage, team_column);
  gtk_widget_class_bind_template_child (widget_class, AttuneAgentsPage, count_column);
  gtk_widget_class_bind_template_child (widget_class, AttuneAgentsPage, finder);
  gtk_widget_class_bind_template_child (widget_class, AttuneAgentsPage, items);
  gtk_widget_class_bind_template_child (widget_class, AttuneAgentsPage, explanation);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, found_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_stopped_cb);
}

static void
attune_agents_page_class_init (AttuneAgentsPageClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  AttunePageClass *page_class = ATTUNE_PAGE_CLASS (class);

  object_class->dispose = attune_agents_page_dispose;
  object_class->finalize = attune_agents_page_finalize;
  page_class->refresh = attune_agents_page_refresh;
  page_class->store_changed = attune_agents_page_store_changed;
  page_class->search = attune_agents_page_search;

  gtk_widget_class_install_action (widget_class, "agents.retry", NULL, retry_action);
  gtk_widget_class_install_action (widget_class, "agents.sort", "s", sort_action);
  g_type_ensure (ATTUNE_TYPE_AGENT_ITEM);
  g_type_ensure (ATTUNE_TYPE_FINDER);
  g_type_ensure (ATTUNE_TYPE_TAB_STOP);
  bind_template (widget_class);
}

static void
attune_agents_page_init (AttuneAgentsPage *self)
{
  /* Never by the mean. */
  static const char *const keys[] = { "name", "team", "count", NULL };

  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));

  attune_column_sort (self->view, ATTUNE_TYPE_AGENT_ITEM, keys);
  attune_column_header_end (self->view, self->count_column);
  gtk_column_view_sort_by_column (self->view, self->name_column, GTK_SORT_ASCENDING);
  attune_finder_start (self->finder, G_LIST_MODEL (self->items), rank, FALSE);
  gtk_search_entry_set_key_capture_widget (self->search, GTK_WIDGET (self));
}

GtkWidget *
attune_agents_page_new (AttuneContext *context, gint64 id)
{
  return g_object_new (ATTUNE_TYPE_AGENTS_PAGE, "context", context, NULL);
}
