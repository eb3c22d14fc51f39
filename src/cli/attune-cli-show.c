/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-cli-store.h"
#include "attune-cli-values.h"

#include <stdio.h>

/* One call of the command. */
typedef struct
{
  AttuneStore *store;
  gint64 actor;
  const char *word; /* the id as it was given */
  gint64 id;        /* the same as a number, 0 where it is none */
} Showing;

static json_t *
set_not_found (const Showing *self, GError **error)
{
  g_set_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_NOT_FOUND,
               "There is no “%s”, or it is not for this person to see. “attune-cli list” tells "
               "what is.",
               self->word);
  return NULL;
}

/* A document as the JSON it is. */
static json_t *
document_to_json (const char *document)
{
  json_t *json = document != NULL ? json_loads (document, 0, NULL) : NULL;

  return json != NULL ? json : json_null ();
}

static json_t *
show_person (Showing *self, GError **error)
{
  g_autoptr (GPtrArray) people = ATTUNE_CLI_CALL (list_people, self->store, error, self->actor);

  if (people == NULL)
    return NULL;
  for (guint i = 0; i < people->len; i++)
    {
      const AttunePerson *person = g_ptr_array_index (people, i);

      if (person->id == self->id || g_str_equal (person->external_id, self->word))
        return attune_cli_person_to_json (person);
    }
  return set_not_found (self, error);
}

static json_t *
show_interaction (Showing *self, GError **error)
{
  g_autoptr (AttuneInteraction)
    interaction = ATTUNE_CLI_CALL (load_interaction, self->store, error, self->actor, self->id);

  return interaction != NULL ? attune_cli_contact_to_json (interaction) : NULL;
}

static json_t *
revision_to_json (const AttuneRevisionInfo *revision)
{
  static const char *const reasons[] = { "first", "dispute", "correction" };

  return json_pack ("{s:o, s:I, s:b, s:s, s:s, s:s, s:o, s:o}", "id",
                    attune_cli_id_to_json (revision->id), "number", (json_int_t) revision->number,
                    "is_current", revision->is_current, "reason", reasons[revision->reason],
                    "remark", revision->remark, "author", revision->author, "submitted_at",
                    attune_cli_time_to_json (revision->submitted_at), "score",
                    attune_cli_percent_to_json (revision->score));
}

static json_t *
show_evaluation (Showing *self, GError **error)
{
  g_autoptr (AttuneEvaluation)
    evaluation = ATTUNE_CLI_CALL (load_evaluation, self->store, error, self->actor, self->id);
  g_autoptr (GPtrArray) notes = NULL;
  json_t *json;
  json_t *note_array;
  json_t *revision_array;

  if (evaluation != NULL)
    notes = ATTUNE_CLI_CALL (list_notes, self->store, error, self->actor, self->id);
  if (notes == NULL)
    return NULL;

  note_array = json_array ();
  for (guint i = 0; i < notes->len; i++)
    json_array_append_new (note_array, attune_cli_note_to_json (g_ptr_array_index (notes, i)));
  revision_array = json_array ();
  for (guint i = 0; i < evaluation->revisions->len; i++)
    json_array_append_new (revision_array,
                           revision_to_json (g_ptr_array_index (evaluation->revisions, i)));

  json = attune_cli_evaluation_to_json (evaluation->row);
  json_object_set_new (json, "release_due", attune_cli_time_to_json (evaluation->release_due));
  json_object_set_new (json, "void_reason",
                       evaluation->void_reason != NULL ? json_string (evaluation->void_reason)
                                                       : json_null ());
  json_object_set_new (json, "answers", document_to_json (evaluation->answers));
  json_object_set_new (json, "notes", note_array);
  json_object_set_new (json, "revisions", revision_array);
  return json;
}

/* A form goes by its number or by its key. */
static gboolean
find_form (Showing *self, GError **error)
{
  g_autoptr (GPtrArray) forms = ATTUNE_CLI_CALL (list_forms, self->store, error, self->actor);

  for (guint i = 0; forms != NULL && i < forms->len; i++)
    {
      const AttuneFormSummary *form = g_ptr_array_index (forms, i);

      if (g_str_equal (form->key, self->word))
        self->id = form->id;
    }
  return forms != NULL;
}

static json_t *
form_revisions_to_json (GPtrArray *revisions)
{
  json_t *array = json_array ();

  for (guint i = 0; i < revisions->len; i++)
    {
      const AttuneFormRevisionInfo *info = g_ptr_array_index (revisions, i);

      json_array_append_new (
        array, json_pack ("{s:o, s:I, s:s, s:o, s:s, s:b}", "id", attune_cli_id_to_json (info->id),
                          "number", (json_int_t) info->number, "title", info->title, "published_at",
                          attune_cli_time_to_json (info->published_at), "published_by",
                          info->published_by, "is_retired", info->is_retired));
    }
  return array;
}

