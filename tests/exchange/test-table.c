/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "AttuneTest"

#include "config.h"

#include "attune-csv-reader.h"
#include "attune-table-number.h"
#include "attune-table-private.h"
#include "form-checks.h"

#include <string.h>

/* --- Numbers, options, headers ------------------------------------------------------------------------------- */

static const struct
{
  const char *text;
  const char *number; /* NULL: none */
} numbers[] = {
  { "", NULL },
  { "5", "5" },
  { " 2.5 ", "2.5" },
  { "2,5", "2.5" },
  { "-3", "-3" },
  { "40 %", "40" },
  { "40%", "40" },
  { "10 p", "10" },
  { "10 pts.", "10" },
  { "1 point", "1" },
  { "3 Punkte", "3" },
  { "3 PISTETTÄ", "3" },
  { "\xC2\xA0 7 \xC2\xA0", "7" },
  { "1.2345", "1.2345" },
  { "1.23456", NULL },
  { "1,2,3", NULL },
  { "five", NULL },
  { "5 stars", NULL },
  { "-", NULL },
  { "1000000001", NULL },
};

static void
test_numbers (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      AttuneDecimal number = 0;
      gboolean is_number = attune_table_number_parse (numbers[i].text, &number);
      g_autofree char *text = attune_decimal_to_string (number);

      g_test_message ("%s", numbers[i].text);
      g_assert_cmpint (is_number, ==, numbers[i].number != NULL);
      g_assert_cmpstr (text, ==, is_number ? numbers[i].number : "0");
    }
}

static void
test_ids (void)
{
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_assert_cmpstr (attune_table_make_id (" Greeted, by name? ", "q", taken), ==, "greeted-by-name");
  g_assert_cmpstr (attune_table_make_id ("Greeted by name", "q", taken), ==, "greeted-by-name-2");
  g_assert_cmpstr (attune_table_make_id ("Tervehti ystävällisesti", "q", taken), ==,
                   "tervehti-ystavallisesti");
  g_assert_cmpstr (attune_table_make_id ("", "q", taken), ==, "q");
  g_assert_cmpstr (attune_table_make_id ("??", "q", taken), ==, "q-2");
}

static const struct
{
  const char *text;
  const char *options; /* label=score, or label alone, with “;” behind; “N/A” at the end */
} cells[] = {
  { "", "" },
  { "Yes=100; No=0", "Yes=100;No=0;" },
  { "Yes (5) / No (0)", "Yes=5;No=0;" },
  { "Yes (5 points)/No (0 points)/N/A", "Yes=5;No=0;N/A" },
  { "Yes: 5, No: 0", "Yes=5;No=0;" },
  { "Yes - 5 | No - 0", "Yes=5;No=0;" },
  { "Yes=1,5; No=-2,5", "Yes=1.5;No=-2.5;" },
  { "Yes = 1,5, No = 0", "Yes=1.5;No=0;" },
  { "5 = Excellent, 3 = Good, 0 = Poor", "Excellent=5;Good=3;Poor=0;" },
  { "5 - Excellent\n3 - Good\n0 - Poor", "Excellent=5;Good=3;Poor=0;" },
  { "• Kyllä: 10 p\n• Ei: 0 p", "Kyllä=10;Ei=0;" },
  { "Ja [100 %]; Teilweise [50 %]; Nein [0 %]", "Ja=100;Teilweise=50;Nein=0;" },
  { "Good (5, best); Bad", "Good (5, best);Bad;" },
  { "Yes/No", "Yes;No;" },
  { "yes/no/na", "yes;no;N/A" },
  { "1-5", "1=1;2=2;3=3;4=4;5=5;" },
  { "3 – 1", "3=3;2=2;1=1;" },
  { "0/5/10", "0=0;5=5;10=10;" },
  { "1-5000", "1-5000;" },
  { "Yes = −5; No = 0", "Yes=-5;No=0;" },
  { "; ; ", "" },
  { "N/A", "N/A" },
  { "One", "One;" },
  { "Yes|100;No|0", "Yes=100;No=0;" },
  { "Yes 5, Partly 2.5, No -1", "Yes=5;Partly=2.5;No=-1;" },
  { "Week 1, Week 2", "Week 1;Week 2;" },
  { "Yes 5, No", "Yes 5;No;" },
  { "Room 101", "Room 101;" },
};

