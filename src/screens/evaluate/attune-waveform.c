/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-waveform.h"

#include "attune-mark-drag.h"
#include "attune-template.h"
#include "attune-wave-cursor.h"
#include "attune-wave-lane.h"
#include "attune-wave-marks.h"
#include "attune-wave-part.h"
#include "attune-wave-ruler.h"
#include "attune-wave-selection.h"
#include "attune-wave-shade.h"
#include "attune-wave-window.h"

#include <glib/gi18n.h>
#include <math.h>

#define ZOOM_STEP   1.5
#define WHEEL_ZOOM  1.2
#define WHEEL_SHARE 0.1
#define ARROW_SHARE 0.02
#define LOOK_SHARE  0.5
#define EDGE_REACH  6.0

/* What a drag does. */
typedef enum
{
  DRAG_SEEK,
  DRAG_SELECT,
  DRAG_MARK,
} DragKind;

struct _AttuneWaveform
{
  GtkWidget parent_instance;

  /* template */
  GtkWidget *stage;
  AttuneWaveRuler *ruler;
  AttuneWaveShade *shade;
  GtkWidget *agent_row;
  GtkWidget *customer_row;
  AttuneWaveLane *agent_lane;
  AttuneWaveLane *customer_lane;
  GtkLabel *agent_label;
  GtkLabel *customer_label;
  AttuneWavePart *part;
  AttuneWaveSelection *selection;
  AttuneWaveMarks *marks;
  AttuneWaveCursor *cursor;
  GtkWidget *overview_row;
  GtkWidget *overview;
  AttuneWaveWindow *window;
  AttuneWaveLane *overview_agent;
  AttuneWaveLane *overview_customer;
  AttuneWavePart *overview_part;

  /* owned */
  AttuneWaveView *view;

  /* borrowed */
  AttuneKeyMap *keys;

  DragKind drag;
  AttuneMarkDrag mark;
  double drag_x;
  double grip_us; /* from the edge of what is shown to where it was grasped on the strip */
  gint64 anchor_us;
  AttuneTimeAxis pinched;
  double pinch_x;
  double pointer_x;
};

G_DEFINE_FINAL_TYPE (AttuneWaveform, attune_waveform, GTK_TYPE_WIDGET)

static AttuneTimeAxis
get_axis (AttuneWaveform *self)
{
  return attune_wave_view_get_axis (self->view);
}

static gint64
to_us (AttuneWaveform *self, double x)
{
  return attune_time_axis_to_us (get_axis (self), x);
}

/* --- The strip below --- */

static double
to_overview_us (AttuneWaveform *self, double x)
{
  int width = MAX (gtk_widget_get_width (self->overview), 1);

  return x / width * (double) get_axis (self).duration_us;
}

static void
move_window (AttuneWaveform *self, double x)
{
  AttuneTimeAxis axis = get_axis (self);

  attune_wave_view_set_axis (self->view,
                             attune_time_axis_scroll (axis, to_overview_us (self, x) -
                                                              self->grip_us - axis.start_us));
}

/* What is shown is taken where it is grasped; elsewhere it comes there with its middle. */
static void
overview_begin_cb (AttuneWaveform *self, double x, double y, GtkGestureDrag *gesture)
{
  AttuneTimeAxis axis = get_axis (self);
  double at = to_overview_us (self, x) - axis.start_us;

  self->drag_x = x;
  self->grip_us = at >= 0 && at <= axis.span_us ? at : axis.span_us / 2;
  move_window (self, x);
}

static void
overview_update_cb (AttuneWaveform *self, double dx, double dy, GtkGestureDrag *gesture)
{
  move_window (self, self->drag_x + dx);
}

static void
view_changed_cb (AttuneWaveform *self, guint change, AttuneWaveView *view)
{
  if ((change & ATTUNE_WAVE_CHANGE_AXIS) == 0)
    return;

  /* Where all is in view it would say the same again. */
  gtk_widget_set_visible (self->overview_row, !attune_time_axis_is_whole (get_axis (self)));
}

/* --- Pointer --- */

static gint64
get_double_click_us (AttuneWaveform *self)
{
  int ms;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-double-click-time", &ms, NULL);
  return ms * (gint64) G_TIME_SPAN_MILLISECOND;
}

