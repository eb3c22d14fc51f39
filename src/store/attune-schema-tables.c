/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-schema-columns.h"
#include "attune-schema-tables.h"
#include "attune-schema.h"

/* The tables in words: design.md, sections 1 and 3. Times are microseconds UTC, `_us` microseconds into a recording,
 * days yyyymmdd and months yyyymm in the workspace's zone, scores basis points, flags 0 and 1. The numbers behind
 * kinds, states and the like are the enums of the headers named after the tables. */

static const AttuneTable workspace = {
  "workspace",
  (const AttuneColumn[]){ INT ("id", KEY), INT ("rev", 0), TEXT ("name", 0), TEXT ("time_zone", 0),
                          INT ("is_sample", 0), INT ("created_at", 0), INT ("policies", 0), END },
};

/* Commands that have been carried out: what makes a verb repeatable. The lasting ones bear numbers of the caller's, which
 * may come again on any day. */
static const AttuneTable command = {
  "command",
  (const AttuneColumn[]){ INT ("id", KEY), INT ("at", 0), INT ("is_lasting", 0), END },
};

/* The feed from which another process learns what has changed. */
static const AttuneTable change = {
  "change",
  (const AttuneColumn[]){ { "seq", ATTUNE_VALUE_INT, KEY | ATTUNE_COLUMN_SERIAL, NULL },
                          INT ("kind", 0),
                          INT ("subject_id", 0),
                          INT ("at", 0),
                          END },
};

static const AttuneTable team = {
  "team",
  (const AttuneColumn[]){ INT ("id", KEY), INT ("rev", 0), TEXT ("name", 0),
                          INT ("removed_at", NULLABLE), END },
};

static const AttuneTable person = {
  "person",
  (const AttuneColumn[]){ INT ("id", KEY), INT ("rev", 0), TEXT ("external_id", UNIQUE),
                          TEXT ("name", 0), INT ("roles", 0), REF ("team_id", "team", NULLABLE),
                          INT ("removed_at", NULLABLE), END },
  (const AttuneIndex[]){ { "team_id", NULL, FALSE }, END },
};

static const AttuneTable team_coach = {
  "team_coach",
  (const AttuneColumn[]){ REF ("team_id", "team", KEY), REF ("coach_id", "person", KEY),
                          INT ("is_deputy", 0), END },
  (const AttuneIndex[]){ { "coach_id, team_id", NULL, FALSE }, END },
};

/* What a person left where: a draft's question and second, filters, the side of a source the agent is on; and answers
 * that came too late for an evaluation, kept for their writer alone. */
static const AttuneTable place = {
  "place",
  (const AttuneColumn[]){ REF ("person_id", "person", KEY), TEXT ("key", KEY),
                          INT ("subject_id", KEY), TEXT ("value", 0), INT ("at", 0), END },
};

static const AttuneTable form = {
  "form",
  (const AttuneColumn[]){ INT ("id", KEY), INT ("rev", 0), TEXT ("key", UNIQUE), TEXT ("title", 0),
                          TEXT ("draft", NULLABLE), REF ("draft_by", "person", NULLABLE),
                          INT ("draft_at", NULLABLE), INT ("removed_at", NULLABLE), END },
};

static const AttuneTable form_revision = {
  "form_revision",
  (const AttuneColumn[]){ INT ("id", KEY), INT ("rev", 0), REF ("form_id", "form", 0),
                          INT ("number", 0), TEXT ("title", 0), TEXT ("document", 0),
                          INT ("pass", NULLABLE), INT ("published_at", 0),
                          REF ("published_by", "person", 0), INT ("retired_at", NULLABLE), END },
  (const AttuneIndex[]){ { "form_id, number", NULL, TRUE }, END },
};

/* There is one at most. */
static const AttuneTable interaction_model = {
  "interaction_model",
  (const AttuneColumn[]){ INT ("id", KEY), INT ("rev", 0), TEXT ("document", 0),
                          REF ("changed_by", "person", 0), INT ("changed_at", 0), END },
};

/* A question's number, the same in every revision: what series and rollups go by. */
static const AttuneTable question = {
  "question",
  (const AttuneColumn[]){ INT ("id", KEY), REF ("form_id", "form", 0), TEXT ("key", 0), END },
  (const AttuneIndex[]){ { "form_id, key", NULL, TRUE }, END },
};

/* `search` is the customer and subject as attune_fold() has them. */
static const AttuneTable interaction = {
  "interaction",
  (const AttuneColumn[]){ INT ("id", KEY), INT ("rev", 0), TEXT ("external_id", NULLABLE | UNIQUE),
                          INT ("channel", 0), INT ("started_at", 0), INT ("day", 0),
                          INT ("duration_us", NULLABLE), TEXT ("customer", 0), TEXT ("subject", 0),
                          TEXT ("search", 0), TEXT ("source", 0), REF ("created_by", "person", 0),
                          INT ("created_at", 0), INT ("removed_at", NULLABLE), END },
  (const AttuneIndex[]){ { "started_at, id", "removed_at IS NULL", FALSE },
                         { "duration_us, id", "removed_at IS NULL", FALSE },
                         END },
};

