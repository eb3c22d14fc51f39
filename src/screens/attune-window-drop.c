/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-window-private.h"

#include "attune-add-dialog.h"
#include "attune-evaluate-page.h"
#include "attune-import-dialog.h"
#include "attune-interaction-page.h"

#include <glib/gi18n.h>

/* A workspace that is dropped is opened, a form is imported; all else is a recording to add: to the contact that is shown, or as new ones. */
static gboolean
is_workspace (GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);

  return name != NULL && g_str_has_suffix (name, ".attune");
}

/* A file that a form may be in, for who may import one. */
static gboolean
is_form (AttuneWindow *self, GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);

  return name != NULL && self->context != NULL &&
         attune_context_has_role (self->context, ATTUNE_ROLE_ANALYST | ATTUNE_ROLE_MANAGER) &&
         attune_import_dialog_takes_name (name);
}

static gboolean
drop_cb (AttuneWindow *self, const GValue *value)
{
  GSList *files = g_value_get_boxed (value);
  gboolean may_add = self->context != NULL &&
                     attune_context_has_role (self->context, ATTUNE_ROLE_COACH |
                                                               ATTUNE_ROLE_ANALYST |
                                                               ATTUNE_ROLE_MANAGER);
  AttunePage *page;

  if (files == NULL)
    return FALSE;

  if (files->next == NULL && is_workspace (files->data))
    {
      attune_window_open (self, g_file_peek_path (files->data));
      return TRUE;
    }

  page = attune_window_get_page (self);
  if (ATTUNE_IS_EVALUATE_PAGE (page) &&
      attune_evaluate_page_take_files (ATTUNE_EVALUATE_PAGE (page), files))
    return TRUE;
  if (ATTUNE_IS_INTERACTION_PAGE (page) &&
      attune_interaction_page_take_text (ATTUNE_INTERACTION_PAGE (page), files))
    return TRUE;

  if (files->next == NULL && is_form (self, files->data))
    {
      attune_import_dialog_show_file (GTK_WINDOW (self), self->context, files->data);
      return TRUE;
    }

  if (!may_add)
    {
      adw_toast_overlay_add_toast (
        self->toasts,
        adw_toast_new (self->context == NULL ? _ ("Open a workspace first, then drop recordings")
                                             : _ ("Recordings are added by coaches, analysts and "
                                                  "managers")));
      return FALSE;
    }

  if (!ATTUNE_IS_INTERACTION_PAGE (page) ||
      !attune_interaction_page_take_files (ATTUNE_INTERACTION_PAGE (page), files))
    attune_add_dialog_show_files (GTK_WINDOW (self), self->context, files);
  return TRUE;
}

void
attune_window_accept_drops (AttuneWindow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect_swapped (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}
