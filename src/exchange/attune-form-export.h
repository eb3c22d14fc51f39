/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-exchange-error.h"
#include "attune-form.h"

/* Writes a form into a file, in the kind that the suffix of `path` names. What the kind cannot hold is added to
 * `remarks` (of attune_faults_new()), by its JSON pointer in the form. The file is there whole or not at all. FALSE with
 * ATTUNE_EXCHANGE_ERROR_UNKNOWN for another suffix, ATTUNE_EXCHANGE_ERROR_WRITE where the file cannot be written. */
gboolean attune_form_export (AttuneForm *form,
                             const char *path,
                             GPtrArray  *remarks,
                             GError    **error);

/* The suffixes there are, with a comma between them: ".json". Owned by the caller. */
char *attune_form_export_list_suffixes (void);
