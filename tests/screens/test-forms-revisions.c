/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-form-changes-dialog.h"
#include "attune-form-edit.h"
#include "attune-form-sample.h"
#include "attune-forms-page.h"
#include "attune-screens.h"
#include "attune-test-support.h"

#include <string.h>

static gboolean
is_publishing (gpointer data)
{
  return ATTUNE_FORM_PAGE (data)->is_publishing;
}

static gboolean
is_unchanged (gpointer data)
{
  return attune_form_page_is_unchanged (data);
}

static void
test_published (AttuneFormSample *sample, gconstpointer data)
{
  AttuneFormPage *page = attune_form_sample_open (sample);
  g_autoptr (AttuneForm) draft = NULL;

  g_assert_false (attune_form_page_can_edit (page));
  g_assert_true (gtk_widget_get_visible (page->edit));
  attune_form_sample_act (sample, "form.edit");
  g_assert_true (attune_test_wait_until (attune_form_sample_can_edit, page, 10));

  /* There is nothing to publish until something is changed, nor when it is changed back. */
  g_assert_true (attune_test_wait_until (is_unchanged, page, 10));
  g_assert_false (gtk_widget_get_sensitive (page->publish));
  g_assert_cmpstr (attune_page_get_subtitle (ATTUNE_PAGE (page)), ==,
                   "Nothing has changed since revision 1");
  attune_form_sample_act (sample, "form.add-section");
  g_assert_true (gtk_widget_get_sensitive (page->publish));
  attune_form_sample_act (sample, "form.undo");
  g_assert_false (gtk_widget_get_sensitive (page->publish));
  attune_form_sample_act (sample, "form.redo");
  g_assert_true (attune_test_wait_until (attune_form_sample_is_saved, page, 10));
  draft = attune_form_sample_read_draft (sample);
  g_assert_nonnull (draft);
}

static GtkWindow *
find_question (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (window))
        return window;
    }
  return NULL;
}

static gboolean
is_asked (gpointer data)
{
  return find_question () != NULL;
}

static void
answer (const char *response)
{
  GtkWindow *window;

  g_assert_true (attune_test_wait_until (is_asked, NULL, 10));
  window = find_question ();
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (window), response);
  gtk_window_destroy (window);
}

static gboolean
is_published (gpointer data)
{
  AttuneFormPage *page = data;

  return page->saver == NULL && page->history != NULL && !page->is_publishing;
}

/* From the answer on, until the revision is shown, nothing is taken that would not be in it. */
static void
test_publish (AttuneFormSample *sample, gconstpointer data)
{
  AttuneFormPage *page = attune_form_sample_open (sample);
  g_autoptr (AttuneForm) form = attune_form_ref (attune_form_page_get_form (page));

  attune_form_sample_act (sample, "form.publish");
  g_assert_true (attune_test_wait_until (attune_sample_has_dialog, sample->window, 10));
  attune_sample_settle (50);
  answer ("publish");
  g_assert_true (attune_test_wait_until (is_publishing, page, 10));
  while (page->is_publishing)
    {
      g_assert_false (attune_form_page_can_edit (page));
      gtk_widget_activate_action (sample->page, "form.add-section", NULL);
      if (page->saver != NULL)
        g_assert_true (attune_form_page_get_form (page) == form);
      g_main_context_iteration (NULL, TRUE);
    }
  g_assert_true (attune_test_wait_until (is_published, page, 10));
  g_assert_cmpuint (page->record->summary->latest_number, ==, 1);
  g_assert_false (attune_form_page_can_edit (page));
}

/* What refuses to be published can be changed again. */
static void
test_publish_fails (AttuneFormSample *sample, gconstpointer data)
{
  AttuneFormPage *page = attune_form_sample_open (sample);

  attune_form_sample_act (sample, "form.publish");
  g_assert_true (attune_test_wait_until (attune_sample_has_dialog, sample->window, 10));
  attune_sample_settle (50);
  attune_store_fixture_execute (&sample->store, "ALTER TABLE form_revision RENAME TO hidden");
  answer ("publish");
  g_assert_true (attune_test_wait_until (is_publishing, page, 10));
  g_assert_false (attune_form_page_can_edit (page));
  g_assert_true (attune_test_wait_until (attune_form_sample_can_edit, page, 10));
  g_assert_cmpint (sample->n_told, ==, 1);
  attune_store_fixture_execute (&sample->store, "ALTER TABLE hidden RENAME TO form_revision");
}

