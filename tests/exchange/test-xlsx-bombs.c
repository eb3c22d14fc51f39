/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files made to do harm are refused within 2 seconds of CPU and 200 MB, with words that say why. Each is made here, and
 * read by a program of its own: this one, called with --read FILE. */
#define G_LOG_DOMAIN "AttuneTest"

#include "config.h"

#include "attune-sheets.h"
#include "attune-test-support.h"
#include "attune-xlsx-reader.h"
#include "xlsx-maker.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#define MAX_SECONDS   (2.0 * ATTUNE_TEST_SLOWNESS)
#define MAX_KILOBYTES (200 * 1024)

/* --- The makers ---------------------------------------------------------------------------------------------- */

static XlsxMaker *
begin (const char *path, gboolean has_strings)
{
  XlsxMaker *maker = xlsx_maker_new (path, NULL);

  xlsx_maker_add_frame (maker, has_strings, FALSE);
  return maker;
}

static void
end_with_sheet (XlsxMaker *maker, const char *sheet)
{
  xlsx_maker_add (maker, "xl/sheet.xml", sheet);
  xlsx_maker_end (maker);
}

static void
make_spaces (const char *path)
{
  XlsxMaker *maker = begin (path, TRUE);

  xlsx_maker_add_repeated (maker, "xl/strings.xml", XLSX_STRINGS_START, "          ", 5000000,
                           XLSX_STRINGS_END);
  end_with_sheet (maker, XLSX_SHEET_START XLSX_SHEET_END);
}

/* What hardly compresses, so that the ratio is fair and only the size is not. */
static void
make_large (const char *path)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  g_autoptr (GString) noise = g_string_new ("<si><t>");
  XlsxMaker *maker = begin (path, TRUE);

  for (guint i = 0; i < 30000; i++)
    g_string_append_c (noise, (char) g_rand_int_range (random, 'a', 'z'));
  g_string_append (noise, "</t></si>");
  xlsx_maker_add_repeated (maker, "xl/strings.xml", XLSX_STRINGS_START, noise->str, 4000,
                           XLSX_STRINGS_END);
  end_with_sheet (maker, XLSX_SHEET_START XLSX_SHEET_END);
}

static void
make_many_strings (const char *path)
{
  XlsxMaker *maker = begin (path, TRUE);

  xlsx_maker_add_repeated (maker, "xl/strings.xml", XLSX_STRINGS_START, "<si><t>x</t></si>",
                           10000000, XLSX_STRINGS_END);
  end_with_sheet (maker, XLSX_SHEET_START XLSX_SHEET_END);
}

/* The same with random bytes beside them, so that the ratio tells nothing. */
static void
make_padded_strings (const char *path)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  g_autoptr (GString) noise = g_string_new (NULL);
  XlsxMaker *maker = begin (path, TRUE);

  for (guint i = 0; i < 2000000; i++)
    g_string_append_c (noise, (char) g_rand_int_range (random, 1, 127));
  xlsx_maker_add (maker, "xl/media/noise.png", noise->str);
  xlsx_maker_add_repeated (maker, "xl/strings.xml", XLSX_STRINGS_START, "<si/>", 10000000,
                           XLSX_STRINGS_END);
  end_with_sheet (maker, XLSX_SHEET_START XLSX_SHEET_END);
}

/* By hand, as the library would take its time: a local header for each of a million empty entries, the directory of them
 * all, and its end. */
static void
make_million_entries (const char *path)
{
  static const guint8 local[30] = { 'P', 'K', 3, 4, 20, [26] = 8 };
  static const guint8 listed[46] = { 'P', 'K', 1, 2, 20, 0, 20, [28] = 8 };
  static const guint8 end[22] = { 'P', 'K', 5, 6, [8] = 255, 255, 255, 255 };
  FILE *file = fopen (path, "w");
  char name[16];

  g_assert_nonnull (file);
  for (guint i = 0; i < 1000000; i++)
    {
      g_snprintf (name, sizeof name, "x%07u", i);
      fwrite (local, sizeof local, 1, file);
      fwrite (name, 8, 1, file);
    }
  for (guint i = 0; i < 1000000; i++)
    {
      g_snprintf (name, sizeof name, "x%07u", i);
      fwrite (listed, sizeof listed, 1, file);
      fwrite (name, 8, 1, file);
    }
  fwrite (end, sizeof end, 1, file);
  g_assert_cmpint (fclose (file), ==, 0);
}

