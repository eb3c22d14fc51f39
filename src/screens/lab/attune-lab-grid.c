/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-lab-grid.h"

#include <math.h>
#include <string.h>

typedef struct
{
  char *text;
  char *key; /* to sort texts by */
  double value;
} Cell;

typedef struct
{
  char *id;
  char *detail;
} Row;

struct _AttuneLabGrid
{
  gatomicrefcount references;
  AttuneLabColumn *columns;
  guint n_columns;
  GArray *rows;  /* Row */
  GArray *cells; /* Cell, row by row */
};

static void
clear_row (gpointer data)
{
  Row *row = data;

  g_free (row->id);
  g_free (row->detail);
}

static void
clear_cell (gpointer data)
{
  Cell *cell = data;

  g_free (cell->text);
  g_free (cell->key);
}

AttuneLabGrid *
attune_lab_grid_new (const AttuneLabColumn *columns, guint n_columns)
{
  AttuneLabGrid *self = g_new0 (AttuneLabGrid, 1);

  g_return_val_if_fail (columns != NULL && n_columns > 0, NULL);

  g_atomic_ref_count_init (&self->references);
  self->columns = g_memdup2 (columns, sizeof (AttuneLabColumn) * n_columns);
  self->n_columns = n_columns;
  for (guint i = 0; i < n_columns; i++)
    self->columns[i].title = g_strdup (columns[i].title);
  self->rows = g_array_new (FALSE, FALSE, sizeof (Row));
  self->cells = g_array_new (FALSE, FALSE, sizeof (Cell));
  g_array_set_clear_func (self->rows, clear_row);
  g_array_set_clear_func (self->cells, clear_cell);
  return self;
}

AttuneLabGrid *
attune_lab_grid_ref (AttuneLabGrid *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
attune_lab_grid_unref (AttuneLabGrid *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->references))
    return;
  for (guint i = 0; i < self->n_columns; i++)
    g_free ((char *) self->columns[i].title);
  g_free (self->columns);
  g_array_unref (self->rows);
  g_array_unref (self->cells);
  g_free (self);
}

void
attune_lab_grid_add_row (AttuneLabGrid *self, const char *id, const char *detail)
{
  Row row = { g_strdup (id), g_strdup (detail) };

  g_assert (self->cells->len == self->rows->len * self->n_columns);
  g_array_append_val (self->rows, row);
}

void
attune_lab_grid_take (AttuneLabGrid *self, char *text, double value)
{
  Cell cell = { text, g_utf8_collate_key (text, -1), value };

  g_assert (self->cells->len < self->rows->len * self->n_columns);
  g_array_append_val (self->cells, cell);
}

guint
attune_lab_grid_get_n_columns (AttuneLabGrid *self)
{
  return self->n_columns;
}

guint
attune_lab_grid_get_n_rows (AttuneLabGrid *self)
{
  return self->rows->len;
}

const char *
attune_lab_grid_get_title (AttuneLabGrid *self, guint column)
{
  return self->columns[column].title;
}

AttuneLabColumnKind
attune_lab_grid_get_kind (AttuneLabGrid *self, guint column)
{
  return self->columns[column].kind;
}

static const Cell *
get_cell (AttuneLabGrid *self, guint row, guint column)
{
  return &g_array_index (self->cells, Cell, row * self->n_columns + column);
}

const char *
attune_lab_grid_get_text (AttuneLabGrid *self, guint row, guint column)
{
  return get_cell (self, row, column)->text;
}

double
attune_lab_grid_get_value (AttuneLabGrid *self, guint row, guint column)
{
  return get_cell (self, row, column)->value;
}

const char *
attune_lab_grid_get_id (AttuneLabGrid *self, guint row)
{
  return g_array_index (self->rows, Row, row).id;
}

const char *
attune_lab_grid_get_detail (AttuneLabGrid *self, guint row)
{
  return g_array_index (self->rows, Row, row).detail;
}

int
attune_lab_grid_compare (AttuneLabGrid *self, guint column, guint one, guint other)
{
  const Cell *left = get_cell (self, one, column);
  const Cell *right = get_cell (self, other, column);

  switch (self->columns[column].kind)
    {
    case ATTUNE_LAB_COLUMN_TEXT:
    case ATTUNE_LAB_COLUMN_PROSE:
      return strcmp (left->key, right->key);
    case ATTUNE_LAB_COLUMN_NUMBER:
    case ATTUNE_LAB_COLUMN_SHARE:
      if (isnan (left->value) || isnan (right->value))
        return isnan (right->value) - isnan (left->value);
      return (left->value > right->value) - (left->value < right->value);
    }
  g_assert_not_reached ();
}