static json_t *
show_form (Showing *self, GError **error)
{
  g_autoptr (AttuneFormRecord) record = NULL;
  g_autofree char *document = NULL;
  json_t *json;

  if (!find_form (self, error))
    return NULL;
  record = ATTUNE_CLI_CALL (load_form, self->store, error, self->actor, self->id);
  if (record == NULL)
    return NULL;
  if (record->summary->latest_revision != 0)
    {
      document = ATTUNE_CLI_CALL (load_form_revision, self->store, error, self->actor,
                                  record->summary->latest_revision);
      if (document == NULL)
        return NULL;
    }

  json = attune_cli_form_to_json (record->summary);
  json_object_set_new (json, "revisions", form_revisions_to_json (record->revisions));
  json_object_set_new (json, "document", document_to_json (document));
  json_object_set_new (json, "draft", document_to_json (record->draft));
  return json;
}

static const struct
{
  const char *name;
  json_t *(*show) (Showing *self, GError **error);
} kinds[] = {
  { "person", show_person },         { "agent", show_person }, { "interaction", show_interaction },
  { "evaluation", show_evaluation }, { "form", show_form },
};

static int
find_kind (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (g_str_equal (kinds[i].name, name))
        return (int) i;
    }
  attune_cli_fail (ATTUNE_CLI_CALL_AT_FAULT,
                   "“%s” cannot be shown. Name one of: person, agent, interaction, evaluation, "
                   "form.",
                   name);
  return -1;
}

/* "key: value" lines; what is in something is set in by two spaces. */
static void
print_text (const char *key, json_t *value, int depth)
{
  const char *name;
  json_t *member;
  gsize i;

  if (json_is_object (value) || json_is_array (value))
    {
      if (depth >= 0)
        g_print ("%*s%s:\n", 2 * depth, "", key);
      json_object_foreach (value, name, member) print_text (name, member, depth + 1);
      json_array_foreach (value, i, member) print_text ("-", member, depth + 1);
      return;
    }

  g_print ("%*s%s: ", 2 * depth, "", key);
  if (json_is_string (value))
    g_print ("%s\n", json_string_value (value));
  else
    {
      char *text = json_dumps (value, JSON_ENCODE_ANY | JSON_REAL_PRECISION (15));

      g_print ("%s\n", json_is_null (value) ? "–" : text);
      free (text);
    }
}

static AttuneCliStatus
show (Showing *self, int kind, gboolean as_json)
{
  g_autoptr (GError) error = NULL;
  json_t *json = kinds[kind].show (self, &error);

  if (json == NULL)
    return attune_cli_fail (ATTUNE_CLI_DATA_AT_FAULT, "%s", error->message);

  if (as_json)
    {
      attune_cli_print_json (json, JSON_INDENT (2));
      fputs ("\n", stdout);
      return ATTUNE_CLI_DONE;
    }
  print_text ("", json, -1);
  json_decref (json);
  return ATTUNE_CLI_DONE;
}

static AttuneCliStatus
run (int n_arguments, char **arguments)
{
  g_autofree char *who = NULL;
  gboolean as_json = FALSE;
  const GOptionEntry entries[] = {
    { .long_name = "json", .arg_data = &as_json },
    { .long_name = "as", .arg = G_OPTION_ARG_STRING, .arg_data = &who },
    { NULL }
  };
  g_auto (GStrv) positional = NULL;
  Showing self = { 0 };
  AttuneCliStatus status;
  int kind;

  if (!attune_cli_parse (&attune_cli_show, arguments, entries, 3, 3, &positional))
    return ATTUNE_CLI_CALL_AT_FAULT;
  kind = find_kind (positional[0]);
  if (kind < 0)
    return ATTUNE_CLI_CALL_AT_FAULT;

  self.word = positional[2];
  g_ascii_string_to_signed (self.word, 10, 1, G_MAXINT64, &self.id, NULL);
  status = attune_cli_open_store_as (positional[1], who, &self.store, &self.actor);
  if (status != ATTUNE_CLI_DONE)
    return status;
  status = show (&self, kind, as_json);
  attune_cli_close_store (self.store);
  return status;
}

const AttuneCliCommand attune_cli_show = {
  .words = "show",
  .usage = "person|agent|interaction|evaluation|form STORE ID --as PERSON [--json]",
  .summary = "Show one thing of a workspace, as a person may see it",
  .run = run,
};
