/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "AttuneTest"

#include "config.h"

#include "attune-answering.h"
#include "attune-cast.h"
#include "attune-forms.h"
#include "attune-interactions.h"
#include "attune-notes.h"
#include "attune-older.h"
#include "attune-schema.h"
#include "attune-search.h"
#include "attune-self-evaluations.h"
#include "attune-transcripts.h"
#include "attune-upkeep.h"

#include <string.h>

/* What is found, where, by whom, and that every verb keeps it so: the check, run at the end of each test, holds all entries
 * against their texts. */

#define DAY  (24 * G_TIME_SPAN_HOUR)
#define HEAD "{\"format\":\"attune-answers\",\"version\":1,\"form\":\"calls\",\"answers\":{"
#define SAID(said, comment) \
  HEAD "\"greeting\":{\"option\":\"" said "\",\"comment\":\"" comment "\"}}}"
#define FORM                                                                                       \
  "{\"format\":\"attune-form\",\"version\":1,\"id\":\"calls\",\"title\":\"Calls\","                \
  "\"dispute_days\":14,\"sections\":[{\"id\":\"s\",\"title\":\"S\",\"questions\":[{\"id\":"        \
  "\"greeting\",\"type\":\"yes_no\",\"title\":\"Greeting\"},{\"id\":\"why\",\"type\":\"yes_no\","  \
  "\"required\":false,\"title\":\"Why\",\"show_if\":{\"question\":\"greeting\",\"is\":[\"no\"]}}," \
  "{\"id\":\"summary\",\"type\":\"text\",\"required\":false,\"title\":\"Summary\"}]}]}"

typedef struct
{
  AttuneStoreFixture parent;
  gint64 people[N_PEOPLE];
  gint64 form;
  gint64 interaction;
  gint64 evaluation;
} Fixture;

static void
publish (Fixture *self)
{
  AttuneStore *store = self->parent.store;
  g_autoptr (AttuneFormRecord) record = NULL;

  self->form = ATTUNE_CALL_OK (create_form, store, self->parent.manager, FORM);
  record = ATTUNE_CALL_OK (load_form, store, self->parent.manager, self->form);
  ATTUNE_CALL_OK (publish_form, store, self->parent.manager, self->form, record->summary->rev);
}

static gint64
add_contact (Fixture *self, const char *customer, const char *subject, AttuneTranscript *transcript)
{
  g_autoptr (AttuneInteraction) interaction = attune_interaction_new ();
  g_autoptr (GPtrArray) interactions = g_ptr_array_new ();
  g_autoptr (GArray) ids = NULL;

  interaction->started_at = attune_id_source_now (self->parent.ids);
  attune_id_source_set_now (self->parent.ids, interaction->started_at + G_TIME_SPAN_MINUTE);
  g_free (interaction->customer);
  g_free (interaction->subject);
  interaction->customer = g_strdup (customer);
  interaction->subject = g_strdup (subject);
  g_ptr_array_add (interaction->parts, attune_part_new (self->people[AGENT], -1, -1));
  if (transcript != NULL)
    g_ptr_array_add (interaction->media, attune_media_new_text ("text", transcript));
  g_ptr_array_add (interactions, interaction);
  ids = ATTUNE_CALL_OK (add_interactions, self->parent.store, self->parent.manager, interactions);
  return g_array_index (ids, gint64, 0);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  attune_store_fixture_set_up (&self->parent, data);
  attune_cast_add (&self->parent, self->people);
  publish (self);
  self->interaction = add_contact (self, "C-100", "Billing", NULL);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  attune_store_fixture_assert_sound (self->parent.store);
  attune_store_fixture_tear_down (&self->parent, data);
}

static AttuneHits *
search (Fixture *self, guint person, const char *words)
{
  return ATTUNE_CALL_OK (search, self->parent.store, self->people[person], words, 0,
                         ATTUNE_HITS_MAX);
}

static AttuneHit *
get (const AttuneHits *hits, guint index)
{
  return g_ptr_array_index (hits->hits, index);
}

/* The excerpts of all that is found, one a line; a new string. */
static char *
find (Fixture *self, guint person, const char *words)
{
  g_autoptr (AttuneHits) hits = search (self, person, words);
  GString *found = g_string_new (NULL);

  g_assert_false (hits->is_partial);
  for (guint i = 0; i < hits->hits->len; i++)
    g_string_append_printf (found, "%s%s", i > 0 ? "\n" : "", get (hits, i)->excerpt->text);
  return g_string_free (found, FALSE);
}

