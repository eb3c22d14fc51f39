/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "AttuneTest"

#include "config.h"

#include "attune-form.h"
#include "random-form.h"

#include <string.h>

/* --- What is wrong ------------------------------------------------------------------------------------------- */

/* A form with one section, one question: what stands between stays open. */
#define FORM(extra)            "{\"id\":\"f\",\"title\":\"F\"" extra "}"
#define SECTIONS(inside)       FORM (",\"sections\":[" inside "]")
#define SECTION(id, inside)    "{\"id\":\"" id "\",\"title\":\"S\"" inside "}"
#define QUESTIONS(inside)      SECTIONS (SECTION ("s", ",\"questions\":[" inside "]"))
#define QUESTION(id, inside)   "{\"id\":\"" id "\",\"title\":\"Q\"" inside "}"
#define YES_NO(id)             QUESTION (id, ",\"type\":\"yes_no\"")
#define SHOW_IF(id, condition) QUESTION (id, ",\"type\":\"yes_no\",\"show_if\":" condition)
#define CONDITION(condition)   QUESTIONS (YES_NO ("a") "," SHOW_IF ("b", condition))

/* All faults as "place" words, one after the other; a syntax fault as line:column. */
static char *
list_places (const char *text, gssize length)
{
  g_autoptr (GPtrArray) faults = attune_faults_new ();
  g_autoptr (AttuneForm) form = attune_form_parse (text, length, faults);
  g_autoptr (GString) places = g_string_new (NULL);

  g_assert_true ((form == NULL) == (faults->len > 0));
  for (guint i = 0; i < faults->len; i++)
    {
      const AttuneFault *fault = g_ptr_array_index (faults, i);

      g_assert_cmpuint (strlen (fault->message), >, 0);
      g_assert_true (g_utf8_validate (fault->message, -1, NULL));
      if (fault->line > 0)
        g_string_append_printf (places, " %u:%u", fault->line, fault->column);
      else
        g_string_append_printf (places, " %s", *fault->place != '\0' ? fault->place : ".");
    }
  return g_string_free (g_steal_pointer (&places), FALSE);
}

