/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "AttuneTest"

#include "config.h"

#include "attune-json-reader.h"
#include "attune-test-support.h"
#include "attune-xlsform-relevant.h"
#include "attune-xlsform.h"
#include "form-checks.h"
#include "random-form.h"

#include <stdlib.h>
#include <string.h>

/* --- Conditions ---------------------------------------------------------------------------------------------- */

static const struct
{
  const char *text;
  const char *json; /* NULL: not carried over, with `reason` */
  const char *reason;
} expressions[] = {
  { "${c} = 'x'", "{'question':'c','is':['x']}", NULL },
  { "  ${ c }=\"x\"  ", "{'question':'c','is':['x']}", NULL },
  { "'x' = ${c}", "{'question':'c','is':['x']}", NULL },
  { "${c} = 1", "{'question':'c','is':['1']}", NULL },
  { "${c} != 'x'", "{'not':{'question':'c','is':['x']}}", NULL },
  { "${c} = ''", "{'not':{'question':'c','answered':true}}", NULL },
  { "${t} != ''", "{'question':'t','answered':true}", NULL },
  { "string-length(${t}) > 0", "{'question':'t','answered':true}", NULL },
  { "count-selected(${l}) = 0", "{'not':{'question':'l','answered':true}}", NULL },
  { "selected(${l}, 'y')", "{'question':'l','is':['y']}", NULL },
  { "selected(${l},'x') or selected(${l},'y')", "{'question':'l','is':['x','y']}", NULL },
  { "${c}='x' or ${c}='y' or ${c}='x'", "{'question':'c','is':['x','y']}", NULL },
  { "${c}='x' or ${l}='y'", "{'any':[{'question':'c','is':['x']},{'question':'l','is':['y']}]}",
    NULL },
  { "${c}='x' and ${t}!='' or ${c}='y'",
    "{'any':[{'all':[{'question':'c','is':['x']},{'question':'t','answered':true}]},"
    "{'question':'c','is':['y']}]}",
    NULL },
  { "${c}='x' and (${t}!='' or ${l}='y')",
    "{'all':[{'question':'c','is':['x']},{'any':[{'question':'t','answered':true},"
    "{'question':'l','is':['y']}]}]}",
    NULL },
  { "not(${c}='x')", "{'not':{'question':'c','is':['x']}}", NULL },
  { "not (not(selected(${l}, 'x')))", "{'not':{'not':{'question':'l','is':['x']}}}", NULL },
  { "true()", "{'all':[]}", NULL },
  { "false()", "{'any':[]}", NULL },
  { "", NULL, "ends too early" },
  { "${c}", NULL, "know" },
  { "${n} > 5", NULL, "not “>”" },
  { "${n} = 5", NULL, "“n” has none" },
  { "${c} = 'z'", NULL, "no option “z”" },
  { "${later} = 'x'", NULL, "no question of that name" },
  { "${c} = ${l}", NULL, "no option" },
  { "count-selected(${l}) > 2", NULL, "do not count" },
  { "regex(${t}, 'x')", NULL, "“regex” is not understood" },
  { ". > 5", NULL, "not understood" },
  { "${c} = 'x' and", NULL, "ends too early" },
  { "(${c} = 'x'", NULL, "ends too early" },
  { "${c} = 'x')", NULL, "not understood" },
  { "${c} = 'x' ${c} = 'y'", NULL, "not understood" },
  { "selected(${l} 'x')", NULL, "not understood" },
  { "selected(${l}, 'x'", NULL, "ends too early" },
  { "true(", NULL, "ends too early" },
  { "${c = 'x'", NULL, "not understood" },
  { "ä = 'x'", NULL, "not understood" },
};

