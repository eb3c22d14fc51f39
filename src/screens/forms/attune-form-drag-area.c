/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-form-drag-area.h"

#include "attune-drag-escape.h"
#include "attune-form-describe.h"
#include "attune-form-landing.h"
#include "attune-form-page-private.h"
#include "attune-form-row.h"

/* What only this program takes, and only from itself. */
#define CONTENT_TYPE "application/x-attune-form-parts"
/* So near to its ends the list scrolls, at most so many pixels a frame. */
#define EDGE       36.0
#define MOST_STEPS 14.0
#define LINE_WIDTH 2.0
/* So much of a title goes along with the pointer. */
#define LABEL_CHARS 40

struct _AttuneFormDragArea
{
  AdwBin parent_instance;

  /* borrowed */
  GtkWidget *view; /* from the template that this is in, weak */

  /* owned */
  GStrv pressed; /* what was selected when the button went down on one of it; NULL for others */
  graphene_rect_t target; /* the row that the landing is at */
  AttuneFormLanding landing;
  double x; /* of the pointer */
  double y;
  guint ticker; /* while something is dragged over this */
  gboolean has_landing;
  gboolean is_above; /* the target, or below it */
};

G_DEFINE_FINAL_TYPE (AttuneFormDragArea, attune_form_drag_area, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_VIEW,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static AttuneFormPage *
get_page (AttuneFormDragArea *self)
{
  return ATTUNE_FORM_PAGE (gtk_widget_get_ancestor (GTK_WIDGET (self), ATTUNE_TYPE_FORM_PAGE));
}

/* The row at that height, or the nearest; NULL in an empty list. Its place is in the coordinates of this. */
static AttuneFormRow *
find_row (AttuneFormDragArea *self, double y, graphene_rect_t *out_place)
{
  AttuneFormRow *found = NULL;
  double nearest = G_MAXDOUBLE;

  for (GtkWidget *i = gtk_widget_get_first_child (self->view); i != NULL;
       i = gtk_widget_get_next_sibling (i))
    {
      GtkWidget *row = gtk_widget_get_first_child (i);
      graphene_rect_t place;
      double distance;

      if (!gtk_widget_get_mapped (i) || !ATTUNE_IS_FORM_ROW (row) ||
          !gtk_widget_compute_bounds (i, GTK_WIDGET (self), &place))
        continue;
      distance = MAX (place.origin.y - y, y - place.origin.y - place.size.height);
      if (distance >= nearest)
        continue;
      nearest = distance;
      found = ATTUNE_FORM_ROW (row);
      *out_place = place;
    }
  return found;
}

/* The id of what is at that height; NULL where nothing is. */
static const char *
find_id (AttuneFormDragArea *self, double y)
{
  graphene_rect_t place;
  AttuneFormRow *row = find_row (self, y, &place);
  AttuneFormItem *item = row != NULL ? attune_form_row_get_item (row) : NULL;

  if (item == NULL || y < place.origin.y || y > place.origin.y + place.size.height)
    return NULL;
  return attune_form_item_get_id (item);
}

/* Taking up ------------------------------------------------------------------------------------ */

/* The list selects the row alone before anybody knows that it is dragged. */
static void
pressed_cb (AttuneFormDragArea *self, int n_press, double x, double y, GtkGesture *gesture)
{
  AttuneFormPage *page = get_page (self);
  const char *const *selected = attune_form_page_get_selected (page);
  const char *id = find_id (self, y);

  g_clear_pointer (&self->pressed, g_strfreev);
  if (id != NULL && g_strv_contains (selected, id))
    self->pressed = g_strdupv ((GStrv) selected);
}

static GdkContentProvider *
prepare_cb (AttuneFormDragArea *self, double x, double y)
{
  AttuneFormPage *page = get_page (self);
  GtkWidget *picked = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);
  const char *id = find_id (self, y);
  const char *const alone[] = { id, NULL };
  g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);

  if (id == NULL || !attune_form_page_can_edit (page) || picked == NULL ||
      gtk_widget_get_ancestor (picked, GTK_TYPE_TEXT) != NULL ||
      !gtk_widget_is_ancestor (picked, self->view))
    return NULL;

  attune_form_page_take_up (page,
                            self->pressed != NULL ? (const char *const *) self->pressed : alone, x);
  return gdk_content_provider_new_for_bytes (CONTENT_TYPE, nothing);
}

