/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-model-check.h"
#include "attune-model-report.h"
#include "attune-paper.h"
#include "attune-test-support.h"

#include <string.h>

#define CREATED (G_GINT64_CONSTANT (1763812800) * G_USEC_PER_SEC)

static char *model_path;
static char *form_path;

static char *
read_file (const char *path)
{
  char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

static AttuneModel *
parse_model (const char *text)
{
  g_autoptr (GError) error = NULL;
  AttuneModel *model = attune_model_from_json (text, -1, &error);

  g_assert_no_error (error);
  return model;
}

static AttuneForm *
parse_form (const char *text)
{
  g_autoptr (GError) error = NULL;
  AttuneForm *form = attune_form_from_json (text, -1, &error);

  g_assert_no_error (error);
  return form;
}

/* What stands on the pages. */
static char *
read_model (AttuneModel *model, AttuneForm *const *forms, guint n_forms, guint *out_n_pages)
{
  g_autoptr (AttuneReport) report = attune_model_report_new (model, forms, n_forms);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = attune_report_to_pdf (report, CREATED, &error);

  g_assert_no_error (error);
  *out_n_pages = attune_report_get_n_pages (report);
  return attune_paper_read (bytes, *out_n_pages);
}

/* Every word of the model that is shipped, and of the questions that measure it. */
static void
test_ready (void)
{
  g_autofree char *model_text = read_file (model_path);
  g_autofree char *form_text = read_file (form_path);
  g_autoptr (AttuneModel) model = parse_model (model_text);
  g_autoptr (AttuneForm) form = parse_form (form_text);
  AttuneForm *const forms[] = { form };
  guint n_pages;
  g_autofree char *text = read_model (model, forms, 1, &n_pages);

  attune_paper_assert_holds (text, attune_model_get_title (model));
  attune_paper_assert_holds (text, attune_model_get_description (model));
  for (guint i = 0; i < attune_model_get_n_goals (model); i++)
    {
      attune_paper_assert_holds (text, attune_model_get_goal (model, i)->title);
      attune_paper_assert_holds (text, attune_model_get_goal (model, i)->description);
    }
  for (guint i = 0; i < attune_model_get_n_behaviours (model); i++)
    attune_paper_assert_holds (text, attune_model_get_behaviour (model, i)->title);
  for (guint i = 0; i < attune_form_get_n_questions (form); i++)
    if (attune_form_get_question (form, i)->behaviour != NULL)
      attune_paper_assert_holds (text, attune_form_get_question (form, i)->title);
  attune_paper_assert_holds (text, "4 goals · 7 behaviours");
  attune_paper_assert_holds (text, "CSAT: 4.5 · Served by 1, 3, 4, 6");
  attune_paper_assert_holds (text, "Serves Customer satisfaction, Cross-selling");
  attune_paper_assert_holds (text, "Serves no goal");
  g_assert_cmpuint (n_pages, >=, 2);
  g_assert_cmpuint (n_pages, <=, 4);
}

/* For readability ' stands for ". */
static AttuneModel *
make_model (const char *parts)
{
  g_autofree char *text = g_strdup_printf (
    "{'format':'attune-model','version':1,'id':'m','title':'Model',%s}", parts);

  return parse_model (g_strdelimit (text, "'", '"'));
}

static AttuneForm *
make_form (const char *title, const char *questions)
{
  g_autofree char *text = g_strdup_printf (
    "{'format':'attune-form','version':1,'id':'f','title':'%s',"
    "'sections':[{'id':'s','title':'S','questions':[%s]}]}",
    title, questions);

  return parse_form (g_strdelimit (text, "'", '"'));
}

/* The rows of the matrix, its margins, what is missing, and whose the questions are. */
static void
test_sayings (void)
{
  static const char *const parts[] = {
    "2 goals · 2 behaviours · 2 questions",
    "Behaviour A B Questions",
    "1 Greet A · 2",
    "2 Ask · · 0",
    "Joy A Target 3 · Served by 1 · 2 questions",
    "Untitled goal B No behaviour serves it · 0 questions",
    "To Be Looked At",
    "No behaviour serves the goal “Untitled goal”",
    "(Other form)",
    "First form Smiled? 1 Other form Untitled question 2",
    "Ask 2 No question measures it",
    "1 of 1",
  };
  g_autoptr (AttuneModel) model = make_model (
    "'goals':[{'id':'a','title':'Joy','target':3},{'id':'b','title':''}],"
    "'behaviours':[{'id':'x','title':'Greet','description':'By name','serves':['a']},"
    "{'id':'y','title':'Ask'}]");
  g_autoptr (AttuneForm)
    first = make_form ("First form",
                       "{'id':'q','type':'yes_no','title':'Smiled?','behaviour':'x'}");
  g_autoptr (AttuneForm)
    other = make_form ("Other form", "{'id':'q','type':'yes_no','title':'Loose','behaviour':'z'},"
                                     "{'id':'r','type':'yes_no','title':'','behaviour':'x'}");
  AttuneForm *const forms[] = { first, other };
  guint n_pages;
  g_autofree char *text = read_model (model, forms, 2, &n_pages);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    attune_paper_assert_holds (text, parts[i]);
}

static void
test_empty (void)
{
  g_autoptr (AttuneModel) model = make_model ("'goals':[],'behaviours':[]");
  guint n_pages;
  g_autofree char *text = read_model (model, NULL, 0, &n_pages);

  g_assert_cmpuint (n_pages, ==, 1);
  attune_paper_assert_holds (text, "0 goals · 0 behaviours · 0 questions");
  attune_paper_assert_holds (text, "Goals None yet");
  g_assert_null (strstr (text, "Which"));
}

static void
append_parts (GString *text, const char *prefix, const char *title, guint n, const char *extra)
{
  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%s{'id':'%s%u','title':'%s no. %u!'%s}", i > 0 ? "," : "",
                            prefix, i, title, i, extra);
}

