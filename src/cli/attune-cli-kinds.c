/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-cli-kinds.h"

#include "attune-cli-disputes.h"
#include "attune-cli-work.h"

#include "attune-query.h"

#define BLOCK_SIZE     256
#define DEFAULT_MONTHS 6
#define NOT_GIVEN      G_MININT

/* Lists ------------------------------------------------------------------------------------------------------------ */

static gboolean
list_people (const AttuneCliCall *call, AttuneCliTake take, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) people = ATTUNE_CLI_CALL (list_people, call->store, error, call->actor);

  for (guint i = 0; people != NULL && i < people->len; i++)
    take (attune_cli_person_to_json (g_ptr_array_index (people, i)), data);
  return people != NULL;
}

static gboolean
list_agents (const AttuneCliCall *call, AttuneCliTake take, gpointer data, GError **error)
{
  g_autoptr (GPtrArray)
    agents = ATTUNE_CLI_CALL (list_agents, call->store, error, call->actor, call->months);

  for (guint i = 0; agents != NULL && i < agents->len; i++)
    take (attune_cli_agent_to_json (g_ptr_array_index (agents, i)), data);
  return agents != NULL;
}

static gboolean
list_forms (const AttuneCliCall *call, AttuneCliTake take, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) forms = ATTUNE_CLI_CALL (list_forms, call->store, error, call->actor);

  for (guint i = 0; forms != NULL && i < forms->len; i++)
    take (attune_cli_form_to_json (g_ptr_array_index (forms, i)), data);
  return forms != NULL;
}

static gboolean
list_block (const AttuneCliCall *call,
            AttuneCliTake take,
            gpointer data,
            AttuneListKind kind,
            const gint64 *ids,
            guint n_ids,
            GError **error)
{
  g_autoptr (GPtrArray)
    rows = ATTUNE_CLI_CALL (fetch_rows, call->store, error, call->actor, kind, ids, n_ids);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      gconstpointer row = g_ptr_array_index (rows, i);

      if (row != NULL)
        take (kind == ATTUNE_LIST_INTERACTIONS ? attune_cli_contact_row_to_json (row)
                                               : attune_cli_evaluation_to_json (row),
              data);
    }
  return rows != NULL;
}

static gboolean
list_query (const AttuneCliCall *call,
            AttuneCliTake take,
            gpointer data,
            AttuneListKind kind,
            GError **error)
{
  AttuneQuery query = { .kind = kind };
  g_autoptr (GArray) ids = ATTUNE_CLI_CALL (list_ids, call->store, error, call->actor, &query);
  gboolean is_done = ids != NULL;

  for (guint i = 0; is_done && i < ids->len; i += BLOCK_SIZE)
    is_done = list_block (call, take, data, kind, &g_array_index (ids, gint64, i),
                          MIN (BLOCK_SIZE, ids->len - i), error);
  return is_done;
}

static gboolean
list_interactions (const AttuneCliCall *call, AttuneCliTake take, gpointer data, GError **error)
{
  return list_query (call, take, data, ATTUNE_LIST_INTERACTIONS, error);
}

static gboolean
list_evaluations (const AttuneCliCall *call, AttuneCliTake take, gpointer data, GError **error)
{
  return list_query (call, take, data, ATTUNE_LIST_EVALUATIONS, error);
}

/* One of them ------------------------------------------------------------------------------------------------------ */

static json_t *
set_not_found (const AttuneCliCall *call, GError **error)
{
  g_set_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_NOT_FOUND,
               "There is no “%s”, or it is not for this person to see. “attune-cli list” tells "
               "what is.",
               call->word);
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
show_person (AttuneCliCall *call, GError **error)
{
  g_autoptr (GPtrArray) people = ATTUNE_CLI_CALL (list_people, call->store, error, call->actor);

  if (people == NULL)
    return NULL;
  for (guint i = 0; i < people->len; i++)
    {
      const AttunePerson *person = g_ptr_array_index (people, i);

      if (person->id == call->id || g_str_equal (person->external_id, call->word))
        return attune_cli_person_to_json (person);
    }
  return set_not_found (call, error);
}

/* The person with the figures that the list tells. */
static json_t *
show_agent (AttuneCliCall *call, GError **error)
{
  g_autoptr (GPtrArray)
    agents = ATTUNE_CLI_CALL (list_agents, call->store, error, call->actor, call->months);
  json_t *person;

  if (agents == NULL)
    return NULL;
  for (guint i = 0; i < agents->len; i++)
    {
      const AttuneAgentSummary *agent = g_ptr_array_index (agents, i);
      json_t *figures;

      if (agent->id != call->id && !g_str_equal (agent->external_id, call->word))
        continue;
      person = show_person (call, error);
      if (person == NULL)
        return NULL;
      figures = attune_cli_agent_to_json (agent);
      json_object_update_missing (person, figures);
      json_decref (figures);
      return person;
    }
  return set_not_found (call, error);
}

