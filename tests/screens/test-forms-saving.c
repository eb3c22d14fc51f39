/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-form-sample.h"
#include "attune-kept.h"
#include "attune-screens.h"
#include "attune-test-support.h"

static gboolean
has_conflict (gpointer data)
{
  return attune_saver_get_state (ATTUNE_FORM_PAGE (data)->saver) == ATTUNE_SAVING_CONFLICT;
}

/* Somebody else saves: nothing is overwritten, and it is said. */
static gboolean
has_aside (gpointer data)
{
  return ((AttuneFormPage *) data)->has_aside;
}

static void
save_elsewhere (AttuneFormSample *sample)
{
  g_autofree char *theirs = attune_sample_read_form ("calls");
  g_autoptr (AttuneFormRecord)
    record = ATTUNE_CALL_OK (load_form, sample->store.store, sample->store.manager, sample->form);

  ATTUNE_CALL_OK (save_form_draft, sample->store.store, sample->sample.analyst, sample->form,
                  record->summary->rev, theirs);
}

static void
test_conflict (AttuneFormSample *sample, gconstpointer data)
{
  AttuneFormPage *page = attune_form_sample_open (sample);
  g_autoptr (AttuneForm) mine = NULL;
  g_autofree char *kept = NULL;
  g_autoptr (AttuneForm) draft = NULL;

  attune_form_sample_act (sample, "form.add-section");
  save_elsewhere (sample);
  g_assert_true (attune_test_wait_until (has_conflict, page, 10));
  g_assert_true (attune_conflict_bar_is_shown (page->conflict));
  g_assert_false (attune_form_page_can_edit (page));
  draft = attune_form_sample_read_draft (sample);
  g_assert_false (attune_form_equal (draft, attune_form_page_get_form (page)));

  /* What was done here is not lost with it: it is the step before. */
  mine = attune_form_ref (attune_form_page_get_form (page));
  attune_page_leave (ATTUNE_PAGE (page));
  attune_form_page_load (page);
  g_assert_true (attune_test_wait_until (has_aside, page, 10));
  g_assert_true (attune_form_equal (draft, attune_form_page_get_form (page)));
  g_assert_cmpstr (sample->told, ==,
                   "The newer version is shown. Undo puts the one that was here in its place.");
  attune_form_sample_act (sample, "form.undo");
  g_assert_cmpstr (sample->told, ==,
                   "The version that was here is the draft again. Redo puts the newer one back.");
  g_assert_true (attune_form_equal (mine, attune_form_page_get_form (page)));
  g_assert_true (attune_test_wait_until (attune_form_sample_is_saved, page, 10));
  g_assert_false (page->has_aside);
  kept = ATTUNE_CALL_OK (load_kept, sample->store.store, sample->store.manager,
                         ATTUNE_KEPT_FORM_ASIDE, sample->form);
  g_assert_cmpstr (kept, ==, "");
}

/* Who types when it comes is led out of the entry, which takes nothing any more, with the same part selected. */
static void
test_conflict_typing (AttuneFormSample *sample, gconstpointer data)
{
  AttuneFormPage *page = attune_form_sample_open (sample);
  GtkWidget *entry;

  attune_form_sample_act (sample, "form.about");
  attune_form_properties_settle (page->properties);
  attune_sample_settle (100);
  entry = attune_form_sample_get_focus (sample);
  g_assert_true (gtk_widget_is_ancestor (entry, GTK_WIDGET (page->properties)));
  gtk_editable_set_text (GTK_EDITABLE (entry), "Mine");
  save_elsewhere (sample);
  g_assert_true (attune_test_wait_until (has_conflict, page, 10));
  g_assert_true (
    gtk_widget_is_ancestor (attune_form_sample_get_focus (sample), GTK_WIDGET (page->list)));
  g_assert_null (attune_form_history_get_selection (page->history));
  g_assert_cmpstr (attune_form_get_title (attune_form_page_get_form (page)), ==, "Mine");
}

