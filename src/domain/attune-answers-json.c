/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-answers-private.h"

#include "attune-json-reader.h"

#include <glib/gi18n-lib.h>

static const char *const origin_words[] = { "person", "default", "suggestion", NULL };

/* The key that holds the value of each question type. */
static const char *const value_keys[] = { "option", "option", "option", "options",
                                          "number", "text",   "date" };

/* One entry being read. */
typedef struct
{
  AttuneJsonReader *reader;
  const AttuneFormQuestion *question;
  json_t *node;
  AttuneAnswerEntry *entry;
} Reading;

/* --- Values -------------------------------------------------------------------------------------------------- */

static guint
find_option (Reading *reading, const char *key, json_t *value)
{
  const char *id = json_string_value (value);
  guint option;

  if (id == NULL)
    {
      attune_json_reader_fault (reading->reader, key, _ ("must be the id of an option"));
      return ATTUNE_FORM_NONE;
    }
  option = attune_form_question_find_option (reading->question, id);
  if (option == ATTUNE_FORM_NONE)
    attune_json_reader_fault (reading->reader, key, _ ("“%s” has no option “%s”"),
                              reading->question->id, id);
  return option;
}

static void
read_option (Reading *reading, json_t *value)
{
  guint option = find_option (reading, "option", value);

  if (option != ATTUNE_FORM_NONE)
    attune_answer_entry_set_options (reading->entry, &option, 1);
}

static void
read_options (Reading *reading, json_t *value)
{
  g_autoptr (GArray) options = g_array_new (FALSE, FALSE, sizeof (guint));
  gboolean chosen[ATTUNE_FORM_MAX_OPTIONS] = { FALSE };

  if (!json_is_array (value))
    {
      attune_json_reader_fault (reading->reader, "options", _ ("must be a list of option ids"));
      return;
    }

  attune_json_reader_enter (reading->reader, "options");
  for (guint i = 0; i < json_array_size (value); i++)
    {
      guint option;

      attune_json_reader_enter_index (reading->reader, i);
      option = find_option (reading, NULL, json_array_get (value, i));
      if (option != ATTUNE_FORM_NONE && chosen[option])
        attune_json_reader_fault (reading->reader, NULL, _ ("the option “%s” stands here twice"),
                                  reading->question->options[option].id);
      else if (option != ATTUNE_FORM_NONE)
        {
          chosen[option] = TRUE;
          g_array_append_val (options, option);
        }
      attune_json_reader_leave (reading->reader);
    }
  attune_json_reader_leave (reading->reader);
  attune_answer_entry_set_options (reading->entry, (const guint *) options->data, options->len);
}

static void
read_number (Reading *reading, json_t *value)
{
  guint n_before = reading->reader->faults->len;
  g_autoptr (GError) error = NULL;
  AttuneDecimal number;
  guint range;

  number = attune_json_read_decimal (reading->reader, reading->node, "number", 0);
  if (reading->reader->faults->len > n_before)
    return;
  if (attune_form_question_takes_number (reading->question, number, &range, &error))
    attune_answer_entry_set_number (reading->entry, number, range);
  else
    attune_json_reader_fault (reading->reader, "number", "%s", error->message);
}

static void
read_text (Reading *reading, json_t *value)
{
  attune_answer_entry_set_text (reading->entry,
                                attune_json_read_string (reading->reader, reading->node, "text",
                                                         ""));
}

static void
read_date (Reading *reading, json_t *value)
{
  const char *date = attune_json_read_string (reading->reader, reading->node, "date", NULL);

  if (date == NULL)
    return;
  if (attune_is_date (date))
    attune_answer_entry_set_date (reading->entry, date);
  else
    attune_json_reader_fault (reading->reader, "date",
                              _ ("“%s” is not a date of the form 2026-11-21"), date);
}

/* --- What stands beside the value ---------------------------------------------------------------------------- */

static void
read_na (Reading *reading, json_t *value)
{
  gboolean na = attune_json_read_boolean (reading->reader, reading->node, "na", FALSE);

  if (na && !reading->question->na_allowed)
    attune_json_reader_fault (reading->reader, "na", _ ("“%s” may not be N/A"),
                              reading->question->id);
  reading->entry->answer.na = na;
}

