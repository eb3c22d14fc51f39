/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-form-fields.h"

#include "attune-form-group.h"
#include "attune-form-words.h"
#include "attune-json-reader.h"

#include <string.h>

typedef enum
{
  STRING,
  DECIMAL,
  COUNT,
  TRUTH,
  WORD,
} Kind;

typedef struct
{
  const char *key;
  Kind kind;
  glong offset;
  const char *const *words;
} Field;

#define QUESTION(member) G_STRUCT_OFFSET (AttuneFormQuestion, member)
#define SECTION(member)  G_STRUCT_OFFSET (AttuneFormSection, member)
#define SCORING(member)  G_STRUCT_OFFSET (AttuneFormScoring, member)

static const Field question_fields[] = {
  { "title", STRING, QUESTION (title) },
  { "guidance", STRING, QUESTION (guidance) },
  { "required", TRUTH, QUESTION (required) },
  { "na_allowed", TRUTH, QUESTION (na_allowed) },
  { "scored", TRUTH, QUESTION (scored) },
  { "bonus", TRUTH, QUESTION (bonus) },
  { "weight", DECIMAL, QUESTION (weight) },
  { "fail_below", DECIMAL, QUESTION (fail_below) },
  { "has_fail_below", TRUTH, QUESTION (has_fail_below) },
  { "decimals", COUNT, QUESTION (decimals) },
  { "type", WORD, QUESTION (type), attune_question_type_words },
  { "error_type", WORD, QUESTION (error_type), attune_error_type_words },
  { "comment", WORD, QUESTION (comment), attune_comment_words },
  { NULL },
};

static const Field section_fields[] = {
  { "title", STRING, SECTION (title) },
  { "weight", DECIMAL, SECTION (weight) },
  { "fail_below", DECIMAL, SECTION (fail_below) },
  { "has_fail_below", TRUTH, SECTION (has_fail_below) },
  { "na_allowed", TRUTH, SECTION (na_allowed) },
  { NULL },
};

static const Field scoring_fields[] = {
  { "scoring/mode", WORD, SCORING (mode), attune_mode_words },
  { "scoring/weigh_by", WORD, SCORING (weigh_by), attune_weigh_by_words },
  { "scoring/na", WORD, SCORING (na), attune_na_words },
  { "scoring/on_fail", WORD, SCORING (on_fail), attune_on_fail_words },
  { "scoring/baseline", DECIMAL, SCORING (baseline) },
  { "scoring/pass", DECIMAL, SCORING (pass) },
  { "scoring/has_pass", TRUTH, SCORING (has_pass) },
  { "scoring/floor", DECIMAL, SCORING (floor) },
  { "scoring/has_floor", TRUTH, SCORING (has_floor) },
  { "scoring/cap", DECIMAL, SCORING (cap) },
  { "scoring/has_cap", TRUTH, SCORING (has_cap) },
  { NULL },
};

/* Truths that a form is made of a limit or none by, what the limit begins at, and where it stands. */
static const struct
{
  const char *key;
  const char *limit;
  AttuneDecimal start;
} limits[] = {
  { "scoring/has_pass", "scoring/pass", 80 * ATTUNE_DECIMAL_ONE },
  { "scoring/has_floor", "scoring/floor", 0 },
  { "scoring/has_cap", "scoring/cap", 100 * ATTUNE_DECIMAL_ONE },
};

/* What stands before the name of a channel in the key that says whether the form is for it. */
#define CHANNEL_PREFIX "channels/"

static const Field *
find_field (const Field *fields, const char *key)
{
  for (const Field *i = fields; i->key != NULL; i++)
    if (g_str_equal (i->key, key))
      return i;
  return NULL;
}

static GVariant *
read_field (const Field *fields, gconstpointer part, const char *key)
{
  const Field *field = find_field (fields, key);

  if (field == NULL)
    return NULL;

  switch (field->kind)
    {
    case STRING:
      return g_variant_new_string (G_STRUCT_MEMBER (const char *, part, field->offset));
    case DECIMAL:
      return g_variant_new_int64 (G_STRUCT_MEMBER (AttuneDecimal, part, field->offset));
    case COUNT:
      return g_variant_new_int64 (G_STRUCT_MEMBER (guint, part, field->offset) *
                                  ATTUNE_DECIMAL_ONE);
    case TRUTH:
      return g_variant_new_boolean (G_STRUCT_MEMBER (gboolean, part, field->offset));
    case WORD:
      return g_variant_new_uint32 (G_STRUCT_MEMBER (guint, part, field->offset));
    }
  g_assert_not_reached ();
}

static GVariant *
read_form (AttuneForm *form, const char *key)
{
  if (g_str_equal (key, "title"))
    return g_variant_new_string (attune_form_get_title (form));
  if (g_str_equal (key, "description"))
    return g_variant_new_string (attune_form_get_description (form));
  if (g_str_equal (key, "language"))
    return g_variant_new_string (attune_form_get_language (form));
  if (g_str_has_prefix (key, CHANNEL_PREFIX))
    return g_variant_new_boolean (
      g_strv_contains (attune_form_get_channels (form), key + strlen (CHANNEL_PREFIX)));
  if (g_str_equal (key, "release_days"))
    return g_variant_new_int64 (attune_form_get_release_days (form) * ATTUNE_DECIMAL_ONE);
  if (g_str_equal (key, "dispute_days"))
    return g_variant_new_int64 (attune_form_get_dispute_days (form) * ATTUNE_DECIMAL_ONE);
  return read_field (scoring_fields, attune_form_get_scoring (form), key);
}

