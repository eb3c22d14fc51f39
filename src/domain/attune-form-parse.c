/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-form-private.h"

#include "attune-form-condition.h"
#include "attune-form-words.h"
#include "attune-json-reader.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>

#define FULL_SCORE (100 * ATTUNE_DECIMAL_ONE)
#define MAX_DAYS   3650

/* A form being read. */
typedef struct
{
  AttuneForm *form;
  AttuneJsonReader reader;
  GPtrArray *section_nodes;  /* borrowed json_t of each section, */
  GPtrArray *question_nodes; /* … and of each question */
} Parse;

static AttuneForm *
form_new (json_t *document)
{
  AttuneForm *form = g_new0 (AttuneForm, 1);

  g_atomic_ref_count_init (&form->references);
  form->document = json_incref (document);
  form->blocks = g_ptr_array_new_with_free_func (g_free);
  form->sections = g_array_new (FALSE, TRUE, sizeof (AttuneFormSection));
  form->section_positions = g_array_new (FALSE, TRUE, sizeof (guint));
  form->questions = g_array_new (FALSE, TRUE, sizeof (AttuneFormQuestion));
  form->elements = g_hash_table_new (g_str_hash, g_str_equal);
  return form;
}

static void
register_element (Parse *parse, const char *id, gpointer element)
{
  if (*id == '\0')
    return;
  if (g_hash_table_contains (parse->form->elements, id))
    attune_json_reader_fault (&parse->reader, "id", _ ("the id “%s” is already taken"), id);
  else
    g_hash_table_insert (parse->form->elements, (gpointer) id, element);
}

static void
read_reasons (Parse *parse, json_t *object, AttuneFormOption *option)
{
  json_t *array = attune_json_read_array (&parse->reader, object, "reasons");
  AttuneFormReason *reasons;

  if (json_array_size (array) > ATTUNE_FORM_MAX_OPTIONS)
    {
      attune_json_reader_fault (&parse->reader, "reasons", _ ("more than %d reasons"),
                                ATTUNE_FORM_MAX_OPTIONS);
      return;
    }
  option->n_reasons = (guint) json_array_size (array);
  option->reasons = reasons = attune_form_allocate (parse->form, option->n_reasons,
                                                    sizeof *reasons);

  attune_json_reader_enter (&parse->reader, "reasons");
  for (guint i = 0; i < option->n_reasons; i++)
    {
      json_t *node = json_array_get (array, i);

      attune_json_reader_enter_index (&parse->reader, i);
      reasons[i].id = reasons[i].label = "";
      if (attune_json_reader_expect_object (&parse->reader, node))
        {
          reasons[i].id = attune_json_read_id (&parse->reader, node, "id");
          reasons[i].label = attune_json_read_string (&parse->reader, node, "label", reasons[i].id);
          reasons[i].cause = attune_json_read_word (&parse->reader, node, "cause",
                                                    attune_cause_words, ATTUNE_CAUSE_AGENT);
        }
      for (guint j = 0; j < i; j++)
        {
          if (*reasons[i].id != '\0' && g_str_equal (reasons[i].id, reasons[j].id))
            attune_json_reader_fault (&parse->reader, "id", _ ("the id “%s” is already taken"),
                                      reasons[i].id);
        }
      attune_json_reader_leave (&parse->reader);
    }
  attune_json_reader_leave (&parse->reader);
}

/* What an option and a range have in common. */
static void
read_worth (Parse *parse, json_t *node, AttuneDecimal fallback, AttuneFormOption *option)
{
  option->guidance = attune_json_read_string (&parse->reader, node, "guidance", "");
  option->score = attune_json_read_decimal (&parse->reader, node, "score", fallback);
  option->fail = attune_json_read_word (&parse->reader, node, "fail", attune_fail_scope_words,
                                        ATTUNE_FAIL_NONE);
  option->is_error = attune_json_read_boolean (&parse->reader, node, "error", FALSE);
  option->is_bonus = attune_json_read_boolean (&parse->reader, node, "bonus", FALSE);
  read_reasons (parse, node, option);
}

