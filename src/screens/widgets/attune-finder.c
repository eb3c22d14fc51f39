/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-finder.h"

#include "attune-match.h"
#include "attune-paced-model.h"

struct _AttuneFinder
{
  GObject parent_instance;

  /* borrowed, from the template that this is in */
  GtkSearchEntry *entry;
  GtkWidget *view;
  GtkStack *stack;

  /* owned */
  GListModel *items;
  GtkCustomFilter *filter;
  GtkCustomSorter *sorter; /* by rank */
  GtkFilterListModel *filtered;
  GtkSortListModel *sorted;
  AttunePacedModel *rows;
  GtkSingleSelection *selection;
  GObject *chosen; /* to be selected again when the rows have settled, nullable */
  char *query;

  AttuneFinderRank rank;
  gboolean will_scroll; /* to `chosen` */
  gboolean
    is_led; /* nobody moved since the text changed: what fits best is selected, whatever comes */
};

G_DEFINE_FINAL_TYPE (AttuneFinder, attune_finder, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_ENTRY,
  PROP_VIEW,
  PROP_STACK,
  N_PROPS
};

enum
{
  ACTIVATED,
  CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static gboolean
is_wanted (gpointer item, gpointer data)
{
  AttuneFinder *self = data;

  return self->rank (item, self->query) >= 0;
}

static int
compare_ranks (gconstpointer a, gconstpointer b, gpointer data)
{
  AttuneFinder *self = data;
  int one = self->rank ((gpointer) a, self->query);
  int other = self->rank ((gpointer) b, self->query);

  return (one > other) - (one < other);
}

/* The view's own list: of a column view it comes behind the header. */
static GtkWidget *
get_list (AttuneFinder *self)
{
  return GTK_IS_COLUMN_VIEW (self->view) ? gtk_widget_get_last_child (self->view) : self->view;
}

static void
select_row (AttuneFinder *self, guint position)
{
  gtk_single_selection_set_selected (self->selection, position);
  gtk_widget_activate_action (get_list (self), "list.scroll-to-item", "u", position);
}

static void
found_changed_cb (AttuneFinder *self)
{
  guint n = attune_finder_get_n_found (self);

  if (self->items != NULL && g_list_model_get_n_items (self->items) > 0)
    gtk_stack_set_visible_child_name (self->stack, n > 0 ? "found" : "nothing-found");
  g_signal_emit (self, signals[CHANGED], 0);
}

static guint
find (AttuneFinder *self, gconstpointer wanted)
{
  guint n = attune_finder_get_n_found (self);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (self->sorted), i);

      if (item == wanted)
        return i;
    }
  return GTK_INVALID_LIST_POSITION;
}

static gboolean
leads (AttuneFinder *self)
{
  return self->sorter != NULL && self->is_led;
}

/* What was selected stays so through a new order, although its row comes and goes. */
static void
settled_cb (AttuneFinder *self)
{
  g_autoptr (GObject) chosen = NULL;
  gboolean will_scroll = self->will_scroll;
  guint position;

  self->will_scroll = FALSE;
  if (!attune_paced_model_is_settled (self->rows))
    {
      g_set_object (&self->chosen, gtk_single_selection_get_selected_item (self->selection));
      return;
    }

  chosen = g_steal_pointer (&self->chosen);
  if (leads (self))
    {
      gtk_single_selection_set_selected (self->selection, 0);
      return;
    }
  position = chosen != NULL ? find (self, chosen) : GTK_INVALID_LIST_POSITION;
  if (position == GTK_INVALID_LIST_POSITION)
    return;
  if (will_scroll)
    select_row (self, position);
  else
    gtk_single_selection_set_selected (self->selection, position);
}

/* Where that is which Return opens, among what was found: not all of it may be shown yet. */
static guint
find_selected (AttuneFinder *self)
{
  if (leads (self))
    return 0;
  if (self->chosen != NULL)
    return find (self, self->chosen);
  if (attune_paced_model_is_settled (self->rows) ||
      !gtk_single_selection_get_autoselect (self->selection))
    return gtk_single_selection_get_selected (self->selection);
  return 0;
}

/* By place, for rows just found may not be shown yet. */
static void
open (AttuneFinder *self, guint position)
{
  g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (self->sorted), position);

  if (item != NULL)
    g_signal_emit (self, signals[ACTIVATED], 0, item);
}

