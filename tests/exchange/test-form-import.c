/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "AttuneTest"

#include "config.h"

#include "attune-document-trim.h"
#include "attune-form-edit.h"
#include "attune-form-import.h"

#include <string.h>

#define ATTUNE_FORM "{\"format\":\"attune-form\",\"version\":1,\"id\":\"f\",\"title\":\"F\"}"
#define AMAZON_FORM(more)                                                                          \
  "{\"Title\":\"F\",\"Items\":[{\"Section\":{\"Title\":\"S\",\"RefId\":\"s\",\"Items\":[]}}]" more \
  "}"
#define GENESYS_FORM(more) \
  "{\"name\":\"F\",\"questionGroups\":[{\"name\":\"G\",\"questions\":[]}]" more "}"

static const struct
{
  const char *name;
  const char *text;
  AttuneFormSource asked;
  AttuneFormSource found; /* ANY: refused */
} files[] = {
  { "empty", "", ATTUNE_FORM_SOURCE_ANY, ATTUNE_FORM_SOURCE_ANY },
  { "an empty object", "{}", ATTUNE_FORM_SOURCE_ANY, ATTUNE_FORM_SOURCE_ANY },
  { "other JSON", "{\"hello\":[1,2]}", ATTUNE_FORM_SOURCE_ANY, ATTUNE_FORM_SOURCE_ANY },
  { "a list", "[{}]", ATTUNE_FORM_SOURCE_ANY, ATTUNE_FORM_SOURCE_ANY },
  { "broken JSON", "{\"format\":", ATTUNE_FORM_SOURCE_ANY, ATTUNE_FORM_SOURCE_ANY },
  { "ours", ATTUNE_FORM, ATTUNE_FORM_SOURCE_ANY, ATTUNE_FORM_SOURCE_ATTUNE },
  { "ours, asked for", ATTUNE_FORM, ATTUNE_FORM_SOURCE_ATTUNE, ATTUNE_FORM_SOURCE_ATTUNE },
  { "ours without its format", "{\"id\":\"f\",\"title\":\"F\",\"sections\":[]}",
    ATTUNE_FORM_SOURCE_ANY, ATTUNE_FORM_SOURCE_ATTUNE },
  { "ours behind a mark and spaces", "\xEF\xBB\xBF \r\n" ATTUNE_FORM, ATTUNE_FORM_SOURCE_ANY,
    ATTUNE_FORM_SOURCE_ATTUNE },
  { "Amazon Connect",
    "{\"Title\":\"F\",\"Items\":[{\"Section\":{\"Title\":\"S\",\"RefId\":\"s\",\"Items\":[]}}]}",
    ATTUNE_FORM_SOURCE_ANY, ATTUNE_FORM_SOURCE_AMAZON_CONNECT },
  { "Amazon Connect in a template",
    "{\"Type\":\"AWS::Connect::EvaluationForm\",\"Properties\":{\"Title\":\"F\",\"Items\":[{\"Section\":{\"Title\":\"S\",\"RefId\":\"s\",\"Items\":[]}}]}}",
    ATTUNE_FORM_SOURCE_ANY, ATTUNE_FORM_SOURCE_AMAZON_CONNECT },
  { "Genesys Cloud", "{\"name\":\"F\",\"questionGroups\":[{\"name\":\"G\",\"questions\":[]}]}",
    ATTUNE_FORM_SOURCE_ANY, ATTUNE_FORM_SOURCE_GENESYS },
  { "Genesys Cloud, as another",
    "{\"name\":\"F\",\"questionGroups\":[{\"name\":\"G\",\"questions\":[]}]}",
    ATTUNE_FORM_SOURCE_AMAZON_CONNECT, ATTUNE_FORM_SOURCE_ANY },
  { "ours with a fault", "{\"format\":\"attune-form\",\"version\":1,\"id\":\"f\"}",
    ATTUNE_FORM_SOURCE_ANY, ATTUNE_FORM_SOURCE_ANY },
};

