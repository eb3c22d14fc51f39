/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-note-table.h"

#include "attune-sheets-builder.h"
#include "attune-xlsx-writer.h"

#include <glib/gi18n-lib.h>
#include <jansson.h>
#include <string.h>

/* What columns hold. */
typedef enum
{
  TEXT,
  SECONDS,
  MOMENT,
  FLAG,
  KIND,
  PLACE, /* on the text */
} CellType;

typedef struct
{
  const char *name;
  CellType type;
  gsize offset;
} Column;

#define COLUMN(name, type, field)                       \
  {                                                     \
    name, type, G_STRUCT_OFFSET (AttuneNoteItem, field) \
  }

static const Column columns[] = {
  COLUMN ("evaluation", TEXT, evaluation),
  COLUMN ("interaction", TEXT, interaction),
  COLUMN ("agent", TEXT, agent),
  COLUMN ("author", TEXT, author),
  COLUMN ("from", SECONDS, from_us),
  COLUMN ("to", SECONDS, to_us),
  COLUMN ("kind", KIND, kind),
  COLUMN ("question", TEXT, question),
  COLUMN ("is_shared", FLAG, is_shared),
  COLUMN ("is_spoken", FLAG, is_spoken),
  COLUMN ("text", TEXT, text),
  COLUMN ("created_at", MOMENT, created_at),
  COLUMN ("passage_from", PLACE, stretch.passage_from),
  COLUMN ("character_from", PLACE, stretch.character_from),
  COLUMN ("passage_to", PLACE, stretch.passage_to),
  COLUMN ("character_to", PLACE, stretch.character_to),
};

static char *
seconds_to_text (gint64 us)
{
  return us >= 0 ? g_strdup_printf ("%" G_GINT64_FORMAT ".%06d", us / G_USEC_PER_SEC,
                                    (int) (us % G_USEC_PER_SEC))
                 : NULL;
}

static char *
moment_to_text (gint64 at)
{
  g_autoptr (GDateTime) time = at > 0 ? g_date_time_new_from_unix_utc (at / G_USEC_PER_SEC) : NULL;

  return time != NULL ? g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ") : NULL;
}

/* NULL where nothing is; the caller's. */
static char *
get_text (const AttuneNoteItem *item, const Column *column)
{
  switch (column->type)
    {
    case TEXT:
      return g_strdup (G_STRUCT_MEMBER (char *, item, column->offset));
    case SECONDS:
      return seconds_to_text (G_STRUCT_MEMBER (gint64, item, column->offset));
    case MOMENT:
      return moment_to_text (G_STRUCT_MEMBER (gint64, item, column->offset));
    case FLAG:
      return g_strdup (G_STRUCT_MEMBER (gboolean, item, column->offset) ? "1" : "0");
    case KIND:
      return g_strdup (attune_note_kind_to_id (item->kind));
    case PLACE:
      return item->is_on_text
               ? g_strdup_printf ("%u", G_STRUCT_MEMBER (guint, item, column->offset))
               : NULL;
    }
  g_return_val_if_reached (NULL);
}

/* --- Comma-separated values --- */

static void
append_cell (GString *csv, const char *text, gboolean is_typed)
{
  /* What a spreadsheet would carry out. */
  gboolean is_formula = is_typed && text[0] != '\0' && strchr ("=+-@\t\r", text[0]) != NULL;

  if (!is_formula && strpbrk (text, ",;\"\r\n") == NULL)
    {
      g_string_append (csv, text);
      return;
    }
  g_string_append (csv, is_formula ? "\"'" : "\"");
  for (; *text != '\0'; text++)
    {
      if (*text == '"')
        g_string_append_c (csv, '"');
      g_string_append_c (csv, *text);
    }
  g_string_append_c (csv, '"');
}

char *
attune_note_table_to_csv (GPtrArray *items)
{
  GString *csv = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    g_string_append_printf (csv, "%s%s", i > 0 ? "," : "", columns[i].name);
  g_string_append (csv, "\r\n");
  for (guint row = 0; row < items->len; row++)
    {
      for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
        {
          g_autofree char *text = get_text (g_ptr_array_index (items, row), &columns[i]);

          if (i > 0)
            g_string_append_c (csv, ',');
          append_cell (csv, text != NULL ? text : "", columns[i].type == TEXT);
        }
      g_string_append (csv, "\r\n");
    }
  return g_string_free (csv, FALSE);
}

/* --- JSON --- */

static json_t *
get_json (const AttuneNoteItem *item, const Column *column)
{
  gint64 us;
  g_autofree char *text = NULL;

  switch (column->type)
    {
    case SECONDS:
      us = G_STRUCT_MEMBER (gint64, item, column->offset);
      return us >= 0 ? json_real ((double) us / G_USEC_PER_SEC) : json_null ();
    case PLACE:
      return item->is_on_text ? json_integer (G_STRUCT_MEMBER (guint, item, column->offset))
                              : json_null ();
    case FLAG:
      return json_boolean (G_STRUCT_MEMBER (gboolean, item, column->offset));
    case TEXT:
    case MOMENT:
    case KIND:
      text = get_text (item, column);
      return text != NULL ? json_string (text) : json_null ();
    }
  g_return_val_if_reached (NULL);
}

char *
attune_note_table_to_json (GPtrArray *items)
{
  json_t *array = json_array ();
  char *text;

  for (guint row = 0; row < items->len; row++)
    {
      json_t *object = json_object ();

      for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
        json_object_set_new (object, columns[i].name,
                             get_json (g_ptr_array_index (items, row), &columns[i]));
      json_array_append_new (array, object);
    }
  text = json_dumps (array, JSON_INDENT (2) | JSON_REAL_PRECISION (15));
  json_decref (array);
  return text;
}

/* --- Spreadsheets --- */

static gboolean
add_row (AttuneSheetsBuilder *builder, guint row, const AttuneNoteItem *item, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      g_autofree char *text = item != NULL ? get_text (item, &columns[i])
                                           : g_strdup (columns[i].name);

      if (text != NULL && !attune_sheets_builder_add (builder, row, i, text, error))
        return FALSE;
    }
  return TRUE;
}

GBytes *
attune_note_table_to_xlsx (GPtrArray *items, GError **error)
{
  static const char *const numbers[] = { "from",       "to",           "is_shared",
                                         "is_spoken",  "passage_from", "character_from",
                                         "passage_to", "character_to", NULL };
  AttuneSheetsBuilder *builder = attune_sheets_builder_new ();
  g_autoptr (AttuneSheets) sheets = NULL;
  gboolean is_done = attune_sheets_builder_begin_sheet (builder, "notes", error) &&
                     add_row (builder, 0, NULL, error);

  for (guint row = 0; is_done && row < items->len; row++)
    is_done = add_row (builder, row + 1, g_ptr_array_index (items, row), error);
  sheets = attune_sheets_builder_end (builder);
  return is_done ? attune_xlsx_write (sheets, numbers, error) : NULL;
}
