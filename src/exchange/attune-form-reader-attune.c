/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-form-import-private.h"

/* The format may be left out. */
static gboolean
recognises (const AttuneFormFile *file)
{
  return json_object_get (file->json, "format") != NULL ||
         (json_object_get (file->json, "id") != NULL &&
          json_is_array (json_object_get (file->json, "sections")));
}

static AttuneForm *
read_form (const AttuneFormFile *file, GPtrArray *remarks, GPtrArray *faults)
{
  gsize size;
  const char *text = g_bytes_get_data (file->bytes, &size);

  return attune_form_parse (text, (gssize) size, faults);
}

/* There is none without. */
static gboolean
has_id (const AttuneFormFile *file)
{
  return TRUE;
}

const AttuneFormReader attune_form_reader_attune = {
  .source = ATTUNE_FORM_SOURCE_ATTUNE,
  .word = "attune",
  .recognises = recognises,
  .read = read_form,
  .has_id = has_id,
  .is_json = TRUE,
};
