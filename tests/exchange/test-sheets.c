/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "AttuneTest"

#include "config.h"

#include "attune-csv-reader.h"
#include "attune-sheets-builder.h"
#include "attune-sheets.h"
#include "attune-test-support.h"
#include "attune-xlsx-reader.h"
#include "xlsx-maker.h"

#include <string.h>

/* Rows end with “/”, cells with “|”: what is compared. */
static char *
flatten (const AttuneSheet *sheet)
{
  GString *text = g_string_new (NULL);

  for (guint row = 0; row < attune_sheet_get_n_rows (sheet); row++)
    {
      for (guint column = 0; column < attune_sheet_get_n_columns (sheet); column++)
        g_string_append_printf (text, "%s|", attune_sheet_get_text (sheet, row, column));
      g_string_append_c (text, '/');
    }
  return g_string_free (text, FALSE);
}

/* --- Values and builder -------------------------------------------------------------------------------------- */

static void
test_builder (void)
{
  g_autoptr (GError) error = NULL;
  AttuneSheetsBuilder *builder = attune_sheets_builder_new ();
  g_autoptr (AttuneSheets) sheets = NULL;
  const AttuneSheet *sheet;
  g_autofree char *text = NULL;

  g_assert_true (attune_sheets_builder_begin_sheet (builder, "Empty", &error));
  g_assert_true (attune_sheets_builder_begin_sheet (builder, " Ärger ", &error));
  g_assert_true (attune_sheets_builder_add (builder, 2, 1, "last", &error));
  g_assert_true (attune_sheets_builder_add (builder, 0, 2, "c", &error));
  g_assert_true (attune_sheets_builder_add (builder, 0, 0, "first", &error));
  g_assert_true (attune_sheets_builder_add (builder, 0, 0, "a", &error));
  g_assert_true (attune_sheets_builder_add (builder, 9, 9, "", &error));
  attune_sheets_builder_set_line (builder, 2, 7);
  sheets = attune_sheets_builder_end (builder);

  g_assert_cmpuint (attune_sheets_get_n_sheets (sheets), ==, 2);
  sheet = attune_sheets_get_sheet (sheets, 0);
  g_assert_cmpuint (attune_sheet_get_n_rows (sheet), ==, 0);
  g_assert_cmpuint (attune_sheet_get_n_columns (sheet), ==, 0);
  g_assert_cmpstr (attune_sheet_get_text (sheet, 0, 0), ==, "");
  sheet = attune_sheets_find_sheet (sheets, "äRGER");
  text = flatten (sheet);
  g_assert_cmpstr (text, ==, "a||c|/|||/|last||/");
  g_assert_cmpuint (attune_sheet_get_line (sheet, 0), ==, 1);
  g_assert_cmpuint (attune_sheet_get_line (sheet, 2), ==, 7);
  g_assert_cmpstr (attune_sheet_get_text (sheet, G_MAXUINT, G_MAXUINT), ==, "");
  g_assert_null (attune_sheets_find_sheet (sheets, "Arger"));
}

static void
test_builder_limits (void)
{
  g_autoptr (AttuneSheetsBuilder) builder = attune_sheets_builder_new ();
  g_autofree char *large = g_strnfill (ATTUNE_SHEETS_MAX_CELL_BYTES, 'x');

  for (guint i = 0; i < ATTUNE_SHEETS_MAX_SHEETS; i++)
    g_assert_true (attune_sheets_builder_begin_sheet (builder, "S", NULL));
  g_assert_false (attune_sheets_builder_begin_sheet (builder, "S", NULL));
  g_assert_true (attune_sheets_builder_add (builder, ATTUNE_SHEETS_MAX_ROWS - 1,
                                            ATTUNE_SHEETS_MAX_COLUMNS - 1, "x", NULL));
  g_assert_false (attune_sheets_builder_add (builder, ATTUNE_SHEETS_MAX_ROWS, 0, "x", NULL));
  g_assert_false (attune_sheets_builder_add (builder, 0, ATTUNE_SHEETS_MAX_COLUMNS, "x", NULL));
  g_assert_null (
    attune_sheets_builder_keep (builder, large, ATTUNE_SHEETS_MAX_CELL_BYTES + 1, NULL));
  for (guint i = 0; i < ATTUNE_SHEETS_MAX_TEXT_BYTES / (ATTUNE_SHEETS_MAX_CELL_BYTES + 1); i++)
    g_assert_nonnull (
      attune_sheets_builder_keep (builder, large, ATTUNE_SHEETS_MAX_CELL_BYTES, NULL));
  g_assert_null (attune_sheets_builder_keep (builder, large, ATTUNE_SHEETS_MAX_CELL_BYTES, NULL));
  for (guint i = 1; i < ATTUNE_SHEETS_MAX_CELLS; i++)
    g_assert_true (attune_sheets_builder_put (builder, i / 999, i % 999, "x", NULL));
  g_assert_false (attune_sheets_builder_put (builder, 0, 0, "x", NULL));
}

