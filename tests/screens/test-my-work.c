/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-finder.h"
#include "attune-my-work-page.h"
#include "attune-sample.h"
#include "attune-screens.h"
#include "attune-test-support.h"
#include "attune-waiting-item.h"
#include "attune-work-count.h"

#include <X11/extensions/XTest.h>
#include <X11/keysym.h>
#include <gdk/x11/gdkx.h>

#define DAY (24 * G_TIME_SPAN_HOUR)
#define ANSWERS                                                                                 \
  "{\"format\":\"attune-answers\",\"version\":1,\"form\":\"f\",\"answers\":{\"q\":{\"option\":" \
  "\"yes\"}}}"

typedef struct
{
  AttuneStoreFixture store;
  AttuneSample sample;
  AttuneContext *context;
  GtkWindow *window;
  AttunePage *page; /* of the window */
  AttuneDestination opened;
  guint n_opened;
  GClosure *undo;
  gint64 form;
} Fixture;

static void
opened_cb (AttuneContext *context, const AttuneDestination *destination, Fixture *self)
{
  self->opened = *destination;
  self->n_opened++;
}

static void
undo_offered_cb (AttuneContext *context, const char *message, GClosure *undo, Fixture *self)
{
  g_clear_pointer (&self->undo, g_closure_unref);
  self->undo = g_closure_ref (undo);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  attune_store_fixture_set_up (&self->store, NULL);
  attune_id_source_set_now (self->store.ids, g_get_real_time ());
  attune_sample_add (&self->store, &self->sample);
  self->form = attune_store_fixture_add_form (&self->store, "f");
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  attune_store_fixture_tear_down (&self->store, NULL);
}

static gint64
add_call (Fixture *self, guint agent)
{
  return attune_store_fixture_add_call (&self->store, self->sample.agents[agent],
                                        attune_id_source_now (self->store.ids));
}

static gint64
assign (Fixture *self, gint64 assignee, guint agent, int days)
{
  AttuneAssignedPart part = { add_call (self, agent), 0 };
  AttuneAssigning assigning = { &part,
                                1,
                                self->form,
                                assignee,
                                ATTUNE_BASIS_RANDOM,
                                days != 0 ? attune_id_source_now (self->store.ids) + days * DAY : 0,
                                "Please" };
  g_autoptr (AttuneAssigned)
    assigned = ATTUNE_CALL_OK (assign, self->store.store, self->store.manager, &assigning);

  return g_array_index (assigned->ids, gint64, 0);
}

static gint64
evaluate (Fixture *self)
{
  AttuneEvaluationSpec spec = { .interaction = add_call (self, 0),
                                .agent = self->sample.agents[0],
                                .form = self->form };
  gint64 id = ATTUNE_CALL_OK (start_evaluation, self->store.store, self->sample.analyst, &spec);
  gint64 rev = ATTUNE_CALL_OK (save_answers, self->store.store, self->sample.analyst, id, 1,
                               ANSWERS);

  ATTUNE_CALL_OK (submit, self->store.store, self->sample.analyst, id, rev);
  return id;
}

/* --- The page ----------------------------------------------------------------------------------------------------- */

static GtkWidget *
get_child (Fixture *self, const char *name)
{
  return GTK_WIDGET (
    gtk_widget_get_template_child (GTK_WIDGET (self->page), ATTUNE_TYPE_MY_WORK_PAGE, name));
}

static const char *
get_shown (Fixture *self)
{
  return gtk_stack_get_visible_child_name (GTK_STACK (get_child (self, "stack")));
}

static gboolean
is_loaded (gpointer data)
{
  return !g_str_equal (get_shown (data), "loading");
}

static GListModel *
get_rows (Fixture *self)
{
  return G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (get_child (self, "view"))));
}

