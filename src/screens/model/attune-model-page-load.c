/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-model-page-private.h"

#include "attune-kept.h"
#include "attune-model-template.h"
#include "attune-status.h"
#include "attune-weak.h"

#include <glib/gi18n.h>

static void
show_status (AttuneModelPage *self, const char *icon, const char *title, const char *text)
{
  attune_status_tell (self->status, icon, title, text);
  gtk_stack_set_visible_child_name (self->stack, "status");
}

/* In a conflict nothing more is put in. */
static void
saver_changed_cb (AttuneModelPage *self)
{
  if (attune_saver_get_state (self->saver) != ATTUNE_SAVING_CONFLICT)
    return;
  gtk_popover_popdown (GTK_POPOVER (self->editor));
  attune_model_page_update_actions (self);
}

/* What came too late ----------------------------------------------------------------------------------- */

/* Puts the version that came too late under what is there, for Undo to come to. */
static void
put_under (AttuneModelPage *self, AttuneModel *aside)
{
  attune_history_put_under (self->history, aside);
  self->has_aside = TRUE;
  attune_model_page_update_actions (self);
  attune_context_say (attune_page_get_context (ATTUNE_PAGE (self)),
                      _ ("Your last changes are not part of this model: it was changed elsewhere "
                         "meanwhile. Undo brings back your version."));
}

/* Where it was changed here by now, it waits for the next time. */
static void
aside_loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneModelPage) self = attune_weak_take (data);
  g_autofree char *document = attune_store_load_kept_finish (ATTUNE_STORE (source), result, NULL);
  g_autoptr (AttuneModel) aside = document != NULL && document[0] != '\0'
                                    ? attune_model_from_json (document, -1, NULL)
                                    : NULL;

  if (aside == NULL || self == NULL || self->saver == NULL ||
      attune_history_can_undo (self->history) || attune_saver_is_unsaved (self->saver) ||
      attune_model_equal (aside, attune_model_page_get_model (self)))
    return;
  put_under (self, aside);
}

static void
look_for_aside (AttuneModelPage *self)
{
  AttuneContext *context = attune_page_get_context (ATTUNE_PAGE (self));

  attune_store_load_kept_async (attune_context_get_store (context),
                                attune_context_get_actor (context), ATTUNE_KEPT_MODEL_ASIDE, 0,
                                self->cancellable, aside_loaded_cb, attune_weak_new (self));
}

/* Showing ---------------------------------------------------------------------------------------------- */

static gboolean
may_edit (AttuneModelPage *self)
{
  AttuneContext *context = attune_page_get_context (ATTUNE_PAGE (self));

  return attune_context_has_role (context, ATTUNE_MODEL_EDITING) &&
         attune_store_get_read_only_reason (attune_context_get_store (context)) == NULL;
}

/* Has what was read as `saved` (NULL for nothing yet) kept from now on. The one before may still have something to save,
 * and goes on with it. */
static void
take_saver (AttuneModelPage *self, gint64 rev, AttuneModel *saved)
{
  g_autoptr (AttuneSaver) former = g_steal_pointer (&self->saver);

  if (former != NULL)
    g_signal_handlers_disconnect_by_data (former, self);
  if (may_edit (self))
    {
      self->saver = attune_model_saver_open (attune_page_get_context (ATTUNE_PAGE (self)), rev,
                                             saved);
      g_signal_connect_object (self->saver, "notify::state", G_CALLBACK (saver_changed_cb), self,
                               G_CONNECT_SWAPPED);
    }
  attune_saving_label_set_saver (self->saving, self->saver);
  attune_conflict_bar_set_saver (self->conflict, self->saver);
}

static void
show_model (AttuneModelPage *self, AttuneModel *model)
{
  g_clear_pointer (&self->history, attune_history_free);
  self->history = attune_history_new (ATTUNE_TYPE_MODEL, model);
  self->has_aside = FALSE;
  attune_model_page_apply (self);
  gtk_stack_set_visible_child_name (self->stack, "model");
  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && g_str_equal (self->view, "grid"))
    gtk_widget_grab_focus (GTK_WIDGET (self->grid));
}

