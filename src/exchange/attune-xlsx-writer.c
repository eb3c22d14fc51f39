/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-xlsx-writer.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <locale.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>
#include <xlsxwriter.h>

/* How wide columns are made, in characters. */
#define MIN_WIDTH 10
#define MAX_WIDTH 60

/* A number as it is written, and read back, without a change. */
#define MAX_DIGITS 15

typedef struct
{
  lxw_workbook *book;
  lxw_format *header;
  const char *const *number_columns;
} Writing;

static gboolean
is_number (const char *text)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  char *end;
  double number = g_ascii_strtod (text, &end);

  if (strlen (text) > MAX_DIGITS || end == text || *end != '\0')
    return FALSE;
  return g_str_equal (g_ascii_formatd (buffer, sizeof buffer, "%.15g", number), text);
}

/* What reads like “_x0041_” would come back as “A”: its first sign is escaped, as spreadsheets do it. */
static char *
escape (const char *text)
{
  static GRegex *pattern = NULL;

  if (g_once_init_enter (&pattern))
    g_once_init_leave (&pattern, g_regex_new ("_(?=x[0-9A-Fa-f]{4}_)", G_REGEX_OPTIMIZE, 0, NULL));
  return g_regex_replace_literal (pattern, text, -1, 0, "_x005F_", 0, NULL);
}

static lxw_error
write_cell (Writing *writing, lxw_worksheet *to, const AttuneSheet *sheet, guint row, guint column)
{
  const char *text = attune_sheet_get_text (sheet, row, column);
  const char *header = attune_sheet_get_text (sheet, 0, column);
  g_autofree char *escaped = NULL;

  if (*text == '\0')
    return LXW_NO_ERROR;
  if (row > 0 && g_strv_contains (writing->number_columns, header) && is_number (text))
    return worksheet_write_number (to, row, (lxw_col_t) column, g_ascii_strtod (text, NULL), NULL);
  if (strstr (text, "_x") != NULL)
    text = escaped = escape (text);
  return worksheet_write_string (to, row, (lxw_col_t) column, text,
                                 row == 0 ? writing->header : NULL);
}

static double
get_width (const AttuneSheet *sheet, guint column)
{
  glong width = MIN_WIDTH;

  for (guint row = 0; row < attune_sheet_get_n_rows (sheet); row++)
    width = MAX (width, g_utf8_strlen (attune_sheet_get_text (sheet, row, column), -1));
  return (double) MIN (width, MAX_WIDTH) + 1;
}

static lxw_error
write_sheet (Writing *writing, const AttuneSheet *sheet)
{
  lxw_worksheet *to = workbook_add_worksheet (writing->book, attune_sheet_get_name (sheet));
  lxw_error result = to != NULL ? LXW_NO_ERROR : LXW_ERROR_PARAMETER_VALIDATION;
  guint n_columns = attune_sheet_get_n_columns (sheet);

  for (guint row = 0; row < attune_sheet_get_n_rows (sheet) && result == LXW_NO_ERROR; row++)
    {
      for (guint column = 0; column < n_columns && result == LXW_NO_ERROR; column++)
        result = write_cell (writing, to, sheet, row, column);
    }
  for (guint column = 0; column < n_columns && result == LXW_NO_ERROR; column++)
    result = worksheet_set_column (to, (lxw_col_t) column, (lxw_col_t) column,
                                   get_width (sheet, column), NULL);
  if (result == LXW_NO_ERROR)
    worksheet_freeze_panes (to, 1, 0);
  return result;
}

/* Numbers in a workbook have a point, whatever the locale: the library leaves that to whoever calls it. */
typedef struct
{
  locale_t own;
  locale_t before;
} Numbers;

static void
begin_numbers (Numbers *numbers)
{
  numbers->own = newlocale (LC_NUMERIC_MASK, "C", duplocale (uselocale ((locale_t) 0)));
  numbers->before = uselocale (numbers->own);
}

static void
end_numbers (Numbers *numbers)
{
  uselocale (numbers->before);
  freelocale (numbers->own);
}

static lxw_error
write_file (const char *path, AttuneSheets *sheets, const char *const *number_columns)
{
  lxw_workbook_options options = { .tmpdir = (char *) g_get_tmp_dir () };
  Writing writing = { workbook_new_opt (path, &options), NULL, number_columns };
  lxw_error result = LXW_NO_ERROR;
  lxw_error closed;

  writing.header = workbook_add_format (writing.book);
  format_set_bold (writing.header);
  for (guint i = 0; i < attune_sheets_get_n_sheets (sheets) && result == LXW_NO_ERROR; i++)
    result = write_sheet (&writing, attune_sheets_get_sheet (sheets, i));
  closed = workbook_close (writing.book);
  return result != LXW_NO_ERROR ? result : closed;
}

/* The library writes to files only. */
GBytes *
attune_xlsx_write (AttuneSheets *sheets, const char *const *number_columns, GError **error)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) local = NULL;
  char *contents = NULL;
  gsize size = 0;
  Numbers numbers;
  lxw_error result;
  int fd;

  g_return_val_if_fail (sheets != NULL && number_columns != NULL, NULL);

  fd = g_file_open_tmp ("attune-XXXXXX.xlsx", &path, &local);
  if (fd < 0)
    {
      g_set_error (error, ATTUNE_EXCHANGE_ERROR, ATTUNE_EXCHANGE_ERROR_WRITE,
                   _ ("the workbook cannot be made: %s"), local->message);
      return NULL;
    }
  close (fd);
  begin_numbers (&numbers);
  result = write_file (path, sheets, number_columns);
  end_numbers (&numbers);
  if (result == LXW_NO_ERROR)
    g_file_get_contents (path, &contents, &size, &local);
  g_unlink (path);
  if (contents != NULL)
    return g_bytes_new_take (contents, size);

  g_set_error (error, ATTUNE_EXCHANGE_ERROR, ATTUNE_EXCHANGE_ERROR_WRITE,
               _ ("the workbook cannot be made: %s"),
               local != NULL ? local->message : lxw_strerror (result));
  return NULL;
}
