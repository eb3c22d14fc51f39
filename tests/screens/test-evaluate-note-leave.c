/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-evaluate-sample.h"
#include "attune-policies.h"
#include "attune-screens.h"
#include "attune-test-support.h"
#include "attune-window.h"

#define SECOND ((gint64) G_USEC_PER_SEC)

/* The evaluation of a sample in a window of the program's own. */
typedef struct
{
  AttuneEvaluateSample sample;
  AttuneWindow *window;
} Fixture;

static gboolean
is_asking (gpointer data)
{
  return g_str_equal (attune_window_get_stage (data), "who");
}

static gboolean
is_working (gpointer data)
{
  return g_str_equal (attune_window_get_stage (data), "work");
}

static gboolean
is_leaving (gpointer data)
{
  return g_str_equal (attune_window_get_stage (data), "leaving");
}

static gboolean
is_shown (gpointer data)
{
  Fixture *fixture = data;
  AttunePage *page = attune_window_get_page (fixture->window);

  fixture->sample.page = ATTUNE_IS_EVALUATE_PAGE (page) ? ATTUNE_EVALUATE_PAGE (page) : NULL;
  return fixture->sample.page != NULL && fixture->sample.page->draft != NULL &&
         attune_form_pane_is_built (fixture->sample.page->form_pane);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  AttuneEvaluateSample *sample = &fixture->sample;

  attune_evaluate_sample_set_up (sample, NULL, ATTUNE_EVALUATE_SAMPLE_SHORT);
  ATTUNE_CALL_OK (set_policies, sample->store.store, sample->store.manager,
                  ATTUNE_POLICY_SPOKEN_NOTES, TRUE);
  fixture->window = attune_window_new (NULL, NULL);
  g_object_add_weak_pointer (G_OBJECT (fixture->window), (gpointer *) &fixture->window);
  gtk_window_present (GTK_WINDOW (fixture->window));
  attune_window_open (fixture->window, sample->store.path);
  attune_evaluate_sample_wait (is_asking, fixture->window);
  attune_window_work_as (fixture->window, attune_context_get_person (sample->context));
  attune_evaluate_sample_wait (is_working, fixture->window);
  attune_context_open (attune_window_get_context (fixture->window),
                       &(AttuneDestination){ ATTUNE_PAGE_EVALUATION, sample->evaluation, -1 });
  attune_evaluate_sample_wait (is_shown, fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  attune_evaluate_sample_wait (attune_sample_is_gone, &fixture->window);
  attune_evaluate_sample_tear_down (&fixture->sample);
}

static void
close_window (Fixture *fixture)
{
  gtk_window_close (GTK_WINDOW (fixture->window));
}

static void
add_note (Fixture *fixture, const char *text)
{
  attune_evaluate_sample_write_note (&fixture->sample, text);
  attune_evaluate_sample_send_note (&fixture->sample);
}

/* What the workspace has: the only note there is, or NULL. */
static AttuneNote *
load_note_from (Fixture *fixture, AttuneStore *store)
{
  g_autoptr (GPtrArray) notes = ATTUNE_CALL_OK (list_notes, store, fixture->sample.sample.analyst,
                                                fixture->sample.evaluation);

  g_assert_cmpuint (notes->len, <=, 1);
  return notes->len == 1 ? attune_note_copy (g_ptr_array_index (notes, 0)) : NULL;
}

static AttuneNote *
load_note (Fixture *fixture)
{
  return load_note_from (fixture, fixture->sample.store.store);
}

static void
make_fault (Fixture *fixture)
{
  attune_store_fixture_execute (
    &fixture->sample.store,
    "CREATE INDEX fault ON note (abs (-9223372036854775807 - (text > '')))");
}

static void
mend_fault (Fixture *fixture)
{
  attune_store_fixture_execute (&fixture->sample.store, "DROP INDEX fault");
}

static gboolean
is_unsaved (gpointer data)
{
  AttuneNoteBook *book = ((Fixture *) data)->sample.page->book;

  return attune_evaluate_sample_has_note (&((Fixture *) data)->sample) &&
         !attune_note_book_is_saved (
           book, ((AttuneNote *) g_ptr_array_index (attune_note_book_get_notes (book), 0))->id);
}

static gboolean
asks (gpointer data)
{
  AttuneWindow *window = ((Fixture *) data)->window;
  AdwStatusPage *page;

  for (guint i = 0; (page = attune_sample_find_nth (window, ADW_TYPE_STATUS_PAGE, i)) != NULL; i++)
    if (g_strcmp0 (adw_status_page_get_title (page), "Close Without Saving?") == 0)
      return TRUE;
  return FALSE;
}

/* What cannot be saved is asked about, and can be saved yet: sent a moment ago, or failed long before. */
static void
test_failing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AttuneNote) note = NULL;

  make_fault (fixture);
  add_note (fixture, "Not lost");
  if (data != NULL)
    attune_evaluate_sample_wait (is_unsaved, fixture);
  close_window (fixture);
  g_assert_nonnull (fixture->window);
  attune_evaluate_sample_wait (asks, fixture);
  g_assert_true (is_leaving (fixture->window));
  g_assert_null (load_note (fixture));
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.stay", NULL);
  g_assert_true (is_working (fixture->window));
  g_assert_true (is_unsaved (fixture));

  mend_fault (fixture);
  close_window (fixture);
  attune_evaluate_sample_wait (attune_sample_is_gone, &fixture->window);
  note = load_note (fixture);
  g_assert_nonnull (note);
  g_assert_cmpstr (note->text, ==, "Not lost");
}

