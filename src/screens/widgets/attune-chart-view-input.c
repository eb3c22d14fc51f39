/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-chart-view-private.h"

static guint
pick (AttuneChartView *self, double x, double y)
{
  AttuneChartItem item;

  if (!attune_chart_view_ensure_geometry (self) ||
      !attune_chart_pick (self->chart, self->geometry, x, y, &item))
    return ATTUNE_CHART_NO_ITEM;
  return item.index;
}

/* GTK tells of a pointer that rests as well, whenever something under it is laid out anew: what the keys have chosen stays
 * until the pointer moves. */
static void
motion_cb (AttuneChartView *self, double x, double y)
{
  if (x == self->pointer_x && y == self->pointer_y)
    return;
  self->pointer_x = x;
  self->pointer_y = y;
  self->is_pointed = TRUE;
  attune_chart_view_set_item (self, pick (self, x, y));
}

static void
leave_cb (AttuneChartView *self)
{
  if (self->is_pointed)
    attune_chart_view_set_item (self, ATTUNE_CHART_NO_ITEM);
}

static void
focus_left_cb (AttuneChartView *self)
{
  attune_chart_view_set_item (self, ATTUNE_CHART_NO_ITEM);
}

static void
released_cb (AttuneChartView *self, int n_press, double x, double y)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  attune_chart_view_set_item (self, pick (self, x, y));
  if (n_press == 1)
    attune_chart_view_activate (self);
}

static gboolean
find_step (guint key, AttuneChartStep *out_step)
{
  static const struct
  {
    guint key, keypad;
    AttuneChartStep step;
  } keys[] = {
    { GDK_KEY_Left, GDK_KEY_KP_Left, ATTUNE_CHART_STEP_LEFT },
    { GDK_KEY_Right, GDK_KEY_KP_Right, ATTUNE_CHART_STEP_RIGHT },
    { GDK_KEY_Up, GDK_KEY_KP_Up, ATTUNE_CHART_STEP_UP },
    { GDK_KEY_Down, GDK_KEY_KP_Down, ATTUNE_CHART_STEP_DOWN },
    { GDK_KEY_Home, GDK_KEY_KP_Home, ATTUNE_CHART_STEP_FIRST },
    { GDK_KEY_End, GDK_KEY_KP_End, ATTUNE_CHART_STEP_LAST },
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (key == keys[i].key || key == keys[i].keypad)
      {
        *out_step = keys[i].step;
        return TRUE;
      }
  return FALSE;
}

/* Up and down, where they lead nowhere, are left to the page, which scrolls or moves the focus. */
static gboolean
go (AttuneChartView *self, AttuneChartStep step)
{
  guint before = self->item;
  guint index;

  if (!attune_chart_view_ensure_geometry (self))
    return GDK_EVENT_PROPAGATE;
  index = attune_chart_step (self->chart, self->geometry, before, step);
  if (index == ATTUNE_CHART_NO_ITEM ||
      (index == before && (step == ATTUNE_CHART_STEP_UP || step == ATTUNE_CHART_STEP_DOWN)))
    return GDK_EVENT_PROPAGATE;
  self->is_pointed = FALSE;
  attune_chart_view_set_item (self, index);
  return GDK_EVENT_STOP;
}

static gboolean
key_pressed_cb (AttuneChartView *self, guint key, guint code, GdkModifierType modifiers)
{
  AttuneChartStep step;

  if (modifiers & gtk_accelerator_get_default_mod_mask ())
    return GDK_EVENT_PROPAGATE;
  if (find_step (key, &step))
    return go (self, step);
  if (self->item == ATTUNE_CHART_NO_ITEM)
    return GDK_EVENT_PROPAGATE;
  switch (key)
    {
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_ISO_Enter:
    case GDK_KEY_space:
      attune_chart_view_activate (self);
      return GDK_EVENT_STOP;
    case GDK_KEY_Escape:
      attune_chart_view_set_item (self, ATTUNE_CHART_NO_ITEM);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

void
attune_chart_view_bind_input (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, motion_cb);
  gtk_widget_class_bind_template_callback (widget_class, leave_cb);
  gtk_widget_class_bind_template_callback (widget_class, focus_left_cb);
  gtk_widget_class_bind_template_callback (widget_class, released_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
}
