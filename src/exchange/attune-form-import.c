/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-form-import-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _AttuneFormImport
{
  gatomicrefcount references;

  AttuneForm *form;
  AttuneFormSource source;
  gboolean has_own_id;
  GPtrArray *remarks;
};

G_DEFINE_BOXED_TYPE (AttuneFormImport,
                     attune_form_import,
                     attune_form_import_ref,
                     attune_form_import_unref)

/* In the order of trying: what is recognised by less comes later. */
static const AttuneFormReader *const readers[] = {
  &attune_form_reader_attune,  &attune_form_reader_amazon, &attune_form_reader_genesys,
  &attune_form_reader_xlsform, &attune_form_reader_table,
};

static const AttuneFormReader *
find_reader (const AttuneFormFile *file, AttuneFormSource source)
{
  for (guint i = 0; i < G_N_ELEMENTS (readers); i++)
    {
      const AttuneFormReader *reader = readers[i];

      if (source != ATTUNE_FORM_SOURCE_ANY && reader->source == source)
        return reader;
      if (source == ATTUNE_FORM_SOURCE_ANY && reader->is_json == (file->json != NULL) &&
          reader->recognises (file))
        return reader;
    }
  return NULL;
}

AttuneFormImport *
attune_form_import_new (AttuneForm *form,
                        AttuneFormSource source,
                        gboolean has_own_id,
                        GPtrArray *remarks)
{
  AttuneFormImport *self = g_new0 (AttuneFormImport, 1);

  g_atomic_ref_count_init (&self->references);
  self->form = attune_form_ref (form);
  self->source = source;
  self->has_own_id = has_own_id;
  self->remarks = g_ptr_array_ref (remarks);
  return self;
}

/* The form in what was opened, by the reader of its source. */
static AttuneFormImport *
read_file (const AttuneFormFile *file, AttuneFormSource *source, GPtrArray *faults)
{
  const AttuneFormReader *reader = find_reader (file, *source);
  g_autoptr (GPtrArray) remarks = NULL;
  g_autoptr (AttuneForm) form = NULL;

  if (reader == NULL)
    {
      attune_faults_add (faults, "",
                         _ (
                           "this is no form that Attune knows. Say where it comes from, or save it "
                           "as one of the kinds that can be read"));
      return NULL;
    }
  *source = reader->source;
  remarks = attune_faults_new ();
  form = reader->read (file, remarks, faults);
  if (form == NULL)
    return NULL;
  return attune_form_import_new (form, reader->source,
                                 reader->has_id != NULL && reader->has_id (file), remarks);
}

/* What has the mark of UTF-16, as some editors save, in UTF-8; anything else as it is. Owned by the caller. */
static GBytes *
decode (GBytes *bytes)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  gsize length = 0;
  char *text = NULL;

  if (size >= 2 && (memcmp (data, "\xFF\xFE", 2) == 0 || memcmp (data, "\xFE\xFF", 2) == 0))
    text = g_convert (data, (gssize) size, "UTF-8", "UTF-16", NULL, &length, NULL);
  return text != NULL ? g_bytes_new_take (text, length) : g_bytes_ref (bytes);
}

gboolean
attune_form_import_is_json (GBytes *bytes)
{
  g_autoptr (GBytes) decoded = decode (bytes);
  gsize size;
  const char *text = g_bytes_get_data (decoded, &size);
  gsize i = size >= 3 && memcmp (text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;

  while (i < size && g_ascii_isspace (text[i]))
    i++;
  return i < size && (text[i] == '{' || text[i] == '[');
}

AttuneFormImport *
attune_form_import_json (GBytes *bytes,
                         const char *name,
                         AttuneFormSource *source,
                         GPtrArray *faults)
{
  AttuneFormFile file = { .name = name };
  g_autoptr (GBytes) decoded = NULL;
  g_autoptr (AttuneJson) json = NULL;
  const char *text;
  gsize size;

  g_return_val_if_fail (bytes != NULL && source != NULL && faults != NULL, NULL);

  decoded = decode (bytes);
  file.bytes = decoded;
  text = g_bytes_get_data (decoded, &size);
  json = attune_json_load (text != NULL ? text : "", (gssize) size,
                           ATTUNE_FORM_IMPORT_MAX_JSON_BYTES, faults);
  if (json == NULL)
    return NULL;
  file.json = json;
  return read_file (&file, source, faults);
}

AttuneFormImport *
attune_form_import_sheets (AttuneSheets *sheets,
                           const char *name,
                           AttuneFormSource *source,
                           GPtrArray *faults)
{
  AttuneFormFile file = { .name = name, .sheets = sheets };

  g_return_val_if_fail (sheets != NULL && source != NULL && faults != NULL, NULL);

  return read_file (&file, source, faults);
}

AttuneFormImport *
attune_form_import_bytes (GBytes *bytes,
                          const char *name,
                          AttuneFormSource source,
                          GPtrArray *faults)
{
  g_autoptr (AttuneSheets) sheets = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_json;

  g_return_val_if_fail (bytes != NULL && faults != NULL, NULL);

  is_json = source != ATTUNE_FORM_SOURCE_ANY ? attune_form_source_is_json (source)
                                             : attune_form_import_is_json (bytes);
  if (is_json)
    return attune_form_import_json (bytes, name, &source, faults);

  sheets = attune_sheets_read (bytes, name != NULL ? name : _ ("Table"), &error);
  if (sheets == NULL)
    {
      attune_faults_add (faults, "", "%s", error->message);
      return NULL;
    }
  return attune_form_import_sheets (sheets, name, &source, faults);
}

AttuneFormImport *
attune_form_import_ref (AttuneFormImport *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
attune_form_import_unref (AttuneFormImport *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->references))
    return;
  attune_form_unref (self->form);
  g_ptr_array_unref (self->remarks);
  g_free (self);
}

AttuneForm *
attune_form_import_get_form (AttuneFormImport *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->form;
}

AttuneFormSource
attune_form_import_get_source (AttuneFormImport *self)
{
  g_return_val_if_fail (self != NULL, ATTUNE_FORM_SOURCE_ANY);

  return self->source;
}

gboolean
attune_form_import_has_own_id (AttuneFormImport *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->has_own_id;
}

GPtrArray *
attune_form_import_get_remarks (AttuneFormImport *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->remarks;
}

char *
attune_form_source_list (void)
{
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (readers); i++)
    g_string_append_printf (words, "%s%s", i > 0 ? ", " : "", readers[i]->word);
  return g_string_free (g_steal_pointer (&words), FALSE);
}

const char *
attune_form_source_to_string (AttuneFormSource source)
{
  for (guint i = 0; i < G_N_ELEMENTS (readers); i++)
    {
      if (readers[i]->source == source)
        return readers[i]->word;
    }
  return "any";
}

gboolean
attune_form_source_from_string (const char *word, AttuneFormSource *out_source)
{
  for (guint i = 0; i < G_N_ELEMENTS (readers); i++)
    {
      if (g_strcmp0 (readers[i]->word, word) == 0)
        {
          *out_source = readers[i]->source;
          return TRUE;
        }
    }
  return FALSE;
}

gboolean
attune_form_source_is_json (AttuneFormSource source)
{
  for (guint i = 0; i < G_N_ELEMENTS (readers); i++)
    {
      if (readers[i]->source == source)
        return readers[i]->is_json;
    }
  return FALSE;
}
