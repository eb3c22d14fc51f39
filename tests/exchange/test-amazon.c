/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Amazon Connect's evaluation forms, written to the shapes of its API. */
#define G_LOG_DOMAIN "AttuneTest"

#include "config.h"

#include "import-test.h"

#include "attune-form-preset.h"
#include "attune-score.h"

#include <string.h>

#define SOURCE ATTUNE_FORM_SOURCE_AMAZON_CONNECT
#define NONE   ATTUNE_SCORE_NONE

/* What stands between stays open. */
#define FORM(mode, items) \
  "{'Title':'Calls','Items':[" items "],'ScoringStrategy':{'Mode':'" mode "','Status':'ENABLED'}}"
#define SECTION(id, extra, items) \
  "{'Section':{'Title':'" id "','RefId':'" id "','Items':[" items "]" extra "}}"
#define QUESTION(id, type, properties, extra)                                     \
  "{'Question':{'Title':'Question " id "','RefId':'" id "','QuestionType':'" type \
  "','NotApplicableEnabled':true,'QuestionTypeProperties':{" properties "}" extra "}}"
#define OPTION(id, extra) "{'RefId':'" id "','Text':'" id "'" extra "}"
#define CHOICE(id, options, extra) \
  QUESTION (id, "SINGLESELECT", "'SingleSelect':{'Options':[" options "]}", extra)
#define MULTI(id, options, extra) \
  QUESTION (id, "MULTISELECT", "'MultiSelect':{'Options':[" options "]}", extra)
#define NUMBER(id, options, extra) \
  QUESTION (id, "NUMERIC", "'Numeric':{'MinValue':0,'MaxValue':100" options "}", extra)

#define SCORES \
  OPTION ("ten", ",'Score':10") "," OPTION ("five", ",'Score':5") "," OPTION ("nil", ",'Score':0")
#define GRADED(id, weight) CHOICE (id, SCORES, ",'Weight':" weight)
#define PLAIN(id)          CHOICE (id, SCORES, "")

/* --- Scores -------------------------------------------------------------------------------------------------- */

#define FOUR                                                                             \
  FORM ("QUESTION_ONLY", SECTION ("s", ",'Weight':100",                                  \
                                  GRADED ("a", "40") "," GRADED ("b", "20") "," GRADED ( \
                                    "c", "20") "," GRADED ("d", "20")))

#define TWO_SECTIONS                  \
  FORM ("SECTION_ONLY",               \
        SECTION ("s", ",'Weight':60", \
                 PLAIN ("a") "," PLAIN ("b")) "," SECTION ("t", ",'Weight':40", PLAIN ("c")))

/* Sub-sections without weights of their own: three questions share 60 evenly. */
#define SUB_SECTIONS                                              \
  FORM ("SECTION_ONLY",                                           \
        SECTION ("s", ",'Weight':60",                             \
                 PLAIN ("a") "," SECTION ("u", "",                \
                                          PLAIN ("b") "," PLAIN ( \
                                            "c"))) "," SECTION ("t", ",'Weight':40", PLAIN ("d")))

/* … and with: 20 of the 60 go to b and c, 40 to a. */
#define WEIGHTED_SUB_SECTIONS                                     \
  FORM ("SECTION_ONLY",                                           \
        SECTION ("s", ",'Weight':60",                             \
                 PLAIN ("a") "," SECTION ("u", ",'Weight':20",    \
                                          PLAIN ("b") "," PLAIN ( \
                                            "c"))) "," SECTION ("t", ",'Weight':40", PLAIN ("d")))

#define CHECKS                                                                                \
  FORM ("QUESTION_ONLY", SECTION ("s", "",                                                    \
                                  MULTI ("a",                                                 \
                                         OPTION ("x", ",'Score':4") "," OPTION (              \
                                           "y", ",'Score':5") "," OPTION ("z", ",'Score':6"), \
                                         ",'Weight':100")))

#define RANGES                                                                                     \
  FORM ("QUESTION_ONLY",                                                                           \
        SECTION (                                                                                  \
          "s", "",                                                                                 \
          NUMBER ("a",                                                                             \
                  ",'Options':[{'MinValue':0,'MaxValue':2,'Score':10},{'MinValue':3,"              \
                  "'MaxValue':10,'Score':4},{'MinValue':11,'MaxValue':100,'AutomaticFail':true}]", \
                  ",'Weight':100")))

