/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"
#define _GNU_SOURCE

#include "config.h"

#include "attune-xlsx-package.h"

#include "attune-xlsx-reader.h"

#include <archive.h>
#include <archive_entry.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#define OLE_MARK       "\xD0\xCF\x11\xE0"
#define OLE_MARK_SIZE  4
#define RATIO_FROM     (1024 * 1024)
#define ODS_MIME_TYPE  "application/vnd.oasis.opendocument"
#define CONTENT_TYPES  "[content_types].xml"
#define BINARY_PART    "xl/workbook.bin"
#define ENCRYPTED_NAME "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e"

struct _AttuneXlsxPackage
{
  GBytes *bytes;
  GHashTable *parts; /* a set of names in lower case */
  gsize n_unpacked;  /* of all parts so far */
};

typedef struct archive Archive;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Archive, archive_read_free)

static void
set_invalid (GError **error, const char *message)
{
  g_set_error_literal (error, ATTUNE_EXCHANGE_ERROR, ATTUNE_EXCHANGE_ERROR_INVALID, message);
}

static void
set_damaged (GError **error, Archive *archive)
{
  const char *trouble = archive_error_string (archive);

  g_set_error (error, ATTUNE_EXCHANGE_ERROR, ATTUNE_EXCHANGE_ERROR_INVALID,
               _ ("the file is cut off or damaged (%s); get it or save it again"),
               trouble != NULL ? trouble : "?");
}

/* --- What kind of file it is --------------------------------------------------------------------------------- */

static gboolean
check_marks (GBytes *bytes, GError **error)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  if (size > ATTUNE_SHEETS_MAX_FILE_BYTES)
    g_set_error (error, ATTUNE_EXCHANGE_ERROR, ATTUNE_EXCHANGE_ERROR_REFUSED,
                 _ ("the file is larger than %d MiB"), ATTUNE_SHEETS_MAX_FILE_BYTES / 1024 / 1024);
  else if (size < OLE_MARK_SIZE)
    set_invalid (error, _ ("the file is empty or cut off"));
  else if (memcmp (data, OLE_MARK, OLE_MARK_SIZE) == 0 &&
           memmem (data, size, ENCRYPTED_NAME, sizeof ENCRYPTED_NAME) != NULL)
    set_invalid (error, _ ("the workbook is encrypted; save it without a password"));
  else if (memcmp (data, OLE_MARK, OLE_MARK_SIZE) == 0)
    set_invalid (error,
                 _ ("this is the older kind of workbook (.xls); save it as .xlsx and try again"));
  else if (memcmp (data, "PK", 2) != 0)
    set_invalid (error, _ ("this is no .xlsx workbook"));
  else
    return TRUE;
  return FALSE;
}

static Archive *
open_archive (AttuneXlsxPackage *self, GError **error)
{
  g_autoptr (Archive) archive = archive_read_new ();
  gsize size;
  gconstpointer data = g_bytes_get_data (self->bytes, &size);

  archive_read_support_format_zip_seekable (archive);
  if (archive_read_open_memory (archive, data, size) == ARCHIVE_OK)
    return g_steal_pointer (&archive);
  set_damaged (error, archive);
  return NULL;
}

/* The name of an entry in lower case, without a slash before it; NULL for one that is not text. */
static char *
dup_entry_name (struct archive_entry *entry)
{
  const char *name = archive_entry_pathname (entry);

  if (name == NULL)
    name = archive_entry_pathname_utf8 (entry);
  return name != NULL ? g_ascii_strdown (name + (*name == '/'), -1) : NULL;
}

static gboolean
register_entry (AttuneXlsxPackage *self, struct archive_entry *entry, GError **error)
{
  g_autofree char *name = dup_entry_name (entry);

  if (archive_entry_is_encrypted (entry))
    {
      set_invalid (error, _ ("the archive is encrypted; save the workbook without a password"));
      return FALSE;
    }
  if (name == NULL)
    return TRUE;
  if (!g_hash_table_add (self->parts, g_strdup (name)))
    {
      g_set_error (error, ATTUNE_EXCHANGE_ERROR, ATTUNE_EXCHANGE_ERROR_REFUSED,
                   _ ("the archive holds “%s” twice"), name);
      return FALSE;
    }
  return TRUE;
}

static gboolean
register_entries (AttuneXlsxPackage *self, GError **error)
{
  g_autoptr (Archive) archive = open_archive (self, error);
  struct archive_entry *entry;
  guint n_entries = 0;
  int result;

  if (archive == NULL)
    return FALSE;
  while ((result = archive_read_next_header (archive, &entry)) == ARCHIVE_OK ||
         result == ARCHIVE_WARN)
    {
      if (++n_entries > ATTUNE_XLSX_MAX_ENTRIES)
        {
          g_set_error (error, ATTUNE_EXCHANGE_ERROR, ATTUNE_EXCHANGE_ERROR_REFUSED,
                       _ ("the archive has more than %d entries"), ATTUNE_XLSX_MAX_ENTRIES);
          return FALSE;
        }
      if (!register_entry (self, entry, error))
        return FALSE;
    }
  if (result == ARCHIVE_EOF)
    return TRUE;
  set_damaged (error, archive);
  return FALSE;
}

