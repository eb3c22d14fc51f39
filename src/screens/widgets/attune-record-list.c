/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-record-list.h"

#include "attune-format.h"
#include "attune-paced-model.h"
#include "attune-record-columns.h"
#include "attune-record-filters.h"
#include "attune-status.h"
#include "attune-tab-stop.h"

#include <glib/gi18n.h>

/* A pause in typing before the list is asked anew. */
#define TYPING_MS 150
/* What is this near to the top is in view when the top is. */
#define N_NEAR 5

struct _AttuneRecordList
{
  AdwBin parent_instance;

  /* template */
  GtkSearchEntry *search;
  AdwBin *filters_place;
  GtkButton *clear;
  GtkLabel *count;
  GtkStack *stack;
  AttuneTabStop *rows_stop;
  GtkColumnView *view;
  GtkSingleSelection *selection;
  AdwStatusPage *empty;
  AdwStatusPage *failed;

  /* owned */
  AttuneContext *context;
  AttuneList *list; /* what was asked for last */
  AttunePacedModel *rows;
  GtkWidget *filters; /* until they are in their place, NULL */
  guint typing;
  guint building;  /* makes the filters, 0 */
  guint focusing;  /* hands the focus to the first rows, 0 */
  guint selecting; /* selects `wanted`, 0 */

  AttuneListKind kind;
  gint64 own;
  gint64 wanted; /* to be selected as soon as it is there, 0 for none */
  gboolean is_clearing;
  gboolean was_focused;
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

static AttuneRecordFilters *
get_filters (AttuneRecordList *self)
{
  return (AttuneRecordFilters *) adw_bin_get_child (self->filters_place);
}

static AttuneRecordFilter
get_filter (AttuneRecordList *self)
{
  AttuneRecordFilter filter = { .agent = self->own };

  if (get_filters (self) != NULL)
    filter = attune_record_filters_get (get_filters (self));
  filter.text = gtk_editable_get_text (GTK_EDITABLE (self->search));
  return filter;
}

static gboolean
is_filtering (AttuneRecordList *self)
{
  AttuneRecordFilter filter = get_filter (self);

  return attune_record_filter_is_any (&filter, self->own);
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
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  const char *name = "list";

  if (n == 0 && attune_list_get_error (self->list) != NULL)
    name = "failed";
  else if (n == 0 && !attune_list_is_loading (self->list))
    name = is_filtering (self) ? "nothing" : "empty";
  gtk_stack_set_visible_child_name (self->stack, name);
  gtk_widget_set_visible (GTK_WIDGET (self->clear), is_filtering (self));
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
    gtk_widget_grab_focus (GTK_WIDGET (self->rows_stop));
  return G_SOURCE_REMOVE;
}

static void
scroll_to (AttuneRecordList *self, guint position)
{
  gtk_widget_activate_action (gtk_widget_get_last_child (GTK_WIDGET (self->view)),
                              "list.scroll-to-item", "u", position);
}

/* The focus goes along with the selection, but not away from who is typing; it scrolls, hence before the last scroll. */
static void
show_selected (AttuneRecordList *self, guint position)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *row;

  scroll_to (self, position);
  row = attune_record_columns_find_row (self->view, position);
  if (row != NULL && gtk_widget_get_mapped (GTK_WIDGET (self->view)) &&
      (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self->search))))
    gtk_widget_grab_focus (row);
  if (position < N_NEAR)
    scroll_to (self, 0);
}

/* The rows follow the list a few at a time: what is wanted may not be among them yet. */
static gboolean
select_cb (gpointer data)
{
  AttuneRecordList *self = data;
  guint position = attune_list_find (self->list, self->wanted);
  g_autoptr (AttuneListRow) row = NULL;

  self->selecting = 0;
  if (position != GTK_INVALID_LIST_POSITION)
    row = g_list_model_get_item (G_LIST_MODEL (self->selection), position);
  if (row == NULL || attune_list_row_get_id (row) != self->wanted)
    return G_SOURCE_REMOVE;

  self->wanted = 0;
  gtk_single_selection_set_selected (self->selection, position);
  show_selected (self, position);
  return G_SOURCE_REMOVE;
}

static void
select_wanted (AttuneRecordList *self)
{
  if (self->wanted != 0 && self->selecting == 0)
    self->selecting = g_idle_add (select_cb, self);
}

/* The view hears of its rows after this, hence not at once. */
static void
rows_changed_cb (AttuneRecordList *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->rows));

  if (n > 0 && !self->has_rows && self->focusing == 0)
    self->focusing = g_idle_add_full (G_PRIORITY_DEFAULT, focus_cb, self, NULL);
  self->has_rows = n > 0;
  select_wanted (self);
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
  scroll_to (self, 0);
}

static void
count_changed_cb (AttuneRecordList *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  gboolean has_failed = n == 0 && attune_list_get_error (self->list) != NULL;
  g_autofree char *text = has_failed ? NULL : describe_count (self->kind, n);

  if (!is_known (self->list))
    return;

  /* How many there are is known when the ids are there; the last word stands till then. */
  if (!attune_list_is_loading (self->list))
    gtk_label_set_label (self->count, text != NULL ? text : "");
  show_stack (self);
  show_rows (self);
  select_wanted (self);
}

/* An empty list says so in its place; over rows that are shown still, a message does. */
static void
error_changed_cb (AttuneRecordList *self)
{
  const GError *error = attune_list_get_error (self->list);

  if (error != NULL && g_list_model_get_n_items (G_LIST_MODEL (self->list)) > 0)
    attune_context_report (self->context, _ ("The list could not be read"), error);
  attune_status_say (self->failed, error != NULL ? error->message : NULL);
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
  if (self->is_clearing || self->context == NULL)
    return;

  g_clear_handle_id (&self->typing, g_source_remove);
  self->typing = g_timeout_add (TYPING_MS, typing_cb, self);
}

