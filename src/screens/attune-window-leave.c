/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-window-private.h"

#include "attune-status.h"
#include "attune-unsaved.h"

#include <glib/gi18n.h>

/* What takes no longer than this to finish is not shown, in milliseconds. */
#define SHOW_DELAY_MS 300

/* What the window waits for before it leaves a workspace. */
struct _AttuneLeave
{
  AttuneLeft left;
  gpointer data;
  GDestroyNotify destroy;
  GCancellable *cancellable; /* of the waiting, not of what is waited for */
  const char *stage;         /* to come back to, interned */
  guint n_reports;           /* that were shown before */
  guint showing;             /* source, 0 for none */
  guint looking;             /* source, 0 for none */
  gboolean is_settling;
};

static void look (AttuneWindow *self);

static void
free_leave (AttuneLeave *leave)
{
  g_cancellable_cancel (leave->cancellable);
  g_object_unref (leave->cancellable);
  g_clear_handle_id (&leave->showing, g_source_remove);
  g_clear_handle_id (&leave->looking, g_source_remove);
  if (leave->destroy != NULL)
    leave->destroy (leave->data);
  g_free (leave);
}

static gboolean
look_cb (gpointer data)
{
  AttuneWindow *self = data;

  self->leave->looking = 0;
  look (self);
  return G_SOURCE_REMOVE;
}

/* Who was waited for has something to say first. */
static void
look_soon (AttuneWindow *self)
{
  if (self->leave->looking == 0)
    self->leave->looking = g_idle_add (look_cb, self);
}

/* Showing -------------------------------------------------------------------------------------- */

static void
show (AttuneWindow *self, const char *title, const char *description, const char *label)
{
  adw_status_page_set_title (self->leaving, title);
  attune_status_say (self->leaving, description);
  gtk_button_set_label (self->leave_now, label);
  g_clear_handle_id (&self->leave->showing, g_source_remove);
  attune_window_set_stage (self, "leaving");
}

static gboolean
show_waiting_cb (gpointer data)
{
  AttuneWindow *self = data;
  AttuneWork *work = self->context != NULL ? attune_context_get_work (self->context) : NULL;
  g_autofree char *description = NULL;

  self->leave->showing = 0;
  if (work != NULL)
    /* Translators: what is under way, as "Adding contacts", then what closing would do. */
    description = g_strdup_printf (_ ("%s. Closing now stops it before it is done."),
                                   attune_work_get_title (work));
  else
    description = g_strdup (_ ("Your last changes are being saved. Closing now may lose them."));
  show (self, _ ("Finishing…"), description, _ ("_Close Now"));
  return G_SOURCE_REMOVE;
}

static void
show_waiting_soon (AttuneWindow *self)
{
  if (self->leave->showing == 0)
    self->leave->showing = g_timeout_add (SHOW_DELAY_MS, show_waiting_cb, self);
}

static void
show_failure (AttuneWindow *self, const GError *error)
{
  g_autofree char *description = g_strdup_printf (
    /* Translators: why it could not be saved, a sentence or more, comes first. */
    _ ("%s\n\nIf you close the workspace now, what you changed since it was last saved is lost."),
    error->message);

  show (self, _ ("Close Without Saving?"), description, _ ("_Close Without Saving"));
}

/* Looking -------------------------------------------------------------------------------------- */

static void
finish (AttuneWindow *self)
{
  AttuneLeave *leave = g_steal_pointer (&self->leave);

  if (self->context != NULL)
    g_signal_handlers_disconnect_by_func (self->context, look_soon, self);
  leave->left (self, leave->data);
  free_leave (leave);
}

/* Whoever waits for a save sees what has become of it. */
static void
settled_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneWindow) self = data;
  g_autoptr (GError) error = NULL;

  attune_unsaved_settle_finish (ATTUNE_UNSAVED (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self->leave->is_settling = FALSE;
  if (error != NULL && attune_unsaved_would_lose (ATTUNE_UNSAVED (source)))
    show_failure (self, error);
  else
    look_soon (self);
}

static void
stay (AttuneWindow *self)
{
  const char *stage = self->leave->stage;

  attune_window_stop_leaving (self);
  attune_window_set_stage (self, stage);
}

/* Leaves, or waits for the next thing that is not done yet. */
static void
look (AttuneWindow *self)
{
  AttuneLeave *leave = self->leave;
  g_autoptr (AttuneUnsaved) unsaved = NULL;

  if (leave->is_settling)
    return;
  if (self->context != NULL && attune_context_get_n_reports (self->context) != leave->n_reports)
    {
      stay (self); /* what was waited for failed, and there is something to read */
      return;
    }
  if (self->context != NULL && attune_context_get_work (self->context) != NULL)
    {
      show_waiting_soon (self);
      return;
    }

  unsaved = self->store != NULL ? attune_unsaved_find (self->store) : NULL;
  if (unsaved == NULL)
    {
      finish (self);
      return;
    }
  show_waiting_soon (self);
  leave->is_settling = TRUE;
  attune_unsaved_settle_async (unsaved, leave->cancellable, settled_cb, g_object_ref (self));
}

/* Actions -------------------------------------------------------------------------------------- */

static void
stay_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneWindow *self = ATTUNE_WINDOW (widget);

  if (self->leave != NULL)
    stay (self);
}

static void
leave_now_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneWindow *self = ATTUNE_WINDOW (widget);

  if (self->leave != NULL)
    finish (self);
}

void
attune_window_install_leaving (AttuneWindowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  gtk_widget_class_install_action (widget_class, "win.stay", NULL, stay_action);
  gtk_widget_class_install_action (widget_class, "win.leave-now", NULL, leave_now_action);
}

void
attune_window_stop_leaving (AttuneWindow *self)
{
  if (self->context != NULL)
    g_signal_handlers_disconnect_by_func (self->context, look_soon, self);
  g_clear_pointer (&self->leave, free_leave);
}

void
attune_window_leave (AttuneWindow *self, AttuneLeft left, gpointer data, GDestroyNotify destroy)
{
  const char *stage = self->leave != NULL ? self->leave->stage
                                          : g_intern_string (attune_window_get_stage (self));

  attune_window_stop_leaving (self);
  self->leave = g_new0 (AttuneLeave, 1);
  self->leave->left = left;
  self->leave->data = data;
  self->leave->destroy = destroy;
  self->leave->cancellable = g_cancellable_new ();
  self->leave->stage = stage;
  if (self->context != NULL)
    {
      self->leave->n_reports = attune_context_get_n_reports (self->context);
      g_signal_connect_object (self->context, "notify::work", G_CALLBACK (look_soon), self,
                               G_CONNECT_SWAPPED);
    }
  look (self);
}
