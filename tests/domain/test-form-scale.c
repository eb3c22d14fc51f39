/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "AttuneTest"

#include "config.h"

#include "attune-form-scale.h"

#include "attune-form-diff.h"
#include "random-form.h"

#include <string.h>

#define N_RANDOM 300

/* For readability ' stands for ". */
#define FORM(scoring, questions)                                                     \
  "{'id':'f','title':'F','scoring':{" scoring "},'sections':[{'id':'s','title':'S'," \
  "'questions':[" questions "]}]}"
#define YES_NO             "{'id':'own','type':'yes_no','title':'Own'}"
#define OWN(type, options) "{'id':'own','type':'" type "','title':'Own','options':[" options "]}"
#define OTHER(type, options) \
  ",{'id':'other','type':'" type "','title':'Other','options':[" options "]}"
#define OPTION(id, label, score) "{'id':'" id "','label':'" label "','score':" score "}"

static AttuneForm *
read_form (const char *text)
{
  g_autofree char *json = g_strdelimit (g_strdup (text), "'", '"');
  g_autoptr (GError) error = NULL;
  AttuneForm *form = attune_form_from_json (json, -1, &error);

  g_assert_no_error (error);
  return form;
}

static const AttuneFormQuestion *
get_question (AttuneForm *form, const char *id)
{
  return attune_form_get_question (form, attune_form_find_question (form, id));
}

/* "yes_no: yes=Yes/100 no=No/0"; what is fresh is "*". */
static char *
write_question (AttuneForm *form, const char *id)
{
  const AttuneFormQuestion *question = get_question (form, id);
  GString *text = g_string_new (attune_question_type_to_string (question->type));

  for (guint i = 0; i < question->n_options; i++)
    {
      const AttuneFormOption *option = &question->options[i];
      g_autofree char *score = attune_decimal_to_string (option->score);
      const char *name = option->id == NULL                         ? "#"
                         : g_str_has_prefix (option->id, "option-") ? "*"
                                                                    : option->id;

      g_string_append_printf (text, "%s %s=%s/%s", i == 0 ? ":" : "", name, option->label, score);
    }
  return g_string_free (text, FALSE);
}

static void
assert_question (AttuneForm *form, const char *expected)
{
  g_autofree char *actual = write_question (form, "own");

  g_assert_cmpstr (actual, ==, expected);
}

static AttuneForm *
use_answers (AttuneForm *form, const char *question, const char *source)
{
  const char *const questions[] = { question, NULL };
  g_autoptr (GError) error = NULL;
  AttuneForm *used = attune_form_use_answers (form, questions, source, &error);

  g_assert_no_error (error);
  return used;
}

static AttuneForm *
use_scale (AttuneForm *form, AttuneReadyScale scale)
{
  const char *const questions[] = { "own", NULL };
  g_autoptr (GError) error = NULL;
  AttuneForm *used = attune_form_use_scale (form, questions, scale, &error);

  g_assert_no_error (error);
  return used;
}

/* --- Answers of a question ------------------------------------------------------------------------------------- */