static void
search_activated_cb (AttuneRecordList *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->rows_stop));
}

/* Escape takes the text away, and then leaves. */
static gboolean
search_key_cb (AttuneRecordList *self, guint key)
{
  if (key != GDK_KEY_Down && key != GDK_KEY_Escape)
    return GDK_EVENT_PROPAGATE;

  if (key == GDK_KEY_Escape && *gtk_editable_get_text (GTK_EDITABLE (self->search)) != '\0')
    gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->rows_stop));
  return GDK_EVENT_STOP;
}

static void
clear_cb (AttuneRecordList *self)
{
  self->is_clearing = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  if (get_filters (self) != NULL)
    attune_record_filters_clear (get_filters (self));
  self->is_clearing = FALSE;
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

/* ---------------------------------------------------------------------------------------------- */

/* Whoever opens the page that this is in wants the rows: it waits for them. Afterwards Tab goes the usual way. */
static gboolean
attune_record_list_focus (GtkWidget *widget, GtkDirectionType direction)
{
  AttuneRecordList *self = ATTUNE_RECORD_LIST (widget);

  self->was_focused = self->was_focused || gtk_widget_get_focus_child (widget) != NULL;
  if (!self->was_focused && direction == GTK_DIR_TAB_FORWARD && self->list != NULL)
    {
      if (!is_known (self->list))
        return FALSE;
      if (g_list_model_get_n_items (G_LIST_MODEL (self->list)) > 0)
        self->was_focused = gtk_widget_grab_focus (GTK_WIDGET (self->rows_stop));
      if (self->was_focused || g_list_model_get_n_items (G_LIST_MODEL (self->list)) > 0)
        return self->was_focused;
    }
  return GTK_WIDGET_CLASS (attune_record_list_parent_class)->focus (widget, direction);
}

static void
attune_record_list_dispose (GObject *object)
{
  AttuneRecordList *self = ATTUNE_RECORD_LIST (object);

  g_clear_handle_id (&self->typing, g_source_remove);
  g_clear_handle_id (&self->focusing, g_source_remove);
  g_clear_handle_id (&self->selecting, g_source_remove);
  g_clear_handle_id (&self->building, g_source_remove);
  g_clear_object (&self->filters);
  release_list (self);
  if (self->rows != NULL)
    g_signal_handlers_disconnect_by_data (self->rows, self);
  g_clear_object (&self->rows);
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
  widget_class->focus = attune_record_list_focus;

  signals[ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[SELECTED] = g_signal_new ("selected", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (ATTUNE_TYPE_TAB_STOP);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/attuneqa/Attune/widgets/attune-record-list.ui");
  gtk_widget_class_bind_template_child (widget_class, AttuneRecordList, search);
  gtk_widget_class_bind_template_child (widget_class, AttuneRecordList, filters_place);
  gtk_widget_class_bind_template_child (widget_class, AttuneRecordList, clear);
  gtk_widget_class_bind_template_child (widget_class, AttuneRecordList, count);
  gtk_widget_class_bind_template_child (widget_class, AttuneRecordList, stack);
  gtk_widget_class_bind_template_child (widget_class, AttuneRecordList, rows_stop);
  gtk_widget_class_bind_template_child (widget_class, AttuneRecordList, view);
  gtk_widget_class_bind_template_child (widget_class, AttuneRecordList, selection);
  gtk_widget_class_bind_template_child (widget_class, AttuneRecordList, empty);
  gtk_widget_class_bind_template_child (widget_class, AttuneRecordList, failed);
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
  self->rows = g_object_new (ATTUNE_TYPE_PACED_MODEL, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));

  attune_paced_model_set_adjustment (self->rows,
                                     gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->view)));
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->rows));
  g_signal_connect_swapped (self->rows, "items-changed", G_CALLBACK (rows_changed_cb), self);
}

/* Drop-downs take long to make: they come when the page is there, before it is drawn, and are put in their place in the
 * turn after that. */
static gboolean
build_cb (gpointer data)
{
  AttuneRecordList *self = data;

  if (self->filters == NULL)
    {
      self->filters = attune_record_filters_new (self->context, self->kind, self->own);
      g_object_ref_sink (self->filters);
      return G_SOURCE_CONTINUE;
    }

  self->building = 0;
  g_signal_connect_swapped (self->filters, "changed", G_CALLBACK (ask), self);
  adw_bin_set_child (self->filters_place, self->filters);
  g_clear_object (&self->filters);
  return G_SOURCE_REMOVE;
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
  self->context = g_object_ref (context);
  attune_record_columns_add (self->view, context, kind, own != 0);
  self->building = g_idle_add_full (G_PRIORITY_HIGH_IDLE, build_cb, self, NULL);
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

void
attune_record_list_select (AttuneRecordList *self, gint64 id)
{
  g_return_if_fail (ATTUNE_IS_RECORD_LIST (self));

  self->wanted = id;
  select_wanted (self);
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

GArray *
attune_record_list_list_ids (AttuneRecordList *self, guint most, guint *out_n)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_return_val_if_fail (ATTUNE_IS_RECORD_LIST (self), ids);

  *out_n = self->list != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->list)) : 0;
  for (guint i = 0; i < MIN (*out_n, most); i++)
    {
      g_autoptr (AttuneListRow) row = g_list_model_get_item (G_LIST_MODEL (self->list), i);
      gint64 id = attune_list_row_get_id (row);

      g_array_append_val (ids, id);
    }
  return ids;
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
  attune_status_say (self->empty, description);
  adw_status_page_set_child (self->empty, child);
}
