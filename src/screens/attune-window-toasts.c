/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-window-private.h"

#include <glib/gi18n.h>

/* Long enough to get there by Tab, too. */
#define UNDO_SECONDS 10

/* What a toast says is markup to it. Owned by the caller, until the toast is shown. */
static AdwToast *
create_plain (const char *message)
{
  g_autofree char *markup = g_markup_escape_text (message, -1);

  return adw_toast_new (markup);
}

static void
told_cb (AttuneWindow *self, const char *heading, const char *body)
{
  if (body != NULL)
    attune_tell (GTK_WIDGET (self), heading, body);
  else
    adw_toast_overlay_add_toast (self->toasts, create_plain (heading));
}

static void
invoke_cb (AdwToast *toast, GClosure *offer)
{
  g_closure_invoke (offer, NULL, 0, NULL, NULL);
}

static void
free_offer (gpointer offer, GClosure *closure)
{
  g_closure_unref (offer);
}

/* Likewise, with a button. */
static AdwToast *
create_toast (const char *message, const char *label, GClosure *offer)
{
  AdwToast *toast = create_plain (message);

  adw_toast_set_button_label (toast, label);
  g_signal_connect_data (toast, "button-clicked", G_CALLBACK (invoke_cb), g_closure_ref (offer),
                         free_offer, 0);
  return toast;
}

static void
offered_cb (AttuneWindow *self, const char *message, const char *label, GClosure *offer)
{
  adw_toast_overlay_add_toast (self->toasts, create_toast (message, label, offer));
}

static void
set_undos (AttuneWindow *self, GList *undos)
{
  self->undos = undos;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.undo", undos != NULL);
}

/* Taken, or gone by itself. */
static void
dismissed_cb (AttuneWindow *self, AdwToast *toast)
{
  set_undos (self, g_list_remove (self->undos, toast));
}

/* Whatever waits to be said: what was just done can be undone at once. */
static void
undo_offered_cb (AttuneWindow *self, const char *message, GClosure *undo)
{
  AdwToast *toast = create_toast (message, _ ("_Undo"), undo);

  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  adw_toast_set_timeout (toast, UNDO_SECONDS);
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (dismissed_cb), self, G_CONNECT_SWAPPED);
  set_undos (self, g_list_prepend (self->undos, toast));
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
undo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneWindow *self = ATTUNE_WINDOW (widget);
  g_autoptr (AdwToast) toast = self->undos != NULL ? g_object_ref (self->undos->data) : NULL;

  if (toast == NULL)
    return;
  g_signal_emit_by_name (toast, "button-clicked");
  adw_toast_dismiss (toast);
}

void
attune_window_listen (AttuneWindow *self, AttuneContext *context)
{
  g_return_if_fail (ATTUNE_IS_WINDOW (self));
  g_return_if_fail (ATTUNE_IS_CONTEXT (context));

  g_signal_connect_object (context, "told", G_CALLBACK (told_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "offered", G_CALLBACK (offered_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "undo-offered", G_CALLBACK (undo_offered_cb), self,
                           G_CONNECT_SWAPPED);
}

/* Not an accelerator, which would come before the page and the entry in it, which undo what is theirs. */
void
attune_window_install_undo (AttuneWindowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  gtk_widget_class_install_action (widget_class, "win.undo", NULL, undo_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "win.undo", NULL);
}
