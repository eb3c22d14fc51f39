/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-form-changes-dialog.h"
#include "attune-form-edit.h"
#include "attune-form-page-private.h"
#include "attune-forms-page.h"
#include "attune-kept.h"
#include "attune-sample.h"
#include "attune-screens.h"
#include "attune-test-support.h"

#include <string.h>
#include <time.h>

typedef struct
{
  AttuneStoreFixture store;
  AttuneSample sample;
  AttuneContext *context;
  GtkWidget *window;
  GtkWidget *page;
  gint64 form;
  gint64 opened; /* what was asked for by "open" */
  int n_told;
  GClosure *undo; /* what was offered last */
} Fixture;

static gboolean
has_form (gpointer data)
{
  AttuneFormPage *page = data;

  return page->history != NULL && page->filler == 0;
}

static gboolean
can_edit (gpointer data)
{
  return attune_form_page_can_edit (data);
}

static gboolean
is_publishing (gpointer data)
{
  return ATTUNE_FORM_PAGE (data)->is_publishing;
}

static gboolean
is_saved (gpointer data)
{
  AttuneFormPage *page = data;

  return attune_saver_get_state (page->saver) == ATTUNE_SAVING_SAVED;
}

static gboolean
has_conflict (gpointer data)
{
  return attune_saver_get_state (ATTUNE_FORM_PAGE (data)->saver) == ATTUNE_SAVING_CONFLICT;
}

static void
opened_cb (Fixture *fixture, const AttuneDestination *destination)
{
  fixture->opened = destination->id;
}

static void
told_cb (Fixture *fixture, const char *heading, const char *body)
{
  fixture->n_told++;
}

static void
undo_offered_cb (Fixture *fixture, const char *message, GClosure *undo)
{
  g_clear_pointer (&fixture->undo, g_closure_unref);
  fixture->undo = g_closure_ref (undo);
}

static void
show_page (Fixture *fixture, GtkWidget *page)
{
  fixture->page = page;
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1100, 700);
  gtk_window_set_child (GTK_WINDOW (fixture->window), page);
  gtk_window_present (GTK_WINDOW (fixture->window));
  attune_page_refresh (ATTUNE_PAGE (page));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  attune_store_fixture_set_up (&fixture->store, NULL);
  attune_sample_add (&fixture->store, &fixture->sample);
  fixture->form = attune_sample_add_form (&fixture->store, "calls", data != NULL);
  fixture->context = attune_sample_new_context (&fixture->store, fixture->store.manager);
  g_signal_connect_swapped (fixture->context, "open", G_CALLBACK (opened_cb), fixture);
  g_signal_connect_swapped (fixture->context, "told", G_CALLBACK (told_cb), fixture);
  g_signal_connect_swapped (fixture->context, "undo-offered", G_CALLBACK (undo_offered_cb),
                            fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = fixture->page;

  g_clear_pointer (&fixture->undo, g_closure_unref);
  g_object_add_weak_pointer (G_OBJECT (page), (gpointer *) &page);
  attune_page_leave (ATTUNE_PAGE (page));
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  attune_sample_settle (120);
  g_assert_null (page);
  g_assert_finalize_object (fixture->context);
  attune_store_fixture_tear_down (&fixture->store, NULL);
}

static AttuneFormPage *
open_form (Fixture *fixture)
{
  show_page (fixture, attune_form_page_new (fixture->context, fixture->form));
  g_assert_true (attune_test_wait_until (has_form, fixture->page, 10));
  return ATTUNE_FORM_PAGE (fixture->page);
}

static AttuneForm *
read_draft (Fixture *fixture)
{
  g_autoptr (AttuneFormRecord) record = ATTUNE_CALL_OK (load_form, fixture->store.store,
                                                        fixture->store.manager, fixture->form);

  return attune_form_from_json (record->draft, -1, NULL);
}

static void
activate (Fixture *fixture, const char *action)
{
  g_assert_true (gtk_widget_activate_action (fixture->page, action, NULL));
}

