/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-table-form.h"

#include <adwaita.h>

/* A table as it stands in its file, with a row of pickers above it that say what each column is, which line the header is
 * and what the scores are. Signal "changed": somebody chose something else. */
#define ATTUNE_TYPE_TABLE_PICKER (attune_table_picker_get_type ())
G_DECLARE_FINAL_TYPE (AttuneTablePicker, attune_table_picker, ATTUNE, TABLE_PICKER, AdwBin)

/* Shows a sheet of `sheets` and how it is read. */
void                      attune_table_picker_show        (AttuneTablePicker        *self,
                                                           AttuneSheets             *sheets,
                                                           guint                     sheet,
                                                           const AttuneTableMapping *mapping);
/* How it is to be read; NULL until something is shown. */
const AttuneTableMapping *attune_table_picker_get_mapping (AttuneTablePicker *self);
