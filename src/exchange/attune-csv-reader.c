/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-csv-reader.h"

#include "attune-sheets-builder.h"

#include <csv.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#define BYTE_ORDER_MARK "\xEF\xBB\xBF"
#define SEPARATOR_LINE  "sep="
#define SLICE_BYTES     (64 * 1024)

/* How many lines are looked at to find what stands between the values, and how often it may stand in one. */
#define MAX_LINES_LOOKED_AT 20
#define MAX_COUNT           ATTUNE_SHEETS_MAX_COLUMNS

typedef struct
{
  AttuneSheetsBuilder *builder;
  guint row;
  guint column;
  guint line; /* of what comes next, from 1 */
  GError *error;
} Reading;

/* --- What the bytes are -------------------------------------------------------------------------------------- */

static guint
count_lines (const char *text, const char *end)
{
  guint n = 0;

  while (text < end && (text = memchr (text, '\n', (gsize) (end - text))) != NULL)
    {
      n++;
      text++;
    }
  return n;
}

/* The contents as text without a mark, owned by the caller. */
static char *
decode (const char *data, gsize size, gsize *out_length, GError **error)
{
  const char *end;

  if (size >= 2 && (memcmp (data, "\xFF\xFE", 2) == 0 || memcmp (data, "\xFE\xFF", 2) == 0))
    {
      char *text = g_convert (data, (gssize) size, "UTF-8", "UTF-16", NULL, out_length, NULL);

      if (text != NULL && g_utf8_validate_len (text, *out_length, NULL))
        return text;
      g_free (text);
      g_set_error_literal (error, ATTUNE_EXCHANGE_ERROR, ATTUNE_EXCHANGE_ERROR_INVALID,
                           _ ("this is neither a workbook nor text"));
      return NULL;
    }
  if (g_str_has_prefix (size >= 3 ? data : "", BYTE_ORDER_MARK))
    {
      data += 3;
      size -= 3;
    }
  if (g_utf8_validate_len (data, size, &end))
    {
      *out_length = size;
      return g_strndup (data, size);
    }
  if (memchr (data, '\0', size) != NULL)
    g_set_error_literal (error, ATTUNE_EXCHANGE_ERROR, ATTUNE_EXCHANGE_ERROR_INVALID,
                         _ ("this is neither a workbook nor text"));
  else
    g_set_error (error, ATTUNE_EXCHANGE_ERROR, ATTUNE_EXCHANGE_ERROR_INVALID,
                 _ ("line %u is not UTF-8; save the file as “CSV UTF-8” and try again"),
                 count_lines (data, end) + 1);
  return NULL;
}

/* How many of the first lines have the commonest count of `separator`, and that count, as one number to compare by. */
static guint
rate_separator (const char *text, char separator)
{
  guint lines_with[MAX_COUNT + 1] = { 0 };
  guint count = 0;
  guint n_lines = 0;
  guint best = 0;
  gboolean is_quoted = FALSE;

  for (; n_lines < MAX_LINES_LOOKED_AT; text++)
    {
      if (*text == '"')
        is_quoted = !is_quoted;
      else if (*text == separator && !is_quoted)
        count = MIN (count + 1, MAX_COUNT);
      else if ((*text == '\n' && !is_quoted) || *text == '\0')
        {
          lines_with[count]++;
          count = 0;
          n_lines++;
        }
      if (*text == '\0')
        break;
    }
  for (guint i = 1; i <= MAX_COUNT; i++)
    best = MAX (best, lines_with[i] > 0 ? lines_with[i] * (MAX_COUNT + 1) + i : 0);
  return best;
}

/* What stands between the values; moves `text` over a line that says it. */
static char
find_separator (const char **text)
{
  static const char candidates[] = { '\t', ';', ',' };
  gsize length = strlen (SEPARATOR_LINE);
  char found = ',';
  guint best = 0;

  if (g_ascii_strncasecmp (*text, SEPARATOR_LINE, length) == 0 && (*text)[length] != '\0' &&
      strchr ("\r\n", (*text)[length + 1]) != NULL)
    {
      found = (*text)[length];
      *text += length + 1;
      return found;
    }
  for (guint i = 0; i < G_N_ELEMENTS (candidates); i++)
    {
      guint rating = rate_separator (*text, candidates[i]);

      if (rating > best)
        {
          best = rating;
          found = candidates[i];
        }
    }
  return found;
}