/* Every command changes the form, undo brings the same bytes back, and what is shown is what is stored. */
static void
test_edit (Fixture *fixture, gconstpointer data)
{
  static const char *const commands[] = {
    "form.duplicate",   "form.move-down",      "form.move-up",
    "form.add-section", "form.add-subsection", "form.remove"
  };
  AttuneFormPage *page = open_form (fixture);
  g_autofree char *before = attune_form_to_json (attune_form_page_get_form (page), NULL);
  const char *first = attune_form_get_question (attune_form_page_get_form (page), 0)->id;
  g_autofree char *id = g_strdup (first);

  g_assert_true (attune_form_page_can_edit (page));
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autofree char *changed = NULL;
      g_autofree char *undone = NULL;

      attune_form_page_select (page, id);
      activate (fixture, commands[i]);
      changed = attune_form_to_json (attune_form_page_get_form (page), NULL);
      if (g_str_equal (commands[i], "form.move-up"))
        g_assert_cmpstr (changed, ==, before);
      else
        {
          g_assert_cmpstr (changed, !=, before);
          activate (fixture, "form.undo");
        }
      undone = attune_form_to_json (attune_form_page_get_form (page), NULL);
      g_assert_cmpstr (undone, ==, before);
      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (page->items)), ==,
                        attune_form_get_n_sections (attune_form_page_get_form (page)) +
                          attune_form_get_n_questions (attune_form_page_get_form (page)));
    }
  g_assert_true (attune_test_wait_until (is_saved, page, 10));
}

static void
test_add (Fixture *fixture, gconstpointer data)
{
  AttuneFormPage *page = open_form (fixture);
  guint n = attune_form_get_n_questions (attune_form_page_get_form (page));
  g_autoptr (AttuneForm) draft = NULL;
  const char *id;

  for (guint i = 0; i <= ATTUNE_QUESTION_DATE; i++)
    g_assert_true (
      gtk_widget_activate_action (fixture->page, "form.add-question", "s",
                                  attune_question_type_to_string ((AttuneQuestionType) i)));
  g_assert_cmpuint (attune_form_get_n_questions (attune_form_page_get_form (page)), ==, n + 7);

  id = attune_form_history_get_selection (page->history);
  g_assert_true (gtk_widget_activate_action (fixture->page, "form.set-title", "(ss)", id, "Neu"));
  g_assert_true (attune_test_wait_until (is_saved, page, 10));
  draft = read_draft (fixture);
  g_assert_true (attune_form_equal (draft, attune_form_page_get_form (page)));
  g_assert_cmpstr (attune_form_get_question (draft, n + 6)->title, ==, "Neu");
}

/* What is found says where: a chip is seen before it is pressed. */
static void
test_findings (Fixture *fixture, gconstpointer data)
{
  AttuneFormPage *page = open_form (fixture);
  g_autofree char *findings = NULL;
  const char *id;
  GtkWidget *chip;

  gtk_widget_activate_action (fixture->page, "form.add-question", "s", "number");
  id = attune_form_history_get_selection (page->history);
  gtk_widget_activate_action (fixture->page, "form.set-title", "(ss)", id,
                              "Seconds on hold in the whole of the call");
  gtk_widget_activate_action (fixture->page, "form.set", "(sssv)", id, "", "ranges",
                              g_variant_new_string ("[]"));
  attune_sample_settle (400);
  findings = attune_form_page_list_findings (page);
  g_assert_nonnull (
    strstr (findings, "“Seconds on hold in the whole of the call”: without ranges"));
  chip = gtk_widget_get_first_child (GTK_WIDGET (page->chips));
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (chip)))), ==,
                   "“Seconds on hold in th…”: without ranges, the number is kept but not scored");
}

static void
test_set (Fixture *fixture, gconstpointer data)
{
  AttuneFormPage *page = open_form (fixture);
  const AttuneFormQuestion *question = attune_form_get_question (attune_form_page_get_form (page),
                                                                 0);
  g_autofree char *id = g_strdup (question->id);
  g_autofree char *option = g_strdup (question->options[0].id);

  attune_form_page_select (page, id);
  gtk_widget_activate_action (fixture->page, "form.set", "(sssv)", id, "", "weight",
                              g_variant_new_int64 (70000));
  gtk_widget_activate_action (fixture->page, "form.set", "(sssv)", id, option, "label",
                              g_variant_new_string ("Sure"));
  question = attune_form_get_question (attune_form_page_get_form (page), 0);
  g_assert_cmpint (question->weight, ==, 70000);
  g_assert_cmpstr (question->options[0].label, ==, "Sure");

  /* What would make a faulty form is refused, said, and changes nothing. */
  gtk_widget_activate_action (fixture->page, "form.set", "(sssv)", id, "", "weight",
                              g_variant_new_int64 (-70000));
  g_assert_cmpint (fixture->n_told, ==, 1);
  g_assert_cmpint (attune_form_get_question (attune_form_page_get_form (page), 0)->weight, ==,
                   70000);
}

