/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-agent-page.h"
#include "attune-agents-page.h"
#include "attune-chart-table-view.h"
#include "attune-chart-view.h"
#include "attune-evaluation-table.h"
#include "attune-evaluations.h"
#include "attune-forms.h"
#include "attune-kept.h"
#include "attune-my-evaluations-page.h"
#include "attune-record-list.h"
#include "attune-sample.h"
#include "attune-screens.h"
#include "attune-test-support.h"

#include <adwaita.h>

#define DAY (G_GINT64_CONSTANT (86400) * G_USEC_PER_SEC)

/* Two questions of 60 and 40, pass 50. */
#define FORM                                                                                       \
  "{\"format\":\"attune-form\",\"version\":1,\"id\":\"%s\",\"title\":\"%s\",\"scoring\":"          \
  "{\"pass\":%d},\"sections\":[{\"id\":\"s\",\"title\":\"S\",\"questions\":[{\"id\":\"a\","        \
  "\"type\":\"yes_no\",\"title\":\"A\",\"weight\":60,\"na_allowed\":true},{\"id\":\"b\",\"type\":" \
  "\"yes_no\",\"title\":\"B\",\"weight\":40,\"na_allowed\":true}]}]}"

#define ANSWERS \
  "{\"format\":\"attune-answers\",\"version\":1,\"form\":\"%s\",\"answers\":{\"a\":%s,\"b\":%s}}"

#define YES "{\"option\":\"yes\"}"
#define NO  "{\"option\":\"no\"}"
#define NA  "{\"na\":true}"

typedef struct
{
  AttuneStoreFixture store;
  AttuneSample sample;
  AttuneContext *context;
  GtkWindow *window;
  AttunePage *page; /* of the window */
  AttuneDestination opened;
  guint n_opened;
  gint64 calls;
} Fixture;

static gint64
add_form (Fixture *fixture, const char *key, int pass)
{
  g_autofree char *document = g_strdup_printf (FORM, key, key, pass);
  gint64 form = ATTUNE_CALL_OK (create_form, fixture->store.store, fixture->store.manager,
                                document);

  ATTUNE_CALL_OK (publish_form, fixture->store.store, fixture->store.manager, form, 1);
  return form;
}

/* A released evaluation of the first agent, `days` ago. */
static gint64
evaluate (Fixture *fixture, gint64 form, const char *key, int days, const char *a, const char *b)
{
  AttuneStore *store = fixture->store.store;
  gint64 at = g_get_real_time () - days * DAY;
  AttuneEvaluationSpec spec = {
    .interaction = attune_store_fixture_add_call (&fixture->store, fixture->sample.agents[0], at),
    .agent = fixture->sample.agents[0],
    .form = form,
  };
  gint64 evaluation = ATTUNE_CALL_OK (start_evaluation, store, fixture->sample.analyst, &spec);
  g_autofree char *answers = g_strdup_printf (ANSWERS, key, a, b);
  gint64 rev = ATTUNE_CALL_OK (save_answers, store, fixture->sample.analyst, evaluation, 1,
                               answers);

  ATTUNE_CALL_OK (submit, store, fixture->sample.analyst, evaluation, rev);
  return evaluation;
}

static void
opened_cb (AttuneContext *context, const AttuneDestination *destination, Fixture *fixture)
{
  fixture->opened = *destination;
  fixture->n_opened++;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  attune_store_fixture_set_up (&fixture->store, NULL);
  attune_id_source_set_now (fixture->store.ids, g_get_real_time ());
  attune_sample_add (&fixture->store, &fixture->sample);
  fixture->calls = add_form (fixture, "calls", 50);
}

/* A window of its own around a page, for the person. */
static void
show (Fixture *fixture, gint64 person, GtkWidget *(*create) (AttuneContext *, gint64), gint64 id)
{
  fixture->context = attune_sample_new_context (&fixture->store, person);
  g_signal_connect (fixture->context, "open", G_CALLBACK (opened_cb), fixture);
  fixture->page = ATTUNE_PAGE (create (fixture->context, id));
  g_object_add_weak_pointer (G_OBJECT (fixture->page), (gpointer *) &fixture->page);
  fixture->window = GTK_WINDOW (adw_window_new ());
  gtk_window_set_default_size (fixture->window, 1024, 600);
  adw_window_set_content (ADW_WINDOW (fixture->window), GTK_WIDGET (fixture->page));
  gtk_window_present (fixture->window);
  attune_page_refresh (fixture->page);
}

