/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-form.h"

/* Where parts go when somebody adds or moves one by a key: pure functions over a form and what is selected. */

typedef struct
{
  const char *parent; /* of a question its section; of a section NULL for a top one. The form's own string */
  guint position;
} AttuneFormSpot;

typedef enum
{
  ATTUNE_FORM_MOVE_UP,   /* a question goes on into the section above or below when it is at an end */
  ATTUNE_FORM_MOVE_DOWN,
  ATTUNE_FORM_MOVE_IN,   /* a section into the one before it */
  ATTUNE_FORM_MOVE_OUT,  /* a sub-section behind its parent */
} AttuneFormMove;

/* Behind the selected question, first in the selected section, or at the end. */
AttuneFormSpot attune_form_spot_for_question (AttuneForm *form,
                                              const char *selected);
/* Behind the selected section (or that of the selected question); inside it when `is_inner` and it is a top one. */
AttuneFormSpot attune_form_spot_for_section  (AttuneForm *form,
                                              const char *selected,
                                              gboolean    is_inner);
/* FALSE where it cannot move that way. */
gboolean       attune_form_spot_for_move     (AttuneForm     *form,
                                              const char     *selected,
                                              AttuneFormMove  move,
                                              AttuneFormSpot *out_spot);
/* What to select when the part is gone: the one behind it, else before it, else its section; NULL for the form. Owned by
 * the caller. */
char          *attune_form_find_neighbour    (AttuneForm *form,
                                              const char *selected);
