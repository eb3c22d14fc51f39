/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Genesys Cloud's evaluation forms, written to the shapes of its platform API. */
#define G_LOG_DOMAIN "AttuneTest"

#include "config.h"

#include "import-test.h"

#include "attune-form-preset.h"
#include "attune-score.h"

#define SOURCE ATTUNE_FORM_SOURCE_GENESYS
#define NONE   ATTUNE_SCORE_NONE

#define FORM(groups) "{'id':'f','name':'Calls','questionGroups':[" groups "]}"
#define GROUP(id, extra, questions) \
  "{'id':'" id "','name':'" id "'" extra ",'questions':[" questions "]}"
#define QUESTION(id, options, extra)                                                          \
  "{'id':'" id "','text':'Question " id "','type':'multipleChoiceQuestion','naEnabled':true," \
  "'answerOptions':[" options "]" extra "}"
#define ANSWER(id, value) "{'id':'" id "','text':'" id "','value':" value "}"
#define YES_NO(id, extra) QUESTION (id, ANSWER ("yes", "1") "," ANSWER ("no", "0"), extra)
#define OPTION(id, on, off)                                    \
  "{'id':'" id "','text':'" id "','answerOptions':[{'id':'" id \
  "-on','builtInType':'Selected','value':" on "},"             \
  "{'id':'" id "-off','builtInType':'Unselected','value':" off "}]}"
#define SELECT(id, options, extra)      \
  "{'id':'" id "','text':'Question " id \
  "','type':'multipleSelectQuestion','multipleSelectOptionQuestions':[" options "]" extra "}"
#define SHOW(operation, predicates) \
  ",'visibilityCondition':{'combiningOperation':'" operation "','predicates':[" predicates "]}"

/* --- Scores -------------------------------------------------------------------------------------------------- */

#define TWO_GROUPS                                                       \
  FORM (GROUP ("g", ",'weight':40,'manualWeight':true,'naEnabled':true", \
               YES_NO ("a", ",'isCritical':true") "," YES_NO (           \
                 "b", "")) "," GROUP ("h", ",'weight':20,'manualWeight':true", YES_NO ("c", "")))
#define FATAL FORM (GROUP ("g", "", YES_NO ("a", ",'isKill':true") "," YES_NO ("b", "")))
#define POINTS                                                                                    \
  FORM (                                                                                          \
    GROUP ("g", "",                                                                               \
           QUESTION ("a", ANSWER ("best", "5") "," ANSWER ("some", "2") "," ANSWER ("none", "0"), \
                     "") "," QUESTION ("b", ANSWER ("yes", "3") "," ANSWER ("no", "-1"), "")))
#define CHECKS \
  FORM (GROUP ("g", "", SELECT ("a", OPTION ("x", "2", "0") "," OPTION ("y", "3", "0"), "")))
#define FATAL_CHECKS                                                           \
  FORM (GROUP ("g", "",                                                        \
               SELECT ("a", OPTION ("x", "2", "0") "," OPTION ("y", "3", "0"), \
                       ",'isKill':true") "," YES_NO ("b", "")))
#define HIDING                                                                                               \
  FORM (                                                                                                     \
    GROUP ("g", "", YES_NO ("a", "") "," YES_NO ("b", SHOW ("AND", "'../question/0/answer/1'"))) "," GROUP ( \
      "h",                                                                                                   \
      SHOW (                                                                                                 \
        "OR",                                                                                                \
        "'/form/questionGroup/0/question/0/answer/0','/form/questionGroup/0/question/1/answer/0'"),          \
      YES_NO ("c", "")))