#define FAILING(id, fail) \
  CHOICE (id, OPTION ("yes", ",'Score':10") "," OPTION ("no", ",'Score':0," fail), ",'Weight':25")
#define AIM(section) \
  "'AutomaticFail':true,'AutomaticFailConfiguration':{'TargetSection':'" section "'}"

#define FAILS                                                                                      \
  FORM (                                                                                           \
    "QUESTION_ONLY",                                                                               \
    SECTION (                                                                                      \
      "s", "",                                                                                     \
      FAILING ("bare", "'AutomaticFail':true") "," SECTION (                                       \
        "u", "",                                                                                   \
        FAILING ("sub", AIM ("u")) "," FAILING (                                                   \
          "top",                                                                                   \
          AIM ("s")))) "," SECTION ("t", "",                                                       \
                                    FAILING ("off",                                                \
                                             "'AutomaticFail':false,'AutomaticFailConfiguration':" \
                                             "{'TargetSection':'t'}")))

#define POINT(id, value) OPTION (id, ",'PointsConfiguration':{'PointValue':" value "}")
#define BONUS(id, value) \
  OPTION (id, ",'PointsConfiguration':{'PointValue':" value ",'IsBonus':true}")
#define MOST(value, extra) \
  ",'ScoringConfiguration':{'PointsConfiguration':{'MaxPointValue':" value extra "}}"

#define POINTS                                                                                     \
  FORM (                                                                                           \
    "POINTS_BASED",                                                                                \
    SECTION ("s", "",                                                                              \
             CHOICE ("a", POINT ("yes", "20") "," POINT ("no", "0"), MOST ("20", "")) "," CHOICE ( \
               "b", POINT ("yes", "20") "," POINT ("half", "10"),                                  \
               MOST ("20",                                                                         \
                     ""))) "," SECTION ("t", "",                                                   \
                                        CHOICE ("c", POINT ("yes", "10") "," POINT ("no", "0"),    \
                                                "") "," CHOICE ("more",                            \
                                                                POINT ("yes",                      \
                                                                       "5") "," POINT ("no", "0"), \
                                                                MOST ("5", ",'IsBonus':true"))))

/* An option that is worth more than the question's base points. */
#define BONUS_OPTION                                                                            \
  FORM ("POINTS_BASED",                                                                         \
        SECTION ("s", "",                                                                       \
                 CHOICE ("a", POINT ("yes", "4") "," BONUS ("best", "6") "," POINT ("no", "0"), \
                         MOST ("4", "")) "," MULTI ("b",                                        \
                                                    POINT ("x", "2") "," POINT (                \
                                                      "y", "4") "," BONUS ("z", "3"),           \
                                                    "")))

