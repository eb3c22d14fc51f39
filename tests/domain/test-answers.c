/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "AttuneTest"

#include "config.h"

#include "attune-answers.h"
#include "random-form.h"

#include <string.h>

static const char form_text[] =
  "{\"id\":\"f\",\"title\":\"F\",\"revision\":2,\"sections\":["
  "{\"id\":\"s\",\"title\":\"S\",\"na_allowed\":true,\"questions\":["
  "{\"id\":\"yes\",\"type\":\"yes_no\",\"title\":\"Y\",\"na_allowed\":false,"
  "\"comment\":\"required_below_full\",\"options\":[{\"id\":\"y\",\"score\":100},"
  "{\"id\":\"n\",\"score\":0,\"reasons\":[{\"id\":\"fast\",\"label\":\"Fast\"},"
  "{\"id\":\"slow\",\"label\":\"Slow\"}]},{\"id\":\"half\",\"score\":50,"
  "\"reasons\":[{\"id\":\"fast\",\"label\":\"Fast\"}]}]},"
  "{\"id\":\"list\",\"type\":\"checklist\",\"title\":\"L\",\"comment\":\"required\","
  "\"options\":[{\"id\":\"a\"},{\"id\":\"b\",\"reasons\":[{\"id\":\"r\",\"label\":\"R\"}]},"
  "{\"id\":\"c\"}]},"
  "{\"id\":\"num\",\"type\":\"number\",\"title\":\"N\",\"decimals\":1,"
  "\"ranges\":[{\"from\":0,\"to\":2,\"score\":100},{\"from\":3,\"to\":null}]}]},"
  "{\"id\":\"t\",\"title\":\"T\",\"questions\":["
  "{\"id\":\"text\",\"type\":\"text\",\"title\":\"X\"},"
  "{\"id\":\"date\",\"type\":\"date\",\"title\":\"D\",\"required\":false},"
  "{\"id\":\"free\",\"type\":\"number\",\"title\":\"F\",\"required\":false,\"decimals\":4},"
  "{\"id\":\"hid\",\"type\":\"yes_no\",\"title\":\"H\","
  "\"show_if\":{\"question\":\"yes\",\"is\":[\"n\"]}}]}]}";

enum
{
  YES,
  LIST,
  NUM,
  TEXT,
  DATE,
  FREE,
  HID,
};

static AttuneForm *
make_form (void)
{
  g_autoptr (GError) error = NULL;
  AttuneForm *form = attune_form_from_json (form_text, -1, &error);

  g_assert_no_error (error);
  return form;
}

/* --- What is wrong ------------------------------------------------------------------------------------------- */

#define ANSWERS(inside) "{\"answers\":{" inside "}}"