static const struct
{
  const char *text;
  const char *places;
} bad_forms[] = {
  /* Syntax */
  { "", " 1:1" },
  { "{", " 1:1" },
  { "{\"id\":\n  \"f\",}", " 2:7" },
  { "[]", " ." },
  { "null", " ." },
  { "42", " ." },
  { "\"form\"", " ." },
  { "{\"id\":\"\\u0000\"}", " 1:14" },
  { "{\"id\":\"\xff\"}", " 1:7" },
  { "{\"id\":\"f\"} x", " 1:12" },
  { "{\"id\":1e999}", " 1:11" },
  { "{\"id\":99999999999999999999}", " 1:26" },
  /* Duplicate keys, all of them */
  { "{\"id\":\"f\",\"title\":\"F\",\"title\":\"G\"}", " /title" },
  { "{\"a~/b\":[{},{\"x\":1,\"x\":2,\"y\":{\"z\":1,\"z\":1}}],\"id\":1,\"id\":\"}\\\"\"}",
    " /a~0~1b/1/x /a~0~1b/1/y/z /id ." },
  { "{\"\\u0061\":1,\"a\":2}", " /a . ." },
  /* … and the rest, unless what follows is no JSON */
  { "{\"id\":\"f\",\"id\":\"g\",\"title\":7,\"sections\":[{}]}",
    " /id /title /sections/0 /sections/0" },
  { "{\"id\":\"f\",\"id\":\"g\",}", " 1:20" },
  /* What is required */
  { "{}", " . ." },
  { FORM (",\"sections\":[{}]"), " /sections/0 /sections/0" },
  { QUESTIONS ("{}"), " /sections/0/questions/0 /sections/0/questions/0 /sections/0/questions/0" },
  { QUESTIONS (QUESTION ("a", "")), " /sections/0/questions/0" },
  { "{\"id\":\"\",\"title\":\"F\"}", " /id" },
  { "{\"id\":\"a\\nb\",\"title\":\"F\"}", " /id" },
  { "{\"id\":7,\"title\":null}", " /id /title" },
  /* Another document */
  { FORM (",\"format\":\"attune-answers\""), " /format" },
  { FORM (",\"version\":2"), " /version" },
  { FORM (",\"version\":\"1\""), " /version" },
  /* Kinds */
  { FORM (",\"sections\":{}"), " /sections" },
  { FORM (",\"sections\":[1,\"x\"]"), " /sections/0 /sections/1" },
  { FORM (",\"description\":1,\"language\":[],\"channels\":\"call\""),
    " /description /language /channels" },
  { FORM (",\"channels\":[\"call\",1,\"\"]"), " /channels/1 /channels/2" },
  { FORM (",\"revision\":-1,\"release_days\":1.5,\"dispute_days\":\"x\""),
    " /revision /release_days /dispute_days" },
  { FORM (",\"scoring\":[]"), " /scoring" },
  { FORM (",\"scoring\":{\"mode\":\"sum\",\"weigh_by\":1,\"na\":\"x\",\"on_fail\":\"stop\"}"),
    " /scoring/mode /scoring/weigh_by /scoring/na /scoring/on_fail" },
  { FORM (",\"scoring\":{\"floor\":\"0\",\"cap\":1e12,\"pass\":80.00001,\"baseline\":null}"),
    " /scoring/baseline /scoring/floor /scoring/cap /scoring/pass" },
  { FORM (",\"scoring\":{\"floor\":60,\"cap\":50}"), " /scoring/floor" },
  { FORM (",\"scoring\":{\"bands\":[{\"from\":\"x\"},1,{\"label\":1}]}"),
    " /scoring/bands/0/from /scoring/bands/1 /scoring/bands/2/label" },
  { QUESTIONS (QUESTION ("a", ",\"type\":\"stars\"")), " /sections/0/questions/0/type" },
  { QUESTIONS (QUESTION ("a",
                         ",\"type\":\"yes_no\",\"required\":1,\"na_allowed\":\"no\","
                         "\"scored\":null,\"bonus\":0,\"error_type\":\"x\",\"comment\":\"x\","
                         "\"behaviour\":1,\"guidance\":2")),
    " /sections/0/questions/0/guidance /sections/0/questions/0/required"
    " /sections/0/questions/0/na_allowed /sections/0/questions/0/scored"
    " /sections/0/questions/0/bonus /sections/0/questions/0/error_type"
    " /sections/0/questions/0/behaviour /sections/0/questions/0/comment" },
  /* Weights and scores */
  { SECTIONS (SECTION ("s", ",\"weight\":-1")), " /sections/0/weight" },
  { QUESTIONS (QUESTION ("a", ",\"type\":\"yes_no\",\"weight\":-0.5")),
    " /sections/0/questions/0/weight" },
  { QUESTIONS (QUESTION ("a", ",\"type\":\"yes_no\",\"weight\":0.00001")),
    " /sections/0/questions/0/weight" },
  { QUESTIONS (QUESTION ("a", ",\"type\":\"yes_no\",\"weight\":\"10\"")),
    " /sections/0/questions/0/weight" },
  /* What fails the form by staying below */
  { SECTIONS (SECTION ("s", ",\"fail_below\":-0.0001")), " /sections/0/fail_below" },
  { QUESTIONS (QUESTION ("a", ",\"type\":\"yes_no\",\"fail_below\":101")),
    " /sections/0/questions/0/fail_below" },
  { QUESTIONS (QUESTION ("a", ",\"type\":\"yes_no\",\"fail_below\":\"50\"")),
    " /sections/0/questions/0/fail_below" },
  { QUESTIONS (QUESTION ("a", ",\"type\":\"choice\",\"options\":[{\"id\":\"x\",\"bonus\":1}]")),
    " /sections/0/questions/0/options/0/bonus" },
  /* Options */
  { QUESTIONS (QUESTION ("a", ",\"type\":\"scale\"")), " /sections/0/questions/0/options" },
  { QUESTIONS (QUESTION ("a", ",\"type\":\"choice\",\"options\":[]")),
    " /sections/0/questions/0/options" },
  { QUESTIONS (QUESTION ("a", ",\"type\":\"checklist\",\"options\":{}")),
    " /sections/0/questions/0/options" },
  { QUESTIONS (
      QUESTION ("a", ",\"type\":\"choice\",\"options\":[{\"id\":\"x\"},{\"id\":\"x\"},3]")),
    " /sections/0/questions/0/options/2 /sections/0/questions/0/options/1/id" },
  { QUESTIONS (QUESTION ("a",
                         ",\"type\":\"choice\",\"options\":[{\"id\":\"x\",\"fail\":\"all\","
                         "\"error\":1,\"score\":\"x\",\"reasons\":[{\"id\":\"r\"},"
                         "{\"id\":\"r\",\"cause\":\"luck\"}]}]")),
    " /sections/0/questions/0/options/0/score /sections/0/questions/0/options/0/fail"
    " /sections/0/questions/0/options/0/error"
    " /sections/0/questions/0/options/0/reasons/1/cause"
    " /sections/0/questions/0/options/0/reasons/1/id" },
  { QUESTIONS (QUESTION ("a",
                         ",\"type\":\"number\",\"decimals\":5,\"ranges\":[{\"from\":2,\"to\":1},"
                         "{\"from\":\"x\"}]")),
    " /sections/0/questions/0/ranges/0 /sections/0/questions/0/ranges/1/from"
    " /sections/0/questions/0/decimals" },
  /* Ids */
  { QUESTIONS (YES_NO ("a") "," YES_NO ("a")), " /sections/0/questions/1/id" },
  { QUESTIONS (YES_NO ("s")), " /sections/0/questions/0/id" },
  { SECTIONS (SECTION ("s", "") "," SECTION ("s", "")), " /sections/1/id" },
  { SECTIONS (SECTION ("s", ",\"sections\":[" SECTION ("s", "") "]")),
    " /sections/0/sections/0/id" },
  /* Depth */
  { SECTIONS (
      SECTION ("a", ",\"sections\":[" SECTION ("b", ",\"sections\":[" SECTION ("c", "") "]") "]")),
    " /sections/0/sections/0/sections/0" },
  /* Conditions */
  { CONDITION ("{}"), " /sections/0/questions/1/show_if" },
  { CONDITION ("[]"), " /sections/0/questions/1/show_if" },
  { CONDITION ("{\"all\":{},\"any\":[]}"), " /sections/0/questions/1/show_if" },
  { CONDITION ("{\"all\":{}}"), " /sections/0/questions/1/show_if/all" },
  { CONDITION ("{\"any\":[1,{\"not\":2}]}"),
    " /sections/0/questions/1/show_if/any/0 /sections/0/questions/1/show_if/any/1/not" },
  { CONDITION ("{\"question\":\"a\"}"), " /sections/0/questions/1/show_if" },
  { CONDITION ("{\"question\":\"a\",\"na\":true,\"answered\":true}"),
    " /sections/0/questions/1/show_if" },
  { CONDITION ("{\"question\":\"a\",\"na\":false}"), " /sections/0/questions/1/show_if/na" },
  { CONDITION ("{\"question\":\"a\",\"is\":\"yes\"}"), " /sections/0/questions/1/show_if/is" },
  { CONDITION ("{\"question\":\"a\",\"is\":[\"maybe\",1]}"),
    " /sections/0/questions/1/show_if/is/0 /sections/0/questions/1/show_if/is/1" },
  { CONDITION ("{\"question\":\"zz\",\"na\":true}"), " /sections/0/questions/1/show_if/question" },
  { CONDITION ("{\"question\":\"s\",\"na\":true}"), " /sections/0/questions/1/show_if/question" },
  { CONDITION ("{\"question\":1,\"na\":true}"), " /sections/0/questions/1/show_if/question" },
  { CONDITION ("{\"question\":\"b\",\"na\":true}"), " /sections/0/questions/1/show_if/question" },
  { QUESTIONS (SHOW_IF ("a", "{\"question\":\"b\",\"na\":true}") "," YES_NO ("b")),
    " /sections/0/questions/0/show_if/question" },
  { QUESTIONS (SHOW_IF ("a", "{\"question\":\"b\",\"na\":true}") "," SHOW_IF (
      "b",
      "{\"question\":\"a\",\"na\":true}")),
    " /sections/0/questions/0/show_if/question" },
  { SECTIONS (
      SECTION ("s",
               ",\"show_if\":{\"question\":\"a\",\"na\":true},\"questions\":[" YES_NO ("a") "]")),
    " /sections/0/show_if/question" },
  { QUESTIONS (
      QUESTION ("a", ",\"type\":\"text\"") "," SHOW_IF ("b",
                                                        "{\"question\":\"a\",\"is\":[\"x\"]}")),
    " /sections/0/questions/1/show_if/is" },
};