static void
assert_found (Fixture *self, const char *words, const char *expected)
{
  g_autofree char *found = find (self, ANALYST, words);

  if (g_strcmp0 (found, expected) != 0)
    g_error ("“%s” finds “%s”, not “%s”", words, found, expected);
}

/* --- Words ---------------------------------------------------------------------------------------------------------- */

static void
test_order (Fixture *self, gconstpointer data)
{
  static const char *const subjects[] = { "Saalis on hyvä", "SÄÄ on hyvä", "Saa nähdä", "Sääntö",
                                          "Älä saa" };

  for (guint i = 0; i < G_N_ELEMENTS (subjects); i++)
    add_contact (self, "", subjects[i], NULL);

  /* As it is written, then with other marks, then beginnings; each from the newest on. */
  assert_found (self, "sää", "SÄÄ on hyvä\nÄlä saa\nSaa nähdä\nSääntö\nSaalis on hyvä");
  assert_found (self, "saa", "Älä saa\nSaa nähdä\nSÄÄ on hyvä\nSääntö\nSaalis on hyvä");
  /* Whole words alone in quotation marks. */
  assert_found (self, "\"saa\"", "Älä saa\nSaa nähdä\nSÄÄ on hyvä");
  /* All of them, in whatever order; in quotation marks in that. */
  assert_found (self, "hyva saa", "SÄÄ on hyvä\nSaalis on hyvä");
  assert_found (self, "\"saa on\"", "SÄÄ on hyvä");
  assert_found (self, "\"saa na", "Saa nähdä");
  assert_found (self, "s", "");
  assert_found (self, "sa", "Älä saa\nSääntö\nSaa nähdä\nSÄÄ on hyvä\nSaalis on hyvä");
}

/* Nothing of what is typed is anything but words. */
static void
test_signs (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *typed;
    const char *found;
  } cases[] = {
    { "", "" },
    { "   ", "" },
    { "\"", "" },
    { "* - ( ) : ^", "" },
    { "text:or", "" },
    { "or", "C-7 · x-200 or NOT (near) \"q\" a'b" },
    { "OR NOT", "C-7 · x-200 or NOT (near) \"q\" a'b" },
    { "NOT zebra", "" },
    { "near(x-200, 1)", "" },
    { "(near)", "C-7 · x-200 or NOT (near) \"q\" a'b" },
    { "{text}:or", "" },
    { "x-2*", "C-7 · x-200 or NOT (near) \"q\" a'b" },
    { "^c-7", "C-7 · x-200 or NOT (near) \"q\" a'b" },
    { "a'b", "C-7 · x-200 or NOT (near) \"q\" a'b" },
    { "\"q\"\"or\"", "C-7 · x-200 or NOT (near) \"q\" a'b" },
    { "%", "" },
    { "\xff", "" },
  };

  add_contact (self, "C-7", "x-200 or NOT (near) \"q\" a'b", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_found (self, cases[i].typed, cases[i].found);
}

static void
test_cut (Fixture *self, gconstpointer data)
{
  static const guint wanted[] = { 0, 1, 4, 5, 6 };

  for (guint i = 0; i < 5; i++)
    add_contact (self, "", "zebra", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      g_autoptr (AttuneHits) hits = ATTUNE_CALL_OK (search, self->parent.store,
                                                    self->people[ANALYST], "zeb", 0, wanted[i]);

      g_assert_cmpuint (hits->hits->len, ==, MIN (wanted[i], 5));
      g_assert_true (hits->is_cut == (wanted[i] < 5));
    }
}

/* Each row is asked for by its id, once, however many slices and ways of matching it takes. */
static void
test_many (Fixture *self, gconstpointer data)
{
  AttuneTranscriptBuilder *builder = attune_transcript_builder_new ();
  g_autoptr (AttuneTranscript) transcript = NULL;
  g_autoptr (AttuneHits) hits = NULL;

  for (guint i = 0; i < 5000; i++)
    attune_transcript_builder_add (builder, &(AttunePassage){
                                              (gint64) i * 1000, -1, ATTUNE_SPEAKER_AGENT, "",
                                              i % 50 == 0 ? "harvinainen sää" : "tavallinen saa" });
  transcript = attune_transcript_builder_end (builder);
  ATTUNE_CALL_OK (keep_transcript, self->parent.store, self->people[ANALYST], self->interaction, 0,
                  "long", transcript);

  hits = search (self, ANALYST, "harv saa");
  g_assert_cmpuint (hits->hits->len, ==, 100);
  g_assert_false (hits->is_cut);
  for (guint i = 0; i < hits->hits->len; i++)
    g_assert_cmpint (get (hits, i)->passage, ==, i * 50);
  g_clear_pointer (&hits, attune_hits_free);
  hits = search (self, AGENT, "saa");
  g_assert_cmpuint (hits->hits->len, ==, 0);
  g_assert_false (hits->is_cut);
}