static const struct
{
  const char *name;
  const char *form;
  const char *expected;
  gboolean breaks;
} cases[] = {
  { "equal",
    FORM ("",
          OWN ("choice", OPTION ("a", "Good", "100") "," OPTION ("b", "Bad", "0"))
            OTHER ("choice", OPTION ("a", "Good", "100") "," OPTION ("b", "Bad", "0"))),
    "choice: a=Good/100 b=Bad/0", FALSE },
  { "other-words",
    FORM ("",
          OWN ("choice", OPTION ("a", "Good", "100") "," OPTION ("b", "Bad", "0"))
            OTHER ("choice", OPTION ("x", "Fine", "100") "," OPTION ("y", "Poor", "0"))),
    "choice: a=Fine/100 b=Poor/0", FALSE },
  { "other-order-and-case",
    FORM ("",
          OWN ("choice", OPTION ("a", "GOOD ", "100") "," OPTION ("b", "Bad", "0"))
            OTHER ("choice", OPTION ("x", "bad", "0") "," OPTION ("y", "Good", "100"))),
    "choice: b=bad/0 a=Good/100", FALSE },
  { "keeps-a-type-that-goes-on",
    FORM ("", YES_NO OTHER ("choice", OPTION ("x", "Met", "100") "," OPTION ("y", "Missed", "0"))),
    "yes_no: yes=Met/100 no=Missed/0", FALSE },
  { "takes-the-type",
    FORM ("",
          YES_NO OTHER ("scale",
                        OPTION ("1", "No", "0") "," OPTION ("2",
                                                            "Partly",
                                                            "50") "," OPTION ("3", "Yes", "100"))),
    "scale: no=No/0 2=Partly/50 yes=Yes/100", TRUE },
  { "another-worth",
    FORM ("",
          OWN ("choice", OPTION ("a", "Good", "80") "," OPTION ("b", "Bad", "0"))
            OTHER ("choice", OPTION ("x", "Good", "100") "," OPTION ("y", "Bad", "0"))),
    "choice: a=Good/100 b=Bad/0", TRUE },
  { "an-id-of-something-else",
    FORM ("",
          OWN ("choice", OPTION ("a", "Good", "80") "," OPTION ("b", "Bad", "10"))
            OTHER ("choice", OPTION ("b", "Fine", "100") "," OPTION ("c", "Poor", "0"))),
    "choice: *=Fine/100 c=Poor/0", TRUE },
  { "worth-that-two-have",
    FORM ("",
          OWN ("choice", OPTION ("a", "A", "0") "," OPTION ("b", "B", "0"))
            OTHER ("choice", OPTION ("x", "X", "0") "," OPTION ("y", "Y", "0"))),
    "choice: x=X/0 y=Y/0", TRUE },
  { "one-left-of-two",
    FORM ("",
          OWN ("choice", OPTION ("a", "A", "0") "," OPTION ("b", "B", "0"))
            OTHER ("choice", OPTION ("x", "B", "0") "," OPTION ("y", "Y", "0"))),
    "choice: b=B/0 a=Y/0", FALSE },
  { "checklist",
    FORM ("", YES_NO OTHER ("checklist", OPTION ("1", "Yes", "50") "," OPTION ("2", "Two", "50"))),
    "checklist: yes=Yes/50 2=Two/50", TRUE },
  { "from-text",
    FORM ("",
          "{'id':'own','type':'text','title':'Own'}" OTHER (
            "yes_no",
            OPTION ("y", "J", "100") "," OPTION ("n", "N", "0"))),
    "yes_no: y=J/100 n=N/0", TRUE },
  { "of-a-plain-yes-no",
    FORM (
      "",
      "{'id':'own','type':'date','title':'Own'},{'id':'other','type':'yes_no','title':'Other'}"),
    "yes_no: yes=Yes/100 no=No/0", TRUE },
  { "to-ranges",
    FORM (
      "",
      YES_NO
      ",{'id':'other','type':'number','title':'N','decimals':1,'ranges':[{'from':0,'to':2,'label':'few','score':100},{'from':2.1,'to':null,'score':0}]}"),
    "number: #=few/100 #=/0", TRUE },
  { "from-ranges",
    FORM (
      "",
      "{'id':'own','type':'number','title':'N','decimals':1,'ranges':[{'from':0,'to':2,'score':100}]}" OTHER (
        "yes_no",
        OPTION ("y", "J", "100") "," OPTION ("n", "N", "0"))),
    "yes_no: y=J/100 n=N/0", TRUE },
  { "one-option",
    FORM ("", OWN ("choice", OPTION ("a", "A", "1")) OTHER ("choice", OPTION ("b", "B", "1"))),
    "choice: a=B/1", FALSE },
  { "called-by-its-id",
    FORM ("", OWN ("choice", OPTION ("a", "x", "1")) OTHER ("choice", "{'id':'x','score':1}")),
    "choice: a=x/1", FALSE },
};