static void
look (AttuneFinder *self, char *query)
{
  g_free (self->query);
  self->query = query;
  if (self->rank == NULL)
    return;

  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  if (self->sorter != NULL)
    gtk_sorter_changed (GTK_SORTER (self->sorter), GTK_SORTER_CHANGE_DIFFERENT);
  g_clear_object (&self->chosen);
  self->is_led = TRUE;
  gtk_single_selection_set_autoselect (self->selection, TRUE);
  select_row (self, 0);
}

/* Callbacks ------------------------------------------------------------------------------------ */

/* The entry also tells of changes that are none. */
static void
search_changed_cb (AttuneFinder *self)
{
  g_autofree char *query = attune_match_fold (gtk_editable_get_text (GTK_EDITABLE (self->entry)));

  if (!g_str_equal (query, self->query))
    look (self, g_steal_pointer (&query));
}

/* Whoever types and presses Return in one go means what the whole text finds: the entry waits a little before it tells of
 * a change, and the rows follow a few at a time. */
static void
entry_activated_cb (AttuneFinder *self)
{
  search_changed_cb (self);
  open (self, find_selected (self));
}

static void
row_activated_cb (AttuneFinder *self, guint position)
{
  g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (self->rows), position);

  if (item != NULL)
    g_signal_emit (self, signals[ACTIVATED], 0, item);
}

static void
move (AttuneFinder *self, int step)
{
  guint selected;
  gint64 place;

  attune_paced_model_settle (self->rows);
  self->is_led = FALSE;
  selected = gtk_single_selection_get_selected (self->selection);
  place = selected != GTK_INVALID_LIST_POSITION ? (gint64) selected + step : 0;
  if (place >= 0 && place < attune_finder_get_n_found (self))
    select_row (self, (guint) place);
}

static gboolean
key_cb (AttuneFinder *self, guint key)
{
  if (key != GDK_KEY_Down && (key != GDK_KEY_Up || GTK_IS_COLUMN_VIEW (self->view)))
    return GDK_EVENT_PROPAGATE;

  if (!GTK_IS_COLUMN_VIEW (self->view))
    move (self, key == GDK_KEY_Down ? 1 : -1);
  else
    {
      select_row (self, 0);
      gtk_widget_grab_focus (self->view);
    }
  return GDK_EVENT_STOP;
}

/* ---------------------------------------------------------------------------------------------- */

static void
listen_to_entry (AttuneFinder *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), keys);
  g_signal_connect_object (self->entry, "search-changed", G_CALLBACK (search_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "activate", G_CALLBACK (entry_activated_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
attune_finder_dispose (GObject *object)
{
  AttuneFinder *self = ATTUNE_FINDER (object);

  /* The view may live a little longer; without items nobody is asked to rank any. */
  if (self->filtered != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->sorted, self);
      g_signal_handlers_disconnect_by_data (self->rows, self);
      gtk_filter_list_model_set_model (self->filtered, NULL);
    }
  g_clear_object (&self->selection);
  g_clear_object (&self->rows);
  g_clear_object (&self->sorted);
  g_clear_object (&self->filtered);
  g_clear_object (&self->filter);
  g_clear_object (&self->sorter);
  g_clear_object (&self->chosen);
  g_clear_object (&self->items);

  G_OBJECT_CLASS (attune_finder_parent_class)->dispose (object);
}

static void
attune_finder_finalize (GObject *object)
{
  g_free (ATTUNE_FINDER (object)->query);

  G_OBJECT_CLASS (attune_finder_parent_class)->finalize (object);
}

static void
attune_finder_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  AttuneFinder *self = ATTUNE_FINDER (object);

  switch (id)
    {
    case PROP_ENTRY:
      self->entry = g_value_get_object (value);
      break;
    case PROP_VIEW:
      self->view = g_value_get_object (value);
      break;
    case PROP_STACK:
      self->stack = g_value_get_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
attune_finder_class_init (AttuneFinderClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = attune_finder_dispose;
  object_class->finalize = attune_finder_finalize;
  object_class->set_property = attune_finder_set_property;

  properties[PROP_ENTRY] = g_param_spec_object ("entry", NULL, NULL, GTK_TYPE_SEARCH_ENTRY, flags);
  properties[PROP_VIEW] = g_param_spec_object ("view", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_STACK] = g_param_spec_object ("stack", NULL, NULL, GTK_TYPE_STACK, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_OBJECT);
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
attune_finder_init (AttuneFinder *self)
{
  self->query = g_strdup ("");
}

/* From the items to what the view shows. */
static void
build (AttuneFinder *self, gboolean is_ranked)
{
  self->filter = gtk_custom_filter_new (is_wanted, self, NULL);
  self->filtered = gtk_filter_list_model_new (NULL, g_object_ref (GTK_FILTER (self->filter)));
  self->sorted = gtk_sort_list_model_new (g_object_ref (G_LIST_MODEL (self->filtered)), NULL);
  self->rows = g_object_new (ATTUNE_TYPE_PACED_MODEL, NULL);
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->rows)));
  g_signal_connect_object (self->rows, "notify::is-settled", G_CALLBACK (settled_cb), self,
                           G_CONNECT_SWAPPED);

  if (is_ranked)
    {
      self->sorter = gtk_custom_sorter_new (compare_ranks, self, NULL);
      gtk_sort_list_model_set_sorter (self->sorted, GTK_SORTER (self->sorter));
    }
  attune_paced_model_set_model (self->rows, G_LIST_MODEL (self->sorted), 0);
  attune_paced_model_set_adjustment (self->rows,
                                     gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->view)));
}