static void
hide (Fixture *fixture)
{
  gtk_window_destroy (fixture->window);
  attune_sample_settle (50);
  g_assert_null (fixture->page);
  g_assert_finalize_object (g_steal_pointer (&fixture->context));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  attune_store_fixture_tear_down (&fixture->store, NULL);
}

static GtkWidget *
get_child (Fixture *fixture, GType class, const char *name)
{
  return GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (fixture->page), class, name));
}

#define AGENT_CHILD(fixture, name)  get_child (fixture, ATTUNE_TYPE_AGENT_PAGE, name)
#define AGENTS_CHILD(fixture, name) get_child (fixture, ATTUNE_TYPE_AGENTS_PAGE, name)

static gboolean
is_loaded (gpointer data)
{
  GtkStack *stack = data;

  return !g_str_equal (gtk_stack_get_visible_child_name (stack), "loading");
}

static void
wait_for (GtkWidget *stack, const char *name)
{
  g_assert_true (attune_test_wait_until (is_loaded, stack, 5));
  g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (stack)), ==, name);
}

static const char *
get_sentence (Fixture *fixture)
{
  return gtk_label_get_text (GTK_LABEL (AGENT_CHILD (fixture, "sentence")));
}

static void
act (Fixture *fixture, const char *action, const char *target)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->page), action, "s", target));
}

static void
test_none (Fixture *fixture, gconstpointer data)
{
  show (fixture, fixture->store.manager, attune_agent_page_new, fixture->sample.agents[0]);
  wait_for (AGENT_CHILD (fixture, "stack"), "none");
  g_assert_cmpstr (attune_page_get_title (fixture->page), ==, "Mika Aho");
  g_assert_cmpstr (attune_page_get_subtitle (fixture->page), ==, "Billing North");
  hide (fixture);
}

static void
test_failed (Fixture *fixture, gconstpointer data)
{
  show (fixture, fixture->store.manager, attune_agent_page_new, 12345);
  wait_for (AGENT_CHILD (fixture, "stack"), "failed");
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "agent.retry", NULL);
  attune_sample_settle (100);
  wait_for (AGENT_CHILD (fixture, "stack"), "failed");
  hide (fixture);
}

static void
test_one (Fixture *fixture, gconstpointer data)
{
  evaluate (fixture, fixture->calls, "calls", 3, YES, YES);
  show (fixture, fixture->sample.coach, attune_agent_page_new, fixture->sample.agents[0]);
  wait_for (AGENT_CHILD (fixture, "stack"), "content");
  g_assert_true (g_str_has_prefix (get_sentence (fixture),
                                   "Too few to tell: one evaluation drawn at random, on "));
  hide (fixture);
}

static void
test_not_applicable (Fixture *fixture, gconstpointer data)
{
  evaluate (fixture, fixture->calls, "calls", 3, NA, NA);
  evaluate (fixture, fixture->calls, "calls", 2, NA, NA);
  show (fixture, fixture->sample.coach, attune_agent_page_new, fixture->sample.agents[0]);
  wait_for (AGENT_CHILD (fixture, "stack"), "content");
  g_assert_cmpstr (get_sentence (fixture), ==, "No score: nothing in 2 evaluations applied.");
  hide (fixture);
}

static guint
count_rows (Fixture *fixture)
{
  GtkWidget *view = get_child (fixture, ATTUNE_TYPE_AGENT_PAGE, "table_view");
  GtkSingleSelection *selection = GTK_SINGLE_SELECTION (
    gtk_widget_get_template_child (view, ATTUNE_TYPE_CHART_TABLE_VIEW, "selection"));

  return g_list_model_get_n_items (G_LIST_MODEL (selection));
}