static void
test_answers (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (AttuneForm) form = read_form (cases[i].form);
  g_autofree char *before = attune_form_to_json (form, NULL);
  g_autoptr (AttuneForm) used = use_answers (form, "own", "other");
  g_autoptr (AttuneForm) again = use_answers (used, "own", "other");
  g_autofree char *after = attune_form_to_json (form, NULL);

  assert_question (used, cases[i].expected);
  g_assert_cmpint (attune_form_question_breaks (get_question (form, "own"),
                                                get_question (used, "own")),
                   ==, cases[i].breaks);
  g_assert_true (again == used);
  g_assert_cmpstr (before, ==, after);
}

/* All that is set about answers comes along; what only the question itself says stays. */
static void
test_all_of_it (void)
{
  g_autoptr (AttuneForm) form = read_form (FORM (
    "",
    "{'id':'own','type':'yes_no','title':'Own','weight':7,'error_type':'customer','na_allowed':false,"
    "'options':[{'id':'yes','label':'Yes','score':100,'guidance':'Mine'},"
    "{'id':'no','label':'No','score':0,'fail':'form','error':true,'guidance':'Gone',"
    "'reasons':[{'id':'r','label':'Haste'}]}]},"
    "{'id':'other','type':'yes_no','title':'Other','weight':2,'na_allowed':true,"
    "'options':[{'id':'y','label':'Yes','score':100,'guidance':'','ref':5},"
    "{'id':'n','label':'No','score':0,'fail':'section','guidance':'New'}]}"));
  g_autoptr (AttuneForm) used = use_answers (form, "own", "other");
  const AttuneFormQuestion *question = get_question (used, "own");
  const AttuneFormOption *no = &question->options[1];
  g_autofree char *json = attune_form_to_json (used, NULL);

  g_assert_cmpint (question->weight, ==, 7 * ATTUNE_DECIMAL_ONE);
  g_assert_cmpint (question->error_type, ==, ATTUNE_ERROR_TYPE_CUSTOMER);
  g_assert_true (question->na_allowed);
  g_assert_cmpstr (question->options[0].guidance, ==, "Mine");
  g_assert_cmpstr (no->id, ==, "no");
  g_assert_cmpint (no->fail, ==, ATTUNE_FAIL_SECTION);
  g_assert_false (no->is_error);
  g_assert_cmpstr (no->guidance, ==, "New");
  g_assert_cmpuint (no->n_reasons, ==, 1);
  g_assert_nonnull (strstr (strstr (json, "\"own\""), "\"ref\""));
  g_assert_true (strstr (json, "\"ref\"") < strstr (json, "\"other\""));
}

static void
test_ranges (void)
{
  g_autoptr (AttuneForm) form = read_form (
    FORM ("",
          "{'id':'own','type':'number','title':'N','ranges':[{'from':0,'to':9,'score':1}]},"
          "{'id':'other','type':'number','title':'N','decimals':2,'ranges':[{'to':1,'score':3}]}"));
  g_autoptr (AttuneForm) used = use_answers (form, "own", "other");
  const AttuneFormQuestion *question = get_question (used, "own");

  g_assert_cmpuint (question->decimals, ==, 2);
  g_assert_cmpuint (question->n_options, ==, 1);
  g_assert_false (question->options[0].has_from);
  g_assert_cmpint (question->options[0].to, ==, ATTUNE_DECIMAL_ONE);
}

/* --- Ready scales ---------------------------------------------------------------------------------------------- */

