/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-await.h"
#include "attune-draft.h"
#include "attune-evaluate-sample.h"
#include "attune-note-book.h"
#include "attune-test-support.h"

static AttuneDraft *
open_draft (AttuneEvaluateSample *sample)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  AttuneDraft *draft;

  attune_draft_open_async (sample->store.store, sample->sample.analyst, sample->evaluation, NULL,
                           attune_await_cb, &result);
  draft = attune_draft_open_finish (attune_await (&result), &error);
  g_assert_no_error (error);
  return draft;
}

static void
answer (AttuneDraft *draft, guint question, guint option)
{
  AttuneSheet *sheet = attune_draft_get_sheet (draft);
  g_autoptr (AttuneAnswers)
    answers = attune_answers_with_option (attune_sheet_get_answers (sheet), question, option);

  attune_sheet_edit (sheet, answers);
}

static guint
get_option (AttuneDraft *draft, guint question)
{
  const AttuneAnswer *given = attune_answers_get (attune_sheet_get_answers (
                                                    attune_draft_get_sheet (draft)),
                                                  question);

  return given->n_options == 1 ? given->options[0] : ATTUNE_FORM_NONE;
}

static gboolean
is_saved (gpointer data)
{
  return attune_draft_get_status (data) == ATTUNE_DRAFT_SAVED;
}

static gboolean
is_in_conflict (gpointer data)
{
  return attune_draft_get_status (data) == ATTUNE_DRAFT_CONFLICT &&
         attune_draft_count_differing (data) > 0;
}

static void
set_up (AttuneEvaluateSample *sample, gconstpointer data)
{
  attune_evaluate_sample_set_up (sample, NULL, "calls");
}

static void
tear_down (AttuneEvaluateSample *sample, gconstpointer data)
{
  attune_evaluate_sample_tear_down (sample);
}

static void
test_save (AttuneEvaluateSample *sample, gconstpointer data)
{
  AttuneDraft *draft = open_draft (sample);
  AttuneDraft *again;
  gint64 before = attune_draft_get_evaluation (draft)->row->rev;

  /* A burst is few saves, and the last one is the newest. */
  for (guint i = 0; i < 51; i++)
    answer (draft, 0, i % 2);
  g_assert_cmpint (attune_draft_get_status (draft), ==, ATTUNE_DRAFT_SAVING);
  attune_evaluate_sample_wait (is_saved, draft);
  again = open_draft (sample);
  g_assert_cmpuint (get_option (again, 0), ==, 0);
  g_assert_cmpint (attune_draft_get_evaluation (again)->row->rev - before, <=, 4);

  attune_sample_settle (20);
  g_assert_finalize_object (draft);
  g_assert_finalize_object (again);
}

/* Whoever leaves does not wait: what is newer than the save under way is sent after it. */
static void
test_flush (AttuneEvaluateSample *sample, gconstpointer data)
{
  AttuneDraft *draft = open_draft (sample);
  AttuneDraft *again;

  answer (draft, 0, 0);
  answer (draft, 0, 1);
  answer (draft, 3, 0);
  attune_draft_set_place (draft, 3, 41 * G_USEC_PER_SEC);
  attune_draft_flush (draft);
  g_object_unref (draft);
  again = open_draft (sample);
  g_assert_cmpuint (get_option (again, 0), ==, 1);
  g_assert_cmpuint (get_option (again, 3), ==, 0);
  g_assert_cmpint (attune_draft_get_evaluation (again)->place_us, ==, 41 * G_USEC_PER_SEC);
  g_assert_cmpstr (
    attune_draft_get_evaluation (again)->place_question, ==,
    attune_form_get_question (attune_sheet_get_form (attune_draft_get_sheet (again)), 3)->id);
  attune_sample_settle (50);
  g_assert_finalize_object (again);
}

