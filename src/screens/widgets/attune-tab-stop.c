/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-tab-stop.h"

struct _AttuneTabStop
{
  AdwBin parent_instance;

  /* borrowed */
  GtkWidget *view; /* from the template that this is in, weak */
  GtkRoot *root;   /* whose focus is followed, NULL for none */

  /* owned */
  GtkSelectionModel *model; /* of the view, NULL for none */
  GSignalGroup *selection;  /* the same where it is of one row */
  guint following;          /* takes the focus to the selected row, 0 */
};

G_DEFINE_FINAL_TYPE (AttuneTabStop, attune_tab_stop, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_VIEW,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* The view's own list: of a column view it comes behind the header. */
static GtkWidget *
get_list (AttuneTabStop *self)
{
  return GTK_IS_COLUMN_VIEW (self->view) ? gtk_widget_get_last_child (self->view) : self->view;
}

static GtkWidget *
get_focus (AttuneTabStop *self)
{
  return self->root != NULL ? gtk_root_get_focus (self->root) : NULL;
}

/* The row that has the focus, itself or in one of its cells; NULL when it is elsewhere. */
static GtkWidget *
find_focused (AttuneTabStop *self)
{
  GtkWidget *list = self->view != NULL ? get_list (self) : NULL;
  GtkWidget *row = list != NULL ? get_focus (self) : NULL;

  while (row != NULL && gtk_widget_get_parent (row) != list)
    row = gtk_widget_get_parent (row);
  return row;
}

static gboolean
is_selected (GtkWidget *row)
{
  return (gtk_widget_get_state_flags (row) & GTK_STATE_FLAG_SELECTED) != 0;
}

static GtkWidget *
find_selected (AttuneTabStop *self)
{
  for (GtkWidget *i = gtk_widget_get_first_child (get_list (self)); i != NULL;
       i = gtk_widget_get_next_sibling (i))
    if (is_selected (i))
      return i;
  return NULL;
}

/* A row far from what is seen has no widget: it is brought into view first. */
static GtkWidget *
reach_selected (AttuneTabStop *self)
{
  g_autoptr (GtkBitset) rows = self->model != NULL ? gtk_selection_model_get_selection (self->model)
                                                   : NULL;

  if (rows != NULL && !gtk_bitset_is_empty (rows) && find_selected (self) == NULL)
    gtk_widget_activate_action (get_list (self), "list.scroll-to-item", "u",
                                gtk_bitset_get_minimum (rows));
  return find_selected (self);
}

/* The focus has moved: to select its row is what the row does when it is clicked. */
static void
focus_changed_cb (AttuneTabStop *self)
{
  GtkWidget *row = !GTK_IS_MULTI_SELECTION (self->model) ? find_focused (self) : NULL;

  if (row != NULL && !is_selected (row))
    gtk_widget_activate_action (row, "listitem.select", "(bb)", FALSE, FALSE);
}

static gboolean
follow_cb (gpointer data)
{
  AttuneTabStop *self = data;
  GtkWidget *focused = find_focused (self);
  GtkWidget *selected;

  self->following = 0;
  if (focused == NULL || is_selected (focused))
    return G_SOURCE_REMOVE;

  selected = reach_selected (self);
  if (selected != NULL)
    gtk_widget_grab_focus (selected);
  return G_SOURCE_REMOVE;
}

/* The view hears of what is selected after this, hence not at once. */
static void
selection_changed_cb (AttuneTabStop *self)
{
  if (self->following == 0 && find_focused (self) != NULL)
    self->following = g_idle_add_full (G_PRIORITY_DEFAULT, follow_cb, self, NULL);
}

static void
model_changed_cb (AttuneTabStop *self)
{
  g_clear_object (&self->model);
  g_object_get (self->view, "model", &self->model, NULL);
  g_signal_group_set_target (self->selection,
                             GTK_IS_SINGLE_SELECTION (self->model) ? self->model : NULL);
}

/* ---------------------------------------------------------------------------------------------- */

static gboolean
attune_tab_stop_grab_focus (GtkWidget *widget)
{
  AttuneTabStop *self = ATTUNE_TAB_STOP (widget);
  GtkWidget *selected = reach_selected (self);

  return (selected != NULL && gtk_widget_grab_focus (selected)) ||
         gtk_widget_grab_focus (self->view);
}

static gboolean
attune_tab_stop_focus (GtkWidget *widget, GtkDirectionType direction)
{
  AttuneTabStop *self = ATTUNE_TAB_STOP (widget);
  gboolean is_by_tab = direction == GTK_DIR_TAB_FORWARD || direction == GTK_DIR_TAB_BACKWARD;
  GtkWidget *focus = get_focus (self);

  if (!is_by_tab)
    return GTK_WIDGET_CLASS (attune_tab_stop_parent_class)->focus (widget, direction);
  if (focus != NULL && gtk_widget_is_ancestor (focus, widget))
    return FALSE;
  return attune_tab_stop_grab_focus (widget) && find_focused (self) != NULL;
}

static void
attune_tab_stop_root (GtkWidget *widget)
{
  AttuneTabStop *self = ATTUNE_TAB_STOP (widget);

  GTK_WIDGET_CLASS (attune_tab_stop_parent_class)->root (widget);
  self->root = gtk_widget_get_root (widget);
  g_signal_connect_swapped (self->root, "notify::focus-widget", G_CALLBACK (focus_changed_cb),
                            self);
}

static void
attune_tab_stop_unroot (GtkWidget *widget)
{
  AttuneTabStop *self = ATTUNE_TAB_STOP (widget);

  g_signal_handlers_disconnect_by_func (self->root, focus_changed_cb, self);
  g_clear_handle_id (&self->following, g_source_remove);
  self->root = NULL;
  GTK_WIDGET_CLASS (attune_tab_stop_parent_class)->unroot (widget);
}

static void
attune_tab_stop_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  AttuneTabStop *self = ATTUNE_TAB_STOP (object);

  switch (id)
    {
    case PROP_VIEW:
      g_set_weak_pointer (&self->view, g_value_get_object (value));
      g_signal_connect_object (self->view, "notify::model", G_CALLBACK (model_changed_cb), self,
                               G_CONNECT_SWAPPED);
      model_changed_cb (self);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
attune_tab_stop_dispose (GObject *object)
{
  AttuneTabStop *self = ATTUNE_TAB_STOP (object);

  g_clear_weak_pointer (&self->view);
  g_clear_object (&self->model);
  g_clear_object (&self->selection);
  adw_bin_set_child (ADW_BIN (self), NULL);
  G_OBJECT_CLASS (attune_tab_stop_parent_class)->dispose (object);
}

static void
attune_tab_stop_class_init (AttuneTabStopClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->dispose = attune_tab_stop_dispose;
  object_class->set_property = attune_tab_stop_set_property;
  widget_class->grab_focus = attune_tab_stop_grab_focus;
  widget_class->focus = attune_tab_stop_focus;
  widget_class->root = attune_tab_stop_root;
  widget_class->unroot = attune_tab_stop_unroot;

  properties[PROP_VIEW] = g_param_spec_object ("view", NULL, NULL, GTK_TYPE_WIDGET,
                                               G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
attune_tab_stop_init (AttuneTabStop *self)
{
  self->selection = g_signal_group_new (GTK_TYPE_SINGLE_SELECTION);
  g_signal_group_connect_swapped (self->selection, "notify::selected",
                                  G_CALLBACK (selection_changed_cb), self);
}
