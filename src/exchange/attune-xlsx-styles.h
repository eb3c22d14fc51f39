/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-xlsx-package.h"

/* How the numbers of a workbook are shown, as far as it changes what they mean. */
typedef struct _AttuneXlsxStyles AttuneXlsxStyles;

/* Without styles, `part` NULL, all numbers are plain. */
AttuneXlsxStyles *attune_xlsx_styles_read (AttuneXlsxPackage *package,
                                           const char        *part,
                                           GError           **error);
void              attune_xlsx_styles_free (AttuneXlsxStyles *self);

/* A number cell as text: `digits` as written in the file, `style` the cell's. Plain numbers with at most 15 significant
 * digits, as spreadsheets show them ("0.1" for 0.10000000000000001); percentages "40%"; dates and times by ISO 8601, counted
 * from 1904 or 1900. What is no number stays as it is. Owned by the caller. */
char *attune_xlsx_styles_format (AttuneXlsxStyles *self,
                                 const char       *digits,
                                 guint             style,
                                 gboolean          from_1904);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneXlsxStyles, attune_xlsx_styles_free)