/* Whoever stays after all, as in Switch Person, goes on, and is saved as before. */
static void
test_flush_and_stay (AttuneEvaluateSample *sample, gconstpointer data)
{
  AttuneDraft *draft = open_draft (sample);
  AttuneDraft *again;

  answer (draft, 0, 0);
  answer (draft, 0, 1);
  attune_draft_flush (draft);
  answer (draft, 4, 0);
  attune_evaluate_sample_wait (is_saved, draft);
  answer (draft, 3, 0);
  attune_evaluate_sample_wait (is_saved, draft);
  again = open_draft (sample);
  g_assert_cmpuint (get_option (again, 0), ==, 1);
  g_assert_cmpuint (get_option (again, 3), ==, 0);
  g_assert_cmpuint (get_option (again, 4), ==, 0);
  attune_sample_settle (50);
  g_assert_finalize_object (draft);
  g_assert_finalize_object (again);
}

/* From now on answers to the first question are kept only where `question` is answered too; never with
 * ATTUNE_FORM_NONE. The store runs no triggers, but an index has to be kept up. */
static void
refuse_answers (AttuneEvaluateSample *sample, AttuneDraft *draft, guint question)
{
  AttuneForm *form = attune_sheet_get_form (attune_draft_get_sheet (draft));
  g_autofree char *sql = g_strdup_printf (
    "CREATE INDEX fault ON evaluation_revision (CASE WHEN instr (answers, '\"%s\"') > 0"
    " AND instr (answers, '\"%s\"') = 0 THEN abs (-9223372036854775807 - (answers > '')) END)",
    attune_form_get_question (form, 0)->id,
    question != ATTUNE_FORM_NONE ? attune_form_get_question (form, question)->id : "?");

  attune_store_fixture_execute (&sample->store, sql);
}

static gboolean
is_gone (gpointer data)
{
  return *(gpointer *) data == NULL;
}

/* What was sent after a save that failed goes again, though nobody is there any more. */
static void
test_flush_after_failure (AttuneEvaluateSample *sample, gconstpointer data)
{
  AttuneDraft *draft = open_draft (sample);
  gpointer saver = attune_draft_get_saver (draft);
  AttuneDraft *again;

  refuse_answers (sample, draft, 3);
  answer (draft, 0, 1);
  answer (draft, 3, 0);
  attune_draft_flush (draft);
  g_object_add_weak_pointer (saver, &saver);
  g_object_unref (draft);
  attune_evaluate_sample_wait (is_gone, &saver);
  again = open_draft (sample);
  g_assert_cmpuint (get_option (again, 0), ==, 1);
  g_assert_cmpuint (get_option (again, 3), ==, 0);
  attune_sample_settle (50);
  g_assert_finalize_object (again);
}

static gboolean
has_failed (gpointer data)
{
  return attune_draft_get_status (data) == ATTUNE_DRAFT_FAILED;
}

/* A fault that lasts is told, and tried again until it is over. */
static void
test_flush_until_kept (AttuneEvaluateSample *sample, gconstpointer data)
{
  AttuneDraft *draft = open_draft (sample);
  gpointer saver = attune_draft_get_saver (draft);
  AttuneDraft *again;

  refuse_answers (sample, draft, ATTUNE_FORM_NONE);
  answer (draft, 0, 0);
  answer (draft, 0, 1);
  attune_draft_flush (draft);
  attune_evaluate_sample_wait (has_failed, draft);
  g_assert_nonnull (attune_draft_get_message (draft));
  attune_sample_settle (100);
  g_object_add_weak_pointer (saver, &saver);
  g_object_unref (draft);
  attune_sample_settle (50);
  g_assert_nonnull (saver);
  attune_store_fixture_execute (&sample->store, "DROP INDEX fault");
  attune_evaluate_sample_wait (is_gone, &saver);
  again = open_draft (sample);
  g_assert_cmpuint (get_option (again, 0), ==, 1);
  attune_sample_settle (50);
  g_assert_finalize_object (again);
}

/* Somebody else saved exactly once: what whoever leaves sends behind the save under way goes over it no more than that one
 * does. What was answered waits for the next time. */