/* The form as a whole is a key away from its parts, its title under the keys. */
static void
test_about (Fixture *fixture, gconstpointer data)
{
  AttuneFormPage *page = open_form (fixture);
  GtkWidget *focus;

  attune_form_page_select (page,
                           attune_form_get_question (attune_form_page_get_form (page), 0)->id);
  activate (fixture, "form.about");
  g_assert_null (attune_form_history_get_selection (page->history));
  attune_form_properties_settle (page->properties);
  attune_sample_settle (100);
  focus = gtk_root_get_focus (GTK_ROOT (fixture->window));
  g_assert_nonnull (focus);
  g_assert_true (gtk_widget_is_ancestor (focus, GTK_WIDGET (page->properties)));
  g_assert_true (GTK_IS_TEXT (focus));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (focus)), ==,
                   attune_form_get_title (attune_form_page_get_form (page)));
}

static GtkWidget *
find_named (GtkWidget *widget, const char *name)
{
  if (g_str_equal (gtk_widget_get_name (widget), name) && gtk_widget_get_mapped (widget))
    return widget;
  for (GtkWidget *i = gtk_widget_get_first_child (widget); i != NULL;
       i = gtk_widget_get_next_sibling (i))
    {
      GtkWidget *found = find_named (i, name);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
set_weigh_by (Fixture *fixture, const char *weigh_by)
{
  gtk_widget_activate_action (fixture->page, "form.set", "(sssv)", "", "", "scoring/weigh_by",
                              g_variant_new_string (weigh_by));
}

static gboolean
is_checked (gpointer data)
{
  return ATTUNE_FORM_PAGE (data)->lint_source == 0;
}

static void
set_title (Fixture *fixture, const char *title)
{
  gtk_widget_activate_action (fixture->page, "form.set", "(sssv)", "", "", "title",
                              g_variant_new_string (title));
}

static GtkWidget *
get_focus (Fixture *fixture)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (fixture->window));

  g_assert_nonnull (focus);
  return focus;
}

/* Typing in a title begins with the one that is there: nothing to undo, and Return keeps it. */
static void
test_edit_title (Fixture *fixture, gconstpointer data)
{
  AttuneFormPage *page = open_form (fixture);
  g_autofree char *id = g_strdup (
    attune_form_get_question (attune_form_page_get_form (page), 0)->id);
  g_autofree char *title = g_strdup (
    attune_form_get_question (attune_form_page_get_form (page), 0)->title);

  attune_sample_settle (100);
  attune_form_page_select (page, id);
  activate (fixture, "form.edit-title");
  attune_sample_settle (100);
  g_assert_true (GTK_IS_TEXT (get_focus (fixture)));
  g_assert_true (gtk_widget_is_ancestor (get_focus (fixture), GTK_WIDGET (page->list)));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (get_focus (fixture))), ==, title);
  gtk_widget_activate_action (get_focus (fixture), "text.undo", NULL);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (get_focus (fixture))), ==, title);
  g_signal_emit_by_name (get_focus (fixture), "activate");
  g_assert_false (GTK_IS_TEXT (get_focus (fixture)));
  g_assert_cmpstr (attune_form_get_question (attune_form_page_get_form (page), 0)->title, ==,
                   title);
}

/* A form that is opened has its first part selected, which is what the keys are on. */
static void
test_open (Fixture *fixture, gconstpointer data)
{
  AttuneFormPage *page = open_form (fixture);

  set_title (fixture, "No longer new");
  g_assert_true (attune_test_wait_until (is_saved, page, 10));
  attune_form_page_load (page);
  attune_sample_settle (200);
  g_assert_true (gtk_widget_is_ancestor (get_focus (fixture), GTK_WIDGET (page->list)));
  g_assert_cmpstr (attune_form_history_get_selection (page->history), ==,
                   attune_form_get_section (attune_form_page_get_form (page), 0)->id);
  g_assert_cmpuint (gtk_single_selection_get_selected (page->selection), ==, 0);
}

