/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune-Reports"

#include "config.h"

#include "attune-report-private.h"

#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>

G_DEFINE_QUARK (attune - report - error - quark, attune_report_error)

#define LINE_WIDTH 0.4
#define MARK_LINE  0.7
#define HEADER_GAP 12.0 /* between the header's line and the body */
#define FOOTER_GAP 16.0

/* Drawing -------------------------------------------------------------------------------------- */

static void
draw_part (const AttuneReportPart *part, double top, cairo_t *cr)
{
  double y = top + part->y;
  double half = part->width / 2;

  cairo_set_source_rgb (cr, 0, 0, 0);
  switch (part->kind)
    {
    case ATTUNE_REPORT_PART_LINE:
      cairo_move_to (cr, part->x, y);
      pango_cairo_show_layout_line (cr, part->line);
      return;
    case ATTUNE_REPORT_PART_CIRCLE:
      cairo_set_line_width (cr, MARK_LINE);
      cairo_new_sub_path (cr);
      cairo_arc (cr, part->x + half, y + half, half - MARK_LINE / 2, 0, 2 * G_PI);
      cairo_stroke (cr);
      return;
    case ATTUNE_REPORT_PART_SQUARE:
      cairo_set_line_width (cr, MARK_LINE);
      cairo_rectangle (cr, part->x + MARK_LINE / 2, y + MARK_LINE / 2, part->width - MARK_LINE,
                       part->width - MARK_LINE);
      cairo_stroke (cr);
      return;
    case ATTUNE_REPORT_PART_RULE:
      cairo_set_line_width (cr, LINE_WIDTH);
      cairo_move_to (cr, part->x, y);
      cairo_line_to (cr, part->x + part->width, y);
      cairo_stroke (cr);
      return;
    }
  g_assert_not_reached ();
}

/* A line of small print at the beginning or, with `is_at_end`, the end of a line. */
static double
draw_small (AttuneReport *self,
            cairo_t *cr,
            const char *text,
            double y,
            double width,
            gboolean is_at_end)
{
  PangoLayout *layout = attune_report_create_layout (self, ATTUNE_REPORT_STYLE_NOTE, text, -1);
  int layout_width;
  double used;

  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_get_size (layout, &layout_width, NULL);
  if (layout_width > width * PANGO_SCALE)
    pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  used = MIN (layout_width / (double) PANGO_SCALE, width);
  cairo_move_to (cr, is_at_end != self->is_rtl ? ATTUNE_REPORT_BODY_WIDTH - used : 0,
                 y - pango_layout_get_baseline (layout) / (double) PANGO_SCALE);
  pango_cairo_show_layout (cr, layout);
  g_object_unref (layout);
  return used;
}

/* The first page begins with a title of its own. */
static void
draw_margins (AttuneReport *self, guint page, guint n_pages, cairo_t *cr)
{
  /* Translators: a page's number, and how many pages there are. */
  g_autofree char *number = g_strdup_printf (_ ("%1$u of %2$u"), page + 1, n_pages);
  double half = ATTUNE_REPORT_BODY_WIDTH / 2;
  double used;

  cairo_set_source_rgb (cr, ATTUNE_REPORT_PALE, ATTUNE_REPORT_PALE, ATTUNE_REPORT_PALE);
  draw_small (self, cr, number, ATTUNE_REPORT_BODY_HEIGHT + FOOTER_GAP + 8, half, TRUE);
  if (page == 0)
    return;
  used = draw_small (self, cr, self->remark, -HEADER_GAP - 5, half, TRUE);
  draw_small (self, cr, self->title, -HEADER_GAP - 5, ATTUNE_REPORT_BODY_WIDTH - used - HEADER_GAP,
              FALSE);
  cairo_set_line_width (cr, LINE_WIDTH);
  cairo_move_to (cr, 0, -HEADER_GAP);
  cairo_line_to (cr, ATTUNE_REPORT_BODY_WIDTH, -HEADER_GAP);
  cairo_stroke (cr);
}

static void
draw_piece (AttuneReport *self, guint piece, double top, cairo_t *cr)
{
  const guint *ends = (const guint *) self->part_ends->data;

  for (guint i = piece > 0 ? ends[piece - 1] : 0; i < ends[piece]; i++)
    draw_part (&g_array_index (self->parts, AttuneReportPart, i), top, cr);
}

