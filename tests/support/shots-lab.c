/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "AttuneTest"

#include "config.h"

#include "shots.h"

#include "attune-form-page-private.h"
#include "attune-lab-page-private.h"

static GtkWidget *
get_page (AttuneWindow *window)
{
  return GTK_WIDGET (attune_window_get_page (window));
}

/* The lab for a draft in which a question that is answered counts for more than in what its evaluations were scored by. */
static GtkWidget *
show_lab (AttuneWindow *window, const char *view)
{
  GtkWidget *page = get_page (window);
  AttuneForm *form;

  gtk_widget_activate_action (page, "form.edit", NULL);
  shots_settle (SHOTS_SETTLE_MS);
  form = attune_form_page_get_form (ATTUNE_FORM_PAGE (page));
  gtk_widget_activate_action (page, "form.set", "(sssv)", attune_form_get_question (form, 3)->id,
                              "", "weight", g_variant_new_int64 (40 * ATTUNE_DECIMAL_ONE));
  gtk_widget_activate_action (page, "form.add-question", "s", "number");
  shots_settle (SHOTS_SETTLE_MS);
  gtk_widget_activate_action (page, "form.lab", "s", view);
  shots_settle (2 * SHOTS_SETTLE_MS);
  return GTK_WIDGET (window);
}

GtkWidget *
shots_show_lab_weights (AttuneWindow *window)
{
  return show_lab (window, "questions");
}

GtkWidget *
shots_show_lab_sections (AttuneWindow *window)
{
  return show_lab (window, "sections");
}

GtkWidget *
shots_show_lab_findings (AttuneWindow *window)
{
  return show_lab (window, "findings");
}

GtkWidget *
shots_show_lab_use (AttuneWindow *window)
{
  return show_lab (window, "use");
}

GtkWidget *
shots_show_lab_what_if (AttuneWindow *window)
{
  return show_lab (window, "what-if");
}

GtkWidget *
shots_show_lab_table (AttuneWindow *window)
{
  show_lab (window, "what-if");
  g_object_set (get_page (window), "layout", "table", NULL);
  return GTK_WIDGET (window);
}

/* As it is for a moment. */
GtkWidget *
shots_show_lab_running (AttuneWindow *window)
{
  g_autoptr (GCancellable) lasting = g_cancellable_new ();
  AttuneLabPage *page;

  show_lab (window, "what-if");
  page = ATTUNE_LAB_PAGE (get_page (window));
  g_clear_pointer (&page->history, attune_lab_history_free);
  attune_lab_page_try (page);
  g_cancellable_cancel (page->trial);
  g_set_object (&page->trial, lasting);
  gtk_progress_bar_set_fraction (page->progress, 0.42);
  return GTK_WIDGET (window);
}

/* Without any history. */
GtkWidget *
shots_show_lab_new (AttuneWindow *window)
{
  gtk_widget_activate_action (get_page (window), "forms.new", "s", "empty");
  shots_settle (2 * SHOTS_SETTLE_MS);
  gtk_widget_activate_action (get_page (window), "form.lab", "s", "what-if");
  return GTK_WIDGET (window);
}
