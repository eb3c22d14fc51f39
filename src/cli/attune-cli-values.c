/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-cli-values.h"

#include <stdio.h>

static const char *const channels[] = { "call", "chat", "email", "ticket", "side_by_side" };
static const char *const kinds[] = { "assessment", "self", "calibration", "master" };
static const char *const bases[] = { "random", "targeted" };
static const char *const disputes[] = { "open", "withdrawn", "decided", "dropped" };
static const char *const states[] = { "draft", "submitted", "released", "void" };
static const char *const note_kinds[] = { "praise", "improve", "question", "plain" };
static const char *const media_kinds[] = { "audio", "transcript" };
static const char *const sides[] = { "left", "right" };

/* The word of `value`, or null where there is none for it. */
#define WORD(words, value) word_to_json (words, G_N_ELEMENTS (words), (int) (value))

static json_t *
word_to_json (const char *const *words, guint n_words, int value)
{
  return value >= 0 && (guint) value < n_words ? json_string (words[value]) : json_null ();
}

json_t *
attune_cli_id_to_json (gint64 id)
{
  return id != 0 ? json_sprintf ("%" G_GINT64_FORMAT, id) : json_null ();
}

json_t *
attune_cli_time_to_json (gint64 at)
{
  g_autoptr (GDateTime) seconds = g_date_time_new_from_unix_utc (at / G_USEC_PER_SEC);
  g_autoptr (GDateTime) time = NULL;
  g_autofree char *text = NULL;

  if (at == 0 || seconds == NULL)
    return json_null ();

  time = g_date_time_add (seconds, at % G_USEC_PER_SEC);
  text = g_date_time_format_iso8601 (time);
  return json_string (text);
}

json_t *
attune_cli_percent_to_json (gint64 basis_points)
{
  return basis_points != ATTUNE_SCORE_NONE ? json_real ((double) basis_points / 100.0)
                                           : json_null ();
}

/* Null where it is not known. */
static json_t *
seconds_to_json (gint64 us)
{
  return us >= 0 ? json_real ((double) us / G_USEC_PER_SEC) : json_null ();
}

static json_t *
roles_to_json (AttuneRoles roles)
{
  static const char *const names[] = { "agent", "coach", "analyst", "manager", "auditor" };
  json_t *array = json_array ();

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if ((guint) roles & (1u << i))
        json_array_append_new (array, json_string (names[i]));
    }
  return array;
}

json_t *
attune_cli_person_to_json (const AttunePerson *person)
{
  return json_pack ("{s:o, s:s, s:s, s:o, s:s?, s:o}", "id", attune_cli_id_to_json (person->id),
                    "external_id", person->external_id, "name", person->name, "roles",
                    roles_to_json (person->roles), "team", person->team_name, "team_id",
                    attune_cli_id_to_json (person->team));
}

json_t *
attune_cli_agent_to_json (const AttuneAgentSummary *agent)
{
  return json_pack ("{s:o, s:s, s:s, s:s?, s:o, s:I, s:o, s:o, s:o}", "id",
                    attune_cli_id_to_json (agent->id), "external_id", agent->external_id, "name",
                    agent->name, "team", agent->team_name, "team_id",
                    attune_cli_id_to_json (agent->team), "n", (json_int_t) agent->n, "mean",
                    attune_cli_percent_to_json (agent->mean), "deviation",
                    agent->n > 1 && agent->mean != ATTUNE_SCORE_NONE
                      ? json_real (agent->deviation / 100.0)
                      : json_null (),
                    "last_contact_at", attune_cli_time_to_json (agent->last_contact_at));
}

json_t *
attune_cli_form_to_json (const AttuneFormSummary *form)
{
  return json_pack ("{s:o, s:s, s:s, s:b, s:I, s:o, s:o, s:I}", "id",
                    attune_cli_id_to_json (form->id), "key", form->key, "title", form->title,
                    "has_draft", form->has_draft, "revision", (json_int_t) form->latest_number,
                    "revision_id", attune_cli_id_to_json (form->latest_revision), "published_at",
                    attune_cli_time_to_json (form->published_at), "evaluations",
                    (json_int_t) form->n_evaluations);
}

json_t *
attune_cli_contact_row_to_json (const AttuneInteractionRow *row)
{
  return json_pack ("{s:o, s:o, s:o, s:o, s:s, s:s, s:s, s:b, s:I}", "id",
                    attune_cli_id_to_json (row->id), "channel", WORD (channels, row->channel),
                    "started_at", attune_cli_time_to_json (row->started_at), "seconds",
                    seconds_to_json (row->duration_us), "agents", row->agents, "customer",
                    row->customer, "subject", row->subject, "has_recording", row->has_recording,
                    "evaluations", (json_int_t) row->n_evaluations);
}

