/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-form-sample.h"
#include "attune-kept.h"
#include "attune-model-item.h"
#include "attune-model-page-private.h"
#include "attune-model-template.h"
#include "attune-screens.h"
#include "attune-test-support.h"

/* What can be waited for ------------------------------------------------------------------------------ */

static gboolean
is_loaded (gpointer data)
{
  return !g_str_equal (gtk_stack_get_visible_child_name (ATTUNE_MODEL_PAGE (data)->stack),
                       "loading");
}

static gboolean
is_saved (gpointer data)
{
  return attune_saver_get_state (ATTUNE_MODEL_PAGE (data)->saver) == ATTUNE_SAVING_SAVED;
}

static gboolean
is_reviewed (gpointer data)
{
  return attune_model_page_get_review (data) != NULL;
}

static gboolean
has_conflict (gpointer data)
{
  return attune_saver_get_state (ATTUNE_MODEL_PAGE (data)->saver) == ATTUNE_SAVING_CONFLICT;
}

static gboolean
has_aside (gpointer data)
{
  return ATTUNE_MODEL_PAGE (data)->has_aside;
}

static gboolean
has_six_goals (gpointer data)
{
  return attune_model_get_n_goals (attune_model_page_get_model (data)) == 6;
}

/* Doing -------------------------------------------------------------------------------------------------- */

static AttuneModelPage *
open_page (AttuneFormSample *sample)
{
  attune_form_sample_show (sample, attune_model_page_new (sample->context, 0));
  g_assert_true (attune_test_wait_until (is_loaded, sample->page, 10));
  return ATTUNE_MODEL_PAGE (sample->page);
}

/* With the ready model, saved and reviewed. */
static AttuneModelPage *
open_ready (AttuneFormSample *sample)
{
  g_autoptr (AttuneModel) model = attune_model_template_create ("ready");
  g_autoptr (AttuneRev) rev = attune_rev_new (0);
  AttuneModelPage *page;

  ATTUNE_CALL_OK (keep_model, sample->store.store, sample->store.manager, rev, model);
  page = open_page (sample);
  g_assert_true (attune_test_wait_until (is_reviewed, page, 10));
  return page;
}

static void
act (AttuneModelPage *page, const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (page), action, NULL));
}

static void
go (AttuneModelPage *page, int row, int column)
{
  attune_model_grid_set_cursor (page->grid, (AttuneModelSpot){ row, column });
}

static void
press (AttuneModelPage *page)
{
  g_signal_emit_by_name (page->grid, "activated");
}

static char *
write_out (AttuneModelPage *page)
{
  return attune_model_to_json (attune_model_page_get_model (page), NULL);
}

static AttuneModelRecord *
read_record (AttuneFormSample *sample)
{
  return ATTUNE_CALL_OK (load_model, sample->store.store, sample->store.manager);
}

/* Somebody else's change of what is there: two more goals. */
static AttuneModel *
change_elsewhere (AttuneFormSample *sample)
{
  g_autoptr (AttuneModelRecord) record = read_record (sample);
  g_autoptr (AttuneRev) rev = attune_rev_new (record->rev);
  g_autoptr (AttuneModel)
    more = attune_model_add (record->model, ATTUNE_MODEL_GOALS, 0, "Theirs", NULL, NULL);
  AttuneModel *most = attune_model_add (more, ATTUNE_MODEL_GOALS, 0, "Theirs too", NULL, NULL);

  ATTUNE_CALL_OK (keep_model, sample->store.store, sample->sample.analyst, rev, most);
  return most;
}

/* Tests -------------------------------------------------------------------------------------------------- */