static void
test_flush_over_another (AttuneEvaluateSample *sample, gconstpointer data)
{
  AttuneDraft *mine = open_draft (sample);
  AttuneDraft *theirs = open_draft (sample);
  AttuneDraft *again;

  answer (theirs, 0, 1);
  attune_evaluate_sample_wait (is_saved, theirs);
  answer (mine, 3, 1);
  answer (mine, 3, 0);
  attune_draft_flush (mine);
  g_object_unref (mine);
  again = open_draft (sample);
  g_assert_cmpuint (get_option (again, 0), ==, 1);
  g_assert_cmpuint (get_option (again, 3), ==, ATTUNE_FORM_NONE);
  g_assert_nonnull (attune_draft_get_aside (again));
  g_assert_cmpuint (attune_answers_get (attune_draft_get_aside (again), 3)->options[0], ==, 0);
  attune_sample_settle (50);
  g_assert_finalize_object (again);
  g_assert_finalize_object (theirs);
}

static void
make_conflict (AttuneEvaluateSample *sample, AttuneDraft **out_mine, AttuneDraft **out_theirs)
{
  *out_mine = open_draft (sample);
  *out_theirs = open_draft (sample);
  answer (*out_theirs, 0, 1);
  answer (*out_theirs, 3, 1);
  attune_evaluate_sample_wait (is_saved, *out_theirs);
  answer (*out_mine, 0, 0);
  attune_evaluate_sample_wait (is_in_conflict, *out_mine);
}

static void
test_keep_mine (AttuneEvaluateSample *sample, gconstpointer data)
{
  AttuneDraft *mine, *theirs, *again;

  make_conflict (sample, &mine, &theirs);
  g_assert_cmpuint (attune_draft_count_differing (mine), ==, 2);
  /* What is answered meanwhile waits with the rest. */
  answer (mine, 4, 0);
  g_assert_cmpint (attune_draft_get_status (mine), ==, ATTUNE_DRAFT_CONFLICT);
  attune_draft_keep_mine (mine);
  attune_evaluate_sample_wait (is_saved, mine);
  again = open_draft (sample);
  g_assert_cmpuint (get_option (again, 0), ==, 0);
  g_assert_cmpuint (get_option (again, 4), ==, 0);
  attune_sample_settle (50);
  g_assert_finalize_object (mine);
  g_assert_finalize_object (theirs);
  g_assert_finalize_object (again);
}

/* Left in the middle of a conflict: the newest answers wait for the next time, to be brought back or discarded. */
static void
test_leave_in_conflict (AttuneEvaluateSample *sample, gconstpointer data)
{
  AttuneDraft *mine, *theirs, *again;
  g_autoptr (AttuneAnswers) aside = NULL;
  guint question;

  make_conflict (sample, &mine, &theirs);
  answer (mine, 4, 0);
  attune_draft_flush (mine);
  g_object_unref (mine);
  again = open_draft (sample);
  aside = attune_answers_ref (attune_draft_get_aside (again));
  g_assert_cmpuint (attune_answers_get (aside, 0)->options[0], ==, 0);
  g_assert_cmpuint (attune_answers_get (aside, 4)->options[0], ==, 0);

  attune_draft_set_aside (again, NULL);
  g_assert_null (attune_draft_get_aside (again));
  attune_draft_set_aside (again, aside);
  attune_draft_bring_back (again);
  g_assert_null (attune_draft_get_aside (again));
  g_assert_cmpuint (get_option (again, 4), ==, 0);
  attune_evaluate_sample_wait (is_saved, again);
  g_assert_true (attune_sheet_undo (attune_draft_get_sheet (again), &question));
  g_assert_cmpuint (get_option (again, 0), ==, 1);
  attune_evaluate_sample_wait (is_saved, again);
  attune_sample_settle (50);
  g_assert_finalize_object (again);
  again = open_draft (sample);
  g_assert_null (attune_draft_get_aside (again));
  g_assert_finalize_object (again);
  g_assert_finalize_object (theirs);
}