static AttuneDecimal
get_yes_score (AttuneForm *form)
{
  return form->scoring.mode == ATTUNE_SCORING_POINTS ? ATTUNE_DECIMAL_ONE : FULL_SCORE;
}

static void
read_option (Parse *parse, json_t *node, AttuneQuestionType type, AttuneFormOption *option)
{
  AttuneDecimal fallback = 0;

  option->id = attune_json_read_id (&parse->reader, node, "id");
  option->label = attune_json_read_string (&parse->reader, node, "label", option->id);
  if (type == ATTUNE_QUESTION_YES_NO && g_str_equal (option->id, "yes"))
    fallback = get_yes_score (parse->form);
  read_worth (parse, node, fallback, option);
}

static void
read_range (Parse *parse, json_t *node, AttuneFormOption *range)
{
  range->has_from = attune_json_read_nullable_decimal (&parse->reader, node, "from", FALSE,
                                                       &range->from);
  range->has_to = attune_json_read_nullable_decimal (&parse->reader, node, "to", FALSE, &range->to);
  range->label = attune_json_read_string (&parse->reader, node, "label", "");
  if (range->has_from && range->has_to && range->from > range->to)
    attune_json_reader_fault (&parse->reader, NULL, _ ("the range ends before it begins"));
  read_worth (parse, node, 0, range);
}

static void
make_default_options (Parse *parse, AttuneFormQuestion *question)
{
  AttuneFormOption *options = attune_form_allocate (parse->form, 2, sizeof *options);

  options[0].id = "yes";
  options[0].label = _ ("Yes");
  options[0].score = get_yes_score (parse->form);
  options[1].id = "no";
  options[1].label = _ ("No");
  options[0].guidance = options[1].guidance = "";
  question->options = options;
  question->n_options = 2;
}

static void
check_option_ids (Parse *parse, const AttuneFormQuestion *question)
{
  for (guint i = 1; i < question->n_options; i++)
    {
      const char *id = question->options[i].id;

      attune_json_reader_enter_index (&parse->reader, i);
      if (*id != '\0' && attune_form_question_find_option (question, id) < i)
        attune_json_reader_fault (&parse->reader, "id", _ ("the id “%s” is already taken"), id);
      attune_json_reader_leave (&parse->reader);
    }
}

static void
read_options (Parse *parse, json_t *node, AttuneFormQuestion *question)
{
  gboolean is_number = question->type == ATTUNE_QUESTION_NUMBER;
  const char *key = is_number ? "ranges" : "options";
  json_t *array = attune_json_read_array (&parse->reader, node, key);
  AttuneFormOption *options;

  if (array == NULL)
    return;
  if (json_array_size (array) > ATTUNE_FORM_MAX_OPTIONS)
    {
      attune_json_reader_fault (&parse->reader, key, _ ("more than %d options"),
                                ATTUNE_FORM_MAX_OPTIONS);
      return;
    }
  question->n_options = (guint) json_array_size (array);
  question->options = options = attune_form_allocate (parse->form, question->n_options,
                                                      sizeof *options);

  attune_json_reader_enter (&parse->reader, key);
  for (guint i = 0; i < question->n_options; i++)
    {
      json_t *option = json_array_get (array, i);

      attune_json_reader_enter_index (&parse->reader, i);
      options[i].label = options[i].guidance = "";
      options[i].id = is_number ? NULL : "";
      if (!attune_json_reader_expect_object (&parse->reader, option))
        ;
      else if (is_number)
        read_range (parse, option, &options[i]);
      else
        read_option (parse, option, question->type, &options[i]);
      attune_json_reader_leave (&parse->reader);
    }
  if (!is_number)
    check_option_ids (parse, question);
  attune_json_reader_leave (&parse->reader);
}