static void
test_start (AttuneFormSample *sample, gconstpointer data)
{
  AttuneModelPage *page = open_page (sample);
  g_autoptr (AttuneModel) expected = attune_model_template_create (data);
  g_autoptr (AttuneModelRecord) record = NULL;

  g_assert_cmpstr (gtk_stack_get_visible_child_name (page->stack), ==, "start");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (page), "model.start", "s", data));
  g_assert_cmpstr (gtk_stack_get_visible_child_name (page->stack), ==, "model");
  g_assert_true (attune_test_wait_until (is_saved, page, 10));
  record = read_record (sample);
  g_assert_true (attune_model_equal (record->model, expected));
  g_assert_cmpint (gtk_widget_get_visible (GTK_WIDGET (page->empty)), ==,
                   g_str_equal (data, "empty"));
}

/* Every command changes the model, undo brings the same bytes back, redo the others, and what is shown is what is stored. */
static void
test_edit (AttuneFormSample *sample, gconstpointer data)
{
  static const struct
  {
    int row, column;
    const char *command;
  } rows[] = {
    { 1, -1, "model.move-up" },    { 1, 2, "model.move-down" },        { 3, 2, "model.move-back" },
    { -1, 0, "model.move-on" },    { 2, -1, "model.add-behaviour" },   { -1, 3, "model.add-goal" },
    { 6, -1, "model.remove" },     { -1, 3, "model.remove" },          { 0, 0, "model.remove" },
    { 0, 1, "model.remove-goal" }, { 0, 1, "model.remove-behaviour" }, { 0, 1, NULL },
  };
  AttuneModelPage *page = open_ready (sample);
  g_autofree char *before = write_out (page);
  g_autoptr (AttuneModelRecord) record = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *changed = NULL;
      g_autofree char *undone = NULL;
      g_autofree char *redone = NULL;

      go (page, rows[i].row, rows[i].column);
      if (rows[i].command != NULL)
        act (page, rows[i].command);
      else
        press (page);
      g_test_message ("%s", rows[i].command);
      changed = write_out (page);
      g_assert_cmpstr (changed, !=, before);
      act (page, "model.undo");
      undone = write_out (page);
      g_assert_cmpstr (undone, ==, before);
      act (page, "model.redo");
      redone = write_out (page);
      g_assert_cmpstr (redone, ==, changed);
      act (page, "model.undo");
    }
  press (page);
  g_assert_true (attune_test_wait_until (is_saved, page, 10));
  record = read_record (sample);
  g_assert_true (attune_model_equal (record->model, attune_model_page_get_model (page)));
}

/* Whatever is done, all of it can be taken back, to the same bytes. */
static void
test_undo_all (AttuneFormSample *sample, gconstpointer data)
{
  static const char *const commands[] = { "model.move-up",       "model.move-down",
                                          "model.move-back",     "model.move-on",
                                          "model.add-behaviour", "model.add-goal",
                                          "model.remove",        NULL };
  AttuneModelPage *page = open_ready (sample);
  g_autofree char *before = write_out (page);
  g_autofree char *after = NULL;
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  guint n_steps = attune_test_count (60, 200, 1000);

  for (guint i = 0; i < n_steps; i++)
    {
      const char *command = commands[g_rand_int_range (random, 0, G_N_ELEMENTS (commands))];

      go (page, g_rand_int_range (random, -1, 9), g_rand_int_range (random, -1, 6));
      if (command != NULL)
        gtk_widget_activate_action (GTK_WIDGET (page), command, NULL);
      else
        attune_model_page_activate (page);
    }
  while (attune_history_can_undo (page->history))
    act (page, "model.undo");
  after = write_out (page);
  g_assert_cmpstr (after, ==, before);
}