static const ImportTestScore scores[] = {
  { "40/20/20/20 with 10/5/5/0", FOUR,
    "{'a':{'option':'ten'},'b':{'option':'five'},'c':{'option':'five'},'d':{'option':'nil'}}", 6000,
    FALSE },
  { "the last N/A", FOUR,
    "{'a':{'option':'ten'},'b':{'option':'five'},'c':{'option':'five'},'d':{'na':true}}", 7500,
    FALSE },
  { "by section, split evenly", TWO_SECTIONS,
    "{'a':{'option':'ten'},'b':{'option':'nil'},'c':{'option':'five'}}", 5000, FALSE },
  { "by section, an N/A goes to the whole form", TWO_SECTIONS,
    "{'a':{'option':'ten'},'b':{'na':true},'c':{'option':'nil'}}", 4286, FALSE },
  { "sub-sections share evenly", SUB_SECTIONS,
    "{'a':{'option':'nil'},'b':{'option':'ten'},'c':{'option':'nil'},'d':{'option':'nil'}}", 2000,
    FALSE },
  { "sub-sections with weights", WEIGHTED_SUB_SECTIONS,
    "{'a':{'option':'ten'},'b':{'option':'ten'},'c':{'option':'nil'},'d':{'option':'nil'}}", 5000,
    FALSE },
  { "without a strategy, weights say that it is scored",
    "{'Title':'F','Items':[" SECTION ("s",
                                      ",'Weight':60",
                                      PLAIN ("a") "," PLAIN (
                                        "b")) "," SECTION ("t", ",'Weight':40", PLAIN ("c")) "]}",
    "{'a':{'option':'ten'},'b':{'option':'nil'},'c':{'option':'five'}}", 5000, FALSE },
  { "… and without either it is not", "{'Title':'F','Items':[" SECTION ("s", "", PLAIN ("a")) "]}",
    "{'a':{'option':'ten'}}", NONE, FALSE },
  { "several answers are summed", CHECKS, "{'a':{'options':['x','y']}}", 9000, FALSE },
  { "… and capped at 10", CHECKS, "{'a':{'options':['x','y','z']}}", 10000, FALSE },
  { "no answer of several", CHECKS, "{'a':{'options':[]}}", 0, FALSE },
  { "a range's both ends", RANGES, "{'a':{'number':2}}", 10000, FALSE },
  { "the next range", RANGES, "{'a':{'number':3}}", 4000, FALSE },
  { "a range that fails", RANGES, "{'a':{'number':11}}", 0, TRUE },
  { "a bare automatic fail fails the form", FAILS,
    "{'bare':{'option':'no'},'sub':{'option':'yes'},'top':{'option':'yes'},'off':{'option':'yes'}}",
    0, TRUE },
  { "a fail of the sub-section", FAILS,
    "{'bare':{'option':'yes'},'sub':{'option':'no'},'top':{'option':'yes'},'off':{'option':'yes'}}",
    5000, FALSE },
  { "a fail of the section", FAILS,
    "{'bare':{'option':'yes'},'sub':{'option':'yes'},'top':{'option':'no'},'off':{'option':'yes'}}",
    2500, FALSE },
  { "an automatic fail that is off", FAILS,
    "{'bare':{'option':'yes'},'sub':{'option':'yes'},'top':{'option':'yes'},'off':{'option':'no'}}",
    7500, FALSE },
  { "points", POINTS,
    "{'a':{'option':'yes'},'b':{'option':'half'},'c':{'option':'no'},'more':{'option':'no'}}", 6000,
    FALSE },
  { "a bonus adds to what is earned alone", POINTS,
    "{'a':{'option':'yes'},'b':{'option':'half'},'c':{'option':'no'},'more':{'option':'yes'}}",
    7000, FALSE },
  { "an N/A leaves both sums", POINTS,
    "{'a':{'option':'yes'},'b':{'option':'half'},'c':{'na':true},'more':{'option':'no'}}", 7500,
    FALSE },
  { "points that stand as scores",
    FORM ("POINTS_BASED", SECTION ("s", "", PLAIN ("a") "," PLAIN ("b"))),
    "{'a':{'option':'five'},'b':{'option':'ten'}}", 7500, FALSE },
  { "a bonus option", BONUS_OPTION, "{'a':{'option':'best'},'b':{'options':['x']}}", 8000, FALSE },
  { "a bonus option among several", BONUS_OPTION, "{'a':{'option':'no'},'b':{'options':['y','z']}}",
    7000, FALSE },
};

static void
test_scores (void)
{
  import_test_scores (scores, G_N_ELEMENTS (scores), SOURCE);
}

/* --- Conditions ---------------------------------------------------------------------------------------------- */

#define ENABLE(action, condition) \
  ",'Weight':50,'Enablement':{'Action':'" action "','Condition':" condition "}"
#define ANY(operands) "{'Operator':'OR','Operands':[" operands "]}"
#define ALL(operands) "{'Operator':'AND','Operands':[" operands "]}"
#define VALUE(id)     "{'Type':'OPTION_REF_ID','RefId':'" id "'}"
#define COMPARE(comparator, values)                                                               \
  "{'Expression':{'Source':{'Type':'QUESTION_REF_ID','RefId':'a'},'Comparator':'" comparator "'," \
  "'Values':[" values "]}}"
#define CONDITIONAL(first, action, condition) \
  FORM ("QUESTION_ONLY",                      \
        SECTION ("s", "", first "," CHOICE ("b", SCORES, ENABLE (action, condition))))
#define ON_CHOICE(action, condition) CONDITIONAL (GRADED ("a", "50"), action, condition)
#define ON_CHECKS(condition)                                                                 \
  CONDITIONAL (MULTI ("a",                                                                   \
                      OPTION ("x", ",'Score':5") "," OPTION ("y", ",'Score':5") "," OPTION ( \
                        "z", ",'Score':0"),                                                  \
                      ",'Weight':50"),                                                       \
               "ENABLE", condition)
