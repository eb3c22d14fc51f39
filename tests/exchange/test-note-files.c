/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "AttuneTest"

#include "config.h"

#include "attune-note-files.h"
#include "attune-note-labels.h"
#include "attune-note-table.h"
#include "attune-sheets.h"

#include <glib/gstdio.h>
#include <jansson.h>
#include <string.h>

#define SECOND ((gint64) G_USEC_PER_SEC)

/* --- Labels as one line --- */

static const struct
{
  AttuneNoteKind kind;
  gboolean is_private;
  const char *question;
  const char *text;
  const char *label;
} labels[] = {
  { ATTUNE_NOTE_PLAIN, FALSE, NULL, "", "" },
  { ATTUNE_NOTE_PLAIN, FALSE, NULL, "Warm", "Warm" },
  { ATTUNE_NOTE_PRAISE, FALSE, NULL, "Warm", "+ Warm" },
  { ATTUNE_NOTE_IMPROVE, FALSE, "greeting", "Cold", "- Cold [greeting]" },
  { ATTUNE_NOTE_QUESTION, TRUE, NULL, "Why", "? Why [private]" },
  { ATTUNE_NOTE_PLAIN, TRUE, "q", "Why", "Why [q] [private]" },
  /* What only looks like a sign or a bracket. */
  { ATTUNE_NOTE_PLAIN, FALSE, NULL, "- a list", "! - a list" },
  { ATTUNE_NOTE_PRAISE, FALSE, NULL, "- a list", "+ - a list" },
  { ATTUNE_NOTE_PLAIN, FALSE, NULL, "-5 degrees", "-5 degrees" },
  { ATTUNE_NOTE_PLAIN, FALSE, NULL, "a door [slams]", "a door [slams] []" },
  { ATTUNE_NOTE_PLAIN, FALSE, "q", "a door [slams]", "a door [slams] [q]" },
  { ATTUNE_NOTE_PLAIN, FALSE, NULL, "said [private]", "said [private] []" },
  { ATTUNE_NOTE_PLAIN, TRUE, NULL, "said [private]", "said [private] [] [private]" },
  { ATTUNE_NOTE_PLAIN, FALSE, NULL, "[slams]", "[slams] []" },
  { ATTUNE_NOTE_PLAIN, FALSE, "q", "", " [q]" },
  { ATTUNE_NOTE_PRAISE, TRUE, "q", "", "+  [q] [private]" },
  { ATTUNE_NOTE_PLAIN, FALSE, NULL, "two\nlines", "two\u2028lines" },
  { ATTUNE_NOTE_PLAIN, FALSE, NULL, "tab\tin it", "tab\tin it" },
  { ATTUNE_NOTE_PLAIN, FALSE, NULL, "“Hyvää” <b> & 🎧", "“Hyvää” <b> & 🎧" },
};

static AttuneNoteItem *
make (gsize i, gint64 from_us, gint64 to_us)
{
  AttuneNoteItem *item = attune_note_item_new ();

  item->from_us = from_us;
  item->to_us = to_us;
  item->kind = labels[i].kind;
  item->is_shared = !labels[i].is_private;
  item->question = g_strdup (labels[i].question);
  item->text = g_strdup (labels[i].text);
  return item;
}

static void
assert_same (const AttuneNoteItem *item, gsize i)
{
  g_assert_cmpint (item->kind, ==, labels[i].kind);
  g_assert_cmpint (item->is_shared, ==, !labels[i].is_private);
  g_assert_cmpstr (item->question, ==, labels[i].question);
  g_assert_cmpstr (item->text, ==, labels[i].text);
}

static void
test_label (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      g_autoptr (AttuneNoteItem) item = make (i, 0, 0);
      g_autoptr (AttuneNoteItem) read = attune_note_item_new ();
      g_autofree char *label = attune_note_item_to_label (item);

      g_assert_cmpstr (label, ==, labels[i].label);
      attune_note_item_take_label (read, label);
      assert_same (read, i);
    }
}

