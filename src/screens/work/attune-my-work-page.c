/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-my-work-page.h"

#include "attune-assign-dialog.h"
#include "attune-finder.h"
#include "attune-match.h"
#include "attune-status.h"
#include "attune-tab-stop.h"
#include "attune-waiting-item.h"
#include "attune-waiting-open.h"
#include "attune-waiting-words.h"
#include "attune-weak.h"

#include <glib/gi18n.h>

/* Changes come in bursts: they are read together. */
#define RELOAD_DELAY_MS 300
/* What is due goes on being so while nothing changes. */
#define LOOK_AGAIN_SECONDS 300

#define EVALUATING (ATTUNE_ROLE_COACH | ATTUNE_ROLE_ANALYST | ATTUNE_ROLE_MANAGER)

struct _AttuneMyWorkPage
{
  AttunePage parent_instance;

  /* template */
  GtkWidget *filter_bar;
  GtkSearchEntry *search;
  GtkToggleButton *filters[ATTUNE_N_WORK_FILTERS];
  GtkStack *stack;
  AdwStatusPage *failed;
  AdwStatusPage *none;
  GtkButton *onward;
  AttuneTabStop *rows_stop;
  GtkListView *view;
  AttuneFinder *finder;
  GListStore *items;

  /* owned */
  GCancellable *cancellable;
  GPtrArray *waiting; /* AttuneWaiting, NULL until it is read */
  guint reloading;
  guint looking;
  guint focusing; /* hands the focus to the first rows, 0 */

  AttuneWorkFilter filter;
  gboolean is_loading;
  gboolean is_stale; /* something changed while loading */
};

G_DEFINE_FINAL_TYPE (AttuneMyWorkPage, attune_my_work_page, ATTUNE_TYPE_PAGE)

enum
{
  PROP_0,
  PROP_FILTER,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static const char *const filter_names[] = {
  [ATTUNE_WORK_ALL] = "all",       [ATTUNE_WORK_EVALUATE] = "evaluate",
  [ATTUNE_WORK_DRAFTS] = "drafts", [ATTUNE_WORK_DISPUTES] = "disputes",
  [ATTUNE_WORK_SELF] = "self",     [ATTUNE_WORK_READ] = "read",
  [ATTUNE_WORK_GIVEN] = "given",
};
G_STATIC_ASSERT (G_N_ELEMENTS (filter_names) == ATTUNE_N_WORK_FILTERS);

static void load (AttuneMyWorkPage *self);

static AttuneContext *
get_context (AttuneMyWorkPage *self)
{
  return attune_page_get_context (ATTUNE_PAGE (self));
}

static int
rank (gpointer item, const char *query)
{
  return attune_match_test (attune_waiting_item_get_search_text (item), query) ? 0 : -1;
}

static const AttuneWaiting *
get_selected (AttuneMyWorkPage *self)
{
  GtkSelectionModel *model = gtk_list_view_get_model (self->view);
  gpointer item = GTK_IS_SINGLE_SELECTION (model)
                    ? gtk_single_selection_get_selected_item (GTK_SINGLE_SELECTION (model))
                    : NULL;

  return item != NULL ? attune_waiting_item_get_value (item) : NULL;
}

/* --- Showing ------------------------------------------------------------------------------------------------------ */

/* The rows change also while the page is made and taken apart. */
static void
selected_cb (AttuneMyWorkPage *self)
{
  AttuneContext *context = get_context (self);
  const AttuneWaiting *selected = get_selected (self);
  gboolean can_act = selected != NULL && context != NULL &&
                     attune_store_get_read_only_reason (attune_context_get_store (context)) == NULL;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "work.evaluate-myself",
                                 can_act && selected->kind == ATTUNE_WAITING_ACKNOWLEDGEMENTS);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "work.change",
                                 can_act && selected->kind == ATTUNE_WAITING_GIVEN);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "work.take-back",
                                 can_act && selected->kind == ATTUNE_WAITING_GIVEN);
}

/* Those that show something, and that which is chosen. */
static void
show_filters (AttuneMyWorkPage *self)
{
  guint n_shown = 0;

  for (guint i = 0; i < ATTUNE_N_WORK_FILTERS; i++)
    {
      guint n = attune_waiting_tally (self->waiting, attune_work_filter_get_kinds (i), NULL);
      g_autofree char *label = attune_work_filter_format (i, n);

      gtk_button_set_label (GTK_BUTTON (self->filters[i]), label);
      gtk_widget_set_visible (GTK_WIDGET (self->filters[i]), n > 0 || i == ATTUNE_WORK_ALL);
      n_shown += n > 0;
    }
  gtk_widget_set_visible (self->filter_bar, n_shown > 0);
}