static void
drag_begin_cb (AttuneWaveform *self, double x, double y, GtkGestureDrag *gesture)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (
    GTK_EVENT_CONTROLLER (gesture));
  gint64 from, to;

  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (attune_mark_drag_begin (&self->mark, self->marks, x, y, get_double_click_us (self)))
    {
      self->drag = DRAG_MARK;
      self->drag_x = x;
      return;
    }

  self->drag = (state & GDK_SHIFT_MASK) != 0 ? DRAG_SELECT : DRAG_SEEK;
  self->drag_x = x;
  self->anchor_us = to_us (self, x);
  if (attune_wave_view_get_selection (self->view, &from, &to))
    {
      double left = attune_time_axis_to_pixel (get_axis (self), (double) from);
      double right = attune_time_axis_to_pixel (get_axis (self), (double) to);

      if (fabs (x - left) < EDGE_REACH || fabs (x - right) < EDGE_REACH)
        {
          self->drag = DRAG_SELECT;
          self->anchor_us = fabs (x - left) < fabs (x - right) ? to : from;
        }
    }
  if (self->drag == DRAG_SEEK)
    attune_wave_view_seek (self->view, self->anchor_us);
}

static void
drag_update_cb (AttuneWaveform *self, double dx, double dy, GtkGestureDrag *gesture)
{
  gint64 us = to_us (self, self->drag_x + dx);

  if (self->drag == DRAG_MARK)
    attune_mark_drag_update (&self->mark, self->marks, self->drag_x, dx);
  else if (self->drag == DRAG_SELECT)
    attune_wave_view_set_selection (self->view, self->anchor_us, us);
  else if (fabs (dx) >= 1.0)
    attune_wave_view_seek (self->view, us);
}

static void
drag_end_cb (AttuneWaveform *self)
{
  attune_mark_drag_end (&self->mark, self->marks, TRUE);
}

static void
drag_cancel_cb (AttuneWaveform *self)
{
  attune_mark_drag_end (&self->mark, self->marks, FALSE);
}

static void
motion_cb (AttuneWaveform *self, double x, double y, GtkEventControllerMotion *controller)
{
  gboolean is_mark = attune_wave_marks_pick (self->marks, x, y) != 0;

  self->pointer_x = x;
  gtk_widget_set_cursor_from_name (self->stage, is_mark ? "pointer" : "text");
}

static gboolean
scroll_cb (AttuneWaveform *self, double dx, double dy, GtkEventControllerScroll *controller)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (
    GTK_EVENT_CONTROLLER (controller));
  AttuneTimeAxis axis = get_axis (self);

  if ((state & GDK_CONTROL_MASK) != 0)
    axis = attune_time_axis_zoom (axis, pow (WHEEL_ZOOM, -dy),
                                  axis.start_us + self->pointer_x / axis.width * axis.span_us);
  else
    axis = attune_time_axis_scroll (axis,
                                    (fabs (dx) > fabs (dy) ? dx : dy) * WHEEL_SHARE * axis.span_us);
  attune_wave_view_set_axis (self->view, axis);
  return TRUE;
}

static void
pinch_begin_cb (AttuneWaveform *self, GdkEventSequence *sequence, GtkGesture *gesture)
{
  double y;

  self->pinched = get_axis (self);
  if (!gtk_gesture_get_bounding_box_center (gesture, &self->pinch_x, &y))
    self->pinch_x = self->pinched.width / 2.0;
}

static void
pinch_cb (AttuneWaveform *self, double scale, GtkGestureZoom *gesture)
{
  double at = self->pinched.start_us + self->pinch_x / self->pinched.width * self->pinched.span_us;

  attune_wave_view_set_axis (self->view, attune_time_axis_zoom (self->pinched, scale, at));
}

/* --- Keys --- */

/* Around the playhead where it can be seen, else around the middle. */
void
attune_waveform_zoom (AttuneWaveform *self, double factor)
{
  AttuneTimeAxis axis = get_axis (self);
  double at = (double) attune_wave_view_get_position (self->view);

  if (at < axis.start_us || at > axis.start_us + axis.span_us)
    at = axis.start_us + axis.span_us / 2;
  attune_wave_view_set_axis (self->view, attune_time_axis_zoom (axis, factor, at));
}

static void
zoom_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  attune_waveform_zoom (ATTUNE_WAVEFORM (widget),
                        g_str_equal (name, "waveform.zoom-in") ? ZOOM_STEP : 1 / ZOOM_STEP);
}

static void
fit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneWaveform *self = ATTUNE_WAVEFORM (widget);

  attune_wave_view_set_axis (self->view, attune_time_axis_fit (get_axis (self)));
}

static gboolean
arrow_key_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  AttuneWaveform *self = ATTUNE_WAVEFORM (widget);
  double by = g_variant_get_double (arguments) * get_axis (self).span_us;

  attune_wave_view_seek (self->view, attune_wave_view_get_position (self->view) + (gint64) by);
  return TRUE;
}