/* What is drawn as selected is, also where mine was put under theirs. */
static void
test_conflict_selection (AttuneFormSample *sample, gconstpointer data)
{
  AttuneFormPage *page = attune_form_sample_open (sample);
  g_autoptr (GtkBitset) rows = NULL;
  g_autoptr (AttuneFormItem) item = NULL;

  attune_form_sample_act (sample, "form.add-section");
  save_elsewhere (sample);
  g_assert_true (attune_test_wait_until (has_conflict, page, 10));
  attune_page_leave (ATTUNE_PAGE (page));
  attune_form_page_load (page);
  g_assert_true (attune_test_wait_until (has_aside, page, 10));
  rows = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (page->selection));
  g_assert_cmpuint (gtk_bitset_get_size (rows), ==, 1);
  item = g_list_model_get_item (G_LIST_MODEL (page->items), gtk_bitset_get_minimum (rows));
  g_assert_cmpstr (attune_form_history_get_selection (page->history), ==,
                   attune_form_item_get_id (item));
}

static gboolean
has_news (gpointer data)
{
  AttuneFormSample *sample = data;

  return sample->told != NULL && g_str_has_suffix (sample->told, "has changed this form");
}

/* Where nothing is unsaved, what somebody else made is the next step. */
static void
test_elsewhere (AttuneFormSample *sample, gconstpointer data)
{
  AttuneFormPage *page = attune_form_sample_open (sample);
  g_autoptr (AttuneForm) mine = NULL;
  g_autoptr (AttuneForm) draft = NULL;

  attune_form_sample_set_title (sample, "Mine");
  g_assert_true (attune_test_wait_until (attune_form_sample_is_saved, page, 10));
  mine = attune_form_ref (attune_form_page_get_form (page));
  attune_form_page_store_changed (ATTUNE_PAGE (page), ATTUNE_CHANGE_FORM, sample->form);
  attune_sample_settle (100);
  g_assert_true (attune_form_equal (mine, attune_form_page_get_form (page)));

  save_elsewhere (sample);
  attune_form_page_store_changed (ATTUNE_PAGE (page), ATTUNE_CHANGE_FORM, sample->form);
  g_assert_true (attune_test_wait_until (has_news, sample, 10));
  draft = attune_form_sample_read_draft (sample);
  g_assert_true (attune_form_equal (draft, attune_form_page_get_form (page)));
  g_assert_false (attune_form_equal (mine, draft));

  attune_form_sample_act (sample, "form.undo");
  g_assert_true (attune_form_equal (mine, attune_form_page_get_form (page)));
  g_assert_true (attune_test_wait_until (attune_form_sample_is_saved, page, 10));
  g_assert_false (attune_conflict_bar_is_shown (page->conflict));
}

static gboolean
has_failed (gpointer data)
{
  return attune_saver_get_state (ATTUNE_FORM_PAGE (data)->saver) == ATTUNE_SAVING_FAILED;
}

/* What could not be saved is kept, said once, and saved as soon as it can be: at the latest when one leaves. */
static void
test_failure (AttuneFormSample *sample, gconstpointer data)
{
  AttuneFormPage *page = attune_form_sample_open (sample);
  g_autoptr (AttuneForm) draft = NULL;

  attune_store_fixture_execute (
    &sample->store,
    "CREATE INDEX fault ON form"
    " (CASE WHEN instr (draft, 'Kept Name') > 0 THEN abs (-9223372036854775807 - (draft > '')) END)");
  attune_form_sample_set_title (sample, "Kept Name");
  g_assert_true (attune_test_wait_until (has_failed, page, 10));
  g_assert_true (attune_saver_is_unsaved (page->saver));
  attune_saver_flush (page->saver);
  g_assert_true (attune_test_wait_until (has_failed, page, 10));
  g_assert_cmpint (sample->n_told, ==, 1);

  attune_store_fixture_execute (&sample->store, "DROP INDEX fault");
  attune_page_leave (ATTUNE_PAGE (page));
  g_assert_true (attune_test_wait_until (attune_form_sample_is_saved, page, 10));
  draft = attune_form_sample_read_draft (sample);
  g_assert_cmpstr (attune_form_get_title (draft), ==, "Kept Name");
}

static gboolean
shows_revision (gpointer data)
{
  AttuneFormPage *page = data;

  return page->saver == NULL && page->history != NULL && page->record->draft != NULL;
}

