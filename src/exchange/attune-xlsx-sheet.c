/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-xlsx-sheet.h"

#include "attune-xlsx-reader.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

/* Text being gathered from <t> or <v>, without the readings of East Asian text in <rPh>. */
typedef struct
{
  GString *text;
  gboolean is_gathering;
  gboolean is_in_reading;
} Gathering;

typedef enum
{
  CELL_NUMBER,
  CELL_SHARED,
  CELL_BOOLEAN,
  CELL_TEXT, /* of a formula, an error, or inline */
} CellType;

typedef struct
{
  AttuneXlsxBook *book;
  Gathering gathering;
  guint row;
  guint column;
  CellType type;
  guint style;
} Reading;

static void
gather_start (Gathering *self, const char *name)
{
  if (g_str_equal (name, "rPh"))
    self->is_in_reading = TRUE;
  else if (g_str_equal (name, "t") || g_str_equal (name, "v"))
    self->is_gathering = !self->is_in_reading;
}

static void
gather_end (Gathering *self, const char *name)
{
  if (g_str_equal (name, "rPh"))
    self->is_in_reading = FALSE;
  else if (g_str_equal (name, "t") || g_str_equal (name, "v"))
    self->is_gathering = FALSE;
}

/* What is longer is refused by the builder, which need not be given more than it takes to see that. */
static void
gather (Gathering *self, const char *text, gsize length)
{
  if (self->is_gathering && self->text->len <= ATTUNE_SHEETS_MAX_CELL_BYTES)
    g_string_append_len (self->text, text, (gssize) length);
}

/* Whether this is “_xHHHH_”: how workbooks write a character that XML cannot have. */
static gboolean
is_escape (const char *at)
{
  return at[0] == '_' && at[1] == 'x' && g_ascii_isxdigit (at[2]) && g_ascii_isxdigit (at[3]) &&
         g_ascii_isxdigit (at[4]) && g_ascii_isxdigit (at[5]) && at[6] == '_';
}

static void
unescape (GString *text)
{
  gsize to = 0;

  if (strstr (text->str, "_x") == NULL)
    return;
  for (gsize from = 0; from < text->len;)
    {
      gunichar code = is_escape (text->str + from)
                        ? (gunichar) strtoul (text->str + from + 2, NULL, 16)
                        : 0;

      if (code != 0 && g_unichar_validate (code))
        {
          /* No longer than the seven characters it stands for. */
          to += (gsize) g_unichar_to_utf8 (code, text->str + to);
          from += 7;
        }
      else
        text->str[to++] = text->str[from++];
    }
  g_string_truncate (text, to);
}

/* --- Shared texts -------------------------------------------------------------------------------------------- */

static gboolean
start_string_cb (gpointer data,
                 const char *name,
                 const AttuneXlsxAttributes *attributes,
                 GError **error)
{
  Reading *reading = data;

  gather_start (&reading->gathering, name);
  return TRUE;
}

static gboolean
end_string_cb (gpointer data, const char *name, GError **error)
{
  Reading *reading = data;
  GString *text = reading->gathering.text;
  const char *kept;

  gather_end (&reading->gathering, name);
  if (!g_str_equal (name, "si"))
    return TRUE;
  if (reading->book->strings->len == ATTUNE_XLSX_MAX_SHARED_STRINGS)
    {
      g_set_error (error, ATTUNE_EXCHANGE_ERROR, ATTUNE_EXCHANGE_ERROR_REFUSED,
                   _ ("there are more than %d texts"), ATTUNE_XLSX_MAX_SHARED_STRINGS);
      return FALSE;
    }

  unescape (text);
  kept = attune_sheets_builder_keep (reading->book->builder, text->str, text->len, error);
  g_string_truncate (text, 0);
  if (kept == NULL)
    return FALSE;
  g_ptr_array_add (reading->book->strings, (gpointer) kept);
  return TRUE;
}

static void
text_cb (gpointer data, const char *text, gsize length)
{
  gather (&((Reading *) data)->gathering, text, length);
}

gboolean
attune_xlsx_read_strings (AttuneXlsxBook *book, const char *part, GError **error)
{
  static const AttuneXlsxHandler handler = { start_string_cb, end_string_cb, text_cb };
  g_autoptr (GString) text = g_string_new (NULL);
  Reading reading = { .book = book, .gathering = { .text = text } };

  return attune_xlsx_package_parse (book->package, part, &handler, &reading, error);
}

/* --- Cells --------------------------------------------------------------------------------------------------- */

/* Reads "AB12". Beyond what is allowed the numbers are merely large. */
static gboolean
parse_reference (const char *text, guint *out_row, guint *out_column)
{
  guint column = 0;
  guint64 row;
  char *end;

  for (; g_ascii_isalpha (*text); text++)
    column = MIN (column * 26 + (guint) (g_ascii_toupper (*text) - 'A' + 1), G_MAXUINT / 64);
  row = g_ascii_isdigit (*text) ? g_ascii_strtoull (text, &end, 10) : 0;
  if (column == 0 || row == 0 || *end != '\0')
    return FALSE;

  *out_row = (guint) MIN (row, G_MAXUINT / 2) - 1;
  *out_column = column - 1;
  return TRUE;
}