static void
drag_begin_cb (AttuneFormDragArea *self, GdkDrag *drag)
{
  AttuneFormPage *page = get_page (self);
  g_autofree char *whole = attune_form_page_describe_taken (page);
  g_autofree char *text = attune_form_describe_short (whole, LABEL_CHARS);
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, "drag-label");
  gtk_drag_icon_set_child (GTK_DRAG_ICON (gtk_drag_icon_get_for_drag (drag)), label);
  gdk_drag_set_hotspot (drag, -12, -6);
}

static void
drag_end_cb (AttuneFormDragArea *self)
{
  AttuneFormPage *page = get_page (self);

  if (page != NULL)
    attune_form_page_let_down (page);
}

/* Landing -------------------------------------------------------------------------------------- */

static void
show_landing (AttuneFormDragArea *self)
{
  AttuneFormPage *page = get_page (self);
  AttuneFormRow *row = find_row (self, self->y, &self->target);
  AttuneFormItem *item = row != NULL ? attune_form_row_get_item (row) : NULL;
  double fraction = (self->y - self->target.origin.y) / MAX (self->target.size.height, 1.0f);

  self->is_above = fraction <= 0.5;
  self->has_landing = item != NULL &&
                      attune_form_page_find_landing (page, attune_form_item_get_id (item),
                                                     CLAMP (fraction, 0, 1), self->x,
                                                     &self->landing);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* How fast it scrolls there, in pixels a frame. */
static double
find_speed (AttuneFormDragArea *self)
{
  double height = gtk_widget_get_height (GTK_WIDGET (self));

  if (self->y < EDGE)
    return -MOST_STEPS * (EDGE - self->y) / EDGE;
  if (self->y > height - EDGE)
    return MOST_STEPS * (self->y - height + EDGE) / EDGE;
  return 0;
}

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  AttuneFormDragArea *self = ATTUNE_FORM_DRAG_AREA (widget);
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->view));
  double before = gtk_adjustment_get_value (adjustment);

  gtk_adjustment_set_value (adjustment, before + find_speed (self));
  if (gtk_adjustment_get_value (adjustment) != before)
    show_landing (self);
  return G_SOURCE_CONTINUE;
}

static gboolean
accept_cb (AttuneFormDragArea *self, GdkDrop *drop)
{
  return gdk_drop_get_drag (drop) != NULL && attune_form_page_has_taken (get_page (self));
}

static GdkDragAction
drag_motion_cb (AttuneFormDragArea *self, GdkDrop *drop, double x, double y)
{
  self->x = x;
  self->y = y;
  if (self->ticker == 0)
    self->ticker = gtk_widget_add_tick_callback (GTK_WIDGET (self), tick_cb, NULL, NULL);
  show_landing (self);
  return self->has_landing ? GDK_ACTION_MOVE : 0;
}