static void
test_columns (void)
{
  static const struct
  {
    guint column;
    const char *letters;
  } columns[] = {
    { 0, "A" },
    { 25, "Z" },
    { 26, "AA" },
    { 701, "ZZ" },
    { 702, "AAA" },
    { 16383, "XFD" },
    { G_MAXUINT, "MWLQKWV" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      g_autofree char *letters = attune_sheet_column_to_string (columns[i].column);

      g_assert_cmpstr (letters, ==, columns[i].letters);
    }
}

/* --- Comma-separated values ---------------------------------------------------------------------------------- */

static const struct
{
  const char *text;
  gssize length;      /* or -1 */
  const char *result; /* NULL: refused, with `fault` in the message */
  const char *fault;
} tables[] = {
  { "", -1, "", NULL },
  { "a", -1, "a|/", NULL },
  { "a,b\n1,2\n", -1, "a|b|/1|2|/", NULL },
  { "\xEF\xBB\xBF"
    "a;b\r\n1,5;2\r\n",
    -1, "a|b|/1,5|2|/", NULL },
  { "a\tb\n1,2;3\t4\n", -1, "a|b|/1,2;3|4|/", NULL },
  { "q,o\nx,Yes=1; No=0\ny,Yes=1; No=0\n", -1, "q|o|/x|Yes=1; No=0|/y|Yes=1; No=0|/", NULL },
  { "a,\"b \"\"c\"\", d\",e\n", -1, "a|b \"c\", d|e|/", NULL },
  { "a,\"two\r\nlines\"\nb,c", -1, "a|two\r\nlines|/b|c|/", NULL },
  { " a , b \n", -1, "a|b|/", NULL },
  { "a\tb\t\n\t\tc\n", -1, "a|b||/||c|/", NULL },
  { "\n\na,b\n\n\nc,d\n\n", -1, "a|b|/c|d|/", NULL },
  { "a,b\rc,d\r", -1, "a|b|/c|d|/", NULL },
  { "sep=|\r\na|b,c\r\n", -1, "a|b,c|/", NULL },
  { "\xFF\xFE"
    "a\0\t\0b\0\r\0\n\0",
    12, "a|b|/", NULL },
  { "\xC3\xA4,\xE2\x82\xAC\n", -1, "ä|€|/", NULL },
  { "a,b\nc,\"d\ne\n", -1, NULL, "line 2: a quotation mark" },
  { "a,b\nc,\xE4\n", -1, NULL, "line 2 is not UTF-8" },
  { "a\0b", 3, NULL, "neither a workbook nor text" },
  { "\xFF\xFE"
    "a",
    3, NULL, "neither a workbook nor text" },
};

static void
test_csv (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      gsize length = tables[i].length >= 0 ? (gsize) tables[i].length : strlen (tables[i].text);
      g_autoptr (GBytes) bytes = g_bytes_new (tables[i].text, length);
      g_autoptr (GError) error = NULL;
      g_autoptr (AttuneSheets) sheets = attune_sheets_read (bytes, "table.csv", &error);
      g_autofree char *text = NULL;

      if (tables[i].result == NULL)
        {
          g_assert_null (sheets);
          g_assert_nonnull (strstr (error->message, tables[i].fault));
          continue;
        }
      g_assert_no_error (error);
      text = flatten (attune_sheets_get_sheet (sheets, 0));
      g_assert_cmpstr (text, ==, tables[i].result);
    }
}