static json_t *
show_interaction (AttuneCliCall *call, GError **error)
{
  g_autoptr (AttuneInteraction)
    interaction = ATTUNE_CLI_CALL (load_interaction, call->store, error, call->actor, call->id);

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
show_evaluation (AttuneCliCall *call, GError **error)
{
  g_autoptr (AttuneEvaluation)
    evaluation = ATTUNE_CLI_CALL (load_evaluation, call->store, error, call->actor, call->id);
  g_autoptr (GPtrArray) notes = NULL;
  json_t *json;
  json_t *note_array;
  json_t *revision_array;

  if (evaluation != NULL)
    notes = ATTUNE_CLI_CALL (list_notes, call->store, error, call->actor, call->id);
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
  if (attune_cli_add_answering (call, json, error))
    return json;
  json_decref (json);
  return NULL;
}

gboolean
attune_cli_find_form (AttuneCliCall *call, GError **error)
{
  g_autoptr (GPtrArray) forms = ATTUNE_CLI_CALL (list_forms, call->store, error, call->actor);

  for (guint i = 0; forms != NULL && i < forms->len; i++)
    {
      const AttuneFormSummary *form = g_ptr_array_index (forms, i);

      if (g_str_equal (form->key, call->word))
        call->id = form->id;
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
show_form (AttuneCliCall *call, GError **error)
{
  g_autoptr (AttuneFormRecord) record = NULL;
  g_autofree char *document = NULL;
  json_t *json;

  if (!attune_cli_find_form (call, error))
    return NULL;
  record = ATTUNE_CLI_CALL (load_form, call->store, error, call->actor, call->id);
  if (record == NULL)
    return NULL;
  if (record->summary->latest_revision != 0)
    {
      document = ATTUNE_CLI_CALL (load_form_revision, call->store, error, call->actor,
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

/* The table -------------------------------------------------------------------------------------------------------- */

static const AttuneCliKind kinds[] = {
  { "people",
    "person",
    { "id", "external_id", "name", "roles", "team" },
    list_people,
    show_person },
  { "agents",
    "agent",
    { "id", "external_id", "name", "team", "n", "mean" },
    list_agents,
    show_agent,
    .has_months = TRUE },
  { "interactions",
    "interaction",
    { "id", "started_at", "channel", "agents", "customer", "subject", "evaluations" },
    list_interactions,
    show_interaction },
  { "evaluations",
    "evaluation",
    { "id", "contact_at", "agent_name", "evaluator_name", "form_title", "state", "score",
      "outcome" },
    list_evaluations,
    show_evaluation },
  { "disputes",
    "dispute",
    { "id", "opened_at", "agent_name", "evaluator_name", "form_title", "state", "questions",
      "changed" },
    attune_cli_list_disputes,
    attune_cli_show_dispute },
  { "forms",
    "form",
    { "id", "key", "title", "revision", "published_at", "evaluations" },
    list_forms,
    show_form },
  { "work",
    NULL,
    { "due_at", "kind", "agent_name", "form_title", "contact_at", "person", "since", "remark" },
    attune_cli_list_work },
};

static const char *
get_word (const AttuneCliKind *kind, gboolean is_plural)
{
  return is_plural ? kind->plural : kind->singular;
}

/* Some are listed only. */
static const AttuneCliKind *
find (const char *word, gboolean is_plural)
{
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (get_word (&kinds[i], is_plural) == NULL)
        continue;
      if (g_str_equal (get_word (&kinds[i], is_plural), word))
        return &kinds[i];
      g_string_append_printf (words, "%s%s", i > 0 ? ", " : "", get_word (&kinds[i], is_plural));
    }
  attune_cli_fail (ATTUNE_CLI_CALL_AT_FAULT, "%s “%s”. Name one of: %s.",
                   is_plural ? "There is no list of" : "There is nothing to show that is called",
                   word, words->str);
  return NULL;
}

/* The call --------------------------------------------------------------------------------------------------------- */

static AttuneCliStatus
use_store (const AttuneCliKind *kind,
           AttuneCliCall *call,
           const char *path,
           const char *who,
           AttuneCliUse use)
{
  AttuneCliStatus status = attune_cli_open_store_as (path, who, &call->store, &call->actor);

  if (status != ATTUNE_CLI_DONE)
    return status;
  status = use (kind, call);
  attune_cli_close_store (call->store);
  return status;
}

/* FALSE after saying what is wrong with them. */
static gboolean
take_months (AttuneCliCall *call, const AttuneCliKind *kind, int months)
{
  call->months = DEFAULT_MONTHS;
  if (months == NOT_GIVEN)
    return TRUE;
  if (!kind->has_months)
    {
      attune_cli_fail (ATTUNE_CLI_CALL_AT_FAULT,
                       "--months goes with the list of agents, not of %s. Leave it out.",
                       kind->plural);
      return FALSE;
    }
  if (months < 1 || months > 1200)
    {
      attune_cli_fail (ATTUNE_CLI_CALL_AT_FAULT, "--months goes from 1 to 1200.");
      return FALSE;
    }
  call->months = (guint) months;
  return TRUE;
}

AttuneCliStatus
attune_cli_use_kind (const AttuneCliCommand *command,
                     char **arguments,
                     gboolean is_list,
                     AttuneCliUse use)
{
  g_autofree char *who = NULL;
  AttuneCliCall call = { 0 };
  int months = NOT_GIVEN;
  const GOptionEntry entries[] = {
    { .long_name = "json", .arg_data = &call.as_json },
    { .long_name = "as", .arg = G_OPTION_ARG_STRING, .arg_data = &who },
    { .long_name = is_list ? "months" : NULL, .arg = G_OPTION_ARG_INT, .arg_data = &months },
    { NULL }
  };
  guint n_words = is_list ? 2 : 3;
  g_auto (GStrv) words = NULL;
  const AttuneCliKind *kind;

  if (!attune_cli_parse (command, arguments, entries, n_words, n_words, &words))
    return ATTUNE_CLI_CALL_AT_FAULT;
  kind = find (words[0], is_list);
  if (kind == NULL)
    return ATTUNE_CLI_CALL_AT_FAULT;
  if (!take_months (&call, kind, months))
    return ATTUNE_CLI_CALL_AT_FAULT;

  if (!is_list)
    {
      call.word = words[2];
      g_ascii_string_to_signed (call.word, 10, 1, G_MAXINT64, &call.id, NULL);
    }
  return use_store (kind, &call, words[1], who, use);
}