void
attune_report_draw_page (AttuneReport *self, guint page, cairo_t *cr)
{
  guint n_pages;
  const guint *starts;
  double y = 0;

  g_return_if_fail (self != NULL && cr != NULL);
  starts = attune_report_get_starts (self, &n_pages);
  g_return_if_fail (page < n_pages);

  cairo_save (cr);
  cairo_translate (cr, ATTUNE_REPORT_MARGIN, ATTUNE_REPORT_MARGIN);
  draw_margins (self, page, n_pages, cr);
  for (guint i = starts[page]; i < starts[page + 1]; i++)
    {
      y += i > starts[page] ? attune_report_piece (self, i)->space : 0;
      draw_piece (self, i, y, cr);
      y += attune_report_piece (self, i)->height;
    }
  cairo_restore (cr);
}

/* Files ---------------------------------------------------------------------------------------- */

static cairo_status_t
append (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static void
set_metadata (AttuneReport *self, cairo_surface_t *surface, gint64 created)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (created / G_USEC_PER_SEC);
  g_autofree char *iso = time != NULL ? g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ") : NULL;

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, self->title);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_SUBJECT, self->remark);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Attune " PACKAGE_VERSION);
  if (iso != NULL)
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, iso);
}

/* Whole numbers alone: cairo reads them in the locale's way. */
static void
add_outline (AttuneReport *self, cairo_surface_t *surface)
{
  guint n_pages;
  const guint *starts = attune_report_get_starts (self, &n_pages);
  int outer = CAIRO_PDF_OUTLINE_ROOT;
  guint page = 0;

  for (guint i = 0; i < self->landmarks->len; i++)
    {
      const AttuneReportLandmark *landmark = g_ptr_array_index (self->landmarks, i);
      g_autofree char *target = NULL;
      int id;

      while (page + 1 < n_pages && starts[page + 1] <= landmark->piece)
        page++;
      target = g_strdup_printf ("page=%u", page + 1);
      id = cairo_pdf_surface_add_outline (surface,
                                          landmark->is_inner ? outer : CAIRO_PDF_OUTLINE_ROOT,
                                          landmark->name, target, CAIRO_PDF_OUTLINE_FLAG_OPEN);
      if (!landmark->is_inner)
        outer = id;
    }
}

static cairo_status_t
draw_pages (AttuneReport *self, cairo_surface_t *surface)
{
  cairo_t *cr = cairo_create (surface);
  guint n_pages = attune_report_get_n_pages (self);
  cairo_status_t status;

  for (guint i = 0; i < n_pages; i++)
    {
      attune_report_draw_page (self, i, cr);
      cairo_show_page (cr);
    }
  status = cairo_status (cr);
  cairo_destroy (cr);
  return status;
}

GBytes *
attune_report_to_pdf (AttuneReport *self, gint64 created, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  cairo_surface_t *surface;
  cairo_status_t status;

  g_return_val_if_fail (self != NULL, NULL);

  surface = cairo_pdf_surface_create_for_stream (append, bytes, ATTUNE_REPORT_WIDTH,
                                                 ATTUNE_REPORT_HEIGHT);
  set_metadata (self, surface, created);
  status = draw_pages (self, surface);
  add_outline (self, surface);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));

  g_set_error (error, ATTUNE_REPORT_ERROR, ATTUNE_REPORT_ERROR_RENDER,
               _ ("The pages could not be drawn: %s"), cairo_status_to_string (status));
  return NULL;
}

gboolean
attune_report_write (AttuneReport *self, const char *path, gint64 created, GError **error)
{
  g_autoptr (GBytes) bytes = attune_report_to_pdf (self, created, error);
  gconstpointer data;
  gsize size;

  if (bytes == NULL)
    return FALSE;
  data = g_bytes_get_data (bytes, &size);
  if (g_file_set_contents (path, data, (gssize) size, NULL))
    return TRUE;
  g_set_error (
    error, ATTUNE_REPORT_ERROR, ATTUNE_REPORT_ERROR_WRITE,
    _ ("“%s” cannot be written. Check that its folder is there and may be written to, and "
       "that the disk has room"),
    path);
  return FALSE;
}