static void
test_bad (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (bad_forms); i++)
    {
      g_autofree char *places = list_places (bad_forms[i].text, -1);

      if (g_str_equal (places, bad_forms[i].places))
        continue;
      g_test_message ("%s", bad_forms[i].text);
      g_test_fail_printf ("case %u: expected%s, got%s", i, bad_forms[i].places, places);
    }
}

static void
test_error (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AttuneForm) form = NULL;

  form = attune_form_from_json ("{\"id\":1,\"title\":2,\"language\":3,\"sections\":4,\"scoring\":5,"
                                "\"description\":6,\"revision\":-7}",
                                -1, &error);
  g_assert_null (form);
  g_assert_error (error, ATTUNE_DOMAIN_ERROR, ATTUNE_DOMAIN_ERROR_FAULTS);
  g_assert_nonnull (strstr (error->message, "/id: "));
  g_assert_nonnull (strstr (error->message, "and 2 more"));

  g_clear_error (&error);
  form = attune_form_from_json ("{\n\"id\" 1}", -1, &error);
  g_assert_null (form);
  g_assert_error (error, ATTUNE_DOMAIN_ERROR, ATTUNE_DOMAIN_ERROR_SYNTAX);
  g_assert_nonnull (strstr (error->message, "line 2"));
}

/* --- Limits -------------------------------------------------------------------------------------------------- */

