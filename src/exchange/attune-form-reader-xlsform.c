/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-form-import-private.h"
#include "attune-xlsform-settings.h"
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

static gboolean
has_id (const AttuneFormFile *file)
{
  return attune_xlsform_settings_has_id (file->sheets);
}

const AttuneFormReader attune_form_reader_xlsform = {
  .source = ATTUNE_FORM_SOURCE_XLSFORM,
  .word = "xlsform",
  .recognises = recognises,
  .read = read,
  .has_id = has_id,
};
