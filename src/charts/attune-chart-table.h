/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* The data of a chart as rows and columns: words for people, numbers for files. An immutable value. */
typedef struct _AttuneChartTable AttuneChartTable;

typedef enum
{
  ATTUNE_CHART_COLUMN_TEXT,
  ATTUNE_CHART_COLUMN_NUMBER,
  ATTUNE_CHART_COLUMN_TIME, /* the number is microseconds UTC */
} AttuneChartColumnKind;

#define ATTUNE_TYPE_CHART_TABLE (attune_chart_table_get_type ())
GType attune_chart_table_get_type (void);

AttuneChartTable *attune_chart_table_ref   (AttuneChartTable *self);
void              attune_chart_table_unref (AttuneChartTable *self);

guint                 attune_chart_table_get_n_columns (const AttuneChartTable *self);
guint                 attune_chart_table_get_n_rows    (const AttuneChartTable *self);
const char           *attune_chart_table_get_title     (const AttuneChartTable *self,
                                                        guint                   column);
AttuneChartColumnKind attune_chart_table_get_kind      (const AttuneChartTable *self,
                                                        guint                   column);
const char           *attune_chart_table_get_text      (const AttuneChartTable *self,
                                                        guint                   row,
                                                        guint                   column);
double                attune_chart_table_get_number    (const AttuneChartTable *self,
                                                        guint                   row,
                                                        guint                   column);
gint64                attune_chart_table_get_id        (const AttuneChartTable *self,
                                                        guint                   row);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneChartTable, attune_chart_table_unref)

G_END_DECLS