/* Labels of people who know nothing of signs. */
static void
test_foreign_label (void)
{
  static const struct
  {
    const char *label;
    const char *question;
    const char *text;
    const char *whole; /* once the question is none of the form */
  } cases[] = {
    { "  spaces  ", NULL, "spaces", NULL },
    { "noise [door]", "door", "noise", "noise [door]" },
    { "[door]", "door", "", "[door]" },
    { "noise[door]", NULL, "noise[door]", NULL },
    { "noise [ door ]", NULL, "noise [ door ]", NULL },
    { "noise ]", NULL, "noise ]", NULL },
    { "]", NULL, "]", NULL },
    { "noise []", NULL, "noise", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AttuneNoteItem) item = attune_note_item_new ();

      attune_note_item_take_label (item, cases[i].label);
      g_assert_cmpstr (item->text, ==, cases[i].text);
      g_assert_cmpstr (item->question, ==, cases[i].question);
      g_assert_cmpint (item->kind, ==, ATTUNE_NOTE_PLAIN);
      if (cases[i].whole == NULL)
        continue;
      attune_note_item_give_up_question (item);
      g_assert_cmpstr (item->text, ==, cases[i].whole);
      g_assert_null (item->question);
    }
}

/* --- Files of labels --- */

static GPtrArray *
read_text (const char *text, guint *out_remarks)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (GPtrArray) faults = attune_faults_new ();
  g_autoptr (GPtrArray) remarks = attune_faults_new ();
  GPtrArray *items = attune_note_file_read (bytes, faults, remarks);

  g_assert_cmpint (items == NULL, ==, faults->len > 0);
  if (out_remarks != NULL)
    *out_remarks = remarks->len;
  return items;
}