static char *
repeat (const char *start, const char *format, guint n, const char *end)
{
  g_autoptr (GString) text = g_string_new (start);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", i);
      g_auto (GStrv) pieces = g_strsplit (format, "#", -1);
      g_autofree char *piece = g_strjoinv (number, pieces);

      g_string_append_printf (text, "%s%s", i > 0 ? "," : "", piece);
    }
  g_string_append (text, end);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
assert_limit (const char *start, const char *format, guint most, const char *end, const char *place)
{
  g_autofree char *full = repeat (start, format, most, end);
  g_autofree char *over = repeat (start, format, most + 1, end);
  g_autofree char *none = list_places (full, -1);
  g_autofree char *one = list_places (over, -1);

  g_assert_cmpstr (none, ==, "");
  g_assert_cmpstr (one, ==, place);
}

static void
test_limits (void)
{
  assert_limit (
    "{\"id\":\"f\",\"title\":\"F\",\"sections\":[{\"id\":\"s\",\"title\":\"S\",\"questions\":[",
    YES_NO ("q#"), ATTUNE_FORM_MAX_QUESTIONS, "]}]}", " /sections/0/questions/500");
  assert_limit ("{\"id\":\"f\",\"title\":\"F\",\"sections\":[", SECTION ("s#", ""),
                ATTUNE_FORM_MAX_SECTIONS, "]}", " /sections/100");
  assert_limit (
    "{\"id\":\"f\",\"title\":\"F\",\"sections\":[{\"id\":\"s\",\"title\":\"S\",\"questions\":["
    "{\"id\":\"q\",\"title\":\"Q\",\"type\":\"choice\",\"options\":[",
    "{\"id\":\"o#\"}", ATTUNE_FORM_MAX_OPTIONS, "]}]}]}", " /sections/0/questions/0/options");
  assert_limit (
    "{\"id\":\"f\",\"title\":\"F\",\"sections\":[{\"id\":\"s\",\"title\":\"S\",\"questions\":["
    "{\"id\":\"q\",\"title\":\"Q\",\"type\":\"number\",\"ranges\":[",
    "{\"from\":#}", ATTUNE_FORM_MAX_OPTIONS, "]}]}]}", " /sections/0/questions/0/ranges");
}

static void
test_size (void)
{
  g_autoptr (GString) text = g_string_new ("{\"id\":\"f\",\"title\":\"");
  g_autofree char *places = NULL;
  g_autofree char *huge = g_strnfill (10 * 1000 * 1000, ' ');
  g_autofree char *beyond = NULL;
  g_autoptr (AttuneForm) form = NULL;
  g_autofree char *written = NULL;
  gsize length;

  while (text->len < ATTUNE_FORM_MAX_BYTES - 2)
    g_string_append_c (text, 'x');
  g_string_append (text, "\"}");
  g_assert_cmpuint (text->len, ==, ATTUNE_FORM_MAX_BYTES);
  form = attune_form_from_json (text->str, (gssize) text->len, NULL);
  g_assert_nonnull (form);
  written = attune_form_to_json (form, &length);
  g_assert_cmpuint (length, <=, ATTUNE_FORM_MAX_BYTES);

  g_string_append_c (text, ' ');
  places = list_places (text->str, (gssize) text->len);
  g_assert_cmpstr (places, ==, " .");
  beyond = list_places (huge, -1);
  g_assert_cmpstr (beyond, ==, " .");
}