static void
show (AttuneFinder *self)
{
  if (GTK_IS_COLUMN_VIEW (self->view))
    {
      GtkColumnView *view = GTK_COLUMN_VIEW (self->view);

      gtk_sort_list_model_set_sorter (self->sorted, gtk_column_view_get_sorter (view));
      gtk_column_view_set_model (view, GTK_SELECTION_MODEL (self->selection));
    }
  else
    gtk_list_view_set_model (GTK_LIST_VIEW (self->view), GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->view, "activate", G_CALLBACK (row_activated_cb), self,
                           G_CONNECT_SWAPPED);
}

void
attune_finder_start (AttuneFinder *self,
                     GListModel *items,
                     AttuneFinderRank rank,
                     gboolean is_ranked)
{
  g_return_if_fail (ATTUNE_IS_FINDER (self));
  g_return_if_fail (G_IS_LIST_MODEL (items));
  g_return_if_fail (rank != NULL);

  self->rank = rank;
  g_set_object (&self->items, items);
  if (self->rows == NULL)
    {
      build (self, is_ranked);
      show (self);
      listen_to_entry (self);
      g_signal_connect_object (self->sorted, "items-changed", G_CALLBACK (found_changed_cb), self,
                               G_CONNECT_SWAPPED);
    }
  gtk_filter_list_model_set_model (self->filtered, items);
  found_changed_cb (self);
}

void
attune_finder_clear (AttuneFinder *self)
{
  g_return_if_fail (ATTUNE_IS_FINDER (self));

  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  look (self, g_strdup (""));
}

gboolean
attune_finder_stop (AttuneFinder *self)
{
  g_return_val_if_fail (ATTUNE_IS_FINDER (self), FALSE);

  if (*gtk_editable_get_text (GTK_EDITABLE (self->entry)) == '\0')
    return FALSE;
  attune_finder_clear (self);
  return TRUE;
}

void
attune_finder_select (AttuneFinder *self, gpointer item)
{
  g_return_if_fail (ATTUNE_IS_FINDER (self));
  g_return_if_fail (item == NULL || G_IS_OBJECT (item));
  g_return_if_fail (self->rows != NULL);

  self->is_led = FALSE;
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  /* Newer versions of GTK select none only where one may be unselected. */
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  gtk_single_selection_set_can_unselect (self->selection, FALSE);
  g_set_object (&self->chosen, item);
  self->will_scroll = TRUE;
  if (attune_paced_model_is_settled (self->rows))
    settled_cb (self);
}

gboolean
attune_finder_search (AttuneFinder *self)
{
  g_return_val_if_fail (ATTUNE_IS_FINDER (self), FALSE);

  if (!gtk_widget_grab_focus (GTK_WIDGET (self->entry)))
    return FALSE;
  gtk_editable_select_region (GTK_EDITABLE (self->entry), 0, -1);
  return TRUE;
}

guint
attune_finder_get_n_found (AttuneFinder *self)
{
  g_return_val_if_fail (ATTUNE_IS_FINDER (self), 0);

  return self->sorted != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->sorted)) : 0;
}