/* The cursor stands in the answer that was added, and Return leads from answer to answer. */
static void
test_add_option (Fixture *fixture, gconstpointer data)
{
  AttuneFormPage *page = open_form (fixture);
  const AttuneFormQuestion *question;
  g_autofree char *id = NULL;
  GtkWidget *focus;

  g_assert_true (gtk_widget_activate_action (fixture->page, "form.add-question", "s", "choice"));
  attune_sample_settle (100);
  id = g_strdup (attune_form_history_get_selection (page->history));
  g_assert_true (gtk_widget_activate_action (fixture->page, "form.add-option", "s", id));
  attune_form_properties_settle (page->properties);
  focus = get_focus (fixture);
  g_assert_true (GTK_IS_TEXT (focus));
  g_assert_true (gtk_widget_is_ancestor (focus, GTK_WIDGET (page->properties)));
  gtk_editable_set_text (GTK_EDITABLE (focus), "Third");
  question = attune_form_get_question (attune_form_page_get_form (page),
                                       attune_form_find_question (attune_form_page_get_form (page),
                                                                  id));
  g_assert_cmpuint (question->n_options, ==, 3);
  g_assert_cmpstr (question->options[2].label, ==, "Third");
  g_signal_emit_by_name (focus, "activate");
  g_assert_true (GTK_IS_BUTTON (get_focus (fixture)));

  g_signal_emit_by_name (get_focus (fixture), "clicked");
  question = attune_form_get_question (attune_form_page_get_form (page),
                                       attune_form_find_question (attune_form_page_get_form (page),
                                                                  id));
  g_assert_cmpuint (question->n_options, ==, 4);
}

/* The weight of a section is to be set where it means something, and says what it comes to. */
static void
test_section_weight (Fixture *fixture, gconstpointer data)
{
  AttuneFormPage *page = open_form (fixture);
  GtkWidget *weight;

  set_weigh_by (fixture, "question");
  attune_form_page_select (page, attune_form_get_section (attune_form_page_get_form (page), 0)->id);
  attune_form_properties_settle (page->properties);
  g_assert_nonnull (find_named (GTK_WIDGET (page->properties), "na_allowed"));
  g_assert_null (find_named (GTK_WIDGET (page->properties), "weight"));
  set_weigh_by (fixture, "section");
  g_assert_true (attune_test_wait_until (is_checked, page, 10));
  weight = find_named (GTK_WIDGET (page->properties), "weight");
  g_assert_nonnull (weight);
  weight = gtk_widget_get_ancestor (weight, ADW_TYPE_ACTION_ROW);
  g_assert_true (
    g_str_has_suffix (adw_action_row_get_subtitle (ADW_ACTION_ROW (weight)), " % of the form"));
}

/* Somebody else saves: nothing is overwritten, and it is said. */
static gboolean
has_aside (gpointer data)
{
  return ((AttuneFormPage *) data)->has_aside;
}

static void
test_conflict (Fixture *fixture, gconstpointer data)
{
  AttuneFormPage *page = open_form (fixture);
  g_autoptr (AttuneForm) mine = NULL;
  g_autofree char *kept = NULL;
  g_autofree char *theirs = attune_sample_read_form ("calls");
  g_autoptr (AttuneFormRecord) record = ATTUNE_CALL_OK (load_form, fixture->store.store,
                                                        fixture->store.manager, fixture->form);
  g_autoptr (AttuneForm) draft = NULL;

  ATTUNE_CALL_OK (save_form_draft, fixture->store.store, fixture->sample.analyst, fixture->form,
                  record->summary->rev, theirs);
  activate (fixture, "form.add-section");
  g_assert_true (attune_test_wait_until (has_conflict, page, 10));
  g_assert_true (gtk_revealer_get_reveal_child (page->conflict));
  g_assert_false (attune_form_page_can_edit (page));
  draft = read_draft (fixture);
  g_assert_false (attune_form_equal (draft, attune_form_page_get_form (page)));

  /* What was done here is not lost with it: it is the step before. */
  mine = attune_form_ref (attune_form_page_get_form (page));
  attune_page_leave (ATTUNE_PAGE (page));
  attune_form_page_load (page);
  g_assert_true (attune_test_wait_until (has_aside, page, 10));
  g_assert_true (attune_form_equal (draft, attune_form_page_get_form (page)));
  activate (fixture, "form.undo");
  g_assert_true (attune_form_equal (mine, attune_form_page_get_form (page)));
  g_assert_true (attune_test_wait_until (is_saved, page, 10));
  g_assert_false (page->has_aside);
  kept = ATTUNE_CALL_OK (load_kept, fixture->store.store, fixture->store.manager,
                         ATTUNE_KEPT_FORM_ASIDE, fixture->form);
  g_assert_cmpstr (kept, ==, "");
}

