/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-form-import-private.h"
#include "attune-xlsform.h"

/* What messages call a file that has no name. */
#define NAMELESS "XLSForm"

static AttuneSheets *
read_sheets (const AttuneFormFile *file, GError **error)
{
  return attune_sheets_read (file->bytes, file->name != NULL ? file->name : NAMELESS, error);
}

/* A workbook that cannot be read is ours too: reading it says why. */
static gboolean
recognises (const AttuneFormFile *file)
{
  g_autoptr (AttuneSheets) sheets = NULL;

  if (!attune_sheets_is_workbook (file->bytes))
    return FALSE;
  sheets = read_sheets (file, NULL);
  return sheets == NULL || attune_xlsform_recognises (sheets);
}

static AttuneForm *
read (const AttuneFormFile *file, GPtrArray *remarks, GPtrArray *faults)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AttuneSheets) sheets = read_sheets (file, &error);

  if (sheets != NULL)
    return attune_xlsform_read (sheets, file->name, remarks, faults);
  attune_faults_add (faults, "", "%s", error->message);
  return NULL;
}

const AttuneFormReader attune_form_reader_xlsform = {
  ATTUNE_FORM_SOURCE_XLSFORM, "xlsform", recognises, read, FALSE,
};
