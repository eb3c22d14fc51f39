/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-await.h"
#include "attune-draft-sample.h"

static gboolean
is_in_conflict (gpointer data)
{
  return attune_draft_get_status (data) == ATTUNE_DRAFT_CONFLICT &&
         attune_draft_count_differing (data) > 0;
}

static void
make_conflict (AttuneEvaluateSample *sample, AttuneDraft **out_mine, AttuneDraft **out_theirs)
{
  *out_mine = attune_draft_sample_open (sample);
  *out_theirs = attune_draft_sample_open (sample);
  attune_draft_sample_answer (*out_theirs, 0, 1);
  attune_draft_sample_answer (*out_theirs, 3, 1);
  attune_evaluate_sample_wait (attune_draft_sample_is_saved, *out_theirs);
  attune_draft_sample_answer (*out_mine, 0, 0);
  attune_evaluate_sample_wait (is_in_conflict, *out_mine);
}

static void
test_keep_mine (AttuneEvaluateSample *sample, gconstpointer data)
{
  AttuneDraft *mine, *theirs, *again;

  make_conflict (sample, &mine, &theirs);
  g_assert_cmpuint (attune_draft_count_differing (mine), ==, 2);
  /* What is answered meanwhile waits with the rest. */
  attune_draft_sample_answer (mine, 4, 0);
  g_assert_cmpint (attune_draft_get_status (mine), ==, ATTUNE_DRAFT_CONFLICT);
  attune_draft_keep_mine (mine);
  attune_evaluate_sample_wait (attune_draft_sample_is_saved, mine);
  again = attune_draft_sample_open (sample);
  g_assert_cmpuint (attune_draft_sample_get_option (again, 0), ==, 0);
  g_assert_cmpuint (attune_draft_sample_get_option (again, 4), ==, 0);
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
  attune_draft_sample_answer (mine, 4, 0);
  attune_draft_flush (mine);
  g_object_unref (mine);
  again = attune_draft_sample_open (sample);
  aside = attune_answers_ref (attune_draft_get_aside (again));
  g_assert_cmpuint (attune_answers_get (aside, 0)->options[0], ==, 0);
  g_assert_cmpuint (attune_answers_get (aside, 4)->options[0], ==, 0);

  attune_draft_set_aside (again, NULL);
  g_assert_null (attune_draft_get_aside (again));
  attune_draft_set_aside (again, aside);
  attune_draft_bring_back (again);
  g_assert_null (attune_draft_get_aside (again));
  g_assert_cmpuint (attune_draft_sample_get_option (again, 4), ==, 0);
  attune_evaluate_sample_wait (attune_draft_sample_is_saved, again);
  g_assert_true (attune_sheet_undo (attune_draft_get_sheet (again), &question));
  g_assert_cmpuint (attune_draft_sample_get_option (again, 0), ==, 1);
  attune_evaluate_sample_wait (attune_draft_sample_is_saved, again);
  attune_sample_settle (50);
  g_assert_finalize_object (again);
  again = attune_draft_sample_open (sample);
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
  g_assert_cmpuint (attune_draft_sample_get_option (mine, 0), ==, 1);
  g_assert_cmpuint (attune_draft_sample_get_option (mine, 3), ==, 1);

  /* What was here is not lost: undoing puts it over theirs, and there it is saved. */
  g_assert_true (attune_sheet_undo (attune_draft_get_sheet (mine), &question));
  g_assert_cmpuint (attune_draft_sample_get_option (mine, 0), ==, 0);
  attune_evaluate_sample_wait (attune_draft_sample_is_saved, mine);
  g_assert_true (attune_sheet_redo (attune_draft_get_sheet (mine), &question));
  attune_evaluate_sample_wait (attune_draft_sample_is_saved, mine);
  g_assert_cmpuint (attune_draft_sample_get_option (mine, 0), ==, 1);

  /* It goes on from there. */
  attune_draft_sample_answer (mine, 0, 0);
  attune_evaluate_sample_wait (attune_draft_sample_is_saved, mine);
  attune_sample_settle (50);
  g_assert_finalize_object (mine);
  g_assert_finalize_object (theirs);
}

static gboolean
is_second_option (gpointer data)
{
  return attune_draft_sample_get_option (data, 0) == 1;
}