/* The options, by what the type asks for. */
static void
read_scale (Parse *parse, json_t *node, AttuneFormQuestion *question)
{
  json_t *listed = json_object_get (node, "options");

  if (question->type == ATTUNE_QUESTION_TEXT || question->type == ATTUNE_QUESTION_DATE)
    return;

  read_options (parse, node, question);
  if (question->type == ATTUNE_QUESTION_NUMBER)
    {
      question->decimals = attune_json_read_count (&parse->reader, node, "decimals", 0,
                                                   ATTUNE_DECIMAL_PLACES);
      return;
    }
  if (question->type == ATTUNE_QUESTION_YES_NO && listed == NULL)
    make_default_options (parse, question);
  else if (listed == NULL || (json_is_array (listed) && json_array_size (listed) == 0))
    attune_json_reader_fault (&parse->reader, "options",
                              _ ("a question of type %s must list its options"),
                              attune_question_type_to_string (question->type));
}

static AttuneDecimal
read_weight (Parse *parse, json_t *node)
{
  AttuneDecimal weight = attune_json_read_decimal (&parse->reader, node, "weight",
                                                   ATTUNE_DECIMAL_ONE);

  if (weight >= 0)
    return weight;
  attune_json_reader_fault (&parse->reader, "weight", _ ("a weight must not be negative"));
  return 0;
}

/* The percent of a question or section below which it fails the form; FALSE where there is none. */
static gboolean
read_fail_below (Parse *parse, json_t *node, AttuneDecimal *out_percent)
{
  gboolean has_percent = attune_json_read_nullable_decimal (&parse->reader, node, "fail_below",
                                                            FALSE, out_percent);

  if (!has_percent || (*out_percent >= 0 && *out_percent <= FULL_SCORE))
    return has_percent;
  attune_json_reader_fault (&parse->reader, "fail_below", _ ("must lie between 0 and 100"));
  return FALSE;
}

static const char *
read_behaviour (Parse *parse, json_t *node)
{
  if (json_is_null (json_object_get (node, "behaviour")))
    return NULL;
  return attune_json_read_string (&parse->reader, node, "behaviour", NULL);
}

static gboolean
has_known_type (Parse *parse, json_t *node)
{
  guint n_before = parse->reader.faults->len;

  attune_json_read_required_string (&parse->reader, node, "type");
  attune_json_read_word (&parse->reader, node, "type", attune_question_type_words, 0);
  return parse->reader.faults->len == n_before;
}

/* Which answers stay below by themselves. */
static void
note_falls (Parse *parse, AttuneFormQuestion *question)
{
  AttuneFormOption *options = (AttuneFormOption *) question->options;
  AttuneScoringMode mode = parse->form->scoring.mode;

  if (!question->has_fail_below || question->type == ATTUNE_QUESTION_CHECKLIST)
    return;
  for (guint i = 0; i < question->n_options; i++)
    {
      AttuneDecimal worth = options[i].score;

      if (mode == ATTUNE_SCORING_SHARE)
        worth = CLAMP (worth, 0, FULL_SCORE);
      options[i].falls_below = attune_form_question_falls_below (question, mode, worth);
    }
}

static void
read_question (Parse *parse, json_t *node, AttuneFormQuestion *question)
{
  AttuneJsonReader *reader = &parse->reader;

  question->id = attune_json_read_id (reader, node, "id");
  register_element (parse, question->id, ATTUNE_ELEMENT (question->index, FALSE));
  question->title = attune_json_read_required_string (reader, node, "title");
  question->guidance = attune_json_read_string (reader, node, "guidance", "");
  question->required = attune_json_read_boolean (reader, node, "required", TRUE);
  question->na_allowed = attune_json_read_boolean (reader, node, "na_allowed", TRUE);
  question->scored = attune_json_read_boolean (reader, node, "scored", TRUE);
  question->bonus = attune_json_read_boolean (reader, node, "bonus", FALSE);
  question->weight = read_weight (parse, node);
  question->error_type = attune_json_read_word (reader, node, "error_type", attune_error_type_words,
                                                ATTUNE_ERROR_TYPE_NONE);
  question->behaviour = read_behaviour (parse, node);
  question->has_fail_below = read_fail_below (parse, node, &question->fail_below);
  question->comment = attune_json_read_word (reader, node, "comment", attune_comment_words,
                                             ATTUNE_COMMENT_OPTIONAL);
  if (!has_known_type (parse, node))
    return;
  question->type = attune_json_read_word (reader, node, "type", attune_question_type_words, 0);
  read_scale (parse, node, question);
  question->can_score = question->scored && question->n_options > 0;
  note_falls (parse, question);
}