static void
test_brackets (void)
{
  static const char *const openings[] = { "[", "{\"a\":", "{\"a\":1,\"a\":{",
                                          "[[1,{\"b\":0,\"b\":", "{\"show_if\":{\"not\":" };

  for (guint i = 0; i < G_N_ELEMENTS (openings); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char *places = NULL;

      for (guint j = 0; j < 100000; j++)
        g_string_append (text, openings[i]);
      g_string_truncate (text, MIN (text->len, ATTUNE_FORM_MAX_BYTES));
      places = list_places (text->str, (gssize) text->len);
      g_assert_cmpuint (strlen (places), >, 0);
    }
}

/* Conditions as deep as JSON may be: read, and found to be of no consequence. */
static void
test_deep_condition (void)
{
  g_autoptr (GString) text = g_string_new (
    "{\"id\":\"f\",\"title\":\"F\",\"sections\":[{\"id\":\"s\",\"title\":\"S\",\"questions\":[" YES_NO (
      "a") ",{\"id\":\"b\",\"title\":\"Q\",\"type\":\"yes_no\",\"show_if\":");
  g_autoptr (AttuneForm) form = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 1000; i++)
    g_string_append (text, "{\"not\":");
  g_string_append (text, "{\"question\":\"a\",\"na\":true}");
  for (guint i = 0; i < 1000; i++)
    g_string_append_c (text, '}');
  g_string_append (text, "}]}]}");

  form = attune_form_from_json (text->str, -1, &error);
  g_assert_no_error (error);
  g_assert_cmpint (attune_form_get_question (form, 1)->show_if->kind, ==, ATTUNE_CONDITION_NOT);
}

/* --- What is read -------------------------------------------------------------------------------------------- */

static const char full_form[] =
  "{\"format\":\"attune-form\",\"version\":1,\"id\":\"f\",\"revision\":3,\"title\":\"Billing\","
  "\"x-own\":{\"kept\":[1,2.5,null]},\"description\":\"D\",\"language\":\"fi\","
  "\"channels\":[\"call\",\"chat\"],\"release_days\":2,\"dispute_days\":7,"
  "\"scoring\":{\"mode\":\"points\",\"weigh_by\":\"section\",\"na\":\"full\",\"on_fail\":\"keep\","
  "\"baseline\":12.5,\"floor\":null,\"cap\":110,\"pass\":80,\"x\":0.1,"
  "\"bands\":[{\"from\":50,\"label\":\"B\"},{\"from\":0,\"label\":\"A\"}]},"
  "\"sections\":[{\"id\":\"s\",\"title\":\"S\",\"weight\":2.5,\"na_allowed\":true,"
  "\"sections\":[{\"id\":\"t\",\"title\":\"T\",\"questions\":["
  "{\"id\":\"n\",\"type\":\"number\",\"title\":\"N\",\"decimals\":1,\"ranges\":["
  "{\"from\":null,\"to\":2,\"score\":1,\"label\":\"few\"},{\"from\":2.1,\"score\":0,"
  "\"fail\":\"parent\",\"error\":true,\"reasons\":[{\"id\":\"r\",\"label\":\"R\","
  "\"cause\":\"system\"}]}]}]}],"
  "\"questions\":[{\"id\":\"a\",\"type\":\"yes_no\",\"title\":\"A\",\"x\":true},"
  "{\"id\":\"b\",\"type\":\"checklist\",\"title\":\"B\",\"guidance\":\"G\",\"required\":false,"
  "\"na_allowed\":false,\"scored\":true,\"weight\":0,\"bonus\":true,\"error_type\":\"business\","
  "\"behaviour\":\"smile\",\"comment\":\"required_below_full\","
  "\"show_if\":{\"all\":[{\"question\":\"a\",\"is\":[\"yes\",\"no\"]},{\"not\":{\"question\":\"a\","
  "\"na\":true}}]},"
  "\"options\":[{\"id\":\"x\",\"score\":3,\"guidance\":\"why\"},{\"id\":\"y\",\"label\":\"Y\","
  "\"score\":-1}]}]}]}";

static void
assert_settings (AttuneForm *form)
{
  g_assert_cmpstr (attune_form_get_id (form), ==, "f");
  g_assert_cmpuint (attune_form_get_revision (form), ==, 3);
  g_assert_cmpstr (attune_form_get_title (form), ==, "Billing");
  g_assert_cmpstr (attune_form_get_description (form), ==, "D");
  g_assert_cmpstr (attune_form_get_language (form), ==, "fi");
  g_assert_cmpstr (attune_form_get_channels (form)[1], ==, "chat");
  g_assert_null (attune_form_get_channels (form)[2]);
  g_assert_cmpuint (attune_form_get_release_days (form), ==, 2);
  g_assert_cmpuint (attune_form_get_dispute_days (form), ==, 7);
}