/* --- Places --------------------------------------------------------------------------------------------------------- */

static gint64
begin (Fixture *self, guint person, AttuneEvaluationKind kind)
{
  AttuneEvaluationSpec spec = {
    .interaction = self->interaction, .agent = self->people[AGENT], .form = self->form, .kind = kind
  };

  return ATTUNE_CALL_OK (start_evaluation, self->parent.store, self->people[person], &spec);
}

static gint64
hand_in (Fixture *self, guint person, gint64 id, const char *answers)
{
  gint64 actor = self->people[person];
  gint64 rev = ATTUNE_CALL_OK (save_answers, self->parent.store, actor, id, 1, answers);

  return ATTUNE_CALL_OK (submit, self->parent.store, actor, id, rev);
}

static AttuneNote *
write_note (Fixture *self, guint person, gint64 evaluation, const char *text, gboolean is_shared)
{
  AttuneNote note = { .evaluation = evaluation,
                      .from_us = 5000,
                      .to_us = 6000,
                      .question = (char *) "greeting",
                      .kind = ATTUNE_NOTE_IMPROVE,
                      .is_shared = is_shared,
                      .text = (char *) text };

  return ATTUNE_CALL_OK (save_note, self->parent.store, self->people[person], &note);
}

static AttuneTranscript *
make_transcript (const char *text)
{
  AttuneTranscriptBuilder *builder = attune_transcript_builder_new ();

  attune_transcript_builder_add (builder, &(AttunePassage){ 1000, 2000, ATTUNE_SPEAKER_AGENT, "",
                                                            "Something else" });
  attune_transcript_builder_add (builder,
                                 &(AttunePassage){ 3000, -1, ATTUNE_SPEAKER_CUSTOMER, "", text });
  return attune_transcript_builder_end (builder);
}

static AttuneHits *
find_one (Fixture *self, guint person, const char *word, AttuneEntryKind kind)
{
  AttuneHits *hits = search (self, person, word);

  g_assert_cmpuint (hits->hits->len, ==, 1);
  g_assert_cmpint (get (hits, 0)->kind, ==, kind);
  g_assert_cmpint (get (hits, 0)->interaction, ==, self->interaction);
  g_assert_cmpstr (get (hits, 0)->customer, ==, "C-100");
  g_assert_cmpstr (get (hits, 0)->agents, ==, "agent");
  return hits;
}

static void
dispute (Fixture *self, gint64 rev)
{
  g_autoptr (GPtrArray)
    answers = g_ptr_array_new_with_free_func ((GDestroyNotify) attune_dispute_answer_free);
  g_autoptr (GPtrArray)
    decisions = g_ptr_array_new_with_free_func ((GDestroyNotify) attune_dispute_answer_free);
  AttuneDisputeAnswer *decision;
  gint64 id;

  g_ptr_array_add (answers,
                   attune_dispute_answer_new ("greeting", HEAD "\"greeting\":{\"option\":\"no\"}}}",
                                              "walrus"));
  id = ATTUNE_CALL_OK (open_dispute, self->parent.store, self->people[AGENT], self->evaluation, rev,
                       answers, "otter");
  decision = attune_dispute_answer_new ("greeting", NULL, NULL);
  attune_dispute_answer_decide (decision, ATTUNE_DECISION_KEEP, NULL, "puffin");
  g_ptr_array_add (decisions, decision);
  ATTUNE_CALL_OK (decide_dispute, self->parent.store, self->people[ANALYST], id, 1, decisions,
                  "lemming");
}

static guint
count_of_kinds (Fixture *self, const char *word, guint kinds)
{
  g_autoptr (AttuneHits)
    hits = ATTUNE_CALL_OK (search, self->parent.store, self->people[ANALYST], word, kinds, 10);

  return hits->hits->len;
}

