/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "AttuneTest"

#include "config.h"

#include "attune-speaker.h"
#include "attune-text-needle.h"
#include "attune-transcript.h"

#include <string.h>

static AttuneTranscript *
make (const AttunePassage *passages, guint n_passages)
{
  AttuneTranscriptBuilder *builder = attune_transcript_builder_new ();

  for (guint i = 0; i < n_passages; i++)
    g_assert_true (attune_transcript_builder_add (builder, &passages[i]));
  return attune_transcript_builder_end (builder);
}

static const AttunePassage talk[] = {
  { 5000, 9000, ATTUNE_SPEAKER_CUSTOMER, "Customer", "Hyvää päivää, minä tässä" },
  { 1000, 4000, ATTUNE_SPEAKER_AGENT, " Agent ", "  Good morning  " },
  { 8000, 7000, ATTUNE_SPEAKER_AGENT, "Agent", "Yes" },
  { -1, 99, ATTUNE_SPEAKER_OTHER, "", "beep" },
  { 20000, -1, ATTUNE_SPEAKER_OTHER, "", "" },
};

static void
test_order (void)
{
  static const char *const texts[] = { "Good morning", "Hyvää päivää, minä tässä", "Yes", "beep" };
  static const gint64 starts[] = { 1000, 5000, 8000, -1 };
  g_autoptr (AttuneTranscript) transcript = make (talk, G_N_ELEMENTS (talk));

  g_assert_cmpuint (attune_transcript_get_n (transcript), ==, G_N_ELEMENTS (texts));
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_assert_cmpstr (attune_transcript_get (transcript, i)->text, ==, texts[i]);
      g_assert_cmpint (attune_transcript_get (transcript, i)->from_us, ==, starts[i]);
    }
  g_assert_cmpstr (attune_transcript_get (transcript, 0)->name, ==, "Agent");
  g_assert_cmpint (attune_transcript_get (transcript, 3)->to_us, ==, -1);
  g_assert_cmpint (attune_transcript_get_end_us (transcript), ==, 9000);
}

static void
test_find (void)
{
  static const struct
  {
    gint64 us;
    int passage;
  } places[] = {
    { -1, -1 },  { 0, -1 },   { 999, -1 }, { 1000, 0 },       { 4999, 0 },
    { 5000, 1 }, { 7999, 1 }, { 8000, 2 }, { G_MAXINT64, 2 },
  };
  g_autoptr (AttuneTranscript) transcript = make (talk, G_N_ELEMENTS (talk));
  g_autoptr (AttuneTranscript) empty = make (NULL, 0);
  g_autoptr (AttuneTranscript) timeless = make (&talk[3], 1);

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    g_assert_cmpint (attune_transcript_find_at (transcript, places[i].us), ==, places[i].passage);
  g_assert_cmpint (attune_transcript_find_at (empty, 5), ==, -1);
  g_assert_cmpint (attune_transcript_find_at (timeless, 5), ==, -1);
  g_assert_cmpint (attune_transcript_get_end_us (empty), ==, -1);
  g_assert_cmpint (attune_transcript_get_end_us (timeless), ==, -1);
}

static void
test_equal (void)
{
  g_autoptr (AttuneTranscript) one = make (talk, G_N_ELEMENTS (talk));
  g_autoptr (AttuneTranscript) same = make (talk, G_N_ELEMENTS (talk));
  g_autofree char *sum = attune_transcript_get_sha256 (one);
  g_autofree char *same_sum = attune_transcript_get_sha256 (same);

  g_assert_true (attune_transcript_equal (one, same));
  g_assert_cmpstr (sum, ==, same_sum);
  g_assert_cmpuint (strlen (sum), ==, 64);
  for (guint i = 0; i < 6; i++)
    {
      AttunePassage changed[G_N_ELEMENTS (talk)];
      g_autoptr (AttuneTranscript) other = NULL;
      g_autofree char *other_sum = NULL;

      memcpy (changed, talk, sizeof talk);
      changed[0].from_us += i == 0 ? 1 : 0;
      changed[0].to_us += i == 1 ? 1 : 0;
      changed[0].speaker = i == 2 ? ATTUNE_SPEAKER_OTHER : changed[0].speaker;
      changed[0].name = i == 3 ? "" : changed[0].name;
      changed[0].text = i == 4 ? "Hyvaa paivaa" : changed[0].text;
      other = make (changed, i == 5 ? 2 : G_N_ELEMENTS (changed));
      other_sum = attune_transcript_get_sha256 (other);
      g_assert_false (attune_transcript_equal (one, other));
      g_assert_cmpstr (sum, !=, other_sum);
    }
}

