/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "AttuneTest"

#include "config.h"

#include "attune-evaluations.h"
#include "attune-notes.h"
#include "attune-speaker.h"
#include "attune-store-fixture.h"
#include "attune-transcripts.h"

#include <string.h>

typedef struct
{
  AttuneStoreFixture store;
  gint64 analyst;
  gint64 coach;
  gint64 other_coach;
  gint64 agent;
  gint64 call;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  gint64 team;

  attune_store_fixture_set_up (&self->store, data);
  self->analyst = attune_store_fixture_add_person (&self->store, "Ana", ATTUNE_ROLE_ANALYST, 0);
  self->coach = attune_store_fixture_add_person (&self->store, "coach", ATTUNE_ROLE_COACH, 0);
  self->other_coach = attune_store_fixture_add_person (&self->store, "other", ATTUNE_ROLE_COACH, 0);
  team = attune_store_fixture_add_team (&self->store, "North", self->coach);
  self->agent = attune_store_fixture_add_person (&self->store, "Mika", ATTUNE_ROLE_AGENT, team);
  self->call = attune_store_fixture_add_call (&self->store, self->agent, 1000);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  attune_store_fixture_tear_down (&self->store, data);
}

static AttuneTranscript *
make (guint n_passages, const char *text)
{
  AttuneTranscriptBuilder *builder = attune_transcript_builder_new ();

  for (guint i = 0; i < n_passages; i++)
    attune_transcript_builder_add (builder,
                                   &(AttunePassage){ i == 0 ? -1 : (gint64) i * 1000,
                                                     i % 2 == 0 ? -1 : (gint64) i * 1000 + 7,
                                                     (AttuneSpeaker) (i % 3), i > 1 ? "Näyte" : "",
                                                     text });
  return attune_transcript_builder_end (builder);
}

static AttuneKeptTranscript *
load (Fixture *self, gint64 actor)
{
  return ATTUNE_CALL_OK (load_transcript, self->store.store, actor, self->call);
}

/* In place of what is there. */
static gint64
keep (Fixture *self, gint64 actor, const char *name, AttuneTranscript *transcript)
{
  g_autoptr (AttuneKeptTranscript) before = load (self, actor);

  return ATTUNE_CALL_OK (keep_transcript, self->store.store, actor, self->call, before->media, name,
                         transcript);
}

static void
test_none (Fixture *self, gconstpointer data)
{
  g_autoptr (AttuneKeptTranscript) kept = load (self, self->analyst);
  g_autoptr (AttuneTranscript) empty = make (0, "");

  g_assert_cmpint (kept->media, ==, 0);
  g_assert_null (kept->transcript);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_INVALID, keep_transcript, self->store.store, self->analyst,
                     self->call, 0, "nothing.vtt", empty);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_NOT_FOUND, load_transcript, self->store.store,
                     self->analyst, 404);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_NOT_FOUND, remove_transcript, self->store.store,
                     self->analyst, 404, 1);
}

static void
test_keep (Fixture *self, gconstpointer data)
{
  static const guint sizes[] = { 1, 2, 400, 401, 2049, 5000 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (AttuneTranscript) transcript = make (sizes[i], "“Hyvää” & ‘päivää’\nit's; --");
      gint64 media = keep (self, self->analyst, "päivä.vtt", transcript);
      g_autoptr (AttuneKeptTranscript) kept = load (self, self->analyst);
      g_autoptr (AttuneInteraction) interaction = NULL;

      g_assert_cmpint (kept->media, ==, media);
      g_assert_cmpstr (kept->name, ==, "päivä.vtt");
      g_assert_true (attune_transcript_equal (kept->transcript, transcript));
      interaction = ATTUNE_CALL_OK (load_interaction, self->store.store, self->analyst, self->call);
      g_assert_cmpuint (interaction->media->len, ==, 1);
      g_assert_cmpstr (((AttuneMedia *) g_ptr_array_index (interaction->media, 0))->path, ==, "");
      g_assert_cmpint (interaction->rev, ==, 2 + i);
    }
  g_assert_cmpint (attune_store_fixture_get_int (
                     &self->store, "SELECT count (*) FROM event WHERE verb = 'keep-transcript'"),
                   ==, G_N_ELEMENTS (sizes));
  /* The trail tells texts apart, and says none of them. */
  g_assert_cmpint (
    attune_store_fixture_get_int (&self->store, "SELECT count (*) FROM event_content"
                                                " WHERE instr (content, CAST ('Hyv' AS BLOB)) > 0"),
    ==, 0);
  g_assert_cmpint (attune_store_fixture_get_int (
                     &self->store, "SELECT count (*) FROM entry_words WHERE folded LIKE '%hyvaa%'"),
                   ==, 1 + 2 + 400 + 401 + 2049 + 5000);
}

