/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-draft-sample.h"
#include "attune-screens.h"

#include <string.h>

/* A number that may be left out: what is typed there does not keep another window from submitting. */
static const char numbers[] =
  "{\"format\":\"attune-form\",\"version\":1,\"id\":\"numbers\",\"title\":\"Numbers\","
  "\"sections\":[{\"id\":\"a\",\"title\":\"A\",\"questions\":["
  "{\"id\":\"q\",\"type\":\"yes_no\",\"title\":\"Question\"},"
  "{\"id\":\"r\",\"type\":\"number\",\"title\":\"Minutes\",\"required\":false,\"decimals\":0,"
  "\"ranges\":[{\"id\":\"low\",\"label\":\"Low\",\"from\":0,\"to\":5,\"score\":100}]}]}]}";

static void
submitted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_assert_true (attune_draft_act_finish (ATTUNE_DRAFT (source), result, NULL));
}

/* As another window does, which has answered the one question that must be. */
static void
submit_elsewhere (AttuneEvaluateSample *sample)
{
  AttuneDraft *theirs = attune_draft_sample_open (sample);

  attune_draft_sample_answer (theirs, 0, 0);
  attune_evaluate_sample_wait (attune_draft_sample_is_saved, theirs);
  attune_draft_submit_async (theirs, 0, NULL, submitted_cb, NULL);
  attune_draft_check (sample->page->draft);
  attune_evaluate_sample_wait (attune_evaluate_sample_is_read_only, sample);
  attune_sample_settle (300);
  g_assert_finalize_object (theirs);
}

static const char *
get_notice (AttuneEvaluateSample *sample)
{
  return attune_notice_get_text (sample->page->leftover_notice);
}

static void
assert_said (AttuneEvaluateSample *sample, const char *text)
{
  g_assert_nonnull (get_notice (sample));
  g_assert_nonnull (strstr (get_notice (sample), text));
}

static void
answer (AttuneEvaluateSample *sample, gboolean is_first)
{
  g_signal_emit_by_name (sample->page->leftover_notice, "answered", is_first);
  attune_sample_settle (300);
}

static void
reopen (AttuneEvaluateSample *sample)
{
  attune_evaluate_sample_hide (sample);
  attune_evaluate_sample_show (sample, 1100, 700);
  attune_sample_settle (300);
}

/* A note that was half written is said where it is no part of what was submitted, until it is added. */
static void
test_note_added (void)
{
  AttuneEvaluateSample sample = { 0 };

  attune_evaluate_sample_open (&sample, NULL, ATTUNE_EVALUATE_SAMPLE_SHORT);
  attune_evaluate_sample_write_note (&sample, "+ Warm greeti");
  submit_elsewhere (&sample);
  assert_said (&sample, "Warm greeti");
  reopen (&sample);
  assert_said (&sample, "Warm greeti");

  answer (&sample, TRUE);
  g_assert_null (get_notice (&sample));
  reopen (&sample);
  g_assert_null (get_notice (&sample));
  g_assert_cmpstr (attune_evaluate_sample_get_first_note (&sample)->text, ==, "Warm greeti");
  g_assert_cmpint (attune_evaluate_sample_get_first_note (&sample)->kind, ==, ATTUNE_NOTE_PRAISE);
  attune_evaluate_sample_close (&sample);
}

static void
keep_undo_cb (GClosure **kept, const char *message, GClosure *undo)
{
  g_clear_pointer (kept, g_closure_unref);
  *kept = g_closure_ref (undo);
}

/* Discarded it is gone, and there again when that is undone. */
static void
test_note_discarded (void)
{
  AttuneEvaluateSample sample = { 0 };
  GClosure *undo = NULL;

  attune_evaluate_sample_open (&sample, NULL, ATTUNE_EVALUATE_SAMPLE_SHORT);
  attune_evaluate_sample_write_note (&sample, "Half");
  submit_elsewhere (&sample);
  g_signal_connect_swapped (sample.context, "undo-offered", G_CALLBACK (keep_undo_cb), &undo);
  answer (&sample, FALSE);
  g_assert_null (get_notice (&sample));
  g_closure_invoke (undo, NULL, 0, NULL, NULL);
  attune_sample_settle (300);
  assert_said (&sample, "Half");

  answer (&sample, FALSE);
  g_clear_pointer (&undo, g_closure_unref);
  reopen (&sample);
  g_assert_null (get_notice (&sample));
  g_assert_false (attune_evaluate_sample_has_note (&sample));
  attune_evaluate_sample_close (&sample);
}

/* What the other window has finished meanwhile is not offered again. */
static void
test_note_finished_elsewhere (void)
{
  AttuneEvaluateSample sample = { 0 };
  AttuneNote note = { .from_us = -1, .to_us = -1, .kind = ATTUNE_NOTE_PLAIN, .is_shared = TRUE };

  attune_evaluate_sample_open (&sample, NULL, ATTUNE_EVALUATE_SAMPLE_SHORT);
  attune_evaluate_sample_write_note (&sample, "Half");
  note.evaluation = sample.evaluation;
  note.text = (char *) "Half";
  attune_note_free (ATTUNE_CALL_OK (save_note, sample.store.store, sample.sample.analyst, &note));
  attune_note_book_load (sample.page->book);
  attune_evaluate_sample_wait (attune_evaluate_sample_has_note, &sample);
  submit_elsewhere (&sample);
  g_assert_null (get_notice (&sample));
  attune_evaluate_sample_close (&sample);
}

/* One that is submitted here takes the note along, and has nothing left over. */
static void
test_nothing (void)
{
  AttuneEvaluateSample sample = { 0 };

  attune_evaluate_sample_open (&sample, NULL, ATTUNE_EVALUATE_SAMPLE_SHORT);
  attune_evaluate_sample_write_note (&sample, "Whole");
  attune_evaluate_sample_send_note (&sample);
  attune_evaluate_sample_wait (attune_evaluate_sample_has_note, &sample);
  attune_form_pane_enter (sample.page->form_pane, 0);
  attune_evaluate_sample_press (&sample, GDK_KEY_1);
  attune_evaluate_sample_submit (&sample);
  attune_sample_settle (300);
  g_assert_null (get_notice (&sample));
  reopen (&sample);
  g_assert_null (get_notice (&sample));
  attune_evaluate_sample_close (&sample);
}

/* What was typed as an answer and not taken is said likewise. */
static void
test_entries (void)
{
  AttuneEvaluateSample sample = { 0 };

  attune_evaluate_sample_open (&sample, NULL, numbers);
  attune_sheet_refuse (attune_evaluate_page_get_sheet (sample.page), 1, "44", "Too much");
  submit_elsewhere (&sample);
  assert_said (&sample, "2: 44");
  answer (&sample, TRUE);
  assert_said (&sample, "2: 44");
  reopen (&sample);
  assert_said (&sample, "2: 44");
  answer (&sample, FALSE);
  g_assert_null (get_notice (&sample));
  reopen (&sample);
  g_assert_null (get_notice (&sample));
  attune_evaluate_sample_close (&sample);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  attune_screens_init ();

  g_test_add_func ("/evaluate/leftovers/note-added", test_note_added);
  g_test_add_func ("/evaluate/leftovers/note-discarded", test_note_discarded);
  g_test_add_func ("/evaluate/leftovers/note-finished-elsewhere", test_note_finished_elsewhere);
  g_test_add_func ("/evaluate/leftovers/nothing", test_nothing);
  g_test_add_func ("/evaluate/leftovers/entries", test_entries);

  return g_test_run ();
}
