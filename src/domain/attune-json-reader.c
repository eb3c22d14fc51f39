/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-json-reader.h"

#include "attune-form.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* One step of a JSON pointer: a key, or where that is NULL an index. */
typedef struct
{
  const char *key;
  guint index;
} Step;

static const char *
name_kind (json_t *value)
{
  switch (json_typeof (value))
    {
    case JSON_OBJECT:
      return _ ("an object");
    case JSON_ARRAY:
      return _ ("a list");
    case JSON_STRING:
      return _ ("a text");
    case JSON_INTEGER:
    case JSON_REAL:
      return _ ("a number");
    case JSON_TRUE:
    case JSON_FALSE:
      return _ ("true or false");
    case JSON_NULL:
      return _ ("null");
    }
  g_assert_not_reached ();
}

const char *
attune_json_describe_trouble (const json_error_t *trouble)
{
  switch ((int) json_error_code (trouble))
    {
    case json_error_stack_overflow:
      return _ ("lists and objects lie too deep in one another. Take some of them out");
    case json_error_invalid_utf8:
      return _ ("the text is not in UTF-8. Save it in UTF-8");
    case json_error_premature_end_of_input:
      return _ ("not JSON: it ends before all that was opened is closed. Check that it is whole");
    case json_error_end_of_input_expected:
      return _ ("not JSON: something stands behind its end. Take that out");
    case json_error_null_character:
    case json_error_null_byte_in_key:
      return _ ("the character of number 0 may not be in a text. Take it out");
    case json_error_numeric_overflow:
      return _ ("the number is too large. Write a smaller one");
    case json_error_duplicate_key:
      return _ ("a key stands here twice. Take one of them out");
    default:
      return _ ("not JSON: a comma, colon, quote or bracket is missing or too many, or a word is "
                "not known. Look at what stands here and just before");
    }
}

/* jansson stops at the first of them: what comes after may be no JSON at all. NULL with `trouble` where it is not. */
static json_t *
load_duplicates (const char *text, gsize size, GPtrArray *faults, json_error_t *trouble)
{
  json_error_t first = *trouble;
  json_t *document = json_loadb (text, size, JSON_DECODE_ANY, trouble);
  guint n_before = faults->len;

  if (document == NULL)
    return NULL;
  attune_json_find_duplicate_keys (text, size, faults);
  if (faults->len == n_before)
    {
      *trouble = first;
      g_clear_pointer (&document, json_decref);
    }
  return document;
}

static void
add_syntax_fault (GPtrArray *faults, const json_error_t *trouble)
{
  AttuneFault *fault;

  attune_faults_add (faults, "", "%s", attune_json_describe_trouble (trouble));
  fault = g_ptr_array_index (faults, faults->len - 1);
  fault->line = (guint) MAX (trouble->line, 1);
  fault->column = (guint) MAX (trouble->column, 1);
}

json_t *
attune_json_load (const char *text, gssize length, gsize max_bytes, GPtrArray *faults)
{
  guint n_before = faults->len;
  g_autoptr (AttuneJson) document = attune_json_load_whole (text, length, max_bytes, faults);

  return faults->len == n_before ? g_steal_pointer (&document) : NULL;
}

json_t *
attune_json_load_whole (const char *text, gssize length, gsize max_bytes, GPtrArray *faults)
{
  gsize size = length < 0 ? strlen (text) : (gsize) length;
  g_autoptr (AttuneJson) document = NULL;
  json_error_t trouble;

  /* What some editors put before a text in UTF-8. */
  if (size >= 3 && memcmp (text, "\xEF\xBB\xBF", 3) == 0)
    {
      text += 3;
      size -= 3;
    }
  if (size > max_bytes)
    {
      g_autofree char *limit = g_format_size_full (max_bytes, G_FORMAT_SIZE_IEC_UNITS);
      g_autofree char *actual = g_format_size_full (size, G_FORMAT_SIZE_IEC_UNITS);

      attune_faults_add (faults, "",
                         _ ("the document is %s, the most allowed is %s. Make it shorter, or "
                            "divide it"),
                         actual, limit);
      return NULL;
    }

  document = json_loadb (text, size, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &trouble);
  if (document == NULL && json_error_code (&trouble) == json_error_duplicate_key)
    document = load_duplicates (text, size, faults, &trouble);
  if (document == NULL)
    {
      add_syntax_fault (faults, &trouble);
      return NULL;
    }
  if (!json_is_object (document))
    {
      attune_faults_add (faults, "", _ ("must be an object, not %s"), name_kind (document));
      return NULL;
    }
  return g_steal_pointer (&document);
}

