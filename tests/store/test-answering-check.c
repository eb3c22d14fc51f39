/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "AttuneTest"

#include "config.h"

#include "attune-answering.h"
#include "attune-forms.h"
#include "attune-pins.h"
#include "attune-store-fixture.h"
#include "attune-transcripts.h"
#include "attune-upkeep.h"

#include <sqlite3.h>
#include <string.h>

/* What a check finds of what agents said to evaluations, and of what was said in contacts, where it is not what it was. */

#define FORM                                                                               \
  "{\"format\":\"attune-form\",\"version\":1,\"id\":\"calls\",\"title\":\"Calls\","        \
  "\"dispute_days\":14,\"sections\":[{\"id\":\"s\",\"title\":\"S\",\"questions\":["        \
  "{\"id\":\"greeting\",\"type\":\"yes_no\",\"title\":\"Greeting\"},{\"id\":\"farewell\"," \
  "\"type\":\"yes_no\",\"title\":\"Farewell\"}]}]}"
#define HEAD                "{\"format\":\"attune-answers\",\"version\":1,\"form\":\"calls\",\"answers\":{"
#define ONE(question, said) HEAD "\"" question "\":{\"option\":\"" said "\"}}}"
#define GIVEN               HEAD "\"greeting\":{\"option\":\"no\"},\"farewell\":{\"option\":\"no\"}}}"

/* One evaluation each: acknowledged; disputed and decided; disputed and withdrawn; open; dropped, as it was moved, and
 * acknowledged by both; dropped, as it was made void. */
typedef struct
{
  AttuneStoreFixture parent;
  gint64 agent;
  gint64 colleague;
  gint64 decider;
  gint64 form;
} Fixture;

static gint64
evaluate (Fixture *self)
{
  AttuneStore *store = self->parent.store;
  AttuneEvaluationSpec spec = {
    .interaction = attune_store_fixture_add_call (&self->parent, self->agent,
                                                  attune_id_source_now (self->parent.ids)),
    .agent = self->agent,
    .form = self->form
  };
  gint64 id = ATTUNE_CALL_OK (start_evaluation, store, self->parent.manager, &spec);
  gint64 rev = ATTUNE_CALL_OK (save_answers, store, self->parent.manager, id, 1, GIVEN);

  ATTUNE_CALL_OK (submit, store, self->parent.manager, id, rev);
  return id;
}

static GPtrArray *
make_answers (void)
{
  GPtrArray *answers = g_ptr_array_new_with_free_func ((GDestroyNotify) attune_dispute_answer_free);

  g_ptr_array_add (answers,
                   attune_dispute_answer_new ("greeting", ONE ("greeting", "yes"), "Said"));
  g_ptr_array_add (answers,
                   attune_dispute_answer_new ("farewell", ONE ("farewell", "yes"), "Also"));
  return answers;
}

static gint64
dispute (Fixture *self, gint64 evaluation, const char *reason)
{
  g_autoptr (GPtrArray) answers = make_answers ();

  return ATTUNE_CALL_OK (open_dispute, self->parent.store, self->agent, evaluation, 3, answers,
                         reason);
}

static void
dispute_and_decide (Fixture *self)
{
  gint64 id = dispute (self, evaluate (self), "decided");
  g_autoptr (GPtrArray) decisions = make_answers ();

  attune_dispute_answer_decide (g_ptr_array_index (decisions, 0), ATTUNE_DECISION_OTHERWISE,
                                HEAD "\"greeting\":{\"na\":true}}}", "Cut off");
  attune_dispute_answer_decide (g_ptr_array_index (decisions, 1), ATTUNE_DECISION_KEEP, NULL, "No");
  ATTUNE_CALL_OK (decide_dispute, self->parent.store, self->decider, id, 1, decisions,
                  "One of two");
}

static void
dispute_and_move (Fixture *self)
{
  AttuneStore *store = self->parent.store;
  gint64 evaluation = evaluate (self);
  gint64 call = attune_store_fixture_add_call (&self->parent, self->colleague,
                                               attune_id_source_now (self->parent.ids));

  ATTUNE_CALL_OK (acknowledge, store, self->agent, evaluation, 3, "Not my call");
  dispute (self, evaluation, "moved");
  ATTUNE_CALL_OK (move_evaluation, store, self->decider, evaluation, 3, call, self->colleague,
                  "Mixed up");
  ATTUNE_CALL_OK (acknowledge, store, self->colleague, evaluation, 4, "Mine");
}