static const struct
{
  AttuneReadyScale scale;
  const char *form;
  const char *expected;
} ready[] = {
  { ATTUNE_READY_SCALE_YES_NO, FORM ("", YES_NO), "yes_no: yes=Yes/100 no=No/0" },
  { ATTUNE_READY_SCALE_YES_NO, FORM ("", "{'id':'own','type':'text','title':'O'}"),
    "yes_no: yes=Yes/100 no=No/0" },
  { ATTUNE_READY_SCALE_YES_PARTLY_NO, FORM ("", YES_NO),
    "scale: yes=Yes/100 partly=Partly/50 no=No/0" },
  { ATTUNE_READY_SCALE_YES_PARTLY_NO,
    FORM ("",
          OWN ("choice",
               OPTION ("a", "All", "100") "," OPTION ("b", "Some", "50") "," OPTION ("c",
                                                                                     "None",
                                                                                     "0"))),
    "choice: a=Yes/100 b=Partly/50 c=No/0" },
  { ATTUNE_READY_SCALE_ONE_TO_FOUR, FORM ("", YES_NO),
    "scale: no=1/0 2=2/33.3333 3=3/66.6667 yes=4/100" },
  { ATTUNE_READY_SCALE_ONE_TO_FIVE,
    FORM ("'mode':'points'", "{'id':'own','type':'text','title':'O'}"),
    "scale: 1=1/0 2=2/1 3=3/2 4=4/3 5=5/4" },
  { ATTUNE_READY_SCALE_YES_PARTLY_NO,
    FORM ("'mode':'points'",
          OWN ("yes_no", OPTION ("yes", "Yes", "15") "," OPTION ("no", "No", "0"))),
    "scale: yes=Yes/15 partly=Partly/7.5 no=No/0" },
  { ATTUNE_READY_SCALE_YES_NO, FORM ("'mode':'points'", OWN ("choice", OPTION ("a", "A", "-3"))),
    "yes_no: yes=Yes/1 no=No/0" },
  { ATTUNE_READY_SCALE_ZERO_TO_TEN, FORM ("", OWN ("choice", OPTION ("5", "Five", "1"))),
    "scale: 0=0/0 1=1/10 2=2/20 3=3/30 4=4/40 *=5/50 6=6/60 7=7/70 8=8/80 9=9/90 10=10/100" },
};

static void
test_ready (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (ready); i++)
    {
      g_autoptr (AttuneForm) form = read_form (ready[i].form);
      g_autoptr (AttuneForm) used = use_scale (form, ready[i].scale);
      g_autoptr (AttuneForm) again = use_scale (used, ready[i].scale);

      assert_question (used, ready[i].expected);
      g_assert_true (again == used);
    }
}

static void
test_ready_keeps (void)
{
  g_autoptr (AttuneForm) form = read_form (
    FORM ("'mode':'points'",
          "{'id':'own','type':'yes_no','title':'Own','na_allowed':true,"
          "'options':[{'id':'yes','label':'Yes','score':5,'bonus':true},"
          "{'id':'no','label':'No','score':-1,'fail':'form','error':true,'guidance':'Kept',"
          "'reasons':[{'id':'r','label':'Haste'}]}]}"));
  g_autoptr (AttuneForm) used = use_scale (form, ATTUNE_READY_SCALE_YES_PARTLY_NO);
  const AttuneFormQuestion *question = get_question (used, "own");

  assert_question (used, "scale: yes=Yes/2 partly=Partly/1 no=No/0");
  g_assert_true (question->na_allowed);
  g_assert_false (question->options[0].is_bonus);
  g_assert_cmpint (question->options[2].fail, ==, ATTUNE_FAIL_FORM);
  g_assert_true (question->options[2].is_error);
  g_assert_cmpstr (question->options[2].guidance, ==, "Kept");
  g_assert_cmpuint (question->options[2].n_reasons, ==, 1);
}

static void
test_words (void)
{
  AttuneReadyScale scale;

  for (guint i = 0; i < ATTUNE_N_READY_SCALES; i++)
    {
      g_assert_true (
        attune_ready_scale_from_string (attune_ready_scale_to_string ((AttuneReadyScale) i),
                                        &scale));
      g_assert_cmpint (scale, ==, i);
      g_assert_cmpstr (attune_ready_scale_get_name (scale), !=, "");
    }
  g_assert_false (attune_ready_scale_from_string ("", &scale));
  g_assert_false (attune_ready_scale_from_string ("own", &scale));
}