/* Moves what is shown and leaves the playhead, as dragging the strip does. */
static gboolean
look_key_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  AttuneWaveform *self = ATTUNE_WAVEFORM (widget);
  double by = g_variant_get_double (arguments) * get_axis (self).span_us;

  attune_wave_view_set_axis (self->view, attune_time_axis_scroll (get_axis (self), by));
  return TRUE;
}

static gboolean
end_key_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  AttuneWaveform *self = ATTUNE_WAVEFORM (widget);

  attune_wave_view_seek (self->view, attune_wave_view_find_edge (self->view, g_variant_get_boolean (
                                                                               arguments)));
  return TRUE;
}

/* One edge stays, the other moves: the one that was not the last to be set. */
static gboolean
extend_key_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  AttuneWaveform *self = ATTUNE_WAVEFORM (widget);
  gint64 by = (gint64) (g_variant_get_double (arguments) * get_axis (self).span_us);
  gint64 from, to, edge;

  if (!attune_wave_view_get_selection (self->view, &from, &to))
    from = to = self->anchor_us = attune_wave_view_get_position (self->view);
  if (self->anchor_us != to)
    self->anchor_us = from;
  edge = self->anchor_us == to && from != to ? from : to;
  attune_wave_view_set_selection (self->view, self->anchor_us, edge + by);
  return TRUE;
}

/* Sets the beginning of the selection to the playhead, or its end. */
static void
edge_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneWaveform *self = ATTUNE_WAVEFORM (widget);
  gboolean is_end = g_str_equal (name, "waveform.to");
  gint64 now = attune_wave_view_get_position (self->view);
  gint64 from, to;

  if (!attune_wave_view_get_selection (self->view, &from, &to))
    {
      from = is_end ? 0 : now;
      to = is_end ? now : get_axis (self).duration_us;
    }
  else if (is_end)
    to = now;
  else
    from = now;
  attune_wave_view_set_selection (self->view, from, to);
}

static void
mark_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneWaveform *self = ATTUNE_WAVEFORM (widget);
  int direction = g_str_equal (name, "waveform.next-note") ? 1 : -1;
  gint64 id = attune_wave_view_find_next_mark (self->view, direction);

  if (id == 0)
    gtk_widget_error_bell (widget);
  else
    attune_wave_view_activate_mark (self->view, id);
}

static gboolean
clip_key_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  AttuneWaveform *self = ATTUNE_WAVEFORM (widget);
  gint64 id = attune_wave_view_get_chosen_mark (self->view);

  if (attune_wave_view_find_mark (self->view, id) == NULL)
    return FALSE;
  attune_wave_view_play_mark (self->view, id);
  return TRUE;
}

static gboolean
drop_key_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  AttuneWaveform *self = ATTUNE_WAVEFORM (widget);

  if (!attune_wave_view_get_selection (self->view, NULL, NULL))
    return FALSE;
  attune_wave_view_set_selection (self->view, 0, 0);
  return TRUE;
}

/* The keys that can be changed; moving about is fixed. */
static gboolean
key_cb (AttuneWaveform *self, guint key, guint code, GdkModifierType state)
{
  const char *action = attune_key_map_find (self->keys, ATTUNE_KEYS_WAVEFORM, key, state);

  return action != NULL && gtk_widget_activate_action (GTK_WIDGET (self), action, NULL);
}