static void
keep_text (Fixture *self)
{
  AttuneTranscriptBuilder *builder = attune_transcript_builder_new ();
  g_autoptr (AttuneTranscript) transcript = NULL;
  gint64 call = attune_store_fixture_add_call (&self->parent, self->agent,
                                               attune_id_source_now (self->parent.ids));

  for (guint i = 0; i < 3; i++)
    attune_transcript_builder_add (builder,
                                   &(AttunePassage){ i * 1000, -1, ATTUNE_SPEAKER_AGENT, "Ann",
                                                     i == 1 ? "The second" : "Another" });
  transcript = attune_transcript_builder_end (builder);
  ATTUNE_CALL_OK (keep_transcript, self->parent.store, self->parent.manager, call, 0, "a.vtt",
                  transcript);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  AttuneStore *store;
  gint64 withdrawn;
  gint64 voided;
  g_autoptr (AttuneFormRecord) record = NULL;

  attune_store_fixture_set_up (&self->parent, data);
  store = self->parent.store;
  self->agent = attune_store_fixture_add_person (&self->parent, "agent", ATTUNE_ROLE_AGENT, 0);
  self->colleague = attune_store_fixture_add_person (&self->parent, "other", ATTUNE_ROLE_AGENT, 0);
  self->decider = attune_store_fixture_add_person (&self->parent, "decider", ATTUNE_ROLE_MANAGER,
                                                   0);
  self->form = ATTUNE_CALL_OK (create_form, store, self->parent.manager, FORM);
  record = ATTUNE_CALL_OK (load_form, store, self->parent.manager, self->form);
  ATTUNE_CALL_OK (publish_form, store, self->parent.manager, self->form, record->summary->rev);

  ATTUNE_CALL_OK (acknowledge, store, self->agent, evaluate (self), 3, "Thanks");
  dispute_and_decide (self);
  withdrawn = dispute (self, evaluate (self), "withdrawn");
  ATTUNE_CALL_OK (withdraw_dispute, store, self->agent, withdrawn, 1);
  dispute (self, evaluate (self), "open");
  dispute_and_move (self);
  voided = evaluate (self);
  dispute (self, voided, "void");
  ATTUNE_CALL_OK (void, store, self->decider, voided, 3, "No call at all");
  keep_text (self);
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

/* Each row of each table, each column alone. */
static const struct
{
  const char *sql;
  const char *place;
} damages[] = {
  { "UPDATE acknowledgement SET comment = 'No thanks' WHERE comment = 'Thanks'",
    "acknowledgement " },
  { "UPDATE acknowledgement SET comment = '' WHERE comment = 'Mine'", "acknowledgement " },
  { "UPDATE acknowledgement SET at = at + 1 WHERE comment = 'Not my call'", "acknowledgement " },
  { "UPDATE acknowledgement SET agent_id = (SELECT id FROM person WHERE external_id = 'decider')"
    " WHERE comment = 'Thanks'",
    "acknowledgement " },
  { "UPDATE acknowledgement SET revision_id = (SELECT max (id) FROM evaluation_revision)"
    " WHERE comment = 'Thanks'",
    "acknowledgement " },
  { "UPDATE acknowledgement SET evaluation_id = (SELECT max (id) FROM evaluation)"
    " WHERE comment = 'Thanks'",
    "acknowledgement " },
  { "DELETE FROM acknowledgement WHERE comment = 'Mine'", "evaluation " },
  { "INSERT INTO acknowledgement SELECT 7, max (r.id), max (r.evaluation_id), k.agent_id, 'Forged',"
    " k.at FROM evaluation_revision AS r, acknowledgement AS k WHERE k.comment = 'Thanks'",
    "acknowledgement 7" },
  { "UPDATE evaluation SET acknowledged_at = NULL WHERE acknowledged_at IS NOT NULL",
    "evaluation " },
  { "UPDATE evaluation SET acknowledged_at = 5 WHERE state = 3", "evaluation " },
  { "UPDATE dispute SET reason = 'x' WHERE reason = 'open'", "dispute " },
  { "UPDATE dispute SET reason = 'x' WHERE reason = 'void'", "dispute " },
  { "UPDATE dispute SET opened_at = opened_at + 1 WHERE reason = 'withdrawn'", "dispute " },
  { "UPDATE dispute SET agent_id = (SELECT id FROM person WHERE external_id = 'other')"
    " WHERE reason = 'open'",
    "dispute " },
  { "UPDATE dispute SET revision_id = (SELECT max (id) FROM evaluation_revision) WHERE reason ="
    " 'open'",
    "dispute " },
  { "UPDATE dispute SET evaluation_id = (SELECT min (id) FROM evaluation) WHERE reason = 'open'",
    "dispute " },
  { "UPDATE dispute SET remark = 'Two of two' WHERE reason = 'decided'", "dispute " },
  { "UPDATE dispute SET decided_by = agent_id WHERE reason = 'decided'", "dispute " },
  { "UPDATE dispute SET decided_at = decided_at + 1 WHERE reason = 'decided'", "dispute " },
  { "UPDATE dispute SET decided_revision_id = revision_id WHERE reason = 'decided'", "dispute " },
  { "UPDATE dispute SET state = 0 WHERE reason = 'withdrawn'", "dispute " },
  { "UPDATE dispute SET state = 1 WHERE reason = 'open'", "dispute " },
  { "UPDATE dispute SET state = 3 WHERE reason = 'open'", "dispute " },
  { "UPDATE dispute SET state = 3 WHERE reason = 'decided'", "dispute " },
  { "UPDATE dispute SET state = 0 WHERE reason = 'moved'", "dispute " },
  { "UPDATE dispute SET state = 0 WHERE reason = 'void'", "dispute " },
  { "UPDATE dispute SET state = 1 WHERE reason = 'void'", "dispute " },
  { "PRAGMA foreign_keys = OFF; DELETE FROM dispute WHERE reason = 'withdrawn'", "evaluation " },
  { "UPDATE dispute_answer SET proposed = replace (proposed, 'yes', 'no') WHERE question ="
    " 'greeting'",
    "dispute " },
  { "UPDATE dispute_answer SET reason = 'x' WHERE question = 'farewell'", "dispute " },
  { "UPDATE dispute_answer SET decision = 1 WHERE decision = 0", "dispute " },
  { "UPDATE dispute_answer SET decision = NULL WHERE decision = 0", "dispute " },
  { "UPDATE dispute_answer SET decided = replace (decided, 'true', 'false') WHERE decided IS NOT"
    " NULL",
    "dispute " },
  { "UPDATE dispute_answer SET remark = 'x' WHERE remark = 'Cut off'", "dispute " },
  { "UPDATE dispute_answer SET question = 'parting' WHERE question = 'farewell'", "dispute " },
  { "DELETE FROM dispute_answer WHERE question = 'farewell'", "dispute " },
  { "INSERT INTO dispute_answer SELECT id, 'third', '{}', 'r', NULL, NULL, '' FROM dispute",
    "dispute " },
  { "UPDATE passage SET text = 'The first' WHERE seq = 1", "media " },
  { "UPDATE passage SET name = 'Bob' WHERE seq = 0", "media " },
  { "UPDATE passage SET speaker = 1 - speaker WHERE seq = 2", "media " },
  { "UPDATE passage SET from_us = 1001 WHERE seq = 1", "media " },
  { "UPDATE passage SET to_us = 1500 WHERE seq = 1", "media " },
  { "DELETE FROM passage WHERE seq = 2", "media " },
  { "DELETE FROM passage", "media " },
  { "INSERT INTO passage SELECT media_id, 3, interaction_id, NULL, NULL, 0, '', 'More'"
    " FROM passage WHERE seq = 0",
    "media " },
  { "UPDATE media SET sha256 = NULL WHERE path = ''", "media " },
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
    if (g_str_has_prefix (((AttuneFinding *) g_ptr_array_index (report->findings, i))->place,
                          place))
      return TRUE;
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
        g_error ("%u findings, none at “%s”, after: %s", report->findings->len, damages[i].place,
                 damages[i].sql);
      attune_store_fixture_close (store);
    }
}

