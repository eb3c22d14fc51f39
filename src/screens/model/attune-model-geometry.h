/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Where everything of the grid of an interaction model lies: goals across, behaviours down, their titles before them and
 * their counts behind them. Titles and counts stay where they are while the field between them is scrolled. Pure
 * arithmetic, in the pixels of a widget. */

/* A place in the grid. Row -1 has the goals' titles, row `n_rows` their counts; column -1 has the behaviours' titles, column
 * `n_columns` their counts. The four corners are no places. */
typedef struct
{
  int row;
  int column;
} AttuneModelSpot;

typedef struct
{
  double x, y, width, height;
} AttuneModelArea;

typedef struct
{
  /* what there is */
  int n_rows;    /* behaviours */
  int n_columns; /* goals */
  gboolean is_mirrored; /* from right to left */

  /* how large it is */
  double width;
  double height;
  double title_width;   /* of a behaviour */
  double title_height;  /* of a goal */
  double column_width;
  double row_height;
  double count_width;   /* of a behaviour's */
  double count_height;  /* of a goal's */

  /* how far it is scrolled */
  double x;
  double y;
} AttuneModelGeometry;

typedef enum
{
  ATTUNE_MODEL_STEP_BACK, /* against the direction of reading */
  ATTUNE_MODEL_STEP_ON,
  ATTUNE_MODEL_STEP_UP,
  ATTUNE_MODEL_STEP_DOWN,
  ATTUNE_MODEL_STEP_ROW_START,
  ATTUNE_MODEL_STEP_ROW_END,
  ATTUNE_MODEL_STEP_TOP,
  ATTUNE_MODEL_STEP_BOTTOM,
  ATTUNE_MODEL_STEP_PAGE_UP,
  ATTUNE_MODEL_STEP_PAGE_DOWN,
} AttuneModelStep;

/* Shares out a widget of `width` and `height`; `line` is the height of a line of text. What it is scrolled by stays, as far
 * as there is that much. */
void attune_model_geometry_set (AttuneModelGeometry *self,
                                double               line,
                                double               width,
                                double               height);

/* What the whole needs, to be scrolled within the widget. */
double attune_model_geometry_get_full_width  (const AttuneModelGeometry *self);
double attune_model_geometry_get_full_height (const AttuneModelGeometry *self);
/* What a widget needs at least to show one goal and one behaviour. */
double attune_model_geometry_get_least_width  (double line);
double attune_model_geometry_get_least_height (double line);

gboolean        attune_model_geometry_is_spot  (const AttuneModelGeometry *self,
                                                AttuneModelSpot            spot);
/* Whether it is one of the field: a behaviour by a goal. */
gboolean        attune_model_geometry_is_field (const AttuneModelGeometry *self,
                                                AttuneModelSpot            spot);
/* The nearest that is one; -1, -1 where there is none at all. */
AttuneModelSpot attune_model_geometry_clamp    (const AttuneModelGeometry *self,
                                                AttuneModelSpot            spot);
/* Where `spot` lies, maybe outside of what is seen. */
AttuneModelArea attune_model_geometry_get_area (const AttuneModelGeometry *self,
                                                AttuneModelSpot            spot);
/* What scrolls: where rows and columns of the field are seen. */
AttuneModelArea attune_model_geometry_get_field (const AttuneModelGeometry *self);
/* What lies under a point; FALSE for none. */
gboolean        attune_model_geometry_pick     (const AttuneModelGeometry *self,
                                                double                     x,
                                                double                     y,
                                                AttuneModelSpot           *out_spot);
/* Where a key leads from `spot`; `spot` itself where there is nothing. */
AttuneModelSpot attune_model_geometry_step     (const AttuneModelGeometry *self,
                                                AttuneModelSpot            spot,
                                                AttuneModelStep            step);
/* How far it must be scrolled for `spot` to be seen, and no further. */
void            attune_model_geometry_reveal   (const AttuneModelGeometry *self,
                                                AttuneModelSpot            spot,
                                                double                    *out_x,
                                                double                    *out_y);
/* The rows or columns of the field that are seen: from the first up to, without, the last. */
void            attune_model_geometry_get_rows    (const AttuneModelGeometry *self,
                                                   int                       *out_first,
                                                   int                       *out_end);
void            attune_model_geometry_get_columns (const AttuneModelGeometry *self,
                                                   int                       *out_first,
                                                   int                       *out_end);
