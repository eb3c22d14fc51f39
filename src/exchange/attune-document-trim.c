/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-document-trim.h"

#include <glib/gi18n-lib.h>

/* A key and, as JSON, what holds without it (design.md, section 4.1). */
typedef struct
{
  const char *key;
  const char *value;
} Default;

static const Default of_form[] = {
  { "revision", "0" },  { "description", "\"\"" }, { "language", "\"en\"" },
  { "channels", "[]" }, { "release_days", "0" },   { "dispute_days", "14" },
  { "scoring", "{}" },  { "sections", "[]" },      { NULL, NULL },
};

static const Default of_scoring[] = {
  { "mode", "\"share\"" }, { "weigh_by", "\"question\"" },
  { "na", "\"form\"" },    { "on_fail", "\"zero\"" },
  { "baseline", "0" },     { "floor", "0" },
  { "cap", "100" },        { "pass", "null" },
  { "bands", "[]" },       { "like", "null" },
  { NULL, NULL },
};

static const Default of_section[] = {
  { "weight", "1" },    { "na_allowed", "false" }, { "show_if", "null" }, { "fail_below", "null" },
  { "sections", "[]" }, { "questions", "[]" },     { NULL, NULL },
};

static const Default of_question[] = {
  { "guidance", "\"\"" },       { "required", "true" },  { "na_allowed", "true" },
  { "scored", "true" },         { "weight", "1" },       { "bonus", "false" },
  { "error_type", "\"none\"" }, { "behaviour", "null" }, { "comment", "\"optional\"" },
  { "show_if", "null" },        { "decimals", "0" },     { "fail_below", "null" },
  { "ranges", "[]" },           { NULL, NULL },
};

static const Default of_option[] = {
  { "fail", "\"none\"" }, { "error", "false" }, { "guidance", "\"\"" }, { "bonus", "false" },
  { "reasons", "[]" },    { "from", "null" },   { "to", "null" },       { NULL, NULL },
};

static const Default of_reason[] = {
  { "cause", "\"agent\"" },
  { NULL, NULL },
};

static gboolean
says (json_t *value, json_t *other)
{
  if (json_is_number (value) && json_is_number (other))
    return json_number_value (value) == json_number_value (other);
  return json_equal (value, other);
}

static void
drop (json_t *object, const char *key, const char *value)
{
  json_t *held = json_loads (value, JSON_DECODE_ANY, NULL);

  if (says (json_object_get (object, key), held))
    json_object_del (object, key);
  json_decref (held);
}

static void
drop_all (json_t *object, const Default *defaults)
{
  for (guint i = 0; defaults[i].key != NULL; i++)
    drop (object, defaults[i].key, defaults[i].value);
}

/* What has no label goes by its id; a range, which has none, by its ends. */
static void
drop_label (json_t *object)
{
  json_t *id = json_object_get (object, "id");

  if (id == NULL)
    drop (object, "label", "\"\"");
  else if (json_equal (json_object_get (object, "label"), id))
    json_object_del (object, "label");
}

static void
trim_option (json_t *option, const char *score)
{
  json_t *reasons = json_object_get (option, "reasons");

  for (size_t i = 0; i < json_array_size (reasons); i++)
    {
      drop_label (json_array_get (reasons, i));
      drop_all (json_array_get (reasons, i), of_reason);
    }
  drop_label (option);
  drop (option, "score", score);
  drop_all (option, of_option);
}

static gboolean
is_yes_no (json_t *question)
{
  return g_strcmp0 (json_string_value (json_object_get (question, "type")), "yes_no") == 0;
}

/* Yes and No are what they are called in the language of whoever reads the form: only those of this one go. */
static void
drop_answers (json_t *question)
{
  json_t *held = json_pack ("[{s:s, s:s}, {s:s, s:s}]", "id", "yes", "label", _ ("Yes"), "id", "no",
                            "label", _ ("No"));

  if (json_equal (json_object_get (question, "options"), held))
    json_object_del (question, "options");
  json_decref (held);
}

/* Only the yes of yes and no is worth something without being said to be. */
static const char *
find_score (json_t *question, json_t *option, gboolean is_points)
{
  const char *id = json_string_value (json_object_get (option, "id"));

  if (!is_yes_no (question) || g_strcmp0 (id, "yes") != 0)
    return "0";
  return is_points ? "1" : "100";
}

static void
trim_question (json_t *question, gboolean is_points)
{
  static const char *const keys[] = { "options", "ranges" };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      json_t *options = json_object_get (question, keys[i]);

      for (size_t j = 0; j < json_array_size (options); j++)
        {
          json_t *option = json_array_get (options, j);

          trim_option (option, find_score (question, option, is_points));
        }
    }
  if (is_yes_no (question))
    drop_answers (question);
  drop_all (question, of_question);
}

static void
trim_sections (json_t *above, gboolean is_points)
{
  json_t *sections = json_object_get (above, "sections");

  for (size_t i = 0; i < json_array_size (sections); i++)
    {
      json_t *section = json_array_get (sections, i);
      json_t *questions = json_object_get (section, "questions");

      for (size_t j = 0; j < json_array_size (questions); j++)
        trim_question (json_array_get (questions, j), is_points);
      trim_sections (section, is_points);
      drop_all (section, of_section);
    }
}

void
attune_document_trim (json_t *document)
{
  json_t *scoring = json_object_get (document, "scoring");
  json_t *mode = json_object_get (scoring, "mode");

  trim_sections (document, g_strcmp0 (json_string_value (mode), "points") == 0);
  if (scoring != NULL)
    drop_all (scoring, of_scoring);
  drop_all (document, of_form);
}

/* Where a condition asks for options of one question only: its name. */
static const char *
get_asked (json_t *condition)
{
  return json_object_get (condition, "is") != NULL
           ? json_string_value (json_object_get (condition, "question"))
           : NULL;
}

static void
add_options (json_t *to, json_t *from)
{
  for (size_t i = 0; i < json_array_size (from); i++)
    {
      json_t *option = json_array_get (from, i);
      gboolean is_there = FALSE;

      for (size_t j = 0; j < json_array_size (to); j++)
        is_there |= json_equal (json_array_get (to, j), option);
      if (!is_there)
        json_array_append (to, option);
    }
}

json_t *
attune_document_merge_any (json_t *any)
{
  json_t *list = json_object_get (any, "any");
  const char *name = get_asked (json_array_get (list, 0));
  json_t *merged;

  for (size_t i = 0; i < json_array_size (list); i++)
    {
      if (name == NULL || g_strcmp0 (get_asked (json_array_get (list, i)), name) != 0)
        return any;
    }
  if (name == NULL)
    return any;

  merged = json_pack ("{s:s, s:[]}", "question", name, "is");
  for (size_t i = 0; i < json_array_size (list); i++)
    add_options (json_object_get (merged, "is"), json_object_get (json_array_get (list, i), "is"));
  json_decref (any);
  return merged;
}