static void
test_places (Fixture *self, gconstpointer data)
{
  g_autoptr (AttuneTranscript) transcript = make_transcript ("The lynx is late");
  gint64 evaluation = begin (self, EVALUATOR, ATTUNE_EVALUATION_ASSESSMENT);
  g_autoptr (AttuneNote) note = write_note (self, EVALUATOR, evaluation, "A heron", TRUE);
  g_autoptr (AttuneHits) contact = NULL;
  g_autoptr (AttuneHits) passage = NULL;
  g_autoptr (AttuneHits) noted = NULL;
  g_autoptr (AttuneHits) comment = NULL;
  g_autoptr (AttuneHits) text = NULL;
  gint64 rev;

  ATTUNE_CALL_OK (keep_transcript, self->parent.store, self->people[ANALYST], self->interaction, 0,
                  "call", transcript);
  rev = hand_in (self, EVALUATOR, evaluation,
                 HEAD "\"greeting\":{\"option\":\"yes\",\"comment\":\"a beaver\"},\"why\":{"
                      "\"option\":\"no\",\"comment\":\"hidden\"},\"summary\":{\"text\":\"Told of"
                      " marmots\",\"comment\":\"and squirrels\"}}}");
  self->evaluation = evaluation;
  ATTUNE_CALL_OK (acknowledge, self->parent.store, self->people[AGENT], evaluation, rev, "badger");
  dispute (self, rev);

  contact = find_one (self, ANALYST, "billing", ATTUNE_ENTRY_INTERACTION);
  g_assert_cmpint (get (contact, 0)->evaluation, ==, 0);
  g_assert_cmpint (get (contact, 0)->from_us, ==, -1);
  g_assert_cmpstr (get (contact, 0)->excerpt->text, ==, "C-100 · Billing");
  passage = find_one (self, ANALYST, "lynx", ATTUNE_ENTRY_PASSAGE);
  g_assert_cmpint (get (passage, 0)->passage, ==, 1);
  g_assert_cmpint (get (passage, 0)->from_us, ==, 3000);
  g_assert_cmpint (get (passage, 0)->speaker, ==, ATTUNE_SPEAKER_CUSTOMER);
  noted = find_one (self, ANALYST, "heron", ATTUNE_ENTRY_NOTE);
  g_assert_cmpint (get (noted, 0)->evaluation, ==, evaluation);
  g_assert_cmpint (get (noted, 0)->note, ==, note->id);
  g_assert_cmpint (get (noted, 0)->note_kind, ==, ATTUNE_NOTE_IMPROVE);
  g_assert_cmpint (get (noted, 0)->from_us, ==, 5000);
  g_assert_cmpint (get (noted, 0)->passage, ==, -1);
  g_assert_cmpstr (get (noted, 0)->author, ==, "evaluator");
  g_assert_cmpstr (get (noted, 0)->question_title, ==, "Greeting");
  g_assert_cmpstr (get (noted, 0)->form_title, ==, "Calls");
  comment = find_one (self, AGENT, "beaver", ATTUNE_ENTRY_COMMENT);
  g_assert_cmpstr (get (comment, 0)->question, ==, "greeting");
  g_assert_cmpstr (get (comment, 0)->question_title, ==, "Greeting");
  g_assert_cmpint (get (comment, 0)->evaluation, ==, evaluation);
  /* An answer that is text is found with the comment on it; what nobody is asked is not. */
  text = find_one (self, AGENT, "marmots squirrels", ATTUNE_ENTRY_COMMENT);
  g_assert_cmpstr (get (text, 0)->question, ==, "summary");
  assert_found (self, "hidden", "");
  g_assert_cmpuint (count_of_kinds (self, "a", 1 << ATTUNE_ENTRY_NOTE), ==, 1);
  g_assert_cmpuint (count_of_kinds (self, "a", 1 << ATTUNE_ENTRY_COMMENT | 1 << ATTUNE_ENTRY_NOTE),
                    ==, 2);
  g_assert_cmpuint (count_of_kinds (self, "a", 1 << ATTUNE_ENTRY_PASSAGE), ==, 0);
  attune_hits_free (find_one (self, AGENT, "badger", ATTUNE_ENTRY_ACKNOWLEDGEMENT));
  attune_hits_free (find_one (self, AGENT, "otter", ATTUNE_ENTRY_DISPUTE));
  attune_hits_free (find_one (self, AGENT, "walrus", ATTUNE_ENTRY_DISPUTE));
  attune_hits_free (find_one (self, AGENT, "lemming", ATTUNE_ENTRY_DECISION));
  attune_hits_free (find_one (self, AGENT, "puffin", ATTUNE_ENTRY_DECISION));
}

/* --- Rights --------------------------------------------------------------------------------------------------------- */

/* Who finds it, a letter each in the order of the people, or a full stop. */
static void
assert_finders (Fixture *self, const char *word, const char *expected)
{
  char finders[N_PEOPLE + 1] = { 0 };

  for (guint i = 0; i < N_PEOPLE; i++)
    {
      g_autofree char *found = find (self, i, word);

      finders[i] = *found != '\0' ? "acCOeAMu"[i] : '.';
    }
  if (strcmp (finders, expected) != 0)
    g_error ("“%s” is found by “%s”, not “%s”", word, finders, expected);
}