static gboolean
has_six_rows (gpointer data)
{
  return count_rows (data) == 6;
}

/* Values and table show the same, and both open what they show. */
static void
test_trend (Fixture *fixture, gconstpointer data)
{
  gint64 first = evaluate (fixture, fixture->calls, "calls", 40, YES, NO);
  AttuneChartView *chart;
  AttuneChartItem item;
  GtkStack *picture;
  GtkWidget *table;

  for (int i = 0; i < 5; i++)
    evaluate (fixture, fixture->calls, "calls", 30 - i, i % 2 ? NO : YES, YES);
  show (fixture, fixture->store.manager, attune_agent_page_new, fixture->sample.agents[0]);
  wait_for (AGENT_CHILD (fixture, "stack"), "content");
  chart = ATTUNE_CHART_VIEW (AGENT_CHILD (fixture, "chart_view"));
  picture = GTK_STACK (AGENT_CHILD (fixture, "picture"));
  g_assert_nonnull (strstr (get_sentence (fixture), "Mean score 73\u00a0±\u00a0"));
  g_assert_true (g_str_has_prefix (get_sentence (fixture), "Too few to tell a change since "));
  g_assert_cmpuint (attune_chart_get_n_items (attune_chart_view_get_chart (chart)), ==, 6);

  g_signal_emit_by_name (chart, "activated", first, ATTUNE_CHART_PART_VALUE);
  g_assert_cmpint (fixture->opened.kind, ==, ATTUNE_PAGE_EVALUATION);
  g_assert_cmpint (fixture->opened.id, ==, first);

  /* Whoever comes back from it reads it still. */
  g_assert_cmpuint (attune_chart_view_get_item (chart), ==, ATTUNE_CHART_NO_ITEM);
  attune_page_refresh (fixture->page);
  g_assert_true (attune_chart_get_item (attune_chart_view_get_chart (chart),
                                        attune_chart_view_get_item (chart), &item));
  g_assert_cmpint (item.id, ==, first);

  act (fixture, "agent.layout", "table");
  g_assert_cmpstr (gtk_stack_get_visible_child_name (picture), ==, "table");
  g_assert_cmpuint (count_rows (fixture), <, 6); /* the others come by and by */
  g_assert_true (attune_test_wait_until (has_six_rows, fixture, 5));
  /* What was read in the chart is read here, and there again. */
  g_assert_cmpint (attune_chart_table_view_get_id (
                     ATTUNE_CHART_TABLE_VIEW (AGENT_CHILD (fixture, "table_view"))),
                   ==, first);
  attune_chart_view_set_item (chart, ATTUNE_CHART_NO_ITEM);
  act (fixture, "agent.layout", "chart");
  g_assert_true (attune_chart_get_item (attune_chart_view_get_chart (chart),
                                        attune_chart_view_get_item (chart), &item));
  g_assert_cmpint (item.id, ==, first);
  act (fixture, "agent.layout", "table");
  /* The newest comes first. */
  table = AGENT_CHILD (fixture, "table_view");
  g_signal_emit_by_name (gtk_widget_get_template_child (table, ATTUNE_TYPE_CHART_TABLE_VIEW,
                                                        "view"),
                         "activate", 5);
  g_assert_cmpuint (fixture->n_opened, ==, 2);
  g_assert_cmpint (fixture->opened.id, ==, first);

  act (fixture, "agent.view", "months");
  g_assert_cmpuint (count_rows (fixture), <=, 3);
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "agent.toggle-layout", NULL);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (picture), ==, "chart");
  attune_sample_settle (50);
  hide (fixture);
}