static void
test_described (void)
{
  static const struct
  {
    const char *question;
    const char *text;
  } described[] = {
    { YES_NO, "Yes, No" },
    { OWN ("choice", OPTION ("a", "Only", "1")), "Only" },
    { "{'id':'own','type':'text','title':'O'}", "" },
    { "{'id':'own','type':'number','title':'O','ranges':[{'to':2},{'from':3,'label':'Many'}]}",
      "…–2, Many" },
    { OWN ("choice",
           OPTION ("1", "1", "1") "," OPTION ("2", "2", "1") "," OPTION ("3", "3", "1") "," OPTION (
             "4", "4", "1") "," OPTION ("5", "5", "1") "," OPTION ("6", "6",
                                                                   "1") "," OPTION ("7", "7", "1")),
      "1, 2, 3, 4, 5, 6, …" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (described); i++)
    {
      g_autofree char *text = g_strconcat (FORM ("", "@"), NULL);
      g_auto (GStrv) around = g_strsplit (text, "@", 2);
      g_autofree char *whole = g_strjoinv (described[i].question, around);
      g_autoptr (AttuneForm) form = read_form (whole);
      g_autofree char *answers = attune_form_question_describe_answers (get_question (form, "own"));

      g_assert_cmpstr (answers, ==, described[i].text);
      g_assert_cmpint (attune_form_question_has_answers (get_question (form, "own")), ==,
                       *answers != '\0');
    }
}

/* --- Several, and what is refused ------------------------------------------------------------------------------ */

#define CONDITIONAL                                                                                                                                                                                 \
  FORM (                                                                                                                                                                                            \
    "",                                                                                                                                                                                             \
    OWN (                                                                                                                                                                                           \
      "choice",                                                                                                                                                                                     \
      OPTION ("a", "A", "100") "," OPTION ("b", "B", "50") "," OPTION (                                                                                                                             \
        "c", "C",                                                                                                                                                                                   \
        "0")) ",{'id':'later','type':'text','title':'Later','show_if':{'not':{'all':["                                                                                                              \
              "{'question':'own','answered':true},{'question':'own','is':['a','b']}]}}},"                                                                                                           \
              "{'id':'other','type':'choice','title':'Other','options':[" OPTION ("x", "A", "100") "," OPTION ("y", "C", "0") "]},{'id':'same','type':'choice','title':'Same','options':[" OPTION ( \
                "x", "Full",                                                                                                                                                                        \
                "100") "," OPTION ("y", "Half",                                                                                                                                                     \
                                   "50") "," OPTION ("z", "None",                                                                                                                                   \
                                                     "0") "]},"                                                                                                                                     \
                                                          "{'id':'n','type':'number','title':'N','ranges':[{'to':1}]},"                                                                             \
                                                          "{'id':'t','type':'text','title':'T'},{'id':'bare','type':'number','title':'B'}")

static void
assert_refused (AttuneForm *form, const char *question, const char *source, const char *word)
{
  const char *const questions[] = { "t", question, NULL };
  g_autoptr (GError) error = NULL;

  g_assert_null (attune_form_use_answers (form, questions, source, &error));
  g_assert_error (error, ATTUNE_DOMAIN_ERROR, ATTUNE_DOMAIN_ERROR_REFUSED);
  g_assert_nonnull (strstr (error->message, word));
}

static void
test_refused (void)
{
  const char *const own[] = { "own", NULL };
  g_autoptr (AttuneForm) form = read_form (CONDITIONAL);
  g_autoptr (AttuneForm) used = NULL;
  GError *error = NULL;

  assert_refused (form, "own", "other",
                  "“Later” is shown by an answer to “Own” that would be gone");
  assert_refused (form, "own", "n", "“Later”");
  assert_refused (form, "own", "t", "“T”");
  assert_refused (form, "own", "bare", "“B”");
  assert_refused (form, "own", "nobody", "nobody");
  assert_refused (form, "nobody", "other", "nobody");
  assert_refused (form, "s", "other", "s");
  g_assert_null (attune_form_use_scale (form, own, ATTUNE_READY_SCALE_YES_NO, &error));
  g_assert_error (error, ATTUNE_DOMAIN_ERROR, ATTUNE_DOMAIN_ERROR_REFUSED);
  g_clear_error (&error);

  /* The same in other words: the condition follows. */
  used = use_answers (form, "own", "same");
  assert_question (used, "choice: a=Full/100 b=Half/50 c=None/0");
  g_assert_cmpuint (get_question (used, "later")->show_if->children[0].n_children, ==, 2);
}

static void
test_several (void)
{
  const char *const all[] = { "t", "other", "same", "t", "n", NULL };
  const char *const none[] = { NULL };
  const char *const itself[] = { "own", NULL };
  g_autoptr (AttuneForm) form = read_form (CONDITIONAL);
  g_autoptr (GError) error = NULL;
  g_autoptr (AttuneForm) used = attune_form_use_answers (form, all, "same", &error);
  g_autoptr (AttuneForm) unused = attune_form_use_answers (form, none, "same", NULL);
  g_autoptr (AttuneForm) unchanged = attune_form_use_answers (form, itself, "own", NULL);
  g_autofree char *text = write_question (used, "t");
  g_autofree char *other = write_question (used, "other");
  g_autofree char *number = write_question (used, "n");

  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, "choice: x=Full/100 y=Half/50 z=None/0");
  g_assert_cmpstr (other, ==, "choice: x=Full/100 *=Half/50 y=None/0");
  g_assert_cmpstr (number, ==, text);
  g_assert_true (unused == form && unchanged == form);
}

