/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "AttuneTest"

#include "config.h"

#include "attune-cue-reader.h"

#include <string.h>

static void
test_times (void)
{
  static const struct
  {
    const char *text;
    gint64 us; /* -1: none */
  } times[] = {
    { "00:00.000", 0 },
    { "00:01.500", 1500000 },
    { "01:02:03.450", 3723450000 },
    { "01:02:03,450", 3723450000 },
    { " 2:03,4 ", 123400000 },
    { "100:00:00.000", 360000000000 },
    { "00:00:01", 1000000 },
    { "00:00.123456", 123456 },
    { "", -1 },
    { "5", -1 },
    { "00:60.000", -1 },
    { "60:00.000", -1 },
    { "00:60:00.000", -1 },
    { "-1:00.000", -1 },
    { "1:2:3:4", -1 },
    { "00:00.", -1 },
    { "00:00.000x", -1 },
    { "99999:00:00", -1 },
    { "00:001.000", -1 },
    { ":", -1 },
    { "12:", -1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    {
      gint64 us = -1;

      g_test_message ("%s", times[i].text);
      g_assert_cmpint (attune_cue_time_parse (times[i].text, &us), ==, times[i].us >= 0);
      g_assert_cmpint (us, ==, times[i].us);
    }
}

static const struct
{
  AttuneCueFormat format;
  const char *file;
  const char
    *cues; /* “line from-to [id] payload”, milliseconds, “|” behind each; NULL: none can be read */
  const char *remarks; /* or the faults; “;” behind each */
} files[] = {
  { ATTUNE_CUES_WEBVTT, "WEBVTT\n\n00:01.000 --> 00:02.000\nHello\n", "3 1000-2000 [] Hello|", "" },
  { ATTUNE_CUES_WEBVTT,
    "\xEF\xBB\xBFWEBVTT - A call\r\nKind: captions\r\n\r\nintro\r\n00:01.000 --> "
    "00:02.000 align:start position:10%\r\n<v Esme>Hello\r\nthere\r\n\r\n\r\n",
    "5 1000-2000 [intro] <v Esme>Hello\nthere|", "" },
  { ATTUNE_CUES_WEBVTT,
    "WEBVTT\n\nNOTE a remark\nof two lines\n\nSTYLE\n::cue { color: red }\n\nREGION\nid:x\n\n"
    "00:00.000 --> 00:00.500\nA\n\nNOTE\n\n00:00.500 --> 00:01.000\nB",
    "12 0-500 [] A|17 500-1000 [] B|",
    "2 notes of the file were left out;2 styles of the file were left out;" },
  /* Those that overlap or come too early stay as the file has them. */
  { ATTUNE_CUES_WEBVTT,
    "WEBVTT\n\n00:05.000 --> 00:09.000\nLate\n\n00:01.000 --> 00:06.000\nEarly\n",
    "3 5000-9000 [] Late|6 1000-6000 [] Early|", "" },
  /* What can be read is, and the rest is named. */
  { ATTUNE_CUES_WEBVTT,
    "WEBVTT\n\n00:05.000 --> what\nLost\n\nonly words\nand more\n\n00:03.000 --> 00:01.000\nBack\n",
    "9 3000--1 [] Back|",
    "line 3: “00:05.000 --> what” are no two times. The cue was left out;"
    "line 6: “only words” is followed by no times, and was left out;"
    "line 9: the cue ends before it begins;" },
  { ATTUNE_CUES_WEBVTT, "00:01.000 --> 00:02.000\nNo head\n00:02.000 --> 00:03.000\nNo gap",
    "1 1000-2000 [] No head|3 2000-3000 [] No gap|",
    "line 1: a WebVTT file begins with “WEBVTT”;" },
  { ATTUNE_CUES_SRT,
    "1\n00:00:01,000 --> 00:00:02,500\nAgent: Hello\n\n2\n00:00:02,500 --> 00:00:04,000\nHi\n- you\n",
    "2 1000-2500 [1] Agent: Hello|6 2500-4000 [2] Hi\n- you|", "" },
  { ATTUNE_CUES_SRT, "1\r00:00:01,000 --> 00:00:02,500\rOld lines\r\r",
    "2 1000-2500 [1] Old lines|", "" },
  { ATTUNE_CUES_SRT, "1\n00:00:01,000 --> 00:00:02,500 X1:1 X2:2\nP\xe4iv\xe4\xe4\n",
    "2 1000-2500 [1] Päivää|",
    "line 3: this is not UTF-8. It was read as Windows-1252: look whether its letters are right;" },
  { ATTUNE_CUES_SRT, "1\n00:00:01,000 --> 00:00:02,500\nPäiv\xff\n", "2 1000-2500 [1] Päiv\uFFFD|",
    "line 3: bytes that are no text were left out, here and after;" },
  { ATTUNE_CUES_SRT, "", NULL, "there is no cue in it: no line with two times;" },
  { ATTUNE_CUES_WEBVTT, "WEBVTT", NULL, "there is no cue in it: no line with two times;" },
  { ATTUNE_CUES_SRT, "Just words\n", NULL, "there is no cue in it: no line with two times;" },
};

static char *
describe_all (GPtrArray *faults)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < faults->len; i++)
    {
      g_autofree char *line = attune_fault_describe (g_ptr_array_index (faults, i));

      g_string_append_printf (text, "%s;", line);
    }
  return g_string_free (text, FALSE);
}