static void
test_limits (void)
{
  g_autoptr (AttuneTranscriptBuilder) builder = attune_transcript_builder_new ();
  g_autoptr (AttuneTranscriptBuilder) large = attune_transcript_builder_new ();
  g_autofree char *much = g_strnfill (ATTUNE_TRANSCRIPT_MAX_BYTES, 'a');
  AttunePassage passage = { 0, 0, ATTUNE_SPEAKER_OTHER, NULL, "a" };

  g_assert_false (attune_transcript_builder_add_line (builder, "nothing to add to"));
  for (guint i = 0; i < ATTUNE_TRANSCRIPT_MAX_PASSAGES; i++)
    g_assert_true (attune_transcript_builder_add (builder, &passage));
  g_assert_false (attune_transcript_builder_add (builder, &passage));
  g_assert_cmpuint (attune_transcript_builder_get_n (builder), ==, ATTUNE_TRANSCRIPT_MAX_PASSAGES);

  passage.text = much;
  g_assert_true (attune_transcript_builder_add (large, &passage));
  passage.text = "a";
  g_assert_false (attune_transcript_builder_add (large, &passage));
  g_assert_false (attune_transcript_builder_add_line (large, ""));
}

static const struct
{
  AttuneStretch stretch;
  const char *quote; /* of 12 characters; "" where it is no stretch */
  gint64 from_us;
  gint64 to_us;
} stretches[] = {
  { { 0, 0, 0, 4 }, "Good", 1000, 4000 },
  { { 0, 0, 5, 12 }, "morning", 1000, 4000 },
  { { 1, 1, 0, 5 }, "Hyvää", 5000, 9000 },
  { { 0, 1, 5, 5 }, "morning\nHyvää", 1000, 9000 },
  { { 1, 2, 0, 3 }, "Hyvää päivää…", 5000, 9000 },
  { { 2, 2, 0, 3 }, "Yes", 8000, 8000 },
  { { 2, 3, 0, 4 }, "Yes\nbeep", 8000, 8000 },
  { { 3, 3, 0, 4 }, "beep", -1, -1 },
  { { 0, 0, 4, 4 }, "", -1, -1 },
  { { 0, 0, 5, 4 }, "", -1, -1 },
  { { 0, 0, 0, 13 }, "", -1, -1 },
  { { 0, 1, 12, 1 }, "", -1, -1 },
  { { 1, 0, 0, 1 }, "", -1, -1 },
  { { 0, 4, 0, 1 }, "", -1, -1 },
  { { G_MAXUINT, G_MAXUINT, 0, G_MAXUINT }, "", -1, -1 },
};

static void
test_stretches (void)
{
  g_autoptr (AttuneTranscript) transcript = make (talk, G_N_ELEMENTS (talk));

  for (guint i = 0; i < G_N_ELEMENTS (stretches); i++)
    {
      g_autofree char *quote = attune_transcript_quote (transcript, &stretches[i].stretch, 12);
      gint64 from = -1;
      gint64 to = -1;

      g_test_message ("%u", i);
      g_assert_cmpstr (quote, ==, stretches[i].quote);
      g_assert_cmpint (attune_transcript_has_stretch (transcript, &stretches[i].stretch), ==,
                       *stretches[i].quote != '\0');
      g_assert_cmpint (attune_transcript_get_times (transcript, &stretches[i].stretch, &from, &to),
                       ==, stretches[i].from_us >= 0);
      g_assert_cmpint (from, ==, stretches[i].from_us);
      g_assert_cmpint (to, ==, stretches[i].to_us);
    }
}

