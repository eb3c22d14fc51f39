/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-form-describe.h"
#include "attune-form-edit.h"
#include "attune-form-facts.h"
#include "attune-form-fields.h"
#include "attune-form-languages.h"
#include "attune-form-names.h"
#include "attune-form-template.h"
#include "attune-intake-words.h"
#include "attune-number-guard.h"
#include "attune-test-support.h"
#include "logic-form.h"

/* Every key that can be shown can be set, and shows what was set. */
static void
test_fields (void)
{
  static const struct
  {
    const char *element;
    const char *key;
    const char *value; /* as GVariant text */
    const char *shown;
  } rows[] = {
    { NULL, "title", "'New'", "'New'" },
    { NULL, "description", "'Words'", "'Words'" },
    { NULL, "release_days", "int64 30000", "int64 30000" },
    { NULL, "scoring/mode", "'points'", "uint32 1" },
    { NULL, "scoring/na", "'full'", "uint32 2" },
    { NULL, "scoring/on_fail", "'keep'", "uint32 1" },
    { NULL, "scoring/has_pass", "true", "true" },
    { NULL, "scoring/baseline", "int64 125000", "int64 125000" },
    { NULL, "scoring/has_floor", "false", "false" },
    { NULL, "scoring/floor", "int64 -50000", "int64 -50000" },
    { NULL, "scoring/has_cap", "false", "false" },
    { NULL, "scoring/cap", "int64 1200000", "int64 1200000" },
    { NULL, "language", "'fi'", "'fi'" },
    { NULL, "channels/chat", "true", "true" },
    { NULL, "channels/chat", "false", "false" },
    { "a", "title", "''", "''" },
    { "a", "weight", "int64 5000", "int64 5000" },
    { "a", "na_allowed", "true", "true" },
    { "q1", "guidance", "'Listen'", "'Listen'" },
    { "q1", "required", "false", "false" },
    { "q1", "bonus", "true", "true" },
    { "q1", "type", "'scale'", "uint32 1" },
    { "q1", "error_type", "'compliance'", "uint32 3" },
    { "q1", "comment", "'required'", "uint32 2" },
    { "q2", "decimals", "int64 20000", "int64 20000" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (AttuneForm) form = logic_form_create ();
      g_autoptr (GVariant) value = g_variant_parse (NULL, rows[i].value, NULL, NULL, NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (AttuneForm)
        changed = attune_form_fields_set (form, rows[i].element, NULL, rows[i].key, value, &error);
      g_autoptr (GVariant) shown = NULL;
      g_autofree char *text = NULL;

      g_assert_no_error (error);
      shown = attune_form_fields_get (changed, rows[i].element, rows[i].key);
      text = g_variant_print (shown, TRUE);
      g_assert_cmpstr (text, ==, rows[i].shown);
    }
}

/* A limit that is taken away and put back starts anew; a floor above the cap is refused. */
static void
test_fields_limits (void)
{
  g_autoptr (AttuneForm) form = logic_form_create ();
  g_autoptr (GVariant) no = g_variant_ref_sink (g_variant_new_boolean (FALSE));
  g_autoptr (GVariant) yes = g_variant_ref_sink (g_variant_new_boolean (TRUE));
  g_autoptr (GVariant) above = g_variant_ref_sink (g_variant_new_int64 (101 * ATTUNE_DECIMAL_ONE));
  g_autoptr (AttuneForm)
    open = attune_form_fields_set (form, NULL, NULL, "scoring/has_cap", no, NULL);
  g_autoptr (AttuneForm)
    raised = attune_form_fields_set (open, NULL, NULL, "scoring/floor", above, NULL);
  g_autoptr (AttuneForm)
    closed = attune_form_fields_set (open, NULL, NULL, "scoring/has_cap", yes, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (attune_form_get_scoring (open)->has_cap);
  g_assert_cmpint (attune_form_get_scoring (raised)->floor, ==, 101 * ATTUNE_DECIMAL_ONE);
  g_assert_cmpint (attune_form_get_scoring (closed)->cap, ==, 100 * ATTUNE_DECIMAL_ONE);
  g_assert_null (attune_form_fields_set (closed, NULL, NULL, "scoring/floor", above, &error));
  g_assert_error (error, ATTUNE_DOMAIN_ERROR, ATTUNE_DOMAIN_ERROR_REFUSED);
}

static void
test_fields_wrong (void)
{
  g_autoptr (AttuneForm) form = logic_form_create ();
  g_autoptr (GVariant) negative = g_variant_ref_sink (g_variant_new_int64 (-10000));
  g_autoptr (GError) error = NULL;

  g_assert_null (attune_form_fields_get (form, "q1", "scoring/mode"));
  g_assert_null (attune_form_fields_get (form, "zebra", "title"));
  g_assert_null (attune_form_fields_set (form, "q1", NULL, "weight", negative, &error));
  g_assert_error (error, ATTUNE_DOMAIN_ERROR, ATTUNE_DOMAIN_ERROR_REFUSED);
}

static void
test_templates (void)
{
  static const char *const none[] = { NULL };
  static const char *const names[] = { "empty", "calls", "chats" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *first = attune_form_template_create (names[i], none, none);
      g_autoptr (GError) error = NULL;
      g_autoptr (AttuneForm) form = attune_form_from_json (first, -1, &error);
      const char *const taken[] = { attune_form_get_id (form), NULL };
      const char *const titles[] = { attune_form_get_title (form), NULL };
      g_autofree char *expected = g_strdup_printf ("%s 2", titles[0]);
      g_autofree char *second = attune_form_template_create (names[i], taken, titles);
      g_autoptr (AttuneForm) other = attune_form_from_json (second, -1, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (attune_form_get_revision (form), ==, 0);
      g_assert_cmpstr (attune_form_get_id (form), !=, attune_form_get_id (other));
      g_assert_cmpstr (attune_form_get_title (other), ==, expected);
    }
}

/* The id of a new form is its own: made of the same title, or given to a form elsewhere, there is none like it. */
static void
test_own_ids (void)
{
  static const char *const none[] = { NULL };
  static const char *const names[] = { "empty", "calls", "chats", "emails" };
  static const char *const made[] = {
    "form", "new-form", "customer-calls", "customer-chats", "customer-e-mails", "customer-emails",
    NULL
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *here = attune_form_template_create (names[i], none, none);
      g_autofree char *elsewhere = attune_form_template_create (names[i], none, none);
      g_autoptr (AttuneForm) form = attune_form_from_json (here, -1, NULL);
      g_autoptr (AttuneForm) other = attune_form_from_json (elsewhere, -1, NULL);

      g_assert_cmpstr (attune_form_get_title (form), ==, attune_form_get_title (other));
      g_assert_cmpstr (attune_form_get_id (form), !=, attune_form_get_id (other));
      g_assert_false (g_strv_contains (made, attune_form_get_id (form)));
    }
}

static void
test_numbers (void)
{
  static const struct
  {
    const char *text;
    const char *reason; /* NULL: it is the number 2.5 */
  } rows[] = {
    { "2.5", NULL },
    { "2,5", NULL },
    { " 2.50 ", NULL },
    { "", "Not a number: 7 stays" },
    { "abc", "Not a number: 7 stays" },
    { "2.5x", "Not a number: 7 stays" },
    { "1e2", "Not a number: 7 stays" },
    { "2.12345", "Not a number: 7 stays" },
    { "-1", "Only from 0 to 100: 7 stays" },
    { "100.1", "Only from 0 to 100: 7 stays" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *reason = NULL;
      double value = 0;

      g_assert_true (attune_number_guard_read (rows[i].text, 0, 100, "7", &value, &reason) ==
                     (rows[i].reason == NULL));
      g_assert_cmpstr (reason, ==, rows[i].reason);
      if (rows[i].reason == NULL)
        g_assert_cmpfloat (value, ==, 2.5);
    }
}

/* As the locale writes them, wherever a number is part of words. */
static void
test_locale (void)
{
  static const char document[] =
    "{\"format\":\"attune-form\",\"version\":1,\"id\":\"f\",\"title\":\"Form\",\"sections\":["
    "{\"id\":\"a\",\"title\":\"A\",\"questions\":["
    "{\"id\":\"q\",\"type\":\"number\",\"title\":\"Q\",\"weight\":1.5,\"decimals\":1,"
    "\"ranges\":[{\"from\":0,\"to\":2.5,\"score\":100},{\"from\":2.6,\"to\":null,\"score\":12.5}]}]}]}";
  g_autoptr (AttuneForm) form = attune_form_from_json (document, -1, NULL);
  g_autoptr (AttuneForm)
    other = attune_form_set_decimal (form, (AttuneFormPlace){ "q", NULL, NULL }, "weight", 35000,
                                     NULL);
  const AttuneFormQuestion *question = attune_form_get_question (form, 0);
  char *folder = attune_test_folder_new ();

  if (!attune_test_enter_locale (folder, "fi_FI"))
    g_test_skip ("the sources of locales (package locales) are not installed");
  else
    {
      g_autofree char *answers = attune_form_describe_answers (question);
      g_autofree char *option = attune_form_option_describe (&question->options[0]);
      g_autofree char *intake = attune_intake_describe_answers (question);
      g_autofree char *changes = attune_form_describe_changes (form, other, NULL);
      g_autoptr (GPtrArray) facts = attune_form_facts_list (form, NULL, NULL, "q");
      g_autoptr (GString) values = g_string_new (NULL);

      for (guint i = 0; i < facts->len; i++)
        g_string_append_printf (values, "%s ",
                                ((const AttuneFormFact *) g_ptr_array_index (facts, i))->value);
      g_assert_nonnull (strstr (answers, "0–2,5"));
      g_assert_cmpstr (option, ==, "0–2,5");
      g_assert_nonnull (strstr (intake, "12,5"));
      g_assert_nonnull (strstr (changes, "3,5"));
      g_assert_nonnull (strstr (values->str, "1,5"));
      g_assert_nonnull (strstr (values->str, "12,5"));
    }
  attune_test_leave_locale ();
  attune_test_folder_remove (folder);
}

/* Whatever a text says: it is written into the document, not pasted. */
static void
test_set_all (void)
{
  static const char *const ids[] = { "q1", "q3", NULL };
  static const char text[] = "Say \"hello\" \\ and\nwave";
  g_autoptr (AttuneForm) form = logic_form_create ();
  g_autoptr (GVariant) value = g_variant_ref_sink (g_variant_new_string (text));
  g_autoptr (GError) error = NULL;
  g_autoptr (AttuneForm) set = attune_form_fields_set_all (form, ids, "title", value, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (attune_form_get_question (set, 0)->title, ==, text);
  g_assert_cmpstr (attune_form_get_question (set, 2)->title, ==, text);
}

static void
test_languages (void)
{
  guint n;
  const AttuneFormLanguage *languages = attune_form_languages_get (&n);
  const char *unknown = "x-own";

  g_assert_cmpstr (attune_form_languages_name ("en"), ==, "English");
  g_assert_cmpstr (attune_form_languages_name ("FI"), ==, "Suomi");
  g_assert_true (attune_form_languages_name (unknown) == unknown);
  g_assert_cmpstr (attune_form_languages_name (""), ==, "");
  for (guint i = 0; i < n; i++)
    for (guint j = i + 1; j < n; j++)
      g_assert_cmpstr (languages[i].code, !=, languages[j].code);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/screens/forms/fields", test_fields);
  g_test_add_func ("/screens/forms/fields/limits", test_fields_limits);
  g_test_add_func ("/screens/forms/fields/wrong", test_fields_wrong);
  g_test_add_func ("/screens/forms/languages", test_languages);
  g_test_add_func ("/screens/forms/templates", test_templates);
  g_test_add_func ("/screens/forms/own-ids", test_own_ids);
  g_test_add_func ("/screens/forms/numbers", test_numbers);
  g_test_add_func ("/screens/forms/locale", test_locale);
  g_test_add_func ("/screens/forms/set-all", test_set_all);
  return g_test_run ();
}