static void
make_many_entries (const char *path)
{
  XlsxMaker *maker = begin (path, FALSE);

  for (guint i = 0; i < 50000; i++)
    {
      char name[16];

      g_snprintf (name, sizeof name, "x/%u", i);
      xlsx_maker_add (maker, name, "");
    }
  end_with_sheet (maker, XLSX_SHEET_START XLSX_SHEET_END);
}

static void
make_entities (const char *path)
{
  end_with_sheet (begin (path, FALSE),
                  "<!DOCTYPE w [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;\">"
                  "<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\"><!ENTITY d \"&c;&c;&c;&c;&c;&c;\">"
                  "<!ENTITY e \"&d;&d;&d;&d;&d;&d;&d;&d;\"><!ENTITY f \"&e;&e;&e;&e;&e;&e;\">"
                  "<!ENTITY g \"&f;&f;&f;&f;&f;&f;&f;&f;\"><!ENTITY h \"&g;&g;&g;&g;&g;&g;\">]>"
                  "<worksheet><sheetData><row><c t=\"str\"><v>&h;</v></c></row></sheetData>"
                  "</worksheet>");
}

static void
make_outside_entity (const char *path)
{
  end_with_sheet (begin (path, FALSE),
                  "<!DOCTYPE w [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><worksheet><sheetData>"
                  "<row><c t=\"str\"><v>&a;</v></c></row></sheetData></worksheet>");
}

static void
make_outside_type (const char *path)
{
  end_with_sheet (begin (path, FALSE),
                  "<!DOCTYPE w SYSTEM \"http://127.0.0.1:9/w.dtd\"><worksheet><sheetData/>"
                  "</worksheet>");
}

static void
make_outside_sheet (const char *path)
{
  XlsxMaker *maker = xlsx_maker_new (path, NULL);

  xlsx_maker_add (maker, "[Content_Types].xml", "<Types/>");
  xlsx_maker_add (maker, "xl/workbook.xml",
                  "<workbook xmlns:r=\"r\"><sheets><sheet name=\"A\" r:id=\"r1\"/></sheets>"
                  "</workbook>");
  xlsx_maker_add (maker, "xl/_rels/workbook.xml.rels",
                  "<Relationships><Relationship Id=\"r1\" Type=\"x/worksheet\" "
                  "Target=\"file:///etc/passwd\" TargetMode=\"External\"/></Relationships>");
  xlsx_maker_end (maker);
}

static void
make_outside_book (const char *path)
{
  XlsxMaker *maker = xlsx_maker_new (path, NULL);

  xlsx_maker_add (maker, "[Content_Types].xml", "<Types/>");
  xlsx_maker_add (maker, "xl/workbook.xml",
                  "<workbook xmlns:r=\"r\"><sheets><sheet name=\"A\" r:id=\"r1\"/></sheets>"
                  "<externalReferences><externalReference r:id=\"r2\"/></externalReferences>"
                  "</workbook>");
  xlsx_maker_end (maker);
}

static void
make_nested (const char *path)
{
  XlsxMaker *maker = begin (path, FALSE);

  xlsx_maker_add_repeated (maker, "xl/sheet.xml", "", "<a>", 3000000, "");
  xlsx_maker_end (maker);
}

static void
make_attributes (const char *path)
{
  g_autoptr (GString) sheet = g_string_new ("<worksheet");
  XlsxMaker *maker = begin (path, FALSE);

  for (guint i = 0; i < 8000; i++)
    g_string_append_printf (sheet, " a%u=\">\"", i);
  g_string_append (sheet, "/>");
  end_with_sheet (maker, sheet->str);
}

static void
make_long_tag (const char *path)
{
  g_autoptr (GString) sheet = g_string_new ("<worksheet");
  XlsxMaker *maker = begin (path, FALSE);

  for (guint i = 0; i < 900000; i++)
    g_string_append_printf (sheet, " a%u=\">\"", i);
  g_string_append (sheet, "/>");
  end_with_sheet (maker, sheet->str);
}

static void
make_rows (const char *path)
{
  XlsxMaker *maker = begin (path, FALSE);

  xlsx_maker_add_repeated (maker, "xl/sheet.xml", XLSX_SHEET_START, "<row><c><v>1</v></c></row>",
                           1500000, XLSX_SHEET_END);
  xlsx_maker_end (maker);
}