/* Sound, and with the answers of the source. */
static void
assert_used (AttuneForm *used, const char *id, const AttuneFormQuestion *source)
{
  g_autofree char *json = attune_form_to_json (used, NULL);
  g_autoptr (AttuneForm) read = attune_form_from_json (json, -1, NULL);
  const AttuneFormQuestion *question = get_question (used, id);

  g_assert_nonnull (read);
  g_assert_cmpuint (question->n_options, ==, source->n_options);
  for (guint i = 0; i < question->n_options; i++)
    {
      g_assert_cmpstr (question->options[i].label, ==, source->options[i].label);
      g_assert_cmpint (question->options[i].score, ==, source->options[i].score);
    }
}

static AttuneForm *
create_random (GRand *random)
{
  json_t *document = random_form_new (random);
  char *text = json_dumps (document, 0);
  AttuneForm *form = attune_form_from_json (text, -1, NULL);

  free (text);
  json_decref (document);
  return form;
}

/* Whatever form: either it is refused, or it is sound and both have the same answers. */
static void
test_random (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20);
  guint n_used = 0;

  for (guint i = 0; i < N_RANDOM; i++)
    {
      g_autoptr (AttuneForm) form = create_random (random);
      guint n = attune_form_get_n_questions (form);
      const AttuneFormQuestion *source = n > 0 ? attune_form_get_question (form, i % n) : NULL;
      const char *questions[] = { NULL, NULL };
      g_autoptr (GError) error = NULL;
      g_autoptr (AttuneForm) used = NULL;

      if (source == NULL)
        continue;
      questions[0] = attune_form_get_question (form, (i / n) % n)->id;
      used = attune_form_use_answers (form, questions, source->id, &error);
      n_used += used != NULL;
      if (used != NULL)
        assert_used (used, questions[0], source);
      else
        g_assert_error (error, ATTUNE_DOMAIN_ERROR, ATTUNE_DOMAIN_ERROR_REFUSED);
    }
  g_assert_cmpuint (n_used, >, N_RANDOM / 4);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/domain/form-scale/answers/", cases[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_answers);
    }
  g_test_add_func ("/domain/form-scale/all-of-it", test_all_of_it);
  g_test_add_func ("/domain/form-scale/ranges", test_ranges);
  g_test_add_func ("/domain/form-scale/ready", test_ready);
  g_test_add_func ("/domain/form-scale/ready-keeps", test_ready_keeps);
  g_test_add_func ("/domain/form-scale/words", test_words);
  g_test_add_func ("/domain/form-scale/described", test_described);
  g_test_add_func ("/domain/form-scale/refused", test_refused);
  g_test_add_func ("/domain/form-scale/several", test_several);
  g_test_add_func ("/domain/form-scale/random", test_random);
  return g_test_run ();
}
