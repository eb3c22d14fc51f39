/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "AttuneTest"

#include "config.h"

#include "attune-hex.h"
#include "attune-bulk.h"
#include "attune-evaluations.h"
#include "attune-forms.h"
#include "attune-pins.h"
#include "attune-store-fixture.h"
#include "attune-upkeep.h"

#include <sqlite3.h>
#include <string.h>

/* What a check finds of contents that are not what was submitted, published or written. */

#define ANSWERS(option)                                                                 \
  "{\"format\":\"attune-answers\",\"version\":1,\"form\":\"calls\",\"answers\":{\"q\":" \
  "{\"option\":\"" option "\",\"comment\":\"Said so\"}}}"

/* An evaluation with a note from before and one from after it was submitted, corrected; an imported one with a note, and an
 * imported draft; a blind one; a draft with a note. */
typedef struct
{
  AttuneStoreFixture parent;
  gint64 agent;
  gint64 form;
  gint64 evaluation;
} Fixture;

static gint64
start (Fixture *self, gint64 at)
{
  AttuneEvaluationSpec spec = { .interaction = attune_store_fixture_add_call (&self->parent,
                                                                              self->agent, at),
                                .agent = self->agent,
                                .form = self->form };

  return ATTUNE_CALL_OK (start_evaluation, self->parent.store, self->parent.manager, &spec);
}

static gint64
submit (Fixture *self, gint64 evaluation)
{
  gint64 rev = ATTUNE_CALL_OK (save_answers, self->parent.store, self->parent.manager, evaluation,
                               1, ANSWERS ("no"));

  return ATTUNE_CALL_OK (submit, self->parent.store, self->parent.manager, evaluation, rev);
}

static gint64
write_note (Fixture *self, gint64 evaluation, const char *text, gboolean is_shared)
{
  AttuneNote note = { .evaluation = evaluation,
                      .from_us = 1000,
                      .to_us = 2000,
                      .question = (char *) "q",
                      .is_shared = is_shared,
                      .text = (char *) text };
  g_autoptr (AttuneNote)
    saved = ATTUNE_CALL_OK (save_note, self->parent.store, self->parent.manager, &note);

  return saved->id;
}

static AttuneBulkItem *
make_item (Fixture *self, AttuneEvaluationState state, gint64 at)
{
  AttuneBulkItem *item = attune_bulk_item_new ();
  AttuneNote note = { .from_us = -1, .to_us = -1, .text = (char *) "imported", .created_at = at };

  item->interaction = attune_interaction_new ();
  item->interaction->started_at = at;
  g_ptr_array_add (item->interaction->parts, attune_part_new (self->agent, -1, -1));
  item->form_revision = attune_store_fixture_get_int (&self->parent,
                                                      "SELECT max (id) FROM form_revision");
  item->agent = self->agent;
  item->evaluator = self->parent.manager;
  item->state = state;
  item->submitted_at = at;
  item->answers = g_strdup (ANSWERS ("yes"));
  item->notes = g_ptr_array_new_with_free_func ((GDestroyNotify) attune_note_free);
  g_ptr_array_add (item->notes, attune_note_copy (&note));
  return item;
}

static void
import (Fixture *self, gint64 at)
{
  g_autoptr (GPtrArray)
    items = g_ptr_array_new_with_free_func ((GDestroyNotify) attune_bulk_item_free);

  g_ptr_array_add (items, make_item (self, ATTUNE_EVALUATION_STATE_RELEASED, at));
  g_ptr_array_add (items, make_item (self, ATTUNE_EVALUATION_STATE_DRAFT, at + 1));
  g_ptr_array_add (items, make_item (self, ATTUNE_EVALUATION_STATE_VOID, at + 2));
  g_assert_true (ATTUNE_CALL_OK (add_bulk, self->parent.store, self->parent.manager, 1, items));
}