static void
close_page (AttuneFormSample *sample)
{
  attune_page_leave (ATTUNE_PAGE (sample->page));
  gtk_window_destroy (GTK_WINDOW (sample->window));
}

static void
show_another (AttuneFormSample *sample)
{
  attune_form_sample_show (sample, attune_forms_page_new (sample->context, 0));
  attune_sample_settle (100);
}

static gboolean
is_stored_published (gpointer data)
{
  AttuneFormSample *sample = data;
  g_autoptr (AttuneFormRecord)
    record = ATTUNE_CALL_OK (load_form, sample->store.store, sample->store.manager, sample->form);

  return record->summary->latest_number == 1;
}

static gboolean
is_told (gpointer data)
{
  return ((AttuneFormSample *) data)->n_told > 0;
}

static gboolean
is_stored_without_draft (gpointer data)
{
  AttuneFormSample *sample = data;
  g_autoptr (AttuneFormRecord)
    record = ATTUNE_CALL_OK (load_form, sample->store.store, sample->store.manager, sample->form);

  return record->draft == NULL;
}

static gboolean
offers_undo (gpointer data)
{
  return ((AttuneFormSample *) data)->undo != NULL;
}

/* Who closes the page meanwhile gets what was asked for, … */
static void
test_publish_left (AttuneFormSample *sample, gconstpointer data)
{
  attune_form_sample_open (sample);
  attune_form_sample_set_title (sample, "Another Name");
  attune_form_sample_act (sample, "form.publish");
  g_assert_true (attune_test_wait_until (attune_sample_has_dialog, sample->window, 10));
  answer ("publish");
  close_page (sample);
  g_assert_true (attune_test_wait_until (is_stored_published, sample, 10));
  g_assert_true (attune_test_wait_until (is_told, sample, 10));
  g_assert_cmpuint (attune_context_get_n_reports (sample->context), ==, 0);
  show_another (sample);
}

/* … or is told why not. */
static void
test_publish_left_fails (AttuneFormSample *sample, gconstpointer data)
{
  attune_form_sample_open (sample);
  attune_form_sample_act (sample, "form.publish");
  g_assert_true (attune_test_wait_until (attune_sample_has_dialog, sample->window, 10));
  attune_store_fixture_execute (&sample->store, "ALTER TABLE form_revision RENAME TO hidden");
  answer ("publish");
  close_page (sample);
  g_assert_true (attune_test_wait_until (is_told, sample, 10));
  g_assert_cmpuint (attune_context_get_n_reports (sample->context), ==, 1);
  attune_store_fixture_execute (&sample->store, "ALTER TABLE hidden RENAME TO form_revision");
  g_assert_false (is_stored_published (sample));
  show_another (sample);
}

static void
undo (AttuneFormSample *sample)
{
  g_assert_nonnull (sample->undo);
  g_closure_invoke (sample->undo, NULL, 0, NULL, NULL);
  g_clear_pointer (&sample->undo, g_closure_unref);
}

/* Likewise what is thrown away, which Undo still brings back; what was not saved yet comes along. */
static void
test_discard_left (AttuneFormSample *sample, gconstpointer data)
{
  AttuneFormPage *page = attune_form_sample_open (sample);
  g_autoptr (AttuneForm) draft = NULL;

  attune_form_sample_act (sample, "form.edit");
  g_assert_true (attune_test_wait_until (attune_form_sample_can_edit, page, 10));
  attune_form_sample_set_title (sample, "Another Name");
  attune_form_sample_act (sample, "form.discard");
  close_page (sample);
  g_assert_true (attune_test_wait_until (is_stored_without_draft, sample, 10));
  g_assert_true (attune_test_wait_until (offers_undo, sample, 10));
  undo (sample);
  attune_sample_settle (100);
  draft = attune_form_sample_read_draft (sample);
  g_assert_cmpstr (attune_form_get_title (draft), ==, "Another Name");
  show_another (sample);
}

static gboolean
is_retired (gpointer data)
{
  AttuneFormPage *page = data;

  return page->record->summary->is_retired && !page->is_retiring;
}

static gboolean
is_in_use (gpointer data)
{
  AttuneFormPage *page = data;

  return !page->record->summary->is_retired && !page->is_retiring;
}

static gboolean
is_stored_retired (AttuneFormSample *sample)
{
  g_autoptr (AttuneFormRecord)
    record = ATTUNE_CALL_OK (load_form, sample->store.store, sample->store.manager, sample->form);

  return record->summary->is_retired;
}