#define NO_B(a) "{'a':" a ",'b':{'option':'nil'}}"

/* Where b shows and is worth nothing, the score is half of that without it. */
static const struct
{
  const char *name;
  const char *form;
  const char *answers;
  gint64 score;
} conditions[] = {
  { "in", ON_CHOICE ("ENABLE", ANY (COMPARE ("IN", VALUE ("ten")))), NO_B ("{'option':'ten'}"),
    5000 },
  { "not in", ON_CHOICE ("ENABLE", ANY (COMPARE ("IN", VALUE ("nil")))), NO_B ("{'option':'ten'}"),
    10000 },
  { "switched off", ON_CHOICE ("DISABLE", ANY (COMPARE ("IN", VALUE ("ten")))),
    NO_B ("{'option':'ten'}"), 10000 },
  { "not switched off", ON_CHOICE ("DISABLE", ANY (COMPARE ("IN", VALUE ("nil")))),
    NO_B ("{'option':'ten'}"), 5000 },
  { "NOT_IN holds", ON_CHOICE ("ENABLE", ANY (COMPARE ("NOT_IN", VALUE ("nil")))),
    NO_B ("{'option':'ten'}"), 5000 },
  { "NOT_IN without an answer", ON_CHOICE ("ENABLE", ANY (COMPARE ("NOT_IN", VALUE ("nil")))),
    "{'b':{'option':'ten'}}", NONE },
  { "all of them", ON_CHECKS (ANY (COMPARE ("ALL_IN", VALUE ("x") "," VALUE ("y")))),
    NO_B ("{'options':['x','y','z']}"), 5000 },
  { "not all of them", ON_CHECKS (ANY (COMPARE ("ALL_IN", VALUE ("x") "," VALUE ("y")))),
    NO_B ("{'options':['x']}"), 5000 },
  { "exactly", ON_CHECKS (ANY (COMPARE ("EXACT", VALUE ("x") "," VALUE ("y")))),
    NO_B ("{'options':['x','y']}"), 5000 },
  { "not exactly", ON_CHECKS (ANY (COMPARE ("EXACT", VALUE ("x") "," VALUE ("y")))),
    NO_B ("{'options':['x','y','z']}"), 10000 },
  { "or",
    ON_CHOICE ("ENABLE", ANY (COMPARE ("IN", VALUE ("nil")) "," COMPARE ("IN", VALUE ("ten")))),
    NO_B ("{'option':'ten'}"), 5000 },
  { "and",
    ON_CHOICE ("ENABLE", ALL (COMPARE ("IN", VALUE ("nil")) "," COMPARE ("IN", VALUE ("ten")))),
    NO_B ("{'option':'ten'}"), 10000 },
  { "within one another",
    ON_CHOICE ("ENABLE",
               ALL (COMPARE ("IN", VALUE ("ten")) ",{'Condition':" ANY (
                 COMPARE ("NOT_IN", VALUE ("five"))) "}")),
    NO_B ("{'option':'ten'}"), 5000 },
};

static void
test_conditions (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (conditions); i++)
    {
      g_autoptr (AttuneFormImport) import = import_test_read (conditions[i].form, SOURCE);

      g_assert_cmpuint (attune_form_import_get_remarks (import)->len, ==, 0);
      import_test_score (conditions[i].name, attune_form_import_get_form (import),
                         conditions[i].answers, conditions[i].score, FALSE);
    }
}

/* --- What is carried over, and what is not ------------------------------------------------------------------- */

