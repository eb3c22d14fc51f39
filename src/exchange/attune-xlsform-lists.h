/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-form.h"
#include "attune-xlsform-rows.h"

/* The choices sheet being written: the same options, ranges or reasons are one list, whatever question they are of. */
typedef struct
{
  AttuneXlsformRows rows;
  const char *place; /* borrowed: of the question being written */
  GHashTable *names; /* what a list says -> its name */
  GHashTable *taken; /* a set of names */
} AttuneXlsformLists;

void attune_xlsform_lists_init (AttuneXlsformLists *self,
                                GPtrArray          *remarks);
void attune_xlsform_lists_clear (AttuneXlsformLists *self);

/* The name of the list that holds the options, or ranges, of the question at `place`. Owned by the lists. */
const char *attune_xlsform_lists_write_options (AttuneXlsformLists       *self,
                                                const AttuneFormQuestion *question,
                                                const char               *place);

void attune_xlsform_lists_build (AttuneXlsformLists  *self,
                                 AttuneSheetsBuilder *builder);
