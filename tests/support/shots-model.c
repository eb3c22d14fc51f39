/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The interaction model. */
#define G_LOG_DOMAIN "AttuneTest"

#include "config.h"

#include "shots.h"

#include "attune-await.h"
#include "attune-model-page-private.h"

static GtkWidget *
show_model_view (AttuneWindow *window, const char *view)
{
  gtk_widget_activate_action (GTK_WIDGET (attune_window_get_page (window)), "model.view", "s",
                              view);
  shots_settle (SHOTS_SETTLE_MS);
  return GTK_WIDGET (window);
}

GtkWidget *
shots_show_model_picture (AttuneWindow *window)
{
  return show_model_view (window, "picture");
}

GtkWidget *
shots_show_model_table (AttuneWindow *window)
{
  return show_model_view (window, "table");
}

/* A goal and a behaviour that were just added. */
GtkWidget *
shots_edit_model (AttuneWindow *window)
{
  GtkWidget *page = GTK_WIDGET (attune_window_get_page (window));

  gtk_widget_activate_action (page, "model.add-behaviour", NULL);
  gtk_widget_activate_action (page, "model.add-goal", NULL);
  shots_settle (SHOTS_SETTLE_MS);
  return GTK_WIDGET (window);
}

/* The fields of a goal. */
GtkWidget *
shots_show_model_editor (AttuneWindow *window)
{
  AttuneModelPage *page = ATTUNE_MODEL_PAGE (attune_window_get_page (window));

  attune_model_grid_set_cursor (page->grid, (AttuneModelSpot){ -1, 0 });
  gtk_widget_activate_action (GTK_WIDGET (page), "model.edit", NULL);
  shots_settle (SHOTS_SETTLE_MS);
  return GTK_WIDGET (page->editor);
}

/* The questions of the first behaviour. */
GtkWidget *
shots_show_model_questions (AttuneWindow *window)
{
  AttuneModelPage *page = ATTUNE_MODEL_PAGE (attune_window_get_page (window));

  attune_model_grid_set_cursor (page->grid, (AttuneModelSpot){ 0, G_MAXINT });
  gtk_widget_activate_action (GTK_WIDGET (page), "model.questions", NULL);
  shots_settle (SHOTS_SETTLE_MS);
  return GTK_WIDGET (page->questions);
}

/* What somebody else has written meanwhile, of a model that was `seen`; by its writer in another window. */
static void
keep_model (AttuneContext *context, const char *person, gint64 seen, AttuneModel *model)
{
  AttuneStore *store = attune_context_get_store (context);
  g_autoptr (AttuneRev) rev = attune_rev_new (seen);
  g_autoptr (GAsyncResult) result = NULL;

  attune_store_keep_model_async (store, shots_find_actor (context, person), rev, model, NULL,
                                 attune_await_cb, &result);
  attune_store_keep_model_finish (store, attune_await (&result), NULL);
}

/* Somebody else has changed the model meanwhile. */
GtkWidget *
shots_show_model_conflict (AttuneWindow *window)
{
  AttuneModelPage *page = ATTUNE_MODEL_PAGE (attune_window_get_page (window));
  g_autoptr (AttuneModel)
    theirs = attune_model_add (attune_model_page_get_model (page), ATTUNE_MODEL_GOALS, G_MAXUINT,
                               "Loyalty", NULL, NULL);
  gint64 rev = attune_saver_get_rev (page->saver);

  gtk_widget_activate_action (GTK_WIDGET (page), "model.move-down", NULL);
  keep_model (attune_window_get_context (window), "analyst-1", rev, theirs);
  shots_settle (SHOTS_SETTLE_MS);
  return GTK_WIDGET (window);
}

/* A workspace in which nobody has described any. */
GtkWidget *
shots_show_model_start (AttuneWindow *window)
{
  AttuneModelPage *page = ATTUNE_MODEL_PAGE (attune_window_get_page (window));

  g_clear_object (&page->saver);
  g_clear_pointer (&page->history, attune_history_free);
  attune_page_set_subtitle (ATTUNE_PAGE (page), NULL);
  attune_model_page_update_actions (page);
  attune_saving_label_set_saver (page->saving, NULL);
  gtk_stack_set_visible_child_name (page->stack, "start");
  return GTK_WIDGET (window);
}