static void
test_rights (Fixture *self, gconstpointer data)
{
  g_autoptr (AttuneTranscript) transcript = make_transcript ("The lynx is late");
  g_autoptr (AttuneNote) shared = NULL;
  g_autoptr (AttuneNote) private = NULL;
  g_autoptr (AttuneNote) agents = NULL;
  gint64 evaluation;
  gint64 rev;

  ATTUNE_CALL_OK (keep_transcript, self->parent.store, self->people[ANALYST], self->interaction, 0,
                  "call", transcript);
  assert_finders (self, "billing", "..C.eAM.");
  assert_finders (self, "lynx", "..C.eAM.");

  /* A draft is its evaluator's alone, and its comments nobody's yet. */
  evaluation = begin (self, EVALUATOR, ATTUNE_EVALUATION_ASSESSMENT);
  shared = write_note (self, EVALUATOR, evaluation, "heron", TRUE);
  private = write_note (self, EVALUATOR, evaluation, "stork", FALSE);
  rev = ATTUNE_CALL_OK (save_answers, self->parent.store, self->people[EVALUATOR], evaluation, 1,
                        SAID ("yes", "beaver"));
  assert_finders (self, "billing", "..C.eAM.");
  assert_finders (self, "heron", "....e...");
  assert_finders (self, "stork", "....e...");
  assert_finders (self, "beaver", "........");

  rev = ATTUNE_CALL_OK (submit, self->parent.store, self->people[EVALUATOR], evaluation, rev);
  assert_finders (self, "billing", "a.C.eAM.");
  assert_finders (self, "lynx", "a.C.eAM.");
  assert_finders (self, "heron", "a.C.eAM.");
  assert_finders (self, "stork", "....e...");
  assert_finders (self, "beaver", "a.C.eAM.");
  agents = write_note (self, AGENT, evaluation, "robin", FALSE);
  assert_finders (self, "robin", "a.......");

  self->evaluation = evaluation;
  dispute (self, rev);
  assert_finders (self, "otter", "a.C.eAM.");
  assert_finders (self, "lemming", "a.C.eAM.");

  /* Whoever is nobody, or removed, finds nothing. */
  {
    g_autoptr (AttuneHits)
      hits = ATTUNE_CALL_OK (search, self->parent.store, 404, "billing", 0, 10);

    g_assert_cmpuint (hits->hits->len, ==, 0);
  }
}

static void
ask (Fixture *self)
{
  AttuneSelfRequest request = { self->interaction, self->people[AGENT], self->form,
                                attune_id_source_now (self->parent.ids) + 7 * DAY, "" };

  ATTUNE_CALL_OK (request_self, self->parent.store, self->people[COACH], &request);
}

/* What is blind is in no index, whoever asks: neither the agent's before both are in, nor anything of a calibration. */
static void
assert_unentered (Fixture *self, const char *word)
{
  g_autofree char *sql = g_strdup_printf (
    "SELECT count (*) FROM entry_words WHERE entry_words MATCH '%s'", word);

  g_assert_cmpint (attune_store_fixture_get_int (&self->parent, sql), ==, 0);
}

static void
test_assessment_first (Fixture *self, gconstpointer data)
{
  gint64 assessment;
  gint64 own;
  g_autoptr (AttuneNote) note = NULL;
  g_autoptr (AttuneNote) own_note = NULL;

  ask (self);
  assessment = begin (self, EVALUATOR, ATTUNE_EVALUATION_ASSESSMENT);
  note = write_note (self, EVALUATOR, assessment, "heron", TRUE);
  hand_in (self, EVALUATOR, assessment, SAID ("no", "beaver"));
  /* Released, but not to an agent who owes theirs. */
  assert_finders (self, "beaver", "..C.eAM.");
  assert_finders (self, "heron", "..C.eAM.");

  own = begin (self, AGENT, ATTUNE_EVALUATION_SELF);
  own_note = write_note (self, AGENT, own, "robin", TRUE);
  assert_finders (self, "beaver", "..C.eAM.");
  assert_finders (self, "robin", "........");
  assert_unentered (self, "robin");

  hand_in (self, AGENT, own, SAID ("yes", "marten"));
  assert_finders (self, "beaver", "a.C.eAM.");
  assert_finders (self, "heron", "a.C.eAM.");
  assert_finders (self, "marten", "a.C...M.");
  assert_finders (self, "robin", "a.C...M.");
}