static const ImportTestScore scores[] = {
  { "two 1-point questions at 40, one at 20: yes, no, yes", TWO_GROUPS,
    "{'a':{'option':'yes'},'b':{'option':'no'},'c':{'option':'yes'}}", 6000, FALSE },
  { "an N/A leaves both sums", TWO_GROUPS,
    "{'a':{'option':'yes'},'b':{'na':true},'c':{'option':'no'}}", 6667, FALSE },
  { "a group that is N/A leaves them", TWO_GROUPS,
    "{'c':{'option':'yes'}},'sections':{'g':{'na':true}}", 10000, FALSE },
  { "a fatal question", FATAL, "{'a':{'option':'no'},'b':{'option':'yes'}}", 0, TRUE },
  { "a fatal question that is met", FATAL, "{'a':{'option':'yes'},'b':{'option':'no'}}", 5000,
    FALSE },
  { "a fatal question that is N/A", FATAL, "{'a':{'na':true},'b':{'option':'yes'}}", 10000, FALSE },
  { "keys as other programs spell them",
    "{'name':'F','question_groups':[{'id':'g','name':'G','weight':10,'na_enabled':true,'questions':["
    "{'id':'a','text':'A','na_enabled':true,'is_kill':true,'answer_options':[" ANSWER (
      "yes",
      "1") "," ANSWER ("no", "0") "]}]}]}",
    "{'a':{'option':'no'}}", 0, TRUE },
  { "points", POINTS, "{'a':{'option':'some'},'b':{'option':'yes'}}", 6250, FALSE },
  { "points that are taken away", POINTS, "{'a':{'option':'some'},'b':{'option':'no'}}", 1250,
    FALSE },
  { "several answers", CHECKS, "{'a':{'options':['y']}}", 6000, FALSE },
  { "none of several", CHECKS, "{'a':{'options':[]}}", 0, FALSE },
  { "none of several, fatal", FATAL_CHECKS, "{'a':{'options':[]},'b':{'option':'yes'}}", 0, TRUE },
  { "some of several, fatal", FATAL_CHECKS, "{'a':{'options':['x']},'b':{'option':'yes'}}", 5000,
    FALSE },
  { "hidden by position", HIDING, "{'a':{'option':'yes'},'b':{'option':'no'},'c':{'option':'no'}}",
    5000, FALSE },
  { "shown by position", HIDING, "{'a':{'option':'no'},'b':{'option':'no'},'c':{'option':'yes'}}",
    0, FALSE },
  { "a group shown by a later answer", HIDING,
    "{'a':{'option':'no'},'b':{'option':'yes'},'c':{'option':'yes'}}", 6667, FALSE },
};

static void
test_scores (void)
{
  import_test_scores (scores, G_N_ELEMENTS (scores), SOURCE);
}

static void
test_critical (void)
{
  g_autoptr (AttuneFormImport) import = import_test_read (TWO_GROUPS, SOURCE);
  AttuneForm *form = attune_form_import_get_form (import);
  g_autoptr (AttuneAnswers) answers = attune_answers_from_json (
    form,
    "{\"answers\":{\"a\":{\"option\":\"no\"},\"b\":{\"option\":\"yes\"},\"c\":{\"option\":\"yes\"}}}",
    -1, NULL);
  g_autoptr (AttuneScore) score = attune_score_new (answers);

  g_assert_cmpint (attune_score_get_figures (score)->score, ==, 6000);
  g_assert_cmpint (attune_score_get_figures (score)->critical_score, ==, 0);
  g_assert_cmpuint (attune_score_get_figures (score)->errors[ATTUNE_ERROR_TYPE_BUSINESS], ==, 1);
}

/* What gives points unselected becomes a question of its own, and is found there by conditions. */
static void
test_split (void)
{
  g_autoptr (AttuneFormImport) import = import_test_read (
    FORM (GROUP (
      "g", "",
      SELECT ("a", OPTION ("x", "0", "2") "," OPTION ("y", "3", "0"), "") "," YES_NO (
        "b", SHOW ("AND",
                   "'/form/questionGroup/0/question/0/multipleSelectOptionQuestion/0/answer/1'")))),
    SOURCE);
  AttuneForm *form = attune_form_import_get_form (import);
  g_autofree char *places = import_test_list_places (attune_form_import_get_remarks (import));

  g_assert_cmpstr (places, ==, " /questionGroups/0/questions/0/multipleSelectOptionQuestions");
  g_assert_cmpuint (attune_form_get_n_questions (form), ==, 3);
  g_assert_cmpstr (attune_form_get_question (form, 0)->id, ==, "a-x");
  g_assert_cmpstr (attune_form_get_question (form, 0)->title, ==, "Question a: x");
  import_test_score ("unselected gives points", form,
                     "{'a-x':{'option':'x-off'},'a-y':{'option':'y-off'},'b':{'option':'no'}}",
                     3333, FALSE);
  import_test_score ("selected hides", form,
                     "{'a-x':{'option':'x-on'},'a-y':{'option':'y-on'},'b':{'option':'no'}}", 6000,
                     FALSE);
}

/* --- What is carried over, and what is not ------------------------------------------------------------------- */

