/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>

/* A report: blocks of text, choices and room to write, one below the other, that become pages of A4. All lengths are
 * points. It is built by one thread and drawn by one; building may be done on another than drawing. Texts are plain, in
 * any language, and made safe to draw; they are copied. */
typedef struct _AttuneReport AttuneReport;

#define ATTUNE_REPORT_ERROR (attune_report_error_quark ())
GQuark attune_report_error_quark (void);

typedef enum
{
  ATTUNE_REPORT_ERROR_RENDER, /* cairo could not make it: no memory */
  ATTUNE_REPORT_ERROR_WRITE,  /* the file could not be written */
} AttuneReportError;

#define ATTUNE_REPORT_WIDTH       595.28 /* of a page of A4 */
#define ATTUNE_REPORT_HEIGHT      841.89
#define ATTUNE_REPORT_MARGIN      54.0
#define ATTUNE_REPORT_INDENT      24.0 /* one step */
#define ATTUNE_REPORT_BODY_WIDTH  (ATTUNE_REPORT_WIDTH - 2 * ATTUNE_REPORT_MARGIN)
#define ATTUNE_REPORT_BODY_HEIGHT (ATTUNE_REPORT_HEIGHT - 2 * ATTUNE_REPORT_MARGIN)

typedef enum
{
  ATTUNE_REPORT_STYLE_TITLE,
  ATTUNE_REPORT_STYLE_HEADING,
  ATTUNE_REPORT_STYLE_SUBHEADING,
  ATTUNE_REPORT_STYLE_STRONG,
  ATTUNE_REPORT_STYLE_BODY,
  ATTUNE_REPORT_STYLE_NOTE, /* smaller and paler */
} AttuneReportStyle;

#define ATTUNE_REPORT_N_STYLES 6

typedef enum
{
  ATTUNE_REPORT_MARK_NONE,
  ATTUNE_REPORT_MARK_CIRCLE, /* one of them is picked */
  ATTUNE_REPORT_MARK_SQUARE, /* any of them */
} AttuneReportMark;

/* A paragraph, or several. */
typedef struct
{
  AttuneReportStyle style;
  const char *text;
  const char *lead;      /* nullable: stands before the text, in its indent */
  const char *trail;     /* nullable: stands at the far end of the first line */
  AttuneReportMark mark; /* stands before the text, in its indent */
  guint indent;          /* steps */
  double space;          /* above it, but at the head of a page */
  gboolean keeps_next;   /* never the last on a page */
  gboolean is_landmark;  /* named in the outline that readers of PDF show */
} AttuneReportText;

/* Something to be ticked. */
typedef struct
{
  AttuneReportMark mark;
  const char *text;
  const char *detail; /* nullable: paler, behind it */
} AttuneReportChoice;

/* A text in a row. What needs more than `ATTUNE_REPORT_CELL_LINES` lines is cut short. */
typedef struct
{
  AttuneReportStyle style;
  const char *text;
  double x;     /* from where the report begins its lines */
  double width;
  gboolean is_centered;
} AttuneReportCell;

#define ATTUNE_REPORT_CELL_LINES 3

/* `title` names the report on every page and in the file; `remark` (nullable) stands beside it from the second page on.
 * `language` (nullable) is that of its text, by which fonts are chosen. */
AttuneReport *attune_report_new  (const char *title,
                                  const char *remark,
                                  const char *language);
void          attune_report_free (AttuneReport *self);

void attune_report_add_text    (AttuneReport           *self,
                                const AttuneReportText *text);
/* Side by side, in as many rows as they need. */
void attune_report_add_choices (AttuneReport             *self,
                                const AttuneReportChoice *choices,
                                guint                     n_choices,
                                guint                     indent);
/* Labels side by side, each with a line behind it to write on. */
void attune_report_add_fields  (AttuneReport      *self,
                                const char *const *labels,
                                guint              indent);
/* `n_lines` lines to write on, the first with `label` (nullable) before it. */
void attune_report_add_lines   (AttuneReport *self,
                                const char   *label,
                                guint         n_lines,
                                guint         indent);
/* A line from side to side. */
void attune_report_add_rule    (AttuneReport *self);
/* Texts side by side, their first lines on one; never divided. With `keeps_next` it is never the last on a page. */
void attune_report_add_row     (AttuneReport           *self,
                                const AttuneReportCell *cells,
                                guint                   n_cells,
                                gboolean                keeps_next);

/* What stands between them stays on one page, unless that would leave too much of the page before it empty. They do
 * not nest. */
void attune_report_begin_group (AttuneReport *self);
void attune_report_end_group   (AttuneReport *self);

/* At least 1. */
guint attune_report_get_n_pages (AttuneReport *self);
/* Draws a page, counted from 0, with its upper left corner at 0, 0, on whatever is there. */
void  attune_report_draw_page   (AttuneReport *self,
                                 guint         page,
                                 cairo_t      *cr);

/* The pages as a file; `created`, in microseconds UTC, is said in it. The same report gives the same bytes. NULL with the
 * error set. */
GBytes  *attune_report_to_pdf (AttuneReport *self,
                               gint64        created,
                               GError      **error);
/* The file is there whole or not at all. */
gboolean attune_report_write  (AttuneReport *self,
                               const char   *path,
                               gint64        created,
                               GError      **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneReport, attune_report_free)
