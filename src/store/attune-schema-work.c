/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-schema-columns.h"
#include "attune-schema-tables.h"

/* What was said or written, a turn or a message each, in order: of a transcript, a chat, an e-mail. `speaker` is who it was
 * by their part, `name` as the source has it. */
const AttuneTable attune_table_passage = {
  "passage",
  (const AttuneColumn[]){ REF ("media_id", "media", KEY), INT ("seq", KEY),
                          REF ("interaction_id", "interaction", 0), INT ("from_us", NULLABLE),
                          INT ("to_us", NULLABLE), INT ("speaker", 0), TEXT ("name", 0),
                          TEXT ("text", 0), END },
  (const AttuneIndex[]){ { "interaction_id, media_id, seq", NULL, FALSE }, END },
};

/* What somebody is to evaluate, of others or of themselves, and by when. It is done when `evaluation_id`, which may have
 * begun before, is submitted; a self-evaluation whose time is over has lapsed. */
const AttuneTable attune_table_assignment = {
  "assignment",
  (const AttuneColumn[]){ INT ("id", KEY), INT ("rev", 0), INT ("kind", 0),
                          REF ("interaction_id", "interaction", 0), REF ("agent_id", "person", 0),
                          REF ("form_id", "form", 0), REF ("assignee_id", "person", 0),
                          INT ("basis", 0), INT ("due_at", NULLABLE), TEXT ("remark", 0),
                          REF ("assigned_by", "person", 0), INT ("assigned_at", 0),
                          REF ("evaluation_id", "evaluation", NULLABLE), INT ("done_at", NULLABLE),
                          INT ("lapsed_at", NULLABLE), INT ("removed_at", NULLABLE), END },
  (const AttuneIndex[]){
    /* One at a time of a person, contact, agent and form. */
    { "assignee_id, interaction_id, agent_id, form_id",
      "done_at IS NULL AND lapsed_at IS NULL AND removed_at IS NULL", TRUE },
    /* One assessment at a time of a contact, agent and form: kind 0. */
    { "interaction_id, agent_id, form_id",
      "kind = 0 AND done_at IS NULL AND lapsed_at IS NULL AND removed_at IS NULL", TRUE },
    /* What is given to others, by whoever gave it. */
    { "assigned_by, due_at, id",
      "kind = 0 AND done_at IS NULL AND lapsed_at IS NULL AND removed_at IS NULL", FALSE },
    { "assignee_id, due_at, id", "done_at IS NULL AND lapsed_at IS NULL AND removed_at IS NULL",
      FALSE },
    { "interaction_id, agent_id", NULL, FALSE },
    { "evaluation_id", NULL, FALSE },
    /* Self-evaluations that are waited for, kind 1: what agents are not to see yet, and what time ends. */
    { "agent_id, interaction_id",
      "kind = 1 AND done_at IS NULL AND lapsed_at IS NULL AND removed_at IS NULL", FALSE },
    { "due_at, id", "kind = 1 AND done_at IS NULL AND lapsed_at IS NULL AND removed_at IS NULL",
      FALSE },
    END },
};

/* An agent's word that they have seen a revision of their evaluation; of whoever it was about before as well. */
const AttuneTable attune_table_acknowledgement = {
  "acknowledgement",
  (const AttuneColumn[]){ INT ("id", KEY), REF ("revision_id", "evaluation_revision", 0),
                          REF ("evaluation_id", "evaluation", 0), REF ("agent_id", "person", 0),
                          TEXT ("comment", 0), INT ("at", 0), END },
  (const AttuneIndex[]){ { "revision_id, agent_id", NULL, TRUE },
                         { "evaluation_id", NULL, FALSE },
                         END },
};

/* An agent's objection, once an evaluation of theirs, to the answers of `revision_id`; what was decided made `decided_revision_id`, or
 * none where all of them stay. */
const AttuneTable attune_table_dispute = {
  "dispute",
  (const AttuneColumn[]){ INT ("id", KEY), INT ("rev", 0), REF ("evaluation_id", "evaluation", 0),
                          REF ("revision_id", "evaluation_revision", 0),
                          REF ("agent_id", "person", 0), INT ("state", 0), TEXT ("reason", 0),
                          INT ("opened_at", 0), REF ("decided_by", "person", NULLABLE),
                          INT ("decided_at", NULLABLE), TEXT ("remark", 0),
                          REF ("decided_revision_id", "evaluation_revision", NULLABLE), END },
  (const AttuneIndex[]){ { "evaluation_id, agent_id", NULL, TRUE },
                         { "opened_at, id, evaluation_id", "state = 0", FALSE },
                         END },
};

/* One question of it: the answer proposed instead and why; what was decided, and why. Answers are JSON, as in
 * `attune-answers`. */
const AttuneTable attune_table_dispute_answer = {
  "dispute_answer",
  (const AttuneColumn[]){ REF ("dispute_id", "dispute", KEY), TEXT ("question", KEY),
                          TEXT ("proposed", 0), TEXT ("reason", 0), INT ("decision", NULLABLE),
                          TEXT ("decided", NULLABLE), TEXT ("remark", 0), END },
};

/* What can be searched for: a text each, of the row `subject_id` (of `part` or `question`, where it has several) of the table
 * that goes with its kind. Of a contact it names that, of an evaluation that alone, which may move to another contact. Who
 * may find it is asked as somebody searches; what is blind is not here before it is revealed. */
const AttuneTable attune_table_entry = {
  "entry",
  (const AttuneColumn[]){ { "id", ATTUNE_VALUE_INT, KEY | ATTUNE_COLUMN_SERIAL, NULL },
                          INT ("kind", 0),
                          REF ("interaction_id", "interaction", NULLABLE),
                          REF ("evaluation_id", "evaluation", NULLABLE),
                          INT ("subject_id", 0),
                          INT ("part", 0),
                          TEXT ("question", 0),
                          END },
  (const AttuneIndex[]){ { "subject_id, kind, part, question", NULL, TRUE }, END },
};

/* The words of an entry, whose id is the `rowid` here: as they are written, and as attune_fold() has them where that may be
 * something else, otherwise "". */
const AttuneTable attune_table_entry_words = {
  "entry_words",
  (const AttuneColumn[]){ TEXT ("text", 0), TEXT ("folded", 0), END },
  NULL,
  TRUE,
};

/* Up to where the rows of an older workspace have their entries; none of a source that is done. */
const AttuneTable attune_table_entry_gap = {
  "entry_gap",
  (const AttuneColumn[]){ INT ("source", KEY), INT ("after_id", 0), INT ("after_part", 0), END },
};