static void
test_own_first (Fixture *self, gconstpointer data)
{
  g_autoptr (AttuneNote) own_note = NULL;
  g_autoptr (AttuneNote) late_note = NULL;
  gint64 assessment;
  gint64 own;

  ask (self);
  own = begin (self, AGENT, ATTUNE_EVALUATION_SELF);
  own_note = write_note (self, AGENT, own, "robin", TRUE);
  hand_in (self, AGENT, own, SAID ("yes", "marten"));
  late_note = write_note (self, AGENT, own, "wren", FALSE);
  assert_finders (self, "marten", "........");
  assert_finders (self, "robin", "........");
  assert_unentered (self, "marten");
  assert_unentered (self, "robin");
  assert_unentered (self, "wren");

  assessment = begin (self, EVALUATOR, ATTUNE_EVALUATION_ASSESSMENT);
  assert_finders (self, "marten", "........");
  hand_in (self, EVALUATOR, assessment, SAID ("no", "beaver"));
  assert_finders (self, "beaver", "a.C.eAM.");
  assert_finders (self, "marten", "a.C...M.");
  assert_finders (self, "robin", "a.C...M.");
  assert_finders (self, "wren", "a.......");
}

/* Its time is over: it is revealed, and to whom it is not yet is so still. */
static void
test_overdue (Fixture *self, gconstpointer data)
{
  gint64 own;

  ask (self);
  own = begin (self, AGENT, ATTUNE_EVALUATION_SELF);
  hand_in (self, AGENT, own, SAID ("yes", "marten"));
  assert_unentered (self, "marten");
  attune_id_source_set_now (self->parent.ids, attune_id_source_now (self->parent.ids) + 8 * DAY);
  ATTUNE_CALL_OK (release_due, self->parent.store, self->people[ANALYST]);
  assert_finders (self, "marten", "a.C...M.");
}

static void
test_calibration (Fixture *self, gconstpointer data)
{
  static const AttuneEvaluationKind kinds[] = { ATTUNE_EVALUATION_CALIBRATION,
                                                ATTUNE_EVALUATION_MASTER };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      gint64 id = begin (self, EVALUATOR, kinds[i]);
      g_autoptr (AttuneNote) note = write_note (self, EVALUATOR, id, "heron", TRUE);

      hand_in (self, EVALUATOR, id, SAID ("no", "beaver"));
      assert_finders (self, "beaver", "........");
      assert_finders (self, "heron", "........");
      assert_unentered (self, "beaver");
      assert_unentered (self, "heron");
    }
}

/* --- What changes --------------------------------------------------------------------------------------------------- */

static void
test_notes (Fixture *self, gconstpointer data)
{
  AttuneStore *store = self->parent.store;
  gint64 evaluation = begin (self, EVALUATOR, ATTUNE_EVALUATION_ASSESSMENT);
  g_autoptr (AttuneNote) note = write_note (self, EVALUATOR, evaluation, "", TRUE);
  static const char *const texts[] = { "heron", "stork", "stork", "", "crane" };
  gint64 actor = self->people[EVALUATOR];
  gint64 rev = 0;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (AttuneNote) saved = NULL;

      g_free (note->text);
      note->text = g_strdup (texts[i]);
      note->from_us += 1;
      saved = ATTUNE_CALL_OK (save_note, store, actor, note);
      rev = note->rev = saved->rev;
      assert_finders (self, "heron", i == 0 ? "....e..." : "........");
      assert_finders (self, "stork", i == 1 || i == 2 ? "....e..." : "........");
      assert_finders (self, "crane", i == 4 ? "....e..." : "........");
    }

  rev = ATTUNE_CALL_OK (remove_note, store, actor, note->id, rev, TRUE);
  assert_finders (self, "crane", "........");
  ATTUNE_CALL_OK (remove_note, store, actor, note->id, rev, FALSE);
  assert_finders (self, "crane", "....e...");
}