static void
add_keys (GtkWidgetClass *class)
{
  gtk_widget_class_install_action (class, "waveform.zoom-in", NULL, zoom_action);
  gtk_widget_class_install_action (class, "waveform.zoom-out", NULL, zoom_action);
  gtk_widget_class_install_action (class, "waveform.fit", NULL, fit_action);
  gtk_widget_class_install_action (class, "waveform.from", NULL, edge_action);
  gtk_widget_class_install_action (class, "waveform.to", NULL, edge_action);
  gtk_widget_class_install_action (class, "waveform.previous-note", NULL, mark_action);
  gtk_widget_class_install_action (class, "waveform.next-note", NULL, mark_action);
  gtk_widget_class_add_binding (class, GDK_KEY_Left, 0, arrow_key_cb, "d", -ARROW_SHARE);
  gtk_widget_class_add_binding (class, GDK_KEY_Right, 0, arrow_key_cb, "d", ARROW_SHARE);
  gtk_widget_class_add_binding (class, GDK_KEY_Page_Up, 0, arrow_key_cb, "d", -0.9);
  gtk_widget_class_add_binding (class, GDK_KEY_Page_Down, 0, arrow_key_cb, "d", 0.9);
  gtk_widget_class_add_binding (class, GDK_KEY_Home, 0, end_key_cb, "b", FALSE);
  gtk_widget_class_add_binding (class, GDK_KEY_End, 0, end_key_cb, "b", TRUE);
  gtk_widget_class_add_binding (class, GDK_KEY_Left, GDK_SHIFT_MASK, extend_key_cb, "d",
                                -ARROW_SHARE);
  gtk_widget_class_add_binding (class, GDK_KEY_Right, GDK_SHIFT_MASK, extend_key_cb, "d",
                                ARROW_SHARE);
  gtk_widget_class_add_binding (class, GDK_KEY_Left, GDK_CONTROL_MASK, look_key_cb, "d",
                                -LOOK_SHARE);
  gtk_widget_class_add_binding (class, GDK_KEY_Right, GDK_CONTROL_MASK, look_key_cb, "d",
                                LOOK_SHARE);
  gtk_widget_class_add_binding (class, GDK_KEY_Escape, 0, drop_key_cb, NULL);
  gtk_widget_class_add_binding (class, GDK_KEY_Return, 0, clip_key_cb, NULL);
  gtk_widget_class_add_binding (class, GDK_KEY_KP_Enter, 0, clip_key_cb, NULL);
  gtk_widget_class_add_binding_action (class, GDK_KEY_space, 0, ATTUNE_EVALUATE_PLAY, NULL);
}

/* --- The widget --- */

static void
attune_waveform_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  AttuneWaveform *self = ATTUNE_WAVEFORM (widget);
  GtkWidget *child = gtk_widget_get_first_child (widget);

  gtk_widget_allocate (child, width, height, baseline, NULL);
  if (get_axis (self).width != gtk_widget_get_width (self->stage))
    attune_wave_view_set_axis (self->view,
                               attune_time_axis_with_width (get_axis (self),
                                                            gtk_widget_get_width (self->stage)));
}

static void
attune_waveform_measure (GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  gtk_widget_measure (gtk_widget_get_first_child (widget), orientation, for_size, minimum, natural,
                      minimum_baseline, natural_baseline);
}

static void
attune_waveform_dispose (GObject *object)
{
  AttuneWaveform *self = ATTUNE_WAVEFORM (object);

  attune_template_dispose (GTK_WIDGET (self), ATTUNE_TYPE_WAVEFORM);
  g_clear_object (&self->view);

  G_OBJECT_CLASS (attune_waveform_parent_class)->dispose (object);
}

