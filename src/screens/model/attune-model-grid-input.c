/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-model-grid-private.h"

#include "attune-model-words.h"

/* Words -------------------------------------------------------------------------------------------- */

static char *
say (AttuneModelGrid *self, AttuneModelSpot spot)
{
  if (self->model == NULL || !attune_model_geometry_is_spot (&self->geometry, spot))
    return g_strdup ("");
  return attune_model_say_spot (self->model, self->marks, spot);
}

/* One line for those who hear it. */
void
attune_model_grid_describe_cursor (AttuneModelGrid *self)
{
  g_autofree char *text = say (self, self->cursor);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autofree char *line = g_strjoinv (", ", lines);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, line,
                                  -1);
}

static gboolean
query_tooltip_cb (AttuneModelGrid *self, int x, int y, gboolean is_keyboard, GtkTooltip *tooltip)
{
  AttuneModelSpot spot = self->cursor;
  g_autofree char *text = NULL;
  GdkRectangle area;

  if (!is_keyboard && !attune_model_geometry_pick (&self->geometry, x, y, &spot))
    return FALSE;

  text = say (self, spot);
  area = attune_model_grid_get_rectangle (self, spot);
  gtk_tooltip_set_text (tooltip, text);
  gtk_tooltip_set_tip_area (tooltip, &area);
  return *text != '\0';
}

/* Keys ----------------------------------------------------------------------------------------------- */

static gboolean
step_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  AttuneModelGrid *self = ATTUNE_MODEL_GRID (widget);
  guint step = g_variant_get_uint32 (arguments);
  AttuneModelSpot next;

  if (self->geometry.is_mirrored &&
      (step == ATTUNE_MODEL_STEP_BACK || step == ATTUNE_MODEL_STEP_ON))
    step = step == ATTUNE_MODEL_STEP_BACK ? ATTUNE_MODEL_STEP_ON : ATTUNE_MODEL_STEP_BACK;
  next = attune_model_geometry_step (&self->geometry, self->cursor, (AttuneModelStep) step);
  if (next.row != self->cursor.row || next.column != self->cursor.column)
    attune_model_grid_set_cursor (self, next);
  return GDK_EVENT_STOP;
}

void
attune_model_grid_bind_keys (GtkWidgetClass *widget_class)
{
  static const struct
  {
    guint key;
    guint pad;
    GdkModifierType modifiers;
    AttuneModelStep step;
  } steps[] = {
    { GDK_KEY_Left, GDK_KEY_KP_Left, 0, ATTUNE_MODEL_STEP_BACK },
    { GDK_KEY_Right, GDK_KEY_KP_Right, 0, ATTUNE_MODEL_STEP_ON },
    { GDK_KEY_Up, GDK_KEY_KP_Up, 0, ATTUNE_MODEL_STEP_UP },
    { GDK_KEY_Down, GDK_KEY_KP_Down, 0, ATTUNE_MODEL_STEP_DOWN },
    { GDK_KEY_Home, GDK_KEY_KP_Home, 0, ATTUNE_MODEL_STEP_ROW_START },
    { GDK_KEY_End, GDK_KEY_KP_End, 0, ATTUNE_MODEL_STEP_ROW_END },
    { GDK_KEY_Home, GDK_KEY_KP_Home, GDK_CONTROL_MASK, ATTUNE_MODEL_STEP_TOP },
    { GDK_KEY_End, GDK_KEY_KP_End, GDK_CONTROL_MASK, ATTUNE_MODEL_STEP_BOTTOM },
    { GDK_KEY_Page_Up, GDK_KEY_KP_Page_Up, 0, ATTUNE_MODEL_STEP_PAGE_UP },
    { GDK_KEY_Page_Down, GDK_KEY_KP_Page_Down, 0, ATTUNE_MODEL_STEP_PAGE_DOWN },
  };
  static const guint activations[] = { GDK_KEY_Return, GDK_KEY_KP_Enter, GDK_KEY_space,
                                       GDK_KEY_KP_Space };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      gtk_widget_class_add_binding (widget_class, steps[i].key, steps[i].modifiers, step_cb, "u",
                                    steps[i].step);
      gtk_widget_class_add_binding (widget_class, steps[i].pad, steps[i].modifiers, step_cb, "u",
                                    steps[i].step);
    }
  for (guint i = 0; i < G_N_ELEMENTS (activations); i++)
    gtk_widget_class_add_binding_signal (widget_class, activations[i], 0, "activated", NULL);
  gtk_widget_class_add_binding_signal (widget_class, GDK_KEY_Menu, 0, "menu-wanted", NULL);
  gtk_widget_class_add_binding_signal (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "menu-wanted",
                                       NULL);
}

/* Pointer -------------------------------------------------------------------------------------------- */

static void
set_hovered (AttuneModelGrid *self, gboolean is_hovered, AttuneModelSpot spot)
{
  if (self->is_hovered == is_hovered &&
      (!is_hovered || (self->hovered.row == spot.row && self->hovered.column == spot.column)))
    return;

  self->is_hovered = is_hovered;
  self->hovered = spot;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
motion_cb (AttuneModelGrid *self, double x, double y)
{
  AttuneModelSpot spot = { -1, -1 };
  gboolean is_hovered = attune_model_geometry_pick (&self->geometry, x, y, &spot);

  set_hovered (self, is_hovered, spot);
}

static void
left_cb (AttuneModelGrid *self)
{
  set_hovered (self, FALSE, (AttuneModelSpot){ -1, -1 });
}

static gboolean
is_title (AttuneModelSpot spot)
{
  return spot.row < 0 || spot.column < 0;
}

static void
released_cb (AttuneModelGrid *self, int n_presses, double x, double y)
{
  AttuneModelSpot spot;

  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (!attune_model_geometry_pick (&self->geometry, x, y, &spot))
    return;
  attune_model_grid_set_cursor (self, spot);
  if (!is_title (spot) || n_presses == 2)
    g_signal_emit_by_name (self, "activated");
}

static void
secondary_pressed_cb (AttuneModelGrid *self, int n_presses, double x, double y)
{
  AttuneModelSpot spot;

  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (!attune_model_geometry_pick (&self->geometry, x, y, &spot))
    return;
  attune_model_grid_set_cursor (self, spot);
  g_signal_emit_by_name (self, "menu-wanted");
}

static void
add_click (AttuneModelGrid *self, guint button, const char *signal, GCallback callback)
{
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), button);
  g_signal_connect_swapped (click, signal, callback, self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

void
attune_model_grid_add_controllers (AttuneModelGrid *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();

  g_signal_connect_swapped (motion, "enter", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (left_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  add_click (self, GDK_BUTTON_PRIMARY, "released", G_CALLBACK (released_cb));
  add_click (self, GDK_BUTTON_SECONDARY, "pressed", G_CALLBACK (secondary_pressed_cb));
  g_signal_connect (self, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
}