static void
test_sources (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (files[i].text, strlen (files[i].text));
      g_autoptr (GPtrArray) faults = attune_faults_new ();
      g_autoptr (AttuneFormImport) import = NULL;

      g_test_message ("%s", files[i].name);
      import = attune_form_import_bytes (bytes, NULL, files[i].asked, faults);
      g_assert_true ((import == NULL) == (faults->len > 0));
      g_assert_true ((import == NULL) == (files[i].found == ATTUNE_FORM_SOURCE_ANY));
      if (import == NULL)
        continue;
      g_assert_cmpint (attune_form_import_get_source (import), ==, files[i].found);
      g_assert_nonnull (attune_form_import_get_form (import));
      g_assert_cmpuint (attune_form_import_get_remarks (import)->len, ==, 0);
    }
}

/* Whether the file gave the form its id: one that is made of a title says nothing of who it is. */
static const struct
{
  const char *text;
  gboolean has_own_id;
} identified[] = {
  { ATTUNE_FORM, TRUE },
  { AMAZON_FORM (""), FALSE },
  { AMAZON_FORM (",\"EvaluationFormId\":\"f\""), TRUE },
  { "{\"EvaluationForm\":" AMAZON_FORM (",\"EvaluationFormId\":\"f\"") "}", TRUE },
  { "{\"EvaluationForm\":" AMAZON_FORM ("") "}", FALSE },
  { GENESYS_FORM (""), FALSE },
  { GENESYS_FORM (",\"id\":\"f\""), TRUE },
  { "{\"entities\":[" GENESYS_FORM (",\"id\":\"f\"") "]}", TRUE },
  { "Section,Question,ID\nA,Greets?,f\n", FALSE },
};

static void
test_identified (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (identified); i++)
    {
      g_autoptr (GBytes)
        bytes = g_bytes_new_static (identified[i].text, strlen (identified[i].text));
      g_autoptr (GPtrArray) faults = attune_faults_new ();
      g_autoptr (AttuneFormImport)
        import = attune_form_import_bytes (bytes, "F", ATTUNE_FORM_SOURCE_ANY, faults);

      g_test_message ("%s", identified[i].text);
      g_assert_nonnull (import);
      g_assert_cmpstr (attune_form_get_id (attune_form_import_get_form (import)), ==, "f");
      g_assert_cmpint (attune_form_import_has_own_id (import), ==, identified[i].has_own_id);
    }
}

/* However long a file is, that is said and nothing more. */
static void
test_too_long (void)
{
  g_autofree char *spaces = g_strnfill (2 * 1024 * 1024, ' ');
  g_autofree char *text = g_strconcat ("{", spaces, "}", NULL);
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (GPtrArray) faults = attune_faults_new ();
  g_autoptr (AttuneFormImport)
    import = attune_form_import_bytes (bytes, NULL, ATTUNE_FORM_SOURCE_ANY, faults);

  g_assert_null (import);
  g_assert_cmpuint (faults->len, ==, 1);
}

static void
test_words (void)
{
  AttuneFormSource source = ATTUNE_FORM_SOURCE_ANY;

  g_assert_cmpstr (attune_form_source_to_string (ATTUNE_FORM_SOURCE_ATTUNE), ==, "attune");
  g_assert_true (attune_form_source_from_string ("amazon-connect", &source));
  g_assert_cmpint (source, ==, ATTUNE_FORM_SOURCE_AMAZON_CONNECT);
  g_assert_true (attune_form_source_from_string ("attune", &source));
  g_assert_cmpint (source, ==, ATTUNE_FORM_SOURCE_ATTUNE);
  g_assert_false (attune_form_source_from_string ("any", &source));
  g_assert_false (attune_form_source_from_string ("", &source));
  g_assert_false (attune_form_source_from_string (NULL, &source));
}