static void
test_rights (Fixture *self, gconstpointer data)
{
  AttuneStore *store = self->store.store;
  g_autoptr (AttuneTranscript) transcript = make (3, "text");
  g_autoptr (AttuneKeptTranscript) kept = NULL;
  gint64 media;

  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_DENIED, keep_transcript, store, self->agent, self->call, 0,
                     "a", transcript);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_NOT_FOUND, keep_transcript, store, self->other_coach,
                     self->call, 0, "a", transcript);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_DENIED, keep_transcript, store, 0, self->call, 0, "a",
                     transcript);
  g_assert_cmpint (attune_store_fixture_get_int (&self->store, "SELECT count (*) FROM passage"), ==,
                   0);

  media = keep (self, self->coach, "a", transcript);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_NOT_FOUND, load_transcript, store, self->agent, self->call);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_NOT_FOUND, load_transcript, store, self->other_coach,
                     self->call);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_NOT_FOUND, load_transcript, store, 0, self->call);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_DENIED, remove_transcript, store, self->agent, media, 1);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_NOT_FOUND, remove_transcript, store, self->other_coach,
                     media, 1);
  kept = load (self, self->store.manager);
  g_assert_cmpint (kept->media, ==, media);
}

static void
test_remove (Fixture *self, gconstpointer data)
{
  AttuneStore *store = self->store.store;
  g_autoptr (AttuneTranscript) one = make (3, "one");
  g_autoptr (AttuneTranscript) two = make (2, "two");
  gint64 first = keep (self, self->analyst, "one", one);
  gint64 second = keep (self, self->analyst, "two", two);
  g_autoptr (AttuneKeptTranscript) kept = load (self, self->analyst);
  g_autoptr (AttuneKeptTranscript) none = NULL;
  g_autoptr (AttuneKeptTranscript) back = NULL;

  g_assert_cmpint (kept->media, ==, second);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_CONFLICT, remove_transcript, store, self->analyst, second,
                     kept->rev + 1);
  g_assert_cmpint (ATTUNE_CALL_OK (remove_transcript, store, self->analyst, second, kept->rev), ==,
                   kept->rev + 1);
  none = load (self, self->analyst);
  g_assert_cmpint (none->media, ==, 0);

  /* The one that was replaced comes back, its rev raised by that. */
  g_assert_cmpint (ATTUNE_CALL_OK (restore_transcript, store, self->analyst, first, 2, 0), ==, 3);
  back = load (self, self->analyst);
  g_assert_cmpint (back->media, ==, first);
  g_assert_true (attune_transcript_equal (back->transcript, one));
}

/* Nobody's text goes without having been seen: by a new one, an old one, or by its removal. */
static void
test_seen (Fixture *self, gconstpointer data)
{
  AttuneStore *store = self->store.store;
  g_autoptr (AttuneTranscript) text = make (3, "text");
  gint64 first = keep (self, self->analyst, "one", text);
  gint64 second = keep (self, self->analyst, "two", text);
  gint64 third = keep (self, self->coach, "three", text);
  g_autoptr (AttuneKeptTranscript) kept = NULL;

  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_CONFLICT, keep_transcript, store, self->analyst, self->call,
                     second, "four", text);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_CONFLICT, keep_transcript, store, self->analyst, self->call,
                     0, "four", text);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_CONFLICT, restore_transcript, store, self->analyst, first,
                     2, second);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_CONFLICT, restore_transcript, store, self->analyst, first,
                     2, 0);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_CONFLICT, remove_transcript, store, self->analyst, second,
                     1);
  g_assert_cmpint (attune_store_fixture_get_int (&self->store, "SELECT count (*) FROM passage"), ==,
                   9);
  kept = load (self, self->analyst);
  g_assert_cmpint (kept->media, ==, third);
  ATTUNE_CALL_OK (restore_transcript, store, self->analyst, first, 2, third);
}

