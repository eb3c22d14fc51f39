/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attune-assign-dialog.h"
#include "attune-contact-sample.h"
#include "attune-interactions-page.h"
#include "attune-person-chooser.h"
#include "attune-record-list.h"
#include "attune-screens.h"
#include "attune-test-support.h"

#define DAY (24 * G_TIME_SPAN_HOUR)

static GtkWidget *
get_child (gpointer dialog, const char *name)
{
  return GTK_WIDGET (
    gtk_widget_get_template_child (GTK_WIDGET (dialog), ATTUNE_TYPE_ASSIGN_DIALOG, name));
}

static gboolean
has_forms (gpointer dialog)
{
  GListModel *forms = adw_combo_row_get_model (ADW_COMBO_ROW (get_child (dialog, "form")));

  return forms != NULL && g_list_model_get_n_items (forms) > 0;
}

/* What one says in it; `accept` is the suggested button. */
static void
fill_in (GtkWidget *dialog, gint64 evaluator, guint basis)
{
  g_assert_true (attune_test_wait_until (has_forms, dialog, 10));
  attune_person_chooser_set_person (ATTUNE_PERSON_CHOOSER (get_child (dialog, "evaluator")),
                                    evaluator, NULL);
  adw_combo_row_set_selected (ADW_COMBO_ROW (get_child (dialog, "basis")), basis);
  gtk_editable_set_text (GTK_EDITABLE (get_child (dialog, "remark")), "  Listen to the end ");
}

static gboolean
can_accept (GtkWidget *dialog)
{
  return gtk_widget_get_sensitive (get_child (dialog, "accept"));
}

static void
accept (GtkWidget *dialog)
{
  g_assert_true (gtk_widget_activate_action (dialog, "assign.accept", NULL));
}

typedef struct
{
  AttuneContactSample *sample;
  const char *sql;
  gint64 n;
} Wanted;

static gboolean
counts (gpointer data)
{
  Wanted *wanted = data;

  return attune_store_fixture_get_int (&wanted->sample->store, wanted->sql) == wanted->n;
}

static void
wait_count (AttuneContactSample *sample, const char *sql, gint64 n)
{
  g_assert_true (attune_test_wait_until (counts, &(Wanted){ sample, sql, n }, 10));
}

static gboolean
is_offered (gpointer data)
{
  return ((AttuneContactSample *) data)->undo != NULL;
}

#define OPEN "SELECT count (*) FROM assignment WHERE kind = 0 AND removed_at IS NULL"

/* One contact: nothing is given before it is said to whom and how it was chosen; and it can be undone. */
static void
test_one (AttuneContactSample *sample, gconstpointer data)
{
  gint64 id = attune_contact_sample_add (sample);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GtkWidget *dialog;
  gint64 now = g_get_real_time ();

  g_array_append_val (ids, id);
  dialog = attune_assign_dialog_new (sample->context, ids);
  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &dialog);
  gtk_window_present (GTK_WINDOW (dialog));
  g_assert_true (attune_test_wait_until (has_forms, dialog, 10));
  g_assert_false (can_accept (dialog));
  g_assert_false (gtk_widget_get_visible (get_child (dialog, "agent")));
  fill_in (dialog, sample->sample.analyst, 0);
  g_assert_false (can_accept (dialog));
  fill_in (dialog, sample->sample.analyst, 2);
  g_assert_true (can_accept (dialog));

  attune_id_source_set_now (sample->store.ids, now);
  accept (dialog);
  g_assert_true (attune_test_wait_until (attune_sample_is_gone, &dialog, 10));
  wait_count (sample, OPEN, 1);
  g_assert_cmpint (attune_store_fixture_get_int (&sample->store, "SELECT basis FROM assignment"),
                   ==, ATTUNE_BASIS_TARGETED);
  g_assert_cmpint (attune_store_fixture_get_int (
                     &sample->store,
                     "SELECT count (*) FROM assignment WHERE remark = 'Listen to the end'"),
                   ==, 1);
  g_assert_cmpint (attune_store_fixture_get_int (&sample->store, "SELECT due_at FROM assignment"),
                   >, now + 6 * DAY);
  g_assert_cmpint (attune_store_fixture_get_int (&sample->store, "SELECT due_at FROM assignment"),
                   <, now + 9 * DAY);

  g_assert_true (attune_test_wait_until (is_offered, sample, 10));
  g_closure_invoke (sample->undo, NULL, 0, NULL, NULL);
  wait_count (sample, OPEN, 0);
}

static gboolean
has_trouble (gpointer dialog)
{
  return gtk_widget_get_visible (get_child (dialog, "trouble")) && can_accept (dialog);
}

