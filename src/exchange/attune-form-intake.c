/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-form-intake-private.h"

#include "attune-document-trim.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* The longest id made of a title. */
#define MAX_MADE_ID 60

void
attune_form_intake_init (AttuneFormIntake *self, GPtrArray *remarks, GPtrArray *faults)
{
  memset (self, 0, sizeof *self);
  attune_json_reader_init (&self->reader, faults);
  self->remarks = remarks;
  self->n_faults_before = faults->len;
  self->ids = g_hash_table_new (g_str_hash, g_str_equal);
}

void
attune_form_intake_clear (AttuneFormIntake *self)
{
  attune_json_reader_clear (&self->reader);
  g_clear_pointer (&self->ids, g_hash_table_unref);
}

/* --- Keys ---------------------------------------------------------------------------------------------------- */

/* “isKill”, “IsKill” and “is_kill” are one key. */
static gboolean
is_spelling (const char *key, const char *other)
{
  for (;; key++, other++)
    {
      while (*key == '_')
        key++;
      while (*other == '_')
        other++;
      if (g_ascii_tolower (*key) != g_ascii_tolower (*other))
        return FALSE;
      if (*key == '\0')
        return TRUE;
    }
}

const char *
attune_form_intake_spell (json_t *object, const char *key)
{
  const char *spelling;
  json_t *value;

  if (json_object_get (object, key) != NULL)
    return key;
  json_object_foreach (object, spelling, value)
  {
    if (is_spelling (spelling, key))
      return spelling;
  }
  return key;
}

json_t *
attune_form_intake_get (json_t *object, const char *key)
{
  json_t *value = json_object_get (object, attune_form_intake_spell (object, key));

  return json_is_null (value) ? NULL : value;
}

/* --- Remarks ------------------------------------------------------------------------------------------------- */

void
attune_form_intake_remark (AttuneFormIntake *self, const char *key, const char *format, ...)
{
  AttuneJsonReader remarker = { self->remarks, self->reader.steps };
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  attune_json_reader_fault (&remarker, key, "%s", message);
}

/* Whether a member holds something that somebody could miss. */
static gboolean
says_something (json_t *value)
{
  const char *key;
  json_t *member;
  gsize i;

  switch (json_typeof (value))
    {
    case JSON_OBJECT:
      json_object_foreach (value, key, member)
      {
        if (says_something (member))
          return TRUE;
      }
      return FALSE;
    case JSON_ARRAY:
      json_array_foreach (value, i, member)
      {
        if (says_something (member))
          return TRUE;
      }
      return FALSE;
    case JSON_STRING:
      return *json_string_value (value) != '\0';
    case JSON_INTEGER:
    case JSON_REAL:
    case JSON_TRUE:
      return TRUE;
    case JSON_FALSE:
    case JSON_NULL:
      return FALSE;
    }
  g_assert_not_reached ();
}

static gboolean
is_among (const char *key, const char *const *known)
{
  for (guint i = 0; known[i] != NULL; i++)
    {
      if (is_spelling (key, known[i]))
        return TRUE;
    }
  return FALSE;
}

void
attune_form_intake_remark_rest (AttuneFormIntake *self, json_t *object, const char *const *known)
{
  const char *key;
  json_t *value;

  json_object_foreach (object, key, value)
  {
    if (!is_among (key, known) && says_something (value))
      attune_form_intake_remark (self, key, _ ("“%s” is not carried over"), key);
  }
}

void
attune_form_intake_remark_accounts (AttuneFormIntake *self, json_t *object, const char *const *keys)
{
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; keys[i] != NULL; i++)
    {
      const char *key = attune_form_intake_spell (object, keys[i]);

      if (attune_form_intake_get (object, key) != NULL)
        g_string_append_printf (found, "%s%s", found->len > 0 ? ", " : "", key);
    }
  if (found->len > 0)
    /* Translators: keys of a document */
    attune_form_intake_remark (self, NULL,
                               _ ("what the other system keeps about the form itself is not "
                                  "carried over: %s"),
                               found->str);
}

/* --- Values -------------------------------------------------------------------------------------------------- */

const char *
attune_form_intake_read_string (AttuneFormIntake *self,
                                json_t *object,
                                const char *key,
                                const char *fallback)
{
  if (attune_form_intake_get (object, key) == NULL)
    return fallback;
  return attune_json_read_string (&self->reader, object, attune_form_intake_spell (object, key),
                                  fallback);
}

const char *
attune_form_intake_read_title (AttuneFormIntake *self, json_t *object, const char *key)
{
  const char *title = attune_json_read_required_string (&self->reader, object,
                                                        attune_form_intake_spell (object, key));

  return title != NULL ? title : "";
}

gboolean
attune_form_intake_read_flag (AttuneFormIntake *self,
                              json_t *object,
                              const char *key,
                              gboolean fallback)
{
  if (attune_form_intake_get (object, key) == NULL)
    return fallback;
  return attune_json_read_boolean (&self->reader, object, attune_form_intake_spell (object, key),
                                   fallback);
}

int
attune_form_intake_read_word (AttuneFormIntake *self,
                              json_t *object,
                              const char *key,
                              const char *const *words,
                              int fallback)
{
  if (attune_form_intake_get (object, key) == NULL)
    return fallback;
  return attune_json_read_word (&self->reader, object, attune_form_intake_spell (object, key),
                                words, fallback);
}

