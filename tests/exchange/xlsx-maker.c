/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "AttuneTest"

#include "config.h"

#include "xlsx-maker.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

#define RELATION "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define BLOCK    (64 * 1024)

struct _XlsxMaker
{
  struct archive *archive;
};

XlsxMaker *
xlsx_maker_new (const char *path, const char *password)
{
  XlsxMaker *self = g_new0 (XlsxMaker, 1);

  self->archive = archive_write_new ();
  archive_write_set_format_zip (self->archive);
  if (password != NULL)
    {
      g_assert_cmpint (archive_write_set_options (self->archive, "zip:encryption=traditional"), ==,
                       ARCHIVE_OK);
      archive_write_set_passphrase (self->archive, password);
    }
  g_assert_cmpint (archive_write_open_filename (self->archive, path), ==, ARCHIVE_OK);
  return self;
}

static void
begin (XlsxMaker *self, const char *part)
{
  struct archive_entry *entry = archive_entry_new ();

  archive_entry_set_pathname (entry, part);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0600);
  g_assert_cmpint (archive_write_header (self->archive, entry), ==, ARCHIVE_OK);
  archive_entry_free (entry);
}

static void
write_text (XlsxMaker *self, const char *text, gsize length)
{
  g_assert_cmpint (archive_write_data (self->archive, text, length), ==, (la_ssize_t) length);
}

void
xlsx_maker_add_repeated (XlsxMaker *self,
                         const char *part,
                         const char *before,
                         const char *repeated,
                         gsize n,
                         const char *after)
{
  g_autoptr (GString) block = g_string_new (NULL);
  gsize length = strlen (repeated);
  gsize n_in_block = MAX (BLOCK / MAX (length, 1), 1);

  for (gsize i = 0; i < MIN (n, n_in_block); i++)
    g_string_append_len (block, repeated, (gssize) length);

  begin (self, part);
  write_text (self, before, strlen (before));
  for (gsize left = n; left > 0; left -= MIN (left, n_in_block))
    write_text (self, block->str, MIN (left, n_in_block) * length);
  write_text (self, after, strlen (after));
}

void
xlsx_maker_add (XlsxMaker *self, const char *part, const char *text)
{
  begin (self, part);
  write_text (self, text, strlen (text));
}

void
xlsx_maker_add_frame (XlsxMaker *self, gboolean has_strings, gboolean has_styles)
{
  g_autofree char *relations = NULL;

  xlsx_maker_add (self, "[Content_Types].xml",
                  "<Types "
                  "xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>");
  xlsx_maker_add (self, "_rels/.rels",
                  "<Relationships><Relationship Id=\"rId1\" Type=\"" RELATION
                  "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
  xlsx_maker_add (self, "xl/workbook.xml",
                  "<workbook xmlns=\"" XLSX_MAIN "\" xmlns:r=\"" RELATION
                  "\"><sheets><sheet name=\"Sheet\" sheetId=\"1\" r:id=\"rId1\"/></sheets>"
                  "</workbook>");
  relations = g_strconcat ("<Relationships><Relationship Id=\"rId1\" Type=\"" RELATION
                           "/worksheet\" Target=\"sheet.xml\"/>",
                           has_strings ? "<Relationship Id=\"rId2\" Type=\"" RELATION
                                         "/sharedStrings\" Target=\"strings.xml\"/>"
                                       : "",
                           has_styles ? "<Relationship Id=\"rId3\" Type=\"" RELATION
                                        "/styles\" Target=\"/xl/styles.xml\"/>"
                                      : "",
                           "</Relationships>", NULL);
  xlsx_maker_add (self, "xl/_rels/workbook.xml.rels", relations);
}

void
xlsx_maker_end (XlsxMaker *self)
{
  g_assert_cmpint (archive_write_close (self->archive), ==, ARCHIVE_OK);
  archive_write_free (self->archive);
  g_free (self);
}
