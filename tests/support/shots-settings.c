/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "AttuneTest"

#include "config.h"

#include "shots.h"

#include "attune-choice-row.h"
#include "attune-form-page-private.h"

static GtkWidget *
find_row (GtkWidget *widget, const char *title)
{
  if (ATTUNE_IS_CHOICE_ROW (widget) && gtk_widget_get_mapped (widget) &&
      g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title))
    return widget;
  for (GtkWidget *i = gtk_widget_get_first_child (widget); i != NULL;
       i = gtk_widget_get_next_sibling (i))
    {
      GtkWidget *found = find_row (i, title);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* A draft of the next revision with what can be set about a part of it, as far down as that row. */
static GtkWidget *
show_settings (AttuneWindow *window, gboolean is_question, const char *title)
{
  AttuneFormPage *page = ATTUNE_FORM_PAGE (attune_window_get_page (window));
  AttuneForm *form;

  gtk_widget_activate_action (GTK_WIDGET (page), "form.edit", NULL);
  shots_settle (SHOTS_SETTLE_MS);
  form = attune_form_page_get_form (page);
  attune_form_page_select (page, is_question ? attune_form_get_question (form, 0)->id : NULL);
  attune_form_properties_settle (page->properties);
  if (!is_question)
    gtk_widget_activate_action (GTK_WIDGET (page), "form.set-preset", "s", "zendesk");
  shots_settle (SHOTS_SETTLE_MS);
  gtk_widget_grab_focus (find_row (GTK_WIDGET (page), title));
  shots_settle (SHOTS_SETTLE_MS);
  return GTK_WIDGET (window);
}

GtkWidget *
shots_show_preset (AttuneWindow *window)
{
  return show_settings (window, FALSE, "Score like");
}

GtkWidget *
shots_show_contacts (AttuneWindow *window)
{
  return show_settings (window, FALSE, "Language");
}

GtkWidget *
shots_show_behaviour (AttuneWindow *window)
{
  return show_settings (window, TRUE, "Measures");
}
