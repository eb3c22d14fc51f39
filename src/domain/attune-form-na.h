/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-form.h"

/* What becomes of the score where all of a section is N/A. */
typedef enum
{
  ATTUNE_FORM_NA_NEVER,    /* not all that counts in it can be N/A */
  ATTUNE_FORM_NA_NOTHING,  /* nothing in it counts: the score stays */
  ATTUNE_FORM_NA_LEAVES,   /* its share goes to all the others, in proportion */
  ATTUNE_FORM_NA_FULL,     /* its share stays and counts as fully met */
  ATTUNE_FORM_NA_NO_SCORE, /* nothing else counts */
} AttuneFormNaKind;

/* Shares are of the form, in basis points, when everything else is shown and answered; what is in a section's sub-sections
 * counts as its own. */
typedef struct
{
  AttuneFormNaKind kind;
  gint64 share;   /* what the section has while it is answered */
  gint64 *before; /* one a section: its share without what is in this section, */
  gint64 *after;  /* … and its share where this section is N/A; all 0 without a score */
  guint n_sections;
} AttuneFormNa;

/* Owned by the caller. */
AttuneFormNa *attune_form_na_new  (AttuneForm *form,
                                   guint       section);
void          attune_form_na_free (AttuneFormNa *self);

/* The words of the command line for each kind: "never", "nothing", "leaves", "full", "no_score". */
const char *attune_form_na_kind_to_string (AttuneFormNaKind kind);

/* One sentence for people: "Its 40 % go to the others: “Opening” 20 → 33 %, “Closing” 40 → 67 %." Owned by the caller. */
char *attune_form_na_describe (const AttuneFormNa *self,
                               AttuneForm         *form,
                               guint               section);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneFormNa, attune_form_na_free)
