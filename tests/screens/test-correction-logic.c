/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-await.h"
#include "attune-correction.h"
#include "attune-draft.h"
#include "attune-evaluate-sample.h"
#include "attune-kept.h"
#include "attune-revision-words.h"

#include <string.h>

#define FORM                                                                                     \
  "{\"format\":\"attune-form\",\"version\":1,\"id\":\"short\",\"title\":\"Short\",\"sections\":" \
  "[{\"id\":\"a\",\"title\":\"A\",\"questions\":["                                               \
  "{\"id\":\"q\",\"type\":\"yes_no\",\"title\":\"One\",\"comment\":\"optional\"},"               \
  "{\"id\":\"r\",\"type\":\"yes_no\",\"title\":\"Two\"}]}]}"

/* --- The working copy --- */

static AttuneForm *
make_form (void)
{
  g_autoptr (GError) error = NULL;
  AttuneForm *form = attune_form_from_json (FORM, -1, &error);

  g_assert_no_error (error);
  return form;
}

static AttuneAnswers *
make_answers (AttuneForm *form, guint question, guint option)
{
  g_autoptr (AttuneAnswers) none = attune_answers_new (form);

  return attune_answers_with_option (none, question, option);
}

static void
test_copy_there_and_back (void)
{
  static const char *const remarks[] = { "", "One", "“Ääkköset” \\ \" \t and %s" };
  g_autoptr (AttuneForm) form = make_form ();
  g_autoptr (AttuneAnswers) answers = make_answers (form, 0, 1);

  for (guint i = 0; i < G_N_ELEMENTS (remarks); i++)
    {
      gint64 revision = i == 0 ? 1 : G_MAXINT64;
      g_autoptr (AttuneWorkingCopy) copy = attune_working_copy_new (revision, answers, remarks[i]);
      g_autofree char *text = attune_working_copy_to_text (copy);
      g_autoptr (AttuneWorkingCopy) again = attune_working_copy_from_text (form, text);

      g_assert_nonnull (again);
      g_assert_true (attune_working_copy_equal (copy, again));
      g_assert_cmpstr (again->remark, ==, remarks[i]);
      g_assert_cmpint (again->revision, ==, revision);
    }
}

/* A line break that was pasted does not become the end of the remark. */
static void
test_copy_of_lines (void)
{
  g_autoptr (AttuneForm) form = make_form ();
  g_autoptr (AttuneAnswers) answers = make_answers (form, 0, 1);
  g_autoptr (AttuneWorkingCopy) copy = attune_working_copy_new (7, answers, "One\r\nTwo\n{");
  g_autofree char *text = attune_working_copy_to_text (copy);
  g_autoptr (AttuneWorkingCopy) again = attune_working_copy_from_text (form, text);

  g_assert_cmpstr (again->remark, ==, "One  Two {");
}

static void
test_copy_of_nothing (void)
{
  g_autoptr (AttuneForm) form = make_form ();
  g_autoptr (AttuneAnswers) answers = make_answers (form, 0, 1);
  g_autoptr (AttuneWorkingCopy) none = attune_working_copy_new (3, NULL, NULL);
  g_autoptr (AttuneWorkingCopy) other = attune_working_copy_new (0, NULL, "Why");
  g_autoptr (AttuneWorkingCopy) some = attune_working_copy_new (3, answers, NULL);
  g_autofree char *text = attune_working_copy_to_text (none);

  g_assert_cmpstr (text, ==, "");
  g_assert_true (attune_working_copy_equal (none, other));
  g_assert_false (attune_working_copy_equal (none, some));
  g_assert_false (attune_working_copy_equal (some, none));
}

static void
test_copy_differs (void)
{
  g_autoptr (AttuneForm) form = make_form ();
  g_autoptr (AttuneAnswers) answers = make_answers (form, 0, 1);
  g_autoptr (AttuneAnswers) others = make_answers (form, 1, 1);
  g_autoptr (AttuneWorkingCopy) copy = attune_working_copy_new (3, answers, "Why");
  g_autoptr (AttuneWorkingCopy) revision = attune_working_copy_new (4, answers, "Why");
  g_autoptr (AttuneWorkingCopy) remark = attune_working_copy_new (3, answers, "How");
  g_autoptr (AttuneWorkingCopy) answer = attune_working_copy_new (3, others, "Why");

  g_assert_true (attune_working_copy_equal (copy, copy));
  g_assert_false (attune_working_copy_equal (copy, revision));
  g_assert_false (attune_working_copy_equal (copy, remark));
  g_assert_false (attune_working_copy_equal (copy, answer));
}

