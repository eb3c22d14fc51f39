/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-page.h"

#include "attune-work-bar.h"

/* So many frames a page may take until it has something to put the focus on. */
#define MAX_FRAMES 120

typedef struct
{
  /* template */
  AdwHeaderBar *header;
  AdwWindowTitle *window_title;
  GtkButton *back;
  AttuneWorkBar *work_bar;
  GtkBox *start;
  GtkBox *end;
  AdwBin *content;

  /* borrowed */
  GtkWidget *focus;

  guint focus_tick; /* waits for the content's first, 0 */
  guint n_frames;

  /* owned */
  AttuneContext *context;
} AttunePagePrivate;

static void attune_page_buildable_init (GtkBuildableIface *iface);

G_DEFINE_ABSTRACT_TYPE_WITH_CODE (AttunePage,
                                  attune_page,
                                  ADW_TYPE_BIN,
                                  G_ADD_PRIVATE (AttunePage)
                                    G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE,
                                                           attune_page_buildable_init))

static GtkBuildableIface *parent_buildable;

enum
{
  PROP_0,
  PROP_CONTEXT,
  PROP_TITLE,
  PROP_SUBTITLE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

#define PRIVATE(self) ((AttunePagePrivate *) attune_page_get_instance_private (self))

static void
store_changed_cb (AttuneStore *store, guint kind, gint64 id, AttunePage *self)
{
  AttunePageClass *class = ATTUNE_PAGE_GET_CLASS (self);

  if (class->store_changed != NULL)
    class->store_changed (self, kind, id);
}

static void
set_context (AttunePage *self, AttuneContext *context)
{
  AttunePagePrivate *private = PRIVATE (self);

  if (context == NULL)
    return;

  private->context = g_object_ref (context);
  g_object_set (private->work_bar, "context", context, NULL);
  g_signal_connect_object (attune_context_get_store (context), "changed",
                           G_CALLBACK (store_changed_cb), self, 0);
}

static void
attune_page_add_child (GtkBuildable *buildable,
                       GtkBuilder *builder,
                       GObject *child,
                       const char *type)
{
  AttunePagePrivate *private = PRIVATE (ATTUNE_PAGE (buildable));

  if (private->content == NULL || !GTK_IS_WIDGET (child))
    parent_buildable->add_child (buildable, builder, child, type);
  else if (g_strcmp0 (type, "start") == 0)
    gtk_box_append (private->start, GTK_WIDGET (child));
  else if (g_strcmp0 (type, "end") == 0)
    gtk_box_append (private->end, GTK_WIDGET (child));
  else if (g_strcmp0 (type, "title") == 0)
    adw_header_bar_set_title_widget (private->header, GTK_WIDGET (child));
  else
    adw_bin_set_child (private->content, GTK_WIDGET (child));
}

static void
attune_page_buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = attune_page_add_child;
}

static void
forget_focus (AttunePage *self)
{
  AttunePagePrivate *private = PRIVATE (self);

  g_clear_weak_pointer (&private->focus);
}

static void
stop_waiting (AttunePage *self)
{
  AttunePagePrivate *private = PRIVATE (self);

  if (private->focus_tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), private->focus_tick);
  private->focus_tick = 0;
}

/* Hands the focus on as soon as the content has something to take it, unless it went elsewhere meanwhile. */
static gboolean
focus_tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  AttunePagePrivate *private = PRIVATE (ATTUNE_PAGE (widget));
  GtkWidget *content = GTK_WIDGET (private->content);

  if (gtk_widget_is_focus (content) && !gtk_widget_child_focus (content, GTK_DIR_TAB_FORWARD) &&
      ++private->n_frames < MAX_FRAMES)
    return G_SOURCE_CONTINUE;

  gtk_widget_set_focusable (content, FALSE);
  private->focus_tick = 0;
  return G_SOURCE_REMOVE;
}

/* What the page shows is still being loaded: the content holds the focus, so that the page's keys work already. */
static void
wait_for_focus (AttunePage *self)
{
  AttunePagePrivate *private = PRIVATE (self);

  stop_waiting (self);
  private->n_frames = 0;
  gtk_widget_set_focusable (GTK_WIDGET (private->content), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (private->content));
  private->focus_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), focus_tick_cb, NULL, NULL);
}

static void
attune_page_dispose (GObject *object)
{
  AttunePage *self = ATTUNE_PAGE (object);

  forget_focus (self);
  stop_waiting (self);

  G_OBJECT_CLASS (attune_page_parent_class)->dispose (object);
}

static void
attune_page_finalize (GObject *object)
{
  g_clear_object (&PRIVATE (ATTUNE_PAGE (object))->context);

  G_OBJECT_CLASS (attune_page_parent_class)->finalize (object);
}