/* A new goal is named at once; all of a word is one step. */
static void
test_editor (AttuneFormSample *sample, gconstpointer data)
{
  AttuneModelPage *page = open_ready (sample);
  g_autofree char *before = write_out (page);
  const AttuneModelGoal *goal;

  go (page, -1, 0);
  act (page, "model.add-goal");
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (page->editor)));
  goal = attune_model_get_goal (attune_model_page_get_model (page), 1);
  g_assert_cmpstr (goal->title, ==, "");
  for (const char *const *i = (const char *const[]){ "L", "Lo", "Loy", NULL }; *i != NULL; i++)
    g_assert_true (gtk_widget_activate_action (GTK_WIDGET (page->editor), "model.set", "(usss)",
                                               ATTUNE_MODEL_GOALS, goal->id, "title", *i));
  goal = attune_model_get_goal (attune_model_page_get_model (page), 1);
  g_assert_cmpstr (goal->title, ==, "Loy");
  gtk_widget_activate_action (GTK_WIDGET (page->editor), "model.set", "(usss)", ATTUNE_MODEL_GOALS,
                              goal->id, "target", "0.5");
  goal = attune_model_get_goal (attune_model_page_get_model (page), 1);
  gtk_widget_activate_action (GTK_WIDGET (page->editor), "model.set", "(usss)", ATTUNE_MODEL_GOALS,
                              goal->id, "outcome", "nps");
  goal = attune_model_get_goal (attune_model_page_get_model (page), 1);
  g_assert_true (goal->has_target);
  g_assert_cmpint (goal->target, ==, 5000);
  g_assert_cmpstr (goal->outcome, ==, "nps");
  gtk_widget_activate_action (GTK_WIDGET (page->editor), "model.set", "(usss)", ATTUNE_MODEL_GOALS,
                              goal->id, "target", "");
  g_assert_false (attune_model_get_goal (attune_model_page_get_model (page), 1)->has_target);

  for (guint i = 0; i < 5; i++)
    {
      g_assert_true (attune_history_can_undo (page->history));
      act (page, "model.undo");
    }
  g_assert_false (attune_history_can_undo (page->history));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (page->editor)));
  {
    g_autofree char *after = write_out (page);

    g_assert_cmpstr (after, ==, before);
  }
}

/* Where somebody else was quicker nothing is overwritten, and what was done here is not lost either. */
static void
test_conflict (AttuneFormSample *sample, gconstpointer data)
{
  AttuneModelPage *page = open_ready (sample);
  g_autoptr (AttuneModel) theirs = NULL;
  g_autoptr (AttuneModel) mine = NULL;
  g_autoptr (AttuneModelRecord) record = NULL;
  g_autofree char *kept = NULL;

  go (page, 0, 1);
  press (page);
  mine = attune_model_ref (attune_model_page_get_model (page));
  theirs = change_elsewhere (sample);
  g_assert_true (attune_test_wait_until (has_conflict, page, 10));
  g_assert_true (attune_conflict_bar_is_shown (page->conflict));
  g_assert_false (attune_model_page_can_edit (page));
  press (page);
  g_assert_true (attune_model_page_get_model (page) == mine);
  record = read_record (sample);
  g_assert_true (attune_model_equal (record->model, theirs));

  attune_page_leave (ATTUNE_PAGE (page));
  attune_model_page_load (page);
  g_assert_true (attune_test_wait_until (has_aside, page, 10));
  g_assert_true (attune_model_equal (theirs, attune_model_page_get_model (page)));
  act (page, "model.undo");
  g_assert_true (attune_model_equal (mine, attune_model_page_get_model (page)));
  g_assert_true (attune_test_wait_until (is_saved, page, 10));
  kept = ATTUNE_CALL_OK (load_kept, sample->store.store, sample->store.manager,
                         ATTUNE_KEPT_MODEL_ASIDE, 0);
  g_assert_cmpstr (kept, ==, "");
}

static gboolean
has_failed (gpointer data)
{
  return attune_saver_get_state (ATTUNE_MODEL_PAGE (data)->saver) == ATTUNE_SAVING_FAILED;
}