static void
test_expressions (void)
{
  g_autoptr (GHashTable) options = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) questions = g_hash_table_new (g_str_hash, g_str_equal);
  AttuneXlsformQuestion choice = { ATTUNE_QUESTION_CHOICE, options };
  AttuneXlsformQuestion checklist = { ATTUNE_QUESTION_CHECKLIST, options };
  AttuneXlsformQuestion text = { ATTUNE_QUESTION_TEXT, options };
  AttuneXlsformQuestion number = { ATTUNE_QUESTION_NUMBER, options };

  g_hash_table_add (options, (gpointer) "x");
  g_hash_table_add (options, (gpointer) "y");
  g_hash_table_add (options, (gpointer) "1");
  g_hash_table_insert (questions, (gpointer) "c", &choice);
  g_hash_table_insert (questions, (gpointer) "l", &checklist);
  g_hash_table_insert (questions, (gpointer) "t", &text);
  g_hash_table_insert (questions, (gpointer) "n", &number);

  for (guint i = 0; i < G_N_ELEMENTS (expressions); i++)
    {
      g_autofree char *reason = NULL;
      g_autoptr (AttuneJson)
        condition = attune_xlsform_relevant_read (expressions[i].text, questions, &reason);
      g_autofree char *dumped = NULL;
      g_autofree char *expected = NULL;

      if (expressions[i].json == NULL)
        {
          g_assert_null (condition);
          g_test_message ("%s: %s", expressions[i].text, reason);
          g_assert_nonnull (strstr (reason, expressions[i].reason));
          continue;
        }
      g_assert_nonnull (condition);
      dumped = json_dumps (condition, JSON_COMPACT);
      expected = unquote (expressions[i].json);
      g_assert_cmpstr (dumped, ==, expected);
    }
}

static void
test_deep_expression (void)
{
  g_autoptr (GHashTable) questions = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *text = g_strnfill (100000, '(');
  g_autofree char *reason = NULL;

  g_assert_null (attune_xlsform_relevant_read (text, questions, &reason));
  g_assert_nonnull (strstr (reason, "too deep"));
}

/* --- Reading ------------------------------------------------------------------------------------------------- */

#define CHOICES                                                                                   \
  "choices:list_name|name|label|score|fail/yn|yes|Yes||/yn|no|No||/s|a|Good|100|/s|b|Bad|0|form/" \
  "p|x|X||/p|y|||/"