static void
test_cells (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      g_autoptr (GPtrArray)
        options = g_ptr_array_new_with_free_func ((GDestroyNotify) attune_table_option_free);
      g_autoptr (GString) text = g_string_new (NULL);
      gboolean has_na = FALSE;

      attune_table_options_parse (cells[i].text, options, &has_na);
      for (guint j = 0; j < options->len; j++)
        {
          const AttuneTableOption *option = g_ptr_array_index (options, j);
          g_autofree char *score = attune_decimal_to_string (option->score);

          g_string_append_printf (text, "%s%s%s;", option->label, option->has_score ? "=" : "",
                                  option->has_score ? score : "");
        }
      g_string_append (text, has_na ? "N/A" : "");
      g_assert_cmpstr (text->str, ==, cells[i].options);
    }
}

static const struct
{
  const char *header;
  AttuneTableRole role;
} headers[] = {
  { "", ATTUNE_TABLE_IGNORE },
  { "Section", ATTUNE_TABLE_SECTION },
  { "OSA-ALUE:", ATTUNE_TABLE_SECTION },
  { "Kategorie", ATTUNE_TABLE_SECTION },
  { "Sub-category", ATTUNE_TABLE_SUBSECTION },
  { " Question * ", ATTUNE_TABLE_QUESTION },
  { "Kysymys", ATTUNE_TABLE_QUESTION },
  { "Bewertungskriterium", ATTUNE_TABLE_QUESTION },
  { "Weight (%)", ATTUNE_TABLE_WEIGHT },
  { "Painoarvo %", ATTUNE_TABLE_WEIGHT },
  { "Gewichtung", ATTUNE_TABLE_WEIGHT },
  { "Höchstpunktzahl", ATTUNE_TABLE_WEIGHT },
  { "Ohje", ATTUNE_TABLE_GUIDANCE },
  { "Answer options", ATTUNE_TABLE_OPTIONS },
  { "Vastausvaihtoehdot", ATTUNE_TABLE_OPTIONS },
  { "Option 2", ATTUNE_TABLE_OPTION },
  { "Score 2", ATTUNE_TABLE_SCORE },
  { "Pisteet", ATTUNE_TABLE_SCORE },
  { "N/A", ATTUNE_TABLE_NA },
  { "Auto-fail", ATTUNE_TABLE_FAIL },
  { "Fehlerart", ATTUNE_TABLE_ERROR_TYPE },
  { "No", ATTUNE_TABLE_IGNORE },
  { "5", ATTUNE_TABLE_IGNORE },
  { "Something else", ATTUNE_TABLE_IGNORE },
};

static void
test_headers (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (headers); i++)
    {
      g_test_message ("%s", headers[i].header);
      g_assert_cmpint (attune_table_header_parse (headers[i].header), ==, headers[i].role);
    }
  for (guint i = 0; i < ATTUNE_N_TABLE_ROLES; i++)
    g_assert_nonnull (attune_table_role_get_label ((AttuneTableRole) i));
}

/* --- Tables -------------------------------------------------------------------------------------------------- */

static const AttuneSheet *
read_table (const char *text, AttuneSheets **out_sheets)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (GError) error = NULL;

  *out_sheets = attune_csv_read (bytes, "table", &error);
  g_assert_no_error (error);
  return attune_sheets_get_sheet (*out_sheets, 0);
}

static void
describe_question (const AttuneFormQuestion *question, GString *text)
{
  g_autofree char *weight = attune_decimal_to_string (question->weight);

  g_string_append_printf (text, " %s %s %s%s%s%s", question->id,
                          attune_question_type_to_string (question->type), weight,
                          question->required ? "" : " optional", question->na_allowed ? "" : " !na",
                          question->scored ? "" : " !scored");
  if (question->error_type != ATTUNE_ERROR_TYPE_NONE)
    g_string_append_printf (text, " %s", attune_error_type_to_string (question->error_type));
  if (*question->guidance != '\0')
    g_string_append_printf (text, " “%s”", question->guidance);
  g_string_append (text, " {");
  for (guint i = 0; i < question->n_options; i++)
    {
      const AttuneFormOption *option = &question->options[i];
      g_autofree char *score = attune_decimal_to_string (option->score);

      g_string_append_printf (text, "%s%s=%s", i > 0 ? "," : "", option->label, score);
      if (option->fail != ATTUNE_FAIL_NONE)
        g_string_append_printf (text, "!%s", attune_fail_scope_to_string (option->fail));
      if (*option->guidance != '\0')
        g_string_append_printf (text, "“%s”", option->guidance);
    }
  g_string_append (text, "}");
}