static void
test_take_theirs (AttuneEvaluateSample *sample, gconstpointer data)
{
  AttuneDraft *mine, *theirs;
  guint question;

  make_conflict (sample, &mine, &theirs);
  attune_draft_take_theirs (mine);
  g_assert_cmpint (attune_draft_get_status (mine), ==, ATTUNE_DRAFT_SAVED);
  g_assert_cmpuint (get_option (mine, 0), ==, 1);
  g_assert_cmpuint (get_option (mine, 3), ==, 1);

  /* What was here is not lost: undoing puts it over theirs, and there it is saved. */
  g_assert_true (attune_sheet_undo (attune_draft_get_sheet (mine), &question));
  g_assert_cmpuint (get_option (mine, 0), ==, 0);
  attune_evaluate_sample_wait (is_saved, mine);
  g_assert_true (attune_sheet_redo (attune_draft_get_sheet (mine), &question));
  attune_evaluate_sample_wait (is_saved, mine);
  g_assert_cmpuint (get_option (mine, 0), ==, 1);

  /* It goes on from there. */
  answer (mine, 0, 0);
  attune_evaluate_sample_wait (is_saved, mine);
  attune_sample_settle (50);
  g_assert_finalize_object (mine);
  g_assert_finalize_object (theirs);
}

static gboolean
is_second_option (gpointer data)
{
  return get_option (data, 0) == 1;
}

/* Without unsaved changes here, what was done elsewhere is simply shown. */
static void
test_refresh (AttuneEvaluateSample *sample, gconstpointer data)
{
  AttuneDraft *mine = open_draft (sample);
  AttuneDraft *theirs = open_draft (sample);

  answer (theirs, 0, 1);
  attune_evaluate_sample_wait (is_saved, theirs);
  attune_draft_check (mine);
  attune_draft_check (mine);
  attune_evaluate_sample_wait (is_second_option, mine);
  g_assert_cmpint (attune_draft_get_status (mine), ==, ATTUNE_DRAFT_SAVED);
  attune_sample_settle (50);
  g_assert_finalize_object (mine);
  g_assert_finalize_object (theirs);
}

static gboolean
submit (AttuneDraft *draft, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  attune_draft_submit_async (draft, NULL, attune_await_cb, &result);
  return attune_draft_act_finish (draft, attune_await (&result), error);
}

/* Answers whatever is missing, as well as it can be. */
static void
answer_all (AttuneDraft *draft)
{
  AttuneSheet *sheet = attune_draft_get_sheet (draft);
  guint question;

  while ((question = attune_sheet_state_find_missing (attune_sheet_get_state (sheet),
                                                      ATTUNE_FORM_NONE)) != ATTUNE_FORM_NONE)
    {
      AttuneAnswers *now = attune_sheet_get_answers (sheet);
      const AttuneFormQuestion *asked = attune_form_get_question (attune_sheet_get_form (sheet),
                                                                  question);
      guint first = 0;
      g_autoptr (AttuneAnswers)
        next = (attune_answers_get_state (now, question) & ATTUNE_STATE_COMMENT_MISSING) != 0
                 ? attune_answers_with_comment (now, question, "Because")
               : asked->type == ATTUNE_QUESTION_TEXT
                 ? attune_answers_with_text (now, question, "Words")
               : asked->type == ATTUNE_QUESTION_DATE
                 ? attune_answers_with_date (now, question, "2026-01-02", NULL)
               : asked->type == ATTUNE_QUESTION_NUMBER
                 ? attune_answers_with_number (now, question, 0, NULL)
               : asked->type == ATTUNE_QUESTION_CHECKLIST
                 ? attune_answers_with_options (now, question, &first, 1)
                 : attune_answers_with_option (now, question, 0);

      g_assert_nonnull (next);
      attune_sheet_edit (sheet, next);
    }
}

