/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sentences that walk from the answers to the number: what they must say, and what they must not. */
#define G_LOG_DOMAIN "AttuneTest"

#include "config.h"

#include "attune-score.h"

#include <string.h>

/* For readability ' stands for ". */
#define FORM(scoring, extra, questions)                                                         \
  "{'id':'f','title':'F','scoring':{" scoring "},'sections':[{'id':'s','title':'Opening'" extra \
  ",'questions':[" questions "]}]}"
#define YES_NO(id, extra) "{'id':'" id "','type':'yes_no','title':'Question " id "'" extra "}"
#define TWO               YES_NO ("a", ",'weight':30") "," YES_NO ("b", ",'weight':70")
#define FAILING                                                                              \
  YES_NO ("a", ",'options':[{'id':'yes','label':'Yes','score':100},{'id':'no','label':'No'," \
               "'score':0,'fail':'section'}]")                                               \
  "," YES_NO ("b", "")

static const struct
{
  const char *form;
  const char *answers;
  const char *says;      /* words that must stand in it, with | between */
  const char *is_silent; /* of */
} cases[] = {
  { FORM ("", "", TWO), "", "no score|not answered yet", "bonus" },
  { FORM ("", "", TWO), "'a':{'option':'yes'},'b':{'option':'no'}",
    "“Question a”: Yes scores 100 of 100; with 30 % of the form it gives 30 points.|Together the "
    "answers give 30 %.|The score is 30 %.",
    "fail" },
  { FORM ("'pass':50", "", TWO), "'a':{'option':'yes'},'b':{'option':'no'}",
    "does not reach the pass mark of 50 %", "It reaches" },
  { FORM ("", "", TWO), "'a':{'option':'yes'},'b':{'na':true}", "“Question b” is N/A: it leaves",
    "full marks" },
  { FORM ("'na':'full'", "", TWO), "'a':{'option':'yes'},'b':{'na':true}",
    "counts as full marks and gives 70 points", "it leaves" },
  { FORM ("'mode':'points','baseline':1", "", YES_NO ("a", "")), "'a':{'option':'no'}",
    "earns 0 of 1 points|0 of 1 points, with a baseline of 1 on both sides, are 50 %", "scores" },
  { FORM ("", "", TWO "," YES_NO ("c", ",'bonus':true,'weight':5")),
    "'a':{'option':'no'},'b':{'option':'yes'},'c':{'option':'yes'}",
    "as a bonus it adds 5 points|Bonus questions add 5 points: 75 %", "fail" },
  { FORM ("", "", TWO "," YES_NO ("c", ",'bonus':true,'weight':5")),
    "'a':{'option':'yes'},'b':{'option':'yes'},'c':{'option':'yes'}",
    "The form gives no more than 100 %", "no less" },
  { FORM ("", "", FAILING), "'a':{'option':'no'},'b':{'option':'yes'}",
    "“Question a” fails the section “Opening”|Failed sections earn nothing: 50 % becomes 0 %",
    "whole form" },
  /* What stays below */
  { FORM ("", ",'fail_below':50", TWO), "'a':{'option':'yes'},'b':{'option':'no'}",
    "“Opening” stays below 50 %, which fails the whole form.|The form is failed, so the score is 0.",
    "The score is 0" },
  { FORM ("", ",'fail_below':30", TWO), "'a':{'option':'yes'},'b':{'option':'no'}",
    "The score is 30 %.", "stays below" },
  { FORM ("'on_fail':'keep'", "", YES_NO ("a", ",'fail_below':0.5") "," YES_NO ("b", "")),
    "'a':{'option':'no'},'b':{'option':'yes'}",
    "“Question a” stays below 0.5 %|The form is failed; the score stays.|The score is 50 %.",
    "Opening” stays" },
};

static char *
quote (const char *text)
{
  return g_strdelimit (g_strdup (text), "'", '"');
}

static char *
trace (const char *form_text, const char *answers_text)
{
  g_autofree char *json = quote (form_text);
  g_autofree char *inner = quote (answers_text);
  g_autofree char *document = g_strdup_printf ("{\"answers\":{%s}}", inner);
  g_autoptr (GError) error = NULL;
  g_autoptr (AttuneForm) form = attune_form_from_json (json, -1, &error);
  g_autoptr (AttuneAnswers) answers = NULL;
  g_autoptr (AttuneScore) score = NULL;
  g_auto (GStrv) sentences = NULL;

  g_assert_no_error (error);
  answers = attune_answers_from_json (form, document, -1, &error);
  g_assert_no_error (error);
  score = attune_score_new (answers);
  sentences = attune_score_trace (score);
  return g_strjoinv ("\n", sentences);
}

static void
test_cases (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = trace (cases[i].form, cases[i].answers);
      g_auto (GStrv) says = g_strsplit (cases[i].says, "|", -1);

      for (guint j = 0; says[j] != NULL; j++)
        {
          if (strstr (text, says[j]) == NULL)
            g_test_fail_printf ("case %u: “%s” is not said in:\n%s", i, says[j], text);
        }
      if (strstr (text, cases[i].is_silent) != NULL)
        g_test_fail_printf ("case %u: “%s” is said in:\n%s", i, cases[i].is_silent, text);
    }
}

static void
test_borderline (void)
{
  static const struct
  {
    gint64 score, pass;
    gboolean is_failed, is_borderline;
  } scores[] = {
    { 8000, 8000, FALSE, FALSE },
    { 7999, 8000, FALSE, TRUE },
    { 7500, 8000, FALSE, TRUE },
    { 7499, 8000, FALSE, FALSE },
    { 7800, 8000, TRUE, FALSE },
    { -100, 200, FALSE, TRUE },
    { ATTUNE_SCORE_NONE, 8000, FALSE, FALSE },
    { 7800, ATTUNE_SCORE_NONE, FALSE, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (scores); i++)
    g_assert_true (attune_score_is_borderline (scores[i].score, scores[i].pass,
                                               scores[i].is_failed) == scores[i].is_borderline);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/score-trace/cases", test_cases);
  g_test_add_func ("/score/borderline", test_borderline);

  return g_test_run ();
}
