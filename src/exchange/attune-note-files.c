/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-note-files.h"

#include "attune-exchange-file.h"
#include "attune-note-labels.h"
#include "attune-note-table.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#define BYTE_ORDER_MARK "\xEF\xBB\xBF"

/* What writes one kind of file: text, or NULL with the error set. */
typedef struct
{
  const char *suffix;
  gboolean is_of_one;
  GBytes *(*write) (GPtrArray *items, GPtrArray *remarks, GError **error);
} Writer;

static GBytes *
take_text (char *text)
{
  return g_bytes_new_take (text, strlen (text));
}

static GBytes *
write_labels (GPtrArray *items, GPtrArray *remarks, GError **error)
{
  return take_text (attune_note_labels_write (items, remarks));
}

static GBytes *
write_cues (GPtrArray *items, GPtrArray *remarks, GError **error)
{
  return take_text (attune_note_cues_write (items, remarks));
}

static GBytes *
write_csv (GPtrArray *items, GPtrArray *remarks, GError **error)
{
  return take_text (attune_note_table_to_csv (items));
}

static GBytes *
write_json (GPtrArray *items, GPtrArray *remarks, GError **error)
{
  return take_text (attune_note_table_to_json (items));
}

static GBytes *
write_xlsx (GPtrArray *items, GPtrArray *remarks, GError **error)
{
  return attune_note_table_to_xlsx (items, error);
}

/* One a line, so that lists merge. */
static const Writer writers[] = {
  { ".txt", TRUE, write_labels }, { ".vtt", TRUE, write_cues },   { ".csv", FALSE, write_csv },
  { ".json", FALSE, write_json }, { ".xlsx", FALSE, write_xlsx },
};

static const Writer *
find_writer (const char *path)
{
  g_autofree char *folded = g_ascii_strdown (path, -1);

  for (guint i = 0; i < G_N_ELEMENTS (writers); i++)
    if (g_str_has_suffix (folded, writers[i].suffix))
      return &writers[i];
  return NULL;
}

char *
attune_note_file_list_suffixes (void)
{
  g_autoptr (GString) suffixes = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (writers); i++)
    g_string_append_printf (suffixes, "%s%s", i > 0 ? ", " : "", writers[i].suffix);
  return g_string_free (g_steal_pointer (&suffixes), FALSE);
}

gboolean
attune_note_file_is_of_one (const char *path)
{
  const Writer *writer = find_writer (path);

  return writer != NULL && writer->is_of_one;
}

gboolean
attune_note_file_write (GPtrArray *items, const char *path, GPtrArray *remarks, GError **error)
{
  const Writer *writer = find_writer (path);
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *suffixes = NULL;

  if (writer != NULL)
    {
      bytes = writer->write (items, remarks, error);
      return bytes != NULL && attune_exchange_write (path, bytes, error);
    }
  suffixes = attune_note_file_list_suffixes ();
  g_set_error (error, ATTUNE_EXCHANGE_ERROR, ATTUNE_EXCHANGE_ERROR_UNKNOWN,
               /* Translators: a file, suffixes */
               _ ("“%s” names no kind of file that notes can be written in. Use one of: %s"), path,
               suffixes);
  return FALSE;
}

static gboolean
is_webvtt (GBytes *bytes)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  if (size >= 3 && memcmp (data, BYTE_ORDER_MARK, 3) == 0)
    {
      data += 3;
      size -= 3;
    }
  return size >= 6 && memcmp (data, "WEBVTT", 6) == 0;
}

GPtrArray *
attune_note_file_read (GBytes *bytes, GPtrArray *faults, GPtrArray *remarks)
{
  g_autoptr (GPtrArray) items = NULL;

  if (g_bytes_get_size (bytes) > ATTUNE_NOTE_FILE_MAX_BYTES)
    {
      attune_faults_add (faults, "", _ ("This file is larger than any list of notes."));
      return NULL;
    }
  items = is_webvtt (bytes) ? attune_note_cues_read (bytes, faults, remarks)
                            : attune_note_labels_read (bytes, faults, remarks);
  if (items == NULL || items->len <= ATTUNE_NOTE_FILE_MAX)
    return g_steal_pointer (&items);
  attune_faults_add (faults, "",
                     _ ("There are more than %d notes in it: too many for one contact."),
                     ATTUNE_NOTE_FILE_MAX);
  return NULL;
}
