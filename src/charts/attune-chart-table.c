/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune-Charts"

#include "config.h"

#include "attune-chart-table-private.h"

#include <math.h>

typedef struct
{
  char *title;
  AttuneChartColumnKind kind;
} Column;

typedef struct
{
  char *text;
  double number;
} Cell;

struct _AttuneChartTable
{
  gatomicrefcount ref_count;
  GArray *columns; /* Column */
  GArray *cells;   /* Cell, row by row */
  GArray *ids;     /* gint64, one a row */
};

G_DEFINE_BOXED_TYPE (AttuneChartTable,
                     attune_chart_table,
                     attune_chart_table_ref,
                     attune_chart_table_unref)

static void
clear_column (gpointer data)
{
  g_free (((Column *) data)->title);
}

static void
clear_cell (gpointer data)
{
  g_free (((Cell *) data)->text);
}

AttuneChartTable *
attune_chart_table_new (void)
{
  AttuneChartTable *self = g_new0 (AttuneChartTable, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->columns = g_array_new (FALSE, FALSE, sizeof (Column));
  self->cells = g_array_new (FALSE, FALSE, sizeof (Cell));
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_set_clear_func (self->columns, clear_column);
  g_array_set_clear_func (self->cells, clear_cell);
  return self;
}

AttuneChartTable *
attune_chart_table_ref (AttuneChartTable *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
attune_chart_table_unref (AttuneChartTable *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_array_unref (self->columns);
  g_array_unref (self->cells);
  g_array_unref (self->ids);
  g_free (self);
}

/* All columns come before the first row. */
void
attune_chart_table_add_column (AttuneChartTable *self,
                               const char *title,
                               AttuneChartColumnKind kind)
{
  Column column = { g_strdup (title), kind };

  g_assert (self->ids->len == 0);
  g_array_append_val (self->columns, column);
}

/* Begins a row; as many cells as there are columns must follow. */
void
attune_chart_table_add_row (AttuneChartTable *self, gint64 id)
{
  g_assert (self->cells->len == self->ids->len * self->columns->len);
  g_array_append_val (self->ids, id);
}

void
attune_chart_table_add_text (AttuneChartTable *self, const char *text)
{
  attune_chart_table_take_number (self, NAN, g_strdup (text ? text : ""));
}

/* A cell with a number and (transfer full) the words for it. */
void
attune_chart_table_take_number (AttuneChartTable *self, double number, char *text)
{
  Cell cell = { text, number };

  g_array_append_val (self->cells, cell);
}

guint
attune_chart_table_get_n_columns (const AttuneChartTable *self)
{
  return self->columns->len;
}

guint
attune_chart_table_get_n_rows (const AttuneChartTable *self)
{
  return self->ids->len;
}

const char *
attune_chart_table_get_title (const AttuneChartTable *self, guint column)
{
  g_return_val_if_fail (column < self->columns->len, NULL);
  return g_array_index (self->columns, Column, column).title;
}

AttuneChartColumnKind
attune_chart_table_get_kind (const AttuneChartTable *self, guint column)
{
  g_return_val_if_fail (column < self->columns->len, ATTUNE_CHART_COLUMN_TEXT);
  return g_array_index (self->columns, Column, column).kind;
}

static const Cell *
get_cell (const AttuneChartTable *self, guint row, guint column)
{
  return &g_array_index (self->cells, Cell, row * self->columns->len + column);
}

const char *
attune_chart_table_get_text (const AttuneChartTable *self, guint row, guint column)
{
  g_return_val_if_fail (row < self->ids->len && column < self->columns->len, NULL);
  return get_cell (self, row, column)->text;
}

/* The cell as a number; NaN for text and for what has no value. */
double
attune_chart_table_get_number (const AttuneChartTable *self, guint row, guint column)
{
  g_return_val_if_fail (row < self->ids->len && column < self->columns->len, NAN);
  return get_cell (self, row, column)->number;
}

/* What the row opens; 0 for nothing. */
gint64
attune_chart_table_get_id (const AttuneChartTable *self, guint row)
{
  g_return_val_if_fail (row < self->ids->len, 0);
  return g_array_index (self->ids, gint64, row);
}