/* Out of use and back, by the command and by Undo; it can be read all the while. */
static void
test_retire (AttuneFormSample *sample, gconstpointer data)
{
  AttuneFormPage *page = attune_form_sample_open (sample);

  g_assert_cmpstr (attune_page_get_subtitle (ATTUNE_PAGE (page)), ==, "Revision 1");
  attune_form_sample_act (sample, "form.reinstate");
  g_assert_true (is_in_use (page));
  attune_form_sample_act (sample, "form.retire");
  g_assert_true (attune_test_wait_until (is_retired, page, 10));
  g_assert_true (is_stored_retired (sample));
  g_assert_cmpstr (attune_page_get_subtitle (ATTUNE_PAGE (page)), ==, "Revision 1 · retired");
  undo (sample);
  g_assert_true (attune_test_wait_until (is_in_use, page, 10));
  g_assert_false (is_stored_retired (sample));

  attune_form_sample_act (sample, "form.retire");
  g_assert_true (attune_test_wait_until (is_retired, page, 10));
  attune_form_sample_act (sample, "form.reinstate");
  g_assert_true (attune_test_wait_until (is_in_use, page, 10));
  undo (sample);
  g_assert_true (attune_test_wait_until (is_retired, page, 10));
  g_assert_true (is_stored_retired (sample));
  g_assert_cmpuint (attune_context_get_n_reports (sample->context), ==, 0);
}

/* The draft goes on as it was, unsaved changes and steps included, and publishing it brings the form back. */
static void
test_retire_draft (AttuneFormSample *sample, gconstpointer data)
{
  AttuneFormPage *page = attune_form_sample_open (sample);

  attune_form_sample_act (sample, "form.edit");
  g_assert_true (attune_test_wait_until (attune_form_sample_can_edit, page, 10));
  attune_form_sample_act (sample, "form.add-section");
  attune_form_sample_act (sample, "form.retire");
  g_assert_false (attune_form_page_can_edit (page));
  g_assert_true (attune_test_wait_until (is_retired, page, 10));
  g_assert_cmpstr (attune_page_get_subtitle (ATTUNE_PAGE (page)), ==,
                   "Draft · revision 1 is retired");
  g_assert_true (attune_form_page_can_edit (page));
  g_assert_true (attune_form_history_can_undo (page->history));
  attune_form_sample_act (sample, "form.undo");
  attune_form_sample_act (sample, "form.redo");
  attune_form_sample_set_title (sample, "Another Name");
  g_assert_true (attune_test_wait_until (attune_form_sample_is_saved, page, 10));

  attune_form_sample_act (sample, "form.publish");
  g_assert_true (attune_test_wait_until (attune_sample_has_dialog, sample->window, 10));
  attune_sample_settle (50);
  answer ("publish");
  g_assert_true (attune_test_wait_until (is_publishing, page, 10));
  g_assert_true (attune_test_wait_until (is_published, page, 10));
  g_assert_cmpuint (page->record->summary->latest_number, ==, 2);
  g_assert_true (is_in_use (page));
  g_assert_cmpuint (attune_context_get_n_reports (sample->context), ==, 0);
}

/* What was never published is not in use, and who may not change forms may not retire them. */
static void
test_retire_nothing (AttuneFormSample *sample, gconstpointer data)
{
  AttuneFormPage *page = attune_form_sample_open (sample);

  attune_form_sample_act (sample, "form.retire");
  g_assert_true (is_in_use (page));
  g_assert_false (page->is_retiring);
}

/* Undo holds when the page is left. */
static void
test_retire_left (AttuneFormSample *sample, gconstpointer data)
{
  AttuneFormPage *page = attune_form_sample_open (sample);

  attune_form_sample_act (sample, "form.retire");
  g_assert_true (attune_test_wait_until (is_retired, page, 10));
  gtk_window_destroy (GTK_WINDOW (sample->window));
  attune_sample_settle (50);
  attune_form_sample_show (sample, attune_forms_page_new (sample->context, 0));
  attune_sample_settle (100);
  undo (sample);
  attune_sample_settle (100);
  g_assert_false (is_stored_retired (sample));
}