static CellType
get_cell_type (const AttuneXlsxAttributes *attributes)
{
  char type[16];

  attune_xlsx_attributes_copy (attributes, "t", type, sizeof type);
  if (g_str_equal (type, "s"))
    return CELL_SHARED;
  if (g_str_equal (type, "b"))
    return CELL_BOOLEAN;
  return *type == '\0' || g_str_equal (type, "n") ? CELL_NUMBER : CELL_TEXT;
}

static gboolean
start_cell (Reading *reading, const AttuneXlsxAttributes *attributes, GError **error)
{
  char text[16];

  if (attune_xlsx_attributes_copy (attributes, "r", text, sizeof text) &&
      !parse_reference (text, &reading->row, &reading->column))
    {
      g_set_error (error, ATTUNE_EXCHANGE_ERROR, ATTUNE_EXCHANGE_ERROR_INVALID,
                   _ ("“%s” is no place of a cell"), text);
      return FALSE;
    }
  attune_xlsx_attributes_copy (attributes, "s", text, sizeof text);
  reading->style = (guint) g_ascii_strtoull (text, NULL, 10);
  reading->type = get_cell_type (attributes);
  g_string_truncate (reading->gathering.text, 0);
  return TRUE;
}

static void
start_row (Reading *reading, const AttuneXlsxAttributes *attributes)
{
  char text[16];
  guint64 number;

  attune_xlsx_attributes_copy (attributes, "r", text, sizeof text);
  number = g_ascii_strtoull (text, NULL, 10);
  if (number > 0)
    reading->row = (guint) MIN (number, G_MAXUINT / 2) - 1;
  reading->column = 0;
}

static gboolean
start_cb (gpointer data, const char *name, const AttuneXlsxAttributes *attributes, GError **error)
{
  Reading *reading = data;

  gather_start (&reading->gathering, name);
  if (g_str_equal (name, "c"))
    return start_cell (reading, attributes, error);
  if (g_str_equal (name, "row"))
    start_row (reading, attributes);
  return TRUE;
}

static const char *
find_shared (Reading *reading, GError **error)
{
  const char *text = reading->gathering.text->str;
  guint64 index = g_ascii_strtoull (text, NULL, 10);

  if (*text == '\0')
    return "";
  if (index < reading->book->strings->len)
    return g_ptr_array_index (reading->book->strings, (guint) index);
  g_set_error (error, ATTUNE_EXCHANGE_ERROR, ATTUNE_EXCHANGE_ERROR_INVALID,
               _ ("there is no shared text number %s"), text);
  return NULL;
}

/* The text of the cell, kept; NULL with an error. */
static const char *
make_text (Reading *reading, GError **error)
{
  GString *text = reading->gathering.text;
  g_autofree char *number = NULL;

  switch (reading->type)
    {
    case CELL_SHARED:
      return find_shared (reading, error);
    case CELL_BOOLEAN:
      return *text->str == '\0' ? "" : *text->str == '1' ? "TRUE" : "FALSE";
    case CELL_NUMBER:
      if (*g_strstrip (text->str) == '\0')
        return "";
      number = attune_xlsx_styles_format (reading->book->styles, text->str, reading->style,
                                          reading->book->from_1904);
      return attune_sheets_builder_keep (reading->book->builder, number, strlen (number), error);
    case CELL_TEXT:
      break;
    }
  unescape (text);
  return attune_sheets_builder_keep (reading->book->builder, text->str, text->len, error);
}

static gboolean
end_cell (Reading *reading, GError **error)
{
  const char *text = make_text (reading, error);

  if (text != NULL && attune_sheets_builder_put (reading->book->builder, reading->row,
                                                 reading->column, text, error))
    {
      reading->column++;
      return TRUE;
    }
  g_prefix_error (error, _ ("row %u: "), reading->row + 1);
  return FALSE;
}

static gboolean
end_cb (gpointer data, const char *name, GError **error)
{
  Reading *reading = data;

  gather_end (&reading->gathering, name);
  if (g_str_equal (name, "c"))
    return end_cell (reading, error);
  if (g_str_equal (name, "row"))
    reading->row++;
  return TRUE;
}

gboolean
attune_xlsx_read_cells (AttuneXlsxBook *book, const char *part, GError **error)
{
  static const AttuneXlsxHandler handler = { start_cb, end_cb, text_cb };
  g_autoptr (GString) text = g_string_new (NULL);
  Reading reading = { .book = book, .gathering = { .text = text } };

  return attune_xlsx_package_parse (book->package, part, &handler, &reading, error);
}