static void
show_items (AttuneMyWorkPage *self)
{
  AttuneContext *context = get_context (self);

  attune_waiting_items_update (self->items, self->waiting,
                               attune_work_filter_get_kinds (self->filter), g_get_real_time (),
                               attune_context_get_time_zone (context));
  if (g_list_model_get_n_items (G_LIST_MODEL (self->items)) == 0)
    gtk_stack_set_visible_child_name (self->stack, "none");
  selected_cb (self);
}

static void
set_filter (AttuneMyWorkPage *self, AttuneWorkFilter filter)
{
  if (self->filter == filter)
    return;
  self->filter = filter;
  if (self->waiting != NULL)
    show_items (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FILTER]);
}

/* What is narrowed to nothing any more is wide again. */
static void
show_waiting (AttuneMyWorkPage *self)
{
  g_autofree char *summary = attune_waiting_summarize (self->waiting);

  if (attune_waiting_tally (self->waiting, attune_work_filter_get_kinds (self->filter), NULL) == 0)
    set_filter (self, ATTUNE_WORK_ALL);
  show_filters (self);
  show_items (self);
  if (g_strcmp0 (attune_page_get_subtitle (ATTUNE_PAGE (self)), summary != NULL ? summary : "") !=
      0)
    attune_page_set_subtitle (ATTUNE_PAGE (self), summary);
}

/* --- Reading ------------------------------------------------------------------------------------------------------ */

static void
fail (AttuneMyWorkPage *self, const GError *error)
{
  if (self->waiting != NULL)
    attune_context_report (get_context (self), _ ("Your work could not be read"), error);
  else
    {
      attune_status_say (self->failed, error->message);
      gtk_stack_set_visible_child_name (self->stack, "failed");
    }
}

/* Nobody has gone elsewhere, and nothing is being typed. */
static gboolean
is_focus_free (AttuneMyWorkPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return root != NULL && *gtk_editable_get_text (GTK_EDITABLE (self->search)) == '\0' &&
         (focus == NULL || !gtk_widget_get_mapped (focus) ||
          gtk_widget_is_ancestor (focus, GTK_WIDGET (self)));
}

/* Whoever opens the page wants the rows; what is typed there goes to the search all the same. */
static gboolean
focus_cb (gpointer data)
{
  AttuneMyWorkPage *self = data;

  self->focusing = 0;
  if (!is_focus_free (self))
    return G_SOURCE_REMOVE;
  if (gtk_widget_get_mapped (GTK_WIDGET (self->rows_stop)))
    gtk_widget_grab_focus (GTK_WIDGET (self->rows_stop));
  else if (gtk_widget_get_mapped (GTK_WIDGET (self->onward)))
    gtk_widget_grab_focus (GTK_WIDGET (self->onward));
  return G_SOURCE_REMOVE;
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneMyWorkPage) self = attune_weak_take (data);
  g_autoptr (GError) error = NULL;
  GPtrArray *waiting = attune_store_list_waiting_finish (ATTUNE_STORE (source), result, &error);

  if (self == NULL || g_cancellable_is_cancelled (self->cancellable))
    {
      g_clear_pointer (&waiting, g_ptr_array_unref);
      return;
    }

  self->is_loading = FALSE;
  if (waiting == NULL)
    fail (self, error);
  else
    {
      if (self->waiting == NULL)
        self->focusing = g_idle_add (focus_cb, self);
      g_clear_pointer (&self->waiting, g_ptr_array_unref);
      self->waiting = waiting;
      show_waiting (self);
    }
  if (self->is_stale)
    load (self);
}

static void
load (AttuneMyWorkPage *self)
{
  AttuneContext *context = get_context (self);

  self->is_stale = self->is_loading;
  if (self->is_loading)
    return;

  self->is_loading = TRUE;
  attune_store_list_waiting_async (attune_context_get_store (context),
                                   attune_context_get_actor (context), ATTUNE_WAITING_ALL,
                                   self->cancellable, listed_cb, attune_weak_new (self));
}

static gboolean
reload_cb (gpointer data)
{
  AttuneMyWorkPage *self = data;

  self->reloading = 0;
  load (self);
  return G_SOURCE_REMOVE;
}

static gboolean
look_again_cb (gpointer data)
{
  AttuneMyWorkPage *self = data;

  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    load (self);
  return G_SOURCE_CONTINUE;
}

