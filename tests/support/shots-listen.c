/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "shots.h"

#include "attune-evaluate-page-private.h"
#include "attune-key-row.h"
#include "attune-preferences.h"
#include "attune-screens.h"
#include "attune-side-question.h"

#define ZOOM 9.0

static AttuneEvaluatePage *
get_page (AttuneWindow *window)
{
  return ATTUNE_EVALUATE_PAGE (attune_window_get_page (window));
}

/* A part of the call, of which a part is selected. */
GtkWidget *
shots_zoom_in (AttuneWindow *window)
{
  AttuneWaveform *waveform = attune_listen_pane_get_waveform (get_page (window)->listen);
  AttuneWaveView *view = attune_waveform_get_view (waveform);
  gint64 middle = attune_wave_view_get_duration_us (view) / 2;

  attune_wave_view_seek (view, middle);
  attune_waveform_zoom (waveform, ZOOM);
  attune_wave_view_set_selection (view, middle, middle + 2 * G_USEC_PER_SEC);
  gtk_widget_activate_action (GTK_WIDGET (get_page (window)), "evaluate.skip-silence", NULL);
  return GTK_WIDGET (window);
}

/* As where nobody knows who is on which side. */
GtkWidget *
shots_ask_side (AttuneWindow *window)
{
  AttuneListenPane *listen = get_page (window)->listen;
  GObject *question = gtk_widget_get_template_child (GTK_WIDGET (listen), ATTUNE_TYPE_LISTEN_PANE,
                                                     "side_question");

  attune_waveform_set_channels (attune_listen_pane_get_waveform (listen), 0, 1, FALSE);
  attune_side_question_set_asked (ATTUNE_SIDE_QUESTION (question), TRUE);
  return GTK_WIDGET (window);
}

static GtkWidget *
show_preferences (AttuneWindow *window, const char *page)
{
  GSettings *settings = attune_screens_new_settings ();
  GtkWidget *dialog;

  g_object_set_data_full (G_OBJECT (window), "shots-settings", settings, g_object_unref);
  attune_preferences_show (GTK_WIDGET (window), settings);
  shots_settle (SHOTS_SETTLE_MS);
  dialog = shots_find_dialog (window);
  attune_preferences_show_page (ATTUNE_PREFERENCES (dialog), page);
  shots_settle (SHOTS_SETTLE_MS);
  return dialog;
}

GtkWidget *
shots_show_playback (AttuneWindow *window)
{
  return show_preferences (window, "playback");
}

static AttuneKeyRow *
find_row (GtkWidget *widget, guint *skip)
{
  if (ATTUNE_IS_KEY_ROW (widget))
    return (*skip)-- == 0 ? ATTUNE_KEY_ROW (widget) : NULL;
  for (GtkWidget *i = gtk_widget_get_first_child (widget); i != NULL;
       i = gtk_widget_get_next_sibling (i))
    {
      AttuneKeyRow *row = find_row (i, skip);

      if (row != NULL)
        return row;
    }
  return NULL;
}

/* The first is being asked for a key that another has. */
GtkWidget *
shots_show_keys (AttuneWindow *window)
{
  GtkWidget *dialog = show_preferences (window, "keys");
  guint first = 0;
  AttuneKeyRow *row = find_row (dialog, &first);

  attune_key_row_listen (row, 0);
  attune_key_row_press (row, GDK_KEY_F7, 0, FALSE);
  shots_settle (SHOTS_SETTLE_MS);
  return dialog;
}