static void
assert_scoring (const AttuneFormScoring *scoring)
{
  g_assert_cmpint (scoring->mode, ==, ATTUNE_SCORING_POINTS);
  g_assert_cmpint (scoring->weigh_by, ==, ATTUNE_WEIGH_BY_SECTION);
  g_assert_cmpint (scoring->na, ==, ATTUNE_NA_FULL);
  g_assert_cmpint (scoring->on_fail, ==, ATTUNE_ON_FAIL_KEEP);
  g_assert_cmpint (scoring->baseline, ==, 125000);
  g_assert_false (scoring->has_floor);
  g_assert_cmpint (scoring->cap, ==, 1100000);
  g_assert_cmpint (scoring->pass, ==, 800000);
  g_assert_cmpuint (scoring->n_bands, ==, 2);
  g_assert_cmpstr (scoring->bands[0].label, ==, "A");
}

static void
assert_sections (AttuneForm *form)
{
  const AttuneFormSection *section;

  g_assert_cmpuint (attune_form_get_n_sections (form), ==, 2);
  section = attune_form_get_section (form, 0);
  g_assert_cmpint (section->weight, ==, 25000);
  g_assert_true (section->na_allowed);
  g_assert_cmpuint (section->n_questions, ==, 2);
  g_assert_cmpuint (section->end_question, ==, 3);
  g_assert_cmpuint (section->end_section, ==, 2);
  section = attune_form_get_section (form, 1);
  g_assert_cmpuint (section->parent, ==, 0);
  g_assert_cmpuint (section->first_question, ==, 2);
}

static void
assert_yes_no (const AttuneFormQuestion *question)
{
  g_assert_true (question->required && question->na_allowed && question->scored);
  g_assert_true (question->can_score && !question->bonus);
  g_assert_cmpint (question->weight, ==, ATTUNE_DECIMAL_ONE);
  g_assert_cmpint (question->comment, ==, ATTUNE_COMMENT_OPTIONAL);
  g_assert_cmpuint (question->n_options, ==, 2);
  g_assert_cmpint (question->options[0].score, ==, ATTUNE_DECIMAL_ONE);
}

static void
assert_checklist (const AttuneFormQuestion *question)
{
  g_assert_cmpint (question->type, ==, ATTUNE_QUESTION_CHECKLIST);
  g_assert_true (!question->required && !question->na_allowed && question->bonus);
  g_assert_cmpint (question->error_type, ==, ATTUNE_ERROR_TYPE_BUSINESS);
  g_assert_cmpstr (question->behaviour, ==, "smile");
  g_assert_cmpint (question->show_if->kind, ==, ATTUNE_CONDITION_ALL);
  g_assert_cmpuint (question->show_if->children[0].n_options, ==, 2);
  g_assert_cmpint (question->show_if->children[1].children->kind, ==, ATTUNE_CONDITION_NA);
  g_assert_cmpstr (question->options[0].label, ==, "x");
  g_assert_cmpstr (question->options[0].guidance, ==, "why");
  g_assert_cmpint (attune_form_question_get_best (question, ATTUNE_SCORING_POINTS), ==, 30000);
}

static void
assert_number (const AttuneFormQuestion *question)
{
  g_assert_cmpuint (question->decimals, ==, 1);
  g_assert_false (question->options[0].has_from);
  g_assert_cmpint (question->options[1].fail, ==, ATTUNE_FAIL_PARENT);
  g_assert_cmpint (question->options[1].reasons[0].cause, ==, ATTUNE_CAUSE_SYSTEM);
  g_assert_cmpuint (attune_form_question_find_range (question, 20000), ==, 0);
  g_assert_cmpuint (attune_form_question_find_range (question, 21000), ==, 1);
  g_assert_cmpuint (attune_form_question_find_range (question, 20500), ==, ATTUNE_FORM_NONE);
}

static void
test_read (void)
{
  g_autoptr (AttuneForm) form = attune_form_from_json (full_form, -1, NULL);

  g_assert_nonnull (form);
  assert_settings (form);
  assert_scoring (attune_form_get_scoring (form));
  assert_sections (form);
  g_assert_cmpuint (attune_form_get_n_questions (form), ==, 3);
  assert_yes_no (attune_form_get_question (form, 0));
  assert_checklist (attune_form_get_question (form, attune_form_find_question (form, "b")));
  assert_number (attune_form_get_question (form, 2));

  g_assert_cmpuint (attune_form_find_question (form, "s"), ==, ATTUNE_FORM_NONE);
  g_assert_cmpuint (attune_form_find_section (form, "t"), ==, 1);
  g_assert_cmpuint (attune_form_find_section (form, "a"), ==, ATTUNE_FORM_NONE);
  g_assert_cmpuint (attune_form_find_question (form, "zz"), ==, ATTUNE_FORM_NONE);
}