static const struct
{
  const char *text;
  const char *places;
} bad_answers[] = {
  { "", " 1:1" },
  { "[]", " ." },
  { "{\"answers\":{\"yes\":{},\"yes\":{}}}", " /answers/yes" },
  { "{\"format\":\"attune-form\"}", " /format" },
  { "{\"version\":2}", " /version" },
  { "{\"form\":\"g\"}", " /form" },
  { "{\"form_revision\":3}", " /form_revision" },
  { "{\"form\":1,\"form_revision\":\"2\"}", " /form /form_revision" },
  { "{\"answers\":[],\"sections\":1}", " /answers /sections" },
  { ANSWERS ("\"zz\":{\"option\":\"y\"},\"s\":{}"), " /answers/zz /answers/s" },
  { ANSWERS ("\"yes\":1,\"list\":[]"), " /answers/yes /answers/list" },
  { ANSWERS ("\"yes\":{\"option\":\"maybe\"}"), " /answers/yes/option" },
  { ANSWERS ("\"yes\":{\"option\":null}"), " /answers/yes/option" },
  { ANSWERS ("\"yes\":{\"options\":[\"y\"]}"), " /answers/yes/options" },
  { ANSWERS ("\"yes\":{\"na\":true}"), " /answers/yes/na" },
  { ANSWERS ("\"yes\":{\"na\":\"yes\",\"comment\":1,\"origin\":\"robot\"}"),
    " /answers/yes/na /answers/yes/comment /answers/yes/origin" },
  { ANSWERS ("\"yes\":{\"option\":\"n\",\"reasons\":[\"r\",1]}"),
    " /answers/yes/reasons/0 /answers/yes/reasons/1" },
  { ANSWERS ("\"yes\":{\"option\":\"y\",\"reasons\":[\"fast\"]}"), " /answers/yes/reasons/0" },
  { ANSWERS ("\"yes\":{\"option\":\"n\",\"reasons\":\"fast\"}"), " /answers/yes/reasons" },
  { ANSWERS ("\"list\":{\"option\":\"a\"}"), " /answers/list/option" },
  { ANSWERS ("\"list\":{\"options\":\"a\"}"), " /answers/list/options" },
  { ANSWERS ("\"list\":{\"options\":[\"a\",\"z\",\"a\",2]}"),
    " /answers/list/options/1 /answers/list/options/2 /answers/list/options/3" },
  { ANSWERS ("\"num\":{\"number\":2.5}"), " /answers/num/number" },
  { ANSWERS ("\"num\":{\"number\":-1}"), " /answers/num/number" },
  { ANSWERS ("\"num\":{\"number\":1.25}"), " /answers/num/number" },
  { ANSWERS ("\"num\":{\"number\":\"1\"}"), " /answers/num/number" },
  { ANSWERS ("\"num\":{\"number\":1e12}"), " /answers/num/number" },
  { ANSWERS ("\"text\":{\"text\":1}"), " /answers/text/text" },
  { ANSWERS ("\"date\":{\"date\":\"2026-02-29\"}"), " /answers/date/date" },
  { ANSWERS ("\"date\":{\"date\":\"21.11.2026\"}"), " /answers/date/date" },
  { ANSWERS ("\"date\":{\"date\":\"2026-1-01\"}"), " /answers/date/date" },
  { ANSWERS ("\"date\":{\"date\":\"0000-01-01\"}"), " /answers/date/date" },
  { ANSWERS ("\"date\":{\"date\":20261121}"), " /answers/date/date" },
  { "{\"sections\":{\"zz\":{},\"t\":{\"na\":true},\"s\":1}}",
    " /sections/zz /sections/t/na /sections/s" },
};

static char *
list_places (AttuneForm *form, const char *text)
{
  g_autoptr (GPtrArray) faults = attune_faults_new ();
  g_autoptr (AttuneAnswers) answers = attune_answers_parse (form, text, -1, faults);
  g_autoptr (GString) places = g_string_new (NULL);

  g_assert_true ((answers == NULL) == (faults->len > 0));
  for (guint i = 0; i < faults->len; i++)
    {
      const AttuneFault *fault = g_ptr_array_index (faults, i);

      if (fault->line > 0)
        g_string_append_printf (places, " %u:%u", fault->line, fault->column);
      else
        g_string_append_printf (places, " %s", *fault->place != '\0' ? fault->place : ".");
    }
  return g_string_free (g_steal_pointer (&places), FALSE);
}

static void
test_bad (void)
{
  g_autoptr (AttuneForm) form = make_form ();

  for (guint i = 0; i < G_N_ELEMENTS (bad_answers); i++)
    {
      g_autofree char *places = list_places (form, bad_answers[i].text);

      if (g_strcmp0 (places, bad_answers[i].places) != 0)
        g_test_fail_printf ("case %u, %s: expected%s, got%s", i, bad_answers[i].text,
                            bad_answers[i].places, places);
    }
}

static void
test_size (void)
{
  g_autoptr (AttuneForm) form = make_form ();
  g_autofree char *huge = g_strnfill (10 * 1000 * 1000, ' ');
  g_autofree char *places = list_places (form, huge);

  g_assert_cmpstr (places, ==, " .");
}

/* --- Round trips --------------------------------------------------------------------------------------------- */

static const char all_answers[] =
  "{\"format\":\"attune-answers\",\"version\":1,\"form\":\"f\",\"form_revision\":2,\"answers\":{"
  "\"yes\":{\"option\":\"n\",\"reasons\":[\"fast\",\"slow\"],\"comment\":\"Hm\","
  "\"origin\":\"default\"},"
  "\"list\":{\"options\":[\"a\",\"c\"],\"na\":true,\"x\":{\"y\":1}},"
  "\"num\":{\"number\":1.5},\"text\":{\"text\":\"Words\"},\"date\":{\"date\":\"2028-02-29\"},"
  "\"free\":{\"number\":-0.0001},\"hid\":{\"comment\":\"only this\",\"origin\":\"suggestion\"}},"
  "\"sections\":{\"s\":{\"na\":true,\"z\":2},\"t\":{\"q\":[]}},\"own\":\"kept\"}";