/* A second revision, in which the first section is called otherwise and the first question can no longer be compared. */
static void
publish_second (AttuneFormSample *sample)
{
  AttuneStore *store = sample->store.store;
  gint64 actor = sample->store.manager;
  g_autoptr (AttuneFormRecord) record = ATTUNE_CALL_OK (load_form, store, actor, sample->form);
  g_autofree char *document = ATTUNE_CALL_OK (load_form_revision, store, actor,
                                              record->summary->latest_revision);
  g_autoptr (AttuneForm) first = attune_form_from_json (document, -1, NULL);
  const char *section = attune_form_get_section (first, 0)->id;
  const char *question = attune_form_get_question (first, 0)->id;
  g_autoptr (AttuneForm)
    named = attune_form_set_string (first, (AttuneFormPlace){ section, NULL, NULL }, "title",
                                    "Second Name", NULL);
  g_autoptr (AttuneForm) second = attune_form_add_option (named, question, 9, "Partly", NULL, NULL);
  g_autofree char *text = NULL;
  gint64 rev;

  if (second == NULL)
    second = attune_form_set_type (named, question, ATTUNE_QUESTION_SCALE, NULL);
  g_assert_nonnull (second);
  text = attune_form_to_json (second, NULL);
  rev = ATTUNE_CALL_OK (save_form_draft, store, actor, sample->form, record->summary->rev, text);
  ATTUNE_CALL_OK (publish_form, store, actor, sample->form, rev);
}

static GtkWidget *
find_changes (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (ATTUNE_IS_FORM_CHANGES_DIALOG (window))
        return window;
    }
  return NULL;
}

static const char *
get_changes (void)
{
  GtkWidget *dialog = find_changes ();
  GtkLabel *label = GTK_LABEL (
    gtk_widget_get_template_child (dialog, ATTUNE_TYPE_FORM_CHANGES_DIALOG, "changes"));

  return gtk_label_get_label (label);
}

static void
choose (const char *name, guint position)
{
  gtk_drop_down_set_selected (GTK_DROP_DOWN (gtk_widget_get_template_child (
                                find_changes (), ATTUNE_TYPE_FORM_CHANGES_DIALOG, name)),
                              position);
}

static gboolean
has_read (gpointer data)
{
  return strstr (get_changes (), data) != NULL;
}

static gboolean
has_draft (gpointer data)
{
  AttuneFormPage *page = data;

  return attune_form_sample_can_edit (page) && page->record->draft != NULL;
}

static const char *
get_first_section (AttuneFormPage *page)
{
  return attune_form_get_section (attune_form_page_get_form (page), 0)->title;
}

/* Any two revisions are compared, and one of them is the draft again; with Undo there is none again. */
static void
test_restore (AttuneFormSample *sample, gconstpointer data)
{
  AttuneFormPage *page;

  publish_second (sample);
  page = attune_form_sample_open (sample);
  g_assert_cmpstr (get_first_section (page), ==, "Second Name");
  attune_form_sample_act (sample, "form.compare");
  g_assert_true (attune_test_wait_until (has_read, (gpointer) "is now “Second Name”", 10));
  g_assert_nonnull (strstr (get_changes (), "⚠\302\240"));
  choose ("after", 1);
  g_assert_cmpstr (get_changes (), ==, "Both say the same.");
  choose ("before", 0);
  g_assert_nonnull (strstr (get_changes (), "was “Second Name”"));
  choose ("before", 1);
  gtk_widget_activate_action (find_changes (), "dialog.restore", NULL);
  g_assert_true (attune_test_wait_until (has_draft, page, 10));
  g_assert_cmpstr (get_first_section (page), !=, "Second Name");
  g_assert_cmpstr (attune_form_get_id (attune_form_page_get_form (page)), ==,
                   page->record->summary->key);
  attune_sample_settle (50);
  g_assert_null (find_changes ());

  undo (sample);
  g_assert_true (attune_test_wait_until (attune_form_sample_has_no_draft, page, 10));
  g_assert_cmpuint (attune_context_get_n_reports (sample->context), ==, 0);
}

/* Somebody else's draft, of the form as it was published first, under another name. */
static void
draft_elsewhere (AttuneFormSample *sample)
{
  g_autofree char *text = attune_sample_read_form ("calls");
  g_autoptr (AttuneForm) form = attune_form_from_json (text, -1, NULL);
  g_autoptr (AttuneForm)
    named = attune_form_set_string (form, (AttuneFormPlace){ NULL, NULL, NULL }, "title", "Theirs",
                                    NULL);
  g_autofree char *document = attune_form_to_json (named, NULL);
  g_autoptr (AttuneFormRecord)
    record = ATTUNE_CALL_OK (load_form, sample->store.store, sample->store.manager, sample->form);

  ATTUNE_CALL_OK (save_form_draft, sample->store.store, sample->sample.analyst, sample->form,
                  record->summary->rev, document);
}

