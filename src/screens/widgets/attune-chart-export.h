/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-chart.h"
#include "attune-context.h"

#include <gtk/gtk.h>

/* What a chart can be saved as: pictures on paper's white, or its table. */
typedef enum
{
  ATTUNE_EXPORT_PNG,
  ATTUNE_EXPORT_SVG,
  ATTUNE_EXPORT_PDF,
  ATTUNE_EXPORT_CSV,
  ATTUNE_N_EXPORTS
} AttuneExportKind;

/* "png", "svg", "pdf", "csv": also the file's suffix. */
const char *attune_export_kind_to_string   (AttuneExportKind kind);
gboolean    attune_export_kind_from_string (const char       *name,
                                            AttuneExportKind *out_kind);

/* The file's bytes. Times in a CSV are of `zone`. */
GBytes     *attune_chart_export_make       (AttuneChart      *chart,
                                            AttuneExportKind  kind,
                                            GTimeZone        *zone,
                                            GError          **error);

/* A table as CSV (RFC 4180, UTF-8, comma): times as ISO 8601, numbers with a point and in full. Text that a spreadsheet
 * would take for a formula begins with an apostrophe. Owned by the caller. */
char       *attune_chart_table_to_csv      (const AttuneChartTable *table,
                                            GTimeZone              *zone);

/* A file name without characters that a file system minds, "NAME.SUFFIX". Owned by the caller. */
char       *attune_chart_export_name       (const char       *name,
                                            AttuneExportKind  kind);

/* Asks for a file and writes it there; says where it went, or why not. `name` is proposed, without a suffix. */
void        attune_chart_export            (GtkWidget        *parent,
                                            AttuneContext    *context,
                                            AttuneChart      *chart,
                                            AttuneExportKind  kind,
                                            const char       *name);