/* Without unsaved changes here, what was done elsewhere is simply shown. */
static void
test_refresh (AttuneEvaluateSample *sample, gconstpointer data)
{
  AttuneDraft *mine = attune_draft_sample_open (sample);
  AttuneDraft *theirs = attune_draft_sample_open (sample);

  attune_draft_sample_answer (theirs, 0, 1);
  attune_evaluate_sample_wait (attune_draft_sample_is_saved, theirs);
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

  attune_draft_submit_async (draft, 0, NULL, attune_await_cb, &result);
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
  AttuneDraft *draft = attune_draft_sample_open (sample);
  g_autoptr (GError) error = NULL;

  /* Incomplete: the store refuses and names what is missing. */
  attune_draft_sample_answer (draft, 0, 0);
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
  AttuneDraft *mine = attune_draft_sample_open (sample);
  AttuneDraft *theirs = attune_draft_sample_open (sample);
  g_autoptr (GError) error = NULL;

  attune_draft_sample_answer (theirs, 0, 1);
  attune_evaluate_sample_wait (attune_draft_sample_is_saved, theirs);
  attune_draft_sample_answer (mine, 0, 0);
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
  AttuneDraft *draft = attune_draft_sample_open (sample);
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
  AttuneDraft *draft = attune_draft_sample_open (sample);
  g_autoptr (GError) error = NULL;

  answer_all (draft);
  attune_evaluate_sample_wait (attune_draft_sample_is_saved, draft);
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
  AttuneDraft *draft = attune_draft_sample_open (sample);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  guint before;

  answer_all (draft);
  before = attune_draft_sample_get_option (draft, 0);
  attune_draft_submit_async (draft, 0, NULL, attune_await_cb, &result);
  g_assert_false (submit (draft, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PENDING);
  attune_draft_sample_answer (draft, 0, before == 0 ? 1 : 0);
  g_assert_cmpuint (attune_draft_sample_get_option (draft, 0), ==, before);
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
  AttuneDraft *mine, *theirs = attune_draft_sample_open (sample);
  g_autoptr (GError) error = NULL;

  answer_all (theirs);
  attune_evaluate_sample_wait (attune_draft_sample_is_saved, theirs);
  mine = attune_draft_sample_open (sample);
  g_assert_true (submit (theirs, &error));
  attune_draft_sample_answer (mine, 0, 1);
  attune_evaluate_sample_wait (is_overtaken, mine);
  g_assert_cmpuint (attune_draft_count_differing (mine), >=, 1);
  attune_draft_take_theirs (mine);
  g_assert_cmpint (attune_draft_get_status (mine), ==, ATTUNE_DRAFT_READ_ONLY);
  g_assert_cmpuint (attune_draft_sample_get_option (mine, 0), ==, 0);
  attune_sample_settle (50);
  g_assert_finalize_object (mine);

  /* What was answered here is kept, until it is discarded. */
  mine = attune_draft_sample_open (sample);
  g_assert_cmpuint (attune_draft_sample_get_option (mine, 0), ==, 0);
  g_assert_cmpuint (attune_answers_get (attune_draft_get_aside (mine), 0)->options[0], ==, 1);
  attune_draft_bring_back (mine);
  g_assert_cmpuint (attune_draft_sample_get_option (mine, 0), ==, 0);
  g_assert_nonnull (attune_draft_get_aside (mine));
  attune_draft_set_aside (mine, NULL);
  g_assert_finalize_object (mine);
  mine = attune_draft_sample_open (sample);
  g_assert_null (attune_draft_get_aside (mine));
  g_assert_finalize_object (mine);
  g_assert_finalize_object (theirs);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ATTUNE_ADD_DRAFT_TEST ("/evaluate/draft/keep-mine", test_keep_mine);
  ATTUNE_ADD_DRAFT_TEST ("/evaluate/draft/leave-in-conflict", test_leave_in_conflict);
  ATTUNE_ADD_DRAFT_TEST ("/evaluate/draft/take-theirs", test_take_theirs);
  ATTUNE_ADD_DRAFT_TEST ("/evaluate/draft/refresh", test_refresh);
  ATTUNE_ADD_DRAFT_TEST ("/evaluate/draft/submit", test_submit);
  ATTUNE_ADD_DRAFT_TEST ("/evaluate/draft/submit-unread", test_submit_unread);
  ATTUNE_ADD_DRAFT_TEST ("/evaluate/draft/submit-twice", test_submit_twice);
  ATTUNE_ADD_DRAFT_TEST ("/evaluate/draft/submit-in-conflict", test_submit_in_conflict);
  ATTUNE_ADD_DRAFT_TEST ("/evaluate/draft/check-read-only", test_check_read_only);
  ATTUNE_ADD_DRAFT_TEST ("/evaluate/draft/overtaken", test_overtaken);

  return g_test_run ();
}
