/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-lab-page-private.h"

#include "attune-query.h"
#include "attune-status.h"
#include "attune-weak.h"

#include <glib/gi18n.h>

/* How many evaluations each choice is, in the order of the drop-down. */
static const guint choices[] = { 100, 500, 1000, 10000, G_MAXINT32 };

/* One trial, from the store to what is shown of it. */
typedef struct
{
  GWeakRef page;
  GCancellable *cancellable;
  AttuneForm *published;
  guint choice;
} Run;

static Run *
new_run (AttuneLabPage *page)
{
  Run *run = g_new0 (Run, 1);

  g_weak_ref_init (&run->page, page);
  run->cancellable = g_object_ref (page->trial);
  run->published = page->published != NULL ? attune_form_ref (page->published) : NULL;
  run->choice = gtk_drop_down_get_selected (page->most);
  return run;
}

static void
free_run (Run *run)
{
  g_weak_ref_clear (&run->page);
  g_object_unref (run->cancellable);
  g_clear_pointer (&run->published, attune_form_unref);
  g_free (run);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Run, free_run)

/* The page while it waits for this run and no other. */
static AttuneLabPage *
get_page (Run *run)
{
  g_autoptr (AttuneLabPage) page = g_weak_ref_get (&run->page);

  if (page == NULL || page->stack == NULL || page->trial != run->cancellable)
    return NULL;
  return g_steal_pointer (&page);
}

/* Showing ----------------------------------------------------------------------------------------- */

static void
say_status (AttuneLabPage *self, const char *icon, const char *title, const char *description)
{
  attune_status_tell (self->history_status, icon, title, description);
}

static void
say_none (AttuneLabPage *self)
{
  say_status (self, "attune-evaluations-symbolic", _ ("No Evaluations Yet"),
              self->has_revision
                ? _ ("As soon as evaluations on this form are submitted, they show here what its "
                     "questions tell, and what a change would do.")
                : _ ("This form is not published yet. As soon as evaluations on it are submitted, "
                     "they show here what its questions tell, and what a change would do."));
}

void
attune_lab_page_show_trial (AttuneLabPage *self)
{
  gboolean is_running = self->trial != NULL;

  gtk_widget_set_visible (self->work, is_running);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "lab.cancel", is_running);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "lab.run", !is_running && self->has_revision);
  gtk_widget_set_sensitive (GTK_WIDGET (self->most), self->has_revision);
  gtk_widget_set_visible (self->again, !is_running && self->history == NULL && self->has_revision);
  if (self->history != NULL && self->history->n == 0)
    say_none (self);
}

static void
end (AttuneLabPage *self)
{
  g_clear_object (&self->trial);
  attune_lab_page_update (self);
}

static void
show_changes (AttuneLabPage *self, AttuneLabGrid *grid)
{
  gboolean has_any = grid != NULL && attune_lab_grid_get_n_rows (grid) > 0;

  attune_lab_table_set_grid (self->changes, grid);
  gtk_stack_set_visible_child_name (self->changes_stack, has_any ? "some" : "none");
}

static void
show_history (AttuneLabPage *self)
{
  attune_lab_table_set_grid (self->use, self->history->use);
  attune_chart_view_set_chart (self->chart, self->history->chart);
  if (self->shows_table)
    attune_chart_table_view_set_chart (self->chart_table, self->history->chart);
}

/* From the store to the page ----------------------------------------------------------------------- */

static void
fail (Run *run, AttuneLabPage *self, const GError *error)
{
  if (self->history == NULL)
    say_status (self, "dialog-warning-symbolic", _ ("The Evaluations Could Not Be Read"),
                error->message);
  else
    attune_context_report (attune_page_get_context (ATTUNE_PAGE (self)),
                           _ ("The evaluations could not be read"), error);
  end (self);
}

static void
rows_fetched_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Run) run = data;
  g_autoptr (AttuneLabPage) self = get_page (run);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray)
    rows = attune_store_fetch_rows_finish (ATTUNE_STORE (source), result, &error);
  g_autoptr (AttuneLabGrid) grid = NULL;

  if (self == NULL)
    return;
  if (rows == NULL)
    {
      fail (run, self, error);
      return;
    }
  grid = attune_lab_history_list_changes (self->history->changes, rows,
                                          attune_context_get_time_zone (
                                            attune_page_get_context (ATTUNE_PAGE (self))));
  show_changes (self, grid);
  end (self);
}