static void
test_read (void)
{
  static const struct
  {
    const char *text;
    guint n_items; /* 0: refused */
    guint n_remarks;
    gint64 from_us;
    gint64 to_us;
    const char *first;
  } cases[] = {
    { "1.5\t2.25\thello\n", 1, 0, 1500000, 2250000, "hello" },
    { "1,5\t2,25\thello\r\n", 1, 0, 1500000, 2250000, "hello" },
    { "\xEF\xBB\xBF"
      "0\t0\thello",
      1, 0, 0, 0, "hello" },
    { "0.000001\t0.0000019\t\n", 1, 0, 1, 1, "" },
    { "7\t7\n", 1, 0, 7 * SECOND, 7 * SECOND, "" },
    { "9\t7\tbackwards\n", 1, 1, 7 * SECOND, 9 * SECOND, "backwards" },
    { "1\t2\ta\tb\n", 1, 0, SECOND, 2 * SECOND, "a\tb" },
    { "1\t2\tone\n\\\t100.0\t200.0\n3\t4\ttwo\n", 2, 1, SECOND, 2 * SECOND, "one" },
    { "1\t2\tone\nnonsense\n\n3\t4\ttwo\n-1\t4\tthree\n", 2, 2, SECOND, 2 * SECOND, "one" },
    { "", 0, 0, 0, 0, NULL },
    { "nonsense\n", 0, 1, 0, 0, NULL },
    { "99999999999999999999\t2\tlong\n", 0, 1, 0, 0, NULL },
    { "WEBVTT\n\n00:01.500 --> 00:02.250\nhello\n", 1, 0, 1500000, 2250000, "hello" },
    { "WEBVTT\n\n1\n00:01.500 --> 00:01.501 line:0\n<v Ann>+ hello\n", 1, 0, 1500000, 1500000,
      "hello" },
    { "WEBVTT\n\nNOTE one\n\n00:01.500 --> 00:02.250\na &lt;b&gt;\n<i>c</i>\n", 1, 1, 1500000,
      2250000, "a <b> c" },
    { "WEBVTT\n", 0, 0, 0, 0, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint n_remarks;
      g_autoptr (GPtrArray) items = read_text (cases[i].text, &n_remarks);
      const AttuneNoteItem *first;

      g_assert_cmpuint (items != NULL ? items->len : 0, ==, cases[i].n_items);
      g_assert_cmpuint (n_remarks, ==, cases[i].n_remarks);
      if (items == NULL)
        continue;
      first = g_ptr_array_index (items, 0);
      g_assert_cmpint (first->from_us, ==, cases[i].from_us);
      g_assert_cmpint (first->to_us, ==, cases[i].to_us);
      g_assert_cmpstr (first->text, ==, cases[i].first);
    }
}

/* A remark says on which line. */
static void
test_lines (void)
{
  static const char text[] = "1\t2\tone\n\nnonsense\n3\t4\ttwo\n";
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (GPtrArray) faults = attune_faults_new ();
  g_autoptr (GPtrArray) remarks = attune_faults_new ();
  g_autoptr (GPtrArray) items = attune_note_file_read (bytes, faults, remarks);
  const AttuneFault *remark = g_ptr_array_index (remarks, 0);

  g_assert_cmpstr (remark->place, ==, "line 3");
  g_assert_nonnull (strstr (remark->message, "nonsense"));
  g_assert_cmpuint (((AttuneNoteItem *) g_ptr_array_index (items, 1))->line, ==, 4);
}

static void
test_binary (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("\0\1\2", 3);
  g_autoptr (GPtrArray) faults = attune_faults_new ();
  g_autoptr (GPtrArray) remarks = attune_faults_new ();

  g_assert_null (attune_note_file_read (bytes, faults, remarks));
  g_assert_cmpuint (faults->len, ==, 1);
}

/* What is written is read again as it was, exact to what the kind of file can say. */
static void
check_round_trip (char *(*write) (GPtrArray *items, GPtrArray *remarks),
                  gint64 from_us,
                  gint64 to_us)
{
  g_autoptr (GPtrArray) items = attune_note_items_new ();
  g_autoptr (GPtrArray) remarks = attune_faults_new ();
  g_autoptr (GPtrArray) read = NULL;
  g_autofree char *text = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
    g_ptr_array_add (items, make (i, from_us + (gint64) i * SECOND, to_us + (gint64) i * SECOND));
  text = write (items, remarks);
  g_assert_cmpuint (remarks->len, ==, 0);
  read = read_text (text, NULL);
  g_assert_cmpuint (read->len, ==, items->len);
  for (guint i = 0; i < read->len; i++)
    {
      const AttuneNoteItem *item = g_ptr_array_index (read, i);

      g_assert_cmpint (item->from_us, ==, from_us + (gint64) i * SECOND);
      g_assert_cmpint (item->to_us, ==, to_us + (gint64) i * SECOND);
      /* Cues have blanks for tabs. */
      if (strchr (labels[i].text, '\t') == NULL)
        assert_same (item, i);
    }
}

static void
test_round_trip (void)
{
  check_round_trip (attune_note_labels_write, 1234567, 1234567);
  check_round_trip (attune_note_labels_write, 0, 3599999999);
  check_round_trip (attune_note_cues_write, 1234000, 1234000);
  check_round_trip (attune_note_cues_write, 5000, 3600 * SECOND);
}

static void
test_whole (void)
{
  g_autoptr (GPtrArray) items = attune_note_items_new ();
  g_autoptr (GPtrArray) remarks = attune_faults_new ();
  g_autofree char *text = NULL;

  g_ptr_array_add (items, make (1, -1, -1));
  text = attune_note_labels_write (items, remarks);
  g_assert_cmpstr (text, ==, "");
  g_assert_cmpuint (remarks->len, ==, 1);
  g_free (g_steal_pointer (&text));
  text = attune_note_cues_write (items, remarks);
  g_assert_cmpstr (text, ==, "WEBVTT\n");
  g_assert_cmpuint (remarks->len, ==, 2);
}

/* What is on words is told from what is on the whole. */
static void
test_on_text (void)
{
  char *(*const writers[]) (GPtrArray * items, GPtrArray * remarks) = { attune_note_labels_write,
                                                                        attune_note_cues_write };

  for (gsize i = 0; i < G_N_ELEMENTS (writers); i++)
    {
      g_autoptr (GPtrArray) items = attune_note_items_new ();
      g_autoptr (GPtrArray) remarks = attune_faults_new ();
      AttuneNoteItem *on_words = make (1, -1, -1);
      AttuneNoteItem *with_time = make (1, SECOND, SECOND);
      g_autofree char *text = NULL;

      on_words->is_on_text = with_time->is_on_text = TRUE;
      g_ptr_array_add (items, on_words);
      g_ptr_array_add (items, with_time);
      text = writers[i](items, remarks);
      g_assert_nonnull (strstr (text, "Warm"));
      g_assert_cmpuint (remarks->len, ==, 1);
      g_assert_nonnull (
        strstr (((AttuneFault *) g_ptr_array_index (remarks, 0))->message, "1 note is on words"));
      g_ptr_array_add (items, make (1, -1, -1));
      g_free (writers[i](items, remarks));
      g_assert_cmpuint (remarks->len, ==, 3);
    }
}

/* More than a contact can have is refused, as a whole. */
static void
test_too_many (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GPtrArray) most = NULL;
  g_autoptr (GPtrArray) more = NULL;
  g_autoptr (GPtrArray) large = NULL;

  for (guint i = 0; i < ATTUNE_NOTE_FILE_MAX; i++)
    g_string_append (text, "1\t2\ta\n");
  most = read_text (text->str, NULL);
  g_assert_cmpuint (most->len, ==, ATTUNE_NOTE_FILE_MAX);
  g_string_append (text, "1\t2\ta\n");
  more = read_text (text->str, NULL);
  g_assert_null (more);

  g_string_assign (text, "1\t2\t");
  g_string_set_size (text, ATTUNE_NOTE_FILE_MAX_BYTES + 1);
  memset (text->str + 4, 'a', ATTUNE_NOTE_FILE_MAX_BYTES - 3);
  large = read_text (text->str, NULL);
  g_assert_null (large);
}