static void
restore_first (AttuneFormSample *sample)
{
  attune_form_sample_act (sample, "form.compare");
  g_assert_true (attune_test_wait_until (has_read, (gpointer) "is now “Second Name”", 10));
  gtk_widget_activate_action (find_changes (), "dialog.restore", NULL);
}

static gboolean
is_reported (gpointer data)
{
  return attune_context_get_n_reports (((AttuneFormSample *) data)->context) > 0;
}

static void
assert_theirs (AttuneFormSample *sample)
{
  g_autoptr (AttuneForm) draft = attune_form_sample_read_draft (sample);

  g_assert_cmpstr (attune_form_get_title (draft), ==, "Theirs");
}

/* Where somebody else was quicker nothing was restored, and there is nothing to undo: theirs stays. */
static void
test_restore_late (AttuneFormSample *sample, gconstpointer data)
{
  AttuneFormPage *page;

  publish_second (sample);
  page = attune_form_sample_open (sample);
  draft_elsewhere (sample);
  restore_first (sample);
  g_assert_true (attune_test_wait_until (is_reported, sample, 10));
  g_assert_true (attune_test_wait_until (has_draft, page, 10));
  g_assert_null (sample->undo);
  assert_theirs (sample);
}

/* Undo takes back what was restored, not what somebody else has made of it since. */
static void
test_restore_undone_late (AttuneFormSample *sample, gconstpointer data)
{
  AttuneFormPage *page;

  publish_second (sample);
  page = attune_form_sample_open (sample);
  restore_first (sample);
  g_assert_true (attune_test_wait_until (has_draft, page, 10));
  draft_elsewhere (sample);
  undo (sample);
  g_assert_true (attune_test_wait_until (is_reported, sample, 10));
  g_assert_true (attune_test_wait_until (has_draft, page, 10));
  assert_theirs (sample);
  g_assert_null (sample->undo);
}

/* A change of one's own that is not saved yet is no less one; a step that is taken back is none. */
static void
test_restore_undone_changed (AttuneFormSample *sample, gconstpointer data)
{
  AttuneFormPage *page;

  publish_second (sample);
  page = attune_form_sample_open (sample);
  restore_first (sample);
  g_assert_true (attune_test_wait_until (has_draft, page, 10));
  attune_form_sample_set_title (sample, "Mine");
  undo (sample);
  g_assert_true (attune_test_wait_until (is_reported, sample, 10));
  g_assert_true (attune_test_wait_until (has_draft, page, 10));
  g_assert_cmpstr (attune_form_get_title (attune_form_page_get_form (page)), ==, "Mine");
}

/* Out of use in between or not: one after the other is taken back. */
static void
test_restore_retire (AttuneFormSample *sample, gconstpointer data)
{
  AttuneFormPage *page;
  GClosure *restored;

  publish_second (sample);
  page = attune_form_sample_open (sample);
  restore_first (sample);
  g_assert_true (attune_test_wait_until (has_draft, page, 10));
  restored = g_steal_pointer (&sample->undo);
  attune_form_sample_act (sample, "form.retire");
  g_assert_true (attune_test_wait_until (is_retired, page, 10));
  undo (sample);
  g_assert_true (attune_test_wait_until (is_in_use, page, 10));
  sample->undo = restored;
  undo (sample);
  g_assert_true (attune_test_wait_until (attune_form_sample_has_no_draft, page, 10));
  g_assert_cmpuint (attune_context_get_n_reports (sample->context), ==, 0);
}

/* Where somebody else has changed it since, what they did is shown, and the next attempt is about that. */
static void
test_retire_late (AttuneFormSample *sample, gconstpointer data)
{
  AttuneFormPage *page = attune_form_sample_open (sample);

  draft_elsewhere (sample);
  attune_form_sample_act (sample, "form.retire");
  g_assert_true (attune_test_wait_until (is_reported, sample, 10));
  g_assert_true (attune_test_wait_until (has_draft, page, 10));
  g_assert_null (sample->undo);
  attune_form_sample_act (sample, "form.retire");
  g_assert_true (attune_test_wait_until (is_retired, page, 10));
  g_assert_true (is_stored_retired (sample));
  assert_theirs (sample);
}

static void
show_first (AttuneFormPage *page)
{
  const AttuneFormRevisionInfo *first = g_ptr_array_index (page->record->revisions, 1);

  gtk_widget_activate_action (GTK_WIDGET (page), "form.show-revision", "x", first->id);
}