static char *
describe_form (AttuneForm *form)
{
  const AttuneFormScoring *scoring = attune_form_get_scoring (form);
  GString *text = g_string_new (scoring->mode == ATTUNE_SCORING_POINTS ? "points" : "share");

  if (scoring->weigh_by == ATTUNE_WEIGH_BY_SECTION)
    g_string_append (text, " by section");
  for (guint i = 0; i < attune_form_get_n_sections (form); i++)
    {
      const AttuneFormSection *section = attune_form_get_section (form, i);
      g_autofree char *weight = attune_decimal_to_string (section->weight);

      g_string_append_printf (text, "\n%s%s %s:", section->depth > 0 ? "+" : "", section->title,
                              weight);
      for (guint j = 0; j < section->n_questions; j++)
        describe_question (attune_form_get_question (form, section->first_question + j), text);
    }
  return g_string_free (text, FALSE);
}

static const struct
{
  const char *name;
  const char *table;
  const char *form;
  const char *remarks; /* beginnings of lines, between “;” */
} tables[] = {
  { "one question", "Question\nGreeted?\n", "share\nT 1: greeted yes_no 1 {Yes=100,No=0}",
    "1 question says no answers" },
  { "options in one cell",
    "Section,Question,Weight,Options\nOpening,Greeted,10,Yes=100; No=0\n,Named,20,\"Yes (100), Partly "
    "(50), No (0)\"\nClosing,Thanked,5,Yes=100;No=0\n",
    "share\nOpening 1: greeted yes_no 10 {Yes=100,No=0} named scale 20 "
    "{Yes=100,Partly=50,No=0}\nClosing 1: thanked yes_no 5 {Yes=100,No=0}",
    "" },
  { "points, Finnish, semicolons",
    "Osio;Kysymys;Pisteytys;Ohje\nAlku;Tervehti;Kyllä (2) / Ei (0);Nimellä\n;Kysyi;Kyllä (2,5) / Ei (-1);\n",
    "points\nAlku 1: tervehti yes_no 1 “Nimellä” {Kyllä=2,Ei=0} kysyi yes_no 1 {Kyllä=2.5,Ei=-1}",
    "" },
  { "points up to 5 under weights, German, tabs",
    "Bereich\tFrage\tGewichtung\tAntworten\nAnfang\tBegrüßt\t60 %\t5 = gut / 3 = mittel / 0 = "
    "schlecht\n\tGedankt\t40 %\tJa=5 / Nein=0\n",
    "share\nAnfang 1: begrusst scale 60 {gut=100,mittel=60,schlecht=0} gedankt yes_no 40 "
    "{Ja=100,Nein=0}",
    "the scores of 2 questions became percent" },
  { "headers are options, cells scores",
    "Criterion,Excellent,Good,Poor\nTone,10,5,0\nSpeed,10,,0\n",
    "points\nT 1: tone scale 1 {Excellent=10,Good=5,Poor=0} speed choice 1 {Excellent=10,Poor=0}",
    "" },
  { "headers are scores, cells options",
    "Category,Criteria,2,1,0\nA,Tone,Warm,Neutral,Cold\nA,Speed,Fast,-,Slow\n",
    "points\nA 1: tone scale 1 {Warm=2,Neutral=1,Cold=0} speed choice 1 {Fast=2,Slow=0}", "" },
  { "headers are options with scores, cells are marks or words",
    "Question,Yes (10),No (0)\nA,x,x\nB,When greeted,When not\n",
    "points\nT 1: a yes_no 1 {Yes=10,No=0} b yes_no 1 {Yes=10“When greeted”,No=0“When not”}", "" },
  { "empty columns under options", "Question,Yes (10),No (0)\nA,,\nB,,\n",
    "points\nT 1: a yes_no 1 {Yes=10,No=0} b yes_no 1 {Yes=10,No=0}", "" },
  { "pairs of columns",
    "Question,Option 1,Score 1,Option 2,Score 2\nA,Yes,3,No,0\nB,Right,5,Wrong,1\n",
    "points\nT 1: a yes_no 1 {Yes=3,No=0} b choice 1 {Right=5,Wrong=1}", "" },
  { "a row for each option",
    "Section,Question,Weight,Answer,Points\nS,A,2,Good,100\n,,,Bad,0\nS,B,1,Yes,100\nS,B,1,No,0\n",
    "share\nS 1: a choice 2 {Good=100,Bad=0} b yes_no 1 {Yes=100,No=0}", "" },
  { "a line without a question under options in the header",
    "Section,Question,Weight,Yes,No\nCase,A,60.5,10,0\nCase,,39.5,10,0\n,,,,0\nCase,B,1,10,0\n",
    "share\nCase 1: a yes_no 60.5 {Yes=100,No=0} b yes_no 1 {Yes=100,No=0}",
    "line 3: there is no question;line 4: there is no question;the scores of 2 questions" },
  { "a line without a question under all options in one cell",
    "Question,Weight,Options\nA,1,Yes=1/No=0\n,2,Yes=1/No=0\n",
    "share\nT 1: a yes_no 1 {Yes=100,No=0}",
    "line 3: there is no question;the scores of 1 question" },
  { "what a further option says beside itself",
    "Section,Question,Weight,Answer,Points\nS,A,2,Good,100\nS,,39.5,Fair,50\n,,,Bad,0\n",
    "share\nS 1: a scale 2 {Good=100,Fair=50,Bad=0}", "line 3: “39.5” stays behind" },
  { "headings and a total",
    "Scorecard 2026,,\nQuestion,Weight,Options\nOpening,,\nGreeted,30,Yes=1/No=0\nClosing,,\n"
    "Thanked,70,Yes=1/No=0\nTotal,100,\n",
    "share\nOpening 1: greeted yes_no 30 {Yes=100,No=0}\nClosing 1: thanked yes_no 70 "
    "{Yes=100,No=0}",
    "line 1: what stands above;line 7: a line that sums up;the scores of 2 questions" },
  { "sections have weights",
    "Section,Question,Weight\nOpening,,40\n,Greeted,1\nClosing,,60\n,Thanked,2\n,Asked,1\n",
    "share by section\nOpening 40: greeted yes_no 1 {Yes=100,No=0}\nClosing 60: thanked yes_no 2 "
    "{Yes=100,No=0} asked yes_no 1 {Yes=100,No=0}",
    "3 questions say no answers" },
  { "sub-sections, ids, kinds, fails",
    "ID,Section,Sub-section,Question,Type,Required,N/A,Error type,Critical,Rating\n"
    "q1,S,,A,,yes,no,compliance,x,Yes=1/No=0\nq2,S,T,B,Comment,no,,,,\nq2,S,T,C,Checklist,yes,yes,,,"
    "\"Named=1, Dated=1\"\n,S,T,D,number,yes,x,,,\n",
    "points\nS 1: q1 yes_no 1 !na compliance {Yes=1,No=0!form}\n+T 1: q2 text 1 optional !na {} "
    "q2-2 checklist 1 {Named=1,Dated=1} d number 1 {}",
    "line 4: the id “q2”" },
  { "max points", "Item,Max points\nA,10\nB,5\n",
    "share\nT 1: a yes_no 10 {Yes=100,No=0} b yes_no 5 {Yes=100,No=0}",
    "2 questions say no answers" },
  { "no header",
    "Opening\tWas the customer greeted by name?\t10\tYes=1/No=0\n\tWas the call recorded?\t5\t"
    "Yes=1/No=0\n",
    "share\nOpening 1: was-the-customer-greeted-by-name yes_no 10 {Yes=100,No=0} "
    "was-the-call-recorded yes_no 5 {Yes=100,No=0}",
    "the scores of 2 questions" },
  { "what is not understood",
    "Question,Weight,Type,Required,Colour,Options\nA,heavy,guess,perhaps,red,Good/Bad/Ugly\n"
    ",,,,,\n,3,,,,\nB,-1,number,,,Yes=1\nC,1,scale,,,\nD,1,,,,Yes=1/Maybe/No=0\n",
    "share\nT 1: a choice 1 !scored {Good=0,Bad=0,Ugly=0} b number 1 optional {} c yes_no 1 "
    "optional {Yes=100,No=0} d choice 1 optional {Yes=100,Maybe=0,No=0}",
    "the column E (“Colour”);line 2: “perhaps”;line 2: “heavy”;line 2: “guess”;"
    "line 2: its options have no scores;line 4: there is no question;line 5: “-1”;"
    "line 5: a question of that type;line 6: there are no options;line 7: options without;"
    "the scores of 1 question;1 question says" },
};

