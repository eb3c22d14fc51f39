/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-breakpoint.h"

struct _AttuneBreakpoint
{
  GtkWidget parent_instance;

  /* borrowed */
  GtkWidget *child;

  int width;
  int minimum;
  gboolean is_narrow;
};

G_DEFINE_FINAL_TYPE (AttuneBreakpoint, attune_breakpoint, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_CHILD,
  PROP_WIDTH,
  PROP_MINIMUM,
  PROP_IS_NARROW,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
attune_breakpoint_measure (GtkWidget *widget,
                           GtkOrientation orientation,
                           int for_size,
                           int *minimum,
                           int *natural,
                           int *minimum_baseline,
                           int *natural_baseline)
{
  AttuneBreakpoint *self = ATTUNE_BREAKPOINT (widget);

  *minimum = *natural = self->minimum;
  if (self->child == NULL)
    return;

  if (orientation == GTK_ORIENTATION_VERTICAL)
    gtk_widget_measure (self->child, orientation, -1, minimum, natural, NULL, NULL);
  else
    {
      gtk_widget_measure (self->child, orientation, for_size, NULL, natural, NULL, NULL);
      *natural = MAX (*natural, *minimum);
    }
}

static void
set_is_narrow (AttuneBreakpoint *self, gboolean is_narrow)
{
  if (self->is_narrow == is_narrow)
    return;

  self->is_narrow = is_narrow;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_NARROW]);
}

static void
attune_breakpoint_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  AttuneBreakpoint *self = ATTUNE_BREAKPOINT (widget);
  int child_width = 0;
  int child_height = 0;

  if (self->child == NULL)
    return;

  set_is_narrow (self, width < self->width);
  gtk_widget_measure (self->child, GTK_ORIENTATION_HORIZONTAL, -1, &child_width, NULL, NULL, NULL);
  gtk_widget_measure (self->child, GTK_ORIENTATION_VERTICAL, -1, &child_height, NULL, NULL, NULL);
  gtk_widget_allocate (self->child, MAX (width, child_width), MAX (height, child_height), baseline,
                       NULL);
}

static void
attune_breakpoint_dispose (GObject *object)
{
  g_clear_pointer (&ATTUNE_BREAKPOINT (object)->child, gtk_widget_unparent);

  G_OBJECT_CLASS (attune_breakpoint_parent_class)->dispose (object);
}

static void
attune_breakpoint_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  AttuneBreakpoint *self = ATTUNE_BREAKPOINT (object);

  switch (id)
    {
    case PROP_CHILD:
      g_value_set_object (value, self->child);
      break;
    case PROP_WIDTH:
      g_value_set_int (value, self->width);
      break;
    case PROP_MINIMUM:
      g_value_set_int (value, self->minimum);
      break;
    case PROP_IS_NARROW:
      g_value_set_boolean (value, self->is_narrow);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
attune_breakpoint_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  AttuneBreakpoint *self = ATTUNE_BREAKPOINT (object);

  switch (id)
    {
    case PROP_CHILD:
      g_clear_pointer (&self->child, gtk_widget_unparent);
      self->child = g_value_get_object (value);
      if (self->child != NULL)
        gtk_widget_set_parent (self->child, GTK_WIDGET (self));
      break;
    case PROP_WIDTH:
      self->width = g_value_get_int (value);
      gtk_widget_queue_resize (GTK_WIDGET (self));
      break;
    case PROP_MINIMUM:
      self->minimum = g_value_get_int (value);
      gtk_widget_queue_resize (GTK_WIDGET (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
attune_breakpoint_class_init (AttuneBreakpointClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->dispose = attune_breakpoint_dispose;
  object_class->get_property = attune_breakpoint_get_property;
  object_class->set_property = attune_breakpoint_set_property;
  widget_class->measure = attune_breakpoint_measure;
  widget_class->size_allocate = attune_breakpoint_size_allocate;

  properties[PROP_CHILD] = g_param_spec_object ("child", NULL, NULL, GTK_TYPE_WIDGET,
                                                G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_WIDTH] = g_param_spec_int ("width", NULL, NULL, 0, G_MAXINT, 0,
                                             G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_MINIMUM] = g_param_spec_int ("minimum", NULL, NULL, 0, G_MAXINT, 0,
                                               G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_IS_NARROW] = g_param_spec_boolean ("is-narrow", NULL, NULL, FALSE,
                                                     G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
attune_breakpoint_init (AttuneBreakpoint *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

gboolean
attune_breakpoint_get_is_narrow (AttuneBreakpoint *self)
{
  g_return_val_if_fail (ATTUNE_IS_BREAKPOINT (self), FALSE);

  return self->is_narrow;
}
