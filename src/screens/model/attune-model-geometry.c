/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-model-geometry.h"

#include <math.h>

/* In lines of text. */
#define TITLE_LINES  4.0 /* of a goal: three of the title, one of its outcome */
#define ROW_LINES    2.0
#define LEAST_TITLE  11.0 /* widths */
#define GOOD_TITLE   14.5
#define MOST_TITLE   28.0
#define LEAST_COLUMN 5.5
#define MOST_COLUMN  9.0
#define COUNT_WIDTH  4.5
#define COUNT_LINES  1.0

/* In pixels, above and below a text together. */
#define PADDING 18.0

double
attune_model_geometry_get_least_width (double line)
{
  return (LEAST_TITLE + LEAST_COLUMN + COUNT_WIDTH) * line;
}

double
attune_model_geometry_get_least_height (double line)
{
  return (TITLE_LINES + ROW_LINES + COUNT_LINES) * line + 3 * PADDING;
}

static double
share (double room, int n, double least, double most)
{
  return n > 0 ? CLAMP (floor (room / n), least, most) : 0;
}

/* Titles get enough for two lines, columns then as much as they can use, and titles what is left over. */
static void
share_width (AttuneModelGeometry *self, double line)
{
  double room = self->width - self->count_width;

  self->column_width = share (room - GOOD_TITLE * line, self->n_columns, ceil (LEAST_COLUMN * line),
                              floor (MOST_COLUMN * line));
  self->title_width = CLAMP (room - self->n_columns * self->column_width,
                             floor (LEAST_TITLE * line), floor (MOST_TITLE * line));
}

static double
limit_scroll (double value, double full, double seen)
{
  return CLAMP (value, 0, MAX (full - seen, 0));
}

void
attune_model_geometry_set (AttuneModelGeometry *self, double line, double width, double height)
{
  g_return_if_fail (self != NULL && line > 0);

  self->width = width;
  self->height = height;
  self->title_height = ceil (TITLE_LINES * line + PADDING);
  self->row_height = ceil (ROW_LINES * line + PADDING);
  self->count_width = ceil (COUNT_WIDTH * line);
  self->count_height = ceil (COUNT_LINES * line + PADDING);
  share_width (self, line);
  self->x = limit_scroll (self->x, attune_model_geometry_get_full_width (self), width);
  self->y = limit_scroll (self->y, attune_model_geometry_get_full_height (self), height);
}

double
attune_model_geometry_get_full_width (const AttuneModelGeometry *self)
{
  return self->title_width + self->n_columns * self->column_width + self->count_width;
}

double
attune_model_geometry_get_full_height (const AttuneModelGeometry *self)
{
  return self->title_height + self->n_rows * self->row_height + self->count_height;
}

gboolean
attune_model_geometry_is_field (const AttuneModelGeometry *self, AttuneModelSpot spot)
{
  return spot.row >= 0 && spot.row < self->n_rows && spot.column >= 0 &&
         spot.column < self->n_columns;
}

gboolean
attune_model_geometry_is_spot (const AttuneModelGeometry *self, AttuneModelSpot spot)
{
  gboolean is_row = spot.row >= 0 && spot.row < self->n_rows;
  gboolean is_column = spot.column >= 0 && spot.column < self->n_columns;

  return spot.row >= -1 && spot.row <= self->n_rows && spot.column >= -1 &&
         spot.column <= self->n_columns && (is_row || is_column);
}

AttuneModelSpot
attune_model_geometry_clamp (const AttuneModelGeometry *self, AttuneModelSpot spot)
{
  spot.row = CLAMP (spot.row, -1, self->n_rows);
  spot.column = CLAMP (spot.column, -1, self->n_columns);
  if (attune_model_geometry_is_spot (self, spot))
    return spot;
  if (self->n_rows > 0)
    spot.row = CLAMP (spot.row, 0, self->n_rows - 1);
  else if (self->n_columns > 0)
    spot = (AttuneModelSpot){ -1, CLAMP (spot.column, 0, self->n_columns - 1) };
  else
    spot = (AttuneModelSpot){ -1, -1 };
  return spot;
}

/* Where the counts begin: behind the last, or at the edge where there is more than is seen. */
static double
get_count_x (const AttuneModelGeometry *self)
{
  return MIN (self->title_width + self->n_columns * self->column_width,
              MAX (self->width - self->count_width, self->title_width));
}

static double
get_count_y (const AttuneModelGeometry *self)
{
  return MIN (self->title_height + self->n_rows * self->row_height,
              MAX (self->height - self->count_height, self->title_height));
}

static AttuneModelArea
mirror (const AttuneModelGeometry *self, AttuneModelArea area)
{
  if (self->is_mirrored)
    area.x = self->width - area.x - area.width;
  return area;
}

static void
place_column (const AttuneModelGeometry *self, int column, double *out_x, double *out_width)
{
  *out_width = column < 0                  ? self->title_width
               : column >= self->n_columns ? self->count_width
                                           : self->column_width;
  *out_x = column < 0                  ? 0
           : column >= self->n_columns ? get_count_x (self)
                                       : self->title_width + column * self->column_width - self->x;
}

static void
place_row (const AttuneModelGeometry *self, int row, double *out_y, double *out_height)
{
  *out_height = row < 0               ? self->title_height
                : row >= self->n_rows ? self->count_height
                                      : self->row_height;
  *out_y = row < 0               ? 0
           : row >= self->n_rows ? get_count_y (self)
                                 : self->title_height + row * self->row_height - self->y;
}