static const struct
{
  const char *name;
  const char *survey;
  const char *settings; /* NULL: the usual */
  const char *json;     /* the sections */
  const char *remarks;  /* the beginnings of lines, in order, between “;” */
} surveys[] = {
  { "empty", "type|name|label/", NULL, "", "" },
  { "one question outside any group", "type|name|label/text|a|A/", NULL,
    "{'id':'f','title':'F','questions':[{'id':'a','type':'text','title':'A','required':false}]}",
    "survey, row 2: questions outside any group" },
  { "all types",
    "type|name|label|required|hint/begin_group|g|G/select_one yn|a|A|yes|Help/select_one s|b|B|true/"
    "select_multiple s|c|C|TRUE/integer|d|D|1/text|e|E|yes/date|f|F|yes/acknowledge|h|H|yes/"
    "end_group/",
    NULL,
    "{'id':'g','title':'G','questions':[{'id':'a','type':'yes_no','title':'A','guidance':'Help'},"
    "{'id':'b','type':'choice','title':'B','options':[{'id':'a','label':'Good','score':100},"
    "{'id':'b','label':'Bad','fail':'form'}]},"
    "{'id':'c','type':'checklist','title':'C','options':[{'id':'a','label':'Good','score':100},"
    "{'id':'b','label':'Bad','fail':'form'}]},{'id':'d','type':'number','title':'D'},"
    "{'id':'e','type':'text','title':'E'},{'id':'f','type':'date','title':'F'},"
    "{'id':'h','type':'checklist','title':'H','scored':false,'options':[{'id':'OK'}]}]}",
    "" },
  { "our columns",
    "type|name|label|required|weight|error_type|na_allowed|question_type|bonus|comment|behaviour/"
    "begin group|g|G||2.5||yes/select_one s|a|A|yes|10|compliance|no|scale|yes|required|greet/"
    "end group/",
    NULL,
    "{'id':'g','title':'G','weight':2.5,'na_allowed':true,'questions':[{'id':'a','type':'scale',"
    "'title':'A','weight':10,'na_allowed':false,'bonus':true,'error_type':'compliance',"
    "'comment':'required','behaviour':'greet','options':[{'id':'a','label':'Good','score':100},"
    "{'id':'b','label':'Bad','fail':'form'}]}]}",
    "" },
  { "conditions",
    "type|name|label|required|relevant/begin_group|g|G/select_one s|a|A|yes/"
    "text|b|B|yes|${a} = 'b'/text|c|C|yes|${a} > 1/text|d|D|yes|${e} = 'x'/end_group/"
    "begin_group|h|H||${a} != 'a'/end_group/",
    NULL,
    "{'id':'g','title':'G','questions':[{'id':'a','type':'choice','title':'A','options':["
    "{'id':'a','label':'Good','score':100},{'id':'b','label':'Bad','fail':'form'}]},"
    "{'id':'b','type':'text','title':'B','show_if':{'question':'a','is':['b']}},"
    "{'id':'c','type':'text','title':'C'},{'id':'d','type':'text','title':'D'}]},"
    "{'id':'h','title':'H','show_if':{'not':{'question':'a','is':['a']}}}",
    "survey, row 5: the condition “${a} > 1”;survey, row 6: the condition “${e} = 'x'”" },
  { "three deep",
    "type|name|label|required|relevant/begin_group|g|G/select_one s|a|A|yes/begin_group|h|H/"
    "begin_group|i|I||${a} = 'a'/text|b|B|yes/text|c|C|yes|${b} != ''/end_group/text|d|D|yes/"
    "end_group/text|e|E|yes/end_group/",
    NULL,
    "{'id':'g','title':'G','questions':[{'id':'a','type':'choice','title':'A','options':["
    "{'id':'a','label':'Good','score':100},{'id':'b','label':'Bad','fail':'form'}]}],'sections':["
    "{'id':'h','title':'H','questions':[{'id':'b','type':'text','title':'B','show_if':"
    "{'question':'a','is':['a']}},{'id':'c','type':'text','title':'C','show_if':{'all':["
    "{'question':'a','is':['a']},{'question':'b','answered':true}]}},"
    "{'id':'d','type':'text','title':'D'}]},"
    "{'id':'g-2','title':'G','questions':[{'id':'e','type':'text','title':'E'}]}]}",
    "survey, row 5: sections nest two deep;survey, row 5: there is no place for the column “label”;"
    "survey, row 11: questions behind a group" },
  { "what has no place",
    "type|name|label|required|constraint|calculation|appearance/start|start/calculate|sum||||"
    "1 + 1/begin_group|g|G/note|n|Read this/text|a|A|yes|. != 'x'||multiline/geopoint|where|Where/"
    "decimal|d|D|yes/select_one p|p|P|yes/note|m|Too late/end_group//|stray|Stray/",
    NULL,
    "{'id':'g','title':'G','questions':[{'id':'a','type':'text','title':'A','guidance':"
    "'Read this'},{'id':'d','type':'number','title':'D','decimals':2},"
    "{'id':'p','type':'choice','title':'P','scored':false,'options':[{'id':'x','label':'X'},"
    "{'id':'y'}]}]}",
    "survey, row 2: forms know nothing like “start”;survey, row 3: forms do not calculate;"
    "survey, row 5: a note stands;survey, row 6: there is no place for the column “constraint”;"
    "survey, row 6: there is no place for the column “appearance”;"
    "survey, row 7: forms know nothing like “geopoint”;survey, row 8: numbers get 2 decimals;"
    "survey, row 9: its choices have no scores;"
    "survey, row 10: no question follows;survey, row 13: the row has no type" },
  { "languages",
    "type|name|label::Suomi (fi)|label::English (en)|hint::Suomi (fi)/begin_group|g|Ryhmä|Group/"
    "integer|a|Määrä|Amount|Ohje/end_group/",
    "form_title|form_id|default_language/F|f|Suomi (fi)/",
    "{'id':'g','title':'Ryhmä','questions':[{'id':'a','type':'number','title':'Määrä','guidance':"
    "'Ohje','required':false}]}",
    "survey: a form has one language" },
  { "a language without a code", "type|name|label::Suomi/begin_group|g|Ryhmä/end_group/",
    "form_title|form_id|language/F|f|fi/", "{'id':'g','title':'Ryhmä'}", "" },
  { "or other, no name, a group without an end",
    "type|name|label|required/begin group|g|G/select one p or_other||Which one?|maybe/", NULL,
    "{'id':'g','title':'G','questions':[{'id':'which-one','type':'choice','title':'Which one?',"
    "'required':false,'scored':false,'options':[{'id':'x','label':'X'},{'id':'y'},"
    "{'id':'other','label':'Other'}]}]}",
    "survey, row 3: it has no name;survey, row 3: whether it is required;"
    "survey, row 3: “other” becomes;survey, row 3: its choices have no scores;"
    "survey, row 2: the group is never ended" },
};