static void
test_references (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (ATTUNE_FORM, strlen (ATTUNE_FORM));
  g_autoptr (GPtrArray) faults = attune_faults_new ();
  AttuneFormImport *import = attune_form_import_bytes (bytes, "f.json", ATTUNE_FORM_SOURCE_ANY,
                                                       faults);
  AttuneFormImport *copy = g_boxed_copy (ATTUNE_TYPE_FORM_IMPORT, import);

  g_assert_true (copy == import);
  attune_form_import_unref (import);
  g_assert_cmpstr (attune_form_get_id (attune_form_import_get_form (copy)), ==, "f");
  g_boxed_free (ATTUNE_TYPE_FORM_IMPORT, copy);
}

/* --- Defaults ------------------------------------------------------------------------------------------------ */

static const struct
{
  const char *document;
  const char *trimmed;
} trims[] = {
  { "{}", "{}" },
  { "{'id':'f','revision':0,'language':'en','own':0}", "{'id':'f','own':0}" },
  { "{'revision':3,'language':'fi','channels':['call'],'sections':[]}",
    "{'revision':3,'language':'fi','channels':['call']}" },
  { "{'scoring':{'mode':'share','cap':100.0,'floor':0,'pass':null,'bands':[]}}", "{}" },
  { "{'scoring':{'mode':'points','cap':null}}", "{'scoring':{'mode':'points','cap':null}}" },
  { "{'sections':[{'id':'s','weight':1,'na_allowed':false,'questions':[],'sections':[{'id':'t'}]}]}",
    "{'sections':[{'id':'s','sections':[{'id':'t'}]}]}" },
  { "{'sections':[{'questions':[{'type':'yes_no','weight':1,'required':true,'options':["
    "{'id':'yes','label':'Yes','score':100},{'id':'no','label':'No','score':0}]}]}]}",
    "{'sections':[{'questions':[{'type':'yes_no'}]}]}" },
  { "{'scoring':{'mode':'points'},'sections':[{'questions':[{'type':'yes_no','options':["
    "{'id':'yes','label':'Yes','score':100},{'id':'no','label':'No','score':0}]}]}]}",
    "{'scoring':{'mode':'points'},'sections':[{'questions':[{'type':'yes_no','options':["
    "{'id':'yes','label':'Yes','score':100},{'id':'no','label':'No'}]}]}]}" },
  { "{'sections':[{'questions':[{'type':'choice','options':[{'id':'a','label':'a','score':0,'reasons':["
    "{'id':'r','label':'r','cause':'agent'}]}]}]}]}",
    "{'sections':[{'questions':[{'type':'choice','options':[{'id':'a','reasons':[{'id':'r'}]}]}]}]}" },
  { "{'sections':[{'questions':[{'type':'number','ranges':[{'label':'','from':null,'to':0,'score':5}]}]}]}",
    "{'sections':[{'questions':[{'type':'number','ranges':[{'to':0,'score':5}]}]}]}" },
};

static json_t *
load (const char *text)
{
  g_autofree char *json = g_strdelimit (g_strdup (text), "'", '"');
  json_t *document = json_loads (json, 0, NULL);

  g_assert_nonnull (document);
  return document;
}

static void
test_trim (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (trims); i++)
    {
      json_t *document = load (trims[i].document);
      json_t *expected = load (trims[i].trimmed);

      attune_document_trim (document);
      g_test_message ("%s", trims[i].document);
      g_assert_true (json_equal (document, expected));
      json_decref (document);
      json_decref (expected);
    }
}

static const struct
{
  const char *any;
  const char *merged;
} merges[] = {
  { "{'any':[]}", "{'any':[]}" },
  { "{'any':[{'question':'q','is':['a']}]}", "{'question':'q','is':['a']}" },
  { "{'any':[{'question':'q','is':['a','b']},{'question':'q','is':['b','c']}]}",
    "{'question':'q','is':['a','b','c']}" },
  { "{'any':[{'question':'q','is':['a']},{'question':'r','is':['a']}]}",
    "{'any':[{'question':'q','is':['a']},{'question':'r','is':['a']}]}" },
  { "{'any':[{'question':'q','is':['a']},{'question':'q','na':true}]}",
    "{'any':[{'question':'q','is':['a']},{'question':'q','na':true}]}" },
};

