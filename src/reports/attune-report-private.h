/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-report.h"
#include "attune-report-break.h"

#include <pango/pangocairo.h>

typedef enum
{
  ATTUNE_REPORT_PART_LINE, /* of text; y is its baseline */
  ATTUNE_REPORT_PART_CIRCLE,
  ATTUNE_REPORT_PART_SQUARE,
  ATTUNE_REPORT_PART_RULE, /* a thin line to write on or to part by */
} AttuneReportPartKind;

/* Something drawn, placed within its piece. */
typedef struct
{
  AttuneReportPartKind kind;
  double x;
  double y;
  double width; /* of a mark also its height */
  PangoLayout *layout;   /* keeps its line alive */
  PangoLayoutLine *line; /* of a text */
} AttuneReportPart;

/* A name in the outline. */
typedef struct
{
  char *name;
  guint piece;
  gboolean is_inner; /* below the one before it that is not */
} AttuneReportLandmark;

struct _AttuneReport
{
  char *title;
  char *remark;
  PangoContext *context;
  gboolean is_rtl;

  GArray *pieces;     /* AttuneReportPiece: what no page break divides */
  GArray *parts;      /* AttuneReportPart */
  GArray *part_ends;  /* guint: the end of each piece's parts */
  GPtrArray *landmarks;

  double space;       /* above the next piece */
  gboolean is_glued;  /* the next piece stays with the one before it */
  gboolean in_group;
  gboolean is_first_of_group;

  GArray *starts; /* guint: the first piece of each page; NULL until it is asked for */
};

/* Of smaller print. */
#define ATTUNE_REPORT_PALE 0.27

#define attune_report_piece(self, i) (&g_array_index ((self)->pieces, AttuneReportPiece, i))

/* The first piece of each page, followed by the number of pieces. */
const guint *attune_report_get_starts (AttuneReport *self,
                                       guint        *out_n_pages);

/* Begins a piece, the space above which is what was asked for. `is_torn`: not to begin a page with. */
void   attune_report_add_piece (AttuneReport *self,
                                double        height,
                                gboolean      is_torn);
/* Adds a line of text to the piece begun last; the coordinates are from its left and top. */
void   attune_report_add_line  (AttuneReport    *self,
                                PangoLayout     *layout,
                                PangoLayoutLine *line,
                                double           x,
                                double           baseline);
/* From the left, what is `x` from where the report begins its lines and `width` wide. */
double attune_report_place     (const AttuneReport *self,
                                double              x,
                                double              width);

/* In one line where `width` is below 0. */
PangoLayout *attune_report_create_layout (AttuneReport     *self,
                                          AttuneReportStyle style,
                                          const char       *text,
                                          double            width);

/* What cairo and PDF can hold: control characters, but line ends and tabs, and what Unicode sets aside are replaced. In
 * one line, line ends are spaces. Owned by the caller. */
char *attune_report_clean_text (const char *text,
                                gboolean    in_one_line);

/* Owned by the caller. */
PangoAttribute *attune_report_create_pale (void);
