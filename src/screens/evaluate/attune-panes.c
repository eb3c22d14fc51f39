/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-panes.h"

/* What the handle between both takes. */
#define HANDLE_WIDTH 9

struct _AttunePanes
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (AttunePanes, attune_panes, GTK_TYPE_WIDGET)

static GtkPaned *
get_paned (GtkWidget *widget)
{
  return GTK_PANED (gtk_widget_get_first_child (widget));
}

static int
measure_width (GtkWidget *widget)
{
  int minimum = 0;

  if (widget != NULL && gtk_widget_get_visible (widget))
    gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  return minimum;
}

static GtkOrientation
choose_orientation (GtkPaned *paned, int width)
{
  int start = measure_width (gtk_paned_get_start_child (paned));
  int end = measure_width (gtk_paned_get_end_child (paned));

  return start + end + HANDLE_WIDTH <= width || start == 0 || end == 0 ? GTK_ORIENTATION_HORIZONTAL
                                                                       : GTK_ORIENTATION_VERTICAL;
}

static GtkSizeRequestMode
attune_panes_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

static void
attune_panes_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  GtkPaned *paned = get_paned (widget);

  gtk_widget_measure (GTK_WIDGET (paned), orientation, -1, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_VERTICAL)
    return;
  *minimum = MAX (measure_width (gtk_paned_get_start_child (paned)),
                  measure_width (gtk_paned_get_end_child (paned)));
  *natural = MAX (*natural, *minimum);
}

static void
attune_panes_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GtkPaned *paned = get_paned (widget);
  GtkOrientation orientation = choose_orientation (paned, width);
  GtkAllocation whole = { 0, 0, width, height };

  if (gtk_orientable_get_orientation (GTK_ORIENTABLE (paned)) != orientation)
    gtk_orientable_set_orientation (GTK_ORIENTABLE (paned), orientation);
  gtk_widget_measure (GTK_WIDGET (paned), GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
  gtk_widget_size_allocate (GTK_WIDGET (paned), &whole, baseline);
}

static void
attune_panes_dispose (GObject *object)
{
  GtkWidget *paned = gtk_widget_get_first_child (GTK_WIDGET (object));

  if (paned != NULL)
    gtk_widget_unparent (paned);

  G_OBJECT_CLASS (attune_panes_parent_class)->dispose (object);
}

static void
attune_panes_class_init (AttunePanesClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = attune_panes_dispose;
  widget_class->get_request_mode = attune_panes_get_request_mode;
  widget_class->measure = attune_panes_measure;
  widget_class->size_allocate = attune_panes_size_allocate;
}

static void
attune_panes_init (AttunePanes *self)
{
}