/* What could not be saved is there again when the page is, and saved then. */
static void
test_failure_shown_again (AttuneFormSample *sample, gconstpointer data)
{
  AttuneModelPage *page = open_ready (sample);
  g_autoptr (AttuneModel) mine = NULL;
  g_autoptr (AttuneModelRecord) record = NULL;

  attune_store_fixture_execute (
    &sample->store, "CREATE INDEX fault ON interaction_model"
                    " (CASE WHEN rev > 1 THEN abs (-9223372036854775807 - (rev > 0)) END)");
  go (page, 0, 1);
  press (page);
  mine = attune_model_ref (attune_model_page_get_model (page));
  g_assert_true (attune_test_wait_until (has_failed, page, 10));
  attune_page_leave (ATTUNE_PAGE (page));
  gtk_window_destroy (GTK_WINDOW (sample->window));
  page = open_page (sample);
  g_assert_true (attune_model_equal (mine, attune_model_page_get_model (page)));
  attune_store_fixture_execute (&sample->store, "DROP INDEX fault");
  attune_page_leave (ATTUNE_PAGE (page));
  g_assert_true (attune_test_wait_until (is_saved, page, 10));
  record = read_record (sample);
  g_assert_true (attune_model_equal (record->model, mine));
}

static gboolean
has_base (gpointer data)
{
  return ATTUNE_MODEL_PAGE (data)->base != NULL;
}

static gboolean
reads_nothing (gpointer data)
{
  return ATTUNE_MODEL_PAGE (data)->n_base_loads == 0;
}

/* Forms that could not be read are read again when somebody asks for what needs them. */
static void
test_base_fails (AttuneFormSample *sample, gconstpointer data)
{
  g_autoptr (AttuneModel) model = attune_model_template_create ("ready");
  g_autoptr (AttuneRev) rev = attune_rev_new (0);
  AttuneModelPage *page;

  ATTUNE_CALL_OK (keep_model, sample->store.store, sample->store.manager, rev, model);
  attune_store_fixture_execute (&sample->store, "ALTER TABLE form RENAME TO hidden");
  page = open_page (sample);
  g_assert_true (attune_test_wait_until (reads_nothing, page, 10));
  g_assert_false (has_base (page));
  g_assert_cmpuint (attune_context_get_n_reports (sample->context), ==, 1);
  attune_store_fixture_execute (&sample->store, "ALTER TABLE hidden RENAME TO form");
  act (page, "model.print");
  g_assert_true (attune_test_wait_until (has_base, page, 10));
  g_assert_true (attune_test_wait_until (is_reviewed, page, 10));
}

/* Without a change of one's own, theirs is simply shown; and still a step that can be taken back. */
static void
test_follow (AttuneFormSample *sample, gconstpointer data)
{
  AttuneModelPage *page = open_ready (sample);
  g_autofree char *before = write_out (page);
  g_autofree char *after = NULL;
  g_autoptr (AttuneModel) theirs = change_elsewhere (sample);

  attune_page_refresh (ATTUNE_PAGE (page));
  g_assert_true (attune_test_wait_until (has_six_goals, page, 10));
  g_assert_true (attune_model_equal (theirs, attune_model_page_get_model (page)));
  g_assert_cmpint (sample->n_told, ==, 1);
  act (page, "model.undo");
  after = write_out (page);
  g_assert_cmpstr (after, ==, before);
  g_assert_true (attune_test_wait_until (is_saved, page, 10));
}

/* Who may not edit reads, and sees what questions there are. */
static void
test_read (AttuneFormSample *sample, gconstpointer data)
{
  g_autoptr (AttuneModel) model = attune_model_template_create ("ready");
  g_autoptr (AttuneRev) rev = attune_rev_new (0);
  AttuneContext *manager = sample->context;
  AttuneModelPage *page;

  ATTUNE_CALL_OK (keep_model, sample->store.store, sample->store.manager, rev, model);
  sample->context = attune_sample_new_context (&sample->store, sample->sample.agents[0]);
  page = open_page (sample);
  g_assert_true (attune_test_wait_until (is_reviewed, page, 10));
  g_assert_null (page->saver);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (page->add)));
  go (page, 0, 1);
  press (page);
  gtk_widget_activate_action (GTK_WIDGET (page), "model.remove", NULL);
  gtk_widget_activate_action (GTK_WIDGET (page), "model.add-goal", NULL);
  go (page, -1, 1);
  press (page);
  g_assert_true (attune_model_equal (attune_model_page_get_model (page), model));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (page->editor)));
  go (page, 0, 4);
  press (page);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (page->questions)));
  g_assert_finalize_object (manager);
}