static void
test_round_trip (void)
{
  g_autoptr (AttuneForm) form = make_form ();
  g_autoptr (GError) error = NULL;
  g_autoptr (AttuneAnswers) answers = attune_answers_from_json (form, all_answers, -1, &error);
  g_autoptr (AttuneAnswers) none = attune_answers_new (form);
  g_autofree char *written = NULL;
  g_autofree char *nothing = attune_answers_to_json (none, NULL);

  g_assert_no_error (error);
  written = attune_answers_to_json (answers, NULL);
  g_assert_cmpstr (written, ==, all_answers);
  g_assert_cmpstr (nothing, ==,
                   "{\"format\":\"attune-answers\",\"version\":1,\"form\":\"f\","
                   "\"form_revision\":2,\"answers\":{},\"sections\":{}}");
  g_assert_false (attune_answers_equal (answers, none));
  g_assert_true (attune_answers_equal (answers, answers));
}

/* Whatever is changed makes them unequal, and the same once more equal, wherever it was read. */
static void
test_equal (void)
{
  static const char *const changes[][2] = {
    { "\"n\",\"reasons\":[\"fast\",\"slow\"]", "\"y\"" },
    { "[\"fast\",\"slow\"]", "[\"fast\"]" },
    { "\"Hm\"", "\"Hmm\"" },
    { "\"origin\":\"default\"", "\"origin\":\"suggestion\"" },
    { "[\"a\",\"c\"]", "[\"a\"]" },
    { "[\"a\",\"c\"]", "[]" },
    { "\"na\":true,\"x\"", "\"x\"" },
    { "{\"y\":1}", "{\"y\":2}" },
    { "1.5", "1.4" },
    { "Words", "words" },
    { "2028-02-29", "2028-02-28" },
    { "\"text\":{\"text\":\"Words\"},", "" },
    { "{\"na\":true,\"z\":2}", "{\"z\":2}" },
    { "\"z\":2", "\"z\":3" },
    { "\"kept\"", "\"other\"" },
  };
  g_autoptr (AttuneForm) form = make_form ();
  g_autoptr (AttuneForm) same_form = make_form ();
  g_autoptr (AttuneAnswers) answers = attune_answers_from_json (form, all_answers, -1, NULL);
  g_autoptr (AttuneAnswers) again = attune_answers_from_json (form, all_answers, -1, NULL);
  g_autoptr (AttuneAnswers) there = attune_answers_from_json (same_form, all_answers, -1, NULL);

  g_assert_true (attune_answers_equal (answers, again));
  g_assert_true (attune_answers_equal (answers, there));
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr (GString) text = g_string_new (all_answers);
      g_autoptr (AttuneAnswers) changed = NULL;

      g_assert_cmpuint (g_string_replace (text, changes[i][0], changes[i][1], 1), ==, 1);
      changed = attune_answers_from_json (form, text->str, -1, NULL);
      g_assert_nonnull (changed);
      g_assert_false (attune_answers_equal (answers, changed));
      g_assert_false (attune_answers_equal (changed, answers));
    }
}

/* Each question whose answer is another counts once, and so does each that stands otherwise by that. */
static void
test_differing (void)
{
  g_autoptr (AttuneForm) form = make_form ();
  g_autoptr (AttuneForm) same_form = make_form ();
  g_autoptr (AttuneAnswers) none = attune_answers_new (form);
  g_autoptr (AttuneAnswers) answers = attune_answers_from_json (form, all_answers, -1, NULL);
  g_autoptr (AttuneAnswers) there = attune_answers_from_json (same_form, all_answers, -1, NULL);
  g_autoptr (AttuneAnswers) na = attune_answers_with_section_na (none, 0, TRUE);
  const AttuneFormSection *section = attune_form_get_section (form, 0);
  guint n = attune_form_get_n_questions (form);

  g_assert_cmpuint (attune_answers_count_differing (answers, answers), ==, 0);
  g_assert_cmpuint (attune_answers_find_differing (answers, answers), ==, ATTUNE_FORM_NONE);
  g_assert_cmpuint (attune_answers_count_differing (answers, there), ==, 0);
  g_assert_cmpuint (attune_answers_count_differing (answers, none), >, 1);
  g_assert_cmpuint (attune_answers_count_differing (none, answers), ==,
                    attune_answers_count_differing (answers, none));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (AttuneAnswers) said = attune_answers_with_comment (none, i, "Said");

      g_assert_cmpuint (attune_answers_count_differing (none, said), ==, 1);
      g_assert_cmpuint (attune_answers_find_differing (none, said), ==, i);
      g_assert_true (attune_answers_differ_at (none, said, i));
      g_assert_false (attune_answers_differ_at (said, said, i));
    }
  g_assert_cmpuint (attune_answers_find_differing (none, na), ==, section->first_question);
  g_assert_cmpuint (attune_answers_count_differing (none, na), <=,
                    section->end_question - section->first_question);
}