static gboolean
shows_first (gpointer data)
{
  AttuneForm *form = attune_form_page_get_form (data);

  return form != NULL && attune_form_get_revision (form) == 1;
}

/* Whoever edits from an old revision edits the newest: to go back is to restore. */
static void
test_edit_from_old (AttuneFormSample *sample, gconstpointer data)
{
  AttuneFormPage *page;

  publish_second (sample);
  page = attune_form_sample_open (sample);
  show_first (page);
  g_assert_true (attune_test_wait_until (shows_first, page, 10));
  g_assert_cmpstr (attune_page_get_subtitle (ATTUNE_PAGE (page)), ==,
                   "Revision 1 · replaced by revision 2");
  attune_form_sample_act (sample, "form.edit");
  g_assert_true (attune_test_wait_until (has_draft, page, 10));
  g_assert_cmpstr (get_first_section (page), ==, "Second Name");
  g_assert_true (attune_test_wait_until (is_unchanged, page, 10));
}

/* Where a draft says something else, it is asked first, and Undo brings it back. */
static void
test_restore_over_draft (AttuneFormSample *sample, gconstpointer data)
{
  AttuneFormPage *page;

  publish_second (sample);
  page = attune_form_sample_open (sample);
  attune_form_sample_act (sample, "form.edit");
  g_assert_true (attune_test_wait_until (has_draft, page, 10));
  attune_form_sample_set_title (sample, "My Draft");
  for (guint i = 0; i < 2; i++)
    {
      attune_form_sample_act (sample, "form.compare");
      choose ("before", 2);
      g_assert_true (attune_test_wait_until (has_read, (gpointer) "is now “My Draft”", 10));
      gtk_widget_activate_action (find_changes (), "dialog.restore", NULL);
      attune_sample_settle (50);
      g_assert_cmpstr (attune_form_get_title (attune_form_page_get_form (page)), ==, "My Draft");
      answer (i == 0 ? "cancel" : "replace");
      attune_sample_settle (50);
    }
  g_assert_cmpstr (attune_form_get_title (attune_form_page_get_form (page)), !=, "My Draft");
  g_assert_cmpstr (get_first_section (page), !=, "Second Name");
  g_assert_true (attune_test_wait_until (attune_form_sample_is_saved, page, 10));
  undo (sample);
  g_assert_cmpstr (attune_form_get_title (attune_form_page_get_form (page)), ==, "My Draft");
  g_assert_true (attune_test_wait_until (attune_form_sample_is_saved, page, 10));
  g_assert_cmpuint (attune_context_get_n_reports (sample->context), ==, 0);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv);
  attune_screens_init ();

  ATTUNE_ADD_FORM_TEST ("published", test_published, "published");
  ATTUNE_ADD_FORM_TEST ("publish", test_publish, NULL);
  ATTUNE_ADD_FORM_TEST ("publish-fails", test_publish_fails, NULL);
  ATTUNE_ADD_FORM_TEST ("publish-left", test_publish_left, NULL);
  ATTUNE_ADD_FORM_TEST ("publish-left-fails", test_publish_left_fails, NULL);
  ATTUNE_ADD_FORM_TEST ("discard-left", test_discard_left, "published");
  ATTUNE_ADD_FORM_TEST ("retire", test_retire, "published");
  ATTUNE_ADD_FORM_TEST ("retire-draft", test_retire_draft, "published");
  ATTUNE_ADD_FORM_TEST ("retire-nothing", test_retire_nothing, NULL);
  ATTUNE_ADD_FORM_TEST ("retire-late", test_retire_late, "published");
  ATTUNE_ADD_FORM_TEST ("retire-left", test_retire_left, "published");
  ATTUNE_ADD_FORM_TEST ("restore", test_restore, "published");
  ATTUNE_ADD_FORM_TEST ("restore-over-draft", test_restore_over_draft, "published");
  ATTUNE_ADD_FORM_TEST ("restore-late", test_restore_late, "published");
  ATTUNE_ADD_FORM_TEST ("restore-undone-late", test_restore_undone_late, "published");
  ATTUNE_ADD_FORM_TEST ("restore-undone-changed", test_restore_undone_changed, "published");
  ATTUNE_ADD_FORM_TEST ("restore-retire", test_restore_retire, "published");
  ATTUNE_ADD_FORM_TEST ("edit-from-old", test_edit_from_old, "published");
  return g_test_run ();
}
