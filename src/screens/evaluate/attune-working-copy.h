/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-answers.h"

/* A correction as far as it is written: an immutable, reference-counted value. */
typedef struct
{
  gint64 revision;        /* the one it was begun on; 0 without answers */
  char *remark;           /* why, one line; "" while that is not said */
  AttuneAnswers *answers; /* NULL: there is no correction */
} AttuneWorkingCopy;

/* `answers` and `remark` may be NULL. */
AttuneWorkingCopy *attune_working_copy_new (gint64         revision,
                                            AttuneAnswers *answers,
                                            const char    *remark);
AttuneWorkingCopy *attune_working_copy_ref (AttuneWorkingCopy *self);
void               attune_working_copy_unref (AttuneWorkingCopy *self);
gboolean           attune_working_copy_equal (const AttuneWorkingCopy *a,
                                              const AttuneWorkingCopy *b);

/* The text it is kept as: the revision and the remark, a line each, and an `attune-answers` JSON; "" where there is none. */
char              *attune_working_copy_to_text (const AttuneWorkingCopy *self);
/* NULL where `text` is none of an evaluation on `form`, or "". Owned by the caller. */
AttuneWorkingCopy *attune_working_copy_from_text (AttuneForm *form,
                                                  const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneWorkingCopy, attune_working_copy_unref)
