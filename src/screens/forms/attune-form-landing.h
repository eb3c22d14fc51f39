/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-form-group.h"

/* Where what is dragged would be dropped: a pure function over a form, what is dragged and where the pointer is. */

typedef struct
{
  guint row;        /* of the outline: sections and questions in the order of the form */
  double fraction;  /* how far down in that row, 0 to 1 */
  gboolean is_deep; /* so far to the right that a section would be a sub-section */
} AttuneFormAim;

typedef struct
{
  AttuneFormSpot questions; /* for attune_form_group_move() */
  AttuneFormSpot sections;
  guint line;       /* a line stands above this row, or below the last; */
  guint depth;      /* … it begins as far in as a row of this depth */
  gboolean is_into; /* a frame around the row instead: the section that they go into */
} AttuneFormLanding;

/* FALSE where they cannot go: a question goes into a section, a section between others, into one or out of it, never into
 * itself or three deep. Sections and questions together go where both can. */
gboolean attune_form_find_landing (AttuneForm        *form,
                                   const char *const *ids,
                                   AttuneFormAim      aim,
                                   AttuneFormLanding *out_landing);