void
attune_json_reader_init (AttuneJsonReader *self, GPtrArray *faults)
{
  self->faults = faults;
  self->steps = g_array_new (FALSE, FALSE, sizeof (Step));
}

void
attune_json_reader_clear (AttuneJsonReader *self)
{
  g_clear_pointer (&self->steps, g_array_unref);
}

void
attune_json_reader_enter (AttuneJsonReader *self, const char *key)
{
  Step step = { key, 0 };

  g_array_append_val (self->steps, step);
}

void
attune_json_reader_enter_index (AttuneJsonReader *self, guint index)
{
  Step step = { NULL, index };

  g_array_append_val (self->steps, step);
}

void
attune_json_reader_leave (AttuneJsonReader *self)
{
  g_array_set_size (self->steps, self->steps->len - 1);
}

void
attune_json_pointer_append (GString *place, const char *key)
{
  g_string_append_c (place, '/');
  for (; *key != '\0'; key++)
    {
      if (*key == '~')
        g_string_append (place, "~0");
      else if (*key == '/')
        g_string_append (place, "~1");
      else
        g_string_append_c (place, *key);
    }
}

void
attune_json_reader_fault (AttuneJsonReader *self, const char *key, const char *format, ...)
{
  g_autoptr (GString) place = g_string_new (NULL);
  g_autofree char *message = NULL;
  va_list arguments;

  for (guint i = 0; i < self->steps->len; i++)
    {
      const Step *step = &g_array_index (self->steps, Step, i);

      if (step->key != NULL)
        attune_json_pointer_append (place, step->key);
      else
        g_string_append_printf (place, "/%u", step->index);
    }
  if (key != NULL)
    attune_json_pointer_append (place, key);

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  attune_faults_add (self->faults, place->str, "%s", message);
}

const char *
attune_json_read_string (AttuneJsonReader *self,
                         json_t *object,
                         const char *key,
                         const char *fallback)
{
  json_t *value = json_object_get (object, key);

  if (value == NULL)
    return fallback;
  if (!json_is_string (value))
    {
      attune_json_reader_fault (self, key, _ ("must be a text, not %s"), name_kind (value));
      return fallback;
    }
  return json_string_value (value);
}

const char *
attune_json_read_required_string (AttuneJsonReader *self, json_t *object, const char *key)
{
  if (json_object_get (object, key) == NULL)
    {
      attune_json_reader_fault (self, NULL, _ ("“%s” is missing"), key);
      return "";
    }
  return attune_json_read_string (self, object, key, "");
}

const char *
attune_json_read_id (AttuneJsonReader *self, json_t *object, const char *key)
{
  guint n_before = self->faults->len;
  const char *id = attune_json_read_required_string (self, object, key);

  if (self->faults->len > n_before)
    return "";
  if (*id == '\0')
    {
      attune_json_reader_fault (self, key, _ ("an id must not be empty"));
      return "";
    }
  if (g_utf8_strlen (id, -1) > ATTUNE_FORM_MAX_ID_LENGTH)
    attune_json_reader_fault (self, key, _ ("an id may have %d characters at most"),
                              ATTUNE_FORM_MAX_ID_LENGTH);
  for (const char *c = id; *c != '\0'; c++)
    {
      if (g_ascii_iscntrl (*c))
        {
          attune_json_reader_fault (self, key, _ ("an id must not hold control characters"));
          break;
        }
    }
  return id;
}

gboolean
attune_json_read_boolean (AttuneJsonReader *self,
                          json_t *object,
                          const char *key,
                          gboolean fallback)
{
  json_t *value = json_object_get (object, key);

  if (value == NULL)
    return fallback;
  if (!json_is_boolean (value))
    {
      attune_json_reader_fault (self, key, _ ("must be true or false, not %s"), name_kind (value));
      return fallback;
    }
  return json_is_true (value);
}

AttuneDecimal
attune_json_read_decimal (AttuneJsonReader *self,
                          json_t *object,
                          const char *key,
                          AttuneDecimal fallback)
{
  json_t *value = json_object_get (object, key);
  AttuneDecimal decimal;

  if (value == NULL)
    return fallback;
  if (!json_is_number (value))
    {
      attune_json_reader_fault (self, key, _ ("must be a number, not %s"), name_kind (value));
      return fallback;
    }
  if (!attune_decimal_from_double (json_number_value (value), &decimal))
    {
      attune_json_reader_fault (self, key,
                                _ ("must be a decimal of at most 4 places, within ±1,000,000,000"));
      return fallback;
    }
  return decimal;
}

gboolean
attune_json_read_nullable_decimal (AttuneJsonReader *self,
                                   json_t *object,
                                   const char *key,
                                   gboolean fallback,
                                   AttuneDecimal *out_decimal)
{
  json_t *value = json_object_get (object, key);

  if (value == NULL)
    return fallback;
  if (json_is_null (value))
    return FALSE;
  *out_decimal = attune_json_read_decimal (self, object, key, *out_decimal);
  return TRUE;
}

