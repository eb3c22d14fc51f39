/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune-Charts"

#include "config.h"

#include "attune-chart-render.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <glib/gi18n-lib.h>
#include <math.h>

G_DEFINE_QUARK (attune - chart - error - quark, attune_chart_error)

#define GREATEST_SIDE 30000.0 /* device pixels: less than what cairo can address */

static cairo_status_t
append (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static cairo_surface_t *
create_surface (AttuneChartFormat format,
                double width,
                double height,
                double scale,
                GByteArray *bytes)
{
  cairo_surface_t *surface = NULL;

  switch (format)
    {
    case ATTUNE_CHART_FORMAT_PNG:
      surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) ceil (width * scale),
                                            (int) ceil (height * scale));
      cairo_surface_set_device_scale (surface, scale, scale);
      break;
    case ATTUNE_CHART_FORMAT_SVG:
      surface = cairo_svg_surface_create_for_stream (append, bytes, width, height);
      break;
    case ATTUNE_CHART_FORMAT_PDF:
      surface = cairo_pdf_surface_create_for_stream (append, bytes, width, height);
      break;
    }
  return surface;
}

/* The ground first: a picture that is pasted somewhere must not take the page's colour. */
static cairo_status_t
draw_on (cairo_surface_t *surface,
         AttuneChart *chart,
         AttuneChartTheme *theme,
         double width,
         double height)
{
  g_autoptr (AttuneChartGeometry) geometry = attune_chart_layout (chart, theme, width, height);
  cairo_t *cr = cairo_create (surface);
  cairo_status_t status;

  attune_chart_theme_set_source (theme, ATTUNE_CHART_INK_BACKGROUND, cr);
  cairo_paint (cr);
  attune_chart_draw (chart, theme, geometry, cr);
  status = cairo_status (cr);
  cairo_destroy (cr);
  return status;
}

/**
 * attune_chart_render:
 * @width: in units: pixels at a scale of 1 for PNG, points for SVG and PDF
 * @height: likewise
 *
 * Makes a file of the chart. A PNG has the theme's scale in pixels a unit. Text in a PDF is text, and its title is the chart's
 * sentence.
 *
 * Returns: (transfer full): the file's bytes, or NULL with an error of ATTUNE_CHART_ERROR
 */
GBytes *
attune_chart_render (AttuneChart *chart,
                     AttuneChartTheme *theme,
                     AttuneChartFormat format,
                     double width,
                     double height,
                     GError **error)
{
  double scale;
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  cairo_surface_t *surface;
  cairo_status_t status;

  g_return_val_if_fail (chart != NULL && theme != NULL, NULL);

  scale = attune_chart_theme_get_scale (theme);
  if (!(width >= 1 && height >= 1 && width * scale <= GREATEST_SIDE &&
        height * scale <= GREATEST_SIDE))
    {
      g_set_error (
        error, ATTUNE_CHART_ERROR, ATTUNE_CHART_ERROR_RENDER,
        _ ("A chart cannot be made %.0f by %.0f large; choose a size between 1 and %.0f."), width,
        height, GREATEST_SIDE / scale);
      return NULL;
    }
  surface = create_surface (format, width, height, scale, bytes);
  if (format == ATTUNE_CHART_FORMAT_PDF)
    {
      g_autofree char *sentence = attune_chart_describe (chart);

      cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, sentence);
    }
  status = draw_on (surface, chart, theme, width, height);
  if (status == CAIRO_STATUS_SUCCESS && format == ATTUNE_CHART_FORMAT_PNG)
    status = cairo_surface_write_to_png_stream (surface, append, bytes);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, ATTUNE_CHART_ERROR, ATTUNE_CHART_ERROR_RENDER,
                   _ ("The chart could not be drawn: %s"), cairo_status_to_string (status));
      return NULL;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}
