/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-answers.h"

/* The text of a file that should be at most `max_bytes` long. NULL after saying what is wrong on stderr. */
char *attune_cli_read_document (const char *path,
                                gsize       max_bytes,
                                gsize      *out_length);

/* The form in a file. NULL after saying every fault on stderr; `faults` (nullable, of attune_faults_new()) gets them
 * too, also one for a file that cannot be read. */
AttuneForm *attune_cli_read_form (const char *path,
                                  GPtrArray  *faults);

/* The answers in a file; NULL after saying every fault on stderr. */
AttuneAnswers *attune_cli_read_answers (AttuneForm *form,
                                        const char *path);