/* Who does not want it kept need not. */
static void
test_given_up (Fixture *fixture, gconstpointer data)
{
  make_fault (fixture);
  add_note (fixture, "Lost");
  close_window (fixture);
  attune_evaluate_sample_wait (asks, fixture);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.leave-now", NULL);
  attune_evaluate_sample_wait (attune_sample_is_gone, &fixture->window);
  g_assert_null (load_note (fixture));
}

/* What waits for a pause is sent before the window goes, and when the page is left: a read behind it finds it. */
static void
test_soon (Fixture *fixture, gconstpointer data)
{
  AttuneNoteBook *book = fixture->sample.page->book;
  g_autoptr (AttuneNote) note = NULL;
  g_autoptr (AttuneNote) kept = NULL;

  add_note (fixture, "As it was");
  attune_evaluate_sample_wait (attune_evaluate_sample_has_note, &fixture->sample);
  note = attune_note_copy (attune_evaluate_sample_get_first_note (&fixture->sample));
  g_free (note->text);
  note->text = g_strdup ("As it is");
  attune_note_book_save_soon (book, note);
  if (data != NULL)
    {
      attune_page_leave (ATTUNE_PAGE (fixture->sample.page));
      kept = load_note_from (fixture, attune_context_get_store (
                                        attune_window_get_context (fixture->window)));
      g_assert_cmpstr (kept->text, ==, "As it is");
      g_clear_pointer (&kept, attune_note_free);
    }
  close_window (fixture);
  attune_evaluate_sample_wait (attune_sample_is_gone, &fixture->window);
  kept = load_note (fixture);
  g_assert_cmpstr (kept->text, ==, "As it is");
}

/* Who takes a note away and closes at once has taken it away. */
static void
test_removed (Fixture *fixture, gconstpointer data)
{
  add_note (fixture, "Taken away");
  attune_evaluate_sample_wait (attune_evaluate_sample_has_note, &fixture->sample);
  attune_note_book_remove (fixture->sample.page->book,
                           attune_evaluate_sample_get_first_note (&fixture->sample)->id);
  close_window (fixture);
  attune_evaluate_sample_wait (attune_sample_is_gone, &fixture->window);
  g_assert_null (load_note (fixture));
}

static gboolean
may_speak (gpointer data)
{
  return ((Fixture *) data)->sample.page->may_speak;
}

static gboolean
is_speaking (gpointer data)
{
  AttuneSpeech *speech = ((Fixture *) data)->sample.page->speech;

  return attune_speech_get_state (speech) == ATTUNE_RECORDER_SPEAKING &&
         attune_speech_get_duration (speech) > SECOND / 5;
}

/* What is being spoken becomes a note, and only then the window goes. */
static void
test_speaking (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AttuneNote) note = NULL;

  attune_evaluate_sample_wait (may_speak, fixture);
  attune_speech_set_source (fixture->sample.page->speech, "audiotestsrc");
  attune_evaluate_sample_act (&fixture->sample, "evaluate.speak");
  attune_evaluate_sample_wait (is_speaking, fixture);
  close_window (fixture);
  attune_evaluate_sample_wait (attune_sample_is_gone, &fixture->window);
  note = load_note (fixture);
  g_assert_nonnull (note);
  g_assert_cmpint (note->sound_us, >, SECOND / 5);
  g_assert_true (g_file_test (note->sound, G_FILE_TEST_IS_REGULAR));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  attune_screens_init ();

#define ADD(name, data, function) \
  g_test_add ("/evaluate/note-leave/" name, Fixture, data, set_up, function, tear_down)
  ADD ("failing", NULL, test_failing);
  ADD ("failed", "", test_failing);
  ADD ("given-up", NULL, test_given_up);
  ADD ("soon", NULL, test_soon);
  ADD ("page", "", test_soon);
  ADD ("removed", NULL, test_removed);
  ADD ("speaking", NULL, test_speaking);
  return g_test_run ();
}