GVariant *
attune_form_fields_get (AttuneForm *form, const char *element, const char *key)
{
  guint question;
  guint section;
  GVariant *value = NULL;

  g_return_val_if_fail (form != NULL && key != NULL, NULL);

  if (element == NULL)
    value = read_form (form, key);
  else if ((question = attune_form_find_question (form, element)) != ATTUNE_FORM_NONE)
    value = read_field (question_fields, attune_form_get_question (form, question), key);
  else if ((section = attune_form_find_section (form, element)) != ATTUNE_FORM_NONE)
    value = read_field (section_fields, attune_form_get_section (form, section), key);
  return value != NULL ? g_variant_ref_sink (value) : NULL;
}

const char *const *
attune_form_fields_get_words (const char *key)
{
  const Field *field = find_field (question_fields, key);

  if (field == NULL)
    field = find_field (scoring_fields, key);
  return field != NULL ? field->words : NULL;
}

static AttuneForm *
set_limit (AttuneForm *form, guint limit, gboolean is_limited, GError **error)
{
  AttuneFormPlace place = { NULL, NULL, NULL };

  if (is_limited)
    return attune_form_set_decimal (form, place, limits[limit].limit, limits[limit].start, error);
  return attune_form_set_string (form, place, limits[limit].limit, NULL, error);
}

/* Those there are stay in their order, also ones that are not known here; a new one goes to the end. */
static AttuneForm *
set_channel (AttuneForm *form, const char *channel, gboolean is_wanted, GError **error)
{
  const char *const *channels = attune_form_get_channels (form);
  g_autoptr (AttuneJson) list = json_array ();
  g_autofree char *text = NULL;

  for (guint i = 0; channels[i] != NULL; i++)
    if (!g_str_equal (channels[i], channel))
      json_array_append_new (list, json_string (channels[i]));
  if (is_wanted)
    json_array_append_new (list, json_string (channel));
  text = json_dumps (list, JSON_COMPACT);
  return attune_form_set_json (form, (AttuneFormPlace){ NULL, NULL, NULL }, "channels", text,
                               error);
}

/* Half of the most, as those have it who know such a line. */
static AttuneForm *
set_fail_below (AttuneForm *form, AttuneFormPlace place, gboolean has_line, GError **error)
{
  if (has_line)
    return attune_form_set_decimal (form, place, "fail_below", 50 * ATTUNE_DECIMAL_ONE, error);
  return attune_form_unset (form, place, "fail_below", error);
}

AttuneForm *
attune_form_fields_set (AttuneForm *form,
                        const char *element,
                        const char *option,
                        const char *key,
                        GVariant *value,
                        GError **error)
{
  AttuneFormPlace place = { element, option, NULL };
  AttuneQuestionType type;

  g_return_val_if_fail (form != NULL && key != NULL && value != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (limits); i++)
    if (g_str_equal (key, limits[i].key))
      return set_limit (form, i, g_variant_get_boolean (value), error);
  if (g_str_has_prefix (key, CHANNEL_PREFIX))
    return set_channel (form, key + strlen (CHANNEL_PREFIX), g_variant_get_boolean (value), error);
  if (g_str_equal (key, "has_fail_below"))
    return set_fail_below (form, place, g_variant_get_boolean (value), error);
  if (g_str_equal (key, "type") &&
      attune_question_type_from_string (g_variant_get_string (value, NULL), &type))
    return attune_form_set_type (form, element, type, error);
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_INT64))
    return attune_form_set_decimal (form, place, key, g_variant_get_int64 (value), error);
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_BOOLEAN))
    return attune_form_set_boolean (form, place, key, g_variant_get_boolean (value), error);
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING))
    return attune_form_set_string (form, place, key, g_variant_get_string (value, NULL), error);
  return attune_form_set_string (form, place, key, NULL, error);
}

/* As it stands in the document. */
static char *
write_value (GVariant *value)
{
  g_autoptr (AttuneJson) string = NULL;

  if (g_variant_is_of_type (value, G_VARIANT_TYPE_INT64))
    return attune_decimal_to_string (g_variant_get_int64 (value));
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_BOOLEAN))
    return g_strdup (g_variant_get_boolean (value) ? "true" : "false");
  string = json_string (g_variant_get_string (value, NULL));
  return json_dumps (string, JSON_ENCODE_ANY);
}

AttuneForm *
attune_form_fields_set_all (AttuneForm *form,
                            const char *const *elements,
                            const char *key,
                            GVariant *value,
                            GError **error)
{
  g_autoptr (GPtrArray) having = g_ptr_array_new ();
  g_autofree char *text = NULL;

  g_return_val_if_fail (form != NULL && elements != NULL && key != NULL && value != NULL, NULL);

  for (guint i = 0; elements[i] != NULL; i++)
    {
      g_autoptr (GVariant) before = attune_form_fields_get (form, elements[i], key);

      if (before != NULL)
        g_ptr_array_add (having, (gpointer) elements[i]);
    }
  g_ptr_array_add (having, NULL);
  text = write_value (value);
  return attune_form_group_set (form, (const char *const *) having->pdata, key, text, error);
}