static void
show (Fixture *self, gint64 person)
{
  self->context = attune_sample_new_context (&self->store, person);
  g_signal_connect (self->context, "open", G_CALLBACK (opened_cb), self);
  g_signal_connect (self->context, "undo-offered", G_CALLBACK (undo_offered_cb), self);
  self->page = ATTUNE_PAGE (attune_my_work_page_new (self->context, 0));
  g_object_add_weak_pointer (G_OBJECT (self->page), (gpointer *) &self->page);
  self->window = GTK_WINDOW (adw_window_new ());
  gtk_window_set_default_size (self->window, 1024, 600);
  adw_window_set_content (ADW_WINDOW (self->window), GTK_WIDGET (self->page));
  gtk_window_present (self->window);
  attune_page_refresh (self->page);
  g_assert_true (attune_test_wait_until (is_loaded, self, 10));
}

static void
hide (Fixture *self)
{
  g_clear_pointer (&self->undo, g_closure_unref);
  gtk_window_destroy (self->window);
  g_assert_true (attune_test_wait_until (attune_sample_is_gone, &self->page, 10));
  g_assert_finalize_object (g_steal_pointer (&self->context));
}

typedef struct
{
  Fixture *fixture;
  guint n;
} Wanted;

static gboolean
has_rows (gpointer data)
{
  Wanted *wanted = data;

  return g_list_model_get_n_items (get_rows (wanted->fixture)) == wanted->n;
}

static void
wait_rows (Fixture *self, guint n)
{
  g_assert_true (attune_test_wait_until (has_rows, &(Wanted){ self, n }, 10));
}

static const AttuneWaiting *
get_row (Fixture *self, guint position)
{
  g_autoptr (AttuneWaitingItem) item = g_list_model_get_item (get_rows (self), position);

  return attune_waiting_item_get_value (item);
}

static void
select_row (Fixture *self, guint position)
{
  gtk_single_selection_set_selected (GTK_SINGLE_SELECTION (get_rows (self)), position);
}

static gboolean
is_filter_shown (Fixture *self, const char *name)
{
  return gtk_widget_get_visible (get_child (self, name));
}

static void
choose (Fixture *self, const char *filter)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (self->page), "work.filter", "s", filter));
}

static gboolean
has_opened (gpointer data)
{
  return ((Fixture *) data)->n_opened > 0;
}

static gboolean
has_undo (gpointer data)
{
  return ((Fixture *) data)->undo != NULL;
}

/* --- Tests -------------------------------------------------------------------------------------------------------- */

/* It says what would be here, and leads on. */
static void
test_empty (Fixture *self, gconstpointer data)
{
  static const AttunePageKind onward[] = { ATTUNE_PAGE_MY_EVALUATIONS, ATTUNE_PAGE_INTERACTIONS };

  for (guint i = 0; i < 2; i++)
    {
      self->n_opened = 0;
      show (self, i == 0 ? self->sample.agents[0] : self->sample.analyst);
      g_assert_cmpstr (get_shown (self), ==, "none");
      g_assert_false (gtk_widget_get_visible (get_child (self, "filter_bar")));
      g_assert_cmpstr (attune_page_get_subtitle (self->page), ==, "");
      gtk_widget_activate_action (GTK_WIDGET (self->page), "work.onward", NULL);
      g_assert_cmpint (self->opened.kind, ==, onward[i]);
      hide (self);
    }
}

static void
test_order (Fixture *self, gconstpointer data)
{
  gint64 soon;
  gint64 never = assign (self, self->sample.analyst, 0, 0);
  gint64 later = assign (self, self->sample.analyst, 1, 9);

  soon = assign (self, self->sample.analyst, 2, 2);
  show (self, self->sample.analyst);
  wait_rows (self, 3);
  g_assert_cmpstr (get_shown (self), ==, "found");
  g_assert_cmpint (get_row (self, 0)->id, ==, soon);
  g_assert_cmpint (get_row (self, 1)->id, ==, later);
  g_assert_cmpint (get_row (self, 2)->id, ==, never);
  g_assert_cmpstr (attune_page_get_subtitle (self->page), ==, "3 to do");
  g_assert_true (is_filter_shown (self, "evaluate"));
  g_assert_false (is_filter_shown (self, "drafts"));
  g_assert_false (is_filter_shown (self, "given"));
  hide (self);
}

