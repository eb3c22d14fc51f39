/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-evaluate-sample.h"
#include "attune-note-book-private.h"
#include "attune-spoken-file.h"
#include "attune-policies.h"
#include "attune-test-support.h"

#include <glib/gstdio.h>
#include <utime.h>

/* An evaluation, and the book of the notes on it that its evaluator has open. */
typedef struct
{
  AttuneEvaluateSample sample;
  AttuneNoteBook *book;
  GPtrArray *told; /* what was told */
} Fixture;

static void
tell_cb (Fixture *fixture, const char *heading, const char *body)
{
  g_ptr_array_add (fixture->told, g_strdup_printf ("%s: %s", heading, body != NULL ? body : ""));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  AttuneEvaluateSample *sample = &fixture->sample;

  attune_evaluate_sample_set_up (sample, NULL, ATTUNE_EVALUATE_SAMPLE_SHORT);
  fixture->told = g_ptr_array_new_with_free_func (g_free);
  g_signal_connect_swapped (sample->context, "told", G_CALLBACK (tell_cb), fixture);
  fixture->book = attune_note_book_new (sample->context, sample->evaluation);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gpointer book = fixture->book;

  g_object_add_weak_pointer (book, &book);
  g_clear_object (&fixture->book);
  attune_evaluate_sample_wait (attune_sample_is_gone, &book);
  attune_evaluate_sample_tear_down (&fixture->sample);
  g_ptr_array_unref (fixture->told);
}

static gboolean
has_note (gpointer data)
{
  return attune_note_book_get_notes (((Fixture *) data)->book)->len > 0;
}

static gboolean
has_no_note (gpointer data)
{
  return !has_note (data);
}

/* The first note as it is in the book; the caller's. */
static AttuneNote *
copy_note (Fixture *fixture)
{
  return attune_note_copy (g_ptr_array_index (attune_note_book_get_notes (fixture->book), 0));
}

static void
save (Fixture *fixture, AttuneNote *note, const char *text)
{
  g_free (note->text);
  note->text = g_strdup (text);
  attune_note_book_save (fixture->book, note);
}

static void
add (Fixture *fixture, const char *text)
{
  AttuneNote note = { .from_us = -1, .to_us = -1, .kind = ATTUNE_NOTE_PLAIN, .is_shared = TRUE };

  note.text = (char *) text;
  attune_note_book_save (fixture->book, &note);
}

/* A note that the store has. */
static AttuneNote *
add_stored (Fixture *fixture)
{
  add (fixture, "As it was");
  attune_evaluate_sample_wait (has_note, fixture);
  return copy_note (fixture);
}

static GPtrArray *
list (Fixture *fixture)
{
  return ATTUNE_CALL_OK (list_notes, fixture->sample.store.store, fixture->sample.sample.analyst,
                         fixture->sample.evaluation);
}

static void
assert_stored (Fixture *fixture, const char *text)
{
  g_autoptr (GPtrArray) notes = list (fixture);

  g_assert_cmpuint (notes->len, ==, text != NULL ? 1 : 0);
  if (text != NULL)
    g_assert_cmpstr (((AttuneNote *) g_ptr_array_index (notes, 0))->text, ==, text);
}

/* --- Removing --- */

/* A note is taken away though its change is under way still, and comes back as it was changed. */
static void
test_remove_changing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AttuneNote) note = add_stored (fixture);

  save (fixture, note, "Changed");
  if (data != NULL)
    save (fixture, note, "Changed again");
  attune_note_book_remove (fixture->book, note->id);
  attune_evaluate_sample_wait (has_no_note, fixture);
  g_assert_cmpuint (fixture->told->len, ==, 0);
  assert_stored (fixture, NULL);

  attune_note_book_restore (fixture->book, note->id);
  attune_evaluate_sample_wait (has_note, fixture);
  g_clear_pointer (&note, attune_note_free);
  note = copy_note (fixture);
  g_assert_cmpstr (note->text, ==, data != NULL ? "Changed again" : "Changed");
  assert_stored (fixture, note->text);
  g_assert_cmpuint (fixture->told->len, ==, 0);
}

static void
count_cb (guint *n)
{
  (*n)++;
}

static gboolean
is_positive (gpointer n)
{
  return *(guint *) n > 0;
}

/* A new one likewise, which nobody has seen yet. */
static void
test_remove_new (Fixture *fixture, gconstpointer data)
{
  guint n_removed = 0;

  g_signal_connect_swapped (fixture->book, "removed", G_CALLBACK (count_cb), &n_removed);
  add (fixture, "New");
  attune_note_book_remove (fixture->book, -1);
  attune_evaluate_sample_wait (is_positive, &n_removed);
  assert_stored (fixture, NULL);
  g_assert_true (has_no_note (fixture));
  g_assert_cmpuint (n_removed, ==, 1);
  g_assert_cmpuint (fixture->told->len, ==, 0);
}

/* Twice is once. */
static void
test_remove_twice (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AttuneNote) note = add_stored (fixture);
  guint n_removed = 0;

  g_signal_connect_swapped (fixture->book, "removed", G_CALLBACK (count_cb), &n_removed);
  attune_note_book_remove (fixture->book, note->id);
  attune_note_book_remove (fixture->book, note->id);
  attune_evaluate_sample_wait (has_no_note, fixture);
  assert_stored (fixture, NULL);
  g_assert_cmpuint (n_removed, ==, 1);
  g_assert_cmpuint (fixture->told->len, ==, 0);
}