/* As large as it may be: the matrix goes on below, and no goal or behaviour is missing. */
static void
test_large (void)
{
  GString *parts = g_string_new ("'goals':[");
  g_autoptr (AttuneModel) model = NULL;
  g_autofree char *text = NULL;
  guint n_pages;

  append_parts (parts, "g", "Goal", ATTUNE_MODEL_MAX_GOALS, "");
  g_string_append (parts, "],'behaviours':[");
  append_parts (parts, "b", "Behaviour", ATTUNE_MODEL_MAX_BEHAVIOURS,
                ",'serves':['g0','g9','g10','g49']");
  g_string_append_c (parts, ']');
  model = make_model (parts->str);
  text = read_model (model, NULL, 0, &n_pages);
  attune_paper_assert_holds (text, "Goal no. 49! AX");
  attune_paper_assert_holds (text, "100 Behaviour no. 99! A ········ J 0");
  attune_paper_assert_holds (text, "100 Behaviour no. 99! K ········· 0");
  attune_paper_assert_holds (text, "100 Behaviour no. 99! ········· AX 0");
  g_assert_cmpuint (n_pages, >, 10);
  g_assert_cmpuint (n_pages, <, 60);
  g_string_free (parts, TRUE);
}

/* Whatever stands in a title, and however long it is. */
static void
test_hostile (void)
{
  static const char *const titles[] = { "<b>bold</b> & <i", "%s%n%d", "one\\ntwo", "\\u202Eturned",
                                        "set aside \\uFFFF" };
  g_autofree char *word = g_strnfill (100000, 'w');

  for (guint i = 0; i <= G_N_ELEMENTS (titles); i++)
    {
      const char *title = i < G_N_ELEMENTS (titles) ? titles[i] : word;
      g_autofree char *parts = g_strdup_printf (
        "'goals':[{'id':'a','title':'%s','outcome':'%s'}],"
        "'behaviours':[{'id':'x','title':'%.500s','serves':['a']}]",
        title, title[0] == 'w' ? "w" : title, title);
      g_autoptr (AttuneModel) model = make_model (parts);
      guint n_pages;
      g_autofree char *text = read_model (model, NULL, 0, &n_pages);

      g_assert_cmpuint (strlen (text), >, title == word ? 100000 : 50);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  model_path = argv[1];
  form_path = argv[2];
  g_test_add_func ("/reports/model/ready", test_ready);
  g_test_add_func ("/reports/model/sayings", test_sayings);
  g_test_add_func ("/reports/model/empty", test_empty);
  g_test_add_func ("/reports/model/large", test_large);
  g_test_add_func ("/reports/model/hostile", test_hostile);
  return g_test_run ();
}
