/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-form-edit.h"

/* Changes to several sections and questions of a form at once: each gives one new form, as attune-form-edit.h says, that is
 * checked when all is done. `ids` are NULL-terminated and in whatever order; what stands inside a section that is among
 * them goes with it. */

/* Where a part is put. */
typedef struct
{
  const char *parent; /* of a question its section; of a section NULL for a top one */
  guint position;     /* among its like in the parent; beyond the last: at the end */
} AttuneFormSpot;

typedef enum
{
  ATTUNE_FORM_MOVE_UP,   /* a question goes on into the section above or below when it is at an end */
  ATTUNE_FORM_MOVE_DOWN,
  ATTUNE_FORM_MOVE_IN,   /* a section into the one before it */
  ATTUNE_FORM_MOVE_OUT,  /* a sub-section behind its parent */
} AttuneFormMove;

/* Those of `ids` that are in the form, once each and in its order, without what stands inside another of them. The strings
 * are the form's own; free with g_free(). */
const char **attune_form_group_sort (AttuneForm        *self,
                                     const char *const *ids);

/* Takes the parts away. What a condition elsewhere rests on is refused, unless it goes as well. */
AttuneForm *attune_form_group_remove (AttuneForm        *self,
                                      const char *const *ids,
                                      GError           **error);

/* Moves the questions to one spot and the sections to the other, in the order of the form. Positions are counted with all of
 * them already taken away; a spot inside one of the sections that are moved is refused. */
AttuneForm *attune_form_group_move (AttuneForm        *self,
                                    const char *const *ids,
                                    AttuneFormSpot     questions,
                                    AttuneFormSpot     sections,
                                    GError           **error);

/* Moves every part a step, in the order they stand in; what is in the way of none but another that cannot move stays where
 * it is. Gives the form itself where none can move. */
AttuneForm *attune_form_group_step (AttuneForm        *self,
                                    const char *const *ids,
                                    AttuneFormMove     move,
                                    GError           **error);

/* Puts copies with fresh ids behind the last of parts that stand side by side. Conditions on what is copied follow the
 * copies. `out_ids` (nullable, owned by the caller) are theirs. */
AttuneForm *attune_form_group_duplicate (AttuneForm        *self,
                                         const char *const *ids,
                                         GStrv             *out_ids,
                                         GError           **error);

/* Sets one key of all parts to one value, which is a JSON text. */
AttuneForm *attune_form_group_set (AttuneForm        *self,
                                   const char *const *ids,
                                   const char        *key,
                                   const char        *json,
                                   GError           **error);

/* The parts as a text for the clipboard, in the order of the form. An id that is not in the form is refused. */
char *attune_form_copy (AttuneForm        *self,
                        const char *const *ids,
                        GError           **error);

/* The same for parts that are then taken away: pasted back into this form they keep their ids, so that their trends go on,
 * as far as nothing has these by then. */
char *attune_form_cut  (AttuneForm        *self,
                        const char *const *ids,
                        GError           **error);

/* What came of pasting. */
typedef struct
{
  GStrv ids;               /* of what was pasted; owned by the caller */
  guint n_lost_conditions; /* that look at what is not there, or not before it: taken away */
  guint n_rescaled;        /* questions that come from a form which is scored the other way, by shares or points */
} AttuneFormPasted;

/* Whether a text is one that attune_form_copy() or attune_form_cut() made. */
gboolean    attune_form_can_paste (const char *text);
/* Puts such parts, with fresh ids (but see attune_form_cut()) and rescaled where the form they come from is scored the other way (as
 * attune_form_apply_preset() does), to the spots for questions and for sections. Conditions inside them follow; those on other
 * parts of the form they come from stay where this form has these as well, before the spot. `out_pasted` may be NULL. */
AttuneForm *attune_form_paste     (AttuneForm       *self,
                                   AttuneFormSpot    questions,
                                   AttuneFormSpot    sections,
                                   const char       *text,
                                   AttuneFormPasted *out_pasted,
                                   GError          **error);