/* Whose and of when they are. */
static void
fetch_rows (Run *run, AttuneLabPage *self)
{
  AttuneContext *context = attune_page_get_context (ATTUNE_PAGE (self));
  const GArray *changes = self->history->changes;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < changes->len; i++)
    g_array_append_val (ids, g_array_index (changes, AttuneFormTrialChange, i).id);
  attune_store_fetch_rows_async (attune_context_get_store (context),
                                 attune_context_get_actor (context), ATTUNE_LIST_EVALUATIONS,
                                 (const gint64 *) (gpointer) ids->data, ids->len, run->cancellable,
                                 rows_fetched_cb, run);
}

static void
reckon_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  AttuneFormLab *lab = data;
  Run *run = g_object_get_data (G_OBJECT (task), "run");

  g_task_return_pointer (task, attune_lab_history_new (lab, run->published),
                         (GDestroyNotify) attune_lab_history_free);
}

static void
reckoned_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Run) run = data;
  g_autoptr (AttuneLabPage) self = get_page (run);
  g_autoptr (GError) error = NULL;
  g_autoptr (AttuneLabHistory) history = g_task_propagate_pointer (G_TASK (result), &error);

  if (self == NULL || history == NULL)
    return;
  g_clear_pointer (&self->history, attune_lab_history_free);
  self->history = g_steal_pointer (&history);
  self->shown_most = run->choice;
  show_history (self);
  if (self->history->changes->len > 0)
    fetch_rows (g_steal_pointer (&run), self);
  else
    {
      show_changes (self, NULL);
      end (self);
    }
}

static void
tried_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Run) run = data;
  g_autoptr (AttuneLabPage) self = get_page (run);
  g_autoptr (GError) error = NULL;
  AttuneFormLab *lab = attune_store_try_form_finish (ATTUNE_STORE (source), result, &error);
  g_autoptr (GTask) task = NULL;

  if (self == NULL || lab == NULL)
    {
      g_clear_pointer (&lab, attune_form_lab_free);
      if (self != NULL)
        fail (run, self, error);
      return;
    }
  task = g_task_new (NULL, run->cancellable, reckoned_cb, run);
  g_object_set_data (G_OBJECT (task), "run", run);
  g_task_set_task_data (task, lab, (GDestroyNotify) attune_form_lab_free);
  g_steal_pointer (&run);
  g_task_run_in_thread (task, reckon_thread);
}

/* It comes before tried_cb() or never. */
static void
progress_cb (double fraction, gpointer data)
{
  g_autoptr (AttuneLabPage) self = get_page (data);

  if (self != NULL)
    gtk_progress_bar_set_fraction (self->progress, fraction);
}

void
attune_lab_page_try (AttuneLabPage *self)
{
  AttuneContext *context = attune_page_get_context (ATTUNE_PAGE (self));
  Run *run;

  if (!self->has_revision)
    {
      say_none (self);
      attune_lab_page_update (self);
      return;
    }
  g_cancellable_cancel (self->trial);
  g_clear_object (&self->trial);
  self->trial = g_cancellable_new ();
  gtk_progress_bar_set_fraction (self->progress, 0);
  say_status (self, NULL, _ ("Scoring Evaluations…"), "");
  attune_lab_page_update (self);

  run = new_run (self);
  attune_store_try_form_async (attune_context_get_store (context),
                               attune_context_get_actor (context), self->form, self->document,
                               choices[run->choice], progress_cb, run, run->cancellable, tried_cb,
                               run);
}

/* What was shown before stays, with the choice that it is of. */
void
attune_lab_page_cancel (AttuneLabPage *self)
{
  if (self->trial == NULL)
    return;

  g_cancellable_cancel (self->trial);
  if (self->history != NULL)
    {
      self->is_choosing = TRUE;
      gtk_drop_down_set_selected (self->most, self->shown_most);
      self->is_choosing = FALSE;
    }
  else
    say_status (self, "process-stop-symbolic", _ ("Cancelled"),
                _ ("No evaluations were scored on this form."));
  end (self);
}