json_t *
attune_form_intake_read_array (AttuneFormIntake *self, json_t *object, const char *key)
{
  if (attune_form_intake_get (object, key) == NULL)
    return NULL;
  return attune_json_read_array (&self->reader, object, attune_form_intake_spell (object, key));
}

json_t *
attune_form_intake_read_object (AttuneFormIntake *self, json_t *object, const char *key)
{
  if (attune_form_intake_get (object, key) == NULL)
    return NULL;
  return attune_json_read_object (&self->reader, object, attune_form_intake_spell (object, key));
}

AttuneDecimal
attune_form_intake_read_decimal (AttuneFormIntake *self,
                                 json_t *object,
                                 const char *key,
                                 AttuneDecimal fallback,
                                 AttuneDecimal least,
                                 AttuneDecimal most)
{
  const char *spelling = attune_form_intake_spell (object, key);
  json_t *value = attune_form_intake_get (object, key);
  g_autofree char *low = attune_decimal_to_string (least);
  g_autofree char *high = attune_decimal_to_string (most);
  double number;
  AttuneDecimal decimal;

  if (value == NULL)
    return fallback;
  number = json_is_number (value) ? json_number_value (value) : NAN;
  if (!(number >= attune_decimal_to_double (least) && number <= attune_decimal_to_double (most)))
    {
      attune_json_reader_fault (&self->reader, spelling, _ ("must be a number from %s to %s"), low,
                                high);
      return fallback;
    }
  if (!attune_decimal_from_double (number, &decimal))
    {
      g_autofree char *rounded = NULL;

      decimal = llround (number * ATTUNE_DECIMAL_ONE);
      rounded = attune_decimal_to_string (decimal);
      attune_form_intake_remark (self, spelling, _ ("rounded to 4 places: %s"), rounded);
    }
  return decimal;
}

const char *
attune_form_intake_take_id (AttuneFormIntake *self,
                            json_t *object,
                            const char *key,
                            GHashTable *taken)
{
  const char *spelling = attune_form_intake_spell (object, key);
  guint n_before = self->reader.faults->len;
  const char *id = attune_json_read_id (&self->reader, object, spelling);

  if (self->reader.faults->len > n_before)
    return "";
  if (!g_hash_table_add (taken, (gpointer) id))
    {
      attune_json_reader_fault (&self->reader, spelling, _ ("the id “%s” is already taken"), id);
      return "";
    }
  return id;
}

/* --- Limits -------------------------------------------------------------------------------------------------- */

gboolean
attune_form_intake_count_section (AttuneFormIntake *self)
{
  if (self->n_sections++ == ATTUNE_FORM_MAX_SECTIONS)
    attune_json_reader_fault (&self->reader, NULL, _ ("a form may have %d sections at most"),
                              ATTUNE_FORM_MAX_SECTIONS);
  return self->n_sections <= ATTUNE_FORM_MAX_SECTIONS;
}

gboolean
attune_form_intake_count_question (AttuneFormIntake *self)
{
  if (self->n_questions++ == ATTUNE_FORM_MAX_QUESTIONS)
    attune_json_reader_fault (&self->reader, NULL, _ ("a form may have %d questions at most"),
                              ATTUNE_FORM_MAX_QUESTIONS);
  return self->n_questions <= ATTUNE_FORM_MAX_QUESTIONS;
}

gboolean
attune_form_intake_allows_options (AttuneFormIntake *self, const char *key, gsize n_options)
{
  if (n_options <= ATTUNE_FORM_MAX_OPTIONS)
    return TRUE;
  attune_json_reader_fault (&self->reader, key, _ ("more than %d options"),
                            ATTUNE_FORM_MAX_OPTIONS);
  return FALSE;
}

/* --- The form ------------------------------------------------------------------------------------------------ */

char *
attune_form_intake_make_id (const char *title)
{
  g_autofree char *plain = g_str_to_ascii (title, "C");
  g_autoptr (GString) id = g_string_new (NULL);

  for (const char *c = plain; *c != '\0' && id->len < MAX_MADE_ID; c++)
    {
      if (g_ascii_isalnum (*c))
        g_string_append_c (id, g_ascii_tolower (*c));
      else if (id->len > 0 && id->str[id->len - 1] != '-')
        g_string_append_c (id, '-');
    }
  while (id->len > 0 && id->str[id->len - 1] == '-')
    g_string_truncate (id, id->len - 1);
  return id->len > 0 ? g_string_free (g_steal_pointer (&id), FALSE) : g_strdup ("form");
}

AttuneForm *
attune_form_intake_finish (AttuneFormIntake *self, json_t *document)
{
  g_autoptr (GPtrArray) own_faults = attune_faults_new ();
  g_autofree char *text = NULL;
  AttuneForm *form;
  gsize length;

  if (self->reader.faults->len > self->n_faults_before)
    return NULL;

  attune_document_trim (document);
  text = attune_json_dump (document, FALSE, &length);
  form = attune_form_parse (text, (gssize) length, own_faults);
  for (guint i = 0; i < own_faults->len; i++)
    {
      const AttuneFault *fault = g_ptr_array_index (own_faults, i);

      if (*fault->place == '\0')
        attune_faults_add (self->reader.faults, "", "%s", fault->message);
      else
        /* Translators: a place in the form that was made of the file, and what is wrong there */
        attune_faults_add (self->reader.faults, "", _ ("as a form of Attune, %s: %s"), fault->place,
                           fault->message);
    }
  return form;
}