static void
test_types (void)
{
  g_autoptr (AttuneFormImport) import = import_test_read (
    "{'entities':[{'id':'f-1','name':'Größe','dialect':'fi','contextId':'c','modifiedDate':'2026-01-01T00:00:00.000Z',"
    "'published':true,'evaluationSettings':{'disputesEnabled':true},'questionGroups':[{'name':'G','contextId':'cg','defaultAnswersToHighest':true,'questions':["
    "{'text':'A','helpText':'Help','commentsRequired':true,'answerOptions':[{'text':'Yes','value':1,'assistanceConditions':[{'operator':'EXISTS'}]}]},"
    "{'contextId':'q2','text':'B','type':'freeTextQuestion'},"
    "{'text':'C','type':'npsQuestion'},"
    "{'text':'Read this','type':'readOnlyTextBlockQuestion'},"
    "{'text':'E','type':'multipleChoiceQuestion','answerOptions':[{'text':'Good','value':2},{'text':'Fair','value':1}],'isKill':true,"
    "'visibilityCondition':{'combiningOperation':'AND','predicates':['/form/questionGroup/0/question/0/answer/0']}}]}]}]}",
    ATTUNE_FORM_SOURCE_ANY);
  AttuneForm *form = attune_form_import_get_form (import);
  g_autofree char *places = import_test_list_places (attune_form_import_get_remarks (import));
  const AttuneFormQuestion *first = attune_form_get_question (form, 0);

  g_assert_cmpint (attune_form_import_get_source (import), ==, SOURCE);
  g_assert_cmpstr (attune_form_get_id (form), ==, "f-1");
  g_assert_cmpstr (attune_form_get_language (form), ==, "fi");
  g_assert_cmpint (attune_form_find_preset (form), ==, ATTUNE_FORM_PRESET_GENESYS);
  g_assert_cmpuint (attune_form_get_n_questions (form), ==, 4);
  g_assert_cmpstr (attune_form_get_section (form, 0)->id, ==, "cg");
  g_assert_cmpstr (first->id, ==, "question-1-1");
  g_assert_cmpstr (first->options[0].id, ==, "answer-1");
  g_assert_cmpstr (first->guidance, ==, "Help");
  g_assert_cmpint (first->comment, ==, ATTUNE_COMMENT_REQUIRED);
  g_assert_false (first->na_allowed);
  g_assert_cmpstr (attune_form_get_question (form, 1)->id, ==, "q2");
  g_assert_cmpint (attune_form_get_question (form, 2)->type, ==, ATTUNE_QUESTION_NUMBER);
  g_assert_false (attune_form_get_question (form, 2)->can_score);
  g_assert_cmpuint (attune_form_get_question (form, 3)->show_if->question, ==, 0);
  g_assert_cmpstr (places, ==,
                   " /entities/0/questionGroups/0/questions/0/answerOptions/0/assistanceConditions"
                   " /entities/0/questionGroups/0/questions/3"
                   " /entities/0/questionGroups/0/questions/4/isKill"
                   " /entities/0/questionGroups/0/defaultAnswersToHighest"
                   " /entities/0/evaluationSettings /entities/0");
}

static const ImportTestPlaces remarks[] = {
  { "nothing to say", TWO_GROUPS, "" },
  { "a default answer",
    FORM (GROUP ("g", "", YES_NO ("a", ",'defaultAnswer':{'id':'yes','notApplicable':false}"))),
    " /questionGroups/0/questions/0/defaultAnswer" },
  { "a later question",
    FORM (
      GROUP ("g", "", YES_NO ("a", SHOW ("AND", "'../question/1/answer/0'")) "," YES_NO ("b", ""))),
    " /questionGroups/0/questions/0/visibilityCondition" },
  { "a group on a later group",
    FORM (GROUP ("g",
                 SHOW ("AND", "'/form/questionGroup/1/question/0/answer/0'"),
                 YES_NO ("a", "")) "," GROUP ("h", "", YES_NO ("b", ""))),
    " /questionGroups/0/visibilityCondition" },
  { "critical questions of other weights",
    FORM (GROUP ("g", ",'weight':1", YES_NO ("a", ",'isCritical':true")) "," GROUP (
      "h",
      ",'weight':2",
      YES_NO ("b", ",'isCritical':true"))),
    " /questionGroups" },
};

static void
test_remarks (void)
{
  import_test_remarks (remarks, G_N_ELEMENTS (remarks), SOURCE);
}

/* --- What is wrong ------------------------------------------------------------------------------------------- */

#define Q         "/questionGroups/0/questions/0"
#define ON(where) FORM (GROUP ("g", "", YES_NO ("a", "") "," YES_NO ("b", SHOW ("AND", where))))
#define AT        " /questionGroups/0/questions/1/visibilityCondition/predicates/0"

