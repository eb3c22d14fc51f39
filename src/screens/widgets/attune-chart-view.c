/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-chart-view-private.h"

#include "attune-chart-style.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define LEAST_WIDTH    120
#define LEAST_HEIGHT   80
#define NATURAL_WIDTH  640
#define NATURAL_HEIGHT 260
#define READOUT_GAP    14 /* between an item and its readout */

G_DEFINE_FINAL_TYPE (AttuneChartView, attune_chart_view, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_CHART,
  PROP_ITEM,
  N_PROPERTIES,
};

enum
{
  ACTIVATED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPERTIES];
static guint signals[N_SIGNALS];

static void
forget_geometry (AttuneChartView *self)
{
  g_clear_object (&self->picture);
  g_clear_pointer (&self->geometry, attune_chart_geometry_free);
}

static void
forget_theme (AttuneChartView *self)
{
  forget_geometry (self);
  g_clear_pointer (&self->theme, attune_chart_theme_unref);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

AttuneChartGeometry *
attune_chart_view_ensure_geometry (AttuneChartView *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  int height = gtk_widget_get_height (GTK_WIDGET (self));

  if (!self->geometry && self->chart && width > 0 && height > 0)
    self->geometry = attune_chart_layout (self->chart, attune_chart_view_get_theme (self), width,
                                          height);
  return self->geometry;
}

/* The first line, which is what people look for, is bold. */
static void
set_readout (AttuneChartView *self, const char *text)
{
  gsize length = strcspn (text, "\n");
  PangoAttrList *attributes = pango_attr_list_new ();
  PangoAttribute *bold = pango_attr_weight_new (PANGO_WEIGHT_BOLD);

  bold->end_index = length;
  pango_attr_list_insert (attributes, bold);
  gtk_label_set_text (self->readout, text);
  gtk_label_set_attributes (self->readout, attributes);
  pango_attr_list_unref (attributes);
}

/* One line for those who hear it. */
static void
describe (AttuneChartView *self, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autofree char *line = g_strjoinv (", ", lines);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, line,
                                  -1);
}

static void
show_item (AttuneChartView *self)
{
  g_autofree char *text = self->chart ? attune_chart_describe_item (self->chart, self->item) : NULL;
  AttuneChartItem item;
  gboolean opens = text && attune_chart_get_item (self->chart, self->item, &item) && item.id != 0;

  gtk_widget_set_visible (GTK_WIDGET (self->readout), text != NULL);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), opens ? "pointer" : NULL);
  if (text)
    {
      set_readout (self, text);
      describe (self, text);
    }
  else
    gtk_accessible_reset_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
attune_chart_view_activate (AttuneChartView *self)
{
  AttuneChartItem item;

  if (self->chart && attune_chart_get_item (self->chart, self->item, &item) && item.id != 0)
    g_signal_emit (self, signals[ACTIVATED], 0, item.id, (guint) item.part);
}

static void
attune_chart_view_measure (GtkWidget *widget,
                           GtkOrientation orientation,
                           int for_size,
                           int *minimum,
                           int *natural,
                           int *minimum_baseline,
                           int *natural_baseline)
{
  gboolean is_width = orientation == GTK_ORIENTATION_HORIZONTAL;

  *minimum = is_width ? LEAST_WIDTH : LEAST_HEIGHT;
  *natural = is_width ? NATURAL_WIDTH : NATURAL_HEIGHT;
}

/* Beside the item, on the side with room, and within the widget. */
static void
place_readout (AttuneChartView *self, int width, int height)
{
  GtkWidget *readout = GTK_WIDGET (self->readout);
  GtkAllocation place;
  double x = 0, y = 0;

  gtk_widget_measure (readout, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &place.width, NULL, NULL);
  place.width = MIN (place.width, width);
  gtk_widget_measure (readout, GTK_ORIENTATION_VERTICAL, place.width, NULL, &place.height, NULL,
                      NULL);
  attune_chart_geometry_get_anchor (self->geometry, self->item, &x, &y);
  place.x = x + READOUT_GAP + place.width <= width ? x + READOUT_GAP
                                                   : x - READOUT_GAP - place.width;
  place.y = y - place.height - READOUT_GAP >= 0 ? y - place.height - READOUT_GAP : y + READOUT_GAP;
  place.x = CLAMP (place.x, 0, MAX (0, width - place.width));
  place.y = CLAMP (place.y, 0, MAX (0, height - place.height));
  gtk_widget_size_allocate (readout, &place, -1);
}

