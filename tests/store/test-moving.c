/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-answering-sample.h"
#include "attune-notes.h"
#include "attune-search.h"
#include "attune-transcripts.h"
#include "attune-waiting.h"

/* An evaluation of the wrong agent, or the wrong contact, goes to whom it is about. */

typedef AttuneAnsweringSample Fixture;

/* It goes to whom it is about, with its figures, and leaves nothing behind. */
static void
test_moving (Fixture *self, gconstpointer data)
{
  AttuneStore *store = self->parent.store;
  gint64 now = attune_id_source_now (self->parent.ids);
  gint64 other = attune_store_fixture_add_call (&self->parent, self->people[COLLEAGUE], now);
  gint64 id;
  g_autoptr (AttuneDispute) dropped = NULL;
  g_autoptr (AttuneEvaluation) moved = NULL;
  g_autoptr (AttuneAnswering) answering = NULL;

  ATTUNE_CALL_OK (acknowledge, store, self->people[AGENT], self->evaluation, self->rev, "Thanks");
  id = attune_answering_sample_dispute (self);
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_DENIED, move_evaluation, store, self->people[EVALUATOR],
                     self->evaluation, self->rev, other, self->people[COLLEAGUE], "mixed up");
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_DENIED, move_evaluation, store, self->people[ANALYST],
                     self->evaluation, self->rev, other, self->people[COLLEAGUE], "mixed up");
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_DENIED, move_evaluation, store, self->people[MANAGER],
                     self->evaluation, self->rev, other, self->people[AGENT], "mixed up");
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_INVALID, move_evaluation, store, self->people[MANAGER],
                     self->evaluation, self->rev, other, self->people[COLLEAGUE], " ");
  ATTUNE_CALL_OK (move_evaluation, store, self->people[MANAGER], self->evaluation, self->rev, other,
                  self->people[COLLEAGUE], "mixed up");
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_CONFLICT, move_evaluation, store, self->people[MANAGER],
                     self->evaluation, self->rev, other, self->people[COLLEAGUE], "mixed up");

  dropped = ATTUNE_CALL_OK (load_dispute, store, self->people[MANAGER], id);
  g_assert_cmpint (dropped->state, ==, ATTUNE_DISPUTE_DROPPED);
  g_assert_null (ATTUNE_CALL (load_evaluation, store, NULL, self->people[AGENT], self->evaluation));
  moved = attune_answering_sample_load (self, COLLEAGUE);
  g_assert_cmpint (moved->row->agent, ==, self->people[COLLEAGUE]);
  g_assert_cmpint (moved->row->interaction, ==, other);
  g_assert_false (moved->row->has_dispute);
  answering = attune_answering_sample_load_answering (self, COLLEAGUE);
  g_assert_true (answering->can_dispute && answering->can_acknowledge);
  g_assert_null (answering->dispute);
  g_assert_cmpint (attune_answering_sample_get_mean (self), ==, 6000);
}

static guint
count_hits (Fixture *self, guint person, const char *words)
{
  g_autoptr (AttuneHits)
    hits = ATTUNE_CALL_OK (search, self->parent.store, self->people[person], words, 0, 9);

  return hits->hits->len;
}

/* Each agent whom it is about answers for themself, and once; the next does not find what the former has said. */
static void
test_acknowledging_moved (Fixture *self, gconstpointer data)
{
  AttuneStore *store = self->parent.store;
  gint64 now = attune_id_source_now (self->parent.ids);
  gint64 other = attune_store_fixture_add_call (&self->parent, self->people[COLLEAGUE], now);
  g_autoptr (AttuneEvaluation) first = attune_answering_sample_load (self, AGENT);
  g_autoptr (AttuneAnswering) answering = NULL;
  g_autoptr (AttuneAnswering) back = NULL;
  g_autoptr (GPtrArray) waiting = NULL;
  gint64 rev;

  ATTUNE_CALL_OK (acknowledge, store, self->people[AGENT], self->evaluation, self->rev, "Thanks");
  rev = ATTUNE_CALL_OK (move_evaluation, store, self->people[MANAGER], self->evaluation, self->rev,
                        other, self->people[COLLEAGUE], "mixed up");
  ATTUNE_CALL_OK (acknowledge, store, self->people[COLLEAGUE], self->evaluation, rev, "Seen");
  ATTUNE_CALL_FAILS (ATTUNE_STORE_ERROR_EXISTS, acknowledge, store, self->people[COLLEAGUE],
                     self->evaluation, rev, "Seen");
  waiting = ATTUNE_CALL_OK (list_waiting, store, self->people[COLLEAGUE],
                            ATTUNE_WAITING_BIT (ATTUNE_WAITING_ACKNOWLEDGEMENTS));
  g_assert_cmpuint (waiting->len, ==, 0);
  answering = attune_answering_sample_load_answering (self, MANAGER);
  g_assert_cmpuint (answering->acknowledgements->len, ==, 2);
  g_assert_cmpuint (count_hits (self, COLLEAGUE, "thanks"), ==, 0);
  g_assert_cmpuint (count_hits (self, COLLEAGUE, "seen"), ==, 1);
  g_assert_cmpuint (count_hits (self, COACH, "thanks"), ==, 1);

  ATTUNE_CALL_OK (move_evaluation, store, self->people[MANAGER], self->evaluation, rev,
                  first->row->interaction, self->people[AGENT], "not mixed up");
  back = attune_answering_sample_load_answering (self, AGENT);
  g_assert_false (back->can_acknowledge);
  g_assert_cmpint (back->acknowledged_at, !=, 0);
  g_assert_cmpuint (back->acknowledgements->len, ==, 1);
}