static void
test_submit (AttuneEvaluateSample *sample, gconstpointer data)
{
  AttuneDraft *draft = open_draft (sample);
  g_autoptr (GError) error = NULL;

  /* Incomplete: the store refuses and names what is missing. */
  answer (draft, 0, 0);
  g_assert_false (submit (draft, &error));
  g_assert_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_INVALID);
  g_clear_error (&error);

  /* What is unsaved when it is submitted is part of it. */
  answer_all (draft);
  g_assert_true (submit (draft, &error));
  g_assert_no_error (error);
  g_assert_cmpint (attune_draft_get_status (draft), ==, ATTUNE_DRAFT_READ_ONLY);
  g_assert_false (
    attune_sheet_state_get_can_edit (attune_sheet_get_state (attune_draft_get_sheet (draft))));
  g_assert_cmpint (attune_draft_get_evaluation (draft)->row->state, !=,
                   ATTUNE_EVALUATION_STATE_DRAFT);
  g_assert_false (submit (draft, &error));
  attune_sample_settle (50);
  g_assert_finalize_object (draft);
}

/* While what is there instead is on its way, a submission is refused like one before it: it neither hangs nor happens
 * later by itself. */
static void
test_submit_in_conflict (AttuneEvaluateSample *sample, gconstpointer data)
{
  AttuneDraft *mine = open_draft (sample);
  AttuneDraft *theirs = open_draft (sample);
  g_autoptr (GError) error = NULL;

  answer (theirs, 0, 1);
  attune_evaluate_sample_wait (is_saved, theirs);
  answer (mine, 0, 0);
  for (guint i = 0; i < 3; i++)
    {
      g_assert_false (submit (mine, &error));
      g_assert_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_CONFLICT);
      g_clear_error (&error);
    }
  attune_evaluate_sample_wait (is_in_conflict, mine);
  attune_sample_settle (50);
  g_assert_finalize_object (mine);
  g_assert_finalize_object (theirs);
}

#define HIDE_ANSWERS "ALTER TABLE evaluation_revision RENAME TO hidden"
#define SHOW_ANSWERS "ALTER TABLE hidden RENAME TO evaluation_revision"

/* A look in passing that fails says nothing of what is only read. */
static void
test_check_read_only (AttuneEvaluateSample *sample, gconstpointer data)
{
  AttuneDraft *draft = open_draft (sample);
  g_autoptr (GError) error = NULL;

  answer_all (draft);
  g_assert_true (submit (draft, &error));
  attune_store_fixture_execute (&sample->store, HIDE_ANSWERS);
  attune_draft_check (draft);
  attune_sample_settle (800);
  g_assert_cmpint (attune_draft_get_status (draft), ==, ATTUNE_DRAFT_READ_ONLY);
  attune_store_fixture_execute (&sample->store, SHOW_ANSWERS);
  g_assert_finalize_object (draft);
}

static gboolean
is_stale (gpointer data)
{
  return attune_draft_get_status (data) == ATTUNE_DRAFT_STALE;
}

static gboolean
is_read_only (gpointer data)
{
  return attune_draft_get_status (data) == ATTUNE_DRAFT_READ_ONLY;
}

#define HIDE_MEDIA "ALTER TABLE media RENAME TO hidden"
#define SHOW_MEDIA "ALTER TABLE hidden RENAME TO media"

/* What the store did is done, also where it cannot be read then: nothing is done again, and it is shown as soon as it can
 * be read. */
