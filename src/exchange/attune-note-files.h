/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-domain-error.h"
#include "attune-exchange-error.h"
#include "attune-note-item.h"

/* Notes in files, by their suffix: ".txt" labels of Audacity, ".vtt" WebVTT (attune-note-labels.h), which are on one recording
 * each; ".csv", ".json" and ".xlsx" tables (attune-note-table.h), of any number. */

/* What a file that is read may hold at most: more is no list of notes on one contact. */
#define ATTUNE_NOTE_FILE_MAX_BYTES (4 * 1024 * 1024)
#define ATTUNE_NOTE_FILE_MAX       2000

/* Whether a file of that name holds the notes on one recording. FALSE for every other name too. */
gboolean   attune_note_file_is_of_one (const char *path);

/* Writes items (AttuneNoteItem); what the kind of file cannot hold is added to `remarks` (of attune_faults_new()). The file is
 * there whole or not at all. FALSE with ATTUNE_EXCHANGE_ERROR_UNKNOWN for another suffix, ATTUNE_EXCHANGE_ERROR_WRITE where the
 * file cannot be written. */
gboolean   attune_note_file_write (GPtrArray  *items,
                                   const char *path,
                                   GPtrArray  *remarks,
                                   GError    **error);

/* The items of a file of labels or WebVTT, whatever it is called: its contents say which. NULL with faults. */
GPtrArray *attune_note_file_read  (GBytes    *bytes,
                                   GPtrArray *faults,
                                   GPtrArray *remarks);

/* The suffixes there are, with a comma between them. Owned by the caller. */
char      *attune_note_file_list_suffixes (void);