static void
test_copy_of_rubbish (void)
{
  static const char *const texts[] = {
    "",
    "7",
    "7\nWhy",
    "7\nWhy\n",
    "7\nWhy\n{\"format\":\"attune-answers\",\"version\":1,\"answers\":{\"gone\":{\"value\":1}}}",
    "0\nWhy\n{\"format\":\"attune-answers\",\"version\":1,\"answers\":{}}",
    "-7\nWhy\n{\"format\":\"attune-answers\",\"version\":1,\"answers\":{}}",
    "99999999999999999999\nWhy\n{\"format\":\"attune-answers\",\"version\":1,\"answers\":{}}",
    "{\"format\":\"attune-answers\",\"version\":1,\"answers\":{}}",
  };
  g_autoptr (AttuneForm) form = make_form ();

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_null (attune_working_copy_from_text (form, texts[i]));
}

/* --- Words --- */

static void
test_words (void)
{
  AttuneRevisionInfo revision = {
    .number = 2,
    .is_current = TRUE,
    .reason = ATTUNE_REVISION_CORRECTION,
    .remark = (char *) "Wrong option",
    .author = (char *) "Ann Koski",
    .submitted_at = G_GINT64_CONSTANT (1767261780) * G_TIME_SPAN_SECOND,
    .score = 7200,
  };
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autofree char *sentence = attune_revision_to_sentence (&revision, zone);
  g_autofree char *line = attune_revision_to_line (&revision, zone);
  g_autofree char *bare = NULL;
  g_autofree char *first = NULL;

  g_assert_nonnull (strstr (sentence, "Corrected on 1 Jan"));
  g_assert_nonnull (strstr (sentence, "by Ann Koski: “Wrong option”"));
  g_assert_true (g_str_has_prefix (line, "Current · "));
  g_assert_nonnull (strstr (line, "corrected by Ann Koski, 72 of 100\n“Wrong option”"));

  revision.remark = (char *) "";
  revision.reason = ATTUNE_REVISION_DISPUTE;
  bare = attune_revision_to_sentence (&revision, zone);
  g_assert_true (g_str_has_prefix (bare, "Decided after a dispute on 1 Jan"));
  g_assert_true (g_str_has_suffix (bare, " by Ann Koski"));

  revision.reason = ATTUNE_REVISION_FIRST;
  revision.number = 1;
  g_assert_null (attune_revision_to_sentence (&revision, zone));
  first = attune_revision_to_line (&revision, zone);
  g_assert_null (strstr (first, "Current"));
}

static void
test_correction_words (void)
{
  AttuneRevisionInfo revision = { .author = (char *) "Ann Koski" };
  g_autoptr (AttuneForm) form = make_form ();
  g_autoptr (AttuneAnswers) none = attune_answers_new (form);
  g_autoptr (AttuneAnswers) no = make_answers (form, 0, 1);
  g_autoptr (AttuneAnswers) yes = make_answers (form, 0, 0);
  g_autoptr (AttuneSheetState) before = attune_sheet_state_new (no, FALSE);
  g_autoptr (AttuneSheetState) after = attune_sheet_state_new (yes, TRUE);
  g_autofree char *correction = attune_correction_to_words (before, after, 1);
  g_autofree char *corrected = attune_corrected_to_words (after);
  g_autofree char *begun = attune_begun_correction_to_words (2);
  g_autofree char *meanwhile = attune_revised_meanwhile_to_words (&revision, 1);

  g_assert_true (g_str_has_prefix (correction, "100 of 100, before 0\n"));
  g_assert_nonnull (strstr (correction, "\n\n1 answer differs"));
  g_assert_true (g_str_has_prefix (corrected, "Corrected: 100 of 100"));
  g_assert_nonnull (strstr (begun, "2 answers differ"));
  g_assert_true (g_str_has_prefix (meanwhile, "Ann Koski revised"));
  g_assert_nonnull (strstr (meanwhile, "1 answer of yours differs"));

  g_assert_cmpuint (attune_answers_find_differing (no, yes), ==, 0);
  g_assert_cmpuint (attune_answers_find_differing (no, no), ==, ATTUNE_FORM_NONE);
  g_assert_cmpuint (attune_answers_find_differing (none, none), ==, ATTUNE_FORM_NONE);
}