guint
attune_json_read_count (AttuneJsonReader *self,
                        json_t *object,
                        const char *key,
                        guint fallback,
                        guint most)
{
  json_t *value = json_object_get (object, key);

  if (value == NULL)
    return fallback;
  if (!json_is_integer (value) || json_integer_value (value) < 0 ||
      json_integer_value (value) > most)
    {
      attune_json_reader_fault (self, key, _ ("must be a whole number from 0 to %u"), most);
      return fallback;
    }
  return (guint) json_integer_value (value);
}

int
attune_json_read_word (AttuneJsonReader *self,
                       json_t *object,
                       const char *key,
                       const char *const *words,
                       int fallback)
{
  const char *word = attune_json_read_string (self, object, key, NULL);
  g_autofree char *known = NULL;

  if (word == NULL)
    return fallback;
  for (int i = 0; words[i] != NULL; i++)
    {
      if (g_str_equal (words[i], word))
        return i;
    }
  known = g_strjoinv (", ", (GStrv) words);
  attune_json_reader_fault (self, key, _ ("“%s” is not one of: %s"), word, known);
  return fallback;
}

json_t *
attune_json_read_array (AttuneJsonReader *self, json_t *object, const char *key)
{
  json_t *value = json_object_get (object, key);

  if (value == NULL)
    return NULL;
  if (!json_is_array (value))
    {
      attune_json_reader_fault (self, key, _ ("must be a list, not %s"), name_kind (value));
      return NULL;
    }
  return value;
}

json_t *
attune_json_read_object (AttuneJsonReader *self, json_t *object, const char *key)
{
  json_t *value = json_object_get (object, key);

  if (value == NULL)
    return NULL;
  if (!json_is_object (value))
    {
      attune_json_reader_fault (self, key, _ ("must be an object, not %s"), name_kind (value));
      return NULL;
    }
  return value;
}

gboolean
attune_json_reader_expect_object (AttuneJsonReader *self, json_t *value)
{
  if (json_is_object (value))
    return TRUE;
  attune_json_reader_fault (self, NULL, _ ("must be an object, not %s"), name_kind (value));
  return FALSE;
}

/* Whether a number in it is another once it is written with 15 digits: none of ours is, but what others put there may be. */
static gboolean
needs_all_digits (json_t *value)
{
  const char *key;
  json_t *child;
  size_t index;

  if (json_is_real (value))
    {
      char digits[G_ASCII_DTOSTR_BUF_SIZE];

      g_ascii_formatd (digits, sizeof digits, "%.15g", json_real_value (value));
      return g_ascii_strtod (digits, NULL) != json_real_value (value);
    }
  json_object_foreach (value, key, child) if (needs_all_digits (child)) return TRUE;
  json_array_foreach (value, index, child) if (needs_all_digits (child)) return TRUE;
  return FALSE;
}

/* 15 digits write 0.1 as such; 17 write every number so that the same one is read back. */
static size_t
choose_flags (json_t *value, gboolean indented)
{
  size_t digits = needs_all_digits (value) ? JSON_REAL_PRECISION (17) : JSON_REAL_PRECISION (15);

  return digits | JSON_ENCODE_ANY | (indented ? JSON_INDENT (2) : JSON_COMPACT);
}

gsize
attune_json_measure (json_t *value)
{
  return json_dumpb (value, NULL, 0, choose_flags (value, FALSE));
}

char *
attune_json_dump (json_t *value, gboolean indented, gsize *out_length)
{
  size_t flags = choose_flags (value, indented);
  gsize length = json_dumpb (value, NULL, 0, flags);
  char *text = g_malloc (length + 2);

  json_dumpb (value, text, length, flags);
  if (indented)
    text[length++] = '\n';
  text[length] = '\0';
  if (out_length != NULL)
    *out_length = length;
  return text;
}

char *
attune_json_dump_within (json_t *value, gsize max_bytes, gsize *out_length)
{
  gsize length;
  g_autofree char *text = attune_json_dump (value, TRUE, &length);

  if (length > max_bytes)
    return attune_json_dump (value, FALSE, out_length);
  if (out_length != NULL)
    *out_length = length;
  return g_steal_pointer (&text);
}

json_t *
attune_decimal_to_json (AttuneDecimal decimal)
{
  if (decimal % ATTUNE_DECIMAL_ONE == 0)
    return json_integer (decimal / ATTUNE_DECIMAL_ONE);
  return json_real (attune_decimal_to_double (decimal));
}