static void
test_contact (Fixture *self, gconstpointer data)
{
  AttuneStore *store = self->parent.store;
  gint64 actor = self->people[ANALYST];
  g_autoptr (AttuneInteraction)
    interaction = ATTUNE_CALL_OK (load_interaction, store, actor, self->interaction);
  g_autoptr (AttuneTranscript) first = make_transcript ("lynx");
  g_autoptr (AttuneTranscript) second = make_transcript ("heron");
  gint64 media;
  gint64 other;
  gint64 rev;

  g_free (interaction->subject);
  g_free (interaction->external_id);
  interaction->subject = g_strdup ("Complaint");
  interaction->external_id = g_strdup ("ACD-77");
  rev = ATTUNE_CALL_OK (update_interaction, store, actor, interaction);
  assert_found (self, "billing", "");
  assert_found (self, "complaint", "C-100 · Complaint · ACD-77");
  assert_found (self, "acd-77", "C-100 · Complaint · ACD-77");

  media = ATTUNE_CALL_OK (keep_transcript, store, actor, self->interaction, 0, "1", first);
  assert_found (self, "lynx", "lynx");
  other = ATTUNE_CALL_OK (keep_transcript, store, actor, self->interaction, media, "2", second);
  assert_found (self, "lynx", "");
  assert_found (self, "heron", "heron");
  ATTUNE_CALL_OK (restore_transcript, store, actor, media, 2, other);
  assert_found (self, "lynx", "lynx");
  assert_found (self, "heron", "");

  g_clear_pointer (&interaction, attune_interaction_free);
  interaction = ATTUNE_CALL_OK (load_interaction, store, actor, self->interaction);
  rev = ATTUNE_CALL_OK (remove_interaction, store, actor, self->interaction, interaction->rev,
                        TRUE);
  assert_found (self, "complaint", "");
  assert_found (self, "lynx", "");
  ATTUNE_CALL_OK (remove_interaction, store, actor, self->interaction, rev, FALSE);
  assert_found (self, "complaint", "C-100 · Complaint · ACD-77");
  assert_found (self, "lynx", "lynx");
}

static void
test_revisions (Fixture *self, gconstpointer data)
{
  AttuneStore *store = self->parent.store;
  gint64 evaluation = begin (self, EVALUATOR, ATTUNE_EVALUATION_ASSESSMENT);
  gint64 actor = self->people[EVALUATOR];
  g_autoptr (AttuneNote) note = write_note (self, EVALUATOR, evaluation, "heron", TRUE);
  gint64 rev = hand_in (self, EVALUATOR, evaluation, SAID ("no", "beaver"));

  rev = ATTUNE_CALL_OK (revise, store, actor, evaluation, rev, SAID ("yes", "marten"),
                        ATTUNE_REVISION_CORRECTION, "misheard the weasel");
  assert_found (self, "beaver", "");
  assert_found (self, "marten", "marten");
  assert_found (self, "weasel", "misheard the weasel");
  assert_found (self, "heron", "heron");

  self->interaction = add_contact (self, "C-200", "Other", NULL);
  rev = ATTUNE_CALL_OK (move_evaluation, store, self->people[MANAGER], evaluation, rev,
                        self->interaction, self->people[AGENT], "wrong contact");
  {
    g_autoptr (AttuneHits) hits = search (self, AGENT, "marten");

    g_assert_cmpuint (hits->hits->len, ==, 1);
    g_assert_cmpint (get (hits, 0)->interaction, ==, self->interaction);
  }

  ATTUNE_CALL_OK (void, store, self->people[MANAGER], evaluation, rev, "twice");
  assert_finders (self, "marten", "........");
  assert_finders (self, "heron", "........");
}

/* --- Anew ----------------------------------------------------------------------------------------------------------- */

/* Verbs at random, as many as there is time for. */
static void
run_at_random (Fixture *self, guint n)
{
  static const char *const words[] = { "lynx sää", "heron", "", "Älä — tule", "  ", "😀", "ﬁ ß" };
  AttuneStore *store = self->parent.store;
  gint64 actor = self->people[ANALYST];

  for (guint i = 0; i < n; i++)
    {
      const char *word = words[g_test_rand_int_range (0, G_N_ELEMENTS (words))];
      guint what = (guint) g_test_rand_int_range (0, 5);
      gint64 id;

      self->interaction = add_contact (self, word, words[i % G_N_ELEMENTS (words)], NULL);
      if (what > 0)
        {
          gboolean is_self = g_test_rand_int_range (0, 3) == 0;
          guint person = is_self ? AGENT : EVALUATOR;

          if (is_self)
            ask (self);
          id = begin (self, person,
                      is_self ? ATTUNE_EVALUATION_SELF : ATTUNE_EVALUATION_ASSESSMENT);
          attune_note_free (write_note (self, person, id, word, what % 2 == 0));
          if (what > 1)
            hand_in (self, person, id, i % 2 == 0 ? SAID ("no", "lynx sää") : SAID ("yes", ""));
        }
      if (what > 2)
        {
          g_autoptr (AttuneTranscript) transcript = make_transcript (word);
          g_autoptr (AttuneKeptTranscript)
            kept = ATTUNE_CALL_OK (load_transcript, store, actor, self->interaction);
          gint64 media = ATTUNE_CALL_OK (keep_transcript, store, actor, self->interaction,
                                         kept->media, "t", transcript);

          if (what == 4)
            ATTUNE_CALL_OK (remove_transcript, store, actor, media, 1);
        }
    }
}