static void
test_filters_kept (Fixture *fixture, gconstpointer data)
{
  gint64 chats = add_form (fixture, "chats", 80);
  g_autofree char *kept = NULL;
  GtkWidget *picture;

  evaluate (fixture, fixture->calls, "calls", 300, YES, NO);
  evaluate (fixture, chats, "chats", 200, YES, NO);
  show (fixture, fixture->store.manager, attune_agent_page_new, fixture->sample.agents[0]);
  wait_for (AGENT_CHILD (fixture, "stack"), "content");
  picture = AGENT_CHILD (fixture, "picture");
  g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (picture)), ==, "outside");
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "agent.show-all", NULL);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (picture)), ==, "chart");
  g_assert_true (gtk_widget_get_visible (AGENT_CHILD (fixture, "note")));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (AGENT_CHILD (fixture, "form")), 2);
  g_assert_false (gtk_widget_get_visible (AGENT_CHILD (fixture, "note")));
  act (fixture, "agent.view", "weeks");
  attune_sample_settle (100);
  hide (fixture);

  show (fixture, fixture->store.manager, attune_agent_page_new, fixture->sample.agents[0]);
  wait_for (AGENT_CHILD (fixture, "stack"), "content");
  g_object_get (fixture->page, "view", &kept, NULL);
  g_assert_cmpstr (kept, ==, "weeks");
  g_assert_cmpuint (gtk_drop_down_get_selected (GTK_DROP_DOWN (AGENT_CHILD (fixture, "form"))), ==,
                    2);
  hide (fixture);
}

static gboolean
has_two (gpointer data)
{
  return g_str_has_prefix (get_sentence (data), "Too few to tell: 2 ");
}

/* What is read stays: a change of other things leaves the chart as it is. */
static void
test_follows (Fixture *fixture, gconstpointer data)
{
  AttuneChartView *view;
  AttuneChart *chart;

  evaluate (fixture, fixture->calls, "calls", 5, YES, NO);
  show (fixture, fixture->sample.agents[0], attune_my_quality_page_new, 0);
  wait_for (AGENT_CHILD (fixture, "stack"), "content");
  g_assert_cmpstr (attune_page_get_title (fixture->page), ==, "My Quality");
  view = ATTUNE_CHART_VIEW (AGENT_CHILD (fixture, "chart_view"));
  chart = attune_chart_view_get_chart (view);

  attune_store_fixture_add_person (&fixture->store, "new", ATTUNE_ROLE_AGENT, 0);
  attune_sample_settle (400);
  g_assert_true (attune_chart_view_get_chart (view) == chart);

  evaluate (fixture, fixture->calls, "calls", 4, YES, NO);
  g_assert_true (attune_test_wait_until (has_two, fixture, 5));
  hide (fixture);
}

static void
press_down (GtkWidget *widget)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);
  gboolean is_handled = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !is_handled; i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", GDK_KEY_Down, 0, 0, &is_handled);
    }
  g_assert_true (is_handled);
}

static guint
count_shown (GtkColumnView *view)
{
  return g_list_model_get_n_items (G_LIST_MODEL (gtk_column_view_get_model (view)));
}

typedef struct
{
  GtkColumnView *view;
  guint n;
} Rows;

static gboolean
has_rows (gpointer data)
{
  const Rows *rows = data;

  return count_shown (rows->view) == rows->n;
}

typedef struct
{
  GtkStack *stack;
  const char *name;
} Child;

static gboolean
has_child (gpointer data)
{
  const Child *child = data;

  return g_str_equal (gtk_stack_get_visible_child_name (child->stack), child->name);
}

static void
wait_for_child (GtkWidget *stack, const char *name)
{
  Child child = { GTK_STACK (stack), name };

  g_assert_true (attune_test_wait_until (has_child, &child, 5));
}

/* Rows come a few at a time. */
static void
wait_for_rows (GtkColumnView *view, guint n)
{
  Rows rows = { view, n };

  g_assert_true (attune_test_wait_until (has_rows, &rows, 5));
}

