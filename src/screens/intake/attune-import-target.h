/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attune-context.h"
#include "attune-form-import.h"
#include "attune-forms.h"

/* Where a form that was read in goes. */
typedef struct
{
  gint64 form;   /* whose next revision it is to be; 0: a new form */
  GStrv keys;    /* ids that a new form may not have */
  GStrv titles;  /* titles that it does not get where its id is taken */
} AttuneImportTarget;

void attune_import_target_free (AttuneImportTarget *self);

/* The form among `forms` (AttuneFormSummary) that has the id which the file gave what was read in; NULL where none has, or
 * where the id was only made up: that another has it too says nothing then. */
const AttuneFormSummary *attune_import_find_existing (GPtrArray        *forms,
                                                      AttuneFormImport *import);

/* What becomes of the form that has the id, in words. Owned by the caller. */
char *attune_import_describe_existing (const AttuneFormSummary *existing);

/* A new form with an id that neither `forms` nor `key` (nullable) has. */
AttuneImportTarget *attune_import_target_new_form     (GPtrArray  *forms,
                                                       const char *key);
AttuneImportTarget *attune_import_target_new_revision (const AttuneFormSummary *existing);

/* Stores it as a draft. A draft that is there already is kept for Undo of whoever opens the form. Gives the form's id, 0
 * with the error set. */
void   attune_import_store_async  (AttuneContext            *context,
                                   AttuneFormImport         *import,
                                   const AttuneImportTarget *target,
                                   GAsyncReadyCallback       callback,
                                   gpointer                  data);
gint64 attune_import_store_finish (GAsyncResult *result,
                                   GError      **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AttuneImportTarget, attune_import_target_free)
