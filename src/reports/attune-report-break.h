/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* How bad it is to begin a page with a piece. */
typedef enum
{
  ATTUNE_REPORT_BREAK_FINE,
  ATTUNE_REPORT_BREAK_APART, /* what belongs together is divided */
  ATTUNE_REPORT_BREAK_TORN,  /* a heading or a line of a paragraph is left alone */
} AttuneReportBreak;

/* What no page break divides: a line of text, a row of choices. */
typedef struct
{
  double space; /* above it, but at the head of a page */
  double height;
  AttuneReportBreak before;
} AttuneReportPiece;

/* The first piece of each page, guints, for pages of `height`; the first is 0, also where there are no pieces. A page ends
 * at the last place that is fine, unless more than a third of it would stay empty for that; then at the last one that
 * divides what belongs together, and where there is none either, wherever it is full. A piece higher than a page has one
 * of its own. Owned by the caller. */
GArray *attune_report_break (const AttuneReportPiece *pieces,
                             guint                    n_pieces,
                             double                   height);