static gboolean
check_parts (AttuneXlsxPackage *self, GError **error)
{
  gsize size;
  const char *data = g_bytes_get_data (self->bytes, &size);

  if (attune_xlsx_package_has (self, BINARY_PART))
    set_invalid (error, _ ("this is a binary workbook (.xlsb); save it as .xlsx and try again"));
  else if (attune_xlsx_package_has (self, CONTENT_TYPES))
    return TRUE;
  else if (memmem (data, MIN (size, 256), ODS_MIME_TYPE, strlen (ODS_MIME_TYPE)) != NULL)
    set_invalid (error, _ ("this is an OpenDocument file; save it as .xlsx and try again"));
  else
    set_invalid (error, _ ("this is an archive, but no .xlsx workbook"));
  return FALSE;
}

AttuneXlsxPackage *
attune_xlsx_package_new (GBytes *bytes, GError **error)
{
  g_autoptr (AttuneXlsxPackage) self = NULL;

  if (!check_marks (bytes, error))
    return NULL;

  self = g_new0 (AttuneXlsxPackage, 1);
  self->bytes = g_bytes_ref (bytes);
  self->parts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (!register_entries (self, error) || !check_parts (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
attune_xlsx_package_free (AttuneXlsxPackage *self)
{
  g_bytes_unref (self->bytes);
  g_hash_table_unref (self->parts);
  g_free (self);
}

gboolean
attune_xlsx_package_has (AttuneXlsxPackage *self, const char *part)
{
  g_autofree char *name = g_ascii_strdown (part, -1);

  return g_hash_table_contains (self->parts, name);
}

/* --- Unpacking ----------------------------------------------------------------------------------------------- */

/* Moves the archive to the part. */
static gboolean
seek_part (Archive *archive, const char *part, GError **error)
{
  g_autofree char *wanted = g_ascii_strdown (part, -1);
  struct archive_entry *entry;
  int result;

  while ((result = archive_read_next_header (archive, &entry)) == ARCHIVE_OK ||
         result == ARCHIVE_WARN)
    {
      g_autofree char *name = dup_entry_name (entry);

      if (g_strcmp0 (name, wanted) == 0)
        return TRUE;
    }
  set_invalid (error, _ ("it is missing"));
  return FALSE;
}

static gboolean
count_unpacked (AttuneXlsxPackage *self, gsize size, GError **error)
{
  self->n_unpacked += size;
  if (self->n_unpacked > ATTUNE_XLSX_MAX_UNPACKED_BYTES)
    g_set_error (error, ATTUNE_EXCHANGE_ERROR, ATTUNE_EXCHANGE_ERROR_REFUSED,
                 _ ("the file unpacks to more than %d MiB"),
                 ATTUNE_XLSX_MAX_UNPACKED_BYTES / 1024 / 1024);
  else if (self->n_unpacked > RATIO_FROM &&
           self->n_unpacked / ATTUNE_XLSX_MAX_RATIO > g_bytes_get_size (self->bytes))
    g_set_error (error, ATTUNE_EXCHANGE_ERROR, ATTUNE_EXCHANGE_ERROR_REFUSED,
                 _ ("the file unpacks to more than %d times its size"), ATTUNE_XLSX_MAX_RATIO);
  else
    return TRUE;
  return FALSE;
}

static gboolean
unpack (AttuneXlsxPackage *self, Archive *archive, AttuneXlsxXml *xml, GError **error)
{
  gconstpointer block;
  la_int64_t offset;
  gsize size;
  int result;

  while ((result = archive_read_data_block (archive, &block, &size, &offset)) == ARCHIVE_OK)
    {
      if (!count_unpacked (self, size, error) || !attune_xlsx_xml_feed (xml, block, size, error))
        return FALSE;
    }
  if (result == ARCHIVE_EOF)
    return attune_xlsx_xml_finish (xml, error);
  set_damaged (error, archive);
  return FALSE;
}

gboolean
attune_xlsx_package_parse (AttuneXlsxPackage *self,
                           const char *part,
                           const AttuneXlsxHandler *handler,
                           gpointer data,
                           GError **error)
{
  g_autoptr (Archive) archive = open_archive (self, error);
  g_autoptr (AttuneXlsxXml) xml = attune_xlsx_xml_new (handler, data);

  if (archive == NULL)
    return FALSE;
  if (seek_part (archive, part, error) && unpack (self, archive, xml, error))
    return TRUE;
  g_prefix_error (error, "%s: ", part);
  return FALSE;
}
