/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-form-page-private.h"

#include "attune-compat.h"

#include <glib/gi18n.h>

static void
published_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneFormPage) self = data;
  g_autoptr (GError) error = NULL;
  gint64 revision = attune_store_publish_form_finish (ATTUNE_STORE (source), result, &error);

  if (self->stack == NULL)
    return;

  if (revision == 0)
    {
      self->is_publishing = FALSE;
      attune_context_report (attune_page_get_context (ATTUNE_PAGE (self)),
                             _ ("The form could not be published"), error);
      attune_form_page_apply (self);
      return;
    }

  attune_context_say (attune_page_get_context (ATTUNE_PAGE (self)),
                      _ ("Published. New evaluations use this revision"));
  self->shown_revision = 0;
  /* The dialog took the focus along: whoever goes on by the keys sees where they are. */
  if (gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    gtk_window_set_focus_visible (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), TRUE);
  attune_form_page_load (self);
}

/* Everything that was typed is in the store: now what is there can be published. */
static void
settled_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneFormPage) self = data;
  AttuneContext *context = attune_page_get_context (ATTUNE_PAGE (self));
  g_autoptr (GError) error = NULL;
  gint64 rev = attune_saver_settle_finish (ATTUNE_SAVER (source), result, &error);

  if (self->stack == NULL || self->saver != ATTUNE_SAVER (source))
    return;
  if (rev != 0)
    {
      attune_store_publish_form_async (attune_context_get_store (context),
                                       attune_context_get_actor (context), self->form, rev, NULL,
                                       published_cb, g_object_ref (self));
      return;
    }
  self->is_publishing = FALSE;
  attune_context_report (context, _ ("The form could not be published"), error);
  attune_form_page_apply (self);
}

static void
publish_answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneFormPage) self = data;
  g_autofree char *answer = attune_ask_finish (result);

  if (g_strcmp0 (answer, "publish") != 0 || self->saver == NULL || self->is_publishing ||
      self->is_discarding || self->is_retiring)
    return;

  self->is_publishing = TRUE;
  attune_form_page_apply (self);
  attune_saver_settle_async (self->saver, NULL, settled_cb, g_object_ref (self));
}

static void
publish_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneFormPage *self = ATTUNE_FORM_PAGE (widget);
  const AttuneFormLint *lint = attune_form_page_get_lint (self);
  const AttuneResponse responses[] = {
    { "cancel", _ ("_Cancel"), ADW_RESPONSE_DEFAULT },
    { "publish", _ ("_Publish"), ADW_RESPONSE_SUGGESTED },
    { NULL },
  };
  g_autofree char *heading = NULL;
  g_autoptr (GString) body = NULL;

  if (!attune_form_page_can_edit (self))
    return;
  /* The findings are those of what is published, not of what it was before the last change. */
  self->is_asking = lint == NULL;
  if (lint == NULL)
    {
      attune_form_page_hurry_check (self);
      return;
    }

  heading = g_strdup_printf (_ ("Publish Revision %u?"), self->record->summary->latest_number + 1);
  body = g_string_new (_ ("New evaluations use it from now on, and it can no longer be changed. "
                          "Evaluations that are there keep the revision they were made on."));
  if (lint->warnings->len > 0)
    {
      g_autofree char *findings = attune_form_page_list_findings (self);

      g_string_append_printf (body, "\n\n%s%s", _ ("Check first whether this is as you want it:"),
                              findings);
    }
  attune_ask_async (widget, heading, body->str, responses, NULL, publish_answered_cb,
                    g_object_ref (self));
}

static void
draft_made_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneFormPage) self = data;
  g_autoptr (GError) error = NULL;
  gint64 rev = attune_store_save_form_draft_finish (ATTUNE_STORE (source), result, &error);

  if (self->stack == NULL)
    return;
  if (rev == 0)
    attune_context_report (attune_page_get_context (ATTUNE_PAGE (self)),
                           _ ("The draft could not be changed"), error);
  self->shown_revision = 0;
  attune_form_page_load (self);
}

void
attune_form_page_store_draft (AttuneFormPage *self, gint64 rev, const char *document)
{
  AttuneContext *context = attune_page_get_context (ATTUNE_PAGE (self));

  attune_store_save_form_draft_async (attune_context_get_store (context),
                                      attune_context_get_actor (context), self->form, rev, document,
                                      NULL, draft_made_cb, g_object_ref (self));
}

