/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-bulk.h"
#include "attune-form-edit.h"
#include "attune-form-sample.h"
#include "attune-lab-page-private.h"
#include "attune-screens.h"
#include "attune-test-support.h"

#include <string.h>

#define N_EVALUATIONS 120

static const char document[] =
  "{\"id\":\"lab\",\"title\":\"Lab\",\"scoring\":{\"pass\":60},\"sections\":[{\"id\":\"s\",\"title\":\"S\","
  "\"questions\":[{\"id\":\"a\",\"type\":\"yes_no\",\"title\":\"A\"},"
  "{\"id\":\"b\",\"type\":\"yes_no\",\"title\":\"B\"}]},{\"id\":\"t\",\"title\":\"T\",\"questions\":["
  "{\"id\":\"c\",\"type\":\"yes_no\",\"title\":\"C\"}]}]}";

/* Always yes to A; B and C by turns. */
static AttuneBulkItem *
make_item (AttuneFormSample *sample, gint64 revision, guint n)
{
  AttuneBulkItem *item = attune_bulk_item_new ();

  item->interaction = attune_interaction_new ();
  item->interaction->started_at = (gint64) (n + 1) * G_TIME_SPAN_MINUTE;
  g_ptr_array_add (item->interaction->parts, attune_part_new (sample->sample.agents[0], -1, -1));
  item->form_revision = revision;
  item->agent = sample->sample.agents[0];
  item->evaluator = sample->store.manager;
  item->state = ATTUNE_EVALUATION_STATE_RELEASED;
  item->submitted_at = item->interaction->started_at;
  item->answers = g_strdup_printf (
    "{\"format\":\"attune-answers\",\"version\":1,\"form\":\"lab\","
    "\"answers\":{\"a\":{\"option\":\"yes\"},\"b\":{\"option\":\"%s\"},"
    "\"c\":{\"option\":\"%s\"}}}",
    n % 2 ? "yes" : "no", n % 3 ? "yes" : "no");
  return item;
}

static void
set_up (AttuneFormSample *sample, gconstpointer data)
{
  g_autoptr (GPtrArray)
    items = g_ptr_array_new_with_free_func ((GDestroyNotify) attune_bulk_item_free);
  gint64 revision;

  attune_form_sample_set_up (sample, NULL);
  sample->form = ATTUNE_CALL_OK (create_form, sample->store.store, sample->store.manager, document);
  if (data != NULL)
    return;
  revision = ATTUNE_CALL_OK (publish_form, sample->store.store, sample->store.manager, sample->form,
                             1);
  for (guint i = 0; i < N_EVALUATIONS; i++)
    g_ptr_array_add (items, make_item (sample, revision, i));
  ATTUNE_CALL_OK (add_bulk, sample->store.store, sample->store.manager, (gint64) 1, items);
}

static gboolean
has_report (gpointer page)
{
  return ATTUNE_LAB_PAGE (page)->report != NULL;
}

static gboolean
is_done (gpointer page)
{
  AttuneLabPage *self = page;

  return self->report != NULL && self->trial == NULL && self->history != NULL;
}

/* The page for the form with A at nine times its weight, so that B and C hardly count. */
static AttuneLabPage *
open_lab (AttuneFormSample *sample, const char *view)
{
  g_autoptr (AttuneForm) form = attune_form_from_json (document, -1, NULL);
  g_autoptr (AttuneForm)
    heavy = attune_form_set_decimal (form, (AttuneFormPlace){ "a", NULL, NULL }, "weight",
                                     9 * ATTUNE_DECIMAL_ONE, NULL);

  attune_lab_open (sample->context, sample->form, heavy, view);
  g_assert_cmpint (sample->opened, ==, sample->form);
  attune_form_sample_show (sample, attune_lab_page_new (sample->context, sample->form));
  return ATTUNE_LAB_PAGE (sample->page);
}

static const char *
get_cell (AttuneLabTable *table, guint row, guint column)
{
  return attune_lab_grid_get_text (attune_lab_table_get_grid (table), row, column);
}