static gint64
get_sum (Fixture *self)
{
  return attune_store_fixture_get_int (
    &self->parent, "SELECT sum (length (w.text) * 7 + length (w.folded) * 31 + s.kind"
                   " + (s.subject_id % 9973) * (s.part + 1)) FROM entry AS s JOIN entry_words AS w"
                   " ON w.rowid = s.id");
}

static void
test_anew (Fixture *self, gconstpointer data)
{
  static const char *const damages[] = {
    "DELETE FROM entry_words WHERE rowid = (SELECT max (id) FROM entry)",
    "DELETE FROM entry WHERE id = (SELECT min (id) FROM entry)",
    "UPDATE entry_words SET text = 'other' WHERE rowid = (SELECT min (id) FROM entry)",
    "INSERT INTO entry (kind, subject_id, part, question) VALUES (2, 1, 0, '')",
    "DELETE FROM entry_words_data WHERE id > 10",
  };
  gint64 before;

  run_at_random (self, 12);
  attune_store_fixture_assert_sound (self->parent.store);
  before = get_sum (self);
  for (guint i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_autoptr (AttuneCheckReport) report = NULL;

      attune_store_fixture_execute (&self->parent, damages[i]);
      report = ATTUNE_CALL_OK (check, self->parent.store, NULL, NULL);
      if (report->n_findings == 0)
        g_error ("nothing is found after: %s", damages[i]);
      ATTUNE_CALL_OK (fill_search, self->parent.store, TRUE);
      attune_store_fixture_assert_sound (self->parent.store);
      g_assert_cmpint (get_sum (self), ==, before);
    }
}

/* What an older Attune has written is found once it has been entered, and until then what was written since. */
static void
test_older (Fixture *self, gconstpointer data)
{
  gint64 evaluation = begin (self, EVALUATOR, ATTUNE_EVALUATION_ASSESSMENT);
  g_autoptr (AttuneNote) note = write_note (self, EVALUATOR, evaluation, "gannet", TRUE);
  g_autoptr (AttuneHits) hits = NULL;
  gint64 later;

  hand_in (self, EVALUATOR, evaluation, SAID ("no", "beaver"));
  run_at_random (self, 5);
  /* The store takes its ids along. */
  later = attune_id_source_now (self->parent.ids) + DAY;
  attune_store_fixture_close (self->parent.store);
  attune_older_make (self->parent.path, ATTUNE_SCHEMA_VERSION, 4);
  {
    AttuneStoreOptions options = { attune_id_source_new_seeded (2, later), 7 };

    self->parent.ids = options.ids;
    self->parent.store = attune_store_fixture_open (self->parent.path, &options);
  }

  hits = search (self, ANALYST, "gannet");
  g_assert_true (hits->is_partial);
  g_assert_cmpuint (hits->hits->len, ==, 0);
  attune_store_fixture_assert_sound (self->parent.store);
  /* A verb between: its own row is not entered twice. */
  g_free (note->text);
  note->text = g_strdup ("stork");
  attune_note_free (ATTUNE_CALL_OK (save_note, self->parent.store, self->people[EVALUATOR], note));
  g_assert_cmpint (ATTUNE_CALL_OK (fill_search, self->parent.store, FALSE), >, 0);
  assert_found (self, "stork", "stork");
  assert_found (self, "gannet", "");
  assert_found (self, "beaver", "beaver");
  assert_found (self, "billing", "C-100 · Billing");
  g_assert_cmpint (ATTUNE_CALL_OK (fill_search, self->parent.store, FALSE), ==, 0);
}

#define ADD(name, function) \
  g_test_add ("/store/search/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("order", test_order);
  ADD ("signs", test_signs);
  ADD ("cut", test_cut);
  ADD ("many", test_many);
  ADD ("places", test_places);
  ADD ("rights", test_rights);
  ADD ("assessment-first", test_assessment_first);
  ADD ("own-first", test_own_first);
  ADD ("overdue", test_overdue);
  ADD ("calibration", test_calibration);
  ADD ("notes", test_notes);
  ADD ("contact", test_contact);
  ADD ("revisions", test_revisions);
  ADD ("anew", test_anew);
  ADD ("older", test_older);

  return g_test_run ();
}