static gboolean
has_failed (gpointer data)
{
  return attune_saver_get_state (ATTUNE_FORM_PAGE (data)->saver) == ATTUNE_SAVING_FAILED;
}

/* What could not be saved is kept, said once, and saved as soon as it can be: at the latest when one leaves. */
static void
test_failure (Fixture *fixture, gconstpointer data)
{
  AttuneFormPage *page = open_form (fixture);
  g_autoptr (AttuneForm) draft = NULL;

  attune_store_fixture_execute (
    &fixture->store,
    "CREATE INDEX fault ON form"
    " (CASE WHEN instr (draft, 'Kept Name') > 0 THEN abs (-9223372036854775807 - (draft > '')) END)");
  set_title (fixture, "Kept Name");
  g_assert_true (attune_test_wait_until (has_failed, page, 10));
  g_assert_true (attune_saver_is_unsaved (page->saver));
  attune_saver_flush (page->saver);
  g_assert_true (attune_test_wait_until (has_failed, page, 10));
  g_assert_cmpint (fixture->n_told, ==, 1);

  attune_store_fixture_execute (&fixture->store, "DROP INDEX fault");
  attune_page_leave (ATTUNE_PAGE (page));
  g_assert_true (attune_test_wait_until (is_saved, page, 10));
  draft = read_draft (fixture);
  g_assert_cmpstr (attune_form_get_title (draft), ==, "Kept Name");
}

static gboolean
is_told_twice (gpointer data)
{
  return ((Fixture *) data)->n_told >= 2;
}

static gboolean
has_no_draft (gpointer data)
{
  AttuneFormPage *page = data;

  return page->saver == NULL && page->record != NULL && page->record->draft == NULL;
}

/* A draft whose save keeps failing can be thrown away; where that fails too, it is still there. */
static void
test_discard (Fixture *fixture, gconstpointer data)
{
  AttuneFormPage *page = open_form (fixture);

  activate (fixture, "form.edit");
  g_assert_true (attune_test_wait_until (can_edit, page, 10));
  attune_store_fixture_execute (
    &fixture->store,
    "CREATE INDEX fault ON form"
    " (CASE WHEN instr (draft, 'Lost Name') > 0 THEN abs (-9223372036854775807 - (draft > '')) END)");
  set_title (fixture, "Lost Name");
  g_assert_true (attune_test_wait_until (has_failed, page, 10));

  attune_store_fixture_execute (&fixture->store, "ALTER TABLE form RENAME TO hidden");
  activate (fixture, "form.discard");
  g_assert_false (attune_form_page_can_edit (page));
  g_assert_true (attune_test_wait_until (is_told_twice, fixture, 10));
  g_assert_true (attune_form_page_can_edit (page));
  g_assert_cmpstr (attune_form_get_title (attune_form_page_get_form (page)), ==, "Lost Name");
  g_assert_true (attune_saver_is_unsaved (page->saver));

  attune_store_fixture_execute (&fixture->store, "ALTER TABLE hidden RENAME TO form");
  activate (fixture, "form.discard");
  g_assert_true (attune_test_wait_until (has_no_draft, page, 10));
}

static gboolean
is_unchanged (gpointer data)
{
  return attune_form_page_is_unchanged (data);
}