static void
test_origin (void)
{
  static const struct
  {
    const char *external_id;
    const char *interaction;
  } cases[] = { { NULL, "7" }, { "", "7" }, { "call-1", "call-1" } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AttuneNoteItem) item = attune_note_item_new ();

      attune_note_item_set_origin (item, 5, 7, cases[i].external_id);
      g_assert_cmpstr (item->evaluation, ==, "5");
      g_assert_cmpstr (item->interaction, ==, cases[i].interaction);
    }
}

/* Whoever wrote it is its voice, whatever they are called. */
static void
test_author (void)
{
  g_autoptr (GPtrArray) items = attune_note_items_new ();
  g_autoptr (GPtrArray) remarks = attune_faults_new ();
  g_autoptr (GPtrArray) read = NULL;
  AttuneNoteItem *item = make (1, SECOND, SECOND);
  g_autofree char *text = NULL;

  item->author = g_strdup ("A <b> & Ö");
  g_ptr_array_add (items, item);
  text = attune_note_cues_write (items, remarks);
  g_assert_nonnull (strstr (text, "00:00:01.000 --> 00:00:01.001\n<v A &lt;b&gt; &amp; Ö>Warm\n"));
  read = read_text (text, NULL);
  g_assert_cmpstr (((AttuneNoteItem *) g_ptr_array_index (read, 0))->author, ==, "A <b> & Ö");
}

/* --- Tables --- */

static GPtrArray *
make_table (void)
{
  GPtrArray *items = attune_note_items_new ();
  AttuneNoteItem *item = make (3, 1234567, 2000000);

  item->evaluation = g_strdup ("5");
  item->interaction = g_strdup ("call-1");
  item->agent = g_strdup ("Mika; Aho");
  item->author = g_strdup ("=Ann");
  item->created_at = 1767225600 * SECOND;
  item->is_on_text = TRUE;
  item->stretch = (AttuneStretch){
    .passage_from = 0, .passage_to = 2, .character_from = 5, .character_to = 7
  };
  g_ptr_array_add (items, item);
  g_ptr_array_add (items, make (8, -1, -1));
  return items;
}

static void
test_csv (void)
{
  g_autoptr (GPtrArray) items = make_table ();
  g_autofree char *csv = attune_note_table_to_csv (items);

  g_assert_cmpstr (csv, ==,
                   "evaluation,interaction,agent,author,from,to,kind,question,is_shared,is_spoken,"
                   "text,created_at,passage_from,character_from,passage_to,character_to\r\n"
                   "5,call-1,\"Mika; Aho\",\"'=Ann\",1.234567,2.000000,improve,greeting,1,0,Cold,"
                   "2026-01-01T00:00:00Z,0,5,2,7\r\n"
                   ",,,,,,plain,,1,0,\"'-5 degrees\",,,,,\r\n");
}

