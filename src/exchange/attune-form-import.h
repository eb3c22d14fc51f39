/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-form.h"
#include "attune-sheets.h"

/* Where a form comes from. */
typedef enum
{
  ATTUNE_FORM_SOURCE_ANY, /* found out by the contents */
  ATTUNE_FORM_SOURCE_ATTUNE,
  ATTUNE_FORM_SOURCE_AMAZON_CONNECT,
  ATTUNE_FORM_SOURCE_GENESYS,
  ATTUNE_FORM_SOURCE_XLSFORM,
  ATTUNE_FORM_SOURCE_TABLE,
} AttuneFormSource;

#define ATTUNE_N_FORM_SOURCES 6

/* No file that a form can be read from is larger. */
#define ATTUNE_FORM_IMPORT_MAX_BYTES (32 * 1024 * 1024)

/* A form that was read in from a file: an immutable, reference-counted value. */
typedef struct _AttuneFormImport AttuneFormImport;

#define ATTUNE_TYPE_FORM_IMPORT (attune_form_import_get_type ())

GType attune_form_import_get_type (void) G_GNUC_CONST;

/* Reads a form out of the contents of a file. `name` (nullable) is what the file is called, for a source whose documents
 * bear no title. Gives NULL and adds every fault to `faults` (of attune_faults_new()) where the contents are no sound form
 * of the source: JSON by JSON pointer, sheets and tables by cell or line. */
AttuneFormImport *attune_form_import_bytes (GBytes          *bytes,
                                            const char      *name,
                                            AttuneFormSource source,
                                            GPtrArray       *faults);

/* The two halves of that, for whoever keeps what a file holds: JSON, by its first character, or else a workbook or table,
 * which attune_sheets_read() reads. `source` is set to what the contents were found out to be, also where they have
 * faults; it stays ATTUNE_FORM_SOURCE_ANY where that was not found out. */
gboolean          attune_form_import_is_json (GBytes *bytes);
AttuneFormImport *attune_form_import_json (GBytes           *bytes,
                                           const char       *name,
                                           AttuneFormSource *source,
                                           GPtrArray        *faults);
AttuneFormImport *attune_form_import_sheets (AttuneSheets     *sheets,
                                             const char       *name,
                                             AttuneFormSource *source,
                                             GPtrArray        *faults);

AttuneFormImport *attune_form_import_ref (AttuneFormImport *self);
void              attune_form_import_unref (AttuneFormImport *self);

AttuneForm      *attune_form_import_get_form (AttuneFormImport *self);
AttuneFormSource attune_form_import_get_source (AttuneFormImport *self);

/* Whether the file gave the form its id, so that a form which has that id is the same one. Else the id was made, of the
 * title or of nothing, and another form may have it by chance: whoever stores this one finds it an id of its own. */
gboolean attune_form_import_has_own_id (AttuneFormImport *self);

/* What could not be carried over, in the order of the file: AttuneFaults whose places are of the file. Empty for an
 * `attune-form` document. */
GPtrArray *attune_form_import_get_remarks (AttuneFormImport *self);

/* The word of the command line for each: "amazon-connect", and back (FALSE where there is none); "any" is none. */
const char *attune_form_source_to_string (AttuneFormSource source);
gboolean    attune_form_source_from_string (const char       *word,
                                            AttuneFormSource *out_source);
/* All of these words, with a comma between them. Owned by the caller. */
char       *attune_form_source_list (void);
/* Whether files of the source are JSON, or else sheets; of ATTUNE_FORM_SOURCE_ANY, FALSE. */
gboolean    attune_form_source_is_json (AttuneFormSource source);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneFormImport, attune_form_import_unref)