/* --- The correction, and the draft it is of --- */

static AttuneDraft *
open_draft (AttuneEvaluateSample *sample, gint64 actor)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  AttuneDraft *draft;

  attune_draft_open_async (sample->store.store, actor, sample->evaluation, NULL, attune_await_cb,
                           &result);
  draft = attune_draft_open_finish (attune_await (&result), &error);
  g_assert_no_error (error);
  return draft;
}

static void
set_up (AttuneEvaluateSample *sample, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (AttuneAnswers) one = NULL;
  g_autoptr (AttuneAnswers) both = NULL;
  g_autoptr (AttuneDraft) draft = NULL;
  AttuneSheet *sheet;

  attune_evaluate_sample_set_up (sample, NULL, FORM);
  draft = open_draft (sample, sample->sample.analyst);
  sheet = attune_draft_get_sheet (draft);
  one = attune_answers_with_option (attune_sheet_get_answers (sheet), 0, 0);
  both = attune_answers_with_option (one, 1, 0);
  attune_sheet_edit (sheet, both);
  attune_draft_submit_async (draft, 0, NULL, attune_await_cb, &result);
  g_assert_true (attune_draft_act_finish (draft, attune_await (&result), &error));
  attune_sample_settle (50);
}

static void
tear_down (AttuneEvaluateSample *sample, gconstpointer data)
{
  attune_sample_settle (50);
  attune_evaluate_sample_tear_down (sample);
}

static AttuneCorrection *
begin (AttuneEvaluateSample *sample, AttuneDraft *draft)
{
  const AttuneRevisionInfo *current = attune_draft_get_current_revision (draft);
  g_autoptr (AttuneWorkingCopy)
    copy = attune_working_copy_new (current->id,
                                    attune_sheet_get_answers (attune_draft_get_sheet (draft)),
                                    NULL);
  g_autoptr (AttuneSaver)
    saver = attune_correction_open_saver (sample->store.store, sample->sample.analyst,
                                          sample->evaluation, NULL);

  return attune_correction_new (saver, copy);
}

static void
answer (AttuneCorrection *correction, guint question, guint option)
{
  AttuneSheet *sheet = attune_correction_get_sheet (correction);
  g_autoptr (AttuneAnswers)
    answers = attune_answers_with_option (attune_sheet_get_answers (sheet), question, option);

  attune_sheet_edit (sheet, answers);
}

static gboolean
is_kept (gpointer data)
{
  AttuneSaver *saver = attune_correction_get_saver (data);

  return attune_saver_get_state (saver) == ATTUNE_SAVING_SAVED && !attune_saver_is_unsaved (saver);
}

static char *
load_kept (AttuneEvaluateSample *sample, gint64 actor)
{
  return ATTUNE_CALL_OK (load_kept, sample->store.store, actor, ATTUNE_CORRECTION_KEPT_AS,
                         sample->evaluation);
}