static void
test_json (void)
{
  g_autoptr (GPtrArray) items = make_table ();
  g_autofree char *text = attune_note_table_to_json (items);
  json_t *json = json_loads (text, JSON_REJECT_DUPLICATES, NULL);
  json_t *first = json_array_get (json, 0);
  json_t *second = json_array_get (json, 1);

  g_assert_cmpuint (json_array_size (json), ==, 2);
  g_assert_cmpstr (json_string_value (json_object_get (first, "evaluation")), ==, "5");
  g_assert_cmpfloat (json_real_value (json_object_get (first, "from")), ==, 1.234567);
  g_assert_true (json_is_true (json_object_get (first, "is_shared")));
  g_assert_cmpstr (json_string_value (json_object_get (second, "text")), ==, "-5 degrees");
  g_assert_true (json_is_null (json_object_get (second, "from")));
  g_assert_true (json_is_null (json_object_get (second, "question")));
  g_assert_cmpint (json_integer_value (json_object_get (first, "character_to")), ==, 7);
  g_assert_true (json_is_integer (json_object_get (first, "passage_from")));
  g_assert_true (json_is_null (json_object_get (second, "passage_from")));
  json_decref (json);
}

static void
test_xlsx (void)
{
  g_autoptr (GPtrArray) items = make_table ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = attune_note_table_to_xlsx (items, &error);
  g_autoptr (AttuneSheets) sheets = NULL;
  const AttuneSheet *sheet;

  g_assert_no_error (error);
  sheets = attune_sheets_read (bytes, "notes", &error);
  g_assert_no_error (error);
  sheet = attune_sheets_get_sheet (sheets, 0);
  g_assert_cmpuint (attune_sheet_get_n_rows (sheet), ==, 3);
  g_assert_cmpstr (attune_sheet_get_text (sheet, 0, 4), ==, "from");
  g_assert_cmpstr (attune_sheet_get_text (sheet, 1, 3), ==, "=Ann");
  g_assert_cmpstr (attune_sheet_get_text (sheet, 1, 4), ==, "1.234567");
  g_assert_cmpstr (attune_sheet_get_text (sheet, 2, 10), ==, "-5 degrees");
  g_assert_cmpstr (attune_sheet_get_text (sheet, 0, 13), ==, "character_from");
  g_assert_cmpstr (attune_sheet_get_text (sheet, 1, 13), ==, "5");
}

static void
test_files (void)
{
  static const char *const names[] = { "n.txt", "n.VTT", "n.csv", "n.json", "n.xlsx" };
  g_autofree char *folder = g_dir_make_tmp ("attune-XXXXXX", NULL);
  g_autoptr (GPtrArray) items = make_table ();
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);
      g_autoptr (GPtrArray) remarks = attune_faults_new ();

      g_assert_true (attune_note_file_write (items, path, remarks, &error));
      g_assert_no_error (error);
      g_assert_cmpint (attune_note_file_is_of_one (path), ==, i < 2);
      g_assert_cmpuint (remarks->len, ==, i < 2 ? 1 : 0);
      g_assert_cmpint (g_unlink (path), ==, 0);
    }
  g_assert_false (attune_note_file_write (items, "n.doc", NULL, &error));
  g_assert_error (error, ATTUNE_EXCHANGE_ERROR, ATTUNE_EXCHANGE_ERROR_UNKNOWN);
  g_clear_error (&error);
  g_assert_false (attune_note_file_write (items, "/nowhere/n.csv", NULL, &error));
  g_assert_error (error, ATTUNE_EXCHANGE_ERROR, ATTUNE_EXCHANGE_ERROR_WRITE);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/exchange/note-files/label", test_label);
  g_test_add_func ("/exchange/note-files/foreign-label", test_foreign_label);
  g_test_add_func ("/exchange/note-files/read", test_read);
  g_test_add_func ("/exchange/note-files/lines", test_lines);
  g_test_add_func ("/exchange/note-files/binary", test_binary);
  g_test_add_func ("/exchange/note-files/round-trip", test_round_trip);
  g_test_add_func ("/exchange/note-files/whole", test_whole);
  g_test_add_func ("/exchange/note-files/on-text", test_on_text);
  g_test_add_func ("/exchange/note-files/too-many", test_too_many);
  g_test_add_func ("/exchange/note-files/origin", test_origin);
  g_test_add_func ("/exchange/note-files/author", test_author);
  g_test_add_func ("/exchange/note-files/csv", test_csv);
  g_test_add_func ("/exchange/note-files/json", test_json);
  g_test_add_func ("/exchange/note-files/xlsx", test_xlsx);
  g_test_add_func ("/exchange/note-files/files", test_files);

  return g_test_run ();
}