static void
attune_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  AttunePage *self = ATTUNE_PAGE (object);

  switch (id)
    {
    case PROP_CONTEXT:
      g_value_set_object (value, PRIVATE (self)->context);
      break;
    case PROP_TITLE:
      g_value_set_string (value, attune_page_get_title (self));
      break;
    case PROP_SUBTITLE:
      g_value_set_string (value, attune_page_get_subtitle (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
attune_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  AttunePage *self = ATTUNE_PAGE (object);

  switch (id)
    {
    case PROP_CONTEXT:
      set_context (self, g_value_get_object (value));
      break;
    case PROP_TITLE:
      attune_page_set_title (self, g_value_get_string (value));
      break;
    case PROP_SUBTITLE:
      attune_page_set_subtitle (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
attune_page_class_init (AttunePageClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->dispose = attune_page_dispose;
  object_class->finalize = attune_page_finalize;
  object_class->get_property = attune_page_get_property;
  object_class->set_property = attune_page_set_property;

  properties[PROP_CONTEXT] = g_param_spec_object ("context", NULL, NULL, ATTUNE_TYPE_CONTEXT,
                                                  G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY |
                                                    G_PARAM_STATIC_STRINGS);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL,
                                                G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SUBTITLE] = g_param_spec_string ("subtitle", NULL, NULL, NULL,
                                                   G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (ATTUNE_TYPE_WORK_BAR);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/attuneqa/Attune/attune-page.ui");
  gtk_widget_class_bind_template_child_private (widget_class, AttunePage, header);
  gtk_widget_class_bind_template_child_private (widget_class, AttunePage, window_title);
  gtk_widget_class_bind_template_child_private (widget_class, AttunePage, back);
  gtk_widget_class_bind_template_child_private (widget_class, AttunePage, work_bar);
  gtk_widget_class_bind_template_child_private (widget_class, AttunePage, start);
  gtk_widget_class_bind_template_child_private (widget_class, AttunePage, end);
  gtk_widget_class_bind_template_child_private (widget_class, AttunePage, content);
}

static void
attune_page_init (AttunePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

AttuneContext *
attune_page_get_context (AttunePage *self)
{
  g_return_val_if_fail (ATTUNE_IS_PAGE (self), NULL);

  return PRIVATE (self)->context;
}

const char *
attune_page_get_title (AttunePage *self)
{
  g_return_val_if_fail (ATTUNE_IS_PAGE (self), NULL);

  return adw_window_title_get_title (PRIVATE (self)->window_title);
}

void
attune_page_set_title (AttunePage *self, const char *title)
{
  g_return_if_fail (ATTUNE_IS_PAGE (self));

  title = title != NULL ? title : "";
  if (g_strcmp0 (title, attune_page_get_title (self)) == 0)
    return;

  adw_window_title_set_title (PRIVATE (self)->window_title, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

const char *
attune_page_get_subtitle (AttunePage *self)
{
  g_return_val_if_fail (ATTUNE_IS_PAGE (self), NULL);

  return adw_window_title_get_subtitle (PRIVATE (self)->window_title);
}

void
attune_page_set_subtitle (AttunePage *self, const char *subtitle)
{
  g_return_if_fail (ATTUNE_IS_PAGE (self));

  adw_window_title_set_subtitle (PRIVATE (self)->window_title, subtitle != NULL ? subtitle : "");
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SUBTITLE]);
}

void
attune_page_set_has_back (AttunePage *self, gboolean has_back)
{
  g_return_if_fail (ATTUNE_IS_PAGE (self));

  gtk_widget_set_visible (GTK_WIDGET (PRIVATE (self)->back), has_back);
}

void
attune_page_refresh (AttunePage *self)
{
  g_return_if_fail (ATTUNE_IS_PAGE (self));

  if (ATTUNE_PAGE_GET_CLASS (self)->refresh != NULL)
    ATTUNE_PAGE_GET_CLASS (self)->refresh (self);
}

gboolean
attune_page_search (AttunePage *self)
{
  AttunePageClass *class;

  g_return_val_if_fail (ATTUNE_IS_PAGE (self), FALSE);

  class = ATTUNE_PAGE_GET_CLASS (self);
  return class->search != NULL && class->search (self);
}

void
attune_page_leave (AttunePage *self)
{
  g_return_if_fail (ATTUNE_IS_PAGE (self));

  if (ATTUNE_PAGE_GET_CLASS (self)->leave != NULL)
    ATTUNE_PAGE_GET_CLASS (self)->leave (self);
}

void
attune_page_seek (AttunePage *self, gint64 us)
{
  g_return_if_fail (ATTUNE_IS_PAGE (self));

  if (ATTUNE_PAGE_GET_CLASS (self)->seek != NULL)
    ATTUNE_PAGE_GET_CLASS (self)->seek (self, us);
}

void
attune_page_go_to (AttunePage *self, const char *place)
{
  g_return_if_fail (ATTUNE_IS_PAGE (self));
  g_return_if_fail (place != NULL);

  if (ATTUNE_PAGE_GET_CLASS (self)->go_to != NULL)
    ATTUNE_PAGE_GET_CLASS (self)->go_to (self, place);
}

void
attune_page_keep_focus (AttunePage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  g_return_if_fail (ATTUNE_IS_PAGE (self));

  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
    g_set_weak_pointer (&PRIVATE (self)->focus, focus);
}

void
attune_page_restore_focus (AttunePage *self)
{
  AttunePagePrivate *private;

  g_return_if_fail (ATTUNE_IS_PAGE (self));

  private = PRIVATE (self);
  if ((private->focus == NULL || !gtk_widget_grab_focus (private->focus)) &&
      !gtk_widget_child_focus (GTK_WIDGET (private->content), GTK_DIR_TAB_FORWARD))
    wait_for_focus (self);
  forget_focus (self);
}
