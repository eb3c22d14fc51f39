/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-form-import.h"

#include "attune-json-reader.h"
#include "attune-sheets.h"

/* A form of another system may be longer than ours: ids of 36 characters, automation, who changed what when. */
#define ATTUNE_FORM_IMPORT_MAX_JSON_BYTES (2 * 1024 * 1024)

/* A file being read in. */
typedef struct
{
  GBytes *bytes;
  const char *name; /* nullable: what the file is called */
  json_t *json;     /* where the contents are JSON: an object; else NULL, */
  AttuneSheets *sheets; /* … and what they hold as a workbook or table */
} AttuneFormFile;

/* What reads one source. */
typedef struct
{
  AttuneFormSource source;
  const char *word; /* of the command line */

  /* Whether the contents look like the source's: quick, by a few marks, without a fault. */
  gboolean (*recognises) (const AttuneFormFile *file);

  /* The form, sound by attune_form_parse(), with what could not be carried over added to `remarks`; or NULL with every
   * fault added to `faults`. Both are of attune_faults_new(). */
  AttuneForm *(*read) (const AttuneFormFile *file,
                       GPtrArray            *remarks,
                       GPtrArray            *faults);

  /* Whether the contents give the form its id: else the reader made one of the title. NULL where they never do. */
  gboolean (*has_id) (const AttuneFormFile *file);

  gboolean is_json; /* `read` and `recognises` are called with JSON only */
} AttuneFormReader;

extern const AttuneFormReader attune_form_reader_attune;
extern const AttuneFormReader attune_form_reader_amazon;
extern const AttuneFormReader attune_form_reader_genesys;
extern const AttuneFormReader attune_form_reader_xlsform;
extern const AttuneFormReader attune_form_reader_table;

/* The import of a form that was read by other means than attune_form_import_bytes(), such as a table with the columns
 * picked by a person. Takes references of its own. */
AttuneFormImport *attune_form_import_new (AttuneForm      *form,
                                          AttuneFormSource source,
                                          gboolean         has_own_id,
                                          GPtrArray       *remarks);
