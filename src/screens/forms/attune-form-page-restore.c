/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-form-page-private.h"

#include "attune-compat.h"
#include "attune-form-changes-dialog.h"
#include "attune-form-describe.h"
#include "attune-present.h"

#include <glib/gi18n.h>

/* Where more changes would be replaced than these, the rest is a number. */
#define MOST_LINES 6

/* A revision to be the draft, or the draft that was there before. */
typedef struct
{
  AttuneFormPage *page;
  AttuneForm *form;
  guint number;
} Restoring;

static void
restoring_free (gpointer data)
{
  Restoring *restoring = data;

  g_object_unref (restoring->page);
  attune_form_unref (restoring->form);
  g_free (restoring);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Restoring, restoring_free)

/* Takes over `form`. */
static Restoring *
restoring_new (AttuneFormPage *page, AttuneForm *form, guint number)
{
  Restoring *restoring = g_new0 (Restoring, 1);

  *restoring = (Restoring){ g_object_ref (page), form, number };
  return restoring;
}

/* The draft there is, owned by the caller; NULL for none. */
static AttuneForm *
read_draft (AttuneFormPage *self)
{
  if (self->saver != NULL)
    return attune_form_ref (attune_form_page_get_form (self));
  return self->record->draft != NULL ? attune_form_from_json (self->record->draft, -1, NULL) : NULL;
}

static void
undo_cb (const Restoring *before)
{
  AttuneFormPage *self = before->page;

  if (self->stack != NULL && attune_form_page_can_edit (self))
    attune_form_page_take (self, attune_form_ref (before->form), NULL, NULL, NULL);
}

/* As a step of the draft that is shown. */
static void
take (const Restoring *restoring, const char *message)
{
  AttuneFormPage *self = restoring->page;
  AttuneForm *draft = attune_form_ref (attune_form_page_get_form (self));

  attune_form_page_take (self, attune_form_ref (restoring->form), NULL, NULL, NULL);
  attune_context_offer_undo (attune_page_get_context (ATTUNE_PAGE (self)), message,
                             G_CALLBACK (undo_cb), restoring_new (self, draft, 0), restoring_free);
}

static void
restore (const Restoring *restoring)
{
  AttuneFormPage *self = restoring->page;
  g_autofree char *message = g_strdup_printf (_ ("Revision %u is the draft now"),
                                              restoring->number);
  g_autofree char *document = NULL;

  if (self->saver != NULL)
    {
      take (restoring, message);
      return;
    }
  document = attune_form_to_json (restoring->form, NULL);
  attune_form_page_store_draft (self, document, message, self->record->draft);
}

/* A draft that nobody else has, and nothing under way. */
static gboolean
can_restore (AttuneFormPage *self)
{
  return self->stack != NULL && self->record != NULL && self->history != NULL &&
         !self->is_publishing && !self->is_discarding && !self->is_retiring &&
         attune_context_has_role (attune_page_get_context (ATTUNE_PAGE (self)),
                                  ATTUNE_FORM_EDITING) &&
         (self->saver == NULL || attune_form_page_can_edit (self));
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Restoring) restoring = data;
  g_autofree char *answer = attune_ask_finish (result);

  if (g_strcmp0 (answer, "replace") == 0 && can_restore (restoring->page))
    restore (restoring);
}

/* The first lines, and how many more there are. Owned by the caller. */
static char *
shorten (const char *changes)
{
  g_auto (GStrv) lines = g_strsplit (changes, "\n", -1);
  guint n = g_strv_length (lines);
  g_autofree char *first = NULL;
  g_autofree char *rest = NULL;

  if (n <= MOST_LINES)
    return g_strdup (changes);

  rest = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "and %u more change", "and %u more changes",
                                       n - MOST_LINES),
                          n - MOST_LINES);
  for (guint i = MOST_LINES; i < n; i++)
    g_clear_pointer (&lines[i], g_free);
  first = g_strjoinv ("\n", lines);
  return g_strdup_printf ("%s\n%s", first, rest);
}

/* Takes over `restoring`. */
static void
ask (Restoring *restoring, const char *changes)
{
  const AttuneResponse responses[] = {
    { "cancel", _ ("_Cancel"), ADW_RESPONSE_DEFAULT },
    { "replace", _ ("_Replace"), ADW_RESPONSE_DESTRUCTIVE },
    { NULL },
  };
  g_autofree char *lines = shorten (changes);
  /* Translators: the number is that of a revision; the %s lists changes, a line each. */
  g_autofree char *body = g_strdup_printf (_ ("What the draft has changed since revision %u goes:"
                                              "\n\n%s"),
                                           restoring->number, lines);

  attune_ask_async (GTK_WIDGET (restoring->page), _ ("Replace the Draft?"), body, responses, NULL,
                    answered_cb, restoring);
}

static void
restore_cb (AttuneFormPage *self, AttuneForm *form, guint number)
{
  g_autoptr (Restoring) restoring = restoring_new (self, attune_form_ref (form), number);
  g_autoptr (AttuneForm) draft = NULL;
  g_autofree char *changes = NULL;

  if (!can_restore (self))
    return;

  draft = read_draft (self);
  changes = draft != NULL ? attune_form_describe_changes (form, draft, NULL) : g_strdup ("");
  if (*changes == '\0')
    restore (restoring);
  else
    ask (g_steal_pointer (&restoring), changes);
}

static void
compare_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneFormPage *self = ATTUNE_FORM_PAGE (widget);
  g_autoptr (AttuneForm) draft = NULL;
  GtkWidget *dialog;

  if (self->record == NULL || self->history == NULL)
    return;

  draft = read_draft (self);
  dialog = attune_form_changes_dialog_new (attune_page_get_context (ATTUNE_PAGE (self)),
                                           self->record, draft, can_restore (self));
  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (gtk_widget_get_root (widget)));
  g_signal_connect_object (dialog, "restore", G_CALLBACK (restore_cb), self, G_CONNECT_SWAPPED);
  attune_present (GTK_WINDOW (dialog));
}

void
attune_form_page_install_restoring (AttuneFormPageClass *class)
{
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (class), "form.compare", NULL, compare_action);
}
