/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-answers.h"

#include <jansson.h>

/* The bytes of a file that should be at most `max_bytes` long, with a 0 behind them. NULL with the error set in words
 * for people. */
char *attune_cli_read_file (const char *path,
                            gsize       max_bytes,
                            gsize      *out_length,
                            GError    **error);

/* The same, NULL after saying what is wrong on stderr. */
char *attune_cli_read_document (const char *path,
                                gsize       max_bytes,
                                gsize      *out_length);

/* The form in a file. NULL after saying every fault on stderr; `faults` (nullable, of attune_faults_new()) gets them
 * too, also one for a file that cannot be read. */
AttuneForm *attune_cli_read_form (const char *path,
                                  GPtrArray  *faults);

/* Says each fault or remark about a file on stderr, a line each. */
void attune_cli_say_faults (const char *path,
                            GPtrArray  *faults);

/* The same as JSON: objects with `place` and `message`; NULL is an empty list. Owned by the caller. */
json_t *attune_cli_faults_to_json (GPtrArray *faults);

/* The answers in a file; NULL after saying every fault on stderr. */
AttuneAnswers *attune_cli_read_answers (AttuneForm *form,
                                        const char *path);