static json_t *
part_to_json (const AttunePart *part)
{
  return json_pack ("{s:o, s:s?, s:o, s:o, s:o}", "agent", attune_cli_id_to_json (part->agent),
                    "agent_name", part->agent_name, "team_id", attune_cli_id_to_json (part->team),
                    "from", seconds_to_json (part->from_us), "to", seconds_to_json (part->to_us));
}

static json_t *
media_to_json (const AttuneMedia *media)
{
  return json_pack ("{s:o, s:o, s:s, s:s, s:b, s:s?, s:o, s:o}", "id",
                    attune_cli_id_to_json (media->id), "kind", WORD (media_kinds, media->kind),
                    "path", media->path, "name", media->name, "is_copied", media->is_copied,
                    "sha256", media->sha256, "size",
                    media->size >= 0 ? json_integer (media->size) : json_null (), "agent_channel",
                    WORD (sides, media->agent_channel));
}

json_t *
attune_cli_contact_to_json (const AttuneInteraction *interaction)
{
  json_t *parts = json_array ();
  json_t *media = json_array ();

  for (guint i = 0; i < interaction->parts->len; i++)
    json_array_append_new (parts, part_to_json (g_ptr_array_index (interaction->parts, i)));
  for (guint i = 0; i < interaction->media->len; i++)
    json_array_append_new (media, media_to_json (g_ptr_array_index (interaction->media, i)));

  return json_pack ("{s:o, s:s?, s:o, s:o, s:o, s:s, s:s, s:s, s:b, s:o, s:o}", "id",
                    attune_cli_id_to_json (interaction->id), "external_id",
                    interaction->external_id, "channel", WORD (channels, interaction->channel),
                    "started_at", attune_cli_time_to_json (interaction->started_at), "seconds",
                    seconds_to_json (interaction->duration_us), "customer", interaction->customer,
                    "subject", interaction->subject, "source", interaction->source, "is_removed",
                    interaction->is_removed, "agents", parts, "media", media);
}

static json_t *
outcome_to_json (AttuneOutcome outcome)
{
  switch (outcome)
    {
    case ATTUNE_OUTCOME_NONE:
      return json_null ();
    case ATTUNE_OUTCOME_FAIL:
      return json_string ("fail");
    case ATTUNE_OUTCOME_PASS:
      return json_string ("pass");
    }
  g_assert_not_reached ();
}

json_t *
attune_cli_evaluation_to_json (const AttuneEvaluationRow *row)
{
  json_t *json = json_pack ("{s:o, s:o, s:o, s:s, s:s?, s:o, s:s}", "id",
                            attune_cli_id_to_json (row->id), "interaction",
                            attune_cli_id_to_json (row->interaction), "agent",
                            attune_cli_id_to_json (row->agent), "agent_name", row->agent_name,
                            "team", row->team_name, "evaluator",
                            attune_cli_id_to_json (row->evaluator), "evaluator_name",
                            row->evaluator_name);
  json_t *rest = json_pack ("{s:o, s:s, s:I, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o}", "form",
                            attune_cli_id_to_json (row->form), "form_title", row->form_title,
                            "form_revision", (json_int_t) row->form_revision_number, "channel",
                            WORD (channels, row->channel), "kind", WORD (kinds, row->kind), "basis",
                            WORD (bases, row->basis), "state", WORD (states, row->state),
                            "contact_at", attune_cli_time_to_json (row->contact_at), "submitted_at",
                            attune_cli_time_to_json (row->submitted_at), "score",
                            attune_cli_percent_to_json (row->score), "outcome",
                            outcome_to_json (row->outcome));

  json_object_set_new (rest, "acknowledged_at", attune_cli_time_to_json (row->acknowledged_at));
  json_object_set_new (rest, "dispute_state",
                       row->has_dispute ? WORD (disputes, row->dispute) : json_null ());
  json_object_update (json, rest);
  json_decref (rest);
  return json;
}

json_t *
attune_cli_note_to_json (const AttuneNote *note)
{
  return json_pack ("{s:o, s:s, s:o, s:o, s:s?, s:o, s:b, s:s, s:o}", "id",
                    attune_cli_id_to_json (note->id), "author", note->author_name, "from",
                    seconds_to_json (note->from_us), "to", seconds_to_json (note->to_us),
                    "question", note->question, "kind", WORD (note_kinds, note->kind), "is_shared",
                    note->is_shared, "text", note->text, "created_at",
                    attune_cli_time_to_json (note->created_at));
}

void
attune_cli_print_json (json_t *json, gsize flags)
{
  char *text = json_dumps (json, flags | JSON_REAL_PRECISION (15) | JSON_ENCODE_ANY);

  fputs (text, stdout);
  free (text);
  json_decref (json);
}