/* What is shown is the form as it was handed over, beside the one in use. */
static void
test_weights (AttuneFormSample *sample, gconstpointer data)
{
  AttuneLabPage *page = open_lab (sample, NULL);
  GtkWidget *tab;

  g_assert_true (attune_test_wait_until (is_done, page, 20));
  g_assert_cmpstr (gtk_stack_get_visible_child_name (page->views), ==, "questions");
  g_assert_cmpstr (gtk_label_get_text (page->sentence), ==,
                   "Scores from 0 to 100. 3 of 3 questions count. None weighs more than “A” with "
                   "82 %.");
  g_assert_cmpstr (get_cell (page->questions, 0, 2), ==, "82 %");
  g_assert_cmpstr (get_cell (page->questions, 0, 3), ==, "33 %");
  g_assert_cmpstr (get_cell (page->sections, 1, 2), ==,
                   "Its 9 % go to the others: “S” 91 → 100 %.");
  g_assert_cmpstr (gtk_stack_get_visible_child_name (page->findings_stack), ==, "none");

  /* Keys on the tabs go along. */
  tab = gtk_widget_get_parent (GTK_WIDGET (page->findings_toggle));
  gtk_widget_grab_focus (gtk_widget_get_first_child (tab));
  gtk_widget_activate_action (sample->page, "lab.show", "s", "findings");
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (sample->window)) ==
                 GTK_WIDGET (page->findings_toggle));
  gtk_widget_activate_action (sample->page, "lab.show", "s", "questions");
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (sample->window)) ==
                 gtk_widget_get_first_child (tab));

  /* Whatever the order is, Return goes to the row that is selected. */
  attune_sample_settle (200);
  gtk_widget_activate_action (sample->page, "lab.sort", "u", 2);
  attune_sample_settle (100);
  g_assert_cmpuint (attune_lab_table_get_row (page->questions, 0), ==, 0);
  gtk_widget_activate_action (sample->page, "lab.sort", "u", 3);
  sample->opened = 0;
  attune_lab_table_open (page->questions);
  g_assert_cmpint (sample->opened, ==, sample->form);
}

/* What is chosen opens the form at its place. */
static void
test_place (AttuneFormSample *sample, gconstpointer data)
{
  AttuneLabPage *page = open_lab (sample, "sections");

  g_assert_true (attune_test_wait_until (is_done, page, 20));
  attune_sample_settle (200);
  sample->opened = 0;
  attune_lab_table_open (page->sections);
  g_assert_cmpint (sample->opened, ==, sample->form);
  g_assert_cmpstr (sample->opened_place, ==, "s");
}

static void
test_use (AttuneFormSample *sample, gconstpointer data)
{
  AttuneLabPage *page = open_lab (sample, "use");

  g_assert_true (attune_test_wait_until (is_done, page, 20));
  attune_sample_settle (200);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (page->views), ==, "use");
  g_assert_cmpstr (get_cell (page->use, 0, 0), ==, "A");
  g_assert_cmpstr (get_cell (page->use, 0, 1), ==, "Always the same");
  g_assert_cmpstr (get_cell (page->use, 0, 2), ==, "120");
  g_assert_cmpstr (get_cell (page->use, 0, 3), ==, "Yes: 100 %");
  g_assert_true (g_str_has_prefix (gtk_label_get_text (page->detail),
                                   "“A” is answered “Yes” in 100 % of 120 evaluations"));
}

/* B and C hardly count: all pass that failed, and each can be opened. */
static void
test_what_if (AttuneFormSample *sample, gconstpointer data)
{
  AttuneLabPage *page = open_lab (sample, "what-if");
  g_autofree char *words = NULL;
  guint n;

  g_assert_true (attune_test_wait_until (is_done, page, 20));
  attune_sample_settle (200);
  g_assert_true (g_str_has_prefix (gtk_label_get_text (page->sentence),
                                   "20 of 100 evaluations would change outcome: 20 from fail to "
                                   "pass.") ||
                 g_str_has_prefix (gtk_label_get_text (page->sentence),
                                   "20 of 120 evaluations would change outcome: 20 from fail to "
                                   "pass."));
  words = attune_chart_describe (attune_chart_view_get_chart (page->chart));
  g_assert_nonnull (strstr (words, "would change outcome"));
  n = attune_lab_grid_get_n_rows (attune_lab_table_get_grid (page->changes));
  g_assert_cmpuint (n, >, 20);
  g_assert_cmpstr (get_cell (page->changes, 0, 5), ==, "○ Not Passed → ● Passed");
  attune_lab_table_open (page->changes);
  g_assert_cmpint (sample->opened, !=, sample->form);
  g_assert_cmpint (sample->opened, ==,
                   g_array_index (page->history->changes, AttuneFormTrialChange, 0).id);

  g_object_set (page, "layout", "table", NULL);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (page->picture), ==, "table");
  attune_form_sample_act (sample, "lab.toggle-layout");
  g_assert_cmpstr (gtk_stack_get_visible_child_name (page->picture), ==, "chart");
}

/* Fewer evaluations are another trial; cancelled, it leaves what is shown and its choice. */
static void
test_choose (AttuneFormSample *sample, gconstpointer data)
{
  AttuneLabPage *page = open_lab (sample, "what-if");

  g_assert_true (attune_test_wait_until (is_done, page, 20));
  g_assert_cmpuint (page->history->n, ==, N_EVALUATIONS);
  gtk_drop_down_set_selected (page->most, 0);
  g_assert_nonnull (page->trial);
  g_assert_true (gtk_widget_get_visible (page->work));
  attune_form_sample_act (sample, "lab.cancel");
  g_assert_null (page->trial);
  g_assert_false (gtk_widget_get_visible (page->work));
  attune_sample_settle (300);
  g_assert_cmpuint (page->history->n, ==, N_EVALUATIONS);
  g_assert_cmpuint (gtk_drop_down_get_selected (page->most), ==, 2);

  gtk_drop_down_set_selected (page->most, 0);
  g_assert_true (attune_test_wait_until (is_done, page, 20));
  g_assert_cmpuint (page->history->n, ==, 100);
}

