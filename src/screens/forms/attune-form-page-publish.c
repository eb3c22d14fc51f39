/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-form-page-private.h"

#include "attune-compat.h"
#include "attune-form-describe.h"

#include <glib/gi18n.h>

/* A form being published, also where nobody looks at it any more. */
typedef struct
{
  GWeakRef page;
  AttuneContext *context;
  gint64 form;
} Publishing;

static void
publishing_free (Publishing *publishing)
{
  g_weak_ref_clear (&publishing->page);
  g_object_unref (publishing->context);
  g_free (publishing);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Publishing, publishing_free)

static Publishing *
publishing_new (AttuneFormPage *page)
{
  Publishing *publishing = g_new0 (Publishing, 1);

  g_weak_ref_init (&publishing->page, page);
  publishing->context = g_object_ref (attune_page_get_context (ATTUNE_PAGE (page)));
  publishing->form = page->form;
  return publishing;
}

/* What is shown stays the draft. */
static void
fail (Publishing *publishing, const GError *error)
{
  g_autoptr (AttuneFormPage) self = g_weak_ref_get (&publishing->page);

  attune_context_report (publishing->context, _ ("The form could not be published"), error);
  if (self == NULL)
    return;
  self->is_publishing = FALSE;
  attune_form_page_apply (self);
}

static void
published_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Publishing) publishing = data;
  g_autoptr (AttuneFormPage) self = g_weak_ref_get (&publishing->page);
  g_autoptr (GError) error = NULL;

  if (attune_store_publish_form_finish (ATTUNE_STORE (source), result, &error) == 0)
    {
      fail (publishing, error);
      return;
    }

  attune_context_say (publishing->context, _ ("Published. New evaluations use this revision"));
  if (self == NULL)
    return;
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
  g_autoptr (Publishing) publishing = data;
  AttuneContext *context = publishing->context;
  gint64 form = publishing->form;
  g_autoptr (GError) error = NULL;
  gint64 rev = attune_saver_settle_finish (ATTUNE_SAVER (source), result, &error);

  if (rev == 0)
    fail (publishing, error);
  else
    attune_store_publish_form_async (attune_context_get_store (context),
                                     attune_context_get_actor (context), form, rev, NULL,
                                     published_cb, g_steal_pointer (&publishing));
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
  attune_saver_settle_async (self->saver, NULL, settled_cb, publishing_new (self));
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
  g_autofree char *breaks = NULL;
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
  breaks = self->published != NULL
             ? attune_form_describe_breaks (self->published, attune_form_page_get_form (self))
             : NULL;
  if (breaks != NULL)
    g_string_append_printf (body, "\n\n%s", breaks);
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
  gtk_widget_class_install_action (widget_class, "form.show-revision", "x", show_revision_action);
}