static void
test_read (void)
{
  g_autoptr (AttuneForm) form = make_form ();
  g_autoptr (AttuneAnswers) answers = attune_answers_from_json (form, all_answers, -1, NULL);
  const AttuneAnswer *answer = attune_answers_get (answers, YES);

  g_assert_true (answer->has_value && !answer->na);
  g_assert_cmpuint (answer->n_options, ==, 1);
  g_assert_cmpuint (answer->options[0], ==, 1);
  g_assert_cmpstr (answer->reasons[1], ==, "slow");
  g_assert_null (answer->reasons[2]);
  g_assert_cmpstr (answer->comment, ==, "Hm");
  g_assert_cmpint (answer->origin, ==, ATTUNE_ORIGIN_DEFAULT);

  answer = attune_answers_get (answers, LIST);
  g_assert_true (answer->has_value && answer->na);
  g_assert_cmpuint (answer->options[1], ==, 2);
  answer = attune_answers_get (answers, NUM);
  g_assert_cmpint (answer->number, ==, 15000);
  g_assert_cmpuint (answer->options[0], ==, 0);
  g_assert_cmpstr (attune_answers_get (answers, TEXT)->text, ==, "Words");
  g_assert_cmpstr (attune_answers_get (answers, DATE)->date, ==, "2028-02-29");
  answer = attune_answers_get (answers, HID);
  g_assert_false (answer->has_value);
  g_assert_cmpstr (answer->reasons[0], ==, NULL);
}

/* --- One thing changed --------------------------------------------------------------------------------------- */

static void
take (AttuneAnswers **answers, AttuneAnswers *changed)
{
  g_assert_nonnull (changed);
  attune_answers_unref (*answers);
  *answers = changed;
}

static void
test_with (void)
{
  static const char *const reasons[] = { "fast", "slow", "fast", "nonsense", NULL };
  static const guint options[] = { 2, 1 };
  g_autoptr (AttuneForm) form = make_form ();
  g_autoptr (AttuneAnswers) first = attune_answers_new (form);
  g_autoptr (AttuneAnswers) answers = attune_answers_ref (first);
  g_autoptr (GError) error = NULL;
  g_autofree char *written = NULL;

  take (&answers, attune_answers_with_option (answers, YES, 1));
  take (&answers, attune_answers_with_reasons (answers, YES, reasons));
  take (&answers, attune_answers_with_comment (answers, YES, "Why"));
  take (&answers, attune_answers_with_options (answers, LIST, options, 2));
  take (&answers, attune_answers_with_number (answers, NUM, 15000, &error));
  take (&answers, attune_answers_with_text (answers, TEXT, "Words"));
  take (&answers, attune_answers_with_date (answers, DATE, "2026-11-21", &error));
  take (&answers, attune_answers_with_na (answers, FREE, TRUE));
  take (&answers, attune_answers_with_origin (answers, TEXT, ATTUNE_ORIGIN_SUGGESTION));
  take (&answers, attune_answers_with_section_na (answers, 0, TRUE));
  written = attune_answers_to_json (answers, NULL);
  g_assert_cmpstr (
    strstr (written, "\"answers\""), ==,
    "\"answers\":{\"yes\":{\"option\":\"n\",\"reasons\":[\"fast\",\"slow\"],\"comment\":\"Why\"},"
    "\"list\":{\"options\":[\"b\",\"c\"]},\"num\":{\"number\":1.5},"
    "\"text\":{\"text\":\"Words\",\"origin\":\"suggestion\"},"
    "\"date\":{\"date\":\"2026-11-21\"},\"free\":{\"na\":true}},\"sections\":{\"s\":{\"na\":true}}}");

  /* Another value keeps the reasons that belong to it, and is a person's. */
  take (&answers, attune_answers_with_option (answers, YES, 2));
  g_assert_cmpstr (attune_answers_get (answers, YES)->reasons[0], ==, "fast");
  g_assert_null (attune_answers_get (answers, YES)->reasons[1]);
  take (&answers, attune_answers_with_text (answers, TEXT, "Other"));
  g_assert_cmpint (attune_answers_get (answers, TEXT)->origin, ==, ATTUNE_ORIGIN_PERSON);

  /* Cleared: the comment stays. */
  take (&answers, attune_answers_with_cleared (answers, YES));
  g_assert_false (attune_answers_get (answers, YES)->has_value);
  g_assert_cmpstr (attune_answers_get (answers, YES)->comment, ==, "Why");
  g_assert_null (attune_answers_get (answers, YES)->reasons[0]);

  /* All the way back. */
  take (&answers, attune_answers_with_comment (answers, YES, NULL));
  take (&answers, attune_answers_with_cleared (answers, LIST));
  take (&answers, attune_answers_with_cleared (answers, NUM));
  take (&answers, attune_answers_with_text (answers, TEXT, " \n"));
  take (&answers, attune_answers_with_cleared (answers, DATE));
  take (&answers, attune_answers_with_na (answers, FREE, FALSE));
  take (&answers, attune_answers_with_section_na (answers, 0, FALSE));
  g_assert_true (attune_answers_equal (answers, first));
  g_assert_false (attune_answers_get (first, YES)->has_value);
}