static void
test_submit_unread (AttuneEvaluateSample *sample, gconstpointer data)
{
  AttuneDraft *draft = open_draft (sample);
  g_autoptr (GError) error = NULL;

  answer_all (draft);
  attune_evaluate_sample_wait (is_saved, draft);
  attune_store_fixture_execute (&sample->store, HIDE_MEDIA);
  g_assert_true (submit (draft, &error));
  g_assert_no_error (error);
  g_assert_true (is_stale (draft));
  g_assert_nonnull (attune_draft_get_message (draft));
  g_assert_false (
    attune_sheet_state_get_can_edit (attune_sheet_get_state (attune_draft_get_sheet (draft))));
  g_assert_false (submit (draft, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PENDING);
  attune_draft_retry (draft);
  attune_sample_settle (100);
  g_assert_true (is_stale (draft));

  attune_store_fixture_execute (&sample->store, SHOW_MEDIA);
  attune_draft_retry (draft);
  attune_evaluate_sample_wait (is_read_only, draft);
  g_assert_null (attune_draft_get_message (draft));
  g_assert_cmpint (attune_draft_get_evaluation (draft)->row->state, !=,
                   ATTUNE_EVALUATION_STATE_DRAFT);
  g_assert_cmpuint (attune_draft_get_evaluation (draft)->revisions->len, ==, 1);
  attune_sample_settle (50);
  g_assert_finalize_object (draft);
}

/* One at a time: a second is refused, and so is what is answered meanwhile. */
static void
test_submit_twice (AttuneEvaluateSample *sample, gconstpointer data)
{
  AttuneDraft *draft = open_draft (sample);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  guint before;

  answer_all (draft);
  before = get_option (draft, 0);
  attune_draft_submit_async (draft, NULL, attune_await_cb, &result);
  g_assert_false (submit (draft, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PENDING);
  answer (draft, 0, before == 0 ? 1 : 0);
  g_assert_cmpuint (get_option (draft, 0), ==, before);
  g_assert_true (attune_draft_act_finish (draft, attune_await (&result), NULL));
  g_assert_null (attune_draft_get_aside (draft));
  g_clear_object (&result);
  attune_sample_settle (50);
  g_assert_finalize_object (draft);
}

/* Submitted elsewhere while something here was unsaved. */
static gboolean
is_overtaken (gpointer data)
{
  return attune_draft_get_status (data) == ATTUNE_DRAFT_OVERTAKEN;
}

static void
test_overtaken (AttuneEvaluateSample *sample, gconstpointer data)
{
  AttuneDraft *mine, *theirs = open_draft (sample);
  g_autoptr (GError) error = NULL;

  answer_all (theirs);
  attune_evaluate_sample_wait (is_saved, theirs);
  mine = open_draft (sample);
  g_assert_true (submit (theirs, &error));
  answer (mine, 0, 1);
  attune_evaluate_sample_wait (is_overtaken, mine);
  g_assert_cmpuint (attune_draft_count_differing (mine), >=, 1);
  attune_draft_take_theirs (mine);
  g_assert_cmpint (attune_draft_get_status (mine), ==, ATTUNE_DRAFT_READ_ONLY);
  g_assert_cmpuint (get_option (mine, 0), ==, 0);
  attune_sample_settle (50);
  g_assert_finalize_object (mine);

  /* What was answered here is kept, until it is discarded. */
  mine = open_draft (sample);
  g_assert_cmpuint (get_option (mine, 0), ==, 0);
  g_assert_cmpuint (attune_answers_get (attune_draft_get_aside (mine), 0)->options[0], ==, 1);
  attune_draft_bring_back (mine);
  g_assert_cmpuint (get_option (mine, 0), ==, 0);
  g_assert_nonnull (attune_draft_get_aside (mine));
  attune_draft_set_aside (mine, NULL);
  g_assert_finalize_object (mine);
  mine = open_draft (sample);
  g_assert_null (attune_draft_get_aside (mine));
  g_assert_finalize_object (mine);
  g_assert_finalize_object (theirs);
}

static gboolean
has_one_note (gpointer data)
{
  return attune_note_book_get_notes (data)->len == 1;
}

static gboolean
has_no_note (gpointer data)
{
  return attune_note_book_get_notes (data)->len == 0;
}

static void
test_notes (AttuneEvaluateSample *sample, gconstpointer data)
{
  AttuneNoteBook *book = attune_note_book_new (sample->context, sample->evaluation);
  AttuneNote note = {
    .from_us = 5, .to_us = 5, .kind = ATTUNE_NOTE_PRAISE, .is_shared = TRUE, .text = (char *) "Warm"
  };
  g_autoptr (AttuneNote) edited = NULL;
  gint64 id;

  attune_note_book_save (book, &note);
  attune_evaluate_sample_wait (has_one_note, book);
  edited = attune_note_copy (g_ptr_array_index (attune_note_book_get_notes (book), 0));
  id = edited->id;
  g_assert_true (attune_note_book_may_edit (book, edited));

  attune_note_book_remove (book, id);
  attune_evaluate_sample_wait (has_no_note, book);
  attune_note_book_restore (book, id);
  attune_evaluate_sample_wait (has_one_note, book);
  attune_note_book_load (book);
  attune_sample_settle (100);
  g_assert_cmpstr (attune_note_book_find (book, id)->text, ==, "Warm");
  g_assert_finalize_object (book);
}

/* From now on no note can be written. */
static void
refuse_notes (AttuneEvaluateSample *sample)
{
  attune_store_fixture_execute (&sample->store,
                                "CREATE INDEX fault ON note (CASE WHEN instr (text, 'lost') > 0"
                                " THEN abs (-9223372036854775807 - (text > '')) END)");
}

static void
accept_notes (AttuneEvaluateSample *sample)
{
  attune_store_fixture_execute (&sample->store, "DROP INDEX fault");
}

static void
told_cb (char **out_told, const char *heading)
{
  g_free (*out_told);
  *out_told = g_strdup (heading);
}

static const AttuneNote *
get_first (AttuneNoteBook *book)
{
  return g_ptr_array_index (attune_note_book_get_notes (book), 0);
}

static gboolean
is_all_saved (gpointer data)
{
  return has_one_note (data) && get_first (data)->id > 0 &&
         attune_note_book_is_saved (data, get_first (data)->id);
}

static gboolean
is_unsaved (gpointer data)
{
  return has_one_note (data) && !attune_note_book_is_saved (data, get_first (data)->id);
}

static const AttuneNote lost = { .from_us = 5,
                                 .to_us = 5,
                                 .kind = ATTUNE_NOTE_PRAISE,
                                 .text = (char *) "Not lost" };

/* A note that cannot be saved stays, is told, and goes when it can. */
static void
test_new_note_kept (AttuneEvaluateSample *sample, gconstpointer data)
{
  AttuneNoteBook *book = attune_note_book_new (sample->context, sample->evaluation);
  g_autofree char *told = NULL;

  g_signal_connect_swapped (sample->context, "told", G_CALLBACK (told_cb), &told);
  refuse_notes (sample);
  attune_note_book_save (book, &lost);
  attune_evaluate_sample_wait (is_unsaved, book);
  g_assert_cmpstr (get_first (book)->text, ==, "Not lost");
  g_assert_cmpint (get_first (book)->from_us, ==, 5);
  g_assert_nonnull (told);

  /* Reading them again does not end it. */
  attune_note_book_load (book);
  attune_sample_settle (100);
  g_assert_true (is_unsaved (book));

  accept_notes (sample);
  attune_note_book_retry (book, get_first (book)->id);
  attune_evaluate_sample_wait (is_all_saved, book);
  g_assert_cmpint (attune_store_fixture_get_int (&sample->store,
                                                 "SELECT count (*) FROM note WHERE from_us = 5"),
                   ==, 1);
  g_signal_handlers_disconnect_by_data (sample->context, &told);
  attune_sample_settle (50);
  g_assert_finalize_object (book);
}

/* Likewise what an edit could not change, which can be removed and brought back as well. */
static void
test_edited_note_kept (AttuneEvaluateSample *sample, gconstpointer data)
{
  AttuneNoteBook *book = attune_note_book_new (sample->context, sample->evaluation);
  AttuneNote note = lost;
  g_autoptr (AttuneNote) edited = NULL;
  gint64 id;

  note.text = (char *) "Warm";
  attune_note_book_save (book, &note);
  attune_evaluate_sample_wait (is_all_saved, book);
  id = get_first (book)->id;
  refuse_notes (sample);
  edited = attune_note_copy (get_first (book));
  g_free (edited->text);
  edited->text = g_strdup ("Not lost");
  attune_note_book_save (book, edited);
  attune_evaluate_sample_wait (is_unsaved, book);
  g_assert_cmpstr (get_first (book)->text, ==, "Not lost");

  attune_note_book_remove (book, id);
  attune_evaluate_sample_wait (has_no_note, book);
  attune_note_book_restore (book, id);
  attune_evaluate_sample_wait (is_unsaved, book);
  g_assert_cmpstr (get_first (book)->text, ==, "Not lost");

  /* And is tried again by itself. */
  accept_notes (sample);
  attune_evaluate_sample_wait (is_all_saved, book);
  g_assert_cmpstr (get_first (book)->text, ==, "Not lost");
  attune_sample_settle (50);
  g_assert_finalize_object (book);
}

/* Nobody holds the book any more, and the note is saved all the same. */
static void
test_note_left (AttuneEvaluateSample *sample, gconstpointer data)
{
  gpointer book = attune_note_book_new (sample->context, sample->evaluation);
  g_autofree char *told = NULL;

  g_signal_connect_swapped (sample->context, "told", G_CALLBACK (told_cb), &told);
  refuse_notes (sample);
  attune_note_book_save (book, &lost);
  g_object_add_weak_pointer (book, &book);
  g_object_unref (book);
  attune_sample_settle (500);
  g_assert_nonnull (told);
  g_assert_nonnull (book);
  accept_notes (sample);
  attune_evaluate_sample_wait (is_gone, &book);
  g_assert_cmpint (attune_store_fixture_get_int (&sample->store,
                                                 "SELECT count (*) FROM note WHERE from_us = 5"),
                   ==, 1);
  g_signal_handlers_disconnect_by_data (sample->context, &told);
}

/* A new note that is not saved can be taken away, and brought back. */
static void
test_unsaved_removed (AttuneEvaluateSample *sample, gconstpointer data)
{
  AttuneNoteBook *book = attune_note_book_new (sample->context, sample->evaluation);
  gint64 id;

  refuse_notes (sample);
  attune_note_book_save (book, &lost);
  attune_evaluate_sample_wait (is_unsaved, book);
  id = get_first (book)->id;
  attune_note_book_remove (book, id);
  g_assert_true (has_no_note (book));
  accept_notes (sample);
  attune_note_book_restore (book, id);
  attune_evaluate_sample_wait (is_all_saved, book);
  attune_sample_settle (50);
  g_assert_finalize_object (book);
}

#define ADD(path, test) g_test_add (path, AttuneEvaluateSample, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/evaluate/draft/save", test_save);
  ADD ("/evaluate/draft/flush", test_flush);
  ADD ("/evaluate/draft/flush-and-stay", test_flush_and_stay);
  ADD ("/evaluate/draft/flush-after-failure", test_flush_after_failure);
  ADD ("/evaluate/draft/flush-until-kept", test_flush_until_kept);
  ADD ("/evaluate/draft/flush-over-another", test_flush_over_another);
  ADD ("/evaluate/draft/keep-mine", test_keep_mine);
  ADD ("/evaluate/draft/leave-in-conflict", test_leave_in_conflict);
  ADD ("/evaluate/draft/take-theirs", test_take_theirs);
  ADD ("/evaluate/draft/refresh", test_refresh);
  ADD ("/evaluate/draft/submit", test_submit);
  ADD ("/evaluate/draft/submit-unread", test_submit_unread);
  ADD ("/evaluate/draft/submit-twice", test_submit_twice);
  ADD ("/evaluate/draft/submit-in-conflict", test_submit_in_conflict);
  ADD ("/evaluate/draft/check-read-only", test_check_read_only);
  ADD ("/evaluate/draft/overtaken", test_overtaken);
  ADD ("/evaluate/notes", test_notes);
  ADD ("/evaluate/notes/new-kept", test_new_note_kept);
  ADD ("/evaluate/notes/edited-kept", test_edited_note_kept);
  ADD ("/evaluate/notes/left", test_note_left);
  ADD ("/evaluate/notes/unsaved-removed", test_unsaved_removed);

  return g_test_run ();
}
