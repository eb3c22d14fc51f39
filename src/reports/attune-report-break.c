/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune-Reports"

#include "config.h"

#include "attune-report-break.h"

/* Of a page, that may stay empty so that things stay together. */
#define MOST_EMPTY (1.0 / 3.0)

#define SLACK 0.01 /* so that a page may end exactly at its edge */

#define N_BREAKS 3

/* The piece that the page after the one that begins with `first` begins with. */
static guint
find_end (const AttuneReportPiece *pieces, guint n_pieces, guint first, double height)
{
  guint last[N_BREAKS] = { 0 };
  double filled[N_BREAKS] = { 0 };
  double y = pieces[first].height;
  guint i;

  for (i = first + 1; i < n_pieces; i++)
    {
      last[pieces[i].before] = i;
      filled[pieces[i].before] = y;
      y += pieces[i].space + pieces[i].height;
      if (y > height + SLACK)
        break;
    }
  if (i == n_pieces)
    return n_pieces;
  for (guint kind = 0; kind < N_BREAKS; kind++)
    {
      if (last[kind] > 0 &&
          (kind != ATTUNE_REPORT_BREAK_FINE || filled[kind] >= height * (1 - MOST_EMPTY)))
        return last[kind];
    }
  return last[ATTUNE_REPORT_BREAK_FINE];
}

GArray *
attune_report_break (const AttuneReportPiece *pieces, guint n_pieces, double height)
{
  GArray *starts = g_array_new (FALSE, FALSE, sizeof (guint));
  guint first = 0;

  g_return_val_if_fail (pieces != NULL || n_pieces == 0, starts);

  g_array_append_val (starts, first);
  while (first < n_pieces)
    {
      first = find_end (pieces, n_pieces, first, height);
      if (first < n_pieces)
        g_array_append_val (starts, first);
    }
  return starts;
}