static char *
describe_cues (GPtrArray *cues)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < cues->len; i++)
    {
      const AttuneCue *cue = g_ptr_array_index (cues, i);

      g_string_append_printf (text, "%u %" G_GINT64_FORMAT "-%" G_GINT64_FORMAT " [%s] %s|",
                              cue->line, cue->from_us / 1000,
                              cue->to_us < 0 ? -1 : cue->to_us / 1000, cue->id, cue->payload);
    }
  return g_string_free (text, FALSE);
}

static void
test_files (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (files[i].file, strlen (files[i].file));
      g_autoptr (GPtrArray) faults = attune_faults_new ();
      g_autoptr (GPtrArray) remarks = attune_faults_new ();
      g_autoptr (GPtrArray) cues = attune_cues_read (bytes, files[i].format, faults, remarks);
      g_autofree char *told = describe_all (files[i].cues != NULL ? remarks : faults);
      g_autofree char *found = cues != NULL ? describe_cues (cues) : NULL;

      g_test_message ("%u", i);
      g_assert_cmpint (faults->len > 0, ==, files[i].cues == NULL);
      g_assert_cmpstr (found, ==, files[i].cues);
      if (files[i].cues != NULL)
        g_assert_cmpstr (told, ==, files[i].remarks);
      else
        g_assert_true (g_str_has_suffix (told, files[i].remarks));
    }
}

static void
test_utf16 (void)
{
  gsize length;
  g_autofree char *text = g_convert ("\uFEFFWEBVTT\n\n00:01.000 --> 00:02.000\nPäivää\n", -1,
                                     "UTF-16LE", "UTF-8", NULL, &length, NULL);
  g_autoptr (GBytes) bytes = g_bytes_new (text, length);
  g_autoptr (GPtrArray) faults = attune_faults_new ();
  g_autoptr (GPtrArray) cues = attune_cues_read (bytes, ATTUNE_CUES_WEBVTT, faults, faults);

  g_assert_nonnull (cues);
  g_assert_cmpuint (cues->len, ==, 1);
  g_assert_cmpstr (((AttuneCue *) g_ptr_array_index (cues, 0))->payload, ==, "Päivää");
}

/* Nobody says a million things, and no file makes Attune read on for that. */
static void
test_million (void)
{
  g_autoptr (GString) file = g_string_new ("WEBVTT\n\n");
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GPtrArray) faults = attune_faults_new ();
  g_autoptr (GPtrArray) remarks = attune_faults_new ();

  for (guint i = 0; i < 1000000; i++)
    g_string_append (file, "0:01.0-->0:02.0\na\n\n");
  bytes = g_bytes_new (file->str, file->len);
  g_assert_null (attune_cues_read (bytes, ATTUNE_CUES_WEBVTT, faults, remarks));
  g_assert_cmpuint (faults->len, ==, 1);

  g_string_set_size (file, ATTUNE_CUES_MAX_BYTES + 1);
  g_clear_pointer (&bytes, g_bytes_unref);
  bytes = g_bytes_new (file->str, file->len);
  g_assert_null (attune_cues_read (bytes, ATTUNE_CUES_WEBVTT, faults, remarks));
  g_assert_cmpuint (faults->len, ==, 2);
}

static void
voice_cb (const char *name, const char *text, gpointer data)
{
  g_string_append_printf (data, "%s=%s|", name, text);
}

static void
test_payloads (void)
{
  static const struct
  {
    const char *payload;
    const char *voices;
    const char *text;
  } payloads[] = {
    { "", "", "" },
    { "Hello", "=Hello|", "Hello" },
    { "<v Esme>Hello  there\nyou</v>", "Esme=Hello there you|", "Hello there you" },
    { "<v.loud Mary Ann>Hi", "Mary Ann=Hi|", "Hi" },
    { "<v A>one <v B>two", "A=one|B=two|", "one two" },
    { "before <v A>after", "=before|A=after|", "before after" },
    { "<v A & B>both", "A & B=both|", "both" },
    { "<v A &amp; B>both", "A & B=both|", "both" },
    { "<i>it</i> <c.yellow>is</c> <00:01.000>so", "=it is so|", "it is so" },
    { "{\\an8}<font color=\"#fff\">up</font>", "=up|", "up" },
    { "{kept}", "={kept}|", "{kept}" },
    { "a &lt;b&gt; &amp;c&nbsp;d &what;", "=a <b> &c d &what;|", "a <b> &c d &what;" },
    { "1 < 2 > 1", "=1 < 2 > 1|", "1 < 2 > 1" },
    { "<", "=<|", "<" },
    { "<v", "=<v|", "<v" },
    { "<v>nobody", "=nobody|", "nobody" },
    { "<video>no voice", "=no voice|", "no voice" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (payloads); i++)
    {
      g_autoptr (GString) voices = g_string_new (NULL);
      g_autofree char *text = attune_cue_to_text (payloads[i].payload);

      attune_cue_visit_voices (payloads[i].payload, voice_cb, voices);
      g_test_message ("%s", payloads[i].payload);
      g_assert_cmpstr (voices->str, ==, payloads[i].voices);
      g_assert_cmpstr (text, ==, payloads[i].text);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cues/times", test_times);
  g_test_add_func ("/cues/files", test_files);
  g_test_add_func ("/cues/utf-16", test_utf16);
  g_test_add_func ("/cues/million", test_million);
  g_test_add_func ("/cues/payloads", test_payloads);
  return g_test_run ();
}