static void
add_note (Fixture *self, guint person, gint64 text_media, const char *text)
{
  gboolean is_on_text = text_media != 0;
  AttuneNote note = { .evaluation = self->evaluation,
                      .from_us = is_on_text ? -1 : 5 * G_TIME_SPAN_SECOND,
                      .to_us = is_on_text ? -1 : 6 * G_TIME_SPAN_SECOND,
                      .is_shared = TRUE,
                      .text = (char *) text,
                      .is_on_text = is_on_text,
                      .text_media = text_media,
                      .stretch = { 0, 0, 0, 2 } };

  attune_note_free (ATTUNE_CALL_OK (save_note, self->parent.store, self->people[person], &note));
}

static gint64
add_text (Fixture *self, gint64 interaction, const char *words)
{
  AttuneTranscriptBuilder *builder = attune_transcript_builder_new ();
  AttunePassage passage = { -1, -1, ATTUNE_SPEAKER_AGENT, "Ann", words };
  g_autoptr (AttuneTranscript) transcript = NULL;

  attune_transcript_builder_add (builder, &passage);
  transcript = attune_transcript_builder_end (builder);
  return ATTUNE_CALL_OK (keep_transcript, self->parent.store, self->people[ANALYST], interaction, 0,
                         "t", transcript);
}

/* A recording whose bytes have that sum. */
static void
add_recording (Fixture *self, gint64 interaction, const char *sum)
{
  g_autofree char *sql = g_strdup_printf (
    "INSERT INTO media (id, rev, interaction_id, kind, path, name, is_copied, sha256)"
    " SELECT %" G_GINT64_FORMAT " + 1000, 1, %" G_GINT64_FORMAT ", 0, '/a', 'a', 0, %s",
    interaction, interaction, sum);

  attune_store_fixture_execute (&self->parent, sql);
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* "what it is on: text" of each that the person sees, in order. */
static char *
list_notes (Fixture *self, guint person)
{
  g_autoptr (GPtrArray)
    notes = ATTUNE_CALL_OK (list_notes, self->parent.store, self->people[person], self->evaluation);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < notes->len; i++)
    {
      const AttuneNote *note = g_ptr_array_index (notes, i);
      const char *place = note->is_on_text ? "words" : note->from_us >= 0 ? "time" : "whole";

      g_ptr_array_add (texts, g_strdup_printf ("%s: %s", place, note->text));
    }
  g_ptr_array_sort (texts, compare_texts);
  g_ptr_array_add (texts, NULL);
  return g_strjoinv (", ", (char **) texts->pdata);
}

/* Its notes go along, but none onto a second or a word of another conversation; and what the one agent said is not for the
 * next. */
static void
test_moving_notes (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *sums[2];
    const char *words[2];
    const char *notes;
  } cases[] = {
    { { NULL, NULL }, { "Hello", NULL }, "time: late, whole: warm" },
    { { "x'01'", NULL }, { "Hello", "Hello" }, "whole: late, words: warm" },
    { { "x'01'", "x'02'" }, { "Hello", "Hullo" }, "whole: late, whole: warm" },
    { { "x'01'", "x'01'" }, { "Hello", "Hello" }, "time: late, words: warm" },
    { { "NULL", "NULL" }, { "Hello", "Hello" }, "whole: late, words: warm" },
  };
  AttuneStore *store = self->parent.store;
  gint64 now = attune_id_source_now (self->parent.ids);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (AttuneEvaluation) first = NULL;
      g_autofree char *seen = NULL;
      g_autofree char *all = NULL;
      gint64 other = attune_store_fixture_add_call (&self->parent, self->people[COLLEAGUE], now);
      gint64 contacts[2] = { 0, other };
      gint64 texts[2] = { 0, 0 };

      g_test_message ("case %u", i);
      if (i > 0)
        self->evaluation = attune_answering_sample_evaluate (self, &self->rev);
      first = attune_answering_sample_load (self, AGENT);
      contacts[0] = first->row->interaction;
      for (guint j = 0; j < 2; j++)
        {
          if (cases[i].sums[j] != NULL)
            add_recording (self, contacts[j], cases[i].sums[j]);
          if (cases[i].words[j] != NULL)
            texts[j] = add_text (self, contacts[j], cases[i].words[j]);
        }
      add_note (self, EVALUATOR, 0, "late");
      add_note (self, EVALUATOR, texts[0], "warm");
      add_note (self, AGENT, 0, "my child was ill");
      ATTUNE_CALL_OK (move_evaluation, store, self->people[MANAGER], self->evaluation, self->rev,
                      other, self->people[COLLEAGUE], "mixed up");
      seen = list_notes (self, COLLEAGUE);
      g_assert_cmpstr (seen, ==, cases[i].notes);
      all = list_notes (self, COACH);
      g_assert_nonnull (strstr (all, "my child was ill"));
    }
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*run) (Fixture *self, gconstpointer data);
  } tests[] = {
    { "/store/moving/all", test_moving },
    { "/store/moving/acknowledged", test_acknowledging_moved },
    { "/store/moving/notes", test_moving_notes },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, Fixture, NULL, attune_answering_sample_set_up, tests[i].run,
                attune_answering_sample_tear_down);
  return g_test_run ();
}