static gboolean
is_active (gpointer window)
{
  return gtk_window_is_active (window);
}

static gboolean
is_in_rows (gpointer data)
{
  Fixture *self = data;
  GtkWidget *focus = gtk_window_get_focus (self->window);

  return focus != NULL && gtk_widget_is_ancestor (focus, get_child (self, "view"));
}

static void
type (Fixture *self, KeySym key)
{
  Display *display = gdk_x11_display_get_xdisplay (
    gtk_widget_get_display (GTK_WIDGET (self->window)));

  for (int is_down = TRUE; is_down >= FALSE; is_down--)
    {
      XTestFakeKeyEvent (display, XKeysymToKeycode (display, key), is_down, CurrentTime);
      XFlush (display);
      attune_sample_settle (60);
    }
}

/* Whoever comes to the page is in its rows: an arrow and Return begin what was assigned, once. */
static void
test_keys (Fixture *self, gconstpointer data)
{
  gint64 second;
  g_autoptr (AttuneEvaluation) begun = NULL;

  assign (self, self->sample.analyst, 0, 1);
  second = assign (self, self->sample.analyst, 1, 2);
  show (self, self->sample.analyst);
  wait_rows (self, 2);
  g_assert_true (attune_test_wait_until (is_active, self->window, 10));
  g_assert_true (attune_test_wait_until (is_in_rows, self, 10));
  type (self, XK_Down);
  type (self, XK_Return);
  g_assert_true (attune_test_wait_until (has_opened, self, 10));
  g_assert_cmpint (self->opened.kind, ==, ATTUNE_PAGE_EVALUATION);
  begun = ATTUNE_CALL_OK (load_evaluation, self->store.store, self->sample.analyst,
                          self->opened.id);
  g_assert_cmpint (begun->row->agent, ==, self->sample.agents[1]);
  g_assert_true (begun->can_edit);

  attune_page_refresh (self->page);
  attune_sample_settle (400);
  wait_rows (self, 2);
  g_assert_cmpint (get_row (self, 1)->id, ==, second);
  g_assert_cmpint (get_row (self, 1)->evaluation, ==, begun->row->id);
  g_assert_cmpuint (self->n_opened, ==, 1);
  hide (self);
}

/* What is typed finds. */
static void
test_search (Fixture *self, gconstpointer data)
{
  for (guint i = 0; i < 4; i++)
    assign (self, self->sample.analyst, i, 1 + (int) i);
  show (self, self->sample.analyst);
  wait_rows (self, 4);
  gtk_editable_set_text (GTK_EDITABLE (get_child (self, "search")), "mika aho");
  wait_rows (self, 1);
  gtk_editable_set_text (GTK_EDITABLE (get_child (self, "search")), "nobody at all");
  wait_rows (self, 0);
  g_assert_cmpstr (get_shown (self), ==, "nothing-found");
  gtk_editable_set_text (GTK_EDITABLE (get_child (self, "search")), "");
  wait_rows (self, 4);
  hide (self);
}

/* A filter shows its kind; when nothing is left of it, everything is shown again. */
static void
test_filters (Fixture *self, gconstpointer data)
{
  AttuneEvaluationSpec spec = { .agent = self->sample.agents[0], .form = self->form };
  gint64 draft;

  spec.interaction = add_call (self, 0);
  draft = ATTUNE_CALL_OK (start_evaluation, self->store.store, self->sample.analyst, &spec);
  assign (self, self->sample.analyst, 1, 3);
  show (self, self->sample.analyst);
  wait_rows (self, 2);
  choose (self, "drafts");
  wait_rows (self, 1);
  g_assert_cmpint (get_row (self, 0)->id, ==, draft);
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (get_child (self, "drafts"))));
  g_assert_false (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (get_child (self, "all"))));
  choose (self, "nonsense");
  wait_rows (self, 1);

  ATTUNE_CALL_OK (void, self->store.store, self->sample.analyst, draft, 1, "twice");
  g_assert_true (attune_test_wait_until (has_rows, &(Wanted){ self, 1 }, 10));
  attune_sample_settle (500);
  wait_rows (self, 1);
  g_assert_cmpint (get_row (self, 0)->kind, ==, ATTUNE_WAITING_ASSIGNMENTS);
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (get_child (self, "all"))));
  g_assert_false (is_filter_shown (self, "drafts"));
  hide (self);
}