static void
attune_chart_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  AttuneChartView *self = ATTUNE_CHART_VIEW (widget);
  double old_width, old_height;

  if (self->geometry)
    {
      attune_chart_geometry_get_size (self->geometry, &old_width, &old_height);
      if (old_width != width || old_height != height)
        forget_geometry (self);
    }
  if (gtk_widget_should_layout (GTK_WIDGET (self->readout)) &&
      attune_chart_view_ensure_geometry (self))
    place_readout (self, width, height);
}

static GdkTexture *
create_texture (cairo_surface_t *surface)
{
  int height = cairo_image_surface_get_height (surface);
  int stride = cairo_image_surface_get_stride (surface);
  g_autoptr (GBytes) bytes = NULL;

  cairo_surface_flush (surface);
  bytes = g_bytes_new_with_free_func (cairo_image_surface_get_data (surface),
                                      (gsize) height * stride,
                                      (GDestroyNotify) cairo_surface_destroy,
                                      cairo_surface_reference (surface));
  return gdk_memory_texture_new (cairo_image_surface_get_width (surface), height,
                                 GDK_MEMORY_DEFAULT, bytes, stride);
}

/* The chart is drawn once and shown again until something about it changes; what is read is drawn over it. */
static GdkTexture *
ensure_picture (AttuneChartView *self, int width, int height)
{
  int scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));

  if (!self->picture)
    {
      cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width * scale,
                                                             height * scale);
      cairo_t *cr;

      cairo_surface_set_device_scale (surface, scale, scale);
      cr = cairo_create (surface);
      attune_chart_draw (self->chart, self->theme, self->geometry, cr);
      cairo_destroy (cr);
      self->picture = create_texture (surface);
      cairo_surface_destroy (surface);
    }
  return self->picture;
}

static void
attune_chart_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  AttuneChartView *self = ATTUNE_CHART_VIEW (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, width, height);

  if (!attune_chart_view_ensure_geometry (self))
    return;
  gtk_snapshot_append_texture (snapshot, ensure_picture (self, width, height), &bounds);
  if (self->item != ATTUNE_CHART_NO_ITEM)
    {
      cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &bounds);

      attune_chart_draw_item (self->chart, self->theme, self->geometry, self->item, cr);
      cairo_destroy (cr);
    }
  gtk_widget_snapshot_child (widget, GTK_WIDGET (self->readout), snapshot);
}

static void
attune_chart_view_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (attune_chart_view_parent_class)->css_changed (widget, change);
  forget_theme (ATTUNE_CHART_VIEW (widget));
}

static void
attune_chart_view_system_setting_changed (GtkWidget *widget, GtkSystemSetting setting)
{
  GTK_WIDGET_CLASS (attune_chart_view_parent_class)->system_setting_changed (widget, setting);
  forget_theme (ATTUNE_CHART_VIEW (widget));
}

static void
attune_chart_view_direction_changed (GtkWidget *widget, GtkTextDirection previous)
{
  GTK_WIDGET_CLASS (attune_chart_view_parent_class)->direction_changed (widget, previous);
  forget_theme (ATTUNE_CHART_VIEW (widget));
}

static void
attune_chart_view_dispose (GObject *object)
{
  AttuneChartView *self = ATTUNE_CHART_VIEW (object);

  forget_geometry (self);
  g_clear_pointer (&self->theme, attune_chart_theme_unref);
  g_clear_pointer (&self->chart, attune_chart_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), ATTUNE_TYPE_CHART_VIEW);
  G_OBJECT_CLASS (attune_chart_view_parent_class)->dispose (object);
}

