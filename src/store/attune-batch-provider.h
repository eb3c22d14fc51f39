/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-batch.h"

/* What an engine reads of a batch, and how it fills a result. */
typedef struct
{
  const char *sql;
  const char *row_types;
  guint first_parameter;
  guint n_parameters;
  guint expected_rows;
  AttuneStoreError expectation_code;
  const char *expectation;
} AttuneStatement;

typedef struct
{
  const char *name;
  AttuneValue value;
} AttuneParameter;

AttuneBatchKind        attune_batch_get_kind       (const AttuneBatch *self);
const AttuneStatement *attune_batch_get_statement  (const AttuneBatch *self,
                                                    guint              index);
const AttuneParameter *attune_batch_get_parameters (const AttuneBatch     *self,
                                                    const AttuneStatement *statement);
/* FALSE with ATTUNE_STORE_ERROR_INVALID where a bound text is not valid UTF-8. */
gboolean               attune_batch_is_valid       (const AttuneBatch *self,
                                                    GError           **error);
/* TRUE when the statement's rows are what it expects; sets its error otherwise. */
gboolean               attune_statement_holds      (const AttuneStatement *statement,
                                                    guint                  n_rows,
                                                    GError               **error);

AttuneResult *attune_result_new         (const AttuneBatch *batch);
/* A new row of NULLs at the end of the statement's rows, to be filled in place; valid until the next call. */
AttuneValue  *attune_result_add_row     (AttuneResult *self,
                                         guint         statement);
void          attune_result_set_changes (AttuneResult *self,
                                         guint         statement,
                                         guint         n_changes);