#define DESCRIBED                                                                                     \
  "{'EvaluationForm':{'EvaluationFormId':'8b6c-1','EvaluationFormVersion':3,'Locked':true,"           \
  "'EvaluationFormArn':'arn:aws:connect:1','Title':'Große Prüfung','Description':'For calls',"      \
  "'Status':'ACTIVE','CreatedTime':1668000000.25,'CreatedBy':'arn:1','LastModifiedTime':1668000001,"  \
  "'LastModifiedBy':'arn:2','Tags':{'team':'billing'},"                                               \
  "'ReviewConfiguration':{'EligibilityDays':21,'ReviewNotificationRecipients':[{'Type':'USER_ID'}]}," \
  "'LanguageConfiguration':{'FormLanguage':'de-DE'},'AutoEvaluationConfiguration':{'Enabled':false}," \
  "'TargetConfiguration':{'ContactInteractionType':'AUTOMATED'},"                                     \
  "'ScoringStrategy':{'Mode':'QUESTION_ONLY','Status':'ENABLED','ScoreThresholds':["                  \
  "{'PerformanceCategory':'NEEDS_IMPROVEMENT','MaxScorePercentage':60},"                              \
  "{'PerformanceCategory':'EXCEEDS_EXPECTATIONS','MinScorePercentage':90}]},"                         \
  "'Items':[{'Section':{'Title':'S','RefId':'s','Instructions':'Listen first','Items':["              \
  "{'Question':{'Title':'Q','RefId':'q','Instructions':'Look','QuestionType':'SINGLESELECT',"         \
  "'Weight':33.33333,'QuestionTypeProperties':{'SingleSelect':{'DisplayAs':'DROPDOWN','Options':["    \
  "{'RefId':'y','Text':'Yes','Score':10},{'RefId':'n','Text':'No'}],"                                 \
  "'Automation':{'DefaultOptionRefId':'y'}}}}},"                                                      \
  "{'Question':{'Title':'T','RefId':'t','QuestionType':'TEXT'}},"                                     \
  "{'Question':{'Title':'D','RefId':'d','QuestionType':'DATETIME'}},"                                 \
  "{'Question':{'Title':'N','RefId':'n','QuestionType':'NUMERIC','QuestionTypeProperties':"           \
  "{'Numeric':{'MinValue':-5,'MaxValue':5}}}},"                                                       \
  "{'Question':{'Title':'X','RefId':'x','QuestionType':'SINGLESELECT','Weight':66.6667,"              \
  "'ScoringConfiguration':{'IsExcludedFromScoring':true},'QuestionTypeProperties':{'SingleSelect':"   \
  "{'Options':[{'RefId':'y','Text':'Yes','Score':10}]}}}}]}}]}}"

static void
check_head (AttuneForm *form)
{
  const AttuneFormScoring *scoring = attune_form_get_scoring (form);

  g_assert_cmpstr (attune_form_get_id (form), ==, "8b6c-1");
  g_assert_cmpstr (attune_form_get_title (form), ==, "Große Prüfung");
  g_assert_cmpstr (attune_form_get_description (form), ==, "For calls");
  g_assert_cmpstr (attune_form_get_language (form), ==, "de-DE");
  g_assert_cmpuint (attune_form_get_dispute_days (form), ==, 21);
  g_assert_cmpint (attune_form_find_preset (form), ==, ATTUNE_FORM_PRESET_AMAZON_PERCENT);
  g_assert_cmpuint (scoring->n_bands, ==, 3);
  g_assert_cmpint (scoring->bands[1].from, ==, 60 * ATTUNE_DECIMAL_ONE);
  g_assert_cmpint (scoring->bands[2].from, ==, 90 * ATTUNE_DECIMAL_ONE);
}

static void
test_described (void)
{
  g_autoptr (AttuneFormImport) import = import_test_read (DESCRIBED, ATTUNE_FORM_SOURCE_ANY);
  AttuneForm *form = attune_form_import_get_form (import);
  const AttuneFormQuestion *question = attune_form_get_question (form, 0);
  g_autofree char *places = import_test_list_places (attune_form_import_get_remarks (import));

  g_assert_cmpint (attune_form_import_get_source (import), ==, SOURCE);
  check_head (form);
  g_assert_cmpuint (attune_form_get_n_questions (form), ==, 5);
  g_assert_cmpstr (question->id, ==, "q");
  g_assert_cmpstr (question->guidance, ==, "Look");
  g_assert_cmpint (question->weight, ==, 333333);
  g_assert_false (question->na_allowed);
  g_assert_cmpstr (question->options[1].id, ==, "n");
  g_assert_cmpint (attune_form_get_question (form, 2)->type, ==, ATTUNE_QUESTION_DATE);
  g_assert_cmpint (attune_form_get_question (form, 3)->options[0].from, ==,
                   -5 * ATTUNE_DECIMAL_ONE);
  g_assert_false (attune_form_get_question (form, 3)->can_score);
  g_assert_false (attune_form_get_question (form, 4)->can_score);
  g_assert_cmpstr (places, ==,
                   " /EvaluationForm/ReviewConfiguration/ReviewNotificationRecipients"
                   " /EvaluationForm/TargetConfiguration/ContactInteractionType"
                   " /EvaluationForm/Items/0/Section/Items/0/Question/Weight"
                   " /EvaluationForm/Items/0/Section/Items/0/Question/QuestionTypeProperties"
                   "/SingleSelect/Automation"
                   " /EvaluationForm/Items/0/Section/Items/2/Question/QuestionType"
                   " /EvaluationForm/Items/0/Section/Instructions"
                   " /EvaluationForm/Tags /EvaluationForm /EvaluationForm/Items");
}

