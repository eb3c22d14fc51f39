/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-form-import.h"
#include "attune-form-lint.h"
#include "attune-table-form.h"

#include <gio/gio.h>

/* What is to be read, and how. Either a file, or what it holds, or the sheets that were read out of that before. */
typedef struct
{
  GFile *file;
  GBytes *bytes;
  AttuneSheets *sheets;
  char *name;                  /* what the file is called; nullable for what was pasted */
  char *location;              /* of the open workspace, which is never read; nullable */
  AttuneFormSource source;     /* ATTUNE_FORM_SOURCE_ANY: found out */
  guint sheet;                 /* of a table; ATTUNE_IMPORT_ANY_SHEET: found out, with the mapping */
  AttuneTableMapping *mapping; /* of a table; NULL: guessed */
  char *title;                 /* of a table; NULL: after its name */
} AttuneImportRequest;

#define ATTUNE_IMPORT_ANY_SHEET G_MAXUINT

/* What came of it: an immutable value. */
typedef struct
{
  GBytes *bytes;               /* nullable: the file could not be read, or its sheets were there */
  gboolean is_json;
  AttuneFormSource source;     /* what it was read as; ATTUNE_FORM_SOURCE_ANY where that was not found out */
  AttuneSheets *sheets;        /* NULL: JSON, or no sheets */
  guint sheet;                 /* of a table: which, */
  AttuneTableMapping *mapping; /* … and what its columns are; NULL where it is no table */
  char *title;                 /* likewise */
  AttuneFormImport *import;    /* NULL: there are faults */
  AttuneFormLint *lint;        /* of the form, NULL likewise */
  GPtrArray *faults;           /* AttuneFault */
  GPtrArray *remarks;          /* AttuneFault: all that stays behind */
} AttuneImportReading;

AttuneImportRequest *attune_import_request_new  (void);
AttuneImportRequest *attune_import_request_copy (const AttuneImportRequest *self);
void                 attune_import_request_free (AttuneImportRequest *self);
void                 attune_import_reading_free (AttuneImportReading *self);

/* Reads on this thread, which a large workbook keeps busy for a second. Tables that no reader knows unasked are read as
 * tables all the same, for somebody to say what their columns are. Never NULL. */
AttuneImportReading *attune_import_read        (const AttuneImportRequest *request);
/* Reads on another thread. Fails only when cancelled. */
void                 attune_import_read_async  (const AttuneImportRequest *request,
                                                GCancellable              *cancellable,
                                                GAsyncReadyCallback        callback,
                                                gpointer                   data);
AttuneImportReading *attune_import_read_finish (GAsyncResult *result,
                                                GError      **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneImportRequest, attune_import_request_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneImportReading, attune_import_reading_free)
