/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "AttuneTest"

#include "config.h"

#include "shots.h"

#include "attune-await.h"
#include "attune-evaluate-page-private.h"
#include "attune-query.h"
#include "attune-waiting.h"

#include <adwaita.h>

static gint64
find_waiting (AttuneContext *context, AttuneWaitingKind kind)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) waiting = NULL;

  attune_store_list_waiting_async (attune_context_get_store (context),
                                   attune_context_get_actor (context), ATTUNE_WAITING_BIT (kind),
                                   NULL, attune_await_cb, &result);
  waiting = attune_store_list_waiting_finish (attune_context_get_store (context),
                                              attune_await (&result), NULL);
  return waiting != NULL && waiting->len > 0
           ? ((AttuneWaiting *) g_ptr_array_index (waiting, 0))->evaluation
           : 0;
}

gint64
shots_find_unacknowledged (AttuneContext *context)
{
  return find_waiting (context, ATTUNE_WAITING_ACKNOWLEDGEMENTS);
}

gint64
shots_find_disputed (AttuneContext *context)
{
  return find_waiting (context, ATTUNE_WAITING_DISPUTES);
}

gint64
shots_find_own (AttuneContext *context)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  AttuneQuery query = { .kind = ATTUNE_LIST_EVALUATIONS, .is_descending = TRUE };

  attune_store_list_first_async (attune_context_get_store (context),
                                 attune_context_get_actor (context), &query, 20, NULL,
                                 attune_await_cb, &result);
  rows = attune_store_list_first_finish (attune_context_get_store (context), attune_await (&result),
                                         NULL, NULL);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const AttuneEvaluationRow *row = g_ptr_array_index (rows, i);

      if (row->kind == ATTUNE_EVALUATION_SELF)
        return row->id;
    }
  return 0;
}

static GtkWidget *
run (AttuneWindow *window, const char *action)
{
  gtk_widget_activate_action (GTK_WIDGET (attune_window_get_page (window)), action, NULL);
  shots_settle (SHOTS_SETTLE_MS);
  return shots_find_dialog (window);
}

static AdwExpanderRow *
find_row (GtkWidget *widget)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      AdwExpanderRow *found = ADW_IS_EXPANDER_ROW (child) ? ADW_EXPANDER_ROW (child)
                                                          : find_row (child);

      if (found != NULL)
        return found;
    }
  return NULL;
}

GtkWidget *
shots_show_dispute (AttuneWindow *window)
{
  GtkWidget *dialog = run (window, "evaluate.dispute");
  AdwExpanderRow *row = find_row (dialog);

  if (row != NULL)
    adw_expander_row_set_enable_expansion (row, TRUE);
  return dialog;
}

GtkWidget *
shots_show_decide (AttuneWindow *window)
{
  return run (window, "evaluate.decide");
}

GtkWidget *
shots_show_both_sides (AttuneWindow *window)
{
  return run (window, "evaluate.compare");
}

static AttuneEvaluatePage *
get_page (AttuneWindow *window)
{
  return ATTUNE_EVALUATE_PAGE (attune_window_get_page (window));
}

/* Every question is answered by its first option: only what is whole can be submitted. */
GtkWidget *
shots_show_submit (AttuneWindow *window)
{
  AttuneSheet *sheet = attune_evaluate_page_get_working_sheet (get_page (window));
  AttuneForm *form = attune_sheet_get_form (sheet);

  for (guint i = 0; i < attune_form_get_n_questions (form); i++)
    if (attune_form_get_question (form, i)->n_options > 0 &&
        attune_form_get_question (form, i)->type < ATTUNE_QUESTION_CHECKLIST)
      {
        g_autoptr (AttuneAnswers)
          answers = attune_answers_with_option (attune_sheet_get_answers (sheet), i, 0);

        attune_sheet_edit (sheet, answers);
      }
  return run (window, "evaluate.submit");
}

/* The last of the choices. */
static GtkWidget *
find_last_mark (GtkWidget *widget)
{
  GtkWidget *found = NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *below = GTK_IS_CHECK_BUTTON (child) ? child : find_last_mark (child);

      found = below != NULL ? below : found;
    }
  return found;
}

GtkWidget *
shots_show_submit_day (AttuneWindow *window)
{
  GtkWidget *dialog = shots_show_submit (window);
  GtkWidget *mark = find_last_mark (dialog);

  if (mark != NULL)
    gtk_check_button_set_active (GTK_CHECK_BUTTON (mark), TRUE);
  shots_settle (SHOTS_SETTLE_MS);
  return dialog;
}

GtkWidget *
shots_show_move (AttuneWindow *window)
{
  return run (window, "evaluate.move");
}