/* What comes to wait comes to be seen, what is done goes. */
static void
test_following (Fixture *self, gconstpointer data)
{
  gint64 id;

  show (self, self->sample.analyst);
  g_assert_cmpstr (get_shown (self), ==, "none");
  id = assign (self, self->sample.analyst, 0, 3);
  wait_rows (self, 1);
  g_assert_cmpstr (get_shown (self), ==, "found");
  ATTUNE_CALL_OK (remove_assignment, self->store.store, self->store.manager, id, 1, TRUE);
  wait_rows (self, 0);
  g_assert_cmpstr (get_shown (self), ==, "none");
  hide (self);
}

/* What was given is not among what waits; it is taken back, and brought back again. */
static void
test_given (Fixture *self, gconstpointer data)
{
  assign (self, self->sample.analyst, 0, 3);
  show (self, self->store.manager);
  g_assert_cmpstr (get_shown (self), ==, "none");
  g_assert_true (is_filter_shown (self, "given"));
  choose (self, "given");
  wait_rows (self, 1);
  select_row (self, 0);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (self->page), "work.take-back", NULL));
  g_assert_true (attune_test_wait_until (has_undo, self, 10));
  wait_rows (self, 0);
  g_closure_invoke (self->undo, NULL, 0, NULL, NULL);
  attune_sample_settle (100);
  choose (self, "given");
  attune_sample_settle (500);
  choose (self, "given");
  wait_rows (self, 1);
  hide (self);
}

static gboolean
has_dialog (gpointer data)
{
  return attune_sample_has_dialog (((Fixture *) data)->window);
}

/* An agent reads an evaluation, or evaluates the contact themself before that: it is hidden then. */
static void
test_agent (Fixture *self, gconstpointer data)
{
  gint64 evaluation = evaluate (self);
  g_autoptr (AttuneEvaluation) own = NULL;

  show (self, self->sample.agents[0]);
  wait_rows (self, 1);
  g_assert_cmpint (get_row (self, 0)->kind, ==, ATTUNE_WAITING_ACKNOWLEDGEMENTS);
  g_assert_cmpint (get_row (self, 0)->evaluation, ==, evaluation);
  select_row (self, 0);
  gtk_widget_activate_action (GTK_WIDGET (self->page), "work.evaluate-myself", NULL);
  g_assert_true (attune_test_wait_until (has_dialog, self, 10));
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (attune_sample_find_dialog (self->window)),
                               "begin");
  g_assert_true (attune_test_wait_until (has_opened, self, 10));
  own = ATTUNE_CALL_OK (load_evaluation, self->store.store, self->sample.agents[0],
                        self->opened.id);
  g_assert_cmpint (own->row->kind, ==, ATTUNE_EVALUATION_SELF);
  attune_sample_settle (500);
  wait_rows (self, 1);
  g_assert_cmpint (get_row (self, 0)->kind, ==, ATTUNE_WAITING_DRAFTS);
  hide (self);
}

