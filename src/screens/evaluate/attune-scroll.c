/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-scroll.h"

/* Places are whole pixels but for what a transform leaves over. */
#define HAIR 0.5

/* Where `widget` is in the view, and how much of it is to be seen; FALSE while it has no place. */
static gboolean
find_place (GtkScrolledWindow *scroller, GtkWidget *widget, double *out_top, double *out_height)
{
  double page = gtk_adjustment_get_page_size (gtk_scrolled_window_get_vadjustment (scroller));
  graphene_rect_t bounds;

  if (!gtk_widget_get_mapped (widget) || gtk_widget_get_height (widget) == 0 ||
      !gtk_widget_compute_bounds (widget, GTK_WIDGET (scroller), &bounds))
    return FALSE;

  *out_top = bounds.origin.y;
  *out_height = MIN ((double) bounds.size.height, page);
  return TRUE;
}

gboolean
attune_scroll_shows (GtkScrolledWindow *scroller, GtkWidget *widget)
{
  double page = gtk_adjustment_get_page_size (gtk_scrolled_window_get_vadjustment (scroller));
  double top, height;

  return find_place (scroller, widget, &top, &height) && top >= -HAIR &&
         top + height <= page + HAIR;
}

gboolean
attune_scroll_touches (GtkScrolledWindow *scroller, GtkWidget *widget)
{
  double page = gtk_adjustment_get_page_size (gtk_scrolled_window_get_vadjustment (scroller));
  double top, height;

  return find_place (scroller, widget, &top, &height) && top + height > 0 && top < page;
}

gboolean
attune_scroll_to (GtkScrolledWindow *scroller, GtkWidget *widget)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (scroller);
  double value = gtk_adjustment_get_value (adjustment);
  double page = gtk_adjustment_get_page_size (adjustment);
  double top, height;

  if (!find_place (scroller, widget, &top, &height))
    return FALSE;

  if (top < 0)
    gtk_adjustment_set_value (adjustment, value + top);
  else if (top + height > page)
    gtk_adjustment_set_value (adjustment, value + top + height - page);
  return TRUE;
}
