/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-model-grid-private.h"

#include <glib/gi18n.h>

G_DEFINE_FINAL_TYPE_WITH_CODE (AttuneModelGrid,
                               attune_model_grid,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, NULL))

enum
{
  PROP_0,
  PROP_HADJUSTMENT,
  PROP_VADJUSTMENT,
  PROP_HSCROLL_POLICY,
  PROP_VSCROLL_POLICY,
};

enum
{
  MOVED,
  ACTIVATED,
  MENU_WANTED,
  N_SIGNALS
};

/* Scrolling -------------------------------------------------------------------------------------- */

static void
set_adjustment (GtkAdjustment *adjustment, double value, double full, double seen, double step)
{
  if (adjustment != NULL)
    gtk_adjustment_configure (adjustment, value, 0, MAX (full, seen), step, seen * 0.9, seen);
}

void
attune_model_grid_update_geometry (AttuneModelGrid *self)
{
  AttuneModelGeometry *geometry = &self->geometry;
  double old_title = geometry->title_width;
  double old_column = geometry->column_width;

  geometry->is_mirrored = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  geometry->n_rows = self->model != NULL ? (int) attune_model_get_n_behaviours (self->model) : 0;
  geometry->n_columns = self->model != NULL ? (int) attune_model_get_n_goals (self->model) : 0;
  attune_model_geometry_set (geometry, attune_model_grid_get_line (self),
                             gtk_widget_get_width (GTK_WIDGET (self)),
                             gtk_widget_get_height (GTK_WIDGET (self)));
  if (old_title != geometry->title_width || old_column != geometry->column_width ||
      (int) self->goal_texts->len != geometry->n_columns ||
      (int) self->behaviour_texts->len != geometry->n_rows)
    attune_model_grid_forget_texts (self);

  self->is_settling = TRUE;
  set_adjustment (self->hadjustment, geometry->x, attune_model_geometry_get_full_width (geometry),
                  geometry->width, geometry->column_width);
  set_adjustment (self->vadjustment, geometry->y, attune_model_geometry_get_full_height (geometry),
                  geometry->height, geometry->row_height);
  self->is_settling = FALSE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
scrolled_cb (AttuneModelGrid *self)
{
  if (self->is_settling)
    return;

  if (self->hadjustment != NULL)
    self->geometry.x = gtk_adjustment_get_value (self->hadjustment);
  if (self->vadjustment != NULL)
    self->geometry.y = gtk_adjustment_get_value (self->vadjustment);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
take_adjustment (AttuneModelGrid *self, GtkAdjustment **place, GtkAdjustment *adjustment)
{
  if (*place == adjustment && adjustment != NULL)
    return;

  if (*place != NULL)
    g_signal_handlers_disconnect_by_data (*place, self);
  g_clear_object (place);
  *place = g_object_ref_sink (adjustment != NULL ? adjustment
                                                 : gtk_adjustment_new (0, 0, 0, 0, 0, 0));
  g_signal_connect_object (*place, "value-changed", G_CALLBACK (scrolled_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
reveal (AttuneModelGrid *self, AttuneModelSpot spot)
{
  double x, y;

  attune_model_geometry_reveal (&self->geometry, spot, &x, &y);
  gtk_adjustment_set_value (self->hadjustment, x);
  gtk_adjustment_set_value (self->vadjustment, y);
}

/* The widget --------------------------------------------------------------------------------------- */

static void
attune_model_grid_measure (GtkWidget *widget,
                           GtkOrientation orientation,
                           int for_size,
                           int *minimum,
                           int *natural,
                           int *minimum_baseline,
                           int *natural_baseline)
{
  AttuneModelGrid *self = ATTUNE_MODEL_GRID (widget);
  double line = attune_model_grid_get_line (self);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = (int) attune_model_geometry_get_least_width (line);
  else
    *minimum = (int) attune_model_geometry_get_least_height (line);
  *natural = 2 * *minimum;
}

static void
attune_model_grid_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  attune_model_grid_update_geometry (ATTUNE_MODEL_GRID (widget));
  for (GtkWidget *i = gtk_widget_get_first_child (widget); i != NULL;
       i = gtk_widget_get_next_sibling (i))
    if (GTK_IS_POPOVER (i))
      gtk_popover_present (GTK_POPOVER (i));
}

static void
attune_model_grid_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (attune_model_grid_parent_class)->css_changed (widget, change);
  attune_model_grid_forget_style (ATTUNE_MODEL_GRID (widget));
}

static void
attune_model_grid_system_setting_changed (GtkWidget *widget, GtkSystemSetting setting)
{
  GTK_WIDGET_CLASS (attune_model_grid_parent_class)->system_setting_changed (widget, setting);
  attune_model_grid_forget_style (ATTUNE_MODEL_GRID (widget));
}

static void
attune_model_grid_direction_changed (GtkWidget *widget, GtkTextDirection previous)
{
  GTK_WIDGET_CLASS (attune_model_grid_parent_class)->direction_changed (widget, previous);
  attune_model_grid_forget_style (ATTUNE_MODEL_GRID (widget));
}

static void
attune_model_grid_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  AttuneModelGrid *self = ATTUNE_MODEL_GRID (object);

  switch (id)
    {
    case PROP_HADJUSTMENT:
      g_value_set_object (value, self->hadjustment);
      break;
    case PROP_VADJUSTMENT:
      g_value_set_object (value, self->vadjustment);
      break;
    case PROP_HSCROLL_POLICY:
    case PROP_VSCROLL_POLICY:
      g_value_set_enum (value, GTK_SCROLL_MINIMUM);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
attune_model_grid_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  AttuneModelGrid *self = ATTUNE_MODEL_GRID (object);

  switch (id)
    {
    case PROP_HADJUSTMENT:
      take_adjustment (self, &self->hadjustment, g_value_get_object (value));
      break;
    case PROP_VADJUSTMENT:
      take_adjustment (self, &self->vadjustment, g_value_get_object (value));
      break;
    case PROP_HSCROLL_POLICY:
    case PROP_VSCROLL_POLICY:
      break; /* it asks for as little as it can do with, whatever the policy */
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
attune_model_grid_dispose (GObject *object)
{
  AttuneModelGrid *self = ATTUNE_MODEL_GRID (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  attune_model_grid_forget_style (self);
  g_clear_pointer (&self->model, attune_model_unref);
  g_clear_pointer (&self->marks, attune_model_marks_free);
  g_clear_object (&self->hadjustment);
  g_clear_object (&self->vadjustment);

  G_OBJECT_CLASS (attune_model_grid_parent_class)->dispose (object);
}

static void
attune_model_grid_finalize (GObject *object)
{
  AttuneModelGrid *self = ATTUNE_MODEL_GRID (object);

  g_ptr_array_unref (self->goal_texts);
  g_ptr_array_unref (self->behaviour_texts);

  G_OBJECT_CLASS (attune_model_grid_parent_class)->finalize (object);
}

static void
install_signals (AttuneModelGridClass *class)
{
  static const char *const names[N_SIGNALS] = { "moved", "activated", "menu-wanted" };

  for (guint i = 0; i < N_SIGNALS; i++)
    g_signal_new (names[i], G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST | G_SIGNAL_ACTION, 0, NULL,
                  NULL, NULL, G_TYPE_NONE, 0);
}

static void
attune_model_grid_class_init (AttuneModelGridClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->dispose = attune_model_grid_dispose;
  object_class->finalize = attune_model_grid_finalize;
  object_class->get_property = attune_model_grid_get_property;
  object_class->set_property = attune_model_grid_set_property;
  widget_class->measure = attune_model_grid_measure;
  widget_class->size_allocate = attune_model_grid_size_allocate;
  widget_class->snapshot = attune_model_grid_snapshot;
  widget_class->css_changed = attune_model_grid_css_changed;
  widget_class->system_setting_changed = attune_model_grid_system_setting_changed;
  widget_class->direction_changed = attune_model_grid_direction_changed;

  g_object_class_override_property (object_class, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property (object_class, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property (object_class, PROP_HSCROLL_POLICY, "hscroll-policy");
  g_object_class_override_property (object_class, PROP_VSCROLL_POLICY, "vscroll-policy");
  install_signals (class);

  gtk_widget_class_set_css_name (widget_class, "modelgrid");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GRID);
  attune_model_grid_bind_keys (widget_class);
}

static void
free_text (gpointer text)
{
  if (text != NULL)
    g_object_unref (text);
}

static void
attune_model_grid_init (AttuneModelGrid *self)
{
  self->cursor = (AttuneModelSpot){ 0, -1 };
  self->goal_texts = g_ptr_array_new_with_free_func (free_text);
  self->behaviour_texts = g_ptr_array_new_with_free_func (free_text);
  take_adjustment (self, &self->hadjustment, NULL);
  take_adjustment (self, &self->vadjustment, NULL);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Behaviours and the goals they serve"), -1);
  attune_model_grid_add_controllers (self);
}

/* Public ------------------------------------------------------------------------------------------- */

static AttuneModelMarks *
create_marks (AttuneModelGrid *self, AttuneModel *model, const AttuneModelCheck *check)
{
  if (check == NULL && self->model != NULL)
    return attune_model_marks_carry (self->marks, self->model, model);
  return attune_model_marks_new (model, check);
}

void
attune_model_grid_show (AttuneModelGrid *self, AttuneModel *model, const AttuneModelCheck *check)
{
  AttuneModelMarks *marks;

  g_return_if_fail (ATTUNE_IS_MODEL_GRID (self));
  g_return_if_fail (model != NULL);

  marks = create_marks (self, model, check);
  g_clear_pointer (&self->marks, attune_model_marks_free);
  self->marks = marks;
  if (self->model != model)
    {
      g_clear_pointer (&self->model, attune_model_unref);
      self->model = attune_model_ref (model);
      self->is_hovered = FALSE;
    }
  attune_model_grid_update_geometry (self);
  attune_model_grid_forget_texts (self);
  self->cursor = attune_model_geometry_clamp (&self->geometry, self->cursor);
  attune_model_grid_describe_cursor (self);
}

void
attune_model_grid_set_editable (AttuneModelGrid *self, gboolean is_editable)
{
  g_return_if_fail (ATTUNE_IS_MODEL_GRID (self));

  self->is_editable = is_editable;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_READ_ONLY,
                                  !is_editable, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

AttuneModelSpot
attune_model_grid_get_cursor (AttuneModelGrid *self)
{
  g_return_val_if_fail (ATTUNE_IS_MODEL_GRID (self), ((AttuneModelSpot){ -1, -1 }));

  return self->cursor;
}

void
attune_model_grid_set_cursor (AttuneModelGrid *self, AttuneModelSpot spot)
{
  g_return_if_fail (ATTUNE_IS_MODEL_GRID (self));

  self->cursor = attune_model_geometry_clamp (&self->geometry, spot);
  reveal (self, self->cursor);
  attune_model_grid_describe_cursor (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit_by_name (self, "moved");
}

GdkRectangle
attune_model_grid_get_rectangle (AttuneModelGrid *self, AttuneModelSpot spot)
{
  AttuneModelArea area;

  g_return_val_if_fail (ATTUNE_IS_MODEL_GRID (self), ((GdkRectangle){ 0 }));

  area = attune_model_geometry_get_area (&self->geometry, spot);
  return (GdkRectangle){ (int) area.x, (int) area.y, (int) area.width, (int) area.height };
}