static void
test_merge (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (merges); i++)
    {
      json_t *merged = attune_document_merge_any (load (merges[i].any));
      json_t *expected = load (merges[i].merged);

      g_test_message ("%s", merges[i].any);
      g_assert_true (json_equal (merged, expected));
      json_decref (merged);
      json_decref (expected);
    }
}

/* What was found out is told where there are faults too, and sheets are read as they stand. */
static void
test_halves (void)
{
  static const char faulty[] = "{\"questionGroups\":[]}";
  static const char table[] = "Question,Weight\nA,1\n";
  g_autoptr (GBytes) json = g_bytes_new_static (faulty, strlen (faulty));
  g_autoptr (GBytes) text = g_bytes_new_static (table, strlen (table));
  g_autoptr (GPtrArray) faults = attune_faults_new ();
  g_autoptr (AttuneSheets) sheets = attune_sheets_read (text, "Calls", NULL);
  g_autoptr (AttuneFormImport) import = NULL;
  AttuneFormSource source = ATTUNE_FORM_SOURCE_ANY;

  g_assert_true (attune_form_import_is_json (json));
  g_assert_false (attune_form_import_is_json (text));
  g_assert_null (attune_form_import_json (json, NULL, &source, faults));
  g_assert_cmpint (source, ==, ATTUNE_FORM_SOURCE_GENESYS);
  g_assert_cmpuint (faults->len, >, 0);
  source = ATTUNE_FORM_SOURCE_ANY;
  import = attune_form_import_sheets (sheets, "Calls.csv", &source, faults);
  g_assert_cmpint (source, ==, ATTUNE_FORM_SOURCE_TABLE);
  g_assert_cmpstr (attune_form_get_title (attune_form_import_get_form (import)), ==, "Calls");
  g_assert_true (attune_form_source_is_json (ATTUNE_FORM_SOURCE_GENESYS));
  g_assert_false (attune_form_source_is_json (ATTUNE_FORM_SOURCE_TABLE));
  g_assert_false (attune_form_source_is_json (ATTUNE_FORM_SOURCE_ANY));
}

/* As some editors save it: with the mark of UTF-16. */
static void
test_utf16 (void)
{
  static const char *const charsets[] = { "UTF-16LE", "UTF-16BE" };
  static const char *const marks[] = { "\xFF\xFE", "\xFE\xFF" };
  g_autoptr (AttuneForm) form = attune_form_new ("f", "Früh & spät", "Opening");
  g_autofree char *text = attune_form_to_json (form, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (charsets); i++)
    {
      g_autoptr (GPtrArray) faults = attune_faults_new ();
      g_autoptr (GByteArray) data = g_byte_array_new ();
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (AttuneFormImport) import = NULL;
      gsize length;
      g_autofree char *converted = g_convert (text, -1, charsets[i], "UTF-8", NULL, &length, NULL);

      g_byte_array_append (data, (const guint8 *) marks[i], 2);
      g_byte_array_append (data, (const guint8 *) converted, (guint) length);
      bytes = g_byte_array_free_to_bytes (g_steal_pointer (&data));
      g_assert_true (attune_form_import_is_json (bytes));
      import = attune_form_import_bytes (bytes, "f.json", ATTUNE_FORM_SOURCE_ANY, faults);
      g_assert_cmpuint (faults->len, ==, 0);
      g_assert_nonnull (import);
      g_assert_cmpstr (attune_form_get_title (attune_form_import_get_form (import)), ==,
                       "Früh & spät");
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/form-import/sources", test_sources);
  g_test_add_func ("/form-import/identified", test_identified);
  g_test_add_func ("/form-import/too-long", test_too_long);
  g_test_add_func ("/form-import/words", test_words);
  g_test_add_func ("/form-import/references", test_references);
  g_test_add_func ("/form-import/trim", test_trim);
  g_test_add_func ("/form-import/merge", test_merge);
  g_test_add_func ("/form-import/halves", test_halves);
  g_test_add_func ("/form-import/utf16", test_utf16);

  return g_test_run ();
}