static void
test_read_none (AttuneFormSample *sample, gconstpointer data)
{
  AttuneContext *manager = sample->context;
  AttuneModelPage *page;

  sample->context = attune_sample_new_context (&sample->store, sample->sample.agents[0]);
  page = open_page (sample);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (page->stack), ==, "status");
  gtk_widget_activate_action (GTK_WIDGET (page), "model.start", "s", "ready");
  g_assert_null (page->history);
  g_assert_finalize_object (manager);
}

/* Counts tell the questions of the forms; what is chosen opens its form at that question. */
static void
test_questions (AttuneFormSample *sample, gconstpointer data)
{
  AttuneModelPage *page = open_ready (sample);
  const AttuneModelReview *review = attune_model_page_get_review (page);
  g_autoptr (GArray) questions = attune_model_review_list_of_behaviour (review, 0);
  g_autoptr (GListModel) items = attune_model_list_questions (review, questions);
  g_autoptr (AttuneModelItem) first = g_list_model_get_item (items, 0);

  g_assert_cmpuint (review->check->n_questions[0], >, 0);
  g_assert_cmpuint (questions->len, ==, review->check->n_questions[0]);
  g_signal_emit_by_name (page->questions, "chosen", first);
  g_assert_cmpint (sample->opened, ==, sample->form);
  g_assert_cmpstr (sample->opened_place, ==, attune_model_item_get_question (first));
  g_assert_nonnull (sample->opened_place);
}

static gboolean
has_no_dialog (gpointer window)
{
  return !attune_sample_has_dialog (window);
}

/* On paper: to a printer, or into a file, each of which is asked for and may be left. */
static void
test_paper (AttuneFormSample *sample, gconstpointer data)
{
  static const char *const actions[] = { "model.print", "model.save-report" };

  open_ready (sample);
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      attune_form_sample_act (sample, actions[i]);
      g_assert_true (attune_test_wait_until (attune_sample_has_dialog, sample->window, 10));
      attune_sample_settle (800); /* in which the chooser has read its folder */
      gtk_window_close (attune_sample_find_dialog (sample->window));
      g_assert_true (attune_test_wait_until (has_no_dialog, sample->window, 10));
    }
  attune_sample_settle (100);
  g_assert_cmpuint (attune_context_get_n_reports (sample->context), ==, 0);
}

static gboolean
is_settled (gpointer data)
{
  AttuneModelPage *page = data;

  return page->review_source == 0 && is_reviewed (page);
}

/* A goal without a behaviour is pointed out, and the chip leads there, also from the picture. */
static void
test_findings (AttuneFormSample *sample, gconstpointer data)
{
  AttuneModelPage *page = open_ready (sample);
  GtkWidget *chip;

  go (page, -1, 3);
  act (page, "model.add-goal");
  gtk_popover_popdown (GTK_POPOVER (page->editor));
  go (page, 0, -1);
  g_assert_true (attune_test_wait_until (is_settled, page, 10));
  g_assert_true (gtk_widget_get_visible (page->lint_bar));
  chip = gtk_widget_get_first_child (GTK_WIDGET (page->chips));
  g_assert_cmpstr (gtk_widget_get_tooltip_text (chip), ==,
                   "No behaviour serves the goal “Untitled goal”.");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (page), "model.view", "s", "picture"));
  g_signal_emit_by_name (chip, "clicked");
  g_assert_cmpstr (page->view, ==, "grid");
  g_assert_cmpint (attune_model_grid_get_cursor (page->grid).column, ==, 4);
  g_assert_cmpint (attune_model_grid_get_cursor (page->grid).row, ==, -1);
}