AttuneModelArea
attune_model_geometry_get_area (const AttuneModelGeometry *self, AttuneModelSpot spot)
{
  AttuneModelArea area;

  place_column (self, spot.column, &area.x, &area.width);
  place_row (self, spot.row, &area.y, &area.height);
  return mirror (self, area);
}

AttuneModelArea
attune_model_geometry_get_field (const AttuneModelGeometry *self)
{
  AttuneModelArea area = { self->title_width, self->title_height,
                           get_count_x (self) - self->title_width,
                           get_count_y (self) - self->title_height };

  return mirror (self, area);
}

/* Which of `n` parts of `size` each the place is in, between two edges; -1 before the first edge, `n` behind the second. */
static int
pick_part (double place, double first, double second, double size, double scrolled, int n)
{
  if (place < first)
    return -1;
  if (place >= second)
    return n;
  return MIN ((int) floor ((place - first + scrolled) / size), n - 1);
}

gboolean
attune_model_geometry_pick (const AttuneModelGeometry *self,
                            double x,
                            double y,
                            AttuneModelSpot *out_spot)
{
  double count_x = get_count_x (self);
  double count_y = get_count_y (self);
  AttuneModelSpot spot;

  if (self->is_mirrored)
    x = self->width - x;
  if (x < 0 || y < 0 || x >= count_x + self->count_width || y >= count_y + self->count_height)
    return FALSE;
  spot.column = pick_part (x, self->title_width, count_x, self->column_width, self->x,
                           self->n_columns);
  spot.row = pick_part (y, self->title_height, count_y, self->row_height, self->y, self->n_rows);
  if (!attune_model_geometry_is_spot (self, spot))
    return FALSE;
  *out_spot = spot;
  return TRUE;
}

static int
count_page (const AttuneModelGeometry *self)
{
  AttuneModelArea field = attune_model_geometry_get_field (self);

  return MAX ((int) floor (field.height / self->row_height) - 1, 1);
}

AttuneModelSpot
attune_model_geometry_step (const AttuneModelGeometry *self,
                            AttuneModelSpot spot,
                            AttuneModelStep step)
{
  AttuneModelSpot next = spot;

  switch (step)
    {
    case ATTUNE_MODEL_STEP_BACK:
      next.column--;
      break;
    case ATTUNE_MODEL_STEP_ON:
      next.column++;
      break;
    case ATTUNE_MODEL_STEP_UP:
      next.row--;
      break;
    case ATTUNE_MODEL_STEP_DOWN:
      next.row++;
      break;
    case ATTUNE_MODEL_STEP_ROW_START:
      next.column = spot.row >= 0 && spot.row < self->n_rows ? -1 : 0;
      break;
    case ATTUNE_MODEL_STEP_ROW_END:
      next.column = spot.row >= 0 && spot.row < self->n_rows ? self->n_columns
                                                             : self->n_columns - 1;
      break;
    case ATTUNE_MODEL_STEP_TOP:
      next = (AttuneModelSpot){ 0, -1 };
      break;
    case ATTUNE_MODEL_STEP_BOTTOM:
      next = (AttuneModelSpot){ self->n_rows - 1, self->n_columns };
      break;
    case ATTUNE_MODEL_STEP_PAGE_UP:
      next.row = MAX (spot.row - count_page (self), MIN (spot.row, 0));
      break;
    case ATTUNE_MODEL_STEP_PAGE_DOWN:
      next.row = MIN (spot.row + count_page (self), MAX (spot.row, self->n_rows - 1));
      break;
    }
  return attune_model_geometry_is_spot (self, next) ? next : spot;
}

/* `value`, or the nearest to it at which the part from `first` to `second` is within `seen`. */
static double
reveal_part (double value, double first, double second, double seen)
{
  if (first < value)
    return first;
  return second > value + seen ? MAX (second - seen, 0) : value;
}

void
attune_model_geometry_reveal (const AttuneModelGeometry *self,
                              AttuneModelSpot spot,
                              double *out_x,
                              double *out_y)
{
  AttuneModelArea field = attune_model_geometry_get_field (self);

  *out_x = self->x;
  *out_y = self->y;
  if (spot.column >= 0 && spot.column < self->n_columns)
    *out_x = reveal_part (self->x, spot.column * self->column_width,
                          (spot.column + 1) * self->column_width, field.width);
  if (spot.row >= 0 && spot.row < self->n_rows)
    *out_y = reveal_part (self->y, spot.row * self->row_height, (spot.row + 1) * self->row_height,
                          field.height);
}

static void
find_seen (double scrolled, double seen, double size, int n, int *out_first, int *out_end)
{
  if (n == 0 || size <= 0)
    {
      *out_first = *out_end = 0;
      return;
    }
  *out_first = CLAMP ((int) floor (scrolled / size), 0, n);
  *out_end = CLAMP ((int) ceil ((scrolled + seen) / size), *out_first, n);
}

void
attune_model_geometry_get_rows (const AttuneModelGeometry *self, int *out_first, int *out_end)
{
  AttuneModelArea field = attune_model_geometry_get_field (self);

  find_seen (self->y, field.height, self->row_height, self->n_rows, out_first, out_end);
}

void
attune_model_geometry_get_columns (const AttuneModelGeometry *self, int *out_first, int *out_end)
{
  AttuneModelArea field = attune_model_geometry_get_field (self);

  find_seen (self->x, field.width, self->column_width, self->n_columns, out_first, out_end);
}
