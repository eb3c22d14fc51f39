/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-sheets.h"

/* Sheets being made: by a reader, within the limits of attune-sheets.h, or by a writer. Cells come in any order; the later
 * of two for one place holds. */
typedef struct _AttuneSheetsBuilder AttuneSheetsBuilder;

AttuneSheetsBuilder *attune_sheets_builder_new (void);
void                 attune_sheets_builder_free (AttuneSheetsBuilder *self);

/* Each of these gives FALSE (or NULL) with ATTUNE_EXCHANGE_ERROR_REFUSED, and words without a place, at a limit. */
gboolean attune_sheets_builder_begin_sheet (AttuneSheetsBuilder *self,
                                            const char          *name,
                                            GError             **error);

/* Keeps a text for as long as the sheets live: what cells may share. */
const char *attune_sheets_builder_keep (AttuneSheetsBuilder *self,
                                        const char          *text,
                                        gsize                length,
                                        GError             **error);

/* Puts a kept text (or a static one) into the sheet begun last. "" puts nothing there. */
gboolean attune_sheets_builder_put (AttuneSheetsBuilder *self,
                                    guint                row,
                                    guint                column,
                                    const char          *kept,
                                    GError             **error);

/* The same with a text that is not kept yet. */
gboolean attune_sheets_builder_add (AttuneSheetsBuilder *self,
                                    guint                row,
                                    guint                column,
                                    const char          *text,
                                    GError             **error);

/* Says on which line a row stands, where that is not its number. */
void attune_sheets_builder_set_line (AttuneSheetsBuilder *self,
                                     guint                row,
                                     guint                line);

/* The sheets; ends the builder. */
AttuneSheets *attune_sheets_builder_end (AttuneSheetsBuilder *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneSheetsBuilder, attune_sheets_builder_free)
