/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-draft-sample.h"
#include "attune-note-book.h"

static void
test_save (AttuneEvaluateSample *sample, gconstpointer data)
{
  AttuneDraft *draft = attune_draft_sample_open (sample);
  AttuneDraft *again;
  gint64 before = attune_draft_get_evaluation (draft)->row->rev;

  /* A burst is few saves, and the last one is the newest. */
  for (guint i = 0; i < 51; i++)
    attune_draft_sample_answer (draft, 0, i % 2);
  g_assert_cmpint (attune_draft_get_status (draft), ==, ATTUNE_DRAFT_SAVING);
  attune_evaluate_sample_wait (attune_draft_sample_is_saved, draft);
  again = attune_draft_sample_open (sample);
  g_assert_cmpuint (attune_draft_sample_get_option (again, 0), ==, 0);
  g_assert_cmpint (attune_draft_get_evaluation (again)->row->rev - before, <=, 4);

  attune_sample_settle (20);
  g_assert_finalize_object (draft);
  g_assert_finalize_object (again);
}

/* Whoever leaves does not wait: what is newer than the save under way is sent after it. */
static void
test_flush (AttuneEvaluateSample *sample, gconstpointer data)
{
  AttuneDraft *draft = attune_draft_sample_open (sample);
  AttuneDraft *again;

  attune_draft_sample_answer (draft, 0, 0);
  attune_draft_sample_answer (draft, 0, 1);
  attune_draft_sample_answer (draft, 3, 0);
  attune_draft_set_place (draft, 3, 41 * G_USEC_PER_SEC);
  attune_draft_flush (draft);
  g_object_unref (draft);
  again = attune_draft_sample_open (sample);
  g_assert_cmpuint (attune_draft_sample_get_option (again, 0), ==, 1);
  g_assert_cmpuint (attune_draft_sample_get_option (again, 3), ==, 0);
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
  AttuneDraft *draft = attune_draft_sample_open (sample);
  AttuneDraft *again;

  attune_draft_sample_answer (draft, 0, 0);
  attune_draft_sample_answer (draft, 0, 1);
  attune_draft_flush (draft);
  attune_draft_sample_answer (draft, 4, 0);
  attune_evaluate_sample_wait (attune_draft_sample_is_saved, draft);
  attune_draft_sample_answer (draft, 3, 0);
  attune_evaluate_sample_wait (attune_draft_sample_is_saved, draft);
  again = attune_draft_sample_open (sample);
  g_assert_cmpuint (attune_draft_sample_get_option (again, 0), ==, 1);
  g_assert_cmpuint (attune_draft_sample_get_option (again, 3), ==, 0);
  g_assert_cmpuint (attune_draft_sample_get_option (again, 4), ==, 0);
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
  AttuneDraft *draft = attune_draft_sample_open (sample);
  gpointer saver = attune_draft_get_saver (draft);
  AttuneDraft *again;

  refuse_answers (sample, draft, 3);
  attune_draft_sample_answer (draft, 0, 1);
  attune_draft_sample_answer (draft, 3, 0);
  attune_draft_flush (draft);
  g_object_add_weak_pointer (saver, &saver);
  g_object_unref (draft);
  attune_evaluate_sample_wait (is_gone, &saver);
  again = attune_draft_sample_open (sample);
  g_assert_cmpuint (attune_draft_sample_get_option (again, 0), ==, 1);
  g_assert_cmpuint (attune_draft_sample_get_option (again, 3), ==, 0);
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
  AttuneDraft *draft = attune_draft_sample_open (sample);
  gpointer saver = attune_draft_get_saver (draft);
  AttuneDraft *again;

  refuse_answers (sample, draft, ATTUNE_FORM_NONE);
  attune_draft_sample_answer (draft, 0, 0);
  attune_draft_sample_answer (draft, 0, 1);
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
  again = attune_draft_sample_open (sample);
  g_assert_cmpuint (attune_draft_sample_get_option (again, 0), ==, 1);
  attune_sample_settle (50);
  g_assert_finalize_object (again);
}

/* Somebody else saved exactly once: what whoever leaves sends behind the save under way goes over it no more than that one
 * does. What was answered waits for the next time. */
static void
test_flush_over_another (AttuneEvaluateSample *sample, gconstpointer data)
{
  AttuneDraft *mine = attune_draft_sample_open (sample);
  AttuneDraft *theirs = attune_draft_sample_open (sample);
  AttuneDraft *again;

  attune_draft_sample_answer (theirs, 0, 1);
  attune_evaluate_sample_wait (attune_draft_sample_is_saved, theirs);
  attune_draft_sample_answer (mine, 3, 1);
  attune_draft_sample_answer (mine, 3, 0);
  attune_draft_flush (mine);
  g_object_unref (mine);
  again = attune_draft_sample_open (sample);
  g_assert_cmpuint (attune_draft_sample_get_option (again, 0), ==, 1);
  g_assert_cmpuint (attune_draft_sample_get_option (again, 3), ==, ATTUNE_FORM_NONE);
  g_assert_nonnull (attune_draft_get_aside (again));
  g_assert_cmpuint (attune_answers_get (attune_draft_get_aside (again), 3)->options[0], ==, 0);
  attune_sample_settle (50);
  g_assert_finalize_object (again);
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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ATTUNE_ADD_DRAFT_TEST ("/evaluate/draft/save", test_save);
  ATTUNE_ADD_DRAFT_TEST ("/evaluate/draft/flush", test_flush);
  ATTUNE_ADD_DRAFT_TEST ("/evaluate/draft/flush-and-stay", test_flush_and_stay);
  ATTUNE_ADD_DRAFT_TEST ("/evaluate/draft/flush-after-failure", test_flush_after_failure);
  ATTUNE_ADD_DRAFT_TEST ("/evaluate/draft/flush-until-kept", test_flush_until_kept);
  ATTUNE_ADD_DRAFT_TEST ("/evaluate/draft/flush-over-another", test_flush_over_another);
  ATTUNE_ADD_DRAFT_TEST ("/evaluate/notes", test_notes);
  ATTUNE_ADD_DRAFT_TEST ("/evaluate/notes/new-kept", test_new_note_kept);
  ATTUNE_ADD_DRAFT_TEST ("/evaluate/notes/edited-kept", test_edited_note_kept);
  ATTUNE_ADD_DRAFT_TEST ("/evaluate/notes/left", test_note_left);
  ATTUNE_ADD_DRAFT_TEST ("/evaluate/notes/unsaved-removed", test_unsaved_removed);

  return g_test_run ();
}
