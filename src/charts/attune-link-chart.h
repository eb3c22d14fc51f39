/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-chart.h"

G_BEGIN_DECLS

/* What leads to what, in columns: boxes with a text, and lines from the boxes of one column to those of the next. An
 * interaction model is shown so: goals, behaviours, questions. Items are the boxes, column by column. Of more than four
 * hundred lines only those are drawn that lead from or to the box that is read. */

typedef struct
{
  gint64 id;
  guint column;
  const char *title;
  const char *note;   /* beside it, "3 questions"; or NULL */
  const char *remark; /* what is wrong with it, for the readout; marks the box. Or NULL */
} AttuneLinkNode;

/* From a node to one of the column after its own, by their indices in the spec. */
typedef struct
{
  guint from;
  guint to;
} AttuneLink;

typedef struct
{
  const char *const *columns; /* their titles, NULL-terminated; two at least */
  const AttuneLinkNode *nodes;
  gsize n_nodes;
  const AttuneLink *links;
  gsize n_links;
  const char *finding; /* what it comes to, in a sentence; or NULL */
} AttuneLinkSpec;

/* Takes copies. Links that do not lead to the next column are left out. */
AttuneChart *attune_link_chart_new (const AttuneLinkSpec *spec);

/* The least height at which every box has a line of text, in the units of `theme`. */
double attune_link_chart_get_least_height (AttuneChart      *self,
                                           AttuneChartTheme *theme);

G_END_DECLS