/* An agent's part of an interaction: whole (NULLs) or from and to, with the team the agent was in. */
static const AttuneTable interaction_agent = {
  "interaction_agent",
  (const AttuneColumn[]){ INT ("id", KEY), REF ("interaction_id", "interaction", 0),
                          REF ("agent_id", "person", 0), REF ("team_id", "team", NULLABLE),
                          INT ("from_us", NULLABLE), INT ("to_us", NULLABLE), END },
  (const AttuneIndex[]){ { "interaction_id", NULL, FALSE },
                         { "agent_id, interaction_id", NULL, FALSE },
                         { "team_id, interaction_id", NULL, FALSE },
                         END },
};

static const AttuneTable media = {
  "media",
  (const AttuneColumn[]){
    INT ("id", KEY), INT ("rev", 0), REF ("interaction_id", "interaction", 0), INT ("kind", 0),
    TEXT ("path", 0), INT ("is_copied", 0), BLOB ("sha256", NULLABLE), INT ("size", NULLABLE),
    INT ("agent_channel", NULLABLE), INT ("removed_at", NULLABLE), TEXT ("name", 0), END },
  (const AttuneIndex[]){ { "interaction_id", NULL, FALSE }, END },
};

/* `acknowledged_at` is when the agent acknowledged the current revision. */
static const AttuneTable evaluation = {
  "evaluation",
  (const AttuneColumn[]){
    INT ("id", KEY), INT ("rev", 0), REF ("interaction_id", "interaction", 0),
    REF ("agent_id", "person", 0), REF ("team_id", "team", NULLABLE), REF ("form_id", "form", 0),
    REF ("evaluator_id", "person", 0), INT ("kind", 0), INT ("basis", 0), INT ("state", 0),
    INT ("contact_at", 0), INT ("month", 0), INT ("created_at", 0), INT ("release_due", NULLABLE),
    INT ("released_at", NULLABLE), INT ("voided_at", NULLABLE), TEXT ("void_reason", NULLABLE),
    INT ("acknowledged_at", NULLABLE), END },
  (const AttuneIndex[]){
    /* One assessment a contact, agent and form: kind 0, state not void. */
    { "interaction_id, agent_id, form_id", "kind = 0 AND state <> 3", TRUE },
    { "interaction_id, agent_id, form_id", "kind = 1 AND state <> 3", TRUE },
    /* What an agent is not to see yet: a self-evaluation is pending. */
    { "agent_id, interaction_id", "kind = 1 AND state = 0", FALSE },
    { "interaction_id, agent_id", NULL, FALSE },
    { "contact_at, id", NULL, FALSE },
    { "agent_id, contact_at", NULL, FALSE },
    { "team_id, id", NULL, FALSE },
    { "evaluator_id, state", NULL, FALSE },
    { "form_id, kind, state", NULL, FALSE },
    { "release_due", "state = 1 AND release_due IS NOT NULL", FALSE },
    /* What an agent has not acknowledged. */
    { "agent_id, released_at, id", "kind = 0 AND state = 2 AND acknowledged_at IS NULL", FALSE },
    /* What an agent has begun of themself, which time ends. */
    { "created_at, id", "kind = 1 AND state = 0", FALSE },
    END },
};

/* Contents and scores, immutable once submitted; the draft's answers stand here while they are made. `is_counted` says
 * what enters figures, and the index over it carries everything that an agent's series needs. */
static const AttuneTable evaluation_revision = {
  "evaluation_revision",
  (const AttuneColumn[]){ INT ("id", KEY),
                          REF ("evaluation_id", "evaluation", 0),
                          INT ("number", 0),
                          INT ("is_current", 0),
                          REF ("form_revision_id", "form_revision", 0),
                          TEXT ("answers", 0),
                          INT ("reason", 0),
                          TEXT ("remark", 0),
                          REF ("author_id", "person", 0),
                          INT ("created_at", 0),
                          INT ("submitted_at", NULLABLE),
                          INT ("scorer_version", NULLABLE),
                          INT ("score", NULLABLE),
                          INT ("raw", NULLABLE),
                          INT ("critical", NULLABLE),
                          INT ("outcome", NULLABLE),
                          INT ("is_failed", 0),
                          INT ("error_types", 0),
                          INT ("is_counted", 0),
                          INT ("agent_id", 0),
                          INT ("team_id", NULLABLE),
                          INT ("form_id", 0),
                          INT ("basis", 0),
                          INT ("contact_at", 0),
                          END },
  (const AttuneIndex[]){
    { "evaluation_id, number", NULL, TRUE },
    { "evaluation_id", "is_current = 1", TRUE },
    { "score, evaluation_id", "is_current = 1", FALSE },
    { "agent_id, contact_at, form_id, basis, score, raw, outcome, is_failed, evaluation_id, "
      "form_revision_id, team_id",
      "is_counted = 1", FALSE },
    /* A form's evaluations, as they were submitted: an index that came later stands last. */
    { "form_id, submitted_at, evaluation_id", "is_current = 1", FALSE },
    END },
};