static void
test_refused (void)
{
  static const AttuneDecimal numbers[] = { 25000, -10000, 12500 };
  static const char *const dates[] = { "", "2026-13-01", "2026-11-31", "tomorrow", "2026-11-211" };
  g_autoptr (AttuneForm) form = make_form ();
  g_autoptr (AttuneAnswers) answers = attune_answers_new (form);

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (attune_answers_with_number (answers, NUM, numbers[i], &error));
      g_assert_error (error, ATTUNE_DOMAIN_ERROR, ATTUNE_DOMAIN_ERROR_REFUSED);
    }
  for (guint i = 0; i < G_N_ELEMENTS (dates); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (attune_answers_with_date (answers, DATE, dates[i], &error));
      g_assert_error (error, ATTUNE_DOMAIN_ERROR, ATTUNE_DOMAIN_ERROR_REFUSED);
    }
}

/* --- How questions stand ------------------------------------------------------------------------------------- */

static void
test_state (void)
{
  static const struct
  {
    const char *text;
    guint question;
    guint state;
  } cases[] = {
    { "{}", YES, ATTUNE_STATE_SHOWN | ATTUNE_STATE_MISSING },
    { "{}", DATE, ATTUNE_STATE_SHOWN },
    { "{}", HID, 0 },
    { ANSWERS ("\"yes\":{\"option\":\"y\"}"), YES,
      ATTUNE_STATE_SHOWN | ATTUNE_STATE_ANSWERED | ATTUNE_STATE_APPLICABLE },
    { ANSWERS ("\"yes\":{\"option\":\"half\"}"), YES,
      ATTUNE_STATE_SHOWN | ATTUNE_STATE_ANSWERED | ATTUNE_STATE_APPLICABLE |
        ATTUNE_STATE_COMMENT_MISSING },
    { ANSWERS ("\"yes\":{\"option\":\"half\",\"comment\":\"x\"}"), YES,
      ATTUNE_STATE_SHOWN | ATTUNE_STATE_ANSWERED | ATTUNE_STATE_APPLICABLE },
    { ANSWERS ("\"yes\":{\"comment\":\"x\"}"), YES, ATTUNE_STATE_SHOWN | ATTUNE_STATE_MISSING },
    { "{\"sections\":{\"s\":{\"na\":true}}}", YES, ATTUNE_STATE_SHOWN | ATTUNE_STATE_NA },
    { "{\"sections\":{\"s\":{\"na\":true}},\"answers\":{\"yes\":{\"option\":\"n\"}}}", HID, 0 },
    { "{\"sections\":{\"s\":{\"na\":true}}}", LIST,
      ATTUNE_STATE_SHOWN | ATTUNE_STATE_NA | ATTUNE_STATE_COMMENT_MISSING },
    { ANSWERS ("\"list\":{\"options\":[]}"), LIST,
      ATTUNE_STATE_SHOWN | ATTUNE_STATE_ANSWERED | ATTUNE_STATE_APPLICABLE |
        ATTUNE_STATE_COMMENT_MISSING },
    { ANSWERS ("\"list\":{\"na\":true,\"comment\":\"x\"}"), LIST,
      ATTUNE_STATE_SHOWN | ATTUNE_STATE_NA },
    { ANSWERS ("\"text\":{\"text\":\"x\"}"), TEXT, ATTUNE_STATE_SHOWN | ATTUNE_STATE_ANSWERED },
    { ANSWERS ("\"free\":{\"number\":9}"), FREE, ATTUNE_STATE_SHOWN | ATTUNE_STATE_ANSWERED },
    { ANSWERS ("\"yes\":{\"option\":\"n\"}"), HID, ATTUNE_STATE_SHOWN | ATTUNE_STATE_MISSING },
    { ANSWERS ("\"yes\":{\"option\":\"n\"},\"hid\":{\"option\":\"yes\"}"), HID,
      ATTUNE_STATE_SHOWN | ATTUNE_STATE_ANSWERED | ATTUNE_STATE_APPLICABLE },
    { ANSWERS ("\"yes\":{\"option\":\"y\"},\"hid\":{\"option\":\"yes\"}"), HID, 0 },
  };
  g_autoptr (AttuneForm) form = make_form ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (AttuneAnswers)
        answers = attune_answers_from_json (form, cases[i].text, -1, &error);

      g_assert_no_error (error);
      g_assert_cmphex (attune_answers_get_state (answers, cases[i].question), ==, cases[i].state);
    }
}

