/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune-Reports"

#include "config.h"

#include "attune-report-private.h"

#define ROW_SPACE 4.0

/* More letters than so many lines hold; Pango takes time by the square of a text's length. */
#define MOST_LETTERS 600

static PangoLayout *
create_layout (AttuneReport *self, const AttuneReportCell *cell)
{
  g_autofree char *text = g_utf8_strlen (cell->text, -1) > MOST_LETTERS
                            ? g_utf8_substring (cell->text, 0, MOST_LETTERS)
                            : g_strdup (cell->text);
  PangoLayout *layout = attune_report_create_layout (self, cell->style, text, cell->width);

  pango_layout_set_height (layout, -ATTUNE_REPORT_CELL_LINES);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  if (cell->is_centered)
    pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  return layout;
}

static double
get_ascent (PangoLayout *layout)
{
  return pango_layout_get_baseline (layout) / (double) PANGO_SCALE;
}

static double
get_height (PangoLayout *layout)
{
  int height;

  pango_layout_get_size (layout, NULL, &height);
  return height / (double) PANGO_SCALE;
}

/* The lines of a cell whose first line has its baseline at `ascent`. */
static void
add_lines (AttuneReport *self, const AttuneReportCell *cell, PangoLayout *layout, double ascent)
{
  PangoLayoutIter *iter = pango_layout_get_iter (layout);
  double left = attune_report_place (self, cell->x, cell->width);
  double top = ascent - get_ascent (layout);

  do
    {
      PangoRectangle area;

      pango_layout_iter_get_line_extents (iter, NULL, &area);
      attune_report_add_line (self, layout, pango_layout_iter_get_line_readonly (iter),
                              left + area.x / (double) PANGO_SCALE,
                              top + pango_layout_iter_get_baseline (iter) / (double) PANGO_SCALE);
    }
  while (pango_layout_iter_next_line (iter));
  pango_layout_iter_free (iter);
}

void
attune_report_add_row (AttuneReport *self,
                       const AttuneReportCell *cells,
                       guint n_cells,
                       gboolean keeps_next)
{
  g_autofree PangoLayout **layouts = g_new0 (PangoLayout *, n_cells);
  double ascent = 0;
  double descent = 0;

  g_return_if_fail (self != NULL);

  for (guint i = 0; i < n_cells; i++)
    {
      layouts[i] = create_layout (self, &cells[i]);
      ascent = MAX (ascent, get_ascent (layouts[i]));
      descent = MAX (descent, get_height (layouts[i]) - get_ascent (layouts[i]));
    }
  self->space = MAX (self->space, ROW_SPACE);
  attune_report_add_piece (self, ascent + descent, FALSE);
  for (guint i = 0; i < n_cells; i++)
    {
      add_lines (self, &cells[i], layouts[i], ascent);
      g_object_unref (layouts[i]);
    }
  self->is_glued = keeps_next;
}