static void
read_questions (Parse *parse, json_t *node, guint section)
{
  json_t *array = attune_json_read_array (&parse->reader, node, "questions");
  GArray *questions = parse->form->questions;

  attune_json_reader_enter (&parse->reader, "questions");
  for (guint i = 0; i < json_array_size (array); i++)
    {
      AttuneFormQuestion question = { .id = "", .title = "", .guidance = "", .section = section };
      json_t *child = json_array_get (array, i);

      attune_json_reader_enter_index (&parse->reader, i);
      question.index = questions->len;
      if (questions->len == ATTUNE_FORM_MAX_QUESTIONS)
        attune_json_reader_fault (&parse->reader, NULL, _ ("a form may have %d questions at most"),
                                  ATTUNE_FORM_MAX_QUESTIONS);
      if (questions->len <= ATTUNE_FORM_MAX_QUESTIONS)
        {
          if (attune_json_reader_expect_object (&parse->reader, child))
            read_question (parse, child, &question);
          g_array_append_val (questions, question);
          g_ptr_array_add (parse->question_nodes, child);
        }
      attune_json_reader_leave (&parse->reader);
    }
  attune_json_reader_leave (&parse->reader);
}

static void read_sections (Parse *parse, json_t *node, guint parent, guint depth);

static void
read_section (Parse *parse, json_t *node, guint index)
{
  AttuneFormSection section = g_array_index (parse->form->sections, AttuneFormSection, index);

  section.id = attune_json_read_id (&parse->reader, node, "id");
  register_element (parse, section.id, ATTUNE_ELEMENT (index, TRUE));
  section.title = attune_json_read_required_string (&parse->reader, node, "title");
  section.weight = read_weight (parse, node);
  section.na_allowed = attune_json_read_boolean (&parse->reader, node, "na_allowed", FALSE);
  section.has_fail_below = read_fail_below (parse, node, &section.fail_below);

  section.first_question = parse->form->questions->len;
  read_questions (parse, node, index);
  section.n_questions = parse->form->questions->len - section.first_question;
  read_sections (parse, node, index, section.depth + 1);
  section.end_question = parse->form->questions->len;
  section.end_section = parse->form->sections->len;
  g_array_index (parse->form->sections, AttuneFormSection, index) = section;
}

static void
add_section (Parse *parse, json_t *node, AttuneFormSection section, guint position)
{
  GArray *sections = parse->form->sections;

  if (sections->len == ATTUNE_FORM_MAX_SECTIONS)
    attune_json_reader_fault (&parse->reader, NULL, _ ("a form may have %d sections at most"),
                              ATTUNE_FORM_MAX_SECTIONS);
  if (sections->len > ATTUNE_FORM_MAX_SECTIONS)
    return;

  section.index = sections->len;
  section.id = section.title = "";
  section.first_question = section.end_question = parse->form->questions->len;
  section.end_section = section.index + 1;
  g_array_append_val (sections, section);
  g_array_append_val (parse->form->section_positions, position);
  g_ptr_array_add (parse->section_nodes, node);
  if (attune_json_reader_expect_object (&parse->reader, node))
    read_section (parse, node, section.index);
}

static void
read_sections (Parse *parse, json_t *node, guint parent, guint depth)
{
  json_t *array = attune_json_read_array (&parse->reader, node, "sections");

  attune_json_reader_enter (&parse->reader, "sections");
  for (guint i = 0; i < json_array_size (array); i++)
    {
      AttuneFormSection section = { .parent = parent, .depth = depth };

      attune_json_reader_enter_index (&parse->reader, i);
      if (depth < ATTUNE_FORM_MAX_DEPTH)
        add_section (parse, json_array_get (array, i), section, i);
      else
        attune_json_reader_fault (&parse->reader, NULL, _ ("sections nest two deep at most"));
      attune_json_reader_leave (&parse->reader);
    }
  attune_json_reader_leave (&parse->reader);
}