static void
test_count (void)
{
  g_autoptr (AttuneForm) form = make_form ();
  g_autoptr (AttuneAnswers) answers = attune_answers_new (form);

  g_assert_cmpuint (attune_answers_count (answers, ATTUNE_STATE_SHOWN), ==, 6);
  g_assert_cmpuint (attune_answers_count (answers, ATTUNE_STATE_MISSING), ==, 4);
  g_assert_false (attune_answers_is_complete (answers));
  g_assert_true (attune_answers_is_section_shown (answers, 0));
  take (&answers, attune_answers_with_section_na (answers, 0, TRUE));
  g_assert_true (attune_answers_is_section_na (answers, 0));
  take (&answers, attune_answers_with_text (answers, TEXT, "x"));
  g_assert_true (attune_answers_is_complete (answers));
  g_assert_cmpuint (attune_answers_count (answers, ATTUNE_STATE_SHOWN | ATTUNE_STATE_NA), ==, 3);
}

/* --- Another revision ---------------------------------------------------------------------------------------- */

static void
test_rebase (void)
{
  static const char
    new_form[] = "{\"id\":\"f\",\"title\":\"F\",\"revision\":3,\"sections\":["
                 "{\"id\":\"t\",\"title\":\"T\",\"na_allowed\":true,\"questions\":["
                 "{\"id\":\"list\",\"type\":\"checklist\",\"title\":\"L\",\"na_allowed\":false,"
                 "\"options\":[{\"id\":\"c\"},{\"id\":\"a\"}]},"
                 "{\"id\":\"yes\",\"type\":\"scale\",\"title\":\"Y\",\"options\":[{\"id\":\"n\","
                 "\"reasons\":[{\"id\":\"slow\",\"label\":\"Slow\"}]},{\"id\":\"y\"}]},"
                 "{\"id\":\"text\",\"type\":\"date\",\"title\":\"X\"},"
                 "{\"id\":\"num\",\"type\":\"number\",\"title\":\"N\",\"ranges\":[{\"to\":9}]}]}]}";
  g_autoptr (AttuneForm) form = make_form ();
  g_autoptr (AttuneForm) other = attune_form_from_json (new_form, -1, NULL);
  g_autoptr (AttuneAnswers) answers = attune_answers_from_json (form, all_answers, -1, NULL);
  g_autoptr (AttuneAnswers) same = NULL;
  g_autoptr (AttuneAnswers) rebased = NULL;
  g_autofree char *written = NULL;
  guint n_dropped;

  same = attune_answers_rebase (answers, form, &n_dropped);
  g_assert_cmpuint (n_dropped, ==, 0);
  rebased = attune_answers_rebase (answers, other, &n_dropped);
  /* N/A of list, text to date, 1.5 without decimals, date and free gone, N/A of the section. */
  g_assert_cmpuint (n_dropped, ==, 6);
  written = attune_answers_to_json (rebased, NULL);
  g_assert_cmpstr (strstr (written, "\"form_revision\""), ==,
                   "\"form_revision\":3,\"answers\":{"
                   "\"list\":{\"options\":[\"c\",\"a\"],\"x\":{\"y\":1}},"
                   "\"yes\":{\"option\":\"n\",\"reasons\":[\"slow\"],\"comment\":\"Hm\","
                   "\"origin\":\"default\"}},\"sections\":{},\"own\":\"kept\"}");
}