/* A note that comes, changes, goes and comes back. */
static void
write_all_ways (Fixture *self)
{
  AttuneStore *store = self->parent.store;
  gint64 id = write_note (self, self->evaluation, "First", TRUE);
  AttuneNote note = { .id = id,
                      .rev = 1,
                      .evaluation = self->evaluation,
                      .from_us = -1,
                      .to_us = -1,
                      .text = (char *) "Second" };
  g_autoptr (AttuneNote) changed = ATTUNE_CALL_OK (save_note, store, self->parent.manager, &note);
  gint64 rev = ATTUNE_CALL_OK (remove_note, store, self->parent.manager, id, changed->rev, TRUE);

  ATTUNE_CALL_OK (remove_note, store, self->parent.manager, id, rev, FALSE);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  gint64 rev;
  gint64 at;

  attune_store_fixture_set_up (&self->parent, data);
  at = attune_id_source_now (self->parent.ids);
  self->agent = attune_store_fixture_add_person (&self->parent, "agent", ATTUNE_ROLE_AGENT, 0);
  self->form = attune_store_fixture_add_form (&self->parent, "calls");
  self->evaluation = start (self, at);
  write_note (self, self->evaluation, "Early", TRUE);
  rev = submit (self, self->evaluation);
  ATTUNE_CALL_OK (revise, self->parent.store, self->parent.manager, self->evaluation, rev,
                  ANSWERS ("yes"), ATTUNE_REVISION_CORRECTION, "Heard again");
  write_all_ways (self);
  write_note (self, self->evaluation, "Mine", FALSE);
  import (self, at);
  write_note (self, start (self, at + 10), "On a draft", TRUE);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  attune_store_fixture_tear_down (&self->parent, data);
}

static void
test_sound (Fixture *self, gconstpointer data)
{
  attune_store_fixture_assert_sound (self->parent.store);
}

/* Drafts go on being drafts: what they become is not told by the trail before they are submitted. */
static void
test_drafts (Fixture *self, gconstpointer data)
{
  attune_store_fixture_execute (&self->parent, "UPDATE note SET text = 'x' WHERE evaluation_id IN"
                                               " (SELECT id FROM evaluation WHERE state = 0)");
  attune_store_fixture_execute (&self->parent,
                                "UPDATE entry_words SET text = 'x' WHERE rowid IN (SELECT s.id"
                                " FROM entry AS s JOIN evaluation AS e ON e.id = s.evaluation_id"
                                " WHERE s.kind = 2 AND e.state = 0)");
  attune_store_fixture_assert_sound (self->parent.store);
}

/* An imported draft is submitted: the trail then has it as it was submitted. */
static void
test_submitted_import (Fixture *self, gconstpointer data)
{
  gint64 draft = attune_store_fixture_get_int (&self->parent,
                                               "SELECT min (e.id) FROM evaluation AS e JOIN note"
                                               " AS n ON n.evaluation_id = e.id WHERE e.state = 0"
                                               " AND n.text = 'imported'");

  submit (self, draft);
  attune_store_fixture_assert_sound (self->parent.store);
}