static void
enter_section (Parse *parse, const AttuneFormSection *section)
{
  if (section->parent != ATTUNE_FORM_NONE)
    enter_section (parse, attune_form_get_section (parse->form, section->parent));
  attune_json_reader_enter (&parse->reader, "sections");
  attune_json_reader_enter_index (&parse->reader, g_array_index (parse->form->section_positions,
                                                                 guint, section->index));
}

static void
read_section_conditions (Parse *parse, AttuneFormSection *section)
{
  json_t *node = g_ptr_array_index (parse->section_nodes, section->index);

  enter_section (parse, section);
  section->show_if = attune_form_condition_read (parse->form, &parse->reader, node,
                                                 section->first_question);
  attune_json_reader_enter (&parse->reader, "questions");
  for (guint i = 0; i < section->n_questions; i++)
    {
      guint index = section->first_question + i;
      AttuneFormQuestion *question = &g_array_index (parse->form->questions, AttuneFormQuestion,
                                                     index);

      attune_json_reader_enter_index (&parse->reader, i);
      question->show_if = attune_form_condition_read (
        parse->form, &parse->reader, g_ptr_array_index (parse->question_nodes, index), index);
      attune_json_reader_leave (&parse->reader);
    }
  g_array_set_size (parse->reader.steps, 0);
}

static int
compare_bands (gconstpointer a, gconstpointer b)
{
  const AttuneFormBand *left = a;
  const AttuneFormBand *right = b;

  if (left->from != right->from)
    return left->from < right->from ? -1 : 1;
  return (left->place > right->place) - (left->place < right->place);
}

static void
read_bands (Parse *parse, json_t *node)
{
  json_t *array = attune_json_read_array (&parse->reader, node, "bands");
  AttuneFormScoring *scoring = &parse->form->scoring;
  AttuneFormBand *bands;

  if (json_array_size (array) > ATTUNE_FORM_MAX_OPTIONS)
    {
      attune_json_reader_fault (&parse->reader, "bands", _ ("more than %d bands"),
                                ATTUNE_FORM_MAX_OPTIONS);
      return;
    }
  scoring->n_bands = (guint) json_array_size (array);
  scoring->bands = bands = attune_form_allocate (parse->form, scoring->n_bands, sizeof *bands);

  attune_json_reader_enter (&parse->reader, "bands");
  for (guint i = 0; i < scoring->n_bands; i++)
    {
      json_t *band = json_array_get (array, i);

      bands[i].label = "";
      bands[i].place = i;
      attune_json_reader_enter_index (&parse->reader, i);
      if (attune_json_reader_expect_object (&parse->reader, band))
        {
          bands[i].from = attune_json_read_decimal (&parse->reader, band, "from", 0);
          bands[i].label = attune_json_read_string (&parse->reader, band, "label", "");
        }
      attune_json_reader_leave (&parse->reader);
    }
  attune_json_reader_leave (&parse->reader);
  if (scoring->n_bands > 0)
    qsort (bands, scoring->n_bands, sizeof *bands, compare_bands);
}

static void
read_scoring (Parse *parse)
{
  AttuneJsonReader *reader = &parse->reader;
  AttuneFormScoring *scoring = &parse->form->scoring;
  json_t *node = attune_json_read_object (reader, parse->form->document, "scoring");

  scoring->has_floor = scoring->has_cap = TRUE;
  scoring->cap = FULL_SCORE;
  if (node == NULL)
    return;

  attune_json_reader_enter (reader, "scoring");
  if (!json_is_null (json_object_get (node, "like")))
    scoring->like = attune_json_read_string (reader, node, "like", NULL);
  scoring->mode = attune_json_read_word (reader, node, "mode", attune_mode_words,
                                         ATTUNE_SCORING_SHARE);
  scoring->weigh_by = attune_json_read_word (reader, node, "weigh_by", attune_weigh_by_words,
                                             ATTUNE_WEIGH_BY_QUESTION);
  scoring->na = attune_json_read_word (reader, node, "na", attune_na_words, ATTUNE_NA_FORM);
  scoring->on_fail = attune_json_read_word (reader, node, "on_fail", attune_on_fail_words,
                                            ATTUNE_ON_FAIL_ZERO);
  scoring->baseline = attune_json_read_decimal (reader, node, "baseline", 0);
  scoring->has_floor = attune_json_read_nullable_decimal (reader, node, "floor", TRUE,
                                                          &scoring->floor);
  scoring->has_cap = attune_json_read_nullable_decimal (reader, node, "cap", TRUE, &scoring->cap);
  scoring->has_pass = attune_json_read_nullable_decimal (reader, node, "pass", FALSE,
                                                         &scoring->pass);
  if (scoring->has_floor && scoring->has_cap && scoring->floor > scoring->cap)
    attune_json_reader_fault (reader, "floor", _ ("the floor lies above the cap"));
  read_bands (parse, node);
  attune_json_reader_leave (reader);
}