static void
test_published (Fixture *fixture, gconstpointer data)
{
  AttuneFormPage *page = open_form (fixture);
  g_autoptr (AttuneForm) draft = NULL;

  g_assert_false (attune_form_page_can_edit (page));
  g_assert_true (gtk_widget_get_visible (page->edit));
  activate (fixture, "form.edit");
  g_assert_true (attune_test_wait_until (can_edit, page, 10));

  /* There is nothing to publish until something is changed, nor when it is changed back. */
  g_assert_true (attune_test_wait_until (is_unchanged, page, 10));
  g_assert_false (gtk_widget_get_sensitive (page->publish));
  g_assert_cmpstr (attune_page_get_subtitle (ATTUNE_PAGE (page)), ==,
                   "Nothing has changed since revision 1");
  activate (fixture, "form.add-section");
  g_assert_true (gtk_widget_get_sensitive (page->publish));
  activate (fixture, "form.undo");
  g_assert_false (gtk_widget_get_sensitive (page->publish));
  activate (fixture, "form.redo");
  g_assert_true (attune_test_wait_until (is_saved, page, 10));
  draft = read_draft (fixture);
  g_assert_nonnull (draft);
}

static void
answer (const char *response)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (window))
        {
          adw_message_dialog_response (ADW_MESSAGE_DIALOG (window), response);
          gtk_window_destroy (window);
          return;
        }
    }
  g_assert_not_reached ();
}

static gboolean
is_published (gpointer data)
{
  AttuneFormPage *page = data;

  return page->saver == NULL && page->history != NULL && !page->is_publishing;
}

/* From the answer on, until the revision is shown, nothing is taken that would not be in it. */
static void
test_publish (Fixture *fixture, gconstpointer data)
{
  AttuneFormPage *page = open_form (fixture);
  g_autoptr (AttuneForm) form = attune_form_ref (attune_form_page_get_form (page));

  activate (fixture, "form.publish");
  attune_sample_settle (50);
  answer ("publish");
  g_assert_true (attune_test_wait_until (is_publishing, page, 10));
  while (page->is_publishing)
    {
      g_assert_false (attune_form_page_can_edit (page));
      gtk_widget_activate_action (fixture->page, "form.add-section", NULL);
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
test_publish_fails (Fixture *fixture, gconstpointer data)
{
  AttuneFormPage *page = open_form (fixture);

  activate (fixture, "form.publish");
  attune_sample_settle (50);
  attune_store_fixture_execute (&fixture->store, "ALTER TABLE form_revision RENAME TO hidden");
  answer ("publish");
  g_assert_true (attune_test_wait_until (is_publishing, page, 10));
  g_assert_false (attune_form_page_can_edit (page));
  g_assert_true (attune_test_wait_until (can_edit, page, 10));
  g_assert_cmpint (fixture->n_told, ==, 1);
  attune_store_fixture_execute (&fixture->store, "ALTER TABLE hidden RENAME TO form_revision");
}

/* Of this thread, which others on the machine take nothing from. */
static gint64
get_processor_time (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return now.tv_sec * G_TIME_SPAN_SECOND + now.tv_nsec / 1000;
}

static AttuneForm *
create_large (AttuneFormPage *page)
{
  AttuneForm *form = attune_form_ref (attune_form_page_get_form (page));

  while (attune_form_get_n_questions (form) < 500)
    {
      AttuneForm *larger = attune_form_add_question (form, attune_form_get_section (form, 0)->id, 0,
                                                     ATTUNE_QUESTION_YES_NO, "Q", NULL, NULL);

      attune_form_unref (form);
      form = larger;
    }
  return form;
}

/* The largest form is shown by and by, and typing in it holds the main loop for a moment only. */
static void
test_large (Fixture *fixture, gconstpointer data)
{
  AttuneFormPage *page = open_form (fixture);
  gint64 longest = 0;

  attune_form_page_take (page, create_large (page), NULL, NULL, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (page->items)), <, 100);
  g_assert_true (attune_test_wait_until (has_form, page, 20));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (page->items)), >, 500);
  attune_sample_settle (200);

  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *title = g_strdup_printf ("Title %u", i);
      gint64 start = get_processor_time ();

      gtk_widget_activate_action (fixture->page, "form.set", "(sssv)", "", "", "title",
                                  g_variant_new_string (title));
      longest = MAX (longest, get_processor_time () - start);
      attune_sample_settle (30);
    }
  g_test_message ("a letter in 500 questions: %.1f ms", (double) longest / 1000);
  g_assert_cmpint (longest, <, 16 * G_TIME_SPAN_MILLISECOND);
}

