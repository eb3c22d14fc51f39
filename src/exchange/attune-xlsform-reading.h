/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-form-import-private.h"
#include "attune-xlsform-choices.h"
#include "attune-xlsform-types.h"

/* A survey being read, row by row. */
typedef struct
{
  AttuneXlsformTable survey;
  AttuneXlsformChoices choices;
  GPtrArray *remarks; /* borrowed */
  GPtrArray *faults;  /* borrowed */
  AttuneScoringMode mode;

  GHashTable *questions; /* name -> AttuneXlsformQuestion of those already read */
  GHashTable *ids;       /* names that are taken */
  GHashTable *names;     /* … and those that the survey has anywhere, so that made ones differ */

  GString *notes; /* what notes said since the last question */
  guint note_row;
} AttuneXlsformReading;

/* The id of the row: its name, made of its label where it has none; a fault where the name is taken. Owned by the sets. */
const char *attune_xlsform_take_name (AttuneXlsformReading *self,
                                      guint                 row);

/* The condition that the row is shown on, or NULL; what cannot be carried over is a remark. Owned by the caller. */
json_t *attune_xlsform_read_condition (AttuneXlsformReading *self,
                                       guint                 row);

/* Sets what questions and sections weigh, and below what they fail the form. */
void attune_xlsform_read_weight (AttuneXlsformReading *self,
                                 guint                 row,
                                 json_t               *object);

/* The question of the row as an object of the form document; owned by the caller, NULL after a fault. */
json_t *attune_xlsform_read_question (AttuneXlsformReading    *self,
                                      guint                    row,
                                      const AttuneXlsformType *type);
