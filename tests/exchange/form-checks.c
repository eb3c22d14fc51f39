/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "AttuneTest"

#include "config.h"

#include "form-checks.h"

#include "attune-sheets-builder.h"
#include "attune-xlsform.h"

#include <jansson.h>
#include <string.h>

static void
add_rows (AttuneSheetsBuilder *builder, const char *text)
{
  g_auto (GStrv) rows = g_strsplit (text, "/", -1);

  for (guint row = 0; rows[row] != NULL; row++)
    {
      g_auto (GStrv) cells = g_strsplit (rows[row], "|", -1);

      for (guint column = 0; cells[column] != NULL; column++)
        g_assert_true (attune_sheets_builder_add (builder, row, column, cells[column], NULL));
    }
}

AttuneSheets *
make_sheets (const char *const *texts)
{
  AttuneSheetsBuilder *builder = attune_sheets_builder_new ();

  for (guint i = 0; texts[i] != NULL; i++)
    {
      const char *mark = strchr (texts[i], ':');
      g_autofree char *name = g_strndup (texts[i], (gsize) (mark - texts[i]));

      g_assert_true (attune_sheets_builder_begin_sheet (builder, name, NULL));
      add_rows (builder, mark + 1);
    }
  return attune_sheets_builder_end (builder);
}

char *
join_faults (GPtrArray *faults)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < faults->len; i++)
    {
      g_autofree char *line = attune_fault_describe (g_ptr_array_index (faults, i));

      g_string_append_printf (text, "%s\n", line);
    }
  return g_string_free (text, FALSE);
}

char *
unquote (const char *text)
{
  return g_strdelimit (g_strdup (text), "'", '"');
}

void
check_workbook (AttuneForm *form)
{
  g_autoptr (GPtrArray) lost = attune_faults_new ();
  g_autoptr (GPtrArray) remarks = attune_faults_new ();
  g_autoptr (GPtrArray) faults = attune_faults_new ();
  g_autoptr (AttuneSheets) sheets = attune_xlsform_write (form, lost);
  g_autoptr (AttuneForm) back = attune_xlsform_read (sheets, NULL, remarks, faults);
  g_autofree char *text = attune_form_to_json (form, NULL);
  g_autofree char *text_back = NULL;

  g_assert_cmpuint (faults->len + remarks->len, ==, 0);
  g_assert_nonnull (back);
  text_back = attune_form_to_json (back, NULL);
  if (lost->len == 0 && !attune_form_equal (form, back))
    g_test_fail_printf ("came back from a workbook as\n%s\nfrom\n%s", text_back, text);
}

/* --- Normal form --------------------------------------------------------------------------------------------- */

static void
drop (json_t *object, const char *key, json_t *fallback)
{
  json_t *value = json_object_get (object, key);

  if (value != NULL &&
      (json_equal (value, fallback) || (json_is_number (value) && json_is_number (fallback) &&
                                        json_number_value (value) == json_number_value (fallback))))
    json_object_del (object, key);
  json_decref (fallback);
}

static void
whole_numbers (json_t *object)
{
  const char *key;
  json_t *value;
  void *next;

  json_object_foreach_safe (object, next, key, value)
  {
    if (json_is_real (value) &&
        json_real_value (value) == (double) (gint64) json_real_value (value))
      json_object_set_new (object, key, json_integer ((gint64) json_real_value (value)));
  }
}

static json_t *normalise_condition (json_t *condition);

static void
add_once (json_t *list, json_t *value)
{
  for (size_t i = 0; i < json_array_size (list); i++)
    {
      if (json_equal (json_array_get (list, i), value))
        return;
    }
  json_array_append (list, value);
}

static json_t *
normalise_is (json_t *condition)
{
  json_t *options = json_object_get (condition, "is");
  json_t *once = json_array ();

  for (size_t i = 0; i < json_array_size (options); i++)
    add_once (once, json_array_get (options, i));
  if (json_array_size (once) == 0)
    {
      json_decref (once);
      return json_pack ("{s:[]}", "any");
    }
  return json_pack ("{s:O, s:o}", "question", json_object_get (condition, "question"), "is", once);
}

/* Any of conditions on one question's options is one condition. */
static json_t *
merge (json_t *children)
{
  json_t *question = json_object_get (json_array_get (children, 0), "question");
  json_t *options = json_array ();

  for (size_t i = 0; i < json_array_size (children); i++)
    {
      json_t *child = json_array_get (children, i);
      json_t *listed = json_object_get (child, "is");

      if (listed == NULL || !json_equal (json_object_get (child, "question"), question))
        {
          json_decref (options);
          return json_pack ("{s:O}", "any", children);
        }
      for (size_t j = 0; j < json_array_size (listed); j++)
        add_once (options, json_array_get (listed, j));
    }
  return json_pack ("{s:O, s:o}", "question", question, "is", options);
}

static json_t *
normalise_list (json_t *list, const char *key)
{
  json_t *children = json_array ();
  json_t *result;

  for (size_t i = 0; i < json_array_size (list); i++)
    json_array_append_new (children, normalise_condition (json_array_get (list, i)));
  if (json_array_size (children) == 1)
    result = json_incref (json_array_get (children, 0));
  else if (g_str_equal (key, "any") && json_array_size (children) > 0)
    result = merge (children);
  else
    result = json_pack ("{s:O}", key, children);
  json_decref (children);
  return result;
}

/* Whether it is about N/A: then it comes back as it is, by a column of its own. */
static gboolean
is_about_na (json_t *condition)
{
  g_autofree char *text = json_dumps (condition, JSON_COMPACT);

  return strstr (text, "\"na\":") != NULL;
}