static void
undo (Fixture *fixture)
{
  g_assert_nonnull (fixture->undo);
  g_closure_invoke (fixture->undo, NULL, 0, NULL, NULL);
  g_clear_pointer (&fixture->undo, g_closure_unref);
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
is_stored_retired (Fixture *fixture)
{
  g_autoptr (AttuneFormRecord) record = ATTUNE_CALL_OK (load_form, fixture->store.store,
                                                        fixture->store.manager, fixture->form);

  return record->summary->is_retired;
}

/* Out of use and back, by the command and by Undo; it can be read all the while. */
static void
test_retire (Fixture *fixture, gconstpointer data)
{
  AttuneFormPage *page = open_form (fixture);

  g_assert_cmpstr (attune_page_get_subtitle (ATTUNE_PAGE (page)), ==, "Revision 1");
  activate (fixture, "form.reinstate");
  g_assert_true (is_in_use (page));
  activate (fixture, "form.retire");
  g_assert_true (attune_test_wait_until (is_retired, page, 10));
  g_assert_true (is_stored_retired (fixture));
  g_assert_cmpstr (attune_page_get_subtitle (ATTUNE_PAGE (page)), ==, "Revision 1 · retired");
  undo (fixture);
  g_assert_true (attune_test_wait_until (is_in_use, page, 10));
  g_assert_false (is_stored_retired (fixture));

  activate (fixture, "form.retire");
  g_assert_true (attune_test_wait_until (is_retired, page, 10));
  activate (fixture, "form.reinstate");
  g_assert_true (attune_test_wait_until (is_in_use, page, 10));
  undo (fixture);
  g_assert_true (attune_test_wait_until (is_retired, page, 10));
  g_assert_true (is_stored_retired (fixture));
  g_assert_cmpuint (attune_context_get_n_reports (fixture->context), ==, 0);
}

/* The draft goes on as it was, unsaved changes and steps included, and publishing it brings the form back. */
static void
test_retire_draft (Fixture *fixture, gconstpointer data)
{
  AttuneFormPage *page = open_form (fixture);

  activate (fixture, "form.edit");
  g_assert_true (attune_test_wait_until (can_edit, page, 10));
  activate (fixture, "form.add-section");
  activate (fixture, "form.retire");
  g_assert_false (attune_form_page_can_edit (page));
  g_assert_true (attune_test_wait_until (is_retired, page, 10));
  g_assert_cmpstr (attune_page_get_subtitle (ATTUNE_PAGE (page)), ==,
                   "Draft · revision 1 is retired");
  g_assert_true (attune_form_page_can_edit (page));
  g_assert_true (attune_form_history_can_undo (page->history));
  activate (fixture, "form.undo");
  activate (fixture, "form.redo");
  set_title (fixture, "Another Name");
  g_assert_true (attune_test_wait_until (is_saved, page, 10));

  activate (fixture, "form.publish");
  attune_sample_settle (50);
  answer ("publish");
  g_assert_true (attune_test_wait_until (is_publishing, page, 10));
  g_assert_true (attune_test_wait_until (is_published, page, 10));
  g_assert_cmpuint (page->record->summary->latest_number, ==, 2);
  g_assert_true (is_in_use (page));
  g_assert_cmpuint (attune_context_get_n_reports (fixture->context), ==, 0);
}

/* What was never published is not in use, and who may not change forms may not retire them. */
static void
test_retire_nothing (Fixture *fixture, gconstpointer data)
{
  AttuneFormPage *page = open_form (fixture);

  activate (fixture, "form.retire");
  g_assert_true (is_in_use (page));
  g_assert_false (page->is_retiring);
}

/* Undo holds when the page is left. */
static void
test_retire_left (Fixture *fixture, gconstpointer data)
{
  AttuneFormPage *page = open_form (fixture);

  activate (fixture, "form.retire");
  g_assert_true (attune_test_wait_until (is_retired, page, 10));
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  attune_sample_settle (50);
  show_page (fixture, attune_forms_page_new (fixture->context, 0));
  attune_sample_settle (100);
  undo (fixture);
  attune_sample_settle (100);
  g_assert_false (is_stored_retired (fixture));
}

/* A second revision, in which the first section is called otherwise and the first question can no longer be compared. */
static void
publish_second (Fixture *fixture)
{
  AttuneStore *store = fixture->store.store;
  gint64 actor = fixture->store.manager;
  g_autoptr (AttuneFormRecord) record = ATTUNE_CALL_OK (load_form, store, actor, fixture->form);
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
  rev = ATTUNE_CALL_OK (save_form_draft, store, actor, fixture->form, record->summary->rev, text);
  ATTUNE_CALL_OK (publish_form, store, actor, fixture->form, rev);
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

  return can_edit (page) && page->record->draft != NULL;
}

static const char *
get_first_section (AttuneFormPage *page)
{
  return attune_form_get_section (attune_form_page_get_form (page), 0)->title;
}

/* Any two revisions are compared, and one of them is the draft again; with Undo there is none again. */
static void
test_restore (Fixture *fixture, gconstpointer data)
{
  AttuneFormPage *page;

  publish_second (fixture);
  page = open_form (fixture);
  g_assert_cmpstr (get_first_section (page), ==, "Second Name");
  activate (fixture, "form.compare");
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

  undo (fixture);
  g_assert_true (attune_test_wait_until (has_no_draft, page, 10));
  g_assert_cmpuint (attune_context_get_n_reports (fixture->context), ==, 0);
}

/* Where a draft says something else, it is asked first, and Undo brings it back. */
static void
test_restore_over_draft (Fixture *fixture, gconstpointer data)
{
  AttuneFormPage *page;

  publish_second (fixture);
  page = open_form (fixture);
  activate (fixture, "form.edit");
  g_assert_true (attune_test_wait_until (has_draft, page, 10));
  set_title (fixture, "My Draft");
  for (guint i = 0; i < 2; i++)
    {
      activate (fixture, "form.compare");
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
  g_assert_true (attune_test_wait_until (is_saved, page, 10));
  undo (fixture);
  g_assert_cmpstr (attune_form_get_title (attune_form_page_get_form (page)), ==, "My Draft");
  g_assert_true (attune_test_wait_until (is_saved, page, 10));
  g_assert_cmpuint (attune_context_get_n_reports (fixture->context), ==, 0);
}

static gboolean
has_opened (gpointer data)
{
  return ((Fixture *) data)->opened != 0;
}

static void
test_list (Fixture *fixture, gconstpointer data)
{
  show_page (fixture, attune_forms_page_new (fixture->context, 0));
  attune_sample_settle (100);
  g_assert_true (attune_page_search (ATTUNE_PAGE (fixture->page)));
  g_assert_true (gtk_widget_activate_action (fixture->page, "forms.new", "s", "chats"));
  g_assert_true (attune_test_wait_until (has_opened, fixture, 10));
  g_assert_cmpint (fixture->opened, !=, fixture->form);
  fixture->opened = 0;
  attune_sample_settle (100);
  g_assert_true (gtk_widget_activate_action (fixture->page, "forms.new", "s", "chats"));
  g_assert_true (attune_test_wait_until (has_opened, fixture, 10));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv);
  attune_screens_init ();

#define ADD(name, function, data) \
  g_test_add ("/screens/forms-page/" name, Fixture, data, set_up, function, tear_down)
  ADD ("edit", test_edit, NULL);
  ADD ("add", test_add, NULL);
  ADD ("set", test_set, NULL);
  ADD ("findings", test_findings, NULL);
  ADD ("about", test_about, NULL);
  ADD ("edit-title", test_edit_title, NULL);
  ADD ("open", test_open, NULL);
  ADD ("add-option", test_add_option, NULL);
  ADD ("section-weight", test_section_weight, NULL);
  ADD ("conflict", test_conflict, NULL);
  ADD ("failure", test_failure, NULL);
  ADD ("discard", test_discard, "published");
  ADD ("published", test_published, "published");
  ADD ("publish", test_publish, NULL);
  ADD ("publish-fails", test_publish_fails, NULL);
  ADD ("large", test_large, NULL);
  ADD ("retire", test_retire, "published");
  ADD ("retire-draft", test_retire_draft, "published");
  ADD ("retire-nothing", test_retire_nothing, NULL);
  ADD ("retire-left", test_retire_left, "published");
  ADD ("restore", test_restore, "published");
  ADD ("restore-over-draft", test_restore_over_draft, "published");
  ADD ("list", test_list, NULL);
  return g_test_run ();
}