static void
test_agents (Fixture *fixture, gconstpointer data)
{
  GtkWidget *focus;
  GtkSearchEntry *search;
  GtkColumnView *view;
  GtkWidget *stack;

  show (fixture, fixture->sample.coach, attune_agents_page_new, 0);
  stack = AGENTS_CHILD (fixture, "stack");
  wait_for (stack, "found");
  search = GTK_SEARCH_ENTRY (AGENTS_CHILD (fixture, "search"));
  view = GTK_COLUMN_VIEW (AGENTS_CHILD (fixture, "view"));
  wait_for_rows (view, 6);
  g_assert_cmpstr (attune_page_get_subtitle (fixture->page), ==, "6 agents");

  g_assert_true (attune_page_search (fixture->page));
  gtk_editable_set_text (GTK_EDITABLE (search), "zan bil");
  wait_for_rows (view, 1);
  g_assert_cmpstr (attune_page_get_subtitle (fixture->page), ==, "1 of 6 agents");
  g_assert_true (attune_page_search (fixture->page));
  g_assert_true (gtk_editable_get_selection_bounds (GTK_EDITABLE (search), NULL, NULL));
  press_down (GTK_WIDGET (search));
  attune_sample_settle (50);
  focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (search)));
  g_assert_nonnull (gtk_widget_get_ancestor (focus, GTK_TYPE_COLUMN_VIEW));
  g_signal_emit_by_name (search, "activate");
  g_assert_cmpint (fixture->opened.kind, ==, ATTUNE_PAGE_AGENT);
  g_assert_cmpint (fixture->opened.id, ==, fixture->sample.agents[1]);

  gtk_editable_set_text (GTK_EDITABLE (search), "nobody");
  wait_for_child (stack, "nothing-found");
  g_signal_emit_by_name (search, "stop-search");
  wait_for_child (stack, "found");
  hide (fixture);
}

/* By name, team and how many there are; never by score. */
static void
test_no_ranking (Fixture *fixture, gconstpointer data)
{
  GListModel *columns;
  guint n_sortable = 0;

  show (fixture, fixture->store.manager, attune_agents_page_new, 0);
  wait_for (AGENTS_CHILD (fixture, "stack"), "found");
  columns = gtk_column_view_get_columns (GTK_COLUMN_VIEW (AGENTS_CHILD (fixture, "view")));
  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
      gboolean is_sortable = gtk_column_view_column_get_sorter (column) != NULL;

      n_sortable += is_sortable;
      if (g_str_equal (gtk_column_view_column_get_title (column), "Mean"))
        g_assert_false (is_sortable);
    }
  g_assert_cmpuint (n_sortable, ==, 3);
  hide (fixture);
}

static char *
get_first (Fixture *fixture, const char *key)
{
  GtkColumnView *view = GTK_COLUMN_VIEW (AGENTS_CHILD (fixture, "view"));
  g_autoptr (GObject) item = NULL;
  char *text;

  attune_sample_settle (200);
  item = g_list_model_get_item (G_LIST_MODEL (gtk_column_view_get_model (view)), 0);
  g_object_get (item, key, &text, NULL);
  return text;
}

static gboolean
is_focus_in_rows (gpointer window)
{
  GtkWidget *focus = gtk_window_get_focus (window);

  return focus != NULL && gtk_widget_get_ancestor (focus, GTK_TYPE_COLUMN_VIEW) != NULL;
}

/* What a click on a header does, the button does by keyboard; the rows have the focus. */
static void
test_sort (Fixture *fixture, gconstpointer data)
{
  g_autofree char *first = NULL;
  g_autofree char *most = NULL;
  g_autofree char *fewest = NULL;
  g_autofree char *by_name = NULL;

  for (int i = 0; i < 2; i++)
    evaluate (fixture, fixture->calls, "calls", 1 + i, YES, YES);
  show (fixture, fixture->store.manager, attune_agents_page_new, 0);
  wait_for (AGENTS_CHILD (fixture, "stack"), "found");
  wait_for_rows (GTK_COLUMN_VIEW (AGENTS_CHILD (fixture, "view")), 6);
  g_assert_true (attune_test_wait_until (is_focus_in_rows, fixture->window, 10));

  first = get_first (fixture, "name");
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "agents.sort", "s", "most");
  most = get_first (fixture, "name");
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "agents.sort", "s", "fewest");
  fewest = get_first (fixture, "name");
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "agents.sort", "s", "name");
  by_name = get_first (fixture, "name");
  g_assert_cmpstr (fewest, !=, most);
  g_assert_cmpstr (by_name, ==, first);
  hide (fixture);
}

static gboolean
is_empty (gpointer stack)
{
  return g_str_equal (gtk_stack_get_visible_child_name (stack), "empty");
}