/* --- What fails --- */

static gboolean
has_told (gpointer data)
{
  return ((Fixture *) data)->told->len > 0;
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
  return ((Fixture *) data)->book->unsaved->len > 0;
}

static gboolean
is_saved (gpointer data)
{
  return has_note (data) && !is_unsaved (data);
}

/* A note whose answer was lost is in the store already: sent again, also with other words, it is there once. */
static void
test_answer_lost (Fixture *fixture, gconstpointer words)
{
  AttuneUnsavedNote *unsaved;
  g_autoptr (AttuneNote) sent = NULL;
  g_autoptr (AttuneNote) stored = NULL;

  make_fault (fixture);
  add (fixture, "As it was");
  attune_evaluate_sample_wait (has_told, fixture);
  mend_fault (fixture);
  unsaved = g_ptr_array_index (fixture->book->unsaved, 0);
  sent = attune_note_copy (unsaved->note);
  sent->id = 0;
  stored = ATTUNE_CALL_OK (save_note, fixture->sample.store.store, fixture->sample.sample.analyst,
                           sent);
  g_assert_cmpint (stored->id, ==, sent->fresh_id);

  sent->id = unsaved->note->id;
  save (fixture, sent, words);
  attune_evaluate_sample_wait (is_saved, fixture);
  assert_stored (fixture, words);
  g_assert_cmpuint (attune_note_book_get_notes (fixture->book)->len, ==, 1);
}

/* --- What is spoken --- */

static gboolean
has_no_file (gpointer path)
{
  return !g_file_test (path, G_FILE_TEST_EXISTS);
}

static void
add_spoken (Fixture *fixture, char *path)
{
  AttuneNote note = { .from_us = -1,
                      .to_us = -1,
                      .kind = ATTUNE_NOTE_PLAIN,
                      .text = (char *) "",
                      .sound = path,
                      .sound_us = G_USEC_PER_SEC };

  attune_note_book_save (fixture->book, &note);
}

static char *
make_spoken (void)
{
  char *path = attune_spoken_file_make (NULL);

  g_assert_nonnull (path);
  g_assert_true (g_file_set_contents (path, "spoken", -1, NULL));
  return path;
}

/* What was spoken does not stay in the cache, whether the workspace takes it or not. */
static void
test_spoken (Fixture *fixture, gconstpointer is_refused)
{
  g_autofree char *path = make_spoken ();

  if (is_refused == NULL)
    ATTUNE_CALL_OK (set_policies, fixture->sample.store.store, fixture->sample.store.manager,
                    ATTUNE_POLICY_SPOKEN_NOTES, TRUE);
  add_spoken (fixture, path);
  if (is_refused == NULL)
    attune_evaluate_sample_wait (is_saved, fixture);
  else
    {
      attune_evaluate_sample_wait (has_told, fixture);
      g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
      g_clear_object (&fixture->book);
      fixture->book = attune_note_book_new (fixture->sample.context, fixture->sample.evaluation);
    }
  attune_evaluate_sample_wait (has_no_file, path);
}

/* What a program that died left behind goes after a day; what is younger, and what is none of ours, stays. */
static void
test_sweep (Fixture *fixture, gconstpointer data)
{
  g_autofree char *fresh = make_spoken ();
  g_autofree char *stale = make_spoken ();
  g_autofree char *touched = make_spoken ();
  g_autofree char *folder = g_path_get_dirname (fresh);
  g_autofree char *other = g_build_filename (folder, "other.ogg", NULL);
  const char *const old[] = { stale, touched, other };
  const time_t at = (time_t) (g_get_real_time () / G_USEC_PER_SEC) - 25 * 60 * 60;

  g_assert_true (g_file_set_contents (other, "", 0, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (old); i++)
    g_assert_cmpint (g_utime (old[i], &(struct utimbuf){ at, at }), ==, 0);
  attune_spoken_file_touch (touched);
  attune_spoken_files_sweep ();
  attune_evaluate_sample_wait (has_no_file, stale);
  g_assert_false (has_no_file (fresh));
  g_assert_false (has_no_file (touched));
  g_assert_false (has_no_file (other));
}

int
main (int argc, char **argv)
{
  char *cache = attune_test_folder_new ();
  int status;

  g_setenv ("XDG_CACHE_HOME", cache, TRUE);
  g_test_init (&argc, &argv, NULL);

#define ADD(name, data, function) \
  g_test_add ("/evaluate/note-book/" name, Fixture, data, set_up, function, tear_down)
  ADD ("remove/changing", NULL, test_remove_changing);
  ADD ("remove/changing-twice", "", test_remove_changing);
  ADD ("remove/new", NULL, test_remove_new);
  ADD ("remove/twice", NULL, test_remove_twice);
  ADD ("answer-lost/same", "As it was", test_answer_lost);
  ADD ("answer-lost/changed", "As it is", test_answer_lost);
  ADD ("spoken/kept", NULL, test_spoken);
  ADD ("spoken/refused", "", test_spoken);
  ADD ("spoken/sweep", NULL, test_sweep);
  status = g_test_run ();
  attune_test_folder_remove (cache);
  return status;
}
