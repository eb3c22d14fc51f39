/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-chart-table-private.h"

#include <math.h>

static void
test_cells (void)
{
  g_autoptr (AttuneChartTable) table = attune_chart_table_new ();

  attune_chart_table_add_column (table, "Date", ATTUNE_CHART_COLUMN_TIME);
  attune_chart_table_add_column (table, "Note", ATTUNE_CHART_COLUMN_TEXT);
  g_assert_cmpuint (attune_chart_table_get_n_rows (table), ==, 0);
  attune_chart_table_add_row (table, 7);
  attune_chart_table_take_number (table, 1e15, g_strdup ("12 May"));
  attune_chart_table_add_text (table, NULL);
  attune_chart_table_add_row (table, 0);
  attune_chart_table_take_number (table, 2e15, g_strdup ("13 May"));
  attune_chart_table_add_text (table, "Late");

  g_assert_cmpuint (attune_chart_table_get_n_columns (table), ==, 2);
  g_assert_cmpuint (attune_chart_table_get_n_rows (table), ==, 2);
  g_assert_cmpstr (attune_chart_table_get_title (table, 1), ==, "Note");
  g_assert_cmpint (attune_chart_table_get_kind (table, 0), ==, ATTUNE_CHART_COLUMN_TIME);
  g_assert_cmpstr (attune_chart_table_get_text (table, 1, 0), ==, "13 May");
  g_assert_cmpstr (attune_chart_table_get_text (table, 0, 1), ==, "");
  g_assert_cmpfloat (attune_chart_table_get_number (table, 0, 0), ==, 1e15);
  g_assert_true (isnan (attune_chart_table_get_number (table, 1, 1)));
  g_assert_cmpint (attune_chart_table_get_id (table, 0), ==, 7);
  g_assert_cmpint (attune_chart_table_get_id (table, 1), ==, 0);
}

static void
test_beyond (void)
{
  if (g_test_subprocess ())
    {
      g_autoptr (AttuneChartTable) table = attune_chart_table_new ();

      attune_chart_table_get_text (table, 0, 0);
      return;
    }
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr ("*assertion*row*failed*");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/charts/table/cells", test_cells);
  g_test_add_func ("/charts/table/beyond", test_beyond);
  return g_test_run ();
}