static void
test_defaults (void)
{
  g_autoptr (AttuneForm) form = attune_form_from_json (QUESTIONS (YES_NO ("a")), -1, NULL);
  const AttuneFormScoring *scoring = attune_form_get_scoring (form);

  g_assert_cmpuint (attune_form_get_revision (form), ==, 0);
  g_assert_cmpuint (attune_form_get_dispute_days (form), ==, 14);
  g_assert_null (attune_form_get_channels (form)[0]);
  g_assert_cmpint (scoring->mode, ==, ATTUNE_SCORING_SHARE);
  g_assert_cmpint (scoring->cap, ==, 100 * ATTUNE_DECIMAL_ONE);
  g_assert_true (scoring->has_floor && scoring->has_cap && !scoring->has_pass);
  g_assert_cmpuint (scoring->n_bands, ==, 0);
  g_assert_false (attune_form_get_section (form, 0)->na_allowed);
  g_assert_cmpint (attune_form_get_question (form, 0)->options[0].score, ==,
                   100 * ATTUNE_DECIMAL_ONE);
}

/* --- Round trips --------------------------------------------------------------------------------------------- */

static void
assert_round_trip (const char *text)
{
  g_autoptr (AttuneForm) form = attune_form_from_json (text, -1, NULL);
  g_autofree char *written = attune_form_to_json (form, NULL);
  g_autoptr (AttuneForm) again = attune_form_from_json (written, -1, NULL);
  g_autofree char *rewritten = attune_form_to_json (again, NULL);
  json_t *before = json_loads (text, 0, NULL);
  json_t *after = json_loads (written, 0, NULL);

  g_assert_true (attune_form_equal (form, again));
  g_assert_cmpstr (written, ==, rewritten);
  g_assert_true (json_equal (before, after));
  json_decref (before);
  json_decref (after);
}

static void
test_round_trip (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (3);
  g_autoptr (AttuneForm) form = attune_form_from_json (full_form, -1, NULL);
  g_autofree char *written = attune_form_to_json (form, NULL);

  assert_round_trip (full_form);
  g_assert_nonnull (strstr (written, "\"x-own\""));
  g_assert_nonnull (strstr (written, "0.1,"));
  for (guint i = 0; i < 200; i++)
    {
      json_t *node = random_form_new (random);
      g_autofree char *text = json_dumps (node, 0);

      assert_round_trip (text);
      json_decref (node);
    }
}

/* What is wrong with a text is said in words of ours, with what to do, whatever the parser calls it. */
static void
test_words (void)
{
  g_autofree char *brackets = g_strnfill (100000, '[');
  g_autofree char *spaces = g_strnfill (ATTUNE_FORM_MAX_BYTES + 1, ' ');
  const struct
  {
    const char *text;
    const char *says;
  } cases[] = {
    { "{\"id\":\"\\u0000\"}", "Take it out" },
    { "{\"\\u0000\":1}", "Take it out" },
    { brackets, "too deep" },
    { spaces, "Make it shorter" },
    { "", "Check that it is whole" },
    { "{", "Check that it is whole" },
    { "{} x", "behind its end" },
    { "{\"id\":1e999}", "too large" },
    { "{\"id\":\"\xff\"}", "Save it in UTF-8" },
    { "{\"id\",}", "a comma, colon, quote or bracket" },
    { "{nonsense}", "a comma, colon, quote or bracket" },
  };
  static const char *const foreign[] = { "JSON_", "parsing", "expected", "near", "token" };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (AttuneForm) form = attune_form_from_json (cases[i].text, -1, &error);

      g_test_message ("%s", error->message);
      g_assert_null (form);
      g_assert_nonnull (strstr (error->message, cases[i].says));
      for (guint j = 0; j < G_N_ELEMENTS (foreign); j++)
        g_assert_null (strstr (error->message, foreign[j]));
    }
}

