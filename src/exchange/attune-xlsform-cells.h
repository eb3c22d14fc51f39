/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-decimal.h"
#include "attune-xlsform-table.h"

/* A row being read: each of these adds a fault with its place where a cell does not say what it should. */
typedef struct
{
  const AttuneXlsformTable *table;
  guint row;
  GPtrArray *faults; /* borrowed */
} AttuneXlsformRow;

/* FALSE where the cell is empty or no decimal ("1.5", "1,5", "50%"). */
gboolean attune_xlsform_row_read_decimal (const AttuneXlsformRow *self,
                                          const char             *column,
                                          AttuneDecimal          *out_decimal);
gboolean attune_xlsform_row_read_boolean (const AttuneXlsformRow *self,
                                          const char             *column,
                                          gboolean                fallback);
guint    attune_xlsform_row_read_count (const AttuneXlsformRow *self,
                                        const char             *column,
                                        guint                   fallback,
                                        guint                   most);
/* `words` is NULL-terminated; gives the index. */
int attune_xlsform_row_read_word (const AttuneXlsformRow *self,
                                  const char             *column,
                                  const char *const      *words,
                                  int                     fallback);

/* What the words of XLSForm for true and false say; FALSE where `text` is none of them. */
gboolean attune_xlsform_parse_boolean (const char *text,
                                       gboolean   *out_value);
