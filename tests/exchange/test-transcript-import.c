/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "AttuneTest"

#include "config.h"

#include "attune-transcript-import.h"

#include <string.h>

#define ANY  ATTUNE_TRANSCRIPT_SOURCE_ANY
#define VTT  ATTUNE_TRANSCRIPT_SOURCE_VTT
#define SRT  ATTUNE_TRANSCRIPT_SOURCE_SRT
#define LENS ATTUNE_TRANSCRIPT_SOURCE_CONTACT_LENS
#define JSON ATTUNE_TRANSCRIPT_SOURCE_JSON
#define EML  ATTUNE_TRANSCRIPT_SOURCE_EML
#define TEXT ATTUNE_TRANSCRIPT_SOURCE_TEXT

static const struct
{
  const char *name;
  AttuneTranscriptSource asked;
  AttuneTranscriptSource found;
  const char *file;
  const char *passages; /* “from[-to] A|C|- name: text”, milliseconds, “|” behind each */
  const char *subject;
  guint n_remarks;
} files[] = {
  { "vtt voices", ANY, VTT,
    "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Agent>Hello\n\n00:02.000 --> 00:03.000\n<v Peter>Hi\n",
    "1000-2000 A Agent: Hello|2000-3000 C Peter: Hi|" },
  { "vtt names", ANY, VTT,
    "WEBVTT\n\n00:01.000 --> 00:02.000\nSanna: Hello\n\n00:00.500 --> 00:03.000\nPeter: Hi, note: this\n",
    "500-3000 - Peter: Hi, note: this|1000-2000 - Sanna: Hello|" },
  { "vtt colons", ANY, VTT,
    "WEBVTT\n\n00:01.000 --> 00:02.000\nPlease note: closed\n\n00:02.000 --> 00:03.000\nI see\n",
    "1000-2000 - : Please note: closed|2000-3000 - : I see|" },
  { "srt", ANY, SRT,
    "1\n00:00:01,000 --> 00:00:02,000\n[SPEAKER_00]: Hello\n\n2\n00:00:03,000 --> 00:00:04,000\n"
    "[SPEAKER_01]: Hi\n\n3\n00:00:05,000 --> 00:00:06,000\n[SPEAKER_00]: So\n",
    "1000-2000 - SPEAKER_00: Hello|3000-4000 - SPEAKER_01: Hi|5000-6000 - SPEAKER_00: So|" },
  { "contact lens call", ANY, LENS,
    "{\"Version\":\"1.1.0\",\"AccountId\":\"1\",\"Channel\":\"VOICE\",\"ContentMetadata\":{\"Output\":"
    "\"Raw\"},\"JobStatus\":\"COMPLETED\",\"LanguageCode\":\"en-US\",\"Participants\":[{"
    "\"ParticipantId\":\"b7\",\"ParticipantRole\":\"CUSTOMER\"},{\"ParticipantId\":\"f3\","
    "\"ParticipantRole\":\"AGENT\"}],\"Categories\":{\"MatchedCategories\":[],\"MatchedDetails\":{}},"
    "\"ConversationCharacteristics\":{\"TotalConversationDurationMillis\":7060},\"CustomModels\":[],"
    "\"Transcript\":[{\"BeginOffsetMillis\":0,\"Content\":\"Okay.\",\"EndOffsetMillis\":90,\"Id\":\"t1\","
    "\"LoudnessScores\":[79.27],\"ParticipantId\":\"f3\",\"Sentiment\":\"NEUTRAL\"},{"
    "\"BeginOffsetMillis\":160,\"Content\":\"Just hello. [PII] and\",\"EndOffsetMillis\":4640,\"Id\":"
    "\"t2\",\"ParticipantId\":\"b7\",\"Redaction\":{\"RedactedTimestamps\":[{\"BeginOffsetMillis\":3290,"
    "\"EndOffsetMillis\":3620}]},\"Sentiment\":\"NEUTRAL\"}]}",
    "0-90 A : Okay.|160-4640 C : Just hello. [PII] and|" },
  { "contact lens chat", ANY, LENS,
    "{\"Version\":\"CHAT-1.0\",\"Channel\":\"CHAT\",\"Participants\":[],\"Transcript\":[{\"AbsoluteTime\":"
    "\"2022-10-27T03:31:50.735Z\",\"ContentType\":"
    "\"application/vnd.amazonaws.connect.event.participant.joined\",\"DisplayName\":\"John\",\"Id\":\"a\","
    "\"ParticipantId\":\"f3\",\"ParticipantRole\":\"CUSTOMER\",\"Type\":\"EVENT\"},{\"AbsoluteTime\":"
    "\"2022-10-27T03:31:53.390Z\",\"Content\":\"Hi\",\"ContentType\":\"text/plain\",\"DisplayName\":"
    "\"John\",\"Id\":\"b\",\"ParticipantId\":\"f3\",\"ParticipantRole\":\"CUSTOMER\",\"Type\":\"MESSAGE\"},{"
    "\"AbsoluteTime\":\"2022-10-27T03:32:03.890Z\",\"Content\":\"Hello\",\"ContentType\":\"text/markdown\","
    "\"DisplayName\":\"Jane\",\"Id\":\"c\",\"ParticipantId\":\"g\",\"ParticipantRole\":\"AGENT\",\"Type\":"
    "\"MESSAGE\"}]}",
    "0 C John: Hi|10500 A Jane: Hello|", NULL, 1 },
  { "contact lens segments", ANY, LENS,
    "{\"NextToken\":\"x\",\"Segments\":[{\"Categories\":{\"MatchedCategories\":[]}},{\"Transcript\":{"
    "\"BeginOffsetMillis\":757,\"Content\":\"Buenas tardes\",\"EndOffsetMillis\":1275,\"Id\":\"1\","
    "\"ParticipantId\":\"AGENT\",\"ParticipantRole\":\"AGENT\",\"Sentiment\":\"NEUTRAL\"}},{\"Utterance\":{"
    "\"PartialContent\":\"Ho\"}},{\"Transcript\":{\"BeginOffsetMillis\":867,\"Content\":\"Hola\","
    "\"EndOffsetMillis\":800,\"Id\":\"2\",\"ParticipantId\":\"CUSTOMER\"}},{\"Transcript\":{\"Id\":\"3\"}}]}",
    "757-1275 A : Buenas tardes|867 C : Hola|", NULL, 2 },
  { "whisper", ANY, JSON,
    "{\"text\":\"Hi. So\",\"segments\":[{\"id\":0,\"start\":0.5,\"end\":2.25,\"text\":\" Hi.\",\"speaker\":"
    "\"SPEAKER_00\"},{\"start\":2.25,\"end\":3,\"text\":\" So\"},{\"start\":4}]}",
    "500-2250 - SPEAKER_00: Hi.|2250-3000 - : So|", NULL, 1 },
  { "messages", ANY, JSON,
    "[{\"author\":{\"name\":\"Noora\"},\"role\":\"agent\",\"timestamp\":\"2026-11-20T10:00:00+02:00\","
    "\"body\":\"Hello\"},{\"author\":\"Peter\",\"role\":\"customer\",\"timestamp\":"
    "\"2026-11-20T08:00:30Z\",\"body\":\"Hi\"}]",
    "0 A Noora: Hello|30000 C Peter: Hi|" },
  { "chat with times", ANY, TEXT,
    "10:02:11 Customer: Hi, where is it?\r\n10:02:40 Agent: Good morning!\r\nSecond line\r\n\r\n"
    "10:03:30 Customer: 4 Mill Lane: at home",
    "0 C Customer: Hi, where is it?|29000 A Agent: Good morning!\nSecond line|79000 C Customer: 4 Mill "
    "Lane: at home|" },
  { "over midnight", ANY, TEXT, "[23:59] Sanna: Late\n[00:01] Peter: Later\n",
    "0 - Sanna: Late|120000 - Peter: Later|" },
  { "halves of the day", ANY, TEXT, "11:59 AM - Sanna: Before\n12:01 PM - Sanna: After\n",
    "0 - Sanna: Before|120000 - Sanna: After|" },
  { "dates", ANY, TEXT,
    "20.11.2026, 10.02 - Sanna Laine: Yksi\n[2026-11-20 10:03:05] Peter: Zwei\n",
    "0 - Sanna Laine: Yksi|65000 - Peter: Zwei|" },
  { "elapsed", ANY, TEXT, "( 12s ) Sanna: One\n( 1m 2s ) Peter: Two\n( 1h 0m 0s ) Sanna: Three\n",
    "12000 - Sanna: One|62000 - Peter: Two|3600000 - Sanna: Three|" },
  { "names first", ANY, TEXT, "Sanna (10:00): One\nPeter [10:01]\nTwo\nthree\n",
    "0 - Sanna: One|60000 - Peter: Two\nthree|" },
  { "names above", ANY, TEXT, "Sanna Laine 10:00\nOne\n\nPeter, 10:01\nTwo\n",
    "0 - Sanna Laine: One|60000 - Peter: Two|" },
  { "tabs", ANY, TEXT, "10:00\tSanna\tOne: two\n10:01\tPeter\tThree\n",
    "0 - Sanna: One: two|60000 - Peter: Three|" },
  { "no times", ANY, TEXT, "Agent: Hello\nPeter: Hi\nMore of it\nAgent: So\n",
    "-1 A Agent: Hello|-1 C Peter: Hi\nMore of it|-1 A Agent: So|" },
  { "plain", ANY, TEXT, "Dear all,\nthe bill is wrong.\n\nYours\nPeter\n",
    "-1 - : Dear all,\nthe bill is wrong.|-1 - : Yours\nPeter|" },
  { "copied mails", ANY, TEXT,
    "From: Sanna Laine <sanna@northwind.example>\nSent: Friday\nTo: Peter\nSubject: RE: My bill\n\n"
    "Dear Peter,\n\nit is right.\n\n-----\n\nFrom: Peter Hall\nDate: Thursday\nSubject: My bill\n\n"
    "It is wrong.\n",
    "-1 - Sanna Laine: Dear Peter,|-1 - Sanna Laine: it is right.|-1 - Sanna Laine: -----|"
    "-1 - Peter Hall: It is wrong.|",
    "RE: My bill" },
  { "mail", ANY, EML,
    "Received: by x\nFrom: =?utf-8?Q?P=C3=A4ivi_Laine?= <p@x.example>\nSubject: =?ISO-8859-1?B?TORraQ==?=\n"
    " =?utf-8?Q?_and_more?=\nDate: Fri, 20 Nov 2026 10:02:15 +0200\nMIME-Version: 1.0\nContent-Type: "
    "multipart/mixed;\n boundary=\"b1\"\n\npreamble\n--b1\nContent-Type: multipart/alternative; "
    "boundary=b2\n\n--b2\nContent-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: "
    "quoted-printable\n\nHyv=E4=E4 p=\n=E4iv=E4=E4\n\nToinen\n--b2\nContent-Type: text/html\n\n<p>no</p>\n"
    "--b2--\n--b1\nContent-Type: application/pdf\nContent-Disposition: attachment; filename=a.pdf\n\n"
    "JVBERi0=\n--b1--\n",
    "-1 - Päivi Laine: Hyvää päivää|-1 - Päivi Laine: Toinen|", "Läki and more", 1 },
  { "mail of pages", EML, EML,
    "From: p@x.example\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: base64\n\n"
    "PHN0eWxlPng8L3N0eWxlPjxwPk9uZSAmYW1wOyB0d288L3A+PHA+VGhyZWU8L3A+\n",
    "-1 - p@x.example: One & two\nThree|", "", 1 },
  { "mail of pages in capitals", EML, EML,
    "From: p@x.example\nContent-Type: text/html; charset=utf-8\n\n"
    "<HTML><HEAD><TITLE>no</TITLE><STYLE>p {x}</STYLE></HEAD><BODY><!-- <p>no -->"
    "<header>Top</header><P>Late.</P></BODY></HTML>\n",
    "-1 - p@x.example: TopLate.|", "", 1 },
  { "nothing said", ANY, TEXT, "[10:02] Sanna:\n[10:03] Ville: Hello there\n[10:04] Sanna:\n\nHi\n",
    "60000 - Ville: Hello there\nHi|" },
  { "json epochs", ANY, JSON,
    "{\"messages\":[{\"text\":\"a\",\"name\":\"X\",\"timestamp\":1763632935},{\"text\":\"b\",\"name\":"
    "\"Y\",\"timestamp\":1763632999.5}]}",
    "0 - X: a|64500 - Y: b|" },
  { "json milliseconds", ANY, JSON,
    "[{\"text\":\"a\",\"createdAt\":1763632935000},{\"text\":\"b\",\"createdAt\":1763632935250}]",
    "0 - : a|250 - : b|" },
  { "json elapsed", ANY, JSON, "[{\"text\":\"a\",\"time\":2},{\"text\":\"b\",\"time\":3.5}]",
    "2000 - : a|3500 - : b|" },
};