/* Whether the lines begin so, in order. */
static void
check_lines (const char *lines, const char *beginnings)
{
  g_auto (GStrv) actual = g_strsplit (lines, "\n", -1);
  g_auto (GStrv) expected = g_strsplit (beginnings, ";", -1);
  guint n_actual = *lines != '\0' ? g_strv_length (actual) - 1 : 0;
  guint n_expected = 0;

  g_test_message ("%s", lines);
  while (expected[n_expected] != NULL && *expected[n_expected] != '\0')
    n_expected++;
  for (guint i = 0; i < MIN (n_actual, n_expected); i++)
    {
      if (!g_str_has_prefix (actual[i], expected[i]))
        g_error ("“%s” does not begin with “%s”", actual[i], expected[i]);
    }
  g_assert_cmpuint (n_actual, ==, n_expected);
}

static void
test_surveys (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (surveys); i++)
    {
      g_autofree char *survey = g_strconcat ("survey:", surveys[i].survey, NULL);
      g_autofree char *settings = g_strconcat (
        "Settings:", surveys[i].settings != NULL ? surveys[i].settings : "form_title|form_id/F|f/",
        NULL);
      const char *const texts[] = { survey, CHOICES, settings, NULL };
      g_autoptr (AttuneSheets) sheets = make_sheets (texts);
      g_autoptr (GPtrArray) remarks = attune_faults_new ();
      g_autoptr (GPtrArray) faults = attune_faults_new ();
      g_autoptr (AttuneForm) form = attune_xlsform_read (sheets, "file", remarks, faults);
      g_autofree char *said = join_faults (faults);
      g_autofree char *remarked = join_faults (remarks);
      g_autofree char *quoted = g_strdup_printf ("{'id':'f','title':'F'%s%s%s%s}",
                                                 surveys[i].settings != NULL ? ",'language':'fi'"
                                                                             : "",
                                                 *surveys[i].json != '\0' ? ",'sections':[" : "",
                                                 surveys[i].json,
                                                 *surveys[i].json != '\0' ? "]" : "");
      g_autofree char *json = unquote (quoted);
      g_autofree char *expected = normalise_form (json);
      g_autofree char *text = NULL;
      g_autofree char *actual = NULL;

      g_test_message ("%s", surveys[i].name);
      g_assert_cmpstr (said, ==, "");
      text = attune_form_to_json (form, NULL);
      actual = normalise_form (text);
      g_assert_cmpstr (actual, ==, expected);
      check_lines (remarked, surveys[i].remarks);
    }
}

static const struct
{
  const char *survey;
  const char *choices;
  const char *settings;
  const char *faults;
} wrongs[] = {
  { "a|b/", "", "", "this is no XLSForm" },
  { "type|name/text|a/text|a/", "", "", "survey, row 3: the name “a” is already taken" },
  { "type|name/select_one|a/", "", "", "survey, row 2: the type must name the list" },
  { "type|name/select_one z|a/", "", "", "survey, row 2: the choices sheet has no list “z”" },
  { "type|name/end_group/", "", "", "survey, row 2: a group ends" },
  { "type|name|weight/text|a|-1/text|b|x/", "", "",
    "survey, row 2: a weight;survey, row 3: “x” is nothing that the column “weight”" },
  { "type|name|error_type|na_allowed/text|a|bad|perhaps/", "", "",
    "survey, row 2: “bad” is nothing;survey, row 2: “perhaps” is nothing" },
  { "type|name|show_if/text|a|{/", "", "", "survey, row 2: “{” is nothing" },
  { "type|name/select_one l|a/select_one l|b/", "list_name|name|score/l|x|1/l|x|2/l||3/l|y|z/", "",
    "choices, row 3: the list has a choice “x” already;choices, row 4: the choice has no name;"
    "choices, row 5: “z” is nothing" },
  { "type|name/select_one l|a/", "list_name|name|fail|reasons/l|x|everything|r/", "",
    "choices, row 2: “everything” is nothing;choices, row 2: there is no list “r”" },
  { "type|name/text|a/", "", "mode|pass|release_days/guess|x|1.5/",
    "settings, row 2: “1.5” is nothing;settings, row 2: “guess” is nothing;"
    "settings, row 2: “x” is nothing" },
  { "type|name/integer|a/", "", "floor|cap/50|40/", "as a form: /scoring/floor" },
};