/* The picture and its table are of the model as it is; what is chosen there leads to its place. */
static void
test_picture (AttuneFormSample *sample, gconstpointer data)
{
  AttuneModelPage *page = open_ready (sample);
  guint n_items;

  g_assert_null (page->picture);
  act (page, "model.next-view");
  g_assert_cmpstr (page->view, ==, "picture");
  g_assert_nonnull (attune_chart_view_get_chart (page->chart));
  n_items = attune_chart_get_n_items (attune_chart_view_get_chart (page->chart));
  act (page, "model.undo");
  g_signal_emit_by_name (page->chart, "activated", (gint64) 6, ATTUNE_CHART_PART_NODE);
  g_assert_cmpstr (page->view, ==, "grid");
  g_assert_cmpint (attune_model_grid_get_cursor (page->grid).row, ==, 1);

  act (page, "model.remove");
  g_assert_true (attune_test_wait_until (is_settled, page, 10));
  act (page, "model.next-view");
  act (page, "model.next-view");
  g_assert_cmpstr (page->view, ==, "table");
  g_assert_cmpuint (attune_chart_get_n_items (attune_chart_view_get_chart (page->chart)), <,
                    n_items);
}

static gint64
measure_drawing (GtkWidget *widget)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  gint64 start = attune_test_get_work ();
  GskRenderNode *node;

  GTK_WIDGET_GET_CLASS (widget)->snapshot (widget, snapshot);
  node = gtk_snapshot_free_to_node (snapshot);
  start = attune_test_get_work () - start;
  gsk_render_node_unref (node);
  return start;
}

/* The largest model holds the main loop for a moment only: drawn, moved in and changed. */
static void
test_large (AttuneFormSample *sample, gconstpointer data)
{
  AttuneModelPage *page = open_ready (sample);
  gint64 drawing = 0, moving = 0, changing = 0;

  attune_model_page_take (page, attune_form_sample_create_model (), (AttuneModelSpot){ 0, 0 }, NULL,
                          NULL);
  attune_sample_settle (300);
  for (int i = 0; i < 40; i++)
    {
      gint64 start = attune_test_get_work ();

      go (page, i * 2, i);
      moving = MAX (moving, attune_test_get_work () - start);
      drawing = MAX (drawing, measure_drawing (GTK_WIDGET (page->grid)));
      start = attune_test_get_work ();
      if (i % 8 == 0)
        {
          press (page);
          changing = MAX (changing, attune_test_get_work () - start);
          attune_sample_settle (20);
        }
    }
  g_test_message ("drawn in %.1f ms, moved in %.1f ms, changed in %.1f ms", (double) drawing / 1000,
                  (double) moving / 1000, (double) changing / 1000);
  g_assert_cmpint (drawing, <, 8 * G_TIME_SPAN_MILLISECOND * ATTUNE_TEST_SLOWNESS);
  g_assert_cmpint (moving, <, 8 * G_TIME_SPAN_MILLISECOND * ATTUNE_TEST_SLOWNESS);
  g_assert_cmpint (changing, <, 16 * G_TIME_SPAN_MILLISECOND * ATTUNE_TEST_SLOWNESS);
  g_assert_true (attune_test_wait_until (is_saved, page, 20));
}

#define ADD(name, function, data)                                                             \
  g_test_add ("/screens/model-page/" name, AttuneFormSample, data, attune_form_sample_set_up, \
              function, attune_form_sample_tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv);
  attune_screens_init ();

  ADD ("start/ready", test_start, "ready");
  ADD ("start/empty", test_start, "empty");
  ADD ("edit", test_edit, NULL);
  ADD ("undo-all", test_undo_all, NULL);
  ADD ("editor", test_editor, NULL);
  ADD ("conflict", test_conflict, NULL);
  ADD ("failure-shown-again", test_failure_shown_again, NULL);
  ADD ("base-fails", test_base_fails, NULL);
  ADD ("follow", test_follow, NULL);
  ADD ("read", test_read, "published");
  ADD ("read/none", test_read_none, NULL);
  ADD ("questions", test_questions, NULL);
  ADD ("paper", test_paper, NULL);
  ADD ("findings", test_findings, NULL);
  ADD ("picture", test_picture, NULL);
  ADD ("large", test_large, NULL);
  return g_test_run ();
}
