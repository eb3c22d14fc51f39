/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "AttuneTest"

#include "config.h"

#include "shots.h"

static void
act (AttuneWindow *window, const char *action, const char *target)
{
  gtk_widget_activate_action (GTK_WIDGET (attune_window_get_page (window)), action,
                              target != NULL ? "s" : NULL, target);
  shots_settle (SHOTS_SETTLE_MS / 2);
}

GtkWidget *
shots_show_given (AttuneWindow *window)
{
  act (window, "work.filter", "given");
  return GTK_WIDGET (window);
}

GtkWidget *
shots_show_change (AttuneWindow *window)
{
  act (window, "work.filter", "given");
  act (window, "work.change", NULL);
  return shots_find_dialog (window);
}

GtkWidget *
shots_show_assign (AttuneWindow *window)
{
  act (window, "interactions.assign", NULL);
  return shots_find_dialog (window);
}