static void
test_wrong_surveys (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (wrongs); i++)
    {
      g_autofree char *survey = g_strconcat ("survey:", wrongs[i].survey, NULL);
      g_autofree char *choices = g_strconcat ("choices:", wrongs[i].choices, NULL);
      g_autofree char *settings = g_strconcat ("settings:", wrongs[i].settings, NULL);
      const char *const texts[] = { survey, choices, settings, NULL };
      g_autoptr (AttuneSheets) sheets = make_sheets (texts);
      g_autoptr (GPtrArray) remarks = attune_faults_new ();
      g_autoptr (GPtrArray) faults = attune_faults_new ();
      g_autofree char *said = NULL;

      g_assert_null (attune_xlsform_read (sheets, NULL, remarks, faults));
      said = join_faults (faults);
      check_lines (said, wrongs[i].faults);
    }
}

/* The id is the form's own where the settings give it, else it is made of the title. */
static void
test_identified (void)
{
  static const char *const settings[] = { "settings:form_title/F", "settings:form_title|form_id/F|",
                                          "settings:form_title|form_id/F| f " };

  for (guint i = 0; i < G_N_ELEMENTS (settings); i++)
    {
      const char *const texts[] = { "survey:type|name/text|q", settings[i], NULL };
      g_autoptr (AttuneSheets) sheets = make_sheets (texts);
      g_autoptr (GPtrArray) faults = attune_faults_new ();
      AttuneFormSource source = ATTUNE_FORM_SOURCE_ANY;
      g_autoptr (AttuneFormImport)
        import = attune_form_import_sheets (sheets, NULL, &source, faults);

      g_assert_cmpint (source, ==, ATTUNE_FORM_SOURCE_XLSFORM);
      g_assert_cmpstr (attune_form_get_id (attune_form_import_get_form (import)), ==, "f");
      g_assert_cmpint (attune_form_import_has_own_id (import), ==, i == 2);
    }
}

static void
test_too_large (void)
{
  g_autoptr (GString) survey = g_string_new ("survey:type|name");
  g_autoptr (GPtrArray) remarks = attune_faults_new ();
  g_autoptr (GPtrArray) faults = attune_faults_new ();
  g_autoptr (AttuneSheets) sheets = NULL;
  g_autofree char *said = NULL;
  const char *texts[] = { NULL, NULL };

  for (guint i = 0; i < ATTUNE_XLSFORM_MAX_COLUMNS; i++)
    g_string_append (survey, "|x");
  for (guint i = 0; i < ATTUNE_XLSFORM_MAX_SURVEY_ROWS; i++)
    g_string_append (survey, "/text");
  texts[0] = survey->str;
  sheets = make_sheets (texts);
  g_assert_null (attune_xlsform_read (sheets, NULL, remarks, faults));
  said = join_faults (faults);
  check_lines (said, "survey: the sheet has more than 20000 rows;survey: the sheet has more than "
                     "100 columns");
}