/* Small first letters, as the console's own program spells keys. */
static void
test_small_letters (void)
{
  g_autoptr (AttuneFormImport) import = import_test_read (
    "{'title':'Calls','scoringStrategy':{'mode':'QUESTION_ONLY','status':'ENABLED'},'items':[{"
    "'section':{'title':'S','refId':'s','items':[{'question':{'title':'Q','refId':'q','weight':100,"
    "'questionType':'SINGLESELECT','questionTypeProperties':{'singleSelect':{'options':["
    "{'refId':'a','text':'A','score':7},{'refId':'b','text':'B','score':10}]}}}}]}}]}",
    ATTUNE_FORM_SOURCE_ANY);

  g_assert_cmpint (attune_form_import_get_source (import), ==, SOURCE);
  g_assert_cmpuint (attune_form_import_get_remarks (import)->len, ==, 0);
  g_assert_cmpstr (attune_form_get_id (attune_form_import_get_form (import)), ==, "calls");
  import_test_score ("small letters", attune_form_import_get_form (import), "{'q':{'option':'a'}}",
                     7000, FALSE);
}

static const ImportTestPlaces remarks[] = {
  { "nothing to say", FOUR, "" },
  { "not scored at all", "{'Title':'F','Items':[" SECTION ("s", "", PLAIN ("a")) "]}", "" },
  { "an unknown key of each part",
    "{'Title':'F','New':1,'Items':[" SECTION (
      "s",
      ",'New':[1]",
      CHOICE ("a", OPTION ("x", ",'New':'n'"), ",'New':{'a':1}")) "]}",
    " /Items/0/Section/Items/0/Question/QuestionTypeProperties/SingleSelect/Options/0/New"
    " /Items/0/Section/Items/0/Question/New /Items/0/Section/New /New" },
  { "what is empty says nothing",
    "{'Title':'F','New':null,'Tags':{},'Items':[" SECTION (
      "s",
      ",'New':[]",
      CHOICE ("a", OPTION ("x", ",'New':''"), ",'New':false")) "]}",
    "" },
  { "a question behind a sub-section",
    FORM ("QUESTION_ONLY",
          SECTION ("s", "", SECTION ("u", "", GRADED ("a", "50")) "," GRADED ("b", "50"))),
    " /Items/0/Section/Items/1/Question" },
  { "a condition on a later question",
    FORM ("QUESTION_ONLY",
          SECTION ("s",
                   "",
                   CHOICE ("b",
                           SCORES,
                           ENABLE ("ENABLE",
                                   ANY (COMPARE ("IN", VALUE ("ten"))))) "," GRADED ("a", "50"))),
    " /Items/0/Section/Items/0/Question/Enablement" },
  { "an automatic fail of another section",
    FORM ("QUESTION_ONLY",
          SECTION ("s", "", FAILING ("a", AIM ("t"))) "," SECTION ("t", "", GRADED ("b", "50"))),
    " /Items/0/Section/Items/0/Question/QuestionTypeProperties/SingleSelect/Options/1/AutomaticFailConfiguration/TargetSection" },
  { "a maximum that the options do not have",
    FORM ("POINTS_BASED", SECTION ("s", "", CHOICE ("a", POINT ("yes", "4"), MOST ("5", "")))),
    " /Items/0/Section/Items/0/Question/ScoringConfiguration/PointsConfiguration/MaxPointValue" },
};

static void
test_remarks (void)
{
  import_test_remarks (remarks, G_N_ELEMENTS (remarks), SOURCE);
}

/* --- What is wrong ------------------------------------------------------------------------------------------- */