/* Cancelled before there is anything, it says so and can begin again. */
static void
test_cancel (AttuneFormSample *sample, gconstpointer data)
{
  AttuneLabPage *page = open_lab (sample, "what-if");

  g_assert_true (attune_test_wait_until (has_report, page, 20));
  g_assert_nonnull (page->trial);
  attune_form_sample_act (sample, "lab.cancel");
  attune_sample_settle (300);
  g_assert_null (page->history);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (page->views), ==, "history");
  g_assert_cmpstr (adw_status_page_get_title (page->history_status), ==, "Cancelled");
  g_assert_true (gtk_widget_get_visible (page->again));
  g_assert_cmpint (sample->n_told, ==, 0);

  attune_form_sample_act (sample, "lab.run");
  g_assert_true (attune_test_wait_until (is_done, page, 20));
  g_assert_cmpstr (gtk_stack_get_visible_child_name (page->views), ==, "what-if");
}

/* A page that goes while it is at work leaves nothing behind: the sample asserts that. */
static void
test_close (AttuneFormSample *sample, gconstpointer data)
{
  AttuneLabPage *page = open_lab (sample, "what-if");

  g_assert_true (attune_test_wait_until (has_report, page, 20));
  g_assert_nonnull (page->trial);
}

/* Without a revision nothing can have been evaluated; the draft is read where none was handed over. */
static void
test_new (AttuneFormSample *sample, gconstpointer data)
{
  AttuneLabPage *page;

  attune_form_sample_show (sample, attune_lab_page_new (sample->context, sample->form));
  page = ATTUNE_LAB_PAGE (sample->page);
  g_assert_true (attune_test_wait_until (has_report, page, 20));
  gtk_widget_activate_action (sample->page, "lab.show", "s", "what-if");
  g_assert_cmpstr (gtk_stack_get_visible_child_name (page->views), ==, "history");
  g_assert_cmpstr (adw_status_page_get_title (page->history_status), ==, "No Evaluations Yet");
  g_assert_false (gtk_widget_get_visible (page->again));
  g_assert_false (gtk_widget_get_sensitive (GTK_WIDGET (page->most)));
  g_assert_cmpuint (attune_lab_grid_get_n_columns (attune_lab_table_get_grid (page->questions)), ==,
                    3);
}

/* From the designer and back to the place that was chosen. */
static void
test_from_form (AttuneFormSample *sample, gconstpointer data)
{
  AttuneFormPage *page = attune_form_sample_open (sample);

  attune_sample_settle (300);
  g_assert_true (gtk_widget_get_visible (page->lab));
  g_assert_true (gtk_widget_activate_action (sample->page, "form.lab", "s", "findings"));
  g_assert_cmpint (sample->opened, ==, sample->form);
  {
    GtkWidget *lab = g_object_ref_sink (attune_lab_page_new (sample->context, sample->form));

    g_assert_true (
      attune_form_equal (ATTUNE_LAB_PAGE (lab)->document, attune_form_page_get_form (page)));
    g_assert_cmpint (ATTUNE_LAB_PAGE (lab)->view, ==, ATTUNE_LAB_VIEW_FINDINGS);
    g_signal_emit_by_name (ATTUNE_LAB_PAGE (lab)->questions, "activated", "c");
    g_assert_finalize_object (lab);
  }
  g_assert_cmpstr (sample->opened_place, ==, "c");
  attune_page_keep_focus (ATTUNE_PAGE (sample->page));
  attune_page_go_to (ATTUNE_PAGE (sample->page), sample->opened_place);
  attune_page_refresh (ATTUNE_PAGE (sample->page));
  attune_page_restore_focus (ATTUNE_PAGE (sample->page));
  attune_sample_settle (200);
  g_assert_cmpstr (attune_form_history_get_selection (page->history), ==, "c");
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  attune_screens_init ();

#define ADD(name, function, data) \
  g_test_add ("/lab/" name, AttuneFormSample, data, set_up, function, attune_form_sample_tear_down)
  ADD ("weights", test_weights, NULL);
  ADD ("place", test_place, NULL);
  ADD ("use", test_use, NULL);
  ADD ("what-if", test_what_if, NULL);
  ADD ("choose", test_choose, NULL);
  ADD ("cancel", test_cancel, NULL);
  ADD ("close", test_close, NULL);
  ADD ("new", test_new, "draft");
  ADD ("from-form", test_from_form, "draft");
  return g_test_run ();
}