static void
check_lines (const char *lines, const char *beginnings)
{
  g_auto (GStrv) actual = g_strsplit (lines, "\n", -1);
  g_auto (GStrv) expected = g_strsplit (beginnings, ";", -1);
  guint n_actual = *lines != '\0' ? g_strv_length (actual) - 1 : 0;

  g_test_message ("%s", lines);
  for (guint i = 0; i < MIN (n_actual, g_strv_length (expected)); i++)
    g_assert_true (g_str_has_prefix (actual[i], expected[i]));
  g_assert_cmpuint (n_actual, ==, g_strv_length (expected));
}

static void
test_tables (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autoptr (AttuneSheets) sheets = NULL;
      const AttuneSheet *sheet = read_table (tables[i].table, &sheets);
      g_autoptr (AttuneTableMapping) mapping = attune_table_guess_mapping (sheet);
      g_autoptr (GPtrArray) faults = attune_faults_new ();
      g_autoptr (AttuneFormImport) import = attune_table_to_form (sheet, mapping, "T", faults);
      g_autofree char *said = join_faults (faults);
      g_autofree char *form = NULL;
      g_autofree char *remarks = NULL;

      g_test_message ("%s", tables[i].name);
      g_assert_cmpstr (said, ==, "");
      form = describe_form (attune_form_import_get_form (import));
      g_assert_cmpstr (form, ==, tables[i].form);
      remarks = join_faults (attune_form_import_get_remarks (import));
      check_lines (remarks, tables[i].remarks);
      check_workbook (attune_form_import_get_form (import));
      g_assert_cmpint (attune_form_import_get_source (import), ==, ATTUNE_FORM_SOURCE_TABLE);
    }
}