/* On a stretch of the recording, or of the text: from a character of one passage to before one of another. `sound` is the
 * name of a spoken note's file among the workspace's own recordings, `sound_us` how long it is. `about_id` is the agent
 * whom the evaluation was about as the note was written, `text_id` the media whose words it is on. */
static const AttuneTable note = {
  "note",
  (const AttuneColumn[]){ INT ("id", KEY),
                          INT ("rev", 0),
                          REF ("evaluation_id", "evaluation", 0),
                          REF ("author_id", "person", 0),
                          INT ("from_us", NULLABLE),
                          INT ("to_us", NULLABLE),
                          TEXT ("question", NULLABLE),
                          INT ("kind", 0),
                          INT ("is_shared", 0),
                          TEXT ("text", 0),
                          INT ("created_at", 0),
                          INT ("removed_at", NULLABLE),
                          INT ("passage_from", NULLABLE),
                          INT ("passage_to", NULLABLE),
                          INT ("character_from", NULLABLE),
                          INT ("character_to", NULLABLE),
                          TEXT ("sound", NULLABLE),
                          INT ("sound_us", NULLABLE),
                          INT ("about_id", NULLABLE),
                          INT ("text_id", NULLABLE),
                          END },
  (const AttuneIndex[]){ { "evaluation_id, from_us", NULL, FALSE }, END },
};

/* Question 0 is the whole score: `sum` of its basis points, `n_errors` contacts with any error, `n_fails` failed ones.
 * Of a question, `sum` is of its own score 0 to 100 in basis points. */
static const AttuneTable rollup = {
  "rollup",
  (const AttuneColumn[]){ INT ("agent_id", KEY), INT ("question_id", KEY), INT ("month", KEY),
                          INT ("form_id", KEY), INT ("team_id", KEY), INT ("basis", KEY),
                          INT ("n", 0), INT ("n_na", 0), INT ("n_errors", 0), INT ("n_fails", 0),
                          INT ("sum", 0), INT ("sum_squares", 0), END },
  (const AttuneIndex[]){ { "form_id, month, question_id", NULL, FALSE }, END },
};

static const AttuneTable rollup_option = {
  "rollup_option",
  (const AttuneColumn[]){ INT ("agent_id", KEY), INT ("question_id", KEY), INT ("month", KEY),
                          TEXT ("option", KEY), INT ("team_id", KEY), INT ("basis", KEY),
                          INT ("n", 0), END },
};

/* The trail. `heads` are the newest hashes of other installations' chains that this one had seen. */
static const AttuneTable event = {
  "event",
  (const AttuneColumn[]){ INT ("writer", KEY), INT ("seq", KEY), INT ("at", 0), INT ("actor_id", 0),
                          TEXT ("verb", 0), INT ("subject_id", 0), BLOB ("content_hash", NULLABLE),
                          TEXT ("heads", 0), BLOB ("previous", 0), BLOB ("hash", 0), END },
  (const AttuneIndex[]){ { "subject_id", NULL, FALSE }, END },
};

/* What an event is about, apart, so that erasure takes it away and leaves the chain whole. */
static const AttuneTable event_content = {
  "event_content",
  (const AttuneColumn[]){ INT ("writer", KEY), INT ("seq", KEY), BLOB ("salt", 0),
                          BLOB ("content", 0), END },
};

/* Each chain's end, so that one that was cut short shows, and so that a write finds out whether it has moved. */
static const AttuneTable trail_head = {
  "trail_head",
  (const AttuneColumn[]){ INT ("writer", KEY), INT ("seq", 0), BLOB ("hash", 0), END },
};

static const AttuneTable *const tables[] = {
  &workspace,
  &command,
  &change,
  &team,
  &person,
  &team_coach,
  &place,
  &form,
  &form_revision,
  &question,
  &interaction,
  &interaction_agent,
  &media,
  &evaluation,
  &evaluation_revision,
  &note,
  &rollup,
  &rollup_option,
  &event,
  &event_content,
  &trail_head,
  &interaction_model,
  &attune_table_passage,
  &attune_table_assignment,
  &attune_table_acknowledgement,
  &attune_table_dispute,
  &attune_table_dispute_answer,
  &attune_table_entry,
  &attune_table_entry_words,
  &attune_table_entry_gap,
  NULL,
};

const AttuneTable *const *
attune_schema_get_tables (void)
{
  return tables;
}
