/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Forms on their way in. */
#define G_LOG_DOMAIN "AttuneTest"

#include "config.h"

#include "shots.h"

#include "attune-import-dialog.h"

/* A document of tests/data, read in. */
static GtkWidget *
show_import (AttuneWindow *window, const char *name)
{
  g_autofree char *path = g_build_filename (g_getenv ("SHOTS_DATA"), name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  attune_import_dialog_show_file (GTK_WINDOW (window), attune_window_get_context (window), file);
  shots_settle (SHOTS_SETTLE_MS);
  return shots_find_dialog (window);
}

GtkWidget *
shots_show_import_amazon (AttuneWindow *window)
{
  return show_import (window, "imports/amazon-connect.json");
}

GtkWidget *
shots_show_import_faults (AttuneWindow *window)
{
  return show_import (window, "imports/amazon-connect-faults.json");
}

GtkWidget *
shots_show_import_table (AttuneWindow *window)
{
  return show_import (window, "imports/scorecard.csv");
}

/* A form that the workspace has already. */
GtkWidget *
shots_show_import_existing (AttuneWindow *window)
{
  return show_import (window, "../../data/forms/calls.json");
}

GtkWidget *
shots_show_import_paste (AttuneWindow *window)
{
  gtk_widget_activate_action (GTK_WIDGET (attune_window_get_page (window)), "forms.paste", NULL);
  shots_settle (SHOTS_SETTLE_MS);
  return shots_find_dialog (window);
}

GtkWidget *
shots_show_templates (AttuneWindow *window)
{
  gtk_widget_activate_action (GTK_WIDGET (attune_window_get_page (window)), "forms.template", NULL);
  shots_settle (SHOTS_SETTLE_MS);
  return shots_find_dialog (window);
}