#define Q "/Items/0/Section/Items/0/Question"

static const ImportTestPlaces bad[] = {
  { "nothing", "{}", " . /Items" },
  { "no items", "{'Title':'F','Items':[]}", " /Items" },
  { "items that are none",
    "{'Title':'F','Items':[1,null,{},{'Section':1},{'Section':{},'Question':{}}]}",
    " /Items/0 /Items/1 /Items/2 /Items/3/Section /Items/4" },
  { "items that are no list", "{'Title':'F','Items':{}}", " /Items /Items" },
  { "a title that is a number", "{'Title':7,'Items':[" SECTION ("s", "", PLAIN ("a")) "]}",
    " /Title" },
  { "a key twice", "{'Title':'F','Title':'G','Items':[" SECTION ("s", "", PLAIN ("a")) "]}",
    " /Title" },
  { "a question outside", FORM ("QUESTION_ONLY", PLAIN ("a")), " /Items/0/Question" },
  { "an empty section", "{'Title':'F','Items':[{'Section':{}}]}",
    " /Items/0/Section /Items/0/Section" },
  { "an empty question", "{'Title':'F','Items':[" SECTION ("s", "", "{'Question':{}}") "]}",
    " " Q " " Q " " Q },
  { "ids that repeat",
    FORM ("QUESTION_ONLY",
          SECTION ("s", "", GRADED ("a", "1") "," GRADED ("a", "2")) "," SECTION ("s",
                                                                                  "",
                                                                                  GRADED ("s",
                                                                                          "3"))),
    " /Items/0/Section/Items/1/Question/RefId /Items/1/Section/RefId /Items/1/Section/Items/0/Question/RefId" },
  { "options that repeat",
    FORM ("QUESTION_ONLY",
          SECTION ("s", "", CHOICE ("a", OPTION ("x", "") "," OPTION ("x", ""), ""))),
    " " Q "/QuestionTypeProperties/SingleSelect/Options/1/RefId" },
  { "no options", FORM ("QUESTION_ONLY", SECTION ("s", "", CHOICE ("a", "", ""))),
    " " Q "/QuestionTypeProperties/SingleSelect" },
  { "no properties", FORM ("QUESTION_ONLY", SECTION ("s", "", QUESTION ("a", "NUMERIC", "", ""))),
    " " Q "/QuestionTypeProperties" },
  { "an unknown type", FORM ("QUESTION_ONLY", SECTION ("s", "", QUESTION ("a", "SLIDER", "", ""))),
    " " Q "/QuestionType" },
  { "an unknown mode", FORM ("MAGIC", SECTION ("s", "", PLAIN ("a"))), " /ScoringStrategy/Mode" },
  { "scores beyond 10",
    FORM ("QUESTION_ONLY",
          SECTION ("s",
                   "",
                   CHOICE ("a",
                           OPTION ("x", ",'Score':11") "," OPTION ("y", ",'Score':-1") "," OPTION (
                             "z",
                             ",'Score':'9'"),
                           ""))),
    " " Q "/QuestionTypeProperties/SingleSelect/Options/0/Score"
    " " Q "/QuestionTypeProperties/SingleSelect/Options/1/Score"
    " " Q "/QuestionTypeProperties/SingleSelect/Options/2/Score" },
  { "a weight that is absurd", FORM ("QUESTION_ONLY", SECTION ("s", "", GRADED ("a", "1e300"))),
    " " Q "/Weight" },
  { "a range that ends before it begins",
    FORM ("QUESTION_ONLY",
          SECTION ("s", "", NUMBER ("a", ",'Options':[{'MinValue':5,'MaxValue':1},{}]", ""))),
    " " Q "/QuestionTypeProperties/Numeric/Options/0"
    " " Q "/QuestionTypeProperties/Numeric/Options/1"
    " " Q "/QuestionTypeProperties/Numeric/Options/1" },
  { "too deep",
    FORM ("QUESTION_ONLY",
          SECTION ("s", "", SECTION ("t", "", SECTION ("u", "", GRADED ("a", "1"))))),
    " /Items/0/Section/Items/0/Section/Items/0/Section" },
  { "a fail of a section that is not there",
    FORM ("QUESTION_ONLY", SECTION ("s", "", FAILING ("a", AIM ("nowhere")))),
    " " Q
    "/QuestionTypeProperties/SingleSelect/Options/1/AutomaticFailConfiguration/TargetSection" },
  { "a condition on nothing", ON_CHOICE ("ENABLE", ANY ("")),
    " /Items/0/Section/Items/1/Question/Enablement/Condition/Operands" },
  { "a condition that is missing",
    FORM ("QUESTION_ONLY",
          SECTION ("s", "", CHOICE ("a", SCORES, ",'Enablement':{'Action':'ENABLE'}"))),
    " " Q "/Enablement" },
  { "an unknown option", ON_CHOICE ("ENABLE", ANY (COMPARE ("IN", VALUE ("eleven")))),
    " /Items/0/Section/Items/1/Question/Enablement/Condition/Operands/0/Expression/Values/0/RefId" },
  { "a condition on a question that is not there",
    FORM ("QUESTION_ONLY",
          SECTION ("s",
                   "",
                   CHOICE ("b", SCORES, ENABLE ("ENABLE", ANY (COMPARE ("IN", VALUE ("ten"))))))),
    " " Q "/Enablement/Condition/Operands/0/Expression/Source/RefId" },
  { "a condition on itself",
    FORM ("QUESTION_ONLY",
          SECTION ("s",
                   "",
                   CHOICE ("a", SCORES, ENABLE ("ENABLE", ANY (COMPARE ("IN", VALUE ("ten"))))))),
    " " Q "/Enablement/Condition" },
  { "two that rest on each other",
    FORM (
      "QUESTION_ONLY",
      SECTION (
        "s",
        "",
        CHOICE (
          "a",
          SCORES,
          ",'Enablement':{'Action':'ENABLE','Condition':{'Operands':[{'Expression':{'Source':{'Type':'QUESTION_REF_ID','RefId':'b'},'Comparator':'IN','Values':[" VALUE (
            "ten") "]}}]}}") "," CHOICE ("b",
                                         SCORES,
                                         ENABLE ("ENABLE", ANY (COMPARE ("IN", VALUE ("ten"))))))),
    " " Q "/Enablement/Condition" },
};