static void
read_comment (Reading *reading, json_t *value)
{
  attune_answer_entry_set_comment (reading->entry,
                                   attune_json_read_string (reading->reader, reading->node,
                                                            "comment", NULL));
}

static void
read_origin (Reading *reading, json_t *value)
{
  reading->entry->answer.origin = attune_json_read_word (reading->reader, reading->node, "origin",
                                                         origin_words, ATTUNE_ORIGIN_PERSON);
}

/* After the value, since reasons belong to options. */
static void
read_reasons (Reading *reading)
{
  json_t *array = attune_json_read_array (reading->reader, reading->node, "reasons");
  g_autoptr (GStrvBuilder) reasons = g_strv_builder_new ();
  g_auto (GStrv) list = NULL;

  if (array == NULL)
    return;

  attune_json_reader_enter (reading->reader, "reasons");
  for (guint i = 0; i < json_array_size (array); i++)
    {
      const char *id = json_string_value (json_array_get (array, i));

      attune_json_reader_enter_index (reading->reader, i);
      if (id == NULL)
        attune_json_reader_fault (reading->reader, NULL, _ ("must be the id of a reason"));
      else if (attune_answer_find_reason (&reading->entry->answer, reading->question, id) == NULL)
        attune_json_reader_fault (reading->reader, NULL,
                                  _ ("the answer to “%s” has no reason “%s”"),
                                  reading->question->id, id);
      else
        g_strv_builder_add (reasons, id);
      attune_json_reader_leave (reading->reader);
    }
  attune_json_reader_leave (reading->reader);

  list = g_strv_builder_end (reasons);
  attune_answer_entry_set_reasons (reading->entry, reading->question, (const char *const *) list);
}

/* --- Entries ------------------------------------------------------------------------------------------------- */

static const struct
{
  const char *key;
  void (*read) (Reading *reading, json_t *value);
} readers[] = {
  { "option", read_option },   { "options", read_options }, { "number", read_number },
  { "text", read_text },       { "date", read_date },       { "na", read_na },
  { "comment", read_comment }, { "origin", read_origin },
};

#define N_VALUE_KEYS 5

static gboolean
read_key (Reading *reading, const char *key, json_t *value)
{
  const char *value_key = value_keys[reading->question->type];

  for (guint i = 0; i < G_N_ELEMENTS (readers); i++)
    {
      if (!g_str_equal (readers[i].key, key))
        continue;
      if (i >= N_VALUE_KEYS || g_str_equal (key, value_key))
        readers[i].read (reading, value);
      else
        attune_json_reader_fault (reading->reader, key,
                                  _ ("a question of type %s takes “%s”, not “%s”"),
                                  attune_question_type_to_string (reading->question->type),
                                  value_key, key);
      return TRUE;
    }
  return g_str_equal (key, "reasons");
}

static void
add_extra (json_t **extra, const char *key, json_t *value)
{
  if (*extra == NULL)
    *extra = json_object ();
  json_object_set_nocheck (*extra, key, value);
}

static AttuneAnswerEntry *
read_entry (AttuneJsonReader *reader, const AttuneFormQuestion *question, json_t *node)
{
  Reading reading = { reader, question, node, NULL };
  const char *key;
  json_t *value;

  if (!attune_json_reader_expect_object (reader, node))
    return NULL;

  reading.entry = attune_answer_entry_new ();
  json_object_foreach (node, key, value)
  {
    if (!read_key (&reading, key, value))
      add_extra (&reading.entry->extra, key, value);
  }
  read_reasons (&reading);

  if (!attune_answer_entry_is_empty (reading.entry))
    return reading.entry;
  attune_answer_entry_unref (reading.entry);
  return NULL;
}

static void
read_entries (AttuneAnswers *self, AttuneJsonReader *reader, json_t *document)
{
  json_t *node = attune_json_read_object (reader, document, "answers");
  const char *id;
  json_t *value;

  attune_json_reader_enter (reader, "answers");
  json_object_foreach (node, id, value)
  {
    guint question = attune_form_find_question (self->form, id);

    attune_json_reader_enter (reader, id);
    if (question == ATTUNE_FORM_NONE)
      attune_json_reader_fault (reader, NULL, _ ("the form has no question “%s”"), id);
    else
      self->entries[question] = read_entry (reader, attune_form_get_question (self->form, question),
                                            value);
    attune_json_reader_leave (reader);
  }
  attune_json_reader_leave (reader);
}