static void
open_row (GtkColumnView *view, guint position)
{
  g_signal_emit_by_name (view, "activate", position);
}

/* An agent's own, the newest first, found by typing; drafts about them are not theirs to see. */
static void
test_my_evaluations (Fixture *fixture, gconstpointer data)
{
  gint64 chats = add_form (fixture, "chats", 80);
  gint64 old = evaluate (fixture, chats, "chats", 9, YES, NO);
  gint64 new = evaluate (fixture, fixture->calls, "calls", 2, YES, YES);
  GtkWidget *list;
  GtkWidget *search;
  GtkColumnView *view;
  GtkStack *stack;

  show (fixture, fixture->sample.agents[0], attune_my_evaluations_page_new, 0);
  list = get_child (fixture, ATTUNE_TYPE_MY_EVALUATIONS_PAGE, "list");
#define LIST_CHILD(name) \
  GTK_WIDGET (gtk_widget_get_template_child (list, ATTUNE_TYPE_RECORD_LIST, name))
  stack = GTK_STACK (LIST_CHILD ("stack"));
  view = GTK_COLUMN_VIEW (LIST_CHILD ("view"));
  search = LIST_CHILD ("search");
  wait_for_rows (GTK_COLUMN_VIEW (view), 2);
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (LIST_CHILD ("count"))), ==, "2 evaluations");
  open_row (view, 0);
  g_assert_cmpint (fixture->opened.id, ==, new);
  open_row (view, 1);
  g_assert_cmpint (fixture->opened.id, ==, old);

  g_assert_true (attune_page_search (fixture->page));
  gtk_editable_set_text (GTK_EDITABLE (search), "nothing like it");
  wait_for_child (GTK_WIDGET (stack), "nothing");
  gtk_editable_set_text (GTK_EDITABLE (search), "");
  wait_for_child (GTK_WIDGET (stack), "list");
  wait_for_rows (GTK_COLUMN_VIEW (view), 2);
  hide (fixture);

  show (fixture, fixture->sample.agents[1], attune_my_evaluations_page_new, 0);
  list = get_child (fixture, ATTUNE_TYPE_MY_EVALUATIONS_PAGE, "list");
  g_assert_true (attune_test_wait_until (is_empty, LIST_CHILD ("stack"), 5));
#undef LIST_CHILD
  hide (fixture);
}

/* The latest stand under the chart, and lead to all of one's own. */
static void
test_latest (Fixture *fixture, gconstpointer data)
{
  gint64 newest = 0;

  for (int i = 10; i > 0; i--)
    newest = evaluate (fixture, fixture->calls, "calls", i, YES, NO);
  show (fixture, fixture->sample.agents[0], attune_my_quality_page_new, 0);
  wait_for (AGENT_CHILD (fixture, "stack"), "content");
  g_assert_cmpuint (attune_evaluation_table_get_n (
                      ATTUNE_EVALUATION_TABLE (AGENT_CHILD (fixture, "latest"))),
                    ==, 8);
  attune_evaluation_table_open (ATTUNE_EVALUATION_TABLE (AGENT_CHILD (fixture, "latest")));
  g_assert_cmpint (fixture->opened.id, ==, newest);
  g_assert_true (gtk_widget_get_visible (AGENT_CHILD (fixture, "all")));
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "agent.my-evaluations", NULL);
  g_assert_cmpint (fixture->opened.kind, ==, ATTUNE_PAGE_MY_EVALUATIONS);
  hide (fixture);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  attune_screens_init ();

#define ADD(name, function) \
  g_test_add ("/screens/agents/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("none", test_none);
  ADD ("failed", test_failed);
  ADD ("one", test_one);
  ADD ("not-applicable", test_not_applicable);
  ADD ("trend", test_trend);
  ADD ("filters-kept", test_filters_kept);
  ADD ("follows", test_follows);
  ADD ("agents", test_agents);
  ADD ("sort", test_sort);
  ADD ("no-ranking", test_no_ranking);
  ADD ("my-evaluations", test_my_evaluations);
  ADD ("latest", test_latest);
  return g_test_run ();
}