static void
test_bad (void)
{
  import_test_refusals (bad, G_N_ELEMENTS (bad), SOURCE);
}

/* --- How much is too much ------------------------------------------------------------------------------------ */

/* A section of `n` questions, the last of which has `n_options`. */
static char *
make_large (guint n_questions, guint n_options)
{
  g_autoptr (GString)
    text = g_string_new ("{'Title':'F','Items':[{'Section':{'Title':'S','RefId':'s','Items':[");

  for (guint i = 0; i < n_questions; i++)
    {
      g_string_append_printf (
        text,
        "%s{'Question':{'Title':'Q','RefId':'q%u','QuestionType':'SINGLESELECT',"
        "'QuestionTypeProperties':{'SingleSelect':{'Options':[",
        i > 0 ? "," : "", i);
      for (guint j = 0; j < (i + 1 == n_questions ? n_options : 1); j++)
        g_string_append_printf (text, "%s{'RefId':'o%u','Text':'O'}", j > 0 ? "," : "", j);
      g_string_append (text, "]}}}}");
    }
  g_string_append (text, "]}}]}");
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
test_limits (void)
{
  g_autofree char *most = make_large (500, 256);
  g_autofree char *questions = make_large (501, 1);
  g_autofree char *options = make_large (1, 257);
  g_autoptr (AttuneFormImport) import = import_test_read (most, SOURCE);

  g_assert_cmpuint (attune_form_get_n_questions (attune_form_import_get_form (import)), ==, 500);
  import_test_refuse ("501 questions", questions, SOURCE, " /Items/0/Section/Items/500/Question");
  import_test_refuse ("257 options", options, SOURCE,
                      " " Q "/QuestionTypeProperties/SingleSelect/Options"
                      " " Q "/QuestionTypeProperties/SingleSelect");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/amazon/scores", test_scores);
  g_test_add_func ("/amazon/conditions", test_conditions);
  g_test_add_func ("/amazon/described", test_described);
  g_test_add_func ("/amazon/small-letters", test_small_letters);
  g_test_add_func ("/amazon/remarks", test_remarks);
  g_test_add_func ("/amazon/bad", test_bad);
  g_test_add_func ("/amazon/limits", test_limits);

  return g_test_run ();
}