static void
read_section (AttuneAnswers *self, AttuneJsonReader *reader, guint section, json_t *node)
{
  const AttuneFormSection *asked = attune_form_get_section (self->form, section);
  json_t *extra = NULL;
  const char *key;
  json_t *value;

  if (!attune_json_reader_expect_object (reader, node))
    return;

  self->section_na[section] = attune_json_read_boolean (reader, node, "na", FALSE) != FALSE;
  if (self->section_na[section] && !asked->na_allowed)
    attune_json_reader_fault (reader, "na", _ ("“%s” may not be N/A"), asked->id);

  json_object_foreach (node, key, value)
  {
    if (!g_str_equal (key, "na"))
      add_extra (&extra, key, value);
  }
  if (extra != NULL)
    add_extra (&self->section_extra, asked->id, extra);
  json_decref (extra);
}

static void
read_sections (AttuneAnswers *self, AttuneJsonReader *reader, json_t *document)
{
  json_t *node = attune_json_read_object (reader, document, "sections");
  const char *id;
  json_t *value;

  attune_json_reader_enter (reader, "sections");
  json_object_foreach (node, id, value)
  {
    guint section = attune_form_find_section (self->form, id);

    attune_json_reader_enter (reader, id);
    if (section == ATTUNE_FORM_NONE)
      attune_json_reader_fault (reader, NULL, _ ("the form has no section “%s”"), id);
    else
      read_section (self, reader, section, value);
    attune_json_reader_leave (reader);
  }
  attune_json_reader_leave (reader);
}

/* --- The document -------------------------------------------------------------------------------------------- */

static void
read_head (AttuneAnswers *self, AttuneJsonReader *reader, json_t *document)
{
  const char *id = attune_form_get_id (self->form);
  guint revision = attune_form_get_revision (self->form);
  const char *format = attune_json_read_string (reader, document, "format", "attune-answers");
  const char *form = attune_json_read_string (reader, document, "form", id);
  guint form_revision = attune_json_read_count (reader, document, "form_revision", revision,
                                                G_MAXINT);

  if (!g_str_equal (format, "attune-answers"))
    attune_json_reader_fault (reader, "format", _ ("must be “attune-answers”, not “%s”"), format);
  if (attune_json_read_count (reader, document, "version", 1, G_MAXINT) != 1)
    attune_json_reader_fault (reader, "version", _ ("only version 1 of the format is known here"));
  if (!g_str_equal (form, id))
    attune_json_reader_fault (reader, "form", _ ("these answer the form “%s”, not “%s”"), form, id);
  if (form_revision != revision)
    attune_json_reader_fault (reader, "form_revision",
                              _ ("these answer revision %u of the form, not %u"), form_revision,
                              revision);
}

static void
keep_unknown_keys (AttuneAnswers *self, json_t *document)
{
  static const char *const known[] = { "format",  "version",  "form", "form_revision",
                                       "answers", "sections", NULL };
  const char *key;
  json_t *value;

  json_object_foreach (document, key, value)
  {
    if (!g_strv_contains (known, key))
      add_extra (&self->extra, key, value);
  }
}

AttuneAnswers *
attune_answers_parse (AttuneForm *form, const char *text, gssize length, GPtrArray *faults)
{
  g_autoptr (AttuneAnswers) self = NULL;
  g_autoptr (AttuneJson) document = NULL;
  g_auto (AttuneJsonReader) reader = { NULL, NULL };
  guint n_before;

  g_return_val_if_fail (form != NULL && text != NULL && faults != NULL, NULL);

  n_before = faults->len;
  document = attune_json_load_whole (text, length, ATTUNE_ANSWERS_MAX_BYTES, faults);
  if (document == NULL)
    return NULL;

  self = attune_answers_allocate (form);
  attune_json_reader_init (&reader, faults);
  read_head (self, &reader, document);
  read_entries (self, &reader, document);
  read_sections (self, &reader, document);
  keep_unknown_keys (self, document);
  if (faults->len > n_before)
    return NULL;

  attune_answers_settle (self);
  return g_steal_pointer (&self);
}

AttuneAnswers *
attune_answers_from_json (AttuneForm *form, const char *text, gssize length, GError **error)
{
  g_autoptr (GPtrArray) faults = attune_faults_new ();
  AttuneAnswers *self = attune_answers_parse (form, text, length, faults);

  if (self == NULL)
    attune_faults_to_error (faults, error);
  return self;
}