/* Who speaks can be said of a text that is noted: it is the same text, under the same id. */
static void
test_speakers (Fixture *self, gconstpointer data)
{
  AttuneStore *store = self->store.store;
  g_autoptr (AttuneTranscript) transcript = make (5, "text");
  gint64 media = keep (self, self->analyst, "a", transcript);
  g_autoptr (AttuneTranscript) known = attune_transcript_with_agent (transcript, "Näyte");
  g_autoptr (AttuneTranscript) short_one = make (4, "text");
  g_autoptr (AttuneKeptTranscript) kept = NULL;
  AttuneEvaluationSpec spec = { .interaction = self->call,
                                .agent = self->agent,
                                .form = attune_store_fixture_add_form (&self->store, "f") };
  AttuneNote note = { .evaluation = ATTUNE_CALL_OK (start_evaluation, store, self->analyst, &spec),
                      .from_us = -1,
                      .to_us = -1,
                      .text = (char *) "",
                      .is_on_text = TRUE,
                      .text_media = media,
                      .stretch = { 0, 0, 0, 2 } };

  attune_note_free (ATTUNE_CALL_OK (save_note, store, self->analyst, &note));
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_DENIED, keep_speakers, store, self->agent, media, 1, known);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_NOT_FOUND, keep_speakers, store, self->analyst, 404, 1,
                     known);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_CONFLICT, keep_speakers, store, self->analyst, media, 2,
                     known);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_CONFLICT, keep_speakers, store, self->analyst, media, 1,
                     short_one);
  g_assert_cmpint (ATTUNE_CALL_OK (keep_speakers, store, self->analyst, media, 1, known), ==, 2);
  kept = load (self, self->analyst);
  g_assert_cmpint (kept->media, ==, media);
  g_assert_true (attune_transcript_equal (kept->transcript, known));
  g_assert_false (attune_transcript_equal (kept->transcript, transcript));
  attune_store_fixture_assert_sound (store);
}

static void
test_noted (Fixture *self, gconstpointer data)
{
  AttuneStore *store = self->store.store;
  g_autoptr (AttuneTranscript) transcript = make (3, "text");
  gint64 media = keep (self, self->analyst, "a", transcript);
  AttuneEvaluationSpec spec = { .interaction = self->call,
                                .agent = self->agent,
                                .form = attune_store_fixture_add_form (&self->store, "f") };
  gint64 evaluation = ATTUNE_CALL_OK (start_evaluation, store, self->analyst, &spec);
  g_autofree char *note = g_strdup_printf (
    "INSERT INTO note (id, rev, evaluation_id, author_id, kind, is_shared, text, created_at,"
    " passage_from, passage_to, character_from, character_to) VALUES (1, 1, %" G_GINT64_FORMAT
    ", %" G_GINT64_FORMAT ", 0, 1, '', 0, 0, 0, 0, 4)",
    evaluation, self->analyst);

  attune_store_fixture_execute (&self->store, note);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_INVALID, keep_transcript, store, self->analyst, self->call,
                     media, "b", transcript);
  /* Of what is refused, nothing is there. */
  g_assert_cmpint (attune_store_fixture_get_int (&self->store, "SELECT count (*) FROM passage"), ==,
                   3);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_INVALID, remove_transcript, store, self->analyst, media, 1);
  attune_store_fixture_execute (&self->store, "UPDATE note SET removed_at = 1");
  g_assert_cmpint (keep (self, self->analyst, "b", transcript), !=, media);
}

/* A note on words has them as they were selected, and only words that are there. */
static void
test_note (Fixture *self, gconstpointer data)
{
  static const struct
  {
    AttuneStretch stretch;
    gboolean is_there;
  } cases[] = {
    { { 0, 0, 0, 4 }, TRUE },  { { 0, 2, 3, 1 }, TRUE },  { { 2, 2, 0, 5 }, FALSE },
    { { 0, 3, 0, 1 }, FALSE }, { { 1, 0, 0, 1 }, FALSE }, { { 0, 0, 2, 2 }, FALSE },
    { { 0, 1, 4, 1 }, FALSE }, { { 0, 1, 0, 0 }, FALSE },
  };
  AttuneStore *store = self->store.store;
  g_autoptr (AttuneTranscript) transcript = make (3, "text");
  AttuneEvaluationSpec spec = { .interaction = self->call,
                                .agent = self->agent,
                                .form = attune_store_fixture_add_form (&self->store, "f") };
  gint64 evaluation = ATTUNE_CALL_OK (start_evaluation, store, self->analyst, &spec);

  gint64 media = keep (self, self->analyst, "a", transcript);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      AttuneNote note = { .evaluation = evaluation,
                          .from_us = -1,
                          .to_us = -1,
                          .text = (char *) "On words",
                          .is_on_text = TRUE,
                          .text_media = media,
                          .stretch = cases[i].stretch };
      g_autoptr (AttuneNote) saved = NULL;

      g_test_message ("%u", i);
      if (!cases[i].is_there)
        {
          ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_INVALID, save_note, store, self->analyst, &note);
          continue;
        }
      saved = ATTUNE_CALL_OK (save_note, store, self->analyst, &note);
      g_assert_true (saved->is_on_text);
      g_assert_cmpint (memcmp (&saved->stretch, &cases[i].stretch, sizeof saved->stretch), ==, 0);
      /* Its words stay as it is written anew. */
      saved->is_on_text = FALSE;
      attune_note_free (ATTUNE_CALL_OK (save_note, store, self->analyst, saved));
    }
  g_assert_cmpint (attune_store_fixture_get_int (
                     &self->store, "SELECT count (*) FROM note WHERE passage_from = 0 AND rev = 2"),
                   ==, 2);
}