static char *
describe (const AttuneTranscript *transcript)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < attune_transcript_get_n (transcript); i++)
    {
      const AttunePassage *passage = attune_transcript_get (transcript, i);

      g_string_append_printf (text, "%" G_GINT64_FORMAT,
                              passage->from_us < 0 ? -1 : passage->from_us / 1000);
      if (passage->to_us >= 0)
        g_string_append_printf (text, "-%" G_GINT64_FORMAT, passage->to_us / 1000);
      g_string_append_printf (text, " %c %s: %s|", "AC-"[passage->speaker], passage -> name,
                              passage -> text);
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
      g_autoptr (AttuneTranscriptImport)
        import = attune_transcript_import_bytes (bytes, files[i].asked, faults);
      g_autofree char *passages = NULL;

      g_test_message ("%s", files[i].name);
      g_assert_nonnull (import);
      g_assert_cmpuint (faults->len, ==, 0);
      passages = describe (import->transcript);
      g_assert_cmpstr (passages, ==, files[i].passages);
      g_assert_cmpint (import->source, ==, files[i].found);
      g_assert_cmpstr (import->subject, ==, files[i].subject != NULL ? files[i].subject : "");
      g_assert_cmpuint (import->remarks->len, ==, files[i].n_remarks);
    }
}

static void
test_wrong (void)
{
  static const struct
  {
    AttuneTranscriptSource source;
    const char *file;
    gsize size;
    const char *fault;
  } wrong[] = {
    { ANY, "", 0, "nothing is said in it" },
    { ANY, " \n\t\n", 4, "nothing is said in it" },
    { ANY, "RIFF\0\0\0\0WAVE", 12, "this is not text. Choose a transcript" },
    { ANY, "{", 1, "line 1, column 1: " },
    { ANY, "{}", 2,
      "this is no transcript that Attune knows: it has no list of “messages” or “segments”" },
    { ANY, "[{}]", 4, "nothing is said in it" },
    { LENS, "{}", 2,
      "this is no analysis of Amazon Connect: it has neither “Transcript” nor “Segments”" },
    { LENS, "{\"Transcript\":[]}", 17, "nothing is said in it" },
    { JSON, "words", 5, "line 1, column 5: " },
    { JSON, "[{\"text\":\"a\",\"text\":\"b\"}]", 25, "line 1, column 19: a key stands here twice" },
    { VTT, "WEBVTT\n", 7, "there is no cue in it: no line with two times" },
    { EML, "Content-Type: image/png\n\nabc", 28, "there is no text in this e-mail" },
    { EML, "a\0b", 3, "this is no e-mail. Choose one that was saved as a file" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (wrong[i].file, wrong[i].size);
      g_autoptr (GPtrArray) faults = attune_faults_new ();

      g_test_message ("%u", i);
      g_assert_null (attune_transcript_import_bytes (bytes, wrong[i].source, faults));
      g_assert_cmpuint (faults->len, ==, 1);
      g_test_message ("%s", ((AttuneFault *) g_ptr_array_index (faults, 0))->message);
      g_assert_true (g_str_has_prefix (((AttuneFault *) g_ptr_array_index (faults, 0))->message,
                                       wrong[i].fault));
    }
}

static void
test_large (void)
{
  g_autoptr (GString) file = g_string_new (NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GPtrArray) faults = attune_faults_new ();

  for (guint i = 0; i <= ATTUNE_TRANSCRIPT_MAX_PASSAGES; i++)
    g_string_append (file, "10:00 Agent: a\n");
  bytes = g_bytes_new (file->str, file->len);
  g_assert_null (attune_transcript_import_bytes (bytes, ANY, faults));
  g_assert_cmpuint (faults->len, ==, 1);
}

static void
test_words (void)
{
  g_autofree char *words = attune_transcript_source_list ();
  AttuneTranscriptSource source;

  g_assert_cmpstr (words, ==, "vtt, srt, contact-lens, json, eml, text");
  g_assert_true (attune_transcript_source_from_string ("contact-lens", &source));
  g_assert_cmpint (source, ==, LENS);
  g_assert_false (attune_transcript_source_from_string ("any", &source));
  g_assert_cmpstr (attune_transcript_source_to_string (ANY), ==, "any");
  g_assert_true (attune_transcript_source_knows_name ("Call.VTT"));
  g_assert_true (attune_transcript_source_knows_name ("mail.eml"));
  g_assert_false (attune_transcript_source_knows_name ("call.wav"));
  g_assert_false (attune_transcript_source_knows_name (""));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/transcript-import/files", test_files);
  g_test_add_func ("/transcript-import/wrong", test_wrong);
  g_test_add_func ("/transcript-import/large", test_large);
  g_test_add_func ("/transcript-import/words", test_words);
  return g_test_run ();
}