static void
make_cells (const char *path)
{
  XlsxMaker *maker = begin (path, FALSE);
  g_autoptr (GString) row = g_string_new ("<row>");
  g_autoptr (GRand) random = g_rand_new_with_seed (1);

  for (guint i = 0; i < 999; i++)
    g_string_append_printf (row, "<c><v>%u</v></c>", g_rand_int (random) % 100000);
  g_string_append (row, "</row>");
  xlsx_maker_add_repeated (maker, "xl/sheet.xml", XLSX_SHEET_START, row->str, 2000, XLSX_SHEET_END);
  xlsx_maker_end (maker);
}

static void
make_columns (const char *path)
{
  XlsxMaker *maker = begin (path, FALSE);

  xlsx_maker_add_repeated (maker, "xl/sheet.xml", XLSX_SHEET_START "<row>", "<c><v>1</v></c>",
                           20000, "</row>" XLSX_SHEET_END);
  xlsx_maker_end (maker);
}

static void
make_encrypted_entries (const char *path)
{
  XlsxMaker *maker = xlsx_maker_new (path, "secret");

  xlsx_maker_add_frame (maker, FALSE, FALSE);
  end_with_sheet (maker, XLSX_SHEET_START XLSX_SHEET_END);
}

static void
write_file (const char *path, const char *contents, gsize size)
{
  g_assert_true (g_file_set_contents (path, contents, (gssize) size, NULL));
}

static void
make_encrypted (const char *path)
{
  static const char contents[] = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1________"
                                 "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0\0";

  write_file (path, contents, sizeof contents);
}

static void
make_old (const char *path)
{
  write_file (path, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 W\0o\0r\0k\0b\0o\0o\0k\0", 26);
}

static void
make_cut_off (const char *path)
{
  g_autofree char *contents = NULL;
  gsize size;

  end_with_sheet (begin (path, FALSE), XLSX_SHEET_START XLSX_SHEET_END);
  g_assert_true (g_file_get_contents (path, &contents, &size, NULL));
  write_file (path, contents, size * 2 / 3);
}

/* A byte of the packed sheet is another one. */
static void
make_damaged (const char *path)
{
  g_autofree char *contents = NULL;
  gsize size;
  char *at;

  end_with_sheet (begin (path, FALSE), XLSX_SHEET_START
                  "<row><c t=\"str\"><v>something to pack</v></c></row>" XLSX_SHEET_END);
  g_assert_true (g_file_get_contents (path, &contents, &size, NULL));
  at = g_strrstr_len (contents, (gssize) size / 2, "xl/sheet.xml");
  if (at == NULL)
    at = contents + size / 2;
  for (guint i = 60; i < 70; i++)
    at[i] ^= 0x55;
  write_file (path, contents, size);
}

static void
make_open_document (const char *path)
{
  XlsxMaker *maker = xlsx_maker_new (path, NULL);

  xlsx_maker_add (maker, "other.xml", "<x/>");
  xlsx_maker_end (maker);
}

static void
make_twice (const char *path)
{
  XlsxMaker *maker = begin (path, FALSE);

  xlsx_maker_add (maker, "xl/sheet.xml", XLSX_SHEET_START XLSX_SHEET_END);
  end_with_sheet (maker, XLSX_SHEET_START XLSX_SHEET_END);
}

static void
make_without_sheet (const char *path)
{
  xlsx_maker_end (begin (path, FALSE));
}

/* --- The reading --------------------------------------------------------------------------------------------- */

static const struct
{
  const char *name;
  void (*make) (const char *path);
  const char *fault;
} bombs[] = {
  { "spaces", make_spaces, "more than 200 times its size" },
  { "large", make_large, "more than 32 MiB of text" },
  { "10-million-strings", make_many_strings, "more than" },
  { "10-million-padded-strings", make_padded_strings, "more than 500000 texts" },
  { "million-entries", make_million_entries, "larger than 20 MiB" },
  { "many-entries", make_many_entries, "more than 4096 entries" },
  { "entities", make_entities, "declares a document type" },
  { "outside-entity", make_outside_entity, "declares a document type" },
  { "outside-type", make_outside_type, "declares a document type" },
  { "outside-sheet", make_outside_sheet, "draws on other files" },
  { "outside-book", make_outside_book, "draws on other files" },
  { "nested", make_nested, "nested too deep" },
  { "attributes", make_attributes, "too many attributes" },
  { "long-tag", make_long_tag, "too long" },
  { "rows", make_rows, "beyond row 100000" },
  { "cells", make_cells, "more than 1000000 cells" },
  { "columns", make_columns, "beyond column 1000" },
  { "encrypted-entries", make_encrypted_entries, "encrypted" },
  { "encrypted", make_encrypted, "encrypted" },
  { "xls", make_old, "save it as .xlsx" },
  { "cut-off", make_cut_off, "cut off or damaged" },
  { "damaged", make_damaged, "cut off or damaged" },
  { "other-archive", make_open_document, "no .xlsx workbook" },
  { "twice", make_twice, "twice" },
  { "without-sheet", make_without_sheet, "it is missing" },
};

/* The most memory this program has had; not rusage's, which counts what the program before exec() had too. */
static long
get_peak_kilobytes (void)
{
  g_autofree char *status = NULL;
  const char *line;

  g_assert_true (g_file_get_contents ("/proc/self/status", &status, NULL, NULL));
  line = strstr (status, "VmHWM:");
  g_assert_nonnull (line);
  return strtol (line + strlen ("VmHWM:"), NULL, 10);
}

static int
read_file (const char *path)
{
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, NULL);
  g_autoptr (GBytes) bytes = g_mapped_file_get_bytes (file);
  g_autoptr (GError) error = NULL;
  g_autoptr (AttuneSheets) sheets = attune_sheets_read (bytes, "bomb", &error);

  printf ("%ld kB: %s\n", get_peak_kilobytes (), sheets != NULL ? "read" : error->message);
  return 0;
}