static json_t *
normalise_condition (json_t *condition)
{
  if (json_object_get (condition, "not") != NULL)
    return json_pack ("{s:o}", "not", normalise_condition (json_object_get (condition, "not")));
  if (json_object_get (condition, "all") != NULL)
    return normalise_list (json_object_get (condition, "all"), "all");
  if (json_object_get (condition, "any") != NULL)
    return normalise_list (json_object_get (condition, "any"), "any");
  if (json_object_get (condition, "is") != NULL)
    return normalise_is (condition);
  return json_incref (condition);
}

static void
normalise_show_if (json_t *object)
{
  json_t *condition = json_object_get (object, "show_if");

  drop (object, "show_if", json_null ());
  condition = json_object_get (object, "show_if");
  if (condition != NULL && !is_about_na (condition))
    json_object_set_new (object, "show_if", normalise_condition (condition));
}

static void
normalise_option (json_t *option, gboolean is_yes, int full)
{
  json_t *reasons = json_object_get (option, "reasons");

  whole_numbers (option);
  drop (option, "label", json_incref (json_object_get (option, "id")));
  if (json_object_get (option, "id") == NULL)
    drop (option, "label", json_string (""));
  drop (option, "score", json_integer (is_yes ? full : 0));
  drop (option, "fail", json_string ("none"));
  drop (option, "error", json_false ());
  drop (option, "bonus", json_false ());
  drop (option, "guidance", json_string (""));
  drop (option, "from", json_null ());
  drop (option, "to", json_null ());
  for (size_t i = 0; i < json_array_size (reasons); i++)
    {
      json_t *reason = json_array_get (reasons, i);

      drop (reason, "label", json_incref (json_object_get (reason, "id")));
      drop (reason, "cause", json_string ("agent"));
    }
  drop (option, "reasons", json_array ());
}

static void
normalise_options (json_t *question, const char *key, int full)
{
  json_t *options = json_object_get (question, key);
  gboolean is_yes_no = g_strcmp0 (json_string_value (json_object_get (question, "type")),
                                  "yes_no") == 0;

  for (size_t i = 0; i < json_array_size (options); i++)
    {
      json_t *option = json_array_get (options, i);
      const char *id = json_string_value (json_object_get (option, "id"));

      normalise_option (option, is_yes_no && g_strcmp0 (id, "yes") == 0, full);
    }
}

static void
normalise_question (json_t *question, int full)
{
  whole_numbers (question);
  normalise_options (question, "options", full);
  normalise_options (question, "ranges", full);
  drop (question, "guidance", json_string (""));
  drop (question, "required", json_true ());
  drop (question, "na_allowed", json_true ());
  drop (question, "scored", json_true ());
  drop (question, "weight", json_integer (1));
  drop (question, "bonus", json_false ());
  drop (question, "error_type", json_string ("none"));
  drop (question, "behaviour", json_null ());
  drop (question, "comment", json_string ("optional"));
  drop (question, "decimals", json_integer (0));
  drop (question, "fail_below", json_null ());
  drop (question, "ranges", json_array ());
  if (g_strcmp0 (json_string_value (json_object_get (question, "type")), "yes_no") == 0)
    drop (question, "options",
          json_pack ("[{s:s, s:s}, {s:s, s:s}]", "id", "yes", "label", "Yes", "id", "no", "label",
                     "No"));
  normalise_show_if (question);
}

static void
normalise_sections (json_t *object, int full)
{
  json_t *sections = json_object_get (object, "sections");

  for (size_t i = 0; i < json_array_size (sections); i++)
    {
      json_t *section = json_array_get (sections, i);
      json_t *questions = json_object_get (section, "questions");

      whole_numbers (section);
      for (size_t j = 0; j < json_array_size (questions); j++)
        normalise_question (json_array_get (questions, j), full);
      drop (section, "questions", json_array ());
      normalise_sections (section, full);
      drop (section, "weight", json_integer (1));
      drop (section, "fail_below", json_null ());
      drop (section, "na_allowed", json_false ());
      normalise_show_if (section);
    }
  drop (object, "sections", json_array ());
}

static void
normalise_scoring (json_t *document)
{
  json_t *scoring = json_object_get (document, "scoring");

  whole_numbers (scoring);
  drop (scoring, "mode", json_string ("share"));
  drop (scoring, "weigh_by", json_string ("question"));
  drop (scoring, "na", json_string ("form"));
  drop (scoring, "on_fail", json_string ("zero"));
  drop (scoring, "baseline", json_integer (0));
  drop (scoring, "floor", json_integer (0));
  drop (scoring, "cap", json_integer (100));
  drop (scoring, "pass", json_null ());
  drop (scoring, "bands", json_array ());
  drop (document, "scoring", json_object ());
}

char *
normalise_form (const char *text)
{
  json_t *document = json_loads (text, 0, NULL);
  json_t *mode = json_object_get (json_object_get (document, "scoring"), "mode");
  int full = g_strcmp0 (json_string_value (mode), "points") == 0 ? 1 : 100;
  char *dumped;
  char *result;

  g_assert_nonnull (document);
  normalise_sections (document, full);
  normalise_scoring (document);
  drop (document, "format", json_string ("attune-form"));
  drop (document, "version", json_integer (1));
  drop (document, "revision", json_integer (0));
  drop (document, "description", json_string (""));
  drop (document, "language", json_string ("en"));
  drop (document, "channels", json_array ());
  drop (document, "release_days", json_integer (0));
  drop (document, "dispute_days", json_integer (14));
  dumped = json_dumps (document, JSON_SORT_KEYS | JSON_REAL_PRECISION (15) | JSON_INDENT (1));
  result = g_strdup (dumped);
  free (dumped);
  json_decref (document);
  return result;
}