/* A form that is too long for one ends the reading, before all its rows have cost their time. */
static void
test_too_many (void)
{
  static const struct
  {
    const char *row;
    const char *fault;
  } many[] = {
    { "/text||Again", "survey, row 503: a form may have 500 questions" },
    { "/begin_group||Again/end_group", "survey, row 203: a form may have 100 sections" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (many); i++)
    {
      g_autoptr (GString) survey = g_string_new ("survey:type|name|label");
      g_autoptr (GPtrArray) remarks = attune_faults_new ();
      g_autoptr (GPtrArray) faults = attune_faults_new ();
      g_autoptr (AttuneSheets) sheets = NULL;
      g_autofree char *said = NULL;
      const char *texts[] = { NULL, NULL };

      for (guint j = 0; j < 9000; j++)
        g_string_append (survey, many[i].row);
      texts[0] = survey->str;
      sheets = make_sheets (texts);
      g_assert_null (attune_xlsform_read (sheets, NULL, remarks, faults));
      said = join_faults (faults);
      check_lines (said, many[i].fault);
    }
}

static void
test_languages (void)
{
  static const struct
  {
    const char *language;
    const char *code;
    gboolean is_remarked;
  } languages[] = {
    { "", "en", FALSE },           { "English (en)", "en", FALSE },
    { "Suomi (fi)", "fi", FALSE }, { "de", "de", FALSE },
    { "pt-BR", "pt-BR", FALSE },   { "English", "en", FALSE },
    { "Deutsch", "en", TRUE },     { "x", "en", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      g_autofree char *settings = g_strdup_printf ("settings:default_language/%s",
                                                   languages[i].language);
      const char *const texts[] = { "survey:type|name", settings, NULL };
      g_autoptr (AttuneSheets) sheets = make_sheets (texts);
      g_autoptr (GPtrArray) remarks = attune_faults_new ();
      g_autoptr (GPtrArray) faults = attune_faults_new ();
      g_autoptr (AttuneForm) form = attune_xlsform_read (sheets, "F", remarks, faults);

      g_assert_cmpstr (attune_form_get_language (form), ==, languages[i].code);
      g_assert_cmpuint (remarks->len, ==, languages[i].is_remarked);
    }
}

/* --- There and back ------------------------------------------------------------------------------------------ */

static const char full_form[] =
  "{'format':'attune-form','version':1,'id':'full','revision':7,'title':'Täysi','description':"
  "'Line one\\nline two','language':'fi','channels':['call','chat'],'release_days':2,"
  "'dispute_days':0,'scoring':{'like':'genesys','mode':'points','weigh_by':'section','na':'section','on_fail':"
  "'keep','baseline':-2.5,'floor':null,'cap':120,'pass':80.5,'bands':[{'from':0,'label':'A; b'},"
  "{'from':50.25,'label':''}]},'sections':[{'id':'s1','title':' =1+1 ','weight':0.5,'na_allowed':"
  "true,'questions':[{'id':'yn','type':'yes_no','title':'Default?'},{'id':'yn2','type':'yes_no',"
  "'title':'_x0041_ & <b> \\u0001\\r\\n','options':[{'id':'yes','label':'Yes','score':5,'guidance':'When…'},"
  "{'id':'no','label':'No','score':-1,'fail':'parent','error':true,'reasons':[{'id':'r1','label':"
  "'Fast','cause':'policy'},{'id':'r2'}]}],'guidance':'Do','required':false,'na_allowed':false,"
  "'scored':false,'weight':0,'bonus':true,'error_type':'business','behaviour':'greet','comment':"
  "'required_below_full'},{'id':'sc','type':'scale','title':'Scale','options':[{'id':'1','score':1},"
  "{'id':'2','score':2.0001}]},{'id':'ch','type':'choice','title':'Choice','options':[{'id':'yes',"
  "'score':1},{'id':'no'}],'show_if':{'question':'yn','is':['no']}}],'sections':[{'id':'s2','title':"
  "'Sub','fail_below':50,'show_if':{'not':{'question':'sc','is':['1','2']}},'questions':[{'id':'cl','type':"
  "'checklist','title':'List','options':[{'id':'a','score':1,'bonus':true},{'id':'b','score':-1}],'fail_below':12.5},"
  "{'id':'num','type':'number','title':'Number','decimals':3,'ranges':[{'from':null,'to':2.125,"
  "'score':3,'label':'few','fail':'section','reasons':[{'id':'r2'}]},{'from':2.125,'score':0}]},"
  "{'id':'n0','type':'number','title':'Plain'},{'id':'tx','type':'text','title':'Text','show_if':"
  "{'all':[{'any':[{'question':'cl','is':['a','b']},{'question':'num','answered':true}]},{'all':"
  "[{'question':'yn','is':['yes']},{'not':{'question':'n0','answered':true}}]}]}},"
  "{'id':'dt','type':'date','title':'Date','show_if':{'question':'yn2','na':true}}]}]},"
  "{'id':'s3','title':'Empty'}]}";

static AttuneForm *
parse (const char *json)
{
  g_autoptr (GError) error = NULL;
  AttuneForm *form = attune_form_from_json (json, -1, &error);

  g_assert_no_error (error);
  return form;
}

static AttuneForm *
come_back (AttuneForm *form, gboolean through_file, char **out_remarks)
{
  g_autoptr (GPtrArray) remarks = attune_faults_new ();
  g_autoptr (GPtrArray) back_remarks = attune_faults_new ();
  g_autoptr (GPtrArray) faults = attune_faults_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (AttuneSheets) sheets = NULL;
  g_autofree char *said = NULL;
  g_autofree char *back_said = NULL;
  AttuneForm *back;

  if (through_file)
    {
      g_autoptr (GBytes) bytes = attune_xlsform_write_xlsx (form, remarks, &error);

      g_assert_no_error (error);
      sheets = attune_sheets_read (bytes, "form.xlsx", &error);
      g_assert_no_error (error);
    }
  else
    sheets = attune_xlsform_write (form, remarks);

  back = attune_xlsform_read (sheets, NULL, back_remarks, faults);
  said = join_faults (faults);
  back_said = join_faults (back_remarks);
  g_assert_cmpstr (said, ==, "");
  g_assert_cmpstr (back_said, ==, "");
  *out_remarks = join_faults (remarks);
  return back;
}

static void
check_same (AttuneForm *form, AttuneForm *back)
{
  g_autofree char *text = attune_form_to_json (form, NULL);
  g_autofree char *back_text = attune_form_to_json (back, NULL);
  g_autofree char *normal = normalise_form (text);
  g_autofree char *back_normal = normalise_form (back_text);

  if (!g_str_equal (back_normal, normal))
    {
      gsize same = 0;

      while (back_normal[same] == normal[same])
        same++;
      same -= MIN (same, 200);
      g_error ("came back\n%.400s\nfrom\n%.400s", back_normal + same, normal + same);
    }
}

static void
test_full (void)
{
  g_autofree char *json = unquote (full_form);
  g_autoptr (AttuneForm) form = parse (json);

  for (guint through_file = 0; through_file < 2; through_file++)
    {
      g_autofree char *remarks = NULL;
      g_autoptr (AttuneForm) back = come_back (form, through_file, &remarks);
      g_autofree char *more_remarks = NULL;
      g_autoptr (AttuneForm) again = come_back (back, through_file, &more_remarks);

      check_same (form, back);
      check_lines (remarks, "/sections/0/sections/0/questions/4: XLSForm cannot say the condition");
      g_assert_true (attune_form_equal (back, again));
    }
}

static void
test_losses (void)
{
  static const char losing[] =
    "{'id':'f ','title':'','own':1,'channels':['a,b'],'scoring':{'x':1},'sections':[{'id':'1 s',"
    "'title':'S','own':2,'questions':[{'id':' q','type':'choice','title':'Q','own':3,'options':["
    "{'id':'a','label':'','own':4,'reasons':[{'id':'r','own':5}]}]}]}]}";
  g_autofree char *json = unquote (losing);
  g_autoptr (AttuneForm) form = parse (json);
  g_autofree char *remarks = NULL;
  g_autoptr (AttuneForm) back = come_back (form, FALSE, &remarks);

  check_lines (remarks,
               "/own: there is no column;/id: the id “f ”;/title: an empty text;"
               "/channels/0: the channel “a,b”;/scoring/x: there is no column;"
               "/sections/0/own: there;/sections/0/questions/0/own: there;"
               "/sections/0/questions/0/id: the id “ q” loses;"
               "/sections/0/questions/0/options/0/own: there;"
               "/sections/0/questions/0/options/0/label: an empty;"
               "/sections/0/questions/0/options/0/reasons/0/own: there;Attune reads “1 s” and");
  g_assert_cmpstr (attune_form_get_question (back, 0)->id, ==, "q");
}

static void
test_long_text (void)
{
  g_autofree char *long_text = g_strnfill (40000, 'x');
  g_autofree char *json = g_strdup_printf (
    "{\"id\":\"f\",\"title\":\"F\",\"description\":\"%s\",\"sections\":[{\"id\":\"s\",\"title\":\"S\","
    "\"questions\":[{\"id\":\"q\",\"type\":\"yes_no\",\"title\":\"Q\",\"options\":[{\"id\":\"a\",\"label\":\"%s\"}]}]}]}",
    long_text, long_text);
  g_autoptr (AttuneForm) form = parse (json);
  g_autofree char *remarks = NULL;
  g_autoptr (AttuneForm) back = come_back (form, TRUE, &remarks);

  check_lines (remarks, "/sections/0/questions/0: the text for the column “label” is cut;"
                        "the text for the column “description” is cut");
  g_assert_cmpuint (strlen (attune_form_get_description (back)), ==, 32767);
}

/* Puts texts that are hard to carry where texts are, and in place of ids, everywhere alike: “q3” is always the same. */
static json_t *
make_hard (json_t *value, const char *key)
{
  static const char *const texts[] = { " =1+1 ", "a\nb\tc", "_x0041_", "“ä” & <b>",
                                       "1e5",    "'\"",     "yes",     "\001" };
  static const char *const before[] = { "", "a ", "it's ", "\"", "{", "'", "1", "${" };
  static const char *const after[] = { "", "", "", "\"", "}", "\"", " b", "}" };
  const char *text = json_string_value (value);
  json_t *made;
  const char *member_key;
  json_t *member;
  gsize i;

  if (json_is_object (value))
    {
      made = json_object ();
      json_object_foreach (value, member_key, member)
        json_object_set_new (made, member_key, make_hard (member, member_key));
      return made;
    }
  if (json_is_array (value))
    {
      made = json_array ();
      json_array_foreach (value, i, member) json_array_append_new (made, make_hard (member, key));
      return made;
    }
  if (g_strcmp0 (key, "title") == 0)
    return json_string (texts[g_test_rand_int_range (0, G_N_ELEMENTS (texts))]);
  if (text == NULL || strchr ("qso", *text) == NULL || !g_ascii_isdigit (text[1]))
    return json_incref (value);
  i = (gsize) (text[0] + atoi (text + 1)) % G_N_ELEMENTS (before);
  return json_sprintf ("%s%s%s", before[i], text, after[i]);
}

/* Any form that random-form.c makes comes back, with hard texts too. */
static void
test_random (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (g_test_rand_int () & G_MAXINT);
  guint n = attune_test_count (150, 1500, 20000);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (AttuneJson) plain = random_form_new (random);
      g_autoptr (AttuneJson) document = i % 2 == 0 ? make_hard (plain, "") : json_incref (plain);
      g_autofree char *json = json_dumps (document, JSON_REAL_PRECISION (15));
      g_autoptr (AttuneForm) form = parse (json);
      g_autofree char *remarks = NULL;
      g_autoptr (AttuneForm) back = come_back (form, i % 10 == 0, &remarks);

      check_same (form, back);
    }
}

static void
test_templates (gconstpointer path)
{
  g_autofree char *json = NULL;
  g_autoptr (AttuneForm) form = NULL;
  g_autoptr (AttuneForm) back = NULL;
  g_autofree char *remarks = NULL;

  g_assert_true (g_file_get_contents (path, &json, NULL, NULL));
  form = parse (json);
  back = come_back (form, TRUE, &remarks);
  check_same (form, back);
  check_lines (remarks, "");
}

static void
test_dispatch (void)
{
  g_autofree char *json = unquote (full_form);
  g_autoptr (AttuneForm) form = parse (json);
  g_autoptr (GPtrArray) remarks = attune_faults_new ();
  g_autoptr (GPtrArray) faults = attune_faults_new ();
  g_autoptr (GBytes) bytes = attune_xlsform_write_xlsx (form, remarks, NULL);
  g_autoptr (GBytes) cut = g_bytes_new_from_bytes (bytes, 0, g_bytes_get_size (bytes) / 2);
  g_autoptr (AttuneFormImport)
    import = attune_form_import_bytes (bytes, "full.xlsx", ATTUNE_FORM_SOURCE_ANY, faults);
  g_autofree char *said = NULL;

  g_assert_cmpint (attune_form_import_get_source (import), ==, ATTUNE_FORM_SOURCE_XLSFORM);
  check_same (form, attune_form_import_get_form (import));
  g_assert_null (attune_form_import_bytes (cut, "cut.xlsx", ATTUNE_FORM_SOURCE_XLSFORM, faults));
  said = join_faults (faults);
  check_lines (said, "the file is cut off");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/xlsform/expressions", test_expressions);
  g_test_add_func ("/xlsform/deep-expression", test_deep_expression);
  g_test_add_func ("/xlsform/surveys", test_surveys);
  g_test_add_func ("/xlsform/wrong-surveys", test_wrong_surveys);
  g_test_add_func ("/xlsform/languages", test_languages);
  g_test_add_func ("/xlsform/identified", test_identified);
  g_test_add_func ("/xlsform/too-large", test_too_large);
  g_test_add_func ("/xlsform/too-many", test_too_many);
  g_test_add_func ("/xlsform/full", test_full);
  g_test_add_func ("/xlsform/losses", test_losses);
  g_test_add_func ("/xlsform/long-text", test_long_text);
  g_test_add_func ("/xlsform/random", test_random);
  g_test_add_func ("/xlsform/dispatch", test_dispatch);
  for (int i = 1; i < argc; i++)
    {
      g_autofree char *name = g_path_get_basename (argv[i]);
      g_autofree char *test = g_strconcat ("/xlsform/templates/", name, NULL);

      g_test_add_data_func (test, argv[i], test_templates);
    }

  return g_test_run ();
}