/* --- Pins by themselves ------------------------------------------------------------------------------------------- */

static void
take (AttunePins *pins, gint64 writer, const char *verb, GString *seals)
{
  g_autoptr (GBytes) content = seals != NULL ? g_bytes_new (seals->str, seals->len) : NULL;
  AttunePinEvent event = { writer, 50, 5, verb, 10, content };

  attune_pins_take (pins, &event);
}

static void
open_in (AttunePins *pins, gint64 writer, const AttuneSealedDispute *dispute)
{
  g_autoptr (GString) seals = attune_seals_new ();

  attune_seals_add_dispute (seals, dispute);
  take (pins, writer, "open-dispute", seals);
}

/* Clocks of writers do not agree: what one has ended may have been opened after it by another. */
static void
test_writers (void)
{
  g_autoptr (AttunePins) pins = attune_pins_new ();
  AttuneSealedDispute dispute = { .id = 20, .evaluation = 10, .reason = "", .remark = "" };

  g_assert_cmpint (attune_pins_judge_dispute (pins, &dispute, FALSE), ==, ATTUNE_PIN_ABSENT);
  open_in (pins, 1, &dispute);
  g_assert_cmpint (attune_pins_judge_dispute (pins, &dispute, FALSE), ==, ATTUNE_PIN_HOLDS);
  g_assert_cmpint (attune_pins_judge_dispute (pins, &dispute, TRUE), ==, ATTUNE_PIN_DIFFERS);
  take (pins, 2, "move-evaluation", NULL);
  g_assert_cmpint (attune_pins_judge_dispute (pins, &dispute, FALSE), ==, ATTUNE_PIN_HOLDS);
  g_assert_cmpint (attune_pins_judge_dispute (pins, &dispute, TRUE), ==, ATTUNE_PIN_HOLDS);
  take (pins, 1, "void-evaluation", NULL);
  g_assert_cmpint (attune_pins_judge_dispute (pins, &dispute, FALSE), ==, ATTUNE_PIN_DIFFERS);
  g_assert_cmpint (attune_pins_judge_dispute (pins, &dispute, TRUE), ==, ATTUNE_PIN_HOLDS);
}