static const ImportTestPlaces bad[] = {
  { "nothing", "{}", " . /questionGroups" },
  { "no groups", "{'name':'F','questionGroups':[]}", " /questionGroups" },
  { "groups that are none", "{'name':'F','questionGroups':[1,[],null,'x']}",
    " /questionGroups/0 /questionGroups/1 /questionGroups/2 /questionGroups/3" },
  { "an empty group and question", "{'name':'F','questionGroups':[{'questions':[{},7]}]}",
    " /questionGroups/0 " Q " " Q "/answerOptions /questionGroups/0/questions/1" },
  { "several forms", "{'entities':[{'questionGroups':[]},{}]}", " /entities" },
  { "no forms", "{'entities':[]}", " /entities" },
  { "a name that is a list", "{'name':[],'questionGroups':[" GROUP ("g", "", YES_NO ("a", "")) "]}",
    " /name" },
  { "ids that repeat",
    FORM (
      GROUP ("g", "", YES_NO ("a", "") "," YES_NO ("a", "")) "," GROUP ("a", "", YES_NO ("g", ""))),
    " /questionGroups/0/questions/1/id /questionGroups/1/id /questionGroups/1/questions/0/id" },
  { "answers that repeat",
    FORM (GROUP ("g", "", QUESTION ("a", ANSWER ("x", "1") "," ANSWER ("x", "0"), ""))),
    " " Q "/answerOptions/1/id" },
  { "an id that is a number", "{'name':'F','questionGroups':[{'id':5,'name':'G','questions':[]}]}",
    " /questionGroups/0/id" },
  { "no answers", FORM (GROUP ("g", "", QUESTION ("a", "", ""))), " " Q "/answerOptions" },
  { "no options", FORM (GROUP ("g", "", SELECT ("a", "", ""))),
    " " Q "/multipleSelectOptionQuestions" },
  { "options without states",
    FORM (GROUP ("g", "", SELECT ("a", "{'id':'x','text':'x','answerOptions':[]},3", ""))),
    " " Q "/multipleSelectOptionQuestions/0 " Q "/multipleSelectOptionQuestions/1" },
  { "an unknown type",
    FORM (GROUP (
      "g",
      "",
      "{'id':'a','text':'A','type':'sliderQuestion','answerOptions':[" ANSWER ("x", "1") "]}")),
    " " Q "/type" },
  { "a value that is a word",
    FORM (GROUP ("g", "", QUESTION ("a", ANSWER ("x", "'1'") "," ANSWER ("y", "1e99"), ""))),
    " " Q "/answerOptions/0/value " Q "/answerOptions/1/value" },
  { "a negative weight", FORM (GROUP ("g", ",'weight':-1", YES_NO ("a", ""))),
    " /questionGroups/0/weight" },
  { "no such group", ON ("'/form/questionGroup/9/question/0/answer/0'"), AT },
  { "no such question", ON ("'/form/questionGroup/0/question/7/answer/0'"), AT },
  { "no such answer", ON ("'/form/questionGroup/0/question/0/answer/2'"), AT },
  { "no position", ON ("'/form/question/0'"), AT },
  { "a number that is none", ON ("'/form/questionGroup/-1/question/0/answer/0'"), AT },
  { "a number beyond all", ON ("'../question/99999999999999999999/answer/0'"), AT },
  { "no text", ON ("{'x':1}"), AT },
  { "itself", ON ("'../question/1/answer/0'"),
    " /questionGroups/0/questions/1/visibilityCondition" },
  { "each other",
    FORM (GROUP ("g",
                 "",
                 YES_NO ("a", SHOW ("AND", "'../question/1/answer/0'")) "," YES_NO (
                   "b",
                   SHOW ("AND", "'../question/0/answer/0'")))),
    " " Q "/visibilityCondition" },
  { "a group on its own question",
    FORM (GROUP ("g", SHOW ("AND", "'../question/0/answer/0'"), YES_NO ("a", ""))),
    " /questionGroups/0/visibilityCondition" },
  { "an unknown operation",
    FORM (
      GROUP ("g", "", YES_NO ("a", "") "," YES_NO ("b", SHOW ("XOR", "'../question/0/answer/0'")))),
    " /questionGroups/0/questions/1/visibilityCondition/combiningOperation" },
};

static void
test_bad (void)
{
  import_test_refusals (bad, G_N_ELEMENTS (bad), SOURCE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/genesys/scores", test_scores);
  g_test_add_func ("/genesys/critical", test_critical);
  g_test_add_func ("/genesys/split", test_split);
  g_test_add_func ("/genesys/types", test_types);
  g_test_add_func ("/genesys/remarks", test_remarks);
  g_test_add_func ("/genesys/bad", test_bad);

  return g_test_run ();
}
