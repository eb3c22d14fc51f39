/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-form-import-private.h"
#include "attune-xlsform.h"

static gboolean
recognises (const AttuneFormFile *file)
{
  return attune_xlsform_recognises (file->sheets);
}

static AttuneForm *
read (const AttuneFormFile *file, GPtrArray *remarks, GPtrArray *faults)
{
  return attune_xlsform_read (file->sheets, file->name, remarks, faults);
}

const AttuneFormReader attune_form_reader_xlsform = {
  ATTUNE_FORM_SOURCE_XLSFORM, "xlsform", recognises, read, FALSE,
};
