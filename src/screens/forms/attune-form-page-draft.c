/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "Attune"

#include "config.h"

#include "attune-form-page-private.h"

#include <glib/gi18n.h>

/* What is to be the draft in the store, and then what was made of it, for Undo; also where nobody looks at it any more. */
typedef struct
{
  GWeakRef page;
  AttuneContext *context;
  AttuneSaver *saver; /* of a draft that is thrown away by hand; NULL otherwise */
  gint64 form;
  gint64 rev;     /* that it goes over, then its own */
  char *document; /* NULL: there is to be no draft */
  char *message;  /* said when it is done, with Undo; NULL for neither */
  char *before;   /* what Undo makes the draft again, NULL for none */
} Change;

static void
change_free (gpointer data)
{
  Change *change = data;

  g_weak_ref_clear (&change->page);
  g_object_unref (change->context);
  g_clear_object (&change->saver);
  g_free (change->document);
  g_free (change->message);
  g_free (change->before);
  g_free (change);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Change, change_free)

/* `page` may be NULL: it has gone. */
static Change *
change_new (AttuneFormPage *page, AttuneContext *context, gint64 form)
{
  Change *change = g_new0 (Change, 1);

  g_weak_ref_init (&change->page, page);
  change->context = g_object_ref (context);
  change->form = form;
  return change;
}

/* Takes over `change`. */
static void
send (Change *change, GAsyncReadyCallback callback)
{
  attune_store_save_form_draft_async (attune_context_get_store (change->context),
                                      attune_context_get_actor (change->context), change->form,
                                      change->rev, change->document, NULL, callback, change);
}

static void
show_newest (Change *change)
{
  g_autoptr (AttuneFormPage) self = g_weak_ref_get (&change->page);

  if (self == NULL)
    return;
  self->shown_revision = 0;
  attune_form_page_load (self);
}

static void made_cb (GObject *source, GAsyncResult *result, gpointer data);

/* The rev under which the store has what was made, as far as is known: as long as the page shows it, it may have gone on,
 * as by retiring. What the page has since, and what somebody else has, is not gone over. */
static gint64
find_rev (const Change *done, AttuneFormPage *self)
{
  g_autofree char *shown = NULL;

  if (self == NULL || self->record == NULL)
    return done->rev;
  if (self->saver == NULL)
    return done->document == NULL && self->record->draft == NULL ? self->record->summary->rev
                                                                 : done->rev;

  attune_saver_flush (self->saver);
  shown = attune_form_to_json (attune_saver_get_content (self->saver), NULL);
  return attune_saver_get_state (self->saver) == ATTUNE_SAVING_SAVED &&
             g_strcmp0 (shown, done->document) == 0
           ? attune_saver_get_rev (self->saver)
           : done->rev;
}

static void
undo_cb (Change *done)
{
  g_autoptr (AttuneFormPage) self = g_weak_ref_get (&done->page);
  Change *undo = change_new (self, done->context, done->form);

  undo->rev = find_rev (done, self);
  undo->document = g_strdup (done->before);
  if (self != NULL && self->saver != NULL)
    {
      self->is_discarding = TRUE;
      attune_form_page_apply (self);
    }
  send (undo, made_cb);
}

/* Takes over `done`. */
static void
offer_to_undo (Change *done)
{
  if (done->message != NULL)
    attune_context_offer_undo (done->context, done->message, G_CALLBACK (undo_cb), done,
                               change_free);
  else
    change_free (done);
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Change) change = data;
  g_autoptr (GError) error = NULL;

  change->rev = attune_store_save_form_draft_finish (ATTUNE_STORE (source), result, &error);
  show_newest (change);
  if (change->rev != 0)
    offer_to_undo (g_steal_pointer (&change));
  else
    attune_context_report (change->context, _ ("The draft could not be changed"), error);
}

void
attune_form_page_store_draft (AttuneFormPage *self,
                              const char *document,
                              const char *message,
                              const char *before)
{
  Change *change = change_new (self, attune_page_get_context (ATTUNE_PAGE (self)), self->form);

  change->rev = self->record->summary->rev;
  change->document = g_strdup (document);
  change->message = g_strdup (message);
  change->before = g_strdup (before);
  send (change, made_cb);
}

/* Beginning one -------------------------------------------------------------------------------------- */

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
    attune_form_page_store_draft (self, document, NULL, NULL);
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

/* Throwing it away ----------------------------------------------------------------------------------- */

/* What is shown stays the draft, saved or not. */
static void
fail_discarding (Change *change, const GError *error)
{
  g_autoptr (AttuneFormPage) self = g_weak_ref_get (&change->page);
  g_autoptr (AttuneForm) form = attune_form_from_json (change->before, -1, NULL);

  attune_context_report (change->context, _ ("The draft could not be discarded"), error);
  if (form != NULL)
    attune_saver_push (change->saver, form);
  if (self == NULL)
    return;
  self->is_discarding = FALSE;
  attune_form_page_apply (self);
}

static void
discarded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Change) change = data;
  g_autoptr (GError) error = NULL;

  change->rev = attune_store_save_form_draft_finish (ATTUNE_STORE (source), result, &error);
  if (change->rev == 0)
    {
      fail_discarding (change, error);
      return;
    }
  show_newest (change);
  offer_to_undo (g_steal_pointer (&change));
}

/* No save is under way any more: the rev is known. */
static void
dropped_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Change) change = data;
  g_autoptr (GError) error = NULL;

  change->rev = attune_saver_settle_finish (ATTUNE_SAVER (source), result, &error);
  if (change->rev != 0)
    send (g_steal_pointer (&change), discarded_cb);
  else
    fail_discarding (change, error);
}

static void
discard_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AttuneFormPage *self = ATTUNE_FORM_PAGE (widget);
  Change *change;

  if (!attune_form_page_can_edit (self))
    return;

  change = change_new (self, attune_page_get_context (ATTUNE_PAGE (self)), self->form);
  change->saver = g_object_ref (self->saver);
  change->message = g_strdup (_ ("Draft discarded"));
  change->before = attune_form_to_json (attune_form_page_get_form (self), NULL);
  self->is_discarding = TRUE;
  attune_form_page_apply (self);
  attune_saver_drop (self->saver);
  attune_saver_settle_async (self->saver, NULL, dropped_cb, change);
}

void
attune_form_page_install_drafts (AttuneFormPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  gtk_widget_class_install_action (widget_class, "form.edit", NULL, edit_action);
  gtk_widget_class_install_action (widget_class, "form.discard", NULL, discard_action);
}
