/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "AttuneTest"

#include "config.h"

#include "attune-form-lint.h"
#include "attune-form-names.h"

#include <string.h>

static AttuneForm *
create_form (const char *title)
{
  g_autofree char *text = g_strdup_printf (
    "{\"id\":\"f\",\"title\":\"%1$s\",\"sections\":[{\"id\":\"s\",\"title\":\"%1$s\","
    "\"fail_below\":60,\"questions\":[{\"id\":\"q\",\"type\":\"yes_no\",\"title\":\"%1$s\"},"
    "{\"id\":\"r\",\"type\":\"yes_no\",\"title\":\"R\",\"scored\":false,\"fail_below\":5,"
    "\"show_if\":{\"question\":\"q\",\"is\":[\"no\"]}}]}]}",
    title);
  g_autoptr (GError) error = NULL;
  AttuneForm *form = attune_form_from_json (text, -1, &error);

  g_assert_no_error (error);
  return form;
}

static void
test_titles (void)
{
  static const struct
  {
    const char *title;
    const char *form;
    const char *section;
    const char *question;
  } rows[] = {
    { "", "Untitled form", "Untitled section", "Untitled question" },
    { "A", "A", "A", "A" },
    { " ", " ", " ", " " },
    { "\303\204\303\204", "\303\204\303\204", "\303\204\303\204", "\303\204\303\204" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (AttuneForm) form = create_form (rows[i].title);

      g_assert_cmpstr (attune_form_name_title (attune_form_get_title (form)), ==, rows[i].form);
      g_assert_cmpstr (attune_form_section_get_name (attune_form_get_section (form, 0)), ==,
                       rows[i].section);
      g_assert_cmpstr (attune_form_question_get_name (attune_form_get_question (form, 0)), ==,
                       rows[i].question);
    }
}

static gboolean
says (GStrv sentences, const char *words)
{
  for (guint i = 0; sentences[i] != NULL; i++)
    if (strstr (sentences[i], words) != NULL)
      return TRUE;
  return FALSE;
}

/* Sentences never name nothing. */
static void
test_sentences (void)
{
  g_autoptr (AttuneForm) form = create_form ("");
  g_autoptr (AttuneAnswers) none = attune_answers_new (form);
  g_autoptr (AttuneAnswers) no = attune_answers_with_option (none, 0, 1);
  g_autoptr (AttuneScore) score = attune_score_new (no);
  g_auto (GStrv) trace = attune_score_trace (score);
  g_autofree char *condition = attune_form_condition_describe (
    form, attune_form_get_question (form, 1)->show_if);

  g_assert_cmpstr (condition, ==, "“Untitled question” is No");
  g_assert_true (says (trace, "“Untitled question”"));
  g_assert_true (says (trace, "“Untitled section”"));
  g_assert_false (says (trace, "“”"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/form-names/titles", test_titles);
  g_test_add_func ("/form-names/sentences", test_sentences);
  return g_test_run ();
}