/* What is asked of an agent is begun by Return. */
static void
test_asked (Fixture *self, gconstpointer data)
{
  AttuneSelfRequest request = { add_call (self, 0), self->sample.agents[0], self->form,
                                attune_id_source_now (self->store.ids) + 3 * DAY, "Your view?" };
  g_autoptr (AttuneEvaluation) own = NULL;

  ATTUNE_CALL_OK (request_self, self->store.store, self->store.manager, &request);
  show (self, self->sample.agents[0]);
  wait_rows (self, 1);
  g_assert_true (is_filter_shown (self, "self"));
  g_assert_true (attune_test_wait_until (is_active, self->window, 10));
  g_assert_true (attune_test_wait_until (is_in_rows, self, 10));
  type (self, XK_Return);
  g_assert_true (attune_test_wait_until (has_opened, self, 10));
  own = ATTUNE_CALL_OK (load_evaluation, self->store.store, self->sample.agents[0],
                        self->opened.id);
  g_assert_cmpint (own->row->kind, ==, ATTUNE_EVALUATION_SELF);
  hide (self);
}

static gboolean
has_counted (gpointer data)
{
  Wanted *wanted = data;
  guint n;

  g_object_get (g_object_get_data (G_OBJECT (wanted->fixture->context), "test-count"), "n", &n,
                NULL);
  return n == wanted->n;
}

/* The sidebar's number follows, and is no more than what is to be done. */
static void
test_count (Fixture *self, gconstpointer data)
{
  AttuneWorkCount *count;
  gint64 id;

  self->context = attune_sample_new_context (&self->store, self->sample.analyst);
  count = attune_work_count_new (self->context);
  g_object_set_data (G_OBJECT (self->context), "test-count", count);
  g_assert_true (attune_test_wait_until (has_counted, &(Wanted){ self, 0 }, 10));
  id = assign (self, self->sample.analyst, 0, 3);
  assign (self, self->sample.coach, 0, 3);
  g_assert_true (attune_test_wait_until (has_counted, &(Wanted){ self, 1 }, 10));
  ATTUNE_CALL_OK (remove_assignment, self->store.store, self->store.manager, id, 1, TRUE);
  g_assert_true (attune_test_wait_until (has_counted, &(Wanted){ self, 0 }, 10));
  g_assert_finalize_object (count);
  attune_sample_settle (50);
  g_assert_finalize_object (g_steal_pointer (&self->context));
}

#define MANY 300

static void
assign_many (Fixture *self)
{
  AttuneAssignedPart parts[MANY];
  AttuneAssigning assigning = { parts, MANY, self->form, self->sample.analyst, ATTUNE_BASIS_RANDOM,
                                0,     "" };

  for (guint i = 0; i < MANY; i++)
    parts[i] = (AttuneAssignedPart){ add_call (self, i % 6), 0 };
  attune_assigned_free (
    ATTUNE_CALL_OK (assign, self->store.store, self->store.manager, &assigning));
}

/* A long list is shown, left and narrowed without holding anybody up. */
static void
show_many (void)
{
  Fixture self = { 0 };

  set_up (&self, NULL);
  assign_many (&self);
  attune_sample_watch ();
  show (&self, self.sample.analyst);
  wait_rows (&self, MANY);
  choose (&self, "evaluate");
  gtk_editable_set_text (GTK_EDITABLE (get_child (&self, "search")), "mika");
  attune_sample_settle (300);
  gtk_editable_set_text (GTK_EDITABLE (get_child (&self, "search")), "");
  wait_rows (&self, MANY);
  hide (&self);
  tear_down (&self, NULL);
}

static void
test_held (void)
{
  attune_sample_assert_not_held (show_many);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*run) (Fixture *self, gconstpointer data);
  } tests[] = {
    { "/screens/my-work/empty", test_empty },     { "/screens/my-work/order", test_order },
    { "/screens/my-work/keys", test_keys },       { "/screens/my-work/search", test_search },
    { "/screens/my-work/filters", test_filters }, { "/screens/my-work/following", test_following },
    { "/screens/my-work/given", test_given },     { "/screens/my-work/agent", test_agent },
    { "/screens/my-work/asked", test_asked },     { "/screens/my-work/count", test_count },
  };

  gtk_test_init (&argc, &argv, NULL);
  attune_screens_init ();
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, Fixture, NULL, set_up, tests[i].run, tear_down);
  g_test_add_func ("/screens/my-work/held", test_held);
  return g_test_run ();
}