/* What the program says to the file, with what it took. */
static char *
read_apart (const char *path, struct rusage *out_usage)
{
  char message[1024] = "";
  int ends[2];
  pid_t child;
  ssize_t length;
  int status;

  g_assert_cmpint (pipe (ends), ==, 0);
  child = fork ();
  if (child == 0)
    {
      struct rlimit limit = { (rlim_t) (MAX_SECONDS * 4), (rlim_t) (MAX_SECONDS * 4) };

      setrlimit (RLIMIT_CPU, &limit);
      dup2 (ends[1], STDOUT_FILENO);
      execl ("/proc/self/exe", "test-xlsx-bombs", "--read", path, NULL);
      _exit (127);
    }
  close (ends[1]);
  length = read (ends[0], message, sizeof message - 1);
  close (ends[0]);
  g_assert_cmpint (length, >=, 0);
  message[length] = '\0';
  g_assert_cmpint (wait4 (child, &status, 0, out_usage), ==, child);
  g_assert_true (WIFEXITED (status) && WEXITSTATUS (status) == 0);
  return g_strdup (message);
}

static double
get_seconds (const struct rusage *usage)
{
  return (double) (usage->ru_utime.tv_sec + usage->ru_stime.tv_sec) +
         (double) (usage->ru_utime.tv_usec + usage->ru_stime.tv_usec) / 1e6;
}

static void
test_bomb (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autofree char *folder = attune_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "bomb.xlsx", NULL);
  g_autofree char *message = NULL;
  struct rusage usage;

  bombs[i].make (path);
  message = read_apart (path, &usage);
  g_test_message ("%.2f s, %s", get_seconds (&usage), message);
  g_assert_nonnull (strstr (message, bombs[i].fault));
  g_assert_cmpfloat (get_seconds (&usage), <, MAX_SECONDS);
  if (ATTUNE_TEST_SLOWNESS == 1)
    g_assert_cmpint (strtol (message, NULL, 10), <, MAX_KILOBYTES);
  attune_test_folder_remove (g_steal_pointer (&folder));
}

int
main (int argc, char **argv)
{
  if (argc == 3 && g_str_equal (argv[1], "--read"))
    return read_file (argv[2]);

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (bombs); i++)
    {
      g_autofree char *test = g_strconcat ("/xlsx-bombs/", bombs[i].name, NULL);

      g_test_add_data_func (test, GUINT_TO_POINTER (i), test_bomb);
    }
  return g_test_run ();
}