static void
test_csv_lines (void)
{
  static const char text[] = "\nq,w\n\n\"one\ntwo\nthree\",2\nlast,3\n";
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (AttuneSheets) sheets = attune_csv_read (bytes, "lines", NULL);
  const AttuneSheet *sheet = attune_sheets_get_sheet (sheets, 0);

  g_assert_cmpstr (attune_sheet_get_name (sheet), ==, "lines");
  g_assert_cmpuint (attune_sheet_get_n_rows (sheet), ==, 3);
  g_assert_cmpuint (attune_sheet_get_line (sheet, 0), ==, 2);
  g_assert_cmpuint (attune_sheet_get_line (sheet, 1), ==, 4);
  g_assert_cmpuint (attune_sheet_get_line (sheet, 2), ==, 7);
}

static void
test_csv_limits (void)
{
  g_autofree char *wide = g_strnfill (ATTUNE_SHEETS_MAX_COLUMNS, ',');
  g_autofree char *text = g_strconcat ("a\n", wide, "x\n", NULL);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autofree char *nothing = g_malloc0 (ATTUNE_SHEETS_MAX_FILE_BYTES + 1);
  g_autoptr (GBytes)
    large = g_bytes_new_take (g_steal_pointer (&nothing), ATTUNE_SHEETS_MAX_FILE_BYTES + 1);
  g_autoptr (GError) error = NULL;

  g_assert_null (attune_csv_read (bytes, "wide", &error));
  g_assert_error (error, ATTUNE_EXCHANGE_ERROR, ATTUNE_EXCHANGE_ERROR_REFUSED);
  g_assert_nonnull (strstr (error->message, "line 2"));
  g_clear_error (&error);
  g_assert_null (attune_csv_read (large, "large", &error));
  g_assert_error (error, ATTUNE_EXCHANGE_ERROR, ATTUNE_EXCHANGE_ERROR_REFUSED);
}

/* --- Workbooks ----------------------------------------------------------------------------------------------- */

#define STYLES                                                                            \
  "<styleSheet xmlns=\"" XLSX_MAIN "\"><numFmts>"                                         \
  "<numFmt numFmtId=\"164\" formatCode=\"&quot;day &quot;0\"/>"                           \
  "<numFmt numFmtId=\"165\" formatCode=\"[$-40B]d\\.m\\.yyyy\"/>"                         \
  "<numFmt numFmtId=\"166\" formatCode=\"0.0\\ %;[Red]-0.0\\ %\"/></numFmts>"             \
  "<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/>"       \
  "<xf numFmtId=\"9\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/><xf numFmtId=\"165\"/>" \
  "<xf numFmtId=\"166\"/><xf numFmtId=\"22\"/></cellXfs></styleSheet>"

#define STRINGS                                                                              \
  XLSX_STRINGS_START "<si><t>one</t></si><si><r><t>two </t></r><r><t>parts</t></r>"          \
                     "<rPh><t>no</t></rPh></si><si><t xml:space=\"preserve\"> a_x000D_&amp;" \
                     "_x005F_x0041_ </t></si><si/>" XLSX_STRINGS_END

/* Reads a workbook with those rows. */
static AttuneSheets *
read_rows (const char *rows, GError **error)
{
  g_autofree char *folder = attune_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "book.xlsx", NULL);
  g_autofree char *sheet = g_strconcat (XLSX_SHEET_START, rows, XLSX_SHEET_END, NULL);
  g_autoptr (GBytes) bytes = NULL;
  XlsxMaker *maker = xlsx_maker_new (path, NULL);
  char *contents;
  gsize size;

  xlsx_maker_add_frame (maker, TRUE, TRUE);
  xlsx_maker_add (maker, "xl/sheet.xml", sheet);
  xlsx_maker_add (maker, "XL/Strings.xml", STRINGS);
  xlsx_maker_add (maker, "xl/styles.xml", STYLES);
  xlsx_maker_end (maker);
  g_assert_true (g_file_get_contents (path, &contents, &size, NULL));
  bytes = g_bytes_new_take (contents, size);
  attune_test_folder_remove (g_steal_pointer (&folder));
  return attune_sheets_read (bytes, "book.xlsx", error);
}