/* Saying something and taking it back leaves everything else alone. */
static void
assert_comment_alone (AttuneAnswers *answers)
{
  for (guint i = 0; i < attune_form_get_n_questions (attune_answers_get_form (answers)); i++)
    {
      g_autoptr (AttuneAnswers) said = attune_answers_with_comment (answers, i, "Said");
      g_autoptr (AttuneAnswers) unsaid = attune_answers_with_comment (said, i, "");

      g_assert_true (attune_answers_equal (unsaid, answers));
      g_assert_cmphex (attune_answers_get_state (said, i) & ATTUNE_STATE_ANSWERED, ==,
                       attune_answers_get_state (answers, i) & ATTUNE_STATE_ANSWERED);
    }
}

/* Random answers survive being written and read. */
static void
test_always (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (4);

  for (guint i = 0; i < 300; i++)
    {
      json_t *form_node = random_form_new (random);
      json_t *answers_node = random_answers_new (random, form_node);
      g_autofree char *form_json = json_dumps (form_node, 0);
      g_autofree char *answers_json = json_dumps (answers_node, 0);
      g_autoptr (AttuneForm) form = attune_form_from_json (form_json, -1, NULL);
      g_autoptr (AttuneAnswers) answers = attune_answers_from_json (form, answers_json, -1, NULL);
      g_autofree char *written = attune_answers_to_json (answers, NULL);
      g_autoptr (AttuneAnswers) again = attune_answers_from_json (form, written, -1, NULL);
      g_autoptr (AttuneAnswers) rebased = attune_answers_rebase (answers, form, NULL);

      g_assert_true (attune_answers_equal (answers, again));
      g_assert_true (attune_answers_equal (answers, rebased));
      assert_comment_alone (answers);
      for (guint j = 0; j < attune_form_get_n_questions (form); j++)
        g_assert_cmphex (attune_answers_get_state (answers, j), ==,
                         attune_answers_get_state (again, j));
      json_decref (answers_node);
      json_decref (form_node);
    }
}

/* One answer and nothing else, from answers on the same form. */
static void
test_taken (void)
{
  g_autoptr (AttuneForm) form = make_form ();
  g_autoptr (AttuneAnswers) none = attune_answers_new (form);
  g_autoptr (AttuneAnswers) commented = attune_answers_with_comment (none, 0, "here");
  g_autoptr (AttuneAnswers) both = attune_answers_with_comment (commented, 1, "there");
  g_autoptr (AttuneAnswers) taken = attune_answers_with_taken (none, 0, both);
  g_autoptr (AttuneAnswers) given_back = attune_answers_with_taken (taken, 0, none);
  g_autoptr (AttuneAnswers) same = attune_answers_with_taken (both, 1, both);

  g_assert_true (attune_answers_equal (taken, commented));
  g_assert_true (attune_answers_equal (given_back, none));
  g_assert_true (attune_answers_equal (same, both));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/answers/differing", test_differing);
  g_test_add_func ("/answers/bad", test_bad);
  g_test_add_func ("/answers/size", test_size);
  g_test_add_func ("/answers/round-trip", test_round_trip);
  g_test_add_func ("/answers/equal", test_equal);
  g_test_add_func ("/answers/read", test_read);
  g_test_add_func ("/answers/with", test_with);
  g_test_add_func ("/answers/refused", test_refused);
  g_test_add_func ("/answers/state", test_state);
  g_test_add_func ("/answers/count", test_count);
  g_test_add_func ("/answers/rebase", test_rebase);
  g_test_add_func ("/answers/taken", test_taken);
  g_test_add_func ("/answers/always", test_always);
  return g_test_run ();
}