/* A page that is not seen reads when it is come back to. */
static void
attune_my_work_page_store_changed (AttunePage *page, guint kind, gint64 id)
{
  AttuneMyWorkPage *self = ATTUNE_MY_WORK_PAGE (page);

  if (kind == ATTUNE_CHANGE_NOTE || kind == ATTUNE_CHANGE_MODEL || kind == ATTUNE_CHANGE_POLICY ||
      self->reloading != 0 || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  self->reloading = g_timeout_add (RELOAD_DELAY_MS, reload_cb, self);
}

static void
attune_my_work_page_refresh (AttunePage *page)
{
  load (ATTUNE_MY_WORK_PAGE (page));
}

static gboolean
attune_my_work_page_search (AttunePage *page)
{
  return attune_finder_search (ATTUNE_MY_WORK_PAGE (page)->finder);
}

/* --- Doing -------------------------------------------------------------------------------------------------------- */

static void
change (AttuneMyWorkPage *self, const AttuneWaiting *waiting)
{
  GtkWidget *dialog = attune_assign_dialog_new_for_change (get_context (self), waiting);

  attune_assign_dialog_show (ATTUNE_ASSIGN_DIALOG (dialog), GTK_WIDGET (self));
}

static void
activated_cb (AttuneMyWorkPage *self, AttuneWaitingItem *item)
{
  const AttuneWaiting *waiting = attune_waiting_item_get_value (item);

  if (waiting->kind == ATTUNE_WAITING_GIVEN)
    change (self, waiting);
  else
    attune_waiting_open (get_context (self), waiting);
}

static void
search_stopped_cb (AttuneMyWorkPage *self)
{
  attune_finder_clear (self->finder);
  gtk_widget_grab_focus (GTK_WIDGET (self->rows_stop));
}

static void
retry_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  load (ATTUNE_MY_WORK_PAGE (widget));
}

static void
onward_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneContext *context = get_context (ATTUNE_MY_WORK_PAGE (widget));
  AttunePageKind kind = attune_context_has_role (context, EVALUATING) ? ATTUNE_PAGE_INTERACTIONS
                                                                      : ATTUNE_PAGE_MY_EVALUATIONS;

  attune_context_open (context, &(AttuneDestination){ kind, 0, -1 });
}

static void
evaluate_myself_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneMyWorkPage *self = ATTUNE_MY_WORK_PAGE (widget);
  const AttuneWaiting *selected = get_selected (self);

  if (selected != NULL && selected->kind == ATTUNE_WAITING_ACKNOWLEDGEMENTS)
    attune_waiting_ask_own (widget, get_context (self), selected);
}

static void
change_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneMyWorkPage *self = ATTUNE_MY_WORK_PAGE (widget);
  const AttuneWaiting *selected = get_selected (self);

  if (selected != NULL && selected->kind == ATTUNE_WAITING_GIVEN)
    change (self, selected);
}

static void
take_back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneMyWorkPage *self = ATTUNE_MY_WORK_PAGE (widget);
  const AttuneWaiting *selected = get_selected (self);

  if (selected != NULL && selected->kind == ATTUNE_WAITING_GIVEN)
    attune_waiting_take_back (get_context (self), selected);
}

/* ---------------------------------------------------------------------------------------------- */

static void
attune_my_work_page_dispose (GObject *object)
{
  AttuneMyWorkPage *self = ATTUNE_MY_WORK_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->reloading, g_source_remove);
  g_clear_handle_id (&self->looking, g_source_remove);
  g_clear_handle_id (&self->focusing, g_source_remove);

  G_OBJECT_CLASS (attune_my_work_page_parent_class)->dispose (object);
  /* Behind the parent, which lets go of the child itself. */
  gtk_widget_dispose_template (GTK_WIDGET (self), ATTUNE_TYPE_MY_WORK_PAGE);
}

static void
attune_my_work_page_finalize (GObject *object)
{
  AttuneMyWorkPage *self = ATTUNE_MY_WORK_PAGE (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->waiting, g_ptr_array_unref);

  G_OBJECT_CLASS (attune_my_work_page_parent_class)->finalize (object);
}

static void
attune_my_work_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_FILTER:
      g_value_set_string (value, filter_names[ATTUNE_MY_WORK_PAGE (object)->filter]);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
