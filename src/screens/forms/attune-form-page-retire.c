/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-form-page-private.h"

#include <glib/gi18n.h>

/* A form being taken out of use, or brought back; and what was done, for Undo. */
typedef struct
{
  AttuneFormPage *page;
  AttuneContext *context;
  gint64 form;
  gint64 rev;
  gboolean is_retired; /* as it is to be */
  gboolean is_undo;
} Retirement;

static void
retirement_free (gpointer data)
{
  Retirement *retirement = data;

  g_object_unref (retirement->page);
  g_object_unref (retirement->context);
  g_free (retirement);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Retirement, retirement_free)

static Retirement *
retirement_new (AttuneFormPage *page, gboolean is_retired, gboolean is_undo)
{
  Retirement *retirement = g_new0 (Retirement, 1);

  retirement->page = g_object_ref (page);
  retirement->context = g_object_ref (attune_page_get_context (ATTUNE_PAGE (page)));
  retirement->form = page->form;
  retirement->is_retired = is_retired;
  retirement->is_undo = is_undo;
  return retirement;
}

static void
fail (const Retirement *retirement, const GError *error)
{
  attune_context_report (retirement->context,
                         retirement->is_retired ? _ ("The form could not be retired")
                                                : _ ("The form could not be brought back into use"),
                         error);
}

/* What is typed goes on, whether it was done or not. */
static void
go_on (AttuneFormPage *self)
{
  self->is_retiring = FALSE;
  if (self->stack != NULL && self->history != NULL)
    attune_form_page_apply (self);
}

static void undo_cb (Retirement *retirement);

static void
offer_to_undo (const Retirement *done)
{
  Retirement *undo = retirement_new (done->page, !done->is_retired, TRUE);

  undo->rev = done->rev;
  attune_context_offer_undo (done->context,
                             done->is_retired ? _ ("Form retired: nothing new is evaluated on it")
                                              : _ ("Form back in use"),
                             G_CALLBACK (undo_cb), undo, retirement_free);
}

static void
retired_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Retirement) retirement = data;
  AttuneFormPage *self = retirement->page;
  g_autoptr (GError) error = NULL;

  retirement->rev = attune_store_retire_form_finish (ATTUNE_STORE (source), result, &error);
  if (retirement->rev == 0)
    fail (retirement, error);
  else if (self->record != NULL)
    {
      self->record->summary->rev = retirement->rev;
      self->record->summary->is_retired = retirement->is_retired;
      if (self->saver != NULL)
        attune_saver_overrule (self->saver, retirement->rev, attune_form_page_get_form (self));
    }
  if (retirement->rev != 0 && !retirement->is_undo)
    offer_to_undo (retirement);
  go_on (self);
  /* Somebody else was quicker: what they did is shown, for it to be tried again on that. */
  if (self->stack != NULL &&
      g_error_matches (error, ATTUNE_STORE_ERROR, ATTUNE_STORE_ERROR_CONFLICT))
    attune_form_page_load (self);
}

/* Takes over `retirement`. */
static void
retire (Retirement *retirement, gint64 rev)
{
  attune_store_retire_form_async (attune_context_get_store (retirement->context),
                                  attune_context_get_actor (retirement->context), retirement->form,
                                  rev, retirement->is_retired, NULL, retired_cb, retirement);
}

static void
settled_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Retirement) retirement = data;
  g_autoptr (GError) error = NULL;
  gint64 rev = attune_saver_settle_finish (ATTUNE_SAVER (source), result, &error);

  if (rev != 0)
    {
      retire (g_steal_pointer (&retirement), rev);
      return;
    }
  fail (retirement, error);
  go_on (retirement->page);
}

static gboolean
can_retire (AttuneFormPage *self)
{
  return self->record != NULL && self->history != NULL &&
         self->record->summary->latest_number > 0 &&
         attune_context_has_role (attune_page_get_context (ATTUNE_PAGE (self)),
                                  ATTUNE_FORM_EDITING) &&
         !self->is_retiring && (self->saver == NULL || attune_form_page_can_edit (self));
}

/* Saved first, for the rev to be known: the draft stays as it is, with all its steps. */
static void
start (AttuneFormPage *self, gboolean is_retired, gboolean is_undo)
{
  Retirement *retirement = retirement_new (self, is_retired, is_undo);

  self->is_retiring = TRUE;
  attune_form_page_apply (self);
  if (self->saver != NULL)
    attune_saver_settle_async (self->saver, NULL, settled_cb, retirement);
  else
    retire (retirement, self->record->summary->rev);
}

/* The page knows what it saved since; where it is gone, nothing may have been. */
static void
undo_cb (Retirement *retirement)
{
  AttuneFormPage *self = retirement->page;

  if (self->stack == NULL)
    {
      Retirement *alone = retirement_new (self, retirement->is_retired, TRUE);

      retire (alone, retirement->rev);
    }
  else if (can_retire (self) && self->record->summary->is_retired != retirement->is_retired)
    start (self, retirement->is_retired, TRUE);
}

static void
retire_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneFormPage *self = ATTUNE_FORM_PAGE (widget);
  gboolean is_retired = g_str_equal (name, "form.retire");

  if (can_retire (self) && self->record->summary->is_retired != is_retired)
    start (self, is_retired, FALSE);
}

void
attune_form_page_update_retiring (AttuneFormPage *self)
{
  gboolean can = can_retire (self);
  gboolean is_retired = can && self->record->summary->is_retired;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "form.retire", can && !is_retired);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "form.reinstate", is_retired);
}

void
attune_form_page_install_retiring (AttuneFormPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  gtk_widget_class_install_action (widget_class, "form.retire", NULL, retire_action);
  gtk_widget_class_install_action (widget_class, "form.reinstate", NULL, retire_action);
}