/* Without a day; and what the store refuses is said where one can mend it. */
static void
test_refused (AttuneContactSample *sample, gconstpointer data)
{
  gint64 id = attune_contact_sample_add (sample);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_array_append_val (ids, id);
  for (guint i = 0; i < 2; i++)
    {
      GtkWidget *dialog = attune_assign_dialog_new (sample->context, ids);

      g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &dialog);
      gtk_window_present (GTK_WINDOW (dialog));
      fill_in (dialog, sample->sample.analyst, 1);
      adw_expander_row_set_enable_expansion (ADW_EXPANDER_ROW (get_child (dialog, "due")), FALSE);
      accept (dialog);
      if (i == 0)
        {
          g_assert_true (attune_test_wait_until (attune_sample_is_gone, &dialog, 10));
          continue;
        }
      g_assert_true (attune_test_wait_until (has_trouble, dialog, 10));
      g_assert_true (can_accept (dialog));
      gtk_window_close (GTK_WINDOW (dialog));
      g_assert_true (attune_test_wait_until (attune_sample_is_gone, &dialog, 10));
    }
  wait_count (sample, OPEN, 1);
  g_assert_cmpint (attune_store_fixture_get_int (
                     &sample->store, "SELECT count (*) FROM assignment WHERE due_at IS NULL"),
                   ==, 1);
}

/* Everything that is listed, from the list itself. */
static void
test_listed (AttuneContactSample *sample, gconstpointer data)
{
  GtkWidget *page;
  GtkWidget *window;
  GtkWidget *dialog;

  for (guint i = 0; i < 5; i++)
    attune_contact_sample_add (sample);
  page = attune_interactions_page_new (sample->context, 0);
  window = attune_contact_sample_show (sample, page);
  g_assert_true (attune_test_wait_until (attune_contact_sample_is_read,
                                         attune_sample_find_child (page, ATTUNE_TYPE_RECORD_LIST),
                                         10));
  g_assert_true (gtk_widget_activate_action (page, "interactions.assign-listed", NULL));
  g_assert_true (attune_test_wait_until (attune_sample_has_dialog, window, 10));
  dialog = GTK_WIDGET (attune_sample_find_dialog (window));
  fill_in (dialog, sample->sample.coach, 1);
  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &dialog);
  accept (dialog);
  g_assert_true (attune_test_wait_until (is_offered, sample, 10));
  g_assert_true (attune_test_wait_until (attune_sample_is_gone, &dialog, 10));
  wait_count (sample, OPEN, 5);
  attune_sample_destroy (window, page);
}

static gboolean
is_filled (gpointer dialog)
{
  return can_accept (dialog);
}

/* What is given goes to somebody else, by no day. */
static void
test_change (AttuneContactSample *sample, gconstpointer data)
{
  gint64 id = attune_contact_sample_add (sample);
  AttuneAssignedPart part = { id, 0 };
  AttuneAssigning assigning = { &part, 1, sample->form, sample->sample.analyst, ATTUNE_BASIS_RANDOM,
                                0,     "" };
  g_autoptr (AttuneAssigned)
    assigned = ATTUNE_CALL_OK (assign, sample->store.store, sample->store.manager, &assigning);
  g_autoptr (GPtrArray)
    given = ATTUNE_CALL_OK (list_waiting, sample->store.store, sample->store.manager,
                            ATTUNE_WAITING_BIT (ATTUNE_WAITING_GIVEN));
  GtkWidget *dialog = attune_assign_dialog_new_for_change (sample->context,
                                                           g_ptr_array_index (given, 0));

  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &dialog);
  gtk_window_present (GTK_WINDOW (dialog));
  g_assert_true (attune_test_wait_until (is_filled, dialog, 10));
  attune_sample_settle (200);
  attune_person_chooser_set_person (ATTUNE_PERSON_CHOOSER (get_child (dialog, "evaluator")),
                                    sample->sample.coach, NULL);
  accept (dialog);
  g_assert_true (attune_test_wait_until (attune_sample_is_gone, &dialog, 10));
  g_assert_cmpint (attune_store_fixture_get_int (&sample->store,
                                                 "SELECT assignee_id FROM assignment"),
                   ==, sample->sample.coach);
}

static void
test_words (void)
{
  static const struct
  {
    guint n;
    guint n_evaluated;
    guint n_assigned;
    guint n_foreign;
    const char *words;
  } cases[] = {
    { 1, 0, 0, 0, "1 evaluation assigned to Ann" },
    { 2, 0, 0, 0, "2 evaluations assigned to Ann" },
    { 3, 1, 0, 0, "3 evaluations assigned to Ann. Left out: 1 evaluated or begun" },
    { 3, 1, 2, 4,
      "3 evaluations assigned to Ann. Left out: 1 evaluated or begun, 2 assigned already, 4 not "
      "theirs to evaluate" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GArray) ids = g_array_new (FALSE, TRUE, sizeof (gint64));
      AttuneAssigned assigned = { ids, cases[i].n_evaluated, cases[i].n_assigned,
                                  cases[i].n_foreign };
      g_autofree char *words = NULL;

      g_array_set_size (ids, cases[i].n);
      words = attune_assigned_to_words (&assigned, "Ann");
      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  attune_screens_init ();
  g_test_add_func ("/screens/assign/words", test_words);
  ATTUNE_ADD_CONTACT_TEST ("/screens/assign/one", test_one);
  ATTUNE_ADD_CONTACT_TEST ("/screens/assign/refused", test_refused);
  ATTUNE_ADD_CONTACT_TEST ("/screens/assign/listed", test_listed);
  ATTUNE_ADD_CONTACT_TEST ("/screens/assign/change", test_change);
  return g_test_run ();
}