static void
test_wrong_tables (void)
{
  static const char *const wrong[] = { "", "\n\n", "Question,Weight\n", "1,2\n3,4\n" };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (AttuneSheets) sheets = NULL;
      const AttuneSheet *sheet = read_table (wrong[i], &sheets);
      g_autoptr (AttuneTableMapping) mapping = attune_table_guess_mapping (sheet);
      g_autoptr (GPtrArray) faults = attune_faults_new ();
      g_autofree char *said = NULL;

      g_assert_null (attune_table_to_form (sheet, mapping, "T", faults));
      said = join_faults (faults);
      g_assert_true (g_str_has_prefix (said, "no questions were found"));
    }
}

static void
test_too_long (void)
{
  g_autoptr (GString) text = g_string_new ("Question\n");
  g_autoptr (AttuneSheets) sheets = NULL;
  g_autoptr (AttuneTableMapping) mapping = NULL;
  g_autoptr (GPtrArray) faults = attune_faults_new ();
  g_autofree char *said = NULL;
  const AttuneSheet *sheet;

  for (guint i = 0; i <= ATTUNE_FORM_MAX_QUESTIONS; i++)
    g_string_append_printf (text, "Q%u\n", i);
  sheet = read_table (text->str, &sheets);
  mapping = attune_table_guess_mapping (sheet);
  g_assert_null (attune_table_to_form (sheet, mapping, "T", faults));
  said = join_faults (faults);
  g_assert_nonnull (strstr (said, "500 questions"));
}

/* A person says otherwise than the guess. */
static void
test_mapping (void)
{
  static const char table[] = "Greeted,Salutation,3\nThanked,Farewell,1\n";
  g_autoptr (AttuneSheets) sheets = NULL;
  const AttuneSheet *sheet = read_table (table, &sheets);
  g_autoptr (AttuneTableMapping) guess = attune_table_guess_mapping (sheet);
  g_autoptr (AttuneTableMapping) mapping = attune_table_mapping_copy (guess);
  g_autoptr (AttuneTablePreview) preview = NULL;
  const AttuneTableItem *item;

  mapping->header = ATTUNE_TABLE_NO_HEADER;
  mapping->roles[0] = ATTUNE_TABLE_QUESTION;
  mapping->roles[1] = ATTUNE_TABLE_SECTION;
  mapping->roles[2] = ATTUNE_TABLE_IGNORE;
  mapping->scores = ATTUNE_TABLE_SCORES_POINTS;
  preview = attune_table_preview (sheet, mapping);

  g_assert_cmpuint (preview->items->len, ==, 2);
  g_assert_cmpint (preview->mode, ==, ATTUNE_SCORING_POINTS);
  item = g_ptr_array_index (preview->items, 1);
  g_assert_cmpstr (item->title, ==, "Thanked");
  g_assert_cmpstr (item->section, ==, "Farewell");
  g_assert_cmpuint (item->line, ==, 2);
  g_assert_false (item->has_weight);
}