static const struct
{
  const char *rows;
  const char *result;
} books[] = {
  { "", "" },
  { "<row r=\"1\"/>", "" },
  { "<row r=\"2\"><c r=\"B2\" t=\"s\"><v>0</v></c></row>", "||/|one|/" },
  { "<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>", "1|2|/3||/" },
  { "<row><c t=\"s\"><v>1</v></c><c t=\"s\"><v>2</v></c><c t=\"s\"><v>3</v></c></row>",
    "two parts| a\r&_x0041_ |/" },
  { "<row><c t=\"inlineStr\"><is><t>&lt;in&#228;&gt;</t></is></c></row>", "<inä>|/" },
  { "<row><c t=\"str\"><f>A1&amp;\"x\"</f><v>made</v></c><c t=\"e\"><v>#N/A</v></c></row>",
    "made|#N/A|/" },
  { "<row><c t=\"b\"><v>1</v></c><c t=\"b\"><v>0</v></c></row>", "TRUE|FALSE|/" },
  { "<row><c><v>0.10000000000000001</v></c><c><v>4.0000000000000002E-2</v></c>"
    "<c><v>1E+3</v></c><c><v>-2.5</v></c><c><v>123456789012345678</v></c><c><v>x</v></c></row>",
    "0.1|0.04|1000|-2.5|1.23456789012346e+17|x|/" },
  { "<row><c s=\"1\"><v>0.4</v></c><c s=\"5\"><v>0.33300000000000002</v></c>"
    "<c s=\"3\"><v>7</v></c><c s=\"99\"><v>8</v></c></row>",
    "40%|33.3%|7|8|/" },
  { "<row><c s=\"2\"><v>46347</v></c><c s=\"4\"><v>1</v></c><c s=\"6\"><v>46347.75</v></c>"
    "<c s=\"2\"><v>0.5</v></c><c s=\"2\"><v>61</v></c></row>",
    "2026-11-21|1900-01-01|2026-11-21T18:00:00|12:00:00|1900-03-01|/" },
  { "<row><c t=\"d\" s=\"2\"><v>2026-11-21</v></c></row>", "2026-11-21|/" },
};

static void
test_books (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (books); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (AttuneSheets) sheets = read_rows (books[i].rows, &error);
      g_autofree char *text = NULL;

      g_assert_no_error (error);
      g_assert_cmpuint (attune_sheets_get_n_sheets (sheets), ==, 1);
      text = flatten (attune_sheets_find_sheet (sheets, "sheet"));
      g_assert_cmpstr (text, ==, books[i].result);
    }
}

static const struct
{
  const char *rows;
  const char *fault;
} wrong_books[] = {
  { "<row><c t=\"s\"><v>4</v></c></row>", "row 1: there is no shared text number 4" },
  { "<row><c r=\"2B\"><v>4</v></c></row>", "is no place of a cell" },
  { "<row r=\"100001\"><c><v>4</v></c></row>", "row 100001: there is something beyond row" },
  { "<row><c r=\"XFD1\"><v>4</v></c></row>", "something beyond column" },
  { "<row><c></row>", "sound XML" },
  { "<row><c><v>&nothing;</v></c></row>", "sound XML" },
  { "<row><x:c/></row>", "sound XML" },
};

static void
test_wrong_books (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (wrong_books); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (AttuneSheets) sheets = read_rows (wrong_books[i].rows, &error);

      g_assert_null (sheets);
      g_assert_true (g_str_has_prefix (error->message, "sheet “Sheet”: xl/sheet.xml: "));
      g_assert_nonnull (strstr (error->message, wrong_books[i].fault));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sheets/builder", test_builder);
  g_test_add_func ("/sheets/builder-limits", test_builder_limits);
  g_test_add_func ("/sheets/columns", test_columns);
  g_test_add_func ("/sheets/csv", test_csv);
  g_test_add_func ("/sheets/csv-lines", test_csv_lines);
  g_test_add_func ("/sheets/csv-limits", test_csv_limits);
  g_test_add_func ("/sheets/workbooks", test_books);
  g_test_add_func ("/sheets/wrong-workbooks", test_wrong_books);

  return g_test_run ();
}