static void
newest_loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneFormPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *document = attune_store_load_form_revision_finish (ATTUNE_STORE (source), result,
                                                                      &error);

  if (self->stack == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (document == NULL)
    attune_context_report (attune_page_get_context (ATTUNE_PAGE (self)),
                           _ ("The draft could not be begun"), error);
  else
    attune_form_page_store_draft (self, self->record->summary->rev, document);
}

/* Begins a draft from the newest revision, whichever is shown: to go back is to restore. */
static void
edit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneFormPage *self = ATTUNE_FORM_PAGE (widget);
  AttuneContext *context = attune_page_get_context (ATTUNE_PAGE (self));

  if (self->record == NULL || self->history == NULL || self->record->draft != NULL ||
      self->is_retiring)
    return;

  attune_store_load_form_revision_async (attune_context_get_store (context),
                                         attune_context_get_actor (context),
                                         self->record->summary->latest_revision, self->cancellable,
                                         newest_loaded_cb, g_object_ref (self));
}

/* A draft that was thrown away, to be brought back. */
typedef struct
{
  AttuneFormPage *page;
  char *document;
} Discarded;

static void
bring_back_cb (Discarded *discarded)
{
  AttuneFormPage *self = discarded->page;

  if (self->record != NULL && self->record->draft == NULL)
    attune_form_page_store_draft (self, self->record->summary->rev, discarded->document);
}

static void
free_discarded (gpointer data)
{
  Discarded *discarded = data;

  g_object_unref (discarded->page);
  g_free (discarded->document);
  g_free (discarded);
}

static void
offer_to_bring_back (AttuneFormPage *self, char *document)
{
  Discarded *discarded = g_new0 (Discarded, 1);

  discarded->page = g_object_ref (self);
  discarded->document = document;
  attune_context_offer_undo (attune_page_get_context (ATTUNE_PAGE (self)), _ ("Draft discarded"),
                             G_CALLBACK (bring_back_cb), discarded, free_discarded);
}

/* What is shown stays the draft, saved or not. */
static void
fail_discarding (AttuneFormPage *self, const GError *error)
{
  attune_context_report (attune_page_get_context (ATTUNE_PAGE (self)),
                         _ ("The draft could not be discarded"), error);
  if (self->saver != NULL)
    attune_saver_push (self->saver, attune_form_page_get_form (self));
  attune_form_page_apply (self);
}

static void
discarded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneFormPage) self = data;
  g_autoptr (GError) error = NULL;
  gint64 rev = attune_store_save_form_draft_finish (ATTUNE_STORE (source), result, &error);

  if (self->stack == NULL)
    return;
  if (rev == 0)
    {
      self->is_discarding = FALSE;
      fail_discarding (self, error);
      return;
    }
  offer_to_bring_back (self, attune_form_to_json (attune_form_page_get_form (self), NULL));
  self->shown_revision = 0;
  attune_form_page_load (self);
}

/* No save is under way any more: the rev is known. */
static void
dropped_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AttuneFormPage) self = data;
  AttuneContext *context = attune_page_get_context (ATTUNE_PAGE (self));
  g_autoptr (GError) error = NULL;
  gint64 rev = attune_saver_settle_finish (ATTUNE_SAVER (source), result, &error);

  if (self->stack == NULL)
    return;
  if (rev != 0)
    {
      attune_store_save_form_draft_async (attune_context_get_store (context),
                                          attune_context_get_actor (context), self->form, rev, NULL,
                                          NULL, discarded_cb, g_object_ref (self));
      return;
    }
  self->is_discarding = FALSE;
  fail_discarding (self, error);
}

static void
discard_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneFormPage *self = ATTUNE_FORM_PAGE (widget);

  if (!attune_form_page_can_edit (self))
    return;

  self->is_discarding = TRUE;
  attune_form_page_apply (self);
  attune_saver_drop (self->saver);
  attune_saver_settle_async (self->saver, NULL, dropped_cb, g_object_ref (self));
}

static void
show_revision_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneFormPage *self = ATTUNE_FORM_PAGE (widget);

  if (self->saver != NULL)
    attune_saver_flush (self->saver);
  self->shown_revision = g_variant_get_int64 (parameter);
  attune_form_page_load (self);
}

void
attune_form_page_install_publishing (AttuneFormPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  gtk_widget_class_install_action (widget_class, "form.publish", NULL, publish_action);
  gtk_widget_class_install_action (widget_class, "form.edit", NULL, edit_action);
  gtk_widget_class_install_action (widget_class, "form.discard", NULL, discard_action);
  gtk_widget_class_install_action (widget_class, "form.show-revision", "x", show_revision_action);
}