/* Each alone, in the row of the trail's that it touches; all but the last leave the score as it was. */
static const struct
{
  const char *sql;
  const char *place;
} damages[] = {
  { "UPDATE evaluation_revision SET answers = replace (answers, 'Said so', 'Said no') WHERE number"
    " = 1 AND reason = 0 AND is_current = 0",
    "evaluation " },
  { "UPDATE evaluation_revision SET answers = replace (answers, 'Said so', 'Said no') WHERE number"
    " = 2",
    "evaluation " },
  { "UPDATE evaluation_revision SET answers = replace (answers, 'Said so', 'Said no') WHERE"
    " evaluation_id = (SELECT id FROM evaluation WHERE state = 2 AND created_at < released_at + 1"
    " AND rev = 1)",
    "evaluation " },
  { "UPDATE evaluation_revision SET remark = 'Never' WHERE number = 2", "evaluation " },
  { "UPDATE evaluation_revision SET reason = 1 WHERE number = 2", "evaluation " },
  { "UPDATE evaluation_revision SET author_id = agent_id WHERE number = 2", "evaluation " },
  { "UPDATE evaluation_revision SET submitted_at = submitted_at + 1 WHERE number = 1",
    "evaluation " },
  { "UPDATE evaluation_revision SET scorer_version = 999, score = 5000 WHERE number = 1 AND"
    " is_current = 0",
    "evaluation " },
  { "UPDATE evaluation SET evaluator_id = agent_id WHERE state = 2", "evaluation " },
  { "UPDATE person SET roles = 31 WHERE roles = 1", "person " },
  { "UPDATE person SET name = 'Somebody Else' WHERE roles = 1", "person " },
  { "INSERT INTO team (id, rev, name) VALUES (8, 1, 'Others')", "team 8" },
  { "INSERT INTO person (id, rev, external_id, name, roles) VALUES (7, 1, 'x', 'Nobody', 8)",
    "person 7" },
  { "UPDATE evaluation SET evaluator_id = agent_id WHERE state = 2 AND rev = 1", "evaluation " },
  { "UPDATE evaluation SET kind = 3 WHERE state = 3", "evaluation " },
  { "UPDATE evaluation SET interaction_id = (SELECT max (id) FROM interaction) WHERE state = 3",
    "evaluation " },
  { "DELETE FROM evaluation_revision WHERE number = 1 AND is_current = 0", "evaluation " },
  { "INSERT INTO evaluation_revision SELECT id + 1, evaluation_id, 7, 0, form_revision_id, answers,"
    " reason, remark, author_id, created_at, submitted_at, scorer_version, score, raw, critical,"
    " outcome, is_failed, error_types, 0, agent_id, team_id, form_id, basis, contact_at FROM"
    " evaluation_revision WHERE number = 2",
    "evaluation " },
  { "UPDATE form_revision SET document = replace (document, 'calls', 'Calls')", "form " },
  { "UPDATE form_revision SET title = 'Other'", "form " },
  { "UPDATE form_revision SET published_by = (SELECT id FROM person WHERE external_id = 'agent')",
    "form " },
  { "UPDATE form_revision SET published_at = published_at + 1", "form " },
  { "UPDATE note SET text = 'Late' WHERE text = 'Early'", "note " },
  { "UPDATE note SET text = 'Third' WHERE text = 'Second'", "note " },
  { "UPDATE note SET text = 'Yours' WHERE text = 'Mine'", "note " },
  { "UPDATE note SET is_shared = 1 WHERE text = 'Mine'", "note " },
  { "UPDATE note SET removed_at = 5 WHERE text = 'Second'", "note " },
  { "UPDATE note SET from_us = 5 WHERE text = 'Early'", "note " },
  { "UPDATE note SET question = NULL WHERE text = 'Early'", "note " },
  { "UPDATE note SET text = 'forged' WHERE text = 'imported' AND evaluation_id IN (SELECT id FROM"
    " evaluation WHERE state = 2)",
    "note " },
  { "DELETE FROM note WHERE text = 'Early'", "evaluation " },
  { "INSERT INTO note (id, rev, evaluation_id, author_id, from_us, to_us, question, kind, is_shared,"
    " text, created_at) SELECT id + 1, 1, evaluation_id, author_id, from_us, to_us, question, kind,"
    " is_shared, 'New', created_at FROM note WHERE text = 'Early'",
    "note " },
};

static void
run_behind (const char *path, const char *sql)
{
  sqlite3 *handle = NULL;
  char *message = NULL;

  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  sqlite3_exec (handle, sql, NULL, NULL, &message);
  if (message != NULL)
    g_error ("%s: %s", sql, message);
  if (sqlite3_changes (handle) == 0)
    g_error ("%s: changes nothing", sql);
  sqlite3_close (handle);
}

static gboolean
has_place (const AttuneCheckReport *report, const char *place)
{
  for (guint i = 0; i < report->findings->len; i++)
    {
      const AttuneFinding *finding = g_ptr_array_index (report->findings, i);

      if (g_str_has_prefix (finding->place, place) && strstr (finding->message, "trail") != NULL)
        return TRUE;
      if (g_str_equal (place, "form ") && g_str_has_prefix (finding->place, place))
        return TRUE;
    }
  return FALSE;
}