static void
test_meet (void)
{
  AttuneStretch stretch = { 1, 3, 4, 2 };
  guint from, to;

  g_assert_false (attune_stretch_meet (&stretch, 0, &from, &to));
  g_assert_true (attune_stretch_meet (&stretch, 1, &from, &to));
  g_assert_cmpuint (from, ==, 4);
  g_assert_cmpuint (to, ==, G_MAXUINT);
  g_assert_true (attune_stretch_meet (&stretch, 2, &from, &to));
  g_assert_cmpuint (from, ==, 0);
  g_assert_true (attune_stretch_meet (&stretch, 3, &from, &to));
  g_assert_cmpuint (to, ==, 2);
  g_assert_false (attune_stretch_meet (&stretch, 4, &from, &to));
}

/* --- Speakers --- */

static void
test_guess (void)
{
  static const struct
  {
    const char *name;
    AttuneSpeaker speaker;
    gboolean is_system;
  } names[] = {
    { "", ATTUNE_SPEAKER_OTHER, TRUE },
    { "7", ATTUNE_SPEAKER_OTHER, TRUE },
    { "Agent", ATTUNE_SPEAKER_AGENT, FALSE },
    { "AGENT 2", ATTUNE_SPEAKER_AGENT, FALSE },
    { "Asiakaspalvelija", ATTUNE_SPEAKER_AGENT, FALSE },
    { "asiakas", ATTUNE_SPEAKER_CUSTOMER, FALSE },
    { "Customer_1", ATTUNE_SPEAKER_CUSTOMER, FALSE },
    { "Agentha", ATTUNE_SPEAKER_OTHER, FALSE },
    { "Sanna Laine", ATTUNE_SPEAKER_OTHER, FALSE },
    { "System", ATTUNE_SPEAKER_OTHER, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_test_message ("%s", names[i].name);
      g_assert_cmpint (attune_speaker_guess (names[i].name), ==, names[i].speaker);
      g_assert_cmpint (attune_speaker_is_system (names[i].name), ==, names[i].is_system);
    }
}

/* Names one behind the other, A agent, C customer, - neither. */
static void
test_agents (void)
{
  static const struct
  {
    const char *names;
    const char *agent; /* who the contact's agent is called, or NULL */
    const char *parts;
  } cases[] = {
    { "", NULL, "" },
    { "Sanna,Peter", NULL, "--" },
    { "Sanna,Peter", "Sanna Laine", "AC" },
    { "Peter,SANNA LAINE,Peter", "Sanna Laine", "CAC" },
    { "Sann,Peter", "Sanna Laine", "--" },
    { "Sanna,Peter,Maria", "Sanna Laine", "A--" },
    { "Agent,Peter", NULL, "AC" },
    { "Peter,Customer", NULL, "AC" },
    { "System,Agent,Peter", NULL, "-AC" },
    { "Peter", NULL, "-" },
    { "Agent,Customer,Peter", NULL, "AC-" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (GStrv) names = g_strsplit (cases[i].names, ",", -1);
      const char *const agents[] = { cases[i].agent, NULL };
      AttuneTranscriptBuilder *builder = attune_transcript_builder_new ();
      g_autoptr (AttuneTranscript) named = NULL;
      g_autoptr (AttuneTranscript) known = NULL;

      for (guint j = 0; names[j] != NULL; j++)
        attune_transcript_builder_add (builder,
                                       &(AttunePassage){ j, -1, attune_speaker_guess (names[j]),
                                                         names[j], "text" });
      named = attune_transcript_builder_end (builder);
      known = attune_transcript_with_agents (named, agents);
      for (guint j = 0; j < attune_transcript_get_n (known); j++)
        g_assert_cmpint ("AC-"[attune_transcript_get (known, j)->speaker], ==, cases[i].parts[j]);
    }
}

static void
test_unknown (void)
{
  static const AttunePassage passages[] = {
    { 0, -1, ATTUNE_SPEAKER_OTHER, "System", "a" },
    { 1, -1, ATTUNE_SPEAKER_OTHER, "Peter", "b" },
    { 2, -1, ATTUNE_SPEAKER_OTHER, "Sanna", "c" },
    { 3, -1, ATTUNE_SPEAKER_OTHER, "Peter", "d" },
  };
  g_autoptr (AttuneTranscript) transcript = make (passages, G_N_ELEMENTS (passages));
  g_auto (GStrv) names = attune_transcript_list_unknown (transcript);
  g_autoptr (AttuneTranscript) known = attune_transcript_with_agent (transcript, "Sanna");
  g_auto (GStrv) none = attune_transcript_list_unknown (known);

  g_assert_cmpuint (g_strv_length (names), ==, 2);
  g_assert_cmpstr (names[0], ==, "Peter");
  g_assert_cmpstr (names[1], ==, "Sanna");
  g_assert_cmpuint (g_strv_length (none), ==, 0);
  g_assert_cmpint (attune_transcript_get (known, 0)->speaker, ==, ATTUNE_SPEAKER_OTHER);
  g_assert_cmpint (attune_transcript_get (known, 1)->speaker, ==, ATTUNE_SPEAKER_CUSTOMER);
  g_assert_cmpint (attune_transcript_get (known, 2)->speaker, ==, ATTUNE_SPEAKER_AGENT);
}

/* --- Search --- */

static void
test_needle (void)
{
  static const struct
  {
    const char *needle;
    const char *text;
    const char *spans;
  } cases[] = {
    { "a", "", "" },
    { "a", "b", "" },
    { "A", "aAbÄ", "0-1 1-2 3-4 " },
    { "paiva", "Hyvää PÄIVÄÄ, päivä", "6-11 14-19 " },
    { "päivä", "paiva", "0-5 " },
    { " two  words ", "one two\n words", "4-14 " },
    { "aa", "aaaa", "0-2 2-4 " },
    { "strasse", "Große Straße", "6-12 " },
    { "ﬁn", "final", "0-3 " },
    { "fin", "ﬁnal", "0-2 " },
    { "é", "e\xcc\x81x", "0-1 " },
    { "σ", "ΟΔΟΣ ς", "3-4 5-6 " },
    { "日本", "これは日本語", "3-5 " },
  };

  g_assert_null (attune_text_needle_new (""));
  g_assert_null (attune_text_needle_new (" \n"));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AttuneTextNeedle) needle = attune_text_needle_new (cases[i].needle);
      g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (AttuneTextSpan));
      g_autoptr (GString) found = g_string_new (NULL);
      guint n = attune_text_needle_find (needle, cases[i].text, spans);

      g_assert_cmpuint (n, ==, spans->len);
      for (guint j = 0; j < n; j++)
        g_string_append_printf (found, "%u-%u ", g_array_index (spans, AttuneTextSpan, j).from,
                                g_array_index (spans, AttuneTextSpan, j).to);
      g_test_message ("%s", cases[i].needle);
      g_assert_cmpstr (found->str, ==, cases[i].spans);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/transcript/order", test_order);
  g_test_add_func ("/transcript/find", test_find);
  g_test_add_func ("/transcript/equal", test_equal);
  g_test_add_func ("/transcript/limits", test_limits);
  g_test_add_func ("/transcript/stretches", test_stretches);
  g_test_add_func ("/transcript/meet", test_meet);
  g_test_add_func ("/transcript/guess", test_guess);
  g_test_add_func ("/transcript/agents", test_agents);
  g_test_add_func ("/transcript/unknown", test_unknown);
  g_test_add_func ("/transcript/needle", test_needle);
  return g_test_run ();
}