static void
show_nothing (AttuneModelPage *self)
{
  if (may_edit (self))
    gtk_stack_set_visible_child_name (self->stack, "start");
  else
    show_status (self, "attune-model-symbolic", _ ("No Interaction Model Yet"),
                 _ ("The goals of this workspace and the behaviours that serve them appear here as "
                    "soon as somebody has described them."));
}

static void
show_record (AttuneModelPage *self, const AttuneModelRecord *record)
{
  AttuneModel *model;

  take_saver (self, record->rev, record->model);
  model = self->saver != NULL ? attune_saver_get_content (self->saver) : record->model;
  if (model == NULL)
    {
      show_nothing (self);
      return;
    }

  show_model (self, model);
  if (self->saver != NULL)
    look_for_aside (self);
}

/* Loading ---------------------------------------------------------------------------------------------- */

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneModelPage) self = attune_weak_take (data);
  g_autoptr (GError) error = NULL;
  g_autoptr (AttuneModelRecord)
    record = attune_store_load_model_finish (ATTUNE_STORE (source), result, &error);

  if (self == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (record == NULL)
    show_status (self, "dialog-warning-symbolic", _ ("The Interaction Model Could Not Be Read"),
                 error->message);
  else
    show_record (self, record);
}

void
attune_model_page_load (AttuneModelPage *self)
{
  AttuneContext *context = attune_page_get_context (ATTUNE_PAGE (self));

  attune_store_load_model_async (attune_context_get_store (context),
                                 attune_context_get_actor (context), self->cancellable, loaded_cb,
                                 attune_weak_new (self));
}

/* Theirs becomes a step like any other: what was done before can still be come back to. */
static void
adopt (AttuneModelPage *self, const AttuneModelRecord *record)
{
  g_autofree char *message = NULL;
  g_autofree char *selection = g_strdup (attune_history_get_selection (self->history));

  /* Translators: %s is a person's name. */
  message = g_strdup_printf (_ ("%s has changed the interaction model"), record->changed_by);
  attune_saver_adopt (self->saver, record->rev, record->model);
  attune_history_push (self->history, record->model, selection, NULL, g_get_monotonic_time ());
  gtk_popover_popdown (GTK_POPOVER (self->editor));
  attune_model_page_apply (self);
  attune_context_say (attune_page_get_context (ATTUNE_PAGE (self)), message);
}

static void
followed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneModelPage) self = attune_weak_take (data);
  g_autoptr (AttuneModelRecord)
    record = attune_store_load_model_finish (ATTUNE_STORE (source), result, NULL);

  if (self == NULL || self->history == NULL || record == NULL || record->model == NULL)
    return;
  if (self->saver == NULL)
    {
      if (!attune_model_equal (record->model, attune_model_page_get_model (self)))
        show_record (self, record);
      return;
    }
  if (attune_saver_get_state (self->saver) == ATTUNE_SAVING_SAVED &&
      !attune_saver_is_unsaved (self->saver) && record->rev > attune_saver_get_rev (self->saver))
    adopt (self, record);
}

void
attune_model_page_follow (AttuneModelPage *self)
{
  AttuneContext *context = attune_page_get_context (ATTUNE_PAGE (self));

  if (self->saver != NULL && attune_saver_is_unsaved (self->saver))
    return;
  attune_store_load_model_async (attune_context_get_store (context),
                                 attune_context_get_actor (context), self->cancellable, followed_cb,
                                 attune_weak_new (self));
}

/* Starting --------------------------------------------------------------------------------------------- */

static void
start_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneModelPage *self = ATTUNE_MODEL_PAGE (widget);
  g_autoptr (AttuneModel) model = NULL;

  if (self->history != NULL || !may_edit (self))
    return;

  model = attune_model_template_create (g_variant_get_string (parameter, NULL));
  take_saver (self, 0, NULL);
  show_model (self, model);
  attune_model_page_save (self);
  attune_saver_flush (self->saver);
}

void
attune_model_page_install_start (AttuneModelPageClass *class)
{
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (class), "model.start", "s", start_action);
}