/* Nothing is kept before something is changed; what is changed is kept for its writer alone, and changes nothing. */
static void
test_keep (AttuneEvaluateSample *sample, gconstpointer data)
{
  AttuneDraft *draft = open_draft (sample, sample->sample.analyst);
  AttuneCorrection *correction = begin (sample, draft);
  g_autofree char *before = load_kept (sample, sample->sample.analyst);
  g_autofree char *kept = NULL;
  g_autofree char *others = NULL;
  g_autofree char *forgotten = NULL;
  g_autofree char *again = NULL;
  g_autoptr (AttuneWorkingCopy) copy = NULL;
  AttuneDraft *now;

  g_assert_cmpstr (before, ==, "");
  answer (correction, 1, 1);
  attune_correction_set_remark (correction, "Wrong option");
  attune_evaluate_sample_wait (is_kept, correction);
  kept = load_kept (sample, sample->sample.analyst);
  others = load_kept (sample, sample->store.manager);
  g_assert_cmpstr (others, ==, "");
  copy = attune_working_copy_from_text (attune_sheet_get_form (attune_draft_get_sheet (draft)),
                                        kept);
  g_assert_cmpstr (copy->remark, ==, "Wrong option");
  g_assert_true (attune_answers_equal (copy->answers, attune_sheet_get_answers (
                                                        attune_correction_get_sheet (correction))));
  now = open_draft (sample, sample->sample.analyst);
  g_assert_cmpint (attune_draft_get_evaluation (now)->row->score, ==, 10000);
  g_assert_cmpint (attune_draft_get_evaluation (now)->row->rev, ==,
                   attune_draft_get_evaluation (draft)->row->rev);

  attune_correction_forget (correction);
  attune_evaluate_sample_wait (is_kept, correction);
  forgotten = load_kept (sample, sample->sample.analyst);
  g_assert_cmpstr (forgotten, ==, "");
  attune_correction_keep (correction);
  attune_evaluate_sample_wait (is_kept, correction);
  again = load_kept (sample, sample->sample.analyst);
  g_assert_cmpstr (again, ==, kept);

  attune_sample_settle (50);
  g_assert_finalize_object (correction);
  g_assert_finalize_object (now);
  g_assert_finalize_object (draft);
}

static gboolean
has_failed (gpointer saver)
{
  return attune_saver_get_state (saver) == ATTUNE_SAVING_FAILED;
}

/* What could not be forgotten yet never goes over a newer correction, also from another page: one saver keeps them all. */
static void
test_forget_late (AttuneEvaluateSample *sample, gconstpointer data)
{
  AttuneDraft *draft = open_draft (sample, sample->sample.analyst);
  AttuneCorrection *correction = begin (sample, draft);
  gpointer saver = attune_correction_get_saver (correction);
  g_autofree char *kept = NULL;

  answer (correction, 1, 1);
  attune_evaluate_sample_wait (is_kept, correction);
  attune_store_fixture_execute (&sample->store,
                                "CREATE INDEX fault ON place (CASE WHEN instr (key, 'correction')"
                                " > 0 THEN abs (-9223372036854775807 - (value = '')) END)");
  attune_correction_forget (correction);
  attune_evaluate_sample_wait (has_failed, saver);
  attune_sample_settle (20);
  g_assert_finalize_object (correction);

  correction = begin (sample, draft);
  g_assert_true (attune_correction_get_saver (correction) == saver);
  answer (correction, 0, 1);
  attune_store_fixture_execute (&sample->store, "DROP INDEX fault");
  attune_evaluate_sample_wait (is_kept, correction);
  attune_sample_settle (5500);
  kept = load_kept (sample, sample->sample.analyst);
  g_assert_cmpstr (kept, !=, "");
  g_assert_finalize_object (correction);
  g_assert_finalize_object (draft);
}

/* What another page could not save yet is newer than what was read; what was saved is as it was read. */
static void
test_saver_shared (AttuneEvaluateSample *sample, gconstpointer data)
{
  AttuneDraft *draft = open_draft (sample, sample->sample.analyst);
  AttuneCorrection *correction = begin (sample, draft);
  AttuneSaver *again, *read;
  g_autofree char *kept = NULL;
  g_autoptr (AttuneWorkingCopy) copy = NULL;

  answer (correction, 1, 1);
  again = attune_correction_open_saver (sample->store.store, sample->sample.analyst,
                                        sample->evaluation, NULL);
  g_assert_true (again == attune_correction_get_saver (correction));
  copy = attune_working_copy_ref (attune_saver_get_content (again));
  g_assert_nonnull (copy->answers);
  attune_evaluate_sample_wait (is_kept, correction);
  read = attune_correction_open_saver (sample->store.store, sample->sample.analyst,
                                       sample->evaluation, copy);
  g_assert_true (read == again);
  g_assert_true (attune_saver_get_content (read) == copy);
  attune_sample_settle (50);
  g_object_unref (read);
  g_object_unref (again);
  g_assert_finalize_object (correction);
  g_assert_finalize_object (draft);
}

static gboolean
correct (AttuneDraft *draft, AttuneCorrection *correction, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  attune_draft_correct_async (draft,
                              attune_sheet_get_answers (attune_correction_get_sheet (correction)),
                              attune_correction_get_remark (correction), NULL, attune_await_cb,
                              &result);
  return attune_draft_act_finish (draft, attune_await (&result), error);
}