/* --- Writing ------------------------------------------------------------------------------------------------- */

static void
write_text (json_t *object, const char *key, const char *text)
{
  json_object_set_new_nocheck (object, key, json_string_nocheck (text));
}

static json_t *
write_option_ids (const AttuneAnswer *answer, const AttuneFormQuestion *question)
{
  json_t *array = json_array ();

  for (guint i = 0; i < answer->n_options; i++)
    json_array_append_new (array, json_string_nocheck (question->options[answer->options[i]].id));
  return array;
}

static void
write_value (json_t *object, const AttuneAnswer *answer, const AttuneFormQuestion *question)
{
  const char *key = value_keys[question->type];

  switch (question->type)
    {
    case ATTUNE_QUESTION_YES_NO:
    case ATTUNE_QUESTION_SCALE:
    case ATTUNE_QUESTION_CHOICE:
      write_text (object, key, question->options[answer->options[0]].id);
      break;
    case ATTUNE_QUESTION_CHECKLIST:
      json_object_set_new_nocheck (object, key, write_option_ids (answer, question));
      break;
    case ATTUNE_QUESTION_NUMBER:
      json_object_set_new_nocheck (object, key, attune_decimal_to_json (answer->number));
      break;
    case ATTUNE_QUESTION_TEXT:
      write_text (object, key, answer->text);
      break;
    case ATTUNE_QUESTION_DATE:
      write_text (object, key, answer->date);
      break;
    }
}

static json_t *
write_entry (const AttuneAnswerEntry *entry, const AttuneFormQuestion *question)
{
  const AttuneAnswer *answer = &entry->answer;
  json_t *object = json_object ();
  json_t *reasons = json_array ();

  if (answer->has_value)
    write_value (object, answer, question);
  if (answer->na)
    json_object_set_new_nocheck (object, "na", json_true ());
  for (guint i = 0; answer->reasons[i] != NULL; i++)
    json_array_append_new (reasons, json_string_nocheck (answer->reasons[i]));
  if (json_array_size (reasons) > 0)
    json_object_set_nocheck (object, "reasons", reasons);
  json_decref (reasons);
  if (*answer->comment != '\0')
    write_text (object, "comment", answer->comment);
  if (answer->origin != ATTUNE_ORIGIN_PERSON)
    write_text (object, "origin", origin_words[answer->origin]);
  if (entry->extra != NULL)
    json_object_update (object, entry->extra);
  return object;
}

static json_t *
write_entries (AttuneAnswers *self)
{
  json_t *object = json_object ();

  for (guint i = 0; i < self->n_questions; i++)
    {
      const AttuneFormQuestion *question = attune_form_get_question (self->form, i);

      if (self->entries[i] != NULL)
        json_object_set_new_nocheck (object, question->id,
                                     write_entry (self->entries[i], question));
    }
  return object;
}

static json_t *
write_sections (AttuneAnswers *self)
{
  json_t *object = json_object ();

  for (guint i = 0; i < self->n_sections; i++)
    {
      const char *id = attune_form_get_section (self->form, i)->id;
      json_t *extra = json_object_get (self->section_extra, id);
      g_autoptr (AttuneJson) section = json_object ();

      if (self->section_na[i])
        json_object_set_new_nocheck (section, "na", json_true ());
      if (extra != NULL)
        json_object_update (section, extra);
      if (json_object_size (section) > 0)
        json_object_set_nocheck (object, id, section);
    }
  return object;
}

char *
attune_answers_to_json (AttuneAnswers *self, gsize *out_length)
{
  g_autoptr (AttuneJson) document = json_object ();

  g_return_val_if_fail (self != NULL, NULL);

  write_text (document, "format", "attune-answers");
  json_object_set_new_nocheck (document, "version", json_integer (1));
  write_text (document, "form", attune_form_get_id (self->form));
  json_object_set_new_nocheck (document, "form_revision",
                               json_integer (attune_form_get_revision (self->form)));
  json_object_set_new_nocheck (document, "answers", write_entries (self));
  json_object_set_new_nocheck (document, "sections", write_sections (self));
  if (self->extra != NULL)
    json_object_update (document, self->extra);
  return attune_json_dump (document, FALSE, out_length);
}