/* Where contents are missing, nothing can be said of what is not told about. */
static void
test_incomplete (void)
{
  g_autoptr (AttunePins) pins = attune_pins_new ();
  AttuneSealedAcknowledgement said = { .id = 30, .evaluation = 10, .comment = "" };

  g_assert_cmpint (attune_pins_judge_acknowledgement (pins, &said), ==, ATTUNE_PIN_ABSENT);
  attune_pins_mark_incomplete (pins);
  g_assert_cmpint (attune_pins_judge_acknowledgement (pins, &said), ==, ATTUNE_PIN_HOLDS);
}

static void
test_marks (void)
{
  g_autoptr (GString) seals = attune_seals_new ();
  gint64 one = 1;
  gint64 other = 1;

  attune_seals_add_mark (seals, ATTUNE_MARK_FROM, 7, -8);
  g_assert_true (attune_seals_find_mark (seals->str, ATTUNE_MARK_FROM, &one, &other));
  g_assert_cmpint (one, ==, 7);
  g_assert_cmpint (other, ==, -8);
  g_assert_cmpstr (attune_seals_find_text (seals->str), ==, "");
  /* What people write is no mark. */
  attune_seals_add_text (seals, "Words\nrelease 5 0\n\nmore");
  g_assert_false (attune_seals_find_mark (seals->str, ATTUNE_MARK_RELEASE, &one, &other));
  g_assert_cmpstr (attune_seals_find_text (seals->str), ==, "Words\nrelease 5 0\n\nmore");
  g_assert_false (attune_seals_find_mark ("", ATTUNE_MARK_FROM, &one, &other));
  g_assert_cmpstr (attune_seals_find_text (""), ==, "");
}

/* Every field is in the seal. */
static void
test_seals (void)
{
  static const AttuneSealedDisputeAnswer answers[] = {
    { "q", "p", "r", -1, NULL, "" },  { "Q", "p", "r", -1, NULL, "" },
    { "q", "P", "r", -1, NULL, "" },  { "q", "p", "R", -1, NULL, "" },
    { "q", "p", "r", 0, NULL, "" },   { "q", "p", "r", -1, "", "" },
    { "q", "p", "r", -1, NULL, "m" },
  };
  guint8 seals[G_N_ELEMENTS (answers) + 1][ATTUNE_SEAL_SIZE];
  AttuneSealedDispute dispute = { .reason = "", .remark = "" };

  attune_seal_dispute (&dispute, seals[0]);
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      dispute.answers = &answers[i];
      dispute.n_answers = 1;
      attune_seal_dispute (&dispute, seals[i + 1]);
      for (guint j = 0; j <= i; j++)
        g_assert_cmpint (memcmp (seals[i + 1], seals[j], ATTUNE_SEAL_SIZE), !=, 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function) \
  g_test_add ("/store/answering-check/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("sound", test_sound);
  ADD ("damages", test_damages);
#undef ADD
  g_test_add_func ("/store/answering-check/writers", test_writers);
  g_test_add_func ("/store/answering-check/incomplete", test_incomplete);
  g_test_add_func ("/store/answering-check/marks", test_marks);
  g_test_add_func ("/store/answering-check/seals", test_seals);

  return g_test_run ();
}