/* The header that somebody says gives the roles anew; the names of files give titles. */
static void
test_roles (void)
{
  static const char table[] = "Quality,of service\nWeight,Question\n3,Greeted\n";
  g_autoptr (AttuneSheets) sheets = NULL;
  const AttuneSheet *sheet = read_table (table, &sheets);
  g_autoptr (AttuneTableMapping) mapping = attune_table_guess_mapping (sheet);

  g_assert_cmpuint (mapping->header, ==, 1);
  g_assert_cmpint (mapping->roles[0], ==, ATTUNE_TABLE_WEIGHT);
  mapping->header = 0;
  attune_table_guess_roles (sheet, mapping);
  g_assert_cmpuint (mapping->header, ==, 0);
  g_assert_cmpint (mapping->roles[0], !=, ATTUNE_TABLE_WEIGHT);
  mapping->header = 1;
  attune_table_guess_roles (sheet, mapping);
  g_assert_cmpint (mapping->roles[0], ==, ATTUNE_TABLE_WEIGHT);
  g_assert_cmpint (mapping->roles[1], ==, ATTUNE_TABLE_QUESTION);
}

static void
test_titles (void)
{
  static const struct
  {
    const char *name;
    const char *title;
  } rows[] = {
    { NULL, "Form" },
    { "Calls.xlsx", "Calls" },
    { "folder/Billing calls.v2.csv", "Billing calls.v2" },
    { ".csv", ".csv" },
    { "plain", "plain" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *title = attune_table_make_title (rows[i].name);

      g_assert_cmpstr (title, ==, rows[i].title);
    }
}

/* Of several sheets the first that looks like questions is taken, and the others are told of. */
static void
test_sheets (void)
{
  const char *const texts[] = { "Notes:anything|at all",
                                "Empty:", "Calls:Question|Weight/Greeted|3",
                                "Chats:Question|Weight/Thanked|3", NULL };
  g_autoptr (AttuneSheets) sheets = make_sheets (texts);
  g_autoptr (AttuneTableMapping) mapping = NULL;
  g_autoptr (GPtrArray) remarks = attune_faults_new ();
  const AttuneSheet *sheet = attune_table_find_sheet (sheets, &mapping);

  g_assert_cmpstr (attune_sheet_get_name (sheet), ==, "Calls");
  g_assert_cmpuint (mapping->header, ==, 0);
  attune_table_remark_others (sheets, sheet, remarks);
  g_assert_cmpuint (remarks->len, ==, 2);
}

static void
test_dispatch (void)
{
  static const char table[] = "Section,Question,Weight\nA,B,1\n";
  g_autoptr (GBytes) bytes = g_bytes_new_static (table, strlen (table));
  g_autoptr (GBytes) prose = g_bytes_new_static ("Dear all,\nthis is a letter.\n", 28);
  g_autoptr (GPtrArray) faults = attune_faults_new ();
  g_autoptr (AttuneFormImport) import = attune_form_import_bytes (bytes, "/x/Billing calls.csv",
                                                                  ATTUNE_FORM_SOURCE_ANY, faults);

  g_assert_cmpint (attune_form_import_get_source (import), ==, ATTUNE_FORM_SOURCE_TABLE);
  g_assert_cmpstr (attune_form_get_title (attune_form_import_get_form (import)), ==,
                   "Billing calls");
  g_assert_cmpstr (attune_form_get_id (attune_form_import_get_form (import)), ==, "billing-calls");
  g_assert_null (attune_form_import_bytes (prose, NULL, ATTUNE_FORM_SOURCE_ANY, faults));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/table/numbers", test_numbers);
  g_test_add_func ("/table/ids", test_ids);
  g_test_add_func ("/table/cells", test_cells);
  g_test_add_func ("/table/headers", test_headers);
  g_test_add_func ("/table/tables", test_tables);
  g_test_add_func ("/table/wrong-tables", test_wrong_tables);
  g_test_add_func ("/table/too-long", test_too_long);
  g_test_add_func ("/table/mapping", test_mapping);
  g_test_add_func ("/table/roles", test_roles);
  g_test_add_func ("/table/titles", test_titles);
  g_test_add_func ("/table/sheets", test_sheets);
  g_test_add_func ("/table/dispatch", test_dispatch);

  return g_test_run ();
}