/* --- Values -------------------------------------------------------------------------------------------------- */

static void
add_value_cb (void *value, size_t length, void *data)
{
  Reading *reading = data;
  const char *text = value;

  if (reading->error != NULL)
    return;
  if (length > 0)
    {
      const char *kept = attune_sheets_builder_keep (reading->builder, text, length,
                                                     &reading->error);

      if (kept != NULL)
        attune_sheets_builder_put (reading->builder, reading->row, reading->column, kept,
                                   &reading->error);
      attune_sheets_builder_set_line (reading->builder, reading->row, reading->line);
      reading->line += count_lines (text, text + length);
    }
  reading->column++;
}

static void
end_row_cb (int separator, void *data)
{
  Reading *reading = data;

  if (reading->error != NULL)
    return;
  if (reading->column > 0)
    reading->row++;
  reading->column = 0;
  reading->line++;
}

static int
is_line_feed (unsigned char c)
{
  return c == '\n';
}

static int
is_space (unsigned char c)
{
  return c == ' ' || c == '\r';
}

static gboolean
parse (Reading *reading, const char *text, gsize length, char separator)
{
  struct csv_parser parser;

  if (csv_init (&parser, CSV_REPALL_NL) != 0)
    g_assert_not_reached ();
  csv_set_delim (&parser, (unsigned char) separator);
  csv_set_term_func (&parser, is_line_feed);
  csv_set_space_func (&parser, is_space);

  while (length > 0 && reading->error == NULL)
    {
      gsize slice = MIN (length, SLICE_BYTES);

      csv_parse (&parser, text, slice, add_value_cb, end_row_cb, reading);
      text += slice;
      length -= slice;
    }
  /* Lenient about stray quotes within, strict about one that is still open at the end. */
  csv_set_opts (&parser, CSV_REPALL_NL | CSV_STRICT | CSV_STRICT_FINI);
  if (csv_fini (&parser, add_value_cb, end_row_cb, reading) != 0 && reading->error == NULL)
    reading->error = g_error_new_literal (ATTUNE_EXCHANGE_ERROR, ATTUNE_EXCHANGE_ERROR_INVALID,
                                          _ ("a quotation mark opens here and is never closed"));
  csv_free (&parser);
  return reading->error == NULL;
}

static AttuneSheets *
read_text (char *text, gsize length, const char *name, GError **error)
{
  g_autoptr (AttuneSheetsBuilder) builder = attune_sheets_builder_new ();
  Reading reading = { .builder = builder, .line = 1 };
  const char *start = text;
  char separator;

  /* Files of old Macintoshes end lines with a carriage return alone. */
  if (memchr (text, '\n', length) == NULL)
    g_strdelimit (text, "\r", '\n');
  separator = find_separator (&start);

  if (!attune_sheets_builder_begin_sheet (builder, name, error))
    return NULL;
  if (parse (&reading, start, length - (gsize) (start - text), separator))
    return attune_sheets_builder_end (g_steal_pointer (&builder));

  g_propagate_prefixed_error (error, reading.error, _ ("line %u: "), reading.line);
  return NULL;
}

AttuneSheets *
attune_csv_read (GBytes *bytes, const char *name, GError **error)
{
  g_autofree char *text = NULL;
  AttuneSheets *sheets = NULL;
  gsize size;
  const char *data;
  gsize length;

  g_return_val_if_fail (bytes != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  data = g_bytes_get_data (bytes, &size);
  if (data == NULL)
    data = "";
  if (size > ATTUNE_SHEETS_MAX_FILE_BYTES)
    g_set_error (error, ATTUNE_EXCHANGE_ERROR, ATTUNE_EXCHANGE_ERROR_REFUSED,
                 _ ("the file is larger than %d MiB"), ATTUNE_SHEETS_MAX_FILE_BYTES / 1024 / 1024);
  else if ((text = decode (data, size, &length, error)) != NULL)
    sheets = read_text (text, length, name, error);
  return sheets;
}