static void
stop (AttuneFormDragArea *self)
{
  if (self->ticker != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->ticker);
  self->ticker = 0;
  self->has_landing = FALSE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
drag_leave_cb (AttuneFormDragArea *self)
{
  stop (self);
}

static gboolean
drop_cb (AttuneFormDragArea *self, GdkDrop *drop, double x, double y)
{
  gboolean has_landing;

  self->x = x;
  self->y = y;
  show_landing (self);
  has_landing = self->has_landing;
  stop (self);
  /* To finish it ends the drag, with which what was taken up is let down. */
  if (has_landing)
    attune_form_page_land (get_page (self), &self->landing);
  gdk_drop_finish (drop, has_landing ? GDK_ACTION_MOVE : 0);
  return has_landing;
}

/* ---------------------------------------------------------------------------------------------- */

static void
get_accent (GtkWidget *widget, GdkRGBA *out_colour)
{
  if (!gtk_style_context_lookup_color (gtk_widget_get_style_context (widget), "accent_color",
                                       out_colour))
    gdk_rgba_parse (out_colour, "#3584e4");
}

static void
draw_frame (GtkSnapshot *snapshot, const graphene_rect_t *place, const GdkRGBA *colour)
{
  const float width[] = { LINE_WIDTH, LINE_WIDTH, LINE_WIDTH, LINE_WIDTH };
  const GdkRGBA colours[] = { *colour, *colour, *colour, *colour };
  GskRoundedRect frame;

  gsk_rounded_rect_init_from_rect (&frame, place, 6);
  gtk_snapshot_append_border (snapshot, &frame, width, colours);
}

static void
draw_line (AttuneFormDragArea *self, GtkSnapshot *snapshot, const GdkRGBA *colour)
{
  const graphene_rect_t *row = &self->target;
  float inset = attune_form_row_get_inset (self->landing.depth);
  float y = row->origin.y + (self->is_above ? 0 : row->size.height);
  graphene_rect_t line = GRAPHENE_RECT_INIT (row->origin.x + inset, y - LINE_WIDTH / 2,
                                             row->size.width - inset, LINE_WIDTH);
  graphene_rect_t knob = GRAPHENE_RECT_INIT (line.origin.x - 2, y - 3, 6, 6);
  GskRoundedRect round;

  gtk_snapshot_append_color (snapshot, colour, &line);
  gsk_rounded_rect_init_from_rect (&round, &knob, 3);
  gtk_snapshot_push_rounded_clip (snapshot, &round);
  gtk_snapshot_append_color (snapshot, colour, &knob);
  gtk_snapshot_pop (snapshot);
}

static void
attune_form_drag_area_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  AttuneFormDragArea *self = ATTUNE_FORM_DRAG_AREA (widget);
  GdkRGBA colour;

  GTK_WIDGET_CLASS (attune_form_drag_area_parent_class)->snapshot (widget, snapshot);
  if (!self->has_landing)
    return;

  get_accent (widget, &colour);
  if (self->landing.is_into)
    draw_frame (snapshot, &self->target, &colour);
  else
    draw_line (self, snapshot, &colour);
}

static void
attune_form_drag_area_unmap (GtkWidget *widget)
{
  stop (ATTUNE_FORM_DRAG_AREA (widget));

  GTK_WIDGET_CLASS (attune_form_drag_area_parent_class)->unmap (widget);
}

static void
attune_form_drag_area_set_property (GObject *object,
                                    guint id,
                                    const GValue *value,
                                    GParamSpec *pspec)
{
  AttuneFormDragArea *self = ATTUNE_FORM_DRAG_AREA (object);

  switch (id)
    {
    case PROP_VIEW:
      g_set_weak_pointer (&self->view, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
attune_form_drag_area_dispose (GObject *object)
{
  AttuneFormDragArea *self = ATTUNE_FORM_DRAG_AREA (object);

  g_clear_weak_pointer (&self->view);
  g_clear_pointer (&self->pressed, g_strfreev);
  adw_bin_set_child (ADW_BIN (self), NULL);
  G_OBJECT_CLASS (attune_form_drag_area_parent_class)->dispose (object);
}

static void
attune_form_drag_area_class_init (AttuneFormDragAreaClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->dispose = attune_form_drag_area_dispose;
  object_class->set_property = attune_form_drag_area_set_property;
  widget_class->snapshot = attune_form_drag_area_snapshot;
  widget_class->unmap = attune_form_drag_area_unmap;

  properties[PROP_VIEW] = g_param_spec_object ("view", NULL, NULL, GTK_TYPE_LIST_VIEW,
                                               G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_css_name (widget_class, "formdragarea");
}

static void
add_source (AttuneFormDragArea *self)
{
  GtkGesture *press = gtk_gesture_click_new ();
  GtkDragSource *source = gtk_drag_source_new ();

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (press), GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (press, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (press));

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (source), GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (source, "prepare", G_CALLBACK (prepare_cb), self);
  g_signal_connect_swapped (source, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect_swapped (source, "drag-end", G_CALLBACK (drag_end_cb), self);
  attune_drag_escape_add (source);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (source));
}

static void
add_target (AttuneFormDragArea *self)
{
  static const char *types[] = { CONTENT_TYPE };
  GtkDropTargetAsync *target = gtk_drop_target_async_new (
    gdk_content_formats_new (types, G_N_ELEMENTS (types)), GDK_ACTION_MOVE);

  g_signal_connect_swapped (target, "accept", G_CALLBACK (accept_cb), self);
  g_signal_connect_swapped (target, "drag-motion", G_CALLBACK (drag_motion_cb), self);
  g_signal_connect_swapped (target, "drag-leave", G_CALLBACK (drag_leave_cb), self);
  g_signal_connect_swapped (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

static void
attune_form_drag_area_init (AttuneFormDragArea *self)
{
  add_source (self);
  add_target (self);
}