/* Some editors put a byte order mark before what they save. */
static void
test_mark (void)
{
  g_autofree char *marked = g_strconcat ("\xEF\xBB\xBF", full_form, NULL);
  g_autofree char *twice = g_strconcat ("\xEF\xBB\xBF", marked, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (AttuneForm) form = attune_form_from_json (marked, -1, &error);
  g_autoptr (AttuneForm) plain = attune_form_from_json (full_form, -1, NULL);
  g_autofree char *written = NULL, *expected = NULL;

  g_assert_no_error (error);
  written = attune_form_to_json (form, NULL);
  expected = attune_form_to_json (plain, NULL);
  g_assert_cmpstr (written, ==, expected);
  g_assert_null (attune_form_from_json (twice, -1, NULL));
}

/* What choosing an option fails: what is written, or the form where the question stays below. */
static void
test_fails (void)
{
  static const struct
  {
    const char *mode;
    const char *extra;
    const char *type;
    AttuneFailScope fails[3]; /* of options with 100, 50 and 0 */
  } cases[] = {
    { "share", "", "choice", { ATTUNE_FAIL_NONE, ATTUNE_FAIL_NONE, ATTUNE_FAIL_SECTION } },
    { "share",
      ",\"fail_below\":50",
      "choice",
      { ATTUNE_FAIL_NONE, ATTUNE_FAIL_NONE, ATTUNE_FAIL_FORM } },
    { "points",
      ",\"fail_below\":51",
      "scale",
      { ATTUNE_FAIL_NONE, ATTUNE_FAIL_FORM, ATTUNE_FAIL_FORM } },
    { "share",
      ",\"fail_below\":51,\"scored\":false",
      "choice",
      { ATTUNE_FAIL_NONE, ATTUNE_FAIL_NONE, ATTUNE_FAIL_SECTION } },
    { "share",
      ",\"fail_below\":51",
      "checklist",
      { ATTUNE_FAIL_NONE, ATTUNE_FAIL_NONE, ATTUNE_FAIL_SECTION } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf (
        "{\"id\":\"f\",\"title\":\"F\",\"scoring\":{\"mode\":\"%s\"},\"sections\":[{\"id\":\"s\",\"title\":\"S\","
        "\"questions\":[{\"id\":\"q\",\"type\":\"%s\",\"title\":\"Q\",\"options\":[{\"id\":\"a\",\"score\":100},"
        "{\"id\":\"b\",\"score\":50},{\"id\":\"c\",\"fail\":\"section\"}]%s}]}]}",
        cases[i].mode, cases[i].type, cases[i].extra);
      g_autoptr (AttuneForm) form = attune_form_from_json (text, -1, NULL);
      const AttuneFormQuestion *question = attune_form_get_question (form, 0);

      for (guint j = 0; j < 3; j++)
        g_assert_cmpint (attune_form_option_get_fail (&question->options[j]), ==,
                         cases[i].fails[j]);
    }
}

/* Numbers that others put into a form come back as they were, to the last digit; ours stay short. */
static void
test_digits (void)
{
  g_autoptr (AttuneForm) form = attune_form_from_json (
    "{\"id\": \"f\", \"title\": \"F\", \"theirs\": 0.12345678901234568,"
    " \"scoring\": {\"pass\": 79.1}, \"sections\": []}",
    -1, NULL);
  g_autoptr (AttuneForm) plain = attune_form_from_json (
    "{\"id\": \"f\", \"title\": \"F\", \"scoring\": {\"pass\": 79.1}, \"sections\": []}", -1, NULL);
  g_autofree char *text = attune_form_to_json (form, NULL);
  g_autofree char *plain_text = attune_form_to_json (plain, NULL);
  g_autoptr (AttuneForm) again = attune_form_from_json (text, -1, NULL);

  g_assert_nonnull (strstr (text, "0.12345678901234568"));
  g_assert_true (attune_form_equal (form, again));
  g_assert_nonnull (strstr (plain_text, "\"pass\": 79.1\n"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/form/bad", test_bad);
  g_test_add_func ("/form/fails", test_fails);
  g_test_add_func ("/form/words", test_words);
  g_test_add_func ("/form/mark", test_mark);
  g_test_add_func ("/form/error", test_error);
  g_test_add_func ("/form/limits", test_limits);
  g_test_add_func ("/form/size", test_size);
  g_test_add_func ("/form/brackets", test_brackets);
  g_test_add_func ("/form/deep-condition", test_deep_condition);
  g_test_add_func ("/form/read", test_read);
  g_test_add_func ("/form/defaults", test_defaults);
  g_test_add_func ("/form/round-trip", test_round_trip);
  g_test_add_func ("/form/digits", test_digits);
  return g_test_run ();
}
