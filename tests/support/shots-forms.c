/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A form being made. */
#define G_LOG_DOMAIN "AttuneTest"

#include "config.h"

#include "shots.h"

#include "attune-choice-popover.h"
#include "attune-condition-editor.h"
#include "attune-form-page-private.h"
#include "attune-form-pane.h"
#include "attune-option-row.h"

/* A draft of the next revision, with a question selected. */
GtkWidget *
shots_design (AttuneWindow *window)
{
  GtkWidget *page = GTK_WIDGET (attune_window_get_page (window));

  gtk_widget_activate_action (page, "form.edit", NULL);
  shots_settle (SHOTS_SETTLE_MS);
  gtk_widget_activate_action (page, "form.add-question", "s", "choice");
  shots_settle (SHOTS_SETTLE_MS);
  return GTK_WIDGET (window);
}

/* The first widget of that type that is on the screen. */
static GtkWidget *
find_mapped (GtkWidget *widget, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type) && gtk_widget_get_mapped (widget))
    return widget;
  for (GtkWidget *i = gtk_widget_get_first_child (widget); i != NULL;
       i = gtk_widget_get_next_sibling (i))
    {
      GtkWidget *found = find_mapped (i, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* A question that is shown under a condition with a group in it, which is being picked. */
GtkWidget *
shots_pick_condition (AttuneWindow *window)
{
  GtkWidget *page = GTK_WIDGET (attune_window_get_page (window));
  AttuneFormPage *form_page;
  AttuneForm *form;
  GtkWidget *editor;
  g_autofree char *json = NULL;

  shots_design (window);
  form_page = ATTUNE_FORM_PAGE (page);
  form = attune_form_page_get_form (form_page);
  json = g_strdup_printf ("{\"all\":[{\"question\":\"%s\",\"is\":[\"yes\"]},{\"any\":["
                          "{\"not\":{\"question\":\"%s\",\"answered\":true}},"
                          "{\"question\":\"%s\",\"na\":true}]}]}",
                          attune_form_get_question (form, 0)->id,
                          attune_form_get_question (form, 1)->id,
                          attune_form_get_question (form, 0)->id);
  gtk_widget_activate_action (page, "form.set-condition", "(ss)",
                              attune_form_history_get_selection (form_page->history), json);
  editor = find_mapped (page, ATTUNE_TYPE_CONDITION_EDITOR);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (find_mapped (editor, GTK_TYPE_TOGGLE_BUTTON)),
                                TRUE);
  shots_settle (SHOTS_SETTLE_MS);
  gtk_widget_child_focus (gtk_widget_get_last_child (editor), GTK_DIR_TAB_BACKWARD);
  shots_settle (SHOTS_SETTLE_MS);
  return GTK_WIDGET (window);
}

/* The answer of a critical question, with all that can be set about it. */
GtkWidget *
shots_show_option_details (AttuneWindow *window)
{
  GtkWidget *page = GTK_WIDGET (attune_window_get_page (window));
  AttuneFormPage *form_page = ATTUNE_FORM_PAGE (page);
  GtkWidget *row;

  gtk_widget_activate_action (page, "form.edit", NULL);
  shots_settle (SHOTS_SETTLE_MS);
  attune_form_page_select (form_page,
                           attune_form_get_question (attune_form_page_get_form (form_page), 1)->id);
  shots_settle (SHOTS_SETTLE_MS);
  row = gtk_widget_get_next_sibling (
    gtk_widget_get_ancestor (find_mapped (page, ATTUNE_TYPE_OPTION_ROW), GTK_TYPE_LIST_BOX_ROW));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (find_mapped (row, GTK_TYPE_TOGGLE_BUTTON)),
                                TRUE);
  shots_settle (SHOTS_SETTLE_MS);
  return GTK_WIDGET (window);
}

/* The bands of the score, one of them out of reach. */
GtkWidget *
shots_name_bands (AttuneWindow *window)
{
  GtkWidget *page = GTK_WIDGET (attune_window_get_page (window));

  gtk_widget_activate_action (page, "form.edit", NULL);
  shots_settle (SHOTS_SETTLE_MS);
  gtk_widget_activate_action (page, "form.about", NULL);
  gtk_widget_activate_action (page, "form.set-band", "(usv)", 3, "from",
                              g_variant_new_int64 (120 * ATTUNE_DECIMAL_ONE));
  shots_settle (SHOTS_SETTLE_MS);
  gtk_widget_activate_action (page, "form.add-band", NULL);
  shots_settle (SHOTS_SETTLE_MS);
  return GTK_WIDGET (window);
}

/* Three questions at once. */
GtkWidget *
shots_select_several (AttuneWindow *window)
{
  GtkWidget *page = GTK_WIDGET (attune_window_get_page (window));

  gtk_widget_activate_action (page, "form.edit", NULL);
  shots_settle (SHOTS_SETTLE_MS);
  gtk_selection_model_select_range (GTK_SELECTION_MODEL (ATTUNE_FORM_PAGE (page)->selection), 1, 3,
                                    TRUE);
  shots_settle (SHOTS_SETTLE_MS);
  return GTK_WIDGET (window);
}

/* What a question can take its answers from. */
GtkWidget *
shots_choose_answers (AttuneWindow *window)
{
  GtkWidget *page = GTK_WIDGET (attune_window_get_page (window));

  shots_design (window);
  gtk_widget_activate_action (page, "form.choose-answers", NULL);
  shots_settle (SHOTS_SETTLE_MS);
  return find_mapped (page, ATTUNE_TYPE_CHOICE_POPOVER);
}

/* The form as evaluators see it, filled in on trial: two answers as they should be, and one that fails. */
GtkWidget *
shots_preview_form (AttuneWindow *window)
{
  GtkWidget *page = GTK_WIDGET (attune_window_get_page (window));
  AttuneFormPane *pane;

  gtk_widget_activate_action (page, "form.edit", NULL);
  shots_settle (SHOTS_SETTLE_MS);
  gtk_widget_activate_action (page, "form.preview", NULL);
  shots_settle (SHOTS_SETTLE_MS);
  pane = ATTUNE_FORM_PANE (find_mapped (page, ATTUNE_TYPE_FORM_PANE));
  for (guint i = 0; i < 3; i++)
    {
      attune_form_pane_enter (pane, i);
      attune_form_pane_press_key (pane, i == 1 ? GDK_KEY_2 : GDK_KEY_1);
    }
  attune_form_pane_enter (pane, 1);
  shots_settle (SHOTS_SETTLE_MS);
  return GTK_WIDGET (window);
}

/* A revision that can only be read, likewise. */
GtkWidget *
shots_preview_revision (AttuneWindow *window)
{
  gtk_widget_activate_action (GTK_WIDGET (attune_window_get_page (window)), "form.preview", NULL);
  shots_settle (SHOTS_SETTLE_MS);
  return GTK_WIDGET (window);
}

/* What the draft has changed so far. */
GtkWidget *
shots_show_form_changes (AttuneWindow *window)
{
  GtkWidget *page = GTK_WIDGET (attune_window_get_page (window));

  gtk_widget_activate_action (page, "form.compare", NULL);
  shots_settle (SHOTS_SETTLE_MS);
  return shots_find_dialog (window);
}

GtkWidget *
shots_make_form (AttuneWindow *window)
{
  GtkWidget *page = GTK_WIDGET (attune_window_get_page (window));

  gtk_widget_activate_action (page, "forms.new", "s", "empty");
  shots_settle (2 * SHOTS_SETTLE_MS);
  return GTK_WIDGET (window);
}