static void
test_damages (Fixture *self, gconstpointer data)
{
  g_autofree char *contents = NULL;
  gsize size;

  attune_store_close (self->parent.store);
  g_assert_true (g_file_get_contents (self->parent.path, &contents, &size, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_autoptr (AttuneCheckReport) report = NULL;
      AttuneStore *store;

      g_assert_true (g_file_set_contents (self->parent.path, contents, (gssize) size, NULL));
      run_behind (self->parent.path, damages[i].sql);
      store = attune_store_fixture_open (self->parent.path, NULL);
      report = ATTUNE_CALL_OK (check, store, NULL, NULL);
      if (!has_place (report, damages[i].place))
        g_error ("%u findings, none of the trail at “%s”, after: %s", report->findings->len,
                 damages[i].place, damages[i].sql);
      attune_store_fixture_close (store);
    }
}

/* Pins by themselves: events from before there were seals ------------------------------------------------------------- */

static void
take (AttunePins *pins,
      gint64 writer,
      gint64 at,
      const char *verb,
      gint64 subject,
      const char *text)
{
  g_autoptr (GBytes) content = text != NULL ? g_bytes_new (text, strlen (text)) : NULL;
  AttunePinEvent event = { writer, at, 5, verb, subject, content };

  attune_pins_take (pins, &event);
}

static AttunePinVerdict
judge_answers (AttunePins *pins, gint64 number, gint64 at, gint64 author, const char *answers)
{
  AttuneSealedRevision revision = { .id = 100 + number,
                                    .evaluation = 10,
                                    .evaluator = 5,
                                    .number = number,
                                    .author = author,
                                    .submitted_at = at,
                                    .answers = answers,
                                    .remark = "" };

  return attune_pins_judge_revision (pins, &revision);
}

static void
test_unsealed_evaluations (void)
{
  g_autoptr (AttunePins) pins = attune_pins_new ();

  g_assert_cmpint (judge_answers (pins, 1, 50, 5, "{}"), ==, ATTUNE_PIN_ABSENT);
  take (pins, 1, 50, "submit-evaluation", 10, "{}");
  take (pins, 2, 40, "revise-evaluation", 10, "{\"a\":1}");
  g_assert_cmpint (judge_answers (pins, 1, 50, 5, "{}"), ==, ATTUNE_PIN_HOLDS);
  g_assert_cmpint (judge_answers (pins, 1, 50, 5, "{ }"), ==, ATTUNE_PIN_DIFFERS);
  g_assert_cmpint (judge_answers (pins, 1, 50, 6, "{}"), ==, ATTUNE_PIN_DIFFERS);
  g_assert_cmpint (judge_answers (pins, 2, 40, 5, "{\"a\":1}"), ==, ATTUNE_PIN_HOLDS);
  g_assert_cmpint (judge_answers (pins, 2, 41, 5, "{\"a\":1}"), ==, ATTUNE_PIN_ABSENT);
  /* What was blind: the trail has when and who. */
  take (pins, 1, 60, "revise-evaluation", 10, NULL);
  g_assert_cmpint (judge_answers (pins, 3, 60, 5, "anything"), ==, ATTUNE_PIN_HOLDS);
  g_assert_cmpint (judge_answers (pins, 3, 60, 6, "anything"), ==, ATTUNE_PIN_DIFFERS);
  attune_pins_mark_incomplete (pins);
  g_assert_cmpint (judge_answers (pins, 2, 41, 5, "{\"a\":1}"), ==, ATTUNE_PIN_HOLDS);
}

static void
test_unsealed_import (void)
{
  g_autoptr (AttunePins) pins = attune_pins_new ();

  take (pins, 1, 50, "import", 1,
        "10 44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a\nnonsense\n\n");
  g_assert_cmpint (judge_answers (pins, 1, 7, 5, "{}"), ==, ATTUNE_PIN_HOLDS);
  g_assert_cmpint (judge_answers (pins, 1, 7, 5, "{ }"), ==, ATTUNE_PIN_DIFFERS);
  g_assert_cmpint (judge_answers (pins, 1, 7, 6, "{}"), ==, ATTUNE_PIN_DIFFERS);
  g_assert_cmpint (judge_answers (pins, 2, 7, 5, "{}"), ==, ATTUNE_PIN_ABSENT);
}

static AttunePinVerdict
judge_text (AttunePins *pins, const char *text)
{
  AttuneSealedNote note = { .id = 20, .evaluation = 10, .text = text };

  return attune_pins_judge_note (pins, &note);
}

static void
test_unsealed_notes (void)
{
  g_autoptr (AttunePins) pins = attune_pins_new ();

  /* From before the evaluation was submitted: nothing is known. */
  g_assert_cmpint (judge_text (pins, "a"), ==, ATTUNE_PIN_HOLDS);
  take (pins, 1, 50, "add-note", 20, "a");
  g_assert_cmpint (judge_text (pins, "a"), ==, ATTUNE_PIN_HOLDS);
  g_assert_cmpint (judge_text (pins, "b"), ==, ATTUNE_PIN_DIFFERS);
  /* Another writer, whose clock is behind. */
  take (pins, 2, 40, "change-note", 20, "b");
  g_assert_cmpint (judge_text (pins, "b"), ==, ATTUNE_PIN_HOLDS);
  take (pins, 2, 41, "change-note", 20, "c");
  g_assert_cmpint (judge_text (pins, "b"), ==, ATTUNE_PIN_DIFFERS);
  /* Made private: its text is told no more. */
  take (pins, 2, 42, "change-note", 20, NULL);
  g_assert_cmpint (judge_text (pins, "b"), ==, ATTUNE_PIN_HOLDS);
}

/* Every field is in the seal, and texts cannot trade bytes. */
static void
test_seals (void)
{
  AttuneSealedRevision revision = { .answers = "ab", .remark = "" };
  AttuneSealedRevision moved = { .answers = "a", .remark = "b" };
  AttuneSealedNote note = { .text = "", ATTUNE_SEALED_NOTE_PLAIN };
  AttuneSealedNote empty = { .question = "", .text = "", ATTUNE_SEALED_NOTE_PLAIN };
  guint8 one[ATTUNE_SEAL_SIZE];
  guint8 other[ATTUNE_SEAL_SIZE];

  attune_seal_revision (&revision, one);
  attune_seal_revision (&moved, other);
  g_assert_cmpint (memcmp (one, other, sizeof one), !=, 0);
  for (gsize i = 0; i < G_STRUCT_OFFSET (AttuneSealedRevision, answers); i += sizeof (gint64))
    {
      AttuneSealedRevision altered = revision;

      G_STRUCT_MEMBER (gint64, &altered, i) = 1;
      attune_seal_revision (&altered, other);
      g_assert_cmpint (memcmp (one, other, sizeof one), !=, 0);
    }

  attune_seal_note (&note, one);
  attune_seal_note (&empty, other);
  g_assert_cmpint (memcmp (one, other, sizeof one), !=, 0);
  for (gsize i = 0; i < G_STRUCT_OFFSET (AttuneSealedNote, question); i += sizeof (gint64))
    {
      AttuneSealedNote altered = note;

      G_STRUCT_MEMBER (gint64, &altered, i) = 1;
      attune_seal_note (&altered, other);
      g_assert_cmpint (memcmp (one, other, sizeof one), !=, 0);
    }
  for (gsize i = G_STRUCT_OFFSET (AttuneSealedNote, passage_from);
       i < G_STRUCT_OFFSET (AttuneSealedNote, sound); i += sizeof (gint64))
    {
      AttuneSealedNote altered = note;

      G_STRUCT_MEMBER (gint64, &altered, i) = 0;
      attune_seal_note (&altered, other);
      g_assert_cmpint (memcmp (one, other, sizeof one), !=, 0);
    }
  note.sound = "";
  attune_seal_note (&note, other);
  g_assert_cmpint (memcmp (one, other, sizeof one), !=, 0);
}

/* Trails from before notes had sounds and places in the text hold their seals. */
static void
test_older_note_seal (void)
{
  AttuneSealedNote note = { 20, 10, 5, 1000, -1, 3, 1, 7, 0, "q", "ä", ATTUNE_SEALED_NOTE_PLAIN };
  guint8 seal[ATTUNE_SEAL_SIZE];
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *hex = NULL;

  attune_seal_note (&note, seal);
  bytes = g_bytes_new (seal, sizeof seal);
  hex = attune_hex_from_bytes (bytes);
  g_assert_cmpstr (hex, ==, "d7f02355f4b12f6d22b351b413feeea29b92efbb1449233ce67c34d3c180e662");
}

static void
test_lines (void)
{
  static const char *const wrong[] = {
    "",
    "evaluation 1 2",
    "evaluation 1 2 44",
    "evaluation x 2 44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a",
    "person 1 2 44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a",
    "note 1 2 44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a 3",
  };
  AttuneSealLine line;

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_false (attune_seal_line_parse (wrong[i], &line));
  g_assert_true (attune_seal_line_parse (
    "note 1 -2 44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a", &line));
  g_assert_cmpint (line.kind, ==, ATTUNE_SEAL_NOTE);
  g_assert_cmpint (line.id, ==, 1);
  g_assert_cmpint (line.evaluation, ==, -2);
  g_assert_cmpint (line.seal[31], ==, 0x8a);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function) \
  g_test_add ("/store/contents/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("sound", test_sound);
  ADD ("drafts", test_drafts);
  ADD ("submitted-import", test_submitted_import);
  ADD ("damages", test_damages);
#undef ADD
  g_test_add_func ("/store/contents/unsealed-evaluations", test_unsealed_evaluations);
  g_test_add_func ("/store/contents/unsealed-import", test_unsealed_import);
  g_test_add_func ("/store/contents/unsealed-notes", test_unsealed_notes);
  g_test_add_func ("/store/contents/seals", test_seals);
  g_test_add_func ("/store/contents/older-note-seal", test_older_note_seal);
  g_test_add_func ("/store/contents/lines", test_lines);

  return g_test_run ();
}