attune_my_work_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_FILTER:
      for (guint i = 0; i < ATTUNE_N_WORK_FILTERS; i++)
        if (g_strcmp0 (g_value_get_string (value), filter_names[i]) == 0)
          set_filter (ATTUNE_MY_WORK_PAGE (object), i);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/attuneqa/Attune/work/attune-my-work-page.ui");
  for (guint i = 0; i < ATTUNE_N_WORK_FILTERS; i++)
    gtk_widget_class_bind_template_child_full (
      widget_class, filter_names[i], FALSE,
      (gssize) (G_STRUCT_OFFSET (AttuneMyWorkPage, filters) + i * sizeof (GtkToggleButton *)));
  gtk_widget_class_bind_template_child (widget_class, AttuneMyWorkPage, filter_bar);
  gtk_widget_class_bind_template_child (widget_class, AttuneMyWorkPage, search);
  gtk_widget_class_bind_template_child (widget_class, AttuneMyWorkPage, stack);
  gtk_widget_class_bind_template_child (widget_class, AttuneMyWorkPage, failed);
  gtk_widget_class_bind_template_child (widget_class, AttuneMyWorkPage, none);
  gtk_widget_class_bind_template_child (widget_class, AttuneMyWorkPage, onward);
  gtk_widget_class_bind_template_child (widget_class, AttuneMyWorkPage, rows_stop);
  gtk_widget_class_bind_template_child (widget_class, AttuneMyWorkPage, view);
  gtk_widget_class_bind_template_child (widget_class, AttuneMyWorkPage, finder);
  gtk_widget_class_bind_template_child (widget_class, AttuneMyWorkPage, items);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_stopped_cb);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_property_action (widget_class, "work.filter", "filter");
  gtk_widget_class_install_action (widget_class, "work.retry", NULL, retry_action);
  gtk_widget_class_install_action (widget_class, "work.onward", NULL, onward_action);
  gtk_widget_class_install_action (widget_class, "work.evaluate-myself", NULL,
                                   evaluate_myself_action);
  gtk_widget_class_install_action (widget_class, "work.change", NULL, change_action);
  gtk_widget_class_install_action (widget_class, "work.take-back", NULL, take_back_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F2, 0, "work.change", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "work.take-back", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_e, GDK_CONTROL_MASK,
                                       "work.evaluate-myself", NULL);
}

static void
attune_my_work_page_class_init (AttuneMyWorkPageClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  AttunePageClass *page_class = ATTUNE_PAGE_CLASS (class);

  object_class->dispose = attune_my_work_page_dispose;
  object_class->finalize = attune_my_work_page_finalize;
  object_class->get_property = attune_my_work_page_get_property;
  object_class->set_property = attune_my_work_page_set_property;
  page_class->refresh = attune_my_work_page_refresh;
  page_class->store_changed = attune_my_work_page_store_changed;
  page_class->search = attune_my_work_page_search;

  properties[PROP_FILTER] = g_param_spec_string ("filter", NULL, NULL, "all",
                                                 G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY |
                                                   G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  install_actions (widget_class);
  g_type_ensure (ATTUNE_TYPE_FINDER);
  g_type_ensure (ATTUNE_TYPE_TAB_STOP);
  g_type_ensure (ATTUNE_TYPE_WAITING_ITEM);
  bind_template (widget_class);
}

static void
attune_my_work_page_init (AttuneMyWorkPage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));

  attune_finder_start (self->finder, G_LIST_MODEL (self->items), rank, FALSE);
  gtk_search_entry_set_key_capture_widget (self->search, GTK_WIDGET (self));
  g_signal_connect_object (gtk_list_view_get_model (self->view), "notify::selected-item",
                           G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  self->looking = g_timeout_add_seconds (LOOK_AGAIN_SECONDS, look_again_cb, self);
}

/* What would be here, and where to go instead. */
static void
explain_nothing (AttuneMyWorkPage *self)
{
  gboolean is_evaluating = attune_context_has_role (get_context (self), EVALUATING);

  adw_status_page_set_description (
    self->none,
    is_evaluating
      ? _ ("Contacts that you are to evaluate, drafts that you have begun and disputes to "
           "decide appear here, what is due first at the top.")
      : _ ("Evaluations to read and to answer, and contacts that you are asked to "
           "evaluate yourself, appear here, what is due first at the top."));
  gtk_button_set_label (self->onward, is_evaluating ? _ ("_Interactions") : _ ("_My Evaluations"));
}

GtkWidget *
attune_my_work_page_new (AttuneContext *context, gint64 id)
{
  AttuneMyWorkPage *self = g_object_new (ATTUNE_TYPE_MY_WORK_PAGE, "context", context, NULL);

  explain_nothing (self);
  selected_cb (self);
  return GTK_WIDGET (self);
}