static void
attune_waveform_class_init (AttuneWaveformClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->dispose = attune_waveform_dispose;
  widget_class->size_allocate = attune_waveform_size_allocate;
  widget_class->measure = attune_waveform_measure;

  g_type_ensure (ATTUNE_TYPE_WAVE_RULER);
  g_type_ensure (ATTUNE_TYPE_WAVE_SHADE);
  g_type_ensure (ATTUNE_TYPE_WAVE_LANE);
  g_type_ensure (ATTUNE_TYPE_WAVE_SELECTION);
  g_type_ensure (ATTUNE_TYPE_WAVE_MARKS);
  g_type_ensure (ATTUNE_TYPE_WAVE_PART);
  g_type_ensure (ATTUNE_TYPE_WAVE_CURSOR);
  g_type_ensure (ATTUNE_TYPE_WAVE_WINDOW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/attuneqa/Attune/evaluate/attune-waveform.ui");
  gtk_widget_class_bind_template_child (widget_class, AttuneWaveform, stage);
  gtk_widget_class_bind_template_child (widget_class, AttuneWaveform, ruler);
  gtk_widget_class_bind_template_child (widget_class, AttuneWaveform, shade);
  gtk_widget_class_bind_template_child (widget_class, AttuneWaveform, agent_row);
  gtk_widget_class_bind_template_child (widget_class, AttuneWaveform, customer_row);
  gtk_widget_class_bind_template_child (widget_class, AttuneWaveform, agent_lane);
  gtk_widget_class_bind_template_child (widget_class, AttuneWaveform, customer_lane);
  gtk_widget_class_bind_template_child (widget_class, AttuneWaveform, agent_label);
  gtk_widget_class_bind_template_child (widget_class, AttuneWaveform, customer_label);
  gtk_widget_class_bind_template_child (widget_class, AttuneWaveform, part);
  gtk_widget_class_bind_template_child (widget_class, AttuneWaveform, selection);
  gtk_widget_class_bind_template_child (widget_class, AttuneWaveform, marks);
  gtk_widget_class_bind_template_child (widget_class, AttuneWaveform, cursor);
  gtk_widget_class_bind_template_child (widget_class, AttuneWaveform, overview_row);
  gtk_widget_class_bind_template_child (widget_class, AttuneWaveform, overview);
  gtk_widget_class_bind_template_child (widget_class, AttuneWaveform, window);
  gtk_widget_class_bind_template_child (widget_class, AttuneWaveform, overview_agent);
  gtk_widget_class_bind_template_child (widget_class, AttuneWaveform, overview_customer);
  gtk_widget_class_bind_template_child (widget_class, AttuneWaveform, overview_part);
  gtk_widget_class_bind_template_callback (widget_class, drag_begin_cb);
  gtk_widget_class_bind_template_callback (widget_class, drag_update_cb);
  gtk_widget_class_bind_template_callback (widget_class, drag_end_cb);
  gtk_widget_class_bind_template_callback (widget_class, drag_cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, overview_begin_cb);
  gtk_widget_class_bind_template_callback (widget_class, overview_update_cb);
  gtk_widget_class_bind_template_callback (widget_class, motion_cb);
  gtk_widget_class_bind_template_callback (widget_class, scroll_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_cb);
  gtk_widget_class_bind_template_callback (widget_class, pinch_begin_cb);
  gtk_widget_class_bind_template_callback (widget_class, pinch_cb);
  gtk_widget_class_set_css_name (widget_class, "waveform");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  add_keys (widget_class);
}

static void
attune_waveform_init (AttuneWaveform *self)
{
  AttuneWaveLayer *layers[12];

  self->view = attune_wave_view_new ();
  self->keys = attune_key_map_get (NULL);
  gtk_widget_init_template (GTK_WIDGET (self));

  layers[0] = ATTUNE_WAVE_LAYER (self->ruler);
  layers[1] = ATTUNE_WAVE_LAYER (self->shade);
  layers[2] = ATTUNE_WAVE_LAYER (self->agent_lane);
  layers[3] = ATTUNE_WAVE_LAYER (self->customer_lane);
  layers[4] = ATTUNE_WAVE_LAYER (self->selection);
  layers[5] = ATTUNE_WAVE_LAYER (self->marks);
  layers[6] = ATTUNE_WAVE_LAYER (self->cursor);
  layers[7] = ATTUNE_WAVE_LAYER (self->overview_agent);
  layers[8] = ATTUNE_WAVE_LAYER (self->overview_customer);
  layers[9] = ATTUNE_WAVE_LAYER (self->window);
  layers[10] = ATTUNE_WAVE_LAYER (self->part);
  layers[11] = ATTUNE_WAVE_LAYER (self->overview_part);
  for (gsize i = 0; i < G_N_ELEMENTS (layers); i++)
    attune_wave_layer_set_view (layers[i], self->view);

  g_signal_connect_object (self->view, "changed", G_CALLBACK (view_changed_cb), self,
                           G_CONNECT_SWAPPED);
  attune_waveform_set_channels (self, 0, 1, FALSE);
}

AttuneWaveView *
attune_waveform_get_view (AttuneWaveform *self)
{
  return self->view;
}

void
attune_waveform_set_keys (AttuneWaveform *self, AttuneKeyMap *keys)
{
  self->keys = keys;
}

void
attune_waveform_set_channels (AttuneWaveform *self, guint agent, guint customer, gboolean is_known)
{
  attune_wave_lane_set_channel (self->agent_lane, agent);
  attune_wave_lane_set_channel (self->overview_agent, agent);
  attune_wave_lane_set_channel (self->customer_lane, customer);
  attune_wave_lane_set_channel (self->overview_customer, customer);
  gtk_widget_set_visible (self->customer_row, agent != customer);
  gtk_widget_set_visible (GTK_WIDGET (self->overview_customer), agent != customer);
  gtk_widget_set_visible (GTK_WIDGET (self->agent_label), agent != customer);
  gtk_label_set_label (self->agent_label, is_known ? _ ("Agent") : _ ("Left"));
  gtk_label_set_label (self->customer_label, is_known ? _ ("Customer") : _ ("Right"));

  /* Nobody's colour while nobody knows whose it is. */
  for (int i = 0; i < 2; i++)
    {
      GtkWidget *agents = GTK_WIDGET (i == 0 ? self->agent_lane : self->overview_agent);
      GtkWidget *customers = GTK_WIDGET (i == 0 ? self->customer_lane : self->overview_customer);

      gtk_widget_remove_css_class (agents, is_known ? "nobody" : "agent");
      gtk_widget_remove_css_class (customers, is_known ? "nobody" : "customer");
      gtk_widget_add_css_class (agents, is_known ? "agent" : "nobody");
      gtk_widget_add_css_class (customers, is_known ? "customer" : "nobody");
    }
}