/* A chat comes with its text at once. */
static void
test_add (Fixture *self, gconstpointer data)
{
  g_autoptr (AttuneInteraction) chat = attune_interaction_new ();
  g_autoptr (AttuneTranscript) transcript = make (4, "message");
  g_autoptr (GPtrArray) interactions = g_ptr_array_new ();
  g_autoptr (AttuneInteraction) loaded = NULL;
  g_autoptr (AttuneKeptTranscript) kept = NULL;
  g_autoptr (GArray) ids = NULL;

  chat->channel = ATTUNE_CHANNEL_CHAT;
  g_ptr_array_add (chat->parts, attune_part_new (self->agent, -1, -1));
  g_ptr_array_add (chat->media, attune_media_new_text ("Chat", transcript));
  g_ptr_array_add (interactions, chat);
  ids = ATTUNE_CALL_OK (add_interactions, self->store.store, self->analyst, interactions);
  self->call = g_array_index (ids, gint64, 0);
  kept = load (self, self->analyst);
  g_assert_cmpstr (kept->name, ==, "Chat");
  g_assert_true (attune_transcript_equal (kept->transcript, transcript));

  /* Whoever changes something else of the contact leaves the text as it is. */
  loaded = ATTUNE_CALL_OK (load_interaction, self->store.store, self->analyst, self->call);
  g_free (loaded->subject);
  loaded->subject = g_strdup ("Changed");
  ATTUNE_CALL_OK (update_interaction, self->store.store, self->analyst, loaded);
  g_clear_pointer (&kept, attune_kept_transcript_free);
  kept = load (self, self->analyst);
  g_assert_true (attune_transcript_equal (kept->transcript, transcript));
  /* Who still sees the contact as it was before its text came has to look again. */
  keep (self, self->analyst, "New", transcript);
  loaded->rev++;
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_CONFLICT, update_interaction, self->store.store,
                     self->analyst, loaded);
}

/* A note begun on one text is not saved on another, and one that was removed comes back only onto its own. */
static void
test_other_text (Fixture *self, gconstpointer data)
{
  AttuneStore *store = self->store.store;
  g_autoptr (AttuneTranscript) transcript = make (3, "text");
  gint64 first = keep (self, self->analyst, "a", transcript);
  gint64 second;
  AttuneEvaluationSpec spec = { .interaction = self->call,
                                .agent = self->agent,
                                .form = attune_store_fixture_add_form (&self->store, "f") };
  AttuneNote note = { .evaluation = ATTUNE_CALL_OK (start_evaluation, store, self->analyst, &spec),
                      .from_us = -1,
                      .to_us = -1,
                      .text = (char *) "On words",
                      .is_on_text = TRUE,
                      .text_media = first,
                      .stretch = { 0, 0, 0, 4 } };
  g_autoptr (AttuneNote) saved = ATTUNE_CALL_OK (save_note, store, self->analyst, &note);

  g_assert_cmpint (saved->text_media, ==, first);
  ATTUNE_CALL_OK (remove_note, store, self->analyst, saved->id, 1, TRUE);
  second = keep (self, self->analyst, "b", transcript);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_INVALID, save_note, store, self->analyst, &note);
  note.text_media = 0;
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_INVALID, save_note, store, self->analyst, &note);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_INVALID, remove_note, store, self->analyst, saved->id, 2,
                     FALSE);
  ATTUNE_CALL_OK (restore_transcript, store, self->analyst, first, 2, second);
  ATTUNE_CALL_OK (remove_note, store, self->analyst, saved->id, 2, FALSE);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*run) (Fixture *self, gconstpointer data);
  } tests[] = {
    { "/store/transcripts/none", test_none },
    { "/store/transcripts/keep", test_keep },
    { "/store/transcripts/rights", test_rights },
    { "/store/transcripts/remove", test_remove },
    { "/store/transcripts/noted", test_noted },
    { "/store/transcripts/note", test_note },
    { "/store/transcripts/add", test_add },
    { "/store/transcripts/seen", test_seen },
    { "/store/transcripts/speakers", test_speakers },
    { "/store/transcripts/other-text", test_other_text },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, Fixture, NULL, set_up, tests[i].run, tear_down);
  return g_test_run ();
}