/* What could not be saved is there again, whatever was looked at meanwhile, also on another page; and saved then. */
static void
test_failure_shown_again (AttuneFormSample *sample, gconstpointer data)
{
  AttuneFormPage *page = attune_form_sample_open (sample);
  g_autoptr (AttuneForm) draft = NULL;

  attune_form_sample_act (sample, "form.edit");
  g_assert_true (attune_test_wait_until (attune_form_sample_can_edit, page, 10));
  attune_store_fixture_execute (
    &sample->store,
    "CREATE INDEX fault ON form"
    " (CASE WHEN instr (draft, 'Kept Name') > 0 THEN abs (-9223372036854775807 - (draft > '')) END)");
  attune_form_sample_set_title (sample, "Kept Name");
  g_assert_true (attune_test_wait_until (has_failed, page, 10));
  gtk_widget_activate_action (sample->page, "form.show-revision", "x",
                              page->record->summary->latest_revision);
  g_assert_true (attune_test_wait_until (shows_revision, page, 10));
  gtk_widget_activate_action (sample->page, "form.show-revision", "x", G_GINT64_CONSTANT (0));
  g_assert_true (attune_test_wait_until (attune_form_sample_can_edit, page, 10));
  g_assert_cmpstr (attune_form_get_title (attune_form_page_get_form (page)), ==, "Kept Name");
  g_assert_true (attune_test_wait_until (has_failed, page, 10));

  attune_page_leave (ATTUNE_PAGE (page));
  gtk_window_destroy (GTK_WINDOW (sample->window));
  page = attune_form_sample_open (sample);
  g_assert_cmpstr (attune_form_get_title (attune_form_page_get_form (page)), ==, "Kept Name");
  g_assert_cmpint (sample->n_told, ==, 1);
  attune_store_fixture_execute (&sample->store, "DROP INDEX fault");
  attune_page_leave (ATTUNE_PAGE (page));
  g_assert_true (attune_test_wait_until (attune_form_sample_is_saved, page, 10));
  draft = attune_form_sample_read_draft (sample);
  g_assert_cmpstr (attune_form_get_title (draft), ==, "Kept Name");
}

static gboolean
is_told_twice (gpointer data)
{
  return ((AttuneFormSample *) data)->n_told >= 2;
}

/* A draft whose save keeps failing can be thrown away; where that fails too, it is still there. */
static void
test_discard (AttuneFormSample *sample, gconstpointer data)
{
  AttuneFormPage *page = attune_form_sample_open (sample);

  attune_form_sample_act (sample, "form.edit");
  g_assert_true (attune_test_wait_until (attune_form_sample_can_edit, page, 10));
  attune_store_fixture_execute (
    &sample->store,
    "CREATE INDEX fault ON form"
    " (CASE WHEN instr (draft, 'Lost Name') > 0 THEN abs (-9223372036854775807 - (draft > '')) END)");
  attune_form_sample_set_title (sample, "Lost Name");
  g_assert_true (attune_test_wait_until (has_failed, page, 10));

  attune_store_fixture_execute (&sample->store, "ALTER TABLE form RENAME TO hidden");
  attune_form_sample_act (sample, "form.discard");
  g_assert_false (attune_form_page_can_edit (page));
  g_assert_true (attune_test_wait_until (is_told_twice, sample, 10));
  g_assert_true (attune_form_page_can_edit (page));
  g_assert_cmpstr (attune_form_get_title (attune_form_page_get_form (page)), ==, "Lost Name");
  g_assert_true (attune_saver_is_unsaved (page->saver));

  attune_store_fixture_execute (&sample->store, "ALTER TABLE hidden RENAME TO form");
  attune_form_sample_act (sample, "form.discard");
  g_assert_true (attune_test_wait_until (attune_form_sample_has_no_draft, page, 10));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv);
  attune_screens_init ();

  ATTUNE_ADD_FORM_TEST ("conflict", test_conflict, NULL);
  ATTUNE_ADD_FORM_TEST ("conflict-typing", test_conflict_typing, NULL);
  ATTUNE_ADD_FORM_TEST ("conflict-selection", test_conflict_selection, NULL);
  ATTUNE_ADD_FORM_TEST ("elsewhere", test_elsewhere, NULL);
  ATTUNE_ADD_FORM_TEST ("failure", test_failure, NULL);
  ATTUNE_ADD_FORM_TEST ("failure-shown-again", test_failure_shown_again, "published");
  ATTUNE_ADD_FORM_TEST ("discard", test_discard, "published");
  return g_test_run ();
}