static void
test_correct (AttuneEvaluateSample *sample, gconstpointer data)
{
  AttuneDraft *draft = open_draft (sample, sample->sample.analyst);
  AttuneCorrection *correction = begin (sample, draft);
  const AttuneRevisionInfo *current;
  gint64 before = attune_draft_get_current_revision (draft)->id;
  g_autoptr (GError) error = NULL;

  answer (correction, 1, 1);
  attune_correction_set_remark (correction, "Wrong option");
  g_assert_true (correct (draft, correction, &error));
  g_assert_no_error (error);
  g_assert_cmpint (attune_draft_get_evaluation (draft)->row->score, ==, 5000);
  g_assert_cmpint (attune_draft_get_status (draft), ==, ATTUNE_DRAFT_READ_ONLY);
  g_assert_true (
    attune_answers_equal (attune_sheet_get_answers (attune_draft_get_sheet (draft)),
                          attune_sheet_get_answers (attune_correction_get_sheet (correction))));
  g_assert_cmpuint (attune_draft_get_evaluation (draft)->revisions->len, ==, 2);
  current = attune_draft_get_current_revision (draft);
  g_assert_cmpint (current->id, !=, before);
  g_assert_cmpint (current->reason, ==, ATTUNE_REVISION_CORRECTION);
  g_assert_cmpstr (current->remark, ==, "Wrong option");

  attune_sample_settle (50);
  g_assert_finalize_object (correction);
  g_assert_finalize_object (draft);
}

/* Who comes second is refused, and sees what is there now. */
static void
test_correct_too_late (AttuneEvaluateSample *sample, gconstpointer data)
{
  AttuneDraft *draft = open_draft (sample, sample->sample.analyst);
  AttuneDraft *other = open_draft (sample, sample->store.manager);
  AttuneCorrection *correction = begin (sample, draft);
  AttuneCorrection *others = begin (sample, other);
  g_autoptr (GError) error = NULL;

  answer (others, 0, 1);
  g_assert_true (correct (other, others, &error));
  answer (correction, 1, 1);
  g_assert_false (correct (draft, correction, &error));
  g_assert_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_CONFLICT);
  g_clear_error (&error);
  attune_sample_settle (200);
  g_assert_cmpuint (attune_draft_get_evaluation (draft)->revisions->len, ==, 2);
  g_assert_cmpint (attune_draft_get_current_revision (draft)->id, !=,
                   attune_correction_get_revision (correction));
  g_assert_true (correct (draft, correction, &error));
  g_assert_cmpuint (attune_draft_get_evaluation (draft)->revisions->len, ==, 3);

  attune_sample_settle (50);
  g_assert_finalize_object (correction);
  g_assert_finalize_object (others);
  g_assert_finalize_object (draft);
  g_assert_finalize_object (other);
}

static void
test_correct_denied (AttuneEvaluateSample *sample, gconstpointer data)
{
  AttuneDraft *draft = open_draft (sample, sample->sample.coach);
  AttuneCorrection *correction = begin (sample, draft);
  g_autoptr (GError) error = NULL;

  answer (correction, 1, 1);
  g_assert_false (correct (draft, correction, &error));
  g_assert_error (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_DENIED);
  attune_sample_settle (50);
  g_assert_finalize_object (correction);
  g_assert_finalize_object (draft);
}

#define ADD(path, function) \
  g_test_add (path, AttuneEvaluateSample, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/correction/copy/there-and-back", test_copy_there_and_back);
  g_test_add_func ("/correction/copy/lines", test_copy_of_lines);
  g_test_add_func ("/correction/copy/nothing", test_copy_of_nothing);
  g_test_add_func ("/correction/copy/differs", test_copy_differs);
  g_test_add_func ("/correction/copy/rubbish", test_copy_of_rubbish);
  g_test_add_func ("/correction/words", test_words);
  g_test_add_func ("/correction/words-of-correction", test_correction_words);
  ADD ("/correction/keep", test_keep);
  ADD ("/correction/forget-late", test_forget_late);
  ADD ("/correction/saver-shared", test_saver_shared);
  ADD ("/correction/correct", test_correct);
  ADD ("/correction/too-late", test_correct_too_late);
  ADD ("/correction/denied", test_correct_denied);
  return g_test_run ();
}
