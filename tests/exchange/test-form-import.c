/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "AttuneTest"

#include "config.h"

#include "attune-form-import.h"

#include <string.h>

#define ATTUNE_FORM "{\"format\":\"attune-form\",\"version\":1,\"id\":\"f\",\"title\":\"F\"}"

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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/form-import/sources", test_sources);
  g_test_add_func ("/form-import/too-long", test_too_long);
  g_test_add_func ("/form-import/words", test_words);
  g_test_add_func ("/form-import/references", test_references);

  return g_test_run ();
}
