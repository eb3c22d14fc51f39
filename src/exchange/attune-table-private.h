/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-table-form.h"

/* A title in small letters, without spaces and signs around it: what words are compared by. Owned by the caller. */
char *attune_table_fold (const char *text);

/* What a header says its column is; ATTUNE_TABLE_IGNORE where it is not known. */
AttuneTableRole attune_table_header_parse (const char *header);

/* Whether a text is a usual answer, such as “Yes”, “teilweise”; or says N/A; or that a row sums up. */
gboolean attune_table_is_answer (const char *text);
gboolean attune_table_is_na (const char *text);
gboolean attune_table_is_total (const char *text);

/* What a cell says of the kind; FALSE where it is not known. */
gboolean attune_table_parse_flag (const char *text,
                                  gboolean   *out_value);
gboolean attune_table_parse_type (const char         *text,
                                  AttuneQuestionType *out_type);
gboolean attune_table_parse_error_type (const char      *text,
                                        AttuneErrorType *out_type);
gboolean attune_table_parse_fail (const char      *text,
                                  AttuneFailScope *out_fail);

/* Whether the labels are yes and no, in this order or the other; `out_yes` gets which is yes. */
gboolean attune_table_is_yes_no (const char *first,
                                 const char *second,
                                 guint      *out_yes);

/* Takes the label. */
AttuneTableOption *attune_table_option_new (char *label);
void               attune_table_option_free (AttuneTableOption *self);

/* One option with or without its score: “Yes”, “Yes = 5”, “Yes (5 points)”, “5 - Excellent”. Owned by the caller. */
AttuneTableOption *attune_table_option_parse (const char *text);

/* Adds the options of a cell to `options`; N/A among them is none, and sets `out_has_na`. */
void attune_table_options_parse (const char *text,
                                 GPtrArray  *options,
                                 gboolean   *out_has_na);

/* A remark at a row. */
void attune_table_remark (GPtrArray         *remarks,
                          const AttuneSheet *sheet,
                          guint              row,
                          const char        *format,
                          ...) G_GNUC_PRINTF (4, 5);

/* Makes of the items what they will be in the form: types, scores, ids. */
void attune_table_settle (AttuneTablePreview       *self,
                          const AttuneSheet        *sheet,
                          const AttuneTableMapping *mapping);