static void
attune_chart_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  AttuneChartView *self = ATTUNE_CHART_VIEW (object);

  switch (id)
    {
    case PROP_CHART:
      g_value_set_boxed (value, self->chart);
      break;
    case PROP_ITEM:
      g_value_set_uint (value, self->item);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
attune_chart_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  AttuneChartView *self = ATTUNE_CHART_VIEW (object);

  switch (id)
    {
    case PROP_CHART:
      attune_chart_view_set_chart (self, g_value_get_boxed (value));
      break;
    case PROP_ITEM:
      attune_chart_view_set_item (self, g_value_get_uint (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
attune_chart_view_class_init (AttuneChartViewClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = attune_chart_view_dispose;
  object_class->get_property = attune_chart_view_get_property;
  object_class->set_property = attune_chart_view_set_property;
  widget_class->measure = attune_chart_view_measure;
  widget_class->size_allocate = attune_chart_view_size_allocate;
  widget_class->snapshot = attune_chart_view_snapshot;
  widget_class->css_changed = attune_chart_view_css_changed;
  widget_class->system_setting_changed = attune_chart_view_system_setting_changed;
  widget_class->direction_changed = attune_chart_view_direction_changed;

  properties[PROP_CHART] = g_param_spec_boxed ("chart", NULL, NULL, ATTUNE_TYPE_CHART, flags);
  properties[PROP_ITEM] = g_param_spec_uint ("item", NULL, NULL, 0, G_MAXUINT, ATTUNE_CHART_NO_ITEM,
                                             flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  signals[ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_UINT);

  gtk_widget_class_set_css_name (widget_class, "chartview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/attuneqa/Attune/widgets/attune-chart-view.ui");
  gtk_widget_class_bind_template_child (widget_class, AttuneChartView, readout);
  attune_chart_view_bind_input (widget_class);
}

static void
attune_chart_view_init (AttuneChartView *self)
{
  AdwStyleManager *manager = adw_style_manager_get_for_display (
    gtk_widget_get_display (GTK_WIDGET (self)));

  self->item = ATTUNE_CHART_NO_ITEM;
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (manager, "notify::dark", G_CALLBACK (forget_theme), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (manager, "notify::high-contrast", G_CALLBACK (forget_theme), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_swapped (self, "notify::scale-factor", G_CALLBACK (forget_theme), self);
  /* Translators: what kind of picture it is, said by screen readers */
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_ROLE_DESCRIPTION,
                                  C_ ("accessible role", "chart"), -1);
}

GtkWidget *
attune_chart_view_new (void)
{
  return g_object_new (ATTUNE_TYPE_CHART_VIEW, NULL);
}

/**
 * attune_chart_view_set_chart:
 * @chart: (nullable): what to show; NULL: nothing
 *
 * Shows another chart. What is being read is read on where it stands for the same in this one.
 */
void
attune_chart_view_set_chart (AttuneChartView *self, AttuneChart *chart)
{
  g_autofree char *sentence = NULL;
  AttuneChartItem kept;
  gboolean is_kept;

  g_return_if_fail (ATTUNE_IS_CHART_VIEW (self));

  if (self->chart == chart)
    return;
  is_kept = self->chart && attune_chart_get_item (self->chart, self->item, &kept) && kept.id != 0;
  attune_chart_view_set_item (self, ATTUNE_CHART_NO_ITEM);
  forget_geometry (self);
  g_clear_pointer (&self->chart, attune_chart_unref);
  self->chart = chart ? attune_chart_ref (chart) : NULL;
  sentence = chart ? attune_chart_describe (chart) : g_strdup ("");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, sentence,
                                  -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHART]);
  if (is_kept)
    attune_chart_view_read (self, kept.part, kept.id);
}

/* Returns: (nullable): the chart shown */
AttuneChart *
attune_chart_view_get_chart (AttuneChartView *self)
{
  g_return_val_if_fail (ATTUNE_IS_CHART_VIEW (self), NULL);
  return self->chart;
}

/* Reads an item, as hovering over it does; what the chart does not have is as ATTUNE_CHART_NO_ITEM. */
void
attune_chart_view_set_item (AttuneChartView *self, guint index)
{
  g_return_if_fail (ATTUNE_IS_CHART_VIEW (self));

  if (!self->chart || index >= attune_chart_get_n_items (self->chart))
    index = ATTUNE_CHART_NO_ITEM;
  if (self->item == index)
    return;
  self->item = index;
  show_item (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ITEM]);
}

/**
 * attune_chart_view_read:
 *
 * Reads the item that stands for @id, which is not 0. What the chart does not have changes nothing.
 */
void
attune_chart_view_read (AttuneChartView *self, AttuneChartPart part, gint64 id)
{
  guint n = self->chart ? attune_chart_get_n_items (self->chart) : 0;
  AttuneChartItem item;

  g_return_if_fail (ATTUNE_IS_CHART_VIEW (self));

  for (guint i = 0; i < n; i++)
    if (attune_chart_get_item (self->chart, i, &item) && item.id == id && item.part == part)
      {
        attune_chart_view_set_item (self, i);
        return;
      }
}

guint
attune_chart_view_get_item (AttuneChartView *self)
{
  g_return_val_if_fail (ATTUNE_IS_CHART_VIEW (self), ATTUNE_CHART_NO_ITEM);
  return self->item;
}

/* Returns: what the chart is drawn with now; for exporting it as it is seen */
AttuneChartTheme *
attune_chart_view_get_theme (AttuneChartView *self)
{
  g_return_val_if_fail (ATTUNE_IS_CHART_VIEW (self), NULL);
  if (!self->theme)
    self->theme = attune_chart_style_create_theme (GTK_WIDGET (self));
  return self->theme;
}