static void
read_channels (Parse *parse)
{
  json_t *array = attune_json_read_array (&parse->reader, parse->form->document, "channels");
  gsize n = json_array_size (array);
  const char **channels = attune_form_allocate (parse->form, n + 1, sizeof *channels);
  guint n_channels = 0;

  parse->form->channels = channels;
  attune_json_reader_enter (&parse->reader, "channels");
  for (guint i = 0; i < n; i++)
    {
      const char *channel = json_string_value (json_array_get (array, i));

      attune_json_reader_enter_index (&parse->reader, i);
      if (channel != NULL && *channel != '\0')
        channels[n_channels++] = channel;
      else
        attune_json_reader_fault (&parse->reader, NULL, _ ("must be the name of a channel"));
      attune_json_reader_leave (&parse->reader);
    }
  attune_json_reader_leave (&parse->reader);
}

static void
check_format (Parse *parse)
{
  json_t *document = parse->form->document;
  const char *format = attune_json_read_string (&parse->reader, document, "format", "attune-form");

  if (!g_str_equal (format, "attune-form"))
    attune_json_reader_fault (&parse->reader, "format", _ ("must be “attune-form”, not “%s”"),
                              format);
  if (attune_json_read_count (&parse->reader, document, "version", 1, G_MAXINT) != 1)
    attune_json_reader_fault (&parse->reader, "version",
                              _ ("only version 1 of the format is known here"));
}

static void
read_head (Parse *parse)
{
  AttuneForm *form = parse->form;
  AttuneJsonReader *reader = &parse->reader;

  check_format (parse);
  form->id = attune_json_read_id (reader, form->document, "id");
  form->title = attune_json_read_required_string (reader, form->document, "title");
  form->description = attune_json_read_string (reader, form->document, "description", "");
  form->language = attune_json_read_string (reader, form->document, "language", "en");
  form->revision = attune_json_read_count (reader, form->document, "revision", 0, G_MAXINT);
  form->release_days = attune_json_read_count (reader, form->document, "release_days", 0, MAX_DAYS);
  form->dispute_days = attune_json_read_count (reader, form->document, "dispute_days", 14,
                                               MAX_DAYS);
  read_channels (parse);
  read_scoring (parse);
}

AttuneForm *
attune_form_from_document (json_t *document, GPtrArray *faults)
{
  g_autoptr (AttuneForm) form = form_new (document);
  g_autoptr (GPtrArray) section_nodes = g_ptr_array_new ();
  g_autoptr (GPtrArray) question_nodes = g_ptr_array_new ();
  g_auto (AttuneJsonReader) reader = { NULL, NULL };
  Parse parse = { form, { NULL, NULL }, section_nodes, question_nodes };
  guint n_before = faults->len;

  attune_json_reader_init (&parse.reader, faults);
  reader = parse.reader;

  read_head (&parse);
  read_sections (&parse, document, ATTUNE_FORM_NONE, 0);
  for (guint i = 0; i < form->sections->len; i++)
    read_section_conditions (&parse, &g_array_index (form->sections, AttuneFormSection, i));

  return faults->len == n_before ? g_steal_pointer (&form) : NULL;
}
